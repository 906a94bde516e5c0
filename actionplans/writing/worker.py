"""Print one order in a process of its own: ``python -m actionplans.writing.worker FOLDER KEPT SECONDS``.

The folder holds the order (``order.json``). The result is put there as ``print.pdf`` and then ``outcome`` (JSON) with
the number of ``pages`` and the words of the plan that are ``missing`` on them, or ``refused`` with one sentence. While it runs,
``progress`` says how many pages are done and about how many there will be. ``KEPT`` is where parts of prints are kept,
``SECONDS`` how long this one may take.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from actionplans import sandbox

#: Bytes for each process. 400 pages take about half of it.
MEMORY = 1024 * 1024 * 1024
#: Of the print: 300 pages of bound-in pictures take some 100 MB.
WRITTEN = 400 * 1024 * 1024
#: Parts that are laid out at the same time.
WORKERS = min(2, os.cpu_count() or 1)

TOO_LONG = "This print took too long and was given up."
TOO_LARGE = "This print needs more memory than there is for one."


def main(folder: Path, kept: Path, seconds: int) -> None:
    """Print the order of the folder within the limits, and leave the outcome there."""

    def over(number: int, frame: Any) -> None:
        refuse(folder, TOO_LONG)
        os.killpg(0, signal.SIGKILL)  # not by an exception: that would wait for what hangs

    os.umask(0o077)
    sandbox.limit(seconds=seconds, memory=MEMORY, written=WRITTEN, over=over)
    answer(folder, kept, workers=WORKERS)


def answer(folder: Path, kept: Path, *, workers: int = 1) -> None:
    """Print the order of the folder and leave the outcome there."""
    # not before the limits hold: what lays out pages is large
    from actionplans.document.parts import UnknownLead
    from actionplans.writing.order import Order
    from actionplans.writing.pdf import print_order
    from actionplans.writing.press.fonts import FontsMissing
    from actionplans.writing.press.kept import sweep

    def progress(pages: int, about: int) -> None:
        sandbox.put(folder, "progress", {"done": pages, "of": about})

    try:
        order = Order.from_json(json.loads((folder / "order.json").read_text()))
        printed = print_order(order, kept=kept, workers=workers, progress=progress)
        sandbox.put_bytes(folder, "print.pdf", printed.pdf)
    except (FontsMissing, UnknownLead) as error:
        refuse(folder, str(error))
    except (MemoryError, BrokenProcessPool):
        refuse(folder, TOO_LARGE)
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        refuse(folder, TOO_LARGE)
    else:
        sandbox.put(folder, "outcome", {"pages": printed.pages, "missing": printed.missing})
        (folder / "order.json").unlink()
        shutil.rmtree(folder / "files", ignore_errors=True)  # copies of what is stored elsewhere
        sweep(kept)


def refuse(folder: Path, sentence: str) -> None:
    """Leave the sentence that the user is shown instead of a print."""
    sandbox.put(folder, "outcome", {"refused": sentence})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
