"""Word, report to a council's select committee; the plan is Appendix 2, landscape, a table per theme, the recommendation a band across the table, progress in three month columns."""
import sys
from pathlib import Path
from made_a import *
from kinds_f import save_f1, columns_f1

NAME = "select_committee_months"
MS = [("September 2026", "2026-09"), ("October 2026", "2026-10"), ("November 2026", "2026-11")]
COLUMNS = [("Recommendation", "recommendation"), ("Ref", "number", "ref"), ("Action agreed", "action"), ("Lead officer", "lead"), ("Deadline", "deadline")]
COLUMNS += [(m, "progress", "period:" + m) for m, _ in MS] + [("BRAG", "rating")]
TITLE = "Larchfield House: multi-agency improvement plan"


def P(*months):
    months = list(months) + [()] * (3 - len(months))
    return [(m, d, [x] if isinstance(x, str) else list(x)) for (m, d), x in zip(MS, months)]


GROUPS = [
    G("Theme 1: Listening to residents and their families",
      R("1", "The Board should assure itself that residents of care homes and their relatives know how to raise a concern and are told what happened as a result.",
        A("Produce an easy read leaflet and poster, “Speak up about care”, for display in every registered care home in the borough.", "Communications Manager, Brantwell Council", "31/07/2026", "2026-07-31",
          periods=P("Completed 24/07/2026. Leaflet sent to all 43 homes.||2026-07-24"), ref="1.1", rating="B", st="complete", on="2026-07-24"),
        A("Contact the family in every section 42 enquiry about a care home within five working days of the decision to close it, and record what they were told.", "Head of Adult Safeguarding", "30/09/2026", "2026-09-30",
          periods=P(["2026-09-14|14/09 – |Practice note issued to all enquiry officers."], ["2026-10-19|19/10 – |Dip sample of 20: evidence on file in 13. Not yet good enough."], ["2026-11-16|16/11 – |Second dip sample: 17 of 20. Remains amber until three months at 90%."]), ref="1.2", rating="A"),
        A("Commission Healthwatch to carry out six unannounced Enter and View visits a year, reporting to the Quality and Performance Sub-Group.", "Commissioning Manager (Older People) / Healthwatch Brantwell", "First report by December 2026", "2026-12",
          periods=P("Specification agreed.", ["2026-10-08|08/10 – |First visit made (Priory Court)."], ["2026-11-12|12/11 – |Two further visits. Report on track for December."]), leads=["Commissioning Manager (Older People)", "Healthwatch Brantwell"], ref="1.3", rating="G"))),
    G("Theme 2: Acting on early signs",
      R("2", "Partners should bring together low-level concerns about providers so that patterns are seen before harm occurs.",
        A("Re-establish the monthly provider concerns meeting with revised terms of reference and core membership (ASC, ICB, CQC, Police, Healthwatch).", "Head of Commissioning", "30 June 2026", "2026-06-30",
          periods=P("Completed June 2026. Four meetings held since.||2026-06", "Attendance 92%."), ref="2.1", rating="B", st="complete", on="2026-06"),
        A("Build a shared dashboard of provider intelligence, to include:\n- safeguarding concerns per 100 beds\n- medication incidents\n- ambulance call-outs\n- changes of registered manager", "Performance and Intelligence Lead, ICB", "~~30/09/2026~~ 29/01/2027", "2027-01-29", was=["2026-09-30"],
          periods=P(["2026-09-21|21/09 – |Data sharing agreement not signed by the ambulance trust. New date requested."], ["2026-10-26|26/10 – |Agreement signed. Board agreed the new date of 29 January."], ["2026-11-18|18/11 – |Prototype shown to the sub-group; ambulance data to be added."]), ref="2.2", rating="A"),
        A("Agree a threshold at which a provider moves automatically to a whole-home enquiry.", "Head of Adult Safeguarding", "31/10/2026", "2026-10-31",
          periods=P("Draft circulated to partners for comment.", ["2026-10-22|22/10 – |Approved by the Board. Action complete."]), ref="2.3", rating="B", st="complete", on="2026-10-22")),
      R("3", "The ICB should review how primary care staff who visit care homes share what they see.",
        A("Add a safeguarding prompt to the care home round template used by GP practices.", "Named GP for Adult Safeguarding", "30/11/2026", "2026-11-30",
          periods=P((), "Template with the clinical systems team.", ["2026-11-09|09/11 – |Live in 14 of 19 practices. The other five will follow in December."]), ref="3.1", rating="A"),
        A("Deliver a learning session for community nurses and therapists on organisational abuse. Four sessions, 30 places each.", "Designated Professional for Safeguarding Adults, ICB", "Q4 2026/27", "2027-03",
          periods=P((), ["2026-10-13|13/10 – |Session 1: 27 attended."], ["2026-11-10|10/11 – |Session 2: 31 attended. Evaluation positive."]), ref="3.2", rating="G"))),
    G("Theme 3: A safe and stable workforce",
      R("4", "Commissioners should strengthen contract requirements about registered managers, agency staff and night cover.",
        A("Vary the care home contract so that providers must tell the Council within two working days if the registered manager leaves.", "Contracts Manager", "1 April 2027", "2027-04-01",
          periods=P((), ["2026-10-30|30/10 – |Consultation with providers opened; closes 11 December."], "18 responses so far."), ref="4.1", rating="G"),
        A("Introduce night-time quality visits (minimum of ten a year).", "Quality Assurance Team", "September 2026", "2026-09",
          periods=P(["2026-09-29|29/09 – |First visit cancelled owing to sickness."], "No visits made this month; two posts vacant.", ["2026-11-20|20/11 – |Still no capacity. Escalated to the Director of Adult Social Care."]), ref="4.2", rating="R"),
        A("Recruit a pool of relief registered managers, shared with neighbouring boroughs.", "Head of Commissioning", "TBC", None,
          periods=P("Discussed with two neighbouring authorities.", ["2026-10-22|22/10 – |Board agreed to close this action: regional ADASS scheme now does the same. Closed."]), ref="4.3", rating="", st="closed", reason="Board agreed to close this action: regional ADASS scheme now does the same. Closed.")),
      R("5", "The Board should check that care home staff are trained in, and confident about, whistleblowing.",
        A("Survey care home staff anonymously and repeat after twelve months.", "SAB Business Manager", "November 2026 and November 2027", ["2026-11", "2027-11"],
          periods=P("Questions agreed with provider forum.", (), ["2026-11-23|23/11 – |Survey opened; closes 18 December."]), ref="5.1", rating="G"),
        A("Include whistleblowing as a standing item at the registered managers’ forum.", "Chair of Provider Forum and SAB Business Manager", "Ongoing", None,
          periods=P("On the agenda for September.", (), ["2026-11-05|05/11 – |Police attended and spoke about wilful neglect."]), leads=["Chair of Provider Forum", "SAB Business Manager"], ref="5.2", rating="G"))),
]
SHADE = {"B": "9DC3E6", "G": "A9D18E", "A": "FFD966", "R": "FF7C80"}


