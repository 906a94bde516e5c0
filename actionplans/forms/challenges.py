"""Forms of challenges: asking, answering, closing, asking again."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from actionplans.document.dates import day_words
from actionplans.forms.base import GrowingForm, text_field
from actionplans.models import Action, Challenge, Plan
from boards.forms.meanwhile import Meanwhile
from boards.models import Meeting, User

#: How far back and ahead meetings are offered as those at which a challenge was made.
MEETINGS_BACK, MEETINGS_AHEAD = datetime.timedelta(days=200), datetime.timedelta(days=30)


class ChallengeForm(GrowingForm):
    """A new challenge: its text, the action it is about, if any, and the meeting at which it was made, if any."""

    def __init__(self, *args: Any, plan: Plan, reader: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        about = forms.ModelChoiceField(
            Action.objects.visible_to(reader).filter(plan=plan).standing(),
            label="What is it about?",
            required=False,
            empty_label="The plan as a whole",
            to_field_name="ref",
        )
        about.label_from_instance = lambda action: f"{action.ref} {action.called}"
        today = timezone.localdate()
        meetings = Meeting.objects.visible_to(reader).of(plan.board).filter(cancelled=False)
        at = forms.ModelChoiceField(
            meetings.filter(date__range=(today - MEETINGS_BACK, today + MEETINGS_AHEAD)).order_by("-date", "-pk"),
            label="At which meeting, if it was at one?",
            required=False,
            empty_label="Not at a meeting",
        )
        at.label_from_instance = lambda meeting: f"{meeting.group.name}, {day_words(meeting.date)}"
        self.add("action", about)
        self.add(
            "text",
            text_field(
                "What do you ask?",
                rows=5,
                required=True,
                hint="Everybody who reads the plan can read it, and the answer",
            ),
        )
        self.fields["text"].error_messages["required"] = "Write what you ask"
        self.add("meeting", at)


class AnswerChallengeForm(Meanwhile, GrowingForm):
    """The answer to a challenge, with an error where another user has answered meanwhile."""

    compared = {"answer": "answer"}

    def __init__(self, *args: Any, challenge: Challenge, **kwargs: Any):
        self.instance = challenge
        super().__init__(*args, initial={"answer": challenge.answer}, **kwargs)
        self.add("answer", text_field("Your answer", rows=5, required=True))
        self.fields["answer"].error_messages["required"] = "Write an answer"


class CloseChallengeForm(GrowingForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.add("outcome", text_field("What came of it?", rows=4, required=True))
        self.fields["outcome"].error_messages["required"] = "Say what came of it, in a sentence"


class AskAgainForm(GrowingForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.add("text", text_field("What do you still ask?", rows=4, required=True))
        self.fields["text"].error_messages["required"] = "Write what you still ask"
