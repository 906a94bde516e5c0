"""``get_absolute_url`` of the models that have a page."""

from __future__ import annotations

from actionplans.operations import challenges, reports
from tests import shown as pages
from tests.builders import make_import, make_plan, make_version


def test_each_leads_to_its_page(cast, client_for, quick_print):
    plan = make_plan(cast.board, recommendations=1, actions=1)
    shown = {
        plan: plan.title,
        plan.actions.get(): "99.1",
        make_version(plan): "Version 1",
        challenges.ask(plan, by=cast.chair, text="Who decides?"): "Who decides?",
        reports.begin_report(plan, by=cast.manager, to="Health and Wellbeing Board"): "Health and Wellbeing Board",
        make_import(cast.board): "plan.json",
    }
    client = client_for("manager")
    for row, words in shown.items():
        answer = client.get(row.get_absolute_url())
        assert answer.status_code == 200
        assert words in pages.shown(answer)
