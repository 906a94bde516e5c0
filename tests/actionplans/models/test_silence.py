"""The rule of silence in the database: the lists say of each row what its plan document says."""

import datetime
import random

import pytest
from django.db.models import OuterRef
from django.utils import timezone

from actionplans.document import tree
from actionplans.document.parts import without_internal
from actionplans.document.silence import is_silent, silence_of
from actionplans.models import Action
from actionplans.pages import board_home
from actionplans.pages.action_lines import lines
from actionplans.persistence.load import action_document, first_added, read_document
from actionplans.persistence.save import write_document
from tests.shown import shown

TODAY = datetime.date(2027, 2, 14)


def _date(choose: random.Random) -> tuple[str | None, str]:
    """A date of some precision in the three years before today, often around the days that decide, or none."""
    day = TODAY - datetime.timedelta(days=choose.choice([0, 13, 14, 59, 60, 61, 75, choose.randrange(1000)]))
    precision = choose.choice(["none", "day", "day", "month", "year"])
    return {"none": None, "day": str(day), "month": str(day)[:7], "year": str(day)[:4]}[precision], precision


def _entry(choose: random.Random) -> tree.EntryNode:
    date, precision = _date(choose)
    written = str(TODAY - datetime.timedelta(days=choose.randrange(90))) if choose.random() < 0.3 else ""
    return tree.EntryNode("Said.", date, precision, written=written, internal=choose.random() < 0.2)


def _document(choose: random.Random, title: str) -> tree.PlanDocument:
    """A made-up plan of 30 rows."""
    entered = [str(TODAY - datetime.timedelta(days=days)) for days in sorted(choose.sample(range(200), 3))]
    rows = tuple(
        tree.ActionNode(
            f"Row {n}",
            status=choose.choice(["open", "open", "open", "complete"]),
            added=choose.choice(entered),
            internal=choose.random() < 0.1,
            progress=tuple(_entry(choose) for _ in range(choose.choice([0, 0, 1, 3]))),
        )
        for n in range(30)
    )
    date, precision = _date(choose)
    table = tuple(tree.VersionLine(f"Version {n}", _date(choose)[0]) for n in range(choose.randrange(4)))
    return tree.PlanDocument(
        title=title,
        source=tree.SourceNode("inspection", date=date, precision=precision),
        sections=(tree.SectionNode(recommendations=(tree.RecommendationNode("1", "Do it.", actions=rows),)),),
        versions=table,
    )


@pytest.fixture
def plans(cast):
    choose = random.Random(18)
    return [write_document(cast.board, _document(choose, f"Plan {n}"), by=cast.manager) for n in range(4)]


@pytest.mark.parametrize("reader", ["manager", "member"])
@pytest.mark.parametrize("days", [14, 60, 250])
def test_lists_and_documents_agree_on_what_is_silent(cast, plans, reader, days):
    user = getattr(cast, reader)
    documents = [read_document(plan) for plan in plans]
    if reader == "member":
        documents = [without_internal(document) for document in documents]
    rows = {action.id: action for document in documents for _, _, action in document.actions()}
    quiet = {uid for uid, action in rows.items() if is_silent(action, TODAY, days)}
    assert 0 < len(quiet) < len(rows)
    actions = Action.objects.visible_to(user).standing()
    assert set(actions.silent(TODAY, days).values_list("uid", flat=True)) == quiet
    found = {line.action.uid: line.action.silence for line in lines(actions, TODAY)}
    assert found == {uid: silence_of(action) for uid, action in rows.items()}


def test_a_row_alone_says_what_the_whole_plan_says(cast, plans):
    whole = {action.id: action for plan in plans for _, _, action in read_document(plan).actions()}
    assert any(action.begun for action in whole.values())
    rows = Action.objects.annotate(plan_entered=first_added(OuterRef("plan"))).filter(plan__in=plans)
    for row in rows.select_related("plan__board")[::7]:
        assert action_document(row).begun == whole[row.uid].begun


def test_a_plan_just_brought_in_is_silent_where_nothing_was_noted(cast, client_for):
    rows = (
        tree.ActionNode("Never noted."),
        tree.ActionNode("Undated.", progress=(tree.EntryNode("Under way."),)),
        tree.ActionNode("Noted.", progress=(tree.EntryNode("Done.", str(timezone.localdate()), "day"),)),
    )
    document = tree.PlanDocument(
        title="Brought in",
        source=tree.SourceNode("inspection", date="2025-06", precision="month"),
        columns=(tree.ColumnNode("action", "What"), tree.ColumnNode("progress", "Actions to date")),
        sections=(tree.SectionNode(recommendations=(tree.RecommendationNode("1", "Do it.", actions=rows),)),),
    )
    plan = write_document(cast.board, document, by=cast.manager)
    quiet = board_home.silent(cast.manager, cast.board, timezone.localdate())
    assert [line.last_note for line in quiet] == ["Never noted", "Only undated notes"]
    assert board_home.silent_words(quiet) == "2 actions, 1 never noted, 1 with only undated notes"
    client = client_for("manager")
    home = shown(client.get(f"/boards/{cast.board.slug}/"))
    assert "Something has been noted" not in home
    assert "1 never noted" in home
    page = shown(client.get(f"/boards/{cast.board.slug}/plans/{plan.slug}/"))
    assert "days: never noted" in page
    assert "days: only undated notes" in page
    table = shown(client.get(f"/boards/{cast.board.slug}/actions/"))
    assert "Never noted<br>Silent for" in table
    assert "Only undated notes<br>Silent for" in table
