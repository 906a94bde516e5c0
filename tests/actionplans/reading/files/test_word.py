"""Word files as blocks: what a reader sees who has accepted all tracked changes."""

from __future__ import annotations

import io
import zipfile

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from actionplans.reading.files.blocks import LeftOut, Paragraph, Table
from actionplans.reading.files.word import read_word
from tests.actionplans.reading.papers import Paper


def paragraphs(blocks):
    return [b for b in blocks.blocks if isinstance(b, Paragraph) and b.text]


def test_tracked_changes_are_accepted_and_hidden_words_listed():
    paper = Paper().line("Start ")
    p = paper.document.paragraphs[0]._p
    p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="A"><w:r><w:t>added</w:t></w:r></w:ins>'))
    p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="2" w:author="A"><w:r><w:delText>gone</w:delText></w:r></w:del>'))
    p.append(parse_xml(f"<w:r {nsdecls('w')}><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"))
    blocks = read_word(paper.data())
    assert [b.text for b in paragraphs(blocks)] == ["Start added"]
    shown = " ".join(left.what for left in blocks.left_out)
    assert "Tracked changes" in shown
    assert "secret" in shown


def test_numbers_that_word_counts_are_computed():
    blocks = read_word(Paper().numbered("First", "Second").line("Between").numbered("Third").bullets("Dot").data())
    assert [(b.number, b.text) for b in paragraphs(blocks)] == [
        ("1.", "First"),
        ("2.", "Second"),
        ("", "Between"),
        ("3.", "Third"),
        ("", "- Dot"),
    ]


def test_merged_cells_keep_their_spans_and_nested_tables_their_words():
    paper = Paper().table(("A", "<", "B"), ("one", "two", "three"), (None, "four", "five"))
    nested = paper.document.tables[0].cell(2, 2).add_table(1, 2)
    nested.cell(0, 0).text, nested.cell(0, 1).text = "inner", "12"
    (table,) = [b for b in read_word(paper.data()).blocks if isinstance(b, Table)]
    assert [(c.text, c.columns) for c in table.rows[0]] == [("A", 2), ("B", 1)]
    assert (table.rows[1][0].rows, table.rows[2][0].continues, table.header_rows) == (2, True, 1)
    assert "inner | 12" in table.rows[2][2].text


def test_bold_words_are_marked_but_not_where_all_is_bold():
    paper = Paper().line("All of it", bold=True)
    paragraph = paper.document.add_paragraph()
    paragraph.add_run("Part:").bold = True
    paragraph.add_run(" of it")
    first, second = paragraphs(read_word(paper.data()))
    assert (first.text, first.bold) == ("All of it", True)
    assert (second.text, second.bold) == ("**Part:** of it", False)


def test_heads_and_feet_are_running_lines_and_comments_only_counted():
    paper = Paper().line("Body")
    paper.document.sections[0].header.paragraphs[0].text = "OFFICIAL"
    run = paper.document.paragraphs[0].runs[0]
    paper.document.add_comment(run, text="chase this", author="A")
    blocks = read_word(paper.data())
    assert blocks.running == ("OFFICIAL",)
    assert LeftOut("A comment", "Comments in the margin are not part of the plan.") in blocks.left_out
    assert "chase this" not in repr(blocks)


def test_a_package_without_its_usual_names_is_read_by_its_relations():
    before, after = zipfile.ZipFile(io.BytesIO(Paper().line("Body").data())), io.BytesIO()
    with zipfile.ZipFile(after, "w") as package:
        for name in before.namelist():
            data = before.read(name).replace(b"word/document.xml", b"word/document2.xml")
            package.writestr(
                name.replace("word/document.xml", "word/document2.xml").replace(
                    "document.xml.rels", "document2.xml.rels"
                ),
                data,
            )
    assert [b.text for b in paragraphs(read_word(after.getvalue()))] == ["Body"]
