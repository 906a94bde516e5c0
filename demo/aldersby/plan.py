"""The improvement plan of Aldersby: seven columns, each action rated red, amber or green."""

from demo.aldersby.people import DV, GO, NF, PH, PRACTICE, RW, SA
from demo.script import (
    Move,
    Note,
    Rated,
    Reopened,
    ScriptedAction,
    ScriptedEnd,
    ScriptedPlan,
    ScriptedRecommendation,
    ScriptedSection,
    ScriptedVersion,
    by,
    by_end,
    by_month,
    fri,
    mon,
    thu,
    tue,
    wed,
)

PRACTICE_THAT_SEES = ScriptedSection(
    "Practice that sees the child",
    "Area 1",
    objectives=("Each child is seen alone, by a worker who knows them, as often as their plan says.",),
    outcomes=("Nine in ten visits are on time, and eight in ten records hold the child’s own words.",),
    recommendations=(
        ScriptedRecommendation(
            "1",
            "Seen alone, in their own words",
            "Social workers see children alone, and write down what the child said in the child’s own words.",
            actions=(
                ScriptedAction(
                    "1.1",
                    "Team managers sit in on one visit for each worker every quarter, and talk it over the same day.",
                    (RW,),
                    by_end(-2),
                    target="Every worker seen once by {end-2:month}; families asked how it felt.",
                    evidence="- Record of visits\n- Calls to 20 families a quarter",
                    events=(
                        Rated(tue(-24), "Amber", "First rating"),
                        Note(mon(-21), "Visits planned for 52 workers. Two teams have no manager at present."),
                        Note(tue(-18), "Board: 3 of 52. LC asks for names against dates."),
                        Note(
                            mon(-17),
                            "RW has put names against dates for 38 of 52. What managers say of the first visits:\n"
                            "- children talk more when the manager sits on the floor too\n"
                            "- the talk afterwards takes as long as the visit\n"
                            "- three workers had never been watched before",
                            by="RW",
                        ),
                        Note(mon(-13), "9 of 52. Cover for two teams agreed with SA.", by="RW"),
                        Note(tue(-12), "Board moves nothing: the date stands, and is at risk."),
                        Note(mon(-9), "11 of 52. Cover has not come."),
                        Rated(tue(-6), "Red", "Date missed, and the lead cannot put it right alone"),
                        Note(tue(-6), "Board: red. SA to find cover for both teams before the next meeting."),
                        Note(
                            fri(-2), "14 of 52 visits done. Two managers away; the cover agreed has not come.", by="RW"
                        ),
                    ),
                ),
                ScriptedAction(
                    "1.2",
                    "A short guide on writing in the child’s own words, with ten examples from our own files.",
                    (RW, "Young advisers"),
                    by_end(4),
                    target="Used in eight of ten files by {end+4:month}.",
                    evidence="File sample of ten each month, read by a young adviser.",
                    events=(
                        Rated(tue(-24), "Amber", "First rating"),
                        Note(mon(-17), "Draft read by ZI and three others. “You write as if we were a building.”"),
                        Note(tue(-12), "Guide shown to the Board. Young advisers wrote the last page."),
                        Note(
                            mon(-5),
                            "Guide out, with ten examples. First sample: five of ten. ZI read them: “In the good ones "
                            "you can hear who it is.”",
                            by="RW",
                        ),
                        Note(mon(-1), "Second sample: six of ten."),
                    ),
                ),
                ScriptedAction(
                    "1.3",
                    "Rooms in schools where children can be seen alone.",
                    (SA,),
                    by(fri(1)),
                    target="A room in each of 31 schools.",
                    evidence="List kept by the schools’ representative, with the name of who holds the key.",
                    events=(
                        Rated(tue(-24), "Amber", "First rating"),
                        Note(tue(-18), "TM wrote to 31 schools. 19 have a room."),
                        Note(tue(-12), "26 of 31."),
                        Rated(tue(-12), "Green", "On course, with a list to show for it"),
                        Note(mon(-5), "29 of 31. The last two after half-term."),
                    ),
                ),
            ),
        ),
        ScriptedRecommendation(
            "2",
            "Plans that say what will change",
            "Plans for children say what will be different, by when, and how the family will know.",
            actions=(
                ScriptedAction(
                    "2.1",
                    "A plan of one page, written with the family.",
                    (RW,),
                    by_end(-1),
                    target="All new plans from {end-2:month}.",
                    evidence="- Sample of 30 plans\n- View of the parents’ group",
                    events=(
                        Rated(tue(-24), "Amber", "First rating"),
                        Note(
                            mon(-21),
                            "Page drafted with the parents’ group. It asks:\n- what are we worried about\n- what "
                            "will be different, and by when\n- who does what\n- how will we know",
                        ),
                        Note(tue(-18), "Tried by two teams. Takes longer the first time, and less the second."),
                        Note(mon(-9), "In use in all teams."),
                        Rated(tue(-6), "Green", "28 of 30 in the sample"),
                        Note(tue(-6), "Sample of 30: 28 on the new page, 24 written with the family."),
                        ScriptedEnd(
                            tue(-6), "complete", "Improvement board", "In use in all teams, sample of 30 read."
                        ),
                    ),
                ),
                ScriptedAction(
                    "2.2",
                    "Families get a copy in words they use, in their own language.",
                    ("To be confirmed",),
                    "Quarter 4",
                    target="To be set with the parents’ group.",
                    evidence="To be agreed.",
                ),
                ScriptedAction(
                    "2.3",
                    "Managers read each plan before it is sent, and send back those without a date.",
                    (RW,),
                    by_end(-3),
                    target="No plan without a date.",
                    evidence="Monthly count from the system.",
                    events=(
                        Rated(tue(-24), "Red", "First rating: half of all plans have no date"),
                        Note(mon(-21), "Count: 48 of 100 without a date."),
                        Note(tue(-18), "Count: 22 of 100."),
                        Rated(tue(-18), "Amber", "Halved within six weeks"),
                        Note(tue(-12), "Count: 4 of 100. Board agrees that it is done."),
                        Rated(tue(-12), "Green", "4 of 100"),
                        ScriptedEnd(tue(-12), "complete", "Improvement board", "Four in a hundred without a date."),
                        Reopened(tue(-6), "Count is back at 17 of 100 since the summer."),
                        Rated(tue(-6), "Amber", "Slipped back since the summer"),
                        Note(tue(-6), "Board opens it again: 17 of 100 in {end-2:month}."),
                        Move(tue(-6), by(fri(3)), "Board {tue-6:dots}: opened again, to hold for three months."),
                        Note(mon(-1), "Count: 11 of 100."),
                    ),
                ),
            ),
        ),
    ),
)

