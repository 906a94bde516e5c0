"""Every download and every refusal is logged in the trail.

The addresses are found in the URLconf, and downloads by their headers, so that a new one cannot be forgotten.
"""

from __future__ import annotations

import copy
import datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from boards.models import TrailEntry
from boards.models.trail import Happening
from boards.trail import write
from tests import builders
from tests.browsing import text_of
from tests.order import once_but_for
from tests.undone import undone
from tests.world import PAGES

pytestmark = pytest.mark.usefixtures("nothing_printed")

#: Query strings with which pages return a file.
ASKING = ("", "?format=docx", "?format=csv", "?download=1")
#: The routes that are known to serve files: the walk must find each of them.
KNOWN = {
    "actionplans:action_csv",
    "actionplans:evidence",
    "actionplans:import_file",
    "actionplans:plan_export",
    "actionplans:print_file",
    "actionplans:report_docx",
    "actionplans:trail_csv",
    "actionplans:version_pdf",
    "actionplans:version_export",
}


#: What a script of a page fetches: words that the page has too where there is no script.
FOR_SCRIPTS = {"actionplans:lead_names"}


def hands_out(answer: Any) -> bool:
    """Whether a response is a file: no page, and no redirect to one."""
    return answer.status_code == 200 and (
        "Content-Disposition" in answer.headers or not answer.headers["Content-Type"].startswith("text/html")
    )


@pytest.mark.parametrize("role", once_but_for("lead", among=("manager", "lead")))
def test_every_file_that_is_handed_out_is_logged_and_no_page_is(client_for, fenmarsh, cast, role):
    client = client_for(role)
    files, wrong = set(), {}
    for name in PAGES:
        for asking in ASKING:
            for method in (client.get, client.post):
                cookies = copy.deepcopy(client.cookies)
                with undone():
                    before = TrailEntry.objects.exclude(kind=Happening.REFUSED).count()
                    answer = method(fenmarsh.address(name) + asking)
                    logged = TrailEntry.objects.exclude(kind=Happening.REFUSED)[: TrailEntry.objects.count() - before]
                    if hands_out(answer) and name not in FOR_SCRIPTS:
                        files.add(name)
                        if [(entry.board, entry.user) for entry in logged] != [(cast.board, cast.user(role))]:
                            wrong[f"{method.__name__} {name}{asking}"] = f"{len(logged)} lines"
                        elif logged[0].kind not in _TAKING or not logged[0].about:
                            wrong[f"{method.__name__} {name}{asking}"] = str(logged[0])
                    elif method == client.get and logged:
                        wrong[f"{method.__name__} {name}{asking}"] = f"a page that is only opened logged {logged[0]}"
                client.cookies = cookies  # some pages sign out
    assert wrong == {}
    assert files >= KNOWN - {name for name in KNOWN if role not in PAGES[name].split()}


_TAKING = (Happening.DOWNLOADED, Happening.PRINTED, Happening.TOOK_AWAY, Happening.TRAIL_TAKEN)


def logged(*kinds: Happening) -> list[tuple[str, str]]:
    """The entries of these kinds, as pairs of kind and subject, the oldest first."""
    return list(TrailEntry.objects.filter(kind__in=kinds).order_by("pk").values_list("kind", "about"))


def test_what_was_taken_is_named(client_for, fenmarsh, cast):
    client = client_for("lead")
    for name in ("actionplans:evidence", "actionplans:version_pdf", "actionplans:report_docx"):
        client.get(fenmarsh.address(name), REMOTE_ADDR="192.0.2.7")
    client.get(fenmarsh.address("actionplans:plan_export") + "?format=xlsx")
    client.get(fenmarsh.address("actionplans:action_csv") + "?status=open")
    assert logged(*_TAKING) == [
        ("downloaded", "File “notes.txt” on row 99.1"),
        ("downloaded", "Version 1, PDF"),
        ("downloaded", "Covering report to Health and Wellbeing Board, Word"),
        ("took-away", f"Draft of {_today()}, Excel"),
        ("took-away", "All actions as CSV, 1 row, Open"),
    ]
    first = TrailEntry.objects.order_by("pk").first()
    assert (first.who, first.address, first.plan_title) == ("Ruth Calloway", "192.0.2.7", "Plan 99")


def _today() -> str:
    today = timezone.localdate()
    return f"{today.day} {today:%B %Y}"


def test_a_print_is_logged_when_it_is_asked_for_and_when_it_is_fetched(client_for, fenmarsh):
    client = client_for("chair")
    sent = {"edition": "front", "version": "1", "paper": [], "of": "1"}
    answer = client.post(fenmarsh.address("actionplans:print_add"), sent)
    assert answer.status_code == 302, text_of(answer)
    assert logged(Happening.PRINTED) == [("printed", "Front sheet, version 1")]
    for _ in range(3):  # the page of progress refreshes itself
        client.get(answer.url)
    client.get(fenmarsh.address("actionplans:print_file"))
    assert logged(*_TAKING)[1:] == [("downloaded", "Print: The plan, version 1")]


