"""strategic delivery plan in Excel: a cover with title and versions, a sheet per priority, numbers in columns of their own."""
from made_b import *
from openpyxl import Workbook

p = Plan("strategic_sheets", "Strategic Delivery Plan 2025–2028",
         [("No.", "number"), ("Objective", "recommendation"), ("Sub no.", "ref"), ("What we will do", "action"), ("Lead", "lead"), ("By when", "deadline"), ("Status (BRAG)", "rating"), ("Progress", "progress"), ("What success looks like", "target")],
         variants=[("Completed on", "completion")],
         traps=[1, 2, 4, 8, 9, 10, 11, 12, 13, 16, 17, 18],
         remarks=["Title and versions are on the cover sheet; each further sheet is a priority with its aim beneath. The cover's key says that Blue is complete.",
                  "'No.' numbers the objective, 'Sub no.' the action. 2.1.2 occurs twice.",
                  "3.1.2 is struck through: ended. 1.2.2 is in a hidden row and Blue.",
                  "Three completed actions on a sheet of their own join the objectives that they repeat."])
p.beyond["scale"] = [{"value": "Blue", "meaning": "complete, evidence on file"}, {"value": "Red", "meaning": "off track"}, {"value": "Amber", "meaning": "some delay"}, {"value": "Green", "meaning": "on track"}]
p.version("2025-06-16", "v1.0", "Agreed by the Board")
p.version("2025-12-08", "v1.1", "Six-month refresh")
p.version("2026-06-15", "v2.0", "Year two, priorities 2 and 3 rewritten")
p.version("2026-11-05", "v2.1", "Progress added for the Board of 30 November")
g1 = p.group("Priority 1: Preventing abuse and neglect", "priority", "Adults, families and staff know what abuse is and act before harm is done.", "1")
g2 = p.group("Priority 2: Making safeguarding personal", "priority", "The adult decides what a good ending is, and we write it down.", "2")
g3 = p.group("Priority 3: Learning that lasts", "priority", "What we learn from a death or a near miss changes what people do on a Monday morning.", "3")
g4 = p.group("Priority 4: A Board that works", "priority", "Partners tell each other the truth and do what they said that they would do.", "4")

r = p.rec("1.1", "More people know how to recognise and report abuse", g1)
r.row("Campaign on financial abuse with banks, post offices and the two credit unions, timed for the weeks before winter.", ["Communications and Engagement Officer"], due="w/c 16 November 2026", dates=["2026-11-16"], rating="Green", ref="1.1.1", target="Reports from banks double",
      notes=["Sept 2026: ||Materials agreed.", "Oct 2026: ||Four banks and both credit unions have signed up."])
r.row("Short film in British Sign Language and five other languages.", ["Board Manager", "Voluntary Sector Forum"], who="Board Manager / Voluntary Sector Forum", due="31/03/2026 (was 31/12/2025)", dates=["2026-03-31"], earlier=["2025-12-31"], rating="Blue", ref="1.1.2", status="complete", target="Film seen by 5,000 people",
      notes=["20.03.26: ||Film published and shared with 41 community groups. Complete."], done="2026-03-20")
r = p.rec("1.2", "Providers of care are supported before they fail", g1)
r.row("Bring the quality monitoring of the Council and the ICB into one visit with one report.", ["Head of Commissioning, Quality and Market Management"], due="End Q1 2026/27", dates=["2026-06"], rating="Red", ref="1.2.1", target="No home has two visits in a month",
      notes=["May 2026: ||Joint tool tried in six homes.", "Aug 2026: ||ICB restructure has stopped the work. To be completed by the new team when it is in post.", "Nov 2026: ||Not complete. Board asked for a recovery plan."])
r.row("Publish a guide to pressure ulcers and safeguarding.", ["Tissue Viability Lead"], due="30/01/2026", rating="Blue", ref="1.2.2", status="complete", target="Fewer enquiries that should not have been raised", notes=["26.01.26: ||Guide published."])
r.row("Provider forum four times a year, with the adult's voice as the first item.", ["Provider Engagement Officer"], due="Ongoing", rating="Green", ref="1.2.3", target="Three quarters of providers come", notes=["Forums held in June and September."])
r = p.rec("2.1", "Adults are asked what they want and are told what was done", g2)
r.row("Add a question on outcomes to each stage of the enquiry record.", ["Principal Social Worker (Adults)"], due="30 June 2026 now 31 January 2027", dates=["2027-01-31"], earlier=["2026-06-30"], rating="Amber", ref="2.1.1", target="Outcomes recorded in 95% of enquiries",
      notes=["June 2026: ||Work began late because of the system upgrade.", "4.11.26: ||Built and in test, nearly complete."])
