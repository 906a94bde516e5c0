"""An empty site leads to its first board: at the start, on the sign-in page, on the first page, and where a board is added."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from boards.models import Board, User
from boards.operations.invitations import invite
from boards.web.site_address import NOTED, site_address
from tests.conftest import with_second_step
from tests.shown import shown

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.django_db

NEW = {
    "name": "Fenmarsh Safeguarding Children Partnership",
    "short_name": "FSCP",
    "slug": "fenmarsh",
    "kind": "partnership",
    "marking": "OFFICIAL",
    "silent_days": 60,
    "soon_days": 30,
    "idle_minutes": 60,
}
INVITE = './run manage invite fenmarsh ADDRESS --name "NAME"'


def said() -> str:
    out = io.StringIO()
    call_command("first_step", stdout=out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def started_without_settings(settings):
    """As from a checkout, whatever folder the tests were given."""
    settings.RUN = "./run"


@pytest.fixture
def address(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / NOTED).write_text("http://localhost:8123\n")


def administrator() -> User:
    return User.objects.create_superuser("ada.winter@example.org", "a-long-walk-by-the-river", name="Ada Winter")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    with_second_step(client, user)
    return client


def test_the_way_from_nothing_to_the_first_board_is_said_a_line_at_a_time(address):
    assert said() == "This site is empty. Make the first account, which adds boards: ./run manage createsuperuser\n"
    administrator()
    assert said() == "There is no board yet. Add the first: http://localhost:8123/admin/boards/board/add/\n"
    board = Board.objects.create_by(None, name="Fenmarsh", short_name="F", slug="fenmarsh")
    assert said() == f"Fenmarsh has no manager yet. Invite the first: {INVITE}\n"
    invite(board, by=None, email="tessa.orme@example.org", name="Tessa Orme", role="manager")
    assert said() == ""


def test_the_sign_in_page_of_an_empty_site_says_how_to_begin():
    page = "./run manage createsuperuser"
    assert page in shown(Client().get("/accounts/login/"))
    administrator()
    assert page not in shown(Client().get("/accounts/login/"))


def test_the_first_page_leads_to_the_first_board_and_on_to_its_manager():
    client = client_of(administrator())
    first = shown(client.get("/"))
    assert "There is no board here yet." in first
    assert 'href="/admin/boards/board/add/"' in first
    Board.objects.create_by(None, name="Fenmarsh", short_name="F", slug="fenmarsh")
    second = shown(client.get("/"))
    assert "Fenmarsh has no manager yet." in second
    assert "./run manage invite fenmarsh ADDRESS" in second


def test_the_title_of_an_administrator_s_first_page_is_true_with_boards_too():
    client = client_of(administrator())
    Board.objects.create_by(None, name="Fenmarsh", short_name="F", slug="fenmarsh")
    assert "<title>You look after this site</title>" in shown(client.get("/"))


def test_a_board_s_address_is_shown_where_it_is_made():
    client = client_of(administrator())
    assert "it becomes the board’s address, http://testserver/boards/…/" in shown(
        client.get("/admin/boards/board/add/")
    )
    made = shown(client.post("/admin/boards/board/add/", NEW, follow=True))
    assert "is at http://testserver/boards/fenmarsh/" in made
    assert "./run manage invite fenmarsh ADDRESS" in made
    board = Board.objects.get()
    assert "Its pages are at http://testserver/boards/fenmarsh/." in shown(
        client.get(f"/admin/boards/board/{board.pk}/change/")
    )


def test_an_invitation_from_the_command_line_leads_to_the_port_that_is_served(address, mailoutbox):
    Board.objects.create_by(None, name="Fenmarsh", short_name="F", slug="fenmarsh")
    call_command("invite", "fenmarsh", "tessa.orme@example.org", "--name", "Tessa Orme", stdout=io.StringIO())
    assert "http://localhost:8123/join/" in mailoutbox[0].body


def test_commands_name_the_folder_that_the_site_was_given(settings, address):
    settings.RUN = "DATA_DIR=/srv/ours ./run"
    assert said().endswith("DATA_DIR=/srv/ours ./run manage createsuperuser\n")
    assert "<code>DATA_DIR=/srv/ours ./run manage createsuperuser</code>" in shown(Client().get("/accounts/login/"))
    administrator()
    Board.objects.create_by(None, name="Fenmarsh", short_name="F", slug="fenmarsh")
    assert said().endswith(f"Invite the first: DATA_DIR=/srv/ours {INVITE}\n")


def test_an_invitation_without_a_mail_server_says_where_its_mail_lies(settings, address, tmp_path):
    Board.objects.create_by(None, name="Fenmarsh", short_name="F", slug="fenmarsh")
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    out = io.StringIO()
    call_command("invite", "fenmarsh", "tessa.orme@example.org", "--name", "Tessa Orme", stdout=out)
    assert f"the mail is the newest file in {tmp_path}/mail/" in out.getvalue()
    assert len(list((tmp_path / "mail").iterdir())) == 1


@pytest.mark.parametrize("words", [["invite", "fenmarsh", "t@example.org", "--name", "T"], ["first_step"]])
def test_a_command_in_a_folder_without_a_database_says_so_and_leaves_none(tmp_path, words):
    env = {"DATA_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"}
    run = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, check=False, capture_output=True, text=True, env=env
    )
    assert run.returncode == 1
    assert run.stderr == (
        f"There is no database in {tmp_path} yet: ./run makes it. If the site was started with other settings, begin the line "
        f"with them, for example DATA_DIR=/folder/of/the/site ./run manage …\n"
    )
    assert not [file for file in tmp_path.iterdir() if "sqlite" in file.name]


def test_the_site_s_address_where_nothing_was_served_yet(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setenv("PORT", "8001")
    assert site_address() == "http://localhost:8001"
    settings.PRODUCTION, settings.ALLOWED_HOSTS = True, ["plans.example.org"]
    assert site_address() == "https://plans.example.org"
