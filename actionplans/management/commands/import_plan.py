"""``manage.py import_plan FILE --board SLUG``: import a plan from a file; with ``--dry-run`` only show what was read."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from actionplans.document.node import DocumentError
from actionplans.document.tree import PlanDocument
from actionplans.document.warnings import LEFT_OUT, MACROS
from actionplans.document.wording import count
from actionplans.reading import Carried, Hints, ReadingError, explained, read_blocks, why_no_plan
from actionplans.reading.plan.hints import HintsError


class Command(BaseCommand):
    """A dry run changes nothing and needs neither a board nor a database."""

    help = (
        "Read an action plan out of a Word, Excel, CSV, PDF or plan document file. With --dry-run nothing is kept: what "
        "was understood is listed, or printed as a plan document with --json."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--board", metavar="SLUG", default="", help="the board to which the plan belongs")
        parser.add_argument(
            "--plan", metavar="SLUG", default="", help="the plan of that board which the file is a copy of"
        )
        parser.add_argument("--title", default="", help="the title of the plan, if not the one in the file")
        parser.add_argument(
            "--by",
            metavar="EMAIL",
            default="",
            help="the user whom the history of the plan names; one who may edit it",
        )
        parser.add_argument(
            "--hints",
            metavar="FILE",
            type=Path,
            help="what its columns, tables and lines are, as JSON (docs/import.md)",
        )
        parser.add_argument(
            "--account",
            action="store_true",
            help="print what its columns, tables and lines were taken for, as JSON, instead of telling about it",
        )
        parser.add_argument("--dry-run", action="store_true", help="read the file and keep nothing")
        parser.add_argument("--json", action="store_true", help="print the plan document instead of telling about it")

    def handle(self, *, file: Path, dry_run: bool, **options: Any) -> None:
        if not dry_run and not options["board"]:
            raise CommandError("Say --board SLUG to take the plan in, or --dry-run to see what is understood.")
        try:
            blocks = read_blocks(file.read_bytes(), file.name)
            hints = Hints.loads(options["hints"].read_bytes()) if options["hints"] else None
            document, account = explained(blocks, file.name, hints)
        except (ReadingError, DocumentError, HintsError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be read: {error.strerror}.") from error
        if hints and (gone := account.misfits(hints)):
            raise CommandError(f"The hints do not fit this file, and none was used. It has no {'; no '.join(gone)}.")
        if options["account"]:
            self.stdout.write(json.dumps(account.to_json(), ensure_ascii=False, indent=1))
        if not isinstance(blocks, Carried) and (fault := why_no_plan(document)):
            raise CommandError(fault)
        if options["json"]:
            # the stream's own encoding may be narrower than the document's letters
            self.stdout.write(document.dumps())
        elif not options["account"]:
            self._show(document, blocks.remark if isinstance(blocks, Carried) else "")
        if not dry_run:
            self._take_in(file, document, **options)

    def _take_in(
        self, file: Path, document: PlanDocument, *, board: str, plan: str, by: str, title: str, **_: Any
    ) -> None:
        """Import the file as a plan of the board; a copy of a plan that is there waits for a user to review it on the site."""
        # a dry run needs no database, and so loads nothing that does
        from django.db import transaction

        from actionplans.importing import apply, changes, decide
        from actionplans.management.readers import account, must
        from actionplans.models import Plan
        from boards.access import Right
        from boards.models import Board

        home = self._one(Board.objects.filter(slug=board), f"There is no board “{board}”.")
        copied = self._one(Plan.objects.filter(board=home, slug=plan), f"It has no plan “{plan}”.") if plan else None
        user = account(by) if by else None
        if user:
            must(user, Right.EDIT_PLAN, home)
        with transaction.atomic():
            upload = apply.receive_read(home, file.read_bytes(), document, name=file.name, by=user, plan=copied)
            if copied is None:
                decide.set_target(upload, None, title, by=user)
                upload.refresh_from_db()
                made = apply.apply_as_plan(upload, by=user)
        if copied is None:
            self.stderr.write(f"Imported as “{made.title}”: /boards/{home.slug}/plans/{made.slug}/")
        else:
            self.stderr.write(changes.compared(upload).sentence())
            self.stderr.write(f"Nothing is taken over yet. Choose at /boards/{home.slug}/imports/{upload.uid}/")

    def _one(self, found: Any, otherwise: str) -> Any:
        row = found.first()
        if row is None:
            raise CommandError(otherwise)
        return row

    def _show(self, document: PlanDocument, remark: str) -> None:
        actions = [action for _, _, action in document.actions()]
        notes = sum(len(action.progress) for action in actions)
        self.stdout.write(document.title)
        if remark:
            self.stdout.write(remark)
        self.stdout.write(
            f"{count(sum(1 for _ in document.recommendations()), 'recommendation')}, {count(len(actions), 'action')}, "
            f"{count(notes, 'progress note')}, {count(len(document.versions), 'version')}."
        )
        for column in document.columns:
            self.stdout.write(f"  “{column.heading}” is {column.field}")
        if document.warnings:
            self.stdout.write(f"{count(len(document.warnings), 'thing')} to settle:")
        for warning in document.warnings:
            where = f"{warning.where}: " if warning.where else ""
            left_out = "Left out: " if warning.kind in (LEFT_OUT, MACROS) else ""
            self.stdout.write(f"  {where}{left_out}{warning.message}")
