"""Extracts: the rows of one lead or agency, with the references of the whole plan, and a sentence for an unknown name."""

from __future__ import annotations

import dataclasses

import pytest

from actionplans.document.parts import UnknownLead, leads_of, only_lead
from actionplans.document.references import references
from actionplans.document.tree import (
    ActionNode,
    EntryNode,
    LeadNode,
    PersonNote,
    PlanDocument,
    RecommendationNode,
    SectionNode,
)
from tests.actionplans.writing.plans import five_columns, six_columns

PEOPLE = (
    PersonNote("TO", "Tessa Orme", "Business Manager", "Fenmarsh Council"),
    PersonNote("RC", "Det Supt Ruth Calloway", "Detective Superintendent", "Fenland Constabulary"),
    PersonNote("JW", "Joanna Wray", "Designated Nurse", "Levels ICB", None, "2026-10-31"),
    PersonNote("NA", "Dr Ngozi Adeyemi", "Designated Nurse", "Fen Hospitals", "2026-11-01"),
    PersonNote("H1", "Priya Nandra", "Head Teacher", "Fen School"),
    PersonNote("H2", "Elias Harker", "Head Teacher", "Marsh School"),
)


def plan(*leads: LeadNode | tuple[LeadNode, ...], people: tuple[PersonNote, ...] = PEOPLE) -> PlanDocument:
    """A plan of a row for each lead (or group of leads), without references of its own."""
    rows = tuple(
        ActionNode(action=f"Row {i}", leads=at if isinstance(at, tuple) else (at,)) for i, at in enumerate(leads, 1)
    )
    return PlanDocument(
        sections=(SectionNode(recommendations=(RecommendationNode(number="7", actions=rows),)),), people=people
    )


def rows_of(document: PlanDocument, name: str) -> list[str]:
    return references(only_lead(document, name))


def test_a_lead_has_their_rows_with_the_references_of_the_whole_plan():
    document = five_columns()
    bare = document.replace(
        sections=tuple(
            dataclasses.replace(
                s,
                recommendations=tuple(
                    dataclasses.replace(r, actions=tuple(dataclasses.replace(a, ref="") for a in r.actions))
                    for r in s.recommendations
                ),
            )
            for s in document.sections
        )
    )
    part = only_lead(bare, "  independent   CHAIR ")
    assert references(part) == ["142.3", "143.1"]
    assert [r.number for _, r in part.recommendations()] == ["142", "143"]


def test_sections_and_recommendations_without_a_row_of_theirs_are_left_out():
    part = only_lead(six_columns(), "Vice Chair")
    assert [(s.title, r.number) for s, r in part.recommendations()] == [
        ("Children and their families are heard", "P106")
    ]
    assert part.versions == six_columns().versions


@pytest.mark.parametrize(
    "name",
    [
        "Det Supt Ruth Calloway, Fenland Constabulary",
        "Det Supt Ruth Calloway",
        "Ruth Calloway",
        "ruth calloway",
        "Fenland Constabulary",
        "Detective Superintendent",
    ],
)
def test_a_person_is_found_by_name_post_and_agency(name):
    document = plan(
        LeadNode("Tessa Orme", "person"),
        LeadNode("Det Supt Ruth Calloway, Fenland Constabulary", "person"),
        LeadNode("Executive", "group"),
    )
    assert rows_of(document, name) == ["7.2"]


def test_an_agency_has_the_rows_of_its_people_its_posts_and_its_own():
    document = plan(
        LeadNode("Tessa Orme (TO)", "person"),
        LeadNode("Business manager", "role"),
        LeadNode("TO", "person"),
        LeadNode("Fenmarsh council", "agency"),
        (LeadNode("Executive", "group"), LeadNode("TO", "person")),
        LeadNode("Detective Superintendent", "role"),
        LeadNode("Fenmarsh Council", "group"),
    )
    assert rows_of(document, "Fenmarsh Council") == ["7.1", "7.2", "7.3", "7.4", "7.5", "7.7"]
    assert rows_of(document, "Executive") == ["7.5"]


def test_a_group_is_not_taken_for_the_people_of_its_name():
    document = plan(LeadNode("Business Manager", "group"), LeadNode("Business Manager", "role"))
    assert rows_of(document, "Fenmarsh Council") == ["7.2"]


def test_a_post_belongs_to_the_agency_of_who_holds_it_now_and_to_none_where_several_have_it():
    document = plan(LeadNode("Designated Nurse"), LeadNode("Head Teacher"))
    assert leads_of(document) == ["Designated Nurse", "Head Teacher", "Fen Hospitals"]
    assert rows_of(document, "Fen Hospitals") == ["7.1"]


def test_what_is_internal_is_in_no_extract():
    lead = (LeadNode("Vice Chair"),)
    notes = (EntryNode("Said openly."), EntryNode("Said inside.", internal=True))
    rows = (
        ActionNode(action="Open", leads=lead, progress=notes, also=("9",)),
        ActionNode(action="Inside", leads=lead, internal=True),
        ActionNode(action="Inside, and nobody else’s", leads=(LeadNode("Treasurer"),), internal=True),
    )
    secret = RecommendationNode(number="9", text="Secret", internal=True, actions=(ActionNode(action="x", leads=lead),))
    document = PlanDocument(sections=(SectionNode(recommendations=(RecommendationNode("8", actions=rows), secret)),))
    part = only_lead(document, "Vice Chair")
    ((_, _, action),) = part.actions()
    assert (action.action, [e.text for e in action.progress], action.also) == ("Open", ["Said openly."], ())
    assert leads_of(document) == ["Vice Chair"]
    with pytest.raises(UnknownLead):
        only_lead(document, "Treasurer")


def test_a_name_that_leads_nothing_is_refused_with_the_names_that_do():
    with pytest.raises(UnknownLead) as caught:
        only_lead(five_columns(), "Nobody  Known")
    assert str(caught.value) == (
        "“Nobody Known” leads no action of the plan. "
        "Those who do: Policy sub-group, Business Manager, Independent Chair, Administrator."
    )
    assert caught.value.leads == ("Policy sub-group", "Business Manager", "Independent Chair", "Administrator")
    with pytest.raises(UnknownLead, match="Vice Chair; Chairs, quality assurance sub-group"):
        only_lead(plan(LeadNode("Vice Chair"), LeadNode("Chairs, quality assurance sub-group")), "x")
    with pytest.raises(UnknownLead, match="No action of it has a lead."):
        only_lead(PlanDocument(), "x")
    assert only_lead(five_columns(), "Nobody Known", or_none=True).sections == ()


def test_every_name_that_is_offered_has_rows():
    document = plan(
        LeadNode("Tessa Orme", "person"),
        LeadNode("TO"),
        LeadNode("tessa  orme", "person"),
        LeadNode("Det Supt Ruth Calloway, Fenland Constabulary", "person"),
        LeadNode("Board", "group"),
        LeadNode(" "),
    )
    offered = leads_of(document)
    assert offered == [
        "Tessa Orme",
        "TO",
        "Det Supt Ruth Calloway, Fenland Constabulary",
        "Board",
        "Fenmarsh Council",
        "Fenland Constabulary",
    ]
    assert all(only_lead(document, name).sections for name in offered)
