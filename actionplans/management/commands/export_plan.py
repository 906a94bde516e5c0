"""Write a plan as a file: Word, Excel, CSV, a plan document (JSON), or printed as one of the editions (PDF)."""

from __future__ import annotations

import os
import sys
import tempfile
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from actionplans.document.anonymised import remaining
from actionplans.document.node import DocumentError
from actionplans.document.parts import UnknownLead, UnknownRows, only_rows, without_internal
from actionplans.document.wording import listed
from actionplans.files.storage import at_hand
from actionplans.management.plans import DatabasePlan, FilePlan
from actionplans.writing.editions.registry import EDITIONS
from actionplans.writing.formats import FORMATS, row_names, write_plan
from actionplans.writing.order import LARGE, Order
from boards.protective_markings import SENSITIVE

#: Processes that lay out the parts of one print at the same time.
MOST_WORKERS = 4

EXAMPLES = """\
examples, with PLAN as fenmarsh/joint-inspection-action-plan:
  export_plan PLAN -o plan.docx                           today's plan, to go on working on in Word
  export_plan PLAN --version 9 -o version-9.pdf           version 9, as it was printed then
  export_plan PLAN --since 9 -o changes.pdf               what changed since version 9
  export_plan PLAN --lead "Fenmarsh Police" -o police.pdf what one agency or lead has to do
  export_plan PLAN --edition public -o public.pdf         without names, and without what is internal
  export_plan new.json --since old.json --edition pack -o pack.pdf     from files alone, without a database
"""


class Command(BaseCommand):
    """A plan document in a file needs no database: ``manage.py`` starts this command before the apps are loaded, and
    ``DatabasePlan`` loads them."""

    help = """\
Write a plan as Word (docx), Excel (xlsx) or CSV, as a plan document (json), or print it (pdf).

PLAN is board/plan as in its address, or its number; or a file that holds a plan document, for which no database is
needed. Hidden rows and internal notes, for the manager, chair and scrutineer only, are left out unless --internal is given,
because files are handed on; json alone, which is for machines and holds all that is known, has them unless --public is given.
With --as nobody is given more than the pages of the site would give them.
"""
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> ArgumentParser:
        # Django's own --version shows its version; here it names one of the plan.
        parser = super().create_parser(prog_name, subcommand, conflict_handler="resolve", epilog=EXAMPLES, **kwargs)
        parser.formatter_class = RawDescriptionHelpFormatter
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("plan", metavar="PLAN|DOCUMENT.json", help="board/plan, a plan's number, or a file")
        parser.add_argument("--format", choices=tuple(FORMATS), help="if not the ending after -o, then json")
        parser.add_argument("--version", type=int, metavar="N", help="a published version instead of the plan today")
        parser.add_argument("--rows", metavar="99.1,100", default="", help="only these rows or recommendations")
        parser.add_argument(
            "--public",
            action="store_true",
            help="leave out what the manager, chair and scrutineer alone read; --edition public leaves out names too",
        )
        parser.add_argument(
            "--internal", action="store_true", help="with what the manager, chair and scrutineer alone read"
        )
        parser.add_argument(
            "--as",
            metavar="ADDRESS",
            default="",
            help="give what the person who signs in with this address may download, and their name with it where a "
            "download would carry it; without it all there is, for the administrator who runs commands",
        )
        parser.add_argument("-o", "--output", metavar="FILE", default="", help="where to write; - is standard output")
        prints = parser.add_argument_group("prints (pdf)")
        prints.add_argument("--edition", choices=tuple(EDITIONS), help=_editions())
        prints.add_argument(
            "--since",
            metavar="N|OLDER.json",
            default="",
            help="tell changes since that version, or since the plan in that file; as an edition, if no other is asked for",
        )
        prints.add_argument("--lead", metavar="NAME", default="", help="only the rows of that lead or agency")
        prints.add_argument("--everything", action="store_true", help="with changes: also the rows that did not change")
        prints.add_argument("--bind", action="store_true", help="with evidence: the files themselves, at the end")
        prints.add_argument(
            "--large",
            type=int,
            nargs="?",
            const=LARGE[-1],
            default=0,
            choices=LARGE[1:],
            help="large print, 16 points; or 12",
        )
        prints.add_argument("--pen", action="store_true", help="room at the right for notes by hand")
        prints.add_argument("--cards", action="store_true", help="a card for each row, on upright paper")
        prints.add_argument("--columns", metavar="action,lead", default="", help="only these columns")

    def handle(self, *, plan: str, output: str, **options: Any) -> None:
        edition = options["edition"] or ("changes" if options["since"] else "")
        kind = _kind(options["format"], output, prints=bool(edition or _print_options(options)))
        if kind in ("docx", "xlsx", "pdf") and not output:
            raise CommandError("Say after -o which file to write; -o - is standard output.")
        _agree(kind, edition, options)
        source = _source(plan, options["as"])
        source.allow(edition, options)
        try:
            content = self._content(source, kind, edition or "clean", options)
        except (DocumentError, UnknownRows, UnknownLead) as error:
            raise CommandError(str(error)) from error
        number = options["version"]
        state = "" if number is None else f"Version {number}: "
        source.log(f"{state}{EDITIONS[edition or 'clean'].name} as {FORMATS[kind].name}")
        self._write(content, output)

    def _say_what_stays(self, source: FilePlan | DatabasePlan, version: int | None) -> None:
        """Words of a public edition that may be names all the same, beside the file and not in it."""
        if stays := sorted({one.words for one in remaining(source.document(version), source.known())}):
            self.stderr.write(f"Read through what stays and may be a name: {', '.join(stays)}")

    def _content(self, source: FilePlan | DatabasePlan, kind: str, edition: str, options: dict[str, Any]) -> bytes:
        version, rows = options["version"], row_names(options["rows"])
        if EDITIONS[edition].is_public and source.document(version).marking == SENSITIVE:
            self.stderr.write(
                f"The plan is marked {SENSITIVE}. Read its public edition through before it is published."
            )
        if EDITIONS[edition].is_public:
            self._say_what_stays(source, version)
        printed = kind == "pdf" or edition == "report"
        plain = printed and edition == "clean" and not rows and not _print_options(options)
        if plain and (pdf := source.stored(version)) is not None:
            return source.named(pdf)
        if printed:
            order = source.order(edition, options)
            if rows:
                order = replace(order, document=only_rows(order.document, rows))
            return self._print(order, source, kind)
        document = source.document(version)
        if EDITIONS[edition].is_public:
            document = source.public(document)
        elif options["public"] or not options["internal"] and (kind != "json" or source.reader):
            document = without_internal(document)
        if rows:
            document = only_rows(document, rows)
        return write_plan(document, kind, written_on=timezone.localdate(), taken=source.line)

    def _print(self, order: Order, source: FilePlan | DatabasePlan, kind: str) -> bytes:
        """The order as a PDF, or a covering report as a Word file."""
        if kind == "docx":
            from actionplans.writing.report_docx import report_word

            return report_word(order, written_on=order.printed_on, taken=source.line)
        # imported here because the layout engine is large
        from actionplans.writing.pdf import print_order
        from actionplans.writing.press.fonts import FontsMissing

        workers = min(os.cpu_count() or 1, MOST_WORKERS)
        watched = sys.stderr.isatty()
        try:
            with tempfile.TemporaryDirectory() as folder:
                order = at_hand(order, Path(folder) / "files", Path(folder) / "files")
                printed = print_order(
                    order, kept=source.kept, workers=workers, progress=self._show_progress if watched else None
                )
            for passage in printed.missing:
                self.stderr.write(f"Not on its pages: {passage}")
            return source.named(printed.pdf)
        except FontsMissing as error:
            raise CommandError(str(error)) from error
        finally:
            if watched:
                self.stderr.write(f"\r{' ' * 40}\r", ending="")

    def _show_progress(self, done: int, about: int) -> None:
        """Show the progress of a print in a terminal."""
        self.stderr.write(f"\r{done} of about {about} pages", str, ending="")

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


