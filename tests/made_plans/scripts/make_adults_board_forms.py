"""Word, portrait, an adults board's form of label and value per recommendation, under two themes; the label 'Action 1.1' itself begins each action."""
from common_h import *

NAME = "adults_board_forms"
COLUMNS = [("Recommendation", "recommendation"), ("Background", "why", "why"), ("Relevant agencies", "extra", "applies"), ("Success will look like", "target"),
           ("Action", "action"), ("Lead", "lead"), ("Timescale", "deadline"), ("Progress", "progress"), ("Evidence of impact", "evidence", "evidence"), ("RAG", "rating")]
TITLE = "Safeguarding Adults Review – Beryl and Joan"
SUB = "Multi-agency action plan"

GROUPS = [
    G("Theme 1: Recognising carers and the people they care for",
      R("1", "Fenmarsh County Council should make sure that every carer who lives with the person they care for is offered an assessment in their own right, and that a refusal is looked at again within six months.",
        A("Change the carer’s assessment on Mosaic so that a refusal creates a task for six months later.", "Head of Systems and Performance", "31 May 2026", "2026-05-31",
          ["2026-04|April 2026: |Change specified and in the queue with the supplier.", "2026-06-02|02/06/2026: |Went live on 1 June. 14 tasks created in the first week. Action complete."],
          evidence="Screenshot and user guide", ref="1.1", rating="Complete", st="complete", on="2026-06-02"),
        A("Write to all carers who refused an assessment in 2024 and 2025 (estimated 310) with a named person to ring.", "Carers’ Lead, Fenmarsh County Council", "By end of October 2026", "2026-10",
          ["2026-09-15|15/09/2026: |226 letters sent. The rest are waiting for addresses to be checked so that we do not write to people who have died.", "2026-11-12|12/11/2026: |Addresses checked. Remaining 61 letters to go with the winter newsletter. 37 people have rung so far and 22 of them have had an assessment."],
          evidence="Number of assessments that follow", ref="1.2", rating="Amber"),
        A("Include in the next three carers’ newsletters a piece on what an assessment is and is not.", "Fenmarsh Carers’ Centre", "With each edition", None, [], evidence="Newsletters", ref="1.3", rating="Green"),
        why="Joan had cared for her sister for nineteen years. She refused a carer’s assessment in 2021 “because other people need it more” and was never asked again. Five agencies knew that she was struggling.",
        applies="Fenmarsh County Council; Fenmarsh Carers’ Centre", target="Carers are asked more than once, by someone they know."),
      R("2", "GP practices should know which of their patients depend on a carer who is frail or ill, and what is to happen if the carer cannot go on.",
        A("Agree with the Local Medical Committee a template for an emergency plan, covering:\n- who to ring and in what order\n- medication and where it is kept\n- pets, keys and heating", "Named GP for Safeguarding Adults", "30/09/2026", "2026-09-30",
          ["2026-07-14|14/07/2026: |Draft went to LMC. Comments received, mostly about length.", "2026-09-22|22/09/2026: |Two sides of A4 agreed. On Ardens and SystmOne from 28 September. Completed."],
          evidence="Template", ref="2.1", rating="Complete", st="complete", on="2026-09-22"),
        A("Pilot in four practices and report the findings to the Primary Care Safeguarding Forum.", "ICB", "~~31/12/2026~~ 31/03/2027", "2027-03-31",
          ["2026-10-20|20/10/2026: |Three practices recruited. Forum agreed to move the end date so that the winter is covered.", "2026-11-17|17/11/2026: |Fourth practice (Sallow Bridge) has joined. 19 plans completed."], was=["2026-12-31"],
          evidence="Pilot report", ref="2.2", rating="Green"),
        why="Beryl, who could not leave her bed, was alone for four days after Joan collapsed. The surgery had details of both but nothing connected the two records.",
        applies="ICB, GP practices", target="No one is left without care because a carer was taken ill.")),
    G("Theme 2: Responding when contact is lost",
      R("3", "The Board should agree with its partners what is done, by whom and how soon when a person with care and support needs cannot be reached.",
        A("Write a multi-agency ‘no reply’ protocol and take it to the Board for sign off.", "Board Manager / Detective Inspector, Vulnerability", "December 2026 Board", "2026-12",
          ["2026-08|August 2026: |Task and finish group met twice. Housing and domiciliary care attended both.", "2026-10-06|06/10/2026: |Police concerned about the number of welfare checks that may result. Demand exercise to be done.", "2026-11-10|10/11/2026: |Demand exercise done: about four a week. Final draft out for comment until 27 November."],
          leads=["Board Manager", "Detective Inspector, Vulnerability"], evidence="Protocol and its review after six months", ref="3.1", rating="Green"),
        A("All home care providers to add a ‘no reply’ procedure to their business continuity plans. Contract monitoring officers to check.", "Commissioning Manager (Home Care)", "31/01/2027", "2027-01-31",
          ["2026-11-03|03/11/2026: |Raised at provider forum. 9 of 26 providers have one already and those have been shared."], evidence="Contract monitoring returns", ref="3.2", rating="Amber"),
        A("Buy key safes for people on the vulnerable customers’ register.", "Fenmarsh District Housing", "30/06/2026", "2026-06-30",
          ["2026-06-09|09/06/2026: |Closed, not to be pursued. The insurers will not accept the model proposed and the Police advise against it. Agreed by SAR Sub-Group."], evidence="", ref="3.3", rating="Closed", st="closed",
          reason="Closed, not to be pursued. The insurers will not accept the model proposed and the Police advise against it. Agreed by SAR Sub-Group."),
        why="The home care agency knocked on three mornings, had no reply and left cards. It did not ring the council until the fourth day. Staff told the reviewer that they were unsure “whether it was our business”.",
        applies="All partners", target="A missed visit to a person who cannot come to the door is acted on the same day."),
      R("4", "The Board should seek assurance that out of hours services can see who is dependent on whom.",
        A("Test with ten made-up calls to the Emergency Duty Team and NHS 111.", "Quality Assurance Officer", "Q4 2026/27", "2027-03", [], evidence="Report to Performance and Quality Sub-Group", ref="4.1", rating="Not started"),
        A("Ask the supplier of the shared care record for a ‘lives with / cares for’ flag.", "ICB and Fenmarsh County Council", "TBC", None,
          ["2026-10-27|27/10/2026: |Supplier says that it would be in the 2028 release at the earliest. Chair to raise with the regional digital board."], leads=["ICB", "Fenmarsh County Council"], evidence="", ref="4.2", rating="Red"),
        why="The Emergency Duty Team had a call about Joan’s admission. Its screen did not show that anyone lived with her.",
        applies="Fenmarsh County Council, ICB, NHS 111", target="Those who answer at night know as much as those who answer by day.")),
]
SHADE = {"Complete": "9CC2E5", "Green": "92D050", "Amber": "FFC000", "Red": "FF0000", "Closed": "BFBFBF", "Not started": None}
first_only(GROUPS, "why", "applies", "target")


