"""Deeds on one row: editing, adding, splitting, moving, ending, removing, and settling clashes."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from actionplans.document.dates import last_day
from actionplans.document.text_diff import pieces
from actionplans.forms.actions import AddRowForm, EndForm, MoveForm, ReasonForm, RowForm, SettleForm, SplitForm
from actionplans.models import Action, Clash, Plan, Recommendation
from actionplans.models.action import Status
from actionplans.operations import actions, clashes, notes, structure
from actionplans.pages.row_alone import cell_heading
from actionplans.views.lookup import get_action, get_plan, get_row
from actionplans.views.plan_page import asks_for_row, show_plan, show_row
from boards.access import Right
from boards.models import Board
from boards.web.gate import needs
from boards.web.requests import BoardRequest


def plan_url(plan: Plan, ref: str = "", **query: str) -> str:
    """The plan's page, at a row."""
    url = plan.get_absolute_url()
    anchor = f"#row-{ref.replace('.', '-')}" if ref else ""
    return f"{url}{'?' + urlencode(query) if query else ''}{anchor}"


def row_url(action: Action, fragment: str = "") -> str:
    return action.get_absolute_url() + fragment


def to_plan(plan: Plan, ref: str = "", **query: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(plan_url(plan, ref, **query))


def fault(form: Any, error: ValidationError) -> None:
    """Put what an operation refused beside the fields of its form."""
    for name, sentences in error.message_dict.items() if hasattr(error, "error_dict") else [(None, error.messages)]:
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)


@needs(Right.EDIT_PLAN)
@vary_on_headers("X-Fragment")
def row_edit(request: BoardRequest, board: Board, plan: str, ref: str) -> HttpResponse:
    """Save a row's form. What clashes with somebody else's change is kept beside it; the rest is saved."""
    action = get_row(request, board, plan, ref)
    if request.method != "POST":
        return to_plan(action.plan, ref, edit=ref)
    form = RowForm(request.POST, action=action)
    if not form.is_valid():
        return _to_put_right(request, action, form)
    try:
        outcome = _save_row(request, action, form)
    except ValidationError as error:
        fault(form, error)
        return _to_put_right(request, action, form)
    if asks_for_row(request):
        return show_row(request, get_row(request, board, plan, ref))
    if outcome.clashes:
        return redirect("actionplans:row_settle", board.slug, plan, ref, outcome.clashes[0].pk)
    return to_plan(action.plan, ref, saved=ref)


def _to_put_right(request: BoardRequest, action: Action, form: RowForm) -> HttpResponse:
    """The form with what is wrong in it: the row alone for a script, or the page of the plan."""
    if asks_for_row(request):
        return show_row(request, action, form=form, status=422)
    return show_plan(request, action.plan, form=form, status=422)


@transaction.atomic
def _save_row(request: BoardRequest, action: Action, form: RowForm) -> actions.Outcome:
    data = form.cleaned_data
    outcome = actions.change_action(
        action,
        form.changes(),
        by=request.user,
        base=data.get("base") or 0,
        move_reason=data.get("move_reason", ""),
    )
    note = data.get("note", "")
    if form.status_changes and data["status"] != Status.OPEN:
        on = last_day(form.dated.date, form.dated.precision) if form.dated else None
        reason = form.dated.rest if form.dated else note
        actions.end_action(action, data["status"], by=request.user, reason=reason, on=on)
        return outcome
    if form.status_changes:
        actions.reopen_action(action, by=request.user, reason=note)
    if note:
        dated = {}
        if form.dated:
            dated = {
                "happened": form.dated.date,
                "precision": form.dated.precision,
                "as_written": form.dated.as_written,
            }
        notes.add_note(action, by=request.user, text=form.dated.rest if form.dated else note, **dated)
    return outcome


