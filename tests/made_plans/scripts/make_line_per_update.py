"""Excel tracker with filters and frozen rows, ONE ROW PER UPDATE: the action's particulars repeated on each of its rows, RAG a formula."""
import datetime
import sys
from pathlib import Path
from made_a import *

NAME = "line_per_update"
COLUMNS = [("Rec no.", "number", "no"), ("Recommendation", "recommendation"), ("Action ID", "number", "ref"), ("Action", "action"), ("Owner", "lead"),
           ("Due date", "deadline"), ("Update", "progress"), ("RAG", "rating")]
TITLE = "Thursby and Wend Safeguarding Adults Board: action tracker"

GROUPS = [G("",
    R("1", "The Board should assure itself that self-neglect is recognised as a safeguarding matter by housing and by the fire service.",
      A("Hold four joint briefings on self-neglect and hoarding.", "Learning and Development Officer", "30/09/2026", "2026-09-30",
        ["2026-06-11|11/06/2026|First briefing, 46 people.", "2026-07-16|16/07/2026|Second briefing, 39 people, fire crews for the first time.", "2026-09-24|24/09/2026|Third and fourth held on one day. Complete."], ref="TW-01", rating="Blue", st="complete", on="2026-09-24"),
      A("Adopt the clutter image scale in tenancy visits.", "Head of Tenancy Services, Wend Homes", "31/12/2026", "2026-12-31",
        ["2026-08-05|05/08/2026|Scale added to tablets.", "2026-10-21|21/10/2026|Not yet complete for the sheltered schemes, where tablets are not used."], ref="TW-02", rating="Green"),
      A("Agree who calls the first meeting when nobody has care and support needs on record.", "Chair, Policy and Practice Group", "31/10/2026", "2026-10-31",
        ["2026-09-02|02/09/2026|Paper taken to group; no agreement."], ref="TW-03", rating="Red")),
    R("2", "Partners should know how to act when mental capacity fluctuates with drink.",
      A("Commission training on executive capacity.", "MCA Lead, Thursby Council", "28/02/2027", "2027-02-28",
        ["2026-09-10|10/09/2026|Trainer chosen after three quotations.", "2026-10-28|28/10/2026|Dates set for January."], ref="TW-04", rating="Green"),
      A("Put a capacity prompt into the ambulance handover.", "Safeguarding Lead, Wold Ambulance Service", "30/11/2026", "2026-11-30",
        ["2026-07-01|01/07/2026|Supplier asked for a price.", "2026-08-19|19/08/2026|Price refused as too high.", "2026-11-04|04/11/2026|Paper prompt to be tried instead from the middle of the month."], ref="TW-05", rating="Amber"),
      A("Write a leaflet.", "Communications Officer", "31/07/2026", "2026-07-31",
        ["2026-07-22|22/07/2026|Closed: merged with TW-07 at the Board's request."], ref="TW-06", rating="Grey", st="closed", reason="Closed: merged with TW-07 at the Board's request.")),
    R("3", "The Board should make it easy for neighbours to say that they are worried.",
      A("Publish a neighbour's guide in four languages.", "Communications Officer", "31/01/2027", "2027-01-31",
        ["2026-10-07|07/10/2026|English text agreed with residents' association."], ref="TW-07", rating="Green"),
      A("Tell callers within five days what was done, so far as it can be told.", "Service Manager, Adult Contact Centre", "TBC", None,
        [], ref="TW-08", rating="Amber"))),
]


def make(path):
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    wb = Workbook(); ws = wb.active; ws.title = "Tracker"
    wrap = Alignment(wrap_text=True, vertical="top")
    ws["A1"] = TITLE; ws["A1"].font = Font(bold=True, size=15)
    ws["A2"] = "One line for each update please. Do not overwrite, add a row below and copy the left hand columns down. Filter on Action ID to see the story."
    ws["A3"] = "Last refreshed 9 November 2026"
    heads = ["Rec no.", "Recommendation", "Action ID", "Action", "Owner", "Due date", "Update date", "Update", "% done", "RAG"]
    for i, h in enumerate(heads, 1):
        c = ws.cell(5, i, h); c.font = Font(bold=True, color="FFFFFF"); c.fill = PatternFill("solid", fgColor="4B2E83"); c.alignment = wrap
    day = lambda s: datetime.datetime.strptime(s, "%d/%m/%Y")
    pct = {"Blue": 1, "Green": .6, "Amber": .35, "Red": .1, "Grey": 0}
    y = 6
    for r in GROUPS[0]["recs"]:
        for a in r["actions"]:
            for k, x in enumerate(a["notes"] or [None]):
                vals = [int(r["number"]), r["text"], a["ref"], a["action"], a["lead"], day(a["due"]) if "/" in a["due"] else a["due"]]
                vals += [day(x.split("|")[1]), x.split("|")[2]] if x else [None, None]
                p = pct[a["rating"]]
                last = k == max(len(a["notes"]) - 1, 0)
                vals += [p if last else round(p * .5, 2), None]
                for i, v in enumerate(vals, 1):
                    c = ws.cell(y, i, v); c.alignment = wrap
                    if isinstance(v, datetime.datetime):
                        c.number_format = "dd/mm/yyyy"
                    if i == 9:
                        c.number_format = "0%"
                # typed letters: the officer overwrote the formula where it was the last row of an action
                ws.cell(y, 10, a["rating"] if last else f'=IF(I{y}=1,"Blue",IF(I{y}>0.5,"Green",IF(I{y}>0.2,"Amber","Red")))')
                y += 1
    ws.auto_filter.ref = f"A5:J{y - 1}"
    ws.freeze_panes = "E6"
    for col, w in zip("ABCDEFGHIJ", (7, 36, 10, 40, 26, 12, 12, 44, 8, 8)):
        ws.column_dimensions[col].width = w
    ls = wb.create_sheet("Lists")
    for i, (a, b) in enumerate((("RAG", "Meaning"), ("Blue", "Complete"), ("Green", "On track"), ("Amber", "At risk"), ("Red", "Late or stuck"), ("Grey", "Closed without being done")), 1):
        ls.cell(i, 1, a); ls.cell(i, 2, b)
    wb.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.xlsx")
data = truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("", "Last refreshed", "2026-11-09")], traps=[1, 2, 8, 10, 12, 13, 17],
    column_variants=[{"printed": "Update date", "role": "progress"}],
    remarks=["One row per update: rows with the same Action ID are one action, eight in all, with up to three dated notes. The date of a note is in a column of its own ('Update date').",
             "The action's rating is that of its last row (typed); earlier rows hold a formula with no stored value. Action TW-08 has no update.",
             "'Not yet complete' ends nothing. '% done' is no field of the plan's. The instruction under the title and the sheet 'Lists' are no rows."],
    beyond={"scale": {"Blue": "Complete", "Green": "On track", "Amber": "At risk", "Red": "Late or stuck", "Grey": "Closed without being done"}})
for r in data["recommendations"]:   # the date stands in a column of its own
    for row in r["rows"]:
        for p in row["progress"]:
            p["text"] = p["body"]
        row["cells"]["Update"] = "\n".join(p["body"] for p in row["progress"])
save(here, NAME, data)
check(here.parent / f"{NAME}.xlsx")
