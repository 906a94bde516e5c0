"""An Excel export of a community trust's quality system: sources and recommendations as bands with outline levels, an action's particulars merged down over its journal entries (oldest first), hidden key column and a hidden test row, date cells with and without times, totals."""
import datetime
from common_e import *

NAME = "journal_export"
TITLE = "AssureWell export: open and closed improvement actions with journal"
HEADS = ["Object GUID", "Item", "Action required", "Outcome sought", "Action holder", "Deputy holder", "Service line", "Baseline target", "Forecast", "Finished on", "State", "Risk of slippage", None, "Entry", "Logged", "Logged by", "Journal entry", "Documents held"]
COLUMNS = [("Recommendation", "recommendation"), ("Item", "number", "ref"), ("Action required", "action"), ("Outcome sought", "target"), ("Action holder", "lead"), ("Deputy holder", "lead", "second"), ("Service line", "extra", "line"),
           ("Baseline target", "deadline", "orig"), ("Forecast", "deadline"), ("Finished on", "closed", "comp"), ("State", "status", "state"), ("Risk of slippage", "rating"), ("Journal entry", "progress"), ("Documents held", "evidence", "ev")]
iso = lambda s: f"{s[6:10]}-{s[3:5]}-{s[:2]}"


def Q(ref, text, target, owner, orig, due, state, risk, journal, second="", line="", comp="", ev="", **k):
    """journal: ("dd/mm/yyyy hh:mm", who, text), oldest first."""
    k.setdefault("st", {"Finished": "complete", "Withdrawn": "closed"}.get(state, "open"))
    return A(text, owner, due, iso(due) if "/" in due else None, [f"{iso(d)}|{d}|{x}" for d, _, x in journal], ref=ref, target=target, leads=[x for x in (owner, second) if x], was=[iso(orig)] if orig and orig != due else [],
             on=iso(comp) if comp else None, orig=orig, second=second, line=line, comp=comp, ev=ev, state=state, rating=risk or None, journal=journal, **k)


