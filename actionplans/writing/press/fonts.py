"""Find the files of the printed plan's typefaces: Liberation Sans, from the system's package, the same outlines everywhere.

What it has no sign for (ticks, Arabic, some emoji) is set in DejaVu Sans. A print holds no sign that neither of them has:
it would be an empty box to the eye, nothing at all to a screen reader, and no PDF/UA.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

#: A name of our own, so that another edition of the typeface on the machine is never taken instead.
FAMILY = "Liberation Sans Print"

#: Debian 12 names the folder after the second edition of the typeface; Debian 13, Ubuntu 24.04 and Fedora do not.
FOLDERS = (
    Path("/usr/share/fonts/truetype/liberation2"),
    Path("/usr/share/fonts/truetype/liberation"),
    Path("/usr/share/fonts/liberation-sans-fonts"),
    Path("/usr/share/fonts/liberation"),
)
FACES = {
    "Regular": "font-weight:400",
    "Bold": "font-weight:700",
    "Italic": "font-weight:400;font-style:italic",
    "BoldItalic": "font-weight:700;font-style:italic",
}


#: The second typeface, by a name of our own too.
SECOND_FAMILY = "DejaVu Sans Print"
SECOND_FOLDERS = (Path("/usr/share/fonts/truetype/dejavu"), Path("/usr/share/fonts/dejavu-sans-fonts"))
SECOND_FACES = {"DejaVuSans": "font-weight:400", "DejaVuSans-Bold": "font-weight:700"}


class FontsMissing(RuntimeError):
    """The typeface is not on this machine; the message says which package brings it."""


def font_files() -> dict[str, Path]:
    """The four faces as files, by name. Raises FontsMissing with a sentence that names the package."""
    return _find(
        FOLDERS,
        {face: f"LiberationSans-{face}.ttf" for face in FACES},
        "The typeface of the printed plan is missing: install the package fonts-liberation (on Debian 12 fonts-liberation2).",
    )


def second_font_files() -> dict[str, Path]:
    """The two faces of the second typeface, by name. Raises FontsMissing with a sentence that names the package."""
    return _find(
        SECOND_FOLDERS,
        {face: f"{face}.ttf" for face in SECOND_FACES},
        "The second typeface of the printed plan is missing: install the package fonts-dejavu-core.",
    )


def _find(folders: tuple[Path, ...], names: dict[str, str], missing: str) -> dict[str, Path]:
    for folder in folders:
        files = {face: folder / name for face, name in names.items()}
        if all(file.is_file() for file in files.values()):
            return files
    raise FontsMissing(missing)


def font_rules() -> str:
    """The ``@font-face`` rules that declare all of these files."""
    first = [(FAMILY, file, FACES[face]) for face, file in font_files().items()]
    second = [(SECOND_FAMILY, file, SECOND_FACES[face]) for face, file in second_font_files().items()]
    return "".join(
        f'@font-face{{font-family:"{family}";src:url("{file.as_uri()}");{face}}}'
        for family, file, face in first + second
    )


@cache
def signs() -> frozenset[int]:
    """The characters, by number, that can be printed in every face: in the first typeface, or in the second."""
    return _in_all(font_files()) | _in_all(second_font_files())


def _in_all(files: dict[str, Path]) -> frozenset[int]:
    found = []
    for file in files.values():
        with TTFont(file, lazy=True) as font:
            found.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*found)
