"""Join the parts of a text that a page's end or "(continued)" parted, and put the white space of one in order."""

from __future__ import annotations

import re

#: A sentence that is cut in two by a page break ends with none of these.
_END = re.compile(r"[.!?:;)\]”\"’*]\s*$")


def unfinished(text: str) -> bool:
    """Whether a text breaks off in the midst of a sentence."""
    return bool(text.strip()) and not _END.search(text.strip())


def goes_on(text: str) -> bool:
    """Whether a text ends with a word after which a sentence always goes on."""
    return bool(_GOES_ON.search(text.rstrip()))


def joined(above: str, text: str, *, cut: bool = False) -> str:
    """Two parts of a cell as one: the halves of a sentence with a blank between, else as paragraphs.

    ``cut`` says that a page break is known to lie between them."""
    if not above.strip():
        return text.strip()
    if not text.strip():
        return above
    first, second = above.rstrip(), text.strip()
    begins = re.sub(r"^(?:- )?\**", "", second)
    on = begins[:1].islower() or (cut and (begins[:1] in "(,;&" or bool(_GOES_ON.search(first))))
    if unfinished(first) and on and not _listed(first, second):
        return f"{first} {begins if second.startswith('- ') else second}"
    return (
        f"{first}\n{second}"
        if second.startswith("- ") and first.split("\n")[-1].lstrip().startswith("- ")
        else f"{first}\n\n{second}"
    )


#: Words after which a sentence always goes on.
_GOES_ON = re.compile(
    r"\b(?:a|an|the|of|in|to|and|or|for|with|by|at|on|from|that|which|is|are|was|were|be|been|will|has|have|as)$"
)


def _listed(first: str, second: str) -> bool:
    """Whether both parts are items of one list whose items begin with small letters."""
    return second.startswith("- ") and bool(re.match(r"\s*- [a-z]", first.split("\n")[-1]))


_CONTINUED = re.compile(
    r"(?<!\s)\s*(?:[(\[]\s*cont(?:inue|['’]?d)?\.?d?\s*[)\]]|[-–—,]\s*cont(?:inued|['’]?d)|\bcontinued)[\s.:…]*$",
    re.IGNORECASE,
)
_CONTINUED_FIRST = re.compile(r"\W{0,3}cont(?:inued|['’]?d)\)?\s*[:.–—-]?\s+(?=\S)", re.IGNORECASE)


def without_continued(text: str) -> str:
    """A title or text without the "(continued)" at its end or beginning, which says that it stands above already."""
    first = _CONTINUED_FIRST.match(text)
    return _CONTINUED.sub("", text[first.end() :] if first else text)


def in_paragraphs(text: str) -> str:
    """The words of a recommendation: its paragraphs, bullets and line breaks, without needless blanks."""
    paragraphs = re.split(r"\n[ \t]*\n|\n(?=\s*- )", text.strip())
    out = ""
    for paragraph in paragraphs:
        words = "\n".join(line for part in paragraph.split("\n") if (line := re.sub(r"\s+", " ", part).strip()))
        out += ("\n" if words.startswith("- ") and out else "\n\n" if out else "") + words
    return out
