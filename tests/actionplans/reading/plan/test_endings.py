"""How rows of a plan say that they have ended, since when and why, and what only sounds like it."""

from __future__ import annotations

import datetime

import pytest

from actionplans.document.tree import EndedNode
from actionplans.reading.plan.endings import ending_of_row, rating_in, read_ending, without_status_line

PLAN_OF = datetime.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("progress", "deadline", "status", "ending"),
    [
        ("Action closed. The executive goes on looking.", "", "", "closed"),
        ("Begun.\n\nCOMPLETE", "", "", "complete"),
        ("", "Dec '25  COMPLETE", "", "complete"),
        ("This is now complete.", "", "", "complete"),
        ("Begun.\n\nThis is now complete.", "", "", "open"),
        ("Completed the audit of files.", "", "", "open"),
        ("COMPLETE\n\nRe-opened in May", "", "", "open"),
        ("", "", "Not complete", "open"),
        ("", "", "Completed", "complete"),
        ("", "", "Delivered", "complete"),
        ("", "", "Done", "complete"),
        ("", "", "Closed", "closed"),
        ("", "", "Closed, not to be pursued", "closed"),
        ("", "", "Not progressed", "open"),
        ("The trust has its own. Closed with the agreement of the Board.", "", "", "closed"),
        ("The trust has its own. Closed with the agreement of the Board once all have it.", "", "", "open"),
        ("All sent. Complete.", "", "In progress", "open"),
        ("All sent. Complete.", "", "See notes", "complete"),
    ],
)
def test_endings(progress, deadline, status, ending):
    assert read_ending(progress, deadline, status).status == ending


@pytest.mark.parametrize(
    ("progress", "ending"),
    [
        ("03/08/26: Checklist in use.\n\n28/09/26: First audit: 18 of 20 pass. Complete.", "complete"),
        ("2 Nov 2026: Nine hours over eight weeks. Action complete.", "complete"),
        ("Policy agreed. Completed", "complete"),
        ("Workshop held for 54 people – complete", "complete"),
        ("Flag switched on. Closed – complete.", "complete"),
        ("Handbook sent out; now complete", "complete"),
        ("All posts filled. Action completed on 3 July 2026.", "complete"),
        ("Guide printed and the action has been closed by the Board in June 2026.", "closed"),
        ("The partners met. This action is now complete.", "complete"),
        ("This action is complete and the evidence has been seen. Next audit in May.", "complete"),
        ("No longer needed, pilot uses the existing form. Closed.", "closed"),
        ("Closed on this plan: now sits in the neighbourhood plan, action 12.", "closed"),
        ("Handed over to the adult board's delivery plan on 1 October 2026. Closed on this plan.", "closed"),
        ("Transferred to the carers' strategy (their action 9).", "closed"),
        ("Moved to business as usual.", "closed"),
        ("Merged into the rota review in August 2026; closed on this plan.", "closed"),
        ("Withdrawn: parents asked for a web page instead.", "closed"),
        ("Superseded by the new records system.", "closed"),
        ("No longer required.", "closed"),
        ("- Letter sent\n- Action complete", "complete"),
        ("Complete. Housing joined on 19 October.", "complete"),
    ],
)
def test_notes_say_that_a_row_has_ended(progress, ending):
    assert read_ending(progress, around=PLAN_OF).status == ending


