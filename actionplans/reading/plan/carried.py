"""Seal the plan document into our own Word and Excel files, and open it when they come back unchanged.

A table cannot show everything that is known of a row. So each file that goes out holds the whole document, in a custom
XML part, which office programs keep and do not show. It is sealed with the visible text as its key: as long as what can be
seen is what we wrote, it opens. Once a cell is changed or a row taken out it cannot be opened any more, so that it neither
contradicts what people wrote since nor gives away what they took out, and the file is read like any other.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from lxml import etree

from actionplans.document.node import DocumentError
from actionplans.document.tree import PlanDocument, SectionNode

NAMESPACE = "urn:board-action-plan:1"
#: A part of a file, or a carried document, that unpacks to more bytes than this is not read.
MOST_BYTES = 64_000_000

_FRAME, _SEALED = f"{{{NAMESPACE}}}frame", f"{{{NAMESPACE}}}sealed"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PART = re.compile(r"customXml/(?:item(?:Props)?\d*\.xml|_rels/item\d*\.xml\.rels)")
_ITEM = re.compile(r"customXml/item\d*\.xml")
_MAIN = {"word/document.xml": "word", "xl/workbook.xml": "excel"}
_BROKEN = (zipfile.BadZipFile, etree.XMLSyntaxError, zlib.error, KeyError, IndexError, ValueError, OSError)

# Out -------------------------------------------------------------------------------------------------------------------


def carry(data: bytes, document: PlanDocument) -> bytes:
    """The file (.docx or .xlsx as it was just written) with the document sealed inside it."""
    root = etree.Element(f"{{{NAMESPACE}}}plan", nsmap={None: NAMESPACE})
    etree.SubElement(root, _FRAME).text = base64.b64encode(json.dumps(_frame(document).to_json()).encode())
    etree.SubElement(root, _SEALED).text = _seal(document, visible_text(data))
    item = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    props = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        '<ds:datastoreItem ds:itemID="{6E1D5C3A-3F5B-4C55-9A43-0B1C7A9D2E10}" '
        f'xmlns:ds="{_OFFICE}/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs>'
        "</ds:datastoreItem>"
    )
    rels = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/relationships/customXmlProps" Target="itemProps1.xml"/></Relationships>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        main = _main_part(old)
        folder, _, name = main.partition("/")
        for info in old.infolist():
            content = old.read(info)
            if _PART.fullmatch(info.filename):  # what the template carried
                continue
            if info.filename == f"{folder}/_rels/{name}.rels":
                content = _related(content)
            elif info.filename == "[Content_Types].xml":
                content = _typed(content)
            new.writestr(info.filename, content)
        new.writestr("customXml/item1.xml", item)
        new.writestr("customXml/itemProps1.xml", props)
        new.writestr("customXml/_rels/item1.xml.rels", rels)
    return out.getvalue()


def _related(content: bytes) -> bytes:
    """The relationships of the main part, with one to the carried part."""
    root = _parse(content)
    for relationship in list(root):
        if relationship.get("Type", "").endswith("/customXml"):
            root.remove(relationship)
    attributes = {"Id": "rIdPlan", "Type": f"{_OFFICE}/relationships/customXml", "Target": "../customXml/item1.xml"}
    etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship", attributes)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _typed(content: bytes) -> bytes:
    """The list of content types, with that of the carried part's properties."""
    root = _parse(content)
    namespace = etree.QName(root).namespace
    for override in list(root):
        if override.get("PartName", "").startswith("/customXml/"):
            root.remove(override)
    if not any(default.get("Extension") == "xml" for default in root):
        etree.SubElement(root, f"{{{namespace}}}Default", Extension="xml", ContentType="application/xml")
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    etree.SubElement(root, f"{{{namespace}}}Override", PartName="/customXml/itemProps1.xml", ContentType=kind)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


# In --------------------------------------------------------------------------------------------------------------------


def carried_document(data: bytes) -> PlanDocument | None:
    """The document that a Word or Excel file of ours carries, if what can be seen in it is still what we wrote.

    None for every other file, however broken: then its visible text is read. Call it with files that ``opening`` has
    found harmless.
    """
    try:
        item = _item(data)
        return None if item is None else _open(item.findtext(_SEALED, "").strip(), visible_text(data))
    except (*_BROKEN, InvalidToken, DocumentError):
        return None


def carried_frame(data: bytes) -> PlanDocument | None:
    """What a file of ours says of the plan as a whole, changed since or not: its columns, what it answers, its scale, the kinds
    of its sections, and the titles that have their number in them ("Theme 2: Early help").

    None for every other file. Nothing of a recommendation, a row or a note is in it.
    """
    try:
        item = _item(data)
        return None if item is None else PlanDocument.loads(base64.b64decode(item.findtext(_FRAME, ""), validate=True))
    except (*_BROKEN, DocumentError):
        return None


def _frame(document: PlanDocument) -> PlanDocument:
    kinds = dict.fromkeys(section.kind for section in document.sections if section.kind)
    numbered = [s.title for s in document.sections if s.kind and s.title.casefold().startswith(s.kind.casefold())]
    return PlanDocument(
        title=document.title,
        subtitle=document.subtitle,
        source=document.source,
        columns=document.columns,
        rating_level=document.rating_level,
        ratings=document.ratings,
        sections=(*(SectionNode(kind=kind) for kind in kinds), *(SectionNode(title=title) for title in numbered)),
        board=document.board,
        marking=document.marking,
    )


