"""What axe-core finds on a page, and whether it is wider than its window."""

from __future__ import annotations

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def look(page, address, name, axe, size) -> list[str]:
    page.goto(address)
    faults = examine(page, name, axe)
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > size[0]:
        faults.append(f"{name}: scrolls sideways, {width} px at {size[0]}")
    return faults


def examine(page, name, axe) -> list[str]:
    page.evaluate(axe)
    result = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    return [
        f"{name}: {v['id']}: {v['help']}: {v['nodes'][0]['html'][:200]} ({len(v['nodes'])} times)"
        for v in result["violations"]
    ]
