"""a health trust's "must do / should do" workbook: long headings, bands across the sheet, typed dates, revised date beside the first, a hidden row."""
import datetime
import sys
from pathlib import Path
from made_a import *

NAME = "must_do_should_do"
COLUMNS = [("CQC ref", "number", "no"), ("What the CQC told us we must or should do to improve", "recommendation"), ("Ref", "number", "ref"),
           ("What action are we taking, or have we already taken, to put this right?", "action"), ("Name and job title of the person accountable for delivery", "lead"),
           ("When will the action be finished (dd/mm/yyyy)?", "deadline"), ("Revised date agreed by Quality Committee (if any)", "deadline", "revised"),
           ("How will we know, and how will it be kept up?", "target"), ("Monthly narrative – newest at the top", "progress"), ("BRAG rating", "rating")]
TITLE = "CQC Well-led and Maternity: Must do and Should do action plan"
GROUPS = [
    G("MUST DO – breaches of regulation",
      R("M1", "The trust must ensure that all staff in maternity complete level 3 safeguarding children training (Regulation 18(2)(a)).",
        A("Run twelve extra half days with backfill paid for.", "Bryony Askham, Director of Midwifery", "30/09/2026", "2026-09-30",
          ["2026-09-30|30/09/2026: |92%. Action complete and signed off.", "2026-08-31|31/08/2026: |84%.", "2026-07-31|31/07/2026: |71%."], ref="M1.1", target="90% for three months running.", rating="Blue", st="complete", on="2026-09-30"),
        A("Put training compliance in each matron's monthly review.", "Bryony Askham, Director of Midwifery", "31/10/2026", "2026-12-31",
          ["2026-10-30|30/10/2026: |Two of five matrons have had such a review."], was=["2026-10-31"], revised="31/12/2026", ref="M1.2", target="Seen in five reviews of five.", rating="Amber")),
      R("M2", "The trust must ensure that risk assessments for women at risk of domestic abuse are done at each appointment (Regulation 12).",
        A("Make the routine enquiry field one that cannot be skipped.", "Chief Nursing Information Officer", "30/11/2026", "2026-11-30",
          ["2026-11-02|02/11/2026: |Built; testing by ten midwives.", "2026-09-28|28/09/2026: |Not started because of the upgrade."], ref="M2.1", target="Enquiry recorded in 95 of 100 records.", rating="Green"),
        A("Find a room in each antenatal clinic where a woman can be seen alone.", "Divisional General Manager, Women and Children", "31/08/2026", "2027-01-29",
          ["2026-11-06|06/11/2026: |Found in four clinics of six. Estates have a quotation for the fifth."], was=["2026-08-31"], revised="29/01/2027", ref="M2.2", target="Six of six.", rating="Red"))),
    G("SHOULD DO – improvements that are not breaches",
      R("S1", "The trust should consider how it learns from incidents in which a child was not brought.",
        A("Discuss one case a month at the safety huddle.", "Named Nurse for Safeguarding Children", "Monthly", None,
          ["2026-10-16|16/10/2026: |Third case discussed."], ref="S1.1", target="Staff can tell us about one case.", rating="Green"),
        A("Share learning with general practice each quarter.", "Named Nurse for Safeguarding Children", "18/12/2026", "2026-12-18",
          [], ref="S1.2", target="Letter read by nine practices in ten.", rating="Green"),
        A("Publish a learning magazine.", "Head of Communications", "30/10/2026", "2026-10-30",
          ["2026-09-14|14/09/2026: |Discontinued, staff said that they would not read it."], ref="S1.3", target="Two issues.", rating="Grey", st="closed", reason="Discontinued, staff said that they would not read it.")),
      R("S2", "The trust should review the time that the named doctor has for the role.",
        A("Agree a job plan of four programmed activities.", "Dr Ivo Penhallow, Medical Director", "31/03/2027", "2027-03-31",
          ["2026-10-09|09/10/2026: |Job plan agreed in principle, to be completed when the second consultant starts."], ref="S2.1", target="Job plan signed.", rating="Green"))),
]


def make(path):
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    wb = Workbook(); ws = wb.active; ws.title = "Action plan"
    wrap = Alignment(wrap_text=True, vertical="top")
    ws["A1"] = "Kestrel Moor Hospitals NHS Foundation Trust"; ws["A2"] = TITLE; ws["A2"].font = Font(bold=True, size=14)
    ws["A3"] = "Position at 6 November 2026"; ws["G3"] = "B = done and signed off, G = on plan, A = behind, R = off plan"
    for i, c in enumerate(COLUMNS, 1):
        x = ws.cell(5, i, c[0]); x.font = Font(bold=True); x.fill = PatternFill("solid", fgColor="BDD7EE"); x.alignment = wrap
    y = 6

    def day(s):
        return datetime.datetime.strptime(s, "%d/%m/%Y") if s and "/" in s else s
    for g in GROUPS:
        ws.cell(y, 1, g["title"]).font = Font(bold=True, color="FFFFFF"); ws.merge_cells(start_row=y, end_row=y, start_column=1, end_column=10)
        ws.cell(y, 1).fill = PatternFill("solid", fgColor="005EB8"); y += 1
        for r in g["recs"]:
            for k, a in enumerate(r["actions"]):
                vals = [r["number"] if k == 0 else None, r["text"] if k == 0 else None, a["ref"], a["action"], a["lead"], day(a["due"]), day(a.get("revised")), a["target"], "\n".join(note_print(n) for n in a["notes"]) or None, a["rating"]]
                for i, v in enumerate(vals, 1):
                    c = ws.cell(y, i, v); c.alignment = wrap
                    if isinstance(v, datetime.datetime):
                        c.number_format = "dd/mm/yyyy"
                y += 1
        if g is GROUPS[0]:
            ws.cell(y, 3, "M2.3"); ws.cell(y, 4, "Old wording of M2.1, keep for audit"); ws.cell(y, 5, "CNIO"); ws.row_dimensions[y].hidden = True; y += 1
        y += 1
    for col, w in zip("ABCDEFGHIJ", (8, 40, 8, 44, 28, 14, 14, 30, 46, 9)):
        ws.column_dimensions[col].width = w
    ws.freeze_panes = "C6"
    wb.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.xlsx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("", "Position at", "2026-11-06")], traps=[1, 2, 7, 8, 9, 10, 11, 12, 13, 17],
    remarks=["Bands across the sheet are sections. The revised date, where there is one, is the date in force; the other is the earlier one.",
             "Notes stand newest first. A name with a job title after a comma is one lead. 'Not started', 'to be completed' end nothing; 'Discontinued' closes. The hidden row is left out."]))
check(here.parent / f"{NAME}.xlsx")
