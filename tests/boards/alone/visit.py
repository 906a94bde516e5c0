"""A program that serves ``boards`` without any app above it, opens its pages as each role, and prints what it saw as JSON.

Run by ``tests/boards/test_alone.py`` in a process of its own, because a process has one set of installed apps.
"""

from __future__ import annotations

import ast
import datetime
import html
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import django
from django.conf import settings

from tests.shown import shown

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = ROOT / "templates"
ROLES = ("manager", "chair", "lead", "member", "observer")
TOKEN = "a-token-that-was-mailed"


def main() -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    world = BoardAlone()
    seen = {
        "apps": settings.INSTALLED_APPS,
        "visits": list(world.visits()),
        "sent": world.send_forms(),
        "routes": sorted(named_routes()),
        "unknown": sorted(unknown_routes()),
    }
    json.dump(seen, sys.stdout)


class BoardAlone:
    """One board with a user in every role, a user of no board, and an administrator."""

    def __init__(self) -> None:
        from django.utils import timezone

        from boards.models import Agency, Board, Group, Invitation, Meeting, Membership, Person, User

        self.board = Board.objects.create_by(None, name="Fenmarsh Board", slug="fenmarsh", second_step=[])
        self.users: dict[str, User] = {}
        self.memberships: dict[str, Membership] = {}
        for role in ROLES:
            user = User.objects.create_user(f"{role}@fenmarsh.example", "pass", name=f"Some {role}")
            person = Person.objects.create_by(None, board=self.board, name=f"Some {role}")
            self.users[role] = user
            self.memberships[role] = Membership.objects.create_by(
                None, board=self.board, user=user, person=person, role=role
            )
        self.users["stranger"] = User.objects.create_user("stranger@elsewhere.example", "pass", name="A stranger")
        now = timezone.localtime()
        group = Group.objects.create_by(None, board=self.board, name="Executive")
        self.keys = {
            "person": self.memberships["member"].person_id,
            "agency": Agency.objects.create_by(None, board=self.board, name="Fenmarsh Council").pk,
            "group": group.pk,
            "meeting": Meeting.objects.create_by(None, group=group, date=now.date()).pk,
            "membership": self.memberships["lead"].pk,
            "invitation": Invitation.objects.create_by(
                None,
                board=self.board,
                email="new@fenmarsh.example",
                name="Somebody new",
                role="member",
                token_sha256=_digest(TOKEN),
                sent_at=now,
                expires_at=now + datetime.timedelta(days=14),
            ).pk,
        }

    def client(self, role: str) -> Any:
        from django.test import Client

        client = Client(raise_request_exception=True)
        if role:
            client.force_login(self.users[role])
        return client

    def visits(self) -> Iterator[dict[str, Any]]:
        """Every page of ``boards`` for every role, a user of no board and an anonymous user; and an unknown address."""
        for role in (*ROLES, "stranger", ""):
            client = self.client(role)
            for name, right, address in self.pages():
                answer = client.get(address)
                yield {"page": name, "right": right, "role": role, "may": self.may(role, right)} | _seen(answer)
            answer = client.get("/boards/fenmarsh/people/nowhere/")
            yield {"page": "404", "right": "", "role": role, "may": False} | _seen(answer)

    def may(self, role: str, right: str) -> bool:
        from boards.access import Right, may

        return right in Right.__members__ and bool(role) and may(self.users[role], Right[right], self.board)

    def pages(self) -> list[tuple[str, str, str]]:
        """Name, right and address of each page."""
        from django.urls import get_resolver, reverse

        found = []
        for space, pattern in patterns(get_resolver().url_patterns):
            callback = pattern.callback
            if not callback.__module__.startswith("boards."):
                continue
            noun = pattern.name.partition("_")[0]
            values = {"board": "fenmarsh", "token": TOKEN, "pk": self.keys.get(noun)}
            arguments = {name: values[name] for name in pattern.pattern.converters}
            name = f"{space}{pattern.name}"
            right = getattr(callback, "right", "")
            found.append((name, getattr(right, "name", right), reverse(name, kwargs=arguments)))
        return found

    def send_forms(self) -> dict[str, Any]:
        """The responses of forms that redirect to other apps where those are installed."""
        manager, base = self.client("manager"), "/boards/fenmarsh"
        end = {"when": "now", "reason": "Moved on", "left_post": ""}
        ended = manager.post(f"{base}/members/{self.memberships['observer'].pk}/end/", end)
        added = manager.post(f"{base}/people/add/", {"name": "Priya Nandra"})
        joining = self.client("").post(
            f"/join/{TOKEN}/",
            {"name": "Somebody new", "password1": "three unlikely words", "password2": "three unlikely words"},
        )
        return {"ended": _seen(ended), "added": _seen(added), "joined": _seen(joining)}


