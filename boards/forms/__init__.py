"""Base classes and fields of forms, in GOV.UK markup; and the forms of this app, one module per noun."""

from boards.forms.bases import BaseForm, BaseModelForm, FilterForm, PlainForm
from boards.forms.dates import DateField, DateParts, TypedDate
from boards.forms.fields import FileInput, TextField, UploadField
from boards.forms.renderer import FieldLayout, GovukRenderer

__all__ = [
    "BaseForm",
    "BaseModelForm",
    "DateField",
    "DateParts",
    "FileInput",
    "FilterForm",
    "GovukRenderer",
    "FieldLayout",
    "PlainForm",
    "TextField",
    "TypedDate",
    "UploadField",
]
