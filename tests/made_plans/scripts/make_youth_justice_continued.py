"""Word, a table a page set by hand, recommendations "(continued)", references such as 3(a) and 4(ii), one missing and one twice."""
import sys
from pathlib import Path
from made_a import *

NAME = "youth_justice_continued"
COLUMNS = [("Recommendation", "recommendation"), ("Ref.", "number", "ref"), ("Action to be taken", "action"), ("Owner", "lead"), ("Completion date", "deadline"),
           ("Measure of success", "target"), ("Update", "progress"), ("Position", "status", "status")]

GROUPS = [G("",
    R("1", "The Management Board should make sure that every child has an assessment of safety and wellbeing that draws on what health and education know.",
      A("Second a nurse and a speech and language therapist to the service for three days a week each.", "Associate Director of Children's Community Health", "30/09/2026", "2026-09-30",
        ["2026-06-12|12.06.26 |Funding agreed for two years.", "2026-09-07|07.09.26 |Both in post. Completed."], st="complete", on="2026-09-07", ref="1(a)", target="Nine in ten assessments have a health contribution.", status="Complete"),
      A("Give case managers read-only sight of attendance and exclusions.", "Head of School Improvement and Access", "End Q3 2026/27", "2026-12",
        ["2026-10-15|15.10.26 |Data sharing agreement signed. Supplier to open the screens."], ref="1(b)", target="Attendance is known on the day of assessment.", status="On track"),
      A("Bring assessment countersignature down to one level.", "Youth Justice Service Manager", "31/07/2026", "2026-07-31",
        ["2026-07-20|20.07.26 |Tried in one team; timeliness rose and quality held. Now the rule in both teams. Action closed."], st="complete", on="2026-07-20", ref="1(c)", target="Assessments signed within five days.", status="Complete")),
    R("2", "The service should involve victims early and should show that what they say shapes the work with the child.",
      A("Appoint a restorative practice worker for the rural half of the county.", "Youth Justice Service Manager", "31 October 2026 now 31 January 2027", "2027-01-31",
        ["2026-08-03|03.08.26 |Advertised; nobody suitable.", "2026-10-26|26.10.26 |Advertised again at a higher grade."], was=["2026-10-31"], ref="2(a)", target="Victims offered a conversation within ten days.", status="Delayed"),
      A("Agree a consent script with the constabulary so that victims' details come across in two days.", "Chief Inspector, Criminal Justice / Victim Services Lead", "w/c 2 November 2026", "2026-11-02",
        ["2026-11-06|06.11.26 |Script agreed and loaded to officers' handsets."], leads=["Chief Inspector, Criminal Justice", "Victim Services Lead"], ref="2(b)", target="Consent sought in every case.", status="On track"),
      A("Read ten plans a month for the victim's voice.", "Quality Assurance Officer", "Ongoing", None,
        ["2026-09|Sept 2026 |Four of ten.", "2026-10|Oct 2026 |Seven of ten."], ref=None, target="Nine of ten plans.", status="On track"),
      A("Invite two victims to speak at the annual conference.", "Quality Assurance Officer", "Summer term 2027", "2027-07", [], ref="2(d)", target="Staff say what they will do differently.", status="Not started")),
    R("3", "The partnership should understand why Black and dual heritage boys are over-represented in its caseload and should act on what it finds.",
      A("Commission an analysis from stop to sentence.", "Head of Performance and Insight, Aldenwick Council", "30/06/2026", "2026-06-30",
        ["2026-06-29|29.06.26 |Analysis presented by the university to forty people from eight organisations. The gap opens at the point of charge. Complete."], st="complete", on="2026-06-29", ref="3(a)", target="The Board knows where the gap opens.", status="Complete"),
      A("Review each charging decision of the last year where a disposal out of court was possible.", "Chief Inspector, Criminal Justice", "30/11/2026", "2026-11-30",
        ["2026-10-09|09.10.26 |74 of 120 read. Nearly complete in the city; the coast is to follow. In nineteen cases a disposal out of court would have been open had the boy been offered advice from a solicitor whom he trusted.", "The reference group has asked to see six of them with names taken out."], ref="3(b)", target="A disposal out of court is considered in all cases.", status="On track"),
      A("Train the panel that decides on disposals in the use of adultification and its effects.", "Workforce and Practice Lead", "Spring term 2027", "2027-03",
        ["Trainer found through the regional network."], ref="3(b)", target="Panel members can give an example.", status="On track"),
      A("Set up a reference group of boys and their parents.", "Participation Worker and Community Links Officer", "Within 3 months", None,
        ["2026-09-24|24.09.26 |Nine boys and five parents met over food. They want to see the figures."], leads=["Participation Worker", "Community Links Officer"], ref="3(c)", target="The group says that it was listened to.", status="On track"),
      A("Publish ethnicity data in each quarter's report to the Board.", "Head of Performance and Insight, Aldenwick Council", "Quarterly", None,
        ["2026-10-21|21.10.26 |Second report received."], ref="3(d)", target="The Board asks about it.", status="On track"),
      A("Buy a cultural competence e-learning package.", "Workforce and Practice Lead", "31/12/2026", "2026-12-31",
        ["Withdrawn: boys in the reference group thought it a waste of money."], st="closed", reason="Withdrawn: boys in the reference group thought it a waste of money.", ref="3(e)", target="All staff trained.", status="Withdrawn", struck=True)),
    R("4", "Out-of-court work should begin within ten working days of the decision.",
      A("Hold the joint decision panel twice a week.", "Youth Justice Service Manager", "01/09/2026", "2026-09-01", ["2026-09-01|01.09.26 |Twice a week from today. Complete."], st="complete", on="2026-09-01", ref="4(i)", target="No child waits longer than a week for a decision.", status="Complete"),
      A("Allocate the case before the panel and not after.", "Operational Manager, East", "~~30/09/2026~~ 30/11/2026", "2026-11-30", ["Not complete. East has two vacancies."], was=["2026-09-30"], ref="4(ii)", target="First appointment made at the panel.", status="Delayed"),
      A("Ask children what helped at the end of each piece of work.", "Participation Worker", "TBC", None, [], ref="4(iii)", target="Half of children answer.", status="Not started")),
    R(None, "The Management Board should be chaired at a level that can move money.",
      A("Ask the Chief Executive to take the chair for two years.", "Director of Children's Services", "31/05/2026", "2026-05-31", ["2026-05-14|14.05.26 |She chaired today's meeting. Complete."], st="complete", on="2026-05-14", ref="5(a)", target="Decisions on money are taken in the room.", status="Complete")),
    R("6", "Resettlement planning should start on the day that a child goes into custody.",
      A("Agree with the secure establishments a first planning call on day three.", "Resettlement and Transitions Worker", "31/01/2027", "2027-01-31", ["2026-11-11|11.11.26 |Two of three have agreed."], ref="6(a)", target="Accommodation is known six weeks before release.", status="On track"),
      A("Write a housing protocol with the districts.", "Youth Justice Service Manager", "28/02/2027", "2027-02-28", ["Passed to the Care Leavers' Housing Board, which has one in hand for all young people. Closed on this plan."], st="closed", reason="Passed to the Care Leavers' Housing Board, which has one in hand for all young people.", ref="6(b)", target="No child leaves custody for a hotel.", status="Closed")))]
