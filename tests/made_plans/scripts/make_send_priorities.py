"""a council's SEND improvement plan in Word, a priority a heading with a line of aim, first column merged."""
import sys
from pathlib import Path
from made_a import *

NAME = "send_priorities"
COLUMNS = [("Area for improvement", "recommendation"), ("What we will do", "action"), ("Who", "lead"), ("By when", "deadline"),
           ("How we will know it has worked", "target"), ("Progress so far", "progress"), ("BRAG", "rating")]

GROUPS = [
    G("Priority 1: Needs are spotted early and met in the child's own setting",
      R(None, "Children wait too long for an assessment of speech, language and communication needs, and families are not told what they can do in the meantime.",
        A("Offer every family on the waiting list a drop-in session at a family hub within six weeks of referral, and record who came and what advice was given.",
          "Head of Children's Therapies, Orrin Valley Community Trust", "31 December 2026", "2026-12-31",
          ["2026-09-14|14.09.26: |Sessions running at three of five hubs. Feedback from parents is warm, but two hubs have no private room.",
           "2026-11-02|02.11.26: |41 families seen in October. Nearly complete: only the Moorgate hub is still to open its doors."],
          target="No family waits longer than six weeks for a first conversation.", rating="Green"),
        A("Train one member of staff in each early years setting to use the shared screening checklist.",
          "Early Years Inclusion Lead", "Spring term 2027", "2027-03", 
          ["2026-10|October 2026: |First cohort of 22 began. Twelve settings have not replied and will be telephoned."],
          target="Every setting has a trained screener; referrals describe need in the same words.", rating="Amber"),
        A("Publish a plain guide for parents on what to do while they wait.",
          "Local Offer Officer and Parent Carer Forum", "30 June 2026 now 30 September 2026", "2026-09-30",
          ["2026-05-19|19.05.26: |Draft read by six parents, who asked for fewer words and more pictures.",
           "2026-09-28|28.09.26: |Guide published on the Local Offer and handed out in surgeries. Completed."],
          st="complete", on="2026-09-28", was=["2026-06-30"], leads=["Local Offer Officer", "Parent Carer Forum"],
          target="Guide opened 500 times in its first term.", rating="Blue")),
      R(None, "Schools do not share one understanding of what should ordinarily be available without a plan.",
        A("Agree an ordinarily available provision statement with primary, secondary and special heads.",
          "Principal Educational Psychologist", "End Q3 2026/27", "2026-12",
          ["2026-07-06|6 July 2026 – |Working group of eleven heads met and agreed headings.",
           "The statement is to be completed by the spring conference, when heads will sign it."],
          target="All 63 schools sign.", rating="Green"),
        A("Visit each school where suspensions of pupils with SEND are above the national rate.",
          "Inclusion and Attendance Manager / Virtual School Head", "Ongoing", None,
          ["Nine visits so far. Common themes are transition from Year 6 and unmet sensory needs. Heads were frank about the pressure that they are under and asked for the visits to be shared with another head, which will be tried.", "The figures for the summer term will not be known until January."],
          leads=["Inclusion and Attendance Manager", "Virtual School Head"],
          target="Suspensions fall below the national rate for two terms running.", rating="Amber")),
      number="1", description="Families tell us that help comes sooner and that they do not have to fight for it."),
    G("Priority 2: Education, health and care plans are timely and worth reading",
      R(None, "Too few plans are issued within 20 weeks.",
        A("Recruit four plan co-ordinators and two educational psychologists to permanent posts.",
          "Assistant Director, Education and Inclusion", "31 October 2026 (was 31 July 2026)", "2026-10-31",
          ["2026-06-08|08.06.26: |Co-ordinators in post. Psychologists' posts drew one applicant.",
           "2026-10-12|12.10.26: |Second psychologist starts in January; a locum covers until then. Action complete."],
          st="complete", on="2026-10-12", was=["2026-07-31"],
          target="Caseloads of no more than 120 a co-ordinator.", rating="Blue"),
        A("Hold a weekly tracking meeting for every request beyond week 12.",
          "SEND Service Manager", "w/c 6 July 2026", "2026-07-06",
          ["2026-07-09|9 July 2026 – |First meeting held; 88 requests looked at.",
           "2026-10-30|30 October 2026 – |Share issued on time was 61% in the quarter, from 34% a year ago."],
          target="75% of new plans within 20 weeks by summer 2027.", rating="Green")),
      R(None, "Health and care advice in plans is often out of date or missing, and the outcomes are not specific.",
        A("Put in place one form for advice, with prompts for:\n- what the child and family want\n- outcomes that can be measured\n- who does what, how often and until when",
          "Designated Clinical Officer; Designated Social Care Officer", "30 November 2026", "2026-11-30",
          ["2026-09-22|22/9/26 - |Form piloted with the children's disability team, who found it shorter than the last one. Therapists asked for the box on outcomes to come before the box on provision, and this has been done. Nine settings will use it from the new term.", "Training film being made by two co-ordinators."],
          leads=["Designated Clinical Officer", "Designated Social Care Officer"],
          target="Nine in ten pieces of advice returned within six weeks.", rating="Green"),
        A("Audit 15 plans a month with a parent on the panel and report themes to the Board.",
          "SEND Quality and Improvement Officer", "Within 3 months", None,
          ["2026-08-24|Update 24/8/26 – |Panel terms agreed.",
           "2026-11-09|Update 9/11/26 – |30 plans read: 12 good, 14 requiring improvement, 4 inadequate. The four have been rewritten."],
          target="Four in five plans judged good or better.", rating="Amber"),
        A("Buy an online portal for advice.", "SEND Service Manager", "March 2027", "2027-03",
          ["Superseded: the council's new case system has a portal of its own."],
          st="closed", reason="Superseded: the council's new case system has a portal of its own.", target="Portal live.", rating="", struck=True)),
      number="2", description="Plans are written with families, on time, and lead to the help that they name."),
    G("Priority 3: Young people move into adulthood with a plan of their own",
      R(None, "Preparation for adulthood starts too late and depends on who the worker is.",
        A("Begin preparation for adulthood in the annual review of Year 9 and check that it was done.",
          "Head of SEND, Tillinghurst Council", "Autumn term 2026", "2026-12",
          ["2026-10-05|5 October 2026: |Template revised with the college and with young people from the Youth Voice group."],
          target="Every Year 9 review has the section filled in.", rating="Green"),
        A("Open two supported internship sites with local employers.",
          "Employment and Skills Partnership", "TBC", None,
          ["The hospital site is not complete: the estates team found asbestos in the training room. A second employer is being sought."],
          leads=["Employment and Skills Partnership"],
          target="Twenty interns a year.", rating="Red"),
        A("Agree a transition protocol with adult social care and the community mental health team.",
          "Transitions Lead", "28 February 2027", "2027-02-28",
          ["Handed over to the Preparing for Adulthood Board's delivery plan on 1 October 2026. Closed on this plan.||2026-10-01"],
          st="closed", on="2026-10-01", reason="Handed over to the Preparing for Adulthood Board's delivery plan on 1 October 2026.",
          target="Named worker six months before the eighteenth birthday.", rating="Blue")),
      number="3", description="Young people know what comes next and have had a say in it."),
    G("Priority 4: Leaders know how well the local area is doing and act on it",
      R(None, "The partnership's data do not show the difference made to children.",
        A("Produce a dashboard of twelve measures with a commentary from each partner.",
          "Performance Lead, People Services", "End of January 2027", "2027-01",
          ["2026-09|Sept 2026: |Measures agreed. Health data still come a quarter late."],
          target="The Board challenges on the strength of data at each meeting.", rating="Amber"),
        A("Ask 200 families each year the same six questions and publish the answers.",
          "Chair of the Parent Carer Forum", "Summer term 2027", "2027-07", [],
          target="Satisfaction rises by ten points in two years.", rating="")),
      number="4", description="Leaders hear from families first and from figures second."),
]

