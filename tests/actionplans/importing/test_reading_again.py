"""What the page says once a file was read again: what was put right, and whether it advises going back."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from actionplans.importing import reading_again, shown

FIRST = {
    "loose": 0,
    "recommendations": 5,
    "actions": 14,
    "leads": 14,
    "deadlines": 14,
    "ended": 1,
    "notes": 31,
    "sections": 2,
    "own": 0,
    "left_out": 0,
}


@pytest.fixture
def said(monkeypatch):
    """``said(notes=17)`` is what is said of a second reading that counts so."""

    def say(**now: int) -> dict:
        monkeypatch.setattr(shown, "counts_of", lambda _: FIRST | now)
        upload = SimpleNamespace(first={"counts": FIRST, "hints": []}, hints=["a"], document_text="")
        return reading_again.changes(upload)

    return say


def test_fewer_notes_are_no_loss_where_their_words_say_now_that_actions_have_ended(said):
    again = said(notes=17, ended=5)
    assert again["title"] == "5 actions are now complete or closed"
    assert again["sub"] == ["17 progress notes now, 31 at first"]
    assert not again["worse"]


def test_fewer_notes_for_nothing_are_a_loss(said):
    again = said(notes=17)
    assert again["title"] == "17 progress notes now, 31 at first"
    assert again["worse"]
    assert again["back_to"] == "31 progress notes"


def test_fewer_ended_actions_are_a_loss_whatever_else_there_is(said):
    assert said(ended=0, notes=40)["worse"]
