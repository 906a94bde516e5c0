"""People's names and initials in typed text, found however they were typed, with what stands in their place.

A word of a name alone ("Tessa", "Orme") is found where it begins with a capital letter; a whole name in any case. Names are
compared without accents, without what is not seen on paper, and across a line break, a double space or a light mark, run
together, in either order, with titles before them. Initials are found as words in capitals ("TO", "T.O.", "TO/AB"), never as the
ordinary word in small letters; a single letter names nobody and stays.

Three rules keep the rest of the text whole. A name that is a month or a day of the week too stays in a date ("5 May 2026",
"end of May", "ready by May" but not "led by May"; any "May" under "By when"). An ordinary small word that stands in
capitals among capitals ("WHAT NEEDS TO HAPPEN"), or begins a sentence, is put in small letters where it might be taken for
initials or a name. And what is called like a post or an agency ("Business Manager" among the accounts) is no person. Else,
where a name is a common word too ("Young", "Mark"), the name wins: that no name remains is worth a word too many.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from .dates import DateError, last_day
from .tree import PersonNote

#: What stands for somebody of whom neither post nor agency may be said.
SOMEBODY = "a named person"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_MONTHS = _words("january february march april may june july august september october november december")
_DAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
_CALENDAR = {*_MONTHS, *_DAYS, *(m[:3] for m in _MONTHS), "sept", *(d[:3] for d in _DAYS), "tues", "thur", "thurs"}
_MONTH_WORD = rf"(?:{'|'.join((*_MONTHS, 'sept', *(m[:3] for m in _MONTHS)))})"
_DAY_WORD = rf"(?:{'|'.join(_DAYS)}|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)"

_TITLES = set(
    _words(
        "mr mrs ms miss mx dr prof professor cllr councillor sir dame lord lady baroness baron rev revd reverend fr father "
        "sister hon rt right judge pc dc ds di dci dsu dcs det detective sgt sergeant insp inspector ch chief supt "
        "superintendent constable cc acc dcc commander"
    )
)
_HONOURS = set(_words("obe mbe cbe dbe kbe qpm kpm qc kc phd jp mp dl frcp frcpch rgn msc ba bsc ma"))
#: Small words within names.
PARTICLES = set(_words("van von de der den la le di da du del della bin ibn bint al el ap ab ben st y e and of the"))
_NEVER_ALONE = {"st", "and", "of", "the"}
#: Small words that some people are called, or whose letters are somebody's initials.
_ORDINARY = set(
    _words(
        "to in is it as at an am be by do go he if me my no of on or so up us we and are but for has her him his how its not "
        "now off one our out own she the they was who why yes all any did get had too with from that this what when"
    )
)
#: Words of which the names of posts, teams and agencies are made.
_POSTS = set(
    _words(
        "independent business chair chairs vice manager managers director head lead leads officer officers coordinator "
        "administrator admin adviser advisor nurse doctor scrutineer commissioner secretary superintendent inspector sergeant "
        "constable principal practitioner representative representatives member members councillor consultant analyst worker "
        "workers solicitor executive assistant deputy team board group sub panel police council service services trust health "
        "probation school schools college office support unit partnership authority hospital hospitals safeguarding children "
        "adults quality assurance performance training policy learning development improvement social care public local named "
        "designated senior observer lay partner chief education housing fire voluntary sector community of the and for to in "
        "s a demonstration test site system"
    )
)


def _unseen(sign: str) -> bool:
    """Whether nothing of a character is seen on paper: one of no width, a control character, or what is no character."""
    code = ord(sign)
    if code < 0x80:
        return (code < 0x20 and sign not in "\t\n\x0b\x0c\r") or code == 0x7F
    return (
        unicodedata.category(sign) in ("Cf", "Cs")
        or (code < 0xA0 and code != 0x85)
        or code == 0x34F
        or 0xFE00 <= code < 0xFE10
        or 0xE0000 <= code < 0xE1000
        or 0xFDD0 <= code < 0xFDF0
        or code & 0xFFFE == 0xFFFE
    )


_UNSEEN_ASCII = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ŧ": "t", "ħ": "h", "ŋ": "n"}
)
_WORD = re.compile(r"[^\W_]+")
#: Capitals of the languages that write with Latin letters, accents included.
_CAPITALS = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x250)) if letter.isupper())
_WORD_OF_FILE = re.compile(rf"\d+|[{_CAPITALS}]*[^\W\d_{_CAPITALS}]+|[{_CAPITALS}]+")  # “minutesTO2.docx”
_RUN = re.compile(r"[^\W\d_]+")
_QUOTE = "'’‘ʼʻ′＇`´"
_MAC = re.compile(r"^(Ma?c)(?=[A-Z])")  # “McDonald” is typed “Mc Donald” too
_HYPHEN = "\\-\u2010-\u2015\u2212"
#: What may stand between two words of one name: white space with one line break, a full stop, hyphen or apostrophe.
_BETWEEN = re.compile(rf"[^\S\n\r]*(?:\r?\n)?[^\S\n\r]*|[._+]|\s?[{_HYPHEN}{_QUOTE}]\s?")
_COMMA = re.compile(r"[^\S\n\r]*,[^\S\n\r]*(?:\r?\n)?[^\S\n\r]*")
_DOT = re.compile(r"\.[^\S\n\r]*|[^\S\n\r]+")
_DOTTED = re.compile(r"\.[^\S\n\r]?")
_CAMEL = re.compile(r"(?<=[^\W\d_])(?=[^\W\d_])")
_LONG = 8  # so many letters are no other word by chance (“tessaorme”)
_FAR = 60  # so many characters between two words are no gap within a name

_NO_ADDRESS = re.compile(r"[\s<>,;:()\[\]\"“”|@]")
_PHONE = re.compile(
    r"(?<![\w.+/-])(?:\+\d{1,3}[ .-]?(?:\(0\)[ .-]?)?\d{2,5}(?:[ .-]?\d{2,5}){1,4}"
    r"|\(0\d{2,5}\)[ .-]?\d{3,4}(?:[ .-]?\d{3,4})?"
    r"|0\d{2,4}[ .-]?\d{3,4}[ .-]?\d{3,4}"
    r"|0\d{9,10})(?![\w-]|[./]\d)(?:\s?(?:ext|x)\.?\s?\d{1,6})?"
)
ADDRESS_REMOVED = "[e-mail address removed]"
PHONE_REMOVED = "[phone number removed]"


@dataclass(frozen=True)
class Found:
    """A name or initials in a text: where it stands, and what is to stand there. ``people`` are places in the list of
    people; none where the words are only put in small letters."""

    start: int
    end: int
    words: str
    people: frozenset[int] = frozenset()


@dataclass(frozen=True)
class _Form:
    """One way in which a person is named. ``breaks`` are the places, counted in letters, where its own words meet;
    ``part`` says which word a ``single`` one is."""

    person: int
    single: bool
    breaks: frozenset[int]
    turned: bool = False
    part: str = ""


@dataclass(frozen=True)
class _Called:
    """A person's name in words: their own words, each with its hyphens and apostrophes, and the others they go by."""

    words: tuple[str, ...]
    aliases: tuple[str, ...] = ()

    @property
    def surname(self) -> int:
        """Where the surname begins: at the particles ("van der") before the last word."""
        place = len(self.words) - 1
        while place > 1 and fold(self.words[place - 1]) in PARTICLES:
            place -= 1
        return place


