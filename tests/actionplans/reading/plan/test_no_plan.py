"""Papers that hold no plan are answered so, and none of them is offered to be imported."""

from __future__ import annotations

import pytest

from actionplans.reading import ReadingError, read_plan
from tests.actionplans.reading.papers import Paper


def briefing() -> Paper:
    paper = Paper().heading("Briefing note: the new duty system").line("For the Executive of 4 November 2026")
    paper.heading("Background", 2)
    paper.line("1. The duty system was changed in May, after the review of the front door.")
    paper.line("2. Referrals rose by a fifth in the first month and have stayed there since.")
    paper.line("3. Two teams were moved into one building in July and share one rota.")
    return paper.heading("Next steps", 2).line("4. A further briefing follows in spring, when the figures are known.")


def asking() -> Paper:
    paper = Paper().heading("Briefing for members").line("This note says what has happened since the summer.")
    paper.heading("Recommendations", 2).line("Members are asked to:")
    return paper.line("1. Note the progress that was made since July.").line("2. Receive a further report next spring.")


def contacts() -> Paper:
    return Paper().heading("Briefing").table(("Contact", "Telephone"), ("Ann Marsh", "01234 567890"), ("Bo Hill", ""))


@pytest.mark.parametrize("paper", [briefing, asking, contacts])
def test_a_briefing_note_is_no_plan(paper):
    with pytest.raises(ReadingError, match="There is no action plan in it: no table"):
        read_plan(paper().data(), "note.docx")


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        (
            ("Audit activity", "Lead", "Frequency", "When"),
            ("Files of the front door", "Analyst", "Yearly", "June 2027"),
        ),
        (("No", "Audit", "Lead", "Date", "Findings"), ("1", "Files of the front door", "Analyst", "June 2027", "Good")),
        (
            ("", "Mechanism", "Leads", "Frequency", "Timescale"),
            ("1", "Supervision records", "Analyst", "Yearly", "June"),
        ),
    ],
)
def test_a_schedule_of_audits_is_told_apart(heads, row):
    with pytest.raises(ReadingError, match="but a schedule of audits"):
        read_plan(Paper().heading("Audits 2027/28").table(heads, row, row).data(), "audits.docx")


def test_a_plan_that_answers_audits_is_a_plan():
    heads = ("Audit", "Recommendation", "Action", "Lead", "By when")
    row = ("Files of the front door", "1. Write down each decision.", "Change the form", "Analyst", "June 2027")
    document = read_plan(Paper().heading("Actions after audits").table(heads, row).data(), "plan.docx")
    assert [a.action for _, _, a in document.actions()] == ["Change the form"]


def test_a_list_that_asks_for_something_is_one_of_recommendations():
    paper = Paper().heading("Review of the front door").line("1. Each agency should name a lead for the front door.")
    paper.line("2. Decisions should be written down on the day.").line(
        "3. Ask families what helped them and what did not."
    )
    assert [r.number for _, r in read_plan(paper.data(), "r.docx").recommendations()] == ["1", "2", "3"]
