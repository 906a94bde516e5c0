"""Erasing one person's details: the role replaces them everywhere but in published versions, and nothing else changes."""

from __future__ import annotations

import datetime
import json

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from actionplans.document.names import fold
from actionplans.document.parts import without_internal
from actionplans.models import Action, Challenge, Evidence, Import, Plan, ProgressEntry, Version
from actionplans.operations import actions, handovers, reports
from actionplans.operations.notes import add_note
from actionplans.persistence.load import read_document
from actionplans.persistence.people import known_people
from actionplans.printing import jobs
from actionplans.printing.orders import order_for
from actionplans.privacy import erasure as erasure_privacy
from actionplans.privacy.mentions import Finder, words_for
from actionplans.privacy.preview import obstacles, preview_erasure
from actionplans.publishing.chain import check_chain
from actionplans.views.prints import about_of
from actionplans.writing.press.sheets import Printed
from audits.models import Audit
from boards import guards
from boards.access import Role
from boards.models import Erasure, GroupMember, Invitation, Membership, OwnChoice, Person, TrailEntry, User
from boards.models.trail import Happening
from boards.operations import invitations
from boards.trail.write import log
from tests.builders import make_action, make_big_plan, make_import, make_plan, make_version
from tests.cast import PASSWORD

ROLE = "Designated Nurse, ICB"
#: Ngozi Adeyemi's name, its parts and her address, as they are searched for in the whole database.
HERS = ("adeyemi", "ngozi", "lead2@")
#: Columns in which a frozen version, or the list of those, may still hold them.
FROZEN = {("actionplans_version", c) for c in ("document_text", "pdf", "note", "by")} | {("boards_erasure", "versions")}


@pytest.fixture
def nurse(cast) -> Person:
    return cast.people["NA"]


@pytest.fixture
def written(cast, nurse, client_for) -> Plan:
    """A plan, and every other place in which a board may name a person."""
    client_for("lead2")  # she is signed in somewhere
    manager, lead2 = cast.manager, cast.lead2
    plan = make_plan(cast.board, recommendations=2, actions=2, notes=2)
    row = plan.actions.get(ref="99.1")
    cells = {
        "action": "Dr Ngozi Adeyemi writes to each practice. *Ngozi* brings the answers.",
        "why": "NGOZI ADEYEMI asked for it: lead2@fenmarsh.example, or ngozi.adeyemi@icb.example.",
        "lead_text": "Ngozi Adeyemi, Fenmarsh Integrated Care Board; Ruth Calloway",
    }
    actions.change_action(row, cells, by=manager)
    add_note(row, by=lead2, text="Met the practices with N. Adeyemi’s team.", happened="2026-05-03")
    add_note(
        row,
        by=manager,
        text="Ms Adeyemi’s list came in.",
        files=[SimpleUploadedFile("Adeyemi minutes.txt", b"Minutes")],
    )
    base = actions.stamp(row)
    actions.change_action(row, {"risk": "Adeyemi alone knows."}, by=manager, base=base)
    actions.change_action(row, {"risk": "Only Ngozi knows."}, by=lead2, base=base)
    actions.change_action(row, {"deadline_text": "March 2031"}, by=manager, move_reason="Ngozi is away until spring.")
    actions.change_action(row, {"extra:Budget": "Ngozi’s budget"}, by=manager)
    Challenge.objects.create_by(
        cast.chair, plan=plan, number=1, text="What does Ngozi say?", asked_by=cast.chair, asked_at=timezone.now()
    )
    Audit.objects.create_by(
        manager, board=cast.board, theme="Neglect", year=2026, month=5, lead="Ngozi Adeyemi", summary="With Ngozi."
    )
    report = reports.begin_report(plan, by=manager, to="Health and Wellbeing Board")
    part = report.parts.first()
    part.text = "Ngozi Adeyemi brings this report."
    part.save_by(manager, reason="As Ngozi asked")
    Invitation.objects.create_by(
        manager,
        board=cast.board,
        email="LEAD2@fenmarsh.example",
        name="Ngozi Adeyemi",
        role=Role.LEAD,
        token_sha256="0" * 64,
        sent_at=timezone.now(),
        expires_at=timezone.now(),
        revoked_at=timezone.now(),
    )
    GroupMember.objects.create_by(manager, group=cast.quality, person=nurse)
    log(Happening.DOWNLOADED, by=lead2, board=cast.board, about="Plan for Ngozi Adeyemi", plan=plan)
    log(Happening.SIGNED_IN, by=lead2)
    log(Happening.SIGN_IN_FAILED, by=None, about="lead2@fenmarsh.example")
    log(Happening.ACCOUNT_CHANGED, by=cast.observer, about="name", reason="By Ngozi Adeyemi")  # as it was before
    log(
        Happening.PASSWORD_CHANGED,
        by=cast.observer,
        administrator=lead2,
        reason="Set by Ngozi Adeyemi, on the telephone",
    )
    EmailAddress.objects.create(user=lead2, email="lead2@fenmarsh.example", primary=True, verified=True)
    kind = ContentType.objects.get_for_model(User)
    LogEntry.objects.create(
        user=cast.admin, content_type=kind, object_id=str(lead2.pk), object_repr="Ngozi Adeyemi", action_flag=CHANGE
    )
    return plan


