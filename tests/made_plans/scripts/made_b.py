"""Shared by the scripts of some of the plans: the data of a plan, what a careful reader reads in it, and how it is typed.

A script builds one Plan, types it with the helpers for Word, Excel or PDF, and calls plan.write(folder, suffix, save).
Marks inside texts: ~~struck~~, **bold**; a new line is a new paragraph, \\v a manual line break, '- ' a bullet.
A note is 'printed date||body' (a dated note), ('printed date', 'body', '2026-05-14') where its place gives the year, or plain text.
"""
import datetime, json, os, random, re, sys, zipfile

MONTHS = "january february march april may june july august september october november december".split()
MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"


def month(word):
    return next(i for i, m in enumerate(MONTHS, 1) if m.startswith(word.lower()[:3]))


def year(y):
    return int(y) + 2000 if int(y) < 100 else int(y)


def read_dates(text):
    """Every full date or month with a year in text, in order, ISO."""
    found = []
    pattern = (r"\b(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})\b|\b(\d{2})(\d{2})(\d{2})\b"
               rf"|\b(\d{{1,2}})(?:st|nd|rd|th)?[ -]({MONTH})[ -,]*(\d{{4}}|'?\d{{2}})\b|\b({MONTH})[ -]+'?(\d{{4}}|\d{{2}})\b")
    for m in re.finditer(pattern, text, re.I):
        g = m.groups()
        if g[0]:
            found.append(f"{year(g[2])}-{int(g[1]):02d}-{int(g[0]):02d}")
        elif g[3]:
            if 1 <= int(g[3]) <= 31 and 1 <= int(g[4]) <= 12:
                found.append(f"{year(g[5])}-{g[4]}-{g[3]}")
        elif g[6]:
            found.append(f"{year(g[8].strip(chr(39)))}-{month(g[7]):02d}-{int(g[6]):02d}")
        else:
            found.append(f"{year(g[10])}-{month(g[9]):02d}")
    return found


def precision(date):
    return {10: "day", 7: "month", 4: "year"}[len(date)] if date else "none"


def plain(text, struck=True):
    text = re.sub(r"~~(.*?)~~", r"\1" if struck else "", text or "")
    text = text.replace("**", "").replace("\v", "\n")
    return "\n".join(re.sub(r"^\s*[-•] ", "", line).strip() for line in text.split("\n")).strip()


def first_words(text, n=6):
    return " ".join(plain(text).split()[:n])


def lead(name):
    if name.startswith("p:"):
        return {"name": name[2:], "kind": "person"}
    job = re.search(r"chair|lead|manager|head|director|officer|nurse|professional|superintendent|chief|analyst|pharmacist|adviser|coordinator|solicitor|worker|"
                    r"matron|commander|inspector|sergeant|scrutineer|psychologist|gp\b|doctor|member|commissioner|adopter", name, re.I)
    kind = "role"
    if not job and re.search(r"group|panel|committee|forum", name, re.I):
        kind = "group"
    elif not job:
        kind = "agency"
    return {"name": name, "kind": kind}


def note(n, period=None):
    shown, body, date = "", n, None
    if isinstance(n, tuple):
        shown, body, date = n
    elif "||" in n:
        shown, body = n.split("||", 1)
        shown = shown.rstrip() + " "
        date = read_dates(shown)[0]
    text = plain(f"{shown}{body}")
    entry = {"text": text, "date": date, "precision": precision(date), "position": "leading" if date else "none", "body": plain(body),
             "mentions": [{"date": d} for d in read_dates(plain(body))]}
    if date:
        entry["notation"] = re.sub(r"^(update|updated|as at|on)\s+|[\s:–.\-]+$", "", plain(shown), flags=re.I).strip()
    if period:
        entry["period"] = period
        if not date:
            entry["mentions"] += [{"date": d} for d in read_dates(period)]
    return entry


def note_text(n):
    return f"{n[0]}{n[1]}" if isinstance(n, tuple) else re.sub(r" ?\|\|", " ", n)


