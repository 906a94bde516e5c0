"""What printing costs here, against LibreOffice and Chromium: one table, all of it measured in one run.

    ./run bench print [--sizes 8,60,250] [--repeat 5] [--only ours,libreoffice,chromium]

The compared printers take turns within each repetition, so that a machine that is busy for a while hurts all of them.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

from tests.bench.costs import Cost, adopt_orphans, let_go_of_orphans
from tests.bench.printers import (
    WARM,
    WHOLE,
    WORKERS,
    BrowserCommand,
    BrowserWarm,
    Files,
    OfficeCommand,
    OfficeWarm,
    OurCommand,
    OursWarm,
    Printer,
    Served,
    make_files,
)

OURS, OFFICE, BROWSER = "ours", "libreoffice", "chromium"

NOTES = """\
“×” is how many times what our first export of the same size, as the same kind of process, takes: above 1 it takes more.
Seconds are medians of {repeat}, all taking turns; CPU is that of all processes together. Memory is the peak of the
whole tree of processes, in a run of its own, what they share counted once. {workers} cores; {date}.
All files are tagged, but for the row that says otherwise.
Whole process: from the start of a program to its file. Ours starts Django and reads the plan from a JSON file (manage.py
  export_plan); of such a file nothing is kept, so that its print after an edit is a first one again. LibreOffice opens the
  .docx that we export; Chromium opens the HTML that we print from, with our style sheets and margin boxes. Both find the
  profile of an earlier start.
Warm: a process that has printed before. Ours has the plan in memory, and does what a request for a print does; LibreOffice is a
  running soffice that is handed the file; Chromium a running browser that opens a page for it.
Cached: of ours, first export, nothing but what a warm process always has (typeface and style sheets, read). After one edit (a
  note added in the middle of the plan), the parts of the first export that are laid out alike come from its folder on disk;
  all else, and the joining of all pages, is done again. The others keep nothing of a document: they print it whole, first or
  after an edit.
"""


# Measuring ----------------------------------------------------------------------------------------------------------------


@dataclass
class Measured:
    """What one printer's prints of one plan cost."""

    costs: list[Cost] = field(default_factory=list)
    memory: float = 0.0
    pages: int = 0
    tagged: bool = False

    @property
    def wall(self) -> float:
        return statistics.median(cost.wall for cost in self.costs)

    @property
    def cpu(self) -> float:
        return statistics.median(cost.cpu for cost in self.costs)


@contextmanager
def printers(scratch: Path, only: Sequence[str], sample: Files) -> Iterator[list[Printer]]:
    """All printers, the warm ones running and having printed the sample once."""
    environment = dict(os.environ)
    found: list[Printer] = []
    with ExitStack() as stack:

        def warm(made):
            stack.callback(made.close)
            return made

        if OURS in only:
            served = warm(Served("ours", environment))
            first, second = "this project, first export", "this project, after one edit"
            found += [
                OurCommand(first, environment, scratch),
                OursWarm(served, first),
                OursWarm(served, second, after_edit=True),
                OursWarm(served, "this project, first export, untagged", tagged=False),
            ]
        if OFFICE in only and _is_there("LibreOffice", shutil.which("soffice")):
            found.append(OfficeCommand("LibreOffice, .docx to PDF", environment, scratch))
            found[-1].print(sample, scratch / "sample.pdf", _turn(scratch, "sample"))  # makes its profile
            # The program that is started and the one that stays cannot have one profile.
            second = scratch / "warm"
            shutil.copytree(scratch / "office", second / "office")
            found.append(warm(OfficeWarm(second, environment, sample.word)))
        if BROWSER in only and _is_there("Chromium", os.environ.get("CHROMIUM")):
            found.append(BrowserCommand("Chromium, --print-to-pdf of the same HTML", environment, scratch))
            found.append(BrowserWarm(warm(Served("chromium", environment))))
        for printer in found:
            printer.print(sample, scratch / "sample.pdf", _turn(scratch, "sample"))
        yield found


def _is_there(name: str, program: str | None) -> bool:
    if not program:
        say(f"{name} is not on this machine: the table goes without it.")
    return bool(program)


