"""A returned copy compared with its plan, and the changes of it that the user chose put into the plan."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from actionplans.document.cells import lead_words
from actionplans.document.dates import day_words
from actionplans.document.fields import ATTRIBUTES, FURTHER_TEXTS, attribute_of
from actionplans.document.tree import ActionNode, EntryNode
from actionplans.document.wording import count, shorten
from actionplans.importing.decide import finish, lock_import, reviewed_document
from actionplans.importing.returned_copies import Earlier, Offer, Returned, chosen, returned
from actionplans.models import Action, Import, Plan, ProgressEntry, Recommendation, Section
from actionplans.operations import actions, plans, structure
from actionplans.operations import notes as notes_operations
from actionplans.persistence.leads import BoardNames
from actionplans.persistence.load import read_document
from actionplans.persistence.save import STEP
from boards.models import User


class NotAsSeen(Exception):
    """The plan was changed while the user chose what to apply; nothing was applied."""


def compared(upload: Import) -> Returned:
    """The differences between the file of an import and its plan, both ways."""
    assert upload.plan is not None
    return returned(read_document(upload.plan), reviewed_document(upload), earlier(upload.plan))


def earlier(plan: Plan) -> Earlier:
    """The earlier texts of the cells and notes of a plan, each with the last day on which it was there."""
    found: dict[tuple[str, str], dict[str, str]] = {}

    def note(uid: str, field: str, text: str, until: datetime.datetime) -> None:
        found.setdefault((uid, field), {})[text] = day_words(timezone.localtime(until).date())

    lines = Action.history.filter(plan_id=plan.pk).order_by("id", "history_date", "history_id")
    before: dict[str, Any] = {}
    for line in lines.values("id", "uid", "history_date", "extra", *ATTRIBUTES):
        if before.get("id") == line["id"]:
            for name, field in ATTRIBUTES.items():
                if before[name] != line[name]:
                    note(line["uid"], field, before[name], line["history_date"])
            for heading, text in before["extra"].items():
                if line["extra"].get(heading) != text:
                    note(line["uid"], f"extra:{heading}", text, line["history_date"])
        before = line
    before = {}
    notes = ProgressEntry.history.filter(action__plan_id=plan.pk).order_by("id", "history_date", "history_id")
    for line in notes.values("id", "uid", "history_date", "text"):
        if before.get("id") == line["id"] and before["text"] != line["text"]:
            note(line["uid"], "text", before["text"], line["history_date"])
        before = line
    return found


@transaction.atomic
def apply_changes(
    upload: Import, keys: Collection[str], *, by: User, at: datetime.datetime | None = None
) -> list[Offer]:
    """Put the chosen changes of a copy into its plan, by the keys of the offers that the user saw. Submitted twice, it is done
    once. Raises NotAsSeen where the plan has changed in one of them since, and ValidationError where the plan refuses
    something; then nothing was applied."""
    at = at or timezone.now()
    upload = lock_import(upload, states=(Import.State.REVIEW, Import.State.TAKEN))
    if upload.state == Import.State.TAKEN:
        return []
    assert upload.plan_id is not None
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=upload.plan_id)
    found = compared(upload)
    offers, gone = chosen(found, keys)
    if gone:
        raise NotAsSeen
    _Applying(upload, plan, by, at).all(offers)
    words = (
        f"{count(len(offers), 'change')} of {len(found.offers)} taken over." if offers else "Nothing was taken over."
    )
    finish(upload, plan, words, by=by, at=at)
    return offers


class _Applying:
    """Puts offers into a plan through the operations that its pages use."""

    def __init__(self, upload: Import, plan: Plan, by: User, at: datetime.datetime) -> None:
        self.plan, self.by, self.at = plan, by, at
        self.reason = f"Taken over from {upload.name}"
        self.known = BoardNames.of(plan.board)
        self.made: dict[int, Recommendation] = {}

    def all(self, offers: list[Offer]) -> None:
        cells: dict[str, list[Offer]] = {}
        for offer in offers:
            if offer.kind == "cell":
                cells.setdefault(offer.was.id, []).append(offer)
        for uid, changed in cells.items():
            self._cells(self._action(uid), changed)
        for offer in offers:
            if offer.kind != "cell":
                getattr(self, f"_{offer.kind}")(offer)

    def _action(self, uid: str) -> Action:
        return Action.objects.select_related("plan__board", "recommendation").get(plan=self.plan, uid=uid)

    def _cells(self, action: Action, offers: list[Offer]) -> None:
        changes = {attribute_of(offer.field): _cell_value(offer.action, offer.field) for offer in offers}
        moves = [move.reason for offer in offers for move in offer.action.deadline_moves[-1:] if move.reason]
        actions.change_action(
            action,
            changes,
            by=self.by,
            at=self.at,
            reason=self.reason,
            move_reason=moves[0] if moves and "deadline_text" in changes else self.reason,
        )

    def _status(self, offer: Offer) -> None:
        self._end(self._action(offer.was.id), offer.action)

    def _end(self, row: Action, action: ActionNode) -> None:
        if action.status == "open":
            actions.reopen_action(row, by=self.by, reason=self.reason, at=self.at)
            return
        ended = action.ended
        last = action.progress[-1] if action.progress else None
        on = ended.on if ended and ended.on else None
        actions.end_action(
            row,
            action.status,
            by=self.by,
            reason=(ended.reason if ended else "") or (shorten(last.text, 300) if last else "") or self.reason,
            agreed_by=ended.by if ended else "",
            on=datetime.date.fromisoformat(on) if on else None,
            at=self.at,
        )

    def _note(self, offer: Offer) -> None:
        self._add_note(self._action(offer.was.id), offer.entry)

    def _add_note(self, row: Action, entry: EntryNode) -> None:
        last = row.progress.order_by("order", "pk").values_list("order", flat=True).last() or 0
        note = notes_operations.add_note(
            row,
            by=self.by,
            text=entry.text,
            happened=entry.date or "",
            precision=entry.precision,
            as_written=entry.as_written[:40],
            internal=entry.internal,
            at=self.at,
        )
        changes: dict[str, Any] = {}
        if entry.author:
            changes |= {"author_words": entry.author[:120], "person": self.known.initials.get(entry.author)}
        if not entry.date:
            changes |= {"order": last + STEP}  # what has no date was written behind what stood there
        if entry.inferred:
            changes |= {"inferred": True}
        notes_operations.change_note(note, by=self.by, at=self.at, reason=self.reason, **changes)

    def _renote(self, offer: Offer) -> None:
        entry = offer.entry
        note = ProgressEntry.objects.get(action__plan=self.plan, uid=entry.id)
        changes = {"text": entry.text, "happened": entry.date or "", "precision": entry.precision}
        notes_operations.change_note(note, by=self.by, at=self.at, reason=self.reason, **changes)

    def _move(self, offer: Offer) -> None:
        structure.move_action(self._action(offer.was.id), self._recommendation_of(offer), by=self.by, at=self.at)

    def _row(self, offer: Offer) -> None:
        action = offer.action
        cells: dict[str, Any] = {"action": action.action}
        fields = [name for name in (*FURTHER_TEXTS, "rating") if getattr(action, name)]
        fields += [
            name for name, filled in (("deadline", action.deadline_text), ("lead", lead_words(action))) if filled
        ]
        fields += [f"extra:{heading}" for heading, text in action.extra.items() if text]
        cells |= {attribute_of(name): _cell_value(action, name) for name in fields}
        row = structure.add_action(self._recommendation_of(offer), by=self.by, at=self.at, **cells)
        for entry in action.progress:
            self._add_note(row, entry)
        if action.status != "open":
            self._end(row, action)

    def _recommendation(self, offer: Offer) -> None:
        self._recommendation_of(offer)

    def _recommendation_of(self, offer: Offer) -> Recommendation:
        """The recommendation of an offer, created where the plan has none such."""
        wanted = offer.recommendation
        if wanted.id:
            return Recommendation.objects.select_related("plan__board").get(plan=self.plan, uid=wanted.id)
        if id(wanted) not in self.made:
            values = {"number": wanted.number, "text": wanted.text, "rating": wanted.rating or ""}
            self.made[id(wanted)] = structure.add_recommendation(
                self._section_of(offer), by=self.by, at=self.at, **values
            )
        return self.made[id(wanted)]

    def _section_of(self, offer: Offer) -> Section:
        section = offer.section
        standing = list(self.plan.sections.standing())
        same = [s for s in standing if s.title == section.title and s.kind == section.kind]
        if same or (standing and not section.title):
            return (same or standing)[-1]
        return structure.add_section(
            self.plan,
            by=self.by,
            at=self.at,
            kind=section.kind,
            title=section.title,
            description=section.description,
            objectives=list(section.objectives),
            outcomes=list(section.outcomes),
        )

    def _wording(self, offer: Offer) -> None:
        row = Recommendation.objects.select_related("section").get(plan=self.plan, uid=offer.recommendation.id)
        value = offer.recommendation.text if offer.field == "text" else offer.recommendation.rating or ""
        setattr(row, offer.field, value)
        plans.change_recommendation(row, row.section, by=self.by, at=self.at)


def _cell_value(action: ActionNode, field: str) -> str:
    if field.startswith("extra:"):
        return action.extra.get(field.removeprefix("extra:"), "")
    if field == "deadline":
        return action.deadline_text
    return lead_words(action) if field == "lead" else getattr(action, field) or ""
