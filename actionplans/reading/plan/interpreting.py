"""A plan document out of the blocks of a file: what was meant by its headings, tables and lists.

Every word of a table lands in a field, in a column of the board's own, or among the warnings as left out, with the
reason. Nothing here knows a file's format; nothing fits one board only.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from itertools import pairwise

from actionplans.document.dates import find_dates
from actionplans.document.tree import COLOUR, LOOSE, PlanDocument
from actionplans.reading.files.blocks import Blocks, Cell, Paragraph, Table

from .draft import Draft, Row, goes_on, joined, unfinished
from .finish import finished
from .headings import Mapped, colour_word, is_guidance, is_heading_row, is_tick, map_columns, plain
from .progress import read_progress
from .sections import Line, bare, classify, clean_number, listed_recommendations
from .versions import read_version_line, read_versions

#: A table of fewer columns is a box around a text.
_LEAST_COLUMNS = 2
#: A column of such numbers counts recommendations, whatever else the table holds.
_OF_RECOMMENDATION = re.compile(r"recs?\b|recommendation|ofsted|para")
#: "Strategic lead: J Reed" below a recommendation is no part of it.
_SAYS_WHAT = re.compile(r"[A-Z][\w /&]{2,40}:\s")
#: "3 That volunteers be checked": a number at the head of a recommendation needs no full stop in a column of them.
_BEGINS_NUMBERED = re.compile(r"[A-Z]{0,3}\d{1,3}[\w.()]*(?:\s?\(\w+\))?[.):]?\s+[A-Z“‘]")
_SHARED = ("deadline", "lead", "rating", "status")


def interpret(blocks: Blocks, name: str = "") -> PlanDocument:
    """The plan that stands in a file. ``name`` is the file's, for a plan that does not name itself."""
    reader = _Interpreter(blocks)
    reader.read()
    return finished(reader.draft, blocks, name)


