"""A safeguarding adults board's SAR action plan, typed in Word landscape and printed to PDF: each recommendation a shaded band across, its numbered actions below, RAG in colour, versions at the end."""
import os
import subprocess
from common_g import *

NAME = "landscape_review_print"
TITLE = "Safeguarding Adults Review – Gerald"
HEADS = ("No.", "Action", "Lead", "By when", "How will we know it has made a difference?", "Progress", "RAG")
COLUMNS = [("Recommendation", "recommendation"), ("No.", "number", "ref"), ("Action", "action"), ("Lead", "lead"), ("By when", "deadline"), (HEADS[4], "target", "know"), ("Progress", "progress"), ("RAG", "rating")]


def S(ref, text, lead, due, d, know, notes, rag, **k):
    return A(text, lead, due, d, notes, ref=ref, know=know, rating=rag, **k)


GROUPS = [G("",
    R("1", "Wexcombe Safeguarding Adults Board should review its self-neglect and hoarding policy and make sure that it is known and used by frontline staff in all partner agencies.",
      S("1.1", "Task and finish group to revise the policy, including the clutter image rating scale and when to call a multi-agency meeting.", "Policy and Procedures Subgroup", "30 June 2026", "2026-06-30", "Policy agreed and published.", ["2026-03-17|17/03/26: |Group met, chaired by Fire and Rescue.", "2026-06-09|09/06/26: |Policy agreed by Board and on the website. Action complete."], "Blue", st="complete", on="2026-06-09"),
      S("1.2", "Launch the policy with four lunchtime briefings and a one page guide for staff.", "WSAB Business Manager", "31 December 2026", "2026-12-31", "300 staff attend. Survey shows staff know where to find the policy.", ["2026-09-15|15/09/26: |Two briefings held, 164 attended.", "2026-11-03|03/11/26: |Third briefing held. Guide printed. Final one on 9 December."], "Green"),
      S("1.3", "Audit 20 self-neglect cases.", "Quality Assurance Subgroup", "Q1 2027/28", "2027-06", "Multi-agency meeting held in at least 80% of cases where the threshold is met.", ["Added to audit programme."], "Not started")),
    R("2", "Adult Social Care should ensure that when a person declines an assessment the decision to close is made with a manager and that the referrer is told.",
      S("2.1", "Add a mandatory manager's decision to the case closure step on Mosaic.", "Adult Social Care – Head of Operations", "30 September 2026\nExtended to 29 January 2027", "2027-01-29", "No closures without a recorded decision.", ["2026-08-11|11/08/26: |Change request in, waiting list of 14 weeks.", "2026-11-17|17/11/26: |Testing to be completed by 11 December."], "Amber", was=["2026-09-30"]),
      S("2.2", "Standard letter to referrers with outcome and what to do if things get worse.", "Adult Social Care – Head of Operations", "31 May 2026", "2026-05-31", "Fewer repeat referrals. Feedback from referrers.", ["2026-05-26|26/05/26: |Letter in use in all teams. Complete"], "Blue", st="complete", on="2026-05-26")),
    R("3", "Wexcombe Homes should have a clear route for its gas engineers and contractors to report concerns about tenants.",
      S("3.1", "‘Something not right’ cards and a dedicated e-mail address for contractors.", "Wexcombe Homes – Safeguarding Lead", "31 July 2026", "2026-07-31", "Increase in reports by contractors from baseline of 3 a year.", ["2026-07-21|21/07/26: |Cards given to 85 operatives, e-mail address live.", "2026-10-13|13/10/26: |19 reports in first quarter, 4 led to a safeguarding concern. Completed."], "Blue", st="complete", on="2026-10-13"),
      S("3.2", "No access to property for gas safety check on three occasions to trigger a welfare check before legal action.", "Wexcombe Homes – Head of Compliance", "31 October 2026", "2026-10-31", "Every third no access has a welfare check recorded.", ["2026-10-13|13/10/26: |Procedure drafted but not yet agreed by the repairs contractor.", "2026-11-17|17/11/26: |Contractor wants a variation to the contract. Escalated to Director of Housing."], "Red"),
      S("3.3", "Fit smart meters in the homes of all tenants over 70 so that non-use of heating is noticed.", "Wexcombe Homes – Head of Compliance", "31 March 2027", "2027-03-31", "", ["2026-09-15|15/09/26: |Closed by SAR Subgroup, Information Governance advise that data cannot be used in this way."], "Closed", st="closed", on="2026-09-15", reason="Closed by SAR Subgroup, Information Governance advise that data cannot be used in this way.")),
    R("4", "The Integrated Care Board should assure the Board that GP practices follow up patients who have not been seen and are not collecting repeat prescriptions.",
      S("4.1", "Add to the GP safeguarding standards and to the annual self-assessment.", "ICB – Designated Professional, Safeguarding Adults", "April 2027", "2027-04", "100% of practices report a process.", ["2026-11-03|03/11/26: |In draft standards for 2027/28."], "Green"),
      S("4.2", "Ask community pharmacies to tell the practice where two consecutive collections are missed.", "ICB – Chief Pharmacist and Local Pharmaceutical Committee", "28 February 2027", "2027-02-28", "Number of contacts from pharmacies.", ["2026-09-15|15/09/26: |LPC supportive. Pilot in Thornby to start in November.", "2026-11-17|17/11/26: |Six pharmacies have joined the pilot."], "Green", leads=["ICB – Chief Pharmacist", "Local Pharmaceutical Committee"])),
    R("5", "The Board should share the learning from this review with Gerald's neighbours, who raised concerns and felt that they were not heard.",
      S("5.1", "Independent Chair to meet the neighbours with the author and to report back on the plan a year later.", "WSAB Independent Chair", "First meeting by 31 March 2026, second by 31 March 2027", ("2026-03-31", "2027-03-31"), "Neighbours say they have been listened to.", ["2026-03-24|24/03/26: |Met three neighbours at the community centre. They would like posters in the flats, Wexcombe Homes has agreed."], "Green"))),
]
COL = {"Blue": "9CC2E5", "Green": "A8D08D", "Amber": "FFC000", "Red": "FF5050", "Closed": "BFBFBF"}
KEY = {"Blue": "Complete", "Green": "On track", "Amber": "Delayed but being managed", "Red": "Off track, escalate to Board", "Closed": "Will not be done"}
VERSIONS = [("1.0", "12 February 2026", "Agreed by Board", "2026-02-12"), ("1.1", "23 June 2026", "Updated following SAR Subgroup", "2026-06-23"), ("1.2", "22 September 2026", "Updated following SAR Subgroup", "2026-09-22"), ("1.3", "20 November 2026", "Updated for Board on 3 December", "2026-11-20")]