PAGES = [  # (recommendation's index, its heading or None for the full text, actions from, to) by page
    [(0, None, 0, 3), (1, None, 0, 2)], [(1, "Recommendation 2 (continued)", 2, 4), (2, None, 0, 2)], [(2, "Recommendation 3 (continued)", 2, 4)],
    [(2, "Recommendation 3 (continued): FULL", 4, 6), (3, None, 0, 3)], [(4, None, 0, 1), (5, None, 0, 2)]]
TITLE = "Youth Justice Inspection: Improvement Plan 2026-27"


def make(path):
    from docx.shared import Pt
    doc = document(font="Tahoma", size=10)
    p = doc.add_paragraph(); x = p.add_run("ALDENWICK YOUTH JUSTICE PARTNERSHIP"); x.bold = True; x.font.size = Pt(12)
    p = doc.add_paragraph(); x = p.add_run(TITLE); x.bold = True; x.font.size = Pt(22)
    doc.add_paragraph("Version 5.1 – updated following the Management Board of 12 November 2026")
    doc.add_paragraph("Inspectors made six recommendations in March 2026. The owner of each action sends an update to the Partnership Support Officer by the first Friday of the month.")
    for n, page in enumerate(PAGES, 1):
        rows = []
        for ri, head, a, b in page:
            r = GROUPS[0]["recs"][ri]
            full = (f"Recommendation {r['number']}: " if r["number"] else "Recommendation: ") + r["text"]
            rows.append(full if head is None else head.replace("FULL", r["text"]))
            rows += r["actions"][a:b]
        t = doc.add_table(1 + len(rows), 7); t.style = "Table Grid"
        for c, h in zip(t.rows[0].cells, [c[0] for c in COLUMNS[1:]]):
            put(c, h, bold=True, shade="404040", colour="FFFFFF")
        for row, a in zip(t.rows[1:], rows):
            if isinstance(a, str):
                m = row.cells[0].merge(row.cells[6])
                for q in m.paragraphs[1:]:
                    q._p.getparent().remove(q._p)
                put(m, a, bold=True, shade="D9D9D9")
                continue
            s = bool(a.get("struck"))
            for c, v in zip(row.cells, (a["ref"] or "", a["action"], a["lead"], a["due"], a["target"], [note_print(x) for x in a["notes"]], a["status"])):
                put(c, v, strike=s)
        widths(t, 1.5, 6.6, 3.8, 2.8, 4, 5.6, 2)
        doc.add_paragraph()
        doc.add_paragraph(f"Page {n} of {len(PAGES)}")
        if n < len(PAGES):
            doc.add_page_break()
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("Version 5.1", "updated following the Management Board of 12 November 2026", "2026-11-12")],
    traps=[1, 2, 10, 11, 12, 13, 16, 17, 18],
    remarks=["A row across the whole table is the recommendation. '(continued)' repeats it: six recommendations in all. The fifth has no number printed (4, –, 6), its action is 5(a).",
             "3(b) is printed twice and stays twice; the third action of recommendation 2 has no reference (2(a), 2(b), –, 2(d)).",
             "'Page 2 of 5' is typed into the text. 'Nearly complete' and 'Not complete' end nothing; the struck-through 3(e) is closed."],
    beyond={"struck": ["Buy a cultural competence e-learning package."], "missing_numbers": {"recommendation": "5", "action": "2(c)"}, "repeated_numbers": ["3(b)"]}))
