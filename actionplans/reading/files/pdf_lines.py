"""Letters of a PDF page as words and lines, and lines as paragraphs with light marks.

A PDF holds letters and their places, nothing else. Distances are in points, from the top left corner of a page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from actionplans.reading.files.pdf_words import Letter, PdfLine, Word
from actionplans.reading.files.strikes import escaped

_BOLD = re.compile(r"bold|black|heavy|semibold|demi|[-,]bd", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|[-,]it\b", re.IGNORECASE)
_BULLETS = "•▪●◦○■□‣⁃∙·►➢➤❖✓✔\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf06f\u2023\u25aa"
_SOFT_BULLETS = "-–—*o§"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u00a0": " ", "\u2011": "-"}
#: Hyphens that only a line's end made.
_BREAKING = "\u00ad\u2010"
_DATED = re.compile(
    r"^\W*(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{6}\b(?=[.:\s])|\d{1,2}(?:st|nd|rd|th)\s[A-Z][a-z]+"
    r"|\d{1,2}-[A-Z][a-z]{2}-\d{2,4}\b|\d{1,2} [A-Z][a-z]{2,8} \d{4}(?: [^\W\d]{1,24}){0,2}:"
    r"|[A-Z][a-z]{2,8}\s(?:20)?\d\d\s?[:–—-])"
)
_LABEL = re.compile(r"[A-Z][\w /’'-]{1,30}:\s")
_ENDED = re.compile(r"[.!?:;)\]”\"’']$")

#: Words that plans put into their narrowest columns, where they are cut wherever the column ends.
_LONG_WORD = re.compile(
    r"achieved|accountable|assurance|commission(?:er|ing)|complet(?:e|ed|ion)|coordinator|deadline|delivered|director"
    r"|immediate(?:ly)?|implement(?:ation|ed|ing)|improvement|independent|monitoring|officer|ongoing|outstanding|overdue"
    r"|partnership|probation|progress|quarterly|annually|monthly|recommendations?|representatives?|responsible"
    r"|safeguarding|superintendent|timescale|training|january|february|september|october|november|december"
)


def lines_of(letters: list[Letter], page: int) -> list[PdfLine]:
    """The lines that letters (as pdfplumber gives them) form, from top to bottom."""
    upright = [letter for letter in letters if letter["upright"] and letter["size"] > 1]
    turned = [letter for letter in letters if not letter["upright"] and letter["text"].strip()]
    out = [line for band in _bands(upright) if (line := _line(band, page))]
    out.sort(key=lambda line: line.top)
    return out + _turned(turned, page)


def _bands(letters: list[Letter]) -> list[list[Letter]]:
    """Letters that share a line. Raised and lowered small ones join the line that they are in."""
    solid = [letter for letter in letters if letter["text"].strip()]
    if not solid:
        return []
    usual = median(letter["size"] for letter in solid)
    large = sorted((x for x in letters if x["size"] >= usual * 0.8), key=lambda x: x["top"] + x["bottom"])
    bands: list[list[Letter]] = []
    edges: list[tuple[float, float]] = []
    for letter in large:
        middle = (letter["top"] + letter["bottom"]) / 2
        if bands and edges[-1][0] <= middle <= edges[-1][1]:
            bands[-1].append(letter)
        else:
            bands.append([letter])
            edges.append((letter["top"] + 1, letter["bottom"] - 1))
    small = [letter for letter in letters if letter["size"] < usual * 0.8]
    alone = []
    for letter in small:
        middle = (letter["top"] + letter["bottom"]) / 2
        home = next(
            (
                i
                for i, (top, bottom) in enumerate(edges)
                if top - 2 <= middle <= bottom + 2 and _beside(letter, bands[i])
            ),
            None,
        )
        if home is None:
            alone.append(letter)
        else:
            bands[home].append(letter)
    return bands + (_bands(alone) if alone else [])


def _beside(letter: Letter, band: list[Letter]) -> bool:
    reach = letter["size"] * 1.5
    return any(x["x0"] - reach <= letter["x0"] <= x["x1"] + reach for x in band)


def _line(letters: list[Letter], page: int) -> PdfLine | None:
    letters = sorted(letters, key=lambda x: x["x0"])
    solid = [letter for letter in letters if letter["text"].strip()]
    if not solid:
        return None
    spaced = len(solid) < len(letters)
    words: list[Word] = []
    last: Letter | None = None
    fonts: dict[str, tuple[bool, bool]] = {}
    for letter in letters:
        text = str(_LIGATURES.get(letter["text"], letter["text"]))
        if not text.strip():
            last = None
            continue
        if last is not None and text == last["text"] and abs(letter["x0"] - last["x0"]) < letter["size"] * 0.12:
            words[-1].bold = True  # printed twice, a little apart: bold as some programs make it
            continue
        if text.startswith("(cid:"):
            text = "•" if not words else ""
            if not text:
                continue
        name = letter["fontname"]
        if name not in fonts:
            fonts[name] = (bool(_BOLD.search(name)), bool(_ITALIC.search(name)))
        bold, italic = fonts[name]
        gap = letter["x0"] - last["x1"] if last is not None else 0.0
        apart = letter["size"] * (0.3 if spaced else 0.16)
        if last is None or gap > apart or (len(words[-1].text) == 1 and words[-1].text in _BULLETS):
            words.append(Word(text, letter["x0"], letter["x1"], bold, italic, "struck" in letter))
        else:
            words[-1].text += text
            words[-1].x1 = max(words[-1].x1, letter["x1"])
        last = letter
    if not words:
        return None
    sizes = Counter(round(letter["size"], 1) for letter in solid)
    size = sizes.most_common(1)[0][0]
    body = [letter for letter in solid if letter["size"] >= size * 0.8]
    return PdfLine(words, min(x["top"] for x in body), max(x["bottom"] for x in body), size, page)


def _turned(letters: list[Letter], page: int) -> list[PdfLine]:
    """Letters on their side, as in narrow heading cells: each upright strip is a line."""
    strips: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda x: x["x0"]):
        if strips and letter["x0"] < strips[-1][0]["x1"] - 1:
            strips[-1].append(letter)
        else:
            strips.append([letter])
    out = []
    for strip in strips:
        upwards = strip[0]["matrix"][1] > 0
        strip.sort(key=lambda x: x["top"], reverse=upwards)
        text, last = "", None
        for letter in strip:
            gap = (
                0.0 if last is None else (last["top"] - letter["bottom"] if upwards else letter["top"] - last["bottom"])
            )
            text += (" " if gap > letter["size"] * 0.16 else "") + letter["text"]
            last = letter
        bold = bool(_BOLD.search(strip[0]["fontname"]))
        words = [Word(word, strip[0]["x0"], strip[0]["x1"], bold) for word in text.split()]
        top = min(x["top"] for x in strip)
        out.append(PdfLine(words, top, top + strip[0]["size"], strip[0]["size"], page))
    if out and letters[0]["matrix"][1] < 0:
        out.reverse()
    return out


@dataclass
class Measures:
    """What a whole file's lines have in common: the distance of lines by letter size, and the words that it uses."""

    pitches: dict[float, Counter[float]] = field(default_factory=dict)
    words: Counter[str] = field(default_factory=Counter)

    def learn(self, lines: list[PdfLine]) -> None:
        for line in lines:
            self.words.update(re.findall(r"[\w'’-]+", line.text.lower()))
        for upper, lower in zip(lines, lines[1:], strict=False):
            distance = round((lower.top - upper.top) * 2) / 2
            if upper.page == lower.page and upper.size == lower.size and 0.8 < distance / upper.size < 2.2:
                self.pitches.setdefault(upper.size, Counter())[distance] += 1

    def pitch(self, size: float) -> float:
        """The distance from line to line within a paragraph."""
        counts = self.pitches.get(size)
        if not counts:
            return size * 1.2
        most = max(counts.values())
        return min(distance for distance, n in counts.items() if n * 5 >= most)


