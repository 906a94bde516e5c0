"""Word, portrait, a form of label and value per recommendation; finding, recommendation and what should change at its head, then 'Action 1.1', lead, timescale, progress, evidence, RAG one below another, several actions in a form."""
import sys
from pathlib import Path
from made_a import *
from kinds_f import save_f1, columns_f1

NAME = "practice_review_labels"
COLUMNS = [("Finding", "why", "why"), ("Recommendation", "recommendation"), ("Applies to", "extra", "applies"), ("Intended outcome", "target"), ("Action", "action"), ("Lead", "lead"), ("Timescale", "deadline"),
           ("Progress", "progress"), ("Evidence of impact", "evidence", "evidence"), ("RAG", "rating")]
TITLE = "Local Child Safeguarding Practice Review – Kit"
SUB = "Multi-agency action plan"

GROUPS = [
    G("",
      R("1", "The Partnership should make sure that practitioners in all agencies recognise medical neglect and know when to refer.",
        A("Write and publish a multi-agency medical neglect protocol, with a one-page guide for schools.", "Designated Nurse for Safeguarding Children", "31.07.26", "2026-07-31",
          ["2026-05-14|14.05.26: |Task and finish group met. First draft by end of June.", "2026-07-02|02.07.26: |Draft consulted on. 16 responses.", "2026-07-29|29.07.26: |Published on the SCP website and launched at the practitioners’ forum. Complete."],
          evidence="Protocol; launch attendance list (84).", ref="1.1", rating="Blue", st="complete", on="2026-07-29"),
        A("Commission half-day training on long-term conditions and neglect. Priority to be given to school staff, social workers and GPs.", "SCP Training Officer", "Summer Term 2027", "2027-07",
          ["2026-09-22|22.09.26: |Provider chosen. Two pilot dates: 11 November and 20 January.", "2026-11-11|11.11.26: |Pilot held. 22 attended (25 booked). No GPs."],
          evidence="Evaluation forms, follow-up at three months.", ref="1.2", rating="Green"),
        A("Dip sample ten referrals about health needs that did not meet threshold.", "MASH Operations Group", "Autumn Term 2026", "2026-12",
          ["2026-10-15|15.10.26: |Sample drawn. Audit day is 3 December."], evidence="", ref="1.3", rating="Green"),
        why="Kit missed 31 clinic appointments in four years. Each was recorded as “DNA” and none led to a referral. School thought that the hospital was dealing with it and the hospital thought that school was.",
        applies="Children’s Social Care, Health, Education, Early Help", target="Children with long-term conditions who are not brought to appointments are discussed and helped early."),
      R("2", "Eastmoor Hospitals NHS Trust and the ICB should strengthen the “Was Not Brought” policy and check that it is followed.",
        A("Revise the policy so that two missed appointments for a child with a long-term condition lead to a call to the GP, school nurse and parent.", "Named Nurse, Eastmoor Hospitals NHS Trust", "~~30.06.26~~ 30.09.26", "2026-09-30",
          ["2026-06-18|18.06.26: |Policy group cancelled; carried over to August.", "2026-08-20|20.08.26: |Agreed with one amendment.", "2026-09-28|28.09.26: |Ratified by Trust Quality Committee. Action complete."], was=["2026-06-30"],
          evidence="Policy v4.", ref="2.1", rating="Blue", st="complete", on="2026-09-28"),
        A("Audit compliance with the revised policy in paediatric diabetes, epilepsy and asthma clinics.", "Named Doctor, Eastmoor Hospitals NHS Trust", "Spring Term 2027", "2027-03",
          [], evidence="Audit report to Health Sub-Group.", ref="2.2", rating="Green"),
        A("Report monthly figures for “was not brought” to the Partnership’s dataset.", "Associate Director of Quality, ICB; SCP Data Analyst", "From October 2026", "2026-10",
          ["2026-11-06|06.11.26: |October’s figures not received from two of five clinics. Chased 13.11.26.", "2026-11-20|20.11.26: |Still awaited. To be raised at Executive."], leads=["Associate Director of Quality, ICB", "SCP Data Analyst"], evidence="Quarterly dataset", ref="2.3", rating="Amber"),
        why="The Trust’s policy was not followed in Kit’s case and nobody had noticed. There was no audit between 2021 and 2025.",
        applies="Health", target="The Partnership can see how many children are not brought and what is done about it."),
      R("3", "Schools should have an individual healthcare plan for every child with a serious medical condition, shared with the school nurse and reviewed yearly.",
        A("Include healthcare plans in the annual section 175 audit.", "Education Safeguarding Adviser", "30 November 2026", "2026-11-30",
          ["2026-11-02|02.11.26: |Audit issued to all 112 schools with four new questions. Returns due 18 December."], evidence="Returns", ref="3.1", rating="Green"),
        A("Model healthcare plan and guidance to be sent to designated safeguarding leads and SENCOs.", "Education Safeguarding Adviser / School Nursing Service Manager", "September 2026", "2026-09",
          ["2026-09-09|09.09.26: |Sent to all schools and discussed at DSL network.", "Completed."], leads=["Education Safeguarding Adviser", "School Nursing Service Manager"], evidence="DSL network minutes", ref="3.2", rating="Blue", st="complete"),
        A("Offer a school nurse drop-in for pupils with diabetes at each secondary school.", "School Nursing Service Manager", "Spring Term 2027", "2027-03",
          ["2026-10-06|06.10.26: |Three vacancies in the team. No start date can be given.", "2026-11-17|17.11.26: |Paper to commissioners asking for bank staff."], evidence="", ref="3.3", rating="Red"),
        why="Kit’s healthcare plan was written in Year 4 and had not been looked at since. He was then in Year 10.",
        applies="Education, Health", target="Every school knows which pupils need medicine and what to do if they do not take it."),
      R("4", "The Partnership should be assured that the voice of older children with health needs is heard and recorded.",
        A("Work with the Young Inspectors to produce a short film about living with a long-term condition.", "Participation Officer", "TBC – dependent on funding", None,
          ["2026-07-13|13.07.26: |Bid to hospital charity submitted.", "2026-10-01|01.10.26: |Bid unsuccessful. Withdrawn by Executive 08.10.26 as national film can be used instead."], evidence="", ref="4.1", rating="Grey", st="closed",
          reason="Bid unsuccessful. Withdrawn by Executive 08.10.26 as national film can be used instead.", on=None),
        A("Add a question on the child’s own account to the multi-agency audit tool.", "Quality Assurance Manager", "31.10.26", "2026-10-31",
          ["2026-10-21|21.10.26: |Added. Will be used first in the December audit. Complete."], evidence="Audit tool v3", ref="4.2", rating="Blue", st="complete", on="2026-10-21"),
        why="Kit told a receptionist that he was “fed up of needles”. It was the only record of what he thought.",
        applies="All agencies", target="Children say that they were asked."),
      R("5", "The Police and Children’s Social Care should review how information about parental alcohol use is shared at strategy meetings.",
        A("Update the strategy meeting template and brief all chairs.", "Detective Inspector, Child Abuse Investigation Unit and Service Manager, Assessment", "15.01.27", "2027-01-15",
          ["Template drafted, with Legal for comment."], leads=["Detective Inspector, Child Abuse Investigation Unit", "Service Manager, Assessment"], evidence="", ref="5.1", rating="Green"),
        why="Police had been called to the address six times because of the mother’s drinking. This was not known to the chair of either strategy meeting.",
        applies="Police, Children’s Social Care", target="Strategy meetings have all the information."),
    ),
]
SHADE = {"Blue": "9DC3E6", "Green": "92D050", "Amber": "FFC000", "Red": "FF0000", "Grey": "BFBFBF"}


