"""Light markup of long cells: the few marks that are rendered, and that all else stays text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.light_marks import TAGS, to_html


def flat(text: str) -> str:
    return to_html(text).replace("\n", "")


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("", ""),
        (" \n ", ""),
        ("One line", "<p>One line</p>"),
        ("One\ntwo\n\nthree", "<p>One<br>two</p><p>three</p>"),
        ("One\r\n\r\ntwo", "<p>One</p><p>two</p>"),
        ("**Now** or *then*", "<p><strong>Now</strong> or <em>then</em></p>"),
        ("Ask:\n- health\n- police", "<p>Ask:</p><ul><li>health</li><li>police</li></ul>"),
        ("- one\n  - inner\n- two", "<ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul>"),
        ("- one\nThen this.", "<ul><li>one</li></ul><p>Then this.</p>"),
        ("    - indented\n    - alike", "<ul><li>indented</li><li>alike</li></ul>"),
        ("- one\n\n- two", "<ul><li><p>one</p></li><li><p>two</p></li></ul>"),
    ],
)
def test_what_marks_make(typed, html):
    assert flat(typed) == html


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        (
            "| Year | All |\n| 2026 | 12 |",
            '<tr><th scope="col">Year</th><th scope="col">All</th></tr><tr><td>2026</td><td>12</td></tr>',
        ),
        (
            "| | 2025 all | In care |\n| National % | 0.1 | |",
            '<tr><td></td><th scope="col">2025 all</th><th scope="col">In care</th></tr>'
            '<tr><th scope="row">National %</th><td>0.1</td><td></td></tr>',
        ),
        (
            "| Reviews held | 12 |\n| Reviews late | 3 |",
            '<tr><th scope="row">Reviews held</th><td>12</td></tr><tr><th scope="row">Reviews late</th><td>3</td></tr>',
        ),
        ("| 1 | 2 |\n| 3 | 4 |", "<tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr>"),
        ("| One line |", "<tr><td>One line</td></tr>"),
    ],
)
def test_a_small_table_says_which_cells_are_heads(typed, html):
    assert flat(typed) == f"<table>{html}</table>"


@pytest.mark.parametrize(
    "typed",
    ["12. May", "1) by letter", "+ and", "# 4", "> said", "5 * 3 * 2", "_so_ and case_file_audit", "-no", "`x`", "[a](b)",
     "---", "www.board.invalid", "&amp;", "\\*"],
)  # fmt: skip
def test_what_is_only_text(typed):
    html = to_html(typed)
    assert re.sub(r"</?p>", "", html).replace("&amp;", "&").replace("&gt;", ">") == typed


def test_tags_that_are_typed_are_text():
    html = to_html("- <script>alert(1)</script> **<b onclick=x>**")
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "<strong>&lt;b onclick=x&gt;</strong>" in html


@pytest.mark.parametrize(
    "typed",
    [
        "**" * 300 + "a" + "**" * 300,
        "*a **b " * 2000,
        "".join("  " * i + "- a\n" for i in range(200)),
        "- " * 500 + "a",
    ],
)
def test_nothing_nests_without_end(typed):
    html = to_html(typed)
    depth = deepest = 0
    for close in re.findall(r"<(/?)(?:ul|strong|em)>", html):
        depth += -1 if close else 1
        deepest = max(deepest, depth)
    assert deepest <= 10
    assert html.count("a") >= typed.count("a")


@given(st.text(alphabet=st.sampled_from("ab *-\n <&>_."), max_size=80))
def test_no_letter_is_lost_and_no_other_tag_appears(typed):
    html = to_html(typed)
    assert set(re.findall(r"</?(\w+)", html)) <= TAGS
    assert [c for c in re.sub(r"<[^>]*>|&\w+;", "", html) if c in "ab"] == [c for c in typed if c in "ab"]
    assert html.count("&lt;") == typed.count("<")
