"""a police force's inspection plan in Excel: typed headings in two rows (4 and 5), cause of concern, recommendation and AFI in columns."""
import datetime
import sys
from pathlib import Path
from made_a import *

NAME = "police_two_heads"
QUARTERS = [("Q1 (Apr–Jun)", "2026-06"), ("Q2 (Jul–Sep)", "2026-09")]
COLUMNS = [("No.", "number", "no"), ("Cause of concern", "why", "coc"), ("Recommendation", "recommendation"), ("Area for improvement (AFI)", "recommendation"),
           ("Ref", "number", "ref"), ("Action", "action"), ("Strategic lead", "lead"), ("Due date", "deadline"), ("Success looks like", "target"),
           *[(q, "progress", "period:" + q) for q, _ in QUARTERS], ("Grade", "rating")]
MON = {"4": "Apr", "5": "May", "6": "June", "7": "July", "8": "Aug", "9": "Sept"}


def Q(q1=(), q2=()):
    """'6/14|x' is the fourteenth of June printed without its year."""
    out = []
    for (name, date), lines in zip(QUARTERS, (q1, q2)):
        made = []
        for x in ([lines] if isinstance(lines, str) else lines):
            if re.match(r"\d/\d+\|", x):
                head, body = x.split("|"); m, d = head.split("/")
                x = f"2026-{int(m):02d}-{int(d):02d}|{d} {MON[m]}: |{body}"
            made.append(x)
        out.append((name, date, made))
    return out


COC1 = "The force does not assess risk well enough when a person first makes contact, and people who are vulnerable wait too long for an officer."
COC2 = "The force does not manage registered sex offenders and those who view indecent images of children quickly enough."

