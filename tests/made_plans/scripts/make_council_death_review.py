"""A domestic abuse related death review in Word on the Home Office template: a heading and a table for the partnership's recommendations and for each agency's own, recommendation merged down, milestones, completion and outcome."""
from common_g import *

NAME = "council_death_review"
TITLE = "Domestic Abuse Related Death Review: Marion (died March 2024)"
HEADS = ("Recommendation", "Scope of recommendation", "Ref", "Action to take", "Lead agency", "Key milestones achieved in enacting recommendation", "Target date", "Date of completion and outcome")
COLUMNS = [("Recommendation", "recommendation"), (HEADS[1], "extra", "scope"), ("Ref", "number", "ref"), (HEADS[3], "action"), (HEADS[4], "lead"), (HEADS[5], "progress"), (HEADS[6], "deadline"), (HEADS[7], "completion", "done")]


def M(ref, text, lead, notes, due, d, done="", **k):
    return A(text, lead, due, d, notes, ref=ref, done=done, **k)


GROUPS = [
    G("Recommendations for the Partnership",
      R("1", "The Safer Alderbrook Partnership should raise awareness of domestic abuse of older people, by partners and by adult children, among the public and among professionals.",
        M("1.1", "Run a campaign on domestic abuse in later life. Materials to go to:\n- GP practices and pharmacies\n- libraries and day centres\n- the mobile bank and post office van", "SAP", ["2026-05-19|19.05.26 |Artwork tested with the Over 60s Forum.", "2026-06-15|15.06.26 |Launched on World Elder Abuse Awareness Day, 340 packs given out."], "15 June 2026", "2026-06-15", "Completed 15.06.26. Calls to the helpline from people aged 60 and over rose from 6 to 21 in the following quarter.", st="complete", on="2026-06-15"),
        M("1.2", "Add a module on later life to the Partnership's domestic abuse training and deliver to 200 staff.", "SAP / Lantern Women's Aid", ["2026-07-07|07.07.26 |Module written with Lantern.", "2026-09-22|22.09.26 |First two courses delivered, 38 attended.", "2026-11-10|10.11.26 |112 staff to date. Fire service and housing have had their own sessions."], "31 March 2027", "2027-03-31", leads=["SAP", "Lantern Women's Aid"]),
        M("1.3", "Hold a lesson on healthy family relationships, including grandparents, in all secondary schools.", "Education Safeguarding Team", ["2026-10-13|13.10.26 |PSHE leads' network supportive. Lesson plan to be completed by Christmas."], "Spring term 2027", "2027-03"),
        scope="Local"),
      R("2", "The Partnership should make sure that the MARAC considers carers' stress and dependency where victim and perpetrator care for each other.",
        M("2.1", "Amend the MARAC referral form to ask about caring roles.", "Police", ["2026-03-24|24.03.26 |New form agreed at MARAC Governance Group."], "April 2026", "2026-04", "Complete 01.04.26. Caring role answered on 88% of referrals (dip sample, September).", st="complete", on="2026-04-01"),
        M("2.2", "Invite the Carers' Centre to be a core member of MARAC.", "Police", ["2026-04-14|14.04.26 |Invited.", "2026-08-18|18.08.26 |Information sharing agreement with their trustees. Not yet signed.", "2026-11-17|17.11.26 |Trustees have asked for indemnity, with Legal."], "~~31 July 2026~~\n31 January 2027", "2027-01-31", "Not complete – see milestones", was=["2026-07-31"]),
        scope="Local"),
      kind="section"),
    G("Recommendations for Alderbrook Council – Adult Social Care",
      R("3", "Adult Social Care should always offer to see the person alone when a carer's assessment or a review is carried out.",
        M("3.1", "Issue practice guidance and add 'seen alone Y/N, if not why' to the assessment and review forms.", "ASC", ["2026-02-26|26.02.26 |Guidance issued by the Principal Social Worker.", "2026-06-30|30.06.26 |Forms changed."], "30 June 2026", "2026-06-30", "30.06.26 – forms live. Guidance in induction.", st="complete", on="2026-06-30"),
        M("3.2", "Audit 40 reviews six months after the forms have changed.", "ASC", [], "Quarter 4 2026/27", "2027-03"),
        scope="Local"),
      kind="section"),
    G("Recommendations for Alderbrook and Vale NHS Foundation Trust",
      R("4", "The Trust should ensure that older patients with unexplained injuries are asked about abuse in the Emergency Department and the falls clinic.",
        M("4.1", "Put a question on safety at home into the falls assessment.", "AVFT", ["2026-05-05|05.05.26 |Agreed by the Falls Group.", "2026-10-06|06.10.26 |In place in clinic. Emergency Department to follow with the winter build."], "31 December 2026", "2026-12-31", "Partly complete"),
        M("4.2", "Extend the hospital IDVA's hours to seven days.", "AVFT", ["2026-09-01|01.09.26 |Bid to the Police and Crime Commissioner was not successful."], "30 September 2026", "2026-09-30", "Closed 20.10.26 by the Partnership Board as there is no funding. Link nurse on each late shift instead.", st="closed", reason="Closed 20.10.26 by the Partnership Board as there is no funding. Link nurse on each late shift instead.", on="2026-10-20"),
        scope="Local"),
      kind="section"),
    G("Recommendations for national bodies",
      R("5", "The Home Office and the Department of Health and Social Care should collect and publish data on domestic abuse related deaths of people over 75.",
        M("5.1", "Chair of the Partnership to write to both departments with the Overview Report.", "SAP", ["2026-08-04|04.08.26 |Letters sent.", "2026-09-29|29.09.26 |Acknowledged by the Home Office, full reply to come."], "Upon publication", None, "Awaiting replies"),
        scope="National"),
      kind="section"),
]
for g in GROUPS:
    for r in g["recs"]:
        for i, a in enumerate(r["actions"]):
            a["scope"] = r["scope"] if i == 0 else ""


