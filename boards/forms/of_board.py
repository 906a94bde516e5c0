"""Base class of forms for one row of a board: an agency, a person, a group, a meeting, its settings."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from boards.forms import BaseModelForm
from boards.forms.meanwhile import Meanwhile
from boards.models import Board


class OfBoardForm(Meanwhile, BaseModelForm):
    """A form for one row of a board.

    ``at_field`` maps names of the model's constraints to the field by which the message is shown.
    """

    at_field: dict[str, str] = {}

    def __init__(self, *args: Any, board: Board, **kwargs: Any):
        self.board = board
        super().__init__(*args, **kwargs)

    def _post_clean(self) -> None:
        """Django leaves out constraints that include a field which is not on the form, such as the board, and
        puts the others' messages above the form: here all are checked, and each message is shown by its field."""
        super()._post_clean()
        self._errors.pop(NON_FIELD_ERRORS, None)
        wrong = set(self._errors)
        for constraint in self.instance._meta.constraints:
            try:
                constraint.validate(type(self.instance), self.instance, exclude=wrong)
            except ValidationError as fault:
                self.add_error(self.at_field.get(constraint.name), ValidationError(fault.messages))
