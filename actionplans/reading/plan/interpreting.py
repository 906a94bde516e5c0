"""Turn the blocks of a file into a plan document: decide what its headings, tables and lists mean.

Every word of a table lands in a field, in a column of the board's own, or among the warnings as left out, with the
reason. Nothing here knows a file's format; nothing fits one board only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from actionplans.document.tree import PlanDocument
from actionplans.document.warnings import AROUND, COUNT, GUIDANCE, HEADING, HEADS, KEY, REPORT, RUNNING, SECOND, TABLE
from actionplans.reading.files.blocks import Blocks, Paragraph, Table

from .account import FIRST, NAMED, SHOWN, Account, role_of
from .apart import INTRODUCTION, cells_below, leave_out, without_sheets
from .cards import with_cards
from .cell_words import sums_up
from .draft import Draft, DraftSection, alike
from .finish import finished
from .form_actions import AGAIN, labels_of_actions, with_further_actions
from .forms import form_as_table
from .front import is_marking, is_page_number, opened, read_front
from .heading_words import plain
from .headings import Mapped
from .hints import APART, Hints, TableHint
from .keys import is_key
from .label_rows import lines_above
from .line_account import account_for_lines
from .reasons import WHY
from .row_parts import has
from .rows import RowReader, names_by_number
from .scale import read_colours
from .second_plan import second_plan_at
from .sections import bare, classify, listed_recommendations
from .strips import with_lines
from .surroundings import Surroundings
from .table_shape import bodies_of, heads_of, is_head, only_counts
from .versions import read_versions, unknown_heads

#: A table of fewer columns is a box around a text.
_LEAST_COLUMNS = 2


def interpret(
    blocks: Blocks, name: str = "", hints: Hints | None = None, *, ours: bool = False
) -> tuple[PlanDocument, Account]:
    """The plan in a file, and what its parts were taken for. ``name`` is the file's, for a plan that does not name itself;
    ``hints`` are what the user showed of it; ``ours`` says that the file went out from here."""
    reader = _Interpreter(blocks, hints or Hints(), ours=ours)
    reader.read()
    if reader.second:  # its keys explain nothing of the first plan
        blocks = replace(blocks, blocks=reader.blocks.blocks)
    account = reader.draft.account
    document = finished(reader.draft, blocks, name)
    account_for_lines(
        account,
        document,
        blocks.blocks,
        hints=reader.draft.hints,
        apart=reader.apart,
        across=reader.draft.across,
        labels=reader.labels,
    )
    return document, account


def _words_of(blocks: Sequence[Paragraph | Table]) -> list[str]:
    """What blocks say, a line for each paragraph and row."""
    words: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            words.append(f"{block.number} {bare(block.text)}".strip())
        else:
            words += [" | ".join(bare(c.text) for c in row if c.text.strip()) for row in block.rows]
    return [line for line in words if line]


#: A line of a table of contents: a title, dots and its page.
_CONTENTS = re.compile(r"\.{4} ?\d{1,3}$")


class _Interpreter:
    """One file while its plan is read out of it, block by block."""

    def __init__(self, blocks: Blocks, hints: Hints, *, ours: bool) -> None:
        self.draft = Draft(hints=hints, ours=ours)
        self.draft.colours = read_colours(blocks)
        self.draft.account.hides, self.draft.account.empty = list(blocks.hides), blocks.empty
        self.sheets = list(dict.fromkeys(block.sheet for block in blocks.blocks))
        found, buttons = with_cards(with_lines(blocks.blocks))
        self.blocks = blocks = without_sheets(opened(replace(blocks, blocks=found), hints), self.draft)
        for words, place in buttons:
            self.draft.leave_out(words, AROUND, place)
        self.apart: set[int] = set()  # the identities of the blocks before the plan
        self.labels: dict[str, str] = {}  # what follows the words that the lines of actions begin with
        self.rows = RowReader(self.draft)
        self.around = Surroundings(self.draft, blocks)
        self.second: tuple[Paragraph | Table, ...] = ()  # the blocks of another plan behind the first

    def read(self) -> None:
        front = read_front(self.blocks, self.draft.hints)
        self.draft.title, self.draft.subtitle, self.draft.version = front.title, front.subtitle, front.version
        self.draft.parts_from, self.draft.title_sheet = front.parts_from, front.sheet
        end = second_plan_at(self.blocks.blocks, front)
        self.second = self.blocks.blocks[end:]
        self.blocks = replace(self.blocks, blocks=self.blocks.blocks[:end])
        self._leave_out_report(self.blocks.blocks[: front.begin])
        self.apart = {id(block) for block in self.blocks.blocks[: front.begin]}
        pages: list[str] = []
        running = self._running()
        for i, block in enumerate(self.blocks.blocks[front.begin :], front.begin):
            if i in front.before and isinstance(block, Table):
                self._other_table(block)
            elif isinstance(block, Table):
                self._table(block)
            elif is_page_number(block.text) or block.text in running or _CONTENTS.search(block.text):
                pages.append(block.text.strip())
            elif i in front.names or is_marking(block.text):
                self.draft.leave_out(bare(block.text), HEADING, block.place)
            elif sums_up(bare(block.text)) and i not in front.taken:
                self.draft.leave_out(bare(block.text), COUNT, block.place)
            elif block.text.strip() and i not in front.taken:
                self.around.waiting.append(block)
        self.draft.leave_out("\n".join(pages), RUNNING)
        self.around.place_last()
        if self.second:
            words = _words_of(self.second)
            said = f"“{words[0]}” is a second plan in this file. {WHY[SECOND]}"
            self.draft.leave_out_at_once(said, "\n".join(words), SECOND)
        named = {r.number: r.text for section in self.draft.sections for r in section.recommendations}
        titles = [plain(section.title) for section in self.draft.sections]
        for number, text in self.draft.known.items():
            if any(title.endswith(plain(text)) for title in titles):
                continue  # "Priority action 1 – Early help" heads a part of the plan
            if number not in named or not alike(named[number], text):
                self.draft.unnamed.append((number, text))
        if self.draft.introduction:
            introduction = [(text, "") for text in self.draft.introduction]
            self.draft.sections.insert(0, DraftSection(title=INTRODUCTION, description=introduction, introduces=True))
        self.draft.account.tables.sort(key=lambda table: self.sheets.index(table.sheet))

    def _running(self) -> set[str]:
        """Short lines that stand again and again right above a table that goes on: heads of some of the pages."""
        above = Counter(
            first.text
            for first, second in pairwise(self.blocks.blocks)
            if isinstance(first, Paragraph) and isinstance(second, Table)
            if first.place.startswith("page ") and not first.bold and not first.level and len(first.text.split()) <= 10
        )
        return {text for text, times in above.items() if times > 1 and classify(Paragraph(text)).what == "plain"}

    def _leave_out_report(self, blocks: Sequence[Paragraph | Table]) -> None:
        """What stands before the plan is one thing left out; its list of recommendations says what a plan's bare numbers mean."""
        lines = [classify(block) for block in blocks if isinstance(block, Paragraph)]
        listed = listed_recommendations(lines)
        self.draft.reported = {lines[i].number: lines[i].text for i in sorted(listed) if lines[i].number}
        self.draft.leave_out("\n".join(_words_of(blocks)), REPORT)

    def _table(self, table: Table) -> None:
        versions = read_versions(table, next((bare(p.text) for p in reversed(self.around.waiting)), ""))
        if versions is not None:
            for words in unknown_heads(table):
                self.draft.leave_out(words, HEADS, table.place)
            self.around.place_last(between=True)
            self.draft.versions += versions
            return
        if table.width < _LEAST_COLUMNS:
            for row in table.rows:
                for cell in row:
                    self.around.add_cell(cell)
            return
        if form := form_as_table(table):
            table = with_further_actions(form, self.draft.hints)
        heads = (
            [0] if form else [i for i, row in enumerate(table.rows) if is_head(table, i)] or self._shown_heads(table)
        )
        if not heads and (not self.rows.columns or table.width != len(self.rows.columns)):
            self._other_table(table)
            return
        bodies, above = bodies_of(table, heads, self.rows.columns)
        lines, about = lines_above(table, above, self.draft, self.around.waiting)
        self.rows.recommended = any(classify(line).what == "recommendation" for line in lines)
        mapped, hint = self.rows.columns, None
        if heads:
            mapped = self.rows.columns_of(table, next(body for body in bodies if body[0] is not None))
            hint = self.draft.hints.of_table([m.heading for m in heads_of(mapped)], table.sheet)
        if hint is not None and hint.table in APART:
            leave_out(table, hint.table, self.draft)
            return
        if heads and only_counts(table, heads) and not (hint and hint.table):
            leave_out(table, "leave-out", self.draft, TABLE)
            return
        self.around.waiting = lines
        continued = self.around.tables > 0 and (not heads or [plain(m.heading) for m in mapped] == self.rows.headings)
        self.around.place(
            self.around.take_lines(),
            own=has(mapped, "recommendation")
            or names_by_number(mapped)
            or self.rows.begin_with_recommendation(table, bodies[0][2]),
            continued=continued,
        )
        for words in about:
            self.draft.describe(words, table.place)
        if hint is not None and hint.table:
            self.draft.closed = hint.table == "closed"
        before = self.draft.sizes
        for n, (first_head, _last_head, body) in enumerate(bodies):
            if first_head is not None:
                self.rows.set_columns(table, bodies[n], mapped if n == 0 else None, again=continued or n > 0)
            cut = continued and n == 0
            if first_head is not None and body and self.rows.is_guidance(table, body[0]):
                words = " | ".join(bare(cell.text) for cell in table.rows[body[0]] if cell.text.strip())
                self.draft.leave_out(words, GUIDANCE, table.place)
                body = body[1:]
            for i in body:
                cut = not self.rows.read(table, i, at_cut=cut) and cut
        self.around.tables += 1
        if heads:
            self._account_for(table, mapped, [i for body in bodies for i in body[2]], hint, before)

    def _account_for(
        self,
        table: Table,
        mapped: Sequence[Mapped],
        rows: Sequence[int],
        hint: TableHint | None,
        before: dict[int, int],
    ) -> None:
        """Note a table of the plan, and what came of it; ``before`` is how many rows each recommendation had."""
        if table.kind == "outline":
            self.labels |= {plain(m.heading): role_of(m) for m in mapped}
            return
        draft, columns, cells = self.draft, heads_of(mapped), cells_below(table, mapped, rows)
        found = draft.account.add_table("closed" if draft.closed else "plan", columns, cells, table)
        for i in labels_of_actions(found.heads, draft.hints) if table.kind == "form" else ():
            found.columns[i].role = AGAIN
        grown = {key: size - before.get(key, 0) for key, size in draft.sizes.items() if size > before.get(key, 0)}
        named = [r.text for section in draft.sections for r in section.recommendations if id(r) in grown]
        found.actions += sum(grown.values())
        found.recommendations += sum(bool(text) for text in named)
        found.reason = SHOWN if hint is not None and hint.table else NAMED if draft.closed else FIRST
        if found.role == "plan" and found.repeats and found.reason != SHOWN:
            found.sure, found.others = False, ["closed", "another", "leave-out"]
        draft.account.note_recommendations(table.sheet, named)

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
                    self.around.waiting.append(Paragraph(row[1], number=row[0], place=table.place))
                else:
                    self.around.waiting.append(Paragraph(" ".join(row), bold=True, place=table.place))
            return
        if is_key(rows):
            leave_out(table, "key", self.draft, KEY)
        else:
            leave_out(table, "leave-out", self.draft, TABLE)

    def _shown_heads(self, table: Table) -> list[int]:
        """The row that the user showed to be the headings of a table."""
        return [i for i, row in enumerate(table.rows[:9]) if self.draft.hints.of_table([bare(c.text) for c in row])][:1]
