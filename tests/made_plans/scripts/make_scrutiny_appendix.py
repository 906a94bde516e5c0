"""Word, report to a scrutiny committee; the plan is Appendix 2, landscape, a table per priority with its aim beneath, progress in a column per quarter."""
import sys
from pathlib import Path
from made_a import *

NAME = "scrutiny_appendix"
Q1, Q2, Q3 = "Q1 (Apr–Jun 26)", "Q2 (Jul–Sep 26)", "Q3 (Oct–Dec 26) to date"
COLUMNS = [("Area for development", "recommendation"), ("Ref", "number", "ref"), ("What we are doing about it", "action"), ("Accountable", "lead"), ("Due", "deadline"),
           (Q1, "progress", "period:" + Q1), (Q2, "progress", "period:" + Q2), (Q3, "progress", "period:" + Q3), ("RAG", "rating")]
TITLE = "Neglect and Early Help: Multi-Agency Improvement Plan 2026–28"


def P(q1=(), q2=(), q3=()):
    return [(Q1, "2026-06", list(q1)), (Q2, "2026-09", list(q2)), (Q3, "2026-12", list(q3))]


GROUPS = [
    G("Priority 1: Neglect is recognised early and named for what it is",
      R("1", "Practitioners in universal services should have one tool for neglect, and use it with the family and not about them.",
        A("Replace the two neglect tools now in use by a single graded profile, tested with twelve families before it is adopted.", "Head of Early Help / Assistant Director, Public Health", "End of Q1 26/27", "2026-06",
          periods=P(["2026-04-22|22 Apr: |Both tools reviewed by the working group. Neither was liked by parents.", "2026-06-17|17 Jun: |New profile tested with nine families of twelve."], ["Adopted by the Executive on 9 July. Completed 9/7/26.||2026-07-09"]),
          leads=["Head of Early Help", "Assistant Director, Public Health"], ref="1a", rating="Blue", st="complete", on="2026-07-09"),
        A("Train 600 staff in its use in 24 sessions, to be led by pairs of trainers from different agencies.", "Workforce Development Manager, Wexcombe SCP", "Q4 26/27", "2027-03",
          periods=P(["Trainers recruited."], ["2026-09-15|15 Sept: |Eight sessions held, 187 trained. Early years places filled within a day."], ["2026-11-03|3 Nov: |Fifteen sessions, 341 trained. GPs are missing and a lunchtime version is being written for them."]), ref="1b", rating="Green"),
        A("Read 30 profiles each half year and tell the Committee what they say.", "Quality Assurance Manager, Wexcombe SCP", "Q3 26/27 and Q1 27/28", ["2026-12", "2027-06"],
          periods=P((), (), ["First thirty have been drawn."]), ref="1c", rating="Green")),
      R("2", "School attendance below 70% should always prompt a question about what home is like.",
        A("Attendance teams to hold a monthly meeting with early help at which each child below 70% is talked about by name.", "Head of Education Inclusion, Attendance and Exclusions", "September 2026", "2026-09",
          periods=P((), ["2026-09-24|24 Sept: |First meeting at Marlow Road. 31 children; 11 were not known to anyone."], ["Two localities of five now meet. Not yet complete in the coastal schools where there is no attendance officer in post."]), ref="2a", rating="Amber"),
        A("Put neglect into the annual safeguarding return from schools.", "Education Safeguarding Lead", "Summer term 2026", "2026-07",
          periods=P(["2026-05-20|20 May: |Questions agreed with head teachers."], ["2026-07-03|3 Jul: |Return sent out with four questions on neglect. Action complete."]), ref="", rating="Blue", st="complete", on="2026-07-03")),
      description="Aim: no child lives with neglect for years because each of us saw only a part of it.", number="1"),
    G("Priority 2: Families are helped sooner and by fewer people",
      R("3", "Families should have one plan and one lead practitioner, whoever that is.",
        A("Publish a guide for lead practitioners who are not social workers, with a named person to ring.", "Early Help Partnership Board", "~~Q2 26/27~~ Q4 26/27", "2027-03",
          periods=P(["Outline agreed."], ["2026-08-12|12 Aug: |Slipped. The author has left and the post is being advertised."], ["2026-10-30|30 Oct: |New author began on 19 October; first half has been read by six practitioners."]), was=["2026-09"], ref="3a", rating="Amber"),
        A("Move early help plans on to the same system as social care, so that a worker can see the earlier plan when a family comes back.", "Director of Digital, Data and Technology", "Q1 27/28", "2027-06",
          periods=P(["Business case approved."], ["2026-09-02|2 Sept: |Supplier chosen."], ["Build has started. Health partners’ access has still to be agreed by three Caldicott guardians."]), ref="3b", rating="Green"),
        A("Open a family hub in Thornby.", "Assistant Director, Communities", "31 March 2027", "2027-03-31",
          periods=P(["Site found."], ["Moved to the Family Hubs capital programme by Cabinet in July and no longer reported in this plan.||2026-07"]), ref="3c", rating="", st="closed",
          reason="Moved to the Family Hubs capital programme by Cabinet in July and no longer reported in this plan.")),
      R("4", "The partnership should know how long families wait for help and why.",
        A("Report waiting times for each early help service at each meeting of the Board, with the longest wait explained.", "Performance and Insight Lead", "Q2 26/27, then quarterly", "2026-09",
          periods=P((), ["2026-09-29|29 Sept: |First report. Longest wait was 26 weeks, for parenting groups."], ["Second report due on 8 December."]), ref="4a", rating="Green")),
      description="Aim: help comes within ten working days and the family tells its story once.", number="2"),
    G("Priority 3: We know whether any of this is working",
      R("4", "Parents and children should be asked what changed, by somebody other than the person who helped them.",
        A("Recruit and pay eight parent researchers.", "Participation Manager / Voluntary Sector Alliance", "Q2 26/27", "2026-09",
          periods=P((), ["2026-07-27|27 Jul: |Six recruited."], ["2026-10-12|12 Oct: |Eight in post and trained. Completed 12/10/26."]), leads=["Participation Manager", "Voluntary Sector Alliance"], ref="4b", rating="Blue", st="complete", on="2026-10-12"),
        A("Interview 40 families six months after their plan has closed.", "Participation Manager", "Q1 2027/28", "2027-06", periods=P(), ref="4c", rating="Not due")),
      R("5", "Partners should agree a small set of measures and stop collecting the rest.",
        A("Agree no more than twelve measures and a source for each.", "Chair of the Performance Sub-group", "TBC – depends on national framework", None,
          periods=P(["Withdrawn at the request of the Board in May: the Government’s outcomes framework will be used instead.||2026-05"]), ref="5a", rating="", st="closed",
          reason="Withdrawn at the request of the Board in May: the Government’s outcomes framework will be used instead.")),
      description="Aim: we can say what has changed for children, and prove it.", number="3"),
]
SHADE = {"Blue": "9DC3E6", "Green": "A9D18E", "Amber": "FFD966", "Red": "FF7C80"}


