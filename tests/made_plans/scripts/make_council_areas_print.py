"""A council's improvement plan for children's services after an ILACS inspection, printed to PDF from Word: front page, key, one table per priority, area for improvement merged down the first column."""
import subprocess
from common_f import *

NAME = "council_areas_print"
TITLE = "Children’s Services Improvement Plan"
HEADS = ("Area for improvement", "Ref", "Action", "Lead officer", "By when", "Progress to date", "RAG", "How we will know it has made a difference")
COLUMNS = [(HEADS[0], "recommendation"), (HEADS[1], "number", "ref"), (HEADS[2], "action"), (HEADS[3], "lead"), (HEADS[4], "deadline"), (HEADS[5], "progress"), (HEADS[6], "rating"), (HEADS[7], "target")]


def P(ref, text, lead, due, d, notes, rag, target, **k):
    if rag == "Blue":
        k.setdefault("st", "complete")
    return A(text, lead, due, d, notes, ref=ref, rating=rag, target=target, **k)


GROUPS = [
    G("Priority 1: The quality and timeliness of help at the front door",
      R(None, "The timeliness of strategy discussions and the attendance of health and police at them.",
        P("1.1", "Agree a strategy discussion protocol with police and health, with a rota of named attendees for each working day.", "Head of Service, Front Door and Assessment", "31 July 2026", "2026-07-31", ["2026-06|Jun 26: |Protocol agreed by all three partners.", "2026-07|Jul 26: |Rota in place from 13 July. Complete."], "Blue", "95% held within 24 hours with health and police present."),
        P("1.2", "Dip sample 10 strategy discussions a month and report to the Front Door Partnership Group.", "Quality Assurance Manager", "Monthly to March 2027", "2027-03", ["2026-09|Sep 26: |8 of 10 quorate in August.", "2026-11|Nov 26: |9 of 10 quorate in October. Minutes still reach partners late."], "Green", "Monthly report shows sustained improvement over two quarters.")),
      R(None, "The response to children who go missing from home.",
        P("1.3", "Recruit two return home interview workers and bring the service in house.", "Head of Service, Front Door and Assessment", "30 September 2026\n(now 15 January 2027)", "2027-01-15", ["2026-08|Aug 26: |First recruitment round unsuccessful.", "2026-11|Nov 26: |One worker appointed, starts 4 January. Second post to be re-advertised. Existing contract extended until the move is complete."], "Amber", "80% of interviews offered within 72 hours, quality graded good by dip sample.", was=["2026-09-30"]),
        P("1.4", "Refresh the missing children procedure and brief all team managers.", "Principal Social Worker", "Autumn Term 2026", "2026-12", ["2026-10|Oct 26: |Procedure out for comment to partners and foster carers."], "Green", "Managers are confident about thresholds and know what is expected.")),
      number="1", description="Children receive the right help first time and decisions about them are timely and well recorded."),
    G("Priority 2: Care planning and permanence for children in care",
      R(None, "Delay in achieving permanence for some children.",
        P("2.1", "Set up a fortnightly permanence tracking panel chaired by the Head of Service.", "Head of Service, Children in Care", "1 June 2026", "2026-06-01", ["2026-06|Jun 26: |Panel established and meeting every fortnight. Action complete."], "Blue", "No child without a permanence plan by the second review."),
        P("2.2", "Clear the backlog of 37 children without a long term match.\n- matching reports to be completed by social workers\n- panel dates booked to March", "Head of Service, Children in Care / Fostering Service Manager", "31 March 2027", "2027-03-31", ["2026-07|Jul 26: |9 children matched.", "2026-10|Oct 26: |21 children matched, remaining 16 have panel dates."], "Green", "All children in settled placements are formally matched.", leads=["Head of Service, Children in Care", "Fostering Service Manager"])),
      R(None, "The quality of personal education plans.",
        P("2.3", "New PEP template and moderation of 25% of plans each term.", "Head of Virtual School", "Spring Term 2027", "2027-03", ["2026-09|Sep 26: |Template in use since start of term.", "2026-11|Nov 26: |First moderation: 58% good or better against a target of 80%. Schools causing concern visited."], "Amber", "80% of PEPs good or better."),
        P("2.4", "Commission an electronic PEP system.", "Head of Strategic Commissioning", "December 2026", "2026-12", ["2026-10|Oct 26: |Not progressing, bids were above budget. Closed by Improvement Board on 14 October, the case management system will be adapted instead under 4.1."], "Closed", "–", st="closed", reason="Not progressing, bids were above budget. Closed by Improvement Board on 14 October, the case management system will be adapted instead under 4.1.")),
      number="2", description="Children in care live in stable homes and have a clear plan for their future."),
    G("Priority 3: A stable and well supported workforce",
      R(None, "Social workers’ caseloads and the turnover of staff.",
        P("3.1", "Launch a retention package for hard to recruit teams.", "Director of Children’s Services and HR Business Partner", "Sept 2026", "2026-09", ["2026-09|Sep 26: |Package approved by Cabinet on 8 September and paid from October. Done."], "Blue", "Turnover below 14%. Agency use below 12%.", leads=["Director of Children’s Services", "HR Business Partner"]),
        P("3.2", "Reduce average caseload in the Assessment Service from 24 to 17.", "Head of Service, Front Door and Assessment", "28 February 2027", "2027-02-28", ["2026-08|Aug 26: |Average 22.", "2026-11|Nov 26: |Average 20. Two teams above 22 because of vacancies."], "Red", "No worker holds more than 20 children.")),
      R(None, "The frequency and quality of supervision.",
        P("3.3", "Deliver reflective supervision training to all team managers and assistant team managers.", "Principal Social Worker", "TBC", None, [], "Not started", "Supervision audits show reflection and challenge in 85% of files.")),
      number="3", description="Children have the same social worker for longer, and staff have the time and support to do good work."),
    G("Priority 4: Management oversight and performance information",
      R(None, "The use of performance information by managers.",
        P("4.1", "Develop team level dashboards in the case management system.", "Performance and Systems Manager", "30 October 2026", "2026-10-30", ["2026-07|Jul 26: |Three dashboards live.", "2026-11|Nov 26: |Seven of nine live. Fostering and care leavers outstanding, expected before Christmas."], "Red", "Managers use the dashboards in weekly performance meetings."),
        P("4.2", "Care leavers to present to the Improvement Board twice a year.", "Care Leavers’ Forum", "November 2026 and May 2027", ["2026-11", "2027-05"], ["2026-11|Nov 26: |First presentation on 11 November: housing and the local offer."], "Green", "The Board can show what it changed as a result.")),
      number="4", description="Leaders at all levels know how well children are doing and act on what they know."),
]
COL = {"Blue": "9DC3E6", "Green": "A9D08E", "Amber": "FFD966", "Red": "FF7C80", "Closed": "D9D9D9", "Not started": "FFFFFF"}
SCALE = {"Blue": "complete and embedded", "Green": "on track", "Amber": "some delay, plan to recover", "Red": "off track", "Closed": "no longer needed", "Not started": "not yet due to start"}


