"""Excel, a children's partnership's business plan tracker: a coloured row for each priority, objective merged down beside its actions, date cells and typed dates, a revised date, an update column for each quarter, dashboard and key on sheets of their own."""
import datetime
import sys
from pathlib import Path
from made_a import *
from kinds_f import save_f1

NAME = "business_plan_tracker"
Q1, Q2, Q3 = "Q1 update (Apr–Jun 26)", "Q2 update (Jul–Sep 26)", "Q3 update (Oct–Dec 26)"
COLUMNS = [("Ref", "number", "ref"), ("Objective", "recommendation"), ("Action", "action"), ("Lead", "lead"), ("Due date", "deadline"), ("Revised date", "deadline", "revised"),
           ("Success measure", "target"), (Q1, "progress", f"period:{Q1}"), (Q2, "progress", f"period:{Q2}"), (Q3, "progress", f"period:{Q3}"), ("RAG", "rating")]
TITLE = "Alderbrook Safeguarding Children Partnership Business Plan 2026–27"


def P(one="", two="", three=""):
    return [(n, d, [x for x in v.split("\n") if x]) for n, d, v in ((Q1, "2026-06", one), (Q2, "2026-09", two), (Q3, "2026-12", three))]


GROUPS = [
    G("Priority 1: Neglect",
      R(None, "Practitioners identify neglect early and use the same tool.",
        A("Roll out the Graded Care Profile 2 to health visiting, family hubs and schools.", "Neglect Sub-Group", "31/03/2027", "2027-03-31",
          periods=P("Licence renewed. 12 trainers in post.", "96 practitioners trained against a target of 120.", "A further 41 trained to mid November. Schools still under-represented."), target="250 trained by March; 60 profiles completed.", ref="1.1", rating="Green"),
        A("Publish the refreshed neglect strategy and a one page summary for families.", "Partnership Business Manager", "30/09/2026", "2026-09-30",
          periods=P("Draft out to consultation until 10 July.", "Agreed by Executive and published on 16 September. Complete."), target="Strategy on website.", ref="1.2", rating="Blue", st="complete", on="2026-09-16"),
        A("Carry out a multi-agency audit of neglect in the under fives.", "Chair, Quality Assurance Sub-Group", "31/10/2026", "2026-12-18", was=["2026-10-31"], revised="18/12/2026",
          periods=P("", "Tool agreed. Twelve children chosen.", "Two agencies did not return their audits in time. Audit day now 3 December."), target="Report and learning brief.", ref="1.3", rating="Amber")),
      R(None, "Families get help before they reach crisis.",
        A("Map early help services in the four neighbourhoods and publish a directory.", "Early Help Service Manager / Public Health Principal", "Dec 2026", "2026-12",
          periods=P("Mapping begun in two neighbourhoods.", "All four mapped.", "Directory in design."), leads=["Early Help Service Manager", "Public Health Principal"], target="Directory used 200 times a month.", ref="1.4", rating="Green"))),
    G("Priority 2: Harm outside the home",
      R(None, "Children at risk of exploitation are known, and those who harm them are disrupted.",
        A("Review the terms of reference and membership of the Multi-Agency Child Exploitation (MACE) panel.", "Det Supt, Public Protection", "30/06/2026", "2026-06-30",
          periods=P("Review carried out. New terms of reference signed off on 24 June. Complete."), target="Attendance of all core agencies.", ref="2.1", rating="Blue", st="complete", on="2026-06-24"),
        A("Produce a problem profile of exploitation, to be refreshed yearly.", "Alderbrook Police", "30/11/2026", "2026-11-30",
          periods=P("Analyst identified.", "Data requested from schools and youth justice.", "Data from health has not come. Analyst moved to other duties from 2 November. Escalated to Executive."), target="Profile received by Executive.", ref="2.2", rating="Red"),
        A("Deliver contextual safeguarding workshops for taxi drivers, hotels and takeaways.", "Community Safety Manager, Licensing Manager", "Q4 2026/27", "2027-03",
          periods=P("", "", "Dates set for February."), leads=["Community Safety Manager", "Licensing Manager"], target="150 attend.", ref="2.3", rating="Green"),
        A("Commission an app for young people to report concerns.", "Partnership Business Manager", "31/12/2026", "2026-12-31",
          periods=P("Three suppliers seen.", "Closed. Youth Forum advised that they would not use it. Executive agreed on 16 September."), target="", ref="2.4", rating="Closed", st="closed",
          reason="Closed. Youth Forum advised that they would not use it. Executive agreed on 16 September."))),
    G("Priority 3: A partnership that learns",
      R(None, "Learning from reviews changes practice.",
        A("Hold three learning events on the themes of local reviews.", "Training Officer", "31/03/2027", "2027-03-31",
          periods=P("First event on 9 June, 74 attended.", "Second event planned for 14 October.", "Second event held, 88 attended. Third is 10 February."), target="Evaluation after three months.", ref="3.1", rating="Green"),
        A("Set up a tracker of actions from all reviews and report to Executive every quarter.", "Partnership Business Manager", "31/07/2026", "2026-07-31",
          periods=P("Tracker built.", "First report made to Executive. Complete and now routine."), target="No action overdue by more than three months.", ref="3.2", rating="Blue", st="complete", on=None)),
      R(None, "The voice of children shapes what we do.",
        A("Recruit eight Young Scrutineers aged 14 to 21.", "Participation Lead, Children’s Services", "30/09/2026", "2027-01-31", was=["2026-09-30"], revised="31/01/2027",
          periods=P("Role description written with the Youth Forum.", "Two applications only.", "Advert to be repeated through colleges in the new year."), target="Eight in post.", ref="3.3", rating="Amber"),
        A("Independent scrutiny of how children’s views are heard in child protection conferences.", "Independent Scrutineer", "TBC", None,
          periods=P(), target="Scrutiny report.", ref="3.4", rating="Not started"))),
]
SHADE = {"Blue": "00B0F0", "Green": "92D050", "Amber": "FFC000", "Red": "FF0000", "Closed": "BFBFBF", "Not started": "FFFFFF"}


