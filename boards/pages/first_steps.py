"""What a new site needs before anybody can work in it: an account, a board, and the board's first manager."""

from __future__ import annotations

import enum

from django.conf import settings

from boards.models import Board, Invitation, Membership, User


class FirstStep(enum.Enum):
    ACCOUNT = "account"
    BOARD = "board"
    MANAGER = "manager"


def first_board() -> Board | None:
    """The board that was added first, if there is any."""
    return Board.objects.order_by("pk").first()


def first_step() -> FirstStep | None:
    """The next thing that is missing; None once somebody is in a board, or invited into one."""
    if Membership.objects.exists() or Invitation.objects.exists():
        return None
    if Board.objects.exists():
        return FirstStep.MANAGER
    return FirstStep.BOARD if User.objects.filter(is_superuser=True, is_active=True).exists() else FirstStep.ACCOUNT


def invite_command(board: Board) -> str:
    """The line to type that invites the first manager of a board."""
    return f'{settings.RUN} manage invite {board.slug} ADDRESS --name "NAME"'


def account_command() -> str:
    """The line to type that makes the first account."""
    return f"{settings.RUN} manage createsuperuser"
