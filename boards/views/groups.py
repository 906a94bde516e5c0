"""The groups of a board: adding and editing one, with its members."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from boards.access import Right
from boards.forms.groups import GroupForm
from boards.models import Board, Group
from boards.operations.groups import seat
from boards.views.of_board import save_or_show
from boards.web.gate import needs
from boards.web.requests import BoardRequest


@needs(Right.EDIT_BOARD)
def group_add(request: BoardRequest, board: Board) -> HttpResponse:
    form = GroupForm(request.POST or None, board=board, instance=Group(board=board))
    return _save_or_show(request, board, form, "Add a group", another="boards:group_add")


@needs(Right.EDIT_BOARD)
def group_edit(request: BoardRequest, board: Board, pk: int) -> HttpResponse:
    group = get_object_or_404(Group.objects.visible_to(request.user), board=board, pk=pk)
    form = GroupForm(request.POST or None, board=board, instance=group)
    return _save_or_show(request, board, form, group.name)


def _save_or_show(
    request: BoardRequest, board: Board, form: GroupForm, title: str, *, another: str = ""
) -> HttpResponse:
    def seat_members() -> None:
        seat(form.instance, form.cleaned_data["members"], form.cleaned_data["chair"], by=request.user)

    return save_or_show(request, board, form, title, another=another, after=seat_members)
