"""``Draft``: a plan while it is read, with sections, recommendations and rows that can still be added to."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from actionplans.document.tree import VersionLine
from actionplans.document.warnings import COLUMN, HEADING, LABEL, LEFT_OUT, SHOWN, Place, Warning_
from actionplans.reading.files.blocks import Paragraph

from .account import Account
from .heading_words import plain
from .headings import Mapped
from .hints import Hints
from .joining import joined, without_continued
from .leads import torn
from .reasons import WHY
from .sections import ClassifiedLine

_NUMBER_BEFORE = re.compile(r"^\W*[\w.()]{1,12}[.):]?\s+")


def heading_of(mapped: Mapped) -> str:
    """The heading of a column in one line, as columns of the board's own are kept."""
    return re.sub(r"\s+", " ", mapped.heading.replace("**", "")).strip()


#: The words of headings above the lists of a section.
OBJECTIVES, OUTCOMES = "Objectives Objective", "Outcomes to achieve Outcome"


@dataclass
class DraftRow:
    """One row of the table: the texts of its cells by field, a column of the board's own as ``extra:HEADING``."""

    cells: dict[str, str] = field(default_factory=dict)
    ref: str = ""
    place: str = ""
    struck: bool = False  # it is struck through in the file
    closed: bool = False  # it was in a table of actions that have ended
    periods: dict[str, str] = field(default_factory=dict)  # progress by the month, quarter or agency of its column
    dates: dict[str, list[datetime.date]] = field(default_factory=dict)

    def add_period(self, period: str, text: str) -> None:
        """Put a note into the column of a period, behind what is there."""
        self.periods[period] = joined(self.periods.get(period, ""), text, cut=True)

    def add(self, field_: str, text: str, *, at_cut: bool = False) -> None:
        """Put words behind those of a cell, as it goes on in the row below. ``at_cut``: a page break lies between, which may have
        cut one lead in two."""
        if field_ in ("lead", "deadline"):
            above = self.cells.get(field_, "")
            lines = "\n" in above.strip() or "\n" in text.strip()
            between = " " if at_cut and field_ == "lead" and not lines and torn(above, text) else "\n\n"
            self.cells[field_] = f"{above}{between}{text.strip()}" if above else text.strip()
        elif field_ in ("rating", "status") and self.cells.get(field_, "").strip().lower() == text.strip().lower():
            return
        else:
            self.cells[field_] = joined(self.cells.get(field_, ""), text, cut=True)

    def take_dates(self, dates: dict[str, list[datetime.date]]) -> None:
        for name, found in dates.items():
            self.dates.setdefault(name, []).extend(found)


@dataclass
class DraftRecommendation:
    number: str = ""
    text: str = ""
    rating: str | None = None
    rows: list[DraftRow] = field(default_factory=list)

    def same(self, number: str, text: str) -> bool:
        """Whether a row names this recommendation again."""
        if number and self.number and number != self.number:
            return False
        if not text:
            return bool(number) and number == self.number
        return alike(text, self.text)


def alike(a: str, b: str) -> bool:
    """Whether two texts are the same but for their spelling."""
    first, second = plain(a), plain(b)
    return first == second or (len(first) > 30 and SequenceMatcher(None, first, second, autojunk=False).ratio() > 0.95)


@dataclass
class DraftSection:
    kind: str = ""
    number: str = ""
    title: str = ""
    level: int = 0  # that of its heading, 0 for none
    description: list[tuple[str, str]] = field(default_factory=list)  # words, and where they were
    objectives: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    introduces: bool = False  # the user said so: it is kept without an action
    recommendations: list[DraftRecommendation] = field(default_factory=list)