VERSIONS = [V("Version 4", "updated", "2026-11-16")]


def make(path):
    from docx.shared import Pt
    doc = document()
    doc.sections[0].header.paragraphs[0].text = "Tillinghurst local area SEND improvement plan"
    footer(doc.sections[0], "OFFICIAL")
    doc.add_heading("Tillinghurst Borough Council and NHS Orrin Valley Integrated Care Board", 1)
    doc.add_paragraph("SEND Improvement Plan 2026 to 2028", style="Title")
    runs(doc.add_paragraph(), "Version 4 – updated 16 November 2026", bold=True)
    doc.add_paragraph("Inspectors visited the local area in February 2026 and found inconsistent experiences and outcomes. This plan sets out what we will do about the six areas for improvement that they named. It is overseen by the SEND Improvement Board, which meets every six weeks.")
    doc.add_paragraph("How we rate our actions", style="Heading 2")
    t = doc.add_table(4, 2); t.style = "Table Grid"
    for row, (a, b, c) in zip(t.rows, (("Blue", "Complete and the evidence has been seen", "9DC3E6"), ("Green", "On track", "A9D18E"), ("Amber", "Some delay, with a plan to recover", "FFD966"), ("Red", "Off track, or stopped by something that we cannot settle ourselves", "FF7C80"))):
        put(row.cells[0], a, bold=True, shade=c); put(row.cells[1], b)
    widths(t, 3, 12)
    doc.add_paragraph()
    for g in GROUPS:
        doc.add_heading(g["title"], 2)
        doc.add_paragraph().add_run(g["description"]).italic = True
        n = sum(len(r["actions"]) for r in g["recs"])
        t = doc.add_table(1 + n + (2 if g["number"] == "3" else 0), len(COLUMNS)); t.style = "Table Grid"
        for c, (head, *_) in zip(t.rows[0].cells, COLUMNS):
            put(c, head, bold=True, shade="1F4E79", colour="FFFFFF")
        repeat_head(t.rows[0])
        i = 1
        for r in g["recs"]:
            first = i
            for a in r["actions"]:
                s = bool(a.get("struck"))
                cells = t.rows[i].cells
                put(cells[1], a["action"].split("\n"), strike=s); put(cells[2], a["lead"].replace("; ", ";\n"), strike=s); put(cells[3], a["due"], strike=s)
                put(cells[4], a["target"], strike=s); put(cells[5], [note_print(x) for x in a["notes"]])
                put(cells[6], a["rating"], shade={"Blue": "9DC3E6", "Green": "A9D18E", "Amber": "FFD966", "Red": "FF7C80"}.get(a["rating"]))
                i += 1
            m = t.cell(first, 0).merge(t.cell(i - 1, 0)) if i - 1 > first else t.cell(first, 0)
            for p in m.paragraphs[1:]:
                p._p.getparent().remove(p._p)
            put(m, r["text"], bold=True)
        widths(t, 4.6, 5.6, 3, 2.6, 4, 5.2, 1.4)
        doc.add_paragraph()
    doc.add_heading("Words we use", 2)
    for a, b in (("BRAG", "blue, red, amber or green"), ("EHCP", "education, health and care plan"), ("SEND", "special educational needs and disabilities")):
        doc.add_paragraph(f"{a}\t{b}")
    doc.add_paragraph("Questions about this plan: send.improvement@tillinghurst.invalid")
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save(here, NAME, truth(NAME, "SEND Improvement Plan 2026 to 2028", COLUMNS, GROUPS, versions=VERSIONS,
    traps=[1, 2, 3, 4, 9, 10, 11, 12, 13, 17, 18],
    remarks=["The first column is merged over its actions. 'Nearly complete', 'is to be completed by', 'not complete' end nothing.",
             "'30 June 2026 now 30 September 2026' and '31 October 2026 (was 31 July 2026)' have one date in force each. 'Within 3 months', 'Ongoing', 'TBC' give none. Terms are read as their last month: Autumn 2026 = December, Spring 2027 = March, Summer 2027 = July; another month of the same term is no error.",
             "The struck-through action is closed: its note says why. The rating key and the words at the end are no rows.",
             "'Who' with 'and' between an officer and a forum is two leads; 'Inclusion and Attendance Manager' and 'SEND Quality and Improvement Officer' are one each."],
    beyond={"scale": {"Blue": "Complete and the evidence has been seen", "Green": "On track", "Amber": "Some delay, with a plan to recover", "Red": "Off track, or stopped by something that we cannot settle ourselves"},
            "struck": ["Buy an online portal for advice."]}))
