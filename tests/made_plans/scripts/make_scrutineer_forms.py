"""Word, portrait, a form (label and value, two pairs a line) per recommendation with its actions as blocks inside the form and tick boxes for status."""
import sys
from pathlib import Path
from made_a import *

NAME = "scrutineer_forms"
COLUMNS = [("Recommendation", "recommendation"), ("What the Scrutineer saw", "why", "why"), ("Action", "action"), ("Lead", "lead"), ("By", "deadline"),
           ("How we will know", "target"), ("News", "progress"), ("Status", "status", "ticks"), ("RAG", "rating")]
TITLE = "Response to the Independent Scrutineer’s Report on Children Missing Education"


def T(word):
    return "   ".join(("☒ " if w == word else "☐ ") + w for w in ("Not begun", "Begun", "Complete", "Stopped"))


GROUPS = [
    G("Part A: For the partnership as a whole",
      R("1", "The partnership should agree what it means by a child missing education and should count them in one way.",
        A("Write a single definition, with examples, and have it adopted by the Executive.", "LH", "17 April 2026", "2026-04-17", ["2026-02-11|11/2/26: |Examples gathered from attendance, SEND and admissions.", "Completed 12/3/26 – adopted by the Executive without change.||2026-03-12"],
          target="One definition in all policies.", ticks=T("Complete"), rating="Blue", st="complete", on="2026-03-12"),
        A("Bring together the three lists (attendance, admissions, virtual school) each month and take out those counted twice.", "Data Manager, Schools and Inclusion", "End of Summer Term 2026", "2026-07",
          ["2026-05-06|6/5/26: |First match. 212 names on three lists were 147 children.", "2026-09-16|16/9/26: |Matched in each month since. Virtual school’s list still comes in as a picture and has to be typed. The rest of the process is complete.", "2026-11-04|4/11/26: |Supplier will change the export in the spring."],
          target="A single list by the fifth of each month.", ticks=T("Begun"), rating="Amber"),
        why="Four reports in a year gave four figures for the same month. I could not find anyone who was able to tell me which was right."),
      R("2", "Each child who has been missing education for more than fifteen school days should be talked about by name, in a meeting at which somebody has the power to act.",
        A("Hold the meeting every fortnight in term, chaired by a head of service.", "Head of Service, Vulnerable Learners / Head of Service, Assessment and Safeguarding", "8 June 2026", "2026-06-08", ["2026-06-10|10/6/26: |First meeting. Health was not there.", "2026-10-07|7/10/26: |Nine meetings held, health at seven. Action complete and will be looked at again in a year."],
          leads=["Head of Service, Vulnerable Learners", "Head of Service, Assessment and Safeguarding"], target="Eight in ten of the children back in a school within six weeks.", ticks=T("Complete"), rating="Blue", st="complete", on="2026-10-07"),
        A("Make a small fund (£15,000) for what gets a child back through the door: bus fare, uniform, a taxi for the first week.", "Strategic Finance Partner", "~~Easter 2026~~ 31 October 2026", "2026-10-31", ["2026-10-22|22/10/26: |£9,000 found. Schools Forum will be asked for the rest on 3 December."], was=["2026-04"],
          target="Spent by March.", ticks=T("Begun"), rating="Red"),
        A("Police to make welfare visits to children not seen by any professional for thirty days.", "Ch Insp Neighbourhoods, Linmouth", "Autumn Term 2026", "2026-12", ["2026-09-30|30/9/26: |Eleven visits; all eleven children seen.", "2026-11-18|18/11/26: |Nineteen visits; one child found to have left the country, and the Home Office told."],
          target="No child not seen for more than 30 days.", ticks=T("Begun"), rating="Green", contd=True),
        A("Ask for an officer from the Home Office to sit in the meeting.", "DSL Network Chair", "TBC", None, ["Stopped. Declined twice, an email address has been given instead."], target="", ticks=T("Stopped"), rating="", st="closed", reason="Stopped. Declined twice, an email address has been given instead."),
        why="There was no meeting whose business this was. Children were mentioned in five, and decided upon in none."),
      R("3", "The partnership should publish the number of children missing education in each ward.",
        why="Councillors told me that they would like to know.", verdict="Not accepted. Numbers in most wards are below five and children could be recognised."),
    ),
    G("Part B: For schools and the local authority",
      R("4", "Schools should not take a child off the roll until the local authority has said that it knows where the child has gone.",
        A("Put a check into the deletion form, so that it goes to the inclusion team before the roll is changed.", "Admissions and Inclusion Manager", "By half term (February 2027)", "2027-02", ["2026-11-11|11/11/26: |Form built, six schools are trying it."], target="No deletion without an answer.", ticks=T("Begun"), rating="Green"),
        A("Visit the twelve schools with the most deletions.", "Education Welfare Team / LH", "End of Spring 2027", "2027-03", [], leads=["Education Welfare Team", "LH"], target="Fewer deletions with ‘destination not known’.", ticks=T("Not begun"), rating="Green"),
        why="In one school I read 30 deletions and in 17 the space for destination said ‘moved’."),
      R("5", "Parents who choose to educate at home because their child is unhappy in school should be offered a conversation first.",
        A("Offer a meeting within ten school days with somebody who does not work for the school.", "Elective Home Education Co-ordinator", "1 Sept 2026", "2026-09-01", ["2026-09-23|23/9/26: |Offered to 31 families, 22 said yes, 9 changed their minds.", "2026-10-21|21/10/26: |Offered to 44. Done."], target="Offer made to all.", ticks=T("Complete"), rating="Blue", st="complete"),
        A("Review the use of reduced timetables.", "SEND Strategic Lead", "Q4 2026/27", "2027-03", ["Taken over by the SEND Priority Action Plan (action 2.4) on 14/10/26, so no longer followed up here.||2026-10-14"], target="", ticks=T("Stopped"), rating="", st="closed", reason="Taken over by the SEND Priority Action Plan (action 2.4) on 14/10/26, so no longer followed up here."),
        why="Parents said that it had felt like the only choice left to them."),
      R(None, "Children should be asked, when they come back, what it was like to be away and what helped.",
        A("Four questions on a postcard, written by the Youth Panel, to be answered in the first fortnight.", "Participation Officer, Youth Voice", "Spring Term 2027", "2027-03", ["2026-11-13|13/11/26: |Panel has written nine questions and will be asked to choose. To be completed in January."], target="Half of the postcards returned.", ticks=T("Begun"), rating="Green"),
        why="Not from my report: the Youth Panel asked for this when they read it.", label="Extra recommendation (Youth Panel)")),
]
SHADE = {"Blue": "9DC3E6", "Green": "A9D18E", "Amber": "FFD966", "Red": "FF7C80"}
LAB = "EDE7F6"


