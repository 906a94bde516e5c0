"""The proof of words over files: what of each is neither in its plan nor named as left out, and what of the plan is not in print.

    ./run bench words FILE_OR_FOLDER…

A line for each file, and below it each passage that was lost. Ends with 1 where there is one.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from actionplans.document.node import DocumentError
from actionplans.document.placing import Missing, TargetText, missing
from actionplans.document.tree import PlanDocument
from actionplans.document.warnings import LEFT_OUT, MACROS
from actionplans.document.wording import count
from actionplans.reading import Carried, ReadingError, read_blocks
from actionplans.reading.files.blocks import Paragraph
from actionplans.reading.files.word import read_word
from actionplans.reading.plan.interpreting import interpret
from actionplans.reading.plan.proof import not_placed
from actionplans.writing.editions.compose import print_of
from actionplans.writing.order import Order, PaperOptions
from actionplans.writing.proof import not_printed, plan_texts
from actionplans.writing.word import plan_word

#: What boards keep plans in; other files of a folder are passed over.
ENDINGS = (".docx", ".docm", ".xlsx", ".csv", ".pdf")
LOOKS = {"print": PaperOptions(), "large print": PaperOptions(cards=True, large=16)}


def main(arguments: list[str]) -> int:
    """Prove the files and folders that are named; returns the number of files in which something was lost."""
    parser = argparse.ArgumentParser(prog="./run bench words", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path)
    return sum(not prove(file) for path in parser.parse_args(arguments).paths for file in _files(path))


def _files(path: Path) -> Iterable[Path]:
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if file.suffix.lower() in ENDINGS)


def prove(file: Path) -> bool:
    """Print what was lost of one file; whether nothing was."""
    try:
        blocks = read_blocks(file.read_bytes(), file.name)
        if isinstance(blocks, Carried):
            document, lost = blocks.document, {}
        else:
            document, _ = interpret(blocks, file.name)
            lost = {"plan": not_placed(document, blocks)}
    except (ReadingError, DocumentError) as error:
        say(f"{file}: not read. {error}")
        return True
    if not any(document.recommendations()):
        say(f"{file}: no plan in it.")
        return True
    lost |= printed(document)
    left = sum(warning.kind in (LEFT_OUT, MACROS) for warning in document.warnings)
    passages = sum(map(len, lost.values()))
    say(f"{file}: {count(passages, 'passage')} lost, {left} named as left out.")
    for where, found in lost.items():
        for at in found:
            say(f"    not in {where}: {at.place}: {'line break in ' * at.line_break}“{at.words}”")
    return not passages


def printed(document: PlanDocument) -> dict[str, list[Missing]]:
    """What of a plan is not in its full prints and its Word file."""
    today = datetime.datetime.now(datetime.UTC).date()
    lost = {
        name: not_printed(document, print_of(Order(document, today, look=look)).sheets) for name, look in LOOKS.items()
    }
    return lost | {"Word": missing(plan_texts(document), _word_texts(plan_word(document, written_on=today)))}


def _word_texts(data: bytes) -> Iterator[TargetText]:
    for number, block in enumerate(read_word(data).blocks):
        if isinstance(block, Paragraph):
            yield TargetText(block.text)
        else:
            yield from (TargetText(cell.text, (number, i)) for i, row in enumerate(block.rows) for cell in row)


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) > 0)
