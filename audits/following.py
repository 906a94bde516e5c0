"""What came of an audit, followed as recommendations of a plan, and how much of it is done."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef

from actionplans.document.references import recommendation_anchor
from actionplans.document.wording import count
from actionplans.models import Action, Plan, Recommendation, Section
from actionplans.models.plan import SourceKind
from actionplans.operations import structure
from actionplans.operations.plans import begin_plan
from audits.models import Audit, AuditAgency, Finding
from boards.models import Agency, Board, User

#: The plan in which recommendations of audits are followed unless another one is chosen.
PLAN_TITLE = "Audits"
_NUMBERED = re.compile(r"A(\d+)")


# doing --------------------------------------------------------------------------------------------------------------


@transaction.atomic
def save_audit(
    audit: Audit, agencies: Iterable[Agency], *, by: User | None, at: datetime.datetime | None = None
) -> Audit:
    """Save an audit and which agencies take part in it. One that no longer does is marked, not deleted."""
    audit.save_by(by, at=at)
    wanted = {agency.pk for agency in agencies}
    for part in audit.agencies.all():
        part.left = part.agency_id not in wanted
        part.save_by(by, at=at)
        wanted.discard(part.agency_id)
    AuditAgency.objects.bulk_create_by([AuditAgency(audit=audit, agency_id=pk) for pk in sorted(wanted)], by, at=at)
    return audit


def audits_plan(board: Board) -> Plan | None:
    """The board's plan for recommendations of audits, if it has one yet."""
    return Plan.objects.filter(board=board, title=PLAN_TITLE).order_by("pk").first()


@transaction.atomic
def begin_audits_plan(board: Board, *, by: User, at: datetime.datetime | None = None) -> Plan:
    """The board's plan for recommendations of audits, made on its first use."""
    return audits_plan(board) or begin_plan(
        board, by=by, at=at, title=PLAN_TITLE, layout="five", source_kind=SourceKind.AUDIT
    )


def next_number(plan: Plan) -> str:
    """The number that the next recommendation of an audit has in the plan unless it brings one: A1, A2 …"""
    used = [_NUMBERED.fullmatch(number) for number in plan.recommendations.values_list("number", flat=True)]
    return f"A{max((int(match[1]) for match in used if match), default=0) + 1}"


@transaction.atomic
def follow(
    audit: Audit,
    section: Section,
    *,
    by: User,
    text: str,
    number: str = "",
    short: str = "",
    action: str = "",
    lead: str = "",
    by_when: str = "",
    at: datetime.datetime | None = None,
) -> Finding:
    """Make a recommendation of an audit one of a plan, with its first action where there is one. Raises ValidationError
    where the plan has a recommendation of that number already, or the date does not exist."""
    recommendation = structure.add_recommendation(
        section, by=by, at=at, number=number or next_number(section.plan), text=text, short=short
    )
    if action:
        structure.add_action(recommendation, by=by, at=at, action=action, lead_text=lead, deadline_text=by_when)
    return Finding.objects.create_by(by, at=at, audit=audit, recommendation=recommendation)


# reading ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Score:
    """How many recommendations of an audit are done."""

    done: int
    total: int

    def __str__(self) -> str:
        return f"{self.done} of {self.total} done" if self.total else "None"

    @property
    def sentence(self) -> str:
        if not self.total:
            return "It has no recommendations yet."
        return f"{self.done} of {count(self.total, 'recommendation')} done."


def followed(audits: Iterable[Audit], user: User) -> dict[int, list[Recommendation]]:
    """The recommendations of these audits that the user may read, by the key of the audit, in the order in which they were
    added; one query. Each has ``is_done``: it has actions in its plan, and all of them have ended."""
    standing = Action.objects.visible_to(user).standing().filter(recommendation=OuterRef("pk"))
    rows = (
        Recommendation.objects.visible_to(user)
        .standing()
        .filter(finding__audit__in=[audit.pk for audit in audits])
        .annotate(is_done=Exists(standing) & ~Exists(standing.open()))
        .select_related("finding", "plan", "section")
        .order_by("finding__pk")
    )
    found: dict[int, list[Recommendation]] = defaultdict(list)
    for row in rows:
        row.anchor = recommendation_anchor(row.number)
        found[row.finding.audit_id].append(row)
    return found


def score(recommendations: Iterable[Recommendation]) -> Score:
    """The score of recommendations that ``followed`` gave."""
    states = [recommendation.is_done for recommendation in recommendations]
    return Score(sum(states), len(states))
