"""The names of the leads of plans, without loading the plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from actionplans.document import tree
from actionplans.document.parts import leads_of
from actionplans.models import Lead, Plan
from actionplans.persistence.people import people_of
from boards.models import Board


def lead_names(board: Board, plans: Iterable[Plan]) -> dict[int, list[str]]:
    """By the key of each plan, what ``leads_of`` gives for its document: the leads of rows that are not internal, and their
    agencies. Three queries, however many plans."""
    leads: dict[int, list[tree.LeadNode]] = defaultdict(list)
    rows = Lead.objects.filter(
        left=False,
        action__plan__in=list(plans),
        action__removed_on__isnull=True,
        action__internal=False,
        action__recommendation__removed=False,
        action__recommendation__internal=False,
        action__recommendation__section__removed=False,
    )
    for plan, name, kind in rows.order_by(*_AS_IN_THE_PLAN).values_list("action__plan_id", "name", "kind"):
        leads[plan].append(tree.LeadNode(name=name, kind=kind))
    people = people_of(board.pk) if leads else ()
    return {plan: leads_of(_document(found, people)) for plan, found in leads.items()}


_AS_IN_THE_PLAN = (
    "action__recommendation__section__order",
    "action__recommendation__section_id",
    "action__recommendation__order",
    "action__recommendation_id",
    "action__order",
    "action_id",
    "order",
    "pk",
)


def _document(leads: list[tree.LeadNode], people: tuple[tree.PersonNote, ...]) -> tree.PlanDocument:
    """A document that holds nothing but these leads."""
    recommendation = tree.RecommendationNode(actions=(tree.ActionNode(leads=tuple(leads)),))
    return tree.PlanDocument(sections=(tree.SectionNode(recommendations=(recommendation,)),), people=people)
