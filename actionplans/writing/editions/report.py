"""The covering report of a council: a page or two of numbered paragraphs on upright paper, and the plan as its appendix."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from itertools import pairwise

from actionplans.document.dates import day_words
from actionplans.document.parts import without_internal
from actionplans.document.tree import PlanDocument
from actionplans.document.wording import shorten
from actionplans.writing.order import Order, ReportText
from actionplans.writing.parts import date_words as date_plain
from actionplans.writing.parts import version_words as version_plain
from actionplans.writing.press.sheets import HtmlPiece, Paper, Running, Sheets
from actionplans.writing.report_sentences import suggested
from actionplans.writing.report_themes import ThemeCounts, counts_of, themes

from .clean import clean_sheets
from .words import FOOT_TITLE, blocks, line, plain_line

APPENDIX = "Appendix"
#: Type of a paragraph, in points (``static/print/report.css``); in large print the table is set in it too.
POINTS = 12
LARGE = ".themes{font-size:12pt;line-height:15pt}"
#: The space between the numbered sections and what belongs to them.
_TAG = re.compile(r"<(/?)(?:p|ul)>")
_ITEM = re.compile(r"(</?ul>|<li>)(?:<p>)?")


def report_sheets(order: Order) -> tuple[Sheets, ...]:
    """The report, then the plan that it covers. Without words of its own (``order.report``) it is composed from the plan."""
    order = for_many_readers(order)
    report = report_of(order)
    title = report_title(order)
    cover = Sheets(
        _running(order, report),
        tuple(_pieces(order.document, report, title, order)),
        name=title,
        css=LARGE if order.look.large > POINTS else "",
        styles=("plan.css", "report.css"),
        paper=Paper(landscape=False, scale=max(order.look.large, POINTS) / POINTS),
    )
    return cover, _appendix(order)


def for_many_readers(order: Order) -> Order:
    """The order without what only the manager, chair and scrutineer read: a report is passed around."""
    since = without_internal(order.since) if order.since else None
    return dataclasses.replace(order, document=without_internal(order.document), since=since)


def report_title(order: Order) -> str:
    """The title of the report, or its default; in one line."""
    own = plain_line(order.report.title) if order.report else ""
    return own or f"{plain_line(order.document.title) or 'Action plan'}: progress"


def report_of(order: Order) -> ReportText:
    """The words of the report: those that a user wrote, or else those composed from the plan."""
    return order.report or suggested(order.document, order.printed_on, order.since, silent_days=order.silent_days)


def theme_lines(document: PlanDocument, order: Order) -> list[ThemeCounts]:
    """The lines of the table of themes; none where there is one theme alone."""
    found = themes(document)
    return [counts_of(theme, order.printed_on) for theme in found] if len(found) > 1 else []


def total(lines: list[ThemeCounts]) -> ThemeCounts:
    """The last line of the table of themes."""
    names = ("actions", "complete", "closed", "open", "overdue")
    return ThemeCounts("All themes", *(sum(getattr(at, name) for at in lines) for name in names))


def table_heads(lines: list[ThemeCounts]) -> list[str]:
    """The heads of the table of themes: a plan without closed actions has no column for them."""
    closed = ["Closed"] if any(at.closed for at in lines) else []
    return ["Theme", "Actions", "Complete", *closed, "Open", "Overdue"]


def table_cells(at: ThemeCounts, lines: list[ThemeCounts]) -> list[str]:
    closed = [str(at.closed)] if any(line.closed for line in lines) else []
    return [at.heading, str(at.actions), str(at.complete), *closed, str(at.open), str(at.overdue)]


def facts(order: Order, report: ReportText) -> list[tuple[str, str]]:
    """The facts of the block at the head of the report, each with its name."""
    document = order.document
    state = version_plain(document, order.printed_on)
    found = [
        ("Report to", report.to),
        ("Meeting date", date_plain(report.date)),
        ("Report by", report.author),
        ("Marking", report.marking or document.marking),
        (APPENDIX, f"{plain_line(document.title) or 'Action plan'}, {state[:1].lower()}{state[1:]}"),
    ]
    return [(name, text) for name, text in found if text.strip()]


@dataclasses.dataclass(frozen=True)
class Chapter:
    """One numbered section: texts, each with its heading where it has one. The heading is above its text, or in bold before
    it where they are ``brief``. What is ``asked`` is a list whose lines are numbered."""

    heading: str
    texts: tuple[tuple[str, str], ...]
    brief: bool = False
    asked: bool = False


def chapters(document: PlanDocument, report: ReportText) -> list[Chapter]:
    """The sections of the report that hold something, in the order in which councils read them. The appendix is none of
    them: its heading is over the plan itself, and the block at the head says which it is."""
    headings = {theme.key: theme.heading for theme in themes(document)}
    alone = len(headings) == 1
    progress = tuple(("" if alone else headings.get(key, key), text) for key, text in report.progress if text.strip())
    found = [
        Chapter("Purpose", (("", report.purpose),)),
        Chapter("Background", (("", report.background),)),
        Chapter("Progress", progress),
        Chapter("Risks", (("", report.risks),)),
        Chapter("Implications", tuple((head, text) for head, text in report.implications if text.strip()), brief=True),
        Chapter("Recommendations", (("", report.recommendations),), asked=True),
    ]
    return [chapter for chapter in found if any(text.strip() for _, text in chapter.texts)]


def foot(order: Order, report: ReportText) -> str:
    """The line at the foot of the report's own pages: the plan, its version or DRAFT and the day, and whose report it is."""
    document, version = order.document, order.document.version
    title = shorten(plain_line(document.title), FOOT_TITLE) or "Action plan"
    state = f"version {version.number}" if version else f"DRAFT, printed {day_words(order.printed_on)}"
    what = [
        "DRAFT covering report" if report.draft else "Covering report",
        plain_line(report.to),
        plain_line(date_plain(report.date)),
    ]
    return " · ".join((title, state, ", ".join(filter(None, what))))


