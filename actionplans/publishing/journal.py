"""The journal of seals: which versions were published, written outside the database.

Versions are chained by their seals, and so nobody changes one unseen. But a whole database can be put in the place of
another: an older copy of it holds a chain that is whole, only shorter. What was published since is in the journal, a text
of one line for each version, which is only ever added to (the setting SEALS_JOURNAL); ``check_versions`` holds the
database against it, or against a copy that is kept elsewhere.
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
from django.db import transaction
from django.utils import timezone

from actionplans.document.dates import day_words
from actionplans.models import Version

log = logging.getLogger(__name__)

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
        """As it stands in the journal."""
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
    """Have a version written into the journal once it is published for good."""
    transaction.on_commit(partial(_append, sealed(version).line))


def begin_anew(boards: Iterable[str]) -> None:
    """Write that these boards begin anew in an empty database, as the demonstration's do: what the journal holds of boards of
    the same address is not looked for any more."""
    if journal().exists():
        now = timezone.now().astimezone(datetime.UTC).isoformat(timespec="seconds")
        _append("\n".join(f"{now} {board} begun anew" for board in boards))


def journal() -> Path:
    """Where the journal lies."""
    return Path(settings.SEALS_JOURNAL)


def _append(line: str) -> None:
    """Add a line, and see it on the disk. The version is published by then: what cannot be written is logged."""
    path = journal()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            size = os.fstat(file).st_size
            torn = size and os.pread(file, 1, size - 1) != b"\n"  # by a machine that stopped in the middle of a line
            os.write(file, f"{chr(10) if torn else ''}{line}\n".encode())
            os.fsync(file)
        finally:
            os.close(file)
    except OSError as error:
        log.error("The seal “%s” could not be written to %s: %s.", line, path, error.strerror)


# reading ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Journal:
    """What a journal holds: versions, and the numbers of lines that say nothing that can be understood."""

    entries: tuple[Sealed, ...]
    strange: tuple[int, ...]


def read(path: Path) -> Journal:
    """The journal in a file. Raises OSError where there is none."""
    entries: list[Sealed] = []
    strange = []
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if anew := _ANEW.fullmatch(line):
            entries = [entry for entry in entries if not entry.plan.startswith(f"{anew[2]}/")]
        elif entry := _entry(line):
            entries.append(entry)
        elif line.strip():
            strange.append(number)
    return Journal(tuple(dict.fromkeys(entries)), tuple(strange))


def _entry(line: str) -> Sealed | None:
    found = _LINE.fullmatch(line.strip())
    if found is None:
        return None
    try:
        at = datetime.datetime.fromisoformat(found[1])
    except ValueError:
        return None
    return Sealed(found[2], int(found[3]), at if at.tzinfo else at.replace(tzinfo=datetime.UTC), found[4])


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
