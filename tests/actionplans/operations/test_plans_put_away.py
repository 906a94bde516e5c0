"""Removing a plan that was brought in by mistake, restoring it, and archiving a plan."""

from __future__ import annotations

import datetime
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from actionplans.models import Action, Plan, ProgressEntry
from actionplans.operations import proposals
from actionplans.operations.plans import archive_plan, remove_plan, restore_plan
from tests import builders
from tests.browsing import text_of, url
from tests.shown import shown


@pytest.fixture
def plan(cast):
    return builders.make_plan(cast.board, recommendations=1, actions=2, notes=1)


def pages(cast) -> dict[str, str]:
    """The pages that list what is in the board."""
    return {
        name: reverse(f"actionplans:{name}", args=[cast.board.slug])
        for name in ("board_home", "plan_list", "action_list", "proposal_list")
    }


# removing ---------------------------------------------------------------------------------------------------------------


def test_a_plan_is_removed_with_a_reason_and_found_nowhere(cast, client_for, plan):
    proposals.propose(plan.actions.get(ref="99.1"), "complete", by=cast.lead, why="All is done")
    client = client_for("manager")
    address = url("actionplans:plan_remove", plan)
    assert "with 2 actions, from all pages" in text_of(client.get(address))
    refused = client.post(address, {"reason": ""})
    assert refused.status_code == 422
    said = text_of(client.post(address, {"reason": "Imported twice"}, follow=True))
    assert "“Joint inspection” is removed." in said
    assert "1 removed plan" in said
    assert "Imported twice" in said
    assert "99.1" not in "".join(shown(client.get(page)) for page in pages(cast).values())
    assert client.get(url("actionplans:plan_page", plan)).status_code == 404
    assert client.get(url("actionplans:action_page", plan, "99.1")).status_code == 404
    assert not Action.objects.visible_to(cast.manager).exists()
    assert not ProgressEntry.objects.visible_to(cast.manager).exists()
    assert Plan.objects.get(pk=plan.pk).actions.count() == 2  # nothing is deleted
    assert "Imported twice" in text_of(client.get(reverse("actionplans:trail", args=[cast.board.slug])))
    assert "removed plan" not in text_of(client_for("chair").get(pages(cast)["plan_list"]))


def test_a_manager_restores_it_for_thirty_days_and_then_an_administrator(cast, client_for, plan):
    remove_plan(plan, by=cast.manager, reason="Imported twice")
    client = client_for("manager")
    restore = reverse("actionplans:plan_restore", args=[cast.board.slug, plan.slug])
    assert client_for("chair").post(restore).status_code == 403
    assert "is restored." in text_of(client.post(restore, follow=True))
    assert client.get(url("actionplans:plan_page", plan)).status_code == 200
    long_ago = timezone.localtime() - datetime.timedelta(days=31)
    plan.refresh_from_db()
    remove_plan(plan, by=cast.manager, reason="Imported twice", at=long_ago)
    assert "The administrator of this site can restore it." in text_of(client.get(pages(cast)["plan_list"]))
    assert "removed more than 30 days ago" in text_of(client.post(restore, follow=True))
    with pytest.raises(ValidationError):
        restore_plan(plan, by=cast.manager)
    with pytest.raises(CommandError, match="Removed are: fenmarsh/joint-inspection"):
        call_command("restore_plan", "fenmarsh/another")
    said = io.StringIO()
    call_command("restore_plan", "fenmarsh/joint-inspection", stdout=said)
    assert "is restored" in said.getvalue()
    assert client.get(url("actionplans:plan_page", plan)).status_code == 200


@pytest.mark.usefixtures("quick_print")
def test_a_plan_of_which_a_version_is_out_is_archived_and_not_removed(cast, client_for, plan):
    builders.make_version(plan)
    with pytest.raises(ValidationError, match="Archive it instead"):
        remove_plan(plan, by=cast.manager, reason="Imported twice")
    answer = client_for("manager").get(url("actionplans:plan_remove", plan))
    assert answer.url == url("actionplans:plan_archive", plan)


def test_the_same_title_may_be_used_again_after_a_removal(cast, plan):
    remove_plan(plan, by=cast.manager, reason="Imported twice")
    assert builders.make_plan(cast.board).slug != plan.slug


# archiving --------------------------------------------------------------------------------------------------------------


def test_an_archived_plan_leaves_the_lists_and_is_still_read(cast, client_for, plan):
    proposals.propose(plan.actions.get(ref="99.1"), "complete", by=cast.lead, why="All is done")
    client = client_for("manager")
    client.post(url("actionplans:plan_archive", plan))
    listed = {name: shown(client.get(page)) for name, page in pages(cast).items()}
    assert "1 archived plan" in listed["plan_list"]
    assert "All plans are archived." in listed["board_home"]
    assert "99.1" not in "".join(listed.values())
    page = client.get(url("actionplans:plan_page", plan))
    assert "Archived on" in text_of(page)
    assert "99.1" in text_of(page)
    assert "Edit<" not in shown(page)
    assert "Add a note" not in shown(page)
    assert client.get(url("actionplans:action_page", plan, "99.1")).status_code == 200
    lead = client_for("lead").get(reverse("actionplans:my_actions", args=[cast.board.slug]))
    assert "99.1" not in shown(lead)


def test_an_archived_plan_is_changed_by_nobody_until_it_is_taken_out_again(cast, client_for, plan):
    archive_plan(plan, by=cast.manager)
    client = client_for("manager")
    note = url("actionplans:note_add", plan, "99.1")
    assert client.post(note, {"when": "today", "text": "Too late."}).status_code == 403
    assert not ProgressEntry.objects.filter(text="Too late.").exists()
    client.post(url("actionplans:plan_archive", plan), {"back": "1"})
    assert client.post(note, {"when": "today", "text": "In time."}).status_code == 302
    assert "99.1" in shown(client.get(pages(cast)["action_list"]))
