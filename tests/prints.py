"""Prints for tests that need no real one: a blank PDF, and prints in every state."""

from __future__ import annotations

import datetime
import io

import pikepdf
from django.utils import timezone

from actionplans.models import Print
from actionplans.writing import worker
from boards.models import Job


def blank_pdf(words: str = "") -> bytes:
    """One empty landscape page, with the words as its title; other words, other bytes."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(842, 595))
        pdf.docinfo["/Title"] = words
        file = io.BytesIO()
        pdf.save(file, deterministic_id=True)
    return file.getvalue()


def running(key: str, done: int = 0, of: int = 0) -> None:
    """Have a worker be at a print."""
    now = timezone.now() + datetime.timedelta(minutes=1)
    job = Job.objects.filter(pk=Print.objects.get(key=key).job_id)
    job.update(status="RUNNING", leased_until=now, done=done, of=of)


def refused(key: str, sentence: str = worker.TOO_LONG) -> None:
    """Have a print be one that could not be made."""
    Print.objects.filter(key=key).update(fault=sentence)
    Job.objects.filter(pk=Print.objects.get(key=key).job_id).update(status="SUCCESSFUL", finished_at=timezone.now())


def lost(key: str) -> None:
    """Have a print be one that was tried in vain as often as it may be."""
    Job.objects.filter(pk=Print.objects.get(key=key).job_id).update(status="FAILED", finished_at=timezone.now())
