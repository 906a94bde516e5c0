"""What a form says about itself in one hidden field, so that its text can be given back where its view is not reached any more
(``boards.web.typed_text``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms

from boards.forms.dates import PARTS, DateParts, TypedDate
from boards.models import Board, Draft
from boards.web.typed_text import FormFacts, TextInput, digest

#: Types of ``<input>`` into which people type text that may be shown again.
TYPED = {"text", "email", "number", "search", "tel", "url"}


def facts(
    pieces: Iterable[forms.BaseForm],
    *,
    user: Any,
    board: Board | None,
    place: str,
    page: str,
    title: str,
    back: str,
    more: Iterable[TextInput] = (),
) -> FormFacts:
    """The facts of a form that is made of these Django forms, and of ``more`` inputs; the others as ``FormFacts`` has them."""
    inputs = (*(found for form in pieces for found in text_inputs(form)), *more)
    return FormFacts(user.pk, board.pk if board else None, place, page, title, back, inputs)


def all_forms(candidates: Iterable[Any]) -> Iterator[forms.BaseForm]:
    """The Django forms among these values, also within lists and mappings."""
    for candidate in candidates:
        if isinstance(candidate, forms.BaseForm):
            yield candidate
        elif isinstance(candidate, Mapping):
            yield from all_forms(candidate.values())
        elif isinstance(candidate, list | tuple):
            yield from all_forms(candidate)


def text_inputs(form: forms.BaseForm) -> Iterator[TextInput]:
    """The fields of a form into which text is typed."""
    base = form.add_prefix("base") if "base" in form.fields else ""
    for name, field in form.fields.items():
        html_name = form.add_prefix(name)
        names = _input_names(field.widget, html_name)
        if names:
            initial = form.get_initial_for_field(field, name)
            yield TextInput(html_name, str(field.label or name), digest(_as_typed(field, initial)), names, base)


def is_typed_into(form: forms.BaseForm) -> bool:
    """Whether the user typed a text into a form that was submitted, other than what it held."""
    for field in text_inputs(form):
        text = " ".join(filter(None, (str(form.data.get(name, "")).strip() for name in field.inputs)))
        if text and digest(text) != field.was:
            return True
    return False


def _input_names(widget: forms.Widget, html_name: str) -> tuple[str, ...]:
    if isinstance(widget, DateParts):
        return tuple(f"{html_name}_{part}" for part in PARTS)
    is_text = isinstance(widget, forms.Textarea) or getattr(widget, "input_type", "") in TYPED
    return (html_name,) if is_text else ()


def _as_typed(field: forms.Field, initial: Any) -> str:
    """The initial value of a field as its inputs hold it."""
    if initial is None:
        return ""
    if isinstance(field.widget, DateParts):
        return " ".join(part["value"] for part in field.widget.get_context("", initial, None)["widget"]["parts"])
    value = field.widget.format_value(field.prepare_value(initial))
    return str(value) if value is not None else ""


def take_up(pieces: Iterable[forms.BaseForm], drafts: Iterable[Draft]) -> list[Draft]:
    """Put drafts into the fields that they were typed into, of forms that have not been submitted; returns those that differ
    from what the fields hold without them. A form then counts as rendered from the state that was edited."""
    by_field = {draft.field: draft for draft in drafts}
    taken: list[Draft] = []
    for form in pieces if by_field else ():
        if not form.is_bound:
            taken += _take_up(form, by_field)
    return taken


def _take_up(form: forms.BaseForm, drafts: dict[str, Draft]) -> list[Draft]:
    taken = []
    for name, field in form.fields.items():
        draft = drafts.get(form.add_prefix(name))
        if draft and digest(draft.text) != digest(_as_typed(field, form.get_initial_for_field(field, name))):
            form.initial[name] = _initial(field, draft.text)
            taken.append(draft)
    bases = [int(draft.base) for draft in taken if draft.base.isdecimal() and draft.base != "0"]
    if bases and "base" in form.fields:
        form.initial["base"] = min(bases)
    return taken


def _initial(field: forms.Field, text: str) -> Any:
    """A typed text as the initial value of its field."""
    if isinstance(field.widget, DateParts):
        parts = text.split()
        return TypedDate(*(parts + ["", "", ""])[:3])
    return text
