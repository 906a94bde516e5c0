"""Who can be chosen as a lead, with the words by which each is chosen; and who a name that nobody has may mean."""

from __future__ import annotations

import datetime
import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from actionplans.document.names import without_titles
from actionplans.document.names.posts import post_words
from actionplans.operations.leads import Target
from actionplans.persistence.leads import BoardNames, plain
from boards.models import Agency, Board, Group, GroupMember, Person
from boards.operations.invited_people import expected_people

#: How alike two names must be, of 1, for one to be a slip of the pen for the other.
ALIKE = 0.84
_CHAIR = {"chair", "co-chair", "cochair", "chairperson"}
_WORD = re.compile(r"\w[\w’'-]*")


@dataclass(frozen=True)
class LeadChoice:
    """One whom a lead field suggests: ``words`` is what is written for them, ``about`` initials, post and agency. The target
    is not saved yet where it is one who is invited, and joins the board's people when something is settled to be theirs."""

    words: str
    about: str
    target: Target


@dataclass(frozen=True)
class Suggestion:
    """Who a name may mean, and why; without a choice the reason says why there is none. ``advice`` is what to do about a name
    that may be two; ``of_several``: more than one of the board’s fit."""

    choice: LeadChoice | None
    reason: str
    advice: str = ""
    of_several: bool = False


