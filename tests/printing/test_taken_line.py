"""The line that says who took a copy: on every page, over no other words, and the print as good as it was."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from actionplans.reading import read_plan
from actionplans.writing.order import Order
from actionplans.writing.pdf import print_order
from actionplans.writing.press.taken_line import draw_taken_line
from tests.actionplans.writing.plans import PRINTED_ON, dense, one_row, six_columns
from tests.printing.orders import orders
from tests.printing.reading import POINTS_PER_MM, Opened, squeezed
from tests.printing.rules import broken, heard

LINE = "Copy taken by Ruth Calloway, Fenland Constabulary, on 25 November 2026 at 14:35"
#: Names that a user may have, or may give themselves.
NAMES = (
    "Ruth " + "W" * 55,
    "روث كالاوي רות",
    "<script>alert(1)</script> & </p> 🎉",
    "R̵̢u̷t̸h \u202eyawollaC",
    "Ruth\x00\nCalloway 文",
    "a" * 60,
)


@pytest.mark.parametrize("edition", ["clean", "pack", "report"])
def test_a_copy_is_as_good_a_file_as_the_print(edition):
    printed = print_order(orders(six_columns(), edition)[edition]).pdf
    copy = draw_taken_line(printed, LINE)
    before, after = Opened(printed), Opened(copy)
    assert broken(copy, "ua1", "3a" if before.attachments else "2a") == []
    assert all(LINE in page for page in after.pages)
    assert (after.spoken, after.headings, after.title) == (before.spoken, before.headings, before.title)
    assert (after.bookmarks, after.attachments) == (before.bookmarks, before.attachments)
    found = {place for finding in sum(heard(copy), []) if (place := finding.partition(": ")[0])}
    assert {place[:7] for place in found} <= {finding[:7] for finding in sum(heard(printed), [])} | {"TAG-002"}


def test_the_plan_that_a_print_carries_is_still_in_the_copy():
    document = six_columns()
    copy = draw_taken_line(print_order(Order(document, PRINTED_ON)).pdf, LINE)
    assert read_plan(copy, "version-8.pdf") == document


def test_on_every_paper_it_is_in_the_margin_on_no_other_word_and_each_page_is_marked():
    in_the_way = {}
    for name, order in orders(six_columns()).items():
        copy = draw_taken_line(print_order(order).pdf, LINE)
        marking = "OFFICIAL" if order.edition == "public" else "OFFICIAL-SENSITIVE"
        read = Opened(copy)
        assert all(read.around(number)[0].endswith(f" {marking}") for number, _ in enumerate(read.pages, 1)), name
        with pdfplumber.open(io.BytesIO(copy)) as pdf:
            for page in pdf.pages:
                line = [char for char in page.chars if not char["upright"]]
                others = [char for char in page.chars if char["upright"] and char["text"].strip()]
                left = min(char["x0"] for char in line)
                right = max(char["x1"] for char in line)
                assert "".join(char["text"] for char in sorted(line, key=lambda char: -char["top"])) == LINE, name
                assert right < float(page.width) - 4 * POINTS_PER_MM, name  # where a printer reaches
                if [char for char in others if char["x1"] > left]:
                    in_the_way[name] = page.page_number
    assert in_the_way == {}


@pytest.mark.parametrize("name", NAMES)
def test_whatever_the_user_is_called_the_line_keeps_the_rules_and_the_time(name):
    printed = print_order(Order(one_row(), PRINTED_ON)).pdf
    copy = draw_taken_line(printed, f"Copy taken by {name}, Fenland Constabulary, on 25 November 2026 at 14:35")
    assert broken(copy, "ua1", "3a" if Opened(printed).attachments else "2a") == []
    assert squeezed("on 25 November 2026 at 14:35") in Opened(copy).text
    with pdfplumber.open(io.BytesIO(copy)) as pdf:
        page = pdf.pages[0]
        line = [char for char in page.chars if not char["upright"]]
        assert min(char["x0"] for char in line) > float(page.width) - 13 * POINTS_PER_MM
        assert 0 < min(char["top"] for char in line) < max(char["bottom"] for char in line) < float(page.height)


def test_a_copy_of_a_long_print_is_hardly_larger():
    printed = print_order(Order(dense(8), PRINTED_ON))
    copy = draw_taken_line(printed.pdf, LINE)
    assert len(copy) - len(printed.pdf) < 10_000 + 60 * printed.pages
