"""What a piece of a lead cell is: a person, a role, a group, an agency, or words that are part of one."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Nouns that say who somebody is; plurals are made of them.
_ROLE_NOUN = (
    r"(?:co-?chair|vice-?chair|deputy|chair|chairperson|chairman|manager|director|leader|head|officer"
    r"|co-?ordinator|lead|advisor|adviser|nurse|doctor|gp|scrutineer|commissioner"
    r"|administrator|secretary|superintendent|inspector|constable|sergeant|commander|dci|dsl|senco|headteacher"
    r"|head ?teacher|teacher|principal|practitioner"
    r"|representative|rep|member|councillor|cllr|consultant|supervisor|analyst|worker|solicitor|lawyer|barrister"
    r"|chief executive|ceo|dcs|dass|ad|assistant|executive|specialist|trainer|champion|guardian|lado|iro"
    r"|professional|partner|owner|sponsor|holder|matron|midwife|p(?:a)?ediatrician|psychologist|psychiatrist"
    r"|therapist|clinician|physician|pharmacist|dentist|clerk|trustee|governor|visitor|facilitator|auditor|reviewer"
    r"|author|investigator|engineer|planner|coroner|registrar|treasurer|tutor|counsellor|counsel|chaplain|warden"
    r"|ombudsman|official|researcher|associate|apprentice|provider|commander)"
)
_ROLE_WORD = rf"(?:{_ROLE_NOUN}s?|midwives|deputies|secretaries|leadership|staff|everyone)"
_ROLE = re.compile(rf"\b(?:{_ROLE_WORD}|designated|named|all|each)\b", re.IGNORECASE)
#: "DoN" and "HoS" are posts too.
_ROLE_END = re.compile(rf"\b(?:{_ROLE_WORD}|(?-i:(?!DoLS)[A-Z]{{1,3}}o[A-Z]{{1,3}}))$", re.IGNORECASE)
#: A role whose subject comes behind it: "Head of …", "Designated Nurse for …", "Deputy Chair, …".
_ROLE_OF = re.compile(rf"\b{_ROLE_WORD}(?:\s+(?:of|for|in|to|at|with)\b|(?<!\s)\s*[,–—]|(?<!\s)\s+-\s)", re.IGNORECASE)
_RANK = re.compile(
    r"(?:(?:det(?:ective)?|temporary|acting|assistant|deputy|chief)\s+)*"
    r"(?:superintendent|supt|inspector|insp|sergeant|sgt|constable|dci|di|ds|dc|acc|dcc)",
    re.IGNORECASE,
)
_GROUP_NOUN = (
    r"(?:sub-?\s?groups?|sub-?\s?committees?|committees?|groups?|boards?|panels?|forums?"
    r"|task and finish|task & finish|working party"
    r"|steering|executive group|partnerships?|networks?|teams?|hubs?|mash|qa|workstreams?"
    r"|collaborative|cabinet|council of|units?|boardroom)"
)
_GROUP = re.compile(rf"\b{_GROUP_NOUN}\b", re.IGNORECASE)
_GROUP_END = re.compile(rf"\b(?!mash|qa){_GROUP_NOUN}$", re.IGNORECASE)
#: Agencies by one word, which are also what posts and groups are about: "Health and Wellbeing Board".
_SUBJECT = (
    r"(?:health|education|housing|(?:adults?['’]?s?|children['’]?s?(?: and adults?['’]?)?) (?:social care|services)"
    r"|social care|public health|primary care|early help|youth justice|social services|services?|schools?|fire"
    r"|voluntary sector|community safety|health visiting|school nursing|legal|communities)"
)
#: Agencies by one word that nothing else is called by.
_BODY = (
    r"(?:the police|police|constabulary|ccgs?|icb|nhs|probation(?: service)?|cafcass|ambulance(?: service)?|gps"
    r"|local authority|la|lscb|lscp|scp|sab|ofsted|prisons?|yot|yjs|camhs|csc|asc|hospitals?|colleges?|universit(?:y|ies))"
)
_AGENCY_NOUN = (
    r"(?:chamber of commerce|police|constabulary|ccg|icb|nhs|trust|council|authority|health|probation|cafcass"
    r"|schools?|education|social care|services?"
    r"|housing|fire|ambulance|hospitals?|voluntary|charit(?:y|ies)|university|college|academy"
    r"|ofsted|department|directorate|office|foundation"
    r"|agencies|agency|cic|ltd|association|federation|diocese|prison|yot|yjs|camhs|csc|la|lscb"
    r"|lscp|scp|sab|public health)"
)
_AGENCY = re.compile(rf"\b{_AGENCY_NOUN}\b", re.IGNORECASE)
_AGENCY_END = re.compile(rf"\b{_AGENCY_NOUN}$", re.IGNORECASE)
_BODY_END = re.compile(
    r"\b(?:police|constabulary|commerce|council|trust|icb|hospitals?|university|college|association|ltd|cic|academy|ccg|authority"
    r"|agenc(?:y|ies)|social care|services?|directorate|department|cafcass|probation|nhs)$",
    re.IGNORECASE,
)
_IS_SUBJECT = re.compile(_SUBJECT, re.IGNORECASE)
_IS_BODY = re.compile(_BODY, re.IGNORECASE)
_LETTERS = re.compile(r"[A-Z][A-Z&]{1,7}")
#: Letters that are what a post is about, and no agency.
_SUBJECT_LETTERS = re.compile(
    r"(?:SEND?|QA|QAF|MCA|DOLS|LPS|DA|VAWG|EHCP?|CP|CIN|CLA|LAC|HR|OD|IT|ICT|PREVENT|CSE|CCE|FGM|MSP|PIPOT|CYP|FGC|PR|PMO"
    r"|MARAC|MAPPA|MASH|EDT|LADO)"
)
#: A name: capital letters or initials, with hyphens and apostrophes, at least two words, perhaps a title before it.
_NAME_WORD = (
    r"(?:[A-Z][a-zà-ÿ]+(?:[-’'][A-Z]?[a-zà-ÿ]+)*|(?:Mc|Mac|O['’]|De|Di|Van|Fitz)[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)*)"
)
_TITLE = (
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Councillor|(?:[AT]/)?(?:DCI|DI|DS|DSU|DC|ACC|DCC|Supt|Insp|Sgt|Chief Supt)"
    r"|Rev|Revd|Sir|Dame|Lord|Lady"
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
    r"|section|multi|single|joint|task|ongoing|in|of|and|front|door|door|assessment|placements?|partnerships?|prevention"
    r"|homes?|property|contracts?|wellbeing|safety|domestic|abuse|risk|sexual|licensing|transport|governance|inclusion"
    r"|homes|communities|carers?|digital|rural|participation|voice|outreach|hubs?|fostering|adoption|attendance"
    r"|district|metropolitan|national|regional|integrated|custody|vulnerability|governors|trading|standards|needs|special|educational|disabilit(?:y|ies)"
    r"|lounges?|suites?|clinics?|theatres|reception|discharge|admissions?"
    r"|estates|regeneration|environment(?:al)?|planning|culture|sports?|skills|employment|economy|growth|transformation"
    r"|housing|homelessness|revenues|benefits|customer|digital|change|programmes?|projects?|operations|clinical|medical"
    r"|nursing|midwifery|maternity|acute|specialist|statutory|voluntary|statement|engagement|equality|diversity"
    r"|det|sgt|supt|insp|persons|online|investigations?|response|crime|criminal|contact|control|room|neighbourhoods?"
    r"|intelligence|forensics?|policing"
    r"|emergency|duty|market|management|operational|paediatrics|therap(?:y|ies)|dental|dentistry|medicines?|pharmacy"
    r"|permanence|aftercare|leaving|exploitation|missing|harm)\b",
    re.IGNORECASE,
)
_PARTICLE = r"(?:(?:van|von|de|der|la|le|di|da|bin|al|ap|ab)\s+)"
_PERSON = re.compile(
    rf"{_TITLE}?(?:(?:[A-Z]\.?\s?){{1,2}}\s?{_PARTICLE}*{_NAME_WORD}"
    rf"|{_NAME_WORD}(?:\s+[A-Z]\.?)?(?:\s+{_PARTICLE}*{_NAME_WORD}){{1,2}}|{_TITLE}{_NAME_WORD})"
)
_TWO_PEOPLE = re.compile(rf"({_NAME_WORD}\s+{_NAME_WORD})\s+({_NAME_WORD}\s+{_NAME_WORD})")
_INITIALS = re.compile(r"[A-Z]{2,3}")
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+")

Key = Mapping[str, str]


def plain(piece: str) -> str:
    """A piece without what is in brackets, and without stops at its ends."""
    return re.sub(r"(?<!\s)\s*\([^()]*\)", "", piece).strip(" .")


def kind_of(name: str, key: Key | None = None) -> str:
    """What a lead is: ``person``, ``group``, ``agency``, else ``role``. ``key`` names the people of a file by initials."""
    name = plain(name)
    if is_person(name, key) or is_person(re.split(r",|\s[–—-]\s", name, maxsplit=1)[0].strip(), key):
        return "person"
    if _INITIALS.fullmatch(name) and not _AGENCY.fullmatch(name):
        return "person" if len(name) == 2 else "agency"
    if _ADDRESS.fullmatch(name):
        return "person"
    if _ROLE.search(name):
        return "role"
    if _GROUP.search(name):
        return "group"
    if _AGENCY.search(name) or re.fullmatch(r"[A-Z]{3,8}", name):
        return "agency"
    return "role"


def is_person(name: str, key: Key | None = None) -> bool:
    """Whether a piece is a person's name, or initials that the file's key explains."""
    name = plain(name)
    if key and name in key:
        return True
    if not _PERSON.fullmatch(name):
        return False
    bare = re.sub(rf"^{_TITLE}", "", name)
    return not any(pattern.search(bare) for pattern in (_GROUP, _AGENCY, _ROLE, _NO_NAME))


def two_people(line: str, key: Key | None = None) -> list[str]:
    """The two names of a line that has them one after the other; else none."""
    two = _TWO_PEOPLE.fullmatch(line.rstrip("."))
    return [two[1], two[2]] if two and is_person(two[1], key) and is_person(two[2], key) else []


def is_initials(piece: str) -> bool:
    """Whether a piece may be a person's initials."""
    return bool(_INITIALS.fullmatch(plain(piece))) and not _SUBJECT_LETTERS.fullmatch(plain(piece))