class LeadChoices:
    """The people in post, groups and agencies of a board; four queries, and one for who chairs its groups. ``with_invited``:
    also the people who are invited and whom the board does not have yet, as records that are not saved; four queries more."""

    def __init__(self, board: Board, *, with_invited: bool = False) -> None:
        self.board, self.names = board, BoardNames.of(board)
        today = timezone.localdate()
        self.invited = list(_invited(board)) if with_invited else []
        in_post = [person for person in self.names.every_person if _is_in_post(person, today)]
        self.people = sorted([*in_post, *self.invited], key=lambda person: (person.name, person.pk or 0))
        groups = self.names.groups.values()
        agencies = {agency.pk: agency for agency in self.names.agencies.values()}.values()
        twice = Counter(plain(person.name) for person in self.people)
        self.choices = [
            *(_of_person(person, twice[plain(person.name)] > 1) for person in self.people),
            *(LeadChoice(group.name, group.get_kind_display(), group) for group in groups),
            *(LeadChoice(agency.name, agency.short_name or "Agency", agency) for agency in agencies),
        ]
        self._by_words = {plain(choice.words): choice for choice in reversed(self.choices)}
        self._by_target = {_key(choice.target): choice for choice in self.choices}

    @cached_property
    def chairs(self) -> dict[int, int]:
        """By the key of each group the key of the person who chairs it."""
        found = GroupMember.objects.current().filter(group__board=self.board, chairs=True)
        return dict(found.values_list("group_id", "person_id"))

    def chosen(self, typed: str) -> LeadChoice | None:
        """Whom the words typed into a field mean: one of the choices, by its words, initials or short name."""
        if choice := self._by_words.get(plain(typed)):
            return choice
        return self.of(self.target_of(typed))

    def target_of(self, name: str) -> Target:
        """Whom a name means by itself or by what was settled; None where nobody."""
        found = self.names.link(name)
        return found.get("person") or found.get("group") or found.get("agency")

    def of(self, target: Target) -> LeadChoice | None:
        return self._by_target.get(_key(target)) if target is not None else None

    def called(self, name: str, kind: type[Person] | type[Group] | type[Agency]) -> list[LeadChoice]:
        """The choices of this kind that have exactly this name."""
        return [
            choice
            for choice in self.choices
            if isinstance(choice.target, kind) and plain(choice.target.name) == plain(name)
        ]

    def is_known(self, name: str) -> bool:
        """Whether a name is somebody of the board’s, or was settled as nobody."""
        return plain(name) in self.names.settled or self.target_of(name) is not None

    # who a name may mean

    def suggest(self, name: str) -> Suggestion:
        """Who a name may mean, by the first rule that finds one person, group or agency and no other."""
        several = ""
        for rule, reason in self._rules():
            found = {_key(target): target for target in rule(name)}
            if len(found) == 1:
                target = next(iter(found.values()))
                return Suggestion(self.of(target), reason(target))
            if found and not several:
                words = ", ".join(str(choice.words) for choice in map(self.of, found.values()) if choice)
                several = f"{reason(next(iter(found.values())))}, but of {len(found)}: {words}"
        two = len([part for part in re.split(r"[/&]|\band\b", name) if part.strip()]) > 1
        advice = "Two names? Write them with a semicolon between in" if two and not several else ""
        return Suggestion(None, several or "Nobody of the board has this name", advice, bool(several))

    def _rules(self) -> Iterator[tuple[Callable[[str], Iterable[Target]], Callable[[Target], str]]]:
        yield self._by_chair, lambda target: "In the chair of that group"
        yield lambda name: filter(None, [self.target_of(name)]), lambda target: "Name"
        yield self._by_invitation, lambda target: "Invited, has not joined yet"
        yield self._by_post, lambda target: f"Job title: {_job_title(target)}"
        yield self._by_initials, lambda target: "Initials"
        yield self._by_family_name, lambda target: "Rank or title, and family name"
        yield self._by_one_name, lambda target: "The one person of that name"
        yield self._by_chairless, lambda target: "The chair of that group, of whom it is not said yet who it is"
        yield self._by_letters, lambda target: "The same letters, written apart"
        yield self._by_part, lambda target: "Part of the name"
        yield self._by_spelling, lambda target: "Spelling: nearly the same"
        yield self._by_agency, lambda target: "Begins with the agency"
        yield self._by_head, lambda target: f"Job title, the only one such: {_job_title(target)}"

    def _by_invitation(self, name: str) -> Iterator[Person]:
        return (person for person in self.invited if plain(person.name) in (plain(name), plain(name.partition(",")[0])))

    def _by_post(self, name: str) -> Iterator[Person]:
        words = {post_words(name), post_words(name.partition(",")[0])}
        return (person for person in self.people if person.job_title and post_words(person.job_title) in words)

    def _by_initials(self, name: str) -> Iterator[Person]:
        letters = re.sub(r"[^A-Za-z]", "", name).upper()
        if 1 < len(letters) < 5 and len(name) <= 8:
            return (person for person in self.people if person.initials.upper() == letters)
        return iter(())

    def _by_family_name(self, name: str) -> Iterator[Person]:
        bare = without_titles(name)
        if bare == name.strip():
            return iter(())
        own = plain(bare).split()
        return (p for p in self.people if own and own == plain(without_titles(p.name)).split()[-len(own) :])

    def _by_one_name(self, name: str) -> Iterator[Person]:
        """One word of a name, or a first name with the first letter of the other: “Shona F”, “S. Fellowes”."""
        own = plain(without_titles(name)).split()
        for person in self.people:
            words = plain(without_titles(person.name)).split()
            if len(words) < 2 or not own:
                continue
            first, last = words[0], words[-1]
            if own in ([first], [last], [first, last[0]], [first[0], last]):
                yield person

    def _by_chair(self, name: str) -> Iterator[Person]:
        people = {person.pk: person for person in self.people}
        for group in self._chaired(name):
            if person := people.get(self.chairs.get(group.pk, 0)):
                yield person

    def _by_chairless(self, name: str) -> Iterator[Group]:
        return (group for group in self._chaired(name) if group.pk not in self.chairs)

    def _chaired(self, name: str) -> list[Group]:
        """The groups of which a name says that it is their chair."""
        of = _of_chair(name)
        return [group for group in self._of_kind(Group) if of and _part_of(of, group.name)]

    def _by_letters(self, name: str) -> Iterator[Target]:
        letters = plain(name).replace(" ", "")
        return (c.target for c in self.choices if letters and plain(c.words).replace(" ", "") == letters)

    def _by_part(self, name: str) -> Iterator[Target]:
        """Groups and agencies whose name holds all words of this one, or whose first letters it is."""
        return (
            choice.target
            for choice in self.choices
            if not isinstance(choice.target, Person)
            and (_part_of(name, choice.words) or name.strip() == _capitals(choice.words))
        )

    def _by_spelling(self, name: str) -> Iterator[Target]:
        own = plain(without_titles(name))
        ratios = [
            (difflib.SequenceMatcher(None, own, plain(without_titles(choice.target.name))).ratio(), choice)
            for choice in self.choices
            if choice.target and abs(len(choice.target.name) - len(name)) < 12
        ]
        best = max((ratio for ratio, _ in ratios), default=0.0)
        return (choice.target for ratio, choice in ratios if ratio >= ALIKE and ratio == best)

    def _by_agency(self, name: str) -> Iterator[Agency]:
        own = plain(name)
        for agency in self._of_kind(Agency):
            if any(_begins_with(own, plain(words)) for words in (agency.name, agency.short_name) if words):
                yield agency

    def _by_head(self, name: str) -> Iterator[Person]:
        """The one whose job title has the same last word: a board has one manager."""
        words = post_words(name).split()
        if not words or words[-1] not in ("manager", "coordinator", "administrator", "scrutineer"):
            return iter(())
        return (person for person in self.people if words[-1] in post_words(person.job_title).split())

    def _of_kind(self, kind: type[Group] | type[Agency]) -> list:
        return [choice.target for choice in self.choices if isinstance(choice.target, kind)]


