"""Fenmarsh Safeguarding Children Partnership: six columns, nine recommendations, ten versions. A fictional place."""

from demo.fenmarsh.audits import AUDITS, AUDITS_PLAN
from demo.fenmarsh.children import CHILDREN_HEARD
from demo.fenmarsh.leadership import LEADERSHIP
from demo.fenmarsh.learning import LEARNING_AND_REACH, OWN
from demo.fenmarsh.people import AGENCIES, GROUPS, INVITED, MEETINGS, PEOPLE, REVIEWED
from demo.fenmarsh.practice import QUALITY_OF_PRACTICE
from demo.script import (
    Challenged,
    ScriptedBoard,
    ScriptedPlan,
    ScriptedReport,
    ScriptedVersion,
    SignedOff,
    fri,
    mon,
    thu,
    tue,
    wed,
)

PLAN = ScriptedPlan(
    title="Joint inspection action plan",
    source="joint-inspection",
    source_title="Joint targeted area inspection of Fenmarsh",
    source_date=tue(-62),
    begun=thu(-50),
    layout="six",
    sections=(LEADERSHIP, QUALITY_OF_PRACTICE, CHILDREN_HEARD, LEARNING_AND_REACH, OWN),
    versions=(
        ScriptedVersion(fri(-42), "First plan, as sent with the written statement", ("executive", thu(-43))),
        ScriptedVersion(mon(-40), "Corrected: lead for 102.1; wording of recommendation 103"),
        ScriptedVersion(thu(-33), "Updated following Executive {thu-34:dots}", ("executive", thu(-34))),
        ScriptedVersion(tue(-28), "Updated by TO {tue-28:dots} in readiness for the first round of shared audits"),
        ScriptedVersion(wed(-25), "Updated following Executive {thu-26:dots}", ("executive", thu(-26))),
        ScriptedVersion(mon(-23), "In readiness for children’s scrutiny panel {tue-23:dots}", ("panel", tue(-23))),
        ScriptedVersion(mon(-17), "Updated following Executive {thu-18:dots}", ("executive", thu(-18))),
        ScriptedVersion(tue(-13), "Updated by HS {tue-13:dots}, following catch-up with RC and KM", by="HS"),
        ScriptedVersion(
            wed(-8),
            "Updated following Executive {thu-9:dots}",
            ("executive", thu(-9)),
            agreed=SignedOff(fri(-7), "As the Executive left it.", "GA"),
        ),
        ScriptedVersion(fri(-5), "Updated following Partnership meeting {wed-5:dots}", ("partnership", wed(-5))),
    ),
    reports=(
        ScriptedReport(
            thu(-1),
            ("executive", thu(2)),
            edits=(
                (
                    "implication",
                    "Children and young people",
                    "The young inspectors read this report before the meeting. Abena Yeboah brings what they say about it.",
                ),
                (
                    "implication",
                    "Financial",
                    "Two of the actions need time that no agency has set aside yet. Each partner is asked to name what it "
                    "can give before the budgets of the next year are settled.",
                ),
            ),
            finished=True,
        ),
    ),
    challenges=(
        Challenged(
            wed(-5),
            "Four of our dates have moved, one of them twice, and each time we were told only when the day had come. "
            "Which of the dates that stand in this plan today does its own lead no longer believe in?",
            "GA",
            meeting=("partnership", wed(-5)),
        ),
    ),
    kept=(mon(52 * 6), "Six years after the inspection, as the county’s retention schedule says."),
)

BOARD = ScriptedBoard(
    slug="fenmarsh",
    name="Fenmarsh Safeguarding Children Partnership",
    short="Fenmarsh SCP",
    area="Fenmarsh",
    kind="partnership",
    domain="fenmarsh.example",
    marking="OFFICIAL",
    keeper="TO",
    agencies=AGENCIES,
    people=PEOPLE,
    invited=INVITED,
    reviewed=REVIEWED,
    groups=GROUPS,
    meetings=MEETINGS,
    plans=(PLAN,),
    audits=AUDITS,
    audits_plan=AUDITS_PLAN,
    controller="Fenmarsh County Council",
    phone="01632 960 101",
)
