"""Models of audits, one module per noun."""

from audits.models.audit import MONTHS, Audit, AuditAgency, AuditQuerySet
from audits.models.finding import Finding

__all__ = ["MONTHS", "Audit", "AuditAgency", "AuditQuerySet", "Finding"]
