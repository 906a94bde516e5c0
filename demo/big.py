"""One plan as large as the largest published ones, for measuring pages, prints and comparisons."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils import timezone

from actionplans.document import tree
from actionplans.models import Plan
from actionplans.models.plan import LAYOUTS
from actionplans.persistence.save import write_document
from boards.models import Board, Membership, User
from demo import script
from demo.fenmarsh import BOARD as FENMARSH

ACTIONS_EACH = 2
SECTIONS = 6


def build_big_plan(
    board: Board,
    recommendations: int = 60,
    notes: int = 3000,
    *,
    by: User | None = None,
    today: datetime.date | None = None,
) -> Plan:
    """Make a plan of so many recommendations, two actions each, with so many notes in all, dated over two years.

    The texts of a demonstration board are repeated. The number of queries is fixed, and each row gets one line of
    history. ``by`` is by default the board's manager.
    """
    today = today or timezone.localdate()
    document = big_document(recommendations, notes, today)
    if by is None:
        manager = Membership.objects.managers().filter(board=board).select_related("user").first()
        by = manager.user if manager else None
    at = timezone.make_aware(datetime.datetime.combine(today, datetime.time(9))) - datetime.timedelta(days=730)
    return write_document(board, document, by=by, at=at, reason="Made for measuring")


def big_document(recommendations: int, notes: int, today: datetime.date) -> tree.PlanDocument:
    """The plan document of ``build_big_plan``, without a database."""
    calendar = script.Calendar(today)
    rows, words = _rows(), _notes(calendar)
    count = recommendations * ACTIONS_EACH
    shares = [notes // count + (1 if n < notes % count else 0) for n in range(count)] if count else []
    made = []
    for r in range(recommendations):
        actions = [
            _action(next(rows), n, shares[n], words, today) for n in range(r * ACTIONS_EACH, (r + 1) * ACTIONS_EACH)
        ]
        text = f"The partnership should put right what is described in paragraph {200 + r} of the report."
        made.append(tree.RecommendationNode(number=str(200 + r), text=text, actions=tuple(actions)))
    size = max(1, -(-len(made) // SECTIONS))
    return tree.PlanDocument(
        title="A very large plan",
        source=tree.SourceNode(kind="inspection", title="Made for measuring"),
        columns=tuple(tree.ColumnNode.from_json(column) for column in LAYOUTS["six"]),
        sections=tuple(
            tree.SectionNode(kind=f"Priority {i // size + 1}", title="", recommendations=tuple(made[i : i + size]))
            for i in range(0, len(made), size)
        ),
    )


def _action(
    row: script.ScriptedAction, place: int, notes: int, words: Iterator[str], today: datetime.date
) -> tree.ActionNode:
    due = today + datetime.timedelta(days=place * 11 % 400 - 60)
    return tree.ActionNode(
        action=row.action,
        why=row.why,
        risk=row.risk,
        leads=tuple(tree.LeadNode(name=name) for name in row.leads),
        deadline_text=script.written(due, "full"),
        deadlines=(tree.DeadlineNode(date=due.isoformat(), precision="day"),),
        progress=tuple(
            _entry(next(words), today - datetime.timedelta(days=7 + n * 700 // notes)) for n in range(notes)
        )[::-1],
    )


def _entry(text: str, on: datetime.date) -> tree.EntryNode:
    return tree.EntryNode(
        text=text, date=on.isoformat(), precision="day", as_written=script.written(on, "dots"), written=on.isoformat()
    )


def _rows() -> Iterator[script.ScriptedAction]:
    rows = [action for r in _recommendations() for action in r.actions if "{" not in action.action]
    while True:
        yield from rows


def _notes(calendar: script.Calendar) -> Iterator[str]:
    notes = [
        calendar.words(event.text)
        for recommendation in _recommendations()
        for action in recommendation.actions
        for event in action.events
        if isinstance(event, script.Note)
    ]
    while True:
        yield from notes


def _recommendations() -> list[script.ScriptedRecommendation]:
    return [r for plan in FENMARSH.plans for section in plan.sections for r in section.recommendations]
