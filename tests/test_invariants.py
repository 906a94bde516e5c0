"""Rules for the source code that no test of behaviour checks: each is checked in the source itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from boards.history import HistoryModel

ROOT = Path(settings.BASE_DIR)
APPS = ("boards", "actionplans", "audits", "demo", "config")


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts)


def named(path: Path, line: int, what: str) -> str:
    return f"{path.relative_to(ROOT)}:{line}: {what}"


def calls(path: Path) -> Iterator[tuple[ast.Call, str]]:
    """Each call of a method in a file, with the method's name."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func.attr


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Each module that a file imports, those inside functions and for type checking too."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = path.relative_to(ROOT).parent.parts
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


# history is a guarantee -------------------------------------------------------------------------------------------------

#: Methods that delete, or write without a line of history.
UNTOLD = {
    "delete",
    "bulk_create",
    "bulk_update",
    "create",
    "get_or_create",
    "update_or_create",
    "raw",
    "abulk_create",
    "asave",
    "acreate",
    "adelete",
    "aupdate",
}
#: Where a plain save is meant: the models that have no history (accounts; versions and the trail, which never change).
MAY_SAVE = {
    "boards/history.py",
    "boards/models/user.py",
    "boards/sign_in/sessions.py",
    "boards/sign_in/session_store.py",  # a session of Django's
    "boards/forms/sign_in.py",  # a form of allauth's
    "boards/trail/write.py",
    "actionplans/publishing/publish.py",
    "demo/loader.py",
    # These save files, not rows.
    "actionplans/files/storage.py",
    "actionplans/publishing/journal.py",
    "actionplans/reading/files/inside.py",
    "demo/files.py",
    "actionplans/writing/draw_files.py",
    "actionplans/writing/excel.py",
    "actionplans/writing/report_docx.py",
    "actionplans/writing/press/join.py",
    "actionplans/writing/press/taken_line.py",
    "actionplans/writing/word.py",
}


#: Where a file of the store is deleted, not a row.
MAY_DELETE = {"config/s3.py", "actionplans/files/storage.py"}
#: Rows of work that is under way, which have no history and go when it is done; and what users typed and did not save.
OF_WORK = {"Draft", "OwnChoice", "Job", "Print", "Publication", "Reading", "Recurrence"}
#: Where they are written. What the work makes of a plan is written as everywhere.
MAY_WRITE_WORK = {
    "boards/models/draft.py",
    "boards/models/own_choice.py",
    "boards/jobs/backend.py",
    "boards/jobs/lease.py",
    "boards/jobs/upkeep.py",
    "actionplans/printing/jobs.py",
    "actionplans/importing/receive.py",
    "actionplans/importing/jobs.py",
    "actionplans/publishing/jobs.py",
}


def untold(path: Path) -> Iterator[str]:
    if str(path.relative_to(ROOT)) in MAY_WRITE_WORK:
        return
    for call, method in calls(path):
        keywords = {keyword.arg for keyword in call.keywords}
        if str(path.relative_to(ROOT)) in MAY_DELETE and method == "delete":
            continue
        if method in UNTOLD or (method == "update" and keywords):
            yield named(path, call.lineno, f".{method}()")
        if method == "save" and str(path.relative_to(ROOT)) not in MAY_SAVE:
            yield named(path, call.lineno, ".save()")


def test_nothing_is_deleted_and_nothing_written_without_history():
    found = [line for path in sources(*APPS) if path.name != "history.py" for line in untold(path)]
    assert found == [], "write through save_by, create_by or bulk_create_by"


def test_every_model_keeps_history_but_accounts_versions_and_the_trail():
    without = {
        model.__name__
        for app in ("boards", "actionplans", "audits")
        for model in apps.get_app_config(app).get_models()
        if not model.__name__.startswith("Historical")
        and not (issubclass(model, HistoryModel) and hasattr(model, "history"))
    }
    assert without - OF_WORK == {"TrailEntry", "User", "Version"}


def test_no_row_goes_because_another_went():
    cascading = [
        f"{model.__name__}.{field.name}"
        for app in ("boards", "actionplans", "audits")
        for model in apps.get_app_config(app).get_models()
        if issubclass(model, HistoryModel)
        for field in model._meta.concrete_fields
        if field.remote_field and field.remote_field.on_delete.__name__ != "PROTECT"
    ]
    assert cascading == []


# one table says who may do what -----------------------------------------------------------------------------------------

