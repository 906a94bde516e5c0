"""Versions: their list, pages and prints, comparing two, and the plan of a past day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from actionplans.document.change_summary import Comparison
from actionplans.document.compare import compare
from actionplans.document.dates import day_of, day_words
from actionplans.document.parts import keep_out, without_internal
from actionplans.document.tree import PlanDocument, VersionLine
from actionplans.document.wording import count
from actionplans.forms.versions import OnForm
from actionplans.importing.decide import earlier_document
from actionplans.models import Action, Import, Plan, ProgressEntry, Publication, Recommendation, SignOff, Version
from actionplans.models.version import given_to_meetings
from actionplans.pages import plan_table
from actionplans.pages.comparison import groups
from actionplans.persistence.load import read_document
from actionplans.persistence.since import document_since
from actionplans.printing import orders
from actionplans.printing.named_copies import copy_owner
from actionplans.publishing import publish
from actionplans.publishing.chain import check_chain
from actionplans.views.plan_page import last_version, readable
from boards.access import Right, may
from boards.models import Board, Meeting
from boards.models.trail import Happening
from boards.protective_markings import highest
from boards.trail.write import log_on_success
from boards.web.downloads import attachment
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.requests import BoardRequest

TODAY = "today"


# reading ------------------------------------------------------------------------------------------------------------


@needs(Right.READ_VERSIONS)
def version_list(request: BoardRequest, board: Board, plan: Plan) -> HttpResponse:
    """All versions, newest first. Users who may read the plan see the draft on top as the next one."""
    signed = Prefetch("sign_offs", SignOff.objects.standing().select_related("signed_by"))
    versions = list(Version.objects.visible_to(request.user).filter(plan=plan).listed().prefetch_related(signed))
    imported = _imported(plan) if may(request.user, Right.READ_PLAN, board) else []
    context: dict[str, Any] = {
        "plan": plan,
        "versions": [(v, older) for v, older in zip(versions, [*versions[1:], None], strict=False)],
        "earlier": _lines_without_file(plan, imported),
        "numbers": [v.number for v in versions],
        "imported": imported,
        "next_number": publish.next_number(plan, versions[0] if versions else None),
    }
    if may(request.user, Right.PUBLISH, board):
        context["out_for"] = _out_for(versions)
        context["asked"] = Publication.objects.without_version(plan, context["next_number"]).first()
    for version in versions:
        version.agreed = next(iter(version.sign_offs.all()), None)
    if versions:
        first = Version.objects.only("document_text").get(pk=versions[-1].pk)
        context["first_holds"] = actions_words(without_internal(first.document()))
    if versions and may(request.user, Right.READ_PLAN, board):
        context["waiting"] = _since(request, plan, last_version(plan)).total
    if "check" in request.GET:
        context["checked"] = True
        context["broken"] = check_chain(plan)
    return render(request, "actionplans/versions/list.html", context)


def _out_for(versions: list[Version]) -> Meeting | None:
    """The meeting to come for which the newest of these versions was published."""
    meeting = versions[0].meeting if versions else None
    return meeting if meeting and not meeting.cancelled and meeting.date >= timezone.localdate() else None


def _imported(plan: Plan) -> list[Import]:
    """The earlier versions that were imported, the latest first."""
    found = Import.objects.earlier_versions(plan).defer("document_text", "sources")
    return sorted(found, key=_when_imported, reverse=True)


def _lines_without_file(plan: Plan, imported: list[Import]) -> list[VersionLine]:
    """The lines of the plan's version table from before it was kept here, the newest first, but for those whose file was
    imported: each version is listed once."""
    held = {(upload.version_line.short_label, upload.version_line.date) for upload in imported}
    lines = [VersionLine.from_json(line) for line in reversed(plan.earlier_versions)]
    return [line for line in lines if (line.short_label, line.date) not in held]


def _when_imported(upload: Import) -> tuple[datetime.date, int]:
    return day_of(upload.version_line.date) or datetime.date.min, upload.pk


def actions_words(document: PlanDocument) -> str:
    return count(sum(1 for _ in document.actions()), "action")


@needs(Right.READ_VERSIONS)
def version_page(request: BoardRequest, board: Board, plan: Plan, number: int) -> HttpResponse:
    """The page of a version, from its document; late and silent are counted on its day."""
    version = get_object_or_404(_versions(request, plan).select_related("meeting__group"), number=number)
    document = readable(request, version.document(), board)
    request.marking = document.marking
    numbers = list(_versions(request, plan).order_by("number").values_list("number", flat=True))
    place = numbers.index(number)
    context = {
        "plan": plan,
        "version": version,
        "meeting": document.version.meeting if document.version else "",
        "sign_off": version.sign_offs.standing().select_related("signed_by").first(),
        "before": numbers[place - 1] if place else None,
        "after": numbers[place + 1] if place + 1 < len(numbers) else None,
        "table": plan_table.build(document, on=version.date, silent_days=board.silent_days, soon_days=board.soon_days),
        **_frozen(document),
    }
    return render(request, "actionplans/versions/page.html", context)


def _frozen(document: PlanDocument) -> dict[str, Any]:
    """The context of the templates of the plan's table where nothing can be edited."""
    return {"live": False, "editable": False, "plan_ratings": document.ratings, "document": document}