@dataclass
class Passage:
    """One paragraph or list item: its lines, and how deep it is in a list (-1: not in one)."""

    lines: list[PdfLine]
    depth: int = -1
    start: float = 0.0
    right: float = 0.0

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


def _opens_item(line: PdfLine) -> bool:
    """Whether a line begins with a bullet."""
    first = line.words[0].text
    if len(line.words) < 2:
        return False
    if len(first) == 1 and first in _BULLETS:
        return True
    gap = line.words[1].x0 - line.words[0].x1
    return len(first) == 1 and first in _SOFT_BULLETS and (first != "*" or gap > line.size * 0.3)


def passages_of(lines: list[PdfLine], right: float, measures: Measures) -> list[Passage]:
    """Lines of one column as paragraphs and list items. ``right`` is where its lines end when they are full."""
    out: list[Passage] = []
    indents: list[float] = []
    lines = _without_lone_bullets(lines)
    for line in lines:
        last = out[-1].lines[-1] if out else None
        if _opens_item(line):
            bullet = line.words[0]
            while indents and indents[-1] > bullet.x0 + 3:
                indents.pop()
            if not indents or bullet.x0 > indents[-1] + 3:
                indents.append(bullet.x0)
            rest = PdfLine(line.words[1:], line.top, line.bottom, line.size, line.page)
            out.append(Passage([rest], len(indents) - 1, rest.x0, right))
        elif last is None or _breaks(out[-1], last, line, last.right or right, measures):
            out.append(Passage([line], -1, line.x0, line.right or right))
            indents = []
        else:
            out[-1].lines.append(line)
    return out


