"""The clean edition: the board's own table, as a draft or as it was published, from the plan document alone.

Plain strings: a plan has thousands of cells, and each is escaped where it is written. ``static/print/plan.css`` draws it;
only the widths of the columns, which each plan has of its own, are given here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from actionplans.document.cells import is_box
from actionplans.document.tree import ActionNode, ColumnNode, PlanDocument, RecommendationNode, SectionNode
from actionplans.document.wording import listed, plural
from actionplans.writing.columns import PEN, printed_columns, widths
from actionplans.writing.figures import figures_on
from actionplans.writing.order import Order, PaperOptions
from actionplans.writing.parts import cell_text, section_labels, version_lines
from actionplans.writing.press.continued import CLASS as CONTINUED
from actionplans.writing.press.sheets import HtmlPiece, Paper, Sheets

from .cells import (
    aims,
    answered_elsewhere,
    beside_cells,
    deadline_cell,
    hidden_row_mark,
    lead_cell,
    progress_cell,
    rating_mark,
    room,
    row_references,
    section_title,
    state_mark,
)
from .words import blocks, cell, date_words, figures_html, lede, line, running, title_words

#: A row of more characters, or of more lines in its fullest cell, may break across pages. Keeping long rows whole
#: leaves pages empty and makes printing half as slow again.
WHOLE_ROW_CHARACTERS = 1500
WHOLE_ROW_LINES = 14
#: A recommendation of more characters may break across pages, in type of the usual size: it would leave a page empty.
WHOLE_TEXT = 1000
#: A version table of so many lines fits on one page.
WHOLE_VERSIONS = 14

#: More columns than this, by type size in points and whether a pen has room, are drawn as cards: side by side they would
#: hold a word a line.
MOST_COLUMNS = {(12, True): 5, (16, False): 4, (16, True): 4}


def clean_sheets(order: Order) -> Sheets:
    """The clean edition, as a table or as cards. ``order.since`` is the version before, from which moved deadlines are
    counted."""
    document, look = order.document, order.look
    table = PrintedTable(document, look, order.printed_on)
    if as_cards(look, len(table.columns)):
        from .cards import cards_sheets  # which draws its cards with this module's cells

        return cards_sheets(order)
    return Sheets(
        running(document, order.printed_on),
        (head_piece(order), *table.pieces(), *versions_pieces(document)),
        name=title_words(document),
        css=table.css + (pen_css(PEN) if look.pen else ""),
        paper=Paper(scale=look.scale),
    )


def as_cards(look: PaperOptions, columns: int) -> bool:
    """Whether rows of so many columns are drawn as cards: asked for, or there is no room for them side by side."""
    return look.cards or columns > MOST_COLUMNS.get((look.large, look.pen), columns)


def pen_css(percent: float) -> str:
    """Rules that keep all but tables out of the room for a pen, which takes so many percent of the page."""
    return (
        f"col.pen{{width:{percent}%}}.lede,.figures,.title,.description,.aims,.number,.text,.also{{margin-right:{percent}%}}"
        f".versions table{{width:{100 - percent}%}}"
    )


def head_piece(order: Order) -> HtmlPiece:
    """Title, what this print is, and the five figures."""
    document = order.document
    return HtmlPiece(
        "".join(
            (
                f"<h1>{title_words(document)}</h1>",
                f'<p class="lede">{line(document.subtitle)}</p>' if document.subtitle.strip() else "",
                f'<p class="lede">{lede(document, order.printed_on)}</p>',
                figures_html(figures_on(document, order.printed_on, order.since, order.silent_days)),
            )
        ),
        lines=12,
    )


class PrintedTable:
    """The board's table on its way to HTML: what every part of it needs is worked out once.

    Rows are written in the order of the plan, each once.
    """

    def __init__(self, document: PlanDocument, look: PaperOptions, on: datetime.date | None = None) -> None:
        """``on`` is the day for which what is overdue is computed."""
        self.document, self.on = document, on
        self.columns = printed_columns(document, look.columns)
        self.whole = not look.columns
        self.foot = next((c for c in self.columns if c.field == "action"), self.columns[0] if self.columns else None)
        self.shares = widths(document, self.columns, pen=look.pen, scale=look.scale)
        self.pen = look.pen
        self.scale = look.scale
        refs = row_references(document)
        self.refs = iter(refs)
        self.answered = answered_elsewhere(document, refs)
        self.labels = [line(label) for label in section_labels(document)]
        self.css = "".join(f"col.{share.name}{{width:{share.percent:.2f}%}}" for share in self.shares)
        cols = "".join(f'<col class="{share.name}">' for share in self.shares)
        heads = "".join(f'<th scope="col">{line(c.heading) or "&#160;"}</th>' for c in self.columns)
        heads += '<th scope="col" class="pen">Pen notes</th>' if self.pen else ""
        self.head = f'<colgroup>{cols}</colgroup><thead><tr><th scope="col">Ref</th>{heads}</tr></thead>'
        prints = {column.field for column in self.columns}
        self.state_under = next((f for f in ("status", "deadline", "progress", "action") if f in prints), "row")

    def pieces(self) -> Iterator[HtmlPiece]:
        """All sections. The first recommendation of one is in a piece with its title, so that no title is left alone."""
        for section, label in zip(self.document.sections, self.labels, strict=True):
            level = 3 if line(section.title) else 2
            alone = len(section.recommendations) == 1
            recommendations = [self.recommendation(r, level, alone) for r in section.recommendations]
            first, *others = recommendations or [HtmlPiece("", lines=0)]
            head = self.section_head(section, label, level)
            aim_lines = sum(2 + len(text) // 80 for text in (*section.objectives, *section.outcomes))
            lines = first.lines + 4 + len(section.description) // 150 + aim_lines
            yield HtmlPiece(head + first.html, lines, opens=2)
            yield from others

    def section_head(self, section: SectionNode, label: str, level: int) -> str:
        """Title, description, objectives and outcomes of a section."""
        return section_title(section, label) + aims(section, level)

    def recommendation(self, recommendation: RecommendationNode, level: int, alone: bool) -> HtmlPiece:
        """A recommendation with its table. ``alone``: whether it is the only one of its section."""
        parts = [f'<div class="recommendation">{self.recommendation_head(recommendation, level, alone)}']
        lines = 5 + len(recommendation.text) // 140
        if recommendation.actions:
            rows = [self.row(action) for action in recommendation.actions]
            parts.append(f"<table>{self.head}<tbody>{''.join(html for html, _ in rows)}</tbody></table>")
            lines += 3 + sum(taken for _, taken in rows)
        parts.append("</div>")
        return HtmlPiece("".join(parts), lines, opens=1)

    def recommendation_head(self, recommendation: RecommendationNode, level: int, alone: bool) -> str:
        """Heading, text, and where else a recommendation is answered."""
        number, text = line(recommendation.number), blocks(recommendation.text)
        heading = ""
        if number or text:
            heading = f"Recommendation {number}".strip()
        elif not alone:
            heading = "Actions without a recommendation"
        elsewhere = self.answered.get(recommendation.number, ()) if recommendation.number else ()
        note = f"See also {plural(len(elsewhere), 'row')} {listed(elsewhere)}." if elsewhere else ""
        if not recommendation.actions:
            note = note or ("No actions yet." if heading else "")
        parts = []
        if heading:
            marks = rating_mark(recommendation.rating) + hidden_row_mark(recommendation.internal)
            parts.append(f'<h{level} class="number">{heading}{marks}</h{level}>')
        if text:
            kind = "text" if len(recommendation.text) < WHOLE_TEXT / self.scale**2 else "text long"
            parts.append(f'<div class="{kind}">{text}</div>')
        if note:
            parts.append(f'<p class="also">{note}</p>')
        return "".join(parts)

    def row(self, action: ActionNode) -> tuple[str, int]:
        """One row and about how many lines it takes."""
        cells = [self.cell(column, action) for column in self.columns]
        return self.drawn(next(self.refs), hidden_row_mark(action.internal), cells, state_mark(action))

    def drawn(self, ref: str, marks: str, cells: list[tuple[str, int]], state: str) -> tuple[str, int]:
        """A row of cells that are HTML, each with about how many characters it takes; ``marks`` are beside the
        reference, ``state`` where the table has room for it."""
        drawn = "".join(
            f"<td>{content}{state if column.field == self.state_under else ''}</td>"
            for column, (content, _) in zip(self.columns, cells, strict=True)
        )
        lengths = [length for _, length in cells]
        fullest = max(
            (length / share.characters for length, share in zip(lengths, self.shares[1:], strict=False)), default=0
        )
        whole = sum(lengths) < WHOLE_ROW_CHARACTERS and fullest < WHOLE_ROW_LINES
        kind, overleaf = ("whole", "") if whole else ("long", f'<p class="small {CONTINUED}">continued</p>')
        first = f"<p>{ref}{marks}</p>{overleaf}" + (state if self.state_under == "row" else "")
        drawn += f'<td class="pen"><p>{ref}</p></td>' if self.pen else ""
        return f'<tr class="{kind}"><th scope="row">{first}</th>{drawn}</tr>', int(fullest) + 2

    def cell(self, column: ColumnNode, action: ActionNode) -> tuple[str, int]:
        """One cell and about how many characters it takes, its paragraphs counted as lines of their own. In a print of all
        columns what has none stands below the words of the foot's column."""
        content, length = self._cell(column, action)
        if self.whole and column is self.foot:
            beside, more = beside_cells(self.document, action)
            return content + beside, length + more
        return content, length

    def _cell(self, column: ColumnNode, action: ActionNode) -> tuple[str, int]:
        match column.field:
            case "progress":
                return progress_cell(action.progress)
            case "deadline":
                return deadline_cell(action, self.on), 4 * room(action.deadline_text)
            case "lead":
                return lead_cell(action)
            case "rating":
                return f"<p>{rating_mark(action.rating)}</p>" if action.rating else '<p class="small">Not rated</p>', 10
            case "status":
                return ("" if action.status != "open" or is_box(column.heading) else "<p>Open</p>"), 10
            case "action":
                also = ""
                if action.also:
                    many = plural(len(action.also), "recommendation")
                    also = f'<p class="small">Also answers {many} {line(listed(action.also))}.</p>'
                return cell(action.action) + also, room(action.action)
            case _:
                text = cell_text(column, action)
                return cell(text), room(text)


def versions_pieces(document: PlanDocument) -> tuple[HtmlPiece, ...]:
    """The version table, with which a plan ends; none where there has been no version."""
    lines = version_lines(document)
    if not lines:
        return ()
    signed = any(at.by for at in lines)
    heads = ["Version", "Note", "Date"] + (["By"] if signed else [])
    rows = []
    for at in lines:
        by = f"<td>{line(at.by)}</td>" if signed else ""
        label = line(at.short_label) or "–"
        rows.append(
            f'<tr class="whole"><th scope="row">{label}</th><td>{line(at.note)}</td>'
            f"<td>{date_words(at.date)}</td>{by}</tr>"
        )
    cols = "".join(f'<col class="{name}">' for name in ("label", "note", "date", "by")[: len(heads)])
    head = "".join(f'<th scope="col">{heading}</th>' for heading in heads)
    return (
        HtmlPiece(
            f'<div class="versions{" whole" if len(lines) <= WHOLE_VERSIONS else ""}"><h2>Versions</h2>'
            f"<table><colgroup>{cols}</colgroup><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>",
            lines=4 + 2 * len(lines),
            opens=2,
        ),
    )