def leave(cast, person: Person) -> None:
    """End the access, and hand over what they lead."""
    for membership in Membership.objects.filter(person=person):
        membership.ended_on = timezone.localdate()
        membership.save_by(cast.manager)
    for action in Action.objects.filter(leads__person=person):
        actions.change_action(action, {"lead_text": "Ruth Calloway"}, by=cast.manager)


def found(*words: str) -> set[tuple[str, str]]:
    """The columns of the whole database that contain one of these words, in any spelling."""
    columns = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    if any(word in as_text(value) for word in words):
                        columns.add((table, name))
    return columns


def as_text(value) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("latin-1").lower()
    return fold(json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value))


def erase(person: Person, by: User, **values) -> Erasure:
    values = {
        "words": ROLE,
        "reason": "Asked for by letter, 3 May 2026. Agreed by the data protection officer.",
    } | values
    return erasure_privacy.erase(person, by=by, **values)


def test_the_name_its_parts_and_the_address_stand_nowhere_but_in_versions(cast, nurse, written):
    make_version(written)
    make_import(cast.board, read_document(written), plan=written)
    leave(cast, nurse)
    assert len(found(*HERS)) > 40  # it does find them
    erasure = erase(nurse, cast.manager)
    assert found(*HERS) <= FROZEN
    assert [(v["plan"], v["number"]) for v in erasure.versions] == [("Joint inspection", 1)]
    assert check_chain(written) is None
    assert guards.missing(connection) == []


def test_no_name_is_left_beside_its_address_in_the_trail(cast):
    joanna = Person.objects.create_by(None, board=cast.board, name="Joanna Wray", email="joanna.wray@icb.example")
    letter = invitations.invite(
        cast.board,
        by=cast.manager,
        email="joanna.wray@icb.example",
        name="Joanna Wray",
        role=Role.LEAD,
        person=joanna,
    )
    invitations.mail([letter], by=cast.manager, address_of=str)
    assert TrailEntry.objects.get().about == "Invitation of Joanna Wray, joanna.wray@icb.example"
    invitations.revoke(letter.invitation, by=cast.manager, reason="Joanna Wray, joanna.wray@icb.example, has left")
    log(Happening.DOWNLOADED, by=cast.manager, board=cast.board, about="Wray joanna.wray@old.example")
    doubts = preview_erasure(Finder(joanna, ROLE)).doubts
    erase(joanna, cast.manager, answers=dict.fromkeys(doubts, "all"))
    assert found("joanna", "wray") == set()
    assert TrailEntry.objects.get(kind=Happening.MAILED).about == f"Invitation of {ROLE}, {ROLE}"


def test_what_was_found_beforehand_is_what_is_done(cast, nurse, written):
    leave(cast, nurse)
    preview = preview_erasure(Finder(nurse, ROLE))
    assert "Ngozi Adeyemi" in preview.found
    assert {
        "Rows of plans",
        "Notes",
        "Leads",
        "Audits",
        "The activity log",
        "The account",
        "Invitations",
    } <= preview.kinds.keys()
    assert [file.name for file in preview.evidence] == ["Adeyemi minutes.txt"]
    assert erase(nurse, cast.manager).places >= preview.places


def test_the_role_reads_well_where_the_name_stood(cast, nurse, written):
    leave(cast, nurse)
    erase(nurse, cast.manager)
    row = written.actions.get(ref="99.1")
    assert row.action == f"{ROLE} writes to each practice. *{ROLE}* brings the answers."
    assert row.why == f"{ROLE} asked for it: {ROLE}, or {ROLE}."
    assert row.history.first().action == row.action
    note = ProgressEntry.objects.get(text__startswith="Met the practices")
    assert note.text == f"Met the practices with {ROLE}’s team."
    assert note.author_words == ROLE
    assert Evidence.objects.get().name == f"{ROLE} minutes.txt"
    nurse.refresh_from_db()
    assert (nurse.name, nurse.initials, nurse.email) == (ROLE, "", "")
    assert not GroupMember.objects.current().filter(person=nurse).exists()


