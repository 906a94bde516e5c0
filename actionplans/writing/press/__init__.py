"""The press: from sheets of HTML (``sheets``) to one PDF that a screen reader can read and an archive can keep.

``press`` is all that others need. A print is divided into parts (``division``), each laid out by WeasyPrint (``layout``,
with ``engine``, ``tags`` and ``continued``), side by side (``side_by_side``) or as it was kept (``kept``), and joined
(``join``) with running lines and page numbers around (``frame``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from . import quick_start  # noqa: F401 (before anything else imports WeasyPrint)
from .division import about_pages, parts_of
from .frame import frame
from .join import Stretch, join
from .layout import LaidOut
from .sheets import Composition, Printed
from .side_by_side import lay_out_all

#: Called as a print goes on: with how many pages are done, and about how many there will be.
Progress = Callable[[int, int], None]


def press(
    work: Composition,
    *,
    kept: Path | None = None,
    workers: int = 1,
    progress: Progress | None = None,
    tagged: bool = True,
) -> Printed:
    """Print it.

    ``kept`` is a folder in which parts are kept, so that after a change only what changed is laid out again. With more
    than one of ``workers`` parts are laid out in forked processes: for processes without other threads only.
    ``tagged=False`` leaves out the structure, to measure what it costs. Raises FontsMissing where the typeface is not
    installed.
    """
    divided = [parts_of(sheets, tagged=tagged) for sheets in work.sheets]
    made = lay_out_all([part for parts in divided for part in parts], workers=workers, kept=kept)
    if progress:
        made = _reporting(made, sum(map(about_pages, work.sheets)), progress)
    stretches = (
        Stretch(sheets.name, frame(sheets.running, sheets.paper), islice(made, len(parts)))
        for sheets, parts in zip(work.sheets, divided, strict=True)
    )
    return join(work, stretches, tagged=tagged)


def _reporting(made: Iterator[LaidOut], about: int, progress: Progress) -> Iterator[LaidOut]:
    pages = 0
    progress(0, about)
    for part in made:
        pages += part.pages
        progress(pages, max(about, pages))
        yield part
