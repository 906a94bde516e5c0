"""Turn a draft into a plan document: cells into entries, leads and deadlines, with warnings for what is not certain."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from actionplans.document.cells import AS_PRINTED
from actionplans.document.dates import day_words, find_dates, first_day
from actionplans.document.fields import TEXT_FIELDS
from actionplans.document.tree import (
    ActionNode,
    ColumnNode,
    PersonNote,
    PlanDocument,
    RecommendationNode,
    SectionNode,
    SourceNode,
    VersionLine,
)
from actionplans.document.warnings import (
    AROUND,
    CUSTOM,
    HEADING,
    HIDDEN,
    LEAD,
    LEFT_OUT,
    MACROS,
    NOTE_DATE,
    REPEATED,
    RUNNING,
    STATUS,
    STRUCK,
    UNNAMED,
    Place,
)
from actionplans.document.wording import count, shorten
from actionplans.reading.files.blocks import Blocks

from .completion import completion_columns
from .deadlines import deadlines_of
from .draft import Draft, DraftRecommendation, DraftRow, DraftSection
from .ending_words import OPEN, state_of
from .endings import Ending, closed_by_strike, ending_of_row, rating_in, without_status_line
from .headings import rating_word
from .hidden import hidden_rows
from .keys import people_of
from .leads import read_leads
from .numbers import Numbers, ask_for_numbers
from .progress import read_periods, read_progress
from .reasons import WHY
from .row_warnings import RowWarnings
from .scale import key_lines, read_scale, worst_first
from .struck import settle_struck
from .versions import read_dated_title
from .waiting_rows import settle_waiting

_SOURCES = (
    ("ofsted-inspection", r"\bofsted\b|\bilacs\b|\binspection of (?:children|services)"),
    ("jtai", r"\bjtai\b|\bjoint targeted\b"),
    ("peer-review", r"\bpeer (?:review|challenge)\b"),
    ("case-review", r"\bcase review\b|\bpractice review\b|\b(?:scr|cspr|sar|dhr)\b|\badult review\b"),
    ("inspection", r"\binspection\b|\bcqc\b|\bhmicfrs\b|\bhmip\b"),
)


@dataclass
class _Context:
    """What rows are finished with: a day that the plan is of, what its keys say of ratings and of initials, and its numbers."""

    around: datetime.date | None
    scale: dict[str, str]
    people: dict[str, str]
    numbers: Numbers
    year: str  # the financial year that its title names, or empty
    ended_on: frozenset[str]  # headings of columns that hold the day on which each row ended, as their cells show


def finished(draft: Draft, blocks: Blocks, name: str) -> PlanDocument:
    """The document of a draft. ``name`` is the file's."""
    draft.settle_closed()
    draft.settle_label()
    settle_struck(draft)
    settle_waiting(draft)
    _date_of_paper(draft, blocks)
    used = {rating_word(row.cells.get("rating", "")) for row in _rows(draft)} - {""}
    scale = read_scale(key_lines(blocks), used)
    context = _Context(
        _around(draft, blocks),
        scale,
        people_of(blocks),
        Numbers(draft),
        _year(draft),
        completion_columns(_rows(draft), scale),
    )
    sections = tuple(
        SectionNode(
            kind=_kind(section),
            title=section.title,
            description="\n\n".join(words for words, _ in section.description) if section.title else "",
            objectives=tuple(section.objectives),
            outcomes=tuple(section.outcomes),
            recommendations=tuple(
                _recommendation(draft, r, Place(s, n), context) for n, r in enumerate(section.recommendations)
            ),
        )
        for s, section in enumerate(_kept_sections(draft))
    )
    _say_hidden(draft, hidden_rows(blocks))
    ask_for_numbers(draft)
    for number, text in draft.unnamed:
        if not draft.is_left_out(text):
            draft.leave_out(f"{number} {text}", UNNAMED)
    if draft.repeated:
        said = f"{count(len(draft.repeated), 'row')} of a further update. {WHY[REPEATED]}"
        draft.leave_out_at_once(said, "\n".join(draft.repeated), REPEATED)
    for text in blocks.running:
        draft.leave_out(text, RUNNING)
    for left in blocks.left_out:
        if left.words:
            draft.leave_out_at_once(f"{left.what}. {left.why}", left.words, HIDDEN)
        else:
            draft.warn(MACROS if left.macros else LEFT_OUT, "", f"{left.what}. {left.why}")
    title = draft.title or blocks.title or re.sub(r"[-_]+", " ", PurePath(name).stem).strip()
    subtitle = draft.subtitle
    if subtitle and re.fullmatch(r"(?:appendix|annex)\s*\w*", title, re.IGNORECASE):
        title, subtitle = subtitle, title
    source = _source(" ".join((title, subtitle, draft.columns.get("recommendation", ""))), f"{title} {subtitle}")
    return PlanDocument(
        title=title,
        subtitle=subtitle,
        source=source,
        columns=tuple(ColumnNode(field, heading) for field, heading in draft.columns.items()),
        ratings=_ratings(context, sections),
        sections=sections,
        versions=tuple(draft.versions),
        people=tuple(PersonNote(initials=initials, name=name) for initials, name in context.people.items()),
        warnings=draft.all_warnings(),
    )


