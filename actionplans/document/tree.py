"""The plan document as a tree of frozen dataclasses, and its JSON.

Each class mirrors one JSON object; lists are tuples here. A reader ignores keys that it does not know and writes them
back: they are kept in ``unknown``, whichever object they stood on. Optional keys that are empty are left out of the
JSON, so that a file from elsewhere and a plan kept here look alike.

Dates are strings of the precision that was written: ``"2017-12-04"`` with ``"day"``, ``"2017-12"`` with ``"month"``,
``"2017"`` with ``"year"``, or ``None`` with ``"none"``.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from typing import Any, Self, get_type_hints

FORMAT = "board-action-plan/1"

#: The fields that a board's table may print, besides ``extra:HEADING`` for a column of its own.
FIELDS = (
    "recommendation",
    "number",
    "action",
    "why",
    "risk",
    "target",
    "evidence",
    "progress",
    "deadline",
    "lead",
    "rating",
    "status",
)
TEXT_FIELDS = ("action", "why", "risk", "target", "evidence")
STATUSES = ("open", "complete", "closed")
LEAD_KINDS = ("role", "person", "group", "agency")
PRECISIONS = ("day", "month", "year", "none")
RATING_LEVELS = ("action", "recommendation", "section")

_NO_CHARACTER = re.compile("[\\0\\ud800-\\udfff]")
_VERSION_LABEL = re.compile(r"^\s*Version\s+(?=\S)")
_DATE_SHAPES = {
    "day": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "month": re.compile(r"\d{4}-\d{2}"),
    "year": re.compile(r"\d{4}"),
}


class DocumentError(ValueError):
    """A file that is not a plan document; the message is one sentence that names the place."""


def _required(spec: Any) -> bool:
    return spec.default is MISSING and spec.default_factory is MISSING


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _unprintable(value: Any) -> bool:
    """Whether a text in it holds what neither UTF-8 nor a database can keep."""
    if isinstance(value, str):
        return bool(_NO_CHARACTER.search(value))
    if isinstance(value, dict):
        return any(_unprintable(k) or _unprintable(v) for k, v in value.items())
    return isinstance(value, list) and any(_unprintable(v) for v in value)


def _always(**kw: Any) -> Any:
    """A field that is written even when it is empty, because readers expect to find its key."""
    return field(metadata={"always": True}, **kw)


class Node:
    """What all objects of a plan document share: reading, writing, and the keys that nobody knows."""

    @classmethod
    def from_json(cls, data: Any, where: str = "document") -> Self:
        """Read one object. Raises DocumentError, naming the place, where the shape is wrong."""
        if not isinstance(data, Mapping):
            raise DocumentError(f"{where}: an object was expected, not {_kind(data)}.")
        specs = {f.name.rstrip("_"): f for f in fields(cls) if f.name != "unknown"}
        values: dict[str, Any] = {}
        unknown: dict[str, Any] = {}
        for key, value in data.items():
            spec = specs.get(key)
            if spec is None:
                unknown[key] = value
            else:
                values[spec.name] = _read(_hints(cls)[spec.name], value, f"{where}, {key}", spec)
        for spec in specs.values():
            if spec.name not in values and _required(spec):
                raise DocumentError(f"{where}: “{spec.name.rstrip('_')}” is missing.")
        node = cls(**values, unknown=unknown)
        node.check(where)
        return node

    def check(self, where: str) -> None:
        """Raise DocumentError where values do not go together; plain objects have nothing to check."""

    def to_json(self) -> dict[str, Any]:
        """The object as JSON values, keys in the order of the form."""
        out: dict[str, Any] = {}
        for f in fields(self):  # type: ignore[arg-type]
            if f.name == "unknown":
                continue
            value = getattr(self, f.name)
            empty = value in ("", (), {}, None) or value is False
            if empty and not f.metadata.get("always") and not _required(f):
                continue
            out[f.name.rstrip("_")] = _write(value)
        out.update(self.unknown)  # type: ignore[attr-defined]
        return out


_HINTS: dict[type, dict[str, Any]] = {}


def _hints(cls: type) -> dict[str, Any]:
    if cls not in _HINTS:
        _HINTS[cls] = get_type_hints(cls)
    return _HINTS[cls]


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _read(hint: Any, value: Any, where: str, spec: Any) -> Any:
    origin, args = getattr(hint, "__origin__", None), getattr(hint, "__args__", ())
    if type(None) in args:  # X | None
        if value is None:
            return None
        inner = next(a for a in args if a is not type(None))
        return _read(inner, value, where, spec)
    if origin is tuple:
        if value is None:
            return ()
        if not isinstance(value, list):
            raise DocumentError(f"{where}: a list was expected, not {_kind(value)}.")
        return tuple(_read(args[0], v, f"{where} {i}", spec) for i, v in enumerate(value, 1))
    if origin is dict:
        if not isinstance(value, Mapping):
            raise DocumentError(f"{where}: an object was expected, not {_kind(value)}.")
        return {str(k): _text(v, f"{where}, {k}") for k, v in value.items()}
    if isinstance(hint, type) and issubclass(hint, Node):
        return hint.from_json(value, where)
    if hint is bool:
        if not isinstance(value, bool):
            raise DocumentError(f"{where}: true or false was expected, not {_kind(value)}.")
        return value
    if hint is int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise DocumentError(f"{where}: a whole number was expected, not {_kind(value)}.")
        return value
    if value is None and spec.default == "":
        return ""
    return _text(value, where)


def _text(value: Any, where: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)  # a number such as 99 is often written bare
    raise DocumentError(f"{where}: text was expected, not {_kind(value)}.")


def _write(value: Any) -> Any:
    if isinstance(value, Node):
        return value.to_json()
    if isinstance(value, tuple):
        return [_write(v) for v in value]
    return value


def check_date(date: str | None, precision: str, where: str) -> None:
    """Raise DocumentError unless the date has the shape of its precision and exists."""
    if precision not in PRECISIONS:
        raise DocumentError(f"{where}: the precision “{precision}” is not one of {', '.join(PRECISIONS)}.")
    if precision == "none":
        if date:
            raise DocumentError(f"{where}: a date stands with the precision “none”.")
    elif not date or not _DATE_SHAPES[precision].fullmatch(date):
        raise DocumentError(f"{where}: “{date}” is not a date of the precision “{precision}”.")
    else:
        try:
            datetime.date.fromisoformat(f"{date}-01-01"[:10])
        except ValueError as error:
            raise DocumentError(f"{where}: the date “{date}” does not exist.") from error


def check_day(day: str, where: str) -> None:
    """Raise DocumentError unless the text is a day that exists, or empty."""
    if day:
        check_date(day, "day", where)


@dataclass(frozen=True)
class Column(Node):
    """One column of the board's own table."""

    field: str
    heading: str = _always(default="")
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    def check(self, where: str) -> None:
        if self.field not in FIELDS and not self.field.startswith("extra:"):
            raise DocumentError(f"{where}: “{self.field}” is not a field that a column can print.")

    @property
    def extra(self) -> str:
        """The heading under which ``Action.extra`` keeps this column, or empty."""
        return self.field.removeprefix("extra:") if self.field.startswith("extra:") else ""


