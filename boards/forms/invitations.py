"""Forms of invitations: one invitation, and a pasted list of people (as a table: ``boards.forms.invitation_sheet``)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from boards.access import Role
from boards.forms import BaseForm, FieldLayout, TextField
from boards.forms.choices import KnownPerson, role_field
from boards.models import Agency, Board, Invitation, Person
from boards.operations.invitations import ROLE_SAYS, already, unaccounted

#: Characters that a pasted list may hold; longer ones are to be sent in parts.
LIST_LENGTH = 60_000


class InviteForm(BaseForm):
    """One invitation."""

    looks = {"role": FieldLayout(hints=ROLE_SAYS)}

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
    """A pasted list, and the values for lines in which it has none."""

    looks = {"role": FieldLayout(width=20)}

    pasted = TextField(
        label="The list",
        rows=10,
        max_length=LIST_LENGTH,
        help_text="One person a line: name, email address, role, agency, in any order; job title too, where a line of "
        "headings says which column that is. Cells copied from Excel, or the recipients of a mail, are fine",
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
