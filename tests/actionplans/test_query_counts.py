"""The number of queries of a page does not grow with versions, rows, notes or members."""

from __future__ import annotations

import datetime
import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.utils import timezone

from actionplans.operations import actions, challenges, proposals, sign_offs, structure
from actionplans.operations import notes as notes_operations
from boards.models import Membership, Person, User
from tests import shown as pages
from tests.builders import make_action, make_big_plan, make_plan, make_version
from tests.order import once_but_for
from tests.query_counts import counts_by_page, queries_of, texts_read

#: The most queries that any page may take: the home of a board.
MOST = 40


def _grow(cast, plan, *, versions: int, rows: int, members: int) -> None:
    recommendation = plan.recommendations.order_by("order").first()
    for turn in range(rows):
        _worked_on(cast, recommendation, turn)
    for _ in range(versions):
        make_version(plan)
    known = User.objects.count()
    for n in range(known, known + members):
        user = User.objects.create_user(f"m{n}@fenmarsh.example", name=f"Member Number {n}")
        person = Person.objects.create_by(
            cast.manager, board=cast.board, name=user.name, initials=f"M{n}", agency=cast.agencies["police"]
        )
        Membership.objects.create_by(cast.manager, board=cast.board, user=user, role="member", person=person)


def _worked_on(cast, recommendation, turn: int) -> None:
    """A row with at least one of everything that its page shows."""
    row = make_action(recommendation, turn, by=cast.manager, notes=2, lead_text="Ruth Calloway")
    words = f"{10 + turn % 18} March 2031"
    actions.change_action(row, {"deadline_text": words}, by=cast.manager, move_reason="The money comes later")
    proposals.propose(row, "date", by=cast.lead, why="Too early.", date=datetime.date(2032, 1, 1))
    challenges.ask(row.plan, by=cast.chair, text="What has changed?", action=row)
    notes_operations.add_note(row, by=cast.manager, text=f"Noted {turn}.", happened=timezone.localdate().isoformat())
    if turn % 3 == 1:
        actions.end_action(row, "complete", by=cast.manager, reason="Shown to the Executive")
        sign_offs.sign_off_action(row, by=cast.chair)


@pytest.mark.parametrize("role", once_but_for("lead", among=("manager", "lead")))
def test_queries_of_no_page_grow(cast, client_for, quick_print, role):
    plan = make_plan(cast.board, recommendations=2, actions=2)
    make_big_plan(cast.board, recommendations=1, actions=1)
    _grow(cast, plan, versions=1, rows=2, members=1)
    client, start = client_for(role), f"/boards/{cast.board.slug}/plans/"
    client.get(start)  # what is kept for good is fetched by now
    few = counts_by_page(client, start)
    _grow(cast, plan, versions=9, rows=5, members=20)
    make_big_plan(cast.board, recommendations=10, actions=5)
    many = counts_by_page(client, start)
    assert {kind: (few[kind], now) for kind, now in many.items() if now > few.get(kind, now)} == {}
    assert max(many.values()) <= MOST


@pytest.mark.parametrize("role", ["manager", "chair", "lead", "member"])
def test_the_page_of_an_action_takes_twenty_queries_at_most(cast, client_for, quick_print, role):
    """With BEGIN and COMMIT, which a test leaves out, and whatever there is of everything; one more names what it was moved
    from."""
    plan = make_plan(cast.board, recommendations=3, actions=0)
    _grow(cast, plan, versions=10, rows=1, members=0)
    row = plan.actions.get()
    _, second, third = plan.recommendations.order_by("order")
    structure.answer_also(row, [third], by=cast.manager)
    client = client_for(role)
    assert queries_of(client, address(plan, row.ref)) + 2 <= 20
    structure.move_action(row, second, by=cast.manager)
    assert queries_of(client, address(plan, row.ref)) + 2 <= 21


