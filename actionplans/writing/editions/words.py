"""Words of a print for a single line: titles, dates, what it is of. All of them come back escaped, ready for HTML."""

from __future__ import annotations

import datetime
from html import escape

from actionplans.document.dates import day_of, day_words, short_words
from actionplans.document.tree import PlanDocument
from actionplans.document.wording import plural, shorten
from actionplans.writing.figures import Figures, version_before
from actionplans.writing.parts import date_words as date_plain
from actionplans.writing.parts import precision_of
from actionplans.writing.press.sheets import Running
from actionplans.writing.printable import printable
from boards.light_marks import to_html
from boards.protective_markings import highest

#: So many characters of a plan's title are at the foot of each page; all of it is at its head.
FOOT_TITLE = 90
NOTHING = '<p class="none">–</p>'


def plain_line(text: str) -> str:
    """Words for a single line, printable, not escaped."""
    return " ".join(printable(text).split())


def line(text: str) -> str:
    """Words for a single line: printable and escaped, without marks."""
    return escape(plain_line(text))


def blocks(text: str) -> str:
    """A text with its marks as paragraphs and lists; nothing for an empty one."""
    return to_html(printable(text))


def cell(text: str) -> str:
    """A long cell with its marks, or the dash of an empty one."""
    return blocks(text) or NOTHING


def version_words(document: PlanDocument, printed_on: datetime.date) -> str:
    """What this print is, for its title: "version 8" or "draft of 21 November 2026"."""
    if document.version is None:
        return f"draft of {day_words(printed_on)}"
    return f"version {document.version.number}"


def title_words(document: PlanDocument) -> str:
    """The plan's title, or its default."""
    return line(document.title) or "Action plan"


def running(
    document: PlanDocument, printed_on: datetime.date, what: str = "", since: PlanDocument | None = None
) -> Running:
    """The lines around each page: board, marking, and at the foot plan, version or DRAFT, ``what`` it is, and date. Where the
    pages hold words of an older document too (``since``), the higher marking of both counts.

    Plain text, not HTML: they are drawn outside the pages' own text.
    """
    version = document.version
    if holds_internal(document):
        what = ", ".join(filter(None, (what, "with internal rows and notes")))
    if version is None:
        state = ", ".join(filter(None, (f"DRAFT, printed {day_words(printed_on)}", what)))
    else:
        words = ", ".join(filter(None, (f"version {version.number}", what)))
        state = " · ".join(filter(None, (words, date_plain(version.date))))
    title = shorten(plain_line(document.title), FOOT_TITLE) or "Action plan"
    marking = highest((document.marking, since.marking if since else ""))
    return Running(plain_line(document.board), plain_line(marking), f"{title} · {state}")


def holds_internal(document: PlanDocument) -> bool:
    """Whether something in it is for the manager, chair and scrutineer only."""
    return any(r.internal for _, r in document.recommendations()) or any(
        action.internal or any(entry.internal for entry in action.progress) for _, _, action in document.actions()
    )


def lede(document: PlanDocument, printed_on: datetime.date) -> str:
    """The sentence under the title, escaped: which version, why it was made, and for which meeting."""
    version = document.version
    if version is None:
        before = version_before(document)
        since = (
            f", with all that was written since {_in_sentence(line(before.label))}" if before and before.label else ""
        )
        return f"Draft, printed {day_words(printed_on)}{since}."
    note = line(version.note).rstrip(".")
    words = f"Version {version.number}"
    if not note:
        date = date_words(version.date)
        words += f", {date}." if date else "."
    else:
        words += f": {note}."
    meeting = line(version.meeting).rstrip(".")
    # “Updated following Executive 12.02.27” names the Executive of 12 February 2027 already, in the board's notation.
    if meeting and meeting.rpartition(" of ")[0] not in note:
        words += f" For {'' if meeting.lower().startswith('the ') else 'the '}{meeting}."
    return words


def _in_sentence(label: str) -> str:
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def figures_html(figures: Figures) -> str:
    """The five figures under a title."""
    states = [(figures.open, "open"), (figures.complete, "complete"), (figures.closed, "closed")]
    kinds = [f"{number} {word}" for number, word in states if number]
    since = f" since {line(figures.since)}" if figures.since else ""
    items = (
        (figures.recommendations, plural(figures.recommendations, "recommendation")),
        (figures.actions, plural(figures.actions, "action") + (f": {', '.join(kinds)}" if kinds else "")),
        (figures.overdue, "overdue"),
        (figures.moved, f"{plural(figures.moved, 'deadline')} moved{since}"),
        (figures.silent, ", ".join(filter(None, (f"silent for {figures.silent_days} days", figures.silent_words)))),
    )
    drawn = "".join(f"<p><b>{number}</b> <span>{words}</span></p>" for number, words in items)
    return f'<div class="figures">{drawn}</div>'


def date_words(written: str | None) -> str:
    """A date in full ("14 February 2027"), or its substitute where it is none."""
    return line(date_plain(written))


def short_date(written: str | None) -> str:
    """A date as boards write it ("14.02.27"), or its substitute where it is none."""
    if not written or day_of(written) is None:
        return line(written or "")
    return short_words(written[:10], precision_of(written))
