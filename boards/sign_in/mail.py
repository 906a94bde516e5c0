"""Sending mail that a page must not wait for.

A page that says the same of a known and an unknown address must also take the same time over both, and must not fail for
the one alone because the mail server is away. So these mails leave in a thread of their own; what goes wrong there is told
on the server's own error output.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

from django.core.mail import EmailMessage


def apart(work: Callable[[], object]) -> None:
    """Do something beside the request. The server waits for it when it stops."""
    Thread(target=work, name="posting").start()


def send_apart(letter: EmailMessage) -> None:
    apart(letter.send)
