"""Publishing a version: the page with the form, and the page that shows progress and result."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from actionplans.document.change_summary import Comparison
from actionplans.document.compare import compare
from actionplans.document.dates import day_words
from actionplans.document.parts import without_internal
from actionplans.document.tree import PlanDocument
from actionplans.forms.markings import WHY
from actionplans.forms.versions import OWN, PublishForm
from actionplans.models import Plan, Publication, Version
from actionplans.persistence.load import read_document
from actionplans.publishing import jobs, publish
from actionplans.views.plan_page import last_version
from actionplans.views.published import show_published, still_open
from actionplans.views.versions import actions_words
from boards.access import Right
from boards.clock import clock_words
from boards.models import Board
from boards.sign_in.sessions import is_polling
from boards.web.gate import needs
from boards.web.requests import BoardRequest

#: Lines of the version table that the publish page shows; the print has all.
SHOWN = 4
#: The end of a sentence, without its full stop.
GOES_OUT = "It is published as this page shows it now, whatever else comes in"
#: Rows changed meanwhile that the page names.
NAMED = 8
#: Seconds that a request waits for publishing before it redirects to the page that shows progress.
PATIENCE = 2


@needs(Right.PUBLISH, own_transaction=True)
def publish_page(request: BoardRequest, board: Board, plan: Plan) -> HttpResponse:
    """What would be published, what is still open, and the form; POST has a worker publish the next version. Nothing is published
    that the author was not shown: where the plan changed, the form is shown again with its present state and the typed values."""
    now = timezone.now()
    if request.method != "POST":
        shown = _shown(plan)
        return _page(request, plan, _form(request, plan, shown, now, initial=_again(request, plan)), shown)
    # The plan is not loaded here: the worker checks under a lock whether it is still what the author was shown.
    form = PublishForm(request.POST, plan=plan, offered=_offered(plan), number=None, state=None)
    asked = _ask(request, plan, form) if form.is_valid() and form.is_of_a_state else None
    if asked and asked.step != "refused":
        return redirect("actionplans:publication_page", board.slug, plan.slug, asked.uid)
    shown = _shown(plan)
    form = _form(request, plan, shown, now)
    if form.is_valid():
        form.add_error(
            None, _why_not(asked, plan, form.cleaned_data["number"]) + _came_meanwhile(plan, form, shown.document)
        )
        form = form.renewed()
    return _page(request, plan, form, shown, status=422)


@dataclass(frozen=True)
class _Shown:
    """What the page shows: the plan as it stands, the version before, and what has changed since."""

    document: PlanDocument
    last: Version | None
    previous: PlanDocument | None
    changed: Comparison


def _shown(plan: Plan) -> _Shown:
    document, last = read_document(plan), last_version(plan)
    previous = last.document() if last else None
    return _Shown(document, last, previous, compare(previous, document))


def _ask(request: BoardRequest, plan: Plan, form: PublishForm) -> Publication:
    """Enqueue the publishing and wait ``PATIENCE`` seconds for it. A request refused by then is deleted: the page shows why."""
    asked = jobs.ask(
        plan,
        by=request.user,
        note=form.chosen_note.strip(),
        meeting=form.chosen_meeting,
        marking=form.cleaned_data["marking"],
        marking_why=form.cleaned_data.get(WHY) or "",
        number=form.cleaned_data["number"],
        state=form.cleaned_data["state"],
        seen_at=form.seen_at if form.cleaned_data["as_seen"] else None,
    )
    asked = jobs.how_far(asked, wait=PATIENCE)
    if asked.step == "refused":
        jobs.drop(asked)
    return asked


def _offered(plan: Plan) -> list[Any]:
    return publish.offered_notes(plan, timezone.localdate())


def _form(request: BoardRequest, plan: Plan, shown: _Shown, now: datetime.datetime, **options: Any) -> PublishForm:
    """The form for the state of the plan that is shown, which was read at ``now`` or a moment later."""
    expects: dict[str, Any] = {
        "number": publish.next_number(plan, shown.last),
        "state": publish.state_of(shown.document),
        "seen": now,
        "unchanged": shown.last is not None and not shown.changed.total,
    }
    return PublishForm(request.POST or None, plan=plan, offered=_offered(plan), **expects, **options)


def _came_meanwhile(plan: Plan, form: PublishForm, document: PlanDocument) -> str:
    """What has changed since the page was opened, as the end of a sentence; empty where nothing can be said of it."""
    if form.seen_at is None:
        return ""
    seen = read_document(plan, on=form.seen_at)
    if publish.state_of(seen) != form.cleaned_data["state"]:
        return ""
    lines = [f"{number} {words}" for number, words in compare(seen, document).lines()]
    if not lines:
        return ""
    was = {row.id: row for _, _, row in seen.actions()}
    rows = [row.ref for _, _, row in document.actions() if was.get(row.id) != row]
    more = f" and {len(rows) - NAMED} more rows" if len(rows) > NAMED else ""
    where = f" in {', '.join(rows[:NAMED])}{more}" if rows else ""
    return f". Changed meanwhile{where}: {'; '.join(lines)}. {GOES_OUT}"


def _again(request: BoardRequest, plan: Plan) -> dict[str, str]:
    """Initial values from an unpublished request, which ``?again=`` names."""
    before = Publication.objects.visible_to(request.user).filter(plan=plan, uid=request.GET.get("again", "")).first()
    return {"note": OWN, "own": before.note, "marking": before.marking} if before else {}


def _why_not(asked: Publication | None, plan: Plan, number: int | None) -> str:
    """Why nothing was published, in a sentence without its full stop where the page goes on. ``number`` is that of the version
    that the form was made for."""
    if asked and asked.outcome == Publication.Outcome.UNPRINTED:
        return f"Version {asked.number} is not published: its pages could not be printed. {asked.fault}"
    if asked and asked.outcome == Publication.Outcome.RIGHT:
        return f"{asked.by} asked for this version, and may not publish in this board any more"
    last = last_version(plan)
    other = asked.outcome == Publication.Outcome.NUMBER if asked else number != publish.next_number(plan, last)
    if last and other:
        at = timezone.localtime(last.published_at)
        return (
            f"Version {last.number} was published meanwhile, by {last.author} on {day_words(at.date())} at {clock_words(at)}. "
            f"What you see now would become version {publish.next_number(plan, last)}"
        )
    return "The plan was changed after you opened this page. Look at the list again, then publish"


def _page(request: BoardRequest, plan: Plan, form: PublishForm, shown: _Shown, *, status: int = 200) -> HttpResponse:
    context = _publishing(request, plan, form, shown)
    return render(request, "actionplans/versions/publish.html", context, status=status)


def _publishing(request: BoardRequest, plan: Plan, form: PublishForm, shown: _Shown) -> dict[str, Any]:
    document, last, previous, changed = shown.document, shown.last, shown.previous, shown.changed
    printed = compare(without_internal(previous) if previous else None, without_internal(document))
    lines = document.versions
    return {
        **still_open(request, plan),
        "plan": plan,
        "form": form,
        "last": last,
        "number": form.expects["number"],
        "asked": Publication.objects.without_version(plan, publish.next_number(plan, last)).first(),
        "changed": changed,
        "kept_back": changed.total - printed.total,
        "holds": actions_words(without_internal(document)),
        "initials": publish.signature(plan, request.user),
        "today": timezone.localdate(),
        "lines": lines[-(SHOWN - 1) :],
        "left_out": lines[: -(SHOWN - 1)],
    }


@needs(Right.PUBLISH, own_transaction=True)
@cache_control(private=True, no_store=True)
def publication_page(request: BoardRequest, board: Board, plan: Plan, uid: str) -> HttpResponse:
    """The progress and the result of publishing. POST resumes one that was stopped."""
    asked = get_object_or_404(Publication.objects.visible_to(request.user), plan=plan, uid=uid)
    if request.method == "POST":
        jobs.ask_again(asked)
        jobs.how_far(asked, wait=PATIENCE)
        return redirect("actionplans:publication_page", board.slug, plan.slug, uid)
    asked = jobs.how_far(asked)
    if asked.is_under_way:
        is_polling(request)
    if asked.version:
        return show_published(request, plan, asked.version)
    context = {
        "plan": plan,
        "asked": asked,
        "why": _why_not(asked, plan, asked.number) if asked.step == "refused" else "",
    }
    return render(request, "actionplans/publications/page.html", context)
