"""Rendered forms: the error beside the field, the link to it in the summary, and the typed text kept."""

from __future__ import annotations

import datetime
import re

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils.html import format_html

from boards.forms import BaseForm, DateField, FieldLayout, FilterForm, TextField, UploadField
from boards.forms.summary import summary
from boards.templatetags.shell import clock
from tests.shown import shown


class SampleForm(BaseForm):
    day = DateField(label="New date")
    why = TextField(label="Why it moves", help_text="Printed beside the old date.", max_length=50_000, holder="A cell")
    when = forms.ChoiceField(
        label="When was it agreed?",
        choices=[("today", "Today"), ("other", "Another day")],
        widget=forms.RadioSelect,
        initial="today",
    )
    agreed = DateField(label="Which day?")
    agencies = forms.MultipleChoiceField(
        label="Agencies", choices=[("p", "Police"), ("c", "Council")], widget=forms.CheckboxSelectMultiple
    )
    sure = forms.BooleanField(label="I have read it")
    status = forms.ChoiceField(label="Status", choices=[("", "Choose"), ("open", "Open")])
    file = UploadField(label="A file, if there is one", required=False, limit_mb=20)
    looks = {"when": FieldLayout(reveals={"other": ("agreed",)})}


WRONG = {"day": "31", "month": "6", "year": "2027"}


def drawn(part: object) -> str:
    """A form, a field or a summary as HTML, with white space as a browser lays it out."""
    return shown(HttpResponse(str(part)))


def typed(**changes: object) -> dict:
    complete = {
        "day_day": "30",
        "day_month": "6",
        "day_year": "2027",
        "why": "The force is being reorganised.",
        "when": "today",
        "agencies": ["p"],
        "sure": "on",
        "status": "open",
    }
    return complete | changes


def date_error(day: str, month: str, year: str, **options: object) -> str:
    class OneDate(BaseForm):
        on = DateField(label="Date", **options)

    form = OneDate({"on_day": day, "on_month": month, "on_year": year})
    return "" if form.is_valid() else " / ".join(form.errors["on"])


def test_a_summary_names_the_fields_of_which_it_says_the_same():
    class Dates(BaseForm):
        first = DateField(label="First date")
        second = DateField(label="Second date")

    typed_twice = {f"{name}_{part}": value for name in ("first", "second") for part, value in WRONG.items()}
    box = drawn(summary(Dates(typed_twice)))
    assert "First date: 31 June does not exist. June has 30 days" in box
    assert "Second date: 31 June does not exist. June has 30 days" in box
    assert ">31 June does not exist" in drawn(summary(Dates({**typed_twice, "second_day": "30"})))


def test_a_filled_in_form_gives_values():
    form = SampleForm(typed(why="One\r\ntwo\rthree"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == datetime.date(2027, 6, 30)
    assert form.cleaned_data["why"] == "One\ntwo\nthree"
    assert form.cleaned_data["file"] is None


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        ("5", "9", "2026"),
        ("05", "09", "26"),
        ("5th", "September", "2026"),
        ("5", "sept.", "2026"),
        (" 5 ", "Sep", " 2026 "),
    ],
)
def test_dates_are_read_as_people_write_them(day, month, year):
    class DayForm(BaseForm):
        on = DateField()

    form = DayForm({"on_day": day, "on_month": month, "on_year": year})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == datetime.date(2026, 9, 5)


@pytest.mark.parametrize(
    ("day", "month", "year", "sentence"),
    [
        ("31", "6", "2027", "31 June does not exist. June has 30 days"),
        ("29", "February", "2027", "29 February 2027 does not exist. February has 28 days in 2027"),
        ("0", "3", "2027", "0 March does not exist. March has 31 days"),
        ("12", "6", "", "Enter the year"),
        ("", "", "2027", "Enter the day and month"),
        ("", "", "", "Enter the date"),
        ("12", "13", "2027", "There is no month 13. Write a number from 1 to 12, or the month’s name"),
        ("12", "Ju", "2027", "“Ju” is not a month: write a number from 1 to 12, or its name"),
        ("soon", "6", "2027", "“soon” is not a day: write its number, such as 18"),
        ("12", "6", "20277", "“20277” is not a year: write it with four digits, such as 2026"),
        ("12", "6", "1066", "1066 is not a year that a plan can hold: write one from 1900 to 2100"),
        ("100%", "6", "2027", "“100%” is not a day: write its number, such as 18"),
        ("٣", "6", "2027", None),
    ],
)
def test_a_date_that_cannot_be_says_why(day, month, year, sentence):
    said = date_error(day, month, year)
    if sentence is None:
        assert said == "" or "is not a day" in said
    else:
        assert said == sentence


