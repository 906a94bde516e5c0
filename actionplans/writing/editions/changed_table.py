"""The board's own table with what changed marked in it: sections, recommendations, rows, cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from actionplans.document.change_summary import Comparison
from actionplans.document.changes import KINDS, CellChange, RecommendationChange, RowChange, SectionChange
from actionplans.document.merged import MergedRecommendation, MergedRow, MergedSection, merged
from actionplans.document.tree import ColumnNode, PlanDocument, RecommendationNode, SectionNode
from actionplans.document.wording import capital, listed, plural
from actionplans.writing.columns import TABLE_MM, Width
from actionplans.writing.order import Order
from actionplans.writing.parts import also_words
from actionplans.writing.press.sheets import HtmlPiece

from .cells import aims, bullets, hidden_row_mark, overdue_mark, rating_mark, room, state_mark
from .changed_cells import (
    HIDDEN,
    Cell,
    beside_the_table,
    changed_deadline,
    changed_lead,
    changed_progress,
    changed_rating,
    changed_rating_mark,
    changed_state,
    changed_status,
    compared,
    label,
    row_details,
    row_labels,
)
from .clean import PrintedTable
from .redline import marked, redline, redline_words
from .words import blocks, line
from .words import cell as written

#: Millimetres of the first column, in type of the usual size: it holds a framed "Reopened", which must not break.
ROW_MM = 17
#: What is said beside the heading of a section or recommendation that changed.
OWN_LABELS = {
    "new": KINDS["new"],
    "removed": KINDS["removed"],
    "moved": "Place changed",
    "rating": KINDS["rating"],
    "reworded": KINDS["reworded"],
    "hidden": KINDS["hidden"],
    "shown": KINDS["shown"],
}


def older_words(since: PlanDocument) -> str:
    """What the older document is called in a sentence: "version 7"."""
    return f"version {since.version.number}" if since.version else "the older plan"


class ChangesTable(PrintedTable):
    """The board's table with what changed marked in it. ``untouched`` are the references of the rows that were left out."""

    def __init__(self, order: Order, comparison: Comparison) -> None:
        super().__init__(order.document, order.look, order.printed_on)
        self.shares = with_row_of(ROW_MM * 100 / TABLE_MM * order.look.scale, self.shares)
        self.css = "".join(f"col.{share.name}{{width:{share.percent:.2f}%}}" for share in self.shares)
        self.only_changed = order.only_changed
        self.removed = dict(order.removed)
        self.since = older_words(order.since) if order.since else ""
        self.plan = merged(comparison)
        self.label_of = {id(s): label for s, label in zip(self.document.sections, self.labels, strict=True)}
        self.printed = {column.field for column in self.columns}
        self.own = {column.field for column in self.document.columns} or self.printed
        self.untouched = [
            line(row.ref)
            for section in self.plan
            for recommendation in section.recommendations
            for row in recommendation.rows
            if self.only_changed and row.change is None
        ]

    def pieces(self) -> Iterator[HtmlPiece]:
        """All sections, or those in which something changed."""
        for section in self.plan:
            if self.only_changed and not section.changed:
                continue
            level = 3 if line(section.section.title) or section.change else 2
            kept = [r for r in section.recommendations if r.changed or not self.only_changed]
            alone = len(section.recommendations) == 1
            first, *others = [self.changed_recommendation(r, level, alone) for r in kept] or [HtmlPiece("", lines=0)]
            head, lines = self.changed_section_head(section, level)
            yield HtmlPiece(head + first.html, first.lines + lines, opens=2)
            yield from others

    # sections

    def changed_section_head(self, merged: MergedSection, level: int) -> tuple[str, int]:
        """Title, description, objectives and outcomes of a section, and about how many lines they take. With
        ``only_changed`` of the last three only what changed."""
        section, change = merged.section, merged.change
        if change is None:
            whole = (
                section if not self.only_changed else SectionNode(section.kind, section.title, rating=section.rating)
            )
            return self.section_head(whole, self.label_of.get(id(section), line(section.kind)), level), 6
        cells = {cell.field: cell for cell in change.cells}
        kind = self.label_of.get(id(section), "")
        if "new" in change.kinds:
            kind = marked("new", kind)
        elif "kind" in cells:
            kind = redline_words(cells["kind"].pieces)
        title = redline_words(cells["title"].pieces) if "title" in cells else line(section.title)
        rating = changed_rating_mark(cells["rating"]) if "rating" in cells else rating_mark(section.rating)
        above = f'<p class="kind">{kind}</p>' if kind else ""
        heading = f"{title or 'Section without a title'}{_own_labels(change)}{rating}"
        named = f'<h2 data-label="{line(section.title)}">{heading}</h2>'
        parts = [f'<div class="title{_bar(change)}">{above}{named}</div>']
        if "description" in cells:
            parts.append(f'<div class="description">{redline(cells["description"].pieces)}</div>')
        elif section.description.strip() and not self.only_changed:
            parts.append(f'<div class="description">{blocks(section.description)}</div>')
        if "objectives" in cells or "outcomes" in cells:
            parts.append(self.changed_aims(section, cells, level))
        elif not self.only_changed:
            parts.append(aims(section, level))
        texts = sum(len(cell.was) + len(cell.now) for cell in change.cells)
        return "".join(parts), 6 + texts // 140

    def changed_aims(self, section: SectionNode, cells: dict[str, CellChange], level: int) -> str:
        """Objectives and outcomes, one above the other."""
        groups = []
        for name, heading in (("objectives", "Objectives"), ("outcomes", "Outcomes to achieve")):
            items = getattr(section, name)
            if name in cells:
                drawn = redline(cells[name].pieces, items=True)
            else:
                drawn = bullets(items) if items and not self.only_changed else ""
            if drawn:
                groups.append(f'<div><h{level} class="aim">{heading}</h{level}>{drawn}</div>')
        return f'<div class="aims">{"".join(groups)}</div>'

    # recommendations

    def changed_recommendation(self, merged: MergedRecommendation, level: int, alone: bool) -> HtmlPiece:
        """A recommendation with its table, or the rows of it that changed."""
        recommendation = merged.recommendation
        rows = [row for row in merged.rows if row.change or not self.only_changed]
        if merged.change is None and not self.only_changed:
            head = self.recommendation_head(recommendation, level, alone)
        else:
            head = self.changed_head(merged, level, alone)
        parts = [f'<div class="recommendation">{head}']
        lines = 5 + len(recommendation.text) // 140
        if rows:
            html, taken = self.changed_rows(rows, level + 1 if head.startswith("<h") else level)
            parts.append(html)
            lines += taken
        parts.append("</div>")
        return HtmlPiece("".join(parts), lines, opens=1)

    def changed_head(self, merged: MergedRecommendation, level: int, alone: bool) -> str:
        """Heading and text of a recommendation, with what changed of them."""
        recommendation, change = merged.recommendation, merged.change
        cells = {cell.field: cell for cell in change.cells} if change else {}
        heading = self.changed_number(recommendation, cells, alone)
        parts = []
        if heading:
            rating = changed_rating_mark(cells["rating"]) if "rating" in cells else rating_mark(recommendation.rating)
            marks = f"{_own_labels(change)} {rating} {hidden_row_mark(recommendation.internal)}"
            named = f"Recommendation {line(recommendation.number)}".strip()
            opening = (
                f'<h{level} class="number{_bar(change)}" data-label="{named}">'
                if change
                else f'<h{level} class="number">'
            )
            parts.append(f"{opening}{heading}{marks.rstrip()}</h{level}>")
        text = redline(cells["recommendation"].pieces) if "recommendation" in cells else blocks(recommendation.text)
        if text:
            parts.append(f'<div class="text">{text}</div>')
        said = list(_remarks(merged))
        if said:
            parts.append(f'<p class="also">{" ".join(said)}</p>')
        return "".join(parts)

    def changed_number(self, recommendation: RecommendationNode, cells: dict[str, CellChange], alone: bool) -> str:
        """“Recommendation 99”, the number marked where it changed."""
        number = redline_words(cells["number"].pieces) if "number" in cells else line(recommendation.number)
        if number or recommendation.text.strip():
            return f"Recommendation {number}".strip()
        return "" if alone else "Actions without a recommendation"

    # rows

    def changed_rows(self, rows: list[MergedRow], level: int) -> tuple[str, int]:
        """The rows of a recommendation as its table, and about how many lines they take; ``level`` is for headings within."""
        drawn = [self.changed_row(row) for row in rows]
        html = f"<table>{self.head}<tbody>{''.join(html for html, _ in drawn)}</tbody></table>"
        return html, 3 + sum(taken for _, taken in drawn)

    def changed_row(self, row: MergedRow) -> tuple[str, int]:
        """One row with what changed in it, and about how many lines it takes."""
        action, change = row.action, row.change
        marks = hidden_row_mark(action.internal)
        if change is None:
            cells = [self.cell(column, action) for column in self.columns]
            return self.drawn(line(row.ref), marks, cells, state_mark(action))
        cells = [self.changed_cell(column, change) for column in self.columns]
        state = changed_state(change, column="status" in self.printed)
        html, lines = self.drawn(line(row.ref), marks, cells, state)
        said = row_labels(change) + row_details(change)
        return html.replace("</th>", said + "</th>", 1), lines  # last in the first cell: not repeated overleaf

    def changed_cell(self, column: ColumnNode, change: RowChange) -> Cell:
        """One cell of a row that changed, and about how many characters it takes; under the first of them what changed of
        the row and is in no column."""
        html, length = self.own_cell(column, change)
        if column is self.foot:
            for more, characters in self.elsewhere(change):
                html, length = html + more, length + characters
        return html, length

    def own_cell(self, column: ColumnNode, change: RowChange) -> Cell:
        """What a column says of a row that changed."""
        cell = change.cell(column.field)
        match column.field:
            case "progress":
                return changed_progress(change, self.since, only_changed=self.only_changed)
            case "deadline":
                content, length = changed_deadline(change)
                return content + ("" if "removed" in change else overdue_mark(change.action, self.on)), length
            case "action":
                text = change.action.action
                content, length = compared(cell.pieces) if cell else (written(text), room(text))
                return content + _also(change), length
            case _ if cell is None:
                return PrintedTable.cell(self, column, change.action)
            case "lead":
                return changed_lead(cell)
            case "rating":
                return changed_rating(cell)
            case "status":
                return changed_status(cell)
            case _:
                return compared(cell.pieces)

    def elsewhere(self, change: RowChange) -> Iterator[Cell]:
        """What changed of a row in fields that no column shows. A column that was left out of this print is only named."""
        if "removed" in change and (words := self.removed.get(change.action.id)):
            yield f'<p class="small">{line(words.rstrip("."))}.</p>', 2 * len(words)
        if "new" in change or "removed" in change:
            return
        shown = self.printed | {"also", "internal", "status"}
        hidden = [cell for cell in change.cells if cell.field not in shown]
        named = [cell.heading for cell in hidden if cell.field in self.own]
        if change.notes and "progress" not in self.printed:
            named.append(change.notes_heading)
        for cell in hidden:
            if cell.field not in self.own:
                yield beside_the_table(cell)
        if named:
            words = f"Changed in {plural(len(named), 'a column', 'columns')} not printed here: {listed(named)}."
            yield f'<p class="small new">{line(words)}</p>', 2 * len(words)


