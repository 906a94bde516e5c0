"""The printed plan as one HTML page, from the plan document alone.

Plain strings: a plan has thousands of cells, and each is escaped where it is written (``to_html`` and ``line``).
``static/print/plan.css`` draws it; only the widths of the columns, which each plan has of its own, are given here.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.html import escape

from actionplans.document.dates import day_words, short_words
from actionplans.document.references import references
from actionplans.document.tree import (
    Action,
    Column,
    DeadlineMove,
    Entry,
    PlanDocument,
    Recommendation,
    Section,
)
from actionplans.document.words import listed, plural
from boards.marks import to_html

from .columns import Width, printed_columns, widths
from .continued import CLASS as CONTINUED
from .figures import SILENT_DAYS, Figures, day_of, reckon, version_before
from .parts import oldest_first, section_labels, version_lines
from .printable import printable

#: A row of more characters, or of more lines in its fullest cell, may break across pages. Keeping long rows whole
#: leaves pages empty and makes printing half as slow again.
WHOLE_ROW_CHARACTERS = 1500
WHOLE_ROW_LINES = 14

#: Objectives and outcomes longer than this stand one above the other, where they may break across pages.
SIDE_BY_SIDE = 1200

_NOTHING = '<p class="none">–</p>'
_FIRST_PARAGRAPH = "<p>"
_BEGINS_AS_NOTE = re.compile(
    r"(?:updated?|revised|amended|approved|agreed|issued|reissued|published|corrected|prepared|presented|first|draft"
    r"|final|new|changes|after|following|for|with|in|as|at|to|by|before)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Page:
    """HTML of the whole print, and the few rules that only this plan needs."""

    html: str
    css: str


def plan_page(document: PlanDocument, *, printed_on: datetime.date, previous: PlanDocument | None = None) -> Page:
    """The clean edition of a plan. ``previous`` is the version before, from which moved deadlines are counted."""
    columns = printed_columns(document)
    shares = widths(document, columns)
    writer = _Writer(document, columns, shares)
    title = line(document.title) or "Action plan"
    state = version_words(document, printed_on)
    html = "".join(
        (
            '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">',
            f"<title>{title}, {escape(state)}</title>",
            f'<meta name="author" content="{line(document.board)}">' if document.board else "",
            "</head>",
            f'<body data-board="{line(document.board)}" data-marking="{line(document.marking)}"',
            f' data-foot="{title} · {escape(_foot(document, printed_on))}">',
            f"<h1>{title}</h1>",
            f'<p class="lede">{line(document.subtitle)}</p>' if document.subtitle.strip() else "",
            f'<p class="lede">{lede(document, printed_on)}</p>',
            _figures(reckon(document, printed_on, previous)),
            *writer.sections(),
            _versions(document),
            "</body></html>",
        )
    )
    css = "".join(f"col.{share.name}{{width:{share.percent:.2f}%}}" for share in shares)
    return Page(html, css)


def line(text: str) -> str:
    """Words that stand in one line: printable and escaped, without marks."""
    return str(escape(" ".join(printable(text).split())))


def cell(text: str) -> str:
    """A long cell with its marks, or the dash of an empty one."""
    return to_html(printable(text)) or _NOTHING


# The head ---------------------------------------------------------------------------------------------------------


def version_words(document: PlanDocument, printed_on: datetime.date) -> str:
    """What this print is, for its title: "version 8" or "draft of 21 November 2026"."""
    if document.version is None:
        return f"draft of {day_words(printed_on)}"
    return f"version {document.version.number}"


def _foot(document: PlanDocument, printed_on: datetime.date) -> str:
    if document.version is None:
        return f"DRAFT, printed {day_words(printed_on)}"
    date = date_words(document.version.date)
    return f"version {document.version.number}" + (f" · {date}" if date else "")


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
    elif _BEGINS_AS_NOTE.match(note):
        words += f", {note[0].lower()}{note[1:]}."
    else:
        words += f": {note}."
    meeting = line(version.meeting).rstrip(".")
    # “Updated following Executive 12.02.27” names the Executive of 12 February 2027 already, in the board's notation.
    if meeting and meeting.rpartition(" of ")[0] not in note:
        words += f" For {'' if meeting.lower().startswith('the ') else 'the '}{meeting}."
    return words


def _in_sentence(label: str) -> str:
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def _figures(figures: Figures) -> str:
    states = [(figures.open, "open"), (figures.complete, "complete"), (figures.closed, "closed")]
    kinds = [f"{number} {word}" for number, word in states if number]
    since = f" since {line(figures.since)}" if figures.since else ""
    items = (
        (figures.recommendations, plural(figures.recommendations, "recommendation")),
        (figures.actions, plural(figures.actions, "action") + (f": {', '.join(kinds)}" if kinds else "")),
        (figures.overdue, "overdue"),
        (figures.moved, f"{plural(figures.moved, 'deadline')} moved{since}"),
        (figures.silent, f"silent for {SILENT_DAYS} days"),
    )
    drawn = "".join(f"<p><b>{number}</b> <span>{words}</span></p>" for number, words in items)
    return f'<div class="figures">{drawn}</div>'


def date_words(written: str | None) -> str:
    """A date in full ("14 February 2027"), or what stands in its place where it is none."""
    if day_of(written) is None:
        return line(written or "")
    return day_words(written, _precision(written))


def short_date(written: str | None) -> str:
    """A date as boards write it ("14.02.27"), or what stands in its place where it is none."""
    if day_of(written) is None:
        return line(written or "")
    return short_words(written[:10], _precision(written))


def _precision(written: str) -> str:
    return {4: "year", 7: "month"}.get(len(written), "day")


# Sections, recommendations, rows ----------------------------------------------------------------------------------


class _Writer:
    """One plan on its way to HTML: what every table of it needs is worked out once."""

    def __init__(self, document: PlanDocument, columns: tuple[Column, ...], shares: tuple[Width, ...]) -> None:
        self.document = document
        self.columns = columns
        self.shares = shares
        refs = row_references(document)
        self.refs = iter(refs)  # rows are written in the order of the plan
        self.answered = _answered_elsewhere(document, refs)
        self.labels = [line(label) for label in section_labels(document)]
        cols = "".join(f'<col class="{share.name}">' for share in shares)
        heads = "".join(f'<th scope="col">{line(c.heading) or "&#160;"}</th>' for c in columns)
        self.head = f'<colgroup>{cols}</colgroup><thead><tr><th scope="col">Row</th>{heads}</tr></thead>'
        prints = {column.field for column in columns}
        self.state_under = next((f for f in ("status", "deadline", "progress", "action") if f in prints), "row")

    def sections(self) -> Iterator[str]:
        for section, label in zip(self.document.sections, self.labels, strict=True):
            yield self.section(section, label)

    def section(self, section: Section, label: str) -> str:
        title = line(section.title)
        level = 3 if title else 2
        parts = ["<section>"]
        if title:
            kind = f'<p class="kind">{label}</p>' if label else ""
            parts.append(f'<div class="title">{kind}<h2>{title}{_rating(section.rating)}</h2></div>')
        if section.description.strip():
            parts.append(f'<div class="description">{to_html(printable(section.description))}</div>')
        parts.append(_aims(section, level))
        alone = len(section.recommendations) == 1
        parts += [self.recommendation(r, level, alone) for r in section.recommendations]
        parts.append("</section>")
        return "".join(parts)

    def recommendation(self, recommendation: Recommendation, level: int, alone: bool) -> str:
        number, text = line(recommendation.number), to_html(printable(recommendation.text))
        heading = ""
        if number or text:
            heading = f"Recommendation {number}".strip()
        elif not alone:
            heading = "Actions without a recommendation"
        elsewhere = self.answered.get(recommendation.number, ()) if recommendation.number else ()
        note = f"See also {plural(len(elsewhere), 'row')} {listed(elsewhere)}." if elsewhere else ""
        if not recommendation.actions:
            note = note or ("No actions yet." if heading else "")
        parts = ['<div class="recommendation">']
        if heading:
            marks = _rating(recommendation.rating) + _internal(recommendation.internal)
            parts.append(f'<h{level} class="number">{heading}{marks}</h{level}>')
        if text:
            parts.append(f'<div class="text">{text}</div>')
        if note:
            parts.append(f'<p class="also">{note}</p>')
        if recommendation.actions:
            rows = "".join(self.row(action) for action in recommendation.actions)
            parts.append(f"<table>{self.head}<tbody>{rows}</tbody></table>")
        parts.append("</div>")
        return "".join(parts)

    def row(self, action: Action) -> str:
        state = _state(action)
        under = self.state_under
        cells = [self.cell(column, action) for column in self.columns]
        drawn = "".join(
            f"<td>{content}{state if column.field == under else ''}</td>"
            for column, (content, _) in zip(self.columns, cells, strict=True)
        )
        whole = self._short([length for _, length in cells])
        kind, overleaf = ("whole", "") if whole else ("long", f'<p class="small {CONTINUED}">continued</p>')
        ref = f"<p>{next(self.refs)}{_internal(action.internal)}</p>"
        first = ref + overleaf + (state if under == "row" else "")
        return f'<tr class="{kind}"><th scope="row">{first}</th>{drawn}</tr>'

    def _short(self, lengths: list[int]) -> bool:
        fullest = max(
            (length / share.characters for length, share in zip(lengths, self.shares[1:], strict=True)), default=0
        )
        return sum(lengths) < WHOLE_ROW_CHARACTERS and fullest < WHOLE_ROW_LINES

    def cell(self, column: Column, action: Action) -> tuple[str, int]:
        """One cell and about how many characters it takes, its paragraphs counted as lines of their own."""
        match column.field:
            case "progress":
                return _progress(action.progress)
            case "deadline":
                return _deadline(action), 4 * len(action.deadline_text)
            case "lead":
                names = [line(lead.name) for lead in action.leads]
                return "".join(f"<p>{name}</p>" for name in names if name) or _NOTHING, sum(map(len, names)) * 2
            case "rating":
                return f"<p>{_rating(action.rating)}</p>" if action.rating else '<p class="small">Not rated</p>', 10
            case "status":
                return ("<p>Open</p>" if action.status == "open" else ""), 10
            case "action":
                also = ""
                if action.also:
                    names = plural(len(action.also), "recommendation")
                    also = f'<p class="small">Also answers {names} {line(listed(action.also))}.</p>'
                return cell(action.action) + also, _room(action.action)
            case field:
                text = action.extra.get(column.extra, "") if column.extra else getattr(action, field)
                return cell(text), _room(text)


def row_references(document: PlanDocument) -> list[str]:
    """The reference of every row in the order of the plan, escaped."""
    return [line(ref) for ref in references(document)]


def _answered_elsewhere(document: PlanDocument, refs: list[str]) -> dict[str, list[str]]:
    """For each recommendation's number the rows under other recommendations that answer it too."""
    found: dict[str, list[str]] = defaultdict(list)
    for (_, _, action), ref in zip(document.actions(), refs, strict=True):
        for number in action.also:
            found[number].append(ref)
    return found


