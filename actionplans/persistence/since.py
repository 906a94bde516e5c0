"""Changes since a version was published, found from the lines of history: the document of the plan now, for which only changed
actions are loaded, and the number of changed actions."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from dataclasses import replace

from django.db.models import Q

from actionplans.document import tree
from actionplans.models import (
    Action,
    Answer,
    Deadline,
    DeadlineMove,
    Evidence,
    Lead,
    Plan,
    ProgressEntry,
    Recommendation,
    Section,
    Version,
)
from actionplans.persistence.load import action_nodes, also_numbers, beginning, current_rows, head_of, section_nodes
from boards.access import Right, may
from boards.models import Board, Erasure, User

#: A version is of the moment when its author pressed the button; changes begun before and saved after it are included.
BEGUN_BEFORE = datetime.timedelta(hours=1)


def document_since(plan: Plan, version: Version, frozen: tree.PlanDocument) -> tree.PlanDocument:
    """The document of the plan now, without versions and people. ``version`` is the last one and ``frozen`` its document:
    actions without a line of history since then are copied from it, so that only the others are loaded. Twelve queries."""
    recommendations = current_rows(Recommendation, plan_id=plan.pk, removed=False)
    also = also_numbers(current_rows(Answer, left=False, action__plan_id=plan.pk), recommendations)
    held = {action.id: action for _, _, action in frozen.actions()}
    in_plan = Action.objects.filter(plan=plan, removed_on__isnull=True).order_by("order", "id")
    places = list(in_plan.values_list("pk", "uid", "recommendation_id", "added_on"))
    touched = _touched(plan, version.published_at - BEGUN_BEFORE)
    read = [pk for pk, uid, *_ in places if touched is None or pk in touched or uid not in held]
    began = beginning(plan, (added for *_, added in places))
    nodes = action_nodes(current_rows(Action, pk__in=read), current_rows, began=began, also=also, action__in=read)
    fresh = {node.id: node for group in nodes.values() for node in group}
    under: dict[int, list[tree.ActionNode]] = defaultdict(list)
    for pk, uid, recommendation, _ in places:
        node = fresh.get(uid) or replace(held[uid], also=tuple(also.get(pk, ())))
        under[recommendation].append(node)
    sections = current_rows(Section, plan_id=plan.pk, removed=False)
    return head_of(plan).replace(sections=section_nodes(sections, recommendations, under))


def _touched(plan: Plan, since: datetime.datetime) -> set[int] | None:
    """The keys of the actions that were changed after that moment, in a cell or a related row; None where all may have
    been, because a person's details were erased, which leaves no line of history."""
    if Erasure.objects.filter(board=plan.board_id, finished_at__gt=since).exists():
        return None
    lines = Action.history.filter(plan=plan, history_date__gt=since).order_by().values_list("id")
    others = [
        model.history.filter(action__plan=plan, history_date__gt=since).order_by().values_list("action_id")
        for model in (Lead, Deadline, DeadlineMove, ProgressEntry, Answer)
    ]
    files = Evidence.history.filter(entry__action__plan=plan, history_date__gt=since).order_by()
    return {key for (key,) in lines.union(*others, files.values_list("entry__action_id"))}


def changed_since(user: User, board: Board, versions: dict[int, Version]) -> Counter[int]:
    """How many actions of each plan were added, changed, noted or taken out since its version; plans by primary key.

    Counted from the history, without loading the frozen documents.
    """
    if not versions:
        return Counter()
    changes, notes = Q(), Q()
    for plan, version in versions.items():
        changes |= Q(plan=plan, history_date__gt=version.published_at)
        notes |= Q(action__plan=plan, history_date__gt=version.published_at)
    if not may(user, Right.READ_INTERNAL, board):
        notes &= Q(internal=False)
    seen = Action.objects.visible_to(user).of(board).order_by().values("pk")
    touched = {
        *Action.history.filter(changes, id__in=seen).order_by().values_list("plan_id", "id"),
        *ProgressEntry.history.filter(notes, action__in=seen).order_by().values_list("action__plan_id", "action_id"),
    }
    return Counter(plan for plan, _ in touched)
