"""``manage.py check_evidence [BOARD …]``: whether every stored file is there, unchanged."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from actionplans.document.wording import count
from actionplans.files import integrity
from actionplans.models import Evidence
from boards.models import Board


class Command(BaseCommand):
    help = (
        "Read every stored file, board by board, and name those that are missing or are not what was stored; and what is "
        "stored that nothing speaks of. Nothing is ever deleted. Ends with status 1 if a file is missing or changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("only", nargs="*", metavar="BOARD", help="a board by its address (default: all boards)")
        parser.add_argument("--quick", action="store_true", help="only whether each is there, in its size")
        parser.add_argument(
            "--look", action="store_true", help="look into files that were kept before any were looked at"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for board in _boards(options["only"]):
            rows, found = 0, []
            for row in integrity.rows_of(board):
                rows += 1
                fault = integrity.fault_of(row, whole=not options["quick"])
                if fault:
                    found.append(fault)
                    self.stdout.write(f"{board.slug}: {fault.what}: {_words(row)}")
                elif options["look"] and isinstance(row, Evidence) and integrity.inspect_older(row):
                    for warning in row.warnings:
                        self.stdout.write(f"{board.slug}: {_words(row)}: {warning}")
            as_it_was = "all there" if options["quick"] else "all as they came"
            state = f"{len(found)} of them not as they came" if found else as_it_was
            self.stdout.write(f"{board.slug}: {count(rows, 'file')}, {state}" if rows else f"{board.slug}: no files")
            wrong += len(found)
        if not options["only"]:
            self._orphans()
        if wrong:
            raise CommandError(f"{count(wrong, 'file')} missing or changed.", returncode=1)

    def _orphans(self) -> None:
        names = list(integrity.orphans())
        for name in names:
            self.stdout.write(f"nothing speaks of {name}")
        if names:
            self.stdout.write(f"{count(len(names), 'stored file')} that nothing speaks of; left where they are")


def _words(row: integrity.StoredFile) -> str:
    """Which file it is in words, and where it is stored: “minutes.pdf”, of a note on 99.1 in …, stored as 1/abc."""
    if isinstance(row, Evidence):
        of = f"of a note on {row.entry.action.ref} in {row.entry.action.plan.slug}"
    else:
        of = f"imported for {row.plan.slug}" if row.plan else "imported"
    return f"“{row.name}”, {of}, stored as {row.file.name}"


def _boards(only: list[str]) -> list[Board]:
    boards = Board.objects.order_by("slug")
    found = list(boards.filter(slug__in=only) if only else boards)
    if missing := sorted(set(only) - {board.slug for board in found}):
        known = ", ".join(boards.values_list("slug", flat=True)) or "none"
        raise CommandError(f"There is no board “{missing[0]}”. Boards here: {known}.")
    return found
