"""Plan documents to print: six, five and seven columns, and one as dense as a board's after a year. All made up."""

from __future__ import annotations

import datetime

from actionplans.document.tree import (
    ActionNode,
    ColumnNode,
    DeadlineMoveNode,
    DeadlineNode,
    EndedNode,
    EntryNode,
    LeadNode,
    PlanDocument,
    RecommendationNode,
    SectionNode,
    SourceNode,
    VersionLine,
    VersionMark,
)

PRINTED_ON = datetime.date(2027, 2, 14)

SIX = tuple(
    ColumnNode(field, heading)
    for field, heading in (
        ("action", "What needs to happen"),
        ("why", "Why"),
        ("risk", "Risks if no action taken"),
        ("progress", "Actions to date"),
        ("deadline", "By when"),
        ("lead", "Lead person"),
    )
)
FIVE = tuple(
    ColumnNode(field, heading)
    for field, heading in (
        ("recommendation", "Recommendation"),
        ("action", "Action"),
        ("lead", "Lead"),
        ("progress", "Progress"),
        ("deadline", "Deadline"),
    )
)
SEVEN = tuple(
    ColumnNode(field, heading)
    for field, heading in (
        ("action", "Actions planned"),
        ("target", "Target"),
        ("deadline", "Completion date"),
        ("lead", "Lead"),
        ("evidence", "Evidence"),
        ("rating", "Rating"),
        ("progress", "Update"),
    )
)


def note(date: str, text: str, **more) -> EntryNode:
    return EntryNode(text=text, date=date, precision={10: "day", 7: "month", 4: "year"}[len(date)], **more)


def by(date: str, words: str = "") -> dict:
    precision = {10: "day", 7: "month"}[len(date)]
    return {"deadline_text": words, "deadlines": (DeadlineNode(date=date, precision=precision),)}


def leads(*names: str) -> tuple[LeadNode, ...]:
    return tuple(LeadNode(name) for name in names)


def six_columns(**changes) -> PlanDocument:
    """Version 8 of a plan with sections, objectives and outcomes; every kind of row is in it once."""
    dataset = ActionNode(
        id="a1",
        ref="99.1",
        action="Agree with every statutory partner which figures they report each quarter, and in what form:\n\n"
        "- children’s social care: contacts, repeat plans, time on a plan\n"
        "- health: attendance at conferences, checks at the front door\n"
        "  - with the *numbers* behind each rate\n"
        "- police: domestic abuse, missing children",
        why="The Board can then see front-line practice and **question it**, rather than hear about it.",
        risk="A real or perceived lack of grip continues.",
        leads=leads("Independent Scrutineer", "Chairs, quality assurance sub-group"),
        **by("2027-03", "March 2027"),
        deadline_moves=(
            DeadlineMoveNode("November 2026", "January 2027", "2026-11-20", "two agencies had no analyst"),
            DeadlineMoveNode("January 2027", "March 2027", "2027-02-12", "the new system went live in February"),
        ),
        progress=(
            note(
                "2026-11-28", "First meeting postponed: apologies from two partners. Re-arranged to include probation."
            ),
            note("2026-10-11", "Letter sent to the three chief officers asking for a named lead for data."),
            note(
                "2027-01-09",
                "Dataset agreed for health and police. Social care to follow once the new system reports repeat plans.",
                attachments=("Dataset, first draft.xlsx",),
            ),
            note(
                "2027-02-06",
                "Theme of the first deep look agreed:\n\n- children on a plan for longer than fifteen months",
            ),
        ),
        also=("100",),
    )
    dashboard = ActionNode(
        id="a2",
        ref="99.2",
        action="Publish a one-page dashboard to the Board each quarter, with a sentence on each figure that moved.",
        why="Members read one page before a meeting; nobody reads forty.",
        risk="Figures are reported but not used.",
        leads=leads("Business Manager"),
        **by("2027-01", "January 2027"),
        progress=(note("2026-11", "Draft shown to the Executive, who asked for the trend over eight quarters."),),
    )
    reports = ActionNode(
        id="a3",
        ref="100.1",
        action="All partners bring their annual report as a pre-read to the December Board.",
        why="Partners assure themselves of each other’s safeguarding.",
        risk="No measurable understanding of partners’ processes.",
        leads=leads("Independent Scrutineer", "Board representatives"),
        **by("2026-12", "December 2026"),
        status="complete",
        ended=EndedNode("2027-02-12", "Executive", "seven of nine reports came, two follow in March"),
        progress=(
            note("2026-12-04", "Seven of nine reports received and discussed. Two follow in March by agreement."),
            note("2027-02-12", "Now a standing item of the Executive, reported to the Board by exception."),
        ),
    )
    visits = ActionNode(
        id="a4",
        ref="P106.1",
        action="Board members visit two front-line teams a quarter.",
        status="closed",
        ended=EndedNode("2026-11-02", "", "taken over by the scrutiny panel"),
        deadline_text="Ongoing",
        leads=leads("Vice Chair"),
    )
    document = PlanDocument(
        title="Inspection 2026 action plan",
        source=SourceNode("ofsted-inspection", "", "2026-06", "month"),
        columns=SIX,
        board="Fenmarsh Safeguarding Children Partnership",
        marking="OFFICIAL-SENSITIVE",
        version=VersionMark(
            8,
            "Updated following the Executive of 12 February 2027",
            "2027-02-14",
            "Board of 2 March 2027",
            "TO",
        ),
        versions=(
            VersionLine("Version 6", "2026-11-02", "Updated following the Executive of 30 October 2026", "TO"),
            VersionLine("Version 7", "2026-12-02", "In readiness for the Board of 1 December 2026", "TO"),
        ),
        sections=(
            SectionNode(
                kind="Priority",
                title="The partnership knows how safe children are and acts on it",
                objectives=(
                    "Agree one multi-agency dataset and use it at every meeting.",
                    "Run a forward audit programme that follows the priorities.",
                ),
                outcomes=(
                    "Members use the dashboard to gain assurance and see risk.",
                    "Recommendations of audits are followed to the end, and a re-audit shows the difference.",
                ),
                recommendations=(
                    RecommendationNode(
                        number="99",
                        text="Make sure that one dataset lets the partnership question every agency about safeguarding, "
                        "and shows whether its priorities are making a difference.",
                        actions=(dataset, dashboard),
                    ),
                    RecommendationNode(
                        number="100",
                        text="Ask for, and receive, annual reports from every partner, so that practice is looked at "
                        "and partners are held to account.",
                        actions=(reports,),
                    ),
                ),
            ),
            SectionNode(
                kind="Priority",
                title="Children and their families are heard",
                recommendations=(RecommendationNode(number="P106", text="See the front line.", actions=(visits,)),),
            ),
        ),
    )
    return document.replace(**changes)


