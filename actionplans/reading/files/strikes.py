"""Struck-through words in the texts of blocks: ``~~words~~``, line by line, and the same signs where they were typed."""

from __future__ import annotations

import re

_MARK = "~~"
#: Typed signs are kept apart from marks by a sign that nobody sees.
_TYPED = "~\u2060~"


def strike(text: str) -> str:
    """A text with each of its lines marked as struck through, white space at the edges outside of the marks."""
    return re.sub(r"[^\s](?:[^\n]*[^\s])?", lambda words: f"{_MARK}{words[0]}{_MARK}", text)


def escaped(text: str) -> str:
    """A text as typed, so that no sign of it is taken for a mark."""
    return text.replace(_MARK, _TYPED) if _MARK in text else text


def as_typed(text: str) -> str:
    """The text with the signs that were typed."""
    return text.replace(_TYPED, _MARK)


def without_struck(text: str) -> tuple[str, list[str]]:
    """A text without what is struck through, and those words. A line of which nothing is left goes with them."""
    if _MARK not in text:
        return text, []
    struck: list[str] = []
    lines: list[str] = []
    for line in text.split("\n"):
        parts = line.split(_MARK)
        if len(parts) == 1:
            lines.append(line)
            continue
        struck += [words for part in parts[1::2] if (words := part.strip(" *"))]
        rest = re.sub(r"  +", " ", "".join(parts[::2])).replace("****", "").strip()
        if re.search(r"\w", rest):
            lines.append(rest)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), struck


def is_struck(text: str) -> bool:
    """Whether all words of a text are struck through."""
    return _MARK in text and not re.search(r"\w", without_struck(text)[0])


def unmarked(text: str) -> str:
    """A text with its struck-through words as any others."""
    return text.replace(_MARK, "")