class _Interpreter:
    """One file while its plan is read out of it, block by block."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
        self.draft = Draft()
        self.waiting: list[Paragraph] = []  # lines since the last table
        self.columns: list[Mapped] = []  # of the last heading row, one for each grid column
        self.headings: list[str] = []
        self.numbers_are = "action"
        self.plan_tables = 0
        self.styles: set[str] = set()  # how recommendations above tables have looked so far
        self.numbered = False  # whether recommendations in their column begin with their numbers

    def read(self) -> None:
        for block in self.blocks.blocks:
            if isinstance(block, Paragraph):
                if block.text.strip():
                    self.waiting.append(block)
            else:
                self._table(block)
        self._place_last()
        named = {r.number for section in self.draft.sections for r in section.recommendations}
        for number, text in self.draft.known.items():
            if number not in named:
                self.draft.leave_out(f"{number} {text}", "It is listed above the table, which does not name it.")

    # tables --------------------------------------------------------------------------------------------------------

    def _table(self, table: Table) -> None:
        versions = read_versions(table)
        if versions is not None:
            self._place_last(between=True)
            self.draft.versions += versions
            return
        if table.width < _LEAST_COLUMNS:
            for row in table.rows:
                for cell in row:
                    self._wait_for_cell(cell)
            return
        if form := _form(table):
            table = form
        heads = [i for i, row in enumerate(table.rows) if self._is_head(table, i)]
        if not heads and (not self.columns or table.width != len(self.columns)):
            self._other_table(table)
            return
        bodies = self._bodies(table, heads)
        mapped = self._map(table, bodies[0]) if heads else self.columns
        continued = self.plan_tables > 0 and (not heads or [plain(m.heading) for m in mapped] == self.headings)
        self._place(
            self._lines(),
            own=_has(mapped, "recommendation") or _names_by_number(mapped) or self._rows_head(table, bodies[0][2]),
            continued=continued,
        )
        for n, (first_head, _last_head, body) in enumerate(bodies):
            if first_head is not None:
                self._set_columns(table, bodies[n], again=continued or n > 0)
            cut = continued and n == 0
            if first_head is not None and body and self._is_guidance(table, body[0]):
                words = " | ".join(bare(cell.text) for cell in table.rows[body[0]] if cell.text.strip())
                self.draft.leave_out(words, "It says how to fill in the columns.", table.place)
                body = body[1:]
            for i in body:
                cut = not self._row(table, i, at_cut=cut) and cut
        self.plan_tables += 1

    def _is_head(self, table: Table, i: int) -> bool:
        row = table.rows[i]
        texts = [bare(cell.text) for cell in row]
        filled = [cell for cell in row if cell.text.strip()]
        marked = i < table.header_rows or (bool(filled) and all(cell.bold or cell.shaded for cell in filled))
        return is_heading_row(texts, marked=marked)

    def _bodies(self, table: Table, heads: list[int]) -> list[tuple[int | None, int, list[int]]]:
        """Runs of (first heading row, last heading row, rows below); the first has no heading row where it was lost."""
        bodies: list[tuple[int | None, int, list[int]]] = []
        i, count = 0, len(table.rows)
        before: list[int] = []
        while i < count:
            if i in heads:
                last = i
                while last + 1 < count and self._second_head(table, i, last + 1, heads):
                    last += 1
                bodies.append((i, last, []))
                i = last + 1
            else:
                (bodies[-1][2] if bodies else before).append(i)
                i += 1
        if before and bodies:
            if (
                self.columns
                and len(self.columns) == table.width
                and any(len([c for c in table.rows[j] if c.text]) > 1 for j in before)
            ):
                bodies.insert(0, (None, 0, before))
            else:
                for j in before:
                    self._above_heading(table, j)
        return bodies or [(None, 0, before)]

    def _second_head(self, table: Table, first: int, i: int, heads: list[int]) -> bool:
        """Whether a row still belongs to the heading rows above it."""
        row = table.rows[i]
        filled = [cell for cell in row if cell.text.strip()]
        if not filled or (len(filled) == 1 and filled[0].columns >= table.width):
            return False
        above = table.rows[first]
        uneven = any(cell.columns > 1 for cell in above) or any(cell.continues for cell in row)
        if i in heads:
            return uneven or [c.text for c in row] == [c.text for c in above]
        short = all(len(cell.text) < 60 for cell in filled)
        if i < table.header_rows:
            return True
        return (
            uneven
            and short
            and any(cell.continues for cell in row)
            and all(cell.bold or cell.shaded for cell in filled)
        )

    def _is_guidance(self, table: Table, i: int) -> bool:
        """Whether a row below the headings tells people how to fill in the table: "Completed by the agency"."""
        values = self._values(table, i)
        texts = [bare(cell.text).strip() for cell in table.rows[i] if cell.text.strip()]
        if len(texts) < 3 or any(find_dates(text) for text in texts) or is_tick(texts[-1]):
            return False
        if re.match(r"\W*\d", values.get("number", "")) or _BEGINS_NUMBERED.match(
            bare(values.get("recommendation", ""))
        ):
            return False
        return sum(is_guidance(text) for text in texts) * 2 >= len(texts)

    def _above_heading(self, table: Table, i: int) -> None:
        """A row above the headings speaks of the whole table: a title, "Priority:" with its name beside it."""
        words = [bare(cell.text) for cell in table.rows[i] if cell.text.strip()]
        if words:
            together = (
                " ".join(words) if words[0].endswith(":") else words[0] if len(set(words)) == 1 else " – ".join(words)
            )
            for part in re.split(r"\n+", together):
                self.waiting.append(Paragraph(part, bold=True, place=table.place))

    def _map(self, table: Table, body: tuple[int | None, int, list[int]]) -> list[Mapped]:
        first, last, rows = body
        assert first is not None
        grid = table.grid()
        names: list[str] = []
        starts: list[bool] = []  # whether a heading begins in this column, or spans it from the left
        for x in range(table.width):
            name, begins = "", True
            for i in range(last, first - 1, -1):
                cell = grid[i][x]
                if (
                    cell.text.strip()
                    and not cell.continues
                    and (i == first or is_heading_row([bare(c.text) for c in table.rows[i]], marked=True))
                ):
                    name, begins = bare(cell.text), x == 0 or grid[i][x - 1] is not cell
                    break
            names.append(re.sub(r"\s+", " ", name))
            starts.append(begins)
        for x in range(table.width):
            upper = re.sub(r"\s+", " ", bare(grid[first][x].text))
            if (
                starts[x]
                and last > first
                and upper
                and upper != names[x]
                and names.count(names[x]) > 1
                and any(names[y] == names[x] and y != x and starts[y] for y in range(table.width))
            ):
                names[x] = f"{upper}: {names[x]}"
        below = [[bare(grid[i][x].text) for i in rows if not _spans_all(table, i)] for x in range(table.width)]
        heads = [x for x in range(table.width) if starts[x]]
        found = map_columns(
            [names[x] for x in heads], [[t for y in self._span(starts, x) for t in below[y]] for x in heads]
        )
        by_start = dict(zip(heads, found, strict=True))
        return [by_start[max(h for h in heads if h <= x)] for x in range(table.width)]

    @staticmethod
    def _span(starts: list[bool], x: int) -> range:
        end = x + 1
        while end < len(starts) and not starts[end]:
            end += 1
        return range(x, end)

    def _set_columns(self, table: Table, body: tuple[int | None, int, list[int]], *, again: bool) -> None:
        mapped = self._map(table, body)
        names = [plain(m.heading) for m in mapped]
        first, last, _ = body
        if again and names == self.headings:
            # the heading row is only repeated: what it was taken for on the first page still holds
            pass
        else:
            self.columns, self.headings = mapped, names
            for m in mapped:
                self.draft.note_column(m, table.place)
            assert first is not None
            self._leave_out_heads(table, first, last)
        self.numbers_are = self._what_numbers_are(table, body[2])
        texts = [t for i in body[2] if (t := bare(self._values(table, i).get("recommendation", "")))]
        self.numbered = sum(bool(_BEGINS_NUMBERED.match(t)) for t in texts) * 2 > len(texts)

    def _leave_out_heads(self, table: Table, first: int, last: int) -> None:
        used = " ".join(m.heading for m in self.columns)
        for i in range(first, last + 1):
            for cell in table.rows[i]:
                words = re.sub(r"\s+", " ", bare(cell.text))
                if words and words not in used:
                    self.draft.leave_out(words, "It stands above or below the headings of the table.", table.place)

    def _what_numbers_are(self, table: Table, rows: list[int]) -> str:
        """Whether a column of numbers counts recommendations or the rows themselves."""
        if not _has(self.columns, "number"):
            return ""
        heading = next(m.heading for m in self.columns if m.field == "number")
        if _OF_RECOMMENDATION.match(plain(heading)):
            return "recommendation"
        if not _has(self.columns, "recommendation"):
            return "action"
        values = [self._values(table, i) for i in rows if not _spans_all(table, i)]
        numbers = [v["number"] for v in values if v.get("number")]
        with_text = [v for v in values if v.get("number") and v.get("recommendation")]
        begun = len({v["recommendation"] for v in values if v.get("recommendation")})
        carries_own = any(
            classify(Paragraph(v["recommendation"])).what == "numbered" for v in values if v.get("recommendation")
        )
        if carries_own or len(with_text) < len(numbers) or len(set(numbers)) > begun:
            return "action"
        return "recommendation"

    def _rows_head(self, table: Table, rows: Sequence[int]) -> bool:
        """Whether the first row below the headings is a recommendation that spans the table."""
        for i in rows:
            if words := self._heading_words(table, i):
                lines = [classify(Paragraph(part, bold=True)) for part in re.split(r"\n+", words)]
                if any(self._heads_rows(line) for line in lines):
                    return True
                continue
            return False
        return False

    @staticmethod
    def _heads_rows(line: Line) -> bool:
        return line.what in ("recommendation", "numbered") or (line.what == "heading" and len(line.text.split()) >= 8)

    def _heading_words(self, table: Table, i: int) -> str:
        """The words of a row that spans the table, or whose first cell alone is filled and set apart; else ``""``."""
        row = table.rows[i]
        filled = [cell for cell in row if cell.text.strip()]
        if any(cell.continues for cell in row):
            return ""
        if len(filled) == 2 and filled[0] is row[0] and filled[1].columns >= max(3, table.width - 2):
            return " ".join(bare(cell.text) for cell in filled)  # "Recommendation 1:" beside its words
        if len(filled) != 1:
            return ""
        cell = filled[0]
        if cell.columns >= table.width or (cell.columns > 1 and cell.columns >= table.width - 1):
            return bare(cell.text)
        first = cell is row[0] or (cell is row[min(1, len(row) - 1)] and cell.columns > 1)
        if first and table.width >= 3 and (cell.bold or cell.shaded) and "\n\n" not in cell.text:
            field = self.columns[0].field if self.columns else ""
            line = classify(Paragraph(cell.text, bold=True))
            if field != "recommendation" or line.what in ("section", "objectives", "outcomes"):
                return bare(cell.text)
        return ""

    def _wait_for_cell(self, cell: Cell) -> None:
        for part in re.split(r"\n+", cell.text):
            if part.strip():
                self.waiting.append(
                    Paragraph(part, bold=cell.bold or part.startswith("**") and part.endswith("**"), place=cell.place)
                )

    def _other_table(self, table: Table) -> None:
        """A table that is no plan: a list of recommendations in two columns, or something to leave out."""
        rows = [[bare(cell.text) for cell in row if cell.text.strip()] for row in table.rows]
        rows = [row for row in rows if row]
        listed = [
            row
            for row in rows
            if len(row) == 2 and re.fullmatch(r"[A-Z]{0,3}\d+[\w.()]*", row[0]) and len(row[1].split()) >= 5
        ]
        if len(listed) * 2 > len(rows):
            for row in rows:
                if row in listed:
                    self.waiting.append(Paragraph(row[1], number=row[0], place=table.place))
                else:
                    self.waiting.append(Paragraph(" ".join(row), bold=True, place=table.place))
            return
        for row in rows:
            self.draft.leave_out(" | ".join(row), "This table has none of the headings of an action plan.", table.place)

    # rows ----------------------------------------------------------------------------------------------------------

    def _values(self, table: Table, i: int) -> dict[str, str]:
        """The texts of a row by field, as written."""
        values: dict[str, str] = {}
        several = sum(m.field == "progress" for m in dict.fromkeys(self.columns)) > 1
        x = 0
        for cell in table.rows[i]:
            mapped = self.columns[min(x, len(self.columns) - 1)]
            x += cell.columns
            text = cell.text.strip()
            if not text or cell.continues:
                continue
            field = mapped.field
            if field.startswith("rating:"):
                if is_tick(text) and text.lower() not in ("no", "n", "✗", "☐", "☒"):
                    values["rating"] = field.removeprefix("rating:")
                else:
                    values["rating"] = joined(values.get("rating", ""), text)
                continue
            if not field:
                field = "extra:Further"
            if field == "status" and is_tick(text):
                negative = text.lower() in ("no", "n", "✗", "☐", "x") and not re.search(
                    "tick", mapped.heading, re.IGNORECASE
                )
                text = f"Not: {mapped.heading}" if negative else mapped.heading.replace("(tick)", "").strip()
            if field == "progress" and several and mapped.heading and not any(e.date for e in read_progress(text)[:1]):
                text = f"{mapped.heading.rstrip(': ')}: {text}"  # the heading says of when the update is
                values[field] = f"{values[field]}\n\n{text}" if field in values else text
                continue
            values[field] = joined(values.get(field, ""), text)
        return values

    def _row(self, table: Table, i: int, *, at_cut: bool) -> bool:
        """Read one row; whether it held anything. ``at_cut`` marks the first after a page break."""
        if words := self._heading_words(table, i):
            self._heading_row(words, table.rows[i][0].place or table.place)
            return True
        values = self._values(table, i)
        place = next((cell.place for cell in table.rows[i] if cell.place), table.place)
        continues = self._continues(table, i)
        if "rating" not in values and (colour := self._colour(table, i)):
            values["rating"] = colour
        if not any(values.values()):
            return False
        new = self._recommendation_of(values, continues, at_cut=at_cut)
        rest = {k: v for k, v in values.items() if k not in ("recommendation", "section") and v}
        number = rest.pop("number", "")
        ref = clean_number(bare(number)) if number and self.numbers_are != "recommendation" else ""
        if not rest and not ref:
            return True
        if set(rest) == {"rating"} and "action" not in continues and new:
            self.draft.recommendation.rating = rest["rating"]
            return True
        above = self.draft.row
        if above is not None and not new and not ref and self._goes_on(above, rest, continues, at_cut=at_cut):
            for field, text in rest.items():
                above.add(field, text)
            above.take_dates(self._dates(table, i))
            return True
        row = Row(cells=rest, ref=ref, place=place, dates=self._dates(table, i))
        if above is not None:
            for field in _SHARED:
                if field in continues and field in above.cells and not rest.get(field):
                    row.cells[field] = above.cells[field]
                    row.dates.update({k: v for k, v in above.dates.items() if k == field})
        self.draft.add_row(row)
        return True

    def _continues(self, table: Table, i: int) -> set[str]:
        fields, x = set(), 0
        for cell in table.rows[i]:
            if cell.continues:
                fields.add(self.columns[min(x, len(self.columns) - 1)].field)
            x += cell.columns
        return fields

    def _dates(self, table: Table, i: int) -> dict[str, list[datetime.date]]:
        dates: dict[str, list[datetime.date]] = {}
        x = 0
        for cell in table.rows[i]:
            if cell.date:
                dates.setdefault(self.columns[min(x, len(self.columns) - 1)].field, []).append(cell.date)
            x += cell.columns
        return dates

    def _colour(self, table: Table, i: int) -> str:
        x = 0
        for cell in table.rows[i]:
            if self.columns[min(x, len(self.columns) - 1)].field == "rating" and not cell.text.strip():
                word = colour_word(cell.fill)
                if word and not cell.continues:
                    self.draft.warn(
                        COLOUR,
                        cell.place or table.place,
                        f"The rating is told by the colour of the cell only; it was read as “{word}”.",
                    )
                    return word
            x += cell.columns
        return ""

    def _recommendation_of(self, values: dict[str, str], continues: set[str], *, at_cut: bool) -> bool:
        """Open the section and recommendation that a row says it belongs to; whether one was opened."""
        draft = self.draft
        if section := re.sub(r"\s+", " ", bare(values.get("section", ""))):
            heading = next((m.heading for m in self.columns if m.field == "section"), "")
            draft.section_named(section, plain(heading))
        number = clean_number(bare(values.get("number", ""))) if self.numbers_are == "recommendation" else ""
        if not _has(self.columns, "recommendation"):
            if number and (draft.recommendation is None or draft.recommendation.number != number):
                draft.open_recommendation(number, draft.known.get(number, ""))
                return True
            return False
        text = bare(values.get("recommendation", ""))
        if not text and not number:
            return False
        line = classify(Paragraph(text, bold=self.numbered)) if text else Line("plain", "")
        if line.what in ("numbered", "recommendation") and not number:
            number, text = line.number, line.text
        elif line.what == "recommendation" and line.number == number or line.what == "bullet":
            text = line.text
        text = _one(text)
        current = draft.recommendation
        if current is not None and current.same(number, text):
            return False
        if (
            current is not None
            and text
            and not number
            and (at_cut or not values.get("action"))
            and (
                text[:1].islower()
                or goes_on(current.text)
                or (unfinished(current.text) and not (values.get("lead") or values.get("deadline")))
            )
        ):
            current.text = joined(current.text, text, cut=True)
            return False
        if current is not None and not text and number == current.number:
            return False
        draft.open_recommendation(number, text or draft.known.get(number, ""))
        return True

    def _goes_on(self, above: Row, cells: dict[str, str], continues: set[str], *, at_cut: bool) -> bool:
        """Whether a row goes on with the one above it instead of being an action of its own."""
        has_action = _has(self.columns, "action")
        action = cells.get("action", "")
        if has_action and not action:
            return True
        if "deadline" in continues and continues & {"why", "risk"}:
            return True  # what shares its reason and its deadline with the row above is one action in two parts
        if action and _cut(above.cells.get("action", ""), action):
            return True
        if not at_cut:
            return False
        if any(
            _cut(above.cells.get(field, ""), text)
            for field, text in cells.items()
            if field not in ("lead", "deadline", "rating")
        ):
            return True
        blank = [
            m.field
            for m in self.columns
            if m.field in ("why", "risk") and not cells.get(m.field) and above.cells.get(m.field)
        ]
        if blank and above.cells.get("deadline") and not cells.get("deadline"):
            return True
        return not has_action and not cells.get("deadline") and not cells.get("lead")

    def _heading_row(self, words: str, place: str) -> None:
        """A row that spans the table: a recommendation, a section, or its objectives and outcomes."""
        own = _has(self.columns, "recommendation")
        for part in re.split(r"\n+", words):
            line = classify(Paragraph(part, bold=True, place=place))
            if line.what in ("recommendation", "numbered") and not own:
                short = line.what == "numbered" and len(line.text.split()) <= 5 and _has(self.columns, "number")
                if short:
                    self.draft.open_section(line.text, "")
                else:
                    self.draft.open_recommendation(
                        line.number, _one(line.text) or self.draft.known.get(line.number, "")
                    )
            elif line.what == "section":
                self.draft.open_section(line.text, line.kind)
            elif line.what in ("objectives", "outcomes"):
                self.draft.list_in(line.what, line.text)
            elif line.what == "bullet" or self.draft.listing:
                self.draft.item(line.text)
            elif not own and len(line.text.split()) >= 8 and not _has(self.columns, "number"):
                self.draft.open_recommendation("", _one(line.text))
            elif len(line.text.split()) > 25:
                self.draft.describe(line.text, place)
            else:
                self.draft.open_section(line.text, "")
        self.draft.listing = "" if not words.rstrip().endswith(":") else self.draft.listing

    # lines around the tables ---------------------------------------------------------------------------------------

    def _lines(self) -> list[Line]:
        lines = [classify(p) for p in self.waiting]
        self.waiting = []
        return lines

    def _place(self, lines: list[Line], *, own: bool, continued: bool) -> None:
        """Give the lines above a plan's table their place. ``own`` says that the table names its recommendations."""
        if not lines:
            return
        headed = [i for i, line in enumerate(lines) if self._could_head(line)]
        if (
            continued
            and self.draft.row is not None
            and not headed
            and not any(line.what in ("section", "objectives", "outcomes", "heading") for line in lines)
        ):
            self._loose(lines)
            return
        if own:
            self._known(lines)
        self._walk(lines, head=None if own else self._head_of(lines))

    def _could_head(self, line: Line) -> bool:
        if line.what == "recommendation":
            return True
        if line.what == "numbered":
            return "numbered" in self.styles or not self.styles or line.strong
        return line.strong or (line.what == "plain" and "plain" in self.styles)

    def _head_of(self, lines: list[Line]) -> int | None:
        """Which of the lines above a table is the recommendation that the table answers."""
        after = max((i for i, line in enumerate(lines) if line.what == "section"), default=-1)
        within = list(range(after + 1, len(lines)))
        listing = next((i for i in within if lines[i].what in ("objectives", "outcomes")), None)
        for i in reversed(within):
            line = lines[i]
            if line.what == "recommendation":
                return self._styled(i, line)
            if line.what == "numbered" and (
                line.strong or listing is None or i < listing or not self._in_list(lines, i, listing)
            ):
                return self._styled(i, line)
        for i in reversed(within):
            line = lines[i]
            if (
                line.what == "heading"
                and not line.general
                and (len(line.text.split()) >= 6 or "heading" in self.styles)
            ):
                if self.plan_tables == 0 and not self.draft.title and i == 0 and len(line.text.split()) < 10:
                    continue
                return self._styled(i, line)
        last = len(lines) - 1
        if (
            last >= 0
            and lines[last].what == "plain"
            and last in within
            and listing is None
            and len(lines[last].text.split()) >= 6
        ) and (
            (len(within) == 1 and self.plan_tables > 0)
            or "plain" in self.styles
            or re.match(
                r"(?:ensure|improve|develop|strengthen|review|establish|make|take|work|undertake|increase"
                r"|reduce|continue|provide|implement|consider)\b",
                lines[last].text,
                re.IGNORECASE,
            )
        ):
            return self._styled(last, lines[last])
        return None

    @staticmethod
    def _in_list(lines: list[Line], i: int, listing: int) -> bool:
        """Whether a numbered line is an item of the objectives that began at ``listing``."""
        before = lines[listing + 1 : i]
        return all(line.what == "numbered" for line in before) and (bool(before) or lines[i].number in ("1", "a", "i"))

    def _styled(self, i: int, line: Line) -> int:
        self.styles.add(line.what)
        return i

    def _loose(self, lines: list[Line]) -> None:
        row = self.draft.row
        assert row is not None
        written = [line.written for line in lines]
        for words in written:
            row.add("progress", words)
        rest = " and what follows it" if len(written) > 1 else ""
        self.draft.warn(
            LOOSE,
            row.place,
            f"“{_short(bare(written[0]))}”{rest} stood outside of the table; it was added to the progress of this row.",
        )

    def _known(self, lines: list[Line]) -> None:
        for line in lines:
            if line.what in ("numbered", "recommendation") and line.number and len(line.text.split()) >= 4:
                self.draft.known.setdefault(line.number, _one(line.text))

    def _walk(self, lines: list[Line], *, head: int | None, listed: set[int] = frozenset()) -> None:
        """Take lines one by one. ``head`` is the recommendation of the table below, ``listed`` are recommendations."""
        draft = self.draft
        draft.listing = ""
        under = False  # below a recommendation's own line
        aside = False  # below a heading that names no part of the plan
        for i, line in enumerate(lines):
            if i == head or i in listed:
                draft.open_recommendation(line.number, _one(line.text))
                draft.listing, under, aside = "", True, False
                continue
            if under and head is not None and line.what in ("plain", "heading", "bullet"):
                recommendation = draft.recommendation
                if not recommendation.text and line.what != "bullet":
                    recommendation.text = _one(line.text)
                elif line.what == "bullet" or (unfinished(recommendation.text) and not _SAYS_WHAT.match(line.text)):
                    recommendation.text = joined(
                        recommendation.text, line.written if line.what == "bullet" else _one(line.text), cut=True
                    )
                else:
                    draft.describe(line.text, line.place)
                continue
            if under and listed and line.what in ("bullet", "numbered") and not line.strong and i - 1 >= 0:
                mark = f"{line.number}) " if line.what == "numbered" else "- "
                draft.recommendation.text = joined(
                    draft.recommendation.text, f"- {line.text}" if mark == "- " else f"- {mark}{line.text}"
                )
                continue
            under = False
            if line.what in ("section", "objectives", "outcomes"):
                aside = False
            if line.what == "section":
                draft.open_section(line.text, line.kind, line.number)
            elif line.what in ("objectives", "outcomes") and (kind := self._opens(line)):
                draft.open_section(line.text, kind, "1")
            elif line.what in ("objectives", "outcomes"):
                draft.list_in(line.what, line.text)
            elif (
                not aside
                and line.what == "bullet"
                or (draft.listing and line.what in ("numbered", "plain") and not line.strong)
            ):
                if draft.listing:
                    draft.item(line.text)
                else:
                    draft.describe(f"- {line.text}", line.place)
            elif line.what in ("heading", "numbered") and line.strong:
                draft.listing = ""
                aside = draft.begun and line.general
                self._heading(lines, i)
            elif aside or (listed and i > max(listed)):
                draft.below.append(line.text)
                draft.leave_out(bare(line.written), "It stands outside the list of recommendations.", line.place)
            elif line.what in ("numbered", "recommendation") and line.number in draft.known:
                continue  # the table below names it by its number
            else:
                draft.describe(f"{line.number} {line.text}".strip(), line.place)

    def _opens(self, line: Line) -> str:
        """The kind of section that "Outcome: people are safe" opens where it stands above all else; else ``""``."""
        match = re.match(r"\W*(objective|aim|outcome)\s*:", line.written, re.IGNORECASE)
        if not match or not line.strong or not line.text:
            return ""
        kind, section = match[1].lower(), self.draft.section
        if section.title and section.kind != kind:
            return ""
        return kind if section.title or not (section.objectives or section.outcomes) else ""

    def _heads_alike(self, line: Line) -> bool:
        """Whether headings of the same look stand right above several tables or lists: each names a part of the plan."""
        above = [
            (before.level, before.bold or before.level > 0)
            for before, block in pairwise(self.blocks.blocks)
            if isinstance(before, Paragraph)
            and (
                read_versions(block) is None
                if isinstance(block, Table)
                else classify(block).what in ("numbered", "recommendation")
            )
            and classify(before).what in ("heading", "numbered")
            and not classify(before).general
        ]
        looks = [look for look in above if look == (line.level, line.strong)]
        return len(looks) > 1

    def _heading(self, lines: list[Line], i: int) -> None:
        draft, line = self.draft, lines[i]
        text = f"{line.number} {line.text}".strip() if line.what == "numbered" else line.text
        below = lines[i + 1].what if i + 1 < len(lines) else ""
        if below in ("", "numbered", "recommendation") and not line.general and self._heads_alike(line):
            draft.open_section(line.text, "", line.number)
        elif not draft.begun and not draft.title:
            draft.title = text
        elif not draft.begun and not draft.subtitle and line.what == "heading":
            draft.subtitle = text
        elif line.general:
            draft.leave_out(text, "A heading of the paper, not of a part of the plan.", line.place)
        else:
            draft.open_section(line.text, "", line.number)

    def _place_last(self, *, between: bool = False) -> None:
        """Lines with no plan table below them: a list of recommendations, version lines, or words to leave out."""
        lines = self._lines()
        rest: list[Line] = []
        for line in lines:
            found = read_version_line(f"{line.number} {line.text}".strip() if line.what == "numbered" else line.text)
            if found is not None and (self.plan_tables or len(lines) > 1):
                self.draft.versions.append(found)
            else:
                rest.append(line)
        if between and not self.plan_tables:
            self.waiting = [Paragraph(r.written, r.level, r.number * r.automatic, r.strong, r.place) for r in rest]
            return
        if self.plan_tables:
            for line in rest:
                if line.what == "heading" and line.general:
                    continue
                self.draft.below.append(line.text)
                self.draft.leave_out(bare(line.written), "It stands below the tables of the plan.", line.place)
            return
        self._walk(rest, head=None, listed=listed_recommendations(rest))


