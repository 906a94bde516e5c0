"""``manage.py demo``: load three fictional boards to try the application with, or print who can sign in to them."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from actionplans.publishing import journal
from boards.access import Role
from boards.models import Board, User
from demo import big, loader

PRODUCTION = (
    "This is a production site (ENVIRONMENT=production), and the demonstration accounts have a password that everybody "
    "knows. Load them elsewhere, or say --force."
)
THERE = "The demonstration boards are there already."
OTHERS = "There are boards here already: the demonstration boards were not added to them. Say --force to add them."


class Command(BaseCommand):
    help = "Load three fictional boards, with people of every role to sign in as."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing, silently, where there is any board")
        parser.add_argument("--sign-ins", action="store_true", help="print who can sign in, and load nothing")
        parser.add_argument("--everybody", action="store_true", help="with --sign-ins: not only one of each role")
        parser.add_argument("--force", action="store_true", help="load on a production site, or beside other boards")
        parser.add_argument(
            "--big",
            action="store_true",
            help="add a plan of 60 recommendations and 3,000 notes to the first demonstration board, for measuring",
        )

    def handle(self, *args, **options) -> None:
        if options["sign_ins"]:
            self.stdout.write(sign_ins(options["everybody"]))
            return
        if options["if_empty"] and Board.objects.exists():
            return
        if settings.PRODUCTION and not options["force"]:
            raise CommandError(PRODUCTION)
        if options["big"]:
            self._big()
            return
        slugs = [board.slug for board in loader.BOARDS]
        if Board.objects.filter(slug__in=slugs).exists():
            self.stdout.write(THERE)
            return
        if Board.objects.exists() and not options["force"]:
            raise CommandError(OTHERS)
        journal.begin_anew(slugs)
        boards = loader.load()
        self.stdout.write("Loaded: " + "; ".join(board.name for board in boards) + ".")
        self.stdout.write(sign_ins())

    def _big(self) -> None:
        board = Board.objects.filter(slug=loader.BOARDS[0].slug).first()
        if board is None:
            raise CommandError("The demonstration boards are not here: load them with “demo” first.")
        plan = big.build_big_plan(board)
        self.stdout.write(f"Made “{plan.title}” for {board.name}.")


def sign_ins(everybody: bool = False) -> str:
    """Lines for a terminal: the accounts of the demonstration boards in the database, and their password.

    One account of each role in each board, or all of them.
    """
    lines: list[str] = []
    for scripted in loader.BOARDS:
        board = Board.objects.filter(slug=scripted.slug).first()
        if board is None:
            continue
        lines += ["", board.name]
        by_role = Counter[str]()
        memberships = list(board.memberships.active().select_related("user").order_by("pk"))
        for membership in sorted(memberships, key=lambda m: Role.values.index(m.role)):
            by_role[membership.role] += 1
            if everybody or by_role[membership.role] == 1:
                lines.append(_line(membership.get_role_display(), membership.user.name, membership.user.email))
        more = sum(by_role.values()) - len(by_role)
        if more and not everybody:
            lines.append(f"  and {more} more (demo --sign-ins --everybody)")
    if not lines:
        return "There are no demonstration boards here."
    email, name = loader.ADMINISTRATOR
    if User.objects.filter(email=email).exists():
        lines += ["", "The administration pages", _line("Site administrator", name, email)]
    return "\n".join([f"Demonstration sign-ins. The password is {loader.PASSWORD} for everybody.", *lines])


def _line(role: str, name: str, email: str) -> str:
    return f"  {role:<33} {name:<20} {email}"
