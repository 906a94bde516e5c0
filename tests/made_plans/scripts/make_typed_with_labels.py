"""Word, a small board's plan typed straight down the page without a table or heading styles: 'Recommendation 1' in bold, 'Action 1.1' beneath, a typed line 'Lead: … By: … RAG: …' and dated updates, newest last."""
import sys
from pathlib import Path
from made_a import *
from kinds_f import save_f1

NAME = "typed_with_labels"
COLUMNS = [("Recommendation", "recommendation"), ("Action", "action"), ("Lead", "lead"), ("By", "deadline"), ("RAG", "rating"), ("Updates", "progress")]
TITLE = "Action Plan – Safeguarding Adults Review “Mrs B”"

GROUPS = [
    G("A. Recognising financial abuse",
      R("1", "All agencies should ensure that staff who visit people at home can recognise the signs of financial abuse and know what to do.",
        A("Put on two lunchtime briefings for home care staff, district nurses and housing wardens.", "Janet Oakes", "30/06/26", "2026-06-30",
          ["2026-05-06|06/05/26 – |First briefing held at the Methodist Hall, 24 attended.", "2026-06-17|17/06/26 – |Second briefing held, 19 attended. Complete."], ref="1.1", rating="Blue", st="complete", on="2026-06-17"),
        A("Include financial abuse in the induction of all new Council and NHS staff on the island.", "Workforce Lead, Farrow Island Council / Community Services Manager, NHS", "Dec 26", "2026-12",
          ["2026-09-24|24/09/26 – |Council induction amended. NHS to follow.", "2026-11-12|12/11/26 – |Reminder sent to NHS."], leads=["Workforce Lead, Farrow Island Council", "Community Services Manager, NHS"], ref="1.2", rating="Amber")),
      R("2", "The Board should work with banks, the Post Office and the credit union so that suspicions are passed on quickly.",
        A("Invite the branch managers and the sub-postmaster to meet the Board and agree a single point of contact.", "SD", "31/07/26", "2026-07-31",
          ["2026-07-08|08/07/26 – |Meeting held. Contact agreed (Adult Social Care duty line).", "2026-08-03|03/08/26 – |Contact cards delivered to all five counters. Action completed."], ref="2.1", rating="Blue", st="complete", on="2026-08-03"),
        A("Review the number and quality of referrals after six months.", "SD", "February 2027", "2027-02", ["Not started, waiting for data."], ref="2.2", rating="Green"),
        A("Adopt the Banking Protocol locally with the police.", "Sgt Ruth Callow", "~~30/09/26~~ 31/12/26", "2026-12-31",
          ["2026-09-16|16/09/26 – |Mainland force lead on leave. Date moved to end of December by the Board.", "2026-11-04|04/11/26 – |Draft received and being checked."], was=["2026-09-30"], ref="2.3", rating="Amber"))),
    G("B. Powers of attorney and capacity",
      R("3", "Adult Social Care should check, when told that somebody holds a lasting power of attorney, that it is registered and what it covers.",
        A("Change the assessment form so that the Office of the Public Guardian search is recorded.", "Principal Social Worker", "1 September 2026", "2026-09-01",
          ["2026-08-27|27/08/26 – |Form changed and in use. Complete."], ref="3.1", rating="Blue", st="complete", on="2026-08-27"),
        A("Audit 15 files to see:\n– whether a copy of the document is held\n– whether the search was made\n– whether the person was asked what they wanted", "Principal Social Worker and JO", "Jan 27", "2027-01",
          ["2026-11-18|18/11/26 – |Files chosen. Audit booked for 13 January."], leads=["Principal Social Worker", "JO"], ref="3.2", rating="Green"),
        A("Provide refresher training on the Mental Capacity Act.", "Training Consortium", "Quarter 3 and Quarter 4 2026/27", ["2026-12", "2027-03"],
          ["2026-10-20|20/10/26 – |First course, 16 attended. Not completed by any GP."], ref="3.3", rating="Green"))),
    G("C. Working together",
      R("4", "The Board should review its arrangements for sharing information with the mainland hospitals on discharge.",
        A("Agree a discharge checklist with the hospitals’ safeguarding team.", "Community Services Manager, NHS", "31/10/26", "2026-10-31",
          ["2026-07-22|22/07/26 – |Emailed mainland team.", "2026-09-09|09/09/26 – |No reply. SD to write to the Chief Nurse.", "2026-11-04|04/11/26 – |Still no reply. Chair to raise with ICB."], ref="4.1", rating="Red"),
        A("Appoint a hospital liaison worker.", "Head of Adult Social Care", "TBC", None,
          ["2026-06-10|10/06/26 – |No funding in this year’s budget. Closed by the Board; to be looked at again when the budget is set for 2027/28."], ref="4.2", rating="Closed", st="closed",
          reason="No funding in this year’s budget. Closed by the Board; to be looked at again when the budget is set for 2027/28.")),
      R("5", "The Board should share the learning from this review with Mrs B’s family and with the public.",
        A("Publish a seven minute briefing and send it to all partners.", "JO", "30/04/26", "2026-04-30",
          ["Published April 2026. Complete.||2026-04"], ref="5.1", rating="Blue", st="complete", on="2026-04"),
        A("Offer to meet the family each year.", "Independent Chair", "March 2027", "2027-03", [], ref="5.2", rating="Green"))),
]


