"""The people of a board: the list by agency, adding and editing a person."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from boards.access import Right, may
from boards.forms.people import PersonForm
from boards.history import made_lately
from boards.models import Agency, Board, Group, GroupMember, Invitation, Membership, Person
from boards.operations.invited_people import expected_people
from boards.pages.members import described
from boards.views.of_board import save_or_show, saved
from boards.web.gate import needs
from boards.web.requests import BoardRequest


@needs(Right.READ_PEOPLE)
def person_list(request: BoardRequest, board: Board) -> HttpResponse:
    """People by agency, then groups with their members, then people who have left."""
    request.menu = "boards:person_list"
    today = timezone.localdate()
    people = list(
        Person.objects.visible_to(request.user)
        .filter(board=board)
        .prefetch_related(Prefetch("memberships", described(board).active(), to_attr="accounts"))
    )
    agencies = list(Agency.objects.visible_to(request.user).filter(board=board))
    present = [person for person in people if not _has_left(person, today)]
    groups = (
        Group.objects.visible_to(request.user)
        .filter(board=board)
        .prefetch_related(Prefetch("members", GroupMember.objects.current().select_related("person"), to_attr="places"))
    )
    of_agency = [(agency, [p for p in present if p.agency_id == agency.pk]) for agency in agencies]
    return render(
        request,
        "boards/people/list.html",
        {
            "agencies": of_agency,
            "unattached": [person for person in present if person.agency_id is None],
            "former": [person for person in people if _has_left(person, today)],
            "groups": groups,
            "count": len(present),
            "access": _access(request, board, people) if may(request.user, Right.EDIT_MEMBERS, board) else None,
        },
    )


@dataclass(frozen=True)
class Access:
    """The part of the list that only managers see: how many users have access, which of them are not linked to a person, whose
    access has ended, and who is invited."""

    members: int
    unnamed: list[Membership]
    ended: list[Membership]
    invited: list[Invitation]
    late: int


def _access(request: BoardRequest, board: Board, people: list[Person]) -> Access:
    members = list(described(board))
    active = [member for member in members if member.ended_on is None or member.ended_on > timezone.localdate()]
    now = timezone.now()
    invited = list(Invitation.objects.visible_to(request.user).filter(board=board).waiting())
    expected = expected_people(board) if invited else {}
    by_person = {expected[invitation.pk].pk: invitation for invitation in invited if invitation.pk in expected}
    named = Counter(person.name.casefold() for person in people)
    for person in people:
        person.invited = by_person.get(person.pk)
        person.is_one_of_two = named[person.name.casefold()] > 1
    return Access(
        members=len(active),
        unnamed=[member for member in active if member.person_id is None],
        ended=[member for member in members if member not in active],
        invited=invited,
        late=sum(invitation.state(now) != "waiting" for invitation in invited),
    )


def _has_left(person: Person, today: datetime.date) -> bool:
    return person.to_date is not None and person.to_date < today


@needs(Right.EDIT_BOARD)
def person_add(request: BoardRequest, board: Board) -> HttpResponse:
    form = PersonForm(request.POST or None, board=board, instance=Person(board=board))
    if request.method == "POST" and form.is_valid() and (person := _sent_twice(request, board, form)):
        messages.success(request, f"{person.name} is saved.")
        return saved(request, board, "boards:person_add")

    def say_invited() -> None:
        """That this person is invited already, under the same name or address."""
        expected = expected_people(board)
        for invitation in board.invitations.waiting():
            if expected.get(invitation.pk) == form.instance:
                messages.info(
                    request,
                    f"{invitation.name} is invited already, by mail to {invitation.email}, and will be this person here on "
                    "joining. If they are two people, write this one’s email address into their details.",
                )

    return save_or_show(request, board, form, "Add a person", another="boards:person_add", after=say_invited)


def _sent_twice(request: BoardRequest, board: Board, form: PersonForm) -> Person | None:
    """The person whom the same form added a moment ago, where its button was pressed twice."""
    board.hold()  # the second press waits for the first
    same = board.people.filter(**{name: form.cleaned_data[name] for name in form._meta.fields})
    return made_lately(same, request.user).first()


@needs(Right.EDIT_BOARD)
def person_edit(request: BoardRequest, board: Board, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.visible_to(request.user), board=board, pk=pk)
    form = PersonForm(request.POST or None, board=board, instance=person)
    return save_or_show(request, board, form, person.name, person=person)
