"""What is put right on the page of a review: its form, and the buttons that cut and join leads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict

from actionplans.forms.put_right import PutRightForm
from actionplans.importing import decide, lead_cells
from actionplans.importing.left_out import PIECES, LeftOutGroup, groups
from actionplans.models import Import
from boards.models import User

#: The hidden field by which a request is known to have the form, and the name of its buttons.
ASKED, PRESSED = "put-right", "right"


class LeadsChanged(Exception):
    """A button that cuts or joins leads was pressed for leads that are not there any more."""


def form_of(upload: Import, typed: QueryDict | None = None) -> PutRightForm:
    """The form of an import that becomes a new plan."""
    right = decide.put_right_of(upload)
    asked = [group for group in groups(upload.document) if group.reason not in PIECES]  # those are notices
    return PutRightForm(typed, document=upload.document, right=right, cells=decide.cells_of(upload), groups=asked)


def context_of(upload: Import, left_out: Sequence[LeftOutGroup], refused: PutRightForm | None) -> dict[str, Any]:
    """What the page of a new plan shows of it: the form, and what was left out with where it belongs."""
    form = refused or form_of(upload)
    return {"put_right": form, "left_out": form.with_places(left_out)}


def keep(upload: Import, typed: QueryDict, *, by: User) -> PutRightForm | None:
    """Keep what was typed and chosen. Returns the form if something of it is refused."""
    form = form_of(upload, typed) if ASKED in typed else None
    if form is not None and not form.is_valid():
        return form
    if form is not None:
        decide.put_right(upload, form.answers(), by=by)
    return None


def press(upload: Import, button: str, *, by: User) -> str:
    """Do what a button says, and return the part of the page that comes next. Raises LeadsChanged where its lead is gone."""
    if button == "save":
        return "#put-right"
    upload = Import.objects.get(pk=upload.pk)  # with what was saved a moment ago
    try:
        key, leads = lead_cells.pressed(decide.cells_of(upload), button)
    except (ValueError, TypeError) as error:
        raise LeadsChanged from error
    decide.set_leads(upload, key, leads, by=by)
    return f"#lead-{key}"
