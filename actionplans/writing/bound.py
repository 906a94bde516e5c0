"""Files that go with notes as pages of a print: each page of a PDF, and each picture, as a picture of known size.

Nothing of a file but how it looks, and its words as text, gets into a print: so whatever is inside (scripts, forms,
fonts that are missing) the print stays one that an archive can keep. Files come from outside and may be made to eat
time and memory, or to break the library that draws them. So they are drawn in a process of its own, with limits to both
(``python -m actionplans.writing.draw_files FOLDER``); if it breaks, a sentence says so of the file at fault, and the next
ones are drawn. WeasyPrint is not imported in that process: it makes Pillow draw pictures that are cut off as if they were
whole.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

#: Pages of one file, and of all files of a print, that are bound in.
PAGES_OF_FILE = 50
PAGES = 300
#: Of all pictures of a print: they are all held in memory while it is laid out.
BYTES = 64 * 1024 * 1024
#: Seconds for all files of a print, and for one of them before its process is ended.
SECONDS = 60
SECONDS_OF_FILE = 30
MEMORY = 700 * 1024 * 1024
#: Dots of a picture on paper for each inch; text of 8 points can be read from it.
DPI = 150
JPEG_QUALITY = 80
#: A picture of more dots is not unpacked (a photograph by a good telephone has 50 million).
MOST_DOTS = 60_000_000
#: The longest side of a page that could still be read, in points: that of A0.
LONGEST_PAGE = 3400
#: How much of a page's text goes with its picture for those who do not see it.
TEXT = 2000

ROOT = Path(__file__).resolve().parents[2]

MISSING = "The file is not kept here."
CHANGED = "The file is not what was attached: it was changed where it is stored, and is not bound in."
EMPTY = "The file is empty."
LOCKED = "The PDF is protected with a password."
DAMAGED = "The file is damaged or incomplete and could not be drawn."
TOO_SLOW = f"The file takes longer than {SECONDS_OF_FILE} seconds to draw."
BREAKS = "The file needs more memory to draw than there is for one file, or breaks what draws it."
TOO_LARGE = "The picture has more dots than can be unpacked safely."
NO_TIME = "The time for drawing files was over."
NO_ROOM = f"No more than {PAGES} pages of files are bound into one pack, or as many as fit into its memory."


class AskedFile(NamedTuple):
    """A file to be bound in: its name, and where it lies on this machine; None means that it is known to be neither a PDF nor
    a picture. ``sha256`` is what it must hold, empty where nobody knows."""

    name: str
    path: str | None
    sha256: str = ""


@dataclass(frozen=True)
class Drawn:
    """One page as a picture: PNG or JPEG, sRGB or grey, without transparency. Millimetres are those on paper.
    ``number`` is the page in its file, ``text`` its words (empty for pictures and scans), not yet made printable."""

    data: bytes
    media_type: str
    width: float
    height: float
    number: int
    text: str


@dataclass(frozen=True)
class Bound:
    """The part of a file that is bound in. ``of`` is how many pages the file has, 0 where that is unknown; ``left_out`` says in
    sentences why not all of it is here."""

    pages: tuple[Drawn, ...] = ()
    of: int = 0
    picture: bool = False
    left_out: str = ""


def bind(files: Sequence[AskedFile], box: tuple[float, float]) -> list[Bound]:
    """The files as pages that fit into a box of millimetres (width, height).

    Never raises for what is in a file, and is done after about ``SECONDS``.
    """
    deadline = time.monotonic() + SECONDS
    found: list[Bound] = []
    while len(found) < len(files):
        left = deadline - time.monotonic()
        if left <= 0:
            found += [Bound(left_out=NO_TIME)] * (len(files) - len(found))
            break
        pages = PAGES - sum(len(bound.pages) for bound in found)
        room = BYTES - sum(len(page.data) for bound in found for page in bound.pages)
        found += _in_a_process(files[len(found) :], box, pages, room, left)
    return found


def _in_a_process(
    files: Sequence[AskedFile], box: tuple[float, float], pages: int, room: int, seconds: float
) -> list[Bound]:
    """As many of the files as a process draws before it is done or breaks; the one at which it broke is the last."""
    with tempfile.TemporaryDirectory(prefix="binding-") as name:
        folder = Path(name)
        asked = {"files": list(files), "box": box, "pages": pages, "room": room, "seconds": seconds}
        (folder / "asked").write_text(json.dumps(asked), "utf-8")
        with subprocess.Popen(  # no word of a file is in the command
            [sys.executable, "-m", "actionplans.writing.draw_files", str(folder)],
            env={
                "PATH": os.defpath,
                "LANG": "C.UTF-8",
                "PYTHONPATH": str(ROOT),
                "HOME": str(folder),
                "PARENT": str(os.getpid()),
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                code = process.wait(seconds + SECONDS_OF_FILE)
            except subprocess.TimeoutExpired:
                process.kill()
                code = process.wait()
        found: list[Bound] = []
        for number in range(len(files)):
            bound = _left(folder, number)
            if bound is None:
                slow = code in (-signal.SIGALRM, -signal.SIGXCPU, -signal.SIGKILL)
                return [*found, Bound(left_out=TOO_SLOW if slow else BREAKS)]
            found.append(bound)
        return found


def _left(folder: Path, number: int) -> Bound | None:
    """What the process left of one file, or None where it did not get so far."""
    made = folder / f"{number}.json"
    if not made.is_file():
        return None
    made_of = json.loads(made.read_text("utf-8"))
    pages = []
    for i, page in enumerate(made_of.pop("pages")):
        pages.append(Drawn(data=(folder / f"{number}-{i}").read_bytes(), **page))
    return Bound(pages=tuple(pages), **made_of)
