"""A council's improvement plan for adult social care, printed to PDF from Word: cover, contents, one table per priority under a heading with a sentence of aim, rows across for what the CQC said, count rows."""
import subprocess
import sys
from pathlib import Path
from made_a import *
from kinds_d import save

NAME = "council_aims_print"
TITLE = "Adult Social Care Improvement Plan 2026–2028"
COLUMNS = [("What the CQC said", "recommendation"), ("No.", "number", "ref"), ("What we will do", "action"), ("Who", "lead"), ("When", "deadline"), ("What difference it will make", "target"), ("Where are we now?", "progress"), ("Status", "status", "state")]


def B(ref, text, lead, due, d, target, notes, status, **k):
    return A(text, lead, due, d, notes, ref=ref, target=target, state=status, **k)


GROUPS = [
    G("Priority 1: People get help sooner",
      R(None, "People waited too long for a Care Act assessment, and the risk to those waiting was not always known.",
        B("1.1", "Ring everybody who has waited for more than 28 days, and again each fortnight, using the waiting well script.\n- longest waiters first\n- carers to be asked how they are in their own right", "Head of Service, Adult Contact and Early Help", "Immediate and ongoing", None, "Nobody waits without being spoken to. Unplanned admissions of people waiting fall by a tenth.", ["July 2026: |".join(["2026-07|", "611 people rung, 48 brought forward."]), "2026-10|October 2026: |All rung at least twice. Waiting list 402 (was 873 in April)."], "On track"),
        B("1.2", "Bring in trusted assessors in the three acute hospitals.", "Assistant Director, Hospital Discharge and Reablement / Bracken ICB", "30 November 2026 (was 31 August 2026)", "2026-11-30", "Two days less in hospital for those who need equipment only.", ["2026-08|August 2026: |Thornby General and St Piran's live.", "2026-11|November 2026: |Third site delayed by the hospital's own restructure. Start now 30 November."], "Slipped", leads=["Assistant Director, Hospital Discharge and Reablement", "Bracken ICB"], was=["2026-08-31"]),
        B("1.3", "Recruit 14 social workers and six occupational therapists, of whom half through the apprenticeship.", "Principal Social Worker, Principal Occupational Therapist and Strategic HR", "March 2027", "2027-03", "Vacancies below 8%.", ["2026-06|June 2026: |Campaign launched.", "2026-10|October 2026: |9 social workers and 2 OTs in post. OT market very thin."], "At risk", leads=["Principal Social Worker", "Principal Occupational Therapist", "Strategic HR"]))
      , R(None, "The front door gave inconsistent advice, and some people rang several times.",
        B("1.4", "One script and one record for the contact centre and the community teams.", "Head of Service, Adult Contact and Early Help", "30 June 2026", "2026-06-30", "Repeat calls within seven days halve.", ["2026-07|July 2026: |In use since 22 June. Repeat calls 11%, from 26%. Complete."], "Complete", st="complete")),
      description="We want people to get the right advice on their first call, and to know how long they will wait if they have to.", number="1"),
    G("Priority 2: Safeguarding that people can see and feel",
      R(None, "Section 42 enquiries were not always timely, and people were not told the outcome.",
        B("2.1", "Allocate all concerns within two working days, through a countywide safeguarding hub in place of five local lists.", "Safeguarding Hub Programme Board", "1 April 2027", "2027-04-01", "95% within two days.", ["2026-10|October 2026: |Staff consultation closed on 16 October. Outcome to be published when the unions' counter-proposal has been completed."], "On track"),
        B("2.2", "Clear the enquiries that have been open for more than six months (131 at 1 May).", "Service Manager, Safeguarding and DoLS", "End of September 2026", "2026-09", "None older than six months without a manager's reason.", ["2026-07|July 2026: |84.", "2026-09|September 2026: |27, each with a plan.", "2026-11|November 2026: |None. Completed and signed off by the DASS on 5 November."], "Complete", st="complete"),
        B("2.3", "Ring each person, or their advocate, at the end of the enquiry and ask whether they feel safer.", "Making Safeguarding Personal Lead", "within 3 months of the hub opening", None, "Reported to the Safeguarding Adults Board each quarter.", [], "Not started"),
        B("2.4", "Buy a separate feedback tool for safeguarding.", "Commissioning Manager (Technology)", "31 December 2026", "2026-12-31", "–", ["2026-10|October 2026: |Stopped. The corporate survey tool will do."], "Stopped", st="closed", reason="Stopped. The corporate survey tool will do.")),
      description="Everybody who has been the subject of a concern should be able to say what happened and whether it made them safer.", number="2"),
    G("Priority 3: Care and support that is there in every part of the county",
      R(None, "There was not enough home care in the Alder valley and on the coast, and people were placed far from home.",
        B("3.1", "Let a guaranteed hours contract for the Alder valley.", "Head of Commissioning", "w/c 11 January 2027", "2027-01-11", "No package in the valley waits for more than five days.", ["2026-09|September 2026: |Tender out.", "2026-11|November 2026: |Four bids, being marked."], "On track"),
        B("3.2", "Develop 60 units of extra care at Wexcombe Quay with the district council.", "Director of Adult Social Services and Fenmarsh District Council", "July 2028", "2028-07", "60 fewer people in residential care by 2029.", ["2026-10|October 2026: |Outline planning consent granted. Homes England bid not yet decided."], "On track", leads=["Director of Adult Social Services", "Fenmarsh District Council"])),
      R(None, "Carers told us that breaks were hard to arrange and often cancelled.",
        B("3.3", "Carers' breaks to be booked on line, with a reserve place at each of the four centres.", "Carers’ Partnership Group", "Q3 2026/27", "2026-12", "Cancelled breaks fall below one in twenty. Carers’ survey, spring 2027.", ["2026-09|September 2026: |Booking page built and tested by eleven carers.", "2026-11|November 2026: |Live at two centres. The others must first finish their staffing plans."], "On track")),
      description="Where you live should not decide whether you can stay at home.", number="3"),
    G("Priority 4: Leaders who know and act",
      R(None, "Data was not reliable enough for leaders to have oversight.",
        B("4.1", "Rebuild the weekly dashboard from the case management system, with no spreadsheets in between.", "Business Intelligence Manager", "31.10.26, moved to 26.02.27", "2027-02-26", "One version of each figure.", ["2026-11|November 2026: |Nine of 23 measures rebuilt. Supplier's release of October withdrawn because of a fault."], "Slipped", was=["2026-10-31"]),
        B("4.2", "Practice audits to be read by the senior leadership team, six a month, with the worker in the room.", "Principal Social Worker", "Monthly, first in June 2026", "2026-06", "Share of practice judged good or better rises from 48% to 70%.", ["2026-07|July 2026: |Six read.", "2026-10|October 2026: |22 read since June; 55% good."], "On track")),
      R(None, "People who draw on care and support had little say in how services are led.",
        B("4.3", "Two people who draw on care and support to be full members of the Improvement Board, paid and trained.", "Chair of the Improvement Board, Co-production Lead", "May 2026", "2026-05", "They say, in their own report each year, what changed because of them.", ["2026-05|May 2026: |Appointed.", "2026-07|July 2026: |Training done, first full meeting attended. No more to do."], "Complete", st="complete", leads=["Chair of the Improvement Board", "Co-production Lead"])),
      description="The council's members and officers will have good information, hear from those who use services, and put things right quickly.", number="4"),
]
COL = {"Complete": "9DC3E6", "On track": "C6E0B4", "At risk": "FFE699", "Slipped": "F4B183", "Stopped": "D9D9D9", "Not started": "FFFFFF"}


