"""An NHS trust's thematic review (PSIRF learning response) in Word: front block, themes as bands across the table, findings merged down, SMART columns under a merged head, a status column, updates newest first with initials."""
from common_e import *

NAME = "smart_themes"
TITLE = "Safety improvement plan: discharge of adults with care and support needs"
COLUMNS = [("Finding", "recommendation"), ("Ref", "number", "ref"), ("Specific", "action"), ("Measurable", "target"), ("Achievable", "extra", "needs"), ("Relevant", "why"), ("Time-limited", "deadline"),
           ("Responsible", "lead"), ("Position", "status", "state"), ("Updates (latest at the top)", "progress")]
HEADS = [("Specific", "safety action"), ("Measurable", "how we shall know"), ("Achievable", "what it takes"), ("Relevant", "to what we learnt"), ("Time-limited", "due")]


def S(ref, text, target, needs, why, due, d, lead, state, notes=(), **k):
    k.setdefault("st", {"Completed": "complete", "Stood down": "closed"}.get(state, "open"))
    return A(text, lead, due, d, notes, ref=ref, target=target, needs=needs, why=why, state=state, **k)


GROUPS = [
    G("Theme A – Before the day",
      R("F1", "In 7 of the 11 discharges nobody on the ward had rung the person who gives care at home, although the number was in the notes.",
        S("SA1", "Named carer and telephone number to be asked for within 24 hours of admission and put on the front sheet of the discharge plan.", "Front sheet filled in for 95% of patients over 65 with a package of care (sample of 30, monthly).", "No cost. Ward clerks' job sheet amended.", "Carers of patients 3, 4 and 9 learnt from the ambulance crew.", "30/09/2026", "2026-09-30", "Ward managers, Medicine and Frailty", "Completed",
          ["2026-10-05|05.10.26 (RP): |September sample 29 of 30. Passed to ward accreditation for monitoring, action complete.", "2026-08-03|03.08.26 (RP): |July sample 21 of 30, most of those missing were admitted at a weekend."], on="2026-10-05"),
        S("SA2", "Carer's conversation guide to be written with the carers' centre.\n- what has changed\n- what the carer can and cannot go on doing\n- whom to ring, day and night", "Guide in use on all 14 wards; 20 carers telephoned each quarter, 16 say that they were asked.", "Carers' centre paid for two workshops (£600, charitable funds).", "Patient 9's daughter had told the GP, not us, that she could not lift.", "End of January 2027", "2027-01", "Patient Experience Lead / Carers' Centre Manager", "On track",
          ["2026-11-10|10.11.26 (JO): |Second workshop held, 11 carers. Draft has gone to the readers' panel.", "2026-09-22|22.09.26 (JO): |First workshop held."], leads=["Patient Experience Lead", "Carers' Centre Manager"]),
        S("SA3", "Weekly multi-disciplinary discharge round to include a social worker in person.", "Attendance 9 weeks of 10.", "Depends on Thornby Council filling two hospital posts.", "Decisions were relayed by e-mail, up to five days old.", "31/10/2026\nRevised: 26/02/2027", "2027-02-26", "Head of Integrated Discharge Service", "Delayed",
          ["2026-11-17|17.11.26 (RP): |One post filled, starts January. New date agreed at the Learning Group on 12 November.", "2026-10-06|06.10.26 (RP): |Attendance 3 of 10. Not achieved, council posts still out to advert."], was=["2026-10-31"])),
      R("F2", "Staff were unsure who may decide when a patient refuses the care that is offered and capacity is in doubt.",
        S("SA4", "Two-page guide on capacity and discharge with worked examples, signed off by the MCA Lead and Legal Services.", "Guide on intranet; notes audit (25) shows a decision-specific assessment in 80%.", "Legal Services 2 days.", "Two of three assessments did not name the decision.", "Q4 2026/27", "2027-03", "Mental Capacity Act Lead", "On track",
          ["2026-11|Nov 26: |Legal comments received; to be completed once the examples have been tested with junior doctors."]),
        S("SA5", "Ward-based teaching of twenty minutes, by the safeguarding team.", "All 14 wards, 60% of registered staff.", "Within present hours.", "Interviews 2, 5 and 6.", "w/c 1 March 2027", "2027-03-01", "Named Professional for Safeguarding Adults", "Not started")),
      kind="theme", number="A"),
    G("Theme B – The day itself",
      R("F3", "Transport was booked before the package of care had been confirmed, and could not be called back.",
        S("SA6", "Hard stop in the booking system: no journey home without the name of the agency and the time of its first call.", "No booking without both fields from the day of go-live; weekly exception report.", "Change paid for by the transport provider.", "Four patients were home before their carers knew.", "With immediate effect", None, "Head of Patient Transport Services", "Completed",
          ["2026-08-24|24.08.26 (RP): |Fields mandatory since 17 August. No exceptions in the first week. Complete."], on="2026-08-24"),
        S("SA7", "Discharge lounge to be given a 'do not send' telephone line to the transport desk.", "Test calls, 10 of 10 answered within a minute.", "One handset.", "The nurse in charge rang the public number and waited 19 minutes.", "14/08/2026", "2026-08-14", "Matron, Emergency Assessment Unit and Discharge Lounge", "Completed",
          ["2026-08-12|12.08.26 (JO): |Line in use, 10 of 10."], on="2026-08-12")),
      R("F4", "Medicines went home in a bag with no list that the care agency could work from.",
        S("SA8", "Medicines administration chart for domiciliary carers to print with every discharge summary where 'care agency gives medicines' is ticked.", "Chart sent for 100% of those ticked; agency feedback form, quarterly.", "Supplier change, in the December release.", "Insulin omitted for two days (patient 7).", "18 December 2026", "2026-12-18", "Chief Pharmacist and Pharmacy Digital Team", "On track",
          ["2026-11-16|16.11.26 (RP): |Test system shows the chart correctly for 38 of 40 medicines; variable doses are not finished.", "Pharmacy visited two agencies to see what they use. (JO 29.09.26)||2026-09-29"], leads=["Chief Pharmacist", "Pharmacy Digital Team"]),
        S("SA9", "Pharmacist call to the agency on the day after discharge for anyone on insulin, warfarin or opioids.", "Calls made for 90%.", "Business case for 0.6 WTE Band 7, £33,900.", "Patient 7.", "TBC – subject to business case", None, "Chief Pharmacist", "Delayed",
          ["2026-10-20|20.10.26 (JO): |Business case not approved in this round, to be resubmitted in January 2027."]),
        S("SA10", "Medicines to be delivered to the home by volunteer drivers.", "90% within four hours.", "Insurance.", "Three bags were left in the lounge.", "31/12/2026", "2026-12-31", "Voluntary Services Manager", "Stood down",
          ["2026-09-09|09.09.26 (RP): |Stood down, community pharmacies already deliver under their contract."], reason="Stood down, community pharmacies already deliver under their contract.")),
      kind="theme", number="B"),
    G("Theme C – After they have gone home",
      R("F5", "Agencies and families rang wards that could no longer see the patient's record, and concerns went no further.",
        S("SA11", "One number for agencies, families and district nurses for 72 hours after discharge, answered by the Transfer of Care Hub between 8 am and 8 pm.", "90% of calls answered within 5 minutes; log of themes to the Learning Group each month.", "Hub staffed until 8 pm since June. Leaflet £210.", "Eight calls were made in the eleven cases, of which one was acted upon.", "02/11/2026", "2026-11-02", "Clinical Lead, Transfer of Care Hub", "Completed",
          ["2026-11-18|18.11.26 (RP): |Live from 2 November; 61 calls, 58 within 5 minutes. Closed by the Learning Group.", "2026-10-12|12.10.26 (RP): |Leaflet printed."], on="2026-11-18"),
        S("SA12", "Safeguarding concerns raised about our own discharges to be reviewed each month with the council and the themes fed back to wards.", "Monthly meeting held; themes in the ward newsletter.", "Within present hours.", "Nobody put the five section 42 enquiries together.", "Ongoing (next review March 2027)", "2027-03", "Named Professional for Safeguarding Adults", "On track",
          ["2026-11-13|13.11.26 (JO): |Third meeting. 6 concerns in October, 4 about medicines.", "2026-09-11|11.09.26 (JO): |First meeting held."])),
      kind="theme", number="C"),
]
SHADE = {"Completed": "BDD7EE", "On track": "C6E0B4", "Delayed": "F8CBAD", "Not started": "FFFFFF", "Stood down": "BFBFBF"}


