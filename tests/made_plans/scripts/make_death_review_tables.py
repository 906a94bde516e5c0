"""A domestic abuse related death review's action plan on the Home Office's template, in Word: a table for each recommendation, its words in a row across the top, overview and single agency parts, leads that are agencies, revised dates, milestones with initials and dates."""
import sys
from pathlib import Path
from made_a import *
from kinds_d import save

NAME = "death_review_tables"
TITLE = "Domestic Abuse Related Death Review ‘Ceri’"
HEADS = ("Ref", "Scope of recommendation i.e. local, regional or national", "Action to take", "Lead agency", "Key milestones achieved in enacting recommendation", "Target date", "Date of completion and outcome")
COLUMNS = [("Recommendation", "recommendation"), (HEADS[0], "number", "ref"), (HEADS[1], "extra", "scope"), (HEADS[2], "action"), (HEADS[3], "lead"), (HEADS[4], "progress"), (HEADS[5], "deadline"), (HEADS[6], "completion", "done")]


def D(ref, scope, text, lead, notes, due, d, done="", **k):
    return A(text, lead, due, d, notes, ref=ref, scope=scope, done=done, **k)


GROUPS = [
    G("Part 1: Overview report recommendations",
      R("1", "That Aldermere Community Safety Partnership assures itself that agencies recognise economic abuse, including where debts are run up in the victim's name after separation.",
        D("1a", "Local", "Commission and deliver an economic abuse module for front-line staff of all member agencies, housing associations and the credit union.", "Community Safety Partnership (Domestic Abuse Co-ordinator)",
          ["Specification agreed with the specialist charity. (TB 03/02/26)||2026-02-03", "Module piloted with 22 staff from four agencies, feedback good, more wanted on joint tenancies. (TB 19/05/26)||2026-05-19", "Six of ten sessions delivered, 141 attended. (TB 02/11/26)||2026-11-02"], "31/03/2027", "2027-03-31", "Not yet complete"),
        D("1b", "Local", "Each member agency to add economic abuse to its domestic abuse policy and tell the Partnership when this is done.", "All agencies",
          ["Update Feb 26: |".join(["2026-02|", "letter sent by the Chair."]), "2026-06|Update June 26: |7 of 11 have confirmed. Probation and both trusts outstanding; the college has no policy and is writing one."], "within 3 months of publication", None, ""),
        D("1c", "National", "Chair to write to the Home Office and UK Finance asking for a single point of contact for victims with coerced debt.", "CSP Chair",
          ["2026-01-21|21.01.26 – |Letter sent.", "2026-04-09|09.04.26 – |Reply from UK Finance received and shared with the family."], "Immediate", None, "09.04.26 – Letter sent and answered. UK Finance has offered a named contact for the county.", st="complete", on="2026-04-09")),
      R("2", "That MARAC reviews how it responds to repeat referrals where the perpetrator has moved to another force area.",
        D("2a", "Regional", "Develop a transfer protocol with the two neighbouring MARACs.\n- who sends what\n- within how many days\n- who tells the victim", "Aldermere Police / Domestic Abuse Commissioning Team",
          ["2026-03-10|10.03.26 – |First meeting of the three MARAC chairs.", "2026-09-15|15.09.26 – |Draft 3 with the forces' legal departments. Pennant MARAC cannot sign before its own restructure is completed."], "30/06/2026\n~~31/10/2026~~\n29/01/2027", "2027-01-29", "", leads=["Aldermere Police", "Domestic Abuse Commissioning Team"], was=["2026-06-30", "2026-10-31"]),
        D("2b", "Local", "Quarterly audit of ten repeat cases by the MARAC steering group.", "MARAC Steering Group",
          ["First audit July 2026: no flag on the file in three of ten. Second due in the week of 16 November.||2026-07,2026-11-16"], "Ongoing", None, "Ongoing")),
      R("3", "That the Partnership makes it easier for employers to help.",
        D("3a", "Local", "Breakfast event for employers, with Ceri's manager to speak if she still wishes to.", "Aldermere Chamber of Commerce and Community Safety Partnership",
          ["2026-10-07|07.10.26 – |Held at the Guildhall; 64 employers. Ceri's manager spoke, and the family came."], "w/c 5 October 2026", "2026-10-05", "7 October 2026. 23 employers have asked for the model policy. Review in a year.", leads=["Aldermere Chamber of Commerce", "Community Safety Partnership"], st="complete", on="2026-10-07"),
        D("3b", "Local", "Accreditation scheme for employers.", "Aldermere Borough Council", ["2026-06-24|24.06.26 – |Costed at £38,000 a year."], "31/12/2026", "2026-12-31", "Not to be taken forward: no funding (CSP Executive 08.07.26). Closed.", st="closed", reason="Not to be taken forward: no funding (CSP Executive 08.07.26).", on="2026-07-08")),
      kind="part", number="1"),
    G("Part 2: Single agency recommendations",
      R("R4.1", "Aldermere Police should make sure that DASH risk assessments are reviewed by a supervisor when the third incident in twelve months is recorded.",
        D("4.1 (i)", "Local", "Change the crime system so that a third incident opens a task for the sergeant.", "Aldermere Police",
          ["2026-05-12|12.05.26 – |Change request accepted by the three-force board.", "Regression test failed twice. Release of November skipped. (DI Okafor 04/11/26)||2026-11-04"], "30/09/2026 – extended to 28/02/2027", "2027-02-28", "", was=["2026-09-30"]),
        D("4.1 (ii)", "Local", "Until then, the Vulnerability Desk to search each morning by hand.", "Aldermere Police",
          ["2026-02-02|02.02.26 – |Started.", "Sampled by the inspector in April, June and September, no misses."], "Immediate", None, "In place since 02.02.26, to be stood down once the system change has gone live")),
      R("R4.2", "Aldermere and Wolds ICB should ask practices to code domestic abuse so that it can be found when records are summarised.",
        D("4.2 (i)", "Local", "Coding guide and template for EMIS and SystmOne to be issued to all 61 practices.", "Aldermere and Wolds ICB",
          ["2026-03-26|26.03.26 – |Template built with two practices.", "2026-06-30|30.06.26 – |Sent to all practices."], "30 June 2026", "2026-06-30", "Complete 30.06.26. 44 practices use the template (search of 01.10.26).", st="complete", on="2026-06-30"),
        D("4.2 (ii)", "Local", "Include one record check in the yearly safeguarding self-assessment.", "Named GP for Safeguarding",
          [], "Q1 2027/28", "2027-06", "")),
      R("R4.3", "Greenhithe Homes should train its arrears officers to ask why a tenant has fallen behind.",
        D("4.3", "Local", "Train all 17 arrears officers; add the question to the first contact script.", "Greenhithe Homes",
          ["2026-04|Update April 26: |Script changed.", "2026-09|Update Sept 26: |All 17 trained, and two of the lettings team. 31 tenants have told us of abuse since May, 19 took up support."], "End of Q2 2026/27", "2026-09", "30/09/2026 Training complete. Script in use.", st="complete", on="2026-09-30")),
      kind="part", number="2"),
]