def form(doc):
    from docx.shared import Cm
    t = doc.add_table(0, 4); t.style = "Table Grid"; t.autofit = False
    return t


def wide(t, label, value, shade=LAB, **k):
    c = t.add_row().cells
    put(c[0], label, bold=True, shade=shade, size=10)
    put(c[1].merge(c[3]), value, size=10, **k)


def pairs(t, a, b, c_, d, shade=None):
    c = t.add_row().cells
    put(c[0], a, bold=True, shade=LAB, size=10); put(c[1], b, size=10); put(c[2], c_, bold=True, shade=LAB, size=10); put(c[3], d, size=10, shade=shade)


def size(t):
    from docx.shared import Cm
    W = (4.1, 8.3, 1.4, 3.6)
    for col, w in zip(t.columns, W):
        col.width = Cm(w)
    for row in t.rows:
        tcs = row._tr.tc_lst
        for k, w in enumerate(W if len(tcs) == 4 else (W[0], sum(W[1:])) if len(tcs) == 2 else (sum(W),)):
            tcs[k].width = Cm(w)


def simple(doc, rows, *w):
    from docx.shared import Cm
    t = doc.add_table(0, len(rows[0])); t.style = "Table Grid"; t.autofit = False
    for i, r in enumerate(rows):
        for c, x, cm in zip(t.add_row().cells, r, w):
            put(c, x, bold=i == 0, size=9); c.width = Cm(cm)
    for col, cm in zip(t.columns, w):
        col.width = Cm(cm)


def block(t, a, label):
    wide(t, label, a["action"])
    pairs(t, "Lead", a["lead"], "By", a["due"])
    if a["target"]:
        wide(t, "How we will know", a["target"])
    wide(t, "News", [note_print(x) for x in a["notes"]])
    pairs(t, "Status", a["ticks"], "RAG", a["rating"], shade=SHADE.get(a["rating"]))


