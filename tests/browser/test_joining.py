"""A manager pastes a list; whoever is on it joins on a phone from the mail, and sees their board."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from boards.models import Invitation
from boards.operations.invitations import invite
from tests.browser.conftest import PHONE
from tests.browser.examining import examine
from tests.builders import make_plan

PASTED = """Name\tEmail\tAgency\tRole
Priya Nandra\tpriya@school.example\tAcorn Schools\tpartner lead
Daniel Kettle\tdaniel@probation.example\tProbation\tGrand vizier
"""
PASSWORD = "seven grey herons waiting"


@pytest.fixture
def plan(transactional_db, cast):
    return make_plan(cast.board, recommendations=1, actions=2)


def join_by(site, page, letter) -> None:
    """Open the link of a mail."""
    page.goto(site.address + re.search(r"https?://[^/]+(/join/\S+)", letter.body)[1])


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_a_pasted_list_to_the_board_on_a_phone(site, plan, axe, script):
    page = site.page("manager", script=script)
    page.goto(site.address + "/boards/fenmarsh/people/")
    page.get_by_role("link", name="Invite people").click()
    page.get_by_role("link", name="Paste a list").click()
    page.get_by_label("The list", exact=True).fill(PASTED)
    page.get_by_role("button", name="Check the list").click()
    expect(page.get_by_role("heading", name="Look the list through")).to_be_visible()
    expect(page.get_by_text("“Grand vizier” is not a role here.")).to_be_visible()
    expect(page.get_by_text("The board has no agency “Acorn Schools” yet.")).to_be_visible()
    assert script is False or not examine(page, "the list shown back", axe)
    page.get_by_role("button", name="Send the invitations").click()
    page.get_by_role("link", name="Choose the role").click()
    assert script is False or not examine(page, "the list to be put right", axe)
    page.locator("#id_line1-role").select_option("member")
    page.get_by_role("button", name="Send the invitations").click()
    expect(page.get_by_text("2 invitations are sent.")).to_be_visible()

    letter = next(letter for letter in mail.outbox if letter.to == ["priya@school.example"])
    phone = site.page(size=PHONE, script=script)
    join_by(site, phone, letter)
    expect(phone.get_by_role("heading", name="Join Fenmarsh Safeguarding Children Partnership")).to_be_visible()
    assert script is False or not examine(phone, "join", axe)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    phone.get_by_label("Your name").fill("Priya Nandra")
    phone.get_by_label("Password", exact=True).fill(PASSWORD)
    phone.get_by_label("Password again").fill(PASSWORD)
    phone.get_by_role("button", name="Join").click()
    expect(phone.get_by_text("Welcome to Fenmarsh Safeguarding Children Partnership.")).to_be_visible()
    phone.goto(site.address + reverse("actionplans:plan_page", args=["fenmarsh", plan.slug]))
    expect(phone.get_by_role("heading", name=plan.title)).to_be_visible()

    join_by(site, phone, letter)
    expect(phone.get_by_role("heading", name="This link does not open anything any more")).to_be_visible()
    assert Invitation.objects.get(name="Priya Nandra").accepted_by.name == "Priya Nandra"


def test_whoever_has_an_account_signs_in_first(site, plan, cast, axe):
    letter = invite(cast.board, by=cast.manager, email=cast.stranger.email, name="Sam", role="observer")
    address = site.address + reverse("boards:join", args=[letter.token])
    wrong = site.page("neighbour")
    wrong.goto(address)
    expect(wrong.get_by_text("This invitation was sent to another address.")).to_be_visible()
    assert not examine(wrong, "join, signed in as somebody else", axe)
    page = site.page(size=PHONE)
    page.goto(address)
    assert not examine(page, "join, with an account", axe)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Email address").fill(cast.stranger.email)
    page.get_by_label("Password", exact=True).fill("a-long-walk-by-the-river")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("You are signed in as Sam Rook.")).to_be_visible()
    assert not examine(page, "join, signed in", axe)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_text("You belong to it as observer from now on.")).to_be_visible()
    refused = [words for words in site.complaints if "Failed to load resource" not in words]
    assert not refused, refused


@pytest.mark.parametrize("width", [1280, 375])
def test_the_peoples_table_keeps_words_whole_and_addresses_in_their_column(site, cast, width):
    person = cast.people["RC"]
    person.email = "ruth.calloway@safeguarding-partnership.fenmarsh.gov.example"
    person.save_by(None)
    page = site.page("manager", size=(width, 900))
    page.goto(site.address + "/boards/fenmarsh/people/")
    link = page.get_by_role("link", name=person.email)
    cell = link.locator("xpath=ancestor::th[1]")
    sticks_out = "(e, within) => e.getBoundingClientRect().right - within.getBoundingClientRect().right"
    assert link.evaluate(sticks_out, cell.element_handle()) <= (-16 if width == 1280 else 0)
    if width == 1280:
        heading = page.get_by_role("columnheader", name="Initials").first
        assert heading.evaluate("e => e.scrollHeight") < 50  # one line
