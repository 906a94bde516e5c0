"""What users showed of how files are read, in words: what files of a shape are, what was shown of them, when and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone

from actionplans.document.dates import day_words
from actionplans.document.wording import capital, count
from actionplans.importing import shown
from actionplans.importing.reading_page import look_words
from actionplans.importing.roles import COLUMN_WORDS, LINE_WORDS, PLAN, TABLE_WORDS
from actionplans.models import FileShape, Import
from actionplans.reading import Account, Hints
from actionplans.reading.plan.hints import TableHint
from actionplans.reading.plan.kept_hints import Fit, fit
from boards.models import User

#: Headings that name a table, and roles that are named in a sentence.
_HEADS, _ROLES = 4, 3
#: Roles in a sentence that are not their words with an article.
_SENTENCE = {
    "progress": "progress notes",
    "why": "why it is done",
    "own": "our own column",
    "leave-out": "left out",
    "evidence": "evidence",
    "completed": "the date closed",
    "closed": "closed actions",
    "another": "another plan",
}


@dataclass(frozen=True)
class ShownShape:
    """A kept shape as pages show it to a user."""

    shape: FileShape
    user: User

    @property
    def hints(self) -> Hints:
        return Hints.from_json(self.shape.hints) if self.shape.hints else Hints()

    @property
    def is_own(self) -> bool:
        return self.shape.by_id == self.user.pk

    @property
    def who(self) -> str:
        """Who showed it, in the middle of a sentence."""
        return "you" if self.is_own else self.shape.by.name if self.shape.by else "another user"

    @property
    def me(self) -> str:
        """The same, as the words of a button say it."""
        return "I" if self.is_own else self.who

    @property
    def day(self) -> str:
        """“3 October”, with its year unless it is this one."""
        at = timezone.localtime(self.shape.at).date()
        words = day_words(at.isoformat(), "day")
        this_year = str(timezone.localdate().year)
        return " ".join(word for word in words.split() if word != this_year)

    @property
    def title(self) -> str:
        """What such a file is: “A table with “Strand”, “What we do” and 2 more columns”."""
        plans = [hint for hint in self.hints.tables if hint.table in ("", *PLAN)]
        if plans:
            more = f", and {count(len(plans) - 1, 'other table')}" if len(plans) > 1 else ""
            return f"A table with {_heads(plans[0].heads)}{more}"
        if self.hints.lines:
            looks = list(dict.fromkeys(look_words(hint.look).lower() for hint in self.hints.lines))
            more = f" and {count(len(looks) - 1, 'more kind')} of lines" if len(looks) > 1 else ""
            return f"{capital(looks[0])}{more}"
        return f"A table with {_heads(self.hints.tables[0].heads)}" if self.hints.tables else "A file"

    @property
    def said(self) -> str:
        """What was shown, as a sentence: ““Strand” is the recommendation, “BRAG” the status.”"""
        every = list(_said(self.hints))
        if not every:
            return ""
        first, *others = every[:_ROLES]
        more = [f"and {len(every) - _ROLES} more"] if len(every) > _ROLES else []
        return (
            f"{capital(', '.join([f'{first[0]} is {first[1]}', *(f'{name} {role}' for name, role in others), *more]))}."
        )

    @property
    def tables(self) -> list[tuple[str, str, list[tuple[str, str]]]]:
        """For each table its headings, what it is, and each heading with what it was shown to be, empty where nothing was."""
        return [
            (
                _heads(hint.heads),
                TABLE_WORDS.get(hint.table, ""),
                [
                    (head or f"Column {i}", COLUMN_WORDS.get(role, ""))
                    for i, (head, role) in enumerate(zip(hint.heads, _padded(hint), strict=True), 1)
                    if head or role
                ],
            )
            for hint in self.hints.tables
        ]

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Each look of lines with what it was shown to be."""
        words = COLUMN_WORDS | LINE_WORDS
        return [(look_words(hint.look), words[hint.role]) for hint in self.hints.lines]


