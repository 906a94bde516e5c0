"""Word, a form of label and value a learning point, with second and third actions in it; the last part is an outline with the same labels."""
import sys
from pathlib import Path
from made_a import *

NAME = "enquiry_forms"
COLUMNS = [("Learning point", "recommendation"), ("Action", "action"), ("Led by", "lead"), ("Date due", "deadline"), ("What will be different", "target"),
           ("Where we are", "progress"), ("RAG", "rating")]

GROUPS = [
    G("Part A: Actions for the provider, the commissioners and the regulator's local team",
      R("1", "Residents were moved at short notice and without their belongings, and some families were not told where.",
        A("Write a protocol for moving people in an emergency that names:\n- who tells the family\n- who packs, and what goes in the bag\n- who travels with the person", "Head of Commissioning, Adults and Communities", "31 July 2026 (was 30 April 2026)", "2026-07-31",
          ["2026-05-06|6/5/26: |First draft was too long to be used at night; cut from nineteen pages to three.", "2026-07-22|22/7/26: |Protocol in the on-call folder of all five organisations. Action complete."], st="complete", on="2026-07-22", was=["2026-04-30"], ref="1a", rating="Blue", target="Nobody arrives in a new home without their glasses, their teeth and a photograph."),
        A("Try the protocol out in a table-top exercise with a home that has agreed to take part.", "Emergency Planning Officer / Provider Quality Manager", "w/c 19 October 2026", "2026-10-19",
          ["2026-10-21|21/10/26: |Exercise held at Lime Court. Transport was the weak point. A second exercise will be needed before this can be called complete."], leads=["Emergency Planning Officer", "Provider Quality Manager"], ref="1b", rating="Green", target="Staff can find the protocol and say what it asks of them."),
        A("Pay for a store of bedding and clothing.", "Head of Commissioning, Adults and Communities", "TBC", None,
          ["Not taken forward. The Red Cross will lend what is needed at two hours' notice. Closed."], st="closed", reason="Not taken forward. The Red Cross will lend what is needed at two hours' notice.", ref="1c", rating="Grey", target="A store within ten miles of every home.")),
      R("2", "Concerns about the home had been raised with five organisations in eighteen months, and nobody had put them side by side.",
        A("Hold a monthly meeting at which council, health and regulator share what they know about homes that worry them.", "Provider Quality Manager", "1 June 2026", "2026-06-01",
          ["2026-06-04|4/6/26: |First meeting; nine homes discussed.", "2026-11-05|5/11/26: |Sixth meeting. Two homes have been helped early and one has been stopped from admitting."], ref="2a", rating="Blue", st="complete", target="A home that worries three organisations is known to all five."),
        A("Build one record of concerns to which district nurses and the ambulance service can add.", "Digital Programme Manager and Designated Nurse, Adults", "End Q4 2026/27", "2027-03",
          ["2026-09|September 2026: |Two suppliers seen.", "The specification is to be completed by the end of the calendar year."], leads=["Digital Programme Manager", "Designated Nurse, Adults"], ref="2b", rating="Amber", target="Concerns are seen on the day that they are raised.")),
      R("3", "Medicines were given covertly without a meeting, a record or a review.",
        A("Visit every home in the county where medicines are given covertly and check the paperwork.", "Medicines Optimisation Lead, NHS Harrow and Mere", "30 September 2026", "2026-09-30",
          ["2026-08-19|19/8/26: |22 of 31 homes visited. In most the doctor had written the instruction and the home had kept to it, but nobody had asked the pharmacist whether the tablet could be crushed, and in three it could not.", "2026-09-25|25/9/26: |All visited; in eleven the paperwork was wrong and has been put right. Completed."], st="complete", on="2026-09-25", ref="3a", rating="Blue", target="Each covert dose has a meeting, a record and a review behind it."),
        A("Offer a half-day's training to senior carers, with a pharmacist and a relative as trainers.", "Medicines Optimisation Lead, NHS Harrow and Mere", "Autumn term 2026", "2026-12",
          ["2026-10-14|14/10/26: |Three of five sessions held, 58 carers."], ref="3b", rating="Green", target="Carers can say who decides.")),
      R("4", "Deprivation of liberty authorisations had run out for nine people.",
        A("Clear the list of those in nursing homes who are waiting for more than six months.", "DoLS and Mental Capacity Manager", "31 December 2026", "2026-12-31",
          ["2026-07-10|10/7/26: |List stands at 212.", "2026-10-30|30/10/26: |List stands at 97. Extra assessors until March."], ref="4a", rating="Amber", target="Nobody waits for more than three months."),
        A("Send managing authorities a reminder eight weeks before an authorisation runs out.", "DoLS and Mental Capacity Manager", "Immediate", None,
          ["2026-05-11|11/5/26: |Reminders go out each Monday."], ref="4b", rating="Blue", st="complete", target="No authorisation lapses unnoticed.")),
      R("5", "Residents' own accounts were not sought because it was thought that they could not give them.",
        A("Pay communication support workers to help with each enquiry in a care home.", "Principal Social Worker (Adults)", "~~30 June 2026~~ ~~30 September 2026~~ 31 January 2027", "2027-01-31",
          ["2026-06-24|24/6/26: |Budget not agreed.", "2026-10-07|7/10/26: |Agreed in part: the first forty hours a month. Two workers have been found through the college, both of whom sign.", "The remainder will be asked for in the budget round."], was=["2026-06-30", "2026-09-30"], ref="5a", rating="Amber", target="Each enquiry says what the person said or showed."),
        A("Produce an easy-read leaflet on what happens in an enquiry.", "Advocacy Manager, Speak Up Harrowmere", "Within 3 months", None, ["2026-08-28|28/8/26: |Leaflet tried with two groups. Nearly complete."], ref="5b", rating="Green", target="People know what will happen next.")),
      kind="part", number="A", description="These actions are reported to the Provider Oversight Group each month."),
    G("Part B: Actions for the Safeguarding Adults Board itself, taken on in September",
      R("6", "The Board did not ask what had become of its last large-scale enquiry.",
        A("Put a yearly look back at closed enquiries on the forward plan.", "Board Manager", "30 November 2026", "2026-11-30", ["2026-11-12|12/11/26: |On the forward plan for March. Complete."], st="complete", on="2026-11-12", ref="6a", rating="Blue"),
        A("Ask the three lay members to visit two homes each and say what they saw.", "Independent Chair and Lay Members' Group", "Spring term 2027", "2027-03", ["2026-10-20|20/10/26: |Visits booked to four homes."], leads=["Independent Chair", "Lay Members' Group"], ref="6b", rating="Green")),
      R("7", "Families wanted one person to ring.",
        A("Name a family contact in each large-scale enquiry and give the number in writing.", "Safeguarding Operations Manager", "Ongoing", None, ["2026-09-08|8/9/26: |Done in the only enquiry since, at Orchard View."], ref="7a", rating="Green"),
        A("Set up a relatives' forum for the north of the county.", "Board Manager", "31 March 2027", "2027-03-31", ["Now with the Carers' Partnership, which began a forum of its own in October. No further action here."], st="closed", reason="Now with the Carers' Partnership, which began a forum of its own in October.", ref="7b", rating="Grey")),
      kind="part", number="B", description="These actions are reported to the Board at each meeting."),
]
TITLE = "Beech Lodge large-scale enquiry: joint improvement plan"


