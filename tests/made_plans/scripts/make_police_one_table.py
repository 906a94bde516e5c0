"""A police force's action plan after a child protection inspection, in Word: one big table, reference and recommendation merged down over the actions, status and RAG, notes with dates."""
from common_f import *

NAME = "police_one_table"
TITLE = "HMICFRS National Child Protection Inspection – Force Action Plan"
HEADS = ("Rec", "HMICFRS recommendation", "Action ref", "Force action", "Owner", "Due", "Status", "RAG", "Progress notes")
COLUMNS = [(HEADS[0], "number"), (HEADS[1], "recommendation"), (HEADS[2], "number", "ref"), (HEADS[3], "action"), (HEADS[4], "lead"), (HEADS[5], "deadline"), (HEADS[6], "status", "state"), (HEADS[7], "rating"), (HEADS[8], "progress")]


def F(ref, text, owner, due, d, state, rag, notes=(), **k):
    k.setdefault("st", {"Complete": "complete", "Closed – no further action": "closed"}.get(state, "open"))
    return A(text, owner, due, d, notes, ref=ref, state=state, rating=rag, **k)


GROUPS = [G("",
    R("1", "Within three months, the force should improve how it assesses risk at the first point of contact, so that children linked to an incident are identified.",
      F("1a", "Update the THRIVE question set in the control room with a prompt for children at the address.", "Head of Contact Management", "30/06/2026", "2026-06-30", "Complete", "Blue", ["2026-06-15|15.06.26 – |Prompt live on the command and control system.", "2026-07-20|20.07.26 – |Checked by Audit and Inspection, 88% of DA incidents have children recorded. Gold Group agreed to close."]),
      F("1b", "Monthly dip sample of 30 incidents by control room supervisors.", "Ch Insp Omar Farouk", "Ongoing", None, "In progress", "Green", ["2026-08-17|17.08.26 – |July sample: 24 of 30 compliant.", "2026-10-19|19.10.26 – |September sample: 27 of 30. Feedback given to individuals."]),
      F("1c", "Vulnerability input for all control room staff, to include the voice of the child.", "Head of Learning and Development", "30/11/2026", "2026-11-30", "In progress", "Amber", ["2026-09-14|14.09.26 – |Two of five rotas have had the input.", "2026-11-09|09.11.26 – |Three of five. Rotas D and E booked for first two weeks of December so will be slightly over."])),
    R("2", "Within three months, the force should make sure that officers speak to children, and record their concerns and views, when they attend domestic abuse incidents.",
      F("2a", "Amend the PPN so that the voice of the child section cannot be left blank.", "DCI Helen Stobbart", "31/07/2026", "2026-07-31", "Complete", "Blue", ["2026-07-28|28.07.26 – |Change made. Guidance published on the intranet and in chief's orders. Complete."]),
      F("2b", "Supervisors to review body worn video of three DA attendances a month.\n- one to be from a night shift\n- findings on the QA form", "Chief Inspector, Neighbourhoods / Chief Inspector, Response", "30/09/2026\nextended to 31/01/2027", "2027-01-31", "In progress", "Amber", ["2026-09-14|14.09.26 – |Process agreed but Response unable to start due to summer demand. Extension agreed by ACC.", "2026-10-19|19.10.26 – |Commenced on 1 October. 46 reviews completed out of 90 expected."], was=["2026-09-30"], leads=["Chief Inspector, Neighbourhoods", "Chief Inspector, Response"])),
    R("3", "Within six months, the force should improve its investigation of online child sexual exploitation, in particular delays in acting on referrals.",
      F("3a", "Uplift of six detective constables to the Online Investigation Team.", "Head of Crime", "31/12/2026", "2026-12-31", "In progress", "Green", ["2026-08-17|17.08.26 – |Four in post.", "2026-11-09|09.11.26 – |Fifth started. Sixth in vetting."]),
      F("3b", "Introduce a daily risk assessment of unallocated referrals using KIRAT.", "DI Kate Winspear", "Immediate", None, "Complete", "Blue", ["2026-05-18|18.05.26 – |In place. Backlog was 41 referrals.", "2026-08-17|17.08.26 – |Backlog 12, all low risk. Closed as complete."]),
      F("3c", "Reduce the time for digital examination of devices to 8 weeks.", "Head of Forensic Services", "31/03/2027", "2027-03-31", "In progress", "Red", ["2026-09-14|14.09.26 – |Average 19 weeks. Outsourcing contract has not been completed.", "2026-11-09|09.11.26 – |Average 17 weeks. Procurement expects to sign in December. Escalated to DCC."]),
      F("3d", "Consider a joint team with Vale Police.", "Det Supt, Public Protection", "31/10/2026", "2026-10-31", "Closed – no further action", "", ["2026-10-19|19.10.26 – |Considered by both forces. Costs outweigh benefits, will not be progressed."], reason="Considered by both forces. Costs outweigh benefits, will not be progressed.")),
    R("4", "Within six months, the force should review its practice for children in custody, so that appropriate adults are called promptly and alternative accommodation is requested.",
      F("4a", "Joint protocol with the two local authorities for alternative accommodation under PACE.", "Insp Rhian Treharne with Tarn District Council", "Jan 2027", "2027-01", "In progress", "Amber", ["2026-10-19|19.10.26 – |Draft shared. One authority has yet to comment.", "Meeting on 3 December to finalise.||2026-12-03"], leads=["Insp Rhian Treharne", "Tarn District Council"]),
      F("4b", "Custody sergeants to record the time that the appropriate adult was requested and the time of arrival.", "Insp Rhian Treharne", "31/08/2026", "2026-08-31", "Complete", "Blue", ["2026-08-24|24.08.26 – |Live in both suites. Average wait 2 hrs 10 mins, to be reported to custody performance meeting from now on."]),
      F("4c", "Scrutiny panel of independent custody visitors and youth justice to review 10 cases.", "Youth Justice Service Manager", "Q4 2026/27", "2027-03", "Not started", "Not due")))]
