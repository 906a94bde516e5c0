"""Characters on paper: what a PDF cannot hold is taken out, and what would never break is given places to break."""

from __future__ import annotations

import re

#: A word longer than this gets places where it may break. Laying out one that has none takes quadratic time.
LONGEST_WORD = 40
_STEP = 8  # so many of the widest letters fit into the narrowest column
_BREAK = "\u200b"

# What XML forbids, and what stands for no character at all: control characters, lone surrogates, noncharacters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
# Word processors keep their bullets in the private use area, where no text font has a glyph.
_PRIVATE_BULLETS = re.compile("[\uf0a7\uf0b7\uf076\uf0d8\uf0fc]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
# Some spaces are there to prevent a break, so they belong to the word.
_LONG_WORD = re.compile(rf"(?:[^\s{_BREAK}]|[\xa0\u2007\u202f]){{{LONGEST_WORD + 1},}}")
_PIECES = re.compile(rf".{{1,{_STEP}}}", re.DOTALL)
_ODD = re.compile(f"[^\\x20-\\x7e\\n\\xa1-\\u017f\\u2010-\\u2027\\u20ac]|\\S{{{LONGEST_WORD + 1},}}")


def printable(text: str) -> str:
    """The text as it can be printed: the same words, without what a PDF may not hold, and breakable throughout."""
    if not _ODD.search(text):
        return text
    text = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _PRIVATE.sub("\ufffd", _PRIVATE_BULLETS.sub("•", text))
    return _LONG_WORD.sub(_breakable, text)


def _breakable(word: re.Match[str]) -> str:
    return _BREAK.join(_PIECES.findall(word[0]))
