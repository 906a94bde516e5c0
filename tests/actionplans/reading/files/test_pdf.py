"""Printed plans: words back in their cells, tables whole over pages, running lines off."""

import base64
import zlib
from types import SimpleNamespace

import pytest

from actionplans.reading.files.blocks import Paragraph, ReadingError, Table
from actionplans.reading.files.pdf import read_pdf
from actionplans.reading.files.pdf_letters import with_strikes
from actionplans.reading.files.pdf_lines import Measures, passages_of
from actionplans.reading.files.pdf_words import PdfLine, Word
from tests.actionplans.reading import making
from tests.actionplans.reading.making import HEADINGS, as_text, printed, table

SENTENCES = (
    "The partnership agreed one set of figures with each agency.",
    "A letter went to head teachers about attendance at conferences.",
    "Police and health confirmed their part of the costs.",
    "The co-ordinator chased the two late returns.",
    "Training was offered to early years staff; forty-one people came.",
    "Findings were shared with front-line managers at their meeting.",
    "The dashboard now shows repeat referrals by locality.",
)


def some(at: int, n: int) -> str:
    return " ".join(SENTENCES[(at * 3 + i) % len(SENTENCES)] for i in range(n))


def plan_rows(n: int) -> list[list]:
    """Rows of a plan, some of which no page holds whole."""
    rows = []
    for i in range(n):
        doing = [some(i, 1)] + [f"- {some(i + k, 1)}" for k in range(i % 4)]
        notes = [f"{(i + k) % 28 + 1:02}.{k % 12 + 1:02}.26: {some(i + k, 1 + k % 3)}" for k in range((i * 5) % 9)]
        lead = [["Independent Chair"], ["Board Manager", "Head of Quality Assurance"], ["Training sub-group"]][i % 3]
        due = ["March 2027", "31 May 2027", "Ongoing"][i % 3]
        rows.append([f"{i // 3 + 1}.{i % 3 + 1}", doing, lead, due, notes or "", ["Amber", "Green", "Red"][i % 3]])
    return rows


ROWS = plan_rows(18)
BEFORE = "<h1>Improvement plan 2026</h1><p>It answers the inspection of March.</p><h2>Theme: Front door</h2>"
AFTER = "<h2>Versions</h2><p>Version 1 went to the executive on 4 May 2026.</p>"


def tables(blocks) -> list[Table]:
    return [block for block in blocks.blocks if isinstance(block, Table)]


def texts(one: Table) -> list[list[str]]:
    return [[cell.text.replace("**", "") for cell in row] for row in one.rows]


@pytest.mark.parametrize("style", [making.RULED, making.APART, making.NO_SIDES], ids=["ruled", "apart", "no sides"])
def test_a_ruled_table_over_many_pages_comes_back_whole(style):
    blocks = read_pdf(printed(BEFORE + table(ROWS) + AFTER, style))
    (plan,) = tables(blocks)
    assert texts(plan) == [list(HEADINGS)] + [[as_text(value) for value in row] for row in ROWS]
    assert plan.header_rows == 1
    assert all(cell.bold for cell in plan.rows[0])
    said = [(p.text, p.level) for p in blocks.blocks if isinstance(p, Paragraph)]
    assert said == [
        ("Improvement plan 2026", 1),
        ("It answers the inspection of March.", 0),
        ("Theme: Front door", 2),
        ("Versions", 2),
        ("Version 1 went to the executive on 4 May 2026.", 0),
    ]


@pytest.mark.parametrize("padding", ["0.5pt", "1pt", "1.3pt"])
@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Ref", "Action", "Who leads", "By when", "Rating"],
            ["1", "Write to schools", "Ann Marsh", "31/03/2027", "Green"],
            ["12", "Write to every school", "Benedict Hill", "30/06/2027", "Amber"],
        ],
        [["Action", "Who leads"], ["Write to every school", "Ann Marsh"], ["Train staff", "Ben Hill"]],
    ],
    ids=["five columns", "two columns"],
)
def test_cells_with_little_room_between_them_stay_apart(padding, rows):
    style = f"{making.RULED} table {{width: auto; table-layout: auto}} td, th {{padding: {padding}}} body {{font-size: 10pt}}"
    lines = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    (plan,) = tables(read_pdf(printed(f"<table>{lines}</table>", style)))
    assert texts(plan) == rows


