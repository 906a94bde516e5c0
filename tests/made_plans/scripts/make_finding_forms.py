"""Word, portrait, an adults board's form of label and value per finding, under two parts; each action begins with a band 'Action 1a' and repeats its labels."""
import sys
from pathlib import Path
from made_a import *
from kinds_f import columns_f1, save_f1

NAME = "finding_forms"
COLUMNS = [("What the review found", "why", "why"), ("What the review recommended", "recommendation"), ("Agencies", "extra", "applies"), ("What we want to see", "target"),
           ("What we will do", "action"), ("Owner", "lead"), ("Target date", "deadline"), ("How we will know", "evidence", "evidence"), ("Update", "progress"), ("BRAG", "rating")]
TITLE = "Safeguarding Adults Review: Leonard"
SUB = "Board response and action plan"

GROUPS = [
    G("Part A: Practice with people who hoard or neglect themselves",
      R("1", "The Board should refresh its self-neglect and hoarding guidance and satisfy itself that staff who visit people at home know it and use it.",
        A("Rewrite the self-neglect and hoarding guidance. To include the clutter scale, when to call a multi-agency meeting and who chairs it.", "Policy and Procedures Sub-Group", "30 June 2026", "2026-06-30",
          ["2026-04-16|16 April 2026 – |First draft considered by the sub-group. Housing asked for a shorter version.", "2026-06-11|11 June 2026 – |Agreed by the Board and put on the website. Complete."],
          evidence="Guidance published. Web page visits.", ref="1a", rating="Blue", st="complete", on="2026-06-11"),
        A("Hold four launch sessions (two on Teams, two in person) for all agencies, including housing officers and domiciliary care.", "Learning and Development Manager", "31 December 2026", "2026-12-31",
          ["2026-09-17|17 September 2026 – |First session, 61 people, mostly social care.", "2026-10-22|22 October 2026 – |Second session, 48 people. Fire Service gave a talk and will do the same at the others.", "2026-11-12|12 November 2026 – |Third session moved to 9 December because of a clash with the CQC visit."],
          evidence="Attendance by agency.\nSix-week follow-up survey.", ref="1b", rating="Green"),
        A("Survey 100 front line staff on whether they have used the guidance and what got in the way.", "Board Support Officer", "March 2027", "2027-03", [], evidence="Survey report to Quality and Performance Sub-Group.", ref="1c", rating="Green"),
        why="Leonard’s flat was described in eleven records as “cluttered”, “untidy” or “a bit of a state”. Nobody had used the clutter scale. The Board’s guidance dated from 2018 and only one of the nine practitioners who met the reviewers had read it.",
        applies="All", target="People who neglect themselves are met by staff who are confident and who know what help there is."),
      R("2", "Adult Social Care and Wexcombe Community Health should review how mental capacity, and executive capacity in particular, is considered and written down.",
        A("Audit 20 case files of people open for self-neglect for the quality of capacity assessments.", "Principal Social Worker / Head of Safeguarding, Wexcombe Community Health", "~~31 July 2026~~ 30 September 2026", "2026-09-30",
          ["2026-07-09|9 July 2026 – |Health could not release auditors in July. New date agreed with the Chair.", "2026-09-24|24 September 2026 – |Audit carried out: 7 of 20 were good, 9 needed some improvement, 4 were inadequate. Report to Board on 10 December. Action completed."],
          was=["2026-07-31"], leads=["Principal Social Worker", "Head of Safeguarding, Wexcombe Community Health"], evidence="Audit report", ref="2a", rating="Blue", st="complete", on="2026-09-24"),
        A("Commission training on executive capacity for social workers, district nurses and hospital discharge staff.", "Learning and Development Manager", "End of January 2027", "2027-01",
          ["2026-10-08|8 October 2026 – |Three quotations received.", "2026-11-05|5 November 2026 – |Provider appointed. Dates are 14, 20 and 27 January; booking opens next week."], evidence="80 places filled", ref="2b", rating="Green"),
        why="It was assumed that Leonard had capacity because he could hold a conversation. No assessment was recorded between 2022 and his death, although he repeatedly agreed to things that he then did not do.",
        applies="Adult Social Care, Wexcombe Community Health, Hospitals", target="Capacity is assessed when there is reason to doubt it and the record shows how.")),
    G("Part B: How agencies work together",
      R("3", "Housing providers should be able to bring a tenant of concern to a multi-agency meeting without first having to meet the section 42 threshold.",
        A("Set up a monthly multi-agency risk management (MARM) panel with a referral route for housing.", "Service Manager, Adult Safeguarding", "1 September 2026", "2026-09-01",
          ["2026-06-25|25 June 2026 – |Terms of reference agreed.", "2026-09-03|3 September 2026 – |First panel held; four cases, three of them from housing. Complete."], evidence="Panel log", ref="3a", rating="Blue", st="complete", on="2026-09-03"),
        A("Agree an information sharing agreement for the panel, to be signed by:\n- the Council\n- Thornby Homes and Millrace Housing\n- the Fire and Rescue Service\n- the ICB on behalf of GPs", "Information Governance Manager", "31 October 2026", "2026-10-31",
          ["2026-09-30|30 September 2026 – |Signed by all but the ICB.", "2026-10-29|29 October 2026 – |ICB’s information governance lead has left. Panel is working without GP information, which is not satisfactory.", "2026-11-19|19 November 2026 – |Board Manager has written to the ICB’s Chief Nurse. Reply awaited."], evidence="Signed agreement", ref="3b", rating="Red"),
        A("Produce a leaflet for tenants.", "Thornby Homes", "30 November 2026", "2026-11-30",
          ["2026-08-20|20 August 2026 – |Closed. Tenants’ panel said that a leaflet would not be read; its suggestion of a visit by a peer is taken up in 4b."], evidence="", ref="3c", rating="Grey", st="closed",
          reason="Closed. Tenants’ panel said that a leaflet would not be read; its suggestion of a visit by a peer is taken up in 4b."),
        why="Thornby Homes made three referrals to the contact centre in 2024. Each was closed as “not safeguarding” and there was nowhere else to take it.",
        applies="Housing, Adult Social Care, Fire and Rescue", target="No tenant is evicted, or dies, for want of a conversation."),
      R("4", "The Board should look with people who have lived experience at how help is offered to those who have said no to it.",
        A("Meet the hoarding support group in Thornby twice a year and report what its members say to the Board.", "Independent Chair and Board Manager", "First meeting by end of July 2026, second by end of January 2027", ["2026-07", "2027-01"],
          ["2026-07-23|23 July 2026 – |First meeting. Members said that being sent a skip “was the worst day of my life”. Note sent to Board."], leads=["Independent Chair", "Board Manager"], evidence="Notes of meetings", ref="4a", rating="Green"),
        A("Bid for money for a peer support worker for two years.", "Commissioning Manager, Prevention", "TBC", None,
          ["2026-10-15|15 October 2026 – |Public Health has no underspend. Lottery bid to be explored, deadline not yet known."], evidence="", ref="4b", rating="Amber"),
        why="Leonard declined help on at least fourteen occasions. He was asked in the same way each time, mostly by letter.",
        applies="Board", target="People are offered help in a way that they can accept.")),
]
SHADE = {"Blue": "8EAADB", "Red": "FF5050", "Amber": "FFC000", "Green": "70AD47", "Grey": "A6A6A6"}


