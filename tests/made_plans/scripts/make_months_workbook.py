"""a council's plan in Excel, a column of progress a month under the financial year, closed actions and the key on sheets of their own."""
import datetime
import sys
from pathlib import Path
from made_a import *

NAME = "months_workbook"
MONTHS = {"February": "2026-02", "March": "2026-03", "April": "2026-04", "May": "2026-05", "June": "2026-06", "July": "2026-07"}
PERIOD = {m: f"{m} 2026" for m in MONTHS}
COLUMNS = [("Ofsted recommendation", "recommendation"), ("Ref", "number", "ref"), ("Action", "action"), ("Accountable officer", "lead"), ("Due", "deadline"),
           *[(m, "progress", "period:" + PERIOD[m]) for m in MONTHS], ("BRAG", "rating")]


def M(**months):
    """Notes by month; "5 x" at a line's start is a day printed without its year ("5 May – x")."""
    out = []
    for m, date in MONTHS.items():
        lines = []
        for x in ([months[m]] if isinstance(months.get(m), str) else months.get(m, [])):
            if re.match(r"\d{1,2}\|", x):
                day, body = x.split("|")
                x = f"{date}-{int(day):02d}|{day} {m[:3] if m not in ('June', 'July') else m} – |{body}"
            lines.append(x)
        out.append((PERIOD[m], date, lines))
    return out


def D(y, m, d):
    return datetime.date(y, m, d)


