"""Excel, a probation region's assurance log: 'About', three live sheets with the title in a merged line, the date below it and the heads in line 4, a sheet of what is done or transferred with three columns more; recommendation written again on each row; hidden rows (one not ended, one complete), a row struck through, a hidden column."""
import datetime
from common_j import *

NAME = "assurance_log"
TITLE = "Regional Safeguarding Assurance Log"
HEADS = ["Log no.", "What we will do", "PDU", "Owner", "Supported by", "From rec.", "Wording of recommendation", "Target date", "Extended to", "Confidence", "State", "Latest position (newest first)", "Proof"]
MORE = ["Ended on", "Agreed by", "Was on"]
COLUMNS = [(HEADS[0], "number", "ref"), (HEADS[1], "action"), (HEADS[2], "extra", "pdu"), (HEADS[3], "lead"), (HEADS[4], "lead", "support"), (HEADS[5], "number", "recno"), (HEADS[6], "recommendation"), (HEADS[7], "deadline", "orig"), (HEADS[8], "deadline", "ext"),
           (HEADS[9], "rating"), (HEADS[10], "status", "state"), (HEADS[11], "progress"), (HEADS[12], "evidence", "ev"), (MORE[0], "closed", "ended"), (MORE[1], "extra", "agreed"), (MORE[2], "extra", "origin")]
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def iso(s):
    m = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", s or "")
    return f"{m[3]}-{m[2]}-{m[1]}" if m else None


def L(ref, text, pdu, owner, support, target, rating, state, *notes, ext="", ev="", ended="", agreed="", origin="", d=None, **k):
    """notes: 'dd-Mon-yy text', as printed, newest first."""
    lines = []
    for x in notes:
        day, mon, yr = x[:9].split("-")
        lines.append(f"20{yr}-{MONTHS.index(mon) + 1:02}-{day}|{x[:9]} |{x[10:]}")
    st = k.pop("st", {"Complete": "complete", "Transferred": "closed"}.get(state, "open"))
    return A(text, owner, ext or target, iso(ext or target) or d, lines, st=st, on=iso(ended), ref=ref, rating=rating, leads=k.pop("leads", None) or [x for x in (owner, support) if x],
             was=[iso(target)] if ext and iso(target) else [], pdu=pdu, support=support, orig=target, ext=ext, state=state, ev=ev, ended=ended, agreed=agreed, origin=origin, **k)


