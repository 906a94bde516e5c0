"""An NHS trust's learning response (PSIRF) improvement plan in Word: front block, a table of immediate actions, then SMART columns under a merged head, area for improvement merged down."""
import sys
from pathlib import Path
from made_a import *
from kinds_d import save

NAME = "smart_columns"
TITLE = "Safety improvement plan: recognising and escalating the deteriorating child in the emergency department"
COLUMNS = [("Area for improvement", "recommendation"), ("No.", "number", "ref"), ("Specific – What exactly will we do?", "action"), ("Measurable – How will we measure it, and what is the target?", "target"),
           ("Achievable – What is needed to do it?", "extra", "needs"), ("Relevant – Which finding does it address?", "why"), ("Time-bound – By when?", "deadline"),
           ("Action owner", "lead"), ("Monitoring and updates", "progress")]
P = ["2026-06-12", "2026-06-13"]


def I(text, lead, when, **k):
    return A(text, lead, "", part="A", when=when, **k)


def S(ref, text, target, needs, why, due, d, lead, notes=(), **k):
    return A(text, lead, due, d, notes, ref=ref, target=target, needs=needs, why=why, **k)


GROUPS = [
    G("Part A: Immediate safety actions",
      R(None, "Two of the four saturation monitors in Majors had no paediatric probe.",
        I("Paediatric probes borrowed from Kittiwake Ward and placed in all four cubicles.", "Nurse in charge, ED", "12/06/2026", st="complete", on="2026-06-12")),
      R(None, "Staff did not know that the paediatric consultant can be called at home after 10 pm.",
        I("Message of the week at every handover; poster by the red phone.", "Matron, ED", "15/06/2026 (repeated 22/06/2026)", st="complete", on="2026-06-15"),
        I("Switchboard to put urgent calls through without asking for the registrar first.", "Switchboard Manager", "Ongoing")),
      R(None, "The family were not told who was in charge of their child's care.",
        I("Name of the responsible consultant to be written on the whiteboard in each cubicle.", "Clinical Director, ED", "Not taken, boards have since been replaced by screens.", st="closed", reason="Not taken, boards have since been replaced by screens.")),
      kind="part", number="A"),
    G("Part B: Safety improvement actions",
      R("1", "Observations are taken, but what they add up to is not seen",
        S("1a", "Move from the paper PEWS chart to the national PEWS on the electronic observation system in ED, short stay and the assessment unit.\n- score worked out by the system\n- red banner on the ED board at 5 or more", "100% of children aged under 16 have an electronic PEWS within 15 minutes of arrival; weekly run chart, shift seen as eight points on one side of the median.",
          "Supplier days (12) agreed in the digital programme. 30 devices, of which 18 are in hand.", "Finding 1 and 2: scores were added up wrongly on three of seven sets.", "31 January 2027", "2027-01-31", "Chief Nursing Information Officer",
          ["Update Sept 26: |".join(["2026-09|", "Configuration agreed with Wexcombe Children's Hospital so that both sites are alike."]), "2026-10-21|21/10/26 – |Devices delayed by the supplier, 6 still to come. Does not yet change the date."]),
        S("1b", "Parental concern to be asked about and recorded with every set of observations.", "Recorded in 9 of 10 notes (20 notes a month).", "None beyond 1a; on paper until then.", "Finding 3: his mother said three times that he was not himself.", "30 September 2026", "2026-09-30", "Matron, ED / Patient Safety Partner",
          ["2026-08|Update Aug 26: |6 of 20.", "2026-09|Update Sept 26: |13 of 20.", "2026-10|Update Oct 26: |18 and 19 of 20 in the last two audits. Completed – monthly audit goes on as business as usual."], leads=["Matron, ED", "Patient Safety Partner"], st="complete"),
        S("1c", "Simulation in the department once a fortnight, with paediatrics, anaesthetics and site team.", "12 sessions by end of March; 80% of nurses in at least one.", "Simulation fellow 0.2 WTE.", "Finding 2.", "Q4 2026/27", "2027-03", "Simulation Faculty",
          ["Four held so far, one was cancelled when the department was at OPEL 4. (KD 14/10/26)||2026-10-14"])),
      R("2", "Escalation depends upon who is on duty",
        S("2a", "Write, test and approve one escalation standard operating procedure for ED and paediatrics, including the consultant at home.", "SOP approved; five out of five staff asked on any shift can say whom they would ring.", "Half a day of each clinical director.", "Finding 4: two calls were made to a bleep that was switched off.", "30/10/2026\nRevised: 11/12/2026", "2026-12-11", "Clinical Director, ED and Clinical Director, Paediatrics",
          ["2026-09-30|30/09/26 – |Draft 2 tested in simulation, staff could not find the number quickly enough.", "2026-11-04|04/11/26 – |Draft 4 to divisional governance in November, new date agreed by PSIRP oversight group. SOP not approved yet."], leads=["Clinical Director, ED", "Clinical Director, Paediatrics"], was=["2026-10-30"]),
        S("2b", "Replace bleeps 2144 and 2150 with role based mobile phones.", "No unanswered call in the monthly test calls.", "£4,300 revenue.", "Finding 4.", "Immediate", None, "Head of Telecommunications",
          ["2026-07|Update July 26: |Phones in use from 20/07/26. Test calls 10 of 10. Complete."], st="complete"),
        S("2c", "Consider a Martha's Rule telephone line for ED as well as the wards.", "Decision recorded by the Quality Committee.", "To be scoped.", "Finding 3.", "within 3 months of publication of the national evaluation", None, "Associate Director of Patient Safety", [])),
      R("3", "Children known to a social worker are not seen as such at the front door",
        S("3a", "Child Protection Information Sharing (CP-IS) check to be a task in the registration screen, seen by the triage nurse.", "CP-IS consulted for 100% of unscheduled attendances; safeguarding team's Monday list.", "Change request CR 0931.", "Finding 6: he was on a plan, and nobody in ED knew.", "w/c 7 December 2026", "2026-12-07", "Named Nurse for Safeguarding Children",
          ["2026-10|Update Oct 26: |Change request approved.", "Build 90% done. Staff message to be completed by comms. (KD 12/11/26)||2026-11-12"]),
        S("3b", "Named nurse's team to join the 8 am huddle each weekday.", "Attendance log, 90%.", "Within present hours.", "Finding 6.", "Ongoing (review April 2027)", "2027-04", "Named Nurse for Safeguarding Children",
          ["2026-09|Update Sept 26: |19 of 22 huddles."]),
        S("3c", "~~Flag for children in need on the patient record.~~", "~~Flag live.~~", "~~Information sharing agreement with three councils.~~", "~~Finding 6.~~", "~~31 March 2027~~", "2027-03-31", "~~Head of Information Governance~~",
          ["2026-11|Update Nov 26: |Withdrawn, no lawful basis for a standing flag (advice of the Caldicott Guardian)."], st="closed", reason="Withdrawn, no lawful basis for a standing flag (advice of the Caldicott Guardian).")),
      R("4", "Families hear from us late, and from many people",
        S("4a", "One engagement lead for each family in a learning response, named in the first letter.", "All learning responses opened since 1 September; family survey at the end of each.", "Training places ×6.", "The family's own questions 2 and 5.", "1 September 2026", "2026-09-01", "Patient Safety Specialist",
          ["2026-09-02|02/09/26 – |In place for all seven open responses.", "Family of this child content with their lead (LM). Closed by oversight group 4 Nov.||2026-11-04"], st="complete")),
      kind="part", number="B"),
]


