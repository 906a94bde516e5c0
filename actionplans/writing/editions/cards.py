"""The clean edition as cards: each row of the board's table on upright paper, one cell below the other.

For large print, where six columns side by side would leave a word to a line, and for small screens. A card is a table of
one column, so that its head, the row's reference and state, is repeated on every page that a long card reaches; with
room for a pen there is a second, whose head names the row too.
"""

from __future__ import annotations

from actionplans.document.tree import ActionNode, ColumnNode, RecommendationNode
from actionplans.writing.figures import overdue
from actionplans.writing.order import Order
from actionplans.writing.press.sheets import HtmlPiece, Paper, Sheets

from .cells import OVERDUE, ended_words, hidden_row_mark, rating_mark
from .clean import PrintedTable, head_piece, pen_css, versions_pieces
from .words import line, running, title_words

#: Fields whose words are in the first line of a card, beside the reference.
IN_FIRST_LINE = ("status", "rating")
#: Short ones, which are side by side below the others.
SIDE_BY_SIDE = ("deadline", "lead")
#: A cell of more characters may break across pages, in type of the usual size.
WHOLE_CELL = 700
#: Cells with more characters of HTML are one below the other: side by side they could not break across pages.
SHORT = 700
#: About how many characters fit in a line, in type of the usual size.
LINE = 110

#: Percent of upright paper that are left for a pen: as wide as on landscape (``columns.PEN``).
PEN = 27.0
#: Up to so much larger than usual, five figures and the aims of a section are side by side; beyond it three figures do,
#: and aims one above the other.
SIDE_BY_SIDE_SCALE = 1.4
NARROW_CSS = (
    ".figures{margin-right:0}.figures p{width:33%}"
    ".beside{break-inside:auto}.beside div{display:block;width:auto}.beside div+div{margin-top:2mm}"
)


def cards_sheets(order: Order) -> Sheets:
    """The clean edition as cards. ``order.since`` is the version before, from which moved deadlines are counted."""
    document, look = order.document, order.look
    cards = Cards(document, look, order.printed_on)
    return Sheets(
        running(document, order.printed_on),
        (head_piece(order), *cards.pieces(), *versions_pieces(document)),
        name=title_words(document),
        css=(pen_css(PEN) if look.pen else "") + (NARROW_CSS if look.scale > SIDE_BY_SIDE_SCALE else ""),
        styles=("plan.css", "cards.css"),
        paper=Paper(landscape=False, scale=look.scale),
    )


class Cards(PrintedTable):
    """The board's table with each row as a card."""

    def recommendation(self, recommendation: RecommendationNode, level: int, alone: bool) -> HtmlPiece:
        """A recommendation and its cards."""
        head = self.recommendation_head(recommendation, level, alone)
        headed = head.startswith("<h")
        cards = [self.card(action, level + 1 if headed else level) for action in recommendation.actions]
        html = f'<div class="recommendation">{head}{"".join(html for html, _ in cards)}</div>'
        return HtmlPiece(html, 5 + len(recommendation.text) // LINE + sum(taken for _, taken in cards), opens=1)

    def card(self, action: ActionNode, level: int) -> tuple[str, int]:
        """One row and about how many lines it takes."""
        ref = next(self.refs)
        fields = [column.field for column in self.columns]
        marks = f' <span class="state">{action.status.capitalize()}</span>'
        if "rating" in fields:
            marks += rating_mark(action.rating) or ' <span class="unrated">Not rated</span>'
        if "deadline" not in fields and self.on and overdue(action, self.on):
            marks += f" {OVERDUE}"
        heading = f'<h{level} class="ref">Row {ref}{marks}{hidden_row_mark(action.internal)}</h{level}>'
        texts = [column for column in self.columns if column.field not in (*IN_FIRST_LINE, *SIDE_BY_SIDE, "progress")]
        beside = [column for column in self.columns if column.field in SIDE_BY_SIDE]
        notes = [column for column in self.columns if column.field == "progress"]
        ended = ended_words(action)
        cells = [(f"<p>{ended}</p>", len(ended))] if ended else []
        cells += [self._labelled(column, action) for column in texts]
        if beside:
            pairs = [self._labelled(column, action) for column in beside]
            short = all(len(words) < SHORT for words, _ in pairs)
            kind = ' class="pair"' if len(pairs) == 2 and short else ""
            cells.append(
                ("".join(f"<div{kind}>{words}</div>" for words, _ in pairs), sum(length for _, length in pairs))
            )
        cells += [self._labelled(column, action) for column in notes]
        rows = "".join(self._cell_row(words, length) for words, length in cells)
        pen_col, pen_head = (
            ('<col class="pen">', f'<th scope="col" class="pen">Notes on {ref}</th>') if self.pen else ("", "")
        )
        html = (
            f'<table class="card"><colgroup><col class="all">{pen_col}</colgroup>'
            f'<thead><tr><th scope="col">{heading}</th>{pen_head}</tr></thead><tbody>{rows}</tbody></table>'
        )
        return html, 4 + sum(3 + length // LINE for _, length in cells)

    def _labelled(self, column: ColumnNode, action: ActionNode) -> tuple[str, int]:
        """A cell below its own small heading."""
        words, length = self.cell(column, action)
        return f'<p class="cell-head">{line(column.heading)}</p>{words}', length

    def _cell_row(self, words: str, length: int) -> str:
        kind = "whole" if length < WHOLE_CELL / self.scale**2 else "long"
        pen = '<td class="pen"></td>' if self.pen else ""
        return f'<tr class="{kind}"><td>{words}</td>{pen}</tr>'
