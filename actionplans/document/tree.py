"""The plan document as a tree of frozen dataclasses, and its JSON.

Each class mirrors one JSON object; lists are tuples here. Names in ``Node`` keep the parts of a document apart from the
models: ``ActionNode`` is a row of a document, ``models.Action`` a row of a plan in the database. A reader ignores keys that
it does not know and writes them back: they are kept in ``unknown`` of the object that they were on. Optional keys that are
empty are left out of the JSON, so that a file from elsewhere and a plan kept here look alike.

Dates are strings of the precision that was written: ``"2017-12-04"`` with ``"day"``, ``"2017-12"`` with ``"month"``,
``"2017"`` with ``"year"``, or ``None`` with ``"none"``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from .fields import FIELDS
from .node import DocumentError, Node, always, check_date, check_day
from .warnings import MACROS, Warning_

FORMAT = "board-action-plan/1"

STATUSES = ("open", "complete", "closed")
LEAD_KINDS = ("role", "person", "group", "agency")
RATING_LEVELS = ("action", "recommendation", "section")
#: Keys of words that were added to the form after versions had been frozen.
LATER_KEYS = ("lead_text", "earlier")

_VERSION_LABEL = re.compile(r"^\s*Version\s+(?=\S)")
_LAST_NUMBER = re.compile(r"(\d+)(?:\.\d+)*\D*$")
_NO_CHARACTER = re.compile("[\\0\\ud800-\\udfff]")


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _unprintable(value: Any) -> bool:
    """Whether a text in it holds what neither UTF-8 nor a database can keep."""
    if isinstance(value, str):
        return bool(_NO_CHARACTER.search(value))
    if isinstance(value, dict):
        return any(_unprintable(k) or _unprintable(v) for k, v in value.items())
    return isinstance(value, list) and any(_unprintable(v) for v in value)


@dataclass(frozen=True)
class ColumnNode(Node):
    """One column of the board's own table."""

    field: str
    heading: str = always(default="")
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)  # type: ignore[operator]  # not the field above

    def check(self, where: str) -> None:
        if self.field not in FIELDS and not self.field.startswith("extra:"):
            raise DocumentError(f"{where}: “{self.field}” is not a field that a column can print.")

    @property
    def extra(self) -> str:
        """The heading under which ``ActionNode.extra`` keeps this column, or empty."""
        return self.field.removeprefix("extra:") if self.field.startswith("extra:") else ""


@dataclass(frozen=True)
class SourceNode(Node):
    """What the plan answers: kind, title, and its date with a precision."""

    kind: str = always(default="")
    title: str = always(default="")
    date: str | None = always(default=None)
    precision: str = always(default="none")
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    def check(self, where: str) -> None:
        check_date(self.date, self.precision, where)


@dataclass(frozen=True)
class LeadNode(Node):
    """Who leads an action: a role, a person, a group or an agency, in the board's words."""

    name: str
    kind: str = always(default="role")
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    def check(self, where: str) -> None:
        if self.kind not in LEAD_KINDS:
            raise DocumentError(f"{where}: “{self.kind}” is not one of {', '.join(LEAD_KINDS)}.")


@dataclass(frozen=True)
class DeadlineNode(Node):
    """One date by which something is due; ``label`` says what, where a cell holds several."""

    label: str = always(default="")
    date: str | None = always(default=None)
    precision: str = always(default="none")
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    def check(self, where: str) -> None:
        check_date(self.date, self.precision, where)


@dataclass(frozen=True)
class DeadlineMoveNode(Node):
    """One slip of a deadline: what it was, what it became, when that was decided (a day) and why."""

    from_: str = always(default="")
    to: str = always(default="")
    on: str = always(default="")
    reason: str = always(default="")
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    def check(self, where: str) -> None:
        check_day(self.on, where)


@dataclass(frozen=True)
class EndedNode(Node):
    """When a row was completed or closed (a day), who agreed it, and why."""

    on: str = always(default="")
    by: str = always(default="")
    reason: str = always(default="")
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    def check(self, where: str) -> None:
        check_day(self.on, where)


@dataclass(frozen=True)
class EntryNode(Node):
    """One dated progress note. ``date`` is when it happened, ``written`` (a day) when it was typed."""

    text: str = always(default="")
    date: str | None = always(default=None)
    precision: str = always(default="none")
    as_written: str = ""
    inferred: bool = False
    author: str = ""
    attachments: tuple[str, ...] = ()
    id: str = ""
    written: str = ""
    internal: bool = False
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    def check(self, where: str) -> None:
        check_date(self.date, self.precision, where)


@dataclass(frozen=True)
class ActionNode(Node):
    """One row of the table. ``added`` is the day on which it was put into the plan; a file from elsewhere has none. ``begun`` is
    the day from which silence counts while no note has a date, where that is before ``added`` (``document.silence``).
    ``lead_text`` is the lead cell as written, line by line, where ``leads`` alone would lose some of it. ``earlier`` are dates
    that the file already called replaced, in the order in which they held; slips since are ``deadline_moves``."""

    action: str = always(default="")
    why: str = ""
    risk: str = ""
    target: str = ""
    evidence: str = ""
    leads: tuple[LeadNode, ...] = always(default=())
    lead_text: str = ""
    deadline_text: str = always(default="")
    deadlines: tuple[DeadlineNode, ...] = always(default=())
    status: str = always(default="open")
    rating: str | None = None
    progress: tuple[EntryNode, ...] = always(default=())
    extra: dict[str, str] = field(default_factory=dict)
    id: str = ""
    ref: str = ""
    added: str = ""
    begun: str = ""
    also: tuple[str, ...] = ()
    earlier: tuple[DeadlineNode, ...] = ()
    deadline_moves: tuple[DeadlineMoveNode, ...] = ()
    ended: EndedNode | None = None
    internal: bool = False
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    def check(self, where: str) -> None:
        if self.status not in STATUSES:
            raise DocumentError(f"{where}: the status “{self.status}” is not one of {', '.join(STATUSES)}.")


