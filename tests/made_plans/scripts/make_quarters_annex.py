"""Word, adults' scrutiny panel report; the plan is Annex B, landscape, a table per priority (number and recommendation merged down), progress in four quarter columns."""
import sys
from pathlib import Path
from made_a import *
from kinds_e import save

NAME = "quarters_annex"
QS = [("Jan–Mar 2026", "2026-03"), ("Apr–Jun 2026", "2026-06"), ("Jul–Sep 2026", "2026-09"), ("Oct–Dec 2026 (so far)", "2026-12")]
COLUMNS = [("No.", "number", "no"), ("Recommendation", "recommendation"), ("Agreed action", "action"), ("Responsible officer", "lead"), ("Target date", "deadline")]
COLUMNS += [(q, "progress", "period:" + q) for q, _ in QS] + [("Rating", "rating")]
TITLE = "Self-neglect and hoarding: partnership response plan"


def P(*quarters):
    quarters = list(quarters) + [()] * (4 - len(quarters))
    return [(q, d, [x] if isinstance(x, str) else list(x)) for (q, d), x in zip(QS, quarters)]


GROUPS = [
    G("Priority One – We notice, and we do not walk away",
      R("1.1", "Every organisation that goes into people’s homes should know what self-neglect looks like and whom to ring.",
        A("Give a half-day course to housing officers, repairs contractors, district nurses and crews who fit smoke alarms. Forty places a month.\nNew starters to go within their first twelve weeks.", "Learning and Organisational Development Manager, Harrowmere Council", "30 June 2026 and monthly after that", "2026-06-30",
          periods=P((), ["2026-04-14|14/4 – |Pilot with one repairs firm. The plumbers said it was the first time anybody had asked what they see.", "2026-06-16|16/6 – |Monthly courses running."], "Attended to date: 138. District nurses are under-represented because of vacancies.", ["2026-11-05|5/11 – |Total 204. Extra evening course added for nurses."]), rating="G"),
        A("Put one telephone number on a card for the van and the tabard pocket.", "Communications Officer", "Feb 2026", "2026-02",
          periods=P(["2026-02-19|19/2 – |3,000 cards printed and given out. Complete."]), rating="B", st="complete", on="2026-02-19")),
      R("1.2", "A refusal of help should be the start of something, not the end of it.",
        A("Write a refusal pathway: who goes back, after how long, and what is tried next. No case to be closed on one refusal.", "Principal Social Worker (Adults); Designated Nurse, Adult Safeguarding, ICB", "End of July 2026", "2026-07",
          periods=P("Scoping.", ["2026-05-20|20/5 – |Three workshops with people who have themselves refused help."], ["2026-07-08|8/7 – |Draft 2 out for comment.", "2026-09-23|23/9 – |Comments from Legal Services only now received, hence the delay. Pathway is not complete."], ["2026-11-11|11/11 – |With Policy and Procedures Group for sign-off on 9 December."]),
          leads=["Principal Social Worker (Adults)", "Designated Nurse, Adult Safeguarding, ICB"], rating="A"),
        A("Look again at the last 25 cases closed as “declined to engage”.", "Safeguarding Adults Review Group", "~~Apr 2026~~ Sept 2026", "2026-09",
          periods=P((), "Postponed, as the analyst was lent to the census of care homes.", ["2026-08-27|27/8 – |All 25 read. In eleven the person had been told of no other choice.", "2026-09-30|30/9 – |Findings presented to Board; action closed as complete."]), was=["2026-04"], rating="B", st="complete", on="2026-09-30")),
      description="What we want: people are seen again, by somebody they have begun to trust.", number="One"),
    G("Priority Two – Homes are made safer, with the person’s agreement",
      R("2.1", "The fire and rescue service, housing and adult social care should share what they know about homes at the highest risk of fire.",
        A("Sign an information sharing agreement for homes at clutter level 7 and above.", "Station Manager, Prevention, Westmarch Fire and Rescue Service", "31 March 2026", "2026-03-31",
          periods=P(["2026-03-26|26/3 – |Signed by four of five parties."], ["2026-04-09|9/4 – |Fifth signature obtained (Harrow Vale Homes). Done."]), rating="B", st="complete", on="2026-04-09"),
        A("Hold a fortnightly call about those homes, of no more than forty minutes.", "Station Manager, Prevention, Westmarch Fire and Rescue Service / Head of Housing and Homelessness Services", "From 1 May 2026", "2026-05-01",
          periods=P((), ["2026-05-07|7/5 – |First call. 14 homes."], "Calls held: 6 of 6. Two homes came off the list.", ["2026-10-29|29/10 – |19 homes now on the list; average call 55 minutes. To be reviewed in the new year."]),
          leads=["Station Manager, Prevention, Westmarch Fire and Rescue Service", "Head of Housing and Homelessness Services"], rating="G")),
      R("2.2", "There should be money for practical help (skips, deep cleans, storage) that does not need four signatures.",
        A("Set up a pooled fund of £40,000, with a limit of £750 a home on the say of a team manager.", "Strategic Finance Manager, Adults, Health and Housing", "Q1 2026/27; review at end of Q4 2026/27", ["2026-06", "2027-03"],
          periods=P("Request made to four partners.", ["2026-06-02|2/6 – |£22,000 promised. Police unable to contribute."], ["2026-09-10|10/9 – |Fund opened at £27,500. 17 grants so far, the smallest £38."], ["2026-11-17|17/11 – |Remaining £12,500 was refused by Integrated Care Board. Escalated to chief executives."]), rating="R"),
        A("~~Lease a storage unit for belongings that people are not ready to part with.~~", "Commissioning Officer, Housing Related Support", "Sep 2026", "2026-09",
          periods=P("Three quotations sought.", "Removed from the plan by the Board on 11 June: the scouts’ hall is used free of charge.||2026-06-11"), rating="", st="closed",
          reason="Removed from the plan by the Board on 11 June: the scouts’ hall is used free of charge.")),
      description="What we want: fewer fires, fewer falls, and no forced clearances.", number="Two"),
    G("Priority Three – We learn from people who have lived with it",
      R("3.1", "The Board should hear from people with experience of self-neglect at least twice a year.",
        A("Pay and support a reference group of six people.", "Voluntary Sector Co-ordinator, Harrowmere Together", "October 2026", "2026-10",
          periods=P((), (), ["2026-09-03|3/9 – |Four people found through the hoarding peer group."], ["2026-10-22|22/10 – |Met for the first time. Five came. They would like not to meet in the council’s offices.", "2026-11-19|19/11 – |Second meeting at the library."]), rating="G"),
        A("Include a story from the reference group in each Board agenda.", "Board Business Manager", "From March 2027", "2027-03", periods=P((), (), (), "Not yet started, not yet due."), rating="Not due")),
      R(None, "Commissioners should ask providers of home care what they do when somebody cancels visits again and again. (Added by Members, 12 March 2026)",
        A("Put three questions into contract monitoring.", "Head of Commissioning, Quality and Market Development", "1 October 2026", "2026-10-01",
          periods=P((), "Questions drafted.", ["2026-09-15|15/9 – |Asked of 4 providers as a trial; two had no answer."], ["2026-10-06|6/10 – |In use with all 21 providers. Action completed on 6 October 2026."]), rating="B", st="complete", on="2026-10-06"),
        A("Report the answers to this Panel.", "Head of Commissioning, Quality and Market Development", "Date to be confirmed by the Panel", None, periods=P(), rating="Not due")),
      description="What we want: policy that someone who hoards would recognise.", number="Three"),
]
SHADE = {"B": "8FAADC", "G": "A8D08D", "A": "FFC000", "R": "FF5050"}


