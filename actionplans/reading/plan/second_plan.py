"""A second plan in the same file: it is named and left out, never mixed with the first."""

from __future__ import annotations

from collections.abc import Sequence

from actionplans.reading.files.blocks import Paragraph, Table

from .draft import alike
from .front import ANY_PLAN, OF_PLAN, Front, is_plan, look
from .joining import without_continued
from .sections import bare
from .versions import read_updated_line, read_version_line


def second_plan_at(blocks: Sequence[Paragraph | Table], front: Front) -> int:
    """The block that the second plan begins with, or the number of blocks where there is one plan only.

    Its title looks as that of the first, behind a table of that and above a table of its own; it is in the style for titles, or a
    line below it says of when it is. Parts of one plan have neither, or its title is above that of the first part.
    """
    title = blocks[front.title_at] if front.title_at is not None else None
    if not isinstance(title, Paragraph):
        return len(blocks)
    plans = [i for i, block in enumerate(blocks) if isinstance(block, Table) and is_plan(block)]
    if any(
        isinstance(block, Paragraph) and look(block) == look(title) and OF_PLAN.search(block.text)
        for block in blocks[(front.title_at or 0) + 1 : plans[0] if plans else 0]
    ):
        return len(blocks)
    for i in range(front.title_at or 0, len(blocks)):
        block = blocks[i]
        below = next((at for at in plans if at > i), None)
        if not isinstance(block, Paragraph) or look(block) != look(title) or below is None or plans[0] > i:
            continue
        words = without_continued(bare(block.text))
        if not OF_PLAN.search(words) or alike(words, front.title) or ANY_PLAN.fullmatch(words):
            continue
        if block.titled or any(_says_when(line) for line in blocks[i:below]):
            return i
    return len(blocks)


def _says_when(line: Paragraph | Table) -> bool:
    if not isinstance(line, Paragraph):
        return False
    return bool(read_version_line(line.text) or read_updated_line(line.text))
