"""Forms of audits: the audit itself, and a recommendation that came of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from actionplans.document.dates import DateError, read_deadlines
from actionplans.models import Plan, Recommendation, Section
from actionplans.models.base import CELL, LINE
from audits import following
from audits.models import Audit, AuditAgency
from boards.forms import BaseForm, BaseModelForm, FieldLayout, TextField
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
        help_text="A line that begins with a dash and a space becomes a bullet.",
    )

    class Meta:
        model = Audit
        fields = ["theme", "kind", "month", "year", "lead", "reports_to", "state", "summary"]
        labels = {"theme": "Theme", "kind": "Kind", "month": "Month", "lead": "Lead", "reports_to": "Reports to"}
        help_texts = {
            "theme": "What is looked at, for example “Decisions at the front door”.",
            "lead": "Who leads it, as the board writes it.",
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


class FindingForm(BaseForm):
    """A recommendation of an audit, the place in which it is followed, and its first action if that is known."""

    looks = {"number": FieldLayout(width=5), "short": FieldLayout(width=30)}

    text = TextField(
        label="What is recommended",
        max_length=CELL,
        rows=4,
        holder="A cell",
        error_messages={"required": "Write what is recommended"},
    )
    short = forms.CharField(
        label="Short title", required=False, max_length=60, help_text="For lists, for example “A named lead”."
    )
    where = forms.ChoiceField(label="Where it is followed", help_text="The plan, and its section.")
    number = forms.CharField(label="Number", required=False, max_length=40)
    action = TextField(
        label="Its first action",
        required=False,
        max_length=CELL,
        rows=3,
        holder="A cell",
        help_text="Leave it empty if that is not agreed yet. Actions can be added in the plan.",
    )
    lead = forms.CharField(
        label="Lead of that action", required=False, max_length=LINE, help_text="Several? Put semicolons between."
    )
    by_when = forms.CharField(
        label="By when",
        required=False,
        max_length=LINE,
        help_text="A date, a month, or words such as “Ongoing”.",
    )

    NEW = "new"

    def __init__(self, *args: Any, board: Board, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.sections = {
            str(section.pk): section
            for section in Section.objects.standing()
            .filter(plan__board=board)
            .select_related("plan__board")
            .order_by("plan__order", "plan_id", "order", "pk")
        }
        own = following.audits_plan(board)
        choices: list[Any] = [] if own else [(self.NEW, f"A new plan, “{following.PLAN_TITLE}”")]
        plans: dict[Plan, list[tuple[str, str]]] = {}
        for key, section in self.sections.items():
            plans.setdefault(section.plan, []).append((key, section.title or "All of it"))
        first = self.NEW
        for plan, sections in sorted(plans.items(), key=lambda item: item[0] != own):
            if len(sections) == 1:
                choices.append((sections[0][0], plan.title))
            else:
                choices.append((plan.title, [(key, f"{plan.title}: {title}") for key, title in sections]))
            if plan == own:
                first = sections[0][0]
        self.fields["where"].choices = choices
        self.fields["where"].initial = first
        number = following.next_number(own) if own else "A1"
        self.fields["number"].help_text = f"As the report has it. Left empty, the next free one, such as {number}."

    @property
    def section(self) -> Section | None:
        """The section chosen; None for the plan that is still to be made."""
        return self.sections.get(self.cleaned_data["where"])

    def clean_number(self) -> str:
        return self.cleaned_data["number"].strip().rstrip(".")

    def clean_by_when(self) -> str:
        words = self.cleaned_data["by_when"].strip()
        try:
            read_deadlines(words, timezone.localdate())
        except DateError as error:
            raise forms.ValidationError(str(error)) from error
        return words

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if (data.get("lead") or data.get("by_when")) and not data.get("action") and "action" not in self.errors:
            self.add_error("action", "Write the action that this lead and date belong to")
        number, section = data.get("number"), self.sections.get(data.get("where", ""))
        if number and section and Recommendation.objects.filter(
            plan=section.plan_id, number=number, removed=False
        ).exists():  # fmt: skip
            self.add_error("number", "This plan has a recommendation of that number already.")
        return data
