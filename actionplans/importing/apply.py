"""Taking a file in: a plan made of it, or what is chosen of it put into the plan that it is a copy of.

The file has been read (``uploading``), looked through (``settling``) and, where it is a copy, compared (``returning``). Each
deed here is one transaction: a plan is taken in whole, or not at all.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from actionplans.document.dates import day_words
from actionplans.document.fields import ATTRIBUTES, FURTHER_TEXTS, attribute_of
from actionplans.document.node import DocumentError
from actionplans.document.tree import Action, Entry, PlanDocument
from actionplans.document.wording import count, plural, shorten
from actionplans.importing import receive as receive_importing
from actionplans.importing.fit import fit
from actionplans.importing.returned_copies import Earlier, Offer, Returned, chosen, returned
from actionplans.importing.review import Doubt, check, doubts, settled, with_columns
from actionplans.models import Action as ActionRow
from actionplans.models import Import, Plan, ProgressEntry, Reading, Recommendation, Section
from actionplans.operations import actions as actions_operations
from actionplans.operations import notes as notes_operations
from actionplans.operations import plans, structure
from actionplans.persistence.leads import Known, joined
from actionplans.persistence.load import read_document
from actionplans.persistence.save import STEP, write_document
from boards.history import forget_file
from boards.models import Board, User
from boards.web.downloads import safe_name


class NotAsSeen(Exception):
    """The plan was changed while somebody chose what to take over; nothing was taken."""


# receiving --------------------------------------------------------------------------------------------------------------


@transaction.atomic
def receive(
    reading: Reading,
    *,
    by: User,
    plan: Plan | None = None,
    at: datetime.datetime | None = None,
) -> Import:
    """Keep a file that has been read, or still is being read (``importing.jobs.begin`` gave its ``reading``)."""
    at = at or timezone.now()
    made = Import(
        board=reading.board,
        plan=plan,
        uid=reading.uid,
        name=reading.name,
        size=reading.size,
        sha256=reading.sha256,
        by=by,
        at=at,
    )
    made.save_by(by, at=at)
    return settle_reading(made, by=by, at=at)


@transaction.atomic
def receive_read(
    board: Board,
    content: bytes,
    document: PlanDocument,
    *,
    name: str,
    by: User | None,
    plan: Plan | None = None,
    at: datetime.datetime | None = None,
) -> Import:
    """Keep a file that has been read already, as the command line does."""
    at = at or timezone.now()
    made = Import(
        board=board,
        plan=plan,
        state=Import.State.REVIEW,
        file=ContentFile(content, name="file"),
        name=safe_name(name),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        document_text=document.canonical(),
        by=by,
        at=at,
    )
    made.save_by(by, at=at, reason="Read")
    return made


@transaction.atomic
def settle_reading(taken: Import, *, by: User, at: datetime.datetime | None = None) -> Import:
    """Take over what came of the reading, if it has ended since; a refused file leaves nothing but its name and the
    reason."""
    if taken.state != Import.State.READING:
        return taken
    taken.hold()
    reading = receive_importing.held(taken.uid)
    if taken.state != Import.State.READING or receive_importing.is_to_come(reading, taken.uid, taken.at):
        return taken
    if reading is None or reading.state == "refused":
        taken.state = Import.State.REFUSED
        taken.outcome = reading.fault if reading and reading.fault else receive_importing.LOST
        taken.save_by(by, at=at, reason="Not read")
    else:
        taken.state, taken.document_text, taken.sources = Import.State.REVIEW, reading.document_text, reading.sources
        taken.outcome = reading.remark
        if taken.plan is None:
            taken.plan = plan_of_copy(taken.board, taken.document)
        taken.file = reading.file.name
        taken.save_by(by, at=at, reason="Read")
    if reading:
        receive_importing.forget(reading, with_file=taken.state == Import.State.REFUSED)
    return taken


def plan_of_copy(board: Board, document: PlanDocument) -> Plan | None:
    """The standing plan that a document was saved from, known by the ids of its rows."""
    ids = [action.id for _, _, action in document.actions() if action.id][:200]
    row = ActionRow.objects.filter(plan__board=board, uid__in=ids).select_related("plan").first()
    return row.plan if row else None


# looking through --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Look:
    """A file as it is looked through: the document with its columns as said, what there is to settle, and what is."""

    document: PlanDocument
    open: list[Doubt]
    done: list[tuple[Doubt, dict[str, str]]]

    @property
    def total(self) -> int:
        return len(self.open) + len(self.done)


def look_through(taken: Import) -> Look:
    """What was read, with the meaning that its columns were given, and its doubts."""
    document = with_columns(taken.document, taken.decided("columns"))
    decisions = taken.decided("doubts")
    every = doubts(document)
    return Look(
        document,
        [doubt for doubt in every if doubt.key not in decisions],
        [(doubt, decisions[doubt.key]) for doubt in every if doubt.key in decisions],
    )


def as_settled(taken: Import) -> PlanDocument:
    """The document as it would be taken in."""
    document = with_columns(taken.document, taken.decided("columns"))
    document = settled(document, taken.decided("doubts"))
    return fit(document, title=taken.decided("title"), initials=Known.of(taken.board).initials)


@transaction.atomic
def settle(
    taken: Import, key: str, choice: str, value: str = "", *, by: User, at: datetime.datetime | None = None
) -> None:
    """Settle one doubt, or with an empty choice open it again. Raises ``settling.Unsettled`` where what was typed does not
    fit."""
    taken = _open(taken)
    decisions = dict(taken.decided("doubts"))
    if not choice:
        decisions.pop(key, None)
    else:
        doubt = next((d for d in doubts(with_columns(taken.document, taken.decided("columns"))) if d.key == key), None)
        if doubt is None:
            return  # settled already by giving its column another meaning
        check(doubt, choice, value)
        decisions[key] = {"choice": choice, "value": value if choice == "change" else ""}
    taken.decide("doubts", decisions)
    taken.save_by(by, at=at)


@transaction.atomic
def accept_all(taken: Import, kind: str, *, by: User, at: datetime.datetime | None = None) -> None:
    """Accept all open doubts of one kind."""
    taken = _open(taken)
    decisions = dict(taken.decided("doubts"))
    for doubt in look_through(taken).open:
        if doubt.kind == kind:
            decisions[doubt.key] = {"choice": "accept", "value": ""}
    taken.decide("doubts", decisions)
    taken.save_by(by, at=at)


@transaction.atomic
def say_columns(taken: Import, meanings: Mapping[str, str], *, by: User, at: datetime.datetime | None = None) -> None:
    """Say what the columns of the file mean, where it was understood otherwise: ``settling.with_columns``."""
    taken = _open(taken)
    taken.decide("columns", dict(meanings))
    taken.save_by(by, at=at)


@transaction.atomic
def aim(taken: Import, plan: Plan | None, title: str, *, by: User | None, at: datetime.datetime | None = None) -> None:
    """Say what is to become of the file: a new plan of that title, or changes to a standing plan."""
    taken = _open(taken)
    taken.plan = plan
    if title:
        taken.decide("title", title)
    taken.save_by(by, at=at)


@transaction.atomic
def set_aside(taken: Import, *, by: User, at: datetime.datetime | None = None) -> None:
    """Take nothing from the file. It is not kept; its name is, with whoever brought it."""
    taken = _open(taken, states=(Import.State.READING, Import.State.REVIEW))
    reading, stored = taken.state == Import.State.READING, taken.file.name
    taken.state, taken.outcome = Import.State.ASIDE, "Nothing was taken in."
    taken.file, taken.document_text, taken.sources = "", "", []
    taken.save_by(by, at=at, reason="Set aside")
    if stored:
        forget_file(Import._meta.get_field("file").storage, stored)
    if reading:
        receive_importing.drop(taken.uid)


def _open(taken: Import, states: Collection[str] = (Import.State.REVIEW,)) -> Import:
    """The file, locked until all is saved. Raises ValidationError where somebody has finished with it."""
    taken = Import.objects.select_for_update(of=("self",)).get(pk=taken.pk)
    if taken.state not in states:
        raise ValidationError("Somebody has finished with this file meanwhile.")
    return taken


# taking in --------------------------------------------------------------------------------------------------------------


@transaction.atomic
def take_in(taken: Import, *, by: User | None, at: datetime.datetime | None = None) -> Plan:
    """Make a plan of the file. Sent twice, it is the one plan. Raises ValidationError with one sentence where the database
    cannot hold it."""
    at = at or timezone.now()
    taken = _open(taken, states=(Import.State.REVIEW, Import.State.TAKEN))
    if taken.state == Import.State.TAKEN:
        return taken.plan
    plan = write_plan(taken.board, as_settled(taken), by=by, at=at, name=taken.name)
    _finish(taken, plan, held(as_settled(taken)), by, at)
    return plan


def write_plan(
    board: Board, document: PlanDocument, *, by: User | None, name: str, at: datetime.datetime | None = None
) -> Plan:
    """Write a document that ``fitting.fit`` has looked over."""
    try:
        plan = write_document(board, document, by=by, at=at, reason=f"Taken in from {name}")
    except DocumentError as error:
        raise ValidationError(str(error)) from error
    if not plan.sections.exists():
        structure.add_section(plan, by=by, at=at)
    return plan


def _finish(taken: Import, plan: Plan, outcome: str, by: User | None, at: datetime.datetime) -> None:
    taken.plan, taken.state, taken.taken_at, taken.outcome = plan, Import.State.TAKEN, at, outcome
    taken.save_by(by, at=at, reason="Taken in")


def held(document: PlanDocument) -> str:
    """What a document holds, in a sentence: “7 recommendations, 12 actions and 140 notes.”"""
    numbers = counts(document)
    words = [
        count(numbers[key], one)
        for key, one in (("recommendations", "recommendation"), ("actions", "action"), ("notes", "note"))
    ]
    if numbers["versions"]:
        words.append(f"{numbers['versions']} earlier {plural(numbers['versions'], 'version')}")
    return f"{', '.join(words[:-1])} and {words[-1]}."


def counts(document: PlanDocument) -> dict[str, int]:
    """How many recommendations, actions, leads, dates, notes (those with a date apart) and versions a document holds."""
    actions = [action for _, _, action in document.actions()]
    notes = [entry for action in actions for entry in action.progress]
    return {
        "sections": sum(1 for s in document.sections if s.title),
        "recommendations": sum(1 for _, r in document.recommendations() if r.number or r.text),
        "actions": len(actions),
        "leads": sum(len(action.leads) for action in actions),
        "deadlines": sum(1 for action in actions for d in action.deadlines if d.date),
        "notes": len(notes),
        "dated": sum(1 for entry in notes if entry.date),
        "ended": sum(1 for action in actions if action.status != "open"),
        "versions": len(document.versions),
    }


# a returned copy --------------------------------------------------------------------------------------------------------


def compared(taken: Import) -> Returned:
    """What the file holds that its plan does not, and the other way round."""
    return returned(read_document(taken.plan), as_settled(taken), earlier(taken.plan))


def earlier(plan: Plan) -> Earlier:
    """How the cells and notes of a plan read before they were changed, with the day until which they did."""
    found: dict[tuple[str, str], dict[str, str]] = {}

    def note(uid: str, field: str, text: str, until: datetime.datetime) -> None:
        found.setdefault((uid, field), {})[text] = day_words(timezone.localtime(until).date())

    lines = ActionRow.history.filter(plan_id=plan.pk).order_by("id", "history_date", "history_id")
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
def take_changes(taken: Import, keys: Collection[str], *, by: User, at: datetime.datetime | None = None) -> list[Offer]:
    """Put what was chosen of a copy into its plan; the keys are those of the offers that were seen. Sent twice, it is done
    once. Raises NotAsSeen where the plan has changed in one of them since, and ValidationError where the plan refuses
    something; then nothing was taken."""
    at = at or timezone.now()
    taken = _open(taken, states=(Import.State.REVIEW, Import.State.TAKEN))
    if taken.state == Import.State.TAKEN:
        return []
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=taken.plan_id)
    found = compared(taken)
    offers, gone = chosen(found, keys)
    if gone:
        raise NotAsSeen
    _Taking(taken, plan, by, at).all(offers)
    words = (
        f"{count(len(offers), 'change')} of {len(found.offers)} taken over." if offers else "Nothing was taken over."
    )
    _finish(taken, plan, words, by, at)
    return offers


class _Taking:
    """Puts offers into a plan through the deeds that its pages use."""

    def __init__(self, taken: Import, plan: Plan, by: User, at: datetime.datetime) -> None:
        self.plan, self.by, self.at = plan, by, at
        self.reason = f"Taken over from {taken.name}"
        self.known = Known.of(plan.board)
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

    def _action(self, uid: str) -> ActionRow:
        return ActionRow.objects.select_related("plan__board", "recommendation").get(plan=self.plan, uid=uid)

    def _cells(self, action: ActionRow, offers: list[Offer]) -> None:
        changes = {attribute_of(offer.field): _cell_value(offer.action, offer.field) for offer in offers}
        moves = [move.reason for offer in offers for move in offer.action.deadline_moves[-1:] if move.reason]
        actions_operations.change_action(
            action,
            changes,
            by=self.by,
            at=self.at,
            reason=self.reason,
            move_reason=moves[0] if moves and "deadline_text" in changes else self.reason,
        )

    def _status(self, offer: Offer) -> None:
        self._end(self._action(offer.was.id), offer.action)

    def _end(self, row: ActionRow, action: Action) -> None:
        if action.status == "open":
            actions_operations.reopen_action(row, by=self.by, reason=self.reason, at=self.at)
            return
        ended = action.ended
        last = action.progress[-1] if action.progress else None
        on = ended.on if ended and ended.on else None
        actions_operations.end_action(
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

    def _add_note(self, row: ActionRow, entry: Entry) -> None:
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
        fields += [name for name, filled in (("deadline", action.deadline_text), ("lead", action.leads)) if filled]
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
        """The recommendation of an offer, made where the plan has none such."""
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


def _cell_value(action: Action, field: str) -> str:
    if field.startswith("extra:"):
        return action.extra.get(field.removeprefix("extra:"), "")
    if field == "deadline":
        return action.deadline_text
    return joined(action.leads) if field == "lead" else getattr(action, field) or ""
