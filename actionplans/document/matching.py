"""Match the sections, recommendations, rows and notes of two plan documents.

Things that have an id in both documents are matched by it alone. The rest is matched as a reader would do it: by the row
reference, the recommendation's number, the same words, then similar words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

from .fields import text_cells
from .tree import ActionNode, EntryNode, RecommendationNode, SectionNode

#: Rows, recommendations and notes whose words are this much alike are one and the same, reworded.
ALIKE = 0.55
#: Far from where it stood, a row has to be much more alike to be the same one.
ALIKE_FAR = 0.85
#: Beyond so many possible pairs likeness is not looked for: two plans that share nothing must not hold up a page.
MOST_PAIRS = 20_000

_WORDS = re.compile(r"\w+")
T = TypeVar("T")


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORDS.findall(text[:4000].lower())[:300])


@lru_cache(maxsize=4096)
def _bag(text: str) -> Counter[str]:
    return Counter(_words(text))


def alike(one: str, other: str, least: float = 0.0) -> float:
    """How much two texts share, 0 to 1, by words in order; 0 at once where it cannot reach ``least``."""
    if one == other:
        return 1.0 if one else 0.0
    a, b = _words(one), _words(other)
    if not a or not b or 2 * min(len(a), len(b)) < least * (len(a) + len(b)):
        return 0.0
    if 2 * (_bag(one) & _bag(other)).total() < least * (len(a) + len(b)):
        return 0.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


class Pairs(Generic[T]):
    """Pairs of old and new things by their places, found step by step; each thing is in one pair at most."""

    def __init__(self, old: Sequence[T], new: Sequence[T]) -> None:
        self.old, self.new = old, new
        #: place of the new one -> place of the old one, and the other way round
        self.old_of: dict[int, int] = {}
        self.new_of: dict[int, int] = {}

    def join(self, i: int, j: int) -> None:
        """Say that the old one at ``i`` and the new one at ``j`` are the same."""
        self.old_of[j], self.new_of[i] = i, j

    def left_old(self) -> list[int]:
        """Places of old things that have no partner yet."""
        return [i for i in range(len(self.old)) if i not in self.new_of]

    def left_new(self) -> list[int]:
        """Places of new things that have no partner yet."""
        return [j for j in range(len(self.new)) if j not in self.old_of]

    def by_key(self, key: Callable[[T], Hashable]) -> None:
        """Join what has the same key, in order where several share it. An empty key joins nothing."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for i in self.left_old():
            if named := key(self.old[i]):
                waiting[named].append(i)
        for j in self.left_new() if waiting else ():
            places = waiting.get(key(self.new[j]), [])
            for i in places:
                if may_be_one(self.old[i], self.new[j]):
                    self.join(i, j)
                    places.remove(i)
                    break

    def by_likeness(
        self, text: Callable[[T], str], least: float, may: Callable[[int, int], bool] = lambda i, j: True
    ) -> None:
        """Join what is most alike first, down to ``least``, among the pairs of places that ``may`` be one."""
        left_new = self.left_new()
        possible = [
            (i, j) for i in self.left_old() for j in left_new if may(i, j) and may_be_one(self.old[i], self.new[j])
        ]
        if len(possible) > MOST_PAIRS:
            return
        ranked = []
        for i, j in possible:
            score = alike(text(self.old[i]), text(self.new[j]), least)
            if score >= least:
                ranked.append((-score, abs(i - j), i, j))
        for _, _, i, j in sorted(ranked):
            if i not in self.new_of and j not in self.old_of:
                self.join(i, j)


def may_be_one(old: object, new: object) -> bool:
    """Things that both carry an id are the same only if it is the same id."""
    a, b = getattr(old, "id", ""), getattr(new, "id", "")
    return not (a and b) or a == b


def number_key(number: str) -> str:
    """A recommendation's number as it is compared: ``"P106."`` and ``"p106"`` are one."""
    return number.rstrip(" \t\n\r\xa0.:)").strip().upper()


def pair_sections(old: Sequence[SectionNode], new: Sequence[SectionNode]) -> Pairs[SectionNode]:
    """Match sections by title, else by the recommendations they share, else by similar words."""
    pairs: Pairs[SectionNode] = Pairs(old, new)
    pairs.by_key(lambda s: (s.kind, s.title) if s.title else None)
    pairs.by_key(lambda s: s.title)
    for i, j in _sharing(pairs):
        if i not in pairs.new_of and j not in pairs.old_of:
            pairs.join(i, j)
    pairs.by_likeness(lambda s: s.title, ALIKE)
    pairs.by_key(lambda s: "untitled" if not s.title else None)
    return pairs


