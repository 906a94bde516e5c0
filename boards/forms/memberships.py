"""Forms of memberships: another role, and the end of access."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from boards.forms import BaseForm, DateField, FieldLayout
from boards.forms.choices import KnownPerson, role_field
from boards.models import Membership, Person
from boards.operations.invitations import ROLE_SAYS, unaccounted


class RoleForm(BaseForm):
    """Another role, or another of the board's people."""

    looks = {"role": FieldLayout(hints=ROLE_SAYS)}

    role = role_field()
    person = KnownPerson(
        Person.objects.none(),
        label="Who is this among the board’s people?",
        required=False,
        empty_label="Nobody",
    )
    reason = forms.CharField(label="Why, if it is worth knowing", required=False, max_length=500)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any):
        kwargs["initial"] = {"role": membership.role, "person": membership.person_id}
        super().__init__(*args, **kwargs)
        free = unaccounted(membership.board).values("pk")
        self.fields["person"].queryset = Person.objects.filter(Q(pk__in=free) | Q(pk=membership.person_id))


class EndAccessForm(BaseForm):
    """The end of a user's access."""

    looks = {"when": FieldLayout(reveals={"day": ("on",)})}

    when = forms.ChoiceField(
        label="When does it end?",
        choices=[("now", "Now: they are signed out at once"), ("day", "On a day to come")],
        widget=forms.RadioSelect,
        initial="now",
    )
    on = DateField(
        label="From which day is the board closed to them?",
        required=False,
        earliest=lambda: timezone.localdate() + datetime.timedelta(days=1),
        error_messages={"too_early": "Choose a day from %(bound)s on, or end it now"},
    )
    reason = forms.CharField(
        label="Why?", max_length=500, help_text="For example: has retired, or has moved to another post"
    )
    left_post = forms.BooleanField(
        label="They leave their post too",
        required=False,
        help_text="The list of people then says so. If their access ends now, so do their places in groups, but not the "
        "chair of one, which you can hand over. Their notes stay as they are",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("when") == "day" and not data.get("on") and "on" not in self.errors:
            self.add_error("on", ValidationError("Enter the day", params={"parts": ("day", "month", "year")}))
        return data
