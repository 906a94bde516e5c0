"""Word, a small board without a template: typed like a long letter, no table and no heading style. Recommendations in bold with a typed number, actions 1a, 1b … with a hanging tab,
beneath each a typed line 'Who: … When: … How it is going: …' and then a diary, a line a day, at the end DONE or DROPPED."""
import sys
from pathlib import Path
from made_a import *
from kinds_e import save

NAME = "typed_letter"
COLUMNS = [("Recommendation", "recommendation"), ("Action", "action"), ("Who", "lead"), ("When", "deadline"), ("How it is going", "rating"), ("Diary", "progress")]
TITLE = "After Mr T: what we have promised and how far we have got"

GROUPS = [
    G("PART ONE: FINDING OUT SOONER",
      R("1", "We should have one place where worries about a grown-up can be left, by anybody, at any time of the day.",
        A("Have the calls that come at night answered by the county’s duty team, and pay them for it.", "Bill Sandys", "30 April 2026", "2026-04-30",
          ["2026-03-18|18 March – |Bill met the county. They asked for £6,200 a year.", "2026-04-22|22 April – |Agreed at £5,000.", "2026-05-01|1 May – |First night. Two calls.", "DONE 1 May 2026.||2026-05-01"], ref="1a", rating="done", st="complete", on="2026-05-01"),
        A("Put the number up in both post offices, the surgery, the mart and on the back of the parish magazine.", "Revd Anthea Coke and MT", "by Whitsun (24 May 2026)", "2026-05-24",
          ["2026-05-20|20 May – |All up but the mart, where they want to ask the auctioneer.", "2026-09-04|4 September – |The mart has said yes. The notice has not been done yet, as the frame is broken."], leads=["Revd Anthea Coke", "MT"], ref="1b", rating="slowly"),
        A("Ask the postmen and women what they would like to know. They see more doors than any of us.", "MT", "end of September 2026", "2026-09",
          ["2026-09-16|16 September – |Seven came to the sorting office at five in the morning. They would like a name, not a number."], ref="1c", rating="well")),
      R("2", "Doctors, the police and social workers should tell one another when somebody who lives alone stops answering the door.",
        A("Meet on the first Monday of the month for half an hour with a list. No papers.", "Pc Gethin Rowe / Dr S Okafor", "from June 2026", "2026-06",
          ["2026-06-01|1 June – |Met. Nine names.", "2026-07-06|6 July – |Met. Eight names, of which five were the same.", "2026-08|August – |did not meet because of holidays.", "2026-11-02|2 November – |Met. Fire and Rescue came for the first time."], leads=["Pc Gethin Rowe", "Dr S Okafor"], ref="2a", rating="well"),
        A("Write down on one side of paper what may be shared and get the county solicitor to agree to it.", "HC", "~~June 2026~~ 15 January 2027", "2027-01-15",
          ["2026-07-09|9 July – |Sent to solicitor.", "2026-10-12|12 October – |Solicitor has sent back eleven sides. HC has asked her to come and see us."], was=["2026-06"], ref="2b", rating="stuck"))),
    G("PART TWO: WHEN SOMEBODY SAYS NO",
      R("3", "Nobody should be left alone with a “no” – neither the person who says it nor the worker who hears it.",
        A("Start a monthly lunch at which workers can talk about somebody they cannot get through to. Dr Okafor to lead the talking.", "Dr S Okafor", "Spring Term 2027 (the college will lend us the room)", "2027-03",
          [], ref="3a", rating="not started"),
        A("Four evenings on the Mental Capacity Act, open to carers and to neighbours as well as staff:\n– what the Act says\n– when a decision is only unwise\n– what drink does\n– how to write it down", "HC", "October 2026, November 2026, January 2027 and February 2027", ["2026-10", "2026-11", "2027-01", "2027-02"],
          ["2026-10-14|14 October – |First evening, 37 people, 11 of them neighbours.", "2026-11-18|18 November – |Second, 29 people in spite of the flood."], ref="3b", rating="well"),
        A("Ask Women’s Institute for volunteers to sit with people while they wait for a first visit.", "Revd Anthea Coke", "July 2026", "2026-07",
          ["2026-06-11|11 June – |They talked about it and were kind but would rather not.", "DROPPED on 3 July 2026. The Red Cross will do it and it is on their list now.||2026-07-03"], ref="3c", rating="dropped", st="closed", reason="DROPPED on 3 July 2026. The Red Cross will do it and it is on their list now.")),
      R("4", "Mr T’s sister asked that families should be told who is in charge.",
        A("A card with a name and a telephone number, left at the first visit and changed when the name changes.", "Head of Adult Social Work, Ardle District", "1 September 2026", "2026-09-01",
          ["2026-08-28|28 August – |Cards printed.", "DONE. All fourteen workers carry them."], ref="4a", rating="done", st="complete"),
        A("Go and see Mr T’s sister in a year and tell her what has changed.", "MT, HC", "March 2027", "2027-03", ["She has moved to Stour Cross. MT has the address."], leads=["MT", "HC"], ref="4b", rating="not started"))),
    G("PART THREE: KEEPING AN EYE ON OURSELVES",
      R("5", "The Board should know whether any of this has made a difference, and say so in public.",
        A("Count the people who are found by somebody other than a bailiff or a policeman.", "Stour Valley Fire and Rescue", "Q1, Q2, Q3 and Q4 of 2026/27", ["2026-06", "2026-09", "2026-12", "2027-03"],
          ["2026-07-13|13 July – |Q1: 6 of 10.", "2026-10-08|8 October – |Q2: 9 of 11. Counting will be completed in April."], ref="5a", rating="well"),
        A("Put two pages in the county’s annual report.", "all Board members", "no date yet", None, [], ref="5b", rating="not started"))),
]


