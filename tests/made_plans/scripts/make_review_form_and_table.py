"""Word: a form (name of review, date, author, version) above the table, recommendations as rows across it; two later ones as forms."""
from made_b import *

p = Plan("review_form_and_table", "Safeguarding Adults Review: Mr Aldous – multi-agency action plan",
         [("Recommendation", "recommendation"), ("Ref", "ref"), ("Action", "action"), ("Responsible", "lead"), ("Timescale", "deadline"), ("Progress", "progress"), ("Evidence", "evidence"), ("BRAG", "rating")],
         traps=[1, 2, 3, 10, 11, 12, 13, 14, 16, 17, 18],
         remarks=["The form at the top gives version and date; its other lines are no rows.",
                  "Recommendations are rows across the table. Numbers follow the report: 31, none printed, 33, 34, 35.",
                  "The row 33.2 is struck through: ended. Blue is complete by the key under the table; 'Blue' with 'not complete' does not occur.",
                  "Recommendations 34 and 35, agreed later, are forms of label and value, with a second and third action in the same form.",
                  "Distribution list and typed 'Page n' are nothing."])
p.beyond["scale"] = [{"value": "Blue", "meaning": "complete"}, {"value": "Red", "meaning": "not started or more than three months late"}, {"value": "Amber", "meaning": "under way but late"}, {"value": "Green", "meaning": "under way and on time"}]
p.version("2026-10-19", "Version 5")

r = p.rec("31", "The Board should make sure that agencies act together when an adult who drinks heavily is also being exploited in his own home, and that the drinking is not taken as a reason to wait.")
r.row("Adopt the cuckooing protocol across the county, with a meeting within three working days of a first report.", ["Chief Inspector, Neighbourhoods and Partnerships"], ref="31.1", due="31/05/2026", rating="Blue", status="complete", evidence="Signed protocol; minutes of the first six meetings.",
      notes=["14.4.26 ||Protocol signed by nine agencies.", "29.5.26 ||First meetings held in all districts. Closed."], done="2026-05-29")
r.row("Train housing officers, wardens and drink and drug workers together, in the building where Mr Aldous lived.", ["Head of Housing, Communities and Resilience", "Service Manager, Turning Tide"], ref="31.2", due="30/06/2026 now 31/01/2027", dates=["2027-01-31"], earlier=["2026-06-30"], rating="Amber",
      evidence="- Attendance by agency\n- Views of tenants", notes=["June 2026 – ||Two of six sessions held.", "Sept 2026 – ||Four of six sessions held. The last two wait for the new building manager."])
r.row("Tell the Board each quarter how many adults have been moved from their home for their own safety, and whether they came back.", ["Board Business Manager"], ref="31.3", due="Quarterly", rating="Green", evidence="Quarterly report.", notes=["19.10.26 ||Second report: eleven moved, seven came back."])
r = p.rec(None, "Adult Social Care should review its threshold for allocating adults who have mental capacity but who are under the control of somebody else.")
r.row("Legal briefing on coercion and the inherent jurisdiction for all team managers and approved mental health professionals.", ["Principal Solicitor, Adults and Health"], ref="32.1", due="w/c 21 September 2026", dates=["2026-09-21"], rating="Blue", status="complete", evidence="Slides and recording.", notes=["23.9.26 ||Briefing given twice; 66 came. Complete."], done="2026-09-23")
r.row("Write into the allocation policy that control by another is a reason to allocate.", ["Head of Adult Safeguarding and Practice"], ref="32.2", due="End Q4 2026/27", dates=["2027-03"], rating="Green", evidence="", notes=["Draft is nearly complete and goes to the practice board in December."])
r = p.rec("33", "The hospital and the ambulance service should record who is with an adult on arrival and ask to speak to the adult alone.")
r.row("Add the question to the ambulance record and to the triage screen.", ["Named Professional for Safeguarding, Ambulance Service", "Emergency Department Matron"], who="Named Professional for Safeguarding, Ambulance Service / Emergency Department Matron", ref="33.1", due="~~31/07/2026~~\n30/11/2026", dates=["2026-11-30"], earlier=["2026-07-31"], rating="Amber", evidence="Screens; monthly count.",
      notes=["Update 12/8/26 – ||Live on the ambulance record.", "Update 15/10/26 – ||Triage screen to be completed in the November release."])
