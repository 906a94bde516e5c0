"""an outline without a table, typed in Word with bold and tabs: themes, recommendations, numbered actions and labelled lines."""
import sys
from pathlib import Path
from made_a import *

NAME = "homicide_outline"
COLUMNS = [("Recommendation", "recommendation"), ("Action", "action"), ("Lead", "lead"), ("Timescale", "deadline"),
           ("Outcome sought", "target"), ("Update", "progress")]

GROUPS = [
    G("Theme A: Hearing what is said about coercion and control before there is an injury",
      R("1", "General practices should ask patients who attend often with sleeplessness or pain about safety at home, and should ask alone.",
        A("Commission an advocate educator for each of the three primary care networks.", "Director of Partnerships, NHS Caldermoor and Esk", "End Q2 2026/27", "2026-09",
          ["2026-06-03|3 June 2026 – |Contract let to the specialist service.", "2026-09-21|21 September 2026 – |All three educators in post and every practice visited once. This action is complete."],
          st="complete", on="2026-09-21", ref="1.1", target="Referrals from practices rise from 19 a year to 100."),
        A("Add a prompt to the long-term pain template so that the question is asked and the answer is kept out of the online record.", "Caldicott Guardian and Practice Systems Manager", "30 June 2026 now 31 January 2027", "2027-01-31",
          ["2026-05-11|11 May 2026 – |Supplier asked for a change request.", "2026-10-08|8 October 2026 – |Change request accepted for the winter release; testing is nearly complete."],
          leads=["Caldicott Guardian", "Practice Systems Manager"], was=["2026-06-30"], ref="1.2")),
      R("2", "Employers in the district should know what to do when a colleague is followed to work.",
        A("Write a model workplace policy with the Chamber of Trade and hold two breakfast briefings.", "Community Safety Manager", "w/c 5 October 2026", "2026-10-05",
          ["2026-10-07|7 October 2026 – |First briefing held, 34 employers. The second is booked for February."], ref="2.1", target="Fifty employers adopt the policy.")),
      number="A", description="People tell somebody long before they tell the police, and that person knows what to do."),
    G("Theme B: Recognising risk when a relationship ends or a court date is near",
      R("3", "The constabulary should treat the weeks before a family court hearing as a time of raised danger.",
        A("Flag hearing dates on the record of each high-risk case.", "Detective Superintendent, Public Protection", "31 August 2026", "2026-08-31",
          ["2026-08-27|27 August 2026 – |Flag built and switched on. It shows for twenty-eight days before a hearing and fourteen days after it.",
           "Sergeants have been told what is expected of them. Closed – complete."], st="complete", on="2026-08-27", ref="3.1",
          target="A safety plan is looked at again in the fortnight before each hearing."),
        A("Agree with the family court how listing dates are shared.", "Detective Superintendent, Public Protection / Family Court Delivery Manager", "TBC", None,
          ["2026-07|July 2026 – |Judge's office written to.", "2026-10|October 2026 – |No reply. The listing office says that dates can be given on request, case by case, which would mean some forty telephone calls a week. To be raised by the Chair at the local family justice board."],
          leads=["Detective Superintendent, Public Protection", "Family Court Delivery Manager"], ref="3.2"),
        A("Brief custody staff on stalking within domestic abuse.", "Custody Inspector", "December 2026", "2026-12", [], ref="3.3")),
      R("4", "Risk conferences should hear from probation and from the perpetrator programme each time.",
        A("Set a standing invitation and record who did not come and why.", "Chair of the Risk Conference Steering Group", "Within 6 weeks", None,
          ["2026-09-02|2 September 2026 – |Attendance of probation now at nine in ten."], ref="4.1", target="Every high-risk perpetrator has somebody in the room who works with him."),
        A("Move the conference from fortnightly to weekly.", "Community Safety Manager", "1 April 2027", "2027-04-01",
          ["Transferred to the Violence Against Women and Girls delivery plan (their action 9) at the meeting of 14 October 2026. No further update will be given here.||2026-10-14"],
          st="closed", reason="Transferred to the Violence Against Women and Girls delivery plan (their action 9) at the meeting of 14 October 2026.", ref="4.2")),
      number="B", description="Separation is treated as the most dangerous time and not as the end of the matter."),
    G("Theme C: Keeping the family's account in view after the review has been published",
      R("5", "Agencies should have one officer who can explain their part to a bereaved family.",
        A("Name one family liaison lead in each agency and publish the list to the Partnership.", "Partnership Support Officer", "30 September 2026", "2026-09-30",
          ["2026-09-29|29 September 2026 – |Seven of eight agencies have named somebody. To be completed by the ambulance service."], ref="5.1"),
        A("Offer Carys's sister a meeting with each lead, in a place of her choosing.", "Partnership Support Officer", "Ongoing", None,
          ["2026-11-12|12 November 2026 – |Two meetings held, the first of them with the surgery and the second with the constabulary. She asked that the surgery's apology be put in writing, and it has been."], ref="5.2",
          target="She does not have to ask twice.")),
      R("6", "The Partnership should test in a year's time whether anything is different.",
        A("Commission a re-audit of forty cases by somebody from outside the district.", "Head of Community Safety, Caldermoor District Council", "Summer term 2027", "2027-07", [], ref="6.1",
          target="An outside account of what has changed.")),
      number="C", description="Those who lost her can see what has been done and say whether it is enough."),
]
VERSIONS = [V("Version 1", "First plan, sent to the Home Office with the overview report", "2026-03-27"), V("Version 2", "Updated for the Partnership's July meeting", "2026-07-08"),
            V("Version 3", "Updated after the Quality Assurance Panel's letter", "2026-11-16")]
