"""Small words for counts: number words, plurals and lists, as they are read out in a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Who reads hidden rows and internal notes: the roles that have ``Right.READ_INTERNAL``.
FEW_READERS = "the manager, chair and scrutineer"
#: The two words of pages and prints for what only they read.
HIDDEN_ROW, INTERNAL_NOTE = "Hidden row", "Internal note"

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def in_brackets(words: str) -> str:
    """“(hidden row)”: as files of words hold a mark, where nothing is framed."""
    return f"({words.lower()})"


def number_word(number: int) -> str:
    """``2`` is ``"two"``; from ten on digits are quicker to read (``"12"``)."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def ordinal(number: int) -> str:
    """``2`` is ``"second"``, ``21`` is ``"21st"``."""
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 // 10 != 1 else "th"
    return f"{number}{ending}"


def plural(number: int, one: str, many: str = "") -> str:
    """The form of a noun that goes with a number: ``plural(2, "note")`` is ``"notes"``."""
    return one if number == 1 else many or f"{one}s"


def count(number: int, one: str, many: str = "") -> str:
    """``count(8, "new note")`` is ``"8 new notes"``."""
    return f"{number} {plural(number, one, many)}"


def capital(text: str) -> str:
    """The text with its first letter large and the rest as it was."""
    return text[:1].upper() + text[1:]


def listed(items: Iterable[str], most: int = 0) -> str:
    """``"99.1, 99.2 and 3 more"``: the items with commas, cut after ``most`` of them (0: never)."""
    every = list(items)
    if most and len(every) > most + 1:
        return f"{', '.join(every[:most])} and {len(every) - most} more"
    return ", ".join(every)


def in_a_line(text: str) -> str:
    """The lines of a cell in one, each once, with semicolons between: for a sentence that names what the cell holds."""
    lines = (" ".join(line.split()).removeprefix("- ").strip(" ;") for line in text.split("\n"))
    return "; ".join(dict.fromkeys(line for line in lines if line))


#: A bullet at the beginning of a line, or a word. Neither runs over the end of a line: where a pattern does, blank lines
#: are read again from each of them.
_TOKEN = re.compile(r"^[^\S\n]*- |\S+", re.MULTILINE)


def shorten(text: str, length: int = 48) -> str:
    """The beginning of a text in one line, without its bullets and marks, cut at a word. Reads no further than it shows."""
    words: list[str] = []
    size = 0
    for token in _TOKEN.finditer(text):
        word = token[0].replace("*", "")
        if word and not word.endswith(" "):
            words.append(word)
            size += len(word) + 1
        if size > length + 1:
            break
    first = " ".join(words)
    if len(first) <= length:
        return first.rstrip(".")
    return first[: length - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def the_name(name: str) -> str:
    """“the Executive”, also where the name itself begins with “The”."""
    return f"the {name[4:]}" if name.lower().startswith("the ") else f"the {name}"
