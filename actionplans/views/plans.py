"""Plans: their list, creating one, and its settings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from actionplans.document.dates import day_words
from actionplans.forms.base import ReasonForm
from actionplans.forms.plans import PlanForm, SettingsForm
from actionplans.models import Action, Plan, Version
from actionplans.operations.plans import RESTORABLE, archive_plan, begin_plan, remove_plan, restore_plan, unarchive_plan
from boards.access import Right
from boards.forms.errors import errors_by_field
from boards.history import made_lately
from boards.models import Board
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.requests import BoardRequest


@needs(Right.READ_VERSIONS)
def plan_list(request: BoardRequest, board: Board) -> HttpResponse:
    """The plans of the board. For observers they link to their published versions."""
    request.menu = "actionplans:plan_list"
    every = _with_counts(Plan.objects.visible_to(request.user).filter(board=board), request)
    for plan in every:
        plan.dated = day_words(plan.source_date, plan.source_precision) if plan.source_date else ""
    removed: list[Any] = list(Plan.objects.removed_from(board, request.user))
    for plan in removed:
        plan.restorable_until = plan.removed_at + RESTORABLE
    context = {
        "plans": [plan for plan in every if plan.archived_at is None],
        "archived": [plan for plan in every if plan.archived_at],
        "removed": removed,
        "now": timezone.now(),
    }
    return render(request, "actionplans/plans/list.html", context)


def _with_counts(plans: QuerySet, request: BoardRequest) -> QuerySet:
    """The plans with how many actions they have, how many of those are open and overdue, and their last version."""
    rows = Action.objects.visible_to(request.user).standing().filter(plan=OuterRef("pk"))
    late = rows.overdue(timezone.localdate())
    last = Version.objects.filter(plan=OuterRef("pk")).order_by("-number")

    def counted(actions: QuerySet) -> Coalesce:
        return Coalesce(Subquery(actions.order_by().values("plan").annotate(n=Count("pk")).values("n")), 0)

    return plans.annotate(
        actions_count=counted(rows),
        open_count=counted(rows.open()),
        late_count=counted(late),
        last_number=Subquery(last.values("number")[:1]),
        last_date=Subquery(last.values("date")[:1]),
    )


@needs(Right.EDIT_PLAN)
def plan_new(request: BoardRequest, board: Board) -> HttpResponse:
    request.menu = "actionplans:plan_list"
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        date, precision = data["source_date"]
        values = {name: data[name] for name in ("title", "source_kind", "source_title")}
        values |= {"source_date": date, "source_precision": precision}
        board.hold()  # a second press of the button waits for the first
        plan = made_lately(board.plans.filter(**values), request.user).first() or begin_plan(
            board, by=request.user, layout=data["layout"], **values
        )
        messages.success(request, "The plan has begun. Add its first recommendation.")
        return redirect(plan)
    return form_page(request, "actionplans/plans/new.html", form)


@needs(Right.EDIT_PLAN)
def plan_settings(request: BoardRequest, board: Board, plan: Plan) -> HttpResponse:
    title = plan.title
    form = SettingsForm(request.POST or None, instance=plan)
    if request.method == "POST" and form.is_valid():
        with errors_by_field(form):
            form.apply().save_by(request.user, reason=form.marking_reason)
            messages.success(request, "The settings of the plan are saved.")
            return redirect(plan)
    context = {"plan": plan, "title": title, "versions": plan.versions.exists()}
    return form_page(request, "actionplans/plans/settings.html", form, **context)


# removed and archived -------------------------------------------------------------------------------------------------


@needs(Right.EDIT_PLAN)
def plan_remove(request: BoardRequest, board: Board, plan: Plan) -> HttpResponse:
    """Remove a plan of which nothing was published, with a reason."""
    if plan.versions.exists():
        messages.warning(request, "A version of this plan has been published, so it is archived instead of removed.")
        return redirect("actionplans:plan_archive", board.slug, plan.slug)
    form = ReasonForm(request.POST or None, label="Why is it removed?", hint="For example “Imported twice”")
    if request.method == "POST" and form.is_valid():
        with errors_by_field(form):
            remove_plan(plan, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(
                request, f"“{plan.title}” is removed. You can restore it at the end of this page for 30 days."
            )
            return redirect("actionplans:plan_list", board.slug)
    context = {
        "plan": plan,
        "actions": Action.objects.filter(plan=plan).standing().count(),
        "title": "Remove this plan",
        "button": "Remove the plan",
        "caption": plan.title,
        "cancel": plan.get_absolute_url(),
        "back": "Back to the plan",
        "leave": "Cancel",
    }
    return form_page(request, "actionplans/plans/remove.html", form, **context)


@needs(Right.EDIT_PLAN)
@require_POST
def plan_restore(request: BoardRequest, board: Board, removed: str) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.removed_from(board, request.user), slug=removed)
    try:
        restore_plan(plan, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("actionplans:plan_list", board.slug)
    messages.success(request, f"“{plan.title}” is restored.")
    return redirect(plan)


@needs(Right.KEEP)
def plan_archive(request: BoardRequest, board: Board, plan: Plan) -> HttpResponse:
    """Archive a plan, or take it out of the archive again."""
    if request.method == "POST":
        if "back" in request.POST:
            unarchive_plan(plan, by=request.user)
            messages.success(request, f"“{plan.title}” is no longer archived.")
            return redirect(plan)
        archive_plan(plan, by=request.user)
        messages.success(request, f"“{plan.title}” is archived.")
        return redirect("actionplans:plan_list", board.slug)
    return render(request, "actionplans/plans/archive.html", {"plan": plan})
