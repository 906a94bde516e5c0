"""Operations on one row: editing, adding, splitting, moving, ending, removing, and settling clashes."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from actionplans.document.dates import last_day
from actionplans.document.text_diff import pieces
from actionplans.forms.actions import AddRowForm, EndActionForm, MoveForm, RowForm, SettleForm, SplitForm
from actionplans.forms.base import ReasonForm
from actionplans.forms.readers import SHOW
from actionplans.models import Action, Clash, Plan, Recommendation
from actionplans.models.action import Status
from actionplans.operations import actions, clashes, notes, structure
from actionplans.pages.cell_headings import cell_heading
from actionplans.views.lookup import get_action
from actionplans.views.notes import say_column
from actionplans.views.plan_page import asks_for_row, show_plan, show_row
from actionplans.views.undo import say_done
from boards.access import Right
from boards.forms import BaseForm
from boards.forms.errors import errors_by_field
from boards.history import made_lately
from boards.models import Board
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.not_saved import overtaken
from boards.web.requests import BoardRequest


def url_at_row(action: Action, **query: str) -> str:
    """The plan's page, at this row."""
    anchor = action.ref.replace(".", "-")
    return f"{action.plan.get_absolute_url()}{'?' + urlencode(query) if query else ''}#row-{anchor}"


