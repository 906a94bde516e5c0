"""The plan on screen: the board's own table, and one of its rows being edited."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.vary import vary_on_headers

from actionplans.document.compare import changed_ids, compare
from actionplans.document.dates import day_words
from actionplans.document.fields import ATTRIBUTES, HEADINGS
from actionplans.document.parts import without_internal
from actionplans.document.tree import PlanDocument
from actionplans.forms.actions import RowForm
from actionplans.models import Action, Clash, Plan, ProgressEntry, Recommendation, Section, Version
from actionplans.operations import sign_offs
from actionplans.operations.actions import stamp
from actionplans.pages import pending, plan_table
from actionplans.persistence.load import read_document
from actionplans.publishing import publish
from actionplans.views.lookup import get_action, get_plan
from boards.access import Right, may
from boards.models import Board
from boards.web.gate import needs


@needs(Right.READ_PLAN)
@vary_on_headers("X-Fragment")  # the one row that a script asks for is not the page that a browser goes back to
def plan_page(request: HttpRequest, board: Board, plan: str) -> HttpResponse:
    found = get_plan(request, board, plan)
    ref = request.GET.get("edit", "")
    if ref and may(request.user, Right.EDIT_PLAN, board):
        action = get_action(request, found, ref)
        return show_plan(request, found, form=RowForm(action=action, initial={"base": stamp(action)}))
    return show_plan(request, found, saved_ref=request.GET.get("saved", ""))


def readable(request: HttpRequest, document: PlanDocument, board: Board) -> PlanDocument:
    """The document as this reader may see it."""
    return document if may(request.user, Right.READ_INTERNAL, board) else without_internal(document)


def show_plan(
    request: HttpRequest, plan: Plan, *, form: RowForm | None = None, saved_ref: str = "", status: int = 200
) -> HttpResponse:
    """The whole page, or for an enhanced request the one row that ``form`` or ``saved_ref`` names."""
    board = plan.board
    today = timezone.localdate()
    document = readable(request, read_document(plan), board)
    last = last_version(plan)
    editable = may(request.user, Right.EDIT_PLAN, board)
    ids = row_ids(plan)
    said = pending.of_plan(plan, request.user)
    shown = plan_table.build(
        document,
        on=today,
        silent_days=board.silent_days,
        soon_days=board.soon_days,
        marks=marks_of(request, plan, document, last, said.talk),
    )
    ref = form.of.ref if form else saved_ref
    context: dict[str, Any] = {
        "plan": plan,
        "table": shown,
        "answers": answers(plan),
        "said": said,
        "signs_off": sign_offs.is_for(request.user, board),
        "last_version": last,
        "next_number": publish.next_number(plan, last),
        "live": True,
        "editable": editable,
        "ids": ids,
        "plan_ratings": plan.ratings,
        "removed": plan.actions.filter(removed_on__isnull=False) if editable else [],
        "form": form,
        "edit_ref": form.of.ref if form else "",
        "saved_ref": saved_ref,
        "saved_at": _saved_at(plan, saved_ref),
    }
    if request.headers.get("X-Fragment") == "row":
        row = next((row for row in shown.rows if row.action.ref == ref), None)
        if row is None:
            raise Http404(f"No row {ref}")
        template = "actionplans/rows/_form.html" if form else "actionplans/rows/_row.html"
        return render(request, template, context | {"row": row, "fragment": True}, status=status)
    if form:
        context["row"] = next((row for row in shown.rows if row.action.ref == ref), None)
    return render(request, "actionplans/plans/page.html", context, status=status)


def last_version(plan: Plan) -> Version | None:
    """The last version published, without its print."""
    return plan.versions.order_by("-number").defer("pdf").first()


def marks_of(
    request: HttpRequest, plan: Plan, document: PlanDocument, last: Version | None, talk: dict[str, plan_table.Talk]
) -> plan_table.Marks:
    """What is known of the rows besides the document."""
    clashes: dict[str, list[Clash]] = {}
    headings = {c["field"]: c.get("heading") for c in plan.columns}
    unsettled = Clash.objects.unsettled().filter(action__plan=plan).select_related("action", "theirs_by", "mine_by")
    for clash in unsettled:
        clash.heading = heading_of(clash.field, headings)
        clashes.setdefault(clash.action.uid, []).append(clash)
    mine = Action.objects.filter(plan=plan).may_be_noted_by(request.user).values_list("uid", flat=True)
    marks: dict[str, Any] = {"clashes": clashes, "talk": talk, "may_note": frozenset(mine)}
    if last is not None:
        new = changed_ids(compare(readable(request, last.document(), plan.board), document))
        marks |= {"new_rows": new.new_actions, "new_notes": new.entries, "new_cells": new.cells}
    return plan_table.Marks(**marks)


def heading_of(cell: str, headings: dict[str, str | None]) -> str:
    """The board's heading for a cell of an action."""
    field = ATTRIBUTES.get(cell, cell)
    if field == "internal":
        return "Internal"
    return headings.get(field) or HEADINGS.get(field) or field.removeprefix("extra:")


def row_ids(plan: Plan) -> dict[str, Any]:
    """Primary keys by which the editing links are made: sections by place, recommendations by id."""
    recommendations = Recommendation.objects.filter(plan=plan, removed=False).values_list("uid", "pk")
    return {
        "sections": list(Section.objects.filter(plan=plan, removed=False).values_list("pk", flat=True)),
        "recommendations": dict(recommendations),
    }


def answers(plan: Plan) -> str:
    """“Answers the joint inspection of Fenmarsh, 2 September 2025”."""
    when = f", {day_words(plan.source_date, plan.source_precision)}" if plan.source_date else ""
    if plan.source_kind == "own":
        return f"The board’s own plan{when}"
    title = plan.source_title or plan.get_source_kind_display()
    if title[1:2].islower():
        title = title[0].lower() + title[1:]
    return f"Answers the {title}{when}"


def _saved_at(plan: Plan, ref: str) -> datetime.datetime | None:
    """When the row or a note of it was last saved."""
    if not ref:
        return None
    now = timezone.now()
    rows = Action.history.filter(plan=plan, ref=ref, history_date__lte=now)
    notes = ProgressEntry.history.filter(action__plan=plan, action__ref=ref, history_date__lte=now)
    times = [records.aggregate(last=Max("history_date"))["last"] for records in (rows, notes)]
    return max((time for time in times if time), default=None)