def make(path):
    doc = document(landscape=False, font="Arial", size=11)
    doc.sections[0].header.paragraphs[0].text = "OFFICIAL – SENSITIVE until published"
    footer(doc.sections[0], "SAR Leonard: action plan v1.3")
    p = doc.add_paragraph(); runs(p, "Thornby and Wexcombe Safeguarding Adults Board", bold=True, colour="5B2C6F", size=12)
    doc.add_heading(TITLE, 0)
    doc.add_paragraph(SUB, style="Subtitle")
    doc.add_paragraph("Version 1.3, 20 November 2026 (SAR Sub-Group)")
    doc.add_paragraph("Leonard was 67 when he died in a fire at his flat in January 2025. The Board published the review on 5 March 2026 and accepted all four findings. Owners are asked to send an update to the Board Manager two weeks before each SAR Sub-Group. Updates are added below earlier ones, which are not deleted.")
    doc.add_paragraph("BRAG: Blue – finished; Red – off track, needs the Board; Amber – some risk to delivery; Green – on track; Grey – closed without being finished.")
    first = True
    for g in GROUPS:
        h = doc.add_heading(g["title"], 1)
        h.paragraph_format.page_break_before = not first
        first = False
        for r in g["recs"]:
            t = doc.add_table(0, 2); t.style = "Table Grid"

            def line(label, value, shade=None, lab="EDE7F3", bold=None):
                c = t.add_row().cells
                put(c[0], label, bold=True, size=10, shade=lab); put(c[1], value, size=10, shade=shade, bold=bold)

            def band(words, shade, colour="FFFFFF", size=11):
                c = t.add_row().cells
                put(c[0].merge(c[1]), words, bold=True, shade=shade, colour=colour, size=size)
            band(f"Finding {r['number']}", "5B2C6F", size=12)
            line("What the review found", r["why"]); line("What the review recommended", r["text"], bold=True)
            line("Agencies", r["applies"]); line("What we want to see", r["target"])
            for a in r["actions"]:
                band(f"Action {a['ref']}", "C9B8DA", "000000")
                line("What we will do", a["action"].split("\n")); line("Owner", a["lead"]); line("Target date", a["due"])
                line("How we will know", (a["evidence"] or "").split("\n")); line("Update", [note_print(x) for x in a["notes"]])
                line("BRAG", a["rating"], shade=SHADE[a["rating"]])
            columns_f1(t, 4.4, 13)
            doc.add_paragraph()
    doc.add_heading("Monitoring", 1)
    doc.add_paragraph("The SAR Sub-Group looks at this plan at each meeting. The Board receives a report by exception every quarter. Next dates: SAR Sub-Group 21 January 2027; Board 10 December 2026 and 11 March 2027.")
    doc.save(path)


