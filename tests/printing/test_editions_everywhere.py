"""What must be so in every edition: nothing lost, every page named, bookmarks that lead where they say, headings in steps.

Each edition has tests of its own beside; here a new one is held to the same as all others without being asked.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from functools import cache

import pytest

from actionplans.document.tree import (
    PlanDocument,
    VersionMark,
)
from actionplans.writing.editions.compose import print_of
from actionplans.writing.editions.registry import EDITIONS
from actionplans.writing.order import Order
from actionplans.writing.pdf import print_order
from tests.actionplans.writing.plans import dense, six_columns
from tests.printing.orders import earlier, orders
from tests.printing.reading import Opened, squeezed
from tests.printing.trial_plan import LEFT_OUT, SUMMARIES, distinct_words

every_edition = pytest.mark.parametrize("edition", EDITIONS)

#: Editions that hold the plan beside what they say of it or list its files again, so that words are there more than once.
MORE_THAN_ONCE = ("pack", "report", "evidence")
#: An edition for the public has no protective marking that forbids just that.
MARKINGS = {"public": "OFFICIAL"}
#: What the pages of a covering report itself name at their foot; those of its appendix name the version.
OWN_FOOT = {"report": "Covering report, Scrutiny Committee"}


@cache
def opened(edition: str) -> Opened:
    return Opened(print_order(orders(six_columns(), edition)[edition]).pdf)


def long_order(edition: str) -> Order:
    """Of a print of many pages: the older version lacks half of all notes, so that what changed is long too."""
    return orders(dense(6), edition, since=dense(6, notes=4).replace(version=VersionMark(7)))[edition]


@cache
def long(edition: str) -> Opened:
    return Opened(print_order(long_order(edition)).pdf)


# Nothing lost -----------------------------------------------------------------------------------------------------------


@every_edition
def test_the_words_of_every_cell_are_there_and_once(edition):
    document = distinct_words()
    printed = Opened(
        print_order(orders(document, edition, since=document.replace(sections=(), version=None))[edition]).pdf
    )
    typed = set(re.findall(r"word\w+", document.dumps()))
    for text in (printed.text, printed.spoken):
        counts = Counter({word: text.count(word) for word in typed})
        if edition not in SUMMARIES:
            assert {word for word in typed if not counts[word]} == LEFT_OUT.get(edition, set())
        if edition not in (*SUMMARIES, *MORE_THAN_ONCE):
            assert {word: count for word, count in counts.items() if count > 1} == {}


# Every page -------------------------------------------------------------------------------------------------------------


@every_edition
@pytest.mark.parametrize("drafted", [False, True], ids=["version", "draft"])
def test_every_page_says_what_it_belongs_to_and_where_it_stands(edition, drafted):
    document = six_columns(version=None) if drafted else six_columns()
    printed = Opened(print_order(orders(document, edition)[edition]).pdf)
    state = "DRAFT, printed 14 February 2027" if drafted else "version 8"
    for number in range(1, len(printed.pages) + 1):
        top, foot = printed.around(number)
        marking = MARKINGS.get(edition, "OFFICIAL-SENSITIVE")
        assert top == f"Fenmarsh Safeguarding Children Partnership {marking}"
        assert foot.startswith("Inspection 2026 action plan · ")
        assert f"{state}" in foot and "14 February 2027" in foot or OWN_FOOT.get(edition, state) in foot
        assert foot.endswith(f"Page {number} of {len(printed.pages)}")


@pytest.mark.parametrize("edition", ["changes", "front", "pack"])
def test_what_holds_words_of_an_older_plan_has_the_higher_marking_of_both(edition):
    now, then = six_columns(marking="OFFICIAL"), earlier(six_columns(marking="OFFICIAL-SENSITIVE"))
    order = orders(now, edition, since=then)[edition]
    if edition == "pack":  # of two plans, each with its own marking, under a list of both
        order = dataclasses.replace(order, since=None, also=(dataclasses.replace(order, document=then, since=None),))
    printed = Opened(print_order(order).pdf)
    assert printed.around(1)[0] == "Fenmarsh Safeguarding Children Partnership OFFICIAL-SENSITIVE"


@every_edition
def test_page_numbers_run_on_to_the_last_page(edition):
    pages = long(edition).pages
    found = [re.findall(r"Page (\d+) of (\d+)", page) for page in pages]
    assert found == [[(str(number), str(len(pages)))] for number in range(1, len(pages) + 1)]


@every_edition
def test_no_page_is_nearly_empty(edition):
    pages = long(edition).pages
    last_of_parts = {begun - 1 for begun in long(edition).pages_of("H1")} | {len(pages)}
    short = {number for number, page in enumerate(pages, 1) if len(page) < 300}
    assert short - last_of_parts == set()


# Finding one's way ------------------------------------------------------------------------------------------------------


@every_edition
def test_bookmarks_lead_to_what_they_name(edition):
    printed = long(edition)
    assert printed.bookmarks or len(printed.pages) == 1
    begun = iter(printed.pages_of("H1"))  # where each part of a print begins, whatever its bookmark calls it
    parts = [sheets.name for sheets in print_of(long_order(edition)).sheets]
    for mark in printed.bookmarks:
        if len(parts) > 1 and mark.depth == 0 and mark.title in parts:
            assert mark.page == next(begun)
        else:
            assert squeezed(mark.title)[:60] in squeezed(printed.pages[mark.page - 1])
    pages = [mark.page for mark in printed.bookmarks]
    assert pages == sorted(pages)
    depths = [mark.depth for mark in printed.bookmarks]
    assert all(after - before <= 1 for before, after in zip([-1, *depths], depths, strict=False))


@every_edition
def test_headings_go_down_in_steps_from_the_title(edition):
    levels = [level for level, _ in long(edition).headings]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert all(words for _, words in long(edition).headings)


@every_edition
def test_column_heads_are_read_once_for_each_table(edition):
    printed = long(edition)
    for tag, table in printed.elements:
        if tag != "Table":
            continue
        heads = [kid for kid in table.K if str(kid.S) == "/THead"]
        assert len(heads) <= 1
        for head in heads:
            words = [printed.words(cell) for row in head.K for cell in row.K]
            assert len(words) == len(set(words))


@every_edition
def test_links_lead_to_a_page(edition):
    printed = long(edition)
    pages = {page.obj.objgen for page in printed.pikepdf.pages}
    for page in printed.pikepdf.pages:
        for link in page.get("/Annots", []):
            goal = link.get("/Dest", link.get("/A", {}).get("/D") if "/A" in link else None)
            if isinstance(goal, (bytes, str)) or str(type(goal).__name__) == "String":
                continue  # by name
            assert goal[0].objgen in pages


# The file ---------------------------------------------------------------------------------------------------------------


@every_edition
def test_the_file_names_itself(edition):
    printed = opened(edition)
    assert printed.title == print_of(orders(six_columns(), edition)[edition]).title
    assert "Inspection 2026 action plan" in printed.title
    assert str(printed.pikepdf.Root.Lang) == "en-GB"
    assert printed.pikepdf.Root.ViewerPreferences.DisplayDocTitle
    with printed.pikepdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["pdfaid:part"] == ("3" if printed.attachments else "2")
        assert metadata["pdfaid:conformance"] == "A"


@every_edition
def test_what_it_carries_is_the_plan_that_is_printed(edition):
    for name, content in opened(edition).attachments.items():
        if name.endswith(".json") and edition != "public":
            assert PlanDocument.loads(content) == six_columns()


@every_edition
def test_one_edition_leaves_no_trace_in_the_next(edition):
    plain = orders(six_columns(), "clean")["clean"]
    before = Opened(print_order(plain).pdf)
    print_order(orders(six_columns(), edition)[edition])
    after = Opened(print_order(plain).pdf)
    assert after.pages == before.pages
    assert after.spoken == before.spoken