def test_a_date_may_be_bounded():
    today = datetime.date(2026, 11, 21)
    later = {"latest": lambda: today, "error_messages": {"too_late": "That day is still to come"}}
    assert date_error("22", "11", "2026", **later) == "That day is still to come"
    assert date_error("21", "11", "2026", **later) == ""
    assert date_error("1", "1", "2020", earliest=today) == "The date must be 21 November 2026 or later"


def test_a_wrong_date_keeps_what_was_typed_and_marks_the_box_at_fault():
    html = drawn(SampleForm(typed(day_day="31", day_month="June"))["day"].as_field_group())
    assert 'value="31"' in html
    assert 'value="June"' in html
    wrong = re.findall(r'<input[^>]*name="(\w+)"[^>]*govuk-input--error', html)
    assert wrong == ["day_day"]
    only_year = drawn(SampleForm(typed(day_year=""))["day"].as_field_group())
    assert re.findall(r'<input[^>]*name="(\w+)"[^>]*govuk-input--error', only_year) == ["day_year"]


def test_a_date_shows_its_initial_value_in_three_boxes():
    html = drawn(SampleForm(initial={"day": datetime.date(2026, 3, 9)})["day"])
    assert re.findall(r'name="day_(\w+)" value="(\d+)"', html) == [("day", "9"), ("month", "3"), ("year", "2026")]


def test_a_date_knows_whether_it_was_changed():
    same = SampleForm(typed(), initial={"day": datetime.date(2027, 6, 30)})
    assert "day" not in same.changed_data
    assert "day" in SampleForm(typed(day_day="31"), initial={"day": datetime.date(2027, 6, 30)}).changed_data


def test_too_long_a_text_says_how_long_and_stays():
    text = "x" * 50_312
    form = SampleForm(typed(why=text))
    assert form.errors["why"] == ["“Why it moves” is 50,312 characters long. A cell holds up to 50,000"]
    assert text in str(form["why"])
    assert "maxlength" not in str(form["why"])


def test_a_file_that_is_too_large_is_named_with_its_size():
    large = SimpleUploadedFile("minutes-scan.pdf", b"x")
    large.size = 31 * 1024 * 1024
    form = SampleForm(typed(), {"file": large})
    assert form.errors["file"] == ["“minutes-scan.pdf” is 31 MB. Files can be up to 20 MB"]
    assert "The file has to be chosen again." in summary(form)


def test_a_file_just_over_the_limit_does_not_read_as_if_it_kept_to_it():
    large = SimpleUploadedFile("scan.pdf", b"x")
    large.size = 20 * 1024 * 1024 + 1
    assert SampleForm(typed(), {"file": large}).errors["file"] == ["“scan.pdf” is 20.1 MB. Files can be up to 20 MB"]


def test_an_empty_file_is_refused_and_a_good_one_taken():
    empty = SampleForm(typed(), {"file": SimpleUploadedFile("a 100% copy.pdf", b"")})
    assert empty.errors["file"] == ["“a 100% copy.pdf” is empty. Choose it again, or another file"]
    assert SampleForm(typed(), {"file": SimpleUploadedFile("a.pdf", b"x")}).is_valid()


def test_a_revealed_field_counts_only_while_its_option_is_chosen():
    today = SampleForm(typed(when="today", agreed_day="99"))
    assert today.is_valid(), today.errors
    assert today.cleaned_data["agreed"] is None
    other = SampleForm(typed(when="other"))
    assert other.errors["agreed"] == ["Enter the date"]
    given = SampleForm(typed(when="other", agreed_day="1", agreed_month="5", agreed_year="2026"))
    assert given.is_valid(), given.errors
    assert given.cleaned_data["agreed"] == datetime.date(2026, 5, 1)