def make(path):
    from docx.enum.section import WD_SECTION
    doc = document(landscape=False, font="Arial", size=11)
    doc.sections[0].header.paragraphs[0].text = "Brantwell Borough Council"
    footer(doc.sections[0], "Adult Care and Health Select Committee, 9 December 2026")

    def grid(rows, *w, head=True):
        t = doc.add_table(0, len(rows[0])); t.style = "Table Grid"
        for i, r in enumerate(rows):
            for k, (c, x) in enumerate(zip(t.add_row().cells, r)):
                put(c, x, size=10, bold=(i == 0 if head else k == 0), shade="E7E6E6" if (head and i == 0) else None)
        columns_f1(t, *w); doc.add_paragraph()
    runs(doc.add_paragraph(), "Agenda item 7", bold=True).alignment = 2
    doc.add_heading("Safeguarding in care homes: progress since the Larchfield House enquiry", 1)
    grid([("Report to", "Adult Care and Health Select Committee"), ("Date of meeting", "9 December 2026"), ("Report of", "Director of Adult Social Care and the Independent Chair, Brantwell Safeguarding Adults Board"),
          ("Contact officer", "Yvonne Prendergast, SAB Business Manager"), ("Wards affected", "All"), ("Status", "Open")], 4.5, 12.5, head=False)
    doc.add_heading("1. Purpose of report", 2)
    doc.add_paragraph("1.1\tTo update the Committee on the multi-agency improvement plan that followed the organisational safeguarding enquiry at Larchfield House.")
    doc.add_heading("2. Recommendations", 2)
    doc.add_paragraph("2.1\tThat the Committee notes the progress made and the actions that are behind schedule.")
    doc.add_paragraph("2.2\tThat the Committee considers whether it wishes to receive a further report in June 2027.")
    doc.add_heading("3. Background", 2)
    doc.add_paragraph("3.1\tLarchfield House was a care home for 38 older people. The enquiry began in October 2025 after a relative complained about night care, and ended in March 2026 with the home’s closure. Nineteen residents were found to have been neglected.")
    doc.add_paragraph("3.2\tThe Board’s learning review was presented to this Committee on 20 May 2026. It made five recommendations (Appendix 1), all of which were accepted.")
    doc.add_heading("4. Summary of progress", 2)
    grid([("BRAG", "Number of actions"), ("Blue (complete)", "3"), ("Green", "5"), ("Amber", "3"), ("Red", "1"), ("Closed without completion", "1")], 7, 5)
    doc.add_paragraph("4.1\tThe red action concerns night-time visits (4.2). It has not been possible to recruit to two posts in the Quality Assurance Team, and the Director will report orally.")
    doc.add_heading("5. Risks", 2)
    grid([("Risk", "Mitigation", "Owner", "Review date"), ("Improvement is not sustained once scrutiny ends", "Board to audit in summer 2027", "Independent Chair", "July 2027"), ("Further home closures reduce choice", "Market position statement to be refreshed", "Head of Commissioning", "March 2027")], 5, 6, 3.5, 2.5)
    doc.add_heading("6. Implications", 2)
    doc.add_paragraph("6.1\tFinancial: none directly from this report. Legal: the Council’s duties are set out in sections 42 to 46 of the Care Act 2014. Equalities: an assessment was completed in May 2026.")
    doc.add_paragraph("Appendices\nAppendix 1 – Executive summary of the learning review (published 20 May 2026)\nAppendix 2 – Multi-agency improvement plan")
    sec = doc.add_section(WD_SECTION.NEW_PAGE); turn(sec)
    runs(doc.add_paragraph(), "Appendix 2", bold=True).alignment = 2
    doc.add_heading(TITLE, 1)
    doc.add_paragraph("Brantwell Safeguarding Adults Board – Version 3.2, 24 November 2026")
    runs(doc.add_paragraph(), "Key: B (blue) = complete; G (green) = on target; A (amber) = behind target but recoverable; R (red) = seriously behind target. Dates in the monthly columns are day/month.", size=9)
    for g in GROUPS:
        doc.add_heading(g["title"], 2)
        t = doc.add_table(1, 8); t.style = "Table Grid"
        for c, (h, *_) in zip(t.rows[0].cells, COLUMNS[1:]):
            put(c, h, bold=True, shade="1F4E79", size=9, colour="FFFFFF")
        repeat_head(t.rows[0])
        for r in g["recs"]:
            c = t.add_row().cells
            put(c[0].merge(c[7]), f"Recommendation {r['number']}: {r['text']}", bold=True, shade="DEEAF6", size=9)
            for a in r["actions"]:
                c = t.add_row().cells
                put(c[0], a["ref"], size=8); put(c[1], a["action"].split("\n"), size=8); put(c[2], a["lead"], size=8); put(c[3], a["due"], size=8)
                for k, (_, _, lines) in enumerate(a["periods"]):
                    put(c[4 + k], [note_print(x) for x in lines], size=8)
                put(c[7], a["rating"] or "n/a", size=9, bold=True, shade=SHADE.get(a["rating"], "D9D9D9"))
        columns_f1(t, 1.2, 5.9, 3.6, 2.6, 3.7, 3.7, 3.9, 1.4)
        doc.add_paragraph()
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
for g in GROUPS:
    for r in g["recs"]:
        for a in r["actions"]:
            a["action"] = re.sub(r"(?m)^- ", "", a["action"])
