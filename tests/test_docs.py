"""All files that the documents name exist, and so do the functions and classes named with them."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
DOCUMENTS = [name for name in FILES if name.endswith(".md")]

#: ``actionplans/views/notes.py: note_add`` or ``tests/x.py::test_y``; alone it names a file, or the end of its path.
NAMED = re.compile(r"`([\w./-]+\.(?:py|html|js|css|sh|toml|in|txt|md))(?:::? ?(\w+))?`")
#: Files of the examples in the recipes, which do not exist.
EXAMPLES = {
    "actionplans/writing/editions/dates.py",
    "actionplans/views/meetings.py",
    "templates/actionplans/meetings/list.html",
    "actionplans/pages/meetings.py",
    "actionplans/forms/meetings.py",
    "actionplans/operations/meetings.py",
    "tests/actionplans/views/test_meetings.py",
    "tests/x.py",
}


def files_called(name: str) -> list[str]:
    return [path for path in FILES if path == name or path.endswith(f"/{name}")]


def defines(path: str, name: str) -> bool:
    pattern = rf"^\s*(?:def|class|async def) {name}\b|^{name}\b\s*[:=]|^\s+{name}: |function {name}\b"
    return re.search(pattern, (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE) is not None


def test_the_documents_are_found():
    assert {"README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/decisions/licence.md"} <= set(DOCUMENTS)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_document_names_exists(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    missing = []
    for name, inside in NAMED.findall(text):
        found = files_called(name)
        if name in EXAMPLES or (not found and name.startswith("var/")):
            continue
        if not found or (inside and not any(defines(path, inside) for path in found)):
            missing.append(f"{name}: {inside}" if inside else name)
    assert missing == []


def test_links_between_documents_lead_somewhere():
    broken = []
    for document in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#\s]+)", (ROOT / document).read_text(encoding="utf-8")):
            if "://" not in target and not ((ROOT / document).parent / target).exists():
                broken.append(f"{document}: {target}")
    assert broken == []


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_an_example_of_a_recipe_is_one_still(name):
    assert not (ROOT / name).exists()
