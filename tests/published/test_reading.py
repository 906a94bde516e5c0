"""Published plans are understood as a careful reader understood them, and files that could do harm are refused."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from actionplans.reading import read_plan
from actionplans.reading.files.blocks import ReadingError
from tests.published.conftest import PLANS

LEAST = {".pdf": 0.93}
TRUTHS = {path.stem: path for path in sorted((PLANS / "truth").glob("*.json"))}
EXPECTED = json.loads((PLANS / "hostile" / "EXPECTED.json").read_text())


def score(path: Path, truth: Path) -> dict[str, float]:
    spec = importlib.util.spec_from_file_location("score", PLANS / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    plan = json.loads(read_plan(path.read_bytes(), path.name).dumps())
    return module.score(plan, json.loads(truth.read_text()))


PLAIN = [(path, TRUTHS[path.stem]) for path in sorted(PLANS.iterdir()) if path.stem in TRUTHS]
ODD = [(PLANS / "hostile" / e["file"], PLANS / e["compare_with"]) for e in EXPECTED if e["compare_with"]]


@pytest.mark.parametrize(("path", "truth"), PLAIN + ODD, ids=lambda p: p.name)
def test_a_published_plan_is_understood(path, truth):
    measures = score(path, truth)
    least = LEAST.get(path.suffix, 0.95)
    assert {name: value for name, value in measures.items() if value < least} == {}


#: All that are not to be understood; formulas are text there, and not refused.
HARMFUL = [e["file"] for e in EXPECTED if not e["compare_with"] and "evaluated" not in e["expected"]]


@pytest.mark.parametrize("name", HARMFUL)
def test_a_file_that_could_do_harm_is_refused_in_one_sentence(name):
    with pytest.raises(ReadingError) as refusal:
        read_plan((PLANS / "hostile" / name).read_bytes(), name)
    words = str(refusal.value)
    assert words.endswith(".")
    assert len(words) < 200