def make(path):
    from docx.shared import Cm, Pt
    doc = document(landscape=False, font="Times New Roman", size=12)
    for s in ("left_margin", "right_margin"):
        setattr(doc.sections[0], s, Cm(2.5))
    doc.styles["Normal"].paragraph_format.space_after = Pt(4)

    def para(words, indent=0.0, hang=0.0, **k):
        p = doc.add_paragraph(); runs(p, words, **k)
        p.paragraph_format.left_indent = Cm(indent + hang); p.paragraph_format.first_line_indent = Cm(-hang) if hang else None
        return p
    para("Ardle and Stour Valley Safeguarding Adults Board", bold=True).alignment = 1
    para("The Old Schoolroom, Market Hill, Ardle").alignment = 1
    para("")
    para(TITLE, bold=True, size=16).alignment = 1
    para("Typed up by Marjorie, 24 November 2026").alignment = 1
    para("")
    para("Dear all,")
    para("Here it is again with everybody’s news put in. Under each thing that the review told us to do (in bold) come the things we said we would do about it. Where there is no news I have had none. Please do not change the dates yourselves: ring me.")
    para("For those who are new: MT is Marjorie Tull, who looks after the Board on Tuesdays and Thursdays. HC is Hamida Chowdhury, Principal Social Worker. Gethin is our police constable, Bill our chairman.")
    para("“Well” means that I am not worried, “slowly” that it will be late, “stuck” that it needs Bill.")
    seen = 0
    for g in GROUPS:
        para("")
        runs(doc.add_paragraph(), g["title"], bold=True).runs[0].underline = True
        for r in g["recs"]:
            p = para(f"{r['number']}.\t{r['text']}", hang=1.0, bold=True); p.paragraph_format.space_before = Pt(8)
            for a in r["actions"]:
                para(f"{a['ref']}\t{a['action']}", indent=0, hang=1.0).paragraph_format.space_before = Pt(6)
                seen += 1
                how = a["rating"]
                if seen == 4:      # one typed on two lines
                    para(f"**Who:** {a['lead']}", indent=1.0)
                    para(f"**When:** {a['due']}\t\t**How it is going:** {how}", indent=1.0)
                elif len(a["due"]) > 30 or len(a["lead"]) > 30:
                    para(f"**Who:** {a['lead']}", indent=1.0)
                    para(f"**When:** {a['due']}", indent=1.0)
                    para(f"**How it is going:** {how}", indent=1.0)
                else:
                    para(f"**Who:** {a['lead']}\t**When:** {a['due']}\t**How it is going:** {how}", indent=1.0)
                for x in a["notes"]:
                    w = note_print(x)
                    para(w, indent=1.6, size=11, bold=True if re.match("DONE|DROPPED", w) else None)
    para("")
    para("FOR THE NEXT MEETING", bold=True)
    for x in ("Minutes, and Bill’s letter about the ford", "The budget (Marjorie, by 20 January)", "Whether to go on meeting in the Schoolroom, which is cold"):
        doc.add_paragraph(x, style="List Bullet")
    para("We next meet on Thursday 11 February 2027 at 10, as the Corn Exchange is being painted.")
    para("With best wishes,")
    para("Marjorie")
    para("cc. the Coroner’s officer; Mr T’s sister", size=10)
    doc.save(path)


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.docx")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("", "Typed up by Marjorie", "2026-11-24")],
    remarks=["No table and no heading styles: a typed letter. Three parts, underlined; recommendations in bold with a number; actions 1a, 1b …; beneath each a typed line or lines Who / When / How it is going; then the diary. 'Action' and 'Diary' are printed nowhere as heads.",
             "The rating is what stands after 'How it is going'. DONE ends an action, DROPPED closes it; 'has not been done yet' and 'will be completed in April' end nothing.",
             "Days in the diary have no year (2026). 'August – did not meet' is a month's entry; the sister's address has no date.",
             "Dates: 'by Whitsun (24 May 2026)' is that day; 3b has four months, 5a four quarters; 'no date yet' none; the Spring Term ends in March; struck 'June 2026' is the earlier date.",
             "'and', a slash or a comma between names parts two leads (1b, 2a, 4b); 'Head of Adult Social Work, Ardle District' is one. MT and HC are explained: the lead as printed.",
             "The four evenings of 3b are part of one action. 'For the next meeting' is no plan, though it names a person and a date."],
    traps=["no table", "letter", "typed labels", "labels on one or more lines", "dash lists in action", "diary without year", "several dates", "terms", "initials key", "struck date", "agenda list"],
    beyond={"scale": {"Well": "I am not worried", "slowly": "it will be late", "stuck": "it needs Bill"}}))
