"""Made-up plans of any size, as dense as a board's after a year, and the same plan after one edit. Seeded: alike every time."""

from __future__ import annotations

import dataclasses
import datetime
import random

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

BEGUN = datetime.date(2026, 2, 3)
PUBLISHED = datetime.date(2027, 2, 14)

COLUMNS = (
    ColumnNode("action", "What needs to happen"),
    ColumnNode("why", "Why"),
    ColumnNode("risk", "Risks if no action taken"),
    ColumnNode("progress", "Actions to date"),
    ColumnNode("deadline", "By when"),
    ColumnNode("lead", "Lead person"),
)
LEADS = (
    "Independent Scrutineer",
    "Business Manager",
    "Designated Nurse",
    "Detective Superintendent, Public Protection",
    "Head of Service, Front Door",
    "Chair, quality assurance sub-group",
    "Schools’ representative",
    "Head of Probation Delivery Unit",
    "Learning and development officer",
)
WHO = (
    "The sub-group",
    "The Executive",
    "The analyst of the council",
    "The designated nurse",
    "Probation",
    "The business manager",
    "The learning panel",
    "Housing",
    "The schools’ representative",
    "The front door team",
    "The police lead",
    "The children’s trust",
)
DID = (
    "looked at {what} and asked for a shorter one",
    "agreed the timetable for {what} and named a deputy",
    "reported that four of seven agencies had answered about {what}",
    "met the new head of service and went through {what}",
    "asked for a breakdown of {what} by area and by age",
    "put {what} on the agenda of the next meeting",
    "found that the figures of two agencies on {what} cannot be compared",
    "sent a reminder to those who had not read {what}",
    "took {what} to its own management team",
    "tried {what} with two teams, one in a town and one in the country",
    "wrote to the chief officers about {what}",
    "heard from three families what they made of {what}",
)
WHAT = (
    "the multi-agency dataset",
    "the threshold document",
    "the audit of strategy discussions",
    "the escalation policy",
    "the guide to working with fathers",
    "the survey of practitioners",
    "the return on missing children",
    "the training needs of new staff",
    "the learning from the last review",
    "the protocol for transitions",
    "the pathway for neglect",
    "the dashboard of the Board",
)
END = (
    ".",
    ", and will come back in six weeks.",
    "; a written note went to all members.",
    ". Nothing further is needed until the new financial year, when the question of funding comes up again.",
    ", with thanks to those who tried it first.",
    ". The difference that it makes will be looked for in the spring.",
)
AIMS = (
    "make sure that {what} is used at every meeting",
    "let the partnership question every agency about {what}",
    "show whether {what} changes what children experience",
    "agree with every partner who answers for {what}",
    "bring {what} to the notice of all who work with families",
)


class _Writer:
    """Sentences as people write them in such plans."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def sentence(self) -> str:
        pick = self.dice.choice
        return f"{pick(WHO)} {pick(DID).format(what=pick(WHAT))}{pick(END)}"

    def sentences(self, least: int, most: int) -> str:
        return " ".join(self.sentence() for _ in range(self.dice.randint(least, most)))

    def aim(self) -> str:
        pick = self.dice.choice
        words = pick(AIMS).format(what=pick(WHAT))
        return f"{words[:1].upper()}{words[1:]}."

    def bullets(self, least: int, most: int) -> str:
        return "\n".join(f"- {self.aim()}" for _ in range(self.dice.randint(least, most)))

    def notes(self, how_many: int) -> tuple[EntryNode, ...]:
        days = sorted(self.dice.randrange(370) for _ in range(how_many))
        return tuple(
            EntryNode(self.sentences(1, 2), (BEGUN + datetime.timedelta(days=day)).isoformat(), "day") for day in days
        )

    def action(self, ref: str) -> ActionNode:
        dice = self.dice
        month = f"2027-{dice.randint(1, 12):02}"
        moved = dice.random() < 0.2
        done = dice.random() < 0.15
        return ActionNode(
            id=f"a{ref}",
            ref=ref,
            action=self.sentence() + ("\n\n" + self.bullets(2, 4) if dice.random() < 0.5 else ""),
            why=self.aim(),
            risk=self.sentence(),
            leads=tuple(LeadNode(name) for name in dice.sample(LEADS, dice.choice((1, 1, 2)))),
            deadline_text="",
            deadlines=(DeadlineNode("", month, "month"),),
            deadline_moves=(DeadlineMoveNode("October 2026", "", "2026-10-20", "two agencies had no analyst"),) * moved,
            status="complete" if done else "open",
            ended=EndedNode("2027-02-01", "Executive", "shown by the re-audit") if done else None,
            # Most rows have a note a month, some hardly any, and a few are where everything is written down.
            progress=self.notes(dice.choice((0, 1, 3, 4, 5, 6, 7, 8, 16))),
        )

    def recommendation(self, number: int) -> RecommendationNode:
        rows = tuple(self.action(f"{number}.{i}") for i in range(1, self.dice.choice((1, 1, 2, 2, 3)) + 1))
        return RecommendationNode(number=str(number), text=self.aim(), actions=rows, id=f"r{number}")

    def section(self, numbers: range) -> SectionNode:
        return SectionNode(
            kind="Priority",
            title=self.aim().rstrip("."),
            objectives=(self.aim(), self.aim()),
            outcomes=(self.aim(), self.aim()),
            recommendations=tuple(map(self.recommendation, numbers)),
        )


#: How many sections a plan has, by its recommendations.
SECTIONS = {8: 3, 60: 8, 250: 20}


def plan(recommendations: int, seed: int = 1) -> PlanDocument:
    """A published version with so many recommendations, in sections of about the same size."""
    writer = _Writer(seed)
    sections = SECTIONS.get(recommendations) or max(1, round(recommendations / 10))
    edges = [round(i * recommendations / sections) for i in range(sections + 1)]
    return PlanDocument(
        title="Joint inspection action plan",
        source=SourceNode("joint-inspection", "", "2026-01", "month"),
        columns=COLUMNS,
        board="Fenmarsh Safeguarding Children Partnership",
        marking="OFFICIAL-SENSITIVE",
        version=VersionMark(8, "Updated following the Executive", PUBLISHED.isoformat(), "Board of 2 March 2027"),
        versions=(VersionLine("Version 7", "2026-12-02", "In readiness for the Board of 1 December 2026", "TO"),),
        sections=tuple(writer.section(range(1 + a, 1 + b)) for a, b in zip(edges, edges[1:], strict=False)),
    )


def edited(document: PlanDocument) -> PlanDocument:
    """The plan after one edit: a note more in the row in its middle."""
    middle = list(document.actions())[sum(1 for _ in document.actions()) // 2][2]
    note = EntryNode("Agreed by all partners on the day, and minuted.", PUBLISHED.isoformat(), "day")

    def row(action: ActionNode) -> ActionNode:
        return dataclasses.replace(action, progress=(*action.progress, note)) if action is middle else action

    def recommendation(at: RecommendationNode) -> RecommendationNode:
        return dataclasses.replace(at, actions=tuple(map(row, at.actions)))

    return document.replace(
        sections=tuple(
            dataclasses.replace(s, recommendations=tuple(map(recommendation, s.recommendations)))
            for s in document.sections
        )
    )