ONE_FRONT_DOOR = ScriptedSection(
    "One front door",
    "Area 2",
    objectives=("Whoever is worried about a child is heard once, by somebody who can act.",),
    outcomes=("Decisions within a day, and no child waiting in a list that nobody reads.",),
    recommendations=(
        ScriptedRecommendation(
            "3",
            "Decisions within a day",
            "Requests for help are read, decided and answered within one working day.",
            actions=(
                ScriptedAction(
                    "3.1",
                    "Police and health sit in the same room as the duty team, five days a week.",
                    (PH, DV),
                    by_end(-3),
                    target="Both there at 9am on nine days of ten.",
                    evidence="Sheet at the door, counted each month.",
                    events=(
                        Rated(tue(-24), "Amber", "First rating"),
                        Note(tue(-18), "Police there on 14 of 20 days, health on 6."),
                        Note(tue(-12), "Police 18 of 20, health 11. DV has asked for a second post.", by="DV"),
                        Move(
                            tue(-12), by(wed(2)), "Board {tue-12:dots}: health’s post is advertised in {mon-10:month}."
                        ),
                        Note(tue(-6), "Police 19 of 20, health 15. Post filled, begins in four weeks."),
                        Rated(tue(-6), "Green", "Both on course for nine in ten"),
                    ),
                ),
                ScriptedAction(
                    "3.2",
                    "The duty list is empty at the end of each day, or a head of service knows why.",
                    (RW,),
                    by(thu(1)),
                    target="No request older than 24 hours on 19 of 20 days.",
                    evidence="Screen print at 5pm, kept for a year.",
                    events=(
                        Rated(tue(-24), "Red", "First rating: 140 requests older than a day"),
                        Note(
                            mon(-21),
                            "140 older than a day. Three workers lent for six weeks. Sorted by what is asked for:\n"
                            "- 61 for early help, which could have gone straight there\n"
                            "- 44 waiting for somebody to ring back\n"
                            "- 35 that needed a decision",
                        ),
                        Note(tue(-18), "38 older than a day."),
                        Rated(tue(-18), "Amber", "Three quarters gone in six weeks"),
                        Note(mon(-13), "Lent workers gone back. 21 older than a day."),
                        Note(tue(-12), "9 older than a day."),
                        Note(tue(-6), "Empty on 15 of 20 days."),
                        Note(mon(-1), "Empty on 18 of 20 days. Fridays are the trouble.", by="RW"),
                        Note(
                            mon(0),
                            "Empty on Friday too, for the first time: a fourth worker stayed until six.",
                            by="RW",
                        ),
                    ),
                ),
                ScriptedAction(
                    "3.3",
                    "A leaflet for parents on what happens after a worry is passed on, tried out with ten families.",
                    ("ICB, lead to be named",),
                    by(wed(2)),
                    target="Ten families can say in their own words what will happen.",
                    evidence="Notes of ten conversations.",
                    events=(
                        Rated(tue(-12), "Amber", "First rating"),
                        Note(wed(-11), "Words agreed; pictures wanted. ICB to name a lead."),
                        Rated(tue(-6), "Red", "No lead named since the summer"),
                    ),
                ),
            ),
        ),
        ScriptedRecommendation(
            "4",
            "Children missing from home",
            "Children who have been missing are spoken with within three days, by somebody they choose.",
            actions=(
                ScriptedAction(
                    "4.1",
                    "One coordinator, with a list read every morning by police, schools and the council.",
                    (PH, "Aldersby Young Voices"),
                    by_end(3),
                    target="Every child spoken with in three days; seven in ten accept.",
                    evidence="Monthly count; what children said, without names.",
                    events=(
                        Rated(tue(-24), "Red", "First rating: 4 in 10 spoken with"),
                        Note(
                            tue(-18),
                            "Coordinator in post. List read every morning since {mon-19}. In the first two weeks 14 "
                            "children stood on it more than once; for 9 of them nobody had known.",
                        ),
                        Rated(tue(-12), "Amber", "6 in 10 spoken with"),
                        Note(
                            tue(-12),
                            "61 of 100 spoken with in three days.\n- half chose Young Voices\n- a third chose "
                            "somebody at school",
                        ),
                        Note(tue(-6), "72 of 100. What children said goes to the Board for the first time.", by="PH"),
                        Note(
                            thu(-3),
                            "One coordinator post, and no cover for it: PH and SA to settle before {tue+2}, out of "
                            "the room.",
                            by="PH",
                            internal=True,
                        ),
                    ),
                ),
            ),
        ),
    ),
)

