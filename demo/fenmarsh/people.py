"""Agencies, people, groups and meetings of the Fenmarsh partnership, and how its leads are written."""

from demo.script import Invited, ScriptedAgency, ScriptedGroup, ScriptedMeeting, ScriptedPerson, fri, mon, thu, tue, wed

AGENCIES = (
    ScriptedAgency("council", "Fenmarsh County Council", "Council", "council"),
    ScriptedAgency("police", "Fenmarsh Police", "Police", "police"),
    ScriptedAgency("icb", "Levels Integrated Care Board", "Levels ICB", "health"),
    ScriptedAgency("community", "Levels Community Health", "Community health", "health"),
    ScriptedAgency("schools", "Fenmarsh schools and colleges", "Schools", "education"),
    ScriptedAgency("probation", "Probation Service, Fenmarsh delivery unit", "Probation", "probation"),
    ScriptedAgency("voluntary", "Fenmarsh Voluntary Alliance", "Voluntary sector", "voluntary"),
    ScriptedAgency("independent", "Independent", "", "independent"),
)

PEOPLE = (
    ScriptedPerson("TO", "Tessa Orme", "Business manager", "council", role="manager"),
    ScriptedPerson("GA", "Graham Ashdown", "Independent chair", "independent", role="chair", since=mon(-84)),
    ScriptedPerson("AM", "Anwen Mostyn", "Independent scrutineer", "independent", role="scrutineer", since=mon(-40)),
    ScriptedPerson("HS", "Helen Stroud", "Head of quality assurance", "council", role="manager"),
    ScriptedPerson("RC", "Det Supt Ruth Calloway", "Detective superintendent", "police", role="lead", since=mon(-71)),
    ScriptedPerson("NA", "Dr Ngozi Adeyemi", "Designated doctor", "icb", role="lead", since=mon(-20)),
    ScriptedPerson("MP", "Martin Pell", "Director of children’s services", "council", role="lead", since=mon(-122)),
    ScriptedPerson("PN", "Priya Nandra", "Head teacher, schools’ representative", "schools", role="lead"),
    ScriptedPerson("DK", "Daniel Kettle", "Head of delivery unit", "probation", role="lead"),
    ScriptedPerson("SF", "Shona Fellowes", "Named nurse", "community", role="lead"),
    ScriptedPerson("LV", "Lewis Vance", "Learning and development lead", "council", role="lead"),
    ScriptedPerson("KM", "Kate Mossop", "Service manager, front door", "council", role="lead", since=mon(-97)),
    ScriptedPerson("AY", "Abena Yeboah", "Participation worker", "voluntary", role="lead"),
    ScriptedPerson("CB", "Corinne Bastable", "Lay member", "independent", role="member", since=mon(-66)),
    ScriptedPerson("EH", "Elias Harker", "Chief officer", "voluntary", role="member"),
    ScriptedPerson("JT", "Cllr Judith Thorne", "Chair of the children’s scrutiny panel", "council", role="observer"),
    ScriptedPerson("JW", "Joanna Wray", "Designated nurse", "icb", role="lead", until=fri(-21)),
)

#: The first link opens still, the second ended long ago. Both are asked for on the page of invitations.
INVITED = (
    Invited("Marcus Holt", "schools", "lead", on=thu(-1)),
    Invited("Farida Noor", "probation", "member", on=mon(-6)),
)
#: More than a year ago: the manager’s home says that it is time again.
REVIEWED = (wed(-54),)

GROUPS = (
    ScriptedGroup("executive", "Executive", "executive", ("GA", "MP", "RC", "NA", "TO")),
    ScriptedGroup(
        "partnership",
        "Partnership meeting",
        "board",
        ("GA", "MP", "RC", "NA", "PN", "DK", "SF", "EH", "CB", "HS", "LV", "TO"),
    ),
    ScriptedGroup("quality", "Quality and audit sub-group", "subgroup", ("HS", "RC", "SF", "PN", "DK", "TO")),
    ScriptedGroup("learning", "Learning sub-group", "subgroup", ("LV", "EH", "SF", "PN")),
    ScriptedGroup("voices", "Young inspectors’ group", "subgroup", ("AY", "PN")),
    ScriptedGroup("chiefs", "Chief officers’ meeting", "executive", ("GA", "MP", "RC")),
    ScriptedGroup("panel", "Children’s scrutiny panel", "panel", ("JT",)),
)

MEETINGS = (
    *(
        ScriptedMeeting("executive", thu(w), thu(w - 1), place="Fen House")
        for w in (-50, -43, -34, -26, -18, -9, 2, 10, 18)
    ),
    *(ScriptedMeeting("partnership", wed(w), wed(w - 1), place="Old Corn Hall") for w in (-31, -5, 21)),
    *(ScriptedMeeting("quality", tue(w), fri(w - 2)) for w in (-46, -38, -30, -22, -14, -6)),
    *(ScriptedMeeting("quality", mon(w), fri(w - 2)) for w in (3, 11)),
    *(ScriptedMeeting("learning", mon(w), mon(w - 1)) for w in (-28, -16, -4, 8)),
    *(ScriptedMeeting("panel", tue(w), tue(w - 1), place="County Hall, room 3") for w in (-23, 3)),
    *(ScriptedMeeting("chiefs", wed(w), time="15:00") for w in (-33, -18, -5, 8)),
)

GA = "Graham Ashdown, independent chair"
TO = "Tessa Orme, business manager"
HS = "Helen Stroud, head of quality assurance"
RC = "Det Supt Ruth Calloway, Fenmarsh Police"
NA = "Dr Ngozi Adeyemi, Levels ICB"
JW = "Joanna Wray, Levels ICB"
MP = "Martin Pell, director of children’s services"
PN = "Priya Nandra, schools’ representative"
DK = "Daniel Kettle, Probation Service"
SF = "Shona Fellowes, Levels Community Health"
LV = "Lewis Vance, learning and development"
KM = "Kate Mossop, front door"
AY = "Abena Yeboah, participation worker"
QUALITY = "Quality and audit sub-group"
LEARNING = "Learning sub-group"
CHAIRS = "Chairs of the sub-groups"
