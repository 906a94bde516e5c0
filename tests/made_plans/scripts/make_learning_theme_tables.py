"""A local child safeguarding practice review in Word on the partnership's template: a heading and a table per learning theme, the recommendation merged down with its number, a row of guidance beneath the heads of the first table, lead agency and lead officer apart."""
from common_h import *

NAME = "learning_theme_tables"
TITLE = "Local Child Safeguarding Practice Review: Child T"
SUB = "Action plan in response to the review"
HEADS = ("Recommendation", "Ref", "Actions to be taken", "Lead agency", "Lead officer", "Timescale for completion", "Progress and impact", "Evidence held", "Status")
COLUMNS = [(HEADS[0], "recommendation"), (HEADS[1], "number", "ref"), (HEADS[2], "action"), (HEADS[3], "lead"), (HEADS[4], "lead", "officer"),
           (HEADS[5], "deadline"), (HEADS[6], "progress"), (HEADS[7], "evidence", "evidence"), (HEADS[8], "status", "status")]
GUIDE = ("As worded in the report", "", "One action to each line. Be SMART.", "Not individuals", "Job title please, not names", "Month or date. Avoid “ongoing”", "Newest entry at the bottom. Say what difference it has made", "", "Not started / In progress / Delayed / Completed / Closed")


def M(ref, text, lead, officer, due, d, status, notes=(), evidence="", **k):
    st = "complete" if status.startswith("Completed") else "closed" if status.startswith("Closed") else "open"
    return A(text, lead, due, d, notes, st=st, ref=ref, officer=officer, status=status, evidence=evidence, leads=[x for x in (lead, officer) if x], **k)


GROUPS = [
    G("Learning theme 1: Bruising in babies who are not mobile",
      R("1", "Wexcombe Safeguarding Children Partnership should revise its bruising protocol and be assured that it is known and followed in every setting, including walk-in centres and private nurseries.",
        M("1.1", "Revise the protocol with paediatricians, to include torn frenulum, bleeding from the mouth and the role of the on-call consultant.", "ICB", "Designated Doctor", "April 2026", "2026-04", "Completed 29.04.26",
          ["2026-03-11|11.03.26 – |Draft to Policy Group.", "2026-04-29|29.04.26 – |Signed off by the partners and published on the procedures site."], "Protocol v5", on="2026-04-29"),
        M("1.2", "Seven-minute briefing and poster to go to:\n- all GP practices and pharmacies\n- both walk-in centres\n- nurseries and childminders through the early years bulletin", "WSCP", "Partnership Business Manager", "31 May 2026", "2026-05-31", "Completed 17.06.26",
          ["2026-05-20|20.05.26 – |Sent to health and on the website. Early years bulletin missed, will be in June’s.", "2026-06-17|17.06.26 – |Early years bulletin out. 9 nurseries have asked for a visit, which shows that it has been read."], on="2026-06-17"),
        M("1.3", "Audit all strategy meetings about bruising in children under six months held between July and December 2026.", "Wexcombe Council", "Head of Quality and Safeguarding", "End of spring term 2027", "2027-03", "In progress",
          ["2026-10-07|07.10.26 – |Audit tool agreed. 11 meetings so far are in scope. First six to be completed before Christmas."])),
      R("2", "Health providers should make sure that a first-time father or a mother’s new partner is known by name to midwives and health visitors and is asked about his health and circumstances.",
        M("2.1", "Add mandatory fields on fathers and partners to the booking and new birth visit records.", "Millbrook Hospitals NHS Trust", "Head of Midwifery", "~~30 June 2026~~\n30 November 2026", "2026-11-30", "Delayed",
          ["2026-06-24|24.06.26 – |Fields agreed but BadgerNet release put back to the autumn.", "2026-11-04|04.11.26 – |Release date now 25 November. Midwives are using a paper prompt, which an audit of 40 found to be filled in for 31."], was=["2026-06-30"], evidence="Prompt sheet; audit"),
        M("2.2", "Offer each father a contact at 28 weeks.", "Coastway Community NHS Trust", "Health Visiting Service Lead", "30 September 2026", "2026-09-30", "Closed 14.10.26",
          ["2026-10-14|14.10.26 – |Closed at the request of the Trust. There are not the staff for it. Universal antenatal letter will be addressed to both parents instead."], on="2026-10-14",
          reason="Closed at the request of the Trust. There are not the staff for it. Universal antenatal letter will be addressed to both parents instead."))),
    G("Learning theme 2: Thresholds, disagreement and escalation",
      R("3", "The Partnership should strengthen the use of its escalation policy, so that practitioners who disagree with a decision of the front door are heard.",
        M("3.1", "Front door to record every professional disagreement and report the number and the outcomes to the Partnership each quarter.", "Wexcombe Council", "Service Manager, Front Door", "Quarter 2 2026/27", "2026-09", "Completed 08.10.26",
          ["2026-10-08|08.10.26 – |First report covered July to September: 17 disagreements, of which five led to a changed decision."], "Quarter 2 report", on="2026-10-08"),
        M("3.2", "Hold two multi-agency workshops on disagreeing well, using the timeline of Child T.", "WSCP", "Learning and Development Officer", "12 February 2027", "2027-02-12", "In progress",
          ["2026-11-18|18.11.26 – |Mother has agreed to record a message for the workshops. First is 19 January, 44 booked. Second fully booked."])),
      R("4", "Wexshire Police should review how information about bail and release under investigation is passed to Children’s Social Care.",
        M("4.1", "Dip sample 25 investigations of offences against children under two.", "Wexshire Police", "Detective Superintendent, Public Protection", "29 January 2027", "2027-01-29", "Not started"),
        M("4.2", "Send an automatic notice from Niche to the front door when bail conditions change.", "Wexshire Police", "", "Summer term 2027", "2027-07", "In progress",
          ["2026-09-23|23.09.26 – |Tested with ten cases. Two notices did not arrive. Supplier looking into it.", "2026-11-11|11.11.26 – |Supplier has completed the fix, second test to be done in December."]))),
    G("Learning theme 3: Support for young parents who have been in care",
      R("5", "Wexcombe Council should review its offer to care leavers who become parents.",
        M("5.1", "Co-produce a ‘pregnancy pathway’ with care leavers and publish it in the local offer.", "Wexcombe Council", "Leaving Care Team Manager", "26 February 2027", "2027-02-26", "In progress",
          ["2026-10-21|21.10.26 – |Eight young parents met at the Foyer. They asked for one worker from pregnancy to the second birthday."]),
        M("5.2", "Write to Ofsted and the Department for Education about the duty to care leavers’ children.", "WSCP", "Independent Scrutineer", "On publication", None, "Not started",
          ["2026-11-18|18.11.26 – |Publication waits for the end of the trial."]))),
]
SHADE = {"Com": "9DC3E6", "Clo": "BFBFBF", "In ": "C5E0B3", "Del": "F4B083"}


