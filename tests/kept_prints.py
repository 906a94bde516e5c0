"""Prints in tests are laid out once: their parts are kept between runs, as the site keeps them between prints.

Tests of the press itself use the fixture ``fresh_prints``, or set the folder of the parts themselves.
"""

from __future__ import annotations

import hashlib
import sys
import time
from contextlib import suppress
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from tests.databases import KEPT

_FONTS = Path("/usr/share/fonts")
_is_fresh = False
#: Seconds after which a kept part is deleted if no test has used it.
AGE = 14 * 24 * 60 * 60


def begin_fresh(fresh: bool) -> None:
    """Say whether the test that begins needs its prints laid out again."""
    global _is_fresh
    _is_fresh = fresh
    press = sys.modules.get("actionplans.writing.press")
    if press and not hasattr(press.lay_out_all, "laid_out_by"):
        press.lay_out_all = _keeping(press.lay_out_all)


def _keeping(lay_out_all: Any) -> Any:
    def kept_or_laid_out(parts: list[Any], *, workers: int, kept: Path | None) -> Any:
        return lay_out_all(parts, workers=workers, kept=kept if kept or _is_fresh else _folder())

    kept_or_laid_out.laid_out_by = lay_out_all
    return kept_or_laid_out


@cache
def _folder() -> Path:
    """A folder for the packages, Pango and fonts of this machine; the press adds its own program to each name."""
    digest = hashlib.sha256()
    for name in sorted(f"{found.name} {found.version}" for found in distributions()):
        digest.update(name.encode())
    for file in sorted([*_FONTS.rglob("*.[ot]tf"), *Path("/usr/lib").glob("*/libpango*.so*")]):
        digest.update(f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}".encode())
    folder = KEPT / "prints" / digest.hexdigest()[:24]
    if not folder.exists():
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    return folder


def sweep() -> None:
    """Delete what no test has used in two weeks: parts of prints, and marks of prints with which nothing was wrong."""
    for file in [*KEPT.glob("prints/*/*"), *KEPT.glob("good/*")]:
        with suppress(FileNotFoundError):  # the other run sweeps too
            if time.time() - file.stat().st_mtime > AGE:
                file.unlink()
