"""The role table: which role has which rights in a board. Views, templates, querysets and commands all ask it.

A site administrator manages boards, people and memberships in the administration pages. That gives no right to read a
board's plan: who hosts 150 boards should not read of their weak points. To read one, an administrator joins its board.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from boards.models import Board
    from boards.models.user import AnyUser


class Role(models.TextChoices):
    """The roles of users in a board."""

    MANAGER = "manager", "Business manager"
    CHAIR = "chair", "Independent chair"
    SCRUTINEER = "scrutineer", "Independent scrutineer"
    LEAD = "lead", "Partner lead"
    MEMBER = "member", "Member"
    OBSERVER = "observer", "Observer"


class Right(StrEnum):
    """What can be done in a board, in the words of docs/access.md."""

    READ_VERSIONS = "read published versions"
    READ_PLAN = "read the plan as it stands"
    READ_INTERNAL = "read hidden rows and internal notes"
    READ_PEOPLE = "see people, groups and meetings"
    READ_AUDITS = "read audits"
    ADD_NOTE = "add notes and files to actions that they, their group or agency lead"
    ADD_ANY_NOTE = "add notes and files to any action"
    EDIT_PLAN = "edit the plan"
    PROPOSE = "propose that an action that they, their group or agency lead is complete, or a new date for it"
    CHALLENGE = "challenge the plan and its actions"
    SIGN_OFF = "sign off completed actions"
    SIGN_VERSIONS = "sign off published versions"
    PUBLISH = "publish versions"
    EDIT_AUDITS = "edit audits"
    EDIT_BOARD = "edit people, groups, meetings and the board’s settings"
    EDIT_MEMBERS = "invite people, end access and review it yearly"
    READ_TRAIL = "read and download the activity log"
    KEEP = "say how long plans are kept, and erase a person’s details"


_EVERYBODY = {Right.READ_VERSIONS}
_INSIDE = _EVERYBODY | {Right.READ_PLAN, Right.READ_PEOPLE, Right.READ_AUDITS}
_SCRUTINY = _INSIDE | {Right.READ_INTERNAL, Right.CHALLENGE, Right.SIGN_OFF}

RIGHTS: dict[str, frozenset[Right]] = {
    Role.MANAGER: frozenset(Right),
    Role.CHAIR: frozenset(_SCRUTINY | {Right.SIGN_VERSIONS}),
    Role.SCRUTINEER: frozenset(_SCRUTINY),
    Role.LEAD: frozenset(_INSIDE | {Right.ADD_NOTE, Right.PROPOSE}),
    Role.MEMBER: frozenset(_INSIDE),
    Role.OBSERVER: frozenset(_EVERYBODY),
}

#: Rights that a setting of the board adds to a role: the role, and the name of the setting (``BoardStanding``).
ADDED: dict[Right, tuple[str, str]] = {Right.SIGN_VERSIONS: (Role.SCRUTINEER, "scrutineer_signs")}

#: Roles whose downloads and prints carry the name of the user and the time: they go to other organisations.
NAMED: frozenset[str] = frozenset({Role.LEAD})


def may(user: AnyUser, right: Right, board: Board | int) -> bool:
    """Whether the user has the right in the board today."""
    board_id = board if isinstance(board, int) else board.pk
    role = user.roles.get(board_id) if user.is_authenticated else None
    return role is not None and (right in RIGHTS[role] or board_id in _where_added(user, right, role))


def _where_added(user: AnyUser, right: Right, role: str) -> list[int]:
    """Keys of the boards whose settings add the right to this role of the user."""
    to, setting = ADDED.get(right, ("", ""))
    if role != to or not user.is_authenticated:
        return []
    return [one.board_id for one in user.standings if one.role == role and getattr(one, setting)]


def gives(role: str, right: Right) -> bool:
    """Whether the role has the right."""
    return right in RIGHTS[role]


def carries_name(user: AnyUser, board: Board | int) -> bool:
    """Whether downloads and prints of this user say who made them, and when."""
    board_id = board if isinstance(board, int) else board.pk
    return user.is_authenticated and user.roles.get(board_id) in NAMED


def boards_where(user: AnyUser, right: Right) -> list[int]:
    """Primary keys of the boards in which the user has the right: what ``visible_to`` filters by."""
    if not user.is_authenticated:
        return []
    return [board for board in user.roles if may(user, right, board)]
