"""Covering reports: beginning one with sentences computed from the plan, computing them again without losing edited texts, and
the order for its print."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from actionplans.document.dates import day_words
from actionplans.document.parts import without_internal
from actionplans.document.tree import PlanDocument
from actionplans.models import Plan, Report, ReportPart, Version
from actionplans.models.version import since_meeting
from actionplans.persistence.load import read_document
from actionplans.persistence.since import changed_since
from actionplans.writing import order
from actionplans.writing.report_sentences import IMPLICATIONS, NO_IMPLICATION, Sentences
from boards.models import Meeting, Membership, User

Kind = ReportPart.Kind
#: The author of a report where no role is known.
AUTHOR = "Business manager"


@dataclass(frozen=True)
class Covered:
    """The documents of a report, without internal rows: what it covers, the older version that changes are listed against, and
    the day on which overdue is counted."""

    document: PlanDocument
    since: PlanDocument | None
    on: datetime.date


@dataclass
class Fresh:
    """The sentences as computed now, by kind and key, each with its heading."""

    parts: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def of(self, part: ReportPart) -> str | None:
        """The computed text of a part, or None where the plan no longer has its theme."""
        found = self.parts.get((part.kind, part.key))
        return found[1] if found else None


def covered(report: Report, today: datetime.date | None = None) -> Covered:
    """The documents of a report, without what is internal."""
    version, since = report.version, report.since
    document = version.document() if version else read_document(report.plan)
    return Covered(
        without_internal(document),
        without_internal(since.document()) if since else None,
        version.date if version else today or timezone.localdate(),
    )


def work_out(report: Report, today: datetime.date | None = None) -> Fresh:
    """All sentences of a report, computed from the plan now, in the order of the report."""
    of = covered(report, today)
    words = Sentences(of.document, of.on, of.since, silent_days=report.plan.board.silent_days, to=report.to)
    fresh = Fresh()

    def add(kind: str, text: str, key: str = "", heading: str = "") -> None:
        fresh.parts[kind, key] = (heading or Kind(kind).label, text)

    add(Kind.PURPOSE, words.purpose())
    add(Kind.BACKGROUND, words.background())
    for theme in words.themes:
        add(Kind.PROGRESS, words.progress(theme), theme.key, theme.heading)
    add(Kind.RISKS, words.risks())
    for head in IMPLICATIONS:
        add(Kind.IMPLICATION, NO_IMPLICATION, head, head)
    add(Kind.RECOMMENDATIONS, words.recommendations())
    return fresh


@transaction.atomic
def begin_report(
    plan: Plan,
    *,
    by: User,
    meeting: Meeting | None = None,
    version: Version | None = None,
    to: str = "",
    date: datetime.date | None = None,
    at: datetime.datetime | None = None,
) -> Report:
    """Create the report of a plan for a meeting, with every text computed from the plan. Idempotent: returns the one that was
    begun for that meeting, or for the same body and day. Without a ``version`` it covers the draft."""
    plan.hold()
    to = to or (meeting.group.name if meeting else "")
    date = date or (meeting.date if meeting else None)
    same = {"meeting": meeting} if meeting else {"meeting": None, "to": to, "date": date, "finished": False}
    if existing := plan.reports.filter(**same).first():
        return existing
    report = Report.objects.create_by(
        by,
        at=at,
        plan=plan,
        meeting=meeting,
        to=to,
        date=date,
        author=_role_of(plan, by),
        title=f"{plan.title[:180]}: progress",
        marking=plan.marking,
        version=version,
        since=since_for(plan, meeting, version),
    )
    bring_up_to_date(report, by=by, at=at)
    return report


def _role_of(plan: Plan, user: User) -> str:
    membership = Membership.objects.filter(board=plan.board_id, user=user).select_related("person").first()
    return (membership.person.job_title if membership and membership.person else "") or AUTHOR


def since_for(plan: Plan, meeting: Meeting | None, version: Version | None) -> Version | None:
    """The version that the last meeting of this meeting's group had (``models.version.since_meeting``), else the one before
    the covered one."""
    earlier = plan.versions.listed()
    if version:
        earlier = earlier.filter(number__lt=version.number)
    versions = list(earlier)
    given = since_meeting(versions, meeting, meeting.date) if meeting else None
    return given or next(iter(versions), None)


@transaction.atomic
def bring_up_to_date(report: Report, *, by: User, at: datetime.datetime | None = None) -> int:
    """Compute the sentences again. A part that no user edited gets the new ones, one that was edited stays as it is;
    new themes of the plan get a part. Returns how many parts changed or were added."""
    report.hold()  # so that a theme is not added twice
    changed = 0
    parts = report.parts.select_for_update(of=("self",), no_key=True).order_by("order", "pk")
    standing = {(part.kind, part.key): part for part in parts}
    for place, ((kind, key), (heading, text)) in enumerate(work_out(report).parts.items()):
        part = standing.get((kind, key))
        if part is None:
            part = ReportPart(report=report, kind=kind, key=key, text=text, offered=text)
        elif not part.is_edited:
            part.text = part.offered = text
        part.heading, part.order = heading, place
        changed += part.save_by(by, at=at, reason="Worked out from the plan")
    return changed


@dataclass(frozen=True)
class Behind:
    """What a report does not cover: a ``newer`` version of the plan, or the number of actions ``changed`` since its own."""

    newer: Version | None = None
    changed: int = 0


def behind(
    reports: Iterable[Report], plan: Plan, *, reader: User, on: datetime.date | None = None
) -> dict[int, Behind]:
    """The reports of a plan, by primary key, that are out of date. Never those of a past meeting, nor those of the draft;
    unpublished changes count for finished reports only, which other users may download."""
    on = on or timezone.localdate()
    bound = [report for report in reports if report.version_id and (report.date is None or report.date >= on)]
    newest = plan.versions.listed().first() if bound else None
    found, level = {}, []
    for report in bound:
        if newest and report.version and newest.number > report.version.number:
            found[report.pk] = Behind(newer=newest)
        elif report.finished:
            level.append(report)
    changed = changed_since(reader, plan.board, {plan.pk: newest})[plan.pk] if level and newest else 0
    return found | {report.pk: Behind(changed=changed) for report in level if changed}


@transaction.atomic
def cover_newest(report: Report, *, by: User) -> int:
    """Make a report cover the newest version of its plan and compute unedited parts from it. Returns the version's number."""
    report.hold()
    report.version = report.plan.versions.defer("pdf").latest("number")
    report.save_by(by, reason=f"Covers version {report.version.number}")
    bring_up_to_date(report, by=by)
    return report.version.number


