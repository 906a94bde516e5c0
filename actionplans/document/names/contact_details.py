"""Find and replace e-mail addresses, handles and phone numbers in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_NO_ADDRESS = re.compile(r"[\s<>,;:()\[\]\"“”|@]")
PHONE = re.compile(
    r"(?<![\w.+/-])(?:\+\d{1,3}[ .-]?(?:\(0\)[ .-]?)?\d{2,5}(?:[ .-]?\d{2,5}){1,4}"
    r"|\(0\d{2,5}\)[ .-]?\d{3,4}(?:[ .-]?\d{3,4})?"
    r"|0\d{2,4}[ .-]?\d{3,4}[ .-]?\d{3,4}"
    r"|0\d{9,10})(?![\w-]|[./]\d)(?:\s?(?:ext|x)\.?\s?\d{1,6})?"
)
ADDRESS_REMOVED = "[e-mail address removed]"
PHONE_REMOVED = "[phone number removed]"


def replace_places(text: str, places: Iterable[tuple[int, int]], words: str, replaced: list[tuple[str, str]]) -> str:
    """The text with ``words`` at these places; each pair (original, replacement) is added to ``replaced``."""
    out, reached = [], 0
    for start, end in places:
        out += [text[reached:start], words]
        replaced.append((text[start:end], words))
        reached = end
    return "".join((*out, text[reached:]))


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """E-mail addresses and handles ("@fenmarsh") in a text, as places: a letter on one side of the sign at least."""
    reached = 0
    for at in re.finditer("@", text):
        if at.start() < reached:
            continue
        start, end = at.start(), at.end()
        while start > reached and not _NO_ADDRESS.match(text, start - 1):
            start -= 1
        while end < len(text) and not _NO_ADDRESS.match(text, end):
            end += 1
        while end > at.end() and not text[end - 1].isalnum():
            end -= 1
        before, after = text[start : at.start()], text[at.end() : end]
        if any(map(str.isalpha, after)) and (not before or any(map(str.isalpha, before)) or "." in after):
            yield start, end
            reached = end
