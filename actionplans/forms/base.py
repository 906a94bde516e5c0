"""Base classes of this app's forms."""

from __future__ import annotations

from typing import Any

from django import forms

from actionplans.models.base import CELL
from boards.forms import BaseForm, TextField


def text_field(label: str, *, rows: int = 5, hint: str = "", required: bool = False) -> TextField:
    """A field for a cell of text. A text that is too long gives an error with its length, and stays in the field."""
    return TextField(label=label, help_text=hint, required=required, max_length=CELL, rows=rows, holder="A cell")


class GrowingForm(BaseForm):
    """A form whose fields depend on its arguments: ``add`` adds one, with its error messages like those of all others."""

    def add(self, name: str, field: forms.Field) -> None:
        self.fields[name] = field
        self._put_plainly(name, field)


class ReasonForm(GrowingForm):
    """An operation that needs only its reason."""

    def __init__(self, *args: Any, label: str, hint: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.add("reason", text_field(label, rows=3, hint=hint, required=True))
