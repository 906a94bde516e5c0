"""The tracker that an acute trust's quality and safeguarding team keeps by hand in Excel: one row per action, source bands, recommendation merged down, latest and earlier updates in two columns, hidden column, a summary and a list sheet."""
import datetime
from common_f import *

NAME = "trust_tracker"
TITLE = "Safeguarding and Quality Action Tracker 2026/27"
HEADS = ["Rec no.", "Recommendation / finding", "Ref", "Datix ID", "Action", "Action owner", "Support from", "Division", "Original due date", "Revised due date", "BRAG", "Latest update", "Previous updates", "Date closed", "Evidence (location)"]
COLUMNS = [("Rec no.", "number"), (HEADS[1], "recommendation"), ("Ref", "number", "ref"), ("Action", "action"), ("Action owner", "lead"), ("Support from", "lead", "support"), ("Division", "extra", "division"),
           ("Original due date", "deadline", "orig"), ("Revised due date", "deadline", "revised"), ("BRAG", "rating"), ("Latest update", "progress", "latest_p"), ("Previous updates", "progress", "earlier_p"), ("Date closed", "closed", "closed"), (HEADS[14], "evidence", "ev")]
iso = lambda s: f"{s[6:10]}-{s[3:5]}-{s[:2]}" if re.match(r"\d\d/", s) else None


def T(ref, text, owner, division, orig, brag, latest=(), earlier=(), revised="", support="", closed="", ev="", **k):
    """latest, earlier: ("dd/mm/yy", who, text), newest first."""
    def n(u):
        d, who, x = u
        return f"20{d[6:]}-{d[3:5]}-{d[:2]}|{d} ({who}): |{x}"
    latest, earlier = [n(u) for u in latest], [n(u) for u in earlier]
    due = revised or orig
    st = "closed" if brag == "Withdrawn" else "complete" if brag == "Blue" else "open"
    return A(text, owner, due, iso(due) if due else None, latest + earlier, st=st, on=iso(closed) if closed else None, ref=ref, rating=brag, leads=[x for x in (owner, support) if x], was=[iso(orig)] if revised and iso(orig) else [],
             support=support, division=division, orig=orig, revised=revised, closed=closed, ev=ev, latest=latest, earlier=earlier,
             latest_p="\n".join(note_print(x) for x in latest), earlier_p="\n".join(note_print(x) for x in earlier), **k)


