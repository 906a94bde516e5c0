"""The names of the leads of plans, without loading the plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from actionplans.document import tree
from actionplans.document.parts import leads_of
from actionplans.models import Lead, Plan
from actionplans.persistence.leads import BoardNames
from actionplans.persistence.people import people_of
from actionplans.writing.order import KnownLead
from boards.models import Board


def known_leads(board: Board, document: tree.PlanDocument) -> tuple[KnownLead, ...]:
    """Who the leads of a document are to the board today, each name once; five queries. The document's own key of people comes
    before it, since it is of the document's day."""
    names = BoardNames.of(board)
    every = dict.fromkeys(lead.name for _, _, action in document.actions() for lead in action.leads)
    return tuple(_known(name, names.link(name)) for name in sorted(every))


def _known(name: str, found: dict[str, Any]) -> KnownLead:
    person, group, agency = found.get("person"), found.get("group"), found.get("agency")
    agency = agency or (person.agency if person else None)
    if agency:
        return KnownLead(name, "agency", agency.name)
    return KnownLead(name, "group" if group else "unknown")


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
