"""One word for one thing: wordings that readers stumbled on are on no page and in no message any more."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from config.settings import BASE_DIR as ROOT

APPS = ("actionplans", "audits", "boards", "config")
#: What is said instead stands behind each.
GIVEN_UP = (
    r"\bt(?:ake|akes|ook|aken|aking) (?:it |this |the plan )?away\b",  # download
    r"\btake (?:it|this|the row) out of the plan\b",  # remove from the plan
    r"\btrail\b(?! is never| entr)",  # activity log
    r"\bbr(?:ing|ings|inging|ought) (?:it |a plan |a copy )?in\b",  # import
    r"\btaken? in\b(?! hand)|\btake in the plan\b",  # import
    r"\bwhat becomes of (?:it\?|the file)",  # import as
    r"\bas it stood on a date\b",  # the plan on a past date
    r"\bwhat shows it\b",  # evidence, or reason for closing
    r"\bask (?:this|nothing)\b",  # send challenge, cancel
    r"^not now\b|\bdecide later\b|\bleave (?:it|all of them) as (?:it is|they are)\b|\bleave without saving\b",  # cancel
    r"\bwork the sentences out\b",  # update from the plan
    r"\bat its head\b|\bchanges are told since\b",  # details, compare with
    r"\bwhat pages count\b|\bwhom readers can ask\b",  # reminders and limits, contacts
    r"\bstill belong here\b|\bdoes everyone here\b|\b(?:of|review) who belongs\b",  # yearly access review
    r"\blook it through\b|\bgo on later\b|\bis it still you\b",  # check the list, continue, confirm your password
    r"\bdo not fit together\b",  # email address or password is wrong
    r"\benter email address\b",  # enter your email address
    r"\bback to the first page\b",  # back to home
    r"\bit is the latest\b|\bits seal begins\b",  # latest version
    r"\bclash(?:es|ed)?\b",  # to settle
    r"\bthe usual: ",  # version 10 (last meeting)
    r"\bother prints\b",  # more ways to print
    r"\btyped after version\b",  # added after version 10 was published
    r"\bagree version\b",  # sign off
    r"\bstarts as the second\b",  # starts as yours
    r"\bit says (?:\d|now)",  # now: 30 October
    r"\bpeople who run th(?:e|is) site\b|\badministrators? of the site\b|\bsite administrators?\b",  # administrator of this site
)
OLD = re.compile("|".join(GIVEN_UP), re.IGNORECASE)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^<>]*>", re.DOTALL)
COMMENT = re.compile(r"\{% comment %\}.*?\{% endcomment %\}|<script.*?</script>", re.DOTALL)
#: What a page reads out of an attribute, or a template hands to another.
ATTRIBUTE = re.compile(r"\b(?:title|heading|words|aria-label|placeholder|text|label)=\"([^\"{]*)\"")


def shown_in_template(text: str) -> Iterator[str]:
    """What a template shows by itself, in pieces."""
    text = COMMENT.sub("", text)
    yield from ATTRIBUTE.findall(text)
    yield re.sub(r"\s+", " ", TAG.sub(" ", text))


def said_in_code(tree: ast.AST) -> Iterator[str]:
    """The literals of a module that are words for readers: with a space in them, and no docstring."""
    docs = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value and node not in docs:
            yield node.value


def test_no_template_says_it():
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in sorted((ROOT / "templates").rglob("*"))
        if path.suffix in (".html", ".txt")
        for shown in shown_in_template(path.read_text())
        for match in OLD.finditer(shown)
    ]
    assert not found, "\n".join(found)


def test_no_code_says_it():
    found = [
        f"{path.relative_to(ROOT)}: {match[0]} in “{words}”"
        for app in APPS
        for path in sorted((ROOT / app).rglob("*.py"))
        if "migrations" not in path.parts
        for words in said_in_code(ast.parse(path.read_text()))
        for match in OLD.finditer(words)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "words", ["Took away", "The trail can be downloaded.", "What becomes of the file", "Decide later"]
)
def test_each_is_found(words):
    assert OLD.search(words)
    assert [found for found in shown_in_template(f"<h2>{words}</h2>") if OLD.search(found)]
    assert [found for found in said_in_code(ast.parse(f'said = "{words}"')) if OLD.search(found)]
