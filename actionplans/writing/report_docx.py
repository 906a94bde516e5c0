"""The covering report as a Word file, as councils take it into their agendas: numbered paragraphs, and the plan as appendix."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Mm, Pt

from actionplans.document.tree import PlanDocument

from . import wordml
from .editions.report import (
    APPENDIX,
    Chapter,
    chapters,
    facts,
    foot,
    for_many_readers,
    report_of,
    report_title,
    table_cells,
    table_heads,
    theme_lines,
    total,
)
from .marked import MarkedLine, Run, one_line, paragraphs
from .order import Order, ReportText
from .parts import version_words
from .report_themes import ThemeCounts
from .word import plan_body

#: The further indent of what belongs to one thing that is asked, in twentieths of a point: under its words.
ASKED = 300
#: Room for the names in the block at the head.
FACTS = Mm(40)


def report_word(order: Order, *, written_on: datetime.date, taken: str = "") -> bytes:
    """The bytes of a .docx: the report on upright paper, then the plan that it covers on landscape paper. ``taken`` is a line
    for the foot of each page that says who took the file away."""
    order = for_many_readers(order)
    report, document = report_of(order), order.document
    title = one_line(report_title(order))
    marking = report.marking or document.marking
    file = wordml.new_file()
    wordml.numbers(file)
    _styles(file)
    wordml.properties(file, title, document.board, marking, written_on)
    wordml.page(file.sections[0], document.board, marking, foot(order, report), landscape=False, taken=taken)
    _append(file, _report(order, report, title))
    file.add_section(WD_SECTION.NEW_PAGE)
    state = version_words(document, order.printed_on)
    plan = one_line(document.title) or "Action plan"
    wordml.page(file.sections[1], document.board, document.marking, f"{APPENDIX}: {plan} · {state}", taken=taken)
    _append(file, plan_body(document, order.printed_on, appendix=APPENDIX))
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _append(file: Any, body: Iterator[str]) -> None:
    for xml in body:
        file.element.body.insert_element_before(parse_xml(xml), "w:sectPr")


def _report(order: Order, report: ReportText, title: str) -> Iterator[str]:
    document = order.document
    yield wordml.words("Title", title)
    if report.draft:
        yield wordml.words("ReportDraft", "Draft")
    for name, text in facts(order, report):
        yield wordml.paragraph("ReportFact", MarkedLine((Run(f"{name}:", bold=True), Run(f"\t{one_line(text)}"))))
    for chapter in chapters(document, report):
        yield wordml.words("Heading1", chapter.heading, keep=True, number=0)
        if chapter.heading == "Progress":
            yield from _table(document, theme_lines(document, order))
        yield from _texts(chapter)


def _texts(chapter: Chapter) -> Iterator[str]:
    """The texts of a section. Each paragraph is numbered, bullets are below theirs."""
    for heading, text in chapter.texts:
        before = (Run(f"{one_line(heading)}: ", bold=True),) if heading and chapter.brief else ()
        if heading and not chapter.brief:
            yield wordml.words("Heading2", one_line(heading), keep=True)
        lines = [*paragraphs(text)]
        for line, following in zip_longest(lines, lines[1:]):
            if not line.level:
                leads = following is not None and following.bullet
                yield wordml.paragraph("ReportText", MarkedLine((*before, *line.runs)), keep=leads, number=1)
                before = ()
            elif chapter.asked and line.bullet and line.level == 1:
                yield wordml.paragraph("ReportText", MarkedLine(line.runs), number=2)
            else:
                deeper = ASKED if chapter.asked and line.level > 1 else 0
                yield wordml.paragraph("ReportText", line, left=wordml.NUMBERED + deeper)


def _table(document: PlanDocument, lines: list[ThemeCounts]) -> Iterator[str]:
    if not lines:
        return
    heads = table_heads(lines)
    others = 56 / (len(heads) - 1)
    grid = wordml.grid([44, *[others] * (len(heads) - 1)], wordml.UPRIGHT_WIDTH)
    rows = [_row(table_cells(at, lines)) for at in lines] + [_row(table_cells(total(lines), lines), bold=True)]
    yield wordml.table("Actions by theme", grid, heads, rows)
    yield wordml.words("PlanGap", "")


def _row(cells: list[str], *, bold: bool = False) -> list[str]:
    return [
        wordml.cell_lines([MarkedLine((Run(one_line(cell), bold=bold),))], "ReportNumber" if place else "PlanCell")
        for place, cell in enumerate(cells)
    ]


def _styles(file: Any) -> None:
    normal = file.styles["Normal"]
    for name, size, before, after, bold in (
        ("ReportText", 12, 0, 6, False),
        ("ReportFact", 12, 0, 3, False),
        ("ReportDraft", 12, 0, 6, True),
        ("ReportNumber", 9, 0, 3, False),
    ):
        style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.font.size, style.font.bold = Pt(size), bold
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    fact = file.styles["ReportFact"].paragraph_format
    fact.left_indent, fact.first_line_indent = FACTS, -FACTS
    fact.tab_stops.add_tab_stop(FACTS)
    file.styles["ReportNumber"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for name in ("Heading 1", "Heading 2"):
        file.styles[name].paragraph_format.keep_with_next = True
