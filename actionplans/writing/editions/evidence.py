"""The evidence pack: for an inspection, recommendation by recommendation the story in order.

Of each row: what was planned, what happened and when, and what shows that it made a difference. Every table names its
row in its own head, which stands again overleaf, so that each line of the pack can be found from a spoken "row 99.1".
Where nothing is recorded it says so. The files that go with notes are listed, and bound in behind where that was asked.
"""

from __future__ import annotations

import base64
import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from actionplans.document.cells import deadline_words, heading_of, lead_words
from actionplans.document.dates import day_words
from actionplans.document.fields import OUTCOME_TEXTS, PLANNED_TEXTS
from actionplans.document.tree import Action, DeadlineMove, Ended, Entry, PlanDocument, Recommendation, Section
from actionplans.document.wording import count, listed, plural, shorten
from actionplans.writing.bound import Bound, Drawn, bind
from actionplans.writing.figures import due, overdue
from actionplans.writing.order import Order
from actionplans.writing.parts import oldest_first, section_labels
from actionplans.writing.press.continued import CLASS as CONTINUED
from actionplans.writing.press.layout import MARGINS_MM
from actionplans.writing.press.sheets import Paper, Piece, Sheets
from actionplans.writing.story import FirstHeld, Happening, first_deadline, happenings, speaks_of_results, typed_words

from .cells import bullets, internal_mark, rating_mark, row_references, section_title
from .words import blocks, cell, date_words, lede, line, plain_line, running, title_words

NOTHING_YET = "Nothing recorded yet"

_FILE_COLUMNS = (("no", "No."), ("file", "File"), ("of-row", "Row"), ("of-note", "Note of"), ("here", "In this pack"))

#: A row of a table of more characters may break across pages.
WHOLE_CHARACTERS = 900
#: Up to so much larger than usual five figures stand side by side; beyond it three.
FIVE_FIGURES = 1.4
#: "11 December 2025" in bold, with what keeps it apart, in millimetres of type of the usual size.
WHEN_MM = 34
#: About how many characters stand in a line of the wide column, in type of the usual size.
LINE = 95
#: What a bound page leaves for its heading, and the height of one of its lines: millimetres of paper at the usual size.
HEADING_MM, HEADING_LINE_MM = 4.0, 4.3


def evidence_sheets(order: Order) -> Sheets:
    """The evidence pack of an order. With ``order.bind`` it holds the pages of ``order.files``."""
    pack = _Pack(order)
    document = order.document
    when = max(20.0, WHEN_MM * order.look.scale * 100 / _box(1)[0])
    name = f"Evidence pack: {title_words(document)}"
    pieces = (pack.front(), *pack.pieces(), *pack.file_pieces())
    return Sheets(
        running(document, order.printed_on, "evidence pack"),
        pieces,
        name=name,
        css=f"col.when{{width:{when:.1f}%}}" + (".figures p{width:33%}" if order.look.scale > FIVE_FIGURES else ""),
        styles=("plan.css", "evidence.css"),
        paper=Paper(landscape=False, scale=order.look.scale),
    )


@dataclass(frozen=True, eq=False)
class _Row:
    """A row of the plan: its place in it, its reference, escaped, and the files of its notes."""

    number: int
    ref: str
    action: Action
    files: list[_File] = field(default_factory=list)

    @property
    def link(self) -> str:
        return f'<a href="#evidence-row-{self.number}">{self.ref}</a>'


