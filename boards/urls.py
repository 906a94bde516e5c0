"""Addresses of the people's side: home, meetings, people, and the pages about the site itself."""

from django.urls import path

from boards.views import about, home, meetings, people

urlpatterns = [
    path("", home.home, name="home"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
    path("boards/<slug:board>/meetings/", meetings.meeting_list, name="meeting_list"),
    path("boards/<slug:board>/meetings/add/", meetings.meeting_add, name="meeting_add"),
    path("boards/<slug:board>/meetings/<int:pk>/", meetings.meeting_edit, name="meeting_edit"),
    path("boards/<slug:board>/people/", people.person_list, name="person_list"),
    path("boards/<slug:board>/people/add/", people.person_add, name="person_add"),
    path("boards/<slug:board>/people/<int:pk>/", people.person_edit, name="person_edit"),
    path("boards/<slug:board>/groups/add/", people.group_add, name="group_add"),
    path("boards/<slug:board>/groups/<int:pk>/", people.group_edit, name="group_edit"),
    path("boards/<slug:board>/agencies/add/", people.agency_add, name="agency_add"),
    path("boards/<slug:board>/agencies/<int:pk>/", people.agency_edit, name="agency_edit"),
]
