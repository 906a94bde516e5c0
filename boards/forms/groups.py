"""The form of a group and its members."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from boards.forms import FieldLayout
from boards.forms.choices import PersonField
from boards.forms.of_board import OfBoardForm
from boards.models import Group, Person


class PeopleField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, person: Person) -> str:
        return ", ".join(filter(None, (person.name, person.job_title)))


class GroupForm(OfBoardForm):
    at_field = {"group_name_once_in_board": "name"}

    members = PeopleField(
        label="Members", required=False, queryset=Person.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    chair = PersonField(
        label="Chair",
        required=False,
        queryset=Person.objects.none(),
        empty_label="Nobody yet",
        help_text="The chair is a member too",
    )

    class Meta:
        model = Group
        fields = ["name", "kind", "members", "chair"]

    field_order = ["name", "kind", "chair", "members"]
    looks = {"members": FieldLayout(small=True)}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        inside = list(self.ticked().get("members", ()))
        # People in post, and people who are still members.
        people = Person.objects.filter(board=self.board).filter(
            Q(pk__in=Person.objects.on(timezone.localdate()).values("pk")) | Q(pk__in=inside)
        )
        self.fields["members"].queryset = people
        self.fields["chair"].queryset = people
        self.initial.setdefault("members", inside)
        self.initial.setdefault("chair", next(iter(self.ticked().get("chair", ())), None))

    compared = {"name": "name", "kind": "kind"}

    def ticked(self) -> dict[str, set[int]]:
        if not self.instance.pk:
            return {}
        places = list(self.instance.members.current())
        return {
            "members": {place.person_id for place in places},
            "chair": {place.person_id for place in places if place.chairs},
        }
