"""The trail of a board: everything that was changed, opened and exported, as pages and as CSV."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from actionplans.filters.trail import TrailFilter
from actionplans.models import Plan
from actionplans.writing.delimited import MARK, harmless
from boards.access import Right
from boards.models import Board
from boards.models.trail import Happening
from boards.trail.read import Fold, Mark, folded, read_all, read_page
from boards.trail.sources import TrailKind, TrailLine
from boards.trail.write import log_on_success
from boards.web.downloads import attachment
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.requests import BoardRequest

#: Lines on one page.
PAGE = 50


@dataclass(frozen=True)
class TrailDay:
    """The lines of one day, the newest first."""

    on: datetime.date
    items: list[TrailLine | Fold]


@needs(Right.READ_TRAIL)
def trail(request: BoardRequest, board: Board) -> HttpResponse:
    """One page of the trail; the filter and the place are in the query string."""
    request.menu = "actionplans:trail"
    form = TrailFilter(request.GET, board=board)
    before, after = (Mark.read(request.GET.get(name, "")) for name in ("before", "after"))
    page = read_page(board, form.wanted, PAGE, before=before, after=after)
    context = {
        "page": page,
        "days": list(_days(page.lines)),
        "used": form.used,
        "address": form.address,
        "plans": form.plans,
        "at_the_top": page.newer is None,
    }
    return form_page(request, "actionplans/trail/list.html", form, **context)


def _days(lines: Iterable[TrailLine]) -> Iterator[TrailDay]:
    for day, found in groupby(lines, key=lambda line: timezone.localdate(line.at)):
        yield TrailDay(day, list(folded(list(found))))


# CSV ------------------------------------------------------------------------------------------------------------------

HEADINGS = (
    "Date",
    "Time",
    "Who",
    "Kind",
    "What happened",
    "About",
    "Plan",
    "Cell",
    "Was",
    "Is",
    "Reason",
    "Internet address",
)


@needs(Right.READ_TRAIL)
def trail_csv(request: BoardRequest, board: Board) -> HttpResponse:
    """The filtered trail as CSV, one row for each cell that was changed. It is streamed, because it may be long; its last row
    states that it is complete."""
    form = TrailFilter(request.GET, board=board)
    if not form.is_valid():  # the page says by which field
        return redirect(f"{reverse('actionplans:trail', args=[board.slug])}?{form.address}")
    labels = [used.label for used in form.used]
    log_on_success(request, Happening.TRAIL_TAKEN, ", ".join(["As CSV", *labels]))
    rows = _rows(read_all(board, form.wanted), form.plans)
    name = f"{board.slug}-trail-{timezone.localdate().isoformat()}.csv"
    return attachment(_csv(rows), name, "text/csv; charset=utf-8")


def _rows(lines: Iterable[TrailLine], plans: dict[int, Plan]) -> Iterator[tuple[str, ...]]:
    yield HEADINGS
    number = 0
    for line in lines:
        number += 1
        at = timezone.localtime(line.at)
        head = (f"{at:%Y-%m-%d}", f"{at:%H:%M:%S}", line.who, TrailKind(line.kind).label, line.did, line.what)
        plan = plans[line.plan].title if line.plan in plans else ""
        for cell in line.cells or (None,):
            changed = (cell.label, cell.was, cell.now) if cell else ("", "", "")
            yield (*head, plan, *changed, line.reason, line.address)
    yield (f"End of the activity log: {number} line{'' if number == 1 else 's'}",)


def _csv(rows: Iterable[tuple[str, ...]]) -> Iterator[bytes]:
    written = io.StringIO()
    written.write(MARK)
    table = csv.writer(written)
    for row in rows:
        table.writerow(harmless(cell) for cell in row)
        if written.tell() > 60_000:
            yield written.getvalue().encode()
            written.seek(0)
            written.truncate()
    yield written.getvalue().encode()