def test_the_page_of_an_action_reads_of_versions_only_when_they_were(cast, client_for, quick_print):
    plan = make_plan(cast.board, recommendations=1, actions=1)
    make_version(plan)
    client = client_for("manager")
    client.get(address(plan, "99.1"))  # the first page of a session notes which board is looked at
    with texts_read() as few:
        client.get(address(plan, "99.1"))
    for _ in range(9):
        make_version(plan)
    with texts_read() as many:
        client.get(address(plan, "99.1"))
    assert sum(map(len, many)) - sum(map(len, few)) < 9 * 40  # a number and a time each


def address(plan, ref: str) -> str:
    """The page of a row, as the page of its plan leads to it."""
    return f"/boards/{plan.board.slug}/plans/{plan.slug}/rows/{ref}/"


# one row alone ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def told_apart(cast, quick_print):
    """A plan with a version, of which every text of a row but the first says OTHER."""
    plan = make_plan(cast.board, recommendations=1, actions=1, notes=2)
    recommendation = plan.recommendations.get()
    for turn in range(3):
        other = make_action(recommendation, turn, by=cast.manager, action="OTHER cell", why="OTHER why", risk="OTHER")
        notes_operations.add_note(other, by=cast.manager, text="OTHER note")
        actions.end_action(other, "closed", by=cast.manager, reason="OTHER reason")
    make_version(plan)
    notes_operations.add_note(plan.actions.get(ref="99.1"), by=cast.manager, text="A new note.")
    return plan


def test_a_form_in_place_reads_its_row_and_no_other(told_apart, client_for):
    client = client_for("manager")
    with texts_read() as read:
        page = ask(client, told_apart, edit="99.1")
    assert "Editing 99.1" in page
    assert any("A new note." in text for text in read)
    assert not [text for text in read if "OTHER" in text]


def test_a_row_saved_in_place_reads_its_row_and_no_other(told_apart, client_for):
    client = client_for("manager")
    with texts_read() as read:
        page = ask(client, told_apart, saved="99.1")
        data = {"action": "Another sentence.", "status": "open", "deadline_text": "", "move_reason": "It went"}
        row = f"{address(told_apart, '99.1')}edit/"
        saved = pages.shown(client.post(row, data, headers={"X-Fragment": "row"}))
        wrong = client.post(row, data | {"deadline_text": "31 June 2031"}, headers={"X-Fragment": "row"})
    assert "A new note." in page
    assert "Another sentence." in saved
    assert wrong.status_code == 422
    assert not [text for text in read if "OTHER" in text]


def test_a_row_saved_in_the_working_view_reads_its_row_and_no_other(told_apart, client_for):
    client = client_for("manager")
    with texts_read() as read:
        data = {"action": "Another sentence.", "status": "open", "deadline_text": "", "move_reason": "It went"}
        row = f"{address(told_apart, '99.1')}edit/"
        answer = client.post(row, data | {"within": "?view=work"}, headers={"X-Fragment": "row"})
    assert "Another sentence." in pages.shown(answer)
    assert "A new note." in pages.shown(answer)
    assert not [text for text in read if "OTHER" in text]


def test_the_queries_of_one_row_do_not_grow(told_apart, cast, client_for):
    client = client_for("manager")
    few = [
        queries_of(client, _plan(told_apart, **asked), **FRAGMENT) for asked in ({"edit": "99.1"}, {"saved": "99.1"})
    ]
    _grow(cast, told_apart, versions=5, rows=3, members=3)
    more = [
        queries_of(client, _plan(told_apart, **asked), **FRAGMENT) for asked in ({"edit": "99.1"}, {"saved": "99.1"})
    ]
    assert more == few
    assert max(few) <= 22


