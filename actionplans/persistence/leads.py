"""Typed leads: splitting the words of a cell, and linking each name to the board's people, groups and agencies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from actionplans.document import tree
from actionplans.document.names.posts import has_force, post_words
from actionplans.models import Action, Lead, LeadName
from actionplans.reading.plan.leads import read_leads
from boards.models import Agency, Board, Group, Person

#: So many leads a row has at most. Each is a row of the database with a history of its own.
MOST_LEADS = 100


def plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()


@dataclass
class BoardNames:
    """The people, groups and agencies of a board by the names that plans use for them; four queries. ``settled`` are the
    names of which a user has said who they are; ``ranked`` are people by their post and agency, where nobody else has both."""

    people: dict[str, Person] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)
    initials: dict[str, Person] = field(default_factory=dict)
    every_person: list[Person] = field(default_factory=list)
    settled: dict[str, LeadName] = field(default_factory=dict)
    ranked: dict[str, Person] = field(default_factory=dict)

    @classmethod
    def of(cls, board: Board) -> BoardNames:
        known = cls()
        # People who are in post now come last, and so win over predecessors of the same name or initials.
        # Erased people are left out: the name that they have now is a post or an agency, which others have too.
        named = Person.objects.filter(board=board).exclude(erasures__finished_at__isnull=False)
        every = list(named.select_related("agency").order_by("to_date", "pk"))
        known.every_person, known.ranked = every, _ranked(every)
        for person in every:
            known.people.setdefault(plain(person.name), person)
            if person.initials and (person.initials not in known.initials or person.to_date is None):
                known.initials[person.initials] = person
        for group in Group.objects.filter(board=board):
            known.groups[plain(group.name)] = group
        for agency in Agency.objects.filter(board=board):
            known.agencies[plain(agency.name)] = agency
            if agency.short_name:
                known.agencies[plain(agency.short_name)] = agency
        today = timezone.localdate()
        in_post = {person.pk for person in every if person.to_date is None or person.to_date >= today}
        for said in LeadName.objects.filter(board=board).select_related("person__agency", "group", "agency"):
            if said.person_id is None or said.person_id in in_post:  # of who has left it is asked again
                known.settled[said.key] = said
        return known

    def has(self, name: str) -> bool:
        """Whether somebody or something of the board is called so."""
        return any(plain(name) in named for named in (self.people, self.groups, self.agencies, self.settled))

    def link(self, name: str, kind: str = "") -> dict[str, Any]:
        """Kind and links of one lead, as fields of ``Lead``. What a user has settled comes first. “Helen Stroud, head of
        quality” and “Tessa Orme (TO)” are found as those people, “ACC Fenmarsh Police” as the person whose post that is."""
        if said := self.settled.get(plain(name)):
            target = {"person": said.person, "group": said.group, "agency": said.agency}
            return {"kind": said.kind, "settled": True, **target}
        for spelling in (name, name.split(",")[0], re.sub(r"\([^()]*\)", "", name)):
            key = plain(spelling)
            if person := self.people.get(key):
                return {"kind": Lead.Kind.PERSON, "person": person}
            if group := self.groups.get(key):
                return {"kind": Lead.Kind.GROUP, "group": group}
            if agency := self.agencies.get(key):
                return {"kind": Lead.Kind.AGENCY, "agency": agency}
        if person := self.initials.get(name.strip()):
            return {"kind": Lead.Kind.PERSON, "person": person}
        if person := self.ranked.get(post_words(name)):
            return {"kind": Lead.Kind.PERSON, "person": person}
        return {"kind": kind or Lead.Kind.ROLE}


def _ranked(people: list[Person]) -> dict[str, Person]:
    """People in post by their post and agency in either order, and by a post that names the force; nobody of whom there are
    two."""
    found: dict[str, set[Person]] = defaultdict(set)
    for person in people:
        if person.to_date is not None or not person.job_title:
            continue
        names = (person.agency.name, person.agency.short_name) if person.agency else ()
        for agency in filter(None, names):
            found[post_words(f"{person.job_title} {agency}")].add(person)
            found[post_words(f"{agency} {person.job_title}")].add(person)
        if has_force(person.job_title):
            found[post_words(person.job_title)].add(person)
    return {words: next(iter(those)) for words, those in found.items() if len(those) == 1}


def split(text: str) -> list[str]:
    """The single leads of a typed text, which semicolons or new lines separate."""
    return [name for name in (part.strip() for part in re.split(r"[;\n]", text)) if name]


def joined(leads: Iterable[tree.LeadNode | Lead]) -> str:
    return "; ".join(lead.name for lead in leads)


def says_more(text: str, leads: Iterable[tree.LeadNode | Lead]) -> bool:
    """Whether a lead cell holds more than its leads: words that are none, lines, a lead named twice."""
    leads = list(leads)
    return (
        bool(text)
        and text != joined(leads)
        and [plain(part) for part in split(text)] != [plain(lead.name) for lead in leads]
    )


def names_in(text: str, known: BoardNames) -> list[str]:
    """The leads that a typed cell names: one that the board knows by these words, or what semicolons separate in a line;
    else what reads as leads, each once, as in a cell of a file."""
    text = text.strip()
    if "\n" not in text and (";" in text or known.has(text)):
        return split(text)
    return [lead.name for lead in read_leads(text).leads]


def rows(action: Action, text: str, known: BoardNames) -> list[Lead]:
    """The Lead rows of a typed cell, not yet saved."""
    return [Lead(action=action, order=i, name=name, **known.link(name)) for i, name in enumerate(names_in(text, known))]
