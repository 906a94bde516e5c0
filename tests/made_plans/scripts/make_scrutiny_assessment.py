"""A scrutiny committee's report in Word (portrait) with the improvement plan as Appendix A (landscape): a heading and a table for each theme, the finding merged down, BRAG last."""
from common_g import *

NAME = "scrutiny_assessment"
REPORT = "Adult Social Care: progress following the CQC assessment"
TITLE = "Adult Social Care Improvement Plan 2026-28"
HEADS = ("Ref", "CQC finding", "What we will do", "Responsible officer", "Deadline", "What success looks like", "Progress", "BRAG")
COLUMNS = [("Ref", "number"), ("CQC finding", "recommendation"), (HEADS[2], "action"), (HEADS[3], "lead"), ("Deadline", "deadline"), (HEADS[5], "target", "success"), ("Progress", "progress"), ("BRAG", "rating")]


def C(text, lead, due, d, success, notes, brag, **k):
    return A(text, lead, due, d, notes, success=success, rating=brag, **k)


GROUPS = [
    G("Theme 1: Working with people",
      R("1.1", "People waited too long for a Care Act assessment and were not always told how long they would wait.",
        C("Clear the backlog of assessments over 28 days with a dedicated team of six agency social workers.", "Assistant Director, Operations", "31 March 2027", "2027-03-31", "No one waits longer than 28 days. Baseline 412 people (April 2026).", ["2026-07|July 2026: |Team in post from 6 July.", "2026-09|September 2026: |Backlog 301.", "2026-11|November 2026: |Backlog 236, 11 below trajectory."], "Green"),
        C("Introduce ‘waiting well’ calls every four weeks to all people on the list.", "Head of Contact and Early Support", "30 June 2026", "2026-06-30", "95% of people called.", ["2026-06|June 2026: |Calls began 8 June, 97% in the first month. Action complete, monitored through the performance board."], "Blue", st="complete"),
        C("Publish waiting times on the Council's website.", "Head of Contact and Early Support", "30 September 2026", "2026-09-30", "", ["2026-11|November 2026: |Page built but data quality is not good enough to publish. To be completed by the end of January."], "Red")),
      R("1.2", "Unpaid carers told us that they did not know what support there is.",
        C("Co-produce a new carers' strategy with the Carers' Partnership Board.", "Head of Commissioning", "December 2026 (revised from September 2026)", "2026-12", "Strategy agreed by Cabinet. 70% of carers satisfied with support in the next survey.", ["2026-09|September 2026: |Consultation extended by six weeks at the request of carers.", "2026-11|November 2026: |Draft on the agenda of Cabinet for 16 December."], "Amber", was=["2026-09"]),
        C("Carers' information pack to be given out by GPs, hospital wards and schools.", "Head of Commissioning and ICB Place Director", "Spring term 2027", "2027-03", "3,000 packs given out.", [], "Not started", leads=["Head of Commissioning", "ICB Place Director"]))),
    G("Theme 2: Ensuring safety",
      R("2.1", "Safeguarding enquiries were not always concluded in a timely way and people's outcomes were not always recorded.",
        C("Weekly safeguarding performance meeting with team managers.", "Principal Social Worker", "Immediate and ongoing", None, "Average length of enquiry below 60 days.", ["2026-06|June 2026: |Meetings started.", "2026-11|November 2026: |Average 71 days (April: 104)."], "Green"),
        C("Amend the section 42 form so that an enquiry can't be closed without recording the person's outcomes.", "Head of Safeguarding", "31 August 2026", "2026-08-31", "Outcomes recorded in 95% of enquiries.", ["2026-08|August 2026: |Form live 24 August. Completed."], "Blue", st="complete"),
        C("Recruit two additional best interests assessors to reduce the DoLS backlog.", "Head of Safeguarding", "31 January 2027", "2027-01-31", "Backlog of high priority cases nil.", ["2026-09|September 2026: |One appointed, started 21 September.", "2026-11|November 2026: |Second post out to advert for third time."], "Amber"))),
    G("Theme 3: Leadership",
      R("3.1", "Elected members and senior leaders did not have enough data to know how well services were performing.",
        C("Monthly performance dashboard to Portfolio Holder, quarterly to this Committee.", "Head of Performance and Insight", "1 October 2026", "2026-10-01", "Members say they have the data which they need.", ["2026-10|October 2026: |First dashboard issued. Done."], "Blue", st="complete"),
        C("Join the regional data warehouse.", "Head of Performance and Insight", "31 March 2027", "2027-03-31", "", ["2026-09|September 2026: |Withdrawn – the regional project has been ended by its funder."], "Closed", st="closed", reason="Withdrawn – the regional project has been ended by its funder.")),
      R("3.2", "The approach to co-production was at an early stage.",
        C("Appoint a co-production officer and set up a panel of people who draw on care and support.", "Director of Adult Social Services", "Quarter 4 2026/27", "2027-03", "Panel of 15 people meets four times a year.", ["2026-11|November 2026: |Officer appointed, starts 4 January."], "Green"))),
]
SCALE = {"Blue": "completed", "Green": "on track", "Amber": "some delay", "Red": "significant delay", "Closed": "no longer to be done"}
COL = {"Blue": "8EA9DB", "Green": "92D050", "Amber": "FFC000", "Red": "FF4B4B", "Closed": "D0CECE"}


