"""The front sheet: what is wrong first, on one page where it fits, and nothing cut where it does not."""

from __future__ import annotations

import datetime
import io
import random
import re
from dataclasses import replace
from functools import cache
from html import unescape

import pikepdf
import pypdfium2
import pytest

from actionplans.document.tree import (
    ActionNode,
    DeadlineMoveNode,
    DeadlineNode,
    EndedNode,
    EntryNode,
    LeadNode,
    PlanDocument,
    RecommendationNode,
    SectionNode,
    VersionMark,
)
from actionplans.writing.editions.fitting import lines
from actionplans.writing.editions.front import front_sheets
from actionplans.writing.editions.words import plain_line
from actionplans.writing.order import LARGE, Order, PaperOptions
from actionplans.writing.pdf import print_order
from actionplans.writing.press.sheets import Printed
from actionplans.writing.standing import PlanStanding, standing
from tests.actionplans.writing.plans import PRINTED_ON, by, leads, note, seven_columns, six_columns


def agencies(*names: str) -> tuple[LeadNode, ...]:
    return tuple(LeadNode(name, "agency") for name in names)


def front(document: PlanDocument, since: PlanDocument | None = None, **more) -> Printed:
    return print_order(Order(document, PRINTED_ON, edition="front", since=since, **more))


def strip_tags(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html))


def bare(text: str) -> str:
    """Without spaces, which depend on how a page was laid out and read."""
    return re.sub(r"[\s\u200b]+", "", text)


def words(printed: Printed) -> str:
    pdf = pypdfium2.PdfDocument(printed.pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdf).split())


def row(ref: str, action: str, **more) -> ActionNode:
    return ActionNode(**{"id": ref, "ref": ref, "action": action, "leads": agencies("Police")} | more)


def plan(*actions: ActionNode, number: int = 8, **more) -> PlanDocument:
    recommendation = RecommendationNode(number="99", text="Do better.", actions=actions)
    more = {"version": VersionMark(number, date="2027-02-14")} | more
    return six_columns(sections=(SectionNode(recommendations=(recommendation,)),), **more)


FRESH = (note("2027-02-10", "Going well."),)


def two() -> tuple[PlanDocument, PlanDocument]:
    """An older version and a newer one in which everything that the sheet lists has happened once."""
    moves = (
        DeadlineMoveNode("June 2026", "September 2026", "2026-06-20", "no analyst"),
        DeadlineMoveNode("September 2026", "December 2026", "2026-09-20", "still none"),
        DeadlineMoveNode("December 2026", "May 2027", "2027-02-12", "questionnaires from two agencies outstanding"),
    )
    old = plan(
        row("102.1", "Training needs analysis.", deadline_moves=moves[:2], progress=FRESH, **by("2026-12")),
        row("104.1", "Section 11 for leisure trusts.", progress=FRESH, **by("2027-02")),
        row("103.2", "Audit tracker reported to the sub-group.", progress=FRESH, **by("2027-01-05")),
        row("102.2", "Joint training offer.", progress=(note("2026-11-30", "Asked."),), **by("2027-06")),
        row("100.1", "Annual reports to the December Board.", progress=FRESH, **by("2027-06")),
        row("106.1", "Challenge recorded in minutes.", progress=FRESH, **by("2027-06")),
        number=7,
        version=VersionMark(7, date="2026-12-02", meeting="Board of 1 December 2026"),
    )
    first, second, third, fourth, fifth, sixth = (action for _, _, action in old.actions())
    new = plan(
        replace(first, deadline_moves=moves, **by("2027-05")),
        replace(
            second, deadline_moves=(DeadlineMoveNode("February 2027", "June 2027", "2027-02-01"),), **by("2027-06")
        ),
        third,
        fourth,
        replace(fifth, status="complete", ended=EndedNode("2027-02-12", "Executive", "seven came")),
        replace(sixth, status="closed", ended=EndedNode("2027-01-09", "", "")),
    )
    return old, new


@cache
def sheet() -> str:
    old, new = two()
    return words(front(new, old, since_words="Board of 1 December 2026"))


# What it says -----------------------------------------------------------------------------------------------------


def test_it_says_what_it_is_and_against_what():
    assert "Since your last meeting Inspection 2026 action plan, version 8, against version 7 " in sheet()
    assert "against version 7 (Board of 1 December 2026)." in sheet()
    assert "version 8, front sheet · 14 February 2027" in sheet()