R3 = ("HMIP 3", "Ensure that domestic abuse enquiries are made with the police in every case before sentence and at the start of each order.")
R5 = ("HMIP 5", "Improve the quality of work to keep children safe, so that information from children’s services is asked for, received and acted upon.")
F2 = ("SFO 2", "Practitioners should make a home visit before a person who poses a high risk of serious harm moves to a new address.")
F6 = ("SFO 6", "The reasons for not recalling should be recorded by a manager on the day.")
M1 = ("MAPPA 1", "The Strategic Management Board should satisfy itself that Level 1 cases are reviewed and that a move between levels is considered.")
SHEETS = ["HMIP", "SFO", "MAPPA SCR", "Done and transferred"]
GROUPS = [
    G("HM Inspectorate of Probation: regional inspection, published May 2026",
      R(*R3,
        L("A02", "Fund two police enquiry clerks for the region, based in the MASH at Stourleigh", "Region", "Head of Operations", "Corporate Services Manager", "30/09/2026", "Amber", "Open", "25-Nov-26 Vetting for the second clerk still awaited. Backlog 61 (was 240).", "14-Sep-26 One clerk in post. Deputy Regional Director agreed a later date.", ext="29/01/2027", ev="Establishment list"),
        L("A03", "Weekly exception report to heads of PDU: orders older than ten days without an enquiry", "All", "Performance and Quality Manager", "", "31/12/2026", "Green", "Open", "07-Dec-26 96% have an enquiry. Stourleigh has completed all of its overdue cases, Marl Valley 14 left.", "02-Nov-26 First report issued.", ev="Report"),
        L("A04", "Ask the courts to adjourn where no answer has been received from the police", "All", "Head of Court Services", "", "30/11/2026", "", "Open", "09-Nov-26 The judges will not agree to this. Not to be taken further, see A02.", st="closed", struck=True, reason="The judges will not agree to this. Not to be taken further, see A02.")),
      R(*R5,
        # hidden by a filter, but ended: in the truth
        L("A05", "Put the contact points of the eleven children’s front doors on the intranet", "Region", "Regional Safeguarding Lead", "", "31/07/2026", "", "Complete", "20-Jul-26 Done, and printed for the reception desks.", ev="Intranet page", hidden=True),
        L("A06", "Agree one form with the four councils for asking and answering, with five working days for an answer", "Region", "Regional Safeguarding Lead", "Head of Marl Valley PDU", "26/02/2027", "Green", "Open", "01-Dec-26 Three councils agreed. Meeting with Alder Vale on 12 January.", "06-Oct-26 Draft sent out."),
        L("A07", "Half-day workshop ‘Who lives there?’ for all practitioners and for staff of approved premises", "All", "Learning and Development Manager / Regional Safeguarding Lead", "", "Q4 2026/27", "Green", "Open", "30-Nov-26 148 of 310 attended. Good marks, except for the room at Stourleigh.", leads=["Learning and Development Manager", "Regional Safeguarding Lead"], d="2027-03", ev="Attendance lists"))),
    G("Serious Further Offence reviews (learning taken from three reviews)",
      R(*F2,
        L("B11", "Amend the regional home visit policy: visit within five days, two staff, manager to countersign if not made", "Region", "Head of Public Protection", "", "31/10/2026", "Red", "Open", "08-Dec-26 Trade unions have asked for a risk assessment about lone working. To JNC 20 January.", "27-Oct-26 Draft complete but not yet consulted on.", "15-Sep-26 Working group met."),
        L("B12", "Dip sample of ten moves each month by senior probation officers", "Stourleigh", "Head of Stourleigh PDU", "Quality Development Officer", "31/03/2027", "Green", "Open", "30-Nov-26 Visit made in 8 of 10.", "30-Oct-26 Visit made in 5 of 10. Two of the others were visited late.")),
      R(*F6,
        L("B15", "Build a prompt in the recall template, with time and name of manager", "Region", "Head of Public Protection", "National Digital Team", "When digital allows", "Amber", "Open", "17-Nov-26 On the national list of changes, no date."),
        L("B16", "Managers’ briefings, six, by video, recorded", "All", "Deputy Regional Director", "", "18/12/2026", "Green", "Open", "09-Dec-26 Five held. The last is on 17 December and then this can be signed off."))),
    G("MAPPA serious case review ‘Neil’",
      R(*M1,
        L("C01", "Read all Level 1 cases of more than two years’ standing (estimated 118) and report numbers moved up or down", "All", "MAPPA Co-ordinator", "Detective Superintendent, Offender Management", "30/04/2027", "Green", "Open", "24-Nov-26 37 read. Four moved to Level 2."))),
    G("Actions done or transferred",
      R(*R3,
        L("A01", "Sign the information sharing agreement with the force and publish it to staff", "Region", "Head of Operations", "", "30/06/2026", "", "Complete", "29-Jun-26 Signed 24 June and on the intranet. Staff told at the all-staff call.", "08-Jun-26 With force solicitors.", ev="Agreement", ended="06/07/2026", agreed="Assurance Board", origin="HMIP")),
      R(*F2,
        L("B10", "Send a note to all practitioners with what the three reviews found", "All", "Head of Public Protection", "", "31/08/2026", "", "Complete", "28-Sep-26 Sent 25 September, read receipts from 91%.", ext="30/09/2026", ended="05/10/2026", agreed="Head of Operations", origin="SFO"),
        L("B13", "Electronic monitoring as a matter of course for those who move during licence", "Region", "Head of Public Protection", "", "31/12/2026", "", "Transferred", "12-Oct-26 Taken on by the national electronic monitoring programme. We no longer own it.", ended="02/11/2026", agreed="Assurance Board", origin="SFO", reason="Taken on by the national electronic monitoring programme. We no longer own it.")),
      R(*M1,
        L("C02", "Lay members to sit in on two Level 2 meetings each and report to the SMB", "Marl Valley", "MAPPA Co-ordinator", "", "30/09/2026", "", "Complete", "21-Sep-26 All four meetings attended. Report to SMB on 19 October.", ended="19/10/2026", agreed="SMB Chair", origin="MAPPA SCR"))),
]
# hidden on 'SFO' and not ended: not in the truth
HIDDEN = ["B14", "Revisit the policy on overnight stays (parked until B11 is settled)", "Region", "Head of Public Protection", "", F2[0], F2[1], "31/03/2027", "", "Amber", "Open", "15-Sep-26 Parked.", ""]
KEY = [("Confidence", ""), ("Green", "We will meet the date"), ("Amber", "Doubtful"), ("Red", "Date missed or will be"), ("State", ""), ("Open", "Still ours to do"), ("Complete", "Seen and agreed, goes to last sheet"), ("Transferred", "Somebody else has taken it on")]


