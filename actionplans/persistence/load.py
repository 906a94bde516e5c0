"""The plan document to and from the database.

``read_document`` makes the document of a plan as it stands, or as it stood; ``write_document`` makes a plan of a document.
Reading back what was written gives an equal document. The number of queries does not depend on the size of the plan.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.text import slugify

from actionplans.document import tree
from actionplans.document.dates import last_day
from actionplans.document.fields import text_cells
from actionplans.document.names import plain, without_titles
from actionplans.document.node import DocumentError
from actionplans.document.wording import shorten
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
from boards.access import Right, gives
from boards.models import Board, Membership, Person, User

#: The longest opaque name that is kept of a document.
UID = 40
#: Room between two notes, so that one that happened earlier finds its place without renumbering the rest.
STEP = 1024


# reading ------------------------------------------------------------------------------------------------------------


def read_document(
    plan: Plan, *, on: datetime.datetime | None = None, version: tree.VersionMark | None = None
) -> tree.PlanDocument:
    """The document of a plan as it stands now, or as it stood at the moment ``on``; internal rows included."""
    if on is not None:
        plan = next(iter(as_it_stood(Plan, on, id=plan.pk)), plan)

    def rows(model: type, **where: Any) -> list[Any]:
        order = _ORDER.get(model, ("order", "id"))
        if on is None:
            return list(model.objects.filter(**where).order_by(*order))
        return as_it_stood(model, on, *order, **where)

    sections = rows(Section, plan_id=plan.pk, removed=False)
    recommendations = _by("section_id", rows(Recommendation, plan_id=plan.pk, removed=False))
    actions = _by("recommendation_id", rows(Action, plan_id=plan.pk, removed_on__isnull=True))
    of_plan = {"action__plan_id": plan.pk}
    parts = {
        "leads": _by("action_id", rows(Lead, left=False, **of_plan)),
        "deadlines": _by("action_id", rows(Deadline, replaced=False, **of_plan)),
        "moves": _by("action_id", rows(DeadlineMove, **of_plan)),
        "progress": _by("action_id", rows(ProgressEntry, removed=False, **of_plan)),
        "answers": _by("action_id", rows(Answer, left=False, **of_plan)),
        "files": _by("entry_id", rows(Evidence, removed=False, entry__action__plan_id=plan.pk)),
        "numbers": {r.pk: r.number for group in recommendations.values() for r in group},
    }
    return tree.PlanDocument(
        title=plan.title,
        subtitle=plan.subtitle,
        source=tree.Source(
            kind=plan.source_kind,
            title=plan.source_title,
            date=plan.source_date or None,
            precision=plan.source_precision,
            unknown=plan.source_unknown,
        ),
        columns=tuple(tree.Column.from_json(c) for c in plan.columns),
        rating_level=plan.rating_level,
        ratings=tuple(plan.ratings),
        sections=tuple(_section(s, recommendations[s.pk], actions, parts) for s in sections),
        versions=_versions(plan, on, version),
        people=_people(plan.board_id),
        board=plan.board.name,
        marking=plan.marking,
        version=version,
        unknown=plan.unknown,
    )


def action_document(action: Action) -> tree.Action:
    """One row alone, as ``read_document`` would make it; internal notes included."""
    of_action = {"action_id": action.pk}
    answers = list(Answer.objects.filter(left=False, **of_action).select_related("recommendation"))
    return _action(
        action,
        {
            "leads": _by("action_id", Lead.objects.filter(left=False, **of_action)),
            "deadlines": _by("action_id", Deadline.objects.filter(replaced=False, **of_action)),
            "moves": _by("action_id", DeadlineMove.objects.filter(**of_action)),
            "progress": _by("action_id", ProgressEntry.objects.filter(removed=False, **of_action)),
            "answers": _by("action_id", answers),
            "files": _by("entry_id", Evidence.objects.filter(removed=False, entry__action_id=action.pk)),
            "numbers": {a.recommendation_id: a.recommendation.number for a in answers},
        },
    )


_ORDER: dict[type, tuple[str, ...]] = {DeadlineMove: ("on", "id"), Evidence: ("id",)}


def as_it_stood(model: type, on: datetime.datetime, *order: str, **where: Any) -> list[Any]:
    """The rows of a model as they stood at the moment ``on``, from their history; ``where`` and ``order`` are by its
    fields. simple-history's own ``as_of`` gives a row twice where one deed saved it twice at the same moment."""
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


def _section(section: Section, recommendations: list[Recommendation], actions: dict, parts: dict) -> tree.Section:
    return tree.Section(
        kind=section.kind,
        title=section.title,
        description=section.description,
        objectives=tuple(section.objectives),
        outcomes=tuple(section.outcomes),
        rating=section.rating or None,
        recommendations=tuple(
            tree.Recommendation(
                number=r.number,
                text=r.text,
                rating=r.rating or None,
                actions=tuple(_action(a, parts) for a in actions[r.pk]),
                short=r.short,
                id=r.uid,
                internal=r.internal,
                unknown=r.unknown,
            )
            for r in recommendations
        ),
        unknown=section.unknown,
    )


