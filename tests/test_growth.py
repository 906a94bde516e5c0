"""Every reader of what users write takes time in proportion to it: what one user types must not hold up the pages of all.

Functions are run on the longest texts that hostile users would type; patterns, all that the project has, on repetitions of
the words and signs that they look for.
"""

from __future__ import annotations

import ast
import datetime
import functools
import importlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.conf import settings

from actionplans.document import tree
from actionplans.document.anonymised import public
from actionplans.document.dates import find_dates, leading_date, read_deadlines
from actionplans.document.matching import alike
from actionplans.document.names import Names
from actionplans.document.text_diff import pieces
from actionplans.document.wording import shorten
from actionplans.importing.answers import apply_answers
from actionplans.importing.columns import with_columns
from actionplans.importing.review import questions
from actionplans.operations.structure import parts
from actionplans.pages import comparison
from actionplans.persistence.leads import BoardNames, split
from actionplans.reading.files.blocks import Paragraph
from actionplans.reading.plan.cell_words import is_guidance
from actionplans.reading.plan.endings import read_ending, read_status, without_status_line
from actionplans.reading.plan.headings import rating_word
from actionplans.reading.plan.joining import in_paragraphs
from actionplans.reading.plan.leads import read_leads
from actionplans.reading.plan.meanings import meanings
from actionplans.reading.plan.progress import read_progress
from actionplans.reading.plan.scale import read_scale
from actionplans.reading.plan.sections import classify
from actionplans.writing import marked, printable, report_phrases
from actionplans.writing.editions import redline
from actionplans.writing.editions.words import plain_line
from boards import light_marks
from boards.pages import pasted_people
from tests.growth import TOO_MUCH, cost, worst_growth

PEOPLE = (tree.PersonNote("TO", "Tessa Orme", "Business Manager", "Council"),)
NAMES = Names(PEOPLE)
DAY = datetime.date(2026, 11, 30)

#: Pieces of which hostile texts are made, by repetition.
UNITS = (
    *["\n", "\t", "a", "A", "1", "-", "*", "(", "[", "“", '"', ",", ".", ";", ":", "/", "’", "@", "_", "é", "<", ">"],
    "\n",
    " ",
    " \n",
    "- ",
    "\n- ",
    "\n\n",
    "\n \n",
    "a\n",
    "1.\n",
    "- a\n",
    "- 1.2.26 a\n\n",
    "**a** ",
    "**",
    "*a ",
    "a ",
    "Aa ",
    "TO ",
    "T.O. ",
    "Tessa ",
    "Mr ",
    "1.2.26 ",
    "1 ",
    "1/",
    "May ",
    "June 5 ",
    "by ",
    "and ",
    "a, ",
    "aa, ",
    "a; ",
    "a@",
    "@a ",
    "(a ",
    "(a) ",
    "a. ",
    "A. ",
    "a – ",
    "Update: ",
    "Recommendation 1 ",
    "was 1.2.26 ",
    "<mailto:",
    "’s ",
)