def _date_of_paper(draft: Draft, blocks: Blocks) -> None:
    """Where no versions are listed, the title, the running lines or the lines above the table may date the paper."""
    if draft.version:
        if any(line.date == draft.version.date or _of_one_version(line, draft.version) for line in draft.versions):
            draft.leave_out(f"{draft.version.label} {draft.version.note}", HEADING)
        else:
            draft.versions.append(draft.version)
    if draft.versions:
        return
    first = draft.sections[0].description if draft.sections and not draft.sections[0].title else []
    for words, place in first:
        if found := read_dated_title(words):
            draft.versions.append(found)
            first.remove((words, place))
            return
    for text in (draft.title, draft.subtitle, *blocks.running, *draft.below):
        if found := read_dated_title(text):
            draft.versions.append(found)
            return


def _year(draft: Draft) -> str:
    """The financial year of a plan's title, "2026/27"; empty where it names none or several."""
    years = re.findall(r"\b20(\d\d)\s?[/–-]\s?(?:20)?(\d\d)\b", f"{draft.title} {draft.subtitle}")
    (first, second), *more = years or [("", "")]
    return f"20{first}/{second}" if first and not more and int(second) == int(first) + 1 else ""


def _of_one_version(line: VersionLine, other: VersionLine) -> bool:
    """Whether two lines name the same version: "14" and "Version 14", "Fourth" and "Fourth issue"."""
    first, second = (
        re.sub(r"\b(?:version|ver|v|issue|edition|draft|revision)\b", "", v.label.lower()).strip(" .")
        for v in (line, other)
    )
    return bool(first) and first == second


def _kind(section: DraftSection) -> str:
    """The board's word for a section, with its number where the title does not begin with both."""
    if section.kind and section.title.lower().startswith(section.kind):
        return section.kind
    return f"{section.kind} {section.number}".strip()


def _leave_out_above(draft: Draft) -> None:
    """The words above the first section are no part of the plan: each paragraph is left out, before what is below the plan."""
    first = draft.sections[0] if draft.sections and not draft.sections[0].title else DraftSection()
    before = len(draft.warnings)
    for words, place in first.description:
        draft.leave_out(words, AROUND, place)
    first.description.clear()
    draft.warnings[:] = draft.warnings[before:] + draft.warnings[:before]


def _kept_sections(draft: Draft) -> list[DraftSection]:
    """The sections that hold something; the words of the others are left out, with a warning."""
    _leave_out_above(draft)
    kept: list[DraftSection] = []
    above: DraftSection | None = None  # a part of parts: "Health service action plan" above "Recording"
    for section, below in zip(draft.sections, [*draft.sections[1:], DraftSection()], strict=False):
        if above is not None and not 0 < above.level < section.level:
            above = None
        if section.recommendations or section.objectives or section.outcomes or section.introduces:
            if above is not None:
                section.title = f"{_whole_title(above)} – {section.title}"
            kept.append(section)
            if not section.title:
                for words, place in section.description:
                    draft.leave_out(words, AROUND, place)
            continue
        if 0 < section.level < below.level and above is None and not section.description:
            above = section
            continue
        title = _whole_title(section)
        words = "\n".join(filter(None, [title, *(words for words, _ in section.description)]))
        draft.leave_out(words, AROUND, next((p for _, p in section.description), ""))
    return kept


def _whole_title(section: DraftSection) -> str:
    return f"{section.kind} {section.number} {section.title}".strip()


def _say_hidden(draft: Draft, hidden: list[str]) -> None:
    """One warning for all hidden rows that are taken in."""
    if hidden:
        shown = "; ".join(f"“{shorten(words, 120)}”" for words in hidden[:5])
        rows = f"{count(len(hidden), 'row')} hidden in the file {'was' if len(hidden) == 1 else 'were'}"
        said = f"{rows} imported, because the row says that the action has ended: {shown}."
        draft.warn(STATUS, "", said, reason=HIDDEN, words=[shorten(words, 300) for words in hidden])


def _say_ending(row_warnings: RowWarnings, row: DraftRow, ending: Ending) -> None:
    """Ask about the status of a row that is not certain, or that only the look of the row says."""
    if ending.doubt:
        row_warnings.warn(STATUS, ending.doubt, "status", heading="status")
    elif row.struck:
        said = f"The row is struck through in the file; it was taken for {ending.status}."
        row_warnings.warn(STATUS, said, "status", heading="status", reason=STRUCK)
    elif ending.customary:
        said = "It is rated Blue, which was taken for complete, as is usual: nothing in the file says what Blue means."
        row_warnings.warn(STATUS, said, "status", heading="status", reason=CUSTOM)


