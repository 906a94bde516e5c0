"""Signing in: allauth's forms in our markup and words. Accounts are by invitation, so nobody signs up."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as second_step
from allauth.mfa.recovery_codes import forms as recovery_codes
from allauth.mfa.totp import forms as app_codes
from django.core.exceptions import ValidationError
from django.forms import Field
from django.http import HttpRequest

from boards.forms import Look, PlainForm

NEW_HINT = "At least 12 characters. Three words that do not belong together are easy to keep in mind."
CODE_WRONG = "That code is not right. Codes change every half a minute: enter the newest one"


def has_second_step(request: HttpRequest) -> bool:
    """Whether whoever is signed in has, in this session, shown a second step besides what they know: a code of their app,
    a recovery code, a passkey, or what their council's sign-in vouched for (``boards.second_step``).

    A code sent by mail is none: whoever reads the mail can choose a new password too."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


class AccountAdapter(DefaultAccountAdapter):
    """Nobody makes an account for themselves; errors say what to do."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. Ask your board’s business manager",
        "email_password_mismatch": "The email address and the password do not fit together. Check both, and the caps lock",
        "enter_current_password": "That is not your present password",
        "incorrect_code": CODE_WRONG,
        "incorrect_password": "That is not your password. Check the caps lock",
        "invalid_password_reset": "This link has been used already or is too old. Ask for a new one",
        "rate_limited": "That was tried too often. Wait a few minutes, then try again",
        "too_many_login_attempts": "There were too many wrong attempts. Wait five minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": CODE_WRONG}


class SigningForm(PlainForm):
    """Labels and hints of allauth's fields put in our words; nothing of a password is shown again."""

    look = Look(label="")
    keeps_text = False
    words: dict[str, str | tuple[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, words in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = words if isinstance(words, tuple) else (words, "")
            field.error_messages["required"] = Field.default_error_messages["required"]
            self._put_plainly(name, field)


class LoginForm(SigningForm, account.LoginForm):
    words = {"login": "Email address", "password": "Password"}


class ResetPasswordForm(SigningForm, account.ResetPasswordForm):
    words = {"email": "Email address"}
    keeps_text = True


class ResetPasswordKeyForm(SigningForm, account.ResetPasswordKeyForm):
    words = {"password1": ("New password", NEW_HINT), "password2": "New password again"}


class ChangePasswordForm(SigningForm, account.ChangePasswordForm):
    words = {
        "oldpassword": "Present password",
        "password1": ("New password", NEW_HINT),
        "password2": "New password again",
    }


class SetPasswordForm(SigningForm, account.SetPasswordForm):
    words = {"password1": ("Password", NEW_HINT), "password2": "Password again"}


class ReauthenticateForm(SigningForm, account.ReauthenticateForm):
    words = {"password": "Password"}


class AddEmailForm(SigningForm, account.AddEmailForm):
    """The address is what an invitation went to: whoever invites changes it, so that a board knows who its people are."""

    words = {"email": "Email address"}

    def clean_email(self) -> str:
        raise ValidationError(
            "Your board’s business manager changes the address that you sign in with", code="by_manager"
        )


class CodeForm(SigningForm):
    """A code of six digits, or one of the recovery codes; blanks that people type for reading's sake are dropped."""

    look = Look(label="", width=10)
    words = {"code": ("Code", "Six digits from your authenticator app, or one of your recovery codes.")}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocomplete": "one-time-code", "spellcheck": "false"}
        clean = self.fields["code"].clean
        self.fields["code"].clean = lambda value: clean(value).replace(" ", "")


class AuthenticateForm(CodeForm, second_step.AuthenticateForm):
    pass


class ReauthenticateCodeForm(CodeForm, second_step.ReauthenticateForm):
    pass


class ActivateTOTPForm(CodeForm, app_codes.ActivateTOTPForm):
    words = {"code": ("Code", "Six digits that the app shows now.")}


class DeactivateTOTPForm(SigningForm, app_codes.DeactivateTOTPForm):
    pass


class GenerateRecoveryCodesForm(SigningForm, recovery_codes.GenerateRecoveryCodesForm):
    pass
