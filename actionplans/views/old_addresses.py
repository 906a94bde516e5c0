"""Permanent redirects from earlier addresses of pages, which are in bookmarks and mails.

The page that they lead to checks whether the user may open it.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import path, reverse
from django.urls.resolvers import URLPattern

from boards.web.gate import View, signed_in

PLAN = "plans/<slug:plan>/"
ROW = PLAN + "rows/<str:ref>/"
#: Earlier route within a board, and the name of its URL today, which takes the same arguments.
MOVED = {
    "mine/": "my_actions",
    "handing-over/": "handover_list",
    "people/<int:pk>/hand-over/": "handover_page",
    "belonging/": "access_review_list",
    "belonging/<int:pk>/": "access_review_page",
    "keeping/": "retention_list",
    PLAN + "keep/": "plan_retention",
    PLAN + "files/": "import_list",
    PLAN + "print/": "print_add",
    PLAN + "take-away/": "plan_export",
    PLAN + "versions/<int:number>/take-away/": "version_export",
    PLAN + "report/": "report_list",
    PLAN + "report/new/": "report_new",
    PLAN + "report/<int:pk>/": "report_edit",
    PLAN + "report/<int:pk>/word/": "report_docx",
    PLAN + "report/<int:pk>/pdf/": "report_pdf",
    ROW + "clash/<int:pk>/": "clash_settle",
    ROW + "propose/": "proposal_add",
    ROW + "note/": "note_add",
    ROW + "note/<str:uid>/": "note_saved",
    ROW + "note/<str:uid>/change/": "note_change",
    ROW + "note/<str:uid>/withdraw/": "note_withdraw",
}


def _moved(old: str, name: str) -> URLPattern:
    return path(old, moved_to(name))


def moved_to(name: str) -> View:
    """A view that redirects permanently to that URL, with the query string. A POST keeps its method and body, so that a form
    that was opened at the old address can be submitted."""

    @signed_in
    def view(request: HttpRequest, **arguments: Any) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        address = reverse(f"actionplans:{name}", kwargs=arguments) + (f"?{query}" if query else "")
        return HttpResponsePermanentRedirect(address, preserve_request=request.method == "POST")

    return view


urlpatterns = [_moved(old, name) for old, name in MOVED.items()]