def make(path):
    from docx.shared import Cm
    doc = document(font="Arial", size=10)
    sec = doc.sections[0]; sec.left_margin = sec.right_margin = Cm(1.5); sec.top_margin = sec.bottom_margin = Cm(1.6)
    footer(sec, "WSAB SAR Gerald action plan v1.3\tOFFICIAL")
    runs(doc.add_paragraph(), "Wexcombe Safeguarding Adults Board", size=12)
    runs(doc.add_paragraph(), TITLE, size=18, bold=True)
    runs(doc.add_paragraph(), "Multi-agency action plan", size=13, bold=True)
    doc.add_paragraph("Gerald was 78 and lived alone. He was found dead in his flat in January 2025. The review was published on 12 February 2026. This plan is monitored by the SAR Subgroup every two months and reported to the Board twice a year.")
    t = doc.add_table(1, 7); t.style = "Table Grid"
    for c, h in zip(t.rows[0].cells, HEADS):
        put(c, h, bold=True, shade="1F3864", colour="FFFFFF")
    repeat_head(t.rows[0])
    for r in GROUPS[0]["recs"]:
        row = t.add_row(); k = len(t.rows) - 1; no_split(row)
        c = joined(t, k, 0, k, 6); put(c, f"Recommendation {r['number']}: {r['text']}", bold=True, shade="D9E2F3"); c.paragraphs[0].paragraph_format.keep_with_next = True
        for a in r["actions"]:
            row = t.add_row()
            if a["ref"] != "2.1":
                no_split(row)
            for c, v in zip(row.cells, (a["ref"], a["action"], a["lead"], a["due"].split("\n"), a["know"], [note_print(x) for x in a["notes"]], a["rating"])):
                put(c, v)
            if a["rating"] in COL:
                fill(row.cells[6], COL[a["rating"]])
    wide(t, 1.1, 6, 3.6, 3, 4.6, 6.5, 1.8)
    doc.add_paragraph()
    p = doc.add_paragraph(); runs(p, "RAG: ", bold=True); p.add_run("; ".join(f"{k} – {v}" for k, v in KEY.items()))
    runs(doc.add_paragraph(), "Version control", bold=True)
    t = doc.add_table(1, 3); t.style = "Table Grid"
    for c, h in zip(t.rows[0].cells, ("Version", "Date", "Reason")):
        put(c, h, bold=True)
    for v in VERSIONS:
        for c, x in zip(t.add_row().cells, v):
            put(c, x)
    wide(t, 2, 4, 9)
    doc.save("/tmp/look_g2/G23_word.docx")
    subprocess.run(["soffice", "-env:UserInstallation=file:///tmp/lo_g2", "--headless", "--convert-to", "pdf", "--outdir", "/tmp/look_g2", "/tmp/look_g2/G23_word.docx"], check=True, capture_output=True)
    os.replace("/tmp/look_g2/G23_word.pdf", path)


here = Path(__file__).resolve()
os.makedirs("/tmp/look_g2", exist_ok=True)
make(here.parents[1] / f"{NAME}.pdf")
save_g2(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, subtitle="Multi-agency action plan", versions=[V(a, c, d) for a, b, c, d in VERSIONS],
    remarks=["One ruled table; each recommendation is a band across ('Recommendation 1: …'), its actions 1.1, 1.2 below. No sections.",
             "RAG 'Blue' is complete, 'Closed' closed; 'Red', 'Not started' are open.",
             "'Extended to 29 January 2027' is in force, 30 September 2026 the earlier date. 5.1 has two dates. 'Q1 2027/28' is June 2027.",
             "'Testing to be completed by 11 December', 'Third briefing held', 'drafted but not yet agreed' end nothing.",
             "'Adult Social Care – Head of Operations' is one lead as printed; 'ICB – Chief Pharmacist and Local Pharmaceutical Committee' are two.",
             "The table of versions and the line of the RAG key hold no actions."], beyond={"scale": KEY}),
    role=["Wexcombe Homes – Safeguarding Lead", "Wexcombe Homes – Head of Compliance", "Adult Social Care – Head of Operations", "ICB – Designated Professional, Safeguarding Adults", "ICB – Chief Pharmacist", "WSAB Business Manager", "WSAB Independent Chair"],
    group=["Local Pharmaceutical Committee", "Policy and Procedures Subgroup", "Quality Assurance Subgroup"])