GROUPS = [
    G("CQC inspection – urgent and emergency care (report published 14 April 2026)",
      R("MD1", "The trust must ensure that all children attending the emergency department have a safeguarding screen completed and acted on.",
        T("ED01", "Make the paediatric safeguarding screen a mandatory field at triage", "Matron, Emergency Department", "Medicine", "30/06/2026", "Blue", [("29/06/26", "TB", "Live since 22 June. Compliance 96% in first week. Action closed at QSG.")], [("18/05/26", "TB", "Build complete, waiting for test in sandpit.")], support="Clinical Systems Lead", closed="29/06/2026", ev="S:\\Quality\\CQC\\ED01 screenshots"),
        T("ED02", "Weekly audit of 20 screens by nurse in charge, results displayed in department", "Matron, Emergency Department", "Medicine", "31/12/2026", "Green", [("09/11/26", "TB", "Average for October 93%. Night shift is still the weakest at 84%.")], [("05/10/26", "TB", "September 90%. Screens completed but action not always recorded."), ("07/09/26", "TB", "Audit started, August 81%.")], ev="Weekly audit folder"),
        T("ED03", "Level 3 safeguarding children training for all ED registrars and consultants", "Named Doctor", "Medicine", "30/09/2026", "Amber", [("09/11/26", "AK", "27 of 34 now trained, 5 booked for January. Two on long term leave.")], [("21/09/26", "AK", "19 of 34. Rotation in August brought in six who had not done it. Extension agreed by QSG.")], revised="29/01/2027")),
      R("SD4", "The trust should improve the environment for patients waiting with mental health needs.",
        T("ED04", "Complete ligature risk works in rooms 3 and 4", "Head of Estates", "Corporate", "31/08/2026", "Red", [("09/11/26", "JP", "Contractor on site 2 November, works to be completed by mid December. Risk assessment for each patient in the meantime.")], [("10/08/26", "JP", "Tender came back £18k over. Revised business case to be signed."), ("15/06/26", "JP", "Out to tender.")], revised="18/12/2026", support="Matron, Emergency Department"))),
    G("Safeguarding Adults Review ‘Kenneth’ (Alderbrook and Fenmarsh SAB)",
      R("3", "Hospital trusts should make sure that pressure ulcers of category 3 and above on admission are considered as a possible sign of neglect.",
        T("SA01", "Add the adult safeguarding decision guide to the pressure ulcer incident form", "Lead Nurse, Tissue Viability", "Nursing", "31/07/2026", "Blue", [("03/08/26", "MS", "Form changed 27 July and comms sent to all wards. Closed.")], closed="03/08/2026", ev="Datix form v11"),
        T("SA02", "Monthly review of all category 3 and 4 ulcers present on admission, safeguarding and tissue viability together", "Named Nurse, Adult Safeguarding", "Nursing", "30/11/2026", "Green", [("02/11/26", "MS", "October: 14 reviewed, 5 referrals, of which 2 went to section 42.")], [("01/10/26", "MS", "September: 11 reviewed, 3 referrals."), ("01/09/26", "MS", "First meeting held.")], support="Lead Nurse, Tissue Viability")),
      R("5", "All agencies should review how they record mental capacity when a person declines care.",
        T("SA03", "Mental capacity prompt on the nursing assessment (declines care / declines medication)", "Clinical Systems Lead", "Corporate", "31/10/2026", "Amber", [("16/11/26", "RD", "Missed the October release. In the February release, supplier has confirmed.")], [("14/09/26", "RD", "Wording agreed with MCA Lead.")], revised="26/02/2027", support="MCA and DoLS Lead"),
        T("SA04", "Purchase MCA e-learning licences for bank staff", "Education Manager", "Corporate", "30/09/2026", "Withdrawn", [("17/08/26", "RD", "Withdrawn, national e-learning package is now free to bank staff. Agreed at QSG 13 August.")], closed="17/08/2026", reason="Withdrawn, national e-learning package is now free to bank staff. Agreed at QSG 13 August."))),
    G("Internal audit 2026-07: safeguarding supervision",
      R("IA1", "Supervision records were incomplete and the trust could not evidence that community midwives had supervision each quarter.",
        T("IA01", "Move supervision records to the learning management system", "Named Midwife for Safeguarding", "Women and Children", "31/03/2027", "Green", [("12/11/26", "CO", "Template agreed, pilot with the Thornby team from 1 December.")], support="Education Manager"),
        T("IA02", "Report compliance to Women and Children's governance each month", "Named Midwife for Safeguarding", "Women and Children", "Ongoing", "Green", [("12/11/26", "CO", "October 78% (September 71%).")], [("14/10/26", "CO", "First report presented, September 71%.")])),
      R("IA2", "The policy had passed its review date.",
        T("IA03", "Review and ratify the Safeguarding Supervision Policy", "Deputy Chief Nurse", "Nursing", "30/11/2026", "Not started", []))),
]


