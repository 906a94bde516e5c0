"""Word, landscape: composite action plan of several agencies after a Safeguarding Adults Review; number, recommendation and agency merged downwards; RAG by colour alone."""
import sys
from pathlib import Path
from made_a import *

NAME = "agency_merged"
COLUMNS = [("No.", "number", "no"), ("SAR Recommendation", "recommendation"), ("Agency", "lead"), ("Action to be taken", "action"), ("Target date", "deadline"),
           ("Intended outcome", "target"), ("Progress and evidence", "progress"), ("RAG", "rating")]
TITLE = "Safeguarding Adults Review ‘Maureen’ – Composite Action Plan"

ASC, ICB, POL, CHC, HOU, FIRE, ALL = "Adult Social Care", "NHS Colneshire ICB", "Colneshire Police", "Colne Community Healthcare NHS Trust", "Colvale Housing", "CFRS", "All agencies"
GROUPS = [G("",
    R("1", "The Safeguarding Adults Board should review its self-neglect and hoarding guidance, and should be assured that practitioners use it when an adult repeatedly declines support.",
      A("Review the multi-agency self-neglect guidance, with a flowchart and an escalation route when the risk is high and the adult does not engage.", "Colneshire SAB", "July 2026", "2026-07",
        ["2026-07-22|22.07.2026 – |Guidance approved by the Board and published. COMPLETE."], target="Practitioners know what to do and when to escalate.", rating="Blue", st="complete", on="2026-07-22"),
      A("Self-neglect champions to be named in each of the five locality teams.", ASC, "September 2026", "2026-09",
        ["2026-09-10|10.09.2026 – |Four of five named.", "2026-10-08|08.10.2026 – |All five in place and have met. Action completed."], target="There is somebody to ask in each team.", rating="Blue", st="complete", on="2026-10-08"),
      A("Audit 25 cases where self-neglect was the main concern, against the new guidance.", ASC, "February 2027", "2027-02", ["Audit tool drafted. QA Sub-Group to agree it on 9 December.||2026-12-09"], target="At least 20 of 25 show the guidance was followed.", rating="Green"),
      A("Community nurses to record the state of the home and of pressure areas on each visit, with a photograph where there is consent.", CHC, "31.10.2026", "2026-10-31",
        ["2026-11-04|04.11.2026 – |Template went live three weeks late because of the system freeze. Compliance report due in December before this can be shown as complete."], target="Decline is noticed between visits.", rating="Amber")),
    R("2", "Agencies should assure themselves that mental capacity, including executive functioning, is assessed and recorded where an adult makes decisions that place them at serious risk.",
      A("Level 3 MCA training to include executive functioning, with Maureen’s story told as a case study.", ASC, "March 2027", "2027-03",
        ["2026-09-24|24.09.2026 – |Family has agreed to the case study.", "2026-11-12|12.11.2026 – |First two dates fully booked."], target="Capacity assessments speak to executive functioning.", rating="Green"),
      A("MCA prompt card for ward and community staff.", CHC, "August 2026", "2026-08", ["2026-08-19|19.08.2026 – |3,000 cards printed and given out, also on intranet."], target="Staff know when to assess.", rating="Blue", st="complete"),
      A("GP practices to be reminded of the duty to assess and record capacity when treatment is refused, through protected learning time.", ICB, "October 2026 January 2027", "2027-01",
        ["2026-10-13|13.10.2026 – |October session was cancelled because of winter pressures; new date 20 January."], target="GPs record capacity when care is declined.", rating="Amber", was=["2026-10"], pdue="~~October 2026~~ January 2027"),
      A("Frontline officers’ vulnerability input to cover capacity and self-neglect.", POL, "Dec 2026", "2026-12",
        ["2026-11-02|02.11.2026 – |Input written with the help of the MCA lead. To be completed in the December training cycle."], target="Fewer ‘no further action’ adult referrals.", rating="Green")),
    R("3", "Housing and the fire service should be included in risk planning for adults who hoard, and a home fire safety visit should be offered to each of them.",
      A("Sign the data sharing agreement for hoarding cases at clutter scale 5 and above.", HOU, "30.09.2026", "2026-09-30", ["2026-09-30|30.09.2026 – |Signed by Colvale. Two smaller providers still to sign."], target="Agencies know who is at risk.", rating="Red"),
      A("Tenancy officers to complete a clutter image rating at each annual visit.", HOU, "April 2027", "2027-04", ["Visits begin in the new year."], target="Hoarding is found earlier.", rating="Green"),
      A("Offer a home fire safety visit within five working days of referral, and tell the referrer what was found.", FIRE, "Immediate and ongoing", None,
        ["2026-08-06|06.08.2026 – |41 referrals since April, 38 visited in time.", "2026-11-05|05.11.2026 – |Feedback to referrer now given in all cases. Agreed by SAR Sub-Group as complete, with quarterly figures to QA Sub-Group."], target="Risk of fire is reduced.", rating="Blue", st="complete"),
      A("Fit misting systems for the ten tenants at highest risk.", FIRE, "December 2026", "2026-12",
        ["2026-10-21|21.10.2026 – |Bid not successful. Action withdrawn by CFRS; portable units on loan will be considered case by case."], target="", rating="Grey", st="closed", reason="Bid not successful. Action withdrawn by CFRS; portable units on loan will be considered case by case.")),
    R("4", "All agencies should make use of multi-agency risk management meetings, with a lead professional, when the usual ways of working have not reduced the risk.",
      A("Promote the Multi-Agency Risk Management (MARM) process in team meetings, and report to the Board how many staff were reached.", ALL, "End of Nov 2026", "2026-11",
        ["2026-11-12|12.11.2026 – |Returns from six agencies of nine (1,140 staff)."], target="More MARM meetings are called, by more agencies.", rating="Green"),
      A("MARM chair’s guide and template minutes.", "Colneshire SAB", "30.06.2026", "2026-06-30", ["2026-06-16|16.06.2026 – |On website. Completed."], target="Meetings end with a plan and a lead professional.", rating="Blue", st="complete", on="2026-06-16"),
      A("Dataset to include number of MARM meetings by agency that called them.", "Colneshire SAB", "Q4 2026/27", "2027-03", [], target="The Board sees who uses MARM and who does not.", rating="Green"))),
]
COLOUR = {"Blue": "5B9BD5", "Green": "92D050", "Amber": "FFC000", "Red": "FF0000", "Grey": "A6A6A6"}
for r in GROUPS[0]["recs"]:
    for a in r["actions"]:
        if a.get("pdue"):
            a["due"] = a["pdue"]


