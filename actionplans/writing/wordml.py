"""Building blocks of Word files: paragraphs, lists and tables as XML, the styles, and the page with its running lines.

Written as XML at once, because a plan has thousands of cells; python-docx gives the package and the styles.
"""

from __future__ import annotations

import datetime
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

from .marked import MarkedLine, Run, one_line

MARGIN = Mm(13)
#: 271 mm between the margins, in twentieths of a point.
TABLE_WIDTH = 15364
#: The same of an upright page: 170 mm.
UPRIGHT_MARGIN, UPRIGHT_WIDTH = Mm(20), 9638
FONT = "Arial"
INK, GREY, SHADE, RULE = RGBColor(0x0B, 0x0C, 0x0C), RGBColor(0x50, 0x5A, 0x5F), "F3F2F1", "B1B4B6"
#: The number of our own list in the file; the template has lists of its own below it.
BULLETS = 4711
#: That of the numbers of sections and paragraphs, in a report.
NUMBERS = 4712
#: The indent of numbered paragraphs, in twentieths of a point.
NUMBERED = 737
#: A row whose cells take more characters of XML than this may break across pages; a shorter one stays whole.
WHOLE_ROW_XML = 9000
CELL_MARGIN = 85
_WHOLE = "<w:trPr><w:cantSplit/></w:trPr>"
LEVELS = 5
_BULLET_SIGNS = "•–•–•"


# XML -------------------------------------------------------------------------------------------------------------------


def lines(texts: Iterable[MarkedLine], style: str, *, keep: bool = False, left: int = 0) -> Iterator[str]:
    for line in texts:
        yield paragraph(style, line, keep=keep, left=left)


def words(style: str, text: str, *, keep: bool = False, number: int | None = None) -> str:
    return paragraph(style, MarkedLine((Run(text),) if text else ()), keep=keep, number=number)


def paragraph(
    style: str, line: MarkedLine, *, keep: bool = False, root: bool = True, number: int | None = None, left: int = 0
) -> str:
    """One paragraph. With a ``number`` it is numbered on that level of the list of sections (see ``numbers``); bullets are
    indented further by ``left`` twentieths of a point."""
    place = ""
    if number is not None:
        place = f'<w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="{NUMBERS}"/></w:numPr>'
    elif line.bullet:
        place = f'<w:numPr><w:ilvl w:val="{line.level - 1}"/><w:numId w:val="{BULLETS}"/></w:numPr>'
        place += f'<w:ind w:left="{left + _indent(line.level)}" w:hanging="200"/>' if left else ""
    elif line.level:
        place = f'<w:ind w:left="{left + _indent(line.level)}"/>'
    keep_next = "<w:keepNext/>" if keep else ""
    runs = "".join(map(_run, line.runs))
    declared = f" {nsdecls('w')}" if root else ""
    return f'<w:p{declared}><w:pPr><w:pStyle w:val="{style}"/>{keep_next}{place}</w:pPr>{runs}</w:p>'


def _run(run: Run) -> str:
    kind = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
    text = escape(run.text).replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>")
    text = text.replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
    return f"<w:r>{f'<w:rPr>{kind}</w:rPr>' if kind else ''}<w:t xml:space='preserve'>{text}</w:t></w:r>"


def cell_lines(lines: list[MarkedLine], style: str, small: Iterable[MarkedLine] = ()) -> str:
    """The paragraphs of a cell; Word wants one even where there is nothing."""
    xml = "".join(paragraph(style, line, root=False) for line in lines)
    xml += "".join(paragraph("PlanCellSmall", line, root=False) for line in small)
    return xml or paragraph(style, MarkedLine(()), root=False)


