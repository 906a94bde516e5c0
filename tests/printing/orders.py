"""An order for every edition there is: the tests walk them all, and meet a new one by themselves.

An edition needs a line in ``MORE`` only where a document and an older one are not all that it prints from, or where it
has options of its own.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from actionplans.document.tree import PlanDocument, SectionNode, VersionMark
from actionplans.writing.editions.registry import EDITIONS
from actionplans.writing.order import ChallengeText, Order, PaperOptions, ReportText
from actionplans.writing.report_themes import themes
from tests.actionplans.writing.plans import PRINTED_ON

SINCE_WORDS = "Board of 1 December 2026"


def earlier(document: PlanDocument) -> PlanDocument:
    """The plan as it may have stood a version before: the newest note of each row is missing, the first row was worded and
    dated otherwise and the last row was not yet there."""
    number = document.version.number if document.version else 8
    sections = [
        dataclasses.replace(
            section,
            recommendations=tuple(
                dataclasses.replace(
                    r, actions=tuple(dataclasses.replace(a, progress=a.progress[:-1]) for a in r.actions)
                )
                for r in section.recommendations
            ),
        )
        for section in document.sections
    ]
    rows = [(s, r) for s, section in enumerate(sections) for r, at in enumerate(section.recommendations) if at.actions]
    if rows:
        (s, r), (last_s, last_r) = rows[0], rows[-1]
        actions = list(sections[s].recommendations[r].actions)
        actions[0] = dataclasses.replace(
            actions[0],
            action=f"{actions[0].action}\n\nAnd tell everybody.",
            deadline_text="in the autumn",
            deadlines=(),
        )
        sections[s] = _with(sections[s], r, actions)
        sections[last_s] = _with(sections[last_s], last_r, sections[last_s].recommendations[last_r].actions[:-1])
    return document.replace(
        sections=tuple(sections), version=VersionMark(number - 1, "In readiness for the Board", "2026-12-02")
    )


def _with(section: SectionNode, number: int, actions) -> SectionNode:
    recommendations = list(section.recommendations)
    recommendations[number] = dataclasses.replace(recommendations[number], actions=tuple(actions))
    return dataclasses.replace(section, recommendations=tuple(recommendations))


def report_of(document: PlanDocument) -> ReportText:
    """The words that a user wrote for a covering report."""
    return ReportText(
        to="Scrutiny Committee",
        date="2027-03-09",
        author="Tessa Orme, Business Manager",
        purpose="To tell the Committee how far the plan has come.",
        background="The plan answers the inspection.\n\n- It was agreed in November.",
        progress=tuple((theme.key, "Most of it is **under way**.") for theme in themes(document)),
        risks="Two partners have no analyst.",
        implications=(("Financial", "None."), ("Legal", "None that are new.")),
        recommendations="That the Committee notes the report.",
    )


#: What the chair has asked: answered at length, of the plan as a whole, and of a row of which there is nothing to say.
CHALLENGES = (
    ChallengeText(
        1,
        "Who in each agency can say yes on the day?\n\n- in office hours\n- at night",
        "Graham Ashdown, 20 January 2027, at the Executive",
        25,
        ref="99.1",
        answer="The superintendent can. " * 60,
        answered="Ruth Calloway, 1 February 2027",
    ),
    ChallengeText(3, "Which date does nobody believe in?", "Graham Ashdown, 14 February 2027", 0),
)

_Variants = Callable[[Order], dict[str, Order]]


def _change(**changes) -> Callable[[Order], Order]:
    return lambda order: dataclasses.replace(order, **changes)


#: What an edition prints from besides, and its options, each a print of its own.
MORE: dict[str, _Variants] = {
    "clean": lambda order: {
        "": dataclasses.replace(order, since=None),
        "pen": _change(look=PaperOptions(pen=True))(order),
        "12 pt": _change(look=PaperOptions(large=12))(order),
        "16 pt": _change(look=PaperOptions(large=16))(order),
        "cards": _change(look=PaperOptions(cards=True))(order),
        "large cards": _change(look=PaperOptions(cards=True, large=16))(order),
        "some columns": _change(look=PaperOptions(columns=("action", "progress")))(order),
        "lead": _change(lead=first_lead(order.document))(order),
    },
    "changes": lambda order: {
        "": order,
        "whole": _change(only_changed=False)(order),
        "lead": _change(lead=first_lead(order.document))(order),
        "pen": _change(only_changed=False, look=PaperOptions(pen=True, large=12))(order),
    },
    "pack": lambda order: {"": order, "challenges": _change(challenges=CHALLENGES)(order)},
    "report": lambda order: {"": _change(report=report_of(order.document))(order)},
}


def first_lead(document: PlanDocument) -> str:
    """The first lead of a row; empty where no row has one."""
    return next((lead.name for _, _, action in document.actions() for lead in action.leads), "")


def plain_order(document: PlanDocument, edition: str) -> Order:
    """The order of an edition with none of its options."""
    return orders(document, edition)[edition]


def orders(document: PlanDocument, *editions: str, since: PlanDocument | None = None) -> dict[str, Order]:
    """Every order of these editions (of all), by its name: ``clean``, ``clean, pen``."""
    found = {}
    for edition in editions or EDITIONS:
        order = Order(document, PRINTED_ON, edition, since=since or earlier(document), since_words=SINCE_WORDS)
        for variant, made in MORE.get(edition, lambda order: {"": order})(order).items():
            found[f"{edition}, {variant}".removesuffix(", ")] = made
    return found
