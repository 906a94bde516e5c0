"""Why words of a file are not in its plan, as sentences for the user."""

from __future__ import annotations

from actionplans.document.warnings import (
    ANOTHER,
    AROUND,
    COUNT,
    GUIDANCE,
    HEADING,
    HEADS,
    HIDDEN,
    KEY,
    LABEL,
    REPEATED,
    REPORT,
    RUNNING,
    SECOND,
    SHOWN,
    STRUCK,
    TABLE,
    UNNAMED,
)

#: The sentence for each of REASONS.
WHY = {
    AROUND: "It stands outside the tables and lists of the plan.",
    TABLE: "This table has none of the headings of an action plan.",
    UNNAMED: "It is listed above the table, which does not name it.",
    HEADING: "A heading of the paper, not of a part of the plan.",
    LABEL: "The board’s own word before {label}, which are kept.",
    HEADS: "It stands above or below the headings of the table.",
    GUIDANCE: "It says how to fill in the columns.",
    RUNNING: "It stands at the head or foot of each page.",
    REPORT: "It belongs to the report that the plan is an appendix to.",
    SHOWN: "It was left out because you said so.",
    ANOTHER: "You said that it is another plan, which is imported by itself.",
    HIDDEN: "The file does not show it.",
    COUNT: "It counts rows of the plan.",
    SECOND: "Only the first plan of a file is read: save the other as a file of its own.",
    STRUCK: "It is struck through in the file.",
    REPEATED: "A row says it again beside another update of its action.",
    KEY: "It is a key to the paper, and no part of the plan.",
}
