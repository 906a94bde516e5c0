"""Find people's names and initials in typed text, however they were typed, and say what replaces them.

A word of a name alone ("Tessa", "Orme") is found where it begins with a capital letter; a whole name in any case. Names are
compared without accents, without what is not seen on paper, and across a line break, a double space or a light mark, run
together, in either order, with titles before them. Initials are found as words in capitals ("TO", "T.O.", "TO/AB"), never as the
ordinary word in small letters, and glued to a date or a number ("TO12.3.26"); a single letter names nobody and stays. A name
is found too where it is divided at the end of a line, spelled out ("R u t h"), or one to sign in with ("rcalloway").

Three rules keep the rest of the text whole. A name that is a month or a day of the week too stays in a date ("5 May 2026",
"end of May", "ready by May" but not "led by May"; any "May" under "By when"). An ordinary small word in
capitals among capitals ("WHAT NEEDS TO HAPPEN"), or begins a sentence, is put in small letters where it might be taken for
initials or a name. And what is called like a post or an agency ("Business Manager" among the accounts) is no person. Else,
where a name is a common word too ("Young", "Mark"), the name wins: that no name remains is worth a word too many.
"""

from .contact_details import ADDRESS_REMOVED, PHONE_REMOVED, addresses
from .finder import Names
from .letters import fold, is_invisible, plain
from .person_names import initials_of, is_post, without_titles
from .tidy import UNNAMED_PERSON
from .typed_text import FoundName
from .vocabulary import PARTICLES

__all__ = [
    "ADDRESS_REMOVED",
    "PARTICLES",
    "PHONE_REMOVED",
    "UNNAMED_PERSON",
    "FoundName",
    "Names",
    "addresses",
    "fold",
    "initials_of",
    "is_invisible",
    "is_post",
    "plain",
    "without_titles",
]
