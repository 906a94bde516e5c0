"""multi-agency audit plan in Word, heads in two rows, progress by quarter."""
from made_b import *

Q = ["Q1 2026/27", "Q2 2026/27", "Q3 2026/27", "Q4 2026/27"]
p = Plan("audit_quarters", "Action plan from the multi-agency audit of neglect in adolescence",
         [("Ref", "number"), ("Audit finding", "recommendation"), ("Action", "action"), ("Who", "lead"), ("By when", "deadline"), *[(q, "progress") for q in Q]],
         traps=[1, 2, 3, 4, 7, 9, 10, 12, 13, 16, 17],
         remarks=["Heads stand in two rows: 'Progress' is merged over four quarters.",
                  "A day and month without a year takes the year of the quarter: all of Q1 to Q3 is 2026.",
                  "AK, RB and TW are people by the key; FC, NHSF, FP are agencies by the key.",
                  "Finding F4 is followed by F6; F5 is missing. Headings give standards with numbers and a line of aim.",
                  "Distribution and abbreviations are no rows. 'Nearly complete', 'Not complete' and 'to be completed' end nothing."])
p.version("2026-11-02", "Version 3.1", "updated 2nd November 2026")
q1, q2, q3, q4 = Q
s1 = p.group("Standard 1: Neglect of teenagers is named", "standard", "We say what we see and do not call it lifestyle.", "1")
s2 = p.group("Standard 2: History is read before a decision is made", "standard", "The story so far is the first thing that a practitioner reads.", "2")
s3 = p.group("Standard 3: Plans change something for the young person", "standard", "A young person can say what is different.", "3")


def row(rec, *a, **kw):
    return rec.row(*a, **kw)


r = p.rec("F1", "In 13 of 20 cases the word neglect was not used of a young person over 13, although auditors saw it in all 20.", s1)
row(r, "Bring out a short guide to neglect in adolescence, written with care-experienced young people. It has pictures, no jargon, and three questions to ask.", ["p:Anneka Kolbe"], who="AK", due="31/07/2026", status="complete", done="2026-07-21",
    notes={q1: [("14 May: ", "Young people chose the pictures.", "2026-05-14"), ("26 June: ", "Second draft to the Neglect Group.", "2026-06-26")], q2: [("21 July: ", "Guide launched at the annual conference. Complete.", "2026-07-21")]})
row(r, "Change the neglect screening tool so that it can be used from age 11 to 17.", ["Chair, Neglect Strategy Group"], due="30 June 2026 now 31 December 2026", dates=["2026-12-31"], earlier=["2026-06-30"],
    notes={q1: ["Licence for the tool does not allow changes. Legal advice sought."], q2: [("8 Sept: ", "Owner of the tool agrees to a local version.", "2026-09-08")], q3: [("20 Oct: ", "Local version is nearly complete and will be tried in two schools.", "2026-10-20")]})
r = p.rec("F2", "Schools held the fullest picture but were not asked for it in a third of the assessments.", s1)
row(r, "Ask every designated safeguarding lead for a chronology of one page when an assessment starts.", ["FC", "Education Safeguarding Service"], who="FC / Education Safeguarding Service", due="w/c 7 September 2026", dates=["2026-09-07"],
    notes={q2: [("11 Sept: ", "In place in the North and Coast teams.", "2026-09-11")], q3: [("2 Nov: ", "In place everywhere, though not complete for colleges.", "2026-11-02")]})
row(r, "Give schools a named person in each assessment team.", ["FC"], due="Autumn term 2026", dates=["2026-12"], notes={q3: ["Names published on the partnership's website."]})
r = p.rec("F3", "Chronologies were present in nine cases and used in four.", s2)
row(r, "Buy or build a tool that draws a chronology from the three main systems.", ["p:Rhodri Baptiste"], who="RB", due="End Q4 2026/27", dates=["2027-03"],
    notes={q1: ["Three suppliers seen."], q2: [("2.9.26 ", "Business case agreed by the Executive.", "2026-09-02")], q3: [("13.10.26 ", "Tender out. To be completed by 18 December.", "2026-10-13")]})
row(r, "Team managers to sign that they have read the chronology before closing a case.", ["Assistant Director, Family Help and Protection"], due="01/06/2026", status="complete", done="2026-06-01",
    notes={q1: [("1 June: ", "Field added to the closing form. Action complete.", "2026-06-01")], q2: ["Dip sample of 30 closures: signed in all, and in 26 there is a sentence that shows it."]})
