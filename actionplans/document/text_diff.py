"""The difference of two texts, word by word: pieces that are the same, new or gone.

The pieces keep every character: those that are the same or new, joined, are the new text; the same or gone, the old.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "new", "gone"]


@dataclass(frozen=True)
class DiffPiece:
    """A stretch of text: ``"same"`` in both, ``"new"`` only in the new one, ``"gone"`` only in the old one."""

    kind: Kind
    text: str


#: How much work one round of word matching may be, in pairs of equal words. Beyond it whole sentences or lines are
#: compared: a cell of 50,000 characters must not hold up a page.
MOST_PAIRS = 40_000
#: Below this share of words in common a text is shown as replaced: crumbs of it between changes read worse.
LEAST_SHARED = 0.25

_WORD = re.compile(r"(\w+(?:['’]\w+)*|[^\w\s])(\s*)")
_SENTENCE = re.compile(r"(.+?(?:[.!?;](?=\s)|$))(\s*)", re.MULTILINE)
_LINE = re.compile(r"([^\n]+)(\n\s*|)")


def pieces(old: str, new: str) -> tuple[DiffPiece, ...]:
    """What changed between two texts, by words; coarser where a text is very long. Removed comes before new."""
    if old == new:
        return _joined([DiffPiece("same", new)])
    if not old.strip() or not new.strip():
        return replaced(old, new)
    out = _compare(old, new, 0)
    shared = sum(len(p.text) for p in out if p.kind == "same" and p.text.strip())
    if shared < LEAST_SHARED * min(len(old), len(new)):
        return replaced(old, new)
    return _from_line_start(_joined(_swept(out)))


def replaced(old: str, new: str) -> tuple[DiffPiece, ...]:
    """The whole old text gone and the whole new one new: for a date or a status, whose parts mean nothing alone."""
    if old == new:
        return _joined([DiffPiece("same", new)])
    return _joined([DiffPiece("gone", old), DiffPiece("new", new)])


def listed_pieces(old: Sequence[str], new: Sequence[str], between: str = "; ") -> tuple[DiffPiece, ...]:
    """Two lists, such as the leads of an action, compared item by item and joined with ``between``."""

    def tokens(items: Sequence[str]) -> list[tuple[str, str]]:
        return [(item, between if i < len(items) - 1 else "") for i, item in enumerate(items)]

    return _joined(_align(tokens(old), tokens(new)))


def old_text(changed: Iterable[DiffPiece]) -> str:
    """The text as it was."""
    return "".join(p.text for p in changed if p.kind != "new")


def new_text(changed: Iterable[DiffPiece]) -> str:
    """The text as it is."""
    return "".join(p.text for p in changed if p.kind != "gone")


# How it is done -------------------------------------------------------------------------------------------------------

# A token is a word, sentence or line, and the white space that follows it. Tokens are matched without the white space,
# so that a space before a deleted comma does not hide that the words are the same.
Token = tuple[str, str]


def _tokens(text: str, level: int) -> list[Token]:
    pattern = (_WORD, _SENTENCE, _LINE)[level]
    lead = len(text) - len(text.lstrip())
    out: list[Token] = [("", text[:lead])] if lead else []
    place = lead
    for match in pattern.finditer(text, lead):
        word, space = match.groups()
        if match.start() > place:  # whatever a pattern does not know stays as it is
            out.append((text[place : match.start()], ""))
        out.append((word, space))
        place = match.end()
    if place < len(text):
        out.append((text[place:], ""))
    return out


def _pairs(old: Sequence[Token], new: Sequence[Token]) -> int:
    """How many pairs of equal tokens there are: what one search for the longest match looks at."""
    counts = Counter(word for word, _ in new)
    return sum(counts[word] for word, _ in old)


def _compare(old: str, new: str, level: int) -> list[DiffPiece]:
    """The finest comparison that is quick enough; levels are words, sentences and lines."""
    a, b = _tokens(old, level), _tokens(new, level)
    start, end = _common(a, b)
    middle_a, middle_b = a[start : len(a) - end], b[start : len(b) - end]
    if _pairs(middle_a, middle_b) <= MOST_PAIRS:
        return _align(a, b)
    head, tail = _align(a[:start], b[:start]), _align(a[len(a) - end :], b[len(b) - end :])
    old_middle, new_middle = _text(middle_a), _text(middle_b)
    return [*head, *_coarser(old_middle, new_middle), *tail]


def _coarser(old: str, new: str) -> list[DiffPiece]:
    """Compare by lines, else sentences; then look into the changed stretches, where those are short enough."""
    for level in (2, 1):
        a, b = _tokens(old, level), _tokens(new, level)
        if min(len(a), len(b)) < 2 or _pairs(a, b) > MOST_PAIRS:
            continue
        out: list[DiffPiece] = []
        matched = False
        for tag, i1, i2, j1, j2 in _matcher(a, b).get_opcodes():
            was, now = _text(a[i1:i2]), _text(b[j1:j2])
            if tag == "equal":
                matched = True
                out += _align(a[i1:i2], b[j1:j2])
            elif _pairs(_tokens(was, 0), _tokens(now, 0)) <= MOST_PAIRS:
                out += _align(_tokens(was, 0), _tokens(now, 0))
            else:
                out += [DiffPiece("gone", was), DiffPiece("new", now)]
        if matched:
            return out
    return [DiffPiece("gone", old), DiffPiece("new", new)]


def _common(a: Sequence[Token], b: Sequence[Token]) -> tuple[int, int]:
    """How many tokens at the start and at the end are the same."""
    most = min(len(a), len(b))
    start = 0
    while start < most and a[start][0] == b[start][0]:
        start += 1
    end = 0
    while end < most - start and a[-1 - end][0] == b[-1 - end][0]:
        end += 1
    return start, end


def _matcher(a: Sequence[Token], b: Sequence[Token]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, [word for word, _ in a], [word for word, _ in b], autojunk=False)


def _text(tokens: Iterable[Token]) -> str:
    return "".join(word + space for word, space in tokens)


def _align(a: Sequence[Token], b: Sequence[Token]) -> list[DiffPiece]:
    start, end = _common(a, b)
    out: list[DiffPiece] = []

    def same(was: Token, now: Token) -> None:
        out.append(DiffPiece("same", now[0]))
        if was[1] == now[1]:
            out.append(DiffPiece("same", now[1]))
        else:
            out.extend((DiffPiece("gone", was[1]), DiffPiece("new", now[1])))

    for was, now in zip(a[:start], b[:start], strict=True):
        same(was, now)
    middle_a, middle_b = a[start : len(a) - end], b[start : len(b) - end]
    for tag, i1, i2, j1, j2 in _matcher(middle_a, middle_b).get_opcodes():
        if tag == "equal":
            for was, now in zip(middle_a[i1:i2], middle_b[j1:j2], strict=True):
                same(was, now)
            continue
        gone, fresh, space = _text(middle_a[i1:i2]), _text(middle_b[j1:j2]), ""
        if tag == "replace" and middle_a[i2 - 1][1] == middle_b[j2 - 1][1]:
            # the white space behind both stays: "cannot ~~tell~~ see why"
            space = middle_b[j2 - 1][1]
            gone, fresh = gone[: len(gone) - len(space)], fresh[: len(fresh) - len(space)]
        out += [DiffPiece("gone", gone), DiffPiece("new", fresh), DiffPiece("same", space)]
    for was, now in zip(a[len(a) - end :], b[len(b) - end :], strict=True):
        same(was, now)
    return out


def _swept(changed: Iterable[DiffPiece]) -> list[DiffPiece]:
    """White space or a lone mark that survived between two replaced words goes with them: fewer, longer stretches."""
    run = list(_joined(changed))
    out: list[DiffPiece] = []
    for i, piece in enumerate(run):
        small = piece.kind == "same" and "\n" not in piece.text and not re.search(r"\w", piece.text)
        if small and 0 < i < len(run) - 1 and _both(run, i, -1) and _both(run, i, 1):
            out += [DiffPiece("gone", piece.text), DiffPiece("new", piece.text)]
        else:
            out.append(piece)
    return out


def _both(run: Sequence[DiffPiece], i: int, step: int) -> bool:
    """Whether both gone and new text are beside the piece at ``i``, on one side of it."""
    kinds = {run[j].kind for j in (i + step, i + 2 * step) if 0 <= j < len(run)}
    return kinds == {"gone", "new"}


def _joined(changed: Iterable[DiffPiece]) -> tuple[DiffPiece, ...]:
    """Without empty pieces, neighbours of a kind in one; between two unchanged pieces removed comes before new."""
    out: list[DiffPiece] = []
    gone = fresh = ""

    def flush() -> None:
        nonlocal gone, fresh
        lead, was, now, trail = _shared_space(gone, fresh)
        same(lead)
        if was:
            out.append(DiffPiece("gone", was))
        if now:
            out.append(DiffPiece("new", now))
        gone = fresh = ""
        same(trail)

    def same(text: str) -> None:
        if not text:
            return
        if out and out[-1].kind == "same":
            out[-1] = DiffPiece("same", out[-1].text + text)
        else:
            out.append(DiffPiece("same", text))

    for piece in changed:
        if not piece.text:
            continue
        if piece.kind == "gone":
            gone += piece.text
        elif piece.kind == "new":
            fresh += piece.text
        else:
            flush()
            same(piece.text)
    flush()
    return tuple(out)


def _shared_space(gone: str, fresh: str) -> tuple[str, str, str, str]:
    """White space on the same side of both removed and new text is no change: taken out of both."""
    ends: list[str] = []
    for side in (1, -1):
        length = 0
        while length < min(len(gone), len(fresh)):
            at = length if side == 1 else -1 - length
            if gone[at] != fresh[at] or not gone[at].isspace():
                break
            length += 1
        if side == 1:
            ends.append(gone[:length])
            gone, fresh = gone[length:], fresh[length:]
        else:
            ends.append(gone[len(gone) - length :])
            gone, fresh = gone[: len(gone) - length], fresh[: len(fresh) - length]
    return ends[0], gone, fresh, ends[1]


def _from_line_start(run: Sequence[DiffPiece]) -> tuple[DiffPiece, ...]:
    """A stretch that is only new or only gone begins where its line does, if its words allow: a bullet with its dash.

    Of "- one", "- two" without the first, "one / - " and "- one /" are equally gone; the second is what was done.
    """
    out = list(run)
    for i in range(1, len(out) - 1):
        before, piece, behind = out[i - 1 : i + 2]
        if piece.kind == "same" or before.kind != "same" or behind.kind != "same":
            continue
        tail = before.text[before.text.rfind("\n") + 1 :]
        if tail and len(tail) < len(piece.text) and piece.text.endswith(tail):
            length = len(tail)
            out[i - 1] = DiffPiece("same", before.text[:-length])
            out[i] = DiffPiece(piece.kind, tail + piece.text[:-length])
            out[i + 1] = DiffPiece("same", tail + behind.text)
    return tuple(p for p in out if p.text)
