"""Finding where one person of a board is named in its texts, for erasing their details (``privacy.erasure``).

Names and initials are found as for the public edition (``document.names``), among all whom the board knows. What can only mean
this person is **sure**. The rest is doubtful: initials that another person has too, a surname that two people have, a name
that is a common word or part of an organisation's name, one that stands beside another word with a capital letter ("Jane Smith",
"St Mary's School"), initials from a day on which the person was not in post. Where a text
is of a day on which only one of them was in post, the day decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from actionplans.document import names as finding
from actionplans.document.names import FoundName, Names, fold, is_post, plain, without_titles
from actionplans.document.tree import PersonNote
from boards.models import Board, Membership, Person, User
from boards.privacy import erasure
from boards.privacy.erasure import Where


def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Names that are common words too: alone they are a doubt, not a name. With a first name beside it, a surname is one.
_WORDS = _split("""
    may april june august mark will grant young old long short small little strong wise best good rich sharp swift love joy
    hope faith grace rose dawn eve summer winter page day week park hill field wood woods brook church king knight bishop
    law laws white black brown green gray grey bell ball book books bond cook case cross dean drew price pope ray reed rice
    rock root sage shore stone street wall ward waters wells west east north south frank miles pat bill chase dale guy lance
    mercy peace rob sue art barber carpenter chance clay cliff court fair fisher ford free gates gold golden hand head heath
    house hunt hunter ivy lane march mill mills moody new noble parish penny pitt power rush sergeant shepherd speed steel
    temple visit walker watch wish
    bedford bolton bradford chester derby durham essex kent lancaster lincoln preston stafford warwick york
    baker care case child childs constable justice major marsh post trust
""")
#: Initials that are common abbreviations too.
_LETTERS = _split("""
    AM PM AC AD AP BC BM CC CE CJ CO CP CQ CS DA DC DI DS DV EH EP EY FE FT GP HE HO HR HT HV IB IC ID IE IT JD LA LD MA MH MP
    MD NA NB NI OT PA PC PE PH PR PS PT QA QC RE SC SG SV SW TA TL TM TV UK US VA VP WT YJ YO YP
    ASB ASC CCE CPS CSE DCS DHR DSL FGM HMP ICB MDT NHS SAR SCR SEN SLT
