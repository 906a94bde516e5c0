"""A joint safeguarding adults review and domestic abuse related death review in Word, on the national template: one long table, recommendation merged down with its number in a line of its own, themes as bands, guidance row, planned and reached milestones, agencies by abbreviation."""
from common_e import *

NAME = "joint_review_template"
TITLE = "Joint Domestic Abuse Related Death Review and Safeguarding Adults Review: ‘Maureen’"
HEADS = ("Recommendation", "Scope", "Action to be taken", "Lead Agency", "Key milestones", "Target date", "Date of completion and outcome")
COLUMNS = [(HEADS[0], "recommendation"), (HEADS[1], "extra", "scope"), (HEADS[2], "action"), (HEADS[3], "lead"), (HEADS[4], "progress"), (HEADS[5], "deadline"), (HEADS[6], "completion", "done")]


def D(scope, text, lead, notes, due, d, done="", **k):
    return A(text, lead, due, d, notes, scope=scope, done=done, **k)


GROUPS = [
    G("Learning theme 1: Abuse of an older parent by an adult child",
      R("1", "The CSP and WSAB should agree one pathway for older people who are harmed by a son or daughter for whom they care, so that it does not matter through which door the first referral comes.",
        D("Local", "Task and finish group of both boards to write the pathway and the screening questions which go with it.", "CSP and WSAB",
          ["2026-03-18|18/03/2026 |First meeting, Maureen's sister attended.", "2026-06-24|24/06/2026 |Draft circulated; comments from all but SVPT.", "2026-10-29|29/10/2026 |Draft 5 considered by both boards. Not agreed: WSAB asks for a clearer threshold for section 42.", "Final draft to both boards in January 2027.||2027-01"], "30/11/2026\nrevised to 26/02/2027", "2027-02-26", "", leads=["CSP", "WSAB"], was=["2026-11-30"]),
        D("Local", "DASH and MARAC referral form to carry an 'adult child to parent' tick box, so that cases can be counted.", "Wexcombe Constabulary (MARAC Co-ordinator)",
          ["2026-02-27|27/02/2026 |Form changed.", "2026-07-31|31/07/2026 |First count: 19 of 204 cases since 1 March."], "1 March 2026", "2026-03-01", "27/02/2026. The steering group now sees the number each quarter and has asked for the ages.", st="complete", on="2026-02-27", leads=["Wexcombe Constabulary (MARAC Co-ordinator)"])),
      R("2", "All agencies should be able to recognise a carer's assessment as a chance to ask about harm in private.",
        D("Local", "Carer's assessment to be amended.\n- part to be done without the cared-for person\n- question about fear\n- what to do if the answer is yes", "ASC",
          ["2026-05|May 2026 – |New form drafted with Carers Together.", "2026-09|September 2026 – |Form live in the east locality. West in the new year, when the system has been upgraded."], "31 January 2027", "2027-01-31", "Partly – see milestones"),
        D("Local", "Short film in Maureen's words, taken from her diary with the family's leave, for use in every agency's induction.", "WSAB / Carers Together",
          ["2026-04-22|22/04/2026 |Script agreed by the family.", "2026-08-19|19/08/2026 |Film finished; shown to the family first.", "2026-09-30|30/09/2026 |Sent to all agencies. 1,106 viewings by 10 November."], "By the end of Q2 2026/27", "2026-09", "30 September 2026: film in use by nine of nine agencies. The sister says that it sounds like her.", leads=["WSAB", "Carers Together"], st="complete", on="2026-09-30"),
        D("National", "Chairs of both boards to write to the Department of Health and Social Care on the statutory guidance for carers' assessments.", "The review's two commissioning boards",
          ["2026-02-11|11/02/2026 |Letter sent.", "No answer by May; sent again. (PN 15/05/26)||2026-05-15"], "Immediately upon publication", None, "11/02/2026 – done. Reply of 2 June 2026 is published with the review.", st="complete", on="2026-02-11")),
      kind="theme", number="1"),
    G("Learning theme 2: The son's own needs",
      R("3", "SVPT should make sure that a plan for discharge from the community mental health team is made with those on whom it relies.",
        D("Local", "Discharge standard: carer is spoken to alone, and told whom to ring, before a case is closed.", "SVPT",
          ["2026-06-01|01/06/2026 |Standard issued.", "Audit of 40 closures in August: carer spoken to in 23, alone in 9.||2026-08", "Second audit planned for February 2027.||2027-02"], "Spring Term 2027", "2027-03", "Standard in place but not yet followed, will be complete when the second audit shows 90%"),
        D("Local", "Carer to receive a copy of the crisis plan where the patient agrees, and general advice where he or she does not.", "SVPT", [], "31/03/2027", "2027-03-31", "")),
      R("4", "The ICB should ask practices to link the records of a carer and the person cared for.",
        D("Regional", "Search and code set for both clinical systems.", "ICB",
          ["2026-04|April 2026 – |Built by the primary care data team.", "2026-07|July 2026 – |37 of 52 practices have run it.", "2026-10|October 2026 – |50 of 52."], "Q3 2026/27", "2026-12", ""),
        D("Regional", "Locally commissioned service to pay practices for a yearly joint review.", "ICB",
          ["2026-05-20|20/05/2026 |Costed."], "1 April 2027", "2027-04-01", "Closed 23/09/2026. ICB Executive will not commission; replaced by an item in the safeguarding self-assessment.", st="closed", reason="ICB Executive will not commission; replaced by an item in the safeguarding self-assessment.", on="2026-09-23")),
      kind="theme", number="2"),
    G("Learning theme 3: Home and neighbours",
      R("5", "Larch Homes should act upon a pattern of noise, damage and missed gas checks as possible signs of abuse.",
        D("Local", "Report from the repairs system each month of addresses with three or more of five signs, read by the safeguarding lead.", "Larch Homes",
          ["2026-03-02|02/03/2026 |First report, 31 addresses.", "2026-11-06|06/11/2026 |Ninth report. 12 referrals to adult safeguarding since March, of which 7 to MARAC."], "Immediate", None, "02/03/2026 Report runs on the first working day of each month. Action completed.", st="complete", on="2026-03-02"),
        D("Local", "Contractors and gas engineers to have a 'worried about someone?' card and a number to ring, and to be told what came of it.", "Larch Homes with Wexcombe City Council",
          ["2026-07-14|14/07/2026 |Cards printed, 400.", "Half of the contractors briefed, the other half are finished by the week of 7 December.||2026-12-07"], "w/c 14 December 2026", "2026-12-14", "", leads=["Larch Homes", "Wexcombe City Council"])),
      R("6", "The two boards should tell the family each half-year what has changed.",
        D("Local", "Letter from the chairs, with an offer to meet.", "CSP", ["2026-08-03|03/08/2026 |First letter. Maureen's sister and brother met both chairs on 27 August."], "Every six months, next February 2027", "2027-02", "Ongoing")),
      kind="theme", number="3"),
]


