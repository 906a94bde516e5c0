"""Find whole names, and single words of a name, in a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from .letters import HYPHEN, QUOTE, SOFT_HYPHEN, fold
from .name_index import NameForm, NameIndex
from .typed_text import FoundName, TypedText
from .vocabulary import CALENDAR, ORDINARY, TITLES

#: What replaces these people in a text of that day.
WordsFor = Callable[[Iterable[int], str | None], str]

#: What may be between two words of one name: white space with one line break, a full stop, hyphen or apostrophe.
_BETWEEN = re.compile(rf"[^\S\n\r]*(?:\r?\n)?[^\S\n\r]*|[._+]|\s?[{HYPHEN}{QUOTE}]\s?")
COMMA = re.compile(r"[^\S\n\r]*,[^\S\n\r]*(?:\r?\n)?[^\S\n\r]*")
DOT = re.compile(r"\.[^\S\n\r]*|[^\S\n\r]+")
#: A hyphen at which a word was divided at the end of a line.
_DIVIDED = re.compile(rf"[{HYPHEN}{SOFT_HYPHEN}][^\S\n\r]*\r?\n[^\S\n\r]*")
_LONG_ACCOUNT = 7  # so many letters are no other word by chance (“rcalloway”)
_SPELLED = 4  # so many single letters in a row spell a word (“R u t h”)
_LONG = 8  # so many letters are no other word by chance (“tessaorme”)
FAR = 60  # so many characters between two words are no gap within a name


class NameFinder:
    """Finds names in a text. ``words_for`` gives their replacement."""

    def __init__(self, index: NameIndex, words_for: WordsFor) -> None:
        self.index, self.words_for = index, words_for

    def find(self, read: TypedText, day: str | None, dates: bool, file: bool) -> Iterator[FoundName]:
        runs, place, reached = read.runs, 0, 0
        while place < len(runs):
            match = self._longest(read, place, dates, file)
            if match is None:
                place += 1
                continue
            last, forms = match
            start, end = runs[place][0], runs[last][1]
            letters = self.index.folded(read.clean[start:end])
            if forms[0].single and letters in ORDINARY and read.begins_sentence(start, end):
                yield FoundName(start, end, read.clean[start:end].lower())
            else:
                people = {form.person for form in forms}
                first, last, people = self._with_letters(read, place, last, forms, people)
                first = self._with_titles(read, first, reached)
                start, end = read.prefixed(runs[first][0]), runs[last][1]
                if (
                    end < len(read.clean)
                    and read.clean[end] == "."
                    and last > place
                    and runs[last][1] - runs[last][0] == 1
                ):
                    end += bool(re.match(r"\.(?=\s+[a-z]|[,;)])", read.clean[end : end + 6]))
                yield FoundName(max(start, reached), end, self.words_for(people, day), frozenset(people))
            reached, place = end, last + 1

    def _longest(self, read: TypedText, place: int, dates: bool, file: bool) -> tuple[int, list[NameForm]] | None:
        """The longest name that begins at this run of letters: its last run, and the forms that it has."""
        runs, clean = read.runs, read.clean
        letters, gaps, comma, spelled, best = "", set(), False, True, None
        for last in range(place, len(runs)):
            spelled = spelled and runs[last][1] - runs[last][0] == 1
            if last > place:
                gap = clean[runs[last - 1][1] : runs[last][0]]
                if len(gap) > FAR:
                    break
                if gap and not _DIVIDED.fullmatch(gap):
                    gaps.add(len(letters))
                    alone = runs[last - 1][1] - runs[last - 1][0] == 1
                    if not _BETWEEN.fullmatch(gap) and not (alone and DOT.fullmatch(gap)):
                        if not COMMA.fullmatch(gap):
                            break
                        comma = True
            letters += self.index.folded(clean[runs[last][0] : runs[last][1]])
            if letters not in self.index.prefixes:
                break
            spells = spelled and last - place >= _SPELLED - 1
            forms = [
                form
                for form in self.index.forms.get(letters, ())
                if (spells and not form.account)
                or (gaps <= form.breaks and self._stands(read, form, place, last, comma, dates, file))
            ]
            if forms:
                whole = [form for form in forms if not form.single]
                best = last, whole or forms
        return best

    def _stands(
        self, read: TypedText, form: NameForm, place: int, last: int, comma: bool, dates: bool, file: bool
    ) -> bool:
        """Whether the text there is a name, not an ordinary word or a piece of a longer one."""
        runs, clean = read.runs, read.clean
        start, end = runs[place][0], runs[last][1]
        if comma and not form.turned:
            return False
        if form.account:
            return self._signs_in(read, place, last)
        small = all(clean[begun] == clean[begun].lower() != clean[begun].upper() for begun, _ in runs[place : last + 1])
        if not form.single:
            together = last > place or file or len(self.index.folded(clean[start:end])) >= _LONG
            return together and (comma or not form.turned or not small)
        letters = self.index.folded(clean[start:end])
        beside = clean[start - 1 : start], clean[end : end + 1]
        if not file and any(c.isalpha() or (c.isdigit() and end - start < 4) for c in beside):
            return False
        if clean[start:end].isupper() and clean[start:end] in self.index.initials:
            return False
        if small and not (file and letters not in ORDINARY):  # “minutes_tessa.docx”
            return False
        return not (
            place == last and self.index.folded(clean[start:end]) in CALENDAR and read.in_date(start, end, dates)
        )

    def _signs_in(self, read: TypedText, place: int, last: int) -> bool:
        """Whether the text there is a name to sign in with: one word, or two with a full stop or a stroke below between, long
        or with a number or a sign of such names beside it."""
        start, end = read.runs[place][0], read.runs[last][1]
        name = read.clean[start:end]
        beside = read.clean[start - 1 : start], read.clean[end : end + 1]
        if any(sign.isalpha() for sign in beside) or any(sign.isspace() or sign in "-," for sign in name):
            return False
        marked = "." in name or "_" in name or beside[1].isdigit() or beside[0] in ("\\", "/", "@")
        return marked or len(name) >= _LONG_ACCOUNT

    def _with_letters(
        self, read: TypedText, place: int, last: int, forms: list[NameForm], people: set[int]
    ) -> tuple[int, int, set[int]]:
        """Take in single letters beside one word of a name ("T. Orme", "Tessa O.", "Orme, T."), which distinguish people."""
        first = place
        if not forms[0].single:
            return first, last, people
        runs, clean = read.runs, read.clean
        before: list[str] = []
        after = ""
        while first > 0 and read.letter(first - 1) and DOT.fullmatch(clean[runs[first - 1][1] : runs[first][0]]):
            first -= 1
            before.insert(0, self.index.folded(clean[runs[first][0]]))
        if before:
            own = {
                p for p in people if fold(self.index.parts[p].words[0])[:1] == before[0] and self._is(forms, p, "last")
            }
            if own:
                return first, last, own
            first = place
        if last + 1 < len(runs) and read.letter(last + 1):
            gap = clean[runs[last][1] : runs[last + 1][0]]
            after = self.index.folded(clean[runs[last + 1][0]])
            stop = clean[runs[last + 1][1] : runs[last + 1][1] + 1]
            plainly = stop == "." or (COMMA.fullmatch(gap) and stop in ",;)") or (not gap.strip() and after not in "ai")
            if re.fullmatch(r",?[^\S\n\r]*", gap) and plainly:
                own = set()
                for p in people:
                    words = self.index.parts[p].words
                    firsts = not COMMA.fullmatch(gap) and self._is(forms, p, "first") and fold(words[-1])[:1] == after
                    if firsts or (self._is(forms, p, "last") and fold(words[0])[:1] == after and len(words) > 1):
                        own.add(p)
                if own:
                    return first, last + 1, own
        return first, last, people

    @staticmethod
    def _is(forms: list[NameForm], person: int, part: str) -> bool:
        return any(form.person == person and form.part == part for form in forms)

    def _with_titles(self, read: TypedText, first: int, reached: int) -> int:
        """Take in titles and ranks before a name."""
        runs, clean = read.runs, read.clean
        while first > 0:
            start, end = runs[first - 1][:2]
            gap = clean[end : runs[first][0]]
            title = clean[start:end]
            if start < reached or not re.fullmatch(r"\.?[^\S\n\r]+(?:\n[^\S\n\r]*)?", gap):
                break
            if (
                self.index.folded(title) not in TITLES
                or title[0] != title[0].upper()
                or clean[start - 1 : start].isalnum()
            ):
                break
            first -= 1
        return first
