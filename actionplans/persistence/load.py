"""Loading a plan document from the database: ``read_document`` makes the document of a plan, as it is now or as it was at a
moment, and the functions below it make its parts. The number of queries does not depend on the size of the plan."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from actionplans.document import silence, tree
from actionplans.document.fields import text_cells
from actionplans.models import (
    Action,
    Answer,
    Deadline,
    DeadlineMove,
    Evidence,
    Lead,
    Plan,
    ProgressEntry,
    Recommendation,
    Section,
    Version,
)
from actionplans.persistence import leads as lead_words
from actionplans.persistence.people import people_of

#: Reads the rows of a model with these values, in the order of a document.
Rows = Callable[..., list[Any]]
#: Makes of the day on which an action was added the day from which it is silent while no note of it has a date.
Began = Callable[[datetime.date], datetime.date]


def current_rows(model: Any, **where: Any) -> list[Any]:
    """The rows of a model as they are now, in the order of a document."""
    return list(model.objects.filter(**where).order_by(*_ORDER.get(model, ("order", "id"))))


def read_document(
    plan: Plan, *, on: datetime.datetime | None = None, version: tree.VersionMark | None = None
) -> tree.PlanDocument:
    """The document of a plan as it is now, or as it was at the moment ``on``; internal rows included."""
    if on is not None:
        plan = next(iter(as_it_stood(Plan, on, id=plan.pk)), plan)

    def rows(model: type, **where: Any) -> list[Any]:
        if on is None:
            return current_rows(model, **where)
        return as_it_stood(model, on, *_ORDER.get(model, ("order", "id")), **where)

    recommendations = rows(Recommendation, plan_id=plan.pk, removed=False)
    actions = rows(Action, plan_id=plan.pk, removed_on__isnull=True)
    nodes = action_nodes(
        actions,
        rows,
        began=beginning(plan, (action.added_on for action in actions)),
        also=also_numbers(rows(Answer, left=False, action__plan_id=plan.pk), recommendations),
        action__plan_id=plan.pk,
    )
    return replace(
        head_of(plan),
        sections=section_nodes(rows(Section, plan_id=plan.pk, removed=False), recommendations, nodes),
        versions=_versions(plan, on, version),
        people=people_of(plan.board_id),
        version=version,
    )


def beginning(plan: Plan, added: Iterable[datetime.date]) -> Began:
    """From which day an action of the plan is silent while no note of it has a date, by the day on which it was added.
    ``added`` are those days of all actions that are in the plan. No query."""
    entered, before = min(added, default=None), plan.began_before
    return lambda day: silence.action_began(day, entered, before)


def action_nodes(
    actions: Iterable[Action], rows: Rows, *, began: Began, also: dict[int, list[str]], **where: Any
) -> dict[int, list[tree.ActionNode]]:
    """These actions as they are in a document, by the key of their recommendation, in the order given. ``rows`` reads the
    rows related to them, filtered by ``where``: five queries. ``began`` comes from ``beginning``, ``also`` from
    ``also_numbers``."""
    parts = {
        "leads": _by("action_id", rows(Lead, left=False, **where)),
        "deadlines": _by("action_id", rows(Deadline, replaced=False, **where)),
        "moves": _by("action_id", rows(DeadlineMove, undone=False, **where)),
        "progress": _by("action_id", rows(ProgressEntry, removed=False, **where)),
        "files": _by("entry_id", rows(Evidence, removed=False, **{f"entry__{name}": v for name, v in where.items()})),
        "also": also,
    }
    nodes: dict[int, list[tree.ActionNode]] = defaultdict(list)
    for action in actions:
        nodes[action.recommendation_id].append(_action(action, parts, began))
    return nodes


def also_numbers(answers: Iterable[Answer], recommendations: Iterable[Recommendation]) -> dict[int, list[str]]:
    """The numbers of the other recommendations that each action answers, by the action's key."""
    numbers = {r.pk: r.number for r in recommendations}
    also: dict[int, list[str]] = defaultdict(list)
    for answer in answers:
        if answer.recommendation_id in numbers:
            also[answer.action_id].append(numbers[answer.recommendation_id])
    return also


