"""a child safeguarding practice review with contents, findings and list of recommendations; the plan is its appendix, a form each."""
import sys
from pathlib import Path
from made_a import *

NAME = "practice_review_forms"
COLUMNS = [("Recommendation", "recommendation"), ("Action", "action"), ("Lead", "lead"), ("Timescale", "deadline"),
           ("Intended impact", "target"), ("Progress", "progress"), ("Status", "status")]

GROUPS = [G("",
    R("1", "The Partnership should satisfy itself that pre-birth assessment begins early enough to make a difference, and that fathers and partners are part of it.",
      A("Revise the multi-agency pre-birth protocol so that a referral is made by the sixteenth week and a plan is in place by the twenty-eighth.",
        "Head of Safeguarding and Quality Assurance, Children's Services", "31 October 2026", "2026-10-31",
        ["2026-07-02|02/07/26 – |Protocol redrafted and sent to the seven agencies.", "2026-09-17|17/09/26 – |Agreed at Policy Group. Launch event for 140 staff.",
         "2026-10-28|28/10/26 – |In force since Monday. Action complete."],
        st="complete", on="2026-10-28", target="No baby is born into a plan that was written the same week.", status="Complete"),
      A("Audit twenty pre-birth assessments for what they say about the father.", "Multi-Agency Audit Group", "Spring term 2027", "2027-03", [],
        target="Fathers are seen, spoken to and written about in nine of ten.", status="Not started")),
    R("2", "Health agencies should make sure that a bruise to a baby who cannot yet roll is always treated as unexplained until a paediatrician has seen the child.",
      A("Reissue the bruising pathway with a one-page prompt for general practice, health visiting and urgent care.",
        "Designated Nurse / Designated Doctor", "30 June 2026, extended to 30 September 2026", "2026-09-30",
        ["2026-06-11|11/06/26 – |Prompt drafted. Primary care asked for it to open inside the record.",
         "2026-09-24|24/09/26 – |Prompt live in 31 of 34 practices. It is not complete until the last three have moved system."],
        leads=["Designated Nurse", "Designated Doctor"], was=["2026-06-30"],
        target="Every baby with a bruise is seen the same day.", status="In progress"),
      A("Put a simulated case into the mandatory training of urgent care staff.", "Matron, Urgent and Emergency Care", "January 2027", "2027-01",
        ["2026-10|October 2026 – |Actors booked."], target="Staff can say what they would do at three in the morning.", status="In progress"),
      A("Report pathway use to the Executive each quarter.", "Designated Nurse", "Quarterly from January 2027", "2027-01",
        [], target="The Executive sees who uses the pathway and who does not.", status="Not started")),
    R("3", "Agencies should not rely on a parent's own account of separation from a violent partner.",
      A("Write a short practice guide on what counts as evidence of separation, with examples taken from this review.",
        "Practice Improvement Manager", "w/c 14 September 2026", "2026-09-14",
        ["2026-09-15|15/09/26 – |Guide published and read out at team meetings in all agencies. Completed."],
        st="complete", on="2026-09-15", target="Records show what was checked and not only what was said.", status="Complete"),
      A("Ask the domestic abuse service to attend child protection conferences where separation is part of the plan.",
        "Domestic Abuse Commissioner and Conference Service Manager", "Within 3 months of publication", None,
        ["Commissioner has asked the provider for a costed offer."], leads=["Domestic Abuse Commissioner", "Conference Service Manager"],
        target="Conferences hear from somebody who works with the adult victim.", status="In progress")),
    R("4", "Housing providers should know when a tenancy holds a child who is subject to a plan and should act on what their operatives see.",
      A("Agree with the four largest landlords how their operatives pass on concern, and give each a named contact in the front door.",
        "Chair of the Housing and Safeguarding Forum", "End of March 2027", "2027-03",
        ["2026-08-20|20/08/26 – |Two landlords signed. Both asked what would happen if an operative was wrong, and were told in writing that nobody would be blamed for ringing.", "2026-11-05|05/11/26 – |Third signed; the fourth wants legal advice first."],
        target="Referrals from landlords double.", status="In progress"),
      A("Add a child's plan to the tenancy record.", "Head of Landlord Services, Pellwood Homes", "TBC", None,
        ["Withdrawn: counsel advised that consent could not be relied on. The aim is met by the named contact above. Closed."],
        st="closed", reason="Withdrawn: counsel advised that consent could not be relied on.", target="Operatives know before they knock.", status="Closed")),
    R("5", "Supervision should test the story that a practitioner has come to believe.",
      A("Introduce a second reader for any case open for more than nine months where the risk has not changed.",
        "Principal Social Worker", "~~30 November 2026~~ 31 January 2027", "2027-01-31",
        ["2026-10-19|19/10/26 – |Trial in the Eastgate team: eleven cases read, plan changed in four. In two of the four the second reader saw at once that the plan had been copied from the one before. Managers had feared that workers would feel checked upon; those asked said that they had felt helped.", "Second team to be chosen at the January meeting.||2027-01"],
        was=["2026-11-30"], target="Drift is named and dealt with by somebody who is not in it.", status="In progress")),
    R("6", "The Partnership should tell Rowan's family what has been done and ask them whether it is enough.",
      A("Meet Rowan's grandparents twice a year and share this plan with them in a form that they find useful.",
        "Independent Scrutineer", "Ongoing", None,
        ["2026-09-30|30/09/26 – |First meeting held at their home. They asked that the guide for landlords be named after nobody."],
        target="The family say that they were told the truth.", status="In progress")))]

