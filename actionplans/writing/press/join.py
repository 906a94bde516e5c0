"""Join the parts of a print into one PDF: page numbers, bookmarks, links, structure, and what an archive asks for.

The result is PDF/UA-1 (ISO 14289-1) and PDF/A-2a at once, or PDF/A-3a where it carries a file (ISO 19005-2 and -3).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files as package_files

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from .frame import Frame
from .layout import ELSEWHERE, LaidOut
from .metadata import metadata
from .sheets import Attachment, Composition, Printed

_FRAME, _FONT = "/RunningLines", "/PageNumbers"


@dataclass(frozen=True)
class Stretch:
    """The parts of one ``Sheets``, as they become ready, in their order, and the frame around their pages."""

    name: str
    frame: Frame
    parts: Iterable[LaidOut]


def join(work: Composition, stretches: Iterable[Stretch], *, tagged: bool = True) -> Printed:
    """One PDF of all parts. They are taken as they become ready."""
    joiner = _Joiner(tagged)
    for stretch in stretches:
        joiner.add(stretch)
    return joiner.finish(work)


@dataclass(frozen=True)
class _Run:
    """Where a stretch lies in the print: its frame, its first page, and behind its last."""

    frame: Frame
    start: int
    end: int


#: Page, and points from the left and from the foot.
_Place = tuple[int, float, float]


class _Joiner:
    """One PDF that grows part by part."""

    def __init__(self, tagged: bool) -> None:
        self.pdf = Pdf.new()
        self.tagged = tagged
        self.runs: list[_Run] = []
        self.sources: list[Pdf] = []  # a part must stay open until what was taken from it is written
        self.kids: list[Object] = []
        self.parents: list[tuple[int, Object]] = []
        self.keys = 0
        self.marks: list[tuple[int, str, int | tuple[int, float, float]]] = []
        self.links: list[tuple[Object, str, dict[str, _Place]]] = []
        self.places: dict[str, _Place] = {}  # of the whole print; where an id is there twice, the first
        self.pages = 0

    def add(self, stretch: Stretch) -> None:
        start = self.pages
        places: dict[str, _Place] = {}
        if stretch.name:
            self.marks.append((0, stretch.name, start))
        for part in stretch.parts:
            first = self.pages
            self.links += [(annotation, target, places) for annotation, target in self._take(part)]
            places |= {name: (first + page, x, y) for name, (page, x, y) in part.places.items()}
            self.marks += [(m.level, m.words, (first + m.page, m.x, m.y)) for m in part.bookmarks]
        self.places = places | self.places
        self.runs.append(_Run(stretch.frame, start, self.pages))

    def _take(self, part: LaidOut) -> list[tuple[Object, str]]:
        """Add the pages of a part, with their structure. The answer is its links, with the ids that they lead to."""
        source = Pdf.open(io.BytesIO(part.pdf))
        self.sources.append(source)
        for page in source.pages:
            self.pdf.pages.append(page)
        added = [self.pdf.pages[number] for number in range(self.pages, self.pages + part.pages)]
        self.pages += part.pages
        shift = self.keys
        links: list[tuple[Object, str]] = []
        for page in added:
            if "/StructParents" in page.obj:
                page.obj.StructParents = page.obj.StructParents + shift
            for annotation in page.obj.get("/Annots", ()):
                if "/StructParent" in annotation:
                    annotation.StructParent = annotation.StructParent + shift
                links += self._link(annotation)
        if self.tagged:
            self._take_structure(source, shift)
        return links

    def _take_structure(self, source: Pdf, shift: int) -> None:
        root = self.pdf.copy_foreign(source.Root.StructTreeRoot)
        self.kids += list(root.K[0].K)
        numbers = list(root.ParentTree.Nums)
        self.parents += [(int(key) + shift, owners) for key, owners in zip(numbers[::2], numbers[1::2], strict=True)]
        self.keys += int(root.ParentTreeNextKey)

    def _link(self, annotation: Object) -> Iterator[tuple[Object, str]]:
        """The id that a link within the print leads to."""
        annotation.F = 4  # printed, as PDF/A asks
        if "/Dest" in annotation:
            yield annotation, str(annotation.Dest)
        elif "/A" in annotation and str(annotation.A.get("/URI", "")).startswith(ELSEWHERE):
            yield annotation, str(annotation.A.URI).removeprefix(ELSEWHERE)

    def _lead(self, annotation: Object, place: _Place | None) -> None:
        for key in ("/Dest", "/A"):
            if key in annotation:
                del annotation[key]
        annotation.Contents = String("Go to its place in this document")
        if place is not None:
            annotation.Dest = self._destination(*place)

    def _destination(self, page: int, x: float, y: float) -> Array:
        return Array([self.pdf.pages[page].obj, Name.XYZ, round(x, 2), round(y, 2), 0])

    # finishing --------------------------------------------------------------------------------------------------------

    def finish(self, work: Composition) -> Printed:
        pdf, catalog = self.pdf, self.pdf.Root
        for run in self.runs:
            self._frame(run)
        for annotation, target, near in self.links:  # within its own stretch, else anywhere in the print
            self._lead(annotation, near.get(target) or self.places.get(target))
        catalog.Lang = String("en-GB")
        catalog.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        if self.tagged:
            catalog.MarkInfo = Dictionary(Marked=True)
            catalog.StructTreeRoot = self._structure()
        self._outlines()
        self._attach(work.attachments)
        catalog.OutputIntents = Array([self._output_intent()])
        level = 3 if work.attachments else 2
        catalog.Metadata = Stream(pdf, metadata(work, level), Type=Name.Metadata, Subtype=Name.XML)
        pdf.docinfo["/Title"] = String(work.title)
        if work.author:
            pdf.docinfo["/Author"] = String(work.author)
        if work.subject:
            pdf.docinfo["/Subject"] = String(work.subject)
        file = io.BytesIO()
        pdf.save(
            file,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
            fix_metadata_version=False,
        )
        return Printed(file.getvalue(), self.pages)

    def _frame(self, run: _Run) -> None:
        """Draw the running lines and the page number on each page of a stretch. They are artifacts, but for the lines on the
        first page of the print: a listener, too, hears once whose it is and how it is marked."""
        pdf = self.pdf
        source = Pdf.open(io.BytesIO(run.frame.pdf))
        self.sources.append(source)
        lines = pdf.copy_foreign(source.pages[0].as_form_xobject())
        fonts = lines.Resources.Font
        regular = next(name for name, font in fonts.items() if self._upright(font))
        number_font = fonts[regular]
        kind = "Artifact <</Type/Pagination>> BDC" if self.tagged else "Artifact BMC"
        drawn = f"q {_FRAME} Do Q EMC q"
        usual = Stream(pdf, f"/{kind} {drawn}".encode())
        for place in range(run.start, run.end):
            page = pdf.pages[place].obj
            page.Resources = self._resources(page.Resources, lines, number_font)
            before = usual
            if self.tagged and place == 0:
                before = Stream(pdf, f"/P <</MCID {self._running_paragraph(page)}>> BDC {drawn}".encode())
            number = run.frame.number(place + 1, self.pages, _FONT)
            after = Stream(pdf, f"Q /{kind} ".encode() + number + b" EMC")
            page.Contents = Array([before, page.Contents, after])

    def _running_paragraph(self, page: Object) -> int:
        """A paragraph of the structure, before all others, for the running lines on this page. The answer is its mark."""
        owners = dict(self.parents)[int(page.StructParents)]
        mark = len(owners)
        element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, Pg=page, K=Array([mark])))
        owners.append(element)
        self.kids.insert(0, element)
        return mark

    def _upright(self, font: Object) -> bool:
        name = str(font.BaseFont)
        return "Liberation" in name and "Bold" not in name and "Italic" not in name

    def _resources(self, resources: Object, lines: Object, font: Object) -> Object:
        """A part's resources, which all its pages share, with what the frame needs."""
        if _FRAME not in resources.get("/XObject", Dictionary()):
            if "/XObject" not in resources:
                resources.XObject = Dictionary()
            resources.XObject[_FRAME] = lines
            resources.Font[_FONT] = font
        return resources

    def _structure(self) -> Object:
        pdf = self.pdf
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
        for kid in self.kids:
            kid.P = document
        document.K = Array(self.kids)
        root.K = Array([document])
        nums = Array()
        for key, owners in self.parents:
            nums.append(key)
            nums.append(owners)
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=nums))
        root.ParentTreeNextKey = self.keys
        return root

    def _outlines(self) -> None:
        marks = self.marks
        if not marks:
            return
        several = sum(level == 0 for level, _, _ in marks) > 1
        if not several:  # one name above everything says nothing
            marks = [mark for mark in marks if mark[0] > 0]
        with self.pdf.open_outline() as outline:
            open_items: list[tuple[int, pikepdf.OutlineItem]] = []
            for level, words, place in marks:
                if isinstance(place, int):
                    destination = Array([self.pdf.pages[place].obj, Name.Fit])
                else:
                    destination = self._destination(*place)
                item = pikepdf.OutlineItem(words, destination)
                item.is_closed = False
                while open_items and open_items[-1][0] >= level:
                    open_items.pop()
                (open_items[-1][1].children if open_items else outline.root).append(item)
                open_items.append((level, item))

    def _attach(self, attachments: tuple[Attachment, ...]) -> None:
        pdf = self.pdf
        for attached in attachments:
            spec = pikepdf.AttachedFileSpec(
                pdf,
                attached.content,
                filename=attached.name,
                description=attached.description,
                mime_type=attached.media_type,
                relationship=Name(f"/{attached.relationship}"),
            )
            pdf.attachments[attached.name] = spec
        if attachments:
            pdf.Root.AF = Array([pdf.attachments[attached.name].obj for attached in attachments])

    def _output_intent(self) -> Object:
        """What the colours of the print mean: sRGB."""
        pdf = self.pdf
        profile = Stream(pdf, (package_files("weasyprint.pdf") / "sRGB2014.icc").read_bytes(), N=3)
        return Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String("sRGB"),
            Info=String("sRGB"),
            DestOutputProfile=profile,
        )
