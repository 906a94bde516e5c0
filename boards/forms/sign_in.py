"""allauth's sign-in forms in our markup and words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.core import context, ratelimit
from allauth.mfa.base import forms as second_step
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import forms as recovery_codes
from allauth.mfa.totp import forms as app_codes
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from boards.forms import FieldLayout, PlainForm
from boards.models import User
from boards.sign_in import mail
from boards.sign_in.audit import asked_for_password, mailed_code_wrong
from boards.web.site_address import site_of

NEW_HINT = "At least 12 characters. Three words that do not belong together are easy to keep in mind"


class SigningForm(PlainForm):
    """Mixin: our labels and hints for allauth's fields; a typed password is never rendered again."""

    look = FieldLayout(label="")
    keeps_text = False
    words: dict[str, str | tuple[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, words in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = words if isinstance(words, tuple) else (words, "")
            field.error_messages["required"] = f"Enter your {field.label[:1].lower()}{field.label[1:]}"
            self._put_plainly(name, field)


class LoginForm(SigningForm, account.LoginForm):
    words = {"login": "Email address", "password": "Password"}


class ResetPasswordForm(SigningForm, account.ResetPasswordForm):
    words = {"email": "Email address"}
    keeps_text = True

    def clean_email(self) -> str:
        email = super().clean_email()
        self.users = [user for user in self.users if is_address_of(user, email)]
        return email

    def save(self, request: HttpRequest, **options: Any) -> str:
        """Log it and enqueue the mail: for an unknown address as for a known one, so that it takes as long."""
        asked_for_password(request, self.users)
        for user in self.users or [None]:
            mail.send_password_link.enqueue(user and user.pk, site_of(request))
        return self.cleaned_data["email"]


class RequestCodeForm(SigningForm, account.RequestLoginCodeForm):
    words = {"email": "Email address"}
    keeps_text = True

    def clean_email(self) -> str:
        email = super().clean_email()
        if self._user and not is_address_of(self._user, email):
            self._user = None
        return email


def is_address_of(user: User, email: str) -> bool:
    """Whether mail to this address may open the account. allauth also remembers addresses that an account had before."""
    return user.email.lower() == email.lower()


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
    """Refuses: the address is that of the invitation, and the manager changes it, so that boards know their users."""

    words = {"email": "Email address"}

    def clean_email(self) -> str:
        raise ValidationError(
            "Your board’s business manager changes the address that you sign in with", code="by_manager"
        )


class CodeForm(SigningForm):
    """A code of six digits, or one of the recovery codes; blanks in it are dropped."""

    look = FieldLayout(label="", width=10)
    words = {"code": ("Code", "Six digits from your authenticator app, or one of your recovery codes")}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocomplete": "one-time-code", "spellcheck": "false"}
        clean = self.fields["code"].clean
        self.fields["code"].clean = lambda value: clean(value).replace(" ", "")


class MailedCodeForm(CodeForm, account.ConfirmLoginCodeForm):
    words = {"code": ("Code", "Eight letters from the mail. Capital or small does not matter")}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        mail.read_as_for_an_account(context.request)

    def clean_code(self) -> str:
        """allauth counts wrong codes in the session, where requests that run at once all read the same number: so each code
        is counted in the cache too, under its lock."""
        request = context.request
        key = f"{request.session.session_key}:{self.expected_code}"
        if not ratelimit.consume(request, action="mailed_code", key=key):
            raise ValidationError("That was tried too often. Ask for a new code", code="code")
        try:
            return super().clean_code()
        except ValidationError as fault:
            mailed_code_wrong(request, request._login_stage.login.user)
            raise ValidationError("That code is not right. Enter the one from the newest mail", code="code") from fault


class SecondStepForm(CodeForm):
    """The second step of signing in. ``kinds`` are the types of the account's authenticators."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.kinds = set(Authenticator.objects.filter(user=self.user).values_list("type", flat=True))
        if Authenticator.Type.TOTP not in self.kinds:
            self.fields["code"].label = "Recovery code"
            self.fields["code"].help_text = "One of the codes that you kept when you added your passkey."
            self._put_plainly("code", self.fields["code"])


class AuthenticateForm(SecondStepForm, second_step.AuthenticateForm):
    pass


class ReauthenticateCodeForm(SecondStepForm, second_step.ReauthenticateForm):
    pass


class ActivateTOTPForm(CodeForm, app_codes.ActivateTOTPForm):
    words = {"code": ("Code", "Six digits that the app shows now")}


class DeactivateTOTPForm(SigningForm, app_codes.DeactivateTOTPForm):
    pass


class GenerateRecoveryCodesForm(SigningForm, recovery_codes.GenerateRecoveryCodesForm):
    pass
