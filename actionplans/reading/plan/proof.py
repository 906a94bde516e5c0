"""The proof of a reading: every word, line break and repetition of a file is in its plan, or named as left out.

What was found nowhere is named in warnings of the kind ``lost``, so that a user sees it beside what was left out on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator

from actionplans.document.cells import lead_lines
from actionplans.document.fields import TEXT_FIELDS
from actionplans.document.placing import Missing, SourceText, TargetText, missing
from actionplans.document.tree import ActionNode, PlanDocument
from actionplans.document.warnings import COLUMN, LEFT_OUT, LOST, MACROS, Warning_
from actionplans.reading.files.blocks import Blocks, Paragraph

from .draft import OBJECTIVES, OUTCOMES

#: Words and ticks by which a status is known in a file, and letters that stand for a rating there.
_STATUS_WORDS = {
    "open": "open no n ✗ ☐",
    "complete": "complete completed yes y x ✓ ✔ ☑ ☒",
    "closed": "closed yes y x ✓ ✔ ☑ ☒",
}
_LETTERS = {"Red": "R", "Amber": "A", "Green": "G", "Blue": "B", "Yellow": "Y"}


def proven(document: PlanDocument, blocks: Blocks) -> PlanDocument:
    """The document with a warning for each passage of the file that is nowhere in it."""
    lost = [_warning(found) for found in not_placed(document, blocks)]
    return document.replace(warnings=(*document.warnings, *lost)) if lost else document


def not_placed(document: PlanDocument, blocks: Blocks) -> list[Missing]:
    """What of the blocks of a file is neither in the document nor named in its warnings as left out."""
    return missing(_sources(blocks), document_texts(document))


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
        for i, row in enumerate(block.rows):
            for cell in row:
                if not cell.continues:
                    yield SourceText(cell.text, cell.place or block.place, home=(number, i))


def document_texts(document: PlanDocument) -> Iterator[TargetText]:
    """All texts of a document in which words of a file can be, in their order; those of a row with one home."""
    yield TargetText(document.title, heading=True)
    yield TargetText(document.subtitle, heading=True)
    yield TargetText("Recommendation Recommendations no number", heading=True)
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
            yield TargetText(f"{recommendation.number} {recommendation.text}", again=True)
            yield TargetText(recommendation.rating or "")
            for action in recommendation.actions:
                number += 1
                yield from _row_texts(action, number)
    for line in document.versions:
        dates = frozenset(filter(None, [line.date]))
        yield TargetText(" ".join((line.label, line.by, line.note)), dates=dates)
    for warning in document.warnings:
        if warning.kind in (LEFT_OUT, MACROS, LOST):
            yield from [TargetText(warning.words or warning.message)] * warning.times
        elif warning.kind == COLUMN:
            yield TargetText(warning.message, heading=True)


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
    if action.rating:
        yield TargetText(action.rating, home)
        yield TargetText(f"{_LETTERS.get(action.rating, '')} yes y x ✓ ✔ ☑ ☒", home)
    for entry in action.progress:
        yield TargetText(f"{entry.as_written} {entry.text}", home)
        yield TargetText(entry.author, home)
