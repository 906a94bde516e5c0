"""A police force's improvement plan in Excel: two head rows with merged heads, months as date heads, cause of concern and AFIs in bands, SRO and delivery lead, revised date, count rows, closed AFIs on a sheet of their own."""
import datetime
import sys
from pathlib import Path
from made_a import *
from kinds_d import save

NAME = "constabulary_workbook"
TITLE = "HMICFRS Improvement Plan 2026/27"
MON = {"s": ("Sep-26", "2026-09"), "o": ("Oct-26", "2026-10"), "n": ("Nov-26", "2026-11")}
COLUMNS = [("Ref", "number", "no"), ("HMICFRS wording", "recommendation"), ("Milestone – No.", "number", "ref"), ("Milestone – Description", "action"),
           ("Ownership – Senior Responsible Owner", "lead", "sro"), ("Ownership – Delivery lead", "lead", "dl"),
           ("Completion – Original", "deadline"), ("Completion – Revised", "deadline", "revised"),
           *[(f"Monthly update – {n}", "progress", "period:" + n) for n, _ in MON.values()], ("RAG – Last month", "extra", "last"), ("RAG – This month", "rating")]


def M(ref, text, sro, dl, due, d, rag, last="", revised="", was=(), st="open", on=None, reason=None, dls=None, **months):
    per = [(n, date, ([months[k]] if isinstance(months.get(k), str) else months.get(k, []))) for k, (n, date) in MON.items()]
    return A(text, f"{sro}\n{dl}", due, d, st=st, on=on, reason=reason, leads=[x for x in [sro, *(dls or ([dl] if dl else []))] if x], was=was, ref=ref, rating=rag,
             periods=per, sro=sro, dl=dl, revised=revised, last=last, closed_on=months.get("closed_on"), statement=months.get("statement"))