def _versions(request: BoardRequest, plan: Plan) -> Any:
    return Version.objects.visible_to(request.user).filter(plan=plan).defer("pdf")


@needs(Right.READ_VERSIONS)
@cache_control(private=True, no_store=True)
def version_pdf(request: BoardRequest, board: Board, plan: Plan, number: int) -> HttpResponse:
    """The print of a version, byte for byte as it was made when it was published; with the user's name, where their
    role needs it."""
    version = get_object_or_404(Version.objects.visible_to(request.user).filter(plan=plan), number=number)
    taken = copy_owner(request.user, board)
    name = f"{taken.name(f'{board.slug}-{plan.slug}-version-{number}')}.pdf"
    log_on_success(request, Happening.DOWNLOADED, f"Version {number}, PDF", plan=plan)
    return attachment(taken.on_pages(bytes(version.pdf)), name, "application/pdf")


# comparing ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Side:
    """One of two documents that are compared: a version, the plan as it is now (``version`` is None), or nothing. ``meeting`` is
    the meeting that had the version, or after which it was published: “Executive of 1 December 2026”; empty where there was
    none, or it is still to be held."""

    words: str
    document: PlanDocument | None
    version: Version | None = None
    day: datetime.date | None = None
    meeting: str = ""


@needs(Right.READ_VERSIONS)
def compare_page(request: BoardRequest, board: Board, plan: Plan) -> HttpResponse:
    """The changes between two versions, or since one: ``?from=5&to=7``, ``?from=7&to=today``. By default since the version that
    the last meeting of the group that meets next had (``models.version.since_meeting``)."""
    may_read_plan = may(request.user, Right.READ_PLAN, board)
    versions = list(_versions(request, plan).listed())
    imported = _imported(plan) if may_read_plan else []
    start, end = _wanted(request, plan, versions, imported, may_read_plan)
    old, new = (_side(request, plan, which, may_read_plan) for which in (start, end))
    request.marking = highest(side.document.marking for side in (old, new) if side.document) or plan.marking
    if new.document is None:
        return render(request, "actionplans/versions/compare.html", {"plan": plan, "old": old, "new": new})
    comparison = compare(old.document, new.document)
    reasons = (
        orders.removed_words(plan, old.document, old.day, new.day, request.user) if old.document and old.day else {}
    )
    live = set(Action.objects.visible_to(request.user).filter(plan=plan).standing().values_list("uid", flat=True))
    context = {
        "plan": plan,
        "old": old,
        "new": new,
        "same": start == end,
        "comparison": comparison,
        "sentence": comparison.sentence(),
        "meetings": given_to_meetings(versions, None, timezone.localdate()) if end == TODAY else [],
        "groups": groups(comparison, since=old.words, reasons=reasons) if old.document else [],
        "live": live,
    }
    return render(request, "actionplans/versions/compare.html", context)


