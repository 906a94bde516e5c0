"""Find the words of some texts in others, each word and line break once: what of a file is in its plan, or of a plan in a print.

A text is placed run by run: the longest run of its words that is still free in one of the target texts is marked as used, and
the next begins behind it. So a word that is said three times has to be there three times, and no text can borrow the words of
another. Short runs are looked for only near the longer ones of their home (a row of a table): "the" stands everywhere.

Neither case, punctuation nor the shape of quotation marks counts, nor do light marks; white space counts where it ends a line.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from .dates import find_dates

#: Runs of so many words are looked for everywhere, shorter ones near what their home holds.
LONG = 3
#: Places looked at for one run, and words compared at each before the next run is begun: growth stays linear.
_MOST_PLACES, _MOST_WORDS = 32, 400

_ANYWHERE = "anywhere"
_AS_DATE = (-1, -1)
_WORD = re.compile(r"[^\W_](?:[\u200b\u00ad]*[^\W_])*(?:['’][^\W_]+)*|[✓✔☑☐☒✗]|(\n)")
#: Where a long word may break; no part of it.
_BREAKS = re.compile("[\u200b\u00ad]")


@dataclass(frozen=True)
class SourceText:
    """A text whose words are to be found. ``place`` says where it is, for the user; ``home`` is what it has in common with its
    neighbours, such as a row."""

    text: str
    place: str = ""
    home: object = None


@dataclass(frozen=True)
class TargetText:
    """A text in which words can be. ``home`` is the row that it is of, None for a text that is near all rows. One that is there
    ``again`` may be named any number of times in the source; a ``heading`` too, and it is one line. ``dates`` are those that it
    holds in another spelling."""

    text: str
    home: object = None
    heading: bool = False
    again: bool = False
    dates: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Missing:
    """Words that were not found, as they are written, or (``line_break``) the words around a line break that was not kept."""

    words: str
    place: str = ""
    line_break: bool = False


def missing(sources: Iterable[SourceText], targets: Iterable[TargetText]) -> list[Missing]:
    """What of the sources is not in the targets, in the order of the sources."""
    return _Placing(list(targets)).of(list(sources))


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return [word for word, _, _, _ in _tokens(text)]


#: A word as compared, whether a line begins with it, and where in the text it is written.
_Token = tuple[str, bool, int, int]


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    begins = False
    for match in _WORD.finditer(text):
        if match[1]:
            begins = True
            continue
        word = match[0]
        if not word.isascii():
            word = unicodedata.normalize("NFKC", _BREAKS.sub("", word)).replace("’", "'")
        word = word.casefold()
        found.append((word, begins and bool(found), match.start(), match.end()))
        begins = False
    return found


class _Target:
    """The words of a target text, and which of them are used."""

    def __init__(self, text: TargetText) -> None:
        tokens = _tokens(text.text)
        self.text = text
        self.words = [token[0] for token in tokens]
        self.begins = [token[1] for token in tokens]
        self.used = bytearray(len(tokens))

    @cached_property
    def dates(self) -> frozenset[str]:
        """The dates that it holds, in whichever spelling."""
        return self.text.dates | {hit.date for hit in find_dates(self.text.text) if hit.date}


class _Source:
    """The words of a source text, and where each was placed: (number of the target, number of the word), or None."""

    def __init__(self, text: SourceText) -> None:
        self.text = text
        self.tokens = _tokens(text.text)
        self.words = [token[0] for token in self.tokens]
        self.placed: list[tuple[int, int] | None] = [None] * len(self.tokens)

    def gaps(self) -> Iterable[tuple[int, int]]:
        """The runs of words that have no place yet, as first and one after the last."""
        i = 0
        while i < len(self.placed):
            if self.placed[i] is not None:
                i += 1
                continue
            first = i
            while i < len(self.placed) and self.placed[i] is None:
                i += 1
            yield first, i


class _Placing:
    def __init__(self, targets: Sequence[TargetText]) -> None:
        self.targets = [_Target(text) for text in targets]
        #: places of runs of one, two and three words, and for each how many of its first places are used up
        self.places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        self.passed: dict[tuple[tuple[str, ...], object], int] = defaultdict(int)
        self.near: dict[tuple[str, object], list[tuple[int, int]]] = defaultdict(list)
        self.by_home: dict[object, list[_Target]] = defaultdict(list)
        self.dates: dict[object, frozenset[str]] = {}  # of each home, as it is asked for
        for number, target in enumerate(self.targets):
            self.by_home[target.text.home].append(target)
            for at in range(len(target.words)):
                if at + LONG <= len(target.words):
                    self.places[tuple(target.words[at : at + LONG])].append((number, at))
                self.near[target.words[at], target.text.home].append((number, at))
                self.near[target.words[at], _ANYWHERE].append((number, at))
                if at + 1 < len(target.words):
                    self.places[tuple(target.words[at : at + 2])].append((number, at))
        #: of each home of sources, how many of its words are in which home of targets: its own is that which holds most
        self.homes: dict[object, Counter[object]] = defaultdict(Counter)
        self.reached = (0, 0)

    def of(self, texts: Sequence[SourceText]) -> list[Missing]:
        sources = [_Source(text) for text in texts]
        for source in sources:
            self._place_long(source)
        for source in sources:
            self._place_dates(source)
        for source in sources:
            self._place_short(source)
        return [found for source in sources for found in self._left(source)]

    # runs of several words ---------------------------------------------------------------------------------------------

    def _place_long(self, source: _Source) -> None:
        i = 0
        while i + LONG <= len(source.words):
            best, length = self._longest(source, i, self._free(source, i))
            if best is None:
                i += 1
                continue
            self._use(source, i, best, length)
            i += length

    def _free(self, source: _Source, i: int, length: int = LONG) -> list[tuple[int, int]]:
        """The first places of a run that are not used: those in the home of its neighbours, then those behind the last one
        placed, then the others."""
        run = tuple(source.words[i : i + length])
        places = self.places.get(run, [])
        passed = self.passed[run, None]
        while passed < len(places) and self._is_used(places[passed]):
            passed += 1
        self.passed[run, None] = passed
        free = [place for place in places[passed : passed + 4 * _MOST_PLACES] if not self._is_used(place)]
        held = self.homes.get(source.text.home, Counter())
        free.sort(key=lambda at: (-held[self._home(at)], at < self.reached, at))
        return free[:_MOST_PLACES]

    def _is_used(self, place: tuple[int, int]) -> bool:
        return bool(self.targets[place[0]].used[place[1]])

    def _longest(
        self, source: _Source, i: int, places: Iterable[tuple[int, int]], most: int = _MOST_WORDS
    ) -> tuple[tuple[int, int] | None, int]:
        """The place of the longest run from word ``i`` on, of equal ones that which keeps most of its line breaks."""
        words, best, longest, most_kept = source.words, None, 0, 0
        for number, at in places:
            target, length = self.targets[number], 0
            while (
                length < most
                and i + length < len(words)
                and at + length < len(target.words)
                and words[i + length] == target.words[at + length]
                and not target.used[at + length]
            ):
                length += 1
            if length < max(longest, 1):
                continue
            breaks = [n for n in range(1, length) if source.tokens[i + n][1]]
            kept = sum(target.begins[at + n] for n in breaks)
            if (length, kept) > (longest, most_kept):
                best, longest, most_kept = (number, at), length, kept
        return best, longest

    def _use(self, source: _Source, i: int, place: tuple[int, int], length: int) -> None:
        number, at = place
        target = self.targets[number]
        for n in range(length):
            source.placed[i + n] = (number, at + n)
            if not (target.text.heading or target.text.again):
                target.used[at + n] = 1
        if target.text.home is not None:
            self.homes[source.text.home][target.text.home] += length
            self.reached = (number, at + length)

    # dates ---------------------------------------------------------------------------------------------------------------

    def _place_dates(self, source: _Source) -> None:
        """Place what is left of dates that a text of its home holds in another spelling."""
        gaps = list(source.gaps())
        hits = [hit for hit in find_dates(source.text.text) if hit.date] if gaps else []
        if not hits:
            return
        homes = self.homes.get(source.text.home)
        dates = {date for home in ([*homes, None] if homes else [_ANYWHERE]) for date in self._dates_in(home)}
        for first, end in gaps:
            for i in range(first, end):
                _, _, start, stop = source.tokens[i]
                if any(hit.date in dates and hit.start <= start and stop <= hit.end for hit in hits):
                    source.placed[i] = _AS_DATE

    def _dates_in(self, home: object) -> frozenset[str]:
        if home not in self.dates:
            texts = self.targets if home == _ANYWHERE else self.by_home[home]
            self.dates[home] = frozenset(date for target in texts for date in target.dates)
        return self.dates[home]

    # single words --------------------------------------------------------------------------------------------------------

    def _place_short(self, source: _Source) -> None:
        """Place what is left near the rest of its row; where that has no place at all, wherever it is free, but first in texts
        that are near all rows."""
        found = self.homes.get(source.text.home, Counter())
        homes = [*found, None] if found else [None, _ANYWHERE]
        for first, end in list(source.gaps()):
            i = first
            while i < end:
                places = [place for home in homes for place in self._free_near(source.words[i], home)]
                if not found and i + 1 < end:
                    places += self._free(source, i, 2)
                # a key of ratings is among what was left out, and leaves those of the rows to them
                places.sort(
                    key=lambda at: (not found and self._has_home(at), -found[self._home(at)], at < self.reached, at)
                )
                best, length = self._longest(source, i, places, end - i)
                if best is not None:
                    self._use(source, i, best, length)
                i += max(length, 1)

    def _home(self, place: tuple[int, int]) -> object:
        return self.targets[place[0]].text.home

    def _has_home(self, place: tuple[int, int]) -> bool:
        return self._home(place) is not None

    def _free_near(self, word: str, home: object) -> list[tuple[int, int]]:
        places = self.near.get((word, home), [])
        passed = self.passed[(word,), home]
        while passed < len(places) and self._is_used(places[passed]):
            passed += 1
        self.passed[(word,), home] = passed
        return [place for place in places[passed : passed + _MOST_PLACES] if not self._is_used(place)]

    # what is left --------------------------------------------------------------------------------------------------------

    def _left(self, source: _Source) -> Iterable[Missing]:
        text = source.text
        for first, end in source.gaps():
            words = text.text[source.tokens[first][2] : source.tokens[end - 1][3]]
            yield Missing(" ".join(words.split()), text.place)
        for i in range(1, len(source.tokens)):
            before, here = source.placed[i - 1], source.placed[i]
            if not source.tokens[i][1] or before is None or here is None:
                continue
            if here == _AS_DATE:
                continue
            number, at = here
            target = self.targets[number]
            joined = before == (number, at - 1) and not target.begins[at]
            if joined and not target.text.heading:
                around = text.text[
                    source.tokens[max(0, i - 3)][2] : source.tokens[min(len(source.tokens), i + 3) - 1][3]
                ]
                yield Missing(" ".join(around.split()), text.place, line_break=True)
