"""Saving truth with the kinds of lead named by hand, where the general rule of made_a would be wrong."""
import sys
from pathlib import Path
import made_a


def save_f1(here, name, data, **kinds):
    """kinds: person=…, role=…, agency=…, group=… – lists of names as printed."""
    of = {n: k for k, names in kinds.items() for n in names}
    for r in data["recommendations"]:
        for row in r["rows"]:
            for l in row["leads"]:
                l["kind"] = of.get(l["name"], l["kind"])
    made_a.save(here, name, data)


def columns_f1(table, *cm):
    """Column widths that Word and LibreOffice both keep; rows with merged cells too."""
    from docx.shared import Cm
    table.autofit = False
    for col, w in zip(table.columns, cm):
        col.width = Cm(w)
    for row in table.rows:
        k = 0
        for tc in row._tr.tc_lst:
            n = tc.grid_span
            tc.width = Cm(sum(cm[k:k + n])); k += n
