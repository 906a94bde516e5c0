"""Word, findings and actions on separate rows of one table (finding merged across); the table was cut in two to force a page, '(continued)' row."""
import sys
from pathlib import Path
from made_a import *

NAME = "findings_across_rows"
COLUMNS = [("No.", "number", "ref"), ("What we will do", "action"), ("Lead", "lead"), ("To be done by", "deadline"),
           ("Where we have got to, and what difference it has made", "progress"), ("BRAG", "rating")]
TITLE = "Local Child Safeguarding Practice Review ‘Theo’: Partnership Action Plan"

GROUPS = [G("",
    R("1", "Practitioners knew a good deal about Theo’s mother and very little about the two men who lived in the household. Neither man was named in an assessment until the week of the injury.",
      A("Rewrite the multi-agency guidance on unseen men so that it fits on two sides and says:\n- who must ask\n- what must be asked\n- where the answer is written down", "JW", "~~30/04/26~~\n30/06/26", "2026-06-30",
        ["2026-05-14|14.5.26 |Draft went to the Practice Improvement Group, who asked for a shorter version. JW to take out section 3.", "2026-06-18|18.6.26 |Agreed and put on the website; 611 views in the first fortnight.", "Completed 18/6/26||2026-06-18"],
        ref="1.1", rating="B", st="complete", on="2026-06-18", was=["2026-04-30"]),
      A("Midwifery to record the name and date of birth of the father, and of any partner, at booking and again at 28 weeks.", "Named Midwife / Head of Digital Midwifery", "Q2 2026/27", "2026-09",
        ["2026-07-22|22.7.26 |Fields are built in the test system. Community midwives find the second one hard to reach on a phone.", "2026-10-06|6.10.26 |Live at Alderbrook and Stowbridge. Not complete at Thornby, where records are still on paper until the new year."],
        ref="1.2", rating="A", leads=["Named Midwife", "Head of Digital Midwifery"]),
      A("Add a question on men in the household to the section 47 audit tool and audit 20 cases.", "QAO", "Spring Term 2027", "2027-03", ["Tool amended. Audit is in the calendar for February."], ref="1.3", rating="G")),
    R("2", "Bruising on a baby who could not yet move by himself was seen on three occasions by three agencies, and the bruising protocol was not used once.",
      A("Relaunch the bruising protocol with a seven minute briefing and a film made with the hospital’s paediatricians.", "DD, MR", "31 July 2026", "2026-07-31",
        ["2026-07-09|9.7.26 |Film shot on the children’s ward.", "2026-08-27|27.8.26 |Film and briefing published. Shown at 14 team meetings so far.", "Completed 27/8/26||2026-08-27"], ref="2.1", rating="B", st="complete", on="2026-08-27", leads=["DD", "MR"]),
      A("Test what staff do with the protocol by a telephone exercise in which 30 practitioners are given the same story.", "QAO", "Nov 26", "2026-11",
        ["2026-11-11|11.11.26 |Twenty two of thirty calls made. Fifteen would have rung the hospital straight away, seven would have spoken to a manager first."], ref="2.2", rating="G"),
      A("GP practices to show that each has a safeguarding lead who has read the protocol and told the practice about it.", "Named GP, Fenmarsh Place", "~~31/08/26~~ ~~31/10/26~~ 29/01/27", "2027-01-29",
        ["2026-09-03|3.9.26 |19 of 41 practices have replied.", "2026-10-29|29.10.26 |26 of 41. The ICB contract team will write to the other fifteen. Chair of the Partnership has asked for names."], ref="2.2", rating="R", was=["2026-08-31", "2026-10-31"])),
    R("3", "The family moved between Fenmarsh and Wexcombe four times. Each move was treated as a new start and the chronology began again.",
      A("Agree with Wexcombe a joint rule for transfer of children in need, including a conversation between the two managers before the case is closed here.", "Head of Service, MASH and Assessment", "Dec 2026", "2026-12",
        ["2026-09-16|16.9.26 |First meeting with Wexcombe. Both sides want the same thing; the lawyers do not."], ref="3.1", rating="A"),
      A("Buy a shared chronology tool for use across both partnerships.", "Business Manager", "Sept 26", "2026-09",
        ["Withdrawn. Price was more than the Partnership’s whole budget for the year."], ref="3.2", rating="", st="closed", struck=True,
        reason="Withdrawn. Price was more than the Partnership’s whole budget for the year."),
      A("Health visiting and school nursing to send the full record within five working days of hearing of a move, with a telephone handover where there is a plan.", "Service Lead, 0–19 Healthy Child Programme", "Phase 1 (children on plans): Sept 26\nPhase 2 (all children): Mar 27", ["2026-09", "2027-03"],
        ["2026-10-01|1.10.26 |Phase 1 in place. Median was 4 days in September, it was 17.", "Phase 2 needs two more administrators."], ref="3.3", rating="G"),
      A("Put ‘where did they live before?’ on the front sheet of the case conference report.", "Conference and Review Manager", "Immediate", None,
        ["Done, front sheet in use since Whitsun."], ref="3.4", rating="B", st="complete", contd=True)),
    R("5", "Theo’s sister told her teaching assistant that she was frightened. The school wrote it down, but nobody outside the school was told for eleven days.",
      A("Write to every designated safeguarding lead with what was learnt, and talk it through at each of the four DSL networks.", "Education Safeguarding Adviser", "Summer Term 2026", "2026-07",
        ["2026-06-24|24.6.26 |Letter sent. Networks at Fenmarsh and Alderbrook covered.", "2026-07-08|8.7.26 |Other two networks covered. Action closed."], ref="5.1", rating="B", st="complete", on="2026-07-08"),
      A("Look at how long schools take from a disclosure to a referral, using the safeguarding recording systems of ten schools.", "Education Safeguarding Adviser/QAO", "Autumn Term 2026", "2026-12",
        ["2026-10-20|20.10.26 |Eight of ten schools have sent figures. To be completed when the two academies’ trust gives leave."], ref="5.2", rating="A", leads=["Education Safeguarding Adviser", "QAO"]),
      A("Consider whether teaching assistants should have their own level 2 course.", "Learning and Development Sub-group", "TBC", None,
        ["Handed over to the Workforce Strategy plan (action W7) by decision of the Executive in September; will not be reported here again.||2026-09"], ref="5.3", rating="", st="closed",
        reason="Handed over to the Workforce Strategy plan (action W7) by decision of the Executive in September; will not be reported here again.")))]

