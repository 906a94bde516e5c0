"""Read one uploaded file in a process of its own: ``python -m actionplans.reading.worker FOLDER``.

A file from elsewhere may be made to eat time and memory, so it is read apart from the site, with limits to both, without
the site's secrets in its environment, and no request waits for it. The folder holds the file (``upload``) and the name
that it came with (``name``). What comes of it is put there as ``outcome`` (JSON): ``document`` and ``sources``, with a
``remark`` where the plan was not read from what the file shows, or ``refused`` with one sentence. While it runs, ``progress``
says how far it is. A refused file is removed at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from actionplans import sandbox
from actionplans.document.node import DocumentError
from actionplans.document.tree import PlanDocument
from actionplans.reading.files.blocks import ReadingError

#: Seconds, and bytes. Sixty pages of PDF take some ten seconds and 200 MB.
TIME = 120
MEMORY = 400 * 1024 * 1024
#: Of what is written: the outcome, and nothing else.
WRITTEN = 200 * 1024 * 1024

TOO_LONG = "This file took longer than two minutes to read, and was given up. Save it in parts, or as a Word file."
TOO_LARGE = "This file needs more memory to read than there is for one file. Save it in parts, or as a Word file."


class TooLong(Exception):
    """The time for this file is over."""


def main(folder: Path) -> None:
    """Read the file of the folder within the limits, and leave the outcome there."""
    sandbox.limit(seconds=TIME, memory=MEMORY, written=WRITTEN, over=_over)
    answer(folder)


def answer(folder: Path) -> None:
    """Read the file of the folder and leave the outcome there."""
    name = (folder / "name").read_text()
    try:
        sandbox.put(folder, "outcome", read(folder, name))
    except (ReadingError, DocumentError) as error:
        _refuse(folder, str(error))
    except TooLong:
        _refuse(folder, TOO_LONG)
    except MemoryError:
        _refuse(folder, TOO_LARGE)


def read(folder: Path, name: str) -> dict[str, Any]:
    """The document as JSON, and the text of the file row by row."""
    sandbox.put(folder, "progress", {"doing": "Opening the file"})
    # not before the limits hold: the libraries that read formats are large
    from actionplans.reading import Carried, interpret, read_blocks
    from actionplans.reading.plan.sources import sources_of

    def progress(done: int, of: int) -> None:
        sandbox.put(folder, "progress", {"doing": "Reading the pages", "done": done, "of": of})

    blocks = read_blocks((folder / "upload").read_bytes(), name, progress=progress)
    sandbox.put(folder, "progress", {"doing": "Finding the recommendations, actions and notes"})
    document = interpret(blocks, name)
    # a document is kept as JSON: what cannot be read again is refused now
    document = PlanDocument.loads(document.dumps())
    outcome = {"document": document.to_json(), "sources": sources_of(document, blocks)}
    if isinstance(blocks, Carried) and blocks.remark:
        outcome["remark"] = blocks.remark
    return outcome


def _over(number: int, frame: Any) -> None:
    raise TooLong


def _refuse(folder: Path, sentence: str) -> None:
    (folder / "upload").unlink(missing_ok=True)
    sandbox.put(folder, "outcome", {"refused": sentence})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
