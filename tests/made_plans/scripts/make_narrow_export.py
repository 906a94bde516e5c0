"""PDF printed from a wide Excel sheet: narrow columns that break long words, merged areas going on overleaf, heads on their side."""
import html
from made_b import *
from weasyprint import HTML

AI = "Area for improvement"
p = Plan("narrow_export", "Children and Young People’s Services: CQC improvement plan",
         [("No", "number"), (AI, "recommendation"), ("Ref", "ref"), ("Action", "action"), ("Accountable lead", "lead"), ("Due date", "deadline"), ("BRAG", "rating"), ("Progress to date", "progress"), ("Expected impact", "target")],
         traps=[1, 2, 3, 6, 10, 11, 12, 13, 16, 17, 18],
         remarks=["The area for improvement is merged over its actions; where the page ends within it, the rest of the cell (area 2) stands on the next page. Area 3 is printed again with '(continued)' on two later pages.",
                  "Action 2.2 is torn by the end of page 1: one action, and its second note is one note.",
                  "Long words are broken at the column's edge (Safeguardi|ng): they are whole words and one lead each.",
                  "Number 4 is missing. The key stands at the foot of the last page."])
p.beyond["scale"] = [{"value": "Blue", "meaning": "complete and evidence seen"}, {"value": "Red", "meaning": "overdue"}, {"value": "Amber", "meaning": "at risk"}, {"value": "Green", "meaning": "on track"}]
p.version("2026-11-06", "v11", "printed 06/11/2026")

r = p.rec("1", "The service must make sure that all staff who care for children have safeguarding training at the level that their post needs.")
r.row("Match each post to a level of training and load the match into the electronic staff record.", ["Head of Workforce Transformation"], due="31/05/2026", rating="Blue", ref="1.1", status="complete", target="Managers see gaps without asking.",
      notes=["12.05.26:||All 1,904 posts matched.", "29.05.26:||Loaded and checked by internal audit. Complete."], done="2026-05-29")
r.row("Run catch-up sessions at level 3 every week until nine in ten are in date.", ["Named Nurse Safeguarding"], due="30/06/2026 now 31/12/2026", dates=["2026-12-31"], earlier=["2026-06-30"], rating="Amber", ref="1.2", target="Compliance of 90% in each ward.",
      notes=["June 2026:||Compliance of 71%.", "Sept 2026:||Compliance of 82%. The emergency department is nearly complete at 89%."])
r = p.rec("2", "The service should review how children with mental health needs are cared for on general wards. Some had waited more than a week for a bed elsewhere, and staff told us that they did not always know what to do when a child became distressed or tried to leave. Parents said that they had been left to keep their child safe.")
r.row("Recruit two registered mental health nurses for the children's wards.", ["Matron, Children and Young People"], due="End Q2 2026/27", dates=["2026-09"], rating="Blue", ref="2.1", status="complete", target="A trained nurse on each shift.", notes=["03.08.26:||First nurse in post.", "21.09.26:||Second in post. Closed."], done="2026-09-21")
r.row("Agree with the mental health trust a joint plan for each child within four hours of admission, with a named consultant on both sides and a review every day.", ["Clinical Director for Paediatrics", "Associate Director of Operations"], due="w/c 6 July 2026", dates=["2026-07-06"], rating="Red", ref="2.2",
      target="No child waits without a plan.", notes=["08.06.26:||Draft agreed by paediatrics and sent to the mental health trust for comment.",
                                                       "14.09.26:||Escalated to both chief nurses because the draft had not come back. A meeting was held and the daily review was agreed; the named consultant was not.", "02.11.26:||Not complete. Goes to the joint board in December."])
r.row("Safe room on Heron Ward: remove ligature points and replace the door.", ["Estates Capital Projects Manager"], due="TBC", rating="Red", ref="2.3", target="Children are safe and less restrained.", notes=["Survey done. Cost is above the limit for the ward's budget."])
r = p.rec("3", "The service must improve how it identifies and shares information about children who are not brought to appointments.")
r.row("Replace 'did not attend' with 'was not brought' in every letter and system.", ["Outpatients Transformation Manager"], due="01/04/2026", rating="Blue", ref="3.1", status="complete", target="Language puts the duty on adults.", notes=["March 2026:||All 212 templates changed.", "April 2026:||Old templates deleted. Action complete."])
r.row("Second missed appointment to be looked at by the consultant and the safeguarding team together.", ["Named Doctor Safeguarding"], due="30.09.26 (was 30.06.26)", dates=["2026-09-30"], earlier=["2026-06-30"], rating="Amber", ref="3.2", target="Decisions recorded in all cases.", notes=["10.09.26:||Working in eight of eleven specialties. Ophthalmology, dermatology and audiology to follow."])
r.row("Share a weekly list with health visitors and school nurses.", ["Information Governance and Performance Manager"], due="Within 3 months", dates=[], rating="Green", ref="3.3", target="Community teams follow up.", notes=["Sharing agreement signed."])
r.row("Text reminders in six languages.", ["Outpatients Transformation Manager"], due="Autumn term 2026", dates=["2026-12"], rating="Green", ref="3.4", target="Fewer missed appointments.", notes=["Four languages live."])
r.row("Family liaison telephone line.", ["Patient Experience Manager"], due="31/03/2026", rating="Blue", ref="3.5", status="closed", target="Families can rearrange with one call.", notes=["Moved to the Outpatients Improvement Programme (line 6) in February 2026."], reason="Moved to the Outpatients Improvement Programme (line 6) in February 2026.")
r = p.rec("5", "The service should seek and use the views of children.")
r.row("Children's council to meet every two months and to report to the Board.", ["Youth Participation Coordinator"], due="Ongoing", rating="Green", ref="5.1", target="The Board can name three changes.", notes=["Four meetings held."])
r.row("Feedback tablets beside each bed.", ["Chief Nursing Information Officer"], due="~~30/09/26~~ 28/02/27", dates=["2027-02-28"], earlier=["2026-09-30"], rating="Amber", ref="5.2", target="One child in three gives feedback.", notes=["Oct 2026:||Tablets bought; software to be completed by January."])