class Plan:
    def __init__(self, name, title, columns, subtitle="", traps=(), remarks=(), variants=()):
        self.name, self.title, self.subtitle, self.columns = name, title, subtitle, columns
        self.variants, self.remarks, self.traps = list(variants), list(remarks), list(traps)
        self.groups, self.recs, self.versions, self.extra, self.no_period = [], [], [], {}, set()
        self.beyond = {k: {} for k in ("completed", "section_numbers", "section_descriptions", "periods", "earlier_dates", "status_reasons")}
        self.beyond["scale"] = []

    def column(self, role):
        return next(p for p, r in self.columns if r == role)

    def group(self, title, kind="priority", description="", number="", objectives=(), outcomes=()):
        g = {"kind": kind, "title": title, "objectives": list(objectives), "outcomes": list(outcomes)}
        if description:
            g["description"] = description
            self.beyond["section_descriptions"][title] = description
        if number:
            self.beyond["section_numbers"][title] = number
        self.groups.append(g)
        return title

    def rec(self, number, text, group=None):
        r = Rec(self, number, text, group)
        self.recs.append(r)
        return r

    def version(self, date, label=None, note=""):
        self.versions.append({"label": label, "note": note, "date": date, "precision": precision(date)})

    def truth(self):
        b = self.beyond
        for r in self.recs:
            for x in r.rows:
                k = first_words(x.action)
                if x.done:
                    b["completed"][k] = x.done
                if x.earlier:
                    b["earlier_dates"][k] = x.earlier
                if x.reason:
                    b["status_reasons"][k] = x.reason
                for e in x.progress:
                    if e.get("period"):
                        b["periods"][first_words(e["text"])] = e["period"]
        out = {"schema": "corpus-truth/1", "document": self.name, "title": self.title, "subtitle": self.subtitle,
               "columns": [{"printed": p, "role": r} for p, r in self.columns]}
        if self.variants:
            out["column_variants"] = [{"printed": p, "role": r} for p, r in self.variants]
        out["groups"] = self.groups
        out["recommendations"] = [{"number": r.number, "text": plain(r.text), "group": r.group, "rows": [x.truth() for x in r.rows]} for r in self.recs]
        out["versions"] = self.versions
        out.update(self.extra)
        out["remarks"] = self.remarks
        out["beyond"] = {**b, "traps": sorted(self.traps)}
        return out

    def write(self, suffix, save):
        here = os.path.dirname(os.path.dirname(os.path.abspath(sys.argv[0])))
        path = os.path.join(here, f"{self.name}.{suffix}")
        save(path)
        os.makedirs(os.path.join(here, "truth"), exist_ok=True)
        with open(os.path.join(here, "truth", f"{self.name}.json"), "w", encoding="utf-8") as f:
            json.dump(self.truth(), f, indent=1, ensure_ascii=False)
            f.write("\n")
        n = sum(len(r.rows) for r in self.recs)
        print(f"{self.name}.{suffix}: {len(self.recs)} recommendations, {n} actions, traps {sorted(self.traps)}")


class Rec:
    def __init__(self, plan, number, text, group):
        self.plan, self.number, self.text, self.group, self.rows = plan, number, text, group, []

    def row(self, action, leads=(), who=None, due="", dates=None, notes=(), status="open", rating=None, ref=None, done=None,
            earlier=(), reason=None, status_line=None, **cells):
        """One action. who: lead cell as printed (leads joined by / if not given); dates: in force, read from due if not given;
        notes: list, or dict column -> list; cells: other columns by role (or c={'printed': text})."""
        x = Row(self, action, list(leads), " / ".join(l.removeprefix("p:") for l in leads) if who is None else who, due,
                read_dates(plain(due, struck=False)) if dates is None else list(dates), notes, status, rating, ref, done, list(earlier), reason,
                status_line, cells)
        self.rows.append(x)
        return x