def widths(t, *cm):
    from docx.shared import Cm
    t.autofit = False
    for col, w in zip(t.columns, cm):
        col.width = Cm(w)
    for row in t.rows:
        if len(row._tr.tc_lst) == len(cm):
            for c, w in zip(row.cells, cm):
                c.width = Cm(w)


def simple(doc, rows, *w, head=True):
    t = doc.add_table(0, len(rows[0])); t.style = "Table Grid"
    for i, r in enumerate(rows):
        for k, (c, x) in enumerate(zip(t.add_row().cells, r)):
            put(c, x, bold=(head and i == 0) or (not head and k == 0), size=10)
    widths(t, *w)
    doc.add_paragraph()


def make(path):
    doc = document(landscape=False, size=11)
    footer(doc.sections[0], "Wexcombe Borough Council – Children, Families and Education Scrutiny Committee")
    runs(doc.add_paragraph(), "AGENDA ITEM 7", bold=True)
    simple(doc, [("Committee", "Children, Families and Education Scrutiny Committee"), ("Date", "1 December 2026"), ("Title of report", "Neglect: six months’ progress"),
                 ("Report of", "Corporate Director, People, and the delegated safeguarding partners"), ("Ward(s) affected", "All"), ("Key decision", "No"), ("Status", "Part 1 – open to the press and public")], 4.5, 12.5, head=False)
    H = lambda s: doc.add_heading(s, 2)
    P_ = doc.add_paragraph
    H("1  Recommendations")
    P_("1.1  Members are recommended to:")
    P_("(i)  note the progress that has been made in the first six months of the plan at Appendix 2;")
    P_("(ii)  consider whether the Committee wishes to visit one of the monthly attendance meetings; and")
    P_("(iii)  ask for a further report in June 2027.")
    H("2  Why this report is before the Committee")
    P_("2.1  In January 2026 the Wexcombe Safeguarding Children Partnership asked the Regional Improvement Alliance to look at how well neglect is recognised by those who see children every day. The reviewers read 44 files, met 60 practitioners and spoke to nineteen parents. Their letter made a number of recommendations, which the partnership accepted in full.")
    P_("2.2  The Committee considered the letter on 10 March 2026 (minute 48) and asked to see the plan twice a year.")
    H("3  What has been done")
    P_("3.1  Three actions are complete. One has gone to another programme and one has been withdrawn. The single neglect profile is in use, and parents who tested it say that it was the first form they had been able to read.")
    P_("3.2  Two actions are amber. Meetings about children with very poor attendance do not yet happen in three of the five localities, and the guide for lead practitioners is late.")
    P_("3.3  The measures which the Committee asked for are these:")
    simple(doc, [("Measure", "Target", "Q1", "Q2"), ("Neglect profiles completed", "60 a quarter", "12", "71"), ("Families who say that they were helped", "80%", "74%", "77%"), ("Average wait for early help (working days)", "10", "19", "16")], 8, 3, 3, 3)
    H("4  Timetable")
    simple(doc, [("Stage", "Who", "When"), ("Report to Health and Wellbeing Board", "Corporate Director, People", "14 January 2027"), ("Partnership’s yearly report published", "Business Manager", "30 September 2027")], 8, 5.5, 3.5)
    H("5  Implications")
    P_("Financial: the cost of training (£38,400) is met from the partnership’s budget. There is no call upon reserves.")
    P_("Legal: none beyond the duty to co-operate under section 10 of the Children Act 2004.")
    P_("Equality: an impact assessment was completed in April 2026. Families whose first language is not English were offered the profile with an interpreter.")
    P_("Risk: that the work depends upon a few people. See the corporate risk register, risk 14.")
    H("6  Appendices")
    P_("Appendix 1 – Letter from the Regional Improvement Alliance (published separately)\nAppendix 2 – Improvement plan\nAppendix 3 – Glossary")
    P_("Contact officer: Delphine Marsh, Scrutiny Officer, ext. 4417")
    from docx.enum.section import WD_SECTION
    sec = doc.add_section(WD_SECTION.NEW_PAGE); turn(sec)
    runs(doc.add_paragraph(), "APPENDIX 2", bold=True)
    doc.add_heading(TITLE, 1)
    doc.add_paragraph("Version 3.2 – 13 November 2026")
    runs(doc.add_paragraph(), "RAG: Blue – done. Green – will be done by the date. Amber – will be late, and a new date has been or will be agreed. Red – late with no agreed date. Quarters are those of the financial year.", size=9)
    for g in GROUPS:
        doc.add_heading(g["title"], 2)
        runs(doc.add_paragraph(), g["description"]).runs[0].italic = True
        t = doc.add_table(1, 9); t.style = "Table Grid"
        for c, (h, *_) in zip(t.rows[0].cells, COLUMNS):
            put(c, h, bold=True, shade="D9E2F3", size=8)
        repeat_head(t.rows[0])
        for r in g["recs"]:
            first = len(t.rows)
            for a in r["actions"]:
                c = t.add_row().cells
                put(c[1], a["ref"], size=8); put(c[2], a["action"], size=8); put(c[3], a["lead"], size=8); put(c[4], a["due"], size=8)
                for k, (_, _, lines) in enumerate(a["periods"]):
                    put(c[5 + k], [note_print(x) for x in lines], size=8)
                put(c[8], a["rating"], size=8, shade=SHADE.get(a["rating"]))
            m = t.cell(first, 0).merge(t.cell(len(t.rows) - 1, 0))
            for p in m.paragraphs[1:]:
                p._p.getparent().remove(p._p)
            put(m, f"{r['number']}. {r['text']}", size=8)
        widths(t, 3.6, 0.9, 4.6, 2.9, 2.0, 3.2, 3.6, 3.8, 1.4)
    sec = doc.add_section(WD_SECTION.NEW_PAGE)
    runs(doc.add_paragraph(), "APPENDIX 3", bold=True)
    doc.add_heading("Glossary", 1)
    simple(doc, [("Term", "What it means"), ("Caldicott guardian", "The person in an organisation who looks after the privacy of patients’ information"), ("DSP", "Delegated safeguarding partner"),
                 ("Lead practitioner", "The person who holds the plan together for a family"), ("Q1, Q2, Q3, Q4", "April to June, July to September, October to December, January to March")], 5, 14)
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("Version 3.2", "", "2026-11-13")],
    remarks=["The plan's title and version are those of Appendix 2. The report's own recommendations (i)–(iii), its front table, measures, timetable and the glossary are no plan.",
             "'Aim: …' under each priority is the section's description. The number 4 stands on two recommendations, one under Priority 2 and one under Priority 3; one action of recommendation 2 has no reference.",
             "Progress stands in three columns by quarter; days are without a year (2026). An entry with no day belongs to its quarter.",
             "'Completed 9/7/26', 'Action complete', 'Completed 12/10/26' end an action; 'Not yet complete' does not. 'Moved to the Family Hubs capital programme' and 'Withdrawn' close.",
             "'Q3 26/27 and Q1 27/28' are two dates; 'Q2 26/27, then quarterly' is September 2026; 'TBC' gives none. The struck quarter is the earlier date."],
    traps=["committee report", "quarters", "quarter columns", "doubled number", "missing ref", "priority with aim", "handed over", "glossary", "struck date", "job titles with commas"],
    beyond={"scale": {"Blue": "done", "Green": "will be done by the date", "Amber": "will be late, and a new date has been or will be agreed", "Red": "late with no agreed date"}}))
