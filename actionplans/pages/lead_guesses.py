"""What a name of leads that the board does not know reads as: a person, a group or an agency to be added, a post, everybody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from actionplans.document.names import initials_of
from actionplans.models import Lead
from actionplans.persistence.leads import plain
from actionplans.reading.plan import lead_kinds
from boards.models import Agency, Board, Group, Person

#: What is chosen for a name: to be added as one of the board's people, groups or agencies, or nobody's.
PERSON, GROUP, AGENCY, NOBODY = "person", "group", "agency", "nobody"
#: Words of a group's name, and which kind of group it is.
_KINDS = {"executive": Group.Kind.EXECUTIVE, "panel": Group.Kind.PANEL, "board": Group.Kind.BOARD}
#: What is between a name and what is behind it: a post, an agency, initials.
_MORE = re.compile(r"[,(–—]|(?<=\s)-(?=\s)")


@dataclass(frozen=True)
class Guess:
    """What a name is proposed to be added as (``PERSON``, ``GROUP``, ``AGENCY``, or ``NOBODY``), under which name (empty where
    it has to be asked for), and why."""

    kind: str
    name: str
    reason: str
    job_title: str = ""
    initials: str = ""
    agency: Agency | None = None

    def record(self, board: Board, kind: str, name: str) -> Person | Group | Agency:
        """A new record of this kind and name, not yet saved, with what else the words of the plan say about a person."""
        if kind == GROUP:
            words = plain(name).split()
            known = (_KINDS[word] for word in reversed(words) if word in _KINDS)
            return Group(board=board, name=name, kind=next(known, Group.Kind.SUBGROUP))
        if kind == AGENCY:
            return Agency(board=board, name=name)
        job_title = "" if plain(name) == plain(self.job_title) else self.job_title
        return Person(board=board, name=name, job_title=job_title, initials=self.initials, agency=self.agency)


def guess(name: str, kind: str, agencies: Mapping[str, Agency]) -> Guess:
    """What a name reads as. ``kind`` is what the reading of its file took it for, ``agencies`` are the board's by name."""
    kind = lead_kinds.kind_of(name) if kind == Lead.Kind.ROLE else kind
    if lead_kinds.names_everyone(name):
        return Guess(NOBODY, "", "Several people or agencies")
    if kind == Lead.Kind.GROUP:
        return Guess(GROUP, name, "New. It reads as the name of a group")
    if kind == Lead.Kind.AGENCY:
        return Guess(AGENCY, name, "New. It reads as the name of an agency")
    if kind == Lead.Kind.PERSON and not re.fullmatch(r"[A-Z]{2,4}", name):
        return _person(name, agencies)
    if kind == Lead.Kind.PERSON:
        return Guess(PERSON, "", "Initials that nobody of the board’s has. Write whose they are", initials=name)
    if is_post(name):
        said = "Nobody of the board has this name. If it is a post, write who holds it"
        return Guess(PERSON, "", said, job_title=name)
    return Guess(PERSON, "", "Nobody of the board has this name")


def is_post(words: str) -> bool:
    return lead_kinds.ends_in_role(words) or lead_kinds.begins_with_role(words) or lead_kinds.is_rank(words)


def _person(name: str, agencies: Mapping[str, Agency]) -> Guess:
    """A person's name, apart from what is behind it: initials, the agency, the post."""
    reason = "New. It reads as a person’s name"
    found = _MORE.search(name)
    own, more = (name[: found.start()].strip(), name[found.end() :].strip(" ()")) if found else (name, "")
    if not more or not lead_kinds.is_person(own):
        return Guess(PERSON, name, reason)
    if more == initials_of(own):
        return Guess(PERSON, own, reason, initials=more)
    if agency := agencies.get(plain(more)):
        return Guess(PERSON, own, reason, agency=agency)
    return Guess(PERSON, own, reason, job_title=more if is_post(more) else "")
