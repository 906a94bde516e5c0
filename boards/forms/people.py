"""Forms for people, groups, agencies and meetings. What can be chosen in them is the board's own."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Q
from django.utils import timezone

from boards.forms import BaseModelForm, DateField, Look
from boards.forms.meanwhile import Meanwhile
from boards.models import Agency, Board, Group, Meeting, Person


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


class AgencyForm(OfBoardForm):
    at_field = {"agency_name_once_in_board": "name"}
    looks = {"short_name": Look(width=20)}

    class Meta:
        model = Agency
        fields = ["name", "short_name", "kind"]
        labels = {"short_name": "Short name, if there is one"}
        help_texts = {"short_name": "As lists call it, for example ICB"}


class PersonForm(OfBoardForm):
    at_field = {"person_leaves_after_joining": "to_date"}
    looks = {"initials": Look(width=5)}

    from_date = DateField(label="In post from", required=False, help_text="Leave it empty if it does not matter")
    to_date = DateField(label="Last day in post", required=False, help_text="Leave it empty while they are in post")

    class Meta:
        model = Person
        fields = ["name", "initials", "job_title", "agency", "email", "from_date", "to_date"]
        help_texts = {
            "initials": "As notes write them, for example TO. The plan then knows whose note it is.",
            "email": "",
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.filter(board=self.board)
        self.fields["agency"].empty_label = "None"


class PeopleField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, person: Person) -> str:
        return ", ".join(filter(None, (person.name, person.job_title)))


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person: Person) -> str:
        return person.name


class GroupForm(OfBoardForm):
    at_field = {"group_name_once_in_board": "name"}

    members = PeopleField(
        label="Members", required=False, queryset=Person.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    chair = PersonField(
        label="Chair",
        required=False,
        queryset=Person.objects.none(),
        empty_label="Nobody yet",
        help_text="Whoever chairs is a member too",
    )

    class Meta:
        model = Group
        fields = ["name", "kind", "members", "chair"]

    field_order = ["name", "kind", "chair", "members"]
    looks = {"members": Look(small=True)}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        inside = list(self.ticked().get("members", ()))
        # People in post, and people who are still members.
        people = Person.objects.filter(board=self.board).filter(
            Q(pk__in=Person.objects.on(timezone.localdate()).values("pk")) | Q(pk__in=inside)
        )
        self.fields["members"].queryset = people
        self.fields["chair"].queryset = people
        self.initial.setdefault("members", inside)
        self.initial.setdefault("chair", next(iter(self.ticked().get("chair", ())), None))

    compared = {"name": "name", "kind": "kind"}

    def ticked(self) -> dict[str, set[int]]:
        if not self.instance.pk:
            return {}
        places = list(self.instance.members.current())
        return {
            "members": {place.person_id for place in places},
            "chair": {place.person_id for place in places if place.chairs},
        }


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
    looks = {"time": Look(width=10)}

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