def table(name: str, grid: list[int], heads: list[str], rows: Iterable[list[str]]) -> str:
    edge = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    borders = "".join(f"<w:{side} {edge}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 57), ("left", CELL_MARGIN), ("bottom", 57), ("right", CELL_MARGIN))
    )
    head = "".join(
        _cell(width, paragraph("PlanHead", MarkedLine((Run(words),) if words else ()), root=False), shaded=True)
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


def grid(percents: list[float], width: int = TABLE_WIDTH) -> list[int]:
    return [round(width * percent / 100) for percent in percents]


def _indent(level: int) -> int:
    return 200 * level


# The page, its styles and what heads it --------------------------------------------------------------------------------


def new_file() -> Any:
    """An empty file with our styles and lists: a python-docx Document whose body holds nothing but its page."""
    file = docx.Document()
    styles(file)
    bullets(file)
    file.element.body.clear_content()
    return file


def page(section: Any, left: str, right: str, foot: str, *, landscape: bool = True, taken: str = "") -> None:
    """A4 with the running lines of a section: board and marking above, ``foot`` and the page numbers below, and under
    them who downloaded the file (``taken``)."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.left_margin = section.right_margin = MARGIN if landscape else UPRIGHT_MARGIN
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    section.header_distance = section.footer_distance = Mm(9)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    width = TABLE_WIDTH if landscape else UPRIGHT_WIDTH
    head = _tabbed(section.header.paragraphs[0], width)
    head.add_run(one_line(left))
    head.add_run("\t")
    head.add_run(one_line(right)).bold = True
    below = _tabbed(section.footer.paragraphs[0], width)
    below.add_run(f"{one_line(foot)}\tPage ")
    _field(below, "PAGE")
    below.add_run(" of ")
    _field(below, "NUMPAGES")
    if taken:
        section.footer.add_paragraph(one_line(taken), style="Footer")


def _tabbed(paragraph: Any, width: int) -> Any:
    """A line with its words at the left and, after one tab, at the right margin."""
    tabs = f'<w:tabs {nsdecls("w")}><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    paragraph._p.get_or_add_pPr().append(parse_xml(tabs))
    return paragraph


def _field(paragraph: Any, name: str) -> None:
    shown = "<w:r><w:rPr><w:noProof/></w:rPr><w:t>1</w:t></w:r>"
    paragraph._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {name} ">{shown}</w:fldSimple>'))


def properties(file: Any, title: str, author: str, category: str, written_on: datetime.date) -> None:
    """What a file says of itself; nothing of who wrote it on which machine."""
    known = file.core_properties
    known.title, known.author = one_line(title)[:255], one_line(author)[:255]
    known.last_modified_by = known.comments = ""
    known.category = one_line(category)[:255]
    known.language = "en-GB"
    known.created = known.modified = datetime.datetime.combine(written_on, datetime.time())
    package = file.part.package
    for key, relationship in list(package.rels.items()):  # a picture of the template's first page
        if relationship.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[key]


def styles(file: Any) -> None:
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
        ("Heading 4", 10.5, 8, 2),
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


def bullets(file: Any) -> None:
    """A list of our own with five levels, so that bullets in cells are close to the margin."""
    _add_list(
        file,
        BULLETS,
        (
            f'<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{_indent(level)}" w:hanging="200"/></w:pPr>'
            f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/></w:rPr>'
            for level, sign in enumerate(_BULLET_SIGNS, 1)
        ),
    )


def numbers(file: Any) -> None:
    """Sections as 1, their paragraphs as 1.1, and what is asked in one of those as (1)."""
    _add_list(
        file,
        NUMBERS,
        (
            f'<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>'
            for shown, left, hanging in (
                ("%1", NUMBERED, NUMBERED),
                ("%1.%2", NUMBERED, NUMBERED),
                ("(%3)", NUMBERED + 500, 500),
            )
        ),
    )


def _add_list(file: Any, number: int, levels: Iterable[str]) -> None:
    numbering = file.part.numbering_part.element
    drawn = "".join(f'<w:lvl w:ilvl="{level}">{xml}</w:lvl>' for level, xml in enumerate(levels))
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{drawn}'
    numbering.find(qn("w:num")).addprevious(parse_xml(abstract + "</w:abstractNum>"))
    used = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    numbering.findall(qn("w:num"))[-1].addnext(parse_xml(used))
