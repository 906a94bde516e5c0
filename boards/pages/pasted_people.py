"""Parser for a list of people that was pasted from a spreadsheet or a mail: one person a line, columns in any order.

From text to ``PastedPerson``: what was recognised in each line, and the words of what was not. Nothing is dropped: a line in
which nothing was recognised is returned with its whole text.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from boards.access import Role

_SIGN = r"[^\s<>,;|()\[\]\"“”:]"
#: An address anywhere in a text. The form decides whether it is valid: “tessa@fenmarsh” is meant as one. It is looked for
#: only where a word begins: from each letter of a long word without an @, the word would be read to its end.
ADDRESS = re.compile(rf"(?<!{_SIGN}){_SIGN}+@{_SIGN}+")

#: Roles as people write them, besides the names that the pages use.
ROLE_WORDS: dict[str, str] = {
    words: role
    for role, many in {
        Role.MANAGER: "manager, board manager, partnership manager, deputy business manager",
        Role.CHAIR: "chair, chairperson, independent chair, chair and scrutineer, independent chair and scrutineer, "
        "chair or scrutineer, independent chair or scrutineer",
        Role.SCRUTINEER: "scrutineer, independent scrutineer",
        Role.LEAD: "lead, partner, agency lead, action lead, lead officer, safeguarding lead, partner agency lead",
        Role.MEMBER: "board member, partnership member, lay member, full member",
        Role.OBSERVER: "observing, lay reader, reader, read only, councillor, scrutiny, scrutiny panel, scrutiny member",
    }.items()
    for words in many.split(", ")
}
#: Headings of columns, and what the column holds. “rest” is recognised and not used.
HEADINGS: dict[str, str] = {
    **dict.fromkeys(("name", "full name", "person", "contact", "contact name", "who"), "name"),
    **dict.fromkeys(("first name", "forename", "given name", "first"), "first"),
    **dict.fromkeys(("surname", "last name", "family name", "last"), "last"),
    **dict.fromkeys(("email", "e mail", "email address", "e mail address", "mail", "address"), "email"),
    **dict.fromkeys(("role", "board role", "access", "role in the board", "role on the board"), "role"),
    **dict.fromkeys(("agency", "organisation", "organization", "partner agency", "employer", "partner"), "agency"),
    **dict.fromkeys(("job title", "job", "title", "post", "position", "job role", "designation", "occupation"), "job"),
    **dict.fromkeys(("telephone", "phone", "mobile", "notes"), "rest"),
}


@dataclass(frozen=True)
class PastedPerson:
    """One person of the list. ``role`` is one of the roles, or empty where ``role_words`` are not recognised; ``agency`` is
    as written in the list, and so is ``job``, a job title, which only a heading tells from other words. ``guessed``: the
    name was made from the address."""

    said: str
    name: str = ""
    email: str = ""
    role: str = ""
    role_words: str = ""
    agency: str = ""
    job: str = ""
    guessed: bool = False


def plain(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", words.lower().replace("’", "").replace("'", "")).strip()


def role_of(words: str) -> str:
    """The role that these words mean; empty where they mean none."""
    said = plain(words)
    named = {plain(label): value for value, label in Role.choices} | ROLE_WORDS
    return str(named.get(said) or named.get(said.removesuffix("s")) or "")


def read(text: str, agencies: Iterable[str]) -> list[PastedPerson]:
    """The people of a pasted list. ``agencies`` are the names and short names that the board uses."""
    known = {plain(name) for name in agencies}
    lines = [
        part for line in text.replace("\r", "\n").split("\n") for part in _one_line_each(line) if part.strip(" \t,;|")
    ]
    rows = [_cells(line, known) for line in lines]
    columns = _columns_of_headings(rows[0]) if rows else []
    if columns:
        return [_by_headings(columns, line, cells) for line, cells in zip(lines[1:], rows[1:], strict=True)]
    kinds = _kinds_of_columns(rows, known)
    return [_without_headings(line, cells, known, kinds) for line, cells in zip(lines, rows, strict=True)]


def _one_line_each(line: str) -> list[str]:
    """The line; or, where it is the recipients of a mail, a line for each of them."""
    line = re.sub(r"<mailto:[^<>]*>|mailto:", "", line)
    line = re.sub(r"^\s*(?:[-•*–]|\d{1,3}[.)])\s+", "", line).rstrip()
    ends = [found.end() for found in re.finditer(ADDRESS.pattern + r"\s*>?", line)]
    if len(ends) < 2 or "\t" in line or line[ends[-1] :].strip(" ,;."):
        return [line]
    return [line[begin:end].strip(" ,;") for begin, end in zip([0, *ends], ends, strict=False)]


def _cells(line: str, known: set[str]) -> list[str]:
    """The cells of a line as they are written, “Name <a@b>” as two of them."""
    if not set("\t;|,") & set(line):
        line = re.sub(r"(?<!\s)\s+[-–—]\s+", ",", line)  # Ann Lee – ann@… – lead
    separator = next((mark for mark in "\t;|" if mark in line), ",")
    cells: list[str] = []
    for cell in next(csv.reader([line], delimiter=separator, skipinitialspace=True), []):
        cell = cell.strip(' \t"“”')
        address = ADDRESS.search(cell)
        if not address:
            cells.append(cell)
            continue
        name = _first_name_first((cell[: address.start()] + cell[address.end() :]).strip(' <>()[]:"“”'))
        before = cells[-1] if cells else ""
        if name and " " not in name and separator == "," and before and not _kind(before, known):
            name = f"{name} {cells.pop()}"  # Orme, Tessa <…>
        cells += [name, address[0]] if name else [address[0]]
    return cells


def _first_name_first(name: str) -> str:
    """“Orme, Tessa” as “Tessa Orme”; names that are no family name with first names behind it as they are."""
    last, comma, first = name.partition(", ")
    *before, family = last.split() or [""]
    is_family_name = all(word.islower() for word in before) and family[:1].isupper()
    is_first_name = first and "," not in first and len(first.split()) < 3
    return f"{first.strip()} {last.strip()}" if comma and is_family_name and is_first_name else name


def _kind(cell: str, known: set[str]) -> str:
    if "@" in cell:
        return "email"
    if role_of(cell):
        return "role"
    return "agency" if plain(cell) in known else ""


def _columns_of_headings(cells: list[str]) -> list[str]:
    """What each column holds, if this is a line of headings."""
    found = [HEADINGS.get(plain(cell), "") for cell in cells]
    return found if sum(map(bool, found)) >= 2 and not any("@" in cell for cell in cells) else []


def _by_headings(columns: list[str], line: str, cells: list[str]) -> PastedPerson:
    """A line read by the headings of its columns."""
    by: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column and column != "rest" and cell:
            by.setdefault(column, cell)
    name = _first_name_first(by.get("name", "")) or " ".join(filter(None, (by.get("first"), by.get("last"))))
    words = by.get("role", "")
    found = PastedPerson(
        line.strip(), name, by.get("email", ""), role_of(words), words, by.get("agency", ""), by.get("job", "")
    )
    return _with_name(found)


def _kinds_of_columns(rows: list[list[str]], known: set[str]) -> dict[int, str]:
    """What most cells of each column hold, where it is recognised: an agency that the board does not know is in the same
    column as those that it does."""
    counted: dict[int, Counter[str]] = {}
    for cells in rows:
        for place, cell in enumerate(cells):
            if cell:
                counted.setdefault(place, Counter())[_kind(cell, known)] += 1
    kinds = {place: counts.most_common(1)[0][0] for place, counts in counted.items()}
    return {place: kind for place, kind in kinds.items() if kind in ("role", "agency")}


def _without_headings(line: str, cells: list[str], known: set[str], kinds: dict[int, str]) -> PastedPerson:
    """A line without headings: addresses, roles and known agencies are recognised by themselves, the rest by its column
    and its order (name, role, agency)."""
    by: dict[str, str] = {}
    rest: list[str] = []
    for place, cell in enumerate(cells):
        if not cell:
            continue
        kind = _kind(cell, known) or kinds.get(place, "")
        if kind and kind not in by:
            by[kind] = cell
        else:
            rest.append(cell)
    by["name"] = _first_name_first(rest.pop(0)) if rest else ""
    open_ = [kind for kind in ("role", "agency") if kind not in by]
    if rest and open_:
        if len(rest) == 1:
            by[open_[-1]] = rest[0]
        else:
            by |= dict(zip(open_, rest, strict=False))
    words = by.get("role", "")
    found = PastedPerson(line.strip(), by["name"], by.get("email", ""), role_of(words), words, by.get("agency", ""))
    return _with_name(found)


def _with_name(line: PastedPerson) -> PastedPerson:
    """The person, with a name made from the address where the list has none: tessa.orme@… is Tessa Orme."""
    if line.name or not line.email:
        return line
    parts = [part for part in re.split(r"[._\-+\d]+", line.email.partition("@")[0]) if part]
    return replace(line, name=" ".join(part.capitalize() for part in parts), guessed=True)