def fold(text: str) -> str:
    """Letters as they are compared: small, without accents and without what is not seen on paper."""
    bare = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c) and not _unseen(c))
    return "".join(bare).casefold().translate(_LETTERS)


def plain(text: str) -> str:
    """Words as two names are compared: folded, with single spaces for all that is no letter or digit."""
    return " ".join(_WORD.findall(fold(text)))


def without_titles(name: str) -> str:
    """A name without the titles and ranks before it ("Det Supt Ruth Calloway") and the honours after it."""
    words = name.split()
    while len(words) > 1 and fold(words[0]).strip(".") in _TITLES and words[0] != "Di":  # who is called so
        words.pop(0)
    while len(words) > 1 and fold(words[-1]).strip(".,") in _HONOURS and words[-1].strip(".,").isupper():
        words.pop()
    return " ".join(words).strip(" ,")


def is_post(name: str, posts: Iterable[str] = ()) -> bool:
    """Whether what is called so is a post, a team or an agency: all its words are such words, or some are and it is the name
    of one of the ``posts``."""
    words = [word for word in plain(name).split() if not word.isdigit()]
    common = [word in _POSTS for word in words]
    return bool(words) and (all(common) or (any(common) and plain(name) in {plain(post) for post in posts}))


def _called(name: str) -> _Called:
    name = unicodedata.normalize("NFC", "".join(c for c in name if not _unseen(c))).replace("*", "")
    aliases = [
        alias for found in re.findall(r"\(([^)]*)\)|[“\"]([^”\"]*)[”\"]", name) for alias in found if alias.strip()
    ]
    name = re.sub(r"\([^)]*\)?|[“\"][^”\"]*[”\"]", " ", name)
    before, _, after = name.partition(",")
    if after.strip() and not is_post(after) and fold(after).strip(" .") not in _HONOURS:
        name = f"{after} {before}"  # “Orme, Tessa”
    elif after.strip():
        name = before
    words = (word.strip(".,;:_") for word in without_titles(name).replace("_", " ").split())
    return _Called(
        tuple(word for word in words if _RUN.search(word)),
        tuple(word for alias in aliases for word in alias.split() if _RUN.search(word)),
    )


