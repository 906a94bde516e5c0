"""Draw the files that go with notes as pages, in a process of its own: ``python -m actionplans.writing.draw_files FOLDER``.

The folder holds what ``bound`` asks for (``asked``, JSON: the files, the room for a page, how many pages, bytes and seconds are
left). The pages of each file are left there as pictures, with a JSON file about each.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import resource
import signal
import struct
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageCms, ImageOps
from pypdfium2 import PdfiumError

from actionplans import sandbox
from actionplans.document.wording import count

from .bound import (
    BREAKS,
    CHANGED,
    DAMAGED,
    DPI,
    EMPTY,
    JPEG_QUALITY,
    LOCKED,
    LONGEST_PAGE,
    MEMORY,
    MISSING,
    MOST_DOTS,
    NO_ROOM,
    NO_TIME,
    PAGES_OF_FILE,
    SECONDS_OF_FILE,
    TEXT,
    TOO_LARGE,
    AskedFile,
)

#: What the libraries raise over bad files. Any other exception ends the process, and the parent reports it.
OF_BAD_FILES = (
    OSError,
    ValueError,
    TypeError,
    LookupError,
    EOFError,
    SyntaxError,
    ArithmeticError,
    struct.error,
    PdfiumError,
)

_PICTURES = ((b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF87a", "GIF"), (b"GIF89a", "GIF"))
_KINDS = {
    "Word file": (".doc", ".docx", ".docm", ".odt", ".rtf"),
    "Excel workbook": (".xls", ".xlsx", ".xlsm", ".xlsb", ".ods"),
    "Table of plain text": (".csv", ".tsv"),
    "Presentation": (".ppt", ".pptx", ".odp"),
    "Email": (".msg", ".eml"),
    "Film": (".mp4", ".mov", ".avi", ".wmv"),
    "Sound recording": (".mp3", ".m4a", ".wav"),
}


class NotBound(Exception):
    """Why a file is not bound in: one sentence."""


@dataclass
class RoomLeft:
    """What is left for all files: pages, bytes, and the moment at which the time is over."""

    box: tuple[float, float]
    pages: int
    bytes: int
    until: float


def main(folder: Path) -> None:
    """Draw the files that are asked for in the folder, one after the other, and leave each there."""
    sandbox.end_with_parent()
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Image.MAX_IMAGE_PIXELS = None  # asked of each picture below, before it is unpacked
    asked = json.loads((folder / "asked").read_text("utf-8"))
    room = RoomLeft(tuple(asked["box"]), asked["pages"], asked["room"], time.monotonic() + asked["seconds"])
    for number, file in enumerate(AskedFile(*each) for each in asked["files"]):
        signal.alarm(SECONDS_OF_FILE)  # ends the process, wherever it is: libraries in C do not listen to anything less
        drawn = Drawing(folder, number, room)
        drawn.draw(file)
        signal.alarm(0)
        drawn.leave()


class Drawing:
    """One file on its way: its pages are left in the folder as they are drawn."""

    def __init__(self, folder: Path, number: int, room: RoomLeft) -> None:
        self.folder, self.number, self.room = folder, number, room
        self.pages: list[dict[str, Any]] = []
        self.of = 0
        self.picture = False
        self.why: list[str] = []

    def leave(self) -> None:
        made_of = {"pages": self.pages, "of": self.of, "picture": self.picture, "left_out": " ".join(self.why)}
        made = self.folder / "new"
        made.write_text(json.dumps(made_of), "utf-8")
        made.replace(self.folder / f"{self.number}.json")

    def draw(self, file: AskedFile) -> None:
        path = None if file.path is None else Path(file.path)
        try:
            begins = b"" if path is None else _beginning(path, file.sha256)
            if self.room.until < time.monotonic():
                raise NotBound(NO_TIME)
            if path and b"%PDF-" in begins:
                self._pdf(path)
            elif path and (kind := _picture_kind(begins)):
                self.picture = True
                self._picture(path, kind)
            else:
                raise NotBound(f"{_kind_words(file.name)}: not bound in.")
        except NotBound as reason:
            self.why.append(str(reason))
        except MemoryError:
            self.why.append(BREAKS)
        except OF_BAD_FILES:
            self.why.append(DAMAGED)

    def _pdf(self, path: Path) -> None:
        try:
            pdf = pypdfium2.PdfDocument(path)
        except PdfiumError as error:
            raise NotBound(LOCKED if "password" in str(error).lower() else DAMAGED) from error
        try:
            self.of = len(pdf)
            if not self.of:
                raise NotBound(DAMAGED)
            pdf.init_forms()  # so that what was filled into a form is drawn
            self._pages(pdf)
        finally:
            pdf.close()

    def _pages(self, pdf: pypdfium2.PdfDocument) -> None:
        odd: dict[str, list[int]] = {}
        wanted = min(self.of, PAGES_OF_FILE)
        for number in range(1, wanted + 1):
            if why := self._full():
                self.why.append(f"{_pages_words(range(number, self.of + 1))} left out. {why}")
                break
            try:
                page = pdf[number - 1]
                self._page(page, number)
            except NotBound as reason:
                odd.setdefault(str(reason), []).append(number)
            except PdfiumError:
                odd.setdefault("It is damaged.", []).append(number)
        else:
            if self.of > wanted:
                rest = _pages_words(range(wanted + 1, self.of + 1))
                self.why.append(f"{rest} left out: no more than {PAGES_OF_FILE} pages of a file are bound in.")
        self.why += [f"{_pages_words(numbers)} left out. {why}" for why, numbers in odd.items()]

    def _page(self, page: pypdfium2.PdfPage, number: int) -> None:
        width, height = page.get_size()  # points
        if not (math.isfinite(width + height) and min(width, height) >= 1):
            raise NotBound("It has no size.")
        if max(width, height) > LONGEST_PAGE:
            metres = max(width, height) * 0.0254 / 72
            raise NotBound(f"It is {metres:.1f} m long, which could not be read on this paper.")
        shown = _fit(width * 25.4 / 72, height * 25.4 / 72, self.room.box)
        scale = shown[0] / 25.4 * DPI / width
        image = page.render(scale=scale).to_pil().convert("RGB")
        text = page.get_textpage()
        words = " ".join(text.get_text_range(0, min(max(text.count_chars(), 0), 4 * TEXT)).split())
        self._keep(image, shown, number, words)

    def _picture(self, path: Path, kind: str) -> None:
        if why := self._full():
            raise NotBound(why)
        with Image.open(path, formats=[kind]) as image:
            across, down = (max(1, round(side / 25.4 * DPI)) for side in self.room.box)
            box = (across, down)
            if kind == "JPEG":
                image.draft("RGB", box)  # unpacked at a half, a quarter or an eighth where that is enough
            if image.width * image.height > MOST_DOTS:
                raise NotBound(TOO_LARGE)
            frames = getattr(image, "n_frames", 1) if kind != "JPEG" else 1
            flat = _flat(image, box)
        self.of = 1
        # drawn at 150 dots an inch; a small one is not blown up
        shown = _fit(flat.width * 25.4 / DPI, flat.height * 25.4 / DPI, self.room.box, most=1.0)
        self._keep(flat, shown, 1, "")
        if frames > 1:
            self.why.append(f"The file holds {frames} pictures, of which the first is bound in.")

    def _full(self) -> str:
        if self.room.pages <= 0 or self.room.bytes <= 0:
            return NO_ROOM
        return NO_TIME if self.room.until < time.monotonic() else ""

    def _keep(self, image: Image.Image, shown: tuple[float, float], number: int, text: str) -> None:
        data, media_type = _packed(image)
        (self.folder / f"{self.number}-{len(self.pages)}").write_bytes(data)
        self.room.pages -= 1
        self.room.bytes -= len(data)
        width, height = (round(side, 2) for side in shown)
        page = {"media_type": media_type, "width": width, "height": height, "number": number, "text": _short(text)}
        self.pages.append(page)


def _beginning(path: Path, sha256: str) -> bytes:
    """How a file begins. Raises NotBound where it is not there, or not what it should be."""
    if not path.is_file():
        raise NotBound(MISSING)
    with path.open("rb") as file:
        begins = file.read(1024)
        file.seek(0)
        if sha256 and hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            raise NotBound(CHANGED)
    if not begins:
        raise NotBound(EMPTY)
    return begins


def _picture_kind(begins: bytes) -> str:
    """The kind of a picture by how it begins, or nothing."""
    if begins[:4] == b"RIFF" and begins[8:12] == b"WEBP":
        return "WEBP"
    return next((kind for mark, kind in _PICTURES if begins.startswith(mark)), "")


def _kind_words(name: str) -> str:
    ending = Path(name.lower()).suffix
    return next((kind for kind, endings in _KINDS.items() if ending in endings), "Neither a PDF nor a picture")


def _pages_words(numbers: Sequence[int]) -> str:
    """ "Page 3 is", "Pages 51 to 5,000 are", "Pages 2, 5 and 3 more are"."""
    if len(numbers) == 1:
        return f"Page {numbers[0]:,} is"
    if isinstance(numbers, range):
        return f"Pages {numbers[0]:,} to {numbers[-1]:,} are"
    named = ", ".join(f"{number:,}" for number in numbers[:5])
    others = f" and {count(len(numbers) - 5, 'other')}" if len(numbers) > 5 else ""
    return f"Pages {named}{others} are"


def _fit(width: float, height: float, box: tuple[float, float], most: float = math.inf) -> tuple[float, float]:
    """The size that fits into the box; sheets are made as wide or as high as it."""
    scale = min(box[0] / width, box[1] / height, most)
    return width * scale, height * scale


def _flat(image: Image.Image, box: tuple[int, int]) -> Image.Image:
    """A picture the right way up, no larger than needed, as sRGB on white."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I") or image.mode == "F":  # 16 bits of grey
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode == "1":
        image = image.convert("L")
    if image.mode in ("P", "PA", "LA", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
    image.thumbnail((max(box), max(box)))
    image = ImageOps.exif_transpose(image)
    image.thumbnail(box)
    if image.mode == "RGBA":
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image).convert("RGB")
    if profile and image.mode in ("RGB", "CMYK", "L"):
        image = _to_srgb(image, profile)
    return image if image.mode in ("RGB", "L") else image.convert("RGB")


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The colours as they were meant; a profile that cannot be read, or is of another kind, is left alone."""
    try:
        meant = ImageCms.profileToProfile(image, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB")
        return meant or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _packed(image: Image.Image) -> tuple[bytes, str]:
    """The picture in the fewer bytes: as PNG, which keeps letters sharp, or as JPEG."""
    if image.mode == "RGB":
        red, green, blue = image.split()
        if red.tobytes() == green.tobytes() == blue.tobytes():
            image = red
    image.info.clear()
    png, jpeg = io.BytesIO(), io.BytesIO()
    image.save(jpeg, "JPEG", quality=JPEG_QUALITY)
    image.save(png, "PNG")
    if png.tell() <= jpeg.tell():
        return png.getvalue(), "image/png"
    return jpeg.getvalue(), "image/jpeg"


def _short(text: str) -> str:
    return text if len(text) <= TEXT else text[: TEXT - 1].rsplit(" ", 1)[0] + "…"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
