"""Making a document from elsewhere fit the fields of a plan, without losing a word.

Files hold what no field was made for: a number of forty characters, a whole sentence as a rating, the same reference twice.
Each such text goes where there is room for it, beside what it belongs to.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.db import models

from actionplans.document.cells import IN_FULL, beside_the_columns, deadline_words
from actionplans.document.cells import lead_words as lead_cell
from actionplans.document.fields import HEADINGS, TEXT_FIELDS
from actionplans.document.tree import (
    ActionNode,
    ColumnNode,
    EntryNode,
    LeadNode,
    PlanDocument,
    RecommendationNode,
    SectionNode,
    SourceNode,
)
from actionplans.document.wording import capital
from actionplans.models import Action, Lead, Plan, ProgressEntry, Recommendation, Section
from actionplans.models.plan import SourceKind
from actionplans.persistence.leads import MOST_LEADS
from boards.models.board import MARKINGS

#: Names of sources in documents of other programs.
_KINDS = {
    "joint": SourceKind.JOINT,
    "jtai": SourceKind.JOINT,
    "section": SourceKind.SECTION11,
    "audit": SourceKind.AUDIT,
    "notice": SourceKind.NOTICE,
    "peer": SourceKind.PEER,
    "review": SourceKind.REVIEW,
    "inspect": SourceKind.INSPECTION,
    "ofsted": SourceKind.INSPECTION,
}


def room(model: type[models.Model], field: str) -> int:
    """The length of a field of the database, in characters."""
    found: Any = model._meta.get_field(field)
    return int(found.max_length)


def fit(document: PlanDocument, *, title: str = "", initials: Collection[str] = (), whole: bool = True) -> PlanDocument:
    """The document as a plan can hold it. ``title`` is the one that it shall have; ``initials`` are those of the people
    whom the board knows: a note that begins or ends with them is theirs, where no author was read. ``whole``: whether it is
    to be a plan, in which each text has a column, and not a copy of one."""
    refs: set[str] = set()
    title, subtitle = _split(title or document.title, room(Plan, "title"))
    columns: dict[str, ColumnNode] = {}
    for column in document.columns:
        columns.setdefault(column.field, column)
    sections = tuple(_section(s, refs, initials) for s in document.sections)
    subtitle, rest = _split(" ".join(filter(None, (subtitle, document.subtitle))), room(Plan, "subtitle"))
    if rest and sections:  # of a title of many hundred letters
        sections = (replace(sections[0], description=_under(rest, sections[0].description)), *sections[1:])
    made = document.replace(
        title=title,
        subtitle=subtitle,
        source=_source(document.source),
        columns=(*columns.values(), *(_columns_for_the_rest(document, columns) if whole else ())),
        marking=document.marking if document.marking in dict(MARKINGS) else "",
        sections=sections,
        warnings=(),
    )
    return made if made.ratings else made.replace(ratings=_scale(made))


def _columns_for_the_rest(document: PlanDocument, columns: Collection[str]) -> list[ColumnNode]:
    """A column for each text of a file from elsewhere that would have none. In a plan that was kept here, somebody has chosen
    which texts have no column."""
    actions = [action for _, _, action in document.actions()]
    if any(action.id for action in actions):
        return []
    held = {name: any(getattr(action, name) for action in actions) for name in (*TEXT_FIELDS, "progress", "rating")}
    held |= {"deadline": any(map(deadline_words, actions)), "lead": any(map(lead_cell, actions))}
    beside = {heading for action in actions for heading, _ in beside_the_columns(document, action)}
    own = {heading: "" for action in actions for heading in action.extra}
    return [
        *(ColumnNode(name, HEADINGS[name]) for name, some in held.items() if some and name not in columns),
        *(
            ColumnNode(f"extra:{heading}", heading)
            for heading in own
            if f"extra:{heading}" not in columns and heading not in beside
        ),
    ]


def _split(text: str, length: int) -> tuple[str, str]:
    """A text in two, cut at a word, where it is longer than that."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text, ""
    first = text[:length].rsplit(" ", 1)[0] if " " in text[:length] else text[:length]
    return first, text[len(first) :].strip()


def _source(source: SourceNode) -> SourceNode:
    kind = source.kind
    if kind not in SourceKind.values:
        kind = next((known for word, known in _KINDS.items() if word in kind.lower()), SourceKind.INSPECTION)
        kind = SourceKind.OWN if not source.kind else kind
    return replace(source, kind=str(kind), title=source.title[: room(Plan, "source_title")])


