"""How files are read, as it was shown: listed for the managers of the board, looked at, forgotten, and used again."""

from __future__ import annotations

import re
from typing import Any

import lxml.html
import pytest
from django.urls import reverse
from django.utils import timezone

from actionplans.importing.shapes import ShownShape
from actionplans.models import FileShape, Import
from actionplans.reading.plan.hints import Hints, LineHint, TableHint
from tests.builders import ACCOUNT, make_file_shape, make_import


def address(name: str, *keys: Any) -> str:
    return reverse(f"actionplans:file_shape_{name}", args=["fenmarsh", *keys])


def words(answer: Any) -> str:
    text = lxml.html.fromstring(answer.content).find(".//main").text_content()
    return re.sub(r"\s+([.,:])", r"\1", " ".join(text.split()))


@pytest.fixture
def shape(cast) -> FileShape:
    columns = {
        "What the review found": "recommendation",
        "What we do": "",
        "Who": "lead",
        "BRAG": "status",
        "Cost": "own",
    }
    return make_file_shape(cast.board, **columns)


def test_the_settings_of_the_board_lead_to_what_was_shown(client_for, shape):
    client = client_for("manager")
    settings = lxml.html.fromstring(client.get(reverse("boards:board_settings", args=["fenmarsh"])).content)
    [link] = [a for a in settings.iter("a") if a.text_content().strip() == "How files are read"]
    page = client.get(link.get("href"))
    said = words(page)
    assert "A table with “What the review found”, “What we do”, “Who” and 2 more columns" in said
    assert "“What the review found” is the recommendation, “Who” the lead, “BRAG” the status, and 1 more." in said
    assert f"{timezone.localdate():%-d %B}, Tessa Orme" in said
    assert "Look at it" in said


def test_it_is_looked_at_with_the_files_that_were_read_with_it(client_for, cast, shape):
    upload = make_import(cast.board, account=ACCOUNT)
    upload.kept, upload.name = shape, "Tracker of May.docx"
    upload.save_by(cast.manager)
    client = client_for("manager")
    assert "1 file read with it" in words(client.get(address("list")))
    page = client.get(address("page", shape.pk))
    rows = {
        row.find("th").text_content(): " ".join(row.find("td").text_content().split())
        for row in lxml.html.fromstring(page.content).xpath("//tbody/tr")
    }
    assert rows == {
        "What the review found": "Recommendation",
        "What we do": "As it is read without being shown",
        "Who": "Lead",
        "BRAG": "Status",
        "Cost": "Our own column",
    }
    assert "Tracker of May.docx" in words(page)


def test_what_is_forgotten_is_not_listed_and_can_be_used_again(client_for, shape):
    client = client_for("manager")
    page = client.post(address("forget", shape.pk), follow=True)
    assert "What was shown is forgotten." in words(page)
    assert "Nothing was shown yet." in words(page)
    assert client.get(address("page", shape.pk)).status_code == 404
    [undo] = [f for f in lxml.html.fromstring(page.content).forms if f.action == address("forget", shape.pk)]
    client.post(undo.action, dict(undo.form_values()))
    assert list(FileShape.objects.of_board(shape.board)) == [shape]
    assert [line.history_change_reason for line in shape.history.all()[:2]] == ["Used again", "Forgotten"]


def test_a_shape_of_another_board_is_not_there(client_for, cast, shape):
    other = make_file_shape(cast.otherby, by=cast.neighbour)
    client = client_for("manager")
    assert "Concern" not in words(client.get(address("list")))
    assert client.get(address("page", other.pk)).status_code == 404
    assert client.post(address("forget", other.pk)).status_code == 404
    other.refresh_from_db()
    assert not other.forgotten


def test_without_anything_shown_the_page_says_how_to_show_it(client_for):
    assert "Nothing was shown yet. Where a file is not read right" in words(client_for("manager").get(address("list")))
    assert "kind of files" not in words(client_for("manager").get("/boards/fenmarsh/imports/new/"))


def test_the_list_takes_the_same_queries_for_any_number(client_for, cast, shape, django_assert_max_num_queries):
    client = client_for("manager")
    client.get(address("list"))
    with django_assert_max_num_queries(40) as few:
        client.get(address("list"))
    for number in range(4):
        make_file_shape(cast.board, **{f"Strand {number}": "recommendation", "Deed": "action"})
    with django_assert_max_num_queries(40) as many:
        client.get(address("list"))
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("hints", "title", "said"),
    [
        (
            Hints((), (LineHint("heading 2", "section"), LineHint("numbered", "action"))),
            "Headings like this and 1 more kind of lines",
            "“Headings like this” is the section, “Numbered lines” the action.",
        ),
        (
            Hints((TableHint(("May", ""), ("progress", "own")), TableHint(("Old",), ("",), "closed"))),
            "A table with “May”, and 1 other table",
            "“May” is progress notes, a column without a heading our own column, the table with “Old” closed actions.",
        ),
        (
            Hints((TableHint(("Key", "Means"), (), "key"),)),
            "A table with “Key” and “Means”",
            "The table with “Key” and “Means” is the key to ratings and initials.",
        ),
    ],
)
def test_what_a_file_is_and_what_was_shown_are_said_in_words(cast, hints, title, said):
    shape = FileShape(board=cast.board, hints=hints.to_json(), by=cast.manager, at=timezone.now())
    assert (ShownShape(shape, cast.manager).title, ShownShape(shape, cast.manager).said) == (title, said)


def test_what_another_manager_showed_names_them(cast, client_for, shape):
    shape.by = cast.lead
    shape.save_by(cast.manager)
    upload = make_import(cast.board, account=ACCOUNT)
    upload.kept = shape
    upload.save_by(cast.manager)
    page = words(client_for("manager").get(upload.get_absolute_url()))
    assert f"Read as {cast.lead.name} showed on" in page
    assert Import.objects.get().kept == shape
