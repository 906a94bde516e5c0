"""The table of all operations of plans: what each reads and does, and how one sees that its change is there."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from actionplans import operations
from actionplans.models import Action, Challenge, Clash, LeadName, Plan, Proposal, Section, SignOff
from actionplans.operations import (
    actions,
    challenges,
    clashes,
    handovers,
    leads,
    notes,
    plans,
    proposals,
    sign_offs,
    structure,
    undo,
)
from tests.actionplans.at_once.worlds import Surrounding, a_file

#: Reads what the operation needs, as a request does, and returns what does the operation.
Read = Callable[[Any, int], Callable[[], object]]
Seen = Callable[[Any, int], bool]


@dataclass(frozen=True)
class Case:
    """One operation. ``touches`` names the rows that it changes or depends on; operations that touch the same are run in
    pairs. ``turn`` (0 or 1) tells two runs of the same operation apart. ``undone_by`` names the operations that end its
    change when they come after it, ``needs`` the states (``worlds.STATES``) in which they are run."""

    touches: str
    read: Read
    seen: Seen
    needs: str = ""
    undone_by: str = ""


def all_operations() -> Iterator[str]:
    """The names of all operations, ``module.function``: the functions that take ``by`` by keyword."""
    for found in pkgutil.iter_modules(operations.__path__):
        module = importlib.import_module(f"{operations.__name__}.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            taken = inspect.signature(function).parameters.get("by")
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and taken is not None and taken.kind is inspect.Parameter.KEYWORD_ONLY:
                yield f"{found.name}.{name}"


# what each does ---------------------------------------------------------------------------------------------------------


def _change_action(w: Surrounding, turn: int) -> Callable[[], object]:
    action = w.action
    base = actions.stamp(action)
    return lambda: actions.change_action(action, {"why": f"why {turn}"}, by=w.users[turn], base=base)


def _of_action(operation: Any, **values: Any) -> Read:
    def read(w: Surrounding, turn: int) -> Callable[[], object]:
        action = w.action
        said = {name: value.format(turn) if isinstance(value, str) else value for name, value in values.items()}
        return lambda: operation(action, by=w.users[turn], **said)

    return read


def _end(w: Surrounding, turn: int) -> Callable[[], object]:
    action = w.action
    return lambda: actions.end_action(action, "closed", by=w.users[turn], reason=f"ended {turn}")


def _ask(w: Surrounding, turn: int) -> Callable[[], object]:
    action, plan = w.action, w.plan
    return lambda: challenges.ask(plan, by=w.users[turn], text=f"asked {w.number} {turn}", action=action)


def _of_challenge(operation: Any, name: str) -> Read:
    def read(w: Surrounding, turn: int) -> Callable[[], object]:
        challenge = Challenge.objects.get(action=w.keys[0])
        return lambda: operation(challenge, by=w.users[turn], **{name: f"{name} {turn}"})

    return read


def _turn_of_challenge(said: str) -> Seen:
    """Whether the words are in one of the challenge's turns: a later turn ends an earlier one, and takes nothing from it."""

    def seen(w: Surrounding, turn: int) -> bool:
        challenge = Challenge.objects.get(action=w.keys[0])
        return any(f"{said} {turn}" in step.words for step in challenges.turns(challenge))

    return seen


def _settle(w: Surrounding, turn: int) -> Callable[[], object]:
    clash = Clash.objects.get(action=w.keys[0], field="risk")
    base = actions.stamp(w.action)
    return lambda: clashes.settle(clash, f"kept {turn}", by=w.users[turn], base=base)


def _hand_over(w: Surrounding, turn: int) -> Callable[[], object]:
    action, person = w.action, w.plan.board.people.get(name="Ruth Calloway")
    to = ("Ngozi Adeyemi", "Martin Pell")[turn]
    return lambda: handovers.hand_over(action, person, to, by=w.users[turn])


def _handed_over(w: Surrounding, turn: int) -> bool:
    return ("Ngozi Adeyemi", "Martin Pell")[turn] == w.action.lead_text


def _of_note(operation: Any, **values: str) -> Read:
    def read(w: Surrounding, turn: int) -> Callable[[], object]:
        note = w.note
        said = {name: value.format(turn) for name, value in values.items()}
        return lambda: operation(note, by=w.users[turn], **said)

    return read


def _add_file(w: Surrounding, turn: int) -> Callable[[], object]:
    note = w.note
    return lambda: notes.add_file(note, a_file(turn), by=w.users[turn])


