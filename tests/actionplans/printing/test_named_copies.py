"""What a partner lead takes away says who took it, and when; what others take away does not."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone

from actionplans.document.parts import without_internal
from actionplans.models import Version
from actionplans.operations import reports
from actionplans.persistence.load import read_document
from actionplans.printing import jobs
from actionplans.printing.named_copies import CopyOwner, copy_owner
from actionplans.printing.orders import order_for
from actionplans.publishing import publish
from actionplans.publishing.chain import check_chain
from actionplans.reading import read_plan
from actionplans.reading.plan.carried import carried_document
from actionplans.views.prints import about_of
from actionplans.writing.press.sheets import Printed
from boards.access import NAMED, Role
from tests.builders import make_plan
from tests.cast import BOARD_ROLES
from tests.prints import blank_pdf
from tests.shown import shown

WHEN = datetime.datetime(2026, 7, 1, 13, 35, tzinfo=datetime.UTC)
LINE = "Copy taken by Ruth Calloway, Fenland Constabulary, on 1 July 2026 at 2:35pm"
IN_NAME = "-taken-by-ruth-calloway-2026-07-01-1435."


@pytest.fixture
def now(monkeypatch):
    """Everything happens on 1 July 2026, at 14:35 by the clock on the wall."""
    monkeypatch.setattr(timezone, "now", lambda: WHEN)


@pytest.fixture
def plan(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_plan(cast.board, recommendations=2, actions=2)


@pytest.fixture
def version(plan, cast, monkeypatch):
    monkeypatch.setattr(publish, "print_plan", lambda document, **_: Printed(blank_pdf("version 1"), 1))
    return publish.publish(plan, by=cast.manager, note="Agreed")


@pytest.fixture
def report(plan, version, cast):
    made = reports.begin_report(plan, by=cast.manager, meeting=None, version=version, to="Scrutiny", date="2026-07-09")
    made.finished = True
    made.save_by(cast.manager)
    return made


def addresses(plan, report) -> dict[str, str]:
    """Everything that can be taken away, by what it is."""
    board = plan.board.slug
    order = order_for(plan, version=1)
    key = jobs.put_by(order, about_of(plan, order), Printed(blank_pdf("a print"), 1))
    here = reverse("actionplans:plan_export", args=[board, plan.slug])
    then = reverse("actionplans:version_export", args=[board, plan.slug, 1])
    return {
        "the list.csv": reverse("actionplans:action_csv", args=[board]),
        "the report.docx": reverse("actionplans:report_docx", args=[board, plan.slug, report.pk]),
        "the version.pdf": reverse("actionplans:version_pdf", args=[board, plan.slug, 1]),
        "a print.pdf": reverse("actionplans:print_file", args=[board, plan.slug, key]) + "?download",
        "a print shown.pdf": reverse("actionplans:print_file", args=[board, plan.slug, key]),
        "the version taken.pdf": f"{then}?format=pdf",
        **{f"the plan.{ending}": f"{here}?format={ending}" for ending in ("docx", "xlsx", "csv", "json")},
        **{f"the version taken.{ending}": f"{then}?format={ending}" for ending in ("docx", "xlsx", "csv", "json")},
    }


def content_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def said(content: bytes, name: str) -> str:
    """All that can be read in a file, the feet of its pages too."""
    match Path(name).suffix:
        case ".pdf":
            return " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))
        case ".docx":
            file = docx.Document(io.BytesIO(content))
            return "\n".join(p.text for section in file.sections for p in section.footer.paragraphs)
        case ".xlsx":
            book = openpyxl.load_workbook(io.BytesIO(content))
            return "\n".join(sheet.oddFooter.left.text for sheet in book)
        case _:
            return content.decode()


@pytest.mark.parametrize("role", BOARD_ROLES)
def test_everything_that_a_lead_takes_away_carries_their_name_and_the_time_and_nothing_of_others_does(
    client_for, cast, plan, report, role, now
):
    client, wrong, seen = client_for(role), [], 0
    for name, address in addresses(plan, report).items():
        response = client.get(address)
        if response.status_code == 403:
            continue
        seen += 1
        text = " ".join(said(content_of(response), name).split())
        named = "-taken-by-" in response["Content-Disposition"]
        if named != (role in ("lead", "lead2")):
            wrong.append(f"{name}: {response['Content-Disposition']}")
        if ("Copy taken by" in text) != (role in ("lead", "lead2") and not name.endswith((".csv", ".json"))):
            wrong.append(f"{name}: {text[-200:]}")
        if role == "lead" and IN_NAME not in response["Content-Disposition"]:
            wrong.append(f"{name}: {response['Content-Disposition']}")
        if role == "lead" and name.endswith((".pdf", ".docx", ".xlsx")) and LINE not in text:
            wrong.append(f"{name}: {text[-200:]}")
    assert wrong == []
    assert seen >= (7 if role == "observer" else 14)


def test_the_roles_stand_in_the_table_and_can_be_others(cast, monkeypatch):
    assert frozenset({Role.LEAD}) == NAMED
    monkeypatch.setattr("boards.access.NAMED", frozenset({Role.MEMBER}))
    assert copy_owner(cast.member, cast.board, WHEN).line == LINE.replace(
        "Ruth Calloway, Fenland Constabulary", "Martin Pell, Fenmarsh Council"
    )
    assert copy_owner(cast.lead, cast.board).line == ""


def test_the_published_version_stays_as_it_was_sealed(client_for, plan, version, now):
    before = bytes(version.pdf)
    copy = client_for("lead").get(reverse("actionplans:version_pdf", args=[plan.board.slug, plan.slug, 1])).content
    assert copy != before
    assert bytes(Version.objects.get(pk=version.pk).pdf) == before
    assert check_chain(plan) is None
    assert (
        client_for("observer").get(reverse("actionplans:version_pdf", args=[plan.board.slug, plan.slug, 1])).content
        == before
    )


def test_a_print_is_shared_and_each_lead_fetches_their_own_copy(client_for, plan, version):
    order = order_for(plan, version=1)
    key = jobs.put_by(order, about_of(plan, order), Printed(blank_pdf("shared"), 1))
    address = reverse("actionplans:print_file", args=[plan.board.slug, plan.slug, key])
    ruth, ngozi, tessa = (content_of(client_for(role).get(address)) for role in ("lead", "lead2", "manager"))
    assert "Ruth Calloway" in said(ruth, "a.pdf")
    assert "Ngozi Adeyemi" in said(ngozi, "a.pdf")
    assert "Ruth" not in said(ngozi, "a.pdf")
    assert tessa == jobs.job_status(key).file.read() == blank_pdf("shared")


def test_the_pages_that_offer_files_say_so_before(client_for, plan, version):
    order = order_for(plan, version=1)
    key = jobs.put_by(order, about_of(plan, order), Printed(blank_pdf(), 1))
    pages = {
        reverse(
            "actionplans:plan_export", args=[plan.board.slug, plan.slug]
        ): "The file will say that Ruth Calloway took it",
        reverse("actionplans:print_page", args=[plan.board.slug, plan.slug, key]): "says on each page that you took it",
    }
    for address, sentence in pages.items():
        assert sentence in shown(client_for("lead").get(address))
        assert sentence not in shown(client_for("member").get(address))


@pytest.mark.parametrize("ending", ["docx", "xlsx", "json"])
def test_a_named_file_still_comes_back_as_the_same_plan(client_for, plan, ending):
    address = reverse("actionplans:plan_export", args=[plan.board.slug, plan.slug])
    data = client_for("lead").get(address, {"format": ending}).content
    assert read_plan(data, f"plan.{ending}") == without_internal(read_document(plan))


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_who_took_it_is_not_taken_for_the_plan_where_the_file_was_changed(client_for, plan, ending, monkeypatch):
    """Once its seal is broken a file is read from what can be seen."""
    address = reverse("actionplans:plan_export", args=[plan.board.slug, plan.slug])
    data = client_for("lead").get(address, {"format": ending}).content
    assert carried_document(data) is not None
    monkeypatch.setattr("actionplans.reading.plan.carried.carried_document", lambda data: None)
    found = read_plan(data, f"plan.{ending}")
    assert "Copy taken by" not in found.dumps()
    assert "Calloway" in data_of(data, ending)
    assert [a.ref for _, _, a in found.actions()] == [a.ref for _, _, a in read_document(plan).actions()]


def data_of(data: bytes, ending: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [name for name in package.namelist() if "footer" in name or "sheet" in name.lower()]
        return " ".join(package.read(name).decode() for name in parts)


# what somebody may be called --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "line", "in_name"),
    [
        ("W" * 120, "W" * 59 + "…", "w" * 40),
        ("<script>alert('x')</script>", "<script>alert('x')</script>", "scriptalertxscript"),
        ("Ruth\r\nContent-Type: text/html", "Ruth Content-Type: text/html", "ruth-content-type-texthtml"),
        ('Ruth "the boss" /../Calloway', 'Ruth "the boss" /../Calloway', "ruth-the-boss-calloway"),
        ("رוث", "رוث", "a-partner"),
        ("🎉", "🎉", "a-partner"),
        ("Zoë Ó Briain & Co", "Zoë Ó Briain & Co", "zoe-o-briain-co"),
    ],
)
def test_any_name_is_one_line_and_harmless_in_the_name_of_a_file(name, line, in_name):
    taken = CopyOwner(name, "Fenland Constabulary", WHEN)
    assert taken.line == f"Copy taken by {line}, Fenland Constabulary, on 1 July 2026 at 2:35pm"
    assert taken.name("plan") == f"plan-taken-by-{in_name}-2026-07-01-1435"


def test_the_time_is_that_of_the_clock_on_the_wall_in_summer_and_in_winter(cast):
    winter = datetime.datetime(2026, 11, 25, 23, 59, tzinfo=datetime.UTC)
    summer = datetime.datetime(2026, 6, 30, 23, 30, tzinfo=datetime.UTC)
    assert copy_owner(cast.lead, cast.board, winter).line.endswith("on 25 November 2026 at 11:59pm")
    assert copy_owner(cast.lead, cast.board, summer).line.endswith("on 1 July 2026 at 12:30am")


def test_a_lead_without_an_agency_is_named_all_the_same(cast):
    person = cast.people["RC"]
    person.agency = None
    person.save_by(None)
    assert copy_owner(cast.lead, cast.board, WHEN).line == "Copy taken by Ruth Calloway, on 1 July 2026 at 2:35pm"


def test_the_foot_of_a_sheet_has_room_for_the_longest_names_with_the_time_at_their_end(client_for, cast, plan):
    cast.lead.name = "Ruth & Co " * 11
    cast.lead.save()
    plan.title = "Action plan " * 15
    plan.save_by(cast.manager)
    address = reverse("actionplans:plan_export", args=[plan.board.slug, plan.slug])
    data = client_for("lead").get(address, {"format": "xlsx"}).content
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    foot = sheet.partition("<oddFooter>")[2].partition("</oddFooter>")[0].replace("&amp;", "&")
    assert len(foot) <= 255
    assert re.search(r" at \d{1,2}(:\d\d)?[ap]m", foot)


def test_a_damaged_print_is_not_handed_out_without_a_name(client_for, plan, version):
    """Rather no copy than one that nobody can be asked about."""
    order = order_for(plan, version=1)
    key = jobs.put_by(order, about_of(plan, order), Printed(b"%PDF-1.7 damaged", 1))
    with pytest.raises(pikepdf.PdfError):
        client_for("lead").get(reverse("actionplans:print_file", args=[plan.board.slug, plan.slug, key]))
