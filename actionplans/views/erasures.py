"""Erasing one person's details: the preview with its form, the list of past erasures, and the page of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from actionplans.forms.erasures import EraseForm, done_words
from actionplans.models import Evidence, Import, Plan
from actionplans.privacy import erasure as erasure_privacy
from actionplans.privacy.mentions import Finder, words_for
from actionplans.privacy.preview import obstacles, preview_erasure
from boards.access import Right
from boards.models import Board, Erasure, Person
from boards.privacy.erasure import needed_elsewhere
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.requests import BoardRequest

#: The number of found words that are shown unfolded.
OPEN = 12


@needs(Right.KEEP)
def person_erase(request: BoardRequest, board: Board, pk: int) -> HttpResponse:
    """Shows what would be replaced, by what and where, and what would still hold the name; by POST replaces it."""
    request.menu = "boards:person_list"
    people = Person.objects.visible_to(request.user).select_related("board", "agency")
    person = get_object_or_404(people, board=board, pk=pk)
    if in_the_way := obstacles(person):
        context = {"person": person, "not": in_the_way}
        status = 409 if request.method == "POST" else 200
        return render(request, "actionplans/erasures/not_possible.html", context, status=status)
    offered = words_for(person)
    finder = Finder(person, " ".join(request.POST.get("words", offered).split()))
    preview = preview_erasure(finder)
    form = EraseForm(request.POST or None, finder=finder, preview=preview, offered=offered)
    if request.method == "POST" and form.is_valid():
        return _erase(request, person, form)
    found = sorted(preview.found.items(), key=lambda one: -one[1])
    context = {
        "person": person,
        "preview": preview,
        "found": found[:OPEN],
        "more": found[OPEN:],
        "kinds": preview.kinds.items(),
        "closes": [user for user in finder.users if not needed_elsewhere(user, board)],
        "stays": [user for user in finder.users if needed_elsewhere(user, board)],
    }
    return form_page(request, "actionplans/erasures/erase.html", form, **context)


def _erase(request: BoardRequest, person: Person, form: EraseForm) -> HttpResponse:
    data = form.cleaned_data
    try:
        done = erasure_privacy.erase(
            person,
            by=request.user,
            words=data["words"],
            reason=data["reason"],
            answers=form.answers(),
            drop_files=data.get("files") == "drop",
        )
    except ValidationError:  # the button was pressed twice: the page says what was done
        return redirect("actionplans:person_erase", person.board.slug, person.pk)
    messages.success(request, done_words(done))
    return redirect("actionplans:erasure_page", person.board.slug, done.pk)


@needs(Right.KEEP)
def erasure_list(request: BoardRequest, board: Board) -> HttpResponse:
    """The erasures of this board: when, by which words, in how many places."""
    request.menu = "boards:person_list"
    done = Erasure.objects.visible_to(request.user).filter(board=board).select_related("done_by")
    return render(request, "actionplans/erasures/list.html", {"erasures": done})


@needs(Right.KEEP)
def erasure_page(request: BoardRequest, board: Board, pk: int) -> HttpResponse:
    """One erasure, with the versions and files that still hold the name."""
    request.menu = "boards:person_list"
    found = Erasure.objects.visible_to(request.user).filter(board=board).select_related("done_by")
    erasure = get_object_or_404(found, pk=pk)
    context = {"erasure": erasure, "versions": _versions(erasure), "files": _files(erasure)}
    return render(request, "actionplans/erasures/page.html", context)


def _versions(erasure: Erasure) -> list[dict[str, Any]]:
    """The versions in the record, with the present slug of their plan."""
    slugs = dict(Plan.objects.filter(board=erasure.board_id).values_list("pk", "slug"))
    return [version | {"slug": slugs[version["key"]]} for version in erasure.versions if version["key"] in slugs]


def _files(erasure: Erasure) -> list[dict[str, Any]]:
    """The files in the record, by their present names; evidence with its row."""
    uids = [file["uid"] for file in erasure.files]
    evidence = {file.uid: file for file in Evidence.objects.filter(uid__in=uids)}
    brought = {taken.uid: taken for taken in Import.objects.filter(uid__in=uids).only("uid", "name", "file")}
    files = []
    for file in erasure.files:
        row = (evidence if file["kind"] == "evidence" else brought).get(file["uid"])
        if row is not None:
            files.append(file | {"name": row.name})
    return files
