"""Middleware: response headers besides those of Django and of the Content-Security-Policy."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

#: Features that the pages never use, so that injected content cannot either (https://www.w3.org/TR/permissions-policy/).
PERMISSIONS_POLICY = ", ".join(
    [
        *(f"{name}=()" for name in ("camera", "geolocation", "microphone", "payment", "usb", "display-capture")),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)


class HeadersMiddleware:
    """Pages of signed-in users are revalidated each time and kept by no shared cache; signing out clears the browser's cache.
    ``no-store`` would be stricter, but would lose typed text when the user goes back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_in = request.user.is_authenticated
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if was_in or request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        if was_in and not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = '"cache"'
        return response
