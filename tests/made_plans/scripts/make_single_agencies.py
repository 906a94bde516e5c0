"""Word, DHR: multi-agency recommendations, then "Recommendation – Single agency" with a table for each agency under its own heading; heads differ a little."""
import sys
from pathlib import Path
from made_a import *

NAME = "single_agencies"
COLUMNS = [("No", "number", "no"), ("Recommendation", "recommendation"), ("Action(s)", "action"), ("Lead officer", "lead"), ("Target date", "deadline"), ("Desired outcome", "target"), ("Progress / date completed", "progress")]
TITLE = "Domestic Abuse Related Death Review – ‘Marguerite’: Action Plan"
GROUPS = [
    G("Multi-agency recommendations",
      R("1", "The Community Safety Partnership should review how older victims are reached by specialist services.",
        A("Commission a report on the over 60s from the specialist service.", "Domestic Abuse Commissioning Manager", "30.09.2026", "2026-09-30", ["2026-09-18|18.09.2026 |Report received and taken at the Partnership. Complete."], target="We know who is not coming and why.", st="complete", on="2026-09-18"),
        A("Fund an older persons’ advocate for two years.", "Domestic Abuse Commissioning Manager", "31.03.2027", "2027-03-31", ["2026-10-22|22.10.2026 |In the budget proposals."], target="Referrals of people over 60 double.")),
      R("2", "Agencies should recognise that carers may be abused by those they care for.",
        A("Include carers in the pathway, with a worked case.", "Chair of the Domestic Abuse Operational Group", "December 2026", "2026-12", [], target="Staff ask carers about their own safety.")),
      kind="section"),
    G("Recommendation – Single agency: Brackenshire Police",
      R("3", "Officers should record who else lives at the address.",
        A("Change the incident template so that occupants are listed.", "DCI Protecting Vulnerable People", "31.07.2026", "2026-07-31", ["2026-08-03|03.08.2026 |Change made three days late. Action closed."], target="Occupants listed in nine of ten incidents.", st="complete", on="2026-08-03")),
      kind="section"),
    G("Recommendation – Single agency: Brackenshire NHS Foundation Trust",
      R("4", "The memory service should see carers on their own once.",
        A("Write this into the standard operating procedure.", "Clinical Lead, Memory Service", "31.08.2026", "2026-08-31", ["2026-08-26|26.08.2026 |Procedure ratified.", "2026-11-04|04.11.2026 |Audit of 20 shows 13 carers seen alone. Not complete, second audit in February."], target="Every carer has been asked alone."),
        A("Train the admiral nurses.", "Named Professional, Adult Safeguarding", "Q3 2026/27", "2026-12", ["Two of five trained."], target="Five of five.")),
      kind="section"),
    G("Recommendation – Single agency: Brackenshire Homes",
      R("5", "Repairs staff should know how to report a concern.",
        A("Toolbox talk to all operatives and to the two contractors.", "Head of Repairs, Brackenshire Homes", "30.06.2026", "2026-06-30", ["2026-06-24|24.06.2026 |Talks given to 88 of 88."], target="Concerns are raised by trades.", st="complete", extra_done=True),
        A("Put a sticker with the number in each van.", "Head of Repairs, Brackenshire Homes", "ASAP", None, ["Superseded by the app."], target="", st="closed", reason="Superseded by the app.")),
      kind="section"),
]
# the toolbox talk's end is said in the note
GROUPS[3]["recs"][0]["actions"][0]["notes"] = ["2026-06-24|24.06.2026 |Talks given to 88 of 88. Completed in full."]
GROUPS[3]["recs"][0]["actions"][0]["on"] = "2026-06-24"
HEADS = {0: None, 1: {"Lead officer": "Lead", "Target date": "By when"}, 2: None, 3: {"Progress / date completed": "What has been done"}}


def make(path):
    doc = document(font="Arial", size=10)
    footer(doc.sections[0], "Not to be shared before Home Office approval")
    doc.add_paragraph(TITLE, style="Title")
    doc.add_paragraph("Brackenshire Community Safety Partnership. Version 2.1, 9 November 2026. Agencies answer for their own recommendations; the Partnership answers for the others.")
    for k, g in enumerate(GROUPS):
        doc.add_heading(g["title"], 2)
        n = sum(len(r["actions"]) for r in g["recs"])
        t = doc.add_table(1 + n, 7); t.style = "Table Grid"
        for c, (h, *_) in zip(t.rows[0].cells, COLUMNS):
            put(c, (HEADS[k] or {}).get(h, h), bold=True, shade="F4E1D2")
        i = 1
        for r in g["recs"]:
            for j, a in enumerate(r["actions"]):
                c = t.rows[i].cells
                for col, v in ((0, r["number"] if j == 0 else ""), (1, r["text"] if j == 0 else ""), (2, a["action"]), (3, a["lead"]), (4, a["due"]), (5, a["target"])):
                    put(c[col], v)
                put(c[6], [note_print(x) for x in a["notes"]])
                i += 1
        widths(t, 1.1, 5.2, 5.2, 3.6, 2.4, 3.8, 4.9)
    doc.add_paragraph()
    doc.add_paragraph("The family has been offered a copy of this plan.")
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("Version 2.1", "", "2026-11-09")], traps=[1, 2, 10, 12, 13, 16, 17],
    column_variants=[{"printed": "Lead", "role": "lead"}, {"printed": "By when", "role": "deadline"}, {"printed": "What has been done", "role": "progress"}],
    remarks=["Headings over the tables are sections: one for the recommendations of several agencies, one for each single agency. Empty cells under a recommendation belong to it.",
             "'Not complete' ends nothing; 'Superseded' closes; 'ASAP' is no date. 'Action closed' after 'Change made' is done: complete."]))
check(here.parent / f"{NAME}.docx")
