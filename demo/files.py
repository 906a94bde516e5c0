"""The files attached to notes of the demonstration: small, made while it is loaded, each of the type that its name says.

A PDF and a picture can be bound into an evidence pack. A file whose name ends in "form.pdf" carries a script, as many forms
do: it shows the warning about files that run something.
"""

from __future__ import annotations

import html
import io
from pathlib import PurePosixPath

from django.core.files.uploadedfile import SimpleUploadedFile

_SCRIPT = "function year(days) { return days * 12; }"
_STYLE = "@page{size:A4;margin:25mm}body{font:11pt/1.5 sans-serif}h1{font-size:18pt}"


def file_of(name: str, text: str) -> SimpleUploadedFile:
    """A file of that name, which holds the text of the note to which it is attached."""
    title, ending = PurePosixPath(name).stem, PurePosixPath(name).suffix
    make = {".pdf": _pdf, ".png": _picture}.get(ending, _text)
    content = make(title, text)
    return SimpleUploadedFile(name, _with_script(content) if name.endswith("form.pdf") else content)


def _text(title: str, text: str) -> bytes:
    return f"{title}\n\n{text}\n".encode()


def _pdf(title: str, text: str) -> bytes:
    from weasyprint import HTML  # large: imported only when needed

    words = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    shown = (
        f"<html lang=en><title>{html.escape(title)}</title><style>{_STYLE}</style><h1>{html.escape(title)}</h1>{words}"
    )
    return HTML(string=shown).write_pdf()


def _with_script(content: bytes) -> bytes:
    import pikepdf

    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        action = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=_SCRIPT))
        names = pikepdf.Array([pikepdf.String("year"), action])
        pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=names))
        pdf.save(made)
    return made.getvalue()


def _picture(title: str, text: str) -> bytes:
    """A sheet of a flip chart: the title, and four bars."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (900, 600), "#f7f5ee")
    draw = ImageDraw.Draw(image)
    draw.text((60, 50), title, fill="#1d3557", font=ImageFont.load_default(size=40))
    for number, (agency, days) in enumerate({"Council": 24, "Police": 20, "ICB": 18, "Schools": 9}.items()):
        top = 150 + number * 100
        draw.rectangle((250, top, 250 + days * 22, top + 60), fill="#457b9d")
        draw.text((60, top + 12), agency, fill="#1d3557", font=ImageFont.load_default(size=30))
        draw.text((265 + days * 22, top + 12), f"{days} days", fill="#1d3557", font=ImageFont.load_default(size=30))
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()
