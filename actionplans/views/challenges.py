"""Challenges: what the chair asks of a plan, the answers, and what came of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from actionplans.document.wording import count
from actionplans.forms.proposals import AnswerChallengeForm, AskAgainForm, ChallengeForm, CloseChallengeForm
from actionplans.models import Action, Challenge, Plan
from actionplans.operations import challenges
from actionplans.views.lookup import get_plan
from actionplans.views.rows import fault
from boards.access import Right, may
from boards.models import Board
from boards.web.gate import needs
from boards.web.requests import BoardRequest


@needs(Right.READ_PLAN)
def challenge_list(request: BoardRequest, board: Board, plan: str) -> HttpResponse:
    """All challenges to a plan that the reader may see, the open ones first; ``?show=open`` or ``closed``."""
    found = get_plan(request, board, plan)
    every = list(Challenge.objects.visible_to(request.user).filter(plan=found).with_names())
    open_ones = [challenge for challenge in every if challenge.is_open]
    closed = [challenge for challenge in every if not challenge.is_open]
    show = request.GET.get("show", "")
    shown = {"open": open_ones, "closed": closed}.get(show, open_ones + closed)
    context = {
        "plan": found,
        "show": show if show in ("open", "closed") else "",
        "every": len(every),
        "open": len(open_ones),
        "closed": len(closed),
        "shown": [_line(challenge, request) for challenge in shown],
        "answering": _answering(request, found),
        "sentence": _sentence(open_ones),
    }
    return render(request, "actionplans/challenges/list.html", context)


def _sentence(open_ones: list[Challenge]) -> str:
    """“2 challenges are open, 1 of them without an answer.”"""
    if not open_ones:
        return "No challenge is open."
    waiting = sum(challenge.waits for challenge in open_ones)
    words = count(len(open_ones), "challenge is", "challenges are") + " open"
    if waiting == len(open_ones):
        return f"{words}, without an answer." if waiting == 1 else f"{words}, none of them with an answer."
    return f"{words}, {waiting} of them without an answer." if waiting else f"{words}, all of them answered."


def _line(challenge: Challenge, request: BoardRequest) -> dict[str, Any]:
    days = challenge.days_open(timezone.localdate())
    standing = challenge.action and not (
        challenge.action.removed_on
        or challenge.action.recommendation.removed
        or challenge.action.recommendation.section.removed
    )
    return {
        "challenge": challenge,
        "asked": challenge.asked_words,
        "days": count(days, "day") if days else "",
        "linked": bool(standing),
    }


def _answering(request: BoardRequest, plan: Plan) -> set[int | None]:
    """The keys of the actions whose challenges this reader may answer; None is among them where it is all of them."""
    if may(request.user, Right.EDIT_PLAN, plan.board):
        return {None, *Action.objects.filter(plan=plan).values_list("pk", flat=True)}
    if not may(request.user, Right.ADD_NOTE, plan.board):
        return set()
    return set(Action.objects.filter(plan=plan).may_be_noted_by(request.user).values_list("pk", flat=True))


def _challenge(request: BoardRequest, plan: Plan, number: int) -> Challenge:
    made = Challenge.objects.visible_to(request.user).filter(plan=plan).with_names().select_related("plan__board")
    return get_object_or_404(made, number=number)


def challenge_url(challenge: Challenge) -> str:
    return reverse(
        "actionplans:challenge_page", args=[challenge.plan.board.slug, challenge.plan.slug, challenge.number]
    )


@needs(Right.READ_PLAN)
def challenge_page(request: BoardRequest, board: Board, plan: str, number: int) -> HttpResponse:
    """One challenge: all that was asked and answered."""
    found = get_plan(request, board, plan)
    challenge = _challenge(request, found, number)
    context = {
        "plan": found,
        "challenge": challenge,
        **_line(challenge, request),
        "turns": challenges.turns(challenge),
        "may_answer": challenge.is_open and challenges.may_answer(request.user, challenge),
    }
    return render(request, "actionplans/challenges/page.html", context)


@needs(Right.CHALLENGE)
def challenge_add(request: BoardRequest, board: Board, plan: str) -> HttpResponse:
    """Ask something of the plan, or of the action that ``?row=`` names."""
    found = get_plan(request, board, plan)
    form = ChallengeForm(
        request.POST or None, plan=found, reader=request.user, initial={"action": request.GET.get("row", "")}
    )
    if request.method == "POST" and form.is_valid():
        challenge = challenges.ask(found, by=request.user, **form.cleaned_data)
        messages.success(request, f"{challenge} is asked. It is open until you close it.")
        return HttpResponseRedirect(challenge_url(challenge))
    context = {
        "title": "Challenge the plan",
        "caption": found.title,
        "button": "Ask this",
        "cancel": reverse("actionplans:challenge_list", args=[board.slug, found.slug]),
        "back": "Challenges",
        "leave": "Ask nothing",
    }
    return _form(request, found, form, context)


@needs(Right.ADD_NOTE)
def challenge_answer(request: BoardRequest, board: Board, plan: str, number: int) -> HttpResponse:
    found = get_plan(request, board, plan)
    challenge = _challenge(request, found, number)
    if not challenges.may_answer(request.user, challenge):
        raise PermissionDenied(
            "A challenge is answered by whoever leads the action that it is about, or by the business manager."
        )
    if not challenge.is_open:
        return _closed(request, challenge)
    form = AnswerChallengeForm(request.POST or None, challenge=challenge)
    if request.method == "POST" and form.is_valid():
        try:
            challenges.answer(challenge, by=request.user, text=form.cleaned_data["answer"])
        except ValidationError as error:
            fault(form, error)
        else:
            messages.success(request, f"Your answer to challenge {number} is saved. The chair can read it.")
            return HttpResponseRedirect(challenge_url(challenge))
    return _about(request, challenge, form, f"Answer challenge {number}", "Save the answer")


@needs(Right.CHALLENGE)
def challenge_close(request: BoardRequest, board: Board, plan: str, number: int) -> HttpResponse:
    found = get_plan(request, board, plan)
    challenge = _challenge(request, found, number)
    if not challenge.is_open:
        return _closed(request, challenge)
    form = CloseChallengeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            challenges.close(challenge, by=request.user, outcome=form.cleaned_data["outcome"])
        except ValidationError as error:
            fault(form, error)
        else:
            messages.success(request, f"Challenge {number} is closed.")
            return redirect("actionplans:challenge_list", board.slug, found.slug)
    return _about(request, challenge, form, f"Close challenge {number}", "Close it")


@needs(Right.CHALLENGE)
def challenge_again(request: BoardRequest, board: Board, plan: str, number: int) -> HttpResponse:
    """Ask again, also what was closed."""
    found = get_plan(request, board, plan)
    challenge = _challenge(request, found, number)
    form = AskAgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        challenges.ask_again(challenge, by=request.user, text=form.cleaned_data["text"])
        messages.success(request, f"Challenge {number} is open, and waits for an answer.")
        return HttpResponseRedirect(challenge_url(challenge))
    return _about(request, challenge, form, f"Ask again: challenge {number}", "Ask again")


def _closed(request: BoardRequest, challenge: Challenge) -> HttpResponse:
    messages.info(request, f"{challenge} was closed.")
    return HttpResponseRedirect(challenge_url(challenge))


def _about(request: BoardRequest, challenge: Challenge, form: Any, title: str, button: str) -> HttpResponse:
    context = {
        "title": title,
        "caption": challenge.plan.title,
        "challenge": challenge,
        "button": button,
        "cancel": challenge_url(challenge),
        "back": str(challenge),
        "leave": "Leave it as it is",
    }
    return _form(request, challenge.plan, form, context)


def _form(request: BoardRequest, plan: Plan, form: Any, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "actionplans/challenges/form.html", context | {"plan": plan, "form": form}, status=status)