ACC, CS = "ACC Local Policing", "Ch Supt Protecting Vulnerable People"
GROUPS = [
    G("CAUSE OF CONCERN 1: The constabulary does not consistently identify children at risk of harm, or act quickly enough when it does",
      R("CoC 1 (a)", "Within three months, the constabulary should make sure that officers and staff record the voice and lived experience of every child who is present at a domestic abuse incident.",
        M("1a.1", "Mandate the child's voice free-text box in the public protection notice so that the form cannot be submitted with it empty.", ACC, "Head of Information Management", "30/09/2026", "2026-09-30", "B", "G",
          st="complete", s="Build signed off by the form owner.", o=["05/10/26: Went live on all handhelds.", "Milestone complete, evidence uploaded. (TB 12/10/26)||2026-10-12"], on="2026-10-12"),
        M("1a.2", "Weekly dip sample of 20 notices by the PVP governance team, results to the daily management meeting on Monday.\n- 10 from response\n- 10 from neighbourhood", ACC, "DCI Safeguarding Hub", "Immediate", None, "G", "G",
          s="First four samples: 11 / 20, 13 / 20, 12 / 20, 15 / 20.", o="Average for the month 16 / 20. Two inspectors spoken to.", n="17 / 20. Superintendent Adeyemi wants three months above 18 before the sampling goes monthly. (TB 03/11/26)||2026-11-03"),
        M("1a.3", "Deliver voice of the child input to 840 front-line officers on the autumn training days.", ACC, "Head of Learning and Development", "31/10/2026", "2026-12-18", "A", "G", revised=datetime.datetime(2026, 12, 18), was=["2026-10-31"],
          s="312 trained.", o="498 trained. Day 6 cancelled for the Thornby disorder (mutual aid).", n="601 trained. Gold group agreed new date on 9 Nov, additional day w/c 14 December.||2026-11-09")),
      R("CoC 1 (b)", "Within six months, the constabulary should make sure that strategy discussions are held without delay and that it always sends a decision maker.",
        M("1b.1", "Second two detective sergeants into the Fenmarsh and Alderbrook MASH to remove single points of failure.", ACC, "DCI Safeguarding Hub / HR Business Partner", "w/c 07/09/2026", "2026-09-07", "B", "B", dls=["DCI Safeguarding Hub", "HR Business Partner"],
          st="complete", s="Both in post 07/09. Complete.||2026-09-07"),
        M("1b.2", "Agree a single escalation route with the three directors of children's services where police cannot attend within 24 hours.", ACC, CS, "30/11/2026", "2026-11-30", "A", "A",
          o="Draft sent to DCSs 22/10. Wexcombe content, Fenmarsh want it to include health.||2026-10-22", n="Fenmarsh, Alderbrook and ICB meeting 24/11. To be completed if agreed there.||2026-11-24"),
        M("1b.3", "Performance pack to show time from referral to strategy discussion, by local authority, with reasons for each that is over 24 hrs.", "", "Performance and Insight Team", "Dec-26", "2026-12", "G", "Not started",
          n="Data feed from two of three authorities."))),
    G("CAUSE OF CONCERN 2: The constabulary is not managing the risk from registered sex offenders well enough",
      R("CoC 2 (a)", "With immediate effect, the constabulary should reduce the number of overdue home visits and make sure that visits are unannounced and double-crewed.",
        M("2a.1", "Overtime visits at weekends until overdue visits are below 25.", CS, "DI MOSOVO", "Ongoing", None, "G", "A",
          s="Overdue 147.", o="Overdue 88.", n=["02/11/26: Overdue 61, of which 9 very high risk.", "Overtime extended to the end of the financial year by the Chief Finance Officer."]),
        M("2a.2", "Business case for six further offender managers to the Resource Board.", CS, "DI MOSOVO and Finance Business Partner", "15/10/2026", "2027-01-20", "R", "A", revised="20/01/2027 (Resource Board moved)", was=["2026-10-15"], dls=["DI MOSOVO", "Finance Business Partner"],
          s="Case written.", o="Pulled from agenda - demand modelling not complete.", n="New modelling due 1 December. SRO aware.")),
      R("CoC 2 (b)", "Within six months, the constabulary should make sure that risk management plans are reviewed by a supervisor.",
        M("2b.1", "Supervisor review to be a task in ViSOR with a date, on each plan.", CS, "DI MOSOVO", "28/02/2027", "2027-02-28", "Not started", "Not started", n="Awaiting national guidance, expected January."))),
    G("AREAS FOR IMPROVEMENT",
      R("AFI 4 (i)", "The constabulary should improve how it records crime, including violent offences against children, when the report comes from a partner.",
        M("AFI4.1", "Crime data integrity desk to review each strategy discussion outcome within 24 hours.", "DCC", "Force Crime Registrar", "31/10/2026", "2026-10-31", "B", "G", st="complete",
          s="Desk staffed 5 days in 7.", o="Seven day cover from 19/10/26. SRO content to close.||2026-10-19", n="Complete – moved to business as usual. 96% compliance.")),
      R("AFI 4 (ii)", "The constabulary should make sure that victims are told when a crime is cancelled.",
        M("AFI4.2", "Letter to be generated automatically on cancellation, with an opt-out for unsafe contact.", "DCC", "Head of Information Management", "31/12/2026", "2026-12-31", "G", "G",
          o="Legal Services content with the wording of the letter.", n="User testing begins 23/11. (JO’D 11/11/26)||2026-11-23,2026-11-11"),
        M("AFI4.3", "~~Victims' survey by text message.~~", "~~DCC~~", "~~Corporate Communications~~", "30/11/2026", "2026-11-30", "Closed", "A", st="closed", reason="Withdrawn by Gold group, duplicates the PCC's survey.", s="Quotation received.",
          o="~~Withdrawn by Gold group, duplicates the PCC's survey.~~"))),
    G("AFIs closed – sign-off received from the force liaison lead",
      R("AFI 1", "The constabulary should make sure that call takers carry out a vulnerability assessment on all calls.",
        M("AFI1.1", "THRIVE refresher for all 190 contact staff, with pass mark.", "ACC Contact and Deployment", "Head of Contact", "30/04/2026", "2026-04-30", "", st="complete", on="2026-05-08", statement="All trained bar 4 on long term absence. Dip sample of 100 calls: 94 compliant. HMICFRS reality testing 21/04/26 positive.", closed_on="2026-05-08")),
      R("AFI 2", "The constabulary should improve the timeliness of its response to grade 2 incidents.",
        M("AFI2.1", "Appointment car pilot at Thornby to be rolled out to all six response bases.", "ACC Contact and Deployment", "Supt Response", "31/03/2026", "2026-06-30", "", revised=datetime.datetime(2026, 6, 30), was=["2026-03-31"], st="complete", on="2026-07-03", statement="Six of six bases. Median wait now 71 minutes (was 164).", closed_on="2026-07-03"),
        M("AFI2.2", "Review of the resourcing model by external consultants.", "ACC Contact and Deployment", "Change Programme Manager", "30/06/2026", "2026-06-30", "", st="closed", reason="Not progressed. Superseded by the Force Operating Model programme.", statement="Not progressed. Superseded by the Force Operating Model programme.", closed_on="2026-07-03"))),
]


