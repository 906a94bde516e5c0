"""All that is wrong with a print: broken rules of PDF/UA and PDF/A, and what would sound wrong read out."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Callable

from actionplans.writing.editions.compose import print_of
from actionplans.writing.order import Order
from actionplans.writing.pdf import print_order
from actionplans.writing.press.sheets import Composition
from tests.printing.reading import Opened, squeezed
from tests.printing.rules import broken, heard


class Alarm:
    """Something that outloud says of a print of ours, and whether it is a false alarm."""

    def __init__(self, finding: str, printed: Opened, work: Composition) -> None:
        self.finding, self.printed, self.work = finding, printed, work
        self.rule = finding[:7]
        self.evidence = finding.rpartition(" (")[2].removesuffix(")")

        #: The lines that it speaks of; a long one is cut short.
        self.lines = [line.removesuffix("…") for line in self.evidence.split("; ")]

    def is_false(self) -> bool:
        judges = FALSE_ALARMS.get(self.rule, ())
        return bool(judges) and all(any(judge(self, line) for judge in judges) for line in self.lines)

    def is_column_heads(self, line: str) -> bool:
        """Heads that are repeated overleaf are artifacts, as they should be: they are read out where their table begins.
        outloud knows such lines by their standing on three pages, or on all of a short print, and takes those of a print
        of two to five pages for words that are kept from the reader."""
        heads = [self.printed.words(element) for tag, element in self.printed.elements if tag == "TH"]
        return set(line.split()) <= set(" ".join(heads).split())

    def is_running_line(self, line: str) -> bool:
        """The same of running lines, in a print or a part of a print that is too short to know them by."""
        without_number = re.sub(r"\d*(of?\d*)?$", "", squeezed(line))
        running = [words for sheets in self.work.sheets for words in dataclasses.astuple(sheets.running)]
        return any(without_number in f"{squeezed(words)}Page" for words in running)

    def is_no_running_line(self, line: str) -> bool:
        """What begins three pages and differs in its numbers only ("Recommendation 101", "Area 3") looks like a running line.
        Those that the press draws are none of it."""
        return not self.is_running_line(line) and not self.finding.partition(": ")[2].startswith("page numbers")

    def is_order_of_painting(self, line: str) -> bool:
        """Marks of lists are painted after the words of a page, and outloud reads a link after the sentence that it stands
        in. All other words are painted as they are read."""
        return self.printed.is_painted_as_read()

    def is_tables_of_their_own(self, line: str) -> bool:
        """Tables that follow each other without words between have heads of their own, which differ."""
        heads = [self.printed.words(element) for tag, element in self.printed.elements if tag == "THead"]
        tables = [tag for tag, _ in self.printed.elements if tag == "Table"]
        return len(heads) == len(tables) and all(a != b for a, b in itertools.pairwise(heads))


#: The rules of outloud that ring without need on our prints, with what each line that they name must be for a false alarm.
FALSE_ALARMS: dict[str, tuple[Callable[[Alarm, str], bool], ...]] = {
    "TAG-002": (Alarm.is_column_heads, Alarm.is_running_line),
    "PAG-001": (Alarm.is_no_running_line,),
    "ORD-001": (Alarm.is_order_of_painting,),
    "TBL-013": (Alarm.is_tables_of_their_own,),
}


def faults(order: Order) -> list[str]:
    """All that is wrong with the print of an order."""
    printed = Opened(print_order(order).pdf)
    errors, warnings = heard(printed.bytes)
    alarms = [Alarm(finding, printed, print_of(order)) for finding in (*errors, *warnings)]
    return [
        *broken(printed.bytes, "ua1", "3a" if printed.attachments else "2a"),
        *(f"outloud {alarm.finding}" for alarm in alarms if not alarm.is_false()),
    ]
