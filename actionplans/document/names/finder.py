"""``Names``: some people, to be looked for in any number of texts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from ..dates import DateError, last_day
from ..tree import PersonNote
from .contact_details import ADDRESS_REMOVED, PHONE, PHONE_REMOVED, addresses, replace_places
from .find_initials import InitialsFinder
from .find_names import NameFinder
from .letters import WORD, fold, is_invisible, plain
from .name_index import NameIndex
from .tidy import UNNAMED_PERSON, tidied
from .typed_text import FoundName, TypedText


def day_span(date: str | None) -> tuple[str, str] | None:
    """First and last day of a date of any precision; None of what is no date."""
    try:
        last = last_day(date or "", {4: "year", 7: "month", 10: "day"}[len(date or "")])
    except (DateError, ValueError, KeyError):
        return None
    return (f"{date}-01-01"[:10], last.isoformat()) if last else None


class Names:
    """The names and initials of some people, to be looked for in any number of texts.

    A person is replaced by their post, else their agency, else UNNAMED_PERSON: the first of these in which nobody is named.
    Where several people share a name, those in post on the day of the text count; if there are several still, they are
    replaced by what they have in common. ``codes`` are the numbers of a plan, which stay although they begin with
    somebody's initials.
    """

    def __init__(self, people: Iterable[PersonNote], codes: Collection[str] = ()) -> None:
        self.people = list(people)
        self._index = NameIndex(self.people)
        self._names = NameFinder(self._index, self.words_for)
        self._initials = InitialsFinder(self._index, self.words_for, codes)
        self._spans = [(day_span(p.from_), day_span(p.to)) for p in self.people]
        self._safe = [("", "")] * len(self.people)  # no replacement may be asked for while these are being found
        self._safe = [(self._unnamed(p.role), self._unnamed(p.agency)) for p in self.people]

    def __bool__(self) -> bool:
        return bool(self._index)

    def _unnamed(self, words: str) -> str:
        """These words where nobody is named in them, else nothing."""
        words = " ".join(words.replace("*", "").split())
        named = (
            next(addresses(words), None) or PHONE.search(words) or any(f.people for f in self._look(TypedText(words)))
        )
        return "" if named else words

    def words_for(self, people: Iterable[int], day: str | None = None) -> str:
        """What replaces these people (indexes of the list) in a text of that day, month or year."""
        every = sorted(people)
        when = day_span(day)
        if when is not None and len(every) > 1:
            every = [place for place in every if self._in_post(place, when)] or every
        parts: tuple[Callable[[tuple[str, str]], str], ...] = (
            lambda safe: safe[0] or safe[1],
            lambda safe: safe[0],
            lambda safe: safe[1],
        )
        for part in parts:
            found = {plain(part(self._safe[place])): part(self._safe[place]) for place in every}
            if len(found) == 1 and (words := next(iter(found.values()))):
                return words
        return UNNAMED_PERSON

    def those_in_post(self, people: Iterable[int], day: str | None) -> frozenset[int]:
        """Those of these people who were in post on that day, month or year; all of them where no day is known."""
        when = day_span(day)
        return frozenset(place for place in people if when is None or self._in_post(place, when))

    def _in_post(self, place: int, when: tuple[str, str]) -> bool:
        begun, left = self._spans[place]
        return (begun is None or begun[0] <= when[1]) and (left is None or left[1] >= when[0])

    def find(self, text: str, day: str | None = None, *, dates: bool = False, file: bool = False) -> list[FoundName]:
        """All names and initials in a text, in order, with their replacements; places are offsets in the text.

        ``day`` is the date of the text, in the precision that is known. ``dates`` says that the text is about dates, so that
        a bare "May" is the month; ``file`` that it is a file's name, in which words run together.
        """
        if not self or not text:
            return []
        read = TypedText(text, file=file)
        return [read.original(found) for found in tidied(read, self._look(read, day, dates=dates, file=file))]

    def accounts_in(self, text: str) -> Iterator[str]:
        """Words that somebody may sign in with, and that are too short to be replaced as such (“torme”)."""
        for match in WORD.finditer(text):
            if any(form.account for form in self._index.forms.get(fold(match[0]), ())):
                yield match[0]

    def scrubbed(
        self, text: str, day: str | None = None, *, dates: bool = False, file: bool = False
    ) -> tuple[str, list[tuple[str, str]]]:
        """The text without names, e-mail addresses and phone numbers, and the pairs (original, replacement) in order."""
        replaced: list[tuple[str, str]] = []

        text = replace_places(text, addresses(text), ADDRESS_REMOVED, replaced)
        text = replace_places(text, (match.span() for match in PHONE.finditer(text)), PHONE_REMOVED, replaced)
        out, reached = [], 0
        for found in self.find(text, day, dates=dates, file=file):
            was = text[found.start : found.end]
            out += [text[reached : found.start], found.words]
            reached = found.end
            if found.people:
                replaced.append(
                    (" ".join("".join(c for c in was if not is_invisible(c)).split()), found.words.strip("* "))
                )
        return "".join((*out, text[reached:])), replaced

    def _look(
        self, read: TypedText, day: str | None = None, *, dates: bool = False, file: bool = False
    ) -> list[FoundName]:
        named = list(self._names.find(read, day, dates, file))
        return sorted([*named, *self._initials.find(read, named, day)], key=lambda found: found.start)
