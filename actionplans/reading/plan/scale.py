"""Read what a plan's ratings mean: its key ("Blue – complete, Green – on track, …"), a line, several lines or a small table.

Ratings are colours and their letters, and whatever words the rows themselves are rated with: a line that explains these is a key.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

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
#: "B is done, G on time, R late and stuck", "Blue means done, Green on track": clauses that each begin with a rating.
_CLAUSE = r"(?:^|[.:;,]\s+)[“\"']?(?P<rating>{})[”\"']?(?:,\s|\s(?:(?:is|means|that)\s){{0,2}})(?P<meaning>[a-zI][^;,.]{{2,80}})"
_CLAUSES = re.compile(_CLAUSE.format("Red|Amber|Green|Blue|Yellow|Orange|Gr[ae]y|Black|White|Purple|[RAGBYWX]"))
#: "B complete G on track A some slippage R off track"
_RUN_ON = re.compile(r"(?<!\S)(?P<rating>[RAGB])\s(?P<meaning>[a-z][a-z ]{2,40})(?=\s[RAGB]\s[a-z]|\s*[,;.]|\s*$)")
#: So many of them have nothing more between them and their meaning.
_CLAUSES_LEAST = 3
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


def read_scale(lines: Iterable[str], used: Collection[str] = ()) -> dict[str, str]:
    """The ratings that a key among these lines names, in its order, with what each means in the board's words. Empty where
    there is no key of at least two ratings. The cells of a row are parted by ``|``. ``used`` are the words that rows are rated
    with: they are known as they are written there."""
    found: dict[str, str] = {}
    known = {word.lower(): word for word in used if len(word) > 1 and not _ALONE.fullmatch(word)}
    words = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
    for line in lines:
        line = bare(line)[:_LONGEST]
        entries = _entries(line) or [(known[word.lower()], meaning) for word, meaning in _worded(line, words)]
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
        yield from _columns_of_two(block)
        for row in block.rows:
            texts = [bare(cell.text) for cell in row if cell.text.strip() and not cell.continues]
            at = next((i for i, text in enumerate(texts) if _ALONE.fullmatch(text)), None)
            if at is not None and len(texts) - at == 2:
                yield " | ".join(texts[at:])
            elif len(texts) > 1 and all(_ENTRY.match(text) for text in texts):
                yield from texts  # "Blue – done", "Green – on track" side by side
            elif len(texts) == 1 or len(block.rows) <= _BESIDE and len(texts) <= _BESIDE:  # or beside the plan's date
                yield from (line for text in texts for line in text.split("\n"))
            else:
                yield from (text for text in texts if _KEY.match(text))


def _columns_of_two(table: Table) -> Iterator[str]:
    """Of a table of two rows each cell with that below it: the ratings above their meanings."""
    if len(table.rows) == _BESIDE and table.width > _BESIDE:
        above, below = table.grid()
        yield from (f"{bare(a.text)} | {bare(b.text)}" for a, b in zip(above, below, strict=True) if a.text and b.text)


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
    if len(hits) < _LEAST and (clauses := _in_clauses(line)):
        return clauses
    if not hits or len(hits) == 1 and re.search(r"\w", line[: hits[0].start()]) and not _KEY.match(line):
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


def _in_clauses(line: str) -> list[tuple[str, str]]:
    """The ratings of a line of which each begins a clause, or follows the meaning of the one before it."""
    for pattern in (_CLAUSES, _RUN_ON):
        found = {rating_word(hit["rating"]).capitalize(): hit["meaning"].strip() for hit in pattern.finditer(line)}
        if len(found) >= _CLAUSES_LEAST:
            return list(found.items())
    return []


def _worded(line: str, words: str) -> list[tuple[str, str]]:
    """The words of a scale that a line explains: one at its beginning with a sign behind it, or several clauses."""
    if not words:
        return []
    if match := re.match(rf"\W*({words})(?:\s?[:|=]\s?|\s[–—-]\s)(\S.*)", line, re.IGNORECASE):
        return [(match[1], match[2])]
    found = re.findall(_CLAUSE.format(words), line, re.IGNORECASE)
    return found if len(found) >= _LEAST else []


_KEY = re.compile(
    r"\W*(?:(?:b?rag|rating|colour|status|progress)s?\s+){0,3}(?:key|legend|b?rag|ratings?)\b", re.IGNORECASE
)
