"""Split the text of a lead cell into leads, each a role, a person, a group or an agency.

A cell is split where two leads meet, and only there: "Chair, Audit sub-group and Ann Marsh" is two,
"LSCB/SAB Training sub-committee" is one. What a cell says besides its leads is given back as a note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from actionplans.document.tree import LeadNode

_ROLE = re.compile(
    r"\b(?:co-?chairs?|vice-?chairs?|chairs?|chairperson|chairman|manager|managers|director"
    r"|directors|leader|leaders|head|heads|officers?"
    r"|coordinator|co-ordinator|coordinators|lead|leads|advisor|adviser|nurse|doctor|gp"
    r"|scrutineer|scrutineers|commissioner"
    r"|administrator|secretary|superintendent|inspector|constable|sergeant|dci|headteacher"
    r"|principal|practitioner|practitioners"
    r"|representatives?|reps?|members?|councillor|cllr|consultant|supervisor|analyst|worker"
    r"|workers|social worker|solicitor"
    r"|chief executive|ceo|dcs|dass|ad|assistant|deputy|executive|specialist|trainer|champion"
    r"|champions|guardian|lado|iros?"
    r"|designated|named|professional|professionals|partners|leadership|staff|all|each|everyone"
    r"|safeguarding leads?|owner|owners)\b",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:sub-?\s?groups?|sub-?\s?committees?|committees?|groups?|boards?|panels?|forums?"
    r"|task and finish|task & finish|working party"
    r"|steering|executive group|partnerships?|network|team|teams|hub|mash|qa|workstream"
    r"|collaborative|cabinet|council of)\b",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\b(?:police|constabulary|ccg|icb|nhs|trust|council|authority|health|probation|cafcass"
    r"|schools?|education|social care|services?"
    r"|housing|fire|ambulance|hospital|hospitals|voluntary|charity|university|college|academy"
    r"|ofsted|department|directorate"
    r"|agencies|agency|cic|ltd|association|federation|diocese|prison|yot|yjs|camhs|csc|la|lscb"
    r"|lscp|scp|sab|public health)\b",
    re.IGNORECASE,
)
#: A name: capital letters or initials, with hyphens and apostrophes, at least two words, perhaps a title before it.
_NAME_WORD = (
    r"(?:[A-Z][a-zà-ÿ]+(?:[-’'][A-Z]?[a-zà-ÿ]+)*|(?:Mc|Mac|O['’]|De|Di|Van|Fitz)[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)*)"
)
_TITLE = (
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Cllr|Councillor|DCI|DI|DS|DSU|Rev|Revd|Sir|Dame"
    r"|(?:Det|Detective)?\s?(?:Chief|Ch)?\s?(?:Supt|Superintendent|Insp|Inspector|Sgt|Sergeant|Constable))\.?\s+)"
)
#: Words with capital letters that are no part of a name.
_NO_NAME = re.compile(
    r"\b(?:business|unit|safeguarding|children|child|adults?|quality|training|policy"
    r"|procedures?|learning|development|assurance|family"
    r"|performance|community|public|local|social|care|young|people|families|early|help"
    r"|independent|chief|senior|improvement|audit"
    r"|strategic|strategy|data|information|communications?|human|resources|finance|legal"
    r"|corporate|commissioning|board|area|city"
    r"|county|borough|north|south|east|west|central|support|protection|review|conference"
    r"|practice|workforce|virtual|school|youth"
    r"|justice|offending|mental|primary|secondary|general|faith|leisure|sector|action|plan"
    r"|section|multi|single|joint|task|ongoing)\b",
    re.IGNORECASE,
)
_PARTICLE = r"(?:(?:van|von|de|der|la|le|di|da|bin|al|ap|ab)\s+)"
_PERSON = re.compile(
    rf"{_TITLE}?(?:(?:[A-Z]\.?\s?){{1,2}}\s?{_PARTICLE}*{_NAME_WORD}"
    rf"|{_NAME_WORD}(?:\s+[A-Z]\.?)?(?:\s+{_PARTICLE}*{_NAME_WORD}){{1,2}}|{_TITLE}{_NAME_WORD})"
)
_TWO_PEOPLE = re.compile(rf"({_NAME_WORD}\s+{_NAME_WORD})\s+({_NAME_WORD}\s+{_NAME_WORD})")
_INITIALS = re.compile(r"[A-Z]{2,3}")
#: What may be between two leads of a line, in the order in which it divides them. Each begins where white space begins.
_JOINTS = (
    r"(?<!\s)\s*/\s*",
    r"(?<!\s)(?:\s+(?:and|&|plus|with)\s+|\s*\+\s*)",
    r"(?<!\s)\s*,\s*(?:and\s+)?",
)
_EDGE = re.compile(r"(?<!\s)(?:\s*[,/]\s*|\s+(?:and|&)\s+)")
#: Where the description of a lead goes over into what it is to do.
_DUTY = re.compile(
    r"(?<!\s)\s+(?:[-–—:]\s+)?(?:to\s+(?!the\b)[a-z]+|will\s+[a-z]+|is\s+to\s+[a-z]+|who\s+[a-z]+"
    r"|supported by|with support from|reporting to"
    r"|in (?:consultation|conjunction|liaison|partnership) with|via\s|through\s|as required"
    r"|where (?:appropriate|necessary))\b",
)
_LABEL = re.compile(
    r"^(?:(?:strategic|operational|overall|joint|lead|leads|action|delivery)\s*)?(?:leads?"
    r"|owners?|responsible|support(?:ed by)?|with)"
    r"(?:\s+(?:officers?|agency|person))?\s*:\s*",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:tbc|tba|tbd|n/?a|none|not applicable|to be (?:confirmed|agreed|decided|advised"
    r"|identified)|as above|-+|–|\?+|vacant|blank)\.?",
    re.IGNORECASE,
)
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


def read_leads(text: str) -> LeadCell:
    """Split the text of a lead cell into leads of a kind, each listed once; words keep their spelling."""
    leads: list[LeadNode] = []
    notes: list[str] = []
    known: set[str] = set()
    for line in _lines(text):
        if len(line) > LONGEST_LINE or _NOBODY.fullmatch(line) or line.endswith(":"):
            notes.append(line)
            continue
        line, note = _without_duty(line)
        if note:
            notes.append(note)
        for name in _split(line):
            name = name.strip(" ,;/&–—-").removesuffix(".").strip()
            if not name:
                continue
            if len(name.split()) > 14:
                notes.append(name)
            elif name.lower() not in known:
                known.add(name.lower())
                leads.append(LeadNode(name=name, kind=kind_of(name)))
    return LeadCell(tuple(leads), tuple(notes), _as_written(text, leads))


def _as_written(text: str, leads: list[LeadNode]) -> str:
    """The lines of a cell without marks for bold, unless they are the leads themselves, one a line or with semicolons."""
    lines = [line.rstrip() for line in text.replace("**", "").split("\n") if line.strip()]
    names = [_words(part) for line in lines for part in line.split(";") if part.strip()]
    return "" if names == [_words(lead.name) for lead in leads] else "\n".join(lines)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _lines(text: str) -> list[str]:
    """The lines of a cell without marks; a line that only goes on with the one above is put back to it."""
    lines: list[str] = []
    for line in re.split(r"\n+|;", text.replace("**", "")):
        line = re.sub(r"^\s*(?:[-•*]|\(?\d{1,2}[.)]|[a-z][.)])\s+", "", line).strip().strip("*").strip()
        line = _LABEL.sub("", line)
        if not line:
            continue
        carried = lines and (
            lines[-1].endswith((",", "&", "/", "-"))
            or re.search(r"\b(?:and|of|for|the|to|with|in)$", lines[-1][-8:])
            or line[:1].islower()
        )
        if carried and not lines[-1].endswith(".") and len(lines[-1]) <= LONGEST_LINE:
            lines[-1] = f"{lines[-1]}{'' if lines[-1].endswith(('/', '-')) else ' '}{line}"
        else:
            lines.append(line)
    return lines


def _without_duty(line: str) -> tuple[str, str]:
    match = _DUTY.search(line)
    if match and match.start() > 2 and kind_of(line[: match.start()].strip()) and len(line) - match.start() > 8:
        return line[: match.start()], line[match.start() :].strip(" -–—:")
    return line, ""


def _split(line: str) -> list[str]:
    """The single leads of one line."""
    line = line.strip()
    two = _TWO_PEOPLE.fullmatch(line.rstrip("."))
    if two and _is_person(two[1]) and _is_person(two[2]):
        return [two[1], two[2]]
    for pattern in _JOINTS:
        for match in re.finditer(pattern, line):
            left, right = line[: match.start()], line[match.end() :]
            if _outside_brackets(line, match.start()) and _two(left, right, match.group()):
                return [*_split(left), *_split(right)]
    return [line]


def _outside_brackets(line: str, place: int) -> bool:
    return line.count("(", 0, place) <= line.count(")", 0, place)


def _two(left: str, right: str, joint: str) -> bool:
    """Whether two leads meet at a joint, or one lead's name goes on."""
    left, right = left.strip(" ."), right.strip(" .")
    if not left or not right:
        return False
    first, last = _edge(left, -1), _edge(right, 0)
    people = _is_person(first), _is_person(last)
    if "," in joint:
        # "Chair, Audit sub-group" and "Ann Marsh, Head of Service" are one; "Police, Health, Probation" three
        if people[0] or people[1]:
            return people[1] and (people[0] or ("," not in left and len(left.split()) > 1 and _stands_alone(left)))
        if _bare_agency(first) and _bare_agency(last):
            return True
        return all(" " in side and _ends_in_role(side) for side in (first, right.split(",")[0].strip()))
    if "/" in joint:
        if re.fullmatch(r"[A-Z]{2,6}", first) and re.match(r"[A-Z]{2,6}\s+\S", last):
            return False  # LSCB/SAB Training sub-committee
        whole = right.split("/")[0]
        return any(people) or (
            _stands_alone(left) and (_stands_alone(whole) or (_finished(left) and right[:1].isupper()))
        )
    if people[1]:
        return _stands_alone(left) or len(left.split()) > 1
    if people[0]:
        return _stands_alone(last) or "," not in left
    if not _stands_alone(left) or not _stands_alone(last):
        return False  # "Learning and Development": each side must be a lead by itself
    if _finished(left):
        return True
    # "Chair of Learning and Improvement sub-group": the subject of a role goes on until a new role is named
    return bool(_ROLE.search(last))