@pytest.mark.parametrize(
    "progress",
    [
        "371 moved. Nearly complete.",
        "Almost complete.",
        "It is not complete until the form is live.",
        "This action is not complete.",
        "This action is not yet complete.",
        "Rota to be completed by 30 November.",
        "To be completed by May.",
        "When complete, the guide goes to schools.",
        "Half complete.",
        "Phase 1 complete.",
        "Phase 1 complete. Phase 2 begun.",
        "Completed forms are sent to the office.",
        "75% complete",
        "Training is 75% complete.",
        "Partially completed.",
        "The action will be closed when the audit is in.",
        "This action is complete for health but not for housing.",
        "Complete the audit and tell the Board.",
        "Closed cases were looked at again.",
        "Moved to a new office in May.",
        "Handed over to the new manager.",
        "Transferred to the duty team for an answer.",
        "The old form is no longer needed.",
        "First part done. Complete.\n\n03.10.26: Second part begun.",
        "01.05.26: Moved to the housing plan.\n\n03.10.26: Brought back by the Board and begun.",
        "The parents' survey has been completed.",
        "Two homes were closed by the inspectorate.",
    ],
)
def test_what_only_sounds_like_an_end_leaves_a_row_open(progress):
    assert read_ending(progress, around=PLAN_OF).status == "open"


@pytest.mark.parametrize(
    ("progress", "status", "on"),
    [
        ("03/08/26: In use.\n\n28/09/26: Audited. Complete.", "", "2026-09-28"),
        ("3 June – Letter in use.\n\nAction completed.", "", "2026-06-03"),
        ("03/08/26: All done. Action complete on 1 August 2026.", "", "2026-08-01"),
        ("June 2026: In use. Complete.", "", ""),
        ("03.05.26: Begun.\n\nJune 2026: In use. Complete.", "", ""),
        ("In use. Complete.", "", ""),
        ("", "Complete, 14 September 2026", "2026-09-14"),
        ("28/09/26: Audited.", "Complete", ""),
        ("28/09/26: Audited. Complete.", "Complete", "2026-09-28"),
        ("28/09/26: Sent. Complete.\n\n03/08/26: Drafted.", "", "2026-09-28"),
        ("Handed over to the housing plan on 1 October. Closed.", "", "2026-10-01"),
        ("02/11/26: In use since 1 October. Action completed.", "", "2026-11-02"),
        ("In use since 1 October. Action completed.", "", "2026-10-01"),
        ("Agreed on 11 June and signed by all by the 29th. Action complete.", "", "2026-06-29"),
        ("June 2026: Form complete, file sent. (AB 12/06/26)", "Complete", "2026-06-12"),
        ("02/06/26: Line in use, 10 of 10.", "Complete", "2026-06-02"),
        ("02/06/26: Asked twice. Closed by the health group 4 June.", "", "2026-06-04"),
    ],
)
def test_the_day_of_an_end_is_its_own_or_that_of_its_note(progress, status, on):
    ending = read_ending(progress, "", status, around=PLAN_OF)
    assert ending.status != "open"
    assert ending.on == on


def test_an_end_keeps_who_agreed_it_and_why():
    closed = read_ending("Guide printed. The action was closed by the Health Executive in June 2026.")
    assert closed.node == EndedNode(by="Health Executive")
    handed = read_ending("Handed over to the housing plan on 1 October 2026. Closed on this plan.", around=PLAN_OF)
    assert handed.node == EndedNode(on="2026-10-01", reason="Handed over to the housing plan on 1 October 2026.")
    assert read_ending("", "", "Complete").node is None


def test_a_rating_ends_a_row_where_the_key_says_so():
    scale = {
        "Blue": "complete or closed",
        "Green": "on track",
        "Grey": "no longer required",
        "Amber": "complete or on track",
    }
    assert read_ending("03.05.26: In use.", rating="Blue", scale=scale).status == "complete"
    assert read_ending("In use.", rating="Green", scale=scale).status == "open"
    assert read_ending("In use.", rating="Grey", scale=scale).status == "closed"
    dated = read_ending("In use.", rating="Grey", scale=scale, completed=["3 May 2026"])
    assert (dated.status, dated.on) == ("closed", "2026-05-03")
    assert read_ending("In use.", rating="Amber", scale=scale).status == "open"
    assert read_ending("All in use. Complete.", rating="Green", scale=scale).status == "complete"
    withdrawn = read_ending("Withdrawn: a web page came instead. Closed.", rating="Blue", scale=scale)
    assert (withdrawn.status, withdrawn.reason) == ("closed", "Withdrawn: a web page came instead.")


