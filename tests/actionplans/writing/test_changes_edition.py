"""What changed since a version, on paper: as a chair would read it, in black and white, before a meeting."""

from __future__ import annotations

import dataclasses
import io
import re
from collections import Counter

import pikepdf
import pypdfium2
import pytest

from actionplans.document.text_diff import DiffPiece, pieces
from actionplans.document.tree import (
    ActionNode,
    ColumnNode,
    DeadlineMoveNode,
    EndedNode,
    PlanDocument,
    RecommendationNode,
    SectionNode,
    VersionMark,
)
from actionplans.writing.editions.changes import changes_sheets
from actionplans.writing.editions.redline import redline, redline_words
from actionplans.writing.order import Order, PaperOptions
from actionplans.writing.pdf import print_order
from tests.actionplans.writing.plans import PRINTED_ON, by, dense, leads, note, one_row, seven_columns, six_columns

WENT = "Board of 1 December 2026"


def older(**changes) -> PlanDocument:
    """Version 7 of a plan whose version 8 is to be compared with it."""
    return six_columns(version=VersionMark(7, "In readiness", "2026-12-02")).replace(**changes)


def with_row(document: PlanDocument, ref: str, **cells) -> PlanDocument:
    """The document with other cells in one row."""
    return with_rows(document, lambda action: [dataclasses.replace(action, **cells) if action.ref == ref else action])


def with_rows(document: PlanDocument, made_of) -> PlanDocument:
    """The document with each row made into the rows of a list."""
    return with_recommendations(
        document,
        lambda r: [dataclasses.replace(r, actions=tuple(row for action in r.actions for row in made_of(action)))],
    )


def with_recommendations(document: PlanDocument, made_of) -> PlanDocument:
    return document.replace(
        sections=tuple(
            dataclasses.replace(s, recommendations=tuple(made for r in s.recommendations for made in made_of(r)))
            for s in document.sections
        )
    )


def row(document: PlanDocument, ref: str) -> ActionNode:
    return next(action for _, _, action in document.actions() if action.ref == ref)


def order(old: PlanDocument | None, new: PlanDocument, **more) -> Order:
    return Order(new, PRINTED_ON, edition="changes", since=old, **{"since_words": WENT} | more)


def html_of(old: PlanDocument | None, new: PlanDocument, **more) -> str:
    return "".join(piece.html for piece in changes_sheets(order(old, new, **more)).pieces)


def row_html(html: str, ref: str) -> str:
    """The HTML of one row of the table."""
    (found,) = [
        r for r in re.findall(r"(?s)<tr class=.*?</tr>", html) if re.match(rf"<tr[^>]*><t[hd][^>]*><p>{ref}\b", r)
    ]
    return found


def words(html: str) -> str:
    """HTML as text, what is new as [+new], what is gone as [-gone]."""
    html = re.sub(r"<ins>(.*?)</ins>", r"[+\1]", re.sub(r"<del>(.*?)</del>", r"[-\1]", html))
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"</?(?:b|strong|em|span)\b[^>]*>", "", html)).split())


def pages_of(old: PlanDocument | None, new: PlanDocument, **more) -> list[str]:
    pdf = pypdfium2.PdfDocument(print_order(order(old, new, **more)).pdf)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


# The head ---------------------------------------------------------------------------------------------------------------


def test_the_head_says_since_when_and_how_much():
    new = with_row(six_columns(), "99.2", why="Members read one page.")
    page = pages_of(older(), new)[0]
    assert (
        "What changed since version 7 Version 7 went to the Board of 1 December 2026. Rows without a change are left out"
        in page
    )
    assert "1 action changed: 1 cell reworded." in page
    assert "underlined, with a bar: new" in page
    assert "struck through, with a double bar: removed" in page
    assert "Reworded what happened to the row" in page
    assert "version 8, changes since version 7 · 14 February 2027 " in page


def test_without_words_for_it_the_older_version_has_its_date():
    new = with_row(six_columns(), "99.2", why="Shorter.")
    assert "Version 7 is of 2 December 2026." in html_of(older(), new, since_words="")
    nameless = html_of(older(version=None), new, since_words="")
    assert "<h1>What changed since the older plan</h1>" in nameless


