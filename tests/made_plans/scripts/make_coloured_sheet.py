"""Excel by a manager who loves merged cells and colours: the theme stands on its side in a merged cell with its aim beside its first row, recommendation and action merged down over a row per piece of news,
heads of two storeys, a strip of coloured quarters, the rating in words on colours, leads by their first name."""
import datetime
import sys
from pathlib import Path
from made_a import *
from kinds_e import save

NAME = "coloured_sheet"
COLUMNS = [("No.", "number", "no"), ("What we were told", "recommendation"), ("What we are doing about it", "action"), ("Who’s on it", "lead"), ("Start", "extra", "start"), ("Finish", "deadline"),
           ("News", "progress"), ("How we’ll know", "target"), ("How’s it going?", "rating")]
TITLE = "Keeping Teenagers Safe – our plan on one sheet, 2026/27"
SUB = "Fellside and Northmoor Safeguarding Children Partnership – answering the peer challenge of February 2026"
ON, SLIP, STUCK, DONE, SHELF, NOT = "ON COURSE", "SLIPPING", "STUCK", "DONE", "SHELVED", "NOT YET"

GROUPS = [
    G("THEME 1: SEEN",
      R("1", "Teenagers told the team that adults notice what they do and not what is done to them.",
        A("Rewrite the referral form so that the first question is “what has happened to this child?”", "Polly", "29/05/2026", "2026-05-29",
          ["2026-04-17|17/04/2026|Draft tried on ten old referrals. Six would have been understood otherwise.", "2026-05-22|22/05/2026|New form live. Old one taken off the website."], start="01/04/2026", target="Fewer referrals sent back.", rating=DONE, st="complete", q="1"),
        A("“Language matters” sessions in all 19 secondary schools and both colleges, with young people as trainers. They are to be paid at the adult rate.", "Polly + Gurdeep", "Easter 2027", "2027-03",
          ["2026-06-11|11/06/2026|Nine young trainers trained.", "2026-09-25|25/09/2026|5 schools done, 4 booked.", "2026-11-10|10/11/2026|8 schools done. Three have not answered; Gurdeep to visit."], leads=["Polly", "Gurdeep"], start="01/06/2026", target="Pupils hear the difference: survey in March.", rating=ON, q="1234")),
      R("2", "Exploitation of boys is found later than that of girls, and by the police.",
        A("Screen every boy who goes missing twice in three months.", "Det Sgt Missing Persons", "30/11/2026 (was 31/07/2026)", "2026-11-30",
          ["2026-07-29|29/07/2026|Tool agreed, but no one in post to use it.", "2026-10|Oct 2026|Post filled. Screening has begun with October’s list (23 boys)."], was=["2026-07-31"], start="04/05/2026", target="Half of boys are first known from somebody other than police.", rating=SLIP, q="123"),
        A("Ask A&E, minor injuries and dentists to tell us about injuries to the face and hands.", "Named Doctor, Northmoor Hospitals", "end of Q3", "2026-12", [], start="", target="", rating=NOT, q="3")),
      description="AIM: every teenager has one adult who would notice within a day that something is wrong."),
    G("THEME 2: SAFE WHERE THEY ARE",
      R("3", "Places are known to be unsafe and nobody is responsible for them.",
        A("Map unsafe places twice a year with young people, using their own phones.", "Annis", "Q2 and Q4", ["2026-09", "2027-03"],
          ["2026-09-11|11/09/2026|First map: 61 places. The bus station has 38 of the pins.", "2026-10-20|20/10/2026|Map taken to Community Safety."], start="01/07/2026", target="Fewer pins.", rating=ON, q="24"),
        A("Give each of the ten worst places an owner – a person, not a department – and publish the names.", "Chief Inspector, Fellside Neighbourhoods", "15/01/2027", "2027-01-15",
          ["2026-11-03|03/11/2026|Owners for 7 of 10. Completed sheet to follow."], start="21/09/2026", target="Ten names on the website.", rating=ON, q="34"),
        A("Lights, cameras and a kiosk in the bus station underpass.", "Callum", "TBC", None,
          ["2026-06-30|30/06/2026|Bid made to Safer Streets.", "2026-10-05|05/10/2026|Bid failed.", "Waiting for a decision from the bus company."], start="01/05/2026", target="Young people say that they use it.", rating=STUCK, q="1234")),
      R("4", "Children placed here by other councils are not known until something goes wrong.",
        A("Write to all 31 councils with children here and ask for a name and a risk assessment for each.", "Callum", "30/06/2026", "2026-06-30",
          ["2026-06-26|26/06/2026|31 letters gone. Done."], start="01/06/2026", target="All 31 answer.", rating=DONE, st="complete", on="2026-06-26", q="1"),
        A("Open a drop-in for children’s homes at the leisure centre on Wednesday nights.", "Fellside Leisure", "01/09/2026", "2026-09-01",
          ["2026-08-14|14/08/2026|Shelved. The homes asked for a worker who visits instead, see below."], start="", target="", rating=SHELF, st="closed", reason="Shelved. The homes asked for a worker who visits instead, see below.", q=""),
        A("A youth worker to visit all nine homes once a month.", "Gurdeep / Registered managers’ network chair", "31/03/2027", "2027-03-31",
          ["2026-10-12|12/10/2026|Zainab has started; six homes visited.", "2026-11-12|12/11/2026|All nine visited. Two would like it weekly."], leads=["Gurdeep", "Registered managers’ network chair"], start="05/10/2026", target="Managers ring her first.", rating=ON, q="34")),
      description="AIM: places are made safer; children are not asked to stay indoors."),
    G("THEME 3: STILL THERE AT EIGHTEEN",
      R("5", "Help stops on the eighteenth birthday.",
        A("Agree a transitional safeguarding pathway with the Adults Board, to start at 16½.", "Annis & Head of Adult Safeguarding, Moorland Council", "31/12/2026", "2026-12-31",
          ["2026-05-19|19/05/2026|Joint workshop, 44 people.", "2026-09-08|08/09/2026|Pathway drafted. Adults’ side want it to start at 17.", "2026-11-17|17/11/2026|Still not agreed; both chairs to meet on 4 December."], leads=["Annis", "Head of Adult Safeguarding, Moorland Council"], start="01/05/2026", target="No plan ends on a birthday.", rating=STUCK, q="123"),
        A("Keep the same youth worker until 21 for those who want it.", "Chair of the Youth Council", "Summer term 2027", "2027-07",
          ["2026-09-30|30/09/2026|Costed at £118,000. Paper to Executive in February."], start="07/09/2026", target="30 young people keep their worker.", rating=ON, q="234")),
      R(None, "Added by the Youth Council: tell us what happened after we told you.",
        A("“You said, so we” wall in each youth club, changed every half term.", "Polly", "23/10/2026", "2026-10-23",
          ["2026-10-19|19/10/2026|Five clubs of five have a wall. Complete – 19/10/2026."], start="01/09/2026", target="A photograph of each wall.", rating=DONE, st="complete", on="2026-10-19", q="23")),
      description="AIM: nobody has to start again with a stranger because of a date."),
]
PAINT = {ON: "92D050", SLIP: "FFC000", STUCK: "FF5050", DONE: "00B0F0", SHELF: "A6A6A6", NOT: "FFFFFF"}
TH = [("7030A0", "E4D2F2", "CC99FF"), ("C55A11", "FBE4D5", "F4B183"), ("00786C", "D0F0EC", "66CDBF")]