class Row:
    def __init__(self, rec, action, leads, who, due, dates, notes, status, rating, ref, done, earlier, reason, status_line, cells):
        self.rec, self.action, self.who, self.due, self.dates = rec, action, who, due, dates
        self.leads, self.status, self.rating, self.ref, self.done = [lead(l) for l in leads], status, rating, ref, done
        self.earlier, self.reason, self.status_line, self.more = earlier, reason, status_line, cells
        self.notes = notes if isinstance(notes, dict) else {rec.plan.column("progress"): list(notes)} if notes else {}
        several = isinstance(notes, dict)
        periodic = [c for c, role in rec.plan.columns if role == "progress"]
        self.progress = [note(n, c if several and len(periodic) > 1 and c in periodic and c not in rec.plan.no_period else None)
                         for c, ns in self.notes.items() for n in ns]
        if status_line:
            self.progress.append({"text": plain(status_line), "date": None, "precision": "none", "position": "status", "body": plain(status_line),
                                  "mentions": [{"date": d} for d in read_dates(status_line)]})

    def text(self, printed):
        """What is typed in a column, with its marks."""
        role = dict(self.rec.plan.columns + self.rec.plan.variants).get(printed)
        if printed in self.notes:
            return "\n".join(note_text(n) for n in self.notes[printed])
        if printed in self.more.get("c", {}):
            return self.more["c"][printed]
        if role == "recommendation":
            return self.rec.text
        own = {"action": self.action, "lead": self.who, "deadline": self.due, "rating": self.rating or "", "ref": self.ref or ""}
        if role in own:
            return own[role]
        if role == "number":
            return self.ref if self.ref is not None else self.rec.number or ""
        return self.more.get(role, "") or ""

    def truth(self):
        first = self.rec.rows[0] is self
        cells = {p: plain(self.text(p), struck=r != "deadline") for p, r in self.rec.plan.columns if p != "_"}
        for p, r in self.rec.plan.columns:
            if r == "recommendation" and not first:
                cells[p] = ""
        for p in list(self.notes) + list(self.more.get("c", {})):
            cells.setdefault(p, plain(self.text(p)))
        out = {"cells": cells, "leads": self.leads,
               "deadline": {"text": plain(self.due), "dates": [{"date": d, "precision": precision(d), "notation": "", "role": "deadline"} for d in self.dates]},
               "status": self.status, "progress": self.progress}
        if self.rating:
            out["rating"] = self.rating
        if self.ref:
            out["ref"] = self.ref
        return out


# ---- Word

def word(landscape=True, font="Arial", size=10, margins=(1.8, 1.8), plain_normal=True):
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt
    d = Document()
    s = d.sections[0]
    s.page_width, s.page_height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    s.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    s.left_margin = s.right_margin = Cm(margins[0])
    s.top_margin = s.bottom_margin = Cm(margins[1])
    d.styles["Normal"].font.name, d.styles["Normal"].font.size = font, Pt(size)
    d.core_properties.author = "Business Support"
    d.core_properties.title = ""
    d.core_properties.comments = ""
    return d


def runs(p, text, bold=None, size=None, italic=None, colour=None):
    """Typed with ~~ and ** kept as strike and bold, \\v as a line break."""
    from docx.shared import Pt, RGBColor
    for part in re.split(r"(~~.*?~~|\*\*.*?\*\*)", text):
        if not part:
            continue
        struck, strong = part.startswith("~~"), part.startswith("**")
        body = part[2:-2] if struck or strong else part
        for i, line in enumerate(body.split("\v")):
            r = p.add_run(line)
            if i:
                r._r.insert(0, r._r.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}br", {}))
            if bold or strong:
                r.bold = True
            if struck:
                r.font.strike = True
            if italic:
                r.italic = True
            if size:
                r.font.size = Pt(size)
            if colour:
                r.font.color.rgb = RGBColor.from_string(colour)
    return p


def para(d, text, style=None, bold=None, size=None, centre=False, italic=None, colour=None, after=None):
    from docx.shared import Pt
    p = d.add_paragraph(style=style)
    runs(p, text, bold, size, italic, colour)
    if centre:
        p.alignment = 1
    if after is not None:
        p.paragraph_format.space_after = Pt(after)
    return p


def put(cell, text, bold=None, size=None, fill=None, bullets="List Bullet", italic=None, colour=None):
    from docx.shared import Pt
    first = True
    for line in (text or "").split("\n"):
        bullet = line.startswith("- ")
        p = cell.paragraphs[0] if first else cell.add_paragraph()
        first = False
        if bullet and bullets:
            p.style = bullets
            line = line[2:]
        runs(p, line, bold, size, italic, colour)
        p.paragraph_format.space_after = Pt(2)
    if fill:
        shade(cell, fill)