@dataclass(frozen=True)
class FittingShape(ShownShape):
    """The kept shape with which the file of an import was read."""

    found: Fit

    @property
    def fits(self) -> str:
        """“All 7 columns fit.”"""
        columns = sum(
            bool(head.strip()) for hint in self.hints.tables if hint.table in ("", *PLAN) for head in hint.heads
        )
        said = f"All {count(columns, 'column')} fit" if columns > 1 else "All of it fits"
        new = _quoted(self.found.new)
        return f"{said}. New: {new}." if new else f"{said}."


@dataclass(frozen=True)
class Misfit(ShownShape):
    """A kept shape that does not fit the file of an import any more: ``found`` is what of it does."""

    found: Fit

    @property
    def why(self) -> str:
        """What is gone, and what is new."""
        gone, new = self.found.gone, self.found.new
        if len(gone) == 1:
            said = f"There is no column “{gone[0]}” in this file{'' if new else ', or there are two'}"
        else:
            said = f"These are not in this file, or twice: {_quoted(gone)}"
        verb = "is" if len(new) == 1 else "are"
        return f"{said}, and {_quoted(new)} {verb} new." if new else f"{said}."

    @property
    def left(self) -> int:
        """How many of its columns still are in the file."""
        heads = sum(
            bool(head.strip()) for hint in self.hints.tables if hint.table in ("", *PLAN) for head in hint.heads
        )
        return max(heads - len(self.found.gone), 0)

    def of_head(self, head: str) -> str:
        """What the column under this heading was shown to be; empty where nothing was."""
        pairs = (pair for hint in self.found.hints.tables for pair in zip(hint.heads, _padded(hint), strict=True))
        role = next((role for known, role in pairs if known == head and role), "")
        return COLUMN_WORDS.get(role, "").lower()


def of_import(upload: Import, user: User) -> FittingShape | None:
    """The kept shape with which the file of an import was read; None where there is none, or it was forgotten since."""
    if upload.kept is None or upload.kept.forgotten:
        return None
    kept = Hints.from_json(upload.kept.hints) if upload.kept.hints else Hints()
    found = fit(kept, Account.from_json(upload.account)) if upload.account else None
    return FittingShape(upload.kept, user, found or Fit(kept))


def misfit_of(upload: Import, user: User) -> Misfit | None:
    """What was shown of an earlier file like that of an import, and does not fit it any more."""
    found = shown.no_longer_fitting(upload)
    return Misfit(found[0], user, found[1]) if found else None


def _said(hints: Hints) -> Iterator[tuple[str, str]]:
    """Each heading and look with its role, as a sentence names them."""
    for hint in hints.tables:
        for head, role in zip(hint.heads, _padded(hint), strict=True):
            if role:
                yield f"“{head}”" if head else "a column without a heading", _in_sentence(role, COLUMN_WORDS)
        if hint.table not in ("", "plan"):
            yield f"the table with {_heads(hint.heads)}", _in_sentence(hint.table, TABLE_WORDS)
    for line in hints.lines:
        yield f"“{look_words(line.look)}”", _in_sentence(line.role, COLUMN_WORDS | LINE_WORDS)


def _in_sentence(role: str, words: dict[str, str]) -> str:
    return _SENTENCE.get(role) or f"the {words.get(role, role).lower()}"


def _padded(hint: TableHint) -> Sequence[str]:
    """A role for each heading."""
    return (*hint.columns, *("",) * (len(hint.heads) - len(hint.columns)))


def _heads(heads: Sequence[str]) -> str:
    named = [head for head in heads if head.strip()]
    if len(named) <= _HEADS:
        return _quoted(named) or "columns without headings"
    return f"{', '.join(f'“{head}”' for head in named[: _HEADS - 1])} and {len(named) - _HEADS + 1} more columns"


def _quoted(words: Sequence[str]) -> str:
    """“A”, “B” and “C”."""
    every = [f"“{each}”" for each in words]
    return f"{', '.join(every[:-1])} and {every[-1]}" if len(every) > 1 else "".join(every)
