"""a health trust's plan after a CQC inspection, appendix to a board paper in Word: findings and actions on rows of their own, a status line inside the progress cell."""
import sys
from pathlib import Path
from made_a import *

NAME = "hospital_findings"
COLUMNS = [("Ref", "number", "ref"), ("CQC finding and our action", "action"), ("Executive lead", "lead"), ("Due", "deadline"), ("How we will know", "target"), ("Progress", "progress")]

GROUPS = [
    G("Core service 1: Urgent and emergency care at Kettlesby General Hospital",
      R("MD1", "The trust must ensure that children who attend are seen by staff with the right skills and that there is always a children's nurse on each shift (Regulation 18).",
        A("Recruit nine children's nurses to the department and rotate them with the ward.", "Chief Nurse", "30 June 2026", "2026-06-30",
          ["2026-04-16|16th April 2026: |Five in post.", "2026-06-30|30th June 2026: |All nine in post; rota covered for eight weeks ahead.", "Status: Complete (Blue), 3 July 2026||2026-07-03"], st="complete", on="2026-07-03", ref="MD1.1", rating="Blue", target="No shift without a children's nurse."),
        A("Train all band 6 nurses in the department to recognise the deteriorating child.", "Chief Nurse and Medical Director", "30 September 2026 now 31 December 2026", "2026-12-31",
          ["2026-07-09|9th July 2026: |24 of 40 trained. Trainer on leave until September.", "2026-10-15|15th October 2026: |33 of 40 trained, nearly complete.", "Status: Delayed (Amber)"], leads=["Chief Nurse", "Medical Director"], was=["2026-09-30"], ref="MD1.2", rating="Amber", target="Ninety in a hundred trained."),
        A("Repaint and glaze the children's waiting area so that it can be seen from the desk.", "Director of Estates and Facilities", "w/c 17 August 2026", "2026-08-17",
          ["2026-08-21|21st August 2026: |Work finished. Parents say that it is quieter.", "Status: Complete (Blue), 24 August 2026||2026-08-24"], st="complete", on="2026-08-24", ref="MD1.3", rating="Blue", target="Line of sight from the desk to each seat.")),
      R("MD2", "The trust must ensure that patients who may harm themselves are cared for in a safe place (Regulation 12).",
        A("Make two rooms free of ligature points and have them checked by the mental health trust.", "Director of Estates and Facilities", "31 May 2026", "2026-05-31",
          ["2026-05-28|28th May 2026: |Both rooms checked and in use.", "Status: Complete (Blue), 28 May 2026||2026-05-28"], st="complete", on="2026-05-28", ref="MD2.1", rating="Blue", target="Both rooms pass the yearly check."),
        A("Agree one form for risk with the liaison team.", "Deputy Chief Nurse, Quality / Consultant Psychiatrist, Liaison", "31 October 2026", "2026-10-31",
          ["2026-09-02|2nd September 2026: |Form tried for a fortnight. The second page was never used and has gone. Nurses said that the hour begins when the patient books in and not when the doctor has been; liaison agreed to count it in the same way, which makes the figures look worse than before and is right.", "2026-10-30|30th October 2026: |Form in use. To be completed by the night site team as well from next month.", "Status: On track (Green)"], leads=["Deputy Chief Nurse, Quality", "Consultant Psychiatrist, Liaison"], ref="MD2.2", rating="Green", target="Form filled in for all within an hour."),
        A("Buy body-worn cameras for security staff.", "Chief Operating Officer", "TBC", None,
          ["The staff side and patients' groups were against it.", "Status: Closed, withdrawn by the Quality Committee, 22 September 2026||2026-09-22"], st="closed", on="2026-09-22", reason="withdrawn by the Quality Committee", ref="MD2.3", target="Fewer assaults.")),
      kind="core service", number="1", description="People who come to us in an emergency are seen quickly by somebody who knows what to do for them."),
    G("Core service 2: Medical care, including older people's wards",
      R("MD3", "The trust must ensure that capacity is assessed and recorded before restraint or covert medicine is used (Regulation 11).",
        A("Put the capacity form into the electronic record ahead of the prescribing screen.", "Chief Digital and Information Officer", "End Q3 2026/27", "2026-12",
          ["2026-09|September 2026: |Built and in test.", "Status: On track (Green)"], ref="MD3.1", rating="Green", target="No covert medicine without a form."),
        A("Read twenty records a month on each of the six wards and show the results on the ward.", "Medical Director", "Ongoing", None,
          ["2026-07-31|31st July 2026: |58 in a hundred right.", "2026-08-31|31st August 2026: |66.", "2026-10-31|31st October 2026: |81.", "Status: On track (Green)"], ref="MD3.2", rating="Green", target="Nine in ten right for three months."),
        A("Hold a weekly drop-in with the mental capacity lead.", "Head of Safeguarding and Mental Capacity", "Immediate", None,
          ["2026-04-22|22nd April 2026: |Began. Eleven staff came to the first.", "Status: Complete (Blue), 1 June 2026||2026-06-01"], st="complete", on="2026-06-01", ref="MD3.3", rating="Blue", target="Staff say that they know whom to ask.")),
      R("MD4", "The trust must ensure that falls which harm are looked into and that families are told (Regulation 20).",
        A("Ring the family on the same day and write within ten.", "Director of Governance and Patient Safety", "31 July 2026", "2026-07-31",
          ["2026-07-14|14th July 2026: |In all 19 falls with harm since April the family was rung on the day; letters were late in six. Not complete until three months are clean.", "Status: Delayed (Amber)"], ref="MD4.1", rating="Amber", target="Every family rung on the day."),
        A("Fit sensor mats on two wards and compare.", "Deputy Director of Nursing, Medicine", "31 January 2027", "2027-01-31",
          ["Mats delivered.", "Status: On track (Green)"], ref="MD4.2", rating="Green", target="Falls on the two wards down by a fifth.")),
      R("SD1", "The trust should consider how patients living with dementia are helped to eat and drink.",
        A("Train sixty volunteers as mealtime companions.", "Volunteer Services Manager", "Spring term 2027", "2027-03",
          ["2026-11-03|3rd November 2026: |22 trained.", "Status: On track (Green)"], ref="SD1.1", rating="Green", target="A companion on each ward at each midday meal."),
        A("Bring back crockery in a strong colour.", "Head of Catering and Hotel Services", "Within 2 months", None,
          ["2026-06-18|18th June 2026: |In use on all six wards.", "Status: Complete (Blue), 18 June 2026||2026-06-18"], st="complete", on="2026-06-18", ref="SD1.2", rating="Blue", target="Plates come back emptier.")),
      kind="core service", number="2", description="Older people go home no more confused or frail than their illness has made them."),
    G("Core service 3: Maternity at Kettlesby General and in the community",
      R("MD5", "The trust must ensure that safeguarding information is shared between community midwives, health visitors and general practice (Regulation 13).",
        A("Open a shared page in the maternity record to health visitors.", "Director of Midwifery", "30 November 2026", "2026-11-30",
          ["2026-10-06|6th October 2026: |Page open to two of five teams.", "Status: On track (Green)"], ref="MD5.1", rating="Green", target="Health visitors open the page before the first visit."),
        A("Hold a weekly meeting on unborn babies at risk, with children's social care.", "Named Midwife for Safeguarding", "31 May 2026", "2026-05-31",
          ["2026-05-20|20th May 2026: |Meeting held each Wednesday since.", "Status: Complete (Blue), 10 June 2026||2026-06-10"], st="complete", on="2026-06-10", ref="MD5.2", rating="Blue", target="No birth without a plan."),
        A("Employ a second named midwife, so that there is cover:\n- for leave and sickness\n- for strategy discussions that are called at short notice\n- for supervision of the five community teams", "Director of Midwifery", "31 March 2027", "2027-03-31",
          ["Status: Closed, transferred to the three-year maternity plan, 4 August 2026||2026-08-04"], st="closed", on="2026-08-04", reason="transferred to the three-year maternity plan", ref="MD5.3", target="Cover all year round.")),
      R("SD2", "The trust should offer interpreters at every booking appointment where one is needed.",
        A("Book the interpreter when the referral is read and not when the woman arrives.", "Maternity Operations Manager", "30 September 2026", "2026-09-30",
          ["2026-09-29|29th September 2026: |Rule in force; 44 of 46 bookings in a fortnight had an interpreter from the start. The two that did not were women who had been referred by telephone on the morning of the clinic, and the booking line has been given a prompt for this.", "Status: On track (Green)"], ref="SD2.1", rating="Green", target="Nineteen in twenty have an interpreter.")),
      kind="core service", number="3", description="Women are listened to, in their own language, from the first appointment."),
]
TITLE = "Improvement plan following the CQC inspection of February 2026"


