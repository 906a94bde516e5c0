"""Word, landscape, a local area partnership's plan after a SEND inspection: a heading and a table for each priority, number and finding merged down over the steps, a row of guidance beneath the heads of every table, organisation after officer, newest note first."""
from common_j import *

NAME = "numbered_findings"
TITLE = "Area SEND inspection: priority action plan"
SUB = "Oxley and the Marches Local Area Partnership"
HEADS = ("No.", "What inspectors found", "Step", "We will", "By", "Accountable officer", "Organisation", "What families will notice", "Position", "Commentary")
COLUMNS = [(HEADS[0], "number", "recno"), (HEADS[1], "recommendation"), (HEADS[2], "number", "ref"), (HEADS[3], "action"), (HEADS[4], "deadline"), (HEADS[5], "lead"), (HEADS[6], "lead", "org"),
           (HEADS[7], "target", "target"), (HEADS[8], "status", "status"), (HEADS[9], "progress")]
GUIDE = ("", "(from the report, do not alter)", "", "(start with a verb)", "(date or term)", "(post)", "(one only)", "(in plain words please)", "(choose from list)", "(latest at the top, with date)")


def S(ref, text, due, d, officer, org, notice, position, notes=(), **k):
    st = "complete" if position.startswith("Complete") else "closed" if position.startswith(("Stopped", "Transferred")) else "open"
    return A(text, officer, due, d, notes, st=st, ref=ref, org=org, target=notice, status=position, leads=k.pop("leads", None) or [x for x in (officer, org) if x], **k)


