"""The printed numbers of recommendations and actions: which are printed twice, which begin again, and which are missing."""

from __future__ import annotations

import re
from collections import Counter

from actionplans.document.warnings import REF

from .draft import Draft, DraftRecommendation, DraftRow
from .row_warnings import RowWarnings

_ENDING_NUMBER = re.compile(r"(?P<before>.{0,12}?)(?P<number>\d{1,4})")

_ENDING_LETTER = re.compile(r"(?P<before>.{0,12}?\(?)(?P<letter>[a-z])(?P<close>\)?)")


class Numbers:
    """The numbers of the actions of a draft, each given once."""

    def __init__(self, draft: Draft) -> None:
        self.given: Counter[str] = Counter()
        self.restart = self._restart(draft)
        self.said = False

    @staticmethod
    def _restart(draft: Draft) -> bool:
        """Whether actions are counted from the beginning under each recommendation: 1, 2, then 1, 2, 3."""
        counted = [
            [row.ref for row in r.rows if row.ref]
            for section in draft.sections
            for r in section.recommendations
            if any(row.ref for row in r.rows)
        ]
        if len(counted) < 2 or any(len(set(refs)) < len(refs) for refs in counted) or max(map(len, counted)) < 2:
            return False
        if any(refs[0].lower() not in ("1", "01", "a", "i") for refs in counted):
            return False
        again = Counter(ref for refs in counted for ref in refs)
        return sum(times for times in again.values() if times > 1) * 2 > sum(again.values())

    def of(self, row: DraftRow, recommendation: DraftRecommendation, row_warnings: RowWarnings) -> tuple[str, str]:
        """The number of an action, and how it is printed where that is another."""
        ref = row.ref
        if not ref:
            self._ask(row, recommendation, row_warnings)
            return "", ""
        if self.restart and recommendation.number:
            printed, ref = ref, f"{recommendation.number}.{ref}"
            if not self.said:
                said = f"Actions are counted from the beginning under each recommendation; here {printed} is {ref}, and so on."
                row_warnings.warn(REF, said, "")
                self.said = True
            return self._once(ref, row_warnings, said=False), printed
        once = self._once(ref, row_warnings, said=not self.restart)
        return once, ref if once != ref else ""

    def _once(self, ref: str, row_warnings: RowWarnings, *, said: bool) -> str:
        self.given[ref] += 1
        if self.given[ref] == 1:
            return ref
        marked = f"{ref}({self.given[ref]})"
        if said:
            row_warnings.warn(REF, f"The row number {ref} is printed more than once; this row is {marked} here.", "")
        return marked

    @staticmethod
    def _ask(row: DraftRow, recommendation: DraftRecommendation, row_warnings: RowWarnings) -> None:
        """Ask for a number that is missing between its neighbours' numbers."""
        at = next(i for i, other in enumerate(recommendation.rows) if other is row)
        if 0 < at < len(recommendation.rows) - 1:
            before, after = recommendation.rows[at - 1].ref, recommendation.rows[at + 1].ref
            if missing := between(before, after):
                row_warnings.warn(
                    REF, f"It has no number in the file; between {before} and {after} it may be {missing}.", ""
                )


def between(before: str, after: str) -> str:
    """The number between two that are two apart, ``"32"`` for 31 and 33, ``"2(c)"`` for 2(b) and 2(d); else empty."""
    first, second = _ENDING_NUMBER.fullmatch(before), _ENDING_NUMBER.fullmatch(after)
    if first and second and first["before"] == second["before"] and int(second["number"]) - int(first["number"]) == 2:
        return f"{first['before']}{int(first['number']) + 1}"
    a, b = _ENDING_LETTER.fullmatch(before), _ENDING_LETTER.fullmatch(after)
    if a and b and a["before"] == b["before"] and ord(b["letter"]) - ord(a["letter"]) == 2:
        return f"{a['before']}{chr(ord(a['letter']) + 1)}{a['close']}"
    return ""


def ask_for_numbers(draft: Draft) -> None:
    """Ask for the numbers of recommendations that are missing between their neighbours'."""
    every = [r for section in draft.sections for r in section.recommendations]
    for before, r, after in zip(every, every[1:], every[2:], strict=False):
        if not r.number and (missing := between(before.number, after.number)):
            words = r.text if len(r.text) <= 60 else f"{r.text[:57].rsplit(' ', 1)[0]} …"
            said = f"It has no number in the file; between {before.number} and {after.number} it may be {missing}."
            draft.warn(REF, f"“{words}”", said)
