"""The last hand on a tagged PDF."""

from __future__ import annotations

import pydyf
from weasyprint import Document


def finish(document: Document, pdf: pydyf.PDF) -> None:
    pass
