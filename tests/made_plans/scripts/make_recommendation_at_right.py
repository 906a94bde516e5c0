"""Word, the recommendation is the LAST column (merged down beside its actions); start–finish in one cell; position at a named month."""
import sys
from pathlib import Path
from made_a import *

NAME = "recommendation_at_right"
COLUMNS = [("Ref", "number", "ref"), ("What are we going to do?", "action"), ("Who’s responsible", "lead"), ("Timeframe (start–finish)", "deadline"),
           ("Position at Sept 26", "progress"), ("RAG rating & direction of travel", "rating"), ("Which recommendation does this answer?", "recommendation")]
TITLE = "Multi-agency action plan: Child Q and sisters"

GROUPS = [G("",
    R("1", "The Partnership should satisfy itself that strategy discussions include everybody who knows the child, the school nurse among them.",
      A("Change the strategy discussion form so that it cannot be saved until health and education are ticked as invited.", "MASH Manager", "Apr 26 – July 26", "2026-07",
        ["2026-09-03|3/9 - |Form went live on 27 July and was looked at by the sub-group. Done and closed."], ref="1.1", rating="Blue ↔", st="complete"),
      A("Dip-sample twelve discussions each quarter and bring what is found to the Practice sub-group.", "QA & Learning Officer, Marlhaven SCP", "May 26 – ongoing", None,
        ["2026-09-14|14/9 - |Second sample read. School nursing invited in nine of twelve, present in five.", "Sickness in the school nursing service is the reason most often given."], ref="1.2", rating="Amber ↑"),
      A("Give school nurses a single inbox for invitations, watched from 8 to 6.", "Head of Public Health Nursing", "June 2026 – October 2026", "2026-10",
        ["Inbox set up. Rota is almost complete, two localities outstanding."], ref="1.3", rating="Green ↑")),
    R("2", "The Partnership should ask the constabulary and the housing associations to share what they know of visitors to the home.",
      A("Write a short information sharing agreement with the four largest landlords.", "Det. Supt. Public Protection / Director of Housing, Fenbury Homes", "01/05/26 – 31/10/26", "2026-10-31",
        ["2026-09-22|22/9 - |Three of four have signed. Fourth landlord's lawyers want changes to clause 6."], ref="2.1", rating="Amber ↓",
        leads=["Det. Supt. Public Protection", "Director of Housing, Fenbury Homes"]),
      A("Brief neighbourhood officers and housing officers together, one briefing in each district.", "Neighbourhood Policing Inspector, Marlhaven East", "Sept 26 – 18 Dec 26", "2026-12-18",
        [], ref="2.2", rating="Green ↔"),
      A("Trial a shared visitor log in the Castle ward flats.", "Housing Safeguarding Lead", "Apr 26 – Mar 27", "2027-03",
        ["Withdrawn – the Information Commissioner's officer advised that there is no basis for a log of this kind. Will not be pursued."], ref="2.3", rating="",
        st="closed", reason="Withdrawn – the Information Commissioner's officer advised that there is no basis for a log of this kind. Will not be pursued.")),
    R("3", "Agencies should hear from children alone and write down what they said in the child's own words.",
      A("Add a “my words” box to:\n- the CIN visit template\n- the GP six week review letter\n- the police VPN", "Business Systems Manager, Head of Safeguarding (ICB) and Force Vulnerability Lead", "July 26 – Jan 27", "2027-01",
        ["2026-09-08|8/9 - |Template changed in children's social care. The letter is with the LMC. The VPN is a national form and can't be altered, a prompt card will be used instead.",
         "2026-09-30|30/9 - |Prompt cards printed."], ref="3.1", rating="Green ↑",
        leads=["Business Systems Manager", "Head of Safeguarding (ICB)", "Force Vulnerability Lead"]),
      A("Children's participation workers to run three sessions on what makes it easier to talk.", "Participation Team", "by end of Q2", "2026-09",
        ["2026-09-17|17/9 - |Third of three sessions held in the youth centre at Coldharbour; feedback poster sent to all agencies. Action complete."], ref="3.2", rating="Blue ↔", st="complete", on="2026-09-17"),
      A("Re-audit voice of the child.", "QA & Learning Officer, Marlhaven SCP", "Spring term 2027", "2027-03", ["Not yet started. Tool to be completed before Christmas."], ref="3.3", rating="Not due"))),
]


def make(path):
    doc = document(font="Calibri")
    footer(doc.sections[0], "Restricted until publication  |  v0.6")
    doc.sections[0].header.paragraphs[0].text = "Marlhaven Safeguarding Children Partnership"
    runs(doc.add_paragraph(), TITLE, size=18, bold=True)
    doc.add_paragraph("Version 0.6, 5 October 2026")
    doc.add_paragraph("Leads: please give a short position for your action by the 20th of the month before each meeting. Say what is different for children, not how many meetings there have been.")
    runs(doc.add_paragraph(), "Key: Blue – finished; Green – on course; Amber – slipping; Red – stuck. ↑ better than last time, ↓ worse, ↔ the same.", size=9)
    n = sum(len(r["actions"]) for r in GROUPS[0]["recs"])
    t = doc.add_table(2 + n, len(COLUMNS)); t.style = "Table Grid"
    for c, (h, *_) in zip(t.rows[0].cells, COLUMNS):
        put(c, h, bold=True, shade="DDEBF7", size=9)
    repeat_head(t.rows[0])
    i = 1
    for r in GROUPS[0]["recs"]:
        first = i
        for a in r["actions"]:
            c = t.rows[i].cells
            put(c[0], a["ref"]); put(c[1], a["action"].split("\n")); put(c[2], a["lead"]); put(c[3], a["due"]); put(c[4], [note_print(x) for x in a["notes"]])
            put(c[5], a["rating"], shade={"B": "9DC3E6", "G": "A9D18E", "A": "FFD966", "R": "FF7C80"}.get(a["rating"][:1]))
            i += 1
        m = t.cell(first, 6).merge(t.cell(i - 1, 6))
        for p in m.paragraphs[1:]:
            p._p.getparent().remove(p._p)
        put(m, [f"**Rec {r['number']}**", r["text"]])
    widths(t, 1.1, 6.2, 3.6, 2.6, 5.8, 2.2, 4.6)   # the last row stays empty, as people leave it
    doc.add_paragraph()
    doc.add_paragraph("LMC – Local Medical Committee; VPN – vulnerable person notification; CIN – child in need.")
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("Version 0.6", "", "2026-10-05")], traps=[1, 2, 3, 10, 12, 13, 17, 18],
    remarks=["The recommendation is the last column, merged down; its number ('Rec 1') stands above its words in the same cell.",
             "'Apr 26 – July 26' is start and finish: only the finish is the deadline. 'ongoing' gives none. 'by end of Q2' is financial year 2026/27: September 2026.",
             "Days without a year in 'Position at Sept 26' are of 2026. Arrows after the colour are the direction of travel.",
             "'almost complete', 'to be completed' end nothing; 'Done and closed', 'Action complete' do; 'Withdrawn' closes."],
    beyond={"scale": {"Blue": "finished", "Green": "on course", "Amber": "slipping", "Red": "stuck"}}))
check(here.parent / f"{NAME}.docx")
