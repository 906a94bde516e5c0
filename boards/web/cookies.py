"""The cookies and browser storage of the site, for the cookies page. A browser test checks that there is nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Cookie:
    """One cookie or item of browser storage: its name, its purpose, and how long it is kept, in words."""

    name: str
    purpose: str
    duration: str


def cookies() -> list[Cookie]:
    """The cookies of this site, with the names and times that its settings give them."""
    session = "Until you close the browser" if _ends_with_the_browser() else _time(settings.SESSION_COOKIE_AGE)
    found = [
        Cookie(
            settings.SESSION_COOKIE_NAME,
            "Keeps you signed in from one page to the next. It holds a random key, and nothing about you.",
            f"{session}, sign out, or have done nothing for as long as your board allows; "
            f"{_time(settings.SESSION_COOKIE_AGE)} at most"
            if _ends_with_the_browser()
            else session,
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            "Protects forms: nobody else’s page can send one in your name.",
            _time(settings.CSRF_COOKIE_AGE) if settings.CSRF_COOKIE_AGE else "Until you close the browser",
        ),
        Cookie(
            "messages",
            "Carries a sentence such as “Your note is saved” to the next page.",
            "Until that page is shown",
        ),
    ]
    if getattr(settings, "MFA_TRUST_ENABLED", False):
        found.append(
            Cookie(
                getattr(settings, "MFA_TRUST_COOKIE_NAME", "mfa_trusted"),
                "Remembers that you gave a second step in this browser, if you asked for that.",
                _time(int(settings.MFA_TRUST_COOKIE_AGE.total_seconds())),
            )
        )
    return found


#: Browser storage that the scripts of the site use, by prefix of its name. No cookie: it is never sent anywhere.
STORED = [
    Cookie(
        "theme",
        "Only in the administration pages, which the administrator of this site uses: whether they are light or dark.",
        "Until you delete it in your browser",
    ),
    Cookie(
        "django.admin.…",
        "Only in the administration pages: which of their lists and filters are folded.",
        "Until you delete it in your browser",
    ),
]


def _ends_with_the_browser() -> bool:
    return settings.SESSION_EXPIRE_AT_BROWSER_CLOSE or settings.ACCOUNT_SESSION_REMEMBER is False


def _time(seconds: int) -> str:
    """So many seconds in words, rounded down to the largest unit that fits: “12 hours”, “1 year”."""
    for name, length in (("year", 31_449_600), ("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= length:
            number = seconds // length
            return f"{number} {name}{'s' if number != 1 else ''}"
    return f"{seconds} seconds"
