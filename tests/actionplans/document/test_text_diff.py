"""The word-by-word difference of two texts loses no character of either."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.document.text_diff import DiffPiece, listed_pieces, new_text, old_text, pieces, replaced
from tests.growth import TOO_MUCH, worst_growth


def shown(changed):
    """The pieces as one line: [-gone-] and {+new+}."""
    marks = {"same": "{}", "new": "{{+{}+}}", "gone": "[-{}-]"}
    return "".join(marks[p.kind].format(p.text) for p in changed)


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        ("Ask the police.", "Ask the police.", "Ask the police."),
        ("", "Ask the police.", "{+Ask the police.+}"),
        ("Ask the police.", "", "[-Ask the police.-]"),
        (
            "A new worker cannot tell why a child is, or is not, protected.",
            "A new worker cannot see why a child is, or is not, protected.",
            "A new worker cannot [-tell-]{+see+} why a child is, or is not, protected.",
        ),
        (
            "Managers’ notes show what was decided for the child, and why.",
            "Managers’ and senior practitioners’ notes show what was decided for the child and why.",
            "Managers’ {+and senior practitioners’ +}notes show what was decided for the child[-,-] and why.",
        ),
        (
            "Report on\n- police: missing\n- health",
            "Report on\n- police: missing, return talks\n- health",
            "Report on\n- police: missing{+, return talks+}\n- health",
        ),
        (
            "Report on:\n- one agency\n- two agencies\n- three agencies",
            "Report on:\n- two agencies\n- three agencies",
            "Report on:\n[-- one agency\n-]- two agencies\n- three agencies",
        ),
        ("one line two lines", "one line\ntwo lines", "one line[- -]{+\n+}two lines"),
        (
            "A newsletter for staff on audit findings",
            "Each paper starts with the decision wanted",
            "[-A newsletter for staff on audit findings-]{+Each paper starts with the decision wanted+}",
        ),
    ],
)
def test_words_that_stayed_are_set_apart_from_words_that_changed(old, new, difference):
    assert shown(pieces(old, new)) == difference


def test_a_date_is_replaced_whole_though_its_year_stayed():
    assert shown(replaced("30 September 2026", "30 November 2026")) == "[-30 September 2026-]{+30 November 2026+}"
    assert replaced("Open", "Open") == (DiffPiece("same", "Open"),)
    assert replaced("", "") == ()


def test_leads_are_compared_name_by_name():
    changed = listed_pieces(("Chair", "Police lead"), ("Chair", "Health lead", "Police lead"))
    assert shown(changed) == "Chair; {+Health lead; +}Police lead"
    assert shown(listed_pieces(("Chair",), ("Chair", "Deputy"))) == "Chair{+; Deputy+}"


text = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(["the", "child", "the child.", "  ", "\n- ", "\n\n", ",", "’s", "2027"]), max_size=25).map(
        " ".join
    ),
)


def whole(old, new, changed):
    assert old_text(changed) == old
    assert new_text(changed) == new
    assert all(piece.text for piece in changed)
    assert all(a.kind != b.kind for a, b in zip(changed, changed[1:], strict=False))


@given(text, text)
def test_the_pieces_hold_both_texts_to_the_letter(old, new):
    whole(old, new, pieces(old, new))


@given(st.lists(text, max_size=4), st.lists(text, max_size=4))
def test_lists_in_pieces_hold_both_lists(old, new):
    whole("; ".join(old), "; ".join(new), listed_pieces(old, new))


@given(st.lists(text, min_size=1, max_size=4), text)
def test_a_very_long_text_is_compared_more_coarsely_and_loses_nothing(parts, more):
    monster = "\n".join(parts) + "the child " * 300
    old, new = f"{more}\n{monster}", f"{monster}. {more}"
    whole(old, new, pieces(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the child " * 5_000, "a child the " * 4_200),
        ("a\n" * 25_000, "b\na\n" * 12_500),
        ("x" * 50_000, "x" * 49_999 + "y"),
        ("The cat sat. " * 3_800, "The dog sat. The cat " * 2_400),
        ("\n" * 50_000, " \n" * 25_000),
    ],
)
def test_cells_of_fifty_thousand_characters_do_not_hold_up_a_page(old, new):
    whole(old, new, pieces(old, new))

    def ends(size: int) -> tuple[str, str]:
        return old[-size:], new[-size:]

    assert worst_growth(lambda texts: pieces(*texts), ends, sizes=(12_500, 50_000)) <= TOO_MUCH


def test_one_changed_line_of_a_very_long_cell_is_found():
    lines = [f"- agency {n} has sent its return for quarter {n % 4}" for n in range(1_000)]
    old = "\n".join(lines)
    lines[10] = lines[10].replace("sent", "promised")
    lines[900] = lines[900].replace("sent", "refused")
    changed = pieces(old, "\n".join(lines))
    assert [p.text for p in changed if p.kind == "new"] == ["promised", "refused"]
    assert [p.text for p in changed if p.kind == "gone"] == ["sent", "sent"]
