"""The demonstration boards: current on any day, as full as real plans, and loaded with a valid history."""

from __future__ import annotations

import dataclasses
import datetime
import io
import re
from collections.abc import Iterator
from unittest import mock

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import Count
from django.test import Client, TestCase
from django.utils import timezone

from actionplans.document.dates import last_day, read_deadlines
from actionplans.models import Action, Clash, DeadlineMove, Lead, Plan, ProgressEntry, Version
from actionplans.operations.sign_offs import asked_instead, own_work
from actionplans.pages.sign_offs import to_sign
from actionplans.persistence.load import read_document
from actionplans.publishing import publish
from actionplans.publishing.chain import check_chain
from actionplans.writing.pdf import Printed
from audits.models import Audit
from boards.access import Role
from boards.models import Board, Membership, User
from demo import big, loader, script
from demo.loader import ALDERSBY, BOARDS, FENMARSH, WEALDMERE
from tests.shown import shown

#: Days on which it is loaded: each day of a week, the ends of months and years, a leap day, both changes of the clock.
TODAYS = [
    *(datetime.date(2026, 11, day) for day in range(16, 23)),
    datetime.date(2026, 12, 31),
    datetime.date(2027, 1, 1),
    datetime.date(2027, 3, 28),
    datetime.date(2027, 5, 31),
    datetime.date(2028, 2, 29),
    datetime.date(2029, 10, 28),
]
in_every_board = pytest.mark.parametrize("scripted", BOARDS, ids=lambda board: board.slug)


def plans_of(scripted: script.ScriptedBoard) -> list[script.ScriptedPlan]:
    return [*scripted.plans, *([scripted.audits_plan] if scripted.audits_plan else [])]


def actions_of(scripted: script.ScriptedBoard) -> Iterator[script.ScriptedAction]:
    for plan in scripted.plans:
        for section in plan.sections:
            for recommendation in section.recommendations:
                yield from recommendation.actions
    for audit in scripted.audits:
        for recommendation in audit.recommendations:
            yield from recommendation.actions


def events_of(scripted: script.ScriptedBoard) -> list[script.Event]:
    return [event for action in actions_of(scripted) for event in action.events]


def notes_of(scripted: script.ScriptedBoard) -> list[script.Note]:
    return [event for event in events_of(scripted) if isinstance(event, script.Note)]


