"""as exported from Google Docs: no styles, everything bold, a small form per recommendation under the recommendation as a paragraph."""
from made_b import *

p = Plan("bold_forms", "Section 11 action plan 2026/27: Leisure, Libraries and Parks",
         [("Recommendation", "recommendation"), ("Action", "action"), ("Who", "lead"), ("When", "deadline"), ("What difference will it make?", "target"), ("Update", "progress")],
         traps=[1, 2, 10, 11, 12, 13, 14, 16, 17, 18],
         remarks=["The recommendation is the bold paragraph above each small table; a form holds one, two or three actions.",
                  "'Status: …' at the end of an update gives status, rating and date of completion; it is no note.",
                  "The recommendation between 3 and 5 has no number printed. Recommendation 5 is printed again with '(continued)' after a page's end, twice; it is one.",
                  "Typed 'Page n of 5' and the distribution list are nothing."])
p.beyond["scale"] = [{"value": "Blue", "meaning": "complete"}, {"value": "Green", "meaning": "on track"}, {"value": "Amber", "meaning": "late but recoverable"}, {"value": "Red", "meaning": "stuck, needs help"}]
p.version("2026-11-04", None, "Last updated 4th November 2026")
D = "What difference will it make?"


def st(x):
    return {"status_line": x}


r = p.rec("1", "The service should name a designated safeguarding lead and a deputy for each site, and show their photographs where children and parents will see them.")
r.row("Name a lead and a deputy for all 14 sites and put up the new poster.", ["Operations Manager, Leisure and Wellbeing"], due="31/05/2026", target="Children can say who they would tell.",
      notes=["18.05.26: ||12 sites done, 2 waiting for new managers.", "02.06.26: ||All 14 sites checked on a walk round with two young inspectors."], status="complete", rating="Blue", done="2026-06-02", **st("Status: Blue, complete on 2 June 2026"))
r.row("Hold a half-day meeting of the leads each term.", ["Safeguarding Lead for Communities"], due="Ongoing", target="Leads know one another and share problems early.", notes=["First meeting held in June. Second put off because of the heatwave and held on 17 September."], rating="Green", **st("Status: Green, on track"))
r = p.rec("2", "Checks on volunteers should be as thorough as those on paid staff and should be recorded in one place.")
r.row("Move all volunteers' records on to the HR system and close the spreadsheets kept at sites.", ["HR Business Partner", "Volunteering Coordinator"], due="30 June 2026 now 30 November 2026", dates=["2026-11-30"], earlier=["2026-06-30"],
      target="One list, no gaps.", notes=["May 2026: ||388 records found in 11 spreadsheets.", "Aug 2026: ||240 moved. The rest have no date of check and volunteers are being asked again.", "Nov 2026: ||371 moved. Nearly complete."], rating="Amber", **st("Status: Amber, to be completed by the end of November"))
r = p.rec("3", "Clubs that hire the Council's buildings should meet the same standard as the Council.")
r.row("Add a safeguarding clause to the hire agreement, with the right to end the hire.", ["Head of Legal, Property and Contracts"], due="w/c 7 September 2026", dates=["2026-09-07"], target="No child is coached by somebody who has not been checked.",
      notes=["09.09.26: ||Clause in all new agreements. Existing hirers to sign on renewal."], status="complete", rating="Blue", done="2026-09-09", **st("Status: Blue, complete on 09/09/2026"))
r.row("Visit each of the 63 clubs that work with under 18s.", ["Sports Development Officer", "Club Welfare Adviser"], who="Sports Development Officer / Club Welfare Adviser", due="End Q4 2026/27", dates=["2027-03"],
      target="Clubs know what to do when they are worried.", notes=["Sept 26: ||19 visited.", "Oct 26: ||27 visited. Two clubs have been told that they may not train until their welfare officer has been appointed."], rating="Green", **st("Status: Green, on track"))
