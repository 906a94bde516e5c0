"""An Excel export of a trust's quality system: grouped report, one row per update (newest first) with the action's particulars on its first row only, merged title, spacer columns, hidden key column, date cells with times, empty columns, count rows."""
import datetime
import sys
from pathlib import Path
from made_a import *
from kinds_d import save

NAME = "quality_export"
TITLE = "RPT-0417 Quality Improvement Plan: actions with update history"
HEADS = ["Record Key", "Rec ID", "Recommendation", None, "Action ID", "Action", "Owner", "Second owner", "Directorate", "Created", "Original due", "Current due", "Completed", "Status", None, "Update ID", "Update date", "Update by", "Update text", "Evidence of completion", "Cost centre", "Linked risk", "Confidential?"]
COLUMNS = [("Rec ID", "number", "no"), ("Recommendation", "recommendation"), ("Action ID", "number", "ref"), ("Action", "action"), ("Owner", "lead"), ("Second owner", "lead", "second"), ("Directorate", "extra", "dir"),
           ("Original due", "deadline", "orig"), ("Current due", "deadline"), ("Completed", "closed", "comp"), ("Status", "status", "state"), ("Update text", "progress"), ("Evidence of completion", "evidence", "ev")]


def T(s):
    return datetime.datetime.strptime(s, "%d/%m/%Y %H:%M")


def Q(ref, text, owner, orig, due, state, updates, second="", dir="", comp="", ev="", created="", **k):
    """updates: ("dd/mm/yyyy hh:mm", who, text), newest first."""
    iso = lambda s: f"{s[6:10]}-{s[3:5]}-{s[:2]}"
    notes = [f"{iso(d)}|{d}|{x}" for d, _, x in updates]
    k.setdefault("st", "complete" if state == "Complete" else "open")
    return A(text, owner, due, iso(due) if "/" in due else None, notes, ref=ref, leads=[x for x in (owner, second) if x], was=[iso(orig)] if orig and orig != due else [], on=iso(comp) if comp else None,
             orig=orig, second=second, dir=dir, comp=comp, ev=ev, state=state, updates=updates, created=created, **k)


