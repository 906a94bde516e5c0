"""PDF, landscape print of a force's Word plan after inspection: long rows that break over pages, headings repeat, bands by time limit, a '(continued)' band."""
import subprocess
import sys
from pathlib import Path
from made_a import *

NAME = "police_bands_print"
COLUMNS = [("No", "number", "no"), ("Inspectorate’s recommendation", "recommendation"), ("Force activity", "action"), ("Owner", "lead"), ("Timescale", "deadline"),
           ("Measure of success", "target"), ("Progress log", "progress"), ("BRAG", "rating")]
TITLE = "National Child Protection Inspection: Force Improvement Plan"

GROUPS = [
    G("Recommendations to be met immediately",
      R("1", "Immediately, Eastmoor Constabulary should improve how control room staff assess the risk to children at the first call, so that vulnerability is recognised and the response is neither delayed nor downgraded without the say-so of a supervisor.",
        A("Any downgrading of an incident that involves a child to need the authority of a sergeant, recorded on the log with a reason. Guidance to say that the age of the child, the history of the address and who else lives there are to be read before the grade is set.",
          "Supt Control Room", "Immediate", None,
          ["2026-05-12|12 May 2026 – |Interim instruction issued to all five shifts by the Superintendent. Supervisors briefed in person at the start of each set of duties.",
           "2026-06-02|2 June 2026 – |First dip sample: 60 incidents read by the vulnerability team. Sergeant’s authority on 41. Of the nineteen without, eleven were on nights when there was one sergeant on duty for two desks.",
           "2026-07-20|20 July 2026 – |Second dip sample: 56 of 60. Additional sergeant’s post on nights agreed by the DCC from 1 September.",
           "2026-10-09|9 October 2026 – |Third dip sample: 59 of 60. Instruction is now policy (CR/114).", "Completed 9/10/26. Sampling continues each quarter as ordinary business.||2026-10-09"],
          target="95% of downgraded incidents have a sergeant’s authority and a reason.", rating="B", st="complete", on="2026-10-09"),
        A("Retrain all call handlers in the assessment of risk, with a day that is written and led by people who called the police as children.", "Head of Learning and Development / Supt Control Room", "30 Nov 2026", "2026-11-30",
          ["2026-06-15|15 June 2026 – |Day designed with four members of the Young Survivors’ Panel.", "2026-09-24|24 September 2026 – |148 of 211 staff trained. Night shifts are behind because of the summer’s leave.",
           "2026-11-13|13 November 2026 – |196 of 211. The others are on maternity or long-term sick leave. Training not complete until they return, but no further days are planned."],
          leads=["Head of Learning and Development", "Supt Control Room"], target="All call handlers trained. Callers’ satisfaction rises.", rating="A")),
      R("2", "Immediately, the force should make sure that children who are kept in police custody overnight are there only when there is no other place for them, and that the local authority is asked for accommodation each time.",
        A("Custody sergeants to complete the juvenile detention certificate before midnight and to record the name of the person in the local authority who was asked.", "Ch Insp Criminal Justice", "14 August 2026", "2026-08-14",
          ["2026-05-29|29 May 2026 – |Certificate redesigned with the three councils’ emergency duty teams.", "2026-08-11|11 August 2026 – |In use in all three suites. Nine children detained after charge in July; request made for eight. Complete."],
          target="A request is made every time.", rating="B", st="complete", on="2026-08-11"),
        A("Agree with Eastmoor, Calder Vale and Linmouth councils how accommodation will be found, secure and otherwise, and what will be done when there is none.", "ACC (Crime)", "~~30 Sept 2026~~ 29 Jan 2027", "2027-01-29",
          ["2026-07-07|7 July 2026 – |All three Directors of Children’s Services have met the ACC. Two councils have no more than one emergency foster carer between them and do not think that a protocol by itself will change that.",
           "2026-09-22|22 September 2026 – |Regional commissioners have been asked to price four beds to be shared between the three councils and their two neighbours. Date moved to January at the force’s Vulnerability Board.",
           "2026-11-17|17 November 2026 – |Prices received. Linmouth has said that it cannot meet its share in this financial year; the ACC will raise this with the Executive of the safeguarding partnership."],
          was=["2026-09-30"], target="Fewer children detained overnight than in 2025/26 (71).", rating="R"))),
    G("Recommendations to be met within three months",
      R("3", "Within three months, the force should improve its investigation of online child sexual abuse, paying attention to the time taken between intelligence and visit, and to the safeguarding of children who live with the suspect.",
        A("Clear the list of 84 packages waiting for research and hold it below ten.", "Det Supt Public Protection", "18 August 2026", "2026-08-18",
          ["2026-06-08|w/c 8 June 2026 – |Six detectives lent from other teams for eight weeks.", "2026-08-17|17 August 2026 – |List down to 22. Two very large referrals arrived in the last week of July.", "2026-10-26|26 October 2026 – |List at 9 and below ten for three weeks. Action complete; seen by HMI on 28 October."],
          target="No package waits longer than five working days.", rating="B", st="complete", on="2026-10-26"),
        A("Make a referral to children’s social care on the day when a child is known to live at the address, and not after the warrant. Supervisors to check that this has been done before an operation is approved.", "DCI Online Investigation, Det Supt Public Protection", "18 August 2026", "2026-08-18",
          ["2026-08-04|4 August 2026 – |Approval form changed.", "2026-09-30|30 September 2026 – |Of 31 operations in the quarter, referral was on the same day in 26, on the next day in 3 and after the warrant in 2. Words of advice have been given.",
           "Inspectorate asks for six months of figures, so this is to be completed in March."],
          leads=["DCI Online Investigation", "Det Supt Public Protection"], target="Referral on the same day in every case.", rating="A"),
        A("Welfare package for staff who view indecent images.", "Head of Occupational Health", "31 October 2026", "2026-10-31",
          ["Handed to the People Board’s wellbeing plan (WB6) on 3 August 2026. No longer monitored here.||2026-08-03"], target="–", rating="–", st="closed", reason="Handed to the People Board’s wellbeing plan (WB6) on 3 August 2026. No longer monitored here.")),
      R("4", "Within three months, the force should improve the recording of children’s views, concerns and demeanour, and use them in what it decides.",
        A("Rewrite the public protection notice so that the child’s words come first. Bring in a rule that it cannot be submitted with ‘child asleep’ or ‘n/a’ in that box and nothing else.", "Vulnerability Manager, PVP Improvement Team", "End of Q2 2026/27", "2026-09",
          ["2026-07-14|14 July 2026 – |Three versions tried in the Linmouth response teams. Officers liked the shortest.", "2026-09-28|28 September 2026 – |Went live on handheld devices force-wide. 7,000 notices a quarter are affected.", "2026-11-05|5 November 2026 – |Audit of 100 notices: words of the child in 68 (31 before). ‘Asleep’ and nothing else in 2. Nearly complete: the old form can still be reached from desktop computers."],
          target="Child’s words in 80 notices of every hundred.", rating="G", contd="Recommendations to be met within three months (continued)"))),
    G("Recommendations to be met within six months",
      R("6", "Within six months, the force should review how it manages registered sex offenders who have contact with children, so that visits are made by two officers, without notice, and at the interval which the risk requires.",
        A("Recruit eight offender managers so that nobody has more than fifty offenders.", "Head of HR, Resourcing and Workforce Planning", "Q3 2026/27", "2026-12",
          ["2026-09-10|10 September 2026 – |Five appointed; two begin in October.", "2026-11-20|20 November 2026 – |Six in post. Average is now 57."], target="Average of fifty or below.", rating="G"),
        A("Overdue visits to be reported to the daily management meeting by name of the supervisor.", "DI MOSOVO", "18 November 2026", "2026-11-18",
          ["2026-10-01|1 October 2026 – |Report built.", "2026-11-09|9 November 2026 – |Twelve overdue, down from 96. In place and working. Action closed."], target="None overdue for more than a week.", rating="B", st="complete", on="2026-11-09"),
        A("Buy monitoring software for offenders’ devices from a second supplier.", "Chief Technology Officer", "18 November 2026", "2026-11-18",
          ["Withdrawn – existing contract has been widened instead at no cost."], target="–", rating="–", st="closed", reason="Withdrawn – existing contract has been widened instead at no cost.")),
      R("7", "Within six months, the force should work with safeguarding partners to review the part that it plays in child protection conferences.",
        A("Report to each of the three partnerships on attendance and on the quality of written reports, and agree which conferences an officer will always attend.", "Det Supt Public Protection", "31 March 2027", "2027-03-31",
          ["2026-10-15|15 October 2026 – |Eastmoor and Calder Vale have had the first report. Attendance at initial conferences is 64%, and 12% at reviews."], target="Officer at all initial conferences.", rating="G"))),
]
SHADE = {"B": "9DC3E6", "G": "A9D18E", "A": "FFD966", "R": "FF7C80"}
W = (0.9, 5.0, 5.4, 2.7, 2.2, 2.7, 6.4, 1.3)


