"""Split the text of a lead cell into leads, each a role, a person, a group or an agency.

A cell is split where two leads meet, and only there: "Chair, Audit sub-group and Ann Marsh" is two,
"LSCB/SAB Training sub-committee" is one. What a cell says besides its leads is given back as a note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actionplans.document.tree import LeadNode

from . import lead_kinds as kinds
from .lead_kinds import Key, kind_of

#: What may be between two leads of a line, in the order in which it divides them. Each begins where white space begins.
_SLASH = re.compile(r"(?<!\s)\s*/\s*")
_AND = re.compile(
    r"(?<!\s)(?:\s+(?:and/or|and|&|plus|with|alongside|together with|as well as|or)\s+|\s*\+\s*)", re.IGNORECASE
)
_TOGETHER = re.compile(r"\s*(?:with|alongside|together with|as well as)\s*", re.IGNORECASE)
_COMMA = re.compile(r"(?<!\s)\s*,\s*(?:and\s+|&\s*)?")
_BRACKET = re.compile(r"(?<=\))\s+(?=[A-Z])")
#: Where the description of a lead goes over into what it is to do.
_DUTY = re.compile(
    r"(?<!\s)\s+(?:[-–—:]\s+)?(?:to\s+(?!the\b)[a-z]+|will\s+[a-z]+|is\s+to\s+[a-z]+|who\s+[a-z]+"
    r"|supported by|assisted by|with (?:the )?support (?:from|of)|reporting to|on behalf of"
    r"|in (?:consultation|conjunction|liaison|partnership) with|via\s|through\s|as required"
    r"|where (?:appropriate|necessary))\b",
)
_LABEL = re.compile(
    r"^(?:(?:strategic|operational|overall|joint|lead|leads|action|delivery|accountable|responsible)\s*)?(?:leads?"
    r"|owners?|responsible|accountable|sponsor|support(?:ed by|ing)?|with|contributors?|(?:lead )?officer|person)"
    r"(?:\s+(?:officers?|agency|agencies|person|by))?\s*:\s*"
    r"|^(?:owner|responsible|lead (?:officer|agency|person)|support)\s+[-–—]\s+",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\(?(?:tbc|tba|tbd|n/?a|none|not applicable|to be (?:confirmed|agreed|decided|advised"
    r"|identified)|as above|-+|–|\?+|vacant|blank)\)?\.?",
    re.IGNORECASE,
)
#: What a line ends in that goes on in the next.
_GOES_ON = re.compile(
    r"(?:[,&/-]|\b(?:and|of|for|from|the|to|with|in|at)|^(?:(?:designated|named|deputy|assistant|principal|senior|chief"
    r"|independent|lead|head)\s*)+)$",
    re.IGNORECASE,
)
#: A role of several agencies: "Chief Executives of the Council, the Police and the ICB" is one lead.
_ROLE_OF_SEVERAL = re.compile(
    r"(?:\w+\s+){0,3}(?:executives|chairs|leads|representatives|reps|members|heads|directors|managers|officers|chiefs)\s+"
    r"(?:of|from|in|at|for|across)\b",
    re.IGNORECASE,
)
#: Words around "and" that name one post or service.
_ONE_NAME = re.compile(
    r"(?:police and crime|fire and (?:rescue|crime)|search and rescue|prison and probation|task and finish"
    r"|nursing and allied health)\b",
    re.IGNORECASE,
)
_OFFICE_OF = re.compile(r"(?:the\s+)?(?:department|directorate|ministry|office)\s+(?:of|for)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"[<(]?(?<![\w.+-])[\w.+-]+@[\w.-]+[>)]?")
#: A longer line, in characters, is no list of leads and is kept as words: each joint of a line is looked at with all that is
#: before and behind it.
LONGEST_LINE = 500


@dataclass(frozen=True)
class LeadCell:
    """The leads of a cell, and the words of it that are none ("to be agreed at the December Board"). ``text`` is the cell as
    written, line by line, where the leads alone would lose words, lines or repetitions of it; else empty."""

    leads: tuple[LeadNode, ...] = ()
    notes: tuple[str, ...] = ()
    text: str = ""


def read_leads(text: str, key: Key | None = None) -> LeadCell:
    """Split the text of a lead cell into leads of a kind, each listed once; words keep their spelling.

    ``key`` maps the initials that a file explains to the person's name: such initials are a person, and stay as printed.
    """
    leads: list[LeadNode] = []
    notes: list[str] = []
    known: set[str] = set()
    for line in _lines(text):
        if _NOBODY.fullmatch(line):
            continue  # stays in the cell as written
        if len(line) > LONGEST_LINE or line.endswith(":"):
            notes.append(line)
            continue
        line, note = _without_duty(line)
        if note:
            notes.append(note)
        for name in _split(_without_address(line), key or {}):
            name = _without_article(name.strip(" ,;/&–—-").removesuffix(".").strip())
            if not name or _NOBODY.fullmatch(name):
                continue
            if len(name.split()) > 14:
                notes.append(name)
            elif name.lower() not in known:
                known.add(name.lower())
                leads.append(LeadNode(name=name, kind=kind_of(name, key)))
    return LeadCell(tuple(leads), tuple(notes), as_written(text, leads))


def torn(above: str, below: str) -> bool:
    """Whether the end of a page has cut one lead in two: "Community" and "Paediatrics" are no leads by themselves."""
    last = above.rstrip().split("\n")[-1].strip(" *")
    first = below.strip().split("\n")[0].strip(" *")
    return bool(last and first) and not (_stands_alone(last) and _stands_alone(first))


def as_written(text: str, leads: Sequence[LeadNode]) -> str:
    """The lines of a cell without marks for bold; empty where they are the leads themselves, one a line or with semicolons."""
    lines = [line.rstrip() for line in text.replace("**", "").split("\n") if line.strip()]
    names = [_words(part) for line in lines for part in line.split(";") if part.strip()]
    return "" if names == [_words(lead.name) for lead in leads] else "\n".join(lines)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _lines(text: str) -> list[str]:
    """The lines of a cell without marks; a line that only goes on with the one above is put back to it."""
    lines: list[str] = []
    for line in re.split(r"\n+|;", text.replace("**", "")):
        line = re.sub(r"^\s*(?:[-–—•*·▪o➢]|\(?\d{1,2}[.)]|[a-z][.)])\s+", "", line).strip().strip("*").strip()
        line = _LABEL.sub("", line)
        if not line:
            continue
        if lines and len(lines[-1]) <= LONGEST_LINE and _goes_on(lines[-1], line):
            lines[-1] = f"{lines[-1]}{'' if lines[-1].endswith(('/', '-')) else ' '}{line}"
        else:
            lines.append(line)
    return lines


def _goes_on(above: str, line: str) -> bool:
    if above.endswith("."):
        return False
    if above.count("(") > above.count(")") or _GOES_ON.search(above[-60:]):
        return True
    return line[:1].islower() and not kinds.names_everyone(line)


def _without_duty(line: str) -> tuple[str, str]:
    match = _DUTY.search(line)
    if match and match.start() > 2 and kind_of(line[: match.start()].strip()) and len(line) - match.start() > 8:
        return line[: match.start()], line[match.start() :].strip(" -–—:")
    return line, ""


def _without_article(name: str) -> str:
    """A post without its article, which goes on being in the cell as written: "The Adviser"."""
    post = re.sub(r"^the\s+(?=\S)", "", name, flags=re.IGNORECASE)
    return post if kind_of(post) == "role" and not kinds.names_everyone(post) else name


def _without_address(line: str) -> str:
    """A line without the mail addresses beside its names; one that holds nothing else keeps them."""
    return re.sub(r"(?<!\s)\s+", " ", _ADDRESS.sub("", line)).strip() or line


def _split(line: str, key: Key) -> list[str]:
    """The single leads of one line."""
    line = line.strip()
    if two := kinds.two_people(line, key):
        return two
    for pattern, two_meet in ((_BRACKET, _bracket), (_SLASH, _slash), (_AND, _and), (_COMMA, _comma)):
        for match in pattern.finditer(line):
            sides = line[: match.start()].strip(" ."), line[match.end() :].strip(" .")
            if all(sides) and _outside_brackets(line, match.start()) and two_meet(*sides, match.group(), key):
                return [*_split(line[: match.start()], key), *_split(line[match.end() :], key)]
    return [line]


def _outside_brackets(line: str, place: int) -> bool:
    return line.count("(", 0, place) <= line.count(")", 0, place)


# whether two leads meet at a joint, or one lead's name goes on -----------------------------------------------------------


def _bracket(left: str, right: str, joint: str, key: Key) -> bool:
    """ "Ann Marsh (Chair) Tom Hill (Manager)"."""
    return kinds.is_person(left, key) and kinds.is_person(_pieces(right)[0], key)


def _slash(left: str, right: str, joint: str, key: Key) -> bool:
    last, first = _pieces(left)[-1], _pieces(right)[0]
    whole = _SLASH.split(right)[0]
    if last.lower() == "and" or re.search(r"(?:^|\s)\w$|\d$", left) and not joint.strip("/"):
        return False  # "and/or", "A/DCI", "24/7"
    if kinds.is_person(last, key) or kinds.is_person(first, key) or _NOBODY.fullmatch(first):
        return True
    if kinds.is_letters(last) and re.match(r"[A-Z]{2,6}\s+\S", first):
        return False  # LSCB/SAB Training sub-committee
    if kinds.is_initials(last) and kinds.is_initials(first) and " " not in left:
        return True
    if kinds.begins_with_role(left) and re.fullmatch(r"[A-Z]{2,6}", first) and re.search(r"\s[A-Z]{2,6}$", left):
        return bool(joint.strip("/"))  # "Head of SEND/LAC"
    if kinds.is_body(first):
        return True
    if kinds.is_agency(last) and not kinds.is_body(last) and not kinds.is_agency(first):
        return bool(joint.strip("/")) and _stands_alone(whole)  # "Health/Education Manager"
    if _stands_alone(left):
        return _stands_alone(whole) or bool(joint.strip("/")) or (_finished(left) and right[:1].isupper())
    # "Learning / Development Manager" has one noun for both; "Learning and Development / Board Manager" has not
    return bool(joint.strip("/")) and (" " in left or " " not in whole)


def _and(left: str, right: str, joint: str, key: Key) -> bool:
    if "+" in joint:
        return left[:1].isupper() and right[:1].isupper()
    pieces, first = _pieces(left), _pieces(right)[0]
    last = pieces[-1]
    if _ONE_NAME.search(f"{last.rsplit(' ', 1)[-1]} and {first}"):
        return False
    if kinds.is_person(first, key):
        return _stands_alone(left) or " " in left
    if " " not in first and kinds.names_everyone(last) and not kinds.is_body(first):
        return False  # "All partners and agencies"
    if kinds.is_rank(left.split(" ", 1)[0]) and not (
        _is_role(first) or kinds.is_agency(first) or kinds.ends_in_group(first)
    ):
        return False  # "ACC Contact and Deployment"
    if _OFFICE_OF.match(last) and kinds.is_subject(first):
        return False  # "Department of Health and Social Care"
    if kinds.is_person(last, key):
        return _stands_alone(right) or "," not in left
    if _ROLE_OF_SEVERAL.match(left) and not _is_role(first):
        return False
    if (
        _TOGETHER.fullmatch(joint)
        and (kinds.is_agency(left) or re.search(r"\bhomes$", left, re.I))
        and (_is_role(first) or kinds.is_agency(first) or right[:1].isupper() and not kinds.is_subject(first))
    ):
        return True  # "Larch Homes with Fenmarsh Council"
    if (
        "&" in joint
        and len(pieces) > 1
        and _is_role(pieces[0])
        and kinds.is_letters(first)
        and not kinds.is_agency(last)
    ):
        return False  # "Service Manager, Court & PLO"
    letters = kinds.is_letters(last) or kinds.is_initials(last) and " " not in left
    if kinds.is_body(first):
        of_letters = kinds.begins_with_role(left) and re.search(r"\s[A-Z]{2,6}$", left)
        return not (of_letters and kinds.is_letters(first))  # "Head of Service for MASH and EDT"
    if _is_role(first):
        if kinds.is_subject(last) and len(pieces) == 1:
            return kinds.begins_with_role(first) or kinds.is_fixed_post(first)  # not "Education and Inclusion Manager"
        if first.endswith("s") and all(kinds.is_subject(piece) for piece in pieces):
            return False  # "Early Help, Education and Health leads"
        return letters or _stands_alone(left) and not kinds.is_subject_letters(last)
    if kinds.ends_in_group(first):
        if letters:
            return not re.match(r"[A-Z]{2,6}\s.*\b(?:sub-?\s?)(?:group|committee)", first)
        return _finished(left)  # not "Chair of Learning and Improvement sub-group"
    if kinds.is_subject(first):
        return letters or (_finished(left) and not kinds.begins_with_role(left)) or _all_agencies(left)
    if kinds.is_agency(first):
        return letters or _finished(left)
    listed = _listed(left)
    if len(listed) > 1 and all(map(_is_role, listed)) and right[:1].isupper():
        return True  # the last of several: "Service Manager, Team Manager and Strategic HR"
    return letters and " " in first and first[:1].isupper()


def _comma(left: str, right: str, joint: str, key: Key) -> bool:
    # what "and" did not part is one piece here
    before, behind = _listed(left), _listed(right)
    last, first = before[-1], behind[0]
    if kinds.is_person(first, key):
        people = sum(kinds.is_person(piece, key) for piece in before + behind)
        return people > 1 or _all_agencies(left)  # "Head of Service, Ann Marsh" is one
    if any(kinds.is_person(piece, key) for piece in before):
        return False
    if kinds.is_initials(last) and kinds.is_initials(first) and len(before) == 1:
        return True
    if _ROLE_OF_SEVERAL.match(left):
        return False
    if kinds.begins_with_rank(first) and " " in last:
        return True
    if _is_role(last):
        if kinds.names_everyone(last) and kinds.is_agency(first):
            return True
        if _is_role(first):
            return (" " in last or " " in first) and not kinds.is_rank(last)
        # "Designated Nurse, ICB" is one, "Named Doctor, Police, Probation" three
        listed = [*_AND.split(first), *behind[1:]]
        if len(listed) == 1 or kinds.is_letters(first):
            return False
        return kinds.is_body(first) and kinds.is_agency(listed[1])
    if kinds.ends_in_group(last):
        noun = last.split()[-1].lower()
        return _is_role(first) or (kinds.ends_in_group(first) and first.split()[-1].lower() == noun)
    if not _all_agencies(left):
        return False
    return kinds.is_agency(first) or (_is_role(first) and first.endswith("s") and " and " not in first)


def _pieces(side: str) -> list[str]:
    """A side in pieces, at whatever may part leads; what is in brackets is left out."""
    bare = kinds.plain(side)
    found = [piece.strip(" .") for piece in re.split(r"(?<!\s)(?:\s*[,/]\s*|\s+(?:and|&|plus|with)\s+)", bare)]
    return [piece for piece in found if piece] or [bare]


def _listed(side: str) -> list[str]:
    """A side in pieces at its commas; what is in brackets is left out."""
    bare = kinds.plain(side)
    return [piece.strip(" .") for piece in bare.split(",") if piece.strip(" .")] or [bare]


def _is_role(piece: str) -> bool:
    return kinds.ends_in_role(piece) or kinds.begins_with_role(piece)


def _all_agencies(side: str) -> bool:
    return all(kinds.is_agency(piece) for piece in _pieces(side))


def _finished(side: str) -> bool:
    """Whether a side's last words say who it is, and not what about: "Independent Chair", "Chair of the QA sub-group"."""
    last = _listed(side)[-1]
    if kinds.begins_with_role(side):
        subject = re.split(r"(?<!\s)\s+(?:of|for|in|at)\s+(?:the\s+)?|,\s*", kinds.plain(side))[-1]
        if kinds.is_subject(subject) and not re.fullmatch("services?", subject, re.IGNORECASE):
            return False
    if last.count(" ") == 0 and kinds.is_subject(last):
        return False
    return kinds.ends_in_role(last) or kinds.ends_in_group(last) or kinds.ends_in_body(last)


def _stands_alone(side: str) -> bool:
    """Whether a side is a lead by itself: a role, a group, an agency, initials or a person."""
    first, last = _pieces(side)[0], _pieces(side)[-1]
    if kinds.is_person(first) or kinds.is_person(last) or kinds.is_initials(kinds.plain(side)):
        return True
    if any(_is_role(piece) or kinds.ends_in_group(piece) for piece in (kinds.plain(side), *_listed(side))):
        return True
    return kinds.names_everyone(side) or kinds.is_agency(first) and kinds.is_agency(last)
