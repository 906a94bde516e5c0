"""The form of the export page: a plan, a part of it or a version, as a file."""

from __future__ import annotations

from typing import Any

from django import forms

from actionplans.document.parts import UnknownRows, only_rows
from actionplans.document.references import references
from actionplans.document.tree import PlanDocument
from actionplans.document.wording import FEW_READERS
from actionplans.writing.formats import FORMATS, row_names
from boards.forms import BaseForm, FieldLayout


class ExportForm(BaseForm):
    """What to export, and in which format. Links may fill it in by GET."""

    look = FieldLayout(label="m")
    looks = {
        "format": FieldLayout(label="m", small=True, hints={ending: kind.words for ending, kind in FORMATS.items()}),
        "rows": FieldLayout(label="m", width=30),
        "internal": FieldLayout(
            label="m", small=True, hints={"in": "Marked as internal. Think of who will get the file."}
        ),
    }

    format = forms.ChoiceField(
        label="As which kind of file?",
        choices=[(ending, kind.name) for ending, kind in FORMATS.items()],
        widget=forms.RadioSelect,
        initial="docx",
        error_messages={"required": "Choose a kind of file"},
    )
    rows = forms.CharField(
        label="Only some rows",
        required=False,
        max_length=4000,
    )
    internal = forms.ChoiceField(
        label=f"Hidden rows and internal notes, which only {FEW_READERS} may read",
        choices=[("out", "Leave them out"), ("in", "Put them in")],
        widget=forms.RadioSelect,
        initial="out",
        required=False,
    )

    def __init__(self, *args: Any, document: PlanDocument, internal: bool, whole: bool = True, **kwargs: Any) -> None:
        """``internal``: whether there are internal rows or notes that the user may read. ``whole``: whether no filter has
        chosen rows already."""
        super().__init__(*args, **kwargs)
        self.document = document
        self.fields["rows"].help_text = _rows_help(document)
        if not internal:
            del self.fields["internal"]
        if not whole:
            del self.fields["rows"]

    def clean_rows(self) -> list[str]:
        names = row_names(self.cleaned_data["rows"])
        try:
            only_rows(self.document, names)
        except UnknownRows as error:
            raise forms.ValidationError(f"{error} Look at the references in the first column of the plan") from error
        return names

    @property
    def with_internal(self) -> bool:
        return self.cleaned_data.get("internal") == "in"


def _rows_help(document: PlanDocument) -> str:
    """The help text on how to name rows, with references of this plan as examples."""
    numbers = [recommendation.number for _, recommendation in document.recommendations() if recommendation.number]
    examples = ", ".join([*references(document)[:1], *numbers[1:2]])
    example = f" For example {examples}" if examples else ""
    return (
        f"Leave this empty for all of them. Otherwise rows or recommendations by their numbers, with commas.{example}"
    )
