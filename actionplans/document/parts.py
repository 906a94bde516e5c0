"""Parts of a plan document: without what is internal, only some rows, or only the rows of one lead."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from actionplans.document.names import plain, without_titles
from actionplans.document.references import references
from actionplans.document.tree import (
    ActionNode,
    EntryNode,
    LeadNode,
    PersonNote,
    PlanDocument,
    RecommendationNode,
    SectionNode,
)
from actionplans.document.wording import listed, plural


class UnknownRows(ValueError):
    """Names that no row and no recommendation of a document has; ``names`` holds them."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(f"The plan has no {plural(len(names), 'row')} {listed(names)}.")


class UnknownLead(ValueError):
    """A name that leads no row of a document; ``leads`` holds those that do."""

    def __init__(self, name: str, leads: Sequence[str]) -> None:
        self.name, self.leads = name, tuple(leads)
        others = f"Those who do: {listed_apart(leads)}." if leads else "No action of it has a lead."
        super().__init__(f"“{' '.join(name.split())}” leads no action of the plan. {others}")


def listed_apart(names: Sequence[str]) -> str:
    """Names in a row; with semicolons where one of them has a comma."""
    return "; ".join(names) if any("," in name for name in names) else listed(names)


def without_internal(document: PlanDocument) -> PlanDocument:
    """The document without the rows and notes that are for the manager, chair and scrutineer only."""
    return _without(document, lambda node: node.internal)


def keep_out(document: PlanDocument, ids: Collection[str]) -> PlanDocument:
    """The document without the recommendations, rows and notes of these ids."""
    return _without(document, lambda node: node.id in ids)


_Out = Callable[[RecommendationNode | ActionNode | EntryNode], bool]


def _without(document: PlanDocument, out: _Out) -> PlanDocument:
    """What is left out is not named elsewhere either, such as in the recommendations that another row answers."""
    numbers = {r.number for _, r in document.recommendations() if out(r)}
    return replace(document, sections=tuple(_section(s, out, numbers) for s in document.sections))


def _section(section: SectionNode, out: _Out, numbers: set[str]) -> SectionNode:
    kept = (
        replace(r, actions=tuple(_action(a, out, numbers) for a in r.actions if not out(a)))
        for r in section.recommendations
        if not out(r)
    )
    return replace(section, recommendations=tuple(kept))


def _action(action: ActionNode, out: _Out, numbers: set[str]) -> ActionNode:
    return replace(
        action,
        progress=tuple(entry for entry in action.progress if not out(entry)),
        also=tuple(number for number in action.also if number not in numbers),
    )


def only_rows(document: PlanDocument, names: Collection[str]) -> PlanDocument:
    """The part of a document that these row references (``99.1``) or recommendation numbers (``99``) name.

    A row keeps the recommendation and the section that it is under; sections without any of the rows are left out.
    Raises UnknownRows where a name is neither, because a part that is less than was asked for would mislead.
    """
    wanted, known = set(names), set()
    kept: set[int] = set()
    for (_, recommendation, action), ref in zip(document.actions(), references(document), strict=True):
        own = {ref, recommendation.number} - {""}
        known |= own
        if own & wanted:
            kept.add(id(action))
    numbers = {r.number for _, r in document.recommendations() if r.number}
    if unknown := [name for name in dict.fromkeys(names) if name not in known | numbers]:
        raise UnknownRows(unknown)
    sections = []
    for section in document.sections:
        parts = (replace(r, actions=tuple(a for a in r.actions if id(a) in kept)) for r in section.recommendations)
        recommendations = tuple(r for r in parts if r.actions or r.number in wanted)
        if recommendations:
            sections.append(replace(section, recommendations=recommendations))
    return replace(document, sections=tuple(sections))


# Extracts --------------------------------------------------------------------------------------------------------------


def only_lead(document: PlanDocument, name: str, *, or_none: bool = False) -> PlanDocument:
    """Only the rows of one lead or agency, under their recommendations and sections.

    A row belongs to the lead where one of its leads is called so (a person with or without title, post or agency beside the
    name; a group or an agency by its name), and where a lead is a person or holds a post of the agency that is called so.
    Rows keep the references that they have in the whole plan. Rows and notes that are internal are always left out: an
    extract is handed to the agency.

    Raises UnknownLead, whose sentence lists the existing leads, where there is no such row, unless ``or_none`` allows it.
    """
    wanted, behind = plain(name), _LeadKey(document.people)
    hidden = {r.number for _, r in document.recommendations() if r.internal}
    refs = dict(zip((id(action) for _, _, action in document.actions()), references(document), strict=True))

    def theirs(action: ActionNode) -> bool:
        return any(wanted in behind.called(lead) for lead in action.leads)

    sections = []
    for section in document.sections:
        recommendations = []
        for recommendation in section.recommendations:
            kept = tuple(
                replace(_action(a, _internal, hidden), ref=refs[id(a)])
                for a in recommendation.actions
                if not a.internal and theirs(a)
            )
            if kept and not recommendation.internal:
                recommendations.append(replace(recommendation, actions=kept))
        if recommendations:
            sections.append(replace(section, recommendations=tuple(recommendations)))
    if not sections and not or_none:
        raise UnknownLead(name, leads_of(document))
    return replace(document, sections=tuple(sections))


