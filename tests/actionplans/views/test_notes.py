"""Notes: their three dates, their place, who may add and correct them, and their files."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from actionplans.models import Action, ProgressEntry
from actionplans.operations import notes
from actionplans.persistence.load import read_document
from tests.builders import make_plan, make_version
from tests.shown import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    return make_plan(cast.board, recommendations=1, actions=4, notes=2)


def texts(plan, ref="99.1"):
    return [e.text for _, _, a in read_document(plan).actions() if a.ref == ref for e in a.progress]


def url(name, plan, ref, *more):
    return reverse(name, args=[plan.board.slug, plan.slug, ref, *more])


def test_a_late_note_keeps_its_true_date_and_finds_its_place(plan, cast):
    action = plan.actions.get(ref="99.1")
    long_ago = (timezone.localdate() - datetime.timedelta(days=300)).isoformat()
    between = (timezone.localdate() - datetime.timedelta(days=10)).isoformat()
    notes.add_note(action, by=cast.manager, text="Long ago.", happened=long_ago)
    notes.add_note(action, by=cast.manager, text="Between.", happened=between)
    notes.add_note(action, by=cast.manager, text="Today.")
    assert texts(plan) == ["Long ago.", "Step 1: reply 1 came in.", "Between.", "Step 1: reply 2 came in.", "Today."]
    entry = ProgressEntry.objects.get(text="Long ago.")
    assert (entry.happened, timezone.localtime(entry.written_at).date()) == (long_ago, timezone.localdate())


def test_a_lead_adds_a_note_in_one_screen(plan, cast, client_for):
    page = url("actionplans:note_add", plan, "99.1")
    answer = client_for("lead").post(page, {"text": "Two stations trained.", "when": "today"}, follow=True)
    assert "Your note is saved" in shown(answer)
    assert texts(plan)[-1] == "Two stations trained."
    entry = ProgressEntry.objects.get(text="Two stations trained.")
    assert (entry.author, entry.author_words) == (cast.lead, "RC")


def test_another_day_is_taken_as_typed(plan, client_for):
    client_for("lead").post(
        url("actionplans:note_add", plan, "99.1"),
        {"text": "Earlier.", "when": "other", "happened_day": "5", "happened_month": "March", "happened_year": "2026"},
    )
    assert ProgressEntry.objects.get(text="Earlier.").happened == "2026-03-05"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": "", "when": "today"}, "Write what has happened"),
        ({"text": "Kept words", "when": "other"}, "Enter the day on which it happened"),
        (
            {
                "text": "Kept words",
                "when": "other",
                "happened_day": "31",
                "happened_month": "6",
                "happened_year": "2026",
            },
            "31 June does not exist. June has 30 days",
        ),
        (
            {
                "text": "Kept words",
                "when": "other",
                "happened_day": "1",
                "happened_month": "1",
                "happened_year": "2099",
            },
            "That day is still to come",
        ),
        ({"text": "Kept words" + "x" * 50_000, "when": "today"}, "50,010 characters long. A cell holds up to 50,000"),
    ],
)
def test_what_cannot_be_saved_is_said_by_the_field_and_stays(plan, client_for, fields, sentence):
    before = ProgressEntry.objects.count()
    page = shown(client_for("lead").post(url("actionplans:note_add", plan, "99.1"), fields))
    assert sentence in page
    assert fields["text"] in page
    assert ProgressEntry.objects.count() == before


def test_a_file_that_is_too_large_is_refused_with_its_size_and_the_text_stays(plan, client_for, settings):
    settings.EVIDENCE_LIMIT_MB = 1
    large = SimpleUploadedFile("minutes-scan.pdf", b"x" * (2 * 1024 * 1024))
    page = client_for("lead").post(
        url("actionplans:note_add", plan, "99.1"), {"text": "With the minutes.", "when": "today", "file": large}
    )
    text = shown(page)
    assert "“minutes-scan.pdf” is 2 MB. Files can be up to 1 MB" in text
    assert "With the minutes." in text
    assert "The file has to be chosen again" in text


def test_nothing_new_is_one_press(plan, client_for):
    client_for("lead").post(url("actionplans:note_add", plan, "99.1"), {"nothing": "1"})
    entry = ProgressEntry.objects.get(nothing_new=True)
    assert entry.text == "Nothing new this period."


@pytest.mark.parametrize("text", ["Kept words", "Kept words" + "x" * 50_000], ids=["short", "too long"])
def test_nothing_new_throws_no_written_note_away(plan, client_for, text):
    before = ProgressEntry.objects.count()
    answer = client_for("lead").post(
        url("actionplans:note_add", plan, "99.1"), {"text": text, "when": "today", "nothing": "1"}
    )
    page = shown(answer)
    assert answer.status_code == 422
    assert f"{text}</textarea>" in page
    assert ("Save it, or clear it if there is nothing new" in page) == (text == "Kept words")
    assert ProgressEntry.objects.count() == before


def test_nothing_new_throws_no_chosen_file_away(plan, client_for):
    before = ProgressEntry.objects.count()
    fields = {"text": " ", "when": "today", "nothing": "1", "file": SimpleUploadedFile("minutes.txt", b"We met.")}
    answer = client_for("lead").post(url("actionplans:note_add", plan, "99.1"), fields)
    assert "You have added a file. Write a sentence about it and save" in shown(answer)
    assert ProgressEntry.objects.count() == before


def test_spaces_and_a_day_are_no_note(plan, client_for):
    client_for("lead").post(url("actionplans:note_add", plan, "99.1"), {"text": " \n", "when": "other", "nothing": "1"})
    assert ProgressEntry.objects.get(nothing_new=True).text == "Nothing new this period."


def test_an_impatient_second_click_adds_no_second_note(plan, client_for):
    for _ in range(2):
        client_for("lead").post(url("actionplans:note_add", plan, "99.1"), {"text": "Once.", "when": "today"})
    assert ProgressEntry.objects.filter(text="Once.").count() == 1


def test_who_may_add_a_note_where(plan, cast):
    """99.1 is led by a person (lead), 99.2 by her group, 99.3 by lead2's agency, 99.4 by a role."""

    def noted(user):
        return set(Action.objects.filter(plan=plan).may_be_noted_by(user).values_list("ref", flat=True))

    assert noted(cast.lead) == {"99.1", "99.2"}
    assert noted(cast.lead2) == {"99.3"}
    assert noted(cast.manager) == {"99.1", "99.2", "99.3", "99.4"}
    for nobody in (cast.chair, cast.member, cast.observer, cast.stranger, cast.admin, cast.neighbour):
        assert noted(nobody) == set()


