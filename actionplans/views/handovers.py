"""Handovers: what people who have left still lead, and who takes it over."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from actionplans.document.wording import count
from actionplans.forms.handovers import HandOverForm
from actionplans.operations import handovers
from actionplans.operations.handovers import LeaverWorkload
from boards.access import Right
from boards.forms.errors import errors_by_field
from boards.models import Board, Person
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.requests import BoardRequest


@needs(Right.EDIT_PLAN)
def handover_list(request: BoardRequest, board: Board) -> HttpResponse:
    """All people who have left and still lead something."""
    request.menu = "boards:person_list"
    waiting = handovers.waiting(board, request.user, timezone.localdate())
    return render(request, "actionplans/handovers/list.html", {"waiting": waiting})


@needs(Right.EDIT_PLAN)
def handover_page(request: BoardRequest, board: Board, pk: int) -> HttpResponse:
    """What one person leads, and the form for who takes it over: all at once, or in parts."""
    request.menu = "boards:person_list"
    today = timezone.localdate()
    person = get_object_or_404(Person.objects.visible_to(request.user).select_related("agency"), board=board, pk=pk)
    workload = handovers.workload(person, request.user)
    choices = handovers.successors(board, today, person)
    form = HandOverForm(request.POST or None, workload=workload, choices=choices, people=_people(board, today, person))
    if request.method == "POST" and workload and form.is_valid():
        with errors_by_field(form):
            messages.success(request, _give(request, person, workload, form))
            return redirect("actionplans:handover_page", board.slug, pk)
    gone = handovers.leavers(board, today).filter(pk=pk).exists()
    context = {
        "person": person,
        "gone": gone,
        "places": person.places.current().filter(chairs=False).select_related("group") if gone else [],
        "workload": workload,
        "plans": [(plan, [(led, form[f"action{led.action.pk}"]) for led in rows]) for plan, rows in workload.plans],
        "chairs": [(place, form[f"group{place.pk}"]) for place in workload.chairs],
    }
    return form_page(request, "actionplans/handovers/page.html", form if workload else None, **context)


def _people(board: Board, today: datetime.date, instead_of: Person) -> list[Person]:
    left = handovers.leavers(board, today).values("pk")
    return list(Person.objects.filter(board=board).on(today).exclude(pk__in=left).exclude(pk=instead_of.pk))


def _give(request: BoardRequest, person: Person, workload: LeaverWorkload, form: HandOverForm) -> str:
    """Hand over what was chosen; returns a sentence on what was done."""
    actions = groups = 0
    for led in workload.actions:
        if to := form.lead_of(led.action.pk):
            actions += handovers.hand_over(led.action, person, to, by=request.user)
    for place in workload.chairs:
        if chair := form.chair_of(place.pk):
            handovers.hand_over_chair(place, chair, by=request.user)
            groups += 1
    done = " and ".join(
        said for number, said in ((actions, count(actions, "action")), (groups, count(groups, "group"))) if number
    )
    if not done:
        return f"Nothing was left of {person.name} to hand over."
    return f"{done[:1].upper()}{done[1:]} {'is' if actions + groups == 1 else 'are'} handed over from {person.name}."
