"""Plans, versions and imports for tests, made with the operations that the pages use.

``make_plan`` is for tests that look at a few rows; ``make_big_plan`` writes a document of any size in a constant number
of queries, for tests that count them.
"""

from __future__ import annotations

import datetime
import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from actionplans.document import tree
from actionplans.document.dates import day_words
from actionplans.models import Action, FileShape, Import, Plan, Recommendation, Version
from actionplans.models.plan import LAYOUTS
from actionplans.operations import structure
from actionplans.operations.actions import change_action
from actionplans.operations.notes import add_note
from actionplans.operations.plans import begin_plan
from actionplans.persistence.save import write_document
from actionplans.reading.plan.hints import Hints, TableHint
from boards.access import Role
from boards.models import Board, Membership, User

#: Days from today at which the rows of a built plan are due, in turn: overdue, soon, later, no date.
DUE_IN: tuple[int | None, ...] = (-30, 14, 120, None)
#: Who leads the rows, in turn: a person, a group, an agency, a role.
LEADS = ("Ruth Calloway", "Quality sub-group", "Fenmarsh Integrated Care Board", "Independent Scrutineer")


def manager_of(board: Board) -> User:
    return Membership.objects.select_related("user").get(board=board, role=Role.MANAGER).user


def day(days: int) -> str:
    """The day so many days from today as people write it: “5 December 2026”."""
    return day_words((timezone.localdate() + datetime.timedelta(days=days)).isoformat(), "day")


def make_plan(
    board: Board,
    *,
    title: str = "Joint inspection",
    layout: str = "six",
    recommendations: int = 2,
    actions: int = 2,
    notes: int = 3,
    first: int = 99,
    by: User | None = None,
    **values: Any,
) -> Plan:
    """A plan of one section: recommendations numbered from ``first`` (99, 100 …), each with so many rows (99.1, 99.2 …),
    each of those with so many notes, one a week, the latest of them a week old. Due days and leads go round ``DUE_IN``
    and ``LEADS``."""
    by = by or manager_of(board)
    plan = begin_plan(board, by=by, title=title, layout=layout, **values)
    section = plan.sections.get()
    for r in range(recommendations):
        recommendation = make_recommendation(section, first + r, by=by)
        for a in range(actions):
            make_action(recommendation, r * actions + a, notes=notes, by=by)
    return plan


def make_recommendation(section: Any, number: int | str, *, by: User | None = None, **values: Any) -> Recommendation:
    values = {
        "text": f"Agree who leads the work on theme {number} in each agency.",
        "short": f"Theme {number}",
    } | values
    return structure.add_recommendation(section, by=by or manager_of(section.plan.board), number=str(number), **values)


def make_action(
    recommendation: Recommendation, turn: int = 0, *, notes: int = 0, by: User | None = None, **cells: Any
) -> Action:
    """One row. ``turn`` chooses among ``DUE_IN`` and ``LEADS``; any cell may be given instead."""
    by = by or manager_of(recommendation.plan.board)
    due = DUE_IN[turn % len(DUE_IN)]
    cells = {
        "action": f"Write to each agency about step {turn + 1}.",
        "why": "Nobody was sure who should take the lead.",
        "risk": "Children wait longer for help.",
        "deadline_text": day(due) if due is not None else "",
        "lead_text": LEADS[turn % len(LEADS)],
    } | cells
    action = structure.add_action(recommendation, by=by, **cells)
    for n in range(notes, 0, -1):
        happened = timezone.localdate() - datetime.timedelta(weeks=n)
        add_note(action, by=by, text=f"Step {turn + 1}: reply {notes - n + 1} came in.", happened=happened.isoformat())
    return action


def make_document(
    *, recommendations: int = 2, actions: int = 2, notes: int = 3, layout: str = "six", sections: int = 1
) -> tree.PlanDocument:
    """A plan document of that size, as read from a foreign file (no ids): ``recommendations`` in each section, numbered
    from 1, ``actions`` in each of those, ``notes`` in each of those."""
    number = iter(range(1, sections * recommendations + 1))
    return tree.PlanDocument(
        title="Improvement plan",
        source=tree.SourceNode(kind="inspection", title="Inspection", date="2026-05", precision="month"),
        columns=tuple(tree.ColumnNode.from_json(column) for column in LAYOUTS[layout]),
        sections=tuple(
            tree.SectionNode(
                kind=f"Priority {s + 1}",
                title=f"Priority {s + 1}",
                recommendations=tuple(_recommendation(next(number), actions, notes) for _ in range(recommendations)),
            )
            for s in range(sections)
        ),
    )


