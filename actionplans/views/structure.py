"""Sections and recommendations: adding, changing, reordering, removing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from actionplans.document.references import recommendation_anchor
from actionplans.forms.readers import SHOW
from actionplans.forms.structure import RecommendationForm, SectionForm
from actionplans.models import Plan, Recommendation, Section
from actionplans.operations import plans, structure
from boards.access import Right
from boards.forms.errors import errors_by_field
from boards.models import Board
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.requests import BoardRequest

STEPS = {"up": -1, "down": 1}


def _get_section(plan: Plan, pk: int) -> Section:
    return get_object_or_404(plan.sections.standing().select_related("plan__board"), pk=pk)


def _get_recommendation(request: BoardRequest, plan: Plan, pk: int) -> Recommendation:
    rows = Recommendation.objects.visible_to(request.user).standing().filter(plan=plan)
    return get_object_or_404(rows.select_related("plan__board", "section"), pk=pk)


def _to_section(section: Section) -> HttpResponse:
    """Redirect to the plan, at the section."""
    keys = list(section.plan.sections.standing().values_list("pk", flat=True))
    place = keys.index(section.pk) + 1 if section.pk in keys else 1
    return _to_plan(section.plan, f"section-{place}")


def _to_recommendation(recommendation: Recommendation) -> HttpResponse:
    """Redirect to the plan, at the recommendation."""
    plan = recommendation.plan
    sections = list(plan.sections.standing().values_list("pk", flat=True))
    siblings = list(
        plan.recommendations.filter(section=recommendation.section_id, removed=False)
        .order_by("order", "pk")
        .values_list("pk", flat=True)
    )
    place = siblings.index(recommendation.pk) + 1
    return _to_plan(
        plan,
        recommendation_anchor(recommendation.number, sections.index(recommendation.section_id) + 1, place),
    )


def _to_plan(plan: Plan, anchor: str) -> HttpResponse:
    return redirect(f"{plan.get_absolute_url()}#{anchor}")


def _show(request: BoardRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    return form_page(request, f"actionplans/structure/{template}.html", form, **context)


def _wants_removal(request: BoardRequest) -> bool:
    return request.method == "POST" and "remove" in request.POST


# sections -------------------------------------------------------------------------------------------------------------


@needs(Right.EDIT_PLAN)
def section_add(request: BoardRequest, board: Board, plan: Plan) -> HttpResponse:
    form = SectionForm(request.POST or None, plan=plan)
    if request.method == "POST" and form.is_valid():
        section = structure.add_section(plan, by=request.user, **form.typed())
        return _to_section(section)
    return _show(request, "section", form, plan=plan)


@needs(Right.EDIT_PLAN)
def section_edit(request: BoardRequest, board: Board, plan: Plan, pk: int) -> HttpResponse:
    """Change a section, or with the button for it remove it."""
    section = _get_section(plan, pk)
    refusal = ""
    if _wants_removal(request):
        try:
            plans.remove_section(section, by=request.user)
        except ValidationError as error:
            refusal = error.messages[0]
        else:
            messages.success(request, "The section was removed from the plan.")
            return redirect(plan)
    form = SectionForm(None if refusal else request.POST or None, instance=section, plan=plan)
    if request.method == "POST" and not refusal and form.is_valid():
        with errors_by_field(form):
            form.instance.save_by(request.user)
            return _to_section(section)
    return _show(request, "section", form, plan=plan, section=section, refusal=refusal)


@needs(Right.EDIT_PLAN)
@require_POST
def section_shift(request: BoardRequest, board: Board, plan: Plan, pk: int) -> HttpResponse:
    """Move a section up or down among the plan's."""
    section = _get_section(plan, pk)
    structure.shift(section, STEPS.get(request.POST.get("step", ""), 0), by=request.user)
    return _to_section(section)


# recommendations --------------------------------------------------------------------------------------------------------


@needs(Right.EDIT_PLAN)
def recommendation_add(request: BoardRequest, board: Board, plan: Plan, pk: int) -> HttpResponse:
    """Add a recommendation to the section of that key."""
    section = _get_section(plan, pk)
    form = RecommendationForm(request.POST or None, plan=plan, reader=request.user)
    if request.method == "POST" and form.is_valid():
        with errors_by_field(form, "number"):
            recommendation = structure.add_recommendation(section, by=request.user, **form.typed())
            return _to_recommendation(recommendation)
    return _show(request, "recommendation", form, plan=plan, section=section)


@needs(Right.EDIT_PLAN)
def recommendation_edit(request: BoardRequest, board: Board, plan: Plan, pk: int) -> HttpResponse:
    """Change a recommendation, or with the button for it remove it."""
    recommendation = _get_recommendation(request, plan, pk)
    called = str(recommendation)
    refusal = ""
    if _wants_removal(request):
        try:
            plans.remove_recommendation(recommendation, by=request.user)
        except ValidationError as error:
            refusal = error.messages[0]
        else:
            messages.success(request, f"{called} was removed from the plan.")
            return redirect(plan)
    form = RecommendationForm(
        None if refusal else request.POST or None, instance=recommendation, plan=plan, reader=request.user
    )
    if request.method == "POST" and not refusal and form.is_valid():
        section = form.cleaned_data.get("section") or recommendation.section
        with errors_by_field(form, "section" if "section" in form.fields else None):
            show_notes = form.cleaned_data.get("hidden_notes") == SHOW
            plans.change_recommendation(form.instance, section, by=request.user, show_notes=show_notes)
            return _to_recommendation(recommendation)
    context = {"plan": plan, "recommendation": recommendation, "called": called, "refusal": refusal}
    return _show(request, "recommendation", form, **context)


@needs(Right.EDIT_PLAN)
@require_POST
def recommendation_shift(request: BoardRequest, board: Board, plan: Plan, pk: int) -> HttpResponse:
    """Move a recommendation up or down within its section."""
    recommendation = _get_recommendation(request, plan, pk)
    structure.shift(recommendation, STEPS.get(request.POST.get("step", ""), 0), by=request.user)
    return _to_recommendation(recommendation)
