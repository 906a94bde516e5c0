"""Prints that the release before kept in folders of this machine: they are handed out until they are swept up.

Each has a folder named by its key, with ``about.json`` (whose it is, and the rights that are needed, as sentences), and
``print.pdf`` with ``outcome``, or ``order.json`` where it was not made.
"""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from actionplans import sandbox
from actionplans.models import Print
from actionplans.printing.about import About
from boards.access import Right
from boards.models import Job

#: Seconds after which they go.
STALE = 7 * 24 * 60 * 60
_KEY = re.compile(r"[0-9a-f]{64}")
#: The rights as that release spelled them, whatever they are called by now.
_RIGHTS = {
    "read published versions": Right.READ_VERSIONS,
    "read the plan as it stands": Right.READ_PLAN,
    "read rows and notes marked internal": Right.READ_INTERNAL,
    "edit the plan": Right.EDIT_PLAN,
    "publish versions": Right.PUBLISH,
}


def print_of(key: str) -> Print | None:
    """A print of that release, as a row that is not saved. One that was stopped is ``refused``; one whose process still prints
    is ``running``, and one that had not begun is ``waiting``, until a worker takes it up."""
    facts = _facts(key)
    if not facts:
        return None
    found = Print(key=key, **facts)
    outcome = sandbox.found(_folder(key) / "outcome")
    pdf = _folder(key) / "print.pdf"
    if "pages" in outcome and pdf.exists():
        found.file = f"{key}/print.pdf"
        found.file.storage = FileSystemStorage(location=_home())
        found.pages, found.size = outcome["pages"], pdf.stat().st_size
    else:
        found.fault = outcome.get("refused", "")
        found.job = _job(_folder(key)) if not outcome else None
    return found


def _job(folder: Path) -> Job | None:
    """How far an order is of which nothing came yet, as a row that is not saved; None where its process was stopped."""
    if sandbox.is_locked(folder):
        return Job(status=Job.Status.RUNNING)
    return Job(status=Job.Status.READY) if _is_waiting(folder) else None


def _is_waiting(folder: Path) -> bool:
    """Whether it was ordered, and no process had been started for it."""
    return (folder / "order.json").exists() and not (folder / "lock").exists()


def waiting() -> list[str]:
    """The keys of orders that waited for their turn, the first of them first."""
    folders = [folder for folder in _folders() if _is_waiting(folder)]
    return [folder.name for folder in sorted(folders, key=lambda folder: (folder / "order.json").stat().st_mtime)]


def drop(key: str) -> None:
    """Remove one that was taken up."""
    shutil.rmtree(_folder(key), ignore_errors=True)


@dataclass(frozen=True)
class Ordered:
    """What was ordered, as JSON, and what it is."""

    about: About
    order_text: str


def order_of(key: str) -> Ordered | None:
    """An order of that release that was not printed any more."""
    facts = _facts(key)
    if not facts or not (_folder(key) / "order.json").exists():
        return None
    about = About(facts["board_id"], facts["plan_id"], tuple(facts["rights"]), *(facts[n] for n in _WORDS))
    order = sandbox.found(_folder(key) / "order.json")
    _without_copies(order)
    return Ordered(about, json.dumps(order, ensure_ascii=False))


_WORDS = ("title", "name", "again")


def _without_copies(order: dict[str, Any]) -> None:
    """Files that were brought from elsewhere for the print are brought again."""
    for each in (order, *order["also"]):
        for file in each["files"]:
            if file["stored"] and file["path"]:
                file["path"] = ""


def sweep() -> None:
    """Remove those that nobody has asked for."""
    for folder in _folders():
        if time.time() - folder.stat().st_mtime > STALE:
            shutil.rmtree(folder, ignore_errors=True)


def forget(board: int) -> None:
    """Remove those of a board."""
    for folder in _folders():
        if sandbox.found(folder / "about.json").get("board") in (board, None):
            shutil.rmtree(folder, ignore_errors=True)


def _facts(key: str) -> dict[str, Any]:
    """What that release said of a print; a right that it spelled otherwise is named by its sentence, which is the name of
    none."""
    about = sandbox.found(_folder(key) / "about.json") if _KEY.fullmatch(key) else {}
    if not about:
        return {}
    rights = [_RIGHTS[words].name if words in _RIGHTS else words for words in about["rights"]]
    return {"board_id": about["board"], "plan_id": about["plan"], "rights": rights} | {n: about[n] for n in _WORDS}


def _home() -> Path:
    return Path(settings.MEDIA_ROOT) / "printing"


def _folder(key: str) -> Path:
    return _home() / key


def _folders() -> Iterator[Path]:
    yield from (folder for folder in _home().glob("*") if _KEY.fullmatch(folder.name))
