"""A comparison of two versions of a plan lists what a careful reader would find, no more and no less."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from actionplans.document.compare import changed_ids, compare
from actionplans.document.dates import short_words
from actionplans.document.text_diff import new_text, old_text
from actionplans.document.tree import (
    ActionNode,
    ColumnNode,
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
from tests.growth import TOO_MUCH, worst_growth

from .strategies import documents

COLUMNS = (
    ColumnNode("action", "What needs to happen"),
    ColumnNode("risk", "Risks if no action taken"),
    ColumnNode("progress", "Actions to date"),
    ColumnNode("deadline", "Complete by"),
    ColumnNode("lead", "Lead person"),
)


def note(text, date="2026-10-01", **known):
    """A note of a day; its id is its first word."""
    return EntryNode(text=text, date=date, precision="day", **({"id": text.split()[0]} | known))


def due(day, **known):
    """The keys of a deadline on a day."""
    return {"deadline_text": day, "deadlines": (DeadlineNode(date=known.get("date", day), precision="day"),)}


def row(ref, text="Name an officer", **known):
    """A row whose id is made from its reference."""
    return ActionNode(ref=ref, action=text, **({"id": f"id-{ref}"} | known))


def block(number, *rows, text="Make sure that it is done", **known):
    return RecommendationNode(number=number, text=text, actions=rows, **({"id": f"rec-{number}"} | known))


def plan(*blocks, **known):
    """A plan of one section, as version 7 of 12 October 2026."""
    section = SectionNode(kind="priority", title="Leadership", recommendations=blocks)
    known = {"title": "Inspection", "columns": COLUMNS, "sections": (section,)} | known
    return PlanDocument(**known, version=VersionMark(number=7, date="2026-10-12"))


def nameless(document):
    """The same plan as another program would send it: without ids and references."""
    return replace(
        document,
        sections=tuple(
            replace(
                s,
                recommendations=tuple(
                    replace(
                        r,
                        id="",
                        actions=tuple(
                            replace(a, id="", ref="", progress=tuple(replace(e, id="") for e in a.progress))
                            for a in r.actions
                        ),
                    )
                    for r in s.recommendations
                ),
            )
            for s in document.sections
        ),
    )


def listed(comparison):
    return [(change.ref, change.heading()) for change in comparison.rows]


def shown(changed):
    marks = {"same": "{}", "new": "{{+{}+}}", "gone": "[-{}-]"}
    return "".join(marks[p.kind].format(p.text) for p in changed)


OLD = plan(
    block(
        "99",
        row("99.1", "Each partner names one officer", progress=(note("n1 Letter sent"),)),
        row("99.2", "A written scheme is agreed", **due("2026-10-31")),
        row("99.3", "Officers meet every quarter", leads=(LeadNode("Chair"),)),
        row("99.4", "A newsletter on audits goes out", progress=(note("n9 First issue", "2026-08-01"),)),
    ),
    block("100", row("100.1", "Reports fit on one page", risk="A worker cannot tell why")),
    block("P106", row("106.1", "The chair visits each agency")),
)
NEW = plan(
    block(
        "99",
        row(
            "99.1",
            "Each partner names one officer",
            progress=(
                note("n1 Letter sent"),
                note("n2 Reply due", "2026-10-11"),
                note("n3 Reply came", "2026-11-09"),
                note("n9 First issue", "2026-08-01"),
            ),
        ),
        row(
            "99.2",
            "A written scheme is agreed",
            **due("2026-12-18"),
            deadline_moves=(DeadlineMoveNode("31 October 2026", "18 December 2026", "2026-11-01", "Two points open."),),
        ),
        row(
            "99.3",
            "Officers meet every quarter",
            leads=(LeadNode("Chair"), LeadNode("Police lead", "agency")),
            status="complete",
            ended=EndedNode("2026-10-15", "Executive", "three meetings held"),
            progress=(note("n4 Third meeting", "2026-10-15"),),
        ),
        row("99.5", "Papers start with the decision", **due("2026-11-26")),
    ),
    block("100", row("100.1", "Reports fit on a page each", risk="A worker cannot see why")),
    block("P106", row("106.1", "The chair visits each agency")),
)


def test_every_change_of_a_month_is_listed_row_by_row():
    comparison = compare(OLD, NEW)
    assert listed(comparison) == [
        ("99.1", "Two new notes, one note from 99.4"),
        ("99.2", "Date moved"),
        ("99.3", "Completed, lead changed, one new note"),
        ("99.4", "Removed, taken into 99.1"),
        ("99.5", "New action"),
        ("100.1", "Two cells reworded"),
    ]
    assert comparison.unchanged == ("106.1",)
    assert comparison.sentence() == (
        "6 actions changed: 3 new notes, 1 note moved to another action, 1 date moved, 1 new action, 1 completed, "
        "1 removed, 2 cells reworded, 1 lead changed."
    )
    assert (comparison.total, comparison.changed_actions) == (11, 6)


def test_the_publish_page_gets_a_line_for_each_thing_counted():
    assert compare(OLD, NEW).lines() == (
        ("3", "new notes"),
        ("1", "note moved to another action"),
        ("1", "date moved: 99.2, to 2026-12-18"),
        ("1", "new action: 99.5"),
        ("1", "completed: 99.3"),
        ("1", "removed: 99.4, taken into 99.1"),
        ("2", "cells reworded: 100.1"),
        ("1", "lead changed: 99.3, now Chair; Police lead"),
    )


def test_only_changed_cells_are_listed_under_the_headings_of_the_board():
    rows = {change.ref: change for change in compare(OLD, NEW).rows}
    assert [(c.heading, shown(c.pieces)) for c in rows["100.1"].cells] == [
        ("What needs to happen", "Reports fit on [-one-]{+a+} page{+ each+}"),
        ("Risks if no action taken", "A worker cannot [-tell-]{+see+} why"),
    ]
    assert [(c.heading, shown(c.pieces)) for c in rows["99.3"].cells] == [
        ("Lead person", "Chair{+; Police lead+}"),
        ("Status", "[-Open-]{+Complete 15.10.26, Executive: three meetings held+}"),
    ]
    assert [(c.heading, shown(c.pieces)) for c in rows["99.5"].cells] == [
        ("What needs to happen", "{+Papers start with the decision+}"),
        ("Complete by", "{+2026-11-26+}"),
    ]
    assert [(c.heading, shown(c.pieces)) for c in rows["99.4"].cells] == [
        ("What needs to happen", "[-A newsletter on audits goes out-]")
    ]


def test_a_moved_deadline_brings_its_reason():
    (change,) = [change for change in compare(OLD, NEW).rows if "moved" in change.kinds]
    assert [move.reason for move in change.moves] == ["Two points open."]
    assert (change.cell("deadline").was, change.cell("deadline").now) == ("2026-10-31", "2026-12-18")


def test_a_note_typed_after_the_print_with_an_earlier_date_is_late():
    (change,) = [change for change in compare(OLD, NEW).rows if change.ref == "99.1"]
    assert [(n.entry.id, n.kind, n.late, n.other) for n in change.notes] == [
        ("n2", "new", True, ""),
        ("n3", "new", False, ""),
        ("n9", "moved", False, "99.4"),
    ]
    assert change.unchanged_words() == "1 earlier note, 01.10.26, unchanged"


def test_unchanged_notes_shrink_to_a_line_with_first_and_last_date():
    before = (note("a One", "2026-11-28"), note("b Two", "2026-10-11"), EntryNode(text="Undated", id="c"))
    old = plan(block("99", row("99.1", progress=before)))
    new = plan(block("99", row("99.1", progress=(*before, note("d Four", "2026-12-01")))))
    assert compare(old, new).rows[0].unchanged_words() == "3 earlier notes, 11.10.26 to 28.11.26, unchanged"


def test_nothing_changed_between_a_plan_and_itself():
    comparison = compare(NEW, NEW)
    assert comparison.sentence() == "Nothing has changed."
    assert comparison.rows == ()
    assert comparison.lines() == ()
    assert not comparison


def test_the_first_version_is_all_new():
    comparison = compare(None, NEW)
    assert comparison.sentence() == "Everything is new: 6 actions with 5 notes."
    assert {change.kinds for change in comparison.rows} == {("new",)}
    assert changed_ids(comparison).actions == {a.id for _, _, a in NEW.actions()}
    assert changed_ids(comparison).entries == {e.id for _, _, a in NEW.actions() for e in a.progress}


def test_without_ids_rows_and_notes_are_known_by_number_and_words():
    comparison = compare(nameless(OLD), nameless(NEW))
    assert listed(comparison) == [
        ("99.1", "Three new notes"),
        ("99.2", "Date moved"),
        ("99.3", "Completed, lead changed, one new note"),
        ("99.4", "Removed"),
        ("99.4", "New action"),
        ("100.1", "Two cells reworded"),
    ]
    assert compare(OLD, nameless(OLD)).total == 0


def test_a_row_with_another_id_is_another_row_though_it_reads_alike():
    old = plan(block("99", row("99.1", id="first")))
    new = plan(block("99", row("99.1", id="second")))
    assert [change.heading() for change in compare(old, new).rows] == ["Removed", "New action"]


def test_rows_without_ids_that_were_rewritten_are_known_by_the_rest_of_the_row():
    notes = tuple(note(f"n{i} The group of agency {i} met about it and agreed who writes", id="") for i in range(5))
    old = plan(block("99", row("", "Agree the dataset", id="", why="The board must see practice", progress=notes)))
    new = plan(block("99", row("", "Say who counts what", id="", why="The board must see practice", progress=notes)))
    assert listed(compare(old, new)) == [("99.1", "One cell reworded")]


def test_a_row_that_goes_to_another_recommendation_is_moved_and_not_new():
    old = plan(block("99", row("99.1"), row("99.2", "Meet")), block("100", row("100.1", "Report")))
    new = plan(block("99", row("99.1")), block("100", row("100.1", "Report"), row("99.2", "Meet")))
    comparison = compare(old, new)
    assert listed(comparison) == [("99.2", "Moved to recommendation 100")]
    assert comparison.rows[0].from_recommendation.number == "99"
    assert comparison.counts["relocated"] == 1


def test_one_row_pulled_up_is_one_move_however_many_it_passes():
    rows = [row(f"99.{n}", f"Task {n}") for n in range(1, 7)]
    comparison = compare(plan(block("99", *rows)), plan(block("99", rows[5], *rows[:5])))
    assert listed(comparison) == [("99.6", "Moved to another place")]


def test_a_removed_row_stands_where_it_stood():
    rows = [row(f"99.{n}", f"Task {n}") for n in range(1, 5)]
    changed = [replace(r, why="because") for r in rows]
    comparison = compare(plan(block("99", *rows)), plan(block("99", changed[0], changed[3])))
    assert [c.ref for c in comparison.rows] == ["99.1", "99.2", "99.3", "99.4"]
    assert "removed" in comparison.rows[1].kinds


def test_rows_of_a_removed_recommendation_stand_before_the_next_one():
    old = plan(block("99", row("99.1")), block("100", row("100.1")), block("101", row("101.1")))
    new = plan(block("99", row("99.1", "Changed")), block("101", row("101.1", "Changed too")))
    comparison = compare(old, new)
    assert [c.ref for c in comparison.rows] == ["99.1", "100.1", "101.1"]
    assert [(c.recommendation.number, c.kinds) for c in comparison.recommendations] == [("100", ("removed",))]


@pytest.mark.parametrize(
    ("before", "after", "heading", "key"),
    [
        (due("2026-09-30"), due("2026-11-30"), "Date moved", "dates_moved"),
        ({"deadline_text": "Ongoing"}, due("2026-11-30"), "Date set", "dates_set"),
        (due("2026-09-30"), {"deadline_text": "Ongoing"}, "Date removed", "dates_removed"),
        (due("2026-09-30"), due("30.09.26", date="2026-09-30"), "One cell reworded", "reworded_cells"),
        ({"deadline_text": "Ongoing"}, {"deadline_text": "Quarterly"}, "One cell reworded", "reworded_cells"),
        ({}, {"status": "closed"}, "Closed", "closed"),
        ({"status": "complete"}, {"status": "closed"}, "Closed", "closed"),
        ({"status": "closed"}, {}, "Reopened", "reopened"),
        (
            {"status": "closed", "ended": EndedNode("2026-10-01", "", "done")},
            {"status": "closed", "ended": EndedNode("2026-10-01", "", "done in full")},
            "One cell reworded",
            "reworded_cells",
        ),
        ({"rating": "Red"}, {"rating": "Amber"}, "Rating changed", "rating_changes"),
        ({}, {"leads": (LeadNode("Chair"),)}, "Lead changed", "lead_changes"),
        ({}, {"extra": {"Resources": "£400"}}, "One cell reworded", "reworded_cells"),
        ({}, {"also": ("101",)}, "One cell reworded", "reworded_cells"),
        ({}, {"internal": True}, "Now for the manager, chair and scrutineer only", "hidden_changes"),
        ({"internal": True}, {}, "Shown to all again", "shown_changes"),
        ({"progress": (note("a One"),)}, {"progress": (note("a Two"),)}, "One note reworded", "reworded_notes"),
        (
            {"progress": (note("a One"),)},
            {"progress": (note("a One", "2026-10-02"),)},
            "One note given another date",
            "redated_notes",
        ),
        (
            {"progress": (note("a One"), note("b Two"))},
            {"progress": (note("b Two"),)},
            "One note removed",
            "removed_notes",
        ),
        (
            {"progress": (note("a One"),)},
            {"progress": (note("a One", attachments=("minutes.pdf",)),)},
            "One note reworded",
            "reworded_notes",
        ),
    ],
)
def test_each_kind_of_change_is_listed_and_counted_once(before, after, heading, key):
    comparison = compare(plan(block("99", row("99.1", **before))), plan(block("99", row("99.1", **after))))
    assert listed(comparison) == [("99.1", heading)]
    assert {k: n for k, n in comparison.counts.items() if n} == {key: 1}


def test_a_note_with_a_corrected_date_shows_both_dates():
    old = plan(block("99", row("99.1", progress=(note("a Met", "2026-10-01"),))))
    new = plan(block("99", row("99.1", progress=(note("a Met", "2026-10-02"),))))
    (changed,) = compare(old, new).rows[0].notes
    assert shown(changed.date_pieces) == "[-01.10.26-]{+02.10.26+}"
    assert shown(changed.pieces) == "a Met"


def test_how_a_note_came_to_be_is_no_change_of_the_plan():
    old = plan(block("99", row("99.1", progress=(note("a Met", as_written="1.10.26"),))))
    new = plan(block("99", row("99.1", progress=(note("a Met", author="AB", written="2026-10-03", inferred=True),))))
    assert compare(old, new).total == 0


def test_a_row_or_recommendation_made_internal_is_not_counted_as_open_to_others():
    old, new = plan(block("99", row("99.1"))), plan(block("99", row("99.1", internal=True), internal=True))
    assert compare(old, new).sentence() == "1 action changed: 2 hidden."
    assert compare(old, new).lines() == (("2", "hidden: 99.1, 99"),)
    assert compare(new, old).lines() == (("2", "shown again: 99.1, 99"),)
    assert [c.heading() for c in compare(old, new).recommendations] == ["Hidden"]
    assert [c.heading() for c in compare(new, old).recommendations] == ["Shown again"]


def test_words_of_recommendations_sections_and_the_plan_are_compared_too():
    old = plan(block("99", row("99.1"), rating="Red"), block("100", row("100.1")))
    new = plan(block("99", row("99.1"), rating="Amber", text="Make sure that all is done"), block("100", row("100.1")))
    section = replace(new.sections[0], title="Leadership and grip", outcomes=("Children are heard",))
    new = replace(new, sections=(section,), marking="OFFICIAL", title="Inspection 2026")
    comparison = compare(old, new)
    assert comparison.sentence() == (
        "No action changed, but 1 rating changed, 1 recommendation reworded, 1 section reworded, "
        "2 changes to the plan itself."
    )
    assert dict(reversed(line) for line in comparison.lines()).keys() == {
        "rating changed: 99 from Red to Amber",
        "recommendation reworded: 99",
        "section reworded",
        "changes to the plan itself: title, marking",
    }
    assert [c.heading() for c in comparison.recommendations] == ["Rating changed, reworded"]
    assert shown(comparison.recommendations[0].cells[0].pieces) == "Make sure that [-it-]{+all+} is done"
    assert [c.heading for c in comparison.sections[0].cells] == ["Title", "Outcomes to achieve"]
    assert comparison.unchanged == ("99.1", "100.1")


def test_the_order_of_recommendations_and_sections_is_part_of_the_plan():
    first = SectionNode(title="Leadership", recommendations=(block("99"), block("100")))
    second = SectionNode(title="Practice", recommendations=(block("101"),))
    old = plan(sections=(first, second))
    turned = replace(first, recommendations=first.recommendations[::-1])
    comparison = compare(old, plan(sections=(second, turned)))
    assert [c.kinds for c in comparison.sections] == [("moved",)]
    assert [c.kinds for c in comparison.recommendations] == [("moved",)]


def test_actions_without_a_recommendation_are_compared_by_their_section():
    bare = {"text": "", "id": ""}
    old = plan(block("", row("", "Ask every agency for its return", id=""), **bare))
    new = plan(block("", row("", "Ask each agency for its return", id=""), **bare))
    comparison = compare(old, new)
    assert listed(comparison) == [("row 1", "One cell reworded")]
    assert comparison.recommendations == ()


def test_what_is_not_printed_yet_is_named_by_id():
    ids = changed_ids(compare(OLD, NEW))
    assert ids.actions == {"id-99.1", "id-99.2", "id-99.3", "id-99.5", "id-100.1"}
    assert ids.new_actions == {"id-99.5"}
    assert ids.entries == {"n2", "n3", "n4", "n9"}
    assert {field for action, field in ids.cells if action == "id-99.3"} == {"lead", "status", "progress"}
    assert ("id-100.1", "risk") in ids.cells
    assert not any(action in ("id-99.4", "id-106.1") for action, _ in ids.cells)


def test_sixty_recommendations_with_three_thousand_notes_are_compared_at_once():
    def big(more, recommendations):
        return plan(
            *(
                block(
                    str(n),
                    *(
                        row(
                            f"{n}.{i}",
                            f"Agency {i} reports to group {n} on what children said{more}",
                            progress=tuple(
                                note(f"k{n}-{i}-{k} Agency {i} wrote to the group about {k} of its files. " * 3)
                                for k in range(17 + bool(more))
                            ),
                        )
                        for i in range(3)
                    ),
                )
                for n in range(recommendations)
            )
        )

    def pair(recommendations: int) -> tuple[PlanDocument, PlanDocument]:
        return big("", recommendations), big(" again", recommendations)

    old, new = pair(60)
    comparison = compare(old, new)
    assert (comparison.counts["new_notes"], comparison.counts["reworded_cells"]) == (180, 180)
    assert compare(nameless(old), nameless(new)).counts["new_notes"] == 180
    assert worst_growth(lambda plans: compare(*plans), pair, sizes=(15, 60)) <= TOO_MUCH
    assert worst_growth(lambda plans: compare(*map(nameless, plans)), pair, sizes=(15, 60)) <= TOO_MUCH


any_two = settings(max_examples=40)


@any_two
@given(documents, documents)
def test_of_any_two_plans_every_row_is_accounted_for(old, new):
    comparison = compare(old, new)
    removed = [change for change in comparison.rows if "removed" in change.kinds]
    assert len(comparison.rows) - len(removed) + len(comparison.unchanged) == len(list(new.actions()))
    same = [change for change in comparison.rows if change.was and "removed" not in change.kinds]
    assert len(removed) + len(same) + len(comparison.unchanged) == len(list(old.actions()))
    for change in same:
        for field in ("action", "why", "risk", "target", "evidence"):
            cell = change.cell(field)
            before, after = (cell.was, cell.now) if cell else (getattr(change.action, field),) * 2
            assert (before, after) == (getattr(change.was, field), getattr(change.action, field))
        for changed in change.notes:
            if changed.kind in ("reworded", "redated"):
                assert (old_text(changed.pieces), new_text(changed.pieces)) == (changed.was.text, changed.entry.text)
                assert short_words(changed.entry.date, changed.entry.precision) == new_text(changed.date_pieces)
    assert all(change.kinds and change.heading() for change in comparison.rows)
    assert sum(int(number) for number, _ in comparison.lines()) == comparison.total
    assert comparison.sentence().endswith(".")


@any_two
@given(documents)
def test_any_plan_is_the_same_as_itself(document):
    assert compare(document, document).total == 0
    assert compare(PlanDocument.loads(document.dumps()), document).rows == ()