def make(path):
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    wb = Workbook(); ws = wb.active; ws.title = "The Plan"
    side = Side(style="thin", color="7F7F7F"); box = Border(left=side, right=side, top=side, bottom=side)
    paint = lambda c: PatternFill("solid", fgColor=c)

    def put_(r, c, v, r2=None, c2=None, fill=None, bold=False, colour="000000", size=10, h=None, v_="top", turn=0):
        r2, c2 = r2 or r, c2 or c
        cell = ws.cell(r, c)
        if isinstance(v, str) and re.fullmatch(r"\d\d/\d\d/\d{4}", v):
            v = datetime.datetime.strptime(v, "%d/%m/%Y"); cell.number_format = "dd/mm/yyyy"; h = h or "left"
        cell.value = v
        cell.font = Font(name="Comic Sans MS", bold=bold, color=colour, size=size)
        cell.alignment = Alignment(wrap_text=True, vertical=v_, horizontal=h, text_rotation=turn)
        for y in range(r, r2 + 1):
            for x in range(c, c2 + 1):
                ws.cell(y, x).border = box
                if fill:
                    ws.cell(y, x).fill = paint(fill)
        if (r2, c2) != (r, c):
            ws.merge_cells(start_row=r, start_column=c, end_row=r2, end_column=c2)
        return cell
    put_(1, 1, TITLE, 1, 15, "7030A0", True, "FFFFFF", 20, "center", "center")
    ws.row_dimensions[1].height = 34; ws.row_dimensions[2].height = 20
    put_(2, 1, SUB, 2, 15, "CC99FF", True, size=12, h="center")
    put_(3, 1, "What the colours mean", 4, 3, "FFFF99", True, v_="center", h="center")
    legend = ((ON, "it will be finished on time"), (SLIP, "a bit late, we know why"), (STUCK, "needs the Executive"), (DONE, "finished!"), (SHELF, "we decided not to"), (NOT, "hasn’t started, isn’t late"))
    for (k, words), (a, b) in zip(legend, ((4, 4), (5, 6), (7, 8), (9, 9), (10, 10), (11, 15))):
        put_(3, a, k, 3, b, PAINT[k], True, h="center"); put_(4, a, words, 4, b, PAINT[k], size=9, h="center")
    H = dict(fill="FFD966", bold=True, h="center", v_="center")
    put_(5, 1, "Theme", 6, 1, **H)
    put_(5, 2, "Recommendation", 5, 3, **H); put_(6, 2, "No.", **H); put_(6, 3, "What we were told", **H)
    put_(5, 4, "What we are doing about it", 6, 4, **H); put_(5, 5, "Who’s on it", 6, 5, **H)
    put_(5, 6, "When", 5, 7, **H); put_(6, 6, "Start", **H); put_(6, 7, "Finish", **H)
    put_(5, 8, "What’s happened so far", 5, 9, **H); put_(6, 8, "Date", **H); put_(6, 9, "News", **H)
    put_(5, 10, "How we’ll know", 6, 10, **H); put_(5, 11, "How’s it going?", 6, 11, **H)
    put_(5, 12, "2026/27", 5, 15, **H)
    for i in range(4):
        put_(6, 12 + i, f"Q{i + 1}", **H)
    y = 7
    for g, (dark, pale, mid) in zip(GROUPS, TH):
        top = y
        put_(y, 2, g["description"], y, 15, mid, True, size=11); ws.row_dimensions[y].height = 20
        y += 1
        for r in g["recs"]:
            first = y
            for a in r["actions"]:
                notes = a["notes"] or [None]; last = y + len(notes) - 1
                for k, x in enumerate(notes):
                    if x is None:
                        put_(y + k, 8, None, y + k, 9)
                    elif "|" not in x:
                        put_(y + k, 8, x, y + k, 9)
                    else:
                        put_(y + k, 8, x.split("|")[1]); put_(y + k, 9, x.split("|")[2])
                    n = len(x or "")
                    ws.row_dimensions[y + k].height = max(32, 15 * (n // 38 + 1), (15 * (len(a["action"]) // 30 + 2)) / len(notes), (15 * (len(r["text"]) // 22 + 2)) / sum(max(1, len(b["notes"])) for b in r["actions"]))
                for c, v in ((4, a["action"]), (5, a["lead"]), (6, a["start"] or None), (7, a["due"]), (10, a["target"] or None)):
                    put_(y, c, v, last, c, pale if c == 4 else None)
                put_(y, 11, a["rating"], last, 11, PAINT[a["rating"]], True, h="center", v_="center")
                for i in range(4):
                    put_(y, 12 + i, None, last, 12 + i, mid if str(i + 1) in a["q"] else None)
                y = last + 1
            put_(first, 2, int(r["number"]) if r["number"] else None, y - 1, 2, pale, True, h="center"); put_(first, 3, r["text"], y - 1, 3, pale, True)
        put_(top, 1, g["title"], y - 1, 1, dark, True, "FFFFFF", 14, "center", "center", 90)
    put_(y, 1, "Questions? Ask Annis. Thank you all for getting us this far!", y, 15, "FFFF99", True, h="center")
    ws.cell(7 + 1, 4).comment = Comment("Annis: keep the old form in the archive please", "Annis")
    for col, w in zip("ABCDEFGHIJKLMNO", (9, 5, 24, 34, 19, 12, 14, 12, 42, 22, 13, 4, 4, 4, 4)):
        ws.column_dimensions[col].width = w
    ws.freeze_panes = "D7"; ws.page_setup.orientation = "landscape"; ws.page_setup.paperSize = 8; ws.page_setup.fitToWidth = 1; ws.page_setup.fitToHeight = 0; ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws.print_title_rows = "5:6"

    def sheet(name, head, rows, widths_, colour):
        s = wb.create_sheet(name)
        s.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(rows[0])); s["A1"] = head; s["A1"].font = Font(bold=True, size=14, color="FFFFFF"); s["A1"].fill = paint(colour)
        for i, row in enumerate(rows, 2):
            for k, v in enumerate(row, 1):
                c = s.cell(i, k, v); c.border = box; c.alignment = Alignment(wrap_text=True, vertical="top")
                if i == 2:
                    c.font = Font(bold=True); c.fill = paint("FFD966")
                if isinstance(v, datetime.datetime):
                    c.number_format = "dd/mm/yyyy"
        for k, w in enumerate(widths_):
            s.column_dimensions["ABCDEFGHIJ"[k]].width = w
    d = lambda *x: datetime.datetime(*x)
    sheet("Who’s who", "WHO’S WHO", [("First name", "Who that is"), ("Annis", "Annis Threlkeld, Partnership Manager"), ("Callum", "Callum Reay, Community Safety Manager"), ("Gurdeep", "Gurdeep Bains, Head of Youth Services"), ("Polly", "Polly Garth, Participation and Training Officer")], (16, 50), "C55A11")
    sheet("Numbers", "OUR NUMBERS", [("Month", "Missing episodes", "Boys screened", "Referrals sent back"), ("Aug 2026", 41, 0, 19), ("Sep 2026", 52, 0, 12), ("Oct 2026", 47, 23, 9)], (14, 18, 16, 20), "00786C")
    sheet("History", "VERSION HISTORY", [("Version", "Date", "What changed"), (7, d(2026, 6, 12), "Signed off by Executive"), (8, d(2026, 9, 18), "Youth Council’s recommendation added"), (9, d(2026, 11, 20), "For the Executive on 2 December")], (10, 14, 50), "7030A0")
    wb.save(path)


for g in GROUPS:
    for r in g["recs"]:
        for i, a in enumerate(r["actions"]):
            a["no"] = (r["number"] or "") if i == 0 else ""
here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.xlsx")
data = truth(NAME, TITLE, COLUMNS, GROUPS, subtitle=SUB, column_variants=[{"printed": "Date", "role": "progress"}],
    versions=[V("7", "Signed off by Executive", "2026-06-12"), V("8", "Youth Council’s recommendation added", "2026-09-18"), V("9", "For the Executive on 2 December", "2026-11-20")],
    remarks=["Sheet 'The Plan': heads stand in two rows (Recommendation over No. / What we were told; When over Start / Finish; What’s happened so far over Date / News; 2026/27 over Q1–Q4).",
             "The theme is a cell on its side, merged down; its aim fills the first row beside it, before the first recommendation. Number, recommendation, action, lead, dates, measure and rating are merged down over the rows of news: a row of news is no action. There are thirteen actions.",
             "News has its date in a cell of its own, once typed ('Oct 2026'); one piece fills both cells and has no date. The quarters are a coloured strip with no words.",
             "DONE is complete, SHELVED closed; 'Completed sheet to follow' and 'Still not agreed' end nothing. The last recommendation has no number.",
             "'30/11/2026 (was 31/07/2026)' is one date and an earlier one; 'Q2 and Q4' and 'end of Q3' are of the financial year 2026/27 of the strip's head and the title; Easter 2027 is March, Summer term July; TBC none.",
             "First names are explained on 'Who’s who': the lead as printed. '+', '&' and '/' part two leads. The colours' key, the sheets 'Numbers' and 'Who’s who', the cell comment and the last line are no rows. Versions are on 'History'."],
    traps=["merged down", "rotated theme", "two-storey head", "row per note", "date in own column", "coloured strip", "rating in words", "first names", "legend", "doubled dates", "terms", "missing number", "version sheet", "comment"],
    beyond={"scale": {k: {ON: "it will be finished on time", SLIP: "a bit late, we know why", STUCK: "needs the Executive", DONE: "finished!", SHELF: "we decided not to", NOT: "hasn’t started, isn’t late"}[k] for k in PAINT}})
for r in data["recommendations"]:   # the date stands in a column of its own
    for row in r["rows"]:
        for p in row["progress"]:
            p["text"] = p["body"]
        row["cells"]["News"] = "\n".join(p["body"] for p in row["progress"])
save(here, NAME, data)
