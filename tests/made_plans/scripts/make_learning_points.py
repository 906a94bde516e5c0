"""learning points of a child safeguarding practice review, themes as full-width rows within one table, Word."""
from made_b import *

W, A, WHO, WHEN, K, U = "What we learned", "What we will do", "Who", "When", "How will we know", "Update"
p = Plan("learning_points", "Learning from the review of Baby Rowan – our plan",
         [(W, "recommendation"), (A, "action"), (WHO, "lead"), (WHEN, "deadline"), (K, "target"), (U, "progress")],
         subtitle="Local Child Safeguarding Practice Review", traps=[1, 3, 4, 9, 10, 11, 12, 13, 16, 17],
         remarks=["The learning point in the first column, often merged over several actions, is what is answered.",
                  "The second line of each theme's row is its aim. 'Learning point 3 (continued)' goes on with learning point 3.",
                  "Initials are people by the key above the table. Theme D has a title only and its aim on a row of its own.",
                  "The rota action is struck through from end to end: ended, not dropped."])
p.version("2026-11-09", "Version 5", "Updated 09.11.26 for the Learning and Improvement Group")
A_ = p.group("Theme A – Babies who cannot yet move", "theme", "We want every practitioner to be curious about an injury to a baby who cannot roll.", "A")
B_ = p.group("Theme B – Fathers and partners", "theme", "We want men to be known, spoken to and written down.", "B")
C_ = p.group("Theme C – Moving between areas", "theme", "We want nothing to be lost when a family crosses the county boundary.", "C")
D_ = p.group("Theme D – Staff who are asked to do hard things", "theme", "We want people to have time to think.", "D")

r = p.rec("1", "Three practitioners saw a bruise in the four weeks before Rowan was hurt. Each of them recorded it and each accepted the first explanation that was offered.", A_)
r.row("Relaunch the bruising protocol with a film in which a paediatrician, a health visitor and a social worker talk through a real decision. The film will be shown at team meetings rather than sent as a link.",
      ["p:Priya Dunmore", "p:Callum Testerby"], who="PD and CT", due="31 July 2026", target="- Nine teams in ten have watched it together\n- Referrals under the protocol rise and the conversion rate stays the same",
      notes=["15.06.26:||Film made. Two parents from the maternity voices group commented on the script.", "27.07.26:||Shown to 46 of 51 teams.", "05.10.26:||Shown to the remaining five teams. Completed."], status="complete", done="2026-10-05")
r.row("Put the protocol's flow chart into the electronic record so that it opens when an injury to a child under one is entered.", ["p:Helga Strand"], who="HS", due="~~30.09.26~~ 31.01.27", dates=["2027-01-31"], earlier=["2026-09-30"],
      target="Flow chart opens in every case; dip sample of 15 each quarter", notes=["August 2026:||Supplier says that the change needs the winter release.", "November 2026:||Winter release is to be completed by the middle of January."])
r = p.rec("2", "When the protocol was not followed, nobody in the room felt able to say so.", A_)
r.row("Write the words that a practitioner can use to challenge into the escalation procedure, with three examples taken from this review.", ["p:Priya Dunmore"], who="PD", due="Within 3 months", dates=[],
      target="Escalations are recorded at the lowest level", notes=["Draft with the Policy Group. Comments were asked for by 20 November."])
r = p.rec("3", "Rowan's father was at home throughout but is named in two of eleven records. His own history was held by adult services and would have changed the plan.", B_)
r.row("Add 'Who else lives here, who visits and who cares for the baby?' to the antenatal booking form, the new birth visit and the six-week check.", ["Head of Midwifery, Netherwold Hospitals", "Health Visiting Service Manager"], due="w/c 14 September 2026", dates=["2026-09-14"],
      target="Father or partner named in 95% of sampled records", notes=["14/9/26 –||Forms changed. Old stock destroyed.", "2/11/26 –||First sample: 41 of 60. Feedback given to two teams.\vSecond sample is planned for February."])
r.row("Offer an antenatal group for fathers in each family hub, at times when working parents can come.", ["p:Oluwaseun Mardle"], who="OM", due="Ongoing", target="- A group in each of six hubs\n- Fathers say that it was worth coming",
      notes=["Groups run in four hubs. No rooms in the evening in the other two."])
r.row("Adult mental health and substance misuse services to ask each adult about contact with children and to share what they hear when a baby is expected.", ["Director of Nursing, Netherwold Mental Health and Learning Disability Trust"],
      due="End Q3 2026/27", dates=["2026-12"], target="Think Family question answered in all new assessments", notes=["Sept 26 –||Question added to the assessment. It cannot be skipped."])