def _item(data: bytes) -> Any:
    """The part in which a file carries a plan, or None."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if _ITEM.fullmatch(name):
                root = _parse(_unpack(package, name))
                if root.tag == f"{{{NAMESPACE}}}plan":
                    return root
    return None


# The seal --------------------------------------------------------------------------------------------------------------


def _cipher(visible: str) -> Fernet:
    digest = hashlib.sha256(f"{NAMESPACE}\n{visible}".encode("utf-8", "surrogatepass")).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def _seal(document: PlanDocument, visible: str) -> str:
    return _cipher(visible).encrypt(zlib.compress(document.dumps(indent=None).encode())).decode()


def _open(token: str, visible: str) -> PlanDocument:
    unpacker = zlib.decompressobj()
    content = unpacker.decompress(_cipher(visible).decrypt(token.encode()), MOST_BYTES)
    if not unpacker.eof:
        raise ValueError("The carried document unpacks to more than a plan can be")
    return PlanDocument.loads(content)


# What can be seen ------------------------------------------------------------------------------------------------------


def visible_text(data: bytes) -> str:
    """All that can be read in the body of a Word file or in the sheets of a workbook, in one exact spelling.

    How an office program spells the same text in its XML makes no difference; each word, its bold or italic type, its
    bullet and its cell does.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        main = _main_part(package)
        if _MAIN[main] == "word":
            return "\n".join(_word_lines(_parse(_unpack(package, main))))
        return "\n".join(_workbook_lines(package))


def _word_lines(root: Any) -> Iterator[str]:
    """A line for each paragraph with words, and one for each beginning of a table, row and cell."""
    for element in root.iter(f"{_W}tbl", f"{_W}tr", f"{_W}tc", f"{_W}p"):
        if element.tag != f"{_W}p":
            yield f"<{element.tag.removeprefix(_W)}>"
        elif words := _squeezed(_spelled(element)):
            yield f"{_bullet_level(element)}{words}"


def _bullet_level(paragraph: Any) -> str:
    level = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
    return "" if level is None else f"[{level.get(f'{_W}val')}]"


def _spelled(paragraph: Any) -> str:
    """The words of a paragraph without those struck out by a tracked change, runs of bold and italic type in brackets."""
    out, kind = [], ""
    for run in paragraph.iter(f"{_W}r"):
        if run.getparent().tag in (f"{_W}del", f"{_W}moveFrom"):
            continue
        text = "".join(
            (part.text or "") if part.tag == f"{_W}t" else " "
            for part in run.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr")
        )
        own = "".join(name for name in "bi" if _is_on(run.find(f"{_W}rPr/{_W}{name}"))) if text.strip() else kind
        if own != kind:
            out.append(f"<{own}>")
            kind = own
        out.append(text)
    return "".join(out)


def _is_on(toggle: Any) -> bool:
    return toggle is not None and toggle.get(f"{_W}val", toggle.get("val", "1")) not in ("0", "false", "off", "none")


def _workbook_lines(package: zipfile.ZipFile) -> Iterator[str]:
    """A line for each sheet that is not hidden, and one for each of its rows with something in it."""
    rels = _parse(_unpack(package, "xl/_rels/workbook.xml.rels"))
    targets = {rel.get("Id"): rel.get("Target", "").removeprefix("/xl/") for rel in rels}
    shared = _shared(package)
    for sheet in _parse(_unpack(package, "xl/workbook.xml")).iter(f"{_S}sheet"):
        if sheet.get("state", "visible") == "visible":
            yield f"<sheet>{_squeezed(sheet.get('name', ''))}"
            yield from _sheet_lines(_parse(_unpack(package, f"xl/{targets[sheet.get(_ID)]}")), shared)


def _shared(package: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    return [_string(item) for item in _parse(_unpack(package, "xl/sharedStrings.xml")).iter(f"{_S}si")]


def _sheet_lines(root: Any, shared: list[str]) -> Iterator[str]:
    for row in root.iter(f"{_S}row"):
        cells = ((cell.get("r", "").rstrip("0123456789"), _value(cell, shared)) for cell in row.iter(f"{_S}c"))
        if line := "\t".join(f"{column}={value}" for column, value in cells if value):
            yield line


def _value(cell: Any, shared: list[str]) -> str:
    """What a cell holds: its words, its number (a date is one), or its formula."""
    if (formula := cell.find(f"{_S}f")) is not None:
        return f"={formula.text or ''}"
    if cell.get("t") == "inlineStr":
        return _string(cell)
    value = cell.findtext(f"{_S}v", "")
    if cell.get("t") == "s":
        return shared[int(value)]
    if cell.get("t", "n") == "n" and value:
        return f"{float(value):.10g}"
    return _squeezed(value)


def _string(item: Any) -> str:
    """The words of a cell, bold and italic runs in brackets; phonetic guides for Japanese are left out."""
    out, kind = [], ""
    for text in item.iter(f"{_S}t"):
        run = text.getparent()
        if run.tag == f"{_S}rPh":
            continue
        words = text.text or ""
        own = "".join(name for name in "bi" if _is_on(run.find(f"{_S}rPr/{_S}{name}"))) if words.strip() else kind
        if own != kind:
            out.append(f"<{own}>")
            kind = own
        out.append(words)
    return _squeezed("".join(out))


def _squeezed(text: str) -> str:
    return " ".join(text.split())


# Packages --------------------------------------------------------------------------------------------------------------


def _main_part(package: zipfile.ZipFile) -> str:
    names = set(package.namelist())
    for main in _MAIN:
        if main in names:
            return main
    raise KeyError("neither a Word file nor a workbook")


def _unpack(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        content = part.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError(f"{name} unpacks to more than a plan can be")
    return content


def _parse(content: bytes) -> Any:
    """Well-formed XML, nothing of it fetched or expanded."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