save_f1(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("Version 3.2", "", "2026-11-24")],
    remarks=["The plan's title and version are those of Appendix 2. The report's own recommendations (2.1, 2.2), front table, count of ratings and table of risks (with Owner and Review date) are no plan.",
             "The recommendation is a band across each table, 'Recommendation 1: …'; there is no column of that name. Ref is the action's own number.",
             "Progress stands in three columns by month; '14/09' is day/month of 2026. An entry without a day belongs to its month.",
             "1.1 was completed 24 July 2026, 2.1 in June 2026, 2.3 on 22 October 2026; 4.3 is closed, not done. 'decision to close it' (1.2) and 'survey opened; closes' (5.1), 'consultation … closes' (4.1) end nothing.",
             "'First report by December 2026' is December 2026; 5.1 has two dates; 'TBC' and 'Ongoing' none. Struck 30/09/2026 is the earlier date of 2.2.",
             "The slash in 1.3 and the 'and' in 5.2 part two leads; the comma before an organisation does not. The four bullets of 2.2 are part of one action. The 'n/a' beside the closed action is no rating."],
    traps=["committee report", "month columns", "recommendation band", "struck date", "job titles with commas", "risk table", "days without year", "bullets in action", "two leads"],
    beyond={"scale": {"B": "complete", "G": "on target", "A": "behind target but recoverable", "R": "seriously behind target"}}),
    group=["Quality Assurance Team"], agency=["Healthwatch Brantwell"], role=["Named GP for Adult Safeguarding", "Chair of Provider Forum", "Performance and Intelligence Lead, ICB", "Designated Professional for Safeguarding Adults, ICB", "Communications Manager, Brantwell Council"])
