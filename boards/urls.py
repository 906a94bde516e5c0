"""Addresses of the people's side: home, meetings, people, and the pages about the site itself."""

from django.urls import path
from django.views.generic import RedirectView

from boards.views import about, account, board_settings, home, inviting, joining, meetings, membership, people

urlpatterns = [
    path("", home.home, name="home"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
    path("cookies/", about.cookies_page, name="cookies"),
    path("account/", account.your_account, name="your_account"),
    path("account/second-step/", account.second_step_needed, name="second_step_needed"),
    path("account/sessions/end/", account.session_end, name="session_end"),
    path("account/sessions/end-others/", account.sessions_end_others, name="sessions_end_others"),
    # In the place of pages of allauth, which lead here.
    path("accounts/email/", account.email, name="account_email"),
    path("accounts/2fa/", account.your_account, name="mfa_index"),
    path("accounts/2fa/webauthn/keys/<int:pk>/remove/", account.passkey_remove, name="mfa_remove_webauthn"),
    path("accounts/sessions/", RedirectView.as_view(pattern_name="your_account"), name="usersessions_list"),
    path("boards/<slug:board>/settings/", board_settings.board_settings, name="board_settings"),
    path("join/<str:token>/", joining.join, name="join"),
    path("boards/<slug:board>/meetings/", meetings.meeting_list, name="meeting_list"),
    path("boards/<slug:board>/meetings/add/", meetings.meeting_add, name="meeting_add"),
    path("boards/<slug:board>/meetings/<int:pk>/", meetings.meeting_edit, name="meeting_edit"),
    path("boards/<slug:board>/people/", people.person_list, name="person_list"),
    path("boards/<slug:board>/people/add/", people.person_add, name="person_add"),
    path("boards/<slug:board>/people/<int:pk>/", people.person_edit, name="person_edit"),
    path("boards/<slug:board>/invitations/", inviting.invitation_list, name="invitation_list"),
    path("boards/<slug:board>/invitations/add/", inviting.invitation_add, name="invitation_add"),
    path("boards/<slug:board>/invitations/several/", inviting.invitation_several, name="invitation_several"),
    path("boards/<slug:board>/invitations/<int:pk>/again/", inviting.invitation_again, name="invitation_again"),
    path("boards/<slug:board>/invitations/<int:pk>/revoke/", inviting.invitation_revoke, name="invitation_revoke"),
    path("boards/<slug:board>/members/<int:pk>/", membership.membership_page, name="membership_page"),
    path("boards/<slug:board>/members/<int:pk>/role/", membership.membership_role, name="membership_role"),
    path("boards/<slug:board>/members/<int:pk>/end/", membership.membership_end, name="membership_end"),
    path("boards/<slug:board>/members/<int:pk>/keep/", membership.membership_keep, name="membership_keep"),
    path("boards/<slug:board>/groups/add/", people.group_add, name="group_add"),
    path("boards/<slug:board>/groups/<int:pk>/", people.group_edit, name="group_edit"),
    path("boards/<slug:board>/agencies/add/", people.agency_add, name="agency_add"),
    path("boards/<slug:board>/agencies/<int:pk>/", people.agency_edit, name="agency_edit"),
]
