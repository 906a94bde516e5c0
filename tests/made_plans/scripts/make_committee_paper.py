"""committee paper as PDF, several pages with numbered paragraphs, the plan as Appendix 1."""
import html
from made_b import *
from weasyprint import HTML

p = Plan("committee_paper", "Local area SEND priority action plan",
         [("Area for priority action", "recommendation"), ("Ref", "ref"), ("Action", "action"), ("Owner", "lead"), ("Deadline", "deadline"), ("RAG", "rating"), ("Progress", "progress"), ("Impact for children and families", "target")],
         traps=[1, 2, 3, 5, 6, 10, 12, 13, 16, 17, 18],
         remarks=["The plan is Appendix 1; title and version are the plan's own (Version 9), not the report's, whose date is that of the meeting.",
                  "The report's 'Recommendations', its list in 3.4 and the tables in 4 and 6 are no part of the plan. Appendix 2 is a glossary.",
                  "Areas stand in rows across the table. Area 2 is repeated with '(continued)' twice and is one.",
                  "Rows may be torn by the end of a page; a note torn is one note. 'Complete' words and the key (Blue – complete) end an action."])
p.beyond["scale"] = [{"value": "Blue", "meaning": "complete"}, {"value": "Green", "meaning": "on track"}, {"value": "Amber", "meaning": "late, recovery agreed"}, {"value": "Red", "meaning": "late, no recovery agreed"}]
p.version("2026-10-22", "Version 9", "updated 22 October 2026")
p.extra["covering_report"] = {"title": "SEND inspection: progress against the priority action plan", "date": "2026-12-03"}

r = p.rec("1", "Leaders should make sure that education, health and care plans are of good quality, are finished in time and are kept up to date.")
r.row("Set up a team of six coordinators whose only work is annual reviews. The team will begin with children in the years before they change school and will then work through plans that have not been amended for three years or more.", ["Head of SEND and Inclusion"], due="30/04/2026", rating="Blue", ref="1a", status="complete", target="Children's plans describe the child as they are today.",
      notes=["02.03.26: ||Four coordinators appointed; two posts advertised again.", "20.04.26: ||Team complete and working. 212 plans amended by the end of the first month, of which 140 were for children in Year 5 and Year 9.", "14.09.26: ||1,020 plans amended since April. Action complete."], done="2026-09-14")
r.row("Health advice to be sent within six weeks in nine cases out of ten. Reports are to be written by the practitioner who knows the child and to say what the child needs, not what the service can offer.", ["Designated Clinical Officer", "Associate Director of Children's Community Services"], due="30 June 2026 now 28 February 2027", dates=["2027-02-28"], earlier=["2026-06-30"], rating="Amber", ref="1b", target="Plans are right first time.",
      notes=["May 2026: ||54% within six weeks.", "August 2026: ||63% within six weeks. Occupational therapy remains at 41% because of vacancies.", "October 2026: ||71% within six weeks. Locum therapists in post until March; the trust expects that the target will be nearly complete by Christmas."])
r.row("Quality board of parents, head teachers and clinicians to read 20 plans each month and to publish what it finds.", ["Quality and Moderation Lead, SEND Service"], due="w/c 1 June 2026", dates=["2026-06-01"], rating="Green", ref="1c", target="Nine in ten plans are good or better.",
      notes=["05.06.26: ||First board. 8 of 20 good.", "02.10.26: ||Fifth board. 13 of 20 good. Parents ask that the words 'as appropriate' are never used."])
r.row("Buy a portal so that parents can see how far the assessment has come.", ["Digital Delivery Manager"], due="Spring term 2027", dates=["2027-03"], rating="Red", ref="1d", target="Parents need not telephone to find out.", notes=["Two suppliers withdrew. Options are being looked at with the regional group."])
r = p.rec("2", "Leaders should reduce the time that children wait for an assessment of autism or ADHD, and should support families while they wait.")
r.row("Agree a recovery plan with funding for 900 more assessments over eighteen months, in part by an accredited outside provider.", ["ICB Director of Children's Commissioning"], due="End Q2 2026/27", dates=["2026-09"], rating="Blue", ref="2a", status="complete", target="No child waits more than a year by March 2028.",
      notes=["17.07.26: ||Business case agreed.", "11.09.26: ||Contract signed. First assessments began in the week of signature."], done=None)