def test_a_row_across_the_table_is_whole_where_the_rules_of_the_columns_cross_it():
    style = (
        "div {position: relative} i {position: absolute; border: .7pt solid #333; box-sizing: border-box}"
        "p {position: absolute; margin: 0; white-space: nowrap}"
    )
    lines = [
        "Area 1: Children in custody and those who are missing",
        "Rec 2: Within a month officers write down what a child says",
    ]
    cells = [(0, 0, 100), (100, 0, 300)]
    body = "".join(
        f'<i style="left: {x}pt; top: {y * 20}pt; width: {width}pt; height: 20pt"></i>'
        for y in range(3)
        for x, _, width in cells
    )
    body += "".join(f'<p style="left: 4pt; top: {y * 20 + 4}pt">{text}</p>' for y, text in enumerate(lines))
    body += '<p style="left: 4pt; top: 44pt">Visit the child</p><p style="left: 104pt; top: 44pt">Ann Marsh</p>'
    (plan,) = tables(read_pdf(printed(f"<div>{body}</div>", style)))
    assert texts(plan) == [[lines[0]], [lines[1]], ["Visit the child", "Ann Marsh"]]


@pytest.mark.parametrize("style", [making.ROWS_ONLY, making.STRIPES], ids=["rules between rows", "stripes"])
def test_tables_without_upright_rules_are_cut_where_no_word_stands(style):
    rows = [row for row in ROWS if len(row[4]) < 5]
    found = [row for one in tables(read_pdf(printed(BEFORE + table(rows) + AFTER, style))) for row in texts(one)]
    for row in rows:
        (same,) = [other for other in found if other[0] == row[0]]
        assert [same[i] for i in (1, 3, 5)] == [as_text(row[i]) for i in (1, 3, 5)]
        assert same[4].split() == as_text(row[4]).split()


def test_running_heads_and_page_numbers_are_no_part_of_the_plan():
    blocks = read_pdf(printed(BEFORE + table(ROWS) + AFTER))
    assert blocks.running == ("Fenmarsh Safeguarding Partnership",)
    assert "Fenmarsh" not in str(blocks.blocks)
    assert "Page 2" not in str(blocks.blocks)
    assert blocks.title == "A plan"


def test_a_table_for_each_recommendation_stays_apart_with_its_heading():
    body = "".join(f"<p><b>{n}. Recommendation {n}</b></p>{table([ROWS[n]])}" for n in range(1, 9))
    blocks = read_pdf(printed(body)).blocks
    assert [type(block) for block in blocks] == [Paragraph, Table] * 8
    assert [block.text for block in blocks if isinstance(block, Paragraph)][:2] == [
        "1. Recommendation 1",
        "2. Recommendation 2",
    ]
    assert all(block.bold for block in blocks if isinstance(block, Paragraph))


def test_merged_cells_and_bands_span():
    body = (
        "<table><tr><th>Recommendation</th><th>Action</th><th>Lead</th></tr>"
        "<tr><td colspan=3><b>Theme: Front door</b></td></tr>"
        "<tr><td rowspan=2>1. Agree thresholds</td><td>Publish them</td><td>Chair</td></tr>"
        "<tr><td>Train staff in them</td><td>Manager</td></tr></table>"
    )
    (plan,) = tables(read_pdf(printed(body)))
    assert [cell.columns for cell in plan.rows[1]] == [3]
    assert plan.rows[2][0].rows == 2
    assert plan.rows[3][0].continues
    assert texts(plan)[3] == ["", "Train staff in them", "Manager"]


def test_paragraphs_lists_and_marks_within_a_cell():
    cell = (
        "<p><b>First</b> agree the set of figures that every agency reports.</p><p>CCG</p><p>Police</p>"
        "<ul><li>contacts<ul><li>by locality</li><li>by age</li></ul></li><li>repeat plans</li></ul>"
        "<p>Meeting on 6<sup style='font-size: 60%'>th</sup> February.</p>"
    )
    body = f"<table><tr><th>Action</th><th>Lead</th></tr><tr><td>{cell}</td><td>Chair</td></tr></table>"
    (plan,) = tables(read_pdf(printed(body, making.RULED + "td {width: 50%}")))
    assert plan.rows[1][0].text == (
        "**First** agree the set of figures that every agency reports.\n\nCCG\n\nPolice\n\n"
        "- contacts\n  - by locality\n  - by age\n- repeat plans\n\nMeeting on 6th February."
    )


