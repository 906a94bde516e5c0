"""Challenges: the chair asks, the manager or a lead answers, and a challenge is open until the chair closes it."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actionplans.models import Challenge
from actionplans.operations import actions, challenges, structure
from actionplans.persistence.load import read_document
from actionplans.printing.orders import order_for
from actionplans.views.prints import about_of
from boards.access import Right
from tests import builders
from tests.browsing import text
from tests.shown import shown

QUESTION = "Who in each agency can say yes on the day?"


@pytest.fixture
def world(cast):
    plan = builders.make_plan(cast.board, recommendations=1, actions=3)
    return SimpleNamespace(cast=cast, plan=plan, row=plan.actions.get(ref="99.1"))


def url(world, *parts):
    return "/".join(
        [f"/boards/{world.cast.board.slug}/plans/{world.plan.slug}/challenges", *map(str, parts), ""]
    ).replace("//", "/")


def asked(world, **values) -> Challenge:
    values = {"by": world.cast.chair, "text": QUESTION, "action": world.row} | values
    return challenges.ask(world.plan, **values)


# asking -----------------------------------------------------------------------------------------------------------------


def test_the_chair_challenges_an_action_at_a_meeting_and_no_cell_changes(world, client_for):
    before = read_document(world.plan)
    client = client_for("chair")
    page = client.get(url(world, "new") + "?row=99.1")
    assert page.context["form"]["action"].value() == "99.1"
    answer = client.post(
        url(world, "new"), {"action": "99.1", "text": QUESTION, "meeting": world.cast.held.pk}, follow=True
    )
    assert "Challenge 1 is asked." in text(answer)
    challenge = Challenge.objects.get()
    assert (challenge.action, challenge.meeting, challenge.asked_by) == (world.row, world.cast.held, world.cast.chair)
    assert read_document(world.plan) == before


def test_challenges_are_numbered_through_the_plan(world, cast):
    other = builders.make_plan(cast.board, title="Another", first=500, recommendations=1, actions=1)
    numbers = [asked(world).number, asked(world, action=None).number, asked(world, text="And who stands in?").number]
    assert numbers == [1, 2, 3]
    assert challenges.ask(other, by=cast.chair, text=QUESTION).number == 1


def test_the_same_form_sent_twice_is_one_challenge(world):
    assert asked(world) == asked(world)


def test_nothing_is_asked_without_words(world, client_for):
    answer = client_for("chair").post(url(world, "new"), {"action": "99.1", "text": " "})
    assert answer.status_code == 422
    assert "Write what you ask" in text(answer)


def test_rows_and_meetings_of_another_board_cannot_be_named(world, client_for, cast):
    builders.make_plan(cast.otherby, first=500, recommendations=1, actions=1)
    client = client_for("chair")
    for wrong in ({"action": "500.1"}, {"meeting": cast.otherby_meeting.pk}):
        answer = client.post(url(world, "new"), {"text": QUESTION} | wrong)
        assert answer.status_code == 422
    assert not Challenge.objects.exists()


@pytest.mark.parametrize("role", ["lead", "member", "observer"])
def test_nobody_else_challenges_or_closes(world, client_for, role):
    asked(world)
    for page in (url(world, "new"), url(world, 1, "close"), url(world, 1, "again")):
        assert client_for(role).get(page).status_code == 403
        assert client_for(role).post(page, {"text": "x", "outcome": "x"}).status_code == 403
    assert Challenge.objects.get().is_open


def test_the_chair_is_offered_to_challenge_and_nothing_to_edit(world, client_for):
    client = client_for("chair")
    plan = shown(client.get(f"/boards/{world.cast.board.slug}/plans/{world.plan.slug}/"))
    row = shown(client.get(f"/boards/{world.cast.board.slug}/plans/{world.plan.slug}/rows/99.1/"))
    assert "Challenge the plan" in plan
    assert "Challenge this action" in row
    for offered in ("?edit=", "/edit/", "/end/", "Publish", "/settings/", "/notes/"):
        assert offered not in plan
        assert offered not in row


# answering --------------------------------------------------------------------------------------------------------------


def test_the_lead_of_the_action_answers(world, client_for):
    asked(world)
    client = client_for("lead")
    mine = text(client.get(f"/boards/{world.cast.board.slug}/my-actions/"))
    assert "1 challenge waits for your answer" in mine
    assert QUESTION in mine
    page = client.post(url(world, 1, "answer"), {"answer": "The superintendent can."}, follow=True)
    assert "Your answer to challenge 1 is saved." in text(page)
    challenge = Challenge.objects.get()
    assert (challenge.answer, challenge.answered_by) == ("The superintendent can.", world.cast.lead)
    assert "waits for your answer" not in text(client.get(f"/boards/{world.cast.board.slug}/my-actions/"))


def test_others_do_not(world, client_for):
    asked(world)
    asked(world, action=None)
    for role, number in (("lead2", 1), ("member", 1), ("chair", 1), ("lead", 2)):
        answer = client_for(role).post(url(world, number, "answer"), {"answer": "Yes."})
        assert answer.status_code == 403
    assert not Challenge.objects.exclude(answer="").exists()


def test_the_manager_answers_for_the_plan_as_a_whole(world, client_for):
    asked(world, action=None)
    assert "1 challenge waits for an answer." in text(client_for("manager").get(f"/boards/{world.cast.board.slug}/"))
    client_for("manager").post(url(world, 1, "answer"), {"answer": "All of them."})
    assert Challenge.objects.get().answer == "All of them."
    home = text(client_for("chair").get(f"/boards/{world.cast.board.slug}/"))
    assert "1 challenge is answered: close it, or ask again." in home


def test_an_answer_is_not_put_over_one_that_was_not_seen(world, client_for):
    challenge = asked(world)
    client = client_for("manager")
    base = client.get(url(world, 1, "answer")).context["form"]["base"].value()
    challenges.answer(challenge, by=world.cast.lead, text="The superintendent can.")
    answer = client.post(url(world, 1, "answer"), {"answer": "Nobody can.", "base": base})
    assert answer.status_code == 422
    assert "Ruth Calloway changed this" in text(answer)
    assert Challenge.objects.get().answer == "The superintendent can."
    client.post(url(world, 1, "answer"), {"answer": "Both.", "base": answer.context["form"]["base"].value()})
    assert Challenge.objects.get().answer == "Both."
    assert [turn.words for turn in challenges.turns(challenge)] == [QUESTION, "The superintendent can.", "Both."]


def test_what_is_closed_is_not_answered_any_more(world, client_for):
    challenge = asked(world)
    challenges.close(challenge, by=world.cast.chair, outcome="Heard at the meeting.")
    with pytest.raises(ValidationError, match="Graham Ashdown closed this"):
        challenges.answer(challenge, by=world.cast.manager, text="Too late.")
    page = client_for("lead").get(url(world, 1, "answer"), follow=True)
    assert "Challenge 1 was closed by Graham Ashdown." in text(page)


# closing, and asking again ------------------------------------------------------------------------------------------------


def test_the_chair_closes_it_with_what_came_of_it(world, client_for):
    challenges.answer(asked(world), by=world.cast.lead, text="The superintendent can.")
    client = client_for("chair")
    assert client.post(url(world, 1, "close"), {"outcome": ""}).status_code == 422
    client.post(url(world, 1, "close"), {"outcome": "Named in the minutes."})
    page = text(client_for("member").get(url(world)))
    assert "No challenge is open." in page
    assert "Named in the minutes." in page
    with pytest.raises(ValidationError, match="closed this"):
        challenges.close(Challenge.objects.get(), by=world.cast.manager, outcome="Again.")


def test_asked_again_it_keeps_its_number_its_words_and_all_that_was_said(world, client_for):
    challenge = asked(world)
    challenges.answer(challenge, by=world.cast.lead, text="The superintendent can.")
    challenges.close(challenge, by=world.cast.chair, outcome="Settled.")
    client_for("chair").post(url(world, 1, "again"), {"text": "And at night?"})
    challenge.refresh_from_db()
    assert challenge.waits
    assert challenge.text.startswith(QUESTION)
    assert challenge.text.endswith("And at night?")
    listed = [(turn.did, turn.who, turn.words) for turn in challenges.turns(challenge)]
    assert listed == [
        ("Asked", "Graham Ashdown", QUESTION),
        ("Answered", "Ruth Calloway", "The superintendent can."),
        ("Closed", "Graham Ashdown", "Settled."),
        ("Asked again", "Graham Ashdown", "And at night?"),
    ]
    page = text(client_for("member").get(url(world, 1)))
    assert "Settled." in page
    assert "And at night?" in page


def test_asked_again_twice_by_the_same_form_is_asked_once(world, client_for):
    asked(world)
    for _ in range(2):
        client_for("chair").post(url(world, 1, "again"), {"text": "And at night?"})
    challenge = Challenge.objects.get()
    assert challenge.text.count("And at night?") == 1
    assert [turn.did for turn in challenges.turns(challenge)] == ["Asked", "Asked again"]


def test_the_outcome_of_a_challenge_is_shown_with_the_action(world, client_for):
    challenge = asked(world)
    challenges.close(challenge, by=world.cast.chair, outcome="Settled.")
    page = text(client_for("member").get(f"/boards/{world.cast.board.slug}/plans/{world.plan.slug}/rows/99.1/"))
    assert "Challenge 1 asked by Graham Ashdown." in page
    assert "Challenge 1 closed by Graham Ashdown: “Settled”." in page


# the list ---------------------------------------------------------------------------------------------------------------


def test_the_list_has_the_open_ones_first_and_says_for_how_long(world, client_for):
    ago = timezone.localtime() - datetime.timedelta(days=22)
    asked(world, text="The first.", at=ago)
    closed = asked(world, text="The second.", at=ago)
    challenges.close(closed, by=world.cast.chair, outcome="Settled.", at=ago + datetime.timedelta(days=5))
    page = text(client_for("member").get(url(world)))
    assert "1 challenge is open, without an answer." in page
    assert page.index("The first.") < page.index("The second.")
    assert "Open for 22 days." in page
    assert "Closed after 5 days." in page


def test_the_list_is_narrowed_to_the_open_or_the_closed_ones(world, client_for):
    asked(world, text="The first.")
    challenges.close(asked(world, text="The second."), by=world.cast.chair, outcome="Settled.")
    client = client_for("member")
    only_open, only_closed = (text(client.get(url(world) + f"?show={which}")) for which in ("open", "closed"))
    assert "The first." in only_open
    assert "The second." not in only_open
    assert "The second." in only_closed
    assert "The first." not in only_closed


def test_the_plan_names_the_open_challenges_to_a_row(world, client_for):
    challenge = asked(world)
    plan = f"/boards/{world.cast.board.slug}/plans/{world.plan.slug}/"
    assert "Challenge 1" in text(client_for("member").get(plan))
    challenges.close(challenge, by=world.cast.chair, outcome="Settled.")
    assert "Challenge 1" not in text(client_for("member").get(plan))


# who sees what ------------------------------------------------------------------------------------------------------------


def test_a_challenge_to_an_internal_row_is_for_those_who_read_the_row(world, client_for):
    asked(world)
    actions.change_action(world.row, {"internal": True}, by=world.cast.manager)
    for role in ("lead", "member"):
        assert QUESTION not in text(client_for(role).get(url(world)))
        for page in (url(world, 1), url(world, 1, "answer")):
            assert client_for(role).get(page).status_code == (403 if role == "member" and "answer" in page else 404)
        assert "1 challenge" not in text(
            client_for(role).get(f"/boards/{world.cast.board.slug}/plans/{world.plan.slug}/")
        )
    assert "waits for your answer" not in text(client_for("lead").get(f"/boards/{world.cast.board.slug}/my-actions/"))
    assert QUESTION in text(client_for("chair").get(url(world)))


def test_a_challenge_to_an_internal_recommendation_too(world, client_for):
    asked(world)
    recommendation = world.row.recommendation
    recommendation.internal = True
    recommendation.save_by(world.cast.manager)
    assert client_for("lead").get(url(world, 1)).status_code == 404
    assert client_for("manager").get(url(world, 1)).status_code == 200


def test_observers_and_neighbours_see_none(world, client_for):
    asked(world)
    assert client_for("observer").get(url(world)).status_code == 403
    assert client_for("neighbour").get(url(world)).status_code == 404
    assert client_for("neighbour").get(url(world, 1)).status_code == 404


def test_a_row_taken_out_keeps_its_challenge_in_the_list_and_asks_nobody(world, client_for):
    asked(world)
    structure.remove_action(world.row, by=world.cast.manager, reason="Taken into 99.2")
    assert "waits" not in text(client_for("manager").get(f"/boards/{world.cast.board.slug}/"))
    page = client_for("member").get(url(world))
    assert QUESTION in text(page)
    assert "/rows/99.1/" not in shown(page)


def test_queries_do_not_grow_with_challenges(world, client_for, django_assert_max_num_queries):
    rows = list(world.plan.actions.all())
    board = world.cast.board.slug
    pages = [
        ("chair", f"/boards/{board}/"),
        ("lead", url(world)),
        ("member", f"/boards/{board}/plans/{world.plan.slug}/"),
        ("lead", f"/boards/{board}/my-actions/"),
    ]

    def ask_each(turn: int) -> None:
        for row in rows:
            one = asked(world, action=row, text=f"Round {turn}: what of {row.ref}?", meeting=world.cast.held)
            if row.ref != "99.1":
                challenges.answer(one, by=world.cast.manager, text="It is under way.")

    def queries(role: str, page: str) -> int:
        client = client_for(role)
        with CaptureQueriesContext(connection) as captured:
            client.get(page)
        return len(captured)

    ask_each(1)
    few = [queries(role, page) for role, page in pages]
    for turn in range(2, 5):
        ask_each(turn)
    for (role, page), number in zip(pages, few, strict=True):
        client = client_for(role)
        with django_assert_max_num_queries(number):
            client.get(page)


# print ------------------------------------------------------------------------------------------------------------------


def test_the_meeting_pack_and_the_front_sheet_hold_the_open_ones(world):
    challenge = asked(world, meeting=world.cast.held)
    closed = asked(world, action=None, text="Settled already?")
    challenges.close(closed, by=world.cast.chair, outcome="Yes.")
    challenges.answer(challenge, by=world.cast.lead, text="The superintendent can.")
    for edition in ("pack", "front"):
        (listed,) = order_for(world.plan, edition=edition, reader=world.cast.member).challenges
        assert (listed.number, listed.ref, listed.text, listed.answer) == (
            1,
            "99.1",
            QUESTION,
            "The superintendent can.",
        )
        assert ", at the Executive of " in listed.asked


@pytest.mark.parametrize("edition", ["clean", "changes", "public", "report", "evidence"])
def test_no_other_edition_holds_any(world, edition):
    asked(world)
    assert order_for(world.plan, edition=edition, reader=world.cast.chair).challenges == ()


def test_a_print_without_internal_rows_is_without_their_challenges(world):
    asked(world)
    actions.change_action(world.row, {"internal": True}, by=world.cast.manager)
    asked(world, action=None, text="Of the whole?")
    chair = world.cast.chair
    assert [c.number for c in order_for(world.plan, edition="pack", reader=chair, internal=True).challenges] == [1, 2]
    assert [c.number for c in order_for(world.plan, edition="pack", reader=chair).challenges] == [2]
    assert [c.number for c in order_for(world.plan, edition="pack", internal=True).challenges] == [1, 2]
    assert [c.number for c in order_for(world.plan, edition="pack", reader=world.cast.member).challenges] == [2]


def test_users_who_read_versions_only_get_none_and_not_the_print_of_others(world):
    asked(world)
    builders.make_version(world.plan)
    theirs = order_for(world.plan, edition="pack", version=1, reader=world.cast.observer)
    whole = order_for(world.plan, edition="pack", version=1, reader=world.cast.member)
    assert theirs.challenges == ()
    assert theirs.key() != whole.key()
    assert about_of(world.plan, theirs).rights == (Right.READ_VERSIONS.name,)
    assert about_of(world.plan, whole).rights == (Right.READ_PLAN.name,)


# what was challenged --------------------------------------------------------------------------------------------------------


def test_a_challenge_keeps_the_version_and_the_words_that_lay_before_its_meeting(world, client_for):
    before = world.row.action
    version = builders.make_version(world.plan, meeting=world.cast.held)
    actions.change_action(world.row, {"action": "Something else altogether."}, by=world.cast.manager)
    builders.make_version(world.plan)
    challenge = asked(world, meeting=world.cast.held)
    assert (challenge.version, challenge.words) == (version, before)
    page = text(client_for("member").get(url(world, challenge.number)))
    assert f"Challenged as it stood in version 1 of {timezone.localdate():%-d %B %Y}" in page
    assert before in page
    assert "It reads differently now." in page


def test_without_a_version_it_keeps_the_words_of_the_day(world):
    challenge = asked(world)
    assert (challenge.version, challenge.words) == (None, world.row.action)
    plan_wide = challenges.ask(world.plan, by=world.cast.chair, text="Who looks at all of this?")
    assert plan_wide.words == ""