def make(path):
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter as L
    wb = Workbook(); rm = wb.active; rm.title = "Read me"
    for row in (["Eastholm Constabulary"], ["HMICFRS Improvement Plan – guidance for plan holders"], [], ["Updates are due to the Governance and Inspection Unit by the 5th of each month. Please write over nothing: add your update to the month's column."],
                ["Put your initials and the date after anything that the Gold group will rely on."], [], ["RAG", "Definition"], ["B", "Milestone complete and evidence accepted"], ["G", "On track to the date in the plan"], ["A", "At risk or up to 2 months late"],
                ["R", "Off track"], ["Not started", "Not yet due to start"], ["Closed", "Withdrawn by the Gold group"], [], ["TB", "Tamsin Boothroyd, Governance and Inspection Unit"], ["JO’D", "Joe O’Driscoll, Governance and Inspection Unit"], ["MOSOVO", "Management of sexual offenders and violent offenders"]):
        rm.append(row)
    rm.column_dimensions["A"].width = 22; rm.column_dimensions["B"].width = 60; rm["A1"].font = Font(bold=True, size=14)
    ws = wb.create_sheet("Improvement plan")
    wrap = Alignment(wrap_text=True, vertical="top"); mid = Alignment(wrap_text=True, vertical="center", horizontal="center")
    thin = Border(*[Side(style="thin", color="999999")] * 4)
    ws["A1"] = "OFFICIAL"; ws["A2"] = "Eastholm Constabulary"; ws["A3"] = TITLE; ws["A3"].font = Font(bold=True, size=16)
    ws["A4"] = "Version 9 – as reported to the Gold group on 16 November 2026"
    navy = PatternFill("solid", fgColor="14213D")
    tops = [(1, 1, "Ref"), (2, 2, "HMICFRS wording"), (3, 4, "Milestone"), (5, 6, "Ownership"), (7, 8, "Completion"), (9, 11, "Monthly update"), (12, 12, "Portal ID"), (13, 14, "RAG")]
    for a, b, t in tops:
        ws.cell(6, a, t)
        ws.merge_cells(start_row=6, end_row=7 if a == b else 6, start_column=a, end_column=b)
    for i, t in {3: "No.", 4: "Description", 5: "Senior Responsible Owner", 6: "Delivery lead", 7: "Original", 8: "Revised", 9: datetime.datetime(2026, 9, 1), 10: datetime.datetime(2026, 10, 1), 11: datetime.datetime(2026, 11, 1), 13: "Last month", 14: "This month"}.items():
        c = ws.cell(7, i, t)
        if i in (9, 10, 11):
            c.number_format = "mmm-yy"
    for y in (6, 7):
        for i in range(1, 15):
            c = ws.cell(y, i); c.fill = navy; c.font = Font(bold=True, color="FFFFFF"); c.alignment = mid; c.border = thin
    ws.row_dimensions[7].height = 32
    y, pid = 8, 23110

    def day(s):
        return datetime.datetime.strptime(s, "%d/%m/%Y") if re.fullmatch(r"\d\d/\d\d/\d{4}", s) else s
    for g in GROUPS[:3]:
        ws.cell(y, 1, g["title"]); ws.merge_cells(start_row=y, end_row=y, start_column=1, end_column=14)
        ws.cell(y, 1).font = Font(bold=True, size=12); ws.cell(y, 1).fill = PatternFill("solid", fgColor="FCA311"); ws.cell(y, 1).alignment = wrap; ws.row_dimensions[y].height = 22
        y += 1; total = done = 0
        for r in g["recs"]:
            first = y
            for a in r["actions"]:
                struck = a["st"] == "closed"; pid += 17
                due = a["due"]
                if due == "Dec-26":
                    due = datetime.datetime(2026, 12, 1)
                vals = [r["number"] if y == first else None, r["text"] if y == first else None, a["ref"], allwords(a["action"]), allwords(a["sro"]), allwords(a["dl"]), day(due) if isinstance(due, str) else due, a["revised"] or None,
                        *["\n".join(note_print(x) for x in ls).replace("~~", "") for _, _, ls in a["periods"]], f"P-{pid}", a["last"], a["rating"]]
                for i, v in enumerate(vals, 1):
                    c = ws.cell(y, i, v or None); c.alignment = wrap; c.border = thin
                    if isinstance(v, datetime.datetime):
                        c.number_format = "mmm-yy" if a["due"] == "Dec-26" else "dd/mm/yyyy"
                    if struck and i > 2:
                        c.font = Font(strike=True, color="808080")
                    if i in (13, 14) and v in ("B", "G", "A", "R"):
                        c.fill = PatternFill("solid", fgColor={"B": "5B9BD5", "G": "92D050", "A": "FFC000", "R": "FF5050"}[v])
                longest = max(len(str(v or "")) / w for v, w in zip(vals[3:11], (40, 20, 20, 12, 12, 30, 30, 30)))
                ws.row_dimensions[y].height = max(30, 15 * (int(longest * 1.25) + 2))
                total += 1; done += a["st"] == "complete"; y += 1
            if y - first > 1:
                for col in (1, 2):
                    ws.merge_cells(start_row=first, end_row=y - 1, start_column=col, end_column=col)
            elif len(r["text"]) > 100:
                ws.row_dimensions[first].height = max(ws.row_dimensions[first].height, 90)
        ws.cell(y, 2, "Milestones in this section"); ws.cell(y, 4, total); ws.cell(y, 6, "Complete"); ws.cell(y, 7, done)
        for i in range(1, 15):
            ws.cell(y, i).font = Font(bold=True, italic=True); ws.cell(y, i).fill = PatternFill("solid", fgColor="E5E5E5")
        y += 2
    ws["H11"].comment = Comment("TB: chased 2 Nov, L&D to confirm room at Alderbrook", "Boothroyd, Tamsin")
    for i, w in enumerate((11, 36, 8, 42, 20, 22, 12, 13, 30, 32, 34, 10, 8, 8), 1):
        ws.column_dimensions[L(i)].width = w
    ws.column_dimensions["L"].hidden = True
    ws.freeze_panes = "E8"
    ws.page_setup.orientation = "landscape"; ws.page_setup.fitToWidth = 1; ws.page_setup.fitToHeight = 0; ws.sheet_properties.pageSetUpPr.fitToPage = True
    cs = wb.create_sheet("Closed AFIs")
    cs["A1"] = GROUPS[3]["title"]; cs["A1"].font = Font(bold=True, size=13)
    for i, h in enumerate(("Ref", "HMICFRS wording", "Milestone no.", "Milestone", "Senior Responsible Owner", "Delivery lead", "Original date", "Revised date", "Date closed", "Closing statement"), 1):
        c = cs.cell(3, i, h); c.font = Font(bold=True); c.border = thin; c.alignment = wrap
    y = 4
    for r in GROUPS[3]["recs"]:
        for a in r["actions"]:
            for i, v in enumerate((r["number"], r["text"], a["ref"], a["action"], a["sro"], a["dl"], day(a["due"]), a["revised"] or None, datetime.datetime.fromisoformat(a["closed_on"]), a["statement"]), 1):
                c = cs.cell(y, i, v); c.alignment = wrap; c.border = thin; c.font = Font(color="7F7F7F")
                if isinstance(v, datetime.datetime):
                    c.number_format = "dd/mm/yyyy"
            y += 1
    for i, w in enumerate((8, 36, 9, 40, 20, 20, 12, 12, 12, 50), 1):
        cs.column_dimensions[L(i)].width = w
    cs.page_setup.orientation = "landscape"; cs.sheet_properties.pageSetUpPr.fitToPage = True; cs.page_setup.fitToHeight = 0
    ls = wb.create_sheet("Lists"); ls.sheet_state = "hidden"
    for v in ("B", "G", "A", "R", "Not started", "Closed"):
        ls.append([v])
    wb.active = 1
    wb.save(path)


