"""What a column is where its heading does not say: from what its cells hold, how they are merged and where the column is.

Each finding has its reason as a code of ``REASONS``, which the review shows in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from actionplans.document.dates import find_dates
from actionplans.document.tree import EntryNode

from .ending_words import state_of
from .heading_words import RATING_WORDS, STATUS_WORDS
from .lead_kinds import kind_of
from .leads import read_leads
from .progress import read_progress

#: Why a column was taken for what it is.
HEADING, MERGED, PROSE, ASKS, DATES, NAMES, NOTES, NUMBERS, PERIODS, REPEATED, SHOWN, WORDS = REASONS = (
    "heading",  # its heading says so
    "merged",  # each cell is merged over several actions
    "prose",  # sentences, left of what is to be done
    "asks",  # most cells say what is to be done
    "dates",  # most cells are dates
    "names",  # most cells are names, roles or agencies
    "notes",  # most cells are dated notes
    "numbers",  # numbers that count on, or a code beside each recommendation
    "periods",  # one of several that are each of a month, a quarter or an agency
    "repeated",  # the same few words over several rows, left of what is to be done
    "shown",  # the user said so
    "words",  # most cells are one of a few words
)

#: Of these shares on the cells of a column speak for what it may be besides.
_SURELY, _HALF, _SOME = 0.9, 0.5, 0.3

_DOES = re.compile(
    r"(?:[-•*\d.()a-z]{0,4}\s*)?(?:to\s+)?(?:accept|add|agree|appoint|arrange|ask|attend|audit|begin|brief|bring|build|buy"
    r"|carry|change|check|clarify|co-?locate|collect|commission|complete|conduct|consider|continue|create|deliver|design|develop"
    r"|disseminate|draft|embed|ensure|establish|evaluate|explore|extend|give|hold|identify|implement|improve|include|increase"
    r"|introduce|invite|issue|launch|lead|make|map|meet|monitor|offer|open|pilot|plan|prepare|present|produce|promote|provide"
    r"|publish|put|raise|recruit|reduce|refresh|relaunch|remind|remove|report|request|review|revise|roll|run|seek|send|set|share"
    r"|start|strengthen|survey|talk|teach|tell|test|track|train|undertake|update|use|visit|work|write)\b"
    r"|.{0,80}?\b(?:will|should|must|needs? to|is to|are to|shall)\b",
    re.IGNORECASE,
)
_OPEN_DATE = re.compile(
    r"\W*(?:ongoing|on-going|quarterly|annual(?:ly)?|monthly|weekly|immediate(?:ly)?|tbc|tba|termly|n/?a|within \w+ \w+"
    r"|each \w+|every \w+"
    r"|(?:(?:by|end|of|the)\s+)*(?:q[1-4]|quarter \d|spring|summer|autumn|winter|easter|christmas)\b.{0,24})\W*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[A-Za-z]{0,4}\W?\d{1,4}(?:[.)(]?[\da-zA-Z])*[.)]*")
#: A state has at most so many words.
_STATE = 4
#: A text of so many words is prose.
_PROSE = 6


_LEVEL = re.compile(r"(?:very )?(?:high|medium|low|urgent|critical|moderate)(?: priority)?", re.IGNORECASE)


class Seen:
    """What the cells of a column look like, as shares of those that hold something. ``cells`` are the texts below a heading,
    empty ones too; ``merged`` is the share of rows that a cell above covers. Each share is computed when it is asked for."""

    def __init__(self, cells: Sequence[str], merged: float) -> None:
        self.cells = [cell.strip() for cell in cells if cell.strip()]
        self.filled, self.merged = len(self.cells), merged

    def _share(self, test: Callable[[str], object]) -> float:
        return sum(bool(test(cell)) for cell in self.cells) / (self.filled or 1)

    @cached_property
    def prose(self) -> float:
        return self._share(lambda cell: len(cell.split()) >= _PROSE)

    @cached_property
    def asks(self) -> float:
        return self._share(_DOES.match)

    @cached_property
    def dates(self) -> float:
        return self._share(_is_date)

    @cached_property
    def names(self) -> float:
        return self._share(_is_lead)

    @cached_property
    def notes(self) -> float:
        return self._share(lambda cell: any(entry.date and _says(entry) for entry in read_progress(cell[:2000])))

    @cached_property
    def grades(self) -> bool:
        """Whether the cells are of a scale of the board's own: few different words, in three cells at least."""
        short = all(len(cell.split()) <= 3 and len(cell) <= 24 and not find_dates(cell) for cell in self.cells)
        kinds = {cell.lower() for cell in self.cells}
        return short and self.filled >= 4 and 2 <= len(kinds) <= min(7, self.filled * 2 // 3)

    @cached_property
    def groups(self) -> bool:
        """Whether the cells name groups of rows: few different ones, short, each merged or said again over rows that follow each
        other."""
        kinds = len(set(self.cells))
        runs = 1 + sum(a != b for a, b in pairwise(self.cells))
        words = all(re.search(r"[^\W\d]{3}", cell) and len(cell.split()) <= 14 for cell in self.cells)
        levels = any(_LEVEL.fullmatch(cell) for cell in self.cells)
        if levels or self.merged < 0.4 and sum(len(cell.split()) for cell in self.cells) < 2 * self.filled:
            return False
        return words and 2 <= kinds == runs and (kinds * 2 <= self.filled or self.merged >= 0.4)

    @cached_property
    def ratings(self) -> float:
        return self._share(lambda cell: RATING_WORDS.fullmatch(cell) and not re.fullmatch("[a-z]", cell))  # a), b)

    @cached_property
    def numbers(self) -> float:
        return self._share(_NUMBER.fullmatch)

    @cached_property
    def stated(self) -> float:
        """The share of cells that are a state in few words, perhaps with its day."""
        return self._share(lambda cell: len(re.findall(r"[^\W\d]+", cell)) <= _STATE and state_of(cell))

    @cached_property
    def states(self) -> float:
        return self._share(STATUS_WORDS.fullmatch)


def fitting(role: str, seen: Seen) -> int:
    """How many cells of a column are what its role says: dates of a deadline, words that are ratings or states."""
    share = {
        "deadline": lambda: seen.dates,
        "completed": lambda: seen.dates,
        "rating": lambda: seen.ratings,
        "status": lambda: seen.states,
    }.get(role)
    return round(share() * seen.filled) if share else 0


def likely(role: str, seen: Seen, taken: Collection[str], *, left: bool, few: bool) -> list[str]:
    """What a column that was taken for ``role`` may be besides, the likeliest first, at most two. ``taken`` are the roles of all
    columns, ``left``: it is left of what is to be done, ``few``: its cells are a few short words."""
    if not seen.filled:
        return []
    offers = [
        ("recommendation", left and "recommendation" not in taken),
        ("number", seen.numbers >= _SURELY and role == "own"),
        ("completed", seen.dates >= _HALF and "deadline" in taken),
        ("deadline", seen.dates >= _HALF and "deadline" not in taken),
        ("rating", few and "rating" not in taken),
        ("lead", seen.names >= _HALF),
        ("progress", seen.notes >= _SOME),
        ("action", "action" not in taken and seen.prose >= _HALF),
        ("target", "target" not in taken and seen.prose >= _SOME),
        ("why", "why" not in taken and seen.prose >= _SOME),
    ]
    if role != "own":
        return ["own"]
    return [other for other, fits in offers if fits][:2] or ["leave-out"]


def _says(entry: EntryNode) -> bool:
    """Whether a dated note says anything; a date alone is none."""
    return len(re.findall(r"[^\W\d]+", entry.text.replace(entry.as_written, "", 1))) >= 2


def _is_date(cell: str) -> bool:
    if len(cell) > 90:
        return False
    return bool(_OPEN_DATE.fullmatch(cell)) or bool(find_dates(cell)) and len(cell.split()) <= 12


def _is_lead(cell: str) -> bool:
    if len(cell) > 160 or find_dates(cell):
        return False
    leads = read_leads(cell).leads
    return (
        bool(leads)
        and all(len(lead.name.split()) <= 9 for lead in leads)
        and any(
            _KNOWN_LEAD.search(lead.name) or re.fullmatch(r"[A-Z]{2,6}", lead.name) or kind_of(lead.name) == "person"
            for lead in leads
        )
    )


_KNOWN_LEAD = re.compile(
    r"\b(?:head|lead|manager|director|officer|chair|nurse|gp|doctor|team|group|board|service|services|council|police|trust|icb"
    r"|partnership|co-?ordinator|inspector|superintendent|scrutineer|practitioner|adviser|social worker|headteacher|all)\b",
    re.IGNORECASE,
)


def by_evidence(
    headings: Sequence[str], seen: Sequence[Seen], given: Mapping[int, str], *, recommended: bool
) -> dict[int, tuple[str, str]]:
    """The fields of columns whose headings say nothing, with the reason of each. ``given`` are the fields of the others;
    ``recommended`` says that recommendations are named above the table or in rows across it."""
    found: dict[int, tuple[str, str]] = {}
    fields = set(given.values())

    def free() -> list[int]:
        return [i for i in range(len(headings)) if i not in given and i not in found and seen[i].filled]

    def take(field: str, i: int | None, reason: str) -> None:
        if i is not None and field not in fields:
            found[i] = (field, reason)
            fields.add(field)

    def fields_at() -> dict[int, str]:
        return {**given, **{i: field for i, (field, _) in found.items()}}

    def best(measure: str, least: float) -> int | None:
        offers = [
            (getattr(seen[i], measure), -i)
            for i in free()
            if getattr(seen[i], measure) >= least and seen[i].filled >= 2
        ]
        return -max(offers)[1] if offers else None

    if "rating" not in fields:
        take("rating", best("ratings", 0.6), WORDS)
    if "status" not in fields:
        take("status", best("states", 0.7), WORDS)
    if "deadline" not in fields:
        take("deadline", best("dates", 0.6), DATES)
    if "lead" not in fields:
        take("lead", best("names", 0.6), NAMES)
    if "progress" not in fields:
        take("progress", best("notes", 0.4), NOTES)
    if "action" not in fields:
        asking = [i for i in free() if seen[i].prose >= 0.4 and seen[i].asks >= 0.5]
        if not asking and "recommendation" not in fields:
            asking = [i for i in free() if seen[i].prose >= 0.5][:1]
        # what is to be done is right of what it answers, which covers more rows
        take("action", max(asking, key=lambda i: (-seen[i].merged, seen[i].asks, -i), default=None), ASKS)
    if "recommendation" not in fields and "action" in fields:
        at = next(i for i, field in fields_at().items() if field == "action")
        left = [i for i in free() if i < at and seen[i].prose >= 0.4]
        if merged := [i for i in left if seen[i].merged >= (0.3 if recommended else 0.1)]:
            take("recommendation", max(merged, key=lambda i: seen[i].merged), MERGED)
        elif left and not recommended:
            take("recommendation", left[0], PROSE)
    at = min((i for i, field in fields_at().items() if field in ("recommendation", "action")), default=0)
    if "section" not in fields:
        take("section", next((i for i in free() if i < at and seen[i].groups), None), REPEATED)
    return found
