"""Word, portrait: each action is a little block of three rows (words / who-when-rating on one line / update), recommendation number in section heading rows."""
import sys
from pathlib import Path
from made_a import *

NAME = "blocks_of_rows"
COLUMNS = [("Recommendation", "recommendation"), ("Action", "action"), ("Lead", "lead"), ("Complete by", "deadline"), ("RAG", "rating"), ("Update", "progress")]
TITLE = "LCSPR ‘Family M’: action plan"

GROUPS = [G("",
    R("R1", "Health visitors and midwives should know about each other's concerns before a baby is discharged from hospital.",
      A("Hold a discharge planning meeting for each unborn baby subject to a plan, chaired by the named midwife.", "Named Midwife, Sallow Bridge Hospital", "1st September 2026", "2026-09-01",
        ["2026-07-30|30th July 2026 – |Ran four meetings in shadow form.", "2026-09-04|4th Sept 2026 – |Now routine. Completed and evidence sent to the business unit."], st="complete", on="2026-09-04", rating="B", ref="1"),
      A("Move the concerns sheet from the paper red folder to the maternity record.", "Digital Midwife / Health Visiting Clinical Lead", "31st January 2027 (previously 31st October 2026)", "2027-01-31",
        ["2026-10-15|15th October 2026 – |Supplier's release slipped, new date agreed by the Health sub-group."], was=["2026-10-31"], leads=["Digital Midwife", "Health Visiting Clinical Lead"], rating="A", ref="2")),
    R("R2", "The Partnership should be told when a family moves into the county while subject to a plan elsewhere.",
      A("Write to the six bordering authorities with one email address for transfers in.", "Child Protection Conference Manager", "30th June 2026", "2026-06-30",
        ["2026-06-12|12th June 2026 – |Letters sent; all have replied.", "The address is watched by two people. No further action needed."], st="complete", rating="B", ref="3"),
      A("Count transfers in that were found by chance and report them each half year.", "Performance Officer, Childrens Services", "Half yearly, first in Nov 2026", "2026-11",
        ["2026-11-11|11th Nov 2026 – |Three found by chance out of nineteen."], rating="G", ref="4")),
    R("R3", "Practitioners should understand what bruising in babies who are not mobile may mean, and should act on the day.",
      A("Relaunch the bruising protocol with a one page summary.", "Designated Doctor, NHS Sallow and Rede ICB", "End of Nov 2026", "2026-11",
        ["2026-10-02|2nd October 2026 – |Summary written. Dental and optometry colleagues asked to be included, and have been.", "Printing is to be completed in November."], rating="G", ref="5"),
      A("Ask forty practitioners a year what they would do, by telephone, without warning.", "Multi-Agency Training Co-ordinator", "March 2027", "2027-03", [], rating="W", ref="6"),
      A("Make the e-learning package compulsory in all agencies.", "Multi-Agency Training Co-ordinator", "December 2026", "2026-12",
        ["No longer required: each agency's own induction now covers it (Executive, 21 September 2026).||2026-09-21"], st="closed", reason="No longer required: each agency's own induction now covers it (Executive, 21 September 2026).", rating="X", ref="7")),
    R("R4", "Fathers should be seen, named and assessed.",
      A("Audit thirty records for the name, the date of birth and the view of each father.", "Service Manager, Quality, Rede County Council", "w/c 9th November 2026", "2026-11-09",
        ["2026-11-13|13th Nov 2026 – |Audit done by six agencies together; the report is not complete."], rating="A", ref="8"))),
]


def make(path):
    doc = document(landscape=False, font="Verdana", size=10)
    footer(doc.sections[0], "Rede Safeguarding Children Partnership | Family M")
    runs(doc.add_paragraph(), "Rede Safeguarding Children Partnership", size=12, bold=True)
    runs(doc.add_paragraph(), TITLE, size=18, bold=True)
    doc.add_paragraph("Issue 5 – 18 November 2026")
    doc.add_paragraph("The review was published on 6 May 2026. It makes four recommendations (R1 to R4). B is done, G on time, A late but moving, R late and stuck, W waiting to start, X withdrawn.")
    recs = GROUPS[0]["recs"]
    t = doc.add_table(0, 6); t.style = "Table Grid"
    for r in recs:
        row = t.add_row().cells
        m = row[0].merge(row[5]); put(m, f"{r['number']}  {r['text']}", bold=True, shade="404040", colour="FFFFFF", size=10)
        for a in r["actions"]:
            row = t.add_row().cells
            put(row[0], ["**Action**", a["ref"]], shade="E7E6E6"); put(row[1].merge(row[5]), a["action"], size=10)
            row = t.add_row().cells
            for i, (label, v) in enumerate((("Lead", a["lead"]), ("Complete by", a["due"]), ("RAG", a["rating"]))):
                put(row[2 * i], label, bold=True, shade="E7E6E6")
                put(row[2 * i + 1], v, shade={"B": "9DC3E6", "G": "A9D18E", "A": "FFD966"}.get(v) if label == "RAG" else None)
            row = t.add_row().cells
            put(row[0], "Update", bold=True, shade="E7E6E6"); put(row[1].merge(row[5]), [note_print(x) for x in a["notes"]])
    from docx.shared import Cm
    cm = (2, 5.4, 2.2, 4.2, 1.4, 2)
    t.autofit = False
    for col, w in zip(t.columns, cm):
        col._gridCol.w = Cm(w)
    for tr in t._tbl.tr_lst:
        i = 0
        for tc in tr.tc_lst:
            tc.width = Cm(sum(cm[i:i + tc.grid_span])); i += tc.grid_span
    doc.add_paragraph()
    doc.add_paragraph("Sent to: Executive; Practice Review sub-group; the reviewer; the Panel.")
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("Issue 5", "", "2026-11-18")], traps=[1, 2, 5, 10, 12, 13, 16, 17, 18],
    remarks=["Dark rows across are the recommendations R1 to R4; under each, blocks of three rows, one block an action: words, then lead, date and letter on one line, then the update.",
             "'(previously …)' is the earlier date. 'first in Nov 2026' is a deadline of November 2026. 'No further action needed' in the last note ends number 3; 'is not complete', 'is to be completed' end nothing; 'No longer required' closes.",
             "B, G, A, W, X are ratings as printed; their meaning is in the sentence above the table."],
    beyond={"scale": {"B": "done", "G": "on time", "A": "late but moving", "R": "late and stuck", "W": "waiting to start", "X": "withdrawn"}}))
check(here.parent / f"{NAME}.docx")
