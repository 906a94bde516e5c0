"""A board with an object for every address, and the table of roles that may open each: for tests that visit all addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from actionplans.document.tree import VersionMark
from actionplans.models import Clash, Plan, Publication, Version
from actionplans.operations import actions, challenges, proposals, reports, sign_offs, structure
from actionplans.operations.actions import change_action, stamp
from actionplans.operations.notes import add_note
from actionplans.operations.plans import begin_plan, remove_plan
from actionplans.persistence.load import read_document
from actionplans.printing import jobs
from actionplans.printing.orders import order_for
from actionplans.views.prints import about_of
from actionplans.writing.press.sheets import Printed
from audits.models import Audit
from audits.operations.audits import save_audit
from audits.operations.findings import follow
from boards.models import Agency, Board, Erasure, Group, Meeting, Membership, Person, User
from boards.operations import access_reviews
from boards.operations.invitations import invite
from boards.web.gate import must_name_a_right
from tests.builders import ACCOUNT, make_action, make_file_shape, make_import, make_plan, make_recommendation
from tests.prints import blank_pdf

ALL = "manager chair lead lead2 member observer"
INSIDE = "manager chair lead lead2 member"
LEADING = "manager lead"  # the row that the table's notes belong to is led by ``lead``
MANAGER = "manager"
CHAIRING = "manager chair"
SIGNED_IN = f"{ALL} stranger admin neighbour"
EVERYBODY = f"{SIGNED_IN} nobody"
ACTORS = EVERYBODY.split()

#: The roles that may open each page.
PAGES = {
    "boards:home": SIGNED_IN,
    "boards:favicon": EVERYBODY,
    "boards:accessibility": EVERYBODY,
    "boards:privacy": EVERYBODY,
    "boards:cookies": EVERYBODY,
    # the user's own account
    "boards:your_account": SIGNED_IN,
    "mfa_index": SIGNED_IN,  # the same page, where allauth's own would be
    "boards:second_step_needed": SIGNED_IN,
    # what the user typed and did not save: their own, of every board
    "boards:draft_list": SIGNED_IN,
    "boards:draft_keep": EVERYBODY,  # the form itself says for whom it was rendered
    "boards:draft_discard": SIGNED_IN,
    "boards:session_end": SIGNED_IN,  # one's own only: tests/boards/sign_in/test_sessions.py
    "boards:sessions_end_others": SIGNED_IN,
    "boards:board_settings": MANAGER,
    # boards and people
    "boards:meeting_list": INSIDE,
    "boards:meeting_add": MANAGER,
    "boards:meeting_edit": MANAGER,
    "boards:person_list": INSIDE,
    "boards:person_add": MANAGER,
    "boards:person_edit": MANAGER,
    # joining and leaving
    "boards:join": EVERYBODY,  # the link of an invitation that holds
    "boards:invitation_list": MANAGER,
    "boards:invitation_add": MANAGER,
    "boards:invitation_several": MANAGER,
    "boards:invitation_again": MANAGER,
    "boards:invitation_revoke": MANAGER,
    "boards:membership_page": MANAGER,
    "boards:membership_role": MANAGER,
    "boards:membership_end": MANAGER,
    "boards:membership_keep": MANAGER,
    "actionplans:handover_list": MANAGER,
    "actionplans:handover_page": MANAGER,
    "actionplans:access_review_list": MANAGER,
    "actionplans:access_review_page": MANAGER,
    "boards:group_add": MANAGER,
    "boards:group_edit": MANAGER,
    "boards:agency_add": MANAGER,
    "boards:agency_edit": MANAGER,
    # the board
    "actionplans:board_home": ALL,
    "actionplans:my_actions": "manager lead lead2",
    "actionplans:action_list": INSIDE,
    "actionplans:action_csv": INSIDE,
    "actionplans:evidence": INSIDE,
    # proposals, challenges, signing off: the row that they are about is led by ``lead``
    "actionplans:proposal_list": MANAGER,
    "actionplans:proposal_add": "lead",  # a manager changes the row
    "actionplans:proposal_answer": MANAGER,
    "actionplans:proposal_withdraw": "lead",  # who made it
    "actionplans:challenge_list": INSIDE,
    "actionplans:challenge_add": CHAIRING,
    "actionplans:challenge_page": INSIDE,
    "actionplans:challenge_answer": LEADING,
    "actionplans:challenge_close": CHAIRING,
    "actionplans:challenge_again": CHAIRING,
    "actionplans:sign_off_list": CHAIRING,
    "actionplans:action_sign_off": CHAIRING,
    "actionplans:action_take_back": CHAIRING,
    "actionplans:version_sign_off": CHAIRING,
    "actionplans:version_take_back": CHAIRING,
    # the trail
    "actionplans:trail": MANAGER,
    "actionplans:trail_csv": MANAGER,
    # plans and their shape
    "actionplans:plan_list": ALL,
    "actionplans:plan_new": MANAGER,
    "actionplans:plan_page": INSIDE,
    "actionplans:plan_view": INSIDE,  # one’s own choice only
    "actionplans:plan_settings": MANAGER,
    "actionplans:plan_remove": MANAGER,
    "actionplans:plan_restore": MANAGER,
    "actionplans:plan_archive": MANAGER,
    "actionplans:plan_on": INSIDE,
    "actionplans:print_add": ALL,  # an observer is offered published versions
    "actionplans:print_page": ALL,  # the print here is one of a published version
    "actionplans:print_file": ALL,
    "actionplans:plan_export": INSIDE,
    "actionplans:section_add": MANAGER,
    "actionplans:section_edit": MANAGER,
    "actionplans:section_shift": MANAGER,
    "actionplans:recommendation_add": MANAGER,
    "actionplans:recommendation_edit": MANAGER,
    "actionplans:recommendation_shift": MANAGER,
    # how long things are kept, and erasing a person's details
    "actionplans:lead_list": MANAGER,
    "actionplans:lead_names": MANAGER,
    "actionplans:retention_list": MANAGER,
    "actionplans:plan_retention": MANAGER,
    "actionplans:person_erase": MANAGER,
    "actionplans:erasure_list": MANAGER,
    "actionplans:erasure_page": MANAGER,
    # bringing in a file
    "actionplans:import_add": MANAGER,
    "actionplans:import_list": MANAGER,
    "actionplans:import_page": MANAGER,
    "actionplans:import_reading": MANAGER,
    "actionplans:file_shape_list": MANAGER,
    "actionplans:file_shape_page": MANAGER,
    "actionplans:file_shape_forget": MANAGER,
    "actionplans:import_file": MANAGER,
    "actionplans:import_settle": MANAGER,
    "actionplans:import_take": MANAGER,
    "actionplans:import_aside": MANAGER,
    # versions
    "actionplans:version_list": ALL,
    "actionplans:version_page": ALL,
    "actionplans:version_published": MANAGER,
    "actionplans:version_pdf": ALL,
    "actionplans:version_export": ALL,
    "actionplans:compare_page": ALL,
    "actionplans:publish_page": MANAGER,
    "actionplans:publication_page": MANAGER,
    # covering reports: the one here is finished
    "actionplans:report_list": INSIDE,
    "actionplans:report_new": MANAGER,
    "actionplans:report_edit": MANAGER,
    "actionplans:report_docx": INSIDE,
    "actionplans:report_pdf": INSIDE,
    # rows
    "actionplans:action_page": INSIDE,
    "actionplans:row_add": MANAGER,
    "actionplans:row_edit": MANAGER,
    "actionplans:clash_settle": MANAGER,
    "actionplans:row_split": MANAGER,
    "actionplans:row_move": MANAGER,
    "actionplans:row_end": MANAGER,
    "actionplans:row_reopen": MANAGER,
    "actionplans:row_remove": MANAGER,
    "actionplans:row_put_back": MANAGER,
    "actionplans:row_undo": "manager lead lead2",  # what they did themselves: tests/actionplans/operations/test_undo.py
    # notes
    "actionplans:note_add": LEADING,
    "actionplans:note_saved": "manager lead lead2",  # every note of the plan is readable with the plan
    "actionplans:note_change": LEADING,
    "actionplans:note_withdraw": LEADING,
    # audits
    "audits:audit_list": INSIDE,
    "audits:audit_page": INSIDE,
    "audits:audit_add": MANAGER,
    "audits:audit_edit": MANAGER,
    "audits:finding_add": MANAGER,
}
#: Operations without a page of their own: POST only.
BY_POST = {
    "boards:invitation_again",
    "boards:invitation_revoke",
    "boards:membership_keep",
    "boards:session_end",
    "boards:sessions_end_others",
    "boards:draft_keep",
    "boards:draft_discard",
    "actionplans:section_shift",
    "actionplans:recommendation_shift",
    "actionplans:row_put_back",
    "actionplans:row_undo",
    "actionplans:plan_view",
    "actionplans:plan_restore",
    "actionplans:import_settle",
    "actionplans:import_take",
    "actionplans:import_aside",
    "actionplans:file_shape_forget",
    "actionplans:report_pdf",
}


@dataclass
class World:
    """One board with an object for every address."""

    board: Board
    keys: dict[str, Any] = field(default_factory=dict)
    special: dict[str, dict[str, Any]] = field(default_factory=dict)

    def arguments(self, name: str) -> dict[str, Any]:
        wanted = ROUTES[name]
        special = self.special.get(name, {})
        return {key: special.get(key, self.keys.get(key)) for key in wanted}

    def address(self, name: str, **instead: Any) -> str:
        return reverse(name, kwargs=self.arguments(name) | instead)


def own_routes(patterns: Any, prefix: tuple[str, ...] = (), space: str = "") -> dict[str, tuple[str, ...]]:
    """The names of the addresses that views of this project answer, with their namespace, each with its arguments."""
    found: dict[str, tuple[str, ...]] = {}
    for pattern in patterns:
        here = (*prefix, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            found |= own_routes(pattern.url_patterns, here, f"{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern) and pattern.name and must_name_a_right(pattern.callback):
            found[f"{space}{pattern.name}"] = here
    return found


ROUTES = own_routes(get_resolver().url_patterns)


def build(board: Board, manager: User, noter: User, *, first: int, versions: int) -> World:
    """Create an object for every address of a board. ``first`` is the number of its first recommendation, ``versions`` how
    many versions its plan has: they differ between boards, so that a key of one means nothing in the other."""
    plan = make_plan(board, title=f"Plan {first}", recommendations=1, actions=0, by=manager, first=first)
    recommendation = plan.recommendations.get()
    row = make_action(recommendation, 0, by=manager, notes=1)
    gone = make_action(recommendation, 2, by=manager)
    structure.remove_action(gone, by=manager, reason="Taken into the first")
    done = make_action(recommendation, 1, by=manager)
    actions.end_action(done, "complete", by=manager, reason="Shown to the Executive")
    another = User.objects.exclude(pk__in=[manager.pk, noter.pk]).earliest("pk")  # nobody signs off their own work
    sign_offs.sign_off_action(done, by=another)
    proposal = proposals.propose(row, "complete", by=noter, why="It is done.")
    for turn in range(versions):  # their numbers differ between boards too
        challenge = challenges.ask(plan, by=manager, text=f"Who decides? ({turn})", action=row)
    empty = make_recommendation(plan.sections.get(), first + 1, by=manager)
    for number in range(1, versions + 1):
        freeze(plan, number, manager)
    note = add_note(row, by=noter, text="Met with both teams.", files=[SimpleUploadedFile("notes.txt", b"Minutes")])
    audit = save_audit(
        Audit(board=board, theme="Custody", year=2026, month=3), Agency.objects.filter(board=board), by=manager
    )
    report = reports.begin_report(plan, by=manager, to="Health and Wellbeing Board")
    report.finished = True
    report.save_by(manager)
    letter = invite(board, by=manager, email=f"{first}@elsewhere.example", name="Priya Nandra", role="member")
    membership = Membership.objects.filter(board=board).last()
    follow(audit, plan.sections.get(), by=manager, text="Ask the family.", number=f"{first}.5")
    draft, mistake = (begin_plan(board, by=manager, title=f"{word} {first}") for word in ("Draft", "Mistake"))
    remove_plan(mistake, by=manager, reason="Imported twice")
    return World(
        board,
        keys={
            "board": board.slug,
            "plan": plan.slug,
            "ref": row.ref,
            "any_ref": row.ref,
            "number": versions,
            "uid": note.uid,
            "key": put_print(plan, versions),
            "token": letter.token,
        },
        special={
            "actionplans:evidence": {"uid": note.files.get().uid},
            **dict.fromkeys(("actionplans:proposal_answer", "actionplans:proposal_withdraw"), {"uid": proposal.uid}),
            **dict.fromkeys(
                (
                    "actionplans:challenge_page",
                    "actionplans:challenge_answer",
                    "actionplans:challenge_close",
                    "actionplans:challenge_again",
                ),
                {"number": challenge.number},
            ),
            **dict.fromkeys(("actionplans:action_sign_off", "actionplans:action_take_back"), {"ref": done.ref}),
            "actionplans:publication_page": {"uid": publication(plan, manager).uid},
            "actionplans:plan_remove": {"plan": draft.slug},
            "actionplans:plan_restore": {"removed": mistake.slug},
            "actionplans:section_edit": {"pk": plan.sections.get().pk},
            "actionplans:section_shift": {"pk": plan.sections.get().pk},
            "actionplans:recommendation_add": {"pk": plan.sections.get().pk},
            "actionplans:recommendation_edit": {"pk": empty.pk},
            "actionplans:recommendation_shift": {"pk": empty.pk},
            "actionplans:row_add": {"pk": recommendation.pk},
            "actionplans:clash_settle": {"pk": clash(row, manager, noter).pk},
            "actionplans:row_put_back": {"any_ref": gone.ref},
            "boards:meeting_edit": {"pk": Meeting.objects.filter(group__board=board).first().pk},
            "boards:person_edit": {"pk": Person.objects.filter(board=board).first().pk},
            "actionplans:person_erase": {"pk": Person.objects.filter(board=board).first().pk},
            "actionplans:erasure_page": {"pk": erased(board, manager).pk},
            "boards:group_edit": {"pk": Group.objects.filter(board=board).first().pk},
            "actionplans:handover_page": {"pk": Person.objects.filter(board=board).first().pk},
            "actionplans:access_review_page": {"pk": access_reviews.begin(board, by=manager).pk},
            **dict.fromkeys(("boards:invitation_again", "boards:invitation_revoke"), {"pk": letter.invitation.pk}),
            **dict.fromkeys(
                ("boards:membership_page", "boards:membership_role", "boards:membership_end", "boards:membership_keep"),
                {"pk": membership.pk},
            ),
            "boards:agency_edit": {"pk": Agency.objects.filter(board=board).first().pk},
            **dict.fromkeys(
                (
                    "actionplans:import_page",
                    "actionplans:import_file",
                    "actionplans:import_settle",
                    "actionplans:import_take",
                    "actionplans:import_aside",
                ),
                {"uid": make_import(board, by=manager).uid},
            ),
            "actionplans:import_reading": {"uid": make_import(board, by=manager, account=ACCOUNT).uid},
            **dict.fromkeys(
                ("actionplans:file_shape_page", "actionplans:file_shape_forget"),
                {"pk": make_file_shape(board, by=manager).pk},
            ),
            **dict.fromkeys(
                ("actionplans:report_edit", "actionplans:report_docx", "actionplans:report_pdf"), {"pk": report.pk}
            ),
            "audits:audit_page": {"pk": audit.pk},
            "audits:audit_edit": {"pk": audit.pk},
            "audits:finding_add": {"pk": audit.pk},
        },
    )


def erased(board: Board, manager: User) -> Erasure:
    """A finished erasure, of no person of the cast."""
    now = timezone.now()
    values = {"replaced_by": "Designated Nurse", "reason": "By letter.", "begun_at": now, "finished_at": now}
    return Erasure.objects.create_by(manager, board=board, done_by=manager, **values)


def freeze(plan: Plan, number: int, manager: User) -> None:
    """Publish a version without making its print."""
    now = timezone.localtime()
    mark = VersionMark(number=number, note="Agreed", date=now.date().isoformat(), by="TO")
    version = Version(
        plan=plan,
        number=number,
        note="Agreed",
        date=now.date(),
        by="TO",
        author=manager,
        published_at=now,
        document_text=read_document(plan, version=mark).canonical(),
        pdf=blank_pdf(),
        pages=1,
        changes=1,
        before="",
    )
    version.seal = version.compute_seal("")
    version.save()


def publication(plan: Plan, manager: User) -> Publication:
    """Publishing that came to nothing."""
    asked = Publication(
        plan=plan, by=manager, note="Agreed", marking=plan.marking, number=1, state="x", outcome="state"
    )
    asked.save()
    return asked


def put_print(plan: Plan, number: int) -> str:
    """Store a blank print of a version; returns its key."""
    order = order_for(plan, version=number)
    return jobs.put_by(order, about_of(plan, order), Printed(blank_pdf(), 1))


def clash(row: Any, first: User, second: User) -> Clash:
    base = stamp(row)
    change_action(row, {"why": "Their reason."}, by=first, base=base)
    return change_action(row, {"why": "My reason."}, by=second, base=base).clashes[0]