GROUPS = [
    G("Core question 2: How good is the force at responding to the public and at keeping them safe?",
      R("R1", "By 30 September 2026 the force should make sure that call handlers identify repeat and vulnerable callers and record how they did so.",
        A("Rebuild the contact record so that previous calls from the number, the address and the name are shown before the handler types.", "Superintendent, Contact and Demand", "30/09/2026", "2026-09-30", ref="R1.1", rating="Green", target="Repeat callers identified in 95% of calls sampled.",
          periods=Q("6/18|Design agreed with the supplier and with six handlers.", ["8/27|In test on one shift.", "9/24|Live on all shifts. Nearly complete; the address look-up for caravan sites is still to come."])),
        A("Listen to sixty calls a month and give each handler one thing to keep and one to change.", "Head of Contact Management", "Ongoing", None, ref="R1.2", rating="Green", target="Every handler has feedback each month.",
          periods=Q("59 calls heard in May, 60 in June.", "60 calls heard each month; identification of vulnerability up from 71% to 88%.")),
        A("Move the mental health nurse's desk into the control room for the late shift.", "Superintendent, Contact and Demand / Head of Urgent Care, Kestrel Mental Health Trust", "w/c 1 June 2026", "2026-06-01", leads=["Superintendent, Contact and Demand", "Head of Urgent Care, Kestrel Mental Health Trust"], ref="R1.3", rating="Blue", target="Fewer deployments where a clinician's call would do.",
          periods=Q("6/4|Desk moved, seven evenings a week.", "9/10|214 deployments avoided."), st="complete", on="2026-09-11", closed="2026-09-11"), coc=COC1),
      R("R2", "The force should attend emergency and priority incidents within its published times.",
        A("Move thirty-six officers from central teams to response before the summer.", "Assistant Chief Constable, Local Policing", "31/05/2026", "2026-05-31", ref="R2.1", rating="Blue", target="Priority incidents attended in an hour in 85% of cases.",
          periods=Q(["5/29|All thirty-six posted. Complete."], ()), st="complete", on="2026-06-02", closed="2026-06-02"),
        A("Set up a desk that resolves by telephone or video what does not need a visit.", "Chief Inspector, Resolution Centre", "31/07/2026 now 31/10/2026", "2026-10-31", was=["2026-07-31"], ref="R2.2", rating="Amber", target="One in five calls resolved by the desk.",
          periods=Q("Business case approved.", "8/12|Building work found damp; opening put back.")),
        A("Review the shift pattern against demand by the hour.", "Head of Corporate Development and Change", "End Q4 2026/27", "2027-03", ref="R2.3", rating="Green", target="Officers on duty match demand within ten per cent.",
          periods=Q((), "9/30|Data for three years cleaned; modelling to be completed by the university.")), coc=""),
      R("AFI 1", "The force should improve how it keeps victims informed when it cannot attend at once.",
        A("Send a text message at each change of estimated arrival.", "Chief Inspector, Resolution Centre", "31/12/2026", "2026-12-31", ref="A1.1", rating="Green", target="Victim satisfaction with being kept informed reaches 75%.", periods=Q((), "Supplier's price received.")),
        A("Ask 100 victims a month whether they were told what would happen.", "Victims and Witnesses Manager", "Within 3 months of go-live", None, ref="A1.2", rating="", target="The answers are in the monthly performance pack.", periods=Q()), afi=True),
      kind="section", number="2"),
    G("Core question 4: How good is the force at protecting vulnerable people?",
      R("R3", "By 31 December 2026 the force should clear the backlog of visits to registered sex offenders and keep it clear.",
        A("Post nine more offender managers and give each the four-week course in the first quarter.", "Detective Superintendent, Public Protection", "30/06/2026", "2026-06-30", ref="R3.1", rating="Blue", target="No offender manager holds more than fifty cases.",
          periods=Q(["5/7|Six posted.", "6/26|Nine posted, all trained."], "Caseload 48 on average."), st="complete", on="2026-06-30", closed="2026-06-30"),
        A("Report overdue visits to the deputy chief constable each week.", "Detective Superintendent, Public Protection", "Immediate", None, ref="R3.2", rating="Green", target="None overdue by more than a month.",
          periods=Q("6/1|112 overdue.", ["7/6|81 overdue.", "9/28|14 overdue, none by more than a month."])),
        A("Visit in pairs and unannounced in all high-risk cases.", "Detective Inspector, Offender Management", "TBC", None, ref="R3.3", rating="Red", target="All high-risk visits made in pairs.", periods=Q((), "Not complete: pairs in the north only.")), coc=COC2),
      R("R4", "The force should develop intelligence on indecent images within two days and act on the most serious within a week.",
        A("Bring the online team's grading of risk into line with the national tool.", "Detective Chief Inspector, Online Child Abuse", "31/08/2026", "2026-08-31", ref="R4.1", rating="Blue", target="Every referral is graded on the day.",
          periods=Q("Tool loaded.", ["8/20|All open referrals graded again: 9 moved up, 22 down.", "Action complete."]), st="complete", on="2026-08-24", closed="2026-08-24"),
        A("Buy twelve triage kits and train those who will use them.", "Head of Digital Forensics, Kestrelshire Police", "February 2027", "2027-02", ref="R4.2", rating="Green", target="Devices triaged at the scene in half of warrants.", periods=Q("Money found.", "9/3|Order placed; delivery in November.")),
        A("Lend two analysts to the regional unit.", "Detective Chief Inspector, Online Child Abuse", "30/09/2026", "2026-09-30", ref="R4.3", rating="Grey", target="Regional packages developed in 48 hours.",
          periods=Q((), "Superseded: the regional unit has recruited its own. Taken over by the regional delivery plan."), st="closed", on="2026-09-16", closed="2026-09-16", reason="Superseded: the regional unit has recruited its own. Taken over by the regional delivery plan."), coc=""),
      R("AFI 2", "The force should make better use of protective orders and notices for victims of domestic abuse.",
        A("Give response sergeants a one-page guide and a solicitor to ring at night.", "Force Solicitor and Detective Chief Inspector, Domestic Abuse", "30/09/2026", "2026-09-30", leads=["Force Solicitor", "Detective Chief Inspector, Domestic Abuse"], ref="A2.1", rating="Green", target="Notices double in a year.",
          periods=Q("5/21|Guide printed.", "Solicitor's rota runs from October.")),
        A("Publish use of orders by district each month.", "Performance and Insight Manager", "Monthly", None, ref="A2.2", rating="Green", target="Districts know where they stand.", periods=Q("First table published in June.", "Notices up from 21 to 34 a month.")), afi=True),
      R("AFI 3", "The force should seek the views of children who are missing or exploited and should use them.",
        A("Hold a listening event with the children's rights service in each district.", "Chief Inspector, Children and Young People", "31/03/2027", "2027-03-31", ref="A3.1", rating="Green", target="Children say what changed.", periods=Q((), "9/17|First event: eleven children, two of whom will join the interview panel for the next inspector.")),
        A("Change the debrief form so that the child's words come first.", "Chief Inspector, Children and Young People", "30/11/2026", "2026-11-30", ref="A3.2", rating="Green", target="Nine in ten forms have the child's words.", periods=Q()), afi=True),
      kind="section", number="4"),
    G("Core question 7: How good is the force's leadership and its management of the organisation?",
      R("AFI 4", "The force should understand the skills that it has and the skills that it will need.",
        A("Ask all staff to fill in the skills register, and tell them what will be done with it.", "Head of People and Organisational Development", "31/10/2026", "2026-10-31", ref="A4.1", rating="Amber", target="Four in five entries up to date.", periods=Q("6/11|Register opened.", "41% filled in.")),
        A("Write a plan for detectives over five years.", "Assistant Chief Constable, Crime and Justice", "End Q3 2026/27", "2026-12", ref="A4.2", rating="Green", target="No more than five in a hundred detective posts empty.", periods=Q((), "9/9|Draft read by the Federation.")), afi=True),
      kind="section", number="7"),
]
for g in GROUPS:
    for r in g["recs"]:
        for i, a in enumerate(r["actions"]):
            a["no"] = r["number"] if i == 0 else ""
            a["coc"] = r.get("coc") or "" if i == 0 else ""
            a["extra_cells"] = {"Recommendation": "" if r.get("afi") or i else r["text"], "Area for improvement (AFI)": r["text"] if r.get("afi") and not i else "",
                                "Date closed": "/".join(reversed(a.get("closed", "").split("-")))}