def _invited(board: Board) -> Iterator[Person]:
    """Those who are invited and are none of the board's people, as people who are not saved."""
    known = expected_people(board)
    for one in board.invitations.waiting().select_related("agency").order_by("name", "pk"):
        if one.pk not in known:
            yield Person(board=board, name=one.name, job_title=one.job_title, agency=one.agency, email=one.email)


def _is_in_post(person: Person, on: datetime.date) -> bool:
    return (person.from_date is None or person.from_date <= on) and (person.to_date is None or person.to_date >= on)


def _of_person(person: Person, shared: bool) -> LeadChoice:
    """A person; where two have one name, with what tells them apart."""
    agency = person.agency.called if person.agency else ""
    invited = "" if person.pk else "invited"
    about = ", ".join(filter(None, (person.initials, person.job_title, agency, invited)))
    words = ", ".join(filter(None, (person.name, person.job_title or agency or invited))) if shared else person.name
    return LeadChoice(words, about, person)


def _key(target: Target) -> tuple[str, int]:
    """What tells one target from another; of those not saved yet each is one of its own."""
    return (type(target).__name__, (target.pk or -id(target)) if target else 0)


def _part_of(words: str, name: str) -> bool:
    """Whether all words of one name are in another, in order, and are not only such as many have."""
    own, other = plain(words).split(), iter(plain(name).split())
    return bool(set(own) - {"the", "of", "and", "group", "sub", "board", "panel", "team"}) and all(
        w in other for w in own
    )


def _of_chair(name: str) -> str:
    """What a name says to be the chair of: “Chair of the Quality sub-group”, “Chair, Quality sub-group”, “Quality sub-group
    (Chair)”; empty where it says none."""
    words = [word for word in _WORD.findall(name) if word.lower() not in ("the", "of", "for")]
    if words and words[0].lower() in _CHAIR:
        return " ".join(words[1:])
    return " ".join(words[:-1]) if words and words[-1].lower() in _CHAIR else ""


def _capitals(name: str) -> str:
    """The first letters of the words of a name: “QSG” of “Quality sub-group”."""
    return "".join(word[0] for word in plain(name).split()).upper()


def _job_title(target: Target) -> str:
    return target.job_title if isinstance(target, Person) else ""


def _begins_with(name: str, words: str) -> bool:
    """Whether these words, and then others, are how the name begins."""
    of_name, of_words = name.split(), words.split()
    return len(of_name) > len(of_words) and of_name[: len(of_words)] == of_words
