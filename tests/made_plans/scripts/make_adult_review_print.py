"""a safeguarding adults review's plan, a PDF printed from Word: key of initials, RAG legend, distribution list, abbreviations."""
import sys
from pathlib import Path
from made_a import *

NAME = "adult_review_print"
COLUMNS = [("No.", "number"), ("SAR recommendation", "recommendation"), ("Agreed action", "action"), ("Lead", "lead"), ("Target date", "deadline"),
           ("Progress and evidence", "progress"), ("RAG", "rating")]
PEOPLE = [("JT", "Joanna Tarrow", "Head of Adult Safeguarding, Ottermouth Council"), ("HP", "Hamid Pourali", "Named Doctor, Ottermouth Hospitals"),
          ("KB", "Kezia Brandreth", "Director of Nursing, Seaward Community Trust"), ("AO", "Alistair Orme", "Superintendent, Western Shores Police"),
          ("LM", "Loretta Mbeki", "Housing Options Manager"), ("NC", "Noor Chaudhary", "Board Manager"), ("DW", "Dilys Wenlock", "Independent Chair")]

GROUPS = [G("",
    R("1", "The Board should ask each agency to show how its staff recognise self-neglect in a person who is articulate, well dressed and polite, because in Terence's case all who met him said that he came across well.",
      A("Write a learning briefing from this review and use it in team meetings in all eight agencies before the end of the summer, with a recorded discussion of what each team would have done.", "NC", "31 July 2026", "2026-07-31",
        ["2026-05-18|18/05/2026: |Briefing drafted with Terence's nephew, who chose the photograph of the boat.", "2026-07-29|29/07/2026: |Used in 61 teams. Notes of the discussions are held by the Board Manager. Complete."],
        st="complete", on="2026-07-29", rating="Blue"),
      A("Include a question on presentation and self-care in the triage script of the contact centre, and listen to twenty calls to see whether it is asked.", "JT", "30 June 2026 now 30 September 2026", "2026-09-30",
        ["2026-06-15|15/06/2026: |Script changed. Listening put off until the new telephony is in.", "2026-09-28|28/09/2026: |Twenty calls heard; the question was asked in eighteen and followed up in eleven. JT to run a session for the advisers on what to do with the answer.", "2026-11-09|09/11/2026: |Session held twice. Second sample planned for January, after which this can be closed."],
        was=["2026-06-30"], rating="Green")),
    R("2", "Hospitals should not discharge a person who has refused care at home without a named professional who will visit within three working days.",
      A("Add the named professional to the discharge summary as a field that cannot be skipped.", "HP", "October 2026", "2026-10",
        ["2026-08-03|03/08/2026: |Change request raised with the supplier.", "2026-10-19|19/10/2026: |Field live on the medical floor; surgical floor to follow. Nearly complete."], rating="Amber"),
      A("Agree with community nursing and the re-ablement service who visits whom, including at weekends and over bank holidays, and write it on one page.", "HP / KB", "30 November 2026", "2026-11-30",
        ["2026-09-14|14/09/2026: |Two meetings. The weekend gap is the stumbling block: community nursing has two staff for the whole of the western side on a Sunday."], leads=["HP", "KB"], rating="Amber")),
    R("3", "The constabulary should pass on concern for an adult seen at home in squalor, even where the adult asks that nothing be said.",
      A("Issue an instruction on consent and vital interests, with three short examples from local incidents.", "AO", "31/08/2026", "2026-08-31",
        ["2026-08-26|26/08/2026: |Instruction issued and read at parade on all shifts. Completed."], st="complete", on="2026-08-26", rating="Blue"),
      A("Sample thirty incident logs in six months' time.", "AO", "End Q4 2026/27", "2027-03", [], rating="Green")),
    R("4", "Housing should treat rent arrears that begin suddenly in an older tenant as a sign that something may be wrong.",
      A("Build the sign into the arrears process so that a visit is made before a letter is sent.", "LM", "w/c 7 September 2026", "2026-09-07",
        ["2026-09-11|11/09/2026: |In place for council tenants. In the first eight weeks eleven visits were made in place of letters, two of which led to a referral and one to an admission that the doctors say was just in time."], rating="Green"),
      A("Invite the three housing associations to do the same.", "LM, NC", "Spring term 2027", "2027-03",
        ["Letter sent by the Independent Chair."], leads=["LM", "NC"], rating="Green"),
      A("Share arrears data with adult social care each month.", "LM", "TBC", None,
        ["Not pursued: the information governance group advised that there was no lawful basis for sharing in bulk. Closed 14/10/2026.||2026-10-14"],
        st="closed", on="2026-10-14", reason="Not pursued: the information governance group advised that there was no lawful basis for sharing in bulk.", rating="")),
    R("5", "The multi-agency risk panel should be offered for any adult who has refused two or more services in a year.",
      A("Change the threshold of the panel, publish it, and tell general practices about it by letter and at their forum.", "JT and KB", "31 January 2027", "2027-01-31",
        ["2026-10-05|05/10/2026: |New threshold agreed by the Board. Panel will meet weekly from January, for which an administrator is being sought.", "To be completed by the Board's development day."], leads=["JT", "KB"], rating="Green"),
      A("Report to each Board how many adults were brought to the panel, by which agency, and what came of it.", "NC", "Every Board meeting", None,
        ["2026-09|September 2026: |Nine adults, six of them brought by housing."], rating="Green")),
    R("6", "The Board should satisfy itself that mental capacity is assessed for the decision in hand and is not presumed from good conversation.",
      A("Audit forty capacity assessments across four agencies against the Board's standard, with a lawyer and an expert by experience on the panel.", "DW", "28 February 2027", "2027-02-28",
        ["2026-11-16|16/11/2026: |Tool agreed. Agencies have been asked for ten cases each by Christmas."], rating="Green"),
      A("Hold two half-day workshops on executive function.", "KB", "Within 6 months", None, [], rating="Red")),
    R("7", "The Board should tell Terence's nephew in a year what is different.",
      A("Write to him each quarter and meet him on the anniversary.", "DW", "Ongoing", None, ["2026-08-12|12/08/2026: |First letter sent; he rang to say that it was the first thing anyone had written to him in plain English."], rating="Green")))]