TITLE = "Action plan: Domestic Homicide Review into the death of Carys"


def make(path):
    from docx.shared import Pt, Cm
    doc = document(landscape=False, font="Arial", size=11)
    footer(doc.sections[0], "OFFICIAL-SENSITIVE")
    runs(doc.add_paragraph(), "Caldermoor Community Safety Partnership", size=14, bold=True)
    runs(doc.add_paragraph(), TITLE, size=18, bold=True)
    doc.add_paragraph("This plan follows the review that was chaired by Philippa Tregowan. Each theme has an aim, and each action has one lead who answers to the Partnership for it. Updates are asked for two weeks before each meeting; leads are asked to be brief and to say what has changed for people.")
    for g in GROUPS:
        doc.add_paragraph()
        runs(doc.add_paragraph(), g["title"], size=13, bold=True)
        doc.add_paragraph(g["description"])
        for r in g["recs"]:
            runs(doc.add_paragraph(), f"Recommendation {r['number']}: {r['text']}", bold=True)
            for k, a in enumerate(r["actions"]):
                p = doc.add_paragraph(f"{a['ref']}\t{a['action']}")
                p.paragraph_format.left_indent = Cm(1.2); p.paragraph_format.first_line_indent = Cm(-1.2)
                q = doc.add_paragraph(); q.paragraph_format.left_indent = Cm(1.2)
                runs(q, f"**Lead:** {a['lead']}")
                if k % 2:
                    q.add_run().add_break()
                else:
                    q = doc.add_paragraph(); q.paragraph_format.left_indent = Cm(1.2)
                runs(q, f"**Timescale:** {a['due']}")
                if a.get("target"):
                    q = doc.add_paragraph(); q.paragraph_format.left_indent = Cm(1.2)
                    runs(q, f"**Outcome sought:** {a['target']}")
                for i, x in enumerate(a["notes"]):
                    q = doc.add_paragraph(); q.paragraph_format.left_indent = Cm(1.2)
                    runs(q, ("**Update:** " if i == 0 else "") + note_print(x))
                if not a["notes"]:
                    q = doc.add_paragraph(); q.paragraph_format.left_indent = Cm(1.2)
                    runs(q, "**Update:**")
    doc.add_paragraph()
    runs(doc.add_paragraph(), "Document history", size=13, bold=True)
    t = doc.add_table(4, 3); t.style = "Table Grid"
    for row, vals in zip(t.rows, (("Issue", "What changed", "Date"), ("Version 1", VERSIONS[0]["note"], "27 March 2026"), ("Version 2", VERSIONS[1]["note"], "8 July 2026"), ("Version 3", VERSIONS[2]["note"], "16 November 2026"))):
        for c, v in zip(row.cells, vals):
            put(c, v, size=10)
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=VERSIONS, traps=[1, 2, 4, 9, 10, 12, 13, 15, 18],
    remarks=["No table but the document's history. 'Recommendation 3: …' is the recommendation, '3.1' its first action, and the lines under it belong to it. The line under a theme is its aim.",
             "'Detective Superintendent, Public Protection / Family Court Delivery Manager' is two leads, 'Caldicott Guardian and Practice Systems Manager' two; a comma never parts one.",
             "'nearly complete' and 'To be completed by' end nothing; 'Transferred to …' does, as closed. 'Within 6 weeks' of what is not said."]))
