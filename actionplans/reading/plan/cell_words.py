"""What the cell of a row says by itself: a tick, a colour, advice on what to write there, or a count of other rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .heading_words import STATUS_WORDS

#: A longer text is no advice.
_LONGEST = 160
_TICK = re.compile(r"[✓✔☑√xX✗☒☐]|yes|no|y|n", re.IGNORECASE)
_CHOICES = re.compile(r"[\w /-]{2,40}(?:[,/]\s*[\w-][\w -]{1,39})*(?:,?\s+or\s+|\s*/\s*)[\w -]{2,40}[.?]?")
_GUIDANCE = re.compile(
    r"[(\[]|e\.?g\.?\b|i\.?e\.?\b|for example\b|please\b|insert\b|copy\b|enter\b|state\b|describe\b|list\b"
    r"|specify\b|select\b|tick\b|completed? by\b|(?:to be|must be|should be) (?:completed|filled|entered|written)\b"
    r"|for (?:the )?\w+ to (?:complete|fill)\b|(?:who|what|when|where|which|how|why)\b"
    r"|(?:one|a|the|each) (?:\w+ ){0,3}(?:for|per) each\b|names? of\b|dates? (?:of|on|by)\b",
    re.IGNORECASE,
)


_BOXES = "☐□☒☑✓✔■"
_BOX = re.compile(rf"(?P<box>[{_BOXES}])\s*(?P<words>[^{_BOXES}]{{0,60}})")


def chosen_of(text: str) -> str:
    """The words beside the ticked boxes of a cell with several: "☐ Begun ☒ Complete" is Complete; other texts as they are."""
    boxes = list(_BOX.finditer(text))
    if len(boxes) < 2:
        return text
    if not text.lstrip().startswith(tuple(_BOXES)):  # "Not started ☐ Complete ☒": each box is behind its words
        pairs = re.findall(rf"([^{_BOXES}]{{1,60}})([{_BOXES}])", text)
        return ", ".join(words.strip() for words, box in pairs if box not in "☐□")
    return ", ".join(box["words"].strip() for box in boxes if box["box"] not in "☐□")


def is_guidance(text: str) -> bool:
    """Whether a cell below a heading reads as advice on what to write there, or as the choices that there are."""
    text = re.sub(r"[*_]", "", text).strip()
    if len(text) > _LONGEST:
        return False
    return bool(_GUIDANCE.match(text)) or bool(re.search(r"\bor\b", text) and _CHOICES.fullmatch(text))


_ANSWER = re.compile(
    r"(?:(?:not|partly|partially|fully)\s+)?(?:accepted|agreed|adopted|rejected|declined|noted)\b"
    r"(?:\s+(?:in (?:principle|part|full)|for now))?\s*(?:[.,:;–—-]|$)",
    re.IGNORECASE,
)
_INTENDS = re.compile(r"\b(?:will|shall|to be|must|plan(?:s|ned)? to|going to)\b", re.IGNORECASE)


def is_answer(text: str) -> bool:
    """Whether a cell only says whether a recommendation is accepted, and nothing that is to be done."""
    return bool(_ANSWER.match(text.strip(" *"))) and not _INTENDS.search(text)


def is_tick(text: str) -> bool:
    """Whether a cell holds only a tick, a cross or yes or no."""
    return bool(_TICK.fullmatch(text.strip()))


def colour_word(fill: str) -> str:
    """The name of the colour behind a cell, if it is one that ratings use: six hexadecimal digits to a word or ``""``."""
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", fill):
        return ""
    red, green, blue = (int(fill[i : i + 2], 16) for i in (0, 2, 4))
    brightest, darkest = max(red, green, blue), min(red, green, blue)
    if brightest - darkest < 0.35 * brightest or brightest < 80:
        return ""
    if brightest == red:
        hue = 60 * ((green - blue) / (brightest - darkest)) % 360
    elif brightest == green:
        hue = 60 * ((blue - red) / (brightest - darkest)) + 120
    else:
        hue = 60 * ((red - green) / (brightest - darkest)) + 240
    for until, word in (
        (18, "Red"),
        (51, "Amber"),
        (68, "Yellow"),
        (165, "Green"),
        (255, "Blue"),
        (330, ""),
        (361, "Red"),
    ):
        if hue < until:
            return word
    return ""


_NUMBER = re.compile(r"\d{1,4}(?:\s?%)?")
_LABEL = re.compile(r"(?:[^\W\d]|[ /&’'-]){2,40}:?")
_THINGS = r"(?:actions?|items?|milestones?|recommendations?|rows?|tasks?)"
#: "4 actions in this priority: 1 complete, 0 late"
_COUNTED = re.compile(
    rf"(?:totals?\b\D{{0,30}})?\d{{1,4}}\s{_THINGS}\b\D{{3,60}}\d{{1,4}}\s(?:complete|closed|open|overdue|late|on track|at risk)",
    re.IGNORECASE,
)
#: "Actions in theme: 5"
_COUNTS_AT_END = re.compile(
    rf"(?:(?:sub-?)?totals?(?: (?:number )?(?:of )?{_THINGS})?|number of {_THINGS}"
    rf"|{_THINGS}\b[^\d:=]{{0,40}}[:=])\s*\d{{1,4}}\W*",
    re.IGNORECASE,
)
#: What is counted is named in so few words.
_MOST_WORDS = 4
_COUNTING = re.compile(
    r"\b(?:totals?|actions|items|milestones|recommendations|count|number of|of which|completed?|open|overdue)\b",
    re.IGNORECASE,
)


def is_count(texts: Sequence[str]) -> bool:
    """Whether a row only counts others: "Milestones in this section", "6", "Complete", "2". ``texts`` are its filled cells."""
    if len(texts) == 1:
        text = texts[0][: _LONGEST + 1]
        counts = _COUNTS_AT_END.fullmatch(text) or _COUNTED.match(text) or sums_up(text)
        return len(text) <= _LONGEST and bool(counts)
    numbers = [i for i, text in enumerate(texts) if _NUMBER.fullmatch(text)]
    labels = [i for i, text in enumerate(texts) if _LABEL.fullmatch(text)]
    return (
        bool(numbers)
        and len(numbers) + len(labels) == len(texts)
        and labels[:1] == [0]
        and len(labels) <= len(numbers)
        and any(_COUNTING.search(texts[i]) for i in labels)
    )


#: "1 of 3 complete (33%)"
_OF_ALL = re.compile(
    r"(?P<some>\d{1,4})\s?(?:(?:out )?of|/)\s?(?P<all>\d{1,4})\b(?P<words>[^\d(]{0,60})(?:\(?(?P<share>\d{1,3})\s?%\)?)?\W*"
)
_PART = re.compile(
    r"\s*(?:(?P<before>\d{1,4})\s(?P<behind>[^\W\d][^\d|,;:·•]{1,40})|(?P<ahead>[^\W\d][^\d|,;:·•]{1,40}?)[\s:=]{1,3}(?P<after>\d{1,4}))"
)
_TOTAL = re.compile(r"(?:sub-?|grand )?totals?[\s:]{1,3}(?=\d)", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s|,;:·•.()–—-]*")


def counts(text: str) -> bool:
    """Whether a cell says how many rows there are: "3 tasks", "1 of 3 complete"."""
    return bool(re.fullmatch(rf"\d{{1,4}}\s{_THINGS}", text.strip(), re.IGNORECASE)) or sums_up(text)


def sums_up(text: str) -> bool:
    """Whether a line is a sum, "3 tasks | 1 complete | 2 open" or "Tasks: 3 Open: 2 Late: 1", the parts of which add up to the
    first; or so many of all."""
    text = _TOTAL.sub("", text.strip())
    if len(text) > _LONGEST:
        return False
    if match := _OF_ALL.fullmatch(text):
        some, every = int(match["some"]), int(match["all"])
        share = match["share"] is not None and every and abs(some * 100 / every - int(match["share"])) <= 1
        words = match["words"].strip()
        counted = match["share"] is None and (_COUNTING.search(words) or STATUS_WORDS.fullmatch(words))
        return some <= every and bool(share or counted)
    numbers = _added(text)
    return len(numbers) > 1 and numbers[0] == sum(numbers[1:])


def _added(text: str) -> list[int]:
    """The numbers of a line that is nothing but numbers, each with a few words; none for other lines."""
    numbers: list[int] = []
    at = 0
    while at < len(text):
        match = _PART.match(text, at)
        if match is None or len((match["behind"] or match["ahead"]).split()) > _MOST_WORDS:
            return []
        numbers.append(int(match["before"] or match["after"]))
        between = _BETWEEN.match(text, match.end())
        at = between.end() if between else match.end()
    return numbers
