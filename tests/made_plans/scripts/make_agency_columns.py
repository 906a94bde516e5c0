"""agencies as progress columns, each with its own update, Word; the last part is an outline without a table."""
from made_b import *

AG = ["Police", "Health", "Children's Social Care", "Education"]
p = Plan("agency_columns", "Thematic review of weapon carrying by children: partnership response",
         [("Key finding", "recommendation"), ("Action", "action"), ("Lead agency", "lead"), ("By when", "deadline"), *[(a, "progress") for a in AG], ("Overall", "status")],
         variants=[("Ref", "ref"), ("Update", "progress")],
         traps=[1, 2, 3, 7, 10, 12, 13, 15, 16, 18],
         remarks=["The four agencies' columns are progress; each note keeps its agency.",
                  "One agency's 'Complete' does not end an action: 'Overall' says how the whole stands.",
                  "'Overall' of the mapping action is blank, but all four agencies say complete: ended.",
                  "Part 2 is an outline with lines Lead, Timescale, Update. Finding 3 goes on after the page as 'Finding 3 (continued)'."])
p.no_period = {"Update"}
p.version("2026-10-30", "Version 2", "updated 30.10.26")
P_, H, S, E = AG
g1 = p.group("Part 1: What agencies will do", "part", number="1")
g2 = p.group("Part 2: What the partnership itself will do", "part", number="2")


def row(rec, action, leads, due, overall, notes, status="open", **kw):
    return rec.row(action, leads, due=due, status=status, notes=notes, c={"Overall": overall}, **kw)


r = p.rec("1", "Nine of the fourteen children had been victims of violence before they carried a knife, and had not been treated as victims.", g1)
row(r, "Each agency to change its record so that a child who was hurt is shown as a victim wherever the name comes up.", ["All agencies"], "30 June 2026 now 31 December 2026", "In progress",
    {P_: ["14.05.26: ||Marker built.", "22.09.26: ||Marker live in all districts. Complete."], H: ["Sept 2026: ||Emergency department done. Walk-in centres to be completed by Christmas."], S: ["04.06.26: ||Form changed."], E: ["No system is shared by schools. Letter sent to heads."]},
    dates=["2026-12-31"], earlier=["2026-06-30"])
row(r, "Offer of support to a child within two days of an assault, in hospital or at home.", ["NHS Dunmoor and Vale ICB", "Youth Justice Service"], "End Q3 2026/27", "In progress",
    {P_: ["Referral from the control room agreed."], H: ["07.09.26: ||Youth workers in the emergency department from Thursday to Sunday.", "19.10.26: ||38 children seen, 29 took up the offer."], S: [], E: ["Pastoral leads told of the offer at the October forum."]}, dates=["2026-12"], who="NHS Dunmoor and Vale ICB / Youth Justice Service")
r = p.rec("2", "Exclusion from school came before the first arrest in eight of the fourteen lives.", g1)
row(r, "Conference of all who know the child before a permanent exclusion, with the child and parent in the room.", ["Education"], "w/c 7 September 2026", "Complete",
    {P_: ["Schools officers to attend."], H: ["School nurses have the dates."], S: ["Social worker or family help worker goes to each."], E: ["10/9/26 – ||First conference held.", "23/10/26 – ||Seven held; four exclusions were not made."]}, status="complete", dates=["2026-09-07"])
row(r, "Map what is offered to children on reduced timetables and who checks that they are safe during the day.", ["Education"], "31/07/2026", "",
    {P_: ["15.07.26: ||Complete."], H: ["15.07.26: ||Map checked against school nursing lists. Complete."], S: ["16.07.26: ||Complete."], E: ["20.07.26: ||Map published. Action complete."]}, status="complete", done="2026-07-20")
r = p.rec("3", "Places where children were hurt were known to children and parents, and not to the partnership.", g1)
row(r, "Walk the routes from six schools with pupils, and put right what they point out.", ["Community Safety Team, Dunmoor Council"], "Summer term 2026", "In progress",
    {P_: ["June 2026: ||Three routes walked. Patrols changed."], H: [], S: [], E: ["July 2026: ||Two routes walked. Lighting is nearly complete on one."]}, dates=["2026-07"])
row(r, "Bus company and shopping centre to join the weekly tasking meeting.", ["Police"], "TBC", "Not started", {P_: ["Sharing agreement is with legal services."], H: [], S: [], E: []})
row(r, "Safe places scheme in takeaways and libraries, with a sticker that children designed.", ["Voluntary Sector Alliance"], "Within 6 months", "Closed – moved to the Safer Streets programme",
    {P_: [], H: [], S: [], E: ["Sticker chosen by pupils. Scheme is now run by the Safer Streets programme."]}, status="closed", reason="Closed – moved to the Safer Streets programme", dates=[])
