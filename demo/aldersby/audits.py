"""Audits of the Aldersby improvement board, with their recommendations."""

from demo.aldersby.people import DV, GO, PH, RW
from demo.script import (
    Note,
    Rated,
    ScriptedAction,
    ScriptedAudit,
    ScriptedPlan,
    ScriptedRecommendation,
    by,
    mon,
    thu,
    tue,
)

AUDITS = (
    ScriptedAudit(
        "First visits: was the child seen alone?",
        "case-file",
        -3,
        "followed",
        ("council",),
        RW,
        "practice",
        "50 first visits. The child was seen alone in 31, and the record says so in 24.",
        reported=thu(-8),
        recommendations=(
            ScriptedRecommendation(
                "F1",
                "Say so when it was not possible",
                "Where a child could not be seen alone, the record should say why, and when it will be tried again.",
                actions=(
                    ScriptedAction(
                        "F1.1",
                        "The visit form asks for it, and the manager reads it the same week.",
                        (RW,),
                        by(thu(1)),
                        target="Every form.",
                        evidence="Ten forms a week.",
                        events=(
                            Rated(tue(-6), "Amber", "First rating"),
                            Note(mon(-5), "Form changed. First ten: six with a reason.", by="RW"),
                            Note(mon(-1), "Last ten: eight with a reason.", by="RW"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    ScriptedAudit(
        "Children in care who live far away",
        "multi-agency",
        1,
        "planned",
        ("council", "icb", "police"),
        GO,
        "practice",
    ),
    ScriptedAudit(
        "Strategy discussions out of hours",
        "multi-agency",
        -1,
        "reported",
        ("police", "council", "icb"),
        PH,
        "practice",
        "20 discussions at night. Health was there in seven. All twenty were held within the hour.",
        reported=thu(-3),
    ),
    ScriptedAudit(
        "Children’s health assessments: the advice that was given",
        "single-agency",
        3,
        "planned",
        ("icb",),
        DV,
        "practice",
    ),
)

AUDITS_PLAN = ScriptedPlan(
    title="Audits",
    source="audit",
    source_title="Audits reported to the practice group",
    source_date=thu(-8),
    begun=thu(-8),
    layout="seven",
    columns=(
        ("action", "Actions planned"),
        ("target", "Target"),
        ("deadline", "Completion date"),
        ("lead", "Lead"),
        ("rating", "Rating"),
        ("progress", "Update"),
    ),
    sections=(),
)
