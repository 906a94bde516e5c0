"""Word, portrait, a form of label and value per learning point; several actions in a form, each under its own band; tick boxes one below another; latest news first; a signing line at the end of a form."""
import sys
from pathlib import Path
from made_a import *
from kinds_e import save

NAME = "learning_point_forms"
COLUMNS = [("What the review asks of us", "recommendation"), ("Why it matters", "why", "why"), ("What we will do", "action"), ("Led by", "lead"), ("To be finished by", "deadline"),
           ("What difference will it make?", "target"), ("Evidence kept", "evidence", "evidence"), ("Updates (newest first)", "progress"), ("Where are we?", "status", "ticks"), ("Colour", "rating")]
TITLE = "Local Child Safeguarding Practice Review: Ivy"
SUB = "Partnership response and action plan"
BOXES = ("Not started", "Under way", "Finished", "No longer needed")


def T(word):
    return "\n".join(("☑ " if w == word else "☐ ") + w for w in BOXES)


GROUPS = [
    G("Section 1 – Before Ivy was born",
      R("1", "Calderwick SCP should be sure that pre-birth assessments begin by the sixteenth week and are not paused when the parents move house.",
        A("Change the pre-birth procedure: referral at 12 weeks, assessment allocated at 16, and the assessment goes with the family when it moves.", "GM", "15 May 2026", "2026-05-15",
          ["2026-05-12|12.05.26 |Published on the procedures site. Finished.", "2026-04-21|21.04.26 |Second draft to midwives and neighbouring authorities. Two replies of three.", "2026-03-10|10.03.26 |First draft."],
          target="No assessment begins after the 20th week unless the pregnancy was not known.", evidence="Procedure, with tracked changes", ref="1.1", rating="Blue", ticks=T("Finished"), st="complete", on="2026-05-12"),
        A("Audit all pre-birth assessments of the year (estimated 70), with a midwife in each pair of auditors.", "Practice Learning Network", "Spring Term 2027", "2027-03",
          ["2026-11-02|02.11.26 |Auditors have been paired. Tool being tested on four cases."], target="Board knows, rather than hopes.", evidence="Audit report", ref="1.2", rating="Green", ticks=T("Under way")),
        A("Agree with the two neighbouring authorities what is sent, by whom and how quickly, when an expectant mother moves.", "Service Manager, Multi-Agency Safeguarding Hub", "~~31.07.26~~ 18.12.26", "2026-12-18",
          ["2026-10-20|20.10.26 |Wold has signed. Kestrel Bay’s lawyers have the agreement and will not give a date.", "2026-07-15|15.07.26 |Meeting put off by Kestrel Bay; new date asked for.", "2026-06-03|03.06.26 |Met Wold. Finished first part of agreement."], was=["2026-07-31"],
          target="Records arrive within three working days.", evidence="Signed agreement ×2", ref="1.3", rating="Amber", ticks=T("Under way")),
        why="Ivy’s mother moved three times in the pregnancy. Each move stopped the clock, and the assessment was finished when Ivy was nine days old."),
      R("2", "Fathers, and men who are about to live with a baby, should be asked about and spoken to.",
        A("Put two compulsory fields about the father or partner in the maternity booking record.", "Head of Midwifery / Digital Midwife", "End of Q2 2026/27", "2026-09",
          ["2026-09-08|08.09.26 |Fields live. 61% filled in after one week; “not asked” is the commonest answer."], leads=["Head of Midwifery", "Digital Midwife"], target="Filled in for nine bookings of ten.", evidence="Monthly extract", ref="2.1", rating="Amber", ticks=T("Under way")),
        A("Run “Dads in the room” workshops for health visitors, early help and social workers. Five in the year, one of them on a Saturday.", "Workforce Development Officer", "Summer Term 2027", "2027-07",
          ["Three dates booked: January, March and May.", "2026-09-17|17.09.26 |Fathers’ group from Ferry Lane will co-present and will be paid."], target="", evidence="Registers; call-back survey at 3 months", ref="2.2", rating="Green", ticks=T("Under way")),
        why="Four professionals met Ivy’s father. None of them wrote down his surname."),
    ),
    G("Section 2 – The weeks at home",
      R("3", "All partners should give the same message about crying, coping and safer sleep, and give it more than once.",
        A("Adopt the national programme on infant crying in maternity, health visiting, children’s centres and general practice.", "Designated Doctor; Public Health Consultant", "1 September 2026", "2026-09-01",
          ["2026-10-13|13.10.26 |In place in all four. Celebrated at Board. Finished.", "2026-09-01|01.09.26 |In place in three of four; GPs to follow."], leads=["Designated Doctor", "Public Health Consultant"], target="Eight parents in ten remember being told.", evidence="Survey of parents at the 6–8 week check", ref="3.1", rating="Blue", ticks=T("Finished"), st="complete", on="2026-10-13"),
        A("Ask taxi firms, barbers and the football club to show the poster.", "Communications Lead, Calderwick Homes", "June 2026", "2026-06",
          ["2026-06-22|22.06.26 |41 places show it, two of which asked for more."], target="", evidence="Photographs", ref="3.2", rating="Blue", ticks=T("Finished"), st="complete"),
        A("Buy 200 Moses baskets.", "Commissioning Manager, Start for Life", "June 2026", "2026-06",
          ["2026-04-28|28.04.26 |Stopped on the advice of the Designated Doctor, as baby boxes are given by the hospital."], target="Every baby has a safe place to sleep.", evidence="", ref="3.3", rating="", ticks=T("No longer needed"), st="closed", reason="Stopped on the advice of the Designated Doctor, as baby boxes are given by the hospital."),
        why="Ivy’s parents had been given a leaflet once, on the ward, on the day they left it."),
      R("4", "When a baby is not brought to two appointments somebody should go to the door within five working days.",
        A("Write “was not brought” into the contracts of hospital, community and dental services.", "Head of Contracts, ICB", "Q4 2026/27", "2027-03", [],
          target="A clause in each contract from April.", evidence="Contract variation", ref="4.1", rating="Green", ticks=T("Not started"), contd=True),
        A("Health visitors and the school nursing duty desk to share one list of babies not brought, looked at each Monday.", "School Nursing Team Leader", "02.11.26", "2026-11-02",
          ["2026-11-16|16.11.26 |Three Mondays so far: 9, 7 and 11 babies. All were visited within five days but one, who had moved.", "2026-10-05|05.10.26 |List built."], target="No baby waits more than five working days.", evidence="The list", ref="4.2", rating="Green", ticks=T("Under way")),
        why="Ivy was not brought to four. The letters went to an address she had left."),
    ),
    G("Section 3 – How we work together",
      R("5", "The partnership should find out whether staff know how to escalate a disagreement, and use what it finds.",
        A("Survey 400 staff by text message with three questions.", "LW", "TBC", None,
          ["2026-08-24|24.08.26 |Waiting for a supplier. IT will not allow text messages from outside."], target="", evidence="", ref="5.1", rating="Red", ticks=T("Not started")),
        A("Publish three short, true stories a year in which an escalation worked.", "LW / GM", "Easter 2027", "2027-03",
          ["2026-10-29|29.10.26 |First story out (a school nurse who rang a superintendent). Opened 1,140 times."], leads=["LW", "GM"], target="Staff say that they would do it again.", evidence="Newsletter", ref="5.2", rating="Green", ticks=T("Under way")),
        why="A nursery nurse thought that the decision to close was wrong, and told her sister."),
      R("6", "Partners should review the use of written agreements with parents.",
        why="The agreement with Ivy’s parents ran to two pages and one of them could not read it.",
        verdict="Accepted in principle. Covered in full by learning point 2 of the review “Jasper” (action 2.3 there), so no separate action is given here.")),
]
SHADE = {"Blue": "9CC2E5", "Green": "C5E0B3", "Amber": "FFE599", "Red": "F4B083"}
LAB, BAND, HEAD = "E2EFD9", "A8D08D", "385623"


