"""The cells of a row that changed, as HTML: old words struck through, new words marked."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from actionplans.document.changes import KINDS, CellChange, NoteChange, RowChange
from actionplans.document.text_diff import DiffPiece, Kind
from actionplans.document.tree import DeadlineMoveNode, EntryNode
from actionplans.document.wording import FEW_READERS, count, in_a_line, listed, ordinal, plural
from actionplans.writing.parts import dated, entry_date

from .cells import deadline_cell, entry_html, internal_note_mark, move_words, rating_mark, room, state_mark
from .redline import marked, paragraph, redline, redline_words
from .words import NOTHING, line, short_date

_FIRST_PARAGRAPH = re.compile(r'<p(?: class="(new|gone)")?>')
#: A cell's HTML, and about how many characters it takes.
Cell = tuple[str, int]


def compared(pieces: Iterable[DiffPiece]) -> Cell:
    """A compared text as a cell."""
    pieces = tuple(pieces)
    return redline(pieces) or NOTHING, sum(room(piece.text) for piece in pieces)


# What happened to the row ------------------------------------------------------------------------------------------------


def label(word: str) -> str:
    """A framed word; what is new is white on black."""
    return f'<span class="state{" filled" if word == KINDS["new"] else ""}">{word}</span>'


def row_labels(change: RowChange) -> str:
    """The framed words of a row."""
    kinds = [kind for kind in change.kinds if kind != "note"]
    words = [KINDS[kind] for kind in kinds] or [_notes_label(change.notes)]
    return f'<p class="kinds">{" ".join(map(label, words))}</p>'


#: What it means that a row was hidden, or a note became internal.
HIDDEN = f"now for {FEW_READERS} only"


def row_details(change: RowChange) -> str:
    """What the framed words of a row leave open, under them."""
    return "".join(f'<p class="small">{line(detail)}</p>' for detail in _details(change))


def _notes_label(notes: Sequence[NoteChange]) -> str:
    if all(note.kind == "new" for note in notes):
        return plural(len(notes), "New note")
    return KINDS["note"]


def _details(change: RowChange) -> Iterator[str]:
    if change.taken_into:
        yield f"taken into {change.taken_into}"
    if "relocated" in change:
        before = change.from_recommendation
        if before is None:
            yield "to another place"
        else:
            yield f"from recommendation {before.number}" if before.number else "from another recommendation"
    if "hidden" in change:
        yield HIDDEN


def changed_state(change: RowChange, *, column: bool) -> str:
    """The state of a row where that changed, for the foot of a cell; nothing where the table has a ``column`` for it."""
    status = change.cell("status")
    if status is None:
        return state_mark(change.action)
    if column:
        return ""
    if "removed" in change or "new" in change:
        return _of_kind(status.pieces[0].kind, state_mark(change.action))
    was = change.was
    gone = "" if was is None or was.status == "open" else _of_kind("gone", state_mark(was))
    now = state_mark(change.action) or "<p>Open</p>"
    return gone + _of_kind("new", now)


def _of_kind(kind: Kind, html: str) -> str:
    """Whole paragraphs as new or as gone."""

    def mark(found: re.Match[str]) -> str:
        small = "small " if found[1] else ""
        return f'<p class="{small}{kind}">{marked(kind, found[2])}</p>'

    return re.sub(r'<p(?: class="(small)")?>(.*?)</p>', mark, html)


# Cells -------------------------------------------------------------------------------------------------------------------


def changed_lead(cell: CellChange) -> Cell:
    """The leads, each in a line of its own."""
    between = r"\n" if "\n" in cell.was + cell.now else r"\n|;"
    names = [(p.kind, name) for p in cell.pieces for part in re.split(between, p.text) if (name := line(part))]
    return "".join(paragraph(kind, name) for kind, name in names), sum(2 * len(name) for _, name in names)


def changed_rating(cell: CellChange) -> Cell:
    """The old rating struck, the new one marked."""
    drawn = [paragraph(kind, rating_mark(text).strip()) for kind, text in _was_now(cell) if text]
    if not cell.now:
        drawn.append('<p class="small">Not rated</p>')
    return "".join(drawn), 20


def changed_status(cell: CellChange) -> Cell:
    """The old state struck, the new one marked, in words."""
    texts = [(kind, line(text)) for kind, text in _was_now(cell) if text]
    return "".join(paragraph(kind, text) for kind, text in texts), sum(len(text) for _, text in texts)


def _was_now(cell: CellChange) -> tuple[tuple[Kind, str], tuple[Kind, str]]:
    return ("gone", cell.was), ("new", cell.now)


def changed_deadline(change: RowChange) -> Cell:
    """The old date struck, the new one marked, which time it moved and why; then the moves before."""
    cell, action = change.cell("deadline"), change.action
    if cell is None and not change.moves:
        return deadline_cell(action), 4 * len(action.deadline_text)
    if cell is None or cell.was == cell.now:
        texts = [line(text) for text in (cell.now if cell else action.deadline_text).split("\n")]
        parts = [f"<p><b>{words}</b></p>" for words in texts if words] or [NOTHING]
    else:
        lines = [(kind, line(text)) for kind, words in _was_now(cell) for text in words.split("\n")]
        parts = [paragraph(kind, f"<b>{text}</b>") for kind, text in lines if text]
    if "removed" in change:
        return "".join(parts), 4 * len(cell.was if cell else "")
    if cell is not None and cell.was == cell.now and change.was is not None:
        parts.append(_read_as(change))
    moved = [_move_words(change, move) for move in reversed(change.moves)]
    if not moved and "moved" in change:
        moved = ["Moved: no reason given"]
    parts += [f'<p class="small new">{words}</p>' for words in moved]  # says itself that it is new
    earlier = [move for move in action.deadline_moves if move not in change.moves]
    parts += [f'<p class="small">{move_words(move)}</p>' for move in reversed(earlier)]
    return "".join(parts), 4 * (len(action.deadline_text) + 24 * len(moved))


def _read_as(change: RowChange) -> str:
    """The dates that were read from words that stayed as they were."""
    was, now = (
        listed(short_date(deadline.date) for deadline in action.deadlines if deadline.date)
        for action in (change.was or change.action, change.action)
    )
    return f'<p class="small new">{marked("gone", was)} {marked("new", now)}</p>' if was or now else ""


def _move_words(change: RowChange, move: DeadlineMoveNode) -> str:
    """One move since the older version, escaped: “Moved 12.02.27, second time: the new system went live”."""
    if not move.from_.strip():
        reason = line(move.reason)
        return f"Set {short_date(move.on)}".strip() + (f": {reason}" if reason else "")
    words = f"Moved {short_date(move.on)}".strip()
    cell = change.cell("deadline")
    if cell is None or line(move.from_) != line(cell.was):  # one of several, or there and back again
        words += f" from {line(in_a_line(move.from_))}"
    if cell is None or line(move.to) != line(cell.now):
        words += f" to {line(in_a_line(move.to))}" if move.to.strip() else ""
    slips = [m for m in change.action.deadline_moves if m.from_.strip()]
    time = slips.index(move) + 1
    if time > 1:
        words += f", {ordinal(time)} time"
    return f"{words}: {line(move.reason) or 'no reason given'}"


# Notes -------------------------------------------------------------------------------------------------------------------


def changed_progress(change: RowChange, since: str, *, only_changed: bool) -> Cell:
    """The notes of a changed row, oldest first, removed ones where they were. With ``only_changed`` those that did not
    change are one line. ``since`` names the older document, as in “typed after version 7”."""
    elsewhere: dict[str, list[EntryNode]] = defaultdict(list)
    changes: dict[int, NoteChange] = {}
    for note in change.notes:
        if note.kind == "removed" and note.other:
            elsewhere[note.other].append(note.entry)
        else:
            changes[id(note.entry)] = note
    parts, length = [], 0
    if only_changed and change.unchanged_notes:
        parts.append(f'<p class="small">{line(change.unchanged_words())}</p>')
        length += 60
    for entry in _in_order(change, changes):
        changed = changes.get(id(entry))
        if changed is not None:
            parts.append(note_html(changed, since))
            length += sum(room(piece.text) for piece in changed.pieces) + 26
        elif not only_changed:
            parts.append(entry_html(entry))
            length += room(entry.text) + 26
    for ref, entries in elsewhere.items():
        parts.append(f'<p class="small">{_moved_notes(ref, entries)}</p>')
        length += 60
    if not parts:
        return f'<p class="small">{"No notes" if "removed" in change else "No note yet"}</p>', 12
    return "".join(parts), length


def _in_order(change: RowChange, changes: dict[int, NoteChange]) -> list[EntryNode]:
    """All notes that the row has, and the removed ones that are listed."""
    now = () if "removed" in change else change.action.progress
    was = change.was.progress if change.was else ()
    keyed: list[tuple[datetime.date, int, EntryNode]] = [(day, 0, entry) for day, entry in dated(now)]
    kept = set(map(id, now))
    keyed += [(day, 1, entry) for day, entry in dated(was) if id(entry) in changes and id(entry) not in kept]
    return [entry for _, _, entry in sorted(keyed, key=lambda found: found[:2])]


def note_html(note: NoteChange, since: str) -> str:
    """One note that changed, with its date before it and a remark after it."""
    dates = _dates(note)
    text = redline(note.pieces)
    date = " ".join(marked(piece.kind, line(piece.text)) for piece in dates)
    lead = f"<b>{date}</b> " if date else ""
    lead += internal_note_mark(note.entry.internal)
    if lead:
        kind = next((piece.kind for piece in reversed(dates) if piece.kind != "same"), "")
        text = _with_date(text, lead, kind)
    if note.files:
        names = "; ".join(marked(piece.kind, line(piece.text)) for piece in note.files)
        changed = {piece.kind for piece in note.files} - {"same"}
        bar = "" if not changed else " gone" if changed == {"gone"} else " new"
        text += f'<p class="small{bar}">{plural(len(note.files), "File", "Files")}: {names}</p>'
    if remarks := "; ".join(_remarks(note, since)):
        text += f'<p class="small">{remarks}.</p>'
    return f'<div class="entry">{text}</div>'


def _dates(note: NoteChange) -> tuple[DiffPiece, ...]:
    now = entry_date(note.entry)
    if note.kind == "removed":
        return (DiffPiece("gone", now),) if now else ()
    if note.was is None:
        return (DiffPiece("new", now),) if now else ()
    was = entry_date(note.was)
    pieces = (DiffPiece("same", now),) if was == now else (DiffPiece("gone", was), DiffPiece("new", now))
    return tuple(piece for piece in pieces if piece.text)


def _with_date(text: str, lead: str, kind: str) -> str:
    """A note's text with its date before its first words, in one paragraph with them where it begins with one."""
    first = _FIRST_PARAGRAPH.match(text)
    kind = (first[1] if first else "") or kind
    opening = f'<p class="{kind}">' if kind else "<p>"
    return f"{opening}{lead}{text[first.end() :]}" if first else f"{opening}{lead}</p>{text}"