def make(path):
    from docx.shared import Cm
    doc = document(font="Arial", size=10)
    sec = doc.sections[0]; sec.left_margin = sec.right_margin = Cm(1.5)
    sec.header.paragraphs[0].text = "OFFICIAL – not to be shared before publication"
    footer(sec, "Aldermere Community Safety Partnership – Ceri – action plan v7")
    runs(doc.add_paragraph(), TITLE, size=20, bold=True)
    runs(doc.add_paragraph(), "Appendix B – Action Plan", size=14, bold=True)
    doc.add_paragraph("Version 7, updated 6 November 2026 following the CSP Executive. TB: Tegan Birchall, Domestic Abuse Co-ordinator.")
    cm = (1.5, 2.5, 6.2, 3.4, 6, 2.6, 4.4)
    first = True
    for g in GROUPS:
        doc.add_heading(g["title"], 1)
        for r in g["recs"]:
            t = doc.add_table(0, 7); t.style = "Table Grid"; t.autofit = False
            for col, w in zip(t.columns, cm):
                col._gridCol.w = Cm(w)
            row = t.add_row().cells
            label = f"Recommendation {r['number']}: " if g is GROUPS[0] else f"{r['number']} "
            put(row[0].merge(row[6]), f"{label}{r['text']}", bold=True, shade="E4D7EE", size=10)
            row = t.add_row().cells
            for c, h in zip(row, HEADS):
                if h == "Lead agency" and r["number"] == "R4.1":
                    h = "Lead Agency"
                put(c, h, bold=True, shade="F2F2F2", size=8.5)
            if first:
                row = t.add_row().cells
                for c, h in zip(row, ("", "Could it be acted on here, or does it need others?", "How exactly is the relevant agency going to make this recommendation happen? What actions need to occur?", "Which agency is responsible for monitoring progress and for ensuring that it is enacted?",
                                      "Have there been key steps that have allowed the recommendation to be enacted?", "When should this recommendation be completed by?", "When is the recommendation actually completed? What does the outcome look like?")):
                    p = c.paragraphs[0]; x = p.add_run(h); x.italic = True
                    from docx.shared import Pt
                    x.font.size = Pt(8)
                first = False
            for a in r["actions"]:
                row = t.add_row().cells
                grey = "BFBFBF" if a["st"] != "open" else None
                for c, v in zip(row, (a["ref"], a["scope"], a["action"].split("\n"), a["lead"], [note_print(x) for x in a["notes"]], a["due"].split("\n"), a["done"])):
                    put(c, v, size=9, shade=grey)
            for tr in t._tbl.tr_lst:
                i = 0
                for tc in tr.tc_lst:
                    tc.width = Cm(sum(cm[i:i + tc.grid_span])); i += tc.grid_span
            doc.add_paragraph()
    runs(doc.add_paragraph(), "Agencies that have seen and agreed this plan", bold=True)
    doc.add_paragraph("Aldermere Police; Aldermere and Wolds ICB; Greenhithe Homes; Probation; Aldermere Borough Council. The family was shown version 5 on 14 July 2026.")
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
for g in GROUPS:
    for r in g["recs"]:
        for a in r["actions"]:
            a["action"] = a["action"].replace("\n- ", "\n")
