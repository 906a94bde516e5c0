"""Who the leads of plans are: settling names that the board does not know, for the rows that have them and for later ones."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actionplans.models import Action, Lead, LeadName
from actionplans.models.lead import NAME
from actionplans.persistence.leads import plain
from boards.models import Agency, Board, Group, Person, User

#: Whom a name means: a record of the board, or None for what is nobody of the board’s.
Target = Person | Group | Agency | None
#: The reason in the history of a row's leads.
REASON = "Settled who this is"
#: The reason in the history of a person, group or agency that was added since plans name them.
ADDED = "Named as a lead in a plan"


def links(target: Target) -> dict[str, object]:
    """Kind and links of a lead that means this, as fields of ``Lead`` and ``LeadName``."""
    kinds = {Person: Lead.Kind.PERSON, Group: Lead.Kind.GROUP, Agency: Lead.Kind.AGENCY}
    return {
        "kind": kinds.get(type(target), Lead.Kind.ROLE),  # type: ignore[arg-type]  # None is a role
        "person_id": target.pk if isinstance(target, Person) else None,
        "group_id": target.pk if isinstance(target, Group) else None,
        "agency_id": target.pk if isinstance(target, Agency) else None,
    }


@transaction.atomic
def settle(board: Board, meanings: Mapping[str, Target], *, by: User, at: datetime.datetime | None = None) -> int:
    """Say who these names are, by the names as plans write them. Every lead of that name in the board’s plans is linked to
    them; returns in how many rows that stand. Holds for what is typed and brought in later. A record that is not saved yet is
    added to the board, once however many names mean it. Raises ValidationError for a record of another board, and for what
    is too long to be a name."""
    board.hold()
    known = {said.key: said for said in LeadName.objects.filter(board=board)}
    wanted: dict[str, dict[str, object]] = {}
    for name, target in meanings.items():
        if target is not None and target.board_id != board.pk:
            raise ValidationError(f"{target} is not of this board.")
        if len(name) > NAME:
            raise ValidationError(f"“{name[:60]}…” is too long to be a name. Change it in its row.")
        key = plain(name)
        wanted[key] = links(_added(target, by, at))
        said = known.get(key) or LeadName(board=board, key=key)
        said.name = name
        _set(said, wanted[key])
        said.save_by(by, at=at)
    return _link(board, wanted, by, at)


def _added(target: Target, by: User, at: datetime.datetime | None) -> Target:
    """The target, saved if it is new; the record of its name that was added since the page was shown, where there is one."""
    if target is None or target.pk:
        return target
    if found := _meanwhile(target):
        return found
    target.save_by(by, at=at, reason=ADDED)
    return target


def _meanwhile(target: Person | Group | Agency) -> Target:
    """The record of the same name that the board has, and of the same address if it is a person in post."""
    if not isinstance(target, Person):
        return type(target).objects.filter(board=target.board, name__iexact=target.name).first()
    people = Person.objects.filter(board=target.board, name__iexact=target.name, email__iexact=target.email)
    return people.on(timezone.localdate()).exclude(erasures__finished_at__isnull=False).first()


def _set(row: Lead | LeadName, values: Mapping[str, object]) -> bool:
    """Set these links; whether any of them changed."""
    changed = any(getattr(row, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(row, name, value)
    return changed


def _link(board: Board, wanted: Mapping[str, dict[str, object]], by: User, at: datetime.datetime | None) -> int:
    leads = Lead.objects.current().filter(action__plan__board=board).select_for_update(of=("self",))
    found = [lead for lead in leads.order_by("pk") if plain(lead.name) in wanted]
    changed = [lead for lead in found if _set(lead, wanted[plain(lead.name)] | {"settled": True})]
    Lead.objects.bulk_change_by(changed, ["kind", "person", "group", "agency", "settled"], by, at, REASON)
    return Action.objects.standing().filter(pk__in={lead.action_id for lead in changed}).count()
