"""Plan documents of every kind are loaded from the database as they were saved, or refused with a sentence."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from actionplans.document.node import DocumentError
from actionplans.document.tree import (
    ActionNode,
    ColumnNode,
    DeadlineMoveNode,
    DeadlineNode,
    EndedNode,
    EntryNode,
    LeadNode,
    PlanDocument,
    RecommendationNode,
    SectionNode,
    SourceNode,
)
from actionplans.models import Plan
from actionplans.persistence.load import read_document
from actionplans.persistence.save import write_document
from tests.actionplans.nameless import nameless

pytestmark = pytest.mark.django_db


def plan_of(*recommendations: RecommendationNode, **values) -> PlanDocument:
    return PlanDocument(
        title="Improvement plan",
        source=SourceNode(kind="own"),
        columns=(ColumnNode("action", "Action"),),
        sections=(SectionNode(recommendations=recommendations),),
        **values,
    )


def row(**values) -> PlanDocument:
    return plan_of(RecommendationNode(number="9", text="Agree", actions=(ActionNode(action="Write", **values),)))


EXTRA = {"key": [1, {"inner": None}]}
ODD = {
    "recommendations without numbers": plan_of(
        RecommendationNode(text="One", actions=(ActionNode(action="a"),)),
        RecommendationNode(text="Two", actions=(ActionNode(action="b"),)),
        RecommendationNode(actions=(ActionNode(action="c"), ActionNode(action="d"))),
    ),
    "a lead of many words": row(leads=(LeadNode("The head of service, " * 30), LeadNode("Ruth; and others"))),
    "many leads": row(leads=tuple(LeadNode(f"Agency {n} " * 12) for n in range(12))),
    "a deadline of many words": row(
        deadline_text="By the end of the term, then " * 60,
        deadlines=(DeadlineNode(label="by the end of the term " * 40, date="2026-05", precision="month"),),
    ),
    "a slip of many words": row(
        deadline_moves=(DeadlineMoveNode(from_="d" * 700, to="e" * 700, on="2026-01-01", reason="Late"),)
    ),
    "earlier dates of its file": row(
        deadline_text="30 June 2026 now March 2027",
        deadlines=(DeadlineNode(date="2027-03", precision="month"),),
        earlier=(
            DeadlineNode(date="2026-06-30", precision="day"),
            DeadlineNode(date="2026-09", precision="month", unknown=EXTRA),
        ),
    ),
    "an ending without a day": row(status="closed", ended=EndedNode(by="Executive", reason="Merged")),
    "keys that nobody knows": row(
        unknown=EXTRA,
        status="closed",
        leads=(LeadNode("A", unknown=EXTRA),),
        deadlines=(DeadlineNode(unknown=EXTRA),),
        deadline_moves=(DeadlineMoveNode(from_="a", to="b", on="2026-01-01", reason="r", unknown=EXTRA),),
        progress=(EntryNode(text="n", unknown=EXTRA),),
        ended=EndedNode(on="2026-01-01", reason="r", unknown=EXTRA),
    ).replace(unknown=EXTRA, source=SourceNode(kind="own", unknown=EXTRA)),
    "an author of many words": row(progress=(EntryNode(text="n", author="a" * 150, as_written="w" * 60),)),
    "a long number": plan_of(RecommendationNode(number="Recommendation 9 (ii), second part", text="x")),
}


@pytest.mark.parametrize("odd", ODD)
def test_reading_gives_back_what_was_written(cast, odd):
    document = ODD[odd]
    plan = write_document(cast.board, document, by=cast.manager)
    assert nameless(read_document(plan)).to_json() == nameless(document).to_json()


def test_every_row_has_a_reference_of_its_own_that_an_address_can_hold(cast, client_for):
    refs = ["9.1", "9.1", "9/1", "", "x" * 60, "99 a", "9.4(b)"]
    document = plan_of(
        RecommendationNode(number="9", text="x", actions=tuple(ActionNode(action="a", ref=ref) for ref in refs))
    )

    plan = write_document(cast.board, document, by=cast.manager)

    assert [a.ref for _, _, a in read_document(plan).actions()] == ["9.1", "9.2", "9.3", "9.4", "9.5", "9.6", "9.4(b)"]
    page = client_for("manager").get(reverse("actionplans:plan_page", args=[cast.board.slug, plan.slug]))
    assert page.status_code == 200


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (plan_of(RecommendationNode(number="9"), RecommendationNode(number="9")), "Recommendation 9 stands 2 times"),
        (row(status="open", ended=EndedNode(on="2026-01-01")), "has ended and is open at once"),
        (row(leads=(LeadNode("L" * 5001),)), "holds up to 5,000"),
        (plan_of().replace(title="T" * 201), "201 characters long. Plan, title, holds up to 200"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(cast, document, sentence):
    with pytest.raises(DocumentError, match=sentence), transaction.atomic():
        write_document(cast.board, document, by=cast.manager)
    assert not Plan.objects.exists()
