"""Aldersby Children’s Services Improvement Board: seven columns, each action rated. A fictional place."""

from demo.aldersby.audits import AUDITS, AUDITS_PLAN
from demo.aldersby.people import AGENCIES, GROUPS, MEETINGS, PEOPLE
from demo.aldersby.plan import PLAN
from demo.script import ScriptedBoard

BOARD = ScriptedBoard(
    slug="aldersby",
    name="Aldersby Children’s Services Improvement Board",
    short="Aldersby CSIB",
    area="Aldersby",
    kind="improvement",
    domain="aldersby.example",
    marking="OFFICIAL-SENSITIVE",
    keeper="YB",
    agencies=AGENCIES,
    people=PEOPLE,
    groups=GROUPS,
    meetings=MEETINGS,
    plans=(PLAN,),
    audits=AUDITS,
    audits_plan=AUDITS_PLAN,
    controller="Aldersby Council",
    phone="01632 960 303",
)
