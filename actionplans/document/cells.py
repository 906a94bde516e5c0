"""The words of a row's cells and notes and of the texts around the table, and the comparison of two of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from .changes import CellChange, NoteChange
from .dates import DateError, day_words, find_dates, first_day, short_words
from .fields import HEADINGS, TEXT_FIELDS, text_cells
from .text_diff import DiffPiece, Kind, listed_pieces, pieces, replaced
from .tree import LATER_KEYS, ActionNode, EntryNode, PlanDocument
from .wording import FEW_READERS, capital

#: The order in which cells without a column of the board are listed.
FIELD_ORDER = (*TEXT_FIELDS, "deadline", "lead", "status", "rating", "also")

#: Headings that the reading of a file gives to what has no column: a number that another row has, a cell that is too long for
#: its field, and, until the lead cell was kept as written, words of it that are no lead.
AS_PRINTED, IN_FULL, BESIDE_THE_LEADS = "Number as printed", " (in full)", " (note)"
FROM_THE_FILE = "(from the file)"

# Words -----------------------------------------------------------------------------------------------------------------


def heading_of(field: str, *documents: PlanDocument | None) -> str:
    """The heading of a field in the first of the documents that has a column for it, else a sensible one."""
    for document in documents:
        for column in document.columns if document else ():
            if column.field == field and column.heading:
                return column.heading
    return HEADINGS.get(field) or capital(field.removeprefix("extra:"))


def status_words(action: ActionNode) -> str:
    """How a row stands: "Open", or "Complete 15.10.26, Executive: three meetings held and noted."."""
    words = {"open": "Open", "complete": "Complete", "closed": "Closed"}[action.status]
    if action.status == "open" or not action.ended:
        return words
    ended = action.ended
    words = f"{words} {short_words(ended.on)}".rstrip()
    if ended.by:
        words += f", {ended.by}"
    return f"{words}: {ended.reason}" if ended.reason else words


_BOX = re.compile(
    r"\W*(?:(?:action|recommendation) )?(?:achieved|completed?|done|closed|met|finished|delivered|implemented|signed off)\b",
    re.I,
)


def is_box(heading: str) -> bool:
    """Whether a column of the status asks for one of its words only ("Achieved (tick)"): a row that is open leaves it empty."""
    return bool(_BOX.match(heading))


def lead_words(action: ActionNode) -> str:
    """The lead cell: as written where that says more, else the leads with semicolons: "Independent Chair; Quality sub-group"."""
    return action.lead_text or "; ".join(lead.name for lead in action.leads)


def lead_lines(action: ActionNode) -> list[str]:
    """The lines of the lead cell as written, or the leads, one a line."""
    return action.lead_text.split("\n") if action.lead_text else [lead.name for lead in action.leads]


def beside_the_columns(document: PlanDocument, action: ActionNode) -> list[tuple[str, str]]:
    """What came with a file, has a place under no heading of it and so no column: heading and text. The reading gave these
    headings; text under a heading of the board's own that has no column is not printed because the board chose so."""
    columns = {column.field for column in document.columns}
    status = next((column.heading for column in document.columns if column.field == "status"), "") or HEADINGS["status"]
    return [
        (heading, text)
        for heading, text in action.extra.items()
        if text.strip()
        and f"extra:{heading}" not in columns
        and (heading in (AS_PRINTED, status, HEADINGS["rating"]) or heading.endswith((IN_FULL, BESIDE_THE_LEADS)))
    ]


def deadline_words(action: ActionNode) -> str:
    """The words under "By when"; where a file has dates only, those in words."""
    if action.deadline_text:
        return action.deadline_text
    dated = (f"{d.label} {day_words(d.date, d.precision)}".strip() for d in action.deadlines)
    return "; ".join(words for words in dated if words)


def _dates(action: ActionNode) -> list[tuple[str, str]]:
    return sorted((d.date, d.precision) for d in action.deadlines if d.date)


def readers_words(internal: bool) -> str:
    """Who reads what is internal, and what is not."""
    return f"{capital(FEW_READERS)} only" if internal else "All who may read the plan"


# Rows ------------------------------------------------------------------------------------------------------------------