data = truth(NAME, TITLE, COLUMNS, GROUPS, subtitle="Appendix B – Action Plan", versions=[V("Version 7", "updated, following the CSP Executive", "2026-11-06")],
    remarks=["A table for each recommendation: its words stand in the row across the top, the heads in the second row. The row in italics under the heads of the first table is the template's guidance, no action.",
             "A row greyed has ended. A filled 'Date of completion and outcome' ends 1c, 3a, 4.2 (i), 4.3; 'Not to be taken forward … Closed' closes 3b; 'Not yet complete', 'Ongoing' and 'In place since …, to be stood down once' do not end.",
             "2a has three target dates one under the other, the second struck through: 29/01/2027 is in force. '30/09/2026 – extended to 28/02/2027' likewise. 'within 3 months of publication', 'Immediate' and 'Ongoing' give no date.",
             "'(TB 03/02/26)' and '(DI Okafor 04/11/26)' at the end of a milestone are who wrote it and when."])
text = {" ".join(a["action"].split()): a for g in GROUPS for r in g["recs"] for a in r["actions"]}
for r in data["recommendations"]:
    for row in r["rows"]:
        a = text[" ".join(row["cells"][HEADS[2]].split())]
        if a["done"]:
            row["progress"].append({"text": a["done"], "date": None, "precision": "none", "position": "status", "body": a["done"], "mentions": [{"date": a["on"]}] if a["on"] else []})
save(here, NAME, data)
