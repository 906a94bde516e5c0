"""Who sits on the Aldersby improvement board, when it meets, and how it writes its leads."""

from demo.script import Agency, Group, Meeting, Person, mon, thu, tue, wed

AGENCIES = (
    Agency("council", "Aldersby Council", "Council", "council"),
    Agency("police", "Alder Valley Police", "Police", "police"),
    Agency("icb", "Alder Valley Integrated Care Board", "ICB", "health"),
    Agency("schools", "Aldersby schools", "Schools", "education"),
    Agency("voluntary", "Aldersby Young Voices", "Young Voices", "voluntary"),
    Agency("independent", "Independent", "", "independent"),
)

PEOPLE = (
    Person("YB", "Yvonne Brackley", "Improvement programme manager", "council", role="manager", since=mon(-27)),
    Person("LC", "Leonard Cromarty", "Independent chair", "independent", role="chair", since=mon(-27)),
    Person("SA", "Sunita Amble", "Director of children’s services", "council", role="lead", since=mon(-52)),
    Person("RW", "Rhys Wakelin", "Head of assessment", "council", role="lead"),
    Person("GO", "Grace Okonjo", "Head of children in care", "council", role="lead"),
    Person("NF", "Nell Farrow", "Head of people", "council", role="lead"),
    Person("PH", "Det Ch Insp Paula Hesketh", "Detective chief inspector", "police", role="lead"),
    Person("DV", "Dr David Venn", "Designated doctor", "icb", role="lead"),
    Person("TM", "Tara Monkhouse", "Head teacher", "schools", role="member"),
    Person("ZI", "Zainab Iqbal", "Young adviser", "voluntary", role="member"),
    Person("JK", "Cllr Jonas Kirkbride", "Lead member for children", "council", role="observer"),
)

GROUPS = (
    Group("board", "Improvement board", "board", ("LC", "SA", "RW", "GO", "NF", "PH", "DV", "TM", "ZI", "YB")),
    Group("delivery", "Delivery group", "executive", ("SA", "RW", "GO", "NF", "YB")),
    Group("practice", "Practice group", "subgroup", ("RW", "GO", "DV", "PH")),
)

MEETINGS = (
    *(Meeting("board", tue(w), tue(w - 1), "Alder Hall", "13:30") for w in (-24, -18, -12, -6, 2, 8, 14)),
    *(Meeting("delivery", mon(w), None, "", "09:00") for w in (-21, -17, -13, -9, -5, -1, 3, 7)),
    *(Meeting("practice", thu(w), wed(w - 1)) for w in (-16, -8, 3)),
)

SA = "Sunita Amble, director"
RW = "Rhys Wakelin, assessment"
GO = "Grace Okonjo, children in care"
NF = "Nell Farrow, people"
PH = "Det Ch Insp Paula Hesketh, police"
DV = "Dr David Venn, ICB"
PRACTICE = "Practice group"
