"""A domestic abuse related death review in Word on the national template: one table, number and recommendation merged down in two columns, bands for multi-agency and single-agency recommendations, milestones with dates."""
from common_f import *

NAME = "death_review_milestones"
TITLE = "Domestic Abuse Related Death Review – ‘Joanne’"
HEADS = ("No.", "Recommendation", "Local / regional / national", "Action to take", "Lead agency", "Key milestones in enacting the recommendation", "Target date", "Completion date and outcome")
COLUMNS = [(HEADS[0], "number"), (HEADS[1], "recommendation"), (HEADS[2], "extra", "scope"), (HEADS[3], "action"), (HEADS[4], "lead"), (HEADS[5], "progress"), (HEADS[6], "deadline"), (HEADS[7], "completion", "done")]


def D(scope, text, lead, notes, due, d, done="", **k):
    return A(text, lead, due, d, notes, scope=scope, done=done, **k)


GROUPS = [
    G("Multi-agency recommendations",
      R("1", "Tarnshire Community Safety Partnership should assure itself that professionals in all agencies recognise coercive control where there has been no physical violence reported.",
        D("Local", "Commission a training offer on coercive and controlling behaviour, drawing on Joanne's experience and with input from her mother.\n- half-day session for front line staff\n- one hour briefing for managers", "CSP",
          ["2026-04-14|14/04/26 – |Haven commissioned to deliver 12 sessions.", "2026-07-02|02/07/26 – |First three sessions held, 71 attended from eight agencies.", "2026-10-20|20/10/26 – |Seven sessions held, 168 attended. Health attendance low, ICB asked to promote."], "31 March 2027", "2027-03-31"),
        D("Local", "Multi-agency audit of 20 cases where coercive control was a feature, to test whether the training has changed practice.", "DARDR Steering Group",
          ["Audit tool to be completed once the training programme has finished."], "September 2027", "2027-09"),
        D("Local", "Include coercive control in the CSP's public campaign for the 16 Days of Action.", "CSP and Northmere Police",
          ["2026-09-08|08/09/26 – |Campaign group met, posters for GP surgeries, hairdressers and the bus station agreed."], "25 November 2026", "2026-11-25", leads=["CSP", "Northmere Police"])),
      R("2", "The MARAC Steering Group should review how repeat victims are identified and how actions are followed up when a victim declines support.",
        D("Local", "Review and re-issue the MARAC operating protocol with a clear definition of a repeat.", "Northmere Police",
          ["2026-03-19|19/03/26 – |Definition agreed by MARAC Steering Group.", "2026-05-21|21/05/26 – |Protocol signed off and circulated to MARAC representatives."], "30 June 2026", "2026-06-30", "Completed 21/05/2026. Repeat rate now reported correctly, 31% in Quarter 2 compared with 14% the year before.", st="complete", on="2026-05-21"),
        D("Local", "Any MARAC case in which the victim declines support to be brought back to the next meeting.", "Northmere Police (MARAC Coordinator)",
          ["2026-06-11|11/06/26 – |Commenced. Two additional meetings a month needed to manage volume."], "Immediate", None, "11/06/2026 - in place. Steering Group will continue to monitor volume but action is complete.", st="complete", on="2026-06-11", leads=["Northmere Police (MARAC Coordinator)"])),
      kind="section"),
    G("Single agency recommendations",
      R("3", "Northmere ICB should ensure that GP practices make routine enquiry about domestic abuse when a patient presents with anxiety, low mood or unexplained injury.",
        D("Regional", "Roll out the IRIS programme to the remaining 22 practices in Tarnshire.", "ICB",
          ["2026-02-10|10/02/26 – |Funding agreed for two years.", "2026-06-30|30/06/26 – |Advocate educator in post.", "2026-10-06|06/10/26 – |9 of 22 practices trained. Remaining practices have dates up to February."], "28 February 2027\n(previously 31 October 2026)", "2027-02-28", was=["2026-10-31"]),
        D("Local", "Share a seven minute briefing about Joanne with all practices.", "ICB",
          ["2026-03-03|03/03/26 – |Sent in the primary care bulletin."], "31 March 2026", "2026-03-31", "03/03/2026\nBriefing discussed at 34 of 41 practice safeguarding meetings.", st="complete", on="2026-03-03")),
      R("4", "Fell and Dale Homes should have a domestic abuse policy for tenants and should train its neighbourhood officers to use it.",
        D("Local", "Write and adopt a domestic abuse policy which meets the standards of the Domestic Abuse Housing Alliance.", "Fell and Dale Homes",
          ["2026-05-05|05/05/26 – |Draft shared with Haven for comment.", "2026-09-15|15/09/26 – |Policy approved by Fell and Dale Homes board."], "30 September 2026", "2026-09-30", "15/09/2026 Policy adopted and on website.", st="complete", on="2026-09-15"),
        D("Local", "Achieve DAHA accreditation.", "Fell and Dale Homes with Haven", ["2026-10-01|01/10/26 – |Self-assessment submitted. Five of eight standards met, assessor's visit booked for January 2027."], "April 2027", "2027-04", "In progress", leads=["Fell and Dale Homes", "Haven"])),
      R("5", "PCFT should ensure that information from partners and family members is recorded and considered in risk assessments.",
        D("Local", "Amend the core assessment on the electronic record so that information from family and third parties is a mandatory field.", "PCFT",
          ["2026-08-04|04/08/26 – |Change request accepted by the system supplier.", "2026-10-13|13/10/26 – |Supplier advises that the release has moved to the new year. New date requested, agreed by Steering Group."], "18/12/2026\namended to 19/02/2027", "2027-02-19", was=["2026-12-18"]),
        D("Local", "Purchase additional licences so that IAPT staff can view the police incident summary.", "PCFT",
          ["2026-06-17|17/06/26 – |Legal advice received."], "31 December 2026", "2026-12-31", "Closed 09/07/2026, not to be taken forward. No lawful basis for routine access; staff will request through MASH.", st="closed", reason="Closed 09/07/2026, not to be taken forward. No lawful basis for routine access; staff will request through MASH.", on="2026-07-09")),
      R("6", "The Home Office should consider whether the statutory guidance says enough about the needs of parents bereaved by domestic abuse.",
        D("National", "CSP Chair to write to the Home Office.", "CSP", ["2026-04-28|28/04/26 – |Letter sent.", "2026-08-11|11/08/26 – |No response received, chased by e-mail."], "April 2026", "2026-04", "28/04/2026 letter sent. Not yet complete as response awaited.")),
      kind="section"),
]


