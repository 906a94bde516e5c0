"""``manage.py restore_plan BOARD/PLAN``: restore a plan that was removed, however long ago. Managers can for 30 days."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from actionplans.models import Plan
from actionplans.operations.plans import restore_plan


class Command(BaseCommand):
    help = "Restore a plan that was removed before anything was published. The managers of its board can for 30 days."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("plan", metavar="BOARD/PLAN", help="the plan, by its former address")

    def handle(self, *args: Any, **options: Any) -> None:
        board, _, slug = options["plan"].partition("/")
        removed = Plan.objects.filter(board__slug=board, removed_at__isnull=False).order_by("slug")
        plan = removed.filter(slug=slug).first()
        if plan is None:
            others = ", ".join(f"{board}/{other}" for other in removed.values_list("slug", flat=True))
            raise CommandError(f"No plan was removed under “{board}/{slug}”. Removed are: {others or 'none'}.")
        restore_plan(plan, by=None)
        self.stdout.write(f"{board}/{slug} is restored.")
