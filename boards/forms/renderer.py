"""Renderer of forms in the markup of GOV.UK Frontend.

The renderer belongs to the forms of ``boards.forms.bases`` alone. It is not the site's ``FORM_RENDERER``: the
administration pages keep Django's own look.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template
from django.utils.safestring import SafeString

from boards.forms.dates import DateParts


@dataclass(frozen=True)
class FieldLayout:
    """How one field is drawn; a form names it in ``looks``, and what all its fields share in ``look``.

    ``label``: size of label or legend, one of "", "s", "m", "l". ``hide_label``: read aloud but not shown.
    ``width``: of an input in characters (2, 3, 4, 5, 10, 20, 30). ``inline``: options in one line.
    ``small``: checkboxes as small as radios are.
    ``hints``: a hint under an option, by its value. ``reveals``: names of the fields that show, and count, only while
    the option with that value is chosen. ``group``, ``options``: further classes of the field's group, of its options.
    """

    label: str = "s"
    hide_label: bool = False
    width: int | None = None
    inline: bool = False
    small: bool = False
    hints: dict[Any, str] = field(default_factory=dict)
    reveals: dict[Any, tuple[str, ...]] = field(default_factory=dict)
    group: str = ""
    options: str = ""


@dataclass(frozen=True)
class Option:
    """One radio or checkbox, ready to be drawn."""

    tag: SafeString
    id: str
    label: str
    hint: str
    hint_id: str
    revealed: list[GovukBoundField]


class GovukBoundField(BoundField):
    """A field of a form, knowing the classes and ids of GOV.UK's markup."""

    @property
    def look(self) -> FieldLayout:
        return self.form.looks.get(self.name, self.form.look)

    @cached_property
    def kind(self) -> str:
        """Which piece of markup draws it."""
        widget = self.field.widget
        if widget.is_hidden:
            return "hidden"
        if isinstance(widget, forms.CheckboxSelectMultiple):
            return "checkboxes"
        if isinstance(widget, forms.RadioSelect):
            return "radios"
        if isinstance(widget, DateParts):
            return "date"
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        if isinstance(widget, forms.Textarea):
            return "textarea"
        if isinstance(widget, forms.Select):
            return "select"
        if isinstance(widget, forms.FileInput):
            return "file-upload"
        return "input"

    @property
    def is_revealed(self) -> bool:
        """Drawn under an option of another field, and so not by the form itself."""
        return self.name in self.form.revealed_names

    @property
    def label_classes(self) -> str:
        return self._label_classes("govuk-label", "govuk-label--")

    @property
    def legend_classes(self) -> str:
        return self._label_classes("govuk-fieldset__legend", "govuk-fieldset__legend--")

    def _label_classes(self, base: str, sized: str) -> str:
        size = [sized + self.look.label] if self.look.label else []
        return " ".join([base, *size, *(["govuk-visually-hidden"] if self.look.hide_label else [])])

    @property
    def focus_id(self) -> str:
        """The id of what takes the focus when a person follows the error: the first option, the wrong part of a date."""
        if self.kind == "date":
            return f"{self.auto_id}_{self.wrong_parts[0]}"
        if self.kind in ("radios", "checkboxes"):
            options = self.subwidgets
            return options[0].id_for_label if options else ""
        return self.id_for_label

    @property
    def wrong_parts(self) -> tuple[str, ...]:
        """The parts of a date that its first error is about; the first part where the error does not say."""
        for error in self.form.errors.as_data().get(self.name, []):
            parts = (error.params or {}).get("parts")
            if parts:
                return parts
        return ("day",)

    @property
    def options(self) -> Iterator[Option]:
        for widget in self.subwidgets:
            value, id_ = widget.data["value"], widget.id_for_label
            hint = self.look.hints.get(value, "")
            hint_id = f"{id_}_helptext"
            if hint:
                widget.data["attrs"]["aria-describedby"] = hint_id
            revealed = [self.form[name] for name in self.look.reveals.get(value, ())]
            yield Option(widget.tag(), id_, widget.choice_label, hint, hint_id, revealed)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        own = widget or self.field.widget
        if own.is_hidden:
            return attrs
        classes = [*self._classes(), *str(own.attrs.get("class", "")).split()]
        attrs["class"] = " ".join(dict.fromkeys(classes))
        if self.kind == "date" and self.errors:
            attrs["wrong"] = self.wrong_parts
        if self.use_fieldset:
            attrs.pop("aria-invalid", None)
        return attrs

    def _classes(self) -> list[str]:
        if self.kind in ("radios", "checkboxes"):
            return [f"govuk-{self.kind}__input"]
        if self.kind == "checkbox":
            return ["govuk-checkboxes__input"]
        if self.kind == "date":
            return []
        classes = [f"govuk-{self.kind}"]
        if self.look.width and self.kind == "input":
            classes.append(f"govuk-input--width-{self.look.width}")
        if self.errors:
            classes.append(f"govuk-{self.kind}--error")
        return classes


class GovukRenderer(DjangoTemplates):
    """Draws forms from ``templates/govuk_forms``, and single inputs with Django's own templates."""

    form_template_name = "govuk_forms/form.html"
    field_template_name = "govuk_forms/field.html"
    bound_field_class = GovukBoundField

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("govuk_forms/"):
            return get_template(template_name)
        return super().get_template(template_name)


@lru_cache(maxsize=1)
def renderer() -> GovukRenderer:
    """The one renderer: its template engine is costly to make for each form."""
    return GovukRenderer()
