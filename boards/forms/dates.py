"""Form field for a date in three boxes: day, month (a number or a name), year; errors say which of them is wrong."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError

PARTS = ("day", "month", "year")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_ALSO_WRITTEN = {"sept": 9}

Day = datetime.date | Callable[[], datetime.date] | None


class TypedDate(NamedTuple):
    """The three boxes as they were filled in."""

    day: str = ""
    month: str = ""
    year: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(self)


class DateParts(forms.Widget):
    """Three inputs, ``name_day``, ``name_month`` and ``name_year``, inside a fieldset that the field's label names."""

    template_name = "govuk_forms/widgets/date_parts.html"
    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> TypedDate | str | None:
        if name in data:  # a whole date in one value, as an address or a script may carry it
            return data[name]
        if not any(f"{name}_{part}" in data for part in PARTS):
            return None
        return TypedDate(*(str(data.get(f"{name}_{part}", "")).strip() for part in PARTS))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return self.value_from_datadict(data, files, name) is None

    def id_for_label(self, id_: str) -> str:
        return ""  # the legend names the group; each box has its own label

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        attrs = dict(attrs or {})
        wrong = attrs.pop("wrong", ())
        context = super().get_context(name, None, attrs)
        typed = _as_typed(value)
        common = {key: attrs[key] for key in ("disabled", "form") if key in attrs}
        context["widget"]["parts"] = [
            {
                "name": f"{name}_{part}",
                "label": part.capitalize(),
                "value": getattr(typed, part),
                "attrs": common | self._attrs_of(part, attrs.get("id"), part in wrong),
            }
            for part in PARTS
        ]
        return context

    @staticmethod
    def _attrs_of(part: str, id_: str | None, wrong: bool) -> dict[str, Any]:
        width = "govuk-input--width-4" if part == "year" else "govuk-input--width-2"
        error = " govuk-input--error" if wrong else ""
        attrs: dict[str, Any] = {"class": f"govuk-input govuk-date-input__input {width}{error}"}
        if part != "month":  # a month may be written as a word
            attrs["inputmode"] = "numeric"
        if id_:
            attrs["id"] = f"{id_}_{part}"
        if wrong:
            attrs["aria-invalid"] = "true"
        return attrs


def _as_typed(value: Any) -> TypedDate:
    if isinstance(value, datetime.date):
        return TypedDate(str(value.day), str(value.month), str(value.year))
    if isinstance(value, TypedDate):
        return value
    if isinstance(value, str) and (iso := re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", value.strip())):
        return TypedDate(iso[3], iso[2], iso[1])
    return TypedDate(str(value)) if value else TypedDate()


class DateField(forms.Field):
    """A day that exists, as ``datetime.date``; None when it is left empty and need not be filled in.

    ``earliest`` and ``latest`` (a date, or a function that gives one) bound it; their sentences are the error messages
    ``too_early`` and ``too_late``. A year of two digits is of this century.
    """

    widget = DateParts
    default_error_messages = {
        "required": "Enter the date",
        "too_early": "The date must be %(bound)s or later",
        "too_late": "The date must be %(bound)s or earlier",
    }

    def __init__(self, *, earliest: Day = None, latest: Day = None, **options: Any):
        self.earliest, self.latest = earliest, latest
        super().__init__(**options)

    def to_python(self, value: Any) -> datetime.date | None:
        if isinstance(value, datetime.datetime):
            return value.date()
        if value is None or isinstance(value, datetime.date):
            return value
        typed = _as_typed(value)
        return None if typed.is_empty else read_date(typed)

    def validate(self, value: datetime.date | None) -> None:
        if value is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required", params={"parts": PARTS})

    def run_validators(self, value: datetime.date | None) -> None:
        super().run_validators(value)
        if value is None:
            return
        for bound, code in ((self.earliest, "too_early"), (self.latest, "too_late")):
            day = bound() if callable(bound) else bound
            if day and (value < day if code == "too_early" else value > day):
                params = {"bound": f"{day.day} {day:%B %Y}", "parts": PARTS}
                raise ValidationError(self.error_messages[code], code=code, params=params)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


def read_date(typed: TypedDate) -> datetime.date:
    """The day that was typed. Raises ValidationError with a sentence; its ``params["parts"]`` names the boxes at fault."""
    missing = [part for part in PARTS if not getattr(typed, part)]
    if missing:
        raise _fault(f"Enter the {' and '.join(missing)}", *missing)
    year = _year(typed.year)
    month = _month(typed.month)
    if not re.fullmatch(r"\d{1,2}(st|nd|rd|th)?", typed.day.lower()):
        raise _fault(f"“{_short(typed.day)}” is not a day: write its number, such as 18", "day")
    day = int(re.sub(r"\D", "", typed.day))
    length = calendar.monthrange(year, month)[1]
    if not 1 <= day <= length:
        name = calendar.month_name[month]
        of_year = f" in {year}" if month == 2 else ""
        raise _fault(
            f"{day} {name}{' ' + str(year) if month == 2 else ''} does not exist. {name} has {length} days{of_year}",
            "day",
        )
    return datetime.date(year, month, day)


def _month(text: str) -> int:
    word = text.lower().rstrip(".")
    if re.fullmatch(r"\d{1,2}", word):
        if not 1 <= int(word) <= 12:
            raise _fault(f"There is no month {int(word)}. Write a number from 1 to 12, or the month’s name", "month")
        return int(word)
    if word in _ALSO_WRITTEN:
        return _ALSO_WRITTEN[word]
    named = [number for name, number in _MONTHS.items() if len(word) >= 3 and name.startswith(word)]
    if len(named) != 1:
        raise _fault(f"“{_short(text)}” is not a month: write a number from 1 to 12, or its name", "month")
    return named[0]


def _year(text: str) -> int:
    if not re.fullmatch(r"\d{2}|\d{4}", text):
        raise _fault(f"“{_short(text)}” is not a year: write it with four digits, such as 2026", "year")
    year = int(text) + (2000 if len(text) == 2 else 0)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise _fault(
            f"{text} is not a year that a plan can hold: write one from {EARLIEST_YEAR} to {LATEST_YEAR}", "year"
        )
    return year


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:19] + "…"


def _fault(sentence: str, *parts: str) -> ValidationError:
    return ValidationError(sentence.replace("%", "%%"), code="invalid", params={"parts": parts})