def with_row_of(percent: float, shares: tuple[Width, ...]) -> tuple[Width, ...]:
    """The widths with at least so much for the row's reference, which the others give, but for the room for a pen."""
    row, *others = shares
    given = percent - row.percent
    if given <= 0:
        return shares
    room = sum(share.percent for share in others if share.name != "pen")
    kept = {"pen": 1.0}
    others = [replace(o, percent=o.percent * kept.get(o.name, 1 - given / room)) for o in others]
    return (replace(row, percent=percent), *others)


def _also(change: RowChange) -> str:
    """Which other recommendations a row answers, and what changed of that."""
    cell = change.cell("also")
    if cell is None:
        words = line(also_words(change.action))
        return f'<p class="small">{words}</p>' if words else ""
    if not cell.now or "removed" in change:
        return f'<p class="small gone">Also answers: {redline_words(cell.pieces)}</p>'
    names = plural(len(change.action.also), "recommendation")
    return f'<p class="small new">Also answers {names} {redline_words(cell.pieces)}.</p>'


def _own_labels(change: SectionChange | RecommendationChange | None) -> str:
    """The framed words beside a heading."""
    kinds = change.kinds if change else ()
    return "".join(f" {label(OWN_LABELS[kind])}" for kind in kinds)


def _bar(change: SectionChange | RecommendationChange | None) -> str:
    """The class that draws a bar beside a heading."""
    if change is None:
        return ""
    return " gone" if "removed" in change.kinds else " new"


def _remarks(found: MergedRecommendation) -> Iterator[str]:
    """What is said under a recommendation, in sentences."""
    kinds = found.change.kinds if found.change else ()
    if "moved" in kinds:
        yield "It stands at another place now."
    if "hidden" in kinds:
        yield f"{capital(HIDDEN)}."
    if "removed" in kinds:
        return
    if not found.rows:
        yield "No actions yet."
    elif not any(row.change for row in found.rows):
        yield "None of its rows changed."