COL = {"Blue": "8EAADB", "Green": "A8D08D", "Amber": "FFD966", "Red": "FF5050"}
SCALE = {"Blue": "Complete and signed off by Gold Group", "Green": "On track", "Amber": "Risk of delay", "Red": "Off track, needs escalation"}


def make(path):
    from docx.shared import Cm
    doc = document(font="Arial", size=10.5)
    sec = doc.sections[0]; sec.left_margin = sec.right_margin = Cm(1.3)
    sec.header.paragraphs[0].text = "OFFICIAL – SENSITIVE"
    footer(sec, "Northmere Police – Public Protection Command")
    runs(doc.add_paragraph(), "Northmere Police", size=12, bold=True, colour="1F3864")
    runs(doc.add_paragraph(), TITLE, size=17, bold=True, colour="1F3864")
    t = doc.add_table(4, 2); t.style = "Table Grid"
    for row, (k, v) in zip(t.rows, (("Senior responsible owner", "ACC Fiona Marchbank"), ("Plan owner", "Det Supt Neil Ashby, Public Protection"), ("Version", "1.6"), ("Date", "12 November 2026"))):
        put(row.cells[0], k, bold=True, size=9.5, shade="D9E2F3"); put(row.cells[1], v, size=9.5)
    grid(t, 5, 9)
    doc.add_paragraph()
    doc.add_paragraph("HMICFRS inspected the force in January 2026 and published its report on 21 April 2026. Progress is reviewed each month by the Child Protection Gold Group.")
    t = doc.add_table(1, 9); t.style = "Table Grid"
    for c, h in zip(t.rows[0].cells, HEADS):
        put(c, h, bold=True, size=9, shade="1F3864", colour="FFFFFF")
    repeat_head(t.rows[0])
    for r in GROUPS[0]["recs"]:
        first = len(t.rows)
        for a in r["actions"]:
            row = t.add_row().cells
            for c, v in zip(row[2:], (a["ref"], a["action"].split("\n"), a["lead"], a["due"].split("\n"), a["state"], a["rating"], [note_print(x) for x in a["notes"]])):
                put(c, v, size=9)
            if a["rating"] in COL:
                fill(row[7], COL[a["rating"]])
        put(down(t, 0, first, len(t.rows) - 1), r["number"], size=9, bold=True)
        put(down(t, 1, first, len(t.rows) - 1), r["text"], size=9)
    grid(t, 1.1, 4.2, 1.3, 5.2, 3.1, 2.3, 2, 1.5, 6.4)
    doc.add_paragraph()
    runs(doc.add_paragraph(), "RAG key: " + "; ".join(f"{k} – {v}" for k, v in SCALE.items()) + ".", size=9)
    runs(doc.add_paragraph(), "DA – domestic abuse. PPN – public protection notice. KIRAT – Kent Internet Risk Assessment Tool. QA – quality assurance.", size=9)
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
bullets(GROUPS)
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("1.6", "", "2026-11-12")],
    remarks=["One table without sections. 'Rec' and 'HMICFRS recommendation' are merged down over the actions 1a, 1b …",
             "Status decides: 'Complete' is complete, 'Closed – no further action' closed. '46 reviews completed out of 90', 'has not been completed', 'to finalise' end nothing. 'Not due' is printed under RAG.",
             "'30/09/2026 extended to 31/01/2027': the second is in force. 'Ongoing' and 'Immediate' give no date. 'Q4 2026/27' is March 2027 (financial year).",
             "'Meeting on 3 December to finalise.' is undated and speaks of a day to come.",
             "The small table above gives version and date; 21 April 2026 is the inspectors' report."],
    beyond={"scale": SCALE}))
