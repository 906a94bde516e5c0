"""What is put right on the page of a review: its form, and the buttons that cut and join leads."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import QueryDict

from actionplans.forms.put_right import PutRightForm
from actionplans.importing import decide, lead_cells
from actionplans.importing.left_out import groups
from actionplans.models import Import
from boards.models import User

#: The hidden field by which a request is known to have the form, and the name of its buttons.
ASKED, PRESSED = "put-right", "right"
_GONE = "Nothing was saved: these leads have changed since you opened the page. Answer once more."


def form_of(upload: Import, typed: QueryDict | None = None) -> PutRightForm:
    """The form of an import that becomes a new plan."""
    right = decide.put_right_of(upload)
    cells, left_out = decide.cells_of(upload), groups(upload.document)
    return PutRightForm(typed, document=upload.document, right=right, cells=cells, groups=left_out)


def press(upload: Import, button: str, *, by: User) -> str:
    """Do what a button says, and return the part of the page that comes next. Raises ValidationError where its lead is gone."""
    if button == "save":
        return "#put-right"
    upload = Import.objects.get(pk=upload.pk)  # with what was saved a moment ago
    try:
        key, leads = lead_cells.pressed(decide.cells_of(upload), button)
    except (ValueError, TypeError) as error:
        raise ValidationError(_GONE) from error
    decide.set_leads(upload, key, leads, by=by)
    return f"#lead-{key}"
