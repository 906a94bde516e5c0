"""What some of the scripts share: the form of a plan's data, the truth made from it, and a little Word.

A note is written "DATE|printed date and mark|body" ("2026-05-12|12/05/26: |Met."); without bars it is undated.
"body||2027-01" names a date that stands inside an undated note. "~~x~~" is struck through in print, "**x**" bold.
"""
import json
import re
import sys
from pathlib import Path

KINDS = (("group", r"group|forum|panel|committee|board$|meeting|team$|hub$|steering"),
         ("agency", r"council$|police$|trust$|icb$|service$|services$|association$|authority$|probation$"))


def plain(text):
    return re.sub(r"\*\*", "", text or "")


def unstruck(text):
    """What is left in force: struck words gone."""
    text = re.sub(r"~~.*?~~", "", plain(text), flags=re.S)
    return "\n".join(" ".join(x.split()) for x in text.split("\n") if x.strip())


def allwords(text):
    return plain(text).replace("~~", "")


def precision(date):
    return {4: "year", 7: "month", 10: "day"}[len(date)] if date else "none"


def note_print(line):
    """The note as it is printed."""
    if "||" in line:
        return line.split("||")[0]
    return "".join(line.split("|")[1:]) if "|" in line else line


def note_truth(line, period=None):
    line = plain(line).replace("~~", "")
    mentions = []
    if "||" in line:
        line, dates = line.split("||")
        mentions = [{"date": d, "precision": precision(d), "notation": "", "role": "event"} for d in dates.split(",")]
    if "|" in line:
        date, head, body = line.split("|")
        out = {"text": head + body, "date": date, "precision": precision(date),
               "notation": re.sub(r"^(Update:?|Updated:?|\[)\s*", "", head).strip(" :–-—.]\n)("),
               "position": "leading", "body": body, "mentions": mentions}
    else:
        out = {"text": line, "date": None, "precision": "none", "position": "none", "body": line, "mentions": mentions}
    if period:
        out["period"] = period[0]
        if not out["date"] and period[1]:
            out["mentions"] = mentions + [{"date": period[1], "precision": precision(period[1]), "notation": period[0], "role": "period"}]
    return out


def kind_of(name):
    low = name.lower()
    if re.fullmatch(r"[A-Z]{2,3}", name):
        return "person"
    for kind, words in KINDS:
        if re.search(words, low):
            return kind
    return "role"


def A(action, lead="", due="", d=None, notes=(), st="open", on=None, reason=None, leads=None, was=(), ref=None,
      rating=None, **more):
    """One action. due is the cell as printed, d the date (or dates) in force, was the earlier ones in order."""
    out = dict(action=action, lead=lead, due=due, d=[d] if isinstance(d, str) else list(d or []), notes=list(notes), st=st, on=on,
               reason=reason, leads=leads if leads is not None else ([lead] if lead else []), was=list(was), ref=ref, rating=rating)
    out.update(more)
    return out


def R(number, text, *actions, **more):
    return dict(number=number, text=text, actions=list(actions), **more)


def G(title, *recs, kind="priority", number=None, description="", objectives=(), outcomes=()):
    return dict(title=title, recs=list(recs), kind=kind, number=number, description=description,
                objectives=list(objectives), outcomes=list(outcomes))


FIELD = {"deadline": "due", "lead": "lead", "rating": "rating", "action": "action", "number": "ref"}


def progress_of(a):
    """Notes of an action; with periods they are {period: [lines]}."""
    if isinstance(a.get("periods"), list):
        return [note_truth(x, (name, date)) for name, date, lines in a["periods"] for x in lines]
    return [note_truth(x) for x in a["notes"]]


def truth(name, title, columns, groups, subtitle="", versions=(), remarks=(), traps=(), beyond=None, **more):
    """columns: (printed, role) or (printed, role, key of the action)."""
    recs, extra = [], dict(completed={}, section_numbers={}, section_descriptions={}, periods={}, earlier_dates={}, scale={},
                           status_reasons={}, traps=sorted(traps))
    for g in groups:
        if g["title"] and g["number"]:
            extra["section_numbers"][g["title"]] = g["number"]
        if g["title"] and g["description"]:
            extra["section_descriptions"][g["title"]] = g["description"]
        for r in g["recs"]:
            rows = []
            for i, a in enumerate(r["actions"]):
                cells = {}
                for printed, role, *key in columns:
                    key = key[0] if key else FIELD.get(role, role)
                    if role == "recommendation":
                        cells[printed] = r["text"] if i == 0 else ""
                    elif role == "number" and not key.startswith("ref"):
                        cells[printed] = (r["number"] or "") if i == 0 else ""
                    elif role == "progress" and key == "progress":
                        # a status line is kept among the notes but not asked for among the column's words
                        cells[printed] = "\n".join(p["text"] for p in progress_of(a) if not p["text"].startswith("Status:"))
                    elif role == "progress" and key.startswith("period:"):
                        cells[printed] = "\n".join(note_truth(x)["text"] for n, _, ls in a["periods"] for x in ls if n == key[7:])
                    elif role == "deadline":
                        cells[printed] = unstruck(a.get(key) or "")
                    else:
                        cells[printed] = allwords(str(a.get(key) or ""))
                cells.update(a.get("extra_cells") or {})
                row = {"cells": cells, "leads": [{"name": x, "kind": kind_of(x)} for x in a["leads"]],
                       "deadline": {"text": unstruck(a["due"]),
                                    "dates": [{"date": x, "precision": precision(x), "notation": "", "role": "deadline"} for x in a["d"]]},
                       "status": a["st"], "progress": progress_of(a)}
                if a["was"]:
                    row["deadline"]["earlier"] = a["was"]
                if a["rating"]:
                    row["rating"] = a["rating"]
                if a["ref"]:
                    row["ref"] = a["ref"]
                start = " ".join(allwords(a["action"]).split()[:8])
                if a["on"]:
                    extra["completed"][start] = a["on"]
                if a["reason"]:
                    extra["status_reasons"][start] = a["reason"]
                if a["was"]:
                    extra["earlier_dates"][start] = a["was"] + a["d"]
                for p in row["progress"]:
                    if p.get("period"):
                        extra["periods"][" ".join(p["body"].split()[:6])] = p["period"]
                rows.append(row)
            recs.append({"number": r["number"], "text": r["text"], "group": g["title"] or None, "rows": rows})
    extra.update(beyond or {})
    out = {"schema": "corpus-truth/1", "document": name, "title": title, "subtitle": subtitle,
           "columns": [{"printed": c[0], "role": c[1]} for c in columns],
           "groups": [{k: g[k] for k in ("kind", "title", "description", "objectives", "outcomes")} for g in groups if g["title"]],
           "recommendations": recs, "versions": list(versions), "remarks": list(remarks)}
    out.update(more)
    out["beyond"] = extra
    return out


