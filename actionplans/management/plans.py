"""Where the command line finds a plan to write: in a file, or in the database."""

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
from actionplans.document.tree import PlanDocument
from actionplans.document.wording import listed
from actionplans.writing.columns import printed_columns
from actionplans.writing.order import Order, PaperOptions


class FilePlan:
    """A plan document lying in a file."""

    #: Where parts of prints are kept for the next one: nowhere, a file may be of any board.
    kept: Path | None = None
    #: A file knows nobody: whoever reads it holds it, and takes it from no board.
    reader, line = None, ""

    def __init__(self, name: str) -> None:
        self.name = name

    def allow(self, edition: str, options: dict[str, Any]) -> None:
        """Whoever has the file may have anything that is in it."""

    def named(self, pdf: bytes) -> bytes:
        """The print, which carries nobody's name."""
        return pdf

    def tell(self, what: str) -> None:
        """No trail tells of a file."""

    def document(self, version: int | None) -> PlanDocument:
        document = _load(self.name)
        held = document.version.number if document.version else None
        if version is not None and version != held:
            holds = f"version {held}" if held is not None else "a draft"
            raise CommandError(f"{self.name} holds {holds} and no version {version}.")
        return document

    def stored(self, version: int | None) -> bytes | None:
        """The print that is kept of a version, if any."""
        return None

    def public(self, document: PlanDocument) -> PlanDocument:
        """The document for everybody."""
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
            look=_look(document, options),
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
    """The day on which a document is reckoned: a version on its own, a draft today."""
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


class KeptPlan:
    """A plan of the database: all of it, for whoever runs commands holds the database anyway; or with ``reader``, the
    address of an account, what the role table gives that person."""

    def __init__(self, name: str, reader: str = "") -> None:
        if not apps.ready:
            django.setup()
        from actionplans.models import Plan
        from actionplans.printing.named_copies import Taken

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
        self.reader, self.taken = None, Taken()
        if reader:
            self._read_as(reader)

    def _read_as(self, address: str) -> None:
        from actionplans.management.readers import account, must
        from actionplans.printing.named_copies import taken_by
        from boards.access import Right

        self.reader = account(address)
        must(self.reader, Right.READ_VERSIONS, self.plan.board)
        self.taken = taken_by(self.reader, self.plan.board)

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
        """What the file says of who took it; empty where it says nothing."""
        return self.taken.line

    def named(self, pdf: bytes) -> bytes:
        """The print, with the name of the reader where a download would carry it."""
        return self.taken.on_pages(pdf)

    def tell(self, what: str) -> None:
        """Write into the trail of the board what is taken away: for the reader, or by the account of the system that runs the
        command."""
        from boards.models.trail import Happening
        from boards.trail.write import log, operator

        how = f"by command (export_plan{' --as' if self.reader else ''})"
        who = "" if self.reader else f"command: {operator()}"
        log(
            Happening.TOOK_AWAY,
            by=self.reader,
            who=who,
            board=self.plan.board,
            plan=self.plan,
            about=f"{what}, {how}",
            reason=f"Run by {operator()}" if self.reader else "",
        )

    @property
    def kept(self) -> Path | None:
        """Where the site keeps parts of prints (``actionplans.printing.jobs``); used by its own account alone, lest it
        should find there what it may not touch."""
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

    def stored(self, number: int | None) -> bytes | None:
        return None if number is None else bytes(self.version(number).pdf)

    def public(self, document: PlanDocument) -> PlanDocument:
        """The document for everybody; people whom the board came to know later are not named either."""
        from actionplans.persistence.people import known_people

        return public(document, known_people(self.plan.board))

    def order(self, edition: str, options: dict[str, Any]) -> Order:
        version, since = options["version"], options["since"]
        if version is not None:
            self.version(version)
        from actionplans.printing.orders import order_for

        told = {"since": self._since(int(since), version)} if since.isdecimal() else {}
        order = order_for(
            self.plan,
            edition=edition,
            version=version,
            lead=options["lead"],
            only_changed=not options["everything"],
            internal=options["internal"],
            bind=options["bind"],
            reader=self.reader,
            **told,
        )
        if since and not told:
            older = _older(since, order.document, self.plan.title)
            order = replace(order, since=older if options["internal"] else without_internal(older), since_words="")
        if edition == "report" and not (since or options["lead"] or options["rows"]):
            order = self._written(version) or self._unwritten(order)
        return replace(order, look=_look(order.document, options))

    def _since(self, number: int, version: int | None) -> int:
        self.version(number)
        if version is not None and number >= version:
            raise CommandError(
                f"Version {number} is not older than version {version}: give an older one after --since."
            )
        return number

    def _written(self, version: int | None) -> Order | None:
        """The covering report that somebody wrote for the next meeting, or else wrote last, if anybody did; with a ``version``
        the one that covers it. What they wrote is of the whole plan, so it is not asked for where only some rows are printed.
        """
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
        """The report as it is worked out, where nobody has written one. Its readers are given finished ones only."""
        if self.reader is not None:
            from actionplans.management.readers import must
            from boards.access import Right

            must(self.reader, Right.EDIT_PLAN, self.plan.board, "No covering report is finished.")
        return order


def _look(document: PlanDocument, options: dict[str, Any]) -> PaperOptions:
    """Raises CommandError where a column is named that the plan does not have."""
    columns = tuple(name.strip() for name in options["columns"].split(",") if name.strip())
    there = [column.field for column in printed_columns(document)]
    if unknown := [name for name in columns if name not in there]:
        raise CommandError(f"The plan has no column {listed(unknown)}. Its columns are {listed(there)}.")
    return PaperOptions(options["large"], options["pen"], options["cards"], columns)
