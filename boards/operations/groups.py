"""Operations on groups: who their members are, and who chairs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction

from boards.models import Group, GroupMember, Person, User


@transaction.atomic
def seat(
    group: Group,
    members: Iterable[Person],
    chair: Person | None,
    *,
    by: User,
    reason: str = "",
    at: datetime.datetime | None = None,
) -> None:
    """Make exactly these people the members of the group. Members who leave are marked, and get their old row back when they
    return; the chair is a member."""
    group.hold()
    wanted = {person.pk: person for person in members}
    if chair:
        wanted[chair.pk] = chair
    places = {place.person_id: place for place in group.members.all()}
    for pk, place in places.items():
        place.left = pk not in wanted
        place.chairs = chair is not None and pk == chair.pk
        place.save_by(by, reason=reason, at=at)
    for pk, person in wanted.items():
        if pk not in places:
            GroupMember.objects.create_by(by, reason=reason, at=at, group=group, person=person, chairs=person == chair)
