"""Sending mail in a thread, where the time a page takes must not show whether it sent any.

A page that gives the same answer for a known and an unknown address must take the same time for both, and must not fail for
one of them because the mail server is down. Errors in the thread go to the error output of the server.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

from django.core.mail import EmailMessage


def in_thread(work: Callable[[], object]) -> None:
    """Run ``work`` in a thread. The server waits for it when it stops."""
    Thread(target=work, name="posting").start()


def send_in_thread(letter: EmailMessage) -> None:
    in_thread(letter.send)