def row_cells(
    was: ActionNode, now: ActionNode, *, later_keys: Collection[str] = LATER_KEYS
) -> tuple[dict[str, tuple[DiffPiece, ...]], set[str]]:
    """The cells of a row that differ, by field, and which of KINDS that makes it. ``later_keys`` are those of LATER_KEYS that
    the older document would have, if it had the words: of the others its silence says nothing."""
    changed: dict[str, tuple[DiffPiece, ...]] = {}
    kinds: set[str] = set()
    for name in TEXT_FIELDS:
        before, after = getattr(was, name), getattr(now, name)
        if before != after:
            changed[name] = pieces(before, after)
            kinds.add("reworded")
    for heading in dict.fromkeys((*was.extra, *now.extra)):
        before, after = was.extra.get(heading, ""), now.extra.get(heading, "")
        if before != after:
            changed[f"extra:{heading}"] = pieces(before, after)
            kinds.add("reworded")
    if was.also != now.also:
        changed["also"] = listed_pieces(was.also, now.also, ", ")
        kinds.add("reworded")
    if deadline := _deadline(was, now, kinds):
        changed["deadline"] = deadline
    if lead := _lead(was, now, kinds, "lead_text" in later_keys):
        changed["lead"] = lead
    if status_words(was) != status_words(now):
        changed["status"] = replaced(status_words(was), status_words(now))
        changes = {"open": "reopened", "complete": "completed", "closed": "closed"}
        kinds.add(changes[now.status] if was.status != now.status else "reworded")
    if (was.rating or "") != (now.rating or ""):
        changed["rating"] = replaced(was.rating or "", now.rating or "")
        kinds.add("rating")
    if was.internal != now.internal:
        changed["internal"] = replaced(readers_words(was.internal), readers_words(now.internal))
        kinds.add("hidden" if now.internal else "shown")
    return changed, kinds


def whole_cells(action: ActionNode, kind: Kind) -> dict[str, tuple[DiffPiece, ...]]:
    """Every cell of a row that holds something, by field, as new or as gone."""
    texts = text_cells(action)
    texts |= {f"extra:{heading}": text for heading, text in action.extra.items()}
    texts |= {"deadline": deadline_words(action), "lead": lead_words(action), "rating": action.rating or ""}
    texts |= {"also": ", ".join(action.also), "status": status_words(action) if action.status != "open" else ""}
    texts["internal"] = readers_words(True) if action.internal else ""
    return {name: (DiffPiece(kind, text),) for name, text in texts.items() if text}


def _lead(was: ActionNode, now: ActionNode, kinds: set[str], known: bool) -> tuple[DiffPiece, ...]:
    """The change of the lead cell. ``known``: whether the older document would say so, if it held more words than its leads."""
    same_leads = [lead.name for lead in was.leads] == [lead.name for lead in now.leads]
    if same_leads and (was.lead_text == now.lead_text or (not was.lead_text and not known)):
        return ()
    kinds.add("reworded" if same_leads else "lead")
    as_written = was.lead_text or now.lead_text
    return listed_pieces(lead_lines(was), lead_lines(now), "\n" if as_written else "; ")


def _deadline(was: ActionNode, now: ActionNode, kinds: set[str]) -> tuple[DiffPiece, ...]:
    """The change under "By when". A date that is only spelt otherwise is reworded, not moved."""
    before, after = deadline_words(was), deadline_words(now)
    dates = _dates(was), _dates(now)
    if before == after and dates[0] == dates[1]:
        return ()
    if dates[0] == dates[1]:
        kinds.add("reworded" if dates[0] or (before and after) else "dated" if after else "undated")
    elif dates[0] and dates[1]:
        kinds.add("moved")
    else:
        kinds.add("dated" if dates[1] else "undated")
    if before == after:  # the words say the same, and what was read from them does not
        return (DiffPiece("same", after),)
    return replaced(before, after)


def note_date(entry: EntryNode) -> str:
    """What is before a note: its date as boards write it ("11.10.17"), or the words of the file where they say more than the
    date ("Update as at 11.10.17", "July / August 26")."""
    written = entry.as_written
    if not entry.date or (written and not _NUMBERS.fullmatch(written) and _says_more(written)):
        return written
    try:
        first_day(entry.date, entry.precision)
    except DateError:
        return entry.date  # of a file from elsewhere: no such day
    return short_words(entry.date, entry.precision)


