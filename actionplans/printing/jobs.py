"""Having an order printed in a process of its own (``actionplans.writing.worker``), and looking at how far it is.

A print is found by its key: who asks for the same gets the same print, made once. No database is touched here.

- ``begin(order, about) -> key`` has it printed, unless it is there already or somebody else has just asked for it.
- ``look(key) -> Job | None`` says how far it is: ``waiting``, ``running``, ``printed`` or ``refused``. One that waits begins when
  somebody looks at it, or asks for another print, after those before it have ended.
- ``print_now(order, about) -> Printed`` waits for it.
- ``put_by(order, about, printed) -> key`` keeps a print that was made before, to be found like the others.

``About`` says of which board and plan it is and what somebody must be allowed to read to see it; whoever shows a job to
a person checks that first.
"""

from __future__ import annotations

import dataclasses
import datetime
import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

from django.conf import settings

from actionplans import sandbox
from actionplans.document.tree import PlanDocument
from actionplans.files.storage import at_hand, lies_elsewhere
from actionplans.writing import worker
from actionplans.writing.order import Order
from actionplans.writing.press.sheets import Printed

#: The module that prints.
WORKER = "actionplans.writing.worker"
#: Prints that are made at the same time: each may take as much memory as ``worker`` allows. The next ones wait.
AT_ONCE = 2
#: Seconds after which a print goes that nobody has asked for, and what is left of one that was not made.
STALE = 7 * 24 * 60 * 60
LEFT_OVER = 24 * 60 * 60
#: Bytes that all of them may take together; those asked for longest ago go first.
ROOM = 500 * 1024 * 1024
#: Seconds beyond its limit after which a print that does not end by itself is ended.
GRACE = 5

LOST = "Something stopped this print."
BUSY = "Too many other prints are being made. Try again in a few minutes."

_KEY = re.compile(r"[0-9a-f]{64}")


class NotPrinted(Exception):
    """An order that could not be printed; the message is one sentence for a person."""


@dataclass(frozen=True)
class About:
    """What a print is, whose, and who may see it.

    ``board`` and ``plan`` are primary keys, ``rights`` the values of ``boards.access.Right`` that are needed. ``title`` says
    in words what it is, ``name`` is the file's name without ``.pdf``, ``again`` the query of the print page that made it.
    """

    board: int
    plan: int
    rights: tuple[str, ...]
    title: str
    name: str
    again: str = ""


@dataclass(frozen=True)
class Job:
    """How far a print is: ``waiting``, ``running``, ``printed`` or ``refused``.

    ``done`` and ``of`` count pages while it runs, ``of`` about; ``pages`` and ``size`` (bytes) are those of the finished one;
    ``fault`` is one sentence.
    """

    key: str
    about: About
    state: str
    done: int = 0
    of: int = 0
    pages: int = 0
    size: int = 0
    fault: str = ""

    @property
    def path(self) -> Path:
        """Where the PDF lies once it is printed."""
        return folder_of(self.key) / "print.pdf"

    @property
    def is_under_way(self) -> bool:
        return self.state in ("waiting", "running")


# Asking for a print -----------------------------------------------------------------------------------------------------


def begin(order: Order, about: About) -> str:
    """Have it printed, if it is not there and nobody is at it. The answer is by what ``look`` finds it. One that could not be
    printed is tried again."""
    key = key_of(order, about)
    with _brought(order, key) as (order, files), _alone():
        job = _look(key)
        if job is None or job.state == "refused":
            _lay_out(key, about, {"order.json": order.to_json()}, brought=files)
        else:
            os.utime(folder_of(key))
        _sweep()
        _start_waiting()
    return key


def begin_again(key: str) -> None:
    """Try a print again that could not be made."""
    made = sandbox.found(folder_of(key) / "order.json") if _KEY.fullmatch(key) else None
    if not made:
        return
    with _brought(_as_asked(Order.from_json(made)), key) as (order, files), _alone():
        job = _look(key)
        if job and job.state == "refused":
            _lay_out(key, job.about, {"order.json": order.to_json()}, brought=files)
            _start_waiting()