def test_an_agency_behind_the_name_is_not_said_twice(cast, nurse):
    plan = make_plan(cast.board, recommendations=1, actions=0, notes=0)
    make_action(plan.recommendations.get(), lead_text="Ngozi Adeyemi, ICB; Ruth Calloway (RC)", notes=0)
    make_action(plan.recommendations.get(), lead_text="Dr Ngozi Adeyemi (ICB)", notes=0)
    Membership.objects.filter(person=nurse)
    erase(nurse, cast.manager)
    assert list(plan.actions.values_list("lead_text", flat=True)) == [f"{ROLE}; Ruth Calloway (RC)", ROLE]


def test_the_present_and_its_prints_show_the_role(cast, nurse, written, django_capture_on_commit_callbacks):
    order = order_for(written)
    key = jobs.put_by(order, about_of(written, order), Printed(b"%PDF-1.7 of Ngozi", 1))
    part = jobs.parts_folder(written.board_id) / "kept.part"
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(b"Ngozi")
    leave(cast, nurse)
    with django_capture_on_commit_callbacks(execute=True):
        erase(nurse, cast.manager)
    assert jobs.job_status(key) is None
    assert not part.exists()
    document = without_internal(read_document(Plan.objects.get(pk=written.pk))).dumps()
    assert not any(word in fold(document) for word in HERS)
    assert ROLE in document


def test_the_account_is_closed_and_its_sessions_end(cast, nurse, written, client_for):
    browser = client_for("lead2")
    OwnChoice.objects.keep(cast.lead2, "plan-table", {"view": "work"})
    leave(cast, nurse)
    erase(nurse, cast.manager)
    user = User.objects.get(pk=cast.lead2.pk)
    assert (user.name, user.email, user.is_active) == (ROLE, f"erased-{user.pk}@invalid", False)
    assert not user.has_usable_password()
    assert browser.get("/").status_code == 302
    assert not [s for s in Session.objects.all() if s.get_decoded().get("_auth_user_id") == str(user.pk)]
    assert not EmailAddress.objects.filter(user=user).exists()
    assert not OwnChoice.objects.filter(user=user).exists()
    assert not Client().login(email="lead2@fenmarsh.example", password=PASSWORD)


def test_no_session_keeps_the_address(cast, nurse, written, client_for):
    """They are packed, so that nobody finds a word in them by looking at the table."""
    leave(cast, nurse)
    for past in (True, False):
        client_for("lead2")
        Client().post("/accounts/login/code/", {"email": cast.lead2.email})
        for session in Session.objects.all() if past else ():
            session.expire_date = timezone.localtime() - datetime.timedelta(days=1)
            session.save()
    client_for("member")
    sessions = [session for session in Session.objects.all() if "lead2@" in str(session.get_decoded())]
    assert len(sessions) >= 2
    erase(nurse, cast.manager)
    left = [session.get_decoded() for session in Session.objects.all()]
    assert [session["_auth_user_id"] for session in left] == [str(cast.member.pk)]
    assert "lead2@" not in str(left)


def test_an_account_that_another_board_needs_stays(cast, nurse, written):
    Membership.objects.create_by(None, board=cast.otherby, user=cast.lead2, role=Role.MEMBER)
    leave(cast, nurse)
    erase(nurse, cast.manager)
    user = User.objects.get(pk=cast.lead2.pk)
    assert (user.name, user.is_active) == ("Ngozi Adeyemi", True)
    assert {table for table, _ in found("adeyemi")} <= {"boards_user", "django_admin_log", "boards_trailentry"}
    assert not TrailEntry.objects.filter(board=cast.board, who__contains="Adeyemi").exists()


def test_another_board_is_not_touched(cast, nurse, written):
    theirs = make_plan(cast.otherby, title="Theirs", recommendations=1, actions=1, notes=1)
    actions.change_action(theirs.actions.get(), {"why": "Ngozi Adeyemi said so."}, by=cast.neighbour)
    leave(cast, nurse)
    erase(nurse, cast.manager)
    assert theirs.actions.get().why == "Ngozi Adeyemi said so."


