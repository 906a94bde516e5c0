"""What slipped, is overdue, fell silent, ended since, and by whom: from documents alone, on a day."""

import datetime
from dataclasses import replace

from actionplans.document.silence import silence_of
from actionplans.document.tree import (
    ActionNode,
    DeadlineMoveNode,
    DeadlineNode,
    EndedNode,
    EntryNode,
    LeadNode,
    PersonNote,
    PlanDocument,
    RecommendationNode,
    SectionNode,
    VersionLine,
    VersionMark,
)
from actionplans.writing.order import KnownLead
from actionplans.writing.standing import (
    GROUPS,
    NO_LEAD,
    UNKNOWN,
    Agencies,
    AgencyStanding,
    RatingCount,
    last_note_words,
    standing,
)

ON = datetime.date(2027, 2, 14)
PEOPLE = (
    PersonNote("RC", "Det Supt Ruth Calloway", "Detective superintendent", "Fenmarsh Police"),
    PersonNote("HS", "Helen Stroud", "Head of quality", "Fenmarsh County Council"),
    PersonNote("JW", "Joanna Wray", "Designated nurse", "Levels Community Health", None, "2026-07-03"),
    PersonNote("NA", "Ngozi Adeyemi", "Designated nurse", "Levels ICB"),
    PersonNote("", "Anna Berg", "Manager", "Housing"),
    PersonNote("", "Otto Lund", "Manager", "Probation"),
)


def plan(*actions: ActionNode, **more) -> PlanDocument:
    return PlanDocument(
        sections=(SectionNode(recommendations=(RecommendationNode(number="1", actions=actions),)),),
        **{"version": VersionMark(2, date="2027-02-01"), "people": PEOPLE} | more,
    )


def row(ref: str, date: str = "", **more) -> ActionNode:
    deadlines = (DeadlineNode("", date, {10: "day", 7: "month"}[len(date)]),) if date else ()
    return ActionNode(**{"id": ref, "ref": ref, "action": f"Do {ref}.", "deadlines": deadlines} | more)


def refs(rows) -> list[str]:
    return [row.ref for row in rows]


# Deadlines --------------------------------------------------------------------------------------------------------


def moved(ref: str, before: str, now: str, *reasons: str, **more) -> tuple[ActionNode, ActionNode]:
    """A row before and after its deadline moved; ``reasons`` are those of all its moves, of which the last is new."""
    moves = tuple(DeadlineMoveNode("x", "y", f"2027-01-{i:02}", reason) for i, reason in enumerate(reasons, 1))
    return row(ref, before, deadline_moves=moves[:-1]), row(ref, now, deadline_moves=moves, **more)


def test_the_most_often_moved_slip_stands_first_with_its_reason():
    pairs = [
        moved("1.1", "2027-01", "2027-04", "money"),
        moved("1.2", "2026-12", "2027-05", "a", "b", "two agencies outstanding"),
        moved("1.3", "2027-02", "2027-06", ""),
    ]
    old, new = (plan(*rows) for rows in zip(*pairs, strict=True))
    now = standing(new, ON, old)
    assert [(s.row.ref, s.was, s.now, s.times, s.reason) for s in now.slipped] == [
        ("1.2", "December 2026", "May 2027", 3, "two agencies outstanding"),
        ("1.3", "February 2027", "June 2027", 1, ""),
        ("1.1", "January 2027", "April 2027", 1, "money"),
    ]


def test_a_date_brought_forward_is_moved_and_has_not_slipped():
    old, new = (plan(action) for action in moved("1.1", "2027-06", "2027-04", "done early"))
    now = standing(new, ON, old)
    assert len(now.moved) == 1
    assert now.slipped == ()


def test_a_date_that_is_gone_has_slipped():
    now = standing(plan(row("1.1", deadline_text="Ongoing")), ON, plan(row("1.1", "2027-01")))
    assert [(s.was, s.now, s.times) for s in now.slipped] == [("January 2027", "Ongoing", 0)]


def test_a_file_that_keeps_no_moves_lists_none():
    now = standing(plan(row("1.1", "2027-03")), ON, plan(row("1.1", "2027-01")))
    assert [(s.times, s.reason) for s in now.slipped] == [(0, "")]


