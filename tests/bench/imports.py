"""How plans are read that come with what a careful officer reads in them: each measure of each file, and its seconds.

    ./run bench import [FOLDER…]

A folder holds files and ``truth/NAME.json``; without one, the made-up plans of the tests are read.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from actionplans.reading import ReadingError, read_plan
from tests.bench.words import say
from tests.made_plans.scoring import Measure, measures

MADE = Path(__file__).parents[1] / "made_plans"
ENDINGS = (".docx", ".xlsx", ".pdf")
#: A measure that misses more than this and more than one thing is printed with a mark.
LEAST = 0.95


def main(arguments: list[str]) -> int:
    """Print the measures of the folders; returns the number of files that fall short."""
    parser = argparse.ArgumentParser(prog="./run bench import", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[MADE])
    return sum(
        not measured(file, truth) for folder in parser.parse_args(arguments).folders for file, truth in _files(folder)
    )


def _files(folder: Path) -> Iterator[tuple[Path, Path]]:
    for file in sorted(folder.rglob("*")):
        truth = file.parent / "truth" / f"{file.stem}.json"
        if file.suffix.lower() in ENDINGS and truth.exists():
            yield file, truth


def measured(file: Path, truth: Path) -> bool:
    """Print the measures of one file; whether all are enough."""
    began = time.perf_counter()
    try:
        document = read_plan(file)
    except ReadingError as error:
        say(f"{file.name}: not read. {error}")
        return False
    seconds = time.perf_counter() - began
    found = measures(json.loads(document.dumps()), json.loads(truth.read_text()))
    lowest = min(measure.share for measure in found.values())
    say(f"{file.name}: lowest {lowest:.3f}, {seconds:.2f} s, {len(document.warnings)} warnings")
    for name, measure in found.items():
        say(f"    {_mark(measure)}{measure.share:.3f}  {name} ({measure.hits:g} of {measure.all})")
    return all(measure.is_enough(LEAST) for measure in found.values())


def _mark(measure: Measure) -> str:
    return " " if measure.is_enough(LEAST) else "!"


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
