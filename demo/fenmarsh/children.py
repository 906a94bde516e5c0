"""Priority 3 of the joint inspection action plan: recommendations 103, 104 and P106 (the report has no 105)."""

from demo.fenmarsh.people import AY, HS, PN, RC, TO
from demo.script import (
    Clashed,
    Corrected,
    Move,
    Note,
    Proposed,
    Reword,
    Said,
    ScriptedAction,
    ScriptedEnd,
    ScriptedRecommendation,
    ScriptedSection,
    SignedOff,
    by,
    by_end,
    by_month,
    fri,
    mon,
    thu,
    tue,
    wed,
)

CHILDREN_HEARD = ScriptedSection(
    "Children heard, managers clear",
    "Priority 3",
    objectives=(
        "What children say changes what is discussed.",
        "Supervision leaves a trace that another worker can follow.",
    ),
    outcomes=(
        "Young people can name something that they changed.",
        "Eight in ten files show a manager’s reason.",
    ),
    recommendations=(
        ScriptedRecommendation(
            "103",
            "Children set the agenda",
            "The partnership should show how the views of children and young people shape its priorities.",
            corrected=Corrected(
                fri(-41),
                "The partnership should show how the views of children and young people shape its plans.",
                "As printed in the report",
            ),
            actions=(
                ScriptedAction(
                    "103.1",
                    "Children and young people take part in setting the Executive’s agenda, and hear what came of it.",
                    (PN, AY),
                    "Ongoing (checked at each Executive)",
                    why="Their views were gathered well and then not used.",
                    risk="We decide on what adults find pressing.",
                    events=(
                        Note(
                            tue(-45),
                            "Young inspectors’ group asked what they would put first: getting home safely after "
                            "dark, and being told things.",
                            by="AY",
                        ),
                        Note(
                            thu(-34),
                            "Executive took “being told things” as an item. First time. What was agreed:\n"
                            "- each child in a plan gets a letter after each meeting, in words of their age\n"
                            "- schools read it with those who want that\n"
                            "- AY asks ten of them in the summer what they made of it",
                        ),
                        Note(wed(-25), "Answer written to the group on one page, read out by PN at their meeting."),
                        Note(
                            mon(-16),
                            "Ten children asked about their letters. Seven had one; five could say what was in it; "
                            "two would rather have been told by somebody they know.",
                            by="AY",
                        ),
                        Note(
                            fri(-12),
                            "Young inspectors’ group chose two items for the autumn. Both were taken.",
                            by="PN",
                        ),
                    ),
                ),
                ScriptedAction(
                    "103.2",
                    "Each Executive paper says in one sentence what children told us about its subject, or that "
                    "nobody asked.",
                    (TO,),
                    by_month(2),
                    why="Of twenty papers read by inspectors, one quoted a child.",
                    risk="Consultation stays a matter for one worker and one week in the year.",
                    events=(
                        Note(wed(-31), "Sentence added to the form for papers."),
                        Note(thu(-18), "Five of nine papers had it; three of the five said “nobody asked”."),
                        Note(thu(-9), "Seven of eight had it. GA read the best one out."),
                        Note(
                            wed(-5),
                            "Partnership meeting would like the same for its own papers. EH: and for what goes to the "
                            "three agencies’ own boards.",
                        ),
                    ),
                ),
            ),
        ),
        ScriptedRecommendation(
            "104",
            "Reasons in supervision",
            "Agencies should make sure that managers record the reasons for their decisions in supervision.",
            actions=(
                ScriptedAction(
                    "104.1",
                    "Managers’ supervision notes show what was decided for the child and why.",
                    (HS,),
                    by_end(2),
                    why="Four in ten files had no trace of a manager’s thinking.",
                    risk="A new worker cannot tell why a child is, or is not, protected.",
                    events=(
                        Note(tue(-44), "Sample of 30 files read by two managers from other teams."),
                        Note(wed(-38), "Result: 12 of 30 show the decision, 6 the reason."),
                        Note(
                            wed(-31),
                            "Partnership meeting: police and health have the same gap. One guide for all, please.",
                        ),
                        Note(
                            mon(-27),
                            "Guide drafted by HS and SF: three questions on one card.\n- what did we decide for this "
                            "child\n- what made us decide it\n- what would make us change our minds",
                            by="HS",
                        ),
                        Note(mon(-19), "Card tried in four teams. Workers like it better than managers do."),
                        Note(fri(-10), "Short guide sent to all team managers in all agencies.", by="HS"),
                        Note(tue(-3), "Sample of 30 files: 21 show the decision, 14 the reason.", by="HS"),
                        Reword(
                            wed(-2),
                            "action",
                            "Managers’ and senior practitioners’ supervision notes show what was decided for the "
                            "child, and why.",
                            "Senior practitioners supervise half of the staff",
                            "HS",
                        ),
                        Clashed(
                            fri(-1),
                            "risk",
                            "A new worker cannot see why a child is, or is not, protected.",
                            "HS",
                            "A new worker cannot tell why a child is, or is not, protected, and starts again from "
                            "the beginning.",
                            "TO",
                        ),
                    ),
                ),
                ScriptedAction(
                    "104.2",
                    "Officers write down what the child said, on the day, in the child’s own words.",
                    (RC,),
                    by_end(0),
                    why="Words were tidied up, and two accounts of one child could not be told apart.",
                    risk="What a child said is lost before anybody can act on it.",
                    events=(
                        Note(wed(-33), "Force policy read. Says “summarise”. RC will propose “quote”."),
                        Note(thu(-26), "Policy changed. Cards for pocket books ordered."),
                        Note(tue(-20), "Cards in use at the county town. Rural stations wait for print."),
                        Note(
                            fri(-7),
                            "Body-worn video guidance changed to match. Training in two stations.",
                            by="RC",
                            typed=tue(-6),
                        ),
                        Proposed(
                            mon(-3),
                            "Policy and guidance are changed, and the cards are in use.",
                            "RC",
                            declined=Said(
                                tue(-3),
                                "The rural stations have no cards yet, and two stations are trained of five. If you "
                                "need longer, please propose a date.",
                                "TO",
                            ),
                        ),
                        Move(
                            wed(-2),
                            by(fri(4)),
                            "RC {wed-2:dots}: cards for the rural stations come two weeks late from the printer.",
                        ),
                    ),
                ),
            ),
        ),
        ScriptedRecommendation(
            "P106",
            "A yearly report on time",
            "The partnership should publish a yearly report which is timely and says what difference it has made.",
            actions=(
                ScriptedAction(
                    "P106.1",
                    "The yearly report says what changed for children, with the numbers, and is out by the end of "
                    "{end-2:month}.",
                    (TO,),
                    by_end(-2),
                    why="The last report listed meetings and was fourteen months late.",
                    risk="Nobody outside can tell whether the partnership works.",
                    events=(
                        Note(mon(-40), "Reports of five other areas read. The best is eleven pages long."),
                        Note(wed(-31), "Partnership meeting agrees the headings. Each is a question."),
                        Note(mon(-26), "Agencies asked for numbers and one story each by {fri-22}."),
                        Note(fri(-22), "Five of seven in. Probation and schools asked for a week more."),
                        Note(mon(-17), "First draft, 14 pages. GA’s foreword to follow."),
                        Note(
                            fri(-14),
                            "Young inspectors’ group wrote their own two pages. They would not have theirs edited.",
                            by="AY",
                        ),
                        Note(thu(-10), "Signed off by the three partners."),
                        Note(tue(-8), "Report published with a two-page version written by young people."),
                        ScriptedEnd(wed(-8), "complete", "Executive", "Published in time, with the numbers."),
                        SignedOff(thu(-7), "I have read both versions. The young people’s is the better one.", "GA"),
                    ),
                ),
            ),
        ),
    ),
)
