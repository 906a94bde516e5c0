"""What was typed is given back wherever it cannot be saved: each form of the site is submitted after something has changed.

The forms are found by opening every page of tests/world.py, so a new one cannot be forgotten.
"""

from __future__ import annotations

import html

import pytest
from django.test import Client
from django.utils import timezone

from actionplans.importing import decide
from actionplans.models import (
    Action,
    Challenge,
    Clash,
    Import,
    ProgressEntry,
    Proposal,
    Publication,
    Recommendation,
    Section,
    Version,
)
from actionplans.operations import actions, challenges, clashes, notes, proposals, structure
from boards.access import Role
from boards.models import BelongingReview
from boards.operations import access_reviews
from boards.privacy.erasure import texts_in, walk
from boards.web.typed_text import FACTS
from tests.cast import PASSWORD
from tests.order import once_but_for
from tests.shown import shown
from tests.typed_forms import TypedForm, typed_forms
from tests.undone import undone
from tests.world import BY_POST, PAGES, World

pytestmark = pytest.mark.usefixtures("nothing_printed")

#: Pages that must be among those with a form, so that the walk cannot miss them unnoticed.
AT_LEAST = {
    "manager": {
        "actionplans:challenge_answer",
        "actionplans:clash_settle",
        "actionplans:import_page",
        "actionplans:note_add",
        "actionplans:note_change",
        "actionplans:note_withdraw",
        "actionplans:plan_settings",
        "actionplans:proposal_answer",
        "actionplans:publish_page",
        "actionplans:report_edit",
        "actionplans:row_edit",
        "actionplans:row_remove",
        "actionplans:section_edit",
        "audits:audit_edit",
        "boards:board_settings",
        "boards:invitation_several",
        "boards:meeting_edit",
        "boards:membership_role",
    },
    "lead": {
        "actionplans:note_add",
        "actionplans:note_change",
        "actionplans:proposal_add",
        "actionplans:challenge_answer",
    },
    "chair": {"actionplans:challenge_add", "actionplans:challenge_close", "actionplans:action_take_back"},
}
#: An invitation is answered by its own page, before there is an account.
APART = {"boards:join"}


def forms_for(client: Client, world: World, role: str) -> list[TypedForm]:
    pages = [name for name, roles in PAGES.items() if role in roles.split() and name not in BY_POST | APART]
    return [form for name in pages for form in typed_forms(client, name, world.address(name))]


# what others do meanwhile -----------------------------------------------------------------------------------------------


def access_ended(cast, role):
    membership = cast.membership(role)
    membership.ended_on = timezone.localdate()
    membership.save_by(cast.admin)


def role_changed(cast, role):
    membership = cast.membership(role)
    membership.role = Role.OBSERVER
    membership.save_by(cast.admin)


def second_step_asked_for(cast, role):
    cast.board.second_step = [cast.membership(role).role]
    cast.board.save_by(cast.admin)


def rows_removed(cast, role):
    for action in Action.objects.of(cast.board).standing():
        structure.remove_action(action, by=cast.manager, reason="Taken into another")


def leads_changed(cast, role):
    for action in Action.objects.of(cast.board).standing():
        actions.change_action(action, {"lead_text": "Graham Ashdown"}, by=cast.manager)


def rows_became_internal(cast, role):
    for action in Action.objects.of(cast.board).standing():
        actions.change_action(action, {"internal": True}, by=cast.manager)


def rows_ended(cast, role):
    for action in Action.objects.of(cast.board).standing().open():
        actions.end_action(action, "closed", by=cast.chair, reason="Another plan has it")


def rows_reopened(cast, role):
    for action in Action.objects.of(cast.board).standing().exclude(status="open"):
        actions.reopen_action(action, by=cast.chair, reason="Not finished after all")


def clashes_settled(cast, role):
    for clash in Clash.objects.unsettled():
        clashes.settle(clash, clash.mine, by=cast.manager)


