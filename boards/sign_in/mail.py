"""Mails of signing in, which a worker renders and sends after the answer.

A page that answers alike for a known and an unknown address must do the same work for both, and must not fail for one of them
because the mail server is down. So each request for a link or a code writes the same rows, whether or not there is a mail.

What a mail holds waits in the cache under a random key for as long as it is of use, because it may be a code: the row of a
job stays for days. A link is made by the worker, and is stored nowhere.
"""

from __future__ import annotations

import secrets
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.cache import cache
from django.http import HttpRequest
from django_tasks import task

from boards.jobs.policy import retry
from boards.models import User

#: Seconds for which a mail waits for a worker; a code works as long.
WAITS = 10 * 60
#: The key of no account.
NO_ACCOUNT = 0


def post(template: str, email: str, site: str, context: dict[str, Any] | None) -> None:
    """Have a mail sent. ``site`` is the address that it names, without a slash at its end; ``context`` are plain values for its
    template (``account/email/…``), None where no mail is to be sent, which takes as long."""
    key = secrets.token_urlsafe(24)
    cache.set(key, {"template": template, "email": email, "site": site, "context": context}, WAITS)
    send_mail.enqueue(key)


def read_as_for_an_account(request: HttpRequest) -> None:
    """While a mailed code is awaited, allauth reads the account of a known address on each page: for an unknown address as much
    is read here."""
    stage = getattr(request, "_login_stage", None)
    if stage and stage.login.user is None:
        User.objects.filter(pk=NO_ACCOUNT).first()


@task(queue_name="mail")
@retry(attempts=5, pause=5)
def send_mail(key: str) -> None:
    """Send a mail that waits in the cache; nothing where it has waited too long. Raises OSError where the server takes none."""
    waiting = cache.get(key)
    if waiting and waiting["context"] is not None:
        about = {"email": waiting["email"]} | waiting["context"]
        get_adapter().mail_of(waiting["template"], waiting["email"], waiting["site"], about).send()
    cache.touch(key, 0)  # it has been sent


@task(queue_name="mail")
@retry(attempts=5, pause=5)
def send_password_link(user_id: int | None, site: str) -> None:
    """Send an account a link with which a new password can be chosen; nothing without an account. Raises OSError as above."""
    user = User.objects.filter(pk=user_id, is_active=True).first() if user_id is not None else None
    if user is None:
        return
    adapter = get_adapter()
    path = adapter.path_of_password_link(f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}")
    about = {"user": user, "password_reset_url": site + path}
    adapter.mail_of("account/email/password_reset_key", user.email, site, about).send()
