"""The words around the table on a plan's page."""

from __future__ import annotations

from actionplans.models import Plan
from tests.shown import shown


def test_the_name_of_a_review_is_never_changed_in_case(client_for, cast, fenmarsh):
    """“Child R” is a name; lists and sentences that begin with a small letter leave it alone."""
    plan = Plan.objects.get(slug=fenmarsh.keys["plan"])
    plan.source_kind, plan.source_title, plan.source_date = "case-review", "Child R", ""
    plan.save_by(cast.manager)
    page = shown(client_for("manager").get(fenmarsh.address("actionplans:plan_page")))
    assert "Answers: Child R" in page
    assert "child R" not in page