def five_columns() -> PlanDocument:
    """A draft without sections, several actions to a recommendation, nothing kept of versions."""

    def row(ref: str, action: str, lead: str, date: str, *progress: EntryNode, **more) -> ActionNode:
        return ActionNode(ref=ref, action=action, leads=leads(lead), progress=progress, **by(date), **more)

    return PlanDocument(
        title="Recovery plan",
        columns=FIVE,
        board="Aldermoor Safeguarding Children Board",
        sections=(
            SectionNode(
                recommendations=(
                    RecommendationNode(
                        number="142",
                        text="Put in place arrangements that let the board know how well thresholds are understood.",
                        actions=(
                            row(
                                "142.1",
                                "Re-issue the threshold document with worked examples.",
                                "Policy sub-group",
                                "2027-03-31",
                                note("2027-01-14", "Examples gathered from five agencies."),
                            ),
                            row(
                                "142.2",
                                "Test understanding by a survey of 200 practitioners.",
                                "Business Manager",
                                "2027-06",
                                note("2026-11-03", "Questions agreed."),
                            ),
                            row("142.3", "Report the findings to the board.", "Independent Chair", "2027-01-29"),
                        ),
                    ),
                    RecommendationNode(
                        number="143",
                        text="Strengthen attendance at sub-groups.",
                        actions=(
                            row(
                                "143.1",
                                "Publish attendance each quarter.",
                                "Independent Chair",
                                "2026-12-18",
                                status="complete",
                                ended=EndedNode("2026-12-18", "Board", ""),
                            ),
                        ),
                    ),
                    RecommendationNode(
                        actions=(row("A1", "Look for a new venue with step-free access.", "Administrator", "2027-04"),)
                    ),
                )
            ),
        ),
    )