def _scale(document: PlanDocument) -> tuple[str, ...]:
    """The ratings that a plan uses, where it does not say which there are."""
    found: dict[str, None] = {}
    for section in document.sections:
        found[section.rating or ""] = None
        for recommendation in section.recommendations:
            found[recommendation.rating or ""] = None
            found |= dict.fromkeys(action.rating or "" for action in recommendation.actions)
    return tuple(rating for rating in found if rating)


def _section(section: SectionNode, refs: set[str], initials: Collection[str]) -> SectionNode:
    kind, title, description = capital(section.kind), section.title, section.description
    if len(kind) > room(Section, "kind"):
        kind, title = "", f"{kind}: {title}" if title else kind
    title, rest = _split(title, room(Section, "title"))
    rating = section.rating
    if rating and len(rating) > room(Section, "rating"):
        rest, rating = _under(rest, rating), None
    return replace(
        section,
        kind=kind,
        title=title,
        description=_under(rest, description),
        rating=rating,
        recommendations=tuple(_recommendation(r, refs, initials) for r in section.recommendations),
    )


def _under(first: str, second: str) -> str:
    return "\n\n".join(filter(None, (first, second)))


def _recommendation(
    recommendation: RecommendationNode, refs: set[str], initials: Collection[str]
) -> RecommendationNode:
    number, text, rating = recommendation.number, recommendation.text, recommendation.rating
    if len(number) > room(Recommendation, "number"):
        number, text = "", f"{number} {text}".strip()
    if rating and len(rating) > room(Recommendation, "rating"):
        text, rating = _under(text, rating), None
    return replace(
        recommendation,
        number=number,
        text=text,
        rating=rating,
        id=_uid(recommendation.id),
        actions=tuple(_action(a, refs, initials) for a in recommendation.actions),
    )


def _uid(uid: str) -> str:
    return uid if len(uid) <= room(Action, "uid") else ""


def _action(action: ActionNode, refs: set[str], initials: Collection[str]) -> ActionNode:
    changes: dict[str, Any] = {"id": _uid(action.id)}
    extra = dict(action.extra)

    def keep(field: str, text: str) -> None:
        heading = f"{HEADINGS[field]}{IN_FULL}"
        extra[heading] = _under(extra.get(heading, ""), text)

    ref = action.ref
    if ref in refs or len(ref) > room(Action, "ref") or "/" in ref:
        ref = ""
    refs.add(ref)
    if len(action.deadline_text) > room(Action, "deadline_text"):
        keep("deadline", action.deadline_text)
        changes["deadline_text"] = _split(action.deadline_text, room(Action, "deadline_text"))[0]
    if (
        len(action.leads) > MOST_LEADS
        or len(lead_cell(action)) > room(Action, "lead_text")
        or any(len(lead.name) > room(Lead, "name") for lead in action.leads)
    ):
        keep("lead", lead_cell(action))
        changes |= {"leads": _short_leads(action.leads), "lead_text": ""}
    if action.rating and len(action.rating) > room(Action, "rating"):
        keep("rating", action.rating)
        changes["rating"] = None
    notes = tuple(_entry(e, initials) for e in action.progress)
    if action.ended and action.status == "open":
        notes += (EntryNode(text=action.ended.reason),) if action.ended.reason else ()
        changes["ended"] = None
    elif action.ended and len(action.ended.by) > room(Action, "ended_by"):
        ended = action.ended
        changes["ended"] = replace(ended, by="", reason=_under(ended.by, ended.reason))
    return replace(action, ref=ref, extra=extra, progress=notes, **changes)


def _short_leads(leads: tuple[LeadNode, ...]) -> tuple[LeadNode, ...]:
    short, left = [], room(Action, "lead_text")
    for lead in leads[:MOST_LEADS]:
        name = _split(lead.name, room(Lead, "name"))[0]
        left -= len(name) + 2
        if left < 0:
            break
        short.append(replace(lead, name=name))
    return tuple(short)


def _entry(entry: EntryNode, initials: Collection[str]) -> EntryNode:
    text, as_written, author = entry.text, entry.as_written, entry.author
    if len(author) > room(ProgressEntry, "author_words"):
        text, author = f"{author}: {text}", ""
    if len(as_written) > room(ProgressEntry, "as_written"):
        text, as_written = f"{as_written} {text}", ""
    if not author:
        words = text.replace("(", " ").replace(")", " ").split()
        ends = (words[0].strip(".,:;"), words[-1].strip(".,:;")) if words else ()
        author = next((word for word in ends if len(word) > 1 and word in initials), "")
    return replace(entry, text=text, as_written=as_written, author=author, id=_uid(entry.id))