def test_nothing_changed_is_one_sentence_on_one_page():
    pages = pages_of(older(), six_columns())
    assert len(pages) == 1
    assert "Version 7 went to the Board of 1 December 2026. Nothing has changed since then." in pages[0]
    assert "99.1" not in pages[0]
    assert "underlined" not in pages[0]


def test_a_first_version_is_new_and_nothing_in_it_is_marked():
    html = html_of(None, six_columns())
    assert "There was no version before this one, so all of it is new and nothing is marked." in html
    assert "Everything is new: 4 actions with 7 notes." in html
    assert "<ins>" not in html
    for ref in ("99.1", "99.2", "100.1", "P106.1"):
        assert row_html(html, ref)


# Only what changed --------------------------------------------------------------------------------------------------------


def test_unchanged_rows_are_left_out_and_named_at_the_end():
    new = with_row(six_columns(), "99.2", why="Shorter.")
    pages = pages_of(older(), new)
    assert "See the front line." not in " ".join(pages)  # nor is there a heading of what did not change
    assert "Children and their families are heard" not in " ".join(pages)
    assert "Rows without a change: 99.1, 100.1, P106.1" in pages[-1]
    assert "Publish a one-page dashboard" in " ".join(pages)  # what is said in a changed row stays


def test_the_whole_plan_is_printed_where_that_was_asked():
    new = with_row(six_columns(), "99.2", why="Shorter.")
    text = " ".join(pages_of(older(), new, only_changed=False))
    for _, _, action in new.actions():
        for entry in action.progress:
            assert entry.text.split("\n")[0] in text
    for said in ("The whole plan is printed", "See the front line.", "Agree one multi-agency dataset", "Versions"):
        assert said in text
    assert "Rows without a change" not in text


def test_the_whole_plan_has_each_unchanged_row_as_the_clean_edition_has_it():
    new = with_row(dense(3), "99.1", why="Shorter.")
    clean = "".join(p.html for p in changes_sheets(order(None, new)).pieces)
    full = html_of(dense(3), new, only_changed=False)
    for ref in ("99.2", "100.1", "100.2", "101.1", "101.2"):
        assert row_html(full, ref) == row_html(clean, ref)


def test_earlier_notes_are_one_line_and_every_new_one_stands_once():
    was = row(six_columns(), "99.1").progress
    new = with_row(six_columns(), "99.1", progress=(*was, note("2027-02-13", "One."), note("2027-02-10", "Two.")))
    cell = words(row_html(html_of(older(), new), "99.1"))
    assert "4 earlier notes, 11.10.26 to 06.02.27, unchanged [+10.02.27] [+Two.] [+13.02.27] [+One.]" in cell
    assert "Letter sent" not in cell
    full = words(row_html(html_of(older(), new, only_changed=False), "99.1"))
    assert "earlier notes" not in full
    assert full.index("11.10.26 Letter sent") < full.index("06.02.27 Theme") < full.index("[+10.02.27] [+Two.]")


def test_rows_are_in_the_order_of_the_plan_with_removed_ones_where_they_were():
    old = dense(2, actions=4, notes=1)
    new = with_rows(
        old,
        lambda a: {"99.2": [], "100.4": [], "99.1": [a, ActionNode(ref="99.9", action="Put between.")]}.get(a.ref, [a]),
    )
    only = re.findall(r'<t[hd](?: scope="row"| class="ref")><p>([\d.]+)', html_of(old, new))
    assert only == ["99.2", "99.9", "100.4"]
    full = re.findall(r'<t[hd](?: scope="row"| class="ref")><p>([\d.]+)', html_of(old, new, only_changed=False))
    assert full == ["99.1", "99.2", "99.9", "99.3", "99.4", "100.1", "100.2", "100.3", "100.4"]


# What happened to a row -----------------------------------------------------------------------------------------------------


def labels(html: str) -> list[str]:
    return re.findall(
        r'<span class="state(?: filled)?">([^<]*)</span>', html.split('<p class="kinds">')[1].split("</p>")[0]
    )


