"""Base classes of all forms: GOV.UK markup, plain error messages, fields that an option reveals.

``BaseForm`` and ``BaseModelForm`` are Django forms; ``FilterForm`` is what a FilterSet names as its ``Meta.form``; forms
of other packages take ``PlainForm`` as their first base.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from boards.forms.fields import say_length_plainly
from boards.forms.renderer import FieldLayout, GovukBoundField, renderer

_CHOSEN = (forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple, forms.FileInput)


if TYPE_CHECKING:

    class AnyForm(forms.BaseForm):
        """The attributes that a mixin of forms may use."""

        fields: dict[str, Any]
        instance: Any
        _errors: Any
        _meta: Any

        def clean(self) -> dict[str, Any]: ...
else:
    AnyForm = object


class PlainForm(AnyForm):
    """Mixed into a form class of any package, it renders it in our markup and rewords its errors.

    ``look`` is how its fields are drawn, ``looks`` how single ones are. ``keeps_text`` is whether the error summary may
    say that what was typed is still there (passwords are not).
    """

    look: FieldLayout = FieldLayout()
    looks: dict[str, FieldLayout] = {}
    keeps_text = True
    use_required_attribute = False  # our own sentence, by the field, instead of the browser's bubble

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs["renderer"] = renderer()
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for name, field in self.fields.items():
            self._put_plainly(name, field)

    def _put_plainly(self, name: str, field: forms.Field) -> None:
        label = str(field.label if field.label is not None else name.replace("_", " ").capitalize())
        field.error_messages = _plain_messages(field, label)
        if isinstance(field, forms.CharField):
            say_length_plainly(field, label)
        field.widget.attrs.pop("placeholder", None)

    @property
    def revealed_names(self) -> set[str]:
        """The fields that are drawn under an option of another."""
        return {name for look in self.looks.values() for names in look.reveals.values() for name in names}

    def concealed_names(self) -> set[str]:
        """The revealed fields whose option is not chosen: their errors and values are dropped."""
        concealed: set[str] = set()
        for chooser, look in self.looks.items():
            chosen = self.cleaned_data.get(chooser, "")
            for value, names in look.reveals.items():
                if str(chosen) != str(value):
                    concealed.update(names)
        return concealed & self.fields.keys()

    def _clean_fields(self) -> None:
        super()._clean_fields()
        for name in self.concealed_names():
            self._errors.pop(name, None)
            self.cleaned_data[name] = getattr(self.fields[name], "empty_value", None)

    def first_field(self) -> GovukBoundField | None:
        """The field that gets the focus for an error that belongs to no single field."""
        return next((field for field in self.visible_fields() if not field.is_revealed), None)


class BaseForm(PlainForm, forms.Form):
    pass


class BaseModelForm(PlainForm, forms.ModelForm):
    pass


class FilterForm(BaseForm):
    """The form of a FilterSet, narrow and beside its list: ``class Meta: form = FilterForm``."""

    look = FieldLayout(label="", small=True)
    keeps_text = False


def _plain_messages(field: forms.Field, label: str) -> dict[str, Any]:
    """The field's messages, those that are still Django's own replaced by plainer ones that name the field."""
    asked = label.rstrip()
    lowered = asked[:1].lower() + asked[1:] if asked[1:2].islower() or len(asked) == 1 else asked
    verb = "Choose" if isinstance(field.widget, _CHOSEN) else "Enter"
    if isinstance(field, forms.BooleanField):
        required = f"Tick “{asked}”"
    else:
        required = f"Answer “{asked}”" if asked.endswith("?") else f"{verb} {lowered}"
    ours = {
        "required": required,
        "invalid_choice": "That is not one of the choices any more. Choose again",
        "invalid_pk_value": "That is not one of the choices any more. Choose again",
    }
    if isinstance(field, forms.EmailField):
        ours["invalid"] = "Enter an email address like name@example.org"
    elif isinstance(field, forms.IntegerField):
        ours["invalid"] = f"“{asked}” must be a whole number, such as 30"
        ours["max_value"] = f"“{asked}” can be %(limit_value)s at most"
        ours["min_value"] = f"“{asked}” must be at least %(limit_value)s"
    of_validators = ("max_value", "min_value", *(["invalid"] if isinstance(field, forms.EmailField) else []))
    ours = {key: text for key, text in ours.items() if key in field.error_messages or key in of_validators}
    return field.error_messages | {key: text for key, text in ours.items() if not _was_given(field, key)}


def _was_given(field: forms.Field, key: str) -> bool:
    """Whether the form's author wrote this message: it differs from every default of the field's classes."""
    if key not in field.error_messages:
        return False
    given = field.error_messages[key]
    defaults = [vars(cls).get("default_error_messages", {}).get(key) for cls in type(field).__mro__]
    django_s = [
        default
        for cls, default in zip(type(field).__mro__, defaults, strict=True)
        if cls.__module__.startswith("django.")
    ]
    return given not in django_s
