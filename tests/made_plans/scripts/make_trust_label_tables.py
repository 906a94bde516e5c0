"""Word, landscape: an ICB's action plan after a local child safeguarding practice review; one table per recommendation with header lines, then the grid of actions in the same table."""
import sys
from pathlib import Path
from made_a import *

NAME = "trust_label_tables"
COLUMNS = [("Recommendation", "recommendation"), ("No.", "number", "ref"), ("Action", "action"), ("Lead", "lead"), ("Timescale", "deadline"), ("Evidence of completion", "evidence"), ("Progress", "progress"), ("RAG", "rating")]
TITLE = "Local Child Safeguarding Practice Review – Child Rowan: Health Action Plan"
LINES = {"1": ("Babies and young children who are not brought are recognised as at risk, and somebody acts.", "Chief Nursing Officer", "Provider safeguarding leads’ forum"),
         "2": ("A child’s injury is explained by somebody with the right skills, the same day.", "Chief Medical Officer", "Safeguarding Assurance Committee"),
         "3": ("Fathers and other men in the home are known to health and thought about.", "Chief Nursing Officer", "Safeguarding Assurance Committee"),
         "4": ("GP practices hold the whole picture of a family.", "Director of Primary Care", "Primary Care Quality Group")}
GROUPS = [G("",
    R("1", "NHS Severnhope ICB should seek assurance that all provider trusts have a ‘Was Not Brought’ policy which is followed in practice, and that there is follow-up for children under two.",
      A("Each provider to review its Was Not Brought policy against the ICB’s checklist and return the result.", "Named Nurses (SWFT, Severnhope Community, Hopedale MH Trust)", "30/06/2026", "2026-06-30",
        ["2026-06-29|29/06/26 – |Returns received from all three trusts. Action completed."], ref="1.1", evidence="Completed checklists; policies on each trust’s intranet", rating="Blue", st="complete", on="2026-06-29", leads=["Named Nurses (SWFT, Severnhope Community, Hopedale MH Trust)"]),
      A("Undertake an audit of 40 children under two who missed two or more appointments.", "Designated Nurse Safeguarding Children", "31/10/2026", "2026-10-31",
        ["2026-09-15|15/09/26 – |Audit tool agreed with the Designated Doctor.", "2026-11-02|02/11/26 – |34 of 40 records read. Early finding is that GPs are told but health visitors are not. Completion expected mid November."], ref="1.2", evidence="Audit report to SAC", rating="Amber"),
      A("Share the learning from the audit in a seven minute briefing and at the GP safeguarding leads’ forum.", "Named GP", "Jan 2027", "2027-01", [], ref="1.3", evidence="Briefing; attendance at forum", rating="White")),
    R("2", "NHS providers should ensure that any bruise or mark on a baby who is not independently mobile is seen by a paediatrician with child protection expertise within 4 hours, in line with the regional protocol.",
      A("Launch the revised Bruising in Non-Mobile Babies protocol across health visiting, midwifery, urgent care and out of hours GP services.", "Designated Doctor Safeguarding Children", "1 September 2026", "2026-09-01",
        ["2026-08-27|27/08/26 – |Launch webinar held, 260 people joined.", "2026-09-08|08/09/26 – |Protocol on all intranets and in the GP referral system. Complete."], ref="2.1", evidence="Screenshots; webinar recording", rating="Blue", st="complete"),
      A("Paediatric rota to name a consultant for child protection 9am–9pm, seven days a week.", "Clinical Director for Children, SWFT", "30 September 2026 – revised to 31 December 2026", "2026-12-31",
        ["2026-09-24|24/09/26 – |Monday to Friday in place. Weekend is not achievable until the new consultant starts. Revised date agreed by SAC and added to the trust’s risk register.", "2026-11-12|12/11/26 – |Consultant appointed, starts 7 December."], was=["2026-09-30"], ref="2.2", evidence="Published rota", rating="Red"),
      A("Quarterly data on time from referral to examination.", "Business Intelligence Lead, SWFT / Designated Nurse Safeguarding Children", "Quarterly from Q3", None,
        ["2026-11-12|12/11/26 – |Dataset agreed. First data is to be presented in January."], ref="2.3", evidence="Dashboard", rating="Green", leads=["Business Intelligence Lead, SWFT", "Designated Nurse Safeguarding Children"])),
    R("3", "All health agencies should record the names, dates of birth and caring role of fathers, partners and other adults in the household.",
      A("Add mandatory fields for father and other adults to the health visiting and maternity templates.", "CNIO, Severnhope Community", "31/12/2026", "2026-12-31",
        ["2026-10-05|05/10/26 – |Health visiting template in test.", "2026-11-09|09/11/26 – |Maternity supplier has given a date of 14 December."], ref="3.1", evidence="Templates; data extract", rating="Green"),
      A("Deliver ‘Seeing Dads’ workshops.\n- four for health visitors and school nurses\n- two for midwives\n- one for GPs and practice nurses", "Safeguarding Training Lead", "March 2027", "2027-03",
        ["2026-11-09|09/11/26 – |Two of seven delivered, 48 staff."], ref="3.2", evidence="Register and evaluation at three months", rating="Green"),
      A("Develop an ICB leaflet for new fathers.", "Communications Manager", "30/11/2026", "2026-11-30",
        ["2026-10-20|20/10/26 – |Not progressing. The LMNS has published its own leaflet. Closed with the agreement of SAC."], ref="3.3", evidence="Leaflet", rating="Grey", st="closed", reason="Not progressing. The LMNS has published its own leaflet. Closed with the agreement of SAC.")),
    R("4", "GP practices should hold regular safeguarding meetings with health visitors, and should link the records of children and adults who live together.",
      A("Write to all 71 practices with the expected standard for monthly safeguarding meetings.", "Named GP", "July 2026", "2026-07",
        ["2026-07-20|20/07/26 – |Letter sent on behalf of CMO. Done."], ref="4.1", evidence="Letter", rating="Blue", st="complete"),
      A("Survey practices on the standard and visit those which do not meet it.", "Named GP / Primary Care Quality Manager", "28/02/2027", "2027-02-28",
        ["2026-11-10|10/11/26 – |58 of 71 replied, 44 meet monthly with health visitor. Visits to begin in January."], ref="4.2", evidence="Survey results; visit notes", rating="Green", leads=["Named GP", "Primary Care Quality Manager"]),
      A("Issue guidance on linking household records and flags.", "Digital Primary Care Lead", "TBC – awaiting national guidance", None, ["To be completed once NHS England has published."], ref="4.3", evidence="Guidance", rating="Amber"))),
]
COLOUR = {"Blue": "9DC3E6", "Green": "A9D18E", "Amber": "FFD966", "Red": "FF7C80", "Grey": "BFBFBF"}


