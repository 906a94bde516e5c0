"""Kinds of lead named by hand, widths, cells merged downwards, Word's bullets without their dash in the truth."""
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


def joined(t, first, last, col):
    cell = t.cell(first, col) if first == last else t.cell(first, col).merge(t.cell(last, col))
    for x in cell.paragraphs[1:]:
        x._p.getparent().remove(x._p)
    return cell


def no_split(row):
    from docx.oxml import OxmlElement
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def undash(groups):
    for g in groups:
        for r in g["recs"]:
            for a in r["actions"]:
                a["action"] = a["action"].replace("\n- ", "\n")


def first_only(groups, *keys):
    """What belongs to the recommendation stands at its first action."""
    for g in groups:
        for r in g["recs"]:
            for i, a in enumerate(r["actions"]):
                for k in keys:
                    a[k] = r[k] if i == 0 else ""


def save_h1(here, name, data, **kinds):
    of = {n: k for k, names in kinds.items() for n in names}
    for r in data["recommendations"]:
        for row in r["rows"]:
            for l in row["leads"]:
                l["kind"] = of.get(l["name"], l["kind"])
    made_a.save(here, name, data)
