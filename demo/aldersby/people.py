"""Agencies, people, groups and meetings of the Aldersby improvement board, and how its leads are written."""

from demo.script import ScriptedAgency, ScriptedGroup, ScriptedMeeting, ScriptedPerson, mon, thu, tue, wed

AGENCIES = (
    ScriptedAgency("council", "Aldersby Council", "Council", "council"),
    ScriptedAgency("police", "Alder Valley Police", "Police", "police"),
    ScriptedAgency("icb", "Alder Valley Integrated Care Board", "ICB", "health"),
    ScriptedAgency("schools", "Aldersby schools", "Schools", "education"),
    ScriptedAgency("voluntary", "Aldersby Young Voices", "Young Voices", "voluntary"),
    ScriptedAgency("independent", "Independent", "", "independent"),
)

PEOPLE = (
    ScriptedPerson("YB", "Yvonne Brackley", "Improvement programme manager", "council", role="manager", since=mon(-27)),
    ScriptedPerson("LC", "Leonard Cromarty", "Independent chair", "independent", role="chair", since=mon(-27)),
    ScriptedPerson("HB", "Hilary Benbow", "Independent scrutineer", "independent", role="scrutineer", since=mon(-25)),
    ScriptedPerson("SA", "Sunita Amble", "Director of children’s services", "council", role="lead", since=mon(-52)),
    ScriptedPerson("RW", "Rhys Wakelin", "Head of assessment", "council", role="lead"),
    ScriptedPerson("GO", "Grace Okonjo", "Head of children in care", "council", role="lead"),
    ScriptedPerson("NF", "Nell Farrow", "Head of people", "council", role="lead"),
    ScriptedPerson("PH", "Det Ch Insp Paula Hesketh", "Detective chief inspector", "police", role="lead"),
    ScriptedPerson("DV", "Dr David Venn", "Designated doctor", "icb", role="lead"),
    ScriptedPerson("TM", "Tara Monkhouse", "Head teacher", "schools", role="member"),
    ScriptedPerson("ZI", "Zainab Iqbal", "Young adviser", "voluntary", role="member"),
    ScriptedPerson("JK", "Cllr Jonas Kirkbride", "Lead member for children", "council", role="observer"),
)

GROUPS = (
    ScriptedGroup("board", "Improvement board", "board", ("LC", "SA", "RW", "GO", "NF", "PH", "DV", "TM", "ZI", "YB")),
    ScriptedGroup("delivery", "Delivery group", "executive", ("SA", "RW", "GO", "NF", "YB")),
    ScriptedGroup("practice", "Practice group", "subgroup", ("RW", "GO", "DV", "PH")),
)

MEETINGS = (
    *(ScriptedMeeting("board", tue(w), tue(w - 1), "Alder Hall", "13:30") for w in (-24, -18, -12, -6, 2, 8, 14)),
    *(ScriptedMeeting("delivery", mon(w), None, "", "09:00") for w in (-21, -17, -13, -9, -5, -1, 3, 7)),
    *(ScriptedMeeting("practice", thu(w), wed(w - 1)) for w in (-16, -8, 3)),
)

SA = "Sunita Amble, director"
RW = "Rhys Wakelin, assessment"
GO = "Grace Okonjo, children in care"
NF = "Nell Farrow, people"
PH = "Det Ch Insp Paula Hesketh, police"
DV = "Dr David Venn, ICB"
PRACTICE = "Practice group"