@pytest.mark.parametrize(
    ("ref", "cells", "expected"),
    [
        ("99.2", by("2027-05", "May 2027"), ["Moved"]),
        ("99.2", {"status": "complete", "ended": EndedNode("2027-02-12", "Executive", "all shown")}, ["Complete"]),
        ("99.2", {"status": "closed"}, ["Closed"]),
        ("100.1", {"status": "open", "ended": None}, ["Reopened"]),
        ("99.2", {"leads": leads("Vice Chair")}, ["Lead changed"]),
        ("99.2", {"rating": "Red"}, ["Rating changed"]),
        ("99.2", {"why": "Shorter."}, ["Reworded"]),
        ("99.2", {"internal": True}, ["Hidden"]),
        ("99.2", {"deadline_text": "", "deadlines": ()}, ["Date removed"]),
        ("99.2", {"progress": (note("2027-02-01", "Only this."),)}, ["Notes"]),
        ("P106.1", {"progress": (note("2027-02-01", "First."),)}, ["New note"]),
        ("99.2", {"leads": leads("Vice Chair"), "why": "Shorter."}, ["Lead changed", "Reworded"]),
    ],
)
def test_a_row_says_in_words_what_happened_to_it(ref, cells, expected):
    found = row_html(html_of(older(), with_row(six_columns(), ref, **cells)), ref)
    assert labels(found) == expected


def test_a_new_row_is_new_in_every_cell():
    added = ActionNode(
        ref="99.3",
        action="Name one person in each agency.",
        why="The figures could not be reconciled.",
        leads=leads("Designated Nurse"),
        **by("2027-04", "April 2027"),
    )
    new = with_rows(six_columns(), lambda a: [a, added] if a.ref == "99.2" else [a])
    found = row_html(html_of(older(), new), "99.3")
    assert labels(found) == ["New"]
    assert 'class="state filled">New' in found
    assert words(found).endswith(
        "[+Name one person in each agency.] [+The figures could not be reconciled.] – No note yet [+April 2027] "
        "[+Designated Nurse]"
    )


def test_a_removed_row_is_struck_where_it_stood_with_its_notes():
    new = with_rows(six_columns(), lambda a: [] if a.ref == "99.2" else [a])
    found = row_html(html_of(older(), new), "99.2")
    assert labels(found) == ["Removed"]
    assert "[-Members read one page before a meeting; nobody reads forty.]" in words(found)
    assert "[-November 2026] [-Draft shown to the Executive" in words(found)
    assert "[-January 2027] [-Business Manager]" in words(found)
    assert "<ins>" not in found


def test_a_row_taken_into_another_says_into_which():
    def without(action):
        if action.ref == "99.2":
            return []
        if action.ref == "100.1":
            return [dataclasses.replace(action, progress=(*action.progress, *moved))]
        return [action]

    moved = (note("2026-11-03", "Came along.", id="n1"), note("2026-11-09", "This too.", id="n2"))
    old = with_row(older(), "99.2", progress=moved)
    html = html_of(old, with_rows(with_row(six_columns(), "99.2", progress=moved), without))
    assert "taken into 100.1" in row_html(html, "99.2")
    assert "2 notes (03.11.26, 09.11.26) stand at 100.1 now." in words(row_html(html, "99.2"))
    there = words(row_html(html, "100.1"))
    assert "[+03.11.26] [+Came along.] Was a note of 99.2." in there
    assert html.count("Came along.") == 1


def test_a_row_under_another_recommendation_says_from_where():
    dashboard = row(six_columns(), "99.2")
    new = with_rows(six_columns(), lambda a: {"99.2": [], "100.1": [a, dashboard]}.get(a.ref, [a]))
    html = html_of(older(), new)
    assert labels(row_html(html, "99.2")) == ["Row moved"]
    assert "from recommendation 99" in row_html(html, "99.2")
    assert html.index("Recommendation 100") < html.index("<p>99.2")


def test_what_became_internal_says_so():
    new = with_row(six_columns(), "99.2", internal=True)
    assert "now for the manager, chair and scrutineer only" in row_html(html_of(older(), new), "99.2")
    assert ">Hidden row<" in row_html(html_of(older(), new), "99.2")


