"""A plan in which every text is one word that is nowhere else, and a list of what some editions leave out."""

from __future__ import annotations

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
    VersionLine,
    VersionMark,
)
from actionplans.writing.editions.registry import EDITIONS

FIELDS = ("action", "why", "risk", "target", "evidence", "progress", "deadline", "lead", "rating", "extra:Money")


def distinct_words() -> PlanDocument:
    """A plan in which every text is one word that is nowhere else."""

    def row(i: int, **more) -> ActionNode:
        def note(j: int, date: str) -> EntryNode:
            return EntryNode(
                f"word{i}note{j}", date, "day", id=f"n{i}{j}", written=date, attachments=(f"word{i}file{j}.pdf",)
            )

        return ActionNode(
            id=f"a{i}",
            ref=f"7.{i}",
            action=f"word{i}action\n\n- word{i}bullet\n  - word{i}nested",
            why=f"word{i}why",
            risk=f"word{i}risk",
            target=f"word{i}target",
            evidence=f"word{i}evidence",
            leads=(LeadNode(f"word{i}lead"), LeadNode(f"word{i}group", "group")),
            deadline_text=f"word{i}when",
            deadlines=(DeadlineNode(date="2027-05", precision="month"),),
            deadline_moves=(DeadlineMoveNode(f"word{i}was", f"word{i}when", "2027-01-02", f"word{i}reason"),),
            progress=(note(1, "2026-11-30"), note(2, "2027-01-15")),
            extra={"Money": f"word{i}money"},
            **more,
        )

    return PlanDocument(
        title="Trial plan",
        columns=tuple(ColumnNode(field, f"Head{i}") for i, field in enumerate(FIELDS)),
        board="Fenmarsh Safeguarding Children Partnership",
        marking="OFFICIAL-SENSITIVE",
        version=VersionMark(8, "Updated", "2027-02-14"),
        versions=(VersionLine("Version 7", "2026-12-02", "wordversion", "TO"),),
        sections=(
            SectionNode(
                kind="Theme",
                title="wordsection",
                description="worddescription",
                objectives=("wordobjective",),
                outcomes=("wordoutcome",),
                recommendations=(
                    RecommendationNode(
                        number="7",
                        text="wordtext",
                        id="r7",
                        actions=(
                            row(1, rating="Amber"),
                            row(2, status="complete", ended=EndedNode("2027-02-01", "wordpanel", "wordended")),
                        ),
                    ),
                ),
            ),
        ),
    )


#: Editions that sum up and do not print every cell.
SUMMARIES = tuple(key for key, edition in EDITIONS.items() if edition.is_summary)
#: What an edition leaves out by its nature.
LEFT_OUT = {"changes": {"wordversion"}, "evidence": {"wordversion"}}
