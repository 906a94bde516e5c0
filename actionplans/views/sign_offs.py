"""Sign-offs of complete actions and published versions, taking one back, and the list of actions that wait."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from actionplans.document.compare import compare
from actionplans.document.parts import without_internal
from actionplans.document.wording import count
from actionplans.forms.base import ReasonForm
from actionplans.forms.sign_offs import SignOffForm
from actionplans.models import Action, Plan, SignOff, Version
from actionplans.models.action import Status
from actionplans.operations import sign_offs as sign_offs_operations
from actionplans.pages import sign_offs as sign_offs_pages
from boards.access import Right, may
from boards.forms import BaseForm
from boards.forms.errors import errors_by_field
from boards.models import Board
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.not_saved import overtaken
from boards.web.requests import BoardRequest

#: The number of signed-off actions in the list.
SIGNED = 50


@needs(Right.SIGN_OFF)
def sign_off_list(request: BoardRequest, board: Board) -> HttpResponse:
    """The complete actions that wait for a sign-off by the user or by others, the longest wait first, and those that have it."""
    request.menu = "actionplans:board_home"
    waiting = sign_offs_pages.waiting(request.user, board).select_related("plan").order_by("ended_on", "pk")
    rows: list[Any] = list(waiting)
    own = sign_offs_operations.own_work(rows, request.user)
    for row in rows:
        row.own_work = sign_offs_operations.OWN_WORK.get(own.get(row.pk, ""), "")
    seen = Action.objects.visible_to(request.user).of(board).standing()
    signed = SignOff.objects.standing().filter(action__in=seen).select_related("action__plan", "signed_by")
    mine = [row for row in rows if not row.own_work]
    context = {
        "waiting": mine,
        "own": [row for row in rows if row.own_work],
        "heading": f"{count(len(mine), 'action waits', 'actions wait')} for your sign-off" if mine else "Sign-off",
        "signed": signed.order_by("-signed_at", "-pk")[:SIGNED],
    }
    return render(request, "actionplans/sign_offs/list.html", context)


@needs(Right.SIGN_OFF)
def action_sign_off(request: BoardRequest, board: Board, plan: Plan, action: Action) -> HttpResponse:
    """Sign off an action that is complete. From the list, back to the list while more wait. For the user's own work the page
    says who is asked instead."""
    if action.status != Status.COMPLETE:
        said = f"{action.ref} is {action.status}. Only what is complete can be signed off."
        return overtaken(request, said, action.get_absolute_url(), link=f"Open {action.ref}")
    form = SignOffForm(request.POST if request.method == "POST" else None)  # the form is valid when empty
    listed = "list" in request.GET
    if request.method == "POST" and form.is_valid():
        with errors_by_field(form):
            sign_offs_operations.sign_off_action(action, by=request.user, words=form.cleaned_data["words"])
            messages.success(request, f"{action.ref} is signed off.")
            if listed and sign_offs_pages.to_sign(request.user, board):
                return redirect("actionplans:sign_off_list", board.slug)
            return redirect(action)
    cancel = reverse("actionplans:sign_off_list", args=[board.slug]) if listed else action.get_absolute_url()
    proof = sign_offs_pages.proof_of(action, internal=may(request.user, Right.READ_INTERNAL, board))
    refusal = "" if proof.record.sign_off else sign_offs_operations.refusal(action, request.user)
    context = _of_action(action) | {
        "proof": proof,
        "refusal": refusal,
        "title": f"Sign off {action.ref}",
        "button": f"Sign off {action.ref}",
        "cancel": cancel,
    }
    if refusal and request.method != "POST":
        return form_page(request, "actionplans/sign_offs/refused.html", None, **context)
    return _form(request, form, context)


@needs(Right.SIGN_OFF)
def action_take_back(request: BoardRequest, board: Board, plan: Plan, action: Action) -> HttpResponse:
    context = _of_action(action) | {
        "title": f"Take back the sign-off of {action.ref}",
        "cancel": action.get_absolute_url(),
    }
    return _take_back(request, action.sign_offs, context)


def _of_action(action: Action) -> dict[str, Any]:
    return {
        "plan": action.plan,
        "caption": f"{action.ref} in {action.plan.title}",
        "action": action,
        "back": f"Back to {action.ref}",
    }


@needs(Right.SIGN_VERSIONS)
def version_sign_off(request: BoardRequest, board: Board, plan: Plan, number: int) -> HttpResponse:
    """Sign off a published version."""
    version = _version(request, plan, number)
    form = SignOffForm(request.POST if request.method == "POST" else None)  # the form is valid when empty
    if request.method == "POST" and form.is_valid():
        with errors_by_field(form):
            sign_offs_operations.sign_off_version(version, by=request.user, words=form.cleaned_data["words"])
            messages.success(request, f"Version {number} is agreed.")
            return redirect(version)
    context = _of_version(version) | {"title": f"Sign off version {number}", "button": f"Sign off version {number}"}
    context |= _changed_in(plan, version)
    return _form(request, form, context)


@needs(Right.SIGN_VERSIONS)
def version_take_back(request: BoardRequest, board: Board, plan: Plan, number: int) -> HttpResponse:
    version = _version(request, plan, number)
    context = _of_version(version) | {"title": f"Take back that version {number} is agreed"}
    return _take_back(request, version.sign_offs, context)


def _version(request: BoardRequest, plan: Plan, number: int) -> Version:
    versions = Version.objects.visible_to(request.user).filter(plan=plan).defer("pdf")
    return get_object_or_404(versions.select_related("plan__board"), number=number)


def _changed_in(plan: Plan, version: Version) -> dict[str, Any]:
    """The version that was agreed last before this one, or else the one before it, and what has changed since."""
    earlier = plan.versions.filter(number__lt=version.number).order_by("-number").defer("pdf")
    agreed = earlier.filter(sign_offs__in=SignOff.objects.standing()).first()
    before = agreed or earlier.first()
    if before is None:
        return {}
    changed = compare(without_internal(before.document()), without_internal(version.document()))
    return {"before": before, "was_agreed": agreed is not None, "changed": changed}


def _of_version(version: Version) -> dict[str, Any]:
    return {
        "plan": version.plan,
        "caption": version.plan.title,
        "version": version,
        "cancel": version.get_absolute_url(),
        "back": f"Back to version {version.number}",
    }


def _take_back(request: BoardRequest, sign_offs: Any, context: dict[str, Any]) -> HttpResponse:
    standing = sign_offs.standing().select_related("signed_by").first()
    if standing is None:
        return overtaken(request, "Nothing is signed off there.", context["cancel"], link=context["back"])
    form = ReasonForm(
        request.POST or None, label="Why is it taken back?", hint="It stays in the history, with the reason"
    )
    if request.method == "POST" and form.is_valid():
        with errors_by_field(form):
            sign_offs_operations.take_back(standing, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, "The sign-off is taken back.")
            return redirect(context["cancel"])
    return _form(request, form, context | {"standing": standing, "button": "Take it back"})


def _form(request: BoardRequest, form: BaseForm, context: dict[str, Any]) -> HttpResponse:
    return form_page(request, "actionplans/sign_offs/form.html", form, **context)
