"""The meeting pack: everything that is sent to a chair before a meeting, in one print; its parts are other editions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from actionplans.document.dates import day_words
from actionplans.document.wording import capital
from actionplans.writing.order import Order
from actionplans.writing.press.sheets import CELL_POINTS, HtmlPiece, Paper, Running, Sheets
from boards.protective_markings import highest

from .challenges import challenges_sheets
from .changes import changes_sheets
from .clean import clean_sheets
from .front import front_sheets
from .registry import as_tuple
from .words import line, plain_line, version_words


@dataclass(frozen=True)
class PackPart:
    """One part that each plan of a pack has: which edition, what its bookmark is called, what makes it, and when there is such
    a part."""

    edition: str
    name: str
    make: Callable[[Order], Sheets | tuple[Sheets, ...]]
    when: Callable[[Order], bool] = lambda order: True


#: In the order in which they are bound.
PARTS = (
    PackPart("front", "Front sheet", front_sheets),
    PackPart("challenges", "Open challenges", challenges_sheets, when=lambda order: bool(order.challenges)),
    PackPart("changes", "What changed", changes_sheets, when=lambda order: order.since is not None),
    PackPart("clean", "The plan", clean_sheets),
)


def pack_sheets(order: Order) -> tuple[Sheets, ...]:
    """The parts of the plan, then those of ``order.also``; where there are several, what is in the pack comes first."""
    plans = (order, *order.also)
    bound = [(plan, list(_parts(plan))) for plan in plans]
    if len(plans) == 1:
        return tuple(replace(sheets, name=part.name) for part, sheets in bound[0][1])
    sheets = []
    for number, (plan, parts) in enumerate(bound, 1):
        for part, made in parts:
            name = f"{plain_line(plan.document.title) or 'Action plan'}: {part.name}"
            sheets.append(_anchored(replace(made, name=name), _anchor(number, part)))
    return (_contents(bound), *sheets)


def _parts(order: Order) -> Iterator[tuple[PackPart, Sheets]]:
    for part in PARTS:
        if part.when(order):
            for sheets in as_tuple(part.make(replace(order, edition=part.edition, also=()))):
                yield part, sheets


def _anchor(plan: int, part: PackPart) -> str:
    return f"pack-{plan}-{part.edition}"


def _anchored(sheets: Sheets, anchor: str) -> Sheets:
    """The sheets with an id on their title, to which the first page leads."""
    first, *others = sheets.pieces
    return replace(sheets, pieces=(replace(first, html=first.html.replace("<h1", f'<h1 id="{anchor}"', 1)), *others))


def _contents(bound: list[tuple[Order, list[tuple[PackPart, Sheets]]]]) -> Sheets:
    """The first sheet: what is in this pack, plan by plan."""
    first = bound[0][0]
    documents = [plan.document for plan, _ in bound]
    boards = dict.fromkeys(filter(None, (plain_line(document.board) for document in documents)))
    marking = plain_line(highest(document.marking for document in documents))
    day = day_words(first.printed_on)
    plans = []
    for number, (plan, parts) in enumerate(bound, 1):
        links = "".join(f'<li><a href="#{_anchor(number, part)}">{line(part.name)}</a></li>' for part in dict(parts))
        title = line(plan.document.title) or "Action plan"
        state = line(capital(version_words(plan.document, plan.printed_on)))
        plans.append(HtmlPiece(f"<h2>{title}</h2><p>{state}</p><ul>{links}</ul>", lines=7))
    lede = f"What is in this pack, printed {day}."
    return Sheets(
        Running(", ".join(boards), marking, f"Meeting pack · {day}"),
        (HtmlPiece(f'<h1>Meeting pack</h1><p class="lede">{lede}</p>', lines=4), *plans),
        name="What is in this pack",
        styles=("plan.css", "pack.css"),
        paper=Paper(scale=max(first.look.large, CELL_POINTS) / CELL_POINTS),
    )
