"""The error summary above a form: one line for each error, linked to its field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from boards.forms.bases import PlainForm
from boards.forms.facts import is_typed_into

_NUMBERS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


@dataclass(frozen=True)
class SummaryLine:
    """One line of the summary. ``href`` is empty where the form has no field to go to."""

    message: str
    href: str


def faults(form: PlainForm) -> Iterator[SummaryLine]:
    """What is wrong in a form, in the order of its fields; what concerns the whole of it first. What is said of two fields
    names them."""
    said = Counter(message for errors in form.errors.values() for message in errors)
    for name in [NON_FIELD_ERRORS, *form.fields]:
        if name not in form.errors:
            continue
        field = form.first_field() if name == NON_FIELD_ERRORS or form[name].is_hidden else form[name]
        href = f"#{field.focus_id}" if field is not None and field.focus_id else ""
        for message in form.errors[name]:
            labelled = field is not None and name != NON_FIELD_ERRORS and said[message] > 1
            yield SummaryLine(f"{field.label}: {message}" if labelled else message, href)


def summary(*forms: PlainForm) -> SafeString | str:
    """The box for these forms as HTML; empty when nothing is wrong."""
    found = [fault for form in forms for fault in faults(form)]
    if not found:
        return ""
    count = len(found)
    number = _NUMBERS[count - 1] if count <= len(_NUMBERS) else str(count)
    title = f"{number} thing{'s' if count > 1 else ''} to put right"
    return render_to_string(
        "components/error_summary.html", {"title": title, "faults": found, "kept": _kept_sentence(forms)}
    )


def _kept_sentence(forms: tuple[PlainForm, ...]) -> str:
    sentences = []
    if any(form.keeps_text and is_typed_into(form) for form in forms):
        sentences.append("Your text is still here.")
    if any(form.files for form in forms):
        sentences.append("The file has to be chosen again.")
    return " ".join(sentences)