def make(path):
    from docx.enum.text import WD_BREAK
    from docx.shared import Cm
    doc = document(font="Calibri", size=11)
    for h in ("Heading 1", "Heading 2"):
        doc.styles[h].font.name = "Calibri"
    sec = doc.sections[0]; sec.left_margin = sec.right_margin = Cm(1.6)
    footer(sec, "Thornby Metropolitan Borough Council – Children’s Services Improvement Plan v2.1")
    for _ in range(5):
        doc.add_paragraph()
    runs(doc.add_paragraph(), "Thornby Metropolitan Borough Council", size=16, colour="1F4E79")
    runs(doc.add_paragraph(), TITLE, size=30, bold=True, colour="1F4E79")
    runs(doc.add_paragraph(), "In response to the Ofsted inspection of local authority children’s services, February 2026", size=13)
    runs(doc.add_paragraph(), "Version 2.1, 18 November 2026", size=12)
    doc.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    doc.add_heading("Introduction", 1)
    doc.add_paragraph("Ofsted inspected our services for children in February 2026 and judged them to require improvement to be good. Inspectors found that children are safe, but that the help they receive is not always good enough or quick enough. This plan sets out what we are doing about the areas which inspectors told us to improve.")
    doc.add_paragraph("The plan is overseen by an Improvement Board which meets every six weeks. Each priority has a sponsor, who is a member of the Board. Updates are given by month, and the plan is reported to the Children and Families Scrutiny Committee each quarter.")
    doc.add_heading("RAG key", 2)
    t = doc.add_table(len(SCALE), 2); t.style = "Table Grid"
    for row, (k, v) in zip(t.rows, SCALE.items()):
        put(row.cells[0], k, bold=True, shade=COL[k], size=10); put(row.cells[1], v[0].upper() + v[1:], size=10)
    grid(t, 3, 8)
    doc.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    for i, g in enumerate(GROUPS):
        doc.add_heading(g["title"], 1)
        doc.add_paragraph(g["description"])
        t = doc.add_table(1, 8); t.style = "Table Grid"
        for c, h in zip(t.rows[0].cells, HEADS):
            put(c, h, bold=True, shade="1F4E79", colour="FFFFFF", size=9.5)
        repeat_head(t.rows[0])
        for r in g["recs"]:
            first = len(t.rows)
            for a in r["actions"]:
                row = t.add_row().cells
                for c, v in zip(row[1:], (a["ref"], a["action"].split("\n"), a["lead"], a["due"].split("\n"), [note_print(x) for x in a["notes"]], a["rating"], a["target"])):
                    put(c, v, size=9.5)
                fill(row[6], COL[a["rating"]])
            put(down(t, 0, first, len(t.rows) - 1), r["text"], bold=True, size=9.5, shade="DEEAF6")
        grid(t, 3.6, 1, 5.6, 3.2, 2.5, 5.3, 1.6, 3.7)
        if i < 3:
            doc.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    tmp = Path("/tmp/look_f2"); tmp.mkdir(exist_ok=True)
    doc.save(tmp / f"{NAME}_w.docx")
    subprocess.run(["soffice", "-env:UserInstallation=file:///tmp/lo_f2", "--headless", "--convert-to", "pdf", "--outdir", str(tmp), str(tmp / f"{NAME}_w.docx")], check=True, capture_output=True)
    path.write_bytes((tmp / f"{NAME}_w.pdf").read_bytes())


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.pdf")
bullets(GROUPS)
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("Version 2.1", "", "2026-11-18")],
    remarks=["A heading per priority (the section, with its number), a sentence beneath (its description) and a table. The area for improvement is merged down the first column, unnumbered.",
             "'30 September 2026 (now 15 January 2027)': the second is in force. 'Autumn Term 2026' is December 2026, 'Spring Term 2027' is March 2027, 'Monthly to March 2027' is March 2027, 'TBC' no date. 4.2 has two dates.",
             "A short month with its year and a colon ('Nov 26:') leads a note: November 2026.",
             "'Blue' is complete and 'Closed' is closed; 'until the move is complete', 'to be completed by social workers' end nothing.",
             "The RAG key is no plan; February 2026 is the inspection, no version."],
    beyond={"scale": SCALE}))
