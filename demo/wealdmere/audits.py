"""Audits of the Wealdmere board, with their recommendations."""

from demo.script import (
    Note,
    ScriptedAction,
    ScriptedAudit,
    ScriptedPlan,
    ScriptedRecommendation,
    by,
    by_end,
    mon,
    thu,
    wed,
)
from demo.wealdmere.people import AS, CT, OP, RD, SN

AUDITS = (
    ScriptedAudit(
        "Self-assessment of all agencies",
        "section-11",
        -9,
        "done",
        ("council", "police", "icb", "hospital", "fire", "housing", "probation"),
        OP,
        "quality",
        "Seven agencies, thirty questions. Nothing rated red by anybody, which two readers from outside found hard "
        "to believe. Next year each answer comes with one example.",
        reported=thu(-29),
    ),
    ScriptedAudit(
        "Thirty worries that were closed the same day",
        "case-file",
        -4,
        "followed",
        ("council", "police"),
        OP,
        "quality",
        "30 files. In 24 it was right to close. In four somebody should have rung back; in two nobody had read the "
        "last worry about the same person.",
        reported=thu(-7),
        recommendations=(
            ScriptedRecommendation(
                "C1",
                "Read the last one first",
                "Before a worry is closed, whoever closes it should have read the last three about the same person.",
                actions=(
                    ScriptedAction(
                        "C1.1",
                        "The system shows the last three beside the new one.",
                        (OP,),
                        by_end(3),
                        events=(Note(thu(-7), "Supplier asked for a price."),),
                    ),
                    ScriptedAction(
                        "C1.2",
                        "Until then: a tick and initials on each, read by the manager once a week.",
                        (OP, SN),
                        by(wed(2)),
                        events=(Note(mon(-3), "In use since the first of the month. 44 of 51 ticked.", by="OP"),),
                    ),
                ),
            ),
        ),
    ),
    ScriptedAudit(
        "Homes that were cleared against the tenant’s wish",
        "multi-agency",
        1,
        "planned",
        ("housing", "council", "fire"),
        RD,
        "reviews",
    ),
    ScriptedAudit(
        "Training: who came, and who did not",
        "single-agency",
        -1,
        "reported",
        ("hospital",),
        AS,
        "reviews",
        "Night staff make up a third of the wards and a tenth of those trained. Two evenings are offered from the "
        "new year.",
        reported=mon(-8),
    ),
    ScriptedAudit(
        "Pressure sores in care at home",
        "multi-agency",
        4,
        "planned",
        ("icb", "hospital", "council"),
        CT,
        "quality",
    ),
)

AUDITS_PLAN = ScriptedPlan(
    title="Audits",
    source="audit",
    source_title="Audits reported to the sub-groups",
    source_date=thu(-29),
    begun=thu(-29),
    layout="five",
    columns=(
        ("action", "Action"),
        ("lead", "Lead"),
        ("progress", "Progress"),
        ("deadline", "Deadline"),
    ),
    sections=(),
)
