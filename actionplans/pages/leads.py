"""The leads of a board's plans: names that are somebody's of the board, and names of which that is not known yet."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from actionplans.document.parts import names_nobody
from actionplans.models import Action, Lead, Plan
from actionplans.models.lead import NAME
from actionplans.operations.leads import Target
from actionplans.pages.lead_choices import LeadChoice, LeadChoices, Suggestion
from actionplans.pages.lead_guesses import Guess, guess
from actionplans.persistence.leads import plain
from boards.models import Board, User


@dataclass
class LeadInPlans:
    """One name of leads, however often it is written: as plans write it most often, its rows, and whom it means.
    ``guess`` is what it would be added as, of a name for which nobody is suggested."""

    key: str
    name: str = ""
    rows: list[Action] = field(default_factory=list)
    target: Target = None
    settled: bool = False
    kind: str = Lead.Kind.ROLE
    suggestion: Suggestion = Suggestion(None, "")
    guess: Guess | None = None

    @property
    def id(self) -> str:
        """A name for its fields in a form."""
        return hashlib.sha256(self.key.encode()).hexdigest()[:12]

    @property
    def is_known(self) -> bool:
        return self.settled or self.target is not None

    @property
    def reason(self) -> str:
        """Why what is in its field is proposed."""
        return self.guess.reason if self.guess and not self.suggestion.advice else self.suggestion.reason


@dataclass
class LeadsOfBoard:
    """``open`` are the names of which nobody has said who they are, ``known`` the others; ``plans`` are those with leads."""

    choices: LeadChoices
    open: list[LeadInPlans]
    known: list[tuple[LeadInPlans, LeadChoice | None]]
    plans: list[Plan]

    @property
    def number(self) -> int:
        return len(self.open) + len(self.known)


def leads_of_board(board: Board, user: User, plan: Plan | None = None, *, again: str = "") -> LeadsOfBoard:
    """The leads of the rows that the user may read, of one plan or of all. ``again`` is the key of a known name that is to be
    asked about again. The number of queries does not depend on how many there are."""
    choices = LeadChoices(board, with_invited=True)
    found: dict[str, LeadInPlans] = {}
    spelt: dict[str, Counter[str]] = {}
    rows = Action.objects.visible_to(user).of(board).standing()
    leads = Lead.objects.current().filter(action__in=rows if plan is None else rows.filter(plan=plan))
    for lead in leads.select_related("action__plan__board", "person", "group", "agency").order_by(
        "action__plan", *_IN_ORDER
    ):
        key = plain(lead.name)
        if not _is_a_name(lead.name):
            continue
        one = found.setdefault(key, LeadInPlans(key))
        spelt.setdefault(key, Counter())[lead.name] += 1
        if lead.action not in one.rows:
            one.rows.append(lead.action)
        one.target = one.target or lead.person or lead.group or lead.agency
        one.kind = lead.kind if one.kind == Lead.Kind.ROLE else one.kind
    for key, one in found.items():
        one.name = spelt[key].most_common(1)[0][0]
        one.settled = key in choices.names.settled
        if not one.is_known or key == again:
            one.suggestion = choices.suggest(one.name)
            if one.suggestion.choice is None and not one.suggestion.of_several:
                one.guess = guess(one.name, one.kind, choices.names.agencies)
    asked = [one for one in found.values() if not one.is_known or one.key == again]
    known = [(one, choices.of(one.target)) for one in found.values() if one.is_known and one.key != again]
    asked.sort(key=lambda one: (one.suggestion.choice is None, -len(one.rows)))
    plans = {row.plan_id: row.plan for one in found.values() for row in one.rows}
    return LeadsOfBoard(choices, asked, known, list(plans.values()))


_IN_ORDER = (
    "action__recommendation__section__order",
    "action__recommendation__order",
    "action__order",
    "order",
    "pk",
)


def unknown_among(leads: Iterable[Lead]) -> set[int]:
    """The keys of those of these leads of which it is not known who they are."""
    return {
        lead.pk
        for lead in leads
        if not (lead.settled or lead.person_id or lead.group_id or lead.agency_id) and _is_a_name(lead.name)
    }


def unknown_names(action: Action) -> list[str]:
    """The names among the leads of a row of which it is not known who they are, in their order; one query."""
    leads = list(action.leads.current())
    unknown = unknown_among(leads)
    return [lead.name for lead in leads if lead.pk in unknown]


def open_number(board: Board, user: User, plan: Plan | None = None) -> int:
    """Of how many names of leads, of one plan or of all, nobody has said who they are; one query."""
    rows = Action.objects.visible_to(user).of(board).standing()
    rows = rows.filter(plan=plan) if plan else rows
    unknown = Lead.objects.current().filter(action__in=rows, settled=False, person=None, group=None, agency=None)
    names = unknown.order_by().values_list("name", flat=True).distinct()
    return len({plain(name) for name in names if _is_a_name(name)})


def _is_a_name(words: str) -> bool:
    return bool(plain(words)) and not names_nobody(words) and len(words) <= NAME