@needs(Right.EDIT_PLAN)
def row_add(request: BoardRequest, board: Board, plan: str, pk: int) -> HttpResponse:
    found = get_plan(request, board, plan)
    recommendation = get_object_or_404(Recommendation.objects.visible_to(request.user).standing(), plan=found, pk=pk)
    form = AddRowForm(request.POST or None, plan=found)
    if request.method == "POST" and form.is_valid():
        action = _sent_twice(request, recommendation, form) or structure.add_action(
            recommendation, by=request.user, **form.cleaned_data
        )
        return to_plan(found, action.ref, saved=action.ref)
    context = {"plan": found, "recommendation": recommendation, "form": form, "cancel": plan_url(found)}
    return render(request, "actionplans/rows/add.html", context)


def _sent_twice(request: BoardRequest, recommendation: Recommendation, form: AddRowForm) -> Action | None:
    """The row that the same form made a moment ago: the button was pressed again."""
    recommendation.plan.hold()  # the second press waits for the first
    made = Action.history.filter(
        recommendation=recommendation,
        history_type="+",
        history_user=request.user,
        history_date__gt=timezone.now() - notes.SENT_TWICE,
    )
    return recommendation.actions.standing().filter(pk__in=made.values("id"), **form.cleaned_data).first()


@needs(Right.EDIT_PLAN)
def row_settle(request: BoardRequest, board: Board, plan: str, ref: str, pk: int) -> HttpResponse:
    """Both texts side by side, and the choice between them."""
    found = get_plan(request, board, plan)
    action = get_action(request, found, ref)
    clash = get_object_or_404(Clash.objects.unsettled().select_related("theirs_by", "mine_by"), action=action, pk=pk)
    heading = cell_heading(clash.field, {c["field"]: c.get("heading") for c in found.columns})
    theirs_by = clash.theirs_by.name if clash.theirs_by else "Somebody"
    now = str(actions.cell(action, clash.field))
    form = SettleForm(
        request.POST or None,
        cell=clash.field,
        heading=heading,
        name=theirs_by,
        initial={"keep": clash.mine, "base": actions.stamp(action)},
    )
    if request.method == "POST" and form.is_valid():
        keep = now if "theirs" in request.POST else form.cleaned_data["keep"]
        try:
            third = clashes.settle(clash, keep, by=request.user, base=form.cleaned_data.get("base") or 0)
        except ValidationError as error:
            fault(form, error)
        else:
            if third:
                messages.info(
                    request, "It was changed once more while you were choosing. Here are that text and yours."
                )
                return redirect("actionplans:row_settle", board.slug, found.slug, ref, third.pk)
            return to_plan(found, ref, saved=ref)
    differences = pieces(now, clash.mine)
    context = {
        "plan": found,
        "action": action,
        "clash": clash,
        "heading": heading,
        "theirs_by": theirs_by,
        "differences": differences,
        "form": form,
        "others": action.clashes.filter(settled_at__isnull=True).exclude(pk=clash.pk).count(),
        "later": plan_url(found, ref),
    }
    return render(request, "actionplans/rows/settle.html", context)


@needs(Right.EDIT_PLAN)
def row_split(request: BoardRequest, board: Board, plan: str, ref: str) -> HttpResponse:
    found = get_plan(request, board, plan)
    action = get_action(request, found, ref)
    form = SplitForm(request.POST or None, action=action, parts=structure.parts(action.action))
    if request.method == "POST" and form.is_valid():
        try:
            made = structure.split_action(action, form.texts(), by=request.user)
        except ValidationError as error:
            fault(form, error)
        else:
            messages.success(request, f"{ref} is split. New: {', '.join(a.ref for a in made)}.")
            return to_plan(found, ref, saved=ref)
    return _deed(request, action, form, "Split", "actionplans:row_split")


