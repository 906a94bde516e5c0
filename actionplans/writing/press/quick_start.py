"""Import WeasyPrint without a search of the whole system for its libraries.

Before it tries the names under which Linux knows Pango and its kin, WeasyPrint asks ``find_library`` for the names of other
systems, which starts ``ldconfig`` and a compiler twenty times: a third of the time that its import takes. On Linux the
names are enough.
"""

from __future__ import annotations

import ctypes.util
import sys

if sys.platform == "linux" and "weasyprint" not in sys.modules:
    _search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        import weasyprint  # noqa: F401
    finally:
        ctypes.util.find_library = _search
