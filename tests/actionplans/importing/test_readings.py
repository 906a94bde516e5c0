"""How a file is to be read: shown by the user on a page, read again by the worker, and kept for the next file of its shape."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from actionplans.document.tree import PlanDocument
from actionplans.document.warnings import HIDDEN, KEY, LEFT_OUT, TABLE, Warning_
from actionplans.importing import apply, decide, reading_words, roles, shown
from actionplans.importing.left_out import KEPT_TITLE
from actionplans.importing.notices import Notice
from actionplans.models import FileShape, Import, Reading
from actionplans.reading import Hints
from actionplans.reading.plan import account, evidence, hints, line_account
from actionplans.reading.plan.hints import TableHint
from actionplans.views import readings, uploads
from boards.jobs.performing import run_here
from tests.actionplans.importing.looking import ADD, address, values, words
from tests.actionplans.reading.papers import Paper
from tests.builders import ACCOUNT, make_import

HEADS = ("Strand", "What we do", "Who", "When")
#: As pages say it of what was shown today.
TODAY = f"{timezone.localdate():%-d %B}"


def strands(heads: tuple[str, ...] = HEADS) -> Paper:
    return Paper().table(
        heads,
        ("Calls", "Answer within a minute", "Duty manager", "May 2026"),
        ("Letters", "Answer within a week", "Office", "June 2026"),
    )


def unknown() -> Paper:
    """A paper with a table that nobody could take for a plan, and an attendance list."""
    return (
        Paper()
        .table(("Alpha", "Beta", "Gamma"), ("Calls", "Minute", "Ann"), ("Letters", "Week", "Tom"))
        .table(("Member", "July"), ("Pell", "yes"), ("Orme", "no"))
    )


def focused(page: Any) -> list[str]:
    """Where the box of errors leads that takes the focus when the page is opened."""
    [box] = lxml.html.fromstring(page.content).xpath("//*[@autofocus]")
    assert "govuk-error-summary" in box.get("class")
    return box.xpath(".//a/@href")


def test_a_column_is_shown_and_the_file_read_again(upload, again):
    found = upload(strands())
    page = again(found, t0c0="recommendation")
    assert "2 actions now stand under 2 recommendations" in words(page)
    found = Import.objects.get(pk=found.pk)
    assert [r.text for _, r in found.document.recommendations()] == ["Calls", "Letters"]
    assert found.first["counts"]["recommendations"] == 0
    assert not Reading.objects.exists()


def test_a_file_that_leaves_something_open_leads_to_the_page_first(upload, client_for):
    found = upload(strands())
    assert found.led_to == address(found)
    sure = upload(Paper().table(("Recommendation", "Action", "Lead"), ("Be quick", "Answer within a minute", "Office")))
    assert sure.led_to == address(sure, "import_page")
    page = words(client_for("manager").get(address(sure, "import_page")))
    assert "Columns: 3 of 3 understood. Change how it is read" in page
    assert "3 columns, all clear." in words(client_for("manager").get(address(sure)))


def test_the_page_names_what_is_unsure_and_shows_the_first_rows(upload, client_for):
    page = client_for("manager").get(address(upload(strands())))
    assert "This one needs you: Strand." in words(page)
    assert "Not sure. This heading is not known." in words(page)
    assert "Answer within a minute" in words(page)


def test_two_columns_that_are_both_the_action_are_named_and_nothing_chosen_is_lost(upload, again):
    found = upload(strands())
    page = again(found, t0c0="action", t0c2="evidence")
    assert page.status_code == 422
    assert "“Strand” and “What we do” are both the action. Only one can be" in words(page)
    assert focused(page) == ["#t0c0"]
    sent = values(page)
    assert (sent["t0c0"], sent["t0c1"], sent["t0c2"]) == ("action", "action", "evidence")
    tree = lxml.html.fromstring(page.content)
    assert [e.get("id") for e in tree.xpath("//p[@class='govuk-error-message']")] == ["t0c0-e", "t0c1-e"]
    assert not Import.objects.get(pk=found.pk).first


def test_what_was_shown_can_be_undone_and_done_again(upload, again, client_for):
    found = upload(strands())
    again(found, t0c0="recommendation")
    client = client_for("manager")
    page = client.post(address(found), {"other": "undo"}, follow=True)
    assert "It reads as before" in words(page)
    assert [r.text for _, r in Import.objects.get(pk=found.pk).document.recommendations()] == [""]
    assert not FileShape.objects.of_board(found.board).exists()
    client.post(address(found), {"other": "redo"}, follow=True)
    found = Import.objects.get(pk=found.pk)
    assert [r.text for _, r in found.document.recommendations()] == ["Calls", "Letters"]
    assert FileShape.objects.of_board(found.board).count() == 1


def test_a_second_column_of_numbers_leaves_the_first_what_it_is(upload, again):
    heads = ("No", "Recommendation", "Mark", "Action", "Lead")
    found = upload(
        Paper().table(
            heads, ("1", "Be quick", "1.1", "Answer at once", "Office"), ("2", "Be kind", "2.1", "Ask", "Office")
        )
    )
    again(found, t0c2="number")
    document = Import.objects.get(pk=found.pk).document
    assert [(r.number, a.ref) for _, r, a in document.actions()] == [("1", "1.1"), ("2", "2.1")]


def test_a_loss_is_the_title_and_undo_comes_first(upload, again):
    page = again(upload(strands()), t0c2="leave-out")
    assert "The 2 actions have no lead now Column 3, Who, is read as leave out; before, it was lead." in words(page)
    [button] = [b for b in lxml.html.fromstring(page.content).xpath("//button") if b.get("value") == "undo"]
    assert (button.get("class"), button.text_content().strip()) == ("govuk-button", "Undo: back to 2 leads")


def test_nothing_changed_reads_nothing_again(upload, again, client_for):
    found = upload(Paper().table(("Recommendation", "Action", "Lead"), ("Be quick", "Answer at once", "Office")))
    assert "Nothing was changed, so it reads as before." in words(again(found))
    assert not FileShape.objects.exists()


def test_a_form_of_an_earlier_reading_changes_nothing(upload, again):
    found = upload(strands())
    page = again(found, seen="old", t0c0="recommendation")
    assert "The file was read again meanwhile." in words(page)
    assert not Import.objects.get(pk=found.pk).hints


def test_every_role_and_every_reason_has_words():
    assert set(roles.COLUMN_WORDS) == set(hints.FORM_ROLES)
    assert set(roles.TABLE_WORDS) == set(hints.TABLE_ROLES)
    assert set(roles.LINE_WORDS) == set(hints.LINE_ROLES)
    assert set(reading_words.WHY) == set(evidence.REASONS)
    assert set(reading_words.WHY_TABLE) == {*account.TABLE_REASONS, KEY, TABLE}
    assert set(reading_words.WHY_LINE) == set(line_account.LINE_REASONS)


# words that the file hides ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("said", "of_the_first"), [("keep", "Old aim"), ("out", "")])
def test_hidden_words_of_a_later_reading_are_asked_about(cast, said, of_the_first):
    def left(words: str) -> PlanDocument:
        return PlanDocument(title="Plan", warnings=(Warning_("", "x", LEFT_OUT, words=words, reason=HIDDEN),))

    def read_as(document: PlanDocument) -> Import:
        again = Reading(uid=found.uid, board=found.board, by=cast.manager, name="p.docx", size=1, sha256="x")
        again.document_text, again.account, again.hints = document.canonical(), ACCOUNT, {}
        again.save()
        return shown.settle(Import.objects.get(pk=found.pk), by=cast.manager)

    def notice(upload: Import) -> Notice:
        [hidden] = [n for n in decide.notices_in(upload, decide.review_of(upload)) if n.code == "hidden"]
        return hidden

    found = make_import(cast.board, left("Old aim"), account=ACCOUNT)
    decide.answer_notice(found, notice(found).key, said, by=cast.manager)
    assert notice(read_as(left("Old aim"))).is_settled  # what was said of them all holds
    upload = read_as(left("Old aim\nSecret"))
    assert [(place.written, place.choice) for place in notice(upload).places] == [("Old aim", said), ("Secret", "")]
    kept = [s.description for s in decide.reviewed_document(upload).sections if s.title == KEPT_TITLE]
    assert "".join(kept) == of_the_first


# kept for the board -----------------------------------------------------------------------------------------------------


def test_the_next_file_of_the_shape_is_read_as_words(upload, again, client_for):
    again(upload(strands()), t0c0="recommendation")
    found = upload(strands().line("With one more line."), "next.docx")
    assert found.led_to == address(found, "import_page")
    assert [r.text for _, r in found.document.recommendations()] == ["Calls", "Letters"]
    page = words(client_for("manager").get(address(found, "import_page")))
    assert f"Read as you showed on {TODAY}. “Strand” is the recommendation. All 4 columns fit. Change how it" in page
    assert "Columns: 4 of 4 understood" not in page
    shape = FileShape.objects.get()
    client_for("manager").post(address(found), {"other": f"forget {shape.pk}"})
    later = upload(strands(), "later.docx")
    assert [r.text for _, r in later.document.recommendations()] == [""]


def test_a_new_column_is_no_misfit(upload, again):
    again(upload(strands()), t0c0="recommendation")
    wider = Paper().table((*HEADS, "Cost"), ("Calls", "Answer within a minute", "Duty manager", "May 2026", "10"))
    found = upload(wider, "wider.docx")
    assert [r.text for _, r in found.document.recommendations()] == ["Calls"]


def test_what_no_longer_fits_is_named_and_none_of_it_used(upload, again, client_for):
    again(upload(strands()), t0c0="recommendation", t0c2="evidence")
    other = ("Topic", "What we do", "Who", "When")
    found = upload(strands(other), "other.docx")
    assert {r.text for _, r in found.document.recommendations()} == {""}
    assert not found.hints
    page = words(client_for("manager").get(address(found)))
    assert (
        "no longer fits. There is no column “Strand” in this file, and “Topic” is new. So none of it was used." in page
    )
    assert f"What you showed on {TODAY} no longer fits." in page
    assert f"Use it for the 3 that still fit Forget what I showed on {TODAY}" in page
    assert f"On {TODAY}: evidence" in page
    assert f"What you choose is kept beside what you showed on {TODAY}: this is another shape." in page
    shape = FileShape.objects.get()
    client_for("manager").post(address(found), {"other": f"use {shape.pk}"}, follow=True)
    found = Import.objects.get(pk=found.pk)
    assert [t["columns"] for t in found.hints["tables"]] == [["", "", "evidence", ""]]


def test_what_another_board_showed_is_not_used(upload, again, cast):
    again(upload(strands()), t0c0="recommendation")
    shape = FileShape.objects.get()
    assert list(FileShape.objects.of_board(cast.board)) == [shape]
    assert not FileShape.objects.exclude(board=cast.board).exists()


# nothing was found ------------------------------------------------------------------------------------------------------


def test_a_file_without_a_plan_offers_the_tables_that_it_has(upload, client_for, again):
    found = upload(unknown())
    assert (found.state, found.led_to) == (Import.State.NOTHING, address(found))
    client = client_for("manager")
    page = client.get(address(found))
    assert "There is no action plan in it: no table" in words(page)
    assert 'class="govuk-button"' not in page.content.decode()  # nothing here imports a plan
    assert "Start an empty plan" in words(page)
    tree = lxml.html.fromstring(page.content)
    assert len(tree.xpath("//input[@name='ticked']")) == 2
    assert len(tree.xpath("//input[@name='ticked'][@checked]")) == 1
    page = client.post(address(found), {"seen": values(page)["seen"], "ticked": ["t0"]}, follow=True)
    assert "Changed by you" not in words(page)
    assert not lxml.html.fromstring(page.content).xpath("//button[@value='undo'][@class='govuk-button']")
    page = again(found, t0c0="recommendation", t0c1="action", t0c2="lead")
    found = Import.objects.get(pk=found.pk)
    assert found.state == Import.State.REVIEW
    assert [(r.text, a.action, a.leads[0].name) for _, r, a in found.document.actions()] == [
        ("Calls", "Minute", "Ann"),
        ("Letters", "Week", "Tom"),
    ]
    assert "2 actions now stand under 2 recommendations" in words(page)


def test_nothing_ticked_is_said(upload, client_for):
    found = upload(unknown())
    client = client_for("manager")
    page = client.post(address(found), {"seen": values(client.get(address(found)))["seen"]})
    assert page.status_code == 422
    assert "Tick a table or a list, or choose another way below" in words(page)
    assert focused(page) == ["#t0"]


def test_a_file_with_nothing_to_show_is_refused_and_not_kept(client_for, cast, read_here):
    file = SimpleUploadedFile("one.docx", Paper().line("Tea at four.").data())
    answer = client_for("manager").post(ADD, {"file": file, "into": "new"})
    assert "There is no action plan in it" in words(answer)
    assert not Import.objects.exists()
    assert not Reading.objects.exists()


def test_a_file_without_a_plan_can_be_forgotten(upload, client_for):
    found = upload(unknown())
    client_for("manager").post(address(found, "import_aside"))
    found = Import.objects.get(pk=found.pk)
    assert (found.state, found.account, found.file.name) == (Import.State.ASIDE, {}, "")


# while it is read, and what goes wrong ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("queued")
def test_while_it_is_read_again_the_page_says_how_far_it_is(client_for, cast, monkeypatch, read_here):
    monkeypatch.setattr("actionplans.views.uploads.PATIENCE", 0)
    monkeypatch.setattr("actionplans.views.readings.PATIENCE", 0)
    client = client_for("manager")
    client.post(ADD, {"file": SimpleUploadedFile("plan.docx", strands().data()), "into": "new"})
    run_here(Reading.objects.get().job)
    found = Import.objects.get()
    page = client.post(address(found), {"other": "undo"}, follow=True)
    assert "The file is being read" in words(page)
    client.post(address(found), {"other": "undo"})
    run_here(Reading.objects.get().job)
    assert not Reading.objects.exists()
    assert "It reads as before" in words(client.get(address(found)))


@pytest.mark.usefixtures("queued")
def test_those_who_wait_come_to_the_page_that_a_short_reading_leads_to(client_for, cast, monkeypatch, read_here):
    monkeypatch.setattr("actionplans.views.uploads.PATIENCE", 0)
    client = client_for("manager")
    for paper in (
        strands(),
        Paper().table(("Recommendation", "Action", "Lead"), ("Be quick", "Answer at once", "Office")),
    ):
        answer = client.post(ADD, {"file": SimpleUploadedFile("plan.docx", paper.data()), "into": "new"})
        waiting = answer["Location"]
        page = client.get(waiting)
        assert "The file is being read" in words(page)
        assert f'href="{waiting}"' in page.content.decode()
        run_here(Reading.objects.latest("pk").job)
        found = Import.objects.latest("pk")
        follows = address(found) if paper.document.tables[0].cell(0, 0).text == "Strand" else found.get_absolute_url()
        assert client.get(waiting)["Location"] == follows
        assert client.get(found.get_absolute_url()).status_code == 200  # “It is right as it is” leads there


def test_a_request_waits_no_longer_than_two_seconds_for_a_reading():
    assert (uploads.PATIENCE, readings.PATIENCE) == (2, 2)


def test_a_reading_that_fails_leaves_what_was_read_before(upload, again, client_for, monkeypatch):
    from actionplans import sandbox
    from actionplans.reading import worker

    found = upload(strands())
    monkeypatch.setattr(sandbox, "run", lambda *_, **__: {"refused": worker.TOO_LONG})
    page = again(found, t0c0="recommendation")
    assert "It was not read again" in words(page)
    found = Import.objects.get(pk=found.pk)
    assert (found.state, len(list(found.document.actions())), bool(found.file)) == (Import.State.REVIEW, 2, True)


def test_an_import_that_was_taken_in_is_not_read_again(upload, client_for, cast):
    found = upload(strands())
    apply.apply_as_plan(found, by=cast.manager)
    answer = client_for("manager").post(address(found), {"other": "undo"})
    assert answer["Location"] == address(found, "import_page")
    assert not Reading.objects.exists()


def test_hints_of_a_form_are_those_of_the_reader(upload, again):
    found = upload(strands())
    again(found, t0c0="recommendation", t0="closed")
    sent = Hints.from_json(Import.objects.get(pk=found.pk).hints)
    assert sent.tables[0].columns == ("recommendation", "", "", "")
    assert sent.tables[0].table == "closed"


# from the command line --------------------------------------------------------------------------------------------------


def command(tmp_path, given: str = "", **options: Any) -> str:
    paper, out = tmp_path / "plan.docx", StringIO()
    paper.write_bytes(strands().data())
    if given:
        (tmp_path / "hints.json").write_text(given)
        options["hints"] = tmp_path / "hints.json"
    call_command("import_plan", str(paper), dry_run=True, stdout=out, **options)
    return out.getvalue()


def test_the_command_takes_hints_and_prints_the_account(tmp_path):
    account = json.loads(command(tmp_path, account=True))
    assert [column["role"] for column in account["tables"][0]["columns"]] == ["own", "action", "lead", "deadline"]
    given = json.dumps(Hints((TableHint(HEADS, ("recommendation",)),)).to_json())
    assert "2 recommendations, 2 actions" in command(tmp_path, given)


def test_the_command_names_hints_that_do_not_fit(tmp_path):
    given = json.dumps(Hints((TableHint(("Strand", "Cost"), ("recommendation",)),)).to_json())
    with pytest.raises(CommandError, match=r"none was used. It has no Strand \| Cost\."):
        command(tmp_path, given)
    with pytest.raises(CommandError, match="These are no hints"):
        command(tmp_path, "{")


def test_the_page_asks_the_database_no_more_for_many_tables_and_shapes(cast, client_for, django_assert_max_num_queries):
    table, line = ACCOUNT["tables"][0], ACCOUNT["lines"][0]
    many = {
        "tables": [
            table | {"columns": [c | {"heading": f"{c['heading']} {n}"} for c in table["columns"]]} for n in range(30)
        ],
        "lines": [line | {"look": f"heading {n}"} for n in range(30)],
    }
    for n in range(20):
        heads = (f"Topic {n}", f"Action {n}", f"May {n}", f"June {n}")
        shape = FileShape(board=cast.board, by=cast.manager, at=timezone.now())
        shape.hints = Hints((TableHint(heads, ("recommendation",)),)).to_json()
        shape.save_by(cast.manager)
    found = make_import(cast.board, account=many)
    client = client_for("manager")
    client.get(address(found))
    with django_assert_max_num_queries(14):
        assert client.get(address(found)).status_code == 200
