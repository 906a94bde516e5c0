"""The printers that are compared: this project, LibreOffice and Chromium, started for each print or kept warm."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass
from html import escape
from pathlib import Path

from tests.bench import plans
from tests.bench.costs import Cost, Failed, cost_of_command, cpu_of_tree, memory_of_command, peak_memory

ROOT = Path(__file__).resolve().parents[2]

#: Processes that lay out side by side: as many as there are cores, as the application does.
WORKERS = len(os.sched_getaffinity(0))

WHOLE, WARM = "whole process", "warm"


# What is printed --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Files:
    """One plan in every form that a printer takes."""

    folder: Path
    size: int

    @property
    def plan(self) -> Path:
        return self.folder / "plan.json"

    @property
    def edited(self) -> Path:
        return self.folder / "edited.json"

    @property
    def word(self) -> Path:
        return self.folder / "plan.docx"

    @property
    def html(self) -> Path:
        return self.folder / "plan.html"


def make_files(folder: Path, size: int) -> Files:
    """Write the plan of that many recommendations."""
    from actionplans.writing.editions.compose import print_of
    from actionplans.writing.order import Order
    from actionplans.writing.word import plan_word

    folder.mkdir()
    files = Files(folder, size)
    document = plans.plan(size)
    files.plan.write_text(document.dumps(), "utf-8")
    files.edited.write_text(plans.edited(document).dumps(), "utf-8")
    files.word.write_bytes(plan_word(document, written_on=plans.PUBLISHED))
    files.html.write_text(_html(print_of(Order(document, plans.PUBLISHED))), "utf-8")
    return files


def _html(work) -> str:
    """The same HTML as we print from, in one file, with the running lines as margin boxes."""
    from actionplans.writing.press.engine import STYLE_SHEETS
    from actionplans.writing.press.fonts import font_rules

    (sheets,) = work.sheets
    running = sheets.running
    boxes = {
        "top-left": _css_text(running.top_left),
        "top-right": _css_text(running.top_right),
        "bottom-left": _css_text(running.bottom_left),
        "bottom-right": '"Page " counter(page) " of " counter(pages)',
    }
    page = "".join(f"@{name}{{content:{content};font:8pt sans-serif}}" for name, content in boxes.items())
    styles = "\n".join((STYLE_SHEETS / name).read_text("utf-8") for name in sheets.styles)
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(work.title)}</title><style>'
        f"{font_rules()}{styles}{sheets.css}@page{{size:A4 landscape;margin:18mm 13mm 16mm;{page}}}"
        f"</style></head><body>{''.join(piece.html for piece in sheets.pieces)}</body></html>"
    )


def _css_text(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# The printers -----------------------------------------------------------------------------------------------------------


class Printer(ABC):
    """A printer, in one of the two kinds of process."""

    name: str
    kind: str

    @abstractmethod
    def print(self, files: Files, out: Path, turn: Path) -> Cost:
        """Print once. ``turn`` is a folder of this repetition, in which a print may leave what the next one finds."""

    @abstractmethod
    def memory(self, files: Files, out: Path, turn: Path) -> float:
        """Print once more, for the most memory that it takes, in MB."""


@dataclass
class Command(Printer):
    """A program that is started, prints and ends."""

    name: str
    environment: dict[str, str]
    scratch: Path
    kind: str = WHOLE

    @abstractmethod
    def command(self, files: Files, out: Path, turn: Path) -> list[str | Path]:
        """What is started."""

    def env(self, turn: Path) -> dict[str, str]:
        return self.environment

    def print(self, files: Files, out: Path, turn: Path) -> Cost:
        cost = cost_of_command(self.command(files, out, turn), self.env(turn), ROOT)
        self.collect(out, turn)
        return cost

    def memory(self, files: Files, out: Path, turn: Path) -> float:
        return memory_of_command(self.command(files, out, turn), self.env(turn), ROOT)

    def collect(self, out: Path, turn: Path) -> None:
        """Bring the file to where it belongs, where the program put it elsewhere."""


class OurCommand(Command):
    """``manage.py export_plan`` of a plan in a file."""

    def command(self, files: Files, out: Path, turn: Path) -> list[str | Path]:
        return [sys.executable, ROOT / "manage.py", "export_plan", files.plan, "--format", "pdf", "-o", out]


class OfficeCommand(Command):
    """``soffice --convert-to pdf``."""

    def command(self, files: Files, out: Path, turn: Path) -> list[str | Path]:
        return [*_office(self.scratch), *_to_pdf(turn / "office"), files.word]

    def collect(self, out: Path, turn: Path) -> None:
        (turn / "office" / "plan.pdf").replace(out)


class BrowserCommand(Command):
    """``chromium --print-to-pdf``."""

    def command(self, files: Files, out: Path, turn: Path) -> list[str | Path]:
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
        profile = f"--user-data-dir={self.scratch / 'browser'}"
        return [self.environment["CHROMIUM"], *options, profile, f"--print-to-pdf={out}", files.html.as_uri()]


def _office(scratch: Path) -> list[str]:
    return [
        "soffice",
        f"-env:UserInstallation={(scratch / 'office').as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
    ]


def _to_pdf(folder: Path) -> list[str]:
    tagged = json.dumps({"UseTaggedPDF": {"type": "boolean", "value": "true"}})
    return ["--convert-to", f"pdf:writer_pdf_Export:{tagged}", "--outdir", str(folder)]


class Warm(Printer):
    """A process that stays; ``root`` is its number."""

    kind = WARM
    root: int

    @abstractmethod
    def ask(self, files: Files, out: Path, turn: Path) -> None:
        """Have it print, and come back when the file is there."""

    def print(self, files: Files, out: Path, turn: Path) -> Cost:
        self.prepare(files)
        used = cpu_of_tree(self.root)
        began = time.perf_counter()
        self.ask(files, out, turn)
        wall = time.perf_counter() - began
        return Cost(wall, cpu_of_tree(self.root) - used)

    def memory(self, files: Files, out: Path, turn: Path) -> float:
        with peak_memory(self.root) as peak:
            self.ask(files, out, turn)
        return peak()

    def prepare(self, files: Files) -> None:
        """What a warm process has before it is asked to print."""


class Served:
    """A process of ``tests.bench.warm``, asked line by line."""

    def __init__(self, kind: str, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.warm", kind],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.root = self.process.pid
        self._answer()

    def say(self, **words) -> None:
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()
        self._answer()

    def _answer(self) -> None:
        if not self.process.stdout.readline():
            raise Failed(f"A warm process ended with {self.process.wait()}.")

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()


@dataclass
class OursWarm(Warm):
    """This project in a process that has printed before."""

    served: Served
    name: str
    after_edit: bool = False
    tagged: bool = True

    @property
    def root(self) -> int:
        return self.served.root

    def source(self, files: Files) -> str:
        return str(files.edited if self.after_edit else files.plan)

    def prepare(self, files: Files) -> None:
        self.served.say(source=self.source(files), out="", kept=None, workers=1, tagged=True)

    def ask(self, files: Files, out: Path, turn: Path) -> None:
        kept = str(turn / "kept") if self.tagged else None
        self.served.say(source=self.source(files), out=str(out), kept=kept, workers=WORKERS, tagged=self.tagged)


@dataclass
class BrowserWarm(Warm):
    served: Served
    name: str = "Chromium, page.pdf of the same HTML"

    @property
    def root(self) -> int:
        return self.served.root

    def ask(self, files: Files, out: Path, turn: Path) -> None:
        self.served.say(source=str(files.html), out=str(out))


class OfficeWarm(Warm):
    """A running soffice. It would end with the first file that it is handed, were not another one open in it."""

    name = "LibreOffice, .docx to PDF"

    def __init__(self, scratch: Path, environment: dict[str, str], kept_open: Path) -> None:
        self.scratch, self.environment = scratch, environment
        open_one = scratch / "open.docx"
        shutil.copy(kept_open, open_one)
        self.process = subprocess.Popen(
            [*_office(scratch), "--accept=pipe,name=bench;urp", open_one],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.root = self.process.pid
        time.sleep(4)  # nothing says when it is ready

    def ask(self, files: Files, out: Path, turn: Path) -> None:
        folder = turn / "office-warm"
        made = folder / "plan.pdf"
        subprocess.run(
            [*_office(self.scratch), *_to_pdf(folder), files.word],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )
        for _ in range(60_000):
            if made.exists() and b"%%EOF" in made.read_bytes()[-32:]:
                break
            time.sleep(0.01)
        made.replace(out)

    def print(self, files: Files, out: Path, turn: Path) -> Cost:
        if self.process.poll() is not None:
            raise Failed("The running soffice has ended.")
        return super().print(files, out, turn)

    def close(self) -> None:
        self.process.terminate()
        self.process.wait()