def _digest(token: str) -> str:
    from boards.operations.invitations import digest

    return digest(token)


def _seen(answer: Any) -> dict[str, Any]:
    text = shown(answer) if "text/html" in answer.headers.get("Content-Type", "") else ""
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
    menu = re.search(r'<nav aria-label="Menu".*?</nav>', text, re.DOTALL)
    return {
        "status": answer.status_code,
        "to": answer.headers.get("Location", ""),
        "heading": _plain(heading[1]) if heading else "",
        "menu": [_plain(label) for label in re.findall(r"<a[^>]*>(.*?)</a>", menu[0], re.DOTALL)] if menu else [],
        "text": _plain(text.partition("<main")[2].partition(">")[2].partition("</main>")[0]),
    }


def _plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def patterns(found: Iterable[Any], space: str = "") -> Iterator[tuple[str, Any]]:
    """Every pattern of a URLconf, each with the namespace that it is in."""
    for pattern in found:
        if hasattr(pattern, "url_patterns"):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from patterns(pattern.url_patterns, inner)
        else:
            yield space, pattern


# names of routes ------------------------------------------------------------------------------------------------------


def routes_of_templates() -> Iterator[str]:
    """The routes that templates outside the apps above name in ``{% url %}``. Each template is compiled, so that one which
    loads tags that are not there raises TemplateSyntaxError."""
    from django.template import Engine
    from django.template.base import Variable
    from django.template.defaulttags import URLNode

    from tests.boards.alone.settings import is_below

    engine = Engine.get_default()
    for path in sorted(TEMPLATES.rglob("*.html")):
        name = str(path.relative_to(TEMPLATES))
        if not is_below(name.replace("/", ".")):
            continue
        for node in engine.get_template(name).nodelist.get_nodes_by_type(URLNode):
            if not isinstance(node.view_name.var, Variable):
                yield str(node.view_name.var)


def routes_of_code() -> Iterator[str]:
    """The routes that ``boards`` names where it makes addresses: the first argument of these calls, and ``request.menu``."""
    for path in sorted((ROOT / "boards").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and _called(node) in ("reverse", "redirect", "reverse_lazy"):
                yield from _strings(node.args[:1])
            elif isinstance(node, ast.Call) and _called(node) == "MenuItem":
                yield from _strings(node.args[1:2])
            elif isinstance(node, ast.Assign) and [getattr(t, "attr", "") for t in node.targets] == ["menu"]:
                yield from _strings([node.value])


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def _strings(nodes: Iterable[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.IfExp):
            yield from _strings([node.body, node.orelse])
        elif isinstance(node, ast.BoolOp):
            yield from _strings(node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not node.value.startswith("/"):
            yield node.value


def named_routes() -> set[str]:
    return {*routes_of_templates(), *routes_of_code()}


def unknown_routes() -> set[str]:
    """The routes that ``boards`` names and that do not exist on a site that consists of ``boards``."""
    from django.urls import get_resolver

    known = {f"{space}{pattern.name}" for space, pattern in patterns(get_resolver().url_patterns)}
    return named_routes() - known


if __name__ == "__main__":
    main()
