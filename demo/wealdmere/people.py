"""Agencies, people, groups and meetings of the Wealdmere board, and how its leads are written."""

from demo.script import ScriptedAgency, ScriptedGroup, ScriptedMeeting, ScriptedPerson, fri, mon, thu, tue, wed

AGENCIES = (
    ScriptedAgency("council", "Wealdmere Borough Council", "Council", "council"),
    ScriptedAgency("police", "Mere and Weald Constabulary", "Police", "police"),
    ScriptedAgency("icb", "Weald Integrated Care Board", "Weald ICB", "health"),
    ScriptedAgency("hospital", "Wealdmere Hospitals", "Hospitals", "health"),
    ScriptedAgency("fire", "Weald Fire and Rescue", "Fire service", "fire"),
    ScriptedAgency("housing", "Mereside Homes", "Mereside Homes", "other"),
    ScriptedAgency("probation", "Probation Service, Weald delivery unit", "Probation", "probation"),
    ScriptedAgency("voluntary", "Wealdmere Neighbours Together", "Neighbours Together", "voluntary"),
    ScriptedAgency("independent", "Independent", "", "independent"),
)

PEOPLE = (
    ScriptedPerson("FM", "Fiona Marchetti", "Board manager", "council", role="manager", since=mon(-91)),
    ScriptedPerson("BK", "Basil Kerrigan", "Independent chair", "independent", role="chair", since=mon(-108)),
    ScriptedPerson("GT", "Gwen Tarrant", "Independent scrutineer", "independent", role="scrutineer", since=mon(-60)),
    ScriptedPerson("OP", "Olive Pritchard", "Head of adult social care", "council", role="lead"),
    ScriptedPerson("SN", "Insp Sunil Nair", "Neighbourhood inspector", "police", role="lead"),
    ScriptedPerson("CT", "Carys Tunnicliffe", "Lead nurse for safeguarding adults", "icb", role="lead"),
    ScriptedPerson("MH", "Mina Hallworth", "Head of discharge", "hospital", role="lead", since=mon(-60)),
    ScriptedPerson("JB", "Joel Barraclough", "Community safety manager", "fire", role="lead"),
    ScriptedPerson("RD", "Rosalind Dacre", "Head of tenancies", "housing", role="lead"),
    ScriptedPerson("AS", "Amir Saleh", "Workforce development officer", "council", role="lead"),
    ScriptedPerson("WP", "Wendy Pascall", "Senior probation officer", "probation", role="member"),
    ScriptedPerson("TW", "Toby Wexcombe", "Coordinator", "voluntary", role="member"),
    ScriptedPerson("EL", "Cllr Edna Larkspur", "Chair of adult scrutiny", "council", role="observer"),
)

GROUPS = (
    ScriptedGroup("board", "Board", "board", ("BK", "OP", "SN", "CT", "MH", "JB", "RD", "WP", "TW", "FM")),
    ScriptedGroup("reviews", "Reviews and learning sub-group", "subgroup", ("CT", "OP", "SN", "AS", "FM")),
    ScriptedGroup("quality", "Quality and performance sub-group", "subgroup", ("OP", "MH", "RD", "WP")),
    ScriptedGroup("panel", "Self-neglect panel", "panel", ("OP", "SN", "JB", "RD", "CT")),
    ScriptedGroup("scrutiny", "Adult scrutiny committee", "panel", ("EL",)),
)

MEETINGS = (
    *(ScriptedMeeting("board", wed(w), wed(w - 1), "Mere House", "14:00") for w in (-41, -28, -15, -3, 2, 12, 25)),
    *(ScriptedMeeting("reviews", mon(w), mon(w - 1)) for w in (-33, -24, -16, -8, 3, 11)),
    *(ScriptedMeeting("quality", thu(w), thu(w - 1)) for w in (-29, -19, -7, 5)),
    *(ScriptedMeeting("panel", tue(w), fri(w - 1), "", "09:30") for w in (-24, -20, -16, -12, -8, -4, 4, 8)),
    ScriptedMeeting("scrutiny", tue(3), mon(2), "Town Hall", "18:00"),
)

FM = "Fiona Marchetti, board manager"
OP = "Olive Pritchard, adult social care"
SN = "Insp Sunil Nair, police"
CT = "Carys Tunnicliffe, Weald ICB"
MH = "Mina Hallworth, Wealdmere Hospitals"
JB = "Joel Barraclough, fire service"
RD = "Rosalind Dacre, Mereside Homes"
AS = "Amir Saleh, workforce development"
REVIEWS = "Reviews and learning sub-group"
PANEL = "Self-neglect panel"
HOUSING = "Mereside Homes"
