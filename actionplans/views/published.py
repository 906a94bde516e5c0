"""What comes after publishing a version: printing the meeting's pack, bringing its covering report up to date, sending it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from actionplans.document.dates import day_words, days_words
from actionplans.document.parts import without_internal
from actionplans.document.tree import PlanDocument, VersionMark
from actionplans.document.wording import capital, the_name
from actionplans.models import Plan, Print, Proposal, Publication, Report, Version
from actionplans.operations import reports
from actionplans.pages import pending, plan_table
from actionplans.pages.cell_headings import cell_heading
from actionplans.printing import jobs, orders
from actionplans.publishing import publish
from actionplans.views.plan_page import last_version
from actionplans.views.prints import about_of
from actionplans.writing.editions.registry import EDITIONS
from actionplans.writing.order import Order
from boards.access import Right
from boards.models import Board, GroupMember, Meeting, Membership
from boards.models.trail import Happening
from boards.sign_in.sessions import is_polling
from boards.trail.write import log_on_success
from boards.web.gate import needs
from boards.web.requests import BoardRequest
from boards.web.transactions import reading

#: The prints that a meeting needs: the pack, and the parts of it that are handed round alone.
PACK, ALONE = "pack", ("front", "changes")


@dataclass(frozen=True)
class MeetingPrint:
    """A print for the meeting: what it is, and what was made of it; ``made`` is None where nobody has asked for it yet."""

    edition: str
    title: str
    made: Print | None

    @property
    def state(self) -> str:
        """``none``, or the state of ``Print``."""
        return self.made.state if self.made else "none"


@needs(Right.PUBLISH, own_transaction=True)
@cache_control(private=True, no_store=True)
def version_published(request: BoardRequest, board: Board, plan: Plan, number: int) -> HttpResponse:
    """What was published for which meeting, and what is next. POST has the pack printed, or its report brought up to date."""
    found = Version.objects.visible_to(request.user).filter(plan=plan).listed().select_related("author")
    version = get_object_or_404(found, number=number)
    if request.method != "POST":
        return show_published(request, plan, version)
    if "report" in request.POST:
        covered = reports.cover_newest(_report_or_404(request, version), by=request.user)
        messages.success(request, f"The report covers version {covered}. What you edited is as you left it.")
    else:
        _print_all(request, plan, version)
    return redirect("actionplans:version_published", board.slug, plan.slug, number)


def show_published(request: BoardRequest, plan: Plan, version: Version) -> HttpResponse:
    """The page, also at the address of the publishing that has just ended."""
    today = timezone.localdate()
    prints = {edition: _made(plan, version, edition) for edition in (PACK, *_alone(plan, version))}
    under_way = [each.made for each in prints.values() if each.made and each.made.is_under_way]
    if under_way:
        is_polling(request)
    newest = last_version(plan)
    context: dict[str, Any] = {
        "plan": plan,
        "version": version,
        "is_newest": newest is not None and newest.number == version.number,
        "papers": _papers(version.meeting, today),
        "missing": _missing(version),
        "pack": prints.pop(PACK),
        "prints": prints.values(),
        "under_way": under_way[0] if under_way else None,
        "report": _report(request, version),
        "before": _number_before(plan, version),
        "table": plan_table.build(without_internal(version.document()), on=version.date),
        **_recipients(request, plan, version),
        **still_open(request, plan),
    }
    return render(request, "actionplans/versions/published.html", context)


def _missing(version: Version) -> list[str]:
    """What of the plan its print lacks, as its publishing found; empty once that is deleted."""
    asked = Publication.objects.filter(version=version).values_list("missing", flat=True)
    return next(iter(asked), [])


def _papers(meeting: Meeting | None, today: Any) -> str:
    """“Its papers go out on Thursday 3 December, in 3 days.”; empty where they are out, or no day was set."""
    due = meeting.papers_due if meeting else None
    if due is None or due < today:
        return ""
    return f"Its papers go out on {due:%A} {day_words(due)}, {days_words(due, today)}."


# Prints ---------------------------------------------------------------------------------------------------------------


def _alone(plan: Plan, version: Version) -> list[str]:
    """The editions besides the pack that can be printed of it: what changed, only where there is something older."""
    needs_older = {edition for edition in ALONE if EDITIONS[edition].needs_older}
    return [e for e in ALONE if e not in needs_older or orders.default_since(plan, e, version.number)]


def _made(plan: Plan, version: Version, edition: str) -> MeetingPrint:
    """The print of an edition of this version, found by its name: the documents need not be loaded for that."""
    since = orders.default_since(plan, edition, version.number)
    older = PlanDocument(version=VersionMark(since)) if since else None
    order = Order(PlanDocument(version=VersionMark(version.number)), version.date, edition=edition, since=older)
    found = Print.objects.listed().filter(plan=plan, name=about_of(plan, order).name).order_by("-asked_at").first()
    words = EDITIONS[edition].name + (f" since version {since}" if since and EDITIONS[edition].needs_older else "")
    return MeetingPrint(edition, words, found)


def _print_all(request: BoardRequest, plan: Plan, version: Version) -> None:
    """Have the pack and its parts printed, as far as they are not yet."""
    with reading():
        wanted = [
            orders.order_for(plan, edition=edition, version=version.number, reader=request.user)
            for edition in (*_alone(plan, version), PACK)
        ]
    for order in wanted:
        again = urlencode({"edition": order.edition, "version": version.number})
        about = about_of(plan, order, again=again)
        jobs.begin(order, about)
        log_on_success(request, Happening.PRINTED, capital(about.title), plan=plan)


# Report, and who gets it ----------------------------------------------------------------------------------------------


def _reports(request: BoardRequest, version: Version) -> Any:
    """The reports to its meeting; of a version that is for no meeting the unfinished ones."""
    found = Report.objects.visible_to(request.user).filter(plan=version.plan_id)
    return found.filter(meeting=version.meeting) if version.meeting else found.filter(meeting=None, finished=False)


def _report(request: BoardRequest, version: Version) -> Report | None:
    report: Report | None = _reports(request, version).select_related("version").defer("version__pdf").first()
    return report


def _report_or_404(request: BoardRequest, version: Version) -> Report:
    return get_object_or_404(_reports(request, version)[:1])


def _number_before(plan: Plan, version: Version) -> int | None:
    earlier = plan.versions.filter(number__lt=version.number).order_by("-number")
    return earlier.values_list("number", flat=True).first()


def _recipients(request: BoardRequest, plan: Plan, version: Version) -> dict[str, Any]:
    """The members of the group that meets: how many, those without an address, and a link that begins a mail to the others."""
    if version.meeting is None:
        return {"members": [], "unknown": [], "mail": ""}
    members = GroupMember.objects.current().filter(group=version.meeting.group_id).select_related("person")
    people = [member.person for member in members]
    accounts = Membership.objects.active().filter(board=plan.board, person__in=people).select_related("user")
    addresses = {membership.person_id: membership.user.email for membership in accounts}
    known = {person: addresses.get(person.pk) or person.email for person in people}
    page = request.build_absolute_uri(version.get_absolute_url())
    meeting = f"{the_name(version.meeting.group.name)} on {day_words(version.meeting.date)}"
    body = f"Version {version.number} of “{plan.title}” is published for {meeting}.\n\n{page}\n"
    subject = f"{plan.title}, version {version.number}"
    to = ",".join(quote(address, safe="@") for address in known.values() if address)
    return {
        "members": people,
        "unknown": [person for person, address in known.items() if not address],
        "mail": f"mailto:{to}?{urlencode({'subject': subject, 'body': body}, quote_via=quote)}" if to else "",
    }


def still_open(request: BoardRequest, plan: Plan) -> dict[str, Any]:
    """What nobody has settled yet: clashes, proposals without an answer, and open challenges."""
    headings = {c["field"]: c.get("heading") for c in plan.columns}
    clashes = publish.unsettled(plan)
    for clash in clashes:
        clash.heading = cell_heading(clash.field, headings)
    proposals = list(Proposal.objects.visible_to(request.user).filter(action__plan=plan).open().with_names())
    challenges = list(
        pending.open_challenges(request.user).filter(plan=plan).select_related("action").order_by("number")
    )
    return {
        "clashes": clashes,
        "proposals": proposals,
        "challenges": challenges,
        "still_open": len(clashes) + len(proposals) + len(challenges),
    }
