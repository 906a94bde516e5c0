"""Challenges to a plan: list, page, asking, answering, closing, asking again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from actionplans.document.wording import count
from actionplans.forms.challenges import AnswerChallengeForm, AskAgainForm, ChallengeForm, CloseChallengeForm
from actionplans.models import Action, Challenge, Plan, Version
from actionplans.operations import challenges
from boards.access import Right, may
from boards.forms import BaseForm
from boards.forms.errors import errors_by_field
from boards.models import Board
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.not_saved import overtaken
from boards.web.requests import BoardRequest


@needs(Right.READ_PLAN)
def challenge_list(request: BoardRequest, board: Board, plan: Plan) -> HttpResponse:
    """All challenges to a plan that the reader may see, the open ones first; ``?show=open`` or ``closed``."""
    every = list(Challenge.objects.visible_to(request.user).filter(plan=plan).with_names())
    open_ones = [challenge for challenge in every if challenge.is_open]
    closed = [challenge for challenge in every if not challenge.is_open]
    show = request.GET.get("show", "")
    shown = {"open": open_ones, "closed": closed}.get(show, open_ones + closed)
    context = {
        "plan": plan,
        "show": show if show in ("open", "closed") else "",
        "every": len(every),
        "open": len(open_ones),
        "closed": len(closed),
        "shown": [_line(challenge, request) for challenge in shown],
        "answering": _answering(request, plan),
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
    """The keys of the actions whose challenges this reader may answer; None is in the set where it is all of them."""
    if may(request.user, Right.EDIT_PLAN, plan.board):
        return {None, *Action.objects.filter(plan=plan).values_list("pk", flat=True)}
    if not may(request.user, Right.ADD_NOTE, plan.board):
        return set()
    return set(Action.objects.filter(plan=plan).may_be_noted_by(request.user).values_list("pk", flat=True))


def _challenge(request: BoardRequest, plan: Plan, number: int) -> Challenge:
    made = Challenge.objects.visible_to(request.user).filter(plan=plan).with_names().select_related("plan__board")
    return get_object_or_404(made, number=number)


@needs(Right.READ_PLAN)
def challenge_page(request: BoardRequest, board: Board, plan: Plan, number: int) -> HttpResponse:
    """One challenge with its questions and answers."""
    challenge = _challenge(request, plan, number)
    context = {
        "plan": plan,
        "challenge": challenge,
        "version": Version.objects.listed().filter(challenges=challenge).first(),
        **_line(challenge, request),
        "turns": challenges.turns(challenge),
        "may_answer": challenge.is_open and challenges.may_answer(request.user, challenge),
    }
    return render(request, "actionplans/challenges/page.html", context)


@needs(Right.CHALLENGE)
def challenge_add(request: BoardRequest, board: Board, plan: Plan) -> HttpResponse:
    """Challenge the plan, or the action that ``?row=`` names."""
    form = ChallengeForm(
        request.POST or None, plan=plan, reader=request.user, initial={"action": request.GET.get("row", "")}
    )
    if request.method == "POST" and form.is_valid():
        challenge = challenges.ask(plan, by=request.user, **form.cleaned_data)
        messages.success(request, f"{challenge} is asked. It is open until you close it.")
        return redirect(challenge)
    return form_page(
        request,
        "actionplans/challenges/form.html",
        form,
        plan=plan,
        title="Challenge the plan",
        draft_place=request.get_full_path(),  # a draft about one row is not offered for another
        caption=plan.title,
        button="Send challenge",
        cancel=reverse("actionplans:challenge_list", args=[board.slug, plan.slug]),
        back="Challenges",
    )


@needs(Right.ADD_NOTE)
def challenge_answer(request: BoardRequest, board: Board, plan: Plan, number: int) -> HttpResponse:
    challenge = _challenge(request, plan, number)
    if not challenges.may_answer(request.user, challenge):
        raise PermissionDenied(
            "A challenge is answered by the people who lead the action that it is about, or by the business manager."
        )
    if not challenge.is_open:
        return _closed(request, challenge)
    form = AnswerChallengeForm(request.POST or None, challenge=challenge)
    if request.method == "POST" and form.is_valid():
        with errors_by_field(form):
            challenges.answer(challenge, by=request.user, text=form.cleaned_data["answer"])
            messages.success(
                request, f"Your answer to challenge {number} is saved. {challenge.asked_by.name} can read it."
            )
            return redirect(challenge)
    return _about(request, challenge, form, f"Answer challenge {number}", "Save the answer")


@needs(Right.CHALLENGE)
def challenge_close(request: BoardRequest, board: Board, plan: Plan, number: int) -> HttpResponse:
    challenge = _challenge(request, plan, number)
    if not challenge.is_open:
        return _closed(request, challenge)
    form = CloseChallengeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_by_field(form):
            challenges.close(challenge, by=request.user, outcome=form.cleaned_data["outcome"])
            messages.success(request, f"Challenge {number} is closed.")
            return redirect("actionplans:challenge_list", board.slug, plan.slug)
    return _about(request, challenge, form, f"Close challenge {number}", "Close it")


@needs(Right.CHALLENGE)
def challenge_again(request: BoardRequest, board: Board, plan: Plan, number: int) -> HttpResponse:
    """Ask a challenge again, also a closed one."""
    challenge = _challenge(request, plan, number)
    form = AskAgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        challenges.ask_again(challenge, by=request.user, text=form.cleaned_data["text"])
        messages.success(request, f"Challenge {number} is open, and waits for an answer.")
        return redirect(challenge)
    return _about(request, challenge, form, f"Ask again: challenge {number}", "Ask again")


def _closed(request: BoardRequest, challenge: Challenge) -> HttpResponse:
    who = f" by {challenge.closed_by.name}" if challenge.closed_by else ""
    said, where = f"{challenge} was closed{who}.", challenge.get_absolute_url()
    return overtaken(request, said, where, link=f"Read {str(challenge).lower()}")


def _about(request: BoardRequest, challenge: Challenge, form: BaseForm, title: str, button: str) -> HttpResponse:
    return form_page(
        request,
        "actionplans/challenges/form.html",
        form,
        plan=challenge.plan,
        challenge=challenge,
        title=title,
        caption=challenge.plan.title,
        button=button,
        cancel=challenge.get_absolute_url(),
        back=str(challenge),
    )
