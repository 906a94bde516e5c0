"""Each form of the site sent again with the keys of another board in it: nothing of that board is touched or referred to.

The forms are found by opening every page of tests/world.py, so a new one cannot be forgotten. (OWASP A01:2021,
broken access control: insecure direct object references, and mass assignment.)
"""

from __future__ import annotations

import re

import pytest

from boards.models import Membership, User
from tests.security.worlds import Sent, crossings, forms_of, keys_of, own_models, way_to_board
from tests.undone import undone
from tests.world import BY_POST, PAGES, World

#: Forms that the walk must have found and submitted, so that it cannot miss them without being noticed.
AT_LEAST = {
    "boards:agency_edit",
    "audits:audit_edit",
    "audits:finding_add",
    "boards:group_edit",
    "boards:meeting_add",
    "actionplans:note_add",
    "boards:person_edit",
    "actionplans:publish_page",
    "actionplans:recommendation_edit",
    "actionplans:report_new",
    "actionplans:row_end",
    "actionplans:row_move",
    "actionplans:section_edit",
}
#: Choices among objects of the board, which the walk must have found.
CHOSEN = {
    ("boards:person_edit", "agency"),
    ("boards:group_edit", "members"),
    ("boards:meeting_add", "group"),
    ("actionplans:row_move", "recommendation"),
}


def every_form(client, world: World) -> list[Sent]:
    return [form for name in PAGES if name not in BY_POST for form in forms_of(client, name, world.address(name))]


def lines_of(board) -> int:
    """How many lines of history there are of a board's rows."""
    return sum(
        model.history.filter(**{way_to_board(model).replace("pk", "id"): board.pk}).count()
        for model in own_models()
        if hasattr(model, "history") and way_to_board(model)
    )


def foreign(offered: tuple[str, ...], ours: dict[str, set[str]], theirs: dict[str, set[str]]) -> set[str]:
    """What a field would say of another board's things, given what it offers: wherever all that it offers are keys of one
    kind (perhaps behind a word: ``meeting-3``), a key of that kind of the other board."""
    found = set()
    for word in {re.match(r"[a-z]*-?(?=\d)|", value)[0] for value in offered if value}:
        keys = {value.removeprefix(word) for value in offered if value.startswith(word) and value}
        for kind, own in ours.items():
            only_theirs = theirs[kind] - own - keys
            if keys & own and only_theirs:
                found.add(word + max(only_theirs))
    return found


def test_the_worlds_themselves_refer_to_nothing_of_each_other(fenmarsh, otherby):
    assert crossings() == []
    assert len(own_models()) > 25


@pytest.mark.once
def test_each_form_with_another_boards_keys_in_it(client_for, fenmarsh, otherby, cast):
    client = client_for("manager")
    ours, keys = keys_of(cast.board), keys_of(cast.otherby)
    theirs = lines_of(cast.otherby)
    taken, tried, wrong = set(), set(), {}
    for form in every_form(client, fenmarsh):
        with undone():
            if form.post(client).status_code == 302:
                taken.add(form.page)
        for name, values in form.chosen:
            for value in foreign(values, ours, keys):
                tried.add((form.page, name))
                with undone() as wrote:
                    status = form.post(client, **{name: value}).status_code
                    found = crossings() if wrote() else []
                    if found or status >= 500 or (wrote() and lines_of(cast.otherby) != theirs):
                        wrong[f"{form.page}, {name}={value}"] = found or f"status {status}"
    assert wrong == {}
    assert taken >= AT_LEAST
    assert tried >= CHOSEN


#: Fields that no form may set, even if they are submitted.
SLIPPED_IN = {
    "is_superuser": "on",
    "is_staff": "on",
    "is_active": "on",
    "removed": "on",
    "removed_on": "2026-01-01",
    "accepted_at": "2026-01-01",
    "finished_at": "2026-01-01",
    "closed_at": "2026-01-01",
    "demonstration": "on",
    "seal": "0" * 64,
    "history_user": "1",
    "written_at": "2020-01-01",
    "published_at": "2020-01-01",
}
#: Columns that never change: to what a row belongs, and its permanent name.
FIXED = ("id", "uid", "board", "plan", "action", "author", "user", "entry", "group")


def fixed() -> dict[str, dict[int, tuple]]:
    """The values of those columns in every row of the database."""
    rows = {}
    for model in own_models():
        names = [f.name for f in model._meta.concrete_fields if f.name in FIXED]
        rows[model.__name__] = {row[0]: row for row in model._base_manager.values_list("pk", *names)}
    return rows


@pytest.mark.once
def test_what_no_form_offers_cannot_be_slipped_in(client_for, fenmarsh, otherby, cast):
    """Mass assignment: a form takes only the fields that it shows, whatever else is in the request."""
    client = client_for("manager")
    before = fixed()
    powers = list(User.objects.order_by("pk").values_list("pk", "is_staff", "is_superuser", "is_active", "email"))
    roles = list(Membership.objects.order_by("pk").values_list("pk", "role", "user", "ended_on"))
    slipped = SLIPPED_IN | {
        "board": str(cast.otherby.pk),
        "plan": otherby.keys["plan"],
        "action": "1",
        "author": str(cast.neighbour.pk),
        "user": str(cast.neighbour.pk),
        "uid": otherby.keys["uid"],
        "id": "999999",
        "pk": "999999",
    }
    wrong = {}
    for form in every_form(client, fenmarsh):
        offered = {name for name, _ in form.data} | {name for name, _ in form.chosen}
        with undone():
            form.post(client, **{name: value for name, value in slipped.items() if name not in offered})
            after = fixed()
            changed = [
                f"{model} {pk}"
                for model, rows in before.items()
                for pk, row in rows.items()
                if any(was is not None and was != now for was, now in zip(row, after[model][pk], strict=True))
            ]
            if changed or crossings():
                wrong[form.page] = changed or crossings()
            if (
                list(User.objects.order_by("pk").values_list("pk", "is_staff", "is_superuser", "is_active", "email"))
                != powers
            ):
                wrong[form.page] = "an account gained something"
            if "member" not in form.page and "belong" not in form.page:
                now = list(Membership.objects.order_by("pk").values_list("pk", "role", "user", "ended_on"))
                if now[: len(roles)] != roles:
                    wrong[form.page] = "a role changed"
    assert wrong == {}


def test_the_walk_knows_whose_each_row_is(cast):
    """The walk counts lines of history by board: for a model that it cannot follow it would count nothing."""
    assert lines_of(cast.board) > 10
    lost = {m.__name__ for m in own_models() if way_to_board(m) is None}
    # accounts, with what they chose for themselves, and the queue are of the whole site, and have no history but accounts
    assert lost == {"User", "OwnChoice", "Job", "Recurrence"}
