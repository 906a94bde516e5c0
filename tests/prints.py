"""A PDF that need not be printed: for tests to which a print is only something that can be opened and handed out."""

from __future__ import annotations

import io

import pikepdf


def blank_pdf(words: str = "") -> bytes:
    """One empty landscape page, with the words as its title; other words, other bytes."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(842, 595))
        pdf.docinfo["/Title"] = words
        file = io.BytesIO()
        pdf.save(file, deterministic_id=True)
    return file.getvalue()
