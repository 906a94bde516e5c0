"""The form of a person."""

from __future__ import annotations

from typing import Any

from boards.forms import DateField, FieldLayout
from boards.forms.of_board import OfBoardForm
from boards.models import Agency, Person


class PersonForm(OfBoardForm):
    at_field = {"person_leaves_after_joining": "to_date"}
    looks = {"initials": FieldLayout(width=5)}

    from_date = DateField(label="In post from", required=False, help_text="Leave it empty if it does not matter")
    to_date = DateField(label="Last day in post", required=False, help_text="Leave it empty while they are in post")

    class Meta:
        model = Person
        fields = ["name", "initials", "job_title", "agency", "email", "from_date", "to_date"]
        help_texts = {
            "initials": "As notes write them, for example TO. The plan then knows whose note it is",
            "email": "",
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.filter(board=self.board)
        self.fields["agency"].empty_label = "None"
