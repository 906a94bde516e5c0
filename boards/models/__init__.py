from boards.models.agency import Agency
from boards.models.board import Board
from boards.models.group import Group, GroupMember
from boards.models.meeting import Meeting
from boards.models.membership import Membership
from boards.models.person import Person
from boards.models.user import User

__all__ = ["Agency", "Board", "Group", "GroupMember", "Meeting", "Membership", "Person", "User"]