def _joined(words: Sequence[str]) -> tuple[str, frozenset[int]]:
    """All letters of these words in a row, and after how many letters one run ends and the next begins."""
    runs = [run for word in words for part in _RUN.findall(_bare(word)) for run in _MAC.split(part) if run]
    breaks, length = set(), 0
    for run in runs[:-1]:
        length += len(fold(run))
        breaks.add(length)
    return "".join(map(fold, runs)), frozenset(breaks)


def _bare(text: str) -> str:
    """The text without combining marks, which are no letters of their own."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _span(date: str | None) -> tuple[str, str] | None:
    """First and last day of a date of any precision; None of what is no date."""
    try:
        last = last_day(date or "", {4: "year", 7: "month", 10: "day"}[len(date or "")])
    except (DateError, ValueError, KeyError):
        return None
    return f"{date}-01-01"[:10], last.isoformat()


class Names:
    """The names and initials of some people, to be looked for in any number of texts.

    What stands for a person is their post, else their agency, else SOMEBODY: the first of these in which nobody is named.
    Where a name is several people's, those in post on the day that a text is of count; if there are several still, what all
    of them share stands for them.
    """

    def __init__(self, people: Iterable[PersonNote]) -> None:
        self.people = list(people)
        self._forms: dict[str, list[_Form]] = {}
        self._initials: dict[str, set[int]] = {}
        self._hyphens = False
        posts = [text for p in self.people for text in (p.role, p.agency) if text.strip()]
        self._calls = [_called(p.name) for p in self.people]
        for place, (person, called) in enumerate(zip(self.people, self._calls, strict=True)):
            if called.words and not is_post(person.name, posts):
                self._add(place, called)
            self._add_initials(place, person.initials)
            for alias in called.aliases:
                if re.fullmatch(r"[^\W\d_a-z]{2,4}", alias):
                    self._add_initials(place, alias)
        self._prefixes = {form[:length] for form in self._forms for length in range(1, len(form) + 1)}
        self._dotted = {form[:length] for form in self._initials for length in range(1, len(form) + 1)}
        self._folded: dict[str, str] = {}
        self._spans = [(_span(p.from_), _span(p.to)) for p in self.people]
        self._safe = [("", "")] * len(self.people)  # nothing may be said while that is being found out
        self._safe = [(self._unnamed(p.role), self._unnamed(p.agency)) for p in self.people]

    def __bool__(self) -> bool:
        return bool(self._forms or self._initials)

    # What they are called -------------------------------------------------------------------------------------------------

    def _add(self, place: int, called: _Called) -> None:
        words, surname = called.words, called.surname
        long = [word for word in words if len(_joined([word])[0]) > 1]
        orders = {tuple(words), tuple(long), (words[0], *words[surname:]), (words[0], words[-1])}
        orders |= {(alias, *words[surname:]) for alias in called.aliases}
        for order in orders:
            if len(order) > 1:
                self._put(order, place, single=False)
                self._put((*order[1:], order[0]), place, single=False, turned=True)
        turned = (*words[surname:], *words[:surname])
        if len(words) > 1:
            self._put(turned, place, single=False, turned=True)
        for number, word in enumerate((*words, *called.aliases)):
            part = "first" if number == 0 and len(words) > 1 else "last" if surname <= number < len(words) else "middle"
            pieces = [piece for piece in re.split(f"[{_HYPHEN}]", word) if piece]
            within = 0 < number < len(words) - 1  # “Ben Carter” is called Ben, “Tal ben Ari” is not
            for single in {word, *pieces}:
                particle = fold(single) in PARTICLES and (within or single != word or fold(single) in _NEVER_ALONE)
                if len(_joined([single])[0]) > 1 and not particle:
                    self._put((single,), place, single=True, part=part)
                    if len(_joined([single])[0]) > 2:
                        self._put((f"{single}s",), place, single=True, part=part)  # “Tessas list”, “the Ormes”
        if surname < len(words) - 1:
            self._put(words[surname:], place, single=True, part="last")

    def _put(self, words: Sequence[str], place: int, *, single: bool, turned: bool = False, part: str = "") -> None:
        letters, breaks = _joined(words)
        form = _Form(place, single, breaks, turned, part)
        forms = self._forms.setdefault(letters, [])
        if letters and form not in forms:
            forms.append(form)

    def _add_initials(self, place: int, initials: str) -> None:
        letters = "".join(_WORD.findall(_bare("".join(c for c in initials if not _unseen(c)))))
        if len(letters) > 1:
            self._hyphens |= "-" in initials
            for form in {letters, letters.upper()}:
                if form != form.lower() or not form.isalpha():
                    self._initials.setdefault(form, set()).add(place)

    def _unnamed(self, words: str) -> str:
        """These words where nobody is named in them, else nothing."""
        words = " ".join(words.replace("*", "").split())
        named = next(addresses(words), None) or _PHONE.search(words) or any(f.people for f in self._look(_Text(words)))
        return "" if named else words

    def words_for(self, people: Iterable[int], day: str | None = None) -> str:
        """What stands for these people (places in the list) in a text that is of that day, month or year."""
        every = sorted(people)
        when = _span(day)
        if when is not None and len(every) > 1:
            every = [place for place in every if self._in_post(place, when)] or every
        for part in (lambda safe: safe[0] or safe[1], lambda safe: safe[0], lambda safe: safe[1]):
            found = {plain(part(self._safe[place])): part(self._safe[place]) for place in every}
            if len(found) == 1 and (words := next(iter(found.values()))):
                return words
        return SOMEBODY

    def those_in_post(self, people: Iterable[int], day: str | None) -> frozenset[int]:
        """Those of these people who were in post on that day, month or year; all of them where no day is known."""
        when = _span(day)
        return frozenset(place for place in people if when is None or self._in_post(place, when))

    def _in_post(self, place: int, when: tuple[str, str]) -> bool:
        begun, left = self._spans[place]
        return (begun is None or begun[0] <= when[1]) and (left is None or left[1] >= when[0])

    # Looking for them -----------------------------------------------------------------------------------------------------

    def find(self, text: str, day: str | None = None, *, dates: bool = False, file: bool = False) -> list[Found]:
        """All names and initials in a text, in order, with what is to stand for them; places are those of the text.

        ``day`` is the date that the text is of, in the precision that is known. ``dates`` says that the text is about dates, so
        that a bare "May" is the month; ``file`` that it is a file's name, in which words run together.
        """
        if not self or not text:
            return []
        read = _Text(text, file=file)
        return [read.original(found) for found in self._tidied(read, self._look(read, day, dates=dates, file=file))]

    def scrubbed(
        self, text: str, day: str | None = None, *, dates: bool = False, file: bool = False
    ) -> tuple[str, list]:
        """The text without them, without e-mail addresses and phone numbers, and the pairs (what stood there, what stands
        there now) in order."""
        told: list[tuple[str, str]] = []

        text = _put_in(text, addresses(text), ADDRESS_REMOVED, told)
        text = _put_in(text, (match.span() for match in _PHONE.finditer(text)), PHONE_REMOVED, told)
        out, reached = [], 0
        for found in self.find(text, day, dates=dates, file=file):
            was = text[found.start : found.end]
            out += [text[reached : found.start], found.words]
            reached = found.end
            if found.people:
                told.append((" ".join("".join(c for c in was if not _unseen(c)).split()), found.words.strip("*")))
        return "".join((*out, text[reached:])), told

    def _look(self, read: _Text, day: str | None = None, *, dates: bool = False, file: bool = False) -> list[Found]:
        named = list(self._named(read, day, dates, file))
        return sorted([*named, *self._initialled(read, named, day)], key=lambda found: found.start)

    def _fold(self, word: str) -> str:
        if word not in self._folded:
            self._folded[word] = fold(word)
        return self._folded[word]

    def _named(self, read: _Text, day: str | None, dates: bool, file: bool) -> Iterator[Found]:
        runs, place, reached = read.runs, 0, 0
        while place < len(runs):
            match = self._longest(read, place, dates, file)
            if match is None:
                place += 1
                continue
            last, forms = match
            start, end = runs[place][0], runs[last][1]
            letters = self._fold(read.clean[start:end])
            if forms[0].single and letters in _ORDINARY and read.begins_sentence(start, end):
                yield Found(start, end, read.clean[start:end].lower())
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
                yield Found(max(start, reached), end, self.words_for(people, day), frozenset(people))
            reached, place = end, last + 1

    def _longest(self, read: _Text, place: int, dates: bool, file: bool) -> tuple[int, list[_Form]] | None:
        """The longest name that begins at this run of letters: its last run, and the forms that it has."""
        runs, clean = read.runs, read.clean
        letters, gaps, comma, best = "", set(), False, None
        for last in range(place, len(runs)):
            if last > place:
                gap = clean[runs[last - 1][1] : runs[last][0]]
                if len(gap) > _FAR:
                    break
                if gap:
                    gaps.add(len(letters))
                    alone = runs[last - 1][1] - runs[last - 1][0] == 1
                    if not _BETWEEN.fullmatch(gap) and not (alone and _DOT.fullmatch(gap)):
                        if not _COMMA.fullmatch(gap):
                            break
                        comma = True
            letters += self._fold(clean[runs[last][0] : runs[last][1]])
            if letters not in self._prefixes:
                break
            forms = [
                form
                for form in self._forms.get(letters, ())
                if gaps <= form.breaks and self._stands(read, form, place, last, comma, dates, file)
            ]
            if forms:
                whole = [form for form in forms if not form.single]
                best = last, whole or forms
        return best

    def _stands(self, read: _Text, form: _Form, place: int, last: int, comma: bool, dates: bool, file: bool) -> bool:
        """Whether what stands there is a name, not an ordinary word or a piece of a longer one."""
        runs, clean = read.runs, read.clean
        start, end = runs[place][0], runs[last][1]
        if comma and not form.turned:
            return False
        small = all(clean[begun] == clean[begun].lower() != clean[begun].upper() for begun, _ in runs[place : last + 1])
        if not form.single:
            together = last > place or file or len(self._fold(clean[start:end])) >= _LONG
            return together and (comma or not form.turned or not small)
        letters = self._fold(clean[start:end])
        beside = clean[start - 1 : start], clean[end : end + 1]
        if not file and any(c.isalpha() or (c.isdigit() and end - start < 4) for c in beside):
            return False
        if clean[start:end].isupper() and clean[start:end] in self._initials:
            return False
        if small and not (file and letters not in _ORDINARY):  # “minutes_tessa.docx”
            return False
        return not (place == last and self._fold(clean[start:end]) in _CALENDAR and read.in_date(start, end, dates))

    def _with_letters(
        self, read: _Text, place: int, last: int, forms: list[_Form], people: set[int]
    ) -> tuple[int, int, set[int]]:
        """Take in single letters beside one word of a name ("T. Orme", "Tessa O.", "Orme, T."), which tell people apart."""
        first = place
        if not forms[0].single:
            return first, last, people
        runs, clean = read.runs, read.clean
        before, after = [], ""
        while first > 0 and read.letter(first - 1) and _DOT.fullmatch(clean[runs[first - 1][1] : runs[first][0]]):
            first -= 1
            before.insert(0, self._fold(clean[runs[first][0]]))
        if before:
            own = {p for p in people if fold(self._calls[p].words[0])[:1] == before[0] and self._is(forms, p, "last")}
            if own:
                return first, last, own
            first = place
        if last + 1 < len(runs) and read.letter(last + 1):
            gap = clean[runs[last][1] : runs[last + 1][0]]
            after = self._fold(clean[runs[last + 1][0]])
            stop = clean[runs[last + 1][1] : runs[last + 1][1] + 1]
            plainly = (
                stop == "." or (_COMMA.fullmatch(gap) and stop in ",;)") or (not gap.strip() and after not in "ai")
            )
            if re.fullmatch(r",?[^\S\n\r]*", gap) and plainly:
                own = set()
                for p in people:
                    words = self._calls[p].words
                    firsts = not _COMMA.fullmatch(gap) and self._is(forms, p, "first") and fold(words[-1])[:1] == after
                    if firsts or (self._is(forms, p, "last") and fold(words[0])[:1] == after and len(words) > 1):
                        own.add(p)
                if own:
                    return first, last + 1, own
        return first, last, people

    @staticmethod
    def _is(forms: list[_Form], person: int, part: str) -> bool:
        return any(form.person == person and form.part == part for form in forms)

    def _with_titles(self, read: _Text, first: int, reached: int) -> int:
        """Take in titles and ranks before a name."""
        runs, clean = read.runs, read.clean
        while first > 0:
            start, end = runs[first - 1][:2]
            gap = clean[end : runs[first][0]]
            title = clean[start:end]
            if start < reached or not re.fullmatch(r"\.?[^\S\n\r]+(?:\n[^\S\n\r]*)?", gap):
                break
            if self._fold(title) not in _TITLES or title[0] != title[0].upper() or clean[start - 1 : start].isalnum():
                break
            first -= 1
        return first

    def _initialled(self, read: _Text, named: list[Found], day: str | None) -> Iterator[Found]:
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
            word = _bare(clean[start:end])
            if word[:1] == word[:1].lower() != word[:1].upper():
                place += 1
                continue
            if word in self._initials:
                pass
            elif word[-1:] == "s" and word[:-1] in self._initials and len(word) > 2:
                word, end = word[:-1], end - 1
            else:
                place, word, end = self._dots(read, place)
            if word in self._initials and not (
                word in ("AM", "PM") and re.search(r"\d\s?$", clean[max(0, start - 4) : start])
            ):
                if fold(word) in _ORDINARY and self._among_capitals(read, start, end):
                    yield Found(start, end, clean[start:end].lower())
                else:
                    people = self._initials[word]
                    yield Found(start, end, self.words_for(people, day), frozenset(people))
            place += 1

    def _dots(self, read: _Text, place: int) -> tuple[int, str, int]:
        """The longest initials that begin at this word and are written with full stops: their last word, letters and end."""
        words, clean = read.words, read.clean
        start, end = words[place]
        letters, best = _bare(clean[start:end]), (place, "", end)
        if letters not in self._dotted:
            return best
        for last in range(place + 1, len(words)):
            gap = clean[words[last - 1][1] : words[last][0]]
            apart = gap == " " and all(end - start == 1 for start, end in words[last - 1 : last + 1])  # “T O”
            if not (apart or _DOTTED.fullmatch(gap) or (self._hyphens and gap == "-")):
                break
            letters += _bare(clean[slice(*words[last])])
            if letters not in self._dotted:
                break
            if letters in self._initials:
                end = words[last][1]
                if clean[end : end + 1] == "." and not re.match(r"\.(?:\s*$|\s+[^\Wa-z_\d])", clean[end : end + 6]):
                    end += 1
                best = last, letters, end
        return best

    def _among_capitals(self, read: _Text, start: int, end: int) -> bool:
        """Whether a word stands in a line of capitals, as an ordinary word of it."""
        before = read.clean[max(0, start - _FAR) : start].rpartition("\n")[2]
        after = read.clean[end : end + _FAR].partition("\n")[0]
        beside = re.search(r"([^\W\d_]+)[^\S\n]+$", before), re.match(r"[^\S\n]+([^\W\d_]+)", after)
        near = [match[1] for match in beside if match]
        if not near or any(not word.isupper() or len(word) < 2 or word in self._initials for word in near):
            return False
        long = [word for word in _RUN.findall(f"{before} {after}") if word.isupper() and len(word) > 2]
        return len(near) == 2 or len(long) > 1

    # Making it read ---------------------------------------------------------------------------------------------------------

    def _tidied(self, read: _Text, found: list[Found]) -> list[Found]:
        """One for several beside each other that are the same person ("Tessa Orme (TO)"), and the post once where it is
        said beside the name ("the Business Manager, Tessa Orme,")."""
        clean, out = read.clean, []
        for at in found:
            if out and at.people & out[-1].people and at.words == out[-1].words:
                gap = clean[out[-1].end : at.start]
                if match := re.fullmatch(r"[^\S\n]*(?:\n?|([(,])|[A-Z]\.?)[^\S\n]*", gap):
                    end = at.end + (match[1] == "(" and clean[at.end : at.end + 1] == ")")
                    out[-1] = replace(out[-1], end=end, people=at.people | out[-1].people)
                    continue
            if out and at.people and out[-1].people and re.fullmatch(f"[{_HYPHEN}]", clean[out[-1].end : at.start]):
                out[-1] = replace(out[-1], end=at.end)  # a name of two, each of which is somebody's
                continue
            out.append(at)
        for place in range(len(out)):
            out[place] = self._said_once(read, out, place)
        return out

    @staticmethod
    def _said_once(read: _Text, found: list[Found], place: int) -> Found:
        at, clean = found[place], read.clean
        if not at.people or at.words == SOMEBODY:
            return at
        post = r"\s+".join(map(re.escape, at.words.split()))
        floor = found[place - 1].end if place else 0
        ceiling = found[place + 1].start if place + 1 < len(found) else len(clean)
        before = re.search(
            rf"(?<![^\W_]){post}(,?[^\S\n]+|[^\S\n]*\()$", clean[max(floor, at.start - 200) : at.start], re.IGNORECASE
        )
        if before:
            start, end = max(floor, at.start - 200) + before.start(1), at.end
            opened = before[1].strip()
            if (opened == "(" and clean[end : end + 1] == ")") or (opened == "," and clean[end : end + 1] == ","):
                end += 1
            return replace(at, start=start, end=end, words="" if opened != "(" or end > at.end else " (")
        after = re.match(
            rf"(,[^\S\n]+|[^\S\n]*\()(?:the |our )?{post}(?![^\W_])", clean[at.end : ceiling], re.IGNORECASE
        )
        if after:
            end, opened = at.end + after.end(), after[1].strip()
            if opened == "(":
                return replace(at, end=end + 1) if clean[end : end + 1] == ")" else at
            return replace(at, end=end + (clean[end : end + 1] == ","))
        return at


def _put_in(text: str, places: Iterable[tuple[int, int]], words: str, told: list[tuple[str, str]]) -> str:
    """The text with these words at these places; what stood there is told."""
    out, reached = [], 0
    for start, end in places:
        out += [text[reached:start], words]
        told.append((text[start:end], words))
        reached = end
    return "".join((*out, text[reached:]))


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """E-mail addresses and handles ("@fenmarsh") in a text, as places: a letter on one side of the sign at least."""
    reached = 0
    for at in re.finditer("@", text):
        if at.start() < reached:
            continue
        start, end = at.start(), at.end()
        while start > reached and not _NO_ADDRESS.match(text, start - 1):
            start -= 1
        while end < len(text) and not _NO_ADDRESS.match(text, end):
            end += 1
        while end > at.end() and not text[end - 1].isalnum():
            end -= 1
        before, after = text[start : at.start()], text[at.end() : end]
        if any(map(str.isalpha, after)) and (not before or any(map(str.isalpha, before)) or "." in after):
            yield start, end
            reached = end


class _Text:
    """A text on its way through the search: without marks and what is not seen on paper, and cut into words.

    ``words`` are the runs of letters and digits, ``runs`` those of letters alone, cut where a capital follows a small
    letter ("TessaOrme"); both as pairs of places in ``clean``.
    """

    def __init__(self, text: str, *, file: bool = False) -> None:
        self.text = text
        self.clean, self.places = text, None
        if not text.isascii() or "*" in text or _UNSEEN_ASCII.search(text):
            kept = [(c, i) for i, c in enumerate(text) if c != "*" and not _unseen(c) and not unicodedata.combining(c)]
            self.clean = "".join(c for c, _ in kept)
            self.places = [i for _, i in kept]
        self.words = [match.span() for match in (_WORD_OF_FILE if file else _WORD).finditer(self.clean)]
        self.runs = list(self._runs())

    def _runs(self) -> Iterator[tuple[int, int]]:
        for match in _RUN.finditer(self.clean):
            run, begun = match[0], match.start()
            if not (run.islower() or run.isupper() or run[1:].islower()):
                for cut in range(1, len(run)):
                    if run[cut - 1].islower() and run[cut].isupper():
                        yield begun, match.start() + cut
                        begun = match.start() + cut
            yield begun, match.end()

    def letter(self, run: int) -> bool:
        """Whether a run is one capital letter that stands by itself."""
        start, end = self.runs[run]
        return (
            end - start == 1
            and self.clean[start].isupper()
            and not self.clean[start - 1 : start].isalnum()
            and not self.clean[end : end + 1].isalnum()
        )

    def prefixed(self, start: int) -> int:
        """Where a name begins that may have an O’ or D’ before it."""
        if re.search(rf"(?<![^\W_])[^\W\d_a-z][{_QUOTE}]$", self.clean[max(0, start - 3) : start]):
            return start - 2
        return start

    def begins_sentence(self, start: int, end: int) -> bool:
        """Whether a word begins a sentence or a bullet that goes on in small letters."""
        before, after = self.clean[max(0, start - 12) : start], self.clean[end : end + 3]
        return bool(
            re.search(r"(?:^|\n|[.!?:;•][\s\d.]*|^\s*-\s)\s*(?:-\s+)?$", before) and re.match(r"\s+[a-z]", after)
        )

    def in_date(self, start: int, end: int, dates: bool) -> bool:
        """Whether a month or a day of the week stands there, not somebody who is called so."""
        word = fold(self.clean[start:end])
        before, after = self.clean[max(0, start - 24) : start], self.clean[end : end + 24]
        flags = re.IGNORECASE
        if word not in {*_DAYS, *(d[:3] for d in _DAYS)} or word in _MONTHS:
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
                or re.match(rf"\s*(?:[/–-]|to|and|or|until)\s*{_MONTH_WORD}\b[.,]?\s*(?:['’]?\d|$)", after, flags)
                or re.search(rf"\b{_MONTH_WORD}\.?\s*(?:[/–-]|to|until)\s*$", before, flags)
            )
        return dates or bool(
            re.match(r",?\s+(?:the\s+)?\d", after)
            or re.match(rf",?\s+{_MONTH_WORD}\b", after, flags)
            or re.search(r"\b(?:on|every|each|next|last|this|until|since|by)\s+$", before, flags)
            or re.search(rf"\b{_DAY_WORD}\s*(?:[/–-]|to|and|or)\s*$", before, flags)
            or re.match(r"s?\s+(?:morning|afternoon|evening)", after, flags)
        )

    def original(self, found: Found) -> Found:
        """The same in places of the text as it was typed, with what is left of marks that began or ended within."""
        if self.places is None:
            return found
        places, text = self.places, self.text
        start = places[found.start] if found.start < len(places) else len(text)
        end = places[found.end - 1] + 1 if found.end > found.start else start
        while end < len(text) and (unicodedata.combining(text[end]) or _unseen(text[end])):
            end += 1
        words = found.words
        marks = re.findall(r"\*+", text[start:end])
        if len(marks) % 2:
            mark = marks[-1]
            before, after = text[:start].endswith(mark), text.startswith(mark, end)
            if after and not before:
                end += len(mark)
            elif before and not after:
                words += mark
            elif before and after:
                words += mark if len(mark) == 1 else ""
        return replace(found, start=start, end=end, words=words)