CARE_AND_PEOPLE = ScriptedSection(
    "Children in our care, and the people who look after them",
    "Area 3",
    objectives=("Children stay where they are settled, with workers who stay too.",),
    outcomes=("No child has more than two workers in a year.",),
    recommendations=(
        ScriptedRecommendation(
            "5",
            "Health and dentist on time",
            "Children in care have their health seen to, on time, wherever they live.",
            actions=(
                ScriptedAction(
                    "5.1",
                    "One list of assessments that fall due in the next eight weeks, shared every Monday.",
                    (DV, GO),
                    by(mon(1)),
                    target="Nineteen of twenty in time.",
                    evidence="The list, and the count each month.",
                    events=(
                        Rated(tue(-24), "Amber", "First rating"),
                        Note(tue(-18), "Agreement to share signed. First list next Monday."),
                        Note(thu(-16), "31 of 44 in time.", by="DV"),
                        Note(thu(-8), "39 of 44 in time.", by="DV"),
                        Rated(tue(-6), "Green", "39 of 44, and rising"),
                        Note(mon(-1), "41 of 44 booked in time.", by="DV"),
                    ),
                ),
                ScriptedAction(
                    "5.2",
                    "Foster carers can book a dentist through one telephone number.",
                    (DV,),
                    by_month(3),
                    target="No child waits more than four weeks.",
                    evidence="Carers’ survey in spring.",
                    events=(
                        Rated(tue(-12), "Amber", "First rating"),
                        Note(thu(-16), "Two practices willing; eleven asked.", precision="month", form="monthyear"),
                        Note(thu(-8), "Four practices willing."),
                    ),
                ),
            ),
        ),
        ScriptedRecommendation(
            "6",
            "Workers who stay",
            "The council makes sure that children know their worker, and that the worker has the time to know them.",
            actions=(
                ScriptedAction(
                    "6.1",
                    "No worker has more than eighteen children.",
                    (SA, NF),
                    by_end(-1),
                    target="None above eighteen; newly qualified, twelve.",
                    evidence="Count on the first of each month.",
                    events=(
                        Rated(tue(-24), "Red", "First rating: 21 workers above"),
                        Note(mon(-21), "21 of 52 workers above eighteen; the highest has 31."),
                        Note(tue(-18), "17 above eighteen."),
                        Note(
                            mon(-13),
                            "Nine posts advertised, four filled. Those who said no were asked why: two for the pay, "
                            "one for the car parking, three for what they had read about us.",
                            by="NF",
                        ),
                        Note(tue(-12), "12 above eighteen. Highest 24."),
                        Move(
                            tue(-12),
                            by_end(2),
                            "Board {tue-12:dots}: five posts are still to fill, and agency staff would have to go "
                            "first.",
                        ),
                        Rated(tue(-6), "Amber", "Halved, and none above 24"),
                        Note(tue(-6), "9 above eighteen. Two more posts filled."),
                        Note(mon(-1), "7 above eighteen.", by="NF"),
                    ),
                ),
                ScriptedAction(
                    "6.2",
                    "Everybody who leaves is asked why, by somebody who is not their manager.",
                    (NF,),
                    by_end(-2),
                    target="Nine in ten asked; causes told to the Board twice a year.",
                    evidence="Notes of talks, without names.",
                    events=(
                        Rated(tue(-24), "Amber", "First rating"),
                        Note(tue(-18), "Six asked. Four say: no time to see children."),
                        Note(tue(-12), "Eleven of twelve asked."),
                        Rated(tue(-12), "Green", "Eleven of twelve"),
                        Note(tue(-6), "First report to the Board. Kept as a standing item."),
                        ScriptedEnd(
                            tue(-6), "closed", "Improvement board", "Part of ordinary work now; stays on the agenda."
                        ),
                    ),
                ),
                ScriptedAction(
                    "6.3",
                    "Each newly qualified worker has a second, experienced worker for the first year.",
                    (NF, PRACTICE),
                    by_month(5),
                    target="All fourteen paired by {end+5:month}.",
                    evidence="List of pairs; what they say after three months.",
                    events=(
                        Rated(tue(-12), "Green", "First rating: ten paired already"),
                        Note(thu(-16), "Ten of fourteen paired."),
                        Note(thu(-8), "Twelve of fourteen paired. One pair did not get on, and was changed."),
                    ),
                ),
            ),
        ),
    ),
)

PLAN = ScriptedPlan(
    title="Children’s services improvement plan",
    source="improvement-notice",
    source_title="Improvement notice to Aldersby Council",
    source_date=mon(-28),
    begun=tue(-24),
    layout="seven",
    sections=(PRACTICE_THAT_SEES, ONE_FRONT_DOOR, CARE_AND_PEOPLE),
    versions=(
        ScriptedVersion(fri(-24), "As agreed by the Improvement board {tue-24:dots}", ("board", tue(-24))),
        ScriptedVersion(thu(-12), "Updated following Improvement board {tue-12:dots}", ("board", tue(-12))),
        ScriptedVersion(wed(-5), "Updated following Improvement board {tue-6:dots}", ("board", tue(-6))),
    ),
)
