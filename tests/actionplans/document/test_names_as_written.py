"""A table of the ways in which a known name is written in a plan, each of which is found; and of what is no name and stays."""

from __future__ import annotations

import pytest

from actionplans.document.anonymised import public, public_words, remaining
from actionplans.document.names import Names
from actionplans.document.tree import (
    ActionNode,
    EntryNode,
    LeadNode,
    PersonNote,
    PlanDocument,
    RecommendationNode,
    SectionNode,
)

RUTH = PersonNote("RC", "Det Supt Ruth Calloway", "", "Fenland Police")
TESSA = PersonNote("TO", "Tessa Orme", "Business Manager", "Fenmarsh Council")
PEOPLE = (RUTH, TESSA)


def scrubbed(text: str, codes: frozenset[str] = frozenset()) -> str:
    return Names(PEOPLE, codes).scrubbed(text)[0]


def plan(text: str, *leads: LeadNode, number: str = "99", title: str = "", notes: tuple[str, ...] = ()) -> PlanDocument:
    entries = tuple(EntryNode(text=note, date="2026-11-02", precision="day") for note in notes)
    row = ActionNode(action=text, leads=leads, progress=entries, ref=f"{number}.1")
    recommendation = RecommendationNode(number=number, actions=(row,))
    return PlanDocument(title=title, people=PEOPLE, sections=(SectionNode(recommendations=(recommendation,)),))


def words_of(document: PlanDocument) -> str:
    return " ".join(action.action for _, _, action in document.actions())


@pytest.mark.parametrize(
    ("written", "became"),
    [
        # glued to a date or a number
        ("TO12.03.26: letter sent", "Business Manager 12.03.26: letter sent"),
        ("TO120326 sent", "Business Manager 120326 sent"),
        ("12.03.26TO sent", "12.03.26 Business Manager sent"),
        ("RC2 of 3", "Fenland Police 2 of 3"),
        ("sent 14RC", "sent 14 Fenland Police"),
        # divided at the end of a line
        ("met Callo-\nway there", "met Fenland Police there"),
        ("met Tes-\nsa Orme there", "met Business Manager there"),
        ("met Ruth Callo-\n  way there", "met Fenland Police there"),
        ("met Or\u00ad\nme there", "met Business Manager there"),
        ("met CALLO-\nWAY there", "met Fenland Police there"),
        # spelled out
        ("R u t h agreed", "Fenland Police agreed"),
        ("R U T H agreed", "Fenland Police agreed"),
        ("R u t h C a l l o w a y agreed", "Fenland Police agreed"),
        ("C.a.l.l.o.w.a.y agreed", "Fenland Police agreed"),
        # a name to sign in with
        ("saved by rcalloway", "saved by Fenland Police"),
        ("saved by RCalloway", "saved by Fenland Police"),
        ("saved by callowayr", "saved by Fenland Police"),
        ("saved by r.calloway", "saved by Fenland Police"),
        ("saved by r_calloway", "saved by Fenland Police"),
        ("saved by torme2", "saved by Business Manager2"),
        ("saved in H:\\torme", "saved in H:\\Business Manager"),
    ],
)
def test_a_known_name_is_found_however_it_is_written(written, became):
    assert scrubbed(written) == became


@pytest.mark.parametrize(
    "text",
    [
        "A young person, a tormented child and a formed view",
        "Recommendation 12, P106 and 3 of 4",
        "I t e m s in a row",
        "well-\nknown and long-\nterm",
        "made by the c\nouncil",
    ],
)
def test_what_only_looks_like_it_stays(text):
    assert scrubbed(text) == text


def test_a_number_of_the_plan_stays_although_it_begins_with_initials():
    document = plan("See RC12 and RC13", number="RC12")
    made = public(document)
    assert words_of(made) == "See RC12 and Fenland Police 13"
    assert [action.ref for _, _, action in made.actions()] == ["RC12.1"]


def test_initials_of_a_lead_whom_only_the_plan_names_are_found():
    lead = LeadNode("Lydia Pryce, head of service", "person")
    made = public(plan("LP to write to all; L.P. chairs. LP12.3.26: done", lead))
    assert words_of(made) == "Head of service to write to all; Head of service chairs. Head of service 12.3.26: done"


def test_initials_of_people_of_the_board_who_have_none_there_are_found():
    known = (PersonNote("", "Owen Brackley", "Named Doctor", "Fenmarsh ICB"),)
    assert words_of(public(plan("OB to attend"), known)) == "Named Doctor to attend"


def test_what_an_agency_that_leads_is_called_is_nobodys_initials():
    leads = (LeadNode("Lucy Arden", "person"), LeadNode("LA", "agency"))
    assert words_of(public(plan("LA to attend", *leads))) == "LA to attend"


def test_a_name_in_the_title_is_not_in_the_name_of_the_file():
    document = plan("", title="Review of practice by Ruth Calloway")
    assert public_words(document.title, document) == "Review of practice by Fenland Police"


# what stays ---------------------------------------------------------------------------------------------------------------


def stays(document: PlanDocument) -> dict[str, str]:
    return {one.words: one.kind for one in remaining(document)}


def test_every_pair_of_capitals_and_every_unknown_name_that_stays_is_listed_with_its_row():
    document = plan("LP and Q.A. met Joanna Wray; Mr Bell wrote. torme saved it.", notes=("LP wrote to QAB.",))
    found = {one.words: (one.kind, one.times, one.where) for one in remaining(document)}
    assert found == {
        "LP": ("initials", 2, "99.1"),
        "Q.A.": ("initials", 1, "99.1"),
        "QAB": ("initials", 1, "99.1"),
        "Joanna Wray": ("name", 1, "99.1"),
        "Mr Bell": ("name", 1, "99.1"),
        "torme": ("account", 1, "99.1"),
    }


def test_what_was_replaced_and_what_posts_and_agencies_are_called_is_not_listed():
    text = "Tessa Orme asked Fenmarsh Council, Fenland Police and the Business Manager on 4 May 2026."
    assert stays(plan(text)) == {}


def test_internal_words_are_not_listed():
    document = plan("Agree", notes=("Joanna Wray wrote.",))
    hidden = document.sections[0].recommendations[0].actions[0]
    row = ActionNode(action=hidden.action, internal=True, progress=hidden.progress)
    made = PlanDocument(sections=(SectionNode(recommendations=(RecommendationNode(actions=(row,)),)),))
    assert stays(made) == {}