def test_initials_of_two_people_are_hers_only_on_her_days(cast):
    board = cast.board
    before = Person.objects.create_by(
        None, board=board, name="Noel Abbot", initials="NX", to_date=datetime.date(2026, 3, 31)
    )
    after = Person.objects.create_by(
        None, board=board, name="Nadia Xerri", initials="NX", from_date=datetime.date(2026, 4, 1)
    )
    plan = make_plan(board, recommendations=1, actions=1, notes=0)
    row = plan.actions.get()
    add_note(row, by=cast.manager, text="NX wrote to each agency.", happened="2026-02-10")
    add_note(row, by=cast.manager, text="NX heard from two.", happened="2026-05-10")
    actions.change_action(row, {"why": "NX and RC disagreed."}, by=cast.manager)
    preview = preview_erasure(Finder(before, "First nurse"))
    assert preview.found["NX"] >= 1
    (doubt,) = preview.doubts.values()
    assert (doubt.words, doubt.others) == ("NX", ("Nadia Xerri",))
    assert [place.label for place in doubt.places.values()] == ["99.1"]
    erase(before, cast.manager, words="First nurse")
    texts = set(row.progress.values_list("text", flat=True))
    assert texts == {"First nurse wrote to each agency.", "NX heard from two."}
    row.refresh_from_db()
    assert row.why == "NX and RC disagreed."
    assert after.name == "Nadia Xerri"


@pytest.mark.parametrize(
    ("answer", "why"), [("all", "First nurse and RC disagreed."), ("leave", "NX and RC disagreed.")]
)
def test_a_doubt_is_settled_by_the_manager_who_erases(cast, answer, why):
    board = cast.board
    person = Person.objects.create_by(None, board=board, name="Noel Abbot", initials="NX")
    Person.objects.create_by(None, board=board, name="Nadia Xerri", initials="NX")
    plan = make_plan(board, recommendations=1, actions=2, notes=0)
    row, other = plan.actions.all()
    for action in (row, other):
        actions.change_action(action, {"why": "NX and RC disagreed."}, by=cast.manager)
    erase(person, cast.manager, words="First nurse", answers={"NX": answer})
    row.refresh_from_db()
    assert row.why == why
    assert row.history.first().why == why


def test_one_place_of_a_doubt_is_settled_with_its_earlier_wordings(cast):
    board = cast.board
    person = Person.objects.create_by(None, board=board, name="Noel Abbot", initials="NX")
    Person.objects.create_by(None, board=board, name="Nadia Xerri", initials="NX")
    plan = make_plan(board, recommendations=1, actions=2, notes=0)
    row, other = plan.actions.all()
    for action in (row, other):
        actions.change_action(action, {"why": "NX and RC disagreed."}, by=cast.manager)
    erase(person, cast.manager, words="First nurse", answers={"NX": {f"action.{row.pk}.why"}})
    assert row.history.first().why == "First nurse and RC disagreed."
    assert list(plan.actions.values_list("why", flat=True)) == ["First nurse and RC disagreed.", "NX and RC disagreed."]


def test_common_words_and_other_people_of_the_name_are_left(cast):
    board = cast.board
    person = Person.objects.create_by(None, board=board, name="Mark Young", initials="PR")
    Person.objects.create_by(None, board=board, name="Helen Young", initials="HY")
    plan = make_plan(board, recommendations=1, actions=1, notes=0)
    text = "Mark Young and Helen Young meet. Young people come. PR is sent out. Mark the day."
    row = plan.actions.get()
    actions.change_action(row, {"why": text}, by=cast.manager)
    erase(person, cast.manager, words="Youth lead")
    row.refresh_from_db()
    assert row.why == "Youth lead and Helen Young meet. Young people come. PR is sent out. Mark the day."
    assert set(preview_erasure(Finder(person, "Youth lead")).doubts) >= set()


@pytest.mark.parametrize(
    "text",
    [
        "Jane Smith wrote it.",
        "Dr Peter Smith wrote it.",
        "St Mary’s School replied.",
        "Mary Jones replied.",
        "The Smith Street hub is open.",
        "The DA strategy is agreed.",
        "*CSE* is on the agenda.",
        "Go to Derby and to Kent.",
    ],
)
def test_what_may_be_called_otherwise_is_asked_about(cast, text):
    person = Person.objects.create_by(None, board=cast.board, name="Mary Smith", initials="DA")
    person.initials = "CSE"
    person.save_by(None)
    Person.objects.create_by(None, board=cast.board, name="Tom Kent", initials="TK")
    row = make_plan(cast.board, recommendations=1, actions=1, notes=0).actions.get()
    actions.change_action(row, {"why": text}, by=cast.manager)
    for one in (person, Person.objects.create_by(None, board=cast.board, name="Ann Derby", initials="AX")):
        erase(one, cast.manager, words="Head teacher")
    row.refresh_from_db()
    assert row.why == text


