"""Template tags of the sign-in pages."""

from __future__ import annotations

from django import template
from django.http import HttpRequest

from boards.models import User
from boards.pages import first_steps
from boards.sign_in import sessions, two_step

register = template.Library()


@register.filter
def fours(key: str) -> list[str]:
    """A long key in groups of four characters."""
    return [key[at : at + 4] for at in range(0, len(key), 4)]


@register.simple_tag
def session_ended(request: HttpRequest) -> str:
    """Why the session before this one ended, in a sentence; empty where none did."""
    return sessions.ended_words(request)


@register.simple_tag
def has_accounts() -> bool:
    """Whether anybody could sign in at all."""
    return User.objects.exists()


@register.simple_tag
def account_command() -> str:
    """The line to type that makes the first account of the site."""
    return first_steps.account_command()


@register.simple_tag
def only_demonstrations() -> bool:
    """Whether this site holds demonstration boards, and nothing else."""
    return two_step.only_demonstrations()