def test_words_that_a_line_end_cut_are_whole_again():
    style = making.RULED + "td {hyphens: auto} table {width: 34%}"
    text = "Implementation of safeguarding arrangements and multi-agency audit recommendations for practitioners."
    body = f"<table><tr><th>Action</th><th>Lead</th></tr><tr><td>{text}</td><td>Chair</td></tr></table>"
    (plan,) = tables(read_pdf(printed(body, style)))
    assert plan.rows[1][0].text == text


def test_a_border_on_one_side_of_a_text_makes_no_table():
    style = "h2 {border-left: 4pt solid #246} div {border-left: 2pt solid #999; margin-left: 80pt}"
    notes = "<div>May 2026: six visits<br>June 2026: seven visits</div>"
    body = f"<h2>Area 1: Contact</h2><p>Visit each school</p>{notes}<p>Write to each parent</p>{notes}<h2>Area 2: Custody</h2>"
    blocks = read_pdf(printed(body, style)).blocks
    assert {type(block) for block in blocks} == {Paragraph}


def _card(number: int, beside: str) -> str:
    seen = "<br>Six of ten schools have been seen.</p>"
    notes = "".join(f"<p class='note'>{number} {month} 2026{seen}" for month in ("May", "June"))
    words = f"<p><b>A{number} Visit each school</b></p>{notes}"
    return f"<div class='card'><div class='words'>{words}</div><div class='side'>{beside}</div></div>"


_CARDS = (
    ".card {display: flex; border: .5pt solid #999; border-radius: 4pt; margin: 6pt 0; padding: 6pt}"
    ".words {width: 70%} .side {width: 22%; margin-left: 4%; padding-left: 4%; border-left: .5pt solid #ccc}"
    ".note {border-top: .5pt dotted #999; padding-top: 9pt}"
)


def test_words_with_a_narrow_column_at_their_side_are_a_card_each():
    beside = "<p>In hand</p><p>Target date</p><p>30 June 2026</p>"
    body = f"<h2>Schools</h2>{_card(1, beside)}{_card(2, beside)}<h2>Parents</h2>{_card(3, beside)}"
    found = tables(read_pdf(printed(body, _CARDS)))
    assert [(one.kind, len(one.rows)) for one in found] == [("cards", 2), ("cards", 1)]
    words, side = texts(found[0])[1]
    assert words.startswith("A2 Visit each school\n\n2 May 2026\n\nSix of ten")
    assert side == "In hand\n\nTarget date\n\n30 June 2026"


_PANELS = (
    ".card {display: flex; border-bottom: .5pt solid #bbb; padding: 6pt 0} .post {border-left: 2pt solid #bbb; padding-left: 6pt}"
    ".panel {width: 110pt; margin-right: 14pt; padding: 6pt; background: #eee} .words {width: 360pt} .bar {background: #def}"
    "u {margin-right: 10pt}"
)


def _panel(number: int) -> str:
    panel = "<p><b>Begun</b></p><p><b>Who</b></p><p>Head of Early Help</p><p><b>When</b></p><p>30 June 2026</p>"
    posts = "".join(f"<p class='post'>{number} {month} 2026<br>Six of ten seen.</p>" for month in ("May", "June"))
    words = f"<p><b>A{number} Visit each school and ask the children</b></p>{posts}<p><u>Reply</u><u>Share</u></p>"
    return f"<div class='card'><div class='panel'>{panel}</div><div class='words'>{words}</div></div>"


def test_a_tinted_box_beside_words_is_the_side_of_a_card_and_no_table():
    bars = [f"<div class='bar'><b>Area {n}</b><p>Schools should know whom to ring.</p></div>" for n in (1, 2)]
    found = tables(read_pdf(printed(f"{bars[0]}{_panel(1)}{_panel(2)}{bars[1]}{_panel(3)}", _PANELS)))
    assert [(one.kind, len(one.rows)) for one in found] == [("cards", 2), ("cards", 1)]
    side, words = texts(found[0])[1]
    assert side == "Begun\n\nWho\n\nHead of Early Help\n\nWhen\n\n30 June 2026"
    assert words.startswith(
        "A2 Visit each school and ask the children\n\n2 May 2026\n\nSix of ten seen.\n\n2 June 2026"
    )


