"""The two sources from which ``export_plan`` writes a plan: a plan document in a file, or a plan of the database.

Both have the same methods. A file needs no database, so what needs one is imported inside the methods of ``DatabasePlan``.
"""

from __future__ import annotations

import datetime
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.core.management.base import CommandError
from django.utils import timezone

from actionplans.document.anonymised import public
from actionplans.document.node import DocumentError
from actionplans.document.parts import without_internal
from actionplans.document.tree import PersonNote, PlanDocument
from actionplans.document.wording import listed
from actionplans.writing.columns import printed_columns
from actionplans.writing.order import Order, PaperOptions


class FilePlan:
    """A plan document in a file. No account reads it and no board is asked: the user of the command has the file anyway."""

    #: No folder for parts of prints: a file may be of any board.
    kept: Path | None = None
    #: There is no account, and so no name to print.
    reader, line = None, ""

    def __init__(self, name: str) -> None:
        self.name = name

    def allow(self, edition: str, options: dict[str, Any]) -> None:
        """Everything in the file is allowed."""

    def named(self, pdf: bytes) -> bytes:
        """The print as it is, without a name."""
        return pdf

    def log(self, what: str) -> None:
        """Exports of files are not logged."""

    def document(self, version: int | None) -> PlanDocument:
        document = _load(self.name)
        held = document.version.number if document.version else None
        if version is not None and version != held:
            holds = f"version {held}" if held is not None else "a draft"
            raise CommandError(f"{self.name} holds {holds} and no version {version}.")
        return document

    def stored(self, version: int | None) -> bytes | None:
        """The print that was stored with a version, if any."""
        return None

    def known(self) -> tuple[PersonNote, ...]:
        """People who are known besides those of the file: none."""
        return ()

    def public(self, document: PlanDocument) -> PlanDocument:
        """The public edition of a document."""
        return public(document)

    def order(self, edition: str, options: dict[str, Any]) -> Order:
        document = self.document(options["version"])
        since = self._older(options["since"], document)
        if not options["internal"]:
            document, since = without_internal(document), since and without_internal(since)
        return Order(
            document,
            _day_of(document),
            edition=edition,
            since=since,
            lead=options["lead"],
            only_changed=not options["everything"],
            look=_paper_options(document, options),
            bind=options["bind"],
        )

    def _older(self, name: str, document: PlanDocument) -> PlanDocument | None:
        if not name:
            return None
        if name.isdecimal() and not Path(name).exists():
            raise CommandError(
                f"A file knows no other versions: give the file that holds version {name} after --since."
            )
        return _older(name, document, self.name)


def _day_of(document: PlanDocument) -> datetime.date:
    """The day from which due and overdue are counted: for a version its own, for a draft today."""
    try:
        return datetime.date.fromisoformat(document.version.date)
    except (AttributeError, TypeError, ValueError):  # a draft, or a version of which the day is not known
        return timezone.localdate()


def _older(name: str, document: PlanDocument, of: str) -> PlanDocument:
    """The older document in a file. Raises CommandError where there is none, or it is newer than the document ``of``."""
    older = _load(name)
    now, then = document.version, older.version
    if now and then and then.number > now.number:
        raise CommandError(
            f"{name} holds version {then.number}, which is newer than version {now.number} in {of}: "
            "give the older one after --since."
        )
    return older


def _load(name: str) -> PlanDocument:
    """The plan document in a file. Raises CommandError where there is none."""
    try:
        return PlanDocument.loads(Path(name).read_bytes())
    except OSError as error:
        reason = "There is no such file" if isinstance(error, FileNotFoundError) else error.strerror
        raise CommandError(f"{name}: {reason}.") from error
    except DocumentError as error:
        raise CommandError(f"{name}: {error}") from error


