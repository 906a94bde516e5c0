"""Excel, a plan per agency: one sheet an agency with its name as heading, progress in a column per month (headings are dates), struck dates as rich text."""
import datetime
import sys
from pathlib import Path
from made_a import *

NAME = "sheet_per_agency"
M = [("Aug 26", "2026-08"), ("Sep 26", "2026-09"), ("Oct 26", "2026-10"), ("Nov 26", "2026-11")]
COLUMNS = [("Rec", "number", "no"), ("Recommendation or learning point", "recommendation"), ("Agency action", "action"), ("Lead officer(s)", "lead"), ("By", "deadline"), ("Evidence that you will send", "evidence")] + \
          [(m, "progress", "period:" + m) for m, _ in M] + [("RAG now", "rating")]
TITLE = "Child Safeguarding Practice Review: Baby Wren – single agency action plans"


def P(*months):
    return [(name, date, [x] if isinstance(x, str) and x else list(x or ())) for (name, date), x in zip(M, list(months) + [""] * (4 - len(months)))]


R2 = "Agencies should make sure that concealed and late booked pregnancy is recognised as a risk to the unborn baby."
R5 = "Agencies should check that staff know how to disagree with another agency and that they do it."
GROUPS = [
    G("Corvale County Council – Children’s Social Care",
      R("1", "Pre-birth assessments should start by the sixteenth week and be led by a worker with experience of them.",
        A("Set up a pre-birth team of five.", "Assistant Director, Safeguarding and Family Support", "~~30/09/26~~ 31/12/26", "2026-12-31", was=["2026-09-30"], evidence="Structure chart; number of assessments begun before 16 weeks.",
          periods=P("Three posts advertised.", ["2026-09-14|14/9 - |Two of three filled.", "Team manager’s post to go out again."], "Manager appointed, begins 4 January.", ""), rating="A"),
        A("Assessments that begin after 24 weeks to be told to the Head of Service each week, with the reason.", "Head of Service, Assessment/Performance Lead", "Sept 2026", "2026-09", evidence="Weekly list.", leads=["Head of Service, Assessment", "Performance Lead"],
          periods=P("", "List began on 7 September.||2026-09-07", "Completed 12/10/26. Four late in the month, all booked late by the mother.||2026-10-12", ""), rating="B", st="complete", on="2026-10-12")),
      R("2", R2,
        A("Add late booking to the threshold document and tell the front door.", "CH", "31/10/26", "2026-10-31", evidence="Threshold document.", periods=P("", "", "Draft with partners.", ["2026-11-05|5/11 - |Partners agreed. Published.", "Action complete."]), rating="B", st="complete"),
        A("Briefings for all social work teams.", "CH/PN", "Spring term 2027", "2027-03", evidence="Attendance.", leads=["CH", "PN"], periods=P(), rating="G")),
      kind="agency", number=None),
    G("Corvale Police",
      R("2", R2,
        A("Control room to ask, when called to an address where a woman is known to be pregnant, whether midwifery has been told.", "Supt Local Policing, North", "30/11/26", "2026-11-30", evidence="Changed question set; ten logs.", periods=P("", "Question set being rewritten.", "", ["2026-11-17|17/11 - |Tested on nights. Not completed on two of ten logs."]), rating="G"),
        A("~~Flag pregnancy on the intelligence system.~~", "DCI Public Protection", "31/12/26", "2026-12-31", evidence="", periods=P("Legal advice asked for.", "Withdrawn 21/9/26 – no lawful basis.||2026-09-21"), rating="", st="closed", reason="Withdrawn 21/9/26 – no lawful basis.")),
      R("5", R5,
        A("Escalation card for sergeants.", "DCI Public Protection", "Q3", "2026-12", evidence="Card.", periods=P("", "", "Printed and sent to stations.", "Done. Sergeants asked at briefing; 17 of 20 could say what it is for."), rating="B", st="complete")),
      kind="agency", number=None),
    G("NHS Corvale and Linden Integrated Care Board",
      R("2", R2,
        A("Maternity units to have one definition of late booking (after 20 weeks) and one pathway, agreed with the two ambulance services and with the sexual health clinics.", "Designated Nurse / Designated Doctor", "~~31/08/26~~ ~~31/10/26~~ 26/02/27", "2027-02-26", was=["2026-08-31", "2026-10-31"], leads=["Designated Nurse", "Designated Doctor"],
          evidence="Pathway in both trusts.\nMinutes of the maternity network.", periods=P("Trusts differ: one says 18 weeks and the other 24.", "Network met, no agreement.", ["2026-10-02|2/10 - |Medical directors asked to decide.", "2026-10-29|29/10 - |They decided on 20 weeks."], "Pathway being drafted."), rating="R")),
      R("3", "GPs should tell midwifery of every positive pregnancy test where there is a child in the family on a plan.",
        A("Template on both GP systems.", "Named GP, Linden", "31/01/27", "2027-01-31", evidence="Screenshot and numbers.", periods=P("", "Template works on one system of the two.", "Second supplier wants £6,000.", "Primary care committee to decide on 9 December."), rating="A"),
        A("Learning event for practice safeguarding leads.", "Named GP, Linden", "Nov-26", "2026-11", evidence="Slides, sign-in sheet", periods=P("", "", "Date booked.", ["2026-11-19|19/11 - |52 practices of 60 came. Complete."]), rating="B", st="complete", on="2026-11-19")),
      R("5", R5,
        A("Ask all providers for the number of escalations in a year.", "Designated Nurse", "ongoing", None, evidence="Annual return", periods=P("Handed over to the ICB’s contract assurance plan (line 22)."), rating="", st="closed", reason="Handed over to the ICB’s contract assurance plan (line 22).")),
      kind="agency", number=None),
    G("Education and Early Years",
      R(None, "Own learning from the agency’s report: the nursery knew that the mother was pregnant four months before anybody else and had no way of saying so.",
        A("A line in the early years safeguarding audit: what do you do if a parent tells you that she is pregnant and is frightened of being found out?", "Early Years Quality Manager", "Summer term 2027", "2027-07", evidence="Audit form and analysis.", periods=P("", "Agreed with the Designated Safeguarding Lead forum.", "", ""), rating="G"),
        A("Seven minute briefing for settings.", "Early Years Quality Manager", "End of Autumn term 2026", "2026-12", evidence="Briefing", periods=P("", "", ["2026-10-15|15/10 - |Written. Will be completed when the designer is back."], "Sent to 214 settings on 3 November.||2026-11-03"), rating="G")),
      kind="agency", number=None),
]
TABS = ["CSC", "Police", "ICB", "Education"]
SHADE = {"B": "9DC3E6", "G": "A9D18E", "A": "FFD966", "R": "FF7C80"}


