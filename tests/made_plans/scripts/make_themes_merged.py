"""Word, three merged levels side by side: theme first column merged, then recommendation merged, then actions; "So what?" column."""
import sys
from pathlib import Path
from made_a import *

NAME = "themes_merged"
COLUMNS = [("Theme", "section"), ("Recommendation", "recommendation"), ("Action agreed", "action"), ("Agency and named lead", "lead"), ("Target", "deadline"), ("Where are we now?", "progress"), ("So what? Impact", "evidence"), ("Status", "status")]
TITLE = "Safeguarding Adult Review ‘Wilfred’: joint action plan"
GROUPS = [
    G("Making Safeguarding Personal",
      R("1", "The person should be asked what he wants to happen, and asked again when things change.",
        A("Add the question to each review form.", "Adult Social Care: Ottoline Verey, Head of Service", "31 May 2026", "2026-05-31", ["2026-05-28|28/05/26 |Form changed in the spring release."], evidence="In August 41 of 50 records held the person's own words.", status="Completed", st="complete"),
        A("Buy more advocacy hours for people in hospital.", "ICB: Senior Commissioner, Mental Health", "30 Nov 2026", "2026-11-30", ["2026-09-16|16/09/26 |Business case approved.", "2026-10-27|27/10/26 |Provider cannot start until the new year."], evidence="", status="Delayed")),
      R("2", "Families should know whom to ring when care breaks down out of hours.",
        A("Put one number on the front of each care plan.", "Adult Social Care: Duty Manager, Emergency Team", "31 July 2026", "2026-07-31", ["2026-07-14|14/07/26 |Printed on 900 plans."], evidence="Calls out of hours rose by a third.", status="Completed", st="complete")),
      kind="theme"),
    G("Working together across the border",
      R("3", "Wilfred lived in one county and was treated in another; neither knew who was to lead.",
        A("Agree a rule for which board leads, with worked examples.", "Both boards: Business Managers", "30 Sept 2026 – extended to 31 Dec 2026", "2026-12-31", ["2026-09-23|23/09/26 |Draft swapped twice. Nearly complete."], was=["2026-09-30"], evidence="", status="In hand"),
        A("Hold a learning event on each side of the border.", "Both boards: Training Leads", "Feb 2027", "2027-02", [], evidence="", status="Not started"),
        A("Share an online calendar of reviews.", "Both boards: Business Managers", "Oct 2026", "2026-10", ["Not being pursued. The two systems do not speak to each other."], evidence="", status="Closed – not pursued", st="closed", reason="Not being pursued. The two systems do not speak to each other.")),
      kind="theme"),
    G("Pressure damage as a sign of neglect",
      R("4", "Nurses should use the decision guide before they raise, or do not raise, a concern.",
        A("Audit 40 cases of grade 3 and 4 damage.", "Lindale Community Trust: Tissue Viability Nurse Consultant", "w/b 12 Oct 2026", "2026-10-12", ["2026-10-30|30/10/26 |Audit done, guide used in 22 of 40. Audit to be repeated."], evidence="We know where it is not used: two wards.", status="In hand"),
        A("Teach the guide on two wards.", "Lindale Community Trust: Matron, Elderly Medicine", "March 2027", "2027-03", [], evidence="", status="In hand")),
      kind="theme"),
]


def make(path):
    doc = document(font="Arial Narrow", size=10)
    footer(doc.sections[0], "Lindale and Harrowby SABs")
    doc.add_heading("Lindale Safeguarding Adults Board", 2)
    runs(doc.add_paragraph(), TITLE, size=17, bold=True)
    doc.add_paragraph("v4 12.11.2026")
    n = sum(len(r["actions"]) for g in GROUPS for r in g["recs"])
    t = doc.add_table(1 + n, 8); t.style = "Table Grid"
    for c, (h, *_) in zip(t.rows[0].cells, COLUMNS):
        put(c, h, bold=True, shade="D9D9D9")
    repeat_head(t.rows[0])
    i = 1
    def merge(col, first, last, text, **k):
        m = t.cell(first, col).merge(t.cell(last, col)) if last > first else t.cell(first, col)
        for p in m.paragraphs[1:]:
            p._p.getparent().remove(p._p)
        put(m, text, **k)
    for g in GROUPS:
        gf = i
        for r in g["recs"]:
            rf = i
            for a in r["actions"]:
                c = t.rows[i].cells
                for j, v in ((2, a["action"]), (3, a["lead"]), (4, a["due"]), (6, a["evidence"]), (7, a["status"])):
                    put(c[j], v)
                put(c[5], [note_print(x) for x in a["notes"]])
                i += 1
            merge(1, rf, i - 1, f"{r['number']}. {r['text']}")
        merge(0, gf, i - 1, g["title"], bold=True, shade="EDEDED")
    widths(t, 2.6, 4.4, 4.4, 3.4, 2.2, 4.6, 3, 1.8)
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
# "Agency: role" is kept as printed
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("v4", "", "2026-11-12")], traps=[1, 2, 3, 10, 11, 12, 13, 17, 18],
    remarks=["Theme and recommendation are both merged columns: the theme is the section. 'Agency: named lead' is one lead as printed.",
             "'extended to' gives the date in force. 'Nearly complete' and 'Audit done … to be repeated' with the status 'In hand' are open."]))
check(here.parent / f"{NAME}.docx")
