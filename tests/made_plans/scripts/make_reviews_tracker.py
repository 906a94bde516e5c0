"""Excel tracker of several reviews: cover, live, closed, changes and key sheets, status words in a drop-down, hidden column and rows, comments."""
import datetime
import sys
from pathlib import Path
from made_a import *

NAME = "reviews_tracker"
COLUMNS = [("Action ref", "number", "ref"), ("Review", "section", "review"), ("Rec.", "number", "no"), ("Recommendation (as published)", "recommendation"), ("Action agreed", "action"),
           ("Lead(s)", "lead"), ("Original due date", "deadline"), ("Revised due date", "deadline", "revised"), ("Update (newest first, please date and initial)", "progress"),
           ("Closing note", "progress", "closing"), ("Status", "status", "word"), ("RAG", "rating")]
TITLE = "Reviews and Audits Action Tracker"
ROWAN, ELLA, MAA = "LCSPR Rowan (published Nov 2025)", "Rapid Review Ella and Sam (Mar 2026)", "Multi-agency audit 7: Children living with domestic abuse"

GROUPS = [
    G(ROWAN,
      R("1", "The Partnership should make sure that information about a parent’s alcohol use, where it bears on the care of a child, reaches the child’s GP and school nurse.",
        A("Alcohol services to send a letter to the child’s GP and school nurse within 10 working days of a parent starting treatment, unless to do so would put somebody at risk.", "Operations Manager, Turnstone Recovery", "30/06/2026", "2026-12-18",
          ["2026-11-16|16/11/26 – |Letter has been sent for 40 of 58 parents. Those missing are mostly from the Quayside team, which has had no administrator since August. TB", "2026-09-07|07/09/26 – |Template agreed by the LMC. TB", "2026-06-24|24/06/26 – |Three meetings cancelled, new date asked for. SC"],
          was=["2026-06-30"], revised="18/12/2026", ref="RO-01", word="At risk", rating="A"),
        A("Check a sample of 25 GP records for the letter.", "Named GP", "Q4 2026/27", "2027-03", [], ref="RO-02", word="Not started", rating="G")),
      R("2", "The Partnership should review how supervision helps practitioners to see a child who has become hard to see.",
        A("Write a one page prompt for supervisors.", "Principal Social Worker/Named Nurse, Stourmere Community Health", "31/10/2026", "2026-10-31",
          ["2026-11-02|02/11/26 – |Published. 3 agencies have put it in their supervision policy. Complete, move to Closed after the December meeting. SC", "2026-10-05|05/10/26 – |Draft shared with the practitioner forum. SC"],
          leads=["Principal Social Worker", "Named Nurse, Stourmere Community Health"], ref="RO-03", word="Complete", rating="B", st="complete"),
        A("Supervisors’ survey before and after (60 supervisors, six questions).", "QA Officer, SSCP", "28/02/2027", "2027-02-28",
          ["2026-10-12|12/10/26 – |First survey done, 47 replies. A third of supervisors had not had any training for it. SC"], ref="RO-04", word="On track", rating="G"),
        A("Commission group supervision for designated safeguarding leads in the 14 smallest primary schools.", "Education Safeguarding Manager", "30/04/2026", "2026-04-30", [], closing="Transferred to the Education Safeguarding Board’s own plan, item 9, and to be reported there.",
          ref="RO-05", word="Transferred", st="closed", reason="Transferred to the Education Safeguarding Board’s own plan, item 9, and to be reported there.", sheet="Closed", shut="14/05/2026")),
      R("4", "The Integrated Care Board should tell the Partnership how it knows that ‘was not brought’ policies are followed.",
        A("Report to the Quality Assurance Group on missed appointments for children on a plan, by provider.", "Designated Nurse, Safeguarding Children", "31/01/2026", "2026-03-31", [],
          closing="Report received 19/03/26. Two providers of seven could not supply figures; this has become a line in their contracts for 2026/27.||2026-03-19", was=["2026-01-31"], revised="31/03/2026",
          ref="RO-06", word="Complete", st="complete", on="2026-03-26", sheet="Closed", shut="26/03/2026"))),
    G(ELLA,
      R("1", "Housing providers should be treated as safeguarding partners and be asked for what they know.",
        A("Invite housing to all strategy discussions where the child lives in social housing.", "MASH Team Manager", "31/07/2026", "2026-07-31",
          ["2026-11-09|09/11/26 – |Housing invited in 31 of 36, came to 12. Providers say that an hour’s notice is not enough. Not yet complete. TB", "2026-08-03|03/08/26 – |Began on 27 July. TB"], ref="ES-01", word="Overdue", rating="R"),
        A("A duty telephone number for each of the five biggest landlords, kept up to date on the Partnership’s website.", "Housing Options Manager / Business Support, SSCP", "30/09/2026", "2026-09-30",
          ["2026-09-28|28/09/26 – |All five listed. SC"], leads=["Housing Options Manager", "Business Support, SSCP"], ref="ES-02", word="Complete", rating="B", st="complete")),
      R("2", "The Partnership should satisfy itself that injuries to children under two are seen by a paediatrician on the same day.",
        A("Agree a same day pathway with both hospitals, to include weekends.", "Designated Doctor", "Autumn term 2026", "2026-12",
          ["2026-11-12|12/11/26 – |Agreed at Kelling General. St Brannoc’s wants funding for weekend sessions and the ICB will decide in December. SC"], ref="ES-03", word="At risk", rating="A"),
        A("Put the pathway into induction for junior doctors, who change every August and February.", "Named Doctor, Kelling General", "28/02/2027", "2027-02-28", [], ref="ES-04", word="Not started", rating="G"),
        A("Buy body map software for the MASH.", "Head of Business Systems", "31/08/2026", "2026-08-31", [], closing="Not pursued. The case management supplier will include this free of charge next year.", ref="ES-05", word="Closed – not done", st="closed",
          reason="Not pursued. The case management supplier will include this free of charge next year.", sheet="Closed", shut="10/09/2026"))),
    G(MAA,
      R("A", "Children should be spoken to alone after a domestic abuse incident and their words should be in the notification.",
        A("Officers to use the child’s voice prompt on body worn video and to say in the notification if the child was not seen.", "DCI, Public Protection", "30/11/2026", "2026-11-30",
          ["2026-11-18|18/11/26 – |Seen alone: 61% in October, up from 38% in June. TB"], ref="DA-01", word="On track", rating="G"),
        A("Schools told of an incident by 8.45 on the next school day.", "Operation Encompass Lead", "31/05/2026", "2026-05-31", [], closing="In place for all 71 schools since 4 May. 96% by 8.45 in the last month measured. Evidence seen by QA Officer.||2026-05",
          ref="DA-02", word="Complete", st="complete", on="2026-06-11", sheet="Closed", shut="11/06/2026")),
      R("B", "The MARAC should know which of its cases have children and what became of them.",
        A("Add the children’s names, schools and social worker to the MARAC minutes.", "MARAC Co-ordinator", "31/12/2026", "2026-12-31",
          ["2026-10-21|21/10/26 – |To be completed with the new system in December. TB"], ref="DA-03", word="On track", rating="G"))),
]
SHADE = {"B": "9DC3E6", "G": "A9D18E", "A": "FFD966", "R": "FF7C80"}
WORDS = [("Not started", "Agreed, no work done yet"), ("On track", "Will be done by the due date"), ("At risk", "May be late; say why in the update"), ("Overdue", "Past its due date"),
         ("Complete", "Done and evidence seen"), ("Closed – not done", "Partnership has decided not to go on"), ("Transferred", "Somebody else’s plan now")]


