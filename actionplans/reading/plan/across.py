"""Rows that span a table, as the user showed: sections, recommendations, descriptions, or nothing of the plan."""

from __future__ import annotations

from actionplans.document.warnings import SHOWN
from actionplans.reading.files.blocks import Paragraph

from .draft import Draft
from .hints import across_look
from .joining import in_paragraphs, joined
from .sections import bare, classify


def read_as_shown(draft: Draft, part: str, place: str) -> bool:
    """Take one line of such a row for what the user said of all that look so; whether anything was said."""
    row = Paragraph(part, place=place)
    role, line = draft.hints.of_look(across_look(row), bare(part)), classify(Paragraph(part, bold=True, place=place))
    match role:
        case "section":
            draft.open_section(draft.title_of(line), line.kind, printed=line.number)
        case "recommendation":
            draft.open_recommendation(line.number, in_paragraphs(line.text), called=line.called, place=place)
        case "text" if draft.recommendation is not None:
            draft.present.text = joined(draft.present.text, in_paragraphs(bare(part)), cut=True)
        case "description" | "text":
            draft.describe(bare(part), place)
        case "introduction":
            draft.introduction.append(bare(part))
        case "leave-out":
            draft.leave_out(line.whole, SHOWN, place)
        case _:
            return False
    return True
