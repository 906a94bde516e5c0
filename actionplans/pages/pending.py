"""Proposals, challenges and sign-offs that wait for an answer, for the pages that show them: a plan, the home of a board, a
lead's own actions. Reads only what the user may see (``visible_to``).
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from actionplans.document.wording import count
from actionplans.models import Action, Challenge, Clash, Plan, Proposal, SignOff
from actionplans.models.action import Status
from actionplans.operations import proposals
from actionplans.pages import sign_offs
from actionplans.pages.table_rows import SignOffState, Talk
from boards.access import Right, may
from boards.models import Board, User

#: Days for which an answer to a proposal is shown to its leads.
ANSWERS_SHOWN = datetime.timedelta(days=31)


@dataclass(frozen=True)
class PlanTalk:
    """The proposals, challenges and sign-offs of the rows of one plan, by uid, and how many wait for an answer."""

    talk: dict[str, Talk] = field(default_factory=dict)
    proposals: int = 0
    challenges: int = 0
    unsigned: int = 0


def of_plan(plan: Plan, reader: User) -> PlanTalk:
    """A constant number of queries: four, five for a manager; for users who sign off up to six more."""
    proposals: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in Proposal.objects.visible_to(reader).filter(action__plan=plan).open().with_names():
        proposals[proposal.action.uid].append(proposal)
    challenges: dict[str, list[Challenge]] = defaultdict(list)
    asked = 0
    for challenge in open_challenges(reader).filter(plan=plan).select_related("action").order_by("number"):
        asked += 1
        if challenge.action:
            challenges[challenge.action.uid].append(challenge)
    signs = _sign_offs(plan, reader)
    uids = {*proposals, *challenges, *signs}
    talk = {uid: Talk(tuple(proposals[uid]), tuple(challenges[uid]), signs.get(uid)) for uid in uids}
    unsigned = sum(action.plan_id == plan.pk for action in to_sign_by(reader, plan.board))
    return PlanTalk(talk, sum(map(len, proposals.values())), asked, unsigned)


def of_row(action: Any, reader: User) -> Talk:
    """The proposals, challenges and sign-off of one row, which comes from ``views.lookup``. Two queries, three where it is
    complete."""
    proposals = Proposal.objects.visible_to(reader).filter(action=action).open().with_names()
    challenges = open_challenges(reader).filter(action=action).order_by("number")
    signed = action.status == Status.COMPLETE and action.sign_offs.standing().exists()
    return Talk(tuple(proposals), tuple(challenges), sign_off_state(action, reader, signed=signed))


def open_challenges(reader: User):
    """The challenges that are open, answered or not."""
    return Challenge.objects.visible_to(reader).standing().open()


def _sign_offs(plan: Plan, reader: User) -> dict[str, SignOffState]:
    """By the uid of each complete row whether it is signed off. Empty where no row of the plan was ever signed off, except for
    users who sign off."""
    given = SignOff.objects.filter(action__plan=plan).order_by(
        "-taken_back"
    )  # one that is in force comes last, and counts
    signed = dict(given.values_list("action__uid", "taken_back"))
    if not signed and not sign_offs.is_for(reader, plan.board):
        return {}
    complete = Action.objects.visible_to(reader).filter(plan=plan, status=Status.COMPLETE).standing()
    return {
        uid: SignOffState.SIGNED if signed.get(uid, True) is False else SignOffState.AWAITING
        for uid in complete.order_by().values_list("uid", flat=True)
    }


def sign_off_state(action: Action, reader: User, *, signed: bool) -> SignOffState | None:
    """Whether one row is signed off; None where the page does not show it. ``signed`` is whether it has a sign-off in force;
    the row comes from ``views.lookup``, which annotates whether a row of its plan was ever signed off. No query."""
    section = action.recommendation.section
    if action.status != Status.COMPLETE or action.removed_on or action.recommendation.removed or section.removed:
        return None
    if signed:
        return SignOffState.SIGNED
    is_spoken_of = action.speaks_of_sign_off or sign_offs.is_for(reader, action.plan.board)
    return SignOffState.AWAITING if is_spoken_of else None


def to_sign_by(user: User, board: Board) -> list[Action]:
    """The actions of the board that wait for this user to sign them off, for each page that counts them."""
    return sign_offs.to_sign(user, board) if sign_offs.is_for(user, board) else []


# home -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Errand:
    """Something that waits for the reader: a sentence, and the page of a plan or of the board that it links to."""

    words: str
    plan: Plan | None = None


@dataclass(frozen=True)
class Waiting:
    """The errands of the reader, as the home page lists them."""

    clashes: list[Clash]
    proposals: list[Proposal]
    challenges: list[Errand]
    sign_offs: int

    def __bool__(self) -> bool:
        return bool(self.clashes or self.proposals or self.challenges or self.sign_offs)


def waiting_for(user: User, board: Board) -> Waiting:
    """For a manager the texts to choose from, and the proposals and challenges without an answer; for a chair the answered
    challenges, and how many complete actions wait for a sign-off."""
    edits = may(user, Right.EDIT_PLAN, board)
    return Waiting(
        clashes=list(Clash.objects.to_settle_by(user, board).select_related("action__plan", "theirs_by", "mine_by")),
        proposals=list(_proposals(user, board)) if edits else [],
        challenges=_challenges(user, board, edits=edits) if edits or may(user, Right.CHALLENGE, board) else [],
        sign_offs=len(to_sign_by(user, board)),
    )


def _proposals(user: User, board: Board) -> Any:
    """The proposals without an answer, to actions of plans that are not archived."""
    current = {"action__plan__board": board, "action__plan__archived_at__isnull": True}
    return Proposal.objects.visible_to(user).filter(**current).open().with_names()


def _challenges(user: User, board: Board, *, edits: bool) -> list[Errand]:
    unanswered: Counter[Plan] = Counter()
    answered: Counter[Plan] = Counter()
    current = open_challenges(user).filter(plan__board=board, plan__archived_at__isnull=True)
    for challenge in current.select_related("plan").order_by("plan", "number"):
        (unanswered if challenge.answered_at is None else answered)[challenge.plan] += 1
    if edits:
        return [
            Errand(f"{count(number, 'challenge waits', 'challenges wait')} for an answer.", plan)
            for plan, number in unanswered.items()
        ]
    errands = [
        Errand(
            f"{count(number, 'challenge is', 'challenges are')} answered: close {'it' if number == 1 else 'them'}, or ask "
            "again.",
            plan,
        )
        for plan, number in answered.items()
    ]
    errands += [
        Errand(f"{count(number, 'challenge has', 'challenges have')} no answer yet.", plan)
        for plan, number in unanswered.items()
    ]
    return errands


# a lead's own actions ---------------------------------------------------------------------------------------------------


def proposals_of(user: User, actions: Iterable[int], now: datetime.datetime | None = None) -> dict[int, list[Proposal]]:
    """By action, its open proposals; where it has none, the newest one that was answered within ``ANSWERS_SHOWN``."""
    since = (now or timezone.now()) - ANSWERS_SHOWN
    made = Proposal.objects.visible_to(user).filter(action__in=list(actions)).exclude(state=Proposal.State.WITHDRAWN)
    found: dict[int, list[Proposal]] = defaultdict(list)
    answered: dict[int, Proposal] = {}
    for proposal in made.with_names():
        if proposal.is_open:
            found[proposal.action_id].append(proposal)
        else:
            answered.setdefault(proposal.action_id, proposal)
    for action, proposal in answered.items():
        if action not in found and proposal.answered_at >= since:
            found[action].append(proposal)
    return found


@dataclass(frozen=True)
class Offer:
    """What a lead may propose for an action of theirs: the kinds of which no proposal waits, and those that wait."""

    kinds: list[str]
    waiting: list[Proposal]


def offer_of(waiting: Iterable[Proposal]) -> Offer:
    """``waiting`` are the open proposals of an action."""
    waiting = list(waiting)
    taken = {proposal.kind for proposal in waiting}
    return Offer([kind for kind in Proposal.Kind.values if kind not in taken], waiting)


def offered(user: User, action: Action) -> Offer | None:
    """What the user may propose for an action; None where nothing."""
    if action.status != Status.OPEN or not proposals.may_propose(user, action):
        return None
    return offer_of(Proposal.objects.visible_to(user).filter(action=action).open().with_names())


def to_answer(user: User, actions: Iterable[int]) -> list[Challenge]:
    """The challenges to these actions without an answer, the oldest first."""
    waiting = open_challenges(user).filter(action__in=list(actions), answered_at__isnull=True)
    return list(waiting.select_related("action__plan", "asked_by").order_by("asked_at", "pk"))
