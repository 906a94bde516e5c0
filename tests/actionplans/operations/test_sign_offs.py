"""Sign-offs of complete actions and of versions; both can be taken back, and stay in the history."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actionplans.models import SignOff
from actionplans.operations import actions, sign_offs, structure
from actionplans.pages.sign_offs import waiting
from actionplans.persistence.load import read_document
from tests import builders
from tests.browsing import text

TODAY = f"{timezone.localdate():%-d %B %Y}"


@pytest.fixture
def world(cast):
    plan = builders.make_plan(cast.board, recommendations=1, actions=2)
    row = plan.actions.get(ref="99.1")
    actions.end_action(row, "complete", by=cast.manager, reason="Shown to the Executive")
    row.refresh_from_db()
    board = f"/boards/{cast.board.slug}"
    return SimpleNamespace(
        cast=cast,
        plan=plan,
        row=row,
        board=board,
        at=f"{board}/plans/{plan.slug}",
        page=f"{board}/plans/{plan.slug}/rows/99.1/",
    )


def test_the_chair_signs_off_what_is_complete(world, client_for):
    before = read_document(world.plan)
    client = client_for("chair")
    client.post(f"{world.page}sign-off/", {"words": "I have seen it in use."})
    sign_off = SignOff.objects.get()
    assert (sign_off.action, sign_off.signed_by) == (world.row, world.cast.chair)
    page = text(client_for("member").get(world.page))
    assert f"Signed off by Graham Ashdown on {TODAY}: I have seen it in use." in page
    assert "Signed off by Graham Ashdown: “I have seen it in use”." in page  # in the story too
    assert read_document(world.plan) == before


def test_a_remark_is_not_needed(world, client_for):
    client_for("chair").post(f"{world.page}sign-off/", {"words": ""})
    assert f"Signed off by Graham Ashdown on {TODAY}." in text(client_for("member").get(world.page))


@pytest.mark.parametrize("role", ["lead", "member", "observer"])
def test_nobody_else_does(world, client_for, role):
    sign_offs.sign_off_action(world.row, by=world.cast.chair)
    builders.make_version(world.plan)
    for page in (
        f"{world.page}sign-off/",
        f"{world.page}sign-off/take-back/",
        f"{world.at}/versions/1/sign-off/",
        f"{world.at}/versions/1/sign-off/take-back/",
        f"{world.board}/sign-offs/",
    ):
        assert client_for(role).get(page).status_code == 403
        assert client_for(role).post(page, {"reason": "x"}).status_code == 403
    assert SignOff.objects.standing().count() == 1


def test_what_is_open_or_closed_is_not_signed_off(world, client_for):
    other = world.plan.actions.get(ref="99.2")
    with pytest.raises(ValidationError, match="Only what is complete"):
        sign_offs.sign_off_action(other, by=world.cast.chair)
    actions.end_action(other, "closed", by=world.cast.manager, reason="Overtaken")
    with pytest.raises(ValidationError, match="Only what is complete"):
        sign_offs.sign_off_action(other, by=world.cast.chair)
    page = client_for("chair").get(world.page.replace("99.1", "99.2") + "sign-off/", follow=True)
    assert "99.2 is closed. Only what is complete can be signed off." in text(page)


def test_it_is_signed_off_once(world, client_for):
    sign_offs.sign_off_action(world.row, by=world.cast.chair)
    answer = client_for("chair").post(f"{world.page}sign-off/", {"words": "Again."})
    assert answer.status_code == 422
    assert f"Graham Ashdown signed this off on {TODAY}." in text(answer)
    assert SignOff.objects.count() == 1


def test_the_chair_finds_what_waits_in_one_list(world, client_for):
    client = client_for("chair")
    assert "1 complete action waits for your sign-off." in text(client.get(f"{world.board}/"))
    listed = text(client.get(f"{world.board}/sign-offs/"))
    assert "1 action waits for your sign-off" in listed
    assert "Shown to the Executive" in listed
    client.post(f"{world.page}sign-off/?list", {"words": ""})
    listed = text(client.get(f"{world.board}/sign-offs/"))
    assert "No complete action waits for your sign-off." in listed
    assert "your sign-off" not in text(client.get(f"{world.board}/"))


def test_from_the_list_it_leads_back_to_the_list_while_more_wait(world, client_for):
    actions.end_action(world.plan.actions.get(ref="99.2"), "complete", by=world.cast.manager, reason="Done")
    client = client_for("chair")
    assert client.post(f"{world.page}sign-off/?list", {}).url == f"{world.board}/sign-offs/"
    second = world.page.replace("99.1", "99.2")
    assert client.post(f"{second}sign-off/?list", {}).url == second


def test_it_is_taken_back_with_a_reason(world, client_for):
    sign_offs.sign_off_action(world.row, by=world.cast.chair, words="Seen.")
    client = client_for("chair")
    answer = client.post(f"{world.page}sign-off/take-back/", {"reason": ""})
    assert answer.status_code == 422
    client.post(f"{world.page}sign-off/take-back/", {"reason": "It was another school."})
    assert not SignOff.objects.standing().exists()
    page = text(client_for("member").get(world.page))
    assert "Awaiting sign-off." in page
    assert "Sign-off taken back by Graham Ashdown, because “It was another school”." in page
    assert SignOff.history.filter(history_change_reason="It was another school.").exists()
    sign_offs.sign_off_action(world.row, by=world.cast.chair)  # and can be given again


def test_opening_an_action_again_takes_it_back(world, client_for):
    sign_offs.sign_off_action(world.row, by=world.cast.chair)
    client_for("manager").post(f"{world.page}reopen/", {"reason": "It broke."})
    sign_off = SignOff.objects.get()
    assert sign_off.taken_back
    line = sign_off.history.first()
    assert (line.history_user, line.history_change_reason) == (world.cast.manager, "99.1 was opened again: It broke.")
    assert "Signed off by Graham Ashdown on" not in text(client_for("member").get(world.page))


# awaiting -----------------------------------------------------------------------------------------------------------------


def test_awaiting_sign_off_is_said_once_the_plan_has_begun_with_it_and_always_to_the_chair(world, client_for):
    plan = f"{world.at}/"
    assert "Awaiting sign-off" in text(client_for("chair").get(plan))
    assert "Awaiting sign-off" in text(client_for("chair").get(world.page))
    for role in ("manager", "member"):
        assert "Awaiting sign-off" not in text(client_for(role).get(plan))
    other = world.plan.actions.get(ref="99.2")
    actions.end_action(other, "complete", by=world.cast.manager, reason="Done")
    sign_offs.sign_off_action(other, by=world.cast.chair)
    page = text(client_for("member").get(plan))
    assert "Awaiting sign-off" in page
    assert "Signed off" in page
    assert "Awaiting sign-off." in text(client_for("member").get(world.page))


def test_what_is_internal_waits_for_those_who_read_it(world, client_for):
    actions.change_action(world.row, {"internal": True}, by=world.cast.manager)
    assert waiting(world.cast.chair, world.cast.board).count() == 1
    assert waiting(world.cast.member, world.cast.board).count() == 0


def test_a_row_taken_out_does_not_wait(world):
    structure.remove_action(world.row, by=world.cast.manager, reason="Taken into 99.2")
    assert not waiting(world.cast.chair, world.cast.board).exists()


# versions -----------------------------------------------------------------------------------------------------------------


def test_a_published_version_is_agreed_and_everybody_who_reads_versions_sees_it(world, client_for):
    version = builders.make_version(world.plan)
    seal = version.seal
    client_for("chair").post(f"{world.at}/versions/1/sign-off/", {"words": "As the Executive left it."})
    for role in ("member", "observer"):
        page = text(client_for(role).get(f"{world.at}/versions/1/"))
        assert f"Signed off by Graham Ashdown on {TODAY}: As the Executive left it." in page
        assert f"Signed off by Graham Ashdown, {TODAY}" in text(client_for(role).get(f"{world.at}/versions/"))
    version.refresh_from_db()
    assert version.seal == seal == version.compute_seal("")


def test_a_version_is_agreed_once_and_that_can_be_taken_back(world, client_for):
    version = builders.make_version(world.plan)
    sign_offs.sign_off_version(version, by=world.cast.chair)
    with pytest.raises(ValidationError, match="Graham Ashdown signed this off"):
        sign_offs.sign_off_version(version, by=world.cast.manager)
    client_for("chair").post(f"{world.at}/versions/1/sign-off/take-back/", {"reason": "One row is wrong."})
    assert "Signed off by" not in text(client_for("member").get(f"{world.at}/versions/"))


def test_a_plan_of_another_board_is_not_there(world, client_for, cast):
    plan = builders.make_plan(cast.otherby, first=500, recommendations=1, actions=1)
    row = plan.actions.get()
    actions.end_action(row, "complete", by=cast.neighbour, reason="Done")
    there = f"/boards/{cast.otherby.slug}/plans/{plan.slug}/rows/{row.ref}/sign-off/"
    here = f"{world.at}/rows/{row.ref}/sign-off/"
    for page in (there, here):
        assert client_for("chair").post(page, {}).status_code == 404
    assert not SignOff.objects.exists()


def test_queries_do_not_grow_with_sign_offs(cast, client_for, django_assert_max_num_queries):
    plan = builders.make_big_plan(cast.board, recommendations=3, actions=6, notes=1)
    rows = list(plan.actions.all())
    for row in rows:
        actions.end_action(row, "complete", by=cast.manager, reason="Done")
    pages = [f"/boards/{cast.board.slug}/{more}" for more in ("", "sign-offs/", f"plans/{plan.slug}/")]
    sign_offs.sign_off_action(rows[0], by=cast.chair)
    few = []
    client = client_for("chair")
    client.get(pages[0])  # the first page of a session notes when it was used, and of which board
    for page in pages:
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        few.append(len(queries))
    for row in rows[1:12]:
        sign_offs.sign_off_action(row, by=cast.chair)
    for page, number in zip(pages, few, strict=True):
        with django_assert_max_num_queries(number):
            client.get(page)
