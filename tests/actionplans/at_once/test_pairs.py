"""Two users act on the same rows at once: what was confirmed to both is there afterwards, or one was refused with a sentence."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actionplans.operations import reports
from boards.models import Group, GroupMember
from tests.actionplans.at_once import beside, table
from tests.actionplans.at_once.table import OPERATIONS, Case
from tests.actionplans.at_once.threads import other_thread, wait_until_blocked
from tests.actionplans.at_once.worlds import STATES, surroundings
from tests.builders import make_plan, make_version

Both = tuple[str, str]
Runner = Callable[[Case, Case, Any], list[bool]]


def pairs(operations: dict[str, Case], *, both_orders: bool) -> Iterator[Both]:
    """Each operation with each that touches the same, itself too. In one order, each is as often the second as the first."""
    for i, (first, one) in enumerate(operations.items()):
        for j, (second, other) in enumerate(operations.items()):
            wanted = both_orders or i == j or (i < j) == bool((i + j) % 2)
            if wanted and set(one.touches.split()) & set(other.touches.split()):
                yield first, second


def test_every_operation_is_in_the_table():
    """A new operation is entered in ``table.OPERATIONS``, or in ``beside.OPERATIONS`` where it is about no action."""
    assert set(table.all_operations()) == {*OPERATIONS, *beside.OPERATIONS} - {"sign_offs.take_back of a version"}


# how two are run ----------------------------------------------------------------------------------------------------------


def confirmed(do: Callable[[], object]) -> bool:
    """Whether an operation was confirmed: not refused with a sentence, and something was left to do."""
    try:
        with transaction.atomic():
            return do() is not False
    except ValidationError:
        return False


def in_turn(one: Case, other: Case, world: Any) -> list[bool]:
    """Both read, then one acts, then the other, on what it read before."""
    first, second = one.read(world, 0), other.read(world, 1)
    return [confirmed(first), confirmed(second)]


class AtOnce:
    """Runs one operation in this thread and the other in a second one, each in a transaction of its own.

    Both read before either acts. The second begins once the first has done all but commit; only when it waits for a lock of the
    first, or has ended, is the first committed."""

    def __init__(self, thread: ThreadPoolExecutor, pid: int) -> None:
        self.thread, self.pid = thread, pid

    def __call__(self, one: Case, other: Case, world: Any) -> list[bool]:
        first = one.read(world, 0)
        second = self.thread.submit(other.read, world, 1).result()
        try:
            with transaction.atomic():
                done = first() is not False
                running = self.thread.submit(confirmed, second)
                wait_until_blocked(running, self.pid)
        except ValidationError:
            return [False, confirmed_in(self.thread, second)]
        return [done, running.result(timeout=600)]


def confirmed_in(thread: ThreadPoolExecutor, do: Callable[[], object]) -> bool:
    return thread.submit(confirmed, do).result(timeout=600)


@pytest.fixture
def at_once() -> Iterator[AtOnce]:
    with other_thread() as (thread, pid):
        yield AtOnce(thread, pid)


# what is found ------------------------------------------------------------------------------------------------------------


def lost(operations: dict[str, Case], pair: Both, world: Any, run: Runner) -> list[str]:
    """The operations of a pair whose change was confirmed and is not there."""
    cases = [operations[name] for name in pair]
    world.pair = pair
    with transaction.atomic():
        for state in sorted({state for case in cases for state in filter(None, case.needs.split(", "))}, key=_place):
            world.put_into(state)
    done = run(*cases, world)
    there = [case.seen(world, turn) for turn, case in enumerate(cases)]
    found = [] if any(done) else [f"neither of {' and '.join(pair)} was confirmed"]
    for turn, name in enumerate(pair):
        was_undone = pair[1 - turn] in cases[turn].undone_by.split() and done[1 - turn] and there[1 - turn]
        if done[turn] and not there[turn] and not was_undone:
            found.append(f"{name}, {('before', 'after')[turn]} {pair[1 - turn]}")
    return found


def _place(state: str) -> int:
    return STATES.index(state) if state in STATES else 0


def all_lost(cast: Any, run: Runner, *, both_orders: bool) -> list[str]:
    """What is lost of all pairs of operations on actions, and of all beside them."""
    on_actions = list(pairs(OPERATIONS, both_orders=both_orders))
    worlds = surroundings(cast.board, len(on_actions), (cast.chair, cast.lead2))
    found = [
        line for pair, world in zip(on_actions, worlds, strict=True) for line in lost(OPERATIONS, pair, world, run)
    ]
    for pair, world in besides(cast, both_orders):
        found += lost(beside.OPERATIONS, pair, world, run)
    return found


def besides(cast: Any, both_orders: bool) -> Iterator[tuple[Both, beside.Beside]]:
    plan = make_plan(cast.board, recommendations=1, actions=1, notes=0)
    old, new = make_version(plan), make_version(plan)
    left = cast.people["RC"]
    left.to_date = timezone.localdate() - datetime.timedelta(days=1)
    left.save_by(cast.manager)
    for number, pair in enumerate(pairs(beside.OPERATIONS, both_orders=both_orders)):
        report = reports.begin_report(plan, by=cast.manager, version=old, to=f"Body {number}")
        part = report.parts.get(kind="risks")
        part.text, part.aside = "Written by hand", "Put aside before"
        part.save_by(cast.manager)
        group = Group.objects.create_by(None, board=cast.board, name=f"Group {number}")
        GroupMember.objects.create_by(None, group=group, person=left, chairs=True)
        yield pair, beside.Beside(new.pk, report.pk, group.pk, (cast.chair, cast.lead2))
        for sign_off in new.sign_offs.standing():
            beside.sign_offs.take_back(sign_off, by=cast.chair, reason="For the next pair")


@pytest.mark.sqlite  # which runs one writing transaction after the other; on PostgreSQL two threads show more
def test_an_operation_on_a_row_that_was_read_before_another_loses_nothing(cast):
    assert "\n".join(all_lost(cast, in_turn, both_orders=True)) == ""


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_operations_at_once_lose_nothing(cast, at_once):
    assert "\n".join(all_lost(cast, at_once, both_orders=False)) == ""