def test_without_an_older_document_all_moves_of_open_actions_count():
    _, new = moved("1.1", "2027-01", "2027-04", "a", "b")
    first = replace(new, deadline_moves=(DeadlineMoveNode("June 2026", "y", "2026-06-01", "a"), new.deadline_moves[1]))
    now = standing(plan(first, replace(first, id="z", ref="1.2", status="complete")), ON)
    assert [(s.row.ref, s.was, s.now, s.times, s.reason) for s in now.slipped] == [
        ("1.1", "June 2026", "April 2027", 2, "b")
    ]


def test_overdue_now_and_on_the_day_of_the_older_version():
    rows = (row("1.1", "2027-02-10"), row("1.2", "2026-11"), row("1.3", "2027-01-20"), row("1.4", "2027-03"))
    old = plan(*rows, version=VersionMark(1, date="2027-01-20"))
    now = standing(plan(*rows), ON, old)
    assert refs(now.overdue) == ["1.2", "1.3", "1.1"]
    assert now.overdue_before == 1
    assert standing(plan(*rows), ON, old.replace(version=None)).overdue_before is None
    assert standing(plan(*rows), ON).overdue_before is None


# Words ------------------------------------------------------------------------------------------------------------


def noted(date: str, written: str = "") -> tuple[EntryNode, ...]:
    return (EntryNode("A note.", date, {10: "day", 7: "month"}[len(date)], written=written),)


def test_the_longest_silence_stands_first():
    rows = (
        row("1.1", progress=noted("2026-12-10")),
        row("1.2", progress=noted("2026-10-01")),
        row("1.3", progress=noted("2027-01-30")),
        row("1.4", progress=noted("2026-01-01"), status="closed"),
        row("1.5"),
    )
    document = plan(*rows, versions=(VersionLine("Version 1", "2026-06-01"),))
    assert refs(standing(document, ON).silent) == ["1.5", "1.2", "1.1"]
    assert refs(standing(document, ON, silent_days=90).silent) == ["1.5", "1.2"]


def test_a_last_note_is_never_more_precise_than_it_was_written():
    def said(*progress: EntryNode) -> str:
        return last_note_words(silence_of(row("1", progress=progress)))

    assert said(*noted("2026-11"), *noted("2026-10-31")) == "November 2026"
    assert said(*noted("2026-11-04", written="2026-11-28")) == "04.11.26"
    assert said() == "never noted"
    assert said(EntryNode("Undated.")) == "only undated notes"


# Ended ------------------------------------------------------------------------------------------------------------


def test_only_what_ended_since_and_the_latest_first():
    ends = {"status": "complete", "ended": EndedNode("2027-02-01", "Executive")}
    old = plan(row("1.1"), row("1.2"), row("1.3", **ends), row("1.4", **ends))
    new = plan(
        row("1.1", **ends),
        row("1.2", status="closed", ended=EndedNode("2027-02-10", "Board")),
        row("1.3", **ends),
        row("1.4"),
        row("1.5", status="complete"),
    )
    assert refs(standing(new, ON, old).ended) == ["1.2", "1.1", "1.5"]
    assert refs(standing(new, ON).ended) == ["1.2", "1.1", "1.3", "1.5"]


# Agencies ---------------------------------------------------------------------------------------------------------


def behind(name: str, kind: str = "person") -> str:
    return Agencies(PEOPLE, ON).behind(LeadNode(name, kind))


def test_the_agency_behind_a_lead():
    assert behind("Det Supt Ruth Calloway") == "Fenmarsh Police"
    assert behind("Det Supt Ruth Calloway, police") == "Fenmarsh Police"
    assert behind("Helen Stroud (HS)") == "Fenmarsh County Council"
    assert behind("HS") == "Fenmarsh County Council"
    assert behind("Head of quality", "role") == "Fenmarsh County Council"
    assert behind("Fenmarsh Police", "agency") == "Fenmarsh Police"
    assert behind("Fenmarsh county council, education", "agency") == "Fenmarsh County Council"
    assert behind("Somebody New, Fenmarsh Police") == "Fenmarsh Police"
    assert behind("Learning sub-group", "group") == GROUPS


def test_a_role_is_its_holders_and_one_that_several_agencies_have_nobodys():
    assert behind("Designated nurse", "role") == "Levels ICB"
    assert behind("Joanna Wray") == "Levels Community Health"
    assert behind("Manager", "role") == UNKNOWN
    assert behind("Independent Scrutineer", "role") == UNKNOWN


