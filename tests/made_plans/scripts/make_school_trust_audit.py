"""Excel: a multi-academy trust's action plan after its section 175 safeguarding audit; bands for sections, area for development merged, initials, terms and mmm-yy dates, drop-down status."""
import datetime
import sys
from pathlib import Path
from made_a import *

NAME = "school_trust_audit"
COLUMNS = [("Ref", "number", "ref"), ("Area for development (from audit)", "recommendation"), ("Action", "action"), ("By whom", "lead"), ("By when", "deadline"),
           ("Success criteria", "target"), ("Review notes", "progress"), ("Status", "status", "status"), ("RAG", "rating")]
TITLE = "Section 175 Safeguarding Audit – Trust Action Plan 2026-27"
GROUPS = [
    G("Section 1: Leadership and governance",
      R(None, "Link trustee visits are not recorded in the same way in each academy.",
        A("Write one visit proforma and share with all link governors.", "JT", "Sep-26", "2026-09", ["2026-09-18|18/9/26 |Proforma shared with all 7 academies. Done."], ref="1.1", target="Visits recorded on one form", status="Complete", rating="Green", st="complete", on="2026-09-18"),
        A("Termly visits by link governors, reported to the Trust Board.", "Chair of Trustees", "Termly", None, ["2026-11-13|13/11/26 |Autumn visits made in 5 of 7 academies. Hillside and Beck Lane still to do."], ref="1.2", target="7 reports each term", status="In progress", rating="Amber")),
      R(None, "Two academies had not put the September 2026 KCSIE changes into their child protection policy at the time of the audit.",
        A("Update model policy and check that each academy has ratified and published it.", "JT / AO", "Oct-26", "2026-10", ["2026-10-02|2/10/26 |Model policy issued.", "2026-10-23|23/10/26 |All websites checked by AO, all up to date."], ref="1.3", target="7 out of 7 compliant websites", status="Complete", rating="Green", st="complete", leads=["JT", "AO"])),
      kind="section", number="1"),
    G("Section 2: Safer recruitment and the single central record",
      R(None, "Online searches of shortlisted candidates are not always recorded.",
        A("Add online search to the recruitment checklist, HR to keep the record.", "HR Manager", "Autumn term 2026", "2026-12", ["2026-11-06|6/11/26 |Checklist amended and in use for all posts advertised since half term."], ref="2.1", target="Record on each file", status="In progress", rating="Green"),
        A("Termly check of the SCR by someone from another academy.", "PM", "Spring term 2027", "2027-03", [], ref="2.2", target="No gaps found on two checks running", status="Not started", rating="")),
      R(None, "Section 128 checks missing for four local governors.",
        A("Complete outstanding checks.", "HR Manager", "Immediately", None, ["2026-07-08|8/7/26 |Three done, one awaited.", "2026-07-14|14/7/26 |All four now complete and on the SCR."], ref="2.3", target="100%", status="Complete", rating="Green", st="complete")),
      kind="section", number="2"),
    G("Section 3: Training and induction",
      R(None, "Midday supervisors and agency staff are not confident about low level concerns.",
        A("Twenty minute briefing at each academy with a one page reminder for lanyards.", "DSLs", "Dec-26", "2026-12", ["2026-11-13|13/11/26 |Held in four academies. Beck Lane, Moss Side and Hillside have dates in December, so not complete yet."], ref="3.1", target="Staff can say who they would tell (learning walk)", status="In progress", rating="Green"),
        A("Induction pack for supply staff to be translated into an online form.", "AO", "Jan-27", "2027-01", [], ref="3.2", target="All supply staff sign before first lesson", status="Not started", rating="")),
      R(None, "DSLs would like regular supervision.",
        A("Buy in termly group supervision from an external supervisor for the seven DSLs.", "JT", "Feb half term 2027", "2027-02", ["2026-10-16|16/10/26 |Three quotes received. Business case to CEO.", "2026-11-20|20/11/26 |CEO has agreed, first session to be booked."], ref="3.3", target="DSLs report that it helps them", status="In progress", rating="Green"),
        A("Set up a DSL buddy scheme.", "JT", "Sep-26", "2026-09", ["2026-09-25|25/9/26 |DSLs said they would rather have supervision. Not going ahead, see 3.3."], ref="3.4", target="Each DSL has a buddy", status="Closed", rating="Grey", st="closed", reason="DSLs said they would rather have supervision. Not going ahead, see 3.3.")),
      kind="section", number="3"),
    G("Section 4: Listening to children and recording",
      R(None, "Pupils in Year 5 and 6 could not always say who they would talk to about something online.",
        A("Pupil safeguarding ambassadors to run assemblies and put up posters in toilets and on the back of doors.", "KS2 leads", "Summer term 2027", "2027-07", ["2026-11-20|20/11/26 |Ambassadors chosen in all primaries, training on 8th December."], ref="4.1", target="9 out of 10 pupils can name someone (pupil survey May 2027)", status="In progress", rating="Green")),
      R(None, "Records do not always show the outcome of a concern, or the rationale when a referral is not made.",
        A("Add compulsory outcome box on the recording system.", "PM", "31/10/2026", "2026-10-31", ["2026-10-19|19/10/26 |Provider has switched it on for all seven academies. Complete."], ref="4.2", target="Outcome on each record", status="Complete", rating="Green", st="complete", on="2026-10-19"),
        A("DSL peer review: each DSL to read ten records at another academy using the LSCP audit tool and feed back in person.", "DSLs", "19/03/2027", "2027-03-19", ["2026-11-20|20/11/26 |Pairs agreed. First reviews planned for w/b 11th January."], ref="4.3", target="8 out of 10 records are good", status="In progress", rating="Amber"),
        A("Transfer of files: receipt obtained within 5 days for every leaver.", "Office managers", "Oct-26", "2026-10", ["2026-11-20|20/11/26 |Receipts for 61 of 74 September leavers. 13 outstanding, all from one out of area school, DSL has rung twice."], ref="4.4", target="100% receipts", status="Overdue", rating="Red")),
      kind="section", number="4"),
]
COLOUR = {"Green": "C6E0B4", "Amber": "FFE699", "Red": "FF7C80", "Grey": "D9D9D9"}