def _action(action: Action, parts: dict) -> tree.Action:
    ended = None
    if action.ended_on or action.ended_by or action.ended_reason or action.ended_unknown:
        on = action.ended_on.isoformat() if action.ended_on else ""
        ended = tree.Ended(on=on, by=action.ended_by, reason=action.ended_reason, unknown=action.ended_unknown)
    return tree.Action(
        **text_cells(action),
        leads=tuple(tree.Lead(name=x.name, kind=x.kind, unknown=x.unknown) for x in parts["leads"][action.pk]),
        deadline_text=action.deadline_text,
        deadlines=tuple(
            tree.Deadline(label=d.label, date=d.date or None, precision=d.precision, unknown=d.unknown)
            for d in parts["deadlines"][action.pk]
        ),
        status=action.status,
        rating=action.rating or None,
        progress=tuple(_entry(e, parts["files"][e.pk]) for e in parts["progress"][action.pk]),
        extra=action.extra,
        id=action.uid,
        ref=action.ref,
        added=action.added_on.isoformat(),
        also=tuple(
            parts["numbers"][a.recommendation_id]
            for a in parts["answers"][action.pk]
            if a.recommendation_id in parts["numbers"]
        ),
        deadline_moves=tuple(
            tree.DeadlineMove(from_=m.was, to=m.became, on=m.on.isoformat(), reason=m.why, unknown=m.unknown)
            for m in parts["moves"][action.pk]
        ),
        ended=ended,
        internal=action.internal,
        unknown=action.unknown,
    )


