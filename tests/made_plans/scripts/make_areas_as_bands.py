"""Word, landscape: a partnership's multi-agency action plan after a JTAI; one table, a dark row across for each area for improvement."""
import sys
from pathlib import Path
from made_a import *

NAME = "areas_as_bands"
AREA = "Area for improvement"
COLUMNS = [(AREA, "recommendation"), ("Ref", "number", "ref"), ("What we will do", "action"), ("Lead", "lead"), ("By when", "deadline"),
           ("How we will know it has made a difference for children", "target"), ("Progress update", "progress"), ("BRAG", "rating")]
TITLE = "Multi-agency action plan in response to the Joint Targeted Area Inspection of the multi-agency response to children who are victims of domestic abuse"

GROUPS = [G("",
    R("1", "The timeliness of strategy discussions, and the regular involvement of health partners when domestic abuse is the presenting concern.",
      A("Review the strategy discussion protocol so that health, education and, where there is one, the domestic abuse service are invited to each discussion. The protocol will state who may stand in when the named practitioner is away.",
        "Head of Service, MASH and Assessment", "September 2026", "2026-09",
        ["2026-08-20|20.08.26: |Protocol redrafted by a task and finish group and shared with DSPs for comment.", "2026-09-17|17.09.26: |Signed off by the Executive and launched at the practice forum (84 attended). Action complete."],
        ref="1.1", target="Health are present at 95% of strategy discussions (baseline at inspection 61%).", rating="B", st="complete"),
      A("Introduce a daily list of discussions that are due, sent to the MASH health inbox by 9am.", "MASH Business Support Manager", "Completed August 2026", "2026-08",
        ["2026-08-10|10.08.26: |List in place. Attendance by health has risen to 88% since it began."], ref="1.2", target="No discussion is delayed because an invitation was late.", rating="B", st="complete"),
      A("Recruit a second MASH specialist nurse, to include cover for the emergency duty team at weekends.", "Designated Nurse Safeguarding Children, ICB", "End of December 2026", "2026-12",
        ["2026-09-22|22.09.26: |Funding agreed by ICB Executive.", "2026-11-05|05.11.26: |Post advertised twice. Interviews to be completed by the end of the month, appointee unlikely to be in post before February. Escalated to Delivery Group."],
        ref="1.3", target="Children have health information considered the same day, including at weekends.", rating="A")),
    R("2", "The quality and timeliness of the police response to children in households where there is repeat domestic abuse, including the submission of child safeguarding notifications.",
      A("Clear the backlog of notifications awaiting secondary risk assessment and bring in a daily threshold meeting.", "Detective Superintendent, Protecting Vulnerable People", "Immediate", None,
        ["2026-07-06|06.07.26: |Backlog was 412 at the time of inspection, now 97. Four extra researchers on loan from Intelligence.", "2026-08-03|03.08.26: |Backlog cleared and has stayed below 20 for three weeks. Closed by Delivery Group, to be monitored through the dataset."],
        ref="2.1", target="Notifications reach children’s social care within 24 hours.", rating="B", st="complete"),
      A("Deliver voice of the child training to response officers, with an emphasis on:\n- seeing and speaking to each child\n- recording what the home looks and feels like\n- body worn video", "Force Vulnerability Trainer / Chief Inspector, Local Policing", "March 2027", "2027-03",
        ["2026-10-12|12.10.26: |First 6 of 22 sessions delivered. 131 officers trained.", "2026-11-09|09.11.26: |Evaluation positive, but dip sample of 20 notifications found child’s voice in 11 only. Supervisors’ session added for January."],
        ref="2.2", target="Dip sampling shows the child’s lived experience in 8 out of 10 notifications by April 2027.", rating="G", leads=["Force Vulnerability Trainer", "Chief Inspector, Local Policing"]),
      A("Agree what is shared with schools under Operation Encompass outside term time and at weekends.", "Operation Encompass Co-ordinator", "Oct 2026\nRevised: Jan 2027", "2027-01",
        ["2026-10-14|14.10.26: |Delayed. Legal advice needed on sharing with holiday clubs. Delivery Group agreed revised date."], was=["2026-10"],
        ref="2.3", target="Schools tell us that they know on the first morning back.", rating="R")),
    R("3", "The understanding across agencies of coercive and controlling behaviour, and of the impact of domestic abuse on unborn babies and very young children.",
      A("Commission a multi-agency learning programme on coercive control, delivered jointly with the specialist domestic abuse service.", "SCP Learning and Development Officer", "31.01.27", "2027-01-31",
        ["2026-11-02|02.11.26: |Specification agreed with Daybreak DA. Three quotes received; contract to be awarded 27 November."], ref="3.1", target="Practitioners name the behaviour of the perpetrator in assessments; seen in multi-agency audit in summer 2027.", rating="G"),
      A("Embed routine enquiry at booking, 28 weeks and the new birth visit. Each provider to report compliance to the ICB quarterly.", "Head of Midwifery, ASFT\nService Lead 0–19, Brightstart", "Q3 2026/27", "2026-12",
        ["2026-09-30|30.09.26: |Q2 compliance 74% at booking, 58% at 28 weeks.", "Nov update – Matron has identified that partners being in the room is the main barrier. Alone-time appointment slot being trialled at one clinic.||2026-11"],
        ref="3.2", target="Routine enquiry recorded at 90% of contacts.", rating="A", leads=["Head of Midwifery, ASFT", "Service Lead 0–19, Brightstart"]),
      A("Refresh the pre-birth assessment pathway so that referrals are made by 16 weeks.", "Service Manager, Family Safeguarding", "30.11.26", "2026-11-30",
        ["2026-11-11|11.11.26: |Draft pathway out for consultation until 20 November."], ref="3.3", target="Fewer pre-birth conferences are held after 34 weeks.", rating="G")),
    R("4", "The offer of direct support to children who have experienced domestic abuse, including those waiting for a service.",
      A("Map the current offer for children by age and district and publish it on the Partnership’s website.", "Early Help Partnership Manager", "October 2026", "2026-10",
        ["2026-10-29|29.10.26: |Map published and sent to all schools and GP practices. Complete."], ref="4.1", target="Practitioners know what there is and how to refer.", rating="B", st="complete"),
      A("Prepare a joint business case to bring down waits for recovery work from 19 weeks to no more than 6.", "Joint Commissioning Manager (Council and ICB)", "Feb 2027", "2027-02", ["Work has started on the data; no decision needed from partners yet."], ref="4.2", target="Children wait no longer than six weeks.", rating="G"),
      A("Develop a separate children’s helpline.", "Joint Commissioning Manager (Council and ICB)", "April 2027", "2027-04",
        ["2026-10-07|07.10.26: |Withdrawn. Young people told us that they would not ring it and would rather speak to someone they know. Replaced by 4.2."], ref="4.3", target="n/a", rating="", st="closed",
        reason="Withdrawn. Young people told us that they would not ring it and would rather speak to someone they know. Replaced by 4.2.")),
    R("5", "The oversight by strategic leaders of the impact of multi-agency practice for this group of children.",
      A("Agree a domestic abuse dataset for the Partnership with no more than 12 measures, reported quarterly.", "SCP Business Manager", "30.09.26", "2026-09-30",
        ["2026-09-29|29.09.26: |Dataset agreed. Probation and CAFCASS data outstanding.", "2026-11-10|10.11.26: |First report taken to Executive. Probation now supplying. CAFCASS to follow, so this is not yet complete."], ref="5.1", target="Leaders can say what has changed for children and what has not.", rating="A"),
      A("Undertake a multi-agency re-audit of 15 children using the JTAI criteria, to include the views of children and non-abusing parents.", "Independent Scrutineer and MAQA sub-group", "Spring term 2027", "2027-03", [], ref="5.2", target="At least 11 of 15 children’s experiences are judged good.", rating="Not due", leads=["Independent Scrutineer", "MAQA sub-group"]))),
]


