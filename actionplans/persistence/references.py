"""New references of rows (99.1) and new slugs of plans, which are never used twice."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.text import slugify

from actionplans.models import Action, Plan, Recommendation
from boards.models import Board

#: The characters of a reference, and its length: it is part of addresses and fragments.
_REF = re.compile(r"[\w().-]{1,40}")


class References:
    """Makes row references: the recommendation's number and a count, never one that the plan has used before."""

    def __init__(self, plan: Plan):
        self.taken = set(Action.history.filter(plan=plan).order_by().values_list("ref", flat=True).distinct())
        self._ordinals: dict[int, int] = {}
        self._last: dict[str, int] = {}  # the count of the last reference that was made, by stem

    def keep(self, refs: Iterable[str]) -> list[str]:
        """The references of a document, each empty where a row cannot keep it: another has it already, or it does not fit into
        an address."""
        kept = []
        for ref in refs:
            fits = _REF.fullmatch(ref) and ref not in self.taken
            kept.append(ref if fits else "")
            self.taken.add(ref)
        return kept

    def next(self, recommendation: Recommendation) -> str:
        stem = self._stem(recommendation)
        count = self._last.get(stem, 0) + 1
        while f"{stem}{count}" in self.taken:
            count += 1
        self.taken.add(f"{stem}{count}")
        self._last[stem] = count
        return f"{stem}{count}"

    def _stem(self, recommendation: Recommendation) -> str:
        if recommendation.number:
            return f"{stem_of(recommendation.number)}."
        if not recommendation.text:
            return "A"
        ordinal = self._ordinals.setdefault(recommendation.pk, len(self._ordinals) + 1)
        return f"R{ordinal}."


def stem_of(number: str) -> str:
    """The number of a recommendation as it begins the references of its rows."""
    return "".join(c if c.isalnum() or c in "().-" else "-" for c in number)


def free_slug(board: Board, title: str) -> str:
    """A slug for a plan of that title that the board has not used."""
    stem = slugify(title)[:70] or "plan"
    taken = set(Plan.objects.filter(board=board, slug__startswith=stem).values_list("slug", flat=True))
    slug, count = stem, 2
    while slug in taken:
        slug, count = f"{stem}-{count}", count + 1
    return slug
