"""How the work of a function grows with what it is given: by the ratio of two measurements, never by seconds.

Four times as much text takes a linear reader four times as long and a quadratic one sixteen times. The measure is the time
that this thread had a core, the least of several runs, and a ratio that is too large is measured again: so that a loaded
machine cannot fail a test.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from typing import Any

#: Sizes in characters, each four times the one before; a quadratic reader of the last is slow enough to tell.
SIZES = (2_500, 10_000)
#: Between 4 (linear) and 16 (quadratic).
TOO_MUCH = 9.0
_TRIES = 5


def cost(work: Callable[[Any], object], given: Any, runs: int = 3) -> float:
    """The least time that the work took of several runs."""
    least = float("inf")
    gc.disable()  # a collection walks over all that the other tests left
    try:
        for _ in range(runs):
            began = time.thread_time()
            work(given)
            least = min(least, time.thread_time() - began)
    finally:
        gc.enable()
    return max(least, 1e-7)


def worst_growth(work: Callable[[Any], object], of_size: Callable[[int], Any], sizes: tuple[int, ...] = SIZES) -> float:
    """The greatest growth of the work from one size to the next; stops at one that is TOO_MUCH, since the next would take
    too long."""
    worst = 0.0
    for small, large in zip(sizes, sizes[1:], strict=False):
        given = of_size(small), of_size(large)
        growth = min(_growths(work, *given))
        worst = max(worst, growth)
        if growth > TOO_MUCH:
            break
    return worst


def _growths(work: Callable[[Any], object], small: Any, large: Any) -> Iterator[float]:
    """Measurements of one growth, each more careful than the one before, no more of them than are needed."""
    for runs in range(1, _TRIES + 1):
        growth = cost(work, large, runs) / cost(work, small, runs)
        yield growth
        if growth <= TOO_MUCH:
            return