def _aims(section: Section, level: int) -> str:
    """Objectives and outcomes, side by side where both are short."""
    groups = [("Objectives", section.objectives), ("Outcomes to achieve", section.outcomes)]
    drawn = [
        f'<div><h{level} class="aim">{heading}</h{level}>{_bullets(items)}</div>' for heading, items in groups if items
    ]
    if not drawn:
        return ""
    longest = max(sum(map(len, items)) + 60 * len(items) for _, items in groups)
    beside = " beside" if len(drawn) == 2 and longest < SIDE_BY_SIDE else ""
    return f'<div class="aims{beside}">{"".join(drawn)}</div>'


def _bullets(items: Iterable[str]) -> str:
    """A list of short texts. One that brings bullets of its own keeps them as a nested list."""
    drawn = (to_html(printable(item)) for item in items)
    return f"<ul>{''.join(f'<li>{_bare(item)}</li>' for item in drawn if item)}</ul>"


def _bare(html: str) -> str:
    """A single paragraph without its tags, so that a bullet is as high as its words."""
    if html.count(_FIRST_PARAGRAPH) == 1 and html.startswith("<p>") and html.endswith("</p>"):
        return html[3:-4]
    return html


def _room(text: str) -> int:
    """About how many characters a cell takes: each line begun counts for half of one more."""
    return len(text) + 16 * text.count("\n")