for g in GROUPS:  # words of the truth: dates as they are shown
    for r in g["recs"]:
        for a in r["actions"]:
            if a["statement"]:
                a["periods"] = []
                a["extra_cells"] = {"Closing statement": a["statement"]}
here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.xlsx")
for g in GROUPS:
    for r in g["recs"]:
        for a in r["actions"]:
            a["sro"], a["dl"], a["action"] = allwords(a["sro"]), allwords(a["dl"]), allwords(a["action"])
            a["leads"] = [allwords(x) for x in a["leads"]]
            if isinstance(a["revised"], datetime.datetime):
                a["revised"] = a["revised"].strftime("%d/%m/%Y")
data = truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("Version 9", "as reported to the Gold group on", "2026-11-16")],
    column_variants=[{"printed": "Closing statement", "role": "progress"}, {"printed": "Date closed", "role": "closed"}],
    remarks=["Heads in two rows: 'Milestone' spans No. and Description, 'Ownership' the SRO and the delivery lead (both are leads), 'Completion' the original and the revised date (the revised one is in force), 'Monthly update' three months whose heads are date cells, 'RAG' last month's and this month's (this month's is the rating).",
             "Bands are sections. Ref and HMICFRS wording are merged down. 'Milestones in this section … Complete …' is a count, no action. 'Portal ID' is a hidden column, 'Lists' a hidden sheet.",
             "'(TB 03/11/26)' at the end of an update is who wrote it and when. B is complete by the sheet 'Read me'. 'to be completed if', 'not complete' end nothing. AFI4.3 is struck through, withdrawn: closed.",
             "The sheet 'Closed AFIs' holds three milestones that have ended, greyed: AFI2.2 'Not progressed. Superseded' is closed, the others complete. The day of closing is in a column.",
             "1b.3 has no SRO. 'Dec-26' is a date cell shown as month and year. 'Immediate' and 'Ongoing' give no date."],
    beyond={"scale": {"B": "Milestone complete and evidence accepted", "G": "On track to the date in the plan", "A": "At risk or up to 2 months late", "R": "Off track", "Not started": "Not yet due to start", "Closed": "Withdrawn by the Gold group"},
            "hidden": {"columns": ["Portal ID"], "sheets": ["Lists"]}, "struck": ["Victims' survey by text message."]})
i = {a["ref"]: a for g in GROUPS for r in g["recs"] for a in r["actions"]}
for r in data["recommendations"]:
    for row in r["rows"]:
        a = i[row["ref"]]
        if a["statement"]:
            row["progress"] = [dict(note_truth(f"{a['statement']}||{a['closed_on']}"))]
        for p in row["progress"]:  # "05/10/26: x" leads its note
            m = re.match(r"(\d\d)/(\d\d)/26: ", p["body"])
            if m:
                d = f"2026-{m[2]}-{m[1]}"
                p.update(date=d, precision="day", notation=p["body"][:8], position="leading", body=p["body"][m.end():], mentions=[])
save(here, NAME, data)
