"""A copy of a plan that comes back from elsewhere: which of its rows is which, and what in it could be taken over.

A copy shows less than the plan knows: it has no ids, perhaps fewer columns, and its spaces and bullets went through another
program. ``recognised`` gives it back what it does not show, so that a comparison tells only what somebody changed in it.
``offers`` lists that, each thing by a key that holds what it was and what it would become: if the plan changes meanwhile, the
key changes too, and nothing is taken that nobody has seen. Pure.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from actionplans.document.cells import heading_of, whole_cells
from actionplans.document.change_summary import Comparison
from actionplans.document.changes import NoteChange
from actionplans.document.compare import compare
from actionplans.document.fields import TEXT_FIELDS
from actionplans.document.matching import Block, MatchedRow, pair_notes, pair_recommendations, pair_rows, pair_sections
from actionplans.document.parts import without_internal
from actionplans.document.text_diff import DiffPiece
from actionplans.document.tree import (
    Action,
    Entry,
    PlanDocument,
    Recommendation,
    Section,
)
from actionplans.document.wording import capital, count, listed
from actionplans.pages.comparison import Change, ComparedText, lines

_WORD = re.compile(r"\w+")
_LOOSE = re.compile(r"[\s*•·‐-―-]+")
_QUOTES = str.maketrans("‘’´`“”", "''''\"\"")


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but spaces, bullets, dashes and the shape of quotation marks."""
    return one == other or _loose(one) == _loose(other)


def _loose(text: str) -> str:
    return _LOOSE.sub(" ", text.translate(_QUOTES)).strip()


# recognising ------------------------------------------------------------------------------------------------------------


def recognised(plan: PlanDocument, copy: PlanDocument) -> tuple[PlanDocument, PlanDocument]:
    """The plan as the copy can know it, and the copy with the ids of the plan and with all that it does not show.

    Internal rows and notes are in few copies: where the copy has none, the plan is looked at without them."""
    if not _has_internal(copy):
        plan = without_internal(plan)
    return plan, _Recogniser(plan, _without_strange_ids(plan, copy)).document()


def _without_strange_ids(plan: PlanDocument, copy: PlanDocument) -> PlanDocument:
    """Ids count only where they are the plan's: two things with ids that differ are never taken for one."""
    known = {node.id for node in _with_ids(plan)}
    if all(node.id in known for node in _with_ids(copy)):
        return copy

    def own(node: Any, **changes: Any) -> Any:
        return replace(node, id=node.id if node.id in known else "", **changes)

    return replace(
        copy,
        sections=tuple(
            replace(
                s,
                recommendations=tuple(
                    own(r, actions=tuple(own(a, progress=tuple(own(e) for e in a.progress)) for a in r.actions))
                    for r in s.recommendations
                ),
            )
            for s in copy.sections
        ),
    )


def _with_ids(document: PlanDocument) -> Iterator[Recommendation | Action | Entry]:
    for _, recommendation in document.recommendations():
        yield recommendation
        for action in recommendation.actions:
            yield action
            yield from action.progress


def _has_internal(document: PlanDocument) -> bool:
    return any(
        r.internal or any(a.internal or any(e.internal for e in a.progress) for a in r.actions)
        for _, r in document.recommendations()
    )