def repeated(unit: str, *, begin: str = "", end: str = "") -> Callable[[int], str]:
    return lambda size: begin + unit * (size // len(unit)) + end


def _anonymised(text: str) -> object:
    action = tree.ActionNode(action=text, leads=(tree.LeadNode("Ruth Calloway", "person"),))
    recommendation = tree.RecommendationNode(actions=(action,))
    return public(tree.PlanDocument(sections=(tree.SectionNode(recommendations=(recommendation,)),)), PEOPLE)


def _compared(text: str) -> object:
    return comparison.lines(pieces(text, f"{text} and more"))


def _redlined(text: str) -> object:
    return redline.redline(pieces(text, f"{text} and more"))


READERS: dict[str, Callable[[str], object]] = {
    "shorten": shorten,
    "find_dates": find_dates,
    "leading_date": lambda text: leading_date(text, DAY),
    "read_deadlines": lambda text: _ignoring_dates(text),
    "names": NAMES.scrubbed,
    "public": _anonymised,
    "alike": lambda text: alike(text, text[1:]),
    "pieces": lambda text: pieces(text, f"{text} and more"),
    "compared": _compared,
    "compared, cut": comparison._begin,
    "redline": _redlined,
    "light marks": light_marks.to_html,
    "marked": marked.paragraphs,
    "marked, plain": marked.plain,
    "printable": printable.printable,
    "one line": plain_line,
    "quoted": report_phrases.quoted,
    "split": parts,
    "leads": split,
    "lead links": BoardNames().link,
    "pasted people": lambda text: pasted_people.read(text, ("Council", "Police")),
    "read_progress": read_progress,
    "read_ending": read_ending,
    "read_status": read_status,
    "read_scale": lambda text: read_scale([text]),
    "without_status_line": without_status_line,
    "read_leads": read_leads,
    "in_paragraphs": in_paragraphs,
    "is_guidance": is_guidance,
    "meanings": meanings,
    "rating_word": rating_word,
    "classify": lambda text: classify(Paragraph(text)),
}


def _ignoring_dates(text: str) -> object:
    try:
        return read_deadlines(text, DAY)
    except ValueError:
        return None


@pytest.mark.parametrize("name", READERS)
def test_a_reader_takes_time_in_proportion_to_the_text(name):
    grown = {}
    for unit in UNITS:
        growth = worst_growth(READERS[name], repeated(unit, begin="x", end="y"))
        if growth > TOO_MUCH:
            grown[unit] = round(growth)
    assert not grown


def one_cell(notes: int) -> tree.PlanDocument:
    """A plan whose one row has so many bullets in a column of the board’s own."""
    days = [f"{number % 28 + 1} February" for number in range(notes - 1)]  # the last says of which year they are
    text = "\n".join(f"- {day}: the agency has sent its return" for day in (*days, "1 March 2026"))
    action = tree.ActionNode(action="Return the audit", extra={"Steps": text})
    recommendation = tree.RecommendationNode(number="99", actions=(action,))
    columns = (tree.ColumnNode("action", "Action"), tree.ColumnNode("extra:Steps", "Steps"))
    return tree.PlanDocument(columns=columns, sections=(tree.SectionNode(recommendations=(recommendation,)),))


def test_the_review_of_a_column_with_very_many_notes_takes_time_in_proportion():
    def review(document: tree.PlanDocument) -> None:
        document = with_columns(document, {"extra:Steps": "progress"})
        asked = questions(document, {})
        answers = {question.key: {"choice": "accept", "value": ""} for question in asked}
        assert len(asked) == len(document.sections[0].recommendations[0].actions[0].progress) - 1
        apply_answers(document, answers)

    assert worst_growth(review, one_cell, sizes=(250, 1_000, 4_000)) <= TOO_MUCH


def same_numbers(number: int) -> tree.PlanDocument:
    """A plan with so many recommendations of one number."""
    each = (tree.RecommendationNode(number="99", text="Agree a lead"),) * number
    return tree.PlanDocument(sections=(tree.SectionNode(recommendations=each),))


def test_the_review_of_very_many_equal_numbers_takes_time_in_proportion():
    assert worst_growth(lambda document: questions(document, {}), same_numbers, sizes=(250, 1_000, 4_000)) <= TOO_MUCH


# patterns ---------------------------------------------------------------------------------------------------------------

#: Names in ``re`` that take a pattern, and where their flags are among the arguments.
_FLAGS = {"compile": 1, "search": 2, "match": 2, "fullmatch": 2, "findall": 2, "finditer": 2, "split": 3, "sub": 4}
#: What reads no text of a user, or one that is cut short before.
_APART = ("config/", "demo/", "tests/")


@dataclass(frozen=True)
class Use:
    """A pattern of the project and how it is used: “match”, “fullmatch” or “search” (all others)."""

    place: str
    pattern: re.Pattern[Any]
    how: str

    def run(self, text: Any) -> None:
        if self.how == "search":
            for _ in self.pattern.finditer(text):
                pass
        else:
            getattr(self.pattern, self.how)(text)


def sources() -> Iterator[tuple[str, ast.Module]]:
    for app in ("actionplans", "audits", "boards"):
        for path in sorted((Path(settings.BASE_DIR) / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(settings.BASE_DIR)), ast.parse(path.read_text())


#: Patterns that are searched for only in a window of a few letters beside a hit.
_IN_WINDOWS = {
    ("actionplans/document/dates/replaced.py", r"(?:\b(?:was|were"),
    ("actionplans/document/dates/replaced.py", r"\b(?:original"),
    ("actionplans/document/dates/replaced.py", r"(?:→|➔"),
    ("actionplans/document/dates/replaced.py", r"\b(?:extended|moved"),
    ("actionplans/document/dates/deadlines.py", r"\bbetween"),
    ("actionplans/document/dates/find.py", r"(?:\b(?:tel|telephone"),
    ("actionplans/document/names/typed_text.py", r"(?:^|\n|[.!?:;•]"),
    ("actionplans/privacy/mentions.py", r"(?:^|[.!?:;•"),
}


def uses() -> Iterator[Use]:
    """Every pattern that is written in a call of ``re``; those aside that are made of a function’s own values, or looked for in
    small windows."""
    trees = dict(sources())
    everywhere = _methods(trees.values())
    for place, source in trees.items():
        calls = [node for node in ast.walk(source) if _of_re(node)]
        if not calls:
            continue
        module = importlib.import_module(place.removesuffix(".py").replace("/", ".").removesuffix(".__init__"))
        named = {id(n.value): _assigned(n) for n in ast.walk(source) if isinstance(n, ast.Assign | ast.AnnAssign)}
        here = _methods([source])
        of_loops = {how for name, hows in here.items() if name not in ("re", *named.values()) for how in hows}
        of_loops -= {"split"}  # of texts
        for call in calls:
            pattern, called = _pattern(call, module), call.func.attr
            written = str(pattern.pattern) if pattern else ""
            if pattern is None or any(place == at and written.startswith(begun) for at, begun in _IN_WINDOWS):
                continue
            name = named.get(id(call), "")
            hows = (here if name.startswith("_") else everywhere).get(name) or of_loops or {"search"}
            hows = hows if called == "compile" else {called}
            for how in {how if how in ("match", "fullmatch") else "search" for how in hows}:
                yield Use(f"{place}:{call.lineno}", pattern, how)


def _of_re(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in _FLAGS
    )


def _assigned(node: ast.Assign | ast.AnnAssign) -> str:
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    return target.id if isinstance(target, ast.Name) else ""


def _methods(trees: Any) -> dict[str, set[str]]:
    """The methods of ``re`` that are called on a name, anywhere."""
    found: dict[str, set[str]] = {}
    for source in trees:
        for node in ast.walk(source):
            if isinstance(node, ast.Attribute) and node.attr in _FLAGS:
                name = node.value.id if isinstance(node.value, ast.Name) else getattr(node.value, "attr", "")
                found.setdefault(name, set()).add(node.attr)
    return found


def _pattern(call: ast.Call, module: ModuleType) -> re.Pattern[Any] | None:
    def value(node: ast.expr) -> Any:
        return eval(compile(ast.Expression(node), module.__name__, "eval"), vars(module))

    place = _FLAGS[call.func.attr]
    flags = [keyword.value for keyword in call.keywords if keyword.arg == "flags"] or call.args[place : place + 1]
    try:
        written = value(call.args[0])
        return written if isinstance(written, re.Pattern) else re.compile(written, value(flags[0]) if flags else 0)
    except NameError:
        return None


def hostile(pattern: re.Pattern[Any]) -> list[str]:
    """Units for one pattern: those of all, and the words that it looks for."""
    written = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    words = list(dict.fromkeys(re.findall(r"(?<!\\)[A-Za-z]{2,}", written)))[:12]
    return [*UNITS, *words, *(f"{word} " for word in words)]


_PLAIN = re.compile("[^\\w\\W]")


@functools.cache
def walk(size: int) -> float:
    """What it costs to look at each character once, in vain."""
    return cost(lambda text: _PLAIN.search(text), "x" * size)


def test_every_pattern_takes_time_in_proportion_to_the_text():
    every = list(uses())
    assert len(every) > 300
    assert not {(use.place, use.how): found for use in every if (found := growths(use))}


def growths(use: Use) -> dict[str, int]:
    """The units with which the pattern's work grows too much, and how much."""
    found = {}
    for unit in hostile(use.pattern):
        text = repeated(unit, begin="x", end="x\x01")

        def of_size(size: int, text: Callable[[int], str] = text) -> Any:
            return text(size).encode() if isinstance(use.pattern.pattern, bytes) else text(size)

        if cost(use.run, of_size(1_500), runs=1) > 40 * walk(1_500):
            growth = worst_growth(use.run, of_size, sizes=(750, 3_000))
            if growth > TOO_MUCH:
                found[unit] = round(growth)
    return found
