"""What a print is, whose, and who may see it: what is kept beside its pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class About:
    """What a print is, whose, and who may see it.

    ``board`` and ``plan`` are primary keys, ``rights`` the names of the members of ``boards.access.Right`` that are needed.
    ``title`` says in words what it is, ``name`` is the file's name without ``.pdf``, ``again`` the query of the print page that
    made it.
    """

    board: int
    plan: int
    rights: tuple[str, ...]
    title: str
    name: str
    again: str = ""
