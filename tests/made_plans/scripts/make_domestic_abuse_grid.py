"""Word, portrait, a community safety partnership's plan after a domestic abuse related death review: a form of label and value for each recommendation in a grid of four columns, some lines with one pair, some with two; letter of the action in its label."""
from common_j import *

NAME = "domestic_abuse_grid"
TITLE = "Domestic abuse related death review: ‘Rosalind’"
SUB = "What we will do: action plan of the partnership"
COLUMNS = [("Recommendation", "recommendation"), ("No.", "number", "recno"), ("Scope", "extra", "scope"), ("What the panel found", "why", "why"), ("What we will do", "action"),
           ("By when", "deadline"), ("Who", "lead"), ("How we will know", "target", "target"), ("So far", "progress"), ("BRAG", "rating"), ("Signed off", "closed", "signed")]

GROUPS = [
    G("Part A: Recommendations for the whole partnership",
      R("1", "The Partnership should make sure that those who are worried about a friend, a relative or a colleague know whom they can ask for advice, and that they can ask without giving their name or anyone else’s.",
        A("Open the Harrowmere domestic abuse helpline to friends and family:\n- line to be answered until 9 pm on weekdays\n- callers not asked for a name\n- webchat on Saturdays", "Haven in Harrowmere", "1 October 2026", "2026-10-01",
          ["2026-09-08|8 September 2026. |Extra hours funded from the Serious Violence grant until March 2028. Two call handlers recruited.", "2026-12-10|10 December 2026. |Open since 5 October. 64 calls from friends and family in the first two months, most of them from sisters and work mates. Panel content that this is complete."],
          ref="1a", rating="Blue", st="complete", on="2026-12-10", signed="10 December 2026", target="At least 25 calls a month from people other than the victim."),
        A("Put up posters and train a ‘go to’ person at the 30 largest employers on the Eastgate and Fleetside estates.", "Community Safety Manager; Chamber of Trade", "Was 31 December 2026. Now 30 June 2027.", "2027-06-30",
          ["2026-10-22|22 October 2026. |Chamber of Trade has written to members. 6 replies.", "2027-01-28|28 January 2027. |11 employers trained or booked. Reminder has not helped. Panel agreed to the later date, and asked that the two bus companies are visited in person."],
          leads=["Community Safety Manager", "Chamber of Trade"], was=["2026-12-31"], ref="1b", rating="Amber", target="30 employers with a named person whose training is complete."),
        A("Talk to Rosalind’s family about how her story may be used in the campaign.", "DARDR Co-ordinator", "No date set, family’s pace", None,
          ["2026-11-30|30 November 2026. |Her mother has seen the draft leaflet and would like the photograph left out. No further contact until the anniversary has passed."],
          ref="1c", rating="Green", target="Family content with what is printed."),
        scope="Harrowmere-wide", why="Four colleagues at the packing plant knew that Rosalind’s former partner waited in the car park. One of them looked on the internet for help and found only numbers “for victims”. She told the panel that she did not feel that it was her place to ring."),
      R("2", "The Partnership should review how MARAC deals with a case which comes back for a third time within twelve months.",
        A("MARAC Chair to hold a professionals’ meeting of not less than 40 minutes for each third referral, before the case is heard again.", "Detective Chief Inspector, Public Protection", "31 August 2026", "2026-08-31",
          ["2026-07-16|16 July 2026. |First two held. Mental health services did not come to either.", "2026-09-17|17 September 2026. |Nine held since July. Mental health services now attend. Terms of reference of MARAC changed to say so."],
          ref="2a", rating="Blue", st="complete", signed="22 October 2026", on="2026-10-22", target="Meeting held for all third referrals."),
        A("Independent look at 20 repeat cases heard in 2025/26.\n- Was the plan a different plan each time?\n- Who was asked to do what, and did they?\n- Where was he?", "DARDR Co-ordinator / Head of Service, Safe Lives Harrowmere", "End of Q4 2026/27", "2027-03",
          ["2027-01-14|14 January 2027. |Reviewer appointed. 12 of the 20 cases read. Early view is that the plan was the same plan in half of them."],
          leads=["DARDR Co-ordinator", "Head of Service, Safe Lives Harrowmere"], ref="2b", rating="Green", target="Report to the Partnership with no more than five findings."),
        A("Pay for a second IDVA to be based in the emergency department.", "Harrowmere Council", "1 April 2027", "2027-04-01",
          ["2026-12-10|10 December 2026. |Withdrawn. The Hospital Trust has funded the post itself from January, so there is nothing for the Partnership to do."],
          ref="2c", rating="Grey", st="closed", target="", reason="Withdrawn. The Hospital Trust has funded the post itself from January, so there is nothing for the Partnership to do."),
        scope="Harrowmere-wide", why="Rosalind was heard at MARAC in March, June and November. On each occasion the actions were to “flag address” and “IDVA to contact”. The November meeting gave her case six minutes.")),
    G("Part B: Recommendations for single agencies",
      R("3", "The Probation Service should be assured that a change of address by a person on licence for a domestic abuse offence is checked in person before it is agreed.",
        A("Team managers to dip sample five cases a month for six months and report to the Head of Service.", "Head of Harrowmere Probation Delivery Unit", "26 February 2027", "2027-02-26",
          ["2026-11-05|5 November 2026. |September and October done. Visit made in 7 of 10.", "2027-02-04|4 February 2027. |20 of the 30 cases have been completed. December sample was missed because of sickness and will be made up in March. Will run over by about a month."],
          ref="3a", rating="Red", target="A visit in all cases."),
        scope="Probation Service", why="He told his supervising officer that he had moved to his brother’s. Nobody went to see. He was living 300 yards from Rosalind."),
      R("4", "The ICB should help practices to ask about domestic abuse when a patient comes repeatedly with pain that cannot be explained.",
        A("Commission IRIS in the remaining eleven practices of the district.", "ICB", "By end of August 2027", "2027-08",
          ["2026-10-22|22 October 2026. |Business case to the ICB in January.", "2027-01-28|28 January 2027. |Approved for seven of the eleven practices. ICB asked to say what will happen in the other four."],
          ref="4a", rating="Amber", target="All 23 practices trained; 150 referrals a year."),
        A("Write to all practices with the learning from this review, on one page.", "Named GP, Adult Safeguarding", "30/11/2026", "2026-11-30",
          ["2026-11-24|24 November 2026. |Sent in the ICB bulletin and by post. Used by two practices in their protected learning time. No further action needed, finished."],
          ref="4b", rating="Blue", st="complete", on="2026-12-10", signed="10 December 2026", target="Practices say that they have read it."),
        scope="Integrated Care Board", why="Rosalind went to the surgery eleven times in fourteen months. She saw seven clinicians. No one asked how things were at home."),
      R("5", "Fleet Valley Homes should change how it answers requests for a change of locks and for a move on account of violence.",
        A("Locks to be changed within 24 hours, without asking for a crime number.", "Fleet Valley Homes", "With immediate effect", None,
          ["2026-06-11|11 June 2026. |Instruction given to the contact centre. Contractor told.", "2027-01-19|19 January 2027. |Average is 31 hours. Weekend requests take longest. New contractor begins on 1 April."],
          ref="5a", rating="Amber", target="95% within 24 hours."),
        A("Train all neighbourhood officers with the help of survivors.", "Director of Housing, Fleet Valley Homes", "31 May 2027", "2027-05-31", [], ref="5b", rating="Not begun", target="Officers feel able to ask, survivors say they were believed."),
        scope="Fleet Valley Homes", why="She asked for new locks on 3 August and was told to ring the Police first. They were changed on 19 August.")),
]
SHADE = {"Blue": "8DB4E2", "Green": "A9D08E", "Amber": "FFD966", "Red": "FF7C80", "Grey": "D9D9D9", "Not begun": None}
first_only(GROUPS, "why", "scope")


