"""The plan document as a Word file: A4 landscape, a real table for each recommendation, to be read and edited further.

Made of the document alone.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator

from docx.oxml import parse_xml

from actionplans.document.cells import FROM_THE_FILE, beside_the_columns, lead_lines, status_words
from actionplans.document.references import references
from actionplans.document.tree import ActionNode, PlanDocument, RecommendationNode, SectionNode
from actionplans.document.wording import HIDDEN_ROW, in_brackets, listed, plural
from actionplans.reading.plan.carried import carry

from . import wordml
from .columns import printed_columns, widths
from .marked import MarkedLine, Run, legal, one_line, paragraphs
from .parts import (
    also_words,
    cell_text,
    date_words,
    entry_date,
    entry_text,
    oldest_first,
    section_heading,
    section_labels,
    version_lines,
    version_words,
)


def plan_word(document: PlanDocument, *, written_on: datetime.date, taken: str = "") -> bytes:
    """The bytes of a .docx of the plan: a version where it has a number, else a draft of ``written_on``.

    The document travels inside it (``reading.carried``), so that an untouched file comes in again without loss. Holds what
    the document holds: leave out what is ``internal`` before (``document.parts``) where it must not go. ``taken`` is a
    line for the foot of each page that says who took the file away; what is sealed is the body, so it opens nothing and
    breaks nothing.
    """
    file = wordml.new_file()
    state = version_words(document, written_on)
    title = one_line(document.title) or "Action plan"
    wordml.page(file.sections[0], document.board, document.marking, f"{title} · {state}", taken=taken)
    wordml.properties(file, document.title, document.board, document.marking, written_on)
    for xml in plan_body(document, written_on):
        file.element.body.insert_element_before(parse_xml(xml), "w:sectPr")
    out = io.BytesIO()
    file.save(out)
    return carry(out.getvalue(), document)


def plan_body(document: PlanDocument, written_on: datetime.date, *, appendix: str = "") -> Iterator[str]:
    """The paragraphs and tables of the plan as XML, in order. As an ``appendix`` of that name its title is a heading, and its
    own headings stand a level lower."""
    yield from _Writer(document, appendix).body(written_on)


# Content ---------------------------------------------------------------------------------------------------------------


class _Writer:
    """Writes one plan as Word XML: what every table of it needs is computed once."""

    def __init__(self, document: PlanDocument, appendix: str = "") -> None:
        self.document, self.appendix = document, appendix
        self.headings = [f"Heading{level + bool(appendix)}" for level in range(4)]
        self.columns = printed_columns(document)
        self.foot = next((c for c in self.columns if c.field == "action"), self.columns[0] if self.columns else None)
        self.grid = wordml.grid([share.percent for share in widths(document, self.columns)])
        refs = references(document)
        self.refs = iter(refs)  # rows are written in the order of the plan
        self.elsewhere: dict[str, list[str]] = {}
        for (_, _, action), ref in zip(document.actions(), refs, strict=True):
            for number in action.also:
                self.elsewhere.setdefault(number, []).append(ref)
        fields = [column.field for column in self.columns]
        self.state_under = next((field for field in ("status", "deadline") if field in fields), "row")

    def body(self, written_on: datetime.date) -> Iterator[str]:
        document = self.document
        title = one_line(document.title) or "Action plan"
        if self.appendix:
            yield wordml.words(self.headings[0], f"{self.appendix}: {title}")
        else:
            yield wordml.words("Title", title)
        if subtitle := one_line(document.subtitle):
            yield wordml.words("Subtitle", subtitle)
        note = one_line(document.version.note).rstrip(".") if document.version else ""
        yield wordml.words("PlanState", version_words(document, written_on) + (f": {note}." if note else "."))
        for section, label in zip(document.sections, section_labels(document), strict=True):
            yield from self.section(section, label)
        yield from self.versions()

    def section(self, section: SectionNode, label: str) -> Iterator[str]:
        titled = bool(section.title.strip())
        if titled:
            yield wordml.words(self.headings[1], one_line(section_heading(section, label)))
        if section.rating and section.rating.strip():
            yield wordml.words("PlanSmall", f"Rating: {one_line(section.rating)}")
        yield from wordml.lines(paragraphs(section.description), "BodyText")
        for heading, items in (("Objectives", section.objectives), ("Outcomes to achieve", section.outcomes)):
            if items:
                yield wordml.words(self.headings[3], heading)
                for item in items:
                    yield from wordml.lines(_as_bullet(paragraphs(item)), "BodyText")
        alone = len(section.recommendations) == 1
        for recommendation in section.recommendations:
            yield from self.recommendation(recommendation, alone)

    def recommendation(self, recommendation: RecommendationNode, alone: bool) -> Iterator[str]:
        number = one_line(recommendation.number)
        text = paragraphs(recommendation.text)
        heading = f"Recommendation {number}".strip() if number or text else ""
        if heading or not alone:
            heading = heading or "Actions without a recommendation"
            yield wordml.words(
                self.headings[2], f"{heading} {in_brackets(HIDDEN_ROW)}" if recommendation.internal else heading
            )
        yield from wordml.lines(text, "BodyText", keep=True)
        if recommendation.rating and recommendation.rating.strip():
            yield wordml.words("PlanSmall", f"Rating: {one_line(recommendation.rating)}", keep=True)
        if elsewhere := self.elsewhere.get(recommendation.number, ()) if recommendation.number else ():
            yield wordml.words("PlanSmall", f"See also {plural(len(elsewhere), 'row')} {listed(elsewhere)}.", keep=True)
        elif heading and not recommendation.actions:
            yield wordml.words("PlanSmall", "No actions yet.")
        if recommendation.actions:
            name = f"Actions under recommendation {number}" if number else "Actions"
            heads = ["Row", *(one_line(column.heading) for column in self.columns)]
            yield wordml.table(name, self.grid, heads, (self.row(action) for action in recommendation.actions))
            yield wordml.words("PlanGap", "")

    def row(self, action: ActionNode) -> list[str]:
        """The cells of a row, the reference first."""
        first = [MarkedLine((Run(one_line(next(self.refs)), bold=True),))]
        if action.internal:
            first.append(MarkedLine((Run(in_brackets(HIDDEN_ROW)),)))
        state = _state(action)
        if self.state_under == "row":
            first += state
        cells = [wordml.cell_lines(first, "PlanCell")]
        for column in self.columns:
            lines = _notes(action) if column.field == "progress" else paragraphs(cell_text(column, action))
            small: list[MarkedLine] = []
            for heading, text in beside_the_columns(self.document, action) if column is self.foot else ():
                small += paragraphs(f"{heading} {FROM_THE_FILE}:\n\n{text}")
            if column.field == "action":
                small += paragraphs(also_words(action))
            if column.field == self.state_under and column.field != "status":
                lines += state
            if column.field == "lead":
                lines = [MarkedLine((Run(words),)) for text in lead_lines(action) if (words := one_line(text))]
            cells.append(wordml.cell_lines(lines, "PlanCell", small))
        return cells

    def versions(self) -> Iterator[str]:
        lines = version_lines(self.document)
        if not lines:
            return
        signed = any(at.by for at in lines)
        heads = ["Version", "Note", "Date"] + (["By"] if signed else [])
        yield wordml.words(self.headings[1], "Versions")
        rows = []
        for at in lines:
            cells = [at.label, at.note, date_words(at.date)] + ([at.by] if signed else [])
            rows.append([wordml.cell_lines([MarkedLine((Run(one_line(cell)),))], "PlanCell") for cell in cells])
        yield wordml.table("Versions", wordml.grid([14, 56, 18, 12] if signed else [14, 66, 20]), heads, rows)
        yield wordml.words("PlanGap", "")


def _state(action: ActionNode) -> list[MarkedLine]:
    """When a row ended, who agreed and why, where no column says so."""
    if action.status == "open":
        return []
    word = action.status.capitalize()
    return [MarkedLine((Run(word, bold=True), Run(legal(status_words(action).removeprefix(word)))))]


def _notes(action: ActionNode) -> list[MarkedLine]:
    """The notes of a row, an empty paragraph before each that has no date to show where it begins."""
    lines: list[MarkedLine] = []
    for entry in oldest_first(action.progress):
        if lines and not entry_date(entry):
            lines.append(MarkedLine(()))
        lines += paragraphs(entry_text(entry))
    return lines


def _as_bullet(lines: list[MarkedLine]) -> list[MarkedLine]:
    """A short text as one bullet; one that brings bullets of its own has them below it."""
    return [
        MarkedLine(line.runs, min(line.level + 1, wordml.LEVELS), line.bullet or i == 0 and not line.level)
        for i, line in enumerate(lines)
    ]
