"""The form of what is put right before a plan is imported: titles and descriptions of sections, where texts belong, leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from actionplans.document.tree import PlanDocument, SectionNode
from actionplans.document.warnings import Warning_
from actionplans.document.wording import count, shorten
from actionplans.forms.base import GrowingForm
from actionplans.importing.lead_cells import LeadCell
from actionplans.importing.left_out import LeftOutGroup
from actionplans.importing.put_right import (
    END,
    INTRODUCTION,
    LEFT_OUT,
    PutRight,
    description_key,
    description_of,
    group_key,
    section_keys,
    text_key,
)
from actionplans.models import Lead, Section
from actionplans.models.base import CELL
from actionplans.persistence.leads import MOST_LEADS
from boards.forms import FieldLayout, TextField

#: What is put right on the page at most, so that it stays light and its form can be sent: sections and lead cells with fields of
#: their own, and options in the lists of places of one kind.
MOST_SECTIONS, MOST_CELLS, MOST_OPTIONS = 60, 150, 800
_TITLE, _TEXT, _PLACE, _LEADS = "title", "text", "place", "leads"


def _name(what: str, key: str) -> str:
    return f"{what}-{key}"


@dataclass(frozen=True)
class ShownSection:
    """A section with its fields. ``said`` is what the user changed of it, ``moved`` whether its description belongs elsewhere."""

    section: SectionNode
    name: str
    title: BoundField
    text: BoundField
    place: BoundField | None
    said: Mapping[str, str]
    moved: bool

    @property
    def actions(self) -> int:
        return sum(len(recommendation.actions) for recommendation in self.section.recommendations)

    @property
    def is_changed(self) -> bool:
        return bool(self.said) or self.moved

    @property
    def is_open(self) -> bool:
        fields = (self.title, self.text, self.place)
        return self.is_changed or any(field.errors for field in fields if field is not None)


@dataclass(frozen=True)
class ShownCell:
    """A lead cell with the field of its leads."""

    cell: LeadCell
    field: BoundField

    @property
    def is_open(self) -> bool:
        return self.cell.unsure or self.cell.changed or bool(self.field.errors)


@dataclass(frozen=True)
class ShownPlaces:
    """Where the texts of a kind belong: the field for all of them, those of single ones, and where they are, in words."""

    field: BoundField
    items: list[tuple[Warning_, BoundField]]
    words: str
    is_moved: bool


class PutRightForm(GrowingForm):
    """One field for each section's title, description and where that belongs, for each lead cell (a lead on each line), and for
    where the texts of each kind that was left out belong, and single ones of them."""

    look = FieldLayout(label="s")

    def __init__(
        self,
        *args: Any,
        document: PlanDocument,
        right: PutRight,
        cells: Sequence[LeadCell],
        groups: Sequence[LeftOutGroup],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.right, self.looks = right, {}
        self.sections = dict(zip(section_keys(document), document.sections, strict=True))
        self.places = [(INTRODUCTION, "Introduction of the plan")]
        self.places += [(description_of(key), f"Description: {self.section_name(key)}") for key in self.sections]
        for key in list(self.sections)[:MOST_SECTIONS]:
            self._add_section(key)
        self.more_cells = max(len(cells) - MOST_CELLS, 0)
        self.cells = {cell.key: cell for cell in cells[:MOST_CELLS]}
        for cell in self.cells.values():
            self._add_cell(cell)
        for group in groups:
            if group.can_be_kept:
                self._add_group(group)

    def section_name(self, key: str) -> str:
        """How a section is called in lists: by its title, or its place."""
        section = self.sections[key]
        title = self.right.sections.get(key, {}).get("title", section.title) or section.kind
        return shorten(title, 60) if title else f"section {list(self.sections).index(key) + 1}"

    # fields -------------------------------------------------------------------------------------------------------------

    def _add_section(self, key: str) -> None:
        section, said = self.sections[key], self.right.sections.get(key, {})
        longest = max(Section._meta.get_field("title").max_length or 0, len(section.title))
        title = forms.CharField(
            label="Title", max_length=longest, required=False, initial=said.get("title", section.title)
        )
        text = TextField(
            label="Description",
            max_length=max(CELL, len(section.description)),
            rows=3,
            required=False,
            initial=said.get("description", section.description),
            holder="A description",
        )
        self.add(_name(_TITLE, key), title)
        self.add(_name(_TEXT, key), text)
        if section.description.strip():
            here = description_of(key)
            others = self.places if len(self.places) * len(self.sections) <= MOST_OPTIONS else self.places[:1]
            choices = [(here, "Description of this section"), (LEFT_OUT, "Leave out")]
            choices += [(place, words) for place, words in others if place != here]
            self._choose(_name(_PLACE, description_key(key)), "It belongs to", choices, here)

    def _add_cell(self, cell: LeadCell) -> None:
        self.add(
            _name(_LEADS, cell.key),
            TextField(
                label="One lead on each line",
                rows=len(cell.leads) + 1,
                required=False,
                initial="\n".join(cell.leads),
            ),
        )

    def _add_group(self, group: LeftOutGroup) -> None:
        all_ = group_key(group.reason)
        choices = [(LEFT_OUT, "Leave out"), (END, "Keep at the end of the plan"), *self.places]
        label = f"All {len(group.items)} belong to" if len(group.items) > 1 else "It belongs to"
        self._choose(_name(_PLACE, all_), label, choices, LEFT_OUT)
        room = MOST_OPTIONS // len(choices) if len(group.items) > 1 else 0
        for warning in group.items[:room]:
            name = _name(_PLACE, text_key(warning))
            self._choose(name, f"“{shorten(warning.words, 40)}” belongs to", [("", "As all of them"), *choices], "")
            self.looks[name] = FieldLayout(hide_label=True)

    def _choose(self, name: str, label: str, choices: list[tuple[str, str]], usual: str) -> None:
        if name in self.fields:
            return
        said = self.right.places.get(name.removeprefix(f"{_PLACE}-"), usual)
        known = said in {code for code, _ in choices}
        chosen = said if known else usual
        required = bool(usual) and self._was_sent(name)
        self.add(name, forms.ChoiceField(label=label, choices=choices, initial=chosen, required=required))

    # what was typed -----------------------------------------------------------------------------------------------------

    def _was_sent(self, name: str) -> bool:
        """Whether the user saw this field: one that is not in what was sent says nothing, also not that it was emptied."""
        return not self.is_bound or name in self.data

    def clean(self) -> dict[str, Any]:
        longest = Lead._meta.get_field("name").max_length or 0
        for key, cell in self.cells.items():
            names = self.names_of(key)
            if tuple(names) == cell.leads or not self._was_sent(_name(_LEADS, key)):
                continue
            if len(names) > MOST_LEADS:
                self.add_error(_name(_LEADS, key), f"Write up to {MOST_LEADS} leads. These are {len(names)}")
            elif too_long := next((name for name in names if len(name) > longest), ""):
                said = (
                    f"“{shorten(too_long, 40)}” is {count(len(too_long), 'character')} long. A lead has up to {longest}"
                )
                self.add_error(_name(_LEADS, key), ValidationError(said, code="too_long"))
        return dict(self.cleaned_data)

    def names_of(self, key: str) -> list[str]:
        """The leads that were typed for a cell."""
        lines = (self.cleaned_data.get(_name(_LEADS, key)) or "").split("\n")
        return list(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))

    def answers(self) -> PutRight:
        """All that is put right now. What has no field on the page, or none in what was sent, stays as it was answered."""
        sections = dict(self.right.sections)
        for key in self.sections:
            if _name(_TITLE, key) in self.fields:
                sections[key] = self._said(key)
        return replace(
            self.right,
            sections={key: said for key, said in sections.items() if said},
            places=self._places(),
            leads=self._leads(),
        )

    def _said(self, key: str) -> dict[str, str]:
        section, found = self.sections[key], dict(self.right.sections.get(key, {}))
        for what, field, was in ((_TITLE, "title", section.title), (_TEXT, "description", section.description)):
            if not self._was_sent(_name(what, key)):
                continue
            found.pop(field, None)
            typed = self.cleaned_data[_name(what, key)]
            same = typed.split() == was.split() if what == _TITLE else _lines(typed) == _lines(was)
            if not same:
                found[field] = typed
        return found

    def _places(self) -> Mapping[str, str]:
        places = dict(self.right.places)
        for name in self.fields:
            what, _, key = name.partition("-")
            if what == _PLACE and self._was_sent(name):
                places.pop(key, None)
                chosen = self.cleaned_data[name]
                if chosen and chosen != self._usual(key):
                    places[key] = chosen
        return places

    def _usual(self, key: str) -> str:
        """The place that needs no answer."""
        kind, _, section = key.partition(".")
        return {"section": description_of(section), "all": LEFT_OUT}.get(kind, "")

    def _leads(self) -> Mapping[str, Sequence[str]]:
        leads = dict(self.right.leads)
        for key, cell in self.cells.items():
            if not self._was_sent(_name(_LEADS, key)):
                continue
            names = self.names_of(key)
            leads.pop(key, None)
            if names != [" ".join(name.split()) for name in cell.read]:
                leads[key] = names
        return leads

    # for the page -------------------------------------------------------------------------------------------------------

    @property
    def shown_sections(self) -> list[ShownSection]:
        return [
            ShownSection(
                section=section,
                name=self.section_name(key),
                title=self[_name(_TITLE, key)],
                text=self[_name(_TEXT, key)],
                place=self._bound(_PLACE, description_key(key)),
                said=self.right.sections.get(key, {}),
                moved=description_key(key) in self.right.places,
            )
            for key, section in self.sections.items()
            if _name(_TITLE, key) in self.fields
        ]

    @property
    def more_sections(self) -> int:
        return max(len(self.sections) - MOST_SECTIONS, 0)

    @property
    def unsure_cells(self) -> list[ShownCell]:
        """The lead cells that may be cut wrongly, that the user changed, or whose leads are refused."""
        return [shown for shown in self._shown_cells() if shown.is_open]

    @property
    def other_cells(self) -> list[ShownCell]:
        return [shown for shown in self._shown_cells() if not shown.is_open]

    def _shown_cells(self) -> Iterator[ShownCell]:
        for key, cell in self.cells.items():
            yield ShownCell(cell, self[_name(_LEADS, key)])

    def with_places(self, groups: Sequence[LeftOutGroup]) -> list[LeftOutGroup]:
        """The groups of what was left out, each with its fields of where it belongs."""
        return [replace(group, places=self._places_of(group)) if group.can_be_kept else group for group in groups]

    def _places_of(self, group: LeftOutGroup) -> ShownPlaces:
        all_ = group_key(group.reason)
        each = {text_key(warning): warning for warning in group.items}  # lost words may be there twice
        items = [(warning, field) for key, warning in each.items() if (field := self._bound(_PLACE, key))]
        words = dict(self.fields[_name(_PLACE, all_)].choices).get(self.right.places.get(all_, LEFT_OUT), "")
        return ShownPlaces(
            field=self[_name(_PLACE, all_)],
            items=items,
            words="In several places" if each.keys() & self.right.places else words,
            is_moved=any(key in self.right.places for key in (all_, *each)),
        )

    def _bound(self, what: str, key: str) -> BoundField | None:
        name = _name(what, key)
        return self[name] if name in self.fields else None


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().split("\n")]
