"""Compose the sentences of a covering report from the plan: a first draft that the user then edits.

Pure: documents and a day go in, texts with light marks come out. What is internal must have been left out before
(``document.parts.without_internal``): a report goes to many readers.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from actionplans.document.cells import deadline_words
from actionplans.document.changes import RowChange
from actionplans.document.compare import compare
from actionplans.document.dates import day_of, day_words
from actionplans.document.silence import HEARD_WORDS, is_silent, plan_began, silence_of
from actionplans.document.tree import ActionNode, PlanDocument
from actionplans.document.wording import capital, in_a_line, listed, number_word, plural, shorten

from .figures import SILENT_DAYS, overdue
from .order import ReportText
from .parts import date_words, version_lines
from .report_phrases import (
    KINDS_OF_SOURCE,
    MOST_NAMED,
    NO_REASON,
    ORDINARY_WORD,
    actions_are,
    asked_of,
    by_lead,
    given_reason,
    in_brackets,
    joined_with_and,
    last_due,
    lead_names,
    listed_under,
    lowered,
    paragraph,
    refs_with_and,
    row_ended,
    row_named,
    sentence_of,
    slipped_from,
    squeezed,
    times_words,
    unstopped,
    with_article,
)
from .report_themes import Theme, counts_of, themes

#: The heads under which councils ask what a report leads to.
IMPLICATIONS = ("Financial", "Legal", "Equality", "Children and young people", "Data protection")
#: What may be under each of them: a suggestion for the user to edit.
NO_IMPLICATION = "None arising directly from this report."
#: So many of the latest notes of a theme are quoted, each in so many characters.
LATEST, NOTE_LENGTH = 2, 170


def suggested(
    document: PlanDocument,
    on: datetime.date,
    since: PlanDocument | None = None,
    *,
    silent_days: int = SILENT_DAYS,
    to: str = "",
    date: str = "",
    author: str = "",
) -> ReportText:
    """A whole report composed from the plan, nothing written by hand. ``to`` is who is reported to ("Executive"), ``date`` the
    day of the meeting in words, ``author`` the role that reports."""
    words = Sentences(document, on, since, silent_days=silent_days, to=to)
    return ReportText(
        to=to or "Board",
        date=date,
        author=author,
        title=f"{squeezed(document.title) or 'Action plan'}: progress",
        marking=document.marking,
        purpose=words.purpose(),
        background=words.background(),
        progress=tuple((theme.key, words.progress(theme)) for theme in words.themes),
        risks=words.risks(),
        implications=(),  # only a person can say that there are none
        recommendations=words.recommendations(),
    )


class Sentences:
    """Composes the sentences about one plan: what several sentences need is computed once."""

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
        self.asked = with_article(squeezed(to) or "Board")
        self.since = ""
        self.changes: dict[int, RowChange] = {}
        if since is not None:
            self.since = f"version {since.version.number}" if since.version else "the version before"
            changed = (row for row in compare(since, document).rows if "removed" not in row)
            self.changes = {id(row.action): row for row in changed}
        self.began = plan_began(document)

    # the parts of the report

    def purpose(self) -> str:
        changed = f" and what has changed since {self.since}" if self.since else ""
        state = f"on {day_words(self.on)}"
        if version := self.document.version:
            state = f"in version {version.number}" + (f" of {date_words(version.date)}" if version.date else "")
        purpose = f"To tell {self.asked} how {self._plan()} stands {state}{changed}"
        return f"{purpose}, and to ask for the decisions under Recommendations."

    def background(self) -> str:
        """Where the plan comes from, and which versions of it there have been."""
        parts = list(filter(None, (self._source(), self._size())))
        lines, version = version_lines(self.document), self.document.version
        sentences = []
        if len(lines) > 1 or (lines and version is None):
            first = lines[0]
            dated = f" dates from {date_words(first.date)}" if first.date else " came first"
            why = f" ({unstopped(squeezed(first.note))})" if first.note.strip() else ""
            sentences.append(f"{capital(squeezed(first.label)) or 'The first version'}{dated}{why}.")
            if len(lines) > 1:
                sentences.append(f"There have been {number_word(len(lines))} versions so far.")
        if version is None:
            drafted = f"This report covers the plan as it stood on {day_words(self.on)}"
            later = f", with what was written after {lowered(squeezed(lines[-1].label))}" if lines else ""
            sentences.append(f"{drafted}{later}.")
        else:
            note = f" ({unstopped(squeezed(version.note))})" if version.note.strip() else ""
            sentences.append(f"This report covers version {version.number} of {date_words(version.date)}{note}.")
        return "\n\n".join([" ".join(parts), " ".join(sentences)] if parts else [" ".join(sentences)])

    def progress(self, theme: Theme) -> str:
        """The state of a theme, what came and went since the older version, and the latest notes."""
        rows = theme.rows
        if not rows:
            return "No action stands under this theme yet."
        new = [(ref, a) for ref, a in rows if self._is(a, "new") and a.status == "open"]
        groups = [
            [
                self._counts(theme),
                *self._ratings(rows),
                sentence_of("is new", "are new", map(row_named, new)),
                *self._done(rows),
            ],
            [self._overdue(rows), *self._moved(rows), self._silent(rows)],
            [self._latest(rows)],
        ]
        if self.since and not any(self._is(action) for _, action in rows):
            groups[2] = [f"Nothing has been changed or noted here since {self.since}."]
        return "\n\n".join(filter(None, map(paragraph, groups)))

    def risks(self) -> str:
        """What may go wrong: overdue actions with the risk that the plan names for them, slips, silence."""
        late = [(ref, a) for ref, a in self.rows if overdue(a, self.on)]
        paragraphs = []
        if late:
            stated = [(ref, shorten(a.risk, 200)) for ref, a in late if a.risk.strip()]
            refs = listed((ref for ref, _ in late), MOST_NAMED)
            text = f"{actions_are(len(late))} overdue: {refs}."
            if stated:
                text += " Of what is not done in time, the plan names as risks:"
                text += "".join(f"\n- {ref}: {risk}" for ref, risk in stated[:MOST_NAMED])
            paragraphs.append(text)
        bare = [ref for ref, _, _, why in self._slips(self.rows) if not why]
        if bare:
            dates = "date" if len(bare) == 1 else "dates"
            paragraphs.append(f"No reason was given why the {dates} of {refs_with_and(bare)} moved.")
        often = [(ref, len(slipped_from(a))) for ref, a in self.rows if a.status == "open" and len(slipped_from(a)) > 1]
        if often:
            times = [f"{ref} ({times_words(moves)})" for ref, moves in often]
            paragraphs.append(f"Moved more than once so far: {listed(times, MOST_NAMED)}.")
        quiet = [ref for ref, a in self.rows if self._is_silent(a)]
        if quiet:
            it = "it is" if len(quiet) == 1 else "they are"
            paragraphs.append(
                f"Nothing with a date has been noted for {self.silent_days} days on {refs_with_and(quiet)}, so it is not "
                f"known whether {it} on course."
            )
        if not paragraphs:
            return (
                "No action is overdue, no date has moved without a reason, and no open action has been silent for "
                f"{self.silent_days} days."
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
            asks.append(f"agree the new {plural(len(dates), 'date')} for {refs_with_and(dates)}")
        if bare := [ref for ref, _, _, why in slips if not why]:
            asks.append(f"ask why the {plural(len(bare), 'date')} of {refs_with_and(bare)} moved")
        if late := [by_lead(ref, a) for ref, a in self.rows if overdue(a, self.on)]:
            asks.append(asked_of("ask by when what is overdue will be done:", late))
        if quiet := [by_lead(ref, a) for ref, a in self.rows if self._is_silent(a)]:
            asks.append(asked_of(f"ask for news of what has been silent for {self.silent_days} days:", quiet))
        alone = [ref for ref, a in self.rows if self._ended_since(a) and not (a.ended and a.ended.by.strip())]
        if alone:
            complete = plural(len(alone), "is", "are")
            asks.append(f"say whether {refs_with_and(alone)} {complete} done: the plan does not say who agreed it")
        return f"{capital(self.asked)} is asked to:\n\n" + "\n".join(f"- {ask}" for ask in asks)

    # sentences

    def _plan(self) -> str:
        title = squeezed(self.document.title) or "action plan"
        return with_article(lowered(title) if ORDINARY_WORD.match(title) else title)

    def _source(self) -> str:
        source = self.document.source
        title = unstopped(squeezed(source.title))
        date = day_words(source.date, source.precision)
        if source.kind == "own":
            return (
                f"The plan is the board’s own{f', begun from {title}' if title else ''}{f', {date}' if date else ''}."
            )
        kind = KINDS_OF_SOURCE.get(source.kind, "an inspection" if "inspection" in source.kind else "")
        if title:
            return f"The plan answers {with_article(title)}{f' ({date})' if date else ''}."
        return f"The plan answers {kind}{f' of {date}' if date else ''}." if kind else ""

    def _size(self) -> str:
        recommendations = sum(bool(r.number or r.text.strip()) for _, r in self.document.recommendations())
        actions = f"{number_word(len(self.rows))} {plural(len(self.rows), 'action')}"
        if not recommendations:
            return f"It has {actions}."
        return f"It has {number_word(recommendations)} {plural(recommendations, 'recommendation')} and {actions}."

    def _counts(self, theme: Theme) -> str:
        at = counts_of(theme, self.on)
        parts = [(at.open, "open"), (at.complete, "complete"), (at.closed, "closed")]
        found = [(number, word) for number, word in parts if number]
        if len(found) == 1:
            word = found[0][1]
            if at.actions == 1:
                return f"The one action is {word}."
            return f"{'Both' if at.actions == 2 else f'All {number_word(at.actions)}'} actions are {word}."
        sentence = joined_with_and(
            [f"{number_word(number)} {plural(number, 'is', 'are')} {word}" for number, word in found]
        )
        return f"Of the {number_word(at.actions)} actions, {sentence}."

    def _ratings(self, rows: Sequence[tuple[str, ActionNode]]) -> Iterable[str]:
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

    def _done(self, rows: Sequence[tuple[str, ActionNode]]) -> Iterable[str]:
        for status, word in (("complete", "completed"), ("closed", "closed")):
            ended = [row_ended(ref, a) for ref, a in rows if a.status == status and self._ended_since(a)]
            if self.since:
                yield sentence_of(f"was {word} since {self.since}", f"were {word} since {self.since}", ended)
            else:
                yield listed_under(f"{capital(status)}:", ended)

    def _overdue(self, rows: Sequence[tuple[str, ActionNode]]) -> str:
        late = (
            f"{ref}, due {last_due(action)}{in_brackets(lead_names(action))}"
            for ref, action in rows
            if overdue(action, self.on)
        )
        return sentence_of("is overdue", "are overdue", late)

    def _moved(self, rows: Sequence[tuple[str, ActionNode]]) -> Iterable[str]:
        slips = self._slips(rows)
        items = [f"{ref} from {was} to {to}: {why or NO_REASON}" for ref, was, to, why in slips]
        if len(items) == 1:
            ref, was, to, why = slips[0]
            yield f"The date of {ref} moved from {was} to {to}: {unstopped(why) or 'no reason was given'}."
        elif items:
            yield f"{capital(number_word(len(items)))} dates moved:" + "".join(f"\n- {item}" for item in items)

    def _silent(self, rows: Sequence[tuple[str, ActionNode]]) -> str:
        items = []
        for ref, action in rows:
            if self._is_silent(action):
                last = silence_of(action, self.began)
                heard = HEARD_WORDS.get(last.heard) or f"last note {day_words(last.date, last.precision)}"
                items.append(f"{ref}{in_brackets(lead_names(action))}, {heard}")
        days = f"been silent for {self.silent_days} days"
        return sentence_of(f"has {days}", f"have {days}", items)

    def _latest(self, rows: Sequence[tuple[str, ActionNode]]) -> str:
        """The newest notes of rows that have not been listed as done."""
        notes = []
        for ref, action in rows:
            change = self.changes.get(id(action))
            if change is None or self._ended_since(action):
                continue
            written = [n.entry for n in change.new_notes] if change.was else list(change.action.progress)
            dated = [entry for entry in written if entry.date and entry.text.strip()]
            if dated:
                entry = max(dated, key=lambda e: day_of(e.date) or datetime.date.min)
                words = f"{ref}, {day_words(entry.date, entry.precision)}: {shorten(entry.text, NOTE_LENGTH)}"
                notes.append((day_of(entry.date) or datetime.date.min, words))
        notes.sort(key=lambda note: note[0], reverse=True)
        if not notes:
            return ""
        return f"The latest since {self.since}:" + "".join(f"\n- {words}" for _, words in notes[:LATEST])

    # what holds of a row

    def _is(self, action: ActionNode, kind: str = "") -> bool:
        """Whether it changed since the older version, in that way."""
        change = self.changes.get(id(action))
        return change is not None and (not kind or kind in change)

    def _ended_since(self, action: ActionNode) -> bool:
        if action.status == "open":
            return False
        return not self.since or any(self._is(action, kind) for kind in ("completed", "closed", "new"))

    def _is_silent(self, action: ActionNode) -> bool:
        return is_silent(action, self.on, self.silent_days, plan_began=self.began)

    def _slips(self, rows: Iterable[tuple[str, ActionNode]]) -> list[tuple[str, str, str, str]]:
        """The dates that moved, or went, since the older version: reference, what it was, what it is, and why (or empty)."""
        found = []
        for ref, action in rows:
            change = self.changes.get(id(action))
            if change is None or change.was is None or action.status != "open":
                continue
            if not {"moved", "undated"} & set(change.kinds):
                continue
            moves = [move for move in change.moves if move.from_.strip()]
            was = in_a_line(moves[0].from_ if moves else deadline_words(change.was))
            reasons = dict.fromkeys(reason for move in moves if (reason := given_reason(move.reason)))
            found.append((ref, was, in_a_line(deadline_words(action)) or "no date", "; ".join(reasons)))
        return found
