"""Where the plan begins in its file, and what it is called.

A committee's report may come first and the plan be its appendix; then title and version are those of the appendix. The title is
found by what is seen: Word's style for titles, the largest type, the words of a plan, and that a board's name alone is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from actionplans.document.tree import VersionLine
from actionplans.reading.files.blocks import Blocks, Cell, Paragraph, Table

from .forms import form_as_table
from .heading_words import plain
from .hints import Hints
from .outline import with_tables
from .sections import bare, classify
from .table_shape import is_head, names_actions
from .versions import read_updated_line, read_version_in, read_version_line, read_versions, version_of_form

_APPENDIX = re.compile(
    r"(?:appendix|annex(?:e)?|enclosure|attachment|schedule)\s+(?:[A-Z]|\d{1,2}|[ivx]+)\b\W*(.*)", re.IGNORECASE
)
OF_PLAN = re.compile(r"\b(?:plans?|tracker|action log|statement of action|response to)\b", re.IGNORECASE)
#: What a plan's title speaks of, besides the plan itself.
_SUBJECT = re.compile(
    r"\b(?:reviews?|inspections?|jtai|ilacs|hmicfrs|cqc|ofsted|sar|cspr|scr|dhr|dardr|audit|send|homicide|learning|improving"
    r"|improvement|response|strategy|assurance)\b",
    re.IGNORECASE,
)
#: A title that any plan could have: the line beside it may say more.
ANY_PLAN = re.compile(
    r"(?:(?:multi-?agency|single agency|draft|combined|composite|overall|updated?|joint|the|board|partnership)\s+)*"
    r"(?:action|improvement|recovery|delivery|implementation|business)?\s*(?:plan|tracker|log)s?(?:\s+(?:tracker|update|template))?"
    r"\W*(?:\d{4}(?:\s*[-–/]\s*\d{2,4})?)?",
    re.IGNORECASE,
)
_BODY = (
    r"boards?|partnerships?|partners|councils?|committees?|trust|constabulary|police(?: service| force)?|authority|services?"
    r"|icb|integrated care board|commissioner|alliance|collaborative|executive|cabinet|panel|group|directorate|department"
    r"|(?:lscb|lscp|lsp|scp|sab|ssab|nhs foundation trust|nhs trust)"
)
_NAME_OF_BODY = re.compile(
    rf"(?!(?:for|to|by|from|report|recommendations?|actions?|findings?)\b)(?:.*\b)?(?:{_BODY})(?:\s*\([A-Z]{{2,8}}\))?",
    re.IGNORECASE,
)
_COUNCIL_OF = re.compile(
    r"(?:london borough|city|borough|county|royal borough|diocese|council) of [\w’' -]+", re.IGNORECASE
)
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,3}\s*(?:(?:of|/)\s*\d{1,3})?|page\s+\w+", re.IGNORECASE)
_MARKING = re.compile(r"(?:official|restricted|confidential|not protectively marked|draft)\b.{0,40}", re.IGNORECASE)
_ONLY_MARKING = re.compile(
    r"\W*(?:official|restricted|confidential|not protectively marked)(?:\W+(?:sensitive|personal|commercial|private))*\W*",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"[A-Z][\w /’'()]{1,30}:\s+\S")
#: A paper about a plan, which may be an appendix to it.
_OF_PAPER = re.compile(r"\b(?:report|paper|cover(?:ing)?|briefing|updates?|progress|minutes|note)\b", re.IGNORECASE)
#: As many words of paragraphs before a plan are a report.
_REPORT_WORDS = 120
_LONGEST_TITLE = 30  # words


@dataclass
class Front:
    """What stands before the plan. ``begin`` is the index of the block that the plan begins with, ``title``, ``subtitle`` and
    ``version`` are its own, ``taken`` the blocks that these are, ``title_at`` and ``sheet`` where the title is;
    ``parts_from`` is the level from which on headings are parts of the plan, 0 where the title has none; ``names`` are blocks
    that name a body only, ``before`` tables of who and when above those of the plan."""

    begin: int = 0
    title: str = ""
    subtitle: str = ""
    title_at: int | None = None
    parts_from: int = 0
    sheet: str = ""
    version: VersionLine | None = None
    taken: set[int] = field(default_factory=set)
    names: set[int] = field(default_factory=set)
    before: set[int] = field(default_factory=set)


def is_page_number(text: str) -> bool:
    """Whether a line is a page's number that was typed: "Page 3 of 4"."""
    return bool(re.match(r"page\b", text.strip(), re.IGNORECASE) and _PAGE_NUMBER.fullmatch(text.strip(" .")))


