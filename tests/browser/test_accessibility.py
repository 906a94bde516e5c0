"""axe-core finds nothing on any page, at three widths; nothing scrolls sideways; the security policy refuses nothing."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from actionplans.document.tree import ActionNode
from actionplans.document.warnings import COLOUR, COLUMN, DEADLINE, LEAD, LEFT_OUT, Place, Warning_
from actionplans.models import Clash, Import, Proposal, Publication, Report
from actionplans.operations import actions, challenges, proposals, reports, sign_offs
from actionplans.persistence.load import read_document
from actionplans.printing import jobs
from actionplans.printing.orders import order_for
from actionplans.privacy import erasure, retention
from actionplans.publishing import jobs as publishing
from actionplans.reading import Hints
from actionplans.reading.plan.hints import TableHint
from actionplans.views.prints import about_of
from actionplans.writing.press.sheets import Printed
from audits.models import Audit
from boards.models import Agency, BelongingReview, Draft, Erasure, Group, Meeting, Membership, Person
from boards.operations import access_reviews
from boards.operations.invitations import invite, revoke
from tests.browser.conftest import DESKTOP, SMALL_PHONE
from tests.browser.examining import examine, look
from tests.builders import ACCOUNT, make_document, make_import, make_plan, make_version, manager_of
from tests.prints import refused
from tests.world import ROUTES

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

#: Addresses that answer with something other than a page, or take only POST.
NOT_PAGES = {
    "actionplans:action_csv",
    "actionplans:lead_names",  # a list for a script
    "actionplans:evidence",
    "actionplans:import_file",
    "actionplans:import_settle",
    "actionplans:import_take",
    "actionplans:import_aside",
    "actionplans:file_shape_forget",
    "actionplans:print_file",
    "actionplans:version_pdf",
    "actionplans:report_docx",
    "actionplans:report_pdf",
    "actionplans:trail_csv",
    "actionplans:row_put_back",
    "actionplans:row_undo",
    "actionplans:plan_view",
    "actionplans:plan_restore",
    "boards:draft_keep",
    "boards:draft_discard",
    "actionplans:section_shift",
    "actionplans:recommendation_shift",
    "boards:invitation_again",
    "boards:invitation_revoke",
    "boards:membership_keep",
    "actionplans:proposal_withdraw",
    "actionplans:row_edit",  # a GET leads back to the plan
    "boards:home",  # leads on
    "boards:second_step_needed",  # leads on for whoever need not have one
    "boards:session_end",
    "boards:sessions_end_others",
}


@pytest.fixture
def plan(transactional_db, cast, monkeypatch):
    plan = make_plan(cast.board, recommendations=2, actions=4, notes=4, title="Joint inspection")
    rated = make_plan(cast.board, recommendations=1, actions=2, layout="seven", title="Improvement")
    for row, rating in zip(rated.actions.all(), ("Red", "Amber"), strict=True):
        actions.change_action(row, {"rating": rating}, by=cast.manager)
    make_version(plan)
    action = plan.actions.get(ref="99.1")
    base = actions.stamp(action)
    actions.change_action(action, {"why": "One text."}, by=cast.manager, base=base)
    actions.change_action(action, {"why": "Another text."}, by=cast.chair, base=base)
    actions.change_action(action, {"deadline_text": "March 2031"}, by=cast.manager, move_reason="No money before April")
    report_with_something_beside_it(cast, plan)
    people_in_every_state(cast)
    actions.end_action(plan.actions.get(ref="99.2"), "complete", by=cast.manager, reason="Shown to the Executive")
    Audit.objects.create_by(cast.manager, board=cast.board, theme="Neglect", year=2026, month=5)
    what_is_said(cast, plan)
    draft = {"title": "A note on 99.1", "field": "text", "label": "Your note", "text": "Half a note", "page": "/"}
    Draft.objects.keep([Draft(user=cast.manager, board=cast.board, place="/a/form/", **draft)])
    files_in_every_state(cast, plan)
    details_to_erase(cast, plan)
    monkeypatch.setitem(settings.TASKS["default"]["OPTIONS"], "immediate", False)  # those that wait stay so
    return plan


def what_is_said(cast, plan) -> None:
    """Proposals that wait and were answered, challenges in every state, an action and a version that are signed off."""
    row, led = plan.actions.get(ref="99.1"), plan.actions.get(ref="100.1")  # both led by ``lead``
    proposals.propose(row, "complete", by=cast.lead, why="Every station is trained.")
    proposals.propose(row, "date", by=cast.lead, why="The new system is late.", date=datetime.date(2031, 9, 1))
    proposals.decline(
        proposals.propose(led, "complete", by=cast.lead, why="It is done."), by=cast.manager, answer="Not yet."
    )
    answered = challenges.ask(plan, by=cast.chair, text="Who can say yes?", action=row, meeting=cast.held)
    challenges.answer(answered, by=cast.lead, text="The superintendent can.")
    challenges.ask(plan, by=cast.chair, text="Which date does nobody believe in?", action=led)
    closed = challenges.ask(plan, by=cast.chair, text="And the plan as a whole?")
    challenges.close(closed, by=cast.chair, outcome="Heard at the meeting.")
    sign_offs.sign_off_action(plan.actions.get(ref="99.2"), by=cast.chair, words="Seen in use.")
    actions.end_action(plan.actions.get(ref="99.3"), "complete", by=cast.manager, reason="Shown to the Executive")
    sign_offs.sign_off_version(plan.versions.get(), by=cast.chair)


def report_with_something_beside_it(cast, plan) -> None:
    """A report in which one text was edited, one replaced, and of which the plan says something else meanwhile."""
    report = reports.begin_report(plan, by=cast.manager, meeting=cast.coming)
    edited, replaced = report.parts.get(kind="risks"), report.parts.get(kind="recommendations")
    edited.text = "Nobody has the time."
    edited.save_by(cast.manager)
    replaced.text = "The Executive is asked to read it."
    replaced.save_by(cast.manager)
    reports.take_fresh(replaced, replaced.offered, by=cast.manager)


def people_in_every_state(cast) -> None:
    """Invitations that wait, are too late, could not be sent and were revoked; somebody who left and leads a group; a review
    that is finished, and one under way."""
    now = timezone.localtime()
    for name, day in (("Waits", 0), ("Late", 20), ("Unsent", 1), ("Revoked", 2)):
        at = now - datetime.timedelta(days=day)
        address = f"{name.lower()}@elsewhere.example"
        letter = invite(cast.board, by=cast.manager, email=address, name=name, role="lead", at=at)
        if name == "Unsent":
            letter.invitation.mail_failed = True
            letter.invitation.save_by(cast.manager)
        if name == "Revoked":
            revoke(letter.invitation, by=cast.manager)
    review = access_reviews.begin(cast.board, by=cast.manager)
    for membership in cast.board.memberships.all():
        access_reviews.answer(review, membership, stays=membership.user != cast.lead2, by=cast.manager)
    access_reviews.finish(review, by=cast.manager)
    access_reviews.begin(cast.board, by=cast.manager)


def details_to_erase(cast, plan) -> None:
    """Somebody who has left, of whom some places are doubtful; somebody whose details were erased; a plan that is due."""
    Person.objects.create_by(cast.manager, board=cast.board, name="Mark Young", initials="MY")
    cells = {"why": "Mark Young asked for it. Mark the day. Young people come."}
    actions.change_action(plan.actions.get(ref="100.1"), cells, by=cast.manager)
    other = Person.objects.create_by(cast.manager, board=cast.board, name="Joan Lister", initials="JL")
    erasure.erase(other, by=cast.manager, words="Designated Nurse", reason="By letter.")
    retention.keep(plan, timezone.localdate(), by=cast.manager, reason="As the schedule says.")


def files_in_every_state(cast, plan) -> None:
    """A file with something to settle, a copy with something to choose, one being read, one set aside."""
    document = make_document(recommendations=2, actions=1, notes=2)
    unsure = (
        Warning_("rec 1, By when", "No year stands there.", DEADLINE, Place(0, 0, row=0, field="deadline")),
        Warning_("rec 1, Lead", "This may be two.", LEAD, Place(0, 0, row=0, field="lead")),
        Warning_("page 2", "A rating is told by colour only.", COLOUR),
        Warning_("", "“Draft”. It stands outside the tables of the plan.", LEFT_OUT),
        Warning_("table 1", "The column “Budget” fits no field and was kept as a column of the board’s own.", COLUMN),
    )
    copy = read_document(plan)
    rewritten = replace(copy.sections[0].recommendations[0].actions[2], why="Because children said so.")
    first = copy.sections[0].recommendations[0]
    first = replace(first, actions=(*first.actions[:2], rewritten, ActionNode("Ask again.")))
    copy = copy.replace(sections=(replace(copy.sections[0], recommendations=(first,)),))
    for name, taken in (
        ("unsure", make_import(cast.board, document.replace(warnings=unsure))),
        ("copy", make_import(cast.board, copy, plan=plan)),
        ("reading", make_import(cast.board, document)),
        ("aside", make_import(cast.board, document)),
        ("shown", make_import(cast.board, document, account=ACCOUNT)),
        ("shown.again", make_import(cast.board, document, account=ACCOUNT)),
        ("shown.nothing", make_import(cast.board, document, account=ACCOUNT)),
    ):
        taken.name = name
        taken.state = {
            "reading": Import.State.READING,
            "aside": Import.State.ASIDE,
            "shown.nothing": Import.State.NOTHING,
        }.get(name, taken.state)
        if name == "shown.again":
            taken.first = {"counts": {"loose": 3}, "account": ACCOUNT, "hints": {}, "kept": None}
            taken.hints = Hints(tables=(TableHint(("Strand", "Action", "May", "June"), ("own",)),)).to_json()
        taken.save_by(cast.manager)


def prints_in_every_state(plan) -> dict[str, str]:
    """The keys of a print that is there, one that waits and one that could not be made."""
    ready, waits, failed = (order_for(plan, edition=edition) for edition in ("clean", "front", "evidence"))
    keys = {
        "ready": jobs.put_by(ready, about_of(plan, ready), Printed(b"%PDF-1.7", 12)),
        "waits": jobs.begin(waits, about_of(plan, waits)),
        "refused": jobs.begin(failed, about_of(plan, failed)),
    }
    refused(keys["refused"])
    return keys


def publications_in_every_state(plan) -> dict[str, str]:
    """The uids of publishing that waits, that is done, and that came to nothing in each way."""
    by, found = manager_of(plan.board), {}
    for state in ("waits", "stopped", *filter(None, Publication.Outcome.values)):
        asked = publishing.ask(plan, by=by, note="Agreed", marking=plan.marking, number=9, state="0" * 64)
        rows = Publication.objects.filter(pk=asked.pk)
        if state == "stopped":
            rows.update(job=None)
        elif state != "waits":
            rows.update(outcome=state, version=plan.versions.first() if state == "published" else None)
        found[state] = asked.uid
    return found


def pages(plan) -> dict[str, str]:
    """The address of every page of the project, by the name of its URL; several states of one page behind a dot."""
    board, slug = plan.board, plan.slug
    recommendation, section = plan.recommendations.first(), plan.sections.first()
    entry = plan.actions.get(ref="99.1").progress.first()
    arguments = {
        "boards:meeting_edit": [Meeting.objects.filter(group__board=board).first().pk],
        "boards:person_edit": [Person.objects.filter(board=board).first().pk],
        "boards:membership_page": [Membership.objects.get(user__name="Ruth Calloway").pk],
        "boards:membership_role": [Membership.objects.get(user__name="Ruth Calloway").pk],
        "boards:membership_end": [Membership.objects.get(user__name="Ruth Calloway").pk],
        "actionplans:handover_page": [Person.objects.get(name="Ruth Calloway").pk],
        "actionplans:access_review_page": [BelongingReview.objects.get(finished_at=None).pk],
        "actionplans:person_erase": [Person.objects.get(name="Mark Young").pk],
        "actionplans:erasure_page": [Erasure.objects.get().pk],
        "boards:group_edit": [Group.objects.filter(board=board).first().pk],
        "boards:agency_edit": [Agency.objects.filter(board=board).first().pk],
        "actionplans:section_edit": [slug, section.pk],
        "actionplans:recommendation_add": [slug, section.pk],
        "actionplans:recommendation_edit": [slug, recommendation.pk],
        "actionplans:row_add": [slug, recommendation.pk],
        "actionplans:version_page": [slug, 1],
        "actionplans:version_export": [slug, 1],
        "actionplans:version_published": [slug, 1],
        "actionplans:report_edit": [slug, Report.objects.get().pk],
        "actionplans:clash_settle": [slug, "99.1", Clash.objects.first().pk],
        "actionplans:note_saved": [slug, "99.1", entry.uid],
        "actionplans:note_change": [slug, "99.1", entry.uid],
        "actionplans:note_withdraw": [slug, "99.1", entry.uid],
        "actionplans:row_reopen": [slug, "99.2"],
        "actionplans:proposal_answer": [slug, "99.1", Proposal.objects.open().get(kind="date").uid],
        **dict.fromkeys(
            (
                "actionplans:challenge_page",
                "actionplans:challenge_answer",
                "actionplans:challenge_close",
                "actionplans:challenge_again",
            ),
            [slug, 1],
        ),
        "actionplans:action_sign_off": [slug, "99.3"],
        "actionplans:action_take_back": [slug, "99.2"],
        **dict.fromkeys(("actionplans:version_sign_off", "actionplans:version_take_back"), [slug, 1]),
        "actionplans:import_page": [Import.objects.exclude(name__startswith="shown").first().uid],
        "actionplans:import_reading": [Import.objects.get(name="shown").uid],
    }
    prints = prints_in_every_state(plan)
    arguments["actionplans:print_page"] = [slug, prints["ready"]]
    publications = publications_in_every_state(plan)
    arguments["actionplans:publication_page"] = [slug, publications["published"]]
    found = {}
    for name, parameters in own_names():
        if name in NOT_PAGES:
            continue
        if name in arguments:
            values = [board.slug, *arguments[name]]
        elif parameters & {"ref", "any_ref"}:
            values = [board.slug, slug, "99.1"]
        elif "plan" in parameters:
            values = [board.slug, slug]
        elif "pk" in parameters:
            values = [board.slug, Audit.objects.get().pk]
        elif "board" in parameters:
            values = [board.slug]
        elif "token" in parameters:
            values = ["looks-like-a-token"]  # what the link opens is looked at below
        else:
            values = []
        found[name] = reverse(name, args=values)
    rated = plan.board.plans.get(title="Improvement")
    states = {taken.name: taken for taken in Import.objects.filter(board=board)}
    return found | {
        **{
            f"import_page.{name}": reverse("actionplans:import_page", args=[board.slug, t.uid])
            for name, t in states.items()
        },
        **{
            f"import_reading.{name}": reverse("actionplans:import_reading", args=[board.slug, t.uid])
            for name, t in states.items()
            if name.startswith("shown.")
        },
        "plan_page.editing": found["actionplans:plan_page"] + "?edit=99.2#row-99-2",
        "plan_page.rated": reverse("actionplans:plan_page", args=[board.slug, rated.slug]),
        "action_list.none": found["actionplans:action_list"] + "?words=nothing-like-this",
        "compare_page.today": found["actionplans:compare_page"] + "?from=1&to=today",
        **{
            f"print_page.{state}": reverse("actionplans:print_page", args=[board.slug, slug, key])
            for state, key in prints.items()
        },
        **{
            f"publication_page.{state}": reverse("actionplans:publication_page", args=[board.slug, slug, uid])
            for state, uid in publications.items()
        },
        "print_add.folded_out": found["actionplans:print_add"] + "?edition=changes&paper=pen",
        "plan_on.day": found["actionplans:plan_on"] + "?day_day=1&day_month=1&day_year=2026",
        "access_review_page.finished": reverse(
            "actionplans:access_review_page",
            args=[board.slug, BelongingReview.objects.exclude(finished_at=None).get().pk],
        ),
        "person_erase.not_yet": reverse(
            "actionplans:person_erase", args=[board.slug, Person.objects.get(name="Ruth Calloway").pk]
        ),
        "not_found": "/boards/fenmarsh/nowhere/",
    }


def own_names() -> list[tuple[str, set[str]]]:
    """The names of this project's addresses and their parameters."""
    return sorted((name, set(parameters)) for name, parameters in ROUTES.items() if ":" in name)


