"""The trail sources of this app: how the trail lists changes to plans, rows, notes, versions and reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.urls import reverse

from actionplans.document.dates import day_words, short_words
from actionplans.document.fields import ATTRIBUTES, HEADINGS
from actionplans.document.wording import FEW_READERS, shorten
from actionplans.models import (
    Action,
    Answer,
    Challenge,
    Clash,
    Deadline,
    DeadlineMove,
    Evidence,
    FileShape,
    Import,
    Lead,
    LeadName,
    Plan,
    ProgressEntry,
    Proposal,
    Recommendation,
    Report,
    ReportPart,
    Section,
    SignOff,
    Version,
)
from boards.extensions.trail import trail_sources
from boards.models import Board
from boards.trail.sources import ChangedField, HistorySource, TrailLine, TrailSource

About = Callable[[Any, Board], tuple[str, str]]

#: Keys of rows, which never change.
_WHERE = frozenset(["plan", "action", "recommendation", "entry", "report"])
#: Fields with who and when, which a line of the trail shows anyway.
_DOING = frozenset(
    [
        "author",
        "person",
        "written_at",
        "counts_from",
        "asked_by",
        "asked_at",
        "answered_by",
        "answered_at",
        "closed_by",
        "made_at",
        "signed_by",
        "signed_at",
        "theirs_by",
        "theirs_at",
        "mine_by",
        "mine_at",
        "settled_by",
        "by",
        "at",
        "taken_at",
    ]
)
_TAKEN_OUT = {"removed": ("Removed", "Put back")}
_HIDDEN = {"internal": (f"Hidden from all but {FEW_READERS}", "Shown to all members")}
_INTERNAL = {"internal": (f"Made internal to {FEW_READERS}", "Opened to all members")}
_LARGE = ("document_text", "pdf")


def _row_url(action: Any, board: Board) -> str:
    return reverse("actionplans:action_page", args=[board.slug, action.plan.slug, action.ref])


def _heading(name: str, plan: Any) -> str:
    """The board's heading of a cell; empty where the field is no cell."""
    field = ATTRIBUTES.get(name, name)
    headings = {column["field"]: column.get("heading") for column in plan.columns}
    return headings.get(field) or HEADINGS.get(field) or ""


def _of_row(words: str, step: str = "action") -> About:
    """Describes a row of a related model with a link to its action: “Lead of row 99.1”."""

    def about(row: Any, board: Board) -> tuple[str, str]:
        action = getattr(row, step)
        return f"{words} of row {action.ref}", _row_url(action, board)

    return about


def _plan(row: Any, board: Board) -> tuple[str, str]:
    return f"The plan “{row.title}”", reverse("actionplans:plan_page", args=[board.slug, row.slug])


def _section(row: Any, board: Board) -> tuple[str, str]:
    name = f"Section “{shorten(row.title, 80)}”" if row.title else "The section of the plan"
    return name, reverse("actionplans:plan_page", args=[board.slug, row.plan.slug])


def _recommendation(row: Any, board: Board) -> tuple[str, str]:
    name = f"Recommendation {row.number}" if row.number else "Rows without a recommendation"
    return name, reverse("actionplans:plan_page", args=[board.slug, row.plan.slug])


def _action(row: Any, board: Board) -> tuple[str, str]:
    return f"Row {row.ref}", _row_url(row, board)


def _further(row: Any, board: Board) -> tuple[str, str]:
    number = row.recommendation.number
    return f"Row {row.action.ref} as an answer to recommendation {number} too", _row_url(row.action, board)


def _lead_name(row: Any, board: Board) -> tuple[str, str]:
    return f"Who the lead “{shorten(row.name, 60)}” is", reverse("actionplans:lead_list", args=[board.slug])


def _note(row: Any, board: Board) -> tuple[str, str]:
    date = f" of {short_words(row.happened, row.precision)}" if row.happened else ""
    return f"Note{date} on row {row.action.ref}", f"{_row_url(row.action, board)}#note-{row.uid}"


def _evidence(row: Any, board: Board) -> tuple[str, str]:
    return f"File “{row.name}” on row {row.entry.action.ref}", _row_url(row.entry.action, board)


def _clash(row: Any, board: Board) -> tuple[str, str]:
    heading = _heading(row.field, row.action.plan) or row.field.removeprefix("extra:")
    return f"Two texts for “{heading}” of row {row.action.ref}", _row_url(row.action, board)