def make(path):
    from docx.shared import Cm
    doc = document(font="Arial", size=11)
    doc.sections[0].header.paragraphs[0].text = "NHS Severnhope Integrated Care Board"
    footer(doc.sections[0], "Child Rowan health action plan – Official Sensitive")
    runs(doc.add_paragraph(), TITLE, size=18, bold=True, colour="005EB8")
    c = doc.add_table(5, 2); c.style = "Table Grid"
    for row, (a, b) in zip(c.rows, (("Author", "Designated Nurse Safeguarding Children"), ("Version", "0.5"), ("Date of last update", "16 November 2026"), ("Review published", "12 May 2026"), ("Next review", "Safeguarding Assurance Committee (SAC), 10 December 2026"))):
        put(row.cells[0], a, bold=True, shade="E8EDEE", size=10); put(row.cells[1], b, size=10)
    widths(c, 4.5, 13)
    for col, x in zip(c.columns, (4.5, 13)):
        col._gridCol.w = __import__("docx").shared.Cm(x)
    doc.add_paragraph()
    doc.add_paragraph("Rowan was ten months old when she was admitted with serious injuries. The review made nine recommendations to the Safeguarding Children Partnership; this plan sets out what health organisations will do about the four that are addressed to them. Family details have been changed.")
    runs(doc.add_paragraph(), "RAG: Blue = completed; Green = on track; Amber = at risk of delay; Red = overdue or off track; White = not yet due; Grey = closed, not to be pursued.", size=9)
    heads = COLUMNS[1:]
    w = (1.2, 6.4, 3.9, 2.8, 3.6, 6.4, 1.7)
    for r in GROUPS[0]["recs"]:
        t = doc.add_table(0, 7); t.style = "Table Grid"; t.autofit = False
        out, ex, rep = LINES[r["number"]]
        for k, (a, b) in enumerate(((f"Recommendation {r['number']}", r["text"]), ("Intended outcome", out), ("Executive lead", ex), ("Reports to", rep))):
            row = t.add_row().cells
            put(row[0].merge(row[1]), a, bold=True, shade="005EB8" if k == 0 else "E8EDEE", colour="FFFFFF" if k == 0 else None, size=10)
            put(row[2].merge(row[6]), b, bold=k == 0, size=10)
        row = t.add_row().cells
        for x, (h, *_) in zip(row, heads):
            put(x, h, bold=True, shade="D9D9D9")
        for a in r["actions"]:
            x = t.add_row().cells
            put(x[0], a["ref"]); put(x[1], a["action"].split("\n")); put(x[2], a["lead"]); put(x[3], a["due"]); put(x[4], a["evidence"])
            put(x[5], [note_print(n) for n in a["notes"]]); put(x[6], a["rating"], shade=COLOUR.get(a["rating"]))
        for col, y in zip(t.columns, w):
            col._gridCol.w = Cm(y)
        for tr in t._tbl.tr_lst:
            i = 0
            for tc in tr.tc_lst:
                tc.width = Cm(sum(w[i:i + tc.grid_span])); i += tc.grid_span
        doc.add_paragraph()
    doc.add_paragraph("CNIO – Chief Nursing Information Officer; LMNS – Local Maternity and Neonatal System; SWFT – Severn Wold NHS Foundation Trust.")
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("0.5", "", "2026-11-16")], traps=[1, 2, 5, 10, 11, 12, 13, 16, 17],
    remarks=["Each recommendation is a table: four lines of label and value (recommendation, intended outcome, executive lead, reports to), then heads, then its actions. The executive lead and the outcome are the recommendation's, not an action's.",
             "The form under the title gives version and date. 'revised to 31 December 2026' is in force. 'Quarterly from Q3' and 'TBC …' give no date.",
             "'Completion expected', 'not achievable', 'To be completed once' end nothing; 'Closed with the agreement' after 'Not progressing' closes. Commas in brackets and job titles do not part leads."],
    beyond={"scale": {"Blue": "completed", "Green": "on track", "Amber": "at risk of delay", "Red": "overdue or off track", "White": "not yet due", "Grey": "closed, not to be pursued"},
            "recommendation_lines": {k: dict(zip(("Intended outcome", "Executive lead", "Reports to"), v)) for k, v in LINES.items()}}))