def section_nodes(
    sections: Iterable[Section], recommendations: Iterable[Recommendation], actions: dict[int, list[tree.ActionNode]]
) -> tuple[tree.SectionNode, ...]:
    """The nodes of these sections; ``actions`` are by the key of their recommendation."""
    under = _by("section_id", recommendations)
    return tuple(_section(section, under[section.pk], actions) for section in sections)


def head_of(plan: Plan) -> tree.PlanDocument:
    """The document of a plan without its sections, versions and people; no query but for the plan's board."""
    return tree.PlanDocument(
        title=plan.title,
        subtitle=plan.subtitle,
        source=tree.SourceNode(
            kind=plan.source_kind,
            title=plan.source_title,
            date=plan.source_date or None,
            precision=plan.source_precision,
            unknown=plan.source_unknown,
        ),
        columns=tuple(tree.ColumnNode.from_json(c) for c in plan.columns),
        rating_level=plan.rating_level,
        ratings=tuple(plan.ratings),
        board=plan.board.name,
        marking=plan.marking,
        unknown=plan.unknown,
    )


def action_document(action: Any) -> tree.ActionNode:
    """The node of one action, as ``read_document`` would make it; internal notes included. The action has ``plan_entered``, of
    ``first_added``, as those from ``views.lookup`` have. Six queries."""
    answers = Answer.objects.filter(left=False, action=action, recommendation__removed=False).order_by("order", "id")
    numbers = list(answers.values_list("recommendation__number", flat=True))
    began = beginning_of(action)
    nodes = action_nodes([action], current_rows, began=began, also={action.pk: numbers}, action_id=action.pk)
    return nodes[action.recommendation_id][0]


def first_added(plan: Any) -> Subquery:
    """The first day on which an action that is in the plan was added, as a part of another query: as ``plan_entered`` of an
    action it is what ``beginning_of`` needs. Null where no action is in the plan."""
    return Subquery(
        Action.objects.filter(plan=plan, removed_on__isnull=True).order_by("added_on").values("added_on")[:1]
    )


def beginning_of(action: Any) -> Began:
    """``beginning``, for one action that has ``plan_entered``. No query."""
    return beginning(action.plan, filter(None, (action.plan_entered,)))


def action_node(
    action: Action,
    *,
    leads: list[Lead],
    deadlines: list[Deadline],
    moves: list[DeadlineMove],
    progress: list[ProgressEntry],
    files: list[Evidence],
    also: list[str],
    began: Began,
) -> tree.ActionNode:
    """The node of an action, made of it and its related rows, each in order; ``also`` are the numbers of the other
    recommendations that it answers, ``began`` comes from ``beginning``. No query."""
    parts = {"leads": leads, "deadlines": deadlines, "moves": moves, "progress": progress, "also": also}
    return _action(
        action, {name: {action.pk: found} for name, found in parts.items()} | {"files": _by("entry_id", files)}, began
    )


_ORDER: dict[type, tuple[str, ...]] = {DeadlineMove: ("on", "id"), Evidence: ("id",)}


def as_it_stood(model: Any, on: datetime.datetime, *order: str, **where: Any) -> list[Any]:
    """The rows of a model as they were at the moment ``on``, from their history; ``where`` and ``order`` are by its
    fields. simple-history's own ``as_of`` gives a row twice where one operation saved it twice at the same moment."""
    lines = model.history.filter(history_date__lte=on)
    later = lines.filter(
        Q(history_date__gt=OuterRef("history_date"))
        | Q(history_date=OuterRef("history_date"), history_id__gt=OuterRef("history_id")),
        id=OuterRef("id"),
    )
    latest = lines.filter(~Exists(later), **where).exclude(history_type="-")
    return [line.instance for line in latest.order_by(*order)]