def make(path):
    from docx.shared import Cm
    doc = document(font="Calibri", size=10)
    sec = doc.sections[0]; sec.left_margin = sec.right_margin = Cm(1.2); sec.top_margin = sec.bottom_margin = Cm(1.6)
    footer(sec, "Thornby Vale Hospitals NHS Foundation Trust | Thematic review TR/2026/04 | Safety improvement plan version 6")
    runs(doc.add_paragraph(), "Thornby Vale Hospitals NHS Foundation Trust", size=11, bold=True, colour="005EB8")
    runs(doc.add_paragraph(), TITLE, size=18, bold=True)
    t = doc.add_table(0, 2); t.style = "Table Grid"
    for a, b in (("Type of learning response", "Thematic review of 11 discharges between 6 January and 30 April 2026"), ("Reference", "TR/2026/04, LFPSE reports listed in appendix 2 of the report"), ("Agreed by", "Patient Safety Learning Group, 16 July 2026; Board sponsor Chief Nurse"),
                 ("Plan version", "Version 6"), ("Last reviewed", "19 November 2026")):
        row = t.add_row().cells
        put(row[0], a, bold=True, shade="DEEAF6"); put(row[1], b)
    grid(t, 5.5, 15)
    doc.add_paragraph()
    doc.add_paragraph("Updates: RP Ruth Pascoe, Patient Safety Learning Lead; JO Joseph Oyelaran, Safeguarding Adults Practitioner. SEIPS factors are in the report and are not repeated here.")
    t = doc.add_table(2, 10); t.style = "Table Grid"
    blue = dict(bold=True, shade="003087", colour="FFFFFF")
    for i, h in ((0, "Finding"), (1, "Ref"), (7, "Responsible"), (8, "Position"), (9, "Updates (latest at the top)")):
        put(down(t, i, 0, 1), h, **blue)
    m = t.cell(0, 2).merge(t.cell(0, 6))
    for x in m.paragraphs[1:]:
        x._p.getparent().remove(x._p)
    put(m, "Safety action (SMART)", **blue)
    for i, (h, q) in enumerate(HEADS, 2):
        put(t.cell(1, i), [h], bold=True, shade="DEEAF6")
    repeat_head(t.rows[0]); repeat_head(t.rows[1])
    for g in GROUPS:
        row = t.add_row().cells
        m = row[0].merge(row[9])
        for x in m.paragraphs[1:]:
            x._p.getparent().remove(x._p)
        put(m, g["title"], bold=True, size=11, shade="41B6E6")
        for r in g["recs"]:
            first = len(t.rows)
            for a in r["actions"]:
                row = t.add_row().cells
                for c, v in zip(row[1:], (a["ref"], a["action"].split("\n"), a["target"], a["needs"], a["why"], a["due"].split("\n"), a["lead"], a["state"], [note_print(x) for x in a["notes"]])):
                    put(c, v, size=8, shade=SHADE[a["state"]] if v is a["state"] else None)
            put(down(t, 0, first, len(t.rows) - 1), f"**{r['number']}** {r['text']}", size=8.5, shade="F2F2F2")
    grid(t, 3.1, 1.2, 4.6, 3.1, 2.5, 2.5, 2, 2.5, 1.9, 3.9)
    doc.add_paragraph()
    doc.add_paragraph("Completed: evidence seen by the Patient Safety Learning Lead. Delayed: will not be, or was not, met by the date first agreed. Stood down: agreed by the Learning Group that the action should not be taken.")
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
bullets(GROUPS)
data = truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("Version 6", "Last reviewed", "2026-11-19")],
    remarks=["The front block is no plan; version and date of the last review stand in it. The table's head has two rows: 'Safety action (SMART)' spans Specific (the action), Measurable (target), Achievable (what it takes: no field of the plan's), Relevant (why) and Time-limited (deadline).",
             "Bands across the table are the themes; the finding with its number is merged down. 'Position' is the status: Completed and Stood down end; 'Not achieved', 'not approved', 'to be completed once' end nothing.",
             "Notes are newest first, with the writer's initials in brackets after the date; in SA8 the second note has initials and date at its end.",
             "SA3: the revised date is in force. 'Ongoing (next review March 2027)': March 2027. 'w/c 1 March 2027' is that Monday. 'With immediate effect' and 'TBC' give no date."])
save(here, NAME, data)
