"""A process that is kept warm and prints what it is asked to, a line of JSON for each print: this project's, or Chromium's.

``python -m tests.bench.warm ours`` or ``… chromium``. Each line names the files and is answered with an empty object.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any


def ours() -> Callable[..., None]:
    """Django set up and the press imported, as in a process that serves."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from actionplans.document.tree import PlanDocument
    from actionplans.writing.editions.compose import print_of
    from actionplans.writing.order import Order
    from actionplans.writing.press import press
    from tests.bench.plans import PUBLISHED

    @cache
    def order(source: str) -> Order:
        return Order(PlanDocument.loads(Path(source).read_bytes()), PUBLISHED)

    def print_file(source: str, out: str, kept: str | None, workers: int, tagged: bool) -> None:
        if out:
            folder = Path(kept) if kept else None
            printed = press(print_of(order(source)), kept=folder, workers=workers, tagged=tagged)
            Path(out).write_bytes(printed.pdf)
        else:
            order(source)  # as in the application, the plan is there before it is printed

    return print_file


def chromium() -> Callable[..., None]:
    """One browser, a new page for each print."""
    from playwright.sync_api import sync_playwright

    browser = (
        sync_playwright()
        .start()
        .chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", "--disable-gpu"])
    )

    def print_file(source: str, out: str) -> None:
        page = browser.new_page()
        page.goto(Path(source).as_uri())
        page.pdf(path=out, prefer_css_page_size=True, tagged=True, outline=True)
        page.close()

    return print_file


def answer(print_file: Callable[..., Any]) -> None:
    """Answer each line until there is none."""
    sys.stdout.write("{}\n")  # ready
    sys.stdout.flush()
    for line in sys.stdin:
        print_file(**json.loads(line))
        sys.stdout.write("{}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    answer({"ours": ours, "chromium": chromium}[sys.argv[1]]())
