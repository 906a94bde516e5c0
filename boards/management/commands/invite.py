"""``manage.py invite``: the administrator of the site invites the first manager of a board, who invites the rest."""

from __future__ import annotations

from argparse import ArgumentParser

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone

from boards.access import Role
from boards.models import Board
from boards.operations.invitations import invite, mail, send_again
from boards.web.site_address import site_address


class Command(BaseCommand):
    help = (
        "Invite a person into a board by mail. The link is in the mail alone, and holds for two weeks. A person who was "
        "invited and has not answered gets a new one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("board", help="the board, as its address names it: fenmarsh")
        parser.add_argument("email", metavar="address", help="the email address that the invitation goes to")
        parser.add_argument("--name", required=True, help="the name of the person to invite")
        parser.add_argument("--role", choices=Role.values, default=Role.MANAGER, help="manager unless told otherwise")
        parser.add_argument(
            "--site",
            default="",
            metavar="https://…",
            help="the address at which people reach this site; by default SITE_ADDRESS",
        )

    def handle(self, *args, **options) -> None:
        board = Board.objects.filter(slug=options["board"]).first()
        if board is None:
            there = ", ".join(Board.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no board “{options['board']}”. There are: {there}.")
        try:
            validate_email(options["email"])
        except ValidationError as fault:
            raise CommandError(f"“{options['email']}” is not an email address.") from fault
        waiting = board.invitations.waiting().filter(email__iexact=options["email"]).first()
        try:
            if waiting:  # the mail did not come, or came too late
                letter = send_again(waiting, by=None)
            else:
                letter = invite(board, by=None, email=options["email"], name=options["name"], role=options["role"])
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages) + ".") from fault
        site = (options["site"] or site_address()).rstrip("/")
        if mail([letter], by=None, address_of=lambda token: site + reverse("boards:join", args=[token])):
            raise CommandError(
                "The mail could not be sent: see EMAIL_HOST. The invitation is kept: the same command sends it again."
            )
        until = timezone.localtime(letter.invitation.expires_at)
        self.stdout.write(
            f"{letter.invitation.name} is invited to {board.name}, by mail to {letter.invitation.email}. The link leads to "
            f"{site} and opens until {until.day} {until:%B}."
        )
        if settings.EMAIL_BACKEND == "django.core.mail.backends.filebased.EmailBackend":
            self.stdout.write(
                f"No mail server is set (EMAIL_HOST): the mail is the newest file in {settings.EMAIL_FILE_PATH}/"
            )