r.row("Recruit six people who have been through an enquiry to advise the Board.", ["Experts by Experience Coordinator"], due="Autumn term 2026", dates=["2026-12"], rating="Amber", ref="2.1.2", target="The Board can say what it changed", notes=["Three recruited."])
r.row("Pay advisers promptly and in a way that does not affect their benefits.", ["Finance Manager, Adults"], due="TBC", rating="Green", ref="2.1.2", target="Advisers are paid in ten days", notes=["Advice sought from the welfare rights team."])
r = p.rec("2.2", "Advocacy is offered early", g2)
r.row("Referral to advocacy opens by itself when substantial difficulty is recorded.", ["Digital Lead for Adults and Health"], due="End Q4 2026/27", dates=["2027-03"], rating="Green", ref="2.2.1", target="Referrals rise by half", notes=["Design agreed with the advocacy provider."])
r.row("Advocates to have a desk in each of the three hospitals.", ["Lead Nurse for Adult Safeguarding, Quernby Hospitals"], due="Within 6 months", dates=[], rating="Green", ref="2.2.2", target="Advocate seen in two days", notes=["Two hospitals have found a desk."])
r = p.rec("3.1", "Reviews are quick, kind and used", g3)
r.row("Each review to end with a one-page briefing and a conversation in every team.", ["Learning and Review Officer"], due="Ongoing", rating="Green", ref="3.1.1", target="Teams can name one thing that they do differently", notes=["12.10.26: ||Briefing on Mr V discussed in 77 teams."])
r.row("Buy a case management system for reviews.", ["Board Manager"], due="30/09/2026", rating="Amber", ref="3.1.2", status="closed", reason="Withdrawn: shared system of the region will be used.", target="No review is lost", notes=["Withdrawn: shared system of the region will be used."])
r = p.rec("3.2", "Data tell us where to look", g3)
r.row("Dashboard of twelve measures with a sentence of meaning for each.", ["Performance and Insight Manager"], due="31/07/2026", rating="Blue", ref="3.2.1", status="complete", target="Board spends its time on three questions", notes=["06.07.26: ||First dashboard taken by the Board. Completed."], done="2026-07-06")
r.row("Add self-neglect, homelessness and exploitation to the dashboard.", ["Performance and Insight Manager", "Housing Needs Manager"], who="Performance and Insight Manager / Housing Needs Manager", due="May 2027", rating="Green", ref="3.2.2", target="All three reported each quarter", notes=[])
r = p.rec("4.1", "Members know what they are there to do", g4)
r.row("Induction for new members within a month of joining. It includes half a day with a front-line team in an agency that is not the member's own.", ["Independent Chair"], due="Ongoing", rating="Green", ref="4.1.1", target="Each member can name three people whom they have met", notes=["May 2026: ||Four new members inducted.", "Oct 2026: ||Two more. One has not been able to find the half day."])
r.row("Role description for members, to be signed by their chief officer.", ["Board Manager"], due="30/09/2026", rating="Blue", ref="4.1.2", status="complete", target="Signed by all", notes=["18.09.26: ||Signed by all eleven. Action complete."], done="2026-09-18")
r.row("Yearly conversation between the Chair and each member about what the agency has given and what it has received.", ["Independent Chair"], due="End Q4 2026/27", dates=["2027-03"], rating="Green", ref="4.1.3", target="Conversation held with all", notes=[])
r = p.rec("4.2", "Partners pay their share and see where it goes", g4)
r.row("Three-year funding agreement.", ["Director of Adult Social Care", "Chief Finance Officer, Quernshire ICB"], who="Director of Adult Social Care / Chief Finance Officer, Quernshire ICB", due="31/03/2026 now 31/12/2026", dates=["2026-12-31"], earlier=["2026-03-31"], rating="Red", ref="4.2.1", target="Board knows its budget by January each year",
      notes=["Feb 2026: ||Draft agreed by two of three.", "June 2026: ||ICB cannot commit until its own restructure is known.", "05.11.26: ||Police and Council have signed. Not complete without the third."])
r.row("One-page statement of income and spending for each meeting.", ["Finance Manager, Adults"], due="w/c 8 June 2026", dates=["2026-06-08"], rating="Blue", ref="4.2.2", status="complete", target="No surprises", notes=["15.06.26: ||First statement taken."])
r = p.rec("4.3", "Other boards are partners and not rivals", g4)
r.row("Joint protocol with the children's partnership, the community safety partnership and the health and wellbeing board on who leads for exploitation, transition and domestic abuse.", ["Board Manager", "Children's Partnership Manager"], who="Board Manager and Children's Partnership Manager", due="TBC", rating="Amber", ref="4.3.1", target="No subject is on two plans", notes=["Sept 2026: ||Chairs met. Exploitation agreed; the other two are nearly complete."])
r.row("Shared audit of young people who turned 18 while at risk.", ["Transitions Lead"], due="Spring term 2027", dates=["2027-03"], rating="Green", ref="4.3.2", target="Findings go to both boards on the same day", notes=["Terms of reference to be completed by the new year."])
r.row("Joint annual conference.", ["Communications and Engagement Officer"], due="Within 12 months", dates=[], rating="Blue", ref="4.3.3", status="closed", target="", notes=["No longer needed: the regional network will hold one. Closed."], reason="No longer needed: the regional network will hold one. Closed.")
C = "Completed on"
p.recs[0].row("Leaflet in easy read, tested with the People First group.", ["Communications and Engagement Officer"], due="31/10/2025", rating="Blue", ref="1.1.0", status="complete", done="2025-10-14", notes=["Printed and sent to day centres, libraries and surgeries."], c={C: "14/10/2025"})
p.recs[2].row("Train 60 enquiry officers in strengths-based conversations.", ["Principal Social Worker (Adults)"], due="30/04/2026", rating="Blue", ref="2.1.0", status="complete", done="2026-04-22", notes=["64 trained in five sessions."], c={C: "22/04/2026"})
p.recs[4].row("Terms of reference for reviews agreed with each family in person.", ["Learning and Review Officer"], due="31/12/2025", rating="Blue", ref="3.1.0", status="complete", done="2025-12-01", notes=["Done in all four reviews since the autumn."], c={C: "01/12/2025"})