def _recommendation(number: int, actions: int, notes: int) -> tree.RecommendationNode:
    return tree.RecommendationNode(
        number=str(number),
        text=f"Agree who leads the work on theme {number} in each agency.",
        actions=tuple(_action(number, turn, notes) for turn in range(actions)),
    )


def _action(number: int, turn: int, notes: int) -> tree.ActionNode:
    today = timezone.localdate()
    due = DUE_IN[turn % len(DUE_IN)]
    date = (today + datetime.timedelta(days=due)).isoformat() if due is not None else None
    return tree.ActionNode(
        action=f"Write to each agency about step {turn + 1} of {number}.",
        why="Nobody was sure who should take the lead.",
        risk="Children wait longer for help.",
        leads=(tree.LeadNode(name=LEADS[turn % len(LEADS)]),),
        deadline_text=day_words(date, "day") if date else "Ongoing",
        deadlines=(tree.DeadlineNode(date=date, precision="day"),) if date else (),
        progress=tuple(
            tree.EntryNode(
                date=(today - datetime.timedelta(days=notes - n)).isoformat(),
                precision="day",
                text=f"Reply {n + 1} came in.",
                author="TO",
            )
            for n in range(notes)
        ),
    )


def make_big_plan(board: Board, *, by: User | None = None, **size: int) -> Plan:
    """``make_document`` of that size, written into the database."""
    return write_document(board, make_document(**size), by=by or manager_of(board))


def make_version(plan: Plan, *, note: str = "", by: User | None = None, **values: Any) -> Version:
    """Publish the plan as it is now, its print made in this process."""
    from actionplans.publishing.publish import publish

    values = {
        "by": by or manager_of(plan.board),
        "note": note or "Updated following Executive",
        "sandboxed": False,
    } | values
    return publish(plan, **values)


def make_import(
    board: Board,
    document: tree.PlanDocument | None = None,
    *,
    plan: Plan | None = None,
    by: User | None = None,
    account: dict[str, Any] | None = None,
) -> Import:
    """An import that has been read and waits for review; of a small plan unless a document is given. ``account`` is what its
    parts were taken for."""
    document = document or make_document(recommendations=1, actions=1, notes=1)
    content = document.dumps().encode()
    made = Import(
        board=board,
        plan=plan,
        state=Import.State.REVIEW,
        file=ContentFile(content, name="plan.json"),
        name="plan.json",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        document_text=document.canonical(),
        account=account or {},
        by=by or manager_of(board),
        at=timezone.now(),
    )
    made.save_by(made.by)
    return made


def make_file_shape(board: Board, *, by: User | None = None, **columns: str) -> FileShape:
    """What was shown of files with a table of three columns; ``columns`` gives others, each heading with its role."""
    shown = columns or {"Concern": "recommendation", "What we do": "", "Who": ""}
    hints = Hints((TableHint(tuple(shown), tuple(shown.values())),))
    made = FileShape(board=board, hints=hints.to_json(), by=by or manager_of(board), at=timezone.now())
    made.save_by(made.by)
    return made


#: What the parts of a small file were taken for, as its import keeps it: one table, of which a column is not known, and lines.
ACCOUNT: dict[str, Any] = {
    "tables": [
        {
            "place": "table 1",
            "role": "plan",
            "columns": [
                {"heading": "Strand", "role": "own", "sure": False, "reason": "heading"},
                {"heading": "Action", "role": "action", "sure": True, "reason": "heading"},
                {"heading": "May", "role": "progress", "sure": True, "reason": "periods"},
                {"heading": "June", "role": "progress", "sure": True, "reason": "periods"},
            ],
            "first": [["Calls", "Answer them", "12/05 begun", ""], ["Letters", "Open them", "", ""]],
            "tables": 1,
            "rows": 5,
        }
    ],
    "lines": [{"look": "heading 2", "role": "section", "lines": 3, "first": ["Front door", "Early help"]}],
}


def internal_row(plan: Plan, cast: Any) -> Action:
    """A row, and a note on another, that only the manager and the chair may read."""
    row = make_action(plan.recommendations.get(number="99"), 2, action="Speak with the director in confidence.")
    change_action(row, {"internal": True}, by=cast.manager)
    add_note(plan.actions.get(ref="99.1"), by=cast.manager, text="The director is leaving.", internal=True)
    return row
