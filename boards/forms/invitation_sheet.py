"""The forms of a pasted list of people to invite: one form a line, corrected in place, submitted as a whole.

Nothing is stored on the server until the whole list is submitted: all that was typed is in the form.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html

from boards.access import Role
from boards.forms import BaseForm, FieldLayout
from boards.models import Agency, Board, Invitation, Person, User
from boards.operations.invitations import Letter, already_of, invite, likely_person, unaccounted
from boards.pages.pasted_people import PastedPerson, plain

#: So many people are invited at once; a form of more would hold more fields than the server takes.
MOST = 100
#: How alike two names of agencies must be for one to be taken for the other (0 to 1).
ALIKE = 0.8
#: The choice that creates an agency with the name in the list.
NEW = "new"


class InviteeForm(BaseForm):
    """One line of the list. A line that is not ticked is not validated."""

    look = FieldLayout(label="", hide_label=True)
    looks = {"send": FieldLayout(small=True), "same": FieldLayout(small=True)}

    send = forms.BooleanField(label="Invite", required=False)
    name = forms.CharField(label="Name", max_length=Invitation._meta.get_field("name").max_length)
    email = forms.EmailField(label="Email address")
    role = forms.ChoiceField(
        label="Role", choices=[("", "Choose"), *Role.choices], error_messages={"required": "Choose the role"}
    )
    agency = forms.ChoiceField(label="Agency", required=False)
    job = forms.CharField(
        label="Job title", max_length=Invitation._meta.get_field("job_title").max_length, required=False
    )
    same = forms.BooleanField(label="This is the one", required=False)
    agency_words = forms.CharField(widget=forms.HiddenInput, required=False, max_length=120)
    role_words = forms.CharField(widget=forms.HiddenInput, required=False, max_length=120)
    said = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, sheet: InvitationSheet, **kwargs: Any):
        self.sheet = sheet
        super().__init__(*args, **kwargs)
        words = self.words("agency_words")
        new = [(NEW, f"Add “{words}”")] if words and not sheet.agency_called(words) else []
        self.fields["agency"].choices = [("", "None"), *new, *((str(a.pk), a.name) for a in sheet.agencies)]
        self.fields["send"].label = format_html(
            '<span class="govuk-visually-hidden">Invite {}</span>', self.words("name") or "this line"
        )
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        if self.likely:
            self.fields["same"].label = "This is the " + ", ".join(
                filter(None, ((self.likely.job_title or "one of that name"), "of the board’s people"))
            ).replace(", of", " of")
        else:
            del self.fields["same"]

    def words(self, name: str) -> str:
        """The current value of a field, typed or read from the list."""
        value = self.data.get(self.add_prefix(name)) if self.is_bound else self.initial.get(name)
        return str(value or "").strip()

    @cached_property
    def likely(self) -> Person | None:
        return likely_person(self.sheet.board, self.words("name"), self.words("email"), self.sheet.people)

    @property
    def left(self) -> str:
        """A sentence saying that this person has left their post, and when; empty where they have not."""
        day = self.likely.to_date if self.likely else None
        if day is None or day > timezone.localdate():
            return ""
        return f"{self.likely.name} left on {day.day} {day:%B %Y}. Tick the line only if they are to come back."

    @property
    def wanted(self) -> bool:
        """Whether its box is ticked."""
        return bool(self.words("send")) if self.is_bound else bool(self.initial["send"])

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and not self.wanted:
            self._errors.clear()

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    @property
    def doubts(self) -> list[str]:
        """Sentences about what was guessed in this line. Errors are shown by their fields instead."""
        said = []
        if not self.wanted and (sentence := self.sheet.refusal(self)):
            said.append(sentence)
        if self.left:
            said.append(self.left)
        if self.words("role_words") and not self.words("role") and "role" not in self.errors:
            said.append(f"“{self.words('role_words')}” is not a role here. Choose the one that is meant.")
        if self.initial.get("guessed"):
            said.append("The name was made from the address.")
        words, agency = self.words("agency_words"), self.words("agency")
        if agency == NEW:
            said.append(f"The board has no agency “{words}” yet. It is added when you send, unless you choose another.")
        elif words and not self.sheet.agency_called(words) and agency:
            said.append(f"“{words}” is taken to be {self.sheet.agency_name(agency)}.")
        return said

    @property
    def chosen_agency(self) -> Agency | str | None:
        """The agency chosen, or the name of the one that is to be made."""
        chosen = self.cleaned_data.get("agency", "")
        if chosen == NEW:
            return self.cleaned_data["agency_words"]
        return next((agency for agency in self.sheet.agencies if str(agency.pk) == chosen), None)


@dataclass
class Defaults:
    """Values for lines in which the list has none."""

    role: str = ""
    agency: Agency | None = None


class InvitationSheet:
    """The whole table: built from the lines that were read, or from the submitted form."""

    def __init__(
        self,
        board: Board,
        *,
        lines: list[PastedPerson] | None = None,
        data: Any = None,
        defaults: Defaults | None = None,
    ):
        self.board = board
        self.agencies = list(Agency.objects.filter(board=board))
        self.people = list(unaccounted(board))
        self.defaults = defaults or Defaults()
        if data is None:
            self.forms = [
                InviteeForm(prefix=f"line{n}", sheet=self, initial=self._read(line))
                for n, line in enumerate(lines or [])
            ]
        else:
            count = data.get("count", "")
            count = min(int(count), MOST) if count.isdecimal() and len(count) < 5 else 0
            self.forms = [InviteeForm(data, prefix=f"line{n}", sheet=self) for n in range(count)]
        self._emails = [form.words("email").casefold() for form in self.forms]
        self._known = already_of(board, self._emails)
        for form in self.forms:
            form.initial["send"] = not self.refusal(form) and not form.left
            form.initial["same"] = not form.left

    def _read(self, line: PastedPerson) -> dict[str, Any]:
        """The initial values of the fields of a line."""
        agency = self.agency_called(line.agency) or self._alike(line.agency) if line.agency else self.defaults.agency
        return {
            "name": line.name,
            "email": line.email,
            "role": line.role or ("" if line.role_words else self.defaults.role),
            "agency": str(agency.pk) if agency else (NEW if line.agency and line.email else ""),
            "job": line.job,
            "agency_words": line.agency,
            "role_words": "" if line.role else line.role_words,
            "said": line.said,
            "guessed": line.guessed,
        }

    def refusal(self, form: InviteeForm) -> str:
        """Why the person of this line cannot be invited, as a sentence; empty where they can."""
        place = self.forms.index(form)
        email = self._emails[place]
        if not email:
            return f"No email address was found in “{form.words('said')}”."
        first = self._emails.index(email)
        if first != place:
            return f"This address stands in line {first + 1} too."
        return f"{self._known[email]}." if email in self._known else ""

    def agency_called(self, words: str) -> Agency | None:
        """The agency of exactly that name or short name, capitals and marks aside."""
        said = plain(words)
        return next((a for a in self.agencies if said in (plain(a.name), plain(a.short_name))), None) if said else None

    def agency_name(self, key: str) -> str:
        return next((agency.name for agency in self.agencies if str(agency.pk) == key), "")

    def _alike(self, words: str) -> Agency | None:
        names = {plain(name): agency for agency in self.agencies for name in (agency.name, agency.short_name) if name}
        found = difflib.get_close_matches(plain(words), names, n=1, cutoff=ALIKE)
        return names[found[0]] if found else None

    @property
    def wanted(self) -> list[InviteeForm]:
        return [form for form in self.forms if form.wanted]

    def is_valid(self) -> bool:
        """Whether every line that is to be invited can be. Each error is shown by its field."""
        wanted = self.wanted
        seen: dict[str, int] = {}
        for form in wanted:
            place = self.forms.index(form)
            email = self._emails[place]
            if "email" in form.errors:
                continue
            if email in seen:
                form.add_error("email", f"This address stands in line {seen[email]} too")
            elif email in self._known:
                form.add_error("email", self._known[email])
            seen.setdefault(email, place + 1)
        return all(form.is_valid() for form in wanted)

    @transaction.atomic
    def invite(self, *, by: User) -> list[Letter]:
        """Invite the person of every wanted line, creating agencies as needed. Raises ValidationError, and does nothing,
        where another user has invited one of them in this very moment."""
        self.board.hold()
        made: dict[str, Agency] = {}
        letters = []
        for form in self.wanted:
            agency = form.chosen_agency
            if isinstance(agency, str):
                key = plain(agency)
                if key not in made:
                    made[key] = self.agency_called(agency) or Agency.objects.create_by(
                        by, reason="Named in a list of people to invite", board=self.board, name=agency
                    )
                agency = made[key]
            data = form.cleaned_data
            letters.append(
                invite(
                    self.board,
                    by=by,
                    email=data["email"],
                    name=data["name"],
                    role=data["role"],
                    agency=agency,
                    job_title=data["job"],
                    person=form.likely if data.get("same") else None,
                )
            )
        return letters