def make(path):
    from docx.shared import Cm, Pt
    doc = document(landscape=False, font="Calibri", size=11)
    for s in ("left_margin", "right_margin"):
        setattr(doc.sections[0], s, Cm(2.2))
    doc.styles["Normal"].paragraph_format.space_after = Pt(3)
    footer(doc.sections[0], "FISAB Mrs B action plan")

    def para(words, indent=0.0, before=0, **k):
        p = doc.add_paragraph(); runs(p, words, **k)
        p.paragraph_format.left_indent = Cm(indent); p.paragraph_format.space_before = Pt(before)
        return p
    para("Farrow Island Safeguarding Adults Board", bold=True, size=14).alignment = 1
    para(TITLE, bold=True, size=14).alignment = 1
    para("Last updated: 20 November 2026 (for Board meeting 2 December)").alignment = 1
    para("")
    para("This plan sets out what we agreed to do after the Safeguarding Adults Review into the death of Mrs B, which was published in March 2026. Please send updates to Janet a week before each Board.")
    para("Initials: JO – Janet Oakes, Board Manager; SD – Steve Duquemin, Head of Safeguarding.")
    para("RAG: Blue = complete, Green = on track, Amber = slipped or may slip, Red = needs Board’s attention.")
    n = 0
    for g in GROUPS:
        p = para(g["title"], before=14, bold=True, size=13)
        for r in g["recs"]:
            para(f"**Recommendation {r['number']}:** {r['text']}", before=9)
            for a in r["actions"]:
                n += 1
                head, *rest = a["action"].split("\n")
                para(f"**Action {a['ref']}** {head}", 0.8, 6)
                for x in rest:
                    para(x, 1.6)
                if len(a["lead"]) + len(a["due"]) > 45 or n == 5:
                    para(f"Lead: {a['lead']}", 0.8); para(f"By: {a['due']}", 0.8); para(f"RAG: {a['rating']}", 0.8)
                else:
                    para(f"Lead: {a['lead']}\tBy: {a['due']}\tRAG: {a['rating']}", 0.8)
                for x in a["notes"]:
                    para(note_print(x), 0.8)
    para("Dates for the diary", before=16, bold=True)
    para("Board – Wednesday 2 December 2026, 2pm, Council Chamber")
    para("SAR Sub-Group – Tuesday 19 January 2027, 10am, Teams (Janet to send link)")
    para("Board – Wednesday 3 March 2027, 2pm, Council Chamber")
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save_f1(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("", "Last updated", "2026-11-20")],
    remarks=["No table and no heading styles. Three sections A to C in larger bold; 'Recommendation 1:' in bold and then its words; 'Action 1.1' in bold and then its words; a typed line (or three) Lead / By / RAG; then the updates. 'Updates' is printed nowhere as a head.",
             "Complete: 1.1, 2.1, 3.1, 5.1 (April 2026, which stands inside the note). 4.2 was closed by the Board. 'Not completed by any GP' (3.3) and 'Not started' end nothing.",
             "Dates: 'Dec 26', 'Jan 27' are months; 'Quarter 3 and Quarter 4 2026/27' are December 2026 and March 2027; struck 30/09/26 is the earlier date of 2.3; TBC none.",
             "The slash in 1.2 and the 'and' in 3.2 part two leads; a comma before an organisation does not. JO and SD are explained: the lead as printed.",
             "The three typed dashes of 3.2 are part of one action. 'Dates for the diary' is no plan."],
    traps=["no table", "typed labels", "labels on one or more lines", "dash lists in action", "two-digit years", "initials key", "struck date", "several dates", "diary list", "completed in words"],
    beyond={"scale": {"Blue": "complete", "Green": "on track", "Amber": "slipped or may slip", "Red": "needs Board’s attention"}}),
    person=["Janet Oakes", "SD", "JO", "Sgt Ruth Callow"], role=["Workforce Lead, Farrow Island Council", "Community Services Manager, NHS"], group=["Training Consortium"])