r = p.rec("4", "The family moved twice in nine weeks. The second health visiting service got the record eleven days after the first home visit was due.", C_)
r.row("Agree with the three neighbouring services that a telephone handover takes place within two working days for every child with a plan.", ["p:Helga Strand"], who="HS", due="30 June 2026 now 31 December 2026", dates=["2026-12-31"], earlier=["2026-06-30"],
      target="Handover recorded in all transfers", notes=["Two services have signed. The third wants a longer time scale and will bring this to the regional network."])
r.row("~~Set up an out-of-hours rota of duty managers for transfers at weekends.~~", ["Service Manager, Front Door and Assessment"], who="~~Service Manager, Front Door and Assessment~~", due="~~1 October 2026~~", dates=["2026-10-01"], status="closed",
      target="", notes=["~~Merged into the emergency duty team review in August 2026; closed on this plan.~~"], reason="Merged into the emergency duty team review in August 2026; closed on this plan.")
r = p.rec("5", "Children's centres on each side of the boundary had different thresholds for sharing a worry.", C_)
r.row("Publish one page that shows both thresholds side by side.", ["Family Hubs Manager"], due="Autumn term 2026", dates=["2026-12"], target="Page in use in both areas", notes=["Page drafted and nearly complete. Neighbouring partnership to agree the wording on 25 November."])
r = p.rec("6", "The health visitor was covering two caseloads and had not had supervision for four months.", D_)
r.row("Report vacancies, caseloads and supervision to the partnership's Executive each quarter, with the names of teams where supervision has lapsed.", ["p:Oluwaseun Mardle", "p:Callum Testerby"], who="OM / CT", due="First report October 2026, then quarterly", dates=["2026-10"],
      target="No practitioner goes more than six weeks without supervision", notes=["12.10.26:||First report taken. Three teams named; recovery plan agreed with each."])
r.row("Fund a reflective group for those who were involved with Rowan, for as long as they want it.", ["Named Nurse, Safeguarding Children"], due="TBC", target="Staff say that they were looked after", notes=["Facilitator found. Funding is not complete: half has been promised by the Trust."])

d = word(size=10)
header_footer(d, "Netherwold Safeguarding Children Partnership · www.netherwoldscp.invalid", "Baby Rowan plan v5")
para(d, "Netherwold Safeguarding Children Partnership", style="Heading 1")
para(d, "Learning from the review of Baby Rowan – our plan", style="Title")
para(d, "Local Child Safeguarding Practice Review", style="Subtitle")
para(d, "Version 5 · Updated 09.11.26 for the Learning and Improvement Group")
para(d, "Rowan was ten weeks old when he was hurt. He is now well and lives with his aunt, who has read this plan and asked us to say that she wants it to be short. Each line says what we learned, what we will do about it and how we will know.")
k = grid(d, 4, [1.5, 7.5, 1.5, 7.5])
line(k, ["CT", "Callum Testerby, Detective Inspector", "HS", "Helga Strand, Designated Nurse"])
line(k, ["OM", "Oluwaseun Mardle, Early Help Manager", "PD", "Priya Dunmore, Partnership Manager"])
para(d, "")
cols = [c for c, _ in p.columns]
t = grid(d, 6, [4.8, 6, 2.9, 2.6, 4.2, 5.6])
line(t, cols, bold=True, fill="1F3864", colour="FFFFFF")
repeat_head(t)
for g in p.groups:
    if g["title"] == D_:
        across(t, D_, fill="C5E0B3")
        across(t, g["description"], bold=False, italic=True, fill="E2EFD9")
    else:
        m = across(t, g["title"], fill="C5E0B3")
        q = m.add_paragraph(); runs(q, g["description"], italic=True)
    for rec in [r for r in p.recs if r.group == g["title"]]:
        start = len(t.rows)
        for i, x in enumerate(rec.rows):
            texts = [x.text(c) for c in cols]
            texts[0] = f"**Learning point {rec.number}:** {rec.text}" if i == 0 else ""
            if rec.number == "3" and i == 2:
                merge_down(t, 0, start, len(t.rows) - 1)
                start = len(t.rows)
                texts[0] = "Learning point 3 (continued)"
            line(t, texts)
        merge_down(t, 0, start, len(t.rows) - 1)
para(d, "")
para(d, "Please send updates to the Business Unit at business.unit@netherwoldscp.invalid by the Friday before each meeting.", size=9)
p.write("docx", d.save)