row(r, "Police to share the number of incidents at the address over five years, not one.", ["FP"], due="TBC", notes={q2: [("17 July: ", "Raised with the force's data protection officer.", "2026-07-17")]})
r = p.rec("F4", "Health information came from one service only, most often the GP.", s2)
row(r, "Ask for information through a single health contact, who will search all services, including sexual health and dentistry.", ["NHSF"], due="Within 3 months", dates=[],
    notes={q1: ["Contact named."], q2: [("24 August: ", "Dentistry and sexual health joined.", "2026-08-24")], q3: [("5 October: ", "Average reply in nine hours.", "2026-10-05")]})
row(r, "Add dentistry to the neglect training.", ["p:Tamsin Wexcombe"], who="TW", due="30/09/2026", status="closed", reason="Moved to the training strategy, line 8. Closed on this plan.",
    notes={q2: ["Moved to the training strategy, line 8. Closed on this plan."]})
r = p.rec("F6", "Plans listed services to attend. Few said what should be different for the young person and by when.", s3)
row(r, "Rewrite the plan template in the first person and try it with 15 young people.", ["Principal Social Worker", "Participation Manager"], who="Principal Social Worker and Participation Manager", due="31/10/2026",
    notes={q2: [("30 Sept: ", "Tried with nine. They asked for fewer boxes and a place for good news.", "2026-09-30")], q3: [("28 Oct: ", "Tried with 15. Template goes to the Policy Group.", "2026-10-28")]})
row(r, "Reviewing officers to ask 'What is different?' at each review and to record the answer word for word.", ["Head of Quality Assurance and Reviewing"], due="Ongoing",
    notes={q1: ["Begun."], q2: [("15 July: ", "Answer recorded in 61% of reviews.", "2026-07-15")], q3: [("15 Oct: ", "Answer recorded in 78% of reviews.", "2026-10-15")]})
row(r, "Repeat the audit with the same tool and with young auditors.", ["p:Anneka Kolbe"], who="AK", due="Spring term 2027", dates=["2027-03"], notes={})

d = word(size=9)
header_footer(d, "Fennimore Safeguarding Children Partnership – OFFICIAL", "Neglect audit action plan 3.1")
para(d, "FENNIMORE SAFEGUARDING CHILDREN PARTNERSHIP", bold=True, size=16)
para(d, "Quality Assurance and Learning Group", bold=True, size=12)
para(d, p.title, bold=True, size=22)
para(d, "Version 3.1 – updated 2nd November 2026")
para(d, "Distribution: QAL Group; Executive; Neglect Strategy Group; Independent Scrutineer")
para(d, "Twenty cases were audited in March 2026 by auditors from six agencies. A summary of the audit is on the partnership's website (www.fennimorescp.invalid).")
para(d, "Who is who", bold=True)
k = grid(d, 2, [2.5, 12])
for a, b in (("AK", "Anneka Kolbe, Quality Assurance Manager"), ("RB", "Rhodri Baptiste, Head of Digital"), ("TW", "Tamsin Wexcombe, Workforce Lead"), ("FC", "Fennimore Council, Children's Services"), ("FP", "Fennimore Police"), ("NHSF", "NHS Fennimore and the Islands ICB")):
    line(k, [a, b])
cols = [c for c, _ in p.columns]
for g in p.groups:
    para(d, "")
    para(d, g["title"], bold=True, size=13, after=0)
    para(d, g["description"], italic=True)
    t = grid(d, 9, [1.2, 4.2, 5, 2.6, 2.4, 2.7, 2.7, 2.7, 2.7])
    line(t, ["Ref", "Audit finding", "Action", "Who", "By when", "Progress"], bold=True, fill="DEEAF6")
    line(t, ["", "", "", "", "", "Q1\vApr – June", "Q2\vJuly – Sept", "Q3\vOct – Dec", "Q4\vJan – March"], bold=True, fill="DEEAF6")
    for c in range(5):
        merge_down(t, c, 0, 1)
    m = t.cell(0, 5).merge(t.cell(0, 8))
    for q in list(m.paragraphs)[1:]:
        q._p.getparent().remove(q._p)
    runs(m.paragraphs[0], " 2026/27", bold=True)
    repeat_head(t, 2)
    for rec in [r for r in p.recs if r.group == g["title"]]:
        start = len(t.rows)
        for i, x in enumerate(rec.rows):
            texts = [x.text(c) for c in cols]
            texts[0], texts[1] = (rec.number, rec.text) if i == 0 else ("", "")
            line(t, texts)
        for c in (0, 1):
            merge_down(t, c, start, len(t.rows) - 1)
p.write("docx", d.save)
