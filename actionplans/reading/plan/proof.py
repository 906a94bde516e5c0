"""The proof of a reading: every word, line break and repetition of a file is in its plan, or named as left out.

What was found nowhere is named in warnings of the kind ``lost``, so that a user sees it beside what was left out on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from actionplans.document.cells import FROM_THE_FILE, lead_lines
from actionplans.document.dates import day_words, last_day
from actionplans.document.fields import HEADINGS, TEXT_FIELDS
from actionplans.document.placing import Missing, SourceText, TargetText, missing
from actionplans.document.tree import ActionNode, PlanDocument
from actionplans.document.warnings import COLUMN, LEFT_OUT, LOST, MACROS, Warning_
from actionplans.reading.files.blocks import Blocks, Paragraph

from .draft import OBJECTIVES, OUTCOMES
from .forms import form_as_table, without_order
from .returned_lines import ABOUT, OWN_COLUMNS, OWN_WORDS
from .versions import OF_VERSIONS

#: Words and ticks by which a status is known in a file, and letters that stand for a rating there.
_TICKS = "yes\ny\nx\n✓\n✔\n☑\n☒"
_STATUS_WORDS = {
    "open": "open\nno\nn\n✗\n☐",
    "complete": f"complete\ncompleted\n{_TICKS}",
    "closed": f"closed\n{_TICKS}",
}
_LETTERS = {"Red": "R", "Amber": "A", "Green": "G", "Blue": "B", "Yellow": "Y"}


#: A label with its number on a line of its own, which the plan has before the words of the recommendation.
_LABEL_LINE = re.compile(
    r"^(\W{0,2}(?:recommendation|rec|finding|area for improvement|learning point)s? ?(?:no\.? ?)?[\w.()]{1,6}:?\W{0,2})\n+",
    re.IGNORECASE,
)


def proven(document: PlanDocument, blocks: Blocks, *, ours: bool = False) -> PlanDocument:
    """The document with a warning for each passage of the file that is nowhere in it; ``ours`` as for ``not_placed``."""
    lost = [_warning(found) for found in not_placed(document, blocks, ours=ours)]
    return document.replace(warnings=(*document.warnings, *lost)) if lost else document


def not_placed(document: PlanDocument, blocks: Blocks, *, ours: bool = False) -> list[Missing]:
    """What of the blocks of a file is neither in the document nor named in its warnings as left out. ``ours``: the file went out
    from here, with our own words around the board's."""
    texts = [*document_texts(document), *(_our_texts(document) if ours else ())]
    sources = _sources(blocks)
    if ours:  # heads and feet are ours too
        sources = (text for text in _sources(replace(blocks, running=())) if not text.place.startswith(ABOUT))
    return missing(sources, texts)


def _warning(found: Missing) -> Warning_:
    if found.line_break:
        return Warning_(where=found.place, message=f"“{found.words}”. The line break in it was not kept.", kind=LOST)
    said = f"“{found.words}”. These words were found nowhere in the plan as read."
    return Warning_(where=found.place, message=said, kind=LOST, words=found.words)


def _sources(blocks: Blocks) -> Iterator[SourceText]:
    """The texts of a file: its running lines, paragraphs, and cells, those of a row with one home."""
    for text in blocks.running:
        yield SourceText(text)
    for number, block in enumerate(blocks.blocks):
        if isinstance(block, Paragraph):
            yield SourceText(f"{block.number} {block.text}".strip(), block.place, home=number)
            continue
        form = form_as_table(block) is not None  # each of its rows is a cell of an action
        for i, row in enumerate(block.rows):
            for x, cell in enumerate(row):
                if not cell.continues:
                    text = without_order(cell.text) if form and x == 0 else cell.text
                    text = " ".join(text.split()) if i < block.header_rows else _LABEL_LINE.sub(r"\1 ", text, count=1)
                    yield SourceText(text, cell.place or block.place, home=(number, i, x * form))


