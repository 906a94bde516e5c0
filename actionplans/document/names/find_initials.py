"""Find initials in a text: “TO”, “T.O.”, “TO/AB”."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from .find_names import FAR, WordsFor
from .letters import RUN, bare, fold
from .name_index import NameIndex
from .typed_text import FoundName, TypedText
from .vocabulary import ORDINARY

_GLUED = re.compile(r"([^\W\d_]{2,4})\d+|\d+([^\W\d_]{2,4})")
_DOTTED = re.compile(r"\.[^\S\n\r]?")


class InitialsFinder:
    """Finds initials in a text. ``words_for`` gives their replacement; ``codes`` are numbers of a plan, such as “RC12”, that
    are no initials."""

    def __init__(self, index: NameIndex, words_for: WordsFor, codes: Collection[str] = ()) -> None:
        self.index, self.words_for, self.codes = index, words_for, codes

    def find(self, read: TypedText, named: list[FoundName], day: str | None) -> Iterator[FoundName]:
        words, clean = read.words, read.clean
        taken = iter(named)
        hold = next(taken, None)
        place = 0
        while place < len(words):
            start, end = words[place]
            while hold is not None and hold.end <= start:
                hold = next(taken, None)
            if hold is not None and hold.start < end:
                place += 1
                continue
            word = bare(clean[start:end])
            if glued := self._glued(word, start, end, clean):
                yield self._found(*glued, day, clean)
                place += 1
                continue
            if word[:1] == word[:1].lower() != word[:1].upper():
                place += 1
                continue
            if word in self.index.initials:
                pass
            elif word[-1:] == "s" and word[:-1] in self.index.initials and len(word) > 2:
                word, end = word[:-1], end - 1
            else:
                place, word, end = self._dots(read, place)
            if word in self.index.initials and not (
                word in ("AM", "PM") and re.search(r"\d\s?$", clean[max(0, start - 4) : start])
            ):
                if fold(word) in ORDINARY and self._among_capitals(read, start, end):
                    yield FoundName(start, end, clean[start:end].lower())
                else:
                    people = self.index.initials[word]
                    yield FoundName(start, end, self.words_for(people, day), frozenset(people))
            place += 1

    def _glued(self, word: str, start: int, end: int, clean: str) -> tuple[str, int, int] | None:
        """Initials that stand without a space before or behind the figures of a date or a number (“TO12.03.26”, “12TO”)."""
        match = _GLUED.fullmatch(word)
        if match is None or len(word) != end - start:
            return None
        letters = match[1] or match[2]
        if letters not in self.index.initials or word in self.codes:
            return None
        return (letters, start, start + len(letters)) if match[1] else (letters, end - len(letters), end)

    def _found(self, letters: str, start: int, end: int, day: str | None, clean: str) -> FoundName:
        """Initials that stood beside figures, with the space that was missing."""
        people = self.index.initials[letters]
        words = self.words_for(people, day)
        before, after = clean[start - 1 : start].isdigit(), clean[end : end + 1].isdigit()
        return FoundName(start, end, f"{' ' * before}{words}{' ' * after}", frozenset(people))

    def _dots(self, read: TypedText, place: int) -> tuple[int, str, int]:
        """The longest initials that begin at this word and are written with full stops: their last word, letters and end."""
        words, clean = read.words, read.clean
        start, end = words[place]
        letters, best = bare(clean[start:end]), (place, "", end)
        if letters not in self.index.dotted:
            return best
        for last in range(place + 1, len(words)):
            gap = clean[words[last - 1][1] : words[last][0]]
            apart = gap == " " and all(end - start == 1 for start, end in words[last - 1 : last + 1])  # “T O”
            if not (apart or _DOTTED.fullmatch(gap) or (self.index.hyphens and gap == "-")):
                break
            letters += bare(clean[slice(*words[last])])
            if letters not in self.index.dotted:
                break
            if letters in self.index.initials:
                end = words[last][1]
                if clean[end : end + 1] == "." and not re.match(r"\.(?:\s*$|\s+[^\Wa-z_\d])", clean[end : end + 6]):
                    end += 1
                best = last, letters, end
        return best

    def _among_capitals(self, read: TypedText, start: int, end: int) -> bool:
        """Whether a word is an ordinary word in a line of capitals."""
        before = read.clean[max(0, start - FAR) : start].rpartition("\n")[2]
        after = read.clean[end : end + FAR].partition("\n")[0]
        beside = re.search(r"(?<![^\W\d_])([^\W\d_]+)[^\S\n]+$", before), re.match(r"[^\S\n]+([^\W\d_]+)", after)
        near = [match[1] for match in beside if match]
        if not near or any(not word.isupper() or len(word) < 2 or word in self.index.initials for word in near):
            return False
        long = [word for word in RUN.findall(f"{before} {after}") if word.isupper() and len(word) > 2]
        return len(near) == 2 or len(long) > 1
