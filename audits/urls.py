"""Addresses of audits, within a board."""

from django.urls import path

from audits.views import audits, findings

app_name = "audits"
urlpatterns = [
    path("", audits.audit_list, name="audit_list"),
    path("add/", audits.audit_add, name="audit_add"),
    path("<int:pk>/", audits.audit_page, name="audit_page"),
    path("<int:pk>/edit/", audits.audit_edit, name="audit_edit"),
    path("<int:pk>/recommendations/add/", findings.finding_add, name="finding_add"),
]