# Cells ---------------------------------------------------------------------------------------------------------------------


def test_a_moved_deadline_shows_the_old_one_struck_the_new_one_which_time_and_why():
    move = DeadlineMoveNode("March 2027", "May 2027", "2027-02-13", "the supplier is late")
    was = row(six_columns(), "99.1").deadline_moves
    new = with_row(six_columns(), "99.1", deadline_moves=(*was, move), **by("2027-05", "May 2027"))
    found = words(row_html(html_of(older(), new), "99.1"))
    assert "[-March 2027] [+May 2027] Moved 13.02.27, third time: the supplier is late moved from January 2027" in found


@pytest.mark.parametrize("moves", [(), (DeadlineMoveNode("January 2027", "May 2027", "2027-02-13"),)])
def test_a_move_without_a_reason_says_that_none_was_given(moves):
    new = with_row(six_columns(), "99.2", deadline_moves=moves, **by("2027-05", "May 2027"))
    found = words(row_html(html_of(older(), new), "99.2"))
    assert re.search(r"\[-January 2027\] \[\+May 2027\] Moved( 13\.02\.27)?: no reason given", found)


def test_two_moves_since_are_listed_each_with_its_dates():
    moves = (
        DeadlineMoveNode("January 2027", "March 2027", "2026-12-13", "first reason"),
        DeadlineMoveNode("March 2027", "May 2027", "2027-02-13", "second reason"),
    )
    found = words(
        row_html(
            html_of(older(), with_row(six_columns(), "99.2", deadline_moves=moves, **by("2027-05", "May 2027"))), "99.2"
        )
    )
    assert (
        "Moved 13.02.27 from March 2027, second time: second reason Moved 13.12.26 to March 2027: first reason" in found
    )


def test_a_date_that_moved_there_and_back_is_listed():
    moves = (
        DeadlineMoveNode("January 2027", "March 2027", "2026-12-13", "wait"),
        DeadlineMoveNode("March 2027", "January 2027", "2027-01-03", "no need"),
    )
    found = words(row_html(html_of(older(), with_row(six_columns(), "99.2", deadline_moves=moves)), "99.2"))
    assert "Moved 03.01.27 from March 2027 to January 2027, second time: no need" in found
    assert "Moved 13.12.26 from January 2027 to March 2027: wait" in found


def test_leads_come_and_go_one_by_one():
    new = with_row(six_columns(), "99.1", leads=leads("Independent Scrutineer", "Vice Chair"))
    found = words(row_html(html_of(older(), new), "99.1"))
    assert found.endswith("Independent Scrutineer [-Chairs, quality assurance sub-group] [+Vice Chair]")


def test_a_rating_shows_what_it_was():
    old = seven_columns()
    new = with_row(old, "1.1", rating="Amber").replace(version=VersionMark(3))
    found = words(row_html(html_of(old, new), "1.1"))
    assert "[-Red] [+Amber]" in found


def test_completion_is_marked_under_the_deadline_with_who_agreed():
    new = with_row(six_columns(), "99.2", status="complete", ended=EndedNode("2027-02-12", "Executive", "shown twice"))
    found = words(row_html(html_of(older(), new), "99.2"))
    assert "January 2027 [+Complete] [+12.02.27, Executive: shown twice]" in found
    reopened = words(row_html(html_of(older(), with_row(six_columns(), "100.1", status="open", ended=None)), "100.1"))
    assert "[-Complete] [-12.02.27, Executive: seven of nine reports came, two follow in March] [+Open]" in reopened


def test_a_column_of_states_shows_them_in_words():
    columns = (ColumnNode("action", "Action"), ColumnNode("status", "Status"))
    new = with_row(six_columns(columns=columns), "99.2", status="closed")
    found = words(row_html(html_of(older(columns=columns), new), "99.2"))
    assert "[-Open] [+Closed]" in found


def test_what_no_column_shows_is_printed_under_the_first():
    new = with_row(six_columns(), "99.2", evidence="A list.", also=("100",))
    found = words(row_html(html_of(older(), new), "99.2"))
    assert "Also answers recommendation [+100]." in found
    assert "Evidence: [+A list.]" in found


