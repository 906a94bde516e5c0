"""Make typed text printable: characters that a PDF cannot hold are removed, those that no typeface of the print has are
named in words, and long words are given places to break."""

from __future__ import annotations

import re
import unicodedata

from .press.fonts import signs

#: A word longer than this gets places where it may break. Laying out one that has none takes quadratic time.
LONGEST_WORD = 40
_STEP = 8  # so many of the widest letters fit into the narrowest column
_BREAK = "\u200b"

# What XML forbids, and code points that are no character at all: control characters, lone surrogates, noncharacters.
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
# What every face of the print has for certain: most of what boards type.
_UNUSUAL = re.compile(f"[^\\n\\t\\x20-\\x7e\\xa0-\\u017f\\u0370-\\u0373\\u2010-\\u2027\\u20ac\\u2122{_BREAK}\ufffd]")
# Marks that turn the direction of all that follows: nobody types them, and a line must not be read backwards.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# What only says how its neighbour is drawn: skin tones, variations, joiners, the letters of flags of regions.
_DRAWS_OTHERS = re.compile("[\u200c\u200d\u2060\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]")
_ODD = re.compile(f"[^\\x20-\\x7e\\n\\xa1-\\u017f\\u2010-\\u2027\\u20ac]|\\S{{{LONGEST_WORD + 1},}}")


def printable(text: str) -> str:
    """The text as it can be printed: the same words, without what a PDF may not hold, and breakable throughout."""
    if not _ODD.search(text):
        return text
    text = _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))
    text = _PRIVATE.sub("\ufffd", _PRIVATE_BULLETS.sub("•", text))
    text = _UNUSUAL.sub(_printable_sign, _TURNS.sub("", text))
    return _LONG_WORD.sub(_breakable, text)


def _printable_sign(sign: re.Match[str]) -> str:
    """A sign as it can be printed: itself, or what it is: “[party popper]”."""
    character = sign[0]
    if ord(character) in signs():
        return character
    if _DRAWS_OTHERS.match(character) or unicodedata.category(character) == "Cf":
        return ""
    if unicodedata.category(character).startswith("S"):
        return f"[{unicodedata.name(character, 'sign').lower()}]"
    return f"[U+{ord(character):04X}]"  # a letter: its name would help nobody


def _breakable(word: re.Match[str]) -> str:
    return _BREAK.join(_PIECES.findall(word[0]))
