"""Normalise letters and words for comparison: accents, capitals, and characters that are not seen on paper."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE_ASCII = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ŧ": "t", "ħ": "h", "ŋ": "n"}
)
WORD = re.compile(r"[^\W_]+")
#: Capitals of the languages that write with Latin letters, accents included.
_CAPITALS = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x250)) if letter.isupper())
WORD_OF_FILE = re.compile(rf"\d+|[{_CAPITALS}]*[^\W\d_{_CAPITALS}]+|[{_CAPITALS}]+")  # “minutesTO2.docx”
RUN = re.compile(r"[^\W\d_]+")
QUOTE = "'’‘ʼʻ′＇`´"
SOFT_HYPHEN = "\u00ad"
LINE_ENDS = ("\n", "\r")
HYPHEN = "\\-\u2010-\u2015\u2212"


def is_invisible(sign: str) -> bool:
    """True for zero-width, control and non-characters."""
    code = ord(sign)
    if code < 0x80:
        return (code < 0x20 and sign not in "\t\n\x0b\x0c\r") or code == 0x7F
    return (
        unicodedata.category(sign) in ("Cf", "Cs")
        or (code < 0xA0 and code != 0x85)
        or code == 0x34F
        or 0xFE00 <= code < 0xFE10
        or 0xE0000 <= code < 0xE1000
        or 0xFDD0 <= code < 0xFDF0
        or code & 0xFFFE == 0xFFFE
    )


def fold(text: str) -> str:
    """Letters as they are compared: small, without accents and without what is not seen on paper."""
    bare = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c) and not is_invisible(c))
    return "".join(bare).casefold().translate(_LETTERS)


def plain(text: str) -> str:
    """Words as two names are compared: folded, with single spaces for all that is no letter or digit."""
    return " ".join(WORD.findall(fold(text)))


def bare(text: str) -> str:
    """The text without combining marks, which are no letters of their own."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
