"""The form of a meeting."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from boards.forms import DateField, FieldLayout
from boards.forms.of_board import OfBoardForm
from boards.models import Group, Meeting


class TimeOfDay(forms.TimeField):
    """A time as people write it: 10am, 2.30 pm, 14:30."""

    default_error_messages = {"invalid": "Write a time like 10am or 2:30pm"}

    def __init__(self, **options: Any):
        super().__init__(input_formats=["%H:%M", "%H:%M:%S", "%I%p", "%I:%M%p"], **options)

    def to_python(self, value: Any) -> datetime.time | None:
        if isinstance(value, str):
            value = value.strip().lower().replace(" ", "").replace(".", ":").replace("noon", "pm")
            value = value.replace("a:m:", "am").replace("p:m:", "pm").replace("a:m", "am").replace("p:m", "pm")
        return super().to_python(value)


class MeetingForm(OfBoardForm):
    at_field = {"papers_before_meeting": "papers_due", "group_meets_once_a_day": "date"}
    looks = {"time": FieldLayout(width=10)}

    date = DateField(label="Date")
    time = TimeOfDay(
        label="Time, if it is known",
        required=False,
        widget=forms.TimeInput(format="%H:%M"),
        help_text="For example 10am or 2:30pm",
    )
    papers_due = DateField(
        label="Papers due, if there is a day for it",
        required=False,
        help_text="The home page counts the days to it",
    )

    class Meta:
        model = Meeting
        fields = ["group", "date", "time", "place", "papers_due", "cancelled"]
        labels = {"group": "Who meets", "place": "Place, if it is known", "cancelled": "This meeting is cancelled"}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.filter(board=self.board)
        self.fields["group"].empty_label = "Choose"
        if not self.instance.pk:
            del self.fields["cancelled"]
