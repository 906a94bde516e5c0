"""Split a person's name into titles, posts, surname and aliases, and the words in which it may be written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .letters import RUN, bare, fold, is_invisible, plain
from .vocabulary import HONOURS, PARTICLES, POSTS, TITLES

_MAC = re.compile(r"^(Ma?c)(?=[A-Z])")  # “McDonald” is typed “Mc Donald” too


@dataclass(frozen=True)
class NameParts:
    """A person's name in words: their own words, each with its hyphens and apostrophes, and the others they go by."""

    words: tuple[str, ...]
    aliases: tuple[str, ...] = ()

    @property
    def surname(self) -> int:
        """Where the surname begins: at the particles ("van der") before the last word."""
        place = len(self.words) - 1
        while place > 1 and fold(self.words[place - 1]) in PARTICLES:
            place -= 1
        return place


def without_titles(name: str) -> str:
    """A name without the titles and ranks before it ("Det Supt Ruth Calloway") and the honours after it."""
    words = name.split()
    while len(words) > 1 and fold(words[0]).strip(".") in TITLES and words[0] != "Di":  # who is called so
        words.pop(0)
    while len(words) > 1 and fold(words[-1]).strip(".,") in HONOURS and words[-1].strip(".,").isupper():
        words.pop()
    return " ".join(words).strip(" ,")


def is_post(name: str, posts: Iterable[str] = ()) -> bool:
    """Whether what is called so is a post, a team or an agency: all its words are such words, or some are and it is the name
    of one of the ``posts``."""
    words = [word for word in plain(name).split() if not word.isdigit()]
    common = [word in POSTS for word in words]
    return bool(words) and (all(common) or (any(common) and plain(name) in {plain(post) for post in posts}))


def name_parts(name: str) -> NameParts:
    name = unicodedata.normalize("NFC", "".join(c for c in name if not is_invisible(c))).replace("*", "")
    aliases = [
        alias for found in re.findall(r"\(([^()]*)\)|[“\"]([^“”\"]*)[”\"]", name) for alias in found if alias.strip()
    ]
    name = re.sub(r"\([^()]*\)?|[“\"][^“”\"]*[”\"]", " ", name)
    before, _, after = name.partition(",")
    if after.strip() and not is_post(after) and fold(after).strip(" .") not in HONOURS:
        name = f"{after} {before}"  # “Orme, Tessa”
    elif after.strip():
        name = before
    words = (word.strip(".,;:_") for word in without_titles(name).replace("_", " ").split())
    return NameParts(
        tuple(word for word in words if RUN.search(word)),
        tuple(word for alias in aliases for word in alias.split() if RUN.search(word)),
    )


def initials_of(name: str) -> str:
    """The initials of a name: “Lydia Pryce” is LP, “Ludo van Dam” is LVD; empty where it has one word only."""
    words = name_parts(name).words
    letters = "".join(bare(RUN.search(word)[0])[:1] for word in words).upper()  # type: ignore[index]  # all have letters
    return letters if len(letters) > 1 else ""


def joined_letters(words: Sequence[str]) -> tuple[str, frozenset[int]]:
    """All letters of these words in a row, and after how many letters one run ends and the next begins."""
    runs = [run for word in words for part in RUN.findall(bare(word)) for run in _MAC.split(part) if run]
    breaks, length = set(), 0
    for run in runs[:-1]:
        length += len(fold(run))
        breaks.add(length)
    return "".join(map(fold, runs)), frozenset(breaks)
