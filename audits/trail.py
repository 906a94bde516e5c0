"""The trail sources of this app: audits, the agencies that take part, and findings."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from audits.models import Audit, AuditAgency, Finding
from boards.extensions.trail import trail_sources
from boards.models import Board
from boards.trail.sources import HistorySource


def _audit(row: Any, board: Board) -> tuple[str, str]:
    return f"Audit “{row.theme}”, {row.get_month_display()} {row.year}", reverse(
        "audits:audit_page", args=[board.slug, row.id]
    )


def _agency(row: Any, board: Board) -> tuple[str, str]:
    return f"{row.agency.name} in audit “{row.audit.theme}”", reverse(
        "audits:audit_page", args=[board.slug, row.audit_id]
    )


def _finding(row: Any, board: Board) -> tuple[str, str]:
    number = row.recommendation.number
    words = f"Recommendation {number} of audit “{row.audit.theme}”"
    return words, reverse("audits:audit_page", args=[board.slug, row.audit_id])


def register() -> None:
    """Add the sources of this app to the trail. Called once the app is ready."""
    trail_sources.add(
        HistorySource(Audit.history.model, "audits", fetch=("reports_to",), about=_audit),
        HistorySource(
            AuditAgency.history.model,
            "agencies in audits",
            board="audit__board",
            fetch=("audit", "agency"),
            about=_agency,
            silent=frozenset({"audit", "agency"}),
            verbs={"left": ("Taken out", "Put back")},
        ),
        HistorySource(
            Finding.history.model,
            "recommendations of audits",
            board="audit__board",
            plan="recommendation__plan",
            fetch=("audit", "recommendation"),
            about=_finding,
            silent=frozenset({"audit", "recommendation"}),
        ),
    )
