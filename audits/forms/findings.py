"""The form that adds a recommendation of an audit to a plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from actionplans.document.dates import DateError, read_deadlines
from actionplans.models import Plan, Recommendation, Section
from actionplans.models.base import CELL, LINE
from audits.operations.findings import PLAN_TITLE, audits_plan, next_number
from boards.forms import BaseForm, FieldLayout, TextField
from boards.models import Board


class FindingForm(BaseForm):
    """A recommendation of an audit, the plan and section in which it is followed, and optionally its first action."""

    looks = {"number": FieldLayout(width=5), "short": FieldLayout(width=30)}

    text = TextField(
        label="What is recommended",
        max_length=CELL,
        rows=4,
        holder="A cell",
        error_messages={"required": "Write what is recommended"},
    )
    short = forms.CharField(
        label="Short title", required=False, max_length=60, help_text="For lists, for example “A named lead”"
    )
    where = forms.ChoiceField(label="Where it is followed", help_text="The plan, and its section")
    number = forms.CharField(label="Number", required=False, max_length=40)
    action = TextField(
        label="Its first action",
        required=False,
        max_length=CELL,
        rows=3,
        holder="A cell",
        help_text="Leave it empty if that is not agreed yet. Actions can be added in the plan",
    )
    lead = forms.CharField(
        label="Lead of that action", required=False, max_length=LINE, help_text="Several? Put semicolons between"
    )
    by_when = forms.CharField(
        label="By when",
        required=False,
        max_length=LINE,
        help_text="A date, a month, or words such as “Ongoing”",
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
        own = audits_plan(board)
        choices: list[Any] = [] if own else [(self.NEW, f"A new plan, “{PLAN_TITLE}”")]
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
        number = next_number(own) if own else "A1"
        self.fields["number"].help_text = f"As the report has it. Left empty, the next free one, such as {number}"

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
