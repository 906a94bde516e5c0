"""Code typed into every box of the site is never anything but text: not on a page, not on paper (stored XSS, OWASP A03:2021)."""

from __future__ import annotations

import re

import lxml.html
import pytest

from actionplans.models import Version
from actionplans.operations.reports import report_order
from actionplans.persistence.load import read_document
from actionplans.printing.orders import order_for
from actionplans.writing.editions.compose import print_of
from actionplans.writing.editions.registry import EDITIONS
from tests import shown as pages
from tests.security.worlds import Sent, forms_of
from tests.world import BY_POST, PAGES, World

#: A tag, the end of an attribute, a script, a javascript: link, a template variable. It is cut to fit shorter boxes.
CODE = """<xss a=1>"'><script>xss()</script><img src=x onerror=xss()> [go](javascript:xss()) {{ 7777*3 }}"""
RUNS = re.compile(r"<xss|<script>xss|<img src=x|href=.?javascript:|23331", re.I)

#: Forms that remove the row or the person that other forms are about: they are submitted last.
LAST = re.compile(r"row_(end|remove|split|move|reopen)|publish|leav|end|erase|revoke|withdraw|belong|member")


#: Boxes that take numbers and dates, or an address to which mail goes.
NOT_WORDS = re.compile(r"(day|month|year|time|date|number|code|minutes|days|email)$|^place_")
#: To how many characters the code is cut, until a form takes it.
LENGTHS = (100, 60, 40, 20, 6)


def boxes_of(client, address: str) -> set[str]:
    """Names of the boxes for text of a page."""
    boxes = lxml.html.document_fromstring(client.get(address, follow=True).content).xpath(
        "//form//textarea[@name] | //form//input[@name and (not(@type) or @type='text')]"
    )
    return {box.get("name") for box in boxes if not NOT_WORDS.search(box.get("name"))}


def type_everywhere(client, form: Sent, boxes: set[str]) -> bool:
    """Submit a form with code in each of its boxes, shortened until it is accepted. Returns whether it was."""
    named = [name for name, _ in form.data if name in boxes]
    for length in LENGTHS if named else ():
        code = {name: f"{CODE[: length - 2]}{place:02}" for place, name in enumerate(named)}
        for empty in (form.empty, frozenset()):
            if form.post(client, **code, **dict.fromkeys(empty, "")).status_code == 302:
                return True
    return False


@pytest.mark.once
def test_code_that_is_typed_anywhere_stays_text_everywhere(client_for, fenmarsh, cast):
    client = client_for("manager")
    taken = set()
    names = [name for name in PAGES if name not in BY_POST]
    looked = False
    for name in sorted(names, key=lambda name: bool(LAST.search(name))):
        if LAST.search(name) and not looked:  # before the forms that remove what was typed into
            look_everywhere(client_for, fenmarsh)
            looked = True
        address = fenmarsh.address(name)
        forms = forms_of(client, name, address)
        if forms:
            boxes = boxes_of(client, address)
            taken |= {name for form in forms if type_everywhere(client, form, boxes)}
    assert taken >= {
        "boards:agency_edit",
        "audits:audit_edit",
        "audits:finding_add",
        "boards:group_edit",
        "boards:meeting_edit",
        "actionplans:note_add",
        "actionplans:note_change",
        "boards:person_edit",
        "actionplans:plan_settings",
        "actionplans:publish_page",
        "actionplans:recommendation_edit",
        "actionplans:report_edit",
        "actionplans:row_add",
        "actionplans:row_edit",
        "actionplans:section_edit",
    }
    look_everywhere(client_for, fenmarsh, SEEN - {"actionplans:action_page"})  # its row is gone by now
    look_at_every_print(cast)


#: Pages on which what was typed must be seen, as text.
SEEN = {
    "actionplans:plan_page",
    "actionplans:action_page",
    "boards:person_list",
    "audits:audit_list",
    "actionplans:plan_list",
    "actionplans:report_edit",
}


def look_everywhere(client_for, world: World, seen: set[str] = SEEN) -> None:
    wrong, shown = [], set()
    for role in ("manager", "chair", "lead", "observer"):
        client = client_for(role)
        for name in PAGES:
            answer = client.get(world.address(name))
            if "text/html" not in answer.headers.get("Content-Type", ""):
                continue
            page = pages.shown(answer)
            wrong += [f"{name} as {role}: {found[0]}" for found in [RUNS.search(page)] if found]
            if "&lt;xss" in page:
                shown.add(name)
    assert wrong == []
    assert shown >= seen


def look_at_every_print(cast) -> None:
    plan = cast.board.plans.get(slug="plan-99")
    last = Version.objects.filter(plan=plan).latest("number").number
    orders = [
        order_for(plan, edition=edition, version=number, internal=True)
        for number in (None, last)
        for edition in EDITIONS
        if edition != "report"
    ]
    orders += [report_order(report) for report in plan.reports.all()]
    for order in orders:
        sheets = print_of(order).sheets
        html = "".join(sheet.css + "".join(piece.html for piece in sheet.pieces) for sheet in sheets)
        assert not RUNS.search(html), order.edition
        if order.edition in ("clean", "pack", "evidence", "report"):
            assert "&lt;xss" in html, order.edition
    assert "<xss" in read_document(plan).canonical(), "what was typed is kept as it was typed"
