"""Files for upload in tests, harmless and malicious ones, all built byte by byte here."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

OFFICE = "application/vnd.openxmlformats-officedocument"
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"


def package(parts: Mapping[str, bytes | str], *, stored: bool = False) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def office(folder: str = "word", *, types: str = "", **more: bytes | str) -> bytes:
    """A package as Word (``word``), Excel (``xl``) or PowerPoint (``ppt``) write it; ``more`` are further parts, with
    double underscores for what a keyword cannot hold: ``word__vbaProject_bin``."""
    main = {"word": "word/document.xml", "xl": "xl/workbook.xml", "ppt": "ppt/presentation.xml"}[folder]
    parts = {"[Content_Types].xml": f"<Types>{types}</Types>", main: "<x/>"}
    return package(parts | {name.replace("__", "/").replace("_bin", ".bin"): content for name, content in more.items()})


def with_macros(folder: str = "word") -> bytes:
    """A document with macros, declared as such in its content types."""
    types = f'<Override PartName="/word/document.xml" ContentType="{MACRO_TYPE}"/>'
    return office(folder, types=types, **{f"{folder}__vbaProject_bin": b"\xd0\xcf macros"})


def open_document(kind: str = "text", **more: str) -> bytes:
    parts = {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<x/>"}
    return package(parts | {name.replace("__", "/"): content for name, content in more.items()}, stored=True)


def ole(streams: Mapping[str, bytes], *, clsid: bytes = bytes(16)) -> bytes:
    """A compound file (MS-CFB, version 3) with these streams; "A/B" lies in the storage A. Every stream is filled up to 4096
    bytes, so that there is no smaller kind of sector; the directory is a list, which is a tree too."""
    entries: list[list] = [["Root Entry", 5, -1, -1, 0xFFFFFFFE, 0]]  # name, type, sibling, child, start, size
    folders: dict[str, int] = {}
    last: dict[int, int] = {}

    def add(name: str, kind: int, parent: int, start: int = 0, size: int = 0) -> int:
        number = len(entries)
        entries.append([name, kind, -1, -1, start, size])
        if parent in last:
            entries[last[parent]][2] = number
        else:
            entries[parent][3] = number
        last[parent] = number
        return number

    sectors: list[bytes] = []
    chains: list[int] = []

    def put(data: bytes) -> int:
        start, number = len(sectors), -(-len(data) // 512)
        sectors.extend(data[i * 512 : i * 512 + 512].ljust(512, b"\0") for i in range(number))
        chains.extend([*range(start + 1, start + number), 0xFFFFFFFE])
        return start

    for path, content in streams.items():
        parent = 0
        *above, name = path.split("/")
        for depth, folder in enumerate(above, 1):
            key = "/".join(above[:depth])
            if key not in folders:
                folders[key] = add(folder, 1, parent)
            parent = folders[key]
        content = content.ljust(4096, b"\0")
        add(name, 2, parent, put(content), len(content))
    directory = b""
    for name, kind, sibling, child, start, size in entries:
        spelt = name.encode("utf-16-le")
        directory += spelt.ljust(64, b"\0") + struct.pack("<HBB", len(spelt) + 2, kind, 1)
        directory += struct.pack("<iii", -1, sibling, child) + (clsid if kind == 5 else bytes(16))
        directory += bytes(20) + struct.pack("<IQ", start, size)
    first_directory = put(directory)
    table_at = len(sectors)
    chains.append(0xFFFFFFFD)
    table = struct.pack(f"<{len(chains)}I", *chains).ljust(512, b"\xff")
    assert len(table) == 512, "too many sectors for one sector of the table"
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, first_directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", table_at) + b"\xff" * (4 * 108)
    return header + b"".join(sectors) + table


def pdf(*, action: str = "", packed: bool = False, password: str | None = None) -> bytes:
    """A PDF of one empty page, with an action that runs when it is opened: ``JavaScript`` or ``Launch``. With ``packed`` its
    objects lie in a compressed stream; with a ``password`` ("" opens it) it is encrypted."""
    import pikepdf

    made = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        if action:
            run = pikepdf.Dictionary(S=pikepdf.Name("/" + action), JS="app.alert(1)", F="calc.exe")
            document.Root.OpenAction = document.make_indirect(run)
        mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
        locked = pikepdf.Encryption(owner="owner", user=password) if password is not None else False
        document.save(made, object_stream_mode=mode, encryption=locked)
    return made.getvalue()


def picture(kind: str) -> bytes:
    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (12, 12), "navy").save(made, kind)
    return made.getvalue()
