"""Forms of passkeys: allauth's WebAuthn forms in our words, with one kind of passkey instead of two.

Each passkey is kept by the device itself (discoverable) and asks for a finger, a face or a PIN (user verification). So one
that can follow a password can also be used alone, and then counts as two steps.
"""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError

from boards.forms.sign_in import SigningForm

NAME_HINT = "So that you can tell it from others: “Work laptop”, “My phone”."
NOT_KNOWN = "That passkey did not let you in. It may have been removed from your account here. Try another way"
NOT_MADE = "The passkey was not saved. Try once more; if it fails again, use an authenticator app"


class HandedOver(forms.JSONField):
    """The JSON that the browser sends. Anonymous clients may send anything instead, also JSON too deep to be parsed."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        try:
            found = super().to_python(value)
        except (ValueError, RecursionError) as fault:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from fault
        if found is not None and not isinstance(found, dict):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found


class AddPasskeyForm(SigningForm, webauthn.AddWebAuthnForm):
    words = {"name": ("What do you call this device?", NAME_HINT)}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        del self.fields["passwordless"]  # every one is
        self.fields["name"].max_length = 60
        self._put_plainly("name", self.fields["name"])
        self.fields["credential"] = HandedOver(error_messages={"required": NOT_MADE, "invalid": NOT_MADE})

    def clean(self) -> dict[str, Any]:
        return _in_words(super().clean, NOT_MADE)


class RenamePasskeyForm(SigningForm, webauthn.EditWebAuthnForm):
    words = {"name": ("What do you call this device?", NAME_HINT)}
    keeps_text = True


class _UsingPasskey(SigningForm):
    """``credential`` is what the browser hands over, as JSON; script fills it in."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["credential"] = HandedOver(error_messages={"required": NOT_KNOWN, "invalid": NOT_KNOWN})

    def clean_credential(self) -> Authenticator:
        return _in_words(super().clean_credential, NOT_KNOWN)


class SignInByPasskeyForm(_UsingPasskey, webauthn.LoginWebAuthnForm):
    pass


class PasskeyAfterPasswordForm(_UsingPasskey, webauthn.AuthenticateWebAuthnForm):
    pass


class ReauthenticateByPasskeyForm(_UsingPasskey, webauthn.ReauthenticateWebAuthnForm):
    pass


def _in_words(clean: Any, words: str) -> Any:
    """Call ``clean``, with ``words`` as the error where allauth says “incorrect code” or fails on an invalid credential."""
    try:
        return clean()
    except (KeyError, AttributeError, TypeError) as fault:
        raise ValidationError(words, code="passkey") from fault
    except ValidationError as fault:
        if getattr(fault, "code", "") != "incorrect_code":
            raise
        raise ValidationError(words, code="passkey") from fault
