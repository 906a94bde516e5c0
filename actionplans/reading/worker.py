"""Read one uploaded file in a process of its own: ``python -m actionplans.reading.worker FOLDER``.

A file from elsewhere may be made to eat time and memory, so it is read apart from the site, with limits to both, without
the site's secrets in its environment, and no request waits for it. The folder holds the file (``upload``) and the name
that it came with (``name``), and as ``hints`` (JSON) what the user showed of how to read it: ``given``, or as ``kept`` pairs of
a key and the hints of an earlier file, of which the first that fit are used. What comes of it is put there as ``outcome`` (JSON):
``document`` and ``sources``, with a ``remark`` where the plan was not read from what the file shows, ``nothing`` with one
sentence where there is no plan in it but something that could be shown to be one, or ``refused`` with one sentence; beside the
first two the ``account`` of what its parts were taken for, the ``hints`` that were used, and the key of those that were
``kept``. While it runs, ``progress`` says how far it is. A refused file is removed at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actionplans import sandbox
from actionplans.document.node import DocumentError
from actionplans.document.tree import PlanDocument
from actionplans.reading.files.blocks import ReadingError

if TYPE_CHECKING:
    from actionplans.reading import Carried, PlanBlocks

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
    from actionplans.reading import Carried, read_blocks, why_no_plan
    from actionplans.reading.plan.sources import sources_of

    def progress(done: int, of: int) -> None:
        sandbox.put(folder, "progress", {"doing": "Reading the pages", "done": done, "of": of})

    blocks = read_blocks((folder / "upload").read_bytes(), name, progress=progress)
    sandbox.put(folder, "progress", {"doing": "Finding the recommendations, actions and notes"})
    document, outcome = _shown(folder, blocks, name)
    if isinstance(blocks, Carried) and blocks.remark:
        outcome["remark"] = blocks.remark
    if not isinstance(blocks, Carried) and (fault := why_no_plan(document)):
        if not outcome["account"]:
            raise ReadingError(fault)
        return outcome | {"nothing": fault}
    # a document is kept as JSON: what cannot be read again is refused now
    document = PlanDocument.loads(document.dumps())
    return outcome | {"document": document.to_json(), "sources": sources_of(document, blocks)}


def _shown(folder: Path, blocks: PlanBlocks | Carried, name: str) -> tuple[PlanDocument, dict[str, Any]]:
    """What is read as the user showed, for this file or for an earlier one of its shape, with what its parts were taken for."""
    from actionplans.reading import Carried, Hints, explained
    from actionplans.reading.plan.following import work_out
    from actionplans.reading.plan.kept_hints import first_that_fits
    from actionplans.reading.plan.returned import is_ours

    shown = sandbox.found(folder / "hints")
    given = Hints.from_json(shown["given"]) if shown.get("given") else None
    document, account = explained(blocks, name, given)
    outcome: dict[str, Any] = {"account": {}, "hints": shown.get("given") or {}, "kept": None}
    if isinstance(blocks, Carried) or is_ours(blocks):  # it says itself what it is
        return document, outcome
    kept = [(key, Hints.from_json(data)) for key, data in shown.get("kept", [])]
    if given is None and (found := first_that_fits(kept, account)):
        outcome["kept"], hints = found
        outcome["hints"] = hints.to_json()
        document, account = explained(blocks, name, hints)
    else:
        hints = given or Hints()
    work_out(account, document, blocks, name, hints)
    return document, outcome | {"account": account.to_json() if account.offers else {}}


def _over(number: int, frame: Any) -> None:
    raise TooLong


def _refuse(folder: Path, sentence: str) -> None:
    (folder / "upload").unlink(missing_ok=True)
    sandbox.put(folder, "outcome", {"refused": sentence})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
