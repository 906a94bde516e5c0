"""Operations on findings: following a recommendation of an audit in a plan."""

from __future__ import annotations

import datetime
import re

from django.db import transaction

from actionplans.models import Plan, Section
from actionplans.models.plan import SourceKind
from actionplans.operations import structure
from actionplans.operations.plans import begin_plan
from audits.models import Audit, Finding
from boards.models import Board, User

#: The plan in which recommendations of audits are followed unless another one is chosen.
PLAN_TITLE = "Audits"
_NUMBERED = re.compile(r"A(\d+)")


def audits_plan(board: Board) -> Plan | None:
    """The board's plan for recommendations of audits, if it has one yet."""
    return Plan.objects.filter(board=board, title=PLAN_TITLE).order_by("pk").first()


@transaction.atomic
def begin_audits_plan(board: Board, *, by: User, at: datetime.datetime | None = None) -> Plan:
    """The board's plan for recommendations of audits, made on its first use."""
    board.hold()  # so that it is made once
    return audits_plan(board) or begin_plan(
        board, by=by, at=at, title=PLAN_TITLE, layout="five", source_kind=SourceKind.AUDIT
    )


def next_number(plan: Plan) -> str:
    """The default number of the next recommendation of an audit in the plan: A1, A2 …"""
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
    """Add a recommendation of an audit to a plan, with its first action where one is given. Raises ValidationError
    where the plan has a recommendation of that number already, or the date does not exist."""
    section.plan.hold()  # so that two do not get the same number
    recommendation = structure.add_recommendation(
        section, by=by, at=at, number=number or next_number(section.plan), text=text, short=short
    )
    if action:
        structure.add_action(recommendation, by=by, at=at, action=action, lead_text=lead, deadline_text=by_when)
    return Finding.objects.create_by(by, at=at, audit=audit, recommendation=recommendation)
