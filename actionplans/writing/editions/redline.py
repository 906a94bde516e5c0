"""Compared texts on paper: new words in ``<ins>``, removed ones in ``<del>``, their light marks drawn as ever.

The texts of both versions are written as one, with signs around what is new and what is gone, and made HTML by the same
function as every other text (``boards.light_marks``): a bullet stays a bullet, and bold words that were removed are bold and
struck through. Only then are the signs made elements. A paragraph or bullet that holds a change gets a class, by which a
bar is drawn at its left: ``new``, or ``gone`` where words were only taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from actionplans.document.diff_lines import ChangedLine, changed_lines, spaced
from actionplans.document.text_diff import DiffPiece, Kind
from actionplans.writing.printable import printable
from boards.light_marks import to_html

ELEMENTS = {"new": "ins", "gone": "del"}
#: Said where a text is not what it was and yet no word of it changed.
ONLY_MARKS = "Changed in type or layout, not in its words."

# Signs from the private use area, of which ``printable`` leaves none in typed text.
_NEW, _GONE, _END = "\ue000", "\ue001", "\ue002"
_SIGNS = {"new": _NEW, "gone": _GONE}
_KIND_OF: dict[str, Kind] = {_NEW: "new", _GONE: "gone", _END: "same"}

_BULLET = re.compile(r"[ \t]*- +(?=\S)")
_MARK = re.compile(r"\*\*|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")
_TOKEN = re.compile(f"<[^<>]*>|[{_NEW}{_GONE}{_END}]|[^<{_NEW}{_GONE}{_END}]+")


def redline(pieces: Iterable[DiffPiece], *, items: bool = False) -> str:
    """A compared text as paragraphs and lists; nothing for an empty one. With ``items`` each line is a bullet of its own."""
    pieces = [DiffPiece(piece.kind, printable(piece.text)) for piece in pieces]
    lines = list(changed_lines(p for p in pieces if p.kind != "gone" or p.text.strip()))
    html = _Drawer().draw(to_html("\n".join(_signed_lines(lines, items))))
    if any(piece.kind != "same" for piece in pieces) and html and "<ins>" not in html and "<del>" not in html:
        html += f'<p class="small new">{ONLY_MARKS}</p>'
    return html


def redline_words(pieces: Iterable[DiffPiece]) -> str:
    """A compared text in one line, without marks."""
    lines = ("".join(map(_in_line, line.pieces)) for line in changed_lines(pieces))
    return " ".join(" ".join(lines).split())


def _in_line(piece: DiffPiece) -> str:
    return "".join(marked(part.kind, escape(printable(part.text))) for part in spaced(piece))


def marked(kind: Kind, html: str) -> str:
    """Words within what says that they are new or gone."""
    element = ELEMENTS.get(kind)
    return f"<{element}>{html}</{element}>" if element and html.strip() else html


def paragraph(kind: Kind, html: str, *, small: bool = False) -> str:
    """A paragraph that is new, gone or the same as a whole."""
    names = " ".join(filter(None, ("small" if small else "", kind if kind in ELEMENTS else "")))
    opening = f'<p class="{names}">' if names else "<p>"
    return f"{opening}{marked(kind, html)}</p>"


# Both texts as one -------------------------------------------------------------------------------------------------------


def _signed_lines(lines: list[ChangedLine], items: bool) -> Iterator[str]:
    """Lines of typed text with signs. What is gone as a whole is in paragraphs and bullets of its own."""
    before: ChangedLine | None = None
    for line in lines:
        words = "".join(piece.text for piece in line.pieces)
        bullet = _BULLET.match(words)
        if not bullet and before and before.pieces and line.pieces and _one_is_gone(before, line):
            yield ""
        before = line
        prefix = bullet[0] if bullet else ""
        start = f"  {prefix}" if items and bullet else "- " if items and words.strip() else prefix
        yield start + "".join(_signed(piece, line) for piece in _without(line.pieces, len(prefix)))


def _one_is_gone(one: ChangedLine, other: ChangedLine) -> bool:
    return one.kind != other.kind and "gone" in (one.kind, other.kind)


def _without(pieces: Iterable[DiffPiece], length: int) -> Iterator[DiffPiece]:
    """The pieces without so many characters at their start."""
    for piece in pieces:
        cut = min(length, len(piece.text))
        length -= cut
        if piece.text[cut:]:
            yield DiffPiece(piece.kind, piece.text[cut:])


def _signed(piece: DiffPiece, line: ChangedLine) -> str:
    text = piece.text
    if piece.kind == "gone" and line.kind == "mixed" and _unbalanced(text):
        text = _MARK.sub("", text)  # half of a mark would make bold what is not
    return "".join(_sign(part) for part in spaced(DiffPiece(piece.kind, text)))


def _sign(part: DiffPiece) -> str:
    if part.kind == "same":
        return part.text
    bare = part.text.lstrip("*")
    words = bare.rstrip("*")
    before, behind = part.text[: len(part.text) - len(bare)], bare[len(words) :]
    return f"{before}{_SIGNS[part.kind]}{words}{_END}{behind}" if words else part.text


def _unbalanced(text: str) -> bool:
    return text.count("**") % 2 == 1 or text.replace("**", "").count("*") % 2 == 1


# Signs as elements -------------------------------------------------------------------------------------------------------


class _Drawer:
    """Makes elements of the signs in the HTML of ``to_html``, which has paragraphs, lists, bold and italic and no more.

    Words of a bullet are in a paragraph of their own where they changed, so that the bar beside them is no longer than
    they are.
    """

    def __init__(self) -> None:
        self.out: list[str] = []
        self.kind: Kind = "same"
        self.start: int | None = None  # where the open block begins in ``out``
        self.bare = False  # whether it has no element of its own yet
        self.kinds: set[str] = set()

    def draw(self, html: str) -> str:
        for token in _TOKEN.findall(html):
            if token in _KIND_OF:
                self.kind = _KIND_OF[token]
            elif token == "<p>":
                self._open()
            elif token == "</p>":
                self._close()
            elif token in ("<ul>", "</ul>", "<li>", "</li>"):
                self._close()
                self.out.append(token)
            else:
                self._inline(token)
        self._close()
        return "".join(self.out)

    def _open(self, *, bare: bool = False) -> None:
        self._close()
        self.start, self.bare, self.kinds = len(self.out), bare, set()

    def _inline(self, token: str) -> None:
        words = not token.startswith("<") and token.strip()
        if self.start is None:
            if not words and not token.startswith("<"):
                return  # white space between blocks
            self._open(bare=True)
        if words:
            self.kinds.add(self.kind)
        element = ELEMENTS.get(self.kind) if words else None
        self.out += [f"<{element}>", token, f"</{element}>"] if element else [token]

    def _close(self) -> None:
        if self.start is None:
            return
        inner = self.out[self.start :]
        del self.out[self.start :]
        self.start = None
        changed = self.kinds - {"same"}
        if len(self.kinds) == 1 and changed:  # said once, not again for each bold word
            element = ELEMENTS[next(iter(changed))]
            inner = [
                f"<{element}>",
                *(token for token in inner if token not in (f"<{element}>", f"</{element}>")),
                f"</{element}>",
            ]
        if not changed:
            opening, closing = ("", "") if self.bare else ("<p>", "</p>")
        else:
            opening, closing = f'<p class="{"gone" if changed == {"gone"} else "new"}">', "</p>"
        self.out += [opening, *inner, closing]
