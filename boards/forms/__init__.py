"""Forms as the pages use them: GOV.UK's markup, plain error sentences, three-box dates, limits said in words."""

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
