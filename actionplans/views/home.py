"""The home of a board, and the actions of one lead."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from actionplans import oversight, overview, retention
from actionplans.document.editions import leads_of
from actionplans.document.names import plain
from actionplans.document.words import number_word
from actionplans.lines import Line, lines
from actionplans.models import Plan, ProgressEntry, Proposal
from actionplans.store import read_document
from actionplans.views.plan_page import readable
from boards.access import Right, may
from boards.gate import needs
from boards.models import Board


@needs(Right.READ_VERSIONS)
def board_home(request: HttpRequest, board: Board) -> HttpResponse:
    """What is late, what comes next, what has gone silent, and the plans. Whoever reads published versions only begins
    at the list of plans."""
    if not may(request.user, Right.READ_PLAN, board):
        return redirect("plan_list", board.slug)
    request.menu = "board_home"
    today = timezone.localdate()
    user = request.user
    late = overview.overdue(user, board, today)
    meetings = overview.coming_meetings(user, board, today)
    ahead = overview.ahead(user, board, today, meetings)
    quiet = overview.silent(user, board, today)
    plans = overview.plan_lines(user, board, today)
    return render(
        request,
        "actionplans/home.html",
        {
            "today": today,
            "next_words": overview.next_words(meetings, today, board.soon_days),
            "overdue_words": overview.overdue_words(len(late)),
            "overdue": late,
            "ahead": ahead,
            "silent": quiet,
            "shown": overview.SHOWN,
            "next_meeting": overview.the_group(meetings[0]) if meetings else "",
            "latest": overview.latest_progress(user, board),
            "plans": plans,
            "waiting": sorted((plan for plan in plans if plan.waits), key=lambda plan: plan.last is None),
            "actions": sum(plan.actions for plan in plans),
            "for_you": oversight.waiting_for(user, board),
            "to_keep": retention.due(board, user, today) if may(user, Right.KEEP, board) else [],
        },
    )


@dataclass(frozen=True)
class Mine:
    """One of a lead's own actions, with the last note that they may read."""

    line: Line
    note: ProgressEntry | None
    answered: bool
    proposals: list[Proposal]


@needs(Right.ADD_NOTE)
def my_actions(request: HttpRequest, board: Board) -> HttpResponse:
    """What this person, their groups and their agency lead: first what nobody has written about this month."""
    request.menu = "my_actions"
    today = timezone.localdate()
    found = overview.standing(request.user, board).led_by(request.membership)
    still_open, ended = [], []
    for line in lines(found, today):
        (still_open if line.open else ended).append(line)
    notes = overview.last_notes(request.user, [line.action.pk for line in still_open])
    proposals = oversight.proposals_of(request.user, [line.action.pk for line in still_open])
    mine = [_mine(line, notes.get(line.action.pk), today, proposals.get(line.action.pk, [])) for line in still_open]
    mine.sort(key=lambda one: (one.answered, one.line.action.due or datetime.date.max))
    return render(
        request,
        "actionplans/my_actions.html",
        {
            "today": today,
            "person": request.membership.person,
            "heading": _heading(len(mine), today),
            "next_words": overview.next_words(
                overview.coming_meetings(request.user, board, today), today, board.soon_days
            ),
            "mine": mine,
            "prints": _prints(request, [line.action.plan for line in (*(one.line for one in mine), *ended)]),
            "answered": sum(one.answered for one in mine),
            "ended": ended,
            "to_answer": oversight.to_answer(request.user, [line.action.pk for line in (*still_open, *ended)]),
            "proposes": may(request.user, Right.PROPOSE, board) and not may(request.user, Right.EDIT_PLAN, board),
        },
    )


def _heading(number: int, today: datetime.date) -> str:
    """“Your four actions in November”."""
    if number == 1:
        return f"Your action in {today:%B}"
    return f"Your {number_word(number)} actions in {today:%B}" if number else "Your actions"


def _mine(line: Line, note: ProgressEntry | None, today: datetime.date, proposals: list[Proposal]) -> Mine:
    first = today.replace(day=1)
    answered = bool(note and note.counts_from and note.counts_from >= first)
    return Mine(line, note, answered=answered, proposals=proposals)


@dataclass(frozen=True)
class OwnPrint:
    """A plan of which the rows of one's agency can be printed, and what the plan calls the agency."""

    plan: Plan
    lead: str


def _prints(request: HttpRequest, plans: Iterable[Plan]) -> list[OwnPrint]:
    """For each of these plans in which rows are found under the name of the reader's agency."""
    person = request.membership.person
    if person is None or person.agency is None:
        return []
    found = []
    for plan in sorted(set(plans), key=lambda plan: (plan.title, plan.pk)):
        leads = {plain(lead): lead for lead in leads_of(readable(request, read_document(plan), plan.board))}
        lead = leads.get(plain(person.agency.name)) or leads.get(plain(person.agency.short_name))
        if lead:
            found.append(OwnPrint(plan, lead))
    return found
