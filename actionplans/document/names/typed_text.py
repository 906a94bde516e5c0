"""A text prepared for the search for names, and the places where they were found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .letters import INVISIBLE_ASCII, LINE_ENDS, QUOTE, RUN, SOFT_HYPHEN, WORD, WORD_OF_FILE, fold, is_invisible
from .vocabulary import DAY_WORD, DAYS, MONTH_WORD, MONTHS


@dataclass(frozen=True)
class FoundName:
    """A name or initials in a text: its place and its replacement. ``people`` are indexes of the list of people, empty where
    the words are only put in small letters."""

    start: int
    end: int
    words: str
    people: frozenset[int] = frozenset()


class TypedText:
    """A text on its way through the search: without marks and what is not seen on paper, and cut into words.

    ``words`` are the runs of letters and digits, ``runs`` those of letters alone, cut where a capital follows a small
    letter ("TessaOrme"); both as pairs of places in ``clean``.
    """

    def __init__(self, text: str, *, file: bool = False) -> None:
        self.text = text
        self.clean, self.places = text, None
        if not text.isascii() or "*" in text or INVISIBLE_ASCII.search(text):
            kept = [
                (c, i)
                for i, c in enumerate(text)
                if (c != "*" and not is_invisible(c) and not unicodedata.combining(c))
                or (c == SOFT_HYPHEN and text[i + 1 : i + 2] in LINE_ENDS)  # it is seen at the end of a line
            ]
            self.clean = "".join(c for c, _ in kept)
            self.places = [i for _, i in kept]
        self.words = [match.span() for match in (WORD_OF_FILE if file else WORD).finditer(self.clean)]
        self.runs = list(self._runs())

    def _runs(self) -> Iterator[tuple[int, int]]:
        for match in RUN.finditer(self.clean):
            run, begun = match[0], match.start()
            if not (run.islower() or run.isupper() or run[1:].islower()):
                for cut in range(1, len(run)):
                    if run[cut - 1].islower() and run[cut].isupper():
                        yield begun, match.start() + cut
                        begun = match.start() + cut
            yield begun, match.end()

    def letter(self, run: int) -> bool:
        """Whether a run is a single capital letter by itself."""
        start, end = self.runs[run]
        return (
            end - start == 1
            and self.clean[start].isupper()
            and not self.clean[start - 1 : start].isalnum()
            and not self.clean[end : end + 1].isalnum()
        )

    def prefixed(self, start: int) -> int:
        """Where a name begins that may have an O’ or D’ before it."""
        if re.search(rf"(?<![^\W_])[^\W\d_a-z][{QUOTE}]$", self.clean[max(0, start - 3) : start]):
            return start - 2
        return start

    def begins_sentence(self, start: int, end: int) -> bool:
        """Whether a word begins a sentence or a bullet that goes on in small letters."""
        before, after = self.clean[max(0, start - 12) : start], self.clean[end : end + 3]
        return bool(
            re.search(r"(?:^|\n|[.!?:;•][\s\d.]*|^\s*-\s)\s*(?:-\s+)?$", before) and re.match(r"\s+[a-z]", after)
        )

    def in_date(self, start: int, end: int, dates: bool) -> bool:
        """Whether the word is a month or a day of the week there, not a person of that name."""
        word = fold(self.clean[start:end])
        before, after = self.clean[max(0, start - 24) : start], self.clean[end : end + 24]
        flags = re.IGNORECASE
        if word not in {*DAYS, *(d[:3] for d in DAYS)} or word in MONTHS:
            if dates:
                return True
            return bool(
                re.search(r"(?<![\w.])\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?[\s./-]+$", before, flags)
                or re.match(r"\.?[\s,./-]*(?:['’]?\d\d|\d{4})(?!\d)|\.?\s+\d{1,2}(?:st|nd|rd|th)?\b", after, flags)
                or re.search(
                    r"\b(?:(?:end|start|beginning|middle|month|week) of|early|late|mid|in|next|last|since|until|till|during"
                    r"|(?<!\wed )(?<!en )(?<!sent )(?<!led )(?<!made )(?<!done )(?<!held )(?<!brought )by)"
                    r"[\s-]+$",
                    before,
                    flags,
                )
                or re.match(rf"\s*(?:[/–-]|to|and|or|until)\s*{MONTH_WORD}\b[.,]?\s*(?:['’]?\d|$)", after, flags)
                or re.search(rf"\b{MONTH_WORD}\.?\s*(?:[/–-]|to|until)\s*$", before, flags)
            )
        return dates or bool(
            re.match(r",?\s+(?:the\s+)?\d", after)
            or re.match(rf",?\s+{MONTH_WORD}\b", after, flags)
            or re.search(r"\b(?:on|every|each|next|last|this|until|since|by)\s+$", before, flags)
            or re.search(rf"\b{DAY_WORD}\s*(?:[/–-]|to|and|or)\s*$", before, flags)
            or re.match(r"s?\s+(?:morning|afternoon|evening)", after, flags)
        )

    def original(self, found: FoundName) -> FoundName:
        """The same in places of the text as it was typed, with what is left of marks that began or ended inside."""
        if self.places is None:
            return found
        places, text = self.places, self.text
        start = places[found.start] if found.start < len(places) else len(text)
        end = places[found.end - 1] + 1 if found.end > found.start else start
        while end < len(text) and (unicodedata.combining(text[end]) or is_invisible(text[end])):
            end += 1
        words = found.words
        marks = re.findall(r"\*+", text[start:end])
        if len(marks) % 2:
            mark = marks[-1]
            before, after = text.endswith(mark, 0, start), text.startswith(mark, end)
            if after and not before:
                end += len(mark)
            elif before and not after:
                words += mark
            elif before and after:
                words += mark if len(mark) == 1 else ""
        return replace(found, start=start, end=end, words=words)
