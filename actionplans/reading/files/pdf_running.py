"""Running heads and feet of a PDF: lines repeated at the rim of its pages, which are no text of the plan."""

from __future__ import annotations

import re
from collections import Counter

from pdfplumber import PDF
from pdfplumber.page import Page

from actionplans.reading.files.pdf_aligned import segments_of
from actionplans.reading.files.pdf_letters import letters_of
from actionplans.reading.files.pdf_lines import lines_of
from actionplans.reading.files.pdf_words import Letter, PdfLine

_PAGE_NUMBER = re.compile(r"(?:page\s*)?#+(?:\s*(?:of|/|\|)\s*(?:page\s*)?#+)?(?:\s*\|?\s*page)?", re.IGNORECASE)
_RIM = 0.16
_AT = 8  # points of height in which two running lines count as one place


def _plain(line: PdfLine) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.split())).strip().lower()


def _rim_lines(page: Page, chars: list[Letter]) -> list[PdfLine]:
    """The outermost lines of a page, at most four at its top and four at its foot."""
    top = lines_of([c for c in chars if c["bottom"] < page.height * _RIM], page.page_number)
    foot = lines_of([c for c in chars if c["top"] > page.height * (1 - _RIM)], page.page_number)
    return top[:4] + foot[-4:]


def rims_of(document: PDF) -> set[tuple[str, int]]:
    """What is repeated at the same place of the rim of several pages: (text with # for numbers, place).

    A few pages show it. The heading row of a table is repeated too, but once it is elsewhere.
    """
    count = len(document.pages)
    sample = sorted({0, 1, 2, 3, count // 2, count - 1} & set(range(count)))
    seen: Counter[tuple[str, int]] = Counter()
    elsewhere: set[str] = set()
    for at in sample:
        page = document.pages[at]
        chars = letters_of(page)
        rim = _rim_lines(page, chars)
        seen.update({(_plain(line), round(line.top / _AT)) for line in rim})
        lines = lines_of(chars, at)
        kept = {_plain(line) for line in rim}
        elsewhere |= {_plain(line) for line in lines} - kept
        elsewhere |= {_plain(line) for line in rim if _heads_columns(page, line, lines)}
    out = set()
    for text, place in seen:
        times = max(seen[text, place + d] for d in (-1, 0, 1))
        if times >= 2 and times * 2 >= len(sample) - 1 and text not in elsewhere:
            out.add((text, place))
    return out


def _heads_columns(page: Page, line: PdfLine, lines: list[PdfLine]) -> bool:
    """Whether a line at a page's rim is a row of a table: it has upright rules, or columns follow right below."""
    middle = (line.top + line.bottom) / 2
    rules = {
        round(e["x0"] / 4)
        for e in page.edges
        if e["orientation"] == "v" and e["top"] < middle < e["bottom"] and line.x0 - 8 < e["x0"] < line.x1 + 8
    }
    if len(rules) > 2:
        return True
    below = [other for other in lines if other.top > line.bottom - 1]
    near = bool(below) and below[0].top - line.bottom < line.size * 1.6
    return near and len(segments_of(line)) > 2 and len(segments_of(below[0])) > 2


def without_rims(page: Page, chars: list[Letter], rims: set[tuple[str, int]], running: list[str]) -> list[Letter]:
    """The letters of a page without its running lines and its number; what they said is noted in ``running``."""
    gone: list[PdfLine] = []
    lines = _rim_lines(page, chars)
    for line in lines:
        text = _plain(line)
        number = _PAGE_NUMBER.fullmatch(text)
        outermost = number and line in (lines[0], lines[-1])
        if any((text, round(line.top / _AT) + d) in rims for d in (-1, 0, 1)) or outermost:
            gone.append(line)
            known = {re.sub(r"\d+", "#", said).lower() for said in running}
            if not number and text not in known:
                running.append(line.text)
    if not gone:
        return chars
    return [c for c in chars if not any(g.top - 1 <= (c["top"] + c["bottom"]) / 2 <= g.bottom + 1 for g in gone)]