def test_a_column_left_out_of_the_print_is_only_named():
    new = with_row(six_columns(), "99.2", why="Shorter.")
    found = words(row_html(html_of(older(), new, look=PaperOptions(columns=("action", "deadline"))), "99.2"))
    assert "Changed in a column not printed here: Why." in found
    assert "Shorter." not in found


def test_room_for_a_pen_has_the_reference_beside_it():
    new = with_row(six_columns(), "99.2", why="Shorter.")
    assert '<td class="pen"><p>99.2</p></td>' in row_html(html_of(older(), new, look=PaperOptions(pen=True)), "99.2")


def test_large_print_stands_on_the_same_paper_enlarged():
    sheets = changes_sheets(
        order(older(), with_row(six_columns(), "99.2", why="Shorter."), look=PaperOptions(large=12))
    )
    assert sheets.paper.scale == pytest.approx(12 / 9)


def test_as_cards_a_row_says_the_same():
    move = DeadlineMoveNode("January 2027", "May 2027", "2027-02-13", "the supplier is late")
    new = with_row(six_columns(), "99.2", status="closed", deadline_moves=(move,), **by("2027-05", "May 2027"))
    html = html_of(older(), new, look=PaperOptions(large=16))
    card = words(html.split('<table class="card">')[1])
    assert card.startswith("Row 99.2 Closed Closed Moved")
    assert "Status: [-Open] [+Closed]" in card
    assert "[-January 2027] [+May 2027] Moved 13.02.27: the supplier is late" in card
    assert "1 earlier note, November 2026, unchanged" in card
    assert html.count('<table class="card">') == 1
    full = html_of(older(), new, look=PaperOptions(large=16), only_changed=False)
    assert full.count('<table class="card">') == 4
    assert "Letter sent to the three chief officers" in full


# Notes ---------------------------------------------------------------------------------------------------------------------


def notes_html(old: tuple, new: tuple, **more) -> str:
    html = html_of(with_row(older(), "99.2", progress=old), with_row(six_columns(), "99.2", progress=new), **more)
    return words(row_html(html, "99.2"))


def test_notes_are_reworded_redated_and_removed_before_the_readers_eyes():
    was = (
        note("2026-11-01", "Draft was shown to them."),
        note("2026-11-05", "Sent round."),
        note("2026-11-09", "Filed away."),
    )
    now = (note("2026-11-01", "Draft was shown to all."), note("2026-11-06", "Sent round."))
    found = notes_html(was, now)
    assert "01.11.26 Draft was shown to [-them] [+all]." in found
    assert "[-05.11.26] [+06.11.26] Sent round." in found
    assert "[-09.11.26] [-Filed away.]" in found
    assert found.index("Draft") < found.index("Sent round") < found.index("Filed")


def test_a_note_typed_late_says_so():
    found = notes_html((), (note("2026-11-20", "It happened before."), note("2027-01-20", "It happened since.")))
    assert "[+20.11.26] [+It happened before.] Added after version 7 was published." in found
    assert found.endswith("[+It happened since.] January 2027 Overdue Business Manager")


def test_files_of_notes_come_and_go():
    was = (note("2026-11-01", "Sent.", attachments=("first.pdf", "second.pdf")),)
    now = (note("2026-11-01", "Sent.", attachments=("second.pdf", "third.pdf")),)
    assert "01.11.26 Sent. Files: second.pdf; [+third.pdf]; [-first.pdf]" in notes_html(was, now)


def test_an_internal_note_is_marked_as_such():
    assert "[+01.02.27] Internal note [+Quietly.]" in notes_html((), (note("2027-02-01", "Quietly.", internal=True),))


# Around the rows -------------------------------------------------------------------------------------------------------------


