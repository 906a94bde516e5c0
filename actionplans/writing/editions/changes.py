"""The changes edition: the board's own table with what changed since an older version.

New words are underlined with a bar at their left, removed ones struck through with a double bar, and framed words say what
happened to a row: it reads in black and white. Usually only what changed is printed, so that sixty pages become six.
"""

from __future__ import annotations

from dataclasses import replace

from actionplans.document.change_summary import Comparison
from actionplans.document.changes import KINDS
from actionplans.document.compare import compare
from actionplans.document.tree import PlanDocument
from actionplans.document.wording import capital, listed, plural
from actionplans.writing.columns import PEN
from actionplans.writing.order import Order
from actionplans.writing.press.sheets import HtmlPiece, Paper, Sheets

from .changed_cards import PEN as CARDS_PEN
from .changed_cards import ChangesCards
from .changed_cells import label
from .changed_table import ChangesTable, older_words
from .clean import as_cards, clean_sheets, pen_css, versions_pieces
from .redline import redline
from .words import date_words, line, running

STYLE = "changes.css"


def changes_sheets(order: Order) -> Sheets:
    """What changed from ``order.since`` to ``order.document``. Where there was no version before everything is new, and
    the plan is printed as it is: underlining all of it would say nothing."""
    document, since = order.document, order.since
    comparison = compare(since, document)
    head = _head(order, comparison)
    if since is None:  # the clean edition under another head
        whole = clean_sheets(order)
        return replace(
            whole,
            running=running(document, order.printed_on, changes_words(since)),
            pieces=(head, *whole.pieces[1:]),
            name=_title(since),
            styles=(*whole.styles, STYLE),
        )
    table, css, cards = _table(order, comparison)
    pieces = (head, *_plan_pieces(comparison), *table.pieces())
    if not order.only_changed:
        pieces += versions_pieces(document)
    elif comparison:
        pieces += _untouched(table.untouched)
    return Sheets(
        running(document, order.printed_on, changes_words(since), since),
        pieces,
        name=_title(since),
        css=css,
        styles=("plan.css", *(("cards.css",) if cards else ()), STYLE),
        paper=Paper(landscape=not cards, scale=order.look.scale),
    )


def _table(order: Order, comparison: Comparison) -> tuple[ChangesTable, str, bool]:
    """The table, the rules that it needs, and whether its rows are cards."""
    look = order.look
    table = ChangesTable(order, comparison)
    cards = as_cards(look, len(table.columns))
    if cards:
        table = ChangesCards(order, comparison)
    css = "" if cards else table.css
    if look.pen:
        percent = CARDS_PEN if cards else PEN
        css += f"{pen_css(percent)}.counts,.key,.own,.untouched{{margin-right:{percent}%}}"
    return table, css, cards


# Around the table --------------------------------------------------------------------------------------------------------


def changes_words(since: PlanDocument | None) -> str:
    """What the print is, for its title and the foot of each page: "changes since version 7"."""
    return f"changes since {older_words(since)}" if since else "everything is new"


def _title(since: PlanDocument | None) -> str:
    return f"What changed since {older_words(since)}" if since else "What is new"


def _head(order: Order, comparison: Comparison) -> HtmlPiece:
    since = order.since
    parts = [f"<h1>{_title(since)}</h1>"]
    if since is None:
        parts.append(
            '<p class="lede">There was no version before this one, so all of it is new and nothing is marked.</p>'
        )
    else:
        parts.append(f'<p class="lede">{_lede(order, since, comparison)}</p>')
    if comparison:
        parts.append(f'<p class="counts">{line(comparison.sentence())}</p>')
    if comparison and since is not None:
        parts.append(_key(comparison))
    return HtmlPiece("".join(parts), lines=9)


def _lede(order: Order, since: PlanDocument, comparison: Comparison) -> str:
    """The lede: where the older version went, and what is left out, escaped."""
    name = capital(older_words(since))
    went = line(order.since_words).rstrip(".")
    if went:
        said = [f"{name} went to {went if went.lower().startswith('the ') else f'the {went}'}."]
    elif since.version and since.version.date:
        said = [f"{name} is of {date_words(since.version.date)}."]
    else:
        said = []
    if not comparison:
        said.append(f"Nothing has changed since {older_words(since) if not said else 'then'}.")
    elif order.only_changed and comparison.unchanged:
        said.append("Rows without a change are left out; their numbers are at the end.")
    elif not order.only_changed:
        said.append("The whole plan is printed, and what changed is marked.")
    return " ".join(said)


def _key(comparison: Comparison) -> str:
    """What the marks mean, with the framed words of this print."""
    kinds = [kind for kind in KINDS if kind != "note" and any(kind in row for row in comparison.rows)]
    items = [
        '<span class="sample solid"><span class="as-new">underlined, with a bar</span>: new</span>',
        '<span class="sample double"><span class="as-gone">struck through, with a double bar</span>: removed</span>',
    ]
    if kinds:
        items.append(
            f'<span class="sample">{" ".join(label(KINDS[kind]) for kind in kinds)} what happened to the row</span>'
        )
    return f'<p class="key">{" ".join(items)}</p>'


def _plan_pieces(comparison: Comparison) -> tuple[HtmlPiece, ...]:
    """What changed of the plan as a whole: its title, its columns."""
    if not comparison.plan:
        return ()
    parts = ['<div class="itself"><h2>The plan itself</h2>']
    for cell in comparison.plan:
        html = redline(cell.pieces, items=cell.field == "columns")
        parts.append(f'<div class="own"><p class="small">{line(cell.heading)}</p>{html}</div>')
    lines = 4 + sum(3 + len(cell.was + cell.now) // 140 + cell.now.count("\n") for cell in comparison.plan)
    return (HtmlPiece("".join((*parts, "</div>")), lines, opens=2),)


def _untouched(refs: list[str]) -> tuple[HtmlPiece, ...]:
    """The numbers of the rows that were left out."""
    if not refs:
        return ()
    return (
        HtmlPiece(
            f'<div class="untouched"><p><b>{plural(len(refs), "Row")} without a change:</b> {listed(refs)}</p></div>',
            lines=2 + len(refs) // 20,
        ),
    )
