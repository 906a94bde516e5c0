"""Kinds of lead named by hand, widths that both programs keep, cells merged downwards."""
import re
import sys
from pathlib import Path
import made_a
from made_a import *


def wide(t, *cm):
    from docx.shared import Cm
    t.autofit = False
    for col, w in zip(t.columns, cm):
        col._gridCol.w = Cm(w)
    for tr in t._tbl.tr_lst:
        k = 0
        for tc in tr.tc_lst:
            tc.width = Cm(sum(cm[k:k + tc.grid_span])); k += tc.grid_span


def joined(t, r1, c1, r2, c2):
    cell = t.cell(r1, c1) if (r1, c1) == (r2, c2) else t.cell(r1, c1).merge(t.cell(r2, c2))
    for x in cell.paragraphs[1:]:
        x._p.getparent().remove(x._p)
    return cell


def no_split(row):
    from docx.oxml import OxmlElement
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def undash(groups):
    """Bullets are Word's own: the dash is not printed."""
    for g in groups:
        for r in g["recs"]:
            for a in r["actions"]:
                a["action"] = a["action"].replace("\n- ", "\n")


def completion(data, groups, head, key="done"):
    """The words of a completion column stand among the notes too, as a statement of status."""
    acts = {" ".join(a["action"].split()): a for g in groups for r in g["recs"] for a in r["actions"]}
    for r in data["recommendations"]:
        for row in r["rows"]:
            a = acts[" ".join(row["cells"][head].split())]
            if a[key]:
                row["progress"].append({"text": a[key], "date": None, "precision": "none", "position": "status", "body": a[key], "mentions": [{"date": a["on"]}] if a["on"] else []})


def save_g2(here, name, data, **kinds):
    of = {n: k for k, names in kinds.items() for n in names}
    for r in data["recommendations"]:
        for row in r["rows"]:
            for l in row["leads"]:
                l["kind"] = of.get(l["name"], l["kind"])
            for p in row["progress"]:
                if p.get("notation"):
                    p["notation"] = re.sub(r"\s*[\[(,]\s*[A-Z]{2,3}$", "", p["notation"])
    made_a.save(here, name, data)
