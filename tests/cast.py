"""The users and people of the tests: two boards, and a user in every role.

Tests act in Fenmarsh; Otherby is another board, which must never see any of it. All tests use the same names:

========= ================= ======== ==================================== ============================
role      name              initials agency                               groups
========= ================= ======== ==================================== ============================
manager   Tessa Orme        TO       Fenmarsh Council                     Executive
chair     Graham Ashdown    GA       Independent                          Executive (chairs)
lead      Ruth Calloway     RC       Fenland Constabulary                 Quality sub-group (chairs)
lead2     Ngozi Adeyemi     NA       Fenmarsh Integrated Care Board       none
member    Martin Pell       MP       Fenmarsh Council                     Executive, Quality sub-group
observer  Isla Brand        IB       Eastern Inspectorate                 none
stranger  Sam Rook          –        belongs to no board
admin     Ada Winter        –        site administrator, of no board
neighbour Olive Tarn        OT       Otherby Council; manager of Otherby  Otherby's Executive
========= ================= ======== ==================================== ============================
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import cache

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from boards.access import Role
from boards.models import Agency, Board, Group, GroupMember, Meeting, Membership, Person, User

PASSWORD = "a-long-walk-by-the-river"

#: All users to whom a page can be shown: key, role in Fenmarsh.
BOARD_ROLES = {
    "manager": Role.MANAGER,
    "chair": Role.CHAIR,
    "lead": Role.LEAD,
    "lead2": Role.LEAD,
    "member": Role.MEMBER,
    "observer": Role.OBSERVER,
}
OUTSIDERS = ("stranger", "admin", "neighbour")

_NAMES = {
    "manager": ("Tessa Orme", "TO", "Business Manager", "council"),
    "chair": ("Graham Ashdown", "GA", "Independent Scrutineer", "independent"),
    "lead": ("Ruth Calloway", "RC", "Detective Superintendent", "police"),
    "lead2": ("Ngozi Adeyemi", "NA", "Designated Nurse", "health"),
    "member": ("Martin Pell", "MP", "Head of Quality Assurance", "council"),
    "observer": ("Isla Brand", "IB", "Regional Adviser", "inspectorate"),
}
_AGENCIES = {
    "council": ("Fenmarsh Council", "Council", Agency.Kind.COUNCIL),
    "police": ("Fenland Constabulary", "Police", Agency.Kind.POLICE),
    "health": ("Fenmarsh Integrated Care Board", "ICB", Agency.Kind.HEALTH),
    "independent": ("Independent", "", Agency.Kind.INDEPENDENT),
    "inspectorate": ("Eastern Inspectorate", "", Agency.Kind.OTHER),
}


@dataclass
class Cast:
    """Both boards with all their users and people. Each user is an attribute by the key of the table above."""

    board: Board
    otherby: Board
    manager: User
    chair: User
    lead: User
    lead2: User
    member: User
    observer: User
    stranger: User
    admin: User
    neighbour: User
    executive: Group
    quality: Group
    held: Meeting
    coming: Meeting
    people: dict[str, Person] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)
    otherby_executive: Group | None = None
    otherby_agency: Agency | None = None
    otherby_person: Person | None = None
    otherby_meeting: Meeting | None = None

    def user(self, role: str) -> User:
        return getattr(self, role)

    def membership(self, role: str) -> Membership:
        return Membership.objects.get(board=self.board, user=self.user(role))


@cache
def _password() -> str:
    return make_password(PASSWORD)


def _users() -> dict[str, User]:
    names = {key: name for key, (name, *_) in _NAMES.items()}
    names |= {"stranger": "Sam Rook", "admin": "Ada Winter", "neighbour": "Olive Tarn"}
    User.objects.bulk_create(
        User(
            email=f"{key}@fenmarsh.example",
            name=name,
            password=_password(),
            is_staff=key == "admin",
            is_superuser=key == "admin",
        )
        for key, name in names.items()
    )
    return {user.email.split("@")[0]: user for user in User.objects.all()}


def gather() -> Cast:
    """Create the whole cast, in a few queries. Meetings are dated around today: the Executive met 9 days ago, and meets
    again in 7, its papers due in 2."""
    users = _users()
    board = Board.objects.create_by(
        None,
        name="Fenmarsh Safeguarding Children Partnership",
        short_name="FSCP",
        slug="fenmarsh",
        area="Fenmarsh",
        marking="OFFICIAL",
        second_step=[],  # so that the manager and the chair open pages at once; tests of the second step set it
    )
    otherby = Board.objects.create_by(
        None,
        name="Otherby Safeguarding Adults Board",
        short_name="OSAB",
        slug="otherby",
        area="Otherby",
        kind=Board.Kind.ADULTS,
        second_step=[],
    )
    agencies = Agency.objects.bulk_create_by(
        [Agency(board=board, name=name, short_name=short, kind=kind) for name, short, kind in _AGENCIES.values()]
        + [Agency(board=otherby, name="Otherby Council", short_name="OC", kind=Agency.Kind.COUNCIL)],
        by=None,
    )
    by_key = dict(zip(_AGENCIES, agencies, strict=False))
    everybody = Person.objects.bulk_create_by(
        [
            Person(board=board, name=name, initials=initials, job_title=title, agency=by_key[agency])
            for name, initials, title, agency in _NAMES.values()
        ]
        + [Person(board=otherby, name="Olive Tarn", initials="OT", job_title="Business Manager", agency=agencies[-1])],
        by=None,
    )
    people = {person.initials: person for person in everybody}
    Membership.objects.bulk_create_by(
        [
            Membership(board=board, user=users[key], role=role, person=people[_NAMES[key][1]])
            for key, role in BOARD_ROLES.items()
        ]
        + [Membership(board=otherby, user=users["neighbour"], role=Role.MANAGER, person=people["OT"])],
        by=None,
    )
    executive, quality, other = Group.objects.bulk_create_by(
        [
            Group(board=board, name="Executive", kind=Group.Kind.EXECUTIVE),
            Group(board=board, name="Quality sub-group", kind=Group.Kind.SUBGROUP),
            Group(board=otherby, name="Executive", kind=Group.Kind.EXECUTIVE),
        ],
        by=None,
    )
    GroupMember.objects.bulk_create_by(
        [
            GroupMember(group=executive, person=people["GA"], chairs=True),
            GroupMember(group=executive, person=people["TO"]),
            GroupMember(group=executive, person=people["MP"]),
            GroupMember(group=quality, person=people["RC"], chairs=True),
            GroupMember(group=quality, person=people["MP"]),
            GroupMember(group=other, person=people["OT"], chairs=True),
        ],
        by=None,
    )
    today = timezone.localdate()
    held, coming, elsewhere = Meeting.objects.bulk_create_by(
        [
            Meeting(group=executive, date=today - datetime.timedelta(days=9)),
            Meeting(
                group=executive,
                date=today + datetime.timedelta(days=7),
                papers_due=today + datetime.timedelta(days=2),
                place="Council House",
            ),
            Meeting(group=other, date=today + datetime.timedelta(days=5)),
        ],
        by=None,
    )
    return Cast(
        board=board,
        otherby=otherby,
        **users,
        executive=executive,
        quality=quality,
        held=held,
        coming=coming,
        people=people,
        agencies=by_key,
        otherby_executive=other,
        otherby_agency=agencies[-1],
        otherby_person=people["OT"],
        otherby_meeting=elsewhere,
    )