class _Recogniser:
    def __init__(self, plan: PlanDocument, copy: PlanDocument) -> None:
        self.plan, self.copy = plan, copy
        self.shown = {column.field for column in copy.columns}
        self.whole = any(action.id for _, _, action in copy.actions())  # it was saved as a plan document
        self.sections = pair_sections(plan.sections, copy.sections)
        self.blocks = pair_recommendations(_blocks(plan), _blocks(copy), self.sections)
        self.rows = pair_rows(_rows(self.blocks.old), _rows(self.blocks.new), self.blocks)

    def document(self) -> PlanDocument:
        """Recommendations that the plan knows stand in its own sections, so that a copy without sections moves nothing."""
        known: dict[int, list[tuple[int, Recommendation]]] = {i: [] for i in range(len(self.plan.sections))}
        news: dict[int, list[Recommendation]] = {}
        for j, block in enumerate(self.blocks.new):
            i = self.blocks.old_of.get(j)
            made = self._recommendation(j, i)
            home = self.blocks.old[i].section if i is not None else self.sections.old_of.get(block.section)
            if home is None:
                news.setdefault(block.section, []).append(made)
            else:
                known[home].append((self.blocks.old[i].place if i is not None else 10_000, made))
        sections = [
            replace(s, recommendations=tuple(r for _, r in sorted(known[i], key=lambda placed: placed[0])))
            for i, s in enumerate(self.plan.sections)
        ]
        sections += [replace(self.copy.sections[j], recommendations=tuple(made)) for j, made in news.items()]
        return replace(self.plan, sections=tuple(sections))

    def _recommendation(self, j: int, i: int | None) -> Recommendation:
        now = self.blocks.new[j].recommendation
        was = self.blocks.old[i].recommendation if i is not None else None
        actions = tuple(self._action(place) for place, row in enumerate(self.rows.new) if row.block == j)
        if was is None:
            return replace(now, id="", actions=actions)
        return replace(
            was,
            text=was.text if same_words(was.text, now.text) or not now.text else now.text,
            rating=now.rating or was.rating,
            actions=actions,
        )

    def _action(self, j: int) -> Action:
        now = self.rows.new[j].action
        i = self.rows.old_of.get(j)
        if i is None:
            return replace(now, id="", progress=tuple(replace(e, id="") for e in now.progress))
        was = self.rows.old[i].action
        changes: dict[str, Any] = {}
        for name in TEXT_FIELDS:
            before, after = getattr(was, name), getattr(now, name)
            if not same_words(before, after) and (after or self._shows(name)):
                changes[name] = after
        same_leads, beside = _same_leads(was, now)
        changes["extra"] = self._extra(was, now, without=beside)
        if not same_words(was.deadline_text, now.deadline_text) and (now.deadline_text or self._shows("deadline")):
            changes |= {"deadline_text": now.deadline_text, "deadlines": now.deadlines}
        if not same_leads and (now.leads or self._shows("lead")):
            changes["leads"] = now.leads
        if now.rating or self._shows("rating"):
            changes["rating"] = now.rating
        changes["progress"] = self._notes(was, now)
        if self._tells_status(was, now, changes["progress"]):
            changes |= {"status": now.status, "ended": now.ended}
        return replace(was, **changes)

    def _shows(self, name: str) -> bool:
        return self.whole or name in self.shown

    def _tells_status(self, was: Action, now: Action, notes: Sequence[Entry]) -> bool:
        """A status that was only read from the words of the notes counts where one of the notes is new."""
        if was.status == now.status:
            return False
        return self._shows("status") or (now.status != "open" and any(not entry.id for entry in notes))

    def _extra(self, was: Action, now: Action, without: Collection[str]) -> dict[str, str]:
        extra = dict(was.extra)
        for heading, text in now.extra.items():
            if heading not in without and not same_words(extra.get(heading, ""), text):
                extra[heading] = text
        for heading in was.extra:
            if self._shows(f"extra:{heading}") and not now.extra.get(heading):
                extra[heading] = ""
        return extra

    def _notes(self, was: Action, now: Action) -> tuple[Entry, ...]:
        if not now.progress and not self._shows("progress"):
            return was.progress
        before = [replace(e, text=_loose(e.text), id="" if not self.whole else e.id) for e in was.progress]
        after = [replace(e, text=_loose(e.text), id=e.id if self.whole else "") for e in now.progress]
        pairs = pair_notes(before, after)
        found = []
        for j, entry in enumerate(now.progress):
            i = pairs.old_of.get(j)
            if i is None:
                found.append(replace(entry, id=""))
                continue
            old = was.progress[i]
            text = old.text if same_words(old.text, entry.text) else entry.text
            dated = (entry.date, entry.precision) if entry.date else (old.date, old.precision)
            found.append(replace(old, text=text, date=dated[0], precision=dated[1]))
        return tuple(found)


def _blocks(document: PlanDocument) -> list[Block]:
    return [
        Block(r, s, place)
        for s, section in enumerate(document.sections)
        for place, r in enumerate(section.recommendations)
    ]


def _rows(blocks: Sequence[Block]) -> list[MatchedRow]:
    rows: list[MatchedRow] = []
    for b, block in enumerate(blocks):
        number = block.recommendation.number
        for place, action in enumerate(block.recommendation.actions):
            by_place = f"{number}.{place + 1}" if number else f"row {len(rows) + 1}"
            rows.append(MatchedRow(action, block.section, b, place, action.ref or by_place))
    return rows


