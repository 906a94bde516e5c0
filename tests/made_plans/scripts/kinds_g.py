"""Merging the cells of a column downwards."""


def down_g1(t, col, first, last):
    """Merge a column's cells downwards and leave one paragraph in them."""
    if last == first:
        return t.cell(first, col)
    c = t.cell(first, col).merge(t.cell(last, col))
    for p in c.paragraphs[1:]:
        p._p.getparent().remove(p._p)
    return c
