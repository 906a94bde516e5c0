"""The rest of the table: operations on reports, on sign-offs of versions and on places in groups, which are about no action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from actionplans.models import Report, ReportPart, SignOff, Version
from actionplans.operations import handovers, reports, sign_offs
from boards.models import Group, GroupMember, User
from tests.actionplans.at_once.table import Case, Seen


@dataclass
class Beside:
    """A report of a plan with two versions, a version, and a group whose chair has left."""

    version_pk: int
    report_pk: int
    group_pk: int
    users: tuple[User, User]
    pair: tuple[str, str] = ("", "")

    @property
    def version(self) -> Version:
        return Version.objects.select_related("plan__board").get(pk=self.version_pk)

    @property
    def report(self) -> Report:
        return Report.objects.select_related("plan__board").get(pk=self.report_pk)

    @property
    def part(self) -> ReportPart:
        return ReportPart.objects.select_related("report").get(report=self.report_pk, kind=ReportPart.Kind.RISKS)

    @property
    def group(self) -> Group:
        return Group.objects.get(pk=self.group_pk)

    def put_into(self, state: str) -> None:
        """A version that is ``agreed``."""
        sign_offs.sign_off_version(self.version, by=self.users[0])


def _begin(w: Beside, turn: int) -> Callable[[], object]:
    plan = w.report.plan
    return lambda: reports.begin_report(plan, by=w.users[turn], to=f"Body {w.report_pk} {turn}")


def _is_begun(w: Beside, turn: int) -> bool:
    return Report.objects.get(to=f"Body {w.report_pk} {turn}").parts.exists()


def _of_report(operation: Any) -> Callable[[Beside, int], Callable[[], object]]:
    def read(w: Beside, turn: int) -> Callable[[], object]:
        report = w.report
        return lambda: operation(report, by=w.users[turn])

    return read


def _is_up_to_date(w: Beside, turn: int) -> bool:
    fresh = reports.work_out(w.report)
    return all(part.is_edited or part.text == fresh.of(part) for part in w.report.parts.all())


def _fresh(w: Beside) -> str:
    return reports.work_out(w.report).of(w.part) or ""


def _take_fresh(w: Beside, turn: int) -> Callable[[], object]:
    part, text = w.part, _fresh(w)
    return lambda: reports.take_fresh(part, text, by=w.users[turn])


def _put_back(w: Beside, turn: int) -> Callable[[], object]:
    part = w.part
    return lambda: reports.put_back(part, by=w.users[turn])


def _sign_version(w: Beside, turn: int) -> Callable[[], object]:
    version = w.version
    return lambda: sign_offs.sign_off_version(version, by=w.users[turn], words=f"words {turn}")


def _take_back(w: Beside, turn: int) -> Callable[[], object]:
    sign_off = SignOff.objects.standing().get(version=w.version_pk)
    return lambda: sign_offs.take_back(sign_off, by=w.users[turn], reason=f"reason {turn}")


def _is_signed(said: str) -> Seen:
    return lambda w, turn: SignOff.objects.standing().filter(version=w.version_pk, words=said.format(turn)).exists()


def _chair(w: Beside, turn: int) -> Callable[[], object]:
    place = GroupMember.objects.select_related("group__board", "person").get(group=w.group_pk, chairs=True)
    to = w.group.board.people.get(name=("Ngozi Adeyemi", "Martin Pell")[turn])
    return lambda: handovers.hand_over_chair(place, to, by=w.users[turn])


def _chairs(w: Beside, turn: int) -> bool:
    name = ("Ngozi Adeyemi", "Martin Pell")[turn]
    return list(w.group.members.filter(chairs=True).values_list("person__name", flat=True)) == [name]


OPERATIONS: dict[str, Case] = {
    "reports.begin_report": Case("report", _begin, _is_begun),
    "reports.bring_up_to_date": Case("report", _of_report(reports.bring_up_to_date), _is_up_to_date),
    "reports.cover_newest": Case(
        "report", _of_report(reports.cover_newest), lambda w, turn: w.report.version_id == w.version_pk
    ),
    "reports.take_fresh": Case("report", _take_fresh, lambda w, turn: w.part.text == _fresh(w)),
    "reports.put_back": Case("report", _put_back, lambda w, turn: w.part.text == "Put aside before"),
    "sign_offs.sign_off_version": Case("version", _sign_version, _is_signed("words {}")),
    "sign_offs.take_back of a version": Case(
        "version",
        _take_back,
        lambda w, turn: not SignOff.objects.standing().filter(version=w.version_pk).exists(),
        "agreed",
        undone_by="sign_offs.sign_off_version",
    ),
    "handovers.hand_over_chair": Case("group", _chair, _chairs),
}
