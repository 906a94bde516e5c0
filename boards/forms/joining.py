"""The form of a new account, on the page that the link of an invitation opens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from boards.forms import BaseForm, FieldLayout
from boards.forms.sign_in import NEW_HINT
from boards.models import User


class JoinForm(BaseForm):
    """A new account: name and password. Its address is that of the invitation, and is not asked for."""

    look = FieldLayout(label="")
    keeps_text = False

    name = forms.CharField(
        label="Your name",
        max_length=User._meta.get_field("name").max_length,
        help_text="As the others on the board know you",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password1 = forms.CharField(
        label="Password",
        strip=False,
        help_text=NEW_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="Password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any):
        self.email = email
        super().__init__(*args, **kwargs)

    def clean_name(self) -> str:
        """One line with visible characters: notes and the trail are signed with it."""
        shown = "".join(c for c in self.cleaned_data["name"] if c.isprintable() or c.isspace())
        name = " ".join(shown.split())
        if not any(c.isalpha() for c in name):
            raise ValidationError("Write your name in letters")
        return name

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("password1"):
            try:
                validate_password(data["password1"], User(email=self.email, name=data.get("name", "")))
            except ValidationError as fault:
                self.add_error("password1", fault)
        if data.get("password1") and data.get("password2") and data["password1"] != data["password2"]:
            self.add_error("password2", "The two passwords are not the same. Type them again")
        return data
