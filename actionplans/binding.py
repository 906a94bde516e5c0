"""Which stored files go with which notes of a plan, for a print that binds them in (``writing.order.EvidenceFile``)."""

from __future__ import annotations

from actionplans.models import Evidence, Plan
from actionplans.writing.order import EvidenceFile
from boards.models import User


def files_of(plan: Plan, reader: User | None, *, internal: bool = True) -> tuple[EvidenceFile, ...]:
    """The files of the notes of a plan that a reader may see, whatever the plan's size in one query of its own.

    None is the command line, which reads everything. An edition binds in only what its document names, so files of
    notes that were left out of the document stay out too. Without ``internal`` so do those of notes that became internal
    after the document was published.
    """
    files = Evidence.objects.all() if reader is None else Evidence.objects.visible_to(reader)
    if not internal:
        files = files.open_to_all()
    found = files.standing().filter(
        entry__removed=False, entry__action__plan=plan, entry__action__removed_on__isnull=True
    )
    return tuple(
        EvidenceFile(file.entry.uid, file.name, file.file.path) for file in found.select_related("entry").order_by("pk")
    )
