"""Forms of pages with the fields into which people type, found as a browser finds them, and submitted with marked texts."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import lxml.html
from django.test import Client

from boards.web.typed_text import FACTS
from tests.shown import shown

DATE = "contains(@class, 'govuk-date-input__input')"
TYPED = ("text", "email", "number", "search", "tel", "url")


@dataclass(frozen=True)
class TypedForm:
    """A form with its values, and by the name of each text field its label."""

    page: str
    action: str
    data: dict[str, list[str]]
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def has_facts(self) -> bool:
        return FACTS in self.data

    def marked(self, **instead: Any) -> dict[str, Any]:
        """The values with a text of its own in each text field: “Typed7 words”."""
        texts = {name: [f"Typed{place} words"] for place, name in enumerate(self.labels)}
        return self.data | texts | instead

    def post(self, client: Client, *, to: str = "", **instead: Any) -> Any:
        return client.post(to or self.action, self.marked(**instead))

    def missing(self, answer: Any) -> list[str]:
        """The labels of the texts that the page of an answer does not give back."""
        page = html.unescape(shown(answer))
        return [label for place, label in enumerate(self.labels.values()) if f"Typed{place} words" not in page]

    def unnamed(self, answer: Any) -> list[str]:
        """The labels that the page does not name."""
        page = html.unescape(shown(answer))
        return [label for label in self.labels.values() if label not in page]


def typed_forms(client: Client, page: str, address: str) -> Iterator[TypedForm]:
    """The forms by POST of a page that have a text field, in the order of the page."""
    answer = client.get(address, follow=True)
    if answer.status_code != 200 or "html" not in answer.headers.get("Content-Type", ""):
        return
    document = lxml.html.document_fromstring(answer.content)
    for form in document.forms:
        if form.method != "POST" or "/accounts/" in (form.get("action") or ""):
            continue
        data, labels = _fields(form, document)
        if labels:
            yield TypedForm(page, (form.get("action") or answer.request["PATH_INFO"]).split("#")[0], data, labels)


def _fields(form: Any, document: Any) -> tuple[dict[str, list[str]], dict[str, str]]:
    elements = [element for element in form.inputs if element.name and element.name != "csrfmiddlewaretoken"]
    options = _chosen_options(elements)
    data: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    for element in elements:
        kind = element.get("type", "text") if element.tag == "input" else element.tag
        if kind in ("submit", "button", "file"):
            continue
        value = (element.get("value") or "") if kind == "hidden" else ""
        if element.tag == "select":
            values = [option.get("value") or "" for option in element.iter("option")]
            value = (element.value if not element.multiple else "") or next(filter(None, values), "")
        elif kind in ("radio", "checkbox"):
            if element not in options:
                continue
            value = element.get("value") or "on"
        elif kind != "hidden":
            value = (element.value or "").strip()
            if (kind == "textarea" or kind in TYPED) and not _is_concealed(element, options):
                labels[element.name] = _label(element, document)
        data.setdefault(element.name, []).append(value)
    return data, labels


def _chosen_options(elements: list[Any]) -> list[Any]:
    """The options that the walk chooses: those of the page, but of radios rather one under which text is typed."""
    chosen: dict[str, list[Any]] = {}
    for element in elements:
        kind = element.get("type", "")
        if kind == "checkbox" and element.get("checked") is not None:
            chosen.setdefault(element.name, []).append(element)
        elif kind == "radio":
            first = element.name not in chosen
            if (
                first
                or _reveals_text(element)
                or (element.get("checked") is not None and not _reveals_text(chosen[element.name][0]))
            ):
                chosen[element.name] = [element]
    return [element for options in chosen.values() for element in options]


def _reveals_text(option: Any) -> bool:
    """Whether an option reveals fields for text, not for a date alone."""
    under = option.xpath("ancestor::div[contains(@class, '__item')][1]/following-sibling::*[1][@class='when']")
    return bool(under) and bool(under[0].xpath(f".//textarea | .//input[@type='text'][not({DATE})]"))


def _is_concealed(element: Any, chosen: list[Any]) -> bool:
    """Whether a field stands under an option that the walk does not choose: what is in it does not count."""
    options = element.xpath("ancestor::div[@class='when'][1]/preceding-sibling::div[1]//input")
    return bool(options) and options[0] not in chosen


def _label(element: Any, document: Any) -> str:
    """The label of a field; of a box of a date the legend around it."""
    if "govuk-date-input__input" in (element.get("class") or ""):
        return " ".join(element.xpath("ancestor::fieldset[1]/legend")[0].text_content().split())
    found = document.xpath("//label[@for=$name]", name=element.get("id"))
    return " ".join(found[0].text_content().split()) if found else element.get("aria-label", "")
