"""The trail sources of this app: the board, its people, memberships and invitations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from boards.extensions.record_pages import address_of_record
from boards.extensions.trail import trail_sources
from boards.models import (
    Agency,
    BelongingAnswer,
    BelongingReview,
    Board,
    Erasure,
    Group,
    GroupMember,
    Invitation,
    Meeting,
    Membership,
    Person,
    TrailEntry,
)
from boards.trail.sources import EntrySource, HistorySource, SiteEntrySource, TrailKind

#: Fields with the user who made the change: the line names them already.
_WHO_DID = frozenset(["done_by", "begun_by", "finished_by", "accepted_by"])


def _one(what: str, name: str, page: str) -> Callable[[Any, Board], tuple[str, str]]:
    """A function that gives “Agency “Fenmarsh Fire”” and the address of the page where it is edited."""
    return lambda row, board: (f"{what} “{getattr(row, name)}”", reverse(page, args=[board.slug, row.id]))


def _board(row: Any, board: Board) -> tuple[str, str]:
    return "The board’s settings", reverse("boards:board_settings", args=[board.slug])


def _place(row: Any, board: Board) -> tuple[str, str]:
    return f"{row.person.name} in “{row.group.name}”", reverse("boards:group_edit", args=[board.slug, row.group_id])


def _meeting(row: Any, board: Board) -> tuple[str, str]:
    return f"Meeting of “{row.group.name}”, {row.date:%d.%m.%y}", reverse(
        "boards:meeting_edit", args=[board.slug, row.id]
    )


def _membership(row: Any, board: Board) -> tuple[str, str]:
    return f"Access of {row.user.name}", reverse("boards:membership_page", args=[board.slug, row.id])


def _invitation(row: Any, board: Board) -> tuple[str, str]:
    return f"Invitation of {row.name}", reverse("boards:invitation_list", args=[board.slug])


def _review(row: Any, board: Board) -> tuple[str, str]:
    return f"Yearly access review, {row.begun_at:%Y}", address_of_record(BelongingReview, board, row.id)


def _answer(row: Any, board: Board) -> tuple[str, str]:
    words = f"Whether {row.membership.user.name} keeps access, {row.review.begun_at:%Y}"
    return words, address_of_record(BelongingReview, board, row.review_id)


def _erasure(row: Any, board: Board) -> tuple[str, str]:
    return f"Erasure, now “{row.replaced_by}”", address_of_record(Erasure, board, row.id)


def register() -> None:
    """Add the sources of this app to the trail. Called once the app is ready."""
    trail_sources.add(
        EntrySource(TrailEntry, "happenings", plan="plan_key"),
        SiteEntrySource(TrailEntry, "sign-ins"),
        HistorySource(
            Membership.history.model, "members", TrailKind.PEOPLE, fetch=("user", "person"), about=_membership
        ),
        HistorySource(
            Invitation.history.model,
            "invitations",
            TrailKind.PEOPLE,
            fetch=("person", "agency"),
            about=_invitation,
            silent=_WHO_DID,
            labels={"person": "Stands for"},
            verbs={"mail_failed": ("Could not be mailed", "Mailed")},
        ),
        HistorySource(
            BelongingReview.history.model, "yearly access reviews", TrailKind.PEOPLE, about=_review, silent=_WHO_DID
        ),
        HistorySource(
            BelongingAnswer.history.model,
            "answers of yearly access reviews",
            TrailKind.PEOPLE,
            board="review__board",
            fetch=("review", "membership__user"),
            about=_answer,
            silent=frozenset({"review", "membership"}),
        ),
        HistorySource(
            Erasure.history.model,
            "erasures",
            TrailKind.PEOPLE,
            about=_erasure,
            silent=_WHO_DID | {"person", "versions", "files"},
            labels={"places": "Places in which the name was replaced"},
        ),
        HistorySource(Board.history.model, "boards", board="id", about=_board),
        HistorySource(Agency.history.model, "agencies", about=_one("Agency", "name", "boards:agency_edit")),
        HistorySource(
            Person.history.model, "people", fetch=("agency",), about=_one("Person", "name", "boards:person_edit")
        ),
        HistorySource(Group.history.model, "groups", about=_one("Group", "name", "boards:group_edit")),
        HistorySource(
            GroupMember.history.model,
            "places in groups",
            board="group__board",
            fetch=("group", "person"),
            about=_place,
            silent=frozenset({"group", "person"}),
            verbs={"left": ("Left", "Came back")},
        ),
        HistorySource(
            Meeting.history.model,
            "meetings",
            board="group__board",
            fetch=("group",),
            about=_meeting,
            silent=frozenset({"group"}),
            verbs={"cancelled": ("Cancelled", "Called again")},
        ),
    )
