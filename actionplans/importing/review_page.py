"""What the review page of an import shows: the questions at hand, what was found, and each row beside the file's."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from actionplans.document.cells import FIELD_ORDER, deadline_words, heading_of, status_words
from actionplans.document.counting import counts
from actionplans.document.dates import day_words
from actionplans.document.tree import ActionNode, PlanDocument
from actionplans.document.warnings import LOST
from actionplans.document.wording import count
from actionplans.importing.decide import ImportReview, put_right_of
from actionplans.importing.left_out import PIECES, groups
from actionplans.importing.notices_page import InvalidInput, notices_context
from actionplans.importing.put_right import still_left_out
from actionplans.importing.returned_copies import Returned
from actionplans.importing.review import ReviewQuestion
from actionplans.models import Import
from actionplans.pages.plan_table import section_heading


def review_context(
    upload: Import,
    review: ImportReview,
    document: PlanDocument,
    found: Returned | None,
    invalid: Collection[InvalidInput],
) -> dict[str, Any]:
    """The template context of the review. ``document`` is as it would be applied; ``found`` is what differs from the plan
    that the file is a copy of: what reads as in the plan needs no answers."""
    review = asked_in(review, found)
    notices = notices_context(upload, review, invalid)
    left = groups(upload.document, upload.decided("kept"))
    return {
        "document": document,
        "review": review,
        "notices": notices,
        "wrong": notices.wrong,
        "has_sources": any(upload.sources),
        "lead": lead_of(document),
        "summary": [*_summary(document), *(_left_out(upload) if upload.plan is None else ())],
        "left_out": [group for group in left if group.reason not in PIECES],
        "lost": sum(warning.kind == LOST for warning in upload.document.warnings),
        "sections": _rows(upload, document),
        "found": found,
    }


def asked_in(review: ImportReview, found: Returned | None) -> ImportReview:
    """The review with the questions that are asked: of a copy, only those about rows that differ from the plan."""
    if found is None:
        return review
    changed = {"", *(group.ref for group in found.groups)}
    return replace(review, open=[q for q in review.open if _ref(review.document, q) in changed])


def _ref(document: PlanDocument, question: ReviewQuestion) -> str:
    """The reference of the row that a question is about, where the file itself has one."""
    place = question.place
    if place is None or place.row is None:
        return ""
    return document.sections[place.section].recommendations[place.recommendation].actions[place.row].ref


def lead_of(document: PlanDocument) -> str:
    """The sentence with which the page begins: “31 actions under 7 recommendations in 2 sections, 5 of them complete or
    closed.”"""
    n = counts(document)
    under = f" under {count(n['recommendations'], 'recommendation')}" if n["recommendations"] else ""
    within = f" in {count(n['sections'], 'section')}" if n["sections"] else ""
    kinds = [f"{n['ended']} of them complete or closed"] if n["ended"] else []
    if n["loose"] and n["recommendations"]:
        kinds.append(f"{n['loose']} of them under no recommendation")
    return f"{', '.join((count(n['actions'], 'action') + under + within, *kinds))}."


def _summary(document: PlanDocument) -> list[str]:
    """What else was found, one line each; no line for what was not."""
    n = counts(document)
    lines = []
    if n["notes"]:
        undated = n["notes"] - n["dated"]
        dated = (
            "none of them dated" if not n["dated"] else f"{undated} of them without a date" if undated else "all dated"
        )
        lines.append(f"{count(n['notes'], 'note')}, {dated}")
    if n["deadlines"]:
        lines.append(count(n["deadlines"], "deadline with a date", "deadlines with a date"))
    if n["leads"]:
        lines.append(count(n["leads"], "lead"))
    if n["versions"]:
        lines.append(count(n["versions"], "earlier version"))
    return lines


def _left_out(upload: Import) -> list[str]:
    """How many texts of the file are not in the plan as it would be."""
    number = len(still_left_out(upload.document, put_right_of(upload)))
    return [f"{count(number, 'text')} left out"] if number else []


@dataclass(frozen=True)
class ReviewRow:
    """One action as it was read, cell by cell, beside the rows of the file that it was read from."""

    ref: str
    status: str
    cells: list[dict[str, Any]]
    sources: list[dict[str, Any]]


def _rows(upload: Import, document: PlanDocument) -> list[dict[str, Any]]:
    """The plan as it would be, row by row, each with what is in the file."""
    sources = iter(upload.sources)
    fields = [c.field for c in document.columns if c.field not in ("recommendation", "number")]
    fields += [name for name in FIELD_ORDER if name not in fields and name != "also"]
    sections = []
    for section in document.sections:
        groups = []
        for recommendation in section.recommendations:
            rows = [
                ReviewRow(
                    action.ref or (f"Row {place}" if len(recommendation.actions) > 1 else ""),
                    action.status,
                    list(_cells(document, action, fields)),
                    next(sources, []),
                )
                for place, action in enumerate(recommendation.actions, 1)
            ]
            groups.append((recommendation, rows))
        sections.append({"heading": section_heading(section), "node": section, "groups": groups})
    return sections


def _cells(document: PlanDocument, action: ActionNode, fields: list[str]) -> Iterator[dict[str, Any]]:
    """The cells of an action that hold something: a heading, and words or notes."""
    own = [f"extra:{heading}" for heading in action.extra if f"extra:{heading}" not in fields]
    for field in [*fields, *own]:
        cell: dict[str, Any] = {"heading": heading_of(field, document), "field": field}
        if field == "progress":
            cell["notes"] = action.progress
        elif field == "deadline":
            cell["words"] = deadline_words(action)
            cell["said"] = [day_words(d.date, d.precision) for d in action.deadlines if d.date]
        elif field == "lead":
            cell["leads"] = action.leads
        elif field == "status":
            cell["words"] = status_words(action) if action.status != "open" else ""
        elif field.startswith("extra:"):
            cell["words"] = action.extra.get(field.removeprefix("extra:"), "")
        else:
            cell["words"] = getattr(action, field) or ""
        if cell.get("words") or cell.get("notes") or cell.get("leads"):
            yield cell
