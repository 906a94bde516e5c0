"""Forms of versions: publishing one, and choosing a day in the past whose plan is shown."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django import forms
from django.utils import timezone

from actionplans.forms.base import GrowingForm
from actionplans.forms.markings import WithMarking
from actionplans.models import Plan
from boards.forms import BaseForm, DateField, FieldLayout
from boards.models import Meeting
from boards.models.board import MARKINGS

OWN = "own"
#: Bounds for the hidden fields: the highest number, and the form of a state.
MOST_VERSIONS = 100_000
#: A plan that was seen longer ago is shown again before it is published.
SEEN_LATELY = datetime.timedelta(hours=1)
_STATE = re.compile(r"[0-9a-f]{64}")


class PublishForm(WithMarking, GrowingForm):
    """Note and marking of the next version.

    It carries the number that it was made for and the state of the plan that was shown (``expects``), so that nothing is
    published that its author has not seen, and nothing twice; ``unchanged`` says that it was what the last version holds, which
    needs a tick. ``seen`` is when that was. On a form that is shown because the
    plan was changed, ``as_seen`` is set: the plan goes out as it was then, so that others who go on writing stop nobody.
    """

    look = FieldLayout(label="m")
    looks = {
        "note": FieldLayout(label="m", reveals={OWN: ("own",)}),
        "own": FieldLayout(label=""),
    }

    number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    state = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    as_seen = forms.BooleanField(widget=forms.HiddenInput, required=False)
    unchanged = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        plan: Plan,
        offered: list[tuple[Meeting, str]],
        number: int | None,
        state: str | None,
        seen: datetime.datetime | None = None,
        unchanged: bool = False,
        **kwargs: Any,
    ) -> None:
        self.meetings = {f"meeting-{meeting.pk}": meeting for meeting, _ in offered}
        self.notes = {f"meeting-{meeting.pk}": note for meeting, note in offered}
        self.expects = {"number": number, "state": state, "seen": seen.isoformat() if seen else ""}
        self.expects["unchanged"] = "on" if unchanged else ""
        super().__init__(*args, **kwargs)
        used = set(plan.versions.values_list("note", flat=True))
        unused = [value for value, note in self.notes.items() if note not in used]
        self.add(
            "note",
            forms.ChoiceField(
                label="Note for the version table",
                help_text="Printed on the last page, beside number, date and initials",
                choices=[*self.notes.items(), (OWN, "My own words")],
                widget=forms.RadioSelect,
                initial=unused[0] if unused else OWN,
                error_messages={"required": "Choose a note, or write your own"},
            ),
        )
        self.add(
            "own",
            forms.CharField(
                label="Note",
                max_length=300,
                error_messages={"required": "Write a note for the version table, such as “Corrected: lead for 102.1”"},
            ),
        )
        self.add(
            "marking",
            forms.ChoiceField(
                label="Marking on every page", choices=MARKINGS, widget=forms.RadioSelect, initial=plan.marking
            ),
        )
        self.ask_why(plan.marking, FieldLayout(label="m", inline=True))
        for name, value in self.expects.items():
            self.fields[name].initial = value
        # What is typed into a form that said so needs the tick, unless it is known by now that something has changed.
        self._ask_twice(bool(self["unchanged"].value()) and (unchanged or number is None))

    def _ask_twice(self, asks: bool) -> None:
        """Where nothing has changed since the last version, a tick says that the same is to be published again."""
        self.fields.pop("same", None)
        if asks:
            self.add("same", forms.BooleanField(label="Publish it although nothing has changed"))

    @property
    def is_of_a_state(self) -> bool:
        """Whether the form says which number and which state of the plan it was made for."""
        number, state = self.cleaned_data.get("number"), self.cleaned_data.get("state") or ""
        return number is not None and 0 < number <= MOST_VERSIONS and bool(_STATE.fullmatch(state))

    @property
    def seen_at(self) -> datetime.datetime | None:
        """When the plan was shown, as the form says; None where it says nothing that could be, and where that is long ago."""
        try:
            moment = datetime.datetime.fromisoformat(self.cleaned_data.get("seen") or "")
        except ValueError:
            return None
        now = timezone.now()
        return moment if moment.tzinfo and now - SEEN_LATELY <= moment <= now else None

    def renewed(self) -> PublishForm:
        """Set the present number, state and moment in the form, keeping the typed values; returns the form."""
        self.data = self.data.copy()
        self.data[self.add_prefix("as_seen")] = "on"
        self.data.pop(self.add_prefix("same"), None)
        for name, value in self.expects.items():
            self.data[self.add_prefix(name)] = str(value)
        self._ask_twice(bool(self.expects["unchanged"]))
        return self

    @property
    def chosen_note(self) -> str:
        """The note that the user chose or typed, valid or not."""
        value = self["note"].value()
        return self.notes.get(value, "") or str(self["own"].value() or "")

    @property
    def chosen_meeting(self) -> Meeting | None:
        return self.meetings.get(self.cleaned_data["note"])


class OnForm(BaseForm):
    """The day at the end of which the plan is shown."""

    look = FieldLayout(label="m")

    date = DateField(
        label="On which day?",
        help_text="The plan at the end of that day, from its history. For example 27 3 2026",
        latest=timezone.localdate,
        error_messages={"required": "Enter a day", "too_late": "That day is still to come. Nobody knows the plan yet"},
    )

    def __init__(self, *args: Any, began: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["date"].earliest = began
        self.fields["date"].error_messages["too_early"] = (
            "The plan was begun here on %(bound)s. Choose that day or a later one"
        )