def test_recommendations_are_new_reworded_and_removed():
    def made_of(r):
        if r.number == "100":
            return []
        if r.number == "99":
            return [dataclasses.replace(r, text=r.text.replace("every agency", "each agency"))]
        return [r, RecommendationNode(number="107", text="Listen to parents.")]

    html = html_of(older(), with_recommendations(six_columns(), made_of))
    text = words(html)
    assert "Recommendation 99 Reworded" in text
    assert "[-every] [+each] agency" in text
    assert "Recommendation [-100] Removed [-Ask for, and receive" in text
    assert "Recommendation [+107] New [+Listen to parents.] No actions yet." in text
    assert text.index("Recommendation 99") < text.index("[-100]") < text.index("[+107]")


def test_sections_are_new_reworded_and_removed():
    first, second = six_columns().sections
    reworded = dataclasses.replace(first, objectives=(first.objectives[0], "Run an audit programme."), outcomes=())
    added = SectionNode(title="Learning", description="From what went well.", recommendations=second.recommendations)
    text = words(html_of(older(), six_columns(sections=(reworded, added))))
    assert "The partnership knows how safe children are and acts on it Reworded" in text
    assert "[+an] audit programme" in text or "[+Run an audit programme.]" in text
    assert "[-Members use the dashboard to gain assurance and see risk." in text
    assert "[-Children and their families are heard] [+Learning]" in text or "[+Learning] New" in text
    assert "[+From what went well.]" in text


def test_the_plan_itself_can_change():
    columns = (*six_columns().columns, ColumnNode("evidence", "How we know"))
    html = html_of(older(), six_columns(title="Inspection 2026 improvement plan", columns=columns))
    assert "The plan itself" in html
    assert "[-action] [+improvement]" in words(html)
    assert "[+How we know]" in words(html)


def test_headings_go_down_in_steps_and_bookmarks_hold_no_struck_words():
    new = with_recommendations(
        six_columns(), lambda r: [dataclasses.replace(r, number="98" if r.number == "99" else r.number)]
    )
    old = with_recommendations(older(), lambda r: [dataclasses.replace(r, id=r.number)])
    new = six_columns(
        sections=tuple(
            dataclasses.replace(
                s,
                recommendations=tuple(
                    dataclasses.replace(r, id="99" if r.number == "98" else r.number) for r in s.recommendations
                ),
            )
            for s in new.sections
        )
    )
    made = print_order(order(old, new)).pdf
    with pikepdf.open(io.BytesIO(made)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root] + [kid.title for item in outline.root for kid in item.children]
    assert "Recommendation 98" in titles
    levels = [int(level) for level in re.findall(r"<h(\d)", html_of(old, new))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


# Marks within changed text -----------------------------------------------------------------------------------------------------


def test_a_change_within_nested_bullets_and_bold_words_keeps_them():
    was = "Agree **what they** report:\n\n- health\n  - with the *numbers* behind\n- police"
    now = "Agree **how they** report:\n\n- health\n  - with the *figures* behind\n  - and a name\n- police"
    html = redline(pieces(was, now))
    assert '<p class="new">Agree <strong><del>what</del> <ins>how</ins> they</strong> report:</p>' in html
    assert '<li><p class="new">with the <em><del>numbers</del> <ins>figures</ins></em> behind</p></li>' in html
    assert '<li><p class="new"><ins>and a name</ins></p></li>' in html
    assert "<li>police</li>" in html
    assert html.count("<ul>") == 2
    assert "*" not in html


def test_removed_bullets_are_bullets_struck_through():
    html = redline(pieces("To do:\n\n- **one** thing\n- two things", "To do:\n\n- two things"))
    assert '<li><p class="gone"><del><strong>one</strong> thing</del></p></li><li>two things</li>' in html


def test_a_text_that_was_replaced_stands_struck_above_the_new_one():
    html = redline(pieces("Nobody reads forty pages.", "It was agreed last week"))
    assert html == (
        '<p class="gone"><del>Nobody reads forty pages.</del></p><p class="new"><ins>It was agreed last week</ins></p>'
    )


def test_only_marks_that_changed_are_named_in_words():
    assert "Changed in type or layout, not in its words." in redline(pieces("Do it **now** please", "Do it now please"))


@pytest.mark.parametrize("text", ["<b>bold</b> & co", "</del><script>x</script>", "\ue000sign\ue001 \ue002"])
def test_what_was_typed_is_text(text):
    html = redline((DiffPiece("same", "Before "), DiffPiece("gone", text), DiffPiece("new", f"{text} again")))
    assert "<script>" not in html
    assert "<b>" not in html
    assert html.count("<ins>") == html.count("</ins>") == 1
    assert redline_words((DiffPiece("new", text),)).count("<ins>") == 1


def test_a_change_in_the_middle_of_a_very_long_cell_is_found_and_nothing_lost():
    cell = " ".join(f"w{i}" for i in range(7000))
    assert len(cell) > 40_000
    old, new = (
        with_row(older(), "99.2", why=cell),
        with_row(six_columns(), "99.2", why=cell.replace("w3500 ", "x3500 ")),
    )
    pages = pages_of(old, new)
    assert re.findall(r"\bw\d+", " ".join(pages)) == cell.split()
    assert " ".join(pages).count("x3500") == 1
    assert "99.2" in pages[-2]
    assert "continued" in pages[3]


# On the page ------------------------------------------------------------------------------------------------------------------


def drawn(old: PlanDocument, new: PlanDocument) -> list[bytes]:
    with pikepdf.open(io.BytesIO(print_order(order(old, new)).pdf)) as pdf:
        return [
            b"".join(part.read_bytes() for part in page.Contents)
            if isinstance(page.Contents, pikepdf.Array)
            else page.Contents.read_bytes()
            for page in pdf.pages
        ]


def test_it_reads_in_black_and_white():
    """What is new and what is removed differ by lines, and no colour is used beside greys."""
    new = with_row(six_columns(), "99.2", why="Shorter.")
    for page in drawn(older(), new):
        colours = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) rg", page, re.IGNORECASE)
        assert colours
        assert all(max(map(float, rgb)) - min(map(float, rgb)) < 0.05 for rgb in colours)


