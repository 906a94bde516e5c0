"""What the review page of an import shows of its notices: the ten with most to decide, each with its places and answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from actionplans.importing.decide import ImportReview, notices_in
from actionplans.importing.notice_words import WORDS, answer_words, done_of, said_of, settled_words, title_of
from actionplans.importing.notices import STRUCK_WORDS, Notice, NoticePlace
from actionplans.importing.review import ReviewQuestion
from actionplans.models import Import

#: Notices shown at once; places of one that are shown at once, and that are on the page at all.
AT_ONCE, FIRST, MOST = 10, 3, 60
#: A number of things to decide, as the page says it.
_NUMBERS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def answer_name(key: str) -> str:
    """The name of the input for the answer to a question."""
    return f"value-{key}"


@dataclass(frozen=True)
class InvalidInput:
    """What the user typed for a question that does not fit it, and the sentence that says why."""

    key: str
    value: str
    fault: str


@dataclass(frozen=True)
class ShownPlace:
    """A place on the page, with what was typed wrongly for it."""

    notice: Notice
    place: NoticePlace
    invalid: InvalidInput | None

    @property
    def question(self) -> ReviewQuestion | None:
        return self.place.question

    @property
    def changes(self) -> bool:
        """Whether another value can be typed or chosen here."""
        return self.notice.decides and self.question is not None and "change" in self.question.offers

    @property
    def said(self) -> str:
        return said_of(self.notice, self.place) if self.place.choice else ""

    @property
    def fault(self) -> str:
        return self.invalid.fault if self.invalid else ""

    @property
    def value(self) -> str:
        return self.invalid.value if self.invalid else self.question.value if self.question else ""

    @property
    def name(self) -> str:
        return answer_name(self.place.key)

    @property
    def id(self) -> str:
        return "doubt-" + self.place.key.replace(".", "-").replace(":", "-").replace(" ", "-")

    @property
    def long(self) -> bool:
        return bool(self.question and self.question.kind in ("text", "recommendation")) or len(self.value) > 120


@dataclass(frozen=True)
class ShownNotice:
    """A notice on the page."""

    notice: Notice
    invalid: Mapping[str, InvalidInput]

    @property
    def title(self) -> str:
        return title_of(self.notice)

    @property
    def done(self) -> str:
        return done_of(self.notice)

    @property
    def answers(self) -> list[tuple[str, str]]:
        """The choices for all places, each with the words of its button; none once all are decided."""
        return (
            [(choice, answer_words(self.notice, choice)) for choice in self.notice.answers] if self.notice.left else []
        )

    @property
    def other(self) -> str:
        """The choice that one place gets as an exception; empty where there is one place, or one answer."""
        several = len(self.notice.places) > 1 and len(self.notice.answers) > 1
        return self.notice.answers[1] if several else ""

    @property
    def each(self) -> str:
        return WORDS[self.notice.code].each

    @property
    def settled(self) -> str:
        return settled_words(self.notice) if self.notice.is_settled else ""

    @property
    def is_struck(self) -> bool:
        """Whether the file shows the words of its places struck through."""
        return self.notice.code == STRUCK_WORDS

    @property
    def places(self) -> list[ShownPlace]:
        return [ShownPlace(self.notice, place, self.invalid.get(place.key)) for place in self.notice.places[:MOST]]

    @property
    def first(self) -> list[ShownPlace]:
        return self.places[:FIRST]

    @property
    def others(self) -> list[ShownPlace]:
        return self.places[FIRST:]

    @property
    def rest(self) -> int:
        """How many places are not on the page; the answers for all hold for them too."""
        return max(len(self.notice.places) - MOST, 0)

    @property
    def is_unfolded(self) -> bool:
        """Whether its places are shown without being asked for: one of them was typed wrongly, or some of them are decided."""
        return self.others_are_unfolded or any(place.fault for place in self.first) or self._is_begun

    @property
    def others_are_unfolded(self) -> bool:
        return any(place.fault or place.place.choice and self._is_begun for place in self.others)

    @property
    def _is_begun(self) -> bool:
        return 0 < self.notice.left < self.notice.number


@dataclass(frozen=True)
class Notices:
    """The notices of a page."""

    every: list[ShownNotice]

    @cached_property
    def shown(self) -> list[ShownNotice]:
        return self.every[:AT_ONCE]

    @property
    def deciding(self) -> list[ShownNotice]:
        return [each for each in self.shown if each.notice.decides]

    @property
    def telling(self) -> list[ShownNotice]:
        return [each for each in self.shown if not each.notice.decides]

    @property
    def more(self) -> list[ShownNotice]:
        return self.every[AT_ONCE:]

    @property
    def more_are_unfolded(self) -> bool:
        return any(each.is_unfolded for each in self.more)

    @property
    def places(self) -> int:
        return sum(each.notice.number for each in self.every)

    @property
    def open(self) -> int:
        """How many are to be decided."""
        return sum(each.notice.is_open for each in self.every)

    @property
    def stated(self) -> int:
        return sum(not each.notice.decides for each in self.every)

    @property
    def open_words(self) -> str:
        """“Three things need”."""
        number = _NUMBERS[self.open - 1] if 0 < self.open <= len(_NUMBERS) else str(self.open)
        return f"{number} thing needs" if self.open == 1 else f"{number} things need"

    @property
    def wrong(self) -> list[dict[str, str]]:
        """What was typed and does not fit, as the box at the top of a page says it."""
        every = [place for each in self.every for place in each.places]
        return [{"href": f"#{place.id}-v", "message": place.fault} for place in every if place.fault]

    @property
    def inputs(self) -> list[ShownPlace]:
        """The places of which something is typed on the page."""
        every = [place for each in self.every for place in each.places]
        return [p for p in every if p.changes and not p.place.choice and p.question and not p.question.choices]


def notices_context(upload: Import, review: ImportReview, invalid: Collection[InvalidInput]) -> Notices:
    """The notices of an import; ``invalid`` is what was typed for their places and does not fit."""
    by_key = {each.key: each for each in invalid}
    return Notices([ShownNotice(notice, by_key) for notice in notices_in(upload, review)])
