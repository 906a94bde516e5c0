"""Who reads a note, a row or a recommendation: the choice, with the names of those who read what is kept from others."""

from __future__ import annotations

from typing import Any

from django import forms

from actionplans.document.wording import FEW_READERS, count
from actionplans.models import Action, ProgressEntry, Recommendation
from actionplans.pages.readers import others_read, readers_words
from actionplans.persistence.readers import notes_written_hidden
from boards.forms import FieldLayout
from boards.models import Board, User

#: The values of the choice. ``FEW`` is what a ticked box submits.
ALL, FEW = "all", "on"
#: The values of what becomes of notes that were written while a row was hidden.
KEEP, SHOW = "keep", "show"


def readers_field(question: str, *, few: bool) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=question,
        choices=[(ALL, "Everyone who reads the plan"), (FEW, f"Only {FEW_READERS}")],
        widget=forms.RadioSelect,
        required=False,
        initial=FEW if few else ALL,
    )


def note_layout(board: Board, reader: User, *, row: Action) -> FieldLayout:
    """How the choice of a note's readers is drawn."""
    hints = {
        FEW: f"Only {readers_words(board, reader)} see this note. It is not printed. The row stays as it is for everyone"
    }
    if row.internal or row.recommendation.internal:
        hints[ALL] = f"{row.ref} is hidden now. When it is shown again, you are asked whether this note is"
    return FieldLayout(hints=hints, options="few-readers")


def row_layout(board: Board, reader: User, row: Action | Recommendation, *, thing: str) -> FieldLayout:
    """How the choice of the readers of a row or recommendation is drawn: it says what others no longer, or then, see."""
    few = f"Only {readers_words(board, reader)} see this {thing}, with all its notes. It is in no print and in no list of others"
    others = others_read(row).words
    if row.internal:
        return FieldLayout(hints={FEW: few, ALL: f"Others then see {others}"}, options="few-readers")
    return FieldLayout(hints={FEW: f"{few}. Others no longer see {others}"}, options="few-readers")


def hidden_notes_field(notes: list[ProgressEntry]) -> forms.ChoiceField:
    """The question about notes that were written while their row was hidden."""
    written = count(len(notes), "note was", "notes were")
    return forms.ChoiceField(
        label=f"{written} written while it was hidden. Who reads {'it' if len(notes) == 1 else 'them'} if it is shown?",
        choices=[(KEEP, f"Only {FEW_READERS}, as until now"), (SHOW, "Everyone who reads the plan")],
        widget=forms.RadioSelect,
        required=False,
    )


def ask_about_hidden_notes(form: Any, row: Action | Recommendation) -> None:
    """Add the question ``hidden_notes`` to a form that can show a hidden row, where there are such notes."""
    notes = notes_written_hidden(row)
    if notes:
        form.fields["hidden_notes"] = hidden_notes_field(notes)


def check_hidden_notes(form: Any, row: Action | Recommendation) -> None:
    """Ask for the answer where the row is shown: a note does not become readable by others unasked."""
    is_shown = row.internal and not form.cleaned_data.get("internal", True)
    if is_shown and "hidden_notes" in form.fields and not form.cleaned_data.get("hidden_notes"):
        form.add_error("hidden_notes", "Choose who reads the notes that were written while it was hidden")