#: Where a role may be compared: the table itself, the model, and the board's own list of roles that sign in with a
#: second step. Everywhere else a right is asked for.
MAY_KNOW_ROLES = {
    "boards/access.py",
    "boards/models/membership.py",
    "boards/sign_in/two_step.py",
    "boards/views/account.py",
}


def asked_of_a_role(path: Path) -> Iterator[str]:
    """Comparisons of a role, and rows that are filtered by one."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Compare) and any(
            isinstance(op, ast.Eq | ast.NotEq | ast.In | ast.NotIn) for op in node.ops
        ):
            sides = [node.left, *node.comparators]
            if any(map(is_a_role, sides)) and not all(map(is_somebodys_role, sides)):
                yield named(path, node.lineno, ast.unparse(node))
        elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("filter", "exclude", "get", "Q"):
            for keyword in node.keywords:
                if keyword.arg in ("role", "role__in", "memberships__role"):
                    yield named(path, node.lineno, f"role={ast.unparse(keyword.value)}")


def is_a_role(node: ast.AST) -> bool:
    """``membership.role``, ``Role.LEAD``, ``{Role.LEAD, …}`` or a plain ``role``."""
    if isinstance(node, ast.Attribute):
        return node.attr == "role" or (isinstance(node.value, ast.Name) and node.value.id == "Role")
    if isinstance(node, ast.Tuple | ast.Set | ast.List):
        return any(map(is_a_role, node.elts))
    return isinstance(node, ast.Name) and node.id == "role"


def is_somebodys_role(node: ast.AST) -> bool:
    """Whether two roles of a user differ may be compared anywhere: that gives no right."""
    return ast.unparse(node).split(".")[-1] == "role"


#: Where the roles are those of the columns and lines of a file, beside the reader itself.
OF_COLUMNS = {
    "actionplans/forms/readings.py",
    "actionplans/importing/reading_found.py",
    "actionplans/importing/reading_page.py",
    "actionplans/importing/reading_words.py",
    "actionplans/importing/roles.py",
    "actionplans/importing/second.py",
}


def is_of_columns(path: Path) -> bool:
    at = path.relative_to(ROOT)
    return at.parts[:2] in (("actionplans", "document"), ("actionplans", "reading")) or str(at) in OF_COLUMNS


def test_nobody_but_the_table_decides_by_a_role():
    found = [
        line
        for path in sources("boards", "actionplans", "audits")
        if str(path.relative_to(ROOT)) not in MAY_KNOW_ROLES and not is_of_columns(path)
        for line in asked_of_a_role(path)
    ]
    assert found == [], "ask boards.access for a right"


def test_no_page_decides_by_a_role():
    decides = re.compile(r"{%\s*(?:el)?if[^%]*\brole\b\s*(?:==|!=|in\b|not in\b)")
    found = [
        named(path, path.read_text()[: match.start()].count("\n") + 1, match[0])
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for match in decides.finditer(path.read_text())
    ]
    assert found == [], "ask can.… for a right"


def test_every_view_and_operation_that_asks_names_a_right_of_the_table():
    """``may(user, Right.X, board)``: no right is spelled by hand, where a slip would open or close a door."""
    found = [
        named(path, call.lineno, ast.unparse(call))
        for path in sources("boards", "actionplans", "audits")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("may", "needs", "boards_where", "must")
        and any(isinstance(argument, ast.Constant) for argument in call.args[:2])
    ]
    assert found == []


# imports run one way ----------------------------------------------------------------------------------------------------

ABOVE = {"boards": ("actionplans", "audits"), "actionplans": ("audits",)}


@pytest.mark.parametrize("app", ABOVE)
def test_imports_run_one_way(app):
    wrong = [
        named(path, line, module)
        for path in sources(app)
        for line, module in imported(path)
        if module.split(".")[0] in ABOVE[app]
    ]
    assert wrong == []


def test_config_only_wires():
    wrong = [
        named(path, line, module)
        for path in sources("config")
        for line, module in imported(path)
        if module.split(".")[0] in ("boards", "actionplans", "audits")
    ]
    assert wrong == []


@pytest.mark.parametrize("wing", ["reading", "writing", "document"])
def test_the_documents_wings_know_no_model(wing):
    wrong = [
        named(path, line, module)
        for path in sources(f"actionplans/{wing}")
        for line, module in imported(path)
        if module.startswith(("django.db", "actionplans.models", "boards.models", "audits", "actionplans.persistence"))
        or (wing == "document" and module.split(".")[0] in ("django", "boards"))
    ]
    assert wrong == []


def test_the_plan_document_loads_no_django():
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in sources("actionplans/document")
        if path.stem != "__init__"
    ]
    program = f"import sys, {', '.join(modules)}; print([m for m in sys.modules if m.split('.')[0] == 'django'])"
    printed = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == "[]"


#: A look at a clock that runs on while a test does.
_CLOCKS = {"time", "monotonic", "perf_counter", "process_time", "thread_time"}


def _looks_at_clock(node: ast.AST) -> bool:
    return any(
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "time"
        and call.func.attr in _CLOCKS
        for call in ast.walk(node)
    )


def test_no_test_passes_or_fails_by_the_speed_of_the_machine():
    """Time is compared only by ``tests.growth``, as a ratio, and to end a test that hangs; what is awaited for seconds is
    awaited by ``wait_until`` or the browser, with limits that no machine reaches."""
    wrong = []
    for path in sources("tests"):
        if "bench" in path.parts or path.name in ("growth.py", "workers.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Assert) and _looks_at_clock(node.test):
                wrong.append(named(path, node.lineno, "asserts a time"))
            if not isinstance(node, ast.Call):
                continue
            given = {keyword.arg: keyword.value for keyword in node.keywords}
            if "browser" in path.parts and isinstance(given.get("timeout"), ast.Constant):
                wrong.append(named(path, node.lineno, "sets a limit of its own"))
            if getattr(node.func, "id", "") == "settings" and "deadline" in given:
                wrong.append(named(path, node.lineno, "sets a time limit of a property"))
    assert not wrong


def test_tests_count_days_as_a_calendar_here_does():
    """Some days before a moment in UTC are another date here where the clocks changed between: a test of days that adds them
    to ``timezone.now()`` fails in the hour before midnight for half of the year."""
    days = re.compile(r"timezone\.now\(\)\s*[-+]\s*datetime\.timedelta\((?:days|weeks)|timezone\.now\(\)\.date\(")
    lines = [
        named(path, number, line.strip())
        for path in sources("tests")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if days.search(line) and path.name != Path(__file__).name
    ]
    assert not lines


def test_no_test_imports_a_test():
    """Shared code of tests is in modules of its own, so that any test file can be moved or deleted."""
    wrong = [
        named(path, line, module)
        for path in sources("tests")
        for line, module in imported(path)
        if module.startswith("tests.") and any(part.startswith("test_") for part in module.split("."))
    ]
    assert wrong == []


# pages ------------------------------------------------------------------------------------------------------------------

INLINE = {
    "a script without src": re.compile(r"<script(?![^>]*\bsrc=)", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.I),
    "a javascript: address": re.compile(r"javascript:", re.I),
}


@pytest.mark.parametrize("what", INLINE)
def test_no_page_holds_inline_script_or_style(what):
    found = [
        named(path, path.read_text()[: match.start()].count("\n") + 1, what)
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for match in INLINE[what].finditer(path.read_text())
    ]
    assert found == []


def test_pages_fetch_nothing_from_elsewhere():
    outside = re.compile(r"""(?:\bsrc|<link[^>]*\bhref|\baction)=["'](?:https?:)?//""", re.I)
    found = [str(path) for path in sorted((ROOT / "templates").rglob("*.html")) if outside.search(path.read_text())]
    found += [
        str(path)
        for path in sorted((ROOT / "static").rglob("*"))
        if path.suffix in (".css", ".js")
        and re.search(r"""(?:url\(|import\s|fetch\()\s*["']?https?:""", path.read_text())
    ]
    assert found == []


def test_every_form_that_writes_carries_its_token():
    """A page that could not be posted would be found late: each form by POST holds the token."""
    form = re.compile(r"<form\b[^>]*method=\"post\".*?</form>", re.I | re.S)
    found = [
        named(path, path.read_text()[: match.start()].count("\n") + 1, "a form without its token")
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for match in form.finditer(path.read_text())
        if "csrf_token" not in match[0]
    ]
    assert found == []


# database ---------------------------------------------------------------------------------------------------------------


def test_migrations_are_complete(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# documentation ----------------------------------------------------------------------------------------------------------


def test_each_promise_of_the_security_page_has_its_test():
    """What docs/security.md names exists, and it names enough not to have been emptied."""
    named = set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", (ROOT / "docs" / "security.md").read_text()))
    gone = [
        f"{file}::{test}"
        for file, test in sorted(named)
        if not (ROOT / file).exists() or (test and f"def {test}(" not in (ROOT / file).read_text())
    ]
    assert gone == []
    assert len(named) > 60
