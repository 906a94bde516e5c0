"""What one user writes holds up nobody else: many rows and leads are written in few statements, and too many are refused."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplans.document import tree
from actionplans.importing.fit import fit
from actionplans.models import Action, Deadline, Lead
from actionplans.operations import structure
from actionplans.operations.actions import change_action
from actionplans.operations.structure import MOST_PARTS
from actionplans.persistence.leads import MOST_LEADS
from tests.builders import make_plan
from tests.shown import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(cast) -> Action:
    return make_plan(cast.board, recommendations=1, actions=1, notes=0).actions.get(ref="99.1")


def inserts(work) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        work()
    return sum(query["sql"].startswith("INSERT") for query in caught.captured_queries)


def leads(number: int) -> str:
    return "; ".join(f"Agency {n}" for n in range(number))


def test_the_leads_of_a_row_are_written_together_however_many(cast, action):
    few, many = (
        inserts(lambda number=number: change_action(action, {"lead_text": leads(number)}, by=cast.manager))
        for number in (2, 90)
    )
    assert many <= few + 4
    assert action.leads.current().count() == 90
    assert Lead.history.filter(action=action, history_type="~", left=True).count() == 1 + 2  # those before, each time


def test_more_leads_than_a_row_holds_are_refused_and_stay_as_they_were(cast, action):
    before = action.lead_text
    with pytest.raises(ValidationError) as refused:
        change_action(action, {"lead_text": leads(1_660)}, by=cast.manager)
    assert refused.value.message_dict == {
        "lead_text": [f"It names 1,660 leads. A row holds up to {MOST_LEADS}: name a group, or split the row."]
    }
    action.refresh_from_db()
    assert action.lead_text == before


def test_the_form_of_a_row_says_so_beside_the_field_and_keeps_what_was_typed(cast, action, client_for):
    address = reverse("actionplans:row_edit", args=[cast.board.slug, action.plan.slug, action.ref])
    typed = {"action": action.action, "status": "open", "lead_text": leads(120), "deadline_text": action.deadline_text}
    response = client_for("manager").post(address, typed)
    assert response.status_code == 422
    assert "It names 120 leads" in shown(response)
    assert "Agency 119" in shown(response)


def test_a_file_with_more_leads_in_a_cell_keeps_them_all_in_words():
    row = tree.ActionNode(action="Agree", leads=tuple(tree.LeadNode(f"Agency {n}") for n in range(MOST_LEADS + 9)))
    document = tree.PlanDocument(
        sections=(tree.SectionNode(recommendations=(tree.RecommendationNode(actions=(row,)),)),)
    )
    [(_, _, made)] = fit(document).actions()
    assert len(made.leads) == MOST_LEADS
    assert f"Agency {MOST_LEADS + 8}" in made.extra["Lead (in full)"]


def test_a_split_writes_its_rows_together_however_many(cast, action):
    few = inserts(lambda: structure.split_action(action, ["Stays", "One"], by=cast.manager))
    many = inserts(lambda: structure.split_action(action, [f"Row {n}" for n in range(MOST_PARTS)], by=cast.manager))
    assert many <= few + 9
    made = Action.objects.get(ref="99.30")
    assert made.action == "Row 28"
    assert made.lead_text == action.lead_text
    assert [lead.person for lead in made.leads.current()] == [lead.person for lead in action.leads.current()]
    assert [d.date for d in made.deadlines.all()] == [d.date for d in Deadline.objects.filter(action=action)]
    assert made.history.get().history_user == cast.manager


def test_more_parts_than_are_made_at_once_are_refused_with_all_texts_kept(cast, action, client_for):
    address = reverse("actionplans:row_split", args=[cast.board.slug, action.plan.slug, action.ref])
    response = client_for("manager").post(address, {f"part_{n}": f"Text number {n}" for n in range(300)})
    assert response.status_code == 422
    assert f"These are 300 actions. Up to {MOST_PARTS} are made at once" in shown(response)
    assert "Text number 299" in shown(response)
    assert action.plan.actions.count() == 1


def test_a_cell_of_very_many_bullets_is_offered_in_so_many_parts_the_rest_in_the_last():
    offered = structure.parts("\n".join(f"- Step {n}" for n in range(300)))
    assert len(offered) <= MOST_PARTS
    assert offered[:2] == ["Step 0", "Step 1"]
    assert offered[-1].endswith("- Step 299")


def test_many_new_references_are_found_without_counting_from_the_first_each_time(action):
    references = structure.References(action.plan)

    class Asked(set):
        looked = 0

        def __contains__(self, ref: object) -> bool:
            Asked.looked += 1
            return super().__contains__(ref)

    references.taken = Asked(references.taken)
    assert [references.next(action.recommendation) for _ in range(400)][-1] == "99.401"
    assert Asked.looked < 1000