def make(path):
    doc = document(landscape=False, font="Calibri", size=11)
    doc.sections[0].header.paragraphs[0].text = "Eastmoor Safeguarding Children Partnership\t\tOFFICIAL"
    footer(doc.sections[0], "LCSPR Kit – action plan")
    doc.add_heading(TITLE, 0)
    doc.add_heading(SUB, 1)
    p = doc.add_paragraph(); runs(p, "**Version 4** – updated 25 November 2026 for the Practice Review Group")
    doc.add_paragraph("Kit died in August 2025, aged 15, of complications of type 1 diabetes. The review was published on 21 April 2026. It made five recommendations. This plan sets out what the partner agencies will do; it is monitored by the Practice Review Group every two months and by the Executive every quarter.")
    t = doc.add_table(0, 2); t.style = "Table Grid"
    for k, w in (("Blue", "Complete"), ("Green", "On track"), ("Amber", "Some delay, plan in place to recover"), ("Red", "Significant delay or barrier; needs the Executive"), ("Grey", "No longer being pursued")):
        c = t.add_row().cells; put(c[0], k, bold=True, shade=SHADE[k], size=10); put(c[1], w, size=10)
    columns_f1(t, 3, 9)
    doc.add_paragraph()
    for n, r in enumerate(GROUPS[0]["recs"]):
        if n in (1, 2, 3):
            doc.add_page_break()
        t = doc.add_table(0, 2); t.style = "Table Grid"

        def line(label, value, shade=None, lab="DDE5EE", bold=None):
            c = t.add_row().cells
            put(c[0], label, bold=True, size=10, shade=lab); put(c[1], value, size=10, shade=shade, bold=bold)
        c = t.add_row().cells; put(c[0].merge(c[1]), f"Recommendation {r['number']}", bold=True, shade="1F3864", colour="FFFFFF", size=12)
        line("Finding", r["why"]); line("Recommendation", r["text"], bold=True)
        line("Applies to", r["applies"]); line("Intended outcome", r["target"])
        for a in r["actions"]:
            line(f"Action {a['ref']}", a["action"], shade="F2F2F2", lab="B4C6E7", bold=True)
            line("Lead", a["lead"]); line("Timescale", a["due"])
            line("Progress", [note_print(x) for x in a["notes"]] or ["Not yet due to start."])
            line("Evidence of impact", a["evidence"] or ""); line("RAG", a["rating"], shade=SHADE[a["rating"]])
        columns_f1(t, 4, 13.2)
        doc.add_paragraph()
    doc.add_heading("Sign-off", 2)
    t = doc.add_table(0, 3); t.style = "Table Grid"
    for i, row in enumerate((("Name", "Role", "Date"), ("Hilary Stannard", "Chair, Practice Review Group", "25.11.26"), ("", "Delegated Safeguarding Partner, Police", ""))):
        for c, x in zip(t.add_row().cells, row):
            put(c, x, bold=i == 0, size=10)
    doc.save(path)


