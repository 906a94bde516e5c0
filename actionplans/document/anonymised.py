"""The public edition of a plan: the plan document without people's names and without what is internal.

Names and initials are replaced by posts, else agencies, else "a named person" (``names`` says how they are found). Rows and
notes that are internal are left out, and with them what only the board's own records need: who wrote a note and who signed
a version, the key of people, an importer's warnings, opaque ids, and unknown keys. Row references, dates, ratings and the
name of the board stay.

Three sources say who is a person: ``document.people``, the people that the caller knows today, and the document itself
(leads of that kind, authors of notes, signers of versions). Whom it names without initials has those of their name. A name
that is only in running text is not found: ``replacements`` lists every replacement, and ``remaining`` what stays and may be a
name, so that a manager can check them before anything is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from .names import PARTICLES, UNNAMED_PERSON, Names, fold, initials_of, is_post, plain, without_titles
from .names.remaining import Remaining, remaining_names
from .node import Node
from .parts import without_internal
from .tree import (
    ActionNode,
    ColumnNode,
    DeadlineMoveNode,
    EndedNode,
    EntryNode,
    LeadNode,
    PersonNote,
    PlanDocument,
    VersionLine,
    VersionMark,
)
from .wording import capital

_INITIALS = re.compile(r"[A-Z]{2,3}")


@dataclass(frozen=True)
class Replacement:
    """One replacement: the words of the plan, what they became, and how often."""

    was: str
    became: str
    times: int


def public(document: PlanDocument, known: Iterable[PersonNote] = ()) -> PlanDocument:
    """The document for everybody: without people, and without what is internal.

    ``known`` are people known today besides those of the document, which may have been frozen long ago. Making it public again
    changes nothing.
    """
    return _Anonymiser(document, known).document()


def replacements(document: PlanDocument, known: Iterable[PersonNote] = ()) -> list[Replacement]:
    """The replacements that ``public`` makes, in the order of their first occurrence in the plan."""
    anonymiser = _Anonymiser(document, known)
    anonymiser.document()
    return [Replacement(was, became, times) for (was, became), times in anonymiser.replaced.items()]


def remaining(document: PlanDocument, known: Iterable[PersonNote] = ()) -> list[Remaining]:
    """What stays in the public edition and may be a name or initials, in the order of its first occurrence in the plan."""
    return replaced_and_remaining(document, known)[1]


def replaced_and_remaining(
    document: PlanDocument, known: Iterable[PersonNote] = ()
) -> tuple[list[Replacement], list[Remaining]]:
    """``replacements`` and ``remaining``, with one look through the document."""
    anonymiser = _Anonymiser(document, known)
    made = anonymiser.document()
    posts = {words for person in anonymiser.names.people for words in (person.role, person.agency)}
    stays = remaining_names(made, anonymiser.names, posts | {made.board})
    return [Replacement(was, became, times) for (was, became), times in anonymiser.replaced.items()], stays


def public_words(text: str, document: PlanDocument, known: Iterable[PersonNote] = ()) -> str:
    """A text about the document, such as the name of its file, as its public edition has it."""
    return _Anonymiser(document, known).text(text)


def public_lead(document: PlanDocument, lead: LeadNode, known: Iterable[PersonNote] = ()) -> LeadNode:
    """What a lead of the document is called in its public edition."""
    return _Anonymiser(document, known).lead(lead)


def public_marking(marking: str) -> str:
    """The marking of what is published: OFFICIAL where the plan has a marking of that family, else none.

    What is published is not sensitive: SENSITIVE beside it would be untrue, and readers would wonder what they may do with it.
    """
    return "OFFICIAL" if re.match(r"\s*official\b", marking, re.IGNORECASE) else ""


def everybody(document: PlanDocument, known: Iterable[PersonNote] = ()) -> tuple[PersonNote, ...]:
    """The people to look for: the document's own, those known today who are not among them or go by other initials, and
    those whom the document gives as persons."""
    found = list(document.people)
    own = {plain(without_titles(person.name)): person for person in reversed(found)}
    initials = {(plain(without_titles(person.name)), person.initials.strip()) for person in found}
    for person in known:
        name = plain(without_titles(person.name))
        if name not in own:
            found.append(person)
        elif person.initials.strip() and (name, person.initials.strip()) not in initials:
            found.append(replace(own[name], initials=person.initials))
    return tuple(_with_initials(document, [*found, *_named_in(document, found)]))


def _with_initials(document: PlanDocument, people: list[PersonNote]) -> Iterable[PersonNote]:
    """The people, those without initials with the ones of their name: of leads, of who wrote or signed, and of everybody else
    whom the plan names. What an agency or a group that leads is called is nobody's initials."""
    called = {
        lead.name.strip()
        for _, _, action in document.actions()
        for lead in action.leads
        if lead.kind in ("agency", "group")
    }
    called |= {words.strip() for person in people for words in (person.agency, person.role)}
    taken = {person.initials.strip() for person in people}
    for person in people:
        initials = "" if person.initials.strip() else initials_of(person.name)
        yield replace(person, initials=initials) if initials and initials not in called | taken else person