def test_changes_are_read_out_by_a_screen_reader():
    new = with_row(six_columns(), "99.2", why="Members read one page; nobody reads forty.")
    with pikepdf.open(io.BytesIO(print_order(order(older(), new)).pdf)) as pdf:
        said = [str(o.ActualText) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/ActualText" in o]
    assert any(text.startswith("[removed: before a meeting") for text in said)


def test_many_changes_cost_no_more_than_many_times_one():
    """A comparison of 250 recommendations stays as quick to write as its parts: each row is drawn once."""
    old = dense(250)
    new = with_rows(
        old.replace(version=VersionMark(9)),
        lambda a: [
            dataclasses.replace(a, why=f"{a.why} More.", progress=(*a.progress, note("2027-02-01", "New note.")))
        ],
    )
    sheets = changes_sheets(order(old, new))
    refs = Counter(re.findall(r'<th scope="row"><p>([\d.]+)', "".join(p.html for p in sheets.pieces)))
    assert len(refs) == 500
    assert set(refs.values()) == {1}
    assert len(sheets.pieces) == 1 + 250
    assert all(piece.opens and piece.lines > 10 for piece in sheets.pieces[1:])


def test_the_file_is_named_after_its_edition():
    new = with_row(six_columns(), "99.2", why="Shorter.")
    with pikepdf.open(io.BytesIO(print_order(order(older(), new)).pdf)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Inspection 2026 action plan, version 8, changes since version 7"


def test_how_a_row_ended_is_said_once_where_a_column_says_it():
    columns = (ColumnNode("action", "Action"), ColumnNode("status", "Status"))
    ended = EndedNode("2027-02-12", "Executive", "wordended")
    new = with_row(six_columns(columns=columns), "99.2", status="closed", ended=ended)
    assert row_html(html_of(older(columns=columns), new), "99.2").count("wordended") == 1


def test_a_removed_row_says_when_and_why_it_was_taken_out():
    before = one_row(id="x1", action="Count the visits.")
    after = before.replace(sections=())
    said = (("x1", "Removed on 3 November 2026: taken into 101.1"),)
    order = Order(after, PRINTED_ON, edition="changes", since=before, removed=said)
    text = " ".join(piece.html for piece in changes_sheets(order).pieces)
    assert "Removed on 3 November 2026: taken into 101.1." in text