def make(path):
    doc = document(landscape=False, font="Calibri", size=11)
    doc.sections[0].header.paragraphs[0].text = "OFFICIAL"
    footer(doc.sections[0], "SAR Beryl and Joan – action plan – Nov 26")
    runs(doc.add_paragraph(), "Fenmarsh Safeguarding Adults Board", bold=True, size=14, colour="1F5C5A")
    doc.add_heading(TITLE, 0)
    doc.add_paragraph(SUB, style="Subtitle")
    doc.add_paragraph("Version 4 – updated for the SAR Sub-Group, 24 November 2026")
    doc.add_paragraph("The Board accepted the four recommendations on 12 March 2026. Leads send progress to fsab@fenmarsh.example by the first of the month. Please date your entry and do not remove what others have written.")
    for i, g in enumerate(GROUPS):
        h = doc.add_heading(g["title"], 1); h.paragraph_format.page_break_before = i > 0
        for r in g["recs"]:
            t = doc.add_table(0, 2); t.style = "Table Grid"

            def line(label, value, lab="E2EFEE", shade=None, bold=None, colour=None):
                row = t.add_row(); no_split(row); c = row.cells
                put(c[0], label, bold=True, size=10, shade=lab, colour=colour); put(c[1], value, size=10, shade=shade, bold=bold, colour=colour)
            line(f"Recommendation {r['number']}", r["text"], "1F5C5A", "1F5C5A", True, "FFFFFF")
            line("Background", r["why"]); line("Relevant agencies", r["applies"]); line("Success will look like", r["target"])
            for a in r["actions"]:
                line(f"Action {a['ref']}", a["action"].split("\n"), "A9CFCB")
                line("Lead", a["lead"]); line("Timescale", a["due"]); line("Progress", [note_print(x) for x in a["notes"]])
                line("Evidence of impact", a["evidence"]); line("RAG", a["rating"], shade=SHADE[a["rating"]])
            wide(t, 4.2, 13.2)
            doc.add_paragraph()
    p = doc.add_paragraph()
    runs(p, "RAG: Complete = done and evidence seen by the Sub-Group. Green = on course. Amber = delayed, lead has a plan to recover. Red = will not be met without the Board’s help. Closed = ended without being done.", size=9)
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
undash(GROUPS)
save_h1(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, subtitle=SUB, versions=[V("Version 4", "updated for the SAR Sub-Group", "2026-11-24")],
    remarks=["A form (table of two columns) per recommendation; the headings 'Theme 1: …' are the sections. The label 'Recommendation 1' carries the number. Background, agencies and success belong to the recommendation and stand at its first action.",
             "The label 'Action 1.1' begins each action and carries its number; the labels Lead to RAG repeat.",
             "RAG 'Complete' ends 1.1 and 2.1, 'Closed' closes 3.3. 'Demand exercise done', 'Addresses checked' and '19 plans completed' end nothing.",
             "31/12/2026 of 2.2 is struck through: the earlier date. 'December 2026 Board' is December 2026, 'Q4 2026/27' March 2027; 'TBC' and 'With each edition' give no date.",
             "'April 2026:' and 'August 2026:' begin notes dated to the month. Dates within a note (1 June, 28 September, 27 November) are no notes.",
             "A slash (3.1) and 'and' (4.2) part two leads; commas within a title part none. The bullets of 2.1 are one action. The line 'RAG:' at the end is a key."],
    traps=["form per recommendation", "labels repeat", "sections are headings", "struck date", "empty labels", "two leads", "bulleted action", "legend in words"],
    beyond={"scale": {"Complete": "done and evidence seen by the Sub-Group", "Green": "on course", "Amber": "delayed, lead has a plan to recover", "Red": "will not be met without the Board’s help", "Closed": "ended without being done"}}),
    agency=["ICB", "Fenmarsh County Council", "Fenmarsh District Housing", "Fenmarsh Carers’ Centre"], role=["Carers’ Lead, Fenmarsh County Council", "Head of Systems and Performance", "Board Manager", "Detective Inspector, Vulnerability"])
