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
    another: str = "",
    after: Callable[[], None] = lambda: None,
) -> HttpResponse:
    """Save a valid form, call ``after`` and redirect to the list; otherwise render the form. ``person`` is the person whom the
    page is about, for the links below its form. ``another`` is the route of a page that adds one: it begins in the first
    field, and has a button that saves and leads to it again."""
    request.menu = "boards:person_list"
    if request.method == "POST" and form.is_valid():
        row = form.instance
        with errors_by_field(form):
            row.save_by(request.user)
            after()
            messages.success(request, f"{row.name} is saved.")
            return saved(request, board, another)
    if another and not form.is_bound and (first := form.first_field()):
        first.field.widget.attrs["autofocus"] = True
    return form_page(request, "boards/people/form.html", form, title=title, person=person, another=another)


def saved(request: BoardRequest, board: Board, another: str = "") -> HttpResponse:
    """On from what is saved: to the list, or to add another where that button was pressed."""
    return redirect(another if another and "another" in request.POST else "boards:person_list", board.slug)