def make(path):
    from docx.enum.section import WD_SECTION
    from docx.shared import Cm
    doc = document(landscape=False, font="Arial", size=11)
    footer(doc.sections[0], "Health and Adult Social Care Scrutiny Committee, 9 December 2026")
    runs(doc.add_paragraph(), "Thornby Borough Council", size=14, bold=True)
    t = doc.add_table(0, 2); t.style = "Table Grid"
    for a, b in (("Committee", "Health and Adult Social Care Scrutiny Committee"), ("Date", "9 December 2026"), ("Title of report", REPORT), ("Report of", "Director of Adult Social Services"), ("Portfolio Holder", "Councillor J. Ashworth, Adults and Public Health"), ("Wards affected", "All"), ("Exempt information", "None")):
        row = t.add_row().cells; put(row[0], a, bold=True, size=11, shade="F2F2F2"); put(row[1], b, size=11)
    wide(t, 4.5, 12.5)
    def h(x): doc.add_heading(x, 2)
    def p(x): doc.add_paragraph(x)
    h("1. Purpose of report")
    p("1.1 To inform the Committee of progress against the improvement plan drawn up after the Care Quality Commission's assessment of the Council, published on 20 March 2026.")
    h("2. Recommendations")
    p("2.1 That the Committee:")
    doc.add_paragraph("notes the progress made since the last report on 9 September 2026;", style="List Number")
    doc.add_paragraph("considers whether it wishes to look at the waiting list for assessments in more detail at its meeting in March 2027.", style="List Number")
    h("3. Background")
    p("3.1 The CQC rated the Council as ‘requires improvement’ with a score of 58%. The inspectors praised staff, the reablement service and the work with care homes. They found that people waited too long, that carers were not well informed and that data was not used well enough by leaders.")
    p("3.2 The improvement plan was agreed by Cabinet on 13 May 2026. It is overseen by the Improvement Board, which meets monthly and is chaired by the Chief Executive.")
    h("4. Progress")
    p("4.1 Of the eleven actions three have been completed and one has been closed. One action is rated red: the publication of waiting times. Two are amber. The full plan is at Appendix A.")
    p("4.2 Key performance measures are in the table below.")
    t = doc.add_table(1, 4); t.style = "Table Grid"
    for c, x in zip(t.rows[0].cells, ("Measure", "April 2026", "October 2026", "Target")):
        put(c, x, bold=True, size=10, shade="DEEAF6")
    for row in (("People waiting over 28 days for assessment", "412", "236", "0"), ("Average length of safeguarding enquiry (days)", "104", "71", "60"), ("Outcomes recorded in enquiries", "63%", "89%", "95%")):
        for c, x in zip(t.add_row().cells, row):
            put(c, x, size=10)
    wide(t, 8.5, 2.8, 2.9, 2.8)
    h("5. Financial implications")
    p("5.1 The agency team costs £415,000 in 2026/27 and is met from the Market Sustainability and Improvement Fund. There are no other costs which cannot be met from budget.")
    h("6. Legal implications")
    p("6.1 The Council has duties under the Care Act 2014 to assess and to make safeguarding enquiries. The CQC may assess the Council again within two years.")
    h("7. Equality implications")
    p("7.1 An equality impact assessment of the plan was completed in May 2026.")
    h("8. Background papers")
    p("CQC assessment report, Thornby Borough Council, 20 March 2026. Cabinet report, 13 May 2026.")
    p("Contact officer: Head of Improvement, improvement@thornby.example")
    sec = doc.add_section(WD_SECTION.NEW_PAGE); turn(sec); sec.left_margin = sec.right_margin = Cm(1.5)
    runs(doc.add_paragraph(), "Appendix A", bold=True)
    doc.add_heading(TITLE, 1)
    p("Version 6 – updated 25 November 2026")
    p("BRAG: " + ", ".join(f"{k.lower()} = {v}" for k, v in SCALE.items()))
    for g in GROUPS:
        doc.add_heading(g["title"], 2)
        t = doc.add_table(1, 8); t.style = "Table Grid"
        for c, x in zip(t.rows[0].cells, HEADS):
            put(c, x, bold=True, shade="DEEAF6")
        repeat_head(t.rows[0])
        for r in g["recs"]:
            first = len(t.rows)
            for a in r["actions"]:
                row = t.add_row(); no_split(row)
                for c, v in zip(row.cells[2:], (a["action"], a["lead"], a["due"], a["success"], [note_print(x) for x in a["notes"]], a["rating"])):
                    put(c, v)
                if a["rating"] in COL:
                    fill(row.cells[7], COL[a["rating"]])
            put(joined(t, first, 0, len(t.rows) - 1, 0), r["number"], bold=True); put(joined(t, first, 1, len(t.rows) - 1, 1), r["text"])
        wide(t, 1.1, 4.1, 5.4, 3.1, 2.8, 3.7, 5, 1.5)
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save_g2(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("Version 6", "updated", "2026-11-25")], covering_report={"title": REPORT, "date": "2026-12-09"},
    remarks=["The plan's title and version are those of Appendix A; the committee's own recommendations (2.1), the table of particulars and the table of measures are no plan.",
             "A table for each theme; 'Ref' and 'CQC finding' are merged down over their actions.",
             "BRAG 'Blue' is complete, 'Closed' closed; 'Red' and 'Not started' are open.",
             "Notes begin with a month, 'November 2026:', and stand in the order of time. 'December 2026 (revised from September 2026)': September is the earlier date. 'Spring term 2027' and 'Quarter 4 2026/27' are March 2027; 'Immediate and ongoing' gives no date.",
             "'To be completed by the end of January' and 'Page built but' end nothing. 'Head of Commissioning and ICB Place Director' are two; 'Assistant Director, Operations', 'Head of Contact and Early Support' one each."],
    beyond={"scale": SCALE}), role=["Assistant Director, Operations", "Head of Contact and Early Support", "Head of Performance and Insight", "Director of Adult Social Services", "Head of Commissioning", "ICB Place Director"])