GROUPS = [
    G("Source: Local Child Safeguarding Practice Review ‘Rafi’ (Alderbrook Safeguarding Children Partnership)",
      R("AW-R-0118", "Larkmoor Community Healthcare should make sure that a child who is not brought to a clinic twice is thought about by somebody who knows the family.",
        Q("AW-2207", "Change the 'did not attend' template to 'was not brought' in therapies, community paediatrics, dental and audiology, with a forced choice of next step: ring the parent, ring the school, ask the health visitor, tell the social worker.", "90% of second 'was not brought' entries show a next step.", "Clinical Systems Manager", "31/07/2026", "31/07/2026", "Finished", "",
          [("12/06/2026 10:05", "GADEYEMI", "Template built in test."), ("20/07/2026 16:48", "GADEYEMI", "Live in all four services. Screen print loaded. Finished.")], line="Children", comp="20/07/2026", ev="2 (screen print; release note)"),
        Q("AW-2208", "Dip sample of 15 records a month in each of the four services, read by the team leader and the named nurse together", "Four reports a quarter.", "Named Nurse, Safeguarding Children", "31/12/2026", "31/03/2027", "In hand", "Medium",
          [("07/09/2026 09:31", "PDRAYTON", "Audiology 13 of 15, therapies 9, community paediatrics 14. Dental has not sent any."), ("05/10/2026 11:20", "PDRAYTON", "Dental 6 of 15 and has asked for help, visit arranged."), ("09/11/2026 08:55", "PDRAYTON", "Forecast put back to take in two full quarters, agreed by Quality Committee 5 November.")], second="Service Managers, Children", line="Children", ev="2"),
        Q("AW-2211", "Text reminders in the family's own language (first: Romanian, Urdu, Polish)", "Non-attendance falls by a fifth.", "Patient Access Manager", "30/10/2026", "30/10/2026", "In hand - late", "High",
          [("02/11/2026 13:02", "LSTOTT", "Supplier has Romanian and Polish ready. Urdu not complete, right-to-left script fails on older phones.")], line="Corporate")),
      R("AW-R-0119", "Larkmoor Community Healthcare should make sure that fathers and partners are written down.",
        Q("AW-2214", "Household page in the health visiting record to be filled in at the antenatal contact and looked at again at six to eight weeks", "85% complete at six to eight weeks.", "Head of 0–19 Service", "30/09/2026", "30/09/2026", "Finished", "",
          [("03/08/2026 15:40", "NOKORO", "Page in use since 1 July, 71% in the first month."), ("30/09/2026 17:15", "NOKORO", "88% in September. Now in the monthly dashboard.")], line="Children", comp="30/09/2026", ev="1 (dashboard)"),
        Q("AW-2215", "Letter to fathers, written with Dads of Alderbrook", "", "Participation Officer", "29/01/2027", "29/01/2027", "Not begun", "Low", [], line="Children")),
      kind="source"),
    G("Source: Section 11 self-assessment 2026",
      R("AW-R-0131", "Supervision reaches staff who see children only now and then.",
        Q("AW-2230", "Group supervision once a quarter for walk-in centre, podiatry and community dental staff", "Attendance 80% of those listed.", "Safeguarding Children Team", "", "Rolling", "In hand", "Low",
          [("30/06/2026 12:00", "PDRAYTON", "Q1: 41 of 60."), ("30/09/2026 12:00", "PDRAYTON", "Q2: 52 of 60.")], line="Corporate", ev="2 (registers)"),
        Q("AW-2231", "Supervision policy to be rewritten so that it can be read in ten minutes", "Policy ratified.", "Named Nurse, Safeguarding Children", "28/08/2026", "18/12/2026", "In hand", "Medium",
          [("27/08/2026 10:10", "PDRAYTON", "Draft went to Policy Group, who want it to be completed with an equality impact assessment. Forecast changed."), ("12/11/2026 14:26", "PDRAYTON", "Equality assessment done, back to Policy Group on 8 December.")], second="Policy and Compliance Officer", line="Corporate"),
        Q("AW-2233", "Buy a supervision module for the e-rostering system", "Module live", "Deputy Chief Nurse", "26/02/2027", "26/02/2027", "Withdrawn", "",
          [("01/10/2026 09:00", "MKERRIDGE", "Withdrawn: cost £27k against a benefit that a spreadsheet gives us already.")], line="Corporate", comp="01/10/2026", reason="Withdrawn: cost £27k against a benefit that a spreadsheet gives us already.")),
      kind="source"),
    G("Source: CQC inspection, community health services for children, March 2026",
      R("MUST 2", "The trust must ensure that initial health assessments for children in care are completed within statutory timescales.",
        Q("AW-2240", "Additional clinics on Saturdays, once a fortnight until the backlog is gone", "No child waits beyond 20 working days by the end of 2026.", "Designated Doctor for Children in Care (Dr F Mistry)", "30/06/2026", "30/06/2026", "Finished", "",
          [("18/05/2026 08:45", "FMISTRY", "First clinic, nine children seen."), ("26/06/2026 18:03", "FMISTRY", "Backlog gone, 47 children seen in four clinics."), ("29/06/2026 00:00", "AUTO", "State set to Finished by workflow")], line="Children", comp="29/06/2026", ev="Clinic lists"),
        Q("AW-2241", "Daily list of new children in care from the two councils, with consent already signed", "Consent held for 95% on day 5.", "Head of Children's Community Services", "30/11/2026", "15/01/2027", "In hand", "High",
          [("14/09/2026 10:37", "RBELLWOOD", "Alderbrook list live. Thornby says that it cannot send a list before its new system has been finished."), ("13/11/2026 16:00", "RBELLWOOD", "Thornby to send by e-mail from 4 January. Consent held on day 5: 61%.")], second="Service Director, Children in Care (Thornby Council)", line="Children")),
      R("SHOULD 5", "The trust should ensure that young people are asked what they think of the service.",
        Q("AW-2250", "Young inspectors to visit each clinic once a year and to publish what they find", "Six visits; each has an answer from the clinic within a month", "Participation Officer", "31/03/2027", "31/03/2027", "In hand", "Low",
          [("06/10/2026 19:14", "LSTOTT", "Eight young inspectors trained. Two visits made and both answered.")], line="Children", ev="Visit reports 1 and 2")),
      kind="source"),
]
TEST = ("AW-2299", "TEST ACTION please ignore", "System Administrator")


