"""The trail: what it lists of a board and of no other, its filter, and its download."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actionplans.models import FileShape, Version
from actionplans.operations import actions, leads, notes, structure
from actionplans.views import trail as trail_view
from boards.access import Role
from boards.extensions.trail import trail_sources
from boards.models import Agency, BelongingAnswer, BelongingReview, Membership, Person, TrailEntry
from boards.models.trail import Happening
from boards.operations.invitations import digest, invite
from boards.trail import write
from boards.trail.read import Mark, read_all, read_page
from boards.trail.sources import NOBODY, TrailLine, Wanted
from tests import builders
from tests.browsing import form_of, text_of
from tests.shown import shown
from tests.world import build

BASE = "/boards/fenmarsh/trail/"


@pytest.fixture
def plan(cast):
    return builders.make_plan(cast.board, recommendations=1, actions=2, notes=1)


@pytest.fixture
def page(client_for):
    """The text of the page for the manager, with the filter of the query string."""

    def get(**query: object) -> str:
        answer = client_for("manager").get(f"{BASE}?{urlencode(query, doseq=True)}")
        assert answer.status_code == 200
        return text_of(answer).split("Show these lines", 1)[1]

    return get


def lines(board, **wanted) -> list[TrailLine]:
    return list(read_all(board, Wanted(**wanted)))


def newest(board) -> TrailLine:
    return next(read_all(board, Wanted(), size=1))


def entry(cast, kind: str = Happening.SIGNED_IN, *, by: str = "lead", days: int = 0, **values) -> TrailEntry:
    at = timezone.localtime() - datetime.timedelta(days=days)
    return write.log(kind, by=cast.user(by), at=at, **values)


# what is in it ---------------------------------------------------------------------------------------------------------


def test_nothing_that_is_kept_is_left_out():
    """A new model is found by its history: it must be registered by its app (``trail.py``)."""
    kept = {
        model
        for model in apps.get_models()
        if hasattr(model, "history_type") and model._meta.app_label in ("boards", "actionplans", "audits")
    }
    listed = {source.model for source in trail_sources}
    assert kept | {TrailEntry, Version} == listed


def test_a_change_says_what_was_and_what_is(client_for, cast, plan, page):
    client = client_for("manager")
    sent = form_of(client, plan, "99.1") | {"why": "Each agency thought another did."}
    client.post(f"/boards/fenmarsh/plans/{plan.slug}/rows/99.1/edit/", sent, REMOTE_ADDR="192.0.2.7")
    line = next(line for line in lines(cast.board) if line.what == "Row 99.1" and line.did == "Changed")
    assert (line.who, line.address, line.plan) == ("Tessa Orme", "192.0.2.7", plan.pk)
    assert line.url == f"/boards/fenmarsh/plans/{plan.slug}/rows/99.1/"
    changed = {cell.label: (cell.was, cell.now) for cell in line.cells}
    assert changed == {"Why": ("Nobody was sure who should take the lead.", "Each agency thought another did.")}
    assert "was Nobody was sure who should take the lead. → , is now Each agency thought another did." in page()


def test_cells_are_called_as_the_boards_columns_are(cast, plan):
    action = plan.actions.get(ref="99.1")
    actions.change_action(action, {"risk": "Children wait."}, by=cast.manager)
    assert [cell.label for cell in newest(cast.board).cells] == ["Risks if no action taken"]


def test_long_texts_stand_under_a_fold(cast, plan, page):
    action = plan.actions.get(ref="99.1")
    actions.change_action(action, {"why": "Because. " * 40}, by=cast.manager)
    said = page()
    assert "All of it : Why, Row 99.1 It was Nobody was sure who should take the lead. It is now Because." in said


def test_the_reason_is_listed(cast, plan, page):
    action = plan.actions.get(ref="99.2")
    structure.remove_action(action, by=cast.manager, reason="Taken into the first")
    assert "Taken into the first" in page()


def test_what_was_added_says_so(cast, plan, page):
    notes.add_note(plan.actions.get(ref="99.1"), by=cast.lead, text="Met with both teams.")
    line = newest(cast.board)
    assert (line.did, line.who, [c.was for c in line.cells]) == ("Added", "Ruth Calloway", [""] * len(line.cells))
    assert "Met with both teams." in page()


def test_what_was_taken_out_says_so(cast, plan):
    entry = plan.actions.get(ref="99.1").progress.get()
    notes.withdraw_note(entry, by=cast.manager, reason="Of another row")
    line = newest(cast.board)
    assert (line.did, line.reason, line.cells) == ("Removed", "Of another row", ())


@pytest.mark.usefixtures("quick_print")
def test_a_published_version_is_in_it(cast, plan, page):
    version = builders.make_version(plan, note="Agreed by the Executive")
    line = newest(cast.board)
    assert (line.did, line.what, line.who) == ("Published", "Version 1", "Tessa Orme")
    assert version.seal in page()


def test_what_no_account_did_is_listed_too(cast, page):
    cast.board.silent_days = 45
    cast.board.save_by(None)
    assert newest(cast.board).who == NOBODY
    assert "A command Changed : The board’s settings" in page()
    assert f"{NOBODY} Changed : The board’s settings" in page(person=0)
    assert "The board’s settings" not in page(person=cast.manager.pk)


def test_many_rows_of_one_moment_are_listed_as_one(cast, page):
    builders.make_big_plan(cast.board, recommendations=3, actions=2, notes=4)
    said = page()
    assert "Added 24 notes" in said
    assert "Reply 1 came in." in said  # under the fold


def test_a_membership_says_what_became_of_it(cast, page):
    membership = cast.membership("member")
    membership.role = Role.OBSERVER
    membership.save_by(cast.manager, reason="Left the council")
    said = page(kind="people")
    assert "Access of Martin Pell" in said
    assert "was Member → , is now Observer" in said
    assert "Left the council" in said


def test_no_secret_is_in_it(cast):
    letter = invite(cast.board, by=cast.manager, email="new@fenmarsh.example", name="New One", role=Role.MEMBER)
    listed = str(lines(cast.board))
    assert "Invitation of New One" in listed
    assert letter.token not in listed
    assert digest(letter.token) not in listed


# of this board, and of nobody else --------------------------------------------------------------------------------------


@pytest.fixture
def busy(cast):
    """Both boards with something of everything."""
    build(cast.board, cast.manager, cast.lead, first=99, versions=1)
    build(cast.otherby, cast.neighbour, cast.neighbour, first=500, versions=2)
    for board in (cast.board, cast.otherby):
        write.log(Happening.DOWNLOADED, by=cast.manager, board=board, about=f"of {board.slug}")


def test_every_line_stands_in_the_trail_of_its_board_and_in_no_other(cast, busy):
    ours, theirs = lines(cast.board), lines(cast.otherby)
    listed = [source.model for source in trail_sources if source.model is not TrailEntry]
    assert len(ours) + len(theirs) == sum(model._base_manager.count() for model in listed) + TrailEntry.objects.count()
    assert {line.url.split("/")[2] for line in ours if line.url} == {"fenmarsh"}
    assert {line.url.split("/")[2] for line in theirs if line.url} == {"otherby"}


def test_every_kind_of_line_can_be_read(cast, busy):
    """Each source has a line in the busy board, so that each is rendered."""
    plan = cast.board.plans.order_by("pk").first()
    structure.answer_also(plan.actions.first(), [plan.recommendations.last()], by=cast.manager)
    actions.change_action(
        plan.actions.first(), {"deadline_text": "March 2031"}, by=cast.manager, move_reason="No money"
    )
    review = BelongingReview.objects.filter(board=cast.board).first()
    BelongingAnswer.objects.create_by(
        cast.manager, review=review, membership=cast.membership("lead"), role=Role.LEAD, stays=True
    )
    entry(cast, about="Chrome on Windows")
    leads.settle(cast.board, {"Bus Manager": cast.people["TO"]}, by=cast.manager)
    FileShape(board=cast.board, hints={}, by=cast.manager, at=timezone.now()).save_by(cast.manager)
    assert [source.many for source in trail_sources if not source.of(cast.board).exists()] == []
    for source in trail_sources:
        rows = source.of(cast.board)
        for key, line in source.lines(cast.board, list(rows.values_list(source.key, flat=True))).items():
            assert line.what, (source.many, key)
            assert line.kind in source.kinds()


def test_what_a_user_does_in_another_board_is_not_shown(cast, busy, page):
    Membership.objects.create_by(cast.neighbour, board=cast.otherby, user=cast.lead, role=Role.LEAD)
    Agency.objects.create_by(cast.lead, board=cast.otherby, name="Otherby Fire")
    Agency.objects.create_by(cast.lead, board=cast.board, name="Fenmarsh Fire")
    entry(cast, Happening.DOWNLOADED, board=cast.otherby, about="Otherby’s version")
    said = page(person=cast.lead.pk)
    assert "Fenmarsh Fire" in said
    assert "Otherby" not in said


def test_a_plan_of_another_board_cannot_be_asked_for(cast, busy, client_for):
    other = cast.otherby.plans.order_by("pk").first()
    assert lines(cast.board, plan=other.pk) == []
    answer = client_for("manager").get(f"{BASE}?plan={other.slug}")
    assert answer.status_code == 422
    assert "not one of the choices" in text_of(answer)


def test_sign_ins_of_members_are_shown_and_of_strangers_not(cast, page):
    entry(cast, about="A member’s browser")
    entry(cast, by="stranger", about="A stranger’s browser")
    entry(cast, by="neighbour", about="A neighbour’s browser")
    write.log(Happening.SIGN_IN_FAILED, by=None, who="unknown address")
    said = page()
    assert "A member’s browser" in said
    assert "stranger’s" not in said
    assert "neighbour’s" not in said
    assert "unknown address" not in said


def test_sign_ins_from_before_a_user_joined_are_not_shown(cast, page):
    entry(cast, by="stranger", days=3, about="From before")
    Membership.objects.create_by(cast.manager, board=cast.board, user=cast.stranger, role=Role.MEMBER)
    entry(cast, by="stranger", about="From now on")
    said = page()
    assert "From now on" in said
    assert "From before" not in said


def test_sign_ins_from_after_a_user_left_are_not_shown(cast, page):
    joined = timezone.localtime() - datetime.timedelta(days=30)
    member = Membership.objects.create_by(
        cast.manager, at=joined, board=cast.board, user=cast.stranger, role=Role.MEMBER
    )
    entry(cast, by="stranger", days=20, about="While a member")
    member.ended_on = timezone.localdate() - datetime.timedelta(days=10)
    member.save_by(cast.manager, at=timezone.localtime() - datetime.timedelta(days=10))
    entry(cast, by="stranger", days=5, about="After leaving")
    said = page()
    assert "While a member" in said
    assert "After leaving" not in said
    member.ended_on = None
    member.save_by(cast.manager)
    assert "After leaving" not in page(), "nor once they have come back"


def test_the_page_says_what_an_erasure_changes_of_it(cast, client_for):
    said = text_of(client_for("manager").get(BASE))
    assert "when a person’s details are erased, what names them in it is replaced" in said


# filters ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def varied(cast, plan):
    entry(cast, about="Chrome on Windows")
    entry(cast, Happening.DOWNLOADED, board=cast.board, about="Version 3, PDF", plan=plan)
    entry(cast, Happening.REFUSED, board=cast.board, about="/somewhere/")
    entry(cast, Happening.MAILED, board=cast.board, about="Invitation of Somebody")
    entry(cast, Happening.PRINTED, by="chair", days=40, board=cast.board, about="Front sheet")


@pytest.mark.parametrize(
    ("kind", "has", "has_not"),
    [
        ("changes", "Row 99.1", ["Chrome", "Version 3", "somewhere", "Invitation of"]),
        ("people", "Sent mail : Invitation of Somebody", ["Chrome", "Version 3", "somewhere", "Row 99.1"]),
        ("sign-ins", "Chrome on Windows", ["Version 3", "Row 99.1", "Invitation of"]),
        ("sign-ins", "Was refused a page : /somewhere/", ["Version 3"]),
        ("taken", "Version 3, PDF", ["Chrome", "Row 99.1", "somewhere"]),
    ],
)
def test_by_kind(varied, page, kind, has, has_not):
    said = page(kind=kind)
    assert has in said
    assert [word for word in has_not if word in said] == []


def test_every_happening_falls_under_a_kind(cast, page):
    for happening in Happening.values:
        entry(cast, happening, board=cast.board, about=f"[{happening}]")
    said = page(kind=["people", "sign-ins", "taken"])
    assert [happening for happening in Happening.values if f"[{happening}]" not in said] == []


def test_by_person(cast, varied, page):
    assert "Version 3" in page(person=cast.lead.pk)
    assert "Front sheet" not in page(person=cast.lead.pk)
    assert "Front sheet" in page(person=cast.chair.pk)


def test_by_plan(cast, varied, plan, page):
    other = builders.make_plan(cast.board, title="Improvement", recommendations=1, actions=1, first=7)
    assert "Row 7.1" in page(plan=other.slug)
    said = page(plan=plan.slug)
    assert "Version 3" in said
    assert "Row 7.1" not in said
    assert "Chrome" not in said


def test_by_date(varied, page):
    today = timezone.localdate()
    before = today - datetime.timedelta(days=40)
    assert "Version 3" in page(since=today.isoformat(), until=today.isoformat())
    assert "Front sheet" not in page(since=today.isoformat())
    assert "Front sheet" in page(since=before.isoformat(), until=before.isoformat())
    assert "Version 3" not in page(until=before.isoformat())


def test_filters_in_use_take_themselves_away(cast, varied, plan, client_for):
    query = {"kind": ["taken", "sign-ins"], "person": cast.lead.pk, "until_day": 25, "until_month": 11}
    query |= {"until_year": 2099, "plan": ""}
    answer = shown(client_for("manager").get(f"{BASE}?{urlencode(query, doseq=True)}"))
    tail = "until_day=25&amp;until_month=11&amp;until_year=2099"
    assert f'href="{BASE}?kind=sign-ins&amp;person={cast.lead.pk}&amp;{tail}">Downloads and prints' in answer
    assert f'href="{BASE}?kind=taken&amp;kind=sign-ins&amp;{tail}">Ruth Calloway' in answer
    assert f'href="{BASE}?kind=taken&amp;kind=sign-ins&amp;person={cast.lead.pk}">To 25 November 2099' in answer


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("since_day=31&since_month=6&since_year=2026", "31 June does not exist"),
        ("since=2026-06-02&until=2026-06-01", "“To” must be 2 June 2026 or later"),
        ("person=999999", "not one of the choices any more"),
        ("person=x", "not one of the choices any more"),
        ("kind=everything", "not one of the choices any more"),
    ],
)
def test_what_cannot_be_understood_is_said_by_its_field(varied, client_for, query, says):
    answer = client_for("manager").get(f"{BASE}?{query}")
    assert answer.status_code == 422
    assert says in text_of(answer)


def test_nothing_found_is_said(varied, page):
    assert "Nothing in the activity log fits this filter." in page(until="1999-01-01")


# pages ------------------------------------------------------------------------------------------------------------------


def pages_of(board, size: int, **wanted) -> Iterator[list[TrailLine]]:
    after = None
    while True:
        page = read_page(board, Wanted(**wanted), size, after=after)
        yield page.lines
        if page.older is None:
            return
        after = page.older


@pytest.mark.parametrize("size", [7, 50])
def test_pages_show_each_line_once_newest_first(cast, busy, size):
    """Hundreds of lines of a few moments, from many tables."""
    builders.make_big_plan(cast.board, recommendations=3, actions=2, notes=4)
    listed = [line for page in pages_of(cast.board, size) for line in page]
    assert listed == lines(cast.board)
    assert [line.at for line in listed] == sorted((line.at for line in listed), reverse=True)


def test_pages_lead_back_the_way_they_came(cast, busy):
    first = read_page(cast.board, Wanted(), 10)
    second = read_page(cast.board, Wanted(), 10, after=first.older)
    third = read_page(cast.board, Wanted(), 10, after=second.older)
    back = read_page(cast.board, Wanted(), 10, before=third.newer)
    assert back.lines == second.lines
    assert (back.older, back.newer) == (second.older, second.newer)
    top = read_page(cast.board, Wanted(), 10, before=back.newer)
    assert (top.lines, top.newer) == (first.lines, None)


def test_what_is_added_meanwhile_moves_nothing(cast, busy):
    first = read_page(cast.board, Wanted(), 10)
    expected = read_page(cast.board, Wanted(), 10, after=first.older).lines
    entry(cast, Happening.DOWNLOADED, board=cast.board, about="Meanwhile")
    assert read_page(cast.board, Wanted(), 10, after=first.older).lines == expected


def test_the_page_leads_to_older_and_newer_lines(cast, busy, client_for, monkeypatch):
    monkeypatch.setattr(trail_view, "PAGE", 5)
    client = client_for("manager")
    first = client.get(f"{BASE}?kind=changes")
    older = first.context["page"].older
    assert f"?kind=changes&amp;after={older.spelt}" in shown(first)
    second = client.get(f"{BASE}?kind=changes&after={older.spelt}")
    newer = second.context["page"].newer
    assert f"?kind=changes&amp;before={newer.spelt}" in shown(second)
    assert client.get(f"{BASE}?kind=changes&before={newer.spelt}").context["page"].lines == first.context["page"].lines


@pytest.mark.parametrize("spelt", ["", "x", "20261125T000000.000000-x-1", "99999999T000000.000000-1-1", "1-2-3-4"])
def test_a_place_that_is_none_is_the_top(cast, client_for, spelt):
    assert Mark.read(spelt) is None
    assert client_for("manager").get(f"{BASE}?after={spelt}").status_code == 200


def test_a_place_far_beyond_any_is_nowhere(cast, client_for):
    answer = client_for("manager").get(f"{BASE}?after=19700101T000000.000000-99999999-{10**30}")
    assert answer.status_code == 200
    assert "There is nothing further." in text_of(answer)


def test_queries_do_not_grow_with_lines(cast, client_for, django_assert_num_queries):
    client = client_for("manager")
    build(cast.board, cast.manager, cast.lead, first=99, versions=1)
    build_more(cast, 200)
    client.get(BASE)
    with CaptureQueriesContext(connection) as few:
        read_page(cast.board, Wanted(), 1_000)
    for first in (300, 400, 500):
        build_more(cast, first)
    with django_assert_num_queries(len(few)):
        assert len(read_page(cast.board, Wanted(), 1_000).lines) > 200
    assert len(few) <= 1 + 2 * len(trail_sources)


def build_more(cast, first: int) -> None:
    plan = builders.make_plan(cast.board, title=f"Plan {first}", recommendations=2, actions=2, notes=2, first=first)
    for action in plan.actions.all():
        actions.change_action(action, {"why": "Because.", "lead_text": "Martin Pell"}, by=cast.manager)
        notes.add_note(action, by=cast.lead, text="Done.")
    Person.objects.create_by(cast.manager, board=cast.board, name=f"Somebody {first}", agency=cast.agencies["police"])
    entry(cast, Happening.DOWNLOADED, board=cast.board, about="Version 3", plan=plan)
    entry(cast)


# download --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def table(client_for):
    def get(**query: object) -> list[dict[str, str]]:
        answer = client_for("manager").get(f"/boards/fenmarsh/trail.csv?{urlencode(query, doseq=True)}")
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    return get


def test_a_row_for_each_cell_that_was_changed(cast, plan, table):
    action = plan.actions.get(ref="99.1")
    actions.change_action(action, {"why": "=1+1", "risk": "None."}, by=cast.manager)
    rows = [row for row in table() if row["About"] == "Row 99.1" and row["What happened"] == "Changed"][:2]
    assert [(row["Cell"], row["Was"], row["Is"]) for row in rows] == [
        ("Why", "Nobody was sure who should take the lead.", "'=1+1"),
        ("Risks if no action taken", "Children wait longer for help.", "None."),
    ]
    assert {(row["Who"], row["Kind"], row["Plan"]) for row in rows} == {("Tessa Orme", "Changes", "Joint inspection")}


def test_it_is_whole_and_says_so(cast, busy, table):
    expected = len(lines(cast.board)) + 1  # the download is listed, too
    rows = table()
    assert rows[-1]["Date"] == f"End of the activity log: {expected} lines"


def test_it_is_narrowed_by_the_same_filters(cast, varied, table):
    rows = table(kind="taken", person=cast.lead.pk)
    assert [row["About"] for row in rows[:-1]] == ["Version 3, PDF"]


def test_the_download_of_the_trail_is_in_the_trail(cast, table, page):
    table(kind="taken")
    taken = TrailEntry.objects.get()
    assert (taken.kind, taken.board, taken.user) == (Happening.TRAIL_TAKEN, cast.board, cast.manager)
    assert taken.about == "As CSV, Downloads and prints"
    assert "Downloaded the activity log" in page(kind="taken")


def test_what_the_filter_does_not_understand_takes_nothing(cast, client_for):
    answer = client_for("manager").get("/boards/fenmarsh/trail.csv?person=x")
    assert answer.status_code == 302
    assert not TrailEntry.objects.exists()
