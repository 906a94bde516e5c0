"""Forms of imports: the upload, its target (a new plan or changes to one), and the meaning of its columns."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from actionplans.document.cells import lead_words
from actionplans.document.fields import FIELDS
from actionplans.document.tree import PlanDocument, VersionLine
from actionplans.document.wording import shorten
from actionplans.forms.base import GrowingForm
from actionplans.forms.plans import LooseDateField
from actionplans.importing.columns import COLUMN_FIELDS
from actionplans.models import Plan
from boards.forms import BaseForm, FieldLayout, UploadField

#: The largest file that the reader accepts, in megabytes.
LIMIT_MB = 25
NEW = "new"
#: Before the slug of a plan: an earlier version of it.
EARLIER = "earlier:"

#: Labels of the meanings of a column.
WORDS = {name: field.question for name, field in FIELDS.items() if field.question} | {
    "extra": "A column of the board’s own"
}
#: Columns that identify the recommendation of a row. Their meaning cannot be changed.
FIXED = {name: field.described for name, field in FIELDS.items() if not field.question}


class UploadForm(BaseForm):
    """The file and its target."""

    keeps_text = False

    file = UploadField(
        label="The file",
        limit_mb=LIMIT_MB,
        help_text="A Word document (.docx), an Excel workbook (.xlsx), a PDF with text, a CSV file, or a plan saved here as "
        "JSON. Up to 25 MB",
        error_messages={"required": "Choose the file in which the board keeps its plan"},
    )
    into = forms.ChoiceField(label="What is it?", widget=forms.RadioSelect, initial=NEW)

    def __init__(self, *args: Any, plans: list[Plan], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.plans = {plan.slug: plan for plan in plans}
        if plans:
            choices = [(NEW, "A plan that is not here yet")]
            choices += [(plan.slug, f"A copy of “{plan.title}” that comes back") for plan in plans]
            self.fields["into"].choices = choices
        else:
            del self.fields["into"]

    def plan(self) -> Plan | None:
        """The plan that the file is a copy of, if any."""
        return self.plans.get(self.cleaned_data.get("into", NEW))


class AimForm(BaseForm):
    """The target of a file that has been read: a new plan, with its title, changes to a plan, or an earlier version of one."""

    look = FieldLayout(label="s")
    looks = {"into": FieldLayout(reveals={NEW: ("title",)}, small=True)}

    into = forms.ChoiceField(label="Import as", widget=forms.RadioSelect)
    title = forms.CharField(
        label="Title of the plan",
        max_length=Plan._meta.get_field("title").max_length,
        error_messages={"required": "Enter the title of the plan"},
    )

    def __init__(self, *args: Any, plans: list[Plan], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.plans = {plan.slug: plan for plan in plans}
        self.fields["into"].choices = [
            (NEW, "A plan of its own"),
            *((plan.slug, f"Changes to “{plan.title}”") for plan in plans),
            *((EARLIER + plan.slug, f"An earlier version of “{plan.title}”") for plan in plans),
        ]

    def plan(self) -> Plan | None:
        return self.plans.get(self.cleaned_data["into"].removeprefix(EARLIER))

    @property
    def is_earlier(self) -> bool:
        """Whether it is to be an earlier version of the plan."""
        return str(self.cleaned_data["into"]).startswith(EARLIER)


class EarlierForm(BaseForm):
    """An older copy of a plan as a line of its version table."""

    label = forms.CharField(
        label="Which version is it?",
        max_length=40,
        help_text="As it is printed, for example “Version 9”",
        error_messages={"required": "Enter which version it is, for example “Version 9”"},
    )
    date = LooseDateField(label="Its date", help_text="The month and year are enough, or the year")
    note = forms.CharField(label="Note", max_length=300, required=False, help_text="As in the version table")
    looks = {"label": FieldLayout(width=10)}

    def clean_date(self) -> tuple[str, str]:
        date: tuple[str, str] = self.cleaned_data["date"]
        if not date[0]:
            raise ValidationError("Enter the date of this version: versions are ordered by it")
        return date

    @property
    def line(self) -> VersionLine:
        """The line of the version table."""
        data = self.cleaned_data
        return VersionLine(label=data["label"].strip(), date=data["date"][0], note=data["note"].strip())


class ColumnsForm(GrowingForm):
    """The meaning of each column of the file."""

    look = FieldLayout(hide_label=True)

    def __init__(self, *args: Any, document: PlanDocument, meanings: dict[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.document = document
        self.lines: list[dict[str, Any]] = []
        for number, column in enumerate(document.columns):
            heading = column.heading or FIXED.get(column.field) or WORDS.get(column.field, column.extra)
            samples = _samples(document, column.field)
            line: dict[str, Any] = {"heading": heading, "samples": samples, "fixed": FIXED.get(column.field, "")}
            if not line["fixed"]:
                name = f"column{number}"
                own = "extra" if column.extra else column.field
                choices = [(m, WORDS[m]) for m in COLUMN_FIELDS]
                self.add(
                    name,
                    forms.ChoiceField(
                        label=f"What “{heading}” means", choices=choices, initial=meanings.get(column.field, own)
                    ),
                )
                line["name"] = name
            self.lines.append(line)

    @property
    def shown(self) -> list[dict[str, Any]]:
        return [line | {"field": self[line["name"]] if "name" in line else None} for line in self.lines]

    def meanings(self) -> dict[str, str]:
        """The meanings that the user changed, by column."""
        found = {}
        for column, line in zip(self.document.columns, self.lines, strict=True):
            own = "extra" if column.extra else column.field
            if "name" in line and self.cleaned_data[line["name"]] != own:
                found[column.field] = self.cleaned_data[line["name"]]
        return found


def _samples(document: PlanDocument, field: str, most: int = 2) -> list[str]:
    """The beginnings of the first cells of a column that are not empty."""
    found: list[str] = []
    for _, recommendation, action in document.actions():
        texts = {
            "recommendation": recommendation.text,
            "number": recommendation.number,
            "deadline": action.deadline_text,
            "lead": lead_words(action),
            "progress": " ".join(f"{e.as_written} {e.text}" for e in action.progress[:1]),
            "rating": action.rating or recommendation.rating or "",
            "status": action.status,
        }
        own = action.extra.get(field.removeprefix("extra:"), "")
        text = own if field.startswith("extra:") else texts.get(field, getattr(action, field, ""))
        if text and (short := shorten(text, 70)) not in found:
            found.append(short)
        if len(found) == most:
            break
    return found