def _sign_off(row: Any, board: Board) -> tuple[str, str]:
    if row.action:
        return f"Signing off of row {row.action.ref}", _row_url(row.action, board)
    plan, number = row.version.plan, row.version.number
    return f"Signing off of version {number}", reverse("actionplans:version_page", args=[board.slug, plan.slug, number])


def _challenge(row: Any, board: Board) -> tuple[str, str]:
    return f"Challenge {row.number}", reverse(
        "actionplans:challenge_page", args=[board.slug, row.plan.slug, row.number]
    )


def _report(row: Any, board: Board) -> tuple[str, str]:
    return f"Covering report to {row.to}", reverse("actionplans:report_edit", args=[board.slug, row.plan.slug, row.id])


def _report_part(row: Any, board: Board) -> tuple[str, str]:
    words = shorten(row.heading, 60) or row.get_kind_display()
    address = reverse("actionplans:report_edit", args=[board.slug, row.report.plan.slug, row.report_id])
    return f"“{words}” in the covering report to {row.report.to}", f"{address}#part-{row.id}"


def _import(row: Any, board: Board) -> tuple[str, str]:
    return f"Imported file, “{row.name}”", reverse("actionplans:import_page", args=[board.slug, row.uid])


def _file_shape(row: Any, board: Board) -> tuple[str, str]:
    return "How files of one shape are read", reverse("actionplans:file_shape_list", args=[board.slug])


# classes of sources ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DatedSource(HistorySource):
    """The history of a model whose dates have a precision."""

    dated: str = ""

    def cells(self, before: Any, row: Any) -> Iterator[ChangedField]:
        for cell, field in zip(super().cells(before, row), self.shown_fields(), strict=True):
            if field.name != self.dated:
                yield cell
                continue
            was, now = (day_words(getattr(r, self.dated), r.precision) if r else "" for r in (before, row))
            yield ChangedField(cell.label, was, now)


@dataclass(frozen=True)
class RowSource(HistorySource):
    """The history of actions, with cells under the headings of the board's columns."""

    def label(self, field: Any, row: Any) -> str:
        return _heading(field.name, row.plan) or super().label(field, row)

    def cells(self, before: Any, row: Any) -> Iterator[ChangedField]:
        """The changed cells; each of the board's own columns is a cell of its own."""
        yield from super().cells(before, row)
        old, new = before.extra if before else {}, row.extra
        for heading in {**old, **new}:
            yield ChangedField(heading, str(old.get(heading, "")), str(new.get(heading, "")))


@dataclass(frozen=True)
class VersionSource(TrailSource):
    """Published versions, which have no history, because they never change."""

    at: ClassVar[str] = "published_at"
    user: ClassVar[str] = "author"

    def lines(self, board: Board, keys: Sequence[int]) -> dict[int, TrailLine]:
        found = Version.objects.filter(pk__in=keys).select_related("plan", "author").defer(*_LARGE)
        return {version.pk: self._line(version, board) for version in found}

    def _line(self, version: Version, board: Board) -> TrailLine:
        return TrailLine(
            at=version.published_at,
            kind=self.kind,
            who=version.author.name,
            did="Published",
            what=f"Version {version.number}",
            url=reverse("actionplans:version_page", args=[board.slug, version.plan.slug, version.number]),
            plan=version.plan_id,
            cells=(ChangedField("Note", "", version.note), ChangedField("Seal", "", version.seal)),
        )


@dataclass(frozen=True)
class BesideVersions(HistorySource):
    """The history of a model that refers to versions, whose documents and prints are not loaded for it."""

    versions: tuple[str, ...] = ("version",)

    def _whole(self, rows: QuerySet) -> QuerySet:
        return super()._whole(rows).defer(*(f"{version}__{name}" for version in self.versions for name in _LARGE))


@dataclass(frozen=True)
class SignOffSource(BesideVersions):
    """The history of sign-offs, whose board and plan are those of an action or of a version."""

    def of(self, board: Board) -> QuerySet:
        return self.model._base_manager.filter(Q(action__plan__board=board.pk) | Q(version__plan__board=board.pk))

    def of_plan(self, rows: QuerySet, plan: int) -> QuerySet:
        return rows.filter(Q(action__plan=plan) | Q(version__plan=plan))

    def plan_of(self, row: Any) -> int:
        return row.action.plan_id if row.action else row.version.plan_id


def _on_row(
    model: Any, many: str, about: About, source: type[HistorySource] = HistorySource, **more: Any
) -> HistorySource:
    """A source for a model that is related to actions."""
    fetch = ("action__plan", *more.pop("fetch", ()))
    silent = _WHERE | more.pop("silent", frozenset())
    return source(
        model.history.model,
        many,
        board="action__plan__board",
        plan="action__plan",
        fetch=fetch,
        about=about,
        silent=silent,
        **more,
    )