def form(doc):
    t = doc.add_table(0, 4); t.style = "Table Grid"; t.autofit = False
    return t


def band(t, words, shade=BAND, colour=None):
    c = t.add_row().cells
    put(c[0].merge(c[3]), words, bold=True, shade=shade, size=11, colour=colour)


def wide(t, label, value):
    c = t.add_row().cells
    put(c[0], label, bold=True, shade=LAB, size=10)
    put(c[1].merge(c[3]), value, size=10)


def size(t):
    from docx.shared import Cm
    W = (4.0, 5.6, 3.6, 4.2)
    for col, w in zip(t.columns, W):
        col.width = Cm(w)
    for row in t.rows:
        tcs = row._tr.tc_lst
        for k, w in enumerate(W if len(tcs) == 4 else (W[0], sum(W[1:])) if len(tcs) == 2 else (sum(W),)):
            tcs[k].width = Cm(w)


def pairs(t, a, b, c_, d, shade=None):
    c = t.add_row().cells
    put(c[0], a, bold=True, shade=LAB, size=10); put(c[1], b, size=10); put(c[2], c_, bold=True, shade=LAB, size=10); put(c[3], d, size=10, shade=shade)


def block(t, a):
    band(t, f"Action {a['ref']}")
    wide(t, "What we will do", a["action"])
    pairs(t, "Led by", a["lead"], "To be finished by", a["due"])
    wide(t, "What difference will it make?", a["target"])
    wide(t, "Evidence kept", a["evidence"] or "")
    wide(t, "Updates (newest first)", [note_print(x) for x in a["notes"]] or ["None yet"])
    pairs(t, "Where are we?", a["ticks"].split("\n"), "Colour", a["rating"], SHADE.get(a["rating"]))