def make(path):
    doc = document(font="Calibri", size=11)
    doc.sections[0].header.paragraphs[0].text = "Colneshire Safeguarding Adults Board"
    footer(doc.sections[0], "SAR Maureen composite action plan")
    doc.add_paragraph(TITLE, style="Title")
    doc.add_paragraph("Last updated: 16.11.2026 (SAR Sub-Group)")
    doc.add_paragraph("Maureen was 71 when she died in her flat in January 2025. The Review was published on 2 April 2026. The agencies that took part have each set out what they will do in answer to its four recommendations, and their actions are brought together here so that the Board can see them side by side. The SAR Sub-Group goes through the plan every two months; the Board receives it twice a year until all actions are closed.")
    k = doc.add_table(1, 5); k.style = "Table Grid"
    for c, (a, b) in zip(k.rows[0].cells, (("Blue", "Completed"), ("Green", "On track"), ("Amber", "Delayed, with a plan to recover"), ("Red", "Overdue or at serious risk"), ("Grey", "Withdrawn"))):
        put(c, f"**{a}** – {b}", shade=COLOUR[a])
    doc.add_paragraph()
    n = sum(len(r["actions"]) for r in GROUPS[0]["recs"])
    t = doc.add_table(1 + n, 8); t.style = "Table Grid"
    for c, (h, *_) in zip(t.rows[0].cells, COLUMNS):
        put(c, h, bold=True, shade="7030A0", colour="FFFFFF")
    repeat_head(t.rows[0])

    def merge(col, first, last, text, **kw):
        m = t.cell(first, col).merge(t.cell(last, col)) if last > first else t.cell(first, col)
        for p in m.paragraphs[1:]:
            p._p.getparent().remove(p._p)
        put(m, text, **kw)
    i = 1
    for r in GROUPS[0]["recs"]:
        first, agency = i, i
        acts = r["actions"]
        for j, a in enumerate(acts):
            c = t.rows[i].cells
            put(c[3], a["action"]); put(c[4], a["due"]); put(c[5], a["target"]); put(c[6], [note_print(x) for x in a["notes"]])
            fill(c[7], COLOUR[a["rating"]])
            if j + 1 == len(acts) or acts[j + 1]["lead"] != a["lead"]:
                merge(2, agency, i, a["lead"], bold=True); agency = i + 1
            i += 1
        merge(0, first, i - 1, r["number"], bold=True); merge(1, first, i - 1, r["text"])
    W = (1, 4.6, 2.9, 5.4, 2.2, 3.6, 5.4, 1.1)
    widths(t, *W)
    for col, x in zip(t.columns, W):
        col._gridCol.w = __import__("docx").shared.Cm(x)
    doc.add_paragraph()
    doc.add_paragraph("CFRS – Colneshire Fire and Rescue Service. MCA – Mental Capacity Act 2005.")
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("", "Last updated", "2026-11-16")], traps=[1, 2, 3, 10, 11, 12, 13, 17, 18],
    remarks=["Number, recommendation and agency are merged downwards; the agency, where it is merged over two or three actions, is the lead of each of them. There is no other lead.",
             "The RAG cell is empty and only coloured; the row of colours above the table names them. 'MCA prompt card' is completed by its blue alone. 'Agreed by SAR Sub-Group as complete' ends, with figures to follow.",
             "'October 2026' struck: January 2027 is in force. 'Q4 2026/27' is March 2027, 'Immediate and ongoing' none. 'before this can be shown as complete', 'To be completed' end nothing; 'withdrawn' closes."],
    beyond={"scale": {"Blue": "Completed", "Green": "On track", "Amber": "Delayed, with a plan to recover", "Red": "Overdue or at serious risk", "Grey": "Withdrawn"}}))