""")
#: A word with a capital letter right behind a name ("St Mary’s School", "Mary Jones"), and one right before it ("Jane Smith").
_BEHIND = re.compile(r"(?:['’]s?)?[^\S\n]+[^\W\d_a-z]")
_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_a-z][\w'’-]*)\.?[^\S\n]+$")
_SENTENCE = re.compile(r"(?:^|[.!?:;•(“\"\n])[\s*-]*$")  # behind which a word begins a sentence
#: Words before a name that make it the name of something else.
_NAMESAKES = _split("st saint queen king prince princess royal")
#: Columns in which words are joined without spaces, as in the name of a file.
_RUN_TOGETHER = {("evidence", "name"), ("import", "name"), ("plan", "slug")}
#: Columns in which a row names whom it is linked to.
_OF_THE_ROW = {
    ("progressentry", "author_words"),
    ("trailentry", "who"),
    ("person", "name"),
    ("person", "initials"),
    ("invitation", "name"),
}
#: Columns in which initials stand alone, and are no abbreviation.
_SIGNED = ("author_words", "initials", "by")


@dataclass(frozen=True)
class Hit:
    """A place of a text that names the person, and the words that replace it: ``sure`` if it can only mean this person, ``said``
    as it is typed. Where it is not sure, ``others`` are the names of those whom it may mean, or ``why`` is a sentence."""

    start: int
    end: int
    words: str
    sure: bool
    said: str
    others: tuple[str, ...] = ()
    why: str = ""


#: Why it may be another person, where no other is known of that name.
WORD = "It is a common word, or stands for something else too."
DAY = "It is said of a day on which they were not in post."
BESIDE = "It stands beside another word with a capital letter, as in the name of somebody or something else."
ADDRESS = "It is an address that the board does not know as theirs."


class Finder:
    """Finds one person, among all whom their board knows, in texts; ``words`` are what replaces their name."""

    def __init__(self, person: Person, words: str) -> None:
        self.person, self.board, self.words = person, person.board, words
        self.users = erasure.accounts_of(person)
        called, self.addresses = erasure.names_of(person, self.users)
        self.called = called
        dates = {
            "from_": person.from_date.isoformat() if person.from_date else None,
            "to": person.to_date.isoformat() if person.to_date else None,
        }
        own = [PersonNote(name=name, initials=initials, role=words, **dates) for name, initials in sorted(called)]
        others = list(_others(person, self.users))
        self.names = Names([*own, *others])
        self.own = frozenset(range(len(own)))
        self.other_names = [note.name or note.initials for note in others]
        self._tokens, self._initials = _tokens(own)
        self._tokens |= self.addresses
        self._surnames = {fold(without_titles(name).split()[-1]) for name, _ in called if name.strip()}
        self._letters = {re.sub(r"\W", "", initials).upper() for _, initials in called if initials}
        self._organisations = _organisations(self.board)
        self._post = re.compile(
            r"(?:,\s+|\s*\()" + re.escape(words.partition(", ")[2]) + r"(?![^\W_])\)?" if ", " in words else r"(?!)",
            re.IGNORECASE,
        )

    def names_them(self, text: str) -> bool:
        """Whether a text holds what may be their name, initials or address."""
        return bool(self.hits(text))

    def hits(self, text: str, where: Where | None = None) -> list[Hit]:
        """The places of a text that name the person, in order."""
        if not self._worth_a_look(text):
            return []
        day = where.day if where else None
        file = where is not None and (where.kind, where.column) in _RUN_TOGETHER
        found = [at for at in self._found(text, day, file=file) if at.people & self.own]
        hits = list(self._addressed(text, found))
        taken = [(hit.start, hit.end) for hit in hits]
        apart = [at for at in found if not any(at.start < end and start < at.end for start, end in taken)]
        weighed = [self._weighed(text, at, day, where) for at in apart]
        return sorted([*hits, *filter(None, weighed)], key=lambda hit: hit.start)

    def _found(self, text: str, day: str | None, *, file: bool) -> list[FoundName]:
        """Every name, within an e-mail address or outside all of them, never across the edge of one: in "Joanna Wray,
        joanna.wray@…" the surname belongs to the name before it."""
        found, outside = [], text
        for start, end in finding.addresses(text) if "@" in text else ():
            within = self.names.find(text[start:end], day, file=file)
            found += [replace(at, start=start + at.start, end=start + at.end) for at in within]
            outside = f"{outside[:start]}{'|' * (end - start)}{outside[end:]}"
        return [*found, *self.names.find(outside, day, file=file)]

    def _worth_a_look(self, text: str) -> bool:
        if self._initials is None or self._initials.search(text):
            return True
        small = text.lower() if text.isascii() else fold(text)
        return any(token in small for token in self._tokens)

    def _addressed(self, text: str, found: list[FoundName]) -> Iterator[Hit]:
        """E-mail addresses: theirs, and those that contain their whole name."""
        for start, end in finding.addresses(text) if "@" in text else ():
            address = text[start:end].strip("'.").casefold()
            if address in self.addresses:
                yield Hit(start, end, self.words, sure=True, said=_tidy(text[start:end]))
                continue
            within = [at for at in found if start <= at.start and at.end <= end]
            whole = any(at.people <= self.own and _word_count(text[at.start : at.end]) > 1 for at in within)
            if within:
                yield Hit(start, end, self.words, sure=whole, said=_tidy(text[start:end]), why=ADDRESS)

    def _weighed(self, text: str, at: FoundName, day: str | None, where: Where | None) -> Hit | None:
        """Judges a name that was found: surely theirs, perhaps theirs, or None where it is another person's."""
        others = at.people - self.own
        if where is not None and where.is_linked and (where.kind, where.column) in _OF_THE_ROW:
            if where.person != self.person.pk and where.account not in {user.pk for user in self.users}:
                return None
            others = frozenset()
        if others:
            there = self.names.those_in_post(at.people, day)
            if there and not there & self.own:
                return None
            if there and there <= self.own:
                others = frozenset()
        said = text[at.start : at.end]
        why = "" if others else self._doubt(said, day, where) or self._beside(text, at)
        end = at.end
        if behind := self._post.match(text, end):
            end = behind.end()
        names = tuple(sorted({self.other_names[place - len(self.own)] for place in others}))
        return Hit(
            at.start,
            end,
            at.words if at.people <= self.own else self._in_place(at),
            not (others or why),
            _tidy(said),
            names,
            why,
        )

    def _in_place(self, at: FoundName) -> str:
        """The replacement at this place, with the sign of a light mark (``*``) that the name cut through."""
        return self.words + at.words[len(at.words.rstrip("*")) :]

    def _doubt(self, said: str, day: str | None, where: Where | None) -> str:
        """Why a name that no other person has may still not be theirs; empty where it is."""
        words = said.strip(" *.,()'’").removesuffix("’s").removesuffix("'s")
        letters = re.sub(r"[^\w]", "", words)
        if letters.upper() in self._letters and letters[:1].isupper():
            if where is not None and where.column in _SIGNED:
                return ""
            if letters in _LETTERS:
                return WORD
            return "" if self.names.those_in_post(self.own, day) else DAY
        alone = _word_count(words) == 1
        return WORD if alone and (fold(words) in _WORDS or fold(words) in self._organisations) else ""

    def _beside(self, text: str, at: FoundName) -> str:
        """Why a single word of their name may be part of another name; empty where it is by itself. A capital letter
        before it that only begins the sentence ("Only Ngozi knows") is not taken for a first name."""
        words = re.findall(r"[^\W_]+", text[at.start : at.end].removesuffix("’s").removesuffix("'s"))
        if len(words) != 1 or fold(words[0]) not in self._tokens:
            return ""
        if _BEHIND.match(text, at.end):
            return BESIDE
        before = _BEFORE.search(text, max(0, at.start - 60), at.start)
        if before is None or is_post(before[1]):
            return ""
        begins = _SENTENCE.search(text[max(0, before.start() - 60) : before.start()]) is not None
        if begins and fold(words[0]) not in self._surnames and fold(before[1]) not in _NAMESAKES:
            return ""
        return BESIDE


