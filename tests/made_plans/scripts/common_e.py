"""Kinds of lead, column widths, tidy merges and notation."""
import re
import sys
from pathlib import Path
import made_a
from made_a import *

ROLE = {"Head of 0–19 Service", "Head of Integrated Discharge Service", "Matron, Emergency Assessment Unit and Discharge Lounge", "Clinical Lead, Transfer of Care Hub", "Superintendent, Contact Centre", "Head of Children's Community Services",
        "Detective Superintendent, Public Protection", "Head of Force Control Room", "Chair of the Child Abuse Standards Board", "Superintendent, Public Contact", "Head of Patient Transport Services"}
AGENCY = {"Wexcombe Constabulary (MARAC Co-ordinator)", "CSP", "WSAB", "ASC", "ICB", "Wexcombe Constabulary", "Larch Homes", "SVPT", "Carers Together", "All agencies", "Wexcombe City Council", "The review's two commissioning boards"}
PERSON = {"Sgt Callum Reyes, Harm Reduction Unit"}
GROUP = {"Transfer of Care Hub", "Pharmacy Digital Team", "Vulnerability Desk", "Learning and Development", "Corporate Communications", "Safeguarding Children Team"}


def grid(t, *cm):
    from docx.shared import Cm
    t.autofit = False
    for col, w in zip(t.columns, cm):
        col._gridCol.w = Cm(w)
    for tr in t._tbl.tr_lst:
        i = 0
        for tc in tr.tc_lst:
            tc.width = Cm(sum(cm[i:i + tc.grid_span])); i += tc.grid_span


def down(t, col, first, last):
    """Merge a column down and leave one empty paragraph."""
    m = t.cell(first, col).merge(t.cell(last, col)) if last > first else t.cell(first, col)
    for x in m.paragraphs[1:]:
        x._p.getparent().remove(x._p)
    return m


def bullets(groups):
    """Truth: what Word prints with a bullet of its own has no dash."""
    for g in groups:
        for r in g["recs"]:
            for a in r["actions"]:
                a["action"] = a["action"].replace("\n- ", "\n")


def save(here, name, data):
    for r in data["recommendations"]:
        for row in r["rows"]:
            for l in row["leads"]:
                for kind, names in (("role", ROLE), ("agency", AGENCY), ("group", GROUP), ("person", PERSON)):
                    if l["name"] in names:
                        l["kind"] = kind
            for p in row["progress"]:
                if p.get("notation"):
                    p["notation"] = re.sub(r"\s*[(,]\s*[A-Z]{2,3}$", "", p["notation"])
    made_a.save(here, name, data)
