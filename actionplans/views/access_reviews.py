"""Access reviews: the yearly check of who has access. Here and not in boards, because it shows when each person last wrote a
note."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Max, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from actionplans.forms.access_reviews import LEAVES, STAYS, AccessAnswerForm
from actionplans.models import ProgressEntry
from actionplans.operations import handovers
from boards.access import Right
from boards.forms.errors import errors_by_field
from boards.forms.summary import summary
from boards.models import BelongingAnswer, BelongingReview, Board, Membership
from boards.operations import access_reviews
from boards.pages.members import described
from boards.web.gate import needs
from boards.web.not_saved import overtaken
from boards.web.requests import BoardRequest


@dataclass
class ReviewLine:
    """One member with access, their last note, and the answer given."""

    member: Membership
    last_note: datetime.datetime | None
    answer: BelongingAnswer | None
    form: AccessAnswerForm | None = None


@needs(Right.EDIT_MEMBERS)
def access_review_list(request: BoardRequest, board: Board) -> HttpResponse:
    """All reviews with their results; POST begins a new one."""
    request.menu = "boards:person_list"
    if request.method == "POST":
        return redirect("actionplans:access_review_page", board.slug, access_reviews.begin(board, by=request.user).pk)
    reviews = list(
        BelongingReview.objects.visible_to(request.user)
        .filter(board=board)
        .select_related("begun_by", "finished_by")
        .annotate(
            stay=Count("answers", filter=Q(answers__stays=True)), left=Count("answers", filter=Q(answers__stays=False))
        )
    )
    return render(
        request,
        "actionplans/access_reviews/list.html",
        {
            "open": next((review for review in reviews if review.finished_at is None), None),
            "finished": [review for review in reviews if review.finished_at],
            "due": access_reviews.is_due(board, timezone.now()),
        },
    )


@needs(Right.EDIT_MEMBERS)
def access_review_page(request: BoardRequest, board: Board, pk: int) -> HttpResponse:
    """All members with access, each with a form for the answer; the result, once the review is finished."""
    request.menu = "boards:person_list"
    review = get_object_or_404(
        BelongingReview.objects.visible_to(request.user).select_related("begun_by", "finished_by"), board=board, pk=pk
    )
    review.board = board
    lines = _lines(review)
    if review.finished_at:
        if request.method == "POST":
            return overtaken(request, "This review is finished. Nothing was changed.", request.path)
        return _show(request, review, lines)
    for line in lines:
        line.form = _form(request, line)
    if request.method == "POST" and all(line.form.is_valid() for line in lines) and _save(request, review, lines):
        return _saved(request, review)
    return _show(request, review, lines)


def _lines(review: BelongingReview) -> list[ReviewLine]:
    """The members with access, and those who have an answer."""
    answers = {answer.membership_id: answer for answer in review.answers.all()}
    members = described(review.board)
    if review.finished_at:
        members = members.filter(pk__in=answers)
    else:
        active = Membership.objects.active().filter(board=review.board)
        members = members.filter(Q(pk__in=active.values("pk")) | Q(pk__in=answers))
    members = list(members.order_by("user__name", "pk"))
    notes = dict(
        ProgressEntry.objects.filter(
            action__plan__board=review.board, author__in=[member.user_id for member in members], removed=False
        )
        .order_by()
        .values("author")
        .annotate(last=Max("written_at"))
        .values_list("author", "last")
    )
    return [ReviewLine(member, notes.get(member.user_id), answers.get(member.pk)) for member in members]


def _form(request: BoardRequest, line: ReviewLine) -> AccessAnswerForm:
    initial = {}
    if line.answer:
        initial = {"answer": STAYS if line.answer.stays else LEAVES, "remark": line.answer.remark}
    return AccessAnswerForm(
        request.POST or None,
        prefix=f"member{line.member.pk}",
        member=line.member,
        own=line.member.user_id == request.user.pk,
        initial=initial,
    )


def _save(request: BoardRequest, review: BelongingReview, lines: list[ReviewLine]) -> bool:
    """Save all given answers, or none of them: False where one is refused."""
    with transaction.atomic():
        for line in lines:
            data = line.form.cleaned_data
            if data["answer"]:
                stays, remark = data["answer"] == STAYS, data["remark"]
                with errors_by_field(line.form, "answer"):
                    access_reviews.answer(review, line.member, stays=stays, remark=remark, by=request.user)
        refused = any(line.form.errors for line in lines)
        if refused:
            transaction.set_rollback(True)
    return not refused


def _saved(request: BoardRequest, review: BelongingReview) -> HttpResponse:
    board = review.board
    left = access_reviews.unanswered(review).count()
    if left:
        messages.success(request, f"Saved. {left} {'person is' if left == 1 else 'people are'} not answered yet.")
        return redirect("actionplans:access_review_page", board.slug, review.pk)
    if "finish" not in request.POST:
        messages.success(request, "Saved. Everybody is answered: the review can be finished.")
        return redirect("actionplans:access_review_page", board.slug, review.pk)
    access_reviews.finish(review, by=request.user)
    messages.success(request, "The review is finished.")
    if handovers.waiting(board, request.user, timezone.localdate()):
        messages.warning(request, "A person who has left still leads actions: see “Handing over” on the page People.")
    return redirect("actionplans:access_review_page", board.slug, review.pk)


def _show(request: BoardRequest, review: BelongingReview, lines: list[ReviewLine]) -> HttpResponse:
    faulty = [line.form for line in lines if line.form and line.form.errors]
    context = {
        "review": review,
        "lines": lines,
        "line_forms": [line.form for line in lines],
        "left": sum(line.answer is None for line in lines),
        "stay": sum(line.answer is not None and line.answer.stays for line in lines),
        "gone": sum(line.answer is not None and not line.answer.stays for line in lines),
        "form": next(iter(faulty), None),
        "faults": summary(*faulty),
    }
    return render(request, "actionplans/access_reviews/page.html", context, status=422 if faulty else 200)
