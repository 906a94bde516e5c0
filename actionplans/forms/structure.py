"""Forms of sections and recommendations."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from actionplans.forms.readers import ALL, FEW, ask_about_hidden_notes, check_hidden_notes, readers_field, row_layout
from actionplans.models import Plan, Recommendation, Section
from actionplans.models.base import CELL
from boards.forms import BaseModelForm, FieldLayout, TextField
from boards.forms.meanwhile import Meanwhile
from boards.models import User


class LinesField(TextField):
    """A text with one item on each line; cleaned to a list."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        return super().to_python(value)

    def clean(self, value: Any) -> list[str]:
        return [re.sub(r"^[-•*–]\s+", "", line.strip()) for line in super().clean(value).splitlines() if line.strip()]


class RatedForm(Meanwhile, BaseModelForm):
    """A form with a rating, if its plan rates at this level."""

    level = ""

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any):
        self.plan = plan
        super().__init__(*args, **kwargs)
        rating = self.instance.rating
        if plan.rating_level != self.level or not (plan.ratings or rating):
            del self.fields["rating"]
            return
        scale = list(plan.ratings) + ([rating] if rating and rating not in plan.ratings else [])
        self.fields["rating"] = forms.ChoiceField(
            label="Rating",
            required=False,
            choices=[("", "Not rated"), *((word, word) for word in scale)],
            initial=rating,
        )
        self._put_plainly("rating", self.fields["rating"])

    def typed(self) -> dict[str, Any]:
        """The typed values, by field of the model."""
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.cleaned_data}


class SectionForm(RatedForm):
    """A section, with the board's own word for it."""

    level = "section"
    looks = {"kind": FieldLayout(width=20)}

    description = TextField(label="Description", required=False, max_length=CELL, rows=4, holder="It")
    objectives = LinesField(label="Objectives", required=False, max_length=CELL, rows=5, help_text="One on each line")
    outcomes = LinesField(
        label="Outcomes to achieve", required=False, max_length=CELL, rows=5, help_text="One on each line"
    )

    class Meta:
        model = Section
        fields = ["kind", "title", "description", "objectives", "outcomes", "rating"]
        labels = {"kind": "What the board calls it", "title": "Title"}
        help_texts = {
            "kind": "For example Priority 1, Theme, Topic area. Leave it empty if it has no name",
            "title": "A plan of one section can do without",
        }


class RecommendationForm(RatedForm):
    """A recommendation, as in the report that made it."""

    level = "recommendation"
    looks = {"number": FieldLayout(width=5), "short": FieldLayout(width=30)}

    text = TextField(
        label="What is recommended",
        required=False,
        max_length=CELL,
        rows=5,
        holder="It",
        help_text="In the words of the report",
    )
    section = forms.ModelChoiceField(Section.objects.none(), label="Section", empty_label=None)

    internal = readers_field("Who reads this recommendation?", few=False)

    field_order = ["number", "text", "short", "section", "rating", "internal"]

    class Meta:
        model = Recommendation
        fields = ["number", "text", "short", "rating", "internal"]
        labels = {
            "number": "Number",
            "short": "Short title",
        }
        help_texts = {
            "number": "As the report has it, for example 99 or P106",
            "short": "For lists, for example “A named lead in each agency”",
        }

    def __init__(self, *args: Any, reader: User | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        sections = self.plan.sections.standing()
        if self.instance.pk and len(sections) > 1:
            self.initial["section"] = self.instance.section_id
            self.fields["section"].queryset = sections
            self.fields["section"].label_from_instance = lambda s: ". ".join(filter(None, (s.kind, s.title))) or str(s)
        else:
            del self.fields["section"]
        self.initial["internal"] = FEW if self.instance.internal else ALL
        if reader and self.instance.pk:
            self.looks = {"internal": row_layout(self.plan.board, reader, self.instance, thing="recommendation")}
            ask_about_hidden_notes(self, self.instance)

    def clean_internal(self) -> bool:
        return self.cleaned_data["internal"] == FEW

    def clean_number(self) -> str:
        number = self.cleaned_data["number"].strip().rstrip(".")
        others = Recommendation.objects.filter(plan=self.plan, number=number, removed=False).exclude(
            pk=self.instance.pk
        )
        if number and others.exists():
            raise ValidationError("This plan has a recommendation of that number already.")
        return number

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        check_hidden_notes(self, self.instance)
        if data.get("number") and not data.get("text") and "text" not in self.errors:
            self.add_error("text", f"Write what recommendation {data['number']} says")
        return data