@transaction.atomic
def take_fresh(part: ReportPart, text: str, *, by: User) -> None:
    """Replace a text by computed sentences; the replaced text is kept in ``aside``. Raises ChangedMeanwhile where another user
    changed it since ``part`` was read."""
    part.hold("text")
    part.aside = part.text if part.is_edited else part.aside
    part.text = part.offered = text
    part.save_by(by, reason="Worked out from the plan again")


@transaction.atomic
def put_back(part: ReportPart, *, by: User) -> None:
    """Swap a text with the one in ``aside``. Raises ChangedMeanwhile where another user changed it since ``part`` was read."""
    part.hold("text")
    part.text, part.aside = part.aside, part.text
    part.save_by(by, reason="Put back")


# print ----------------------------------------------------------------------------------------------------------------


def report_words(report: Report, parts: Iterable[ReportPart] | None = None) -> order.ReportText:
    """The texts of a report as an order for a print takes them."""
    every = list(report.parts.all() if parts is None else parts)
    texts = {part.kind: part.text for part in every if not part.key}
    pairs = {
        kind: tuple((part.key, part.text) for part in every if part.kind == kind)
        for kind in (Kind.PROGRESS, Kind.IMPLICATION)
    }
    return order.ReportText(
        to=report.to,
        date=day_words(report.date),
        author=report.author,
        title=report.title,
        marking=report.marking,
        purpose=texts.get(Kind.PURPOSE, ""),
        background=texts.get(Kind.BACKGROUND, ""),
        progress=pairs[Kind.PROGRESS],
        risks=texts.get(Kind.RISKS, ""),
        implications=pairs[Kind.IMPLICATION],
        recommendations=texts.get(Kind.RECOMMENDATIONS, ""),
        draft=not report.finished,
    )


def report_order(report: Report, *, today: datetime.date | None = None) -> order.Order:
    """The order for a print of a report: its texts, and as appendix the plan that it covers."""
    of = covered(report, today)
    return order.Order(
        of.document,
        of.on,
        edition="report",
        since=of.since,
        silent_days=report.plan.board.silent_days,
        report=report_words(report),
    )