def size(t, *cm):
    from docx.shared import Cm
    t.autofit = False
    for col, w in zip(t.columns, cm):
        col.width = Cm(w)
    for row in t.rows:
        if len(row._tr.tc_lst) == len(cm):
            for tc, w in zip(row._tr.tc_lst, cm):
                tc.width = Cm(w)


def simple(doc, rows, *w, head=True):
    t = doc.add_table(0, len(rows[0])); t.style = "Table Grid"
    for i, r in enumerate(rows):
        for k, (c, x) in enumerate(zip(t.add_row().cells, r)):
            put(c, x, bold=(head and i == 0) or (not head and k == 0), size=10)
    size(t, *w)
    doc.add_paragraph()


def make(path):
    from docx.enum.section import WD_SECTION
    doc = document(landscape=False, font="Calibri", size=11)
    doc.sections[0].header.paragraphs[0].text = "HARROWMERE COUNCIL"
    footer(doc.sections[0], "Adults, Health and Housing Scrutiny Panel – 10 December 2026")
    doc.add_heading("Report to the Adults, Health and Housing Scrutiny Panel", 1)
    simple(doc, [("Meeting", "10 December 2026, 6.30 pm, Mere Room"), ("Item", "6"), ("Subject", "Self-neglect and hoarding: what has been done since the review of Mr and Miss J"), ("Cabinet Member", "Councillor R. Adeyemi-Stott"),
                 ("Lead officer", "Executive Director, Adults, Health and Housing"), ("Author", "Business Manager, Harrowmere Safeguarding Adults Board"), ("Exempt?", "No")], 4, 13, head=False)
    n = iter(range(1, 60))
    para = lambda s: doc.add_paragraph(f"{next(n)}.  {s}")
    doc.add_heading("Purpose", 2)
    para("This report tells Members what the Board and its partners have done in the nine months since the Panel last looked at self-neglect, and what has not been done.")
    doc.add_heading("Recommendations to the Panel", 2)
    para("That the Panel comment on the plan at Annex B.")
    para("That the Panel write to the Integrated Care Board about its share of the practical help fund (action under 2.2).")
    doc.add_heading("Background", 2)
    para("A Safeguarding Adults Review published in December 2025 considered the deaths of a brother and sister who had lived together for fifty years. Eleven organisations had been to the house. Nobody was unkind; everybody left when they were asked to.")
    para("The review made five recommendations. Members added one of their own on 12 March 2026 (minute 31 refers).")
    doc.add_heading("Main points", 2)
    for x in ("Four actions are complete, among them the information sharing agreement with the fire service.", "One action is red: the fund for practical help is £12,500 short.", "One action is amber: the refusal pathway is four months late, and will be signed off this month."):
        doc.add_paragraph(x, style="List Bullet")
    para("The Panel asked for three figures.")
    simple(doc, [("", "2025", "2026 to 31 October"), ("Concerns about self-neglect", "211", "268"), ("of which closed as “declined to engage”", "84", "41"), ("Fires in homes at clutter level 7 or above", "9", "4")], 9, 4, 4)
    doc.add_heading("What happens next", 2)
    simple(doc, [("Date", "Action", "Lead"), ("9 December 2026", "Policy and Procedures Group signs off the refusal pathway", "Principal Social Worker (Adults)"), ("18 January 2027", "Chief executives’ meeting", "Executive Director"), ("June 2027", "Report back to the Panel", "Business Manager")], 4, 8, 5)
    doc.add_heading("Financial, legal and equality implications", 2)
    para("The fund is met from partners’ contributions. The duty to make enquiries is in section 42 of the Care Act 2014. Two thirds of those concerned are over 65 and one in three is a veteran or a carer; the reference group has been asked to reflect that.")
    doc.add_paragraph("Annex A: Executive summary of the review (circulated separately)\nAnnex B: The plan\nBackground papers: none")
    sec = doc.add_section(WD_SECTION.NEW_PAGE); turn(sec)
    runs(doc.add_paragraph(), "ANNEX B", bold=True).alignment = 2
    doc.add_heading(TITLE, 1)
    doc.add_paragraph("Harrowmere Safeguarding Adults Board. Version 5, 20 November 2026. Progress is given by calendar quarter.")
    runs(doc.add_paragraph(), "B = finished.  G = on time.  A = late, will be finished within three months of its date.  R = late and needs a decision from somebody senior.", size=9)
    sponsors = ["Executive Director, Adults, Health and Housing", "Area Manager, Westmarch Fire and Rescue Service", "Chief Officer, Harrowmere Together"]
    for g, s in zip(GROUPS, sponsors):
        doc.add_heading(g["title"], 2)
        runs(doc.add_paragraph(), g["description"], bold=True, size=10)
        runs(doc.add_paragraph(), f"Sponsor on the Board: {s}", size=9)
        t = doc.add_table(1, 10); t.style = "Table Grid"
        for c, (h, *_) in zip(t.rows[0].cells, COLUMNS):
            put(c, h, bold=True, shade="DDEBDA", size=8)
        repeat_head(t.rows[0])
        for r in g["recs"]:
            first = len(t.rows)
            for a in r["actions"]:
                c = t.add_row().cells
                put(c[2], a["action"], size=8); put(c[3], a["lead"], size=8); put(c[4], a["due"], size=8)
                for k, (_, _, lines) in enumerate(a["periods"]):
                    put(c[5 + k], [note_print(x) for x in lines] or ["–" if k == 3 and a["st"] != "open" else ""], size=8)
                put(c[9], a["rating"], size=8, bold=True, shade=SHADE.get(a["rating"]))
            for k, words in ((0, r["number"] or ""), (1, r["text"])):
                m = t.cell(first, k).merge(t.cell(len(t.rows) - 1, k))
                for p in m.paragraphs[1:]:
                    p._p.getparent().remove(p._p)
                put(m, words, size=8)
        size(t, 1.0, 3.3, 4.2, 3.0, 2.0, 2.6, 2.9, 3.0, 3.0, 1.2)
        runs(doc.add_paragraph(), "", size=6)
    doc.add_paragraph("Plan held by: Board Business Manager, Room 2.14. Please send changes by the first Friday of the month.")
    doc.save(path)


