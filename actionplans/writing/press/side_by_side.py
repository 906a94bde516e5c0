"""Lay out parts at the same time, in forked processes."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path

from . import kept as keeping
from .engine import kit, style_sheet
from .layout import LaidOut, Part, lay_out

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def lay_out_all(parts: list[Part], *, workers: int, kept: Path | None) -> Iterator[LaidOut]:
    """The parts as pages, in their order, each as soon as it and those before it are there.

    With more than one worker the process is forked, so it must have no other threads. ``kept`` is a folder in which parts
    are kept and found again.
    """
    found: list[LaidOut | None] = [keeping.recall(kept, part) if kept else None for part in parts]
    missing = [part for part, there in zip(parts, found, strict=True) if there is None]
    with ExitStack() as stack:
        made = iter(_made(missing, workers, stack))
        for part, there in zip(parts, found, strict=True):
            if there is None:
                there = next(made)
                if kept:
                    keeping.keep(kept, part, there)
            yield there


def _made(parts: list[Part], workers: int, stack: ExitStack) -> Iterator[LaidOut]:
    if workers < 2 or len(parts) < 2:
        return map(lay_out, parts)
    gc.freeze()
    stack.callback(gc.unfreeze)
    pool = ProcessPoolExecutor(
        min(workers, len(parts)), mp_context=get_context("fork"), initializer=_begin, initargs=(os.getpid(),)
    )
    stack.callback(pool.shutdown, cancel_futures=True)
    return pool.map(lay_out, parts)


def _begin(parent: int) -> None:
    """Begin a forked process: it ends with its parent, and has fonts of its own.

    Pango from 1.52 on looks fonts up in a thread that begins with the font map; a fork has no threads but its own, so that one
    with the font map of its parent would wait for an answer for ever."""
    _end_with(parent)
    kit.cache_clear()
    style_sheet.cache_clear()


def _end_with(parent: int) -> None:
    """Have this process killed when its parent ends, however that ends: it would get no more work, and would keep what it
    was given, locks included. Only Linux can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