def _sharing(pairs: Pairs[SectionNode]) -> list[tuple[int, int]]:
    """Pairs of left over sections that hold the same recommendations or rows, those that share most first."""
    home: dict[Hashable, int] = {}
    for i in pairs.left_old():
        for key in _contents(pairs.old[i]):
            home.setdefault(key, i)
    votes: Counter[tuple[int, int]] = Counter()
    for j in pairs.left_new():
        for key in _contents(pairs.new[j]):
            if key in home:
                votes[home[key], j] += 1
    return [pair for pair, _ in votes.most_common()]


def _contents(section: SectionNode) -> Iterable[Hashable]:
    for recommendation in section.recommendations:
        if recommendation.id:
            yield ("id", recommendation.id)
        if number_key(recommendation.number):
            yield ("number", number_key(recommendation.number))
        for action in recommendation.actions:
            if action.id:
                yield ("row", action.id)


@dataclass(frozen=True)
class Block:
    """A recommendation, and the places of its section and of itself in there."""

    recommendation: RecommendationNode
    section: int
    place: int

    @property
    def id(self) -> str:
        return self.recommendation.id


def pair_recommendations(old: Sequence[Block], new: Sequence[Block], sections: Pairs[SectionNode]) -> Pairs[Block]:
    """Match recommendations by id, number, the same words, similar words; those without either by their section."""
    pairs: Pairs[Block] = Pairs(old, new)
    pairs.by_key(lambda b: b.id)
    pairs.by_key(lambda b: (b.recommendation.number, b.recommendation.text) if b.recommendation.number else None)
    pairs.by_key(lambda b: number_key(b.recommendation.number))
    pairs.by_key(lambda b: b.recommendation.text)
    pairs.by_likeness(lambda b: b.recommendation.text, ALIKE)
    for j in pairs.left_new():
        for i in pairs.left_old():
            bare = not any((old[i].recommendation.number, old[i].recommendation.text))
            bare = bare and not any((new[j].recommendation.number, new[j].recommendation.text))
            same_section = sections.new_of.get(old[i].section) == new[j].section
            if bare and same_section and may_be_one(old[i], new[j]):
                pairs.join(i, j)
                break
    return pairs


@dataclass(frozen=True)
class MatchedRow:
    """A row of the table: its action, its place, and its reference (given or by place)."""

    action: ActionNode
    section: int
    block: int
    place: int
    ref: str

    @property
    def id(self) -> str:
        return self.action.id

    @cached_property
    def words(self) -> str:
        """The text cells and notes together: a row whose sentence was rewritten is known by the rest."""
        a = self.action
        return " ".join((*text_cells(a).values(), *(e.text for e in a.progress)))


def pair_rows(old: Sequence[MatchedRow], new: Sequence[MatchedRow], blocks: Pairs[Block]) -> Pairs[MatchedRow]:
    """Match rows over the whole plan: by id, given reference, same words, then similar ones, near before far."""
    pairs: Pairs[MatchedRow] = Pairs(old, new)

    def near(i: int, j: int) -> bool:
        return blocks.new_of.get(old[i].block) == new[j].block

    pairs.by_key(lambda row: row.id)
    pairs.by_key(lambda row: row.action.ref)
    pairs.by_likeness(lambda row: row.action.action, 1.0, near)
    pairs.by_key(lambda row: row.action.action)
    pairs.by_likeness(lambda row: row.action.action, ALIKE, near)
    pairs.by_likeness(lambda row: row.words, ALIKE, near)
    pairs.by_likeness(lambda row: row.action.action, ALIKE_FAR)
    return pairs


def pair_notes(old: Sequence[EntryNode], new: Sequence[EntryNode]) -> Pairs[EntryNode]:
    """Match the notes of one row: by id, the same date and words, the same words, the same date and similar words."""
    pairs: Pairs[EntryNode] = Pairs(old, new)
    pairs.by_key(lambda e: e.id)
    pairs.by_key(lambda e: (e.date, e.text) if e.text else None)
    pairs.by_key(lambda e: e.text)
    pairs.by_likeness(lambda e: e.text, ALIKE, lambda i, j: old[i].date == new[j].date)
    pairs.by_likeness(lambda e: e.text, ALIKE_FAR)
    return pairs


def moved_places(old_places: Sequence[int]) -> set[int]:
    """Which of a row of things changed places: the fewest that have to move to give the new order.

    ``old_places`` are the old places of things in their new order; the answer holds indexes of ``old_places``.
    """
    best: list[int] = []  # index of the last thing of the best run of each length
    before: list[int] = []
    for index, place in enumerate(old_places):
        low, high = 0, len(best)
        while low < high:
            middle = (low + high) // 2
            if old_places[best[middle]] < place:
                low = middle + 1
            else:
                high = middle
        before.append(best[low - 1] if low else -1)
        best[low : low + 1] = [index]
    kept = set()
    index = best[-1] if best else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return set(range(len(old_places))) - kept