GROUPS = [
    G("Theme: Safeguarding children whose parent is our patient",
      R("QIP-R3.1", "The trust should make sure that staff in adult services ask about, and record, children in the household at each assessment and at each review.",
        Q("A-20418", "Make the 'children and dependants' form part of the core assessment in the electronic record, so that an assessment cannot be closed without it. Include: name, date of birth, school, who has parental responsibility, and whether the worker has seen the child.", "Pike, Rosalind (Chief Clinical Information Officer)", "30/06/2026", "30/10/2026", "Complete",
          [("28/10/2026 16:05", "rpike", "Live in all community teams from 26 October. Evidence attached. Action complete."), ("02/10/2026 09:12", "rpike", "Live in two pilot teams. Average time to fill in 3 min 40 sec."), ("24/06/2026 11:47", "tbolam", "Due date extended by Quality Committee, supplier's summer release was postponed.")], dir="Digital", comp="28/10/2026", ev="Screen print; audit of 40", created="13/04/2026 10:31"),
        Q("A-20419", "Dip sample 20 records a month in each locality.", "Named Nurse, Safeguarding Children", "31/03/2027", "31/03/2027", "In progress",
          [("06/11/2026 14:20", "hsood", "North 15 of 20, South 18 of 20, Coast 9 of 20. Coast team manager to attend the November safeguarding group."), ("05/10/2026 08:58", "hsood", "North 14 of 20, South 12 of 20, Coast not done.")], dir="Nursing", created="13/04/2026 10:38"),
        Q("A-20422", "Joint home visits with health visiting for mothers under the perinatal team", "Perinatal Team Manager", "30/09/2026", "30/09/2026", "Overdue",
          [("15/09/2026 17:31", "cvane", "Not yet agreed. Health visiting provider changes on 1 April and will not sign until then.")], second="Service Lead, 0–19 (Fenmarsh Community Health)", dir="Women and Families", created="13/04/2026 11:02")),
      R("QIP-R3.2", "The trust should make sure that it is represented at child protection conferences when it knows the parent.",
        Q("A-20425", "Single inbox for invitations, watched each working day between 9 and 5.", "Safeguarding Business Support", "29/05/2026", "29/05/2026", "Complete",
          [("20/05/2026 12:00", "hsood", "Inbox live. 31 invitations in the first week, of which 12 had been going to people who had left.")], dir="Nursing", comp="20/05/2026", ev="Inbox report", created="13/04/2026 11:15"),
        Q("A-20426", "Report attendance by team to the Safeguarding Group, with the reason for each absence.", "Safeguarding Group", "31/12/2026", "31/12/2026", "In progress",
          [("09/11/2026 10:44", "hsood", "Second report: reports sent to 88%, attended 61%."), ("11/08/2026 10:02", "hsood", "First report: reports sent to 70%, attended 52%.")], dir="Nursing", created="13/04/2026 11:19")),
      kind="theme"),
    G("Theme: Learning from deaths and serious incidents",
      R("QIP-R5.1", "The trust should show that learning reaches the teams for which it is meant.",
        Q("A-20511", "Each learning response to end in a one-page brief which is discussed in the team's own meeting within six weeks.", "Patient Safety Lead", "31/07/2026", "18/12/2026", "In progress",
          [("12/11/2026 15:36", "jtindall", "Seven of nine briefs discussed in time. To be completed when the two crisis teams have met."), ("30/07/2026 13:10", "jtindall", "Four of nine. Date moved with the agreement of the Medical Director."), ("18/05/2026 09:25", "jtindall", "Template agreed.")], second="Associate Medical Director", dir="Governance", created="20/04/2026 14:00"),
        Q("A-20512", "Telephone five members of staff a month at random and ask what has changed.", "Patient Safety Lead", "", "Ongoing", "In progress",
          [("02/11/2026 16:50", "jtindall", "3 of 5 could name something.")], dir="Governance", created="20/04/2026 14:06"),
        Q("A-20513", "Learning portal with videos.", "Head of Communications", "30/10/2026", "30/10/2026", "Closed - not progressed",
          [("21/07/2026 11:11", "tbolam", "Rejected by Digital Board, to be looked at again in the 2027/28 round.")], dir="Corporate", comp="21/07/2026", st="closed", reason="Rejected by Digital Board, to be looked at again in the 2027/28 round.", created="20/04/2026 14:09")),
      R("QIP-R5.2", "Families should be offered a meeting before the terms of reference are set.",
        Q("A-20520", "Family liaison officers (2) to be recruited", "Director of Nursing", "30/09/2026", "29/01/2027", "Overdue",
          [("13/11/2026 08:14", "kmarl", "One appointed, starts 4 January. The other has gone to advert for the third time."), ("25/09/2026 10:20", "kmarl", "Revised date agreed, no suitable applicants.")], dir="Nursing", created="20/04/2026 14:22"),
        Q("A-20521", "Letter to families rewritten with the bereaved carers' group.", "Patient and Carer Experience Manager", "31/08/2026", "31/08/2026", "Complete",
          [("01/09/2026 00:00", "SYSTEM", "Status changed from In progress to Complete"), ("27/08/2026 15:02", "lforde", "Letter in use from today in English, Polish and Bengali.")], dir="Nursing", comp="01/09/2026", ev="Letter v3", created="20/04/2026 14:25")),
      kind="theme"),
    G("Theme: Transition to adult mental health services",
      R("QIP-R7.4", "Young people should have a named worker in adult services six months before they turn 18.",
        Q("A-20603", "Monthly transition panel with CAMHS, adult services and the three councils.", "Head of CAMHS", "30/11/2026", "30/11/2026", "In progress",
          [("16/11/2026 12:33", "adaly", "Third panel held. 22 young people, 15 have a worker.")], second="Head of Adult Community Services", dir="Children", created="04/05/2026 09:00"),
        Q("A-20604", "Young people's advisory panel to write the welcome pack.", "Participation Lead", "26/02/2027", "26/02/2027", "Not started", [], dir="Children", created="04/05/2026 09:03")),
      kind="theme"),
]