def test_the_five_figures():
    figures = (
        "4 open of 6 actions 1 overdue, was 0 2 deadlines moved, 1 for the third time 1 without a word for 60 days "
    )
    assert figures + "2 closed or complete since" in sheet()


def test_status_and_what_changed_are_counted():
    assert "Status 4 open, 1 complete, 1 closed. Changed 4 actions: 2 dates moved, 1 completed, 1 closed." in sheet()


def test_what_slipped_says_why_or_that_nobody_did():
    assert "102.1 Training needs analysis. Third move: questionnaires from two agencies outstanding" in sheet()
    assert "104.1 Section 11 for leisure trusts. First move: no reason given" in sheet()
    assert sheet().index("102.1") < sheet().index("104.1")
    assert re.search(r"December 2026 May 2027", sheet())


def test_each_other_list_begins_with_the_row_and_says_who():
    assert "103.2 Audit tracker reported to the sub-group. 5 January 2027, Police" in sheet()
    assert "102.2 Joint training offer. 30.11.26, Police" in sheet()
    assert "100.1 Annual reports to the December Board. Executive, 12 February 2027" in sheet()
    assert "106.1 Challenge recorded in minutes. Closed: nobody named, 9 January 2027" in sheet()
    assert "Police 4 1 1 10.02.27" in sheet()


def test_a_screen_reader_meets_the_lists_in_order_each_under_its_heading():
    old, new = two()
    html = "".join(piece.html for piece in front_sheets(Order(new, PRINTED_ON, since=old)).pieces)
    assert re.findall(r"<h(\d)>(.*?)</h", html) == [
        ("1", "Since your last meeting"),
        ("2", "Slipped"),
        ("2", "Overdue"),
        ("2", "By agency"),
        ("2", "Silent for 60 days"),
        ("2", "Complete or closed since"),
    ]
    assert html.count("<svg") == html.count('<svg class="decoration"') == 1  # the number is beside it


def test_where_there_is_no_older_version_it_says_where_the_plan_stands():
    text = words(front(two()[1]))
    assert "Where the plan stands Inspection 2026 action plan, version 8." in text
    assert "deadlines moved, 1 for the third time so far" in text
    assert "Slipped so far" in text
    assert "June 2026 May 2027" in text
    assert "2 closed or complete Status" in text
    assert "Changed" not in text


def test_a_draft_and_a_version_of_another_day_say_of_which_day_they_speak():
    old, new = two()
    assert "action plan, draft of 14 February 2027, against version 7" in words(front(new.replace(version=None), old))
    late = Order(new, datetime.date(2027, 3, 1), edition="front", since=old)
    assert "As it stands on 1 March 2027." in words(print_order(late))


def test_ratings_are_shown_beside_what_they_were():
    new = seven_columns()
    rated = tuple(
        replace(r, actions=tuple(replace(a, rating="Red") for a in r.actions)) for _, r in new.recommendations()
    )
    text = words(front(new, new.replace(sections=(SectionNode(recommendations=rated),))))
    assert "Rating 1 red (was 4), 1 amber (was 0), 1 green (was 0), 1 not rated (was 0)." in text


def test_nothing_wrong_reads_well():
    calm = plan(row("1.1", "Keep at it.", progress=FRESH, **by("2027-06")))
    text = words(front(calm, calm))
    for said in (
        "0 deadlines moved",
        "Changed nothing.",
        "Slipped Nothing has slipped.",
        "Overdue Nothing is overdue.",
        "No open action has been without a word for 60 days.",
        "Nothing was completed or closed since.",
    ):
        assert said in text


def test_a_plan_without_actions_prints():
    printed = front(six_columns(sections=()))
    assert printed.pages == 1
    assert "0 open of 0 actions" in words(printed)
    assert "By agency No action is open." in words(printed)


def test_the_boards_own_days_of_silence_are_named():
    old, new = two()
    assert "Silent for 90 days No open action has been without a word for 90 days." in words(
        front(new, old, silent_days=90)
    )


def test_what_was_typed_is_text():
    printed = front(plan(row("1.1", "<img src=x> & <b>more</b>", leads=leads("<i>A</i> & B"), **by("2026-01"))))
    assert "1.1 <img src=x> & <b>more</b>" in words(printed)
    assert "<i>A</i> & B" in words(printed)


def test_an_internal_row_says_so():
    assert "1.1 (hidden row) Speak to them" in words(
        front(plan(row("1.1", "Speak to them", internal=True, **by("2026-01"))))
    )