r.row("~~Poster in ambulance bays.~~", ["Emergency Department Matron"], who="~~Emergency Department Matron~~", ref="33.2", due="~~31/07/2026~~", dates=["2026-07-31"], rating="Blue", status="closed", evidence="", notes=["~~Withdrawn in June: staff said that nobody would read it.~~"], reason="Withdrawn in June: staff said that nobody would read it.")
r.row("Private room beside triage.", ["Capital and Estates Manager"], ref="33.3", due="TBC", rating="Red", evidence="", notes=["No space has been found. Escalated to the chief nurse; not complete."])
r = p.rec("34", "The Integrated Care Board should make sure that repeated requests for painkillers by another person on behalf of the patient are seen as a sign of possible exploitation.")
r.row("Pharmacists and prescribers to be briefed with an account of what happened to Mr Aldous.", ["Chief Pharmacist, Riverhythe ICB"], ref="34.1", due="Within 3 months", dates=[], rating="Green", evidence="Briefing pack.", notes=["Pack agreed with the family."])
r.row("Search run in each practice for patients whose medicines are always collected by the same unrelated person.", ["Primary Care Digital Lead", "Named GP"], ref="34.2", due="Spring term 2027", dates=["2027-03"], rating="Amber", evidence="Number of patients reviewed.", notes=["5.10.26 ||Search built and tried in two practices."])
r.row("Share what is learned with the regional network.", ["Named GP"], ref="34.3", due="Ongoing", rating="Green", evidence="", notes=[])
r = p.rec("35", "The Board should keep in touch with the family for as long as they wish.")
r.row("Named contact to write after each Board.", ["Board Business Manager"], ref="35.1", due="Ongoing", rating="Green", evidence="Letters.", notes=["19.10.26 ||Third letter sent."])
r.row("Invite Mr Aldous's brother to speak at the annual conference.", ["Independent Chair"], ref="35.2", due="30/09/2026", rating="Blue", status="complete", evidence="Film of the talk.", notes=["24.9.26 ||He spoke to 180 people. Action complete."], done="2026-09-24")

d = word(size=10)
header_footer(d, "OFFICIAL-SENSITIVE", "", pages=False)
para(d, "Riverhythe Safeguarding Adults Board", bold=True, size=18, centre=True, colour="1F4E79")
para(d, p.title, bold=True, size=18, centre=True)
f = grid(d, 4, [4.5, 8.5, 4.5, 8.5])
for a, b, c, e in (("Name of review", "Mr Aldous", "Type of review", "Safeguarding Adults Review (section 44)"), ("Date", "19 October 2026", "Version", "Version 5"),
                   ("Author", "Board Business Manager", "Date of publication", "12 February 2026"), ("Distribution", "Board members; Review Sub-Group; Mr Aldous's brother", "Next update", "January 2027")):
    cells = line(f, [f"**{a}**", b, f"**{c}**", e])
    shade(cells[0], "EDEDED"); shade(cells[2], "EDEDED")
para(d, "")
para(d, "Page 1", size=8)
cols = [c for c, _ in p.columns][1:]
t = grid(d, 7, [1.5, 6.5, 4.2, 2.8, 5.6, 3.6, 1.8])
line(t, cols, bold=True, fill="1F4E79", colour="FFFFFF")
repeat_head(t)
for rec in p.recs[:3]:
    across(t, f"Recommendation {rec.number} – {rec.text}" if rec.number else f"Recommendation – {rec.text}", fill="DDEBF7")
    for x in rec.rows:
        cells = line(t, [x.text(c) for c in cols])
        shade(cells[6], FILLS[x.rating])
line(t, [""] * 7)
para(d, "")
para(d, "BRAG: Blue – complete; Red – not started or more than three months late; Amber – under way but late; Green – under way and on time", size=9)
para(d, "Page 2", size=8)
para(d, "Recommendations added after the Board's meeting in March", bold=True)
for rec in p.recs[3:]:
    f = grid(d, 2, [4.5, 21.5])
    line(f, [f"**Recommendation {rec.number}**", rec.text], fill="DDEBF7")
    for x in rec.rows:
        line(f, [f"**Action {x.ref}**", x.action])
        for c in cols[2:]:
            line(f, [f"**{c}**", x.text(c)])
    para(d, "")
para(d, "Page 3", size=8)
p.write("docx", d.save)
