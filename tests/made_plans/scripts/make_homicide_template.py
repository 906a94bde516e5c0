"""domestic homicide review action plan on the Home Office's template, landscape Word."""
from made_b import *

R, S, A, L, M, T, C = ("Recommendation", "Scope of recommendation i.e. local or regional", "Action to take", "Lead agency",
                       "Key milestones achieved in enacting recommendation", "Target date", "Date of completion and outcome")
p = Plan("homicide_template", "Domestic Homicide Review – ‘Marianne’ (DHR 07): Action Plan",
         [(R, "recommendation"), (S, "extra"), (A, "action"), (L, "lead"), (M, "progress"), (T, "deadline"), (C, "completion")],
         subtitle="", traps=[1, 2, 3, 10, 12, 13, 16, 18],
         remarks=["The row in italics under the heads is the template's guidance, no action.",
                  "A filled 'Date of completion and outcome' ends the action; 'Nearly complete', 'To be completed by …' and 'Not complete' in it do not.",
                  "Recommendation 5 is printed twice (two different recommendations); both keep their number.",
                  "'Spring term 2027' is taken as March 2027, its end; 'Within 6 months of publication' has no date."])
p.version("2026-10-21", "Version 6", "updated following the CSP Board on 21 October 2026")

r = p.rec("1", "The Community Safety Partnership should satisfy itself that professionals in every agency recognise coercive control where the adult does not describe herself as a victim and where older relatives are present in the home.")
r.row("Commission a training package on coercive control in later-life relationships. It will use Marianne's daughter's recorded statement and will be offered to front-line staff in all seven agencies.",
      ["Hollinshire Community Safety Partnership"], due="30 June 2026 now 30 September 2026", dates=["2026-09-30"], earlier=["2026-06-30"], status="complete", done="2026-09-24",
      notes=["03.02.26 –||Specification agreed by the task and finish group.", "14.04.26 –||Three bids received. Contract awarded to a specialist provider.",
             "24.09.26 –||Last of nine sessions delivered. 212 members of staff attended; 91% say that they would now ask the question differently."],
      status_line="24 September 2026. Package delivered and now part of the annual programme.", reason="Package delivered and now part of the annual programme.",
      c={S: "Local", C: "24 September 2026.\nPackage delivered and now part of the annual programme."})
r.row("Add two questions on coercive control to the annual staff survey in order to test whether learning lasts.", ["Adult Social Care", "Hollinshire Constabulary"],
      due="End Q4 2026/27", dates=["2027-03"], notes=["Questions drafted with the university. To be completed by the survey team in the New Year."], c={S: "Local", C: "To be completed by end of Q4"},
      status_line="To be completed by end of Q4")
r.row("Publish a one-page briefing for reception and administrative staff, who were often the only people to see Marianne on her own.", ["Named Professional for Safeguarding, Primary Care"],
      due="w/c 6 July 2026", dates=["2026-07-06"], status="complete", done="2026-07-08", notes=["Update 12/5/26 –||Draft shared with practice managers for comment.", "Update 8/7/26 –||Briefing sent to 61 practices."],
      status_line="08/07/2026 – Briefing issued, 58 practices have confirmed that it was discussed.", c={S: "Local", C: "08/07/2026 – Briefing issued, 58 practices have confirmed that it was discussed."})
r = p.rec("2", "Hollinshire Constabulary should review how repeat calls to one address are linked when different members of the household make them.")
r.row("Change the command and control system so that a repeat-address marker is raised on the third call in twelve months, whoever the caller is.", ["Head of Contact Management, Hollinshire Constabulary"],
      due="31/12/2026 (was 30/04/2026, then 31/08/2026)", dates=["2026-12-31"], earlier=["2026-04-30", "2026-08-31"],
      notes=["Jan 2026:||Change request raised with the supplier.", "June 2026:||Supplier quotes 14 weeks. Board told of the delay.", "Sept 2026:||Build finished, testing nearly complete."], c={S: "Local", C: "Nearly complete"}, status_line="Nearly complete")
r.row("Daily governance meeting to look at every address with a marker and record a decision.", ["Detective Superintendent, Vulnerability and Public Protection"], due="Ongoing",
      notes=["Began 1 May. Between four and nine addresses are considered each day."], c={S: "Local"})