def make(path):
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    wb = Workbook(); ws = wb.active; ws.title = "Business Plan"
    wrap = Alignment(wrap_text=True, vertical="top")
    thin = Side(style="thin", color="999999"); box = Border(left=thin, right=thin, top=thin, bottom=thin)
    ws["A1"] = TITLE; ws["A1"].font = Font(bold=True, size=16)
    ws["A2"] = "Last updated 20 November 2026 for Executive on 2 December 2026"
    n = len(COLUMNS)
    for i, c in enumerate(COLUMNS, 1):
        x = ws.cell(4, i, c[0]); x.font = Font(bold=True, color="FFFFFF"); x.fill = PatternFill("solid", fgColor="1F3864"); x.alignment = wrap; x.border = box

    def day(s):
        return datetime.datetime.strptime(s, "%d/%m/%Y") if s and "/" in s and s[0].isdigit() else s
    y = 5; ws.row_dimensions[4].height = 30
    for g in GROUPS:
        x = ws.cell(y, 1, g["title"]); x.font = Font(bold=True, size=12); x.fill = PatternFill("solid", fgColor="BDD7EE")
        ws.merge_cells(start_row=y, end_row=y, start_column=1, end_column=n); ws.row_dimensions[y].height = 20; y += 1
        for r in g["recs"]:
            top = y
            for k, a in enumerate(r["actions"]):
                per = ["\n".join(note_print(x) for x in ls) or None for _, _, ls in a["periods"]]
                vals = [a["ref"], r["text"] if k == 0 else None, a["action"], a["lead"], day(a["due"]), day(a.get("revised")), a["target"] or None, *per, a["rating"]]
                for i, v in enumerate(vals, 1):
                    c = ws.cell(y, i, v); c.alignment = wrap; c.border = box
                    if isinstance(v, datetime.datetime):
                        c.number_format = "dd/mm/yyyy"
                ws.row_dimensions[y].height = 15 * max(2, *(-(-len(str(v or "")) // w) for v, w in zip(vals, (6, 99, 34, 21, 12, 12, 21, 26, 26, 26, 11))))
                ws.cell(y, n).fill = PatternFill("solid", fgColor=SHADE[a["rating"]])
                y += 1
            if y - top > 1:
                ws.merge_cells(start_row=top, end_row=y - 1, start_column=2, end_column=2)
    for col, w in zip("ABCDEFGHIJK", (6, 26, 38, 24, 12, 12, 24, 30, 30, 30, 11)):
        ws.column_dimensions[col].width = w
    ws.freeze_panes = "D5"
    ws.page_setup.orientation = "landscape"; ws.page_setup.paperSize = 8; ws.page_setup.fitToWidth = 1; ws.page_setup.fitToHeight = 0
    ws.sheet_properties.pageSetUpPr.fitToPage = True; ws.print_title_rows = "4:4"
    ds = wb.create_sheet("Dashboard")
    ds["A1"] = "RAG summary"; ds["A1"].font = Font(bold=True)
    for i, k in enumerate(SHADE, 2):
        ds.cell(i, 1, k).fill = PatternFill("solid", fgColor=SHADE[k]); ds.cell(i, 2, f"=COUNTIF('Business Plan'!$K$5:$K${y - 1},A{i})")
    ks = wb.create_sheet("Key")
    for i, (a, b) in enumerate((("RAG", "Meaning"), ("Blue", "Complete"), ("Green", "On track to be complete by the due date"), ("Amber", "Behind, but recoverable"), ("Red", "Will not be complete by the due date without the Executive"), ("Closed", "Stopped by agreement of the Executive")), 1):
        ks.cell(i, 1, a); ks.cell(i, 2, b)
    ks.column_dimensions["B"].width = 60
    wb.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.xlsx")
save_f1(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("", "Last updated", "2026-11-20")],
    remarks=["Each priority is a row merged across the sheet: the sections. 'Objective' stands in the place of a recommendation and is merged down beside its actions; it has no number.",
             "Three update columns, one a quarter: a note's period is its column's head. Notes have no dates of their own; dates that stand inside them (9 June, 14 October) date no note.",
             "Complete: 1.2, 2.1, 3.2 (which gives no date of completion). 2.4 is closed. 'Review carried out' and 'First event … held' alone end nothing.",
             "Where 'Revised date' is filled it is the date in force and 'Due date' the earlier one (1.3, 3.3). 'Dec 2026' and 'Q4 2026/27' are typed: December 2026 and March 2027. TBC none.",
             "A slash (1.4) and a comma between two managers (2.3) part two leads; other commas do not.",
             "The sheets Dashboard (formulas) and Key are no actions. 3.4 has no update."],
    traps=["priority rows merged across", "objective merged down", "column per quarter", "revised date column", "date cells and typed dates", "quarter as deadline", "two leads", "dashboard sheet", "key sheet", "empty updates"],
    beyond={"scale": {"Blue": "Complete", "Green": "On track to be complete by the due date", "Amber": "Behind, but recoverable", "Red": "Will not be complete by the due date without the Executive", "Closed": "Stopped by agreement of the Executive"}}),
    group=["Neglect Sub-Group"], agency=["Alderbrook Police"],
    role=["Chair, Quality Assurance Sub-Group", "Early Help Service Manager", "Participation Lead, Children’s Services", "Partnership Business Manager", "Det Supt, Public Protection"])