@contextmanager
def _brought(order: Order, key: str) -> Iterator[tuple[Order, Path | None]]:
    """The order with all files that it binds in on this machine, and the folder in which those lie that were brought from
    elsewhere: before anybody has to wait for it, and only where there is no such print."""
    job = _look(key) if lies_elsewhere(order) else None
    if not lies_elsewhere(order) or (job and job.state != "refused"):
        yield order, None
        return
    _home().mkdir(parents=True, mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bringing-", dir=_home()) as folder:
        files = Path(folder) / "files"
        yield at_hand(order, files, folder_of(key) / "files"), files


def _as_asked(order: Order) -> Order:
    """An order as it was before the files that it binds in were brought."""
    files = tuple(dataclasses.replace(file, path="") if file.stored and file.path else file for file in order.files)
    return dataclasses.replace(order, files=files)


def put_by(order: Order, about: About, printed: Printed) -> str:
    """Keep a print that was made before. The answer is by what ``look`` finds it."""
    key = key_of(order, about)
    with _alone():
        job = _look(key)
        if job is None or job.state != "printed":
            _lay_out(key, about, {"outcome": {"pages": printed.pages}}, pdf=printed.pdf)
        else:
            os.utime(folder_of(key))
        _sweep()
    return key


def print_now(order: Order, about: About) -> Printed:
    """Have it printed and wait for it. Raises NotPrinted."""
    job = look(begin(order, about), wait=settings.PRINT_LIMIT_SECONDS * AT_ONCE)
    if job is None or job.state != "printed":
        raise NotPrinted(job.fault or BUSY if job else LOST)
    return Printed(job.path.read_bytes(), job.pages)


def print_plan(
    document: PlanDocument,
    *,
    printed_on: datetime.date,
    previous: PlanDocument | None = None,
    about: About | None = None,
) -> Printed:
    """``writing.pdf.print_plan`` in a process of its own, waiting for it; without ``about`` in this one. Raises NotPrinted."""
    if about is None:
        from actionplans.writing import pdf  # not with the site: what lays out pages is large

        return pdf.print_plan(document, printed_on=printed_on, previous=previous)
    return print_now(Order(document, printed_on, since=previous), about)


def key_of(order: Order, about: About) -> str:
    """64 hex digits that are the same for whoever asks for the same print of the same plan, however they chose it, until a
    new release of the program would print it another way."""
    spelt = json.dumps(
        [order.key(), _program(), dataclasses.asdict(dataclasses.replace(about, again=""))], sort_keys=True
    )
    return hashlib.sha256(spelt.encode()).hexdigest()


@cache
def _program() -> str:
    """A fingerprint of all that makes a print of a document."""
    digest = hashlib.sha256(version_of("weasyprint").encode())
    here = Path(__file__).parents[1]
    sources = (*here.glob("writing/**/*.py"), *here.glob("document/**/*.py"), *sandbox.ROOT.glob("static/print/*.css"))
    for file in sorted(sources):
        digest.update(file.read_bytes())
    return digest.hexdigest()


# Looking at it ----------------------------------------------------------------------------------------------------------


def look(key: str, *, wait: float = 0) -> Job | None:
    """How far it is, or None where there is no such print; up to ``wait`` seconds are given to it to come to an end. One that
    has not ended within its limit is ended here."""
    until = time.monotonic() + wait
    while (job := _look_twice(key)) and job.is_under_way:
        if job.state == "waiting":
            with _alone():
                _start_waiting()
        if time.monotonic() >= until:
            break
        time.sleep(0.05 if job.state == "running" else 0.5)  # who waits looks through all prints
    return job


def _look_twice(key: str) -> Job | None:
    """How far it is. One that was begun just after it was seen not to run looks lost, until nobody begins any meanwhile."""
    job = _look(key)
    if job and job.fault == LOST:
        with _alone():
            job = _look(key)
    return job


def _look(key: str) -> Job | None:
    if not _KEY.fullmatch(key):
        return None
    folder = folder_of(key)
    running = sandbox.running(folder)  # asked first: what it leaves behind is there once it has ended
    facts = sandbox.found(folder / "about.json")
    if not facts:
        return None
    job = Job(key, About(**facts | {"rights": tuple(facts["rights"])}), "running")
    outcome = sandbox.found(folder / "outcome")
    if not outcome and running and sandbox.seconds_since_start(folder) > settings.PRINT_LIMIT_SECONDS + GRACE:
        sandbox.stop(folder)
        outcome = {"refused": worker.TOO_LONG}
        sandbox.put(folder, "outcome", outcome)
    if "refused" in outcome:
        return dataclasses.replace(job, state="refused", fault=outcome["refused"])
    if outcome:
        return _printed(job, outcome["pages"])
    if running:
        progress = sandbox.found(folder / "progress")
        return dataclasses.replace(job, done=progress.get("done", 0), of=progress.get("of", 0))
    if not (folder / "lock").exists():
        return dataclasses.replace(job, state="waiting")
    return dataclasses.replace(job, state="refused", fault=LOST)


def _printed(job: Job, pages: int) -> Job | None:
    try:
        return dataclasses.replace(job, state="printed", pages=pages, size=job.path.stat().st_size)
    except FileNotFoundError:  # swept up at this moment
        return None


# Folders ----------------------------------------------------------------------------------------------------------------


def _home() -> Path:
    return Path(settings.MEDIA_ROOT) / "printing"


def folder_of(key: str) -> Path:
    """Where what belongs to a print lies."""
    return _home() / key


@contextmanager
def _alone() -> Iterator[None]:
    """Nobody else claims, starts or sweeps prints meanwhile, whichever process they are in."""
    _home().mkdir(parents=True, mode=0o700, exist_ok=True)
    with (_home() / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _lay_out(
    key: str, about: About, files: dict[str, dict[str, Any]], *, pdf: bytes = b"", brought: Path | None = None
) -> None:
    """A new folder for a print, with these files in it and those that were brought; ``about.json``, by which it is found, is
    there last."""
    folder = folder_of(key)
    sandbox.stop(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    if brought:
        brought.rename(folder / "files")
    if pdf:
        sandbox.put_bytes(folder, "print.pdf", pdf)
    for name, value in (files | {"about.json": dataclasses.asdict(about)}).items():
        sandbox.put(folder, name, value)


def _folders() -> list[Path]:
    return [folder for folder in _home().iterdir() if _KEY.fullmatch(folder.name)]


def _start_waiting() -> None:
    """Begin with those that wait, the first of them first, as many as may run at once."""
    jobs = [job for job in (_look(folder.name) for folder in _folders()) if job and job.is_under_way]
    room = AT_ONCE - sum(job.state == "running" for job in jobs)
    waiting = sorted((folder_of(job.key) for job in jobs if job.state == "waiting"), key=_made)
    for folder in waiting[: max(0, room)]:
        start(folder)


def parts_folder() -> Path:
    """Where parts of prints are kept, so that what has not changed is not laid out again."""
    return _home() / "parts"


def start(folder: Path) -> None:
    """Begin to print what lies in the folder, without waiting for it."""
    cache_folder = _home() / "cache"  # what fontconfig found out about the fonts, once for all prints
    cache_folder.mkdir(mode=0o700, exist_ok=True)
    sandbox.start(folder, WORKER, str(parts_folder()), str(settings.PRINT_LIMIT_SECONDS), home=cache_folder)


def _sweep() -> None:
    """Remove prints that nobody has asked for in a while, and then, while there is too much, those asked for longest ago;
    never one that runs."""
    room = ROOM
    for asked, folder in sorted(((_asked(folder), folder) for folder in _folders()), reverse=True):
        job = _look(folder.name)
        state = job.state if job else ""
        if state == "running":
            continue
        room -= job.size if job else 0
        kept_for = STALE if state == "printed" else LEFT_OVER
        if (room < 0 and state != "waiting") or time.time() - asked > kept_for:
            shutil.rmtree(folder, ignore_errors=True)


def forget(board: int) -> None:
    """Take away every print of a board's plans, those that are being made too, and all parts of prints that are kept: whose they
    are cannot be told. What is wanted of them is made again."""
    with _alone():
        for folder in _folders():
            if sandbox.found(folder / "about.json").get("board") in (board, None):
                sandbox.stop(folder)
                shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(parts_folder(), ignore_errors=True)


def _asked(folder: Path) -> float:
    """When a print was last asked for."""
    return folder.stat().st_mtime


def _made(folder: Path) -> float:
    return (folder / "order.json").stat().st_mtime