def _wanted(
    request: BoardRequest, plan: Plan, versions: list[Version], imported: list[Import], may_read_plan: bool
) -> tuple[str, str]:
    """The two sides from the query string, the older one first; by default the draft, or for users who may not read it the last
    version, and what it is compared with on the front sheet, or else the last earlier version that was imported."""
    ends = [upload.uid for upload in reversed(imported)]
    ends += [*(str(version.number) for version in reversed(versions)), *([TODAY] if may_read_plan else [])]
    end = request.GET.get("to") or (ends[-1] if ends else "")
    start = request.GET.get("from")
    if not start and end in ends:
        usual = orders.default_since(plan, "front", int(end) if end.isdecimal() else None)
        earlier = ends[ends.index(end) - 1] if ends.index(end) else ""
        start = str(usual) if usual else earlier
    start = start or ""
    if start in ends and end in ends and ends.index(start) > ends.index(end):
        start, end = end, start
    return start, end


def _side(request: BoardRequest, plan: Plan, which: str, may_read_plan: bool) -> Side:
    """One side of the comparison, as the user may see it. 404 where there is no such version."""
    if which == "":
        return Side("the beginning", None)
    if which == TODAY and may_read_plan:
        return Side(TODAY, readable(request, read_document(plan), plan.board), day=timezone.localdate())
    if may_read_plan and (upload := Import.objects.earlier_versions(plan).filter(uid=which).first()):
        line, document = upload.version_line, earlier_document(upload, plan)
        return Side(f"{line.label} (imported)", readable(request, document, plan.board))
    if not which.isdecimal():
        raise Http404(f"No version {which}")
    version = get_object_or_404(_versions(request, plan).select_related("meeting__group"), number=int(which))
    document = readable(request, version.document(), plan.board)
    return Side(f"version {version.number}", document, version, version.date, _held(version))


def _held(version: Version) -> str:
    meeting = version.meeting
    if meeting is None or meeting.cancelled or meeting.date > timezone.localdate():
        return ""
    return f"{meeting.group.name} of {day_words(meeting.date)}"


def _since(request: BoardRequest, plan: Plan, last: Version) -> Comparison:
    """The changes since the last version, as the user may see them."""
    frozen = last.document()
    now = document_since(plan, last, frozen)
    return compare(readable(request, frozen, plan.board), readable(request, now, plan.board))


# a past day ---------------------------------------------------------------------------------------------------------


@needs(Right.READ_PLAN)
def plan_on(request: BoardRequest, board: Board, plan: Plan) -> HttpResponse:
    """The plan as it was at the end of a day."""
    began = timezone.localtime(plan.history.earliest("history_date", "history_id").history_date).date()
    asked = any(name in request.GET for name in ("date", "date_day", "date_month", "date_year"))
    form = OnForm(request.GET if asked else None, began=began)
    context: dict[str, Any] = {"plan": plan, "began": began}
    if form.is_valid():
        day = form.cleaned_data["date"]
        document = _as_it_stood(request, plan, day)
        request.marking = document.marking or plan.marking
        context |= {
            "day": day,
            "table": plan_table.build(document, on=day, silent_days=board.silent_days, soon_days=board.soon_days),
            "version": _versions(request, plan).filter(date__lte=day).order_by("-number").first(),
            **_frozen(document),
        }
    return form_page(request, "actionplans/versions/on_day.html", form, **context)


def _as_it_stood(request: BoardRequest, plan: Plan, day: datetime.date) -> PlanDocument:
    """The document of the end of that day. What is internal today is hidden for the past too."""
    next_day = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
    end = timezone.make_aware(next_day) - datetime.timedelta(microseconds=1)
    document = readable(request, read_document(plan, on=end), plan.board)
    if may(request.user, Right.READ_INTERNAL, plan.board):
        return document
    internal = {"internal": True}
    uids: set[str] = set()
    for rows in (
        Recommendation.objects.filter(plan=plan, **internal),
        Action.objects.filter(plan=plan, **internal),
        ProgressEntry.objects.filter(action__plan=plan, **internal),
    ):
        uids.update(rows.order_by().values_list("uid", flat=True))
    return keep_out(document, uids)
