"""Uploading a file in which a plan is kept, to be imported."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from actionplans.files.storage import NotStored
from actionplans.forms.imports import NEW, UploadForm
from actionplans.importing import apply, jobs, receive
from actionplans.models import FileShape, Import, Plan
from actionplans.views.imports import WAITED, after_reading
from boards.access import Right
from boards.models import Board
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.requests import BoardRequest
from boards.web.transactions import writing

#: Seconds that a request waits for a reading before it redirects to the page that shows progress.
PATIENCE = 2


@needs(Right.EDIT_PLAN, own_transaction=True)
def import_add(request: BoardRequest, board: Board) -> HttpResponse:
    """Upload a file. A worker reads it: most while the request waits, long ones while a page shows progress. A file that cannot
    be read is not kept."""
    request.menu = "actionplans:plan_list"
    plans = list(Plan.objects.visible_to(request.user).current().filter(board=board))
    wanted = request.GET.get("plan", "")
    initial = {"into": wanted if wanted in {plan.slug for plan in plans} else NEW}
    form = UploadForm(request.POST or None, request.FILES or None, plans=plans, initial=initial)
    if request.method == "POST" and form.is_valid():
        upload = _read(request, board, form)
        if upload is not None and upload.state == Import.State.READING:
            return redirect(f"{upload.get_absolute_url()}?{WAITED}")
        if upload is not None:
            return after_reading(upload)
    waiting = Import.objects.visible_to(request.user).filter(board=board).waiting().listed()
    shapes_kept = FileShape.objects.of_board(board).count()
    return form_page(request, "actionplans/imports/add.html", form, waiting=waiting, shapes=shapes_kept)


def _read(request: BoardRequest, board: Board, form: UploadForm) -> Import | None:
    """The import, read or still being read; None, with an error in the form, where it cannot be read."""
    try:
        begun = jobs.begin(form.cleaned_data["file"], board=board, by=request.user)
    except NotStored as error:
        form.add_error("file", str(error))
        return None
    reading = receive.look(begun.uid, wait=PATIENCE)
    if reading is None:  # an erasure in the board has deleted it meanwhile
        form.add_error("file", receive.LOST)
        return None
    if reading.state == "refused":
        with writing():
            receive.forget(reading)
        form.add_error("file", reading.fault or receive.LOST)
        return None
    return apply.receive(reading, by=request.user, plan=form.plan())