def _source(plan: str, reader: str) -> FilePlan | DatabasePlan:
    if not plan.lower().endswith(".json") and not Path(plan).is_file():
        return DatabasePlan(plan, reader)
    if reader:
        raise CommandError(
            f"--as goes with a plan of the database: {plan} is a file, and everyone who has it may read it."
        )
    return FilePlan(plan)


# the options -----------------------------------------------------------------------------------------------------

#: Options that only a print can follow.
PRINT_OPTIONS = ("since", "lead", "everything", "internal", "bind", "large", "pen", "cards", "columns")


def _editions() -> str:
    return "; ".join(f"{e.key}: {e.name[:1].lower()}{e.name[1:]}" for e in EDITIONS.values())


def _print_options(options: dict[str, Any]) -> list[str]:
    """The options among those given that only a print can follow."""
    return [f"--{name}" for name in PRINT_OPTIONS if options[name]]


def _kind(asked: str | None, output: str, *, prints: bool) -> str:
    ending = Path(output).suffix.lower().removeprefix(".")
    return asked or (ending if ending in FORMATS else "pdf" if prints else "json")


def _agree(kind: str, edition: str, options: dict[str, Any]) -> None:
    """Raises CommandError where two things that were asked for do not go together."""
    asked = _print_options(options)
    chosen = EDITIONS[edition or "clean"]
    if kind != "pdf" and kind not in (chosen.formats or ()):
        if chosen.formats:
            raise CommandError(f"{chosen.name}: this edition is printed. Say --format {' or '.join(chosen.formats)}.")
        if asked := [option for option in asked if option != "--internal"]:
            raise CommandError(f"{listed(asked)}: only a print can follow that. Say --format pdf.")
    if options["internal"] and (options["public"] or chosen.is_public):
        raise CommandError("A public plan never holds what is internal: leave out --internal.")
    if options["internal"] and options["lead"]:
        raise CommandError("What one lead or agency is given never holds what is internal: leave out --internal.")
    if options["everything"] and edition != "changes":
        raise CommandError("--everything goes with --edition changes.")
    if options["bind"] and edition != "evidence":
        raise CommandError("--bind goes with --edition evidence.")
