"""Read how a row of a plan has ended: complete, closed, or not at all; since when, by whom and why.

The cells that may say so, the most reliable first: the status, a rating that the plan's key explains, the board's own date of
completion, a line "Status: …" among the notes, the notes, the deadline. Where one says that a row is complete and its notes that
it was withdrawn or is in another plan now, it is closed, with these words as the reason.
"""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from actionplans.document.dates import FoundDate, find_dates, read_entry
from actionplans.document.tree import EndedNode, EntryNode

from .ending_words import (
    NOT_YET,
    OPEN,
    claims_an_end,
    says_closed_elsewhere,
    says_ended,
    says_why_closed,
    sentence_of_end,
    state_of,
    tail_state,
    takes_back,
    unsure,
    why_closed,
)
from .heading_words import COMPLETION, plain
from .headings import rating_word
from .progress import read_progress

#: Beside a column of deadlines this is no deadline either.
_DAY_DONE = re.compile(r"(?:actual )?(?:completion|closure) date")
#: "Status: Blue, complete on 2 June 2026" as a line of a progress cell.
_STATUS_LINE = re.compile(
    r"^[ \t*-]*(?:(?:current|overall|action) )?(?:status|b?rag(?: (?:rating|status))?|rating)"
    r"[ *]{0,3}[:=][ *]{0,3}(?P<said>[^\s*].{0,120})$",
    re.IGNORECASE | re.MULTILINE,
)
_RATED = re.compile(r"\W*(red|amber|green|blue|yellow|[ragby](?=\W*$))\b", re.IGNORECASE)
_RATED_IN_BRACKETS = re.compile(r"\((red|amber|green|blue|yellow|gr[ae]y)\)", re.IGNORECASE)
_BRAG = re.compile(r"\bbrag\b", re.IGNORECASE)
#: Behind a day of completion: "in place since 2 February, to be stood down once the new system is live".
_TO_COME = re.compile(r"\b(?:to be|will)\b[^.]{0,80}\b(?:until|once|when)\b|\buntil\b", re.IGNORECASE)
_DROPPED = re.compile(
    r"\b(?:withdrawn|no longer|no further action|stood down|rejected"
    r"|superseded|cancelled|stopped|shelved|dropped|discontinued|transferred|not (?:being )?(?:pursued"
    r"|progressed|taken forward|to be taken forward|done|finished"
    r"|commission|proceed)|will not\b|without being (?:done|finished|completed))\b",
    re.IGNORECASE,
)
_USUAL = re.compile(r"\b(?:bau|business[- ]as[- ]usual)\b", re.IGNORECASE)
_REOPENED = re.compile(r"\bre-?opened\b", re.IGNORECASE)
#: A day of completion further ahead of the plan's own is one that is hoped for.
_FAR = datetime.timedelta(days=120)
_AHEAD = datetime.timedelta(days=31)
#: What a status says of why in so few words ("not pursued") the notes say better.
_FEW = 3


#: Initials and a day at the end of a note.
_SIGNED = re.compile(r"\((?:[A-Z][A-Z’'.]{1,4},?\s)(\d[^()]{4,20})\)\W*$")
#: Behind a date, a later day of its month: "agreed on 11 June and signed by the 29th".
_LATER = re.compile(r"\bthe (\d{1,2})(?:st|nd|rd|th)\b(?!\s(?:of\b|[A-Z]))")


@dataclass(frozen=True)
class Ending:
    """What a row says about its end: ``open``, ``complete`` or ``closed``, and a question for the user, or none. ``on`` is a day,
    empty where only a month is known. ``customary`` marks what follows from a rating that nothing in the file explains."""

    status: str = "open"
    doubt: str = ""
    on: str = ""
    by: str = ""
    reason: str = ""
    customary: bool = False

    @property
    def node(self) -> EndedNode | None:
        """The ending as the plan document holds it; None where there is no more to say than the status."""
        ended = self.status != "open" and (self.on or self.by or self.reason)
        return EndedNode(on=self.on, by=self.by, reason=self.reason) if ended else None

    def or_else(self, other: Ending) -> Ending:
        """This ending, with what it does not say from another."""
        return replace(
            self, on=self.on or other.on, by=self.by or other.by, reason=self.reason or other.reason, doubt=""
        )


def without_status_line(progress: str) -> tuple[str, str]:
    """A progress cell without its last line such as "Status: Blue, complete on 2 June 2026", and what that line says ("Blue,
    complete on 2 June 2026"), empty where there is none."""
    lines = [m for m in _STATUS_LINE.finditer(progress) if rating_in(m["said"]) or state_of(m["said"])]
    if not lines:
        return progress, ""
    last = lines[-1]
    rest = f"{progress[: last.start()].rstrip()}\n\n{progress[last.end() :].lstrip()}".strip()
    return rest, last["said"].strip(" *")


