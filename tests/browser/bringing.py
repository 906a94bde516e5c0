"""Bringing a file in a browser, and looking at the page that follows at three widths."""

import os

from tests.browser.conftest import DESKTOP, PHONE, SMALL_PHONE
from tests.browser.examining import examine


def bring(page, site, path):
    page.goto(site.address + "/boards/fenmarsh/imports/new/")
    page.get_by_label("The file").set_input_files(str(path))
    page.get_by_role("button", name="Read the file").click()


def check(page, name, axe) -> list[str]:
    """What axe finds on the page at three widths, and where it is wider than its window; a picture of each with PICTURES set to a
    folder."""
    faults = []
    for size in (DESKTOP, PHONE, SMALL_PHONE):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        faults += examine(page, f"{name} {size[0]}", axe)
        width = page.evaluate("document.documentElement.scrollWidth")
        faults += [f"{name}: {width} px at {size[0]}"] if width > size[0] else []
        if where := os.environ.get("PICTURES"):
            page.screenshot(path=f"{where}/{name}-{size[0]}.png", full_page=True)
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    return faults
