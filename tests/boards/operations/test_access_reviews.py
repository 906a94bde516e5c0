"""The yearly access review: does every user with access still need it?"""

from __future__ import annotations

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from boards.access import Role
from boards.models import BelongingReview, Membership, Person, User
from boards.operations import access_reviews
from tests.builders import make_plan
from tests.shown import shown

REVIEWS = "/boards/fenmarsh/access-reviews/"
REFUSED = "Nobody ends their own access"


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", shown(response)).split())


def says(cast, **answers: str) -> dict:
    """What is ticked, by role: ``says(cast, lead="leaves", chair="stays: since 2024")``."""
    data = {}
    for role, said in answers.items():
        answer, _, remark = said.partition(": ")
        prefix = f"member{cast.membership(role).pk}"
        data |= {f"{prefix}-answer": answer, f"{prefix}-remark": remark}
    return data


EVERYBODY = dict.fromkeys(("manager", "chair", "lead", "lead2", "member", "observer"), "stays")


def begin(client) -> str:
    return client.post(REVIEWS).url


def test_a_review_lists_everybody_with_access_and_what_is_known_of_them(cast, client_for):
    make_plan(cast.board, recommendations=1, actions=1, notes=1)
    gone = cast.membership("observer")
    gone.ended_on = timezone.localdate()
    gone.save_by(None)
    client = client_for("manager")
    page = text(client.get(begin(client)))
    assert "5 of 5 not answered yet" in page
    today = timezone.localtime()
    assert f"Tessa Orme Fenmarsh Council Role Business manager Last signed in {today.day} {today:%b %Y}" in page
    assert f"Last wrote a note {today.day} {today:%b %Y} Second step No" in page
    assert "Ruth Calloway Fenland Constabulary Role Partner lead Last signed in Never Last wrote a note None" in page
    assert "Isla Brand" not in page


def test_it_is_answered_in_several_sittings(cast, client_for):
    client = client_for("manager")
    address = begin(client)
    first = client.post(address, says(cast, lead="stays: spoke on the phone", chair="stays"), follow=True)
    assert "Saved. 4 people are not answered yet." in text(first)
    again = shown(client.get(address))
    assert 'value="spoke on the phone"' in again
    assert REVIEWS + str(BelongingReview.objects.get().pk) + "/" == begin(client)
    rest = {role: "stays" for role in EVERYBODY if role not in ("lead", "chair")}
    done = client.post(address, says(cast, lead="stays", chair="stays", **rest) | {"finish": "1"}, follow=True)
    assert "6 stay, 0 left" in text(done)


def test_a_user_who_leaves_has_no_access_any_more(cast, client_for):
    lead = client_for("lead")
    client = client_for("manager")
    client.post(begin(client), says(cast, lead="leaves: has moved to another force"))
    assert lead.get("/boards/fenmarsh/").status_code in (302, 404)
    membership = cast.membership("lead")
    assert membership.ended_on == timezone.localdate()
    line = membership.history.first()
    assert line.history_user == cast.manager
    assert line.history_change_reason.endswith("has moved to another force")


def test_it_is_finished_only_when_everybody_is_answered(cast, client_for):
    client = client_for("manager")
    address = begin(client)
    some = dict(list(EVERYBODY.items())[:-1])
    client.post(address, says(cast, **some) | {"finish": "1"})
    assert BelongingReview.objects.get().finished_at is None
    with pytest.raises(ValidationError, match="Isla Brand"):
        access_reviews.finish(BelongingReview.objects.get(), by=cast.manager)
    client.post(address, says(cast, **EVERYBODY) | {"finish": "1"})
    review = BelongingReview.objects.get()
    assert review.finished_by == cast.manager
    assert review.answers.count() == 6


def test_who_joins_meanwhile_is_asked_about_too(cast, client_for):
    client = client_for("manager")
    address = begin(client)
    client.post(address, says(cast, **EVERYBODY))
    Membership.objects.create_by(None, board=cast.board, user=cast.stranger, role=Role.MEMBER)
    assert "1 of 7 not answered yet" in text(client.get(address))


def test_what_was_found_is_kept_and_listed(cast, client_for):
    client = client_for("manager")
    address = begin(client)
    client.post(address, says(cast, **EVERYBODY | {"lead2": "leaves", "chair": "stays: until March"}) | {"finish": "1"})
    today = timezone.localdate()
    assert "Reviewed by Tessa Orme: 5 stay, 1 left" in text(client.get(REVIEWS))
    found = text(client.get(address))
    assert f"Reviewed on {today.day} {today:%B %Y} by Tessa Orme: 5 stay, 1 left." in found
    assert "until March" in found
    later = client.post(address, says(cast, chair="leaves"), follow=True)
    assert "Nothing was changed" in text(later)
    assert cast.membership("chair").ended_on is None


def test_the_role_at_that_time_is_kept(cast, client_for):
    client = client_for("manager")
    address = begin(client)
    client.post(address, says(cast, **EVERYBODY) | {"finish": "1"})
    membership = cast.membership("lead")
    membership.role = Role.OBSERVER
    membership.save_by(None)
    row = text(client.get(address)).split("Ruth Calloway")[1]
    assert row.startswith(" Fenland Constabulary Role Partner lead")


def test_nobody_answers_that_they_leave_themselves_and_nothing_else_is_saved_then(cast, client_for):
    client = client_for("manager")
    address = begin(client)
    answer = client.post(address, says(cast, manager="leaves: enough", lead="leaves"))
    assert answer.status_code == 422
    assert REFUSED in text(answer)
    assert 'value="enough"' in shown(answer)
    assert cast.membership("manager").ended_on is None
    assert cast.membership("lead").ended_on is None


def test_an_access_that_ended_is_not_given_back_by_an_answer(cast, client_for):
    client = client_for("manager")
    address = begin(client)
    client.post(address, says(cast, lead="leaves"))
    answer = client.post(address, says(cast, lead="stays", chair="stays"))
    assert answer.status_code == 422
    assert "To let them in again, invite them" in text(answer)
    assert BelongingReview.objects.get().answers.count() == 1


def test_the_managers_home_says_when_a_review_is_due(cast, client_for):
    make_plan(cast.board, recommendations=1, actions=1)
    home, client = reverse("actionplans:board_home", args=["fenmarsh"]), client_for("manager")
    assert "Access has never been reviewed" in text(client.get(home))
    assert "never been reviewed" not in text(client_for("chair").get(home))
    review = access_reviews.begin(cast.board, by=cast.manager)
    assert "is not finished" in text(client.get(home))
    for membership in cast.board.memberships.all():
        access_reviews.answer(review, membership, stays=True, by=cast.manager)
    access_reviews.finish(review, by=cast.manager)
    assert "reviewed" not in text(client.get(home))
    review.finished_at = timezone.localtime() - datetime.timedelta(days=370)
    review.save_by(None)
    assert "was last reviewed on" in text(client.get(home))


def test_queries_do_not_grow_with_people(cast, client_for, django_assert_num_queries):
    client = client_for("manager")
    address = begin(client)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for n in range(20):
        user = User.objects.create_user(f"p{n}@s.example", name=f"Person {n}")
        person = Person.objects.create_by(None, board=cast.board, name=user.name, agency=cast.agencies["health"])
        Membership.objects.create_by(None, board=cast.board, user=user, role=Role.LEAD, person=person)
    with django_assert_num_queries(len(few)):
        client.get(address)
