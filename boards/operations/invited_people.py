"""Which of a board's people the people are who are invited: said by the manager, or found by address or name.

Only the record of the person is shared. What they may do comes from the invitation, and the name that counts is the one that
the manager gave, not the one that is typed on joining.
"""

from __future__ import annotations

import datetime
from collections import Counter

from django.utils import timezone

from boards.models import Board, Invitation, Person


def expected_people(board: Board) -> dict[int, Person]:
    """By the key of each invitation that waits, the person whom they will be on joining, where there is one; three queries."""
    waiting = list(board.invitations.waiting().select_related("person"))
    if not waiting:
        return {}
    people = Unconnected(board, waiting)
    found = {invitation.pk: invitation.person or people.find(invitation) for invitation in waiting}
    return {key: person for key, person in found.items() if person}


class Unconnected:
    """The people of a board who never had an account, to be found by an invitation that names none of them."""

    def __init__(self, board: Board, waiting: list[Invitation]) -> None:
        people = Person.objects.filter(board=board, memberships__isnull=True)
        self.people = list(people.exclude(erasures__finished_at__isnull=False).select_related("agency"))
        self.named = {invitation.person_id for invitation in waiting}
        self.invited = Counter(_words(invitation.name) for invitation in waiting)

    def find(self, invitation: Invitation) -> Person | None:
        return self.by_address(invitation) or self.by_name(invitation)

    def by_address(self, invitation: Invitation) -> Person | None:
        same = [person for person in self.people if person.email.casefold() == invitation.email.casefold()]
        return max(same, key=lambda person: (person.to_date or datetime.date.max, person.pk), default=None)

    def by_name(self, invitation: Invitation) -> Person | None:
        """The one person of exactly that name, in post, whom no other invitation may mean, and of whom neither another address
        nor another agency is known."""
        if self.invited[_words(invitation.name)] > 1:
            return None
        same = [person for person in self.people if _words(person.name) == _words(invitation.name) and _in_post(person)]
        if len(same) != 1 or same[0].pk in self.named or same[0].email:
            return None
        agencies = {same[0].agency_id, invitation.agency_id} - {None}
        return same[0] if len(agencies) < 2 else None


def _words(name: str) -> str:
    return " ".join(name.split()).casefold()


def _in_post(person: Person) -> bool:
    return person.to_date is None or person.to_date >= timezone.localdate()