def _edge(side: str, at: int) -> str:
    """The part of a side that is nearest to the joint."""
    return _EDGE.split(side)[at].strip(" .")


def _ends_in_role(side: str) -> bool:
    return any(match.end() == len(side) for match in _ROLE.finditer(side))


def _finished(side: str) -> bool:
    """Whether a side's last words say who it is, and not what about: "Independent Chair", "Chair of the QA sub-group"."""
    end = " ".join(re.split(r"(?<!\s)\s+(?:of|for)\s+|,", side)[-1].split()[-3:])
    return any(
        match.end() == len(end) for pattern in (_ROLE, _GROUP, _AGENCY) for match in pattern.finditer(end)
    ) or bool(re.fullmatch(r"[A-Z]{2,8}", end) or end.endswith(")"))


def _stands_alone(side: str) -> bool:
    """Whether a side is a lead by itself: a role, a group, an agency, initials or a person."""
    side = side.strip(" .")
    if _is_person(_edge(side, 0)) or _is_person(_edge(side, -1)) or _INITIALS.fullmatch(side):
        return True
    if _ROLE.search(side):
        return True
    return bool(_GROUP.search(side)) or _bare_agency(_edge(side, 0)) and _bare_agency(_edge(side, -1))


def _bare_agency(side: str) -> bool:
    words = side.split()
    if _AGENCY.fullmatch(side) or re.fullmatch(r"[A-Z]{2,8}|local authority", side):
        return True
    return side[:1].isupper() and len(words) <= 5 and bool(_AGENCY.search(side)) and not _ROLE.search(side)


def _is_person(name: str) -> bool:
    name = re.sub(r"(?<!\s)\s*\([^()]*\)", "", name).strip(" .")
    if not _PERSON.fullmatch(name):
        return False
    bare = re.sub(rf"^{_TITLE}", "", name)
    return not any(pattern.search(bare) for pattern in (_GROUP, _AGENCY, _ROLE, _NO_NAME))


def kind_of(name: str) -> str:
    """What a lead is: ``person``, ``group``, ``agency``, else ``role``."""
    plain = re.sub(r"(?<!\s)\s*\([^()]*\)", "", name).strip(" .")
    if _is_person(plain) or _is_person(plain.split(",")[0]):
        return "person"
    if _INITIALS.fullmatch(plain) and not _AGENCY.fullmatch(plain):
        return "person" if len(plain) == 2 else "agency"
    if _ROLE.search(plain):
        return "role"
    if _GROUP.search(plain):
        return "group"
    if _AGENCY.search(plain) or re.fullmatch(r"[A-Z]{3,8}", plain):
        return "agency"
    return "role"