def _begin_plan(w: Surrounding, turn: int) -> Callable[[], object]:
    board = w.plan.board
    return lambda: plans.begin_plan(board, by=w.users[turn], title=f"Begun {w.number}")


def _change_recommendation(w: Surrounding, turn: int) -> Callable[[], object]:
    recommendation, section = w.empty, w.spare_section
    recommendation.short = f"short {turn}"
    return lambda: plans.change_recommendation(recommendation, section, by=w.users[turn])


def _changed_recommendation(w: Surrounding, turn: int) -> bool:
    return (w.empty.short, w.empty.section) == (f"short {turn}", w.spare_section)


def _remove_recommendation(w: Surrounding, turn: int) -> Callable[[], object]:
    recommendation = w.empty
    return lambda: plans.remove_recommendation(recommendation, by=w.users[turn])


def _remove_section(w: Surrounding, turn: int) -> Callable[[], object]:
    section = w.spare_section
    return lambda: plans.remove_section(section, by=w.users[turn])


def _propose(w: Surrounding, turn: int) -> Callable[[], object]:
    action = w.action
    return lambda: proposals.propose(action, "complete", by=w.users[turn], why=f"why {turn}")


def _of_proposal(operation: Any, **values: str) -> Read:
    def read(w: Surrounding, turn: int) -> Callable[[], object]:
        proposal = Proposal.objects.get(action=w.keys[0], kind="date")
        return lambda: operation(proposal, by=w.users[turn], **values)

    return read


def _is_answered(state: str) -> Seen:
    return lambda w, turn: Proposal.objects.get(action=w.keys[0], kind="date").state == state


def _agreed(w: Surrounding, turn: int) -> bool:
    proposal = Proposal.objects.get(action=w.keys[0], kind="date")
    return proposal.state == "agreed" and w.action.deadline_text == proposal.words


def _take_back(w: Surrounding, turn: int) -> Callable[[], object]:
    sign_off = SignOff.objects.get(action=w.keys[0])
    return lambda: sign_offs.take_back(sign_off, by=w.users[turn], reason=f"reason {turn}")


def _is_signed(w: Surrounding) -> bool:
    return SignOff.objects.standing().filter(action=w.keys[0]).exists()


def _add_section(w: Surrounding, turn: int) -> Callable[[], object]:
    plan = w.plan
    return lambda: structure.add_section(plan, by=w.users[turn], title=f"added {w.number} {turn}")


def _add_recommendation(w: Surrounding, turn: int) -> Callable[[], object]:
    section = w.spare_section
    return lambda: structure.add_recommendation(section, by=w.users[turn], number=f"{w.number}r", text=f"added {turn}")


def _added_recommendation(w: Surrounding, turn: int) -> bool:
    section = w.spare_section
    return not section.removed and section.recommendations.standing().filter(text=f"added {turn}").exists()


def _add_action(w: Surrounding, turn: int) -> Callable[[], object]:
    recommendation = w.empty
    return lambda: structure.add_action(recommendation, by=w.users[turn], action=f"added {turn}")


def _split(w: Surrounding, turn: int) -> Callable[[], object]:
    action = w.action
    return lambda: structure.split_action(action, [f"one {turn}", f"two {w.number} {turn}"], by=w.users[turn])


def _is_split(w: Surrounding, turn: int) -> bool:
    new = Action.objects.filter(plan=w.plan_pk, action=f"two {w.number} {turn}")
    return w.action.action == f"one {turn}" and new.count() == 1


def _order(w: Surrounding, turn: int) -> Callable[[], object]:
    rows = list(Action.objects.filter(pk__in=w.keys).select_related("plan").order_by("-order", "-pk"))
    return lambda: structure.order_rows(rows[turn:] + rows[:turn], by=w.users[turn])


def _is_ordered(w: Surrounding, turn: int) -> bool:
    turned = w.keys[::-1]
    return w.order() == turned[turn:] + turned[:turn]


def _shift(w: Surrounding, turn: int) -> Callable[[], object]:
    action = w.action
    return lambda: structure.shift(action, 1, by=w.users[turn])


def _is_shifted(w: Surrounding, turn: int) -> bool:
    return w.order().index(w.keys[0]) == w.pair.count("structure.shift")


def _target(w: Surrounding, turn: int) -> Any:
    return w.other(0) if turn else w.empty


def _move(w: Surrounding, turn: int) -> Callable[[], object]:
    action, target = w.action, _target(w, turn)
    return lambda: structure.move_action(action, target, by=w.users[turn])


