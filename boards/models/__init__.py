"""Models of boards, people, access and the trail, one module per noun."""

from boards.models.access_review import BelongingAnswer, BelongingReview
from boards.models.agency import Agency
from boards.models.board import Board
from boards.models.draft import Draft
from boards.models.erasure import Erasure
from boards.models.group import Group, GroupMember
from boards.models.invitation import Invitation
from boards.models.job import Job, Recurrence
from boards.models.meeting import Meeting
from boards.models.membership import Membership
from boards.models.own_choice import OwnChoice
from boards.models.person import Person
from boards.models.trail import TrailEntry
from boards.models.user import User

__all__ = [
    "Agency",
    "BelongingAnswer",
    "BelongingReview",
    "Board",
    "Draft",
    "Erasure",
    "Group",
    "GroupMember",
    "Invitation",
    "Job",
    "Meeting",
    "Membership",
    "OwnChoice",
    "Person",
    "Recurrence",
    "TrailEntry",
    "User",
]