def make(path):
    from docx.shared import Cm
    doc = document(font="Calibri", size=11)
    sec = doc.sections[0]; sec.left_margin = sec.right_margin = Cm(1.5)
    sec.header.paragraphs[0].text = "OFFICIAL-SENSITIVE"
    footer(sec, "DARDR Marion – action plan")
    runs(doc.add_paragraph(), "Safer Alderbrook Partnership", size=12, bold=True)
    doc.add_paragraph(TITLE, style="Title")
    runs(doc.add_paragraph(), "Appendix 2 to the Overview Report – Action plan", size=14)
    doc.add_paragraph("Version 5, updated 18 November 2026 by the Community Safety Officer. The family have chosen the name Marion and have seen this plan.")
    doc.add_paragraph("SAP – Safer Alderbrook Partnership; ASC – Adult Social Care; AVFT – Alderbrook and Vale NHS Foundation Trust; Lantern – Lantern Women's Aid")
    for g in GROUPS:
        doc.add_heading(g["title"], 2)
        t = doc.add_table(1, 8); t.style = "Table Grid"
        for c, h in zip(t.rows[0].cells, HEADS):
            put(c, h, bold=True, shade="D5C4E0")
        repeat_head(t.rows[0])
        for r in g["recs"]:
            first = len(t.rows)
            for a in r["actions"]:
                row = t.add_row(); no_split(row)
                for c, v in zip(row.cells[2:], (a["ref"], a["action"].split("\n"), a["lead"], [note_print(x) for x in a["notes"]], a["due"].split("\n"), a["done"])):
                    put(c, v)
            put(joined(t, first, 0, len(t.rows) - 1, 0), [f"**{r['number']}.** {r['text']}"])
            put(joined(t, first, 1, len(t.rows) - 1, 1), r["scope"])
        wide(t, 4.4, 2.1, 1, 5, 2.4, 5.6, 2.4, 3.8)
    doc.add_paragraph()
    doc.add_paragraph("Next review of this plan: DARDR Oversight Group, 12 January 2027.")
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
undash(GROUPS)
data = truth(NAME, TITLE, COLUMNS, GROUPS, subtitle="Appendix 2 to the Overview Report – Action plan", versions=[V("Version 5", "updated", "2026-11-18")],
    remarks=["A heading and a table for each body; the headings are the sections. The recommendation begins with its number and is merged down over its actions, scope too.",
             "'Completed 15.06.26', 'Complete 01.04.26.', '30.06.26 – forms live' in the last column end; 'Not complete – see milestones', 'Partly complete' and 'Awaiting replies' do not. 'Closed 20.10.26 …' closes.",
             "'31 July 2026' is struck through, 31 January 2027 is in force. 'Spring term 2027' and 'Quarter 4 2026/27' are March 2027. 'Upon publication' gives no date.",
             "'Lesson plan to be completed by Christmas' and 'Not yet signed' end nothing. Agencies stay abbreviated as printed. 12 January 2027 belongs to no action."])
completion(data, GROUPS, HEADS[3])
save_g2(here, NAME, data, agency=["SAP", "ASC", "AVFT", "Police", "Lantern Women's Aid"], group=["Education Safeguarding Team"])
