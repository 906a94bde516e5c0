"""Work in a process of its own, for what may take long or break: reading files from elsewhere, laying out pages.

Each piece of work has a folder of its own. The process finds there what to do and leaves there what came of it; a lock in
the folder is held as long as it lives, however it ends, and by that others tell whether it still runs. The process has
neither the site's secrets in its environment nor anything on its command line that somebody typed. No Django in here.
"""

from __future__ import annotations

import fcntl
import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


# From outside -----------------------------------------------------------------------------------------------------------


def start(folder: Path, module: str, *words: str, home: Path | None = None) -> None:
    """Begin to run ``python -m module folder words``, without waiting for it. ``home`` is where its libraries may keep what
    they like, by default the folder itself."""
    with (folder / "lock").open("wb") as lock, (folder / "log").open("wb") as log:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = subprocess.Popen(
            [sys.executable, "-m", module, str(folder), *words],
            cwd=ROOT,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), "HOME": str(home or folder)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=[lock.fileno()],
            start_new_session=True,
        )
        put(folder, "process", {"id": process.pid})


def running(folder: Path) -> bool:
    """Whether the process of a folder, or one that it forked, is still alive."""
    try:
        with (folder / "lock").open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def seconds_since_start(folder: Path) -> float:
    """How long ago the process of a folder was begun; 0 where none was."""
    try:
        return max(0.0, time.time() - (folder / "lock").stat().st_mtime)
    except FileNotFoundError:
        return 0.0


def stop(folder: Path) -> None:
    """End the process of a folder and all that it began, at once. Does nothing where it has ended."""
    process = found(folder / "process").get("id")
    # While the lock is held one of the group lives, so its number cannot have gone to anybody else.
    if process and running(folder):
        with suppress(ProcessLookupError):
            os.killpg(process, signal.SIGKILL)


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


def limit(*, seconds: int, memory: int, written: int, over: Callable[[int, Any], None]) -> None:
    """Limits for this process: ``seconds`` by the clock, after which ``over`` is called as the handler of a signal, and a
    little more of work; bytes of ``memory``, and of each file that is ``written``."""
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 5, seconds + 10))
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, over)
    signal.alarm(seconds)
