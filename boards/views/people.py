"""The people of a board: the list by agency, adding and editing a person."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from boards.access import Right, may
from boards.forms.people import AgencyForm, GroupForm, OfBoardForm, PersonForm
from boards.models import Agency, Board, Group, GroupMember, Invitation, Membership, Person
from boards.operations.groups import seat
from boards.pages.members import described
from boards.web.gate import needs


@needs(Right.READ_PEOPLE)
def person_list(request: HttpRequest, board: Board) -> HttpResponse:
    """People by agency, then groups with their members, then who was in post before."""
    request.menu = "boards:person_list"
    today = timezone.localdate()
    keeps = may(request.user, Right.EDIT_MEMBERS, board)
    people = list(
        Person.objects.visible_to(request.user)
        .filter(board=board)
        .prefetch_related(Prefetch("memberships", described(board).active(), to_attr="accounts"))
    )
    agencies = list(Agency.objects.visible_to(request.user).filter(board=board))
    present = [person for person in people if not _left(person, today)]
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
            "former": [person for person in people if _left(person, today)],
            "groups": groups,
            "count": len(present),
            "access": _access(request, board, people) if keeps else None,
        },
    )


@dataclass(frozen=True)
class Access:
    """What managers see besides: how many users have access, which of them are not linked to a person, whose access has
    ended, and who is invited."""

    members: int
    unnamed: list[Membership]
    ended: list[Membership]
    invited: list[Invitation]
    late: int


def _access(request: HttpRequest, board: Board, people: list[Person]) -> Access:
    members = list(described(board))
    active = [member for member in members if member.ended_on is None or member.ended_on > timezone.localdate()]
    now = timezone.now()
    invited = list(Invitation.objects.visible_to(request.user).filter(board=board).waiting())
    by_person = {invitation.person_id: invitation for invitation in invited if invitation.person_id}
    for person in people:
        person.invited = by_person.get(person.pk)
    return Access(
        members=len(active),
        unnamed=[member for member in active if member.person_id is None],
        ended=[member for member in members if member not in active],
        invited=invited,
        late=sum(invitation.state(now) != "waiting" for invitation in invited),
    )


def _left(person: Person, today: datetime.date) -> bool:
    return person.to_date is not None and person.to_date < today


@needs(Right.EDIT_BOARD)
def person_add(request: HttpRequest, board: Board) -> HttpResponse:
    form = PersonForm(request.POST or None, board=board, instance=Person(board=board))
    return _answer(request, board, form, "Add a person")


@needs(Right.EDIT_BOARD)
def person_edit(request: HttpRequest, board: Board, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.visible_to(request.user), board=board, pk=pk)
    form = PersonForm(request.POST or None, board=board, instance=person)
    return _answer(request, board, form, person.name, person=person)


@needs(Right.EDIT_BOARD)
def agency_add(request: HttpRequest, board: Board) -> HttpResponse:
    form = AgencyForm(request.POST or None, board=board, instance=Agency(board=board))
    return _answer(request, board, form, "Add an agency")


@needs(Right.EDIT_BOARD)
def agency_edit(request: HttpRequest, board: Board, pk: int) -> HttpResponse:
    agency = get_object_or_404(Agency.objects.visible_to(request.user), board=board, pk=pk)
    form = AgencyForm(request.POST or None, board=board, instance=agency)
    return _answer(request, board, form, agency.name)


@needs(Right.EDIT_BOARD)
def group_add(request: HttpRequest, board: Board) -> HttpResponse:
    form = GroupForm(request.POST or None, board=board, instance=Group(board=board))
    return _answer(request, board, form, "Add a group")


@needs(Right.EDIT_BOARD)
def group_edit(request: HttpRequest, board: Board, pk: int) -> HttpResponse:
    group = get_object_or_404(Group.objects.visible_to(request.user), board=board, pk=pk)
    form = GroupForm(request.POST or None, board=board, instance=group)
    return _answer(request, board, form, group.name)


def _answer(
    request: HttpRequest, board: Board, form: OfBoardForm, title: str, *, person: Person | None = None
) -> HttpResponse:
    """Save what was sent and go back to the list, or show the form."""
    request.menu = "boards:person_list"
    if request.method == "POST" and form.is_valid():
        row = form.instance
        row.save_by(request.user)
        if isinstance(form, GroupForm):
            seat(row, form.cleaned_data["members"], form.cleaned_data["chair"], by=request.user)
        messages.success(request, f"{row.name} is saved.")
        return redirect("boards:person_list", board.slug)
    return render(request, "boards/people/form.html", {"form": form, "title": title, "person": person})
