"""``manage.py due [BOARD …]``: how many plans are due for a decision, board by board, for the host of the site.

It shows no titles, because a host reads no plans: the managers of the board see them under “How long plans are kept”.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from actionplans.document.wording import count
from actionplans.privacy import retention
from boards.models import Board


class Command(BaseCommand):
    help = (
        "Say board by board how many plans have come to the end of the time for which they are kept. Deletes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("only", nargs="*", metavar="BOARD", help="boards by their address (default: all boards)")

    def handle(self, *args: Any, **options: Any) -> None:
        only = options["only"]
        boards = Board.objects.filter(slug__in=only) if only else Board.objects.all()
        if missing := set(only) - {board.slug for board in boards}:
            raise CommandError(f"There is no board “{sorted(missing)[0]}”.")
        today = timezone.localdate()
        for board in boards:
            states = [
                retention.state(until, today, board.soon_days)
                for until in board.plans.filter(removed_at__isnull=True).values_list("keep_until", flat=True)
            ]
            self.stdout.write(
                f"{board.slug} ({board.name}): {count(states.count('past'), 'plan')} due now, "
                f"{states.count('soon')} within {count(board.soon_days, 'day')}, {states.count('none')} without a date"
            )
