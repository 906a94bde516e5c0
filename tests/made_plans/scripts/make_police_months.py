"""a police force's plan in Excel: letters and colours, key on the sheet, months as columns, struck and hidden rows, a sheet of closed actions."""
from made_b import *
from openpyxl import Workbook

MONTHS_ = ["Sept 2026", "Oct 2026", "Nov 2026"]
p = Plan("police_months", "HMICFRS child protection inspection: improvement plan",
         [("No.", "number"), ("What the inspectors said", "recommendation"), ("Ref", "ref"), ("Action", "action"), ("Owner", "lead"), ("Due", "deadline"), ("RAG", "rating"),
          *[(m, "progress") for m in MONTHS_], ("Date closed", "completion")],
         variants=[("What was done", "progress")],
         traps=[1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 13, 17, 18],
         remarks=["Letters are the rating as printed; the key says that B is Blue = complete. Row 2.3 has the colour only (blue).",
                  "Rows 1.3 (struck through) and 2.2, 4.2 (hidden, blue) are ended. Three closed actions on a sheet of their own join the recommendations that they repeat.",
                  "A day and month without a year in a month's column take that column's year.",
                  "The column 'DCC working notes' is hidden and not part of the plan's own columns."])
p.beyond["scale"] = [{"value": "R", "meaning": "Red = off track, needs a decision"}, {"value": "A", "meaning": "Amber = late but with a plan"}, {"value": "G", "meaning": "Green = on track"}, {"value": "B", "meaning": "Blue = complete"}]
p.beyond["rating_words"] = {"R": "Red", "A": "Amber", "G": "Green", "B": "Blue"}
p.version("2026-11-12", "Version 7", "updated 12/11/2026")
S, O, N = MONTHS_
g1 = p.group("Priority 1: Children are found and heard", "priority", "Officers speak to every child in the house and write down what the child says.", "1")
g2 = p.group("Priority 2: Risk is seen and passed on", "priority", "Information reaches the person who needs it on the same day.", "2")
g3 = p.group("Priority 3: Investigations that do not drift", "priority", "Each investigation has a plan, a supervisor and an end.", "3")

r = p.rec("1", "Officers attending domestic abuse incidents too often do not speak to the children, and their voice is absent from the record.", g1)
r.row("Change the mobile form so that it cannot be sent without the child's words or the reason why there are none. The change has to work on three kinds of device.", ["Head of Digital Policing"], due="30/09/2026", rating="B", ref="1.1", status="complete", done="2026-10-02",
      notes={S: [("14 Sept: ", "Form tested by two response teams.", "2026-09-14")], O: [("2 Oct: ", "Form live across the force.", "2026-10-02")]}, c={"Date closed": "02/10/2026"})
r.row("Body-worn video reviewed by sergeants: five clips for each officer in a quarter, with feedback on how the child was spoken to.", ["Chief Superintendent, Response and Neighbourhoods"], due="End Q3 2026/27", dates=["2026-12"], rating="G", ref="1.2",
      notes={S: ["Guidance issued to sergeants."], O: [("w/c 19 Oct: ", "First quarter's sample: 340 clips.", "2026-10-19")], N: ["Nearly complete for the second quarter."]})
r.row("Posters in custody suites that tell detained children whom they may speak to.", ["Head of Custody and Criminal Justice"], due="31/07/2026", rating="A", ref="1.3", status="closed",
      notes={S: ["Superseded by the custody inspection plan, action 9."]}, reason="Superseded by the custody inspection plan, action 9.")
r = p.rec("2", "Delays in the central referral unit leave some children at risk for several days.", g2)
r.row("Move to a seven-day rota in the referral unit, with a detective sergeant on each shift.", ["Detective Superintendent, Safeguarding"], due="~~30/06/2026~~ 30/11/2026", dates=["2026-11-30"], earlier=["2026-06-30"], rating="A", ref="2.1",
      notes={S: ["Consultation with the staff associations has ended."], O: [("5.10.26 ", "Rota agreed. Two sergeants' posts are vacant.", "2026-10-05")], N: [("09.11.26 ", "One post filled. Start of the rota to be completed by 30 November.", "2026-11-09")]})