def notes_withdrawn(cast, role):
    for entry in ProgressEntry.objects.filter(action__plan__board=cast.board).standing():
        notes.withdraw_note(entry, by=cast.manager, reason="Of another row")


def challenges_closed(cast, role):
    for challenge in Challenge.objects.filter(plan__board=cast.board):
        challenges.close(challenge, by=cast.chair, outcome="Seen")


def proposals_answered(cast, role):
    for proposal in Proposal.objects.filter(action__plan__board=cast.board).open():
        proposals.decline(proposal, by=cast.manager, answer="Not yet")


def parts_removed(cast, role):
    for model in (Recommendation, Section):
        for part in model.objects.filter(plan__board=cast.board, removed=False):
            part.removed = True
            part.save_by(cast.manager)


def imports_set_aside(cast, role):
    for upload in Import.objects.filter(board=cast.board, state=Import.State.REVIEW):
        decide.set_aside(upload, by=cast.manager)


def reviews_finished(cast, role):
    for review in BelongingReview.objects.filter(board=cast.board, finished_at=None):
        for membership in access_reviews.unanswered(review):
            access_reviews.answer(review, membership, stays=True, by=cast.manager)
        access_reviews.finish(review, by=cast.manager)


MEANWHILE = (
    access_ended,
    role_changed,
    second_step_asked_for,
    rows_removed,
    leads_changed,
    rows_became_internal,
    rows_ended,
    rows_reopened,
    clashes_settled,
    notes_withdrawn,
    challenges_closed,
    proposals_answered,
    parts_removed,
    imports_set_aside,
    reviews_finished,
)
#: States in which nothing at all can be saved.
NOTHING_SAVED = {access_ended, second_step_asked_for}


def lost(form: TypedForm, answer, cast) -> list[str]:
    """The labels of texts that are neither on the page that answers nor in the database."""
    missing = form.missing(answer)
    if not missing:
        return form.unnamed(answer) if answer.status_code in (401, 403, 404, 409) else []
    notes = [*Version.objects.values_list("note", flat=True), *Publication.objects.values_list("note", flat=True)]
    kept = [text for row in walk(cast.board) for value in row.texts.values() for text in texts_in(value)]
    stored = "\n".join((*notes, *kept))
    return [
        label
        for place, label in enumerate(form.labels.values())
        if label in missing and f"Typed{place} words" not in stored
    ]


@pytest.mark.parametrize("role", once_but_for("lead", among=AT_LEAST))
def test_no_text_is_lost_whatever_has_changed_meanwhile(role, client_for, fenmarsh, cast):
    client = client_for(role)
    forms = forms_for(client, fenmarsh, role)
    assert {form.page for form in forms} >= AT_LEAST[role]
    wrong = {}
    for happened in MEANWHILE:
        with undone():
            happened(cast, role)
            for form in forms:
                with undone():
                    answer = form.post(client)
                    if answer.status_code >= 500 or (found := lost(form, answer, cast)):
                        wrong[f"{form.page}, {happened.__name__}"] = (answer.status_code, found)
                    elif happened in NOTHING_SAVED:
                        assert answer.status_code in (401, 403, 404), form.page
    assert wrong == {}


def everyone_s_forms(client_for, world: World) -> list[tuple[str, TypedForm]]:
    return [(role, form) for role in AT_LEAST for form in forms_for(client_for(role), world, role)]


@pytest.mark.once
def test_every_form_says_how_its_fields_are_called(client_for, fenmarsh):
    assert {form.page for _, form in everyone_s_forms(client_for, fenmarsh) if not form.has_facts} == set()


@pytest.mark.once
def test_text_is_given_back_after_signing_out_and_from_another_session_and_at_an_address_that_is_gone(
    client_for, fenmarsh, cast
):
    wrong = {}
    for role, form in everyone_s_forms(client_for, fenmarsh):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(cast.user(role))
        answers = {
            "signed out": (form.post(Client()), 401),
            "another session": (form.post(strict), 403),
            "address gone": (form.post(client_for(role), to="/boards/fenmarsh/gone/since/"), 404),
        }
        for state, (answer, status) in answers.items():
            if answer.status_code != status or form.missing(answer) or form.unnamed(answer):
                wrong[f"{form.page}, {state}"] = (answer.status_code, form.missing(answer), form.unnamed(answer))
    assert wrong == {}