def make(path):
    doc = document(landscape=False, font="Verdana", size=10)
    footer(doc.sections[0], "Linmouth Safeguarding Children Partnership", pages=False)
    doc.add_paragraph("Linmouth Safeguarding Children Partnership")
    doc.add_heading(TITLE, 0)
    runs(doc.add_paragraph(), "Fourth issue, for the Executive of 8 December 2026", bold=True)
    doc.add_paragraph("Our Independent Scrutineer, Ottoline Farr, reported in January 2026. There is a form for each of the things she asked for. Leads fill in ‘News’ and tick the box; the Business Manager decides the colour.")
    runs(doc.add_paragraph(), "Blue: complete. Green: no worries. Amber: late, but will be done. Red: needs the Executive.", size=9)
    runs(doc.add_paragraph(), "LH is Lindiwe Hart, Business Manager. DSL: designated safeguarding lead.", size=9)
    doc.add_heading("Who has had this", 3)
    simple(doc, [("Copy to", "For"), ("Members of the Executive", "Decision"), ("Secondary and primary head teachers’ groups", "Information"), ("Youth Panel", "Comment")], 9, 5)
    page = 1
    for g in GROUPS:
        doc.add_heading(g["title"], 1)
        for r in g["recs"]:
            t = form(doc)
            label = r.get("label") or f"Recommendation {r['number']}"
            wide(t, label, r["text"], shade="B39DDB")
            wide(t, "What the Scrutineer saw", r["why"])
            if r.get("verdict"):
                wide(t, "Our answer", r["verdict"])
            one = len(r["actions"]) == 1
            for i, a in enumerate(r["actions"], 1):
                if a.get("contd"):
                    size(t); page += 1
                    p = doc.add_paragraph(f"Page {page}"); p.alignment = 1
                    doc.add_page_break()
                    t = form(doc)
                    c = t.add_row().cells
                    put(c[0].merge(c[3]), f"Recommendation {r['number']} (continued)", bold=True, shade="B39DDB", size=10)
                block(t, a, "Action" if one else f"Action {i}")
            size(t)
            doc.add_paragraph()
    doc.add_heading("Issues of this document", 3)
    simple(doc, [("Issue", "Date", "Reason"), ("First", "23 February 2026", "Agreed by Executive"), ("Second", "9 June 2026", "Executive"), ("Third", "15 September 2026", "Youth Panel’s recommendation put in"), ("Fourth", "24 November 2026", "Executive")], 3, 5, 8)
    doc.save(path)


for g in GROUPS:
    for r in g["recs"]:
        for a in r["actions"]:
            a["why"] = r["why"] if a is r["actions"][0] else ""
here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("First", "Agreed by Executive", "2026-02-23"), V("Second", "Executive", "2026-06-09"), V("Third", "Youth Panel’s recommendation put in", "2026-09-15"), V("Fourth", "Executive", "2026-11-24")],
    remarks=["A form per recommendation: a label and its value across, or two labels and two values on one line ('Lead … By …', 'Status … RAG …'). 'Action 1', 'Action 2' or, where there is one only, 'Action' begins an action; the labels repeat for each.",
             "Recommendation 2 goes on in a second form headed 'Recommendation 2 (continued)' whose labels go on with Action 3; 'Page 2' is typed between. It is one recommendation of four actions.",
             "Recommendation 3 was not accepted and has no action. The last has no number: 'Extra recommendation (Youth Panel)' is its label.",
             "The status is the box that is ticked (☒); all four words stand in each form. Complete ends, Stopped closes. 'The rest of the process is complete' and 'To be completed in January' end nothing.",
             "'Half term (February 2027)' is that month; 'End of Spring 2027' April; struck 'Easter 2026' is the earlier date (April); 'TBC' none. Two forms have no 'How we will know'.",
             "A slash parts two leads; a comma within a job title does not. LH is explained at the front: lead as printed."],
    traps=["form per recommendation", "two pairs a line", "tick boxes", "continued", "typed page", "no actions", "missing number", "terms", "struck date", "initials key", "handed over", "slash leads with commas"],
    beyond={"scale": {"Blue": "complete", "Green": "no worries", "Amber": "late, but will be done", "Red": "needs the Executive"}}))