def is_marking(text: str) -> bool:
    """Whether a line is the marking of a paper and no more: "OFFICIAL – SENSITIVE"."""
    return bool(_ONLY_MARKING.fullmatch(bare(text).strip()))


def is_name_of_body(text: str) -> bool:
    """Whether a line is the name of a board or agency and no more."""
    words = bare(text).strip(" .")
    if len(words.split()) > 9 or OF_PLAN.search(words) or _SUBJECT.search(words) or re.search(r"\d", words):
        return False
    return bool(_NAME_OF_BODY.fullmatch(words) or _COUNCIL_OF.fullmatch(words))


def opened(blocks: Blocks, hints: Hints) -> Blocks:
    """The blocks with the lines of a title page that a sheet has as a table (a title at the left, a key at the right) as
    paragraphs, and what stands beside them as a table of its own."""
    out: list[Paragraph | Table] = []
    for block in with_tables(blocks.blocks, hints):
        if isinstance(block, Table) and block.width >= 4 and not is_plan(block) and read_versions(block) is None:
            out += _apart(block)
        else:
            out.append(block)
    return replace(blocks, blocks=tuple(out))


def _apart(table: Table) -> list[Paragraph | Table]:
    """The lines at the left of a table of few words, and the rest as a table; the table itself where it is not so built."""
    lines: list[Paragraph] = []
    beside: list[tuple[Cell, ...]] = []
    for row in table.rows:
        filled = [x for x, cell in enumerate(row) if cell.text.strip()]
        if filled and filled[0] == 0 and (len(filled) == 1 or filled[1] - filled[0] >= 3):
            cell = row[0]
            lines += [
                Paragraph(part, bold=cell.bold, place=cell.place, sheet=table.sheet)
                for part in cell.text.split("\n")
                if part.strip()
            ]
            filled = filled[1:]
        elif filled and filled[0] < 3:
            return [table]
        if filled:
            beside.append(tuple(row[x] for x in filled))
    if not lines:
        return [table]
    return [*lines, Table(tuple(beside), 0, table.place, table.sheet)] if beside else [*lines]


def read_front(blocks: Blocks, hints: Hints) -> Front:
    """Find the plan in its file, and its title."""
    plans = [i for i, block in enumerate(blocks.blocks) if isinstance(block, Table) and is_plan(block)]
    # before tables that name actions, one with "Stage", "Who" and "When" is of the report
    first = next((i for i in plans if _names_actions(blocks.blocks[i])), plans[0] if plans else None)
    first = _in_appendix(blocks.blocks, plans, first)
    front = Front()
    front.before = set(plans[: plans.index(first)]) if first is not None else set()
    if first is None:
        front.begin = _appendix_of_list(blocks.blocks)
        end = next((i for i in range(front.begin, len(blocks.blocks)) if _opens_plan(blocks.blocks[i])), 0)
    else:
        front.begin = _beginning(blocks.blocks, first)
        end = first
    _find_title(front, blocks.blocks, end, hints)
    if front.version is None:
        tables = [block for block in blocks.blocks[front.begin : end] if isinstance(block, Table)]
        forms = [table for table in tables if read_versions(table) is None]
        front.version = next((version for table in forms if (version := version_of_form(table))), None)
    return front


def is_plan(table: Table) -> bool:
    """Whether a table has the headings of a plan."""
    if read_versions(table) is not None or table.width < 2:
        return False
    return form_as_table(table) is not None or any(is_head(table, i) for i in range(len(table.rows)))


def _in_appendix(blocks: Sequence[Paragraph | Table], plans: Sequence[int], first: int | None) -> int | None:
    """The first table of the plan: where a report's own list of actions stands before an appendix with most of the rows, that of
    the appendix."""
    for n, i in enumerate(plans):
        begin = _beginning(blocks, i)
        if first is not None and begin > first and _rows(blocks, plans[n:]) > _rows(blocks, plans[:n]):
            return i
    return first


