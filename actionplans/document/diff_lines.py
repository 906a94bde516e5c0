"""The lines of a compared text, as a screen or a sheet of paper shows them: each new, gone, mixed or as it was.

Plain text with its light marks; the caller draws it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from .text_diff import DiffPiece, Kind

LineKind = Literal["same", "new", "gone", "mixed"]


@dataclass(frozen=True)
class ChangedLine:
    """One line: ``new`` or ``gone`` as a whole, ``mixed``, or the ``same``. A blank one has no pieces."""

    kind: LineKind
    pieces: tuple[DiffPiece, ...]


def changed_lines(pieces: Iterable[DiffPiece]) -> Iterator[ChangedLine]:
    """The lines of pieces, which may run over several. Where all was replaced, removed lines come first."""
    pieces = tuple(pieces)
    if [piece.kind for piece in pieces] == ["gone", "new"]:
        yield from changed_lines(pieces[:1])
        yield from changed_lines(pieces[1:])
        return
    split: list[list[DiffPiece]] = [[]]
    for piece in pieces:
        for place, part in enumerate(piece.text.split("\n")):
            if place:
                split.append([])
            if part:
                split[-1].append(DiffPiece(piece.kind, part))
    yield from map(_line, split)


def _line(pieces: list[DiffPiece]) -> ChangedLine:
    kinds = {piece.kind for piece in pieces if piece.text.strip()}
    if not kinds:
        return ChangedLine("same", ())
    if len(kinds) > 1:
        return ChangedLine("mixed", tuple(_with_gaps(pieces)))
    kind = kinds.pop()
    return ChangedLine(kind, (DiffPiece(kind, "".join(piece.text for piece in pieces)),))


def _with_gaps(pieces: list[DiffPiece]) -> Iterator[DiffPiece]:
    """The pieces, with a space where a removed word runs into the one that took its place."""
    before = None
    for piece in pieces:
        if (
            before
            and {before.kind, piece.kind} == {"gone", "new"}
            and before.text[-1:].isalnum()
            and piece.text[:1].isalnum()
        ):
            yield DiffPiece("same", " ")
        yield piece
        before = piece


def spaced(piece: DiffPiece) -> Iterator[DiffPiece]:
    """The piece with the white space around it set apart, so that no line is drawn under or through it."""
    words = piece.text.strip()
    start = piece.text.index(words) if words else len(piece.text)
    parts: tuple[tuple[Kind, str], ...] = (
        ("same", piece.text[:start]),
        (piece.kind, words),
        ("same", piece.text[start + len(words) :]),
    )
    for kind, text in parts:
        if text:
            yield DiffPiece(kind, text)
