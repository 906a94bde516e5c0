"""An order for a print: which edition, of which documents, on which paper.

An order is plain values, so that it can be handed to another process, and so that equal orders share
one print (``key``).
"""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from actionplans.document.tree import PersonNote, PlanDocument

#: Sizes of type for cells, in points; 0 is the usual one. 12 is clear print, 16 large print (RNIB, Clear Print guidelines).
LARGE = (0, 12, 16)
USUAL = 9


@dataclass(frozen=True)
class PaperOptions:
    """The layout on paper. ``large`` is the type size in points; ``pen`` leaves room at the right for handwriting;
    ``cards`` prints each row as a card on upright paper; ``columns`` names fields to print, empty for the board's own."""

    large: int = 0
    pen: bool = False
    cards: bool = False
    columns: tuple[str, ...] = ()

    @property
    def scale(self) -> float:
        """How much larger than usual all is drawn."""
        return max(self.large, USUAL) / USUAL


@dataclass(frozen=True)
class EvidenceFile:
    """A file of a note that may be bound in: which note, its name as people know it, and where it lies on this machine, or,
    until it is brought here, under which name it is ``stored`` elsewhere. Without a path it could not be drawn anyway.
    ``sha256`` is what it held when it was attached; empty in orders of the releases before."""

    entry: str
    name: str
    path: str | None
    stored: str = ""
    sha256: str = ""

    @property
    def is_elsewhere(self) -> bool:
        return self.path == "" and bool(self.stored)


@dataclass(frozen=True)
class ChallengeText:
    """An open challenge to the plan: what is asked, of which row (``ref``, empty where of the whole plan), for how many
    ``days`` it has been open, and the answer so far, if there is one. ``asked`` and ``answered`` say who and when, ``asked``
    also at which meeting: “Graham Ashdown, 3 November 2026, at the Executive”."""

    number: int
    text: str
    asked: str
    days: int
    ref: str = ""
    answer: str = ""
    answered: str = ""


@dataclass(frozen=True)
class KnownLead:
    """Who a lead of the plan, by its name, is to the board: ``kind`` is “agency” with the name of the ``agency`` that it is or is
    of, “group”, or “unknown”."""

    name: str
    kind: str
    agency: str = ""


@dataclass(frozen=True)
class ReportText:
    """The words of a covering report, which a person wrote or left as they were worked out; texts with light marks.

    ``progress`` has pairs of a theme's key (``writing.report_themes.themes``) and its text, ``implications`` pairs of a head
    and its text. An empty text is not printed, nor is its heading. ``draft`` says so on every page.
    """

    to: str = ""
    date: str = ""
    author: str = ""
    title: str = ""
    marking: str = ""
    purpose: str = ""
    background: str = ""
    progress: tuple[tuple[str, str], ...] = ()
    risks: str = ""
    implications: tuple[tuple[str, str], ...] = ()
    recommendations: str = ""
    draft: bool = False

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> ReportText:
        """The report that ``dataclasses.asdict`` and JSON made plain."""
        pairs = {name: tuple((key, text) for key, text in data[name]) for name in ("progress", "implications")}
        return cls(**data | pairs)


@dataclass(frozen=True)
class Order:
    """One print. ``document`` is the part of the plan that this reader may see; ``since`` is the older document that it is
    compared with (of a clean print: from which moved deadlines are counted). ``since_words`` says where that one went
    (“Board of 1 December 2026”). ``lead`` keeps the rows of one lead or agency; ``only_changed`` leaves the others out.
    ``removed`` says of rows that were taken out, by id, when and why. ``also`` are further plans of a meeting pack, each an
    order of its own.
    ``challenges`` are the open ones, for the meeting pack and the front sheet; no other edition has them.
    ``known`` are people known to the board today besides the document's own: a public edition names none of them.
    ``leads`` is who its leads are to the board, where actions are counted by agency; empty where no board is asked.
    """

    document: PlanDocument
    printed_on: datetime.date
    edition: str = "clean"
    since: PlanDocument | None = None
    since_words: str = ""
    lead: str = ""
    only_changed: bool = True
    silent_days: int = 60
    look: PaperOptions = field(default_factory=PaperOptions)
    report: ReportText | None = None
    files: tuple[EvidenceFile, ...] = ()
    bind: bool = False
    removed: tuple[tuple[str, str], ...] = ()
    also: tuple[Order, ...] = ()
    known: tuple[PersonNote, ...] = ()
    challenges: tuple[ChallengeText, ...] = ()
    leads: tuple[KnownLead, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The order as JSON values."""
        plain = {f.name: getattr(self, f.name) for f in dataclasses.fields(self) if f.name not in ("document", "since")}
        plain |= {
            "printed_on": self.printed_on.isoformat(),
            "look": dataclasses.asdict(self.look),
            "report": dataclasses.asdict(self.report) if self.report else None,
            "files": [dataclasses.asdict(file) for file in self.files],
            "known": [person.to_json() for person in self.known],
            "challenges": [dataclasses.asdict(challenge) for challenge in self.challenges],
            "leads": [dataclasses.asdict(lead) for lead in self.leads],
            "also": [order.to_json() for order in self.also],
        }
        documents = {"document": self.document.to_json(), "since": self.since.to_json() if self.since else None}
        return documents | plain

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Order:
        """The order that ``to_json`` wrote. Raises DocumentError where a document of it is none."""
        look = data["look"] | {"columns": tuple(data["look"]["columns"])}
        return cls(
            **data
            | {
                "document": PlanDocument.loads(json.dumps(data["document"])),
                "since": PlanDocument.loads(json.dumps(data["since"])) if data["since"] else None,
                "printed_on": datetime.date.fromisoformat(data["printed_on"]),
                "look": PaperOptions(**look),
                "report": ReportText.from_json(data["report"]) if data["report"] else None,
                "files": tuple(EvidenceFile(**file) for file in data["files"]),
                "known": tuple(PersonNote.from_json(person) for person in data.get("known", ())),
                "challenges": tuple(ChallengeText(**challenge) for challenge in data.get("challenges", ())),
                "leads": tuple(KnownLead(**lead) for lead in data.get("leads", ())),
                "removed": tuple((uid, words) for uid, words in data["removed"]),
                "also": tuple(map(cls.from_json, data["also"])),
            }
        )

    def key(self) -> str:
        """64 hex digits that are the same for orders that print the same."""
        spelt = json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(spelt.encode()).hexdigest()