for r in GROUPS[0]["recs"]:
    for i, a in enumerate(r["actions"]):
        for k in ("why", "applies", "target"):
            a[k] = r[k] if i == 0 else ""
        if not a["notes"]:
            a["notes"] = ["Not yet due to start."]
here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save_f1(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, subtitle=SUB, versions=[V("Version 4", "updated for the Practice Review Group", "2026-11-25")],
    remarks=["A form per recommendation, its number in the band above it; there are no sections. Finding, 'Applies to' and 'Intended outcome' belong to the recommendation and stand at its first action. Each action begins at the label 'Action 1.1' and the labels Lead to RAG repeat.",
             "The words of an action stand beside the label, which carries its number.",
             "Complete: 1.1, 2.1, 3.2 ('Completed.' with no date of its own) and 4.2. 4.1 was withdrawn: closed. 'did not meet threshold' or 'Draft consulted on' end nothing.",
             "2.3: 'Chased 13.11.26' stands within the note of 06.11.26.",
             "'Summer Term 2027' is July, 'Autumn Term 2026' December, 'Spring Term 2027' March; 'TBC – dependent on funding' none; struck 30.06.26 is the earlier date of 2.1.",
             "A semicolon (2.3), a slash (3.2) and 'and' (5.1) part two leads; a comma within a title does not (5.1: Child Abuse Investigation Unit, Assessment).",
             "The key of colours and the sign-off table are no actions."],
    traps=["form per recommendation", "labels repeat", "no sections", "terms", "struck date", "empty labels", "job titles with commas", "two leads", "sign-off table", "legend"],
    beyond={"scale": {"Blue": "Complete", "Green": "On track", "Amber": "Some delay, plan in place to recover", "Red": "Significant delay or barrier; needs the Executive", "Grey": "No longer being pursued"}}),
    group=["MASH Operations Group"], role=["School Nursing Service Manager", "Service Manager, Assessment", "Named Nurse, Eastmoor Hospitals NHS Trust", "Named Doctor, Eastmoor Hospitals NHS Trust", "Detective Inspector, Child Abuse Investigation Unit", "Associate Director of Quality, ICB"])