def _answer_also(w: Surrounding, turn: int) -> Callable[[], object]:
    action, others = w.action, [w.other(turn)]
    seen = {answer.recommendation_id for answer in action.answers.filter(left=False)}
    return lambda: structure.answer_also(action, others, by=w.users[turn], seen=seen)


def _answers_also(w: Surrounding, turn: int) -> bool:
    """An action that was moved to the recommendation answers it in the first place."""
    other = w.other(turn)
    return w.action.recommendation == other or w.action.answers.filter(recommendation=other, left=False).exists()


def _undo(w: Surrounding, turn: int) -> Callable[[], object]:
    action, user = w.action, w.users[0]  # who may edit the plan
    actions.change_action(action, {"target": f"undone {turn}"}, by=user)
    of = undo.last_operation(action, user)
    return lambda: undo.undo(action, by=user, of=of)


def _of_plan(operation: Any, **values: str) -> Read:
    def read(w: Surrounding, turn: int) -> Callable[[], object]:
        plan = w.own_plan
        return lambda: operation(plan, by=w.users[turn], **values)

    return read


def _settle_name(w: Surrounding, turn: int) -> Callable[[], object]:
    board = w.plan.board
    target = board.people.get(name=("Ngozi Adeyemi", "Martin Pell")[turn])
    return lambda: leads.settle(board, {f"Nobody {w.number}": target}, by=w.users[turn])


def _is_settled(w: Surrounding, turn: int) -> bool:
    name = LeadName.objects.get(name=f"Nobody {w.number}")
    return bool(name.person and name.person.name == ("Ngozi Adeyemi", "Martin Pell")[turn])


# the table --------------------------------------------------------------------------------------------------------------