def widths(t, *cm):
    from docx.shared import Cm
    t.autofit = False
    for col, w in zip(t.columns, cm):
        col.width = Cm(w)
    for row in t.rows:
        if len(row._tr.tc_lst) == len(cm):
            for c, w in zip(row.cells, cm):
                c.width = Cm(w)


def make(path):
    doc = document(font="Liberation Sans")
    sec = doc.sections[0]
    from docx.shared import Cm
    sec.left_margin = sec.right_margin = Cm(1.5); sec.top_margin = sec.bottom_margin = Cm(1.7)
    sec.header.paragraphs[0].text = "OFFICIAL – SENSITIVE (until published)"
    footer(sec, "Eastmoor Constabulary – PVP Improvement Team – printed 24/11/2026 14:06")
    doc.add_heading(TITLE, 1)
    doc.add_paragraph("Inspection fieldwork: 2 to 13 March 2026. Report published: 18 May 2026. Senior responsible officer: ACC (Crime).")
    t = doc.add_table(0, 4); t.style = "Table Grid"
    for i, r in enumerate((("Version", "Date", "Author", "Notes"), ("1.0", "29/05/2026", "PVP Improvement Team", "Submitted to inspectorate"), ("1.1", "25/09/2026", "PVP Improvement Team", "Vulnerability Board"), ("1.2", "24/11/2026", "PVP Improvement Team", "Scrutiny by Police and Crime Commissioner"))):
        for c, x in zip(t.add_row().cells, r):
            put(c, x, bold=i == 0, size=8)
    widths(t, 2, 3, 5, 9)
    doc.add_paragraph()
    t = doc.add_table(1, 8); t.style = "Table Grid"
    for c, (h, *_) in zip(t.rows[0].cells, COLUMNS):
        put(c, h, bold=True, shade="1F3864", size=10.5, colour="FFFFFF")
    repeat_head(t.rows[0])

    def band(text):
        c = t.add_row().cells
        put(c[0].merge(c[7]), text, bold=True, shade="D9D9D9", size=10)
    for g in GROUPS:
        band(g["title"])
        for r in g["recs"]:
            first = None
            for a in r["actions"]:
                if a.get("contd"):
                    band(a["contd"])
                c = t.add_row().cells
                first = first if first is not None else len(t.rows) - 1
                put(c[2], a["action"], size=10.5); put(c[3], a["lead"], size=10.5); put(c[4], a["due"], size=10.5); put(c[5], a["target"], size=10.5)
                put(c[6], [note_print(x) for x in a["notes"]], size=10.5); put(c[7], a["rating"], size=10.5, shade=SHADE.get(a["rating"]))
            last = len(t.rows) - 1
            for k, x in ((0, r["number"]), (1, r["text"])):
                m = t.cell(first, k).merge(t.cell(last, k))
                for p in m.paragraphs[1:]:
                    p._p.getparent().remove(p._p)
                put(m, x, size=10.5)
    widths(t, *W)
    doc.add_paragraph()
    runs(doc.add_paragraph(), "BRAG: B – complete and assured; G – on track; A – off track, will recover; R – off track, decision needed; – – not graded.", size=9)
    runs(doc.add_paragraph(), "Glossary: ACC – Assistant Chief Constable; DCC – Deputy Chief Constable; HMI – His Majesty’s Inspector; MOSOVO – management of sexual offenders and violent offenders; PVP – protecting vulnerable people; Recommendation 5 was for the national lead and is not in this plan.", size=9)
    tmp = Path("/tmp/d_look"); tmp.mkdir(exist_ok=True)
    doc.save(tmp / f"{NAME}.docx")
    subprocess.run(["soffice", "-env:UserInstallation=file:///tmp/d_lo", "--headless", "--convert-to", "pdf", "--outdir", str(Path(path).parent), str(tmp / f"{NAME}.docx")], check=True, capture_output=True)


