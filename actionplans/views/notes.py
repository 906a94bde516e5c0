"""Progress notes: adding, correcting and withdrawing one, and downloading the files of notes."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from actionplans.files.storage import NotStored, opened
from actionplans.forms.base import ReasonForm
from actionplans.forms.notes import ChangeNoteForm, NoteForm
from actionplans.forms.readers import note_layout
from actionplans.models import Action, Evidence, Plan, ProgressEntry
from actionplans.operations import notes
from actionplans.pages import pending
from actionplans.views.undo import offered_undo, say_done
from boards.access import Right, may
from boards.forms import BaseForm, FieldLayout
from boards.forms.errors import errors_by_field
from boards.models import Board, Meeting
from boards.models.trail import Happening
from boards.trail.write import log_on_success
from boards.web.downloads import attachment
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.requests import BoardRequest


@needs(Right.ADD_NOTE, own_transaction=True)
def note_add(request: BoardRequest, board: Board, plan: Plan, action: Action) -> HttpResponse:
    if not Action.objects.filter(pk=action.pk).may_be_noted_by(request.user).exists():
        raise PermissionDenied(
            f"{action.ref} is led by others. Notes are added by the people who lead an action, or by the manager."
        )
    internal = may(request.user, Right.READ_INTERNAL, board)
    nothing = request.method == "POST" and "nothing" in request.POST
    form = NoteForm(request.POST or None, request.FILES or None, readers=_readers(request, action), nothing=nothing)
    shown = notes.shows_notes(plan)
    if nothing and not form.is_begun:
        entry = notes.add_note(action, by=request.user, text=notes.NOTHING_NEW, nothing_new=True)
        return _to_saved(request, action, entry, shown)
    if request.method == "POST" and form.is_valid() and (entry := _saved(request, action, form)):
        return _to_saved(request, action, entry, shown)
    last = action.progress.filter(removed=False)
    if not internal:
        last = last.filter(internal=False)
    context = {
        "plan": plan,
        "action": action,
        "last": last.order_by("order", "pk").last(),
        "this_month": timezone.localdate(),
        "offer": pending.offered(request.user, action),
    }
    return form_page(request, "actionplans/notes/add.html", form, **context)


def _readers(request: BoardRequest, action: Action) -> FieldLayout | None:
    """How the choice of a note's readers is drawn; None for users who may not read what is internal."""
    if not may(request.user, Right.READ_INTERNAL, request.board):
        return None
    return note_layout(request.board, request.user, row=action)


def _to_saved(request: BoardRequest, action: Action, entry: ProgressEntry, shown: bool) -> HttpResponse:
    """``shown``: whether the plan had a column for notes before this one."""
    plan = action.plan
    if not shown:
        say_column(request, plan)
    return redirect("actionplans:note_saved", plan.board.slug, plan.slug, action.ref, entry.uid)


def say_column(request: BoardRequest, plan: Plan) -> None:
    """Say that the plan got a column for its first note."""
    heading = next(column["heading"] for column in plan.columns if column["field"] == "progress")
    messages.info(
        request,
        f"The plan had no column for notes. It has one now, “{heading}”, in which this note is shown and printed.",
    )


def _saved(request: BoardRequest, action: Action, form: NoteForm) -> ProgressEntry | None:
    """Save the note of a form, with its file; None, with an error in the form, where the file cannot be stored."""
    data = form.cleaned_data
    try:
        return notes.add_note(
            action,
            by=request.user,
            text=data["text"],
            happened=data["happened"].isoformat() if data["when"] == "other" else None,
            files=[data["file"]] if data.get("file") else [],
            internal=data.get("internal", False),
        )
    except NotStored as error:
        form.add_error("file", str(error))
        return None


