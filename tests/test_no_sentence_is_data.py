"""Codes in data, words at the edge: no sentence is compared, cut or searched for. The part of that rule that can be checked is
checked in the source itself; ``reading``, ``document`` and ``writing`` are left alone, whose work are texts of boards."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CODE = ("boards", "actionplans", "audits", "demo")
#: Packages whose work is to read texts that boards wrote, or to set them.
OF_TEXTS = {"reading", "document", "writing", "migrations"}
#: Methods that compare or cut a text, and lookups that search a column for one.
CUTS = {
    "startswith",
    "endswith",
    "removeprefix",
    "removesuffix",
    "replace",
    "partition",
    "rpartition",
    "split",
    "rsplit",
}
LOOKUP = re.compile(r"__i?(?:exact|contains|startswith|endswith|regex)$")
#: Two words, or one with the mark that follows it in a sentence: “Left out: ”, “by Ada”.
SENTENCE = re.compile(r"[^\W\d_]{2,}[:,.]? [^\W\d_]|[^\W\d_]{2,}[:,.]? $")
#: An article before the name of a group.
NO_SENTENCE = {"the "}
#: Filters of templates that cut a text, and comparisons with a literal.
CUT_IN_TEMPLATE = re.compile(r"""\|(?:cut:["'][^"']*["']|slice:["']\d+:)""")
COMPARED_IN_TEMPLATE = re.compile(r"""(?:==|!=|\bin)\s+(["'])([^"']*)\1|(["'])([^"']*)\3\s+(?:==|!=|in)\b""")


def words_of(node: ast.AST) -> str:
    """The words of a literal, of an f-string with a word in each gap, or of a tuple of them; empty for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(words_of(part) if isinstance(part, ast.Constant) else "Word" for part in node.values)
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return next(filter(SENTENCE.search, map(words_of, node.elts)), "")
    return ""


def sentences_used(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Each sentence that code compares with a value, cuts off one, or looks for in a column: its line, and itself."""
    for node in ast.walk(tree):
        used: list[ast.AST] = []
        if isinstance(node, ast.Compare):
            used = [node.left, *node.comparators]
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute) and node.func.attr in CUTS:
                used += node.args[:1]
            used += [keyword.value for keyword in node.keywords if keyword.arg and LOOKUP.search(keyword.arg)]
        yield from (
            (part.lineno, words)
            for part in used
            if SENTENCE.search(words := words_of(part)) and words not in NO_SENTENCE
        )


def sources() -> Iterator[Path]:
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if not OF_TEXTS & set(path.relative_to(ROOT).parts):
                yield path


def test_no_code_compares_cuts_or_searches_a_sentence():
    found = [
        f"{path.relative_to(ROOT)}:{line}: {words}"
        for path in sources()
        for line, words in sentences_used(ast.parse(path.read_text()))
    ]
    assert not found, "\n".join(found)


def test_no_template_compares_or_cuts_a_sentence():
    found = []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = path.read_text()
        found += [f"{path.name}: {match[0]}" for match in CUT_IN_TEMPLATE.finditer(text)]
        for tag in re.findall(r"\{%.*?%\}", text, re.DOTALL):
            literals = (match[2] or match[4] or "" for match in COMPARED_IN_TEMPLATE.finditer(tag))
            found += [f"{path.name}: {tag}" for literal in literals if SENTENCE.search(literal)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "code",
    [
        'warning.message.startswith("Left out: ")',
        'message.startswith((LEFT_OUT, "The column "))',
        'why.replace("You were signed out because", "Because")',
        "relative_words(day, on).removeprefix('Due ')",
        'rows.filter(reason__iendswith=f"by {user.name}")',
        'rows.filter(document_text__contains="Left out: macros.")',
        'word == "signed off"',
        'word in ("awaiting sign-off", "signed off")',
    ],
)
def test_a_sentence_that_is_used_as_data_is_found(code):
    assert list(sentences_used(ast.parse(code)))


@pytest.mark.parametrize("code", ['kind == "left-out"', 'field.removeprefix("extra:")', 'text.split(", ")'])
def test_a_code_or_a_mark_is_no_sentence(code):
    assert not list(sentences_used(ast.parse(code)))