def _turn(scratch: Path, name: str) -> Path:
    folder = scratch / "turns" / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def measure(found: list[Printer], files: Files, repeat: int, scratch: Path) -> dict[int, Measured]:
    """What each printer's prints of a plan cost, by the printer's place in the list."""
    measured: dict[int, Measured] = defaultdict(Measured)
    for number in range(repeat + 1):
        last = number == repeat  # for memory
        turn = _turn(scratch, f"{files.size}-{number}")
        for i, printer in enumerate(found):
            say(
                f"{files.size} recommendations, {'memory' if last else f'turn {number + 1}'}: {printer.name}, {printer.kind}"
            )
            out = turn / f"{i}.pdf"
            if last:
                measured[i].memory = printer.memory(files, out, turn)
            else:
                measured[i].costs.append(printer.print(files, out, turn))
            if number == 0:
                with pikepdf.open(io.BytesIO(out.read_bytes())) as pdf:
                    measured[i].pages = len(pdf.pages)
                    measured[i].tagged = "/StructTreeRoot" in pdf.Root
        shutil.rmtree(turn)
    return measured


# The table --------------------------------------------------------------------------------------------------------------


HEADS = ("", "pages", "wall s", "×", "CPU s", "×", "memory MB", "×", "tagged")


def table(results: dict[int, dict[int, Measured]], found: list[Printer]) -> str:
    """All results as one table in Markdown, aligned."""
    lines = [HEADS]
    for size, measured in results.items():
        for kind in (WHOLE, WARM):
            rows = [(i, printer) for i, printer in enumerate(found) if printer.kind == kind]
            if not rows:
                continue
            lines.append((f"**{size} recommendations, {kind}**", *[""] * 8))
            base = measured[rows[0][0]]
            for i, printer in rows:
                at = measured[i]
                lines.append(
                    (
                        printer.name,
                        str(at.pages),
                        f"{at.wall:.2f}",
                        f"{at.wall / base.wall:.2f}",
                        f"{at.cpu:.2f}",
                        f"{at.cpu / base.cpu:.2f}",
                        f"{at.memory:.0f}",
                        f"{at.memory / base.memory:.2f}" if base.memory else "",
                        "yes" if at.tagged else "no",
                    )
                )
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEADS))]

    def drawn(line: Sequence[str]) -> str:
        first, *rest = line
        cells = [first.ljust(widths[0]), *(text.rjust(w) for text, w in zip(rest, widths[1:], strict=True))]
        return f"| {' | '.join(cells)} |"

    rule = f"|{'|'.join(['-' * (widths[0] + 2), *('-' * (w + 1) + ':' for w in widths[1:])])}|"
    return "\n".join([drawn(lines[0]), rule, *map(drawn, lines[1:])])


def say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _set_up_django(scratch: Path) -> None:
    """With nothing of this machine's own: no settings, no database."""
    os.environ.pop("DATABASE_URL", None)
    os.environ.update(DJANGO_SETTINGS_MODULE="config.settings", DATA_DIR=str(scratch / "data"))
    import django

    django.setup()


def main() -> None:
    parser = argparse.ArgumentParser(prog="./run bench print", description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=numbers, default=[8, 60, 250], metavar="8,60,250", help="recommendations")
    parser.add_argument("--repeat", type=int, default=5, metavar="N", help="runs of each, of which the median counts")
    parser.add_argument("--only", default=f"{OURS},{OFFICE},{BROWSER}", metavar="NAME,…", help="who takes part")
    asked = parser.parse_args()
    adopt_orphans()
    signal.signal(
        signal.SIGTERM, signal.default_int_handler
    )  # also when it is stopped: nothing is left running, and no files
    results: dict[int, dict[int, Measured]] = {}
    found: list[Printer] = []
    with tempfile.TemporaryDirectory(prefix="plans-bench-", ignore_cleanup_errors=True) as name:
        scratch = Path(name)
        _set_up_django(scratch)
        sample = make_files(scratch / "sample-files", 2)
        with suppress(KeyboardInterrupt), printers(scratch, asked.only.split(","), sample) as found:
            for size in asked.sizes:
                files = make_files(scratch / f"plan-{size}", size)
                results[size] = measure(found, files, asked.repeat, scratch)
    let_go_of_orphans()
    if missing := [size for size in asked.sizes if size not in results]:
        say(f"Ended before plans of {', '.join(map(str, missing))} recommendations were measured.")
    if results:
        date = time.strftime("%d %B %Y")
        notes = NOTES.format(repeat=asked.repeat, workers=WORKERS, date=date)
        sys.stdout.write(f"{table(results, found)}\n\n{notes}")


if __name__ == "__main__":
    main()