def _rows(blocks: Sequence[Paragraph | Table], at: Sequence[int]) -> int:
    return sum(len(block.rows) for i in at if isinstance(block := blocks[i], Table))


def _names_actions(table: Paragraph | Table) -> bool:
    return isinstance(table, Table) and (form_as_table(table) is not None or names_actions(table))


def _opens_plan(block: Paragraph | Table) -> bool:
    return isinstance(block, Table) or classify(block).what in ("section", "recommendation", "numbered", "objectives")


def _beginning(blocks: Sequence[Paragraph | Table], first: int) -> int:
    """Where the plan begins whose first table is the block ``first``: 0 unless a report stands before it."""
    for i in range(first - 1, 0, -1):
        block = blocks[i]
        if not isinstance(block, Paragraph) or not _begins_appendix(block) or _is_part(blocks[:i], block):
            continue
        if _is_report(blocks[:i]):
            while i > 0 and _is_bare_appendix(blocks[i - 1]):
                i -= 1
            return i
    return 0


def _begins_appendix(block: Paragraph) -> bool:
    text = bare(block.text).strip()
    strong = block.bold or block.level > 0
    if (match := _APPENDIX.fullmatch(text)) and (strong or not match[1]) and len(text.split()) <= _LONGEST_TITLE:
        return True
    return (
        strong
        and len(text.split()) <= _LONGEST_TITLE
        and bool(re.search(r"\b(?:plan|tracker)\b\W*(?:\d.*)?$", text, re.IGNORECASE))
    )


def _is_part(above: Sequence[Paragraph | Table], block: Paragraph) -> bool:
    """Whether "Action plan" is a part of a paper that is itself the plan: the heading says no more than the title above it, which
    is of a higher level and speaks of the plan."""
    if not ANY_PLAN.fullmatch(bare(block.text).strip()):
        return False
    words = set(plain(block.text).split())
    titles = [
        b for b in above if isinstance(b, Paragraph) and (b.titled or 0 < b.level < block.level) and not block.titled
    ]
    return any(
        words <= set(plain(b.text).split()) and OF_PLAN.search(b.text) and not _OF_PAPER.search(b.text) for b in titles
    )


def _is_bare_appendix(block: Paragraph | Table) -> bool:
    return isinstance(block, Paragraph) and (
        not block.text.strip() or bool(_APPENDIX.fullmatch(bare(block.text).strip()))
    )


def _is_report(blocks: Sequence[Paragraph | Table]) -> bool:
    """Whether these blocks are a report: paragraphs of many words, or headings with paragraphs below."""
    long = [b for b in blocks if isinstance(b, Paragraph) and len(b.text.split()) >= 12]
    return len(long) >= 3 and sum(len(b.text.split()) for b in long) >= _REPORT_WORDS


def _appendix_of_list(blocks: Sequence[Paragraph | Table]) -> int:
    """Where the appendix begins that holds the recommendations of a paper without a table; 0 without one."""
    for i in range(len(blocks) - 1, 0, -1):
        block = blocks[i]
        if (
            isinstance(block, Paragraph)
            and (block.bold or block.level > 0 or len(block.text.split()) <= 3)
            and _APPENDIX.fullmatch(bare(block.text).strip())
            and _is_report(blocks[:i])
        ):
            rest = [classify(b) for b in blocks[i:] if isinstance(b, Paragraph)]
            if sum(line.what in ("numbered", "recommendation") for line in rest) >= 3:
                return i
    return 0


# titles ----------------------------------------------------------------------------------------------------------------