VERSIONS = [V("Version 2", "updated", "2026-11-09")]
FINDINGS = (
    "Assessment began late and looked at the mother alone. Nobody wrote to Rowan's father, although the midwife had his telephone number and the probation officer saw him each week.",
    "A bruise was explained before it was examined. The explanation was plausible and was accepted by a kind and busy person at the end of a long day; the pathway that would have stopped her was on a page that she could not find.",
    "Practitioners believed in a separation because they wished it were true. It had been said before, in the thematic review of 2022, and the action that followed had been closed as complete when a training course was held.",
    "The landlord's operatives saw a second adult living there on three visits and had nobody to tell.",
    "Supervision repeated what it was told. In five records of supervision the same sentence occurs four times.")
TITLE = "Multi-agency action plan in response to the review concerning Rowan"


def make(path):
    from docx.shared import Pt
    from docx.enum.text import WD_BREAK
    doc = document(landscape=False, font="Calibri", size=11)
    sec = doc.sections[0]
    sec.header.paragraphs[0].text = "Local Child Safeguarding Practice Review – Rowan"
    footer(sec, "Skelderdale Safeguarding Children Partnership – published December 2026")
    for _ in range(4):
        doc.add_paragraph()
    p = doc.add_paragraph(); r = p.add_run("Skelderdale Safeguarding Children Partnership"); r.font.size = Pt(16); r.bold = True
    doc.add_paragraph("Local Child Safeguarding Practice Review: Rowan", style="Title")
    doc.add_paragraph("Independent lead reviewer: Marguerite Oakenfold")
    doc.add_paragraph("Report agreed by the Executive on 18 May 2026")
    doc.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    runs(doc.add_paragraph(), "Contents", size=14, bold=True)
    for a, b in (("1. Why this review was held", 3), ("2. How it was carried out", 3), ("3. Rowan and the family", 4), ("4. What happened", 4), ("5. Findings", 5), ("6. Recommendations", 7), ("Appendix 1: Terms of reference", 8), ("Appendix 2: Action plan", 9)):
        doc.add_paragraph(f"{a}\t{b}")
    doc.add_heading("1. Why this review was held", 1)
    doc.add_paragraph("1.1 Rowan was eleven weeks old when the ambulance was called. The injuries could not have been caused by a fall from the sofa, which is what the adults first said. Rowan has lived with grandparents since, and is making a recovery that nobody expected.")
    doc.add_paragraph("1.2 The rapid review was completed in fifteen working days. The national panel agreed that there was local learning that had not been acted on after an earlier case.")
    doc.add_heading("2. How it was carried out", 1)
    doc.add_paragraph("2.1 The reviewer read the records of seven agencies, met twenty-six practitioners in two groups and spoke to both grandparents. Rowan's mother wrote a letter. The reviewer asked to see Rowan's father in prison, and he declined.")
    doc.add_paragraph("2.2 The people who took part were:")
    for x in ("Lead reviewer and chair of the panel", "Detective Inspector, Protecting Vulnerable People", "Designated Nurse", "Head of Safeguarding and Quality Assurance", "Legal adviser to the panel"):
        doc.add_paragraph(x, style="List Bullet")
    doc.add_heading("3. Rowan and the family", 1)
    doc.add_paragraph("3.1 Rowan's mother was nineteen, proud of the home that she kept, and afraid. She told four workers in five weeks that the relationship was over. None of them asked who had bought the pushchair.")
    doc.add_heading("4. What happened", 1)
    t = doc.add_table(5, 3); t.style = "Table Grid"
    for row, vals in zip(t.rows, (("Date", "Event", "Agency"), ("3 September 2025", "Midwife refers at week 22; assessment opened in week 27.", "Health"), ("14 December 2025", "Rowan born. Home after two nights.", "Health"), ("9 January 2026", "Bruise to the cheek seen by a health visitor, explained as a toy.", "Health"), ("1 March 2026", "Ambulance called. Strategy discussion held that night.", "All"))):
        for c, v in zip(row.cells, vals):
            put(c, v)
    doc.add_paragraph()
    doc.add_heading("5. Findings", 1)
    for i, x in enumerate(FINDINGS, 1):
        doc.add_heading(f"Finding {i}", 2)
        doc.add_paragraph(x)
    doc.add_heading("6. Recommendations", 1)
    doc.add_paragraph("The reviewer makes six recommendations. The Partnership accepts them all, and its answer is at Appendix 2.")
    for r in GROUPS[0]["recs"]:
        doc.add_paragraph(f"Recommendation {r['number']}: {r['text']}")
    doc.add_heading("Appendix 1: Terms of reference", 1)
    doc.add_paragraph("The review covers 1 September 2025 to 2 March 2026. Lead officers were asked to send a chronology by 30 March 2026.")
    for x in ("How was the risk from the adults in the home understood?", "Was the baby's daily life known?", "What got in the way?"):
        doc.add_paragraph(x, style="List Number")
    doc.add_page_break()
    doc.add_heading("Appendix 2", 1)
    p = doc.add_paragraph(); r = p.add_run(TITLE); r.font.size = Pt(20); r.bold = True
    runs(doc.add_paragraph(), "Version 2 – updated 9 November 2026", bold=True)
    doc.add_paragraph("Distribution: Executive; Practice Review Group; Skelderdale Constabulary; NHS Upper Skelder ICB; Pellwood Homes; Independent Scrutineer")
    for r in GROUPS[0]["recs"]:
        rows = [(f"Recommendation {r['number']}", r["text"], True)]
        for i, a in enumerate(r["actions"]):
            rows += [(("Action", "Second action", "Third action")[i], a["action"], False), ("Lead", a["lead"], False), ("Timescale", a["due"], False),
                     ("Intended impact", a["target"], False), ("Progress", [note_print(x) for x in a["notes"]], False), ("Status", a["status"], False)]
        t = doc.add_table(len(rows), 2); t.style = "Table Grid"
        for row, (label, value, head) in zip(t.rows, rows):
            put(row.cells[0], label, size=10, bold=True, shade="BDD7EE" if head else "F2F2F2")
            put(row.cells[1], value, size=10, bold=head, shade="BDD7EE" if head else None)
        widths(t, 4, 13.4)
        doc.add_paragraph()
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=VERSIONS, traps=[1, 2, 5, 10, 12, 13, 14, 17, 18],
    covering_report={"title": "Local Child Safeguarding Practice Review: Rowan", "date": "2026-05-18"},
    remarks=["The plan is Appendix 2; its title and version hold, not the report's. The list in section 6 says the same six recommendations once more: there are six, not twelve. Chronology, findings, terms of reference, contents and distribution are no rows.",
             "Each form is one recommendation; 'Action', 'Second action', 'Third action' begin the actions in it.",
             "'extended to 30 September 2026' and the struck-through 30 November 2026: one date in force each. 'It is not complete until …' ends nothing."]))
