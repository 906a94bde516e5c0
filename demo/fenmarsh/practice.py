"""Priority 2 of the joint inspection action plan: recommendations 101 and 102."""

from demo.fenmarsh.people import JW, KM, MP, NA, QUALITY, RC
from demo.script import (
    Challenged,
    Move,
    NewLeads,
    Note,
    Proposed,
    Removed,
    Said,
    ScriptedAction,
    ScriptedRecommendation,
    ScriptedSection,
    by,
    by_end,
    fri,
    mon,
    thu,
    tue,
    wed,
)

QUALITY_OF_PRACTICE = ScriptedSection(
    "Knowing how good practice is",
    "Priority 2",
    objectives=(
        "Audits are shared, and reach the people whose work they describe.",
        "Those who ask for help for a child are answered.",
    ),
    outcomes=(
        "The partnership can say what it found, what it did, and what changed for children.",
        "Nine in ten who ask for help know within a day what happens next.",
    ),
    recommendations=(
        ScriptedRecommendation(
            "101",
            "Audits that are followed up",
            "The partnership should strengthen its audit work so that findings of all agencies are known, compared "
            "and acted on.",
            actions=(
                ScriptedAction(
                    "101.1",
                    "A yearly calendar of single-agency audits is agreed and each finding is followed to its end.\n\n"
                    "Each agency sends:\n"
                    "- what it audited in the past twelve months\n"
                    "- what it means to audit in the next twelve\n"
                    "- one page for each: found, done, still open",
                    (QUALITY,),
                    by(fri(4)),
                    why="Agencies audit, but the partnership does not hear what was found.",
                    risk="The same weakness is found again each year in different words.\n\n"
                    "Nobody can show that an audit changed anything.",
                    also=("104",),
                    events=(
                        Note(tue(-46), "Sub-group wrote to seven agencies for their lists."),
                        Note(tue(-38), "Lists in from council, police, probation. Schools say there is no one list."),
                        Note(
                            wed(-31),
                            "Partnership meeting: a shared calendar is wanted by all. EH asks that small charities "
                            "are not sent the long form.",
                        ),
                        Note(
                            tue(-30),
                            "Short form for small organisations drafted:\n- what did you look at\n- what did you "
                            "find\n- what did you change",
                            by="HS",
                        ),
                        Note(tue(-22), "Calendar tried for six months ahead. 14 audits, three on the same theme."),
                        Note(
                            tue(-14),
                            "HS met DK and SF: the three audits of supervision become one, in two parts.",
                            by="HS",
                        ),
                        Note(tue(-6), "11 of 14 pages in. The three missing are from health and were not due yet."),
                    ),
                ),
                ScriptedAction(
                    "101.2",
                    "Front-line staff from police, health and schools look at six cases together every two months, "
                    "and the family is asked.",
                    (RC, JW),
                    "Interim: three rounds by {fri+1:full}\nFinal: six rounds by {end+6:full}",
                    why="Where audits were shared, they were done by managers reading files.\n\n"
                    "No family had been asked in three years.",
                    risk="We learn how well we write, and not whether children are safer.",
                    events=(
                        Note(tue(-46), "RC and JW agree to lead it together. Six cases a round, one theme each."),
                        Note(mon(-41), "Rules for seeing each other’s records drafted with the three data officers."),
                        Note(wed(-37), "Rules signed by police and council. ICB wants its own panel to see them."),
                        Note(
                            thu(-34), "Executive asks that the family is always asked, and not only where it is easy."
                        ),
                        Note(tue(-33), "ICB panel has approved the rules with one change (no copies leave the room)."),
                        Note(
                            tue(-30),
                            "Letter to families in draft. AY has read it with two parents; they want to know first "
                            "what it is *not* for.",
                        ),
                        Note(wed(-28), "Round one fixed for {tue-24}: first contact after a night in custody."),
                        Note(
                            tue(-24),
                            "Round one held. Six cases, nine staff from four agencies, one family spoken with. What "
                            "was found:\n- in four of six, the school learned of it last\n- in two, nobody had "
                            "asked where the child slept",
                            by="JW",
                            typed=fri(-24),
                        ),
                        Note(tue(-22), "Findings of round one to the quality sub-group. HS takes both points."),
                        NewLeads(
                            mon(-20),
                            (RC, NA),
                            "JW has left the ICB; NA takes it on",
                        ),
                        Note(mon(-20), "Handed over from JW to NA. Papers are in the shared folder."),
                        Note(
                            thu(-18),
                            "Executive heard round one. MP asks for the school’s part to be tried at once in two "
                            "areas.",
                        ),
                        Note(mon(-15), "Theme of round two: children who move in the middle of term.", by="NA"),
                        Note(
                            tue(-10),
                            "Round two held. Police could send nobody; RC apologises and names a deputy. Three "
                            "families spoken with.",
                            by="NA",
                        ),
                        Challenged(
                            thu(-9),
                            "Nobody from the police sat in round two. What makes sure that somebody does in round three?",
                            "GA",
                            meeting=("executive", thu(-9)),
                            answered=Said(
                                fri(-8),
                                "A deputy is named, and will be briefed next week. The force’s duty planner now holds "
                                "the dates of all six rounds, so that nobody is put on shift on them.",
                                "RC",
                            ),
                        ),
                        Note(tue(-8), "Deputy for RC is briefed and has access."),
                        Note(
                            tue(-6), "Findings of round two to the sub-group. No new actions; two old ones confirmed."
                        ),
                        Note(
                            wed(-2),
                            "Round three held: six cases of children missing from school. Two families spoken with.",
                            by="RC",
                        ),
                    ),
                ),
                ScriptedAction(
                    "101.3",
                    "A newsletter for staff on audit findings.",
                    (QUALITY,),
                    by_end(0),
                    why="Staff hear that there was an audit, and not what it said.",
                    risk="Findings stay with those who found them.",
                    events=(
                        Note(wed(-31), "Partnership meeting asked for something that is read in two minutes."),
                        Note(tue(-22), "First issue sent to 900 addresses. Opened by 210."),
                        Note(tue(-14), "Second issue. Opened by 160. Team managers say it should go through them."),
                        Note(
                            tue(-6), "Sub-group doubts that a newsletter is the way. Would put it in each audit’s page."
                        ),
                        Removed(
                            tue(-2),
                            "Taken into 101.1: each audit’s page has a part for staff, and managers take it to their "
                            "teams.",
                        ),
                    ),
                ),
            ),
        ),
        ScriptedRecommendation(
            "102",
            "An answer at the front door",
            "Partners should make sure that those who ask for help for a child are told what was decided, and why.",
            actions=(
                ScriptedAction(
                    "102.1",
                    "Every request for help to the front door gets an answer that says what happens next, within one "
                    "working day.",
                    (KM,),
                    by_end(-2),
                    why="A third of those who asked never heard back, schools most of all.",
                    risk="People stop asking, or ask the wrong service, and children wait.",
                    events=(
                        Note(thu(-50), "Action agreed at the first plan meeting. KM to count for a month first."),
                        Note(tue(-45), "Count begun. Every request marked with when it came and when it was answered."),
                        Note(
                            fri(-41),
                            "First count: 58 of 100 answered within a day. Schools 41, health 63, police 77.",
                            by="KM",
                        ),
                        NewLeads(
                            fri(-41),
                            (MP,),
                            "Lead corrected: the director answers for it, KM does the work",
                        ),
                        Note(
                            wed(-38), "Standard reply drafted. Four lines: got it, who has it, what next, who to ring."
                        ),
                        Note(thu(-34), "Executive: also tell those whose request goes no further, and say why."),
                        Note(
                            tue(-32), "Reply tried with six schools. Two say it reads like a machine wrote it.", by="KM"
                        ),
                        Note(wed(-29), "Second draft, signed with the worker’s name. Schools content."),
                        Note(thu(-26), "Executive: {thu-27:month} count 66 of 100."),
                        Note(mon(-24), "System change ordered: the reply goes out when the decision is typed."),
                        Note(tue(-23), "Scrutiny panel: members have had no complaint from a school this quarter."),
                        Note(
                            mon(-21),
                            "Supplier: change not before {tue-14}. Update sought from MP {mon-21:six}.",
                            form="six",
                        ),
                        Note(thu(-18), "Executive: {thu-19:month} count 71 of 100. Holiday cover is the weak place."),
                        Challenged(
                            thu(-18),
                            "The count goes up by five a month. At that pace, when is it nine in ten, and would the "
                            "schools notice?",
                            "GA",
                            meeting=("executive", thu(-18)),
                            answered=Said(
                                wed(-17),
                                "In the autumn, if the supplier keeps its date. The schools’ own share is counted "
                                "apart from now on, because they waited longest.",
                                "MP",
                            ),
                            closed=Said(
                                thu(-9),
                                "Answered. It is not called done before nine in ten hold for two months running, and "
                                "the schools’ share is in every count.",
                                "GA",
                            ),
                        ),
                        Note(tue(-14), "System change live. Replies now go out by themselves, with the worker’s name."),
                        Note(
                            wed(-11), "First fortnight: 81 of 100. Those that miss are requests by telephone.", by="KM"
                        ),
                        Move(
                            thu(-9),
                            by(fri(2)),
                            "Executive {thu-9:dots}: nine in ten must hold for two months running before it is called "
                            "done.",
                        ),
                        Note(thu(-9), "Executive: not done until nine in ten hold for two months. Date moved."),
                        Note(tue(-6), "Standard reply in use for all partners. First full month counted: 79 of 100."),
                        Note(
                            thu(-2),
                            "{thu-4:month}: 88 of 100 answered in a day ({thu-8:month}: 79). Schools’ share 91.",
                            by="MP",
                        ),
                    ),
                ),
                ScriptedAction(
                    "102.2",
                    "Police and council cover the night together, with one number to ring.",
                    (RC, KM),
                    by_end(-3),
                    why="Three numbers were in use, and one of them rang in an empty office.",
                    risk="At night the first call goes to whoever answers, not to whoever can act.",
                    events=(
                        Note(tue(-38), "All three numbers rung at 2am on four nights. Answered 7 of 12 times."),
                        Note(
                            wed(-36),
                            "RC and KM walked through six calls of last winter, hour by hour. In four, police and "
                            "council each sent somebody to the same house; in one, nobody went because each had been "
                            "told that the other would.",
                            by="RC",
                        ),
                        Note(thu(-34), "Executive: one number, and the old ones to lead to it."),
                        Note(wed(-27), "Cost shared: council two thirds, police one third."),
                        Note(
                            tue(-22),
                            "Health asks to be on the same number from the start. KM: not before it works for two. "
                            "To be looked at again in the new year.",
                            by="KM",
                        ),
                        Note(thu(-18), "Rota begun for weekends only. Executive moved the date for weeknights."),
                        Move(
                            thu(-18),
                            by(fri(-4)),
                            "Executive {thu-18:dots}: the council has to fill two posts first.",
                        ),
                        Note(
                            tue(-12),
                            "RC: two sergeants will not be released in winter. To be settled between RC and MP "
                            "before it comes to the Executive.",
                            by="RC",
                            internal=True,
                        ),
                        Note(tue(-8), "Rota drafted to the end of the year. Council to confirm names."),
                        Proposed(
                            mon(-1),
                            "The council has filled one of its two posts, and the other begins in the new month. KM and "
                            "I can cover weeknights from then on.",
                            "RC",
                            to=mon(6),
                        ),
                    ),
                ),
            ),
        ),
    ),
)