def _by(attribute: str, rows: Iterable[Any]) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, attribute)].append(row)
    return groups


def _section(
    section: Section, recommendations: list[Recommendation], actions: dict[int, list[tree.ActionNode]]
) -> tree.SectionNode:
    return tree.SectionNode(
        kind=section.kind,
        title=section.title,
        description=section.description,
        objectives=tuple(section.objectives),
        outcomes=tuple(section.outcomes),
        rating=section.rating or None,
        recommendations=tuple(
            tree.RecommendationNode(
                number=r.number,
                text=r.text,
                rating=r.rating or None,
                actions=tuple(actions.get(r.pk, ())),
                short=r.short,
                id=r.uid,
                internal=r.internal,
                unknown=r.unknown,
            )
            for r in recommendations
        ),
        unknown=section.unknown,
    )


def _action(action: Action, parts: dict, began: Began) -> tree.ActionNode:
    ended = None
    begun = began(action.added_on)
    if action.ended_on or action.ended_by or action.ended_reason or action.ended_unknown:
        on = action.ended_on.isoformat() if action.ended_on else ""
        ended = tree.EndedNode(on=on, by=action.ended_by, reason=action.ended_reason, unknown=action.ended_unknown)
    leads = tuple(tree.LeadNode(name=x.name, kind=x.kind, unknown=x.unknown) for x in parts["leads"][action.pk])
    return tree.ActionNode(
        **text_cells(action),
        leads=leads,
        lead_text=action.lead_text if lead_words.says_more(action.lead_text, leads) else "",
        deadline_text=action.deadline_text,
        deadlines=tuple(
            tree.DeadlineNode(label=d.label, date=d.date or None, precision=d.precision, unknown=d.unknown)
            for d in parts["deadlines"][action.pk]
        ),
        status=action.status,
        rating=action.rating or None,
        progress=tuple(_entry(e, parts["files"][e.pk]) for e in parts["progress"][action.pk]),
        extra=action.extra,
        id=action.uid,
        ref=action.ref,
        added=action.added_on.isoformat(),
        begun=begun.isoformat() if begun < action.added_on else "",
        also=tuple(parts["also"].get(action.pk, ())),
        earlier=tuple(tree.DeadlineNode.from_json(earlier) for earlier in action.earlier_deadlines),
        deadline_moves=tuple(
            tree.DeadlineMoveNode(from_=m.was, to=m.became, on=m.on.isoformat(), reason=m.why, unknown=m.unknown)
            for m in parts["moves"][action.pk]
        ),
        ended=ended,
        internal=action.internal,
        unknown=action.unknown,
    )


def _entry(entry: ProgressEntry, files: list[Evidence]) -> tree.EntryNode:
    return tree.EntryNode(
        text=entry.text,
        date=entry.happened or None,
        precision=entry.precision,
        as_written=entry.as_written,
        inferred=entry.inferred,
        author=entry.author_words,
        attachments=tuple(f.name for f in files),
        id=entry.uid,
        written=timezone.localtime(entry.written_at).date().isoformat() if entry.written_at else "",
        internal=entry.internal,
        unknown=entry.unknown,
    )


def _versions(
    plan: Plan, on: datetime.datetime | None, version: tree.VersionMark | None
) -> tuple[tree.VersionLine, ...]:
    """The version table: lines that came with the plan, then the versions published here, then the one being made."""
    lines = [tree.VersionLine.from_json(line) for line in plan.earlier_versions]
    published = Version.objects.filter(plan_id=plan.pk).order_by("number")
    if on is not None:
        published = published.filter(published_at__lte=on)
    for number, day, note, by in published.values_list("number", "date", "note", "by"):
        lines.append(
            tree.VersionLine(label=f"Version {number}", date=day.isoformat(), note=note, by=by, published=True)
        )
    if version is not None:
        lines.append(
            tree.VersionLine(
                label=f"Version {version.number}", date=version.date, note=version.note, by=version.by, published=True
            )
        )
    return tuple(lines)