@pytest.mark.parametrize("role", ["manager", "chair", "lead", "member"])
def test_one_row_says_what_the_plan_says_of_it(cast, client_for, quick_print, role):
    """What is new since the last version, internal, proposed, asked, awaited: as in the row of the whole page."""
    plan = make_plan(cast.board, recommendations=2, actions=2)
    first, second = plan.recommendations.all()
    _worked_on(cast, first, 1)
    hidden = make_action(second, 2, by=cast.manager, notes=1)
    actions.change_action(hidden, {"internal": True}, by=cast.manager)
    make_version(plan)
    actions.change_action(hidden, {"internal": False, "why": "Shown now."}, by=cast.manager)
    actions.change_action(plan.actions.get(ref="99.1"), {"why": "Newly put."}, by=cast.manager)
    make_action(second, 1, by=cast.manager, action="A whole new row.")
    done = make_action(second, 1, by=cast.manager)
    actions.end_action(done, "complete", by=cast.manager, reason="Shown")
    two_at_once(plan.actions.get(ref="99.2"), cast)
    client = client_for(role)
    page = pages.shown(client.get(_plan(plan)))
    rows = dict(re.findall(r'<tr role="row" id="row-[^"]*" data-row="([^"]*)">(.*?)</tr>', page, re.DOTALL))
    assert len(rows) == plan.actions.count()
    for ref, shown in rows.items():
        alone = re.sub(r'<div class="good" data-saved>.*?</div>', "", ask(client, plan, saved=ref))
        assert " ".join(shown.split()) in " ".join(alone.split()), ref


FRAGMENT = {"X-Fragment": "row"}


def _plan(plan, **query: str) -> str:
    return f"/boards/{plan.board.slug}/plans/{plan.slug}/" + (f"?{urlencode(query)}" if query else "")


def ask(client, plan, **query: str) -> str:
    """The one row that a script asks for."""
    answer = client.get(_plan(plan, **query), headers=FRAGMENT)
    assert answer.status_code == 200
    return pages.shown(answer)


def two_at_once(row, cast) -> None:
    base = actions.stamp(row)
    actions.change_action(row, {"risk": "Hers."}, by=cast.chair, base=base)
    actions.change_action(row, {"risk": "Mine."}, by=cast.manager, base=base)


# the list of versions ---------------------------------------------------------------------------------------------------


def test_the_list_of_versions_reads_only_the_rows_that_changed(told_apart, client_for, monkeypatch):
    monkeypatch.setattr("actionplans.persistence.since.BEGUN_BEFORE", datetime.timedelta())
    client = client_for("manager")
    made = []

    def watch(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        made.append((sql, params))
        return answer

    with connection.execute_wrapper(watch):
        page = pages.shown(client.get(f"{_plan(told_apart)}versions/"))
    assert "1 change</a> has been made since version 1" in page
    keys = dict(told_apart.actions.values_list("ref", "pk"))
    asked = [params for sql, params in made if '"actionplans_action"."why"' in sql and "historical" not in sql]
    assert asked == [(keys["99.1"],)]
    notes = [params for sql, params in made if '"actionplans_progressentry"."text"' in sql and "historical" not in sql]
    assert [keys["99.1"] in params and keys["99.2"] not in params for params in notes] == [True]


# a lead's own actions ---------------------------------------------------------------------------------------------------


def test_a_leads_own_actions_do_not_read_the_plans_to_offer_prints(cast, client_for):
    small = make_plan(cast.board, recommendations=1, actions=1)
    make_action(small.recommendations.get(), 1, by=cast.manager, lead_text="Martin Pell", action="OTHER")
    client = client_for("lead")
    mine = f"/boards/{cast.board.slug}/my-actions/"
    with texts_read() as read:
        page = pages.shown(client.get(mine, follow=True))
    assert "Print those of Fenland Constabulary" in page
    assert not [text for text in read if "OTHER" in text]
    few = queries_of(client, mine)
    for title in ("A second plan", "A third plan"):
        make_plan(cast.board, title=title, recommendations=1, actions=2)
    assert queries_of(client, mine) == few