def test_a_lead_is_refused_on_the_row_of_another(plan, client_for):
    answer = client_for("lead").post(url("actionplans:note_add", plan, "99.3"), {"text": "Not mine.", "when": "today"})
    assert answer.status_code == 403
    assert "99.3 is led by others" in shown(answer)
    assert not ProgressEntry.objects.filter(text="Not mine.").exists()


def test_a_lead_corrects_their_own_note_until_a_version_holds_it(plan, cast, client_for):
    action = plan.actions.get(ref="99.1")
    entry = notes.add_note(action, by=cast.lead, text="Tree of six.")
    page = url("actionplans:note_change", plan, "99.1", entry.uid)
    client_for("lead").post(page, {"text": "Three of six."})
    assert texts(plan)[-1] == "Three of six."
    make_version(plan)
    assert client_for("lead").post(page, {"text": "Four of six."}).status_code == 403
    assert texts(plan)[-1] == "Three of six."
    assert client_for("lead2").get(page).status_code == 403


def test_a_withdrawn_note_leaves_the_plan_and_stays_in_its_history(plan, cast, client_for):
    action = plan.actions.get(ref="99.1")
    entry = notes.add_note(action, by=cast.manager, text="About another family.")
    answer = client_for("manager").post(
        url("actionplans:note_withdraw", plan, "99.1", entry.uid), {"reason": "Belongs elsewhere"}, follow=True
    )
    assert "About another family." not in texts(plan)
    assert "was withdrawn; it said “About another family.”" in shown(answer)


def test_internal_notes_are_for_the_manager_and_the_chair(plan, cast, client_for):
    notes.add_note(plan.actions.get(ref="99.1"), by=cast.manager, text="Between us.", internal=True)
    page = url("actionplans:action_page", plan, "99.1")
    whole = reverse("actionplans:plan_page", args=[plan.board.slug, plan.slug])
    for role in ("manager", "chair"):
        assert "Between us." in shown(client_for(role).get(page))
        assert "Between us." in shown(client_for(role).get(whole))
    for role in ("lead", "member"):
        assert "Between us." not in shown(client_for(role).get(page))
        assert "Between us." not in shown(client_for(role).get(whole))


def test_a_file_comes_back_as_it_went_in_to_those_who_may_read_it(plan, client_for):
    file = SimpleUploadedFile("../../letter <b>.pdf", b"%PDF-1.7 a letter", content_type="text/html")
    client_for("lead").post(
        url("actionplans:note_add", plan, "99.1"), {"text": "Letter.", "when": "today", "file": file}
    )
    evidence = ProgressEntry.objects.get(text="Letter.").files.get()
    address = reverse("actionplans:evidence", args=[plan.board.slug, evidence.uid])
    answer = client_for("member").get(address)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 a letter"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/pdf"
    assert client_for("observer").get(address).status_code == 403
    assert client_for("neighbour").get(address).status_code == 404
    other = reverse("actionplans:evidence", args=["otherby", evidence.uid])
    assert client_for("neighbour").get(other).status_code == 404


def test_script_in_a_note_is_shown_as_text(plan, client_for):
    client_for("lead").post(
        url("actionplans:note_add", plan, "99.1"), {"text": "<script>alert(1)</script>", "when": "today"}
    )
    page = shown(client_for("manager").get(url("actionplans:action_page", plan, "99.1")))
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
