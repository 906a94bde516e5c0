"""Adding, correcting and withdrawing progress notes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from actionplans.document.dates import last_day
from actionplans.files.storage import remove
from actionplans.files.uploads import StoredUpload, stored_uploads
from actionplans.models import Action, Evidence, Plan, ProgressEntry
from actionplans.persistence.save import STEP
from boards.access import Right, may
from boards.history import SENT_TWICE
from boards.models import Person, User

NOTHING_NEW = "Nothing new this period."


def add_note(
    action: Action,
    *,
    by: User,
    text: str,
    happened: str | None = None,
    precision: str = "day",
    as_written: str = "",
    files: Iterable[UploadedFile[Any]] = (),
    internal: bool = False,
    nothing_new: bool = False,
    at: datetime.datetime | None = None,
) -> ProgressEntry:
    """Add a dated note. ``happened`` is a date as precise as ``precision`` says; without it the note happened on the day
    it is typed. The note is placed by its date among the others. Idempotent: the same note submitted again within ten
    minutes returns the first, with both submissions' files. A plan without a column for notes gets one.

    The files are inspected and stored first, and the note is written then, in one transaction, which waits for no file.
    Raises Refused and NotStored as ``stored_uploads`` does."""
    at = at or timezone.now()
    with stored_uploads(files, board=action.plan.board_id) as uploads, transaction.atomic():
        show_notes(action.plan, by=by, at=at)
        action.hold()  # so that the same form sent twice is noticed
        today = timezone.localtime(at).date()
        if happened is None:
            happened, precision = today.isoformat(), "day"
        person = person_of(by, action, on=today)
        entry = _sent_twice(action, by, text, happened, internal, at) or ProgressEntry.objects.create_by(
            by,
            at=at,
            action=action,
            happened=happened,
            precision=precision,
            as_written=as_written,
            text=text,
            author_words=(person.initials or person.name) if person else by.name,
            author=by,
            person=person,
            written_at=at,
            counts_from=today,
            internal=internal,
            nothing_new=nothing_new,
            order=_place(action, happened),
        )
        kept = set(entry.files.filter(removed=False).values_list("sha256", flat=True))
        for upload in uploads:
            if upload.sha256 in kept:
                transaction.on_commit(partial(remove, upload.path))
            else:
                _attach(entry, upload, by=by, at=at)
    return entry


def shows_notes(plan: Plan) -> bool:
    """Whether the plan has a column for notes."""
    return any(column["field"] == "progress" for column in plan.columns)


def show_notes(plan: Plan, *, by: User | None, at: datetime.datetime | None = None) -> None:
    """Give a plan a column for its notes, at the end, where it has none: a note that nobody can read is in no plan."""
    if shows_notes(plan):
        return
    plan.hold()
    if shows_notes(plan):
        return
    taken = {column.get("heading", "").lower() for column in plan.columns}
    heading = next(name for name in NOTE_HEADINGS if name.lower() not in taken)
    plan.columns = [*plan.columns, {"field": "progress", "heading": heading}]
    plan.save_by(by, at=at, reason=f"The column “{heading}” was added for a note")


#: What a column for notes is called that a plan gets with its first note.
NOTE_HEADINGS = ("Progress", "Progress notes", "Notes", "Notes on progress")


def _sent_twice(
    action: Action, by: User, text: str, happened: str, internal: bool, at: datetime.datetime
) -> ProgressEntry | None:
    same = action.progress.filter(author=by, text=text, happened=happened, internal=internal, removed=False)
    return same.filter(written_at__gt=at - SENT_TWICE, written_at__lte=at).first()


def add_file(
    entry: ProgressEntry, file: UploadedFile[Any], *, by: User, at: datetime.datetime | None = None
) -> Evidence:
    """Attach a file to a note, under the name that it was uploaded with, made safe. Raises Refused and NotStored."""
    with stored_uploads([file], board=entry.action.plan.board_id) as (upload,), transaction.atomic():
        return _attach(entry, upload, by=by, at=at)


def _attach(entry: ProgressEntry, upload: StoredUpload, *, by: User, at: datetime.datetime | None = None) -> Evidence:
    return Evidence.objects.create_by(
        by,
        at=at,
        entry=entry,
        uid=upload.uid,
        file=upload.path,
        name=_own_name(entry.action, upload.name),
        size=upload.size,
        sha256=upload.sha256,
        content_type=upload.inspection.media_type,
        macros=upload.inspection.macros,
    )


def _own_name(action: Action, name: str) -> str:
    """A name for a new file that no other file of the action has: "minutes (2).pdf"."""
    names = Evidence.objects.filter(entry__action=action).values_list("name", flat=True)
    taken = {name.casefold() for name in names}
    ending = PurePosixPath(name).suffix
    stem, number, own = name.removesuffix(ending)[:180], 1, name
    while own.casefold() in taken:
        number += 1
        own = f"{stem} ({number}){ending}"
    return own


def person_of(user: User, action: Action, on: datetime.date) -> Person | None:
    """The user's person in the action's board, on that day."""
    return Person.objects.filter(memberships__user=user, board=action.plan.board_id).on(on).first()


def _place(action: Action, happened: str) -> int:
    """The order of a new note: after the notes that happened before it, half-way to the next one."""
    before, after = 0, None
    for order, when in action.progress.order_by("order", "pk").values_list("order", "happened"):
        if when and when > happened:
            after = order
            break
        before = order
    return before + STEP if after is None else before + max((after - before) // 2, 0)


def may_change(user: User, entry: ProgressEntry) -> bool:
    """Whether the user may correct this note: a manager any, others their own until a version holds it."""
    if may(user, Right.EDIT_PLAN, entry.action.plan.board_id):
        return True
    if entry.author_id != user.pk or not may(user, Right.ADD_NOTE, entry.action.plan.board_id):
        return False
    return not printed(entry)


def printed(entry: ProgressEntry) -> bool:
    """Whether a published version holds the note."""
    later = entry.action.plan.versions.filter(published_at__gte=entry.written_at or entry.history.last().history_date)
    return later.exists()


@transaction.atomic
def change_note(
    entry: ProgressEntry, *, by: User, at: datetime.datetime | None = None, reason: str = "", **changes: Any
) -> bool:
    """Correct a note; what it said before stays in its history. True if anything changed. Raises ChangedMeanwhile where
    another user corrected the same since ``entry`` was read."""
    if happened := changes.get("happened"):
        last_day(happened, changes.get("precision", entry.precision))  # raises where the date does not exist
    for name, value in changes.items():
        setattr(entry, name, value)
    return entry.save_by(by, at=at, reason=reason)


@transaction.atomic
def withdraw_note(entry: ProgressEntry, *, by: User, reason: str, at: datetime.datetime | None = None) -> None:
    """Withdraw a note from the plan. It stays in the history and in the versions that hold it. Raises ValidationError where it
    is withdrawn already."""
    entry.hold()
    if entry.removed:
        raise ValidationError("This note is withdrawn already. Its history says who withdrew it, and why.")
    entry.removed = True
    entry.save_by(by, at=at, reason=reason)
