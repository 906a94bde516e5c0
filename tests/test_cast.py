"""The cast and the builders themselves. If these tests fail, repair them first."""

import pytest
from django.db import DatabaseError
from django.utils import timezone

from actionplans.models import Action, Plan, ProgressEntry, Version
from boards.access import Right, may
from tests.builders import make_big_plan, make_plan
from tests.cast import BOARD_ROLES, Cast, gather


def test_everybody_has_their_role_in_fenmarsh_and_nobody_in_both_boards(cast):
    for key, role in BOARD_ROLES.items():
        assert cast.user(key).roles == {cast.board.pk: role}
    assert cast.neighbour.roles.keys() == {cast.otherby.pk}
    assert cast.stranger.roles == cast.admin.roles == {}
    assert not may(cast.admin, Right.READ_VERSIONS, cast.board)


def test_a_built_plan_has_rows_with_references_notes_and_history(cast):
    plan = make_plan(cast.board)
    refs = list(Action.objects.filter(plan=plan).values_list("ref", flat=True))
    assert refs == ["99.1", "99.2", "100.1", "100.2"]
    assert ProgressEntry.objects.filter(action__plan=plan).count() == 12
    assert plan.actions.get(ref="99.1").history.last().history_user == cast.manager
    assert plan.actions.get(ref="99.1").leads.get().person == cast.people["RC"]


def test_a_big_plan_costs_no_more_queries_than_a_small_one(cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        plan = make_big_plan(cast.board, recommendations=10, actions=4, notes=5)
    assert plan.actions.count() == 40


def publish_something(cast: Cast) -> Version:
    plan: Plan = make_plan(cast.board, recommendations=1, actions=1, notes=0)
    now = timezone.localtime()
    version = Version(
        plan=plan,
        number=1,
        note="Agreed",
        date=now.date(),
        by="TO",
        author=cast.manager,
        published_at=now,
        document_text="{}",
        pdf=b"",
        pages=1,
        changes=0,
        seal="0" * 64,
    )
    version.save()
    return version


@pytest.mark.django_db(transaction=True)
def test_tables_with_guarded_versions_can_be_emptied_after_a_test_of_real_transactions():
    publish_something(gather())


def test_and_the_guards_are_on_again(cast):
    version = publish_something(cast)
    version.note = "Changed afterwards"
    with pytest.raises(DatabaseError, match="never changed"):
        version.save()
