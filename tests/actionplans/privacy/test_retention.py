"""How long plans are kept: the date, the reason, what is due, and that nothing is deleted by itself."""

from __future__ import annotations

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from actionplans.models import Plan
from actionplans.privacy import retention
from tests.builders import make_plan
from tests.shown import shown

REASON = "As the retention schedule says."


def in_days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def plan_kept(cast, title: str, days: int | None) -> Plan:
    plan = make_plan(cast.board, title=title, recommendations=1, actions=1, notes=0)
    if days is not None:
        retention.keep(plan, in_days(days), by=cast.manager, reason=REASON)
    return plan


def typed(day: datetime.date, **values: str) -> dict[str, str]:
    boxes = {"until_day": day.day, "until_month": day.month, "until_year": day.year}
    return {"whether": "until", "reason": REASON} | boxes | values


@pytest.fixture
def plans(cast) -> None:
    plan_kept(cast, "Later", 400)
    plan_kept(cast, "No date", None)
    plan_kept(cast, "Soon", 20)
    plan_kept(cast, "Past", -3)


def test_what_is_due_stands_first_and_what_has_no_date_says_so(cast, plans, client_for):
    found = retention.plans_of(cast.board, cast.manager, timezone.localdate())
    assert [(one.plan.title, one.state) for one in found] == [
        ("Past", "past"),
        ("Soon", "soon"),
        ("No date", "none"),
        ("Later", "later"),
    ]
    page = shown(client_for("manager").get(reverse("actionplans:retention_list", args=["fenmarsh"])))
    assert "2 plans are due" in page
    assert "No date yet" in page
    assert "Nothing is deleted by itself" in page


@pytest.mark.parametrize(("days", "state"), [(0, "past"), (1, "soon"), (30, "soon"), (31, "later")])
def test_a_plan_is_due_on_its_day_and_soon_before(days, state):
    assert retention.state(in_days(days), timezone.localdate(), 30) == state


def test_the_managers_home_says_what_is_due(cast, plans, client_for):
    page = shown(client_for("manager").get(reverse("actionplans:board_home", args=["fenmarsh"])))
    assert "“Past” was to be kept until" in page
    assert "“Soon” is kept until" in page
    assert "“Later”" not in page.split("Still needed?")[1].split("</section>")[0]


@pytest.mark.parametrize("role", ["chair", "lead", "member"])
def test_nobody_else_is_asked(cast, plans, client_for, role):
    page = shown(client_for(role).get(reverse("actionplans:board_home", args=["fenmarsh"])))
    assert "Still needed?" not in page


def test_a_plan_is_kept_longer_with_a_reason_that_is_in_its_history(cast, client_for):
    plan = plan_kept(cast, "Past", -3)
    until = in_days(365)
    answer = client_for("manager").post(
        reverse("actionplans:plan_retention", args=["fenmarsh", plan.slug]), typed(until)
    )
    assert answer.status_code == 302
    line = plan.history.first()
    assert (line.keep_until, line.history_change_reason, line.history_user) == (until, REASON, cast.manager)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"reason": ""}, "Answer “Why?”"),
        ({"until_day": "", "until_month": "", "until_year": ""}, "Enter the day until which the plan is kept."),
        ({"until_year": "2020"}, "That day has gone by."),
        ({"whether": ""}, "Choose whether the plan has a date"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(cast, client_for, values, words):
    plan = plan_kept(cast, "Past", -3)
    answer = client_for("manager").post(
        reverse("actionplans:plan_retention", args=["fenmarsh", plan.slug]), typed(in_days(365), **values)
    )
    assert answer.status_code == 422
    assert words in shown(answer)
    assert values.get("reason", REASON) in shown(answer)
    plan.refresh_from_db()
    assert plan.keep_until == in_days(-3)


def test_a_date_can_be_taken_back(cast, client_for):
    plan = plan_kept(cast, "Soon", 20)
    address = reverse("actionplans:plan_retention", args=["fenmarsh", plan.slug])
    client_for("manager").post(address, {"whether": "open", "reason": "The inspection goes on."})
    plan.refresh_from_db()
    assert plan.keep_until is None


def test_nothing_of_a_plan_that_is_past_is_gone(cast, client_for):
    plan = plan_kept(cast, "Past", -3000)
    assert client_for("member").get(reverse("actionplans:plan_page", args=["fenmarsh", plan.slug])).status_code == 200


def test_the_host_learns_numbers_and_no_title(cast, plans):
    out = StringIO()
    call_command("due", stdout=out)
    assert (
        "fenmarsh (Fenmarsh Safeguarding Children Partnership): 1 plan due now, 1 within 30 days, 1 without a date"
        in (out.getvalue())
    )
    assert "otherby" in out.getvalue()
    assert "Past" not in out.getvalue()


def test_a_board_that_is_not_there_is_named(cast):
    with pytest.raises(CommandError, match="There is no board “nowhere”"):
        call_command("due", "nowhere")


def test_the_list_asks_no_more_for_more_plans(cast, client_for, django_assert_max_num_queries):
    client = client_for("manager")
    address = reverse("actionplans:retention_list", args=["fenmarsh"])
    plan_kept(cast, "First", 3)
    client.get(address)
    with django_assert_max_num_queries(20) as few:
        client.get(address)
    for number in range(4):
        plan_kept(cast, f"Plan {number}", number)
    with django_assert_max_num_queries(len(few)):
        client.get(address)
