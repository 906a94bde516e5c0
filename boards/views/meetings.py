"""The meetings of a board: list, add, edit."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from boards.access import Right
from boards.forms.errors import errors_by_field
from boards.forms.meetings import MeetingForm
from boards.models import Board, Group, Meeting
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.requests import BoardRequest

#: How many held meetings are listed; the earlier ones are folded.
SHOWN = 12


@needs(Right.READ_PEOPLE)
def meeting_list(request: BoardRequest, board: Board) -> HttpResponse:
    """Meetings to come and meetings held; cancelled ones are in both lists, marked."""
    request.menu = "boards:meeting_list"
    today = timezone.localdate()
    meetings = list(Meeting.objects.visible_to(request.user).of(board).order_by("date", "time", "pk"))
    held = [meeting for meeting in reversed(meetings) if meeting.date < today]
    return render(
        request,
        "boards/meetings/list.html",
        {
            "today": today,
            "coming": [meeting for meeting in meetings if meeting.date >= today],
            "held": held[:SHOWN],
            "earlier": held[SHOWN:],
            "groups": Group.objects.filter(board=board).exists(),
        },
    )


@needs(Right.EDIT_BOARD)
def meeting_add(request: BoardRequest, board: Board) -> HttpResponse:
    return _answer(request, board, MeetingForm(request.POST or None, board=board), "Add a meeting")


@needs(Right.EDIT_BOARD)
def meeting_edit(request: BoardRequest, board: Board, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user).of(board), pk=pk)
    title = f"{meeting.group.name}, {meeting.date.day} {meeting.date:%B %Y}"
    return _answer(request, board, MeetingForm(request.POST or None, board=board, instance=meeting), title)


def _answer(request: BoardRequest, board: Board, form: MeetingForm, title: str) -> HttpResponse:
    request.menu = "boards:meeting_list"
    if request.method == "POST" and form.is_valid():
        meeting = form.instance
        with errors_by_field(form):
            meeting.save_by(request.user)
            done = "is cancelled" if meeting.cancelled else "is saved"
            messages.success(request, f"{meeting.group.name}, {meeting.date.day} {meeting.date:%B %Y}, {done}.")
            return redirect("boards:meeting_list", board.slug)
    return form_page(request, "boards/meetings/form.html", form, title=title)