def test_lines_below_linked_words_are_no_rules():
    style = "a {color: #00c; text-decoration: underline; margin-right: 30pt}"
    links = "".join(f"<p>{''.join(f'<a href=#>Part {n} of the plan</a>' for n in range(3))}</p>" for _ in range(2))
    assert not any(len(one.rows) > 2 for one in tables(read_pdf(printed(f"<p>Our plan</p>{links}", style))))


@pytest.mark.parametrize("mark", ["•", "3.1"])
def test_numbers_and_bullets_beside_a_list_make_no_cards(mark):
    style = "p {padding-left: 40pt; position: relative} i {position: absolute; left: 0; font-style: normal}"
    items = "".join(f"<p><i>{mark}</i>{some(n, 2)}</p>" for n in range(3))
    assert not tables(read_pdf(printed(f"<h2>Schools</h2>{items}<h2>Parents, who were asked</h2>{items}", style)))


def test_frames_side_by_side_are_read_one_after_the_other():
    style = ".frame {float: left; width: 40%; height: 80pt; margin: 4pt; border: 1pt solid #999; border-radius: 5pt}"
    frames = [("Visit", "3 May 2026: Six seen.", "4 June 2026: Ten seen."), ("Write", "5 May 2026: Sent.", "")]
    body = "".join(
        f"<div class='frame'><p><b>{first} all schools of the county</b></p><p>{second}</p><p>{third}</p></div>"
        for first, second, third in frames
    )
    said = [block.text for block in read_pdf(printed(body, style)).blocks if isinstance(block, Paragraph)]
    assert said[-5:] == [
        "Visit all schools of the county",
        "3 May 2026: Six seen.",
        "4 June 2026: Ten seen.",
        "Write all schools of the county",
        "5 May 2026: Sent.",
    ]


def test_words_right_below_the_parts_of_a_line_are_in_its_columns():
    style = "span {position: absolute} div {position: relative; height: 14pt}"
    rows = [("Who", "By when", "Rating"), ("Head of Early Help and Family", "30 June 2026", "Green")]
    places = (0, 140, 203)
    body = "".join(
        "<div>"
        + "".join(f"<span style='left: {x}pt'>{text}</span>" for x, text in zip(places, row, strict=True))
        + "</div>"
        for row in rows
    )
    (found,) = tables(
        read_pdf(printed(f"<p>Schools that were visited in the year</p>{body}<p>Six of ten schools.</p>", style))
    )
    assert [" ".join(words.split()) for words in texts(found)[0]] == [
        " ".join(column) for column in zip(*rows, strict=True)
    ]


def test_columns_that_only_their_place_makes():
    rows = [["1.1", "Agree figures", "Chair", "May 2027"], ["1.2", "Train staff", "Manager", "June 2027"]]
    style = "td, th {padding: 0 24pt 10pt 0}"
    (plan,) = tables(read_pdf(printed(table(rows, ("Ref", "Action", "Lead", "By when"), (8, 40, 20, 20)), style)))
    assert texts(plan) == [["Ref", "Action", "Lead", "By when"], *rows]


def test_a_label_within_a_cell_does_not_cut_it():
    label = "<span style='border: 1pt solid #c00; background: #fdd; padding: 1pt 3pt'>Amber</span>"
    row = f"<tr><td>Agree figures with every agency, and publish them each quarter.</td><td>{label}</td></tr>"
    (plan,) = tables(read_pdf(printed(f"<table><tr><th>Action</th><th>Rating</th></tr>{row * 3}</table>")))
    assert [line[1] for line in texts(plan)] == ["Rating", "Amber", "Amber", "Amber"]


def test_two_columns_of_text_are_read_one_after_the_other():
    left = "<p><b>Objectives</b></p><ul><li>Agree one data set.</li><li>Audit what matters.</li></ul>"
    right = "<p><b>Outcomes</b></p><ul><li>Members use the figures.</li><li>Practice changes.</li></ul>"
    side = "<div style='width: 45%; display: inline-block; vertical-align: top'>"
    body = f"<div>{side}{left}</div>{side}{right}</div></div>{table(ROWS[:2])}"
    said = [block.text for block in read_pdf(printed(body)).blocks if isinstance(block, Paragraph)]
    assert said[-6:] == [
        "Objectives",
        "- Agree one data set.",
        "- Audit what matters.",
        "Outcomes",
        "- Members use the figures.",
        "- Practice changes.",
    ]


