"""Excel, coloured and merged by hand: a banner row per priority with its aim beneath, finding and recommendation merged down, an owner or a date merged over two actions, all news of an action in one cell,
crosses for the agencies under a two-storey head, a letter on a colour for RAG, one row struck through."""
import datetime
import sys
from pathlib import Path
from made_a import *
from kinds_f import save_f1

NAME = "banner_rows"
AG = ("CSC", "Health", "Police", "Educ")
COLUMNS = [("Rec", "number", "no"), ("What the audit recommended", "recommendation"), ("Ref", "number", "ref"), ("Action", "action"), ("Owner", "lead"), ("Due", "deadline")]
COLUMNS += [(x, "extra", x) for x in AG] + [("Update", "progress"), ("Impact / how will we know?", "target"), ("RAG", "rating")]
TITLE = "Neglect Strategy Delivery Plan 2026-27"
SUB = "Westering Safeguarding Children Partnership"

GROUPS = [
    G("PRIORITY 1: Recognise neglect earlier",
      R("1", "Practitioners should use the neglect toolkit at the earliest point, and not only when a referral is being written.",
        A("Relaunch the toolkit at a half-day event and put the short version on every agency’s intranet.", "Dawn Pickering", "30/06/2026", "2026-06-30",
          ["2026-05-18|18/05/26 - |venue booked, 110 places", "2026-06-24|24/06/26 - |Event held, 97 attended. Short version on all intranets but one (Housing), now done. COMPLETE"], ag="1111", target="Toolkit used in 60% of early help assessments", ref="1.1", rating="B", st="complete", on="2026-06-24"),
        A("Neglect champions in every team and school - monthly drop-in on Teams", "Dawn Pickering", "Autumn term 2026", "2026-12",
          ["2026-09-15|15/09/26 - |41 champions named (target 60)", "2026-11-10|10/11/26 - |52 champions. No names from GP practices yet, ICB chasing."], ag="1101", target="Champions report that they are consulted", ref="1.2", rating="A"),
        A("Monthly count of toolkits completed, by agency, to the Quality Assurance Group", "Performance Analyst", "From Sept 2026", "2026-09",
          ["2026-10-06|06/10/26 - |first report: 38 in September", "2026-11-03|03/11/26 - |Oct 44. Still low in Health."], ag="1101", target="", ref="1.3", rating="G")),
      R("2", "Dental and optical neglect should be treated as an early sign.",
        A("Add dental neglect to the threshold document", "Partnership Manager", "31/07/2026", "2026-07-31",
          ["2026-07-21|21/07/26 - |revised threshold document approved by Executive and published. Complete."], ag="1110", target="Referrals from dentists increase", ref="2.1", rating="B", st="complete", on="2026-07-21"),
        A("Two sessions for dental practices and opticians with CPD", "Consultant in Dental Public Health", "Spring term 2027", "2027-03", [], ag="0100", target="40 practices attend", ref="2.2", rating="G")),
      description="Aim: children who are neglected are noticed by the first professional who could have noticed."),
    G("PRIORITY 2: Act, and keep acting",
      R("3", "Plans drift. Children subject to a plan for neglect for over 15 months should be reviewed by somebody outside the case.",
        A("Set up a drift and delay panel, meeting every six weeks", "Head of Safeguarding and QA", "30/09/2026", "2026-09-30",
          ["2026-08-12|12/08/26 - |Terms of reference agreed", "2026-09-23|23/09/26 - |First panel, 8 children", "2026-11-04|04/11/26 - |2nd panel, 9 children. 3 moved to PLO."], ag="1110", target="No child on a plan for more than 18 months without panel oversight", ref="3.1", rating="G"),
        A("Panel’s themes to be reported to the Executive every six months", "Head of Safeguarding and QA", "31/03/2027", "2027-03-31", ["Report template agreed"], ag="1000", target="", ref="3.2", rating="G"),
        A("Chronology to be used at every review conference", "CP Chairs Team Manager / Named Nurse", "31/10/2026 (was 31/07/2026)", "2026-10-31",
          ["2026-07-14|14/07/26 - |delayed, IT change needed", "2026-10-20|20/10/26 - |IT change made for CSC. Health still using Word.", "2026-11-17|17/11/26 - |audit of 12 conferences: chronology in 5"], was=["2026-07-31"], leads=["CP Chairs Team Manager", "Named Nurse"], ag="1100", target="Chronology in 90% of conferences by March", ref="3.3", rating="R")),
      R("4", "School attendance below 50% should be a prompt to ask about neglect.",
        A("Joint protocol between Education Welfare and the front door", "Education Welfare Manager & MASH Manager", "15/01/2027", "2027-01-15",
          ["2026-09-30|30/09/26 - |first meeting", "2026-11-12|12/11/26 - |draft 1 to schools for comment, closes 4 Dec"], leads=["Education Welfare Manager", "MASH Manager"], ag="1001", target="All pupils below 50% discussed within 10 school days", ref="4.1", rating="G"),
        A("Breakfast club vouchers for families on a plan", "Early Help Commissioner", "TBC", None,
          ["2026-06-09|09/06/26 - |Not pursued. National scheme covers this from September - agreed to close at Executive."], ag="1001", target="", ref="4.2", rating="", st="closed", struck=True,
          reason="Not pursued. National scheme covers this from September - agreed to close at Executive.")),
      description="Aim: help does not stop until things are better for the child."),
    G("PRIORITY 3: Hear from children",
      R("5", "The daily life of the child should be described in every assessment.",
        A("“Day in my life” tool for three age groups, tested with children", "Participation Lead", "31/12/2026", "2026-12-31",
          ["2026-10-02|02/10/26 - |Primary and secondary versions tested at two schools", "2026-11-19|19/11/26 - |under-5s version to be finished by nursery nurses in Dec"], ag="1101", target="Children’s words in 8 of 10 assessments", ref="5.1", rating="G"),
        A("Multi-agency audit of 20 assessments", "Quality Assurance Group", "Q4", "2027-03", ["Audit tool being drafted"], ag="1111", target="", ref="5.2", rating="G"),
        A("Young Advisers to report to the Board on what they think has changed", "Participation Lead", "Summer term 2027", "2027-07", [], ag="0000", target="", ref="5.3", rating="G")),
      description="Aim: we can say what life is like for each child."),
]
PAINT = {"B": "5B9BD5", "G": "92D050", "A": "FFC000", "R": "FF0000", "": "BFBFBF"}
TINT = [("1F4E78", "BDD7EE", "DDEBF7"), ("375623", "C6E0B4", "E2EFDA"), ("806000", "FFE699", "FFF2CC")]
OWNER_MERGED = {("1.1", "1.2"), ("3.1", "3.2")}