r.row("Clear the backlog of 412 notifications with a team borrowed from districts.", ["Detective Superintendent, Safeguarding"], due="31/05/2026", rating="B", ref="2.2", status="complete", done="2026-06-11", notes={}, c={"Date closed": "11/06/2026"})
r.row("Daily sheet of waiting notifications to the duty chief officer.", ["Referral Unit Manager"], due="01/09/2026", ref="2.3", status="complete", done="2026-09-01", notes={S: [("1 Sept: ", "First sheet sent. Longest wait was 31 hours.", "2026-09-01")]}, c={"Date closed": "01/09/2026"})
r.row("Agree with the four councils what each will do with a notification that does not meet the threshold.", ["Assistant Chief Constable (Local Policing)", "Directors of Children's Services"], due="Within 3 months", dates=[], rating="R", ref="2.4",
      notes={O: ["Three councils agree. The fourth wants to see the outcome of its own review first."], N: ["Raised by the Chief Constable with the council's chief executive."]})
r = p.rec("3", "Children reported missing are graded as low risk when what is known about them says otherwise.", g2)
r.row("Remove the 'low' grade for children from the missing persons system.", ["Missing from Home Lead"], due="w/c 6 July 2026", dates=["2026-07-06"], rating="B", ref="3.1", status="complete", notes={S: ["Grade removed in July and dip sample is satisfactory. Complete."]})
r.row("Bring homes, schools and the councils' placement teams together in each district when a child has been missing three times in ninety days.", ["District Commanders"], due="Ongoing", rating="G", ref="3.2",
      notes={O: [("21 Oct: ", "Eleven meetings held, for nine children.", "2026-10-21")], N: [("4 Nov: ", "Two homes have changed how they report.", "2026-11-04"), ("11 Nov: ", "Care leavers' forum asked that the young person be told of the meeting. Agreed.", "2026-11-11")]})
r = p.rec("4", "Investigations into online abuse of children wait too long for devices to be examined.", g3)
r.row("Triage vans to examine devices at the scene.", ["Head of Forensic Services, Three Counties Collaboration"], due="Q4 2026/27", dates=["2027-03"], rating="G", ref="4.1", notes={N: ["First van delivered. Officers are being trained."]})
r.row("Outsource 160 devices to an accredited laboratory.", ["Head of Forensic Services, Three Counties Collaboration"], due="31/03/2026", rating="B", ref="4.2", status="complete", done="2026-03-20", notes={}, c={"Date closed": "20/03/2026"})
r.row("Victims and parents to hear from the investigator every fortnight, in the way that they choose.", ["Detective Chief Inspector, Online Child Abuse Team"], due="TBC", rating="A", ref="4.3", notes={S: ["Standard written."], O: ["Audit of 30 cases: contact as promised in 17."]})
r = p.rec("5", "Supervisors' reviews are recorded but seldom change the course of an investigation.", g3)
r.row("Replace the review template with four questions and train all detective sergeants in their use.", ["Crime Training Manager"], due="29 January 2027", rating="G", ref="5.1", notes={O: [("12 Oct: ", "Course written.", "2026-10-12")], N: [("2 Nov: ", "28 of 74 sergeants trained.", "2026-11-02")]})
# the sheet of closed actions
W = "What was done"
p.recs[0].row("Letter from the Chief Constable to every officer on why the child's voice matters.", ["Chief Constable's Staff Officer"], ref="1.0", status="complete", done="2026-02-16", notes={W: ["Sent to 3,140 officers and staff; read aloud at briefings for a week."]}, c={"Date closed": "16/02/2026"})
p.recs[1].row("Second evening shift in the referral unit as a stopgap.", ["Referral Unit Manager"], ref="2.0", status="complete", done="2026-03-02", notes={W: ["Ran from January to March until the backlog team was in place."]}, c={"Date closed": "02/03/2026"})
p.recs[3].row("Buy six licences for remote triage software.", ["Head of Forensic Services, Three Counties Collaboration"], ref="4.0", status="closed", done="2026-04-30", reason="Not bought: the software failed its security test, and vans were chosen instead.",
              notes={W: ["Not bought: the software failed its security test, and vans were chosen instead."]}, c={"Date closed": "30/04/2026"})

