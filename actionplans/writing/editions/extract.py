"""Extracts: any edition with the rows of one lead or agency only, and with their name in its title."""

from __future__ import annotations

import re
from dataclasses import replace

from actionplans.document.editions import UnknownLead, lead_named, leads_of, only_lead
from actionplans.document.tree import Lead, PlanDocument
from actionplans.writing.order import Order
from actionplans.writing.parts import section_labels

#: Names of agencies that are said with an article, by their first word: "the Police", but "Fenmarsh Police".
_AGENCY_WORDS = re.compile(
    r"(?:police|council|county council|borough council|schools?|colleges?|probation|health|hospitals?|fire|ambulance|nhs"
    r"|icb|voluntary|community|housing|prison|youth|children|adult|public|education|local|independent|integrated)\b",
    re.IGNORECASE,
)
_NO_ARTICLE = re.compile(
    r"(?:the|a|an|all|every|each|any|our|to be|tb[acd]|no|none|n/a|both|everyone)\b", re.IGNORECASE
)


def extracted(order: Order, named: Lead | None = None) -> Order:
    """The order with both documents cut to the rows of ``order.lead``, and with whose they are in the titles; as it is where
    no lead is named. Other plans of a pack come along where the lead has rows in them.

    ``named`` is how the title calls the lead, where not as the plan does. What is internal is left out. Raises UnknownLead
    where neither the plan nor the older one nor any other has a row of that lead.
    """
    if not order.lead.strip():
        return order
    also = (
        extracted(other, named) for other in (replace(other, lead=order.lead) for other in order.also) if _has(other)
    )
    also = tuple(also)
    if not _has(order) and not also:
        raise UnknownLead(order.lead, leads_of(order.document))
    whose = whose_words(named or lead_named(order.document, order.lead))
    labels = _labels(order.document)
    document = _cut(order.document, order.lead, whose, labels)
    entries = {entry.id for _, _, action in document.actions() for entry in action.progress}
    return replace(
        order,
        document=document,
        since=_cut(order.since, order.lead, whose, labels) if order.since else None,
        also=also,
        files=tuple(file for file in order.files if file.entry in entries),
    )


def _has(order: Order) -> bool:
    """Whether anything of the order is left for its lead."""
    documents = filter(None, (order.document, order.since))
    return any(only_lead(document, order.lead, or_none=True).sections for document in documents)


def _cut(document: PlanDocument, lead: str, whose: str, labels: dict[tuple[str, str], str]) -> PlanDocument:
    sections = tuple(
        replace(section, kind=labels.get((section.kind, section.title), section.kind)) for section in document.sections
    )
    title = document.title.strip() or "Action plan"
    part = document.replace(title=f"{title}: actions of {whose}", sections=sections)
    return only_lead(part, lead, or_none=True)


def _labels(document: PlanDocument) -> dict[tuple[str, str], str]:
    """What is printed above each section in the whole plan: the second priority is not the first of an extract."""
    pairs = zip(document.sections, section_labels(document), strict=True)
    return {(section.kind, section.title): label for section, label in pairs if any(map(str.isdigit, label))}


def whose_words(lead: Lead) -> str:
    """Whose actions they are, in a title: "Tessa Orme", "the Police", "Fenmarsh Police", "the Quality sub-group"."""
    name = " ".join(lead.name.split())
    article = lead.kind in ("role", "group") or (lead.kind == "agency" and _AGENCY_WORDS.match(name))
    if _NO_ARTICLE.match(name) or not article:
        return name[:1].lower() + name[1:] if name.startswith("A named ") else name
    return f"the {name}"