def is_letters(piece: str) -> bool:
    """Whether a piece is the letters of an agency: "ICB"; "SEND" is what a post is about."""
    return bool(_LETTERS.fullmatch(plain(piece))) and not _SUBJECT_LETTERS.fullmatch(plain(piece))


def is_body(piece: str) -> bool:
    """Whether a piece is an agency and can be no subject of a post: "Police", "ICB"."""
    piece = plain(piece)
    return is_letters(piece) or bool(_IS_BODY.fullmatch(piece))


def is_subject(piece: str) -> bool:
    """Whether a piece names an agency, and might as well be what a post or group is about: "Health", "Housing"."""
    return bool(_IS_SUBJECT.fullmatch(plain(piece)))


def is_agency(piece: str) -> bool:
    """Whether a piece is an agency by itself."""
    words = plain(piece)
    if is_body(words) or is_subject(words) or words.lower().endswith(" agencies"):
        return True
    return words[:1].isupper() and len(words.split()) <= 6 and ends_in_agency(words) and not _ROLE.search(words)


def ends_in_role(piece: str) -> bool:
    """Whether the last words say who it is: "Board Manager", "Sub-group co-chairs"."""
    return bool(_ROLE_END.search(plain(piece)[-40:]))


def ends_in_group(piece: str) -> bool:
    return bool(_GROUP_END.search(plain(piece)[-40:]))


