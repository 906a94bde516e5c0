"""Accounts that are named on the command line (``--as``), and checks of what the role table gives them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError

from boards.access import Right, may
from boards.models import Board, User


def account(address: str) -> User:
    """The account that signs in with this address. Raises CommandError where there is none, or it is closed."""
    found = User.objects.filter(email__iexact=address.strip(), is_active=True).first()
    if found is None:
        raise CommandError(f"Nobody signs in as {address}.")
    return found


def must(user: User, right: Right, board: Board, hint: str = "") -> None:
    """Raises CommandError, with a sentence, where the role table does not give this person the right in the board."""
    if may(user, right, board):
        return
    role: Any = user.roles.get(board.pk)
    if role is None:
        raise CommandError(f"{user.name} does not belong to {board.name}.")
    raise CommandError(f"The role of {user.name} in {board.name} does not let them {right.value}.{hint and f' {hint}'}")
