"""The sentences of a covering report, worked out from the plan: what a tired person would write, and then mends.

Pure: documents and a day go in, texts with light marks come out. What is internal must have been left out before
(``document.editions.without_internal``): a report goes to many readers.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actionplans.document.cells import deadline_words
from actionplans.document.changes import RowChange
from actionplans.document.compare import compare
from actionplans.document.dates import day_words
from actionplans.document.references import references
from actionplans.document.tree import Action, Deadline, PlanDocument
from actionplans.document.wording import capital, listed, number_word, plural, shorten

from .figures import SILENT_DAYS, day_of, first_day, last_word, overdue, silent
from .order import Report
from .parts import date_words, section_heading, section_labels, version_lines

#: The heads under which councils ask what a report leads to.
IMPLICATIONS = ("Financial", "Legal", "Equality", "Children and young people", "Data protection")
#: What may stand under each of them: a suggestion, until somebody has thought about it.
NO_IMPLICATION = "None arising directly from this report."
#: What the database keeps where a date moved and nobody said why.
NO_REASON = "no reason given"

#: So many rows are told in one sentence; more become a list.
IN_ONE_SENTENCE = 2
#: A recommendation or a list of references names at most so many.
MOST_NAMED = 8
#: Of a theme so many of the latest notes are told, in so many characters.
LATEST, NOTE_LENGTH = 2, 170
#: Of what an action is, so many characters are quoted; a sentence or clause of less than so many says too little.
TITLE_LENGTH, LEAST_SENTENCE, LEAST_CLAUSE = 120, 20, 40
_SENTENCES = re.compile(r"[.!?](?=\s+[^\sa-z])")
_CLAUSES = re.compile(r"[,;](?=\s)|\s[–—]\s")


@dataclass(frozen=True)
class Theme:
    """What progress is told by: a section, or in a plan without titled sections a recommendation.

    ``key`` finds its text again after the plan was changed. ``rows`` are its actions, each with its reference.
    """

    key: str
    heading: str
    rows: tuple[tuple[str, Action], ...]

    @property
    def actions(self) -> list[Action]:
        return [action for _, action in self.rows]


@dataclass(frozen=True)
class Standing:
    """One line of the table of themes: how many actions there are, complete, closed, open, and of the open ones overdue."""

    heading: str
    actions: int
    complete: int
    closed: int
    open: int
    overdue: int


def themes(document: PlanDocument) -> tuple[Theme, ...]:
    """The themes of a plan in its order, each key once; those without any action too."""
    refs = iter(references(document))
    titled = any(section.title.strip() for section in document.sections)
    found: list[Theme] = []
    for section, label in zip(document.sections, section_labels(document), strict=True):
        rows = [[(next(refs), action) for action in r.actions] for r in section.recommendations]
        if titled:
            heading = _line(section_heading(section, label)) or "Other actions"
            found.append(Theme(_line(section.title) or heading, heading, tuple(row for group in rows for row in group)))
            continue
        for recommendation, group in zip(section.recommendations, rows, strict=True):
            number = _line(recommendation.number)
            name = f"Recommendation {number}" if number else ""
            text = _line(recommendation.short) or shorten(recommendation.text, 70)
            heading = ": ".join(filter(None, (name, text))) or "Other actions"
            found.append(Theme(name or text or heading, heading, tuple(group)))
    return _each_key_once(found)


def _each_key_once(found: Iterable[Theme]) -> tuple[Theme, ...]:
    seen: dict[str, int] = {}
    out = []
    for theme in found:
        seen[theme.key] = seen.get(theme.key, 0) + 1
        again = f" ({seen[theme.key]})" if seen[theme.key] > 1 else ""
        out.append(Theme(theme.key + again, theme.heading, theme.rows))
    return tuple(out)


def standing(theme: Theme, on: datetime.date) -> Standing:
    """How many actions of a theme stand how on that day."""
    states = [action.status for action in theme.actions]
    late = sum(overdue(action, on) for action in theme.actions)
    return Standing(
        theme.heading, len(states), states.count("complete"), states.count("closed"), states.count("open"), late
    )


def suggested(
    document: PlanDocument,
    on: datetime.date,
    since: PlanDocument | None = None,
    *,
    silent_days: int = SILENT_DAYS,
    to: str = "",
    date: str = "",
    author: str = "",
) -> Report:
    """A whole report as it is worked out, nothing written by hand. ``to`` is who is reported to ("Executive"), ``date`` the
    day of the meeting in words, ``author`` the role that reports."""
    words = Sentences(document, on, since, silent_days=silent_days, to=to)
    return Report(
        to=to or "Board",
        date=date,
        author=author,
        title=f"{_line(document.title) or 'Action plan'}: progress",
        marking=document.marking,
        purpose=words.purpose(),
        background=words.background(),
        progress=tuple((theme.key, words.progress(theme)) for theme in words.themes),
        risks=words.risks(),
        implications=(),  # that there are none is for somebody to say
        recommendations=words.recommendations(),
    )


class Sentences:
    """One plan on its way into words: what several sentences need is worked out once."""

    def __init__(
        self,
        document: PlanDocument,
        on: datetime.date,
        since: PlanDocument | None = None,
        *,
        silent_days: int = SILENT_DAYS,
        to: str = "",
    ) -> None:
        self.document, self.on, self.silent_days = document, on, silent_days
        self.themes = themes(document)
        self.rows = [row for theme in self.themes for row in theme.rows]
        self.asked = _with_article(_line(to) or "Board")
        self.since = ""
        self.changes: dict[int, RowChange] = {}
        if since is not None:
            self.since = f"version {since.version.number}" if since.version else "the version before"
            changed = (row for row in compare(since, document).rows if "removed" not in row)
            self.changes = {id(row.action): row for row in changed}
        self.begun = first_day(document)

    # the parts of the report

    def purpose(self) -> str:
        changed = f" and what has changed since {self.since}" if self.since else ""
        state = f"on {day_words(self.on)}"
        if version := self.document.version:
            state = f"in version {version.number}" + (f" of {date_words(version.date)}" if version.date else "")
        told = f"To tell {self.asked} how {self._plan()} stands {state}{changed}"
        return f"{told}, and to ask for the decisions under Recommendations."

    def background(self) -> str:
        """Where the plan comes from, and which versions of it there have been."""
        parts = list(filter(None, (self._source(), self._size())))
        lines, version = version_lines(self.document), self.document.version
        sentences = []
        if len(lines) > 1 or (lines and version is None):
            first = lines[0]
            dated = f" dates from {date_words(first.date)}" if first.date else " came first"
            why = f" ({_unstopped(_line(first.note))})" if first.note.strip() else ""
            sentences.append(f"{capital(_line(first.label)) or 'The first version'}{dated}{why}.")
            if len(lines) > 1:
                sentences.append(f"There have been {number_word(len(lines))} versions so far.")
        if version is None:
            drafted = f"This report covers the plan as it stood on {day_words(self.on)}"
            later = f", with what was written after {_lowered(_line(lines[-1].label))}" if lines else ""
            sentences.append(f"{drafted}{later}.")
        else:
            note = f" ({_unstopped(_line(version.note))})" if version.note.strip() else ""
            sentences.append(f"This report covers version {version.number} of {date_words(version.date)}{note}.")
        return "\n\n".join([" ".join(parts), " ".join(sentences)] if parts else [" ".join(sentences)])

    def progress(self, theme: Theme) -> str:
        """How a theme stands, what came and went since the older version, and the latest that was noted."""
        rows = theme.rows
        if not rows:
            return "No action stands under this theme yet."
        new = [(ref, a) for ref, a in rows if self._is(a, "new") and a.status == "open"]
        groups = [
            [
                self._counts(theme),
                *self._ratings(rows),
                _told("is new", "are new", map(_named, new)),
                *self._done(rows),
            ],
            [self._overdue(rows), *self._moved(rows), self._silent(rows)],
            [self._latest(rows)],
        ]
        if self.since and not any(self._is(action) for _, action in rows):
            groups[2] = [f"Nothing has been changed or noted here since {self.since}."]
        return "\n\n".join(filter(None, map(_paragraph, groups)))

    def risks(self) -> str:
        """What may go wrong: overdue actions with the risk that the plan names for them, slips, silence."""
        late = [(ref, a) for ref, a in self.rows if overdue(a, self.on)]
        paragraphs = []
        if late:
            stated = [(ref, shorten(a.risk, 200)) for ref, a in late if a.risk.strip()]
            refs = listed((ref for ref, _ in late), MOST_NAMED)
            text = f"{_actions(len(late))} overdue: {refs}."
            if stated:
                text += " Of what is not done in time, the plan names as risks:"
                text += "".join(f"\n- {ref}: {risk}" for ref, risk in stated[:MOST_NAMED])
            paragraphs.append(text)
        bare = [ref for ref, _, _, why in self._slips(self.rows) if not why]
        if bare:
            dates = "date" if len(bare) == 1 else "dates"
            paragraphs.append(f"No reason was given why the {dates} of {_anded(bare)} moved.")
        often = [(ref, len(_slipped(a))) for ref, a in self.rows if a.status == "open" and len(_slipped(a)) > 1]
        if often:
            times = [f"{ref} ({_times(moves)})" for ref, moves in often]
            paragraphs.append(f"Moved more than once so far: {listed(times, MOST_NAMED)}.")
        quiet = [ref for ref, a in self.rows if self._is_silent(a)]
        if quiet:
            it = "it is" if len(quiet) == 1 else "they are"
            paragraphs.append(
                f"Nothing has been noted for {self.silent_days} days on {_anded(quiet)}, so it is not known whether "
                f"{it} on course."
            )
        if not paragraphs:
            return (
                "No action is overdue, no date has moved without a reason, and every open action has been reported on "
                f"within {self.silent_days} days."
            )
        return "\n\n".join(paragraphs)

    def recommendations(self) -> str:
        """What the meeting is asked to do: one line each, to be numbered in print."""
        counts = [action.status for _, action in self.rows]
        done = [ref for ref, a in self.rows if self._ended_since(a)]
        still = counts.count("open")
        noted = f"note that {number_word(still)} of the {number_word(len(counts))} actions {plural(still, 'is', 'are')} open"
        if done and self.since:
            noted += f", and that {number_word(len(done))} {plural(len(done), 'was', 'were')} completed or closed "
            noted += f"since {self.since}"
        asks = [noted]
        slips = self._slips(self.rows)
        if dates := [f"{ref} ({to})" for ref, _, to, _ in slips]:
            asks.append(f"agree the new {plural(len(dates), 'date')} for {_anded(dates)}")
        if bare := [ref for ref, _, _, why in slips if not why]:
            asks.append(f"ask why the {plural(len(bare), 'date')} of {_anded(bare)} moved")
        if late := [_by_lead(ref, a) for ref, a in self.rows if overdue(a, self.on)]:
            asks.append(_asked_of("ask by when what is overdue will be done:", late))
        if quiet := [_by_lead(ref, a) for ref, a in self.rows if self._is_silent(a)]:
            asks.append(_asked_of(f"ask for news of what has been silent for {self.silent_days} days:", quiet))
        alone = [ref for ref, a in self.rows if self._ended_since(a) and not (a.ended and a.ended.by.strip())]
        if alone:
            complete = plural(len(alone), "is", "are")
            asks.append(f"say whether {_anded(alone)} {complete} done: the plan does not say who agreed it")
        return f"{capital(self.asked)} is asked to:\n\n" + "\n".join(f"- {ask}" for ask in asks)

    # sentences

    def _plan(self) -> str:
        title = _line(self.document.title) or "action plan"
        return _with_article(_lowered(title) if _ORDINARY.match(title) else title)

    def _source(self) -> str:
        source = self.document.source
        title = _unstopped(_line(source.title))
        date = day_words(source.date, source.precision)
        if source.kind == "own":
            return (
                f"The plan is the board’s own{f', begun from {title}' if title else ''}{f', {date}' if date else ''}."
            )
        kind = _KINDS.get(source.kind, "an inspection" if "inspection" in source.kind else "")
        if title:
            what = _with_article(_lowered(title) if _ORDINARY.match(title) else title)
            return f"The plan answers {what}{f' ({date})' if date else ''}."
        return f"The plan answers {kind}{f' of {date}' if date else ''}." if kind else ""

    def _size(self) -> str:
        recommendations = sum(bool(r.number or r.text.strip()) for _, r in self.document.recommendations())
        actions = f"{number_word(len(self.rows))} {plural(len(self.rows), 'action')}"
        if not recommendations:
            return f"It has {actions}."
        return f"It has {number_word(recommendations)} {plural(recommendations, 'recommendation')} and {actions}."

    def _counts(self, theme: Theme) -> str:
        at = standing(theme, self.on)
        parts = [(at.open, "open"), (at.complete, "complete"), (at.closed, "closed")]
        told = [(number, word) for number, word in parts if number]
        if len(told) == 1:
            word = told[0][1]
            if at.actions == 1:
                return f"The one action is {word}."
            return f"{'Both' if at.actions == 2 else f'All {number_word(at.actions)}'} actions are {word}."
        sentence = _and([f"{number_word(number)} {plural(number, 'is', 'are')} {word}" for number, word in told])
        return f"Of the {number_word(at.actions)} actions, {sentence}."

    def _ratings(self, rows: Sequence[tuple[str, Action]]) -> Iterable[str]:
        if not self.document.ratings or self.document.rating_level != "action":
            return
        rated: dict[str, list[str]] = {rating: [] for rating in self.document.ratings}
        for ref, action in rows:
            if action.status == "open":
                rated.setdefault(action.rating or "not rated", []).append(ref)
        standing_open = [action for _, action in rows if action.status == "open"]
        if len(standing_open) == 1:
            if standing_open[0].rating:
                yield f"What is open is rated {standing_open[0].rating}."
            return
        parts = [f"{number_word(len(refs))} {name} ({listed(refs, 4)})" for name, refs in rated.items() if refs]
        if parts:
            yield f"Of what is open, by rating: {', '.join(parts)}."

    def _done(self, rows: Sequence[tuple[str, Action]]) -> Iterable[str]:
        for status, word in (("complete", "completed"), ("closed", "closed")):
            ended = [_ended(ref, a) for ref, a in rows if a.status == status and self._ended_since(a)]
            if self.since:
                yield _told(f"was {word} since {self.since}", f"were {word} since {self.since}", ended)
            else:
                yield _listed_under(f"{capital(status)}:", ended)

    def _overdue(self, rows: Sequence[tuple[str, Action]]) -> str:
        late = (
            f"{ref}, due {_due(action)}{_in_brackets(_leads(action))}"
            for ref, action in rows
            if overdue(action, self.on)
        )
        return _told("is overdue", "are overdue", late)

    def _moved(self, rows: Sequence[tuple[str, Action]]) -> Iterable[str]:
        slips = self._slips(rows)
        items = [f"{ref} from {was} to {to}: {why or NO_REASON}" for ref, was, to, why in slips]
        if len(items) == 1:
            ref, was, to, why = slips[0]
            yield f"The date of {ref} moved from {was} to {to}: {_unstopped(why) or 'no reason was given'}."
        elif items:
            yield f"{capital(number_word(len(items)))} dates moved:" + "".join(f"\n- {item}" for item in items)

    def _silent(self, rows: Sequence[tuple[str, Action]]) -> str:
        items = []
        for ref, action in rows:
            if self._is_silent(action):
                word = last_word(action)
                heard = f"last note {day_words(word)}" if word else "no note yet"
                items.append(f"{ref}{_in_brackets(_leads(action))}, {heard}")
        days = f"been silent for {self.silent_days} days"
        return _told(f"has {days}", f"have {days}", items)

    def _latest(self, rows: Sequence[tuple[str, Action]]) -> str:
        """The newest notes of rows that have not been told of as done."""
        notes = []
        for ref, action in rows:
            change = self.changes.get(id(action))
            if change is None or self._ended_since(action):
                continue
            told = [n.entry for n in change.new_notes] if change.was else list(change.action.progress)
            dated = [entry for entry in told if entry.date and entry.text.strip()]
            if dated:
                entry = max(dated, key=lambda e: day_of(e.date) or datetime.date.min)
                words = f"{ref}, {day_words(entry.date, entry.precision)}: {shorten(entry.text, NOTE_LENGTH)}"
                notes.append((day_of(entry.date) or datetime.date.min, words))
        notes.sort(key=lambda note: note[0], reverse=True)
        if not notes:
            return ""
        return f"The latest since {self.since}:" + "".join(f"\n- {words}" for _, words in notes[:LATEST])

    # what holds of a row

    def _is(self, action: Action, kind: str = "") -> bool:
        """Whether it changed since the older version, in that way."""
        change = self.changes.get(id(action))
        return change is not None and (not kind or kind in change)

    def _ended_since(self, action: Action) -> bool:
        if action.status == "open":
            return False
        return not self.since or any(self._is(action, kind) for kind in ("completed", "closed", "new"))

    def _is_silent(self, action: Action) -> bool:
        return silent(action, self.on, self.silent_days, first_day=self.begun)

    def _slips(self, rows: Iterable[tuple[str, Action]]) -> list[tuple[str, str, str, str]]:
        """The dates that moved, or went, since the older version: reference, what it was, what it is, and why (or empty)."""
        found = []
        for ref, action in rows:
            change = self.changes.get(id(action))
            if change is None or change.was is None or action.status != "open":
                continue
            if not {"moved", "undated"} & set(change.kinds):
                continue
            moves = [move for move in change.moves if move.from_.strip()]
            was = _line(moves[0].from_ if moves else deadline_words(change.was))
            reasons = dict.fromkeys(reason for move in moves if (reason := _reason(move.reason)))
            found.append((ref, was, _line(deadline_words(action)) or "no date", "; ".join(reasons)))
        return found


_KINDS = {
    "inspection": "an inspection",
    "joint-inspection": "a joint inspection",
    "case-review": "a case review",
    "section-11": "the section 11 audit",
    "audit": "an audit",
    "improvement-notice": "an improvement notice",
    "peer-review": "a peer review",
}
#: Titles that begin with an ordinary word lose its capital within a sentence.
_ORDINARY = re.compile(
    r"(?:joint|inspection|action|improvement|recovery|safeguarding|multi-agency|written|children[’']s|adults?|annual"
    r"|audits?|peer|case|local|post-inspection|focused|thematic|themed|serious|rapid|section|single-agency)\b",
    re.IGNORECASE,
)


def _line(text: str) -> str:
    return " ".join(text.split())


def _unstopped(text: str) -> str:
    return text.rstrip(" .;")


def _lowered(text: str) -> str:
    """Without its first capital, unless the word is written in capitals throughout ("SEND plan")."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _with_article(name: str) -> str:
    if name.lower().startswith(("the ", "our ", "all ")):
        return name[:1].lower() + name[1:]
    return f"the {name}"


