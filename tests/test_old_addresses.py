"""Every address that pages had before they were named by their nouns still leads to its page, with its query string."""

from __future__ import annotations

from django.urls import get_resolver, resolve

from actionplans.views.old_addresses import MOVED, urlpatterns

#: All former addresses, each with the present route that it leads to.
OLD = {
    "/": "boards:home",
    "/accessibility/": "boards:accessibility",
    "/privacy/": "boards:privacy",
    "/cookies/": "boards:cookies",
    "/account/": "boards:your_account",
    "/account/second-step/": "boards:second_step_needed",
    "/account/sessions/end/": "boards:session_end",
    "/account/sessions/end-others/": "boards:sessions_end_others",
    "/accounts/email/": "account_email",
    "/accounts/2fa/": "mfa_index",
    "/accounts/2fa/webauthn/keys/7/remove/": "mfa_remove_webauthn",
    "/accounts/sessions/": "usersessions_list",
    "/boards/fenmarsh/settings/": "boards:board_settings",
    "/join/t1/": "boards:join",
    "/boards/fenmarsh/meetings/": "boards:meeting_list",
    "/boards/fenmarsh/meetings/add/": "boards:meeting_add",
    "/boards/fenmarsh/meetings/7/": "boards:meeting_edit",
    "/boards/fenmarsh/people/": "boards:person_list",
    "/boards/fenmarsh/people/add/": "boards:person_add",
    "/boards/fenmarsh/people/7/": "boards:person_edit",
    "/boards/fenmarsh/invitations/": "boards:invitation_list",
    "/boards/fenmarsh/invitations/add/": "boards:invitation_add",
    "/boards/fenmarsh/invitations/several/": "boards:invitation_several",
    "/boards/fenmarsh/invitations/7/again/": "boards:invitation_again",
    "/boards/fenmarsh/invitations/7/revoke/": "boards:invitation_revoke",
    "/boards/fenmarsh/members/7/": "boards:membership_page",
    "/boards/fenmarsh/members/7/role/": "boards:membership_role",
    "/boards/fenmarsh/members/7/end/": "boards:membership_end",
    "/boards/fenmarsh/members/7/keep/": "boards:membership_keep",
    "/boards/fenmarsh/groups/add/": "boards:group_add",
    "/boards/fenmarsh/groups/7/": "boards:group_edit",
    "/boards/fenmarsh/agencies/add/": "boards:agency_add",
    "/boards/fenmarsh/agencies/7/": "boards:agency_edit",
    "/boards/fenmarsh/": "actionplans:board_home",
    "/boards/fenmarsh/mine/": "actionplans:my_actions",
    "/boards/fenmarsh/actions/": "actionplans:action_list",
    "/boards/fenmarsh/actions.csv": "actionplans:action_csv",
    "/boards/fenmarsh/proposals/": "actionplans:proposal_list",
    "/boards/fenmarsh/sign-offs/": "actionplans:sign_off_list",
    "/boards/fenmarsh/handing-over/": "actionplans:handover_list",
    "/boards/fenmarsh/people/7/hand-over/": "actionplans:handover_page",
    "/boards/fenmarsh/belonging/": "actionplans:access_review_list",
    "/boards/fenmarsh/belonging/7/": "actionplans:access_review_page",
    "/boards/fenmarsh/keeping/": "actionplans:retention_list",
    "/boards/fenmarsh/erasures/": "actionplans:erasure_list",
    "/boards/fenmarsh/erasures/7/": "actionplans:erasure_page",
    "/boards/fenmarsh/people/7/erase/": "actionplans:person_erase",
    "/boards/fenmarsh/evidence/u1/": "actionplans:evidence",
    "/boards/fenmarsh/imports/new/": "actionplans:import_add",
    "/boards/fenmarsh/imports/u1/": "actionplans:import_page",
    "/boards/fenmarsh/imports/u1/file/": "actionplans:import_file",
    "/boards/fenmarsh/imports/u1/settle/": "actionplans:import_settle",
    "/boards/fenmarsh/imports/u1/take/": "actionplans:import_take",
    "/boards/fenmarsh/imports/u1/set-aside/": "actionplans:import_aside",
    "/boards/fenmarsh/trail/": "actionplans:trail",
    "/boards/fenmarsh/trail.csv": "actionplans:trail_csv",
    "/boards/fenmarsh/plans/": "actionplans:plan_list",
    "/boards/fenmarsh/plans/new/": "actionplans:plan_new",
    "/boards/fenmarsh/plans/joint/": "actionplans:plan_page",
    "/boards/fenmarsh/plans/joint/settings/": "actionplans:plan_settings",
    "/boards/fenmarsh/plans/joint/keep/": "actionplans:plan_retention",
    "/boards/fenmarsh/plans/joint/files/": "actionplans:import_list",
    "/boards/fenmarsh/plans/joint/on/": "actionplans:plan_on",
    "/boards/fenmarsh/plans/joint/print/": "actionplans:print_add",
    "/boards/fenmarsh/plans/joint/prints/k1/": "actionplans:print_page",
    "/boards/fenmarsh/plans/joint/prints/k1/file/": "actionplans:print_file",
    "/boards/fenmarsh/plans/joint/take-away/": "actionplans:plan_export",
    "/boards/fenmarsh/plans/joint/sections/add/": "actionplans:section_add",
    "/boards/fenmarsh/plans/joint/sections/7/": "actionplans:section_edit",
    "/boards/fenmarsh/plans/joint/sections/7/shift/": "actionplans:section_shift",
    "/boards/fenmarsh/plans/joint/sections/7/recommendations/add/": "actionplans:recommendation_add",
    "/boards/fenmarsh/plans/joint/recommendations/7/": "actionplans:recommendation_edit",
    "/boards/fenmarsh/plans/joint/recommendations/7/shift/": "actionplans:recommendation_shift",
    "/boards/fenmarsh/plans/joint/recommendations/7/rows/add/": "actionplans:row_add",
    "/boards/fenmarsh/plans/joint/versions/": "actionplans:version_list",
    "/boards/fenmarsh/plans/joint/versions/3/": "actionplans:version_page",
    "/boards/fenmarsh/plans/joint/versions/3/pdf/": "actionplans:version_pdf",
    "/boards/fenmarsh/plans/joint/versions/3/take-away/": "actionplans:version_export",
    "/boards/fenmarsh/plans/joint/versions/3/sign-off/": "actionplans:version_sign_off",
    "/boards/fenmarsh/plans/joint/versions/3/sign-off/take-back/": "actionplans:version_take_back",
    "/boards/fenmarsh/plans/joint/challenges/": "actionplans:challenge_list",
    "/boards/fenmarsh/plans/joint/challenges/new/": "actionplans:challenge_add",
    "/boards/fenmarsh/plans/joint/challenges/3/": "actionplans:challenge_page",
    "/boards/fenmarsh/plans/joint/challenges/3/answer/": "actionplans:challenge_answer",
    "/boards/fenmarsh/plans/joint/challenges/3/close/": "actionplans:challenge_close",
    "/boards/fenmarsh/plans/joint/challenges/3/again/": "actionplans:challenge_again",
    "/boards/fenmarsh/plans/joint/changes/": "actionplans:compare_page",
    "/boards/fenmarsh/plans/joint/report/": "actionplans:report_list",
    "/boards/fenmarsh/plans/joint/report/new/": "actionplans:report_new",
    "/boards/fenmarsh/plans/joint/report/7/": "actionplans:report_edit",
    "/boards/fenmarsh/plans/joint/report/7/word/": "actionplans:report_docx",
    "/boards/fenmarsh/plans/joint/report/7/pdf/": "actionplans:report_pdf",
    "/boards/fenmarsh/plans/joint/publish/": "actionplans:publish_page",
    "/boards/fenmarsh/plans/joint/rows/99.1/": "actionplans:action_page",
    "/boards/fenmarsh/plans/joint/rows/99.1/edit/": "actionplans:row_edit",
    "/boards/fenmarsh/plans/joint/rows/99.1/clash/7/": "actionplans:clash_settle",
    "/boards/fenmarsh/plans/joint/rows/99.1/split/": "actionplans:row_split",
    "/boards/fenmarsh/plans/joint/rows/99.1/move/": "actionplans:row_move",
    "/boards/fenmarsh/plans/joint/rows/99.1/end/": "actionplans:row_end",
    "/boards/fenmarsh/plans/joint/rows/99.1/reopen/": "actionplans:row_reopen",
    "/boards/fenmarsh/plans/joint/rows/99.1/remove/": "actionplans:row_remove",
    "/boards/fenmarsh/plans/joint/rows/99.1/put-back/": "actionplans:row_put_back",
    "/boards/fenmarsh/plans/joint/rows/99.1/propose/": "actionplans:proposal_add",
    "/boards/fenmarsh/plans/joint/rows/99.1/proposals/u1/": "actionplans:proposal_answer",
    "/boards/fenmarsh/plans/joint/rows/99.1/proposals/u1/withdraw/": "actionplans:proposal_withdraw",
    "/boards/fenmarsh/plans/joint/rows/99.1/sign-off/": "actionplans:action_sign_off",
    "/boards/fenmarsh/plans/joint/rows/99.1/sign-off/take-back/": "actionplans:action_take_back",
    "/boards/fenmarsh/plans/joint/rows/99.1/note/": "actionplans:note_add",
    "/boards/fenmarsh/plans/joint/rows/99.1/note/u1/": "actionplans:note_saved",
    "/boards/fenmarsh/plans/joint/rows/99.1/note/u1/change/": "actionplans:note_change",
    "/boards/fenmarsh/plans/joint/rows/99.1/note/u1/withdraw/": "actionplans:note_withdraw",
    "/boards/fenmarsh/audits/": "audits:audit_list",
    "/boards/fenmarsh/audits/add/": "audits:audit_add",
    "/boards/fenmarsh/audits/7/": "audits:audit_page",
    "/boards/fenmarsh/audits/7/edit/": "audits:audit_edit",
    "/boards/fenmarsh/audits/7/recommendations/add/": "audits:finding_add",
}


