"""The home of a board, and the actions of one lead."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from actionplans.document.names import plain
from actionplans.document.wording import number_word
from actionplans.models import Plan, ProgressEntry, Proposal
from actionplans.pages import board_home as board_home_pages
from actionplans.pages import pending
from actionplans.pages.action_lines import ActionLine, lines
from actionplans.pages.board_home import PlanLine
from actionplans.persistence.lead_names import lead_names
from boards.access import Right, may
from boards.models import Board
from boards.web.gate import needs
from boards.web.requests import BoardRequest


@needs(Right.READ_VERSIONS)
def board_home(request: BoardRequest, board: Board) -> HttpResponse:
    """The home page of a board. Users who may read only published versions are redirected to the list of plans."""
    if not may(request.user, Right.READ_PLAN, board):
        return redirect("actionplans:plan_list", board.slug)
    request.menu = "actionplans:board_home"
    today, user = timezone.localdate(), request.user
    late = board_home_pages.overdue(user, board, today)
    meetings = board_home_pages.coming_meetings(user, board, today)
    ahead = board_home_pages.ahead(user, board, today, meetings)
    quiet = board_home_pages.silent(user, board, today)
    plans = board_home_pages.plan_lines(user, board, today, next(iter(meetings), None))
    context = {
        "today": today,
        "next_words": board_home_pages.next_words(meetings, today, board.soon_days),
        "overdue_words": board_home_pages.overdue_words(len(late)),
        "overdue": late,
        "ahead": ahead,
        "silent": quiet,
        "silent_words": board_home_pages.silent_words(quiet),
        "shown": board_home_pages.SHOWN,
        "next_meeting": board_home_pages.the_group(meetings[0]) if meetings else "",
        "latest": board_home_pages.latest_progress(user, board),
        "plans": plans,
        "waiting": sorted((plan for plan in plans if plan.waits), key=_place_waiting),
        "out": [plan for plan in plans if plan.is_out_for and not plan.waits],
        "actions": sum(plan.actions for plan in plans),
        "archived": not plans and Plan.objects.visible_to(user).filter(board=board).exists(),
        "for_you": pending.waiting_for(user, board),
    }
    return render(request, "actionplans/home/board.html", context)


def _place_waiting(plan: PlanLine) -> tuple[bool, bool]:
    """First what is to be published next, then what is out for the coming meeting, then what was never published."""
    return plan.last is None, plan.is_out_for is not None


@dataclass(frozen=True)
class OwnAction:
    """One of the user's own actions, with its last note."""

    line: ActionLine
    note: ProgressEntry | None
    answered: bool
    proposals: list[Proposal]

    @property
    def offer(self) -> pending.Offer:
        return pending.offer_of(proposal for proposal in self.proposals if proposal.is_open)


@needs(Right.ADD_NOTE)
def my_actions(request: BoardRequest, board: Board) -> HttpResponse:
    """The actions that the user, their groups and their agency lead: first those without a note this month."""
    request.menu = "actionplans:my_actions"
    today = timezone.localdate()
    found = board_home_pages.standing(request.user, board).with_last_typed().led_by(request.membership)
    still_open: list[ActionLine] = []
    ended: list[ActionLine] = []
    for line in lines(found, today):
        (still_open if line.open else ended).append(line)
    notes = board_home_pages.last_notes(request.user, [line.action.pk for line in still_open])
    proposals = pending.proposals_of(request.user, [line.action.pk for line in still_open])
    mine = [_mine(line, notes.get(line.action.pk), today, proposals.get(line.action.pk, [])) for line in still_open]
    mine.sort(key=lambda one: (one.answered, one.line.action.due or datetime.date.max))
    context = {
        "today": today,
        "person": request.membership.person,
        "heading": _heading(len(mine), today),
        "next_words": board_home_pages.next_words(
            board_home_pages.coming_meetings(request.user, board, today), today, board.soon_days
        ),
        "mine": mine,
        "prints": _prints(request, [line.action.plan for line in (*(one.line for one in mine), *ended)]),
        "answered": sum(one.answered for one in mine),
        "ended": ended,
        "to_answer": pending.to_answer(request.user, [line.action.pk for line in (*still_open, *ended)]),
        "proposes": may(request.user, Right.PROPOSE, board) and not may(request.user, Right.EDIT_PLAN, board),
    }
    return render(request, "actionplans/home/my_actions.html", context)


def _heading(number: int, today: datetime.date) -> str:
    """“Your four actions in November”."""
    if number == 1:
        return f"Your action in {today:%B}"
    return f"Your {number_word(number)} actions in {today:%B}" if number else "Your actions"


def _mine(line: ActionLine, note: ProgressEntry | None, today: datetime.date, proposals: list[Proposal]) -> OwnAction:
    answered = line.action.last_typed is not None and line.action.last_typed >= today.replace(day=1)
    return OwnAction(line, note, answered=answered, proposals=proposals)


@dataclass(frozen=True)
class OwnPrint:
    """A plan from which the rows of the user's agency can be printed, and the plan's name for the agency."""

    plan: Plan
    lead: str


def _prints(request: BoardRequest, plans: Iterable[Plan]) -> list[OwnPrint]:
    """For each of these plans that has rows led by the user's agency."""
    person = request.membership.person
    if person is None or person.agency is None:
        return []
    names, found = lead_names(request.board, set(plans)), []
    for plan in sorted(set(plans), key=lambda plan: (plan.title, plan.pk)):
        leads = {plain(lead): lead for lead in names.get(plan.pk, ())}
        lead = leads.get(plain(person.agency.name)) or leads.get(plain(person.agency.short_name))
        if lead:
            found.append(OwnPrint(plan, lead))
    return found
