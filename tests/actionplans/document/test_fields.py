"""The table of cells: every place that shows, finds, compares, reads or writes the cells of a row knows each text cell of it.

A cell that is added to the table fails here wherever an enumeration leaves it out.
"""

from __future__ import annotations

import ast
import datetime
import io
from dataclasses import fields, replace
from pathlib import Path

import openpyxl
import pytest
from django.urls import reverse

from actionplans.document.anonymised import public
from actionplans.document.cells import row_cells, whole_cells
from actionplans.document.fields import FIELDS, FURTHER_TEXTS, HEADINGS, PLANNED_TEXTS, TEXT_FIELDS, attribute_of
from actionplans.document.matching import MatchedRow
from actionplans.document.tree import ActionNode, ColumnNode, PersonNote, PlanDocument
from actionplans.importing.columns import COLUMN_FIELDS
from actionplans.models import Action, Plan
from actionplans.models.plan import check_columns
from actionplans.operations import actions, structure
from actionplans.persistence.load import read_document
from actionplans.persistence.save import write_document
from actionplans.reading import read_plan
from actionplans.reading.plan.meanings import meanings
from actionplans.writing.editions.compose import print_of
from actionplans.writing.formats import FORMATS, write_plan
from actionplans.writing.order import Order
from boards.trail.read import Wanted, read_all
from tests.actionplans.writing.plans import one_row
from tests.builders import make_version
from tests.shown import shown

ROOT = Path(__file__).resolve().parents[3]
DAY = datetime.date(2026, 11, 25)
every_text = pytest.mark.parametrize("name", TEXT_FIELDS)


def words_of(name: str) -> str:
    """Words that are in one cell and nowhere else."""
    return f"Zebras{name} count the {name} crossings."


def filled(**more: str) -> dict[str, str]:
    return {name: words_of(name) for name in TEXT_FIELDS} | more


def plan_of(cells: dict[str, str], *, columns: tuple[str, ...] = TEXT_FIELDS) -> PlanDocument:
    document = one_row(**cells)
    return document.replace(columns=tuple(ColumnNode(name, HEADINGS[name]) for name in columns))


# the table itself -------------------------------------------------------------------------------------------------------


@every_text
def test_a_text_cell_is_kept_in_the_document_and_in_the_database(name):
    assert name in {field.name for field in fields(ActionNode)}
    assert Action._meta.get_field(attribute_of(name)).get_internal_type() == "TextField"
    assert Action.history.model._meta.get_field(name)


def test_every_field_says_what_forms_and_prints_need():
    for field in FIELDS.values():
        assert field.heading
        assert field.described
        assert bool(field.weight) != bool(field.percent) or field.name in ("recommendation", "number")
        assert bool(field.percent) == bool(field.needed_mm)
        check_columns([{"field": field.name}])


def test_a_class_that_gives_a_column_its_width_is_in_the_style_sheet():
    css = (ROOT / "static" / "css" / "board.css").read_text()
    for field in FIELDS.values():
        for columns in (3, 5, 9):
            assert not field.width_on_screen(columns) or f".{field.width_on_screen(columns)} " in css


def names_in(node: ast.AST) -> set[str]:
    """The text cells that one tuple, list, set, dictionary or call names itself."""
    parts: list[ast.AST] = []
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        parts = list(node.elts)
    elif isinstance(node, ast.Dict):
        parts = [key for key in node.keys if key]
    elif isinstance(node, ast.Call):
        parts = list(node.args)
    found = {part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)}
    found |= {part.attr for part in parts if isinstance(part, ast.Attribute)}
    if isinstance(node, ast.Call):
        found |= {keyword.arg for keyword in node.keywords if keyword.arg}
    return found & set(FURTHER_TEXTS)


def enumerations(source: str) -> list[int]:
    """The lines on which a program names most of the text cells one by one."""
    return [node.lineno for node in ast.walk(ast.parse(source)) if len(names_in(node)) > 2]


def test_no_module_lists_the_cells_itself():
    found = {}
    for file in sorted((ROOT / "actionplans").glob("**/*.py")):
        if "migrations" not in file.parts and (at := enumerations(file.read_text())):
            found[str(file.relative_to(ROOT))] = at
    assert found == {}


def test_a_list_of_cells_is_found_however_it_is_written():
    assert enumerations('A = ("why", "risk", "target")') == [1]
    assert enumerations('A = {"why": 1, "risk": 2, "target": 3}') == [1]
    assert enumerations("A(why=a.why, risk=a.risk, evidence=a.evidence)") == [1]
    assert enumerations('A = " ".join((a.why, a.risk, a.target))') == [1]
    assert enumerations('A = ("why", "risk")') == []


