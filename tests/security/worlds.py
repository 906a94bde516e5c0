"""Helpers for tests with two boards of tests/world.py: every form of one, and the keys of all objects of the other."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from typing import Any

import lxml.html
from django.apps import apps
from django.db import models
from django.db.models import F
from django.test import Client

from boards.models import Board, User

APPS = ("boards", "actionplans", "audits")


def own_models() -> list[type[models.Model]]:
    """The models of this project, without their history."""
    return [m for app in APPS for m in apps.get_app_config(app).get_models() if not hasattr(m, "history_type")]


def way_to_board(model: type[models.Model]) -> str | None:
    """The lookup by which a row's board is found: ``plan__board``. None for what belongs to no board."""
    if model is Board:
        return "pk"
    return _way(model, through_empty=False) or _way(model, through_empty=True)


def _way(model: type[models.Model], *, through_empty: bool) -> str | None:
    waiting, seen = deque([(model, ())]), {model}
    while waiting:
        here, way = waiting.popleft()
        for field in here._meta.concrete_fields:
            onto = field.related_model
            if onto is Board:
                return "__".join((*way, field.name))
            if onto and onto not in (User, *seen) and onto in own_models() and (through_empty or not field.null):
                seen.add(onto)
                waiting.append((onto, (*way, field.name)))
    return None


def crossings() -> list[str]:
    """Rows that refer to a row of another board."""
    found = []
    for model in own_models():
        own = way_to_board(model)
        for field in model._meta.concrete_fields if own else ():
            target = field.related_model
            theirs = way_to_board(target) if target and target is not User and target in own_models() else None
            if theirs is None or target is Board or own.split("__")[0] == field.name:
                continue
            rows = model._base_manager.filter(**{f"{field.name}__isnull": False})
            for row in rows.exclude(**{f"{field.name}__{theirs}": F(own)}):
                found.append(f"{model.__name__} {row.pk}: {field.name} is of another board")
    return found


def keys_of(board: Board) -> dict[str, set[str]]:
    """All values by which objects of a board can be named in a form, by kind: ``{"Person.id": {"1", "2"}}``."""
    keys = {}
    for model in own_models():
        way = way_to_board(model)
        for name in ("id", "uid", "slug", "ref", "number") if way else ():
            if name in {field.name for field in model._meta.concrete_fields}:
                rows = model._base_manager.filter(**{way: board.pk}).values_list(name, flat=True)
                keys[f"{model.__name__}.{name}"] = {str(value) for value in rows if value not in (None, "")}
    return keys


@dataclass(frozen=True)
class Sent:
    """A form as a browser would send it."""

    page: str
    action: str
    data: tuple[tuple[str, str], ...]
    #: Names of its fields in which something is chosen or carried along, with the values on offer.
    chosen: tuple[tuple[str, tuple[str, ...]], ...]
    #: Dates and choices that were empty on the page.
    empty: frozenset[str] = frozenset()

    def post(self, client: Client, **instead: Any) -> Any:
        data: dict[str, list[str]] = {}
        for name, value in self.data:
            data.setdefault(name, []).append(value)
        return client.post(self.action, data | {k: v if isinstance(v, list) else [v] for k, v in instead.items()})


#: Text for boxes that are empty.
TYPED = {"day": "3", "month": "11", "year": "2027", "time": "10am", "email": "new.person@fenmarsh.example"}


def forms_of(client: Client, page: str, address: str) -> list[Sent]:
    """The POST forms of a page, with values filled in."""
    answer = client.get(address, follow=True)
    if answer.status_code != 200 or "html" not in answer.headers.get("Content-Type", ""):
        return []
    document = lxml.html.document_fromstring(answer.content)
    found = []
    for form in document.forms:
        if form.method != "POST" or "/accounts/" in (form.get("action") or ""):
            continue
        chosen: dict[str, list[str]] = {}
        data, empty = [], set()
        for element in form.inputs:
            if not element.name or element.name == "csrfmiddlewaretoken":
                continue
            kind = element.get("type", element.tag)
            if element.tag == "select":
                values = [option.get("value") or "" for option in element.iter("option")]
                chosen[element.name] = values
                value = element.value or next(filter(None, values), "")
                data += [(element.name, value)] if not element.multiple else []
                empty |= set() if element.value else {element.name}
            elif kind in ("radio", "checkbox"):
                offered = chosen.setdefault(element.name, [])
                if element.get("checked") is not None or (kind == "radio" and not offered):
                    data = [pair for pair in data if kind != "radio" or pair[0] != element.name]
                    data.append((element.name, element.get("value") or "on"))
                offered.append(element.get("value") or "on")
            elif kind == "hidden":
                chosen[element.name] = [element.get("value") or ""]
                data.append((element.name, element.get("value") or ""))
            elif kind not in ("submit", "file", "button"):
                last = re.split(r"[_-]", element.name)[-1]
                empty |= {element.name} if last in TYPED and not element.value else set()
                data.append(
                    (
                        element.name,
                        (element.value or "").strip()
                        or TYPED.get(last, "9" if element.name.startswith("place_") else "Something to say."),
                    )
                )
        found.append(
            Sent(
                page,
                (form.get("action") or address).split("#")[0],
                tuple(data),
                tuple((name, tuple(values)) for name, values in chosen.items()),
                frozenset(empty),
            )
        )
    return found
