"""Concurrent edits in the forms of people, groups, meetings and audits."""

from __future__ import annotations

import pytest
from django.urls import reverse

from audits.models import Audit
from boards.models import Group, GroupMember, Person
from boards.operations.groups import seat
from tests.shown import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_for):
    return client_for("manager")


def filled(client, address):
    data = {}
    for field in client.get(address).context["form"]:
        value = field.value()
        if hasattr(value, "isoformat"):
            value = value.isoformat()
        if value not in (None, False):
            data[field.html_name] = value
    return data


def test_a_person_that_two_change_at_once_keeps_what_both_wrote(cast, client):
    person = Person.objects.filter(board=cast.board).first()
    address = reverse("boards:person_edit", args=[cast.board.slug, person.pk])
    data = filled(client, address) | {"job_title": "Head of quality"}
    person.email = "new@fenmarsh.example"
    person.save_by(cast.chair)

    assert client.post(address, data).status_code == 302

    person = Person.objects.get(pk=person.pk)
    assert (person.job_title, person.email) == ("Head of quality", "new@fenmarsh.example")


def test_a_meeting_that_two_move_at_once_says_so(cast, client):
    address = reverse("boards:meeting_edit", args=[cast.board.slug, cast.coming.pk])
    data = filled(client, address) | {"place": "Town hall"}
    cast.coming.place = "Library"
    cast.coming.save_by(cast.chair)

    page = shown(client.post(address, data))

    assert f"{cast.chair.name} changed this" in page
    assert "“Library”" in page
    cast.coming.refresh_from_db()
    assert cast.coming.place == "Library"


def test_a_member_who_was_added_meanwhile_stays_one(cast, client):
    group = cast.quality
    seated = [place.person for place in group.members.current()]
    first, second = Person.objects.filter(board=cast.board).exclude(pk__in=[p.pk for p in seated])[:2]
    address = reverse("boards:group_edit", args=[cast.board.slug, group.pk])
    data = filled(client, address)
    data["members"] = [*data["members"], second.pk]
    seat(group, [*seated, first], first, by=cast.chair)

    assert client.post(address, data).status_code == 302

    members = {place.person_id for place in GroupMember.objects.current().filter(group=group)}
    assert members == {p.pk for p in [*seated, first, second]}
    assert GroupMember.objects.get(group=group, chairs=True).person == first


def test_a_member_who_was_removed_meanwhile_stays_out(cast, client):
    group = Group.objects.get(pk=cast.quality.pk)
    seated = [place.person for place in group.members.current()]
    address = reverse("boards:group_edit", args=[cast.board.slug, group.pk])
    data = filled(client, address)
    seat(group, seated[1:], None, by=cast.chair)

    client.post(address, data | {"name": "Quality group"})

    assert seated[0].pk not in {place.person_id for place in GroupMember.objects.current().filter(group=group)}


def test_an_agency_that_another_user_added_to_an_audit_meanwhile_stays(cast, client):
    from audits.operations.audits import save_audit

    one, two = list(cast.agencies.values())[:2]
    audit = save_audit(Audit(board=cast.board, theme="Front door", year=2026, month=5), [], by=cast.manager)
    address = reverse("audits:audit_edit", args=[cast.board.slug, audit.pk])
    data = filled(client, address) | {"agencies": [one.pk]}
    save_audit(audit, [two], by=cast.chair)

    assert client.post(address, data).status_code == 302

    assert {part.agency for part in audit.agencies.filter(left=False)} == {one, two}
