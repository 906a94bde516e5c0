"""Pages of other apps that show a record of this one, for links from the trail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from boards.extensions.registry import ExtensionList

if TYPE_CHECKING:
    from django.db import models

    from boards.models import Board


@dataclass(frozen=True)
class RecordPage:
    """The page that shows a record of ``model``. ``route`` takes the board's slug and the record's primary key."""

    model: type[models.Model]
    route: str


record_pages: ExtensionList[RecordPage] = ExtensionList(key=lambda page: page.model)


def address_of_record(model: type[models.Model], board: Board, pk: Any) -> str:
    """The address of the page of this record; empty where no app has added one for its model."""
    route = next((page.route for page in record_pages if page.model is model), "")
    return reverse(route, args=[board.slug, pk]) if route else ""