def _tidy(said: str) -> str:
    return " ".join(said.replace("*", "").split())


def _word_count(text: str) -> int:
    return len(re.findall(r"[^\W\d_]+", text))


def _tokens(own: Iterable[PersonNote]) -> tuple[set[str], re.Pattern | None]:
    """A quick test before the search: a text that names one of these holds one of the words or matches the pattern. No pattern:
    every text must be searched."""
    tokens, initials = set(), []
    for note in own:
        for word in re.findall(r"[^\W\d_]+", fold(without_titles(note.name))):
            tokens.add(re.sub(r"^ma?c(?=\w{3})", "", word))
        letters = re.sub(r"\W", "", note.initials)
        if not letters.isascii():
            return tokens, None
        if len(letters) > 1:
            initials.append("[^A-Za-z0-9]{0,4}".join(map(re.escape, letters.upper())))
            initials.append(re.escape(letters))
    tokens = {token for token in tokens if len(token) > 1}
    return tokens, re.compile("|".join(initials)) if initials else re.compile(r"(?!)")


def _others(person: Person, users: list[User]) -> Iterator[PersonNote]:
    """All other people of the board, with their earlier names too; without erased ones."""
    people = (
        Person.objects.filter(board=person.board_id).exclude(pk=person.pk).exclude(erasures__finished_at__isnull=False)
    )
    today = {other.pk: other for other in people.select_related("agency")}
    called = {(pk, other.name, other.initials) for pk, other in today.items()}
    called |= set(
        Person.history.filter(board=person.board_id, id__in=list(today))
        .values_list("id", "name", "initials")
        .distinct()
    )
    names = set()
    for pk, name, initials in sorted(called):
        other = today[pk]
        names.add(plain(without_titles(name)))
        yield PersonNote(
            name=name,
            initials=initials,
            from_=other.from_date.isoformat() if other.from_date else None,
            to=other.to_date.isoformat() if other.to_date else None,
        )
    accounts = Membership.objects.filter(board=person.board_id).exclude(user__in=users).select_related("user")
    for membership in accounts.exclude(person__erasures__finished_at__isnull=False):
        if plain(without_titles(membership.user.name)) not in names:
            yield PersonNote(name=membership.user.name)


def _organisations(board: Board) -> set[str]:
    """The words of the names of the board, its agencies and its groups, in lower case."""
    names = [board.name, board.area, board.short_name]
    names += board.agencies.values_list("name", flat=True)
    names += board.agencies.values_list("short_name", flat=True)
    names += board.groups.values_list("name", flat=True)
    return {word for name in names for word in re.findall(r"[^\W\d_]+", fold(name))}


def words_for(person: Person) -> str:
    """The suggested replacement for a person: post and agency, without any name."""
    offered = ", ".join(filter(None, (person.job_title, person.agency.called if person.agency else "")))
    return offered if offered and not Finder(person, "").names_them(offered) else ""
