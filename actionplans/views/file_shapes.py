"""How files are read: what users showed of it, kept by the shape of the file, to be looked at and forgotten."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from actionplans.importing import shown
from actionplans.importing.shapes import ShownShape
from actionplans.models import FileShape, Import
from boards.access import Right
from boards.models import Board
from boards.web.gate import needs
from boards.web.messages import MessageButton, success_with_button
from boards.web.requests import BoardRequest

#: Files that are named of those that were read in one way.
MOST_FILES = 10


@needs(Right.EDIT_PLAN)
def file_shape_list(request: BoardRequest, board: Board) -> HttpResponse:
    """All that was shown in the board and is used for the next files."""
    request.menu = "actionplans:plan_list"
    found = FileShape.objects.of_board(board).select_related("by")
    files = dict(Import.objects.filter(kept__board=board).order_by().values_list("kept").annotate(Count("pk")))
    shapes = [(ShownShape(shape, request.user), files.get(shape.pk, 0)) for shape in found]
    return render(request, "actionplans/file_shapes/list.html", {"shapes": shapes})


@needs(Right.EDIT_PLAN)
def file_shape_page(request: BoardRequest, board: Board, pk: int) -> HttpResponse:
    """What was shown of files of one shape, and which files were read with it."""
    request.menu = "actionplans:plan_list"
    shape = get_object_or_404(FileShape.objects.of_board(board).select_related("by"), pk=pk)
    files = Import.objects.visible_to(request.user).filter(kept=shape).listed()[:MOST_FILES]
    context = {"shown": ShownShape(shape, request.user), "files": files}
    return render(request, "actionplans/file_shapes/page.html", context)


@needs(Right.EDIT_PLAN)
@require_POST
def file_shape_forget(request: BoardRequest, board: Board, pk: int) -> HttpResponse:
    """Use what was shown no more; with ``back`` use it again."""
    shape = get_object_or_404(FileShape.objects.filter(board=board), pk=pk)
    if "back" in request.POST:
        shown.use_again(shape, by=request.user)
        messages.success(request, "It is used again for the next file of this shape.")
    elif not shape.forgotten:
        shown.forget(shape, by=request.user)
        said = "What was shown is forgotten. The next file of this shape is read without it."
        address = reverse("actionplans:file_shape_forget", args=[board.slug, pk])
        success_with_button(request, said, MessageButton("Undo", address, {"back": "1"}))
    return redirect("actionplans:file_shape_list", board.slug)
