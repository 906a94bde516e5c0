"""What stays in a text whose names were replaced, and may be a name or initials all the same: for somebody to look over."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from ..node import Node
from ..references import references
from ..tree import ActionNode, PlanDocument
from .finder import Names
from .letters import fold, plain
from .vocabulary import CALENDAR, ORDINARY, PARTICLES, POSTS, TITLES

#: Two or three capitals, also with full stops: “LP”, “L.P.”, “LPQ12”.
_CAPITALS = re.compile(r"(?<![^\W\d_])(?:[A-Z]{2,3}|(?:[A-Z]\.){2,3})(?![^\W\d_])")
#: A word that begins with a capital and goes on in small letters, and what may be between two of one name.
_WORD = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?:[-’'][A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿ]+)*"
_NAME = re.compile(rf"(?<![^\W_]){_WORD}(?:[^\S\n]{{1,3}}(?:[a-z]{{2,3}}[^\S\n])?{_WORD}){{0,3}}(?![^\W_])")
#: Fields that hold no words of a board: keys, statuses, dates, and how certain they are.
_NO_WORDS = {"id", "kind", "status", "precision", "field", "date", "on", "written", "added", "rating_level", "format"}


@dataclass(frozen=True)
class Remaining:
    """Words that stay and may name somebody: ``kind`` is “initials”, “name” or “account”; ``where`` is the reference of the
    first row with them, empty outside of rows."""

    words: str
    kind: str
    times: int
    where: str = ""


def remaining_names(document: PlanDocument, names: Names, known: Collection[str] = ()) -> list[Remaining]:
    """What stays in a public document. ``known`` are posts, agencies and titles, which are no names."""
    called = {plain(words) for words in known}
    found: dict[tuple[str, str], Remaining] = {}
    for ref, text in _texts(document):
        for kind, words in _in_text(text, names, called):
            key = (kind, words)
            seen = found.get(key, Remaining(words, kind, 0, ref))
            found[key] = replace(seen, times=seen.times + 1)
    return list(found.values())


def _texts(document: PlanDocument) -> Iterator[tuple[str, str]]:
    """Every text of the document with the reference of its row."""
    rows = {id(action): ref for ref, (_, _, action) in zip(references(document), document.actions(), strict=True)}

    def walk(value: Any, ref: str) -> Iterator[tuple[str, str]]:
        if isinstance(value, str):
            yield ref, value
        elif isinstance(value, tuple | list):
            for one in value:
                yield from walk(one, ref)
        elif isinstance(value, dict):
            for one in value.values():
                yield from walk(one, ref)
        elif isinstance(value, Node):
            ref = rows.get(id(value), ref) if isinstance(value, ActionNode) else ref
            for field in fields(value):  # type: ignore[arg-type]  # all nodes are dataclasses
                if field.name not in _NO_WORDS:
                    yield from walk(getattr(value, field.name), ref)

    yield from walk(document, "")


def _in_text(text: str, names: Names, called: Collection[str]) -> Iterator[tuple[str, str]]:
    for match in _CAPITALS.finditer(text):
        yield "initials", match[0]
    for match in _NAME.finditer(text):
        words = " ".join(match[0].split())
        if _may_be_a_name(words, called):
            yield "name", words
    for word in names.accounts_in(text):
        yield "account", word


def _may_be_a_name(words: str, called: Collection[str]) -> bool:
    """Two words or more of which at least two are none of posts, agencies, months and ordinary speech; or one behind a
    title."""
    if plain(words) in called:
        return False
    each = [fold(word) for word in words.split()]
    titled = each[0] in TITLES
    own = [w for w in each if w not in POSTS | ORDINARY | PARTICLES | CALENDAR | TITLES]
    return len(own) > 1 or (titled and len(own) == 1)