def make(path):
    from docx.shared import Cm, Pt
    doc = document(font="Arial", size=11)
    sec = doc.sections[0]; sec.left_margin = sec.right_margin = Cm(1.5)
    sec.header.paragraphs[0].text = "OFFICIAL SENSITIVE – not for publication until approved by the Home Office"
    footer(sec, "Tarnshire Community Safety Partnership – Joanne action plan v3")
    runs(doc.add_paragraph(), TITLE, size=16, bold=True)
    runs(doc.add_paragraph(), "Action Plan", size=14, bold=True)
    doc.add_paragraph("Version 3 – updated 2 November 2026 following the DARDR Steering Group on 20 October.")
    doc.add_paragraph("Agencies are asked to send their updates to the Community Safety Team (csp@tarnshire.example) two weeks before each meeting of the Steering Group.")
    t = doc.add_table(1, 8); t.style = "Table Grid"
    for c, h in zip(t.rows[0].cells, HEADS):
        put(c, h, bold=True, shade="BFBFBF", size=9)
    repeat_head(t.rows[0])
    for g in GROUPS:
        row = t.add_row().cells
        put(one_par(row[0].merge(row[7])), g["title"], bold=True, size=10, shade="E7E6E6")
        for r in g["recs"]:
            first = len(t.rows)
            for a in r["actions"]:
                row = t.add_row().cells
                for c, v in zip(row[2:], (a["scope"], a["action"].split("\n"), a["lead"], [note_print(x) for x in a["notes"]], a["due"].split("\n"), a["done"].split("\n"))):
                    put(c, v, size=9)
            put(down(t, 0, first, len(t.rows) - 1), r["number"], size=9, bold=True)
            put(down(t, 1, first, len(t.rows) - 1), r["text"], size=9)
    grid(t, 1, 4.2, 1.9, 5, 2.5, 5.9, 2.5, 3.7)
    doc.add_paragraph()
    runs(doc.add_paragraph(), "Abbreviations", bold=True)
    for x in ("CSP – Community Safety Partnership", "DAHA – Domestic Abuse Housing Alliance", "Haven – Haven Tarnshire, specialist domestic abuse service", "ICB – Northmere Integrated Care Board", "PCFT – Penhallow Community NHS Foundation Trust"):
        doc.add_paragraph(x, style="List Bullet")
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
bullets(GROUPS)
data = truth(NAME, TITLE, COLUMNS, GROUPS, subtitle="Action Plan", versions=[V("Version 3", "updated", "2026-11-02")],
    remarks=["One table. Number and recommendation are merged down over their actions; the two bands across are the sections.",
             "A date or 'Completed' under 'Completion date and outcome' ends an action; 'In progress' and '28/04/2026 letter sent. Not yet complete as response awaited.' do not. 'Closed 09/07/2026, not to be taken forward' closes.",
             "'Commenced', 'Self-assessment submitted', 'Audit tool to be completed once … has finished' end nothing. 'Immediate' gives no date.",
             "'(previously 31 October 2026)' is the earlier date; in '18/12/2026 amended to 19/02/2027' the second is in force.",
             "Agencies stay abbreviated as printed; the key stands below the table."])
by = {" ".join(a["action"].split()): a for g in GROUPS for r in g["recs"] for a in r["actions"]}
for r in data["recommendations"]:
    for row in r["rows"]:
        a = by[" ".join(row["cells"][HEADS[3]].split())]
        if a["done"]:
            row["progress"].append({"text": a["done"], "date": None, "precision": "none", "position": "status", "body": a["done"], "mentions": [{"date": a["on"]}] if a["on"] else []})
save(here, NAME, data)
