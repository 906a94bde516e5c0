"""``manage.py check_versions [BOARD[/PLAN] …]``: whether every published version is still what was published."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from actionplans.document.words import count
from actionplans.issuing import check_chain
from actionplans.models import Plan
from boards import guards


class Command(BaseCommand):
    help = (
        "Re-compute the seals of published versions, plan by plan, and name the first that does not hold. "
        "Ends with status 1 if one does not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "only", nargs="*", metavar="BOARD[/PLAN]", help="a board or a plan by its address (default: all plans)"
        )
        parser.add_argument(
            "--guard", action="store_true", help="put back the guards of the database, if they are missing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        broken = []
        for plan in _plans(options["only"]):
            name = f"{plan.board.slug}/{plan.slug}"
            published = plan.versions.count()
            found = check_chain(plan)
            if found:
                broken.append(f"{name}, version {found.version.number}: {found.what}")
                self.stdout.write(f"{name}: broken at version {found.version.number}, {found.what}")
            else:
                held = f"{count(published, 'version')}, unbroken" if published else "nothing published"
                self.stdout.write(f"{name}: {held}")
        self._guards(put_back=options["guard"])
        if broken:
            raise CommandError(f"The chain of versions is broken. First break: {broken[0]}.", returncode=1)

    def _guards(self, *, put_back: bool) -> None:
        missing = guards.missing(connection)
        if missing and put_back:
            guards.install(connection)
            self.stdout.write("The guards are on again.")
        elif missing:
            self.stderr.write(
                f"The database does not guard all that must never change ({len(missing)} triggers missing, "
                f"the first: {missing[0]}). check_versions --guard puts the guards back."
            )


def _plans(only: list[str]) -> list[Plan]:
    plans = Plan.objects.select_related("board").order_by("board__slug", "slug")
    if not only:
        return list(plans)
    chosen = []
    for address in only:
        board, _, slug = address.strip("/").partition("/")
        found = list(plans.filter(board__slug=board, **({"slug": slug} if slug else {})))
        if not found:
            known = ", ".join(f"{p.board.slug}/{p.slug}" for p in plans) or "none"
            raise CommandError(f"There is no plan “{address}”. Plans here: {known}.")
        chosen += found
    return chosen
