"""The lines that our exporters write around the board's own cells, recognised in copies that come back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from actionplans.document.cells import FROM_THE_FILE
from actionplans.document.dates import find_dates
from actionplans.document.tree import EndedNode
from actionplans.document.wording import HIDDEN_ROW, INTERNAL_NOTE, in_brackets
from actionplans.reading.files.blocks import Table

#: The first heading of every table of ours; in a print it is that of the screen, with which many boards' own tables begin.
ROW = "Row"
REF = "Ref"
#: How the sentence under the title of a printed draft begins.
PRINTED = re.compile(r"Draft, printed \d{1,2} [A-Z][a-z]+ \d{4}[.,]")
#: What a section without a kind is called while a file of ours is read.
PLAIN_SECTION = "Section"
LOOSE = "Actions without a recommendation"
#: What our files say of rows and notes that only few read; until 2026 one word for both.
MARKS_OF_FEW = (in_brackets(HIDDEN_ROW), in_brackets(INTERNAL_NOTE), "(internal)")
#: The headings that the first sheet of a workbook has of its own, after the board's.
OWN_COLUMNS = (
    "Section",
    "Number",
    "Recommendation",
    "Last day due",
    "Deadline moved",
    "Ended on",
    "Agreed by",
    "Why it ended",
    "Also answers",
    "Read by",
)
#: What our files say besides: headings of tables and sheets, and remarks.
OWN_WORDS = (
    "Row",
    "Ref",
    "Version",
    "Versions",
    "Note",
    "Notes",
    "Date",
    "By",
    "Typed on",
    "Files",
    "File",
    "Sections",
    "Kind",
    "Title",
    "Description",
    "Objectives",
    "Outcomes to achieve",
    "Rating",
    "About",
    "What",
    "Words",
    "Plan",
    "Subtitle",
    "Board",
    "Marking",
    "State",
    "Reason",
    "Answers",
    "Taken",
    "Draft of",
    "was moved",
    "Also answers recommendation",
    "Also answers recommendations",
    "See also row",
    "See also rows",
    "No actions yet",
    "Actions without a recommendation",
    "Open",
    "Complete",
    "Closed",
    "internal",
    "Manager and chair whole recommendation",
)
#: The sheet of a workbook that says what it is.
ABOUT = "sheet “About”"
SHEET = re.compile(r"sheet “(.+?)”")
REMARK = re.compile(
    r"See also rows? [^.]*(?:\.[^. ]+)*\.|No actions yet\.|Draft of \d{1,2} \w+ \d{4}\.|Version \d+(?:, \d.*|: .*)?\.?"
)
RATING = re.compile(r"Rating: (.+)")
HEADING = re.compile(r"Recommendation\s+(\S.*)")
ENDED = re.compile(r"\**(Complete|Closed)\**(?: (\d\d\.\d\d\.\d\d))?(?:, ([^:\n]+))?(?:: (.+))?\**", re.DOTALL)
MOVED = re.compile(r"was (.+?)(?: \(moved (\d\d\.\d\d\.\d\d)\))?(?:: (.*))?", re.DOTALL)
ALSO = re.compile(r"(?<!\s)\s*^Also answers recommendations? (.+)\.\Z", re.MULTILINE)
BESIDE = re.compile(rf"(?<!\s)\s*^([^\n]+) {re.escape(FROM_THE_FILE)}:$\s*", re.MULTILINE)
FILES = re.compile(r"Files?: (.+)", re.DOTALL)


@dataclass(frozen=True)
class Remarks:
    """What a file of ours says of rows, recommendations and sections besides the board's cells."""

    internal: frozenset[str] = frozenset()  # references of rows, and "rec 99" for recommendations
    ratings: dict[str, str] = field(default_factory=dict)  # by "rec 99" or the heading of the section
    status: dict[str, str] = field(default_factory=dict)
    ended: dict[str, EndedNode] = field(default_factory=dict)
    moves: dict[str, str] = field(default_factory=dict)
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)


def row_words(table: Table, row: int) -> list[str]:
    """The texts of a row; none where the table is shorter."""
    return [bare_text(cell.text) for cell in table.rows[row]] if len(table.rows) > row else []


def bare_text(text: str) -> str:
    """A text without bold."""
    return text.replace("**", "").strip()


def ended_in(match: re.Match[str]) -> EndedNode | None:
    """How a row ended, from a match of ENDED."""
    return EndedNode(day_in(match[2] or ""), match[3] or "", match[4] or "") if any(match.group(2, 3, 4)) else None


def list_in(words: str) -> tuple[str, ...]:
    """What commas separate."""
    return tuple(filter(None, (word.strip() for word in words.split(","))))


def day_in(words: str) -> str:
    """The first date in some words as ``YYYY-MM-DD``, if it is one to the day; else empty."""
    found = find_dates(words) if words else ()
    return found[0].date or "" if found and found[0].precision == "day" else ""
