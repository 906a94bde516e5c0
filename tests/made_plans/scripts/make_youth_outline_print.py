"""A youth justice plan as an outline without a table, printed to PDF from Word: numbered headings, the inspector's recommendation in bold, actions as numbered paragraphs, 'Lead: / By: / Progress:' beneath; in the last part sentences carry lead and date."""
import subprocess
import sys
from pathlib import Path
from made_a import *
from kinds_d import save

NAME = "youth_outline_print"
TITLE = "Post-inspection improvement plan"
SUB = "Fenmarsh and Alderbrook Youth Justice Service"
COLUMNS = [("HMIP recommendation", "recommendation"), ("Number", "number", "ref"), ("Action", "action"), ("Lead", "lead"), ("By", "deadline"), ("We will know because", "target"), ("Progress", "progress")]


def Y(ref, text, lead, due, d, notes=(), target="", **k):
    return A(text, lead, due, d, notes, ref=ref, target=target, **k)


GROUPS = [
    G("1. Governance and leadership",
      R("1", "The Management Board should make sure that its members are of enough seniority, attend, and speak for children when they are back in their own agency.",
        Y("1.1", "Rewrite the terms of reference so that each member is of at least head of service grade, sends the same deputy, and answers for one theme of the youth justice plan.", "Chair of the Management Board", "30 June 2026", "2026-06-30",
          ["Agreed by the Board on 11 June and signed by all eight agencies by the 29th. Action complete.||2026-06-11,2026-06-29"], st="complete", on="2026-06-29"),
        Y("1.2", "Hold an induction for all members, with half a day spent alongside a case manager and at least one conversation with a child.", "Head of Youth Justice; Board Development Officer", "~~30 September 2026~~ 31 January 2027", "2027-01-31",
          ["2026-09|Update Sept 26: |Five of eleven done. The half day has been hard to fix for police and health.", "Eight of eleven. Chair has written to the ICB and to probation. (NR 04/11/26)||2026-11-04"], leads=["Head of Youth Justice", "Board Development Officer"], was=["2026-09-30"]),
        Y("1.3", "Bring a case to each meeting of the Board, told by the worker and, where he or she wishes, by the child.", "Operations Manager", "Ongoing", None,
          ["Three cases so far (June, August, October)."], target="minutes show what each agency did as a result."))
      , R("2", "The Chief Constable and the Director of Children's Services should agree how police officers are seconded to the service, and for how long.",
        Y("2.1", "Two full-time officers to be in post, on a three-year secondment.", "Superintendent, Local Policing (South)", "within three months of publication", None,
          ["2026-05-18|18/05/26 – |One in post.", "2026-08-03|03/08/26 – |Second officer selected.", "2026-10-12|12/10/26 – |Second officer withdrew, post out again. Not yet filled."]),
        Y("2.2", "Agree an information sharing schedule so that seconded officers may see both systems.", "Information Governance Manager / Force Data Protection Officer", "December 2026", "2026-12",
          ["2026-10-19|19/10/26 – |Draft with both legal departments."], leads=["Information Governance Manager", "Force Data Protection Officer"])),
      number="1"),
    G("2. Keeping children and communities safe",
      R("3", "Assessments of safety and wellbeing should draw upon what other agencies know, and be checked by a manager before they are used.",
        Y("3.1", "Introduce a checking tool for managers. It asks:\n- what does the child say?\n- who else knows this child, and what did they say?\n- does the plan answer the risks that are named?", "Operations Manager", "w/c 6 July 2026", "2026-07-06",
          ["2026-07-08|08/07/26 – |Tool in use at both offices.", "2026-09-30|30/09/26 – |58 used. 41 assessments were sent back at least once, mostly for want of information from schools.", "Finished; from now on part of the quality assurance framework."], target="four assessments in five are judged sufficient in the autumn audit.", st="complete"),
        Y("3.2", "Audit thirty assessments with colleagues from children's social care and health.", "Quality Assurance and Performance Manager", "Autumn term 2026", "2026-12",
          ["Twelve read. To be completed in the first week of December."]),
        Y("3.3", "Buy the licence for the national assessment add-on.", "Business Manager", "1 September 2026", "2026-09-01",
          ["No longer needed, the Youth Justice Board has released its own at no cost. Closed."], st="closed", reason="No longer needed, the Youth Justice Board has released its own at no cost. Closed.")),
      R("4", "Victims should be offered a service whether or not the child is subject to a court order.",
        Y("4.1", "Widen the victim worker's remit to out-of-court disposals and make the first contact by telephone and not by letter.", "Restorative Justice Co-ordinator", "Immediate", None,
          ["2026-06|Update June 26: |Remit changed. Contact by telephone since 1 June; 34 of 52 victims have been spoken to, before it was 9 of 47.", "2026-10|Update Oct 26: |71 of 96."]),
        Y("4.2", "Recruit a second victim worker (fixed term, 18 months).", "Head of Youth Justice", "Q4 2026/27", "2027-03", ["Funding confirmed by the Police and Crime Commissioner. (NR 20/10/26)||2026-10-20"])),
      number="2"),
    G("3. Education, training and employment",
      R("5", "Too many children are not in full-time education, and the Board does not know which of them have been out longest.",
        Y("5.1", "Give the Board a list, without names, of each child on less than 25 hours, with the number of weeks and the reason.", "Virtual School Head", "each quarter, first in September 2026", "2026-09",
          ["First list went to the Board on 24 September: 39 children, the longest 61 weeks.||2026-09-24"], sentence="The Virtual School Head leads on this. It is due each quarter, first in September 2026. {}"),
        Y("5.2", "Place a speech and language therapist at the two pupil referral units for two days a week.", "Fenmarsh Community Health Trust", "26 February 2027", "2027-02-26",
          ["The post is being matched."], sentence="Fenmarsh Community Health Trust leads on this. It is due by 26 February 2027. {}"),
        Y("5.3", "Agree with the three colleges that a child who starts in January is not turned away.", "14–19 Adviser and Principal, Alderbrook College", "31 December 2026", "2026-12-31",
          [], leads=["14–19 Adviser", "Principal, Alderbrook College"], sentence="The 14–19 Adviser and the Principal, Alderbrook College lead on this. It is due by 31 December 2026. {}")),
      number="3"),
]