def make(path):
    from docx.shared import Pt
    doc = document(landscape=False, font="Verdana", size=10)
    footer(doc.sections[0], "Beech Lodge plan v2.3")
    p = doc.add_paragraph(); x = p.add_run("Harrowmere Safeguarding Adults Board"); x.bold = True; x.font.size = Pt(18); x.font.color.rgb = __import__("docx").shared.RGBColor(0x55, 0x22, 0x66)
    p = doc.add_paragraph(); x = p.add_run(TITLE); x.bold = True; x.font.size = Pt(18)
    doc.add_paragraph("Version 2.3 – updated 13 November 2026")
    doc.add_paragraph("Beech Lodge closed in January 2026. Thirty-eight people lived there. The enquiry drew seven learning points, which the Board accepted on 17 March 2026.")
    doc.add_paragraph("RAG: Blue = done and checked by the Board Manager; Green = on time; Amber = late, will be met; Red = late, in doubt; Grey = no longer in this plan.")
    runs(doc.add_paragraph(), "Abbreviations", bold=True)
    for x in ("DoLS\tDeprivation of Liberty Safeguards", "NHS\tNational Health Service"):
        doc.add_paragraph(x)
    A_, B_ = GROUPS
    p = doc.add_paragraph(); x = p.add_run(A_["title"]); x.bold = True; x.font.size = Pt(13)
    doc.add_paragraph(A_["description"])
    for r in A_["recs"]:
        n = 1 + 5 * len(r["actions"])
        t = doc.add_table(n, 4); t.style = "Table Grid"
        y = 0

        def line(label, value, shade=None, bold=None):
            nonlocal y
            cells = t.rows[y].cells
            m = cells[1].merge(cells[3])
            for q in m.paragraphs[1:]:
                q._p.getparent().remove(q._p)
            put(cells[0], label, bold=True, shade=shade or "EFE6F2"); put(m, value, bold=bold, shade=shade)
            y += 1
        line(f"Learning point {r['number']}", r["text"], "D3BFDC", True)
        for a in r["actions"]:
            line(f"Action {a['ref']}", a["action"].split("\n"))
            c = t.rows[y].cells
            put(c[0], "Led by", bold=True, shade="EFE6F2"); put(c[1], a["lead"]); put(c[2], "Date due", bold=True, shade="EFE6F2"); put(c[3], a["due"])
            y += 1
            line("What will be different", a["target"])
            line("Where we are", [note_print(x) for x in a["notes"]])
            line("RAG", a["rating"])
        widths(t, 3.6, 5.4, 2.6, 5.8)
        doc.add_paragraph()
    p = doc.add_paragraph(); x = p.add_run(B_["title"]); x.bold = True; x.font.size = Pt(13)
    doc.add_paragraph(B_["description"])
    for r in B_["recs"]:
        runs(doc.add_paragraph(), f"Learning point {r['number']}: {r['text']}", bold=True)
        for a in r["actions"]:
            doc.add_paragraph(f"{a['ref']}. {a['action']}")
            doc.add_paragraph(f"Led by: {a['lead']}")
            doc.add_paragraph(f"Date due: {a['due']}")
            doc.add_paragraph("Where we are: " + "\n".join(note_print(x) for x in a["notes"]))
            doc.add_paragraph(f"RAG: {a['rating']}")
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("Version 2.3", "updated", "2026-11-13")], traps=[1, 2, 4, 9, 10, 12, 13, 14, 15, 17, 18],
    remarks=["Each table is one learning point; 'Action 1b', 'Action 1c' begin further actions in it. 'Led by' and 'Date due' share a line. Part B says the same in lines without a table.",
             "Blue is 'done and checked': 2a and 4b are complete by their colour alone. 'before this can be called complete', 'to be completed by', 'Nearly complete' end nothing. Grey and its words: closed.",
             "5a has two struck-through dates and one in force."],
    beyond={"scale": {"Blue": "done and checked by the Board Manager", "Green": "on time", "Amber": "late, will be met", "Red": "late, in doubt", "Grey": "no longer in this plan"}}))
