"""A finished PDF read back: the words on its pages, what is read out, where its bookmarks lead, what it carries."""

from __future__ import annotations

import ctypes
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pikepdf
import pypdfium2
from pypdfium2 import raw

POINTS_PER_MM = 72 / 25.4


def squeezed(text: str) -> str:
    """A text without white space and without the places where a long word may break: the same however it was laid out."""
    return re.sub(r"[\s\u200b\u00ad\ufeff]+", "", text)


@dataclass(frozen=True)
class Bookmark:
    """One line of the outline: its words, how deep it lies (0 is the top), and the page it leads to, counted from 1."""

    title: str
    depth: int
    page: int


class Opened:
    """One PDF, read in as many ways as a test asks for."""

    def __init__(self, pdf: bytes) -> None:
        self.bytes = pdf
        self.pikepdf = pikepdf.open(io.BytesIO(pdf))

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page as it is copied from a viewer, white space as one blank."""
        document = pypdfium2.PdfDocument(self.bytes)
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]

    @cached_property
    def text(self) -> str:
        """The text of all pages, without white space."""
        return squeezed("".join(self.pages))

    def around(self, number: int, above: float = 18, below: float = 16) -> tuple[str, str]:
        """The lines in the margins of a page (from 1): in the ``above`` millimetres at its top, and ``below`` at its foot."""
        page = pypdfium2.PdfDocument(self.bytes)[number - 1]
        width, height = page.get_size()
        text = page.get_textpage()
        top = text.get_text_bounded(0, height - above * POINTS_PER_MM, width, height)
        foot = text.get_text_bounded(0, 0, width, below * POINTS_PER_MM)
        return " ".join(top.split()), " ".join(foot.split())

    # As it is read out ------------------------------------------------------------------------------------------------

    @cached_property
    def elements(self) -> list[tuple[str, pikepdf.Dictionary]]:
        """The structure elements in the order in which they are read, by their tag."""
        return list(self._walk(self.pikepdf.Root.StructTreeRoot))

    def _walk(self, element: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Dictionary]]:
        for kid in _kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield str(kid.S)[1:], kid
                yield from self._walk(kid)

    @cached_property
    def _marked(self) -> dict[tuple[int, int], str]:
        """The words of each marked content, by the number of its page (from 0) and its own, in the order of painting."""
        found: dict[tuple[int, int], list[str]] = defaultdict(list)
        document = pypdfium2.PdfDocument(self.bytes)
        for number, page in enumerate(document):
            text = page.get_textpage()
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
                mark = _mark_of(item)
                if mark is not None:
                    found[number, mark].append(_text_of(item, text))
        return {at: "".join(words) for at, words in found.items()}

    @cached_property
    def _page_numbers(self) -> dict[tuple[int, int], int]:
        return {page.obj.objgen: number for number, page in enumerate(self.pikepdf.pages)}

    def words(self, element: pikepdf.Dictionary) -> str:
        """What is read out of an element, white space as one blank."""
        return " ".join(" ".join(self._contents(element, None)).split())

    def _contents(self, element: pikepdf.Object, page: pikepdf.Object | None) -> Iterator[str]:
        page = element.get("/Pg", page)
        for instead in ("/ActualText", "/Alt"):
            if instead in element:
                yield str(element[instead])
                return
        for kid in _kids(element):
            if isinstance(kid, int):
                yield self._marked.get((self._page_numbers[page.objgen], kid), "")
            elif "/MCID" in kid:
                yield self._marked.get((self._page_numbers[kid.get("/Pg", page).objgen], int(kid.MCID)), "")
            elif "/S" in kid:
                yield from self._contents(kid, page)

    @cached_property
    def spoken(self) -> str:
        """All that is read out, in its order, without white space."""
        return squeezed("".join(self._contents(self.pikepdf.Root.StructTreeRoot, None)))

    def is_painted_as_read(self) -> bool:
        """Whether the words stand in the pages in the order in which they are read. Marks of lists are painted last."""
        read = list(self._places(self.pikepdf.Root.StructTreeRoot, None))
        painted = [at for at in self._marked if at in set(read)]
        return painted == sorted((at for at in read if at in self._marked), key=lambda at: at[0])

    def _places(self, element: pikepdf.Object, page: pikepdf.Object | None) -> Iterator[tuple[int, int]]:
        """The marked contents of an element in their order, without marks of lists."""
        page = element.get("/Pg", page)
        for kid in _kids(element):
            if isinstance(kid, int):
                yield self._page_numbers[page.objgen], kid
            elif "/MCID" in kid:
                yield self._page_numbers[kid.get("/Pg", page).objgen], int(kid.MCID)
            elif "/S" in kid and kid.S != "/Lbl":
                yield from self._places(kid, page)

    @cached_property
    def headings(self) -> list[tuple[int, str]]:
        """The headings in order: level and words."""
        return [(int(tag[1]), self.words(e)) for tag, e in self.elements if re.fullmatch(r"H[1-6]", tag)]

    def pages_of(self, tag: str) -> list[int]:
        """The page on which each element of a tag begins, counted from 1."""
        return [next(self._places(element, None))[0] + 1 for found, element in self.elements if found == tag]

    # What it carries --------------------------------------------------------------------------------------------------

    @cached_property
    def bookmarks(self) -> list[Bookmark]:
        document = pypdfium2.PdfDocument(self.bytes)
        found = []
        for mark in document.get_toc(max_depth=8):
            goal = mark.get_dest()
            found.append(Bookmark(mark.get_title(), mark.level, goal.get_index() + 1 if goal else 0))
        return found

    @cached_property
    def attachments(self) -> dict[str, bytes]:
        """The files that it carries, by name."""
        return {name: spec.get_file().read_bytes() for name, spec in self.pikepdf.attachments.items()}

    @cached_property
    def title(self) -> str:
        """The title as a viewer's window and a catalogue show it; both must be the same."""
        with self.pikepdf.open_metadata() as metadata:
            catalogue = metadata.get("dc:title", "")
        title = str(self.pikepdf.docinfo.get("/Title", ""))
        return title if title == catalogue else f"{title} / {catalogue}"


def _kids(element: pikepdf.Object) -> Iterator[pikepdf.Object | int]:
    kids = element.get("/K", [])
    yield from kids if isinstance(kids, pikepdf.Array) else [kids]


def _mark_of(item: pypdfium2.PdfObject) -> int | None:
    """The number of the marked content that words are in; None for what is not read."""
    value = ctypes.c_int()
    for i in range(raw.FPDFPageObj_CountMarks(item)):
        if raw.FPDFPageObjMark_GetParamIntValue(raw.FPDFPageObj_GetMark(item, i), b"MCID", value):
            return value.value
    return None


def _text_of(item: pypdfium2.PdfObject, page: pypdfium2.PdfTextPage) -> str:
    """The words of one object of a page."""
    size = raw.FPDFTextObj_GetText(item, page, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(item, page, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")
