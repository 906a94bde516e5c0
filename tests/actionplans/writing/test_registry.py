"""The registry of editions: each one that is listed prints, and is offered on the print page and on the command line."""

from __future__ import annotations

import datetime
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import load_command_class
from django.urls import reverse

from actionplans.document.fields import TEXT_FIELDS
from actionplans.forms.prints import PrintForm
from actionplans.writing.editions import registry
from actionplans.writing.editions.registry import EDITIONS
from actionplans.writing.order import Order
from actionplans.writing.pdf import print_order
from tests.actionplans.writing.plans import one_row
from tests.builders import make_plan, make_version
from tests.shown import shown

ROOT = Path(__file__).resolve().parents[3]
DAY = datetime.date(2026, 11, 25)
every_edition = pytest.mark.parametrize("key", EDITIONS)


@every_edition
def test_it_prints(key):
    document = one_row(**{name: f"Words of {name}." for name in TEXT_FIELDS})
    printed = print_order(Order(document, DAY, key))
    assert printed.pdf.startswith(b"%PDF-")
    assert printed.pages > 0


@every_edition
def test_it_lies_in_a_module_of_its_name(key):
    assert EDITIONS[key].key == key
    assert callable(getattr(import_module(f"{registry.__package__}.{key}"), f"{key}_sheets"))


def test_files_of_two_editions_are_never_called_the_same():
    assert len({edition.file_stem for edition in EDITIONS.values()}) == len(EDITIONS)


def test_the_command_line_offers_all():
    parser = load_command_class("actionplans", "export_plan").create_parser("manage.py", "export_plan")
    [option] = [action for action in parser._actions if action.dest == "edition"]
    assert list(option.choices) == list(EDITIONS)
    assert all(edition.name[1:] in option.help for edition in EDITIONS.values())


@pytest.mark.django_db
def test_the_print_page_offers_all_but_the_report_which_is_begun_on_its_own(cast, client_for):
    plan = make_plan(cast.board)
    make_version(plan)
    page = client_for("manager").get(reverse("actionplans:print_add", args=[plan.board.slug, plan.slug]))
    form = page.context["form"]
    assert isinstance(form, PrintForm)
    assert dict(form.fields["edition"].choices) == {e.key: e.name for e in EDITIONS.values() if e.hint}
    assert [key for key, edition in EDITIONS.items() if not edition.hint] == ["report"]
    assert reverse("actionplans:report_list", args=[plan.board.slug, plan.slug]) in shown(page)
    for edition in EDITIONS.values():
        assert edition.hint.split("’")[0] in shown(page)


def test_it_is_light_to_import():
    """Forms and pages read it in the web process, in which nothing is laid out."""
    code = f"import sys, {registry.__name__}; print('weasyprint' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
