"""Dates as boards write them are read as what they say and no more, and written as boards expect them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.document.dates import (
    DateError,
    as_text,
    day_words,
    find_dates,
    first_day,
    last_day,
    leading_date,
    read_deadlines,
    read_entry,
    relative_words,
    short_words,
)

ON = datetime.date(2026, 11, 21)


def dates_in(text, around=None):
    return [(d.label, d.date) for d in read_deadlines(text, around)]


# Writing


@pytest.mark.parametrize(
    ("date", "precision", "words", "short"),
    [
        ("2026-11-30", "day", "30 November 2026", "30.11.26"),
        ("2026-11-09", "day", "9 November 2026", "09.11.26"),
        ("2026-11", "month", "November 2026", "November 2026"),
        ("2026", "year", "2026", "2026"),
        (None, "none", "", ""),
        ("", "day", "", ""),
        (datetime.date(2026, 3, 1), "day", "1 March 2026", "01.03.26"),
    ],
)
def test_a_date_is_written_as_precisely_as_it_is_known(date, precision, words, short):
    assert day_words(date, precision) == words
    assert short_words(date, precision) == short


@pytest.mark.parametrize(
    ("date", "precision", "first", "last"),
    [
        ("2028-02", "month", datetime.date(2028, 2, 1), datetime.date(2028, 2, 29)),
        ("2027", "year", datetime.date(2027, 1, 1), datetime.date(2027, 12, 31)),
        ("2027-04-05", "day", datetime.date(2027, 4, 5), datetime.date(2027, 4, 5)),
        (None, "none", None, None),
    ],
)
def test_something_due_in_a_month_is_late_only_after_its_last_day(date, precision, first, last):
    assert first_day(date, precision) == first
    assert last_day(date, precision) == last


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (18, "Due in 18 days"),
        (2, "Due in 2 days"),
        (1, "Due tomorrow"),
        (0, "Due today"),
        (-1, "Overdue by 1 day"),
        (-12, "Overdue by 12 days"),
    ],
)
def test_how_near_a_deadline_is(days, words):
    assert relative_words(ON + datetime.timedelta(days=days), ON) == words


# By when


@pytest.mark.parametrize(
    ("text", "date", "precision"),
    [
        ("31 October 2026", "2026-10-31", "day"),
        ("4th September 2015", "2015-09-04", "day"),
        ("the 4th of September, 2015", "2015-09-04", "day"),
        ("Thursday 26 November 2026 at 10.30", "2026-11-26", "day"),
        ("November 30, 2026", "2026-11-30", "day"),
        ("27/02/18", "2018-02-27", "day"),
        ("11.10.17", "2017-10-11", "day"),
        ("9-3-2027", "2027-03-09", "day"),
        ("2026-11-30", "2026-11-30", "day"),
        ("120118", "2018-01-12", "day"),
        ("1-5 March 2027", "2027-03-05", "day"),
        ("30 September 2026 to 4 October 2026", "2026-10-04", "day"),
        ("between 3 May and 9 May 2027", "2027-05-09", "day"),
        ("Dec '17", "2017-12", "month"),
        ("Dec’ 17.", "2017-12", "month"),
        ("March ‘18", "2018-03", "month"),
        ("April 18.", "2018-04", "month"),
        ("Sept-26", "2026-09", "month"),
        ("March 2027", "2027-03", "month"),
        ("by the end of March 2027", "2027-03", "month"),
        ("03/2027", "2027-03", "month"),
        ("Oct – Dec 18", "2018-12", "month"),
        ("June/July 2012", "2012-07", "month"),
        ("July 2027 onwards", "2027-07", "month"),
        ("By September 2018 for commissioned services", "2018-09", "month"),
        ("2027", "2027", "year"),
        ("by the end of 2027", "2027", "year"),
    ],
)
def test_a_single_deadline_is_read_with_its_precision(text, date, precision):
    (deadline,) = read_deadlines(text)
    assert (deadline.label, deadline.date, deadline.precision) == ("", date, precision)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ongoing",
        "Quarterly",
        "Annually (usually in April/May)",
        "July, Jan",
        "TBC",
        "Immediate",
        "Quarter 4",
        "2026/27",
        "Autumn 2026",
        "Ring 01632 960123",
        "see 99.1 and 100.2",
        "within 10 days of 3 visits",
        "it may 18 times",
    ],
)
def test_words_without_a_date_are_no_deadline(text):
    assert read_deadlines(text, ON) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Interim report by Dec ’17 with full implementation by March ‘18",
            [("Interim report", "2017-12"), ("full implementation", "2018-03")],
        ),
        (
            "Draft to the group in Dec’ 26.\nWhole chart to be agreed by March ‘27 Executive.",
            [("Draft to the group", "2026-12"), ("Whole chart to be agreed", "2027-03")],
        ),
        ("31.10.26 (interim), 31.03.27 (final)", [("interim", "2026-10-31"), ("final", "2027-03-31")]),
        ("interim: 31.10.26; final: 31.03.27", [("interim", "2026-10-31"), ("final", "2027-03-31")]),
        ("Audit March 2027 and twice a year", [("Audit", "2027-03")]),
        ("Ongoing (but progress to be checked in December 2026)", [("progress to be checked", "2026-12")]),
        ("To be completed by March 2027", [("To be completed", "2027-03")]),
        ("Dec '17\nCOMPLETE", [("", "2017-12")]),
        ("Quarterly\nJuly 2027\nJuly 2027\nSeptember 2027", [("", "2027-07"), ("", "2027-09")]),
        ("30 and 31 March 2027", [("", "2027-03-30"), ("", "2027-03-31")]),
        ("October and December 2026", [("", "2026-10"), ("", "2026-12")]),
        ("March 2018 (was December 2017)", [("", "2018-03")]),
        ("moved from 30 September 2026 to 30 November 2026", [("", "2026-11-30")]),
    ],
)
def test_several_deadlines_keep_what_each_is_for(text, found):
    assert dates_in(text) == found


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("31 October", "2026-10-31"),  # three weeks ago rather than in eleven months
        ("by 30 June", "2027-06-30"),
        ("end of March", "2027-03"),
        ("29 February", "2028-02-29"),
    ],
)
def test_a_deadline_without_its_year_is_the_one_near_the_day_of_typing(text, date):
    assert dates_in(text, ON) == [("", date)]
    assert dates_in(text) == []


def test_dates_without_a_year_take_it_from_the_date_beside_them():
    assert dates_in("Draft by 30 November, final by 4 January 2027") == [
        ("Draft", "2026-11-30"),
        ("final", "2027-01-04"),
    ]
    assert dates_in("Draft by 30 November 2026, final by 4 January") == [
        ("Draft", "2026-11-30"),
        ("final", "2027-01-04"),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31 June 2027", "31 June does not exist. June has 30 days."),
        ("31 June", "31 June does not exist. June has 30 days."),
        ("Final report by 31/06/27", "31 June does not exist. June has 30 days."),
        ("30 February 2027", "30 February does not exist. February has 28 days, or 29 in a leap year."),
        ("29 February 2027", "29 February 2027 does not exist. In 2027 February has 28 days."),
        ("99 October 2026", "99 October does not exist. October has 31 days."),
        ("0 March 2027", "0 March does not exist. March has 31 days."),
        ("11.13.26", "There is no month 13. Write the day first, then the month."),
    ],
)
def test_a_day_that_does_not_exist_is_said_in_a_sentence(text, sentence):
    with pytest.raises(DateError) as error:
        read_deadlines(text)
    assert str(error.value) == sentence


# Notes that begin with their date


@pytest.mark.parametrize(
    ("text", "date", "as_written", "rest"),
    [
        ("11.10.17: Letter sent", "2017-10-11", "11.10.17", "Letter sent"),
        ("120118. Email received", "2018-01-12", "120118", "Email received"),
        ("27.02.18 email received", "2018-02-27", "27.02.18", "email received"),
        ("**11.10.17:** Letter sent", "2017-10-11", "11.10.17", "Letter sent"),
        ("(4.12.17) Letter", "2017-12-04", "4.12.17", "Letter"),
        ("13/12/12 – Letter\nand a reply", "2012-12-13", "13/12/12", "Letter\nand a reply"),
        ("October '17: Letter", "2017-10", "October '17", "Letter"),
        ("April 18. Met", "2018-04", "April 18", "Met"),
        ("Monday 9 November 2026: met", "2026-11-09", "Monday 9 November 2026", "met"),
        ("120118", "2018-01-12", "120118", ""),
    ],
)
def test_a_note_gives_up_the_date_that_it_begins_with(text, date, as_written, rest):
    found = leading_date(text)
    assert (found.date, found.as_written, found.rest) == (date, as_written, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Letter sent 11.10.17",
        "01632 960123 is the number",
        "016321 960123",
        "110618 2345 rang",
        "247365 calls",
        "1201180 pounds",
        "2027 survey planned",
        "December Board agreed",
        "March 20 children were seen",
        "6 February 2.30pm",
        "31.06.26: a slip",
        "12 children",
        "99.1 see above",
        "",
    ],
)
def test_what_is_no_date_stays_in_the_note(text):
    assert leading_date(text) is None
    assert read_entry(text).text == text


def test_a_note_without_its_year_happened_last_time_and_says_that_this_was_inferred():
    entry = read_entry("6th December: met", ON)
    assert (entry.date, entry.inferred, entry.text) == ("2026-12-06", True, "met")  # two weeks ahead: a slip of the pen
    assert read_entry("30 December: met", ON).date == "2025-12-30"
    assert read_entry("18 April: met", ON).date == "2026-04-18"
    assert read_entry("18.04.26: met", ON).inferred is False


def test_every_date_in_a_text_is_found_where_it_stands():
    text = "Asked on 260618, call 01632 110618; answered 6th February. Next: 4 May 2027."
    found = find_dates(text)
    assert [(f.as_written, f.date) for f in found] == [
        ("260618", "2018-06-26"),
        ("6th February", None),
        ("4 May 2027", "2027-05-04"),
    ]
    assert all(text[f.start : f.end] == f.as_written for f in found)


# Whatever is typed


day = st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))


@given(day)
def test_whatever_is_written_is_read_again(date):
    assert [d.date for d in read_deadlines(day_words(date))] == [date.isoformat()]
    assert [d.date for d in read_deadlines(short_words(date))] == [date.isoformat()]
    assert leading_date(f"{date:%d%m%y}: met").date == date.isoformat()
    month = as_text(date, "month")
    assert [d.date for d in read_deadlines(day_words(month, "month"))] == [month]


@given(st.text(alphabet="0123456789 ./-'’,:()\nMarchJuneDecbyto&", max_size=40))
def test_no_text_breaks_the_reader(text):
    entry = read_entry(text, ON)
    assert entry.text in text
    try:
        deadlines = read_deadlines(text, ON)
    except DateError:
        return
    for deadline in deadlines:
        assert last_day(deadline.date, deadline.precision) >= first_day(deadline.date, deadline.precision)
        assert len(deadline.label) <= 200
