"""Word plan in answer to several documents at once; a table per finding, the finding in a row across it, heads in the first table only."""
from made_b import *

p = Plan("three_documents", "One plan: what we are doing about what we were told",
         [("Finding", "recommendation"), ("Ref", "ref"), ("What we will do", "action"), ("Lead", "lead"), ("When", "deadline"), ("What has happened so far", "progress"), ("How we will know", "target")],
         traps=[1, 2, 3, 4, 9, 10, 12, 13, 16, 17, 18],
         remarks=["Each of three documents has a heading (a section) with a line about it; each finding has a table of its own; only the first table has heads.",
                  "A2 is torn into two tables, the second and third headed 'A2 (continued)': one finding. B2 is missing between B1 and B3.",
                  "C1(a), C1(b) are references. 'Complete' in a sentence of the last note, 'Closed on this plan' and 'handed to' end an action; 'not complete', 'nearly complete', 'to be completed by' do not.",
                  "'early 2027' is the year 2027; 'Summer term 2027' is taken as July 2027."])
p.version("2026-11-11", "Version 8", "updated 11/11/2026")
s1 = p.group("Part A: The peer review of the front door (February 2026)", "part", "Four colleagues from other areas spent three days with us.", "A")
s2 = p.group("Part B: The rapid review about ‘Safiya’ (May 2026)", "part", "Safiya was four. Her mother asked that we use this name.", "B")
s3 = p.group("Part C: Our own Section 11 audit (July 2026)", "part", "Every agency marked itself and was marked by another.", "C")

r = p.rec("A1", "Thresholds are understood differently by the people who make contact and the people who receive it.", s1)
r.row("Rewrite the threshold document in plain words. Each level has three true stories that have been changed so that nobody can be known from them.", ["Service Manager, Front Door, MASH and Emergency Duty"], ref="A1.1", due="30 June 2026 now 31 October 2026", dates=["2026-10-31"], earlier=["2026-06-30"], target="Same answer to the same story in nine cases out of ten", status="complete", done="2026-10-29",
      notes=["05.06.26: ||Stories written with head teachers.", "29.10.26: ||Published. The action is now complete and the document will be looked at again in a year."])
