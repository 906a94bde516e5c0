"""Rows on which two operations meet: many small surroundings in one plan, written in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from actionplans.document import tree
from actionplans.models import Action, Plan, Recommendation, Section
from actionplans.models.plan import LAYOUTS
from actionplans.operations import actions, challenges, notes, plans, proposals, sign_offs, structure
from actionplans.persistence.save import write_document
from boards.models import User
from tests.builders import manager_of

#: What has been done to a surrounding before the two operations, in this order.
STATES = ("own plan", "archived", "removed plan", "challenged", "clash", "proposed", "complete", "signed", "removed")


@dataclass
class Surrounding:
    """One action among three, with a note; an empty recommendation beside it, and an empty section below. Each attribute is
    read from the database when it is asked for, as a request does."""

    plan_pk: int
    number: int
    users: tuple[User, User]
    #: The names of the two operations.
    pair: tuple[str, str] = ("", "")

    @property
    def plan(self) -> Plan:
        return Plan.objects.select_related("board").get(pk=self.plan_pk)

    @property
    def own_plan(self) -> Plan:
        """An empty plan beside, for what is done to a plan as a whole."""
        return Plan.objects.select_related("board").get(title=f"Own {self.number}")

    @property
    def section(self) -> Section:
        return Section.objects.select_related("plan__board").get(plan=self.plan_pk, title=f"Theme {self.number}")

    @property
    def spare_section(self) -> Section:
        return Section.objects.select_related("plan__board").get(plan=self.plan_pk, title=f"Spare {self.number}")

    def _recommendation(self, number: str) -> Recommendation:
        found = Recommendation.objects.select_related("plan__board", "section")
        return found.get(plan=self.plan_pk, number=number)

    @property
    def recommendation(self) -> Recommendation:
        return self._recommendation(f"{self.number}a")

    @property
    def empty(self) -> Recommendation:
        return self._recommendation(f"{self.number}b")

    def other(self, turn: int) -> Recommendation:
        """Two recommendations that no operation changes."""
        return self._recommendation(f"X{turn}")

    @cached_property
    def keys(self) -> list[int]:
        """The three actions, in their first order."""
        return list(self.recommendation.actions.order_by("order", "pk").values_list("pk", flat=True))

    @property
    def action(self) -> Action:
        return Action.objects.select_related("plan__board", "recommendation__section").get(pk=self.keys[0])

    def order(self) -> list[int]:
        """The three actions, in their order now."""
        return list(Action.objects.filter(pk__in=self.keys).order_by("order", "pk").values_list("pk", flat=True))

    @property
    def note(self) -> Any:
        return self.action.progress.select_related("action__plan").order_by("pk").first()

    def put_into(self, state: str) -> None:
        """Do what is to have been done before the two operations."""
        manager = manager_of(self.plan.board)
        if state == "own plan":
            columns = [{"field": "action", "heading": "Action"}]
            plan = plans.begin_plan(self.plan.board, by=manager, title=f"Own {self.number}")
            plan.columns = columns  # none for notes
            plan.save_by(manager)
        elif state == "archived":
            plans.archive_plan(self.own_plan, by=manager)
        elif state == "removed plan":
            plans.remove_plan(self.own_plan, by=manager, reason="Brought in twice")
        elif state == "challenged":
            challenges.ask(self.plan, by=manager, text="Who checks this?", action=self.action)
        elif state == "clash":
            self._clash(manager)
        elif state == "proposed":
            proposals.propose(self.action, "date", by=manager, why="Illness", date=PROPOSED)
        elif state == "complete":
            actions.end_action(self.action, "complete", by=manager, reason="It is done")
        elif state == "signed":
            sign_offs.sign_off_action(self.action, by=self.users[0])
        elif state == "removed":
            structure.remove_action(self.action, by=manager, reason="Taken into another")

    def _clash(self, manager: User) -> None:
        base = actions.stamp(self.action)
        actions.change_action(self.action, {"risk": "Theirs"}, by=manager, base=base)
        actions.change_action(self.action, {"risk": "Mine"}, by=self.users[0], base=base)


PROPOSED = notes.timezone.localdate().replace(month=12, day=31)


def document(count: int) -> tree.PlanDocument:
    """A plan of so many surroundings."""
    sections = [_section("X", ("X0", "X1"), 0)]
    for number in range(count):
        sections.append(_section(f"Theme {number}", (f"{number}a", f"{number}b"), 3))
        sections.append(tree.SectionNode(title=f"Spare {number}"))
    return tree.PlanDocument(
        title="Many",
        columns=tuple(tree.ColumnNode.from_json(column) for column in LAYOUTS["six"]),
        sections=tuple(sections),
    )


def _section(title: str, numbers: tuple[str, str], actions_of_the_first: int) -> tree.SectionNode:
    first, second = numbers
    rows = tuple(
        tree.ActionNode(
            action=f"Step {turn} of {title}",
            leads=(tree.LeadNode(name="Ruth Calloway"),),
            progress=(tree.EntryNode(text="A letter went out.", date="2026-03-02", precision="day"),),
        )
        for turn in range(actions_of_the_first)
    )
    return tree.SectionNode(
        title=title,
        recommendations=(
            tree.RecommendationNode(number=first, text="Agree who leads", actions=rows),
            tree.RecommendationNode(number=second, text="Agree who checks"),
        ),
    )


def surroundings(board: Any, count: int, users: tuple[User, User]) -> list[Surrounding]:
    plan = write_document(board, document(count), by=manager_of(board))
    return [Surrounding(plan.pk, number, users) for number in range(count)]


def a_file(turn: int) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"letter-{turn}.txt", b"Dear all")