GROUPS = [
    G("Theme 1: A front door that answers, decides and explains its decision",
      R("1", "The timeliness and consistency of decisions about contacts and referrals, including those that come in at night.",
        A("Bring in a single consultation line staffed by qualified social workers from 8am to 8pm.", "Service Manager, Front Door", "30/04/2026", "2026-04-30", ref="1a", rating="Blue",
          periods=M(February="Rota drafted.", March="16|Line tested with five schools.", April=["7|Line opened.", "30|612 calls in the month, nine in ten answered inside two minutes. Complete."]), st="complete", on="2026-04-30"),
        A("Record the reason for every decision in words that a parent would understand.", "Principal Child and Family Social Worker", "31/07/2026", "2026-07-31", ref="1b", rating="Green",
          periods=M(April="Standard agreed with team managers.", May="12|Sample of 25: sixteen met the standard.", July="9|Sample of 25: twenty-one met it. Not complete until three samples in a row are above twenty.")),
        A("Merge the two out-of-hours services into one.", "Assistant Director, Safeguarding and Early Help", "End Q3 2026/27", "2026-12", ref="1c", rating="Amber",
          periods=M(March="Unions consulted.", May="Consultation extended by a month at staff side's request.", July="21|Appeals heard. Start put back to the autumn.")),
        A("Agree with the constabulary which notifications need a call and which can wait for the morning.", "Detective Chief Inspector, Vulnerability / Service Manager, Front Door", "w/c 22 June 2026", "2026-06-22",
          leads=["Detective Chief Inspector, Vulnerability", "Service Manager, Front Door"], ref="1d", rating="Green", periods=M(June="24|Agreement signed, in use from the first of next month."))),
      R("2", "The quality of early help assessments, and what happens when a family says no.",
        A("Coach the forty lead professionals who write most assessments.", "Early Help and Prevention Manager", "30/09/2026", "2026-09-30", ref="2a", rating="Green",
          periods=M(April="20|First ten coached.", May="Next twelve booked.", June="Fourteen more coached; two have left the council.", July="Observation tool shared with schools.")),
        A("Write to families who decline, saying what would bring us back.", "Early Help and Prevention Manager", "30/06/2026", "2026-06-30", ref="2b", rating="Blue",
          periods=M(May="Letter tried out on eleven parents.", June=["3|Letter in use.", "Action completed."]), st="complete", on="2026-06"),
        A("Offer a family group meeting before a case is stepped up.", "Family Group Conference Co-ordinator", "TBC", None, ref="2c", rating="Red",
          periods=M(April="Provider gave notice.", June="Market warming event drew one bidder."))),
      kind="theme", number="1", description="Families get an answer on the day, from somebody who can give one."),
    G("Theme 2: Children in care and those leaving it have homes, health and somebody on their side",
      R("3", "Children wait too long for permanence because plans are not looked at early enough.",
        A("Hold a permanence planning meeting by the second review for each child under ten.", "Head of Service, Children in Care", "31/05/2026", "2026-05-31", ref="3a", rating="Green",
          periods=M(February="Backlog counted: 37.", March="Nineteen held.", April="10|Backlog down to eight.", May="27|Backlog cleared.", June="Two of fourteen were late this month.")),
        A("Clear the list of children placed with parents whose orders could be discharged.", "Head of Service, Children in Care and Court Team Manager", "30 June 2026 now 30 November 2026", "2026-11-30", was=["2026-06-30"],
          leads=["Head of Service, Children in Care", "Court Team Manager"], ref="3b", rating="Amber", periods=M(May="22 applications ready.", July="15|Nine discharged. The court has offered dates in October and November for the rest."))),
      R("4", "Initial health assessments are late for children placed outside the county.",
        A("Buy clinics from two neighbouring trusts.", "Designated Nurse for Children in Care", "31/07/2026", "2026-07-31", ref="4a", rating="Green",
          periods=M(March="Price agreed.", June="18|First clinic held, seven children seen.", July="In time: 71%, from 38%.")),
        A("Tell the health team on the day that a child moves.", "Business Support Manager, Children in Care", "Immediate", None, ref="4b", rating="Blue",
          periods=M(February=["5|Automatic message built.", "26|Checked: 19 of 19 sent on the day. Complete."]), st="complete", on="2026-02-26"),
        A("Ask foster carers to keep a health passport.", "Fostering Manager", "Autumn term 2026", "2026-12", ref="4c", rating="", struck=True,
          periods=M(May="Overtaken by the digital red book.",), st="closed", reason="Overtaken by the digital red book.")),
      R("5", "Care leavers do not all know what they are entitled to, and too many live in unsuitable accommodation.",
        A("Put the local offer on one side of paper and go through it at each pathway review.", "Leaving Care Manager", "30/04/2026", "2026-04-30", ref="5a", rating="Blue",
          periods=M(March="Care leavers' group wrote it.", April="23|Printed and in use. Closed."), st="complete", on="2026-04-23"),
        A("Sign a joint protocol with the five district councils on intentional homelessness.", "Strategic Housing Lead, Quenby Districts", "31/12/2026", "2026-12-31", ref="5b", rating="Amber",
          periods=M(April="Three districts have agreed in principle.", July="8|Fourth signed.")),
        A("Open twelve training flats.", "Commissioning Manager, Placements", "31/03/2027", "2027-03-31", ref="5c", rating="Green",
          periods=M(May="Site chosen.", July="Planning application to be completed by the end of August."))),
      kind="theme", number="2", description="We do for these children what we would do for our own, and we keep at it when they are twenty."),
    G("Theme 3: A workforce that stays, learns and is looked after by its managers",
      R("6", "Supervision is regular but does not help social workers to think.",
        A("Observe each team manager's supervision twice a year and give feedback the same week.", "Principal Child and Family Social Worker", "Ongoing", None, ref="6a", rating="Green",
          periods=M(February="Tool agreed.", March="Six observed.", April="Eleven observed.", May="19|Themes taken to the senior managers' meeting.", June="Fifteen observed.", July="All thirty-one now observed once.")),
        A("Train advanced practitioners as reflective group leaders.", "Workforce Development Manager", "Within 3 months", None, ref="6b", rating="Amber", periods=M(June="Course chosen.", July="Eight places paid for."))),
      R("7", "Caseloads are too high in two of the six localities.",
        A("Set up a floating team of six.", "Assistant Director, Safeguarding and Early Help", "31/05/2026", "2026-05-31", ref="7a", rating="Green",
          periods=M(March="Four appointed.", May="11|Team at work in the north.", July="Average caseload in the north 17.4, from 24.")),
        A("Pay a retention award after two years' service.", "Human Resources Business Partner", "01/10/2026", "2026-10-01", ref="7b", rating="Green", periods=M(June="30|Agreed by the employment committee."))),
      kind="theme", number="3", description="Children keep the same worker, and the worker has time for them."),
]
CLOSED = {  # number of the recommendation: actions on the second sheet
    "1": [A("Clear the backlog of 212 contacts left from the winter.", "Service Manager, Front Door", "28/02/2026", "2026-02-28", ["All contacts read by two managers; eleven families visited that week."], st="complete", on="2026-03-03", ref="1e", closed=D(2026, 3, 3)),
          A("Write a protocol with the prison for visits by children.", "Early Help and Prevention Manager", "31/03/2026", "2026-03-31", ["Moved to the reducing reoffending plan."], st="closed", on="2026-03-19", reason="Moved to the reducing reoffending plan.", ref="1f", closed=D(2026, 3, 19))],
    "3": [A("Appoint a second permanence lead.", "Head of Service, Children in Care", "31/03/2026", "2026-03-31", ["Appointed from within; began on 1 April."], st="complete", on="2026-04-01", ref="3c", closed=D(2026, 4, 1))],
    "7": [A("Ask leavers why they left.", "Human Resources Business Partner", "30/04/2026", "2026-04-30", ["Forty-four asked. Workload came second to parking."], st="complete", on="2026-05-06", ref="7c", closed=D(2026, 5, 6))],
}
for g in GROUPS:
    for r in g["recs"]:
        for a in CLOSED.get(r["number"], []):
            a["on_sheet"] = "Closed"
            a["extra_cells"] = {"Date closed": a["closed"].strftime("%d/%m/%Y"), "What was achieved": a["notes"][0]}
            a["periods"] = ()  # a closed row has no months
            r["actions"].append(a)