def _without_lone_bullets(lines: list[PdfLine]) -> list[PdfLine]:
    """Bullets that are a hair higher than their words, and so came out as lines of their own, put before them."""
    out: list[PdfLine] = []
    bullet: PdfLine | None = None
    for line in lines:
        if len(line.words) == 1 and len(line.words[0].text) == 1 and line.words[0].text in _BULLETS:
            bullet = line
        elif bullet is not None and line.page == bullet.page and abs(line.top - bullet.top) < line.size:
            out.append(PdfLine(bullet.words + line.words, line.top, line.bottom, line.size, line.page))
            bullet = None
        else:
            out.append(line)
    return out


def _breaks(passage: Passage, last: PdfLine, line: PdfLine, right: float, measures: Measures) -> bool:
    """Whether a line begins a new paragraph rather than going on with the one above."""
    if abs(last.size - line.size) > 0.6 and last.page == line.page:
        return True
    if last.page == line.page and line.top < last.top - 1 and not line.text[:1].islower():
        return True  # at the head of the next column
    if last.page == line.page and last.size != line.size and line.bold and not any(word.bold for word in last.words):
        return True  # a label in type of its own
    if last.bold and not line.words[0].bold and (_LABEL.match(line.text) or _DATED.match(line.text)):
        return True  # below a heading
    text = last.text
    ended = bool(_ENDED.search(text))
    if passage.depth >= 0 and line.x0 < passage.start - 3 and (ended or line.words[0].text[:1].isupper()):
        return True
    if last.page != line.page and passage.depth < 0 and not ended and line.text[:1].islower():
        return False  # a sentence that the page's end tears
    if last.page == line.page:
        pitch = max(measures.pitch(line.size), 0.1)
        distance = line.top - last.top
        if distance > pitch * 1.22 + 0.3:
            return True
    first = line.words[0]
    room = right - last.x1 - line.size * 0.25
    width = first.x1 - first.x0
    fits = width < room - 0.6
    if fits and (ended or line.words[0].text[:1].isupper() or not line.text[:1].isalpha() or room > width * 1.6 + 8):
        return True
    if ended and _DATED.match(line.text):
        return True
    if ended and first.bold and not last.words[-1].bold and any(c.isalnum() for c in first.text):
        return True
    return (
        last.page != line.page and bool(re.search(r"[.!?]$", text)) and line.text[:1].isupper() and room > width * 0.5
    )


