"""``Node``, the base class of all objects of a plan document: reading from JSON, writing, and unknown keys."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import MISSING, field, fields
from typing import Any, Self, get_type_hints

PRECISIONS = ("day", "month", "year", "none")

_DATE_SHAPES = {
    "day": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "month": re.compile(r"\d{4}-\d{2}"),
    "year": re.compile(r"\d{4}"),
}


class DocumentError(ValueError):
    """A file that is not a plan document; the message is one sentence that names the place."""


def _required(spec: Any) -> bool:
    return spec.default is MISSING and spec.default_factory is MISSING


def always(**kw: Any) -> Any:
    """A field that is written even when it is empty, because readers expect to find its key."""
    return field(metadata={"always": True}, **kw)


class Node:
    """Base class of all objects of a plan document: reading from JSON and writing, unknown keys kept."""

    @classmethod
    def from_json(cls, data: Any, where: str = "document") -> Self:
        """Read one object. Raises DocumentError, naming the place, where the shape is wrong."""
        if not isinstance(data, Mapping):
            raise DocumentError(f"{where}: an object was expected, not {_kind(data)}.")
        specs = {f.name.rstrip("_"): f for f in fields(cls) if f.name != "unknown"}  # type: ignore[arg-type]
        values: dict[str, Any] = {}
        unknown: dict[str, Any] = {}
        for key, value in data.items():
            spec = specs.get(key)
            if spec is None:
                unknown[key] = value
            else:
                values[spec.name] = _read(_hints(cls)[spec.name], value, f"{where}, {key}", spec)
        for spec in specs.values():
            if spec.name not in values and _required(spec):
                raise DocumentError(f"{where}: “{spec.name.rstrip('_')}” is missing.")
        node = cls(**values, unknown=unknown)  # type: ignore[call-arg]
        node.check(where)
        return node

    def check(self, where: str) -> None:
        """Raise DocumentError where values do not go together; plain objects have nothing to check."""

    def to_json(self) -> dict[str, Any]:
        """The object as JSON values, keys in the order of the form."""
        out: dict[str, Any] = {}
        for f in fields(self):  # type: ignore[arg-type]
            if f.name == "unknown":
                continue
            value = getattr(self, f.name)
            empty = value in ("", (), {}, None) or value is False or (f.default == value and type(value) is int)
            if empty and not f.metadata.get("always") and not _required(f):
                continue
            out[f.name.rstrip("_")] = _write(value)
        out.update(self.unknown)  # type: ignore[attr-defined]
        return out


_HINTS: dict[type, dict[str, Any]] = {}


def _hints(cls: type) -> dict[str, Any]:
    if cls not in _HINTS:
        _HINTS[cls] = get_type_hints(cls)
    return _HINTS[cls]


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _read(hint: Any, value: Any, where: str, spec: Any) -> Any:
    origin = getattr(hint, "__origin__", None)
    args: tuple[Any, ...] = getattr(hint, "__args__", ())
    if type(None) in args:  # X | None
        if value is None:
            return None
        inner = next(a for a in args if a is not type(None))
        return _read(inner, value, where, spec)
    if origin is tuple:
        if value is None:
            return ()
        if not isinstance(value, list):
            raise DocumentError(f"{where}: a list was expected, not {_kind(value)}.")
        return tuple(_read(args[0], v, f"{where} {i}", spec) for i, v in enumerate(value, 1))
    if origin is dict:
        if not isinstance(value, Mapping):
            raise DocumentError(f"{where}: an object was expected, not {_kind(value)}.")
        return {str(k): _text(v, f"{where}, {k}") for k, v in value.items()}
    if isinstance(hint, type) and issubclass(hint, Node):
        return hint.from_json(value, where)
    if hint is bool:
        if not isinstance(value, bool):
            raise DocumentError(f"{where}: true or false was expected, not {_kind(value)}.")
        return value
    if hint is int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise DocumentError(f"{where}: a whole number was expected, not {_kind(value)}.")
        return value
    if value is None and spec.default == "":
        return ""
    return _text(value, where)


def _text(value: Any, where: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)  # a number such as 99 is often written bare
    raise DocumentError(f"{where}: text was expected, not {_kind(value)}.")


def _write(value: Any) -> Any:
    if isinstance(value, Node):
        return value.to_json()
    if isinstance(value, tuple):
        return [_write(v) for v in value]
    return value


def check_date(date: str | None, precision: str, where: str) -> None:
    """Raise DocumentError unless the date has the shape of its precision and exists."""
    if precision not in PRECISIONS:
        raise DocumentError(f"{where}: the precision “{precision}” is not one of {', '.join(PRECISIONS)}.")
    if precision == "none":
        if date:
            raise DocumentError(f"{where}: a date stands with the precision “none”.")
    elif not date or not _DATE_SHAPES[precision].fullmatch(date):
        raise DocumentError(f"{where}: “{date}” is not a date of the precision “{precision}”.")
    else:
        try:
            datetime.date.fromisoformat(f"{date}-01-01"[:10])
        except ValueError as error:
            raise DocumentError(f"{where}: the date “{date}” does not exist.") from error


def check_day(day: str, where: str) -> None:
    """Raise DocumentError unless the text is a day that exists, or empty."""
    if day:
        check_date(day, "day", where)