class DatabasePlan:
    """A plan of the database: all of it, because a user who can run commands can read the database; or with ``reader``, the
    e-mail address of an account, what the role table gives that user."""

    def __init__(self, name: str, reader: str = "") -> None:
        if not apps.ready:
            django.setup()
        from actionplans.models import Plan
        from actionplans.printing.named_copies import CopyOwner

        plans = Plan.objects.select_related("board")
        if name.isdecimal() and len(name) < 19:
            found = plans.filter(pk=int(name))
        else:
            board, _, slug = name.strip("/").partition("/")
            found = plans.filter(board__slug=board, slug=slug)
        self.plan = found.first()
        if self.plan is None:
            there = [f"{p.board.slug}/{p.slug}" for p in plans.order_by("board__slug", "slug")[:20]]
            hint = f"The plans there are: {', '.join(there)}." if there else "The database holds no plan yet."
            raise CommandError(f"There is no plan {name}. {hint}")
        self.reader, self.owner = None, CopyOwner()
        if reader:
            self._read_as(reader)

    def _read_as(self, address: str) -> None:
        from actionplans.management.readers import account, must
        from actionplans.printing.named_copies import copy_owner
        from boards.access import Right

        self.reader = account(address)
        must(self.reader, Right.READ_VERSIONS, self.plan.board)
        self.owner = copy_owner(self.reader, self.plan.board)

    def allow(self, edition: str, options: dict[str, Any]) -> None:
        """Raises CommandError where the reader may not have what the options ask for."""
        if self.reader is None:
            return
        from actionplans.management.readers import must
        from boards.access import Right

        board = self.plan.board
        if options["version"] is None:
            must(self.reader, Right.READ_PLAN, board, "Ask for a published version with --version.")
        if options["bind"] or edition == "report":
            must(self.reader, Right.READ_PLAN, board)
        if options["internal"]:
            must(self.reader, Right.READ_INTERNAL, board)

    @property
    def line(self) -> str:
        """The line that names the reader in the file; empty where it carries no name."""
        return self.owner.line

    def named(self, pdf: bytes) -> bytes:
        """The print, with the name of the reader where a download would carry it."""
        return self.owner.on_pages(pdf)

    def log(self, what: str) -> None:
        """Log the export in the trail of the board: for the reader, or for the system account that runs the command."""
        from boards.models.trail import Happening
        from boards.trail import write

        how = f"by command (export_plan{' --as' if self.reader else ''})"
        who = "" if self.reader else f"command: {write.operator()}"
        write.log(
            Happening.TOOK_AWAY,
            by=self.reader,
            who=who,
            board=self.plan.board,
            plan=self.plan,
            about=f"{what}, {how}",
            reason=f"Run by {write.operator()}" if self.reader else "",
        )

    @property
    def kept(self) -> Path | None:
        """The site's folder for parts of prints (``actionplans.printing.jobs``); None under another system account than the
        site's, so that it leaves no files there that the site cannot change."""
        from actionplans.printing.jobs import parts_folder

        folder = parts_folder(self.plan.board_id)
        return folder if folder.is_dir() and folder.stat().st_uid == os.geteuid() else None

    def version(self, number: int):
        found = self.plan.versions.filter(number=number).first()
        if found is None:
            numbers = [str(n) for n in self.plan.versions.order_by("number").values_list("number", flat=True)]
            there = f"Its versions are {', '.join(numbers)}." if numbers else "None has been published yet."
            raise CommandError(f"{self.plan.title} has no version {number}. {there}")
        return found

    def document(self, number: int | None) -> PlanDocument:
        from actionplans.persistence.load import read_document

        return read_document(self.plan) if number is None else self.version(number).document()

    def known(self) -> tuple[PersonNote, ...]:
        """The people of the board today, with their earlier names."""
        from actionplans.persistence.people import known_people

        return known_people(self.plan.board)

    def stored(self, number: int | None) -> bytes | None:
        return None if number is None else bytes(self.version(number).pdf)

    def public(self, document: PlanDocument) -> PlanDocument:
        """The public edition of a document, also without the names of people whom the board added later."""
        return public(document, self.known())

    def order(self, edition: str, options: dict[str, Any]) -> Order:
        version, since = options["version"], options["since"]
        if version is not None:
            self.version(version)
        from actionplans.printing.orders import order_for

        since_of = {"since": self._since(int(since), version)} if since.isdecimal() else {}
        order = order_for(
            self.plan,
            edition=edition,
            version=version,
            lead=options["lead"],
            only_changed=not options["everything"],
            internal=options["internal"],
            bind=options["bind"],
            reader=self.reader,
            **since_of,
        )
        if since and not since_of:
            older = _older(since, order.document, self.plan.title)
            order = replace(order, since=older if options["internal"] else without_internal(older), since_words="")
        if edition == "report" and not (since or options["lead"] or options["rows"]):
            order = self._written(version) or self._unwritten(order)
        return replace(order, look=_paper_options(order.document, options))

    def _since(self, number: int, version: int | None) -> int:
        self.version(number)
        if version is not None and number >= version:
            raise CommandError(
                f"Version {number} is not older than version {version}: give an older one after --since."
            )
        return number

    def _written(self, version: int | None) -> Order | None:
        """The covering report for the next meeting, or else the last one, if there is any; with a ``version`` the one that
        covers it. Reports are of the whole plan: the caller does not ask where only some rows are printed."""
        from actionplans.operations.reports import report_order

        written = self.plan.reports.listed()
        if self.reader:
            written = written.visible_to(self.reader)
        if version is not None:
            written = written.filter(version__number=version)
        coming = written.filter(date__gte=timezone.localdate()).order_by("date", "-pk")
        found = coming.first() or written.first()
        return report_order(found) if found else None

    def _unwritten(self, order: Order) -> Order:
        """The report as it is computed, where no user has written one. A ``reader`` who may not edit gets finished ones only."""
        if self.reader is not None:
            from actionplans.management.readers import must
            from boards.access import Right

            must(self.reader, Right.EDIT_PLAN, self.plan.board, "No covering report is finished.")
        return order


def _paper_options(document: PlanDocument, options: dict[str, Any]) -> PaperOptions:
    """The layout on paper. Raises CommandError for a column that the plan does not have."""
    columns = tuple(name.strip() for name in options["columns"].split(",") if name.strip())
    there = [column.field for column in printed_columns(document)]
    if unknown := [name for name in columns if name not in there]:
        raise CommandError(f"The plan has no column {listed(unknown)}. Its columns are {listed(there)}.")
    return PaperOptions(options["large"], options["pen"], options["cards"], columns)
