"""Two users at once: who orders the same rows waits for the other; who makes the same reads a sentence beside the field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from actionplans.models import Action
from actionplans.operations import structure
from boards.history import HistoryModel
from boards.models import Agency
from tests.actionplans.at_once.threads import other_thread, wait_until_blocked
from tests.builders import make_plan
from tests.shown import shown

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def at_first_save(monkeypatch) -> Callable[[Callable[[], object]], None]:
    """Has something done when the next row is about to be saved, once."""

    def wait_for(do: Callable[[], object]) -> None:
        save_by = HistoryModel.save_by

        def saving(row: HistoryModel, *args: Any, **kwargs: Any) -> bool:
            monkeypatch.setattr(HistoryModel, "save_by", save_by)
            do()
            return row.save_by(*args, **kwargs)

        monkeypatch.setattr(HistoryModel, "save_by", saving)

    return wait_for


def test_two_who_order_the_same_rows_the_other_way_round_both_succeed(cast, at_first_save):
    plan = make_plan(cast.board, recommendations=1, actions=3, notes=0)
    rows = list(plan.actions.select_related("plan").order_by("pk"))
    theirs = list(plan.actions.select_related("plan").order_by("-pk"))

    with other_thread() as (thread, pid):
        running = []

        def begin_theirs() -> None:
            running.append(thread.submit(structure.order_rows, theirs, by=cast.chair))
            wait_until_blocked(running[0], pid)

        at_first_save(begin_theirs)
        with transaction.atomic():
            structure.order_rows(rows[1:] + rows[:1], by=cast.manager)
        running[0].result(timeout=600)
    assert list(Action.objects.order_by("order")) == theirs


def test_who_makes_the_same_a_moment_later_reads_so_beside_the_field(cast, client_for, at_first_save):
    def theirs() -> None:
        with other_thread() as (thread, _):
            made = thread.submit(Agency.objects.create_by, None, board=cast.board, name="Fenmarsh Ambulance")
            made.result(timeout=600)

    at_first_save(theirs)
    address = reverse("boards:agency_add", args=[cast.board.slug])
    page = client_for("manager").post(address, {"name": "Fenmarsh Ambulance", "kind": "health"})
    assert page.status_code == 422
    assert "This board has an agency of that name already" in shown(page)
    assert Agency.objects.filter(name="Fenmarsh Ambulance").count() == 1
