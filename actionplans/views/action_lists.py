"""All actions of a board in one list, filtered, and exported as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify

from actionplans.document.dates import day_words
from actionplans.document.wording import count, number_word
from actionplans.filters.actions import ActionFilter, Choices
from actionplans.models import ProgressEntry
from actionplans.pages import board_home
from actionplans.pages.action_lines import ActionLine, prepared
from actionplans.printing.named_copies import copy_owner
from actionplans.writing.delimited import harmless
from boards.access import Right
from boards.models import Board
from boards.models.trail import Happening
from boards.protective_markings import highest
from boards.trail.write import log_on_success
from boards.web.downloads import attachment
from boards.web.gate import needs
from boards.web.requests import BoardRequest

#: Rows on one page of the list.
PAGE = 100


def filtered(request: BoardRequest, board: Board, data: QueryDict | None = None) -> ActionFilter:
    """The list of all actions that the user may read, filtered by the query string, or by ``data``."""
    actions = board_home.standing(request.user, board).with_dates()
    choices = Choices.of(request.user, board, actions)
    return ActionFilter(
        request.GET if data is None else data, actions, user=request.user, choices=choices, on=timezone.localdate()
    )


@needs(Right.READ_PLAN)
def action_list(request: BoardRequest, board: Board) -> HttpResponse:
    """One page of the list; the filter is in the query string."""
    request.menu = "actionplans:action_list"
    chosen = filtered(request, board)
    page = Paginator(prepared(chosen.found), PAGE).get_page(request.GET.get("page"))
    used = chosen.used
    number = page.paginator.count
    return render(
        request,
        "actionplans/action_lists/list.html",
        {
            "form": chosen.form,
            "chosen": chosen,
            "used": used,
            "clear": _clear_words(len(used)),
            "page": page,
            "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
            "lines": [ActionLine(action, chosen.on) for action in page],
            "count": _count_words(number, chosen.choices.total),
            "loosened": _loosened(chosen, used) if not number and len(used) > 1 else [],
            "taken": _only_plan(chosen),
            "between": any(part for name in ("due_from", "due_to") for part in chosen.form[name].value() or ()),
        },
    )


def _only_plan(chosen: ActionFilter) -> str:
    """The slug of the plan, where the filter keeps the list to one."""
    plans = [slug for slug, _ in chosen.choices.plans]
    return chosen.data.get("plan") or (plans[0] if len(plans) == 1 else "")


def _count_words(number: int, total: int) -> str:
    """“10 of 58 actions”."""
    if number == total:
        return "1 action" if total == 1 else f"{total} actions"
    return f"{number or 'None'} of {total} action{'s' if total != 1 else ''}"


def _clear_words(used: int) -> str:
    return {0: "", 1: "", 2: "Clear both"}.get(used, f"Clear all {number_word(used)}")


def _loosened(chosen: ActionFilter, used: list) -> list[tuple[str, str, int]]:
    """Where nothing was found: for each filter without which there are rows, its label, the query string without it, and the
    number of rows."""
    counted = [(use.label, use.rest, chosen.without(use).found.count()) for use in used]
    return sorted((one for one in counted if one[2]), key=lambda one: one[2])


# CSV ------------------------------------------------------------------------------------------------------------------

HEADINGS = (
    "Ref",
    "Plan",
    "Section",
    "Recommendation",
    "Text of the recommendation",
    "Action",
    "Lead",
    "Agency",
    "By when",
    "Due",
    "State of the date",
    "Slips",
    "Status",
    "Ended on",
    "Rating",
    "Last note on",
    "Last note",
)


@needs(Right.READ_PLAN)
def action_csv(request: BoardRequest, board: Board) -> HttpResponse:
    """The filtered list as CSV in UTF-8, marked as such for spreadsheet programs."""
    chosen = filtered(request, board)
    actions = list(prepared(chosen.found))
    marking = slugify(highest(action.plan.marking for action in actions))  # a table has no page to show it on
    name = "-".join(filter(None, (board.slug, "actions", chosen.on.isoformat(), marking)))
    name = f"{copy_owner(request.user, board).name(name)}.csv"
    written = io.StringIO()
    written.write("\ufeff")
    table = csv.writer(written)
    table.writerow(HEADINGS)
    notes = board_home.last_notes(request.user, [action.pk for action in actions])
    for action in actions:
        table.writerow(harmless(cell) for cell in _cells(ActionLine(action, chosen.on), notes.get(action.pk)))
    labels = [used.label for used in chosen.used]
    about = ", ".join([f"All actions as CSV, {count(len(actions), 'row')}", *labels])
    log_on_success(request, Happening.TOOK_AWAY, about)
    return attachment(written.getvalue(), name, "text/csv; charset=utf-8")


def _cells(line: ActionLine, note: ProgressEntry | None) -> Iterator[str]:
    action = line.action
    due = line.next_date
    yield action.ref
    yield action.plan.title
    yield action.recommendation.section.title
    yield action.recommendation.number
    yield action.recommendation.text
    yield action.action
    yield "; ".join(lead.name for lead in action.leading) or action.lead_text
    yield line.agencies
    yield action.deadline_text
    yield due.last_day.isoformat() if due else ""
    yield line.near
    yield str(action.slips or "")
    yield action.get_status_display()
    yield action.ended_on.isoformat() if action.ended_on else ""
    yield line.rating
    yield day_words(note.happened, note.precision) if note else ""
    yield note.text if note else ""