r = p.rec("3", "The Integrated Care Board should seek assurance that GP practices record who attends an appointment with the patient and whether the patient was seen alone.")
r.row("Write to all practices with the learning from this review and with a suggested template for the record.", ["NHS Hollinshire Integrated Care Board"], due="28 February 2026", status="complete", done="2026-02-19",
      notes=["19.02.26 –||Letter and template sent."], c={S: "Regional", C: "19.02.26\nLetter sent to all practices in the ICB's area, including those outside Hollinshire."}, status_line="19.02.26 Letter sent to all practices in the ICB's area, including those outside Hollinshire.")
r.row("Audit 60 records across 12 practices six months after the letter and report to the Quality Committee.", ["Designated Nurse, Safeguarding Adults"], due="Within 6 months of publication", dates=[],
      notes=["Audit tool in draft.", "Oct 2026:||Nine practices have agreed to take part. Three larger practices have not answered and will be visited."], c={S: "Regional", C: "Not complete"}, status_line="Not complete")
r = p.rec("4", "Housing providers should treat a sudden request to add or remove a name from a tenancy as a prompt to speak to each tenant in private.")
r.row("Revise the tenancy change procedure and its form, with a mandatory field that says when and where each tenant was seen.", ["Director of Tenancy, Fallowmere Homes and Estates"], due="31 March 2026", status="complete", done="2026-03-27",
      notes=["27.03.26 –||Procedure in force. The system will not move on without the field."], c={S: "Local", C: "27 March 2026. Procedure live. Two disclosures in the first quarter."}, status_line="27 March 2026. Procedure live. Two disclosures in the first quarter.")
r.row("Ask the county's other registered providers to adopt the same form.", ["Strategic Housing Partnership"], due="TBC", notes=["Raised at the July meeting. Providers asked for legal advice on joint tenancies first."], c={S: "Regional"})
r = p.rec("5", "Adult Social Care should make sure that carers' assessments are offered in a form that the carer can take up without the person cared for being in the room.")
r.row("Offer carers' assessments by telephone, at the carers' centre and at GP surgeries, and record which was chosen.", ["Adult Social Care"], due="1 September 2026", status="complete", done="2026-09-14",
      notes=["01.09.26 –||Offer in place at five sites.", "14.09.26 –||Choice recorded on the system from today. Action complete."], c={S: "Local", C: "14/09/2026 Complete. A third of carers have chosen to be seen away from home."}, status_line="14/09/2026 Complete. A third of carers have chosen to be seen away from home.")
r.row("Redesign the carers' leaflet with the Carers' Voice group.", ["Commissioning Manager, Carers and Communities"], due="n/a", status="closed",
      reason="Transferred to the All-Age Carers Strategy action plan (action 14) and no longer monitored here.",
      notes=["March 2026:||Group asked for one leaflet for all ages."], c={S: "Local", C: "Transferred to the All-Age Carers Strategy action plan (action 14) and no longer monitored here."},
      status_line="Transferred to the All-Age Carers Strategy action plan (action 14) and no longer monitored here.")
r = p.rec("5", "Schools and colleges should be told when a domestic homicide review involves the relative of a pupil, so that support can be offered early.")
r.row("Agree a notification route from the review chair to the designated safeguarding lead.", ["Education Safeguarding Adviser"], due="Spring term 2027", dates=["2027-03"],
      notes=["Route agreed in principle at the heads' forum on 6 October 2026."], c={S: "Local"})
r.row("Offer bereavement support through the school nursing service for as long as the young person wants it.", ["Hollinshire Community Health Trust"], due="Ongoing", notes=["Service specification amended."], c={S: "Local"})
r = p.rec("6", "The Home Office should consider whether the risk checklist in use nationally gives enough weight to control of money and of contact with family.")
r.row("Chair of the Partnership to write to the Home Office with the panel's findings.", ["Chair of the Community Safety Partnership"], due="Immediate", status="complete", done="2026-01-30", notes=["30.01.26 –||Letter sent; acknowledgement received."],
      c={S: "National", C: "30 January 2026. Reply received 9 April: the findings will inform the national review of risk tools."}, status_line="30 January 2026. Reply received 9 April: the findings will inform the national review of risk tools.")

r = p.rec("7", "Workplaces are where many people spend the only hours in which they are not watched. Large employers in the county should have a policy on domestic abuse, and somebody who has been trained to hear a first disclosure.")
r.row("Council, police and health to sign up to the employers' charter and to publish what they have done about each of its seven pledges. The first year's account is to be given by staff and not by the personnel department.", ["Human Resources Network"], due="31/10/2026",
      notes=["07.07.26 –||Charter signed by five of the seven.", "20.10.26 –||Accounts received from three. The others have asked for more time, which the Board has not agreed."], c={S: "Local", C: ""})
