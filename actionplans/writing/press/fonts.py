"""Where the printed plan's typeface lies: Liberation Sans, from the system's package, the same outlines everywhere."""

from __future__ import annotations

from pathlib import Path

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


class FontsMissing(RuntimeError):
    """The typeface is not on this machine; the message says which package brings it."""


def font_files() -> dict[str, Path]:
    """The four faces as files, by name. Raises FontsMissing with a sentence that names the package."""
    for folder in FOLDERS:
        files = {face: folder / f"LiberationSans-{face}.ttf" for face in FACES}
        if all(file.is_file() for file in files.values()):
            return files
    raise FontsMissing(
        "The typeface of the printed plan is missing: install the package fonts-liberation (on Debian 12 fonts-liberation2)."
    )


def font_rules(files: dict[str, Path]) -> str:
    """The ``@font-face`` rules that declare these files."""
    return "".join(
        f'@font-face{{font-family:"{FAMILY}";src:url("{file.as_uri()}");{FACES[face]}}}' for face, file in files.items()
    )
