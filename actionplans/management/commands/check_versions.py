"""``manage.py check_versions [BOARD[/PLAN] …]``: whether every published version is still what was published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from actionplans.document.dates import day_words
from actionplans.document.wording import count, listed
from actionplans.models import Plan, Version
from actionplans.publishing import journal as journal_publishing
from actionplans.publishing.chain import check_chain
from actionplans.publishing.journal import Sealed
from boards import guards
from boards.models import Erasure

#: Faults that a new journal ends, once it is known why (docs/install.md).
_NO_JOURNAL = "There is no journal of seals ({}): an older copy of the database would not be noticed."
_BEGUN = "The board {} began from nothing on {}, says the journal of seals ({}): what it had published before is not looked for."


class Command(BaseCommand):
    help = (
        "Re-compute the seals of published versions, plan by plan, and name the first that does not hold; hold them against "
        "the journal of seals, so that an older copy of the database is named; and tell whether the database still "
        "guards what must never change. Ends with status 1 if anything is not as it must be."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "only", nargs="*", metavar="BOARD[/PLAN]", help="a board or a plan by its address (default: all plans)"
        )
        parser.add_argument(
            "--guard", action="store_true", help="put back the guards of the database, if they are missing"
        )
        parser.add_argument(
            "--against",
            metavar="FILE",
            default="",
            help="hold the versions against the seals in this file instead of the journal of this machine",
        )
        parser.add_argument(
            "--seals",
            action="store_true",
            help="print the seals of all versions, to be kept elsewhere (for --against), and check nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        plans = _plans(options["only"])
        held = list(_held(plans))
        if options["seals"]:
            for version in held:
                self.stdout.write(version.line)
            return
        broken = list(self._chains(plans))
        found = [
            *self._journal(held, options["only"], options["against"]),
            *self._guards(put_back=options["guard"]),
            *self._open_doors(),
        ]
        if broken:
            raise CommandError(f"The chain of versions is broken. First break: {broken[0]}.", returncode=1)
        if found:
            raise CommandError(f"{count(len(found), 'thing')} to look into. First: {found[0]}", returncode=1)

    def _chains(self, plans: list[Plan]) -> Iterator[str]:
        for plan in plans:
            name = f"{plan.board.slug}/{plan.slug}"
            published = plan.versions.count()
            found = check_chain(plan)
            if found:
                self.stdout.write(f"{name}: broken at version {found.version.number}, {found.what}")
                yield f"{name}, version {found.version.number}: {found.what}"
            else:
                held = f"{count(published, 'version')}, unbroken" if published else "nothing published"
                self.stdout.write(f"{name}: {held}")

    def _journal(self, held: list[Sealed], only: list[str], against: str) -> list[str]:
        """Faults: what the journal holds and the database does not; a journal that is missing although versions were published,
        and boards of which it is not to say anything."""
        path = against or journal_publishing.named()
        try:
            journal = journal_publishing.read(Path(against) if against else None)
        except OSError as error:
            if against:
                raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
            found = [_NO_JOURNAL.format(path)] if held else []
            for sentence in found:
                self.stdout.write(sentence)
            return found
        if journal.strange:
            numbers = listed(map(str, journal.strange), most=5)
            self.stderr.write(f"{path}: {count(len(journal.strange), 'line')} cannot be understood ({numbers}).")
        entries = [entry for entry in journal.entries if _is_of(entry.plan, only)]
        found = list(journal_publishing.differences(entries, held))
        found += [_BEGUN.format(board, day_words(at), path) for board, at in journal.begun if _is_of(f"{board}/", only)]
        for sentence in found:
            self.stdout.write(sentence)
        unknown = len(held) - len({entry.seal for entry in entries} & {version.seal for version in held})
        if not found:
            self.stdout.write(f"The journal of seals ({path}) agrees: {count(len(entries), 'version')}.")
        if unknown:
            self.stdout.write(
                f"{count(unknown, 'version')} of this database {'is' if unknown == 1 else 'are'} not in it: published "
                "before it was kept, or on another server."
            )
        return found

    def _guards(self, *, put_back: bool) -> list[str]:
        """Faults: triggers that are missing, or that are not those of this release, which refuse what they must."""
        missing, altered = guards.missing(connection), guards.altered(connection)
        if not missing and not altered:
            return []
        if put_back:
            guards.install(connection)
            self.stdout.write("The guards are on again.")
            return []
        wrong = [(missing, "missing"), (altered, "altered")]
        how = " and ".join(
            f"{count(len(names), 'trigger')} {what}, the first: {names[0]}" for names, what in wrong if names
        )
        sentence = (
            f"The database does not guard all that must never change ({how}). "
            "check_versions --guard puts the guards back."
        )
        self.stderr.write(sentence)
        return [sentence]

    def _open_doors(self) -> list[str]:
        """Faults: erasures that never ended. They begin and end within one transaction, and while one is open, lines of
        history and of the trail can be changed."""
        found = [
            f"An erasure for {erasure.board}, begun on {day_words(timezone.localdate(erasure.begun_at))}, has not ended: "
            "lines of history and of the activity log can be changed until it has."
            for erasure in Erasure.objects.filter(finished_at__isnull=True).select_related("board")
        ]
        for sentence in found:
            self.stderr.write(sentence)
        return found


def _held(plans: list[Plan]) -> Iterator[Sealed]:
    """The versions that the database holds of these plans."""
    found = Version.objects.filter(plan__in=plans).order_by("plan__board__slug", "plan__slug", "number")
    for version in found.select_related("plan__board").defer("document_text", "pdf"):
        yield journal_publishing.sealed(version)


def _is_of(plan: str, only: list[str]) -> bool:
    wanted = [address.strip("/") for address in only]
    return not wanted or any(plan == address or plan.startswith(f"{address}/") for address in wanted)


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
