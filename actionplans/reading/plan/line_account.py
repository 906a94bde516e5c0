"""What became of the lines of a file outside its tables: found in what was read, when all of it is read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from actionplans.document.dates import find_dates
from actionplans.document.tree import PlanDocument
from actionplans.document.warnings import LEFT_OUT
from actionplans.reading.files.blocks import Paragraph, Table

from .account import Account, LineAccount, shown
from .apart import INTRODUCTION
from .evidence import Seen, fitting
from .heading_words import plain
from .hints import Hints, across_look, is_label, label_look, look_of
from .outline import label_of, lines_of
from .sections import bare, classify
from .versions import read_updated_line, read_version_line

#: So many of the first lines are shown with their roles.
_PAGE = 14
#: So many letters of a text say which it is, where a line goes on with something else.
_BEGINNING = 40
#: A shorter line may be within any text.
_SHORTEST = 8
#: Why lines were taken for what they are: codes, which the page shows in words.
LABEL, BELOW, LOOK, SHOWN = LINE_REASONS = (
    "label",  # they begin with the word for it
    "below",  # one is below each line that is a recommendation
    "look",  # how they look, and where they are
    "shown",  # the user said so
)


def account_for_lines(
    account: Account,
    document: PlanDocument,
    blocks: Sequence[Paragraph | Table],
    *,
    hints: Hints,
    apart: Collection[int],
    across: Sequence[Paragraph],
    labels: Mapping[str, str],
) -> None:
    """Note the lines of a file. ``apart`` are the ids of the blocks that are no part of the plan, ``across`` the rows that
    span its tables; ``labels`` are the words that lines of an action begin with, in plain letters, each with the role of what
    follows it."""
    became = _Became(document)
    above = ""
    for block in blocks:
        if isinstance(block, Table):
            above = ""
            continue
        if id(block) in apart:
            continue
        for line in lines_of(block) if labels else [block]:
            if line.text.strip():
                above = _note(account, hints, line, became, labels, above)
    for row in across:
        _add(account, across_look(row), became.role(row), LOOK, shown(bare(row.text)))
    for known in account.lines:
        if is_label(known.look):
            values = [found[1] for text in known.first if (found := label_of(text))]
            seen = Seen(values, 0)
            known.fits, known.filled, known.reason = fitting(known.role, seen), seen.filled, LABEL
            if known.role == "progress":
                known.fits = round(seen.notes * seen.filled)
        elif known.reason == BELOW and known.lines > 1 and known.role in ("description", "leave-out"):
            known.sure, known.others = False, ["text"]


def _note(
    account: Account, hints: Hints, line: Paragraph, became: _Became, labels: Mapping[str, str], above: str
) -> str:
    """Note one line, and give what it is. ``above`` is what the line before it is."""
    text = shown(f"{line.number} {bare(line.text)}".strip())
    label = label_of(line.text) if labels else None
    labelled = label is not None and plain(label[0]) in labels
    if not labelled and (read_version_line(text) or read_updated_line(text)):
        account.page += [["version", text]] if len(account.page) < _PAGE else []
        return "version"
    if label is not None and labelled:
        look, role = label_look(label[0]), labels[plain(label[0])]
    else:
        look = look_of(line)
        role = became.role(line)
    by_user = hints.of_line(line)
    reason = SHOWN if by_user else BELOW if above == "recommendation" and not classify(line).strong else LOOK
    _add(account, look, role, reason, text)
    if len(account.page) < _PAGE:
        account.page.append([role, text])
    return role


def _add(account: Account, look: str, role: str, reason: str, text: str) -> None:
    found = next((known for known in account.lines if (known.look, known.role) == (look, role)), None)
    if found is None:
        found = LineAccount(look, role, reason=reason)
        account.lines.append(found)
    elif found.reason != reason:
        found.reason = LOOK
    found.add(text)


class _Became:
    """Where the words of a file are in the plan that was read of it."""

    def __init__(self, document: PlanDocument) -> None:
        self.whole: dict[str, str] = {}
        self.begins: dict[str, str] = {}
        words: dict[str, list[str]] = {}
        for role, text in _texts(document):
            key = plain(text)
            if key:
                self.whole.setdefault(key, role)
                self.begins.setdefault(key[:_BEGINNING], role)
                words.setdefault(role, []).append(key)
        self.recommendations = words.get("recommendation", [])
        self.within = [(role, " | ".join(found)) for role, found in words.items()]

    def role(self, line: Paragraph) -> str:
        """What a line became."""
        said = classify(line)
        dated = next((hit for hit in find_dates(said.text[:40]) if hit.start == 0), None)
        texts = said.text, said.whole, said.title, said.text[dated.end :] if dated else ""
        keys = [key for text in texts if (key := plain(text))]
        for known, cut in ((self.whole, 9999), (self.begins, _BEGINNING)):
            if found := next((known[key[:cut]] for key in keys if key[:cut] in known), ""):
                return found
        if any(text.startswith(key) for text in self.recommendations for key in keys if len(key) > _SHORTEST):
            return "recommendation"
        inside = next(
            (role for role, text in self.within if any(len(key) > _SHORTEST and key in text for key in keys)), ""
        )
        return {"recommendation": "text", "action": "goes-on"}.get(inside, inside) or "leave-out"


def _texts(document: PlanDocument) -> Iterator[tuple[str, str]]:
    """The words of a plan, each with what lines of them are."""
    yield "title", document.title
    yield "title", document.subtitle
    for section in document.sections:
        yield "section", section.title
        for recommendation in section.recommendations:
            yield "recommendation", recommendation.text
            for action in recommendation.actions:
                yield "action", action.action
                yield from (("goes-on", entry.text) for entry in action.progress)
        described = (
            "introduction" if section.title == INTRODUCTION and section is document.sections[0] else "description"
        )
        yield described, section.description
        yield from (("description", words) for words in (*section.objectives, *section.outcomes))
    yield from (("leave-out", warning.words) for warning in document.warnings if warning.kind == LEFT_OUT)