def make(path):
    doc = document(font="Arial", size=11)
    doc.sections[0].header.paragraphs[0].text = "Aldermere and Stourbeck Safeguarding Children Partnership\t\tOFFICIAL"
    footer(doc.sections[0], "JTAI action plan v1.4")
    doc.add_paragraph(TITLE, style="Title").runs[0].font.size = __import__("docx").shared.Pt(20)
    doc.add_paragraph("Version 1.4 – updated 13 November 2026 for the Partnership Executive on 24 November 2026")
    doc.add_heading("Introduction", 2)
    doc.add_paragraph("Inspectors from Ofsted, the Care Quality Commission and His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services visited our area between 8 and 26 June 2026. Their letter was published on 31 July 2026. Partners accept its findings. It recognised committed practitioners, a strong early help offer and the work of our Independent Domestic Violence Advisers, and set out five areas for improvement.")
    doc.add_paragraph("This plan has been written by the three lead safeguarding partners together with education, probation and the voluntary sector. Progress is reviewed monthly by the JTAI Delivery Group, chaired by the Director of Children’s Services, and every quarter by the Executive, with challenge from the Independent Scrutineer.")
    doc.add_heading("BRAG rating", 2)
    k = doc.add_table(4, 2); k.style = "Table Grid"
    for row, (a, b, s) in zip(k.rows, (("B", "Complete and evidence seen by the Delivery Group", "9DC3E6"), ("R", "Off track, will not be achieved by the date without intervention", "FF7C80"), ("A", "Some delay or risk to delivery", "FFD966"), ("G", "On track to be completed by the date", "A9D18E"))):
        put(row.cells[0], a, bold=True, shade=s); put(row.cells[1], b)
    widths(k, 1.2, 12)
    for col, x in zip(k.columns, (1.2, 12)):
        col._gridCol.w = __import__("docx").shared.Cm(x)
    doc.add_paragraph()
    doc.add_heading("Action plan", 2)
    heads = COLUMNS[1:]
    t = doc.add_table(1, 7); t.style = "Table Grid"
    for c, (h, *_) in zip(t.rows[0].cells, heads):
        put(c, h, bold=True, shade="1F3864", colour="FFFFFF")
    repeat_head(t.rows[0])
    w = (1.1, 6.3, 3.4, 2.3, 4.2, 7.2, 1.6)
    for c, x in zip(t.rows[0].cells, w):
        c.width = __import__("docx").shared.Cm(x)
    for r in GROUPS[0]["recs"]:
        row = t.add_row().cells
        put(row[0].merge(row[6]), f"{AREA} {r['number']}: {r['text']}", bold=True, shade="D9E2F3", size=10)
        for a in r["actions"]:
            c = t.add_row().cells
            put(c[0], a["ref"]); put(c[1], a["action"].split("\n")); put(c[2], a["lead"].split("\n")); put(c[3], a["due"].split("\n")); put(c[4], a["target"])
            put(c[5], [note_print(x) for x in a["notes"]]); put(c[6], a["rating"], bold=True, shade={"B": "9DC3E6", "G": "A9D18E", "A": "FFD966", "R": "FF7C80"}.get(a["rating"]))
            for x, y in zip(c, w):
                x.width = __import__("docx").shared.Cm(y)
    t.autofit = False
    for col, x in zip(t.columns, w):
        col._gridCol.w = __import__("docx").shared.Cm(x)
    doc.add_paragraph()
    runs(doc.add_paragraph(), "Abbreviations", bold=True)
    for x in ("ASFT – Aldermere and Stourbeck NHS Foundation Trust", "DSP – delegated safeguarding partner", "ICB – Integrated Care Board", "MAQA – Multi-Agency Quality Assurance sub-group", "MASH – Multi-Agency Safeguarding Hub", "SCP – Safeguarding Children Partnership"):
        doc.add_paragraph(x, style="List Bullet")
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("Version 1.4", "updated", "2026-11-13")], traps=[1, 2, 5, 10, 11, 12, 13, 17, 18],
    remarks=["A shaded row across the table is the area for improvement (recommendation) with its number; its actions stand under it. The key table and the abbreviations are no actions.",
             "'Oct 2026 / Revised: Jan 2027': January is in force. 'Completed August 2026' is the deadline cell of an ended action. 'Q3 2026/27' is December 2026, 'Spring term 2027' March 2027; 'Immediate' gives none.",
             "'not yet complete', 'to be completed' end nothing. 2.1 'Closed by Delivery Group, to be monitored' with B is complete. A comma in a lead belongs to the job title; in 3.2 two leads stand on two lines, in 2.2 with a slash, in 5.2 with “and”. “Nov update” (3.2) is no full date: November 2026 may be read or not."],
    beyond={"scale": {"B": "Complete and evidence seen by the Delivery Group", "R": "Off track, will not be achieved by the date without intervention", "A": "Some delay or risk to delivery", "G": "On track to be completed by the date"}}))
