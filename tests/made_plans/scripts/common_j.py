"""Small helpers over made_a: what several scripts share."""
import sys
from pathlib import Path
from made_a import *


def first_only(groups, *keys):
    """What belongs to the recommendation stands at its first action."""
    for g in groups:
        for r in g["recs"]:
            for i, a in enumerate(r["actions"]):
                for k in keys:
                    a[k] = r.get(k, "") if i == 0 else ""


def undash(groups):
    """In the truth a bullet is a line without its sign."""
    for g in groups:
        for r in g["recs"]:
            for a in r["actions"]:
                a["action"] = re.sub(r"(?m)^- ", "", a["action"])


def no_split(row):
    from docx.oxml import OxmlElement
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def joined(table, top, bottom, col, last=None):
    """One merged cell, emptied to a single paragraph."""
    cell = table.cell(top, col).merge(table.cell(bottom, col if last is None else last))
    for p in cell.paragraphs[1:]:
        p._p.getparent().remove(p._p)
    return cell


def store(here, name, data, **kinds):
    """Save with kinds of leads put right: store(..., agency=[..], role=[..])."""
    known = {n: k for k, names in kinds.items() for n in names}
    for r in data["recommendations"]:
        for row in r["rows"]:
            for l in row["leads"]:
                l["kind"] = known.get(l["name"], l["kind"])
    save(here, name, data)


def widths(table, *cm):
    """Widths for the grid and for each cell, merged ones too."""
    from docx.shared import Cm
    table.autofit = False
    for col, w in zip(table.columns, cm):
        col.width = Cm(w)
    for tr in table._tbl.tr_lst:
        at = 0
        for tc in tr.tc_lst:
            tc.width = Cm(sum(cm[at:at + tc.grid_span])); at += tc.grid_span
