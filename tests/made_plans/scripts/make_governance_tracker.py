"""The tracker of a community and mental health trust's quality governance team in Excel: a front sheet, a sheet per source of actions with the same columns, a key; one row an action, the finding merged down, one update column."""
import datetime
from common_g import *

NAME = "governance_tracker"
TITLE = "Quality Governance Action Tracker"
HEADS = ["Finding no.", "Finding / area for improvement", "Action ref", "Ulysses no.", "Agreed action", "Lead", "Working with", "Care group", "Due", "Extended to", "Status", "Update (most recent first)", "Evidence", "Completed on"]
COLUMNS = [("Finding no.", "number"), (HEADS[1], "recommendation"), ("Action ref", "number", "ref"), ("Agreed action", "action"), ("Lead", "lead"), ("Working with", "lead", "other"), ("Care group", "extra", "group"),
           ("Due", "deadline", "orig"), ("Extended to", "deadline", "ext"), ("Status", "status", "status"), (HEADS[11], "progress"), ("Evidence", "evidence", "ev"), ("Completed on", "closed", "closed")]
iso = lambda s: f"{s[6:10]}-{s[3:5]}-{s[:2]}" if re.match(r"\d\d/\d\d/\d{4}", s or "") else None


def Q(ref, text, lead, group, orig, status, notes=(), ext="", other="", closed="", ev="", **k):
    """notes: (dd.mm.yy, text), newest first."""
    d = iso(ext or orig)
    notes = [f"20{x[6:]}-{x[3:5]}-{x[:2]}|{x} - |{t}" for x, t in notes]
    return A(text, lead, ext or orig, d, notes, st={"Complete": "complete", "No longer required": "closed"}.get(status, "open"), on=iso(closed), ref=ref, leads=[x for x in (lead, other) if x],
             was=[iso(orig)] if ext and iso(orig) else [], other=other, group=group, orig=orig, ext=ext, status=status, closed=closed, ev=ev, **k)


SHEETS = ["CQC", "SAR Daphne", "PSII"]
GROUPS = [
    G("CQC well-led and community inpatient inspection, report published 3 June 2026",
      R("M1", "Regulation 12: The trust must ensure that risk assessments on the community wards are updated after a fall.",
        Q("CQC1", "Post-falls checklist to be introduced on all five community wards, including medical review and update of the risk assessment within 24 hours", "Ward Managers", "Community", "31/07/2026", "Complete", [("06.08.26", "Checklist in place on all wards, seen on quality visits. Closed by Quality Committee."), ("13.07.26", "Three of five wards using.")], other="Falls Lead", closed="06/08/2026", ev="QV reports July"),
        Q("CQC2", "Monthly audit of ten records per ward, reported to the ward quality meeting", "Falls Lead", "Community", "31/01/2027", "On track", [("10.11.26", "October 87%. Rushmere ward 70%, matron supporting."), ("09.10.26", "September 82%."), ("08.09.26", "First audit, 74%.")], ev="Audit results on shared drive"),
        Q("CQC3", "Procure falls sensor mats for Rushmere and Elm wards", "Head of Procurement", "Corporate", "30/09/2026", "Behind plan", [("17.11.26", "Delivery now 14 January. Supplier apologised."), ("22.09.26", "Order placed 18 September. Not delivered.")], ext="22/01/2027")),
      R("S2", "The trust should make sure that staff can speak up and that they hear what was done about it.",
        Q("CQC4", "Publish 'You said, we did' from speaking up cases each quarter", "Freedom to Speak Up Guardian", "Corporate", "Quarterly", "On track", [("02.11.26", "First edition on the intranet, 610 views.")], other="Communications Team"))),
    G("Safeguarding Adults Review – Daphne (Wexcombe SAB, actions for this Trust)",
      R("2", "Community nurses to escalate when a person with diabetes repeatedly declines insulin.",
        Q("SAR1", "Write an escalation pathway for patients who decline essential treatment", "Clinical Lead, Diabetes", "Community", "30/04/2026", "Complete", [("12.05.26", "Pathway approved by Clinical Policies Group on 7 May. Completed.")], closed="12/05/2026", ev="Policy CP114 v3"),
        Q("SAR2", "Deliver sessions on the pathway to each of the 14 community nursing teams", "Community Matrons", "Community", "30/10/2026", "Behind plan", [("16.11.26", "11 of 14 completed. Remaining three booked 1, 8 and 15 December."), ("14.09.26", "7 of 14 teams completed.")], ext="18/12/2026", other="Clinical Lead, Diabetes")),
      R("6", "Agencies to improve the quality of safeguarding concerns which they raise with the local authority.",
        Q("SAR3", "Safeguarding Team to quality assure one in four concerns before they are sent", "Named Professional for Safeguarding Adults", "Nursing and Quality", "31/03/2027", "On track", [("16.11.26", "53 looked at in Quarter 2, 38 rated good. Making Safeguarding Personal is the weakest area.")], ev="QA log"),
        Q("SAR4", "Purchase the online concern form of the neighbouring Trust", "Head of Clinical Systems", "Corporate", "31/12/2026", "No longer required", [("19.10.26", "SAB is bringing in its own portal in April 2027 so not needed. Agreed Safeguarding Committee 15 October.")], closed="19/10/2026", reason="SAB is bringing in its own portal in April 2027 so not needed. Agreed Safeguarding Committee 15 October."))),
    G("Patient safety incident investigations 2026/27",
      R("PSII 26/03", "Handover between the crisis team and the ward did not include the family's concerns.",
        Q("PS1", "Add 'What does the family say?' to the SBAR handover template", "Crisis Team Manager", "Mental Health", "30/11/2026", "On track", [("20.11.26", "Template built and to be signed off 30 November.")], other="Carers' Lead"),
        Q("PS2", "Spot check 30 handovers", "Matron, Acute Mental Health", "Mental Health", "26/02/2027", "Not started")),
      R("PSII 26/05", "Duty of candour letter was sent late and to an old address.",
        Q("PS3", "Weekly duty of candour huddle with Patient Safety Team", "Head of Patient Safety", "Nursing and Quality", "Ongoing", "On track", [("23.11.26", "All letters in October within ten days."), ("26.10.26", "Huddles started 5 October.")]))),
]
KEY = {"Complete": "Done, evidence checked by Quality Governance", "On track": "Will be done by the due date", "Behind plan": "Due date missed or will be missed", "Not started": "Work not begun, not yet due", "No longer required": "Closed without completion, agreed by a committee"}