def _named_in(document: PlanDocument, people: Iterable[PersonNote]) -> Iterable[PersonNote]:
    """Persons who are named by the document alone: leads ("Martin Pell, head of service"), authors of notes, and signers
    of versions."""
    people = list(people)
    listed = Names(people)
    names = {plain(without_titles(person.name)) for person in people}
    initials = {person.initials.strip() for person in people}
    agencies = {plain(person.agency) for person in people} | {plain(person.role) for person in people}
    for _, _, action in document.actions():
        for lead in action.leads:
            name, post = _head(lead.name)
            key = plain(without_titles(name))
            if lead.kind == "person" and key and key not in names and not listed.find(name):
                names.add(key)
                yield PersonNote(name=name, role="" if listed.find(post) else capital(post))
    signed = [line.by for line in document.versions] + ([document.version.by] if document.version else [])
    wrote = [entry.author for _, _, action in document.actions() for entry in action.progress]
    for by in dict.fromkeys(by.strip() for by in signed):
        if _INITIALS.fullmatch(by) and by not in initials and plain(by) not in agencies:
            initials.add(by)
            yield PersonNote(initials=by)
    for by in dict.fromkeys(by.strip() for by in (*signed, *wrote)):
        if _like_a_name(by) and plain(by) not in names and not is_post(by, agencies) and not listed.find(by):
            names.add(plain(by))
            yield PersonNote(name=by)


def _like_a_name(words: str) -> bool:
    """Whether words may be a person's name: two or more with capitals, but for particles ("Ludo van Dam"), and none of
    them such as posts and agencies are called by."""
    own = [word for word in words.split() if fold(word) not in PARTICLES]
    return len(own) > 1 and all(word[0].isupper() for word in own) and not any(map(is_post, own))


def _head(name: str) -> tuple[str, str]:
    """A lead's name and what follows it: "Ruth Calloway, Fenmarsh Police", "Tessa Orme (TO)"."""
    match = re.match(r"([^,(]*)(?:,(.*)|\(([^)]*)\)?(.*))?$", " ".join(name.split()))
    if match is None:
        return name.strip(), ""
    rest = match[2] if match[2] is not None else f"{match[3] or ''}{match[4] or ''}"
    return match[1].strip(), rest.strip(" ,")


