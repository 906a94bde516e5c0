"""Headings that count what the tables below them answer, in words of the board's own: "What has to change 2: School visits"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from actionplans.reading.files.blocks import Paragraph, Table

from .cell_words import sums_up
from .sections import ClassifiedLine, bare, classify

_COUNTED = re.compile(
    r"(?P<words>[A-Z][^\W\d]*(?: [^\W\d]+){1,6}) (?P<number>\d{1,2})\s*[:.–—-]\s+(?P<text>\S.*)", re.DOTALL
)
#: "R2 Records should be kept": a line in plain type.
_NUMBERED = re.compile(r"(?P<number>[A-Z]{0,3}\d{1,2})[.:)]?\s+(?P<text>[A-Z“‘].*)", re.DOTALL)
#: So many headings that begin with the same words count something.
_LEAST = 3
#: A text of so many words is more than the name of a part.
_LONG = 5


def counted_words(blocks: Iterable[Paragraph | Table]) -> frozenset[str]:
    """The words before the numbers of headings that count up through a file in which nothing is called a recommendation."""
    lines = [classify(block) for block in blocks if isinstance(block, Paragraph)]
    if any(line.what == "recommendation" for line in lines):
        return frozenset()
    counted: dict[str, list[tuple[int, str]]] = {}
    for line in lines:
        if match := _match(line):
            counted.setdefault(match["words"], []).append((int(match["number"]), match["text"]))
    return frozenset(words for words, found in counted.items() if _count_up(found))


def _count_up(found: list[tuple[int, str]]) -> bool:
    numbers = list(dict.fromkeys(number for number, _ in found))
    long = sum(len(text.split()) >= _LONG for _, text in found)
    return len(numbers) >= _LEAST and numbers == list(range(1, len(numbers) + 1)) and long * 2 > len(found)


def counted_above(blocks: Iterable[Paragraph | Table]) -> frozenset[str]:
    """The lines right above tables that count up through a file, "R1 …", "R2 …", whatever their look: what the tables answer.
    A line that sums up the rows of the table may be between both."""
    found: list[re.Match[str]] = []
    above = ""
    for block in blocks:
        if isinstance(block, Paragraph):
            text = bare(block.text)
            above = above if sums_up(text) else text
        else:
            if match := _NUMBERED.fullmatch(above):
                found.append(match)
            above = ""
    letters = {match["number"].rstrip("0123456789") for match in found}
    if len(letters) != 1:
        return frozenset()
    [before] = letters
    counted = [(int(match["number"].removeprefix(before)), match["text"]) for match in found]
    return frozenset(match[0] for match in found) if _count_up(counted) else frozenset()


def as_recommendation(line: ClassifiedLine, words: frozenset[str], lines: frozenset[str]) -> ClassifiedLine:
    """A heading that begins with one of such words, or one of such lines, as the recommendation that it is."""
    if line.what == "plain" and (counted := _NUMBERED.fullmatch(bare(line.written))) and counted[0] in lines:
        return replace(line, what="recommendation", number=counted["number"], text=counted["text"].strip())
    match = _match(line)
    if match is None or match["words"] not in words:
        return line
    return replace(line, what="recommendation", number=match["number"], text=match["text"].strip())


def _match(line: ClassifiedLine) -> re.Match[str] | None:
    return _COUNTED.fullmatch(line.text) if line.what == "heading" else None
