"""Word, a small children's partnership's plan typed down the page without a table: underlined section heads, 'R1.' and its words, '1(a)' and its words, typed lines Responsible / Target date / Updates / Status."""
import sys
from pathlib import Path
from made_a import *
from kinds_f import save_f1

NAME = "learning_review_typed"
COLUMNS = [("Recommendation", "recommendation"), ("Action", "action"), ("Responsible", "lead"), ("Target date", "deadline"), ("Updates", "progress"), ("Status", "rating")]
TITLE = "Baby T learning review – what we are going to do"

GROUPS = [
    G("Safer sleeping",
      R("R1", "Everybody who visits a family with a new baby should talk about safer sleeping, look at where the baby sleeps and write it down.",
        A("Agree one safer sleeping checklist for midwives, health visitors, family support workers and social workers.", "Liz Pardoe", "31 May 2026", "2026-05-31",
          ["2026-04-22|22 April 2026: |Small group met at the Children’s Centre. Three checklists from other areas looked at.", "2026-05-27|27 May 2026: |Checklist agreed and sent out. Complete."], ref="1(a)", rating="Blue", st="complete", on="2026-05-27"),
        A("Brief all four services on the checklist at their team meetings.", "Liz Pardoe and Gwen Tasker", "31 July 2026", "2026-07-31",
          ["2026-06-30|30 June 2026: |Midwives and health visitors done.", "2026-07-21|21 July 2026: |Family support and social work teams done. Completed."], leads=["Liz Pardoe", "Gwen Tasker"], ref="1(b)", rating="Blue", st="complete", on="2026-07-21"),
        A("Look at ten records in each service to see whether it is being used and whether it was:\n• filled in at the first visit\n• looked at again when the family moved or a new partner came\n• shared with the GP", "Quality Assurance Group", "January 2027", "2027-01",
          ["2026-11-10|10 November 2026: |Audit tool written. Records to be looked at in the week of 11 January."], ref="1(c)", rating="Green")),
      R("R2", "The Partnership should make sure that families who cannot afford a cot are given one.",
        A("Ask the Community Foundation and the two Rotary clubs for money for 30 cots a year.", "Gwen Tasker", "~~30 June 2026~~ 30 September 2026", "2026-09-30",
          ["2026-06-16|16 June 2026: |Rotary has given £900. Foundation does not meet until September.", "2026-09-29|29 September 2026: |Foundation has agreed £2,400. Cots are with the baby bank. Complete."], was=["2026-06-30"], ref="2(a)", rating="Blue", st="complete", on="2026-09-29"))),
    G("Fathers and partners",
      R("R3", "Services should find out who the father is, and who else looks after the baby, and include them.",
        A("Add fathers’ details to the birth notification form and to the health visitor’s first visit record.", "Named Midwife, Saltmere Hospital / Health Visiting Team Leader", "31 October 2026", "2026-10-31",
          ["2026-09-08|8 September 2026: |Health visitors’ record changed.", "2026-11-03|3 November 2026: |Hospital system cannot be changed until the upgrade in February. Paper form in the meantime, not complete."], leads=["Named Midwife, Saltmere Hospital", "Health Visiting Team Leader"], ref="3(a)", rating="Amber"),
        A("Run a dads’ group on Saturday mornings for six months and see who comes.", "Children’s Centre Manager", "April 2027", "2027-04",
          ["2026-10-13|13 October 2026: |Started on 3 October, five dads.", "2026-11-17|17 November 2026: |Between four and nine each week."], ref="3(b)", rating="Green"),
        A("Buy in the national coping with crying programme.", "Public Health Consultant", "To be confirmed", None,
          ["2026-07-07|7 July 2026: |Too dear for a partnership of our size. Withdrawn by the Partnership; health visitors will use the free film."], ref="3(c)", rating="Closed", st="closed",
          reason="Too dear for a partnership of our size. Withdrawn by the Partnership; health visitors will use the free film."))),
    G("Working together before birth",
      R("R4", "The Partnership should review its pre-birth procedure so that a plan is in place by 34 weeks.",
        A("Rewrite the pre-birth procedure with a timeline on one page.", "Service Manager, Children’s Social Care", "End of December 2026", "2026-12",
          ["2026-09-22|22 September 2026: |First draft to the Policy Group.", "2026-11-24|24 November 2026: |Second draft back from midwives and the police with a few comments."], ref="4(a)", rating="Green"),
        A("Report every quarter how many unborn babies had a plan by 34 weeks.", "Performance Officer", "Quarter 3 2026/27", "2026-12",
          ["Figures for April to September could not be produced. Manual count to be tried."], ref="4(b)", rating="Red"),
        A("Hold a half day for midwives and social workers to learn about each other’s jobs.", "Saltmere Hospital, Children’s Social Care", "Spring term 2027", "2027-03",
          [], leads=["Saltmere Hospital", "Children’s Social Care"], ref="4(c)", rating="Green")),
      R("R5", "The learning from this review should be shared with staff and with Baby T’s mother.",
        A("Publish a two page learning brief.", "Gwen Tasker", "30 April 2026", "2026-04-30",
          ["2026-04-28|28 April 2026: |Published and sent to all schools, surgeries and nurseries. Baby T’s mother has had a copy from her health visitor. Complete."], ref="5(a)", rating="Blue", st="complete", on="2026-04-28"))),
]