GROUPS = [
    G("Priority action 1 – Waiting times for neurodevelopmental assessment and for speech and language therapy",
      R("1", "Children and young people wait far too long, up to 142 weeks, for a neurodevelopmental assessment, and families do not know how long they still have to wait or what help there is in the meantime.",
        S("1.1", "Write to every family on the list (1,904 on 1 September) with:\n- where they are on the list, honestly\n- whom they can ring\n- what is on offer while they wait", "31 October 2026", "2026-10-31", "Director of Operations, Children’s Services", "Marches Community Health NHS Trust", "We have been told where we stand.", "Complete 16/11/26",
          ["2026-11-16|16/11/26 |Last batch posted on Friday. 212 families rang in the first week. 31 said that they no longer need an assessment.", "2026-10-19|19/10/26 |1,200 letters gone. Parent Carer Forum helped with the wording and took out the word ‘pathway’."], on="2026-11-16"),
        S("1.2", "Reduce the longest wait to 78 weeks by means of a second assessment team and weekend clinics.", "End of Quarter 1 2027/28", "2027-06", "Director of Operations, Children’s Services", "Marches Community Health NHS Trust", "Nobody waits more than a year and a half.", "Behind schedule",
          ["2027-01-11|11/01/27 |Longest wait 121 weeks, should have been 110 by now. Three of five posts filled. Weekend clinics begin on 6 February.", "2026-11-30|30/11/26 |Psychologist post advertised for a second time. Longest wait 126 weeks."]),
        S("1.3", "Offer the ‘While You Wait’ programme at six family hubs, in person and in the evening.", "Autumn term 2026", "2026-12", "Early Help Strategic Manager", "Oxley Council", "There is something for us now, near home.", "Complete 14/12/26",
          ["2026-12-14|14/12/26 |Running in all six hubs. 147 parents came at least once. 9 in 10 would send a friend."], on="2026-12-14")),
      R("2", "Speech and language therapy as written in education, health and care plans is not delivered to one child in four.",
        S("2.1", "Check every plan in which therapy is specified against what was given in the last two terms.", "~~18 December 2026~~\n12 March 2027", "2027-03-12", "Designated Clinical Officer", "ICB", "Someone has looked at what our child should have had.", "Behind schedule",
          ["2027-01-11|11/01/27 |388 of 611 checked and these have been completed to a good standard. 92 children have had less than they should. Date moved with the agreement of the Board.", "2026-12-07|07/12/26 |Two therapists released to do this from January."], was=["2026-12-18"]),
        S("2.2", "Make up the missed therapy or agree with the family what would do instead.", "End of summer term 2027", "2027-07", "Head of Therapies", "Marches Community Health NHS Trust", "We got what the plan says.", "Not yet begun"),
        S("2.3", "Buy therapy from the independent sector for children out of area.", "31/01/2027", "2027-01-31", "Head of SEND Commissioning", "Oxley Council", "", "Stopped 14/12/26",
          ["2026-12-14|14/12/26 |Only four children are concerned, each is now seen by the local NHS service. Board agreed that the step falls away."], on="2026-12-14", reason="Only four children are concerned, each is now seen by the local NHS service. Board agreed that the step falls away."))),
    G("Priority action 2 – Quality of education, health and care plans",
      R("3", "Plans, in particular those of young people over 14, are out of date, do not record the young person’s own aims and seldom hold advice from social care.",
        S("3.1", "Review and rewrite all plans older than 30 months, beginning with those in Years 9 and 11.", "28 May 2027", "2027-05-28", "SEN Service Manager", "Oxley Council", "The plan is about who I am now.", "On schedule",
          ["2027-01-11|11/01/27 |174 of 420 done. Year 11 all completed before Christmas. Colleges very pleased.", "2026-11-30|30/11/26 |98 done. Agency writers start on Monday."]),
        S("3.2", "Appoint a Designated Social Care Officer and give her a desk in the SEN team.", "Sept 26", "2026-09", "Assistant Director, Children’s Social Care", "Oxley Council", "Social care comes to the meeting.", "Complete 05/10/26",
          ["2026-10-05|05/10/26 |Appointed, in post today.", "2026-07-06|06/07/26 |Interviews on the 21st with two parents on the panel."], on="2026-10-05"),
        S("3.3", "Audit 15 plans each month with parents and young people as auditors.", "Monthly, first report February 2027", "2027-02", "Principal Educational Psychologist / Chair, Parent Carer Forum", "", "Parents mark the homework.", "On schedule",
          ["2027-01-11|11/01/27 |Seven parents trained, first 15 plans read. A third were judged to be good."], leads=["Principal Educational Psychologist", "Chair, Parent Carer Forum"]))),
    G("Areas for improvement",
      R("4", "Leaders should make sure that children with SEND who are not in full time education are known, seen and have a plan to return.",
        S("4.1", "Hold one register of all children on reduced timetables, updated by schools each Friday.", "1 November 2026", "2026-11-01", "Head of Inclusion", "Oxley Council", "No one is forgotten at home.", "Behind schedule",
          ["2027-01-11|11/01/27 |61 of 84 schools return it each week. Academy trust leaders to be seen one by one.", "2026-11-30|30/11/26 |Register open since 2 November. 40 schools."]),
        S("4.2", "Visit at home each child who has been out of school for 15 days.", "From January 2027", "2027-01", "Virtual School Head", "Oxley Council", "Somebody came and talked to me.", "On schedule")),
      R("5", "Leaders should improve the preparation of young people for adult health services.",
        S("5.1", "Introduce the ‘Ready Steady Go’ booklet in paediatrics, CAMHS and special schools.", "Summer term 2027", "2027-07", "Transition Nurse Lead", "Oxley Royal Hospital", "I know who my doctor will be.", "Not yet begun",
          ["2026-11-30|30/11/26 |Booklet chosen by a group of young people at Larkfield School."]),
        S("5.2", "Annual health checks from 14 for all young people with a learning disability: raise from 58% to 80%.", "31 March 2027", "2027-03-31", "Associate Director, Primary Care", "ICB", "My GP rings me up for my check.", "Transferred 07/12/26",
          ["2026-12-07|07/12/26 |Handed over to the Learning Disability and Autism Programme Board, which has the same target. At 66%."], on="2026-12-07", reason="Handed over to the Learning Disability and Autism Programme Board, which has the same target. At 66%."),
        S("5.3", "Put the local offer’s pages for ages 14 to 25 in order with the youth council.", "TBC by youth council", None, "Local Offer Officer", "Oxley Council", "I can find it on my phone.", "Not yet begun"))),
]
SHADE = {"Com": "BDD7EE", "Sto": "D0CECE", "Tra": "D0CECE", "On ": "C6E0B4", "Beh": "F8CBAD"}