@dataclass(frozen=True)
class RecommendationNode(Node):
    """One recommendation and the actions that answer it. Number and text may be empty: actions without one."""

    number: str = always(default="")
    text: str = always(default="")
    rating: str | None = None
    actions: tuple[ActionNode, ...] = always(default=())
    short: str = ""
    id: str = ""
    internal: bool = False
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class SectionNode(Node):
    """A theme, priority or topic area; ``kind`` is the board's own word for it."""

    kind: str = ""
    title: str = always(default="")
    description: str = ""
    objectives: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    rating: str | None = None
    recommendations: tuple[RecommendationNode, ...] = always(default=())
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class VersionLine(Node):
    """One line of the version table as boards print it; ``published`` where the version was published here, and the line
    did not come with the plan's file."""

    label: str = always(default="")
    date: str | None = always(default=None)
    note: str = always(default="")
    by: str = ""
    published: bool = False
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def number(self) -> int | None:
        """The number in its label: "Version 7" and "V.7" are 7, "Version 2.1" is 2; None where it has none."""
        found = _LAST_NUMBER.search(self.label)
        return int(found[1]) if found else None

    @property
    def short_label(self) -> str:
        """The label for a column that is headed “Version”: 3 for “Version 3”, which is how the plan document
        spells a version published here. A label that a board printed otherwise is whole: “V.3”."""
        return _VERSION_LABEL.sub("", self.label)


@dataclass(frozen=True)
class PersonNote(Node):
    """Who a name or initials in the text are, so that an edition can put roles in their place."""

    initials: str = ""
    name: str = always(default="")
    role: str = ""
    agency: str = ""
    from_: str | None = None
    to: str | None = None
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class VersionMark(Node):
    """What heads each printed page of a version; a draft has none. ``keys`` are the optional keys that the program knew by
    which it was frozen, of those that came later (``LATER_KEYS``): without one of them, an older document says nothing of it."""

    number: int
    note: str = always(default="")
    date: str = always(default="")
    meeting: str = ""
    by: str = ""
    keys: tuple[str, ...] = ()
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    def check(self, where: str) -> None:
        check_day(self.date, where)


@dataclass(frozen=True)
class PlanDocument(Node):
    """A whole action plan."""

    title: str = always(default="")
    subtitle: str = ""
    source: SourceNode = always(default_factory=SourceNode)
    columns: tuple[ColumnNode, ...] = always(default=())
    rating_level: str = always(default="action")
    ratings: tuple[str, ...] = ()
    sections: tuple[SectionNode, ...] = always(default=())
    versions: tuple[VersionLine, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    people: tuple[PersonNote, ...] = ()
    board: str = ""
    marking: str = ""
    version: VersionMark | None = None
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    def check(self, where: str) -> None:
        if self.rating_level not in RATING_LEVELS:
            levels = ", ".join(RATING_LEVELS)
            raise DocumentError(f"{where}: ratings are given per {levels}, not “{self.rating_level}”.")

    @property
    def holds_macros(self) -> bool:
        """Whether the file that the document was read from can run something on the computer of its reader."""
        return any(warning.kind == MACROS for warning in self.warnings)

    # reading and writing -------------------------------------------------------------------------------------------

    @classmethod
    def loads(cls, text: str | bytes) -> PlanDocument:
        """Read the JSON of a plan document. Raises DocumentError with one sentence for a person."""
        try:
            data = json.loads(text, parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            raise DocumentError(f"This is not a plan document: it is not readable as JSON ({error}).") from error
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise DocumentError(f"This is not a plan document: its “format” is not “{FORMAT}”.")
        if _unprintable(data):
            raise DocumentError("This plan document holds a character that is none (NUL or half of a pair).")
        return cls.from_json({k: v for k, v in data.items() if k != "format"}, "plan")

    def to_json(self) -> dict[str, Any]:
        return {"format": FORMAT, **super().to_json()}

    def dumps(self, *, indent: int | None = 1) -> str:
        """The document for people and other programs: UTF-8 text, keys in the order of the form."""
        return json.dumps(self.to_json(), ensure_ascii=False, indent=indent)

    def canonical(self) -> str:
        """One exact spelling, keys sorted and no white space: what is frozen and hashed."""
        return json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def sha256(self) -> str:
        """SHA-256 of the canonical spelling, 64 hex digits."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()

    # walking -------------------------------------------------------------------------------------------------------

    def recommendations(self) -> Iterator[tuple[SectionNode, RecommendationNode]]:
        """Each recommendation with its section, in the order of the plan."""
        for section in self.sections:
            for recommendation in section.recommendations:
                yield section, recommendation

    def actions(self) -> Iterator[tuple[SectionNode, RecommendationNode, ActionNode]]:
        """Each action with its recommendation and section, in the order of the plan."""
        for section, recommendation in self.recommendations():
            for action in recommendation.actions:
                yield section, recommendation, action

    def replace(self, **changes: Any) -> PlanDocument:
        """A copy with some keys changed."""
        return replace(self, **changes)
