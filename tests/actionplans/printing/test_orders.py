"""What is printed of a plan: which documents an order holds, and against which older version."""

from __future__ import annotations

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from actionplans.document.dates import day_words
from actionplans.models import Version
from actionplans.models.version import given_to_meetings
from actionplans.operations import notes, structure
from actionplans.printing import orders
from actionplans.printing.orders import default_since, order_for
from actionplans.views.prints import about_of
from actionplans.writing.order import Order, PaperOptions
from boards.access import Right
from boards.models import Meeting
from tests import builders

pytestmark = pytest.mark.usefixtures("quick_print")


@pytest.fixture
def plan(cast):
    return builders.make_plan(cast.board, recommendations=1, actions=1, notes=1)


@pytest.fixture
def row(plan):
    return plan.actions.get(ref="99.1")


def ago(days: int) -> datetime.datetime:
    return timezone.localtime() - datetime.timedelta(days=days)


def day(days: int) -> datetime.date:
    """The day so many days ago."""
    return timezone.localdate() - datetime.timedelta(days=days)


def number_of(document) -> int | None:
    return document.version.number if document and document.version else None


@pytest.fixture
def versions(cast, plan):
    """Version 1 went to the Executive nine days ago, 2 was published after it, 3 is for the one to come, 4 for none."""
    builders.make_version(plan, meeting=cast.held, at=ago(12))
    builders.make_version(plan, meeting=cast.held, at=ago(8))
    builders.make_version(plan, meeting=cast.coming, at=ago(2))
    builders.make_version(plan, at=ago(1))
    return plan.versions


# the version that the chair last saw ------------------------------------------------------------------------------------


def test_the_latest_meeting_had_before_it_what_was_out_by_then(cast, versions):
    def given(on, coming=None):
        return [version.number for version in given_to_meetings(versions.listed(), coming, on)]

    assert given(day(0)) == [1]
    assert given(cast.held.date) == [1]
    assert given(cast.held.date - datetime.timedelta(days=1)) == []
    assert given(cast.coming.date) == [3, 1]
    assert given(cast.coming.date, cast.coming) == [1]  # on its own day too it is still to be held


def test_changes_are_told_since_the_last_meeting_of_the_group_that_meets_next(cast, plan):
    """The Executive meets next, and the sub-group met since: the chair of the Executive has not seen what that one had."""
    quality = cast.board.groups.get(name="Quality sub-group")
    between = Meeting.objects.create_by(cast.manager, group=quality, date=day(3))
    builders.make_version(plan, meeting=cast.held, at=ago(12))
    builders.make_version(plan, meeting=between, at=ago(5))
    for edition in ("changes", "front", "pack", "report"):
        assert default_since(plan, edition) == 1
    builders.make_version(plan, meeting=cast.coming, at=ago(1))
    assert default_since(plan, "front") == 1  # before and after publishing
    assert default_since(plan, "front", version=3) == 1
    assert default_since(plan, "front", on=cast.coming.date) == 1
    cast.coming.cancelled = True
    cast.coming.save_by(cast.manager)
    Meeting.objects.create_by(cast.manager, group=quality, date=day(-20))
    assert default_since(plan, "front") == 2


def test_where_the_group_that_meets_next_had_no_version_the_last_meeting_counts(cast, plan):
    quality = cast.board.groups.get(name="Quality sub-group")
    Meeting.objects.create_by(cast.manager, group=quality, date=day(-1))
    builders.make_version(plan, meeting=cast.held, at=ago(12))
    builders.make_version(plan, at=ago(1))
    assert default_since(plan, "front") == 1


def test_where_versions_only_follow_meetings_the_last_is_what_was_sent_round(cast, plan):
    builders.make_version(plan, at=ago(30))
    builders.make_version(plan, meeting=cast.held, at=ago(8))
    builders.make_version(plan, at=ago(1))
    assert default_since(plan, "changes") == 2
    assert default_since(plan, "changes", version=2) == 1


def test_a_version_for_a_meeting_that_was_cancelled_was_given_to_nobody(cast, plan):
    builders.make_version(plan, meeting=cast.held, at=ago(12))
    cast.held.cancelled = True
    cast.held.save_by(cast.manager)
    assert given_to_meetings(plan.versions.listed(), None, day(0)) == []


@pytest.mark.parametrize("edition", ["changes", "front", "pack", "report"])
def test_changes_are_told_since_the_chair_s_last_meeting(cast, plan, versions, edition):
    order = order_for(plan, edition=edition)
    assert number_of(order.since) == default_since(plan, edition) == 1
    assert order.since_words == f"Executive of {builders.day(-9)}"
    assert number_of(order_for(plan, edition=edition, version=4).since) == 1


def test_without_such_a_meeting_they_are_told_since_the_version_before(cast, plan, versions):
    assert default_since(plan, "changes", version=2) == 1
    cast.held.cancelled = True
    cast.held.save_by(cast.manager)
    assert number_of(order_for(plan, edition="changes").since) == 4
    assert number_of(order_for(plan, edition="changes", version=4).since) == 3
    assert order_for(plan, edition="changes").since_words == ""


@pytest.mark.parametrize("edition", ["clean", "public"])
def test_the_plan_itself_counts_moved_deadlines_from_the_version_before(plan, versions, edition):
    assert number_of(order_for(plan, edition=edition).since) == 4
    assert number_of(order_for(plan, edition=edition, version=4).since) == 3
    assert order_for(plan, edition=edition, version=1).since is None


