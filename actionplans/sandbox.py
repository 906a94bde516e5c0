"""Run slow or untrusted work in a subprocess with time and memory limits: reading files from elsewhere, laying out pages.

Each piece of work has a folder of its own. The process finds there what to do and leaves there what came of it. It has
neither the site's secrets in its environment nor anything on its command line that a user typed, and it ends when the
process that started it ends, however that happens. No Django in here.
"""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
#: Seconds between two looks at a process that runs.
LOOK = 0.05
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


# From outside -----------------------------------------------------------------------------------------------------------


class TookTooLong(Exception):
    """The process had not ended within its time, and was ended with all that it had begun."""


@contextmanager
def work_folder(home: Path) -> Iterator[Path]:
    """A folder for one piece of work, for this account alone, taken away at the end. It is locked as long as this process
    lives, so that ``sweep`` can tell what was left behind."""
    make_folder(home)
    folder = Path(tempfile.mkdtemp(dir=home))
    try:
        with (folder / "lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make_folder(path: Path) -> Path:
    """Make a folder where there is none, and those above it, for this account alone."""
    if not path.exists():
        make_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
    return path


def sweep(home: Path, *, older: float = 60) -> None:
    """Remove the folders of work whose process was killed, if they are older than so many seconds."""
    for folder in home.glob("*"):
        with suppress(FileNotFoundError):  # somebody else sweeps too
            if time.time() - folder.stat().st_mtime > older and not is_locked(folder):
                shutil.rmtree(folder, ignore_errors=True)


def is_locked(folder: Path) -> bool:
    """Whether a process that lives has locked the folder's file ``lock``."""
    try:
        with (folder / "lock").open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def run(
    folder: Path,
    module: str,
    *words: str,
    seconds: float,
    home: Path | None = None,
    watch: Callable[[dict[str, Any]], object] | None = None,
) -> dict[str, Any]:
    """Run ``python -m module folder words`` and wait for it: the outcome that it left in the folder, empty where it left
    none.

    ``home`` is where its libraries may keep what they like, by default the folder itself. ``watch`` is called several times a
    second with the progress that it left, and may raise to end it. Nothing that it began is left running, whatever happens.
    Raises TookTooLong after so many ``seconds``."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", module, str(folder), *words],
            cwd=ROOT,
            env={
                "PATH": os.defpath,
                "LANG": "C.UTF-8",
                "PYTHONPATH": str(ROOT),
                "HOME": str(home or folder),
                "TMPDIR": str(folder),
                "PARENT": str(os.getpid()),
            },
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        until = time.monotonic() + seconds
        while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            if time.monotonic() > until:
                raise TookTooLong
            if watch:
                watch(found(folder / "progress"))
            time.sleep(LOOK)
    finally:
        # Not waited for yet, so its number cannot have gone to another group.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return found(folder / "outcome")


def found(path: Path) -> dict[str, Any]:
    """What ``put`` left there; empty where there is nothing."""
    try:
        return json.loads(path.read_text())
    except FileNotFoundError:
        return {}


# From both sides --------------------------------------------------------------------------------------------------------


def put(folder: Path, name: str, value: dict[str, Any]) -> None:
    """Write a file whole or not at all, for this account alone: somebody may look at any moment."""
    put_bytes(folder, name, json.dumps(value, ensure_ascii=False).encode())


def put_bytes(folder: Path, name: str, content: bytes) -> None:
    """``put`` for what is no JSON."""
    made = folder / f"{name}.{threading.get_native_id()}.new"
    try:
        with open(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
        made.replace(folder / name)
    finally:
        made.unlink(missing_ok=True)  # half a file on a full disk would fill it further


# From within ------------------------------------------------------------------------------------------------------------


def limit(*, seconds: int, memory: int, written: int, over: Callable[[int, Any], None], work: int = 0) -> None:
    """Limits for this process: ``seconds`` by the clock, after which ``over`` is called as the handler of a signal; seconds of
    ``work``, by default a little more than those; bytes of ``memory``, and of each file that is ``written``."""
    end_with_parent()
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    work = work or seconds + 5
    resource.setrlimit(resource.RLIMIT_CPU, (work, work + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, over)
    signal.alarm(seconds)


def end_with_parent() -> None:
    """Have the system kill this process when the thread that started it ends, and end now if that has happened already."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if int(os.environ.get("PARENT", os.getppid())) != os.getppid():
        os._exit(1)
