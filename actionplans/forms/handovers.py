"""The form of a handover: who takes over what a person led."""

from __future__ import annotations

from typing import Any

from django import forms

from actionplans.forms.base import GrowingForm
from actionplans.operations.handovers import LeaverWorkload
from boards.forms import FieldLayout
from boards.models import Person

LATER = "As above, or nobody yet"


class HandOverForm(GrowingForm):
    """One choice for everything, and one for each action and group, which takes precedence."""

    look = FieldLayout(label="", hide_label=True)
    looks = {"all": FieldLayout(label="s")}

    def __init__(self, *args: Any, workload: LeaverWorkload, choices: list, people: list[Person], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.workload = workload
        self.people = {str(person.pk): person for person in people}
        self.by_name = {person.name: person for person in people}
        self.add("all", forms.ChoiceField(label="Who takes over all of it?", required=False))
        self.fields["all"].choices = [("", "Choose for each below"), *choices]
        for led in workload.actions:
            field = forms.ChoiceField(label=f"New lead of {led.action.ref}", required=False)
            field.choices = [("", LATER), *choices]
            self.add(f"action{led.action.pk}", field)
        for place in workload.chairs:
            field = forms.ChoiceField(label=f"New chair of {place.group.name}", required=False)
            field.choices = [("", LATER), *((str(person.pk), person.name) for person in people)]
            self.add(f"group{place.pk}", field)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not any(data.values()):
            self.add_error("all", "Choose who takes over, for all of it or for one line at least")
        return data

    def lead_of(self, key: int) -> str:
        """The new lead of an action; empty where that is left for later."""
        return self.cleaned_data.get(f"action{key}") or self.cleaned_data["all"]

    def chair_of(self, key: int) -> Person | None:
        """The new chair of a group. Where a group or an agency takes over everything, it becomes chair of nothing."""
        chosen = self.people.get(self.cleaned_data.get(f"group{key}", ""))
        return chosen or self.by_name.get(self.cleaned_data["all"])
