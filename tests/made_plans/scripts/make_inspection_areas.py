"""Word, landscape, a council's improvement plan after an ILACS inspection: a heading and a table per area, 'What needs to improve' merged down beside its actions, a document control table at the front."""
import sys
from pathlib import Path
from made_a import *
from kinds_f import columns_f1, save_f1
from kinds_g import down_g1

NAME = "inspection_areas"
COLUMNS = [("What needs to improve", "recommendation"), ("Ref", "number", "ref"), ("Action", "action"), ("Lead", "lead"), ("By when", "deadline"),
           ("How we will know it is working", "target"), ("Progress", "progress"), ("RAG", "rating")]
TITLE = "Children’s Services Improvement Plan"
SUB = "Response to the Ofsted inspection of local authority children’s services (ILACS), 8 to 19 June 2026"

GROUPS = [
    G("Area 1: Help and protection",
      R("1", "The timeliness and quality of assessments, including the use of history and chronologies.",
        A("Bring in a chronology standard with two worked examples and brief all assessment and safeguarding teams.", "Head of Service, Assessment and Safeguarding", "30/09/2026", "2026-09-30",
          ["2026-09-04|04/09/26: |Standard agreed by Practice Improvement Group.", "2026-09-25|25/09/26: |All eight teams briefed. Complete."], target="80% of audited files have an up to date chronology.", ref="1.1", rating="Blue", st="complete", on="2026-09-25"),
        A("Recruit four additional social workers to the assessment service to bring caseloads below 20.", "Head of Service, Assessment and Safeguarding; HR Business Partner", "31/12/2026", "2026-12-31",
          ["2026-10-12|12/10/26: |Two appointed (start November and January). Second advert out.", "2026-11-16|16/11/26: |No suitable applicants to second advert. Agency cover agreed to March."], target="Average caseload of 18.\nAssessments in 45 days: 85%.", leads=["Head of Service, Assessment and Safeguarding", "HR Business Partner"], ref="1.2", rating="Amber"),
        A("Managers to record a ten-day review on every assessment.", "Team Managers", "Immediate and ongoing", None,
          ["2026-10-12|12/10/26: |Report built. 58% in September.", "2026-11-16|16/11/26: |74% in October."], target="95% have a recorded review.", ref="1.3", rating="Green")),
      R("2", "The response to children who are missing from home or care, so that return home interviews are offered promptly and inform plans.",
        A("Bring the return home interview service in house.", "Head of Service, Adolescents", "31 October 2026", "2026-10-31",
          ["2026-09-14|14/09/26: |Consultation with three staff ended; no objections.", "2026-11-02|02/11/26: |Transferred on 1 November. Action completed."], target="90% offered within 72 hours.", ref="2.1", rating="Blue", st="complete", on="2026-11-02"),
        A("Add a box to the case summary for what was learned from the interview, and dip sample 15 each month.", "Performance and Systems Manager", "January 2027", "2027-01",
          ["2026-11-16|16/11/26: |Change request with supplier, due in December release."], target="Sampled plans show that the interview was used.", ref="2.2", rating="Green")),
      description="Inspectors found that children at immediate risk are protected well. For others, assessments are too often late and some children wait too long for help."),
    G("Area 2: Children in care",
      R("3", "The sufficiency of local homes for older children and for brothers and sisters together.",
        A("Refresh the Sufficiency Strategy and take it to Cabinet.", "Strategic Commissioning Manager", "~~November 2026~~ February 2027", "2027-02",
          ["2026-10-12|12/10/26: |Needs analysis took longer than planned. Cabinet date moved from November to February."], was=["2026-11"], target="Strategy approved.", ref="3.1", rating="Amber"),
        A("Run a fostering recruitment campaign for sibling groups and teenagers, including:\n- radio and bus advertising\n- “bring a friend” payment for existing carers\n- an open evening in each of the three towns", "Fostering Service Manager", "31/03/2027", "2027-03-31",
          ["2026-09-14|14/09/26: |Campaign launched.", "2026-11-16|16/11/26: |38 enquiries, six initial visits, two households in assessment."], target="12 new households by March 2027.", ref="3.2", rating="Green")),
      R("4", "The timeliness of initial health assessments.",
        A("Agree an escalation route with the hospital trust where no appointment is offered in ten working days.", "Designated Doctor for Children in Care / Head of Service, Children in Care", "30/09/2026", "2026-09-30",
          ["2026-09-14|14/09/26: |Met with trust. Clinic capacity is the problem.", "2026-11-16|16/11/26: |Still not agreed. Overdue. DCS has written to the ICB."], target="85% within 20 working days.", leads=["Designated Doctor for Children in Care", "Head of Service, Children in Care"], ref="4.1", rating="Red"),
        A("Health passport to be offered to all children in care aged 11 and over.", "Designated Nurse for Children in Care", "Spring Term 2027", "2027-03", [], target="Children tell us that they have one.", ref="4.2", rating="Not started")),
      description="Most children in care live in stable homes and do well. Too many older children live at a distance and health needs are not always known early."),
    G("Area 3: Leadership and the workforce",
      R("5", "The frequency and quality of supervision, and management oversight of drift and delay.",
        A("Introduce a supervision policy and template with a reflective section.", "Principal Social Worker", "31/08/2026", "2026-08-31",
          ["2026-08-28|28/08/26: |Policy issued and on the intranet. Complete."], target="Supervision monthly in 90% of cases.", ref="5.1", rating="Blue", st="complete", on="2026-08-28"),
        A("All team managers to complete the six-day management programme.", "Workforce Development Manager", "End Q4 2026/27", "2027-03",
          ["2026-10-12|12/10/26: |First cohort of 11 began.", "2026-11-16|16/11/26: |Second cohort booked for January. Nobody has completed all six days yet."], target="All 23 managers.", ref="5.2", rating="Green"),
        A("Appoint an external practice partner to moderate audits for a year.", "Director of Children’s Services", "31/12/2026", "2026-12-31",
          ["2026-10-12|12/10/26: |Closed – replaced by the sector-led improvement offer from Alderbrook Council, which is free and began in October."], target="", ref="5.3", rating="Closed", st="closed",
          reason="Closed – replaced by the sector-led improvement offer from Alderbrook Council, which is free and began in October.")),
      description="Leaders know the service well. Turnover of managers has slowed improvement."),
]
SHADE = {"Blue": "5B9BD5", "Green": "92D050", "Amber": "FFC000", "Red": "FF0000", "Not started": "FFFFFF", "Closed": "BFBFBF"}
VERSIONS = [("0.1", "31/07/2026", "First draft for DMT", "2026-07-31"), ("0.2", "21/08/2026", "Comments of Cabinet Member and partners added", "2026-08-21"),
            ("1.0", "18/09/2026", "Approved by Improvement Board and sent to Ofsted", "2026-09-18"), ("1.1", "20/11/2026", "Progress added for Improvement Board", "2026-11-20")]


