"""Inspecting an uploaded file before it is stored: its media type, and whether opening it may run code.

The type follows from the content (``reading.files.kinds``). Formats that could be crafted to exhaust time and memory are
inspected in a subprocess (``reading.files.inside``). Programs are refused; all else is stored, some with a warning.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass

from django.core.files.base import File

from actionplans import sandbox
from actionplans.reading.files import inside, kinds
from boards.web.downloads import safe_name


class Refused(Exception):
    """A file that is not accepted; the message is one sentence for the user, without its full stop."""


@dataclass(frozen=True)
class Inspection:
    """The media type of a file by its content; ``macros`` is whether opening it may run code that is in it."""

    media_type: str
    macros: bool = False


def inspect_file(file: File) -> Inspection:
    """Inspect an open file. The result is cached on the file object, so that one upload is inspected once. Raises Refused."""
    if not hasattr(file, "inspection"):
        file.inspection = _inspect(file)
    return file.inspection


def _inspect(file: File) -> Inspection:
    name = safe_name(file.name or "")
    file.seek(0)
    head = file.read(kinds.HEAD)
    file.seek(0)
    if not head:
        raise Refused(f"“{name}” is empty. Choose it again, or another file")
    if kinds.is_program(head, name):
        raise Refused(_PROGRAM.format(name))
    kind = kinds.OLD_WORD if head.startswith(kinds.OLE) else kinds.kind_of_head(head, name)
    if kind not in (kinds.OLD_WORD, kinds.ARCHIVE, kinds.PDF):
        return Inspection(kind.media_type)
    found = _inside(file)
    if found is None:
        raise Refused(
            f"“{name}” could not be looked at safely. Save it again where it came from, under another name, and choose that"
        )
    if found.program:
        raise Refused(_PROGRAM.format(name))
    if found.holds:
        raise Refused(_HOLDS.format(name, safe_name(found.holds)))
    return Inspection(found.media_type, found.runs)


_PROGRAM = "“{}” is a program, or would run like one. Programs are not kept here: choose a document or a picture"
_HOLDS = "“{}” holds a program, “{}”. Programs are not kept here: send the documents and pictures without it"


def _inside(file: File) -> inside.Found | None:
    """What a subprocess finds in the file; None where it failed or ran out of time."""
    try:
        process = subprocess.run(  # nothing of the file is in the command
            [sys.executable, "-m", inside.__name__],
            cwd=sandbox.ROOT,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONPATH": str(sandbox.ROOT)},
            input=file.read(),
            capture_output=True,
            timeout=inside.SECONDS + 5,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    finally:
        file.seek(0)
    return inside.Found(**json.loads(process.stdout))
