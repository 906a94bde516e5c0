"""The registry of editions: what can be printed of a plan, and what the forms, the command line and orders know of each.

The edition ``KEY`` is made by the function ``KEY_sheets(order)`` of the module ``KEY`` beside this one. A new edition is that
module and one entry here; ``CONTRIBUTING.md`` has the steps. Light to import: the modules that lay out
pages are loaded when an edition is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from actionplans.writing.order import Order
    from actionplans.writing.press.sheets import Sheets


@dataclass(frozen=True)
class Edition:
    """One edition.

    ``name`` is what it is called on pages and in the trail, ``hint`` what the print page says it is for (empty: it is begun
    on a page of its own), ``option`` a field of the print form that no other edition has a use for.

    ``older`` is the older version that it is compared with by default: the one that the chair's last ``meeting`` had, the
    ``version`` before (from which moved deadlines are counted), or ``none``; ``needs_older`` editions are not offered
    without one. ``has_challenges`` editions print the open challenges; ``counts_agencies``
    editions count actions by the agencies that lead them. An ``is_summary`` edition says something about the rows;
    tests hold every other to printing all their words. A ``is_public`` edition names no person and holds
    nothing internal. One that ``carries_plan`` has the plan document attached to its PDF.

    ``formats`` are the formats that it can be written in; None is all of them. ``stem`` is the end of its file's name, by
    default its name.
    """

    key: str
    name: str
    hint: str = ""
    option: str = ""
    older: Literal["meeting", "version", "none"] = "version"
    needs_older: bool = False
    has_challenges: bool = False
    counts_agencies: bool = False
    is_summary: bool = False
    is_public: bool = False
    carries_plan: bool = False
    formats: tuple[str, ...] | None = ("pdf",)
    stem: str | None = None

    @property
    def file_stem(self) -> str:
        """The end of its file's name: ``front-sheet``; empty for the plan itself."""
        return self.name.lower().replace(" ", "-") if self.stem is None else self.stem

    def sheets(self, order: Order) -> tuple[Sheets, ...]:
        """What goes to press for an order of this edition."""
        module = import_module(f".{self.key}", __package__)
        return as_tuple(getattr(module, f"{self.key}_sheets")(order))


def as_tuple(made: Sheets | tuple[Sheets, ...]) -> tuple[Sheets, ...]:
    """The sheets of an edition that is made of one or of several."""
    return made if isinstance(made, tuple) else (made,)


#: All editions, in the order in which they are offered.
EDITIONS: dict[str, Edition] = {
    edition.key: edition
    for edition in (
        Edition(
            "clean",
            "The plan",
            hint="The whole table, as it is published",
            carries_plan=True,
            formats=None,
            stem="",
        ),
        Edition(
            "changes",
            "What changed",
            hint="New text underlined, removed text struck through, moved dates with their reasons",
            option="whole",
            older="meeting",
            needs_older=True,
            stem="changes",
        ),
        Edition(
            "front",
            "Front sheet",
            hint="What is overdue, what moved, who is silent, what was closed: one page if it fits",
            older="meeting",
            has_challenges=True,
            counts_agencies=True,
            is_summary=True,
        ),
        Edition(
            "pack",
            "Meeting pack",
            hint="Front sheet, changes and plan in one file",
            option="also",
            older="meeting",
            has_challenges=True,
            counts_agencies=True,
        ),
        Edition(
            "public",
            "Public edition",
            hint="For the website: roles in place of people’s names, nothing internal. Read it through before it is "
            "published: names that the board does not know stay",
            option="released",
            is_public=True,
            carries_plan=True,
            formats=None,
        ),
        Edition("report", "Covering report", older="meeting", formats=("pdf", "docx")),
        Edition(
            "evidence",
            "Evidence pack",
            hint="For the next inspection: each recommendation’s story, and what shows that it helped",
            option="bind",
            older="none",
        ),
    )
}