def shade(cell, fill):
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    e = OxmlElement("w:shd")
    for k, v in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        e.set(qn(f"w:{k}"), v)
    cell._tc.get_or_add_tcPr().append(e)


def grid(d, cols, widths=None, style="Table Grid", rows=0):
    from docx.shared import Cm
    t = d.add_table(rows=rows, cols=cols)
    if style:
        t.style = style
    t.autofit = False
    if widths:
        for c, w in zip(t.columns, widths):
            c.width = Cm(w)
    t._widths = widths
    return t


def line(t, texts, bold=None, size=None, fill=None, **kw):
    """A row of texts; None leaves a cell empty. Returns the row's cells."""
    from docx.shared import Cm
    cells = t.add_row().cells
    for i, (c, x) in enumerate(zip(cells, texts)):
        if t._widths:
            c.width = Cm(t._widths[i])
        if x:
            put(c, x, bold, size, fill, **kw)
        elif fill:
            shade(c, fill)
    return cells


def repeat_head(t, n=1):
    from docx.oxml import OxmlElement
    for r in t.rows[:n]:
        r._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def merge_down(t, col, first, last):
    """Merge without the empty paragraphs that Word would keep out anyway."""
    if last <= first:
        return
    a, b = t.cell(first, col), t.cell(last, col)
    for r in range(first + 1, last + 1):
        c = t.cell(r, col)
        for p in c.paragraphs[1:]:
            p._p.getparent().remove(p._p)
        for run in c.paragraphs[0].runs:
            run._r.getparent().remove(run._r)
    m = a.merge(b)
    for p in list(m.paragraphs):
        if not p.text and len(m.paragraphs) > 1:
            p._p.getparent().remove(p._p)


def across(t, text, bold=True, size=None, fill="D9D9D9", **kw):
    cells = t.add_row().cells
    m = cells[0].merge(cells[-1])
    for p in list(m.paragraphs)[1:]:
        p._p.getparent().remove(p._p)
    put(m, text, bold, size, fill, **kw)
    return m


def field(p, code):
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    for kind in ("begin", None, "separate", "1", "end"):
        r = p.add_run()
        if kind in ("begin", "separate", "end"):
            e = OxmlElement("w:fldChar"); e.set(qn("w:fldCharType"), kind)
        elif kind is None:
            e = OxmlElement("w:instrText"); e.set(qn("xml:space"), "preserve"); e.text = f" {code} "
        else:
            r.text = kind
            continue
        r._r.append(e)


def header_footer(d, head="", foot="", pages=True):
    s = d.sections[0]
    if head:
        runs(s.header.paragraphs[0], head, size=8)
    p = s.footer.paragraphs[0]
    if foot:
        runs(p, foot + "   ", size=8)
    if pages:
        p.add_run("Page "); field(p, "PAGE"); p.add_run(" of "); field(p, "NUMPAGES")


# ---- Excel

FILLS = {"R": "FF5050", "A": "FFC000", "G": "92D050", "B": "5B9BD5", "Red": "FF5050", "Amber": "FFC000", "Green": "92D050", "Blue": "5B9BD5"}


def xput(ws, row, col, text, bold=False, fill=None, struck=False, size=10, wrap=True, border=True, date=None, colour=None, valign="top"):
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    c = ws.cell(row, col)
    if date:
        c.value = datetime.datetime.strptime(date, "%Y-%m-%d")
        c.number_format = "dd/mm/yyyy"
    elif isinstance(text, str) and "~~" in text:
        parts = [TextBlock(InlineFont(strike=True, rFont="Calibri", sz=size), b[2:-2]) if b.startswith("~~") else b for b in re.split(r"(~~.*?~~)", text) if b]
        c.value = CellRichText(*parts)
    elif text not in (None, ""):
        c.value = text.replace("**", "").replace("\v", "\n") if isinstance(text, str) else text
    c.font = Font(name="Calibri", size=size, bold=bold, strike=struck or None, color=colour)
    c.alignment = Alignment(wrap_text=wrap, vertical=valign)
    if fill:
        c.fill = PatternFill("solid", fgColor=fill)
    if border:
        thin = Side(style="thin", color="999999")
        c.border = Border(thin, thin, thin, thin)
    return c


# ---- check
