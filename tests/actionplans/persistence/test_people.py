"""The people of a board: its list of people, accounts, and earlier names."""

from __future__ import annotations

import datetime

from django.utils import timezone

from actionplans.models import Plan
from actionplans.persistence.load import read_document
from actionplans.persistence.people import known_people
from boards.access import Role
from boards.models import Membership, Person, User
from tests.builders import make_plan


def people(cast) -> dict[str, tuple[str, str, str]]:
    return {p.name: (p.initials, p.role, p.agency) for p in known_people(cast.board)}


def account(cast, name: str, role: Role = Role.LEAD, **values) -> Membership:
    user = User.objects.create_user(f"{name.lower().replace(' ', '.')}@elsewhere.example", "", name=name)
    return Membership.objects.create_by(cast.user("manager"), board=cast.board, user=user, role=role, **values)


def test_nobody_stands_twice_for_having_an_account(cast):
    names = [p.name for p in known_people(cast.board)]
    assert len(names) == len(set(names))
    assert "Tessa Orme" in names
    assert "Olive Tarn" not in names


def test_a_person_with_a_title_is_their_account_without_it(cast):
    person = Person.objects.get(board=cast.board, initials="RC")
    person.name = "Det Supt Ruth Calloway"
    person.save_by(cast.user("manager"))
    document = read_document(make_plan(cast.board))
    assert [p.name for p in document.people if "Calloway" in p.name] == ["Det Supt Ruth Calloway"]


def test_accounts_of_no_person_are_known_by_what_they_do_and_sign_with(cast):
    account(cast, "Noel Tarn", Role.MANAGER)
    account(cast, "Olga Reeve", Role.OBSERVER, ended_on=timezone.localdate() - datetime.timedelta(days=9))
    known = people(cast)
    assert known["Noel Tarn"] == ("NT", "Business manager", "")
    assert known["Olga Reeve"] == ("", "Observer", "")


def test_an_account_called_otherwise_than_its_person_has_their_post(cast):
    account(cast, "Ruth Marsh", person=Person.objects.get(board=cast.board, initials="RC"))
    assert people(cast)["Ruth Marsh"] == ("", "Detective Superintendent", "Fenland Constabulary")


def test_an_earlier_name_is_searched_for_but_is_in_no_document(cast):
    person = Person.objects.get(board=cast.board, initials="RC")
    person.name, person.initials = "Ruth Vane", "RV"
    person.save_by(cast.user("manager"))
    assert people(cast)["Ruth Calloway"] == ("RC", "Detective Superintendent", "Fenland Constabulary")
    assert "RC" not in [p.initials for p in read_document(make_plan(cast.board)).people]


def test_queries_do_not_grow_with_people(cast, django_assert_max_num_queries):
    plan = Plan.objects.get(pk=make_plan(cast.board).pk)  # nothing of it fetched yet
    for number in range(12):
        account(cast, f"Extra Person{chr(97 + number)}")
        Person.objects.create_by(cast.user("manager"), board=cast.board, name=f"Another Body{chr(97 + number)}")
    with django_assert_max_num_queries(4):
        assert len(known_people(cast.board)) > 24
    with django_assert_max_num_queries(16):
        read_document(plan)
