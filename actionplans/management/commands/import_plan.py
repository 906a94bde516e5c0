"""Read a plan out of a file: ``manage.py import_plan FILE --dry-run --json``."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from actionplans.document.tree import DocumentError, PlanDocument
from actionplans.document.words import count
from actionplans.reading import ReadingError, read_plan


class Command(BaseCommand):
    """A dry run touches nothing and needs neither a board nor a database."""

    help = (
        "Read an action plan out of a Word, Excel, CSV, PDF or plan document file. With --dry-run nothing is kept: what "
        "was understood is told, or printed as a plan document with --json."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--board", metavar="SLUG", default="", help="the board to which the plan belongs")
        parser.add_argument("--dry-run", action="store_true", help="read the file and keep nothing")
        parser.add_argument("--json", action="store_true", help="print the plan document instead of telling about it")

    def handle(self, *, file: Path, board: str, dry_run: bool, **options: Any) -> None:
        try:
            document = read_plan(file)
        except (ReadingError, DocumentError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        if not dry_run:
            raise CommandError("Say --dry-run to see what is understood; take the plan in from the page of your board.")
        if options["json"]:
            # the stream's own encoding may be narrower than the document's letters
            self.stdout.write(document.dumps())
        else:
            self._tell(document)

    def _tell(self, document: PlanDocument) -> None:
        actions = [action for _, _, action in document.actions()]
        notes = sum(len(action.progress) for action in actions)
        self.stdout.write(document.title)
        self.stdout.write(
            f"{count(sum(1 for _ in document.recommendations()), 'recommendation')}, {count(len(actions), 'action')}, "
            f"{count(notes, 'progress note')}, {count(len(document.versions), 'version')}."
        )
        for column in document.columns:
            self.stdout.write(f"  “{column.heading}” is {column.field}")
        if document.warnings:
            self.stdout.write(f"{count(len(document.warnings), 'thing')} to settle:")
        for warning in document.warnings:
            self.stdout.write(f"  {warning.where}: {warning.message}" if warning.where else f"  {warning.message}")
