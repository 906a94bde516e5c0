"""Erasing a person's details: iterates over every text that the database holds about a board.

Which texts there are is found from the models themselves, so that one that is added later cannot be forgotten: every column
of characters or JSON of every kept model, of its lines of history, and of the trail. Left alone are published versions,
which nobody can change, and columns that hold no words (``OPAQUE``, and those with fixed choices).

This module does not know how a name is found in a text. ``walk`` yields each row with its texts, the calling app computes
the replacements, and ``put`` writes them.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from boards.history import HistoryModel, forget, rewrite
from boards.models import Board, Draft, Erasure, Invitation, Membership, OwnChoice, Person, TrailEntry, User
from boards.models.trail import BY_ADMINISTRATORS
from boards.sign_in.sessions import end_sessions

#: Columns that hold no personal text: keys, hashes, paths of files.
OPAQUE = {"uid", "sha256", "token_sha256", "seal", "before", "password", "file", "content_type"}
#: The column with the day of a row: the first of these that it has. Initials can pass to a successor: the day decides.
OF_A_DAY = ("happened", "on", "made_at", "asked_at", "signed_at", "sent_at", "at")
#: Columns that link a row to a person or an account.
OF_A_PERSON, OF_AN_ACCOUNT = ("person_id",), ("author_id", "user_id")
#: So many rows are read at a time; fewer of what may be large.
ROWS, LARGE_ROWS = 500, 10
LARGE = {"document_text", "sources", "account"}
#: Columns of text that hold a plan document, as JSON. All else that begins like JSON was typed by a user.
DOCUMENTS = {"document_text"}

#: Gives the text that replaces a text.
Rewording = Callable[[str, "Where"], str]


@dataclass(frozen=True)
class Where:
    """The place of a text: its model, row and column, and what the row says about it.

    A line of history counts as the row that it is of, and is ``earlier``. ``day`` is a date of any precision, ``person`` and
    ``account`` are the keys of what the row is linked to.
    """

    model: type[models.Model]
    key: Any
    column: str
    earlier: bool = False
    day: str | None = None
    person: int | None = None
    account: int | None = None
    action: int | None = None

    @property
    def kind(self) -> str:
        """The name of the model in small letters: ``progressentry``."""
        return self.model._meta.model_name

    @property
    def is_linked(self) -> bool:
        """Whether the row is linked to a person or an account."""
        return self.person is not None or self.account is not None

    @property
    def mark(self) -> str:
        """The same for a row and for its lines of history."""
        return f"{self.kind}.{self.key}.{self.column}"


@dataclass(frozen=True)
class TextsOfRow:
    """A row with its texts, by column; JSON as the values that it is."""

    model: type[models.Model]
    pk: Any
    where: dict[str, Where]
    texts: dict[str, Any]


# which texts there are ------------------------------------------------------------------------------------------------


def tables() -> Iterator[tuple[type[models.Model], type[models.Model], bool]]:
    """Each table that holds texts of boards: its model, the model that its rows are of, whether these are lines of history."""
    for model in apps.get_models():
        if issubclass(model, HistoryModel) or getattr(model, "erasable", False):
            yield model, model, False
        elif hasattr(model, "history_id") and hasattr(model, "instance_type"):
            yield model, model.instance_type, True


def columns(model: type[models.Model]) -> dict[str, models.Field]:
    """The columns of a table that hold words, by name."""
    return {
        field.attname: field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not field.choices
        and field.attname not in OPAQUE
    }


@cache
def ways_to_board(model: type[models.Model]) -> tuple[str, ...]:
    """By which foreign keys a row of a model is of a board: the shortest way that every row has, or else all that some have
    (what is signed off is an action or a version)."""
    if model is Board:
        return ("pk",)
    if way := _path_of_required_keys(model):
        return (way,)
    found = []
    for field in _foreign_keys(model):
        if field.related_model is Board:
            found.append(field.name)
        elif way := _path_of_required_keys(field.related_model):
            found.append(f"{field.name}__{way}")
    return tuple(found)


def _path_of_required_keys(model: type[models.Model]) -> str:
    ways, seen = [(model, "")], {model}
    for here, way in ways:
        for field in _foreign_keys(here):
            if field.null or field.related_model in seen:
                continue
            seen.add(field.related_model)
            if field.related_model is Board:
                return f"{way}{field.name}"
            ways.append((field.related_model, f"{way}{field.name}__"))
    return ""


def _foreign_keys(model: type[models.Model]) -> list[models.ForeignKey]:
    return [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]


def _of_board(of: type[models.Model], board: Board, earlier: bool) -> Q:
    wanted = Q()
    for way in ways_to_board(of):
        name = "id" if way == "pk" and earlier else way
        wanted |= Q(**{name: board.pk})
    return wanted


# iterating over texts -------------------------------------------------------------------------------------------------


def walk(board: Board, users: Iterable[User] = ()) -> Iterator[TextsOfRow]:
    """Every row of a board that holds a text, and the lines of the site's own trail about these accounts. Rows are read a
    few hundred at a time, in the order of their keys, so that they may be written meanwhile."""
    for model, of, earlier in tables():
        if ways_to_board(of):
            yield from _rows(model, of, earlier, _of_board(of, board, earlier))
    users = list(users)
    if users:
        about = Q(user__in=users)
        for user in users:
            about |= Q(who__icontains=user.email) | Q(about__icontains=user.email) | Q(reason__icontains=user.email)
        about |= Q(administrator__in=users)  # what they did to others' accounts
        # entries from before that was recorded: any of them may name whom they were by
        about |= Q(administrator=None, kind__in=BY_ADMINISTRATORS) & ~Q(reason="")
        yield from _rows(TrailEntry, TrailEntry, False, Q(board=None) & about)


def _rows(model: type[models.Model], of: type[models.Model], earlier: bool, wanted: Q) -> Iterator[TextsOfRow]:
    names = columns(model)
    if not names:
        return
    own = {field.attname for field in model._meta.concrete_fields}
    day = next((name for name in OF_A_DAY if name in own), None)
    person = next((name for name in OF_A_PERSON if name in own), None)
    account = next((name for name in OF_AN_ACCOUNT if name in own), None)
    facts = [name for name in (day, person, account) if name]
    key = model._meta.pk.attname
    extra = {"id" if earlier else key, *facts, *({"action_id"} & own)} - {key}
    size = LARGE_ROWS if LARGE & names.keys() else ROWS
    last = None
    while True:
        found = model._base_manager.filter(wanted).order_by(key)
        if last is not None:
            found = found.filter(**{f"{key}__gt": last})
        rows = list(found.values(key, *extra, *names)[:size])
        for row in rows:
            where = {
                "model": of,
                "key": row["id"] if earlier else row[key],
                "earlier": earlier,
                "day": _iso_day(row.get(day)) if day else None,
                "person": row["id" if earlier else key] if of is Person else row.get(person),
                "account": row.get(account),
                "action": row.get("action_id"),
            }
            yield TextsOfRow(
                model,
                row[key],
                {name: Where(column=name, **where) for name in names},
                {name: row[name] for name in names if row[name]},
            )
        if len(rows) < size:
            return
        last = rows[-1][key]


def _iso_day(value: Any) -> str | None:
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value or None


# replacing texts ------------------------------------------------------------------------------------------------------


def reworded(row: TextsOfRow, rewording: Rewording) -> dict[str, Any]:
    """The values to write into the row, by column; empty where nothing changes."""
    changed = {}
    for name, value in row.texts.items():
        where = row.where[name]
        new = _with_texts_changed(value, lambda text, where=where: rewording(text, where), document=name in DOCUMENTS)
        if new != value:
            changed[name] = _fitted_to_column(row.model._meta.get_field(name), new, row)
    return changed


def _with_texts_changed(value: Any, change: Callable[[str], str], *, document: bool = False) -> Any:
    """The text changed by ``change``, or a JSON value with every text in it changed, keys too. A ``document`` is a JSON text."""
    if isinstance(value, str):
        if not (document and value):
            return change(value)
        inside = json.loads(value)
        new = _with_texts_changed(inside, change)
        return value if new == inside else json.dumps(new, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if isinstance(value, list):
        return [_with_texts_changed(one, change) for one in value]
    if isinstance(value, dict):
        return {change(key): _with_texts_changed(one, change) for key, one in value.items()}
    return value


def texts_in(value: Any, *, document: bool = False) -> Iterator[str]:
    """Every text in a value, or in a stored plan document; keys of JSON too."""
    found: list[str] = []

    def collect(text: str) -> str:
        found.append(text)
        return text

    _with_texts_changed(value, collect, document=document)
    yield from found


def _fitted_to_column(field: models.Field, value: Any, row: TextsOfRow) -> Any:
    """The value as its column can hold it: a valid email address, a free slug, no more characters than fit."""
    if isinstance(field, models.EmailField):
        return "" if field.blank else no_address(row.pk)
    if isinstance(field, models.SlugField):
        return _free_slug(field, slugify(value)[: field.max_length - 4], row)
    if isinstance(value, str) and field.max_length and len(value) > field.max_length:
        return value[: field.max_length - 1].rstrip() + "…"
    return value


def _free_slug(field: models.SlugField, slug: str, row: TextsOfRow) -> str:
    taken = row.model._base_manager.exclude(pk=row.pk).filter(**{f"{field.name}__startswith": slug})
    used, number, free = set(taken.values_list(field.name, flat=True)), 2, slug
    while free in used:
        free, number = f"{slug}-{number}", number + 1
    return free


def no_address(key: Any) -> str:
    """An email address that belongs to no user and cannot receive mail."""
    return f"erased-{key}@invalid"


def put(row: TextsOfRow, values: dict[str, Any]) -> None:
    """Write the values that ``reworded`` returned. An erasure must be open."""
    rewrite(row.model, row.pk, **values)


# the person and their accounts ----------------------------------------------------------------------------------------


def accounts_of(person: Person) -> list[User]:
    """The accounts of this person, former ones too."""
    return list(User.objects.filter(memberships__person=person).distinct().order_by("pk"))


def names_of(person: Person, users: Iterable[User]) -> tuple[set[tuple[str, str]], set[str]]:
    """What the person is and was called in the board, as pairs of name and initials, and their addresses in small letters."""
    called = {(person.name, person.initials)}
    addresses = {person.email}
    for name, initials, email in person.history.values_list("name", "initials", "email").distinct():
        called.add((name, initials))
        addresses.add(email)
    invited = Q(person=person) | Q(accepted_by__in=list(users))
    for model in (Invitation, Invitation.history.model):
        for name, email in model._base_manager.filter(invited, board=person.board_id).values_list("name", "email"):
            called.add((name, ""))
            addresses.add(email)
    for user in users:
        called.add((user.name, ""))
        addresses.add(user.email)
        addresses.update(EmailAddress.objects.filter(user=user).values_list("email", flat=True))
        for who in TrailEntry.objects.filter(user=user, board=person.board_id).values_list("who", flat=True).distinct():
            called.add((who, ""))
    addresses = {address.casefold() for address in addresses if address and not address.endswith("@invalid")}
    return {(name, initials) for name, initials in called if name and "@" not in name}, addresses


def still_has_access(person: Person) -> list[Membership]:
    """Memberships of this person that have not ended."""
    return list(Membership.objects.active().filter(board=person.board_id, person=person).select_related("user"))


def still_invited(person: Person, addresses: Iterable[str]) -> list[Invitation]:
    """Invitations with which they could join again."""
    waiting = Invitation.objects.waiting().filter(board=person.board_id)
    addresses = set(addresses)
    return [i for i in waiting if i.person_id == person.pk or i.email.casefold() in addresses]


def needed_elsewhere(user: User, board: Board) -> bool:
    """Whether another board has a member with this account, or it is a site administrator's: then it stays. A board that has
    erased the person itself does not count."""
    others = Membership.objects.filter(user=user).exclude(board=board)
    done = Erasure.objects.filter(finished_at__isnull=False).values("person")
    ended = Q(ended_on__lte=timezone.localdate(), person__in=done)
    return user.is_staff or user.is_superuser or others.exclude(ended).exists()


def close_account(user: User, words: str) -> None:
    """Anonymise an account: the row stays, since history refers to it, but its name and address are replaced and it can no
    longer sign in. An erasure must be open."""
    end_sessions(user)
    _forget_sessions(user)
    for rows in (EmailAddress, Authenticator, SocialAccount, Draft, OwnChoice):
        forget(rows.objects.filter(user=user))
    user.set_unusable_password()
    rewrite(
        User,
        user.pk,
        name=words[: User._meta.get_field("name").max_length],
        email=no_address(user.pk),
        password=user.password,
        is_active=False,
    )


def _forget_sessions(user: User) -> None:
    """Remove every session that names an account: its own, and those of browsers in which a sign-in was begun with
    one of its addresses. Those that have ended open nothing any more, but hold such addresses still."""
    forget(Session.objects.filter(expire_date__lte=timezone.now()))
    addresses = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}
    addresses = {address.casefold() for address in addresses}
    for session in list(Session.objects.all()):
        data = session.get_decoded()
        words = {text.casefold() for text in texts_in(data)}
        if data.get("_auth_user_id") == str(user.pk) or words & addresses:
            forget(Session.objects.filter(pk=session.pk))


def reword_admin_log(rows: Iterable[models.Model], words: str) -> None:
    """Replace the names in the log of the administration pages, which holds the name of each changed object."""
    for row in rows:
        kind = ContentType.objects.get_for_model(type(row))
        for entry in LogEntry.objects.filter(content_type=kind, object_id=str(row.pk)):
            rewrite(LogEntry, entry.pk, object_repr=words[:200], change_message="")
