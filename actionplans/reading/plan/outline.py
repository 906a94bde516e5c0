"""A plan without a table: numbered actions with lines "Lead:", "Timescale:", "Update:" below them, or sentences that say who does
what by when. They are read as the tables that they stand for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from actionplans.document.dates import find_dates
from actionplans.document.fields import FIELDS
from actionplans.reading.files.blocks import Cell, Paragraph, Table

from .ending_words import says_closed_elsewhere, says_ended
from .hints import Hints
from .meanings import LIKELY, meanings
from .progress import read_progress
from .scale import read_scale
from .sections import ClassifiedLine, bare, classify

#: Fields whose labels show that lines are those of an action, and the others that may stand with them.
_TELLING = {"lead", "deadline", "progress"}
_LABELS = set(FIELDS) - {"recommendation", "number"}
_LABEL = re.compile(r"(?:[-•]\s*)?(?P<label>[A-Z][\w /()’'-]{1,40}?)\s*[:–]\s*(?P<value>.*)", re.DOTALL)
_ACTION = re.compile(
    r"(?:actions?|what|task)(?: (?:required|needed|agreed|point|to (?:be taken|take)))?", re.IGNORECASE
)
#: "Action 1.2 Write to each school"
_NUMBERED_ACTION = re.compile(
    r"(?:\*\*)?(?:Action|Task|Step)\s+(?P<number>[A-Z]{0,2}\d{1,3}(?:\.\d{1,3})*[a-z]?)\s*[:.–-]?(?:\*\*)?\s+(?P<text>[^\s:].*)",
    re.DOTALL,
)
_OPENING = ("section", "recommendation", "objectives", "outcomes", "heading")
#: So many lines with labels make an outline.
_LEAST = 3
#: "The Council (Head of Early Help) will open a hub by 31 March 2027. Complete."
_SENTENCE = re.compile(
    r"(?P<who>[A-Z][^.:]{2,160}?)\s+(?:will|shall|is to|are to)\s+(?P<what>.+?[.)])(?:\s+(?=[A-Z])(?P<rest>.+))?",
    re.DOTALL,
)
_WHEN = re.compile(
    r"(?:,\s*)?\b(?P<when>(?:by|before|from|within|no later than|until)\s+(?:the\s+)?(?:end\s+of\s+)?[^,;()]{3,60}"
    r"|immediately|ongoing)[.)]*$|\((?:timescale|deadline|date)\s+(?P<open>[^()]+)\)[.]*$",
    re.IGNORECASE,
)
#: "By 30 September 2026, give every worker a tablet (Head of Digital)"
_BY_FIRST = re.compile(
    r"(?P<when>(?:by|from|within|before|in|on)\s[^,(]{3,40}(?:\([^()]*\))?),\s(?P<what>[^()]+(?:\([^()]*\)[^()]+)*)"
    r"\((?P<who>[^()]{3,90})\)\W*",
    re.IGNORECASE,
)
_AT_FIRST = re.compile(r"^(?:through|led by|via|by)\s+(?:the\s+)?", re.IGNORECASE)


@dataclass
class _Action:
    """One action of an outline: its number and words, and the values below it by their labels."""

    number: str
    text: str
    place: str
    values: dict[str, str] = field(default_factory=dict)
    last: str = ""

    def put(self, label: str, words: str) -> None:
        above = self.values.get(label, "")
        self.values[label] = f"{above}\n\n{words}" if above and words else above or words
        self.last = label


def with_tables(blocks: Sequence[Paragraph | Table], hints: Hints) -> tuple[Paragraph | Table, ...]:
    """The blocks of a file, each run of actions that are lines as a table."""
    lines = [line for block in blocks if isinstance(block, Paragraph) for line in lines_of(block)]
    labelled = [found[0] for line in lines if (found := _labelled(line))]
    fields = {_field(label) for label in labelled}
    says = len(labelled) >= _LEAST and len(fields & _TELLING) >= 2
    sentences = _under_recommendations(blocks)
    dated = (
        sum(bool(_BY_FIRST.fullmatch(classify(line).text)) for line in lines if line.text.lstrip().startswith("- "))
        >= _LEAST
    )
    if not says and not sentences and not dated and not any(hint.role == "action" for hint in hints.lines):
        return tuple(blocks)
    reader = _OutlineReader(hints, labels=says)
    for block in blocks:
        reader.read(block)
    reader.flush()
    if any(isinstance(block, Table) for block in blocks) and reader.complete < 2 and not hints.lines:
        return tuple(blocks)
    return tuple(reader.out)


def _under_recommendations(blocks: Sequence[Paragraph | Table]) -> bool:
    """Whether most numbered lines below lines that are recommendations say who does what."""
    below, saying, under = 0, 0, False
    for block in blocks:
        if isinstance(block, Table):
            under = False
            continue
        line = classify(block)
        if line.what == "recommendation" and line.strong:
            under = True
        elif under and line.what == "numbered" and not line.strong:
            below += 1
            saying += bool(_SENTENCE.match(line.text))
        elif line.strong and line.what != "section":
            under = False
    return saying >= 2 and saying * 2 >= below


def lines_of(block: Paragraph) -> list[Paragraph]:
    """The lines of a paragraph, in which labels follow each other by line breaks only."""
    parts = [part for line in block.text.split("\n") for part in _labels_apart(line) if part.strip()]
    if len(parts) < 2 or not any(label_of(part) for part in parts):
        return [block]
    return [
        Paragraph(part, block.level, block.number * (n == 0), block.bold, block.place, block.size)
        for n, part in enumerate(parts)
    ]


#: Where the next label of a line begins: bold, or behind some room.
_NEXT_LABEL = re.compile(
    r"(?<=\S)\s+(?=\*\*[A-Z][\w /’'-]{1,30}:\s?\*\*)|(?<=\S)(?:\t|\s{3,}|\s\|\s)(?=[A-Z][\w /’'-]{1,30}:\s)"
)


#: Where it may begin in a line of short values: "Lead: Ann Marsh By: 30/06/26 RAG: Blue".
_SHORT_LABEL = re.compile(r"(?<=\S)\s+(?=(?:\*\*)?[A-Z][\w]*(?: [a-z]+){0,2}:\s)")
_SHORT_VALUES = ("lead", "deadline", "rating", "status")


def _labels_apart(line: str) -> list[str]:
    """The parts of a line that each begin with a label: "Lead: Ann Marsh   By: 30 June 2026"."""
    parts = _NEXT_LABEL.split(line)
    if len(parts) > 1 and all(label_of(part) for part in parts[1:]):
        return parts
    parts = _SHORT_LABEL.split(line)
    labels = [label_of(part) for part in parts]
    short = all(found and _field(found[0]) in _SHORT_VALUES for found in labels[:-1])
    return parts if len(parts) > 1 and short and labels[-1] else [line]


def _labelled(line: Paragraph) -> tuple[str, str] | None:
    """The label and the value of a line, or None."""
    if line.level or line.number and not label_of(line.text):
        return None
    return label_of(line.text)


def label_of(text: str) -> tuple[str, str] | None:
    """The label of a line and its value, where it says one of the cells of an action: "Lead: Ann Marsh"."""
    words = re.sub(r"^\*\*([^*]+?)\s*(:?)\s*\*\*\s*(:?)", r"\1\2\3 ", text.strip())
    match = _LABEL.fullmatch(bare(words))
    if match is None or _field(match["label"]) not in _LABELS:
        return None
    if _field(match["label"]) == "action" and not _ACTION.fullmatch(match["label"].strip()):
        return None  # "Action plan: …" is a title
    if read_scale([match["value"]]):
        return None  # "RAG: Blue = complete; Green = on time" is a key
    return match["label"].strip(), match["value"].strip()


def _field(label: str) -> str:
    found = meanings(label)
    return found[0].field if found and found[0].strength >= LIKELY else ""


class _OutlineReader:
    """Goes through the lines of a file. ``labels``: lines with labels belong to the action above them."""

    def __init__(self, hints: Hints, *, labels: bool) -> None:
        self.hints = hints
        self.labels = labels
        self.out: list[Paragraph | Table] = []
        self.actions: list[_Action] = []
        self.under = False  # below a line that is a recommendation
        self.complete = 0  # actions with at least two labels below them

    def read(self, block: Paragraph | Table) -> None:
        if isinstance(block, Table):
            self.flush()
            self.under = False
            self.out.append(block)
            return
        for paragraph in lines_of(block):
            self._line(paragraph)

    def _line(self, paragraph: Paragraph) -> None:
        if not paragraph.text.strip():
            if not self.actions:
                self.out.append(paragraph)
            return
        if self.labels and not paragraph.level and (match := _NUMBERED_ACTION.fullmatch(paragraph.text)):
            self.actions.append(_Action(match["number"], match["text"].strip(), paragraph.place))
            return
        if self.labels and (found := _labelled(paragraph)) and self._take_label(*found):
            return
        line = classify(paragraph)
        role = self.hints.of_line(paragraph)
        if (
            self.actions
            and self.labels
            and not role
            and not line.level
            and line.what in ("heading", "plain")
            and _ends(line.text)
        ):
            self._go_on(line)
            return
        if line.what == "bullet" and (match := _BY_FIRST.fullmatch(line.text)):
            self._begin_dated(line, match)
        elif role == "action":
            self._begin(line)
        elif role in ("section", "recommendation", "title") or not role and line.what in _OPENING:
            self.flush()
            self.under = line.what == "recommendation" or (self.under and line.what == "section")
            self.out.append(paragraph)
        elif line.what == "numbered" and (self.under or self.actions) and self._is_action(line):
            self._begin(line)
        elif line.what == "numbered" and line.strong and (line.level or self._are_parts()):
            self.flush()
            self.under = not line.level
            self.out.append(paragraph)
        elif self.actions and (role == "goes-on" or line.what in ("plain", "bullet", "numbered")):
            self._go_on(line)
        else:
            self.under = self.under and line.what == "plain"
            self.out.append(paragraph)

    @staticmethod
    def _is_action(line: ClassifiedLine) -> bool:
        return not line.strong or bool(re.search(r"\d[.(]\w", line.number))

    def _are_parts(self) -> bool:
        """Whether the actions above are numbered within something: "1a", "1.2"; then "2" in bold type is the next of these."""
        numbers = [action.number for action in self.actions if action.number]
        return bool(numbers) and all(re.fullmatch(r"[A-Z]{0,2}\d+[.(]?\w.*", number) for number in numbers)

    def _take_label(self, label: str, value: str) -> bool:
        """Put a value to the action above; whether there is one. The line above all labels is one too."""
        names = [_field(known) for known in self.actions[-1].values] if self.actions else []
        if not self.actions or (_field(label) in names and _field(label) != "progress" and not self._is_last(label)):
            if _field(label) == "action":
                self.actions.append(_Action("", value, ""))
                return True
            if not self.out or not isinstance(self.out[-1], Paragraph) or self.actions:
                return False
            line = classify(self.out[-1])
            if line.what not in ("plain", "numbered", "heading", "bullet"):
                return False
            self.out.pop()
            self._begin(line)
        elif _field(label) == "action":
            self.actions.append(_Action("", value, ""))
            return True
        self.actions[-1].put(label, value)
        return True

    def _is_last(self, label: str) -> bool:
        return self.actions[-1].last == label

    def _begin(self, line: ClassifiedLine) -> None:
        action = _Action(line.number, line.text, line.place)
        sentence = _SENTENCE.fullmatch(line.text)
        if sentence and (
            not self.labels or sentence["rest"] or "(" in sentence["who"] or _WHEN.search(line.text.rstrip("."))
        ):
            text, rest = _cut(line.text)
            action.text = text
            action.put("Lead", _who(sentence["who"]))
            if when := _WHEN.search(text.rstrip(".")):
                action.put("Timescale", (when["when"] or when["open"]).strip(" ."))
            action.put("Update", rest)
        self.actions.append(action)

    def _begin_dated(self, line: ClassifiedLine, match: re.Match[str]) -> None:
        action = _Action("", line.text, line.place)
        action.put("Lead", match["who"])
        action.put("Timescale", match["when"])
        action.put("Update", "")
        self.actions.append(action)

    def _go_on(self, line: ClassifiedLine) -> None:
        action = self.actions[-1]
        words = line.written.strip() if line.what != "numbered" else line.whole
        if not action.last and (said := _says_who_leads(words)):
            for label, value in said:
                action.put(label, value)
            return
        if action.last and self._is_complete(action.last, action.values[action.last], words):
            action.put("Update", words)  # "RAG: Blue", "How it is going: slowly", and then the notes
        elif action.last:
            action.put(action.last, words)
        else:
            action.text = f"{action.text}\n\n{words}"

    @staticmethod
    def _is_complete(label: str, value: str, words: str) -> bool:
        """Whether the value of a label does not go on in the line below it."""
        match _field(label):
            case "progress":
                return _is_word(value)
            case "rating" | "status":
                return bool(value)
            case "lead" | "deadline":
                return bool(value) and any(entry.date for entry in read_progress(words)[:1]) and len(words.split()) > 3
        return False

    def flush(self) -> None:
        """End the run of actions: a table of them."""
        if not self.actions:
            return
        heads = ["Ref"] if any(action.number for action in self.actions) else []
        heads.append("Action")
        for action in self.actions:
            heads += [label for label in action.values if label not in heads]
        self.complete += sum(len(action.values) >= 2 for action in self.actions)
        rows = [tuple(Cell(head, bold=True) for head in heads)]
        for action in self.actions:
            cells = {"Ref": action.number, "Action": action.text} | action.values
            rows.append(tuple(Cell(cells.get(head, ""), place=action.place) for head in heads))
        place = self.actions[0].place
        self.actions = []
        self.out.append(Table(tuple(rows), 1, place, kind="outline"))


def _is_word(value: str) -> bool:
    return 0 < len(value.split()) <= 3 and not find_dates(value)


def _ends(text: str) -> bool:
    """Whether a line says that the action above it has ended, in bold type too: "DONE 1 May 2026.", "DROPPED: no volunteers"."""
    return bool(says_ended(text, at_end=True, begins=True) or says_closed_elsewhere(text))


def _cut(text: str) -> tuple[str, str]:
    """A sentence and what follows it: a full stop after a date or a word, before a capital letter."""
    for match in re.finditer(r"[.)]\s+(?=[A-Z*])", text):
        end = match.start() + 1
        head = text[:end]
        if re.search(r"\b[A-Z]\.$", head) or head.count("(") > head.count(")"):
            continue
        if " will " in head or " to " in head:
            return head.strip(), text[end:].strip()
    return text, ""


#: "The Head of Early Help leads on this. It is due by 31 March 2027. The post is being matched."
_LEADS_ON = re.compile(
    r"(?:[Tt]he\s+)?(?P<who>[A-Z].{2,120}?)\s+(?P<leads>(?:leads?|will lead|(?:is|are) leading|(?:is|are) responsible|owns?)"
    r"(?:\s+(?:on|for))?\s+(?:this|it)(?: action)?)\.(?:\s+(?P<rest>.+))?",
    re.DOTALL,
)
_IS_DUE = re.compile(
    r"(?P<due>(?:It|This)(?: action)? (?:is due|(?:is to|should) be (?:done|complete|completed|finished)))"
    r"\s+(?P<when>[^.]{3,80}(?:\.\d[^.]*)*)\.(?:\s+(?P<rest>.+))?",
    re.DOTALL,
)


def _says_who_leads(text: str) -> list[tuple[str, str]]:
    """What sentences below an action say of its lead and deadline, as labels and values; empty where the first names no lead."""
    match = _LEADS_ON.fullmatch(text)
    if match is None:
        return []
    said = [(match["leads"], re.sub(r"\band the\b", "and", match["who"]).strip())]
    rest = match["rest"] or ""
    if due := _IS_DUE.fullmatch(rest):
        said.append((due["due"], re.sub(r"^by\s+", "", due["when"].strip())))
        rest = due["rest"] or ""
    return [*said, ("Update", rest.strip())]


def _who(subject: str) -> str:
    """Who a sentence says does it: the posts in its brackets, or its subject."""
    posts = re.findall(r"\(([^()]+)\)", subject)
    if posts:
        return "\n".join(_AT_FIRST.sub("", post).strip() for post in posts)
    return re.sub(r"^[Tt]he\s+", "", subject).strip()
