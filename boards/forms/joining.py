"""Forms of joining and leaving: one invitation, a pasted list of them, accepting one, a role, an end."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from boards.forms import BaseForm, DateField, Look, TextField
from boards.forms.people import PersonField
from boards.models import Agency, Board, Invitation, Membership, Person, User
from boards.models.membership import Role
from boards.operations.invitations import ROLE_SAYS, already, unaccounted
from boards.sign_in.adapters import NEW_HINT

#: What a pasted list may hold; more is asked to come in parts.
LIST_LENGTH = 60_000


class KnownPerson(PersonField):
    """A choice among the board's people, each with their job title."""

    def label_from_instance(self, person: Person) -> str:
        return ", ".join(filter(None, (person.name, person.job_title)))


def role_field(**options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label="Role", choices=Role.choices, widget=forms.RadioSelect, **options)


class InviteForm(BaseForm):
    """One invitation."""

    looks = {"role": Look(hints=ROLE_SAYS)}

    email = forms.EmailField(label="Email address", help_text="The link is sent there, and works for nobody else")
    name = forms.CharField(label="Name", max_length=Invitation._meta.get_field("name").max_length)
    role = role_field(error_messages={"required": "Choose the role"})
    agency = forms.ModelChoiceField(Agency.objects.none(), label="Agency", required=False, empty_label="None")
    new_agency = forms.CharField(
        label="Or an agency that is not in the list yet",
        required=False,
        max_length=Agency._meta.get_field("name").max_length,
    )
    person = KnownPerson(
        Person.objects.none(),
        label="Who is this among the board’s people?",
        required=False,
        empty_label="Nobody yet: add them when they join",
        help_text="If the plans name them already: they then see which actions are theirs",
    )

    def __init__(self, *args: Any, board: Board, **kwargs: Any):
        self.board = board
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        self.fields["agency"].queryset = Agency.objects.filter(board=board)
        self.fields["person"].queryset = unaccounted(board)

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if sentence := already(self.board, email):
            raise ValidationError(sentence)
        return email

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("agency") and data.get("new_agency"):
            self.add_error("new_agency", "Choose an agency of the list, or write a new one, not both")
        return data


class ListForm(BaseForm):
    """A list as it is pasted, and what holds where it says nothing."""

    looks = {"role": Look(width=20)}

    pasted = TextField(
        label="The list",
        rows=10,
        max_length=LIST_LENGTH,
        help_text="One person a line: name, email address, role, agency, in any order. Cells copied from Excel, or the "
        "recipients of a mail, are fine.",
        error_messages={"required": "Paste the list, one person a line"},
    )
    role = forms.ChoiceField(
        label="Role, where the list says none", choices=[("", "Ask me for each"), *Role.choices], required=False
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Agency, where the list says none", required=False, empty_label="None"
    )

    def __init__(self, *args: Any, board: Board, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["pasted"].widget.attrs["spellcheck"] = "false"
        self.fields["agency"].queryset = Agency.objects.filter(board=board)


class JoinForm(BaseForm):
    """A new account: name and password. Its address is that of the invitation, and is not asked for."""

    look = Look(label="")
    keeps_text = False

    name = forms.CharField(
        label="Your name",
        max_length=User._meta.get_field("name").max_length,
        help_text="As the others on the board know you",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password1 = forms.CharField(
        label="Password",
        strip=False,
        help_text=NEW_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="Password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any):
        self.email = email
        super().__init__(*args, **kwargs)

    def clean_name(self) -> str:
        """On one line, and to be seen: notes and the trail are signed with it."""
        shown = "".join(c for c in self.cleaned_data["name"] if c.isprintable() or c.isspace())
        name = " ".join(shown.split())
        if not any(c.isalpha() for c in name):
            raise ValidationError("Write your name in letters")
        return name

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("password1"):
            try:
                validate_password(data["password1"], User(email=self.email, name=data.get("name", "")))
            except ValidationError as fault:
                self.add_error("password1", fault)
        if data.get("password1") and data.get("password2") and data["password1"] != data["password2"]:
            self.add_error("password2", "The two passwords are not the same. Type them again")
        return data


class RoleForm(BaseForm):
    """Another role, or another of the board's people."""

    looks = {"role": Look(hints=ROLE_SAYS)}

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


class EndForm(BaseForm):
    """The end of a user's access."""

    looks = {"when": Look(reveals={"day": ("on",)})}

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
