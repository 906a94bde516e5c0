"""Why a column, a table or a kind of lines was taken for what it is, and what would follow from another choice, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from actionplans.document.counting import COUNTED
from actionplans.document.warnings import KEY, TABLE
from actionplans.document.wording import count, plural
from actionplans.reading.plan import account, evidence, line_account
from actionplans.reading.plan.account import ColumnAccount, LineAccount, TableAccount
from actionplans.reading.plan.hints import is_across, is_label, label_words

#: Why a column was taken for what it is, where no count says more.
WHY = {
    evidence.HEADING: "Its heading says so",
    evidence.MERGED: "Each cell is merged over several actions",
    evidence.PROSE: "Sentences, left of what is to be done",
    evidence.ASKS: "Most cells say what is to be done",
    evidence.DATES: "Most cells are dates",
    evidence.NAMES: "Most cells are names, roles or agencies",
    evidence.NOTES: "Most cells are dated notes",
    evidence.NUMBERS: "Its numbers go with the recommendations or actions beside them",
    evidence.PERIODS: "Months, quarters or agencies as headings. Each note keeps that of its column",
    evidence.REPEATED: "The same few words over several rows",
    evidence.SHOWN: "You said so",
    evidence.WORDS: "Most cells are one of a few words",
}
#: The same of a table, and of the lines of one look.
WHY_TABLE = {
    account.FIRST: "It has the headings of a plan",
    account.NAMED: "Its name, or the heading above it, says that they have ended",
    account.SHOWN: "You said so",
    KEY: "Short words, each with its meaning",
    TABLE: "It has none of the headings of a plan",
}
WHY_LINE = {
    line_account.LABEL: "The word at its beginning says so",
    line_account.BELOW: "One is below each recommendation",
    line_account.LOOK: "",
    line_account.SHOWN: "You said so",
}
_WHY_ROLE = {
    "title": "Large, and above all else",
    "section": "A heading, and what follows belongs to it",
    "recommendation": "A heading, and actions are below it",
    "action": "A number or a bullet; a lead or a date follows",
    "description": "Below the heading of a section",
    "goes-on": "Below a note or an action, without a heading of its own",
    "leave-out": "It is outside the plan",
}


@dataclass(frozen=True)
class Known:
    """How many of the ``names`` of leads the board knows, and how many ``notes`` are ``dated``."""

    known: int = 0
    names: int = 0
    notes: int = 0
    dated: int = 0

    @property
    def said(self) -> str:
        if not self.names:
            return ""
        if self.known == self.names:
            return "The name is known here" if self.names == 1 else f"All {self.names} names are known here"
        if not self.known:
            return "The name is not known here" if self.names == 1 else f"None of the {self.names} names is known here"
        return f"{self.known} of {self.names} names {plural(self.known, 'is', 'are')} known here"


def why_column(column: ColumnAccount, rows: int, known: Known, *, form: bool) -> str:
    """What was seen of a column or a label that is clear, in words."""
    if column.reason == evidence.SHOWN:
        return ""
    if column.role == "progress" and known.dated and column.reason != evidence.PERIODS:
        return f"{known.dated} of {count(known.notes, 'note')} {plural(known.dated, 'has', 'have')} a date"
    if column.merged and column.role == "recommendation":
        return WHY[evidence.MERGED]
    if found := _counted(column.role, column.fits, column.filled, known):
        return found
    if column.role in ("rating", "status") and column.few:
        return f"Only {_listed(column.few)}"
    if column.role == "action" and column.filled == rows > 1:
        return "A text of its own in each form" if form else "A text of its own in each row"
    if column.reason == evidence.HEADING and form and column.role:
        return "The label says so"
    return WHY.get(column.reason, "") if column.role else ""


def _counted(role: str, fits: int, filled: int, known: Known) -> str:
    if role == "lead":
        return known.said
    if role == "progress" and fits:
        return "A date in each" if fits == filled > 1 else f"{fits} of {filled} {plural(fits, 'has', 'have')} a date"
    if role in ("deadline", "completed") and fits:
        return (
            f"All {filled} are dates"
            if fits == filled > 1
            else f"{fits} of {filled} {plural(fits, 'is a date', 'are dates')}"
        )
    return ""


def doubt_of_column(column: ColumnAccount, *, form: bool) -> str:
    """Why the reading is not sure of a column or a label, in a sentence."""
    what = "label" if form else "heading"
    if column.heading.strip().endswith("?") and column.role == "own":
        return "It is a question."
    if column.few and column.role in ("own", ""):
        return f"It holds only {_listed(column.few)}."
    known = f"This {what} is not known" if column.heading.strip() else f"It has no {what}"
    if column.reason in (evidence.HEADING, evidence.SHOWN):
        if column.merged and column.role == "own":
            return f"{known}, but each cell is merged over several actions."
        return f"{known}." if column.role in ("own", "") else f"Its {what} may mean something else."
    seen = WHY[column.reason]
    if column.reason == evidence.DATES and column.fits:
        seen = f"{column.fits} of {column.filled} are dates"
    return f"{known}, but {seen[0].lower()}{seen[1:]}."


def doubt_of_table(table: TableAccount) -> str:
    """Why the reading is not sure of a sheet, in a sentence."""
    repeat = plural(table.repeats, "row repeats", "rows repeat")
    return f"It has the columns of “{table.of}”, and {table.repeats} {repeat} a recommendation of it."


def why_line(line: LineAccount, known: Known) -> str:
    """Why lines were taken for what they are, in words."""
    if line.reason in (line_account.SHOWN, line_account.BELOW):
        return (
            WHY_LINE[line.reason]
            if line.reason == line_account.SHOWN or not line.sure
            else _WHY_ROLE.get(line.role, "")
        )
    if is_label(line.look):
        return _counted(line.role, line.fits, line.filled, known) or WHY_LINE[line_account.LABEL]
    return _WHY_ROLE.get(line.role, "")


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


#: What rows that span a table are called, by their look.
_ACROSS = {
    "across section": "Rows across the table that name a part",
    "across recommendation": "Rows across the table that name a recommendation",
    "across numbered": "Numbered rows across the table",
    "across heading": "Bold rows across the table",
    "across bullet": "Rows across the table with a bullet",
}


def look_words(look: str, line: LineAccount | None = None) -> str:
    """How lines look, in words: “Headings like this”, “Bold lines”, “Lines that begin with “Lead:””."""
    if is_label(look):
        label = line.first[0].split(":")[0] if line and line.first else label_words(look)
        return f"Lines that begin with “{label}:”"
    if is_across(look):
        return _ACROSS.get(look, "Other rows across the table")
    parts = look.split()
    if parts and parts[0] == "heading":
        return "Headings like this"
    kind = {"numbered": "numbered lines", "bullet": "lines with a bullet"}.get(parts[0] if parts else "", "lines")
    if "bold" in parts:
        return f"Bold {kind}"
    return "Plain lines" if kind == "lines" else kind.capitalize()


# what would follow ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Follow:
    """One choice, what it is called, and what would follow from it."""

    code: str
    label: str
    text: str


def follows(then: Sequence[Mapping[str, Any]], words: Mapping[str, str]) -> list[Follow]:
    """What would follow from each of some choices; ``words`` are their names by code."""
    every = [choice["counts"] for choice in then]
    found = []
    for choice in then:
        code = choice["role"]
        said = [phrase for phrase in _phrases(code, choice["counts"], every) if phrase][:2]
        found.append(Follow(code, words.get(code, ""), ", ".join(said) or _OTHERWISE.get(code, "nothing else changes")))
    return found


_OTHERWISE = {"own": "kept under its own heading", "leave-out": "not imported"}


def _phrases(code: str, now: Mapping[str, int], every: Sequence[Mapping[str, int]]) -> list[str]:
    """What differs between choices, of one of them."""

    def differs(*names: str) -> bool:
        return any(counts.get(name) != now.get(name) for counts in every for name in names)

    found = [_stand(now)] if differs("loose", "recommendations", "actions") else []
    if differs("ended"):
        ended = now["ended"]
        found.append(
            f"{count(ended, 'action')} {plural(ended, 'is', 'are')} complete" if ended else "no action is complete"
        )
    for name, word in (
        ("leads", "lead"),
        ("deadlines", "deadline"),
        ("notes", "progress note"),
        ("sections", "section"),
    ):
        if differs(name):
            found.append(count(now[name], word) if now[name] else f"no {word}s")
    if code in COUNTED and differs(code):
        found.append(f"{count(now[code], 'action')} {plural(now[code], 'has', 'have')} one")
    return found


def _stand(now: Mapping[str, int]) -> str:
    """Where the actions are, in words: “12 actions under 6 recommendations”."""
    actions, loose, recommendations = (now[name] for name in ("actions", "loose", "recommendations"))
    if loose == actions:
        return f"{count(actions, 'action')} under no recommendation" if actions else "no actions"
    under = f"{count(actions - loose, 'action')} under {count(recommendations, 'recommendation')}"
    return f"{under} and {loose} under none" if loose else under


def follows_of_table(table: TableAccount, words: Mapping[str, str]) -> list[Follow]:
    """What would follow from what a sheet is."""
    found = follows(table.then, words)
    actions = count(table.actions, "action")
    said = {
        "another": f"a second plan of {actions}, which is imported by itself",
        "leave-out": f"{actions} {plural(table.actions, 'is', 'are')} not imported",
    }
    return [Follow(each.code, each.label, said.get(each.code, each.text)) for each in found]


def follows_of_line(line: LineAccount, words: Mapping[str, str]) -> list[Follow]:
    """What would follow from what the lines of one look are."""
    lines = count(line.lines, "line")
    said = {
        "leave-out": f"{lines} {plural(line.lines, 'is', 'are')} not imported",
        "description": f"{lines} {plural(line.lines, 'describes', 'describe')} the sections",
        "text": "each recommendation has its full text",
    }
    return [Follow(code, words[code], said.get(code, "")) for code in (line.role, *line.others)]