def to_row(action: Action, **query: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(url_at_row(action, **query))


@needs(Right.EDIT_PLAN)
@vary_on_headers("X-Fragment")
def row_edit(request: BoardRequest, board: Board, plan: Plan, action: Action) -> HttpResponse:
    """Save a row's form. What clashes with another user's change is kept as a clash; the rest is saved."""
    if request.method != "POST":
        return to_row(action, edit=action.ref)
    form = RowForm(request.POST, action=action, reader=request.user)
    outcome = None
    if form.is_valid():
        with errors_by_field(form):
            outcome = _save_row(request, action, form)
    if outcome is None:
        return _form_again(request, action, form)
    if asks_for_row(request):
        return show_row(request, get_action(request, plan, action.ref))
    if outcome.clashes:
        return redirect("actionplans:clash_settle", board.slug, plan.slug, action.ref, outcome.clashes[0].pk)
    return to_row(action, saved=action.ref)


def _form_again(request: BoardRequest, action: Action, form: RowForm) -> HttpResponse:
    """The form with its errors: only the row for a script, else the page of the plan."""
    if asks_for_row(request):
        return show_row(request, action, form=form, status=422)
    return show_plan(request, action.plan, form=form, status=422)


@transaction.atomic
def _date_of(form: RowForm) -> dict[str, Any]:
    """When the note of a form happened, where it says so."""
    if not form.dated:
        return {}
    return {
        "happened": form.dated.date,
        "precision": form.dated.precision,
        "as_written": form.dated.as_written,
    }


def _save_row(request: BoardRequest, action: Action, form: RowForm) -> actions.SaveResult:
    """Save everything at one moment: it is one operation, which is undone as a whole."""
    data, at = form.cleaned_data, timezone.now()
    outcome = actions.change_action(
        action,
        form.changes(),
        by=request.user,
        base=data.get("base") or 0,
        move_reason=data.get("move_reason", ""),
        show_notes=data.get("hidden_notes") == SHOW,
        at=at,
    )
    note = data.get("note", "")
    if form.status_changes and data["status"] != Status.OPEN:
        on = last_day(form.dated.date, form.dated.precision) if form.dated else None
        reason = form.dated.rest if form.dated else note
        actions.end_action(action, data["status"], by=request.user, reason=reason, on=on, at=at)
        return outcome
    if form.status_changes:
        actions.reopen_action(action, by=request.user, reason=note, at=at)
    if note:
        dated = _date_of(form)
        shown = notes.shows_notes(action.plan)
        notes.add_note(action, by=request.user, text=form.dated.rest if form.dated else note, at=at, **dated)
        if not shown:
            say_column(request, action.plan)
    return outcome


@needs(Right.EDIT_PLAN)
def row_add(request: BoardRequest, board: Board, plan: Plan, pk: int) -> HttpResponse:
    recommendation = get_object_or_404(Recommendation.objects.visible_to(request.user).standing(), plan=plan, pk=pk)
    form = AddRowForm(request.POST or None, plan=plan)
    if request.method == "POST" and form.is_valid():
        with errors_by_field(form):
            action = _sent_twice(request, recommendation, form) or structure.add_action(
                recommendation, by=request.user, **form.cleaned_data
            )
            return to_row(action, saved=action.ref)
    context = {"plan": plan, "recommendation": recommendation, "cancel": plan.get_absolute_url()}
    return form_page(request, "actionplans/rows/add.html", form, **context)


def _sent_twice(request: BoardRequest, recommendation: Recommendation, form: AddRowForm) -> Action | None:
    """The row that the same form created a moment ago, where the button was pressed twice."""
    recommendation.plan.hold()  # the second press waits for the first
    same = recommendation.actions.standing().filter(**form.cleaned_data)
    return made_lately(same, request.user).first()


@needs(Right.EDIT_PLAN)
def clash_settle(request: BoardRequest, board: Board, plan: Plan, action: Action, pk: int) -> HttpResponse:
    """Both texts side by side, and the choice between them."""
    clash = get_object_or_404(Clash.objects.unsettled().select_related("theirs_by", "mine_by"), action=action, pk=pk)
    theirs_by = clash.theirs_by.name if clash.theirs_by else "Somebody"
    heading = cell_heading(clash.field, {c["field"]: c.get("heading") for c in plan.columns})
    now = str(actions.cell(action, clash.field))
    initial = {"keep": clash.mine, "base": actions.stamp(action)}
    form = SettleForm(request.POST or None, cell=clash.field, heading=heading, name=theirs_by, initial=initial)
    if request.method == "POST" and form.is_valid():
        keep = now if "theirs" in request.POST else form.cleaned_data["keep"]
        with errors_by_field(form, "keep"):
            third = clashes.settle(clash, keep, by=request.user, base=form.cleaned_data.get("base") or 0)
            return _to_next_clash(request, action, third) if third else to_row(action, saved=action.ref)
    context = {
        "plan": plan,
        "action": action,
        "clash": clash,
        "heading": heading,
        "theirs_by": theirs_by,
        "differences": pieces(now, clash.mine),
        "others": action.clashes.filter(settled_at__isnull=True).exclude(pk=clash.pk).count(),
        "later": url_at_row(action),
    }
    return form_page(request, "actionplans/rows/settle.html", form, **context)


def _to_next_clash(request: BoardRequest, action: Action, clash: Clash) -> HttpResponse:
    messages.info(request, "It was changed once more while you were choosing. Here are that text and yours.")
    return redirect("actionplans:clash_settle", action.plan.board.slug, action.plan.slug, action.ref, clash.pk)


@needs(Right.EDIT_PLAN)
def row_split(request: BoardRequest, board: Board, plan: Plan, action: Action) -> HttpResponse:
    form = SplitForm(request.POST or None, action=action, parts=structure.parts(action.action))
    if request.method == "POST" and form.is_valid():
        with errors_by_field(form):
            made = structure.split_action(action, form.texts(), by=request.user)
            messages.success(request, f"{action.ref} is split. New: {', '.join(a.ref for a in made)}.")
            return to_row(action, saved=action.ref)
    return _operation_page(
        request,
        action,
        form,
        title=f"Split {action.ref} into two or more actions",
        button=f"Split {action.ref}",
        hint="Its notes stay with the first. The others begin with the same reasons, leads and date",
    )


@needs(Right.EDIT_PLAN)
def row_move(request: BoardRequest, board: Board, plan: Plan, action: Action) -> HttpResponse:
    choices = Recommendation.objects.visible_to(request.user).standing().filter(plan=plan)
    form = MoveForm(request.POST or None, action=action, recommendations=choices)
    if request.method == "POST" and form.is_valid():
        with errors_by_field(form, "where"):
            _move_row(request, action, form)
            return to_row(action, saved=action.ref)
    return _operation_page(
        request,
        action,
        form,
        title=f"Move {action.ref}",
        button=f"Move {action.ref}",
        hint="It keeps its reference, so that a pen note on an old print still finds it",
    )


def _move_row(request: BoardRequest, action: Action, form: MoveForm) -> None:
    """Move it, and say what it answers, at one moment: it is one operation."""
    data, at = form.cleaned_data, timezone.now()
    if data["where"] == "other":
        structure.move_action(action, data["recommendation"], by=request.user, at=at)
    elif data["where"] in ("up", "down"):
        structure.shift(action, -1 if data["where"] == "up" else 1, by=request.user, at=at)
    structure.answer_also(action, list(data["also"]), by=request.user, seen=form.seen(), at=at)


@needs(Right.EDIT_PLAN)
def row_end(request: BoardRequest, board: Board, plan: Plan, action: Action) -> HttpResponse:
    form = EndActionForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with errors_by_field(form):
            actions.end_action(action, by=request.user, **form.cleaned_data)
            say_done(request, action, f"{action.ref} is {form.cleaned_data['status']}.")
            return redirect(action)
    return _operation_page(
        request,
        action,
        form,
        title=f"Mark {action.ref} complete or close it",
        button=f"Mark {action.ref} complete or close it",
        hint="It stays in the plan, and can be opened again",
    )


@needs(Right.EDIT_PLAN)
def row_reopen(request: BoardRequest, board: Board, plan: Plan, action: Action) -> HttpResponse:
    if request.method == "POST" and action.status == Status.OPEN:
        return overtaken(
            request, f"{action.ref} is open already.", action.get_absolute_url(), link=f"Open {action.ref}"
        )
    form = ReasonForm(request.POST or None, label="Why is it opened again?")
    if request.method == "POST" and form.is_valid():
        actions.reopen_action(action, by=request.user, reason=form.cleaned_data["reason"])
        say_done(request, action, f"{action.ref} is open again.")
        return redirect(action)
    return _operation_page(
        request,
        action,
        form,
        title=f"Open {action.ref} again",
        button=f"Open {action.ref} again",
        hint="That it had ended stays in its history",
    )


@needs(Right.EDIT_PLAN)
def row_remove(request: BoardRequest, board: Board, plan: Plan, action: Action) -> HttpResponse:
    form = ReasonForm(
        request.POST or None,
        label="Why is it removed?",
        hint="For example “Taken into 101.1”. It stays in the versions that hold it, and can be put back",
    )
    if request.method == "POST" and form.is_valid():
        with errors_by_field(form):
            structure.remove_action(action, by=request.user, reason=form.cleaned_data["reason"])
            said = f"{action.ref} was removed from the plan. It can be put back from the end of this page."
            say_done(request, action, said)
            return redirect(plan)
    title, button = f"Remove {action.ref} from the plan", f"Remove {action.ref}"
    return _operation_page(request, action, form, title=title, button=button)


@needs(Right.EDIT_PLAN)
@require_POST
def row_put_back(request: BoardRequest, board: Board, plan: Plan, action: Action) -> HttpResponse:
    try:
        structure.put_back_action(action, by=request.user)
    except ValidationError as error:
        messages.error(request, f"{action.ref} cannot be put back: {' '.join(error.messages)}")
        return redirect(action)
    return to_row(action, saved=action.ref)


def _operation_page(
    request: BoardRequest, action: Action, form: BaseForm, *, title: str, button: str, hint: str = ""
) -> HttpResponse:
    """The page of a form about one row. ``hint`` is a sentence above the form."""
    return form_page(
        request,
        "actionplans/rows/operation.html",
        form,
        plan=action.plan,
        action=action,
        title=title,
        caption=f"{action.ref} in {action.plan.title}",
        hint=hint,
        button=button,
        cancel=action.get_absolute_url(),
        back=f"Back to {action.ref}",
    )