def test_blue_without_a_key_is_complete_by_custom_and_says_so():
    def ending(heading, **more):
        return ending_of_row({"progress": "In use."}, {}, "", "Blue", {"rating": heading}, **more)

    assert (ending("BRAG").status, ending("BRAG").customary) == ("complete", False)
    assert (ending("RAG").status, ending("RAG").customary) == ("complete", True)
    assert ending("RAG", scale={"Blue": "not started", "Green": "on track"}).status == "open"


@pytest.mark.parametrize(
    ("heading", "text", "status", "on", "reason"),
    [
        ("Date closed", "3 March 2026", "complete", "2026-03-03", ""),
        ("Completed on", "08/07/2026 – Briefing sent.", "complete", "2026-07-08", "Briefing sent."),
        (
            "Date of completion and outcome",
            "14/09/2026 Complete. A third asked.",
            "complete",
            "2026-09-14",
            "A third asked.",
        ),
        (
            "Date completed",
            "15.10.26: event held, to be repeated",
            "complete",
            "2026-10-15",
            "event held, to be repeated",
        ),
        ("Date completed", "Nearly complete", "open", "", ""),
        ("Date completed", "To be completed by 3 March 2026", "open", "", ""),
        ("Date completed", "Not complete", "open", "", ""),
        ("Date completed", "1 April 2027", "open", "", ""),
        (
            "Completion date and outcome",
            "8/04/2026 letter sent. Not yet complete as the answer is awaited.",
            "open",
            "",
            "",
        ),
        ("Date of completion", "8/04/2026 letter sent. Remains open.", "open", "", ""),
        ("Date completed", "June 2026", "complete", "", ""),
        ("Date closed", "Transferred to the carers' strategy.", "closed", "", "Transferred to the carers' strategy."),
        ("Review date", "3 March 2026", "open", "", ""),
        ("Completion rate", "3 March 2026", "open", "", ""),
    ],
)
def test_a_date_of_completion_ends_a_row(heading, text, status, on, reason):
    ending = ending_of_row({}, {heading: text}, "", "", {}, around=PLAN_OF)
    assert (ending.status, ending.on, ending.reason) == (status, on, reason)


def test_a_row_that_is_closed_keeps_where_it_went():
    ending = read_ending("Passed to the housing board, which has one in hand.", "", "Closed")
    assert (ending.status, ending.reason) == ("closed", "Passed to the housing board, which has one in hand.")
    assert read_ending("Passed to the housing board, which has one in hand.").status == "open"


@pytest.mark.parametrize(
    ("progress", "rest", "line"),
    [
        (
            "02.06.26: All checked.\n\nStatus: Blue, complete on 2 June 2026",
            "02.06.26: All checked.",
            "Blue, complete on 2 June 2026",
        ),
        ("All checked.\n**RAG:** Green", "All checked.", "Green"),
        ("Status: closed here", "", "closed here"),
        ("Status: the team has met twice", "Status: the team has met twice", ""),
        ("Status update: complete", "Status update: complete", ""),
    ],
)
def test_a_line_of_a_progress_cell_gives_the_status_and_is_no_note(progress, rest, line):
    assert without_status_line(progress) == (rest, line)


def test_a_status_line_gives_rating_and_day():
    assert [rating_in(said) for said in ("Blue, complete", "R", "Green", "On track", "Redcar")] == [
        "Blue",
        "Red",
        "Green",
        "",
        "",
    ]
    ending = read_ending("02.06.26: All checked.", "", "Blue, complete on 3 June 2026", around=PLAN_OF)
    assert (ending.status, ending.on) == ("complete", "2026-06-03")
    assert read_ending("", "", "Amber, to be completed by the end of May").status == "open"


def test_what_was_moved_is_closed_even_where_a_date_of_completion_is_filled():
    ending = ending_of_row({"progress": "Moved to the prison plan."}, {"Date closed": "19/03/2026"}, "", "", {})
    assert (ending.status, ending.on, ending.reason) == ("closed", "2026-03-19", "Moved to the prison plan.")