class _Anonymiser:
    """Anonymises one document; ``replaced`` counts each replacement."""

    def __init__(self, document: PlanDocument, known: Iterable[PersonNote]) -> None:
        self.source = document
        numbers = (r.number for _, r in document.recommendations())
        refs = (action.ref for _, _, action in document.actions())
        codes = {word for code in (*numbers, *refs) for word in re.findall(r"[^\W_]+", code)}
        self.names = Names(everybody(document, known), codes)
        self.replaced: dict[tuple[str, str], int] = {}
        self._headings: dict[str, str] = {}

    def document(self) -> PlanDocument:
        document = without_internal(self.source)
        head: dict[str, Any] = {
            "people": (),
            "warnings": (),
            "board": document.board,
            "marking": public_marking(document.marking),
        }
        made: PlanDocument = self.node(replace(document, people=(), warnings=()))
        return replace(made, **head)

    def text(self, text: str, day: str | None = None, *, dates: bool = False, file: bool = False) -> str:
        """A text without people, e-mail addresses and phone numbers."""
        scrubbed, pairs = self.names.scrubbed(text, day, dates=dates, file=file)
        for pair in pairs:
            self.replaced[pair] = self.replaced.get(pair, 0) + 1
        return scrubbed

    def node(self, node: Any, day: str | None = None) -> Any:
        """A part of the document with every text in it scrubbed, whatever its field, so that a field that is
        added to the form one day is not forgotten here. ``day`` is the date that it is of."""
        match node:
            case EntryNode():
                day = node.date or node.written or day
                node = replace(node, author="", id="")
            case EndedNode() | DeadlineMoveNode():
                day = node.on or day
            case VersionLine() | VersionMark():
                day = node.date or day
                node = replace(node, by="")
            case ActionNode():
                return self._action(node)
            case ColumnNode() if node.extra:
                return ColumnNode(f"extra:{self._heading(node.extra)}", self.text(node.heading))
        changes = {"unknown": {}, "id": ""}
        for field in fields(node):
            if field.name not in changes:
                changes[field.name] = self._value(field.name, getattr(node, field.name), day)
        return replace(node, **{name: value for name, value in changes.items() if hasattr(node, name)})

    def _value(self, name: str, value: Any, day: str | None) -> Any:
        if isinstance(value, str):
            return self.text(value, day, dates=name in _OF_DATES, file=name == "attachments")
        if isinstance(value, tuple):
            return tuple(self._value(name, one, day) for one in value)
        return self.node(value, day) if isinstance(value, Node) else value

    def _action(self, action: ActionNode) -> ActionNode:
        """A row: its leads each once, its own columns under the headings that they now have."""
        leads: dict[str, LeadNode] = {}
        for lead in map(self.lead, action.leads):
            leads.setdefault(plain(lead.name), lead)
        extra: dict[str, str] = {}
        for heading, text in action.extra.items():
            extra[self._heading(heading)] = self.text(text)
        values = {
            field.name: self._value(field.name, getattr(action, field.name), None)
            for field in fields(action)
            if field.name not in ("leads", "extra", "id", "unknown")
        }
        return ActionNode(**values, leads=tuple(leads.values()), extra=extra)

    def _heading(self, heading: str) -> str:
        """What a column of the board's own is called now: two stay two."""
        if heading not in self._headings:
            words, count = self.text(heading), 2
            while words in self._headings.values():
                words, count = f"{self.text(heading)} {count}", count + 1
            self._headings[heading] = words
        return self._headings[heading]

    def lead(self, lead: LeadNode) -> LeadNode:
        """A lead: of a person the post, with the words after the name where they say more."""
        name, behind = _head(lead.name)
        found = self.names.find(name)
        if not (len(found) == 1 and found[0].people and (found[0].start, found[0].end) == (0, len(name))):
            kind = "role" if lead.kind == "person" else lead.kind
            return LeadNode(self.text(lead.name) or capital(UNNAMED_PERSON), kind)
        post, rest = found[0].words, self.text(behind)
        said = set(plain(post).split())
        words = post if set(plain(rest).split()) <= said else f"{post}, {rest}"
        if post == UNNAMED_PERSON:
            words = capital(rest) if rest and UNNAMED_PERSON not in rest else capital(UNNAMED_PERSON)
        agencies = {fold(person.agency) for person in self.names.people}
        self.replaced[name, post] = self.replaced.get((name, post), 0) + 1
        return LeadNode(words, "agency" if fold(words) in agencies else "role")


#: Fields in which a bare month is a month.
_OF_DATES = {"deadline_text", "label", "from_", "to", "as_written", "date", "on", "written", "added"}
