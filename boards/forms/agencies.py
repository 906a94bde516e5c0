"""The form of an agency."""

from __future__ import annotations

from boards.forms import FieldLayout
from boards.forms.of_board import OfBoardForm
from boards.models import Agency


class AgencyForm(OfBoardForm):
    at_field = {"agency_name_once_in_board": "name"}
    looks = {"short_name": FieldLayout(width=20)}

    class Meta:
        model = Agency
        fields = ["name", "short_name", "kind"]
        labels = {"short_name": "Short name, if there is one"}
        help_texts = {"short_name": "As lists call it, for example ICB"}
