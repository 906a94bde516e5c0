"""The second plan of a file that holds two: the sheets that the user called another plan, imported by themselves."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from actionplans.files.storage import opened
from actionplans.importing import apply, jobs, receive, shown
from actionplans.importing.roles import PLAN
from actionplans.models import Import
from actionplans.reading import Account, Hints
from actionplans.reading.plan.hints import TableHint
from boards.models import User


def other_hints(upload: Import) -> Hints:
    """How the file is read for its other plan: what was another plan is this one, and the other way round."""
    hints, account = shown.hints_of(upload), Account.from_json(upload.account)
    tables = []
    for table in account.tables:
        known = hints.of_table(table.heads, table.sheet)
        role = "plan" if table.role == "another" else "another" if table.role in PLAN else table.role
        columns = tuple(hints.of_columns(table.heads).get(i, "") for i in range(len(table.heads)))
        decided = known is not None and known.table or role != table.role
        tables.append(TableHint(tuple(table.heads), columns, role if decided else "", table.sheet if decided else ""))
    return Hints(tuple(hint for hint in tables if hint.table or any(hint.columns)), hints.lines)


def begin(upload: Import, *, by: User) -> Import:
    """Have the other plan of a file read, as a file of its own, and keep it as an import; where one waits already, that is
    returned. Raises ValidationError where there is none, or the file is not kept, and NotStored where the store failed."""
    if not any(table.role == "another" for table in Account.from_json(upload.account).tables):
        raise ValidationError("There is no other plan in this file any more.")
    if not upload.file:
        raise ValidationError("The file is not kept any more, so it cannot be read again.")
    hints = other_hints(upload)
    if known := _waiting(upload, hints):
        return known
    with opened(upload.file, name=upload.name, sha256=upload.sha256) as file:
        reading = jobs.begin(File(file, name=upload.name), board=upload.board, by=by, hints=hints)
    with transaction.atomic():
        upload.hold()  # of two presses at one moment the second finds what the first one made
        if known := _waiting(upload, hints):
            receive.forget(reading)
            return known
        return apply.receive(reading, by=by)


def _waiting(upload: Import, hints: Hints) -> Import | None:
    """The import of the same file that is read as these hints say."""
    waiting = Import.objects.filter(board=upload.board, sha256=upload.sha256).exclude(pk=upload.pk).waiting()
    return next((known for known in waiting if known.hints == hints.to_json()), None)
