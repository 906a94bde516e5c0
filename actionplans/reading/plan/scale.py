"""Read what a plan's ratings mean: its key ("Blue – complete, Green – on track, …"), a line, several lines or a small table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from actionplans.reading.files.blocks import Blocks, Paragraph, Table

from .headings import rating_word
from .sections import bare

_COLOUR = r"(?:red|amber|green|blue|yellow|orange|gr[ae]y|black|white|purple)"
_RATING = rf"{_COLOUR}(?:\s?/\s?{_COLOUR})?(?:\s?\([A-Za-z]\))?|\(?[RAGBY]\)?(?:\s?\({_COLOUR}\))?"
#: A rating and what parts it from its meaning. A dash needs a blank on one side: "red-flagged" is none.
_ENTRY = re.compile(
    rf"(?<![\w/-])(?P<rating>{_RATING})(?:\s?[=:|]\s?|\s?[–—]\s?|\s-\s?|-\s|(?<=\))\s|\s(?:means|indicates|shows|denotes)\s(?:that\s)?)",
    re.IGNORECASE,
)
#: Letters are ratings only where they are capitals: "a – …" counts the items of a list.
_LETTER = re.compile(r"\(?[ragby]\)?")
#: "B is done, G on time, R late and stuck": letters with nothing between them and their meaning, so many of them at least.
_LETTERED = re.compile(r"(?:^|[.:;,]\s+)(?P<letter>[RAGBYWX])\s(?:is\s)?(?P<meaning>[a-z][^;,.]{2,60})")
_LETTERS = 3
#: A cell that names a colour, alone or with its meaning.
_NAMED = re.compile(rf"(?P<rating>{_COLOUR})(?:\W?$|\s?[=:|]\s?\w|\s?[–—]\s?\w|\s-\s?\w)", re.IGNORECASE)
_ALONE = re.compile(rf"(?:{_RATING})\W?", re.IGNORECASE)
#: A summary counts actions by their ratings ("Red: 2 actions"), which is no key.
_COUNTED = re.compile(r"\W*\d+\s*(?:%|per cent\b|actions?\b|of\b|\W*$)", re.IGNORECASE)
#: A key names at least so many ratings.
_LEAST = 2
_LONGEST = 600
#: A table of at most so many rows and cells in a row is no plan.
_BESIDE = 2

#: From the worst to the best, as boards use them.
_RANKS = {"red": 0, "orange": 1, "amber": 2, "yellow": 3, "green": 5, "blue": 6}


def read_scale(lines: Iterable[str]) -> dict[str, str]:
    """The ratings that a key among these lines names, in its order, with what each means in the board's words. Empty where
    there is no key of at least two ratings. The cells of a row are parted by ``|``."""
    found: dict[str, str] = {}
    for line in lines:
        entries = _entries(bare(line)[:_LONGEST])
        if not entries and len(found) < _LEAST:
            found = {}  # one line with a colour in it is no key
        for rating, meaning in entries:
            found.setdefault(rating, meaning)
    return found if len(found) >= _LEAST else {}


def worst_first(scale: Mapping[str, str]) -> tuple[str, ...]:
    """The ratings of a key, the worst first; unusual colours where the key has them, else last."""
    order = list(scale)
    ranks = [_RANKS[rating.lower()] for rating in order if rating.lower() in _RANKS]
    if len(ranks) < len(order) and ranks == sorted(ranks):
        return tuple(order)
    if len(ranks) < len(order) and ranks == sorted(ranks, reverse=True):
        return tuple(reversed(order))
    return tuple(sorted(order, key=lambda rating: _RANKS.get(rating.lower(), len(_RANKS) + 1)))


def key_lines(blocks: Blocks) -> Iterator[str]:
    """The lines of a file that may be a key: its paragraphs, and of each row of its tables what follows a rating in a cell of
    its own, where that is one other cell."""
    for block in blocks.blocks:
        if isinstance(block, Paragraph):
            yield from block.text.split("\n")
            continue
        for row in block.rows:
            texts = [bare(cell.text) for cell in row if cell.text.strip() and not cell.continues]
            at = next((i for i, text in enumerate(texts) if _ALONE.fullmatch(text)), None)
            if at is not None and len(texts) - at == 2:
                yield " | ".join(texts[at:])
            elif len(texts) > 1 and all(_ENTRY.match(text) for text in texts):
                yield from texts  # "Blue – done", "Green – on track" side by side
            elif len(texts) == 1 or len(block.rows) <= _BESIDE and len(texts) <= _BESIDE:  # or beside the plan's date
                yield from (line for text in texts for line in text.split("\n"))


def read_colours(blocks: Blocks) -> dict[str, str]:
    """The ratings that cells of a file name, by the colour behind them (six hexadecimal digits): what the colour of an empty cell
    means. A colour behind different ratings means none."""
    found: dict[str, set[str]] = {}
    for block in blocks.blocks:
        for cell in (cell for row in block.rows for cell in row) if isinstance(block, Table) else ():
            if cell.fill and (match := _NAMED.match(bare(cell.text))):
                found.setdefault(cell.fill.upper(), set()).add(rating_word(match["rating"]).capitalize())
    return {fill: next(iter(ratings)) for fill, ratings in found.items() if len(ratings) == 1}


def _entries(line: str) -> list[tuple[str, str]]:
    """The ratings that a line explains, with their meanings."""
    hits = [hit for hit in _ENTRY.finditer(line) if not _LETTER.fullmatch(hit["rating"])]
    if not hits:
        return _lettered(line)
    if len(hits) == 1 and re.search(r"\w", line[: hits[0].start()]) and not _KEY.match(line):
        return []  # in the midst of a sentence
    entries: list[tuple[str, str]] = []
    for hit, following in zip(hits, [*hits[1:], None], strict=True):
        meaning = line[hit.end() : following.start() if following else len(line)].strip(" \t,;|–—-")
        meaning = re.sub(r"(?<![,;\s])(?:,|;|\s)+(?:and|or)$", "", meaning).strip(" ,;.")
        rating = rating_word(re.sub(r"^\(|\)$|\s?\(\w+\)$", "", hit["rating"])).capitalize()
        if meaning and not _COUNTED.match(meaning):
            entries.append((rating, meaning))
        elif not meaning and following:  # "B | Blue = complete": the letter and its colour
            continue
    return entries


def _lettered(line: str) -> list[tuple[str, str]]:
    found = {rating_word(hit["letter"]).capitalize(): hit["meaning"].strip() for hit in _LETTERED.finditer(line)}
    return list(found.items()) if len(found) >= _LETTERS else []


_KEY = re.compile(
    r"\W*(?:(?:b?rag|rating|colour|status|progress)s?\s+){0,3}(?:key|legend|b?rag|ratings?)\b", re.IGNORECASE
)
