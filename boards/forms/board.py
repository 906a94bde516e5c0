"""The form of the settings of a board."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from boards.access import Role
from boards.forms import FieldLayout
from boards.forms.of_board import OfBoardForm
from boards.models import Board
from boards.sign_in.two_step import without_one


class BoardForm(OfBoardForm):
    """The form draws itself in parts (``parts``), each with a heading."""

    second_step = forms.MultipleChoiceField(
        label="Who signs in with a second step?",
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="After the password a code from an app on their phone; or a passkey in place of both. Members who have "
        "none yet are asked to set one up when they open their next page, and see nothing else until then",
    )

    class Meta:
        model = Board
        fields = [
            "second_step",
            "idle_minutes",
            "scrutineer_signs",
            "marking",
            "silent_days",
            "soon_days",
            "controller",
            "contact_email",
            "contact_phone",
            "data_protection_email",
            "publishes",
        ]
        labels = {
            "scrutineer_signs": "The scrutineer signs off published versions too",
            "idle_minutes": "Sign people out after how many minutes without use?",
            "marking": "Protective marking of new plans, and of pages that belong to no plan",
            "silent_days": "After how many days without a note is an action silent?",
            "soon_days": "How many days ahead is an action due soon?",
            "controller": "Who answers for the data?",
            "contact_email": "Email address for questions",
            "contact_phone": "Telephone for questions",
            "data_protection_email": "Email address of the data protection officer",
            "publishes": "The board’s own website",
        }
        help_texts = {
            "idle_minutes": "From 5 to 720. For members of several boards, the shortest counts. Twelve hours "
            "after signing in everyone signs in again",
            "silent_days": "",
            "scrutineer_signs": "The chair always may. Complete actions are signed off by either",
            "controller": "The organisation, by its full name: the data controller",
            "publishes": "Where the public reads about the board, such as www.example.org",
        }
        widgets = {"marking": forms.RadioSelect}

    looks = {
        "idle_minutes": FieldLayout(width=4),
        "silent_days": FieldLayout(width=4),
        "soon_days": FieldLayout(width=4),
        "contact_phone": FieldLayout(width=20),
    }

    PARTS = (
        ("Signing in", ("second_step", "idle_minutes")),
        ("Sign-off", ("scrutineer_signs",)),
        ("Reminders and limits", ("silent_days", "soon_days", "marking")),
        (
            "Contacts",
            ("controller", "contact_email", "contact_phone", "data_protection_email", "publishes"),
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.board.demonstration:
            del self.fields["second_step"]  # the passwords are public: one user could lock out all others
        else:
            hints = {role: _two_step_hint(*counts) for role, counts in without_one(self.board).items()}
            self.looks = self.looks | {"second_step": FieldLayout(hints=hints)}

    @property
    def parts(self) -> Iterator[tuple[str, list]]:
        for heading, names in self.PARTS:
            yield heading, [self[name] for name in names if name in self.fields]


def _two_step_hint(missing: int, everybody: int) -> str:
    """The hint beside a role: how many of its users have a second step."""
    if not missing:
        return "Has one" if everybody == 1 else f"All {everybody} have one"
    if missing == everybody:
        return "One person, who has none yet" if everybody == 1 else f"{everybody} people, none of whom has one yet"
    return f"{everybody} people; {missing} {'has' if missing == 1 else 'have'} none yet"