def make(path):
    doc = document(landscape=False, font="Arial", size=11)
    doc.sections[0].header.paragraphs[0].text = "OFFICIAL\tCalderwick Safeguarding Children Partnership"
    footer(doc.sections[0], "Response to the review “Ivy”")
    doc.add_heading(TITLE, 0)
    runs(doc.add_paragraph(), SUB, bold=True, size=14)
    t = doc.add_table(0, 2); t.style = "Table Grid"
    for a, b in (("Owner", "Gerald Mabey (GM), Partnership Manager"), ("Approved by", "Lead safeguarding partners, 3 March 2026"), ("This version", "0.7, updated 23 November 2026"), ("Next looked at", "Case Review Group, 14 January 2027")):
        c = t.add_row().cells
        put(c[0], a, bold=True, size=10); put(c[1], b, size=10)
    doc.add_paragraph()
    doc.add_paragraph("Ivy was eleven weeks old. Her grandmother asked that the review should use the name of a plant that comes back. The review made six learning points. Each has a form below with the actions that the partnership has agreed; please tick one box only.")
    doc.add_paragraph("LW: Lorna Whitlam, Training and Development Officer. Colours: Blue, nothing more to do; Green, to time; Amber, at risk of being late; Red, will not be done by its date unless something changes.")
    for g in GROUPS:
        doc.add_heading(g["title"], 1)
        for r in g["recs"]:
            t = form(doc)
            band(t, f"LEARNING POINT {r['number']}", HEAD, "FFFFFF")
            wide(t, "What the review asks of us", r["text"])
            wide(t, "Why it matters", r["why"])
            if r.get("verdict"):
                wide(t, "Our response", r["verdict"])
            for a in r["actions"]:
                if a.get("contd"):
                    size(t)
                    doc.add_paragraph("Please turn over").alignment = 2
                    doc.add_page_break()
                    t = form(doc)
                    band(t, f"LEARNING POINT {r['number']} continued", HEAD, "FFFFFF")
                block(t, a)
            signed = r["number"] == "3"
            pairs(t, "Signed off by", "Case Review Group" if signed else "", "Date", "19.11.26" if signed else "")
            size(t)
            doc.add_paragraph()
    doc.add_heading("Change record", 2)
    t = doc.add_table(0, 3); t.style = "Table Grid"
    for i, row in enumerate((("Version", "Date", "What changed"), ("0.1", "17 February 2026", "First draft for Case Review Group"), ("0.4", "3 March 2026", "Approved by lead safeguarding partners"), ("0.6", "18 September 2026", "Quarterly update"), ("0.7", "23 November 2026", "Learning point 3 signed off"))):
        for c, x in zip(t.add_row().cells, row):
            put(c, x, bold=i == 0, size=9)
    doc.save(path)


for g in GROUPS:
    for r in g["recs"]:
        for i, a in enumerate(r["actions"]):
            a["why"] = r["why"] if i == 0 else ""
here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, subtitle=SUB,
    versions=[V("0.1", "First draft for Case Review Group", "2026-02-17"), V("0.4", "Approved by lead safeguarding partners", "2026-03-03"), V("0.6", "Quarterly update", "2026-09-18"), V("0.7", "Learning point 3 signed off", "2026-11-23")],
    remarks=["A form per learning point (the recommendation, whose number stands in the band above it); a band 'Action 1.1' begins each action and the labels repeat. 'Led by … To be finished by …' and 'Where are we? … Colour …' are two labels on one line.",
             "Learning point 4 breaks before its first action: the second form, 'LEARNING POINT 4 continued', holds both. Learning point 6 has no action, only 'Our response'.",
             "Updates stand newest first. 'None yet' says nothing. 'Finished first part of agreement' ends nothing; the tick rules. 3.2 is finished by its tick alone, with no date of completion.",
             "The ticked box (☑) is the status, one box below another: Finished = complete, No longer needed = closed. 'Signed off by … Date' at the foot of a form is no action and no note.",
             "'Spring Term 2027' and 'Easter 2027' are March 2027 (Easter Day is 28 March), 'Summer Term 2027' July; struck 31.07.26 is the earlier date; TBC none.",
             "GM and LW are explained: the lead as printed. Semicolon or slash parts two leads; comma within a title does not."],
    traps=["form per recommendation", "two pairs a line", "tick boxes", "newest first", "continued", "no actions", "terms", "struck date", "initials key", "signing line", "empty labels", "slash leads"],
    beyond={"scale": {"Blue": "nothing more to do", "Green": "to time", "Amber": "at risk of being late", "Red": "will not be done by its date unless something changes"}}))