here = Path(__file__).resolve()
for g in GROUPS:
    for r in g["recs"]:
        for i, a in enumerate(r["actions"]):
            for k in ("why", "applies", "target"):
                a[k] = r[k] if i == 0 else ""
make(here.parents[1] / f"{NAME}.docx")
for g in GROUPS:
    for r in g["recs"]:
        for a in r["actions"]:
            a["action"] = a["action"].replace("\n- ", "\n")
save_f1(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, subtitle=SUB, versions=[V("Version 1.3", "SAR Sub-Group", "2026-11-20")],
    remarks=["A form per finding under the headings Part A and Part B, which are the sections. The band 'Finding 1' carries the recommendation's number; 'What the review found', 'Agencies' and 'What we want to see' belong to it and stand at its first action.",
             "A band 'Action 1a' begins each action; the labels 'What we will do' to 'BRAG' repeat.",
             "Complete: 1a, 2a and 3a. 3c was closed without being done. 4a is open: the first of its two meetings was held. 'Signed by all but the ICB' (3b) ends nothing.",
             "31 July 2026 of 2a is struck through: the earlier date. 4a has two dates. TBC none. Dates within a note (14, 20 and 27 January; 9 December; 10 December) are no notes of their own.",
             "A slash (2a) and 'and' (4a) part two leads; commas within a title part none.",
             "1c has an empty update. The bullets of 3b are part of one action. 'Monitoring' and the key are no actions."],
    traps=["form per finding", "labels repeat", "band per action", "sections are headings", "struck date", "two deadlines", "empty labels", "two leads", "bulleted action", "legend in words", "monitoring paragraph"],
    beyond={"scale": {"Blue": "finished", "Red": "off track, needs the Board", "Amber": "some risk to delivery", "Green": "on track", "Grey": "closed without being finished"}}),
    agency=["Thornby Homes"], role=["Service Manager, Adult Safeguarding", "Head of Safeguarding, Wexcombe Community Health", "Board Manager", "Board Support Officer", "Commissioning Manager, Prevention"], group=["Policy and Procedures Sub-Group"])