def rating_in(state: str) -> str:
    """The rating that a state begins with or has in brackets: "Blue, complete" is Blue, "R" is Red; else empty."""
    match = _RATED.match(state) or _RATED_IN_BRACKETS.search(state)
    return rating_word(match[1]).capitalize() if match else ""


def ending_of_row(
    cells: Mapping[str, str],
    extra: Mapping[str, str],
    deadline: str,
    rating: str,
    headings: Mapping[str, str],
    *,
    ended_on: Collection[str] = (),
    scale: Mapping[str, str] | None = None,
    around: datetime.date | None = None,
    notes: Sequence[EntryNode] | None = None,
) -> Ending:
    """How an action has ended, from its cells by field and the board's own columns. ``headings`` are those of the columns, by
    field, ``ended_on`` are columns of days of completion by what their cells show; ``scale``, ``around`` and ``notes`` as for
    ``read_ending``."""
    completed = [text for heading, text in extra.items() if heading in ended_on or _is_completion(heading)]
    notes = read_progress(cells.get("progress", ""), around) if notes is None else notes
    ending = read_ending(
        cells.get("progress", ""),
        deadline,
        cells.get("status", ""),
        rating,
        scale=scale,
        around=around,
        notes=notes,
        completed=completed,
    )
    if ending.status == "complete" and not ending.reason and completed:
        elsewhere = next(filter(None, map(says_closed_elsewhere, extra.values())), "")
        return replace(ending, status="closed", reason=elsewhere) if elsewhere else ending
    if ending.status != "open" or rating != "Blue" or "Blue" in (scale or {}):
        return ending
    if ending.doubt and _REOPENED.search(ending.doubt):
        return ending
    return _with_day(Ending("complete", customary=not _BRAG.search(headings.get("rating", ""))), notes)


def read_ending(
    progress: str,
    deadline: str = "",
    status: str = "",
    rating: str = "",
    *,
    scale: Mapping[str, str] | None = None,
    around: datetime.date | None = None,
    completed: Sequence[str] = (),
    notes: Sequence[EntryNode] | None = None,
) -> Ending:
    """Whether a row is done, from its cells. ``scale`` is the meaning of each rating by the plan's key, ``completed`` are the
    cells of columns for the date of completion, ``around`` is a day that the plan is of. ``notes`` are the entries of the
    progress cell where they were read already.

    "COMPLETE" as a paragraph and "Action closed." at the head of one say so; "This is now complete." in the midst of others may
    mean one item only and is asked about. A cell of states that says "open" or "not complete" is believed."""
    notes = read_progress(progress, around) if notes is None else notes
    noted = _from_notes(notes, around)
    ending = _from_cells(noted, deadline, status, rating, scale or {}, around, completed)
    if ending.status == "closed" and not ending.reason:
        said = why_closed(status)
        known = replace(ending, reason=said if len(said.split()) > _FEW else "")
        dropped = bool(_DROPPED.search(f"{status} {rating} {(scale or {}).get(rating, '')}"))
        ending = _with_reason(known, notes, dropped=dropped)
        ending = replace(ending, reason=ending.reason or said)
    return _with_day(ending, notes)


def _from_cells(
    noted: Ending,
    deadline: str,
    status: str,
    rating: str,
    scale: Mapping[str, str],
    around: datetime.date | None,
    completed: Sequence[str],
) -> Ending:
    """What the cells beside the notes say of the end of a row, else what these say: ``noted``."""
    said = state_of(status)
    if said == OPEN:
        return Ending()
    dated = next((found for text in completed if (found := _from_completed(text, around))), Ending())
    if said:
        return _closed_by(Ending(said, on=_day_in(status, around) or dated.on), noted)
    if dated.status == "complete" and "closed" in (state_of(rating), state_of(scale.get(rating, ""))):
        dated = replace(
            dated, status="closed"
        )  # "Withdrawn" under the ratings, or a colour that means it, with its day
    if dated.status != "open":
        return _closed_by(dated, noted)
    if noted.doubt and _REOPENED.search(noted.doubt):
        return noted
    means = _state_of_rating(rating, scale)
    if means not in ("", OPEN):
        return _closed_by(Ending(means), noted)
    if noted.status != "open":
        return noted
    for line in deadline.split("\n"):
        words = line.strip(" *()")
        if (word := says_ended(words) or tail_state(line)) and not NOT_YET.search(words):
            says_when = says_ended(words) or find_dates(
                re.split(r"\b(?:complete|closed|done|achieved)", line, flags=re.I)[-1]
            )
            return Ending(word, on=_day_in(line, around) if says_when else "")
    return noted