def _has(columns: Sequence[Mapped], field: str) -> bool:
    return any(m.field == field for m in columns)


def _names_by_number(columns: Sequence[Mapped]) -> bool:
    """Whether a table names recommendations by number alone: "Rec no."."""
    return any(m.field == "number" and _OF_RECOMMENDATION.match(plain(m.heading)) for m in columns)


def _spans_all(table: Table, i: int) -> bool:
    filled = [cell for cell in table.rows[i] if cell.text.strip()]
    return len(filled) == 1 and filled[0].columns >= table.width


def _cut(above: str, text: str) -> bool:
    """Whether a text goes on in the midst of the sentence above it."""
    return unfinished(above) and bool(re.match(r"(?![a-z]{1,3}[.)]\s)[a-z(,;]", bare(text)))


def _one(text: str) -> str:
    """The words of a recommendation on as few lines as it has paragraphs."""
    paragraphs = re.split(r"\n[ \t]*\n|\n(?=\s*- )", text.strip())
    out = ""
    for paragraph in paragraphs:
        words = re.sub(r"\s+", " ", paragraph).strip()
        out += ("\n" if words.startswith("- ") and out else "\n\n" if out else "") + words
    return out


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77].rsplit(" ", 1)[0] + " …"


def _form(table: Table) -> Table | None:
    """A form, with its headings in the first column, as a table with its headings in the first row; None if it is none."""
    if not 2 <= table.width <= 4 or len(table.rows) < 3:
        return None
    rows = [row for row in table.rows if len(row) >= 2]
    labels = [bare(row[0].text) for row in rows]
    if len(rows) < 3 or not is_heading_row(labels, marked=True):
        return None
    if is_heading_row([bare(cell.text) for cell in table.rows[0]]) and len(table.rows[0]) > 2:
        return None
    if any(len(label) > 80 for label in labels) or sum(bool(label) for label in labels) < len(labels) * 0.8:
        return None
    out: list[tuple[Cell, ...]] = []
    records: list[list[list[Cell]]] = [[]]
    for row in rows:
        if any(bare(seen[0].text) == bare(row[0].text) for seen in records[-1] if row[0].text.strip()):
            records.append([])
        records[-1].append(list(row))
    for record in records:
        out.append(tuple(row[0] for row in record))
        for x in range(1, max(len(row) for row in record)):
            out.append(tuple(row[x] if x < len(row) else Cell() for row in record))
    return Table(tuple(out), 0, table.place)