FILL = {"Blue": "#5b9bd5", "Red": "#ff5050", "Amber": "#ffc000", "Green": "#92d050"}


def h(t):
    t = html.escape(t.replace("\v", "\n"))
    return re.sub(r"~~(.*?)~~", r"<s>\1</s>", t).replace("\n", "<br>")


def cells(x, part=None):
    """The cells after the area; part: texts given instead, for a row torn by the page's end."""
    out = ""
    for c in [c for c, _ in p.columns][2:]:
        t = (part or {}).get(c, "" if part and part.get("_blank") else x.text(c))
        fill = f' style="background:{FILL[x.rating]}"' if c == "BRAG" else ""
        out += f"<td{fill}>{h(t)}</td>"
    return out


def area(number, text, rows, first):
    body = "".join(f"<tr>{'<td rowspan=%d class=n>%s</td><td rowspan=%d>%s</td>' % (len(rows), number, len(rows), h(text)) if i == 0 else ''}{r}</tr>" for i, r in enumerate(rows))
    return body


head = "<tr>" + "".join(f'<th class="side"><div>{h(c)}</div></th>' if c in ("BRAG", "Ref", "No") else f"<th>{h(c)}</th>" for c, _ in p.columns) + "</tr>"
R1, R2, R3, R5 = p.recs
note2 = R2.rows[1].text("Progress to date").split("\n")
cut = note2[1].index("A meeting was held and") + len("A meeting was held and")
a = R2.rows[1].action
acut = a.index("with a named consultant")
top = {**{c: R2.rows[1].text(c) for c, _ in p.columns}, "Action": a[:acut].strip(), "Progress to date": note2[0] + "\n" + note2[1][:cut]}
rest = {"_blank": True, "Action": a[acut:], "Progress to date": note2[1][cut:].strip() + "\n" + note2[2], "BRAG": ""}
tcut = R2.text.index("Parents said")
pages = [area("1", R1.text, [cells(x) for x in R1.rows], True) + area("2", R2.text[:tcut], [cells(R2.rows[0]), cells(R2.rows[1], top)], True),
         area("", R2.text[tcut:], [cells(R2.rows[1], rest), cells(R2.rows[2])], False) + area("3", R3.text, [cells(x) for x in R3.rows[:2]], True),
         area("3", R3.text + " (continued)", [cells(x) for x in R3.rows[2:4]], True),
         area("3", R3.text + " (continued)", [cells(x) for x in R3.rows[4:]], True) + area("5", R5.text, [cells(x) for x in R5.rows], True)]
widths = [10, 54, 11, 60, 25, 24, 15, 59, 24]
colgroup = "<colgroup>" + "".join(f'<col style="width:{w}mm">' for w in widths) + "</colgroup>"
doc = """<html lang=en><head><style>
@page { size: A4 landscape; margin: 12mm 7mm 12mm 7mm; @bottom-center { content: "Page " counter(page) " of " counter(pages); font: 8pt 'Liberation Sans' } @top-left { content: "CYP CQC plan v11.xlsx – Sheet1"; font: 8pt 'Liberation Sans' } }
body { font: 12.4pt 'Liberation Sans'; } table { table-layout: fixed; border-collapse: collapse; width: 282mm; }
td, th { border: .4pt solid #000; padding: .6mm; vertical-align: top; overflow-wrap: anywhere; text-align: left; }
th { background: #d9d9d9; height: 16mm; } th.side { padding: 0; vertical-align: middle } th.side div { transform: rotate(-90deg); width: 15mm; margin-left: -2.5mm; white-space: nowrap; text-align: center }
h1 { font-size: 18pt; margin: 0 } h2 { font-size: 14pt; margin: 1mm 0 } section { break-after: page } section:last-child { break-after: auto } .key td { width: 40mm }
</style></head><body>"""
for i, body in enumerate(pages):
    doc += "<section>"
    if i == 0:
        doc += f"<h2>Larkmere University Hospitals NHS Foundation Trust</h2><h1>{p.title}</h1><p>v11, printed 06/11/2026</p>"
    doc += f"<table>{colgroup}{head}{body}</table>"
    if i == len(pages) - 1:
        doc += '<p></p><table class=key style="width:80mm">' + "".join(f'<tr><td style="background:{FILL[s["value"]]}">{s["value"]}</td><td>{s["meaning"]}</td></tr>' for s in p.beyond["scale"]) + "</table>"
    doc += "</section>"
p.write("pdf", lambda path: HTML(string=doc + "</body></html>").write_pdf(path))
