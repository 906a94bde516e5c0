"""Audits of the Fenmarsh partnership, with their recommendations."""

from demo.fenmarsh.people import DK, HS, KM, LV, NA, PN, RC, SF
from demo.script import (
    Move,
    Note,
    Reword,
    ScriptedAction,
    ScriptedAudit,
    ScriptedEnd,
    ScriptedPlan,
    ScriptedRecommendation,
    by,
    by_end,
    fri,
    mon,
    thu,
    tue,
    wed,
)

AUDITS = (
    ScriptedAudit(
        "Section 11: how each agency keeps children safe",
        "section-11",
        -10,
        "followed",
        ("council", "police", "icb", "community", "schools", "probation", "voluntary"),
        HS,
        "quality",
        "Seven returns, four visits. All agencies have a named person for safeguarding; five of seven could show that "
        "staff know who it is. Two weak places are shared by all:\n"
        "- volunteers and agency staff are checked, but not told what to do with a worry\n"
        "- whistleblowing is written for staff, and not for those who clean, drive or cook",
        reported=tue(-30),
        recommendations=(
            ScriptedRecommendation(
                "S1",
                "Agency staff and volunteers",
                "Each agency should give agency staff and volunteers one page on their first day: what to do with a "
                "worry, and whom to ring.",
                actions=(
                    ScriptedAction(
                        "S1.1",
                        "One page for all agencies, with the local number filled in by each.",
                        (LV,),
                        by_end(-4),
                        events=(
                            Note(mon(-28), "Page drafted with two volunteers and a supply teacher.", by="LV"),
                            Note(mon(-16), "In use in five of seven agencies."),
                            ScriptedEnd(tue(-14), "complete", "Quality and audit sub-group", "In use in all seven."),
                        ),
                    ),
                ),
            ),
            ScriptedRecommendation(
                "S2",
                "A way to speak up for all",
                "Agencies should have a way to speak up that is open to those who clean, drive, cook or are there for "
                "a week.",
                actions=(
                    ScriptedAction(
                        "S2.1",
                        "One number for the county, answered by somebody outside the agency concerned.",
                        ("Fenmarsh Voluntary Alliance", DK),
                        by(fri(-2)),
                        events=(
                            Note(tue(-22), "Alliance is willing. Asks who pays for the line."),
                            Note(tue(-14), "Council and ICB share the cost for a year.", by="DK"),
                            Note(tue(-6), "Line rung 14 times in its first month; nine calls were from contractors."),
                        ),
                    ),
                    ScriptedAction(
                        "S2.2",
                        "Ten people from each agency are asked in the spring whether they know the number.",
                        (HS,),
                        by_end(5),
                        events=(Note(tue(-6), "Questions agreed. Not before the line has been open for half a year."),),
                    ),
                ),
            ),
        ),
    ),
    ScriptedAudit(
        "Children known to have been in custody overnight",
        "multi-agency",
        -6,
        "followed",
        ("police", "council", "icb", "schools"),
        RC,
        "quality",
        "Round one of the shared audits. Six cases read together by nine members of staff from four agencies, one "
        "family spoken with.\n\nIn four of six the school learned of it last. In two nobody had asked where the child "
        "slept.",
        reported=tue(-22),
        recommendations=(
            ScriptedRecommendation(
                "M1",
                "The school is told first",
                "The custody sergeant should make sure that the child’s school is told before the child is back in it.",
                actions=(
                    ScriptedAction(
                        "M1.1",
                        "School’s name and number are asked for at the desk, and rung by 8am.",
                        (RC, PN),
                        by(thu(2)),
                        events=(
                            Note(thu(-18), "Tried in two areas.", by="RC"),
                            Note(tue(-6), "In 11 of 14 cases the school knew in time.", by="RC"),
                        ),
                    ),
                ),
            ),
            ScriptedRecommendation(
                "M2",
                "Where does the child sleep",
                "Whoever releases a child should write down where the child will sleep, and who said so.",
                actions=(
                    ScriptedAction(
                        "M2.1",
                        "A line on the release form, which cannot be left empty.",
                        (RC,),
                        by_end(-2),
                        events=(
                            Note(wed(-19), "Form belongs to three forces. Request sent."),
                            Move(
                                thu(-9),
                                by_end(3),
                                "The form is shared with two other forces and changes once a year.",
                            ),
                            Note(thu(-9), "Until then a sticker is used at the county town."),
                        ),
                    ),
                ),
            ),
        ),
    ),
    ScriptedAudit(
        "Supervision of health visitors and school nurses",
        "single-agency",
        -4,
        "reported",
        ("community",),
        SF,
        "quality",
        "40 files. Supervision took place in 37, and says what was decided in 29. The reason is given in 16.",
        reported=tue(-14),
        recommendations=(
            ScriptedRecommendation(
                "H1",
                "The reason, in one sentence",
                "Supervisors should write the reason for a decision in one sentence that the next worker understands.",
                actions=(
                    ScriptedAction(
                        "H1.1",
                        "The partnership’s card is used by all supervisors.",
                        (SF, "Dr Ngozi Adeyemi, Levels ICB"),
                        by(wed(3)),
                        events=(
                            Note(tue(-6), "Cards given out. 18 of 22 supervisors use them.", by="SF"),
                            Reword(
                                tue(-6),
                                "action",
                                "The partnership’s card is used by all supervisors, those of the night team too.",
                                "The night team had been forgotten",
                                "HS",
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    ScriptedAudit(
        "Children missing from school",
        "multi-agency",
        0,
        "under-way",
        ("council", "schools", "police"),
        PN,
        "quality",
        "Round three of the shared audits: six cases read together, two families spoken with. To be written up.",
    ),
    ScriptedAudit(
        "Requests for help that went no further",
        "case-file",
        2,
        "planned",
        ("council", "schools", "community"),
        KM,
        "quality",
    ),
    ScriptedAudit(
        "Babies under one year: who sees them, and how often",
        "multi-agency",
        4,
        "planned",
        ("icb", "community", "council", "police"),
        NA,
        "quality",
    ),
)

AUDITS_PLAN = ScriptedPlan(
    title="Audits",
    source="audit",
    source_title="Audits reported to the quality and audit sub-group",
    source_date=tue(-30),
    begun=tue(-30),
    layout="five",
    columns=(
        ("action", "What needs to happen"),
        ("progress", "Actions to date"),
        ("deadline", "By when"),
        ("lead", "Lead"),
    ),
    sections=(),
)
