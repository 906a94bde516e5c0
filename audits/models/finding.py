"""Findings: recommendations of audits, each followed as a recommendation of a plan."""

from __future__ import annotations

from django.db import models

from actionplans.models import Recommendation
from audits.models.audit import Audit
from boards.history import HistoryModel, history


class Finding(HistoryModel):
    """A recommendation of an audit, followed as a recommendation of a plan."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="findings")
    recommendation = models.OneToOneField(Recommendation, on_delete=models.PROTECT, related_name="finding")

    history = history()

    class Meta:
        ordering = ["pk"]
