"""What the privacy notice and the accessibility statement say of a board: its data controller, and the law it works under.

Sources: UK GDPR, articles 13 and 14; Data Protection Act 2018, section 8; Children Act 2004; Working Together to Safeguard
Children 2023; Care Act 2014; Education Act 1996; the Public Sector Bodies (Websites and Mobile Applications) (No. 2)
Accessibility Regulations 2018 and the model statement of the Government Digital Service.
"""

from __future__ import annotations

from dataclasses import dataclass

from boards.access import Right, may
from boards.models import Board, Membership, User

#: The statutes by which a board of each kind does what its plans are for.
LAWS = {
    Board.Kind.CHILDREN: (
        "the Children Act 2004, sections 11 and 16E to 16K (safeguarding partners, and every agency’s duty to safeguard and "
        "promote the welfare of children), and the statutory guidance Working Together to Safeguard Children 2023"
    ),
    Board.Kind.ADULTS: (
        "the Care Act 2014, sections 42 to 45 and Schedule 2 (enquiries, safeguarding adults boards, their reviews, and the "
        "supply of information to them)"
    ),
    Board.Kind.IMPROVEMENT: (
        "the Children Act 2004, sections 10, 11 and 50, and the Education Act 1996, section 497A (the council’s duties to "
        "children, and directions to improve how they are met)"
    ),
}
LAWS[Board.Kind.PARTNERSHIP] = LAWS[Board.Kind.CHILDREN]


@dataclass(frozen=True)
class Notice:
    """One board, with what its notices say of it."""

    board: Board
    managers: tuple[User, ...]
    manages: bool
    law: str
    missing: tuple[str, ...]


def notices_for(user: User) -> list[Notice]:
    """The boards of the user; for anonymous users the only board of the site, if it has just one."""
    if user.is_authenticated and user.roles:
        boards = list(Board.objects.visible_to(user))
    else:
        boards = list(Board.objects.all()[:2])
        boards = boards if len(boards) == 1 else []
    return [_notice(board, user) for board in boards]


def _notice(board: Board, user: User) -> Notice:
    role = user.roles.get(board.pk) if user.is_authenticated else None
    managers: tuple[User, ...] = ()
    if role is not None:  # anonymous users do not learn who works here
        found = Membership.objects.active().managers().filter(board=board).select_related("user")
        managers = tuple(membership.user for membership in found.order_by("user__name"))
    lacks = {
        "who its data controller is": board.controller,
        "an email address for questions": board.contact_email,
        "an email address of its data protection officer": board.data_protection_email,
    }
    missing = tuple(words for words, value in lacks.items() if not value)
    return Notice(board, managers, may(user, Right.EDIT_BOARD, board), LAWS[board.kind], missing)