def make(path):
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.worksheet.datavalidation import DataValidation
    wb = Workbook(); ws = wb.active; ws.title = "Action Plan"
    wrap = Alignment(wrap_text=True, vertical="top")
    edge = Border(*[Side(style="thin", color="808080")] * 4)
    ws["A1"] = "Harebell Learning Trust"; ws["A1"].font = Font(bold=True, size=12); ws.merge_cells("A1:I1")
    ws["A2"] = TITLE; ws["A2"].font = Font(bold=True, size=16); ws.merge_cells("A2:I2")
    ws["A3"] = "Audit submitted to Brackwater LSCP: 26 June 2026.  Action plan reviewed: 20 November 2026 (JT).  Next review: Trust Board 21 January 2027."; ws.merge_cells("A3:I3")
    ws["A4"] = "The audit was done by all seven academies in May and June 2026 under section 175 of the Education Act 2002. Areas graded 'partly met' are brought together below. Please date your notes and do not delete earlier ones."
    ws["A4"].alignment = wrap; ws.merge_cells("A4:I4"); ws.row_dimensions[4].height = 32
    for i, c in enumerate(COLUMNS, 1):
        x = ws.cell(6, i, c[0]); x.font = Font(bold=True); x.fill = PatternFill("solid", fgColor="B4A7D6"); x.alignment = wrap; x.border = edge
    ws.row_dimensions[6].height = 30
    y = 7
    for g in GROUPS:
        c = ws.cell(y, 1, g["title"]); c.font = Font(bold=True); c.fill = PatternFill("solid", fgColor="E4DFEC"); ws.merge_cells(start_row=y, end_row=y, start_column=1, end_column=9); y += 1
        for r in g["recs"]:
            first = y
            for k, a in enumerate(r["actions"]):
                v5, fmt = a["due"], None
                if re.fullmatch(r"\d\d/\d\d/\d{4}", v5):
                    v5, fmt = datetime.datetime.strptime(v5, "%d/%m/%Y"), "dd/mm/yyyy"
                elif re.fullmatch(r"[A-Z][a-z]{2}-\d\d", v5):
                    v5, fmt = datetime.datetime.strptime("01-" + v5, "%d-%b-%y"), "mmm-yy"
                vals = [float(a["ref"]), r["text"] if k == 0 else None, a["action"], a["lead"], v5, a["target"], "\n".join(note_print(n) for n in a["notes"]) or None, a["status"], a["rating"] or None]
                for i, v in enumerate(vals, 1):
                    c = ws.cell(y, i, v); c.alignment = wrap; c.border = edge
                    if i == 1:
                        c.number_format = "0.0"; c.alignment = Alignment(vertical="top", horizontal="left")
                    if i == 5:
                        c.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
                        if fmt:
                            c.number_format = fmt
                    if i == 9 and v:
                        c.fill = PatternFill("solid", fgColor=COLOUR[v])
                ws.row_dimensions[y].height = 15 * max(sum(len(p) // (w * 1.05) + 1 for p in str(v).split("\n")) for v, w in zip(vals, (6, 32 * len(r['actions']), 40, 16, 13, 28, 48, 12, 8)) if v is not None)
                y += 1
            if y - first > 1:
                ws.merge_cells(start_row=first, end_row=y - 1, start_column=2, end_column=2)
    y += 1
    ws.cell(y, 1, "Initials").font = Font(bold=True)
    for x in ("JT – Jo Tranmere, Trust Safeguarding Lead", "PM – Prakash Mandal, DSL, Hillside Academy and Data Lead", "AO – Annie Orrell, Compliance Officer"):
        y += 1; ws.cell(y, 1, x)
    y += 2; ws.cell(y, 1, "RAG: Green – done or on track; Amber – some way to go; Red – urgent; Grey – not being taken forward")
    dv = DataValidation(type="list", formula1='"Not started,In progress,Complete,Overdue,Closed"', allow_blank=True); ws.add_data_validation(dv); dv.add("H7:H60")
    for col, w in zip("ABCDEFGHI", (6, 32, 40, 16, 13, 28, 48, 12, 8)):
        ws.column_dimensions[col].width = w
    ws.freeze_panes = "A7"; ws.print_title_rows = "6:6"
    ws.page_setup.orientation = "landscape"; ws.page_setup.paperSize = 9; ws.page_setup.fitToWidth = 1; ws.page_setup.fitToHeight = 0
    ws.sheet_properties.pageSetUpPr = __import__("openpyxl").worksheet.properties.PageSetupProperties(fitToPage=True)
    rs = wb.create_sheet("Audit results")
    for row in [["Academy", "Section 1", "Section 2", "Section 3", "Section 4"], ["Hillside", "Met", "Partly met", "Partly met", "Met"], ["Beck Lane", "Partly met", "Met", "Partly met", "Partly met"], ["Moss Side", "Met", "Partly met", "Partly met", "Met"],
                ["Oakenclough", "Met", "Met", "Met", "Partly met"], ["St Hild’s", "Met", "Partly met", "Met", "Met"], ["Wharf Street", "Partly met", "Met", "Met", "Partly met"], ["Fellgate High", "Met", "Met", "Partly met", "Partly met"]]:
        rs.append(row)
    wb.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.xlsx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("", "Action plan reviewed", "2026-11-20")], traps=[1, 2, 3, 7, 8, 10, 12, 13, 16, 17],
    remarks=["Bands across the sheet are sections; the area for development (recommendation, not numbered) is merged over its actions. The numbers 1.1 and so on are the actions’ and are stored as numbers.",
             "JT, PM and AO are explained under the table and stay as printed. 'JT / AO' is two leads.",
             "'Sep-26' is a date cell shown as a month. 'Autumn term 2026' December, 'Spring term 2027' March, 'Summer term 2027' July 2027, 'Feb half term 2027' February. 'Termly', 'Immediately' none.",
             "Green is 'done or on track', so the Status column says what has ended. 'not complete yet' ends nothing. The audit submitted in June and the next review are no versions; 'Audit results' is no plan."],
    beyond={"scale": {"Green": "done or on track", "Amber": "some way to go", "Red": "urgent", "Grey": "not being taken forward"}}))
