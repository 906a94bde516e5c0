"""The front sheet: what the chair looks at first, on one page where all of it fits.

At the left what is wrong, at the right who, and what was done; ``one_page`` computes beforehand whether that fits. Where it does
not, the lists follow each other over the width of as many pages as they take. Nothing is cut off or left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from actionplans.document.change_summary import COUNTED
from actionplans.document.dates import day_of, day_words
from actionplans.document.parts import lead_named, listed_apart
from actionplans.document.silence import Heard
from actionplans.document.wording import HIDDEN_ROW, capital, count, in_brackets, ordinal, plural
from actionplans.writing.figures import due, unheard_words
from actionplans.writing.order import Order
from actionplans.writing.parts import date_words
from actionplans.writing.press.sheets import CELL_POINTS, HtmlPiece, Paper, Sheets
from actionplans.writing.standing import NO_LEAD, PlanStanding, Slip, StandingRow, last_note_words, standing

from .extract import ACTIONS_OF, whose_words
from .fitting import width
from .one_page import (
    GAP,
    LEFT,
    RIGHT,
    SMALL,
    Halves,
    Head,
    OnePage,
    OnePageCell,
    OnePageColumn,
    OnePageTable,
    cell,
)
from .words import line, plain_line, running, short_date, version_words

#: Of a half, for who leads and when.
LEAD = 0.36

_BULLET = re.compile(r"^[^\S\n]*- ", re.MULTILINE)
_BREAK = re.compile(r"\n\s*(?:\n|- )")


def front_sheets(order: Order) -> Sheets:
    """The front sheet, compared with ``order.since`` where there is an older document."""
    now = standing(order.document, order.printed_on, order.since, order.silent_days, order.leads)
    page = OnePage(max(order.look.large, CELL_POINTS) / CELL_POINTS)
    lede = _lede(order)
    head = page.head(_title(order) + _whose(order, lede), lede, _figures(order, now), _counts(order, now))
    halves = page.halves(head, _layouts(page, order, now))
    pieces: tuple[HtmlPiece, ...]
    if halves:
        left, right = halves
        html = f'<div class="front {page.kind}">{head.html}{left.html}{right.html}</div>'
        pieces, css = (HtmlPiece(html, 30),), left.css + right.css
    else:
        pieces, css = _flowing(page, head, _Lists(page, page.across, order, now))
    return Sheets(
        running(order.document, order.printed_on, "front sheet", order.since),
        pieces,
        name=_title(order),
        css=css,
        styles=("plan.css", "front.css"),
        paper=Paper(scale=page.scale),
    )


def _flowing(page: OnePage, head: Head, lists: _Lists) -> tuple[tuple[HtmlPiece, ...], str]:
    """The lists one after the other, with the widths of their columns, for more than one page."""
    tables = (lists.slipped(), lists.overdue(), lists.silent(), lists.ended(), lists.agencies())
    kind = f"front flowing {page.kind}"
    pieces = [HtmlPiece(f'<div class="{kind}">{head.html}</div>', 12)]
    pieces += [HtmlPiece(f'<div class="{kind}">{table.html}</div>', 4 + 2 * len(table.rows)) for table in tables]
    return tuple(pieces), "".join(table.css() for table in tables)


def _title(order: Order) -> str:
    return "Since your last meeting" if order.since else "Where the plan stands"


# Head ------------------------------------------------------------------------------------------------------------------


def _whose(order: Order, lede: str) -> str:
    """Whose rows an extract holds, for the title where the sentence below has no room for it: its width must be counted."""
    if not order.lead.strip():
        return ""
    words = f"{ACTIONS_OF} {plain_line(whose_words(lead_named(order.document, order.lead)))}"
    return "" if words in lede else f": {words}"


def _lede(order: Order) -> str:
    """Which plan this is, and what it is compared with. Plain words."""
    document, since = order.document, order.since
    words = f"{plain_line(document.title) or 'Action plan'}, {version_words(document, order.printed_on)}"
    if since:
        against = f"version {since.version.number}" if since.version else "the version before"
        mark = since.version
        went = order.since_words or (mark and _day(mark.date)) or ""  # its own meeting may be the one that it followed
        went = plain_line(went)
        words += f", against {against}{f' ({went})' if went else ''}"
    version = document.version
    if version and day_of(version.date) != order.printed_on:
        words += f". As it stands on {day_words(order.printed_on)}"
    return f"{words}."


def _day(written: str) -> str:
    return day_words(written) if day_of(written) and len(written) == 10 else written


def _figures(order: Order, now: PlanStanding) -> tuple[tuple[int, str], ...]:
    since, ended, moved = order.since, len(now.ended), len(now.moved)
    unheard = unheard_words(now.silent_as(Heard.NEVER), now.silent_as(Heard.UNDATED))
    overdue = "overdue" + (f", was {now.overdue_before}" if now.overdue_before is not None else "")
    return (
        (now.open, f"open of {count(now.actions, 'action')}"),
        (len(now.overdue), overdue),
        (moved, f"{plural(moved, 'deadline')} moved{_how_often(now)}" + ("" if since else " so far")),
        (len(now.silent), ", ".join(filter(None, (f"without a word for {order.silent_days} days", unheard)))),
        (ended, "closed or complete" + (" since" if since else "")),
    )


def _how_often(now: PlanStanding) -> str:
    """“, 1 for the third time, 1 brought forward”: how often the deadlines moved, and which came forward."""
    words = ""
    most = max((slip.times for slip in now.moved), default=0)
    if most >= 2:
        again = sum(slip.times >= min(most, 3) for slip in now.moved)
        words = f", {again} for the {'second' if most == 2 else 'third'} time{' or more' if most > 3 else ''}"
    earlier = sum(slip.earlier for slip in now.moved)
    return words + (f", {earlier} brought forward" if earlier else "")


def _counts(order: Order, now: PlanStanding) -> list[tuple[str, str]]:
    """Status, rating, number changed and open challenges, each with its name. Plain words."""
    states = ((now.open, "open"), (now.complete, "complete"), (now.closed, "closed"))
    found = [("Status", ", ".join(f"{number} {word}" for number, word in states))]
    if now.rated:
        ratings = []
        for rated in now.rated:
            was = f" (was {rated.before})" if rated.before not in (None, rated.number) else ""
            ratings.append(f"{rated.number} {plain_line(rated.rating).lower() or 'not rated'}{was}")
        what = "" if order.document.rating_level == "action" else f" of {order.document.rating_level}s"
        found.append((f"Rating{what}", ", ".join(ratings)))
    if now.changes:
        kinds = [(now.changes.counts[key], plural(now.changes.counts[key], one, many)) for key, one, many in COUNTED]
        changes = ", ".join(f"{number} {words}" for number, words in kinds if number)
        found.append(("Changed", f"{count(now.changes.changed_actions, 'action')}: {changes}"))
    elif now.changes is not None:
        found.append(("Changed", "nothing"))
    if order.challenges:
        unanswered = sum(not challenge.answer for challenge in order.challenges)
        challenges = [f"{len(order.challenges)} open", *([f"{unanswered} without an answer"] if unanswered else [])]
        found.append(("Challenges", ", ".join(challenges)))
    return found


# Lists -----------------------------------------------------------------------------------------------------------------


def _layouts(page: OnePage, order: Order, now: PlanStanding) -> Iterator[Halves]:
    """The possible layouts: what ended at the right, or at the left where there is more room."""
    left, right = (_Lists(page, part * page.across, order, now) for part in (LEFT, RIGHT))
    yield (left.slipped(), left.overdue()), (right.agencies(), right.silent(), right.ended())
    yield (left.slipped(), left.overdue(), left.ended()), (right.agencies(), right.silent())


@dataclass(frozen=True)
class _Lists:
    """Makes the lists for a half, or a page, that is ``across`` points wide. In the columns of half a large page there would be
    a word to a line: each row is a paragraph there."""

    page: OnePage
    across: float
    order: Order
    now: PlanStanding

    def slipped(self) -> OnePageTable:
        slips, so_far = self.now.slipped, "" if self.order.since else " so far"
        if self.page.close:
            columns: tuple[OnePageColumn, ...] = (OnePageColumn("", self.across),)
        else:
            date = width("30 September", CELL_POINTS, bold=True) + GAP
            if date <= 0.25 * self.across:
                dates: tuple[OnePageColumn, ...] = (OnePageColumn("Was", date), OnePageColumn("Now", date))
            else:
                dates = (OnePageColumn("Was, and now", width("30 September 2026", CELL_POINTS, bold=True)),)
            why = self.across - self.ref - sum(column.across for column in dates)
            columns = (OnePageColumn("Ref", self.ref), OnePageColumn("Action, and why it moved", why), *dates)
        rows = tuple(self.slip(slip, len(columns)) for slip in slips)
        heading, none = f"Slipped{so_far}", f"Nothing has slipped{so_far}."
        return OnePageTable("slipped", heading, none, columns, rows)

    def slip(self, slip: Slip, columns: int) -> tuple[OnePageCell, ...]:
        """A deadline that moved, in one, three or four columns."""
        ref = _ref(slip.row)
        how = f"{capital(ordinal(slip.times))} move" if slip.times else "Moved"
        why = f"{_stopped(_action(slip.row))} {how}: {plain_line(slip.reason) or 'no reason given'}"
        was, now = plain_line(slip.was) or "no date", plain_line(slip.now) or "no date"
        state = "" if slip.row.action.status == "open" else f", {slip.row.action.status}"
        struck, present = f"<s>{line(was)}</s>", f"<b>{line(now)}</b>{state}"
        match columns:
            case 1:
                words = f"{ref.html} {line(_stopped(why))} Was {struck}, now {present}"
                return (OnePageCell(words, f"{ref.plain} {why} Was {was}, now {now}{state}. "),)
            case 3:
                return ref, cell(why), OnePageCell(f"{struck}<br>{present}", f"{was}\n{now}{state}", bold=True)
            case _:
                return ref, cell(why), OnePageCell(struck, was), OnePageCell(present, f"{now}{state}", bold=True)

    def overdue(self) -> OnePageTable:
        who = ("Due, and lead", "Due ")
        return self.rows("overdue", "Overdue", "Nothing is overdue.", who, self.now.overdue, _due)

    def silent(self) -> OnePageTable:
        days = count(self.order.silent_days, "day")
        none = f"No open action has been without a word for {days}."
        who = ("Last word, and lead", "Last word ")
        return self.rows("silent", f"Silent for {days}", none, who, self.now.silent, _last_word)

    def ended(self) -> OnePageTable:
        since = " since" if self.order.since else ""
        none = f"Nothing was completed or closed{since}." if since else "Nothing is complete or closed yet."
        who = ("Agreed by", "Agreed by ")
        return self.rows("ended", f"Complete or closed{since}", none, who, self.now.ended, _agreed)

    def rows(
        self,
        name: str,
        heading: str,
        none: str,
        who: tuple[str, str],
        rows: Sequence[StandingRow],
        words: Callable[[StandingRow], str],
    ) -> OnePageTable:
        """A list of rows with what is to be said of each, in a column under the first of ``who`` or, where there are no
        columns, after the second."""
        if self.page.close:
            entries = tuple((_entry(row, who[1], words(row)),) for row in rows)
            return OnePageTable(name, heading, none, (OnePageColumn("", self.across),), entries)
        last = LEAD * self.across
        columns = (
            OnePageColumn("Ref", self.ref),
            OnePageColumn("Action", self.across - self.ref - last),
            OnePageColumn(who[0], last),
        )
        cells = tuple((_ref(row), cell(_action(row)), cell(capital(words(row)))) for row in rows)
        return OnePageTable(name, heading, none, columns, cells)

    def agencies(self) -> OnePageTable:
        """Each agency with a bar of its open actions, where there is room for one beside its name."""
        agencies = self.now.agencies
        overdue, silent, note, number = (
            max(width(word, SMALL, bold=True), width(word, CELL_POINTS)) + GAP
            for word in ("Overdue", "Silent", "12.02.27", "Open")
        )
        left = self.across - overdue - silent - number - note - GAP
        widest = max((width(plain_line(agency.name), CELL_POINTS) for agency in agencies), default=0.0) + GAP
        name = left if self.page.close else min(max(widest, 0.45 * left), 0.7 * left)
        most = max((agency.open for agency in agencies), default=1)
        columns = (
            OnePageColumn("Lead agency", name),
            OnePageColumn("Open", left - name + number, "count" if self.page.close else ""),
            OnePageColumn("Overdue", overdue, "count"),
            OnePageColumn("Silent", silent, "count"),
            OnePageColumn("Last note", note + GAP, "last"),
        )
        rows = tuple(
            (
                cell(agency.name),
                OnePageCell(_bar(agency.open / most, left - name) + str(agency.open), ""),
                cell(str(agency.overdue or "–")),
                cell(str(agency.silent or "–")),
                cell(short_date(agency.last_note) or "–"),
            )
            for agency in agencies
        )
        heading = _agencies_heading(self.now.shared)
        return OnePageTable("agencies", heading, "No action is open.", columns, rows)

    @property
    def ref(self) -> float:
        """The width of the references, one under another in all lists."""
        rows = (*(slip.row for slip in self.now.slipped), *self.now.overdue, *self.now.silent, *self.now.ended)
        words = (width("Ref", SMALL, bold=True), *(width(row.ref, CELL_POINTS, bold=True) for row in rows))
        return min(max(0.11 * self.across, max(words) + GAP), 0.2 * self.across)


# Words -----------------------------------------------------------------------------------------------------------------


def _entry(row: StandingRow, before: str, words: str) -> OnePageCell:
    """A row as a paragraph."""
    ref = _ref(row)
    said = words if words[:1].islower() or ": " in words else f"{before}{words}"
    rest = cell(f"{_stopped(_action(row))} {capital(said)}")
    return OnePageCell(f"{ref.html} {rest.html}", f"{ref.plain} {rest.plain}. ")


def _action(row: StandingRow) -> str:
    """What needs to be done, in one line without marks: what comes before its bullets, or with them where that leads up to
    them."""
    text = _opening(row.action.action)
    if text.rstrip("* ").endswith(":"):
        first, *rest = filter(str.strip, _BULLET.split(row.action.action))
        text = f"{first} {'; '.join(part.strip() for part in rest)}"
    words = _BULLET.sub(" ", text).replace("*", "")
    return plain_line(f"{in_brackets(HIDDEN_ROW)} {words}" if row.action.internal else words) or "(nothing written)"


def _due(row: StandingRow) -> str:
    dates = (deadline.date for deadline in row.action.deadlines)
    last = next((date for date in dates if date and day_of(date) == due(row.action)), None)
    return f"{date_words(last)}, {_leads(row)}"


def _last_word(row: StandingRow) -> str:
    return f"{last_note_words(row.silence)}, {_leads(row)}"


def _agreed(row: StandingRow) -> str:
    """“Executive, 12 February 2027”; of a row that was closed, which is not the same as complete, that it was."""
    ended = row.action.ended
    by = plain_line(ended.by) if ended else ""
    words = ", ".join(filter(None, (by or "nobody named", date_words(ended.on) if ended else "")))
    return f"Closed: {words}" if row.action.status == "closed" else words


def _leads(row: StandingRow) -> str:
    """All leads by name."""
    if row.agencies == (NO_LEAD,):
        return "no lead named"
    return listed_apart([name for lead in row.action.leads if (name := plain_line(lead.name))])


def _opening(text: str) -> str:
    """The first sentence or two of a long cell: what comes before its bullets or its second paragraph."""
    first = _BREAK.split(text.strip(), maxsplit=1)[0]
    return first if len(first) > 20 else text


def _stopped(words: str) -> str:
    return words if words.endswith((".", "?", "!", ":")) else f"{words}."


def _ref(row: StandingRow) -> OnePageCell:
    return cell(plain_line(row.ref), bold=True)


def _agencies_heading(shared: int) -> str:
    """“By agency”, and why its numbers add up to more than all actions."""
    if not shared:
        return "By agency"
    return f"By agency ({count(shared, 'action')} led by several {plural(shared, 'counts', 'count')} under each)"


def _bar(part: float, across: float) -> str:
    """A bar that shows how much of the longest one a number is. The number itself is beside it."""
    if not across:
        return ""
    return (
        f'<svg class="decoration" xmlns="http://www.w3.org/2000/svg" width="{across:.1f}pt" height="8pt" '
        f'viewBox="0 0 {across:.1f} 8"><rect width="{across:.1f}" height="8" fill="#e3e3e3"/>'
        f'<rect width="{across * part:.1f}" height="8" fill="#0b0c0c"/></svg>'
    )
