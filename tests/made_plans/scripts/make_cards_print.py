"""PDF, a council's improvement page as a browser prints it: no table; the action with number, aim and updates at the left, state, target date and accountable person in a box at the right with labels above their values; posts by name and day, newest first; the page's buttons in print."""
from common_j import *

NAME = "cards_print"
TITLE = "Children's services: our improvement plan after the Ofsted inspection"
COLUMNS = [("Recommendation", "recommendation"), ("Number", "number", "ref"), ("Action", "action"), ("What good looks like", "target"), ("State", "rating"), ("Target date", "deadline"), ("Accountable", "lead"), ("Partners", "extra", "partners"), ("Updates", "progress")]


def P(ref, text, good, state, due, d, who, partners="", notes=(), **k):
    k.setdefault("st", {"Delivered": "complete", "Stopped": "closed"}.get(state, "open"))
    return A(text, who, due, d, notes, ref=ref, rating=state, target=good, partners=partners, leads=k.pop("leads", None) or [who], **k)


def N(day, who, body):
    """A post: '2 Mar 2027 · Dee Hallam' above its words."""
    y, m, d = day.split("-")
    return f"{day}|{int(d)} {'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()[int(m) - 1]} {y} · {who}\n|{body}"


DH, PN, OK, RT = "Dee Hallam", "Padma Nair", "Owen Kettering", "Improvement Team"
GROUPS = [
    G("Theme A – Help and protection",
      R("1", "The timeliness of initial child protection conferences, and the attendance of partners at them.",
        P("A1", "Move the booking of conferences to one team, who hold the room, the chair and the minute taker, and who send the invitation on the day of the strategy discussion.", "95% of conferences within 15 working days.", "Delivered", "30 November 2026", "2026-11-30", "Service Manager, Independent Reviewing", "Police, Health, Schools",
          [N("2027-01-14", PN, "December 97%, three months running above 95%. Board agreed today that this is delivered."), N("2026-11-24", PN, "Team in place since 2 November. 93% for the month so far.")], on="2027-01-14"),
        P("A2", "Ask each school to name a deputy for conferences held in the holidays.", "A school is at nine in ten conferences, August included.", "In hand", "End of summer term 2027", "2027-07", "Head of Education Safeguarding", "All 71 schools",
          [N("2027-02-23", DH, "58 of 71 schools have named somebody. Those remaining have been rung. Two special schools would like to send a report in place of a person.")])),
      R("2", "The response to children who are living with long-standing neglect.",
        P("A3", "Bring in a tool for measuring neglect, to be used at the second core group and every three months.\n- staff to be trained with their managers\n- families to fill in their own part\n- scores to be shown on the child's record as a line", "Drift is seen and acted on.", "Slipping", "31 January 2027, extended to 31 May 2027", "2027-05-31", "Principal Social Worker", "Health visiting",
          [N("2027-03-02", OK, "141 of 236 staff trained. The line on the record is not complete, supplier promises it for 26 April. Board on 11 February agreed the extension."), N("2027-01-11", OK, "Tool chosen. First 40 staff trained in December. Families found the words too hard, so we have changed them."), N("2026-10-19", OK, "Three tools looked at together with the Parents' Panel.")], was=["2027-01-31"]),
        P("A4", "Review by a manager from another team of all 88 children on a plan for neglect for more than 15 months.", "Each child has a next step and a date for it.", "Delivered", "18 December 2026", "2026-12-18", "Head of Safeguarding and Family Support", "",
          [N("2026-12-16", DH, "All 88 read. 17 taken to a legal planning meeting, 22 stepped down. Report on the Board's page. Done.")], on="2026-12-16")),
      description="Inspectors told us that most children are safe, but that some wait too long before anything changes."),
    G("Theme B – Children in care and care leavers",
      R("3", "The sufficiency of foster homes for teenagers, and for brothers and sisters together.",
        P("B1", "Join the regional fostering hub and open our own 'Room for two' offer (higher fee, loft and car grants).", "25 new homes in the year; brothers and sisters together in eight of ten cases.", "In hand", "31 March 2028", "2028-03-31", "Head of Fostering; Director of Finance", "Regional hub",
          [N("2027-02-15", RT, "Hub open from 1 February. 41 enquiries. First 'Room for two' family approved by panel: three brothers will move in at Easter.")], leads=["Head of Fostering", "Director of Finance"]),
        P("B2", "Build a six-bed children's home at Quarry Lane", "Teenagers stay in Sallowby.", "Stopped", "30 September 2028", "2028-09-30", "Head of Commissioning", "",
          [N("2027-02-01", RT, "Planning appeal lost and the site will be sold. Cabinet on 26 January decided to stop. Other sites are a matter for the capital programme.")], reason="Planning appeal lost and the site will be sold. Cabinet on 26 January decided to stop. Other sites are a matter for the capital programme.")),
      R("4", "The oversight of children placed in unregistered settings.",
        P("B3", "Daily call, chaired by a director, on each child in such a setting, until the child has moved.", "None after 30 June.", "In hand", "With immediate effect, none by 30 June 2027", "2027-06-30", "Director of Children's Services", "",
          [N("2027-03-08", RT, "Two children today (seven in September). One has a move date of 19 March."), N("2026-11-02", RT, "Five children. Visits by their social workers twice a week are all completed and recorded.")])),
      R("5", "The quality of pathway plans and of help with health for care leavers.",
        P("B4", "Health passport to be given to every care leaver at 17½, in a form that they would want to keep.", "Nine in ten have theirs by 18.", "Slipping", "End of Q3 2026/27", "2026-12", "Designated Nurse, Looked After Children", "ICB, Care leavers' forum",
          [N("2027-02-09", PN, "39 of 64. Most of those without it live out of area. Nurse to visit Thornby and Alderbrook in March."), N("2026-12-14", PN, "Passport redesigned by the forum. It is now the size of a bank card.")]),
        P("B5", "Each personal adviser to have no more than 20 young people.", "Advisers have the time to know me.", "Not begun", "once the budget is set", None, "Head of Corporate Parenting")),
      description=""),
    G("Theme C – Leaders, managers and the workforce",
      R("6", "The quality and frequency of supervision, and management oversight on children's files.",
        P("C1", "New standard for supervision: monthly, in a room, reflective at least every other time, typed up within five days.", "Supervision on time for 90% of children; good or better in 7 of 10 audits.", "In hand", "30 April 2027", "2027-04-30", "Principal Social Worker", "",
          [N("2027-03-05", OK, "On time 84%. Audit of 30: good in 18. Assessment teams lag behind the rest."), N("2027-01-25", OK, "Standard launched. Pocket card given out.")]),
        P("C2", "Teach 60 managers to audit together with the worker and to ring the family.", "Families' views in all audits.", "Delivered", "Before Christmas 2026", "2026-12", "Head of Quality Assurance", "",
          [N("2026-12-21", RT, "63 managers taught. Families' views in 46 of 50 December audits. Agreed as delivered by DCS.")], on="2026-12-21"),
        P("C3", "Weekly performance meeting, team by team, with the Director.", "No surprises.", "Delivered", "5 October 2026", "2026-10-05", "Assistant Director, Performance", "",
          [N("2026-10-12", RT, "First one held last Monday. It will go on, so closed here.")], on="2026-10-12")),
      R("7", "Caseloads in the assessment service.",
        P("C4", "Recruit 14 social workers, six from overseas, with housing found for them before they come.", "No one above 18 children.", "In hand", "w/c 6 September 2027", "2027-09-06", "Head of HR / Service Manager, Assessment", "",
          [N("2027-02-22", DH, "Nine recruited. Average 21. Two houses leased on Mill Street."), N("2026-12-07", DH, "Four recruited. Average 24.")], leads=["Head of HR", "Service Manager, Assessment"])),
      description="Good people work here, said inspectors, and too many of them are leaving."),
]
HUE = {"Delivered": "#0b5fa5", "In hand": "#2e7d32", "Slipping": "#c77700", "Not begun": "#555", "Stopped": "#222"}
CSS = """@page{size:A4;margin:16mm 13mm;@top-center{content:'Improvement plan | Sallowby Council staff site';font:7.5pt Helvetica}@top-left{content:'3/9/27, 4:52 PM';font:7.5pt Helvetica}
@bottom-left{content:'https://staff.sallowby.example/childrens/improvement-plan/print';font:7.5pt Helvetica}@bottom-right{content:counter(page) ' of ' counter(pages);font:7.5pt Helvetica}}
body{font:9.5pt Helvetica,Arial;line-height:1.35;color:#1c1c1c}h1{font-size:19pt;line-height:1.15;margin:2mm 0}h2{font-size:14pt;color:#6a1b4d;margin:8mm 0 1mm;break-after:avoid}.lead{color:#444;margin:0 0 3mm;break-after:avoid}
h3{font-size:11pt;border-left:1.5mm solid #6a1b4d;padding-left:3mm;margin:5mm 0 2mm;break-after:avoid}.crumb,.btn{font-size:8pt;color:#666}.btn span{border:.2mm solid #bbb;border-radius:1mm;padding:.3mm 2mm;margin-right:2mm}
.card{display:flex;border:.25mm solid #ccc;border-radius:2mm;padding:3mm;margin:0 0 4mm;break-inside:avoid}.left{width:126mm;padding-right:5mm}.right{width:44mm;border-left:.25mm solid #ddd;padding-left:4mm;font-size:8.5pt}
.left>p:first-child{font-size:10pt;font-weight:bold}p{margin:0 0 1.3mm}ul{margin:0 0 1.5mm;padding-left:5mm}.k{font-size:7.5pt;color:#777;margin:1.6mm 0 0}.pill{display:inline-block;color:#fff;font-weight:bold;border-radius:4mm;padding:.6mm 3.5mm;font-size:8pt}
.post{border-top:.2mm dotted #aaa;padding-top:1.2mm;margin-top:1.2mm;font-size:8.8pt}.post .who{font-size:8pt;color:#6a1b4d;font-weight:bold;margin:0}.h{font-weight:bold;font-size:8.8pt;margin:2mm 0 0}"""