def test_a_revealed_field_is_drawn_once_under_its_option():
    html = str(SampleForm())
    assert html.count('name="agreed_day"') == 1
    assert html.index('value="other"') < html.index('name="agreed_day"') < html.index('name="agencies"')


def test_every_line_of_the_summary_leads_to_a_field_that_takes_the_focus():
    form = SampleForm({"when": "other", "day_day": "1", "day_month": "2"})
    html = drawn(form)
    links = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', drawn(summary(form)))
    assert [words for _, words in links] == [
        "Enter the year",
        "Enter why it moves",
        "Enter the date",
        "Choose agencies",
        "Tick “I have read it”",
        "Choose status",
    ]
    for target, _ in links:
        assert re.search(rf'<(input|select|textarea)[^>]* id="{target}"', html), target
    assert links[0][0] == "id_day_year"


def test_the_summary_counts_in_words_takes_the_focus_and_says_that_nothing_is_lost():
    html = summary(SampleForm(typed(why="", status="")))
    assert "Two things to put right" in html
    assert "Your text is still here." in html
    assert 'role="alert"' in html
    assert 'tabindex="-1"' in html
    assert "chosen again" not in html
    assert summary(SampleForm()) == ""


def test_what_concerns_the_whole_form_leads_to_its_first_field():
    form = SampleForm(typed())
    form.add_error(None, "The plan was closed meanwhile")
    assert '<a href="#id_day_day">The plan was closed meanwhile</a>' in drawn(summary(form))


def test_hints_and_errors_are_tied_to_their_fields():
    html = drawn(SampleForm(typed(why=""))["why"].as_field_group())
    assert 'aria-describedby="id_why_helptext id_why_error"' in html
    assert 'id="id_why_helptext"' in html
    assert 'id="id_why_error"' in html
    group = drawn(SampleForm(typed(agencies=[]))["agencies"].as_field_group())
    assert '<fieldset class="govuk-fieldset" aria-describedby="id_agencies_error">' in group


def test_typed_markup_comes_back_as_text():
    form = SampleForm(typed(why="<script>alert(1)</script>", day_day='"><script>', file=""))
    html = str(form) + summary(form)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_nothing_is_styled_or_scripted_inline():
    html = str(SampleForm()) + summary(SampleForm({}))
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", html)


def test_messages_of_the_author_are_kept():
    class Own(BaseForm):
        why = TextField(label="Why", error_messages={"required": "Say why the date moves"})

    assert Own({}).errors["why"] == ["Say why the date moves"]


def test_a_filter_form_is_small_and_its_options_may_carry_counts():
    class Filters(FilterForm):
        status = forms.MultipleChoiceField(
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[("open", format_html('Open <span class="soft">{}</span>', 46))],
        )
        silent = forms.IntegerField(label="Silent for at least (days)", required=False, min_value=1)
        looks = {"silent": FieldLayout(label="", width=4)}

    html = str(Filters({"status": ["open"], "silent": "many"}))
    assert "govuk-checkboxes--small" in html
    assert 'Open <span class="soft">46</span>' in html
    assert "govuk-input--width-4" in html
    assert "“Silent for at least (days)” must be a whole number, such as 30" in html


def test_forms_of_the_administration_pages_keep_their_own_look():
    class Plain(forms.Form):
        name = forms.CharField()

    assert "govuk" not in str(Plain())


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (datetime.time(10, 0), "10am"),
        (datetime.time(14, 30), "2:30pm"),
        (datetime.time(12, 0), "12pm"),
        (datetime.time(0, 5), "12:05am"),
        (datetime.datetime(2026, 7, 1, 8, 0, tzinfo=datetime.UTC), "9am"),
        (None, ""),
    ],
)
def test_times_are_shown_as_people_write_them(when, said):
    assert clock(when) == said
