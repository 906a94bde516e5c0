"""Shared by the pages that add or edit a person, a group or an agency: save the form, or show it again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from boards.forms.errors import errors_by_field
from boards.forms.of_board import OfBoardForm
from boards.models import Board, Person
from boards.web.form_page import form_page
from boards.web.requests import BoardRequest


def save_or_show(
    request: BoardRequest,
    board: Board,
    form: OfBoardForm,
    title: str,
    *,
    person: Person | None = None,
    after: Callable[[], None] = lambda: None,
) -> HttpResponse:
    """Save a valid form, call ``after`` and redirect to the list; otherwise render the form. ``person`` is the person whom the
    page is about, for the links below its form."""
    request.menu = "boards:person_list"
    if request.method == "POST" and form.is_valid():
        row = form.instance
        with errors_by_field(form):
            row.save_by(request.user)
            after()
            messages.success(request, f"{row.name} is saved.")
            return redirect("boards:person_list", board.slug)
    return form_page(request, "boards/people/form.html", form, title=title, person=person)
