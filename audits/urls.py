"""Addresses of audits, within a board."""

from django.urls import path

from audits import views

app_name = "audits"
urlpatterns = [
    path("", views.audit_list, name="audit_list"),
    path("add/", views.audit_add, name="audit_add"),
    path("<int:pk>/", views.audit_page, name="audit_page"),
    path("<int:pk>/edit/", views.audit_edit, name="audit_edit"),
    path("<int:pk>/recommendations/add/", views.finding_add, name="finding_add"),
]