def make(path):
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter as L
    wb = Workbook(); ws = wb.active; ws.title = "RPT-0417"
    wrap = Alignment(wrap_text=True, vertical="top"); line = Border(bottom=Side(style="thin", color="BFBFBF"))
    base = Font(name="Tahoma", size=9); n = len(HEADS)
    ws["B1"] = "Saltmere and Pennant Mental Health NHS Foundation Trust"; ws.merge_cells(start_row=1, end_row=1, start_column=2, end_column=9)
    ws["B2"] = TITLE; ws.merge_cells(start_row=2, end_row=2, start_column=2, end_column=9); ws["B2"].font = Font(name="Tahoma", size=14, bold=True)
    ws["B3"] = "Parameters: Plan = QIP 2026; Status = <All>; Directorate = <All>; Include history = Yes"; ws.merge_cells(start_row=3, end_row=3, start_column=2, end_column=9)
    ws["Q1"] = "Report run:"; ws["S1"] = datetime.datetime(2026, 11, 17, 8, 3, 41); ws["S1"].alignment = Alignment(horizontal="left"); ws["S1"].number_format = "dd/mm/yyyy hh:mm:ss"
    for i, h in enumerate(HEADS, 1):
        c = ws.cell(5, i, h); c.font = Font(name="Tahoma", size=9, bold=True, color="FFFFFF"); c.fill = PatternFill("solid", fgColor="425563"); c.alignment = wrap
    ws.row_dimensions[5].height = 26
    y, uid, key = 6, 88213, 70911
    grand = 0
    for g in GROUPS:
        ws.cell(y, 2, g["title"]).font = Font(name="Tahoma", size=10, bold=True); ws.merge_cells(start_row=y, end_row=y, start_column=2, end_column=n)
        ws.cell(y, 2).fill = PatternFill("solid", fgColor="D8DDE0"); y += 1; count = 0
        for r in g["recs"]:
            for k, a in enumerate(r["actions"]):
                d0 = lambda s: T(s + " 00:00") if "/" in s else (s or None)
                for j, u in enumerate(a["updates"] or [None]):
                    key += 3; uid -= 37
                    vals = [key, *([r["number"], r["text"]] if k == 0 and j == 0 else [None, None]), None]
                    vals += [a["ref"], a["action"], a["lead"], a["second"] or None, a["dir"], T(a["created"]), d0(a["orig"]), d0(a["due"]), d0(a["comp"]), a["state"]] if j == 0 else [None] * 10
                    vals += [None, *((uid, T(u[0]), u[1], u[2]) if u else (None,) * 4), a["ev"] if j == 0 else None, None, None, "No" if j == 0 else None]
                    for i, v in enumerate(vals, 1):
                        c = ws.cell(y, i, v if v != "" else None); c.font = base; c.alignment = wrap; c.border = line
                        if isinstance(v, datetime.datetime):
                            c.number_format = "dd/mm/yyyy hh:mm"
                    ws.row_dimensions[y].height = max(26, 12.5 * max(len(str(v or "")) // w + 1 for v, w in ((vals[2], 34), (vals[5], 40), (vals[6], 18), (vals[18], 44))))
                    y += 1
                count += 1
        ws.cell(y, 2, f"Actions in theme: {count}").font = Font(name="Tahoma", size=9, italic=True); grand += count
        y += 2
    ws.cell(y, 2, f"Total actions: {grand}").font = Font(name="Tahoma", size=9, bold=True)
    ws.cell(y + 1, 2, "Complete = evidence uploaded and approved by the plan manager. Overdue = current due date has passed, or is at risk (set by hand).").font = base
    ws.cell(y + 2, 2, "Page 1 of 1").font = base
    for i, w in enumerate((9, 11, 36, 2, 10, 42, 20, 20, 14, 16, 16, 16, 16, 12, 2, 9, 16, 10, 46, 18, 8, 8, 10), 1):
        ws.column_dimensions[L(i)].width = w
    ws.column_dimensions["A"].hidden = True
    ws.page_setup.orientation = "landscape"; ws.sheet_properties.pageSetUpPr.fitToPage = True; ws.page_setup.fitToHeight = 0
    wb.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.xlsx")
data = truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("", "Report run", "2026-11-17")],
    column_variants=[{"printed": "Update date", "role": "progress"}],
    remarks=["One row per update, newest first; the action's particulars stand on the first of its rows only, the recommendation's on the first row of its first action: a row with no Action ID is a further update of the action above. Twelve actions in all.",
             "The date of a note is the date cell (with its time) in 'Update date'. Dates are cells with times; a time of midnight is no time.",
             "'Current due' is in force, 'Original due' the earlier date where it differs; 'Ongoing' gives no date. 'Owner' and 'Second owner' are both leads; a name with its job in brackets is one lead.",
             "Grey rows across ('Theme: …') are sections. 'Actions in theme: n', 'Total actions', the sentence on Complete and 'Page 1 of 1' are no rows. 'Record Key' is a hidden column; two narrow columns are empty, as are Cost centre and Linked risk.",
             "'Closed - not progressed' is closed. 'Not yet agreed', 'To be completed when' end nothing. 'Overdue' on A-20520 is its status as set, though its current date has not passed.",
             "The system's own line 'Status changed from In progress to Complete' is an update like the others."],
    beyond={"hidden": {"columns": ["Record Key"]}})
for r in data["recommendations"]:   # the date stands in a column of its own
    for row in r["rows"]:
        for p in row["progress"]:
            p["text"] = p["body"]
        row["cells"]["Update text"] = "\n".join(p["body"] for p in row["progress"])
save(here, NAME, data)
