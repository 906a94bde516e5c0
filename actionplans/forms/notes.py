"""Forms of notes: adding one, and correcting one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone

from actionplans.files.inspection import Refused, inspect_file
from actionplans.forms.base import GrowingForm, text_field
from actionplans.forms.readers import FEW, readers_field
from actionplans.models import ProgressEntry
from boards.forms import DateField, FieldLayout, UploadField
from boards.forms.meanwhile import Meanwhile

WHO_READS = "Who reads this note?"
#: The error where “Nothing new” was pressed although the form holds a text.
WRITTEN = "You have written a note. Save it, or clear it if there is nothing new"
WITH_A_FILE = (
    "You have added a file. Write a sentence about it and save, or choose “Nothing new” again without the file"
)


class EvidenceField(UploadField):
    """A file for a note. It is inspected (``files.inspection``), and programs are refused."""

    def run_validators(self, value: Any) -> None:
        super().run_validators(value)
        if value is not None:
            try:
                inspect_file(value)
            except Refused as error:
                raise forms.ValidationError(str(error), code="refused") from error


class NoteForm(GrowingForm):
    """A new note: what happened, when, and a file, if any."""

    text = text_field("Your note", rows=4, hint="It is read in the printed plan")
    when = forms.ChoiceField(
        label="When did it happen?",
        choices=[("today", "Today"), ("other", "Another day")],
        widget=forms.RadioSelect,
        initial="today",
    )
    happened = DateField(
        label="Which day?",
        required=False,
        latest=timezone.localdate,
        error_messages={"too_late": "That day is still to come. A note says what has happened"},
    )
    file = EvidenceField(label="Add a file, if there is one", required=False)

    looks = {"when": FieldLayout(reveals={"other": ("happened",)}, options="pair")}

    def __init__(self, *args: Any, readers: FieldLayout | None = None, nothing: bool = False, **kwargs: Any):
        """``readers`` is how the choice of its readers is drawn, for users who may write internal notes. ``nothing`` is whether
        “Nothing new” was pressed although the form was filled in: then it is never valid, and its error says what to do."""
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = f"A document or a picture, up to {settings.EVIDENCE_LIMIT_MB} MB"
        self.nothing = nothing
        if readers:
            self.add("internal", readers_field(WHO_READS, few=False))
            self.looks = {**self.looks, "internal": readers}

    def clean_internal(self) -> bool:
        return self.cleaned_data["internal"] == FEW

    @property
    def is_begun(self) -> bool:
        """Whether it holds a text or a file that would be lost."""
        return bool((self["text"].data or "").strip() or self["file"].data)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "text" in self.errors:
            pass  # the error of its own field is enough
        elif self.nothing:
            self.add_error("text", WRITTEN if data.get("text", "").strip() else WITH_A_FILE)
        elif not data.get("text", "").strip():
            self.add_error("text", "Write what has happened, or choose “Nothing new this period” below.")
        if data.get("when") == "other" and "happened" not in self.errors and data.get("happened") is None:
            self.add_error("happened", "Enter the day on which it happened.")
        return data


class ChangeNoteForm(Meanwhile, GrowingForm):
    """Correcting a note."""

    compared = {"text": "text", "happened": "happened", "internal": "internal"}

    text = text_field("The note", rows=5, required=True)
    happened = DateField(
        label="When did it happen?",
        required=False,
        latest=timezone.localdate,
        error_messages={"too_late": "That day is still to come. A note says what has happened"},
    )

    def __init__(self, *args: Any, entry: ProgressEntry, readers: FieldLayout | None, **kwargs: Any):
        """``readers`` as in ``NoteForm``."""
        self.instance = entry
        dated = {"happened": entry.happened} if entry.precision == "day" else {}
        super().__init__(*args, initial={"text": entry.text} | dated, **kwargs)
        if readers:
            self.add("internal", readers_field(WHO_READS, few=entry.internal))
            self.looks = {"internal": readers}

    def clean_internal(self) -> bool:
        return self.cleaned_data["internal"] == FEW

    def clean_happened(self) -> str:
        """The date as notes store it; empty leaves it unchanged."""
        day = self.cleaned_data["happened"]
        return day.isoformat() if day else self.instance.happened