QUERY = "show=open&lead=Ren%C3%A9e&also=a&also=b"


def values_in(address: str) -> list[str]:
    return [str(value) for value in resolve(address).kwargs.values()]


def route_of(address: str) -> str:
    return resolve(address).view_name


def test_each_old_address_leads_to_its_page(client_for):
    """It is the page's address still, or redirects there for good, with the query string as it was."""
    client = client_for("manager")
    wrong = {}
    for address, route in OLD.items():
        if route_of(address) == route:
            continue
        answer = client.get(f"{address}?{QUERY}")
        where, _, query = answer.headers.get("Location", "/").partition("?")
        found = (answer.status_code, route_of(where), query, values_in(where))
        if found != (301, route, QUERY, values_in(address)):
            wrong[address] = found
    assert wrong == {}


def test_the_table_of_moved_addresses_holds_no_address_that_was_never_there():
    moved = [address for address, route in OLD.items() if route_of(address) != route]
    assert len(moved) == len(MOVED) == len(urlpatterns)


def test_an_old_address_opens_nothing_that_the_page_does_not(client_for, cast, client):
    address = f"/boards/{cast.board.slug}/handing-over/"
    assert client_for("manager").get(address, follow=True).status_code == 200
    assert client_for("member").get(address, follow=True).status_code == 403
    assert client_for("stranger").get(address, follow=True).status_code == 404
    assert "/accounts/login/" in client.get(address).url


def test_a_form_that_was_opened_at_an_old_address_is_sent_on_with_what_was_typed(client_for, cast):
    answer = client_for("lead").post(f"/boards/{cast.board.slug}/plans/joint/rows/99.1/note/", {"text": "Met."})
    assert answer.status_code == 308
    assert answer.url == f"/boards/{cast.board.slug}/plans/joint/rows/99.1/notes/"


def test_every_address_without_a_name_is_an_old_one():
    """The walk of all pages goes by their names."""
    (app,) = (pattern for pattern in get_resolver().url_patterns if getattr(pattern, "namespace", "") == "actionplans")
    unnamed = [pattern for pattern in app.url_patterns if pattern.name is None]
    assert unnamed == urlpatterns