@dataclass(frozen=True)
class Source(Node):
    """What the plan answers: kind, title, and its date with a precision."""

    kind: str = _always(default="")
    title: str = _always(default="")
    date: str | None = _always(default=None)
    precision: str = _always(default="none")
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    def check(self, where: str) -> None:
        check_date(self.date, self.precision, where)


@dataclass(frozen=True)
class Lead(Node):
    """Who leads an action: a role, a person, a group or an agency, in the board's words."""

    name: str
    kind: str = _always(default="role")
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    def check(self, where: str) -> None:
        if self.kind not in LEAD_KINDS:
            raise DocumentError(f"{where}: “{self.kind}” is not one of {', '.join(LEAD_KINDS)}.")


@dataclass(frozen=True)
class Deadline(Node):
    """One date by which something is due; ``label`` says what, where a cell holds several."""

    label: str = _always(default="")
    date: str | None = _always(default=None)
    precision: str = _always(default="none")
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    def check(self, where: str) -> None:
        check_date(self.date, self.precision, where)


@dataclass(frozen=True)
class DeadlineMove(Node):
    """One slip of a deadline: what it was, what it became, when that was decided (a day) and why."""

    from_: str = _always(default="")
    to: str = _always(default="")
    on: str = _always(default="")
    reason: str = _always(default="")
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    def check(self, where: str) -> None:
        check_day(self.on, where)


@dataclass(frozen=True)
class Ended(Node):
    """When a row was completed or closed (a day), who agreed it, and why."""

    on: str = _always(default="")
    by: str = _always(default="")
    reason: str = _always(default="")
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    def check(self, where: str) -> None:
        check_day(self.on, where)


@dataclass(frozen=True)
class Entry(Node):
    """One dated progress note. ``date`` is when it happened, ``written`` (a day) when it was typed."""

    text: str = _always(default="")
    date: str | None = _always(default=None)
    precision: str = _always(default="none")
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
class Action(Node):
    """One row of the table. ``added`` is the day on which it was put into the plan; a file from elsewhere has none."""

    action: str = _always(default="")
    why: str = ""
    risk: str = ""
    target: str = ""
    evidence: str = ""
    leads: tuple[Lead, ...] = _always(default=())
    deadline_text: str = _always(default="")
    deadlines: tuple[Deadline, ...] = _always(default=())
    status: str = _always(default="open")
    rating: str | None = None
    progress: tuple[Entry, ...] = _always(default=())
    extra: dict[str, str] = field(default_factory=dict)
    id: str = ""
    ref: str = ""
    added: str = ""
    also: tuple[str, ...] = ()
    deadline_moves: tuple[DeadlineMove, ...] = ()
    ended: Ended | None = None
    internal: bool = False
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    def check(self, where: str) -> None:
        if self.status not in STATUSES:
            raise DocumentError(f"{where}: the status “{self.status}” is not one of {', '.join(STATUSES)}.")