STRANGERS_PAGES = [
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/password/reset/",
    "/accessibility/",
    "/privacy/",
    "/cookies/",
]


@pytest.mark.parametrize("size", [DESKTOP, SMALL_PHONE], ids=["1366", "320"])
def test_axe_finds_nothing_on_any_page(site, plan, axe, size):
    faults = []
    stranger = site.page(size=size)
    for address in STRANGERS_PAGES:
        faults += look(stranger, site.address + address, address, axe, size)
    manager = site.page("manager", size=size)
    for name, address in pages(plan).items():
        faults += look(manager, site.address + address, name, axe, size)
    lead = site.page("lead", size=size)
    for name in (
        "actionplans:board_home",
        "actionplans:my_actions",
        "actionplans:plan_page",
        "actionplans:action_page",
        "actionplans:note_add",
        "actionplans:proposal_add",
        "actionplans:challenge_list",
    ):
        faults += look(lead, site.address + pages(plan)[name], f"{name} (lead)", axe, size)
    faults += look(lead, site.address + pages(plan)["actionplans:report_list"], "report_list (lead)", axe, size)
    chair = site.page("chair", size=size)
    for name in (
        "actionplans:board_home",
        "actionplans:plan_page",
        "actionplans:action_page",
        "actionplans:challenge_list",
        "actionplans:sign_off_list",
    ):
        faults += look(chair, site.address + pages(plan)[name], f"{name} (chair)", axe, size)
    observer = site.page("observer", size=size)
    for name in (
        "actionplans:plan_list",
        "actionplans:version_list",
        "actionplans:version_page",
        "actionplans:print_add",
    ):
        faults += look(observer, site.address + pages(plan)[name], f"{name} (observer)", axe, size)
    plan.board.second_step = ["chair"]
    plan.board.save_by(None)
    held = site.page("chair", size=size)
    faults += look(held, site.address + reverse("boards:second_step_needed"), "second_step_needed (chair)", axe, size)
    assert not faults, "\n".join(faults)
    refused = [words for words in site.complaints if "Failed to load resource" not in words]
    assert not refused, refused


def test_axe_finds_nothing_where_something_has_to_be_put_right(site, plan, axe):
    page = site.page("manager")
    faults = []
    for name in (
        "actionplans:note_add",
        "actionplans:row_add",
        "actionplans:row_end",
        "boards:person_add",
        "boards:meeting_add",
        "actionplans:plan_new",
        "audits:audit_add",
        "actionplans:section_add",
        "actionplans:challenge_add",
        "actionplans:challenge_close",
        "actionplans:proposal_answer",
    ):
        page.goto(site.address + pages(plan)[name])
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_load_state()
        faults += examine(page, f"{name} with faults", axe)
        for link in page.locator(".govuk-error-summary a").all():
            target = link.get_attribute("href")
            if page.locator(f"[id='{target[1:]}']:is(input, textarea, select)").count() != 1:
                faults.append(f"{name}: the summary leads to {target}, which is no field")
    assert not faults, "\n".join(faults)
