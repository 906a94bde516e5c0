"""Operations on the yearly access review: does every user with access still need it?

A review is answered user by user, over as many visits as it takes, and can be finished once every one is answered."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from boards.models import BelongingAnswer, BelongingReview, Board, Membership, User
from boards.operations.memberships import end_access

#: Time after which the next review is due.
EVERY = datetime.timedelta(days=365)
REASON = "Found in the yearly review to belong no more"


def is_due(board: Board, at: datetime.datetime) -> bool:
    """Whether the last finished review is more than a year ago, or there never was one."""
    last = last_finished(board)
    return last is None or last.finished_at is None or last.finished_at < at - EVERY


def last_finished(board: Board) -> BelongingReview | None:
    return board.belonging_reviews.filter(finished_at__isnull=False).order_by("-finished_at").first()


def under_way(board: Board) -> BelongingReview | None:
    return board.belonging_reviews.filter(finished_at__isnull=True).first()


@transaction.atomic
def begin(board: Board, *, by: User, at: datetime.datetime | None = None) -> BelongingReview:
    """Begin a review, or return the one that is under way."""
    at = at or timezone.now()
    board.hold()
    return under_way(board) or BelongingReview.objects.create_by(
        by, at=at, reason="Begun", board=board, begun_at=at, begun_by=by
    )


def unanswered(review: BelongingReview) -> QuerySet[Membership]:
    """The memberships that have no answer yet, those that began since the review did among them."""
    answered = review.answers.values("membership")
    return Membership.objects.active().filter(board=review.board_id).exclude(pk__in=answered)


@transaction.atomic
def answer(
    review: BelongingReview,
    membership: Membership,
    *,
    stays: bool,
    remark: str = "",
    by: User,
    at: datetime.datetime | None = None,
) -> BelongingAnswer:
    """Answer for one user whether they stay. If not, their access ends at once. Raises ValidationError where the
    review is finished, or where access cannot be ended (``boards.operations.memberships``)."""
    at = at or timezone.now()
    _lock_open(review)
    found = review.answers.filter(membership=membership).first()
    if found and not found.stays and stays:
        raise ValidationError("Their access has ended. To let them in again, invite them")
    if not stays and (found is None or found.stays):
        end_access(membership, by=by, at=at, reason=f"{REASON}: {remark}" if remark else REASON)
    given = found or BelongingAnswer(review=review, membership=membership)
    given.role, given.stays, given.remark = membership.role, stays, remark
    given.save_by(by, at=at, reason="Stays" if stays else "Leaves")
    return given


@transaction.atomic
def finish(review: BelongingReview, *, by: User, at: datetime.datetime | None = None) -> None:
    """Finish a review. Raises ValidationError while a user with access has no answer."""
    at = at or timezone.now()
    _lock_open(review)
    left = list(unanswered(review).select_related("user"))
    if left:
        names = ", ".join(membership.user.name for membership in left)
        raise ValidationError(f"Not answered yet: {names}.")
    review.finished_at, review.finished_by = at, by
    review.save_by(by, at=at, reason="Finished")


def _lock_open(review: BelongingReview) -> None:
    review.hold()
    if review.finished_at:
        raise ValidationError("This review is finished. Begin another one.")