def make(path):
    from docx.shared import Cm
    doc = document(font="Arial", size=11)
    sec = doc.sections[0]; sec.left_margin = sec.right_margin = Cm(1.4)
    sec.header.paragraphs[0].text = "OFFICIAL – SENSITIVE"
    footer(sec, "WSCP LCSPR action plan template, Sept 2025")
    runs(doc.add_paragraph(), "Wexcombe Safeguarding Children Partnership", size=12, bold=True, colour="7A1F3D")
    doc.add_paragraph(TITLE, style="Title")
    runs(doc.add_paragraph(), SUB, size=14, bold=True)
    t = doc.add_table(0, 2); t.style = "Table Grid"
    for k, v in (("Date review agreed by partners", "25 February 2026"), ("Date of publication", "Not yet published"), ("Plan owner", "Partnership Business Manager"), ("Version and date", "V6, 18 November 2026 (after LCSPR Group)"), ("Next review", "LCSPR Group, 20 January 2027")):
        c = t.add_row().cells; put(c[0], k, bold=True, shade="F2DCE3", size=10); put(c[1], v, size=10)
    wide(t, 6, 10)
    doc.add_paragraph()
    for n, g in enumerate(GROUPS):
        doc.add_heading(g["title"], 1)
        t = doc.add_table(1, len(HEADS)); t.style = "Table Grid"
        for c, h in zip(t.rows[0].cells, HEADS):
            put(c, h, bold=True, shade="7A1F3D", colour="FFFFFF", size=9)
        repeat_head(t.rows[0])
        if n == 0:
            for c, w in zip(t.add_row().cells, GUIDE):
                put(c, w, size=8, colour="7F7F7F")
                for run in c.paragraphs[0].runs:
                    run.italic = True
        for r in g["recs"]:
            first = len(t.rows)
            for a in r["actions"]:
                row = t.add_row(); no_split(row)
                for c, v in zip(row.cells[1:], (a["ref"], a["action"].split("\n"), a["lead"], a["officer"], a["due"].split("\n"), [note_print(x) for x in a["notes"]], a["evidence"], a["status"])):
                    put(c, v)
                fill(row.cells[8], SHADE.get(a["status"][:3], "FFFFFF"))
            put(joined(t, first, len(t.rows) - 1, 0), [f"**Recommendation {r['number']}**", r["text"]])
        wide(t, 4.2, 1.1, 4.7, 2.5, 2.6, 2.4, 5.2, 1.9, 2.3)
        doc.add_paragraph()
    runs(doc.add_paragraph(), "Signed off as complete by the statutory safeguarding partners:  ………………………………   Date: ……………", size=10)
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
undash(GROUPS)
save_h1(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, subtitle=SUB, versions=[V("V6", "after LCSPR Group", "2026-11-18")],
    remarks=["A heading and a table for each learning theme; the headings are the sections. The recommendation is merged down over its actions and begins with 'Recommendation 1' on a line of its own, its number.",
             "The row of grey guidance beneath the first heads ('One action to each line …') is no action; the box at the top and the line for signatures neither.",
             "'Lead agency' and 'Lead officer' are both leads; 4.2 has no officer. A comma in a title parts none.",
             "Status 'Completed 29.04.26' ends and gives its date, 'Closed 14.10.26' closes; 'First six to be completed' and 'Supplier has completed the fix' end nothing.",
             "30 June 2026 (2.1) is struck through, the earlier date. 'End of spring term 2027' is March 2027, 'Summer term 2027' July 2027, 'Quarter 2 2026/27' September 2026, 'On publication' gives none.",
             "The bullets of 1.2 are one action. Dates within notes (25 November, 19 January) are no notes."],
    traps=["headings are sections", "merged recommendation", "guidance row", "two lead columns", "struck date", "term and quarter", "bulleted action", "front box", "status with date"]),
    agency=["ICB", "WSCP", "Wexcombe Council", "Wexshire Police", "Millbrook Hospitals NHS Trust", "Coastway Community NHS Trust"],
    role=["Leaving Care Team Manager", "Service Manager, Front Door", "Head of Quality and Safeguarding", "Health Visiting Service Lead", "Partnership Business Manager"])