r.row("Offer each waiting family a conversation with a practitioner within a month, a written plan of things to try, and a name to ring.", ["Neurodiversity Pathway Manager"], due="Within 3 months", dates=[], rating="Green", ref="2b", target="Families are not left alone.", notes=["Conversations have been offered to all new referrals since the middle of August.", "October 2026: ||310 conversations held. In a survey four parents in five said that they had been of use; those who disagreed wanted the conversation to be face to face."])
r.row("Needs-led support in 40 schools without a diagnosis being asked for.", ["Educational Psychology Service", "Inclusion Outreach Service"], who="Educational Psychology Service / Inclusion Outreach Service", due="Autumn term 2026", dates=["2026-12"], rating="Green", ref="2c", target="Support follows need.", notes=["September 2026: ||22 schools have begun.", "October 2026: ||31 schools have begun. Secondary schools have asked for a different first session, which is being written with two of them."])
r.row("Text message to families each quarter with the true length of the wait.", ["Neurodiversity Pathway Manager"], due="01/09/2026", rating="Blue", ref="2d", status="complete", target="Honest information.", notes=["01.09.26: ||First message sent to 2,940 families. Complete."], done="2026-09-01")
r.row("Write a sleep guide for parents.", ["Community Paediatrics"], due="n/a", rating="Blue", ref="2e", status="closed", target="Better sleep.", notes=["Passed to the Family Hubs and Start for Life plan, where a guide had already been paid for. Closed on this plan."], reason="Passed to the Family Hubs and Start for Life plan, where a guide had already been paid for. Closed on this plan.")
r = p.rec("3", "Leaders should hear young people with SEND and act on what they say.")
r.row("Young commissioners to sit on each tender panel for short breaks and transport.", ["Participation and Engagement Officer"], due="Ongoing", rating="Green", ref="3a", target="Services are chosen by those who use them.", notes=["Two panels held. Young people's scores changed the outcome of one."])
r.row("Post-16 fair with employers, colleges and travel trainers.", ["Preparing for Adulthood Coordinator"], due="20 November 2026", rating="Green", ref="3b", target="Young people leave with a next step.", notes=["36 exhibitors have said that they will come. Work on transport is not complete."])
r.row("Reply to every suggestion within ten working days.", ["Participation and Engagement Officer"], due="TBC", rating="Amber", ref="3c", target="Young people know that they were heard.", notes=[])


def h(t):
    return html.escape(t).replace("\n", "</p><p>")