wb = Workbook()
ws = wb.active
ws.title = "Live plan"
cols = [c for c, _ in p.columns]
xput(ws, 1, 1, "Penwald Constabulary", bold=True, size=18, wrap=False, border=False)
xput(ws, 2, 1, p.title, bold=True, size=14, wrap=False, border=False)
xput(ws, 3, 1, "Version 7 – updated 12/11/2026", wrap=False, border=False)
for i, s in enumerate(p.beyond["scale"]):
    xput(ws, 1 + i, 7, s["value"], bold=True, fill=FILLS[s["value"]])
    xput(ws, 1 + i, 8, s["meaning"], wrap=False)
HEAD = 6
for j, c in enumerate(cols, 1):
    xput(ws, HEAD, j, c, bold=True, fill="203864", colour="FFFFFF")
xput(ws, HEAD, 12, "DCC working notes", bold=True, fill="203864", colour="FFFFFF")
n = HEAD + 1
closed = []
for g in p.groups:
    ws.merge_cells(start_row=n, start_column=1, end_row=n, end_column=11)
    xput(ws, n, 1, g["title"], bold=True, fill="BDD7EE"); n += 1
    ws.merge_cells(start_row=n, start_column=1, end_row=n, end_column=11)
    xput(ws, n, 1, g["description"], fill="DDEBF7"); n += 1
    for rec in [r for r in p.recs if r.group == g["title"]]:
        start = n
        for x in rec.rows:
            if W in x.notes:
                closed.append(x)
                continue
            struck = x.ref == "1.3"
            for j, c in enumerate(cols, 1):
                t = x.text(c)
                if c in ("No.", "What the inspectors said"):
                    t = (rec.number if c == "No." else rec.text) if n == start else ""
                    xput(ws, n, j, int(t) if c == "No." and t else t)
                    continue
                date = None
                if c == "Due" and re.fullmatch(r"\d\d/\d\d/\d{4}", t) or c == "Date closed" and t:
                    date = "-".join(reversed(t.split("/")))
                fill = FILLS["B" if x.ref == "2.3" else x.rating] if c == "RAG" else None
                xput(ws, n, j, t, date=date, struck=struck, fill=fill, bold=c == "RAG")
            if x.ref == "2.4":
                xput(ws, n, 12, "Speak to JR before the gold meeting")
            if x.ref in ("2.2", "4.2"):
                ws.row_dimensions[n].hidden = True
            n += 1
        if n - 1 > start:
            for j in (1, 2):
                ws.merge_cells(start_row=start, start_column=j, end_row=n - 1, end_column=j)
    n += 1
for col, w in zip("ABCDEFGHIJKL", [5, 34, 6, 46, 24, 16, 6, 28, 28, 28, 12, 20]):
    ws.column_dimensions[col].width = w
ws.column_dimensions["L"].hidden = True
ws.freeze_panes = f"A{HEAD + 1}"
ws.page_setup.orientation = "landscape"
ws.oddFooter.center.text = "Page &P of &N"
w2 = wb.create_sheet("Closed actions")
xput(w2, 1, 1, "Actions closed before June 2026", bold=True, size=12, wrap=False, border=False)
for j, c in enumerate(["No.", "What the inspectors said", "Ref", "Action", "Owner", "Date closed", W], 1):
    xput(w2, 3, j, c, bold=True, fill="D9D9D9")
for i, x in enumerate(closed, 4):
    for j, t in enumerate([int(x.rec.number), x.rec.text, x.ref, x.action, x.who, None, x.text(W)], 1):
        xput(w2, i, j, t, date="-".join(reversed(x.text("Date closed").split("/"))) if j == 6 else None)
for col, w in zip("ABCDEFG", [5, 34, 6, 40, 24, 12, 50]):
    w2.column_dimensions[col].width = w
p.write("xlsx", wb.save)