def _remarks(note: NoteChange, since: str) -> Iterator[str]:
    """What is said of a note besides its words, escaped."""
    if note.late:
        yield f"Added after {line(since)} was published"
    if note.kind == "moved":
        yield f"Was a note of {line(note.other)}"
    if note.was is not None and note.was.internal != note.entry.internal:
        words = HIDDEN if note.entry.internal else "no longer internal"
        yield words[:1].upper() + words[1:]


def _moved_notes(ref: str, entries: Sequence[EntryNode]) -> str:
    """“2 notes (03.05.26, 04.06.26) stand at 101.1 now.”"""
    dates = listed(filter(None, map(entry_date, entries)))
    verb = plural(len(entries), "stands", "stand")
    return line(f"{count(len(entries), 'note')}{f' ({dates})' if dates else ''} {verb} at {ref} now.")


# Around the table --------------------------------------------------------------------------------------------------------


def changed_rating_mark(cell: CellChange) -> str:
    """A rating beside a heading, the old one struck."""
    return " ".join(marked(kind, rating_mark(text).strip()) for kind, text in _was_now(cell) if text)


def beside_the_table(cell: CellChange) -> Cell:
    """A change that no column of the table shows, with the name of what changed."""
    words = redline_words(cell.pieces)
    return f'<p class="small new">{line(cell.heading)}: {words}</p>', 2 * sum(len(p.text) for p in cell.pieces)
