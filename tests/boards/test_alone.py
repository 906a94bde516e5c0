"""``boards`` works without any of the apps that are built on it: it names none of their routes, template tags and models."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROLES = ("manager", "chair", "lead", "member", "observer")
MENU = ["Meetings", "People"]


@pytest.fixture(scope="module")
def alone(tmp_path_factory) -> dict[str, Any]:
    """What a process saw in which ``boards`` is the only app of this project."""
    environment = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    environment |= {
        "DATA_DIR": str(tmp_path_factory.mktemp("alone")),
        "DJANGO_SETTINGS_MODULE": "tests.boards.alone.settings",
    }
    run = subprocess.run(
        [sys.executable, "-m", "tests.boards.alone.visit"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def visits(alone: dict[str, Any], **wanted: Any) -> list[dict[str, Any]]:
    return [visit for visit in alone["visits"] if wanted.items() <= visit.items()]


def one(alone: dict[str, Any], page: str, role: str) -> dict[str, Any]:
    (found,) = [visit for visit in visits(alone, role=role) if visit["page"] == page]
    return found


def test_nothing_above_boards_is_installed(alone):
    assert "boards" in alone["apps"]
    assert not {"actionplans", "audits", "demo"} & set(alone["apps"])


def test_a_page_opens_to_the_roles_that_have_its_right_and_to_nobody_else(alone):
    wrong = []
    for visit in alone["visits"]:
        if visit["right"] in ("", "signed in", "everybody"):
            continue
        if visit["role"] in ROLES:
            allowed = (200, 302, 405) if visit["may"] else (403, 405)
        else:
            allowed = (404, 405) if visit["role"] else (302,)
        if visit["status"] not in allowed:
            wrong.append((visit["page"], visit["role"], visit["status"]))
    assert wrong == []
    assert len({visit["page"] for visit in alone["visits"]}) > 25


def test_every_page_that_opens_has_a_heading_and_a_menu_of_the_pages_that_there_are(alone):
    opened = [visit for visit in alone["visits"] if visit["status"] == 200]
    assert [(visit["page"], visit["role"]) for visit in opened if not visit["heading"]] == []
    of_board = [visit for visit in opened if visit["may"]]
    assert [(visit["page"], visit["role"]) for visit in of_board if visit["menu"] != MENU] == []
    assert len(of_board) > 20


@pytest.mark.parametrize("role", [*ROLES, "stranger"])
def test_pages_of_the_account_and_of_the_site_open_to_all(alone, role):
    assert one(alone, "boards:your_account", role)["heading"] == "Your account"
    assert one(alone, "boards:privacy", role)["status"] == 200
    assert one(alone, "boards:accessibility", role)["status"] == 200
    assert one(alone, "boards:cookies", role)["status"] == 200


@pytest.mark.parametrize(
    ("role", "begins"),
    [
        ("manager", "/boards/fenmarsh/meetings/"),
        ("lead", "/boards/fenmarsh/meetings/"),
        ("observer", "/account/"),
    ],
)
def test_a_role_without_a_first_page_begins_at_its_menu_or_its_account(alone, role, begins):
    home = one(alone, "boards:home", role)
    assert (home["status"], home["to"]) == (302, begins)


@pytest.mark.parametrize(
    ("page", "heading", "words"),
    [
        ("boards:person_list", "People", "Some manager"),
        ("boards:person_edit", "Some member", "Job title"),
        ("boards:membership_page", "Access to Fenmarsh Board Some lead", "Partner lead"),
        ("boards:membership_end", "Some lead, partner lead End their access", "When does it end?"),
        ("boards:meeting_list", "Meetings", "Executive"),
        ("boards:group_edit", "Executive", "Chair"),
        ("boards:agency_edit", "Fenmarsh Council", "Short name"),
        ("boards:invitation_list", "Invitations", "Somebody new"),
        ("boards:board_settings", "Settings of the board", "Save the settings"),
    ],
)
def test_pages_about_people_show_what_is_theirs(alone, page, heading, words):
    seen = one(alone, page, "manager")
    assert seen["heading"] == heading
    assert words in seen["text"]


def test_pages_about_people_lead_into_no_other_app(alone):
    text = " ".join(visit["text"] for visit in visits(alone, role="manager", may=True))
    for words in ("What they lead", "Details erased", "what cannot be", "Hand it over", "reviewed"):
        assert words not in text


def test_an_unknown_address_says_so_and_speaks_of_no_actions(alone):
    for visit in visits(alone, page="404"):
        assert visit["status"] == 404
        assert "If you typed it, check the spelling." in visit["text"]
        assert "action" not in visit["text"]


def test_ending_access_adding_a_person_and_joining_lead_to_pages_that_exist(alone):
    ended, added, joined = (alone["sent"][name] for name in ("ended", "added", "joined"))
    assert ended["status"] == 302
    assert re.fullmatch(r"/boards/fenmarsh/members/\d+/", ended["to"])
    assert (added["status"], added["to"]) == (302, "/boards/fenmarsh/people/")
    assert (joined["status"], joined["to"]) == (302, "/boards/fenmarsh/meetings/")


def test_every_route_that_boards_and_its_templates_name_is_there(alone):
    assert alone["unknown"] == []
    assert len(alone["routes"]) > 40


def test_no_file_of_boards_names_an_app_above_it():
    """The root of each package of the apps above, in code, comments and templates."""
    above = re.compile(r"\b(actionplans|audits)[./:]")
    places = [*(ROOT / "boards").rglob("*.py")]
    places += [path for path in (ROOT / "templates").rglob("*") if path.is_file() and _is_of_boards(path)]
    assert [str(path.relative_to(ROOT)) for path in places if above.search(path.read_text())] == []
    assert len(places) > 150


def _is_of_boards(path: Path) -> bool:
    return path.relative_to(ROOT / "templates").parts[0] not in ("actionplans", "audits")