TITLE = "PEEL 2026: HMICFRS Improvement Plan"


def make(path):
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    wb = Workbook(); ws = wb.active; ws.title = "Improvement plan"
    thin = Border(*[Side(style="thin", color="999999")] * 4); wrap = Alignment(wrap_text=True, vertical="top")
    ws["A1"] = "KESTRELSHIRE POLICE"; ws["A1"].font = Font(size=20, bold=True, color="1F3864")
    ws["A2"] = TITLE; ws["A2"].font = Font(size=16, bold=True)
    ws["A3"] = "Version 6 – updated 2 October 2026"
    heads = ["No.", "Cause of concern", "Recommendation", "Area for improvement (AFI)", "Ref", "Action", "Strategic lead", "Cost £", "Due date", "Success looks like", "Q1 (Apr–Jun)", "Q2 (Jul–Sep)", "Date closed", "Grade"]
    for a, b, h in (("A", "D", "What HMICFRS said"), ("E", "J", "What we will do"), ("K", "L", "Update 2026/27"), ("M", "N", "Sign-off")):
        ws[f"{a}4"] = h; ws.merge_cells(f"{a}4:{b}4"); ws[f"{a}4"].font = Font(bold=True); ws[f"{a}4"].alignment = Alignment(horizontal="center")
        ws[f"{a}4"].fill = PatternFill("solid", fgColor="C9D6E8")
    for i, h in enumerate(heads, 1):
        c = ws.cell(5, i, h); c.font = Font(bold=True); c.alignment = wrap; c.border = thin
    y = 6
    for g in GROUPS:
        ws.cell(y, 1, g["title"]).font = Font(bold=True); ws.merge_cells(start_row=y, end_row=y, start_column=1, end_column=14); ws.cell(y, 1).fill = PatternFill("solid", fgColor="EDEDED")
        y += 1
        cocs = []
        for r in g["recs"]:
            first = y
            if r.get("coc"):
                cocs.append([y, y])
            for i, a in enumerate(r["actions"]):
                due = datetime.datetime.strptime(a["due"], "%d/%m/%Y") if re.fullmatch(r"\d\d/\d\d/\d{4}", a["due"]) else a["due"]
                closed = datetime.datetime.fromisoformat(a["closed"]) if a.get("closed") else None
                row = [a["no"], a["coc"], a["extra_cells"]["Recommendation"], a["extra_cells"]["Area for improvement (AFI)"], a["ref"], a["action"], a["lead"], 1000 * (y % 7) or None, due, a["target"],
                       *["\n".join(note_print(x) for x in ls) for _, _, ls in a["periods"]], closed, a["rating"]]
                for k, v in enumerate(row, 1):
                    c = ws.cell(y, k, v or None); c.alignment = wrap; c.border = thin
                    if isinstance(v, datetime.datetime):
                        c.number_format = "dd/mm/yyyy"
                col = {"Blue": "9DC3E6", "Green": "A9D18E", "Amber": "FFD966", "Red": "FF7C80", "Grey": "BFBFBF"}.get(a["rating"])
                if col:
                    ws.cell(y, 14).fill = PatternFill("solid", fgColor=col)
                y += 1
            if cocs and not r.get("afi"):
                cocs[-1][1] = y - 1
            for k in (1, 3, 4):
                if y - first > 1:
                    ws.merge_cells(start_row=first, end_row=y - 1, start_column=k, end_column=k)
        for a, b in cocs:
            ws.merge_cells(start_row=a, end_row=b, start_column=2, end_column=2)
    y += 1
    for k, v in (("Blue", "Complete, closed by the Deputy Chief Constable"), ("Green", "On track"), ("Amber", "Some risk to delivery"), ("Red", "Will not be met without a decision by chief officers"), ("Grey", "No longer pursued in this plan")):
        ws.cell(y, 1, k); ws.cell(y, 2, v); y += 1
    for col, w in zip("ABCDEFGHIJKLMN", (8, 34, 34, 34, 7, 44, 28, 9, 14, 30, 36, 36, 12, 9)):
        ws.column_dimensions[col].width = w
    ws.column_dimensions["H"].hidden = True
    ws.freeze_panes = "F6"
    ls = wb.create_sheet("Lists"); ls.sheet_state = "hidden"
    for v in ("Blue", "Green", "Amber", "Red", "Grey"):
        ls.append([v])
    wb.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.xlsx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("Version 6", "updated", "2026-10-02")], column_variants=[{"printed": "Date closed", "role": "closed"}],
    traps=[1, 2, 3, 4, 7, 10, 11, 12, 13, 17, 18],
    remarks=["Headings stand in two rows. The recommendation is in 'Recommendation' or, where that is empty, in 'Area for improvement (AFI)'; the cause of concern, merged over two recommendations, says why. It may as well be read as what stands above the recommendations.",
             "A day and month in a quarter's column are of 2026. 'Date closed' filled means ended: complete, or closed where the note says superseded (Grey).",
             "The column 'Cost £' and the sheet 'Lists' are hidden: left out and said. The key under the table is no row."],
    beyond={"scale": {"Blue": "Complete, closed by the Deputy Chief Constable", "Green": "On track", "Amber": "Some risk to delivery", "Red": "Will not be met without a decision by chief officers", "Grey": "No longer pursued in this plan"},
            "hidden": {"columns": ["Cost £"], "sheets": ["Lists"]}}))