def leads_of(document: PlanDocument) -> list[str]:
    """The leads of rows that are not internal: the leads in the order of the plan, then the agencies behind them, each once."""
    behind = _LeadKey(document.people)
    leads = [
        lead
        for _, recommendation, action in document.actions()
        for lead in action.leads
        if plain(lead.name) and not action.internal and not recommendation.internal
    ]
    names: dict[str, str] = {}
    for words in (*(lead.name for lead in leads), *(agency for lead in leads for agency in behind.agencies(lead))):
        names.setdefault(plain(words), " ".join(words.split()))
    return list(names.values())


_NOBODY = re.compile(r"tb[acd]|to be (?:confirmed|agreed|named|decided|appointed|announced)|vacant|none|n/?a|\W*", re.I)


def names_nobody(lead: str) -> bool:
    """Whether the words of a lead say that there is none yet: “TBC”, “vacant”."""
    return bool(_NOBODY.fullmatch(" ".join(lead.split())))


def lead_named(document: PlanDocument, name: str) -> LeadNode:
    """The lead or agency of that name as the plan spells it, to be put in a title."""
    for _, _, action in document.actions():
        for lead in action.leads:
            if plain(lead.name) == plain(name):
                return LeadNode(" ".join(lead.name.split()), lead.kind)
    for person in document.people:
        if plain(person.agency) == plain(name):
            return LeadNode(" ".join(person.agency.split()), "agency")
        if plain(without_titles(person.name)) == plain(without_titles(name)):
            return LeadNode(" ".join(person.name.split()), "person")
    return LeadNode(" ".join(name.split()), "role")


def _internal(node: RecommendationNode | ActionNode | EntryNode) -> bool:
    return node.internal


class _LeadKey:
    """The names, posts and agencies of a lead, as far as the key of people has them."""

    def __init__(self, people: Sequence[PersonNote]) -> None:
        self.people: dict[str, list[PersonNote]] = defaultdict(list)
        self.posts: dict[str, set[str]] = defaultdict(set)
        for person in people:
            for spelling in {plain(person.name), plain(without_titles(person.name)), plain(person.initials)} - {""}:
                self.people[spelling].append(person)
            if plain(person.role) and person.agency.strip() and not person.to:
                self.posts[plain(person.role)].add(" ".join(person.agency.split()))

    def called(self, lead: LeadNode) -> set[str]:
        """All that a lead is called, folded: name, person, post, agency."""
        names = set(_spellings(lead)) | {plain(agency) for agency in self.agencies(lead)}
        if lead.kind in ("role", "person"):
            for person in self._persons(lead):
                names |= {plain(person.name), plain(without_titles(person.name)), plain(person.role)}
        return names - {""}

    def agencies(self, lead: LeadNode) -> Iterator[str]:
        """The agencies behind a person or a post; a post that several agencies have gives none. Who has left a post counts
        only where no person of that name or initials is in one now."""
        if lead.kind not in ("role", "person"):
            return
        if persons := self._persons(lead):
            yield from dict.fromkeys(" ".join(p.agency.split()) for p in persons if p.agency.strip())
            return
        for spelling in _spellings(lead):
            if len(self.posts[spelling]) == 1:
                yield from self.posts[spelling]
                return

    def _persons(self, lead: LeadNode) -> list[PersonNote]:
        for spelling in _spellings(lead):
            if persons := self.people.get(spelling):
                return [person for person in persons if not person.to] or persons
        return []


def _spellings(lead: LeadNode) -> list[str]:
    """How a lead may be asked for: whole, without what is after a comma or in brackets, without title, and by the
    words after the comma ("Anna Berg, Police")."""
    head, _, tail = lead.name.partition(",")
    names = [lead.name, head, re.sub(r"\([^)]*\)?", "", lead.name)]
    return list(filter(None, map(plain, (*names, *map(without_titles, names), tail if lead.kind != "group" else ""))))