def make(path):
    doc = document(landscape=False, font="Verdana", size=10)
    sec = doc.sections[0]
    sec.header.paragraphs[0].text = "OFFICIAL-SENSITIVE until published"
    footer(sec, "Issue 3")
    doc.add_heading(TITLE, 0)
    runs(doc.add_paragraph(), SUB, bold=True, size=13, colour="5B2A6E")
    doc.add_paragraph("Harrowmere Community Safety Partnership. Issue 3, agreed by the Review Panel on 9 February 2027.")
    doc.add_paragraph("Rosalind is not her name. Her family chose it. The panel made two recommendations to the partnership and three to single agencies. The plan goes to the Home Office with the report and will be kept by the DARDR Co-ordinator until every line is blue or grey.")
    runs(doc.add_paragraph(), "BRAG: **Blue** finished and signed off by the panel; **Green** going to plan; **Amber** behind, will get there; **Red** behind, panel to discuss; **Grey** withdrawn", size=9)
    lab = "E9DFF0"
    for g in GROUPS:
        doc.add_heading(g["title"], 1)
        for r in g["recs"]:
            t = doc.add_table(0, 4); t.style = "Table Grid"

            def one(label, value, shade=lab, bold=None):
                row = t.add_row(); no_split(row); n = len(t.rows) - 1
                put(row.cells[0], label, bold=True, size=9, shade=shade); put(joined(t, n, n, 1, 3), value, size=9, bold=bold)

            def two(k1, v1, k2, v2, tint=None):
                row = t.add_row(); no_split(row); c = row.cells
                for cell, v, s, b in ((c[0], k1, lab, True), (c[1], v1, tint, None), (c[2], k2, lab, True), (c[3], v2, None, None)):
                    put(cell, v, bold=b, size=9, shade=s)
            two("No.", r["number"], "Scope", r["scope"])
            one("Recommendation", r["text"], bold=True); one("What the panel found", r["why"])
            for a in r["actions"]:
                one(f"What we will do ({a['ref']})", a["action"].split("\n"), "CDB5DC")
                two("By when", a["due"], "Who", a["lead"])
                one("How we will know", a["target"]); one("So far", [note_print(x) for x in a["notes"]])
                two("BRAG", a["rating"], "Signed off", a.get("signed", ""), SHADE[a["rating"]])
            widths(t, 3.6, 5.2, 3.0, 5.4)
            doc.add_paragraph()
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
undash(GROUPS)
store(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, subtitle=SUB, versions=[V("Issue 3", "agreed by the Review Panel", "2027-02-09")],
    remarks=["A form for each recommendation in a grid of four columns: 'No.' with 'Scope', 'By when' with 'Who' and 'BRAG' with 'Signed off' share a line, the others have one label and a wide value. The headings 'Part A: …' are the sections.",
             "The label 'What we will do (1a)' begins each action and carries its letter. 'Scope' and 'What the panel found' belong to the recommendation and stand at its first action.",
             "BRAG Blue (1a, 2a, 4b) is finished, Grey (2c) withdrawn; 'Signed off' gives the date of the end. 'have been completed' in 3a and 'whose training is complete' in 1b end nothing.",
             "1b: 'Was 31 December 2026. Now 30 June 2027.': the second is in force. 'End of Q4 2026/27' is March 2027, 'By end of August 2027' August 2027; 'No date set' and 'With immediate effect' give none.",
             "A semicolon (1b) and a slash (2b) part two leads, commas none. Bullets of 1a and 2b are one action each. The line 'BRAG:' is a key.",
             "Notes begin '8 September 2026. '. Dates within them (5 October, 1 April) are no notes."],
    traps=["form per recommendation", "two pairs on a line", "merged cells", "labels repeat", "sections are headings", "earlier date in words", "two leads", "bulleted action", "legend in words", "empty labels"],
    beyond={"scale": {"Blue": "finished and signed off by the panel", "Green": "going to plan", "Amber": "behind, will get there", "Red": "behind, panel to discuss", "Grey": "withdrawn"}}),
    agency=["ICB", "Harrowmere Council", "Fleet Valley Homes", "Haven in Harrowmere", "Chamber of Trade"], role=["Head of Service, Safe Lives Harrowmere", "Director of Housing, Fleet Valley Homes", "Head of Harrowmere Probation Delivery Unit"])