def make(path):
    from docx.enum.text import WD_BREAK
    from docx.shared import Cm, Pt
    doc = document(font="Calibri", size=11)
    doc.styles["Heading 1"].font.name = doc.styles["Heading 2"].font.name = "Calibri"
    footer(doc.sections[0], "Brackenshire County Council | Adult Social Care Improvement Plan")
    for _ in range(4):
        doc.add_paragraph()
    runs(doc.add_paragraph(), "Brackenshire County Council", size=16, colour="2E5E4E", bold=True)
    runs(doc.add_paragraph(), TITLE, size=32, bold=True, colour="2E5E4E")
    runs(doc.add_paragraph(), "Our response to the Care Quality Commission’s assessment, published 12 March 2026", size=14)
    runs(doc.add_paragraph(), "Version 3.2 – November 2026 update for Cabinet on 8 December 2026", size=12)
    doc.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    doc.add_heading("Contents", 1)
    for i, x in enumerate(["Foreword", "How we will know"] + [g["title"] for g in GROUPS]):
        doc.add_paragraph(f"{x} {'.' * 60} {[2, 2, 3, 3, 5, 5][i]}")
    doc.add_heading("Foreword", 1)
    doc.add_paragraph("The Care Quality Commission rated us as requires improvement. We accept what it said. In April 2026 we set up an Improvement Board, which is led by an independent chair and meets each month. This plan is reported to Cabinet each quarter and to Scrutiny twice a year.")
    doc.add_paragraph("Cllr Miriam Oduya, Cabinet Member for Adults and Health")
    doc.add_heading("How we will know", 1)
    t = doc.add_table(4, 4); t.style = "Table Grid"
    for row, vals in zip(t.rows, (("Measure", "April 2026", "October 2026", "Target March 2027"), ("People waiting for an assessment", "873", "402", "250"), ("Concerns decided within two working days", "61%", "78%", "95%"), ("Practice judged good or better", "48%", "55%", "70%"))):
        for c, v in zip(row.cells, vals):
            put(c, v, size=10)
    doc.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    cm = (1.2, 6.6, 3.9, 2.8, 4.3, 5.3, 1.9)
    for n, g in enumerate(GROUPS):
        doc.add_heading(g["title"], 1)
        p = doc.add_paragraph(); r = p.add_run("Our aim: "); r.bold = True; p.add_run(g["description"])
        t = doc.add_table(1, 7); t.style = "Table Grid"; t.autofit = False
        for col, w in zip(t.columns, cm):
            col._gridCol.w = Cm(w)
        for c, h in zip(t.rows[0].cells, [c[0] for c in COLUMNS[1:]]):
            put(c, h, bold=True, shade="2E5E4E", colour="FFFFFF", size=10)
        repeat_head(t.rows[0])
        for r in g["recs"]:
            row = t.add_row().cells
            put(row[0].merge(row[6]), f"What the CQC said: {r['text']}", bold=True, shade="DDEBE4", size=10)
            for a in r["actions"]:
                row = t.add_row().cells
                for c, v in zip(row, (a["ref"], a["action"].split("\n"), a["lead"], a["due"], a["target"], [note_print(x) for x in a["notes"]], a["state"])):
                    put(c, v, size=9.5)
                fill(row[6], COL[a["state"]])
        acts = [a for r in g["recs"] for a in r["actions"]]
        row = t.add_row().cells
        put(row[0].merge(row[6]), f"{len(acts)} actions in this priority: {sum(a['st'] == 'complete' for a in acts)} complete, {sum(a['rating'] in ('Slipped', 'At risk') for a in acts)} late or at risk", size=9, shade="F2F2F2")
        for tr in t._tbl.tr_lst:
            i = 0
            for tc in tr.tc_lst:
                tc.width = Cm(sum(cm[i:i + tc.grid_span])); i += tc.grid_span
        if n % 2 == 1 and n < 3:
            doc.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        else:
            doc.add_paragraph()
    doc.add_heading("What the words in the last column mean", 2)
    for x in ("Complete: done, and the Improvement Board has seen the evidence.", "On track: will be done by its date.", "At risk: may not be done by its date.", "Slipped: has missed its date, and has a new one.", "Stopped: will not be done.", "Not started: not yet due to start."):
        doc.add_paragraph(x, style="List Bullet")
    tmp = Path("/tmp/look"); tmp.mkdir(exist_ok=True)
    doc.save(tmp / f"{NAME}.docx")
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(tmp / f"{NAME}.docx")], check=True, capture_output=True)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.pdf")
for g in GROUPS:
    for r in g["recs"]:
        for a in r["actions"]:
            a["action"] = a["action"].replace("\n- ", "\n")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("Version 3.2", "update for Cabinet", "2026-11")],
    remarks=["A heading for each priority, a sentence 'Our aim: …' (the section's description) and a table. Rows across the table, 'What the CQC said: …', are the recommendations (unnumbered) for the actions beneath; the last row of each table counts them.",
             "The contents list names the priorities a first time; the table of measures is no plan. The printed dates of the cover (12 March: the CQC's report; 8 December: the Cabinet) are no versions.",
             "'(was 31 August 2026)', '31.10.26, moved to 26.02.27': the earlier date, and the one in force. 'Monthly, first in June 2026' is June 2026.",
             "A month with a colon leads a note. 'Start now 30 November', 'to be published when … has been completed', 'must first finish' end nothing; 'No more to do' with status Complete ends 4.3; 'Stopped' is closed."],
    beyond={"scale": {"Complete": "done, and the Improvement Board has seen the evidence", "On track": "will be done by its date", "At risk": "may not be done by its date", "Slipped": "has missed its date, and has a new one", "Stopped": "will not be done", "Not started": "not yet due to start"}}))