def test_another_version_may_be_asked_for_and_none_at_all(plan, versions):
    assert number_of(order_for(plan, edition="changes", version=4, since=2).since) == 2
    assert order_for(plan, edition="changes", since=None).since is None


def test_a_version_that_is_none_or_no_older_one_is_refused(plan, versions):
    for asked in ({"version": 9}, {"since": 9}, {"version": 2, "since": 2}, {"version": 2, "since": 3}):
        with pytest.raises(Version.DoesNotExist):
            order_for(plan, edition="changes", **asked)


# what an order holds ----------------------------------------------------------------------------------------------------


def test_a_draft_is_reckoned_today_and_a_version_on_its_own_day(cast, plan, versions):
    cast.board.silent_days = 33
    cast.board.save_by(cast.manager)
    plan.refresh_from_db()
    draft, version = order_for(plan), order_for(plan, version=3)
    assert (draft.printed_on, number_of(draft.document)) == (day(0), None)
    assert (version.printed_on, number_of(version.document)) == (day(2), 3)
    assert order_for(plan, on=datetime.date(2030, 1, 1)).printed_on == datetime.date(2030, 1, 1)
    assert draft.silent_days == 33


def test_what_is_internal_is_in_neither_document_unless_asked_for(cast, plan, row):
    notes.add_note(row, by=cast.manager, text="Not yet ready to say.", internal=True)
    builders.make_version(plan)
    for version in (None, 1):
        assert "Not yet ready" not in str(order_for(plan, version=version).to_json())
        assert "Not yet ready" in str(order_for(plan, version=version, internal=True).to_json())
    assert "Not yet ready" not in str(order_for(plan).since.to_json())


def test_an_order_says_what_was_chosen_and_survives_as_json(plan, versions):
    order = order_for(
        plan, edition="changes", lead="Ruth Calloway", only_changed=False, look=PaperOptions(large=12, pen=True)
    )
    assert (order.edition, order.lead, order.only_changed, order.look.large) == ("changes", "Ruth Calloway", False, 12)
    assert Order.from_json(order.to_json()) == order


def test_two_who_ask_for_the_same_make_the_same_order(cast, plan, row, versions):
    assert order_for(plan).key() == order_for(plan).key()
    before = order_for(plan).key()
    notes.add_note(row, by=cast.manager, text="A reply came.")
    assert order_for(plan).key() != before


def test_files_go_along_only_where_they_are_bound_in(cast, plan, row):
    notes.add_note(row, by=cast.manager, text="Minutes.", files=[SimpleUploadedFile("minutes.txt", b"We met.")])
    order = order_for(plan, edition="evidence", bind=True)
    assert [file.name for file in order.files] == ["minutes.txt"]
    assert order_for(plan, edition="evidence").files == ()


def test_files_that_a_reader_may_not_see_stay_out(cast, plan, row):
    text = SimpleUploadedFile("minutes.txt", b"We met.")
    notes.add_note(row, by=cast.manager, text="Minutes.", files=[text], internal=True)
    assert order_for(plan, edition="evidence", bind=True, reader=cast.member).files == ()
    assert len(order_for(plan, edition="evidence", bind=True, internal=True, reader=cast.manager).files) == 1
    assert order_for(plan, edition="evidence", bind=True, reader=cast.manager).files == ()


def test_files_of_a_note_that_became_internal_are_not_bound_into_an_older_version(cast, plan, row):
    text = SimpleUploadedFile("minutes.txt", b"We met.")
    note = notes.add_note(row, by=cast.manager, text="Minutes.", files=[text])
    builders.make_version(plan)
    asked = {"edition": "evidence", "version": 1, "bind": True, "reader": cast.manager}
    assert len(order_for(plan, **asked).files) == 1
    note.internal = True
    note.save_by(cast.manager)
    assert "minutes.txt" in str(order_for(plan, **asked).document)
    assert order_for(plan, **asked).files == ()


def test_a_pack_takes_further_plans_along(cast, plan, versions):
    other = builders.make_plan(cast.board, title="Improvement", recommendations=1, actions=1)
    builders.make_version(other)
    draft = order_for(plan, edition="pack", also=[other], look=PaperOptions(large=12))
    assert [(order.document.title, number_of(order.document), order.look.large) for order in draft.also] == [
        ("Improvement", None, 12)
    ]
    assert number_of(order_for(plan, edition="pack", version=3, also=[other]).also[0].document) == 1


def test_where_a_version_went_is_said_only_of_the_meeting_it_was_ready_for(cast, plan, versions):
    assert orders.went_to(versions.get(number=1)) == f"Executive of {builders.day(-9)}"
    assert [orders.went_to(versions.get(number=number)) for number in (2, 4)] == ["", ""]
    assert orders.went_to(None) == ""


def test_why_a_row_was_taken_out_is_told_to_those_who_read_the_plan_only(cast, plan, row):
    builders.make_version(plan, at=ago(2))
    structure.remove_action(row, by=cast.manager, reason="Taken into 100.1")
    builders.make_version(plan, at=ago(0))
    whole = order_for(plan, edition="changes", version=2, since=1, reader=cast.chair)
    theirs = order_for(plan, edition="changes", version=2, since=1, reader=cast.observer)
    assert whole.removed == ((row.uid, f"Removed on {day_words(day(0))}: Taken into 100.1"),)
    assert theirs.removed == ()
    assert about_of(plan, whole).rights == (
        Right.READ_PLAN.name,
    )  # so that the link to a print opens it to no observer
    assert about_of(plan, theirs).rights == (Right.READ_VERSIONS.name,)
