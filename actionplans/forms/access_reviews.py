"""The form for one line of the yearly access review."""

from __future__ import annotations

from typing import Any

from django import forms

from boards.forms import BaseForm, FieldLayout
from boards.models import Membership
from boards.operations.memberships import OWN

STAYS, LEAVES = "stays", "leaves"


class AccessAnswerForm(BaseForm):
    """Whether one member keeps their access. An empty answer is left for later."""

    look = FieldLayout(label="", hide_label=True)
    looks = {"answer": FieldLayout(label="", hide_label=True, small=True, inline=True)}

    answer = forms.ChoiceField(
        choices=[(STAYS, "Stays"), (LEAVES, "Leaves")], required=False, widget=forms.RadioSelect, label="Does it stay?"
    )
    remark = forms.CharField(required=False, max_length=300, label="Remark")

    def __init__(self, *args: Any, member: Membership, own: bool, **kwargs: Any):
        self.member, self.own = member, own
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = f"Does {member.user.name} still need access?"
        self.fields["remark"].label = f"Remark on {member.user.name}"
        if own:
            self.fields["answer"].choices = [(STAYS, "Stays")]
            self.fields["answer"].error_messages["invalid_choice"] = OWN