def test_a_pdf_that_is_downloaded_is_logged_as_a_print(client_for, fenmarsh):
    """Asked for by POST of a view with transactions of its own."""
    answer = client_for("manager").post(fenmarsh.address("actionplans:plan_export"), {"format": "pdf"})
    assert answer.status_code == 302
    assert logged(*_TAKING) == [("printed", f"The plan, draft of {_today()}")]


def test_asking_for_the_head_alone_hands_out_nothing(client_for, fenmarsh):
    assert client_for("manager").head(fenmarsh.address("actionplans:version_pdf")).status_code == 200
    assert logged(*_TAKING) == []


def test_a_request_for_a_part_of_a_file_gets_the_whole_and_is_logged(client_for, fenmarsh):
    """No part is handed out (RFC 9110 lets a server ignore Range), so a file cannot be fetched in parts without being logged."""
    client = client_for("manager")
    answer = client.get(fenmarsh.address("actionplans:evidence"), headers={"range": "bytes=1-"})
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"Minutes")
    assert len(logged(*_TAKING)) == 1


def test_what_cannot_be_logged_is_not_handed_out(client_for, fenmarsh, monkeypatch):
    def broken(*args: Any, **values: Any) -> None:
        raise OSError("The disk is full")

    monkeypatch.setattr(write, "log", broken)
    with pytest.raises(OSError, match="disk is full"):
        client_for("manager").get(fenmarsh.address("actionplans:version_pdf"))


# refusals ---------------------------------------------------------------------------------------------------------------


def test_a_refusal_in_ones_own_board_is_logged(client_for, fenmarsh, cast):
    address = fenmarsh.address("actionplans:publish_page")
    assert client_for("lead").post(address, REMOTE_ADDR="192.0.2.7").status_code == 403
    entry = TrailEntry.objects.get()
    assert (entry.kind, entry.user, entry.board) == (Happening.REFUSED, cast.lead, cast.board)
    assert (entry.about, entry.address) == (f"{address}, by sending a form", "192.0.2.7")
    assert entry.reason == "Your role in this board does not let you publish versions."


def test_a_refusal_within_a_page_is_logged_too(client_for, fenmarsh, cast):
    """The row is led by others: the view itself refuses, and its changes are rolled back."""
    assert client_for("lead2").get(fenmarsh.address("actionplans:note_add")).status_code == 403
    assert TrailEntry.objects.get().user == cast.lead2


def test_a_user_who_tries_again_and_again_does_not_fill_the_trail(client_for, fenmarsh, monkeypatch):
    client = client_for("lead")
    for _ in range(5):
        client.get(fenmarsh.address("actionplans:publish_page"))
    assert TrailEntry.objects.count() == 1
    for number in range(30):
        client.get(fenmarsh.address("boards:person_edit", pk=number))
    assert TrailEntry.objects.count() == write.MOST_REFUSALS
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + datetime.timedelta(minutes=2))
    client.get(fenmarsh.address("actionplans:publish_page"))
    assert TrailEntry.objects.count() == write.MOST_REFUSALS + 1


def test_another_boards_address_is_not_logged(client_for, fenmarsh):
    assert client_for("neighbour").get(fenmarsh.address("actionplans:version_pdf")).status_code == 404
    assert not TrailEntry.objects.exists()


# commands ---------------------------------------------------------------------------------------------------------------


def test_what_a_command_takes_is_logged_with_the_account_of_the_system(cast, tmp_path):
    plan = builders.make_plan(cast.board, recommendations=1, actions=1, notes=1)
    call_command("export_plan", f"fenmarsh/{plan.slug}", "-o", str(tmp_path / "plan.csv"), stdout=StringIO())
    entry = TrailEntry.objects.get()
    assert (entry.board, entry.user, entry.plan_key) == (cast.board, None, plan.pk)
    assert entry.who == f"command: {write.operator()}"
    assert entry.about == "The plan as CSV, by command (export_plan)"


def test_a_command_that_cannot_be_logged_writes_no_file(cast, tmp_path, monkeypatch):
    plan = builders.make_plan(cast.board, recommendations=1, actions=1, notes=1)
    monkeypatch.setattr(write, "log", lambda *args, **values: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        call_command("export_plan", f"fenmarsh/{plan.slug}", "-o", str(tmp_path / "plan.csv"), stdout=StringIO())
    assert not (tmp_path / "plan.csv").exists()