@dataclass(frozen=True)
class _File:
    """A file of a note, numbered through the pack. ``bound`` is what of it is bound in, None where nobody asked for that."""

    number: int
    name: str
    row: _Row
    entry: Entry
    bound: Bound | None

    @property
    def link(self) -> str:
        return f'<a href="#evidence-file-{self.number}">Evidence {self.number}</a>: {line(self.name)}'

    @property
    def note_words(self) -> str:
        date = _when(self.entry)
        return f"note of {date}" if date else "a note without a date"


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
        self.rows = [_Row(i, ref, action) for i, (ref, (_, action)) in enumerate(zip(refs, every, strict=True), 1)]
        self._find_files()

    def rows_of_recommendations(self) -> Iterator[tuple[int, Recommendation, list[_Row]]]:
        """Each recommendation, counted, with its rows, in the order of the plan."""
        rows = iter(self.rows)
        for number, (_, recommendation) in enumerate(self.document.recommendations(), 1):
            yield number, recommendation, [next(rows) for _ in recommendation.actions]

    def _find_files(self) -> None:
        """Number the files of all notes as they are told of, and draw them where they are to be bound in."""
        named = [
            (row, entry, name)
            for row in self.rows
            for entry in oldest_first(row.action.progress)
            for name in entry.attachments
        ]
        paths: dict[tuple[str, str], list[str | None]] = defaultdict(list)
        for file in self.order.files:
            paths[file.entry, file.name].append(file.path)
        bound: list[Bound | None] = [None] * len(named)
        if self.order.bind:
            asked = [(name, paths[entry.id, name].pop(0) if paths[entry.id, name] else "") for _, entry, name in named]
            bound = list(bind(asked, _box(self.scale)))
        for number, ((row, entry, name), found) in enumerate(zip(named, bound, strict=True), 1):
            row.files.append(_File(number, name, row, entry, found))

    # Front ------------------------------------------------------------------------------------------------------------

    def front(self) -> Piece:
        """What it is, five figures, and the contents."""
        document = self.document
        subtitle = line(document.subtitle)
        rows = list(filter(None, (self._content(*told) for told in self.rows_of_recommendations())))
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
        return Piece(html, lines=20 + 2 * len(rows))

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

    def _content(self, number: int, recommendation: Recommendation, rows: list[_Row]) -> str:
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

    def _state_of(self, actions: tuple[Action, ...]) -> str:
        """ "2 open, 1 of them overdue, 1 complete"."""
        states = Counter(action.status for action in actions)
        late = sum(overdue(action, self.on) for action in actions)
        open_words = f"{states['open']} open" + (f" ({late} overdue)" if late else "")
        parts = [open_words] if states["open"] else []
        parts += [f"{states[state]} {state}" for state in ("complete", "closed") if states[state]]
        return ", ".join(parts) or "No actions yet"

    # Sections ---------------------------------------------------------------------------------------------------------

    def pieces(self) -> Iterator[Piece]:
        """All sections; the outcomes that one is to achieve stand at its head, beside what is recorded of them."""
        told = self.rows_of_recommendations()
        for section, label in zip(self.document.sections, self.labels, strict=True):
            level = 3 if line(section.title) else 2
            recommendations = [next(told) for _ in section.recommendations]
            rows = [row for *_, of_recommendation in recommendations for row in of_recommendation]
            head = self._section_head(section, label, level) + self._outcomes(section, rows, level)
            for number, recommendation, own in recommendations:
                yield self._recommendation(recommendation, own, number, level, head)
                head = ""
            if head:
                yield Piece(head, lines=12, opens=2)

    def _section_head(self, section: Section, label: str, level: int) -> str:
        head = section_title(section, label)
        if not section.objectives:
            return head
        return f'{head}<div class="aims"><h{level} class="aim">Objectives</h{level}>{bullets(section.objectives)}</div>'

    def _recommendation(
        self, recommendation: Recommendation, rows: list[_Row], number: int, level: int, before: str
    ) -> Piece:
        heading = _heading(recommendation)
        drawn = [self._row(row, level + 1) for row in rows]
        text = blocks(recommendation.text)
        parts = [before, '<div class="recommendation">']
        if heading:
            marks = rating_mark(recommendation.rating) + internal_mark(recommendation.internal)
            parts.append(f'<h{level} class="number" id="evidence-rec-{number}">{heading}{marks}</h{level}>')
        parts.append(f'<div class="text">{text}</div>' if text else "")
        parts.append("" if rows or not heading else '<p class="also">No actions yet.</p>')
        parts += [html for html, _ in drawn]
        parts.append("</div>")
        lines = 6 + len(recommendation.text) // 110 + sum(taken for _, taken in drawn)
        return Piece("".join(parts), lines, opens=2 if before else 1)

    def _outcomes(self, section: Section, rows: list[_Row], level: int) -> str:
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

    def _row(self, row: _Row, level: int) -> tuple[str, int]:
        """The story of a row, and about how many lines it takes."""
        ref, action = row.ref, row.action
        planned = list(self._planned(action))
        told = [self._told(happening, row) for happening in happenings(action)]
        told = told or [("So far", "<p>No note has been written yet.</p>")]
        shown = self._shown(row)
        marks = f' <span class="state">{self._state_words(action)}</span>{rating_mark(action.rating)}'
        html = (
            f'<div class="row"><h{level} class="ref" id="evidence-row-{row.number}">Row {ref}{marks}'
            f"{internal_mark(action.internal)}</h{level}>"
            f"{_table('Planned', f'Row {ref}: what was planned', planned)}"
            f'<p class="summary">{_summary(action)}</p>'
            f"{_table('When', f'Row {ref}: what happened', told)}"
            f'<div class="shown"><h{level + 1}>Row {ref}: what shows that it made a difference</h{level + 1}>'
            f"{shown}</div></div>"
        )
        cells = [*(words for _, words in (*planned, *told)), shown]
        return html, 10 + sum(2 + len(words) // LINE for words in cells)

    def _state_words(self, action: Action) -> str:
        day = due(action)
        if day and overdue(action, self.on):
            return f"Open, overdue since {day_words(day)}"
        return action.status.capitalize()

    def _planned(self, action: Action) -> Iterator[tuple[str, str]]:
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
        yield line(heading_of("lead", document)), f"<p>{line(lead_words(action)) or 'No lead named.'}</p>"
        at_first, now = line(first_deadline(action)), blocks(deadline_words(action))
        if not action.deadline_moves:
            yield line(heading_of("deadline", document)), now or "<p>No deadline set.</p>"
            return
        yield "First deadline", f"<p>{at_first or 'None was set at first.'}</p>"
        yield "Deadline now", now or "<p>None.</p>"

    def _told(self, happening: Happening, row: _Row) -> tuple[str, str]:
        """When, and what happened: one line of the story."""
        match happening.kind:
            case "added":
                return date_words(happening.date), "<p>Added to the plan.</p>"
            case "noted":
                return self._note(happening.entry, row)
            case "moved":
                return date_words(happening.date) or "No date", _moved(happening.move)
            case _:
                return date_words(happening.date) or "No date", _ended(row.action, happening.ended)

    def _note(self, entry: Entry, row: _Row) -> tuple[str, str]:
        text = blocks(entry.text) or "<p>–</p>"
        text += f"<p>{internal_mark(True)}</p>" if entry.internal else ""
        files = [file.link for file in row.files if file.entry is entry]
        text += "".join(f'<p class="small">{link}</p>' for link in files)
        typed = line(typed_words(entry, self.held))
        return _when(entry) or "No date", text + (f'<p class="small">{typed}</p>' if typed else "")

    def _shown(self, row: _Row) -> str:
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

    # Files ------------------------------------------------------------------------------------------------------------

    def file_pieces(self) -> Iterator[Piece]:
        """The list of files, and behind it their pages where they are bound in."""
        files = [file for row in self.rows for file in row.files]
        if not files:
            return
        columns = _FILE_COLUMNS if self.order.bind else _FILE_COLUMNS[:-1]
        cols = "".join(f'<col class="{name}">' for name, _ in columns)
        heads = "".join(f'<th scope="col">{head}</th>' for _, head in columns)
        rows = "".join(map(self._listed, files))
        yield Piece(
            '<div class="listed-files"><div class="title"><h2>Files of evidence</h2></div>'
            f"<table><colgroup>{cols}</colgroup><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
            "</div>",
            lines=6 + 2 * len(files),
            opens=2,
        )
        for file in files:
            for page in file.bound.pages if file.bound else ():
                yield _page_piece(file, page, self.scale)

    def _listed(self, file: _File) -> str:
        here = f"<td>{_here(file)}</td>" if file.bound else ""
        id_ = "" if file.bound and file.bound.pages else f' id="evidence-file-{file.number}"'
        return (
            f'<tr class="whole"><th scope="row"{id_}>{file.number}</th><td>{line(file.name)}</td><td>{file.row.link}</td>'
            f"<td>{_when(file.entry) or '–'}</td>{here}</tr>"
        )


_READING = (
    '<p class="reading">Each row is told in order: what was planned, what happened and when, and what shows that it made a '
    "difference. Notes stand on the day on which things happened; who typed them, when, and the first version that holds "
    "them stand below where they are known. Notes are named as showing a difference where their words speak of results; "
    f"whether they do is for the reader to judge. “{NOTHING_YET}” means that the plan holds nothing.</p>"
)


def _heading(recommendation: Recommendation) -> str:
    if recommendation.number or recommendation.text.strip():
        return f"Recommendation {line(recommendation.number)}".strip()
    return "Actions without a recommendation" if recommendation.actions else ""


def _also(action: Action) -> str:
    if not action.also:
        return ""
    return (
        f'<p class="small">Also answers {plural(len(action.also), "recommendation")} {line(listed(action.also))}.</p>'
    )


def _dates_of_results(action: Action) -> list[str]:
    """The dates of the notes whose words speak of results, escaped."""
    return [_when(entry) or "no date" for entry in oldest_first(action.progress) if speaks_of_results(entry)]


def _shown_in_words(row: _Row) -> str:
    """Where a row holds something that may show a difference: "evidence named; note of 6 February 2027; 2 files"."""
    dates = _dates_of_results(row.action)
    found = ["evidence named"] if any(getattr(row.action, name).strip() for name in OUTCOME_TEXTS) else []
    found += [f"{plural(len(dates), 'note')} of {listed(dates)}"] if dates else []
    found += [count(len(row.files), "file")] if row.files else []
    return "; ".join(found) or NOTHING_YET.lower()


def _summary(action: Action) -> str:
    """How much happened to a row: "4 notes, 11 October 2026 to 6 February 2027. The deadline moved twice."."""
    dated = [entry for entry in oldest_first(action.progress) if _when(entry)]
    words = count(len(action.progress), "note") if action.progress else "No note"
    if dated:
        first, last = _when(dated[0]), _when(dated[-1])
        words += f", {first}" + (f" to {last}" if last != first else "")
    moves = sum(bool(move.from_.strip()) for move in action.deadline_moves)
    often = {1: "once", 2: "twice"}.get(moves, f"{moves} times")
    return f"{words}." + (f" The deadline moved {often}." if moves else "")


def _when(entry: Entry) -> str:
    """The date of a note, escaped; as it was written where it is not sure or is none."""
    if entry.inferred and entry.as_written:
        return line(entry.as_written)
    return date_words(entry.date) or line(entry.as_written)


def _moved(move: DeadlineMove) -> str:
    reason = line(move.reason) or "no reason given"
    if not move.from_.strip():
        return f"<p><b>Deadline set</b> to {line(move.to) or '–'}: {reason}</p>"
    return f"<p><b>Deadline moved</b> from {line(move.from_)} to {line(move.to) or 'no date'}: {reason}</p>"


def _ended(action: Action, ended: Ended) -> str:
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


def _here(file: _File) -> str:
    """How much of a file is bound in, and why not all of it."""
    bound = file.bound
    if not bound.pages:
        words = bound.left_out or "Not bound in."
        return words if "not bound in" in words.lower() else f"Not bound in. {line(words)}"
    link = f'<a href="#evidence-file-{file.number}">Bound in</a>'
    many = (
        ""
        if bound.picture
        else f", {count(len(bound.pages), 'page')}" + (f" of {bound.of:,}" if bound.left_out else "")
    )
    return f"<p>{link}{many}.</p>" + (f'<p class="small">{line(bound.left_out)}</p>' if bound.left_out else "")


def _page_words(file: _File, page: Drawn) -> str:
    """ "Evidence 3: Minutes.pdf, page 2 of 5 — row 99.1, note of 12.02.27", escaped."""
    bound = file.bound
    page_words = "" if bound.picture or bound.of == 1 else f", page {page.number:,} of {bound.of:,}"
    return f"Evidence {file.number}: {line(file.name)}{page_words} — row {file.row.ref}, {file.note_words}"


def _page_piece(file: _File, page: Drawn, scale: float) -> Piece:
    """One bound page: its heading, and below it the picture with its words for those who do not see it."""
    words = _page_words(file, page)
    if page.number == file.bound.pages[0].number:
        head = f'<h3 class="of-page" id="evidence-file-{file.number}">{words}</h3>'
    else:
        head = f'<p class="of-page">{words}</p>'
    if file.bound.picture:
        alternative = f"Picture: {file.name}"
    else:
        alternative = page.text or f"Page {page.number} of {file.name}: a picture of a page, without text"
    source = f"data:{page.media_type};base64,{base64.b64encode(page.data).decode()}"
    size = f"width:{page.width / scale:.2f}mm;height:{page.height / scale:.2f}mm"
    picture = f'<img src="{source}" alt="{line(alternative)}" style="{size}">'
    return Piece(f'<div class="bound">{head}<div class="picture">{picture}</div></div>', lines=60, opens=1)


def _box(scale: float) -> tuple[float, float]:
    """The room for a bound page, in millimetres of paper: what the margins leave, less three lines of heading."""
    top, side, bottom = MARGINS_MM
    return 210 - 2 * side, 297 - top - bottom - (HEADING_MM + 3 * HEADING_LINE_MM) * scale