def _find_title(front: Front, blocks: Sequence[Paragraph | Table], end: int, hints: Hints) -> None:
    lines: list[tuple[int, Paragraph]] = []
    for i in range(front.begin, end):
        block = blocks[i]
        if not isinstance(block, Paragraph) or not block.text.strip():
            continue
        what = classify(block)
        if what.what in ("section", "objectives", "outcomes", "recommendation") and not OF_PLAN.search(block.text):
            break
        lines.append((i, block))
    if not lines:
        return
    _find_version(front, lines)
    largest = max(block.size for _, block in lines)
    least = min(block.size for _, block in lines)
    usual = largest > least
    again = {
        look(b) for b in blocks[end:] if isinstance(b, Paragraph) and (b.bold or b.level) and not classify(b).general
    }
    weighed = [
        (_weight(block, usual and block.size == largest) - _is_one_of(block) * (look(block) in again), i, block)
        for i, block in lines
    ]
    weighed = [
        (99 if hints.of_line(w[2]) == "title" else w[0] if not hints.of_line(w[2]) else -9, *w[1:]) for w in weighed
    ]
    front.names = {
        i for _, i, block in weighed if is_name_of_body(block.text) and (block.bold or block.level or block.titled)
    }
    best = max(weighed, key=lambda w: (w[0], -w[1]))
    if best[0] < 2:
        front.names = set()
        return
    front.title, front.title_at, front.sheet = _words(best[2]), best[1], best[2].sheet
    front.parts_from = 1 if best[2].titled else best[2].level and best[2].level + 1
    front.taken.add(best[1])
    others = [
        w
        for w in weighed
        if w[0] >= 2
        and w[1] not in front.taken
        and abs(w[1] - best[1]) <= 4
        and w[2].sheet == best[2].sheet
        and not _opens_part(w[2], best[2])
    ]
    if others:
        second = max(others, key=lambda w: (w[0], -abs(w[1] - best[1])))
        front.subtitle = _words(second[2])
        front.taken.add(second[1])


def _opens_part(block: Paragraph, title: Paragraph) -> bool:
    """Whether a heading below the title opens a part of the plan: it has a level of the document's own outline below the title's,
    and speaks of no plan and of nothing that a plan answers."""
    below = title.titled or 0 < title.level < block.level
    if below and block.level and classify(block).what == "numbered":
        return True
    return (
        below
        and block.level > 0
        and not block.titled
        and not (OF_PLAN.search(block.text) or _SUBJECT.search(block.text))
    )


def _find_version(front: Front, lines: Sequence[tuple[int, Paragraph]]) -> None:
    """The line that says which version the paper is; one with a label before one that only dates it."""
    for wanted in (read_version_line, read_updated_line, read_version_in):
        for i, block in lines:
            found = wanted(_words(block))
            if found is not None:
                front.version = found
                if wanted is not read_version_in:
                    front.taken.add(i)
                return


def look(block: Paragraph) -> tuple[int, bool, float, bool]:
    """How a heading looks: its level, whether it is bold, its size, and whether it is in the style for titles."""
    return block.level, block.bold, block.size, block.titled


def _is_one_of(block: Paragraph) -> float:
    """How much it speaks against a title that headings of the plan look like it."""
    return 1.5 if OF_PLAN.search(block.text) or _SUBJECT.search(block.text) else 3


def _words(block: Paragraph) -> str:
    return re.sub(r"\s+", " ", f"{block.number} {bare(block.text)}".replace("*", "")).strip().rstrip(":")


def _weight(block: Paragraph, largest: bool) -> float:
    """How much speaks for a line as the plan's title; from 2 on it may be one."""
    text = _words(block)
    count = len(text.split())
    strong = block.bold or block.level > 0 or block.titled or largest
    weight = 3.0 * block.titled + 2.0 * strong + 1.5 * largest + (block.level == 1)
    if OF_PLAN.search(text):
        weight += 2
    elif _SUBJECT.search(text):
        weight += 1.5
    if not strong and not (OF_PLAN.search(text) and count <= 14 and not text.endswith(".")):
        return -9
    if count > _LONGEST_TITLE or _PAGE_NUMBER.fullmatch(text) or _MARKING.fullmatch(text) or is_name_of_body(text):
        return -9
    if read_version_line(text) or re.match(
        r"(?:last )?(?:updated|revised|version|v\d|date|as at|draft \d)\b", text, re.IGNORECASE
    ):
        return -9
    if (
        _LABELLED.match(text)
        and not strong
        or re.match(r"\W*(?:key|rag|brag|abbreviations?|contents|distribution|glossary)\b", text, re.IGNORECASE)
    ):
        return -9
    match = _APPENDIX.fullmatch(text)
    if match:
        weight -= 1 if match[1] else 3
    if ANY_PLAN.fullmatch(text):
        weight -= 1.5
    if text.endswith(".") or count > 18:
        weight -= 2
    if classify(block).general and not OF_PLAN.search(text):
        weight -= 4
    return weight
