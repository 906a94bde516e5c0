"""One user's access to a board: its page with every change, the role, and its end."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from boards.access import Right
from boards.extensions.people import after_leaving
from boards.forms import BaseForm
from boards.forms.errors import errors_by_field
from boards.forms.memberships import EndAccessForm, RoleForm
from boards.models import Board, Membership
from boards.operations.invitations import ROLE_SAYS
from boards.operations.memberships import change_role, end_access, keep_access, refusal
from boards.pages.members import described
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.not_saved import overtaken
from boards.web.requests import BoardRequest


@needs(Right.EDIT_MEMBERS)
def membership_page(request: BoardRequest, board: Board, pk: int) -> HttpResponse:
    """The membership, what the manager can do with it, and every change with who, when and why."""
    membership = _get(request, board, pk)
    return render(
        request,
        "boards/memberships/page.html",
        {
            "member": membership,
            "may": ROLE_SAYS[membership.role],
            "active": _active(membership),
            "refusal": refusal(membership, by=request.user),
            "changes": membership.history.select_related("history_user"),
        },
    )


def _get(request: BoardRequest, board: Board, pk: int) -> Membership:
    request.menu = "boards:person_list"
    membership = get_object_or_404(described(board), pk=pk)
    membership.board = board
    return membership


def _active(membership: Membership) -> bool:
    return membership.ended_on is None or membership.ended_on > timezone.localdate()


def _ended(request: BoardRequest, membership: Membership) -> HttpResponse:
    where = reverse("boards:membership_page", args=[membership.board.slug, membership.pk])
    return overtaken(request, f"The access of {membership.user.name} has ended.", where)


@needs(Right.EDIT_MEMBERS)
def membership_role(request: BoardRequest, board: Board, pk: int) -> HttpResponse:
    membership = _get(request, board, pk)
    form = RoleForm(request.POST or None, membership=membership)
    if not _active(membership):
        return _ended(request, membership)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with errors_by_field(form, "role"):
            if data["reason"] and not {"role", "person"} & set(form.changed_data):
                raise ValidationError({"role": "Choose another role: a reason alone changes nothing"})
            change_role(membership, data["role"], by=request.user, person=data["person"], reason=data["reason"])
            messages.success(request, f"{membership.user.name} is {membership.get_role_display().lower()} from now on.")
            return redirect("boards:membership_page", board.slug, pk)
    return _form(request, "boards/memberships/role.html", membership, form)


@needs(Right.EDIT_MEMBERS)
def membership_end(request: BoardRequest, board: Board, pk: int) -> HttpResponse:
    """End access, now or on a day. The actions that the user leads are then listed for handing over."""
    membership = _get(request, board, pk)
    form = EndAccessForm(request.POST or None)
    if not _active(membership):
        return _ended(request, membership)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        on = data["on"] if data["when"] == "day" else None
        with errors_by_field(form, "reason"):
            end_access(membership, by=request.user, reason=data["reason"], on=on, left_post=data["left_post"])
            if on:
                said = f"The board is closed to {membership.user.name} from {on.day} {on:%B %Y} on."
            else:
                said = f"{membership.user.name} has no access any more, and is signed out."
            messages.success(request, said)
            if onward := after_leaving(membership, user=request.user):
                return redirect(onward)
            return redirect("boards:membership_page", board.slug, pk)
    return _form(request, "boards/memberships/end.html", membership, form)


@needs(Right.EDIT_MEMBERS)
@require_POST
def membership_keep(request: BoardRequest, board: Board, pk: int) -> HttpResponse:
    """Cancel an end that is still in the future."""
    membership = _get(request, board, pk)
    try:
        keep_access(membership, by=request.user)
    except ValidationError as fault:
        messages.warning(request, fault.messages[0])
    else:
        messages.success(request, f"{membership.user.name} keeps their access.")
    return redirect("boards:membership_page", board.slug, pk)


def _form(request: BoardRequest, template: str, membership: Membership, form: BaseForm) -> HttpResponse:
    return form_page(request, template, form, member=membership, refusal=refusal(membership, by=request.user))