_NUMBERS = re.compile(r"[\d./\s-]+")


def _says_more(written: str) -> bool:
    hits = find_dates(written)
    if not hits:  # "Q1 (Apr–Jun) 2026/27", and nothing at all
        return bool(re.search(r"[^\W\d_]", written))
    rest, reached = "", 0
    for hit in hits:
        rest, reached = rest + written[reached : hit.start], hit.end
    return any(hit.range for hit in hits) or bool(re.search(r"\w", rest + written[reached:]))


# Notes -----------------------------------------------------------------------------------------------------------------


def note_change(was: EntryNode, now: EntryNode) -> NoteChange | None:
    """The change of a note that both rows hold, or None. One that was reworded and redated counts as reworded."""
    same_date = (was.date, was.precision) == (now.date, now.precision)
    same_text = was.text == now.text and was.attachments == now.attachments and was.internal == now.internal
    if same_date and same_text:
        return None
    return NoteChange(
        now, was, "redated" if same_text else "reworded", pieces(was.text, now.text), file_pieces(was, now)
    )


def file_pieces(was: EntryNode | None, now: EntryNode | None) -> tuple[DiffPiece, ...]:
    """The names of a note's files, one piece each; removed ones last."""
    before, after = was.attachments if was else (), now.attachments if now else ()
    gone = tuple(DiffPiece("gone", name) for name in before if name not in after)
    return tuple(DiffPiece("same" if name in before else "new", name) for name in after) + gone


def whole(kind: Kind, text: str) -> tuple[DiffPiece, ...]:
    """A text all of one kind."""
    return (DiffPiece(kind, text),) if text else ()


# Recommendations, sections, the plan itself ----------------------------------------------------------------------------


def own_kinds(cells: Sequence[CellChange]) -> set[str]:
    """Which of KINDS the changed texts of a section or recommendation make it."""
    kinds = set()
    for cell in cells:
        if cell.field == "internal":
            kinds.add("hidden" if cell.now == readers_words(True) else "shown")
        else:
            kinds.add("rating" if cell.field == "rating" else "reworded")
    return kinds


#: A text that can change: its field, what it is called, how to get it, how to compare it.
Text = tuple[str, str, Callable[..., str], Callable[[str, str], tuple[DiffPiece, ...]]]

RECOMMENDATION_TEXTS: Sequence[Text] = (
    ("number", "Number", lambda r: r.number, replaced),
    ("recommendation", "Recommendation", lambda r: r.text, pieces),
    ("rating", "Rating", lambda r: r.rating or "", replaced),
    ("internal", "Read by", lambda r: readers_words(r.internal), replaced),
)
SECTION_TEXTS: Sequence[Text] = (
    ("kind", "Kind of section", lambda s: s.kind, replaced),
    ("title", "Title", lambda s: s.title, pieces),
    ("description", "Description", lambda s: s.description, pieces),
    ("objectives", "Objectives", lambda s: "\n".join(s.objectives), pieces),
    ("outcomes", "Outcomes to achieve", lambda s: "\n".join(s.outcomes), pieces),
    ("rating", "Rating", lambda s: s.rating or "", replaced),
)
PLAN_TEXTS: Sequence[Text] = (
    ("title", "Title", lambda p: p.title, pieces),
    ("subtitle", "Subtitle", lambda p: p.subtitle, pieces),
    ("source", "What the plan answers", lambda p: _source_words(p), pieces),
    ("board", "Board", lambda p: p.board, pieces),
    ("marking", "Marking", lambda p: p.marking, replaced),
    ("columns", "Columns", lambda p: "\n".join(heading_of(c.field, p) for c in p.columns), pieces),
    ("rating_level", "What is rated", lambda p: p.rating_level, replaced),
    ("ratings", "Rating scale", lambda p: ", ".join(p.ratings), pieces),
)


def _source_words(document: PlanDocument) -> str:
    source = document.source
    kind = source.kind.replace("-", " ").capitalize()
    return ", ".join(part for part in (source.title or kind, day_words(source.date, source.precision)) if part)
