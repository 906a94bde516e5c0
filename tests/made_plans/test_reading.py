"""Plans in the layouts of many boards are read as a careful officer reads them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from actionplans.reading import read_plan
from tests.made_plans.scoring import measures

HERE = Path(__file__).parent
FILES = sorted(path for path in HERE.iterdir() if path.suffix in (".docx", ".xlsx", ".pdf"))
#: So much of each measure, or all but one.
LEAST = 0.95
#: Kinds of notices, each shown once with its places, that a plan which is read well gives at most.
MOST_NOTICES = 10


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_plan_is_read_as_an_officer_reads_it(path):
    truth = json.loads((HERE / "truth" / f"{path.stem}.json").read_text())
    document = read_plan(path)
    missed = {
        name: f"{measure.hits:g} of {measure.all}"
        for name, measure in measures(json.loads(document.dumps()), truth).items()
        if not measure.is_enough(LEAST)
    }
    assert missed == {}
    notices = {(w.kind, w.reason, w.place.field if w.place else "") for w in document.warnings}
    assert len(notices) <= MOST_NOTICES


def test_there_are_plans_of_each_format():
    assert len(FILES) >= 24
    assert {path.suffix for path in FILES} == {".docx", ".xlsx", ".pdf"}
    assert all((HERE / "scripts" / f"make_{path.stem}.py").exists() for path in FILES)
