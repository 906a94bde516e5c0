"""The table of a plan for its pages: sections, recommendations and rows, in the board's own columns.

Pure functions of a plan document, a day, and ``Marks``; no query. The page of the draft and the page of a published version are
both made from it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from actionplans.document import tree
from actionplans.document.references import recommendation_anchor
from actionplans.document.silence import HEARD_WORDS, Heard
from actionplans.document.wording import shorten
from actionplans.pages.table_rows import Marks, TableColumn, TableRow, columns_of, rating_css, row_maker
from boards.light_marks import to_html

#: States that are shown beside a recommendation's number, the most urgent first.
WORST = ("overdue", "clash", "silent", *HEARD_WORDS.values(), "due soon")
#: With more recommendations than this, the numbers strip is folded by section.
LONG_STRIP = 27


@dataclass(frozen=True)
class TableRecommendation:
    node: tree.RecommendationNode
    anchor: str
    html: SafeString
    rows: tuple[TableRow, ...]
    also: tuple[TableRow, ...]
    count: str
    worst: str
    worst_is_late: bool
    done: str
    called: str
    rating_css: str

    @property
    def all_internal(self) -> bool:
        """Whether none of its rows is for all readers of the plan."""
        return self.node.internal or all(row.action.internal for row in self.rows)


@dataclass(frozen=True)
class TableSection:
    node: tree.SectionNode
    heading: str
    anchor: str
    recommendations: tuple[TableRecommendation, ...]
    count: str
    rating_css: str

    @property
    def strip(self) -> list[TableRecommendation]:
        """The recommendations that have a number or a text, for the numbers strip."""
        return [r for r in self.recommendations if r.node.number or r.node.text]


@dataclass(frozen=True)
class PlanTable:
    document: tree.PlanDocument
    columns: tuple[TableColumn, ...]
    sections: tuple[TableSection, ...]
    count: str
    overdue: int

    @property
    def rows(self) -> list[TableRow]:
        return [row for section in self.sections for rec in section.recommendations for row in rec.rows]

    @property
    def orders_notes(self) -> bool:
        """Whether it matters in which order it shows notes."""
        return any(len(row.notes) > 1 for row in self.rows)

    @property
    def has_internal(self) -> bool:
        """Whether it shows what only those who may read internal notes see."""
        recommendations = [rec.node for section in self.sections for rec in section.recommendations]
        return (
            any(recommendation.internal for recommendation in recommendations)
            or any(row.action.internal for row in self.rows)
            or any(note.internal for row in self.rows for note in row.notes)
        )

    @property
    def strip(self) -> list[TableRecommendation]:
        """The recommendations of all sections, for the numbers strip."""
        return [r for s in self.sections for r in s.strip]

    @property
    def folded_strip(self) -> bool:
        """Whether the strip is folded by section."""
        return len(self.strip) > LONG_STRIP and len(self.sections) > 1


def build(
    document: tree.PlanDocument,
    *,
    on: datetime.date,
    silent_days: int = 60,
    soon_days: int = 30,
    marks: Marks | None = None,
) -> PlanTable:
    """Make the table. ``on`` is the day on which overdue and silent are counted."""
    marks = marks or Marks()
    columns = columns_of(document)
    make = row_maker(document, columns, on, silent_days, soon_days, marks)
    rows = {id(action): make(action) for _, _, action in document.actions()}
    also: dict[str, list[TableRow]] = {}
    for row in rows.values():
        for number in row.action.also:
            also.setdefault(number, []).append(row)
    sections = []
    for s, section in enumerate(document.sections, 1):
        recommendations = tuple(
            _recommendation(r, [rows[id(a)] for a in r.actions], also, list(document.ratings), s, n)
            for n, r in enumerate(section.recommendations, 1)
        )
        count = _section_count([row for r in recommendations for row in r.rows])
        css = rating_css(section.rating, list(document.ratings))
        sections.append(TableSection(section, section_heading(section), f"section-{s}", recommendations, count, css))
    every = list(rows.values())
    return PlanTable(document, columns, tuple(sections), count_words(every), sum(r.overdue for r in every))


def section_heading(section: tree.SectionNode) -> str:
    """“Priority 1. Leadership that can be seen”, or the one of the two that it has."""
    if section.kind and section.title and not section.title.lower().startswith(section.kind.lower()):
        return f"{section.kind}. {section.title}"
    return section.title or section.kind


def count_words(rows: Iterable[TableRow]) -> str:
    """“12 actions: 9 open, 2 complete, 1 closed”."""
    rows = list(rows)
    if not rows:
        return "No actions here yet"
    parts = [(sum(r.action.status == status for r in rows), status) for status in tree.STATUSES]
    counted = ", ".join(f"{n} {status}" for n, status in parts if n)
    return f"{len(rows)} action{'s' if len(rows) != 1 else ''}: {counted}"


def _section_count(rows: list[TableRow]) -> str:
    late = sum(r.overdue for r in rows)
    words = f"{len(rows)} action{'s' if len(rows) != 1 else ''}"
    return f"{words}, {late} overdue" if late else words


def _recommendation(
    node: tree.RecommendationNode,
    rows: list[TableRow],
    also: dict[str, list[TableRow]],
    scale: list[str],
    s: int,
    n: int,
) -> TableRecommendation:
    worst, late = _worst(rows)
    ended = sum(not r.open for r in rows)
    word = "closed" if rows and ended and all(r.action.status == "closed" for r in rows if not r.open) else "complete"
    return TableRecommendation(
        node=node,
        anchor=recommendation_anchor(node.number, s, n),
        html=SafeString(to_html(node.text)),
        rows=tuple(rows),
        also=tuple(also.get(node.number, ())) if node.number else (),
        count=count_words(rows) if rows else "",
        worst=worst,
        worst_is_late=late,
        done=f"{ended} of {len(rows)} {word}" if rows else "No actions yet",
        called=node.short or shorten(node.text),
        rating_css=rating_css(node.rating, scale),
    )


def worst_words(counts: dict[str, int]) -> tuple[str, bool]:
    """The most urgent state of a recommendation in words, with the number of rows, and whether it is late. ``counts`` has the
    number of rows for each of ``WORST``."""
    for word in WORST:
        if number := counts[word]:
            return f"{number} {'to settle' if word == 'clash' else word}", word in ("overdue", "clash")
    return "", False


def _worst(rows: list[TableRow]) -> tuple[str, bool]:
    return worst_words(
        {
            "overdue": sum(r.overdue for r in rows),
            "clash": sum(bool(r.clashes) for r in rows),
            "silent": sum(bool(r.silent) and r.heard == Heard.DATED for r in rows),
            **{words: sum(r.open and r.heard == heard for r in rows) for heard, words in HEARD_WORDS.items()},
            "due soon": sum(r.due_soon for r in rows),
        }
    )
