"""Place the lines around the tables of a plan: as sections, recommendations or lists, or left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from actionplans.document.warnings import AROUND, HEADING, LOOSE, SHOWN
from actionplans.reading.files.blocks import Blocks, Cell, Paragraph, Table

from .closed_parts import take_closed
from .counted_heads import as_recommendation, counted_above, counted_words
from .draft import Draft
from .joining import in_paragraphs, joined, unfinished
from .sections import ClassifiedLine, bare, classify, listed_recommendations
from .versions import read_version_line, read_versions

#: Headings above what explains the paper, or leads up to the plan.
_KEYS = re.compile(
    r"(?:abbreviations?|contents|distribution|foreword|glossary|introduction|background|purpose|key|legend|who is who|initials"
    r"|(?:b?rag|ratings?)(?: (?:key|ratings?|status))?$)\b",
    re.IGNORECASE,
)
#: "Strategic lead: J Reed" below a recommendation is no part of it.
_SAYS_WHAT = re.compile(r"[A-Z][\w /&]{2,40}:\s")


#: "What we want: people are seen again", in bold type below a heading, is about its part.
_SAYS_AIM = re.compile(r"[A-Z][^:]{2,40}:\s+\S+(?:\s+\S+){3}")


def _as_shown(line: ClassifiedLine, role: str) -> ClassifiedLine:
    """A line as what the user says that it is."""
    match role:
        case "section":
            return replace(line, what="section", strong=True)
        case "recommendation":
            return replace(line, what="recommendation", strong=True)
        case "description":
            return replace(line, what="plain", strong=False)
        case "text" | "goes-on":
            return replace(line, what="text", strong=False)
    return line


def _names_part(line: ClassifiedLine) -> bool:
    """Whether a line may name a part of the plan: "Recommendation – Single agency: Police" too, which has no number."""
    if line.what == "recommendation":
        return not line.number
    return line.what in ("heading", "numbered") and not line.general


def _counted(blocks: Sequence[Paragraph | Table]) -> Counter[int]:
    """How many headings of each level are counted through the paper: "1. Health action plan", "2. Police action plan"."""
    return Counter(
        block.level
        for block in blocks
        if isinstance(block, Paragraph) and block.level and classify(block).what == "numbered"
    )


def _parts(blocks: Sequence[Paragraph | Table]) -> Counter[int]:
    """How many headings of each level name a part of the paper."""
    headings = (block for block in blocks if isinstance(block, Paragraph) and block.level)
    return Counter(block.level for block in headings if not classify(block).general)


def _looks_above(blocks: Sequence[Paragraph | Table]) -> Counter[tuple[int, bool]]:
    """The looks of headings right above tables or lists: where several look alike, each names a part of the plan."""
    return Counter(
        (before.level, before.bold or before.level > 0)
        for before, block in pairwise(blocks)
        if isinstance(before, Paragraph)
        and (
            read_versions(block, bare(before.text)) is None
            if isinstance(block, Table)
            else classify(block).what in ("numbered", "recommendation")
        )
        and _names_part(classify(before))
    )


class Surroundings:
    """Places lines into a draft. ``waiting`` are those since the last table, ``tables`` counts the tables of the plan so far,
    and ``styles`` is how recommendations above tables have looked. ``counted`` is how many headings of each level have a number,
    ``above`` how many lines of each look, a level and whether it is strong, are right above a table or list;
    ``counting`` are the words of headings that count recommendations, ``numbered`` the lines in plain type that do."""

    def __init__(self, draft: Draft, blocks: Blocks) -> None:
        self.draft = draft
        self.waiting: list[Paragraph] = []
        self.tables = 0
        self.styles: set[str] = set()
        self.counted = _counted(blocks.blocks)
        self.parts = _parts(blocks.blocks)
        self.above = _looks_above(blocks.blocks)
        self.counting = counted_words(blocks.blocks)
        self.numbered = counted_above(blocks.blocks)

    def take_lines(self) -> list[ClassifiedLine]:
        """The lines since the last table, which wait no longer."""
        lines: list[ClassifiedLine] = []
        for paragraph in self.waiting:
            line = classify(paragraph)
            role = self.draft.hints.of_line(paragraph)
            if role == "leave-out":
                self.draft.leave_out(line.whole, SHOWN, line.place)
            elif role == "introduction":
                self.draft.introduction.append(line.whole)
            else:
                lines.append(_as_shown(line, role))
        self.waiting = []
        return lines

    def add_cell(self, cell: Cell) -> None:
        """The text of a cell that is no part of a plan's table, as lines."""
        for part in re.split(r"\n+", cell.text):
            if part.strip():
                self.waiting.append(
                    Paragraph(part, bold=cell.bold or part.startswith("**") and part.endswith("**"), place=cell.place)
                )

    def place(self, lines: list[ClassifiedLine], *, own: bool, continued: bool) -> None:
        """Give the lines above a plan's table their place. ``own`` says that the table names its recommendations."""
        if not lines:
            return
        if not own:
            lines = [as_recommendation(line, self.counting, self.numbered) for line in lines]
        headed = [i for i, line in enumerate(lines) if self._could_head(line)]
        if (
            continued
            and self.draft.row is not None
            and not headed
            and not any(line.what in ("section", "objectives", "outcomes", "heading") for line in lines)
        ):
            self._loose(lines)
            return
        if take_closed(lines, self.draft):
            return
        if own:
            self._known(lines)
        self._walk(lines, head=None if own else self._head_of(lines), own=own)

    def _could_head(self, line: ClassifiedLine) -> bool:
        if line.what == "recommendation":
            return True
        if line.what == "numbered":
            return "numbered" in self.styles or not self.styles or line.strong
        return line.strong or (line.what == "plain" and "plain" in self.styles)

    def _head_of(self, lines: list[ClassifiedLine]) -> int | None:
        """Which of the lines above a table is the recommendation that the table answers."""
        after = max((i for i, line in enumerate(lines) if line.what == "section"), default=-1)
        within = list(range(after + 1, len(lines)))
        listing = next((i for i in within if lines[i].what in ("objectives", "outcomes")), None)
        for i in reversed(within):
            line = lines[i]
            if line.what == "recommendation":
                return self._styled(i, line)
            if line.what == "numbered" and (
                line.strong or listing is None or i < listing or not self._in_list(lines, i, listing)
            ):
                return self._styled(i, line)
        for i in reversed(within):
            line = lines[i]
            if (
                line.what == "heading"
                and not line.general
                and (len(line.text.split()) >= 6 or "heading" in self.styles)
            ):
                if self.tables == 0 and not self.draft.title and i == 0 and len(line.text.split()) < 10:
                    continue
                return self._styled(i, line)
        last = len(lines) - 1
        if (
            last >= 0
            and lines[last].what == "plain"
            and last in within
            and listing is None
            and len(lines[last].text.split()) >= 6
        ) and (
            (len(within) == 1 and self.tables > 0)
            or "plain" in self.styles
            or re.match(
                r"(?:ensure|improve|develop|strengthen|review|establish|make|take|work|undertake|increase"
                r"|reduce|continue|provide|implement|consider)\b",
                lines[last].text,
                re.IGNORECASE,
            )
        ):
            return self._styled(last, lines[last])
        return None

    @staticmethod
    def _in_list(lines: list[ClassifiedLine], i: int, listing: int) -> bool:
        """Whether a numbered line is an item of the objectives that began at ``listing``."""
        before = lines[listing + 1 : i]
        return all(line.what == "numbered" for line in before) and (bool(before) or lines[i].number in ("1", "a", "i"))

    def _styled(self, i: int, line: ClassifiedLine) -> int:
        self.styles.add(line.what)
        return i

    def _loose(self, lines: list[ClassifiedLine]) -> None:
        row = self.draft.row
        assert row is not None
        written = [line.written for line in lines]
        for words in written:
            row.add("progress", words)
        rest = " and what follows it" if len(written) > 1 else ""
        self.draft.warn(
            LOOSE,
            row.place,
            f"“{_short(bare(written[0]))}”{rest} stood outside of the table; it was added to the progress of this row.",
        )

    def _known(self, lines: list[ClassifiedLine]) -> None:
        for line in lines:
            if line.level and self.counted[line.level] > 1:
                continue  # a heading of a part
            if line.what in ("numbered", "recommendation") and line.number and len(line.text.split()) >= 4:
                self.draft.known.setdefault(line.number, in_paragraphs(line.text))

    def _walk(
        self, lines: list[ClassifiedLine], *, head: int | None, listed: Collection[int] = (), own: bool = False
    ) -> None:
        """Take lines one by one. ``head`` is the recommendation of the table below, ``listed`` are recommendations."""
        draft = self.draft
        draft.listing = ""
        under = False  # below a recommendation's own line
        aside = False  # below a heading that names no part of the plan
        for i, line in enumerate(lines):
            if i == head or i in listed:
                draft.open_recommendation(line.number, in_paragraphs(line.text), called=line.called, place=line.place)
                draft.listing, under, aside = "", True, False
                continue
            if line.what == "text":
                if draft.recommendation is None:
                    draft.describe(line.text, line.place)
                else:
                    draft.present.text = joined(draft.present.text, in_paragraphs(line.text), cut=True)
                continue
            if under and head is not None and line.what in ("plain", "heading", "bullet"):
                recommendation = draft.present
                if not recommendation.text and line.what != "bullet":
                    recommendation.text = in_paragraphs(line.text)
                elif line.what == "bullet" or (unfinished(recommendation.text) and not _SAYS_WHAT.match(line.text)):
                    recommendation.text = joined(
                        recommendation.text,
                        line.written if line.what == "bullet" else in_paragraphs(line.text),
                        cut=True,
                    )
                else:
                    draft.describe(line.text, line.place)
                continue
            if under and listed and line.what in ("bullet", "numbered") and not line.strong and i - 1 >= 0:
                mark = f"{line.number}) " if line.what == "numbered" else "- "
                draft.present.text = joined(
                    draft.present.text, f"- {line.text}" if mark == "- " else f"- {mark}{line.text}"
                )
                continue
            under = False
            if (
                line.what == "heading"
                and not line.level
                and i
                and lines[i - 1].level
                and _SAYS_AIM.match(bare(line.written))
            ):
                draft.describe(line.text, line.place)
                continue
            if line.what in ("section", "objectives", "outcomes"):
                aside = False
            if line.what == "section":
                draft.open_section(draft.title_of(line), line.kind, line.number, printed=line.number, level=line.level)
            elif line.what in ("objectives", "outcomes") and (kind := self._opens(line)):
                draft.open_section(line.text, kind, "1")
            elif line.what in ("objectives", "outcomes"):
                draft.list_in(line.what, line.text, bare(line.written), line.place)
            elif (
                not aside
                and line.what == "bullet"
                or (draft.listing and line.what in ("numbered", "plain") and not line.strong)
            ):
                if draft.listing:
                    draft.item(line.text)
                else:
                    draft.describe(f"- {line.text}", line.place)
            elif (
                line.what in ("heading", "numbered")
                or own
                and line.what == "recommendation"
                and (line.called or not line.number)
            ) and line.strong:
                draft.listing = ""
                aside = draft.begun and line.general
                self._heading(lines, i)
            elif aside or (listed and i > max(listed)):
                draft.below.append(line.text)
                draft.leave_out(line.whole, AROUND, line.place)
            elif line.what in ("numbered", "recommendation") and line.number in draft.known:
                continue  # the table below names it by its number
            else:
                draft.describe(f"{line.number} {line.text}".strip(), line.place)

    def _opens(self, line: ClassifiedLine) -> str:
        """The kind of section that "Outcome: people are safe" opens where it is above all else; else ``""``."""
        match = re.match(r"\W*(objective|aim|outcome)\s*:", line.written, re.IGNORECASE)
        if not match or not line.strong or not line.text:
            return ""
        kind, section = match[1].lower(), self.draft.section
        if section.title and section.kind != kind:
            return ""
        return kind if section.title or not (section.objectives or section.outcomes) else ""

    def _heading(self, lines: list[ClassifiedLine], i: int) -> None:
        draft, line = self.draft, lines[i]
        text = f"{line.number} {line.text}".strip() if line.what == "numbered" else line.text
        if line.what == "recommendation":
            line = replace(line, text=bare(line.written), number="")  # which the title has
        below = lines[i + 1].what if i + 1 < len(lines) else ""
        if _KEYS.fullmatch(line.text):
            draft.leave_out(text, HEADING, line.place)
        elif (
            line.what == "numbered"
            and line.level
            and self.counted[line.level] > 1
            or below in ("", "numbered", "recommendation")
            and not line.general
            and self.above[line.level, line.strong] > 1
        ):
            draft.open_section(line.text, "", line.number, printed=line.number, level=line.level)
        elif not draft.begun and not draft.title:
            draft.title = text
        elif (
            not draft.begun
            and not draft.subtitle
            and line.what == "heading"
            and not _KEYS.match(line.text)
            and not (0 < draft.parts_from <= line.level and (not below or self.parts[line.level] > 1))
            and not (draft.title_sheet and f"“{draft.title_sheet}”" not in line.place)
        ):
            draft.subtitle = text
        elif line.general:
            draft.leave_out(text, HEADING, line.place)
        else:
            draft.open_section(line.text, "", line.number, printed=line.number, level=line.level)

    def place_last(self, *, between: bool = False) -> None:
        """Lines with no plan table below them: a list of recommendations, version lines, or words to leave out."""
        lines = self.take_lines()
        rest: list[ClassifiedLine] = []
        for line in lines:
            found = read_version_line(f"{line.number} {line.text}".strip() if line.what == "numbered" else line.text)
            if found is not None and (self.tables or len(lines) > 1):
                self.draft.versions.append(found)
            else:
                rest.append(line)
        if between and not self.tables:
            self.waiting = [Paragraph(r.written, r.level, r.number * r.automatic, r.strong, r.place) for r in rest]
            return
        if self.tables:
            for line in rest:
                self.draft.below.append(line.text)
                self.draft.leave_out(line.whole, AROUND, line.place)
            return
        self._walk(rest, head=None, listed=listed_recommendations(rest))


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77].rsplit(" ", 1)[0] + " …"
