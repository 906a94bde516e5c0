"""Matching a copy of a plan with the plan: its rows get the plan's ids, and what it does not show is filled in. Pure.

A copy shows less than the plan knows: it has no ids, perhaps fewer columns, and its spaces and bullets went through another
program. With all that filled in, a comparison shows only what was changed in the copy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from actionplans.document.cells import BESIDE_THE_LEADS, lead_words
from actionplans.document.fields import TEXT_FIELDS
from actionplans.document.matching import Block, MatchedRow, pair_notes, pair_recommendations, pair_rows, pair_sections
from actionplans.document.parts import without_internal
from actionplans.document.tree import (
    ActionNode,
    EntryNode,
    PlanDocument,
    RecommendationNode,
)

_WORD = re.compile(r"\w+")
_LOOSE = re.compile(r"[\s*•·‐-―-]+")
_QUOTES = str.maketrans("‘’´`“”", "''''\"\"")


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but spaces, bullets, dashes and the shape of quotation marks."""
    return one == other or loose(one) == loose(other)


def loose(text: str) -> str:
    """A text by which it is compared: without bullets, dashes and the shape of quotation marks, its spaces made one."""
    return _LOOSE.sub(" ", text.translate(_QUOTES)).strip()


def recognised(plan: PlanDocument, copy: PlanDocument) -> tuple[PlanDocument, PlanDocument]:
    """The plan as the copy can know it, and the copy with the ids of the plan and with all that it does not show.

    Internal rows and notes are in few copies: where the copy has none, the plan is compared without them."""
    if not _has_internal(copy):
        plan = without_internal(plan)
    return plan, _Recogniser(plan, _without_strange_ids(plan, copy)).document()


def _without_strange_ids(plan: PlanDocument, copy: PlanDocument) -> PlanDocument:
    """Ids count only where they are the plan's: two things with ids that differ are never taken for one."""
    known = {node.id for node in _with_ids(plan)}
    if all(node.id in known for node in _with_ids(copy)):
        return copy

    def own(node: Any, **changes: Any) -> Any:
        return replace(node, id=node.id if node.id in known else "", **changes)

    return replace(
        copy,
        sections=tuple(
            replace(
                s,
                recommendations=tuple(
                    own(r, actions=tuple(own(a, progress=tuple(own(e) for e in a.progress)) for a in r.actions))
                    for r in s.recommendations
                ),
            )
            for s in copy.sections
        ),
    )


def _with_ids(document: PlanDocument) -> Iterator[RecommendationNode | ActionNode | EntryNode]:
    for _, recommendation in document.recommendations():
        yield recommendation
        for action in recommendation.actions:
            yield action
            yield from action.progress


def _has_internal(document: PlanDocument) -> bool:
    return any(
        r.internal or any(a.internal or any(e.internal for e in a.progress) for a in r.actions)
        for _, r in document.recommendations()
    )


