"""allauth's adapters: error messages, redirects, mails. Accounts are by invitation: there is no sign-up."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse

from boards.client_ip import address_of
from boards.models import User
from boards.sign_in import mail
from boards.sign_in.audit import LogSignIns
from boards.sign_in.two_step import ONLY_ONE, is_kept
from boards.web.site_address import site_of


class Site(NamedTuple):
    """What mails say of the site."""

    domain: str
    name: str


SITE_NAME = "Safeguarding action plans"
CODE_MAIL, CODE_SENT = "account/email/login_code", "account/messages/login_code_sent.txt"
#: What templates of mails are given, besides the address and the site: plain values, because they wait in the cache.
_IN_MAILS = ("code", "timestamp", "ip", "user_agent")
CODE_WRONG = "That code is not right. Codes change every half a minute: enter the newest one"


class AccountAdapter(LogSignIns, DefaultAccountAdapter):
    """No sign-up; error messages say what to do."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. Ask your board’s business manager",
        "email_password_mismatch": "Email address or password is wrong. Check both, and the caps lock",
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
        """The key by which attempts are counted. allauth counts IPv6 addresses by their first half, which would count all of IPv4
        as one address where the server gives them in IPv6 notation."""
        return address_of(request) or super().get_client_ip(request)

    def get_login_stages(self) -> list[str]:
        return [_OUR_STAGES.get(stage, stage) for stage in super().get_login_stages()]

    def get_reauthentication_methods(self, user: User) -> list[dict]:
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": _REAUTHENTICATION[method["id"]]} for method in methods]

    def path_of_password_link(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return path.replace("UID-KEY", quote(key))

    def mail_of(self, template_prefix: str, email: str, site: str, context: dict) -> EmailMessage:
        """A mail that names the site by ``site``, its address: the person who asks for it does not choose where it leads."""
        named = Site(site.partition("://")[2], SITE_NAME)
        return self.render_mail(template_prefix, email, context | {"current_site": named})

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Through the queue. A code is sent by ``add_message``, which allauth calls for unknown addresses too."""
        values = {name: context[name] for name in _IN_MAILS if name in context}
        if template_prefix == CODE_MAIL:
            self.request.mailed_code = values
            return
        mail.post(template_prefix, email, site_of(self.request), values)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict | None = None,
        *more: str,
        **options: str,
    ) -> None:
        """“A code was sent” is shown whether or not an account has the address: the same work is done for both."""
        if message_template == CODE_SENT and message_context:
            mail.read_as_for_an_account(request)
            mail.post(CODE_MAIL, message_context["email"], site_of(request), getattr(request, "mailed_code", None))
        super().add_message(request, level, message_template, message_context, *more, **options)

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
        """The name of the site that the browser shows for a passkey."""
        return super().get_public_key_credential_rp_entity() | {"name": SITE_NAME}

    def get_totp_issuer(self) -> str:
        """The name that the authenticator app shows: the site with its host, since a user may have accounts on several."""
        return f"{SITE_NAME} ({self._get_site_name()})"
