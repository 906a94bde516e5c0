"""What notices about an import are called, what they say was done, and what their answers are called: the words of each kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from actionplans.document.wording import capital, shorten
from actionplans.importing import notices
from actionplans.importing.notices import ACCEPT, CHANGE, KEEP, OTHER, OUT, Notice, NoticePlace

#: Different words that the title of a notice names.
_NAMED = 2


@dataclass(frozen=True)
class KindWords:
    """The words of one kind of notices, each for one place and for ``{n}`` of them. ``title`` names it, with ``{column}``;
    ``done`` says what was done; ``first`` is the answer that changes nothing, ``other`` the other one, ``each`` the latter
    for one of several places; ``was_first`` and ``was_other`` say which was given."""

    title: tuple[str, str]
    done: str
    first: tuple[str, str] = ("", "")
    other: tuple[str, str] = ("", "")
    each: str = ""
    was_first: str = ""
    was_other: str = ""


_LEFT_OUT = KindWords(
    ("", ""),
    "",
    first=("Leave it out", "Leave all {n} out"),
    other=("Keep it with the plan", "Keep all {n} with the plan"),
    each="Keep this one",
    was_first="left out",
    was_other="kept with the plan",
)
_USED = KindWords(
    ("", ""),
    "",
    first=("Use this date", "Use these {n} dates"),
    other=("Keep it as words", "Keep the {n} as words"),
    each="Keep this one as words",
    was_first="used",
    was_other="kept as words",
)
_HAS_ENDED = KindWords(
    ("", ""),
    "",
    first=("It has ended", "All {n} have ended"),
    other=("Leave it open", "Leave all {n} open"),
    each="Leave this one open",
    was_first="taken as ended",
    was_other="left open",
)
#: The words of each kind.
WORDS = {
    notices.DATE: replace(
        _USED,
        title=("A date without its year in “{column}”", "Dates without their year in “{column}”"),
        done="Read with the year that fits what is around them.",
    ),
    notices.DUE: replace(
        _USED,
        title=("A deadline that is not certain in “{column}”", "Deadlines that are not certain in “{column}”"),
        done="Read as far as the words say.",
    ),
    notices.NO_DAY: KindWords(
        ("No day in “{column}”", "No day in “{column}”"),
        "The words stay. No date is set.",
        ("Keep it as words", "Keep all {n} as words"),
        was_first="kept as words",
    ),
    notices.LEADS: KindWords(
        ("Words in “{column}” that are no lead", "Words in “{column}” that are no lead"),
        "The cell stays as it was written.",
        ("Use the leads as read", "Use the leads of all {n}"),
        ("One lead", "One lead in all {n}"),
        "One lead in this one",
        "used as read",
        "made one lead",
    ),
    notices.ENDED: replace(
        _HAS_ENDED,
        title=("An action that may not have ended", "Actions that may not have ended"),
        done="Read as complete or closed, from the words of their notes.",
    ),
    notices.STRUCK_ROW: replace(
        _HAS_ENDED,
        title=("A row that is struck through", "Rows that are struck through"),
        done="Read as closed, or as complete where the notes say so.",
    ),
    notices.CUSTOM_ROW: replace(
        _HAS_ENDED,
        title=("A row rated Blue", "Rows rated Blue"),
        done="Read as complete, as is usual: nothing in the file says what Blue means.",
    ),
    notices.MAY_END: KindWords(
        ("An action that may have ended", "Actions that may have ended"),
        "Left open: the words of the notes may mean one item only.",
        ("Leave it open", "Leave all {n} open"),
        ("It is complete", "All {n} are complete"),
        "This one is complete",
        "left open",
        "marked complete",
    ),
    notices.NUMBER: KindWords(
        ("A recommendation’s number that is there twice", "Recommendations’ numbers that are there twice"),
        "A plan has each number once.",
        ("Use this number", "Use these {n} numbers"),
        was_first="used",
    ),
    notices.TEXT: KindWords(
        ("A text that is not certain", "Texts that are not certain"),
        "Kept as it was read.",
        ("It is right", "All {n} are right"),
        was_first="kept as read",
    ),
    notices.STRUCK_WORDS: replace(
        _LEFT_OUT,
        title=("Struck-through words", "Struck-through words"),
        done="They no longer hold, so they are left out.",
    ),
    notices.HIDDEN_WORDS: replace(
        _LEFT_OUT,
        title=("Words that the file hides", "Words that the file hides"),
        done="Left out. They may have been forgotten, or hidden on purpose.",
    ),
    notices.ROW_NUMBER: KindWords(
        (
            "An action’s number that is missing or printed twice",
            "Numbers of actions that are missing or printed twice",
        ),
        "A number that is printed again is marked. One that is missing stays so.",
    ),
    notices.NO_NUMBER: KindWords(
        ("A recommendation without a number", "Recommendations without a number"),
        "Imported without one. It can be given in the plan.",
    ),
    notices.ONLY_COLOUR: KindWords(
        ("A rating that only a colour shows", "Ratings that only a colour shows"), "Read as the name of the colour."
    ),
    notices.BELOW: KindWords(
        ("Words below a table", "Words below tables"), "Added to the progress of the row above them."
    ),
    notices.COLUMNS: KindWords(
        ("A column whose heading says little", "Columns whose headings say little"),
        "Each can be given another meaning below.",
    ),
    notices.HIDDEN_ROW: KindWords(
        ("A hidden row that says that it has ended", "Hidden rows that say that they have ended"),
        "Imported like the others.",
    ),
    notices.REPEATED: KindWords(
        ("A line at the head or foot of each page", "Lines at the head or foot of each page"), "Not imported."
    ),
    notices.REMARK: KindWords(("A remark of the reading", "Remarks of the reading"), "Imported as it was read."),
}


def title_of(notice: Notice) -> str:
    """“Dates without their year in “Progress””; of deadlines without a day with some of their words."""
    title = WORDS[notice.code].title[notice.number > 1].format(column=notice.column)
    if notice.code == notices.NO_DAY:
        said = list(dict.fromkeys(shorten(" ".join(place.written.split()), 40) for place in notice.places))
        named = " and ".join(f"“{words}”" for words in said[:_NAMED])
        title += f": {named}" + (f" and {len(said) - _NAMED} more" if len(said) > _NAMED else "")
    return title


def done_of(notice: Notice) -> str:
    """What was done, with an example."""
    done = WORDS[notice.code].done
    example = next((place.question.example for place in notice.places if place.question and place.question.example), "")
    return f"{done} {capital(example)}." if example else done


def answer_words(notice: Notice, choice: str) -> str:
    """What a button for all places is called; where some have an answer already, it is for the others."""
    words = WORDS[notice.code].first if choice in (ACCEPT, OUT) else WORDS[notice.code].other
    number = notice.left
    if number in (1, notice.number):
        return words[number > 1].format(n=number)
    return words[1].format(n=f"other {number}")


def said_of(notice: Notice, place: NoticePlace) -> str:
    """What the user said of one place: “Left out by you”."""
    return f"{capital(_was(notice, place.choice))} by you"


def settled_words(notice: Notice) -> str:
    """What the user said of all places: “Left out by you”, “12 left out, 2 kept with the plan by you”."""
    said = Counter[str]()
    for place in notice.places:
        said[_was(notice, place.choice)] += place.times
    if len(said) == 1:
        return f"{capital(next(iter(said)))} by you"
    return ", ".join(f"{number} {words}" for words, number in said.items()) + " by you"


def _was(notice: Notice, choice: str) -> str:
    words = WORDS[notice.code]
    if choice == CHANGE:
        return "changed"
    return words.was_other if choice in (OTHER, KEEP) else words.was_first
