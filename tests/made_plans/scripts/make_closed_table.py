"""Word, open actions and, in a table of its own that repeats the findings, closed ones; struck-through deadlines and rows."""
import sys
from pathlib import Path
from made_a import *

NAME = "closed_table"
COLUMNS = [("No", "number", "no"), ("Finding", "recommendation"), ("Ref", "number", "ref"), ("Action agreed", "action"), ("Responsible", "lead"), ("Deadline", "deadline"),
           ("Latest position", "progress"), ("RAG", "rating")]
C = dict(st="complete", table="closed")

GROUPS = [G("",
    R("1", "Three of eleven agencies could not show that their governing body hears about safeguarding more than once a year.",
      A("Each agency's named lead to give its governing body a report every six months, using the Partnership's one-page form.", "Agency safeguarding leads", "31 October 2026", "2026-10-31",
        ["2026-07-03|030726: |Form agreed.", "2026-10-30|301026: |Ten of eleven have reported; the fire service's authority meets in December. Nearly complete."], ref="1(a)", rating="Green"),
      A("Ask the three chief officers to explain in person how they will put this right.", "Independent Scrutineer", "30 June 2026", "2026-06-30", ["2026-06-24|240626: |All three came to the Executive. Complete."], on="2026-06-24", ref="1(b)", closed="24.06.26", **C)),
    R("2", "Safer recruitment checks are made but are not recorded in a way that can be sampled.",
      A("Put the checks into one record in each agency and let the Partnership sample ten a quarter.", "Human Resources Network", "~~30 September 2026~~ 31 December 2026", "2026-12-31",
        ["2026-09-16|160926: |Six agencies have one record. Ambulance trust asked for more time because its record of agency staff is held by the framework's supplier. The network has looked at the first sixty entries: references were all there, but in nine the gap in employment had not been asked about.", "Meeting with the supplier is being arranged."], was=["2026-09-30"], ref="2(a)", rating="Amber"),
      A("Include volunteers and trustees in the sample.", "Voluntary Sector Safeguarding Adviser / Human Resources Network", "Spring term 2027", "2027-03", [], leads=["Voluntary Sector Safeguarding Adviser", "Human Resources Network"], ref="2(b)", rating="Green"),
      A("Check that all panels in the last quarter had a trained member.", "Workforce and Recruitment Manager", "31 May 2026", "2026-05-31", ["2026-05-28|280526: |Checked: 58 of 60 had. The two that had not were held again."], on="2026-05-28", ref="2(c)", closed="28.05.26", **C)),
    R("3", "Staff know that there is a whistleblowing policy but half of those asked would not use it.",
      A("Ask staff what would make them use it, in confidence and with somebody from outside the agency.", "Independent Scrutineer", "w/c 5 October 2026", "2026-10-05",
        ["2026-10-09|091026: |41 interviews held, each of them an hour long and away from the place of work. The scrutineer was joined by a retired union officer whom staff seemed to trust.", "2026-11-04|041126: |What they said will go to the Executive in December, after which the next step will be agreed."], ref="3(a)", rating="Green"),
      A("Publish each year what was raised and what was done, with nothing that would tell who raised it.", "Head of Legal and Democratic Services, Brackenshire Council", "31 March 2027", "2027-03-31", [], ref="3(b)", rating="Green"),
      A("Buy an outside telephone line for the four smallest agencies.", "Partnership Manager", "TBC", None, ["2026-10|October 2026: |Price obtained. Not complete until the four have agreed to share it."], ref="3(c)", rating="Red", cont=True),
      A("Print new posters.", "Communications and Engagement Officer", "31 July 2026", "2026-07-31", ["Overtaken by the interviews: nobody reads posters."], st="closed", reason="Overtaken by the interviews: nobody reads posters.", ref="3(d)", rating="", struck=True)),
    R("4", "Supervision of staff who work with children is strong in statutory agencies and thin in commissioned ones.",
      A("Write supervision into the next round of contracts, with a clause on what the commissioner may see.", "Head of Procurement and Commissioning", "30 June 2026 now 31 January 2027", "2027-01-31",
        ["2026-06-02|020626: |Legal services asked for the clause to be shortened.", "2026-10-14|141026: |Clause agreed. To be completed by all commissioners in the January round."], was=["2026-06-30"], ref="4(a)", rating="Amber"),
      A("Offer group supervision to small charities once a month.", "Voluntary Sector Safeguarding Adviser", "Ongoing", None, ["2026-09-10|100926: |Nine came to the first, twelve to the second."], ref="4(b)", rating="Green"),
      A("Share the council's supervision standards with providers and ask for comments.", "Quality and Contracts Officer", "Within 4 weeks", None, ["2026-08-11|110826: |Shared with 37; 14 replied."], ref="4(b)", rating="Green")),
    R(None, "Children do not know how to complain about an agency and none had been asked.",
      A("Make a film with the Youth Parliament on how to complain, in under a minute.", "Children's Rights and Participation Manager", "End Q3 2026/27", "2026-12", ["2026-10-26|261026: |Filmed in half term; editing in hand."], ref="5(a)", rating="Green"),
      A("Send every agency the children's own test of a good complaints page.", "Children's Rights and Participation Manager", "31 July 2026", "2026-07-31", ["2026-07-21|210726: |Sent; seven pages were rewritten in the month. Action complete."], on="2026-07-27", ref="5(b)", closed="27.07.26", **C)),
    R("6", "Information about people who may pose a risk is shared well in a crisis and poorly before one.",
      A("Hold a joint exercise with two schools, probation and the constabulary on concern that is below the threshold.", "Detective Chief Inspector, Safeguarding Hub", "28 February 2027", "2027-02-28", ["2026-11-11|111126: |Scenario written."], ref="6(a)", rating="Green"),
      A("Bring forward a local list of who may be rung, hour by hour.", "Partnership Manager", "31 August 2026", "2026-08-31", ["Transferred to the Front Door Board's plan, whose manager holds the rota."], st="closed", reason="Transferred to the Front Door Board's plan, whose manager holds the rota.", on="2026-08-19", ref="6(b)", closed="19.08.26", table="closed"),
      A("Remind all agencies of the seven golden rules.", "Training Pool Co-ordinator", "30 April 2026", "2026-04-30", ["Reminder sent and read at 84 team meetings."], on="2026-04-29", ref="6(c)", closed="29.04.26", **C)))]