def make(path):
    doc = document(font="Arial", size=10)
    doc.sections[0].header.paragraphs[0].text = "Holmeridge Council"
    footer(doc.sections[0], "ILACS improvement plan v1.1")
    doc.add_heading(TITLE, 0)
    p = doc.add_paragraph(); runs(p, SUB, bold=True, size=12)
    doc.add_paragraph("Ofsted’s report was published on 27 July 2026. The overall effectiveness of children’s services was judged to require improvement to be good. The report named five areas in which practice needs to improve. This plan says what we will do about each, and will be watched by an Improvement Board which meets monthly and is chaired by the Chief Executive.")
    doc.add_heading("Document control", 2)
    t = doc.add_table(0, 3); t.style = "Table Grid"
    for i, row in enumerate([("Version", "Date", "Change")] + [v[:3] for v in VERSIONS]):
        for c, x in zip(t.add_row().cells, row):
            put(c, x, bold=i == 0, shade="D9D9D9" if i == 0 else None)
    columns_f1(t, 2.2, 3, 10)
    doc.add_heading("RAG rating", 2)
    t = doc.add_table(0, 2); t.style = "Table Grid"
    for k, w in (("Blue", "Complete and evidenced"), ("Green", "On track"), ("Amber", "Some slippage, being managed"), ("Red", "Overdue or at serious risk")):
        c = t.add_row().cells; put(c[0], k, bold=True, shade=SHADE[k]); put(c[1], w)
    columns_f1(t, 2.2, 7)
    for g in GROUPS:
        h = doc.add_heading(g["title"], 1)
        h.paragraph_format.page_break_before = True
        doc.add_paragraph(g["description"])
        t = doc.add_table(1, 8); t.style = "Table Grid"
        for c, (x, *_) in zip(t.rows[0].cells, COLUMNS):
            put(c, x, bold=True, shade="1F4E79", colour="FFFFFF")
        repeat_head(t.rows[0])
        spans = []
        for r in g["recs"]:
            first = len(t.rows)
            for a in r["actions"]:
                c = t.add_row().cells
                put(c[1], a["ref"]); put(c[2], a["action"].split("\n")); put(c[3], a["lead"]); put(c[4], a["due"]); put(c[5], a["target"].split("\n"))
                put(c[6], [note_print(x) for x in a["notes"]]); put(c[7], a["rating"], bold=True, shade=SHADE[a["rating"]], size=8)
            spans.append((first, len(t.rows) - 1, r))
        for first, last, r in spans:
            put(down_g1(t, 0, first, last), f"{r['number']}. {r['text']}", shade="DEEAF6", bold=True)
        columns_f1(t, 3.9, 1.1, 5.6, 3.3, 2.3, 3.4, 5, 1.6)
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
for g in GROUPS:
    for r in g["recs"]:
        for a in r["actions"]:
            a["action"] = a["action"].replace("\n- ", "\n")
save_f1(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, subtitle=SUB, versions=[V(a, c, d) for a, b, c, d in VERSIONS],
    remarks=["Three areas are the sections; the sentence under each heading is its description. 'What needs to improve', numbered 1 to 5 in its cell, is the recommendation and is merged down beside its actions.",
             "Complete: 1.1, 2.1, 5.1. 5.3 is closed (replaced). 'Nobody has completed all six days yet' (5.2) and 'ended' (first note of 2.1) end nothing.",
             "'Immediate and ongoing' gives no date; 'End Q4 2026/27' and 'Spring Term 2027' are March 2027; struck November 2026 is the earlier date of 3.1.",
             "A semicolon (1.2) and a slash (4.1) part two leads; commas within a title part none.",
             "Document control and the key of colours are no actions. 4.2 has no progress."],
    traps=["recommendation merged down", "table per area", "document control", "legend", "struck date", "term", "quarter", "two leads", "bulleted action", "job titles with commas", "completed in words"],
    beyond={"scale": {"Blue": "Complete and evidenced", "Green": "On track", "Amber": "Some slippage, being managed", "Red": "Overdue or at serious risk"}}),
    role=["Head of Service, Assessment and Safeguarding", "Team Managers", "Fostering Service Manager", "Head of Service, Children in Care", "Head of Service, Adolescents", "Director of Children’s Services", "Performance and Systems Manager", "HR Business Partner"])
