"""A returned copy of a plan: what in it differs from the plan and could be applied, as offers. Pure.

Each offer has a key that holds what it was and what it would become: if the plan changes meanwhile, the key changes too, and
nothing is applied that the user has not seen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from actionplans.document.cells import heading_of, whole_cells
from actionplans.document.change_summary import Comparison
from actionplans.document.changes import NoteChange
from actionplans.document.compare import compare
from actionplans.document.references import references
from actionplans.document.text_diff import DiffPiece
from actionplans.document.tree import (
    ActionNode,
    EntryNode,
    PlanDocument,
    RecommendationNode,
    SectionNode,
)
from actionplans.document.wording import capital, count, listed
from actionplans.importing.recognise import loose, recognised, same_words
from actionplans.pages.comparison import Change, ComparedText, lines


@dataclass(frozen=True)
class Offer:
    """One thing of the copy that could be taken over. ``kind`` is ``cell``, ``status``, ``note``, ``renote`` (a note that
    reads otherwise), ``move`` (to another recommendation), ``row``, ``recommendation`` (new) or ``wording`` (of a
    recommendation). ``stale`` says when the plan itself read so: then the copy is older there, and the plan was changed
    since. ``split`` names rows of the plan that hold parts of it: then a row was split after the copy was made."""

    key: str
    kind: str
    what: str
    changes: tuple[Change, ...]
    field: str = ""
    # each kind has those that it needs
    action: ActionNode = None  # type: ignore[assignment]
    was: ActionNode = None  # type: ignore[assignment]
    entry: EntryNode = None  # type: ignore[assignment]
    recommendation: RecommendationNode = None  # type: ignore[assignment]
    section: SectionNode = None  # type: ignore[assignment]
    stale: str = ""
    split: str = ""

    @property
    def is_older(self) -> bool:
        """Whether the copy is older than the plan there, so that nobody should take it over without looking."""
        return bool(self.stale or self.split)


@dataclass
class OfferGroup:
    """The offers of one row, or of one recommendation."""

    ref: str
    heading: str
    context: str
    offers: list[Offer] = field(default_factory=list)


@dataclass(frozen=True)
class Returned:
    """What a copy holds that the plan does not, and the other way round."""

    groups: tuple[OfferGroup, ...]
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
        shown = [
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
        if shown:
            sentences.append(shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}")
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
        self.groups: list[OfferGroup] = []
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

    def _recommendation(self, section: SectionNode, recommendation: RecommendationNode) -> None:
        group = OfferGroup(recommendation.number, "New recommendation", "")
        change = _change(self._heading("recommendation"), (DiffPiece("new", recommendation.text),))
        key = _key("recommendation", recommendation.number, recommendation.text)
        group.offers.append(
            Offer(key, "recommendation", "Add it", (change,), recommendation=recommendation, section=section)
        )
        self.groups.append(group)

    def _wording(self, now: RecommendationNode, was: RecommendationNode) -> None:
        group = OfferGroup(now.number, "Recommendation reads otherwise", "")
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
        group = OfferGroup(number, "New action", "" if number else row.recommendation.text)
        shown = [_change(self._heading(name), pieces) for name, pieces in whole_cells(action, "new").items()]
        if action.progress:
            notes = tuple(ComparedText(lines(_note_pieces(note))) for note in row.notes)
            shown.append(Change(self._heading("progress"), notes))
        key = _key(
            "row", row.recommendation.id or number, action.action, action.deadline_text, *map(_dated, action.progress)
        )
        noted = f", with {count(len(action.progress), 'note')}" if action.progress else ""
        group.offers.append(
            Offer(
                key,
                "row",
                f"Add this action{noted}",
                tuple(shown),
                action=action,
                recommendation=row.recommendation,
                section=row.section,
                stale=self._stale_row(action),
                split=self._split(action, ""),
            )
        )
        self.groups.append(group)

    def _changed_row(self, row: Any) -> None:
        was, now = row.was, row.action
        group = OfferGroup(row.ref, "", was.action)
        common: dict[str, Any] = {"action": now, "was": was, "recommendation": row.recommendation}
        for cell in row.cells:
            if cell.field in ("also", "internal"):
                continue
            if cell.field == "action" and not now.action.strip():
                self.missing.append((row.ref, was.action))  # an action always has words
                continue
            kind = "status" if cell.field == "status" else "cell"
            shown = (_change(cell.heading, cell.pieces),)
            key = _key(kind, was.id, cell.field, cell.was, cell.now)
            stale = self._stale(was.id, cell.field, cell.now)
            split = self._split(now, row.ref) if cell.field == "action" else ""
            group.offers.append(
                Offer(
                    key,
                    kind,
                    f"Take over “{cell.heading}”",
                    shown,
                    field=cell.field,
                    stale=stale,
                    split=split,
                    **common,
                )
            )
        for note in row.notes:
            self._note(group, note, common)
        if row.from_recommendation is not None and row.recommendation.id:
            shown = (_change("Place", (DiffPiece("new", f"Under recommendation {row.recommendation.number}"),)),)
            key = _key("move", was.id, row.from_recommendation.id, row.recommendation.id)
            group.offers.append(Offer(key, "move", "Move it", shown, **common))
        self.groups.append(group)

    def _note(self, group: OfferGroup, note: Any, common: dict[str, Any]) -> None:
        heading = self._heading("progress")
        if note.kind == "removed":
            if group.ref not in self.missing_notes:
                self.missing_notes.append(group.ref)
            return
        shown = (_change(heading, _note_pieces(note)),)
        was_id = common["was"].id
        if note.kind == "new":
            key = _key("note", was_id, _dated(note.entry))
            group.offers.append(Offer(key, "note", "Add this note", shown, entry=note.entry, **common))
        elif note.kind in ("reworded", "redated"):
            key = _key("renote", note.entry.id, _dated(note.was), _dated(note.entry))
            stale = self._stale(note.entry.id, "text", note.entry.text)
            group.offers.append(
                Offer(
                    key,
                    "renote",
                    "Take over this note as it reads here",
                    shown,
                    entry=note.entry,
                    stale=stale,
                    **common,
                )
            )

    def _stale_row(self, action: ActionNode) -> str:
        """Until when a row of the plan read as one that seems to be new."""
        return self.earlier_rows.get(loose(action.action), "") if action.action else ""

    def _split(self, action: ActionNode, ref: str) -> str:
        """The other rows of the plan that hold a bullet or paragraph of a text that has several."""
        parts = [part for line in action.action.split("\n") if (part := loose(line))]
        return listed(self.rows[part] for part in parts if self.rows.get(part, ref) != ref) if len(parts) > 1 else ""

    @cached_property
    def earlier_rows(self) -> dict[str, str]:
        """What rows of the plan said before, and until when."""
        texts = (values for (_, name), values in self.earlier.items() if name == "action")
        return {loose(text): until for values in texts for text, until in values.items()}

    @cached_property
    def rows(self) -> dict[str, str]:
        """The references of the rows of the plan, by what they say."""
        old = self.comparison.old
        pairs = zip(old.actions(), references(old), strict=True) if old else ()
        return {loose(action.action): ref for (_, _, action), ref in pairs if action.action}

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


def _dated(entry: EntryNode) -> str:
    return f"{entry.date or ''} {entry.text}"


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def chosen(found: Returned, keys: Collection[str]) -> tuple[list[Offer], int]:
    """The offers of these keys, and how many keys are offered no more because the plan has changed."""
    offers = [offer for offer in found.offers if offer.key in keys]
    return offers, len(set(keys) - {offer.key for offer in offers})