TITLE = "Safeguarding Adults Review: Terence – Action Plan"

CSS = """@page { size: A4 landscape; margin: 2.4cm 2.2cm 2.1cm; @top-left { content: 'Ottermouth Safeguarding Adults Board'; font: 8pt 'Liberation Sans'; }
 @top-right { content: 'OFFICIAL'; font: 8pt 'Liberation Sans'; } @bottom-left { content: 'SAR Terence Action Plan v3'; font: 8pt 'Liberation Sans'; } @bottom-right { content: 'Page ' counter(page) ' of ' counter(pages); font: 8pt 'Liberation Sans'; } }
body { font: 10pt 'Liberation Sans'; } h1 { font-size: 20pt; margin: 0 0 6pt } .board { font-size: 13pt; font-weight: bold; color: #345 } h2 { font-size: 12pt }
table { border-collapse: collapse; width: 100%; margin: 4pt 0 12pt } td, th { border: 0.6pt solid #444; padding: 3pt 4pt; vertical-align: top; text-align: left } th { background: #d9e2ec }
.plan { table-layout: fixed; font-size: 10.5pt; line-height: 1.35 } .plan p { margin: 0 0 3pt } .small { width: 70% } .B { background: #9dc3e6 } .G { background: #a9d18e } .A { background: #ffd966 } .R { background: #ff7c80 }"""


def make(path):
    b = [f"<p class=board>Ottermouth Safeguarding Adults Board</p><h1>{esc(TITLE)}</h1><p><b>Version 3 – updated 16 November 2026</b></p>",
         "<p>Terence was 71 when he was found at home. The review was led by Ignatius Pell, who made seven recommendations. The Board accepted them on 23 April 2026 and looks at this plan at each meeting.</p>",
         "<h2>Distribution</h2><ul><li>Members of the Board</li><li>Coroner for the western district</li><li>Ignatius Pell, independent reviewer</li><li>Terence's nephew</li></ul>",
         "<h2>Initials used in this plan</h2><table class=small>" + "".join(f"<tr><td>{i}</td><td>{n}</td><td>{esc(r)}</td></tr>" for i, n, r in PEOPLE) + "</table>",
         "<h2>RAG</h2><table class=small><tr><td class=B>Blue</td><td>Complete</td></tr><tr><td class=G>Green</td><td>On target</td></tr><tr><td class=A>Amber</td><td>Behind, but expected to be met</td></tr><tr><td class=R>Red</td><td>Not started or not expected to be met</td></tr></table>",
         "<table class=plan><colgroup><col style='width:3.5%'><col style='width:19%'><col style='width:23%'><col style='width:6%'><col style='width:10%'><col><col style='width:7%'></colgroup><thead><tr>" + "".join(f"<th>{c[0]}</th>" for c in COLUMNS) + "</tr></thead><tbody>"]
    for r in GROUPS[0]["recs"]:
        n = len(r["actions"])
        for i, a in enumerate(r["actions"]):
            b.append("<tr>" + (f"<td rowspan={n}>{r['number']}</td><td rowspan={n}>{esc(r['text'])}</td>" if i == 0 else "") +
                     f"<td>{esc(a['action'])}</td><td>{esc(a['lead'])}</td><td>{esc(a['due'])}</td><td>" + "".join(f"<p>{esc(note_print(x))}</p>" for x in a["notes"]) + f"</td><td class='{(a['rating'] or ' ')[0]}'>{a['rating']}</td></tr>")
    b.append("</tbody></table><h2>Abbreviations</h2><p>MCA – Mental Capacity Act 2005<br>SAB – Safeguarding Adults Board<br>SAR – Safeguarding Adults Review</p>")
    pdf(path, "".join(b), CSS, "Microsoft Word - SAR Terence AP v3 FINAL.docx")


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.pdf")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("Version 3", "updated", "2026-11-16")], traps=[1, 2, 6, 10, 12, 13, 17, 18],
    people=[{"initials": i, "name": n, "role": r} for i, n, r in PEOPLE],
    remarks=["Leads are initials: the lead's name is what is printed (JT); the key says who they are. 'JT and KB', 'LM, NC', 'HP / KB' are two each.",
             "The recommendation's cell is merged over its actions and goes on over the page; heads are repeated. The lists before and after the table are no rows. 'after which this can be closed' and 'Nearly complete' end nothing.",
             "Red is here also 'not started': rating only."],
    beyond={"scale": {"Blue": "Complete", "Green": "On target", "Amber": "Behind, but expected to be met", "Red": "Not started or not expected to be met"}}))