def test_what_became_of_an_action_says_that_it_was_closed():
    extra = {"Date closed": "19/03/2026", "What was achieved": "Not bought: it failed its test."}
    ending = ending_of_row({}, extra, "", "", {})
    assert (ending.status, ending.on, ending.reason) == ("closed", "2026-03-19", "Not bought: it failed its test.")


@pytest.mark.parametrize(
    ("status", "progress", "reason"),
    [
        ("Closed – moved to the night safety programme", "Stickers printed.", "moved to the night safety programme"),
        ("Closed, taken over by the ward plan, 4 August 2026", "Posts advertised.", "taken over by the ward plan"),
        (
            "Closed - not pursued",
            "Not being pursued. The two lists do not match.",
            "Not being pursued. The two lists do not match.",
        ),
        ("Withdrawn", "Not affordable; stopped by the directors.", "Not affordable; stopped by the directors."),
        (
            "Closed",
            "Now with the parents’ panel, which meets in May.",
            "Now with the parents’ panel, which meets in May.",
        ),
        ("Closed", "Change made three days late.", ""),
        ("", "Not needed, as the rule above covers it. Closed.", "Not needed, as the rule above covers it."),
        (
            "",
            "Closed on this plan: handed to the transport panel.",
            "Closed on this plan: handed to the transport panel.",
        ),
    ],
)
def test_a_closed_row_keeps_the_words_that_say_why(status, progress, reason):
    ending = read_ending(progress, status=status, around=PLAN_OF)
    assert (ending.status, ending.reason) == ("closed", reason)


@pytest.mark.parametrize(
    ("progress", "on"),
    [
        ("4/9/26: Now routine. Completed and shown to the unit.", "2026-09-04"),
        ("4/9/26: Nearly all of it is done: not completed in two wards.", ""),
        ("4/9/26: Live in both wards.", ""),
    ],
)
def test_a_row_that_its_rating_ends_has_the_day_on_which_its_last_note_says_so(progress, on):
    assert read_ending(progress, rating="Blue", scale={"Blue": "complete"}, around=PLAN_OF).on == on


@pytest.mark.parametrize(
    ("status", "rating", "progress", "reason"),
    [
        (
            "Closed",
            "",
            "03.05.26: Closed. Parents said they would not use it.",
            "Closed. Parents said they would not use it.",
        ),
        ("Closed", "", "03.05.26: No money. Closed by the Board.", "No money. Closed by the Board."),
        ("Closed", "", "03.05.26: Letters sent. Closed by the Board.", ""),
        ("Stood down", "", "03.05.26: Shops deliver already.", "Shops deliver already."),
        ("", "Shelved", "03.05.26: Homes asked for a visit.", "Homes asked for a visit."),
        ("Closed – no further action", "", "03.05.26: It costs too much.", "It costs too much."),
        ("", "", "03.05.26: Withdrawn 1/5/26 – no lawful basis.", "Withdrawn 1/5/26 – no lawful basis."),
        (
            "",
            "",
            "Removed from the plan by the Board: a hall is free.",
            "Removed from the plan by the Board: a hall is free.",
        ),
        (
            "",
            "",
            "03.05.26: Board agreed to close this action: others do it. Closed.",
            "Board agreed to close this action: others do it. Closed.",
        ),
    ],
)
def test_what_was_closed_undone_keeps_the_words_that_say_why(status, rating, progress, reason):
    ending = read_ending(progress, "", status, rating, around=PLAN_OF)
    assert (ending.status, ending.reason) == ("closed", reason)


def test_what_was_closed_has_the_day_of_the_note_that_says_so():
    assert read_ending("03.05.26: No money. Closed by the Board.", "", "Closed", around=PLAN_OF).on == "2026-05-03"
    assert read_ending("03.05.26: It costs too much.", "", "Closed – no further action", around=PLAN_OF).on == ""