wb = Workbook()
ws = wb.active
ws.title = "Cover"
xput(ws, 2, 2, "Quernshire Safeguarding Adults Board", bold=True, size=16, wrap=False, border=False)
xput(ws, 4, 2, p.title, bold=True, size=24, wrap=False, border=False)
xput(ws, 5, 2, "Year two", size=12, wrap=False, border=False)
xput(ws, 7, 2, "Version history", bold=True, wrap=False, border=False)
for j, c in enumerate(["Version", "Date", "Author", "What changed"], 2):
    xput(ws, 8, j, c, bold=True, fill="E2EFDA")
for i, v in enumerate(p.versions, 9):
    xput(ws, i, 2, v["label"]); xput(ws, i, 3, "", date=v["date"]); xput(ws, i, 4, "Board Manager"); xput(ws, i, 5, v["note"])
xput(ws, 15, 2, "How we rate", bold=True, wrap=False, border=False)
for i, s in enumerate(p.beyond["scale"], 16):
    xput(ws, i, 2, s["value"], fill=FILLS[s["value"]]); xput(ws, i, 3, s["meaning"], wrap=False)
xput(ws, 22, 2, "Abbreviations: ICB – Integrated Care Board; SAB – Safeguarding Adults Board; MSP – making safeguarding personal", wrap=False, border=False, size=9)
for col, w in zip("ABCDE", [3, 14, 14, 18, 50]):
    ws.column_dimensions[col].width = w
cols = [c for c, _ in p.columns]


def one(ws, n, x, first, closed=False):
    for j, c in enumerate(cols, 1):
        t = x.text(c)
        if c in ("No.", "Objective"):
            t = (x.rec.number if c == "No." else x.rec.text) if first else ""
        date = "-".join(reversed(t.split("/"))) if c == "By when" and re.fullmatch(r"\d\d/\d\d/\d{4}", t) else None
        xput(ws, n, j, t, date=date, fill=FILLS[x.rating] if "BRAG" in c else None, struck=x.ref == "3.1.2")
    if closed:
        xput(ws, n, 10, "", date="-".join(reversed(x.text(C).split("/"))))


for g, name in zip(p.groups, ["P1 Prevention", "P2 MSP", "P3 Learning", "P4 Board"]):
    ws = wb.create_sheet(name)
    ws.merge_cells("A1:I1"); xput(ws, 1, 1, g["title"], bold=True, size=14, border=False)
    ws.merge_cells("A2:I2"); xput(ws, 2, 1, "Aim: " + g["description"], border=False)
    for j, c in enumerate(cols, 1):
        xput(ws, 4, j, c, bold=True, fill="375623", colour="FFFFFF")
    n = 5
    for rec in [r for r in p.recs if r.group == g["title"]]:
        start = n
        for x in rec.rows:
            if C in x.more.get("c", {}):
                continue
            one(ws, n, x, n == start)
            if x.ref == "1.2.2":
                ws.row_dimensions[n].hidden = True
            n += 1
        for j in (1, 2):
            if n - 1 > start:
                ws.merge_cells(start_row=start, start_column=j, end_row=n - 1, end_column=j)
        n += 1 if g is p.groups[1] else 0
    for col, w in zip("ABCDEFGHI", [6, 28, 8, 46, 26, 16, 12, 48, 28]):
        ws.column_dimensions[col].width = w
    ws.freeze_panes = "A5"
    ws.page_setup.orientation = "landscape"
    ws.oddFooter.center.text = "&A – page &P of &N"
ws = wb.create_sheet("Completed")
xput(ws, 1, 1, "Completed actions (moved here so that the live sheets stay short)", bold=True, wrap=False, border=False)
for j, c in enumerate(cols + [C], 1):
    xput(ws, 3, j, c, bold=True, fill="375623", colour="FFFFFF")
for n, x in enumerate([x for r in p.recs for x in r.rows if C in x.more.get("c", {})], 4):
    one(ws, n, x, True, True)
for col, w in zip("ABCDEFGHIJ", [6, 28, 8, 46, 26, 16, 12, 48, 28, 14]):
    ws.column_dimensions[col].width = w
p.write("xlsx", wb.save)
