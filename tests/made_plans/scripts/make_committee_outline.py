"""an outline whose sentences carry lead, date and status, as the appendix of a committee report, Word."""
from made_b import *

p = Plan("committee_outline", "Getting help early: the partnership's improvement plan 2026–27",
         [("Recommendation", "recommendation"), ("Ref", "ref"), ("Action", "action"), ("Lead", "lead"), ("Timescale", "deadline"), ("Update", "progress")],
         traps=[1, 2, 4, 5, 9, 10, 12, 13, 15, 16, 17],
         remarks=["The plan begins at Appendix B; the report's own recommendations, lists and dates are not the plan's.",
                  "In Parts 1 and 2 a sentence is the action and carries lead (in brackets, or its subject), date and status. The action is the sentence; what follows it is status or note.",
                  "In Part 3 lead, timescale and update stand on lines of their own.",
                  "The lead of 'The Council (Head of Early Help) will …' is the Head of Early Help. 'Complete, 14 September 2026' gives the date of completion.",
                  "2.1(a) and 2.1(b) are references of two actions. Recommendation 4 has no actions 4.2: 4.1 is followed by 4.3."])
p.version("2026-10-16", "Version 3", "updated 16 October 2026")
p.extra["covering_report"] = {"title": "Early help: response to the peer challenge", "date": "2026-11-26"}
g1 = p.group("Part 1: Finding families sooner", "part", "Help is offered before a family has to ask for it twice.", "1")
g2 = p.group("Part 2: One plan for each family", "part", "Nobody has to tell the story again.", "2")
g3 = p.group("Part 3: Knowing whether it works", "part", "We look at what changes for children, not at what we have done.", "3")

OUT = []  # (recommendation, row, the paragraph's tail)


def item(rec, ref, action, leads, due, tail="", notes=(), dates=None, **kw):
    x = rec.row(action, leads, ref=ref, due=due, dates=dates, notes=list(notes), **kw)
    OUT.append((x, tail))


r = p.rec("1", "The partnership should be clear about who offers what to families below the threshold for a social worker.", g1)
item(r, "1.1", "The Council (Head of Early Help) will publish a single directory of services, checked every month by the family information team, by 30 June 2026.", ["Head of Early Help"], "by 30 June 2026", "Complete.", status="complete")
item(r, "1.2", "The Council (Head of Early Help) will replace the three referral forms with one, tried first with 12 schools, by 31 March 2027.", ["Head of Early Help"], "by 31 March 2027", "Not complete: the schools asked for a second trial.", ["Not complete: the schools asked for a second trial."])
item(r, "1.3", "Severnside and Moor Integrated Care Board (Associate Director, Children, Maternity and Families) will bring speech and language drop-ins into each family hub by the end of Q4 2026/27.",
     ["Associate Director, Children, Maternity and Families"], "the end of Q4 2026/27", "In progress. Two of five hubs have a drop-in.", ["In progress. Two of five hubs have a drop-in."], dates=["2027-03"])
r = p.rec("2", "Schools and settings should have somebody to ring who will answer.", g1)
item(r, "2.1(a)", "The Council (Service Manager, Family Hubs and Outreach) will name a link worker for every school by 1 September 2026.", ["Service Manager, Family Hubs and Outreach"], "by 1 September 2026", "Complete, 14 September 2026.", status="complete", done="2026-09-14")
item(r, "2.1(b)", "The Council (Service Manager, Family Hubs and Outreach) will do the same for nurseries and childminders by Spring term 2027.", ["Service Manager, Family Hubs and Outreach"], "by Spring term 2027", "Not started.", ["Not started."], dates=["2027-03"])
item(r, "2.2", "Moorland Constabulary will let link workers know of a domestic abuse incident before the school day begins, by 30 April 2026 now 31 December 2026.", ["Moorland Constabulary"], "by 30 April 2026 now 31 December 2026",
     "Feed has been built and is nearly complete.", ["Feed has been built and is nearly complete."], dates=["2026-12-31"], earlier=["2026-04-30"])
r = p.rec("3", "A family that has several workers should have one plan and one person who holds it.", g2)
item(r, "3.1", "All partners (through the Early Help Operational Group) will adopt the family plan as the only form of plan below the threshold by w/c 5 October 2026.", ["Early Help Operational Group"], "by w/c 5 October 2026", "Complete. Housing joined on 19 October.", ["Housing joined on 19 October."], dates=["2026-10-05"], status="complete")
item(r, "3.2", "The Council (Principal Educational Psychologist) and the Community Health Trust (Head of School Nursing) will train 120 lead practitioners within 6 months.",
     ["Principal Educational Psychologist", "Head of School Nursing"], "within 6 months", "", ["Update 12/05/26: ||First cohort of 34 began.", "Update 18/09/26: ||Second cohort of 41. Feedback was that the day on outcomes should come first."], dates=[])
item(r, "3.3", "The Council (Digital Programme Manager) will buy a system that lets a parent see and change the plan (timescale TBC).", ["Digital Programme Manager"], "TBC",
     "Withdrawn: the Executive agreed in July 2026 that the case system due in 2028 will do this.", ["Withdrawn: the Executive agreed in July 2026 that the case system due in 2028 will do this."], status="closed",
     reason="Withdrawn: the Executive agreed in July 2026 that the case system due in 2028 will do this.")
