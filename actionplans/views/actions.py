"""An action: everything about it on one page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from actionplans.document.fields import ATTRIBUTES, FURTHER_TEXTS
from actionplans.document.tree import Action as ActionNode
from actionplans.document.wording import shorten
from actionplans.models import Action, Challenge, DeadlineMove, Evidence, Proposal, Recommendation
from actionplans.models.action import Status
from actionplans.operations import proposals, sign_offs
from actionplans.pages import action_history, pending, plan_table
from actionplans.persistence.load import action_document
from actionplans.views.lookup import get_action, get_plan
from actionplans.views.plan_page import heading_of
from boards.access import Right, may
from boards.models import Board
from boards.web.gate import needs

OPEN_NOTES = 8
#: A sentence longer than this, or with bullets, stands below its beginning instead of as the heading.
LONG = 200


@needs(Right.READ_PLAN)
def action_page(request: HttpRequest, board: Board, plan: str, ref: str) -> HttpResponse:
    found = get_plan(request, board, plan)
    action = get_action(request, found, ref, removed=may(request.user, Right.EDIT_PLAN, board))
    internal = may(request.user, Right.READ_INTERNAL, board)
    node = action_document(action)
    if not internal:
        node = replace(node, progress=tuple(entry for entry in node.progress if not entry.internal))
    newest_first = request.GET.get("order") != "oldest"
    notes = _notes(action, internal, newest_first)
    headings = {name: heading_of(name, {c["field"]: c.get("heading") for c in found.columns}) for name in ATTRIBUTES}
    moves = list(action.moves.order_by("on", "pk"))
    _say_who_moved(moves)
    shown = plan_table.build_row(
        node, on=timezone.localdate(), silent_days=board.silent_days, soon_days=board.soon_days
    )
    files = Evidence.objects.visible_to(request.user).standing().filter(entry__action=action, entry__removed=False)
    context = {
        "plan": found,
        "action": action,
        "node": node,
        "row": shown,
        "sentence": _sentence(action.action),
        "long_text": len(action.action) > LONG or "\n" in action.action.strip(),
        "action_heading": headings["action"],
        "texts": _texts(node, found.columns),
        "notes": notes[:OPEN_NOTES],
        "more_notes": notes[OPEN_NOTES:],
        "notes_count": len(notes),
        "newest_first": newest_first,
        "moves": moves,
        "first_words": moves[0].was if moves else "",
        "first_set": _first_set(action, moves[0].was) if moves else None,
        "progress_heading": heading_of("progress", {c["field"]: c.get("heading") for c in found.columns}),
        "deadline_heading": headings["deadline_text"],
        "lead_heading": headings["lead_text"],
        "leads": action.leads.filter(left=False).select_related("person__agency", "group", "agency"),
        "answers": [action.recommendation, *_answers_also(request, action)],
        "files": files.select_related("entry"),
        "story": action_history.history_of(action, headings, internal=internal),
        "may_note": Action.objects.filter(pk=action.pk).may_be_noted_by(request.user).exists(),
        "clashes": action.clashes.unsettled(),
        **_said(request, action),
    }
    return render(request, "actionplans/actions/page.html", context)


def _said(request: HttpRequest, action: Action) -> dict[str, Any]:
    """What is proposed for it, asked of it and signed off."""
    made = (
        Proposal.objects.visible_to(request.user).filter(action=action).exclude(state=Proposal.State.WITHDRAWN).told()
    )
    waits = [proposal for proposal in made if proposal.is_open and not action.removed_on]
    newest = made[0] if made and not waits and action.status == Status.OPEN else None
    return {
        "proposals": waits,
        # An answer stands here for those who lead it until they propose again; the story below keeps it.
        "declined": newest if newest and newest.state == Proposal.State.DECLINED else None,
        "may_propose": action.status == "open"
        and not action.removed_on
        and proposals.may_propose(request.user, action),
        "challenges": Challenge.objects.visible_to(request.user).filter(action=action).told().order_by("number"),
        "sign_off": action.sign_offs.standing().select_related("signed_by").first(),
        "sign_off_state": pending.sign_off_state(action, request.user),
        "signs_off": sign_offs.is_for(request.user, action.plan.board),
    }


def _answers_also(request: HttpRequest, action: Action) -> QuerySet:
    """The other recommendations that it answers, as far as they stand and this reader may know of them."""
    named = Recommendation.objects.visible_to(request.user).standing()
    return named.filter(answered_also_by__action=action, answered_also_by__left=False).order_by(
        "answered_also_by__order", "answered_also_by__pk"
    )


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
            found.append((heading_of(field, headings), text))
    return found


def _notes(action: Action, internal: bool, newest_first: bool) -> list[dict]:
    """The notes with when they were typed and in which version they first appeared."""
    printed = action_history.Printed(action.plan)
    entries = action.progress.filter(removed=False).select_related("author").prefetch_related("files")
    if not internal:
        entries = entries.filter(internal=False)
    notes = []
    for entry in entries.order_by("order", "pk"):
        version = printed.first(entry.written_at)
        notes.append(
            {
                "entry": entry,
                "typed": action_history.typed_words(entry),
                "version": version,
                "files": [f for f in entry.files.all() if not f.removed],
            }
        )
    return notes[::-1] if newest_first else notes


def _first_set(action: Action, words: str) -> Any:
    """The line of history in which the first date was set."""
    lines = action.history.filter(deadline_text=words).select_related("history_user")
    return lines.order_by("history_date", "history_id").first()


def _sentence(text: str) -> str:
    """The heading of the page: the action's first paragraph, or the beginning of a long one."""
    first = " ".join(text.strip().split("\n\n")[0].replace("*", "").split())
    return first if len(first) <= LONG else shorten(first, 120)


def _say_who_moved(moves: list[DeadlineMove]) -> None:
    """Give each move the name of whoever made it, from its history, in one query."""
    records = DeadlineMove.history.filter(id__in=[m.pk for m in moves], history_type="+").select_related("history_user")
    names = {record.id: record.history_user.name for record in records if record.history_user}
    for move in moves:
        move.mover = names.get(move.pk, "")
