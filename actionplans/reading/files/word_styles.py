"""Styles and automatic numbers of a Word file. Numbers are computed as Word does: they are no part of a file's text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from actionplans.reading.files.word_xml import Package, W, is_on, value_of, whole_number


@dataclass(frozen=True)
class Style:
    """A paragraph or character style with all that it inherits."""

    name: str = ""
    level: int = 0  # of a heading, 1 to 9
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    struck: bool = False
    size: float = 0  # of its type in points, 0 where no style says
    numbering: str = ""
    list_level: int = 0


@dataclass
class Level:
    start: int = 1
    kind: str = "decimal"
    pattern: str = ""
    restart: int = -1


@dataclass
class Numbering:
    """The lists of a file, and how far each has been counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # per abstract list
    of: dict[str, str] = field(default_factory=dict)  # list -> abstract list
    overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    counted: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def level(self, number: str, depth: int) -> Level | None:
        return self.levels.get(self.of.get(number, ""), {}).get(depth)

    def next(self, number: str, depth: int) -> str:
        """The number that Word prints before the next paragraph of a list; a bullet is ``"-"``, none ``""``."""
        level = self.level(number, depth)
        if level is None or level.kind == "none":
            return ""
        if level.kind == "bullet":
            return "-"
        abstract = self.of[number]
        counts = self.counted.setdefault(abstract, {})
        if number not in self.begun:
            self.begun.add(number)
            for at, start in self.overrides.get(number, {}).items():
                counts[at] = start - 1
        levels = self.levels[abstract]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth and (levels.get(d) or Level()).restart != 0]:
            del counts[deeper]

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            of = levels.get(at, Level())
            return _count(counts.get(at, of.start), "decimal" if of.kind == "bullet" else of.kind)

        return re.sub(r"%([1-9])", shown, level.pattern).strip()


def _count(n: int, kind: str) -> str:
    if kind.endswith("Letter"):
        text = chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1)
        return text.upper() if kind.startswith("upper") else text
    if kind.endswith("Roman"):
        text = ""
        for value, letters in zip(
            (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
            ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
            strict=True,
        ):
            text += letters * (n // value)
            n %= value
        return text.upper() if kind.startswith("upper") else text
    return f"{n:02}" if kind == "decimalZero" else str(n)


def styles_of(package: Package) -> tuple[dict[str, Style], Style]:
    """The styles of a file by their keys, and the one of a paragraph that names none."""
    name = package.target(package.main, "styles")
    if not name:
        return {}, Style()
    root = package.xml(name)
    raw = {style.get(W + "styleId"): style for style in root.iter(W + "style")}
    made: dict[str, Style] = {}

    def make(key: str, seen: tuple[str, ...] = ()) -> Style:
        if key in made:
            return made[key]
        style = raw.get(key)
        if style is None or key in seen:
            return Style()
        base = make(value_of(style, "basedOn"), (*seen, key))
        own = value_of(style, "name")
        level = base.level
        if match := re.fullmatch(r"heading (\d)", own, re.IGNORECASE):
            level = int(match[1])
        elif own.lower() == "title":
            level = 1
        elif outline := value_of(style, "pPr/outlineLvl"):
            level = whole_number(outline, 9) + 1 if whole_number(outline, 9) < 9 else 0
        marks = style.find(W + "rPr")
        bold, italic, hidden = is_on(marks, "b"), is_on(marks, "i"), is_on(marks, "vanish")
        said = [value for name in ("strike", "dstrike") if (value := is_on(marks, name)) is not None]
        made[key] = Style(
            name=own,
            level=level,
            bold=base.bold if bold is None else bold,
            italic=base.italic if italic is None else italic,
            hidden=base.hidden if hidden is None else hidden,
            struck=any(said) if said else base.struck,
            size=whole_number(value_of(marks, "sz")) / 2 or base.size,
            numbering=value_of(style, "pPr/numPr/numId") or base.numbering,
            list_level=whole_number(value_of(style, "pPr/numPr/ilvl"), base.list_level),
        )
        return made[key]

    for key in raw:
        make(key)
    usual = next((s for s in raw.values() if s.get(W + "default") == "1" and s.get(W + "type") == "paragraph"), None)
    return made, made.get(usual.get(W + "styleId"), Style()) if usual is not None else Style()


def numbering_of(package: Package) -> Numbering:
    """The lists of a file, nothing counted yet."""
    lists = Numbering()
    name = package.target(package.main, "numbering")
    if not name:
        return lists
    root = package.xml(name)
    by_style: dict[str, str] = {}
    linked: dict[str, str] = {}
    for abstract in root.iter(W + "abstractNum"):
        key = abstract.get(W + "abstractNumId") or ""
        lists.levels[key] = {
            whole_number(level.get(W + "ilvl") or "0"): _level(level) for level in abstract.findall(W + "lvl")
        }
        if style := value_of(abstract, "styleLink"):
            by_style[style] = key
        if style := value_of(abstract, "numStyleLink"):
            linked[key] = style
    for number in root.iter(W + "num"):
        key = number.get(W + "numId") or ""
        abstract = value_of(number, "abstractNumId")
        lists.of[key] = by_style.get(linked.get(abstract, ""), abstract)
        for override in number.findall(W + "lvlOverride"):
            depth = whole_number(override.get(W + "ilvl") or "0")
            if start := value_of(override, "startOverride"):
                lists.overrides.setdefault(key, {})[depth] = whole_number(start, 1)
            if (level := override.find(W + "lvl")) is not None:
                own = f"{lists.of[key]}/{key}"
                lists.levels.setdefault(own, dict(lists.levels.get(lists.of[key], {})))[depth] = _level(level)
                lists.of[key] = own
    return lists


def _level(level: etree._Element) -> Level:
    return Level(
        start=whole_number(value_of(level, "start"), 1),
        kind=value_of(level, "numFmt") or "decimal",
        pattern=value_of(level, "lvlText"),
        restart=whole_number(value_of(level, "lvlRestart"), -1),
    )
