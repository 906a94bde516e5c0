"""The parts of a Word file as XML, and what is often asked of an element. Shapes follow ECMA-376 part 1, chapter 17."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from posixpath import dirname, join, normpath

from lxml import etree

from actionplans.reading.files.blocks import ReadingError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DC = "{http://purl.org/dc/elements/1.1/}"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
}
_OFF = ("0", "false", "off", "none")
#: Elements whose words are gone once tracked changes are accepted, or that hold no words of the page.
GONE = {W + name for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "sdtPr")}


class Package:
    """The parts of one file. ``main`` is the name of the document's own."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.names = set(package.namelist())
        self.main = self.target("", "officeDocument") or "word/document.xml"

    def xml(self, name: str) -> etree._Element:
        """The root of a part. Raises ReadingError for one with a document type."""
        data = self.package.read(name)
        if b"<!DOCTYPE" in data[:2000]:
            raise ReadingError(
                "This Word file holds definitions that no Word file needs, and is not opened for safety."
            )
        for strict, usual in _STRICT.items():
            data = data.replace(strict, usual)
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))

    def targets(self, part: str, kind: str) -> Iterator[str]:
        """The names of the parts that a part refers to by relationships of a kind: ``"footer"``."""
        rels = f"{dirname(part)}/_rels/{part.rsplit('/', 1)[-1]}.rels" if part else "_rels/.rels"
        if rels not in self.names:
            return
        for relation in self.xml(rels):
            kind_of = str(relation.get("Type")).rsplit("/", 1)[-1]
            if kind_of == kind and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                name = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))
                if name in self.names:
                    yield name

    def target(self, part: str, kind: str) -> str:
        """The first of them; empty where there is none."""
        return next(self.targets(part, kind), "")


def is_on(properties: etree._Element | None, name: str) -> bool | None:
    """A toggle such as bold: True, False, or None where nothing is said."""
    found = None if properties is None else properties.find(W + name)
    return None if found is None else (found.get(W + "val") or "1") not in _OFF


def value_of(parent: etree._Element | None, path: str) -> str:
    """The ``w:val`` of the element at a path of local names below ``parent``: ``"pPr/pStyle"``; empty without one."""
    found = None if parent is None else parent.find("/".join(W + step for step in path.split("/")))
    return "" if found is None else found.get(W + "val") or ""


def whole_number(text: str, otherwise: int = 0) -> int:
    """A number of at most nine digits, or ``otherwise``."""
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else otherwise


def flattened(parent: etree._Element, wanted: set[str]) -> Iterator[etree._Element]:
    """The wanted elements below a parent, through all that only wraps them, without what was deleted."""
    for element in parent:
        if element.tag in wanted:
            yield element
        elif element.tag in GONE or not isinstance(element.tag, str):
            continue
        elif element.tag.endswith("}AlternateContent"):
            choice = next((child for child in element if str(child.tag).endswith("}Choice")), None)
            if choice is not None:
                yield from flattened(choice, wanted)
        elif element.tag not in (W + "p", W + "tbl", W + "r"):
            yield from flattened(element, wanted)


def is_mark_deleted(paragraph: etree._Element) -> bool:
    """Whether a tracked change deletes the end of a paragraph, or moves the whole of it away."""
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    return marks is not None and (marks.find(W + "del") is not None or marks.find(W + "moveFrom") is not None)


def joined(first: etree._Element, second: etree._Element) -> etree._Element:
    """A paragraph whose end was deleted with the one that follows: its words come first, the look is the second's."""
    whole = etree.Element(W + "p")
    properties = second.find(W + "pPr")
    if properties is not None:
        whole.append(_copy(properties))
    for part in (first, second):
        whole.extend(_copy(child) for child in part if child.tag != W + "pPr")
    return whole


def _copy(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element))