# the plan document ------------------------------------------------------------------------------------------------------


@every_text
def test_a_changed_cell_is_compared_and_helps_to_know_the_row_again(name):
    now = ActionNode(**filled())
    was = replace(now, **{name: "Something else."})
    cells, kinds = row_cells(was, now)
    assert (set(cells), kinds) == ({name}, {"reworded"})
    assert name in whole_cells(now, "new")
    assert words_of(name) in MatchedRow(now, 0, 0, 0, "1.1").words


@every_text
def test_the_public_edition_names_nobody_in_it(name):
    document = plan_of(filled(**{name: "Ask Ottoline Grimshaw."})).replace(
        people=(PersonNote(name="Ottoline Grimshaw", role="Chair"),)
    )
    assert "Grimshaw" not in public(document).dumps()


# files ------------------------------------------------------------------------------------------------------------------


@every_text
@pytest.mark.parametrize("ending", [ending for ending in FORMATS if ending != "pdf"])
def test_an_export_holds_it_and_is_read_again(name, ending):
    document = plan_of(filled())
    content = write_plan(document, ending, written_on=DAY)
    read = read_plan(content, f"plan.{ending}")
    found = getattr(read, "document", read)
    [(_, _, action)] = found.actions()
    assert getattr(action, name) == words_of(name)


@every_text
def test_a_workbook_has_a_column_for_it_though_the_board_prints_none(name):
    content = write_plan(plan_of(filled(), columns=("progress",)), "xlsx", written_on=DAY)
    [head, row] = openpyxl.load_workbook(io.BytesIO(content))["Actions"].iter_rows(max_row=2, values_only=True)
    assert dict(zip(head, row, strict=True))[HEADINGS[name]] == words_of(name)


@every_text
def test_a_heading_in_a_file_is_known(name):
    assert meanings(FIELDS[name].heading)[0].field == name
    assert meanings(FIELDS[name].printed_heading)[0].field == name
    assert name in COLUMN_FIELDS


@every_text
@pytest.mark.parametrize("edition", ["clean", "changes", "evidence", "pack", "public"])
def test_the_editions_that_hold_the_whole_plan_print_it(name, edition):
    now = plan_of(filled())
    was = plan_of(filled(**dict.fromkeys(TEXT_FIELDS, "Nothing yet.")))
    sheets = print_of(Order(now, DAY, edition, since=was)).sheets
    html = "".join(piece.html for sheet in sheets for piece in sheet.pieces)
    assert f"Zebras{name}" in html


# the site ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def plan(cast) -> Plan:
    document = plan_of(filled())
    plan = write_document(cast.board, document, by=cast.manager)
    make_version(plan)
    return plan


@pytest.mark.django_db
def test_the_database_gives_back_every_cell(plan):
    [(_, _, action)] = read_document(plan).actions()
    assert {name: getattr(action, name) for name in TEXT_FIELDS} == {name: words_of(name) for name in TEXT_FIELDS}


@pytest.mark.django_db
def test_every_cell_is_shown_found_edited_and_in_the_trail(plan, client_for, cast):
    client = client_for("manager")
    row = plan.actions.get()
    here = [plan.board.slug, plan.slug]
    pages = {
        "the plan": client.get(reverse("actionplans:plan_page", args=here)),
        "the row": client.get(reverse("actionplans:action_page", args=[*here, row.ref])),
        "the form": client.get(reverse("actionplans:plan_page", args=here), {"edit": row.ref}),
    }
    settings = shown(client.get(reverse("actionplans:plan_settings", args=here)))
    for name in TEXT_FIELDS:
        for where, page in pages.items():
            assert f"Zebras{name}" in shown(page), (name, where)
        assert FIELDS[name].described in settings
        found = shown(client.get(reverse("actionplans:action_list", args=here[:1]), {"q": f"Zebras{name}"}))
        assert f"rows/{row.ref}/" in found, name
        actions.change_action(row, {name: f"Another {name}."}, by=cast.manager)
        cells = next(read_all(cast.board, Wanted(), size=1)).cells
        assert [(cell.label, cell.was) for cell in cells] == [(HEADINGS[name], words_of(name))]


@pytest.mark.django_db
def test_a_row_that_is_split_gives_each_part_what_was_planned(plan, cast):
    row = plan.actions.get()
    [made] = structure.split_action(row, ["First.", "Second."], by=cast.manager)
    for name in FURTHER_TEXTS:
        assert getattr(made, name) == (words_of(name) if name in PLANNED_TEXTS else "")