# All of it --------------------------------------------------------------------------------------------------------

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
SPEECH = (
    "the partnership agreed to look again at how well agencies know of each other’s work with families",
    "MASSIVE MULTI-AGENCY WORKSHOP WITH EVERY COMMISSIONER AND MANAGER",
    f"{LONG} and {LONG}",
    "asesiad o anghenion hyfforddi pob asiantaeth, wedi’i gytuno â’r bwrdd diogelu plant",
    "تقييم احتياجات التدريب لجميع الشركاء في المنطقة",
    "W" * 400,
    "一份给所有机构的培训需求分析报告" * 4,
    "🎉" * 30,
    "x",
    "- one\n- two\n\nand **three**",
)


def wild(seed: int, recommendations: int, agencies: int) -> tuple[PlanDocument, PlanDocument]:
    """An older and a newer plan in which everything went wrong, in words of every length and writing."""
    chance = random.Random(seed)
    names = [f"{chance.choice(SPEECH)[: chance.choice((12, 40, 90, 300))]} {n}" for n in range(agencies)]
    old, new = [], []
    for number in range(recommendations):
        ref = f"{chance.choice(('', 'P', '2(iii).', 'Theme W'))}{number}.1"
        date = datetime.date(2026, 1, 1) + datetime.timedelta(days=chance.randrange(500))
        reasons = [chance.choice(("", *SPEECH)) for _ in range(chance.randrange(14))]
        before = ActionNode(
            id=str(number),
            ref=ref,
            action=chance.choice(SPEECH),
            leads=tuple(LeadNode(name, "agency") for name in chance.sample(names, min(agencies, chance.randrange(4)))),
            deadline_text=chance.choice(("", *SPEECH)),
            deadlines=(DeadlineNode(date="2026-01", precision="month"),),
            progress=(EntryNode("x", "2026-10-01", "day"),) * chance.randrange(2),
        )
        now = replace(
            before,
            rating=chance.choice((None, "Red", *SPEECH)),
            deadline_moves=tuple(DeadlineMoveNode("January 2026", "later", "2026-05-01", reason) for reason in reasons),
            deadline_text=chance.choice(("", "Ongoing", *SPEECH)),
            deadlines=(DeadlineNode(date=date.isoformat(), precision="day"),),
            status=chance.choice(("open", "open", "open", "complete", "closed")),
            ended=chance.choice((None, EndedNode("2027-01-01", chance.choice(SPEECH), "x"))),
        )
        old.append(RecommendationNode(number=str(number), actions=(before,)))
        new.append(RecommendationNode(number=str(number), actions=(now,)))
    return tuple(six_columns(sections=(SectionNode(recommendations=tuple(rows)),)) for rows in (old, new))


def everything(now: PlanStanding) -> list[str]:
    """The words that a sheet has to say, cell by cell."""
    rows = (*now.overdue, *now.silent, *now.ended, *(slip.row for slip in now.slipped))
    said = [row.ref for row in rows]
    said += [lead.name for row in (*now.overdue, *now.silent) for lead in row.action.leads]
    said += [text for slip in now.slipped for text in (slip.was, slip.now, slip.reason)]
    said += [row.action.ended.by for row in now.ended if row.action.ended]
    return [*said, *(agency.name for agency in now.agencies)]


@pytest.mark.parametrize("large", LARGE)
@pytest.mark.parametrize(("seed", "recommendations", "agencies"), [(1, 120, 40), (2, 9, 3), (3, 40, 40), (4, 3, 1)])
def test_nothing_is_cut_whatever_the_plan_and_the_size_of_type(seed, recommendations, agencies, large):
    old, new = wild(seed, recommendations, agencies)
    order = Order(new, PRINTED_ON, edition="front", since=old, look=PaperOptions(large=large))
    html = "".join(piece.html for piece in front_sheets(order).pieces)
    text = bare(strip_tags(html))
    for words in everything(standing(new, PRINTED_ON, old)):
        assert bare(plain_line(words)) in text
    assert "…" not in text
    assert "inthelistofallactions" not in text


def test_large_print_tells_as_much_as_small():
    old, new = wild(5, 30, 12)
    texts = []
    for large in (0, 12, 16):
        order = Order(new, PRINTED_ON, edition="front", since=old, look=PaperOptions(large=large))
        html = "".join(piece.html for piece in front_sheets(order).pieces)
        said = bare(strip_tags(html))
        texts.append([bare(plain_line(words)) in said for words in everything(standing(new, PRINTED_ON, old))])
        assert html.count("<h2>") == 5
    assert texts[0] == texts[1] == texts[2]


