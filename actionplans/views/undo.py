"""Undoing the last operation on a row: offering it in the message after the operation, and doing it."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from actionplans.models import Action, Plan
from actionplans.operations import undo
from boards.access import Right
from boards.models import Board, User
from boards.web.gate import needs
from boards.web.messages import MessageButton, success_with_button
from boards.web.requests import BoardRequest


def undo_button(action: Action, at: datetime.datetime) -> MessageButton:
    """The button that undoes the operation of that moment on a row."""
    address = reverse("actionplans:row_undo", args=[action.plan.board.slug, action.plan.slug, action.ref])
    return MessageButton("Undo", address, {"of": at.isoformat()})


def offered_undo(action: Action, user: User) -> MessageButton | None:
    """The button that undoes the last operation on a row; None where the user may not undo it."""
    at = undo.last_operation(action, user)
    return undo_button(action, at) if at else None


def say_done(request: BoardRequest, action: Action, said: str) -> None:
    """Say on the next page what was done to a row, with a button that undoes it."""
    button = offered_undo(action, request.user)
    if button:
        success_with_button(request, said, button)
    else:
        messages.success(request, said)


@needs(Right.ADD_NOTE)
@require_POST
def row_undo(request: BoardRequest, board: Board, plan: Plan, action: Action) -> HttpResponse:
    """Undo the operation that the button was offered for, if it is still the last one on this row."""
    of = parse_datetime(request.POST.get("of", ""))
    try:
        if of is None:
            raise ValidationError(undo.CHANGED_SINCE.format(ref=action.ref))
        undo.undo(action, by=request.user, of=of)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"Undone. {action.ref} is as it was before.")
    return redirect(action)
