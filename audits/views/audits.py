"""Pages of audits: the list by year, one audit, adding and editing one."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from audits.forms.audits import AuditForm
from audits.models import Audit
from audits.operations.audits import save_audit
from audits.pages.audits import followed, lines_by_recommendation, score
from audits.views.lookup import audits_of, get_audit
from boards.access import Right
from boards.forms.errors import errors_by_field
from boards.models import Board
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.requests import BoardRequest


@needs(Right.READ_AUDITS)
def audit_list(request: BoardRequest, board: Board) -> HttpResponse:
    """All audits of the board, the latest year first."""
    request.menu = "audits:audit_list"
    audits = list(audits_of(request, board))
    found = followed(audits, request.user)
    for audit in audits:
        audit.score = score(found[audit.pk])
    years = [(year, list(of_year)) for year, of_year in groupby(audits, key=lambda audit: audit.year)]
    return render(request, "audits/audits/list.html", {"years": years})


@needs(Right.READ_AUDITS)
def audit_page(request: BoardRequest, board: Board, pk: int) -> HttpResponse:
    """One audit, with its recommendations and their progress."""
    request.menu = "audits:audit_list"
    audit = get_audit(request, board, pk)
    recommendations = followed([audit], request.user)[audit.pk]
    lines = lines_by_recommendation(recommendations, request.user, timezone.localdate())
    for recommendation in recommendations:
        recommendation.lines = lines.get(recommendation.pk, [])
    context = {
        "audit": audit,
        "recommendations": recommendations,
        "score": score(recommendations),
        "plans": {recommendation.plan for recommendation in recommendations},
    }
    return render(request, "audits/audits/page.html", context)


@needs(Right.EDIT_AUDITS)
def audit_add(request: BoardRequest, board: Board) -> HttpResponse:
    request.menu = "audits:audit_list"
    form = AuditForm(request.POST or None, instance=Audit(board=board), board=board)
    if request.method == "POST" and form.is_valid():
        audit = save_audit(form.instance, form.cleaned_data["agencies"], by=request.user)
        messages.success(request, "The audit is in the list.")
        return redirect(audit)
    return form_page(request, "audits/audits/form.html", form)


@needs(Right.EDIT_AUDITS)
def audit_edit(request: BoardRequest, board: Board, pk: int) -> HttpResponse:
    request.menu = "audits:audit_list"
    audit = get_audit(request, board, pk)
    form = AuditForm(request.POST or None, instance=audit, board=board)
    if request.method == "POST" and form.is_valid():
        with errors_by_field(form):
            save_audit(form.instance, form.cleaned_data["agencies"], by=request.user)
            messages.success(request, "Saved.")
            return redirect(audit)
    return form_page(request, "audits/audits/form.html", form, audit=audit)