def test_what_fits_is_one_page_and_what_does_not_goes_on_within_its_margins():
    old, new = two()
    assert front(new, old).pages == 1
    rows = [row(f"1.{n}", f"Action {n}.", progress=FRESH, **by(f"2026-{n % 12 + 1:02}-10")) for n in range(120)]
    long = front(plan(*rows))
    assert long.pages > 1
    text = bare(words(long))
    assert all(f"1.{n}Action{n}." in text for n in range(120))
    old, new = wild(3, 20, 10)
    assert into_the_margin(front(new, old)) == ""


@pytest.mark.parametrize("large", LARGE)
@pytest.mark.parametrize("before", [None, 7])
def test_an_extract_of_a_long_name_says_whose_it_is(large, before):
    lead = "Head of Service for Quality Assurance, Safeguarding and Learning Improvement at the Combined County Council"
    rows = [
        row(f"1.{i}", "A row with some words of its own. " * 3, leads=leads(lead), **by("2026-09-30")) for i in range(9)
    ]
    since = plan(*rows[1:], number=before) if before else None
    printed = front(plan(*rows), since, lead=lead, look=PaperOptions(large=large))
    assert f": actions of the {lead}" in words(printed)


def test_a_long_title_is_whole():
    old, new = two()
    printed = front(new.replace(title=" ".join(SPEECH[:2])), old, look=PaperOptions(large=16))
    assert f"{SPEECH[1]}, version 8, against" in words(printed)


def into_the_margin(printed: Printed) -> str:
    """What is between the last line that a page may hold and the running line, 14 to 15.9 mm above its edge."""
    found, top, foot = "", 15.9 * 72 / 25.4, 14 * 72 / 25.4
    for page in (sheet.get_textpage() for sheet in pypdfium2.PdfDocument(printed.pdf)):
        text = page.get_text_range()
        boxes = [page.get_charbox(i) for i in range(page.count_chars())]
        found += "".join(text[i] for i, box in enumerate(boxes) if box[1] < top and box[3] > foot and text[i].strip())
    return found


def test_agencies_with_most_overdue_come_first_and_none_is_left_out():
    rows = [row(f"1.{n}", "Go.", leads=agencies(f"Agency {n}"), progress=FRESH, **by("2027-06")) for n in range(40)]
    rows.append(row("2.1", "Go.", leads=agencies("The late one"), progress=FRESH, **by("2026-12")))
    text = bare(words(front(plan(*rows))))
    assert text.index("Thelateone11–10.02.27") < text.index("Agency01––10.02.27")
    assert all(f"Agency{n}1––10.02.27" in text for n in range(40))


def test_large_print_is_as_large_as_it_says():
    old, new = two()
    for large in (12, 16):
        page = pypdfium2.PdfDocument(front(new, old, look=PaperOptions(large=large)).pdf)[0].get_textpage()
        at = page.get_text_range().index("Training")
        matrix = page.get_charbox(at)
        height = matrix[3] - matrix[1]  # of a capital T, 0.69 of the type's size
        assert height == pytest.approx(0.69 * large, rel=0.06)


def test_its_tables_are_tagged_with_their_heads():
    old, new = two()
    pdf = pikepdf.open(io.BytesIO(front(new, old).pdf))
    kinds = [str(element.S) for element in pdf.objects if isinstance(element, pikepdf.Dictionary) and "/S" in element]
    assert kinds.count("/Table") == 5
    assert kinds.count("/H2") == 5
    assert "/Figure" not in kinds  # the figures say what the bars show


# What fits, computed ----------------------------------------------------------------------------------------------


def test_lines_are_computed_rather_too_many_than_too_few():
    assert lines("short", 100, 9) == 1
    assert lines("several words that take more than one line", 100, 9) == 2
    assert lines("W" * 39, 100, 9) >= 4
    assert lines("", 100, 9) == 1


def test_an_action_is_one_line_without_marks_and_with_the_bullets_that_it_leads_up_to():
    text = "**All agencies** agree on:\n\n- who decides\n- by when\n\nand say so."
    said = words(
        front(
            plan(
                row("1.1", text, **by("2026-01")),
                row("1.2", "Ask *each* school in the county.\n\n- by letter", **by("2026-01")),
            )
        )
    )
    assert "1.1 All agencies agree on: who decides; by when and say so." in said
    assert "1.2 Ask each school in the county. January" in said
