"""How the file of an import is read: what its parts were taken for, and reading it again as the user shows."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from actionplans.files.storage import NotStored
from actionplans.forms.readings import ReadingForm, WhereForm
from actionplans.importing import jobs, receive, second, shapes, shown
from actionplans.importing.reading_found import candidates, seen_words
from actionplans.importing.reading_page import mark_of, page_context
from actionplans.importing.roles import PLAN
from actionplans.models import FileShape, Import
from actionplans.models.importing import READ
from actionplans.reading import Account, Hints
from actionplans.reading.plan.kept_hints import fit
from boards.access import Right
from boards.models import Board
from boards.sign_in.sessions import is_polling
from boards.web.gate import needs
from boards.web.not_saved import overtaken
from boards.web.requests import BoardRequest
from boards.web.transactions import writing

#: Seconds that a request waits for a reading before it shows how far it is.
PATIENCE = 2


def _import(request: BoardRequest, board: Board, uid: str) -> Import:
    request.menu = "actionplans:plan_list"
    found = Import.objects.visible_to(request.user).select_related("plan__board", "board", "by", "kept__by")
    return get_object_or_404(found, board=board, uid=uid)


def _here(upload: Import) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("actionplans:import_reading", args=[upload.board.slug, upload.uid]))


@needs(Right.EDIT_PLAN, own_transaction=True)
def import_reading(request: BoardRequest, board: Board, uid: str) -> HttpResponse:
    """How the file is read, and reading it again as the user shows. Where there is nothing to show, the page of the import."""
    upload = _import(request, board, uid)
    reading = receive.look(upload.uid) if upload.state in READ else None
    if reading and reading.state == "running":
        is_polling(request)
        return render(request, "actionplans/readings/under_way.html", {"upload": upload, "reading": reading})
    if upload.state not in READ or not upload.account:
        return redirect("actionplans:import_page", board.slug, uid)
    form = _form(request, upload)
    if request.method != "POST":
        return _page(request, upload, form, fault=reading.fault or receive.LOST if reading else "")
    try:
        return _press(request, upload, form)
    except ValidationError as error:
        return overtaken(request, " ".join(error.messages), upload.get_absolute_url())


def _form(request: BoardRequest, upload: Import) -> ReadingForm | WhereForm:
    """The form of the page; filled in where it was sent, and not by one of its other buttons."""
    account, hints = Account.from_json(upload.account), shown.hints_of(upload)
    sent = request.POST if request.method == "POST" and "other" not in request.POST else None
    where = upload.state == Import.State.NOTHING and not any(hint.table in PLAN for hint in hints.tables)
    kind = WhereForm if where and not hints.lines else ReadingForm
    return kind(sent, account=account, hints=hints, initial={"seen": mark_of(upload.account)})


def _page(
    request: BoardRequest, upload: Import, form: ReadingForm | WhereForm, *, fault: str = "", status: int = 200
) -> HttpResponse:
    kept = shapes.of_import(upload, request.user)
    context: dict[str, Any] = {"upload": upload, "sent": form, "fault": fault, "kept": kept}
    if isinstance(form, WhereForm):
        ticked = request.POST.getlist("ticked") if form.is_bound else None
        found = candidates(form.account)
        first = f"#{found[0].name}" if found else ""
        context |= {
            "candidates": found,
            "seen": seen_words(found),
            "wrong": [{"href": first, "message": said} for said in form["ticked"].errors],
            "ticked": ticked if ticked is not None else [each.name for each in found[:1]],
        }
        return render(
            request, "actionplans/readings/nothing.html", context | {"mark": mark_of(upload.account)}, status=status
        )
    context |= page_context(upload, form) | {"misfit": shapes.misfit_of(upload, request.user)}
    return render(request, "actionplans/readings/page.html", context, status=status)


def _press(request: BoardRequest, upload: Import, form: ReadingForm | WhereForm) -> HttpResponse:
    """What a button of the page does."""
    other, _, key = request.POST.get("other", "").partition(" ")
    if other == "forget":
        return _forget(request, upload, key)
    if other == "second":
        return _second(request, upload, form)
    if other:
        return _again(request, upload, _others(upload, other, key), undo=other == "undo")
    if not form.is_valid():
        return _page(request, upload, form, status=422)
    if form.cleaned_data["seen"] != mark_of(upload.account):
        raise ValidationError("The file was read again meanwhile. Look how it is read now, and choose again.")
    if form.shown() == shown.hints_of(upload):
        messages.info(request, "Nothing was changed, so it reads as before.")
        return _here(upload)
    return _again(request, upload, form.shown())


def _others(upload: Import, other: str, key: str) -> Hints:
    """The hints that a button stands for: those of the first reading, those that were undone, or what fits of those kept."""
    if other == "undo":
        return shown.first_hints(upload)
    if other == "redo" and upload.first.get("undone"):
        return Hints.from_json(upload.first["undone"])
    if other == "use":
        shape = _shape(upload, key)
        found = fit(Hints.from_json(shape.hints), Account.from_json(upload.account))
        if found:
            return found.hints
    return shown.hints_of(upload)


def _shape(upload: Import, key: str) -> FileShape:
    return get_object_or_404(FileShape.objects.of_board(upload.board), pk=key if key.isdigit() else 0)


def _again(request: BoardRequest, upload: Import, hints: Hints, *, undo: bool = False) -> HttpResponse:
    with writing():
        jobs.read_again(upload, hints, by=request.user, undo=undo)
    receive.look(upload.uid, wait=PATIENCE)
    return _here(upload)


def _second(request: BoardRequest, upload: Import, form: ReadingForm | WhereForm) -> HttpResponse:
    """Import the other plan of the file by itself."""
    try:
        begun = second.begin(upload, by=request.user)
    except NotStored as error:
        return _page(request, upload, form, fault=f"{error}.", status=422)
    receive.look(begun.uid, wait=PATIENCE)
    return redirect(begun)


def _forget(request: BoardRequest, upload: Import, key: str) -> HttpResponse:
    with writing():
        shown.forget(_shape(upload, key), by=request.user)
    messages.success(request, "What was shown is forgotten. The next file of this shape is read without it.")
    return _here(upload)