def make(path):
    from docx.shared import Cm, Pt
    doc = document(landscape=False, font="Arial", size=11)
    for s in ("left_margin", "right_margin"):
        setattr(doc.sections[0], s, Cm(2.4))
    doc.styles["Normal"].paragraph_format.space_after = Pt(4)
    footer(doc.sections[0], "Saltmere SCP – Baby T plan")

    def para(words, indent=0.0, before=0, under=False, **k):
        p = doc.add_paragraph(); runs(p, words, **k)
        p.paragraph_format.left_indent = Cm(indent); p.paragraph_format.space_before = Pt(before)
        for r in p.runs:
            r.underline = under or None
        return p
    para("Saltmere Safeguarding Children Partnership", bold=True, size=12)
    para(TITLE, bold=True, size=16)
    para("As at 25 November 2026")
    para("We held a learning review after the death of a baby of nine weeks in October 2025. It made five recommendations and we have accepted them all. Gwen Tasker (Partnership Manager) keeps this plan. The Partnership looks at it every other month.", before=6)
    para("Liz Pardoe is the Designated Nurse. Blue means done, Green on track, Amber late but in hand, Red stuck.")
    for g in GROUPS:
        para(g["title"], before=16, bold=True, size=13, under=True)
        for r in g["recs"]:
            para(f"**{r['number']}. {r['text']}**", before=8)
            for a in r["actions"]:
                head, *rest = a["action"].split("\n")
                para(f"{a['ref']}  {head}", 0.6, 8)
                for x in rest:
                    para(x, 1.6)
                if len(a["lead"]) + len(a["due"]) < 40:
                    para(f"**Responsible:** {a['lead']}\t**Target date:** {a['due']}", 0.6)
                else:
                    para(f"**Responsible:** {a['lead']}", 0.6); para(f"**Target date:** {a['due']}", 0.6)
                para("**Updates:**", 0.6)
                for x in a["notes"]:
                    para(note_print(x), 1.2)
                para(f"**Status:** {a['rating']}", 0.6)
    para("Next meetings", before=18, bold=True, size=13, under=True)
    para("Partnership – Tuesday 15 December 2026, 9.30am, Town Hall")
    para("Quality Assurance Group – Thursday 21 January 2027, 2pm, Teams")
    para("Gwen Tasker, Partnership Manager, 25 November 2026", before=10)
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
for g in GROUPS:
    for r in g["recs"]:
        for a in r["actions"]:
            a["action"] = a["action"].replace("\n• ", "\n")
save_f1(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("", "As at", "2026-11-25")],
    remarks=["No table and no heading styles. Three underlined section heads; 'R1.' in bold with the recommendation; '1(a)' with the action; typed lines Responsible, Target date, Updates and Status, the first two on one line where they are short.",
             "Complete: 1(a), 1(b), 2(a) and 5(a). 3(c) was withdrawn: closed. 'not complete' (3(a)) and 'done' of two teams (first note of 1(b)) end nothing.",
             "'Spring term 2027' is March, 'Quarter 3 2026/27' December 2026, 'To be confirmed' none; struck 30 June 2026 is the earlier date of 2(a).",
             "'and' (1(b)), a slash (3(a)) and a comma between two agencies (4(c)) part two leads; the comma before a hospital in 3(a) does not.",
             "The typed bullets of 1(c) are part of one action. 4(c) has no update. 'Next meetings' is no plan."],
    traps=["no table", "typed labels", "labels on one or more lines", "typed bullets in action", "struck date", "term", "quarter", "two leads", "next meetings", "status after updates", "empty updates"],
    beyond={"scale": {"Blue": "done", "Green": "on track", "Amber": "late but in hand", "Red": "stuck"}}),
    person=["Liz Pardoe", "Gwen Tasker"], role=["Named Midwife, Saltmere Hospital", "Health Visiting Team Leader", "Service Manager, Children’s Social Care", "Children’s Centre Manager", "Public Health Consultant", "Performance Officer"],
    agency=["Saltmere Hospital", "Children’s Social Care"], group=["Quality Assurance Group"])