def make(path):
    b = ["<p class=crumb>Staff site &gt; Children's services &gt; Improvement &gt; Plan</p><p class=btn><span>Follow this page</span><span>Print view</span><span>A-Z</span></p>", f"<h1>{esc(TITLE)}</h1>",
         "<p>Version 5, agreed by the Improvement Board on 11 February 2027. Ofsted inspected us in June 2026 and found that we require improvement to be good. It gave us seven things to do better. People who are accountable for an action post their updates here.</p>",
         "<p class=crumb>What the states mean: <b>Delivered</b>: the Board or the Director has agreed that it is done. <b>In hand</b>: we expect to make the date. <b>Slipping</b>: late or likely to be. <b>Not begun</b>: too early. <b>Stopped</b>: we will not do it.</p>"]
    for g in GROUPS:
        b.append(f"<h2>{esc(g['title'])}</h2>" + (f"<p class=lead>{esc(g['description'])}</p>" if g["description"] else ""))
        for r in g["recs"]:
            b.append(f"<h3>What needs to improve {r['number']}: {esc(r['text'])}</h3>")
            for a in r["actions"]:
                lines = a["action"].split("\n")
                left = f"<p>{a['ref']} &nbsp;{esc(lines[0])}</p>" + ("<ul>" + "".join(f"<li>{esc(x[2:])}</li>" for x in lines[1:]) + "</ul>" if lines[1:] else "") + f"<p><b>What good looks like:</b> {esc(a['target'])}</p>"
                left += "<p class=h>Updates</p>" if a["notes"] else "<p class=crumb>Nothing posted yet</p>"
                for x in a["notes"]:
                    _, head, body = x.split("|")
                    left += f"<div class=post><p class=who>{esc(head.strip())}</p><p>{esc(body)}</p></div>"
                left += "<p class=btn><span>Post an update</span><span>Follow</span></p>"
                right = f"<span class=pill style='background:{HUE[a['rating']]}'>{a['rating']}</span><p class=k>Target date</p><p>{esc(a['due'])}</p><p class=k>Accountable</p><p>{esc(a['lead'])}</p>" + (f"<p class=k>Partners</p><p>{esc(a['partners'])}</p>" if a["partners"] else "")
                b.append(f"<div class=card><div class=left>{left}</div><div class=right>{right}</div></div>")
    b.append("<p class=btn><span>Back to top</span></p><p class=crumb>Was this page helpful? Yes / No &nbsp; Page last edited 8 March 2027 by Improvement Team &nbsp; Accessibility &nbsp; Cookies</p>")
    pdf(path, "".join(b), CSS, "Improvement plan")


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.pdf")
undash(GROUPS)
store(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("Version 5", "agreed by the Improvement Board", "2027-02-11")],
    remarks=["A web page as a browser prints it, no table. Each action is a card: number and action in bold at the left, below them 'What good looks like' and the posts; at the right the state without a label, then 'Target date', 'Accountable' and 'Partners', the label above its value. 'What needs to improve 1:' begins a recommendation with its number.",
             "A post has a line with its day and the name of who posted it, its words are beneath; newest first. Those who post (Dee Hallam, Padma Nair, Owen Kettering, Improvement Team) are no leads.",
             "Buttons ('Post an update', 'Follow', 'Back to top'), the page's path, its foot, the browser's time (9 March 2027, in the American order) and address and 'Nothing posted yet' are no part of the plan.",
             "'Delivered' is complete, 'Stopped' closed. 'not complete', 'are all completed', 'have been rung' in posts end nothing.",
             "A3: the second date is in force. B3: 'With immediate effect, none by 30 June 2027' is 30 June 2027. 'End of summer term 2027' is July 2027, 'End of Q3 2026/27' December 2026, 'Before Christmas 2026' December 2026, 'w/c 6 September 2027' that Monday; 'once the budget is set' gives none.",
             "A semicolon (B1) and a slash (C4) part two leads; commas none. 'Partners' are no leads."],
    traps=["no table", "side column at the right", "label above value", "posts with author", "newest first", "buttons in print", "earlier date in words", "state without label", "two leads", "bulleted action", "legend in words"],
    beyond={"scale": {"Delivered": "the Board or the Director has agreed that it is done", "In hand": "we expect to make the date", "Slipping": "late or likely to be", "Not begun": "too early", "Stopped": "we will not do it"}}),
    role=["Head of HR", "Service Manager, Independent Reviewing", "Service Manager, Assessment", "Director of Children's Services", "Head of Fostering"])