def _ratings(context: _Context, sections: tuple[SectionNode, ...]) -> tuple[str, ...]:
    """The scale of the file's key, the worst first, with the ratings that rows have besides; empty without a key."""
    if not context.scale:
        return ()
    given = [a.rating for section in sections for r in section.recommendations for a in r.actions if a.rating]
    return tuple(dict.fromkeys([*worst_first(context.scale), *given]))


def _recommendation(draft: Draft, r: DraftRecommendation, place: Place, context: _Context) -> RecommendationNode:
    actions = tuple(_action(RowWarnings(draft, r, i, place), row, context) for i, row in enumerate(r.rows))
    rating = rating_word(r.rating) if r.rating else None
    return RecommendationNode(number=r.number, text=r.text, rating=rating, actions=actions)


def _action(row_warnings: RowWarnings, row: DraftRow, context: _Context) -> ActionNode:
    """A row that is printed with the number of an earlier one keeps its form, with a mark."""
    draft = row_warnings.draft
    cells, around = row.cells, context.around
    extra = {field.removeprefix("extra:"): text for field, text in cells.items() if field.startswith("extra:")}
    leads = read_leads(cells.get("lead", ""), context.people)
    if leads.notes:
        row_warnings.warn(
            LEAD, f"“{'; '.join(leads.notes)}” in the lead cell is no lead; the cell was kept as written.", "lead"
        )
    due = deadlines_of(row_warnings, cells.get("deadline", ""), row.dates.get("deadline", []), around, context.year)
    status = cells.get("status", "")
    noted, status_line = (
        without_status_line(cells.get("progress", "")) if not status else (cells.get("progress", ""), "")
    )
    progress = (*read_progress(noted, around), *read_periods(row.periods, around))
    for n, entry in enumerate(progress):
        if entry.inferred and entry.precision != "none" and not row.periods:
            said = f"“{entry.as_written}” has no year; it was taken for {day_words(entry.date, entry.precision)}."
            row_warnings.warn(NOTE_DATE, said, "progress", heading="progress", note=n)
    rating = rating_word(cells.get("rating", "")) or rating_in(status or status_line) or None
    ending = ending_of_row(
        {**cells, "progress": noted, "status": status or status_line},
        extra,
        due.text,
        rating or "",
        draft.columns,
        ended_on=context.ended_on,
        scale=context.scale,
        around=around,
        notes=progress,
    )
    if row.closed and ending.status == "open":
        ending = replace(ending, status="complete", doubt="")
    if row.struck and ending.status == "open":
        ending = closed_by_strike(progress)
    _say_ending(row_warnings, row, ending)
    said, heading = (status, draft.columns.get("status")) if status else (status_line, "Status")
    plain_state = re.fullmatch(r"\W*(?:open|completed?|closed)\W*", said, re.IGNORECASE)
    against = ending.status != OPEN == state_of(said)  # struck through, and still called open
    if said and heading is not None and (not plain_state or against):
        extra.setdefault(heading or "Status", said)
    ref, printed = context.numbers.of(row, row_warnings.recommendation, row_warnings)
    if printed:
        extra.setdefault(AS_PRINTED, printed)
    texts: dict[str, Any] = {field: cells.get(field, "") for field in TEXT_FIELDS}
    return ActionNode(
        **texts,
        leads=leads.leads,
        lead_text=leads.text,
        deadline_text=due.text,
        deadlines=due.deadlines,
        earlier=due.earlier,
        status=ending.status,
        rating=rating,
        progress=progress,
        extra=extra,
        ref=ref,
        ended=ending.node,
    )


def _around(draft: Draft, blocks: Blocks) -> datetime.date | None:
    """A day that the plan is of: the last of its versions, else what its title says, else its last full date."""
    days = [
        first_day(v.date, "day" if len(v.date) == 10 else "month")
        for v in draft.versions
        if v.date and len(v.date) >= 7
    ]
    if days:
        return max(day for day in days if day)
    for text in (draft.title, draft.subtitle, *blocks.running):
        if hits := [hit for hit in find_dates(text) if hit.date]:
            return first_day(hits[-1].date, hits[-1].precision)
    written: Counter[datetime.date] = Counter()
    for row in _rows(draft):
        for hit in find_dates(row.cells.get("progress", "") or row.cells.get("deadline", "")):
            if hit.date and (day := first_day(hit.date, hit.precision)):
                written[day] += 1
    dated = sorted(written)
    return dated[len(dated) * 3 // 4] if dated else None


def _rows(draft: Draft) -> Iterator[DraftRow]:
    for section in draft.sections:
        for recommendation in section.recommendations:
            yield from recommendation.rows


def _source(words: str, title: str) -> SourceNode:
    kind = next((kind for kind, pattern in _SOURCES if re.search(pattern, words, re.IGNORECASE)), "")
    hits = [hit for hit in find_dates(title) if hit.date] if kind and not read_dated_title(title) else []
    if not hits:
        return SourceNode(kind=kind)
    return SourceNode(kind=kind, date=hits[0].date, precision=hits[0].precision)
