"""The form of an audit."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from audits.models import Audit, AuditAgency
from boards.forms import BaseModelForm, FieldLayout, TextField
from boards.forms.meanwhile import Meanwhile
from boards.models import Agency, Board, Group


class AuditForm(Meanwhile, BaseModelForm):
    """One audit. Agencies and groups are those of its board."""

    looks = {"year": FieldLayout(width=4)}

    year = forms.IntegerField(
        label="Year",
        validators=[MinValueValidator(2000), MaxValueValidator(2100)],
        error_messages={
            "required": "Enter the year in which it takes place",
            "invalid": "Enter the year with four digits, such as 2026",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(), label="Agencies that take part", required=False, widget=forms.CheckboxSelectMultiple
    )
    summary = TextField(
        label="What was found",
        required=False,
        max_length=20_000,
        rows=8,
        help_text="A line that begins with a dash and a space becomes a bullet",
    )

    class Meta:
        model = Audit
        fields = ["theme", "kind", "month", "year", "lead", "reports_to", "state", "summary"]
        labels = {"theme": "Theme", "kind": "Kind", "month": "Month", "lead": "Lead", "reports_to": "Reports to"}
        help_texts = {
            "theme": "What is looked at, for example “Decisions at the front door”",
            "lead": "Who leads it, as the board writes it",
        }
        error_messages = {"theme": {"required": "Enter what the audit looks at"}}
        widgets = {"kind": forms.RadioSelect, "state": forms.RadioSelect}

    field_order = ["theme", "kind", "agencies", "lead", "reports_to", "month", "year", "state", "summary"]

    def __init__(self, *args: Any, board: Board, **kwargs: Any):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["agencies"].queryset = Agency.objects.filter(board=board)
        self.fields["reports_to"].queryset = Group.objects.filter(board=board)
        self.fields["reports_to"].empty_label = "No group"
        for name in ("kind", "month", "state"):
            self.fields[name].choices = Audit._meta.get_field(name).choices
        if self.instance.pk:
            self.initial["agencies"] = list(self.ticked()["agencies"])
        else:
            self.initial |= {"year": today.year, "month": today.month}

    def ticked(self) -> dict[str, set[int]]:
        taking_part = AuditAgency.objects.filter(audit=self.instance.pk, left=False)
        return {"agencies": set(taking_part.values_list("agency_id", flat=True))}