def make(path):
    from docx.shared import Cm
    doc = document(font="Calibri", size=11)
    sec = doc.sections[0]; sec.left_margin = sec.right_margin = Cm(1.2); sec.top_margin = sec.bottom_margin = Cm(1.5)
    footer(sec, "Priority action plan, v0.7")
    doc.add_paragraph(TITLE, style="Title")
    doc.add_paragraph(SUB, style="Subtitle")
    doc.add_paragraph("Inspection 8 to 12 June 2026. Report published 3 September 2026. Plan approved by the Department for Education’s adviser on 13 October 2026.")
    doc.add_paragraph("We are sorry. Too many children have waited too long, and too many families had to fight. This plan was written with the Parent Carer Forum and with the youth council, whose words are in the column ‘What families will notice’.")
    t = doc.add_table(1, 3); t.style = "Light Grid Accent 1"
    for c, v in zip(t.rows[0].cells, ("Version", "Date", "What changed")):
        put(c, v, bold=True, size=9)
    for line in (("v0.5", "13 October 2026", "As approved"), ("v0.6", "7 December 2026", "Updates for Partnership Board, 5.2 transferred"), ("v0.7", "11 January 2027", "Updates for DfE and NHS England monitoring visit")):
        for c, v in zip(t.add_row().cells, line):
            put(c, v, size=9, bold=False)
    widths(t, 2.5, 4, 10)
    for g in GROUPS:
        doc.add_heading(g["title"], 2)
        t = doc.add_table(1, len(HEADS)); t.style = "Table Grid"
        for c, h in zip(t.rows[0].cells, HEADS):
            put(c, h, bold=True, shade="1F3864", colour="FFFFFF", size=8)
        repeat_head(t.rows[0])
        for c, w in zip(t.add_row().cells, GUIDE):
            put(c, w, size=7, colour="808080", shade="F2F2F2")
        for r in g["recs"]:
            first = len(t.rows)
            for a in r["actions"]:
                row = t.add_row(); no_split(row)
                for c, v in zip(row.cells[2:], (a["ref"], a["action"].split("\n"), a["due"].split("\n"), a["lead"], a["org"], a["target"], a["status"], [note_print(x) for x in a["notes"]])):
                    put(c, v, size=8)
                fill(row.cells[8], SHADE.get(a["status"][:3], "FFFFFF"))
            put(joined(t, first, len(t.rows) - 1, 0), r["number"], bold=True); put(joined(t, first, len(t.rows) - 1, 1), r["text"], size=8)
        widths(t, 0.9, 3.9, 1.0, 4.5, 2.2, 2.6, 2.4, 2.6, 2.0, 5.2)
    doc.add_paragraph()
    doc.add_paragraph("List for Position: Not yet begun, On schedule, Behind schedule, Complete, Stopped, Transferred to another plan.")
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
undash(GROUPS)
store(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, subtitle=SUB, versions=[V("v0.5", "As approved", "2026-10-13"), V("v0.6", "Updates for Partnership Board, 5.2 transferred", "2026-12-07"), V("v0.7", "Updates for DfE and NHS England monitoring visit", "2027-01-11")],
    remarks=["A heading and a table for each priority; the headings are the sections. 'No.' and 'What inspectors found' are merged down over the steps and are the recommendation with its number; 'Step' numbers the action.",
             "The grey row in brackets beneath the heads of every table is guidance and no action. The small table at the top is the list of versions.",
             "'Accountable officer' and 'Organisation' are both leads; 3.3 has two posts parted by a slash and no organisation. A comma in a title parts none.",
             "'Complete 16/11/26' ends and gives its date, 'Stopped …' and 'Transferred …' close. 'these have been completed', '174 of 420 done', 'Year 11 all completed' end nothing.",
             "18 December 2026 (2.1) is struck through, the earlier date. 'Autumn term 2026' is December 2026, 'End of summer term 2027' July 2027, 'End of Quarter 1 2027/28' June 2027, 'From January 2027' January 2027, 'Monthly, first report February 2027' February 2027; 'TBC by youth council' gives none.",
             "Notes are newest first, date without a colon. Dates within notes (6 February, 2 November, the 21st) are no notes. Bullets of 1.1 are one action."],
    traps=["headings are sections", "merged recommendation and number", "guidance row in every table", "two lead columns", "newest first", "struck date", "term and quarter", "bulleted action", "version table", "status with date"]),
    agency=["ICB", "Oxley Council", "Marches Community Health NHS Trust", "Oxley Royal Hospital"],
    role=["Director of Operations, Children’s Services", "Assistant Director, Children’s Social Care", "SEN Service Manager", "Chair, Parent Carer Forum"])