def _and(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _anded(names: Sequence[str]) -> str:
    """``99.1, 99.2 and 100.1``, cut after so many as one can take in."""
    if len(names) > MOST_NAMED + 1:
        return listed(names, MOST_NAMED)
    return _and(names)


def _actions(number: int) -> str:
    return f"{capital(number_word(number))} {plural(number, 'action is', 'actions are')}"


def _times(number: int) -> str:
    return "twice" if number == 2 else f"{number_word(number)} times"


def _told(one: str, many: str, items: Iterable[str]) -> str:
    """A sentence about some rows: "One is overdue: 104.1, …."; a list where they are more than a sentence can hold."""
    every = list(items)
    return _listed_under(f"{capital(number_word(len(every)))} {plural(len(every), one, many)}:", every)


def _listed_under(head: str, every: list[str]) -> str:
    """The items behind their head in one sentence, or below it as a list; nothing where there is none."""
    if not every:
        return ""
    if len(every) <= IN_ONE_SENTENCE:
        return f"{head} {_unstopped('; '.join(map(_unstopped, every)))}."
    return head + "".join(f"\n- {item}" for item in every)


def _asked_of(head: str, items: list[str]) -> str:
    """One thing that is asked, of several rows below it where they are more than a line can hold."""
    if len(items) <= IN_ONE_SENTENCE:
        return f"{head} {'; '.join(items)}"
    return head + "".join(f"\n  - {item}" for item in items)


def _paragraph(sentences: Iterable[str]) -> str:
    """Sentences run on; one that ends in a list ends its paragraph."""
    text = ""
    for sentence in filter(None, sentences):
        if text:
            text += "\n\n" if "\n- " in text.rpartition("\n\n")[2] else " "
        text += sentence
    return text


def _named(row: tuple[str, Action]) -> str:
    ref, action = row
    words = quoted(action.action)
    return f"{ref}, “{words}”" if words else ref


def quoted(text: str) -> str:
    """What an action is, to be quoted within a sentence: all of it, or its first whole sentences or clauses that have room.
    Cut at a word only where it has none."""
    words = shorten(text, len(text) + 1)
    if len(words) <= TITLE_LENGTH:
        return words
    for ends, least in ((_SENTENCES, LEAST_SENTENCE), (_CLAUSES, LEAST_CLAUSE)):
        places = [
            end.start() for end in ends.finditer(words, 0, TITLE_LENGTH + 2) if least <= end.start() <= TITLE_LENGTH
        ]
        if places:
            return words[: places[-1]]
    return shorten(words, TITLE_LENGTH)


def _ended(ref: str, action: Action) -> str:
    words = _named((ref, action))
    if action.ended is None:
        return words
    facts = ", ".join(filter(None, (_line(action.ended.by), date_words(action.ended.on))))
    reason = _unstopped(_line(action.ended.reason))
    return words + (f" ({facts})" if facts else "") + (f": {reason}" if reason else "")


def _leads(action: Action) -> str:
    return "; ".join(_line(lead.name) for lead in action.leads if lead.name.strip())


def _by_lead(ref: str, action: Action) -> str:
    return f"{ref}{_in_brackets(_leads(action))}"


def _in_brackets(words: str) -> str:
    return f" ({words})" if words else ""


def _due(action: Action) -> str:
    """The last of its dates, as precise as it was written."""
    dated = [deadline for deadline in action.deadlines if day_of(deadline.date)]

    def last(deadline: Deadline) -> datetime.date:
        return day_of(deadline.date) or datetime.date.min

    latest = max(dated, key=last)
    return day_words(latest.date, latest.precision)


def _slipped(action: Action) -> list[str]:
    return [move.from_ for move in action.deadline_moves if move.from_.strip()]


def _reason(reason: str) -> str:
    words = _unstopped(_line(reason))
    return "" if words.lower() == NO_REASON else words
