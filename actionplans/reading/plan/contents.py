"""What a file holds of a plan: the whole document, or blocks to read it from."""

from __future__ import annotations

from dataclasses import dataclass

from actionplans.document.tree import PlanDocument
from actionplans.reading.files.blocks import Blocks


@dataclass(frozen=True)
class Carried:
    """A whole plan document out of a file. ``remark`` says where it was, if not in what the file shows: a sentence or two
    for the user who reviews it."""

    document: PlanDocument
    remark: str = ""


@dataclass(frozen=True)
class PlanBlocks(Blocks):
    """The blocks of a file. ``frame`` is what a file of ours says of the plan as a whole: a document with its columns and
    without a recommendation; None in every other file."""

    frame: PlanDocument | None = None
