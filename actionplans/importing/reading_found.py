"""What was seen in a file in which no plan was found: the tables and lists in which it may be, the likeliest first."""

from __future__ import annotations

from dataclasses import dataclass

from actionplans.document.wording import count, listed, plural
from actionplans.importing.reading_page import ROWS
from actionplans.importing.reading_words import look_words
from actionplans.reading import Account
from actionplans.reading.plan.account import LineAccount, TableAccount
from actionplans.reading.plan.cell_words import is_tick
from actionplans.reading.plan.evidence import Seen

#: From this share on most cells of a column are something.
_MOSTLY = 0.5


@dataclass(frozen=True)
class Candidate:
    """A table or a list in which the plan may be."""

    name: str
    label: str
    where: str
    why: str
    heads: list[str]
    rows: list[list[str]]
    more: int
    weight: float


def candidates(account: Account) -> list[Candidate]:
    """What was seen in a file in which no plan was found, the likeliest first."""
    found = [_of_table(i, table) for i, table in enumerate(account.tables)]
    found += [_of_lines(i, line) for i, line in enumerate(account.lines) if line.lines > 1]
    return sorted(found, key=lambda each: -each.weight)


def seen_words(found: list[Candidate]) -> str:
    """How many tables and lists they are: “2 tables and 1 list were seen”."""
    tables = sum(bool(each.heads) for each in found)
    said = [count(n, what) for n, what in ((tables, "table"), (len(found) - tables, "list")) if n]
    return f"{listed(said)} {plural(len(found), 'was', 'were')} seen"


def _of_table(i: int, table: TableAccount) -> Candidate:
    rows = [[*row, *[""] * (len(table.heads) - len(row))][: len(table.heads)] for row in table.first]
    columns = [Seen([row[x] for row in rows], 0) for x in range(len(table.heads))]
    names = any(seen.names >= _MOSTLY for seen in columns)
    ticked = sum(is_tick(cell) for row in rows for cell in row[1:])
    why, likely = "No heading says action, lead or deadline", 1.0
    if table.role == "key":
        why, likely = "Looks like a key: short words, each with its meaning", 0.2
    elif ticked * 2 >= sum(len(row) - 1 for row in rows) > 0:
        why, likely = "Looks like attendance: names and ticks", 0.1
    elif names:
        why, likely = "Each row names a person, a post or an agency, but no heading says action, lead or deadline", 1.5
    size = count(table.rows, "row") + (f" in {table.tables} tables" if table.tables > 1 else "")
    weight = _weight([cell for row in rows for cell in row]) * likely
    label = f"Sheet “{table.sheet}”" if table.sheet else f"Table {i + 1}"
    more = table.rows - len(rows[:ROWS])
    where = size if table.place.lower() == label.lower() else f"{table.place}, {size}"
    return Candidate(f"t{i}", label, where, why, table.heads, rows[:ROWS], more, weight)


def _of_lines(i: int, line: LineAccount) -> Candidate:
    numbered = line.look.startswith("numbered")
    why = f"{'The lines are numbered, but none' if numbered else 'None of these lines'} has a lead or a date"
    rows = [[text] for text in line.first[:ROWS]]
    weight = _weight(line.first) * (0.6 if numbered else 0.1)
    size = count(line.lines, "line")
    return Candidate(f"l{i}", look_words(line.look), size, why, [], rows, line.lines - len(rows), weight)


def _weight(cells: list[str]) -> float:
    """How much cells look like actions: those of several words count."""
    return sum(len(cell.split()) >= 3 for cell in cells) / (len(cells) or 1) + 0.01
