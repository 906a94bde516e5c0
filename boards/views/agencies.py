"""The agencies of a board: adding and editing one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from boards.access import Right
from boards.forms.agencies import AgencyForm
from boards.models import Agency, Board
from boards.views.of_board import save_or_show
from boards.web.gate import needs
from boards.web.requests import BoardRequest


@needs(Right.EDIT_BOARD)
def agency_add(request: BoardRequest, board: Board) -> HttpResponse:
    form = AgencyForm(request.POST or None, board=board, instance=Agency(board=board))
    return save_or_show(request, board, form, "Add an agency", another="boards:agency_add")


@needs(Right.EDIT_BOARD)
def agency_edit(request: BoardRequest, board: Board, pk: int) -> HttpResponse:
    agency = get_object_or_404(Agency.objects.visible_to(request.user), board=board, pk=pk)
    form = AgencyForm(request.POST or None, board=board, instance=agency)
    return save_or_show(request, board, form, agency.name)
