"""Cards, one for each action: words with labels and values below them and at their side, read as the rows of a table.

What one card after the other says is a label or a button: a label has something else behind it each time, a button nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from actionplans.reading.files.blocks import Cell, Paragraph, Table

from .evidence import Seen
from .heading_words import plain
from .meanings import LIKELY, meanings
from .note_heads import is_post
from .progress import read_progress
from .row_parts import begins_numbered
from .sections import bare

#: "**Lead:** Ann Marsh **Reports to:** the board"
_NEXT_LABEL = re.compile(r"(?<=\S)\s+(?=\*\*[A-Z][^*:\n]{0,40}:\s?\*\*)")
_LABELLED = re.compile(
    r"\*{0,2}(?P<label>[A-Z][^*:\n]{0,40}?)\s*(?:\*{1,2}:|:\*{1,2}|:(?=\s|$))\s*(?P<value>.*)",
    re.DOTALL,
)
_NUMBER = re.compile(r"[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*[a-z]?[.)]?")
#: Of this share on of all cards what they say again is their own; of the other on, all of them say it.
_SOME, _MOST = 0.3, 0.8
#: A date and the words that move it: "extended to 31 May 2027".
_LONGEST_DATE = 6
_REF, _ACTION = "Ref", "Action"


@dataclass
class _Known:
    """What the cards of a file have in common, in small letters: labels, buttons, and the words of their states. ``before`` are
    the labels before values in the same line, as they are written; ``state`` and ``notes`` are headings for what has no label."""

    labels: set[str] = field(default_factory=set)
    before: list[str] = field(default_factory=list)
    buttons: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    state: str = "Status"
    notes: str = "Update"


@dataclass
class _Card:
    """The values of one card by their labels; ``last`` is the label above what is read."""

    place: str
    values: dict[str, str] = field(default_factory=dict)
    last: str = ""

    def put(self, label: str, words: str) -> None:
        above = self.values.get(label, "")
        between = "\n" if above and _is_head(above.split("\n\n")[-1]) and not _is_note(words) else "\n\n"
        self.values[label] = f"{above}{between}{words}" if above and words else above or words


def with_cards(blocks: Sequence[Paragraph | Table]) -> tuple[tuple[Paragraph | Table, ...], list[tuple[str, str]]]:
    """The blocks of a file, its cards as tables with their labels as headings; and the buttons of the cards, which belong to no
    action, with their places."""
    rows = [row for block in blocks if isinstance(block, Table) and block.kind == "cards" for row in block.rows]
    known = _known(rows) if len(rows) > 1 else _Known()
    if not known.labels:
        plain_tables = (replace(b, kind="") if isinstance(b, Table) and b.kind == "cards" else b for b in blocks)
        return tuple(plain_tables), []
    buttons: list[tuple[str, str]] = []
    cards = {id(row): _read(row, known, buttons) for row in rows}
    heads = list(dict.fromkeys(label for card in cards.values() for label in card.values))
    heads = [head for head in (_REF, _ACTION) if head in heads] + [
        head for head in heads if head not in (_REF, _ACTION)
    ]
    out: list[Paragraph | Table] = []
    for block in blocks:
        if isinstance(block, Table) and block.kind == "cards":
            out.append(_as_table(block, [cards[id(row)] for row in block.rows], heads))
        else:
            out.append(block)
    return tuple(out), buttons


def _as_table(block: Table, cards: Sequence[_Card], heads: Sequence[str]) -> Table:
    rows = [tuple(Cell(head, bold=True, place=block.place) for head in heads)]
    rows += [tuple(Cell(card.values.get(head, ""), place=card.place) for head in heads) for card in cards]
    return Table(tuple(rows), 1, block.place, block.sheet, "form")


def _parts(cell: Cell, labels: Sequence[str] = ()) -> list[str]:
    """The paragraphs of a cell, those with several labels in parts: with any in bold type, and the plain ones that are given."""
    parts = [part for text in re.split(r"\n[ \t]*\n", cell.text) for part in _NEXT_LABEL.split(text)]
    parts = [part for text in parts for part in _head_apart(text)]
    if labels:
        again = re.compile(rf"(?<=\S)\s+(?=(?:{'|'.join(map(re.escape, labels))}):\s)")
        parts = [part for text in parts for part in again.split(text)]
    return [part.strip() for part in parts if part.strip()]


def _head_apart(text: str) -> list[str]:
    """Words in bold type apart from a note in plain type, or a label in italics, that no line divides from them."""
    match = re.match(r"(\*\*[^*:]+\*\*)\s+(?=\S)", text)
    if match is None or _is_note(match[1]):
        return [text]
    rest = text[match.end() :]
    return [match[1], rest] if _is_note(rest) or re.fullmatch(r"\*[^*]+\*", rest) else [text]


def _known(rows: Sequence[Sequence[Cell]]) -> _Known:
    """What cards say again and again: with something else behind it each time, or with nothing."""
    within = Counter(
        label for row in rows for label in {_label_before(part) for cell in row for part in _parts(cell)} if label
    )
    least = max(2, len(rows) * _SOME)
    known = _Known(before=[label for label, times in within.items() if times >= least])
    said: Counter[str] = Counter()
    behind: dict[str, set[str]] = {}
    for row in rows:
        for cell in row:
            parts = [_plain(part) for part in _parts(cell, known.before)]
            said.update(set(parts))
            for part, following in zip(parts, [*parts[1:], ""], strict=False):
                behind.setdefault(part, set()).add(following)
    again = {part for part, times in said.items() if times >= least and len(part.split()) <= 6}
    alone = {part for part in again if len(behind[part] - {""}) > 1 and not re.search(r"\d", part)}
    known.labels = {_plain(label) for label in known.before} | alone
    known.buttons = {part for part in again - known.labels if said[part] >= len(rows) * _MOST and behind[part] == {""}}
    known.notes = next(
        (label.capitalize() for label in sorted(known.labels) if _field(label) == "progress"), known.notes
    )
    _learn_states(known, rows)
    return known


def _learn_states(known: _Known, rows: Sequence[Sequence[Cell]]) -> None:
    """Learn the words of a scale: a few, of which each card has one alone at the beginning or the end of its narrow column."""
    said: list[list[str]] = []
    for row in rows:
        narrow = min((_parts(cell, known.before) for cell in row), key=lambda parts: max(map(len, parts), default=0))
        ends = narrow[:1]
        if len(narrow) > 1 and _plain(narrow[-2]) not in known.labels:
            ends.append(narrow[-1])
        said.append([bare(part) for part in ends if _is_word(part) and _plain(part) not in known.labels])
    words = [word for ends in said for word in ends]
    seen = Seen(words, 0)
    if sum(map(bool, said)) < len(rows) * _MOST or not (seen.grades or seen.ratings >= _MOST or seen.states >= _MOST):
        return
    known.states = {_plain(word) for word in words}
    known.state = "Status" if seen.states > max(seen.ratings, 0.5) else "Rating"


def _is_word(part: str) -> bool:
    words = bare(part)
    return len(words.split()) <= 3 and not re.search(r"[\d:.]", words)


def _label_before(part: str) -> str:
    match = _LABELLED.fullmatch(part)
    return match["label"] if match else ""


def _plain(part: str) -> str:
    return plain(bare(part))


def _field(label: str) -> str:
    found = meanings(label)
    return found[0].field if found and found[0].strength >= LIKELY else ""


def _read(row: Sequence[Cell], known: _Known, buttons: list[tuple[str, str]]) -> _Card:
    card = _Card(next((cell.place for cell in row if cell.place), ""))
    for cell in row:
        card.last = ""
        for part in _parts(cell, known.before):
            if _plain(part) in known.buttons:
                buttons.append((bare(part), cell.place))
            else:
                _read_part(card, part, known)
    return card


def _read_part(card: _Card, part: str, known: _Known) -> None:
    """Put a part of a cell where it belongs: to the label in it or above it, else to the number, the state or the action."""
    words = _plain(part)
    if (match := _LABELLED.fullmatch(part)) and plain(match["label"]) in known.labels:
        card.last = match["label"].strip()
        card.put(card.last, match["value"].strip())
    elif words in known.labels:
        card.last = part.replace("*", "").strip()
        card.values.setdefault(card.last, "")
    elif card.last and not card.values[card.last]:
        card.put(card.last, part)
    elif words in known.states and known.state not in card.values:
        card.values[known.state] = bare(part)
    elif not card.last and _REF not in card.values and _NUMBER.fullmatch(bare(part)):
        card.values[_REF] = bare(part)
    elif _is_note(part) and _ends_before_notes(card, part):
        card.last = next((label for label in card.values if _field(label) == "progress"), known.notes)
        card.put(card.last, part)
    elif card.last:
        card.put(card.last, part)
    else:
        _begin(card, part)


def _ends_before_notes(card: _Card, note: str) -> bool:
    """Whether what is read of a card does not go on with a note; another date of a deadline is none."""
    match _field(card.last) if card.last else "":
        case "progress":
            return False
        case "deadline":
            return len(note.split()) > _LONGEST_DATE
    return True


def _begin(card: _Card, part: str) -> None:
    """Put words without a label to the action, and their number to its own."""
    text = part[2:-2] if re.fullmatch(r"\*\*[^*]+\*\*", part) else part
    numbered = begins_numbered(text) if not {_REF, _ACTION} & card.values.keys() else None
    if numbered:
        card.values[_REF], text = numbered
    card.put(_ACTION, text)


def _is_note(part: str) -> bool:
    return any(entry.date for entry in read_progress(part)[:1])


def _is_head(part: str) -> bool:
    """Whether a part is a day and who wrote the note below it, and no more."""
    behind = part[len(part.rstrip("".join(set(re.findall(r"\W", part))))) :]
    return _is_note(part) and (len(bare(part).split()) <= 7 or is_post(part)) and not set(behind) & set(".!?:;")
