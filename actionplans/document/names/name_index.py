"""An index of the ways in which people may be named, by their letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..tree import PersonNote
from .letters import HYPHEN, WORD, bare, fold, is_invisible
from .person_names import NameParts, is_post, joined_letters, name_parts
from .vocabulary import NEVER_ALONE, PARTICLES


@dataclass(frozen=True)
class NameForm:
    """One way in which a person is named. ``breaks`` are the places, counted in letters, where its own words meet;
    ``part`` says which word a ``single`` one is; ``account`` that it is a name to sign in with ("rcalloway")."""

    person: int
    single: bool
    breaks: frozenset[int]
    turned: bool = False
    part: str = ""
    account: bool = False


class NameIndex:
    """The forms of some people's names, by their letters in a row, and their initials.

    ``parts`` are the names taken apart, in the order of the people; ``prefixes`` and ``dotted`` all beginnings of forms and
    of initials; ``hyphens`` says whether any initials are written with one.
    """

    def __init__(self, people: Sequence[PersonNote]) -> None:
        self.forms: dict[str, list[NameForm]] = {}
        self.initials: dict[str, set[int]] = {}
        self.hyphens = False
        posts = [text for p in people for text in (p.role, p.agency) if text.strip()]
        self.parts = [name_parts(p.name) for p in people]
        for place, (person, called) in enumerate(zip(people, self.parts, strict=True)):
            if called.words and not is_post(person.name, posts):
                self._add(place, called)
            self._add_initials(place, person.initials)
            for alias in called.aliases:
                if re.fullmatch(r"[^\W\d_a-z]{2,4}", alias):
                    self._add_initials(place, alias)
        self.prefixes = {form[:length] for form in self.forms for length in range(1, len(form) + 1)}
        self.dotted = {form[:length] for form in self.initials for length in range(1, len(form) + 1)}
        self._folded: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self.forms or self.initials)

    def _add(self, place: int, called: NameParts) -> None:
        words, surname = called.words, called.surname
        long = [word for word in words if len(joined_letters([word])[0]) > 1]
        orders = {tuple(words), tuple(long), (words[0], *words[surname:]), (words[0], words[-1])}
        orders |= {(alias, *words[surname:]) for alias in called.aliases}
        for order in orders:
            if len(order) > 1:
                self._put(order, place, single=False)
                self._put((*order[1:], order[0]), place, single=False, turned=True)
        if len(words) > 1:
            self._add_accounts(place, words)
        turned = (*words[surname:], *words[:surname])
        if len(words) > 1:
            self._put(turned, place, single=False, turned=True)
        for number, word in enumerate((*words, *called.aliases)):
            part = "first" if number == 0 and len(words) > 1 else "last" if surname <= number < len(words) else "middle"
            pieces = [piece for piece in re.split(f"[{HYPHEN}]", word) if piece]
            within = 0 < number < len(words) - 1  # “Ben Carter” is called Ben, “Tal ben Ari” is not
            for single in {word, *pieces}:
                particle = fold(single) in PARTICLES and (within or single != word or fold(single) in NEVER_ALONE)
                if len(joined_letters([single])[0]) > 1 and not particle:
                    self._put((single,), place, single=True, part=part)
                    if len(joined_letters([single])[0]) > 2:
                        self._put((f"{single}s",), place, single=True, part=part)  # “Tessas list”, “the Ormes”
        if surname < len(words) - 1:
            self._put(words[surname:], place, single=True, part="last")

    def _add_accounts(self, place: int, words: Sequence[str]) -> None:
        """Names to sign in with: “rcalloway”, “callowayr”, “ruthc”."""
        first, last = (joined_letters([word])[0] for word in (words[0], words[-1]))
        if len(first) > 1 and len(last) > 1:
            for name in ((first[0], last), (last, first[0]), (first, last[0])):
                self._put(name, place, single=False, account=True)

    def _put(
        self,
        words: Sequence[str],
        place: int,
        *,
        single: bool,
        turned: bool = False,
        part: str = "",
        account: bool = False,
    ) -> None:
        letters, breaks = joined_letters(words)
        form = NameForm(place, single, breaks, turned, part, account)
        forms = self.forms.setdefault(letters, [])
        if letters and form not in forms:
            forms.append(form)

    def _add_initials(self, place: int, initials: str) -> None:
        letters = "".join(WORD.findall(bare("".join(c for c in initials if not is_invisible(c)))))
        if len(letters) > 1:
            self.hyphens |= "-" in initials
            for form in {letters, letters.upper()}:
                if form != form.lower() or not form.isalpha():
                    self.initials.setdefault(form, set()).add(place)

    def folded(self, word: str) -> str:
        if word not in self._folded:
            self._folded[word] = fold(word)
        return self._folded[word]