r = p.rec("4", "The partnership should be able to say what difference early help makes.", g3)
item(r, "4.1", "Agree five measures that matter to families, with a baseline for each.", ["Performance Lead, People Services, Severnside Council"], "31 July 2026", None,
     ["07.07.26: ||Measures agreed with the parents' panel.", "31.07.26: ||Baselines set for all five. Action complete."], status="complete", done="2026-07-31")
item(r, "4.3", "Follow up a sample of 50 families a year after their plan ended.", ["University of the Moors", "Performance Lead, People Services, Severnside Council"], "Summer term 2027", None,
     ["October 2026: ||Ethics approval is being sought."], dates=["2027-07"])
r = p.rec("5", "Leaders should hear from families more than once a year.", g3)
item(r, "5.1", "Bring a family's own account to each meeting of the Executive.", ["Parent Participation Lead"], "Ongoing", None, ["16.10.26: ||Fourth account heard. The Executive wrote to the family to say what it had changed."])
item(r, "5.2", "Pay parents for their time.", ["Head of Finance (Children)"], "1 April 2026", None, ["01.04.26: ||Policy agreed at £15 an hour. Closed."], status="complete", done="2026-04-01")

d = word(landscape=False, font="Calibri", size=11, margins=(2.5, 2.2))
header_footer(d, "", "Severnside Council – Children and Families Scrutiny Committee")
t = grid(d, 2, [4, 12])
for a, b in (("Report to", "Children and Families Scrutiny Committee"), ("Date of meeting", "26 November 2026"), ("Report title", "Early help: response to the peer challenge"),
             ("Report author", "Interim Director for Family Help"), ("Portfolio holder", "Councillor R. Okonjo-Pell"), ("Exempt", "No"), ("Appendices", "A – Letter from the peer team (published separately)\nB – Getting help early: the partnership's improvement plan 2026–27")):
    line(t, [f"**{a}**", b])
para(d, "")
for head, ps in (("1. Purpose", ["1.1 To tell the Committee how the partnership has responded to the peer challenge of February 2026, and to ask for its views on the pace of the work.",
                                 "1.2 The peer team made five recommendations. The partnership's plan in answer to them is at Appendix B."]),
                 ("2. Recommendations", ["2.1 The Committee is recommended to:", "(i) note the progress made since the report of 9 July 2026;", "(ii) agree to receive a further report by 31 May 2027; and", "(iii) ask the Director to write to all schools about the link workers."]),
                 ("3. Background", ["3.1 Demand for family help has risen by a fifth in two years. Most of the rise is in families who were known to a school or a health visitor for months before anybody asked for help on their behalf.",
                                    "3.2 The peer team spent three days with the partnership. It spoke to 88 members of staff and 31 parents. It found much to like: good relationships, a loyal workforce and hubs that families are happy to use. It also found that families told their story again and again, that schools did not know whom to ring, and that nobody could say what difference the offer had made.",
                                    "3.3 In the view of the peer team the following would make the greatest difference:", "- a link worker for each school", "- one family plan", "- measures that families recognise"]),
                 ("4. Progress", ["4.1 Of the 13 actions in the plan five are complete and one has been withdrawn. The plan is looked at every month by the Early Help Operational Group and every quarter by the Executive.",
                                  "4.2 The Committee asked in July about domestic abuse notifications. The feed was to have been ready in April. The supplier withdrew and the work was begun again in June; it is expected by the end of the year."]),
                 ("5. Financial and legal implications", ["5.1 The cost of the link workers (£310,000 in a full year) is met from the Families First grant until 31 March 2028. There are no legal implications beyond the duties in the Children Act 2004."]),
                 ("6. Background papers", ["Report of the peer team, March 2026. Minutes of the Committee, 9 July 2026."])):
    para(d, head, style="Heading 2")
    for x in ps:
        if x.startswith("- "):
            para(d, x[2:], style="List Bullet")
        else:
            para(d, x)
d.add_page_break()
para(d, "Appendix B", bold=True)
para(d, "Severnside Early Help Partnership", style="Heading 1")
para(d, p.title, style="Heading 1")
para(d, "Version 3 – updated 16 October 2026")
part = None
for rec in p.recs:
    if rec.group != part:
        part = rec.group
        para(d, part, style="Heading 2")
        para(d, next(g for g in p.groups if g["title"] == part)["description"], italic=True)
    para(d, f"Recommendation {rec.number}: {rec.text}", bold=True)
    for x, tail in [o for o in OUT if o[0].rec is rec]:
        if tail is None:
            para(d, f"{x.ref} {x.action}", after=0)
            para(d, f"Lead: {x.who}", after=0).paragraph_format.left_indent = 450000
            para(d, f"Timescale: {x.due}", after=0).paragraph_format.left_indent = 450000
            ns = [note_text(n) for n in list(x.notes.values())[0]]
            para(d, "Update: " + ns[0], after=0 if ns[1:] else None).paragraph_format.left_indent = 450000
            for n in ns[1:]:
                para(d, n).paragraph_format.left_indent = 450000
        else:
            para(d, f"{x.ref} {x.action} {tail}".strip())
            if not tail:
                for n in list(x.notes.values())[0]:
                    para(d, note_text(n), italic=True).paragraph_format.left_indent = 450000
p.write("docx", d.save)