def make(path):
    from docx.shared import Cm, Pt
    doc = document(landscape=False, font="Calibri", size=11)
    sec = doc.sections[0]; sec.left_margin = sec.right_margin = Cm(2.5)
    sec.header.paragraphs[0].text = "Fenmarsh and Alderbrook YJS – improvement plan – November 2026"
    footer(sec, "Management Board, 26 November 2026, item 6")
    runs(doc.add_paragraph(), SUB, size=13, colour="7B2D26", bold=True)
    runs(doc.add_paragraph(), TITLE, size=24, bold=True, colour="7B2D26")
    doc.add_paragraph("Fourth edition, as at 13 November 2026")
    doc.add_paragraph("His Majesty’s Inspectorate of Probation inspected the service in January 2026 and published its report on 30 March 2026. There were five recommendations. Under each we say what we shall do, who leads, by when, and how far we have come. NR is Nadia Rahim, Board Development Officer. What has been struck through is a date that the Board has changed.")
    for g in GROUPS:
        doc.add_heading(g["title"], 1)
        for r in g["recs"]:
            p = doc.add_paragraph(); p.paragraph_format.space_before = Pt(8)
            runs(p, f"Recommendation {r['number']}: {r['text']}", bold=True)
            for a in r["actions"]:
                lines = a["action"].split("\n")
                p = doc.add_paragraph(f"{a['ref']}\t{lines[0]}"); p.paragraph_format.left_indent = Cm(1.1); p.paragraph_format.first_line_indent = Cm(-1.1); p.paragraph_format.tab_stops.add_tab_stop(Cm(1.1)); p.paragraph_format.space_after = Pt(3)
                for x in lines[1:]:
                    q = doc.add_paragraph(x[2:], style="List Bullet 2"); q.paragraph_format.space_after = Pt(0)
                under = []
                if a.get("sentence"):
                    under.append(a["sentence"].format(" ".join(note_print(x) for x in a["notes"])).strip())
                else:
                    if a["ref"] in ("2.2", "4.2"):
                        under.append(f"**Lead:** {a['lead']}    **By:** {a['due']}")
                    else:
                        under += [f"**Lead:** {a['lead']}", f"**By:** {a['due']}"]
                    if a["target"]:
                        under.append(f"**We will know because:** {a['target']}")
                    for i, x in enumerate(a["notes"]):
                        under.append(("**Progress:** " if i == 0 else "") + note_print(x))
                for x in under:
                    q = runs(doc.add_paragraph(), x, size=10.5); q.paragraph_format.left_indent = Cm(1.1); q.paragraph_format.space_after = Pt(2)
                q.paragraph_format.space_after = Pt(9)
    doc.add_heading("How this plan is overseen", 1)
    doc.add_paragraph("The Board sees the plan at each meeting. Between meetings the Head of Youth Justice, the Operations Manager and the Quality Assurance and Performance Manager meet each fortnight. The Youth Justice Board’s regional adviser attends each quarter.")
    tmp = Path("/tmp/look"); tmp.mkdir(exist_ok=True)
    doc.save(tmp / f"{NAME}.docx")
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(tmp / f"{NAME}.docx")], check=True, capture_output=True)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.pdf")
for g in GROUPS:
    for r in g["recs"]:
        for a in r["actions"]:
            a["action"] = a["action"].replace("\n- ", "\n")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, subtitle=SUB, versions=[V("Fourth edition", "as at", "2026-11-13")],
    remarks=["No table. Headings with a number are sections (with the number), bold paragraphs 'Recommendation n: …' the recommendations, paragraphs numbered 1.1 … 5.3 the actions; beneath stand 'Lead:', 'By:', 'We will know because:', 'Progress:' (whose further paragraphs have no label). 2.2 and 4.2 have lead and date on one line.",
             "5.1 to 5.3 have no labels: a sentence says who leads, the next by when, what follows is progress. 5.3 has no progress, and two leads.",
             "The numbers of actions are those of the recommendation and not of the section (section 2 begins with 3.1).",
             "1.2: '30 September 2026' is struck through, 31 January 2027 is in force. 'Autumn term 2026' is December 2026. 'within three months of publication', 'Ongoing', 'Immediate' give no date.",
             "'(NR 04/11/26)' at the end of a note is who wrote it and when. 'Not yet filled', 'To be completed in the first week of December' end nothing; 'Action complete', 'Finished' end; 'No longer needed … Closed' closes.",
             "'How this plan is overseen' is no section of actions."]))
