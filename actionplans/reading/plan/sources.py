"""Find the rows of the file that each action was read from, so that the user sees both side by side.

Importers turn a file into a plan by many ways (merged cells, tables that go on after a page break), and none of them
keeps count of where a word came from. So words are compared: a row of the file belongs to the action that holds most
of its words, taken in pairs, since single ones are everywhere.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from actionplans.document.cells import lead_words
from actionplans.document.fields import text_cells
from actionplans.document.tree import ActionNode, PlanDocument, RecommendationNode
from actionplans.reading.files.blocks import Blocks, Table
from actionplans.reading.plan.contents import Carried

_WORD = re.compile(r"\w+")
#: A row that shares less than this of its words with every action was read as something else: a heading, a version.
SHARED = 0.5
#: A cell is shown up to here: one of 50,000 characters is read in the file itself.
MOST = 6000


def sources_of(document: PlanDocument, blocks: Blocks | Carried) -> list[list[dict[str, Any]]]:
    """For each action, in the order of the document, the rows it was in: ``{"place": …, "cells": [text, …]}``. Empty
    lists for a document that came as one."""
    actions = [(recommendation, action) for _, recommendation, action in document.actions()]
    found: list[list[dict[str, Any]]] = [[] for _ in actions]
    if isinstance(blocks, Carried) or not actions:
        return found
    holds: dict[tuple[str, ...], dict[int, int]] = defaultdict(dict)  # words -> how often each action holds it
    for number, (recommendation, action) in enumerate(actions):
        for word, times in Counter(_words(*_texts(recommendation, action))).items():
            holds[word][number] = times
    after = 0
    for place, cells in _rows(blocks):
        words = Counter(_words(*cells))
        shared: Counter[int] = Counter()
        for word, times in words.items():
            for number, held in holds.get(word, {}).items():
                shared[number] += min(times, held)
        if not shared:
            continue
        most = max(shared.values())
        if most < SHARED * words.total():
            continue
        # of equals, the one at which the reading has arrived
        best = min((a for a in shared if shared[a] == most), key=lambda a: (a < after, abs(a - after)))
        found[best].append({"place": place, "cells": [_clean(cell) for cell in cells if cell.strip()]})
        after = best
    return found


def _clean(text: str) -> str:
    """The text as a database can keep it: without NUL and without halves of characters."""
    return text[:MOST].replace("\0", "").encode("utf-8", "ignore").decode()


def _rows(blocks: Blocks) -> Iterator[tuple[str, list[str]]]:
    for block in blocks.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                place = next((cell.place for cell in row if cell.place), block.place)
                yield place, [cell.text for cell in row if not cell.continues]


def _texts(recommendation: RecommendationNode, action: ActionNode) -> Iterator[str]:
    yield from (recommendation.number, recommendation.text, *text_cells(action).values())
    yield from (action.deadline_text, action.rating or "")
    yield lead_words(action)
    yield from action.extra.values()
    for entry in action.progress:
        yield from (entry.as_written, entry.text, entry.author)


def _words(*texts: str) -> Iterator[tuple[str, ...]]:
    """The words of each text two by two, as they follow each other; a single word alone."""
    for text in texts:
        words = [word.lower() for word in _WORD.findall(text)]
        yield from zip(words, words[1:], strict=False) if len(words) > 1 else [tuple(words)] * len(words)