def seven_columns() -> PlanDocument:
    """Version 2 with ratings, targets and evidence."""

    def row(ref: str, action: str, rating: str | None, **more) -> ActionNode:
        return ActionNode(ref=ref, action=action, rating=rating, **more)

    return PlanDocument(
        title="Children’s services improvement plan",
        subtitle="Answers the inspection of children’s services of May 2026",
        columns=SEVEN,
        ratings=("Red", "Amber", "Green"),
        board="Harrowdale Improvement Board",
        marking="OFFICIAL",
        version=VersionMark(2, "Final, approved by the Improvement Board", "2027-02-01"),
        versions=(VersionLine("Version 1", "2026-10-05", "First issue"),),
        sections=(
            SectionNode(
                recommendations=(
                    RecommendationNode(
                        number="1",
                        text="Social workers see children alone, and write down what the child said in their own words.",
                        actions=(
                            row(
                                "1.1",
                                "Team managers sit in on one visit for each worker every quarter.",
                                "Red",
                                target="Every worker seen once by December; families asked how it felt.",
                                evidence="Record of visits; calls to 20 families.",
                                leads=leads("Martin Pell"),
                                progress=(
                                    note(
                                        "2026-11-06",
                                        "14 of 52 visits done. Two managers away; the cover agreed has not come.",
                                    ),
                                ),
                                **by("2026-09-30", "30 September 2026"),
                            ),
                            row(
                                "1.2",
                                "A short guide on writing in the child’s own words.",
                                "Amber",
                                target="Used in eight of ten files by March.",
                                evidence="File sample each month.",
                                leads=leads("Helen Stroud"),
                                progress=(note("2027-01-30", "Guide out. First sample: five of ten."),),
                                **by("2027-03-31", "31 March 2027"),
                            ),
                            row(
                                "1.3",
                                "Rooms in schools where children can be seen alone.",
                                "Green",
                                target="A room in each of 31 schools.",
                                evidence="List kept by the schools’ representative.",
                                leads=leads("Priya Nandra"),
                                status="complete",
                                ended=EndedNode("2027-01-20", "Improvement Board", "31 of 31"),
                                progress=(note("2027-01-20", "All 31."),),
                                **by("2026-12-18", "18 December 2026"),
                            ),
                        ),
                    ),
                    RecommendationNode(
                        number="2",
                        text="Plans for children say what will be different, by when, and how the family will know.",
                        actions=(
                            row(
                                "2.1",
                                "Families get a copy in words they use.",
                                None,
                                deadline_text="Quarter 4",
                                target="To be set with the parents’ group.",
                                leads=leads("To be confirmed"),
                            ),
                        ),
                    ),
                )
            ),
        ),
    )


_SUBJECTS = (
    "The sub-group",
    "The Executive",
    "The lead for data",
    "The designated nurse",
    "Probation",
    "The manager",
    "The panel",
    "Housing",
    "The schools’ representative",
    "The front door team",
)
_DEEDS = (
    "looked at the first draft and asked for a shorter one",
    "agreed the timetable and named a deputy",
    "reported that four of seven returns had come",
    "met the new head of service and went through the list",
    "asked for a breakdown by area and by age",
    "confirmed that the training dates are booked until the summer",
    "put the item on the agenda of the next meeting",
    "found that the figures of two agencies cannot be compared",
    "sent a reminder to those who had not answered",
    "took the paper to its own management team",
)
_ENDS = (
    ".",
    ", and will come back in six weeks.",
    "; a written note went to all members.",
    ". Nothing further is needed until the new financial year, when the question of funding comes up again.",
    ", with thanks to the two teams that tried it first.",
)


def sentence(i: int) -> str:
    return f"{_SUBJECTS[i * 7 % 10]} {_DEEDS[(i * 3 + i // 10) % 10]}{_ENDS[i % 5]}"


def dense(recommendations: int = 8, actions: int = 2, notes: int = 12) -> PlanDocument:
    """A six-column plan after a year: long cells, many notes."""
    first = datetime.date(2026, 2, 3)
    made = []
    count = 0
    for r in range(recommendations):
        rows = []
        for a in range(actions):
            count += 1
            how_many = notes * 2 if count % 5 == 0 else max(1, notes - count % 7)
            rows.append(
                ActionNode(
                    id=f"a{count}",
                    ref=f"{99 + r}.{a + 1}",
                    action=f"{sentence(count)}\n\n- {sentence(count + 1)}\n- {sentence(count + 2)}",
                    why=sentence(count + 3),
                    risk=sentence(count + 4),
                    progress=tuple(
                        note((first + datetime.timedelta(days=23 * n + count)).isoformat(), sentence(count * 3 + n))
                        for n in range(how_many)
                    ),
                    leads=leads(_SUBJECTS[count % 10].removeprefix("The ").capitalize(), "Business Manager"),
                    **by(f"2027-{count % 9 + 1:02}-28"),
                )
            )
        made.append(RecommendationNode(number=str(99 + r), text=sentence(r * 5), actions=tuple(rows)))
    half = len(made) // 2
    return six_columns(
        sections=(
            SectionNode(
                kind="Priority",
                title="Knowing how good practice is",
                objectives=(sentence(1), sentence(2)),
                outcomes=(sentence(3),),
                recommendations=tuple(made[:half]),
            ),
            SectionNode(kind="Priority", title="Working as one partnership", recommendations=tuple(made[half:])),
        )
    )


def one_row(**cells) -> PlanDocument:
    """A plan of a single row, for trying what a cell does."""
    action = ActionNode(ref="1.1", **cells)
    return PlanDocument(
        title="Trial plan",
        columns=SIX,
        board="Fenmarsh Safeguarding Children Partnership",
        sections=(SectionNode(recommendations=(RecommendationNode(number="1", text="Try it.", actions=(action,)),)),),
    )