def make(path):
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter as C
    from openpyxl.worksheet.datavalidation import DataValidation
    wb = Workbook(); wrap = Alignment(wrap_text=True, vertical="top"); s = Side(style="thin", color="A6A6A6"); box = Border(left=s, right=s, top=s, bottom=s)
    f = lambda **k: Font(name="Calibri", **{"size": 10, **k})
    dt = lambda x: datetime.datetime.strptime(x, "%d/%m/%Y") if iso(x) else (x or None)
    COL = {"Green": "C6EFCE", "Amber": "FFEB9C", "Red": "FFC7CE"}
    ws = wb.active; ws.title = "About"
    for i, x in enumerate(("Probation Service, Stour and Marl Region", TITLE, "", "Position at 9 December 2026", "Next Assurance Board: 13 January 2027", "", "Owners update their lines by the last Friday of the month.", "Put the newest line on top, with its date. Please do not insert columns.",
                           "Lines which the Board (or the Head of Operations) has agreed are moved to the last sheet by the Business Manager.", "If you cannot see your line somebody has left a filter on."), 2):
        ws.cell(i, 2, x or None).font = f(size=18 if i == 3 else 11, bold=i in (2, 3))
    ws.column_dimensions["A"].width = 3; ws.column_dimensions["B"].width = 105; ws.sheet_view.showGridLines = False
    for name, g in zip(SHEETS, GROUPS):
        ws = wb.create_sheet(name); heads = HEADS + (MORE if name == SHEETS[3] else [])
        ws["A1"] = g["title"]; ws["A1"].font = f(size=14, bold=True); ws.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(heads))
        ws["A2"] = "OFFICIAL"; ws["A2"].font = f(size=9, color="7F7F7F")
        for j, h in enumerate(heads, 1):
            c = ws.cell(4, j, h); c.font = f(bold=True); c.fill = PatternFill("solid", fgColor="D9C3E8"); c.alignment = wrap; c.border = box
        ws.row_dimensions[4].height = 30
        lines = [([a["ref"], a["action"], a["pdu"], a["lead"], a["support"], r["number"], r["text"], dt(a["orig"]), dt(a["ext"]), a["rating"], a["state"], "\n".join(map(note_print, a["notes"])), a["ev"], dt(a["ended"]), a["agreed"], a["origin"]], a.get("struck"), a.get("hidden"))
                 for r in g["recs"] for a in r["actions"]]
        if name == "SFO":
            lines.insert(2, ([dt(x) if i in (7, 8) else x for i, x in enumerate(HIDDEN)], False, True))
        for y, (vals, struck, hidden) in enumerate(lines, 5):
            for j, v in enumerate(vals[:len(heads)], 1):
                c = ws.cell(y, j, v if v != "" else None); c.font = f(strike=bool(struck), bold=j == 1); c.alignment = wrap; c.border = box
                if isinstance(v, datetime.datetime):
                    c.number_format = "dd mmm yyyy"
            if vals[9] in COL:
                ws.cell(y, 10).fill = PatternFill("solid", fgColor=COL[vals[9]])
            h = max(len(vals[1]) / 34, len(vals[6]) / 34, sum(len(x) // 42 + 1 for x in vals[11].split("\n")), len(vals[3]) / 17)
            ws.row_dimensions[y].height = 13.5 * (int(h) + 1) + 4
            ws.row_dimensions[y].hidden = bool(hidden)
        last = 4 + len(lines)
        ws.auto_filter.ref = f"A4:{C(len(heads))}{last}"; ws.freeze_panes = "C5"
        for ref, col in (("Values!$A$3:$A$5", "J"), ("Values!$A$7:$A$9", "K")):
            dv = DataValidation(type="list", formula1=ref, allow_blank=True); ws.add_data_validation(dv); dv.add(f"{col}5:{col}{last + 40}")
        for i, w in enumerate((8, 38, 11, 20, 18, 10, 38, 12, 12, 11, 12, 46, 18, 12, 17, 12)[:len(heads)], 1):
            ws.column_dimensions[C(i)].width = w
        if name == SHEETS[3]:
            ws.column_dimensions["J"].hidden = True   # Confidence, empty here
        ws.page_setup.orientation = "landscape"; ws.page_setup.paperSize = 8; ws.sheet_properties.pageSetUpPr.fitToPage = True; ws.page_setup.fitToHeight = 0
    wb["SFO"]["H5"].comment = Comment("Board 9 Dec: owner to come to next meeting", "Business Manager")
    k = wb.create_sheet("Values")
    k["A1"] = "For the drop-downs, do not delete"; k["A1"].font = f(size=9, color="7F7F7F")
    for i, row in enumerate(KEY, 2):
        for j, v in enumerate(row, 1):
            k.cell(i, j, v or None).font = f(bold=not row[1])
    k.column_dimensions["A"].width = 14; k.column_dimensions["B"].width = 50
    wb.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.xlsx")
store(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("", "Position at", "2026-12-09")],
    remarks=["Three live sheets and 'Done and transferred', each with its title in a merged first line (the section), 'OFFICIAL' below and the heads in line 4. 'About' and 'Values' hold no actions. The action stands before its recommendation, whose number and words are written again on each row; rows with the same number in a sheet are one recommendation.",
             "The last sheet repeats HMIP 3, SFO 2 and MAPPA 1: kept as that sheet's own recommendations; 'Was on' names where the line came from.",
             "'Owner' and 'Supported by' are both leads; a slash parts two (A07), a comma none.",
             "'Extended to' is in force where filled and 'Target date' is then the earlier date. 'Q4 2026/27' is March 2027; 'When digital allows' gives none.",
             "State 'Complete' ends, 'Transferred' closes; 'Ended on' is a date cell. A04 is struck through: closed. B14 is hidden and open: left out. A05 is hidden and complete: kept. The column 'Confidence' of the last sheet is hidden and empty.",
             "'has completed all of its overdue cases', 'Draft complete but not yet consulted on', 'then this can be signed off' end nothing. Notes begin '25-Nov-26 ', newest first, without a colon; other dates in them are no notes."],
    traps=["several sheets", "closed sheet repeats recommendations", "hidden row open", "hidden row ended", "hidden column", "struck row", "two deadline columns", "two lead columns", "action before recommendation", "newest first", "lists sheet", "comment"],
    beyond={"scale": {a: b for a, b in KEY if b}, "hidden": {"columns": ["Confidence (last sheet)"], "rows": ["B14"]}}),
    role=["Head of Operations", "Head of Court Services", "Head of Marl Valley PDU", "Head of Stourleigh PDU", "Head of Public Protection", "Corporate Services Manager", "Detective Superintendent, Offender Management"], group=["National Digital Team"])
