"""The pages for erasing a person's details: preview, refusals, and the list afterwards."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actionplans.models import Action
from actionplans.operations import actions
from actionplans.operations.notes import add_note
from actionplans.privacy import erasure
from boards.models import Erasure, Person
from tests.builders import make_import, make_plan, make_version
from tests.shown import shown


@pytest.fixture
def gone(cast) -> Person:
    """A person who has left: named in a row, a note and a version, with a name that makes some places doubtful."""
    gone = Person.objects.create_by(
        cast.manager,
        board=cast.board,
        name="Mark Young",
        initials="MY",
        job_title="Youth lead",
        agency=cast.agencies["council"],
    )
    plan = make_plan(cast.board, recommendations=1, actions=1, notes=0)
    row = plan.actions.get()
    actions.change_action(row, {"why": "Mark Young asked for it. Young people come."}, by=cast.manager)
    add_note(row, by=cast.manager, text="MY rang.")
    make_version(plan)
    return gone


def address(person: Person) -> str:
    return reverse("actionplans:person_erase", args=["fenmarsh", person.pk])


def sent(page, **values: str) -> dict[str, str]:
    """The data that a browser submits when everything is filled in; doubts are left."""
    doubts = {name: "leave" for name in page.context["form"].fields if name.startswith("doubt_")}
    doubts = {name: answer for name, answer in doubts.items() if not name.endswith("_places")}
    return {"words": "Youth lead, Council", "reason": "By letter of 3 May.", "sure": "on"} | doubts | values


def test_everything_is_said_beforehand(cast, gone, client_for):
    page = shown(client_for("manager").get(address(gone)))
    assert 'value="Youth lead, Council"' in page
    for words in ("Mark Young", "MY", "Rows of plans", "Notes", "The list of people"):
        assert words in page
    assert "Joint inspection, version 1" in page
    assert "cannot be searched" in page
    assert "copies of the database that were made as a backup" in page
    assert "“Young” stands in" in page
    assert not Erasure.objects.exists()


def test_it_is_done_and_listed(cast, gone, client_for):
    client = client_for("manager")
    answer = client.post(address(gone), sent(client.get(address(gone))), follow=True)
    page = shown(answer)
    assert "“Youth lead, Council” now stands in" in page
    assert "By letter of 3 May." in page
    assert "Joint inspection, version 1" in page
    assert "Youth lead, Council" in shown(client.get(reverse("actionplans:erasure_list", args=["fenmarsh"])))
    assert "These details are erased" in shown(client.get(address(gone)))
    assert "Mark Young" not in page


def test_pressed_twice_it_is_done_once(cast, gone, client_for, monkeypatch):
    """The second form waits for the first, and was filled in before anything was erased. A role is not a name to search for."""
    client, row, real = client_for("manager"), Action.objects.get(), erasure.erase

    def twice(person, **values):
        real(person, **values)
        actions.change_action(row, {"why": "Youth work begins."}, by=cast.manager)
        return real(person, **values)

    monkeypatch.setattr(erasure, "erase", twice)
    page = shown(client.post(address(gone), sent(client.get(address(gone))), follow=True))
    assert "These details are erased" in page
    row.refresh_from_db()
    assert row.why == "Youth work begins."
    assert Erasure.objects.count() == 1


def test_a_doubt_is_settled_on_the_page(cast, gone, client_for):
    client = client_for("manager")
    page = client.get(address(gone))
    (name,) = [n for n, d in page.context["form"].asked.items() if d.words == "Young"]
    client.post(address(gone), sent(page, **{name: "all"}))
    row = cast.board.plans.get().actions.get()
    assert row.why == "Youth lead, Council asked for it. Youth lead, Council people come."


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"words": ""}, "Answer “What stands in the place of the name?”"),
        ({"words": "Mr Young’s post"}, "The person’s own name or initials stand in it"),
        ({"words": "Lead; deputy"}, "Write it without a semicolon"),
        ({"words": "Tessa Orme"}, "A person is called that"),
        ({"reason": ""}, "Answer “Who asked for it, and why was it agreed?”"),
        ({"reason": "Mark Young wrote to us."}, "would be kept. Write it without them"),
        ({"sure": ""}, "Tick “I have read what happens"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_done(cast, gone, client_for, values, words):
    client = client_for("manager")
    answer = client.post(address(gone), sent(client.get(address(gone)), **values))
    assert answer.status_code == 422
    assert words in shown(answer)
    assert not Erasure.objects.exists()


def test_a_doubt_that_nobody_settled_stops_it(cast, gone, client_for):
    client = client_for("manager")
    data = {name: value for name, value in sent(client.get(address(gone))).items() if not name.startswith("doubt_")}
    answer = client.post(address(gone), data)
    assert answer.status_code == 422
    assert "Say what is to become of “Young”" in shown(answer)


def test_what_becomes_of_a_file_that_was_brought_in_must_be_said(cast, gone, client_for):
    from actionplans.persistence.load import read_document

    taken = make_import(cast.board, read_document(cast.board.plans.get()))
    client = client_for("manager")
    page = client.get(address(gone))
    assert client.post(address(gone), sent(page)).status_code == 422
    client.post(address(gone), sent(page, files="keep"))
    assert {"kind": "import", "uid": taken.uid, "name": "plan.json", "gone": False} in Erasure.objects.get().files


def test_a_person_who_has_access_or_leads_is_refused_with_the_way_on(cast, client_for):
    make_plan(cast.board, recommendations=1, actions=1, notes=0)
    ruth = cast.people["RC"]
    client = client_for("manager")
    page = shown(client.get(address(ruth)))
    assert "Ruth Calloway has access" in page
    assert "leads 1 open action" in page
    answer = client.post(address(ruth), {"words": "Lead", "reason": "By letter.", "sure": "on"})
    assert answer.status_code == 409
    assert not Erasure.objects.exists()


def test_a_person_page_leads_there(cast, gone, client_for):
    page = shown(client_for("manager").get(reverse("boards:person_edit", args=["fenmarsh", gone.pk])))
    assert address(gone) in page


def test_the_list_asks_no_more_for_more_erasures(cast, client_for, django_assert_max_num_queries):
    from django.utils import timezone

    def erased() -> None:
        now = timezone.now()
        fields = {"replaced_by": "Nurse", "reason": "By letter.", "begun_at": now, "finished_at": now}
        Erasure.objects.create_by(cast.manager, board=cast.board, done_by=cast.manager, **fields)

    client = client_for("manager")
    where = reverse("actionplans:erasure_list", args=["fenmarsh"])
    erased()
    client.get(where)
    with django_assert_max_num_queries(20) as few:
        client.get(where)
    for _ in range(4):
        erased()
    with django_assert_max_num_queries(len(few)):
        client.get(where)