r = p.rec("4", "Workers changed on average every five months. Children said that they stopped talking after the second.", g1)
row(r, "Agree one trusted adult for each child, chosen by the child, in any agency.", ["Children's Social Care"], "Ongoing", "In progress",
    {P_: ["Two officers have been chosen."], H: ["One nurse has been chosen."], S: ["28.10.26: ||31 of 44 children have named an adult."], E: ["12 teachers and a caretaker have been chosen. Cover for their lessons is not complete."]})
row(r, "Report changes of worker to the Executive each quarter.", ["Head of Performance, Children and Families"], "First report July 2026, then quarterly", "In progress", {P_: [], H: [], S: ["14.07.26: ||First report. Median of four months."], E: []}, dates=["2026-07"])
OUT = []
U = "Update"


def item(rec, ref, action, leads, due, notes, **kw):
    OUT.append(rec.row(action, leads, ref=ref, due=due, notes={U: notes}, c={"Ref": ref}, **kw))


r = p.rec("5", "The partnership had no agreed way to learn quickly from an incident.", g2)
item(r, "5.1", "Hold a learning conversation within ten working days of each serious incident, with those who knew the child.", ["Partnership Manager"], "1 September 2026", ["08.09.26: ||First conversation held.", "26.10.26: ||Third held. Staff welcome the speed of it."], dates=None)
item(r, "5.2", "Write to the families of the fourteen children to say what has been done because of them.", ["Independent Scrutineer", "Partnership Manager"], "31 October 2026 (was 31 July 2026)", ["29.10.26: ||Letters taken by hand to twelve families. Two did not want one. Completed."], dates=["2026-10-31"], earlier=["2026-07-31"], status="complete", done="2026-10-29", who="Independent Scrutineer / Partnership Manager")
r = p.rec("6", "Data on weapons were counted in four ways and could not be added up.", g2)
item(r, "6.1", "One definition and one monthly count, with the number of children as well as of incidents.", ["Analyst, Violence Reduction Partnership"], "Q4 2026/27", ["Definition agreed. Health's count has not been agreed."], dates=["2027-03"])
item(r, "6.2", "Publish the count.", ["Partnership Manager"], "TBC", ["Not started."])

d = word(size=9, font="Calibri")
header_footer(d, "Dunmoor and Vale Safeguarding Children Partnership", "v2 30.10.26")
para(d, "Dunmoor and Vale Safeguarding Children Partnership", style="Heading 1")
para(d, p.title, style="Title")
para(d, "Version 2 – updated 30.10.26")
para(d, "The review looked at the lives of fourteen children who had carried a weapon. Agencies fill in their own column before each meeting of the Serious Violence Group; the partnership's office fills in the last.")
para(d, g1, style="Heading 2")
cols = [c for c, _ in p.columns]
t = grid(d, 9, [4.3, 4.7, 2.5, 2.4, 3.1, 3.1, 3.1, 3.1, 2.1])
line(t, cols, bold=True, fill="FCE4D6")
repeat_head(t)
for rec in [r for r in p.recs if r.group == g1]:
    start = len(t.rows)
    for i, x in enumerate(rec.rows):
        texts = [x.text(c) for c in cols]
        texts[0] = f"Finding {rec.number}: {rec.text}" if i == 0 else ""
        if rec.number == "3" and i == 2:
            merge_down(t, 0, start, len(t.rows) - 1)
            line(t, [""] * 9)
            start = len(t.rows)
            texts[0] = "Finding 3 (continued)"
        line(t, texts)
    merge_down(t, 0, start, len(t.rows) - 1)
para(d, "")
para(d, g2, style="Heading 2")
for rec in [r for r in p.recs if r.group == g2]:
    para(d, f"Finding {rec.number}: {rec.text}", style="Heading 3")
    for x in [o for o in OUT if o.rec is rec]:
        para(d, f"{x.ref} {x.action}", bold=True, after=0)
        para(d, f"Lead: {x.who}", after=0)
        para(d, f"Timescale: {x.due}", after=0)
        ns = x.text(U).split("\n")
        para(d, f"Update: {ns[0]}", after=0 if ns[1:] else 8)
        for i, n in enumerate(ns[1:]):
            para(d, n, after=8)
p.write("docx", d.save)
