"""Responses that serve a file: always as an attachment, under a safe name and content type, never shown in the site.

The headers of every file make the browser save it (RFC 6266), not guess its type (``nosniff``), run nothing in it
(``sandbox``) and keep no copy of it, whatever its content and name.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import IO

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header

OCTETS = "application/octet-stream"
#: The content types that are sent as they are; any other is sent as ``OCTETS``. None of them runs in a browser.
SAFE = frozenset(
    {
        OCTETS,
        "application/json",
        "application/msword",
        "application/pdf",
        "application/rtf",
        "application/vnd.ms-excel",
        "application/vnd.ms-excel.sheet.binary.macroenabled.12",
        "application/vnd.ms-excel.sheet.macroenabled.12",
        "application/vnd.ms-outlook",
        "application/vnd.ms-powerpoint",
        "application/vnd.ms-powerpoint.presentation.macroenabled.12",
        "application/vnd.ms-word.document.macroenabled.12",
        "application/vnd.oasis.opendocument.presentation",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/zip",
        "audio/mp4",
        "audio/mpeg",
        "audio/wav",
        "image/bmp",
        "image/gif",
        "image/heic",
        "image/jpeg",
        "image/png",
        "image/tiff",
        "image/webp",
        "text/csv",
        "text/plain",
        "video/mp4",
        "video/quicktime",
    }
)

#: Characters that are removed from names: control characters (bidi overrides turn "cod.exe" into "exe.doc"), and those that
#: have a meaning in file systems or in lists separated by semicolons. The joiners of Persian and of scripts of India
#: stay: words are spelt with them.
_JOINERS = "\u200c\u200d"
_STEERING = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
_NOT_IN_NAMES = re.compile(r'[<>:"|?*;]')
#: Names that Windows takes for devices, whatever their ending (learn.microsoft.com, "Naming Files, Paths, and Namespaces").
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
#: Bytes of a name: every file system has room for it, and for what a browser adds to it.
LONGEST = 200


def safe_name(name: str) -> str:
    """The name of a file without folders, without control characters, and short enough for every system;
    letters of all languages stay. A name of which nothing is left becomes "file"."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    kept = (c for c in name if c in _JOINERS or c.isspace() or unicodedata.category(c) not in _STEERING)
    name = " ".join(_NOT_IN_NAMES.sub("-", "".join(kept)).split()).strip(" .")
    if _DEVICE.match(name):
        name = f"_{name}"
    return _shortened(name) or "file"


def _shortened(name: str) -> str:
    """The name in no more than ``LONGEST`` bytes, its ending kept."""
    if len(name.encode()) <= LONGEST:
        return name
    ending = PurePosixPath(name).suffix
    ending = ending if len(ending.encode()) <= 20 else ""
    stem = name.removesuffix(ending).encode()[: LONGEST - len(ending.encode())]
    return stem.decode(errors="ignore").rstrip(" .") + ending


def attachment(content: bytes | str | IO[bytes], name: str, media_type: str) -> HttpResponseBase:
    """Something to be saved, whole or as an open file. ``media_type`` may name a character set; one that is not ``SAFE`` is
    replaced by ``OCTETS``."""
    if media_type.split(";")[0].strip().lower() not in SAFE:
        media_type = OCTETS
    whole = isinstance(content, bytes | str)
    answer = HttpResponse(content) if whole else FileResponse(content)
    answer["Content-Type"] = media_type
    answer["Content-Disposition"] = content_disposition_header(True, safe_name(name))
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
