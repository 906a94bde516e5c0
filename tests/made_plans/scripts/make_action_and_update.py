"""Word, a two-column table "Action / Update" under each priority; lead and date stand in the Action cell under the words."""
import sys
from pathlib import Path
from made_a import *

NAME = "action_and_update"
COLUMNS = [("Recommendation", "recommendation"), ("Action", "action"), ("Lead", "lead"), ("Due", "deadline"), ("Update", "progress")]
TITLE = "Neglect review: what we said and what we did"
GROUPS = [G("",
    R("1", "Schools should be able to talk a worry through before it becomes a referral.",
      A("Open the consultation line to all schools and to childminders.", "Early Help Manager", "1 Sept 2026", "2026-09-01", ["2026-09-07|7 Sept: |Line open.", "2026-11-02|2 Nov: |140 calls. Done, can be taken off the plan."], st="complete"),
      A("Visit the ten schools that rang least.", "Education Safeguarding Adviser, Harrowmere MBC", "end of autumn term 2026", "2026-12", ["2026-10-20|20 Oct: |Four visited. One head was frank that she did not know of the line."])),
    R("2", "The Graded Care Profile should be used more, and used with parents.",
      A("Train 60 workers, 15 from each of health, housing, schools and social care.", "Workforce Lead and Named GP", "31.03.27", "2027-03-31", ["2026-06-15|15 June: |First 22 trained.", "2026-10-05|5 Oct: |51 trained."], leads=["Workforce Lead", "Named GP"]),
      A("Make a film in which parents say what it was like.", "Participation Officer", "summer 2027", "2027-07", []),
      A("Charge agencies for places not taken up.", "Workforce Lead", "30.09.26", "2026-09-30", ["Dropped after the Business Group said no in July."], st="closed", reason="Dropped after the Business Group said no in July.")),
    R("3", "The dentist should be in the room, or at least in the file.",
      A("Ask each community dental clinic for a named contact.", "Designated Nurse, NHS Harrow Vale ICB", "15.07.26 30.10.26", "2026-10-30", ["2026-07-09|9 July: |Three of eight.", "2026-10-29|29 Oct: |Eight of eight. Complete."], was=["2026-07-15"], struck_due="~~15.07.26~~ 30.10.26", st="complete", on="2026-10-29"),
      A("Add “was not brought” to dental records.", "Chair, Local Dental Committee", "Q4 26/27", "2027-03", ["2026-11-10|10 Nov: |Two practices to try it. Completion depends on the software house."]),
      A("Look at missed dental appointments in the next neglect audit.", "QA Officer", "TBC", None, []))),
]


def make(path):
    doc = document(landscape=False, font="Calibri", size=11)
    footer(doc.sections[0], "Harrowmere Safeguarding Children Partnership")
    doc.add_paragraph(TITLE, style="Title")
    doc.add_paragraph("Last updated: 17 November 2026. Updates are of this year unless they say otherwise.")
    for r in GROUPS[0]["recs"]:
        doc.add_heading(f"Recommendation {r['number']}", 2)
        doc.add_paragraph(r["text"])
        t = doc.add_table(1 + len(r["actions"]), 2); t.style = "Table Grid"
        put(t.cell(0, 0), "Action", bold=True, shade="E2EFDA"); put(t.cell(0, 1), "Update", bold=True, shade="E2EFDA")
        for row, a in zip(t.rows[1:], r["actions"]):
            put(row.cells[0], [a["action"], f"**Lead:** {a['lead']}", f"**Due:** {a.get('struck_due') or a['due']}"], size=10)
            put(row.cells[1], [note_print(x) for x in a["notes"]], size=10)
        widths(t, 8.2, 9.2)
    doc.save(path)


for r in GROUPS[0]["recs"]:
    for a in r["actions"]:
        if a.get("struck_due"):
            a["due"] = a["struck_due"]
here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("", "Last updated", "2026-11-17")], traps=[1, 2, 5, 10, 11, 12, 13, 17, 18],
    remarks=["Each table has two columns; the Action cell holds the words, then 'Lead:' and 'Due:' on lines of their own. The recommendation is the paragraph under the heading 'Recommendation n'.",
             "Days without a year are of 2026. '15.07.26' is struck through: the date in force is 30.10.26. 'end of autumn term 2026' December 2026, 'summer 2027' July 2027, 'Q4 26/27' March 2027.",
             "'Done, can be taken off the plan' ends; 'Completion depends' does not; 'Dropped' closes."]))
check(here.parent / f"{NAME}.docx")
