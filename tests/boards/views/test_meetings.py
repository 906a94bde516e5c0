"""Meetings of a board: to come, held, cancelled."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from boards.models import Meeting
from tests.shown import shown

BASE = "/boards/fenmarsh/meetings/"


def text(response) -> str:
    return " ".join(strip_tags(shown(response)).split())


@pytest.fixture
def meeting(cast):
    """What the form of a meeting of the Executive in 30 days sends; dates may be given as days from today."""

    def make(group=None, date: int = 30, papers: int | None = None, **changes) -> dict:
        data = {"group": (group or cast.executive).pk, "time": "", "place": ""} | _three("date", date)
        if papers is not None:
            data |= _three("papers_due", papers)
        return data | changes

    return make


def _three(name: str, days: int) -> dict:
    day = timezone.localdate() + datetime.timedelta(days=days)
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_coming_and_held_meetings_are_listed_apart(cast, client_for):
    response = client_for("member").get(BASE)
    assert response.context["coming"] == [cast.coming]
    assert response.context["held"] == [cast.held]
    assert "Council House" in text(response)
    assert "Papers due" in text(response)
    assert "Add a meeting" not in text(response)


def test_a_meeting_is_added(cast, client_for, meeting):
    response = client_for("manager").post(BASE + "add/", meeting(papers=23, time="2.30 pm", place="Fen House"))
    assert response.url == BASE
    added = Meeting.objects.get(place="Fen House")
    assert (added.time, added.date - added.papers_due) == (datetime.time(14, 30), datetime.timedelta(days=7))
    assert added.history.get().history_user == cast.manager


@pytest.mark.parametrize(
    ("typed", "read"),
    [("10am", (10, 0)), ("10:15", (10, 15)), ("4.05pm", (16, 5)), ("2 p.m.", (14, 0)), ("12 noon", (12, 0))],
)
def test_times_are_read_as_people_write_them(client_for, meeting, typed, read):
    client_for("manager").post(BASE + "add/", meeting(time=typed))
    assert Meeting.objects.latest("pk").time == datetime.time(*read)


def test_a_time_that_cannot_be_read_is_explained(client_for, meeting):
    response = client_for("manager").post(BASE + "add/", meeting(time="after lunch"))
    assert "Write a time like 10am or 2:30pm" in text(response)
    assert 'value="after lunch"' in shown(response)


def test_papers_after_the_meeting_are_refused_by_the_field(client_for, meeting):
    response = client_for("manager").post(BASE + "add/", meeting(date=10, papers=11))
    assert response.context["form"].errors["papers_due"] == ["Papers are due on the day of the meeting at the latest."]


def test_a_group_meets_once_a_day(cast, client_for, meeting):
    client = client_for("manager")
    response = client.post(BASE + "add/", meeting(date=7))
    assert response.context["form"].errors["date"] == ["This group meets on that day already."]
    assert client.post(BASE + "add/", meeting(group=cast.quality, date=7)).status_code == 302


def test_a_cancelled_meeting_stays_in_the_list_and_makes_room(cast, client_for, meeting):
    client = client_for("manager")
    client.post(f"{BASE}{cast.coming.pk}/", meeting(date=7, cancelled="on"))
    cast.coming.refresh_from_db()
    assert cast.coming.cancelled
    assert "Cancelled" in text(client.get(BASE))
    assert client.post(BASE + "add/", meeting(date=7)).status_code == 302


def test_groups_of_another_board_cannot_be_chosen(cast, client_for, meeting):
    response = client_for("manager").post(BASE + "add/", meeting(group=cast.otherby_executive))
    assert "group" in response.context["form"].errors
    assert Meeting.objects.filter(group=cast.otherby_executive).count() == 1


def test_only_the_manager_edits(cast, client_for):
    for address in (BASE + "add/", f"{BASE}{cast.coming.pk}/"):
        assert client_for("manager").get(address).status_code == 200
        for role in ("chair", "lead", "member", "observer"):
            assert client_for(role).get(address).status_code == 403
        assert client_for("neighbour").get(address).status_code == 404


def test_meetings_of_another_board_are_not_found(cast, client_for):
    assert client_for("manager").get(f"{BASE}{cast.otherby_meeting.pk}/").status_code == 404
    assert client_for("observer").get(BASE).status_code == 403
    assert client_for("neighbour").get(BASE).status_code == 404


def test_queries_do_not_grow_with_meetings(cast, client_for, django_assert_num_queries):
    client = client_for("manager")
    client.get(BASE)  # the first page of a session notes when it was used
    with CaptureQueriesContext(connection) as small:
        client.get(BASE)
    today = timezone.localdate()
    Meeting.objects.bulk_create_by(
        [Meeting(group=cast.quality, date=today + datetime.timedelta(days=n)) for n in range(-40, 40)], by=None
    )
    with django_assert_num_queries(len(small)):
        client.get(BASE)