def test_a_typed_text_is_text_though_it_begins_like_json(cast, nurse):
    leave(cast, nurse)
    row = make_plan(cast.board, recommendations=1, actions=1, notes=0).actions.get()
    typed = {"why": '{"a": 1, "a": "Ngozi"}', "risk": "[" * 20_000}
    actions.change_action(row, typed, by=cast.manager)
    assert preview_erasure(Finder(nurse, ROLE)).places
    erase(nurse, cast.manager)
    row.refresh_from_db()
    assert (row.why, row.risk) == (typed["why"].replace("Ngozi", ROLE), typed["risk"])


def test_a_name_alone_that_stands_by_itself_is_hers(cast):
    person = Person.objects.create_by(None, board=cast.board, name="Mary Smith", initials="MX")
    found = [
        (hit.said, hit.sure)
        for text in ("Only Mary knows.", "Ask Dr Smith.", "Nurse Smith said so.", "Smith, Tom and Mary’s list.", "MX")
        for hit in Finder(person, "Head teacher").hits(text)
    ]
    assert len(found) == 6
    assert all(sure for _, sure in found)


def test_files_that_were_brought_in_are_taken_away_where_that_was_chosen(
    cast, nurse, written, django_capture_on_commit_callbacks
):
    taken = make_import(cast.board, read_document(written), plan=written)
    storage, name = taken.file.storage, taken.file.name
    leave(cast, nurse)
    with django_capture_on_commit_callbacks(execute=True):
        erasure = erase(nurse, cast.manager, drop_files=True)
    assert not storage.exists(name)
    assert not Import.objects.get(pk=taken.pk).file
    assert {"kind": "import", "uid": taken.uid, "name": "plan.json", "gone": True} in erasure.files


def test_the_guards_refuse_before_and_after(cast, nurse, written):
    leave(cast, nurse)
    erase(nurse, cast.manager)
    for statement in (
        "UPDATE actionplans_historicalaction SET why = 'x'",
        "UPDATE boards_trailentry SET who = 'x'",
        "DELETE FROM actionplans_historicalaction",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_version_is_not_even_changed_by_an_erasure(cast, nurse, written):
    make_version(written)
    before = Version.objects.values_list("document_text", "seal").get()
    leave(cast, nurse)
    erase(nurse, cast.manager)
    assert Version.objects.values_list("document_text", "seal").get() == before


def test_a_person_who_was_erased_is_searched_for_no_more(cast, nurse, written):
    """Their name now is a post; the public edition must not take its words for names."""
    leave(cast, nurse)
    erase(nurse, cast.manager, words="Kitchen supervisor")
    assert not any("Kitchen" in note.name or "Ngozi" in note.name for note in known_people(cast.board))


@pytest.mark.parametrize("words", ["Fenland Constabulary", "Named midwife"])
def test_a_lead_that_is_called_like_the_role_is_not_who_was_erased(cast, nurse, words):
    row = make_plan(cast.board, recommendations=1, actions=1, notes=0).actions.get()
    actions.change_action(row, {"lead_text": "Named midwife"}, by=cast.manager)  # before anybody is called so
    leave(cast, nurse)
    erase(nurse, cast.manager, words=words)
    if words != "Named midwife":
        actions.change_action(row, {"lead_text": words}, by=cast.manager)
    lead = row.leads.current().get()
    assert (lead.person, lead.agency and lead.agency.name) == (None, words if "Constabulary" in words else None)
    assert handovers.waiting(cast.board, cast.manager, timezone.localdate() + datetime.timedelta(days=1)) == []


def test_what_is_offered_names_nobody(cast, nurse):
    assert words_for(nurse) == "Designated Nurse, ICB"
    nurse.job_title = "Adeyemi practice lead"
    nurse.save_by(cast.manager)
    assert words_for(nurse) == ""


def test_obstacles(cast, nurse, written):
    in_the_way = obstacles(nurse)
    assert [m.user for m in in_the_way.access] == [cast.lead2]
    assert [action.ref for action in in_the_way.leads] == ["99.1"]
    leave(cast, nurse)
    assert not obstacles(nurse)
    erase(nurse, cast.manager)
    assert obstacles(nurse).erased


def test_three_thousand_notes_are_read_a_few_hundred_at_a_time(cast, nurse, django_assert_max_num_queries):
    plan = make_big_plan(cast.board, recommendations=30, actions=10, notes=10)
    add_note(plan.actions.first(), by=cast.lead2, text="Ngozi rang.")
    leave(cast, nurse)
    with django_assert_max_num_queries(150):
        preview = preview_erasure(Finder(nurse, ROLE))
    assert preview.kinds["Notes"][0] == 2  # what she wrote, and her initials
