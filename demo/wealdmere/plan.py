"""The plan of Wealdmere that answers a review: recommendations 1, 2(i), 2(ii), 3, 4 and 5, several actions to each."""

from demo.script import (
    Move,
    NewLeads,
    Note,
    Reword,
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
from demo.wealdmere.people import AS, CT, FM, HOUSING, JB, MH, OP, PANEL, RD, REVIEWS, SN

SEEING = ScriptedSection(
    "Seeing the person at risk",
    "Theme 1",
    objectives=("Somebody who will not open the door is still somebody’s work.",),
    outcomes=("No case is closed because a letter was not answered.",),
    recommendations=(
        ScriptedRecommendation(
            "1",
            "A panel for those who refuse help",
            "The Board should set up a panel to which any agency can bring a person who neglects themselves and "
            "refuses help, and make sure that one worker stays with the person afterwards.",
            actions=(
                ScriptedAction(
                    "1.1",
                    "Panel meets every month, with the power to name one worker for each person.\n\n"
                    "Sits with:\n- adult social care (chair)\n- police\n- fire service\n- housing\n- health",
                    (OP, PANEL),
                    by_end(-4),
                    events=(
                        Note(wed(-41), "Board agrees to the panel. First meeting in spring; OP in the chair."),
                        Note(mon(-33), "Rules of the panel written on two pages. Legal adviser has no objection."),
                        Note(
                            tue(-24),
                            "First meeting. Three people brought, all by the fire service. Each was known to at least "
                            "three agencies, and to none of them as their own. For each the panel named:\n"
                            "- a worker\n- one thing to try first\n- a day on which to look again",
                        ),
                        Note(tue(-20), "Second meeting. Seven people. Housing brings four."),
                        Note(wed(-15), "Board hears of the first two months. Asks for health to be there each time."),
                        Note(tue(-16), "Third meeting. Five people. One has let the worker in."),
                        Note(
                            tue(-12),
                            "Fourth meeting. CT present. Nine people, of whom two are known to everybody. CT: district "
                            "nurses have been going in for a year and had not been told of the panel.",
                        ),
                        Note(tue(-8), "Fifth meeting. All agencies there. Two people need no worker any more."),
                        Note(tue(-4), "Sixth meeting. Four new, three looked at again."),
                        ScriptedEnd(
                            wed(-3), "complete", "Board", "Six meetings held, all agencies present at the last four."
                        ),
                    ),
                ),
                ScriptedAction(
                    "1.2",
                    "Whoever is brought to the panel has one named worker within five days, and keeps them for at "
                    "least six months.",
                    (OP, CT),
                    by(thu(1)),
                    events=(
                        Note(tue(-24), "Three named workers, all social workers."),
                        Note(
                            mon(-16),
                            "OP and CT agreed what a named worker does, and what not:\n- goes, and goes again\n"
                            "- tells the others what they saw\n- does not have to solve it alone\n"
                            "  - rings the panel’s chair when stuck\n  - may bring the person back at any meeting",
                            by="CT",
                        ),
                        Note(tue(-12), "19 people, 19 workers: 11 social workers, 4 nurses, 4 from housing."),
                        Note(tue(-8), "Two workers have left. Panel finds others within the week.", by="OP"),
                        Note(
                            tue(-4),
                            "23 people. 20 have kept their worker since the start. The other three changed once.",
                            by="OP",
                        ),
                        Note(fri(-1), "One of the three has asked for the first worker back, and will have her."),
                    ),
                ),
                ScriptedAction(
                    "1.3",
                    "A leaflet says in plain words how to bring somebody to the panel.",
                    (FM,),
                    by_end(-6),
                    events=(
                        Note(mon(-24), "Draft with TW. He asks for less about us and more about them."),
                        Note(mon(-22), "Leaflet printed, 2,000. On the website too."),
                        ScriptedEnd(mon(-22), "complete", "Reviews and learning sub-group", "Printed and sent out."),
                    ),
                ),
            ),
        ),
        ScriptedRecommendation(
            "2(i)",
            "Mental capacity, asked and written",
            "Agencies should make sure that a person’s capacity to refuse help is asked about, decision by decision, "
            "and that the answer is written down with its reasons.",
            actions=(
                ScriptedAction(
                    "2(i).1",
                    "Each agency reads twenty of its own files a year for this one question.",
                    ("Safeguarding leads of all agencies", OP),
                    "Quarterly",
                    events=(
                        Note(thu(-29), "Question agreed: could a stranger see why we thought they could decide?"),
                        Note(
                            thu(-19),
                            "First 60 files from three agencies. Reasons found:\n- council 13 of 20\n- hospitals 9 "
                            "of 20\n- community nursing 7 of 20",
                        ),
                        Note(
                            thu(-7),
                            "Second 60 files. Council 16, hospitals 12, community nursing 12. Where reasons are missing "
                            "it is mostly for a small decision (a key safe, a skip, a visit from the nurse); for large "
                            "ones they are there.",
                        ),
                    ),
                ),
                ScriptedAction(
                    "2(i).2",
                    "Half a day of practice for managers, with an actor and not with slides.",
                    (AS,),
                    by_month(3),
                    events=(
                        Note(mon(-24), "Sub-group wants managers first; they sign the forms."),
                        Note(mon(-16), "First day. 14 managers; all would send their deputy.", by="AS"),
                        Note(mon(-8), "Second and third day. 31 more. Money is enough for five days a year.", by="AS"),
                    ),
                ),
                ScriptedAction(
                    "2(i).3",
                    "The form for capacity is cut from six pages to two.",
                    (OP, MH),
                    by_end(-3),
                    events=(
                        Note(mon(-24), "All four forms in use laid side by side. They ask 71 questions between them."),
                        Note(wed(-15), "Board: one form for all agencies, or none."),
                        Note(
                            tue(-10),
                            "Hospitals’ system can hold one form of two pages. Council’s cannot yet.",
                            by="MH",
                        ),
                        Move(
                            wed(-15),
                            by(fri(-2)),
                            "Board {wed-15:dots}: one form for all agencies takes longer than one each.",
                        ),
                    ),
                ),
            ),
        ),
        ScriptedRecommendation(
            "2(ii)",
            "Who speaks for the person",
            "An advocate should be offered before, and not after, decisions about somebody who has nobody to speak "
            "for them.",
            actions=(
                ScriptedAction(
                    "2(ii).1",
                    "Advocates are asked for when a meeting is fixed, by the same form.",
                    (OP,),
                    by_end(1),
                    events=(
                        Note(thu(-19), "Count for a quarter: 22 asked for, of whom 9 after the meeting."),
                        Note(thu(-7), "Count: 31 asked for, 4 after the meeting. New form is out since {mon-11}."),
                    ),
                ),
                ScriptedAction(
                    "2(ii).2",
                    "Neighbours Together and the advocates’ service say what they can each do, on one page.",
                    ("Wealdmere Neighbours Together", FM),
                    by_month(2),
                ),
            ),
        ),
    ),
)

WORKING = ScriptedSection(
    "Working as one",
    "Theme 2",
    objectives=("What one agency knows reaches the next before the person does.",),
    outcomes=("Nobody goes home from hospital to a house that others know to be unsafe.",),
    recommendations=(
        ScriptedRecommendation(
            "3",
            "Home from hospital, safely",
            "Hospitals, housing and the fire service should agree how a home that is known to be unsafe is made "
            "safe before the person returns to it.",
            actions=(
                ScriptedAction(
                    "3.1",
                    "Wards ask one question on admission: what is it like at home?",
                    (MH,),
                    by_end(-5),
                    events=(
                        Note(
                            wed(-28),
                            "Board hears that it is asked on 3 of 19 wards. MH: the question is easy, the answer is "
                            "not; staff want to know what happens with it.",
                        ),
                        Note(
                            mon(-24),
                            "MH and JB wrote what happens with each answer, on one side:\n- nothing unusual: goes in "
                            "the notes\n- cluttered, cold, no alarm: fire service asked\n- cannot live there: "
                            "housing and social care rung the same day",
                            by="MH",
                        ),
                        Note(thu(-19), "Asked on 11 wards. The answer stays on paper."),
                        Note(
                            wed(-15),
                            "Board moves the date: the answer has to reach the discharge team by itself.",
                        ),
                        Move(
                            wed(-15),
                            by(fri(4)),
                            "Board {wed-15:dots}: the ward system is changed in {mon-2:month}, not before.",
                        ),
                        Note(thu(-7), "Asked on 17 wards. System change tested with 12 people.", by="MH"),
                        Note(tue(-1), "System change live since yesterday.", by="MH"),
                    ),
                ),
                ScriptedAction(
                    "3.2",
                    "The fire service visits within two working days of being asked by a ward.",
                    (JB,),
                    by(wed(1)),
                    events=(
                        Note(
                            wed(-28),
                            "JB offers it. 6 visits a week at most. Needs from the ward: a name, an address, and "
                            "whether the person has said yes.",
                        ),
                        Note(thu(-19), "13 visits in eight weeks, 11 within two days."),
                        Note(
                            thu(-7), "21 visits in twelve weeks, 20 within two days. One house had no floor.", by="JB"
                        ),
                    ),
                ),
                ScriptedAction(
                    "3.3",
                    "Clearing and cleaning are paid for first and argued about afterwards.",
                    (RD, CT),
                    by_end(-3),
                    events=(
                        Note(wed(-28), "Three agencies have money for it, each for a different room of the house."),
                        Note(mon(-24), "RD and CT propose a common pot of £40,000 for a year."),
                        Note(wed(-15), "Board: agreed in principle, subject to two finance directors."),
                        Note(
                            fri(-11),
                            "One finance director says no. BK will speak to the chief executive before the next "
                            "Board. Not for minutes.",
                            internal=True,
                        ),
                        Move(
                            wed(-15),
                            by_end(-1),
                            "Board {wed-15:dots}: two finance directors have to agree first.",
                        ),
                        Move(
                            wed(-3),
                            by_end(2),
                            "Board {wed-3:dots}: one signature is missing; year’s money to begin in the new year.",
                        ),
                        Note(wed(-3), "Board: council has signed, ICB to follow."),
                    ),
                ),
                ScriptedAction(
                    "3.4",
                    "Housing officers carry a card with three numbers to ring.",
                    (HOUSING,),
                    by_end(-7),
                    events=(
                        Note(mon(-30), "Cards printed."),
                        ScriptedEnd(
                            wed(-28),
                            "closed",
                            "Board",
                            "Overtaken: the officers now have the numbers on their telephones.",
                        ),
                    ),
                ),
            ),
        ),
        ScriptedRecommendation(
            "4",
            "Fire risk is a safeguarding risk",
            "All agencies should know the signs of a fatal fire and tell the fire service of them the same day.",
            actions=(
                ScriptedAction(
                    "4.1",
                    "Six signs on one card: smoking in bed, oxygen, hoarding, no alarm, past fires, cannot get out.",
                    (JB, AS),
                    by_end(-6),
                    events=(
                        Note(mon(-33), "Card shown to two carers. They would add: emollient creams."),
                        Note(mon(-24), "Card printed, seven signs."),
                        Reword(
                            mon(-24),
                            "action",
                            "Seven signs on one card: smoking in bed, oxygen, hoarding, emollient creams, no alarm, "
                            "past fires, cannot get out.",
                            "Two carers pointed out what had been left out",
                        ),
                        ScriptedEnd(wed(-15), "complete", "Board", "4,000 cards given out."),
                    ),
                ),
                ScriptedAction(
                    "4.2",
                    "Home care agencies under contract to the council must tell the fire service. It stands in the "
                    "contract.",
                    ("Council, commissioning",),
                    by_month(4),
                    events=(
                        Note(thu(-29), "Contracts come up one by one until next {end+4:month}. New wording agreed."),
                        Note(thu(-19), "9 of 26 contracts have it."),
                        Note(
                            wed(-3),
                            "15 of 26. Two agencies say that carers have no time to fill in forms; JB will take a "
                            "telephone call.",
                        ),
                    ),
                ),
                ScriptedAction(
                    "4.3",
                    "Police and ambulance crews can ask for a visit from their handsets.",
                    (SN, JB),
                    by(fri(2)),
                    events=(
                        Note(wed(-28), "SN: possible, with a form of three fields."),
                        NewLeads(mon(-16), (SN,), "JB’s part is done; the rest is the police’s to build"),
                        Note(mon(-16), "Police form built. Ambulance service wants to see it work first."),
                        Note(wed(-3), "62 requests in ten weeks by police. Ambulance service joins next month."),
                    ),
                ),
            ),
        ),
        ScriptedRecommendation(
            "5",
            "Learning that lasts",
            "The Board should be able to show, a year on, that what was learned from the review is still done.",
            actions=(
                ScriptedAction(
                    "5.1",
                    "The reviews sub-group visits one team a month and asks three questions.",
                    (REVIEWS,),
                    "Monthly",
                    events=(
                        Note(
                            mon(-33),
                            "Questions agreed:\n- what do you do when the door stays shut\n- who helps "
                            "you decide\n- when were you last wrong",
                        ),
                        Note(
                            mon(-24),
                            "Three teams visited (discharge, duty social work, tenancies). The second question is the "
                            "hard one: most name a colleague, one names the policy, nobody names their manager.",
                        ),
                        Note(mon(-16), "Two teams visited. One visit called off by the team, one by us."),
                        Note(mon(-8), "Three teams visited; the housing team could name its panel cases by heart."),
                    ),
                ),
                ScriptedAction(
                    "5.2",
                    "The family is told each year what has changed, by letter and in person if they wish.",
                    (FM,),
                    by_end(1),
                    events=(
                        Note(tue(-38), "Mrs D met FM and the chair. She would like to see the panel’s first report."),
                        Note(fri(-13), "Report sent. She rang to say thank you, and that it is too long."),
                        Note(
                            mon(-6),
                            "One page written from the report and sent. She would like it to say that he liked "
                            "pigeons. It does now.",
                        ),
                    ),
                ),
                ScriptedAction(
                    "5.3",
                    "An outside reader goes through ten cases in the second year.",
                    (REVIEWS, CT),
                    by_month(8),
                    events=(Note(mon(-8), "Two neighbouring boards asked. One would exchange readers with us."),),
                ),
            ),
        ),
    ),
)

PLAN = ScriptedPlan(
    title="Action plan from the review “Mr D”",
    source="case-review",
    source_title="Safeguarding adult review “Mr D”",
    source_date=mon(-46),
    begun=wed(-41),
    layout="five",
    sections=(SEEING, WORKING),
    versions=(
        ScriptedVersion(fri(-41), "As agreed by the Board {wed-41:dots}", ("board", wed(-41))),
        ScriptedVersion(mon(-14), "Updated following Board {wed-15:dots}", ("board", wed(-15))),
        ScriptedVersion(fri(-3), "Updated following Board {wed-3:dots}", ("board", wed(-3))),
    ),
)
