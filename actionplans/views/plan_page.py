"""The page of a plan: the board's own table, with one of its rows in a form where it is edited."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.vary import vary_on_headers

from actionplans.document.compare import changed_ids, compare
from actionplans.document.dates import day_words
from actionplans.document.parts import without_internal
from actionplans.document.tree import PlanDocument
from actionplans.filters.working import View
from actionplans.forms.actions import RowForm
from actionplans.models import Action, Clash, Import, Plan, Recommendation, Section, Version
from actionplans.operations.actions import stamp
from actionplans.pages import pending, plan_table, row_alone, sign_offs
from actionplans.pages.table_rows import Marks, Talk
from actionplans.pages.work_table import drafts_of
from actionplans.persistence.load import read_document
from actionplans.publishing import publish
from actionplans.views.lookup import get_action
from actionplans.views.saved import beside_saved_row
from actionplans.views.working import show_working, show_working_row, shown_columns, view_of, within
from boards.access import Right, may
from boards.models import Board
from boards.web.gate import needs
from boards.web.requests import BoardRequest


@needs(Right.READ_PLAN)
@vary_on_headers("X-Fragment")  # a fragment for the script must not be cached as the page
def plan_page(request: BoardRequest, board: Board, plan: Plan) -> HttpResponse:
    ref, saved = request.GET.get("edit", ""), request.GET.get("saved", "")
    edits = bool(ref) and plan.archived_at is None and may(request.user, Right.EDIT_PLAN, board)
    if asks_for_row(request):
        action = get_action(request, plan, ref if edits else saved)
        return show_row(request, action, form=_row_form(request, action) if edits else None)
    if edits:
        return show_plan(request, plan, form=_row_form(request, get_action(request, plan, ref)))
    if view_of(request) == View.WORK:
        return show_working(request, plan, saved_ref=saved)
    return show_plan(request, plan, saved_ref=saved)


def _row_form(request: BoardRequest, action: Action) -> RowForm:
    return RowForm(action=action, reader=request.user, initial={"base": stamp(action)})


def asks_for_row(request: BoardRequest) -> bool:
    """Whether a script requests only the row that is edited or was saved, without the page around it."""
    return request.headers.get("X-Fragment") == "row"


def readable(request: BoardRequest, document: PlanDocument, board: Board) -> PlanDocument:
    """The document as the user may see it."""
    return document if may(request.user, Right.READ_INTERNAL, board) else without_internal(document)


def show_row(request: BoardRequest, action: Action, *, form: RowForm | None = None, status: int = 200) -> HttpResponse:
    """One row alone, from ``views.lookup``: as saved, or with its form. Loads only that row, now and in the last version."""
    asked = within(request)
    if asked and not form:
        return show_working_row(request, action, asked)
    row = row_alone.read(action, request.user)
    ref = form.of.ref if form else ""
    context = {
        **_of_the_plan(request, action.plan),
        "table": row.table,
        "row": row.row,
        "form": form,
        "edit_ref": ref,
        "fragment": True,
        "asked": asked,
        "columns": shown_columns(action.plan, asked) if asked else len(row.table.columns) + 1,
        **({} if form else beside_saved_row(request, action)),
    }
    template = "actionplans/rows/_form.html" if form else "actionplans/rows/_row.html"
    return render(request, template, context, status=status)


def _of_the_plan(request: BoardRequest, plan: Plan) -> dict[str, Any]:
    """The context of a row's templates that depends only on the plan and the user."""
    return {
        "plan": plan,
        "plan_ratings": plan.ratings,
        "live": True,
        "editable": plan.archived_at is None and may(request.user, Right.EDIT_PLAN, plan.board),
        "signs_off": sign_offs.is_for(request.user, plan.board),
    }


def show_plan(
    request: BoardRequest, plan: Plan, *, form: RowForm | None = None, saved_ref: str = "", status: int = 200
) -> HttpResponse:
    """The whole page, with the row that ``form`` edits or that ``saved_ref`` names."""
    document = readable(request, read_document(plan), plan.board)
    last = last_version(plan)
    said = pending.of_plan(plan, request.user)
    marks = marks_of(request, plan, document, last, said.talk)
    days = {"silent_days": plan.board.silent_days, "soon_days": plan.board.soon_days}
    shown = plan_table.build(document, on=timezone.localdate(), marks=marks, **days)
    context: dict[str, Any] = {
        **_of_the_plan(request, plan),
        "table": shown,
        "answers": answers(plan),
        "said": said,
        "last_version": last,
        "has_earlier": last is None and Import.objects.earlier_versions(plan).exists(),
        "next_number": publish.next_number(plan, last),
        "ids": row_ids(plan),
        "removed": _removed(request, plan),
        "form": form,
        "edit_ref": form.of.ref if form else "",
    }
    saved = Action.objects.visible_to(request.user).filter(plan=plan, ref=saved_ref)
    if saved_ref and (action := saved.first()):
        context |= beside_saved_row(request, action)
    if form:
        context["row"] = next((row for row in shown.rows if row.action.ref == form.of.ref), None)
    return render(request, "actionplans/plans/page.html", context, status=status)


def _removed(request: BoardRequest, plan: Plan) -> QuerySet[Action]:
    """The removed rows, for those who may put them back."""
    removed = plan.actions.filter(removed_on__isnull=False)
    return removed if may(request.user, Right.EDIT_PLAN, plan.board) else removed.none()


def last_version(plan: Plan) -> Version | None:
    """The last published version, without loading its print."""
    return plan.versions.order_by("-number").defer("pdf").first()


def marks_of(
    request: BoardRequest, plan: Plan, document: PlanDocument, last: Version | None, talk: dict[str, Talk]
) -> Marks:
    """What the table shows of the rows besides the document."""
    clashes: dict[str, list[Clash]] = {}
    for clash in row_alone.named_clashes(plan, request.user, action__plan=plan):
        clashes.setdefault(clash.action.uid, []).append(clash)
    mine = Action.objects.filter(plan=plan, plan__archived_at__isnull=True).may_be_noted_by(request.user)
    marks: dict[str, Any] = {
        "clashes": clashes,
        "talk": talk,
        "may_note": frozenset(mine.values_list("uid", flat=True)),
        "drafts": drafts_of(plan, request.user),
    }
    if last is not None:
        new = changed_ids(compare(readable(request, last.document(), plan.board), document))
        marks |= {"new_rows": new.new_actions, "new_notes": new.entries, "new_cells": new.cells}
    return Marks(**marks)


def row_ids(plan: Plan) -> dict[str, Any]:
    """Primary keys for the links to forms: of sections by their place, of recommendations by uid."""
    recommendations = Recommendation.objects.filter(plan=plan, removed=False).values_list("uid", "pk")
    return {
        "sections": list(Section.objects.filter(plan=plan, removed=False).values_list("pk", flat=True)),
        "recommendations": dict(recommendations),
    }


def answers(plan: Plan) -> str:
    """“Answers: Joint inspection of Fenmarsh, 2 September 2025”. The name of a review stays as it was typed: it may be that of
    a child."""
    when = f", {day_words(plan.source_date, plan.source_precision)}" if plan.source_date else ""
    if plan.source_kind == "own":
        return f"The board’s own plan{when}"
    return f"Answers: {plan.source_title or plan.get_source_kind_display()}{when}"