r.row("Ring back everyone whose contact went no further, within two days, and say why.", ["MASH Manager"], ref="A1.2", due="w/c 1 June 2026", dates=["2026-06-01"], target="Referrers say that they understand", notes=["1/6/26 – ||Began.", "14/9/26 – ||92% rung in time."])
r.row("Drop-in for schools on the first Thursday of the month.", ["MASH Education Lead"], ref="A1.3", due="Ongoing", target="Schools come", notes=["Between six and fifteen schools come."])
r = p.rec("A2", "Decisions were sound. The reason for a decision was written down in half of the cases that the team read.", s1)
r.row("Decision template with one line for what is known, one for what it means and one for why.", ["MASH Manager"], ref="A2.1", due="31/03/2026", target="Reason found in all sampled cases", status="complete", notes=["20.03.26: ||In use. Completed."], done="2026-03-20")
r.row("Weekly reading of ten decisions by two managers from different agencies.", ["Detective Sergeant, MASH", "Named Nurse, Safeguarding Children"], who="Detective Sergeant, MASH / Named Nurse, Safeguarding Children", ref="A2.2", due="Ongoing", target="Differences are talked about in the same week", notes=["Readings held in 19 of 22 weeks."])
r.row("Share the best decisions, with thanks to those who wrote them.", ["Practice Development Lead"], ref="A2.3", due="TBC", target="Staff read them", notes=["First bulletin is nearly complete."])
r.row("Report the reasons for no further action by age and ethnicity.", ["Data and Performance Analyst"], ref="A2.4", due="End Q3 2026/27", dates=["2026-12"], target="Executive sees a difference, if there is one", notes=["Oct 2026: ||Ethnicity is missing from a third of contacts. Not complete."])
r.row("Buy software that writes the summary.", ["Head of Digital and Change"], ref="A2.5", due="n/a", target="", status="closed", notes=["Closed on this plan: handed to the Council's automation board, which will report in 2027."], reason="Closed on this plan: handed to the Council's automation board, which will report in 2027.")
r = p.rec("A3", "Health is present on three days of the week.", s1)
r.row("Two more safeguarding nurses, so that health is present every day.", ["Director of Nursing and Quality, Cawder Vale ICB"], ref="A3.1", due="early 2027", dates=["2027"], target="Health in all strategy discussions", notes=["Sept 2026: ||Money agreed.", "Nov 2026: ||Adverts out."])
r = p.rec("B1", "Safiya's nursery wrote down fourteen worries in five months. No one worry was enough. Nobody added them up.", s2)
r.row("Nurseries to use the same chronology as schools, with a prompt at the third worry.", ["Early Years Improvement Manager"], ref="B1.1", due="Autumn term 2026", dates=["2026-12"], target="Chronology found in all visits", notes=["7.9.26: ||Chronology sent to 188 settings.", "2.11.26: ||Visits begun. To be completed by the end of term."])
r.row("Consultation line for nurseries, answered by a social worker from 8am.", ["Family Help Manager (East)"], ref="B1.2", due="Within 6 weeks", dates=[], target="Nurseries ring", notes=["15.6.26: ||Line open.", "30.9.26: ||121 calls. Action complete."], status="complete", done="2026-09-30")
r = p.rec("B3", "Safiya's mother was deaf. An interpreter came to four of nineteen meetings.", s2)
r.row("One contract for interpreters of British Sign Language for all agencies, with a number to complain to.", ["Commissioning Manager, Adults, Children and Public Health"], ref="B3.1", due="30.11.26 (was 31.08.26)", dates=["2026-11-30"], earlier=["2026-08-31"], target="Interpreter at every meeting", notes=["Aug 2026: ||First tender failed.", "11.11.26: ||Second tender let. Begins on 1 December."])
r.row("Deaf parents to teach one session of the core course.", ["Training Coordinator", "Deaf Parents' Network"], who="Training Coordinator / Deaf Parents' Network", ref="B3.2", due="Summer term 2027", dates=["2027-07"], target="Those who came can say what they changed", notes=[])
r.row("Say sorry in person and in sign language.", ["Chief Executive"], ref="B3.3", due="Immediate", target="Safiya's mother tells us that it was done", notes=["2.6.26: ||Meeting held. Safiya's mother asked to see this plan each year. Complete."], status="complete", done="2026-06-02")
r = p.rec("B4", "The GP surgery changed hands and the flag on the record was lost.", s2)
r.row("Checklist for mergers and closures, with flags and safeguarding coding on its first page.", ["Primary Care Contracts Lead"], ref="B4.1", due="31 January 2027", target="No flags lost", notes=["Draft with the Local Medical Committee."])
r = p.rec("C1", "Four agencies could not show that volunteers are checked again after three years.", s3)
r.row("Each of the four to send a list with dates of checks and gaps.", ["Section 11 Panel"], ref="C1(a)", due="30/09/2026", target="Lists received", notes=["30.09.26: ||Three lists received.", "12.10.26: ||Fourth received. Complete."], status="complete", done="2026-10-12")
r.row("Gaps to be closed, or the volunteer stood down.", ["Section 11 Panel"], ref="C1(b)", due="31/12/2026", target="No gaps", notes=["12.10.26: ||57 gaps. 31 closed.", "11.11.26: ||49 closed."])
r = p.rec("C2", "Staff know whom to tell. Half do not know what to do if nothing happens.", s3)
r.row("Escalation on a card, on a screen and in induction.", ["Workforce and Communications Group"], ref="C2.1", due="Q4 2026/27", dates=["2027-03"], target="Staff survey: 90% know", notes=["Card designed."])
r.row("Chair to write to chief executives whose staff scored below half.", ["Independent Scrutineer"], ref="C2.2", due="w/c 14 September 2026", dates=["2026-09-14"], target="Reply from each", notes=["16.09.26: ||Letters sent to five. Four have replied."])
r = p.rec("C3", "Children have been asked about services. They have seldom been told what happened next.", s3)
r.row("'You said, we did' on one page, each term, in schools and on the wall of each waiting room.", ["Youth Voice Worker"], ref="C3.1", due="TBC", target="Children can name one thing", notes=[])

d = word(size=10, font="Verdana", landscape=True)
header_footer(d, "Cawder Vale Safeguarding Children Partnership", "www.cawdervalescp.invalid")
para(d, "Cawder Vale Safeguarding Children Partnership", bold=True, size=14, after=2)
para(d, p.title, bold=True, size=20)
para(d, "Version 8 – updated 11/11/2026")
para(d, "We were told the same things by different people in one year. To save time we answer all three documents in one plan. Please do not add columns.")
para(d, "Abbreviations: ICB – integrated care board; MASH – multi-agency safeguarding hub; SCP – safeguarding children partnership", size=8)
cols = [c for c, _ in p.columns][1:]
W = [1.9, 7.6, 4.6, 3.1, 5.6, 3.4]
first = True


def table(label, rows):
    global first
    t = grid(d, 6, W)
    if first:
        line(t, cols, bold=True, fill="FFE699")
        first = False
    across(t, label, fill="FFF2CC")
    for x in rows:
        line(t, [x.text(c) for c in cols])
    para(d, "", after=2)


for g in p.groups:
    para(d, g["title"], bold=True, size=14, colour="7F6000", after=2)
    para(d, g["description"], after=4)
    for rec in [r for r in p.recs if r.group == g["title"]]:
        label = f"{rec.number}  {rec.text}"
        if rec.number == "A2":
            table(label, rec.rows[:2]); table("A2 (continued)", rec.rows[2:4]); table("A2 (continued)", rec.rows[4:])
        else:
            table(label, rec.rows)
p.write("docx", d.save)
