"""The page that adds a recommendation of an audit to a plan."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from audits.forms.findings import FindingForm
from audits.operations.findings import begin_audits_plan, follow
from audits.views.lookup import get_audit
from boards.access import Right
from boards.models import Board
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.requests import BoardRequest


@needs(Right.EDIT_AUDITS)
@transaction.atomic
def finding_add(request: BoardRequest, board: Board, pk: int) -> HttpResponse:
    """Add a recommendation of the audit to a plan."""
    request.menu = "audits:audit_list"
    audit = get_audit(request, board, pk)
    form = FindingForm(request.POST or None, board=board)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        section = form.section or begin_audits_plan(board, by=request.user).sections.get()
        finding = follow(
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
        return redirect(audit)
    return form_page(request, "audits/audits/finding.html", form, audit=audit)
