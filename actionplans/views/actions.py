"""The page of an action: everything about it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from actionplans.document.fields import ATTRIBUTES, FURTHER_TEXTS
from actionplans.document.tree import ActionNode
from actionplans.document.wording import shorten
from actionplans.models import Action, Plan, Proposal
from actionplans.models.action import Status
from actionplans.operations import proposals
from actionplans.operations import sign_offs as sign_offs_operations
from actionplans.pages import action_history, action_record, pending, sign_offs, table_rows
from actionplans.pages.action_record import ActionRecord
from actionplans.pages.cell_headings import cell_heading
from actionplans.pages.leads import unknown_among
from boards.access import Right, may
from boards.models import Board
from boards.web.gate import needs
from boards.web.requests import BoardRequest

OPEN_NOTES = 8
#: A sentence longer than this, or with bullets, is shown below its beginning instead of as the heading.
LONG = 200


@needs(Right.READ_PLAN)
def action_page(request: BoardRequest, board: Board, plan: Plan, action: Action) -> HttpResponse:
    record = action_record.read(action, internal=may(request.user, Right.READ_INTERNAL, board))
    columns = {c["field"]: c.get("heading") for c in plan.columns}
    headings = {name: cell_heading(name, columns) for name in ATTRIBUTES}
    context = {
        "plan": plan,
        "action": action,
        "node": record.node,
        "row": table_rows.build_row(
            record.node, on=timezone.localdate(), silent_days=board.silent_days, soon_days=board.soon_days
        ),
        "sentence": _sentence(action.action),
        "long_text": len(action.action) > LONG or "\n" in action.action.strip(),
        "action_heading": headings["action"],
        "texts": _texts(record.node, plan.columns),
        "progress_heading": cell_heading("progress", columns),
        "deadline_heading": headings["deadline_text"],
        "lead_heading": headings["lead_text"],
        "leads": record.leads,
        "unknown_leads": unknown_among(record.leads),
        "answers": [action.recommendation, *record.answers_also],
        "files": record.files,
        "story": action_history.history_of(record, headings),
        "may_note": action.may_note,
        "clashes": action.clashes.unsettled() if may(request.user, Right.EDIT_PLAN, board) else [],
    }
    context |= _shown_notes(request, record) | _moves(record) | _exchanges(request, record)
    return render(request, "actionplans/actions/page.html", context)


def _shown_notes(request: BoardRequest, record: ActionRecord) -> dict[str, Any]:
    """The notes in the order of the query string: some shown, the rest folded."""
    newest_first = request.GET.get("order") != "oldest"
    notes = action_history.timeline(record, newest_first=newest_first)
    return {
        "notes": notes[:OPEN_NOTES],
        "more_notes": notes[OPEN_NOTES:],
        "notes_count": len(notes),
        "newest_first": newest_first,
    }


def _moves(record: ActionRecord) -> dict[str, Any]:
    """The changes of its date, from the first that was set."""
    moves = record.moves
    return {
        "moves": moves,
        "first_words": moves[0].was if moves else "",
        "first_set": _first_set(record, moves[0].was) if moves else None,
    }


def _exchanges(request: BoardRequest, record: ActionRecord) -> dict[str, Any]:
    """Its proposals, challenges and sign-off."""
    action, made = record.action, record.proposals
    waits = [proposal for proposal in made if proposal.is_open and not action.removed_on]
    newest = made[0] if made and not waits and action.status == Status.OPEN else None
    is_open = action.status == Status.OPEN and not action.removed_on
    proposes = is_open and proposals.is_for(request.user, action.plan.board) and action.may_note
    return {
        "proposals": waits,
        # Answers are shown here to the leads until they propose again; the history below keeps them.
        "declined": newest if newest and newest.state == Proposal.State.DECLINED else None,
        "offer": pending.offer_of(waits) if proposes else None,
        "challenges": record.challenges,
        "sign_off": record.sign_off,
        "sign_off_state": pending.sign_off_state(action, request.user, signed=record.sign_off is not None),
        "signs_off": sign_offs.is_for(request.user, action.plan.board),
        "not_signing": _not_signing(request, record),
    }


def _not_signing(request: BoardRequest, record: ActionRecord) -> str:
    """Why the user does not sign off this action, if it waits for that; empty where they may."""
    action = record.action
    waits = action.status == Status.COMPLETE and not action.removed_on and record.sign_off is None
    if not waits or not may(request.user, Right.SIGN_OFF, action.plan.board):
        return ""
    return sign_offs_operations.refusal(action, request.user)


def _texts(node: ActionNode, columns: list[dict]) -> list[tuple[str, str]]:
    """The cells of text besides the action's own sentence, the board's columns first, each with its heading."""
    headings = {c["field"]: c.get("heading") for c in columns}
    fields = [f for f in headings if f in FURTHER_TEXTS or f.startswith("extra:")]
    fields += [f for f in FURTHER_TEXTS if f not in fields]
    fields += [f"extra:{heading}" for heading in node.extra if f"extra:{heading}" not in fields]
    found = []
    for field in fields:
        text = node.extra.get(field[6:], "") if field.startswith("extra:") else getattr(node, field)
        if text:
            found.append((cell_heading(field, headings), text))
    return found


def _first_set(record: ActionRecord, words: str) -> Any:
    """The line of history in which the first date was set."""
    return next((line for line in record.lines if line.deadline_text == words), None)


def _sentence(text: str) -> str:
    """The heading of the page: the action's first paragraph, or the beginning of a long one."""
    first = " ".join(text.strip().split("\n\n")[0].replace("*", "").split())
    return first if len(first) <= LONG else shorten(first, 120)
