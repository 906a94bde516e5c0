"""Exports of a plan: the whole of it, some rows, or a version, as Word, Excel, CSV, JSON or PDF."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import cache_control

from actionplans.document.dates import day_words
from actionplans.document.parts import only_rows, without_internal
from actionplans.document.references import references
from actionplans.document.tree import PlanDocument
from actionplans.filters.actions import ActionFilter
from actionplans.forms.exports import ExportForm
from actionplans.models import Plan, Version
from actionplans.persistence.load import read_document
from actionplans.printing.named_copies import copy_owner
from actionplans.printing.orders import order_for
from actionplans.views.action_lists import filtered
from actionplans.views.plan_page import readable
from actionplans.views.prints import about_of, print_of
from actionplans.writing.formats import FORMATS, write_plan
from boards.access import Right
from boards.models import Board
from boards.models.trail import Happening
from boards.trail.write import log_on_success
from boards.web.downloads import attachment
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.requests import BoardRequest
from boards.web.transactions import reading

#: The parameters of this page itself; every other one is a filter of the list of all actions.
OWN = ("format", "rows", "internal")


@needs(Right.READ_PLAN, own_transaction=True)
@cache_control(private=True, no_store=True)
def plan_export(request: BoardRequest, board: Board, plan: Plan) -> HttpResponse:
    """Export the plan as it is now, or the rows that a filter of the list of all actions finds (``?due=overdue``)."""
    with reading():
        document = readable(request, read_document(plan), board)
        return _export(request, plan, document, wanted=_filter_of(request, board, plan))


@needs(Right.READ_VERSIONS, own_transaction=True)
@cache_control(private=True, no_store=True)
def version_export(request: BoardRequest, board: Board, plan: Plan, number: int) -> HttpResponse:
    """Export a version as it was published. Its PDF is the print that was made then."""
    with reading():
        version = get_object_or_404(Version.objects.visible_to(request.user).filter(plan=plan), number=number)
        document = readable(request, version.document(), board)
        request.marking = document.marking
        return _export(request, plan, document, version=version)


def _filter_of(request: BoardRequest, board: Board, plan: Plan) -> ActionFilter | None:
    """The filter in the query string, limited to this plan; None where there is none."""
    data = request.GET.copy()
    for name in (*OWN, "page", "plan"):
        data.pop(name, None)
    if not any(value for _, values in data.lists() for value in values):
        return None
    data["plan"] = plan.slug
    return filtered(request, board, data)


def _export(
    request: BoardRequest,
    plan: Plan,
    document: PlanDocument,
    *,
    version: Version | None = None,
    wanted: ActionFilter | None = None,
) -> HttpResponse:
    """The page, or once a format is chosen, the file. ``document`` is what this reader may see. A PDF that must be
    printed first needs a POST: a link starts no work."""
    form = ExportForm(
        request.POST if request.method == "POST" else request.GET if "format" in request.GET else None,
        document=document,
        internal=without_internal(document) != document,
        whole=wanted is None,
    )
    rows = None if wanted is None else list(wanted.found.values_list("ref", flat=True))
    if form.is_valid() and (answer := _exported(request, plan, document, form, version, rows)):
        return answer
    context: dict[str, Any] = {
        "plan": plan,
        "version": version,
        "actions": sum(1 for _ in document.actions()) if rows is None else len(rows),
        "today": timezone.localdate(),
        "taken": copy_owner(request.user, plan.board),
        "wanted": wanted,
        "labels": [use.label for use in wanted.used if use.label != plan.title] if wanted else [],
    }
    return form_page(request, "actionplans/exports/choose.html", form, **context)


def _exported(
    request: BoardRequest,
    plan: Plan,
    document: PlanDocument,
    form: ExportForm,
    version: Version | None,
    rows: list[str] | None,
) -> HttpResponse | None:
    """The file, or the page that waits for it; None where a print was asked for by GET. ``rows`` are the references that a
    filter found."""
    chosen = document if form.with_internal else without_internal(document)
    names = form.cleaned_data.get("rows") or rows
    part = names is not None
    if part:
        chosen = _part(chosen, names)
    as_published = version and not part and not form.with_internal
    if form.cleaned_data["format"] != "pdf" or as_published:
        return _file(request, plan, chosen, form, version, part=part)
    if request.method == "POST":
        return _print(request, plan, chosen, form, version, part=part)
    return None


def _part(document: PlanDocument, rows: list[str]) -> PlanDocument:
    """The document with these rows only. The caller has removed internal rows before, so that no row refers to one."""
    there = {*references(document), *(r.number for _, r in document.recommendations())}
    return only_rows(document, [name for name in rows if name in there])


def _file(
    request: BoardRequest,
    plan: Plan,
    document: PlanDocument,
    form: ExportForm,
    version: Version | None,
    *,
    part: bool,
) -> HttpResponse:
    ending = form.cleaned_data["format"]
    today = timezone.localdate()
    owner = copy_owner(request.user, plan.board)
    if version and ending == "pdf":
        content = owner.on_pages(bytes(version.pdf))
    else:
        content = write_plan(document, ending, written_on=today, taken=owner.line)
    state = f"version-{version.number}" if version else f"draft-{today.isoformat()}"
    name = "-".join(filter(None, (plan.board.slug, plan.slug, state, part and "part", _no_pages(ending, document))))
    name = f"{owner.name(name)}.{ending}"
    words = [f"Version {version.number}" if version else f"Draft of {day_words(today)}", FORMATS[ending].name]
    words += [more for more, so in (("some rows", part), ("with what is internal", form.with_internal)) if so]
    log_on_success(request, Happening.TOOK_AWAY, ", ".join(words), plan=plan)
    return attachment(content, name, FORMATS[ending].media_type)


def _no_pages(ending: str, document: PlanDocument) -> str:
    """The marking of a table, for the name of its file: there are no pages to show it on."""
    return slugify(document.marking) if ending == "csv" else ""


def _print(
    request: BoardRequest,
    plan: Plan,
    document: PlanDocument,
    form: ExportForm,
    version: Version | None,
    *,
    part: bool,
) -> HttpResponse:
    """Redirect to the page that waits for the PDF."""
    order = order_for(plan, version=version.number if version else None, internal=form.with_internal)
    order = replace(order, document=document)
    return print_of(request, plan, order, about_of(plan, order, internal=form.with_internal, part=part))
