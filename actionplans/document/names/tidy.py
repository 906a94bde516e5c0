"""Tidy a text after names were replaced: a post once, and not twice beside each other."""

from __future__ import annotations

import re
from dataclasses import replace

from .letters import HYPHEN
from .typed_text import FoundName, TypedText

#: What replaces a person whose post and agency may not be given.
UNNAMED_PERSON = "a named person"


def tidied(read: TypedText, found: list[FoundName]) -> list[FoundName]:
    """One for several beside each other that are the same person ("Tessa Orme (TO)"), and the post once where it is
    said beside the name ("the Business Manager, Tessa Orme,")."""
    clean = read.clean
    out: list[FoundName] = []
    for at in found:
        if out and at.people & out[-1].people and at.words == out[-1].words:
            gap = clean[out[-1].end : at.start]
            if match := re.fullmatch(r"[^\S\n]*(?:\n?|([(,])|[A-Z]\.?)[^\S\n]*", gap):
                end = at.end + (match[1] == "(" and clean[at.end : at.end + 1] == ")")
                out[-1] = replace(out[-1], end=end, people=at.people | out[-1].people)
                continue
        if out and at.people and out[-1].people and re.fullmatch(f"[{HYPHEN}]", clean[out[-1].end : at.start]):
            out[-1] = replace(out[-1], end=at.end)  # one name of two people
            continue
        out.append(at)
    for place in range(len(out)):
        out[place] = _said_once(read, out, place)
    return out


def _said_once(read: TypedText, found: list[FoundName], place: int) -> FoundName:
    at, clean = found[place], read.clean
    if not at.people or at.words == UNNAMED_PERSON:
        return at
    post = r"\s+".join(map(re.escape, at.words.split()))
    floor = found[place - 1].end if place else 0
    ceiling = found[place + 1].start if place + 1 < len(found) else len(clean)
    before = re.search(
        rf"(?<![^\W_]){post}(,?[^\S\n]+|[^\S\n]*\()$", clean[max(floor, at.start - 200) : at.start], re.IGNORECASE
    )
    if before:
        start, end = max(floor, at.start - 200) + before.start(1), at.end
        opened = before[1].strip()
        if (opened == "(" and clean[end : end + 1] == ")") or (opened == "," and clean[end : end + 1] == ","):
            end += 1
        return replace(at, start=start, end=end, words="" if opened != "(" or end > at.end else " (")
    after = re.match(rf"(,[^\S\n]+|[^\S\n]*\()(?:the |our )?{post}(?![^\W_])", clean[at.end : ceiling], re.IGNORECASE)
    if after:
        end, opened = at.end + after.end(), after[1].strip()
        if opened == "(":
            return replace(at, end=end + 1) if clean[end : end + 1] == ")" else at
        return replace(at, end=end + (clean[end : end + 1] == ","))
    return at
