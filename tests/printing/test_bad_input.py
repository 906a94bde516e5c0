"""Hostile and odd input in every field of a plan: every edition prints it as text, fetches nothing and loses nothing."""

from __future__ import annotations

import dataclasses
import re
import socket
from typing import Any

import pytest

from actionplans.document.node import Node
from actionplans.document.tree import ActionNode, EntryNode, PlanDocument, RecommendationNode, SectionNode
from actionplans.writing.editions.registry import EDITIONS
from actionplans.writing.pdf import print_order
from actionplans.writing.press.engine import OwnFilesOnly
from tests.actionplans.writing.plans import one_row, six_columns
from tests.printing.faults import faults
from tests.printing.orders import orders
from tests.printing.reading import Opened, squeezed
from tests.printing.rules import broken
from tests.printing.trial_plan import LEFT_OUT, SUMMARIES, distinct_words

every_edition = pytest.mark.parametrize("edition", EDITIONS)

#: Fields that are no words of a person: keys, dates, and what is one of a few.
NO_WORDS = {"id", "date", "precision", "written", "on", "status", "field", "kind", "rating_level", "unknown", "people"}

MARKUP = (
    '<img src=file:///etc/passwd> <img src="http://127.0.0.1:9/a.png"> </td></table><style>p{background:url('
    'http://127.0.0.1:9/b.png)}</style> "><link rel=attachment href=file:///etc/passwd> &amp {{ 7|add:1 }} '
    "<script>alert(1)</script> http://127.0.0.1:9/c"
)
WELSH = "Cyngor Sir Ynys Môn: tŷ, dŵr, ŵyr, Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
#: What is printed as itself, in any order that its script asks for.
SCRIPTS = {
    "Hebrew": "תוכנית פעולה",
    "Arabic": "خطة العمل",
    "Greek": "Σχέδιο",
    "Cyrillic": "План действий",
    "Welsh": WELSH,
}


def everywhere(node: Any, text: str) -> Any:
    """A document with a text before the words of every field."""
    if isinstance(node, Node):
        return dataclasses.replace(
            node,
            **{
                f.name: everywhere(getattr(node, f.name), text)
                for f in dataclasses.fields(node)
                if f.name not in NO_WORDS
            },
        )
    if isinstance(node, tuple):
        return tuple(everywhere(part, text) for part in node)
    if isinstance(node, dict):
        return {key: everywhere(value, text) for key, value in node.items()}
    return f"{text} {node}" if isinstance(node, str) and node else node


def printed(document: PlanDocument, edition: str) -> Opened:
    """The plan in an edition, everything in it new."""
    before = document.replace(sections=(), version=None)
    return Opened(print_order(orders(document, edition, since=before)[edition]).pdf)


def words_of(document: PlanDocument, edition: str) -> set[str]:
    """The words of ``distinct_words`` that an edition prints."""
    return set(re.findall(r"word\w+", document.dumps())) - LEFT_OUT.get(edition, set())


@pytest.fixture
def no_way_out(monkeypatch) -> list[str]:
    """All addresses that a print asks for; every way to the network is closed."""
    asked: list[str] = []
    fetch = OwnFilesOnly.fetch

    def note(self, url, headers=None):
        asked.append(url)
        return fetch(self, url, headers)

    def refuse(*_, **__):
        raise AssertionError("A print went to the network")

    monkeypatch.setattr(OwnFilesOnly, "fetch", note)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return asked


@every_edition
def test_markup_and_addresses_are_text(edition, no_way_out):
    done = printed(everywhere(distinct_words(), MARKUP), edition)
    assert all(url.startswith(("file:///usr/share/fonts/", "data:")) for url in no_way_out)
    assert "root:" not in done.text
    assert not [name for name in done.attachments if not name.endswith(".json")]
    if edition not in SUMMARIES:
        behind = squeezed(MARKUP)
        words = {word for word in words_of(distinct_words(), edition) if not re.search("bullet|nested", word)}
        assert {word for word in words if f"{behind}{word}" not in done.spoken} == set()


@every_edition
def test_scripts_of_the_world_and_what_is_no_character(edition):
    odd = "a\x00b\x07c\x1bd\ufffee \uf0b7 \U0001f389 中文 \u202eover\u202c a\u0301 \ue123"
    document = everywhere(distinct_words(), " ".join((odd, *SCRIPTS.values())))
    done = printed(document, edition)
    assert broken(done.bytes, "ua1", "3a" if done.attachments else "2a") == []
    if edition not in SUMMARIES:
        for script, words in SCRIPTS.items():
            for word in words.split():
                assert word in done.spoken or word[::-1] in done.spoken, script
        assert "abcde•[partypopper]" in done.spoken
        assert {word for word in words_of(distinct_words(), edition) if word not in done.spoken} == set()


@every_edition
def test_cells_and_words_of_great_length(edition):
    words = [f"word{i}" for i in range(4600)]
    assert len(" ".join(words)) > 40_000
    document = one_row(
        action=" ".join(words), why="x" * 20_000, deadline_text="y" * 1000, progress=(EntryNode("z" * 20_000),)
    )
    done = printed(document, edition)
    if edition not in SUMMARIES:
        assert "".join(words) in done.spoken
        assert "x" * 20_000 in done.spoken
        assert "y" * 1000 in done.spoken
        assert "z" * 20_000 in done.spoken


def test_a_word_of_two_hundred_thousand_letters():
    done = printed(one_row(action="x" * 200_000), "clean")
    assert "x" * 200_000 in done.spoken


@every_edition
def test_three_hundred_levels_of_bullets(edition):
    text = "\n".join(f"{'  ' * depth}- level{depth}." for depth in range(300))
    document = one_row(action=text, progress=(EntryNode(text),))
    done = printed(document, edition)
    if edition not in SUMMARIES:
        assert [depth for depth in range(300) if f"level{depth}." not in done.spoken] == []
    assert broken(done.bytes, "ua1") == []


@every_edition
@pytest.mark.parametrize(
    "document",
    [
        six_columns(sections=()),
        six_columns(sections=(SectionNode(),)),
        six_columns(
            sections=(SectionNode(title="A priority", recommendations=(RecommendationNode("1", "No action yet."),)),)
        ),
        one_row(),
        PlanDocument(),
        PlanDocument(
            sections=(SectionNode(recommendations=(RecommendationNode(actions=(ActionNode(), ActionNode())),)),)
        ),
    ],
    ids=["no sections", "an empty section", "no actions", "an empty row", "nothing at all", "two empty rows"],
)
def test_hardly_anything(document, edition):
    order = orders(document, edition)[edition]
    assert print_order(order).pages >= 1
    assert faults(order) == []
