"""Reading the rows of a plan's tables into a draft: their cells by field, and where each row belongs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actionplans.document.dates import find_dates, find_periods
from actionplans.document.warnings import COLOUR, COUNT, HEADS, LABEL, SHOWN
from actionplans.reading.files.blocks import Paragraph, Table

from .across import read_across
from .cell_words import is_count, is_tick
from .draft import Draft, DraftRow, alike, heading_of
from .evidence import ASKS, DATES, MERGED, NAMES, NOTES, PROSE, REPEATED, WORDS
from .heading_words import plain
from .headings import Mapped
from .joining import goes_on, in_paragraphs, joined, unfinished
from .label_rows import read_labels, spans_all
from .progress import read_progress
from .row_cells import cells_with_columns, continued_fields, rating_of_colour, real_dates, row_is_struck
from .row_parts import are_numbered, begins_numbered, has, is_update, labelled_parts, update
from .sections import ClassifiedLine, bare, classify, clean_number
from .struck import current_text
from .table_shape import (
    Body,
    columns_of,
    heading_words,
    is_advice,
    numbered_across,
    parents_in,
    repeats_heads,
)

#: A column of such numbers counts recommendations, whatever else the table holds.
_OF_RECOMMENDATION = re.compile(r"recs?\b|recommendation|ofsted|para")
#: "3 That volunteers be checked": a number at the head of a recommendation needs no full stop in a column of them.
_BEGINS_NUMBERED = re.compile(r"[A-Z]{0,3}\d{1,3}[\w.()]*(?:\s?\(\w+\))?[.):]?\s+[A-Z“‘]")
#: Roles that follow from cells, which hold for columns so called in the tables below.
_BY_CELLS = {ASKS, DATES, MERGED, NAMES, NOTES, PROSE, REPEATED, WORDS}
_SHARED = ("deadline", "lead", "rating", "status")


class RowReader:
    """Reads the rows of tables under the columns of the last heading row: ``columns`` has one for each grid column, and
    ``headings`` their headings in plain words. ``numbers_are`` says what a column of numbers counts, ``recommendation`` or
    ``action``; ``numbered`` whether recommendations in their column begin with their numbers, ``recommended`` whether lines
    above the table name its recommendations."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.columns: list[Mapped] = []
        self.headings: list[str] = []
        self.numbers_are = "action"
        self.counted: dict[str, str] = {}  # what numbers under a heading were taken to count
        self.numbered = False
        self.recommended = False
        self.actions_numbered = False  # the text of each action begins with its number
        self.parents: set[int] = set()  # rows that are the recommendations of the rows below them
        self.found_before: dict[str, Mapped] = {}  # by plain heading
        self._follows_section = False  # the row before opened a section

    def set_columns(self, table: Table, body: Body, mapped: list[Mapped] | None = None, *, again: bool) -> None:
        """Read the rows that follow under the headings of this body. again: they may only be repeated; mapped are its
        columns where they are known."""
        mapped = mapped or self.columns_of(table, body)
        names = [plain(m.heading) for m in mapped]
        first, last, _ = body
        # where the heading row is only repeated, what it was taken for on the first page still holds
        if not (again and names == self.headings):
            self.columns, self.headings = mapped, names
            for m in mapped:
                self.draft.note_column(m, table.place)
            self.draft.note_periods([m.period for m in self.columns if m.period], table.place)
            assert first is not None
            self._leave_out_heads(table, first, last)
        self.actions_numbered = not has(self.columns, "ref") and are_numbered(
            [self._values(table, i).get("action", "") for i in body[2] if not spans_all(table, i)]
        )
        self.parents = set() if has(self.columns, "recommendation") else parents_in(table, body[2])
        heading = next((plain(m.heading) for m in self.columns if m.field == "number"), "")
        self.numbers_are = self.counted.setdefault(heading, self._what_numbers_are(table, body[2]))
        texts = [t for i in body[2] if (t := bare(self._values(table, i).get("recommendation", "")))]
        self.numbered = sum(bool(_BEGINS_NUMBERED.match(t)) for t in texts) * 2 > len(texts)

    def columns_of(self, table: Table, body: Body) -> list[Mapped]:
        """What the columns of a table are, by its headings, its cells, and what columns so called were in tables above."""
        mapped = columns_of(table, body, recommended=self.recommended, hints=self.draft.hints, before=self.found_before)
        self.found_before |= {
            plain(m.heading): m for m in mapped if m.heading and (m.reason in _BY_CELLS or m.field in ("number", "ref"))
        }
        return mapped

    def _leave_out_heads(self, table: Table, first: int, last: int) -> None:
        used = [set(re.findall(r"\w+", m.heading)) for m in self.columns]
        for i in range(first, last + 1):
            for cell in table.rows[i]:
                words = re.sub(r"\s+", " ", bare(cell.text))
                if words and not any(set(re.findall(r"\w+", words)) <= heading for heading in used):
                    self.draft.leave_out(words, HEADS, table.place)

    def _what_numbers_are(self, table: Table, rows: list[int]) -> str:
        """Whether a column of numbers counts recommendations or the rows themselves."""
        if not has(self.columns, "number"):
            return ""
        if has(self.columns, "ref"):
            return "recommendation"
        heading = next(m.heading for m in self.columns if m.field == "number")
        if _OF_RECOMMENDATION.match(plain(heading)):
            return "recommendation"
        if not has(self.columns, "recommendation"):
            return "action"
        values = [self._values(table, i) for i in rows if not heading_words(table, i, self.columns)]
        numbers = [v["number"] for v in values if v.get("number")]
        with_text = [v for v in values if v.get("number") and v.get("recommendation")]
        begun = len({v["recommendation"] for v in values if v.get("recommendation")})
        carries_own = any(
            classify(Paragraph(v["recommendation"])).what == "numbered" for v in values if v.get("recommendation")
        )
        if carries_own or len(with_text) < len(numbers) or len(set(numbers)) > begun:
            return "action"
        return "recommendation"

    def is_guidance(self, table: Table, i: int) -> bool:
        """Whether a row below the headings says how to fill in the table, and is none that begins with a number."""
        if not is_advice(table, i):
            return False
        values = self._values(table, i)
        number, text = values.get("number", ""), bare(values.get("recommendation", ""))
        return not (re.match(r"\W*\d", number) or _BEGINS_NUMBERED.match(text))

    def begin_with_recommendation(self, table: Table, rows: Sequence[int]) -> bool:
        """Whether the first row below the headings is a recommendation that spans the table."""
        for i in rows:
            if words := heading_words(table, i, self.columns):
                lines = [classify(Paragraph(part, bold=True)) for part in re.split(r"\n+", bare(words))]
                if any(self._heads_rows(line) for line in lines):
                    return True
                continue
            return False
        return False

    @staticmethod
    def _heads_rows(line: ClassifiedLine) -> bool:
        return line.what in ("recommendation", "numbered") or (line.what == "heading" and len(line.text.split()) >= 8)

    def _values(self, table: Table, i: int) -> dict[str, str]:
        """The texts of a row by field, as written."""
        values: dict[str, str] = {}
        struck = row_is_struck(table.rows[i], self.columns)
        several = sum(m.field == "progress" for m in dict.fromkeys(self.columns)) > 1
        # a date that replaced another is read after it, wherever its column is
        for cell, mapped in sorted(
            cells_with_columns(table.rows[i], self.columns), key=lambda x: x[1].field == "revised"
        ):
            text = current_text(cell, row_is_struck=struck).strip()
            if not text or cell.continues or mapped.period:
                continue
            field = mapped.field
            if field == "left-out":
                self.draft.leave_out(bare(text), SHOWN, cell.place or table.place)
                continue
            if field == "revised":
                values[f"extra:{heading_of(mapped)}"] = text
                if (find_dates(text) or find_periods(text)) and text != values.get("deadline"):
                    values["deadline"] = f"{values['deadline']} now {text}" if values.get("deadline") else text
                continue
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
        if day := values.pop("dated", ""):
            noted = values.get("progress", "")
            values["progress"] = f"{day}: {noted}" if noted else day
        return values | labelled_parts(values, self.columns, self.draft)

    def _periods(self, table: Table, i: int) -> dict[str, str]:
        """The notes of a row that are in columns of one period or agency each, by that."""
        notes: dict[str, str] = {}
        struck = row_is_struck(table.rows[i], self.columns)
        for cell, mapped in cells_with_columns(table.rows[i], self.columns):
            if mapped.period and cell.text.strip(" –—-\n") and not cell.continues:
                text = current_text(cell, row_is_struck=struck)
                notes[mapped.period] = joined(notes.get(mapped.period, ""), text)
        return notes

    def read(self, table: Table, i: int, *, at_cut: bool) -> bool:
        """Read one row; whether it held anything. ``at_cut`` marks the first after a page break."""
        texts = [bare(cell.text) for cell in table.rows[i] if cell.text.strip() and not cell.continues]
        if is_count(texts) and not any(cell.continues for cell in table.rows[i]):
            self.draft.leave_out(" | ".join(texts), COUNT, table.place)
            return False
        if not has(self.columns, "recommendation") and (across := numbered_across(table, i)):
            self.draft.open_recommendation(across[0], in_paragraphs(across[1]), place=table.place)
            self.draft.leave_out(" | ".join(texts[2:]), COUNT, table.place)
            return True
        if not has(self.columns, "recommendation") and read_labels(table, i, self.draft):
            return True
        if words := heading_words(table, i, self.columns):
            self._follows_section = read_across(
                words, table, i, self.draft, self.columns, follows_section=self._follows_section
            )
            return True
        if repeats_heads(table, i, self.columns):
            words = " | ".join(bare(cell.text) for cell in table.rows[i] if cell.text.strip())
            self.draft.leave_out(words, HEADS, table.place)
            return False
        self._follows_section = False
        if i in self.parents:
            number, text = (bare(cell.text) for cell in table.rows[i] if cell.text.strip())
            self.draft.open_recommendation(clean_number(number), in_paragraphs(text), place=table.place)
            return True
        values = self._values(table, i)
        place = next((cell.place for cell in table.rows[i] if cell.place), table.place)
        continues = continued_fields(table.rows[i], self.columns)
        if "rating" not in values and (colour := rating_of_colour(table.rows[i], self.columns, self.draft.colours)):
            values["rating"] = colour[0]
            said = f"Only the colour of the cell shows the rating; it was read as “{colour[0]}”."
            self.draft.warn(COLOUR, colour[1] or table.place, said)
        periods = self._periods(table, i)
        if not any(values.values()) and not periods:
            return False
        new = self._recommendation_of(values, continues, place, at_cut=at_cut)
        rest = {k: v for k, v in values.items() if k not in ("recommendation", "section") and v}
        number = rest.pop("ref", "") or rest.pop("number", "")
        rest.pop("number", "")
        ref = (
            clean_number(bare(number))
            if number and (self.numbers_are != "recommendation" or has(self.columns, "ref"))
            else ""
        )
        if self.actions_numbered and not ref and (numbered := begins_numbered(rest.get("action", ""))):
            ref, rest["action"] = numbered
        if not rest and not ref and not periods:
            return True
        if set(rest) == {"rating"} and not periods and "action" not in continues and new:
            self.draft.present.rating = rest["rating"]
            return True
        above = self.draft.row
        if above is not None and not new and is_update(above, ref, rest):
            again = update(above, rest, periods, real_dates(table.rows[i], self.columns))
            self.draft.repeated.append(" | ".join(bare(text) for text in (number, *again) if text))
            return True
        if above is not None and not new and not ref and self._goes_on(above, rest, continues, at_cut=at_cut):
            for field, text in rest.items():
                above.add(field, text, at_cut=at_cut)
            for period, text in periods.items():
                above.add_period(period, text)
            above.take_dates(real_dates(table.rows[i], self.columns))
            return True
        row = DraftRow(cells=rest, ref=ref, place=place, periods=periods, dates=real_dates(table.rows[i], self.columns))
        row.struck = row_is_struck(table.rows[i], self.columns)
        if above is not None:
            for field in _SHARED:
                if field in continues and field in above.cells and not rest.get(field):
                    row.cells[field] = above.cells[field]
                    row.dates.update({k: v for k, v in above.dates.items() if k == field})
        self.draft.add_row(row)
        return True

    def _recommendation_of(self, values: dict[str, str], continues: set[str], place: str, *, at_cut: bool) -> bool:
        """Open the section and recommendation that a row says it belongs to; whether one was opened."""
        draft = self.draft
        if section := re.sub(r"\s+", " ", bare(values.get("section", ""))):
            heading = next((m.heading for m in self.columns if m.field == "section"), "")
            draft.settle_closed()
            draft.section_named(section, plain(heading))
        number = clean_number(bare(values.get("number", ""))) if self.numbers_are == "recommendation" else ""
        if not has(self.columns, "recommendation"):
            if number and (draft.recommendation is None or draft.recommendation.number != number):
                draft.open_recommendation(number, draft.text_of(number))
                return True
            return False
        text = bare(values.get("recommendation", ""))
        if not text and not number:
            return False
        line = classify(Paragraph(text, bold=self.numbered)) if text else ClassifiedLine("plain", "")
        called = line.called if line.text else ""
        if line.what in ("numbered", "recommendation") and not number:
            number, text = line.number, line.text
        elif line.what == "recommendation" and line.number == number or line.what == "bullet":
            text = line.text
        text, again = draft.once(in_paragraphs(text), place)
        current = draft.recommendation
        if current is not None and (current.same(number, text) or again and not number and alike(text, current.text)):
            draft.leave_out(called, LABEL, place, label="recommendations")
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
        draft.open_recommendation(number, text or draft.text_of(number), called=called, place=place)
        return True

    def _goes_on(self, above: DraftRow, cells: dict[str, str], continues: set[str], *, at_cut: bool) -> bool:
        """Whether a row goes on with the one above it instead of being an action of its own."""
        has_action = has(self.columns, "action")
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


def names_by_number(columns: Sequence[Mapped]) -> bool:
    """Whether a table names recommendations by number alone: "Rec no."."""
    return any(m.field == "number" and _OF_RECOMMENDATION.match(plain(m.heading)) for m in columns)


def _cut(above: str, text: str) -> bool:
    """Whether a text goes on in the midst of the sentence above it."""
    return unfinished(above) and bool(re.match(r"(?![a-z]{1,3}[.)]\s)[a-z(,;]", bare(text)))
