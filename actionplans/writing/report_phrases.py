"""Phrases of a covering report: references in a row, rows in a sentence or a list, an action as it is quoted."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence

from actionplans.document.dates import day_of, day_words
from actionplans.document.tree import ActionNode, DeadlineNode
from actionplans.document.wording import capital, listed, number_word, plural, shorten

from .parts import date_words

#: What the database keeps where a date moved and no reason was given.
NO_REASON = "no reason given"

#: So many rows fit in one sentence; more become a list.
IN_ONE_SENTENCE = 2
#: A recommendation or a list of references names at most so many.
MOST_NAMED = 8
#: Of what an action is, so many characters are quoted; a sentence or clause of less than so many says too little.
TITLE_LENGTH, LEAST_SENTENCE, LEAST_CLAUSE = 120, 20, 40
_SENTENCES = re.compile(r"[.!?](?=\s+[^\sa-z])")
_CLAUSES = re.compile(r"[,;](?=\s)|\s[–—]\s")


KINDS_OF_SOURCE = {
    "inspection": "an inspection",
    "joint-inspection": "a joint inspection",
    "case-review": "a case review",
    "section-11": "the section 11 audit",
    "audit": "an audit",
    "improvement-notice": "an improvement notice",
    "peer-review": "a peer review",
}
#: Titles that begin with an ordinary word lose its capital within a sentence.
ORDINARY_WORD = re.compile(
    r"(?:joint|inspection|action|improvement|recovery|safeguarding|multi-agency|written|children[’']s|adults?|annual"
    r"|audits?|peer|case|local|post-inspection|focused|thematic|themed|serious|rapid|section|single-agency)\b",
    re.IGNORECASE,
)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def unstopped(text: str) -> str:
    return text.rstrip(" .;")


def lowered(text: str) -> str:
    """Without its first capital, unless the word is written in capitals throughout ("SEND plan")."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def with_article(name: str) -> str:
    if name.lower().startswith(("the ", "our ", "all ")):
        return name[:1].lower() + name[1:]
    return f"the {name}"


def joined_with_and(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def refs_with_and(names: Sequence[str]) -> str:
    """``99.1, 99.2 and 100.1``, cut after so many as one can take in."""
    if len(names) > MOST_NAMED + 1:
        return listed(names, MOST_NAMED)
    return joined_with_and(names)


def actions_are(number: int) -> str:
    return f"{capital(number_word(number))} {plural(number, 'action is', 'actions are')}"


def times_words(number: int) -> str:
    return "twice" if number == 2 else f"{number_word(number)} times"


def sentence_of(one: str, many: str, items: Iterable[str]) -> str:
    """A sentence about some rows: "One is overdue: 104.1, …."; a list where they are more than a sentence can hold."""
    every = list(items)
    return listed_under(f"{capital(number_word(len(every)))} {plural(len(every), one, many)}:", every)


def listed_under(head: str, every: list[str]) -> str:
    """The items behind their head in one sentence, or below it as a list; nothing where there is none."""
    if not every:
        return ""
    if len(every) <= IN_ONE_SENTENCE:
        return f"{head} {unstopped('; '.join(map(unstopped, every)))}."
    return head + "".join(f"\n- {item}" for item in every)


def asked_of(head: str, items: list[str]) -> str:
    """One thing that is asked, of several rows below it where they are more than a line can hold."""
    if len(items) <= IN_ONE_SENTENCE:
        return f"{head} {'; '.join(items)}"
    return head + "".join(f"\n  - {item}" for item in items)


def paragraph(sentences: Iterable[str]) -> str:
    """Sentences run on; one that ends in a list ends its paragraph."""
    text = ""
    for sentence in filter(None, sentences):
        if text:
            text += "\n\n" if "\n- " in text.rpartition("\n\n")[2] else " "
        text += sentence
    return text


def row_named(row: tuple[str, ActionNode]) -> str:
    ref, action = row
    words = quoted(action.action)
    return f"{ref}, “{words}”" if words else ref


def quoted(text: str) -> str:
    """What an action is, to be quoted within a sentence: all of it, or its first whole sentences or clauses that have room.
    Cut at a word only where it has none."""
    words = shorten(text, len(text) + 1)
    if len(words) <= TITLE_LENGTH:
        return words
    for ends, least in ((_SENTENCES, LEAST_SENTENCE), (_CLAUSES, LEAST_CLAUSE)):
        places = [
            end.start() for end in ends.finditer(words, 0, TITLE_LENGTH + 2) if least <= end.start() <= TITLE_LENGTH
        ]
        if places:
            return words[: places[-1]]
    return shorten(words, TITLE_LENGTH)


def row_ended(ref: str, action: ActionNode) -> str:
    words = row_named((ref, action))
    if action.ended is None:
        return words
    facts = ", ".join(filter(None, (squeezed(action.ended.by), date_words(action.ended.on))))
    reason = unstopped(squeezed(action.ended.reason))
    return words + (f" ({facts})" if facts else "") + (f": {reason}" if reason else "")


def lead_names(action: ActionNode) -> str:
    return "; ".join(squeezed(lead.name) for lead in action.leads if lead.name.strip())


def by_lead(ref: str, action: ActionNode) -> str:
    return f"{ref}{in_brackets(lead_names(action))}"


def in_brackets(words: str) -> str:
    return f" ({words})" if words else ""


def last_due(action: ActionNode) -> str:
    """The last of its dates, as precise as it was written."""
    dated = [deadline for deadline in action.deadlines if day_of(deadline.date)]

    def last(deadline: DeadlineNode) -> datetime.date:
        return day_of(deadline.date) or datetime.date.min

    latest = max(dated, key=last)
    return day_words(latest.date, latest.precision)


def slipped_from(action: ActionNode) -> list[str]:
    return [move.from_ for move in action.deadline_moves if move.from_.strip()]


def given_reason(reason: str) -> str:
    words = unstopped(squeezed(reason))
    return "" if words.lower() == NO_REASON else words
