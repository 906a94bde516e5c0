"""The form of the names of leads: who each is, one by one or several at once."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.utils.html import format_html

from actionplans.document.parts import names_nobody
from actionplans.forms.base import GrowingForm
from actionplans.models import Action, Plan
from actionplans.models.lead import NAME
from actionplans.operations.leads import Target
from actionplans.pages.lead_choices import NOT_A_PERSON, LeadChoices
from actionplans.pages.leads import LeadInPlans, LeadsOfBoard, unknown_among
from actionplans.persistence.leads import names_in
from boards.forms import FieldLayout

#: The values of the buttons: save all fields, or say of those ticked that they are one person, or nobody.
SAVE, TOGETHER, NOBODY = "save", "together", "nobody"


class SuggestsLeads:
    """Mixed into a form with a field ``lead_text``: whom it suggests, and which of the names in it are nobody's. They are
    accepted all the same; templates show the hint beside the field (``leads/_beside.html``)."""

    plan: Plan

    @cached_property
    def lead_choices(self) -> LeadChoices:
        return LeadChoices(self.plan.board)

    @property
    def unknown_leads(self) -> list[str]:
        """The names in the field of which it is not known who they are."""
        form: Any = self
        if not form.is_bound:
            return self.unknown_before
        typed = str(form["lead_text"].value() or "") if "lead_text" in form.fields else ""
        names = names_in(typed, self.lead_choices.names)
        return [name for name in names if not names_nobody(name) and not self.lead_choices.is_known(name)]

    @cached_property
    def unknown_before(self) -> list[str]:
        """Those of the row as it is: none of a new one."""
        action: Action | None = getattr(self, "of", None)
        if action is None:
            return []
        leads = list(action.leads.current())
        unknown = unknown_among(leads)
        return [lead.name for lead in leads if lead.pk in unknown]


class LeadsForm(GrowingForm):
    """For each name a field with who it is and a box to tick; a field for all that are ticked."""

    look = FieldLayout(label="", hide_label=True, small=True)
    looks = {"together": FieldLayout(label="s")}

    def __init__(self, *args: Any, leads: LeadsOfBoard, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.leads = leads
        for one in leads.open:
            choice = leads.choices.of(one.target) or one.suggestion.choice
            who = forms.CharField(
                label=f"Who is “{one.name}”?",
                required=False,
                max_length=NAME,
                initial=choice.words if choice else NOT_A_PERSON if one.settled else "",
                widget=forms.TextInput(attrs={"list": "lead-names", "autocomplete": "off"}),
            )
            self.add(f"who_{one.id}", who)
            unseen = format_html('<span class="govuk-visually-hidden">Select “{}”</span>', one.name)
            self.add(f"tick_{one.id}", forms.BooleanField(label=unseen, required=False))
        both = forms.CharField(
            label="All that are ticked are",
            required=False,
            max_length=NAME,
            widget=forms.TextInput(attrs={"list": "lead-names", "autocomplete": "off"}),
        )
        self.add("together", both)

    @property
    def rows(self) -> list[tuple[LeadInPlans, Any, Any]]:
        """Each name with its field and its box."""
        return [(one, self[f"who_{one.id}"], self[f"tick_{one.id}"]) for one in self.leads.open]

    @property
    def suggested(self) -> int:
        """How many names have somebody in their field."""
        return sum(bool(who.value()) for _, who, _ in self.rows)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        button = self.data.get("do", SAVE)
        self.meanings: dict[str, Target] = {}
        if button == SAVE:
            for one in self.leads.open:
                self._read(f"who_{one.id}", [one])
            return data
        ticked = [one for one in self.leads.open if data.get(f"tick_{one.id}")]
        if not ticked:
            self.add_error("together", "Tick the names that are meant")
        elif button == NOBODY:
            self.meanings = dict.fromkeys(one.name for one in ticked)
        elif self._read("together", ticked) is False:
            self.add_error("together", "Choose who they are, from the list")
        return data

    def _read(self, field: str, names: list[LeadInPlans]) -> bool:
        """Take what one field says for these names; False where it is empty."""
        typed = (self.cleaned_data.get(field) or "").strip()
        if not typed:
            return False
        if typed.casefold() == NOT_A_PERSON.casefold():
            self.meanings |= dict.fromkeys(one.name for one in names)
        elif choice := self.leads.choices.chosen(typed):
            self.meanings |= {one.name: choice.target for one in names}
        else:
            self.add_error(
                field,
                f"“{typed}” is not one of the board’s people, groups or agencies. Choose from the list, or write "
                f"“{NOT_A_PERSON}”",
            )
        return True