for g in GROUPS:
    for r in g["recs"]:
        for a in r["actions"]:
            a["no"] = r["number"]
here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.pdf")
data = truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("1.0", "Submitted to inspectorate", "2026-05-29"), V("1.1", "Vulnerability Board", "2026-09-25"), V("1.2", "Scrutiny by Police and Crime Commissioner", "2026-11-24")],
    remarks=["Printed from Word: rows break over pages, the headings repeat, number and recommendation are merged down beside their actions and stand only once.",
             "Bands across the table are the sections; '… within three months (continued)' is no section of its own: recommendation 4 belongs to 'within three months'. Recommendation 5 is missing (the glossary says why).",
             "'Completed 9/10/26', 'Complete.', 'Action complete', 'Action closed.' end; 'not complete until', 'is to be completed in March', 'Nearly complete' do not. 'Handed to …' and 'Withdrawn' close.",
             "'Immediate' has no date. The struck date is the earlier one. 'w/c 8 June 2026' is the 8th. The days inside '…seen by HMI on 28 October' and the like are no notes of their own. '–' is no rating.",
             "The dates of inspection at the top, the print date in the footer and the glossary are no actions; the document control table gives the versions."],
    traps=["rows break over pages", "repeated headings", "continued", "missing number", "struck date", "quarters", "handed over", "job titles with commas", "glossary"],
    beyond={"scale": {"B": "complete and assured", "G": "on track", "A": "off track, will recover", "R": "off track, decision needed"}})
for r in data["recommendations"]:
    for row in r["rows"]:
        if row.get("rating") == "–":
            del row["rating"]
save(here, NAME, data)
