"""Covering reports: their list, beginning one, writing in it, and taking it as PDF or Word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from actionplans.document.dates import day_words
from actionplans.forms.reports import BeginForm, PartForm, ReportForm
from actionplans.models import Plan, Report, ReportPart
from actionplans.operations import reports as reports_operations
from actionplans.printing.jobs import About
from actionplans.printing.named_copies import taken_by
from actionplans.views.lookup import get_plan
from actionplans.views.prints import print_of
from actionplans.writing.formats import FORMATS
from actionplans.writing.report_docx import report_word
from actionplans.writing.report_sentences import NO_IMPLICATION
from boards.access import Right
from boards.forms.summary import summary
from boards.history import latest_lines
from boards.models import Board
from boards.models.trail import Happening
from boards.protective_markings import highest
from boards.trail.write import log_on_success
from boards.web.downloads import attachment
from boards.web.gate import needs
from boards.web.transactions import reading

Kind = ReportPart.Kind
#: The parts of the page, each with the kinds of text that stand in it.
GROUPS = (
    ("Purpose and background", (Kind.PURPOSE, Kind.BACKGROUND)),
    ("Progress", (Kind.PROGRESS,)),
    ("Risks", (Kind.RISKS,)),
    ("Implications", (Kind.IMPLICATION,)),
    ("Recommendations", (Kind.RECOMMENDATIONS,)),
)


@dataclass
class Text:
    """One text as the page shows it: its form, and beside it what the plan says now where that is something else."""

    part: ReportPart
    form: PartForm
    fresh: str | None

    @property
    def is_gone(self) -> bool:
        """Whether the plan has this theme no longer."""
        return self.fresh is None

    @property
    def differs(self) -> bool:
        return self.fresh is not None and self.fresh != self.part.text

    @property
    def plan_moved_on(self) -> bool:
        """Whether the plan says something else than when the sentences were worked out."""
        return self.differs and self.fresh != self.part.offered

    @property
    def is_suggestion(self) -> bool:
        """Whether it stands there because the page put it there, and nobody has said it. Who finishes a report says so."""
        return _is_suggested(self.part, self.part.text) and not self.part.report.finished


def _reports(request: HttpRequest, plan: Plan) -> Any:
    return Report.objects.visible_to(request.user).filter(plan=plan)


def _get_report(request: HttpRequest, plan: Plan, pk: int) -> Report:
    return get_object_or_404(_reports(request, plan).listed(), pk=pk)


@needs(Right.READ_PLAN)
def report_list(request: HttpRequest, board: Board, plan: str) -> HttpResponse:
    """The reports of a plan. Those who do not write them see the finished ones."""
    found = get_plan(request, board, plan)
    reports = list(_reports(request, found).listed())
    behind = reports_operations.behind(reports, found, reader=request.user)
    for report in reports:
        report.behind = behind.get(report.pk)
    return render(request, "actionplans/reports/list.html", {"plan": found, "reports": reports})


@needs(Right.EDIT_PLAN)
def report_new(request: HttpRequest, board: Board, plan: str) -> HttpResponse:
    found = get_plan(request, board, plan)
    form = BeginForm(request.POST or None, plan=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        report = reports_operations.begin_report(
            found,
            by=request.user,
            meeting=form.chosen_meeting,
            version=data["version"],
            to=data["to"],
            date=data["date"],
        )
        return redirect("actionplans:report_edit", board.slug, found.slug, report.pk)
    context = {"plan": found, "form": form}
    return render(request, "actionplans/reports/new.html", context, status=422 if form.errors else 200)


@needs(Right.EDIT_PLAN)
def report_edit(request: HttpRequest, board: Board, plan: str, pk: int) -> HttpResponse:
    """All texts of a report on one page. Its buttons save what was typed before they do anything else."""
    found = get_plan(request, board, plan)
    report = _get_report(request, found, pk)
    request.marking = highest((report.marking, found.marking))
    parts = list(report.parts.all())
    data = request.POST or None
    form = ReportForm(data, instance=report, suggestions=_suggestions(data, parts))
    lines = latest_lines(parts)
    forms = {
        part.pk: PartForm(_sent(data, part), instance=part, prefix=_prefix(part), initial={"base": lines[part.pk]})
        for part in parts
    }
    if request.method == "POST":
        if all([form.is_valid(), *(each.is_valid() for each in forms.values() if each.is_bound)]):
            _save(request, form, [each for each in forms.values() if each.is_bound])
            return redirect(_deed(request, report, found))
        report = _get_report(request, found, pk)  # as it stands, not as it was sent
        parts = list(report.parts.all())
    fresh = reports_operations.work_out(report)
    context = {
        "plan": found,
        "report": report,
        "form": form,
        "groups": [
            (title, [Text(part, forms[part.pk], fresh.of(part)) for part in parts if part.kind in kinds])
            for title, kinds in GROUPS
        ],
        "missing": [
            heading for key, (heading, _) in fresh.parts.items() if key not in {(p.kind, p.key) for p in parts}
        ],
        "faults": summary(form, *forms.values()) if request.method == "POST" else "",
        "saved_at": _saved_at(report, parts),
        "behind": reports_operations.behind([report], found, reader=request.user).get(report.pk),
    }
    return render(request, "actionplans/reports/edit.html", context, status=422 if request.method == "POST" else 200)


def _prefix(part: ReportPart) -> str:
    return f"part-{part.pk}"


def _sent(data: Any, part: ReportPart) -> Any:
    """What was sent, where the page that sent it knew this part: one that came later must not be emptied by it."""
    return data if data is not None and f"{_prefix(part)}-text" in data else None


def _suggestions(data: Any, parts: list[ReportPart]) -> list[str]:
    """The heads of implications of which it is only suggested that there are none, as they were sent or else stand."""
    texts = ((part, (_sent(data, part) or {}).get(f"{_prefix(part)}-text", part.text)) for part in parts)
    return [str(part) for part, text in texts if _is_suggested(part, text)]


def _is_suggested(part: ReportPart, text: str) -> bool:
    return part.kind == Kind.IMPLICATION and text.strip() == NO_IMPLICATION


def _save(request: HttpRequest, form: ReportForm, texts: list[PartForm]) -> None:
    form.instance.save_by(request.user)
    for each in texts:
        each.instance.save_by(request.user)


def _deed(request: HttpRequest, report: Report, plan: Plan) -> str:
    """Do what the button asked for, and say where to go on."""
    address = reverse("actionplans:report_edit", args=[plan.board.slug, plan.slug, report.pk])
    for name, deed in (("fresh", _take_fresh), ("back", _put_back)):
        if key := request.POST.get(name, ""):
            part = get_object_or_404(report.parts.all(), pk=int(key) if key.isdecimal() else 0)
            deed(request, part)
            return f"{address}#part-{part.pk}"
    if "newest" in request.POST:
        number = reports_operations.cover_newest(report, by=request.user)
        messages.success(request, f"Saved. The report covers version {number}. What you edited is as you left it.")
    elif "refresh" in request.POST:
        changed = reports_operations.bring_up_to_date(report, by=request.user)
        told = (
            f"{changed} text{'' if changed == 1 else 's'} worked out again." if changed else "Nothing was out of date."
        )
        messages.success(request, f"Saved. {told} What you edited is as you left it.")
    else:
        messages.success(request, "The report is saved.")
    return address


def _take_fresh(request: HttpRequest, part: ReportPart) -> None:
    text = reports_operations.work_out(part.report).of(part)
    if text is not None:
        reports_operations.take_fresh(part, text, by=request.user)
        messages.success(request, f"Saved. “{part}” says what the plan says now.")


def _put_back(request: HttpRequest, part: ReportPart) -> None:
    reports_operations.put_back(part, by=request.user)
    messages.success(request, f"Saved. “{part}” says again what it said before.")


def _saved_at(report: Report, parts: list[ReportPart]) -> Any:
    """The latest line of history of the report and its texts: who saved last, and when."""
    lines = [
        report.history.select_related("history_user").first(),
        ReportPart.history.filter(id__in=[part.pk for part in parts]).select_related("history_user").first(),
    ]
    return max(filter(None, lines), key=lambda line: line.history_date, default=None)


# taking it ------------------------------------------------------------------------------------------------------------


@needs(Right.READ_PLAN)
@cache_control(private=True, no_store=True)
def report_docx(request: HttpRequest, board: Board, plan: str, pk: int) -> HttpResponse:
    found = get_plan(request, board, plan)
    report = _get_report(request, found, pk)
    taken = taken_by(request.user, board)
    content = report_word(reports_operations.report_order(report), written_on=timezone.localdate(), taken=taken.line)
    log_on_success(request, Happening.DOWNLOADED, f"Covering report to {report.to}, Word", plan=found)
    return _file(content, FORMATS["docx"].media_type, taken.name(_name(report)), "docx")


@needs(Right.READ_PLAN, own_transaction=True)
@require_POST
def report_pdf(request: HttpRequest, board: Board, plan: str, pk: int) -> HttpResponse:
    """Have the report printed as it was last saved, and go to the page that waits for it."""
    with reading():
        found = get_plan(request, board, plan)
        report = _get_report(request, found, pk)
        order = reports_operations.report_order(report)
    right = Right.READ_PLAN if report.finished else Right.EDIT_PLAN
    when = f" of {day_words(report.date)}" if report.date else ""
    title = f"{report.title}, covering report to {report.to}{when}{'' if report.finished else ', a draft'}"
    return print_of(request, found, order, About(board.pk, found.pk, (right.name,), title, _name(report)))


def _file(content: bytes, media_type: str, name: str, ending: str) -> HttpResponse:
    return attachment(content, f"{name}.{ending}", media_type)


def _name(report: Report) -> str:
    plan = report.plan
    return f"{plan.board.slug}-{plan.slug}-report-{report.date.isoformat() if report.date else report.pk}"
