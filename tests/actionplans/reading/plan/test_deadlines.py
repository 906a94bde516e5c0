"""What a deadline's cell of a file becomes: its words, the dates in force, the earlier ones, and what is asked."""

import datetime

import pytest

from actionplans.document.warnings import DEADLINE
from actionplans.reading.plan.deadlines import deadlines_of


class Asked:
    """Keeps the warnings about a row."""

    def __init__(self):
        self.said = []

    def warn(self, kind, message, field):
        assert (kind, field) == (DEADLINE, "deadline")
        self.said.append(message)


def read(text, *dates, around=None):
    asked = Asked()
    cell = deadlines_of(asked, text, list(dates), around)
    return cell.text, [d.date for d in cell.deadlines], [d.date for d in cell.earlier], asked.said


def test_struck_through_words_become_words_and_their_date_an_earlier_one():
    written = "~~30/06/2026~~ **30/09/2026**"
    assert read(written, datetime.date(2026, 9, 30)) == (
        "30/09/2026 (was 30/06/2026)",
        ["2026-09-30"],
        ["2026-06-30"],
        [],
    )


def test_a_real_date_of_a_spreadsheet_that_was_replaced_is_no_second_deadline():
    text = "June 2026 now September 2026"
    assert read(text, datetime.date(2026, 6, 1), datetime.date(2026, 9, 1)) == (text, ["2026-09"], ["2026-06"], [])


@pytest.mark.parametrize("text", ["Within 3 months", "within six weeks of publication", "2 months from approval"])
def test_a_time_that_counts_from_no_named_day_is_asked_about(text):
    assert read(text) == (text, [], [], [f"“{text}” counts from a day that is not named. It was kept as words."])


def test_a_time_beside_a_date_is_not_asked_about():
    assert read("Within 3 months, by 31 March 2027")[1:] == (["2027-03-31"], [], [])


def test_a_quarter_of_one_year_is_asked_about_and_one_of_a_financial_year_is_not():
    asked = "“Q1 2027” was taken for a quarter of the calendar year, which ends in March 2027."
    assert read("Q1 2027")[1:] == (["2027-03"], [], [asked])
    assert read("Q1 2027/28")[1:] == (["2027-06"], [], [])


@pytest.mark.parametrize("text", ["Ongoing", "TBC", "Immediate", "Monthly", "Every Board", "n/a"])
def test_words_that_are_no_date_are_kept_without_a_question(text):
    assert read(text) == (text, [], [], [])


def test_a_day_that_does_not_exist_costs_only_its_own_line():
    text = "31 June 2026 now 31 August 2026\nMay 2026 now July 2026"
    _, dates, earlier, asked = read(text)
    assert (dates, earlier) == (["2026-07"], ["2026-05"])
    assert len(asked) == 1