@dataclass(frozen=True)
class Recommendation(Node):
    """One recommendation and the actions that answer it. Number and text may be empty: actions without one."""

    number: str = _always(default="")
    text: str = _always(default="")
    rating: str | None = None
    actions: tuple[Action, ...] = _always(default=())
    short: str = ""
    id: str = ""
    internal: bool = False
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Section(Node):
    """A theme, priority or topic area; ``kind`` is the board's own word for it."""

    kind: str = ""
    title: str = _always(default="")
    description: str = ""
    objectives: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    rating: str | None = None
    recommendations: tuple[Recommendation, ...] = _always(default=())
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class VersionLine(Node):
    """One line of the version table as boards print it."""

    label: str = _always(default="")
    date: str | None = _always(default=None)
    note: str = _always(default="")
    by: str = ""
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def short_label(self) -> str:
        """The label as it stands in a column that is headed “Version”: 3 for “Version 3”, which is how the plan document
        spells a version published here. A label that a board printed otherwise is whole: “V.3”."""
        return _VERSION_LABEL.sub("", self.label)


#: What a warning of an importer is about. Other programs may use kinds of their own, or none.
LEFT_OUT, MACROS, COLUMN, COLOUR, LOOSE, LEAD, NOTE_DATE, DEADLINE, STATUS, REF = WARNING_KINDS = (
    "left-out",  # words of the file that are not in the plan
    "macros",  # the same, and the file itself can run something
    "column",  # what a whole column was taken for
    "colour",  # a rating that only the colour of a cell shows
    "loose",  # words outside the table that were added to a row
    "lead",  # words of the lead cell that are no lead
    "note-date",  # a date of a note whose year was inferred
    "deadline",  # words under "By when" that could not be read as a date
    "status",  # notes that may say that the action has ended
    "ref",  # a row number that is printed more than once
)


@dataclass(frozen=True)
class Place(Node):
    """Where in a plan document something is. ``section`` counts from 0, ``recommendation`` from 0 in its section, ``row``
    (an action) in its recommendation, ``note`` in its row; None where the place is no row or no note. ``field`` is one of
    FIELDS or ``extra:HEADING``; empty for the row or the recommendation as a whole."""

    section: int
    recommendation: int
    row: int | None = None
    note: int | None = None
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)
    field: str = ""  # the last: its name hides the function that the line above needs


@dataclass(frozen=True)
class Warning_(Node):
    """What an importer was not sure of, for a person to settle.

    ``where`` and ``message`` are words for people and are never parsed. Programs read ``kind`` (one of WARNING_KINDS; empty
    where another program wrote the document, or an importer that did not give kinds yet) and ``place`` (None where the
    warning is about the file as a whole, or about a place in it that is no place of the plan)."""

    where: str = _always(default="")
    message: str = _always(default="")
    kind: str = ""
    place: Place | None = None
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def from_json(cls, data: Any, where: str = "document") -> Self:
        """Read a warning; a ``kind`` or ``place`` of another shape is another program's, and kept as an unknown key."""
        foreign: dict[str, Any] = {}
        if isinstance(data, Mapping):
            foreign = {key: value for key, value in data.items() if not _is_ours(key, value)}
            data = {key: value for key, value in data.items() if key not in foreign}
        warning = super().from_json(data, where)
        return replace(warning, unknown=warning.unknown | foreign)


def _is_ours(key: str, value: Any) -> bool:
    """False for a ``kind`` or ``place`` of a warning that is not in the form above."""
    if key == "kind":
        return isinstance(value, str)
    if key == "place":
        try:
            Place.from_json(value)
        except DocumentError:
            return False
    return True


@dataclass(frozen=True)
class PersonNote(Node):
    """Who a name or initials in the text are, so that an edition can put roles in their place."""

    initials: str = ""
    name: str = _always(default="")
    role: str = ""
    agency: str = ""
    from_: str | None = None
    to: str | None = None
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class VersionMark(Node):
    """What heads each printed page of a version; a draft has none."""

    number: int
    note: str = _always(default="")
    date: str = _always(default="")
    meeting: str = ""
    by: str = ""
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    def check(self, where: str) -> None:
        check_day(self.date, where)


@dataclass(frozen=True)
class PlanDocument(Node):
    """A whole action plan."""

    title: str = _always(default="")
    subtitle: str = ""
    source: Source = _always(default_factory=Source)
    columns: tuple[Column, ...] = _always(default=())
    rating_level: str = _always(default="action")
    ratings: tuple[str, ...] = ()
    sections: tuple[Section, ...] = _always(default=())
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

    def recommendations(self) -> Iterator[tuple[Section, Recommendation]]:
        """Each recommendation with its section, in the order of the plan."""
        for section in self.sections:
            for recommendation in section.recommendations:
                yield section, recommendation

    def actions(self) -> Iterator[tuple[Section, Recommendation, Action]]:
        """Each action with its recommendation and section, in the order of the plan."""
        for section, recommendation in self.recommendations():
            for action in recommendation.actions:
                yield section, recommendation, action

    def replace(self, **changes: Any) -> PlanDocument:
        """A copy with some keys changed."""
        return replace(self, **changes)
