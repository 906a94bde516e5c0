"""Each word, line break and repetition of a text is found once in others, or named."""

import pytest

from actionplans.document.placing import SourceText, TargetText, missing


def lost(source, *targets, **more):
    texts = [target if isinstance(target, TargetText) else TargetText(target) for target in targets]
    return [(found.words, found.line_break) for found in missing([SourceText(source, **more)], texts)]


def test_what_is_there_is_found_whatever_its_case_marks_and_quotation_marks():
    assert lost("**Ask** the ‘Board’s’ chair", "ask the 'board's' CHAIR.") == []


def test_a_word_that_is_not_there_is_named_as_written():
    assert lost("Ask the chair by Friday", "Ask the chair") == [("by Friday", False)]


def test_a_word_said_three_times_has_to_be_there_three_times():
    assert lost("Martin Pell\nMartin Pell\nMartin Pell", "Martin Pell\nMartin Pell") == [("Martin Pell", False)]


def test_a_text_may_be_cut_into_parts_anywhere():
    assert lost("11.10.26: Letter sent to schools", "11.10.26", "Letter sent to schools") == []


def test_a_line_break_that_became_a_space_is_named():
    assert lost("By May 2026\nBy June 2026", "By May 2026 By June 2026") == [("By May 2026 By June 2026", True)]
    assert lost("By May 2026\nBy June 2026", "By May 2026\n\nBy June 2026") == []


def test_headings_may_be_named_again_and_are_one_line():
    assert lost("Lead\nofficer", TargetText("Lead officer", heading=True)) == []
    assert lost("Lead officer Lead officer", TargetText("Lead officer", heading=True)) == []


def test_a_short_text_is_looked_for_in_its_own_row():
    targets = [TargetText("Name a lead in each agency", home=1), TargetText("Red", home=2)]
    rows = [SourceText("Name a lead in each agency", home="a"), SourceText("Red", home="a")]
    assert [found.words for found in missing(rows, targets)] == ["Red"]


def test_a_date_in_another_spelling_is_there():
    assert lost("Signed on 4.12.26", "Signed on", TargetText("", dates=frozenset({"2026-12-04"}))) == []
    assert lost("Signed on 4.12.26", "Signed on 4 December 2026") == []
    assert lost("Signed on 5.12.26", "Signed on 4 December 2026") == [("5.12.26", False)]


@pytest.mark.parametrize("text", ["x " * 2000, "the chair asks " * 1000, "\n".join(f"row {n}" for n in range(1500))])
def test_its_work_grows_with_the_text_and_not_with_its_square(text, monkeypatch):
    """Counted in comparisons of words, which no slow machine makes more of."""
    from actionplans.document import placing

    counted = []
    longest = placing._Placing._longest

    def counting(self, words, i, places, most=placing._MOST_WORDS):
        places = list(places)
        best, length = longest(self, words, i, places, most)
        counted.append(len(places) * max(length, 1))
        return best, length

    monkeypatch.setattr(placing._Placing, "_longest", counting)
    work = []
    for times in (1, 2):
        counted.clear()
        assert missing([SourceText(text * times)], [TargetText(text * times)]) == []
        work.append(sum(counted))
    assert work[1] <= 3 * work[0]