def text_of(passages: Iterable[Passage], measures: Measures, *, plain: bool = False) -> str:
    """Passages as the plan document's text; ``plain`` leaves marks of bold and italic away."""
    out, listed = "", False
    for passage in passages:
        words = passage_text(passage, measures, plain=plain)
        if not words:
            continue
        item = passage.depth >= 0
        out += ("" if not out else "\n" if item and listed else "\n\n") + words
        listed = item
    return out


def passage_text(passage: Passage, measures: Measures, *, plain: bool = False) -> str:
    pieces: list[tuple[str, str]] = []  # mark, words with the white space before them
    for number, line in enumerate(passage.lines):
        cut = number > 0 and _cut(passage.lines[number - 1], line, passage.right, measures)
        for i, word in enumerate(line.words):
            between = " " if pieces else ""
            text = escaped(word.text)
            if i == 0 and pieces:
                mark, before = pieces[-1]
                joint = _joint(before.split()[-1] if before.split() else "", text, measures)
                if joint == "drop":
                    pieces[-1] = (mark, before[:-1])
                between = " " if joint == "space" and not cut else ""
            mark = "~~" if word.struck else "" if plain else "**" if word.bold else "*" if word.italic else ""
            if pieces and (pieces[-1][0] == mark or not any(c.isalnum() for c in text)):
                pieces[-1] = (pieces[-1][0], pieces[-1][1] + between + text)
            else:
                pieces.append((mark, between + text))
    prefix = "  " * passage.depth + "- " if passage.depth >= 0 else ""
    text = "".join(_wrapped(mark, words) for mark, words in pieces).strip()
    return prefix + text.replace("\u00ad", "").replace("\u2010", "-")


#: Points beside the words of a cell.
_PADDING = 5.0
#: The end of a word that is none by itself.
_FRAGMENT = re.compile(
    r"t?ions?|ments?|nts?|ngs?|ity|ties|ies|ally|ers|ors|ces?|ns|rs|ts|ry|ly|ness|ance|ence|ated?|ive|ical|ng"
)


def _cut(line: PdfLine, following: PdfLine, right: float, measures: Measures) -> bool:
    """Whether a long word was cut in two where a narrow column ended: it fills its line to the last letter."""
    word, rest = line.words[-1], following.words[0]
    if len(word.text) < 5 or not word.text.isalpha() or not rest.text[0].islower():
        return False
    begun, match = word.text.lower(), re.match(r"\w+", rest.text)
    if match is None:
        return False
    letters, alone = match[0].lower(), len(line.words) == 1
    if alone and _LONG_WORD.fullmatch(begun + letters):
        return True
    letter = (word.x1 - word.x0) / len(word.text)
    if right - word.x1 > letter * 2 + _PADDING:
        return False
    if len(letters) == 1 and letters != "a" or (measures.words[begun + letters] and measures.words[begun] < 2):
        return True
    if _FRAGMENT.fullmatch(letters) and (measures.words[begun] < 2 or right - word.x1 <= letter * 1.1):
        return True
    if not alone or right - word.x1 > letter * 1.1:
        return False
    return measures.words[begun] < 2 and bool(re.search(r"(?:[aiou]|[^aeiou]{4}|[jqvz])$", begun))


def _wrapped(mark: str, words: str) -> str:
    inner = words.strip()
    if not mark or "*" in inner or not any(c.isalnum() for c in inner):
        return words
    return words.replace(inner, f"{mark}{inner}{mark}", 1)


def _joint(before: str, after: str, measures: Measures) -> str:
    """How the last word of a line and the first of the next go together: with a space, without, or with a hyphen less."""
    if before.endswith("/") and len(before) > 1 and after[:1].isalnum():
        return "none"
    if before.endswith(tuple(_BREAKING)) and after[:1].isalpha():
        return "drop"
    if not before.endswith("-") or len(before) < 2 or not before[-2].isalnum() or not after[:1].isalnum():
        return "space"
    left = re.findall(r"[\w'’-]+", before.lower())
    right = re.findall(r"[\w'’-]+", after.lower())
    if not left or not right:
        return "none"
    hyphened, closed = left[-1] + right[0], left[-1][:-1] + right[0]
    return "drop" if after[0].islower() and measures.words[closed] > measures.words[hyphened] else "none"
