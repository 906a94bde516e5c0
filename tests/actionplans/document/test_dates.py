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
    read_earlier,
    read_entry,
    relative_words,
    short_words,
    struck_in_words,
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
        ("w/c 6 July 2026", "2026-07-06", "day"),
        ("w/e 10 July 2026", "2026-07-10", "day"),
        ("1st of May, 2027", "2027-05-01", "day"),
        ("30.9.26", "2026-09-30", "day"),
        ("mid-January 2027", "2027-01", "month"),
        ("Sept/Oct 2026", "2026-10", "month"),
        ("2027", "2027", "year"),
        ("by the end of 2027", "2027", "year"),
        ("early 2027", "2027", "year"),
        # quarters: of a financial year from April, else of the calendar year
        ("End Q3 2026/27", "2026-12", "month"),
        ("Q4 2026-27", "2027-03", "month"),
        ("Quarter 2 26/27", "2026-09", "month"),
        ("Q1 of 2026/2027", "2026-06", "month"),
        ("2026/27 Q3", "2026-12", "month"),
        ("by the end of Q2 (2026/27)", "2026-09", "month"),
        ("Q3 FY 2026/27", "2026-12", "month"),
        ("third quarter of 2026/27", "2026-12", "month"),
        ("Q1 2027", "2027-03", "month"),
        # terms, and what they end with
        ("Autumn term 2026", "2026-12", "month"),
        ("by Spring term 2027", "2027-03", "month"),
        ("Summer term 2026/27", "2027-07", "month"),
        ("start of the spring term 2027", "2027-01", "month"),
        ("Autumn 2026", "2026-12", "month"),
        ("Spring/Summer ’27", "2027-07", "month"),
        ("Winter 2026/27", "2027-02", "month"),
        ("Easter 2026", "2026-04", "month"),
        ("Easter 2027", "2027-03", "month"),
        ("Easter 2038", "2038-04", "month"),
        ("Christmas 2026", "2026-12", "month"),
        ("February half-term 2027", "2027-02", "month"),
        # years of two calendar years
        ("end of financial year 2026/27", "2027-03", "month"),
        ("FY 2026-27", "2027-03", "month"),
        ("end of 2026/27", "2027-03", "month"),
        ("academic year 2026/27", "2027-07", "month"),
        ("end of the academic year 2027", "2027-07", "month"),
        ("2026-27", "2027-03", "month"),
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
        "Monthly",
        "Every Board",
        "Within 3 months",
        "within 6 weeks of publication",
        "Autumn term",
        "2026/29",
        "Q3 2026/29",
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
        ("Q3 2026/27 and Q1 2027/28", [("", "2026-12"), ("", "2027-06")]),
        ("Phase 1 by end of 2026; phase 2 in spring 2027", [("Phase 1", "2026"), ("phase 2", "2027-03")]),
        ("Draft December 2026, revised March 2027", [("Draft", "2026-12"), ("", "2027-03")]),
    ],
)
def test_several_deadlines_keep_what_each_is_for(text, found):
    assert dates_in(text) == found


@pytest.mark.parametrize(
    ("text", "now", "earlier"),
    [
        ("30 June 2026 now 30 September 2026", "2026-09-30", ["2026-06-30"]),
        ("30 June 2026 (now 30 September 2026)", "2026-09-30", ["2026-06-30"]),
        ("30 June now 30 September 2026", "2026-09-30", ["2026-06-30"]),
        ("March 2018 (was December 2017)", "2018-03", ["2017-12"]),
        ("31/12/2026 (was 30/04/2026, then 31/08/2026)", "2026-12-31", ["2026-04-30", "2026-08-31"]),
        ("31 Dec 2026 (previously 31 Aug 2026, originally 30 April 2026)", "2026-12-31", ["2026-04-30", "2026-08-31"]),
        ("31 March 2027, previously 31 December 2026", "2027-03-31", ["2026-12-31"]),
        ("31/12/26 extended to 28/02/27", "2027-02-28", ["2026-12-31"]),
        ("30 April 2026, extended to 30 June 2026, then to 31 July 2026", "2026-07-31", ["2026-04-30", "2026-06-30"]),
        ("30 June 2026 extended by the Board to 30 Sept 2026", "2026-09-30", ["2026-06-30"]),
        ("Revised: May 2027, original: Jan 2027", "2027-05", ["2027-01"]),
        ("Original date 30/06/26 Revised date 30/09/26", "2026-09-30", ["2026-06-30"]),
        ("30 June 2026 (original), 30 September 2026 (revised)", "2026-09-30", ["2026-06-30"]),
        ("30 June 2026\nRevised: 30 September 2026", "2026-09-30", ["2026-06-30"]),
        ("30 June 2026. New date: 30 Sept 2026", "2026-09-30", ["2026-06-30"]),
        ("30 June 2026 – missed; now expected 30 Sept 2026", "2026-09-30", ["2026-06-30"]),
        ("30 June 2026 → 30 Sept 2026", "2026-09-30", ["2026-06-30"]),
        ("June 2026 -> Sept 2026 -> Dec 2026", "2026-12", ["2026-06", "2026-09"]),
        ("moved from 30 September 2026 to 30 November 2026", "2026-11-30", ["2026-09-30"]),
        ("Jan 2027 (slipped from Oct 2026 as agreed by the Executive)", "2027-01", ["2026-10"]),
        ("End Q3 2026/27 now Q4 2026/27", "2027-03", ["2026-12"]),
        ("TBC (was 31/12/26)", None, ["2026-12-31"]),
        ("was due 31 December 2026", "2026-12-31", []),
        ("30/06/2026 31/12/2026", ("2026-06-30", "2026-12-31"), []),
    ],
)
def test_a_date_that_was_replaced_is_an_earlier_one_in_order(text, now, earlier):
    expected = [] if now is None else [now] if isinstance(now, str) else list(now)
    assert dates_in(text) == [("", date) for date in expected]
    assert [d.date for d in read_earlier(text)] == earlier


def test_each_part_keeps_its_date_in_force_and_what_it_is_of():
    text = "Interim report Dec 2026 now Jan 2027; full report May 2027 (was March 2027)"
    assert dates_in(text) == [("Interim report", "2027-01"), ("full report", "2027-05")]
    assert [d.date for d in read_earlier(text)] == ["2026-12", "2027-03"]


@pytest.mark.parametrize(
    ("struck", "words"),
    [
        ("~~31/12/2026~~ 28/02/2027", "28/02/2027 (was 31/12/2026)"),
        ("~~31/12/2026~~\n28/02/2027", "28/02/2027 (was 31/12/2026)"),
        ("28/02/2027\n~~31/12/2026~~", "28/02/2027 (was 31/12/2026)"),
        ("~~30/04/26~~ ~~31/08/26~~ 31/12/26", "31/12/26 (was 30/04/26, then 31/08/26)"),
        ("Interim ~~Dec 2026~~ Jan 2027\nFull March 2027", "Interim Jan 2027 (was Dec 2026)\nFull March 2027"),
        ("~~March 2027~~", "March 2027"),  # the row is struck through
        ("March  2027", "March  2027"),
    ],
)
def test_what_is_struck_through_is_said_in_words(struck, words):
    assert struck_in_words(struck) == words
    if "was" in words:
        assert [d.date for d in read_earlier(words)]


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