def _state_of_rating(rating: str, scale: Mapping[str, str]) -> str:
    """What a rating says of the end: a word ("Shelved") by itself, a colour by what the key says of it."""
    said = "" if _RATED.match(rating) else state_of(rating)
    return said if said not in ("", OPEN) else state_of(scale.get(rating, "")) or says_ended(rating) or said


def closed_by_strike(notes: Sequence[EntryNode]) -> Ending:
    """The ending of a row that is struck through and says nothing of it itself: closed, for what its latest notes say."""
    return _with_reason(Ending("closed"), notes)


def _is_completion(heading: str) -> bool:
    return bool(COMPLETION.fullmatch(plain(heading)) or _DAY_DONE.fullmatch(plain(heading)))


def read_status(text: str) -> str:
    """The status that the words of a status cell name: open, complete or closed; empty where they name none."""
    return state_of(text)


def _closed_by(ending: Ending, noted: Ending) -> Ending:
    """An ending that a cell names, with what the notes say of day and reason: what was withdrawn or handed over is closed."""
    if noted.status == "closed" and noted.reason and ending.status == "complete" and not ending.reason:
        if _USUAL.search(noted.reason):
            return replace(ending, on=ending.on or noted.on)  # what was done and is usual work now
        return replace(noted, on=ending.on or noted.on)
    return ending.or_else(noted) if noted.status != "open" else ending


def _with_reason(ending: Ending, notes: Sequence[EntryNode], *, dropped: bool = False) -> Ending:
    """A row that is closed, with what its latest notes say of why, or of where it is now. ``dropped``: a cell says that it was
    not done, so that the latest note says why, whatever its words."""
    if ending.reason:
        return ending
    ordered, latest = _in_order(notes)
    lines = [line for note in ordered[latest:] for line in _lines(note)]
    said = next(filter(None, (says_closed_elsewhere(line, known=True) for line in lines)), "")
    said = said or next(filter(says_why_closed, lines), "")
    return replace(ending, reason=said or (lines[0] if dropped and lines else ""))


def _with_day(ending: Ending, notes: Sequence[EntryNode]) -> Ending:
    """A row that another cell says is complete, with the day of the last note if that speaks of something done; one that is
    closed, if that note says that it was closed."""
    if ending.status == "open" or ending.on or not notes:
        return ending
    ordered, _latest = _in_order(notes)
    if ending.status == "closed" and (not ending.reason or ending.reason not in ordered[-1].text):
        return ending
    return replace(ending, on=_day_of(ordered, len(ordered) - 1)) if claims_an_end(ordered[-1].text) else ending


def _from_completed(text: str, around: datetime.date | None) -> Ending | None:
    """The ending in a column for the date of completion: a day, and perhaps what came of it; None where there is none."""
    first = text.strip().split("\n")[0]
    hits = [hit for hit in find_dates(text[:200]) if hit.start < 40]
    if reason := says_closed_elsewhere(first):
        return Ending("closed", on=_day_in(first, around), reason=reason)
    if not first or NOT_YET.search(first[: hits[0].start] if hits else first):
        return None
    if not hits:
        return Ending(word) if (word := says_ended(first) or state_of(first)) not in ("", OPEN) else None
    day = _day(hits[0], around)
    if around and day and datetime.date.fromisoformat(day) > around + _AHEAD:
        return None
    rest = text[hits[0].end :].strip()
    if re.match(r"closed\b", first, re.IGNORECASE) and _DROPPED.search(" ".join(rest.split()[:8])):
        return Ending("closed", on=_day(hits[0], around), reason=rest.lstrip(".,:;–—- \n"))
    if _TO_COME.search(rest.split(". ")[0]):
        return None
    if takes_back(rest):
        return None
    rest = rest.lstrip(".,:;–—- \n")
    rest = re.sub(r"^(?:complete[d]?|closed)\b[\s.,:;–—-]*", "", rest, flags=re.IGNORECASE)
    return Ending("complete", on=day, reason=re.sub(r"\n\s*\n", "\n", rest))