def _of_plan(
    model: Any, many: str, about: About, source: type[HistorySource] = HistorySource, **more: Any
) -> HistorySource:
    """A source for a model that is related to plans."""
    fetch = ("plan", *more.pop("fetch", ()))
    silent = frozenset({"plan"}) | more.pop("silent", frozenset())
    return source(
        model.history.model, many, board="plan__board", plan="plan", fetch=fetch, about=about, silent=silent, **more
    )


def register() -> None:
    """Add the sources of this app to the trail. Called once, by ``AppConfig.ready``."""
    trail_sources.add(
        VersionSource(Version, "versions", board="plan__board", plan="plan"),
        HistorySource(Plan.history.model, "plans", plan="id", about=_plan, silent=frozenset({"earlier_versions"})),
        _of_plan(Section, "sections", _section, verbs=_TAKEN_OUT),
        _of_plan(
            Recommendation,
            "recommendations",
            _recommendation,
            fetch=("section",),
            verbs=_TAKEN_OUT | _HIDDEN,
        ),
        _of_plan(
            Action,
            "rows",
            _action,
            RowSource,
            fetch=("recommendation",),
            silent=frozenset({"extra", "added_on"}),
            labels={"recommendation": "Under", "ref": "Reference", "ended_reason": "Why it ended"},
            verbs=_HIDDEN,
        ),
        _on_row(
            Answer,
            "further recommendations that rows answer",
            _further,
            fetch=("recommendation",),
            verbs={"left": ("Taken out", "Put back")},
        ),
        _on_row(
            Deadline,
            "dates",
            _of_row("Date"),
            DatedSource,
            dated="date",
            silent=frozenset({"last_day"}),
            verbs={"replaced": ("Replaced", "Made current again")},
        ),
        _on_row(DeadlineMove, "moved dates", _of_row("Moving the date")),
        _on_row(
            Lead,
            "leads",
            _of_row("Lead"),
            fetch=("person", "group", "agency"),
            silent=frozenset({"settled"}),
            verbs={"left": ("Taken out", "Put back")},
        ),
        HistorySource(
            LeadName.history.model,
            "names of leads",
            board="board",
            fetch=("person", "group", "agency"),
            about=_lead_name,
            silent=frozenset({"board", "key", "name"}),
        ),
        _on_row(
            ProgressEntry,
            "notes",
            _note,
            DatedSource,
            dated="happened",
            silent=_DOING | {"as_written", "inferred"},
            verbs=_TAKEN_OUT | _INTERNAL,
        ),
        HistorySource(
            Evidence.history.model,
            "files",
            board="entry__action__plan__board",
            plan="entry__action__plan",
            fetch=("entry__action__plan",),
            about=_evidence,
            silent=frozenset({"entry", "file"}),
            verbs=_TAKEN_OUT,
        ),
        _on_row(
            Clash,
            "texts to settle",
            _clash,
            silent=_DOING - {"settled_at"} | {"field"},
            labels={"theirs": "Saved first", "mine": "Typed meanwhile", "move_reason": "Why the date was to move"},
        ),
        _on_row(Proposal, "proposals", _of_row("Proposal"), silent=_DOING),
        _of_plan(Challenge, "challenges", _challenge, fetch=("meeting__group",), silent=_DOING | {"action"}),
        SignOffSource(
            SignOff.history.model,
            "sign-offs",
            plan="action__plan",
            fetch=("action__plan", "version__plan"),
            about=_sign_off,
            silent=_DOING | {"action", "version"},
            verbs={"taken_back": ("Taken back", "Given again")},
        ),
        _of_plan(
            Report,
            "covering reports",
            _report,
            BesideVersions,
            fetch=("meeting__group", "version", "since"),
            versions=("version", "since"),
        ),
        HistorySource(
            ReportPart.history.model,
            "texts of covering reports",
            board="report__plan__board",
            plan="report__plan",
            fetch=("report__plan",),
            about=_report_part,
            silent=frozenset({"report", "kind", "key", "offered", "aside"}),
        ),
        HistorySource(
            Import.history.model,
            "imported files",
            plan="plan",
            fetch=("plan",),
            about=_import,
            silent=_DOING | {"file", "decisions"},
        ),
        HistorySource(
            FileShape.history.model, "how files are read", about=_file_shape, silent=frozenset({"hints", "at"})
        ),
    )