for g in GROUPS:
    for r in g["recs"]:
        for i, a in enumerate(r["actions"]):
            a["no"] = (r["number"] or "") if i == 0 else ""
here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("Version 5", "", "2026-11-20")],
    remarks=["The plan's title and version are those of Annex B. The report's recommendations to the Panel, its front table, figures and 'What happens next' are no plan, though that table's heads are Date, Action, Lead.",
             "Number and recommendation are merged down beside their actions; the last recommendation has no number. 'What we want: …' is the section's description; the sponsor is nobody's lead.",
             "Progress stands in four columns by calendar quarter; days (14/4) are without a year (2026). An entry with no day belongs to its quarter. A lone dash says nothing.",
             "'Complete.', 'action closed as complete', 'Done.', 'Action completed on 6 October 2026' end an action; 'Pathway is not complete' does not. The action whose words are struck was removed: closed.",
             "'30 June 2026 and monthly after that' is one date; 'Q1 2026/27; review at end of Q4 2026/27' two; 'Date to be confirmed by the Panel' none. Struck 'Apr 2026' is the earlier date.",
             "A semicolon or a slash parts two leads; a comma within a job title does not. Members' date in the last recommendation is part of its words."],
    traps=["committee report", "quarter columns", "missing number", "priority with aim", "sponsor", "struck action", "struck date", "job titles with commas", "timetable table", "days without year"],
    beyond={"scale": {"B": "finished", "G": "on time", "A": "late, will be finished within three months of its date", "R": "late and needs a decision from somebody senior"}}))
