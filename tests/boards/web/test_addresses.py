"""Addresses that no page has, also such as a database could not look for."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.builders import make_plan


@pytest.mark.django_db
def test_an_address_with_a_nul_has_no_page(cast, client_for):
    page = client_for("manager").get("/boards/fenmarsh/plans/joint%00inspection/")
    assert page.status_code == 404
    assert b"govuk" in page.content


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["q=%00", "%00=1", "q=a&q=b%00"])
def test_a_nul_in_what_is_asked_for_is_a_bad_request(cast, client_for, query):
    plan = make_plan(cast.board, recommendations=1, actions=1, notes=0)
    page = client_for("manager").get(f"{reverse('actionplans:action_list', args=[plan.board.slug])}?{query}")
    assert page.status_code == 400
    assert b"govuk" in page.content