class _Recogniser:
    def __init__(self, plan: PlanDocument, copy: PlanDocument) -> None:
        self.plan, self.copy = plan, copy
        self.shown = {column.field for column in copy.columns}
        self.whole = any(action.id for _, _, action in copy.actions())  # it was saved as a plan document
        self.sections = pair_sections(plan.sections, copy.sections)
        self.blocks = pair_recommendations(_blocks(plan), _blocks(copy), self.sections)
        self.rows = pair_rows(_rows(self.blocks.old), _rows(self.blocks.new), self.blocks)

    def document(self) -> PlanDocument:
        """The copy with the recommendations of the plan in the plan's sections, so that a copy without sections moves none."""
        known: dict[int, list[tuple[int, RecommendationNode]]] = {i: [] for i in range(len(self.plan.sections))}
        news: dict[int, list[RecommendationNode]] = {}
        for j, block in enumerate(self.blocks.new):
            i = self.blocks.old_of.get(j)
            made = self._recommendation(j, i)
            home = self.blocks.old[i].section if i is not None else self.sections.old_of.get(block.section)
            if home is None:
                news.setdefault(block.section, []).append(made)
            else:
                known[home].append((self.blocks.old[i].place if i is not None else 10_000, made))
        sections = [
            replace(s, recommendations=tuple(r for _, r in sorted(known[i], key=lambda placed: placed[0])))
            for i, s in enumerate(self.plan.sections)
        ]
        sections += [replace(self.copy.sections[j], recommendations=tuple(made)) for j, made in news.items()]
        return replace(self.plan, sections=tuple(sections))

    def _recommendation(self, j: int, i: int | None) -> RecommendationNode:
        now = self.blocks.new[j].recommendation
        was = self.blocks.old[i].recommendation if i is not None else None
        actions = tuple(self._action(place) for place, row in enumerate(self.rows.new) if row.block == j)
        if was is None:
            return replace(now, id="", actions=actions)
        return replace(
            was,
            text=was.text if same_words(was.text, now.text) or not now.text else now.text,
            rating=now.rating or was.rating,
            actions=actions,
        )

    def _action(self, j: int) -> ActionNode:
        now = self.rows.new[j].action
        i = self.rows.old_of.get(j)
        if i is None:
            return replace(now, id="", progress=tuple(replace(e, id="") for e in now.progress))
        was = self.rows.old[i].action
        changes: dict[str, Any] = {}
        for name in TEXT_FIELDS:
            before, after = getattr(was, name), getattr(now, name)
            if not same_words(before, after) and (after or self._shows(name)):
                changes[name] = after
        same_leads, beside = _same_leads(was, now)
        changes["extra"] = self._extra(was, now, without=beside)
        if not same_words(was.deadline_text, now.deadline_text) and (now.deadline_text or self._shows("deadline")):
            changes |= {"deadline_text": now.deadline_text, "deadlines": now.deadlines}
        if not same_leads and (now.leads or self._shows("lead")):
            changes |= {"leads": now.leads, "lead_text": now.lead_text}
        if now.rating or self._shows("rating"):
            changes["rating"] = now.rating
        changes["progress"] = self._notes(was, now)
        if self._shows_status(was, now, changes["progress"]):
            changes |= {"status": now.status, "ended": now.ended}
        return replace(was, **changes)

    def _shows(self, name: str) -> bool:
        return self.whole or name in self.shown

    def _shows_status(self, was: ActionNode, now: ActionNode, notes: Sequence[EntryNode]) -> bool:
        """A status that was only read from the words of the notes counts where one of the notes is new."""
        if was.status == now.status:
            return False
        return self._shows("status") or (now.status != "open" and any(not entry.id for entry in notes))

    def _extra(self, was: ActionNode, now: ActionNode, without: Collection[str]) -> dict[str, str]:
        extra = dict(was.extra)
        for heading, text in now.extra.items():
            if heading not in without and not same_words(extra.get(heading, ""), text):
                extra[heading] = text
        for heading in was.extra:
            if self._shows(f"extra:{heading}") and not now.extra.get(heading):
                extra[heading] = ""
        return extra

    def _notes(self, was: ActionNode, now: ActionNode) -> tuple[EntryNode, ...]:
        if not now.progress and not self._shows("progress"):
            return was.progress
        before = [replace(e, text=loose(e.text), id="" if not self.whole else e.id) for e in was.progress]
        after = [replace(e, text=loose(e.text), id=e.id if self.whole else "") for e in now.progress]
        pairs = pair_notes(before, after)
        found = []
        for j, entry in enumerate(now.progress):
            i = pairs.old_of.get(j)
            if i is None:
                found.append(replace(entry, id=""))
                continue
            old = was.progress[i]
            text = old.text if same_words(old.text, entry.text) else entry.text
            dated = (entry.date, entry.precision) if entry.date else (old.date, old.precision)
            found.append(replace(old, text=text, date=dated[0], precision=dated[1]))
        return tuple(found)


def _blocks(document: PlanDocument) -> list[Block]:
    return [
        Block(r, s, place)
        for s, section in enumerate(document.sections)
        for place, r in enumerate(section.recommendations)
    ]


def _rows(blocks: Sequence[Block]) -> list[MatchedRow]:
    rows: list[MatchedRow] = []
    for b, block in enumerate(blocks):
        number = block.recommendation.number
        for place, action in enumerate(block.recommendation.actions):
            by_place = f"{number}.{place + 1}" if number else f"row {len(rows) + 1}"
            rows.append(MatchedRow(action, block.section, b, place, action.ref or by_place))
    return rows


def _same_leads(was: ActionNode, now: ActionNode) -> tuple[bool, list[str]]:
    """Whether the lead cell holds the same words, however they were split into leads; and the headings of what the
    reading put beside the leads out of that same cell."""
    beside = [h for h in now.extra if h.endswith(BESIDE_THE_LEADS) and h not in was.extra]
    before = Counter(_WORD.findall(" ".join(lead.name for lead in was.leads)))
    after = Counter(_WORD.findall(" ".join([*(lead.name for lead in now.leads), *(now.extra[h] for h in beside)])))
    return same_words(lead_words(was), lead_words(now)) or before == after, beside if before == after else []
