"""What a piece of work costs: seconds on the clock, seconds of processor, and memory, of a process and all that it starts.

Linux only: it reads ``/proc``.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_BECOME_PARENT_OF_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER
_SAMPLE = 0.02  # seconds between two looks at memory


@dataclass(frozen=True)
class Cost:
    """``wall`` and ``cpu`` in seconds."""

    wall: float
    cpu: float


class Failed(RuntimeError):
    """A program that was measured did not do its work; the message holds the end of what it said."""


def adopt_orphans() -> None:
    """Adopt processes whose parent ends, so that what they used is counted too."""
    ctypes.CDLL(None).prctl(_BECOME_PARENT_OF_ORPHANS, 1, 0, 0, 0)


def let_go_of_orphans() -> None:
    """Take leave of those that have ended, so that none is left behind as a name in the list of processes."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def cost_of_command(command: Sequence[str | Path], env: dict[str, str], cwd: Path) -> Cost:
    """Run a command to its end, with all that it starts. Raises Failed where it fails."""
    before = _used_by_children()
    began = time.perf_counter()
    process = _start(command, env, cwd)
    said = process.communicate()[0]
    wall = time.perf_counter() - began
    _end_group(process.pid)
    if process.returncode:
        raise Failed(said.decode(errors="replace")[-600:])
    return Cost(wall, _used_by_children() - before)


def memory_of_command(command: Sequence[str | Path], env: dict[str, str], cwd: Path) -> float:
    """The most memory that a command and all that it starts take, in MB; see ``peak_memory``."""
    process = _start(command, env, cwd)
    with peak_memory(process.pid) as peak:
        process.communicate()
    _end_group(process.pid)
    return peak()


def _start(command: Sequence[str | Path], env: dict[str, str], cwd: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        list(map(str, command)),
        env=env,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def _end_group(group: int) -> None:
    """End what a command left running, and wait for it, which brings what it used into our account."""
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-group, 0)


def _used_by_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


# Processes that go on living -------------------------------------------------------------------------------------------


def tree(root: int) -> list[int]:
    """A process and all below it that are there now."""
    children: dict[int, list[int]] = {}
    for pid, fields in _processes():
        children.setdefault(int(fields[1]), []).append(pid)
    found = [root]
    for pid in found:
        found.extend(children.get(pid, ()))
    return found


def cpu_of_tree(root: int) -> float:
    """The seconds of processor that a process, those below it and those that it has outlived have used."""
    members = set(tree(root))
    # After the state and the parent: utime, stime, and both of the children that have been waited for.
    return sum(sum(map(int, fields[11:15])) for pid, fields in _processes() if pid in members) / _TICKS


def _processes() -> Iterator[tuple[int, list[str]]]:
    """Number and fields of ``/proc/N/stat`` from the state on, of all processes."""
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with suppress(OSError):
                stat = Path(entry.path, "stat").read_text()
                yield int(entry.name), stat.rpartition(")")[2].split()


@contextmanager
def peak_memory(root: int) -> Iterator[Callable[[], float]]:
    """Context manager: samples the memory of a process and all below it; gives a function that returns the peak in MB.

    It is the proportional size: what processes share is counted once, by the share of each.
    """
    most = 0
    done = threading.Event()

    def look() -> None:
        nonlocal most
        while not done.wait(_SAMPLE):
            most = max(most, sum(map(_proportional, tree(root))))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield lambda: most / 1000
    finally:
        done.set()
        watcher.join()


def _proportional(pid: int) -> int:
    """Kilobytes of a process, 0 where it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
