"""The words around the table on a plan's page."""

from __future__ import annotations

from actionplans.models import Plan
from actionplans.operations import notes
from tests import builders
from tests.browsing import text_of, url
from tests.shown import shown


def test_the_name_of_a_review_is_never_changed_in_case(client_for, cast, fenmarsh):
    """“Child R” is a name; lists and sentences that begin with a small letter leave it alone."""
    plan = Plan.objects.get(slug=fenmarsh.keys["plan"])
    plan.source_kind, plan.source_title, plan.source_date = "case-review", "Child R", ""
    plan.save_by(cast.manager)
    page = shown(client_for("manager").get(fenmarsh.address("actionplans:plan_page")))
    assert "Answers: Child R" in page
    assert "child R" not in page


def test_the_page_says_in_which_order_its_notes_are(client_for, cast):
    plan = builders.make_plan(cast.board, recommendations=1, actions=1, notes=1)
    page = client_for("member")
    words = "Notes are shown newest first, and printed oldest first."
    assert words not in text_of(page.get(url("actionplans:plan_page", plan)))
    notes.add_note(plan.actions.get(), by=cast.manager, text="Two have answered.")
    assert words in text_of(page.get(url("actionplans:plan_page", plan)))