def make(path):
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    wb = Workbook(); ws = wb.active; ws.title = "Delivery plan"
    side = Side(style="thin", color="808080"); box = Border(left=side, right=side, top=side, bottom=side)

    def cell(r, c, v, r2=None, c2=None, fill=None, bold=False, colour="000000", size=10, h=None, v_="top", strike=False):
        r2, c2 = r2 or r, c2 or c
        x = ws.cell(r, c)
        if isinstance(v, str) and re.fullmatch(r"\d\d/\d\d/\d{4}", v):
            v = datetime.datetime.strptime(v, "%d/%m/%Y"); x.number_format = "dd/mm/yyyy"; h = h or "left"
        x.value = v or None
        x.font = Font(name="Calibri", bold=bold, color=colour, size=size, strike=strike)
        x.alignment = Alignment(wrap_text=True, vertical=v_, horizontal=h)
        for y in range(r, r2 + 1):
            for k in range(c, c2 + 1):
                ws.cell(y, k).border = box
                if fill:
                    ws.cell(y, k).fill = PatternFill("solid", fgColor=fill)
        if (r2, c2) != (r, c):
            ws.merge_cells(start_row=r, start_column=c, end_row=r2, end_column=c2)
    N = 13
    cell(1, 1, TITLE, 1, N, "1F3864", True, "FFFFFF", 20, "center", "center"); ws.row_dimensions[1].height = 32
    cell(2, 1, SUB, 2, N, "D9E1F2", True, size=13, h="center")
    cell(3, 1, "Version 6 - updated 23/11/2026 for Executive 7 December", 3, 6, "F2F2F2", h="left"); cell(3, 7, "RAG:  B complete   G on track   A some slippage   R off track", 3, N, "F2F2F2", True, h="right")
    H = dict(fill="305496", bold=True, colour="FFFFFF", h="center", v_="center")
    for c, h in ((1, "Rec"), (2, "What the audit recommended"), (3, "Ref"), (4, "Action"), (5, "Owner"), (6, "Due"), (11, "Update"), (12, "Impact / how will we know?"), (13, "RAG")):
        cell(4, c, h, 5, c, **H)
    cell(4, 7, "Agencies involved", 4, 10, **H)
    for i, h in enumerate(AG):
        cell(5, 7 + i, h, **H)
    y = 6
    for g, (dark, mid, pale) in zip(GROUPS, TINT):
        cell(y, 1, g["title"], y, N, dark, True, "FFFFFF", 14, "left", "center"); ws.row_dimensions[y].height = 24
        cell(y + 1, 1, g["description"], y + 1, N, mid, size=11); ws.row_dimensions[y + 1].height = 18
        y += 2
        for r in g["recs"]:
            first, skip = y, None
            for a, nxt in zip(r["actions"], r["actions"][1:] + [None]):
                s = bool(a.get("struck")); grey = "D9D9D9" if s else None
                cell(y, 3, a["ref"], fill=pale if not s else grey, h="center", strike=s); cell(y, 4, a["action"], fill=pale if not s else grey, strike=s)
                if a["ref"] != skip:
                    if nxt and (a["ref"], nxt["ref"]) in OWNER_MERGED:
                        cell(y, 5, a["lead"], y + 1, 5, v_="center"); skip = nxt["ref"]
                    else:
                        cell(y, 5, a["lead"], fill=grey, strike=s)
                cell(y, 6, a["due"], fill=grey, strike=s)
                for i, b in enumerate(a["ag"]):
                    cell(y, 7 + i, "x" if b == "1" else None, h="center", v_="center", fill=grey, strike=s)
                cell(y, 11, "\n".join(note_print(x) for x in a["notes"]), fill=grey); cell(y, 12, a["target"], fill=grey)
                cell(y, 13, a["rating"], fill=PAINT[a["rating"]], bold=True, h="center", v_="center")
                ws.row_dimensions[y].height = max(32, 14 * sum(len(note_print(x)) // 44 + 1 for x in a["notes"]) + 6, 14 * (len(a["action"]) // 32 + 1) + 4, (14 * (len(r["text"]) // 22 + 2)) / len(r["actions"]))
                y += 1
            cell(first, 1, int(r["number"]), y - 1, 1, mid, True, h="center"); cell(first, 2, r["text"], y - 1, 2, mid)
    cell(y + 1, 1, "Next update due to Executive 8 March 2027. Updates to Dawn by 19 February please.", y + 1, N, "F2F2F2", h="center")
    for col, w in zip("ABCDEFGHIJKLM", (6, 25, 6, 34, 20, 14, 7, 7, 7, 7, 46, 26, 7)):
        ws.column_dimensions[col].width = w
    ws.freeze_panes = "A6"; ws.page_setup.orientation = "landscape"; ws.page_setup.paperSize = 8; ws.page_setup.fitToWidth = 1; ws.page_setup.fitToHeight = 0; ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws.print_title_rows = "4:5"
    s = wb.create_sheet("Audit sample")
    for i, row in enumerate((("Case", "Age", "Months on plan", "Toolkit used?"), ("A", 4, 19, "No"), ("B", 11, 26, "Yes, at month 20"), ("C", 15, 8, "No"), ("D", 1, 16, "Yes")), 1):
        for k, v in enumerate(row, 1):
            s.cell(i, k, v).border = box
            if i == 1:
                s.cell(i, k).font = Font(bold=True)
    s.column_dimensions["C"].width = s.column_dimensions["D"].width = 20
    wb.save(path)


for g in GROUPS:
    for r in g["recs"]:
        for i, a in enumerate(r["actions"]):
            a["no"] = r["number"] if i == 0 else ""
            for k, b in zip(AG, a["ag"]):
                a[k] = "x" if b == "1" else ""
here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.xlsx")
save_f1(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, subtitle=SUB, versions=[V("Version 6", "updated for Executive 7 December", "2026-11-23")],
    remarks=["Sheet 'Delivery plan'; the sheet 'Audit sample' is no plan. Heads stand in two rows (Agencies involved over CSC, Health, Police, Educ).",
             "A banner row across the sheet is a section, its aim the row beneath. Number and recommendation are merged down over their actions.",
             "The owner's cell is merged over two actions at 1.1–1.2 and 3.1–3.2: both have that owner. A cross says that the agency is involved; it is nobody's lead.",
             "All news of an action stands in one cell, a line each. Due dates are date cells or words.",
             "Complete: 1.1, 2.1. 4.2 is struck through and grey: closed. 'closes 4 Dec' (4.1), 'toolkits completed' (1.3) and 'to be finished' (5.1) end nothing.",
             "'Autumn term 2026' is December, 'Spring term 2027' March, 'Summer term 2027' July; 'Q4' is of the plan's year 2026-27: March 2027; TBC none; '31/10/2026 (was 31/07/2026)' is one date and an earlier one.",
             "'/' and '&' part two owners; 'Head of Safeguarding and QA' is one. The last line of the sheet is no action; the version stands in row 3."],
    traps=["merged down", "owner merged over two actions", "banner rows", "two-storey head", "crosses", "struck row", "terms", "quarter without year", "doubled dates", "second sheet", "notes in one cell"],
    beyond={"scale": {"B": "complete", "G": "on track", "A": "some slippage", "R": "off track"}}),
    person=["Dawn Pickering"], role=["CP Chairs Team Manager", "Named Nurse", "MASH Manager", "Head of Safeguarding and QA"], group=["Quality Assurance Group"])
