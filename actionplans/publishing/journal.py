"""The journal of seals: which versions were published, written outside the database.

Versions are chained by their seals, and so nobody changes one unseen. But a whole database can be put in the place of
another: an older copy of it holds a chain that is whole, only shorter. What was published since is in the journal, a text
of one line for each version, which is only ever added to: a file that the setting SEALS_JOURNAL names, or objects in the
store for files, which several hosts share. ``check_versions`` holds the database against it, or against a copy that is
kept elsewhere.
"""

from __future__ import annotations

import datetime
import logging
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from actionplans.document.dates import day_words
from actionplans.models import Version
from boards.jobs.policy import retry

log = logging.getLogger(__name__)

#: The value of SEALS_JOURNAL that keeps the journal in the store for files, and its folder there.
STORE, FOLDER = "store", "seals"
#: After how long the queue sees to it that a line has been written.
LATER = datetime.timedelta(seconds=10)

_LINE = re.compile(r"(\S+) ([\w-]+/[\w-]+) (\d+) ([0-9a-f]{64})")
#: A board whose plans begin anew: what stands above is of boards that are no more.
_ANEW = re.compile(r"(\S+) ([\w-]+) begun anew")


@dataclass(frozen=True)
class Sealed:
    """One published version: its plan as in its address (``fenmarsh/joint-inspection``), its number, when it was published, and
    its seal (64 hex digits)."""

    plan: str
    number: int
    at: datetime.datetime
    seal: str

    @property
    def line(self) -> str:
        """As it is in the journal."""
        return f"{self.at.astimezone(datetime.UTC).isoformat(timespec='seconds')} {self.plan} {self.number} {self.seal}"

    @property
    def named(self) -> str:
        """“fenmarsh/joint-inspection: version 8, published on 3 November 2026,”."""
        return f"{self.plan}: version {self.number}, published on {day_words(timezone.localdate(self.at))},"


def sealed(version: Version) -> Sealed:
    plan = version.plan
    return Sealed(f"{plan.board.slug}/{plan.slug}", version.number, version.published_at, version.seal)


# writing ----------------------------------------------------------------------------------------------------------------


def remember(version: Version) -> None:
    """Have a version written into the journal once it is published for good. Should this process be killed just then, or the
    journal be out of reach, the queue does it a little later."""
    write_line.using(run_after=timezone.now() + LATER).enqueue(version.pk)
    transaction.on_commit(partial(_write_or_log, sealed(version).line))


@task()
@retry(attempts=12, pause=60)
def write_line(version: int) -> None:
    """Write the line of a version unless the journal has it. Raises OSError where it cannot be written."""
    found = Version.objects.defer("pdf", "document_text").filter(pk=version).first()
    if found is None:
        return  # a demonstration was begun anew
    line = sealed(found).line
    if not exists() or line not in _text().splitlines():
        _write(line)


def begin_anew(boards: Iterable[str]) -> None:
    """Write that these boards begin anew in an empty database, as the demonstration's do: what the journal holds of boards of
    the same address is not looked for any more."""
    if exists():
        now = timezone.now().astimezone(datetime.UTC).isoformat(timespec="seconds")
        _write_or_log("\n".join(f"{now} {board} begun anew" for board in boards))


def path() -> Path | None:
    """Where the journal lies on this machine; None where it lies in the store for files (SEALS_JOURNAL=store)."""
    return None if str(settings.SEALS_JOURNAL) == STORE else Path(settings.SEALS_JOURNAL)


def named() -> str:
    """Where the journal lies, in words."""
    return str(path() or f"{FOLDER}/ in the store for files")


def exists() -> bool:
    place = path()
    return place.exists() if place else bool(_stored())


def _write_or_log(line: str) -> None:
    """Add a line. The version is published by then: what cannot be written is logged, and tried again by the queue."""
    try:
        _write(line)
    except OSError as error:
        log.error("The seal “%s” could not be written to %s: %s.", line, named(), error.strerror or error)


def _write(line: str) -> None:
    """Add a line, and see it on the disk. Raises OSError."""
    place = path()
    if place is None:
        _store(line)
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(place, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(file).st_size
        torn = size and os.pread(file, 1, size - 1) != b"\n"  # by a machine that stopped in the middle of a line
        os.write(file, f"{chr(10) if torn else ''}{line}\n".encode())
        os.fsync(file)
    finally:
        os.close(file)


def _store(line: str) -> None:
    """Add a line as an object of its own: stores for files append to none. Its name puts it in its order."""
    now = timezone.now().astimezone(datetime.UTC)
    default_storage.save(
        f"{FOLDER}/{now:%Y%m%dT%H%M%S%f}-{line[-16:].replace(' ', '-')}", ContentFile(f"{line}\n".encode())
    )


def _stored() -> list[str]:
    try:
        return sorted(default_storage.listdir(FOLDER)[1])
    except FileNotFoundError:
        return []


def _text(place: Path | None = None) -> str:
    """What the journal says, or the text in a file. Raises FileNotFoundError where there is none."""
    place = place or path()
    if place is None:
        lines = [default_storage.open(f"{FOLDER}/{name}").read().decode() for name in _stored()]
        if not lines:
            raise FileNotFoundError(named())
        return "".join(lines)
    return place.read_text(encoding="utf-8", errors="replace")


# reading ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Journal:
    """What a journal holds: versions, and the numbers of lines that say nothing that can be understood. ``begun`` are boards
    that began from nothing, with the day: what the journal held of them before is not among the ``entries``."""

    entries: tuple[Sealed, ...]
    strange: tuple[int, ...]
    begun: tuple[tuple[str, datetime.date], ...]


def read(place: Path | None = None) -> Journal:
    """The journal, or a copy of it in a file. Raises OSError where there is none."""
    entries: list[Sealed] = []
    begun: dict[str, datetime.date] = {}
    strange = []
    for number, line in enumerate(_text(place).splitlines(), 1):
        if (anew := _ANEW.fullmatch(line)) and (at := _moment(anew[1])):
            others = [entry for entry in entries if not entry.plan.startswith(f"{anew[2]}/")]
            if len(others) < len(entries):
                entries, begun[anew[2]] = others, timezone.localdate(at)
        elif entry := _entry(line):
            entries.append(entry)
        elif line.strip():
            strange.append(number)
    return Journal(tuple(dict.fromkeys(entries)), tuple(strange), tuple(begun.items()))


def _entry(line: str) -> Sealed | None:
    found = _LINE.fullmatch(line.strip())
    if found is None:
        return None
    at = _moment(found[1])
    return Sealed(found[2], int(found[3]), at, found[4]) if at else None


def _moment(text: str) -> datetime.datetime | None:
    try:
        at = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=datetime.UTC)


def differences(entries: Iterable[Sealed], held: Iterable[Sealed]) -> Iterator[str]:
    """A sentence for each version of the journal that the database does not hold, or holds with another seal. A version is
    known by its seal, whatever its board and plan are called by now."""
    held = list(held)
    seals = {version.seal for version in held}
    numbers = {(version.plan, version.number) for version in held}
    for entry in entries:
        if entry.seal in seals:
            continue
        if (entry.plan, entry.number) in numbers:
            yield (
                f"{entry.named} is in this database with another seal: it was replaced, or an older copy was restored "
                "and went on."
            )
        else:
            yield f"{entry.named} is not in this database: an older copy was restored?"
