"""Parsing a pasted list of people, in the many ways in which people write one."""

from __future__ import annotations

import pytest

from boards.pages.pasted_people import PastedPerson, read, role_of

AGENCIES = ("Fenmarsh Council", "Council", "Fenland Constabulary", "Police")


def one(text: str) -> PastedPerson:
    [line] = read(text, AGENCIES)
    return line


def fields_of(line: PastedPerson) -> tuple[str, str, str, str]:
    return line.name, line.email, line.role, line.agency


RUTH = ("Ruth Calloway", "ruth@police.example", "lead", "Police")


@pytest.mark.parametrize(
    "text",
    [
        "Ruth Calloway\truth@police.example\tPartner lead\tPolice",
        "Ruth Calloway,ruth@police.example,lead,Police",
        "ruth@police.example; Police; Ruth Calloway; partner lead",
        "Police | lead | ruth@police.example | Ruth Calloway",
        "Ruth Calloway <ruth@police.example>, lead, Police",
        "Calloway, Ruth <ruth@police.example>, lead, Police",
        '"Calloway, Ruth" <ruth@police.example>; lead; Police',
        "Ruth Calloway (ruth@police.example), action lead, Police",
        "- Ruth Calloway – ruth@police.example – lead – Police",
        "12. Ruth Calloway, mailto:ruth@police.example, Partner Leads, Police",
        "\tRuth Calloway\truth@police.example\t\tPartner lead\tPolice\t",
    ],
)
def test_one_person_in_the_ways_that_people_write_one(text):
    assert fields_of(one(text)) == RUTH


@pytest.mark.parametrize(
    "head",
    [
        "Name\tEmail\tRole\tAgency\nRuth Calloway\truth@police.example\tlead\tPolice",
        "Agency,E-mail address,Surname,First name,Job title,Role\nPolice,ruth@police.example,Calloway,Ruth,Superintendent,lead",
        "ORGANISATION;ADDRESS;FULL NAME;ROLE IN THE BOARD\r\nPolice;ruth@police.example;Ruth Calloway;Partner lead\r\n",
    ],
)
def test_a_line_of_headings_says_what_each_column_holds(head):
    assert fields_of(one(head)) == RUTH


def test_an_empty_cell_under_a_heading_is_empty():
    line = one("Name\tRole\tEmail\tAgency\nRuth Calloway\t\truth@police.example\t")
    assert fields_of(line) == ("Ruth Calloway", "ruth@police.example", "", "")


def test_the_recipients_of_a_mail_are_a_person_each():
    text = "Orme, Tessa <tessa@c.example>; Ruth Calloway <ruth@police.example>; martin.pell@c.example"
    assert [(line.name, line.email, line.guessed) for line in read(text, AGENCIES)] == [
        ("Tessa Orme", "tessa@c.example", False),
        ("Ruth Calloway", "ruth@police.example", False),
        ("Martin Pell", "martin.pell@c.example", True),
    ]


def test_an_unknown_agency_is_recognised_by_the_column_of_known_ones():
    text = "A Lee\ta@x.example\tPolice\nB Lee\tb@x.example\tCouncil\nC Lee\tc@x.example\tAcorn Trust"
    assert [line.agency for line in read(text, AGENCIES)] == ["Police", "Council", "Acorn Trust"]


def test_words_that_are_no_role_are_kept_as_they_are():
    line = one("Ruth Calloway, ruth@police.example, Grand vizier, Police")
    assert (line.role, line.role_words, line.agency) == ("", "Grand vizier", "Police")


def test_what_is_not_understood_comes_back_with_all_it_said():
    assert one("To be confirmed by health").said == "To be confirmed by health"
    assert one("ruth(at)police.example, Ruth").email == ""
    assert one("Ruth Calloway, ruth@police, lead").email == "ruth@police"


def test_empty_lines_are_nobody():
    assert read("\n \n\t\t\n,,,\n", AGENCIES) == []


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Business Manager", "manager"),
        ("manager", "manager"),
        ("Chair", "chair"),
        ("Independent Scrutineer", "scrutineer"),
        ("scrutineer", "scrutineer"),
        ("independent chair or scrutineer", "chair"),
        ("Partner lead", "lead"),
        ("leads", "lead"),
        ("Lay member", "member"),
        ("observer", "observer"),
        ("Councillor", "observer"),
        ("Service manager", ""),  # a job, and no right to edit
        ("administrator", ""),
        ("", ""),
    ],
)
def test_roles_in_peoples_words(words, role):
    assert role_of(words) == role


@pytest.mark.parametrize("heading", ["Job", "Job title", "Post", "Position"])
def test_a_job_title_is_read_from_its_column(heading):
    line = one(f"Name\t{heading}\tEmail\tAgency\nRuth Calloway\tDetective Superintendent\truth@police.example\tPolice")
    assert fields_of(line) == ("Ruth Calloway", "ruth@police.example", "", "Police")
    assert line.job == "Detective Superintendent"


def test_words_without_a_heading_are_no_job_title():
    assert one("Ruth Calloway, ruth@police.example, Partner lead, Police").job == ""


@pytest.mark.parametrize("job", ["Service Leader, Learning and Development", "Head, Early Help", "Nurse, Named"])
def test_a_job_title_with_a_comma_keeps_its_words_in_order(job):
    assert one(f"Name\tJob\tEmail\nOrme, Tessa\t{job}\ttessa@c.example").job == job
    assert one(f"Name\tJob\tEmail\nOrme, Tessa\t{job}\ttessa@c.example").name == "Tessa Orme"


def test_an_agency_with_a_comma_and_a_name_with_a_post_keep_their_words_in_order():
    line = one("Name\tEmail\tAgency\nTessa Orme, Business Manager\ttessa@c.example\tTrust, Marsh Vale")
    assert (line.name, line.agency) == ("Tessa Orme, Business Manager", "Trust, Marsh Vale")


def test_a_family_name_of_several_words_still_comes_last():
    assert one("Name\tEmail\nvan der Berg, Anna\tanna@c.example").name == "Anna van der Berg"
