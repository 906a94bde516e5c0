"""Handovers: what a person who has left still leads or chairs (``workload``), and handing it over to others. Actions for
recommendations of audits are included."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from actionplans.models import Action, Lead, Plan
from actionplans.models.lead import named
from actionplans.operations.actions import change_action
from actionplans.persistence.leads import plain, says_more, split
from boards.access import Right, gives
from boards.models import Agency, Board, Erasure, Group, GroupMember, Membership, Person, User
from boards.operations.groups import seat

#: The reason in the history.
REASON = "Handed over from {name}"


@dataclass(frozen=True)
class Led:
    """One open action that the person leads, and who else leads it."""

    action: Action
    others: list[str]


@dataclass
class LeaverWorkload:
    """Everything that a person who has left still leads: open actions by plan, and groups that they chair."""

    person: Person
    plans: list[tuple[Plan, list[Led]]] = field(default_factory=list)
    chairs: list[GroupMember] = field(default_factory=list)

    @property
    def actions(self) -> list[Led]:
        return [led for _, rows in self.plans for led in rows]

    @property
    def alone(self) -> int:
        """The number of actions that have no other lead."""
        return sum(not led.others for led in self.actions)

    def __bool__(self) -> bool:
        return bool(self.plans or self.chairs)


# who and what -----------------------------------------------------------------------------------------------------------


def leavers(board: Board, on: datetime.date) -> QuerySet[Person]:
    """The people of a board who are no longer in post, or whose access has ended without another that is active."""
    accounts = Membership.objects.filter(person=OuterRef("pk"))
    open_ = accounts.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    left = Q(to_date__lt=on) | (Exists(accounts) & ~Exists(open_))
    return Person.objects.filter(left, board=board).select_related("agency")


def workload(person: Person, user: User) -> LeaverWorkload:
    """What this person still leads, as far as the user may see it; five queries."""
    found = workloads([person], user)
    return found[0] if found else LeaverWorkload(person)


def workloads(people: Iterable[Person], user: User) -> list[LeaverWorkload]:
    """The workloads of those of these people who still lead something; the number of queries is constant."""
    people = list(people)
    if not people:
        return []
    # Erased people have a post for a name, which others have too: only linked leads are theirs.
    done = Erasure.objects.filter(person__in=people, finished_at__isnull=False)
    erased = set(done.values_list("person", flat=True))
    wanted = Q()
    for person in people:
        wanted |= Q(person=person) if person.pk in erased else named(person)
    leads: dict[int, list[Lead]] = {}
    actions = {
        action.pk: action
        for action in Action.objects.visible_to(user)
        .of(people[0].board_id)
        .standing()
        .open()
        .filter(Exists(Lead.objects.current().filter(wanted, action=OuterRef("pk"))))
        .select_related("plan", "recommendation__section")
    }
    for lead in Lead.objects.current().filter(action__in=actions).order_by("order", "pk"):
        leads.setdefault(lead.action_id, []).append(lead)
    chairs: dict[int, list[GroupMember]] = {}
    for place in GroupMember.objects.current().filter(person__in=people, chairs=True).select_related("group"):
        chairs.setdefault(place.person_id, []).append(place)
    made = [
        _workload(person, actions, leads, chairs.get(person.pk, []), by_name=person.pk not in erased)
        for person in people
    ]
    return [one for one in made if one]


def _workload(
    person: Person,
    actions: dict[int, Action],
    leads: dict[int, list[Lead]],
    chairs: list[GroupMember],
    *,
    by_name: bool,
) -> LeaverWorkload:
    plans: dict[int, tuple[Plan, list[Led]]] = {}
    for pk, action in actions.items():
        theirs = [lead for lead in leads.get(pk, []) if (by_name or lead.person_id) and _is(lead, person)]
        if theirs:
            others = [lead.name for lead in leads[pk] if lead not in theirs]
            plans.setdefault(action.plan_id, (action.plan, []))[1].append(Led(action, others))
    ordered = sorted(plans.values(), key=lambda found: (found[0].order, found[0].pk))
    return LeaverWorkload(person, ordered, chairs)


def _is(lead: Lead, person: Person) -> bool:
    if lead.person_id or lead.group_id or lead.agency_id:
        return lead.person_id == person.pk
    said, name = lead.name.casefold(), person.name.casefold()
    return said == name or said.startswith((f"{name},", f"{name} ("))


def waiting(board: Board, user: User, on: datetime.date) -> list[LeaverWorkload]:
    """The workloads of everybody who has left and still leads something."""
    return workloads(leavers(board, on), user)


def successors(board: Board, on: datetime.date, instead_of: Person) -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices of who may take over, grouped: people in post, groups, agencies; the values are names as plans write them. The
    label says so where the role of a person lets them add no notes."""
    left = leavers(board, on).values("pk")
    people = Person.objects.filter(board=board).on(on).exclude(pk__in=left).exclude(pk=instead_of.pk)
    silent = {}
    for access in Membership.objects.active().filter(board=board, person__isnull=False):
        if not gives(access.role, Right.ADD_NOTE) and not gives(access.role, Right.ADD_ANY_NOTE):
            silent[access.person_id] = f" ({access.get_role_display().lower()}: cannot add notes)"
    return [
        ("People", [(p.name, ", ".join(filter(None, (p.name, p.job_title))) + silent.get(p.pk, "")) for p in people]),
        ("Groups", [(g.name, g.name) for g in Group.objects.filter(board=board)]),
        ("Agencies", [(a.name, a.name) for a in Agency.objects.filter(board=board)]),
    ]


# operations ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def hand_over(action: Action, person: Person, to: str, *, by: User, at: datetime.datetime | None = None) -> bool:
    """Replace the person among the leads of an action by ``to`` (a name as a plan writes it), without naming any lead twice.
    False, and no change, where the person does not lead it any more."""
    action.hold()
    theirs = {plain(lead.name) for lead in action.leads.current() if _is(lead, person)}
    if not theirs:
        return False
    reason = REASON.format(name=person.name)
    change_action(action, {"lead_text": _instead(action, theirs, to)}, by=by, reason=reason, at=at)
    return True


def _instead(action: Action, theirs: set[str], to: str) -> str:
    """The lead cell with ``to`` instead of these leads, by their plain names. In a cell that says more than its leads only their
    names are replaced."""
    leads = list(action.leads.current())
    if says_more(action.lead_text, leads):
        text = action.lead_text
        for lead in leads:
            if plain(lead.name) in theirs:
                text = text.replace(lead.name, to)
        return text
    names: list[str] = []
    for name in split(action.lead_text):
        written = to if plain(name) in theirs else name
        if plain(written) not in map(plain, names):
            names.append(written)
    return "; ".join(names)


@transaction.atomic
def hand_over_chair(place: GroupMember, to: Person, *, by: User, at: datetime.datetime | None = None) -> None:
    """Make ``to`` the chair of a group, and end the membership of the former chair, who has left. Raises ValidationError where
    they do not chair it any more."""
    today = timezone.localtime(at).date() if at else timezone.localdate()
    place.group.hold()
    place.hold()
    if place.left or not place.chairs:
        raise ValidationError(f"{place.person.name} does not chair {place.group.name} any more.")
    has_left = leavers(place.group.board, today).filter(pk=place.person_id).exists()
    members = [other.person for other in place.group.members.current().select_related("person")]
    if has_left:
        members = [person for person in members if person.pk != place.person_id]
    seat(place.group, members, to, by=by, reason=REASON.format(name=place.person.name), at=at)