r.row("Publish the list of clubs that meet the standard.", ["Sports Development Officer"], due="~~01/12/2026~~ 01/03/2027", dates=["2027-03-01"], earlier=["2026-12-01"], target="Parents can choose.", notes=["List cannot be published until the visits are done."], rating="Amber", **st("Status: Amber, waiting for the action above"))
r = p.rec(None, "Libraries should have a clear answer for children who stay for many hours alone or who are not collected.")
r.row("Write a procedure with the front door team and try it in two libraries for six weeks.", ["Libraries Manager (North and Rural)"], due="Within 3 months", dates=[], target="Staff act sooner and children are offered help, not sent out.",
      notes=["Procedure written. Trial began in Oxmarket on 5 October and in Tarrow on 12 October."], rating="Green", **st("Status: Green, on track"))
r.row("Train all library assistants in the procedure.", ["Libraries Manager (North and Rural)", "Learning and Development"], who="Libraries Manager (North and Rural) / Learning and Development", due="Spring term 2027", dates=["2027-03"], target="All assistants say that they are confident.", notes=[], rating="Green", **st("Status: Green, not started"))
r = p.rec("5", "Lifeguards, rangers and play workers are often the first to see a child who is being exploited. They should be able to report it easily and hear what happened.")
r.row("Put the short reporting form on the handheld devices.", ["Digital Services Manager"], due="TBC", target="More reports, and better ones.", notes=["12/10/26: ||Devices are too old for the form. Replacement is in the budget for 2027/28."], rating="Red", **st("Status: Red, no date"))
r.row("Police to send a monthly reply to all who reported, even where no more can be said than 'thank you, it helped'.", ["Neighbourhood Inspector, Tarrow and the Vale"], due="01/08/2026", target="Staff report again.", notes=["28/07/26: ||First reply sent to 31 members of staff."], status="complete", rating="Blue", done="2026-07-28", **st("Status: Blue, complete on 28 July 2026"))
r.row("Ask the harbour master and the market traders to join the scheme.", ["Community Safety Officer"], due="30 October 2026", target="Fewer places where nobody looks.", notes=["Handed over to the Serious Violence Duty plan on 1 October; will be reported there."], status="closed",
      reason="Handed over to the Serious Violence Duty plan on 1 October; will be reported there.", **st("Status: closed here"))
r.row("Young inspectors to test the scheme in two parks and one pool.", ["Participation Worker, Youth Voice"], due="May 2027", target="Children tell us whether it works.", notes=[])

d = word(landscape=False, font="Arial", size=11, margins=(2.54, 2.54))
para(d, "Estermere Council", bold=True, size=18, after=0)
para(d, "Section 11 action plan 2026/27: Leisure, Libraries and Parks", bold=True, size=18)
para(d, "Last updated 4th November 2026", bold=True)
para(d, "Distribution: Director of Communities; Safeguarding Partnership Section 11 Panel; all site leads; Young Inspectors", size=9)
para(d, "Blue = complete. Green = on track. Amber = late but recoverable. Red = stuck, needs help.", bold=True, size=9)
para(d, "")
page = 1


def typed_page():
    global page
    para(d, f"Page {page} of 5", size=9).alignment = 2
    page += 1


def form(rows, several, start=1):
    t = grid(d, 2, [4, 12])
    for i, x in enumerate(rows, start):
        line(t, [f"**Action {i}**" if several else "**Action**", f"**{x.action}**"])
        line(t, ["**Who**", x.who])
        line(t, ["**When**", x.due])
        line(t, [f"**{D}**", x.text(D)])
        line(t, ["**Update**", x.text("Update") + ("\n" if x.notes and x.status_line else "") + (f"**{x.status_line}**" if x.status_line else "")])
    para(d, "")


for n, rec in enumerate(p.recs):
    label = f"Recommendation {rec.number}: " if rec.number else "Recommendation: "
    para(d, label + rec.text, bold=True)
    if rec.number == "5":
        form(rec.rows[:1], True)
        typed_page()
        para(d, "Recommendation 5 (continued)", bold=True)
        form(rec.rows[1:3], True, 2)
        typed_page()
        para(d, "Recommendation 5 (continued)", bold=True)
        form(rec.rows[3:], True, 4)
    else:
        form(rec.rows, len(rec.rows) > 1)
        if n in (0, 2):
            typed_page()
typed_page()
p.write("docx", d.save)