def _from_notes(notes: Sequence[EntryNode], around: datetime.date | None) -> Ending:
    """What the notes say of the end of a row. The latest of them count most."""
    ending = Ending()
    notes, latest = _in_order(notes)
    lines = [(line, i) for i, note in enumerate(notes) for line in _lines(note)]
    for n, (line, i) in enumerate(lines):
        if _REOPENED.search(line):
            ending = Ending(doubt="It says that the action was opened again; it was imported as open.")
        elif found := _from_line(line, last=i >= latest, final=n == len(lines) - 1):
            if ending.status == "closed" and ending.reason and found.status == "complete":
                continue
            near = _near(notes[i])
            on = _day_said(found.reason or sentence_of_end(line), near, around)
            on = on or _day_of(notes, i) or _day_said(line, near, around)
            kept = ending.reason if found.status == ending.status == "closed" else ""
            ending = replace(found, on=on or ending.on, reason=found.reason or kept)
        elif doubt := unsure(line):
            short = len(lines) == 1 and len(line.split()) <= 12
            ending = Ending("complete", on=_day_of(notes, i)) if short else replace(ending, doubt=doubt)
    return replace(ending, doubt="") if ending.status != "open" else ending


def _from_line(line: str, *, last: bool, final: bool) -> Ending | None:
    """How a line says that the whole action has ended, or None. ``last``: among the last notes; ``final``: the last line."""
    if last and (reason := says_closed_elsewhere(line)):
        return Ending("closed", reason=reason)
    word, by = says_ended(line, at_end=final, begins=last), ""
    if word and (agreed := _BY.search(line)):
        by = agreed[1].strip()[:120]
    return Ending(word, by=by) if word else None


_BY = re.compile(
    r"\b(?:closed|completed?|agreed|signed off)(?: off)? by (?:the )?([A-Z][\w&’'-]*(?: (?:and |of |for )?[A-Z][\w&’'-]*){0,6})"
)


def _lines(note: EntryNode) -> list[str]:
    return [line.strip(" *-•\t") for line in note.text.split("\n") if line.strip(" *-•\t")]


def _in_order(notes: Sequence[EntryNode]) -> tuple[Sequence[EntryNode], int]:
    """The notes from the oldest to the latest, and the number of the first of those that were written last: from the last date
    on. Boards that write the latest on top are turned round."""
    dated = [i for i, note in enumerate(notes) if note.date]
    if not dated:
        return notes, 0
    if (first := notes[dated[0]].date) and (last := notes[dated[-1]].date) and first[:7] > last[:7] and dated[0] == 0:
        runs = [list(notes[a:b]) for a, b in pairwise([*dated, len(notes)])]
        return [note for run in reversed(runs) for note in run], len(notes) - len(runs[0])
    return notes, dated[-1]


def _day_said(line: str, noted: datetime.date | None, around: datetime.date | None) -> str:
    """The day that a line names for its end; empty where it is far from that of its note (``noted``)."""
    on = _day_in(line, noted or around)
    far = on and noted and abs(datetime.date.fromisoformat(on) - noted) > _FAR
    return "" if far else on


def _near(note: EntryNode) -> datetime.date | None:
    return datetime.date.fromisoformat(note.date) if note.date and note.precision == "day" else None


def _day_of(notes: Sequence[EntryNode], i: int) -> str:
    """The day of a note; of one without a date, or with only the month of its column, that of the note right above it, with
    which it was written."""
    note = notes[i]
    if note.precision != "day" and (signed := _signed_on(note)):
        return signed
    if note.date and note.precision != "day":
        above = notes[i - 1] if i else note
        return above.date if above.date and above.precision == "day" and above.date.startswith(note.date) else ""
    dated = next((n for n in reversed(notes[: i + 1]) if n.date), None)
    return dated.date if dated and dated.date and dated.precision == "day" else ""


def _signed_on(note: EntryNode) -> str:
    """The day beside the initials with which a note ends, "(TB 12/10/26)"; empty where it ends otherwise."""
    match = _SIGNED.search(note.text)
    return _day_in(match[1], None) if match else ""


def _day_in(text: str, around: datetime.date | None) -> str:
    """The last day that a text names, empty where it names none."""
    hits = [(hit, day) for hit in find_dates(text) if (day := _day(hit, around))]
    if not hits:
        return ""
    hit, day = hits[-1]
    later = _LATER.search(text, hit.end)
    last = monthrange(int(day[:4]), int(day[5:7]))[1]
    return f"{day[:8]}{int(later[1]):02}" if later and int(day[8:]) < int(later[1]) <= last else day


def _day(hit: FoundDate, around: datetime.date | None) -> str:
    """A date as a day, empty where it is none; one without its year is the last before ``around``, or shortly after it."""
    if hit.precision != "day":
        return ""
    return hit.date or read_entry(hit.as_written, around).date or ""
