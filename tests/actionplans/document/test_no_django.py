"""The plan document works without Django: a plan in a file can be read, compared and printed with no database."""

import subprocess
import sys
from pathlib import Path

import actionplans.document

SCRIPT = """
import importlib, pkgutil, sys
import actionplans.document as package
for module in pkgutil.iter_modules(package.__path__):
    importlib.import_module(f"actionplans.document.{module.name}")
print(*sorted(name for name in sys.modules if name.partition(".")[0] in ("django", "simple_history", "boards", "audits")))
"""


def test_reading_and_comparing_documents_loads_no_django():
    root = Path(actionplans.document.__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
