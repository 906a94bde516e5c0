"""Addresses of boards: first page, account, people, memberships, invitations, meetings, and pages about the site."""

from django.urls import path

from boards.views import (
    about,
    account,
    agencies,
    board_settings,
    groups,
    home,
    invitations,
    joining,
    meetings,
    memberships,
    people,
)

app_name = "boards"
urlpatterns = [
    path("", home.home, name="home"),
    path("favicon.ico", about.favicon, name="favicon"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
    path("cookies/", about.cookies_page, name="cookies"),
    path("account/", account.your_account, name="your_account"),
    path("account/second-step/", account.second_step_needed, name="second_step_needed"),
    path("account/sessions/end/", account.session_end, name="session_end"),
    path("account/sessions/end-others/", account.sessions_end_others, name="sessions_end_others"),
    path("boards/<slug:board>/settings/", board_settings.board_settings, name="board_settings"),
    path("join/<str:token>/", joining.join, name="join"),
    path("boards/<slug:board>/meetings/", meetings.meeting_list, name="meeting_list"),
    path("boards/<slug:board>/meetings/add/", meetings.meeting_add, name="meeting_add"),
    path("boards/<slug:board>/meetings/<int:pk>/", meetings.meeting_edit, name="meeting_edit"),
    path("boards/<slug:board>/people/", people.person_list, name="person_list"),
    path("boards/<slug:board>/people/add/", people.person_add, name="person_add"),
    path("boards/<slug:board>/people/<int:pk>/", people.person_edit, name="person_edit"),
    path("boards/<slug:board>/invitations/", invitations.invitation_list, name="invitation_list"),
    path("boards/<slug:board>/invitations/add/", invitations.invitation_add, name="invitation_add"),
    path("boards/<slug:board>/invitations/several/", invitations.invitation_several, name="invitation_several"),
    path("boards/<slug:board>/invitations/<int:pk>/again/", invitations.invitation_again, name="invitation_again"),
    path("boards/<slug:board>/invitations/<int:pk>/revoke/", invitations.invitation_revoke, name="invitation_revoke"),
    path("boards/<slug:board>/members/<int:pk>/", memberships.membership_page, name="membership_page"),
    path("boards/<slug:board>/members/<int:pk>/role/", memberships.membership_role, name="membership_role"),
    path("boards/<slug:board>/members/<int:pk>/end/", memberships.membership_end, name="membership_end"),
    path("boards/<slug:board>/members/<int:pk>/keep/", memberships.membership_keep, name="membership_keep"),
    path("boards/<slug:board>/groups/add/", groups.group_add, name="group_add"),
    path("boards/<slug:board>/groups/<int:pk>/", groups.group_edit, name="group_edit"),
    path("boards/<slug:board>/agencies/add/", agencies.agency_add, name="agency_add"),
    path("boards/<slug:board>/agencies/<int:pk>/", agencies.agency_edit, name="agency_edit"),
]
