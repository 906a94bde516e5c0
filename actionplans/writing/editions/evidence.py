"""The evidence pack, for an inspection: the history of each row, recommendation by recommendation.

Of each row: what was planned, what happened and when, and what shows that it made a difference. Every table names its
row in its own head, which is repeated overleaf, so that each line of the pack can be found from a spoken "row 99.1".
Where nothing is recorded it says so. The files that go with notes are listed, and bound in behind where that was asked.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator

from actionplans.document.cells import FROM_THE_FILE, beside_the_columns, deadline_words, heading_of, lead_words
from actionplans.document.dates import day_words
from actionplans.document.fields import OUTCOME_TEXTS, PLANNED_TEXTS
from actionplans.document.tree import (
    ActionNode,
    DeadlineMoveNode,
    EndedNode,
    EntryNode,
    PlanDocument,
    RecommendationNode,
    SectionNode,
)
from actionplans.document.wording import count, in_a_line, listed, plural, shorten
from actionplans.writing.figures import due, overdue
from actionplans.writing.order import Order
from actionplans.writing.parts import oldest_first, section_labels
from actionplans.writing.press.continued import CLASS as CONTINUED
from actionplans.writing.press.sheets import HtmlPiece, Paper, Sheets
from actionplans.writing.story import FirstHeld, RowEvent, first_deadline, happenings, speaks_of_results, typed_words

from .cells import bullets, hidden_row_mark, internal_note_mark, lead_cell, rating_mark, row_references, section_title
from .evidence_files import EvidenceRow, file_pieces, number_files, page_box, when_noted
from .words import blocks, cell, date_words, lede, line, plain_line, running, title_words

NOTHING_YET = "Nothing recorded yet"

#: A row of a table of more characters may break across pages.
WHOLE_CHARACTERS = 900
#: Up to so much larger than usual five figures are side by side; beyond it three.
FIVE_FIGURES = 1.4
#: "11 December 2025" in bold, with what keeps it apart, in millimetres of type of the usual size.
WHEN_MM = 34
#: About how many characters fit in a line of the wide column, in type of the usual size.
LINE = 95


def evidence_sheets(order: Order) -> Sheets:
    """The evidence pack of an order. With ``order.bind`` it holds the pages of ``order.files``."""
    pack = _Pack(order)
    document = order.document
    when = max(20.0, WHEN_MM * order.look.scale * 100 / page_box(1)[0])
    name = f"Evidence pack: {title_words(document)}"
    pieces = (pack.front(), *pack.pieces(), *file_pieces(order, pack.rows))
    return Sheets(
        running(document, order.printed_on, "evidence pack"),
        pieces,
        name=name,
        css=f"col.when{{width:{when:.1f}%}}" + (".figures p{width:33%}" if order.look.scale > FIVE_FIGURES else ""),
        styles=("plan.css", "evidence.css"),
        paper=Paper(landscape=False, scale=order.look.scale),
    )


class _Pack:
    """The pack on its way to HTML: what every part of it needs is worked out once."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.document: PlanDocument = order.document
        self.on: datetime.date = order.printed_on
        self.scale = order.look.scale
        self.labels = [line(label) for label in section_labels(self.document)]
        self.held = FirstHeld(self.document)
        refs = row_references(self.document)
        every = [(r, action) for _, r in self.document.recommendations() for action in r.actions]
        self.rows = [
            EvidenceRow(i, ref, action) for i, (ref, (_, action)) in enumerate(zip(refs, every, strict=True), 1)
        ]
        number_files(order, self.rows)

    def rows_of_recommendations(self) -> Iterator[tuple[int, RecommendationNode, list[EvidenceRow]]]:
        """Each recommendation, counted, with its rows, in the order of the plan."""
        rows = iter(self.rows)
        for number, (_, recommendation) in enumerate(self.document.recommendations(), 1):
            yield number, recommendation, [next(rows) for _ in recommendation.actions]

    # Front ------------------------------------------------------------------------------------------------------------

    def front(self) -> HtmlPiece:
        """What it is, five figures, and the contents."""
        document = self.document
        subtitle = line(document.subtitle)
        rows = list(filter(None, (self._content(*row) for row in self.rows_of_recommendations())))
        head = "".join(f'<th scope="col">{words}</th>' for words in ("Recommendation", "Rows", "State", "Files"))
        table = (
            '<table class="contents"><colgroup><col class="what"><col class="rows"><col class="state-of"><col class="files">'
            f"</colgroup><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        )
        html = (
            f'<p class="kind">Evidence pack</p><h1>{title_words(document)}</h1>'
            + (f'<p class="lede">{subtitle}</p>' if subtitle else "")
            + f'<p class="lede">{lede(document, self.on)}</p>{self._figures()}{_READING}'
            + (f'<div class="contents-of"><h2>Contents</h2>{table}</div>' if rows else "")
        )
        return HtmlPiece(html, lines=20 + 2 * len(rows))

    def _figures(self) -> str:
        actions = [action for _, _, action in self.document.actions()]
        states = Counter(action.status for action in actions)
        kinds = ", ".join(f"{states[state]} {state}" for state in ("open", "complete", "closed") if states[state])
        notes = sum(len(action.progress) for action in actions)
        moves = sum(bool(move.from_.strip()) for action in actions for move in action.deadline_moves)
        files = sum(len(row.files) for row in self.rows)
        numbered = sum(bool(r.number or r.text.strip()) for _, r in self.document.recommendations())
        items = (
            (numbered, plural(numbered, "recommendation")),
            (len(actions), plural(len(actions), "action") + (f": {kinds}" if kinds else "")),
            (notes, plural(notes, "note")),
            (moves, plural(moves, "deadline moved", "times a deadline moved")),
            (files, plural(files, "file of evidence", "files of evidence")),
        )
        drawn = "".join(f"<p><b>{number}</b> <span>{words}</span></p>" for number, words in items)
        return f'<div class="figures">{drawn}</div>'

    def _content(self, number: int, recommendation: RecommendationNode, rows: list[EvidenceRow]) -> str:
        """The line of the contents for a recommendation; none where there is nothing of it to find."""
        heading = _heading(recommendation)
        if not heading:
            return ""
        text = line(recommendation.short or shorten(plain_line(recommendation.text), 90))
        words = f'<p><a href="#evidence-rec-{number}">{heading}</a></p>' + (
            f'<p class="small">{text}</p>' if text else ""
        )
        links = ", ".join(row.link for row in rows)
        files = sum(len(row.files) for row in rows)
        return (
            f'<tr class="whole"><th scope="row">{words}</th><td>{links or "–"}</td>'
            f"<td>{self._state_of(recommendation.actions)}</td><td>{files or '–'}</td></tr>"
        )

    def _state_of(self, actions: tuple[ActionNode, ...]) -> str:
        """ "2 open, 1 of them overdue, 1 complete"."""
        states = Counter(action.status for action in actions)
        late = sum(overdue(action, self.on) for action in actions)
        open_words = f"{states['open']} open" + (f" ({late} overdue)" if late else "")
        parts = [open_words] if states["open"] else []
        parts += [f"{states[state]} {state}" for state in ("complete", "closed") if states[state]]
        return ", ".join(parts) or "No actions yet"

    # Sections ---------------------------------------------------------------------------------------------------------

    def pieces(self) -> Iterator[HtmlPiece]:
        """All sections; the outcomes that one is to achieve stand at its head, beside what is recorded of them."""
        blocks = self.rows_of_recommendations()
        for section, label in zip(self.document.sections, self.labels, strict=True):
            level = 3 if line(section.title) else 2
            recommendations = [next(blocks) for _ in section.recommendations]
            rows = [row for *_, of_recommendation in recommendations for row in of_recommendation]
            head = self._section_head(section, label, level) + self._outcomes(section, rows, level)
            for number, recommendation, own in recommendations:
                yield self._recommendation(recommendation, own, number, level, head)
                head = ""
            if head:
                yield HtmlPiece(head, lines=12, opens=2)

    def _section_head(self, section: SectionNode, label: str, level: int) -> str:
        head = section_title(section, label)
        if not section.objectives:
            return head
        return f'{head}<div class="aims"><h{level} class="aim">Objectives</h{level}>{bullets(section.objectives)}</div>'

    def _recommendation(
        self, recommendation: RecommendationNode, rows: list[EvidenceRow], number: int, level: int, before: str
    ) -> HtmlPiece:
        heading = _heading(recommendation)
        drawn = [self._row(row, level + 1) for row in rows]
        text = blocks(recommendation.text)
        parts = [before, '<div class="recommendation">']
        if heading:
            marks = rating_mark(recommendation.rating) + hidden_row_mark(recommendation.internal)
            parts.append(f'<h{level} class="number" id="evidence-rec-{number}">{heading}{marks}</h{level}>')
        parts.append(f'<div class="text">{text}</div>' if text else "")
        parts.append("" if rows or not heading else '<p class="also">No actions yet.</p>')
        parts += [html for html, _ in drawn]
        parts.append("</div>")
        lines = 6 + len(recommendation.text) // 110 + sum(taken for _, taken in drawn)
        return HtmlPiece("".join(parts), lines, opens=2 if before else 1)

    def _outcomes(self, section: SectionNode, rows: list[EvidenceRow], level: int) -> str:
        """The outcomes that a section is to achieve, beside where something is recorded that may show them."""
        if not any(map(line, section.outcomes)):
            return ""
        recorded = [f"<p>Row {row.link}: {_shown_in_words(row)}</p>" for row in rows]
        words = "".join(recorded) or f"<p>{NOTHING_YET}.</p>"
        kind = "whole" if sum(map(len, section.outcomes)) < WHOLE_CHARACTERS and len(rows) < 15 else "long"
        return (
            f'<div class="outcomes"><h{level} class="aim">Outcomes</h{level}>'
            '<table class="halves"><colgroup><col class="half"><col class="half"></colgroup><thead><tr>'
            '<th scope="col">Outcomes to achieve</th><th scope="col">Recorded so far</th></tr></thead><tbody>'
            f'<tr class="{kind}"><td>{bullets(section.outcomes)}</td><td>{words}</td></tr></tbody></table></div>'
        )

    # Rows -------------------------------------------------------------------------------------------------------------

    def _row(self, row: EvidenceRow, level: int) -> tuple[str, int]:
        """The story of a row, and about how many lines it takes."""
        ref, action = row.ref, row.action
        planned = list(self._planned(action))
        story = [self._event(happening, row) for happening in happenings(action)]
        story = story or [("So far", "<p>No note has been written yet.</p>")]
        shown = self._results(row)
        marks = f' <span class="state">{self._state_words(action)}</span>{rating_mark(action.rating)}'
        html = (
            f'<div class="row"><h{level} class="ref" id="evidence-row-{row.number}">Row {ref}{marks}'
            f"{hidden_row_mark(action.internal)}</h{level}>"
            f"{_table('Planned', f'Row {ref}: what was planned', planned)}"
            f'<p class="summary">{_summary(action)}</p>'
            f"{_table('When', f'Row {ref}: what happened', story)}"
            f'<div class="shown"><h{level + 1}>Row {ref}: what shows that it made a difference</h{level + 1}>'
            f"{shown}</div></div>"
        )
        cells = [*(words for _, words in (*planned, *story)), shown]
        return html, 10 + sum(2 + len(words) // LINE for words in cells)

    def _state_words(self, action: ActionNode) -> str:
        day = due(action)
        if day and overdue(action, self.on):
            return f"Open, overdue since {day_words(day)}"
        return action.status.capitalize()

    def _planned(self, action: ActionNode) -> Iterator[tuple[str, str]]:
        """What was planned: the board's own headings, and its words. The board's own columns where it prints them."""
        document = self.document
        own = [column for column in document.columns if column.extra]
        yield line(heading_of("action", document)), cell(action.action) + _also(action)
        for name in PLANNED_TEXTS:
            if text := blocks(getattr(action, name)):
                yield line(heading_of(name, document)), text
        for column in own:
            if text := blocks(action.extra.get(column.extra, "")):
                yield line(column.heading or column.extra), text
        for heading, text in beside_the_columns(document, action):
            yield f"{line(heading)} {FROM_THE_FILE}", blocks(text)
        yield (
            line(heading_of("lead", document)),
            lead_cell(action)[0] if action.lead_text else f"<p>{line(lead_words(action)) or 'No lead named.'}</p>",
        )
        at_first, now = line(in_a_line(first_deadline(action))), blocks(deadline_words(action))
        if not action.deadline_moves:
            yield line(heading_of("deadline", document)), now or "<p>No deadline set.</p>"
            return
        yield "First deadline", f"<p>{at_first or 'None was set at first.'}</p>"
        yield "Deadline now", now or "<p>None.</p>"

    def _event(self, happening: RowEvent, row: EvidenceRow) -> tuple[str, str]:
        """When, and what happened: one line of the story."""
        match happening.kind:
            case "added":
                return date_words(happening.date), "<p>Added to the plan.</p>"
            case "noted" if happening.entry:
                return self._note(happening.entry, row)
            case "moved" if happening.move:
                return date_words(happening.date) or "No date", _moved(happening.move)
            case _:
                return date_words(happening.date) or "No date", _ended(row.action, happening.ended or EndedNode())

    def _note(self, entry: EntryNode, row: EvidenceRow) -> tuple[str, str]:
        text = blocks(entry.text) or "<p>–</p>"
        text += f"<p>{internal_note_mark(True)}</p>" if entry.internal else ""
        files = [file.link for file in row.files if file.entry is entry]
        text += "".join(f'<p class="small">{link}</p>' for link in files)
        typed = line(typed_words(entry, self.held))
        return when_noted(entry) or "No date", text + (f'<p class="small">{typed}</p>' if typed else "")

    def _results(self, row: EvidenceRow) -> str:
        """What may show that it made a difference: what the row names as evidence, notes whose words speak of it, files."""
        dates = _dates_of_results(row.action)
        texts = ((name, blocks(getattr(row.action, name))) for name in OUTCOME_TEXTS)
        found = [(line(heading_of(name, self.document)), text) for name, text in texts if text]
        if dates:
            found.append(("Notes", f"<p>Above, {plural(len(dates), 'the note', 'the notes')} of {listed(dates)}.</p>"))
        if row.files:
            found.append(("Files", "".join(f"<p>{file.link} ({file.note_words})</p>" for file in row.files)))
        parts = [f'<p class="cell-head">{head}</p>{words}' for head, words in found]
        return "".join(parts) or f"<p>{NOTHING_YET}.</p>"


_READING = (
    '<p class="reading">Each row is told in order: what was planned, what happened and when, and what shows that it made a '
    "difference. Notes stand on the day on which things happened; who typed them, when, and the first version that holds "
    "them stand below where they are known. Notes are named as showing a difference where their words speak of results; "
    f"whether they do is for the reader to judge. “{NOTHING_YET}” means that the plan holds nothing.</p>"
)


def _heading(recommendation: RecommendationNode) -> str:
    if recommendation.number or recommendation.text.strip():
        return f"Recommendation {line(recommendation.number)}".strip()
    return "Actions without a recommendation" if recommendation.actions else ""


def _also(action: ActionNode) -> str:
    if not action.also:
        return ""
    return (
        f'<p class="small">Also answers {plural(len(action.also), "recommendation")} {line(listed(action.also))}.</p>'
    )


def _dates_of_results(action: ActionNode) -> list[str]:
    """The dates of the notes whose words speak of results, escaped."""
    return [when_noted(entry) or "no date" for entry in oldest_first(action.progress) if speaks_of_results(entry)]


def _shown_in_words(row: EvidenceRow) -> str:
    """Where a row holds something that may show a difference: "evidence named; note of 6 February 2027; 2 files"."""
    dates = _dates_of_results(row.action)
    found = ["evidence named"] if any(getattr(row.action, name).strip() for name in OUTCOME_TEXTS) else []
    found += [f"{plural(len(dates), 'note')} of {listed(dates)}"] if dates else []
    found += [count(len(row.files), "file")] if row.files else []
    return "; ".join(found) or NOTHING_YET.lower()


def _summary(action: ActionNode) -> str:
    """How much happened to a row: "4 notes, 11 October 2026 to 6 February 2027. The deadline moved twice."."""
    dated = [entry for entry in oldest_first(action.progress) if when_noted(entry)]
    words = count(len(action.progress), "note") if action.progress else "No note"
    if dated:
        first, last = when_noted(dated[0]), when_noted(dated[-1])
        words += f", {first}" + (f" to {last}" if last != first else "")
    moves = sum(bool(move.from_.strip()) for move in action.deadline_moves)
    often = {1: "once", 2: "twice"}.get(moves, f"{moves} times")
    return f"{words}." + (f" The deadline moved {often}." if moves else "")


def _moved(move: DeadlineMoveNode) -> str:
    reason = line(move.reason) or "no reason given"
    if not move.from_.strip():
        return f"<p><b>Deadline set</b> to {line(move.to) or '–'}: {reason}</p>"
    return f"<p><b>Deadline moved</b> from {line(in_a_line(move.from_))} to {line(in_a_line(move.to)) or 'no date'}: {reason}</p>"


def _ended(action: ActionNode, ended: EndedNode) -> str:
    word = "Ended, and open again" if action.status == "open" else action.status.capitalize()
    by, reason = line(ended.by), blocks(ended.reason)
    words = f"<p><b>{word}</b>, {f'agreed by {by}' if by else 'by whom is not recorded'}</p>"
    if not ended.on:
        words += '<p class="small">The day is not recorded.</p>'
    elif reason.startswith("<p>"):  # in one line with who agreed
        return words.removesuffix("</p>") + ": " + reason.removeprefix("<p>")
    return words + (reason or '<p class="small">No reason is recorded.</p>')


def _table(left: str, right: str, rows: Iterable[tuple[str, str]]) -> str:
    """A table of two columns, its first the head of each row."""
    drawn = []
    for head, words in rows:
        kind, overleaf = (
            ("whole", "") if len(words) < WHOLE_CHARACTERS else ("long", f'<p class="small {CONTINUED}">continued</p>')
        )
        drawn.append(f'<tr class="{kind}"><th scope="row"><p>{head}</p>{overleaf}</th><td>{words}</td></tr>')
    return (
        '<table class="story"><colgroup><col class="when"><col class="words"></colgroup><thead><tr>'
        f'<th scope="col">{left}</th><th scope="col">{right}</th></tr></thead><tbody>{"".join(drawn)}</tbody></table>'
    )
