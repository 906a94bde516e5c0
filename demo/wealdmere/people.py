"""Who sits on the Wealdmere board, when it meets, and how it writes its leads."""

from demo.script import Agency, Group, Meeting, Person, fri, mon, thu, tue, wed

AGENCIES = (
    Agency("council", "Wealdmere Borough Council", "Council", "council"),
    Agency("police", "Mere and Weald Constabulary", "Police", "police"),
    Agency("icb", "Weald Integrated Care Board", "Weald ICB", "health"),
    Agency("hospital", "Wealdmere Hospitals", "Hospitals", "health"),
    Agency("fire", "Weald Fire and Rescue", "Fire service", "fire"),
    Agency("housing", "Mereside Homes", "Mereside Homes", "other"),
    Agency("probation", "Probation Service, Weald delivery unit", "Probation", "probation"),
    Agency("voluntary", "Wealdmere Neighbours Together", "Neighbours Together", "voluntary"),
    Agency("independent", "Independent", "", "independent"),
)

PEOPLE = (
    Person("FM", "Fiona Marchetti", "Board manager", "council", role="manager", since=mon(-91)),
    Person("BK", "Basil Kerrigan", "Independent chair", "independent", role="chair", since=mon(-108)),
    Person("OP", "Olive Pritchard", "Head of adult social care", "council", role="lead"),
    Person("SN", "Insp Sunil Nair", "Neighbourhood inspector", "police", role="lead"),
    Person("CT", "Carys Tunnicliffe", "Lead nurse for safeguarding adults", "icb", role="lead"),
    Person("MH", "Mina Hallworth", "Head of discharge", "hospital", role="lead", since=mon(-60)),
    Person("JB", "Joel Barraclough", "Community safety manager", "fire", role="lead"),
    Person("RD", "Rosalind Dacre", "Head of tenancies", "housing", role="lead"),
    Person("AS", "Amir Saleh", "Workforce development officer", "council", role="lead"),
    Person("WP", "Wendy Pascall", "Senior probation officer", "probation", role="member"),
    Person("TW", "Toby Wexcombe", "Coordinator", "voluntary", role="member"),
    Person("EL", "Cllr Edna Larkspur", "Chair of adult scrutiny", "council", role="observer"),
)

GROUPS = (
    Group("board", "Board", "board", ("BK", "OP", "SN", "CT", "MH", "JB", "RD", "WP", "TW", "FM")),
    Group("reviews", "Reviews and learning sub-group", "subgroup", ("CT", "OP", "SN", "AS", "FM")),
    Group("quality", "Quality and performance sub-group", "subgroup", ("OP", "MH", "RD", "WP")),
    Group("panel", "Self-neglect panel", "panel", ("OP", "SN", "JB", "RD", "CT")),
    Group("scrutiny", "Adult scrutiny committee", "panel", ("EL",)),
)

MEETINGS = (
    *(Meeting("board", wed(w), wed(w - 1), "Mere House", "14:00") for w in (-41, -28, -15, -3, 2, 12, 25)),
    *(Meeting("reviews", mon(w), mon(w - 1)) for w in (-33, -24, -16, -8, 3, 11)),
    *(Meeting("quality", thu(w), thu(w - 1)) for w in (-29, -19, -7, 5)),
    *(Meeting("panel", tue(w), fri(w - 1), "", "09:30") for w in (-24, -20, -16, -12, -8, -4, 4, 8)),
    Meeting("scrutiny", tue(3), mon(2), "Town Hall", "18:00"),
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