def grid(t, *cm):
    from docx.shared import Cm
    widths(t, *cm)
    for col, w in zip(t.columns, cm):
        col._gridCol.w = Cm(w)


def make(path):
    from docx.shared import Cm, Pt
    doc = document(font="Arial", size=10)
    footer(doc.sections[0], "Cradlemoor University Hospitals NHS Foundation Trust – Patient Safety Team – OFFICIAL-SENSITIVE")
    doc.sections[0].left_margin = doc.sections[0].right_margin = Cm(1.3)
    p = runs(doc.add_paragraph(), "Cradlemoor University Hospitals NHS Foundation Trust", size=10, colour="005EB8", bold=True)
    runs(doc.add_paragraph(), TITLE, size=17, bold=True, colour="003087")
    t = doc.add_table(0, 4); t.style = "Table Grid"
    for a, b, c, d in (("Learning response", "Patient safety incident investigation (PSII)", "Datix / LFPSE no.", "W118402"), ("Date of incident", "11 June 2026", "Report approved", "19 August 2026, Executive Review Panel"),
                       ("Executive sponsor", "Chief Nurse", "Overseen by", "PSIRP oversight group, monthly; Quality Committee, quarterly"), ("Plan version", "v1.4", "Plan last updated", "13 November 2026")):
        row = t.add_row().cells
        for x, v, bold in zip(row, (a, b, c, d), (1, 0, 1, 0)):
            put(x, v, bold=bool(bold), shade="E8EDEE" if bold else None)
    doc.add_paragraph()
    doc.add_paragraph("This plan takes the place of recommendations. It describes how we shall meet the areas for improvement found by the investigation into the care of Child T. It should be read with the report. KD is Kerensa Dole, Patient Safety Facilitator; LM is Lewis Mabey, Engagement Lead.")
    doc.add_heading(GROUPS[0]["title"], 2)
    doc.add_paragraph("Taken within the first 72 hours and confirmed at the rapid review.")
    t = doc.add_table(1, 4); t.style = "Table Grid"
    for c, h in zip(t.rows[0].cells, ("What we found", "Action taken straight away", "Taken by", "Date completed")):
        put(c, h, bold=True, shade="005EB8", colour="FFFFFF")
    for r in GROUPS[0]["recs"]:
        first = len(t.rows)
        for a in r["actions"]:
            row = t.add_row().cells
            for c, v in zip(row, ("", a["action"], a["lead"], a["when"])):
                put(c, v)
        m = t.cell(first, 0).merge(t.cell(len(t.rows) - 1, 0)) if len(t.rows) - 1 > first else t.cell(first, 0)
        for x in m.paragraphs[1:]:
            x._p.getparent().remove(x._p)
        put(m, r["text"])
    grid(t, 8, 9, 4.5, 5.2)
    doc.add_heading(GROUPS[1]["title"], 2)
    t = doc.add_table(2, 9); t.style = "Table Grid"
    for i, h in enumerate(("Area for improvement", "No.", "SMART action", None, None, None, None, "Action owner", "Monitoring and updates")):
        if i == 2:
            m = t.cell(0, 2).merge(t.cell(0, 6))
        elif h:
            m = t.cell(0, i).merge(t.cell(1, i))
        else:
            continue
        for x in m.paragraphs[1:]:
            x._p.getparent().remove(x._p)
        put(m, h, bold=True, shade="005EB8", colour="FFFFFF")
    for i, (h, q) in enumerate((("Specific", "What exactly will we do?"), ("Measurable", "How will we measure it, and what is the target?"), ("Achievable", "What is needed to do it?"), ("Relevant", "Which finding does it address?"), ("Time-bound", "By when?")), 2):
        put(t.cell(1, i), [f"**{h}**", q], size=8, shade="D2E3F3")
    repeat_head(t.rows[0]); repeat_head(t.rows[1])
    for r in GROUPS[1]["recs"]:
        first = len(t.rows)
        for a in r["actions"]:
            row = t.add_row().cells
            for c, v in zip(row[1:], (a["ref"], a["action"].split("\n"), a["target"], a["needs"], a["why"], a["due"].split("\n"), a["lead"], [note_print(x) for x in a["notes"]])):
                put(c, v, size=8, shade="D9D9D9" if a["st"] == "closed" else None)
        m = t.cell(first, 0).merge(t.cell(len(t.rows) - 1, 0)) if len(t.rows) - 1 > first else t.cell(first, 0)
        for x in m.paragraphs[1:]:
            x._p.getparent().remove(x._p)
        put(m, f"**{r['number']}.** {r['text']}", size=8.5, shade="F4F6F7")
    grid(t, 2.9, 1, 5, 3.6, 2.7, 2.7, 2.2, 2.5, 4.4)
    doc.add_paragraph()
    runs(doc.add_paragraph(), "Sign-off", bold=True)
    t = doc.add_table(2, 3); t.style = "Table Grid"
    for c, v in zip([c for row in t.rows for c in row.cells], ("Role", "Name", "Date", "Chief Nurse", "Annis Trethewey", "26/08/2026")):
        put(c, v)
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
for g in GROUPS:
    for r in g["recs"]:
        for a in r["actions"]:
            if a.get("part") == "A":
                a["extra_cells"] = {"Date completed": a["when"]}
            for k in ("action", "target", "needs", "why", "due", "lead"):
                if a["st"] == "closed" and a.get("ref") == "3c":
                    a[k] = a[k].replace("~~", "")
            a["leads"] = [x.replace("~~", "") for x in a["leads"]]
            a["action"] = a["action"].replace("\n- ", "\n")
data = truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("v1.4", "Plan last updated", "2026-11-13")],
    column_variants=[{"printed": "What we found", "role": "recommendation"}, {"printed": "Action taken straight away", "role": "action"}, {"printed": "Taken by", "role": "lead"}, {"printed": "Date completed", "role": "closed"}],
    remarks=["The front block and the sign-off table are no plan. Part A is a table of immediate actions: a date in 'Date completed' says that the action is done; 'Ongoing' is open; 'Not taken' closes. Its dates are no deadlines.",
             "Part B has a head of two rows: 'SMART action' spans Specific (the action), Measurable (target), Achievable (what is needed: no field of the plan's), Relevant (why) and Time-bound (deadline). The area for improvement, with its number, is merged down.",
             "'Update Sept 26:' is a note of September 2026. '(KD 14/10/26)' at the end of a note is who wrote it and when. The last line of 4a ends it ('Closed by oversight group 4 Nov' after the work was done: complete).",
             "2a: the revised date is in force. 3b: 'Ongoing (review April 2027)' is to be reviewed in April 2027. 'w/c 7 December 2026' is that Monday. 'not approved yet', 'to be completed by comms' end nothing. 3c is struck through: closed."],
    beyond={"struck": ["Flag for children in need on the patient record."], "incident": {"reference": "W118402", "date": "2026-06-11"}})
for r in data["recommendations"][:3]:  # what stands in 'Date completed'
    for row in r["rows"]:
        x = row["cells"]["Date completed"]
        m = re.match(r"(\d\d)/(\d\d)/(\d{4})", x)
        row["progress"].append({"text": x, "date": None, "precision": "none", "position": "status", "body": x, "mentions": [{"date": f"{m[3]}-{m[2]}-{m[1]}"}] if m else []})
save(here, NAME, data)
