"""Forms of plans: creating one, its settings and its columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from actionplans.document.fields import FIELDS, HEADINGS
from actionplans.forms.markings import WithMarking
from actionplans.models import Plan
from actionplans.models.plan import SourceKind
from boards.forms import BaseForm, BaseModelForm, DateParts, FieldLayout, TextField, TypedDate
from boards.forms.dates import read_date
from boards.forms.meanwhile import Meanwhile
from boards.models.board import MARKINGS

# what a plan answers --------------------------------------------------------------------------------------------------


class LooseDateField(forms.Field):
    """A date whose day, or day and month, may be empty. Cleaned to ``(date, precision)`` as in the plan document:
    ``("2026-09", "month")``; ``("", "none")`` when all is empty."""

    widget = DateParts

    def to_python(self, value: Any) -> tuple[str, str]:
        if isinstance(value, tuple) and not isinstance(value, TypedDate):
            return value
        typed = value if isinstance(value, TypedDate) else TypedDate()
        if typed.is_empty:
            return "", "none"
        if typed.day:
            return read_date(typed).isoformat(), "day"
        if typed.month:
            return read_date(typed._replace(day="1")).isoformat()[:7], "month"
        return read_date(TypedDate("1", "1", typed.year)).isoformat()[:4], "year"

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, tuple) and not isinstance(value, TypedDate):
            date, _ = value
            year, month, day = [*date.split("-"), "", "", ""][:3]
            return TypedDate(day.lstrip("0"), month.lstrip("0"), year)
        return value


def source_date_field() -> LooseDateField:
    return LooseDateField(label="Its date", required=False, help_text="The month and year are enough, or the year")


class PlanForm(BaseForm):
    """Creating a plan."""

    title = forms.CharField(
        label="Title",
        max_length=200,
        help_text="As it is printed, for example “Joint inspection action plan”",
        error_messages={"required": "Enter the title of the plan"},
    )
    source_kind = forms.ChoiceField(
        label="What it answers",
        choices=SourceKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the plan answers"},
    )
    source_title = forms.CharField(
        label="Title of what it answers",
        required=False,
        max_length=200,
        help_text="As on the cover of the report, or of the notice",
    )
    source_date = source_date_field()
    layout = forms.ChoiceField(
        label="Its table",
        help_text="Columns can be renamed, added and put in another order at any time",
        choices=[("six", "Six columns"), ("five", "Five columns"), ("seven", "Seven columns, with a rating")],
        widget=forms.RadioSelect,
        initial="six",
    )
    looks = {
        "layout": FieldLayout(
            hints={
                "six": "What needs to happen, why, risks, actions to date, by when, lead",
                "five": "Recommendation, action, lead, progress, deadline",
                "seven": "Actions planned, target, completion date, lead, evidence, rating, update",
            }
        )
    }

    def clean_title(self) -> str:
        return self.cleaned_data["title"].strip()


# settings and columns -------------------------------------------------------------------------------------------------

NEW_COLUMNS = 2
HEADING_LENGTH = 60


@dataclass(frozen=True)
class ColumnLine:
    """One line of the table of columns: a field, and the names of its three inputs."""

    field: str
    words: str
    key: str

    @property
    def names(self) -> tuple[str, str, str]:
        return f"prints_{self.key}", f"heading_{self.key}", f"place_{self.key}"


class SettingsForm(WithMarking, Meanwhile, BaseModelForm):
    """A plan's title, what it answers, its marking, its scale and its table.

    The table is one line for each field that a column can print: a tick, a heading, and a number for its place. Columns of
    the board's own follow, with empty lines for new ones.
    """

    looks = {"rating_level": FieldLayout(inline=True), "first_version": FieldLayout(width=3)}

    source_date = source_date_field()
    ratings = TextField(
        label="Rating scale",
        required=False,
        max_length=2000,
        rows=4,
        help_text="One word or phrase on each line, worst first: Red, Amber, Green. Leave it empty for a plan that is "
        "not rated",
    )
    marking = forms.ChoiceField(label="Marking on every page", choices=MARKINGS, widget=forms.RadioSelect)

    class Meta:
        model = Plan
        fields = ["title", "subtitle", "source_kind", "source_title", "marking", "rating_level", "first_version"]
        labels = {
            "title": "Title",
            "subtitle": "Line under the title",
            "source_kind": "What it answers",
            "source_title": "Title of what it answers",
            "rating_level": "What is rated?",
            "first_version": "Number of the first version",
        }
        help_texts = {"first_version": "The number that the first version published here gets"}
        error_messages = {"title": {"required": "Enter the title of the plan"}}
        widgets = {
            "source_kind": forms.RadioSelect,
            "rating_level": forms.RadioSelect,
            "first_version": forms.TextInput(attrs={"inputmode": "numeric"}),
        }

    field_order = [
        "title",
        "subtitle",
        "source_kind",
        "source_title",
        "source_date",
        "marking",
        "ratings",
        "rating_level",
        "first_version",
    ]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        plan = self.instance
        self.ask_why(plan.marking, FieldLayout(inline=True))
        for name in ("source_kind", "rating_level"):
            self.fields[name].choices = Plan._meta.get_field(name).choices
        if plan.versions.exists():
            del self.fields["first_version"]  # they are counted on from the last one
        else:
            self.initial["first_version"] = plan.first_number
            self.fields["first_version"].required = True
        self.initial["source_date"] = (plan.source_date, plan.source_precision)
        self.initial["ratings"] = "\n".join(plan.ratings)
        self.lines = self._lines()
        self.looks = self.looks | {line.names[2]: FieldLayout(width=3) for line in self.lines}
        shown = {column["field"]: (place, column) for place, column in enumerate(plan.columns, 1)}
        for line in self.lines:
            place, column = shown.get(line.field, (None, {}))
            self._add_line(line, place, column.get("heading", ""))

    def _lines(self) -> list[ColumnLine]:
        """The printed columns in their order, then the fields that are not printed, then room for new ones."""
        kept: dict[str, str] = {}
        for column in self.instance.columns:
            kept[column["field"]] = column["field"]
        for field in FIELDS:
            kept.setdefault(field, field)
        for extra in self.instance.actions.exclude(extra={}).values_list("extra", flat=True):
            for heading in extra:
                kept.setdefault(f"extra:{heading}", heading)
        lines = []
        for number, field in enumerate(kept):
            own = f"Your own: {field.removeprefix('extra:')}"
            words = FIELDS[field].described if field in FIELDS else own
            lines.append(ColumnLine(field, words, field if field in FIELDS else f"own{number}"))
        for number in range(1, NEW_COLUMNS + 1):
            lines.append(ColumnLine("", "A new column of your own", f"new{number}"))
        return lines

    def _add_line(self, line: ColumnLine, place: int | None, heading: str) -> None:
        prints, named, placed = line.names
        self._add(prints, forms.BooleanField(label=f"Print {line.words}", required=False, initial=place is not None))
        self._add(
            named,
            forms.CharField(
                label=f"Heading of {line.words}",
                required=False,
                max_length=HEADING_LENGTH,
                initial=heading or HEADINGS.get(line.field, line.field.removeprefix("extra:")),
            ),
        )
        self._add(
            placed,
            forms.IntegerField(
                label=f"Place of {line.words}",
                required=False,
                min_value=1,
                max_value=99,
                initial=place,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                error_messages={"invalid": "The place of a column is a whole number, such as 3"},
            ),
        )

    def _add(self, name: str, field: forms.Field) -> None:
        self.fields[name] = field
        self._put_plainly(name, field)

    @property
    def plain_fields(self) -> list[Any]:
        """The fields above the columns' table."""
        return [self[name] for name in self.field_order if name in self.fields]

    @property
    def column_lines(self) -> list[dict[str, Any]]:
        """The lines of the table of columns, for the template."""
        return [
            dict(zip(("prints", "heading", "place"), (self[name] for name in line.names), strict=True)) | {"line": line}
            for line in self.lines
        ]

    def clean_ratings(self) -> list[str]:
        scale = [word.strip() for word in self.cleaned_data["ratings"].splitlines() if word.strip()]
        for word in scale:
            if len(word) > 40:
                raise ValidationError(f"“{word[:20]}…” is {len(word)} characters long. A rating holds up to 40")
        twice = {word for word in scale if [w.lower() for w in scale].count(word.lower()) > 1}
        if twice:
            raise ValidationError(f"“{min(twice)}” stands twice in the scale")
        return scale

    def clean_first_version(self) -> int | None:
        """Empty where it is the number that follows anyway."""
        number: int | None = self.cleaned_data["first_version"]
        return None if number == self.instance.first_number and self.instance.first_version is None else number

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["columns"] = self._columns(self.cleaned_data)
        data = super().clean()
        if "rating" in [column["field"] for column in data["columns"]] and data.get("ratings") == []:
            self.add_error("ratings", "Write the scale for the rating column, worst first, or leave that column out")
        return data

    @property
    def compared(self) -> dict[str, str]:
        return super().compared | {"ratings": "ratings", "columns": self.lines[0].names[1]}

    def _columns(self, data: dict[str, Any]) -> list[dict[str, Any]]:
        """The ticked columns with their headings, in order of their numbers; errors are added to the field of their line."""
        before = {column["field"]: column for column in self.instance.columns}
        chosen: list[tuple[int, int, dict[str, Any]]] = []
        headings: dict[str, str] = {}
        fields = {line.field for line in self.lines if line.field}
        for order, line in enumerate(self.lines):
            prints, named, placed = line.names
            heading = re.sub(r"\s+", " ", data.get(named) or "").strip()
            if not line.field and heading:
                data[prints] = True
            if not data.get(prints):
                continue
            if not heading and named not in self.errors:
                self.add_error(named, f"Write a heading for “{line.words}”, or take its tick away")
                continue
            if heading.lower() in headings:
                self.add_error(named, f"Two columns are headed “{heading}”. Give one of them another heading")
            headings[heading.lower()] = heading
            field = line.field or f"extra:{heading}"
            if not line.field and field in fields:
                self.add_error(named, f"The plan has a column of its own called “{heading}” already: tick that one")
            column = before.get(field, {}) | {"field": field, "heading": heading}
            chosen.append((data.get(placed) or 100, order, column))
        if not chosen and not headings:
            self.add_error(self.lines[0].names[0], "Tick at least one column. A plan without any cannot be printed")
        return [column for _, _, column in sorted(chosen, key=lambda line: line[:2])]

    def apply(self) -> Plan:
        """The plan with the typed values, not yet saved."""
        data = self.cleaned_data
        plan = self.instance
        plan.source_date, plan.source_precision = data["source_date"]
        plan.ratings = data["ratings"]
        plan.columns = data["columns"]
        return plan
