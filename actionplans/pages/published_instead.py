"""Where a user who may read what was published, but not the plan as it is being worked on, reads a row instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from actionplans.document.parts import without_internal
from actionplans.models import Version
from actionplans.pages.removed_row import address_in, last_version_with
from boards.access import Right, may


@dataclass(frozen=True)
class PublishedInstead:
    address: str
    words: str


def find(request: HttpRequest) -> dict[str, Any] | None:
    """The context of ``versions/_published_instead.html`` for a page of a plan that was refused; None where there is nothing
    else to read."""
    match, board = request.resolver_match, getattr(request, "board", None)
    if match is None or board is None or "plan" not in match.kwargs or may(request.user, Right.READ_PLAN, board):
        return None
    versions = Version.objects.visible_to(request.user).filter(plan__board=board, plan__slug=match.kwargs["plan"])
    version = versions.defer("pdf").select_related("plan__board").order_by("-number").first()
    if version is None:
        return None
    address = reverse("actionplans:version_page", args=[board.slug, version.plan.slug, version.number])
    ref = match.kwargs.get("ref") or match.kwargs.get("any_ref") or ""
    document = without_internal(version.document())
    if ref and any(action.ref == ref for _, _, action in document.actions()):
        words = f"Read {ref} in version {version.number}"
        return {"published_instead": PublishedInstead(address_in(version, ref), words)}
    older = last_version_with(request.user, version.plan, ref) if ref else None
    if older:
        words = f"Read {ref} in version {older.number}, the last that has it"
        return {"published_instead": PublishedInstead(address_in(older, ref), words)}
    return {"published_instead": PublishedInstead(address, f"Read version {version.number} of {version.plan.title}")}
