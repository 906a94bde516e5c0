"""The words by which boards say that an action has ended, and those that only sound like it.

A sentence ends an action where it says so of the whole of it: alone ("Completed."), of "this action", at the end of the last
note, or by saying where the action is now ("Transferred to the carers' plan"). What is nearly complete, to be completed, or
complete but for something has not ended.
"""

from __future__ import annotations

import re

from actionplans.document.dates import find_dates

from .cell_words import chosen_of

OPEN = "open"

_DONE = r"(?:complete[d]?|done|achieved|delivered|finished|implemented|discharged)"
_SHUT = r"(?:closed|signed off)"
_WHOLE = r"(?:(?:this|the|all)\s+)?(?:actions?|items?|tasks?|recommendations?)"
_IS = r"(?:is|are|was|were|has been|have been|has|have|now|all|been|also|formally|fully|therefore|both)"

#: Before a word of completion these say that it is not so, or only in part.
NOT_YET = re.compile(
    r"\b(?:not|never|nearly|almost|partly|partially|part|half|mostly|largely|substantially|to be|will be|should be|can be"
    r"|could be|must be|may be|would be|due to|expected|until|unless|when|once|if|before|phase|stage|step|yet|awaiting"
    r"|pending|aim(?:s|ed)?|incomplete|except|apart from|but for|remains?|outstanding|\w+n['’]t)\b|\d\s?(?:%|per cent)",
    re.IGNORECASE,
)
#: Behind it these take it back, or say that only one part is meant.
_BUT = re.compile(r"\b(?:but|except|apart from|once|when|if|until|unless|subject to|pending|however)\b", re.IGNORECASE)
_CLAIM = re.compile(
    rf"(?P<subject>{_WHOLE}\s+|(?:this|it|all|both)\s+(?=is|are|has|have))?(?P<is>(?:{_IS}\s+)*)"
    rf"(?P<word>{_SHUT}|{_DONE})\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
#: What may follow where nothing more is said: the plan, who agreed it.
_TAIL = re.compile(
    r"\s*(?:(?:on|in|from|under|within)\s(?:this|the)\s(?:action\s)?plan\b|here\b|in\sfull\b|as\sabove\b|today\b"
    r"|,?\s?(?:and\s)?(?:can|may|could)\s(?:now\s)?be\s(?:taken\soff|removed|closed)\b[\w\s]{0,40}"
    r"|(?:[–—/-]|and\b|,)\s?(?:now\s)?(?:closed|complete[d]?|signed\soff)\b"
    r"|(?:by|(?:by|with)\s(?:the\s)?(?:agreement|approval|consent)\sof)\s(?:the\s)?[A-Z][\w&’'-]*"
    r"(?:\s(?!(?:on|in|at|once|when|if|until|unless|but|except|subject|pending)\b)[\w&’'-]+){0,8}"
    r"|by\s(?:the\s)?(?:[a-z][\w&’'-]*\s){0,3}(?:sub-?group|group|board|panel|committee|executive|forum|meeting|team|chair)\b)"
)
_AT_DATE = re.compile(r"\W*(?:(?:on|in|at|since|by)\s+)?")
_OF_THIS = re.compile(
    rf"\b(?:(?:this|the) (?:action|item|task|recommendation)|action)\s+(?:{_IS}\s+)+(?P<word>{_SHUT}|{_DONE})\b",
    re.IGNORECASE,
)
#: "Action complete." as a sentence, wherever it is in the notes.
_ACTION_ALONE = re.compile(
    rf"(?:(?:this|the)\s+)?(?:action|recommendation)\s+(?:{_IS}\s+)*(?P<word>{_SHUT}|{_DONE})\W*", re.IGNORECASE
)
_MAY_MEAN_ONE = re.compile(
    r"\b(?:this|these|it) (?:is|are|has|have) (?:now |all |been |also )*(?:complete|completed|closed|done)\b",
    re.IGNORECASE,
)
_HEAD = re.compile(rf"(?:{_WHOLE})\s+(?:{_IS}\s+)*(?P<word>{_SHUT}|{_DONE})\*{{0,2}}\s*[.!:–—-]", re.IGNORECASE)
_SHOUTED = re.compile(r"(?P<word>CLOSED|COMPLETED?|DONE|ACHIEVED)\*{0,2}\s*(?:[.!:–—-]|$)")
_ABOUT_IT = r"(?:(?:this|the)?\s*(?:action|item|recommendation)|it|this)\s+"
_SUBJECT = rf"(?:(?:closed(?: on this plan| here)?|complete)\s*[:.,;–—-]\s*)?(?:{_ABOUT_IT})?(?:(?:{_IS})\s+)*"
#: Another plan, in which an action is from then on; a board or a group may only have been asked.
_ELSEWHERE = re.compile(
    r"\b(?:plans?|work ?plans?|programmes?|strateg(?:y|ies)|projects?|reviews?|bau|business[- ]as[- ]usual|action log"
    r"|risk register|actions? \w{0,4}\d+)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    rf"{_SUBJECT}(?:transferred|moved|handed(?: over| on)?|merged|incorporated|absorbed|subsumed|folded|passed|picked up"
    rf"|taken forward|taken over|covered|(?:now )?sits|now part|included)"
    rf"\s+(?:over\s+)?(?:in ?to|to|in|within|with|by|under|of|as)\b"
    rf"(?P<where>[^.!?]{{0,200}})",
    re.IGNORECASE,
)
_DROPPED = re.compile(
    rf"{_SUBJECT}(?:(?:withdrawn|superseded|cancelled|discontinued"
    rf"|abandoned|stopped|shelved|stood down|overtaken|replaced|dropped)"
    rf"(?=\s*(?:[:.,;–—-]|$)|\s+(?:by|as|because|at|after|following|in|on|since|with)\b"
    rf"|\s+\d{{1,2}}(?:[./]\d|(?:st|nd|rd|th)?\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))"
    rf"|(?:removed|deleted|dropped|taken (?:off|out))\s+(?:from\s+|of\s+)?(?:this|the) (?:action )?plan\b"
    rf"|no longer\s+(?:needed|required|necessary|applicable|relevant)\b"
    rf"|no longer\s+(?:being |to be )?(?:pursued|monitored|reported|taken forward)\b"
    rf"|not\s+(?:to\s+be\s+)?(?:taken|taken forward|pursued|progressed|proceeding)(?=\s*[,.])"
    rf"|not\s+(?:to\s+be\s+)?(?:accepted|adopted|approved|commissioned|funded|implemented|supported|wanted|needed"
    rf"|bought|taken forward|proceeding|proceeded with|going ahead|pursued|progressed)"
    rf"(?=\s*[:–—]))",
    re.IGNORECASE,
)
#: Of a row that is known to be closed these sentences say why, or where it is now.
_WHY_CLOSED = re.compile(
    rf"{_SUBJECT}(?:not|no longer|never)\s+\w|(?:(?:it|this) is )?now (?:with|under|led by|owned by)\b", re.IGNORECASE
)
#: Of such a row a line that says it was closed says why as well, where it denies something ("No money. Closed by the Board.").
_AGREED_TO_CLOSE = re.compile(
    r"\b(?:agreed|decided|asked) (?:to close|that) (?:this|the) (?:action|item|task)\b", re.IGNORECASE
)
_DENIES = re.compile(r"\b(?:no|not|nobody|nothing|never|cannot|without|instead|already)\b|n['’]t\b", re.IGNORECASE)
#: Behind a day of completion these take it back: "Letter sent. Not yet complete as the answer is awaited."
_TAKEN_BACK = re.compile(
    rf"\b(?:not|never|isn['’]t|hasn['’]t)\s+(?:yet\s+|fully\s+|been\s+|all\s+)*(?:{_DONE}|{_SHUT})\b"
    r"|\bincomplete\b|\b(?:still|remains|stays|kept|left) (?:open|outstanding)\b",
    re.IGNORECASE,
)
_CLOSED_HERE = re.compile(r"(?:action )?closed (?:(?:on|in|from|under) (?:this|the) plan|here)\s*[.:]", re.IGNORECASE)
#: A claim within a longer sentence, which dates the end of a row that is known to have ended.
_CLAIMED = re.compile(rf"\b(?:{_DONE}|{_SHUT}|in use|in place)\b", re.IGNORECASE)
_SHORT = 4
_JOINTS = " ,:;(–—-"
_DATE_BEFORE = re.compile(r"^(?:[\d./]{6,10}|\d{6})\s*[:.–-]?\s*")
#: What follows a claim that stands alone is short.
_LONGEST = 160
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"(*\d])")
_CLAUSE = re.compile(r"(?<!\s)\s+[–—-]\s+|;\s+")

_STATE_ENDED = re.compile(
    rf"\W*(?:(?:blue|b)\W+)?(?:(?:action|milestone|item|task)\s+)?(?:(?:now|fully|all)\s+)*"
    rf"(?:{_DONE}|met|blue|embedded|business as usual|bau|nothing (?:more|further|else|left) to (?:do|be done))\b",
    re.IGNORECASE,
)
#: What a state says of what nobody will do: "Closed, not to be pursued".
_NOT_PURSUED = r"not (?:(?:being |to be )?(?:pursued|taken (?:forward|further))|to be progressed)"
_STATE_CLOSED = re.compile(
    r"\W*(?:(?:blue|grey|gray|black|b)\W+)?(?:action\s+)?(?:now\s+)?(?:closed|superseded|withdrawn|cancelled"
    r"|no longer (?:required|needed|relevant|(?:in|on|part of) (?:this|the) plan)|no further action|discontinued|transferred"
    r"|stood down|abandoned|rejected"
    rf"|{_NOT_PURSUED})\b",
    re.IGNORECASE,
)
_CLOSED_UNDONE = re.compile(
    r"\W*(?:closed|ended|stopped)\W{1,4}(?:not|un|in)[- ]?(?:done|complete[d]?|achieved|progressed|pursued|delivered)\b"
    r"|\W*(?:stopped|shelved|dropped)\b",
    re.IGNORECASE,
)
_DROPPED_STATE = re.compile(rf"\b{_NOT_PURSUED}\b", re.IGNORECASE)
_STATE_PART = re.compile(
    r"\b(?:not (?!pursued|taken|being)|partial(?:ly)?|part|nearly|almost|in-?complete|to be|phase \d|half|mostly"
    r"|not started|unless|awaiting)\b|\d\s?%|\b(?:or|and) (?:on (?:track|target|course|time))\b",
    re.IGNORECASE,
)
_STATE_OPEN = re.compile(
    r"\W*(?:open|on\s?going|on[ -](?:track|target|course|time|schedule)|in progress|not |outstanding|overdue|delayed|behind"
    r"|started|under ?way|off (?:track|target)|at risk|late\b|paused\b|on hold\b|pending|partial|nearly|to be )",
    re.IGNORECASE,
)


def state_of(text: str) -> str:
    """What the words of a state mean ("Complete", "Closed, 3 July", "In progress"): ``open``, ``complete``, ``closed``, or empty
    where they name no state. "Not complete" and "partially complete" are open."""
    words = chosen_of(text.strip()[:200])
    if not words:
        return ""
    if _CLOSED_UNDONE.match(words):
        return "closed"
    if _STATE_PART.search(_DROPPED_STATE.sub("", words)):
        return OPEN
    if _STATE_CLOSED.match(words):
        return "closed"
    if _STATE_ENDED.match(words):
        return "complete"
    return OPEN if _STATE_OPEN.match(words) else ""


def says_ended(line: str, *, at_end: bool = False, begins: bool = False) -> str:
    """``closed`` or ``complete`` where a line says so of the whole action: alone, first with a full stop behind it, or of "this
    action". ``at_end``: nothing follows, so that its last words, a sentence or a clause of their own, count too. ``begins``:
    it is of the latest notes, where the first sentence alone ("Complete. Housing joined later.") says so."""
    line = _DATE_BEFORE.sub("", line[:4000]).strip("* ")
    if word := _alone(line) or _first(line):
        return word
    sentences = _SENTENCE.split(line)
    if begins and len(sentences) > 1 and (word := _alone(sentences[0])):
        return word
    for sentence in sentences:
        if word := _of_the_action(sentence):
            return word
    if at_end:
        last = sentences[-1]
        said = _alone(last) or _alone(_CLAUSE.split(last)[-1]) if len(sentences) > 1 or _CLAUSE.search(last) else ""
        return said or _first_clause(last)
    return _first_clause(sentences[0]) if begins else ""


#: Behind a claim these say where it goes on, and take nothing back: "Finished; from now on part of the quality framework."
_GOES_ON = re.compile(
    r"\b(?:from now on|now part|part of|business[- ]as[- ]usual|bau|agreed|adopted|accepted|approved|signed off|published|sent"
    r"|goes on as|evidence)\b|^(?:by|at|on|in)\b",
    re.IGNORECASE,
)


def _first_clause(sentence: str) -> str:
    """What a sentence says at its beginning, where the rest only says where it goes on or who agreed."""
    first, *more = _CLAUSE.split(sentence)
    rest = " ".join(more)
    if not _GOES_ON.search(rest) or NOT_YET.search(rest.replace("part of", "")) or _BUT.search(rest):
        return ""
    return _alone(first)


def unsure(line: str) -> str:
    """A question about a line that may mean the action or one item of it ("This is now complete."); empty for others."""
    if not (match := _MAY_MEAN_ONE.search(line)) or NOT_YET.search(line[max(0, match.start() - 40) : match.start()]):
        return ""
    short = line if len(line) <= 90 else line[:87].rsplit(" ", 1)[0] + " …"
    return f"“{short}” may mean one item only; the action was imported as open."


def says_closed_elsewhere(line: str, *, known: bool = False) -> str:
    """The words by which a line says that the action was withdrawn or is in another plan now; empty where it does not. ``known``:
    that it is closed, so that it may have gone to a board or a group as well."""
    sentences = _SENTENCE.split(_DATE_BEFORE.sub("", line[:4000]).strip("* "))
    for n, sentence in enumerate(sentences):
        sure = known or _CLOSED_HERE.match(sentence)
        moved = _MOVED.match(sentence)
        if moved and (sure or _ELSEWHERE.search(moved["where"])) or _DROPPED.match(sentence):
            return sentence.strip()
        if known and _WHY_CLOSED.match(sentence):
            rest = sentences[n + 1 : n + 2] if len(sentence.split()) <= _SHORT else []
            return " ".join([sentence.strip(), *(words.strip() for words in rest if not says_ended(words))])
    return ""


def says_why_closed(line: str) -> bool:
    """Whether a line of a row that is known to be closed says why, besides that it was closed."""
    if _AGREED_TO_CLOSE.search(line):
        return True
    return bool(re.search(rf"\b{_SHUT}\b", line, re.IGNORECASE) and _DENIES.search(line))


def takes_back(words: str) -> bool:
    """Whether words behind a day of completion say that the action has not ended."""
    return bool(_TAKEN_BACK.search(words))


def sentence_of_end(line: str) -> str:
    """The sentence of a line in which it says that the action has ended; the line where no one sentence says so."""
    sentences = _SENTENCE.split(line)
    return next((sentence for sentence in reversed(sentences) if says_ended(sentence, at_end=True)), line)


def why_closed(state: str) -> str:
    """What a state says besides that the action is closed: "Closed – moved to the housing plan" was moved to the housing plan."""
    words = re.sub(r"^\W*(?:action\s+)?(?:now\s+)?closed\b[\s.,:;()–—-]*", "", state.strip(), flags=re.IGNORECASE)
    hits = find_dates(words)
    if hits and not words[hits[-1].end :].strip(" .)*"):
        words = words[: hits[-1].start].rstrip(_JOINTS)
        last = words.rsplit(" ", 1)[-1]
        words = words.removesuffix(last) if last.lower() in ("on", "at", "in", "from") else words
    words = words.strip(f"{_JOINTS}.*")
    return words if len(words.split()) > 1 else ""


def claims_an_end(line: str) -> bool:
    """Whether a line speaks of something as done or closed, be it the action or a part of it."""
    return any(not NOT_YET.search(line[max(0, m.start() - 40) : m.start()]) for m in _CLAIMED.finditer(line))


def tail_state(line: str) -> str:
    """The state that boards write behind a date: "Dec ’17  COMPLETE"."""
    match = re.search(
        r"\d[\s.,;:–—(-]+(complete|completed|closed|done|achieved)(?P<on>\s[^\n]{3,24})?\W*$", line, re.IGNORECASE
    )
    if not match or match["on"] and not find_dates(match["on"]):
        return ""
    return _word(match[1])


def _word(said: str) -> str:
    return "closed" if re.fullmatch(_SHUT, said, re.IGNORECASE) else "complete"


def _alone(sentence: str) -> str:
    """What a sentence says that holds no more than that the action has ended, since when and by whom."""
    match = _CLAIM.match(sentence.strip(" *()"))
    if (
        match is None
        or (match["subject"] or "").split()[:1]
        and re.match(r"(?:this|it|all|both)\s+$", match["subject"], re.I)
    ):
        return ""
    rest, said = match["rest"][:_LONGEST], match["word"]
    while tail := _TAIL.match(rest):
        said += tail[0]
        rest = rest[tail.end() :]
    if len(match["rest"]) > _LONGEST or not _is_date(rest):
        return ""
    both = re.search(r"\bcomplete", said, re.IGNORECASE) and re.search(r"\bclosed", said, re.IGNORECASE)
    return "complete" if both else _word(match["word"])


def _is_date(rest: str) -> bool:
    """Whether nothing or only a date follows."""
    words = rest.strip(" .!*,:;()–—-\n")
    if not words:
        return True
    begin = _AT_DATE.match(words)
    hits = find_dates(words)
    return bool(begin and hits and hits[0].start <= begin.end() and hits[-1].end >= len(words))


def _first(line: str) -> str:
    if _CLOSED_HERE.match(line):
        return "closed"
    match = _HEAD.match(line) or _SHOUTED.match(line)
    return _word(match["word"]) if match else ""


def _of_the_action(sentence: str) -> str:
    if match := _ACTION_ALONE.fullmatch(sentence):
        return _word(match["word"])
    for match in _OF_THIS.finditer(sentence):
        if not NOT_YET.search(sentence[max(0, match.start() - 60) : match.end()]) and not _BUT.search(
            sentence[match.end() :]
        ):
            return _word(match["word"])
    return ""