def _same_leads(was: Action, now: Action) -> tuple[bool, list[str]]:
    """Whether the lead cell holds the same words, however they were split into leads; and the headings of what the
    reading put beside the leads out of that same cell."""
    beside = [h for h in now.extra if h.endswith(" (note)") and h not in was.extra]
    before = Counter(_WORD.findall(" ".join(lead.name for lead in was.leads)))
    after = Counter(_WORD.findall(" ".join([*(lead.name for lead in now.leads), *(now.extra[h] for h in beside)])))
    return before == after, beside if before == after else []


# offering ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Offer:
    """One thing of the copy that could be taken over. ``kind`` is ``cell``, ``status``, ``note``, ``renote`` (a note that
    reads otherwise), ``move`` (to another recommendation), ``row``, ``recommendation`` (new) or ``wording`` (of a
    recommendation). ``stale`` says when the plan itself read so: then the copy is older there, and the plan was changed
    since."""

    key: str
    kind: str
    what: str
    changes: tuple[Change, ...]
    field: str = ""
    action: Action | None = None
    was: Action | None = None
    entry: Entry | None = None
    recommendation: Recommendation | None = None
    section: Section | None = None
    stale: str = ""


@dataclass
class Group:
    """The offers of one row, or of one recommendation."""

    ref: str
    heading: str
    context: str
    offers: list[Offer] = field(default_factory=list)


@dataclass(frozen=True)
class Returned:
    """What a copy holds that the plan does not, and the other way round."""

    groups: tuple[Group, ...]
    missing: tuple[tuple[str, str], ...]
    missing_notes: tuple[str, ...]
    rows: int

    @property
    def offers(self) -> list[Offer]:
        return [offer for group in self.groups for offer in group.offers]

    def __bool__(self) -> bool:
        return bool(self.groups or self.missing or self.missing_notes)

    def sentence(self) -> str:
        """All in one sentence."""
        if not self:
            return f"No differences: all {count(self.rows, 'action')} read as in the plan."
        kinds = [offer.kind for offer in self.offers]
        told = [
            count(number, one, many)
            for number, one, many in (
                (kinds.count("recommendation"), "new recommendation", "new recommendations"),
                (kinds.count("row"), "new action", "new actions"),
                (kinds.count("note"), "new note", "new notes"),
                (sum(kinds.count(k) for k in ("cell", "status", "renote", "move", "wording")), "change", "changes"),
            )
            if number
        ]
        sentences = []
        if told:
            sentences.append(told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}")
        if self.missing:
            sentences.append(
                count(len(self.missing), "action of the plan is not in it", "actions of the plan are not in it")
            )
        if not sentences:
            sentences.append(f"Nothing new. Notes of {listed(self.missing_notes, 6)} are not in it")
        return " ".join(f"{capital(words)}." for words in sentences)


#: Earlier values of the plan's cells: (id of the action or note, field) -> {text: the day until which it read so}.
Earlier = Mapping[tuple[str, str], Mapping[str, str]]


def returned(plan: PlanDocument, copy: PlanDocument, earlier: Earlier | None = None) -> Returned:
    """What there is to take over from a copy of the plan."""
    plan, copy = recognised(plan, copy)
    comparison = compare(plan, copy)
    return _Offering(comparison, earlier or {}).returned()


