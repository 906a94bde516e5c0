"""Kinds of lead named by hand, column widths, merging downwards."""
import sys
from pathlib import Path
import made_a


def save_g1(here, name, data, **kinds):
    of = {n: k for k, names in kinds.items() for n in names}
    for r in data["recommendations"]:
        for row in r["rows"]:
            for l in row["leads"]:
                l["kind"] = of.get(l["name"], l["kind"])
    made_a.save(here, name, data)


def columns_g1(table, *cm):
    from docx.shared import Cm
    table.autofit = False
    for col, w in zip(table.columns, cm):
        col.width = Cm(w)
    for row in table.rows:
        k = 0
        for tc in row._tr.tc_lst:
            n = tc.grid_span
            tc.width = Cm(sum(cm[k:k + n])); k += n


def down_g1(t, col, first, last):
    """Merge a column's cells downwards and leave one paragraph in them."""
    if last == first:
        return t.cell(first, col)
    c = t.cell(first, col).merge(t.cell(last, col))
    for p in c.paragraphs[1:]:
        p._p.getparent().remove(p._p)
    return c