def make(path):
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter as L
    from openpyxl.worksheet.datavalidation import DataValidation
    wb = Workbook(); wrap = Alignment(wrap_text=True, vertical="top"); s = Side(style="thin", color="A6A6A6"); box = Border(left=s, right=s, top=s, bottom=s)
    f = lambda **k: Font(name="Calibri", **{"size": 10, **k}); n = len(HEADS)
    acts = [[a for r in g["recs"] for a in r["actions"]] for g in GROUPS]
    ws = wb.active; ws.title = "Front sheet"
    ws["A1"] = "Larkfield Community and Mental Health NHS Trust"; ws["A1"].font = f(size=12)
    ws["A2"] = TITLE; ws["A2"].font = f(size=18, bold=True)
    ws["A4"] = "Position as at"; ws["B4"] = datetime.datetime(2026, 11, 24); ws["B4"].number_format = "dd mmmm yyyy"; ws["B4"].alignment = Alignment(horizontal="left")
    ws["A5"] = "Next Quality Committee"; ws["B5"] = datetime.datetime(2026, 12, 10); ws["B5"].number_format = "dd mmmm yyyy"; ws["B5"].alignment = Alignment(horizontal="left")
    ws["A7"] = "Leads to update by the Friday before the committee. Do not overwrite earlier updates, type above them."; ws["A7"].font = f(italic=True)
    for j, h in enumerate(["Status"] + SHEETS + ["Total"], 1):
        c = ws.cell(9, j, h); c.font = f(bold=True); c.border = box; c.fill = PatternFill("solid", fgColor="DDEBF7")
    for i, k in enumerate(KEY, 10):
        row = [sum(a["status"] == k for a in x) for x in acts]
        for j, v in enumerate([k] + row + [sum(row)], 1):
            c = ws.cell(i, j, v); c.font = f(); c.border = box
    ws.column_dimensions["A"].width = 26; ws.column_dimensions["B"].width = 20; ws.column_dimensions["C"].width = 14
    for a in ("A4", "A5", "B4", "B5"):
        ws[a].font = f()
    COL = {"Complete": "BDD7EE", "On track": "C6E0B4", "Behind plan": "F8CBAD", "No longer required": "D9D9D9"}
    dt = lambda x: datetime.datetime.strptime(x, "%d/%m/%Y") if iso(x) else (x or None)
    uly = 30115
    for name, g in zip(SHEETS, GROUPS):
        ws = wb.create_sheet(name)
        ws["A1"] = g["title"]; ws["A1"].font = f(size=14, bold=True)
        for j, h in enumerate(HEADS, 1):
            c = ws.cell(3, j, h); c.font = f(bold=True, color="FFFFFF"); c.fill = PatternFill("solid", fgColor="1F4E78"); c.alignment = wrap; c.border = box
        y = 4
        for r in g["recs"]:
            first = y
            for i, a in enumerate(r["actions"]):
                uly += 73; num = r["number"] if i == 0 else None
                vals = [int(num) if num and num.isdigit() else num, r["text"] if i == 0 else None, a["ref"], uly, a["action"], a["lead"], a["other"], a["group"], dt(a["orig"]), dt(a["ext"]), a["status"], "\n".join(map(note_print, a["notes"])), a["ev"], dt(a["closed"])]
                for j, v in enumerate(vals, 1):
                    c = ws.cell(y, j, v if v != "" else None); c.font = f(); c.alignment = wrap; c.border = box
                    if isinstance(v, datetime.datetime):
                        c.number_format = "dd/mm/yyyy"
                if a["status"] in COL:
                    ws.cell(y, 11).fill = PatternFill("solid", fgColor=COL[a["status"]])
                h = max(len(a["action"]) / 36, sum(len(note_print(x)) // 46 + 1 for x in a["notes"]), len(r["text"]) / 30 / len(r["actions"]), len(a["lead"]) / 16, len(a["other"]) / 16)
                ws.row_dimensions[y].height = 14 * (int(h) + 1) + 4; y += 1
            if y - first > 1:
                for col in "AB":
                    ws.merge_cells(f"{col}{first}:{col}{y - 1}")
        dv = DataValidation(type="list", formula1="Key!$A$2:$A$6", allow_blank=True); ws.add_data_validation(dv); dv.add(f"K4:K{y + 20}")
        for i, w in enumerate((10, 32, 9, 9, 38, 19, 19, 13, 12, 12, 12, 48, 22, 12), 1):
            ws.column_dimensions[L(i)].width = w
        ws.column_dimensions["D"].hidden = True; ws.freeze_panes = "F4"
        ws.page_setup.orientation = "landscape"; ws.page_setup.paperSize = 8; ws.sheet_properties.pageSetUpPr.fitToPage = True; ws.page_setup.fitToHeight = 0
    wb["CQC"]["J6"].comment = Comment("Extension agreed by Executive Director of Nursing 17/11", "L Brandreth")
    k = wb.create_sheet("Key")
    for i, row in enumerate([("Status", "Meaning"), *KEY.items()], 1):
        for j, v in enumerate(row, 1):
            k.cell(i, j, v).font = f(bold=j == 1)
    k.column_dimensions["A"].width = 20; k.column_dimensions["B"].width = 60
    wb.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.xlsx")
save_g2(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("", "Position as at", "2026-11-24")],
    remarks=["Three sheets of actions (CQC, SAR Daphne, PSII) with the same columns; the line at the top of each is the section. 'Front sheet' (title, date, counts) and 'Key' hold no actions.",
             "Number and finding are merged down over their actions. 'Lead' and 'Working with' are both leads.",
             "'Extended to' is in force where filled and 'Due' is then the earlier date. 'Quarterly' and 'Ongoing' give no date.",
             "Status 'Complete' is complete, 'No longer required' is closed; 'Completed on' is a date cell. '11 of 14 completed', '7 of 14 teams completed' and 'built and to be signed off' end nothing.",
             "Notes begin '06.08.26 - ', newest first, several in a cell. 'Ulysses no.' is a hidden column."],
    beyond={"scale": KEY, "hidden": {"columns": ["Ulysses no."], "rows": []}}),
    role=["Ward Managers", "Falls Lead", "Head of Procurement", "Freedom to Speak Up Guardian", "Community Matrons", "Crisis Team Manager", "Carers' Lead", "Clinical Lead, Diabetes"], group=["Communications Team"])
