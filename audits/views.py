"""Pages of audits: the list by year, one audit, and bringing what it recommends into a plan."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from actionplans.models import Action
from actionplans.pages.action_lines import Line, prepared
from audits import following
from audits.forms import AuditForm, FindingForm
from audits.models import Audit, AuditAgency
from boards.access import Right
from boards.models import Board
from boards.web.gate import needs

_AGENCIES = Prefetch("agencies", AuditAgency.objects.filter(left=False).select_related("agency"), to_attr="taking_part")


def _get_audit(request: HttpRequest, board: Board, pk: int) -> Audit:
    request.menu = "audits:audit_list"
    audits = Audit.objects.visible_to(request.user).of(board).select_related("board", "reports_to")
    return get_object_or_404(audits.prefetch_related(_AGENCIES), pk=pk)


@needs(Right.READ_AUDITS)
def audit_list(request: HttpRequest, board: Board) -> HttpResponse:
    """All audits of the board, the latest year first."""
    request.menu = "audits:audit_list"
    audits = list(
        Audit.objects.visible_to(request.user).of(board).select_related("reports_to").prefetch_related(_AGENCIES)
    )
    found = following.followed(audits, request.user)
    for audit in audits:
        audit.score = following.score(found[audit.pk])
    years = [(year, list(of_year)) for year, of_year in groupby(audits, key=lambda audit: audit.year)]
    return render(request, "audits/audits/list.html", {"years": years})


@needs(Right.READ_AUDITS)
def audit_page(request: HttpRequest, board: Board, pk: int) -> HttpResponse:
    """One audit, what was found, and how far its recommendations are."""
    audit = _get_audit(request, board, pk)
    recommendations = following.followed([audit], request.user)[audit.pk]
    lines = _lines_by_recommendation(request, recommendations)
    for recommendation in recommendations:
        recommendation.lines = lines.get(recommendation.pk, [])
    context = {
        "audit": audit,
        "recommendations": recommendations,
        "score": following.score(recommendations),
        "plans": {recommendation.plan for recommendation in recommendations},
    }
    return render(request, "audits/audits/page.html", context)


def _lines_by_recommendation(request: HttpRequest, recommendations: list) -> dict[int, list[Line]]:
    today = timezone.localdate()
    actions = Action.objects.visible_to(request.user).standing().filter(recommendation__in=recommendations)
    lines: dict[int, list[Line]] = {}
    for action in prepared(actions):
        lines.setdefault(action.recommendation_id, []).append(Line(action, today))
    return lines


@needs(Right.EDIT_AUDITS)
def audit_add(request: HttpRequest, board: Board) -> HttpResponse:
    request.menu = "audits:audit_list"
    form = AuditForm(request.POST or None, instance=Audit(board=board), board=board)
    if request.method == "POST" and form.is_valid():
        audit = following.save_audit(form.instance, form.cleaned_data["agencies"], by=request.user)
        messages.success(request, "The audit is in the list.")
        return redirect("audits:audit_page", board.slug, audit.pk)
    return render(request, "audits/audits/form.html", {"form": form}, status=422 if form.errors else 200)


@needs(Right.EDIT_AUDITS)
def audit_edit(request: HttpRequest, board: Board, pk: int) -> HttpResponse:
    audit = _get_audit(request, board, pk)
    form = AuditForm(request.POST or None, instance=audit, board=board)
    if request.method == "POST" and form.is_valid():
        following.save_audit(form.instance, form.cleaned_data["agencies"], by=request.user)
        messages.success(request, "Saved.")
        return redirect("audits:audit_page", board.slug, audit.pk)
    context = {"form": form, "audit": audit}
    return render(request, "audits/audits/form.html", context, status=422 if form.errors else 200)


@needs(Right.EDIT_AUDITS)
@transaction.atomic
def finding_add(request: HttpRequest, board: Board, pk: int) -> HttpResponse:
    """Bring a recommendation of the audit into a plan."""
    audit = _get_audit(request, board, pk)
    form = FindingForm(request.POST or None, board=board)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        section = form.section or following.begin_audits_plan(board, by=request.user).sections.get()
        finding = following.follow(
            audit,
            section,
            by=request.user,
            text=data["text"],
            number=data["number"],
            short=data["short"],
            action=data["action"],
            lead=data["lead"],
            by_when=data["by_when"],
        )
        made = finding.recommendation
        messages.success(request, f"{made.number} is followed in the plan “{made.plan.title}”.")
        return redirect("audits:audit_page", board.slug, audit.pk)
    context = {"form": form, "audit": audit}
    return render(request, "audits/audits/finding.html", context, status=422 if form.errors else 200)