def test_a_name_that_says_nobody_is_nobody():
    assert [behind(name, "role") for name in ("TBC", "To be confirmed", "–", "  ", "n/a")] == [""] * 5
    assert Agencies((), ON).of(ActionNode(leads=(LeadNode("tbc"),))) == (NO_LEAD,)
    assert Agencies((), ON).of(ActionNode()) == (NO_LEAD,)


def test_a_role_a_group_and_a_mistyped_name_are_no_agencies():
    known = (
        KnownLead("Quality sub-group", "group"),
        KnownLead("Fenmarsh Polcie", "unknown"),
        KnownLead("Bus Manager", "agency", "Fenmarsh County Council"),
        KnownLead("Housing", "agency", "Fenmarsh Housing"),
    )
    names = Agencies(PEOPLE, ON, known)
    assert names.behind(LeadNode("Quality sub-group", "role")) == GROUPS
    assert names.behind(LeadNode("Fenmarsh Polcie", "agency")) == UNKNOWN
    assert names.behind(LeadNode("bus. manager", "role")) == "Fenmarsh County Council"
    assert names.behind(LeadNode("Housing", "agency")) == "Fenmarsh Housing"
    assert names.behind(LeadNode("Head teachers", "role")) == UNKNOWN
    assert Agencies(PEOPLE, ON).behind(LeadNode("Housing", "agency")) == "Housing"  # a file knows no board


def test_what_no_agency_leads_comes_last_and_shared_rows_are_counted():
    leads = {
        "1.1": (LeadNode("Quality sub-group", "group"), LeadNode("HS", "person")),
        "1.2": (LeadNode("Head teachers"),),
        "1.3": (),
        "1.4": (LeadNode("HS", "person"),),
    }
    now = standing(plan(*(row(ref, leads=own) for ref, own in leads.items())), ON)
    assert [(agency.name, agency.open) for agency in now.agencies] == [
        ("Fenmarsh County Council", 2),
        (GROUPS, 1),
        (UNKNOWN, 1),
        (NO_LEAD, 1),
    ]
    assert (now.open, now.shared) == (4, 1)


def test_a_row_of_several_agencies_counts_under_each_once():
    both = (LeadNode("HS", "person"), LeadNode("Helen Stroud", "person"), LeadNode("Fenmarsh Police", "agency"))
    document = plan(
        row("1.1", "2027-01-01", leads=both, progress=noted("2026-11-30")),
        row("1.2", leads=both[:1], progress=noted("2027-02-12")),
        row("1.3", leads=both[:1], status="complete", progress=noted("2027-02-13")),
        row("1.4"),
        row("1.5", leads=(LeadNode("Housing", "agency"),), status="closed"),
    )
    assert standing(document, ON).agencies == (
        AgencyStanding("Fenmarsh County Council", 2, 1, 1, "2027-02-13"),
        AgencyStanding("Fenmarsh Police", 1, 1, 1, "2026-11-30"),
        AgencyStanding(NO_LEAD, 1, 0, 0, None),
    )


# Ratings and changes ----------------------------------------------------------------------------------------------


def test_ratings_are_counted_on_the_boards_scale_beside_what_they_were():
    scale = {"ratings": ("Red", "Amber", "Green")}
    old = plan(row("1.1", rating="Red"), row("1.2", rating="Red"), row("1.3"), **scale)
    new = plan(row("1.1", rating="Green"), row("1.2", rating="Red"), row("1.3", rating="Purple"), **scale)
    assert standing(new, ON, old).rated == (
        RatingCount("Red", 1, 2),
        RatingCount("Amber", 0, 0),
        RatingCount("Green", 1, 0),
        RatingCount("Purple", 1, 0),
        RatingCount("", 0, 1),
    )
    assert standing(plan(row("1.1")), ON).rated == ()


def test_ratings_of_recommendations_and_sections():
    rated = PlanDocument(
        rating_level="recommendation",
        sections=(SectionNode(title="One", rating="Red", recommendations=(RecommendationNode("1", rating="Amber"),)),),
    )
    assert standing(rated, ON).rated == (RatingCount("Amber", 1, None),)
    by_section = rated.replace(rating_level="section")
    assert standing(by_section, ON).rated == (RatingCount("Red", 1, None),)
    assert standing(by_section, ON, rated).rated == (RatingCount("Red", 1, None),)  # rated otherwise before


def test_an_empty_plan_stands_too():
    now = standing(PlanDocument(), ON, PlanDocument())
    assert (now.actions, now.overdue, now.moved, now.silent, now.ended, now.agencies, now.rated) == (0, *((),) * 6)
    assert not now.changes
