"""Publishing: what goes in, what is still open, the note, the number, the seal."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actionplans.models import Publication, Version
from actionplans.operations import challenges, notes, proposals
from actionplans.operations.actions import change_action, stamp
from actionplans.publishing import publish as publish_publishing
from actionplans.publishing.chain import check_chain
from tests import builders
from tests.browsing import opened, publish, text_of, url
from tests.builders import internal_row
from tests.shown import shown

pytestmark = pytest.mark.usefixtures("quick_print")


@pytest.fixture
def plan(cast):
    return builders.make_plan(cast.board, recommendations=1, actions=2, notes=1)


@pytest.fixture
def row(plan):
    return plan.actions.get(ref="99.1")


# publishing by hand ---------------------------------------------------------------------------------------------------


def test_publishing_makes_the_next_version_and_says_so(client_for, cast, plan):
    client = client_for("manager")
    response = publish(client, plan)
    version = Version.objects.get(plan=plan)
    assert response.redirect_chain == [(url("actionplans:publication_page", plan, Publication.objects.get().uid), 302)]
    assert "Version 1 is published" in text_of(response)
    assert (version.number, version.author, version.by, version.date) == (1, cast.manager, "TO", timezone.localdate())
    assert "Version 2 is published" in text_of(publish(client, plan, same="on"))


def test_the_note_is_offered_from_the_meetings(client_for, cast, plan):
    said = text_of(client_for("manager").get(url("actionplans:publish_page", plan)))
    assert f"In readiness for Executive {cast.coming.date:%d.%m.%y}" in said
    assert f"Updated following Executive {cast.held.date:%d.%m.%y}" in said
    publish(client_for("manager"), plan, note=f"meeting-{cast.held.pk}")
    version = Version.objects.get()
    assert version.note == f"Updated following Executive {cast.held.date:%d.%m.%y}"
    assert version.meeting == cast.held
    assert version.document().version.note == version.note


def test_the_note_may_be_ones_own(client_for, plan):
    publish(client_for("manager"), plan, note="own", own="Corrected: lead for 99.1")
    version = Version.objects.get()
    assert (version.note, version.meeting) == ("Corrected: lead for 99.1", None)


def test_a_missing_note_is_asked_for_and_nothing_is_published(client_for, plan):
    response = publish(client_for("manager"), plan, note="own", own="", marking="OFFICIAL-SENSITIVE")
    assert response.status_code == 422
    assert "Write a note for the version table" in text_of(response)
    assert response.context["form"]["marking"].value() == "OFFICIAL-SENSITIVE"
    assert not Version.objects.exists()


def test_too_long_a_note_is_told_by_its_length_and_kept(client_for, plan):
    response = publish(client_for("manager"), plan, note="own", own="x" * 301)
    assert "is 301 characters long. It holds up to 300" in text_of(response)
    assert "x" * 301 in shown(response)
    assert not Version.objects.exists()


def test_a_meeting_of_another_board_is_no_note(client_for, cast, plan):
    response = publish(client_for("manager"), plan, note=f"meeting-{cast.otherby_meeting.pk}")
    assert response.status_code == 422
    assert not Version.objects.exists()


def test_the_marking_goes_on_the_version_and_stays_with_the_plan(client_for, plan):
    publish(client_for("manager"), plan, marking="OFFICIAL-SENSITIVE")
    plan.refresh_from_db()
    assert plan.marking == "OFFICIAL-SENSITIVE"
    assert Version.objects.get().document().marking == "OFFICIAL-SENSITIVE"


def test_only_the_manager_publishes(client_for, cast, plan):
    form = opened(client_for("manager"), plan)
    for role in ("chair", "lead", "member", "observer"):
        assert client_for(role).post(url("actionplans:publish_page", plan), form).status_code == 403
    assert client_for("neighbour").post(url("actionplans:publish_page", plan), form).status_code == 404
    assert not Version.objects.exists()


# what the page says -----------------------------------------------------------------------------------------------------


def test_the_page_says_what_changed_since_the_last_version(client_for, cast, plan, row):
    client = client_for("manager")
    assert "Version 1 will hold 2 actions." in text_of(client.get(url("actionplans:publish_page", plan)))
    builders.make_version(plan)
    said = text_of(client.get(url("actionplans:publish_page", plan)))
    assert "Nothing has changed since version 1" in said
    assert "Version 2 would say the same again." in said
    notes.add_note(row, by=cast.manager, text="Sent.")
    change_action(row, {"deadline_text": "30 November 2027"}, by=cast.manager, move_reason="Leave")
    said = text_of(client.get(url("actionplans:publish_page", plan)))
    assert "2 changes to 1 action since version 1" in said
    assert "1 new note" in said
    assert "1 date moved: 99.1, to 30 November" in said


def test_the_page_says_what_will_not_be_printed(client_for, cast, plan):
    builders.make_version(plan)
    internal_row(plan, cast)
    said = text_of(client_for("manager").get(url("actionplans:publish_page", plan)))
    assert "2 changes to 2 actions" in said
    assert "2 of them are for the manager, chair and scrutineer only, and not printed." in said


def test_the_page_shows_how_the_version_table_will_read(client_for, plan):
    for note in ("First", "Second", "Third", "Fourth", "Fifth"):
        builders.make_version(plan, note=note)
    said = text_of(client_for("manager").get(url("actionplans:publish_page", plan)))
    table = said[said.index("How the last page will read") :]
    assert table.index("Third") < table.index("Fourth") < table.index("Fifth") < table.index("In readiness")
    assert "Versions 1 to 2 come before." in table
    assert "Second" not in table
    today = f"{timezone.localdate():%-d %B %Y}"
    assert f"5 Fifth {today} TO 6 " in table


def test_an_unsettled_clash_is_named_with_what_would_be_printed(client_for, cast, plan, row):
    base = stamp(row)
    change_action(row, {"why": "The first text."}, by=cast.chair, base=base)
    change_action(row, {"why": "The second text."}, by=cast.manager, base=base)
    response = client_for("manager").get(url("actionplans:publish_page", plan))
    said = text_of(response)
    assert "One thing is still open" in said
    assert "99.1 : two texts to choose from under “Why”. Version 1 would print Graham Ashdown’s." in said
    clash = row.clashes.get()
    assert url("actionplans:clash_settle", plan, "99.1", clash.pk) in shown(response)


def test_what_waits_for_an_answer_is_named_too(client_for, cast, plan, row):
    proposals.propose(row, "complete", by=cast.lead, why="All is done")
    challenges.ask(plan, by=cast.chair, text="Who can say yes?", action=row)
    response = client_for("manager").get(url("actionplans:publish_page", plan))
    said = text_of(response)
    assert "Two things are still open" in said
    assert f"99.1 : {cast.lead.name} proposes that it is complete, and has no answer yet." in said
    assert "Challenge 1 to 99.1 has no answer yet." in said
    assert url("actionplans:challenge_page", plan, 1) in shown(response)


def test_queries_do_not_grow_with_what_is_open(client_for, cast):
    plan = builders.make_plan(cast.board, recommendations=1, actions=8)
    client, counts = client_for("manager"), []
    client.get(url("actionplans:publish_page", plan))  # a session's first page notes that it is used
    rows = list(plan.actions.order_by("ref"))
    for some in (rows[:1], rows[1:]):
        for row in some:
            proposals.propose(row, "complete", by=cast.manager, why="All is done")
            challenges.ask(plan, by=cast.chair, text="Who can say yes?", action=row)
        with CaptureQueriesContext(connection) as queries:
            client.get(url("actionplans:publish_page", plan))
        counts.append(len(queries))
    assert counts[0] == counts[1]


# nothing twice, nothing unseen ------------------------------------------------------------------------------------------


def test_a_second_click_publishes_nothing(client_for, plan):
    client = client_for("manager")
    form = opened(client, plan) | {"note": "own", "own": "Sent to the Executive"}
    client.post(url("actionplans:publish_page", plan), form)
    response = client.post(url("actionplans:publish_page", plan), form)
    assert response.status_code == 422
    said = text_of(response)
    assert "Version 1 was published meanwhile, by Tessa Orme on" in said
    assert "What you see now would become version 2" in said
    assert 'value="Sent to the Executive"' in shown(response)
    assert Version.objects.count() == 1


def test_the_same_again_needs_a_tick(client_for, cast, plan, row):
    client = client_for("manager")
    old = opened(client, plan) | {"note": "own", "own": "Sent to the Executive"}
    client.post(url("actionplans:publish_page", plan), old)
    refused = publish(client, plan)
    assert "Tick “Publish it although nothing has changed”" in text_of(refused)
    again = client.post(url("actionplans:publish_page", plan), old)  # the form of version 1, shown by Back
    assert again.context["form"].fields["same"].required
    assert Version.objects.count() == 1
    publish(client, plan, same="on")
    assert Version.objects.count() == 2
    notes.add_note(row, by=cast.lead, text="The first came in.")
    assert "same" not in client.get(url("actionplans:publish_page", plan)).context["form"].fields
    publish(client, plan)
    assert Version.objects.count() == 3


def test_a_change_that_was_not_seen_is_shown_before_it_goes_out(client_for, cast, plan, row):
    builders.make_version(plan)
    client = client_for("manager")
    form = opened(client, plan)
    notes.add_note(row, by=cast.lead, text="It all went wrong.")
    response = client.post(url("actionplans:publish_page", plan), form)
    assert response.status_code == 422
    said = text_of(response)
    assert "The plan was changed after you opened this page." in said
    assert "1 change to 1 action" in said
    assert Version.objects.count() == 1
    assert "Changed meanwhile in 99.1: 1 new note." in said
    again = {field.html_name: field.value() or "" for field in response.context["form"]}
    client.post(url("actionplans:publish_page", plan), again)
    assert Version.objects.count() == 2


def shown_again(client, cast, plan, row) -> dict[str, str]:
    """The form that is shown because a note came in after the page was opened."""
    form = opened(client, plan)
    notes.add_note(row, by=cast.lead, text="The first came in.")
    response = client.post(url("actionplans:publish_page", plan), form)
    assert response.status_code == 422
    return {field.html_name: field.value() or "" for field in response.context["form"]}


def test_who_saw_what_came_meanwhile_publishes_it_while_others_go_on_writing(client_for, cast, plan, row):
    client = client_for("manager")
    again = shown_again(client, cast, plan, row)
    later = notes.add_note(row, by=cast.lead, text="The second came in.")

    client.post(url("actionplans:publish_page", plan), again)

    version = Version.objects.get()
    assert "The first came in." in version.document_text
    assert "The second came in." not in version.document_text
    assert notes.may_change(cast.lead, later)  # no version holds it
    assert not notes.printed(later)


def test_what_was_hidden_since_it_was_seen_is_not_published(client_for, cast, plan, row):
    client = client_for("manager")
    again = shown_again(client, cast, plan, row)
    change_action(row, {"internal": True}, by=cast.manager)

    response = client.post(url("actionplans:publish_page", plan), again)

    assert response.status_code == 422
    assert not Version.objects.exists()


def test_a_moment_that_was_made_up_publishes_nothing(client_for, cast, plan, row):
    client = client_for("manager")
    again = shown_again(client, cast, plan, row)
    notes.add_note(row, by=cast.lead, text="The second came in.")
    for seen in ("", "yesterday", "2999-01-01T00:00:00+00:00", "2001-01-01T00:00:00+00:00"):
        assert client.post(url("actionplans:publish_page", plan), again | {"seen": seen}).status_code == 422
    assert not Version.objects.exists()


def test_getting_the_page_publishes_nothing(client_for, plan):
    client_for("manager").get(url("actionplans:publish_page", plan))
    assert not Version.objects.exists()


# the seal ---------------------------------------------------------------------------------------------------------------


def test_each_version_is_sealed_to_the_one_before(plan):
    first, second, third = (builders.make_version(plan, note=note) for note in ("One", "Two", "Three"))
    assert first.before == ""
    assert second.before == first.seal
    assert third.before == second.seal
    assert len({first.seal, second.seal, third.seal}) == 3
    assert check_chain(plan) is None


def test_the_frozen_document_holds_what_is_internal_and_the_print_does_not(cast, plan, monkeypatch):
    printed = {}
    real = publish_publishing.print_plan
    monkeypatch.setattr(
        publish_publishing, "print_plan", lambda document, **kw: printed.update(it=document) or real(document, **kw)
    )
    internal_row(plan, cast)
    version = builders.make_version(plan)
    assert "director" in version.document_text
    assert "director" not in printed["it"].dumps()


def test_a_version_without_a_note_is_refused(cast, plan):
    with pytest.raises(ValidationError, match="Write a note for the version table"):
        publish_publishing.publish(plan, by=cast.manager, note="   ")


def test_plans_count_their_versions_apart(cast, plan):
    other = builders.make_plan(cast.board, title="Case review", recommendations=1, actions=1, notes=0)
    assert [builders.make_version(p).number for p in (plan, other, plan, other)] == [1, 1, 2, 2]
    assert check_chain(other) is None
