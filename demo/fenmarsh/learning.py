"""Priority 4 of the joint inspection action plan: P107 and P108, and recommendations of the partnership itself."""

from demo.fenmarsh.people import DK, GA, KM, LEARNING, LV, PN, RC, SF, TO
from demo.script import (
    Note,
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

LEARNING_AND_REACH = ScriptedSection(
    "Learning that reaches everyone",
    "Priority 4",
    objectives=(
        "Training goes to those who meet children, and not only to those who can be spared.",
        "A child who is not in school is looked for on the same day.",
    ),
    outcomes=(
        "Each agency knows who has been trained, in what, and whether it helped.",
        "No child is missing from school for a week without a visit.",
    ),
    recommendations=(
        ScriptedRecommendation(
            "P107",
            "Training that reaches everyone",
            "The partnership should know what training staff need, who has had it, and whether practice changed "
            "because of it.",
            actions=(
                ScriptedAction(
                    "P107.1",
                    "A list of training needs from every agency, renewed each spring.\n\n"
                    "It tells apart:\n"
                    "- what everybody needs\n"
                    "- what those need who meet children alone\n"
                    "- what managers need\n"
                    "  - on supervision\n"
                    "  - on disagreement between agencies",
                    (LV, LEARNING),
                    "Interim report to Partnership by {wed-5:monthyear}; list in use by {end+4:monthyear}",
                    why="Courses were full, and nobody could say whether the right people sat in them.",
                    risk="Money goes to those who ask first.\n\nNew staff meet children before they are ready.",
                    events=(
                        Note(tue(-44), "Form drafted, four pages. GA: two."),
                        Note(mon(-36), "Form of two pages sent to all agencies."),
                        Note(mon(-28), "Sub-group: nine of sixteen back. Small charities find it too long."),
                        Note(
                            wed(-25),
                            "EH rang the small charities and filled it in with them. Six more.",
                            typed=tue(-24),
                        ),
                        Note(mon(-16), "Sub-group read all fifteen. One need stands out: how to disagree.", by="LV"),
                        Note(wed(-5), "Interim report given to the Partnership meeting. Well received."),
                    ),
                ),
                ScriptedAction(
                    "P107.2",
                    "Three months after each course, one in five is asked what they do differently, and so is their "
                    "manager.",
                    (LV,),
                    by(wed(1)),
                    why="Courses were judged by a form filled in at the door.",
                    risk="A well-liked course that changes nothing runs for years.",
                    events=(
                        Note(mon(-28), "Sub-group agrees three questions."),
                        Note(
                            mon(-16),
                            "First 40 rung. 31 answered; 12 could name something that they do differently. Managers "
                            "knew of the course in 9 cases. Next time both are rung in the same week.",
                        ),
                        Note(mon(-4), "Second 40 rung. 34 answered; 19 could name something. Managers: 22."),
                        Note(
                            mon(0),
                            "Third 40 being rung this week. 22 answered so far; 15 could name something.",
                            by="LV",
                        ),
                    ),
                ),
                ScriptedAction(
                    "P107.3",
                    "New starters spend a day with another agency in their first three months.",
                    (LEARNING, DK),
                    by_month(3),
                    why="Staff have not seen the inside of the places they ring.",
                    risk="Each agency waits for what another cannot give.",
                    events=(
                        Note(mon(-28), "Probation offers ten days a year, health visiting eight."),
                        Note(mon(-16), "Eleven days taken. Two cancelled on the morning.", by="DK"),
                        Note(
                            mon(-4),
                            "Nineteen days taken. What people say they learned:\n"
                            "- that probation sees the whole family, and nobody asks it\n"
                            "- that health visitors have 400 families each\n"
                            "- who to ring, and what they look like",
                            by="DK",
                        ),
                    ),
                ),
            ),
        ),
        ScriptedRecommendation(
            "P108",
            "Children missing from school",
            "Partners should agree who looks for a child who is missing from school, when, and how it is recorded.",
            actions=(
                ScriptedAction(
                    "P108.1",
                    "One page that says who does what on day one, three, five and ten.",
                    (PN, KM),
                    by_end(-6),
                    why="Schools, police and council each had a rule of their own. On day three they contradict each "
                    "other.",
                    risk="Everybody waits for the day on which somebody else has to act.",
                    events=(
                        Note(wed(-42), "The three rules laid side by side. They agree on day one and on day ten."),
                        Note(tue(-36), "Page drafted. PN has it with four head teachers."),
                        Note(wed(-31), "Partnership meeting agrees it. In use from the new term."),
                        Note(thu(-26), "Printed and sent to 94 schools."),
                        ScriptedEnd(thu(-26), "complete", "Executive", "In use in all schools."),
                        SignedOff(fri(-23), "Seen on the wall of the first two schools that I asked.", "GA"),
                    ),
                ),
                ScriptedAction(
                    "P108.2",
                    "Missing-child alerts reach the school before the first lesson.",
                    (RC, PN),
                    by(thu(1)),
                    why="The alert came by post to the council, and reached the school after four days.",
                    risk="A teacher asks a child about homework who was found at a station that night.",
                    events=(
                        Note(thu(-34), "Executive: alerts to go by secure mail, by 8am."),
                        Note(
                            wed(-27),
                            "31 schools can receive it. 63 have no secure address. PN: small primaries share one "
                            "office between three; it has to be a person who reads it, not a mailbox.",
                            by="PN",
                        ),
                        Note(tue(-20), "Addresses made for 40 more."),
                        Note(mon(-11), "Test on the first day of term: 66 of 71 arrived in time.", by="RC"),
                        Note(
                            mon(-6),
                            "Month’s count: 18 alerts, 16 before the first lesson.",
                            precision="month",
                            form="monthyear",
                        ),
                        Note(
                            fri(-1),
                            "Three schools in the north still have nobody who reads it before nine. PN will ring them.",
                            by="PN",
                        ),
                    ),
                ),
                ScriptedAction(
                    "P108.3",
                    "Children educated at home are seen once a year by somebody who knows what to look for.",
                    (SF, "Fenmarsh County Council, education"),
                    "To be agreed once the new duty is in force",
                    why="For 70 children nobody could say when they had last been seen.",
                    risk="A child can leave school and be known to no one.",
                    events=(
                        Note(wed(-31), "Partnership meeting: wanted by all, in nobody’s gift today."),
                        Note(
                            tue(-21),
                            "SF: school nurses can offer a visit. They cannot insist on one.",
                            by="SF",
                        ),
                    ),
                ),
            ),
        ),
    ),
)

OWN = ScriptedSection(
    "The partnership’s own actions",
    recommendations=(
        ScriptedRecommendation(
            "",
            "",
            "",
            actions=(
                ScriptedAction(
                    "",
                    "A risk register of one page, read at each Executive.",
                    (GA, TO),
                    by(thu(2)),
                    why="Not asked for by inspectors. The partners want to see together what may go wrong.",
                    risk="Each agency knows its own risks, and nobody the sum of them.",
                    added=wed(-24),
                    events=(
                        Note(thu(-18), "First page read. Nine risks, of which four have the same cause: vacancies."),
                        Note(thu(-9), "Read again. One risk gone (front door system), one new (winter cover)."),
                    ),
                ),
            ),
        ),
    ),
)
