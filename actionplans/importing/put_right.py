"""What the user put right of a plan before it is imported: titles and descriptions of sections, and where texts belong. Pure.

Plan documents in, plan documents out; the document as it was read never changes. Answers are about kinds and words, never about
cells: a section is known by its title as read, a text that was left out by its words and the reason, so that they hold when the
file is read again. Leads are put right in ``lead_cells``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from actionplans.document.tree import PlanDocument, SectionNode
from actionplans.document.warnings import LEFT_OUT as WARNS_OF_WORDS
from actionplans.document.warnings import SHOWN, Warning_
from actionplans.importing.left_out import PIECES, as_text, left_out, reason_of

#: Where a text belongs: nowhere in the plan, before the first section, at the end of the plan, or (with a colon and the key of
#: a section behind it) in the description of a section.
LEFT_OUT, INTRODUCTION, END, DESCRIPTION = "left_out", "introduction", "end", "description"
#: The heading of the section in which a plan keeps its introduction.
INTRODUCTION_TITLE = "Introduction"


@dataclass(frozen=True)
class PutRight:
    """The answers. ``sections`` has by the key of a section its ``title`` and ``description``, if they are others than were
    read; ``places`` by the key of a text where it belongs, if that is not where it was read (``group_key``, ``text_key``,
    ``description_key``); ``leads`` by the key of a lead cell its leads (``lead_cells.cell_key``)."""

    sections: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    leads: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Mapping[str, Any], kept: Sequence[str] = ()) -> Self:
        """Read what ``to_json`` made. ``kept`` are the reasons of which all texts are kept at the end of the plan."""
        places = data.get("places", {}) | {group_key(reason): END for reason in kept}
        return cls(data.get("sections", {}), places, data.get("leads", {}))

    def to_json(self) -> dict[str, Any]:
        """As JSON, without ``kept``, which is stored beside it."""
        kept = set(map(group_key, self.kept))
        places = {key: place for key, place in self.places.items() if key not in kept}
        data = {"sections": dict(self.sections), "places": places, "leads": dict(self.leads)}
        return {part: answers for part, answers in data.items() if answers}

    @property
    def kept(self) -> list[str]:
        """The reasons of which all texts are kept at the end of the plan."""
        return [key.removeprefix(group_key("")) for key, place in self.places.items() if place == END and _is_all(key)]

    def at_the_end(self, read: PlanDocument) -> PlanDocument:
        """The document as it was read with those of its texts left out that belong at the end of the plan, or may: of PIECES
        each line has its own answer."""
        return read.replace(
            warnings=tuple(w for w in left_out(read) if self.place_of(w) == END or reason_of(w) in PIECES)
        )

    def kept_reasons(self, at_the_end: PlanDocument) -> set[str]:
        """The reasons of the texts that do belong there."""
        return {reason_of(warning) for warning in at_the_end.warnings if self.place_of(warning) == END}

    def place_of(self, warning: Warning_) -> str:
        """Where the words of a warning belong: as the user said of them, or else of all that was left out for their reason."""
        return self.places.get(text_key(warning)) or self.places.get(group_key(reason_of(warning)), LEFT_OUT)


# keys -------------------------------------------------------------------------------------------------------------------


def short_digest(text: str) -> str:
    """Ten hex digits for a text, the same however its white space is."""
    return hashlib.sha256(" ".join(text.split()).encode(errors="replace")).hexdigest()[:10]


def section_keys(document: PlanDocument) -> list[str]:
    """A key for each section: of its title, and where another had the same one before, how many did."""
    found: list[str] = []
    for section in document.sections:
        key = short_digest(f"{section.kind} {section.title}")
        before = sum(known.split("-")[0] == key for known in found)
        found.append(f"{key}-{before}" if before else key)
    return found


def group_key(reason: str) -> str:
    """The key of all that was left out for a reason."""
    return f"all.{reason}"


def _is_all(key: str) -> bool:
    return key.startswith(group_key(""))


def text_key(warning: Warning_) -> str:
    """The key of one text that was left out."""
    return f"{reason_of(warning)}.{short_digest(warning.words)}"


def description_key(section: str) -> str:
    """The key of the description of a section."""
    return f"section.{section}"


def description_of(section: str) -> str:
    """The place in the description of a section."""
    return f"{DESCRIPTION}:{section}"


# the plan with the answers ----------------------------------------------------------------------------------------------


def with_sections(document: PlanDocument, read: PlanDocument, right: PutRight) -> PlanDocument:
    """The document with the titles, descriptions and places that the user gave. ``read`` is as it was read: it has the same
    sections, and the texts that were left out. An introduction becomes the first section."""
    keys = section_keys(read)
    texts = _texts(document, read, right, keys)
    sections = [
        replace(
            section,
            title=right.sections.get(key, {}).get("title", section.title),
            description=_paragraphs(texts[description_of(key)]),
        )
        for key, section in zip(keys, document.sections, strict=True)
    ]
    sections = [
        made
        for was, made in zip(document.sections, sections, strict=True)
        if made == was or made != replace(made, **_EMPTY)
    ]
    if texts[INTRODUCTION]:
        sections.insert(0, SectionNode(title=INTRODUCTION_TITLE, description=_paragraphs(texts[INTRODUCTION])))
    return document.replace(sections=tuple(sections))


#: What a section has to hold something of.
_EMPTY: dict[str, Any] = {
    "title": "",
    "description": "",
    "objectives": (),
    "outcomes": (),
    "rating": None,
    "recommendations": (),
}


def _texts(document: PlanDocument, read: PlanDocument, right: PutRight, keys: Sequence[str]) -> dict[str, list[str]]:
    """The texts by their place, in the order of the file: of one place the description that was read there comes first."""
    texts: dict[str, list[str]] = {place: [] for place in (INTRODUCTION, *map(description_of, keys))}
    elsewhere: list[str] = []
    moved: list[tuple[str, str]] = []
    for key, section in zip(keys, document.sections, strict=True):
        own = right.sections.get(key, {}).get("description", section.description)
        place = right.places.get(description_key(key), description_of(key))
        if place in texts and place != description_of(key) or place == LEFT_OUT:
            moved.append((place, own))
        else:
            texts[description_of(key)].append(own)
    taken_in = [(right.place_of(warning), as_text(warning)) for warning in left_out(read) if reason_of(warning)]
    for place, words in (*taken_in, *moved):
        texts.get(place, elsewhere).append(words)
    return {place: [words for words in found if words.strip()] for place, found in texts.items()}


def _paragraphs(texts: Sequence[str]) -> str:
    return "\n\n".join(texts)


# what is not in the plan then -------------------------------------------------------------------------------------------


def still_left_out(read: PlanDocument, right: PutRight) -> tuple[Warning_, ...]:
    """The warnings that name what of the file is not in the plan with these answers: texts that have no place, and descriptions
    that the user left out. Where they put other words for a title or a description, the page shows those of the file."""
    keys = section_keys(read)
    places = {INTRODUCTION, END, *map(description_of, keys)}
    rest = [warning for warning in left_out(read) if right.place_of(warning) not in places]
    by_the_user = [
        _named(section.description)
        for key, section in zip(keys, read.sections, strict=True)
        if right.places.get(description_key(key)) == LEFT_OUT and section.description.strip()
    ]
    return (*rest, *by_the_user)


def _named(words: str) -> Warning_:
    return Warning_(message=f"“{words}”. Left out by the user.", kind=WARNS_OF_WORDS, words=words, reason=SHOWN)