def make(path):
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter as L
    from openpyxl.worksheet.datavalidation import DataValidation
    wb = Workbook(); ws = wb.active; ws.title = "Tracker"
    wrap = Alignment(wrap_text=True, vertical="top"); thin = Side(style="thin", color="808080"); box = Border(left=thin, right=thin, top=thin, bottom=thin)
    base = Font(name="Arial", size=9); bold = Font(name="Arial", size=9, bold=True); n = len(HEADS)
    ws["A1"] = "Fenmarsh Hospitals NHS Foundation Trust"; ws["A1"].font = Font(name="Arial", size=10)
    ws["A2"] = TITLE; ws["A2"].font = Font(name="Arial", size=16, bold=True)
    ws["A3"] = "Last updated:"; ws["A3"].font = bold
    ws["B3"] = datetime.datetime(2026, 11, 16); ws["B3"].number_format = "dd/mm/yyyy"; ws["B3"].font = base; ws["B3"].alignment = Alignment(horizontal="left")
    ws["E3"] = "Owners please update by the first Monday of the month. Newest update goes in 'Latest update', move the old one across."; ws["E3"].font = Font(name="Arial", size=9, italic=True)
    for i, h in enumerate(HEADS, 1):
        c = ws.cell(5, i, h); c.font = Font(name="Arial", size=9, bold=True, color="FFFFFF"); c.fill = PatternFill("solid", fgColor="005EB8"); c.alignment = wrap; c.border = box
    ws.row_dimensions[5].height = 28
    COL = {"Blue": "9DC3E6", "Green": "A9D08E", "Amber": "FFD966", "Red": "FF7C80", "Withdrawn": "D9D9D9"}
    dt = lambda s: datetime.datetime.strptime(s, "%d/%m/%Y") if re.match(r"\d\d/", s) else (s or None)
    y, web = 6, 48210
    for g in GROUPS:
        ws.cell(y, 1, g["title"]).font = Font(name="Arial", size=10, bold=True)
        ws.merge_cells(start_row=y, end_row=y, start_column=1, end_column=n); ws.cell(y, 1).fill = PatternFill("solid", fgColor="D9E1F2"); y += 1
        for r in g["recs"]:
            first = y
            for j, a in enumerate(r["actions"]):
                web += 137
                vals = [r["number"] if j == 0 else None, r["text"] if j == 0 else None, a["ref"], f"W{web}", a["action"], a["lead"], a["support"], a["division"], dt(a["orig"]), dt(a["revised"]), a["rating"], a["latest_p"], a["earlier_p"], dt(a["closed"]), a["ev"]]
                for i, v in enumerate(vals, 1):
                    if i == 1 and v and v.isdigit():
                        v = int(v)
                    c = ws.cell(y, i, v or None); c.font = base; c.alignment = wrap; c.border = box
                    if isinstance(v, datetime.datetime):
                        c.number_format = "dd/mm/yyyy"
                if a["rating"] in COL:
                    ws.cell(y, 11).fill = PatternFill("solid", fgColor=COL[a["rating"]])
                lines = max(len(a["action"]) / 38, sum(len(x) // 44 + 1 for x in a["latest_p"].split("\n")), sum(len(x) // 44 + 1 for x in a["earlier_p"].split("\n")), len(r["text"]) / 34 / len(r["actions"]), len(a["lead"]) / 18)
                ws.row_dimensions[y].height = 13 * (int(lines) + 1) + 4; y += 1
            if y - first > 1:
                for col in (1, 2):
                    ws.merge_cells(start_row=first, end_row=y - 1, start_column=col, end_column=col)
    dv = DataValidation(type="list", formula1="Lists!$A$2:$A$7", allow_blank=True); ws.add_data_validation(dv); dv.add(f"K6:K{y}")
    ws["K5"].comment = Comment("See Lists tab for the definitions. Only the Quality Team turns an action blue.", "Quality Team")
    for i, w in enumerate((8, 34, 8, 10, 38, 20, 20, 13, 12, 12, 11, 42, 42, 12, 24), 1):
        ws.column_dimensions[L(i)].width = w
    ws.column_dimensions["D"].hidden = True; ws.freeze_panes = "F6"; ws.auto_filter.ref = f"A5:{L(n)}{y - 1}"
    ws.page_setup.orientation = "landscape"; ws.page_setup.paperSize = 8; ws.sheet_properties.pageSetUpPr.fitToPage = True; ws.page_setup.fitToHeight = 0; ws.print_title_rows = "5:5"
    s = wb.create_sheet("Summary")
    acts = [a for g in GROUPS for r in g["recs"] for a in r["actions"]]
    rows = [("BRAG", "Number of actions")] + [(x, sum(a["rating"] == x for a in acts)) for x in ("Blue", "Green", "Amber", "Red", "Not started", "Withdrawn")] + [("Total", len(acts))]
    for i, (k, v) in enumerate(rows, 1):
        s.cell(i, 1, k).font = bold; s.cell(i, 2, v).font = base
    s.column_dimensions["A"].width = 18; s.column_dimensions["B"].width = 20
    l = wb.create_sheet("Lists")
    for i, (k, v) in enumerate((("BRAG", "Meaning"), *SCALE.items()), 1):
        l.cell(i, 1, k).font = bold; l.cell(i, 2, v).font = base
    l.column_dimensions["A"].width = 14; l.column_dimensions["B"].width = 60
    wb.save(path)


SCALE = {"Blue": "Completed and evidence seen by Quality Team", "Green": "On track to complete by due date", "Amber": "Some slippage, recovery plan in place", "Red": "Overdue or significant risk to delivery", "Not started": "Not yet begun", "Withdrawn": "No longer required, agreed at QSG"}
here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.xlsx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("", "Last updated", "2026-11-16")],
    remarks=["One row per action; number and recommendation are merged down over the actions. The pale blue bands are the sources: the sections.",
             "'Revised due date' is in force where it is filled, 'Original due date' is then the earlier date; 'Ongoing' gives no date. 'Action owner' and 'Support from' are both leads.",
             "Notes begin with the date and who wrote it, '09/11/26 (TB):'; newest under 'Latest update', older ones under 'Previous updates', newest first.",
             "BRAG is the rating: 'Blue' is complete, 'Withdrawn' is closed; 'Date closed' is a date cell. 'Build complete', 'Screens completed but', 'works to be completed by' end nothing.",
             "'Datix ID' is a hidden column. The sheets 'Summary' and 'Lists' hold no actions."],
    beyond={"scale": SCALE, "hidden": {"columns": ["Datix ID"], "rows": []}}))
