"""Extracts: any edition with the rows of one lead or agency only, and with their name in its title."""

from __future__ import annotations

import re
from dataclasses import replace

from actionplans.document.parts import UnknownLead, leads_of, only_lead
from actionplans.document.tree import LeadNode, PlanDocument
from actionplans.writing.order import Order
from actionplans.writing.parts import section_labels
from actionplans.writing.press.sheets import HtmlPiece, Sheets

from .words import line

ACTIONS_OF = "actions of"
#: Names of agencies that are said with an article, by their first word: "the Police", but "Fenmarsh Police".
_AGENCY_WORDS = re.compile(
    r"(?:police|council|county council|borough council|schools?|colleges?|probation|health|hospitals?|fire|ambulance|nhs"
    r"|icb|voluntary|community|housing|prison|youth|children|adult|public|education|local|independent|integrated)\b",
    re.IGNORECASE,
)
_NO_ARTICLE = re.compile(
    r"(?:the|a|an|all|every|each|any|our|to be|tb[acd]|no|none|n/a|both|everyone)\b", re.IGNORECASE
)


def extracted(order: Order, whose: str) -> Order:
    """The order with both documents cut to the rows of ``order.lead``, and with the lead (``whose``) in the titles. Other plans
    of a pack come along where the lead has rows in them.

    What is internal is left out, and so are challenges to the plan as a whole. Raises UnknownLead where neither the plan nor
    the older one nor any other has a row of that lead.
    """
    others = (replace(other, lead=order.lead) for other in order.also)
    also = tuple(extracted(other, whose) for other in others if _has(other))
    if not _has(order) and not also:
        raise UnknownLead(order.lead, leads_of(order.document))
    labels = _labels(order.document)
    document = _cut(order.document, order.lead, whose, labels)
    refs = {action.ref for _, _, action in document.actions()}
    entries = {entry.id for _, _, action in document.actions() for entry in action.progress}
    return replace(
        order,
        document=document,
        since=_cut(order.since, order.lead, whose, labels) if order.since else None,
        also=also,
        files=tuple(file for file in order.files if file.entry in entries),
        challenges=tuple(challenge for challenge in order.challenges if challenge.ref in refs),
    )


def with_whose(sheets: tuple[Sheets, ...], whose: str) -> tuple[Sheets, ...]:
    """The sheets with the lead's name in the title of each, where its edition does not say it: "What changed since version 7:
    actions of the Police"."""
    words = f"{ACTIONS_OF} {line(whose)}"
    return tuple(
        replace(at, pieces=(_with_words(at.pieces[0], words), *at.pieces[1:])) if at.pieces else at for at in sheets
    )


def _with_words(piece: HtmlPiece, words: str) -> HtmlPiece:
    if words in piece.html:
        return piece
    return replace(piece, html=piece.html.replace("</h1>", f": {words}</h1>", 1))


def _has(order: Order) -> bool:
    """Whether anything of the order is left for its lead."""
    documents = filter(None, (order.document, order.since))
    return any(only_lead(document, order.lead, or_none=True).sections for document in documents)


def _cut(document: PlanDocument, lead: str, whose: str, labels: dict[tuple[str, str], str]) -> PlanDocument:
    sections = tuple(
        replace(section, kind=labels.get((section.kind, section.title), section.kind)) for section in document.sections
    )
    title = document.title.strip() or "Action plan"
    part = document.replace(title=f"{title}: {ACTIONS_OF} {whose}", sections=sections)
    return only_lead(part, lead, or_none=True)


def _labels(document: PlanDocument) -> dict[tuple[str, str], str]:
    """The label of each section in the whole plan: the second priority is not the first of an extract."""
    pairs = zip(document.sections, section_labels(document), strict=True)
    return {(section.kind, section.title): label for section, label in pairs if any(map(str.isdigit, label))}


def whose_words(lead: LeadNode) -> str:
    """Whose actions they are, in a title: "Tessa Orme", "the Police", "Fenmarsh Police", "the Quality sub-group"."""
    name = " ".join(lead.name.split())
    article = lead.kind in ("role", "group") or (lead.kind == "agency" and _AGENCY_WORDS.match(name))
    if _NO_ARTICLE.match(name) or not article:
        return name[:1].lower() + name[1:] if name.startswith("A named ") else name
    return f"the {name}"
