"""Errors of operations, shown where those of forms are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction


@contextmanager
def errors_by_field(form: Any, field: str | None = None) -> Iterator[None]:
    """Catch the ValidationError of an operation and put its sentences beside the fields of the form that it names; those
    that name no field of it go to ``field``, or above the form::

        with errors_by_field(form):
            operation(by=request.user, **form.cleaned_data)
            return redirect(…)
        return form_page(…)  # the operation refused; the form says why
    """
    try:
        # what the operations before it have saved is undone, as if each had been refused
        with transaction.atomic() if transaction.get_connection().in_atomic_block else nullcontext():
            yield
    except ValidationError as error:
        sentences = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in sentences.items():
            for message in messages:
                form.add_error(name if name in form.fields else field, message)