@needs(Right.ADD_NOTE)
def note_saved(request: BoardRequest, board: Board, plan: Plan, action: Action, uid: str) -> HttpResponse:
    """The page after saving: the note, and the user's next actions."""
    entry = _entry(request, action, uid)
    today = timezone.localdate()
    mine = Action.objects.none()
    if request.membership.person_id:
        mine = Action.objects.visible_to(request.user).of(board).standing().open().led_by(request.membership)
    rows = list(mine.with_dates().with_last_typed().select_related("plan"))
    waiting = [row for row in rows if row.last_typed is None or row.last_typed < today.replace(day=1)]
    context = {
        "plan": plan,
        "action": action,
        "entry": entry,
        "files": entry.files.standing(),
        "mine": rows,
        "answered": len(rows) - len(waiting),
        "next": min(waiting, key=lambda row: (row.due or datetime.date.max, row.pk), default=None),
        "meeting": Meeting.objects.of(board).coming(today).first(),
        "today": today,
        "may_change": notes.may_change(request.user, entry),
        "offer": pending.offered(request.user, action),
        "undo": offered_undo(action, request.user),
    }
    return render(request, "actionplans/notes/saved.html", context)


def _entry(request: BoardRequest, action: Action, uid: str) -> ProgressEntry:
    entries = ProgressEntry.objects.visible_to(request.user).standing().filter(action=action)
    return get_object_or_404(entries, uid=uid)


@needs(Right.ADD_NOTE)
def note_change(request: BoardRequest, board: Board, plan: Plan, action: Action, uid: str) -> HttpResponse:
    entry = _entry(request, action, uid)
    if not notes.may_change(request.user, entry):
        raise PermissionDenied(
            "A note is corrected by the person who wrote it until a version holds it, and after that by the manager."
        )
    form = ChangeNoteForm(request.POST or None, entry=entry, readers=_readers(request, action))
    if request.method == "POST" and form.is_valid():
        changes = form.cleaned_data
        if changes["happened"] != entry.happened:
            changes["precision"] = "day"
        with errors_by_field(form):
            notes.change_note(entry, by=request.user, **changes)
            say_done(request, action, "The note is corrected. What it said before stays in its history.")
            return redirect(f"{action.get_absolute_url()}#note-{entry.uid}")
    words = {"title": "Correct a note", "button": "Save the note"}
    return _note_page(request, "change", form, entry, **words)


@needs(Right.ADD_NOTE)
def note_withdraw(request: BoardRequest, board: Board, plan: Plan, action: Action, uid: str) -> HttpResponse:
    entry = _entry(request, action, uid)
    if not notes.may_change(request.user, entry):
        raise PermissionDenied(
            "A note is withdrawn by the person who wrote it until a version holds it, and after that by the manager."
        )
    form = ReasonForm(
        request.POST or None, label="Why is it withdrawn?", hint="It stays in the history, with the reason"
    )
    if request.method == "POST" and form.is_valid():
        with errors_by_field(form):
            notes.withdraw_note(entry, by=request.user, reason=form.cleaned_data["reason"])
            say_done(request, action, "The note is withdrawn.")
            return redirect(action)
    return _note_page(request, "withdraw", form, entry, title="Withdraw this note", button="Withdraw it")


def _note_page(request: BoardRequest, name: str, form: BaseForm, entry: ProgressEntry, **words: str) -> HttpResponse:
    action = entry.action
    return form_page(
        request,
        f"actionplans/notes/{name}.html",
        form,
        plan=action.plan,
        action=action,
        entry=entry,
        caption=f"{action.ref} in {action.plan.title}",
        cancel=action.get_absolute_url(),
        back=f"Back to {action.ref}",
        **words,
    )


@needs(Right.READ_PLAN)
def evidence(request: BoardRequest, board: Board, uid: str) -> HttpResponse:
    """Download a file of a note, under the name that it was uploaded with; never shown inside the site. Files of removed rows
    are found only for users who may put the row back."""
    files = Evidence.objects.visible_to(request.user).standing().filter(entry__removed=False)
    if not may(request.user, Right.EDIT_PLAN, board):
        files = files.filter(entry__action__in=Action.objects.standing())
    found = get_object_or_404(files.select_related("entry__action__plan"), uid=uid, entry__action__plan__board=board)
    action = found.entry.action
    content = opened(found.file, name=found.name, sha256=found.sha256)
    log_on_success(request, Happening.DOWNLOADED, f"File “{found.name}” on row {action.ref}", plan=action.plan)
    return attachment(content, found.name, found.content_type)
