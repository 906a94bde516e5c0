"""Looking at a file that somebody brings, before it is kept: what it is, and what its readers must be warned of.

The content decides what it is (``reading.kinds``); what could be made to eat time and memory is looked into in a process of
its own (``reading.inside``). Programs are not kept. Everything else is, whatever it holds: a warning stands beside it.
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
    """A file that is not kept; the message is one sentence for a person, without its full stop."""


@dataclass(frozen=True)
class Looked:
    """What a file is, by its content, and whether opening it may run something that is in it."""

    media_type: str
    macros: bool = False


def look_at(file: File) -> Looked:
    """Look at a file that is open. What was found is remembered with it, so that it is looked at once. Raises Refused."""
    if not hasattr(file, "looked"):
        file.looked = _look_at(file)
    return file.looked


def _look_at(file: File) -> Looked:
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
        return Looked(kind.media_type)
    found = _inside(file)
    if found is None:
        raise Refused(
            f"“{name}” could not be looked at safely. Save it again where it came from, under another name, and choose that"
        )
    if found.program:
        raise Refused(_PROGRAM.format(name))
    return Looked(found.media_type, found.runs)


_PROGRAM = "“{}” is a program, or would run like one. Programs are not kept here: choose a document or a picture"


def _inside(file: File) -> inside.Found | None:
    """What a process of its own finds in the file; None where it came to no end."""
    try:
        process = subprocess.run(  # no word of a file stands in the command
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