@needs(Right.EDIT_PLAN)
def row_move(request: BoardRequest, board: Board, plan: str, ref: str) -> HttpResponse:
    found = get_plan(request, board, plan)
    action = get_action(request, found, ref)
    choices = Recommendation.objects.visible_to(request.user).standing().filter(plan=found)
    form = MoveForm(request.POST or None, action=action, recommendations=choices)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if data["where"] == "other":
            structure.move_action(action, data["recommendation"], by=request.user)
        elif data["where"] in ("up", "down"):
            siblings = list(action.recommendation.actions.standing())
            structure.shift(action, siblings, -1 if data["where"] == "up" else 1, by=request.user)
        structure.answer_also(action, list(data["also"]), by=request.user)
        return to_plan(found, ref, saved=ref)
    return _deed(request, action, form, "Move", "actionplans:row_move")


@needs(Right.EDIT_PLAN)
def row_end(request: BoardRequest, board: Board, plan: str, ref: str) -> HttpResponse:
    found = get_plan(request, board, plan)
    action = get_action(request, found, ref)
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_action(action, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            fault(form, error)
        else:
            messages.success(request, f"{ref} is {form.cleaned_data['status']}.")
            return HttpResponseRedirect(row_url(action))
    return _deed(request, action, form, "End", "actionplans:row_end")


@needs(Right.EDIT_PLAN)
def row_reopen(request: BoardRequest, board: Board, plan: str, ref: str) -> HttpResponse:
    found = get_plan(request, board, plan)
    action = get_action(request, found, ref)
    form = ReasonForm(request.POST or None, label="Why is it opened again?")
    if request.method == "POST" and form.is_valid():
        actions.reopen_action(action, by=request.user, reason=form.cleaned_data["reason"])
        return HttpResponseRedirect(row_url(action))
    return _deed(request, action, form, "Open again", "actionplans:row_reopen")


@needs(Right.EDIT_PLAN)
def row_remove(request: BoardRequest, board: Board, plan: str, ref: str) -> HttpResponse:
    found = get_plan(request, board, plan)
    action = get_action(request, found, ref)
    form = ReasonForm(
        request.POST or None,
        label="Why is it taken out?",
        hint="For example “Taken into 101.1”. It stays in the versions that hold it, and can be put back.",
    )
    if request.method == "POST" and form.is_valid():
        structure.remove_action(action, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"{ref} is taken out of the plan. It can be put back from the end of this page.")
        return to_plan(found)
    return _deed(request, action, form, "Take out", "actionplans:row_remove")


@needs(Right.EDIT_PLAN)
@require_POST
def row_put_back(request: BoardRequest, board: Board, plan: str, ref: str) -> HttpResponse:
    found = get_plan(request, board, plan)
    action = get_action(request, found, ref, removed=True)
    try:
        structure.put_back_action(action, by=request.user)
    except ValidationError as error:
        messages.error(request, f"{ref} cannot be put back: {' '.join(error.messages)}")
        return HttpResponseRedirect(row_url(action))
    return to_plan(found, ref, saved=ref)


DEEDS = {
    "Split": (
        "Split {ref} into two or more actions",
        "Split {ref}",
        "Its notes stay with the first. The others begin with the same reasons, leads and date.",
    ),
    "Move": ("Move {ref}", "Move {ref}", "It keeps its reference, so that a pen note on an old print still finds it."),
    "End": ("Complete or close {ref}", "End {ref}", "It stays in the plan, and can be opened again."),
    "Open again": ("Open {ref} again", "Open {ref} again", "That it had ended stays in its history."),
    "Take out": ("Take {ref} out of the plan", "Take {ref} out", ""),
}


def _deed(request: BoardRequest, action: Action, form: Any, deed: str, name: str) -> HttpResponse:
    title, button, hint = (words.format(ref=action.ref) for words in DEEDS[deed])
    context = {
        "plan": action.plan,
        "action": action,
        "form": form,
        "title": title,
        "button": button,
        "hint": hint,
        "cancel": row_url(action),
    }
    return render(request, "actionplans/rows/operation.html", context, status=422 if form.errors else 200)
