"""Pages and mails that say whom to ask never name their reader."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from boards.access import Role
from boards.operations.memberships import change_role
from tests.shown import shown

pytestmark = pytest.mark.django_db


def missing(client) -> str:
    return shown(client.get("/boards/fenmarsh/nowhere/"))


def mailed(user) -> str:
    return render_to_string("account/email/base_notification.txt", {"email": user.email, "timestamp": timezone.now()})


def test_others_are_sent_to_the_manager(cast, client_for):
    assert "Still lost? Ask" in missing(client_for("lead"))
    assert ">Tessa Orme, business manager</a>" in missing(client_for("lead"))
    assert "tell Tessa Orme, business manager at once" in mailed(cast.lead)


def test_the_only_manager_is_sent_to_the_administrator(cast, client_for, settings):
    client = client_for("manager")
    assert "Ask Tessa Orme" not in missing(client)
    assert "Still lost? Ask the administrator of this site." in missing(client)
    assert "tell the administrator of this site at once" in mailed(cast.manager)
    second_step = shown(client.get(reverse("boards:second_step_needed"), follow=True))
    assert "business manager." not in second_step
    settings.SITE_CONTACT = "help@plans.example"
    assert "Ask the administrator of this site (help@plans.example)." in missing(client)


def test_one_of_two_managers_is_sent_to_the_other(cast, client_for):
    change_role(cast.membership("member"), Role.MANAGER, by=cast.manager, person=cast.people["MP"])
    assert ">Martin Pell, business manager</a>" in missing(client_for("manager"))
    assert "tell Martin Pell, business manager at once" in mailed(cast.manager)


def test_the_administrator_of_no_board_is_sent_to_nobody(cast):
    assert "If that was not you, choose a new password at once." in mailed(cast.admin)
