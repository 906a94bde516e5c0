"""The front sheet: what the chair looks at first, on one page whatever the plan.

At the left what is wrong, at the right who, and what was done. Where lists hold more than a page does, words are shortened
first and then rows left out, the worst kept; ``one_page`` reckons beforehand what fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from actionplans.document.cells import lead_words
from actionplans.document.changes import COUNTED
from actionplans.document.dates import day_words
from actionplans.document.tree import Action
from actionplans.document.words import capital, count, plural, shorten
from actionplans.writing.figures import day_of, due
from actionplans.writing.order import Order
from actionplans.writing.press.sheets import CELL_POINTS, Paper, Piece, Sheets
from actionplans.writing.standing import Agency, Row, Slip, Standing, last_note_words, standing

from .fitting import width
from .one_page import GAP, LEFT, RIGHT, SMALL, Cell, Column, Page, Table, cell
from .words import line, plain_line, running, short_date, version_words

REST = "in the list of all actions"
#: How many characters an action and a reason are cut to, tried one after the other until the page holds all.
CUTS = ((96, 180), (64, 110), (44, 64))
#: So many ratings and kinds of change are told apart.
MOST_TOLD = 6
#: Of a half, for who leads and when.
LEAD = 0.36


def front_sheets(order: Order) -> Sheets:
    """The front sheet, told against ``order.since`` where there is an older document."""
    now = standing(order.document, order.printed_on, order.since, order.silent_days)
    page = Page(max(order.look.large, CELL_POINTS) / CELL_POINTS)
    head = page.head(_title(order), _lede(order), _figures(order, now), _counts(order, now))
    left = page.half("left", head, lambda cut: _wrong(page, order, now, *cut), CUTS)
    right = page.half("right", head, lambda cut: _who(page, order, now, cut[0]), CUTS)
    return Sheets(
        running(order.document, order.printed_on, "front sheet"),
        (Piece(f'<div class="front{" close" if page.close else ""}">{head.html}{left.html}{right.html}</div>', 30),),
        name=_title(order),
        css=left.css + right.css,
        styles=("plan.css", "front.css"),
        paper=Paper(scale=page.scale),
    )


def _title(order: Order) -> str:
    return "Since your last meeting" if order.since else "Where the plan stands"


# Head ------------------------------------------------------------------------------------------------------------------


def _lede(order: Order) -> str:
    """Which plan this is, and against what it is told. Plain words."""
    document, since = order.document, order.since
    words = f"{shorten(plain_line(document.title), 90) or 'Action plan'}, {version_words(document, order.printed_on)}"
    if since:
        against = f"version {since.version.number}" if since.version else "the version before"
        mark = since.version
        went = order.since_words or (mark and (mark.meeting or _day(mark.date))) or ""
        went = shorten(plain_line(went), 70)
        words += f", against {against}{f' ({went})' if went else ''}"
    version = document.version
    if version and day_of(version.date) != order.printed_on:
        words += f". As it stands on {day_words(order.printed_on)}"
    return f"{words}."


def _day(written: str) -> str:
    return day_words(written) if day_of(written) and len(written) == 10 else written


def _figures(order: Order, now: Standing) -> tuple[tuple[int, str], ...]:
    since, ended, moved = order.since, len(now.ended), len(now.moved)
    overdue = "overdue" + (f", was {now.overdue_before}" if now.overdue_before is not None else "")
    return (
        (now.open, f"open of {count(now.actions, 'action')}"),
        (len(now.overdue), overdue),
        (moved, f"{plural(moved, 'deadline')} moved{_how_often(now)}" + ("" if since else " so far")),
        (len(now.silent), f"without a word for {order.silent_days} days"),
        (ended, "closed or complete" + (" since" if since else "")),
    )


def _how_often(now: Standing) -> str:
    """“, 1 for the third time, 1 brought forward”: what there is to say of the deadlines that moved."""
    words = ""
    most = max((slip.times for slip in now.moved), default=0)
    if most >= 2:
        again = sum(slip.times >= min(most, 3) for slip in now.moved)
        words = f", {again} for the {'second' if most == 2 else 'third'} time{' or more' if most > 3 else ''}"
    earlier = sum(slip.earlier for slip in now.moved)
    return words + (f", {earlier} brought forward" if earlier else "")


def _counts(order: Order, now: Standing) -> list[tuple[str, str]]:
    """Status, rating and number changed, each with its name. Plain words."""
    states = ((now.open, "open"), (now.complete, "complete"), (now.closed, "closed"))
    found = [("Status", ", ".join(f"{number} {word}" for number, word in states))]
    if now.rated:
        told = []
        for rated in now.rated[:MOST_TOLD]:
            was = f" (was {rated.before})" if rated.before not in (None, rated.number) else ""
            told.append(f"{rated.number} {shorten(plain_line(rated.rating), 24).lower() or 'not rated'}{was}")
        what = "" if order.document.rating_level == "action" else f" of {order.document.rating_level}s"
        found.append((f"Rating{what}", _cut_list(told, len(now.rated) - len(told))))
    if now.changes:
        kinds = [(now.changes.counts[key], plural(now.changes.counts[key], one, many)) for key, one, many in COUNTED]
        told = [f"{number} {words}" for number, words in kinds if number]
        rest = sum(number for number, _ in kinds) - sum(int(words.split()[0]) for words in told[:MOST_TOLD])
        actions = count(now.changes.changed_actions, "action")
        found.append(("Changed", f"{actions}: {_cut_list(told[:MOST_TOLD], rest)}"))
    elif now.changes is not None:
        found.append(("Changed", "nothing"))
    return found


def _cut_list(told: list[str], rest: int) -> str:
    return ", ".join(told) + (f" and {rest} more" if rest else "")


# Lists -----------------------------------------------------------------------------------------------------------------


def _wrong(page: Page, order: Order, now: Standing, action: int, reason: int) -> list[Table]:
    """The left half: what slipped and what is overdue."""
    across = page.across * LEFT
    ref = _ref_width(across, (*(slip.row for slip in now.slipped), *now.overdue))
    when = max(0.18 * across, width("September", CELL_POINTS, bold=True) + GAP)
    dates = (Column("Was, and now", 1.6 * when),) if page.close else (Column("Was", when), Column("Now", when))
    why = across - ref - sum(column.across for column in dates)
    lead = LEAD * across
    so_far = "" if order.since else " so far"
    return [
        Table(
            "slipped",
            f"Slipped{so_far}",
            f"Nothing has slipped{so_far}.",
            (Column("Row", ref), Column("Action, and why it moved", why), *dates),
            tuple(_slip(slip, page.close, action, reason) for slip in now.slipped),
            _rest,
        ),
        Table(
            "overdue",
            "Overdue",
            "Nothing is overdue.",
            (Column("Row", ref), Column("Action", across - ref - lead), Column("Due, and lead", lead)),
            tuple((*_first(row, action), _said(_due_words(row.action), _leads(row.action))) for row in now.overdue),
            _rest,
        ),
    ]


def _who(page: Page, order: Order, now: Standing, action: int) -> list[Table]:
    """The right half: by agency, who is silent, and what was done."""
    across = page.across * RIGHT
    ref = _ref_width(across, (*now.silent, *now.ended))
    lead = LEAD * across
    wide = (Column("Row", ref), Column("Action", across - ref - lead))
    days = count(order.silent_days, "day")
    since = " since" if order.since else ""
    return [
        _agencies(page, across, now.agencies),
        Table(
            "silent",
            f"Silent for {days}",
            f"No open action has been without a word for {days}.",
            (*wide, Column("Last word, and lead", lead)),
            tuple((*_first(row, action), _said(last_note_words(row.action), _leads(row.action))) for row in now.silent),
            _rest,
        ),
        Table(
            "ended",
            f"Complete or closed{since}",
            f"Nothing was completed or closed{since}." if since else "Nothing is complete or closed yet.",
            (*wide, Column("Agreed by", lead)),
            tuple((*_first(row, action), cell(_agreed(row.action))) for row in now.ended),
            _rest,
        ),
    ]


def _agencies(page: Page, across: float, agencies: Sequence[Agency]) -> Table:
    """Each agency with a bar of its open actions, where type is small enough for one."""
    heads = ("Overdue", "Silent", "12.02.27")
    overdue, silent, note = (max(width(word, SMALL, bold=True), width(word, CELL_POINTS)) + GAP for word in heads)
    number = width("Open", SMALL, bold=True) + GAP
    left = across - overdue - silent - note
    bar = 0.0 if page.close else 0.42 * left - number
    most = max((agency.open for agency in agencies), default=1)
    rows = tuple(
        (
            cell(shorten(plain_line(agency.name), 60)),
            Cell(_bar(agency.open / most, bar) + str(agency.open), ""),
            cell(str(agency.overdue or "–")),
            cell(str(agency.silent or "–")),
            cell(short_date(agency.last_note) or "–"),
        )
        for agency in agencies
    )
    return Table(
        "agencies",
        "By agency",
        "No action is open.",
        (
            Column("Lead agency", left - bar - number),
            Column("Open", bar + number),
            Column("Overdue", overdue, "count"),
            Column("Silent", silent, "count"),
            Column("Last note", note),
        ),
        rows,
        lambda left: f"and {count(left, 'more agency', 'more agencies')}, {REST}",
    )


def _bar(part: float, across: float) -> str:
    """A bar that shows how much of the longest one a number is. The number itself stands beside it."""
    if not across:
        return ""
    return (
        f'<svg class="decoration" xmlns="http://www.w3.org/2000/svg" width="{across:.1f}pt" height="8pt" '
        f'viewBox="0 0 {across:.1f} 8"><rect width="{across:.1f}" height="8" fill="#e3e3e3"/>'
        f'<rect width="{across * part:.1f}" height="8" fill="#0b0c0c"/></svg>'
    )


def _rest(left: int) -> str:
    return f"and {left} more, {REST}"


def _ref_width(across: float, rows: Iterable[Row]) -> float:
    """How wide the references stand, one under another in all lists of a half."""
    widest = max((width(row.ref, CELL_POINTS, bold=True) for row in rows), default=0.0)
    return min(max(0.11 * across, widest + GAP), 0.2 * across)


# Cells ---------------------------------------------------------------------------------------------------------------


def _said(*words: str) -> Cell:
    return cell(", ".join(filter(None, words)))


def _first(row: Row, length: int) -> tuple[Cell, Cell]:
    """The reference and the beginning of the action, with which every line begins."""
    return cell(row.ref, bold=True), cell(_short(row.action, length))


def _short(action: Action, length: int) -> str:
    return shorten(plain_line(action.action), length) or "(nothing written)"


def _slip(slip: Slip, close: bool, length: int, reason: int) -> tuple[Cell, ...]:
    ref, action = _first(slip.row, length)
    how = f"{capital(_ordinal(slip.times))} move" if slip.times else "Moved"
    why = f"{action.plain.rstrip('.')}. {how}: {shorten(plain_line(slip.reason), reason) or 'no reason given'}"
    was = shorten(plain_line(slip.was), 44) or "no date"
    now = shorten(plain_line(slip.now), 44) or "no date"
    state = "" if slip.row.action.status == "open" else f", {slip.row.action.status}"
    if close:
        both = Cell(f"<s>{line(was)}</s> <b>{line(now)}</b>{state}", f"{was} {now}{state}", bold=True)
        return ref, cell(why), both
    new = Cell(f"<b>{line(now)}</b>{state}", f"{now}{state}", bold=True)
    return ref, cell(why), Cell(f"<s>{line(was)}</s>", was), new


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def _ordinal(number: int) -> str:
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 // 10 != 1 else "th"
    return f"{number}{ending}"


def _due_words(action: Action) -> str:
    last = next((d for d in action.deadlines if d.date and day_of(d.date) == due(action)), None)
    return day_words(last.date, last.precision) if last else ""


def _leads(action: Action) -> str:
    names = [name for name in (plain_line(lead.name) for lead in action.leads) if name]
    if len(names) > 1:
        return f"{shorten(names[0], 40)} and {len(names) - 1} more"
    return shorten(plain_line(lead_words(action)), 48) or "no lead named"


def _agreed(action: Action) -> str:
    """“Executive, 12 February 2027”; of a row that was closed, which is not the same as complete, that it was."""
    ended = action.ended
    by = shorten(plain_line(ended.by), 40) if ended else ""
    words = ", ".join(filter(None, (by or "nobody named", day_words(ended.on) if ended else "")))
    return f"Closed: {words}" if action.status == "closed" else words