def ends_in_agency(piece: str) -> bool:
    words = plain(piece)
    return bool(_AGENCY_END.search(words[-40:])) or is_letters(words.rsplit(" ", 1)[-1])


def begins_with_role(piece: str) -> bool:
    """Whether it is a role with its subject behind it: "Head of Quality", "Designated Nurse for Adults"."""
    piece = plain(piece)
    found = _ROLE_OF.search(piece)
    return found is not None and len(piece[: found.start()].split()) <= 4 and "," not in piece[: found.start()]


def is_fixed_post(piece: str) -> bool:
    """Whether a role needs no subject before it: "Designated Nurse", "Chair"."""
    found = re.fullmatch(
        r"(?:(?:designated|named|independent|lay|deputy|principal)\s.*|(?:co-?|vice-?)?chair|dcs|dass|ceo)",
        plain(piece),
        re.IGNORECASE,
    )
    return bool(found)


def is_subject_letters(piece: str) -> bool:
    """Whether a piece is letters that name a subject: "SEND"."""
    return bool(_SUBJECT_LETTERS.fullmatch(plain(piece)))


def ends_in_body(piece: str) -> bool:
    """Whether the last word can end nothing but an agency's name: "Fenmarsh Police", "Head of Safeguarding, ICB"."""
    return bool(_BODY_END.search(plain(piece)[-40:])) or is_letters(plain(piece).rsplit(" ", 1)[-1])


def is_rank(piece: str) -> bool:
    """Whether it is a rank of the police and no more, which a post may follow."""
    return bool(_RANK.fullmatch(plain(piece)))


def begins_with_rank(piece: str) -> bool:
    """Whether it is a rank with its post: "DCI Online Investigation"."""
    match = _RANK.match(plain(piece))
    return bool(match and re.match(r"\s+[A-Z]", plain(piece)[match.end() :]))


def names_everyone(piece: str) -> bool:
    """Whether it is a lead by what it says at its beginning: "All partners", "Each agency"."""
    return bool(re.match(r"(?:all|each|every|any)\b", plain(piece), re.IGNORECASE))