HIDDEN = ["1z", "Review the contract of the agency named in the whistleblowing letter.", "Monitoring Officer"]
TITLE = "Children's Services Improvement Plan"


def make(path):
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    wb = Workbook(); ws = wb.active; ws.title = "Live plan"
    thin = Border(*[Side(style="thin", color="808080")] * 4)
    wrap = Alignment(wrap_text=True, vertical="top")
    ws["A1"] = "Quenby County Council"; ws["A1"].font = Font(size=16, bold=True); ws.merge_cells("A1:M1")
    ws["A2"] = TITLE; ws["A2"].font = Font(size=16, bold=True); ws.merge_cells("A2:M2")
    ws["A3"] = "Updated on 31 July 2026"; ws["A4"] = "Please write in your month only. Do not change earlier months."
    # two rows of heads: year above month
    heads = ["Ofsted recommendation", "Ref", "Action", "Accountable officer", "Cost code", "Due", *MONTHS, "BRAG"]
    ws.cell(6, 7, "2025/26"); ws.merge_cells("G6:H6"); ws.cell(6, 9, "2026/27"); ws.merge_cells("I6:L6")
    for i, h in enumerate(heads, 1):
        if 7 <= i <= 12:
            ws.cell(7, i, h)
        else:
            ws.cell(6, i, h); ws.merge_cells(start_row=6, end_row=7, start_column=i, end_column=i)
        for rr in (6, 7):
            c = ws.cell(rr, i); c.font = Font(bold=True, color="FFFFFF"); c.fill = PatternFill("solid", fgColor="3B5B7A"); c.alignment = wrap; c.border = thin
    y = 8
    for g in GROUPS:
        ws.cell(y, 1, g["title"]).font = Font(bold=True, size=12); ws.merge_cells(start_row=y, end_row=y, start_column=1, end_column=13)
        for i in range(1, 14):
            ws.cell(y, i).fill = PatternFill("solid", fgColor="D9E2EC")
        y += 1
        ws.cell(y, 1, g["description"]).font = Font(italic=True); ws.merge_cells(start_row=y, end_row=y, start_column=1, end_column=13)
        y += 1
        for r in g["recs"]:
            first = y
            live = [a for a in r["actions"] if not a.get("on_sheet")]
            for a in live:
                due = a["due"]
                if re.fullmatch(r"\d\d/\d\d/\d{4}", due):
                    due = datetime.datetime.strptime(due, "%d/%m/%Y")
                row = [f"{r['number']}. {r['text']}" if y == first else None, a["ref"], a["action"], a["lead"], f"C{4100 + y}", due,
                       *["\n".join(note_print(x) for x in ls) for _, _, ls in a["periods"]], a["rating"]]
                for i, v in enumerate(row, 1):
                    c = ws.cell(y, i, v or None); c.alignment = wrap; c.border = thin
                    if isinstance(v, datetime.datetime):
                        c.number_format = "dd/mm/yyyy"
                    if a.get("struck") and v and i != 1:
                        c.font = Font(strike=True)
                fillc = {"Blue": "9DC3E6", "Green": "A9D18E", "Amber": "FFD966", "Red": "FF7C80"}.get(a["rating"])
                if fillc:
                    ws.cell(y, 13).fill = PatternFill("solid", fgColor=fillc)
                y += 1
            if r["number"] == "1":
                for i, v in zip((2, 3, 4), HIDDEN):
                    ws.cell(y, i, v)
                ws.row_dimensions[y].hidden = True
                y += 1
            if y - first > 1:
                ws.merge_cells(start_row=first, end_row=y - 1, start_column=1, end_column=1)
        y += 1  # an empty row before the next theme
    for col, w in zip("ABCDEFGHIJKLM", (34, 6, 44, 26, 10, 14, 26, 26, 28, 28, 28, 30, 9)):
        ws.column_dimensions[col].width = w
    ws.column_dimensions["E"].hidden = True
    ws.freeze_panes = "D8"
    ws.oddFooter.center.text = "Page &P of &N"
    # closed
    cs = wb.create_sheet("Closed")
    cs["A1"] = "Actions closed by the Improvement Board"; cs["A1"].font = Font(bold=True, size=13)
    for i, h in enumerate(["Ofsted recommendation", "Ref", "Action", "Accountable officer", "Due", "Date closed", "What was achieved"], 1):
        c = cs.cell(3, i, h); c.font = Font(bold=True); c.border = thin
    y = 4
    for g in GROUPS:
        for r in g["recs"]:
            for a in r["actions"]:
                if a.get("on_sheet"):
                    for i, v in enumerate([f"{r['number']}. {r['text']}", a["ref"], a["action"], a["lead"], datetime.datetime.strptime(a["due"], "%d/%m/%Y"), datetime.datetime.combine(a["closed"], datetime.time()), a["notes"][0]], 1):
                        c = cs.cell(y, i, v); c.alignment = wrap; c.border = thin
                        if isinstance(v, datetime.datetime):
                            c.number_format = "dd/mm/yyyy"
                    y += 1
    for col, w in zip("ABCDEFG", (34, 6, 44, 26, 13, 13, 40)):
        cs.column_dimensions[col].width = w
    ks = wb.create_sheet("Key")
    for row in (("BRAG", "Meaning"), ("Blue", "Complete, signed off by the Board"), ("Green", "On time"), ("Amber", "Late by less than two months"), ("Red", "Late by more, or blocked")):
        ks.append(row)
    ks.append([]); ks.append(["MASH", "Multi-agency safeguarding hub"]); ks.append(["DCI", "Detective chief inspector"])
    wb.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.xlsx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V(None, "Updated on 31 July 2026", "2026-07-31")],
    traps=[1, 2, 4, 7, 8, 9, 10, 11, 12, 13, 17, 18], column_variants=[{"printed": "Date closed", "role": "closed"}, {"printed": "What was achieved", "role": "progress"}],
    remarks=["Each month is a column of progress; its year is the financial year above: February and March are 2026 (2025/26), April to July 2026 (2026/27). '5 May –' takes its column's year.",
             "The actions on the sheet 'Closed' stand under the recommendation that they repeat; 'Date closed' is the day they ended. 'Moved to the reducing reoffending plan' is closed and not complete.",
             "The column 'Cost code' and the row 1z are hidden: left out here; read as closed is as good, if it is said. The struck-through 4c is closed.",
             "Blue is complete by the key (sheet 'Key'). 'Not complete until', 'to be completed by' end nothing."],
    beyond={"scale": {"Blue": "Complete, signed off by the Board", "Green": "On time", "Amber": "Late by less than two months", "Red": "Late by more, or blocked"},
            "hidden": {"columns": ["Cost code"], "rows": [HIDDEN[1]]}, "struck": ["Ask foster carers to keep a health passport."]}))
