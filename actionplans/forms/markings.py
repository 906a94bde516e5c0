"""A mixin for forms in which the protective marking of a plan is chosen: lowering it needs a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from boards.forms import FieldLayout, TextField
from boards.forms.bases import AnyForm
from boards.operations.markings import reason_for
from boards.protective_markings import ORDER, SENSITIVE

WHY = "marking_why"


class WithMarking(AnyForm):
    """First base class of a form that has a field ``marking``. ``marking_reason`` is the reason of the change for the history;
    empty where there is none."""

    #: The marking that the plan has.
    marked = ""
    marking_reason = ""
    looks: dict[str, FieldLayout]

    def ask_why(self, marked: str, look: FieldLayout) -> None:
        """Add the question for the reason to the layout, under the choices that would lower the marking ``marked``."""
        self.marked = marked
        self.looks = self.looks | {"marking": look}
        if marked == SENSITIVE:
            lower = {marking: (WHY,) for marking in ORDER if marking != SENSITIVE}
            self.looks |= {"marking": FieldLayout(label=look.label, reveals=lower), WHY: FieldLayout(label="s")}
            self.fields[WHY] = TextField(
                label=f"Why is it no longer {SENSITIVE}?",
                help_text="Kept in the history of the plan, with your name",
                required=False,
                max_length=300,
                rows=2,
            )
            self._put_plainly(WHY, self.fields[WHY])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        try:
            self.marking_reason = reason_for(self.marked, data.get("marking") or self.marked, data.get(WHY) or "")
        except ValidationError:
            self.add_error(WHY, forms.ValidationError(f"Say why the plan is no longer {SENSITIVE}", code="required"))
        return data