def V(label, note, date):
    return {"label": label, "note": note, "date": date, "precision": precision(date)}


def save(here, name, data):
    folder = Path(here).resolve().parents[1] / "truth"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


# Word ------------------------------------------------------------------------------------------------------------------

def runs(par, text, size=None, bold=None, strike=False, colour=None):
    from docx.shared import Pt, RGBColor
    for i, part in enumerate(re.split(r"(~~.*?~~|\*\*.*?\*\*)", text, flags=re.S)):
        if not part:
            continue
        s, b = strike, bold
        if part.startswith("~~"):
            part, s = part[2:-2], True
        elif part.startswith("**"):
            part, b = part[2:-2], True
        run = par.add_run(part)
        if size:
            run.font.size = Pt(size)
        if b:
            run.bold = True
        if s:
            run.font.strike = True
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour)
    return par


def put(cell, lines, size=9, bold=None, strike=False, shade=None, bullet="List Bullet", colour=None):
    """Fill a cell: one paragraph a line; '- ' begins a bullet of Word's own."""
    from docx.shared import Pt
    if isinstance(lines, str):
        lines = [lines]
    first = True
    for line in lines or [""]:
        par = cell.paragraphs[0] if first else cell.add_paragraph()
        first = False
        if line.startswith("- "):
            par.style = bullet
            line = line[2:]
        par.paragraph_format.space_after = Pt(2)
        runs(par, line, size, bold, strike, colour)
    if shade:
        fill(cell, shade)


def fill(cell, colour):
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    el = OxmlElement("w:shd")
    el.set(qn("w:val"), "clear"); el.set(qn("w:color"), "auto"); el.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(el)


def repeat_head(row):
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    el = OxmlElement("w:tblHeader"); el.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(el)


def widths(table, *cm):
    from docx.shared import Cm
    table.autofit = False
    for row in table.rows:
        for cell, w in zip(row.cells, cm):
            cell.width = Cm(w)


def field(par, code):
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    for kind in ("begin", None, "end"):
        run = par.add_run()
        if kind:
            el = OxmlElement("w:fldChar"); el.set(qn("w:fldCharType"), kind)
        else:
            el = OxmlElement("w:instrText"); el.set(qn("xml:space"), "preserve"); el.text = code
        run._r.append(el)


def footer(section, text, pages=True):
    par = section.footer.paragraphs[0]
    par.text = text
    if pages:
        par.add_run("\tPage "); field(par, "PAGE"); par.add_run(" of "); field(par, "NUMPAGES")


def document(landscape=True, font="Arial", size=10):
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt
    doc = docx.Document()
    doc.core_properties.author, doc.core_properties.title, doc.core_properties.comments = "Business Support", "", ""
    doc.styles["Normal"].font.name = font
    doc.styles["Normal"].font.size = Pt(size)
    sec = doc.sections[0]
    sec.page_width, sec.page_height = Cm(21), Cm(29.7)
    if landscape:
        turn(sec)
    for side in ("left_margin", "right_margin"):
        setattr(sec, side, Cm(1.8))
    return doc


def turn(sec):
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm
    sec.orientation = WD_ORIENT.LANDSCAPE
    sec.page_width, sec.page_height = Cm(29.7), Cm(21)


# PDF -------------------------------------------------------------------------------------------------------------------

def esc(text):
    """HTML of a printed string: struck and bold marks, line breaks."""
    import html
    text = html.escape(text or "").replace("\n", "<br>")
    text = re.sub(r"~~(.*?)~~", r"<s>\1</s>", text, flags=re.S)
    return re.sub(r"\*\*(.*?)\*\*", r"<b>\1</b>", text)


def pdf(path, body, css, title=""):
    import logging
    from weasyprint import HTML
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    HTML(string=f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title><style>{css}</style></head><body>{body}</body></html>").write_pdf(str(path))


# does the truth stand in the file? ---------------------------------------------------------------------------------------