def make(path):
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter as L
    wb = Workbook(); ws = wb.active; ws.title = "Export_20261118"
    wrap = Alignment(wrap_text=True, vertical="top"); thin = Side(style="thin", color="A6A6A6"); box = Border(left=thin, right=thin, top=thin, bottom=thin)
    base = Font(name="Segoe UI", size=9); n = len(HEADS)
    ws["B1"] = "Larkmoor Community Healthcare NHS Trust"; ws["B1"].font = Font(name="Segoe UI", size=10, bold=True)
    ws["B2"] = TITLE; ws["B2"].font = Font(name="Segoe UI", size=15, bold=True)
    ws["B3"] = "Filter: Module = Safeguarding; State = any; Journal = full, oldest first"; ws["B3"].font = base
    ws["P1"] = "Produced"; ws["Q1"] = datetime.datetime(2026, 11, 18, 7, 30, 12); ws["Q1"].number_format = "dd mmm yyyy hh:mm"; ws["Q1"].alignment = Alignment(horizontal="left")
    ws["P2"] = "Produced by"; ws["Q2"] = "MKERRIDGE"
    for i, h in enumerate(HEADS, 1):
        c = ws.cell(5, i, h); c.font = Font(name="Segoe UI", size=9, bold=True); c.fill = PatternFill("solid", fgColor="C9D9C3"); c.alignment = wrap; c.border = box
    ws.row_dimensions[5].height = 28
    y, entry, guid, total = 6, 40117, 0x5e21, 0
    d0 = lambda s: datetime.datetime.strptime(s, "%d/%m/%Y") if "/" in s else (s or None)
    for g in GROUPS:
        ws.cell(y, 2, g["title"]).font = Font(name="Segoe UI", size=11, bold=True, color="FFFFFF"); ws.merge_cells(start_row=y, end_row=y, start_column=2, end_column=n)
        ws.cell(y, 2).fill = PatternFill("solid", fgColor="3B5B33"); y += 1; count = 0
        for r in g["recs"]:
            ws.cell(y, 2, r["number"]).font = Font(name="Segoe UI", size=9, bold=True)
            ws.cell(y, 3, r["text"]).font = Font(name="Segoe UI", size=9, bold=True); ws.merge_cells(start_row=y, end_row=y, start_column=3, end_column=n)
            for i in range(2, n + 1):
                ws.cell(y, i).fill = PatternFill("solid", fgColor="E8F0E5")
            ws.row_dimensions[y].outlineLevel = 1; y += 1
            acts = [(a, a["journal"] or [None]) for a in r["actions"]]
            for a, journal in acts:
                first = y
                for j, u in enumerate(journal):
                    guid += 311; entry += 19
                    ev = a["ev"]
                    vals = [f"{guid:04x}-ac{guid * 7 % 9973:04d}"]
                    vals += [a["ref"], a["action"], a["target"], a["lead"], a["second"], a["line"], d0(a["orig"]), d0(a["due"]), d0(a["comp"]), a["state"], a["rating"]] if j == 0 else [None] * 11
                    vals += [None, *((entry, datetime.datetime.strptime(u[0], "%d/%m/%Y %H:%M"), u[1], u[2]) if u else (None,) * 4), ev if j == 0 else None]
                    for i, v in enumerate(vals, 1):
                        c = ws.cell(y, i, int(v) if v and i == 18 and str(v).isdigit() else v if v != "" else None); c.font = base; c.alignment = wrap
                        if i != 13:
                            c.border = box
                        if isinstance(v, datetime.datetime):
                            c.number_format = "dd/mm/yyyy hh:mm" if i == 15 else "dd/mm/yyyy"
                    tall = max(len(str(vals[2] or "")) / 40, len(a["target"]) / 24, len(a["lead"]) / 18, len(a["second"]) / 18) / len(journal)
                    ws.row_dimensions[y].height = 14 * (int(max(tall, len(u[2]) / 46 if u else 0)) + 1) + 4
                    ws.row_dimensions[y].outlineLevel = 2
                    y += 1
                if y - first > 1:
                    for col in [*range(2, 13), 18]:
                        ws.merge_cells(start_row=first, end_row=y - 1, start_column=col, end_column=col)
                count += 1
        ws.cell(y, 2, "Items in source:").font = base; ws.cell(y, 4, count).font = base; ws.cell(y, 4).alignment = Alignment(horizontal="left"); total += count; y += 2
    for i, v in enumerate(("ffff-test", TEST[0], TEST[1], None, TEST[2], None, "Corporate", None, None, None, "Not begun"), 1):
        ws.cell(y, i, v).font = base
    ws.row_dimensions[y].hidden = True; y += 1
    ws.cell(y, 2, "Items exported:").font = base; ws.cell(y, 4, total).font = base; ws.cell(y, 4).alignment = Alignment(horizontal="left")
    ws.cell(y + 1, 2, "States: Not begun, In hand, In hand - late, Finished (documents seen by Quality team), Withdrawn. Forecast replaces the baseline target once a change has been agreed.").font = base
    ws["L5"].comment = Comment("Set by the action holder each month, not by the system.", "M Kerridge")
    for i, w in enumerate((12, 12, 40, 25, 20, 20, 11, 12, 12, 12, 12, 10, 2, 8, 16, 13, 48, 18), 1):
        ws.column_dimensions[L(i)].width = w
    ws.column_dimensions["A"].hidden = True; ws.freeze_panes = "D6"
    ws.page_setup.orientation = "landscape"; ws.page_setup.paperSize = 8; ws.sheet_properties.pageSetUpPr.fitToPage = True; ws.page_setup.fitToHeight = 0
    ws.sheet_properties.outlinePr.summaryBelow = False
    wb.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.xlsx")
data = truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("", "Produced", "2026-11-18")],
    column_variants=[{"printed": "Logged", "role": "progress"}],
    remarks=["Several rows to an action: its particulars are merged down over its journal entries, oldest first. Eleven actions; the sheet's hidden last row ('TEST ACTION please ignore') is none.",
             "Dark bands ('Source: …') are sections. The paler bands hold the recommendation: its number under 'Item', its words across the rest. No column has the head 'Recommendation'.",
             "The date of a note is the date cell, with its time, in 'Logged'; the target dates are cells without times.",
             "'Forecast' is in force, 'Baseline target' the earlier date where it differs; 'Rolling' gives no date. 'Action holder' and 'Deputy holder' are both leads; a name with its organisation or a person in brackets is one lead.",
             "'Risk of slippage' is the rating. 'Finished' and 'Withdrawn' end; 'Not complete', 'to be completed with', 'has been finished' in the journal end nothing. AUTO's line is an entry like the others.",
             "'Items in source', 'Items exported' and the sentence on states are no rows. 'Object GUID' is a hidden column, one narrow column is empty."],
    beyond={"hidden": {"columns": ["Object GUID"], "rows": [TEST[1]]}})
for r in data["recommendations"]:   # the date stands in a column of its own
    for row in r["rows"]:
        for p in row["progress"]:
            p["text"] = p["body"]
        row["cells"]["Journal entry"] = "\n".join(p["body"] for p in row["progress"])
save(here, NAME, data)
