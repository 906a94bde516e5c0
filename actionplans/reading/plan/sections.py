"""Classify the lines around the tables: a theme or priority, an objective, an outcome, a recommendation, or plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from actionplans.document.dates import find_dates
from actionplans.reading.files.blocks import Paragraph

_NUMBER = r"[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*(?:\s?\((?:[ivx]+|[a-z])\))?[a-z]?"
_NUMBERED = re.compile(
    rf"(?P<number>{_NUMBER}[.):]*|\((?:[a-z]|[ivx]+|\d{{1,3}})\)|(?:[a-z]"
    rf"|[ivx]+)[.)])(?P<gap>\s*[–—-]?\s+)(?P<text>\S.*)",
    re.DOTALL,
)
_RECOMMENDATION = re.compile(
    rf"(?:(?:ofsted|inspection|inspectorate|key|national|local)\s+)*(?:recommendation|rec"
    rf"|areas? (?:for|of) (?:priority |further )?(?:improvement|development|action|concern)"
    rf"|priority action|cause of concern|afi|learning (?:point|theme)|lesson"
    rf"|what (?:the )?(?:cqc|ofsted|hmicfrs|hmip|inspectors|inspectorate|inspection|reviewers?|review|report|audit)"
    rf" (?:said|found|told us|asked(?: for)?)|finding|required action|requirement)(?![a-z])\s*(?:no\.?\s*|number\s*"
    rf"|#\s*)?(?P<number>{_NUMBER}|[A-Z]|[ivx]+)?\s*(?P<joint>[:.)–—-]|$|\s)\s*(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(
    rf"(?P<kind>(?:(?:strategic|key|board|priority|business|improvement|notice) ){{0,2}}(?:priority|priorities|theme"
    rf"|topic(?: area)?|work\s?stream|strand|section|part|domain|area|standard"
    rf"|pillar|outcome(?: area)?|objective|aim|goal|judgement|chapter|category|agency))\s*(?:no\.?\s*)?"
    rf"(?P<number>{_NUMBER}|[A-Z]|[ivxIVX]+)?\s*(?P<joint>[:.–—-])\s*(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
#: A heading of a kind of its own, with a number: "Core service 2: Medical care".
_ANY_SECTION = re.compile(
    r"(?!(?i:recommendation|action|appendix|annex|table|figure|version|page|draft|update|phase|finding|learning|area)s?\b)"
    r"(?P<kind>[A-Z][a-z]+(?: [a-z]+){0,2}) (?P<number>\d{1,2}|[A-Z]|[IVX]{1,4})\s*(?P<joint>[:–—])\s*(?P<text>\S.*)",
    re.DOTALL,
)
_OBJECTIVES = re.compile(
    r"(?:(?:our|the|key|strategic|board)\s+)*(?:objectives?"
    r"|aims?)(?P<more>(?:\s+\w+){0,4})\s*(?P<colon>:?)\s*(?P<text>.*)",
    re.I | re.S,
)
_OUTCOMES = re.compile(
    r"(?:(?:our|the|key|desired|intended|expected|planned)\s+)*(?:outcomes?"
    r"|what (?:will )?success (?:will )?looks? like|success criteria)"
    r"(?P<more>(?:\s+\w+){0,4})\s*(?P<colon>:?)\s*(?P<text>.*)",
    re.I | re.S,
)
#: Headings that name the whole paper or its table and no part of the plan.
_GENERAL = re.compile(
    r"(?:appendix|annex|table|contents|introduction|background|purpose|summary"
    r"|executive summary|glossary|abbreviations|key|legend"
    r"|recommendations?|the recommendations|version(?: control| history)?|document control"
    r"|change log|amendments?|distribution|next steps|conclusions?"
    r"|actions?)\b(?:\s+\w{1,3})?\s*:?$|.*\b(?:action|improvement|recovery|delivery"
    r"|implementation) plan\b.*|.*\bplan of action\b.*",
    re.IGNORECASE | re.DOTALL,
)
_ABOUT_RECOMMENDATIONS = re.compile(
    r"\b(?:recommendations?|areas? (?:for|of|requiring) (?:improvement|development)"
    r"|priority actions?|what needs to (?:improve|change)|required actions?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ClassifiedLine:
    """One line and what it is: ``section objectives outcomes recommendation numbered bullet heading plain``.

    ``number`` and ``text`` are its parts; ``kind`` is the board's word for a section; ``strong`` says that it is a
    heading or bold."""

    what: str
    text: str
    number: str = ""
    kind: str = ""
    strong: bool = False
    level: int = 0
    automatic: bool = False
    written: str = ""
    place: str = ""

    @property
    def general(self) -> bool:
        """Whether it names the paper and no part of the plan: "Action plan", "Appendix 3", "Recommendations"."""
        return bool(_GENERAL.fullmatch(self.text))

    @property
    def whole(self) -> str:
        """The line as written, with the number that Word gave it by itself."""
        return f"{self.number} {bare(self.written)}" if self.automatic else bare(self.written)

    @property
    def title(self) -> str:
        """The title of the section that a line opens: as printed where its number is part of it, "Priority 2: Early help"."""
        return re.sub(r"\s+", " ", self.whole).rstrip(": ") if self.kind and self.number else self.text

    @property
    def called(self) -> str:
        """What a line calls the recommendation that it is, where that is not our word: "Area for improvement"."""
        if self.what != "recommendation":
            return ""
        written = bare(self.written)
        words = re.findall(r"[^\W\d_]+", written[: len(written) - len(self.text)].removesuffix(self.number))
        ours = {"recommendation", "recommendations", "no", "number", self.number.lower()}
        return "" if {word.lower() for word in words} <= ours else " ".join(words)

    @property
    def about_recommendations(self) -> bool:
        return bool(_ABOUT_RECOMMENDATIONS.search(self.text))


def bare(text: str) -> str:
    """Text without its light marks for bold."""
    return text.replace("**", "").strip()


def clean_number(number: str) -> str:
    """A number as the plan keeps it: without what only closes it. ``"99."`` is 99, ``"(a)"`` is a, ``"2 (ii)"`` stays."""
    number = number.strip().rstrip(".:)") if not re.search(r"\d\s?\(\w+\)$", number.strip()) else number.strip()
    return number.lstrip("(").strip()


def classify(paragraph: Paragraph) -> ClassifiedLine:
    """What one paragraph is, seen by itself."""
    text = bare(paragraph.text)
    strong = paragraph.bold or paragraph.level > 0
    common: dict[str, Any] = {
        "strong": strong,
        "level": paragraph.level,
        "written": paragraph.text,
        "place": paragraph.place,
    }
    if re.match(r"[-•▪]\s", text):
        return ClassifiedLine("bullet", text[1:].strip(), **common)
    if (found := _label(text, strong)) is not None:
        what, number, kind, words = found
        return ClassifiedLine(
            what, words, number or clean_number(paragraph.number) * (what == "recommendation"), kind, **common
        )
    if paragraph.number:
        return ClassifiedLine("numbered", text, clean_number(paragraph.number), automatic=True, **common)
    match = _NUMBERED.match(text)
    if match and not _starts_with_date(text):
        number = match["number"]
        if (
            number[-1] in ".):"
            or re.fullmatch(r"\d{1,2}[a-h]", number)
            and match["text"][:1].isupper()
            or "." in number
            or match["gap"].strip()
            or (strong and number[:1].isupper() or strong)
        ):
            return ClassifiedLine("numbered", match["text"].strip(), clean_number(number), **common)
    if strong:
        return ClassifiedLine("heading", text.rstrip(":").strip(), **common)
    return ClassifiedLine("plain", text, **common)


def _starts_with_date(text: str) -> bool:
    return any(hit.start == 0 and hit.day for hit in find_dates(text[:40])) or bool(
        re.match(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}", text)
    )


def _label(text: str, strong: bool) -> tuple[str, str, str, str] | None:
    """A line that says itself what it is: (what, number, kind, words), or None."""
    match = _RECOMMENDATION.match(text)
    if (
        match
        and (match["number"] or match["joint"] in (":", "–", "—", "-"))
        and (match["joint"] != " " or match["number"])
    ):
        number = match["number"] or ""
        if number and (any(c.isdigit() for c in number) or match["joint"] in (":", ".", ")") or not match["text"]):
            return "recommendation", clean_number(number), "", match["text"].strip()
        if not number and match["text"]:
            return "recommendation", "", "", match["text"].strip()
    for pattern, what in ((_OBJECTIVES, "objectives"), (_OUTCOMES, "outcomes")):
        match = pattern.fullmatch(text)
        if not match:
            continue
        if match["text"] and not match["colon"]:
            continue
        if re.search(r"\d|\b(?:is|are|was|were|will|has|have)\b", match["more"]) or (
            not match["colon"] and not strong and len(text.split()) > 4
        ):
            continue
        return what, "", "", match["text"].strip()
    match = _SECTION.fullmatch(text) or strong and _ANY_SECTION.fullmatch(text) or None
    if match and len(text) <= 220:
        number, joint = match["number"] or "", match["joint"]
        spaced = joint == ":" or re.search(r"\s[–—-]\s|[:.]\s", text[: match.start("text")] + " ")
        if spaced and (joint == ":" or number or strong) and (strong or len(text.split()) <= 25):
            kind = re.sub(r"\s+", " ", match["kind"].lower())
            kind = {"priorities": "priority"}.get(kind, kind)
            return "section", clean_number(number), kind, match["text"].strip().rstrip(":").strip()
    return None


def listed_recommendations(lines: Sequence[ClassifiedLine]) -> set[int]:
    """Which lines are the recommendations of a paper without a table: the list below a heading that speaks of
    recommendations, else the longest list that counts up. Indices into ``lines``."""
    runs: list[list[int]] = []
    near: list[bool] = []
    about, about_level = False, 0
    last: dict[tuple[bool, str], list[int]] = {}
    for i, line in enumerate(lines):
        if line.what == "heading" or (line.strong and line.what in ("section", "numbered")):
            if line.about_recommendations:
                about, about_level = True, line.level
            elif about and line.level and line.level <= about_level:
                about = False
            if line.what != "numbered" or len(line.text.split()) < 6:
                continue
        elif line.what == "plain" and line.about_recommendations and line.text.rstrip().endswith(":"):
            about, about_level = True, 9
        if line.what == "recommendation" and (line.text or line.number):
            runs.append([i])
            near.append(True)
        elif line.what == "numbered" and len(line.text.split()) >= 4:
            shape = _shape(line)
            run = last.get(shape)
            if run and follows(lines[run[-1]].number, line.number):
                run.append(i)
            else:
                run = [i]
                last[shape] = run
                runs.append(run)
                near.append(about)
    for_the_plan = [not _is_for_the_meeting(lines, run) for run in runs]
    chosen = _of_one_shape(
        lines, [run for run, close, ours in zip(runs, near, for_the_plan, strict=True) if close and ours]
    )
    if not chosen:
        asking = [run for run in runs if sum(bool(_ASKS.search(lines[i].text)) for i in run) * 2 > len(run)]
        longest = max(asking, key=len, default=[])
        chosen = set(longest) if len(longest) >= 3 else set()
    return chosen or _listed_bullets(lines)


#: What is to be done reads so, and no account of what was done.
_ASKS = re.compile(
    r"\b(?:should|must|shall|needs? to|ought to|has to|have to|is to|are to|will|ensure)\b"
    r"|^(?:to )?(?:ensure|improve|develop|strengthen|review|establish|make|take|work|undertake|increase|reduce|continue"
    r"|provide|implement|consider|agree|create|set|put|give|use|involve|share|write|publish|tell|ask|build|check|train|test"
    r"|seek|include|raise|hold|carry|secure|address|clarify)\b",
    re.IGNORECASE,
)
#: What a paper asks of the meeting that it is for.
_OF_A_MEETING = re.compile(
    r"(?:that )?(?:the )?(?:(?:board|committee|executive|panel|cabinet|partnership|members?|forum|group)s? )?"
    r"(?:(?:is|are) asked )?(?:to )?(?:notes?|receives?|endorses?|comments? (?:on|upon)|approves? (?:the|this)|delegates?"
    r"|resolves?|considers? (?:the|this) (?:report|paper|note))\b",
    re.IGNORECASE,
)
_ASKED_TO = re.compile(r"\b(?:asked|invited|requested) to:?$")


def _is_for_the_meeting(lines: Sequence[ClassifiedLine], run: Sequence[int]) -> bool:
    """Whether a list is what a paper asks of its readers ("note the report"), and no recommendation that a plan answers."""
    asked = sum(bool(_OF_A_MEETING.match(lines[i].text)) for i in run)
    return asked * 2 >= len(run) or bool(asked and run[0] and _ASKED_TO.search(lines[run[0] - 1].text))


def _of_one_shape(lines: Sequence[ClassifiedLine], runs: list[list[int]]) -> set[int]:
    """The runs that are numbered as the longest is: "a)" and "b)" below a recommendation are parts of it."""
    if not runs:
        return set()
    shape = _shape(lines[max(runs, key=len)[0]])
    return {i for run in runs for i in run if lines[i].what == "recommendation" or _shape(lines[i]) == shape}


def _shape(line: ClassifiedLine) -> tuple[bool, str]:
    return line.automatic, re.sub(r"[A-Za-z]+", "a", re.sub(r"\d+", "0", line.number))


def follows(before: str, number: str) -> bool:
    """Whether a number of a list comes next after another: "2" after "1", "2.1" after "1.3", "b" after "a"."""
    first, second = re.findall(r"\d+", before), re.findall(r"\d+", number)
    if first and second:
        return (
            first[:-1] == second[:-1]
            and int(second[-1]) - int(first[-1]) in (1, 2)
            or (first != second and int(second[0]) == int(first[0]) + 1)
        )
    return (
        len(before) == len(number) == 1
        and ord(number) - ord(before) == 1
        or (not first and not second and len(number) > 1)
    )


def _listed_bullets(lines: Sequence[ClassifiedLine]) -> set[int]:
    chosen: set[int] = set()
    about = False
    for i, line in enumerate(lines):
        if line.what == "heading" or (line.what == "plain" and line.text.endswith(":")):
            about = line.about_recommendations or (about and line.what == "heading")
        elif about and line.what == "bullet" and len(line.text.split()) >= 4:
            chosen.add(i)
    return chosen
