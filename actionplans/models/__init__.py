from actionplans.models.action import Action, Answer
from actionplans.models.challenge import Challenge, SignOff
from actionplans.models.clash import Clash
from actionplans.models.deadline import Deadline, DeadlineMove
from actionplans.models.importing import Import
from actionplans.models.lead import Lead
from actionplans.models.plan import Plan, Section
from actionplans.models.progress import Evidence, ProgressEntry
from actionplans.models.proposal import Proposal
from actionplans.models.recommendation import Recommendation
from actionplans.models.report import Report, ReportPart
from actionplans.models.version import Version

__all__ = [
    "Action",
    "Answer",
    "Challenge",
    "Clash",
    "Deadline",
    "DeadlineMove",
    "Evidence",
    "Import",
    "Lead",
    "Plan",
    "ProgressEntry",
    "Proposal",
    "Recommendation",
    "Report",
    "ReportPart",
    "Section",
    "SignOff",
    "Version",
]