def _entry(entry: ProgressEntry, files: list[Evidence]) -> tree.Entry:
    return tree.Entry(
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
        lines.append(tree.VersionLine(label=f"Version {number}", date=day.isoformat(), note=note, by=by))
    if version is not None:
        lines.append(
            tree.VersionLine(label=f"Version {version.number}", date=version.date, note=version.note, by=version.by)
        )
    return tuple(lines)


def _people(board_id: int) -> tuple[tree.PersonNote, ...]:
    """Everybody whom the board knows today, whichever day the plan is read for: the people of its key, and those who have or
    had an account with it and are called otherwise there. Two queries."""
    erased = {"erasures__finished_at__isnull": False}  # what they are called now is a post, and no name to look for
    people = Person.objects.filter(board=board_id).exclude(**erased).select_related("agency").order_by("name", "pk")
    notes = [_person(person) for person in people]
    names = {plain(without_titles(note.name)) for note in notes}
    accounts = Membership.objects.filter(board=board_id).exclude(
        **{f"person__{key}": done for key, done in erased.items()}
    )
    for membership in accounts.select_related("user", "person__agency").order_by("user__name", "pk"):
        name = membership.user.name
        if plain(without_titles(name)) not in names:
            names.add(plain(without_titles(name)))
            notes.append(_account(membership))
    return tuple(notes)


def _person(person: Person) -> tree.PersonNote:
    return tree.PersonNote(
        initials=person.initials,
        name=person.name,
        role=person.job_title,
        agency=person.agency.name if person.agency else "",
        from_=person.from_date.isoformat() if person.from_date else None,
        to=person.to_date.isoformat() if person.to_date else None,
    )


def _account(membership: Membership) -> tree.PersonNote:
    """An account that is called otherwise than its person, or belongs to none: then what it does in the board is its role,
    and a manager's versions are signed with the first letters of the name (``issuing.signature``)."""
    name = membership.user.name
    if membership.person:
        return replace(_person(membership.person), name=name, initials="")
    signs = gives(membership.role, Right.PUBLISH)
    return tree.PersonNote(
        initials="".join(word[0] for word in name.split()).upper() if signs else "",
        name=name,
        role=membership.get_role_display(),
        to=membership.ended_on.isoformat() if membership.ended_on else None,
    )


def known_people(board: Board) -> tuple[tree.PersonNote, ...]:
    """Everybody whom the board knows, and what they were called before: for looking for names, not for printing, since
    somebody who changed theirs need not want the old one told. Four queries."""
    notes = {(note.name, note.initials): note for note in _people(board.pk)}
    standing = Person.objects.filter(board=board).exclude(erasures__finished_at__isnull=False)
    today = {person.pk: person for person in standing.select_related("agency")}
    earlier = Person.history.filter(board=board).order_by("name").values_list("id", "name", "initials").distinct()
    for pk, name, initials in earlier:
        if pk in today:
            notes.setdefault((name, initials), replace(_person(today[pk]), name=name, initials=initials))
    return tuple(notes.values())


# writing ------------------------------------------------------------------------------------------------------------


def write_document(
    board: Board, document: tree.PlanDocument, *, by: User | None, at: datetime.datetime | None = None, reason: str = ""
) -> Plan:
    """Make a plan of the board from a document, in the transaction of the caller.

    Rows get references where they have none, or one that another row has or that no address can hold. What a document says
    of its board, its people and the version that it was is not written: the board knows. Nor are its warnings, names of
    files that do not come with it, and numbers that a row answers too where no recommendation has them.

    Raises DocumentError, with one sentence for a person, where the plan could not be kept as it is written: nothing is
    cut off."""
    at = at or timezone.now()
    stamp: dict[str, Any] = {"by": by, "at": at, "reason": reason}
    _check(document)
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
        earlier_versions=[v.to_json() for v in document.versions],
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
    known = lead_words.Known.of(board)
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
    """Raise DocumentError for what does not go together in a plan that is kept here."""
    for number, count in Counter(r.number for _, r in document.recommendations() if r.number).items():
        if count > 1:
            raise DocumentError(
                f"Recommendation {number} stands {count} times in it. Give each its own number, or leave the number out."
            )
    for _, _, action in document.actions():
        if action.ended and action.status == "open":
            raise DocumentError(f"“{shorten(action.action)}” has ended and is open at once.")


def _must_fit(rows: Iterable[Any]) -> None:
    """Raise DocumentError for a text that is longer than the field that is to hold it."""
    for row in rows:
        for field in row._meta.concrete_fields:
            text = getattr(row, field.attname) if isinstance(field, CharField) else ""
            if field.max_length and len(text) > field.max_length:
                raise DocumentError(
                    f"“{shorten(text)}” is {len(text):,} characters long. {row._meta.verbose_name.capitalize()}, "
                    f"{field.verbose_name}, holds up to {field.max_length:,}."
                )


def _add(rows: list[Any], stamp: dict[str, Any]) -> list[Any]:
    """Make these rows of one model, each with its first line of history."""
    _must_fit(rows)
    return type(rows[0]).objects.bulk_create_by(rows, **stamp) if rows else []


def _keep_uids(rows: list[Any], uids: Iterable[str]) -> list[Any]:
    """Keep the ids that the document brings, unless a row of this database has them already."""
    pairs = [(row, uid) for row, uid in zip(rows, uids, strict=True) if uid]
    if pairs:
        taken = set(type(rows[0]).objects.filter(uid__in=[uid for _, uid in pairs]).values_list("uid", flat=True))
        for row, uid in pairs:
            if uid not in taken and len(uid) <= UID:
                row.uid = uid
                taken.add(uid)
    return rows


def _action_row(plan: Plan, row: Recommendation, a: tree.Action, i: int, ref: str, at: datetime.datetime) -> Action:
    return Action(
        plan=plan,
        recommendation=row,
        ref=ref,
        **text_cells(a),
        extra=a.extra,
        deadline_text=a.deadline_text,
        lead_text=lead_words.joined(a.leads),
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
    documents: list[tree.Action],
    known: lead_words.Known,
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


def deadline_row(action: Action, deadline: tree.Deadline, order: int) -> Deadline:
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


def _entry_row(action: Action, entry: tree.Entry, order: int, known: lead_words.Known) -> ProgressEntry:
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


#: What a reference is made of, and how long it may be: it stands in addresses and fragments.
_REF = re.compile(r"[\w().-]{1,40}")


class References:
    """Gives out row references: the recommendation's number and a count, never one that the plan has used before."""

    def __init__(self, plan: Plan):
        self.taken = set(Action.objects.filter(plan=plan).values_list("ref", flat=True))
        self._ordinals: dict[int, int] = {}

    def keep(self, refs: Iterable[str]) -> list[str]:
        """The references that a document brings, empty where a row cannot have its own: another has it already, or it would
        not fit into an address."""
        kept = []
        for ref in refs:
            fits = _REF.fullmatch(ref) and ref not in self.taken
            kept.append(ref if fits else "")
            self.taken.add(ref)
        return kept

    def next(self, recommendation: Recommendation) -> str:
        stem = self._stem(recommendation)
        count = 1
        while f"{stem}{count}" in self.taken:
            count += 1
        self.taken.add(f"{stem}{count}")
        return f"{stem}{count}"

    def _stem(self, recommendation: Recommendation) -> str:
        if recommendation.number:
            return "".join(c if c.isalnum() or c in "().-" else "-" for c in recommendation.number) + "."
        if not recommendation.text:
            return "A"
        ordinal = self._ordinals.setdefault(recommendation.pk, len(self._ordinals) + 1)
        while ordinal in [n for pk, n in self._ordinals.items() if pk != recommendation.pk]:
            ordinal += 1
        self._ordinals[recommendation.pk] = ordinal
        return f"R{ordinal}."


def free_slug(board: Board, title: str) -> str:
    """An address for a plan of that title that the board has not used."""
    stem = slugify(title)[:70] or "plan"
    taken = set(Plan.objects.filter(board=board, slug__startswith=stem).values_list("slug", flat=True))
    slug, count = stem, 2
    while slug in taken:
        slug, count = f"{stem}-{count}", count + 1
    return slug
