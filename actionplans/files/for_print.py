"""Which stored files go with which notes of a plan, for a print that binds them in (``writing.order.EvidenceFile``)."""

from __future__ import annotations

from actionplans.files.storage import path_of
from actionplans.models import Evidence, Plan
from actionplans.reading.files.kinds import PDF
from actionplans.writing.order import EvidenceFile
from boards.models import User


def files_of(plan: Plan, reader: User | None, *, internal: bool = True) -> tuple[EvidenceFile, ...]:
    """The files of the notes of a plan that a reader may see; one query, whatever the plan's size.

    The reader None is the command line, which reads everything. An edition binds in only what its document names, so files of
    notes that were left out of the document stay out too. Without ``internal`` so do those of notes that became internal
    after the document was published.
    """
    files = Evidence.objects.all() if reader is None else Evidence.objects.visible_to(reader)
    if not internal:
        files = files.open_to_all()
    found = files.standing().filter(
        entry__removed=False, entry__action__plan=plan, entry__action__removed_on__isnull=True
    )
    return tuple(map(_bound, found.select_related("entry").order_by("pk")))


def _bound(file: Evidence) -> EvidenceFile:
    path = path_of(file.file)
    if path:
        return EvidenceFile(file.entry.uid, file.name, path, sha256=file.sha256)
    path_or_none = "" if _may_be_drawn(file.content_type) else None
    return EvidenceFile(file.entry.uid, file.name, path_or_none, file.file.name, file.sha256)


def _may_be_drawn(media_type: str) -> bool:
    """Whether files of that type may be bound in; True too for a file that was never inspected."""
    return not media_type or media_type == PDF.media_type or media_type.startswith("image/")
