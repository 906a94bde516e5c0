"""Names of leads that the board does not know: who they are."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from actionplans.document.wording import capital, count, plural
from actionplans.forms.leads import LeadsForm
from actionplans.models import Plan
from actionplans.operations import leads as leads_operations
from actionplans.pages.lead_choices import LeadChoices
from actionplans.pages.leads import leads_of_board
from boards.access import Right, may
from boards.models import Board
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.requests import BoardRequest


@needs(Right.EDIT_PLAN)
def lead_list(request: BoardRequest, board: Board) -> HttpResponse:
    """The leads of all plans of the board, or of the one named in the query string: who those are that are not known, with a
    suggestion for each, and who the others are."""
    request.menu = "boards:person_list"
    named = request.GET.get("plan")
    plans = Plan.objects.visible_to(request.user).filter(board=board)
    plan = get_object_or_404(plans, slug=named) if named else None
    leads = leads_of_board(board, request.user, plan, again=request.GET.get("again", ""))
    form = LeadsForm(request.POST or None, leads=leads, may_add=may(request.user, Right.EDIT_BOARD, board))
    if request.method == "POST" and form.is_valid():
        return _settled(request, board, plan, form)
    return form_page(request, "actionplans/leads/list.html", form, plan=plan, leads=leads)


@needs(Right.EDIT_PLAN)
def lead_names(request: BoardRequest, board: Board) -> HttpResponse:
    """Who can lead, as JSON, for a script that shows the form of a row alone."""
    choices = [{"words": choice.words, "about": choice.about} for choice in LeadChoices(board).choices]
    return JsonResponse({"choices": choices})


def _settled(request: BoardRequest, board: Board, plan: Plan | None, form: LeadsForm) -> HttpResponseRedirect:
    rows = leads_operations.settle(board, form.meanings, by=request.user)
    number, left = len(form.meanings), len(form.leads.open) - len(form.meanings)
    said = f"{count(number, 'lead')} {plural(number, 'is', 'are')} settled, in {count(rows, 'row')}."
    if form.new:
        said += f" {capital(count(len(form.new), 'name'))} {plural(len(form.new), 'is', 'are')} added to the board’s people."
    if left:
        said += f" {capital(count(left, 'lead'))} {plural(left, 'waits', 'wait')} here."
    messages.success(request, said)
    if plan and not left:
        return redirect(plan)
    query = f"?plan={plan.slug}" if plan else ""
    return redirect(f"{reverse('actionplans:lead_list', args=[board.slug])}{query}")