def make(path):
    from docx.shared import Pt
    from docx.enum.section import WD_SECTION
    doc = document(landscape=False, font="Arial", size=11)
    footer(doc.sections[0], "Trust Board in public, 26 November 2026")
    t = doc.add_table(6, 2); t.style = "Table Grid"
    for row, (a, b) in zip(t.rows, (("Meeting", "Trust Board in public"), ("Date", "26 November 2026"), ("Title of paper", "Quality and safety: progress since the inspection"), ("Presented by", "Director of Governance and Patient Safety"), ("Action required", "For assurance"), ("Agenda item", "11b"))):
        put(row.cells[0], a, bold=True); put(row.cells[1], b)
    widths(t, 4, 13)
    doc.add_heading("1. Purpose", 2)
    doc.add_paragraph("1.1 This paper tells the Board how far the trust has come with the five actions that the Care Quality Commission said that it must take and the two that it should. The plan itself is at Appendix A.")
    doc.add_heading("2. Recommendations", 2)
    doc.add_paragraph("2.1 The Board is asked to:")
    for x in ("take assurance from the six actions that have been completed;", "note that two are delayed and what is being done about them; and", "agree that the next report should come in March 2027."):
        doc.add_paragraph(x, style="List Number")
    doc.add_heading("3. Background", 2)
    doc.add_paragraph("3.1 Inspectors came without notice on three days in February 2026. Urgent and emergency care was rated as requiring improvement, medical care as requiring improvement and maternity as good. The report was published on 2 April 2026.")
    doc.add_paragraph("3.2 The must-do actions were, in brief:")
    for x in ("skilled staff for children in the emergency department", "a safe place for people who may harm themselves", "capacity before restraint", "falls and candour", "sharing information in maternity"):
        doc.add_paragraph(x, style="List Bullet")
    doc.add_heading("4. Progress and risk", 2)
    doc.add_paragraph("4.1 The Quality Committee looks at the plan each month and closes an action only when it has seen the evidence. It did not accept two that were put forward in October.")
    t = doc.add_table(4, 4); t.style = "Table Grid"
    for row, vals in zip(t.rows, (("Measure", "April", "July", "October"), ("Shifts with a children's nurse", "71%", "96%", "100%"), ("Capacity recorded", "49%", "58%", "81%"), ("Falls with harm", "9", "6", "5"))):
        for c, v in zip(row.cells, vals):
            put(c, v)
    doc.add_paragraph()
    doc.add_heading("5. Equality, legal and financial matters", 2)
    doc.add_paragraph("5.1 The cost in the year is £640,000, of which £410,000 is for nurses. The integrated care board has met a third.")
    sec = doc.add_section(WD_SECTION.NEW_PAGE); turn(sec)
    runs(doc.add_paragraph(), "Appendix A", bold=True)
    runs(doc.add_paragraph(), "Kettlesby and Dale NHS Foundation Trust", size=12, bold=True)
    runs(doc.add_paragraph(), TITLE, size=18, bold=True)
    doc.add_paragraph("Version 7 – updated 12 November 2026")
    doc.add_paragraph("MD: must do. SD: should do. Blue: complete, evidence seen. Green: on track. Amber: delayed. Red: will not be met.")
    for g in GROUPS:
        doc.add_heading(g["title"], 3)
        doc.add_paragraph(g["description"])
        rows = []
        for r in g["recs"]:
            rows.append(r); rows += r["actions"]
        t = doc.add_table(1 + len(rows), 6); t.style = "Table Grid"
        for c, col in zip(t.rows[0].cells, COLUMNS):
            put(c, col[0], bold=True, shade="005EB8", colour="FFFFFF")
        repeat_head(t.rows[0])
        for row, x in zip(t.rows[1:], rows):
            if "actions" in x:
                put(row.cells[0], x["number"], bold=True); put(row.cells[1], x["text"], bold=True)
                for c in row.cells:
                    fill(c, "E8EDEE")
            else:
                for c, v in zip(row.cells, (x["ref"], x["action"], x["lead"], x["due"], x["target"], [note_print(n) for n in x["notes"]])):
                    put(c, v.split("\n") if isinstance(v, str) else v)
        widths(t, 1.7, 7.4, 3.6, 2.6, 4, 6.6)
        doc.add_paragraph()
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("Version 7", "updated", "2026-11-12")], covering_report={"title": "Quality and safety: progress since the inspection", "date": "2026-11-26"},
    traps=[1, 2, 3, 4, 5, 9, 10, 12, 13, 17, 18],
    remarks=["The plan is Appendix A of a board paper; the paper's lists and tables are no rows. A finding has a row of its own (number and text, the other cells empty), its actions stand below it.",
             "The last line of the progress cell says status, rating in brackets and, where ended, the day. It is not asked for among the words of the column: it may be kept there or taken as status.",
             "'Status: Closed, withdrawn …' and 'Closed, transferred …' are closed and not complete."],
    beyond={"scale": {"Blue": "complete, evidence seen", "Green": "on track", "Amber": "delayed", "Red": "will not be met"}}))
