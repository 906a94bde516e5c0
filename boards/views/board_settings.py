"""The settings of a board: second steps, time limits, protective marking, contacts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from boards.access import Right
from boards.extensions.settings_pages import pages_for
from boards.forms.board import BoardForm
from boards.forms.errors import errors_by_field
from boards.models import Board
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.requests import BoardRequest


@needs(Right.EDIT_BOARD)
def board_settings(request: BoardRequest, board: Board) -> HttpResponse:
    request.menu = "boards:person_list"
    edited = Board.objects.get(pk=board.pk)  # what is typed must not show in the page's head before it is saved
    form = BoardForm(request.POST or None, board=board, instance=edited)
    if request.method == "POST" and form.is_valid():
        with errors_by_field(form):
            if edited.save_by(request.user):
                messages.success(request, "The settings of the board are saved.")
            else:
                messages.info(request, "Nothing was changed.")
            return redirect("boards:board_settings", board.slug)
    pages = pages_for(request.user, board)
    return form_page(request, "boards/board_settings/form.html", form, pages=pages)