def make(path):
    from openpyxl import Workbook
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    wb = Workbook(); rd = wb.active; rd.title = "Read me"
    F = "Calibri"
    wrap = Alignment(wrap_text=True, vertical="top"); line = Side(style="thin", color="808080"); box = Border(line, line, line, line)
    for y, (x, size, bold) in enumerate(((TITLE, 18, True), ("Corvale Safeguarding Children Partnership", 12, False), ("Issue 5, 23 November 2026", 12, False), ("", 11, False),
                                         ("One sheet for each agency. Recommendations that are for more than one agency appear on more than one sheet.", 11, False),
                                         ("Please fill in the column for the month by the last working day and do not alter earlier months.", 11, False), ("", 11, False), ("RAG now", 11, True),
                                         ("B – finished", 11, False), ("G – on time", 11, False), ("A – late, under control", 11, False), ("R – late, help needed", 11, False), ("", 11, False),
                                         ("CH – Cerys Howell, Practice Development Manager", 11, False), ("PN – Pavan Nair, Principal Social Worker", 11, False), ("Q3 – October to December", 11, False)), 1):
        rd.cell(y, 1, x or None).font = Font(name=F, size=size, bold=bold)
    rd.column_dimensions["A"].width = 110
    heads = ["Rec", "Recommendation or learning point", "Agency action", "Lead officer(s)", "By", "Evidence that you will send"] + [datetime.datetime(2026, int(d[-2:]), 1) for _, d in M] + ["RAG now"]
    widths_ = (6, 34, 40, 24, 14, 24, 24, 24, 28, 28, 9)

    def struck(text):
        if "~~" not in text:
            return text
        return CellRichText(*[TextBlock(InlineFont(strike=True), p[2:-2]) if p.startswith("~~") else p for p in re.split(r"(~~.*?~~)", text) if p])
    for tab, g in zip(TABS, GROUPS):
        ws = wb.create_sheet(tab)
        ws["A1"] = g["title"]; ws["A1"].font = Font(name=F, size=16, bold=True); ws.merge_cells("A1:K1")
        ws["A2"] = "Single agency action plan – Baby Wren"; ws.merge_cells("A2:K2")
        for i, h in enumerate(heads, 1):
            c = ws.cell(4, i, h); c.font = Font(name=F, bold=True); c.fill = PatternFill("solid", fgColor="C6E0B4"); c.alignment = wrap; c.border = box
            if i in (7, 8, 9, 10):
                c.number_format = "mmm yy"
        y = 5
        for r in g["recs"]:
            first = y
            for a in r["actions"]:
                vals = [int(r["number"]) if r["number"] and a is r["actions"][0] else None, r["text"] if a is r["actions"][0] else None, a["action"].replace("~~", ""), a["lead"], a["due"], a["evidence"] or None]
                vals += ["\n".join(note_print(x) for x in ls) or None for _, _, ls in a["periods"]] + [a["rating"] or None]
                n = 1
                for i, v in enumerate(vals, 1):
                    c = ws.cell(y, i); c.alignment = wrap; c.border = box; c.font = Font(name=F)
                    if i == 5 and re.fullmatch(r"\d\d/\d\d/\d\d", v or ""):
                        v = datetime.datetime.strptime(v, "%d/%m/%y"); c.number_format = "dd/mm/yy"
                    elif i == 5 and v == "Nov-26":
                        v = datetime.datetime(2026, 11, 1); c.number_format = "mmm-yy"
                    c.value = struck(v) if i == 5 and isinstance(v, str) else v
                    if i > 2 and isinstance(v, str):
                        n = max(n, sum(1 + int(len(x) * 1.15 // widths_[i - 1]) for x in v.split("\n")))
                if len(r["actions"]) == 1:
                    n = max(n, 1 + int(len(r["text"]) * 1.15 // 34))
                if a["action"].startswith("~~"):
                    ws.cell(y, 3).font = Font(name=F, strike=True)
                if a["rating"]:
                    ws.cell(y, 11).fill = PatternFill("solid", fgColor=SHADE[a["rating"]])
                ws.row_dimensions[y].height = 15 * max(n, 3)
                y += 1
            if y - first > 1:
                ws.merge_cells(start_row=first, end_row=y - 1, start_column=1, end_column=1); ws.merge_cells(start_row=first, end_row=y - 1, start_column=2, end_column=2)
        for col, w in zip("ABCDEFGHIJK", widths_):
            ws.column_dimensions[col].width = w
        ws.column_dimensions["G"].hidden = False
        ws.freeze_panes = "D5"; ws.page_setup.orientation = "landscape"; ws.page_setup.fitToHeight = 0; ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws = wb.create_sheet("Probation")
    ws["A1"] = "Corvale Probation Delivery Unit"; ws["A1"].font = Font(name=F, size=16, bold=True)
    ws["A3"] = "Nil return. The review made no recommendation to this agency. KP 11/8/26"
    sm = wb.create_sheet("Summary")
    sm["A1"] = "Actions by agency"; sm["A1"].font = Font(name=F, bold=True)
    for i, h in enumerate(("Agency", "Actions", "B", "G", "A", "R"), 1):
        sm.cell(2, i, h).font = Font(name=F, bold=True)
    for y, tab in enumerate(TABS, 3):
        sm.cell(y, 1, tab); sm.cell(y, 2, f"=COUNTA({tab}!C5:C40)")
        for i, b in enumerate("BGAR", 3):
            sm.cell(y, i, f'=COUNTIF({tab}!K5:K40,"{b}")')
    wb.save(path)


for g in GROUPS:
    for r in g["recs"]:
        for a in r["actions"]:
            a["no"] = r["number"]
here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.xlsx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("Issue 5", "", "2026-11-23")],
    remarks=["One sheet an agency; the name in its first cell is the section (not the name of the tab). Recommendation 2 stands on three sheets and 5 on two, each with that agency's own actions: eight recommendations in all.",
             "Education's is without a number and is its own learning, 'Own learning …' being part of its words. Probation's nil return and the summary are no rows.",
             "Progress stands in a column per month whose headings are dates shown as 'Aug 26'; days written '14/9 - ' are of 2026. An entry without a day belongs to its month.",
             "Struck dates inside a cell are earlier ones. 'Q3' is December 2026 (key on Read me); 'ongoing' has no date; 'Nov-26' is a date cell that shows a month only.",
             "'Completed 12/10/26', 'Action complete.', 'Done.', 'Complete.' end; 'Not completed on two of ten logs', 'Will be completed when' do not. 'Withdrawn 21/9/26' (also struck through) and 'Handed over' close.",
             "CH and PN are initials explained on Read me: leads as printed."],
    traps=["agency as heading", "sheet per agency", "month columns", "date headings", "rich text strike", "repeated recommendation", "missing number", "nil return", "initials key", "terms", "quarters", "handed over"],
    beyond={"scale": {"B": "finished", "G": "on time", "A": "late, under control", "R": "late, help needed"}}))