SHADE = {"B": "9DC3E6", "G": "A9D18E", "A": "FFD966", "R": "FF7C80"}


def widths(t, *cm):
    """Widths of the grid and of each real cell, merged ones left alone."""
    from docx.shared import Cm
    t.autofit = False
    for col, w in zip(t.columns, cm):
        col.width = Cm(w)
    for row in t.rows:
        if len(row._tr.tc_lst) == len(cm):
            for c, w in zip(row.cells, cm):
                c.width = Cm(w)


def grid(doc):
    t = doc.add_table(1, 6); t.style = "Table Grid"
    for c, (h, *_) in zip(t.rows[0].cells, COLUMNS):
        put(c, h, bold=True, shade="404040", size=9, colour="FFFFFF")
    repeat_head(t.rows[0])
    return t


def band(t, label, text, shade="E7E6E6"):
    c = t.add_row().cells
    m = c[0].merge(c[5])
    put(m, f"**{label}** {text}", shade=shade, size=10)


def simple(doc, rows, *w):
    t = doc.add_table(0, len(rows[0])); t.style = "Table Grid"
    for i, r in enumerate(rows):
        for c, x in zip(t.add_row().cells, r):
            put(c, x, bold=i == 0)
    widths(t, *w)


def make(path):
    doc = document(font="Calibri")
    doc.sections[0].header.paragraphs[0].text = "OFFICIAL-SENSITIVE\tFenmarsh Safeguarding Children Partnership"
    doc.add_heading(TITLE, 0)
    doc.add_paragraph("Signed off by the Executive on 18 March 2026. Reviewed by the Practice Improvement Group at every meeting and by the Executive twice a year. This version is for the Executive of 3 December 2026.")
    runs(doc.add_paragraph(), "**BRAG** B = finished and evidence seen    R = will not be met, help needed    A = late or likely to be    G = going to plan", size=9)
    runs(doc.add_paragraph(), "**Initials** JW – Jo Whitlam, Partnership Business Manager; DD – Designated Doctor; MR – Mags Rennie, Communications Officer; QAO – Quality Assurance Officer", size=9)
    t = grid(doc)
    W = (1.1, 8.2, 3.6, 3.3, 8.4, 1.4)
    for r in GROUPS[0]["recs"]:
        band(t, f"Finding {r['number']}:", r["text"])
        for a in r["actions"]:
            if a.get("contd"):
                widths(t, *W)
                p = doc.add_paragraph("Page 3 of 5"); p.alignment = 2
                doc.add_page_break()
                t = grid(doc)
                band(t, f"Finding {r['number']} (continued)", "")
            c = t.add_row().cells
            s = a.get("struck", False)
            put(c[0], a["ref"], strike=s); put(c[1], a["action"].split("\n"), strike=s); put(c[2], a["lead"], strike=s); put(c[3], a["due"].split("\n"), strike=s)
            put(c[4], [note_print(x) for x in a["notes"]]); put(c[5], a["rating"], shade=SHADE.get(a["rating"]))
    widths(t, *W)
    p = doc.add_paragraph("Page 5 of 5"); p.alignment = 2
    doc.add_heading("Version history", 2)
    simple(doc, [("Version", "Date", "Who", "What changed"), ("0.1", "02/03/26", "JW", "First draft from the reviewer’s findings"), ("1.0", "18/03/26", "JW", "Agreed by Executive. Finding 4 taken out, as it is for the national panel"),
                 ("1.1", "10/09/26", "QAO", "Updates for Practice Improvement Group"), ("1.2", "19/11/26", "JW", "Updates for Executive, 3.2 withdrawn")], 2, 2.6, 2.6, 14)
    doc.add_heading("Distribution", 2)
    simple(doc, [("Name", "Organisation"), ("Executive members", "All statutory partners"), ("Karin Oduya", "Independent Scrutineer"), ("Practice Improvement Group", "All")], 6, 8)
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("0.1", "First draft from the reviewer’s findings", "2026-03-02"), V("1.0", "Agreed by Executive. Finding 4 taken out, as it is for the national panel", "2026-03-18"),
        V("1.1", "Updates for Practice Improvement Group", "2026-09-10"), V("1.2", "Updates for Executive, 3.2 withdrawn", "2026-11-19")],
    remarks=["A finding is a row merged across the table, 'Finding 1:' before its words; its actions are the rows under it. Finding 4 is missing (the version history says why).",
             "The table was cut in two: the second repeats the headings and begins 'Finding 3 (continued)', so 3.4 stands under finding 3 and there is no sixth finding. 'Page 3 of 5' is typed between.",
             "2.2 is printed twice, on two different actions. Struck dates are earlier ones; 2.2 (second) has two.",
             "3.2 is struck through and withdrawn: closed. 5.3 was handed over: closed. 'Done, …', 'Completed 18/6/26', 'Action closed.' are complete; 'Not complete at Thornby', 'To be completed when' end nothing.",
             "'Immediate' and 'TBC' give no date. Phase 1 and Phase 2 are two dates of one action. Terms are their last month (Spring 2027: April).",
             "Initials are leads as printed. Version and distribution tables are no actions."],
    traps=["separate rows", "continued", "doubled number", "missing number", "typed page", "struck date", "struck row", "terms", "initials key", "handed over"],
    beyond={"scale": {"B": "finished and evidence seen", "R": "will not be met, help needed", "A": "late or likely to be", "G": "going to plan"}}))
