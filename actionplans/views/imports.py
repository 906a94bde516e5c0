"""Bringing in a file: choosing it, waiting while it is read, looking it through, taking it in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from actionplans.document.cells import FIELD_ORDER, deadline_words, heading_of, status_words
from actionplans.document.dates import day_words
from actionplans.document.tree import Action, PlanDocument
from actionplans.document.wording import count
from actionplans.files.storage import opened
from actionplans.forms.imports import NEW, AimForm, ColumnsForm, UploadForm
from actionplans.importing import apply, jobs, receive
from actionplans.importing.review import Doubt, Unsettled, left_out, of_columns
from actionplans.models import Import, Plan
from actionplans.pages.plan_table import section_heading
from actionplans.persistence.load import read_document
from actionplans.views.lookup import get_plan
from boards.access import Right
from boards.models import Board
from boards.models.trail import Happening
from boards.protective_markings import highest
from boards.sign_in.sessions import is_polling
from boards.trail.write import log_on_success
from boards.web.downloads import OCTETS, attachment
from boards.web.gate import needs
from boards.web.transactions import writing

#: Seconds that a request stays with a reading before it sends people to the page that tells how far it is.
PATIENCE = 4
#: Doubts shown at once; the next ones follow as these are settled.
AT_ONCE = 20


def _plans(request: HttpRequest, board: Board) -> list[Plan]:
    return list(Plan.objects.visible_to(request.user).filter(board=board))


def _import(request: HttpRequest, board: Board, uid: str) -> Import:
    request.menu = "actionplans:plan_list"
    found = Import.objects.visible_to(request.user).select_related("plan__board", "board", "by")
    return get_object_or_404(found, board=board, uid=uid)


def _to(taken: Import, fragment: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("actionplans:import_page", args=[taken.board.slug, taken.uid]) + fragment)


# choosing ---------------------------------------------------------------------------------------------------------------


@needs(Right.EDIT_PLAN, own_transaction=True)
def import_add(request: HttpRequest, board: Board) -> HttpResponse:
    """Choose the file. A worker reads it: most files while one waits, a long one while a page tells how far it is. Of a file
    that cannot be read nothing is kept."""
    request.menu = "actionplans:plan_list"
    plans = _plans(request, board)
    wanted = request.GET.get("plan", "")
    initial = {"into": wanted if wanted in {plan.slug for plan in plans} else NEW}
    form = UploadForm(request.POST or None, request.FILES or None, plans=plans, initial=initial)
    if request.method == "POST" and form.is_valid():
        taken = _read(request, board, form)
        if taken is not None:
            return _to(taken)
    waiting = Import.objects.visible_to(request.user).filter(board=board).waiting().listed()
    context = {"form": form, "waiting": waiting}
    return render(request, "actionplans/imports/add.html", context, status=422 if form.errors else 200)


def _read(request: HttpRequest, board: Board, form: UploadForm) -> Import | None:
    """The file once it has been read, or while it still is; None, with the fault by its field, where it cannot be."""
    begun = jobs.begin(form.cleaned_data["file"], board=board, by=request.user)
    reading = receive.look(begun.uid, wait=PATIENCE)
    if reading.state == "refused":
        with writing():
            receive.forget(reading)
        form.add_error("file", reading.fault or receive.LOST)
        return None
    return apply.receive(reading, by=request.user, plan=form.plan())


@needs(Right.EDIT_PLAN)
def import_list(request: HttpRequest, board: Board, plan: str) -> HttpResponse:
    """The files that came into a plan."""
    found = get_plan(request, board, plan)
    taken = Import.objects.visible_to(request.user).taken_into(found).listed()
    return render(request, "actionplans/imports/list.html", {"plan": found, "imports": taken})


@needs(Right.EDIT_PLAN)
def import_file(request: HttpRequest, board: Board, uid: str) -> HttpResponse:
    """The file as it came, always as a download under its name, never shown inside the site."""
    taken = _import(request, board, uid)
    if not taken.file:
        raise Http404("The file is not kept")
    log_on_success(request, Happening.DOWNLOADED, f"File brought in, “{taken.name}”", plan=taken.plan)
    return attachment(opened(taken.file), taken.name, OCTETS)


# the page of one file ---------------------------------------------------------------------------------------------------


@needs(Right.EDIT_PLAN)
def import_page(request: HttpRequest, board: Board, uid: str) -> HttpResponse:
    """One file, wherever it stands: being read, to be looked through, or finished with."""
    taken = _import(request, board, uid)
    if request.method == "POST":  # the reading has come to its end, and its worker could not say so
        apply.settle_reading(taken, by=request.user)
        return _to(taken)
    if taken.state == Import.State.READING:
        reading = receive.look(taken.uid)
        under_way = receive.is_to_come(reading, taken.uid, taken.at)
        if under_way:
            is_polling(request)
        context = {"taken": taken, "reading": reading, "under_way": under_way, "lost": receive.LOST}
        return render(request, "actionplans/imports/reading.html", context)
    if taken.state == Import.State.REVIEW:
        return _review(request, taken)
    return render(request, "actionplans/imports/done.html", {"taken": taken})


def _review(
    request: HttpRequest,
    taken: Import,
    *,
    status: int = 200,
    wrong: tuple[str, str, str] = ("", "", ""),
    aim: AimForm | None = None,
    columns: ColumnsForm | None = None,
    fault: str = "",
    keys: set[str] | None = None,
) -> HttpResponse:
    """What was understood, uncertain readings first; of a copy, what differs from its plan."""
    look = apply.look_through(taken)
    document = apply.as_settled(taken)
    home = taken.plan or taken.board
    request.marking = highest((home.marking, document.marking))
    plans = _plans(request, taken.board)
    found = apply.compared(taken) if taken.plan else None
    if found is not None:  # what reads as in the plan needs no settling
        changed = {group.ref for group in found.groups}
        look = replace(look, open=[d for d in look.open if _ref(look.document, d) in {"", *changed}])
    kinds: dict[str, int] = {}
    for doubt in look.open:
        kinds[doubt.kind] = kinds.get(doubt.kind, 0) + 1
    initial = {"into": taken.plan.slug if taken.plan else NEW, "title": document.title}
    context: dict[str, Any] = {
        "taken": taken,
        "document": document,
        "look": look,
        "shown": [_Asked(doubt, wrong) for doubt in look.open[:AT_ONCE]],
        "rest": max(len(look.open) - AT_ONCE, 0),
        "kinds": [
            (kind, number, KINDS.get(kind, "")) for kind, number in kinds.items() if number > 1 and kind in KINDS
        ],
        "has_sources": any(taken.sources),
        "summary": _summary(document),
        "columns": columns or ColumnsForm(document=taken.document, meanings=taken.decided("columns")),
        "aim": aim or AimForm(plans=plans, initial=initial),
        "left_out": left_out(taken.document),
        "of_columns": of_columns(taken.document),
        "fault": fault,
        "form": aim if aim is not None and aim.errors else None,
    }
    if taken.plan:
        context |= {"found": found, "plan": taken.plan, "keys": keys, "sections": _rows(taken, document)}
        return render(request, "actionplans/imports/compare.html", context, status=status)
    context["sections"] = _rows(taken, document)
    return render(request, "actionplans/imports/review.html", context, status=status)


def _ref(document: PlanDocument, doubt: Doubt) -> str:
    """The reference of the row that a doubt is about, where the file itself says it."""
    if doubt.place is None or doubt.place.action < 0:
        return ""
    section = document.sections[doubt.place.section]
    return section.recommendations[doubt.place.recommendation].actions[doubt.place.action].ref


#: Kinds of doubts that may be accepted all at once.
KINDS = {"date": "dates", "deadline": "deadlines", "lead": "leads", "status": "statuses", "other": "remarks"}


@dataclass(frozen=True)
class _Asked:
    """A doubt on the page, with what was typed wrongly for it."""

    doubt: Doubt
    wrong: tuple[str, str, str]

    @property
    def fault(self) -> str:
        return self.wrong[2] if self.wrong[0] == self.doubt.key else ""

    @property
    def value(self) -> str:
        return self.wrong[1] if self.fault else self.doubt.value

    @property
    def id(self) -> str:
        return "doubt-" + self.doubt.key.replace(".", "-").replace(":", "-").replace(" ", "-")

    @property
    def long(self) -> bool:
        return self.doubt.kind in ("text", "recommendation") or len(self.value) > 120


def _summary(document: PlanDocument) -> list[str]:
    """What was found, one line each; nothing is said of what is not there."""
    n = apply.counts(document)
    lines = [count(n["recommendations"], "recommendation")]
    if n["sections"]:
        lines[0] += f" in {count(n['sections'], 'section')}"
    lines.append(count(n["actions"], "action") + (f", {n['ended']} of them complete or closed" if n["ended"] else ""))
    if n["notes"]:
        undated = n["notes"] - n["dated"]
        dated = (
            "none of them dated" if not n["dated"] else f"{undated} of them without a date" if undated else "all dated"
        )
        lines.append(f"{count(n['notes'], 'note')}, {dated}")
    if n["deadlines"]:
        lines.append(count(n["deadlines"], "deadline with a date", "deadlines with a date"))
    if n["leads"]:
        lines.append(count(n["leads"], "lead"))
    if n["versions"]:
        lines.append(count(n["versions"], "earlier version"))
    return lines


@dataclass(frozen=True)
class Row:
    """One action as it was read, cell by cell, beside the rows of the file that it was read from."""

    ref: str
    status: str
    cells: list[dict[str, Any]]
    sources: list[dict[str, Any]]


def _rows(taken: Import, document: PlanDocument) -> list[dict[str, Any]]:
    """The plan as it would be, row by row, each with what stood in the file."""
    sources = iter(taken.sources)
    fields = [c.field for c in document.columns if c.field not in ("recommendation", "number")]
    fields += [name for name in FIELD_ORDER if name not in fields and name != "also"]
    sections = []
    for section in document.sections:
        groups = []
        for recommendation in section.recommendations:
            rows = [
                Row(
                    action.ref or (f"Row {place}" if len(recommendation.actions) > 1 else ""),
                    action.status,
                    list(_cells(document, action, fields)),
                    next(sources, []),
                )
                for place, action in enumerate(recommendation.actions, 1)
            ]
            groups.append((recommendation, rows))
        sections.append({"heading": section_heading(section), "node": section, "groups": groups})
    return sections


def _cells(document: PlanDocument, action: Action, fields: list[str]) -> Iterator[dict[str, Any]]:
    """The cells of an action that hold something: a heading, and words or notes."""
    own = [f"extra:{heading}" for heading in action.extra if f"extra:{heading}" not in fields]
    for field in [*fields, *own]:
        cell: dict[str, Any] = {"heading": heading_of(field, document), "field": field}
        if field == "progress":
            cell["notes"] = action.progress
        elif field == "deadline":
            cell["words"] = deadline_words(action)
            cell["said"] = [day_words(d.date, d.precision) for d in action.deadlines if d.date]
        elif field == "lead":
            cell["leads"] = action.leads
        elif field == "status":
            cell["words"] = status_words(action) if action.status != "open" else ""
        elif field.startswith("extra:"):
            cell["words"] = action.extra.get(field.removeprefix("extra:"), "")
        else:
            cell["words"] = getattr(action, field) or ""
        if cell.get("words") or cell.get("notes") or cell.get("leads"):
            yield cell


# settling ---------------------------------------------------------------------------------------------------------------


@needs(Right.EDIT_PLAN)
@require_POST
def import_settle(request: HttpRequest, board: Board, uid: str) -> HttpResponse:
    """Settle one doubt, or all of one kind; give the columns other meanings; say what becomes of the file."""
    taken = _import(request, board, uid)
    try:
        if "columns" in request.POST:
            return _columns(request, taken)
        if "aim" in request.POST:
            return _aim(request, taken)
        if "all" in request.POST:
            apply.accept_all(taken, request.POST["all"], by=request.user)
            return _to(taken, "#settle")
        key, choice = request.POST.get("doubt", ""), request.POST.get("choice", "")
        value = request.POST.get("value", "").replace("\r\n", "\n")
        apply.settle(taken, key, choice, value, by=request.user)
        return _to(taken, "#settle")
    except Unsettled as error:
        return _review(request, taken, wrong=(key, value, str(error)), status=422)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return _to(taken)


def _columns(request: HttpRequest, taken: Import) -> HttpResponse:
    form = ColumnsForm(request.POST, document=taken.document, meanings=taken.decided("columns"))
    if not form.is_valid():
        return _review(request, taken, columns=form, status=422)
    apply.say_columns(taken, form.meanings(), by=request.user)
    messages.success(request, "The columns mean now what you said. Look at the rows below.")
    return _to(taken)


def _aim(request: HttpRequest, taken: Import) -> HttpResponse:
    form = AimForm(request.POST, plans=_plans(request, taken.board))
    if not form.is_valid():
        return _review(request, taken, aim=form, status=422)
    apply.aim(taken, form.plan(), form.cleaned_data["title"] or "", by=request.user)
    return _to(taken)


@needs(Right.EDIT_PLAN)
@require_POST
def import_take(request: HttpRequest, board: Board, uid: str) -> HttpResponse:
    """Take it in: as a plan of its own, or what is ticked of a copy."""
    taken = _import(request, board, uid)
    keys = set(request.POST.getlist("take"))
    try:
        if taken.plan and taken.state == Import.State.REVIEW:
            return _take_changes(request, taken, keys)
        plan = apply.take_in(taken, by=request.user)
    except apply.NotAsSeen:
        fault = "The plan was changed while you were choosing. Nothing has been taken over. Look again and choose."
        return _review(request, taken, fault=fault, keys=keys, status=409)
    except ValidationError as error:
        if taken.state != Import.State.REVIEW:
            messages.warning(request, " ".join(error.messages))
            return _to(taken)
        return _review(request, taken, fault=" ".join(error.messages), keys=keys, status=422)
    messages.success(request, f"The plan is taken in: {apply.held(read_document(plan))}")
    return redirect("actionplans:plan_page", board.slug, plan.slug)


def _take_changes(request: HttpRequest, taken: Import, keys: set[str]) -> HttpResponse:
    offers = apply.take_changes(taken, keys, by=request.user)
    said = f"{count(len(offers), 'change is', 'changes are')} taken over." if offers else "Nothing was taken over."
    messages.success(request, f"{said} The file is kept with the plan.")
    return redirect("actionplans:plan_page", taken.board.slug, taken.plan.slug)


@needs(Right.EDIT_PLAN)
@require_POST
def import_aside(request: HttpRequest, board: Board, uid: str) -> HttpResponse:
    taken = _import(request, board, uid)
    try:
        apply.set_aside(taken, by=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return _to(taken)
    messages.success(request, f"“{taken.name}” is set aside. Nothing was taken in, and the file is not kept.")
    return redirect("actionplans:plan_list", board.slug)
