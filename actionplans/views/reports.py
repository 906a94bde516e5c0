"""Covering reports: their list, creating and editing one, and downloading it as PDF or Word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from actionplans.document.dates import day_words
from actionplans.forms.reports import BeginForm, PartForm, ReportForm
from actionplans.models import Plan, Report, ReportPart
from actionplans.operations import reports as reports_operations
from actionplans.printing.about import About
from actionplans.printing.named_copies import copy_owner
from actionplans.views.prints import print_of
from actionplans.writing.formats import FORMATS
from actionplans.writing.report_docx import report_word
from actionplans.writing.report_sentences import NO_IMPLICATION
from boards.access import Right
from boards.forms.errors import errors_by_field
from boards.forms.summary import summary
from boards.history import latest_lines
from boards.models import Board
from boards.models.trail import Happening
from boards.protective_markings import highest
from boards.trail.write import log_on_success
from boards.web.downloads import attachment
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.requests import BoardRequest
from boards.web.transactions import reading

Kind = ReportPart.Kind
#: The parts of the page, each with the kinds of text in it.
GROUPS = (
    ("Purpose and background", (Kind.PURPOSE, Kind.BACKGROUND)),
    ("Progress", (Kind.PROGRESS,)),
    ("Risks", (Kind.RISKS,)),
    ("Implications", (Kind.IMPLICATION,)),
    ("Recommendations", (Kind.RECOMMENDATIONS,)),
)


@dataclass
class PartText:
    """One text as the page shows it: its form, and the text as computed now where that differs."""

    part: ReportPart
    form: PartForm
    fresh: str | None

    @property
    def is_gone(self) -> bool:
        """Whether the plan no longer has this theme."""
        return self.fresh is None

    @property
    def differs(self) -> bool:
        return self.fresh is not None and self.fresh != self.part.text

    @property
    def plan_moved_on(self) -> bool:
        """Whether the computed text has changed since it was offered."""
        return self.differs and self.fresh != self.part.offered

    @property
    def is_suggestion(self) -> bool:
        """Whether the page suggested it and no user has confirmed it. Finishing a report confirms it."""
        return _is_suggested(self.part, self.part.text) and not self.part.report.finished


def _reports(request: BoardRequest, plan: Plan) -> Any:
    return Report.objects.visible_to(request.user).filter(plan=plan)


def _get_report(request: BoardRequest, plan: Plan, pk: int) -> Report:
    return get_object_or_404(_reports(request, plan).listed(), pk=pk)


@needs(Right.READ_PLAN)
def report_list(request: BoardRequest, board: Board, plan: Plan) -> HttpResponse:
    """The reports of a plan. Users who do not write them see the finished ones."""
    reports = list(_reports(request, plan).listed())
    behind = reports_operations.behind(reports, plan, reader=request.user)
    for report in reports:
        report.behind = behind.get(report.pk)
    return render(request, "actionplans/reports/list.html", {"plan": plan, "reports": reports})


@needs(Right.EDIT_PLAN)
def report_new(request: BoardRequest, board: Board, plan: Plan) -> HttpResponse:
    form = BeginForm(request.POST or None, plan=plan)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        report = reports_operations.begin_report(
            plan,
            by=request.user,
            meeting=form.chosen_meeting,
            version=data["version"],
            to=data["to"],
            date=data["date"],
        )
        return redirect(report)
    return form_page(request, "actionplans/reports/new.html", form, plan=plan)


@needs(Right.EDIT_PLAN)
def report_edit(request: BoardRequest, board: Board, plan: Plan, pk: int) -> HttpResponse:
    """All texts of a report on one page. Its buttons save what was typed before they do anything else."""
    report = _get_report(request, plan, pk)
    request.marking = highest((report.marking, plan.marking))
    parts = list(report.parts.all())
    data = request.POST or None
    form = ReportForm(data, instance=report, suggestions=_suggestions(data, parts))
    forms = _part_forms(data, parts)
    if request.method == "POST":
        bound = [each for each in forms.values() if each.is_bound]
        if all([form.is_valid(), *(each.is_valid() for each in bound)]):
            with errors_by_field(form):
                _save(request, form, bound)
                return redirect(_press(request, report))
        report = _get_report(request, plan, pk)  # as saved, without the values of the form
        parts = list(report.parts.all())
    context = _editing(request, report, parts, forms) | {"plan": plan, "form": form, "part_forms": forms}
    context["faults"] = summary(form, *forms.values()) if request.method == "POST" else ""
    return render(request, "actionplans/reports/edit.html", context, status=422 if request.method == "POST" else 200)


def _part_forms(data: Any, parts: list[ReportPart]) -> dict[int, PartForm]:
    """The form of each text, by its key."""
    lines = latest_lines(parts)
    return {
        part.pk: PartForm(_sent(data, part), instance=part, prefix=_prefix(part), initial={"base": lines[part.pk]})
        for part in parts
    }


def _editing(
    request: BoardRequest, report: Report, parts: list[ReportPart], forms: dict[int, PartForm]
) -> dict[str, Any]:
    """The context beside the forms: the texts as computed now, what is missing, and who saved last."""
    fresh = reports_operations.work_out(report)
    there = {(part.kind, part.key) for part in parts}
    return {
        "report": report,
        "groups": [
            (title, [PartText(part, forms[part.pk], fresh.of(part)) for part in parts if part.kind in kinds])
            for title, kinds in GROUPS
        ],
        "missing": [heading for key, (heading, _) in fresh.parts.items() if key not in there],
        "saved_at": _saved_at(report, parts),
        "behind": reports_operations.behind([report], report.plan, reader=request.user).get(report.pk),
    }


def _prefix(part: ReportPart) -> str:
    return f"part-{part.pk}"


def _sent(data: Any, part: ReportPart) -> Any:
    """The submitted data for the form of a part; None where the page had no such part, so that it is not emptied."""
    return data if data is not None and f"{_prefix(part)}-text" in data else None


def _suggestions(data: Any, parts: list[ReportPart]) -> list[str]:
    """The heads of implications that still hold the suggested “none”, as submitted, or else as saved."""
    texts = ((part, (_sent(data, part) or {}).get(f"{_prefix(part)}-text", part.text)) for part in parts)
    return [str(part) for part, text in texts if _is_suggested(part, text)]


def _is_suggested(part: ReportPart, text: str) -> bool:
    return part.kind == Kind.IMPLICATION and text.strip() == NO_IMPLICATION


def _save(request: BoardRequest, form: ReportForm, texts: list[PartForm]) -> None:
    form.instance.save_by(request.user)
    for each in texts:
        each.instance.save_by(request.user)


def _press(request: BoardRequest, report: Report) -> str:
    """Do what the pressed button stands for; returns the URL to redirect to."""
    address = report.get_absolute_url()
    for name, operation in (("fresh", _take_fresh), ("back", _put_back)):
        if key := request.POST.get(name, ""):
            part = get_object_or_404(report.parts.all(), pk=int(key) if key.isdecimal() else 0)
            operation(request, part)
            return f"{address}#part-{part.pk}"
    if "newest" in request.POST:
        number = reports_operations.cover_newest(report, by=request.user)
        messages.success(request, f"Saved. The report covers version {number}. What you edited is as you left it.")
    elif "refresh" in request.POST:
        changed = reports_operations.bring_up_to_date(report, by=request.user)
        outcome = (
            f"{changed} text{'' if changed == 1 else 's'} worked out again." if changed else "Nothing was out of date."
        )
        messages.success(request, f"Saved. {outcome} What you edited is as you left it.")
    else:
        messages.success(request, "The report is saved.")
    return address


def _take_fresh(request: BoardRequest, part: ReportPart) -> None:
    text = reports_operations.work_out(part.report).of(part)
    if text is not None:
        reports_operations.take_fresh(part, text, by=request.user)
        messages.success(request, f"Saved. “{part}” says what the plan says now.")


def _put_back(request: BoardRequest, part: ReportPart) -> None:
    reports_operations.put_back(part, by=request.user)
    messages.success(request, f"Saved. “{part}” says again what it said before.")


def _saved_at(report: Report, parts: list[ReportPart]) -> Any:
    """The latest line of history of the report and its texts: who saved last, and when."""
    lines = [
        report.history.select_related("history_user").first(),
        ReportPart.history.filter(id__in=[part.pk for part in parts]).select_related("history_user").first(),
    ]
    return max(filter(None, lines), key=lambda line: line.history_date, default=None)


# downloads -------------------------------------------------------------------------------------------------------------


@needs(Right.READ_PLAN)
@cache_control(private=True, no_store=True)
def report_docx(request: BoardRequest, board: Board, plan: Plan, pk: int) -> HttpResponse:
    report = _get_report(request, plan, pk)
    owner = copy_owner(request.user, board)
    content = report_word(reports_operations.report_order(report), written_on=timezone.localdate(), taken=owner.line)
    log_on_success(request, Happening.DOWNLOADED, f"Covering report to {report.to}, Word", plan=plan)
    return _file(content, FORMATS["docx"].media_type, owner.name(_name(report)), "docx")


@needs(Right.READ_PLAN, own_transaction=True)
@require_POST
def report_pdf(request: BoardRequest, board: Board, plan: Plan, pk: int) -> HttpResponse:
    """Start a print of the report as last saved, and redirect to the page that waits for it."""
    with reading():
        report = _get_report(request, plan, pk)
        order = reports_operations.report_order(report)
    right = Right.READ_PLAN if report.finished else Right.EDIT_PLAN
    when = f" of {day_words(report.date)}" if report.date else ""
    title = f"{report.title}, covering report to {report.to}{when}{'' if report.finished else ', a draft'}"
    return print_of(request, plan, order, About(board.pk, plan.pk, (right.name,), title, _name(report)))


def _file(content: bytes, media_type: str, name: str, ending: str) -> HttpResponse:
    return attachment(content, f"{name}.{ending}", media_type)


def _name(report: Report) -> str:
    plan = report.plan
    return f"{plan.board.slug}-{plan.slug}-report-{report.date.isoformat() if report.date else report.pk}"
