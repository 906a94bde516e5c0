"""The page that publishing ends on: what was published for which meeting, and what is next."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actionplans.models import Print
from actionplans.operations import proposals, reports
from actionplans.printing import jobs
from boards.models import Person
from tests import builders
from tests.browsing import publish, text_of, url
from tests.shown import shown

pytestmark = pytest.mark.usefixtures("quick_print")


@pytest.fixture
def plan(cast):
    return builders.make_plan(cast.board, recommendations=1, actions=2, notes=1)


@pytest.fixture
def published(cast, plan):
    """Version 1 for the meeting that was, version 2 for the coming one."""
    builders.make_version(plan, meeting=cast.held)
    builders.make_version(plan, meeting=cast.coming, note="In readiness for the Executive")
    return url("actionplans:version_published", plan, 2)


def test_publishing_ends_on_what_is_next_and_offers_no_further_version(cast, client_for, plan):
    client = client_for("manager")
    said = publish(client, plan, note=f"meeting-{cast.coming.pk}")
    words = text_of(said)
    assert "Version 1 is published" in words
    assert f"For the Executive on {cast.coming.date:%A %-d %B %Y}." in words
    assert f"Its papers go out on {cast.coming.papers_due:%A %-d %B %Y}, in 2 days." in words
    for step in ("Print the pack", "Bring the covering report up to date", "Send it"):
        assert step in words
    assert "Publish version 2" not in words


def test_it_says_what_was_published(cast, client_for, plan, published):
    proposals.propose(plan.actions.get(ref="99.1"), "complete", by=cast.lead, why="All is done")
    words = text_of(client_for("manager").get(published))
    assert "2 actions: 2 open." in words
    assert "1 overdue." in words
    assert "Nothing changed since version 1." in words
    assert "In readiness for the Executive" in words
    assert "by Tessa Orme" in words
    assert "Ruth Calloway proposes that it is complete." in words


def test_the_pack_and_its_parts_are_printed_at_once_and_named_as_they_are_made(client_for, plan, published):
    client = client_for("manager")
    page = client.get(published)
    assert "Not printed yet" in text_of(page)
    assert "What changed since version 1" in text_of(page)
    client.post(published)
    made = Print.objects.all()
    assert sorted(one.title.split(",")[0] for one in made) == ["Front sheet", "Meeting pack", "What changed"]
    page = client.get(published)
    assert "Print the pack</button>" not in shown(page)
    for one in made:
        assert reverse("actionplans:print_file", args=[plan.board.slug, plan.slug, one.key]) in shown(page)
    assert "Ready: " in text_of(page)


def test_a_print_that_failed_is_named_and_tried_again_from_its_page(client_for, plan, published, monkeypatch):
    def fails(*_, **__):
        raise jobs.NotPrinted("This print took too long and was given up.")

    monkeypatch.setattr(jobs, "print_in_sandbox", fails)
    client = client_for("manager")
    client.post(published)
    assert text_of(client.get(published)).count("See why, and try again") == 3
    front = Print.objects.get(title__startswith="Front sheet")
    page = client.get(reverse("actionplans:print_page", args=[plan.board.slug, plan.slug, front.key]))
    assert "It is one page, and takes no less with fewer rows or columns." in text_of(page)
    assert '<button class="govuk-button" type="submit">Try again</button>' in shown(page)
    pack = Print.objects.get(title__startswith="Meeting pack")
    page = client.get(reverse("actionplans:print_page", args=[plan.board.slug, plan.slug, pack.key]))
    assert "Print the rows of one lead or agency, or fewer columns: both take less." in text_of(page)


def test_the_report_to_the_meeting_is_brought_up_to_date_from_here(cast, client_for, plan, published):
    client = client_for("manager")
    assert "There is no covering report to the Executive yet." in text_of(client.get(published))
    report = reports.begin_report(plan, by=cast.manager, meeting=cast.coming, version=plan.versions.get(number=1))
    assert "The report to the Executive covers version 1." in text_of(client.get(published))
    said = client.post(published, {"report": "newest"}, follow=True)
    assert "Done. It covers version 2." in text_of(said)
    report.refresh_from_db()
    assert report.version.number == 2


def test_the_mail_is_begun_to_the_members_whose_addresses_are_known(cast, client_for, published):
    page = client_for("manager").get(published)
    assert "To the 3 members of the Executive." in text_of(page)
    assert "mailto:chair@fenmarsh.example,member@fenmarsh.example,manager@fenmarsh.example?" in shown(page)
    person = Person.objects.create_by(cast.manager, board=cast.board, name="Una Vane")
    cast.executive.members.create_by(cast.manager, group=cast.executive, person=person)
    assert "No email address is known of Una Vane." in text_of(client_for("manager").get(published))


def test_a_first_version_for_no_meeting_speaks_of_neither_changes_nor_meetings(client_for, plan):
    builders.make_version(plan)
    words = text_of(client_for("manager").get(url("actionplans:version_published", plan, 1)))
    assert "no meeting" not in words
    assert "Front sheet and the whole plan in one file, and each alone." in words
    assert "What changed since" not in words
    assert "Still open" not in words


def test_the_list_of_versions_leads_there_and_the_next_version_is_not_the_main_button(
    cast, client_for, plan, published
):
    page = client_for("manager").get(url("actionplans:version_list", plan))
    assert f"Version 2 is out for the Executive on {cast.coming.date:%-d %B %Y}." in text_of(page)
    assert published in shown(page)
    assert 'class="govuk-button"' not in shown(page)