def make(path):
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.worksheet.datavalidation import DataValidation
    wb = Workbook(); cover = wb.active; cover.title = "Cover"
    wrap = Alignment(wrap_text=True, vertical="top"); line = Side(style="thin", color="999999"); box = Border(line, line, line, line)
    day = lambda s: datetime.datetime.strptime(s, "%d/%m/%Y") if s and re.fullmatch(r"\d\d/\d\d/\d{4}", s) else s
    cover["B2"] = "Stourmere Safeguarding Children Partnership"; cover["B2"].font = Font(size=14)
    cover["B4"] = TITLE; cover["B4"].font = Font(size=24, bold=True)
    cover["B6"] = "Version 14"; cover["B7"] = "Last updated 20 November 2026"
    cover["B9"] = "Distribution"; cover["B9"].font = Font(bold=True)
    for i, x in enumerate(("Delegated Safeguarding Partners", "Quality Assurance Group", "Independent Scrutineer", "Business Unit (SC – Sally Crewe, TB – Tunde Bakare)"), 10):
        cover.cell(i, 2, x)
    cover["B16"] = "Go to ‘Live’ for actions still being worked on and ‘Closed’ for the rest. Only the Business Unit moves rows between sheets."
    cover.column_dimensions["B"].width = 90

    def heads(ws, y, names, colour):
        for i, h in enumerate(names, 1):
            c = ws.cell(y, i, h); c.font = Font(bold=True, color="FFFFFF"); c.fill = PatternFill("solid", fgColor=colour); c.alignment = wrap; c.border = box

    def put_row(ws, y, vals):
        for i, v in enumerate(vals, 1):
            c = ws.cell(y, i, v); c.alignment = wrap; c.border = box
            if isinstance(v, datetime.datetime):
                c.number_format = "dd/mm/yyyy"
    live = wb.create_sheet("Live")
    live["A1"] = "LIVE ACTIONS"; live["A1"].font = Font(bold=True, size=14)
    live["D1"] = "Actions marked Complete stay here until the Quality Assurance Group has agreed"
    names = [c[0] for c in COLUMNS if c[0] != "Closing note"] + ["Admin: chased on"]
    heads(live, 3, names, "1F4E78")
    y = 4
    no = lambda n: int(n) if n.isdigit() else n
    for g in GROUPS:
        for r in g["recs"]:
            for a in r["actions"]:
                if a.get("sheet") == "Closed":
                    continue
                put_row(live, y, [a["ref"], g["title"], no(r["number"]), r["text"], a["action"], a["lead"], day(a["due"]), day(a.get("revised")), "\n".join(note_print(n) for n in a["notes"]) or None, a["word"], a["rating"], "17/11, 24/11" if a["ref"] == "ES-01" else None])
                live.cell(y, 11).fill = PatternFill("solid", fgColor=SHADE[a["rating"]])
                if a["ref"] == "ES-01":
                    live.cell(y, 9).comment = Comment("Chair has written to the chief executives of Harbour Homes and Brannoc Living 24/11.", "Sally Crewe")
                y += 1
        if g["title"] == ELLA:   # an abandoned draft, hidden
            put_row(live, y, ["ES-0x", ELLA, 3, "DRAFT wording - not in published review", "???", "SC", None, None, None, "Not started", None, None])
            live.row_dimensions[y].hidden = True; y += 1
    dv = DataValidation(type="list", formula1="=Key!$A$4:$A$10", allow_blank=True); live.add_data_validation(dv); dv.add(f"J4:J{y + 30}")
    live.auto_filter.ref = f"A3:L{y - 1}"; live.freeze_panes = "B4"
    for col, w in zip("ABCDEFGHIJKL", (9, 22, 6, 40, 44, 26, 13, 13, 52, 13, 6, 14)):
        live.column_dimensions[col].width = w
    live.column_dimensions["L"].hidden = True
    closed = wb.create_sheet("Closed")
    closed["A1"] = "CLOSED ACTIONS"; closed["A1"].font = Font(bold=True, size=14)
    heads(closed, 3, ["Action ref", "Review", "Rec.", "Recommendation (as published)", "Action agreed", "Lead(s)", "Original due date", "Revised due date", "Closing note", "Status", "Date closed"], "595959")
    y = 4
    for g in GROUPS:
        for r in g["recs"]:
            for a in r["actions"]:
                if a.get("sheet") == "Closed":
                    put_row(closed, y, [a["ref"], g["title"], no(r["number"]), r["text"], a["action"], a["lead"], day(a["due"]), day(a.get("revised")), a["closing"].split("||")[0], a["word"], day(a["shut"])])
                    y += 1
    dv = DataValidation(type="list", formula1="=Key!$A$4:$A$10", allow_blank=True); closed.add_data_validation(dv); dv.add(f"J4:J{y + 30}")
    for col, w in zip("ABCDEFGHIJK", (9, 22, 6, 40, 44, 26, 13, 13, 52, 13, 12)):
        closed.column_dimensions[col].width = w
    ch = wb.create_sheet("Changes")
    ch["A1"] = "Version history"
    heads(ch, 2, ["Version", "Date", "By", "What was changed"], "1F4E78")
    for i, x in enumerate((("12", "14/05/2026", "SC", "RO-05 moved to Closed"), ("13", "10/09/2026", "TB", "ES-05 closed; all leads chased"), ("14", "20/11/2026", "SC", "Updates for QA Group of 3 December")), 3):
        put_row(ch, i, [int(x[0]), day(x[1]), x[2], x[3]])
    for col, w in zip("ABCD", (9, 13, 6, 60)):
        ch.column_dimensions[col].width = w
    key = wb.create_sheet("Key")
    key["A1"] = "Lists used in the drop-downs – please do not change"; heads(key, 3, ["Status", "Meaning"], "1F4E78")
    for i, x in enumerate(WORDS, 4):
        put_row(key, i, list(x))
    heads(key, 13, ["RAG", "Meaning"], "1F4E78")
    for i, x in enumerate((("B", "Done"), ("G", "No concern"), ("A", "Some concern"), ("R", "Serious concern or late")), 14):
        put_row(key, i, list(x))
    key.column_dimensions["A"].width = 22; key.column_dimensions["B"].width = 50
    for ws in (live, closed):
        for row in ws.iter_rows(min_row=3):   # tall enough to read
            n = max((sum(1 + len(x) * 11 // (ws.column_dimensions[c.column_letter].width * 10) for x in str(c.value).split("\n")) for c in row if c.value and not hasattr(c.value, "year")), default=1)
            ws.row_dimensions[row[0].row].height = 15 * int(n)
        ws.page_setup.orientation = "landscape"; ws.page_setup.fitToWidth = 1; ws.page_setup.fitToHeight = 0; ws.sheet_properties.pageSetUpPr.fitToPage = True
    wb.active = 1
    wb.save(path)


for g in GROUPS:   # the closing note is the note of a closed row
    for r in g["recs"]:
        for a in r["actions"]:
            a["review"], a["no"] = g["title"], r["number"]
            if a.get("closing"):
                a["notes"] = [a["closing"]]
here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.xlsx")
data = truth(NAME, TITLE, COLUMNS, GROUPS, subtitle="", versions=[V("12", "RO-05 moved to Closed", "2026-05-14"), V("13", "ES-05 closed; all leads chased", "2026-09-10"), V("14", "Updates for QA Group of 3 December", "2026-11-20")],
    remarks=["Two sheets make one plan: 'Live' and 'Closed', with different columns ('Closing note' and 'Date closed' only on the second). RO-05 is a closed action of Rowan's recommendation 2, which is otherwise live.",
             "The column 'Review' names the section; recommendation numbers begin again in each, the audit's are letters, Rowan's 3 is missing.",
             "RO-03 and ES-02 are complete while still on 'Live'. 'Transferred' and 'Closed – not done' are closed. 'Not yet complete' and 'To be completed' end nothing.",
             "The revised date is in force where there is one. The day of 'Date closed' is when a complete one ended. The hidden row (a draft) and the hidden column are left out; Cover, Changes and Key are no rows.",
             "Notes stand newest first and end with initials."],
    traps=["several sheets", "drop-down status", "section in a column", "hidden row", "hidden column", "missing number", "transferred", "revised date column", "newest first"],
    beyond={"scale": {"B": "Done", "G": "No concern", "A": "Some concern", "R": "Serious concern or late"}, "status_words": dict(WORDS)})
for r in data["recommendations"]:
    for row in r["rows"]:
        c = row["cells"]
        if c["Closing note"]:
            c["Closing note"] = c["Closing note"].split("||")[0]; c["Update (newest first, please date and initial)"] = ""
save(here, NAME, data)
