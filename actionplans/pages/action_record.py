"""Everything that the page of one action shows, read at once in ten queries: eleven for one that was moved from another
recommendation.

The newest line of history of a row has the same values as the row, so one query for the history gives both its changes and its
present state.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from actionplans.document import tree
from actionplans.models import (
    Action,
    Answer,
    Challenge,
    Deadline,
    DeadlineMove,
    Evidence,
    Lead,
    ProgressEntry,
    Proposal,
    Recommendation,
    SignOff,
    Version,
)
from actionplans.persistence.load import action_node, beginning_of


@dataclass(frozen=True)
class ActionRecord:
    """An action with all related rows that one reader may see: without ``internal``, none that few read. ``…_lines`` are lines
    of history, the oldest first; ``versions`` are (number, when it was published)."""

    action: Any  # an Action from views.lookup
    internal: bool
    leads: list[Lead]
    deadlines: list[Deadline]
    versions: list[tuple[int, datetime.datetime]]
    lines: list[Any]
    move_lines: list[Any]
    note_lines: list[Any]
    proposal_lines: list[Any]
    challenge_lines: list[Any]
    sign_off_lines: list[Any]
    answer_lines: list[Any]
    all_files: list[Evidence]
    recommendations: list[Recommendation]  # under which it was or is, and those that it answered or answers too

    @cached_property
    def notes(self) -> list[ProgressEntry]:
        """Notes that are not withdrawn, the oldest first."""
        notes = [note for note in newest(self.note_lines) if not note.removed and (self.internal or not note.internal)]
        return sorted(notes, key=lambda note: (note.order, note.pk))

    @cached_property
    def files(self) -> list[Evidence]:
        """The files of the notes, each with its note."""
        notes = {note.pk: note for note in self.notes}
        files = [file for file in self.all_files if file.entry_id in notes]
        for file in files:
            file.entry = notes[file.entry_id]
        return files

    @cached_property
    def moves(self) -> list[DeadlineMove]:
        """The changes of its date, the earliest first, each with ``mover``: the name of the user who made it, or empty."""
        makers = {line.id: line.history_user for line in self.move_lines if line.history_type == "+"}
        moves = [move for move in newest(self.move_lines) if not move.undone]
        moves.sort(key=lambda move: (move.on, move.pk))
        for move in moves:
            maker = makers.get(move.pk)
            move.mover = maker.name if maker else ""
        return moves

    @cached_property
    def proposals(self) -> list[Proposal]:
        """Proposals that were not withdrawn, the newest first."""
        made = newest(self.proposal_lines, "author", "answered_by")
        made = [proposal for proposal in made if proposal.state != Proposal.State.WITHDRAWN]
        return sorted(made, key=lambda proposal: (proposal.made_at, proposal.pk), reverse=True)

    @cached_property
    def challenges(self) -> list[Challenge]:
        """All challenges, by number."""
        return sorted(newest(self.challenge_lines, "asked_by", "answered_by"), key=lambda challenge: challenge.number)

    @cached_property
    def sign_off(self) -> SignOff | None:
        """The sign-off that is in force, if any."""
        return next((sign for sign in newest(self.sign_off_lines, "signed_by") if not sign.taken_back), None)

    @cached_property
    def answers_also(self) -> list[Recommendation]:
        """The further recommendations that it answers."""
        answers = [answer for answer in newest(self.answer_lines, "recommendation") if not answer.left]
        found = [answer.recommendation for answer in sorted(answers, key=lambda answer: (answer.order, answer.pk))]
        return [r for r in found if not r.removed and not r.section.removed and (self.internal or not r.internal)]

    @cached_property
    def node(self) -> tree.ActionNode:
        """Its node in a plan document."""
        return action_node(
            self.action,
            leads=self.leads,
            deadlines=self.deadlines,
            moves=self.moves,
            progress=self.notes,
            files=self.files,
            also=[r.number for r in self.answers_also],
            began=beginning_of(self.action),
        )


def read(action: Action, *, internal: bool) -> ActionRecord:
    """The record of one action. ``internal`` is whether the reader may see what is for the manager, chair and scrutineer only."""
    lines, answer_lines = _lines(Action, id=action.pk), _lines(Answer, "recommendation__section", action_id=action.pk)
    return ActionRecord(
        action=action,
        internal=internal,
        leads=list(action.leads.filter(left=False).select_related("person__agency", "group", "agency")),
        deadlines=list(action.deadlines.filter(replaced=False)),
        versions=published(action.plan_id),
        lines=lines,
        move_lines=_lines(DeadlineMove, action_id=action.pk),
        note_lines=_lines(ProgressEntry, action_id=action.pk),
        proposal_lines=_lines(Proposal, "author", "answered_by", action_id=action.pk),
        challenge_lines=_lines(Challenge, "asked_by", "answered_by", action_id=action.pk),
        sign_off_lines=_lines(SignOff, "signed_by", action_id=action.pk),
        all_files=list(Evidence.objects.standing().filter(entry__action=action).order_by("pk")),
        answer_lines=answer_lines,
        recommendations=_recommendations(action, lines, answer_lines),
    )


def published(plan: int) -> list[tuple[int, datetime.datetime]]:
    """Number and time of each version of the plan of that key, the oldest first; loads no other field."""
    versions = Version.objects.filter(plan=plan).order_by("number")
    return list(versions.values_list("number", "published_at"))


def newest(lines: Iterable[Any], *links: str) -> list[Any]:
    """The present rows of these lines of history (the oldest first). ``links`` are foreign keys whose objects were loaded with
    the lines."""
    rows = {}
    for line in lines:
        rows[line.id] = line
    found = []
    for line in rows.values():
        row = line.instance
        for link in links:
            setattr(row, link, getattr(line, link))
        found.append(row)
    return found


def _lines(model: Any, *links: str, **where: Any) -> list[Any]:
    lines = model.history.filter(**where).select_related("history_user", *links)
    return list(lines.order_by("history_date", "history_id"))


def _recommendations(action: Action, lines: list[Any], answer_lines: list[Any]) -> list[Recommendation]:
    """The recommendations under which it was or is, and those that it answered or answers too. No query where it was never
    moved: its own comes with the action, the others with the lines of their answers."""
    known = {line.recommendation_id: line.recommendation for line in answer_lines}
    known[action.recommendation_id] = action.recommendation
    earlier = {line.recommendation_id for line in lines} - known.keys()
    return [*known.values(), *Recommendation.objects.filter(pk__in=earlier).order_by()]
