"""Saving a plan document as rows of the database: ``write_document`` makes a plan of it. Loading that plan gives an equal
document. The number of queries does not depend on the size of the plan."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import CharField
from django.utils import timezone

from actionplans.document import tree
from actionplans.document.dates import last_day
from actionplans.document.fields import text_cells
from actionplans.document.node import DocumentError
from actionplans.document.wording import shorten
from actionplans.models import (
    Action,
    Answer,
    Deadline,
    DeadlineMove,
    Lead,
    Plan,
    ProgressEntry,
    Recommendation,
    Section,
)
from actionplans.persistence import leads as lead_words
from actionplans.persistence.references import References, free_slug
from boards.models import Board, User

#: The longest id that is kept of a document, in characters.
UID = 40
#: Step between the orders of two notes, so that an earlier one can be inserted without renumbering the rest.
STEP = 1024


@transaction.atomic
def write_document(
    board: Board, document: tree.PlanDocument, *, by: User | None, at: datetime.datetime | None = None, reason: str = ""
) -> Plan:
    """Make a plan of the board from a document.

    Rows get references where they have none, or one that another row has or that no address can hold. What a document says
    of its board, its people and the version that it was is not written: the board knows. Nor are its warnings, names of
    files that do not come with it, and numbers that a row answers too where no recommendation has them.

    Raises DocumentError, with one sentence for the user, where the plan cannot be saved unchanged: nothing is cut
    off."""
    at = at or timezone.now()
    stamp: dict[str, Any] = {"by": by, "at": at, "reason": reason}
    _check(document)
    board.hold()  # so that two plans do not get the same address
    plan = Plan(
        board=board,
        title=document.title or "Action plan",
        slug=free_slug(board, document.title),
        subtitle=document.subtitle,
        source_kind=document.source.kind or "own",
        source_title=document.source.title,
        source_date=document.source.date or "",
        source_precision=document.source.precision,
        source_unknown=document.source.unknown,
        columns=[c.to_json() for c in document.columns] or [{"field": "action", "heading": "Action"}],
        rating_level=document.rating_level,
        ratings=list(document.ratings),
        marking=document.marking or board.marking,
        earlier_versions=[replace(v, published=False).to_json() for v in document.versions],
        unknown=document.unknown,
        order=Plan.objects.filter(board=board).count(),
    )
    _must_fit([plan])
    plan.save_by(**stamp)
    sections = _add(
        [
            Section(
                plan=plan,
                kind=s.kind,
                title=s.title,
                description=s.description,
                objectives=list(s.objectives),
                outcomes=list(s.outcomes),
                rating=s.rating or "",
                unknown=s.unknown,
                order=i,
            )
            for i, s in enumerate(document.sections)
        ],
        stamp,
    )
    recommendations = _add(
        _keep_uids(
            [
                Recommendation(
                    plan=plan,
                    section=section,
                    number=r.number,
                    text=r.text,
                    short=r.short[:60],
                    rating=r.rating or "",
                    internal=r.internal,
                    unknown=r.unknown,
                    order=i,
                )
                for section, s in zip(sections, document.sections, strict=True)
                for i, r in enumerate(s.recommendations)
            ],
            [r.id for _, r in document.recommendations()],
        ),
        stamp,
    )
    known = lead_words.BoardNames.of(board)
    refs = References(plan)
    pairs = [
        (row, a, i)
        for row, (_, r) in zip(recommendations, document.recommendations(), strict=True)
        for i, a in enumerate(r.actions)
    ]
    documents = [a for _, a, _ in pairs]
    kept = refs.keep(a.ref for a in documents)
    rows = [
        _action_row(plan, row, a, i, ref or refs.next(row), at) for (row, a, i), ref in zip(pairs, kept, strict=True)
    ]
    actions = _add(_keep_uids(rows, [a.id for a in documents]), stamp)
    numbers = {r.number: r for r in recommendations if r.number}
    _write_parts(actions, documents, known, numbers, stamp)
    return plan


def _check(document: tree.PlanDocument) -> None:
    """Raise DocumentError where parts of the document contradict each other."""
    for number, count in Counter(r.number for _, r in document.recommendations() if r.number).items():
        if count > 1:
            raise DocumentError(
                f"Recommendation {number} stands {count} times in it. Give each its own number, or leave the number out."
            )
    for _, _, action in document.actions():
        if action.ended and action.status == "open":
            raise DocumentError(f"“{shorten(action.action)}” has ended and is open at once.")


def _must_fit(rows: Iterable[Any]) -> None:
    """Raise DocumentError for a text that is longer than its field."""
    for row in rows:
        for field in row._meta.concrete_fields:
            text = getattr(row, field.attname) if isinstance(field, CharField) else ""
            if field.max_length and len(text) > field.max_length:
                raise DocumentError(
                    f"“{shorten(text)}” is {len(text):,} characters long. {row._meta.verbose_name.capitalize()}, "
                    f"{field.verbose_name}, holds up to {field.max_length:,}."
                )


def _add(rows: list[Any], stamp: dict[str, Any]) -> list[Any]:
    """Create these rows of one model, each with its first line of history."""
    _must_fit(rows)
    return type(rows[0]).objects.bulk_create_by(rows, **stamp) if rows else []


def _keep_uids(rows: list[Any], uids: Iterable[str]) -> list[Any]:
    """Keep the ids of the document, unless a row of this database has them already."""
    pairs = [(row, uid) for row, uid in zip(rows, uids, strict=True) if uid]
    if pairs:
        taken = set(type(rows[0]).objects.filter(uid__in=[uid for _, uid in pairs]).values_list("uid", flat=True))
        for row, uid in pairs:
            if uid not in taken and len(uid) <= UID:
                row.uid = uid
                taken.add(uid)
    return rows


def _action_row(plan: Plan, row: Recommendation, a: tree.ActionNode, i: int, ref: str, at: datetime.datetime) -> Action:
    return Action(
        plan=plan,
        recommendation=row,
        ref=ref,
        **text_cells(a),
        extra=a.extra,
        deadline_text=a.deadline_text,
        earlier_deadlines=[deadline.to_json() for deadline in a.earlier],
        lead_text=a.lead_text or lead_words.joined(a.leads),
        status=a.status,
        ended_on=datetime.date.fromisoformat(a.ended.on) if a.ended and a.ended.on else None,
        ended_by=a.ended.by if a.ended else "",
        ended_reason=a.ended.reason if a.ended else "",
        ended_unknown=a.ended.unknown if a.ended else {},
        rating=a.rating or "",
        internal=a.internal,
        unknown=a.unknown,
        order=i,
        added_on=datetime.date.fromisoformat(a.added) if a.added else timezone.localtime(at).date(),
    )


def _write_parts(
    actions: list[Action],
    documents: list[tree.ActionNode],
    known: lead_words.BoardNames,
    numbers: dict[str, Recommendation],
    stamp: dict[str, Any],
) -> None:
    leads, deadlines, moves, entries, answers = [], [], [], [], []
    for row, a in zip(actions, documents, strict=True):
        for i, lead in enumerate(a.leads):
            link = known.link(lead.name, lead.kind) | {"kind": lead.kind}
            leads.append(Lead(action=row, order=i, name=lead.name, unknown=lead.unknown, **link))
        for i, d in enumerate(a.deadlines):
            deadlines.append(deadline_row(row, d, i))
        for m in a.deadline_moves:
            on = datetime.date.fromisoformat(m.on) if m.on else row.added_on
            why = m.reason or "No reason given"
            moves.append(DeadlineMove(action=row, was=m.from_, became=m.to, on=on, why=why, unknown=m.unknown))
        for i, e in enumerate(a.progress):
            entries.append(_entry_row(row, e, i, known))
        for i, number in enumerate(a.also):
            if number in numbers:
                answers.append(Answer(action=row, recommendation=numbers[number], order=i))
    _keep_uids(entries, [e.id for a in documents for e in a.progress])
    for rows in (leads, deadlines, moves, entries, answers):
        _add(rows, stamp)


def deadline_row(action: Action, deadline: tree.DeadlineNode, order: int) -> Deadline:
    """The Deadline row, not yet saved, of one date of a document."""
    return Deadline(
        action=action,
        order=order,
        label=deadline.label,
        interim="interim" in deadline.label.lower(),
        date=deadline.date or "",
        precision=deadline.precision,
        last_day=last_day(deadline.date, deadline.precision) if deadline.date else None,
        unknown=deadline.unknown,
    )


def _entry_row(action: Action, entry: tree.EntryNode, order: int, known: lead_words.BoardNames) -> ProgressEntry:
    happened = last_day(entry.date, entry.precision) if entry.date else None
    written = None
    if entry.written:
        day = datetime.date.fromisoformat(entry.written)
        written = timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
    return ProgressEntry(
        action=action,
        happened=entry.date or "",
        precision=entry.precision,
        as_written=entry.as_written,
        inferred=entry.inferred,
        text=entry.text,
        author_words=entry.author,
        person=known.initials.get(entry.author),
        written_at=written,
        counts_from=timezone.localtime(written).date() if written else happened,
        internal=entry.internal,
        unknown=entry.unknown,
        order=(order + 1) * STEP,
    )
