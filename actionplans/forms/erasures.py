"""The form for erasing one person's details."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms

from actionplans.forms.base import GrowingForm, text_field
from actionplans.privacy.erasure import DoubtAnswers
from actionplans.privacy.mentions import Finder
from actionplans.privacy.preview import SHOWN, Doubt, ErasurePreview
from boards.forms import FieldLayout
from boards.models import Erasure, User

#: The number of places of a doubt that are shown with its question.
EXAMPLES = 2


class EraseForm(GrowingForm):
    """What replaces the name, what to do with doubtful places and with files, the reason, and a confirmation."""

    words = forms.CharField(
        label="What stands in the place of the name?",
        max_length=120,
        help_text="The role, for example “Designated Nurse, Fenmarsh ICB”. It names nobody",
    )

    def __init__(self, *args: Any, finder: Finder, preview: ErasurePreview, offered: str, **kwargs: Any):
        self.finder, self.preview = finder, preview
        super().__init__(*args, **kwargs)
        self.fields["words"].initial = offered
        self.looks = dict(self.looks)
        self.asked = {self._ask(doubt): doubt for doubt in preview.doubts.values()}
        if preview.imports:
            self.add("files", self._about_files(len(preview.imports)))
        self.add(
            "reason",
            text_field(
                "Who asked for it, and why was it agreed?",
                rows=3,
                required=True,
                hint="For example “By letter of 3 May 2026; agreed by the data protection officer”. Do not write the name: "
                "this stays",
            ),
        )
        self.add("sure", forms.BooleanField(label="I have read what happens, and that it cannot be undone"))

    def _ask(self, doubt: Doubt) -> str:
        """Add the question about words that may mean another person. Returns the name of its field."""
        name = f"doubt_{hashlib.sha256(doubt.words.encode()).hexdigest()[:10]}"
        person = self.finder.person.name
        many = f"{doubt.count} places" if doubt.count > 1 else "one place"
        why = f"It may also mean {_or(doubt.others)}." if doubt.others else doubt.why
        options = [("leave", "Keep it as it is"), ("all", f"It means {person}: replace it")]
        if doubt.count > 1:
            options = [
                ("leave", "Keep all of them as they are"),
                ("all", f"All of them mean {person}: replace them"),
                ("some", f"Some of them mean {person}: I tick which"),
            ]
        field = forms.ChoiceField(
            label=f"“{doubt.words}” stands in {many}. Is it {person}?",
            help_text=f"{why} {_shown(doubt)}".strip(),
            choices=options,
            widget=forms.RadioSelect,
            error_messages={"required": f"Say what is to become of “{doubt.words}”"},
        )
        self.add(name, field)
        if doubt.count > 1:
            places = [(mark, f"{place.label}: {place.excerpt}") for mark, place in doubt.places.items()]
            self.add(
                f"{name}_places",
                forms.MultipleChoiceField(
                    label=f"Where does “{doubt.words}” mean {person}?",
                    help_text=f"The first {SHOWN} are shown" if len(places) == SHOWN else "",
                    required=False,
                    choices=places,
                    widget=forms.CheckboxSelectMultiple,
                ),
            )
            self.looks[name] = FieldLayout(reveals={"some": (f"{name}_places",)})
            self.looks[f"{name}_places"] = FieldLayout(small=True)
        return name

    @staticmethod
    def _about_files(number: int) -> forms.ChoiceField:
        them = "this file" if number == 1 else f"these {number} files"
        return forms.ChoiceField(
            label=f"What should happen to {them} that {'was' if number == 1 else 'were'} imported?",
            help_text="The name was read in it. What was read stays here, with the role in the place of the name",
            choices=[("drop", f"Delete {them}"), ("keep", f"Keep {them}, with the name in it")],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose what should happen to the imported files"},
        )

    def clean_words(self) -> str:
        words = " ".join(self.cleaned_data["words"].split())
        if ";" in words:
            raise forms.ValidationError("Write it without a semicolon: in a plan, that stands between two leads.")
        if Finder(self.finder.person, "").names_them(words):
            raise forms.ValidationError(
                "The person’s own name or initials stand in it. Write what they do, not who they are."
            )
        if User.objects.filter(name__iexact=words).exists():
            raise forms.ValidationError("A person is called that. Write a role that names nobody.")
        return words

    def clean_reason(self) -> str:
        reason = self.cleaned_data["reason"].strip()
        if Finder(self.finder.person, "").names_them(reason):
            raise forms.ValidationError(
                "The person’s name or initials stand in it, and would be kept. Write it without them."
            )
        return reason

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name, doubt in self.asked.items():
            if data.get(name) == "some" and not data.get(f"{name}_places"):
                self.add_error(
                    f"{name}_places", f"Tick where “{doubt.words}” is meant, or choose to leave all of them."
                )
        return data

    def answers(self) -> DoubtAnswers:
        """The answer to each doubt, by its words."""
        data, answers = self.cleaned_data, {}
        for name, doubt in self.asked.items():
            answers[doubt.words] = set(data[f"{name}_places"]) if data[name] == "some" else data[name]
        return answers


def _or(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]


def _shown(doubt: Doubt) -> str:
    """The places of a doubt in words, or some of them."""
    shown = [f"{place.label}: “{place.excerpt}”" for place in list(doubt.places.values())[:EXAMPLES]]
    return f"{'For example ' if doubt.count > len(shown) else ''}{'; '.join(shown)}"


def done_words(erasure: Erasure) -> str:
    """The message after an erasure."""
    return f"Done. “{erasure.replaced_by}” now stands in {erasure.places} place{'s' if erasure.places != 1 else ''}."
