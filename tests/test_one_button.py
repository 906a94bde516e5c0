"""No page has a main button that ignores a field on it: what can be typed or chosen beside it is in its own form."""

from __future__ import annotations

import lxml.html
import pytest

from tests.world import BY_POST, PAGES, World

pytestmark = pytest.mark.usefixtures("nothing_printed")

#: Pages that must be among those with a main button and a field, so that the walk cannot miss them unnoticed.
AT_LEAST = {"actionplans:import_page", "actionplans:note_add", "actionplans:publish_page", "actionplans:report_edit"}


def ignored(page: lxml.html.HtmlElement) -> tuple[bool, list[str]]:
    """Whether a page has a main button beside fields, and the names of the fields that belong to another form that writes."""
    mains = page.xpath("//main//button[@type='submit' and contains(concat(' ', @class, ' '), ' govuk-button ')]")
    mains = [button for button in mains if "--secondary" not in button.get("class")]
    owners = {_owner(button, page) for button in mains}
    fields = [
        field
        for field in page.xpath("//main//textarea | //main//select | //main//input")
        if field.get("type", "text") not in ("hidden", "submit", "button") and field.get("readonly") is None
    ]
    writing = [field for field in fields if (form := _owner(field, page)) is not None and form.method == "POST"]
    outside = [field.get("name") for field in writing if owners and _owner(field, page) not in owners]
    outside += [field.get("name") for field in fields if _owner(field, page) is None and field.get("name")]
    return bool(owners and writing), outside


def _owner(element: lxml.html.HtmlElement, page: lxml.html.HtmlElement) -> lxml.html.HtmlElement | None:
    """The form that an element belongs to."""
    if named := element.get("form"):
        return page.get_element_by_id(named)
    return next(element.iterancestors("form"), None)


@pytest.mark.once
@pytest.mark.parametrize("role", ["manager", "chair", "lead"])
def test_a_main_button_ignores_no_field_of_its_page(role, client_for, fenmarsh: World):
    client = client_for(role)
    walked, wrong = set(), {}
    for name, roles in PAGES.items():
        if role not in roles.split() or name in BY_POST:
            continue
        answer = client.get(fenmarsh.address(name), follow=True)
        if answer.status_code != 200 or "html" not in answer.headers.get("Content-Type", ""):
            continue
        has_both, outside = ignored(lxml.html.document_fromstring(answer.content))
        if has_both:
            walked.add(name)
        if outside:
            wrong[name] = outside
    assert wrong == {}
    assert walked >= AT_LEAST if role == "manager" else walked


def test_a_form_with_a_button_of_its_own_beside_the_main_one_is_found():
    page = lxml.html.document_fromstring(
        """<main><form method="post"><button type="submit" class="govuk-button">Import</button></form>
        <form method="post"><input name="title"><button type="submit" class="govuk-button govuk-button--secondary">Save
        </button></form><input name="note" form="elsewhere"><form method="post" id="elsewhere"></form></main>"""
    )
    assert ignored(page) == (True, ["title", "note"])
