"""The plan document as a Word file: A4 landscape, a real table for each recommendation, to be read and edited further.

Made of the document alone. The tables are written as XML at once, because a plan has thousands of cells; python-docx gives
the package, the styles and the page.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from actionplans.document.cells import status_words
from actionplans.document.references import references
from actionplans.document.tree import Action, PlanDocument, Recommendation, Section
from actionplans.document.words import listed, plural
from actionplans.reading.carried import carry

from .columns import printed_columns, widths
from .marked import Line, Run, legal, one_line, paragraphs
from .parts import (
    INTERNAL,
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

MARGIN = Mm(13)
#: 271 mm between the margins, in twentieths of a point.
TABLE_WIDTH = 15364
FONT = "Arial"
INK, GREY, SHADE, RULE = RGBColor(0x0B, 0x0C, 0x0C), RGBColor(0x50, 0x5A, 0x5F), "F3F2F1", "B1B4B6"
#: The number of our own list in the file; the template has lists of its own below it.
BULLETS = 4711
#: A row whose cells take more characters of XML than this may break across pages; a shorter one stays whole.
WHOLE_ROW_XML = 9000
CELL_MARGIN = 85
_WHOLE = "<w:trPr><w:cantSplit/></w:trPr>"
_LEVELS = 5
_BULLET_SIGNS = "•–•–•"


def plan_word(document: PlanDocument, *, written_on: datetime.date) -> bytes:
    """The bytes of a .docx of the plan: a version where it has a number, else a draft of ``written_on``.

    The document travels inside it (``reading.carried``), so that an untouched file comes in again without loss. Holds what
    the document holds: leave out what is ``internal`` before (``document.editions``) where it must not go.
    """
    file = docx.Document()
    _styles(file)
    _bullets(file)
    _page(file, document, written_on)
    _properties(file, document, written_on)
    body = file.element.body
    body.clear_content()
    for xml in _Writer(document).body(written_on):
        body.insert_element_before(parse_xml(xml), "w:sectPr")
    out = io.BytesIO()
    file.save(out)
    return carry(out.getvalue(), document)


# Content ---------------------------------------------------------------------------------------------------------------


class _Writer:
    """One plan on its way to Word: what every table of it needs is worked out once."""

    def __init__(self, document: PlanDocument) -> None:
        self.document = document
        self.columns = printed_columns(document)
        self.grid = _grid([share.percent for share in widths(document, self.columns)])
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
        yield _words("Title", one_line(document.title) or "Action plan")
        if subtitle := one_line(document.subtitle):
            yield _words("Subtitle", subtitle)
        note = one_line(document.version.note).rstrip(".") if document.version else ""
        yield _words("PlanState", version_words(document, written_on) + (f": {note}." if note else "."))
        for section, label in zip(document.sections, section_labels(document), strict=True):
            yield from self.section(section, label)
        yield from self.versions()

    def section(self, section: Section, label: str) -> Iterator[str]:
        titled = bool(section.title.strip())
        if titled:
            yield _words("Heading1", one_line(section_heading(section, label)))
        if section.rating and section.rating.strip():
            yield _words("PlanSmall", f"Rating: {one_line(section.rating)}")
        yield from _lines(paragraphs(section.description), "BodyText")
        for heading, items in (("Objectives", section.objectives), ("Outcomes to achieve", section.outcomes)):
            if items:
                yield _words("Heading3", heading)
                for item in items:
                    yield from _lines(_as_bullet(paragraphs(item)), "BodyText")
        alone = len(section.recommendations) == 1
        for recommendation in section.recommendations:
            yield from self.recommendation(recommendation, alone)

    def recommendation(self, recommendation: Recommendation, alone: bool) -> Iterator[str]:
        number = one_line(recommendation.number)
        text = paragraphs(recommendation.text)
        heading = f"Recommendation {number}".strip() if number or text else ""
        if heading or not alone:
            heading = heading or "Actions without a recommendation"
            yield _words("Heading2", f"{heading} {INTERNAL}" if recommendation.internal else heading)
        yield from _lines(text, "BodyText", keep=True)
        if recommendation.rating and recommendation.rating.strip():
            yield _words("PlanSmall", f"Rating: {one_line(recommendation.rating)}", keep=True)
        if elsewhere := self.elsewhere.get(recommendation.number, ()) if recommendation.number else ():
            yield _words("PlanSmall", f"See also {plural(len(elsewhere), 'row')} {listed(elsewhere)}.", keep=True)
        elif heading and not recommendation.actions:
            yield _words("PlanSmall", "No actions yet.")
        if recommendation.actions:
            name = f"Actions under recommendation {number}" if number else "Actions"
            heads = ["Row", *(one_line(column.heading) for column in self.columns)]
            yield _table(name, self.grid, heads, (self.row(action) for action in recommendation.actions))
            yield _words("PlanGap", "")

    def row(self, action: Action) -> list[str]:
        """The cells of a row, the reference first."""
        first = [Line((Run(one_line(next(self.refs)), bold=True),))]
        if action.internal:
            first.append(Line((Run(INTERNAL),)))
        state = _state(action)
        if self.state_under == "row":
            first += state
        cells = [_cell_lines(first, "PlanCell")]
        for column in self.columns:
            lines = _notes(action) if column.field == "progress" else paragraphs(cell_text(column, action))
            small = paragraphs(also_words(action)) if column.field == "action" else []
            if column.field == self.state_under and column.field != "status":
                lines += state
            if column.field == "lead":
                lines = [Line((Run(one_line(lead.name)),)) for lead in action.leads if lead.name.strip()]
            cells.append(_cell_lines(lines, "PlanCell", small))
        return cells

    def versions(self) -> Iterator[str]:
        lines = version_lines(self.document)
        if not lines:
            return
        signed = any(at.by for at in lines)
        heads = ["Version", "Note", "Date"] + (["By"] if signed else [])
        yield _words("Heading1", "Versions")
        rows = []
        for at in lines:
            cells = [at.label, at.note, date_words(at.date)] + ([at.by] if signed else [])
            rows.append([_cell_lines([Line((Run(one_line(cell)),))], "PlanCell") for cell in cells])
        yield _table("Versions", _grid([14, 56, 18, 12] if signed else [14, 66, 20]), heads, rows)
        yield _words("PlanGap", "")


def _state(action: Action) -> list[Line]:
    """When a row ended, who agreed and why, where no column says so."""
    if action.status == "open":
        return []
    word = action.status.capitalize()
    return [Line((Run(word, bold=True), Run(legal(status_words(action).removeprefix(word)))))]


def _notes(action: Action) -> list[Line]:
    """The notes of a row, an empty paragraph before each that has no date to tell where it begins."""
    lines: list[Line] = []
    for entry in oldest_first(action.progress):
        if lines and not entry_date(entry):
            lines.append(Line(()))
        lines += paragraphs(entry_text(entry))
    return lines


def _as_bullet(lines: list[Line]) -> list[Line]:
    """A short text as one bullet; one that brings bullets of its own has them below it."""
    return [
        Line(line.runs, min(line.level + 1, _LEVELS), line.bullet or i == 0 and not line.level)
        for i, line in enumerate(lines)
    ]


# XML -------------------------------------------------------------------------------------------------------------------


def _lines(lines: Iterable[Line], style: str, *, keep: bool = False) -> Iterator[str]:
    for line in lines:
        yield _paragraph(style, line, keep=keep)


def _words(style: str, text: str, *, keep: bool = False) -> str:
    return _paragraph(style, Line((Run(text),) if text else ()), keep=keep)


def _paragraph(style: str, line: Line, *, keep: bool = False, root: bool = True) -> str:
    place = ""
    if line.bullet:
        place = f'<w:numPr><w:ilvl w:val="{line.level - 1}"/><w:numId w:val="{BULLETS}"/></w:numPr>'
    elif line.level:
        place = f'<w:ind w:left="{_indent(line.level)}"/>'
    keep_next = "<w:keepNext/>" if keep else ""
    runs = "".join(map(_run, line.runs))
    declared = f" {nsdecls('w')}" if root else ""
    return f'<w:p{declared}><w:pPr><w:pStyle w:val="{style}"/>{keep_next}{place}</w:pPr>{runs}</w:p>'


def _run(run: Run) -> str:
    kind = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
    text = escape(run.text).replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>")
    text = text.replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
    return f"<w:r>{f'<w:rPr>{kind}</w:rPr>' if kind else ''}<w:t xml:space='preserve'>{text}</w:t></w:r>"


def _cell_lines(lines: list[Line], style: str, small: Iterable[Line] = ()) -> str:
    """The paragraphs of a cell; Word wants one even where there is nothing."""
    xml = "".join(_paragraph(style, line, root=False) for line in lines)
    xml += "".join(_paragraph("PlanCellSmall", line, root=False) for line in small)
    return xml or _paragraph(style, Line(()), root=False)


def _table(name: str, grid: list[int], heads: list[str], rows: Iterable[list[str]]) -> str:
    edge = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    borders = "".join(f"<w:{side} {edge}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 57), ("left", CELL_MARGIN), ("bottom", 57), ("right", CELL_MARGIN))
    )
    head = "".join(
        _cell(width, _paragraph("PlanHead", Line((Run(words),) if words else ()), root=False), shaded=True)
        for width, words in zip(grid, heads, strict=True)
    )
    body = "".join(
        f"<w:tr>{_WHOLE if sum(map(len, row)) < WHOLE_ROW_XML else ''}"
        f"{''.join(_cell(width, cell) for width, cell in zip(grid, row, strict=True))}</w:tr>"
        for row in rows
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(grid)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{CELL_MARGIN}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar><w:tblLook w:firstRow="1" w:lastRow="0" '
        f'w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val={quoteattr(name)}/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{body}</w:tbl>"
    )


def _cell(width: int, content: str, *, shaded: bool = False) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>' if shaded else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{content}</w:tc>'


def _grid(percents: list[float]) -> list[int]:
    return [round(TABLE_WIDTH * percent / 100) for percent in percents]


def _indent(level: int) -> int:
    return 200 * level


# The page, its styles and what heads it --------------------------------------------------------------------------------


def _page(file: Any, document: PlanDocument, written_on: datetime.date) -> None:
    section = file.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    section.header_distance = section.footer_distance = Mm(9)
    head = _tabbed(section.header.paragraphs[0])
    head.add_run(one_line(document.board))
    head.add_run("\t")
    head.add_run(one_line(document.marking)).bold = True
    foot = _tabbed(section.footer.paragraphs[0])
    title = one_line(document.title) or "Action plan"
    foot.add_run(f"{title} · {version_words(document, written_on)}\tPage ")
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")


def _tabbed(paragraph: Any) -> Any:
    """A line with its words at the left and, after one tab, at the right margin."""
    tabs = f'<w:tabs {nsdecls("w")}><w:tab w:val="right" w:pos="{TABLE_WIDTH}"/></w:tabs>'
    paragraph._p.get_or_add_pPr().append(parse_xml(tabs))
    return paragraph


def _field(paragraph: Any, name: str) -> None:
    shown = "<w:r><w:rPr><w:noProof/></w:rPr><w:t>1</w:t></w:r>"
    paragraph._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {name} ">{shown}</w:fldSimple>'))


def _properties(file: Any, document: PlanDocument, written_on: datetime.date) -> None:
    properties = file.core_properties
    properties.title = one_line(document.title)[:255]
    properties.author = one_line(document.board)[:255]
    properties.last_modified_by = properties.comments = ""
    properties.category = one_line(document.marking)[:255]
    properties.language = "en-GB"
    properties.created = properties.modified = datetime.datetime.combine(written_on, datetime.time())
    package = file.part.package
    for key, relationship in list(package.rels.items()):  # a picture of the template's first page
        if relationship.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[key]


def _styles(file: Any) -> None:
    styles = file.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = FONT, Pt(10.5), INK
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    for name, size, before, after in (
        ("Title", 22, 0, 2),
        ("Subtitle", 13, 0, 4),
        ("Heading 1", 16, 18, 6),
        ("Heading 2", 12.5, 14, 4),
        ("Heading 3", 10.5, 8, 2),
        ("Body Text", 10.5, 0, 4),
        ("Header", 9, 0, 0),
        ("Footer", 9, 0, 0),
    ):
        style = styles[name]
        _plain_type(style, size, bold=name.startswith(("Title", "Heading")))
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for rule in list(styles["Title"].element.iter(qn("w:pBdr"))):  # the template underlines its titles in blue
        rule.getparent().remove(rule)
    for header in ("Header", "Footer"):
        for tabs in list(styles[header].element.iter(qn("w:tabs"))):
            tabs.getparent().remove(tabs)
    for name, size, after, colour in (
        ("PlanState", 10.5, 6, GREY),
        ("PlanSmall", 9.5, 4, GREY),
        ("PlanGap", 4, 0, INK),
        ("PlanHead", 9, 0, INK),
        ("PlanCell", 9, 3, INK),
        ("PlanCellSmall", 8.5, 2, GREY),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _plain_type(style, size, bold=name == "PlanHead", colour=colour)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(after)
        style.paragraph_format.line_spacing = 1.0
        style.element.find(qn("w:name")).set(qn("w:val"), f"Plan {name[4:].lower()}")


def _plain_type(style: Any, size: float, *, bold: bool, colour: RGBColor = INK) -> None:
    """The board's type in place of the template's: one face, upright, black or grey."""
    properties = style.element.get_or_add_rPr()
    for tag in ("w:rFonts", "w:spacing", "w:kern"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
    style.font.color.rgb = colour


def _bullets(file: Any) -> None:
    """A list of our own with five levels, so that bullets in cells stand close to the margin."""
    numbering = file.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{sign}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{_indent(level + 1)}" w:hanging="200"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/></w:rPr></w:lvl>'
        for level, sign in enumerate(_BULLET_SIGNS)
    )
    abstract = (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{BULLETS}"><w:multiLevelType w:val="multilevel"/>{levels}'
    )
    first = numbering.find(qn("w:num"))
    first.addprevious(parse_xml(abstract + "</w:abstractNum>"))
    number = f'<w:num {nsdecls("w")} w:numId="{BULLETS}"><w:abstractNumId w:val="{BULLETS}"/></w:num>'
    numbering.findall(qn("w:num"))[-1].addnext(parse_xml(number))