@dataclass
class Draft:
    """The whole draft, and the present place in it. ``listing`` is the list that lines are items of, ``objectives`` or
    ``outcomes``; ``known`` are recommendations listed ahead of a table that names them by number."""

    hints: Hints = field(default_factory=Hints)
    ours: bool = False  # a file of ours, which prints numbers before titles by itself
    account: Account = field(default_factory=Account)
    colours: dict[str, str] = field(default_factory=dict)  # the ratings of colours that the file names
    title: str = ""
    subtitle: str = ""
    parts_from: int = (
        0  # from which level on headings are parts of the plan; 0 where its title has no level of the outline
    )
    title_sheet: str = ""  # the sheet of a workbook that its title is on
    version: VersionLine | None = None  # that of the title page
    sections: list[DraftSection] = field(default_factory=list)
    recommendation: DraftRecommendation | None = None
    row: DraftRow | None = None
    listing: str = ""
    known: dict[str, str] = field(default_factory=dict)
    reported: dict[str, str] = field(default_factory=dict)  # the same of the report before the plan
    columns: dict[str, str] = field(default_factory=dict)  # field -> heading
    versions: list[VersionLine] = field(default_factory=list)
    warnings: list[Warning_] = field(default_factory=list)
    unnamed: list[tuple[str, str]] = field(
        default_factory=list
    )  # number and text of those of them that it does not name
    list_label: tuple[str, str, str] | None = (
        None  # the heading of a list that has no item yet, its list, and where it is
    )
    closed: bool = False  # the table that is being read holds actions that have ended
    apart: bool = False  # it is a part of the plan by itself, which keeps its own recommendations
    across: list[Paragraph] = field(default_factory=list)  # rows that span the tables of the plan
    repeated: list[str] = field(default_factory=list)  # what each row repeats of an action beside another update
    introduction: list[str] = field(default_factory=list)  # what the user said introduces the plan
    closed_under: tuple[str, str] = ("", "")  # the heading above it, and where that is
    below: list[str] = field(default_factory=list)  # lines below the plan's tables
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)  # how often, by words and reason
    named_words: set[str] = field(default_factory=set)  # what was left out, also without the number before it
    said: set[tuple[str, str, str, str]] = field(default_factory=set)

    @property
    def begun(self) -> bool:
        """Whether the plan itself has begun, and not only its title page."""
        return any(s.title or s.recommendations or s.objectives or s.outcomes for s in self.sections)

    @property
    def section(self) -> DraftSection:
        if not self.sections:
            self.sections.append(DraftSection())
        return self.sections[-1]

    def text_of(self, number: str) -> str:
        """The text of a recommendation that a table names by its number alone; empty where it was listed nowhere."""
        return self.known.get(number) or self.reported.get(number, "")

    @property
    def sizes(self) -> dict[int, int]:
        """How many rows each recommendation has by now, by its identity."""
        return {id(r): len(r.rows) for section in self.sections for r in section.recommendations}

    @property
    def present(self) -> DraftRecommendation:
        """The recommendation that was opened last; there must be one."""
        assert self.recommendation is not None
        return self.recommendation

    def warn(
        self,
        kind: str,
        where: str,
        message: str,
        place: Place | None = None,
        *,
        reason: str = "",
        words: Sequence[str] = (),
    ) -> None:
        """Add a warning, once: its kind of WARNING_KINDS, where in words, a sentence, and its place in the document.
        ``reason`` is why a row is taken for ended; ``words`` are those of rows that are named nowhere else."""
        key = (kind, where, message, repr(place))
        if key not in self.said:
            self.said.add(key)
            made = Warning_(where, message, kind, place, "\n".join(words), max(len(words), 1), reason)
            self.warnings.append(made)

    def leave_out(self, words: str, reason: str, where: str = "", *, label: str = "") -> None:
        """Say that words of the file are not in the plan, and why: one of REASONS. Each is listed once, with how often it is
        in the file. ``label`` names the list that a heading of the file is above."""
        words = words.strip()
        key = (words, reason)
        if words and not self.left_out[key]:
            why = WHY[reason].format(label=label)
            self.warnings.append(
                Warning_(where=where, message=f"“{words}”. {why}", kind=LEFT_OUT, words=words, reason=reason)
            )
        self.left_out[key] += bool(words)
        self.named_words |= {plain(words), plain(_NUMBER_BEFORE.sub("", words))}

    def leave_out_at_once(self, message: str, words: str, reason: str) -> None:
        """Say in one warning what was left out in several places for one reason."""
        self.warnings.append(Warning_(message=message, kind=LEFT_OUT, words=words, reason=reason))
        self.left_out[words, reason] += 1

    def is_left_out(self, words: str) -> bool:
        """Whether these words are named as left out already, perhaps with a number before them."""
        return plain(words) in self.named_words

    def all_warnings(self) -> tuple[Warning_, ...]:
        """The warnings; of words that were left out with how often they are in the file."""
        return tuple(
            replace(w, times=self.left_out[w.words, w.reason]) if w.kind == LEFT_OUT and w.reason else w
            for w in self.warnings
        )

    def note_column(self, mapped: Mapped, place: str) -> None:
        """Remember a column under the field that it was taken for; what is not certain about it is a warning."""
        name = mapped.field.split(":")[0] if mapped.field.startswith("rating:") else mapped.field
        if mapped.period:
            self.columns.setdefault("progress", "Progress")
            return
        if name == "left-out":
            self.leave_out(mapped.heading, SHOWN, place)
        if name == "ref":
            self.warn(COLUMN, place, f"The numbers under “{mapped.heading}” were read as those of the actions.")
        if not name or name in ("section", "ref", "left-out"):
            return
        if name == "dated":  # printed before the notes, whose days it has
            return
        if name == "revised":  # printed as a column of the board's own, and read with the deadline that it replaces
            self.columns.setdefault(f"extra:{heading_of(mapped)}", mapped.heading)
            return
        heading = "RAG" if mapped.field.startswith("rating:") else mapped.heading
        said = ""
        if mapped.field.startswith("rating:") and plain(mapped.heading) != plain(heading):
            self.warn(COLUMN, place, f"The column “{mapped.heading}” was taken for the rating {mapped.field[7:]}.")
        if name not in self.columns:
            self.columns[name] = heading
            if name.startswith("extra:") and mapped.heading and not mapped.sure:
                said = f"The column “{mapped.heading}” fits no field and was kept as a column of the board’s own."
            elif not mapped.sure:
                said = f"The column “{mapped.heading}” was taken for “{name}”."
        elif plain(self.columns[name]) != plain(heading) and heading:
            said = f"The column “{heading}” was taken for the same as “{self.columns[name]}”."
        if said:
            self.warn(COLUMN, place, said)

    def note_periods(self, periods: Sequence[str], place: str) -> None:
        """Say which columns were read as notes that are each of a month, a quarter or an agency."""
        said = "”, “".join(dict.fromkeys(periods))
        if said:
            self.warn(COLUMN, place, f"The columns “{said}” were each read as the notes of what their heading names.")

    # sections ------------------------------------------------------------------------------------------------------

    def title_of(self, line: ClassifiedLine) -> str:
        """The title of the section that a line opens: as printed, in a file of ours without the number that we put before it."""
        return line.text if self.ours else line.title

    def open_section(self, title: str, kind: str, number: str = "", *, printed: str = "", level: int = 0) -> None:
        """Begin a section, or go on with one of that title. ``number`` says that it is one of several, ``printed`` is the
        number that the file gives it, ``level`` that of its heading."""
        whole, title = title, without_continued(title)
        if whole != title:
            self.leave_out(whole.removeprefix(title).strip(" :–-"), LABEL, label="sections")
        if (
            kind.split(" ")[-1] in ("objective", "aim", "goal", "outcome")
            and self.sections
            and (not number or self.section.kind not in ("", kind))
        ):
            last = self.section
            if last.title and last.kind != kind and not last.recommendations:
                (last.outcomes if kind.endswith("outcome") else last.objectives).append(f"{printed} {title}".strip())
                return
        for i, section in enumerate(self.sections):
            if section.title and alike(section.title, title):
                self.sections.append(self.sections.pop(i))  # named again, as on the next page
                break
        else:
            self.sections.append(DraftSection(kind, printed, title, level))
        self.recommendation = self.row = None
        self.listing = ""

    def section_named(self, title: str, kind: str) -> None:
        """The section that a row names in a column of its own."""
        if self.sections and alike(self.section.title, title):
            return
        for i, section in enumerate(self.sections):
            if alike(section.title, title):
                self.sections.append(self.sections.pop(i))
                self.recommendation = self.row = None
                return
        kind = re.sub(r"s$", "", kind) if kind not in ("",) else ""
        self.open_section(title, {"prioritie": "priority"}.get(kind, kind))

    def list_in(self, which: str, first: str, label: str, place: str) -> None:
        """Begin the list of objectives or outcomes. ``label`` is the line that begins it: where its words are not ours, they are
        named as left out."""
        self.settle_label()
        self.listing = which
        if not first:
            self.list_label = (label, which, place)
        said = plain(label.removesuffix(first)) if first else plain(label)
        if not set(said.split()) <= set(plain(f"{OBJECTIVES} {OUTCOMES}").split()):
            self.leave_out(label.removesuffix(first).strip(" :"), LABEL, place, label=which)
        if first:
            self.item(first)

    def settle_label(self) -> None:
        """The heading of a list with nothing below it is left out."""
        if self.list_label is not None and not self.is_left_out(self.list_label[0]):
            label, which, place = self.list_label
            self.leave_out(label, LABEL, place, label=which)
        self.list_label = None

    def item(self, words: str) -> None:
        """One objective or outcome of the section."""
        section = self.section
        self.list_label = None
        if section.recommendations and not section.title:
            section = DraftSection()
            self.sections.append(section)
            self.recommendation = self.row = None
        (section.outcomes if self.listing == "outcomes" else section.objectives).append(words)

    def describe(self, words: str, place: str) -> None:
        """Words of a section; above all sections they are left out at the end."""
        italic = re.fullmatch(r"\*([^*]+)\*", words)
        self.section.description.append((italic[1] if italic else words, place))

    # recommendations and rows --------------------------------------------------------------------------------------

    def open_recommendation(self, number: str, text: str, *, called: str = "", place: str = "") -> None:
        """Begin a recommendation, or go on with one that was named before and has no rows yet. ``called`` is the board's own
        word for it, which is named as left out."""
        if called:
            self.leave_out(called, LABEL, place, label="recommendations")
        text, again = self.once(text, place)
        if (found := self._named_before(number, text, again=again)) is not None:
            self.recommendation = found
            self.row = found.rows[-1] if found.rows and not self.closed else None
            return
        if self.closed and self.closed_under[0] and any(section.title for section in self.sections):
            self._open_closed()
        self.recommendation = DraftRecommendation(number, text)
        self.section.recommendations.append(self.recommendation)
        self.row = None
        self.listing = ""

    def _open_closed(self) -> None:
        """The part of the plan for recommendations that only the table of ended actions names."""
        title, self.closed_under = self.closed_under[0], ("", "")
        self.open_section(title, "")

    def settle_closed(self) -> None:
        """The heading above ended actions that all joined recommendations named before is left out."""
        if self.closed_under[0]:
            self.leave_out(self.closed_under[0], HEADING, self.closed_under[1])
        self.closed_under = ("", "")

    def once(self, text: str, place: str) -> tuple[str, bool]:
        """The text of a recommendation without "(continued)", which is named as left out; and whether it says so."""
        words = without_continued(text)
        if words == text:
            return text, False
        said = text[len(words) :] if text.startswith(words) else text.removesuffix(words)
        self.leave_out(said.strip(" :–-"), LABEL, place, label="recommendations")
        return words, True

    def _named_before(self, number: str, text: str, *, again: bool) -> DraftRecommendation | None:
        """The recommendation of this number and text that the file has named before; ``again``: it is called continued."""
        for section in self.sections:
            for i, known in enumerate(section.recommendations):
                if (again or self.closed and not self.apart) and known.same(number, text):
                    return known
                if known.number != number or (known.rows and section is not self.section):
                    continue
                if (text and alike(known.text, text)) or (number and not text and section is self.section):
                    if section is not self.section:
                        del section.recommendations[i]
                        self.section.recommendations.append(known)
                    return known
        return None

    def add_row(self, row: DraftRow) -> None:
        if self.recommendation is None:
            self.open_recommendation("", "")
        row.closed = self.closed
        self.present.rows.append(row)
        self.row = row
