"""``manage.py first_step``: what a new site needs next, in one line."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.urls import reverse

from boards.pages.first_steps import FirstStep, account_command, first_board, first_step, invite_command
from boards.web.site_address import site_address


class Command(BaseCommand):
    help = (
        "Print what this site needs before its first board can begin; nothing once somebody is in a board or invited."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        step, board = first_step(), first_board()
        if step is FirstStep.ACCOUNT:
            self.stdout.write(f"This site is empty. Make the first account, which adds boards: {account_command()}")
        elif step is FirstStep.BOARD:
            self.stdout.write(
                f"There is no board yet. Add the first: {site_address()}{reverse('admin:boards_board_add')}"
            )
        elif step is FirstStep.MANAGER and board:
            self.stdout.write(f"{board.name} has no manager yet. Invite the first: {invite_command(board)}")