class _Offering:
    def __init__(self, comparison: Comparison, earlier: Earlier) -> None:
        self.comparison, self.earlier = comparison, earlier
        self.groups: list[Group] = []
        self.missing: list[tuple[str, str]] = []
        self.missing_notes: list[str] = []

    def returned(self) -> Returned:
        for change in self.comparison.recommendations:
            if "new" in change.kinds and not change.recommendation.actions:
                self._recommendation(change.section, change.recommendation)
            elif change.was is not None and "removed" not in change.kinds:
                self._wording(change.recommendation, change.was)
        for row in self.comparison.rows:
            if "removed" in row.kinds:
                self.missing.append((row.ref, row.action.action))
            elif row.was is None:
                self._new_row(row)
            else:
                self._changed_row(row)
        return Returned(
            tuple(group for group in self.groups if group.offers),
            tuple(self.missing),
            tuple(self.missing_notes),
            sum(1 for _ in self.comparison.new.actions()),
        )

    def _recommendation(self, section: Section, recommendation: Recommendation) -> None:
        group = Group(recommendation.number, "New recommendation", "")
        change = _change(self._heading("recommendation"), (DiffPiece("new", recommendation.text),))
        key = _key("recommendation", recommendation.number, recommendation.text)
        group.offers.append(
            Offer(key, "recommendation", "Add it", (change,), recommendation=recommendation, section=section)
        )
        self.groups.append(group)

    def _wording(self, now: Recommendation, was: Recommendation) -> None:
        group = Group(now.number, "Recommendation reads otherwise", "")
        for change in self.comparison.recommendations:
            if change.recommendation is now:
                for cell in change.cells:
                    if cell.field in ("recommendation", "text", "rating"):
                        group.offers.append(
                            Offer(
                                _key("wording", was.id, cell.field, cell.was, cell.now),
                                "wording",
                                f"Take over “{cell.heading}”",
                                (_change(cell.heading, cell.pieces),),
                                field="rating" if cell.field == "rating" else "text",
                                recommendation=now,
                                stale=self._stale(was.id, "rating" if cell.field == "rating" else "text", cell.now),
                            )
                        )
        self.groups.append(group)

    def _new_row(self, row: Any) -> None:
        action = row.action
        number = row.recommendation.number
        group = Group(number, "New action", "" if number else row.recommendation.text)
        told = [_change(self._heading(name), pieces) for name, pieces in whole_cells(action, "new").items()]
        if action.progress:
            notes = tuple(ComparedText(lines(_note_pieces(note))) for note in row.notes)
            told.append(Change(self._heading("progress"), notes))
        key = _key(
            "row", row.recommendation.id or number, action.action, action.deadline_text, *map(_told, action.progress)
        )
        noted = f", with {count(len(action.progress), 'note')}" if action.progress else ""
        group.offers.append(
            Offer(
                key,
                "row",
                f"Add this action{noted}",
                tuple(told),
                action=action,
                recommendation=row.recommendation,
                section=row.section,
            )
        )
        self.groups.append(group)

    def _changed_row(self, row: Any) -> None:
        was, now = row.was, row.action
        group = Group(row.ref, "", was.action)
        common: dict[str, Any] = {"action": now, "was": was, "recommendation": row.recommendation}
        for cell in row.cells:
            if cell.field in ("also", "internal"):
                continue
            kind = "status" if cell.field == "status" else "cell"
            told = (_change(cell.heading, cell.pieces),)
            key = _key(kind, was.id, cell.field, cell.was, cell.now)
            stale = self._stale(was.id, cell.field, cell.now)
            group.offers.append(
                Offer(key, kind, f"Take over “{cell.heading}”", told, field=cell.field, stale=stale, **common)
            )
        for note in row.notes:
            self._note(group, note, common)
        if row.from_recommendation is not None and row.recommendation.id:
            told = (_change("Place", (DiffPiece("new", f"Under recommendation {row.recommendation.number}"),)),)
            key = _key("move", was.id, row.from_recommendation.id, row.recommendation.id)
            group.offers.append(Offer(key, "move", "Move it", told, **common))
        self.groups.append(group)

    def _note(self, group: Group, note: Any, common: dict[str, Any]) -> None:
        heading = self._heading("progress")
        if note.kind == "removed":
            if group.ref not in self.missing_notes:
                self.missing_notes.append(group.ref)
            return
        told = (_change(heading, _note_pieces(note)),)
        was_id = common["was"].id
        if note.kind == "new":
            key = _key("note", was_id, _told(note.entry))
            group.offers.append(Offer(key, "note", "Add this note", told, entry=note.entry, **common))
        elif note.kind in ("reworded", "redated"):
            key = _key("renote", note.entry.id, _told(note.was), _told(note.entry))
            stale = self._stale(note.entry.id, "text", note.entry.text)
            group.offers.append(
                Offer(
                    key, "renote", "Take over this note as it reads here", told, entry=note.entry, stale=stale, **common
                )
            )

    def _heading(self, name: str) -> str:
        return heading_of(name, self.comparison.old, self.comparison.new)

    def _stale(self, uid: str, name: str, text: str) -> str:
        values = self.earlier.get((uid, name), {})
        return next((until for value, until in values.items() if same_words(value, text)), "")


def _change(heading: str, pieces: Sequence[DiffPiece]) -> Change:
    return Change(heading, (ComparedText(lines(pieces)),))


def _note_pieces(note: NoteChange) -> tuple[DiffPiece, ...]:
    first = note.date_pieces
    return (*first, DiffPiece("same", " "), *note.pieces) if first else note.pieces


def _told(entry: Entry) -> str:
    return f"{entry.date or ''} {entry.text}"


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def chosen(found: Returned, keys: Collection[str]) -> tuple[list[Offer], int]:
    """The offers of these keys, and how many keys are offered no more because the plan has changed."""
    offers = [offer for offer in found.offers if offer.key in keys]
    return offers, len(set(keys) - {offer.key for offer in offers})
