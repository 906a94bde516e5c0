"""Recognise the kind of a file by its first bytes: one of a short list, or none.

Only the first ``HEAD`` bytes are looked at. A PDF, a package (Word, Excel and OpenDocument since 2003) and a file of older
Office programs say no more there than that; what they are, and whether they run anything, ``inside`` finds out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

HEAD = 64 * 1024


@dataclass(frozen=True)
class Kind:
    """A kind of file: its media type, words for it ("a PDF"), and how names of such files end, the usual ending first."""

    media_type: str
    words: str
    endings: tuple[str, ...] = ()


_OPEN = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
_LOCKABLE = (".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".pptm", ".xlsb", ".doc", ".xls", ".ppt")

UNKNOWN = Kind("application/octet-stream", "a file of another kind")
PDF = Kind("application/pdf", "a PDF", (".pdf",))
WORD = Kind(f"{_OPEN}.wordprocessingml.document", "a Word document", (".docx", ".dotx"))
WORD_MACROS = Kind(
    "application/vnd.ms-word.document.macroenabled.12", "a Word document with macros", (".docm", ".dotm")
)
EXCEL = Kind(f"{_OPEN}.spreadsheetml.sheet", "an Excel workbook", (".xlsx", ".xltx"))
EXCEL_MACROS = Kind(
    "application/vnd.ms-excel.sheet.macroenabled.12", "an Excel workbook with macros", (".xlsm", ".xltm", ".xlam")
)
EXCEL_BINARY = Kind("application/vnd.ms-excel.sheet.binary.macroenabled.12", "a binary Excel workbook", (".xlsb",))
SLIDES = Kind(f"{_OPEN}.presentationml.presentation", "a PowerPoint presentation", (".pptx", ".ppsx", ".potx"))
SLIDES_MACROS = Kind(
    "application/vnd.ms-powerpoint.presentation.macroenabled.12",
    "a PowerPoint presentation with macros",
    (".pptm", ".ppsm", ".potm"),
)
OLD_WORD = Kind("application/msword", "an older Word document", (".doc", ".dot"))
OLD_EXCEL = Kind("application/vnd.ms-excel", "an older Excel workbook", (".xls", ".xlt"))
OLD_SLIDES = Kind("application/vnd.ms-powerpoint", "an older PowerPoint presentation", (".ppt", ".pps", ".pot"))
LOCKED = Kind("application/encrypted", "a document protected with a password", _LOCKABLE)
MESSAGE = Kind("application/vnd.ms-outlook", "an Outlook message", (".msg",))
OPEN_TEXT = Kind(f"{_ODF}.text", "an OpenDocument text", (".odt", ".ott"))
OPEN_SHEET = Kind(f"{_ODF}.spreadsheet", "an OpenDocument spreadsheet", (".ods", ".ots"))
OPEN_SLIDES = Kind(f"{_ODF}.presentation", "an OpenDocument presentation", (".odp", ".otp"))
ARCHIVE = Kind("application/zip", "an archive of files", (".zip",))
#: An archive of another format, or one that holds such an archive, or a locked one: what is in it cannot be known.
CLOSED_ARCHIVE = Kind(
    "application/x-closed-archive",
    "an archive that cannot be looked into",
    (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".cab", ".arj", ".lzh", ".ace"),
)
RICH_TEXT = Kind("application/rtf", "rich text", (".rtf", ".doc"))
TEXT = Kind("text/plain", "plain text", (".txt", ".text", ".md", ".log", ".ics", ".vcf", ".xml", ".json"))
TABLE = Kind("text/csv", "a table of plain text", (".csv", ".tsv", ".txt"))
EMAIL = Kind("message/rfc822", "an email", (".eml", ".mht", ".mhtml", ".txt"))
WEB_PAGE = Kind("text/html", "a web page", (".html", ".htm", ".xhtml", ".xht", ".mht"))
DRAWING = Kind("image/svg+xml", "a drawing in SVG", (".svg",))
PNG = Kind("image/png", "a picture (PNG)", (".png",))
JPEG = Kind("image/jpeg", "a picture (JPEG)", (".jpg", ".jpeg", ".jpe", ".jfif"))
GIF = Kind("image/gif", "a picture (GIF)", (".gif",))
TIFF = Kind("image/tiff", "a picture (TIFF)", (".tif", ".tiff"))
WEBP = Kind("image/webp", "a picture (WebP)", (".webp",))
HEIC = Kind("image/heic", "a picture (HEIC)", (".heic", ".heif"))
BMP = Kind("image/bmp", "a picture (BMP)", (".bmp", ".dib"))
FILM = Kind("video/mp4", "a film", (".mp4", ".m4v"))
QUICKTIME = Kind("video/quicktime", "a film (QuickTime)", (".mov", ".qt"))
SOUND = Kind("audio/mpeg", "a sound recording", (".mp3",))
SOUND_MP4 = Kind("audio/mp4", "a sound recording", (".m4a",))
SOUND_WAV = Kind("audio/wav", "a sound recording", (".wav",))

KINDS = {kind.media_type: kind for kind in list(vars().values()) if isinstance(kind, Kind)}
#: Every ending that says what a file is, in small letters.
ENDINGS = frozenset(ending for kind in KINDS.values() for ending in kind.endings)
#: What is found by ``puremagic``, by the ending that it gives.
_BY_MAGIC = {
    ending: kind
    for kind in (PNG, JPEG, GIF, TIFF, WEBP, HEIC, FILM, QUICKTIME, SOUND, SOUND_MP4, SOUND_WAV)
    for ending in kind.endings
}

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKAGE = b"PK\x03\x04"

#: How programs begin: Windows, Linux, macOS (one processor, or several: a Java class too), a script, a Windows shortcut
#: (MS-SHLLINK 2.1: the size of its header and the class of shell links), a compiled help file.
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"#!",
    b"\xef\xbb\xbf#!",
    b"L\0\0\0\x01\x14\x02\0",
    b"ITSF\x03\0\0\0",
)
#: Files that Excel opens, under whatever name, and in which a formula may start a program or fetch one: symbolic links
#: (SYLK, which begins with ID;P and a line of records), and web queries.
_QUERIES = re.compile(rb"ID;P[^\r\n]*[\r\n]+[A-Z]{1,3};|WEB\s*[\r\n]+1\s*[\r\n]+\w+:", re.IGNORECASE)
#: How archives begin that are not looked into: 7z, RAR, gzip, bzip2, xz, Zstandard, cabinets of Windows.
_CLOSED = (
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\x1f\x8b\x08",
    b"BZh",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
    b"MSCF\0\0\0\0",
)
#: Where a tape archive says what it is (POSIX.1-1988, ustar).
_TAPE = slice(257, 262)
#: Names that a system runs, whatever is in the file: of Outlook's list of blocked attachments (support.microsoft.com,
#: "Blocked attachments in Outlook") those that are never kept as evidence, what macOS, Linux and disk images add, and what
#: Excel fetches and runs things with (queries and symbolic links), or Windows connects to another machine by.
RUN = frozenset(
    re.findall(
        r"\S+",
        ".ade .adp .app .appimage .application .appref-ms .appx .appxbundle .bas .bash .bat .chm .cmd .com "
        ".command .cpl .crt .csh .deb .diagcab .dll .dmg .dqy .exe .fxp .gadget .grp .hlp .hta .img .inf .ins "
        ".iqy .iso .isp .jar .jnlp .js .jse .ksh .library-ms .lnk .mcf .mjs .msc .msh .msi .msix .msp .mst "
        ".ocx .odc .ops .oqy .osd .pcd .pif .pkg .pl .plg .prf .prg .printerexport .ps1 .ps1xml .ps2 .ps2xml "
        ".psc1 .psc2 .psd1 .psdm1 .py .pyc .pyo .pyw .pyz .rdp .reg .rpm .rqy .run .scf .scr .sct .search-ms "
        ".settingcontent-ms .sh .shb .shs .slk .sylk .sys .theme .tmp .udl .url .vb .vbe .vbp .vbs .vhd .vhdx "
        ".vsmacros .vsw .vxd .webpnp .website .ws .wsc .wsf .wsh .xbap .xll .xnk",
    )
)

#: How a web page begins, or one that hides behind something else (mimesniff.spec.whatwg.org, 7.1).
_WEB = re.compile(
    rb"<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|meta|img|object|embed|form|base|"
    rb"link)[\s>/]",
    re.IGNORECASE,
)
_SVG = re.compile(rb"<(?:!doctype\s+)?(?:\w+:)?svg[\s>]", re.IGNORECASE)
_HTA = re.compile(rb"<hta:application", re.IGNORECASE)
_HEADERS = re.compile(
    rb"(?:(?:Received|Return-Path|Delivered-To|From|To|Date|Subject|Message-ID|MIME-Version|X-[\w-]+|Content-Type):"
    rb"[^\n]*\n(?:[ \t][^\n]*\n)*){3}",
    re.IGNORECASE,
)
_BOM = b"\xef\xbb\xbf"
#: Control characters that no text holds.
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def ending_of(name: str) -> str:
    """The ending of a name, as a system that runs things by their ending reads it: ".exe" of "minutes.pdf.EXE. "."""
    return PurePosixPath(name.strip(" .")).suffix.lower()


def is_program(head: bytes, name: str) -> bool:
    """Whether a system would run the file: by how it begins, or by its name."""
    if head.startswith(_PROGRAMS) or ending_of(name) in RUN:
        return True
    return bool(_HTA.search(head) or _QUERIES.match(head.removeprefix(_BOM).lstrip()))


def kind_of_head(head: bytes, name: str = "") -> Kind:
    """The kind of a file by its first bytes, ``PDF`` and ``ARCHIVE`` for whatever begins like them; ``name`` only decides
    between kinds of text."""
    begins = head.removeprefix(_BOM).lstrip()
    if found := _by_magic(head):
        return found
    if head.startswith(PACKAGE):
        return ARCHIVE
    if is_closed_archive(head):
        return CLOSED_ARCHIVE
    if begins.startswith(b"{\\rtf"):
        return RICH_TEXT
    if found := _mark_up(begins):
        return found
    if b"%PDF-" in head[:1024]:
        return PDF
    return _text(head, name) if _reads_as_text(head) else UNKNOWN


def is_closed_archive(head: bytes) -> bool:
    """Whether a file is an archive of a format that is not looked into, by how it begins."""
    return head.startswith(_CLOSED) or head[_TAPE] == b"ustar"


def _by_magic(head: bytes) -> Kind | None:
    """Pictures, films and sound. A match of two bytes is chance."""
    import puremagic  # reads its tables when it is loaded

    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":
        return BMP
    try:
        found = puremagic.magic_string(head[:4096])
    except (puremagic.PureError, ValueError):
        return None
    return next((_BY_MAGIC[m.extension] for m in found if m.extension in _BY_MAGIC and m.confidence >= 0.3), None)


def _mark_up(begins: bytes) -> Kind | None:
    """A web page or a drawing, also behind an XML declaration and comments."""
    begins = re.sub(rb"\A(?:\s+|<\?.{0,4000}?\?>|<!--.{0,4000}?-->)+", b"", begins[:16_000], flags=re.DOTALL)
    if _SVG.match(begins):
        return DRAWING
    if _WEB.match(begins):
        return WEB_PAGE
    if begins[:1] == b"<" and (_SVG.search(begins) or _WEB.search(begins)):
        return WEB_PAGE  # XML that holds what a browser runs
    return None


def _reads_as_text(head: bytes) -> bool:
    encodings = ("utf-16",) if head.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8", "cp1252")
    for encoding in encodings:
        for cut in range(4):  # a letter may be cut off where the head ends
            try:
                return not _NO_TEXT.search(head[: len(head) - cut].decode(encoding))
            except UnicodeDecodeError:
                continue
    return False


def _text(head: bytes, name: str) -> Kind:
    if _HEADERS.match(head.replace(b"\r\n", b"\n")):
        return EMAIL
    return TABLE if ending_of(name) in (".csv", ".tsv") else TEXT


def misnamed(name: str, media_type: str) -> str:
    """What is wrong with the name of a file of that type: "Named .pdf, but it is a web page."; empty where it fits, or says
    nothing."""
    ending, kind = ending_of(name), KINDS.get(media_type, UNKNOWN)
    if ending not in ENDINGS or ending in kind.endings:
        return ""
    if kind is UNKNOWN:
        return f"Named {ending}, but what is in it is something else."
    return f"Named {ending}, but it is {kind.words}."
