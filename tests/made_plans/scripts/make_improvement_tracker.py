"""Excel: a council's ILACS improvement plan as a tracker, text of the recommendation on each row, filter left on so that the Blue rows are hidden."""
import datetime
import sys
from pathlib import Path
from made_a import *

NAME = "improvement_tracker"
COLUMNS = [("Ref", "number", "ref"), ("Ofsted recommendation", "recommendation"), ("Action", "action"), ("Lead Officer", "lead"),
           ("Target date", "deadline"), ("Revised date", "deadline", "revised"), ("Success measure", "target"), ("Progress update", "progress"),
           ("Previous RAG (Sept 26)", "extra", "prev"), ("Current RAG (Nov 26)", "rating"), ("Date completed", "extra", "done")]
TITLE = "Children's Services Improvement Plan 2026-2028 (Ofsted ILACS)"
GROUPS = [G("",
    R("1", "The quality, regularity and recording of management oversight and supervision.",
      A("Revise the supervision policy and set out minimum frequency by experience of worker.", "Principal Social Worker", "31/07/2026", "2026-07-31",
        ["2026-07-24|24/07/26 - |Policy approved at DMT and launched to all managers.", "2026-07-03|03/07/26 - |Draft shared with team managers."], ref="1.1", target="Policy in place and understood by all managers", prev="Blue", rating="Blue", st="complete", done="24/07/2026", on="2026-07-24"),
      A("All team managers and practice supervisors to attend a three day reflective supervision programme.", "Workforce Development Manager", "30/11/2026", "2026-11-30",
        ["2026-11-06|06/11/26 - |27 of 41 managers have completed all three days. Remaining 14 booked for w/c 23rd November.", "2026-09-11|11/09/26 - |Cohorts 1 and 2 completed, feedback very positive."], ref="1.2", target="100% of managers attended; 80% of supervision records graded good or better by March 2027", prev="Green", rating="Green"),
      A("Monthly supervision compliance report to be taken to Performance Clinic, by team.", "Head of Performance & Intelligence", "30/09/2026", "2027-01-31",
        ["2026-11-06|06/11/26 - |LCS build slipped again, supplier now says January. Manual count being done in the meantime (Oct 79%).", "2026-09-11|11/09/26 - |Report specified. Not started by supplier."], was=["2026-09-30"], revised="31/01/2027", ref="1.3", target="90% of supervision in timescale", prev="Amber", rating="Red")),
    R("2", "The consistency of decision-making at the front door, including the response to contacts where consent has not been sought.",
      A("Re-write threshold guidance with partners and hold six locality briefings.", "Head of Service - Front Door & Early Help", "31/10/2026", "2026-10-31",
        ["2026-11-03|03/11/26 - |Sixth briefing held 29/10, 312 practitioners reached in total. Guidance on website. COMPLETE", "2026-10-02|02/10/26 - |Guidance signed off by the Safeguarding Partnership."], ref="2.1", target="Fall in contacts that lead to no further action (from 58% to 40%)", prev="Green", rating="Blue", st="complete", done="03/11/2026", on="2026-11-03"),
      A("Daily management review of all contacts closed with no further action where there have been three or more contacts in 12 months.", "MASH Service Manager", "Ongoing", None,
        ["2026-11-06|06/11/26 - |Review in place since August. 214 looked at, 19 decisions changed.", "Themes to be shared with partners at MASH Strategic Board in December."], ref="2.2", target="Repeat contacts reduce; decisions changed fall month on month", prev="Green", rating="Green"),
      A("Dip sample of 20 contacts each month for consent.", "QA Manager", "31/12/2026", "2026-12-31",
        ["2026-11-06|06/11/26 - |Oct sample: consent recorded or rationale given in 15/20 (Sept 12/20).", "2026-10-09|09/10/26 - |Sept sample done."], ref="2.3", target="18/20 for three months running", prev="Amber", rating="Amber")),
    R("3", "The timeliness of permanence planning for children in care, including the use of the Public Law Outline.",
      A("Introduce a weekly Permanence Tracking Panel chaired by Head of Service.", "Head of Service - Children in Care", "30/06/2026", "2026-06-30",
        ["2026-06-19|19/06/26 - |Panel established, ToR agreed, has met three times."], ref="3.1", target="Every child has a permanence plan by their second review", prev="Blue", rating="Blue", st="complete", done="19/06/2026", on="2026-06-19"),
      A("Review all children subject to PLO for more than 16 weeks.", "Service Manager, Court & PLO / Legal Services Manager", "31/10/2026", "2026-11-30",
        ["2026-11-06|06/11/26 - |Review of 33 out of 38 families complete. 5 left to do.", "2026-09-18|18/09/26 - |12 of 38 done; two have been issued as a result."], was=["2026-10-31"], revised="30/11/2026", ref="3.2", target="Average time in pre-proceedings is less than 16 weeks", prev="Amber", rating="Amber", leads=["Service Manager, Court & PLO", "Legal Services Manager"]),
      A("Life story work: clear the waiting list (64 children) and train foster carers to collect memories from day one.", "Fostering Service Manager", "Mar-27", "2027-03",
        ["2026-11-06|06/11/26 - |Two agency workers in post since October. 51 children now waiting."], ref="3.3", target="No child waits more than 3 months for life story work to begin", prev="Green", rating="Green")),
    R("4", "The quality of pathway plans and the offer to care leavers over 21.",
      A("Co-produce a new pathway plan template with the Care Leavers' Forum.", "Care Leavers Service Manager", "30/09/2026", "2026-09-30",
        ["2026-09-28|28/09/26 - |Went live on LCS. Young people say it sounds like them. Signed off by Improvement Board.", "2026-08-14|14/08/26 - |Third workshop held with 9 young people."], ref="4.1", target="Care leavers tell us plans are useful", prev="Green", rating="Blue", st="complete", done="28/09/2026", on="2026-09-28"),
      A("Contact every care leaver aged 21-25 who is not in touch and offer support.", "Care Leavers Service Manager", "28/02/2027", "2027-02-28",
        ["2026-11-06|06/11/26 - |102 letters and texts sent, 37 replies. Door knocking to begin in the new year."], ref="4.2", target="In touch with 85% of care leavers aged 21+", prev="", rating="Amber"),
      A("Increase the number of ring-fenced apprenticeships in the council from 4 to 12.", "HR Business Partner", "TBC", None, [], ref="4.3", target="12 apprenticeships filled by care leavers", prev="", rating="Not started"),
      A("Health passports for all care leavers at 18.", "Designated Nurse LAC (ICB)", "31/12/2026", "2026-12-31",
        ["2026-11-06|06/11/26 - |91% of those who turned 18 since July have had theirs. Two refused.", "Digital version delayed nationally."], ref="4.4", target="100% offered", prev="Green", rating="Green")),
    R("5", "The sufficiency of placements for children with complex needs, and the use of unregistered provision.",
      A("Weekly review by the DCS of each child in an unregistered setting.", "Director of Children's Services", "Immediate", None,
        ["2026-11-06|06/11/26 - |1 child in unregistered provision (4 at inspection). Ofsted application lodged by provider."], ref="5.1", target="No child in unregistered provision", prev="Amber", rating="Amber"),
      A("Open two council run homes for two children each.", "Head of Commissioning & Sufficiency", "30/09/2027", "2027-09-30",
        ["2026-10-16|16/10/26 - |First property purchased (Hollin Road). Planning application submitted."], ref="5.2", target="Both homes registered and graded good", prev="Green", rating="Green"),
      A("Block contract with neighbouring authority for emergency beds.", "Head of Commissioning & Sufficiency", "31/08/2026", "2026-08-31",
        ["2026-09-04|04/09/26 - |Neighbouring authority pulled out. Action closed by Improvement Board as no longer viable - see 5.2."], ref="5.3", target="2 beds available at all times", prev="Red", rating="Closed", st="closed", reason="Neighbouring authority pulled out. Action closed by Improvement Board as no longer viable - see 5.2."))),
]
COLOUR = {"Blue": "5B9BD5", "Green": "92D050", "Amber": "FFC000", "Red": "FF0000", "Closed": "BFBFBF"}


