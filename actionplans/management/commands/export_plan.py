"""Write a plan as a file: Word, Excel, CSV, a plan document (JSON), or as it prints (PDF)."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from actionplans.document.editions import UnknownRows, only_rows, without_internal
from actionplans.document.tree import DocumentError, PlanDocument
from actionplans.writing.formats import FORMATS, row_names, write_plan
from actionplans.writing.pdf import plan_pdf
from actionplans.writing.press.fonts import FontsMissing


class Command(BaseCommand):
    """The database is asked for a plan of the database only: a document in a file needs none."""

    help = (
        "Write a plan as Word (docx), Excel (xlsx) or CSV, as a plan document (json), or as it prints (pdf). PLAN is "
        "board/plan as in its address, or its number; or a file that holds a plan document, for which no database is "
        "needed. The print leaves out rows and notes that are for the manager and the chair only; the other files hold "
        "them, marked, unless --public is given."
    )
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> ArgumentParser:
        # Django's own --version tells its version; here it names one of the plan.
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("plan", metavar="PLAN|DOCUMENT.json", help="board/plan, a plan's number, or a file")
        parser.add_argument("--format", choices=tuple(FORMATS), help="if not the ending after -o, then json")
        parser.add_argument("--version", type=int, metavar="N", help="a published version instead of the plan today")
        parser.add_argument("--rows", metavar="99.1,100", default="", help="only these rows or recommendations")
        parser.add_argument("--public", action="store_true", help="leave out what the manager and the chair alone read")
        parser.add_argument("-o", "--output", metavar="FILE", default="", help="where to write; - is standard output")

    def handle(self, *, plan: str, version: int | None, output: str, rows: str, public: bool, **options: Any) -> None:
        ending = Path(output).suffix.lower().removeprefix(".")
        kind = options["format"] or (ending if ending in FORMATS else "json")
        if kind in ("docx", "xlsx", "pdf") and not output:
            raise CommandError("Say after -o which file to write; -o - is standard output.")
        source = _File(plan) if plan.lower().endswith(".json") or Path(plan).is_file() else _Kept(plan)
        try:
            content = self._content(source, kind, version, row_names(rows), public)
        except (DocumentError, FontsMissing, UnknownRows) as error:
            raise CommandError(str(error)) from error
        self._write(content, output)

    def _content(self, source: _File | _Kept, kind: str, version: int | None, rows: list[str], public: bool) -> bytes:
        if kind == "pdf" and not rows:
            return source.pdf(version)
        document = source.document(version)
        if public or kind == "pdf":
            document = without_internal(document)
        if rows:
            document = only_rows(document, rows)
        return write_plan(document, kind, written_on=timezone.localdate())

    def _write(self, content: bytes, output: str) -> None:
        if output in ("", "-"):
            if hasattr(self.stdout, "buffer"):
                self.stdout.flush()
                self.stdout.buffer.write(content)
                self.stdout.buffer.flush()
            else:  # a caller in Python that takes text
                self.stdout.write(content.decode(), ending="")
            return
        try:
            Path(output).write_bytes(content)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error


def _print(document: PlanDocument, previous: PlanDocument | None = None) -> bytes:
    before = without_internal(previous) if previous else None
    return plan_pdf(without_internal(document), printed_on=timezone.localdate(), previous=before)


class _File:
    """A plan document lying in a file."""

    def __init__(self, name: str) -> None:
        self.name = name

    def document(self, version: int | None) -> PlanDocument:
        try:
            document = PlanDocument.loads(Path(self.name).read_bytes())
        except OSError as error:
            reason = "There is no such file" if isinstance(error, FileNotFoundError) else error.strerror
            raise CommandError(f"{self.name}: {reason}.") from error
        except DocumentError as error:
            raise CommandError(f"{self.name}: {error}") from error
        held = document.version.number if document.version else None
        if version is not None and version != held:
            holds = f"version {held}" if held is not None else "a draft"
            raise CommandError(f"{self.name} holds {holds} and no version {version}.")
        return document

    def pdf(self, version: int | None) -> bytes:
        return _print(self.document(version))


class _Kept:
    """A plan of the database."""

    def __init__(self, name: str) -> None:
        from actionplans.models import Plan

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

    def version(self, number: int):
        found = self.plan.versions.filter(number=number).first()
        if found is None:
            numbers = [str(n) for n in self.plan.versions.order_by("number").values_list("number", flat=True)]
            there = f"Its versions are {', '.join(numbers)}." if numbers else "None has been published yet."
            raise CommandError(f"{self.plan.title} has no version {number}. {there}")
        return found

    def document(self, number: int | None) -> PlanDocument:
        from actionplans.store import read_document

        return read_document(self.plan) if number is None else self.version(number).document()

    def pdf(self, number: int | None) -> bytes:
        if number is not None:
            return bytes(self.version(number).pdf)
        last = self.plan.versions.order_by("-number").first()
        return _print(self.document(None), last.document() if last else None)
