"""Whom a user asks for help, as the end of a sentence: never themselves."""

from __future__ import annotations

from django.conf import settings

from boards.models import Board, Membership, User
from boards.models.user import AnyUser

MANAGER = "your board’s business manager"


def other_manager(board: Board, user: AnyUser) -> Membership | None:
    """The contact of a board for this user: a business manager of it who is somebody else."""
    managers = Membership.objects.active().managers().filter(board=board).exclude(user=user.pk)
    return managers.select_related("user", "person").order_by("pk").first()


def who_helps(user: AnyUser) -> str:
    """A business manager of the user's boards, or where that is nobody else the administrator of the site. Empty for an
    administrator of no board: they are the one."""
    boards = list(user.roles) if isinstance(user, User) else []
    if not boards:
        return "" if isinstance(user, User) and user.is_superuser else MANAGER
    managers = Membership.objects.active().managers().filter(board__in=boards).exclude(user=user.pk)
    found = list(managers.select_related("user", "person").order_by("pk")[:2])
    if not found:
        return administrator()
    return str(found[0]) if len(found) == 1 or len(boards) == 1 else MANAGER


def administrator() -> str:
    """As the setting SITE_CONTACT names them."""
    named = f" ({settings.SITE_CONTACT})" if settings.SITE_CONTACT else ""
    return f"the administrator of this site{named}"