def make(path):
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.worksheet.datavalidation import DataValidation
    wb = Workbook(); fr = wb.active; fr.title = "Front sheet"
    wrap = Alignment(wrap_text=True, vertical="top")
    fr["B2"] = "Wexholme Council"; fr["B2"].font = Font(bold=True, size=18)
    fr["B3"] = TITLE; fr["B3"].font = Font(bold=True, size=16)
    fr["B5"] = "Version"; fr["C5"] = "9.0"; fr["B6"] = "Date"; fr["C6"] = datetime.datetime(2026, 11, 9); fr["C6"].number_format = "d mmmm yyyy"
    fr["B7"] = "Owner"; fr["C7"] = "Improvement Programme Manager"
    fr["B9"] = "Ofsted inspected our services in February 2026 (ILACS) and judged overall effectiveness as 'requires improvement to be good'. This plan answers the five recommendations in the report. It is updated monthly by lead officers and monitored by the Improvement Board, which is independently chaired."
    fr["B9"].alignment = wrap; fr.merge_cells("B9:D9"); fr.row_dimensions[9].height = 80
    fr["B11"] = "RAG key"; fr["B11"].font = Font(bold=True)
    for i, (a, b) in enumerate((("Blue", "Complete and evidenced"), ("Green", "On track"), ("Amber", "Some slippage, recovery plan in place"), ("Red", "Significant slippage"), ("Not started", "Not yet due to start"), ("Closed", "No longer being pursued, agreed by Improvement Board")), 12):
        fr.cell(i, 2, a).fill = PatternFill("solid", fgColor=COLOUR.get(a, "FFFFFF")); fr.cell(i, 3, b)
    fr.column_dimensions["B"].width = 22; fr.column_dimensions["C"].width = 44; fr.column_dimensions["D"].width = 30

    fr.page_setup.orientation = "landscape"; fr.page_setup.fitToHeight = 0
    fr.sheet_properties.pageSetUpPr = __import__("openpyxl").worksheet.properties.PageSetupProperties(fitToPage=True)
    ws = wb.create_sheet("Improvement Plan")
    ws["A1"] = "Improvement Plan - action tracker"; ws["A1"].font = Font(bold=True, size=14); ws.merge_cells("A1:K1")
    ws["A2"] = "Updates to Programme Office by first Friday of each month. Latest update at the top."; ws.merge_cells("A2:K2")
    edge = Border(*[Side(style="thin", color="999999")] * 4)
    for i, c in enumerate(COLUMNS, 1):
        x = ws.cell(4, i, c[0]); x.font = Font(bold=True, color="FFFFFF"); x.fill = PatternFill("solid", fgColor="1F4E78"); x.alignment = wrap; x.border = edge

    def day(s):
        if s and re.fullmatch(r"\d\d/\d\d/\d{4}", s):
            return datetime.datetime.strptime(s, "%d/%m/%Y"), "dd/mm/yyyy"
        if s == "Mar-27":
            return datetime.datetime(2027, 3, 1), "mmm-yy"
        return s or None, None
    ws.row_dimensions[4].height = 48
    y = 5
    for r in GROUPS[0]["recs"]:
        for a in r["actions"]:
            vals = [a["ref"], f"{r['number']}. {r['text']}", a["action"], a["lead"], a["due"], a.get("revised"), a["target"], "\n".join(note_print(n) for n in a["notes"]) or None, a["prev"] or None, a["rating"], a.get("done")]
            for i, v in enumerate(vals, 1):
                fmt = None
                if i in (5, 6, 11):
                    v, fmt = day(v)
                c = ws.cell(y, i, v); c.alignment = wrap; c.border = edge
                if fmt:
                    c.number_format = fmt
                if i in (9, 10) and v in COLOUR:
                    c.fill = PatternFill("solid", fgColor=COLOUR[v])
            ws.row_dimensions[y].height = 15 * max(sum(len(p) // (w * 1.05) + 1 for p in str(v).split("\n")) for v, w in zip(vals, (6, 34, 40, 26, 12, 12, 32, 56, 11, 11, 12)) if v is not None)
            if a["rating"] in ("Blue",):
                ws.row_dimensions[y].hidden = True
            if a["ref"] == "1.3":
                ws.cell(y, 6).comment = Comment("Improvement Board agreed the new date on 12 October. JP", "Programme Office")
            y += 1
    ws.auto_filter.ref = f"A4:K{y - 1}"
    ws.auto_filter.add_filter_column(9, ["Green", "Amber", "Red", "Not started", "Closed"])
    dv = DataValidation(type="list", formula1='"Blue,Green,Amber,Red,Not started,Closed"', allow_blank=True); ws.add_data_validation(dv); dv.add(f"I5:J{y + 20}")
    for col, w in zip("ABCDEFGHIJK", (6, 34, 40, 26, 12, 12, 32, 56, 11, 11, 12)):
        ws.column_dimensions[col].width = w
    ws.freeze_panes = "D5"
    ws.page_setup.orientation = "landscape"; ws.page_setup.paperSize = 8; ws.page_setup.fitToWidth = 1; ws.page_setup.fitToHeight = 0
    ws.sheet_properties.pageSetUpPr = __import__("openpyxl").worksheet.properties.PageSetupProperties(fitToPage=True)
    ws.print_title_rows = "4:4"

    sm = wb.create_sheet("Summary")
    sm["A1"] = "Summary of progress"; sm["A1"].font = Font(bold=True)
    for i, h in enumerate(("Recommendation", "Blue", "Green", "Amber", "Red", "Not started", "Closed"), 1):
        sm.cell(3, i, h).font = Font(bold=True)
    for k in range(1, 6):
        sm.cell(3 + k, 1, f"Recommendation {k}")
        for i, h in enumerate(("Blue", "Green", "Amber", "Red", "Not started", "Closed"), 2):
            sm.cell(3 + k, i, f"=COUNTIFS('Improvement Plan'!A:A,\"{k}.*\",'Improvement Plan'!J:J,\"{h}\")")
    sm.column_dimensions["A"].width = 22
    ls = wb.create_sheet("Lists"); ls.sheet_state = "hidden"
    for i, x in enumerate(("Blue", "Green", "Amber", "Red", "Not started", "Closed"), 1):
        ls.cell(i, 1, x)
    wb.active = 1
    wb.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.xlsx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("9.0", "", "2026-11-09")], traps=[1, 2, 4, 7, 8, 9, 10, 11, 12, 13, 17],
    remarks=["The filter was left on: the rows rated Blue are hidden. They have ended, so they belong to the plan. 'Front sheet', 'Summary' and the hidden 'Lists' hold no action; the title, version and date are on the front sheet.",
             "The text of the recommendation with its number stands on each of its rows; it is one recommendation. A revised date is in force, the target date is then the earlier one. 'Mar-27' is a month. 'Ongoing', 'Immediate', 'TBC' give none.",
             "The current RAG is the rating, not the one before. 'have completed all three days', '33 out of 38 … complete', 'Not started by supplier' end nothing; 'Closed' closes. Notes stand newest first in one cell."],
    beyond={"scale": {"Blue": "Complete and evidenced", "Green": "On track", "Amber": "Some slippage, recovery plan in place", "Red": "Significant slippage", "Not started": "Not yet due to start", "Closed": "No longer being pursued, agreed by Improvement Board"}}))