r.row("Breakfast event for the county's fifty largest private employers.", ["Chamber of Commerce", "Economic Development Manager"], due="w/c 12 October 2026", dates=["2026-10-12"], status="complete", done="2026-10-15",
      notes=["15.10.26 –||Held at the cattle market. 38 employers came and 22 left with a named adviser."], c={S: "Local", C: "15.10.26: event held, to be repeated each autumn."}, status_line="15.10.26: event held, to be repeated each autumn.")
r.row("Train workplace champions in the three biggest warehouses, including one champion on each night shift.", ["Haven House Outreach Service"], due="Summer term 2027", dates=["2027-07"], notes=["Two warehouses have agreed. The third wishes to use its own trainer."], c={S: "Local"})
r = p.rec("8", "Banks and building societies should be asked how they respond when one partner opens, moves or empties an account that belongs to the other.")
r.row("Invite the regional heads of the four high-street banks to a meeting of the Partnership, and give them Marianne's bank statements to read (her daughters have agreed to this).", ["Chair of the Community Safety Partnership"], due="30 April 2026 now 31 January 2027", dates=["2027-01-31"], earlier=["2026-04-30"],
      notes=["Feb 2026:||Two banks replied that they do not attend local meetings.", "Aug 2026:||Approach made through the national trade body instead. A date has been offered."], c={S: "National", C: "Not complete"}, status_line="Not complete")
r.row("Economic abuse to be added to the victim services specification when it is let again.", ["Office of the Police, Fire and Crime Commissioner"], due="April 2027", notes=["Specification is out for comment until 4 December."], c={S: "Regional"})
r = p.rec("9", "The coroner's officer, the hospital and the police should agree who speaks to a bereaved family in the first week, so that they are not asked the same things by each.")
r.row("Write and agree a one-page protocol for the first week.", ["Detective Chief Inspector, Major Crime", "Bereavement Services Manager"], due="31.07.26 (was 31.05.26)", dates=["2026-07-31"], earlier=["2026-05-31"], status="complete", done="2026-07-29",
      notes=["04.06.26 –||Draft shared with two families who had been through it. They asked for fewer leaflets and one telephone number.", "29.07.26 –||Agreed and in force. Completed."], c={S: "Local", C: "29.07.26\nIn force. Used four times so far."}, status_line="29.07.26 In force. Used four times so far.")
r.row("Family liaison officers to have the protocol and the name of the review's chair from the outset.", ["Detective Chief Inspector, Major Crime"], due="Immediate", notes=["In place since the summer."], c={S: "Local"})
r.row("Sit down with Marianne's daughters once a year to say what has and has not been done.", ["Chair of the Community Safety Partnership", "Independent Chair of the Review"], due="Annually, first by 30 November 2026", dates=["2026-11-30"], notes=["Date agreed for 27 November. They have asked that the police attend."], c={S: "Local"})

d = word(size=9)
header_footer(d, "OFFICIAL – not for publication until agreed by the Home Office", "DHR 07 Action Plan v6")
para(d, "Hollinshire Community Safety Partnership", bold=True, size=20, centre=True, after=0)
para(d, "Domestic Homicide Review – ‘Marianne’ (DHR 07): Action Plan", style="Title")
para(d, "Version 6 – updated following the CSP Board on 21 October 2026", italic=True)
para(d, "Marianne, 61, was killed by her husband in the home that they shared with his mother. Her daughters chose the name. The Partnership accepted all of the recommendations. Agencies update the plan for each quarterly Board; the independent chair of the review has agreed to return in June 2027.")
cols = [c for c, _ in p.columns]
t = grid(d, 7, [4.6, 2.2, 5.4, 3, 5.2, 2.5, 3.4])
line(t, cols, bold=True, fill="D9E2F3")
line(t, ["", "(local, regional or national)", "(one row for each action)", "(who will see it done)", "(have there been key steps that have allowed the recommendation to be enacted?)", "(when will it be done?)", "(when was it done, and what was the outcome?)"], italic=True, size=8)
repeat_head(t)
for rec in p.recs:
    start = len(t.rows)
    for i, x in enumerate(rec.rows):
        texts = [x.text(c) for c in cols]
        texts[0] = f"{rec.number}. {rec.text}" if i == 0 else ""
        line(t, texts)
    merge_down(t, 0, start, len(t.rows) - 1)
line(t, [""] * 7)
p.write("docx", d.save)
