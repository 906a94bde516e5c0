"""Functions that read settings from the environment; their errors name the setting that is missing or unusable."""

import os

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def required(name: str, what_for: str) -> str:
    """A setting that production cannot start without. Raises ImproperlyConfigured with a sentence that names it."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set: {what_for}. Set it in the environment (.env.example explains each)."
        )
    return value


def yes(name: str, default: bool = False) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE:
        return True
    if value.strip().lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} is “{value}”: it must be yes or no.")


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is “{value}”: it must be a whole number.") from None


def words(name: str, default: str = "") -> list[str]:
    """The values of a list that is separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
