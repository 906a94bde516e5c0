"""Wealdmere Safeguarding Adults Board: five columns, several actions to each recommendation. A fictional place."""

from demo.script import ScriptedBoard
from demo.wealdmere.audits import AUDITS, AUDITS_PLAN
from demo.wealdmere.people import AGENCIES, GROUPS, MEETINGS, PEOPLE
from demo.wealdmere.plan import PLAN

BOARD = ScriptedBoard(
    slug="wealdmere",
    name="Wealdmere Safeguarding Adults Board",
    short="Wealdmere SAB",
    area="Wealdmere",
    kind="adults",
    domain="wealdmere.example",
    marking="OFFICIAL-SENSITIVE",
    keeper="FM",
    agencies=AGENCIES,
    people=PEOPLE,
    groups=GROUPS,
    meetings=MEETINGS,
    plans=(PLAN,),
    audits=AUDITS,
    audits_plan=AUDITS_PLAN,
    controller="Wealdmere Borough Council",
    phone="01632 960 202",
)
