"""Forms of a covering report: beginning one, its head, and each of its texts."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from actionplans.document.dates import day_words
from actionplans.forms.base import GrowingForm
from actionplans.models import Plan, Report, ReportPart, Version
from actionplans.models.base import CELL
from actionplans.writing.report_sentences import NO_IMPLICATION
from boards.forms import BaseModelForm, DateField, FieldLayout, TextField
from boards.forms.meanwhile import Meanwhile
from boards.models import Meeting

#: Days in the past from which meetings are offered: a report may be written up after its meeting.
PAST_DAYS = 60
#: The number of meetings that are offered for a new report: coming, and held.
AHEAD, HELD = 6, 2
OTHER = "other"
TODAY = "The plan as it stands today, a draft"


class MeetingChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Meeting) -> str:
        return _meeting_words(obj)


class VersionChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Version) -> str:
        return f"Version {obj.number}, {day_words(obj.date)}"


def meetings_for(plan: Plan, chosen: Meeting | None = None) -> QuerySet[Meeting]:
    """The recent and coming meetings of the board, the next one first, and the one chosen before."""
    since = timezone.localdate() - datetime.timedelta(days=PAST_DAYS)
    offered = Q(date__gte=since, cancelled=False) | Q(pk=chosen.pk if chosen else None)
    return Meeting.objects.of(plan.board).filter(offered).order_by("date", "time", "pk")


def versions_of(plan: Plan) -> QuerySet[Version]:
    return plan.versions.defer("document_text", "pdf").order_by("-number")


class BeginForm(GrowingForm):
    """A new report: for which meeting, and of which state of the plan."""

    look = FieldLayout(label="m")
    looks = {
        "meeting": FieldLayout(label="m", reveals={OTHER: ("to", "date")}),
        "to": FieldLayout(label="s"),
        "date": FieldLayout(label="s"),
    }

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = _offered(plan)
        self.meetings = {f"meeting-{meeting.pk}": meeting for meeting in offered}
        taken = set(plan.reports.values_list("meeting_id", flat=True))
        today = timezone.localdate()
        free = (key for key, meeting in self.meetings.items() if meeting.date >= today and meeting.pk not in taken)
        names = [(key, _meeting_words(meeting)) for key, meeting in self.meetings.items()]
        self.add(
            "meeting",
            forms.ChoiceField(
                label="For which meeting?",
                choices=[*names, (OTHER, "Another body’s meeting")],
                widget=forms.RadioSelect,
                initial=next(free, OTHER),
                error_messages={"required": "Choose a meeting"},
            ),
        )
        self.add(
            "to",
            forms.CharField(
                label="Report to",
                max_length=120,
                help_text="For example “Health and Wellbeing Board”",
                error_messages={"required": "Enter whom the report is for, for example “Health and Wellbeing Board”"},
            ),
        )
        self.add("date", DateField(label="Date of its meeting", required=False, help_text="If you know it"))
        versions = versions_of(plan)
        self.add(
            "version",
            VersionChoice(
                queryset=versions,
                label="What does it cover?",
                required=False,
                empty_label=TODAY,
                initial=versions.first(),
            ),
        )

    @property
    def chosen_meeting(self) -> Meeting | None:
        return self.meetings.get(self.cleaned_data["meeting"])


def _offered(plan: Plan) -> list[Meeting]:
    """The most likely meetings for a new report: the next ones, and the last that were held."""
    meetings, today = Meeting.objects.of(plan.board), timezone.localdate()
    return [*meetings.coming(today)[:AHEAD], *meetings.held(today)[:HELD]]


def _meeting_words(meeting: Meeting) -> str:
    return f"{meeting.group.name}, {day_words(meeting.date)}"


class ReportForm(Meanwhile, BaseModelForm):
    """The head of a report, and the versions that it is computed from."""

    look = FieldLayout(label="s")
    looks = {
        "marking": FieldLayout(label="s", inline=True, small=True),
        "finished": FieldLayout(small=True),
        "none_arises": FieldLayout(small=True),
    }

    meeting = MeetingChoice(
        queryset=Meeting.objects.none(), label="Meeting", required=False, empty_label="Another body’s meeting"
    )
    date = DateField(label="Meeting date", required=False)
    version = VersionChoice(
        queryset=Version.objects.none(),
        label="The plan that it covers",
        required=False,
        empty_label=TODAY,
        help_text="A version never changes. The plan as it stands does, and the appendix with it",
    )
    since = VersionChoice(
        queryset=Version.objects.none(),
        label="Compare with",
        required=False,
        empty_label="No version: all of it as it stands",
    )

    none_arises = forms.BooleanField(
        required=False,
        help_text=f"“{NO_IMPLICATION}” stands there as a suggestion, which nobody has confirmed. Tick this if it is true, or "
        "write what there is, before the report is finished",
    )

    class Meta:
        model = Report
        fields = ["title", "meeting", "to", "date", "author", "marking", "version", "since", "finished"]
        labels = {"author": "Report by", "marking": "Marking", "finished": "It is finished"}
        help_texts = {
            "author": "The role that reports, not a name",
            "finished": "The chair, scrutineer, leads and members may then download it. Until then managers see it, as a DRAFT",
        }
        error_messages = {
            "title": {"required": "Enter the title of the report"},
            "to": {"required": "Enter whom the report is for, for example “Executive”"},
            "author": {"required": "Enter the role that reports, for example “Business manager”"},
        }
        widgets = {"marking": forms.RadioSelect}

    def __init__(self, *args: Any, suggestions: Sequence[str] = (), **kwargs: Any) -> None:
        """``suggestions`` are the heads of implications whose suggested “none” no user has confirmed yet."""
        super().__init__(*args, **kwargs)
        plan = self.instance.plan
        if suggestions and not self.instance.finished:
            self.fields["none_arises"].label = f"None arises: {', '.join(suggestions)}"
        else:
            del self.fields["none_arises"]
        self.fields["meeting"].queryset = meetings_for(plan, self.instance.meeting)
        self.fields["version"].queryset = self.fields["since"].queryset = versions_of(plan)

    def clean(self) -> dict[str, Any]:
        before = Report.objects.select_related("meeting__group").get(pk=self.instance.pk)
        data = super().clean()
        version, since, meeting = data.get("version"), data.get("since"), data.get("meeting")
        if version and since and since.number >= version.number:
            self.add_error("since", f"Choose a version before version {version.number}, which the report covers")
        if data.get("finished") and "none_arises" in self.fields and not data.get("none_arises"):
            self.add_error(
                "none_arises", "Tick that these implications are none, or write what there is, to finish the report"
            )
        others = Report.objects.filter(plan=before.plan_id, meeting=meeting).exclude(pk=before.pk)
        if meeting and others.exists():
            self.add_error("meeting", "There is a report of this plan for that meeting already")
        elif meeting and meeting != before.meeting:
            self._follow(data, before, meeting)
        return data

    @staticmethod
    def _follow(data: dict[str, Any], before: Report, meeting: Meeting) -> None:
        """Set body and date from the meeting, unless the user typed others."""
        if data.get("to") == (before.meeting.group.name if before.meeting else before.to):
            data["to"] = meeting.group.name
        if data.get("date") in (None, before.meeting.date if before.meeting else before.date):
            data["date"] = meeting.date


class PartForm(Meanwhile, BaseModelForm):
    """One text of a report."""

    #: Kinds of parts whose labels are hidden, because a heading of the page says the same.
    ALONE = (ReportPart.Kind.RISKS, ReportPart.Kind.RECOMMENDATIONS)

    class Meta:
        model = ReportPart
        fields = ["text"]

    text = TextField(required=False, max_length=CELL, holder="It")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        part = self.instance
        field = self.fields["text"]
        field.label = str(part)
        self._put_plainly("text", field)
        field.widget.attrs["rows"] = _rows(part.text)
        self.looks = {"text": FieldLayout(label="s", hide_label=part.kind in self.ALONE)}


def _rows(text: str) -> int:
    """The rows of a text’s field: about as many as the text has, between 3 and 16."""
    lines = sum(1 + len(line) // 75 for line in text.split("\n"))
    return min(max(lines + 1, 3), 16)