def texts(thing: object) -> Iterator[str]:
    """Every text in a script, however deep."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from texts(part)
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from texts(getattr(thing, field.name))


def final_due(action: script.ScriptedAction, calendar: script.Calendar) -> datetime.date | None:
    """The last day by which an action is due as its plan is today, None if it has ended, was removed or has no date."""
    events = sorted(action.events, key=lambda event: event.on)
    moves = [event.to for event in events if isinstance(event, script.Move)]
    ends = [event for event in events if isinstance(event, script.ScriptedEnd | script.Reopened | script.Removed)]
    if ends and not isinstance(ends[-1], script.Reopened):
        return None
    dates = read_deadlines(calendar.words(moves[-1] if moves else action.due), calendar.today)
    return max((last_day(d.date, d.precision) for d in dates), default=None)


# the scripts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("today", TODAYS, ids=str)
class TestAlive:
    """On whatever day the boards are loaded, their dates are those of a plan in use."""

    @in_every_board
    def test_every_day_in_a_text_is_understood(self, scripted, today):
        calendar = script.Calendar(today)
        assert not [text for text in texts(scripted) if "{" in calendar.words(text)]

    @in_every_board
    def test_nothing_that_happened_lies_ahead(self, scripted, today):
        calendar = script.Calendar(today)
        days = [event.on for event in events_of(scripted)]
        days += [note.typed for note in notes_of(scripted) if note.typed is not None]
        days += [version.on for plan in scripted.plans for version in plan.versions]
        days += [audit.reported for audit in scripted.audits if audit.reported is not None]
        assert max(calendar.date(day) for day in days) <= today

    @in_every_board
    def test_something_is_due_next_week_and_something_is_overdue(self, scripted, today):
        calendar = script.Calendar(today)
        dues = [due for due in (final_due(action, calendar) for action in actions_of(scripted)) if due]
        monday = calendar.date(script.mon(1))
        assert [due for due in dues if monday <= due <= calendar.date(script.fri(1))]
        assert [due for due in dues if due < today]

    @in_every_board
    def test_a_meeting_and_its_papers_are_coming(self, scripted, today):
        calendar = script.Calendar(today)
        papers = [calendar.date(m.papers) for m in scripted.meetings if m.papers is not None]
        assert [day for day in papers if today < day <= today + datetime.timedelta(days=14)]


@in_every_board
def test_versions_follow_the_meetings_that_their_notes_name(scripted):
    held = {(meeting.group, meeting.on) for meeting in scripted.meetings}
    for plan in scripted.plans:
        assert [v.on for v in plan.versions] == sorted({v.on for v in plan.versions})
        assert {v.meeting for v in plan.versions if v.meeting} <= held
        for version in plan.versions:
            if version.note.startswith("Updated following") and version.meeting:
                assert version.meeting[1] < version.on


@in_every_board
def test_what_is_typed_late_happened_earlier(scripted):
    assert all(note.typed > note.on for note in notes_of(scripted) if note.typed is not None)


@in_every_board
def test_initials_in_the_notes_belong_to_people_of_the_board(scripted):
    known = {person.initials for person in scripted.people}
    words = " ".join(note.text for note in notes_of(scripted))
    assert set(re.findall(r"\b[A-Z]{2}\b", words)) <= known


@in_every_board
def test_everybody_has_an_address_that_leads_nowhere(scripted):
    addresses = [scripted.email(person) for person in scripted.people]
    assert len(set(addresses)) == len(addresses)
    assert all(re.fullmatch(r"[a-z.]+@[a-z]+\.example", address) for address in addresses)


@in_every_board
def test_every_role_can_sign_in(scripted):
    assert {person.role for person in scripted.people} == set(Role.values)


def test_numbers_are_those_of_a_report_with_one_missing():
    numbers = [r.number for section in FENMARSH.plans[0].sections for r in section.recommendations]
    assert numbers == ["99", "100", "101", "102", "103", "104", "P106", "P107", "P108", ""]


def test_short_titles_fit_the_strip():
    for scripted in BOARDS:
        for plan in plans_of(scripted):
            assert all(0 < len(r.short) <= 45 for s in plan.sections for r in s.recommendations if r.number)


def test_a_day_that_is_not_understood_is_named():
    with pytest.raises(ValueError, match="Come on {sun-1}"):
        script.Calendar(datetime.date(2026, 11, 21)).words("Come on {sun-1}")


# the database --------------------------------------------------------------------------------------------------------


def _unprinted(document, **options):
    return Printed(pdf=b"%PDF-1.7 not printed here", pages=1)


class TestLoaded(TestCase):
    """All three boards in the database. Only the smallest is really printed: printing has tests of its own."""

    @classmethod
    def setUpTestData(cls):
        cls.aldersby = loader.load(boards=(ALDERSBY,))[0]
        with mock.patch.object(publish, "print_plan", _unprinted):
            cls.fenmarsh, cls.wealdmere = loader.load(boards=(FENMARSH, WEALDMERE))
        cls.plan = Plan.objects.get(board=cls.fenmarsh, title=FENMARSH.plans[0].title)

    def test_rows_have_the_references_that_the_notes_speak_of(self):
        for scripted in BOARDS:
            refs = set(Action.objects.filter(plan__board__slug=scripted.slug).values_list("ref", flat=True))
            assert {action.ref for action in actions_of(scripted) if action.ref} <= refs

    def test_the_plan_is_as_dense_as_real_ones(self):
        columns = {p.board.slug: len(p.columns) for p in Plan.objects.exclude(title="Audits").select_related("board")}
        assert columns == {"fenmarsh": 6, "wealdmere": 5, "aldersby": 7}
        assert self.plan.recommendations.exclude(number="").count() >= 8
        counts = self.plan.actions.annotate(n=Count("progress")).values_list("n", flat=True)
        assert len([n for n in counts if 15 <= n <= 30]) >= 3
        assert 0 in counts

    def test_ten_versions_hold_together(self):
        assert list(self.plan.versions.order_by("number").values_list("number", flat=True)) == list(range(1, 11))
        for plan in Plan.objects.all():
            assert check_chain(plan) is None
        assert all(version.changes > 0 for version in Version.objects.all())

    def test_a_version_holds_the_plan_as_it_was_when_it_was_published(self):
        for number in (1, 6, 10):
            version = self.plan.versions.get(number=number)
            stood = read_document(self.plan, on=version.published_at)
            assert stood.sections == version.document().sections

    def test_the_first_version_knows_nothing_of_what_came_later(self):
        first = self.plan.versions.get(number=1).document().dumps()
        assert "one officer who answers for practice" in first
        assert "one senior officer who answers for practice" not in first
        assert "one senior officer who answers for practice" in self.plan.versions.get(number=10).document().dumps()

    def test_aldersby_is_printed(self):
        version = Version.objects.filter(plan__board=self.aldersby).latest("number")
        assert bytes(version.pdf).startswith(b"%PDF-")
        assert version.pages > 2

    def test_slips_have_reasons_and_keep_the_earlier_dates(self):
        moves = DeadlineMove.objects.filter(action__ref="99.2", action__plan=self.plan).order_by("on")
        assert len(moves) == 2
        assert moves[0].became == moves[1].was
        assert all(DeadlineMove.objects.values_list("why", flat=True))

    def test_late_notes_say_when_they_happened_and_when_they_were_typed(self):
        late = [
            note
            for note in ProgressEntry.objects.filter(action__plan=self.plan, precision="day")
            if note.happened < timezone.localtime(note.written_at).date().isoformat()
        ]
        assert len(late) >= 4

    def test_two_deadlines_no_deadline_and_no_lead_to_be_found(self):
        action = self.plan.actions.get(ref="101.2")
        assert [d.interim for d in action.deadlines.current()] == [True, False]
        assert not self.plan.actions.get(ref="103.1").deadlines.exists()

    def test_leads_are_linked_to_people_groups_and_agencies(self):
        current = Lead.objects.current().filter(action__plan__board=self.fenmarsh)
        assert {"person", "group", "agency", "role"} == set(current.values_list("kind", flat=True))
        assert current.get(action__ref="102.1").person.initials == "MP"
        roles = Lead.objects.current().filter(kind="role").values_list("name", flat=True)
        assert not [name for name in roles if User.objects.filter(name=name.split(",")[0]).exists()]

    def test_an_action_answers_a_second_recommendation(self):
        rows = [a for _, r in read_document(self.plan).recommendations() for a in r.actions]
        assert next(row for row in rows if row.ref == "101.1").also == ("104",)

    def test_internal_notes_are_for_the_manager_and_the_chair(self):
        inside = ProgressEntry.objects.filter(action__plan=self.plan, internal=True)
        assert inside.count() >= 2
        for initials, sees in (("TO", True), ("GA", True), ("RC", False), ("CB", False)):
            user = Membership.objects.get(board=self.fenmarsh, person__initials=initials).user
            assert ProgressEntry.objects.visible_to(user).filter(pk__in=inside).exists() is sees

    def test_a_removed_row_is_kept_and_one_clash_waits(self):
        removed = self.plan.actions.get(ref="101.3")
        assert removed.removed_reason.startswith("Taken into 101.1")
        assert removed not in self.plan.actions.standing()
        clash = Clash.objects.unsettled().get()
        assert clash.action.ref == "104.1"
        assert (clash.theirs_by.name, clash.mine_by.name) == ("Helen Stroud", "Tessa Orme")

    def test_something_is_overdue_due_and_silent_today(self):
        today = timezone.localdate()
        for board in (self.fenmarsh, self.wealdmere, self.aldersby):
            actions = Action.objects.of(board).standing()
            assert actions.overdue(today).exists()
            assert actions.due_between(today, today + datetime.timedelta(days=14)).exists()
            assert actions.silent(today, 60).exists()

    def test_history_says_who_and_when(self):
        action = self.plan.actions.get(ref="99.1")
        days = [line.history_date for line in action.history.order_by("history_id")]
        assert days == sorted(days)
        assert days[0] < timezone.localtime() - datetime.timedelta(days=300)
        assert all(line.history_user for line in action.history.all())
        assert "Inspectors asked for somebody with the authority to act" in action.history.values_list(
            "history_change_reason", flat=True
        )

    def test_audits_are_followed_in_a_plan(self):
        audit = Audit.objects.get(board=self.fenmarsh, kind=Audit.Kind.SECTION11)
        assert [finding.recommendation.number for finding in audit.findings.all()] == ["S1", "S2"]
        assert {finding.recommendation.plan.title for finding in audit.findings.all()} == {"Audits"}
        assert audit.agencies.count() == 7
        assert Audit.objects.filter(board=self.fenmarsh).count() >= 3

    def test_everybody_signs_in_with_the_printed_password(self):
        for board in BOARDS:
            client = Client()
            email = board.email(board.person(board.keeper))
            assert client.login(email=email, password=loader.PASSWORD)

    def test_the_readme_sends_the_chair_to_what_is_there(self):
        readme = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
        board = FENMARSH
        chair = User.objects.get(email=board.email(board.person("GA")))
        assert re.findall(r"sign off (\S+)", readme) == [action.ref for action in to_sign(chair, self.fenmarsh)]
        other = re.search(r"\((\S+), which the chair leads, waits for the scrutineer, ([\w ]+)\)", readme)
        action = self.plan.actions.get(ref=other[1])
        assert own_work([action], chair) == {action.pk: "leads"}
        assert other[2] in asked_instead(action, chair)
        page = Client()
        page.force_login(chair)
        said = shown(page.get(f"{self.plan.get_absolute_url()}changes/"))
        assert "since the version that the last meeting of the Executive had" in readme
        given = self.plan.versions.filter(meeting__group__name="Executive", meeting__date__lte=timezone.localdate())
        last = given.order_by("number").last()
        assert "What changed since the Executive" in said
        assert f"version {last.number}" in said.lower()

    def test_a_person_who_has_left_is_no_longer_a_member(self):
        left = Membership.objects.get(board=self.fenmarsh, person__initials="JW")
        assert left.ended_on < timezone.localdate()
        assert self.fenmarsh.pk not in left.user.roles

    def test_loading_again_changes_nothing(self):
        said = io.StringIO()
        call_command("demo", stdout=said)
        call_command("demo", "--if-empty", stdout=said)
        assert said.getvalue() == "The demonstration boards are there already.\n"
        assert Board.objects.count() == 3

    def test_sign_ins_name_one_of_each_role_and_the_password(self):
        said = io.StringIO()
        call_command("demo", "--sign-ins", stdout=said)
        assert loader.PASSWORD in said.getvalue()
        for role in Role.labels:
            assert len(re.findall(rf"^  {role} +\w", said.getvalue(), re.M)) == 3
        assert loader.ADMINISTRATOR[0] in said.getvalue()
        everybody = io.StringIO()
        call_command("demo", "--sign-ins", "--everybody", stdout=everybody)
        assert everybody.getvalue().count("@") == User.objects.count() - 1  # all but the one who has left

    def test_a_very_large_plan_can_be_added(self):
        call_command("demo", "--big", stdout=io.StringIO())
        plan = Plan.objects.get(board=self.fenmarsh, title="A very large plan")
        assert plan.recommendations.count() == 60
        assert ProgressEntry.objects.filter(action__plan=plan).count() == 3000
        assert ProgressEntry.history.filter(action__plan=plan).count() == 3000


def test_a_production_site_refuses(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production site"):
        call_command("demo")
    assert not Board.objects.exists()


def test_boards_of_others_are_left_alone(db):
    Board.objects.create_by(None, name="Elsewhere Safeguarding Board", short_name="ESB", slug="elsewhere")
    with pytest.raises(CommandError, match="boards here already"):
        call_command("demo")
    call_command("demo", "--if-empty")
    assert Board.objects.count() == 1


def test_a_big_plan_is_written_in_batches(cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(200):
        plan = big.build_big_plan(cast.board, 60, 3000, by=cast.manager)
    assert plan.actions.count() == 120
    dues = [a.deadline_text for a in plan.actions.all()]
    assert len(set(dues)) > 20