# Cells ------------------------------------------------------------------------------------------------------------


def _progress(entries: tuple[Entry, ...]) -> tuple[str, int]:
    if not entries:
        return '<p class="small">No note yet</p>', 12
    ordered = oldest_first(entries)
    return "".join(map(_entry, ordered)), sum(_room(e.text) + 26 for e in ordered)


def _entry(entry: Entry) -> str:
    date = line(entry.as_written) if entry.inferred and entry.as_written else short_date(entry.date)
    text = to_html(printable(entry.text))
    lead = f"<b>{date}</b> " if date else ""
    lead += _internal(entry.internal)
    if lead:
        text = text.replace("<p>", f"<p>{lead}", 1) if text.startswith("<p>") else f"<p>{lead}</p>{text}"
    if entry.attachments:
        word = plural(len(entry.attachments), "File", "Files")
        text += f'<p class="small">{word}: {"; ".join(map(line, entry.attachments))}</p>'
    return f'<div class="entry">{text}</div>'


def _deadline(action: Action) -> str:
    present = line(action.deadline_text)
    if present:
        parts = [f"<p><b>{present}</b></p>"]
    else:
        dates = [(line(d.label), date_words(d.date)) for d in action.deadlines if d.date]
        parts = [f"<p>{label + ': ' if label else ''}<b>{date}</b></p>" for label, date in dates]
    parts = parts or [_NOTHING]
    parts += [f'<p class="small">{_move(move)}</p>' for move in reversed(action.deadline_moves)]
    return "".join(parts)


