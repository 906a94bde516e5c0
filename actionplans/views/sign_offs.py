"""Signing off: completed actions, published versions, and the list of what waits for it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from actionplans.document.wording import count
from actionplans.forms.actions import ReasonForm
from actionplans.forms.proposals import SignOffForm
from actionplans.models import Action, SignOff, Version
from actionplans.models.action import Status
from actionplans.operations import sign_offs as sign_offs_operations
from actionplans.pages import sign_offs as sign_offs_pages
from actionplans.views.lookup import get_action, get_plan
from actionplans.views.rows import fault, row_url
from boards.access import Right
from boards.models import Board
from boards.web.gate import needs
from boards.web.requests import BoardRequest

#: So many of those that are signed off are listed.
SIGNED = 50


@needs(Right.SIGN_OFF)
def sign_off_list(request: BoardRequest, board: Board) -> HttpResponse:
    """The complete actions that wait for a sign-off, the longest wait first, and those that have it."""
    request.menu = "actionplans:board_home"
    waiting = sign_offs_pages.waiting(request.user, board).select_related("plan").order_by("ended_on", "pk")
    seen = Action.objects.visible_to(request.user).of(board).standing()
    signed = SignOff.objects.standing().filter(action__in=seen).select_related("action__plan", "signed_by")
    rows = list(waiting)
    context = {
        "waiting": rows,
        "heading": f"{count(len(rows), 'action waits', 'actions wait')} for sign-off" if rows else "Sign-off",
        "signed": signed.order_by("-signed_at", "-pk")[:SIGNED],
    }
    return render(request, "actionplans/sign_offs/list.html", context)


@needs(Right.SIGN_OFF)
def action_sign_off(request: BoardRequest, board: Board, plan: str, ref: str) -> HttpResponse:
    """Sign off an action that is complete. From the list, back to the list while more wait."""
    found = get_plan(request, board, plan)
    action = get_action(request, found, ref)
    if action.status != Status.COMPLETE:
        messages.info(request, f"{ref} is {action.status}. Only what is complete can be signed off.")
        return HttpResponseRedirect(row_url(action))
    form = SignOffForm(request.POST if request.method == "POST" else None)  # a remark is not needed
    listed = "list" in request.GET
    if request.method == "POST" and form.is_valid():
        try:
            sign_offs_operations.sign_off_action(action, by=request.user, words=form.cleaned_data["words"])
        except ValidationError as error:
            fault(form, error)
        else:
            messages.success(request, f"{ref} is signed off.")
            if listed and sign_offs_pages.waiting(request.user, board).exists():
                return redirect("actionplans:sign_off_list", board.slug)
            return HttpResponseRedirect(row_url(action))
    cancel = reverse("actionplans:sign_off_list", args=[board.slug]) if listed else row_url(action)
    context = _of_action(action) | {"title": f"Sign off {ref}", "button": f"Sign off {ref}", "cancel": cancel}
    return _form(request, form, context)


@needs(Right.SIGN_OFF)
def action_take_back(request: BoardRequest, board: Board, plan: str, ref: str) -> HttpResponse:
    found = get_plan(request, board, plan)
    action = get_action(request, found, ref)
    context = _of_action(action) | {"title": f"Take back the sign-off of {ref}", "cancel": row_url(action)}
    return _take_back(request, action.sign_offs, context)


def _of_action(action: Action) -> dict[str, Any]:
    return {
        "plan": action.plan,
        "caption": f"{action.ref} in {action.plan.title}",
        "action": action,
        "back": f"Back to {action.ref}",
    }


@needs(Right.SIGN_OFF)
def version_sign_off(request: BoardRequest, board: Board, plan: str, number: int) -> HttpResponse:
    """Agree to a published version."""
    version = _version(request, board, plan, number)
    form = SignOffForm(request.POST if request.method == "POST" else None)  # a remark is not needed
    if request.method == "POST" and form.is_valid():
        try:
            sign_offs_operations.sign_off_version(version, by=request.user, words=form.cleaned_data["words"])
        except ValidationError as error:
            fault(form, error)
        else:
            messages.success(request, f"Version {number} is agreed.")
            return HttpResponseRedirect(_version_url(version))
    context = _of_version(version) | {"title": f"Agree version {number}", "button": f"Agree version {number}"}
    return _form(request, form, context)


@needs(Right.SIGN_OFF)
def version_take_back(request: BoardRequest, board: Board, plan: str, number: int) -> HttpResponse:
    version = _version(request, board, plan, number)
    context = _of_version(version) | {"title": f"Take back that version {number} is agreed"}
    return _take_back(request, version.sign_offs, context)


def _version(request: BoardRequest, board: Board, plan: str, number: int) -> Version:
    found = get_plan(request, board, plan)
    versions = Version.objects.visible_to(request.user).filter(plan=found).defer("pdf", "document_text")
    return get_object_or_404(versions.select_related("plan__board"), number=number)


def _version_url(version: Version) -> str:
    return version.get_absolute_url()


def _of_version(version: Version) -> dict[str, Any]:
    return {
        "plan": version.plan,
        "caption": version.plan.title,
        "version": version,
        "cancel": _version_url(version),
        "back": f"Back to version {version.number}",
    }


def _take_back(request: BoardRequest, sign_offs: Any, context: dict[str, Any]) -> HttpResponse:
    standing = sign_offs.standing().select_related("signed_by").first()
    if standing is None:
        messages.info(request, "Nothing is signed off there.")
        return HttpResponseRedirect(context["cancel"])
    form = ReasonForm(
        request.POST or None, label="Why is it taken back?", hint="It stays in the history, with the reason."
    )
    if request.method == "POST" and form.is_valid():
        sign_offs_operations.take_back(standing, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "The sign-off is taken back.")
        return HttpResponseRedirect(context["cancel"])
    return _form(request, form, context | {"standing": standing, "button": "Take it back"})


def _form(request: BoardRequest, form: Any, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "actionplans/sign_offs/form.html", context | {"form": form}, status=status)