def _running(order: Order, report: ReportText) -> Running:
    document = order.document
    return Running(plain_line(document.board), plain_line(report.marking or document.marking), foot(order, report))


def _pieces(document: PlanDocument, report: ReportText, title: str, order: Order) -> Iterator[HtmlPiece]:
    rows = "".join(f"<p><b>{name}:</b> <span>{line(text)}</span></p>" for name, text in facts(order, report))
    draft = '<p class="draft">Draft</p>' if report.draft else ""
    yield HtmlPiece(f'<div class="report"><h1>{line(title)}</h1>{draft}<div class="facts">{rows}</div></div>', lines=10)
    for number, chapter in enumerate(chapters(document, report), 1):
        yield _chapter(number, chapter, _table(theme_lines(document, order)) if chapter.heading == "Progress" else "")


def _chapter(number: int, chapter: Chapter, table: str) -> HtmlPiece:
    """A numbered section: each paragraph has the number of its section and its own."""
    parts, count = [], 0
    for heading, text in chapter.texts:
        before = f"<b>{line(heading)}:</b> " if heading and chapter.brief else ""
        body = ""
        parts_of_text = [*_blocks(text), ""]
        for block, following in pairwise(parts_of_text):
            if block.startswith("<p>"):
                count += 1
                leads = " leads" if following.startswith("<ul>") else ""
                body += f'<p class="numbered{leads}"><span class="n">{number}.{count}</span> {before}{block[3:]}'
                before = ""
            else:
                body += _asked(block) if chapter.asked else block
        parts.append(f"<h3>{line(heading)}</h3>{body}" if heading and not chapter.brief else body)
    length = sum(2 + len(text) // 80 for _, text in chapter.texts) + 3 + table.count("<tr>") * 2
    html = f'<div class="report"><h2><span class="n">{number}</span> {line(chapter.heading)}</h2>{table}{"".join(parts)}</div>'
    return HtmlPiece(html, lines=length)


def _blocks(text: str) -> Iterator[str]:
    """The paragraphs and lists of a text, one after the other, the nested ones within theirs."""
    html, depth, start = blocks(text), 0, 0
    for tag in _TAG.finditer(html):
        depth += -1 if tag[1] else 1
        if depth == 0:
            yield html[start : tag.end()].strip()
            start = tag.end()


def _asked(bullets: str) -> str:
    """What a meeting is asked, its bullets numbered in words of their own, so that minutes can name them."""
    parts, depth, count, start = [], 0, 0, 0
    for tag in _ITEM.finditer(bullets):
        depth += {"<ul>": 1, "</ul>": -1}.get(tag[1], 0)
        if depth == 1 and tag[1] == "<li>":
            count += 1
            parts += [bullets[start : tag.end()], f'<span class="n">({count})</span> ']
            start = tag.end()
    return f'<ul class="asked">{"".join(parts).removeprefix("<ul>")}{bullets[start:]}'


def _table(lines: list[ThemeCounts]) -> str:
    if not lines:
        return ""
    heads = table_heads(lines)
    head = "".join(f'<th scope="col"{_number(i)}>{name}</th>' for i, name in enumerate(heads))
    body = "".join(_row(table_cells(at, lines)) for at in lines) + _row(table_cells(total(lines), lines), "total")
    cols = '<col class="theme">' + '<col class="count">' * (len(heads) - 1)
    table = f"<colgroup>{cols}</colgroup><thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<div class="counts"><table class="themes">{table}</table></div>'


def _row(cells: list[str], kind: str = "") -> str:
    first, *others = map(line, cells)
    numbers = "".join(f'<td class="num">{cell}</td>' for cell in others)
    return f'<tr class="whole {kind}"><th scope="row">{first}</th>{numbers}</tr>'


def _number(place: int) -> str:
    return ' class="num"' if place else ""


def _appendix(order: Order) -> Sheets:
    """The clean plan, called an appendix where it begins and among the bookmarks."""
    plan = clean_sheets(order)
    first, *others = plan.pieces
    head = dataclasses.replace(first, html=first.html.replace("<h1>", f"<h1>{APPENDIX}: ", 1))
    return dataclasses.replace(plan, pieces=(head, *others), name=f"{APPENDIX}: {plan.name}")
