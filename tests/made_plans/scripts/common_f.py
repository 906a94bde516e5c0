"""Kinds of lead, column widths, merges downwards, bullets without their dash."""
import re
import sys
from pathlib import Path
import made_a
from made_a import *

KINDS_F2 = {
    "agency": {"CSP", "ICB", "ASC", "Northmere Police", "Fell and Dale Homes", "Probation Service", "PCFT", "Haven", "All agencies", "Northmere Police (MARAC Coordinator)", "Northmere ICB", "Tarn District Council"},
    "role": {"Det Supt, Public Protection", "Head of Crime", "Head of Contact Management", "Chief Inspector, Neighbourhoods", "Head of Learning and Development", "Head of Forensic Services", "Deputy Chief Constable",
             "Head of Service, Front Door and Assessment", "Head of Service, Children in Care", "Head of Virtual School", "Director of Children’s Services", "Principal Social Worker", "HR Business Partner",
             "Head of Strategic Commissioning", "Named Doctor", "Matron, Emergency Department", "Lead Nurse, Tissue Viability", "Chief Pharmacist"},
    "group": {"Corporate Communications", "Medicines Safety Group", "Safeguarding Team", "Care Leavers’ Forum", "DARDR Steering Group"},
    "person": {"DI Kate Winspear", "Ch Insp Omar Farouk", "DCI Helen Stobbart", "Insp Rhian Treharne"},
}


def grid(t, *cm):
    from docx.shared import Cm
    t.autofit = False
    for col, w in zip(t.columns, cm):
        col._gridCol.w = Cm(w)
    for tr in t._tbl.tr_lst:
        i = 0
        for tc in tr.tc_lst:
            tc.width = Cm(sum(cm[i:i + tc.grid_span])); i += tc.grid_span


def one_par(cell):
    for x in cell.paragraphs[1:]:
        x._p.getparent().remove(x._p)
    return cell


def down(t, col, first, last):
    return one_par(t.cell(first, col).merge(t.cell(last, col))) if last > first else t.cell(first, col)


def bullets(groups):
    for g in groups:
        for r in g["recs"]:
            for a in r["actions"]:
                a["action"] = a["action"].replace("\n- ", "\n")


def save(here, name, data):
    for r in data["recommendations"]:
        for row in r["rows"]:
            for l in row["leads"]:
                for kind, names in KINDS_F2.items():
                    if l["name"] in names:
                        l["kind"] = kind
            for p in row["progress"]:
                if p.get("notation"):
                    p["notation"] = re.sub(r"\s*[(,]\s*[A-Z]{2,3}$", "", p["notation"])
    made_a.save(here, name, data)
