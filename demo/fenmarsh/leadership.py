"""Priority 1 of the joint inspection action plan: recommendations 99 and 100."""

from demo.fenmarsh.people import CHAIRS, GA, HS, TO
from demo.script import (
    Move,
    NewLeads,
    Note,
    Reword,
    ScriptedAction,
    ScriptedEnd,
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

LEADERSHIP = ScriptedSection(
    "Leadership that can be seen",
    "Priority 1",
    objectives=(
        "The three partners share the lead in practice, not only on paper.",
        "Every decision has an owner and a date.",
        "Papers are read before a meeting, and the meeting is for questions.",
    ),
    outcomes=(
        "A member of staff can say who decides, and reach them the same day.",
        "The Executive reads before it meets, and questions what it reads.",
        "What was agreed can be found in one place, with what became of it.",
    ),
    recommendations=(
        ScriptedRecommendation(
            "99",
            "A named lead in each agency",
            "The partnership should make sure that each statutory partner has a senior officer who takes the lead, "
            "has the authority to act, and is known to staff.",
            actions=(
                ScriptedAction(
                    "99.1",
                    "Each of the three statutory partners names one officer who answers for practice across the "
                    "partnership.\n\nThe role is written down and says:\n"
                    "- how much time goes with it\n"
                    "- what the officer may see and decide\n"
                    "- who stands in when they are away",
                    ("Chair",),
                    by_end(-8),
                    why="Inspectors met eleven officers who each believed that somebody else was in the lead.\n\n"
                    "Staff in two agencies could not name anybody above their own manager.",
                    risk="Decisions about children wait between meetings, and nobody can be asked why.\n\n"
                    "A partner can leave the work to the other two without its being noticed.",
                    events=(
                        Note(thu(-50), "Action agreed at the first plan meeting."),
                        Note(tue(-45), "Wording of the recommendation checked with the lead inspector by telephone."),
                        Note(thu(-43), "First letter sent by the chair to the three chief officers."),
                        Reword(
                            fri(-41),
                            "action",
                            "Each of the three statutory partners names one senior officer who answers for practice "
                            "across the partnership.\n\nThe role is written down and says:\n"
                            "- how much time goes with it\n"
                            "- what the officer may see and decide\n"
                            "- who stands in when they are away",
                            "Inspectors asked for somebody with the authority to act",
                            "HS",
                        ),
                        Note(thu(-41), "TO and HS met to set out what the role needs.", typed=mon(-40)),
                        Note(
                            tue(-38),
                            "Email to all three partners. Replies from council and ICB the same week; none from "
                            "police. Update sought from RC {tue-38:six}.",
                            form="six",
                        ),
                        Note(
                            thu(-36),
                            "ICB asks whether a deputy may be named. Answer from GA: yes, if they can decide on the "
                            "day without going back.",
                        ),
                        Note(
                            thu(-34),
                            "Discussed at Executive. No agency is able to name anybody before the police restructure "
                            "is known. Executive moved the date and asked for a monthly update instead.",
                        ),
                        Move(
                            thu(-34),
                            by(fri(1)),
                            "Executive {thu-34:dots}: no agency can name anybody before the police restructure is "
                            "settled.",
                        ),
                        Note(
                            mon(-29),
                            "GA raised it with each chief officer in one-to-one meetings. All three agree in "
                            "principle; the sticking point is time away from other duties.",
                        ),
                        Note(
                            mon(-27),
                            "Looked at how two neighbouring partnerships do this. One has a joint post, one has three "
                            "named leads with a shared diary. Note filed.",
                            file="How two neighbours do it.pdf",
                        ),
                        Note(tue(-23), "Scrutiny panel asked when names will be public. GA: not before autumn."),
                        Note(
                            thu(-22),
                            "Paper for Executive written, with the cost to each agency.",
                            file="Cost to each agency.png",
                        ),
                        Note(
                            thu(-18),
                            "Executive: agreed in principle; detail wanted before names are given.\n"
                            "- two days a month, not one\n"
                            "- access to own agency’s case records\n"
                            "- reports to the Executive, not to the sub-group",
                        ),
                        Note(tue(-17), "Role outline drafted by HS and sent to TO.", by="HS"),
                        Note(
                            thu(-16),
                            "Role outline circulated: two days a month, access to own agency’s case records, reports "
                            "to the Executive. Comments asked for by {fri-14}.",
                            file="Outline of the lead’s role.txt",
                        ),
                        Note(
                            fri(-13),
                            "Reminder sent to police and ICB. MP has confirmed that the council will release two days "
                            "a month.",
                            file="Days a year, reply form.pdf",
                        ),
                        Note(
                            wed(-11),
                            "RC says the force’s new structure is not settled before {fri-6:month}.",
                            by="RC",
                            typed=mon(-9),
                        ),
                        NewLeads(
                            thu(-11),
                            (GA, TO),
                            "A person can be asked, a chair’s seat cannot",
                        ),
                        Note(
                            fri(-10),
                            "GA has spoken with the chief constable’s office. They would accept a date in "
                            "{fri+1:month} if the letter comes from all three partners. Not for circulation until it "
                            "is sent.",
                            by="GA",
                            internal=True,
                        ),
                        Note(
                            thu(-9),
                            "Executive asked for the request to go out over all three partners’ names, not the "
                            "chair’s alone.",
                        ),
                        Note(
                            mon(-7),
                            "Draft letter agreed with GA; one paragraph on time away from other duties added.",
                            typed=tue(-7),
                            file="Letter to chief officers, draft 3.pdf",
                        ),
                        Note(
                            fri(-6),
                            "Letter sent to the three chief officers asking for a named lead.",
                            typed=mon(-1),
                        ),
                        Note(
                            mon(-1),
                            "Council and ICB have each named a lead in writing. Police reply promised for the "
                            "Executive on {thu+2}.",
                        ),
                    ),
                ),
                ScriptedAction(
                    "99.2",
                    "A written scheme sets out what each named lead may decide alone, with a colleague, and only at "
                    "the Executive.",
                    (HS,),
                    by_end(-8),
                    why="Staff told inspectors that they hold back because they do not know whose yes is enough.",
                    risk="Urgent requests for help are passed up and down, and come back after the moment has gone.\n\n"
                    "Staff work round the partnership instead of through it.",
                    events=(
                        Note(
                            thu(-50),
                            "Action agreed at the first plan meeting. HS to start from the council’s own scheme.",
                        ),
                        Note(
                            wed(-42), "Council’s scheme read against the inspectors’ report. Covers money, not people."
                        ),
                        Note(
                            tue(-38),
                            "Quality sub-group listed the twelve decisions that staff ask about most. Four of them "
                            "concern sharing a record out of hours.",
                        ),
                        Note(thu(-36), "JW sent the health scheme. Written for hospitals; some of it can be used."),
                        Note(thu(-34), "Executive moved the date: it cannot be written before the leads are known."),
                        Move(
                            thu(-34),
                            by_end(-5),
                            "Executive {thu-34:dots}: depends on 99.1.",
                        ),
                        Note(mon(-30), "HS and RC met. Police work from a table of ranks, not from text.", by="HS"),
                        Note(wed(-27), "First list of decisions, three columns, sent to the Executive for comment."),
                        Note(
                            thu(-26),
                            "Executive took out two decisions that belong to the courts, and added one on telling "
                            "parents.",
                        ),
                        Note(
                            tue(-22),
                            "Tried on three real cases from last year. In two of them the scheme would have saved a "
                            "day; in the third it made no difference.",
                            by="HS",
                        ),
                        Note(
                            thu(-18),
                            "Executive: not to be issued piecemeal. Whole scheme wanted, after the legal team has "
                            "seen it. Date moved.",
                        ),
                        Move(
                            thu(-18),
                            by_end(-1),
                            "Executive {thu-18:dots}: legal advice is needed on emergency spending before it goes out.",
                        ),
                        Note(fri(-13), "Reminder sent to police and ICB for their comments."),
                        Note(
                            tue(-8),
                            "First draft read by all three partners. Police ask for a table rather than text.",
                        ),
                        Note(
                            wed(-5),
                            "Partnership meeting saw the table. Schools ask for one line that tells a head teacher "
                            "whom to ring.",
                        ),
                        Note(
                            mon(-2),
                            "Second draft with the council’s legal team. Two points open: emergency spending and "
                            "sharing records at night.",
                            by="HS",
                        ),
                        Note(
                            wed(-1),
                            "Legal team will not be done before the second week of next month. HS will ask the "
                            "Executive for a new date.",
                            by="HS",
                        ),
                    ),
                ),
                ScriptedAction(
                    "99.3",
                    "The three chief officers meet the chair together every quarter, with a published note of what "
                    "they decided.",
                    (GA,),
                    by_end(-4),
                    why="They had met as a group once in two years.",
                    risk="Partners drift apart on money and thresholds without noticing.",
                    events=(
                        Note(thu(-50), "Agreed at the first plan meeting. Diaries to be compared."),
                        Note(tue(-44), "Four dates offered. Police cannot do Thursdays."),
                        Note(
                            wed(-33),
                            "First meeting held. Note published after five weeks: too slow. GA will dictate it on "
                            "the day from now on.",
                            by="GA",
                        ),
                        Note(
                            tue(-29),
                            "Business support agreed: one page, three headings (decided, refused, left open).",
                        ),
                        Note(
                            wed(-18),
                            "Second meeting held. Dates for {thu+10:year} set. Budget for the front door settled in "
                            "the room.",
                            by="GA",
                        ),
                        Note(wed(-5), "Third quarterly meeting held; note published the same week.", by="GA"),
                        ScriptedEnd(
                            mon(-3),
                            "complete",
                            "Independent chair",
                            "Three meetings in a row held and noted.",
                        ),
                    ),
                ),
            ),
        ),
        ScriptedRecommendation(
            "100",
            "One list of promises",
            "The partnership should bring its meetings and their records into one order, so that what is agreed is "
            "followed to its end.",
            actions=(
                ScriptedAction(
                    "100.1",
                    "One set of minutes and one list of actions for the Executive and its sub-groups.",
                    (TO,),
                    by_end(-5),
                    why="Five lists were kept in five places, and four actions stood on none of them.",
                    risk="Promises made in one meeting are not heard of in the next.",
                    events=(
                        Note(wed(-48), "All five lists collected. 61 lines, of which 22 are done and 9 appear twice."),
                        Note(thu(-43), "Executive agrees the shape: who, what, by when, what became of it."),
                        Note(mon(-37), "Learning sub-group’s list folded in."),
                        Note(
                            tue(-30), "Quality sub-group’s list folded in. Three actions had no owner; HS takes them."
                        ),
                        Note(thu(-26), "Sub-group chairs agree to keep no list of their own."),
                        Note(thu(-22), "All lists folded into this plan and the Executive’s own action log."),
                        ScriptedEnd(
                            thu(-22),
                            "closed",
                            "Executive",
                            "Done in full. Any later change is a matter for the Executive’s log.",
                        ),
                    ),
                ),
                ScriptedAction(
                    "100.2",
                    "Sub-group chairs report by exception on one page, five working days before each Executive.\n\n"
                    "The page answers:\n"
                    "- what has changed for children\n"
                    "- what is stuck, and who could free it\n"
                    "- what the Executive is asked to decide",
                    (CHAIRS, TO),
                    by(thu(1)),
                    why="Reports came on the day and were read in the room.",
                    risk="The Executive approves what it has not had time to question.",
                    events=(
                        Note(thu(-43), "Executive wants one page from each group, not minutes."),
                        Note(wed(-37), "Three layouts shown to the chairs. They prefer the plainest."),
                        Note(thu(-34), "First try. Two of five pages in on time."),
                        Note(tue(-28), "GA rang the three chairs who were late. Two had not known the date.", by="GA"),
                        Note(thu(-26), "Four of five in on time. Pages run to two sides; a limit is set."),
                        Note(thu(-18), "All five in on time for the first time."),
                        Note(
                            thu(-10),
                            "One-page form tried at two meetings. Chairs find the third question unclear; reworded "
                            "to “What is the Executive asked to decide?”",
                        ),
                        Note(thu(-4), "Four of five pages in on time. Health sub-group late by two days."),
                    ),
                ),
                ScriptedAction(
                    "100.3",
                    "Each paper for the Executive starts with the decision that is wanted.",
                    (TO,),
                    by(thu(2)),
                    why="The Executive spent half its time finding out what it was asked.",
                    risk="Decisions slip to the next meeting.",
                    added=fri(-3),
                ),
            ),
        ),
    ),
)