doc = """<html lang=en><head><title>Report</title><style>
@page { size: A4; margin: 20mm; @bottom-right { content: counter(page); font: 9pt 'Liberation Sans' } @top-right { content: "Agenda item 7"; font: 9pt 'Liberation Sans' } }
@page wide { size: A4 landscape; margin: 14mm; @bottom-right { content: counter(page); font: 9pt 'Liberation Sans' } @top-left { content: "Appendix 1"; font: 9pt 'Liberation Sans' } }
body { font: 11pt/1.35 'Liberation Sans' } .wide { page: wide; break-before: page } .a2 { break-before: page } table { border-collapse: collapse; width: 100% } td, th { border: .5pt solid #444; padding: 1.2mm; vertical-align: top; text-align: left }
.plan { font-size: 10.4pt; line-height: 1.3; table-layout: fixed } .plan th { background: #1f4e79; color: #fff } .plan p { orphans: 1; widows: 1; margin: 0 0 1mm } .plan th.side { padding: 0; vertical-align: middle; height: 14mm } .side div { transform: rotate(-90deg); white-space: nowrap; width: 12mm } .area td { background: #deeaf6; font-weight: bold } h1 { font-size: 16pt } h2 { font-size: 12pt } p.n { margin-left: 10mm; text-indent: -10mm } p.s { margin-left: 16mm; text-indent: -6mm }
.Blue { background: #5b9bd5 } .Green { background: #92d050 } .Amber { background: #ffc000 } .Red { background: #ff5050 }
</style></head><body>
<p><b>Brackenshire County Council</b></p><p><b>Children, Learning and Skills Scrutiny Panel</b></p>
<table><tr><td><b>Date</b><td>3 December 2026<tr><td><b>Title</b><td>SEND inspection: progress against the priority action plan<tr><td><b>Report of</b><td>Corporate Director, Children and Learning<tr><td><b>Lead member</b><td>Councillor Marguerite Osei-Thorne<tr><td><b>Status</b><td>Public</table>"""
body = [("1. Summary", ["1.1 The local area partnership was inspected in November 2025. Inspectors found widespread failings and named three areas for priority action. The partnership's plan in answer to them is at Appendix 1.", "1.2 The Panel last looked at the plan on 4 June 2026. This report says what has changed since then."]),
        ("2. Recommendations", ["2.1 That the Panel:", "a) notes the progress made by the partnership to 22 October 2026;", "b) considers whether it wishes to hear from the Parent Carer Forum at its meeting on 4 March 2027; and", "c) recommends to Cabinet that the funding of the annual review team is made permanent."]),
        ("3. Background", ["3.1 The inspection looked at how well the Council, the integrated care board, schools and other services work together for the 5,830 children and young people in the county who have an education, health and care plan and for the larger number who receive support without one.",
                           "3.2 Inspectors spoke to 96 parents and carers and to 70 children and young people. They described practitioners who cared, and a system that wore families out. Plans were late and out of date; waits for assessment were among the longest in the region; and children seldom saw that anything had come of what they had said.",
                           "3.3 The partnership sent its plan to the inspectorates in February 2026 and was told in March that it was fit for purpose. A monitoring visit is expected by the end of Q4 2026/27. Advisers from the Department attend each meeting of the improvement board.",
                           "3.4 The improvement board has set itself three tests:", "- would a parent notice?", "- can we show it?", "- will it last?",
                           "3.5 The board has an independent chair, who wrote to the Leader on 8 October 2026 with her view of the first six months. She found the partnership to be candid about what had not been done."]),
        ("4. Progress", ["4.1 Of the twelve actions in the plan three are complete and one has been passed to another plan. Two are late. The measures that the board looks at each month are these.",
                         "<table><tr><th>Measure<th>March 2026<th>September 2026<th>Target<tr><td>Plans issued in 20 weeks<td>31%<td>58%<td>80%<tr><td>Annual reviews in time<td>42%<td>66%<td>85%<tr><td>Children waiting more than a year for an autism assessment<td>1,412<td>1,190<td>0</table>",
                         "4.2 The Panel asked in June about occupational therapy. Four of nine posts remain vacant. The trust has changed the grade and the title of the posts, and has begun to train two of its own assistants.",
                         "4.3 Complaints about the SEND service fell from 41 in the first quarter to 29 in the second. Nine were about communication, eight about a late plan and the rest about transport."]),
        ("5. Views of parents and young people", ["5.1 The Parent Carer Forum says that families who have had a plan amended are on the whole pleased with it, and that those who wait see no change. The Forum would like the portal to go ahead and is concerned that no date has been set for it.", "5.2 Young people on the Shadow Board were asked which one thing they would change. They said that adults should write back."]),
        ("6. Financial implications", ["6.1 The plan costs £2.3m over two years.", "<table><tr><th>Source<th>2026/27<th>2027/28<tr><td>Council reserves<td>£640,000<td>£510,000<tr><td>Integrated care board<td>£600,000<td>£550,000</table>", "6.2 The annual review team is funded until 31 March 2028."]),
        ("7. Legal and equality implications", ["7.1 The Council's duties are set out in Part 3 of the Children and Families Act 2014. An equality impact assessment was completed on 12 February 2026."]),
        ("8. Appendices", ["Appendix 1 – Local area SEND priority action plan", "Appendix 2 – Glossary"])]
for head, ps in body:
    doc += f"<h2>{head}</h2>"
    for x in ps:
        doc += x if x.startswith("<") else f"<p class={'s' if x[:2] in ('a)', 'b)', 'c)', '- ') else 'n'}>{html.escape(x)}</p>"
doc += f"<div class=wide><p><b>Appendix 1</b></p><p><b>Brackenshire SEND Partnership</b></p><h1>{p.title}</h1><p>Version 9 – updated 22 October 2026</p><p>Blue – complete; Green – on track; Amber – late, recovery agreed; Red – late, no recovery agreed</p>"
doc += '<table class=plan><colgroup><col style="width:9mm"><col style="width:66mm"><col style="width:34mm"><col style="width:26mm"><col style="width:16mm"><col style="width:78mm"><col></colgroup><thead><tr>' + "".join(f'<th class=side><div>{c}</div></th>' if c in ("Ref", "RAG") else f"<th>{c}</th>" for c, _ in p.columns[1:]) + "</tr></thead><tbody>"
for rec in p.recs:
    doc += f"<tr class=area><td colspan=7>Area for priority action {rec.number}: {h(rec.text)}</td></tr>"
    for i, x in enumerate(rec.rows):
        if rec.number == "2" and i in (2, 4):
            doc += f"<tr class=area><td colspan=7>Area for priority action 2 (continued)</td></tr>"
        doc += "<tr>" + "".join(f"<td{' class=' + x.rating if c == 'RAG' else ''}><p>{h(x.text(c))}</p></td>" for c, _ in p.columns[1:]) + "</tr>"
doc += "</tbody></table></div><div class=a2><p><b>Appendix 2</b></p><h1>Glossary</h1><table><tr><td>ADHD<td>Attention deficit hyperactivity disorder<tr><td>ICB<td>Integrated care board<tr><td>SEND<td>Special educational needs and disabilities</table></div></body></html>"
p.write("pdf", lambda path: HTML(string=doc).write_pdf(path))
