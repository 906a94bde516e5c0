"""Keep laid-out parts of prints, so that what has not changed is not laid out again.

A part is kept under a hash of all that it is made of: its HTML, how it looks, the program that lays it out. So nothing kept
is ever out of date; parts that were not asked for in a while are removed.
"""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

import weasyprint

from .engine import STYLE_SHEETS
from .layout import LaidOut, Part

#: Seconds after which a part that was not asked for is removed, and the bytes that all of them may take.
AGE = 14 * 24 * 60 * 60
ROOM = 500_000_000
_ENDING = ".part"


def recall(folder: Path, part: Part) -> LaidOut | None:
    """The part as it was kept, or None."""
    file = folder / _name(part)
    try:
        found = LaidOut.from_bytes(file.read_bytes())
    except FileNotFoundError:
        return None
    except ValueError:  # half written, or no part at all
        file.unlink(missing_ok=True)
        return None
    with suppress(FileNotFoundError):  # removed by another process meanwhile
        os.utime(file)
    return found


def keep(folder: Path, part: Part, made: LaidOut) -> None:
    """Keep a part. The folder is made, for this account alone, where it is not there yet."""
    folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    file = folder / _name(part)
    new = file.with_suffix(f".{os.getpid()}")
    new.write_bytes(made.to_bytes())
    new.replace(file)


def sweep(folder: Path) -> None:
    """Remove what is old, then, while there is too much, what was asked for longest ago."""
    found = []
    for file in folder.glob("*"):
        try:
            facts = file.stat()
        except FileNotFoundError:  # another process sweeps too
            continue
        found.append((facts.st_mtime, facts.st_size, file))
    room = 0
    for asked, size, file in sorted(found, reverse=True):
        room += size
        if room > ROOM or time.time() - asked > AGE:
            file.unlink(missing_ok=True)


def _name(part: Part) -> str:
    spelt = repr((part.html, part.css, part.styles, part.paper, part.tagged, _program()))
    return hashlib.sha256(spelt.encode()).hexdigest() + _ENDING


@cache
def _program() -> str:
    """A fingerprint of what lays out a part: this package, its style sheets, and WeasyPrint's version."""
    digest = hashlib.sha256(weasyprint.__version__.encode())
    for file in sorted([*Path(__file__).parent.glob("*.py"), *STYLE_SHEETS.glob("*.css")]):
        digest.update(file.read_bytes())
    return digest.hexdigest()
