"""Word, youth justice inspection PIP template: Recommendation / Evidence / Key actions / Milestones / Owner / Timescale / BRAG / Comments, guidance row under the heads, recommendation printed on each row."""
import sys
from pathlib import Path
from made_a import *

NAME = "post_inspection"
COLUMNS = [("Recommendation", "recommendation"), ("Evidence", "evidence"), ("Key actions", "action"), ("Milestones", "target"), ("Owner", "lead"), ("Timescale", "deadline"), ("BRAG", "rating"), ("Comments", "progress")]
TITLE = "Youth Justice Service Post-Inspection Improvement Plan"
GUIDE = ["As worded in the report", "What will you show us?", "Specific and few", "Steps on the way", "One person, not a team", "Day and month", "See key", "Dated, latest last"]
GROUPS = [
    G("Domain 1: Leadership and governance",
      R("1", "The Management Board should make sure that its members come, and that they can speak for their organisation.",
        A("Ask each chief officer to name a member and one deputy.", "Chair of the Management Board", "15/05/26", "2026-05-15", ["2026-05-13|13 May 26 - |All nine named. Done – see minutes."], evidence="Attendance log", target="Letters out by the end of April", rating="B", st="complete"),
        A("Induct every member in person, with an afternoon in the office.", "YJS Head of Service", "30/10/26", "2026-10-30", ["2026-09-01|1 Sept 26 - |Five of nine inducted.", "2026-10-29|29 Oct 26 - |Eight of nine; almost complete."], evidence="Induction packs; visit notes", target="Five by August", rating="A"))),
    G("Domain 2: Work with children and families",
      R("2", "The service should improve the quality of planning for the safety of others.",
        A("Train all staff in contingency planning.", "Practice Development Manager, East", "28/08/26", "2026-08-28", ["2026-08-21|21 Aug 26 - |24 of 24 trained. Action completed."], evidence="Training register", target="Half by June", rating="B", st="complete", on="2026-08-21"),
        A("Countersign against a checklist of seven points.", "Operational Managers (North, South)", "30/09/26 31/12/26", "2026-12-31", ["2026-10-06|6 Oct 26 - |Checklist rewritten after staff found it too long."], evidence="Dip sample of 30", target="Tried in the north by July", rating="A", was=["2026-09-30"], pdue="~~30/09/26~~ 31/12/26"),
        A("Learn how others do it: visit one service rated outstanding.", "YJS Head of Service", "Nov 26", "2026-11", [], evidence="Notes of visit", target="", rating="G")),
      R(None, "The service should make sure that exploited children are helped as children first.",
        A("Bring the exploitation screening tool into the assessment.", "Exploitation Co-ordinator", "29/01/27", "2027-01-29", ["2026-11-09|9 Nov 26 - |National tool expected; ours will be completed when it comes out."], evidence="30 assessments", target="Draft by Christmas", rating="G"))),
    G("Domain 3: Out-of-court disposals",
      R("4", "The police and the service should decide together, on the day, when a child has admitted an offence.",
        A("Sit jointly twice a week.", "Inspector, Youth Justice", "w/c 1 June 26", "2026-06-01", ["2026-06-05|5 June 26 - |First week. Sitting on Tuesdays and Fridays."], evidence="Panel minutes", target="Rota by May", rating="G"),
        A("Ask for a triage worker in custody.", "Inspector, Youth Justice", "30/06/26", "2026-06-30", ["Moved to the liaison and diversion plan; will be reported there."], evidence="", target="", rating="B", st="closed", reason="Moved to the liaison and diversion plan; will be reported there."))),
]


def make(path):
    doc = document(font="Arial", size=9)
    footer(doc.sections[0], "OFFICIAL – Draft")
    t0 = doc.add_table(3, 2); t0.style = "Table Grid"
    for row, (a, b) in zip(t0.rows, (("Service", "Penhollow Youth Justice Service"), ("Inspected", "March 2026"), ("Plan agreed", "24 April 2026"))):
        put(row.cells[0], a, bold=True); put(row.cells[1], b)
    widths(t0, 3, 8)
    runs(doc.add_paragraph(), TITLE, size=16, bold=True)
    doc.add_paragraph("BRAG: B complete; R off track; A at risk; G on track. Please add your initials to any change.")
    for g in GROUPS:
        doc.add_heading(g["title"], 2)
        rows = [(r, a) for r in g["recs"] for a in r["actions"]]
        t = doc.add_table(2 + len(rows), 8); t.style = "Table Grid"
        for c, (h, *_), x in zip(t.rows[0].cells, COLUMNS, GUIDE):
            put(c, h, bold=True, shade="D0CECE")
        for c, x in zip(t.rows[1].cells, GUIDE):
            put(c, x, size=7)
            c.paragraphs[0].runs[0].italic = True
        repeat_head(t.rows[0])
        for row, (r, a) in zip(t.rows[2:], rows):
            c = row.cells
            put(c[0], (f"{r['number']}. " if r["number"] else "") + r["text"]); put(c[1], a["evidence"]); put(c[2], a["action"]); put(c[3], a["target"]); put(c[4], a["lead"]); put(c[5], a.get("pdue") or a["due"])
            put(c[6], a["rating"], shade={"B": "9DC3E6", "G": "A9D18E", "A": "FFD966"}.get(a["rating"])); put(c[7], [note_print(x) for x in a["notes"]])
        widths(t, 4.4, 3, 4.4, 2.8, 3.2, 2.2, 1.2, 4.9)
    doc.save(path)


for g in GROUPS:
    for r in g["recs"]:
        for a in r["actions"]:
            if a.get("pdue"):
                a["due"] = a["pdue"]
here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("", "Plan agreed", "2026-04-24")], traps=[1, 2, 4, 10, 11, 12, 13, 16, 17, 18],
    remarks=["The row in italics under the heads is guidance and no action. The recommendation is printed on each of its rows and is one; the second recommendation of domain 2 has no number.",
             "'30/09/26' struck: 31/12/26 is in force. Dates in Milestones are no deadlines. 'almost complete' and 'will be completed' end nothing.",
             "'Done – see minutes' and 'B' end; 'Moved to … plan' with B is closed. The form above the title is the plan's date, not a row."],
    beyond={"scale": {"B": "complete", "R": "off track", "A": "at risk", "G": "on track"}}))
check(here.parent / f"{NAME}.docx")
