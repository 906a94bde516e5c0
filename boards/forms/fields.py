"""Form fields for long texts and for files, with limits in plain sentences; text beyond the limit is kept in the form."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxLengthValidator

from boards.web.failures import FULL
from boards.web.uploads import NotReceived

MEGABYTE = 1024 * 1024


class LengthLimit:
    """Refuses a text longer than ``limit`` characters, saying how long it is and how much ``holder`` holds."""

    def __init__(self, limit: int, *, label: str = "This", holder: str = "It"):
        self.limit, self.label, self.holder = limit, label, holder

    def __call__(self, text: str) -> None:
        if len(text) > self.limit:
            raise ValidationError(
                f"{self.label} is {len(text):,} characters long. {self.holder} holds up to {self.limit:,}",
                code="too_long",
            )


class TextField(forms.CharField):
    """A text, of several lines by default: line breaks come out as ``\\n``, whatever the browser sent.

    ``holder`` is what the error calls the place of the text: “A cell holds up to 50,000”.
    """

    widget = forms.Textarea

    def __init__(self, *, holder: str = "It", rows: int | None = None, **options: Any):
        self.holder = holder
        super().__init__(**options)
        if rows and isinstance(self.widget, forms.Textarea):
            self.widget.attrs["rows"] = rows

    def to_python(self, value: Any) -> str:
        if isinstance(value, str):
            value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        return super().to_python(value)


def say_length_plainly(field: forms.CharField, label: str) -> None:
    """Put our sentence in the place of Django's about the greatest length, and let the browser accept longer text.

    A browser that stops at ``maxlength`` cuts pasted text off silently; the server keeps the text and says so.
    """
    if field.max_length is None:
        return
    holder = getattr(field, "holder", "It")
    kept = [v for v in field.validators if not isinstance(v, MaxLengthValidator | LengthLimit)]
    field.validators = [*kept, LengthLimit(field.max_length, label=f"“{label}”", holder=holder)]
    field.widget.attrs.pop("maxlength", None)


class FileInput(forms.FileInput):
    """A file chooser; with ``several``, for more than one file."""

    def __init__(self, *, several: bool = False, attrs: dict[str, Any] | None = None):
        self.allow_multiple_selected = several
        super().__init__(attrs)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if self.allow_multiple_selected and hasattr(files, "getlist"):
            return files.getlist(name)
        return files.get(name)


class UploadField(forms.Field):
    """A file no larger than ``limit_mb`` (by default the setting EVIDENCE_LIMIT_MB), as ``UploadedFile`` or None.

    With ``several`` it is a list of them. ``suffixes`` (such as ``[".pdf"]``) are the kinds of file that are taken; by
    default any.
    """

    default_error_messages = {"required": "Choose a file"}

    def __init__(
        self, *, limit_mb: int | None = None, several: bool = False, suffixes: Iterable[str] = (), **options: Any
    ):
        self.limit_mb, self.several, self.suffixes = limit_mb, several, tuple(suffixes)
        attrs = {"accept": ",".join(self.suffixes)} if self.suffixes else {}
        options.setdefault("widget", FileInput(several=several, attrs=attrs))
        super().__init__(**options)

    def to_python(self, value: Any) -> UploadedFile | list[UploadedFile] | None:
        files = [file for file in (value if isinstance(value, list) else [value]) if file is not None]
        return files if self.several else (files[0] if files else None)

    def bound_data(self, data: Any, initial: Any) -> None:
        return None  # a browser never fills a file chooser again

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data)

    def run_validators(self, value: Any) -> None:
        super().run_validators(value)
        files = value if isinstance(value, list) else [value] if value else []
        faults = [fault for file in files if (fault := self._fault_of(file))]
        if faults:
            raise ValidationError(faults)

    def _fault_of(self, file: UploadedFile) -> ValidationError | None:
        name = file.name
        limit = self.limit_mb or settings.EVIDENCE_LIMIT_MB
        if isinstance(file, NotReceived):
            return ValidationError(f"“{name}” did not arrive. {FULL}", code="full")
        if file.size > limit * MEGABYTE:
            return ValidationError(f"“{name}” is {_size(file.size)}. Files can be up to {limit} MB", code="too_large")
        if not file.size:
            return ValidationError(f"“{name}” is empty. Choose it again, or another file", code="empty")
        if self.suffixes and PurePath(file.name).suffix.lower() not in self.suffixes:
            return ValidationError(f"“{name}” is not one of {', '.join(self.suffixes)}", code="suffix")
        return None


def _size(size: int) -> str:
    """In megabytes, so that a file just over a limit never reads as if it kept to it."""
    tenths = -(-size * 10 // MEGABYTE)
    return f"{tenths // 10} MB" if tenths % 10 == 0 or tenths > 300 else f"{tenths / 10} MB"