def document_texts(document: PlanDocument) -> Iterator[TargetText]:
    """All texts of a document in which words of a file can be, in their order; those of a row with one home."""
    yield TargetText(document.title, heading=True)
    yield TargetText(document.subtitle, heading=True)
    yield TargetText("Recommendation Recommendations no number ref reference", heading=True)
    if document.versions:
        yield TargetText(OF_VERSIONS, heading=True)
    for column in document.columns:
        yield TargetText(column.heading or column.extra, heading=True)
    number = 0
    for section in document.sections:
        yield TargetText(f"{section.kind} {section.title}", heading=True)
        for items, label in ((section.objectives, OBJECTIVES), (section.outcomes, OUTCOMES)):
            yield TargetText(label if items else "", heading=True)
        for text in (section.description, *section.objectives, *section.outcomes, section.rating or ""):
            yield TargetText(text)
        for recommendation in section.recommendations:
            # the number may be on a line of its own
            yield TargetText(f"{recommendation.number}\n{recommendation.text}", again=True)
            yield TargetText(recommendation.rating or "")
            for action in recommendation.actions:
                number += 1
                yield from _row_texts(action, number)
    for line in document.versions:
        yield TargetText(" ".join((line.label, line.by, line.note)), dates=_dates(line.date))
    for warning in document.warnings:
        if warning.kind in (LEFT_OUT, MACROS, LOST):
            yield from [TargetText(warning.words or warning.message)] * warning.times
        elif warning.kind == COLUMN:
            yield TargetText(warning.message, heading=True)


def _our_texts(document: PlanDocument) -> Iterator[TargetText]:
    """What a file of ours says besides the board's own cells: our headings and remarks, and what rows and notes have of more."""
    yield from (TargetText(words, heading=True) for words in (*HEADINGS.values(), *OWN_COLUMNS, *OWN_WORDS))
    for text in (document.title, document.subtitle, document.board, document.marking, document.source.title):
        yield TargetText(text, heading=True)
    for number, section in enumerate(document.sections, 1):
        yield TargetText(f"{section.kind} {number} {section.title}", heading=True)
    yield from (
        TargetText(" ".join((v.label, v.note, v.by)), again=True, dates=_dates(v.date)) for v in document.versions
    )
    for number, (_, recommendation, action) in enumerate(document.actions(), 1):
        yield TargetText(f"{recommendation.number}.{number}", number, heading=True)
        for heading, text in action.extra.items():
            yield TargetText(f"{heading} {FROM_THE_FILE}", number, heading=True)
            yield TargetText(text, number, again=True)
        yield TargetText(", ".join(action.also), number, again=True)
        ended = action.ended
        said = [day_words(ended.on), ended.by, ended.reason] if ended else []
        said += [f"{move.from_} {move.to} {day_words(move.on)} {move.reason}" for move in action.deadline_moves]
        said += [f"{d.label} {day_words(d.date, d.precision)}" for d in action.deadlines]
        for entry in action.progress:
            said += [
                *entry.attachments,
                f"{day_words(entry.date, entry.precision)} {day_words(entry.written)} {entry.author}",
            ]
            said += [entry.text]  # a workbook has the notes twice
        yield from (TargetText(text, number, again=True) for text in said)
        days = (last_day(d.date, d.precision) for d in action.deadlines)
        yield TargetText("", number, dates=_dates(*(day.isoformat() for day in days if day)))


def _dates(*dates: str | None) -> frozenset[str]:
    return frozenset(filter(None, dates))


def _row_texts(action: ActionNode, home: int) -> Iterator[TargetText]:
    yield TargetText(action.ref, home)
    yield from (TargetText(getattr(action, name), home) for name in TEXT_FIELDS)
    for heading, text in action.extra.items():
        yield TargetText(heading, home, heading=True)
        yield TargetText(text, home)
    yield TargetText("\n".join(lead_lines(action)), home)
    dates = frozenset(deadline.date for deadline in action.deadlines if deadline.date)
    yield TargetText(action.deadline_text, home, dates=dates)
    yield TargetText(_STATUS_WORDS[action.status], home)
    if action.ended:  # its words are in the notes as a rule
        yield TargetText(action.ended.reason, home, again=True, dates=_dates(action.ended.on))
    if action.rating:
        yield TargetText(action.rating, home)
        yield TargetText(f"{_LETTERS.get(action.rating, '')}\n{_TICKS}", home)
    for entry in action.progress:
        yield TargetText(f"{entry.as_written}\n{entry.text}", home)  # two fields: a line break between them is kept
        yield TargetText(entry.author, home)
