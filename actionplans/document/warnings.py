"""Warnings of an importer in a plan document: what it was not sure of, by kind and place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from .node import DocumentError, Node, always

#: What a warning of an importer is about. Other programs may use kinds of their own, or none.
LEFT_OUT, MACROS, LOST, COLUMN, COLOUR, LOOSE, LEAD, NOTE_DATE, DEADLINE, STATUS, REF = WARNING_KINDS = (
    "left-out",  # words of the file that are not in the plan
    "macros",  # the same, and the file itself can run something
    "lost",  # words of the file that are neither in the plan nor named as left out
    "column",  # what a whole column was taken for
    "colour",  # a rating that only the colour of a cell shows
    "loose",  # words outside the table that were added to a row
    "lead",  # words of the lead cell that are no lead
    "note-date",  # a date of a note whose year was inferred
    "deadline",  # words under "By when" that could not be read as a date
    "status",  # notes that may say that the action has ended
    "ref",  # a row number that is printed more than once
)


#: Why words of a file are not in its plan.
(
    AROUND,
    TABLE,
    UNNAMED,
    HEADING,
    LABEL,
    HEADS,
    GUIDANCE,
    RUNNING,
    REPORT,
    KEY,
    SHOWN,
    ANOTHER,
    HIDDEN,
    STRUCK,
    COUNT,
    REPEATED,
    SECOND,
) = REASONS = (
    "around",  # they are outside the tables and lists of the plan
    "table",  # in a table that is no plan
    "unnamed",  # a recommendation listed above a table that does not name it
    "heading",  # a heading of the paper
    "label",  # the heading of a list that is kept under another
    "heads",  # beside the headings of a table
    "guidance",  # they say how to fill in the table
    "running",  # at the head or foot of each page
    "report",  # in the report that the plan is an appendix to
    "key",  # a key to abbreviations or ratings, or a list of those who get the paper
    "shown",  # the user said so
    "another",  # the user said that it is another plan
    "hidden",  # in rows, columns, sheets or as text that the file hides
    "struck",  # struck through in the file
    "count",  # a row that counts other rows
    "repeated",  # cells of an action that a row says again for another update
    "second",  # a second plan in the same file
)
#: What makes rows be taken for ended, of warnings of the kind ``status``; also ``HIDDEN`` and ``STRUCK``.
CUSTOM = "custom"  # a rating that nothing in the file explains


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
    warning is about the file as a whole, or about a place in it that is no place of the plan). What is not in the plan has
    also its ``words``, how often they are in the file (``times``), and as a code the ``reason`` (one of REASONS). A status that
    is taken from how the file shows a row has its ``reason`` too (STRUCK, HIDDEN, CUSTOM); one warning about several rows has
    the ``words`` of each as a line."""

    where: str = always(default="")
    message: str = always(default="")
    kind: str = ""
    place: Place | None = None
    words: str = ""
    times: int = 1
    reason: str = ""
    unknown: dict[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def from_json(cls, data: Any, where: str = "document") -> Self:
        """Read a warning; a ``kind``, ``place`` and so on of another shape is another program's, and kept as an unknown key."""
        foreign: dict[str, Any] = {}
        if isinstance(data, Mapping):
            foreign = {key: value for key, value in data.items() if not _is_ours(key, value)}
            data = {key: value for key, value in data.items() if key not in foreign}
        warning = super().from_json(data, where)
        return replace(warning, unknown=warning.unknown | foreign)


def _is_ours(key: str, value: Any) -> bool:
    """False for a ``kind``, ``place`` and so on of a warning that is not in the form above."""
    if key in ("kind", "words", "reason"):
        return isinstance(value, str)
    if key == "times":
        return isinstance(value, int) and not isinstance(value, bool)
    if key == "place":
        try:
            Place.from_json(value)
        except DocumentError:
            return False
    return True
