"""Observers know of published plans only: of no other a title, a source or a page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.browsing import text_of, url
from tests.builders import make_plan, make_version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_printed")]

SECRET = "Review of the night team"


@pytest.fixture
def published(cast):
    plan = make_plan(cast.board, title="Joint inspection", recommendations=1, actions=1, notes=0)
    make_version(plan)
    return plan


@pytest.fixture
def unpublished(cast):
    return make_plan(cast.board, title="Night team", source_title=SECRET, first=500, recommendations=1, actions=1)


def test_the_list_names_published_plans_only(client_for, published, unpublished):
    page = text_of(client_for("observer").get(reverse("actionplans:plan_list", args=["fenmarsh"])))
    assert "Joint inspection" in page
    assert "Night team" not in page
    assert SECRET not in page
    assert "Night team" in text_of(client_for("member").get(reverse("actionplans:plan_list", args=["fenmarsh"])))


@pytest.mark.parametrize("route", ["version_list", "compare_page", "print_add"])
def test_no_page_of_a_plan_that_was_never_published_is_there(route, client_for, published, unpublished):
    client = client_for("observer")
    assert client.get(url(f"actionplans:{route}", published), follow=True).status_code == 200
    answer = client.get(url(f"actionplans:{route}", unpublished))
    assert answer.status_code == 404
    assert "Night team" not in text_of(answer)
    assert client_for("member").get(url(f"actionplans:{route}", unpublished)).status_code == 200


def test_it_is_there_once_it_is_published(client_for, unpublished):
    make_version(unpublished)
    assert client_for("observer").get(url("actionplans:version_list", unpublished)).status_code == 200
