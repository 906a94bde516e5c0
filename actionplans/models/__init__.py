from actionplans.models.action import Action, Answer
from actionplans.models.challenge import Challenge, SignOff
from actionplans.models.clash import Clash
from actionplans.models.deadline import Deadline, DeadlineMove
from actionplans.models.importing import FileShape, Import, Reading
from actionplans.models.lead import Lead, LeadName
from actionplans.models.plan import Plan, Section
from actionplans.models.print import Print
from actionplans.models.progress import Evidence, ProgressEntry
from actionplans.models.proposal import Proposal
from actionplans.models.publication import Publication
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
    "FileShape",
    "Import",
    "Lead",
    "LeadName",
    "Plan",
    "Print",
    "ProgressEntry",
    "Proposal",
    "Publication",
    "Reading",
    "Recommendation",
    "Report",
    "ReportPart",
    "Section",
    "SignOff",
    "Version",
]
