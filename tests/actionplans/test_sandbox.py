"""The sandbox: what it runs ends with it, whenever that is."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from actionplans import sandbox

LIMITED = (
    "from actionplans import sandbox; sandbox.limit(seconds=9, memory=2**30, written=9, over=print); print('at work')"
)


@pytest.mark.parametrize(("is_alive", "said"), [(True, "at work\n"), (False, "")])
def test_a_process_whose_parent_died_before_it_could_ask_to_die_with_it_ends_by_itself(is_alive, said):
    env = {"PYTHONPATH": str(sandbox.ROOT), "PARENT": str(os.getpid() if is_alive else 1)}
    done = subprocess.run([sys.executable, "-c", LIMITED], env=env, capture_output=True, text=True)
    assert (done.stdout, done.returncode) == (said, 0 if said else 1)


def test_what_watches_it_may_end_it(tmp_path):
    def enough(progress):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        sandbox.run(tmp_path, "timeit", "-s", "import time", "time.sleep(60)", seconds=60, watch=enough)
