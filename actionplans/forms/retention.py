"""The form for how long a plan is kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from actionplans.forms.base import text_field
from actionplans.models import Plan
from boards.forms import BaseForm, DateField, FieldLayout


class KeepForm(BaseForm):
    """The retention date of a plan, with the reason for a change."""

    looks = {"whether": FieldLayout(reveals={"until": ("until",)})}

    whether = forms.ChoiceField(
        label="How long is this plan kept?",
        choices=[("until", "Until a day on which the board decides again"), ("open", "No date has been decided yet")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the plan has a date"},
    )
    until = DateField(
        label="Until which day?",
        required=False,
        earliest=timezone.localdate,
        error_messages={"too_early": "That day has gone by. Choose one that is still to come"},
    )
    reason = text_field(
        "Why?",
        rows=3,
        required=True,
        hint="For example what the board’s retention schedule says. It is kept in the history of the plan",
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any):
        known = {"whether": "until" if plan.keep_until else None, "until": plan.keep_until}
        super().__init__(*args, initial=known, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("whether") == "until" and "until" not in self.errors and data.get("until") is None:
            self.add_error("until", "Enter the day until which the plan is kept.")
        return data