for r in GROUPS[0]["recs"]:
    for i, a in enumerate(r["actions"]):
        a["no"] = (r["number"] or "") if i == 0 else ""
        if a.get("table"):
            a["extra_cells"] = {"Closed on": a["closed"]}
TITLE = "Section 11 audit 2026: multi-agency action plan"


def make(path):
    from docx.shared import Pt
    doc = document(font="Calibri", size=10)
    footer(doc.sections[0], "Brackenshire SCP")
    p = doc.add_paragraph(); x = p.add_run("Brackenshire Safeguarding Children Partnership"); x.font.size = Pt(26); x.bold = True
    doc.add_paragraph(TITLE, style="Title")
    doc.add_paragraph("Updated 18 November 2026 for the Executive")
    doc.add_paragraph("RAG: Red – off course; Amber – delayed; Green – on course. Words that are struck through are no longer in force; they are kept so that members can see what was first agreed.")
    doc.add_paragraph("Distribution: Executive members; agency safeguarding leads; Independent Scrutineer; Brackenshire Youth Parliament")
    doc.add_paragraph("Page 1 of 3")
    for kind in ("open", "closed"):
        doc.add_heading("Open actions" if kind == "open" else "Closed actions", 1)
        heads = [c[0] for c in COLUMNS] if kind == "open" else ["No", "Finding", "Ref", "Action agreed", "Responsible", "Deadline", "Closed on", "Latest position"]
        rows = [(r, a) for r in GROUPS[0]["recs"] for a in r["actions"] if bool(a.get("table")) == (kind == "closed")]
        t = doc.add_table(1 + len(rows), 8); t.style = "Table Grid"
        for c, h in zip(t.rows[0].cells, heads):
            put(c, h, bold=True, shade="D6DCE5")
        repeat_head(t.rows[0])
        start, last = 1, None
        for i, (r, a) in enumerate(rows, 1):
            cells, s = t.rows[i].cells, bool(a.get("struck"))
            vals = [a["ref"], a["action"], a["lead"], a["due"]] + ([[note_print(x) for x in a["notes"]], a["rating"]] if kind == "open" else [a["closed"], [note_print(x) for x in a["notes"]]])
            for c, v in zip(cells[2:], vals):
                put(c, v, strike=s)
            if a.get("cont"):
                put(cells[0], r["number"]); put(cells[1], r["text"] + " (continued)"); start, last = i, r
            elif r is not last:
                put(cells[0], r["number"] or ""); put(cells[1], r["text"]); start, last = i, r
            else:
                for k in (0, 1):
                    m = t.cell(start, k).merge(cells[k])
                    for q in [q for q in m.paragraphs[1:] if not q.text]:
                        q._p.getparent().remove(q._p)
            if kind == "open" and a["rating"]:
                fill(cells[7], {"Green": "A9D18E", "Amber": "FFD966", "Red": "FF7C80"}[a["rating"]])
        widths(t, 1, 5.6, 1.4, 6.2, 3.6, 2.8, *((4.6, 1.4) if kind == "open" else (1.9, 4.1)))
        doc.add_paragraph()
    runs(doc.add_paragraph(), "Abbreviations", bold=True)
    t = doc.add_table(3, 2)
    for row, (a, b) in zip(t.rows, (("HR", "Human resources"), ("SCP", "Safeguarding Children Partnership"), ("VCS", "Voluntary and community sector"))):
        put(row.cells[0], a); put(row.cells[1], b)
    doc.add_paragraph("Page 3 of 3")
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V(None, "Updated 18 November 2026 for the Executive", "2026-11-18")], column_variants=[{"printed": "Closed on", "role": "closed"}],
    traps=[1, 2, 3, 8, 10, 11, 12, 13, 16, 17, 18],
    remarks=["Closed actions stand under the finding that their table repeats. 'Closed on' filled means ended; 'Transferred to …' is closed, not complete.",
             "Finding 3 is repeated with '(continued)' and is one. 4(b) is printed twice and stays twice. The fifth finding has no number (4, –, 6).",
             "The struck-through 3(d) is closed. 'Open actions' and 'Closed actions' are no sections; a reader who keeps them as such has not erred badly.", "'Agency safeguarding leads', 'Human Resources Network' are one lead each."],
    beyond={"scale": {"Red": "off course", "Amber": "delayed", "Green": "on course"}, "struck": ["Print new posters."], "missing_numbers": {"recommendation": "5"}, "repeated_numbers": ["4(b)"]}))
