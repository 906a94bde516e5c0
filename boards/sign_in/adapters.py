"""allauth's adapters and sign-in forms in our markup and words. Accounts are by invitation: there is no sign-up."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as second_step
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import forms as recovery_codes
from allauth.mfa.totp import forms as app_codes
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ValidationError
from django.forms import Field
from django.http import HttpRequest
from django.urls import reverse

from boards.forms import Look, PlainForm
from boards.models import User
from boards.sign_in import mail
from boards.sign_in.audit import LogSignIns, asked_for_password
from boards.sign_in.two_step import ONLY_ONE, is_kept
from boards.web.client_ip import address_of

NEW_HINT = "At least 12 characters. Three words that do not belong together are easy to keep in mind."
SITE_NAME = "Safeguarding action plans"
CODE_WRONG = "That code is not right. Codes change every half a minute: enter the newest one"


def has_second_step(request: HttpRequest) -> bool:
    """Whether the user has, in this session, used a second step besides their password: a code of their app,
    a recovery code, a passkey, or what their council's sign-in vouched for (``boards.sign_in.two_step``).

    A code sent by mail is none: with access to the mailbox one can choose a new password too."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def remember_setting_up(sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Setting up an app or a passkey counts as using it: the user is not asked for it again in the same session.

    allauth's signal calls this (``boards.apps``); it has no other hook there."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES and request.user == user:
        record_authentication(request, user, method="mfa", id=authenticator.pk, type=authenticator.type)


class AccountAdapter(LogSignIns, DefaultAccountAdapter):
    """No sign-up; error messages say what to do."""

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

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("boards:your_account")

    def get_client_ip(self, request: HttpRequest) -> str:
        """By what attempts are counted. allauth counts IPv6 addresses by their first half, and so all of IPv4 as one where
        a server hands them over within IPv6."""
        return address_of(request) or super().get_client_ip(request)

    def get_login_stages(self) -> list[str]:
        return [_OUR_STAGES.get(stage, stage) for stage in super().get_login_stages()]

    def get_reauthentication_methods(self, user: User) -> list[dict]:
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": _REAUTHENTICATION[method["id"]]} for method in methods]

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """In a thread, so that the time the request takes does not show whether there was a mail to send."""
        site = get_current_site(self.request)
        about = {"request": self.request, "email": email, "current_site": site} | context
        mail.send_in_thread(self.render_mail(template_prefix, email, about))

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict | None = None, email: str | None = None
    ) -> None:
        """To the address of the account itself, never to one that allauth remembers from before it was changed."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)


_OUR_STAGES = {"allauth.mfa.stages.AuthenticateStage": "boards.sign_in.organisations.SecondStepStage"}
_REAUTHENTICATION = {
    "reauthenticate": "Use your password",
    "mfa_reauthenticate": "Use a code",
    "mfa_reauthenticate:webauthn": "Use a passkey",
}


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": CODE_WRONG,
        "cannot_delete_authenticator": ONLY_ONE,
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not is_kept(authenticator)

    def generate_authenticator_name(self, user: User, type: str) -> str:
        count = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {count + 1}" if count else "Passkey"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What the browser shows as the site that a passkey is for."""
        return super().get_public_key_credential_rp_entity() | {"name": SITE_NAME}

    def get_totp_issuer(self) -> str:
        """What the authenticator app shows: the site and where it is, since people belong to more than one."""
        return f"{SITE_NAME} ({self._get_site_name()})"


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

    def clean_email(self) -> str:
        email = super().clean_email()
        self.users = [user for user in self.users if is_address_of(user, email)]
        return email

    def save(self, request: HttpRequest, **options: Any) -> str:
        asked_for_password(request, self.users)
        return super().save(request, **options)


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
    """A code of six digits, or one of the recovery codes; blanks that people type for reading's sake are dropped."""

    look = Look(label="", width=10)
    words = {"code": ("Code", "Six digits from your authenticator app, or one of your recovery codes.")}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocomplete": "one-time-code", "spellcheck": "false"}
        clean = self.fields["code"].clean
        self.fields["code"].clean = lambda value: clean(value).replace(" ", "")


class MailedCodeForm(CodeForm, account.ConfirmLoginCodeForm):
    words = {"code": ("Code", "Eight letters from the mail. Capital or small does not matter.")}

    def clean_code(self) -> str:
        try:
            return super().clean_code()
        except ValidationError as fault:
            raise ValidationError("That code is not right. Enter the one from the newest mail", code="code") from fault


class SecondStepForm(CodeForm):
    """Asks for what this account has: ``kinds`` are its authenticators' types."""

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
    words = {"code": ("Code", "Six digits that the app shows now.")}


class DeactivateTOTPForm(SigningForm, app_codes.DeactivateTOTPForm):
    pass


class GenerateRecoveryCodesForm(SigningForm, recovery_codes.GenerateRecoveryCodesForm):
    pass