def _move(move: DeadlineMove) -> str:
    reason = line(move.reason) or "no reason given"
    if not move.from_.strip():
        return f"set {short_date(move.on)}: {reason}"
    return f"moved from {line(move.from_)}: {reason}"


def _state(action: Action) -> str:
    """The framed word of a row that is done, and under it when, who agreed and why."""
    if action.status == "open":
        return ""
    word = f'<p><span class="state">{action.status.capitalize()}</span></p>'
    if action.ended is None:
        return word
    facts = ", ".join(filter(None, (short_date(action.ended.on), line(action.ended.by))))
    reason = line(action.ended.reason)
    words = f"{facts}: {reason}" if facts and reason else facts or reason
    return word + (f'<p class="small">{words}</p>' if words else "")


_COLOURS = {"red": "red", "amber": "amber", "yellow": "amber", "green": "green", "blue": "blue"}


def _rating(rating: str | None) -> str:
    """A rating as a framed word; its colour is only an addition."""
    if not rating or not rating.strip():
        return ""
    word = line(rating)
    colour = _COLOURS.get(word.lower().split()[0], "")
    return f' <span class="rating {colour}">{word}</span>'


def _internal(internal: bool) -> str:
    return ' <span class="state">Internal</span> ' if internal else ""


# The version table ------------------------------------------------------------------------------------------------


def _versions(document: PlanDocument) -> str:
    lines = version_lines(document)
    if not lines:
        return ""
    signed = any(at.by for at in lines)
    heads = ["Version", "Note", "Date"] + (["By"] if signed else [])
    rows = []
    for at in lines:
        by = f"<td>{line(at.by)}</td>" if signed else ""
        label = line(at.label).removeprefix("Version ") or "–"
        rows.append(
            f'<tr class="whole"><th scope="row">{label}</th><td>{line(at.note)}</td>'
            f"<td>{date_words(at.date)}</td>{by}</tr>"
        )
    cols = "".join(f'<col class="{name}">' for name in ("label", "note", "date", "by")[: len(heads)])
    head = "".join(f'<th scope="col">{heading}</th>' for heading in heads)
    return (
        '<section class="versions"><h2>Versions</h2>'
        f"<table><colgroup>{cols}</colgroup><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></section>"
    )
