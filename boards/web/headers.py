"""Headers that every answer carries besides those of Django and of the Content-Security-Policy."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

#: What the pages never use, so that nothing that slips into one can (https://www.w3.org/TR/permissions-policy/).
PERMISSIONS_POLICY = ", ".join(
    [
        *(f"{name}=()" for name in ("camera", "geolocation", "microphone", "payment", "usb", "display-capture")),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)


class HeadersMiddleware:
    """What somebody signed in was shown is asked for anew each time, and is nobody's to keep on the way; when they sign out
    the browser forgets it. ``no-store`` would be stricter, and would lose what was typed when somebody goes back."""

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