ROW = "action plan"
OPERATIONS: dict[str, Case] = {
    "actions.change_action": Case(
        "action",
        _change_action,
        lambda w, turn: (
            w.action.why == f"why {turn}" or Clash.objects.filter(action=w.keys[0], mine=f"why {turn}").exists()
        ),
    ),
    "actions.end_action": Case(
        "action",
        _end,
        lambda w, turn: (w.action.status, w.action.ended_reason) == ("closed", f"ended {turn}"),
        undone_by="actions.reopen_action",
    ),
    "actions.reopen_action": Case(
        "action",
        _of_action(actions.reopen_action, reason="again {}"),
        lambda w, turn: w.action.status == "open" and not _is_signed(w),
        needs="complete",
        undone_by="actions.end_action",
    ),
    "challenges.ask": Case(
        ROW, _ask, lambda w, turn: Challenge.objects.filter(text=f"asked {w.number} {turn}").count() == 1
    ),
    "challenges.answer": Case(
        "challenge", _of_challenge(challenges.answer, "text"), _turn_of_challenge("text"), "challenged"
    ),
    "challenges.close": Case(
        "challenge", _of_challenge(challenges.close, "outcome"), _turn_of_challenge("outcome"), "challenged"
    ),
    "challenges.ask_again": Case(
        "challenge", _of_challenge(challenges.ask_again, "text"), _turn_of_challenge("text"), "challenged"
    ),
    "clashes.settle": Case(
        "action",
        _settle,
        lambda w, turn: (
            w.action.risk == f"kept {turn}" or Clash.objects.filter(action=w.keys[0], mine=f"kept {turn}").exists()
        ),
        needs="clash",
    ),
    "handovers.hand_over": Case("action", _hand_over, _handed_over),
    "notes.add_note": Case(
        "action note",
        _of_action(notes.add_note, text="noted {}"),
        lambda w, turn: w.action.progress.filter(text=f"noted {turn}", removed=False).count() == 1,
    ),
    "notes.add_file": Case(
        "note", _add_file, lambda w, turn: w.note.files.filter(name=f"letter-{turn}.txt", removed=False).exists()
    ),
    "notes.change_note": Case(
        "note", _of_note(notes.change_note, text="corrected {}"), lambda w, turn: w.note.text == f"corrected {turn}"
    ),
    "notes.withdraw_note": Case(
        "note", _of_note(notes.withdraw_note, reason="wrong {}"), lambda w, turn: w.note.removed
    ),
    "plans.begin_plan": Case(
        "board",
        _begin_plan,
        lambda w, turn: Plan.objects.filter(title=f"Begun {w.number}").count() == w.pair.count("plans.begin_plan"),
    ),
    "plans.archive_plan": Case(
        "whole",
        _of_plan(plans.archive_plan),
        lambda w, turn: w.own_plan.archived_at is not None,
        needs="own plan",
        undone_by="plans.unarchive_plan",
    ),
    "plans.unarchive_plan": Case(
        "whole",
        _of_plan(plans.unarchive_plan),
        lambda w, turn: w.own_plan.archived_at is None,
        needs="own plan, archived",
        undone_by="plans.archive_plan",
    ),
    "plans.remove_plan": Case(
        "whole",
        _of_plan(plans.remove_plan, reason="Brought in twice"),
        lambda w, turn: w.own_plan.removed_at is not None,
        needs="own plan",
        undone_by="plans.restore_plan",
    ),
    "plans.restore_plan": Case(
        "whole",
        _of_plan(plans.restore_plan),
        lambda w, turn: w.own_plan.removed_at is None,
        needs="own plan, removed plan",
        undone_by="plans.remove_plan",
    ),
    "notes.show_notes": Case(
        "whole", _of_plan(notes.show_notes), lambda w, turn: notes.shows_notes(w.own_plan), needs="own plan"
    ),
    "leads.settle": Case("board", _settle_name, _is_settled, undone_by="leads.settle"),
    "plans.change_recommendation": Case("empty section", _change_recommendation, _changed_recommendation),
    "plans.remove_recommendation": Case("empty section", _remove_recommendation, lambda w, turn: w.empty.removed),
    "plans.remove_section": Case("section", _remove_section, lambda w, turn: w.spare_section.removed),
    "proposals.propose": Case(
        "action",
        _propose,
        lambda w, turn: Proposal.objects.filter(action=w.keys[0], kind="complete", why=f"why {turn}").exists(),
    ),
    "proposals.withdraw": Case("action", _of_proposal(proposals.withdraw), _is_answered("withdrawn"), needs="proposed"),
    "proposals.agree": Case("action", _of_proposal(proposals.agree), _agreed, needs="proposed"),
    "proposals.decline": Case(
        "action", _of_proposal(proposals.decline, answer="No"), _is_answered("declined"), needs="proposed"
    ),
    "sign_offs.sign_off_action": Case(
        "action",
        _of_action(sign_offs.sign_off_action, words="words {}"),
        lambda w, turn: SignOff.objects.standing().filter(action=w.keys[0], words=f"words {turn}").exists(),
        needs="complete",
        undone_by="actions.reopen_action sign_offs.take_back_of",
    ),
    "sign_offs.take_back": Case(
        "action",
        _take_back,
        lambda w, turn: not _is_signed(w),
        "complete, signed",
        undone_by="sign_offs.sign_off_action",
    ),
    "sign_offs.take_back_of": Case(
        "action",
        _of_action(sign_offs.take_back_of, reason="again {}"),
        lambda w, turn: not _is_signed(w),
        needs="complete",
        undone_by="sign_offs.sign_off_action",
    ),
    "structure.add_section": Case(
        "section",
        _add_section,
        lambda w, turn: Section.objects.filter(plan=w.plan_pk, title=f"added {w.number} {turn}").exists(),
    ),
    "structure.add_recommendation": Case("section", _add_recommendation, _added_recommendation),
    "structure.add_action": Case(
        "empty",
        _add_action,
        lambda w, turn: not w.empty.removed and w.empty.actions.filter(action=f"added {turn}").exists(),
    ),
    "structure.split_action": Case("action", _split, _is_split),
    "structure.order_rows": Case(
        "action", _order, _is_ordered, undone_by="structure.shift structure.order_rows structure.move_action"
    ),
    "structure.shift": Case(
        "action", _shift, _is_shifted, undone_by="structure.order_rows structure.move_action structure.split_action"
    ),
    "structure.move_action": Case(
        "action empty",
        _move,
        lambda w, turn: w.action.recommendation == _target(w, turn) and not w.action.recommendation.removed,
    ),
    "structure.remove_action": Case(
        "action",
        _of_action(structure.remove_action, reason="removed {}"),
        lambda w, turn: w.action.removed_reason == f"removed {turn}",
        undone_by="structure.put_back_action",
    ),
    "structure.put_back_action": Case(
        "action",
        _of_action(structure.put_back_action),
        lambda w, turn: w.action.removed_on is None,
        needs="removed",
        undone_by="structure.remove_action",
    ),
    "structure.answer_also": Case("action", _answer_also, _answers_also),
    "undo.undo": Case("action", _undo, lambda w, turn: w.action.target != f"undone {turn}"),
}