def make(path):
    from docx.shared import Cm, Pt
    doc = document(font="Arial", size=10.5)
    sec = doc.sections[0]; sec.left_margin = sec.right_margin = Cm(1.4)
    sec.header.paragraphs[0].text = "OFFICIAL"
    footer(sec, "Wexcombe Community Safety Partnership and Wexcombe Safeguarding Adults Board")
    runs(doc.add_paragraph(), TITLE, size=17, bold=True)
    runs(doc.add_paragraph(), "Action Plan", size=14, bold=True)
    doc.add_paragraph("As at 12 November 2026 (version 4.0). Owner: Priya Nandakumar (PN), Partnership Officer.")
    doc.add_paragraph("ASC: Adult Social Care, Wexcombe City Council. CSP: Community Safety Partnership. ICB: Severn Edge Integrated Care Board. SVPT: Severn Vale Partnership NHS Trust. WSAB: Wexcombe Safeguarding Adults Board.")
    t = doc.add_table(2, 7); t.style = "Table Grid"
    for c, h in zip(t.rows[0].cells, HEADS):
        put(c, h, bold=True, shade="5B2C6F", colour="FFFFFF", size=9)
    for c, h in zip(t.rows[1].cells, ("As in the overview report", "Local, regional or national?", "What will the agency do to make this happen?", "Who answers for it?", "What are the key steps, reached or planned?", "By when should it be done?", "When was it done, and what is different?")):
        x = c.paragraphs[0].add_run(h); x.italic = True; x.font.size = Pt(8); fill(c, "EDE3F2")
    repeat_head(t.rows[0])
    for g in GROUPS:
        row = t.add_row().cells; m = row[0].merge(row[6])
        for x in m.paragraphs[1:]:
            x._p.getparent().remove(x._p)
        put(m, g["title"], bold=True, size=10.5, shade="D2B4DE")
        for r in g["recs"]:
            first = len(t.rows)
            for a in r["actions"]:
                row = t.add_row().cells
                for c, v in zip(row[1:], (a["scope"], a["action"].split("\n"), a["lead"], [note_print(x) for x in a["notes"]], a["due"].split("\n"), a["done"])):
                    put(c, v, size=9)
            put(down(t, 0, first, len(t.rows) - 1), [f"**Recommendation {r['number']}**", r["text"]], size=9)
    grid(t, 4.6, 1.7, 5.2, 2.7, 6, 2.5, 4.2)
    doc.add_paragraph()
    runs(doc.add_paragraph(), "Monitoring", bold=True)
    doc.add_paragraph("The plan is read by the Joint Learning Sub-group every two months and by both boards in February and August. An action is done when the sub-group has seen the outcome.")
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
bullets(GROUPS)
data = truth(NAME, TITLE, COLUMNS, GROUPS, subtitle="Action Plan", versions=[V("version 4.0", "As at", "2026-11-12")],
    remarks=["One table. The first row under the heads, in italics, is the template's guidance, no action. Bands across are the learning themes; the recommendation is merged down, its number in a line above its words.",
             "A filled 'Date of completion and outcome' ends an action except where it says that it is not done: 'Partly – see milestones', 'in place but not yet followed, will be complete when', 'Ongoing'. 'Closed 23/09/2026 … will not commission' closes.",
             "Milestones with a date in front are reached. 'to both boards in January 2027', 'planned for February 2027', 'are finished by the week of 7 December' are to come, and no notes of that date. '(PN 15/05/26)' is who wrote it and when.",
             "First action: '30/11/2026 revised to 26/02/2027': the second is in force. 'Spring Term 2027' ends in March 2027. 'Immediately upon publication' and 'Immediate' give no date. 'Every six months, next February 2027': February 2027.",
             "Agencies stay abbreviated as printed; the key stands above the table."])
text = {" ".join(a["action"].split()): a for g in GROUPS for r in g["recs"] for a in r["actions"]}
for r in data["recommendations"]:
    for row in r["rows"]:
        a = text[" ".join(row["cells"][HEADS[2]].split())]
        if a["done"]:
            row["progress"].append({"text": a["done"], "date": None, "precision": "none", "position": "status", "body": a["done"], "mentions": [{"date": a["on"]}] if a["on"] else []})
save(here, NAME, data)
