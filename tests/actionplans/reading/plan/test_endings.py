"""How rows of a plan say that they have ended, and what only sounds like it."""

from __future__ import annotations

import pytest

from actionplans.reading.plan.endings import read_ending


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
    ],
)
def test_endings(progress, deadline, status, ending):
    assert read_ending(progress, deadline, status).status == ending
