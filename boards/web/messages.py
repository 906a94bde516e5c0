"""Messages with a button: what was done, and a way to take it back."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest


@dataclass(frozen=True)
class MessageButton:
    """A button that submits ``values`` to an address by POST."""

    words: str
    address: str
    values: dict[str, str]


def success_with_button(request: HttpRequest, said: str, button: MessageButton) -> None:
    """Say on the next page what was done, with a button beside it."""
    tags = json.dumps([button.words, button.address, button.values])
    messages.success(request, said, extra_tags=tags)


def button_of(message: Message) -> MessageButton | None:
    """The button of a message; None where it has none."""
    if not message.extra_tags or not message.extra_tags.startswith("["):
        return None
    words, address, values = json.loads(message.extra_tags)
    return MessageButton(words, address, values)
