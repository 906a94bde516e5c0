"""Error pages."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from boards.views import errors
from tests.shown import shown


def test_an_unknown_address(client_for):
    answer = client_for("lead").get("/boards/fenmarsh/nowhere/")
    assert answer.status_code == 404
    html = shown(answer)
    assert "There is no page at this address" in html
    assert "If it belongs to another board, it is not shown here." in html


def test_another_boards_address_reads_the_same(client_for):
    answer = client_for("lead").get(reverse("actionplans:board_home", args=["otherby"]))
    assert answer.status_code == 404
    assert "There is no page at this address" in shown(answer)
    assert "Otherby" not in shown(answer)


def test_a_page_that_the_role_does_not_include_says_so(client_for):
    answer = client_for("observer").get(reverse("boards:person_add", args=["fenmarsh"]))
    assert answer.status_code == 403
    html = shown(answer)
    assert "This is not open to you" in html
    assert "Your role in this board does not let you" in html
    assert "Tessa Orme" in html


def test_a_form_from_before_signing_in_again_says_that_the_text_is_not_lost(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.manager)
    answer = client.post(reverse("boards:meeting_add", args=["fenmarsh"]), {"title": "x"})
    assert answer.status_code == 403
    html = shown(answer)
    assert "It was not saved, and your text is not lost" in html


def test_a_page_that_breaks_is_not_the_readers_fault():
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "It is our fault, not yours." in shown(answer)


@pytest.mark.django_db
def test_a_request_that_cannot_be_understood():
    answer = errors.bad_request(RequestFactory().get("/"), ValueError())
    assert answer.status_code == 400
    assert "Nothing was changed." in shown(answer)