def test_a_row_cut_off_where_its_page_ends_goes_on_below_its_repeated_headings():
    long = ["- " + some(i, 2) for i in range(40)]
    rows = [["1.1", long, "Chair", "May 2027", "", "Red"], ["1.2", "Short", "Manager", "June 2027", "", "Green"]]
    (plan,) = tables(read_pdf(printed(table(rows))))
    assert [line[0] for line in texts(plan)] == ["Ref", "1.1", "1.2"]
    assert texts(plan)[1][1] == as_text(long)


@pytest.mark.parametrize(
    ("first", "second", "passages"),
    [
        ("Both boards met and", "the audit was agreed.", 1),
        ("Both boards met.", "the audit was agreed.", 2),
        ("Both boards met and", "The audit was agreed.", 2),
    ],
)
def test_a_sentence_that_a_page_end_tears_is_one(first, second, passages):
    lines = []
    for page, text in enumerate((first, second), 1):
        words = [Word(word, 40.0 * i, 40.0 * i + 30) for i, word in enumerate(text.split())]
        lines.append(PdfLine(words, 0.0, 10.0, 10.0, page))
    assert len(passages_of(lines, 400.0, Measures())) == passages


def test_a_colour_behind_a_cell_is_kept():
    body = "<table><tr><th>Action</th><th>RAG</th></tr><tr><td>Agree</td><td style='background: #ffc000'>&#160;</td></tr></table>"
    (plan,) = tables(read_pdf(printed(body)))
    assert plan.rows[1][1].fill == "FFC000"


def _pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table_at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, table_at)
    return out


_CATALOGUE = b"<</Type /Catalog /Pages 2 0 R>>"
_PAGES = b"<</Type /Pages /Kids [3 0 R] /Count 1>>"


def test_pictures_of_pages_are_refused_with_advice():
    pixels = zlib.compress(b"\x80" * 10_000)
    picture = b"<</Type /XObject /Subtype /Image /Width 100 /Height 100 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    picture += b" /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (len(pixels), pixels)
    page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 5 0 R /Resources <</XObject <</I 4 0 R>>>>>>"
    drawn = b"<</Length 27>>\nstream\nq 842 0 0 595 0 0 cm /I Do Q\nendstream"
    with pytest.raises(ReadingError, match="pictures of pages"):
        read_pdf(_pdf([_CATALOGUE, _PAGES, page, picture, drawn]))


def test_an_empty_page_holds_no_words():
    page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 842 595]>>"
    with pytest.raises(ReadingError, match="no words"):
        read_pdf(_pdf([_CATALOGUE, _PAGES, page]))


def test_a_password_is_asked_to_be_taken_off():
    page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 842 595]>>"
    locked = b"<</Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -44>>" % (b"o" * 32, b"u" * 32)
    data = _pdf([_CATALOGUE, _PAGES, page, locked], b"/Encrypt 4 0 R /ID [(aaaaaaaaaaaaaaaa) (aaaaaaaaaaaaaaaa)]")
    with pytest.raises(ReadingError, match="without a password"):
        read_pdf(data)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4\n%%EOF", b"%PDF-1.7\n" + base64.b64encode(bytes(5000)) + b"\nstartxref\n9\n%%EOF"]
)
def test_what_only_begins_like_a_pdf_is_damaged(data):
    with pytest.raises(ReadingError):
        read_pdf(data)


def test_each_page_is_reported():
    seen = []
    read_pdf(printed(table(ROWS)), on_page=lambda page, of: seen.append((page, of)))
    assert seen == [(n, len(seen)) for n in range(1, len(seen) + 1)]
    assert len(seen) > 2


@pytest.mark.parametrize(("down", "struck"), [(0.5, True), (0.74, True), (0.88, False), (1.05, False), (0.1, False)])
def test_a_line_low_in_the_letters_of_a_typeface_with_long_stems_strikes_them(down, struck):
    y = 100 + 10 * down
    line = {"top": y, "bottom": y, "x0": 20.0, "x1": 60.0}
    letters = [
        {"text": "a", "upright": True, "top": 100.0, "bottom": 110.0, "x0": x, "x1": x + 5.0} for x in range(20, 60, 5)
    ]
    found = with_strikes(SimpleNamespace(rects=[], lines=[line]), letters)
    assert all(("struck" in letter) == struck for letter in found)