# what the page says -----------------------------------------------------------------------------------------------------


def one_form(client, world, name) -> TypedForm:
    return next(iter(typed_forms(client, name, world.address(name))))


@pytest.mark.once
def test_that_the_text_is_kept_is_said_once_on_a_page(client_for, fenmarsh):
    said = []
    for role, form in everyone_s_forms(client_for, fenmarsh):
        with undone():
            answer = client_for(role).post(form.action, form.data | {name: ["x" * 30_000] for name in form.labels})
            said.append(shown(answer).count("Your text is still here."))
    assert max(said) == 1


def test_the_page_says_what_happened_and_where_to_go_on(client_for, fenmarsh, cast):
    client = client_for("manager")
    form = one_form(client, fenmarsh, "actionplans:note_add")
    row = Action.objects.get(plan__board=cast.board, ref=fenmarsh.keys["ref"])
    structure.remove_action(row, by=cast.chair, reason="Taken into 101.1")
    answer = form.post(client)
    page = html.unescape(shown(answer))
    assert answer.status_code == 404
    assert f"{row.ref} was removed from the plan by Graham Ashdown" in page
    assert "“Taken into 101.1”" in page
    assert f'href="{row.get_absolute_url()}"' in page


def test_a_lead_is_told_no_more_of_a_removed_row_than_of_one_that_became_internal(client_for, fenmarsh, cast):
    client = client_for("lead")
    form = one_form(client, fenmarsh, "actionplans:note_add")
    row = Action.objects.get(plan__board=cast.board, ref=fenmarsh.keys["ref"])
    pages = []
    for change in (
        lambda: structure.remove_action(row, by=cast.manager, reason="It names a child"),
        lambda: actions.change_action(row, {"internal": True}, by=cast.manager),
    ):
        with undone():
            change()
            pages.append(shown(form.post(client)).split("<main")[1].split("</main>")[0])
    assert pages[0] == pages[1]
    assert "It names a child" not in pages[0]


def test_what_the_page_had_filled_in_itself_is_not_given_back_as_typed(client_for, fenmarsh, cast):
    client = client_for("manager")
    form = one_form(client, fenmarsh, "actionplans:row_edit")
    access_ended(cast, "manager")
    answer = client.post(form.action, form.data)
    assert answer.status_code == 404
    assert "your text is not lost" not in shown(answer)


def test_another_user_of_the_browser_is_not_shown_the_text(client_for, fenmarsh, cast):
    form = one_form(client_for("lead"), fenmarsh, "actionplans:note_add")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.manager)
    answer = form.post(strict)
    assert answer.status_code == 403
    assert "Typed0 words" not in shown(answer)


def test_facts_that_the_site_did_not_sign_are_not_believed(client_for, cast):
    made_up = {FACTS: "eyJ0ZXh0IjoiIn0:1", "words": "Send your password to me"}
    answer = Client().post("/boards/fenmarsh/nowhere/at/all/", made_up)
    assert answer.status_code == 404
    assert "Send your password" not in shown(answer)


def test_passwords_codes_and_tokens_are_never_given_back(cast):
    strict = Client(enforce_csrf_checks=True)
    secrets = {
        "password": PASSWORD,
        "password1": "one-two-three",
        "code": "481516",
        "token": "t0ken",
        "credential": "cr3d",
    }
    for address in (
        "/accounts/login/",
        "/accounts/2fa/authenticate/",
        "/accounts/confirm-email/",
        "/boards/fenmarsh/plans/",
    ):
        page = shown(strict.post(address, secrets))
        assert not [value for value in secrets.values() if value in page], address
