"""PDF printed from a police performance program: grey bar for each recommendation, grid of actions with code, owner, due date, status, percentage and the latest notes."""
import sys
from pathlib import Path
from made_a import *

NAME = "program_print"
COLUMNS = [("Recommendation", "recommendation"), ("Code", "number", "ref"), ("Action", "action"), ("Assigned To", "lead"), ("Original Due", "deadline", "original"),
           ("Due Date", "deadline"), ("Status", "status", "status"), ("Progress", "extra", "pct"), ("Latest Notes", "progress")]
TITLE = "National Child Protection Inspection – Improvement Plan"
DS = "DSU Public Protection"


def P(ref, action, lead, orig, due, d, status, pct, notes=(), **k):
    was = k.pop("was", ())
    return A(action, lead, due, d, notes, ref=ref, original=orig, status=status, pct=pct, was=was, **k)


GROUPS = [G("",
    R("1", "Within three months, the force should improve how it records the views and experiences of children at incidents of domestic abuse.",
      P("PP-NCPI-01.1", "Amend the mobile data form so that the child’s voice section has four prompts and cannot be skipped.", "Digital Policing Product Manager", "31-Aug-2026", "31-Aug-2026", "2026-08-31", "Completed", "100%",
        ["2026-08-27|27-Aug-2026 |KAdeyemi: Form released to all devices overnight."], st="complete"),
      P("PP-NCPI-01.2", "Brief all response teams using the training day cycle (Cycle 4).", "Chief Inspector Response, East", "30-Oct-2026", "27-Nov-2026", "2026-11-27", "In Progress", "80%",
        ["2026-11-16|16-Nov-2026 |KAdeyemi: Sixteen of twenty teams done. Remaining teams’ day was cancelled for the football and has been rearranged.", "2026-10-19|19-Oct-2026 |TWhitlock: Due date extended by Gold Group."], was=["2026-10-30"]),
      P("PP-NCPI-01.3", "Monthly dip sample of 50 public protection notices, graded by sergeants and moderated by the vulnerability team.", DS, "31-Mar-2027", "31-Mar-2027", "2027-03-31", "In Progress", "40%",
        ["2026-11-09|09-Nov-2026 |SOkoro: October sample 31/50 good or better (September 26, August 22)."])),
    R("2", "Immediately, the force should make sure that children are not detained in police custody overnight when alternative accommodation should be found.",
      P("PP-NCPI-02.1", "Custody inspector to telephone the on-call head of service when accommodation is refused, and log the call.", "Chief Inspector Custody", "17-Jul-2026", "17-Jul-2026", "2026-07-17", "Completed", "100%",
        ["2026-07-15|15-Jul-2026 |TWhitlock: Standing order issued, escalation log live in both suites. Completed and signed off by ACC."], st="complete", on="2026-07-15"),
      P("PP-NCPI-02.2", "Joint review with the three local authorities of every overnight detention, each month.", "Chief Inspector Custody / Head of Youth Justice, Cawder Council", "30-Sep-2026", "30-Sep-2026", "2026-09-30", "Overdue", "50%",
        ["2026-11-12|12-Nov-2026 |TWhitlock: Two of the three authorities attend. Chief Superintendent has written to the third.", "2026-09-28|28-Sep-2026 |TWhitlock: First review of 11 children; 7 had no request made for accommodation."], leads=["Chief Inspector Custody", "Head of Youth Justice, Cawder Council"]),
      P("PP-NCPI-02.3", "Write a joint protocol for secure and non-secure beds.", "Chief Inspector Custody", "29-Jan-2027", "29-Jan-2027", "2027-01-29", "Not Started", "0%", [])),
    R("3", "Within six months, the force should improve its investigation of online child sexual abuse, with attention to delay and to the risk to children while devices wait to be examined.",
      P("PP-NCPI-03.1", "Bring in a risk assessment of each waiting case every 14 days, checked by a detective inspector.", "DI Online Child Abuse Team", "30-Sep-2026", "30-Sep-2026", "2026-09-30", "Completed", "100%",
        ["2026-10-05|05-Oct-2026 |RLangstaff: All 143 cases assessed, 9 brought forward. Regime now business as usual – action complete.", "2026-09-07|07-Sep-2026 |RLangstaff: 98 of 143 completed so far."], st="complete", on="2026-10-05"),
      P("PP-NCPI-03.2", "Recruit three digital media investigators and outsource the oldest 60 devices.", "Head of Forensic Services", "31-Dec-2026", "31-Dec-2026", "2026-12-31", "In Progress", "60%",
        ["2026-11-13|13-Nov-2026 |RLangstaff: Contract let; 35 devices with the supplier. Two investigators appointed, third post to be re-advertised."]),
      P("PP-NCPI-03.3", "Refer to children’s social care on the day that a suspect with access to children is identified.", "DI Online Child Abuse Team", "31-Jul-2026", "31-Jul-2026", "2026-07-31", "In Progress", "90%",
        ["2026-11-13|13-Nov-2026 |RLangstaff: Same day in 38 of the last 40. Will be marked complete after two clear months."]),
      P("PP-NCPI-03.4", "Buy triage kits for each district.", "Head of Forensic Services", "30-Nov-2026", "30-Nov-2026", "2026-11-30", "Cancelled", "10%",
        ["2026-10-02|02-Oct-2026 |SOkoro: Cancelled by Gold Group. Regional unit provides on-scene triage."], st="closed", reason="Cancelled by Gold Group. Regional unit provides on-scene triage.")),
    R("4", "Within six months, the force and the Probation Service should improve the exchange of information about registered sex offenders and domestic abuse perpetrators who have contact with children.",
      P("PP-NCPI-04.1", "Agree a single request form and a three working day standard for reply.", "Head of Cawderdale PDU, Probation Service", "30-Oct-2026", "30-Oct-2026", "2026-10-30", "Completed", "100%",
        ["2026-10-29|29-Oct-2026 |JBellamy: Form and standard agreed at the Public Protection Forum, in use from 2 November."], st="complete"),
      P("PP-NCPI-04.2", "Check each person on probation with a child safeguarding flag against police domestic abuse call-outs, before the first home visit and every six months.", "Senior Probation Officer, Risk and Safeguarding", "31-Jan-2027", "31-Jan-2027", "2027-01-31", "In Progress", "30%",
        ["2026-11-17|17-Nov-2026 |JBellamy: Pilot in one office. Checks made in 44 of 52 cases; reply from police took 6 days on average.", "2026-10-20|20-Oct-2026 |JBellamy: Pilot begun."]),
      P("PP-NCPI-04.3", "Joint training for offender managers and probation practitioners on working with those who sexually harm.", "MAPPA Co-ordinator", "31-Mar-2027", "31-Mar-2027", "2027-03-31", "Not Started", "0%",
        ["2026-11-02|02-Nov-2026 |JBellamy: Start delayed until trainer returns in January."]))),
]
CSS = """@page{size:A4 landscape;margin:20mm 12mm 15mm 12mm;@top-left{content:'Cawderdale Constabulary';font:bold 8.5pt 'Liberation Sans'}@top-right{content:'PerformTrack 7.2  |  Action Plan Report';font:8pt 'Liberation Sans';color:#555}
@bottom-left{content:'Printed 24-Nov-2026 08:47 by SOkoro';font:8pt 'Liberation Sans'}@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);font:8pt 'Liberation Sans'}}
body{font:9.5pt 'Liberation Sans'}h1{font-size:16pt;margin:0 0 2mm;color:#14375e}table{border-collapse:collapse;width:100%;table-layout:fixed;margin-bottom:4mm}
th{background:#14375e;color:#fff;text-align:left;padding:1.5mm;font-size:8.5pt;border:.3pt solid #14375e}td{border:.3pt solid #bbb;padding:1.5mm;vertical-align:top}td p{margin:0 0 1.2mm}
.bar{background:#dcdcdc;padding:2mm;font-weight:bold;font-size:9.5pt;page-break-after:avoid}.f td{border:none;padding:.6mm 2mm .6mm 0}.f{width:auto;margin-bottom:3mm}
.pb{background:#eee;height:2.4mm;width:100%}.pb i{display:block;background:#5b9bd5;height:2.4mm}.st{white-space:nowrap}.dot{display:inline-block;width:2.4mm;height:2.4mm;border-radius:50%;margin-right:1mm}"""
DOT = {"Completed": "#2e75b6", "In Progress": "#4caf50", "Overdue": "#d32f2f", "Not Started": "#bdbdbd", "Cancelled": "#757575"}


def make(path):
    b = [f"<h1>{esc(TITLE)}</h1><table class=f><tr><td><b>Plan owner</b></td><td>ACC Crime and Public Protection</td><td><b>Report date</b></td><td>24-Nov-2026</td></tr>"
         "<tr><td><b>Filter</b></td><td>Plan = PP-NCPI; Status = All; Show notes = Last 2</td><td><b>Sort</b></td><td>Code (ascending)</td></tr></table>"
         "<p>HMICFRS inspected the force in May 2026 and made four recommendations. Actions for recommendation 4 are shared with the Probation Service (Cawderdale PDU). Progress is overseen by the Child Protection Gold Group.</p>"]
    for r in GROUPS[0]["recs"]:
        b.append(f"<div class=bar>Recommendation {r['number']}: {esc(r['text'])}</div><table><colgroup><col style='width:9.5%'><col style='width:21%'><col style='width:13%'><col style='width:8.5%'><col style='width:8.5%'><col style='width:9%'><col style='width:7%'><col></colgroup><thead><tr>"
                 + "".join(f"<th>{c[0]}</th>" for c in COLUMNS[1:]) + "</tr></thead><tbody>")
        for a in r["actions"]:
            b.append(f"<tr{' style=page-break-inside:avoid' if a['ref'].endswith('04.2') else ''}><td>{a['ref']}</td><td>{esc(a['action'])}</td><td>{esc(a['lead'])}</td><td>{a['original']}</td><td>{a['due']}</td><td class=st><span class=dot style='background:{DOT[a['status']]}'></span>{a['status']}</td>"
                     f"<td>{a['pct']}<div class=pb><i style='width:{a['pct']}'></i></div></td><td>" + "".join(f"<p>{esc(note_print(x))}</p>" for x in a["notes"]) + "</td></tr>")
        b.append("</tbody></table>")
    b.append("<p><b>Actions in this report:</b> 13 &nbsp; Completed 4 &nbsp; In Progress 5 &nbsp; Overdue 1 &nbsp; Not Started 2 &nbsp; Cancelled 1</p>")
    pdf(path, "".join(b), CSS, "PerformTrack report")


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.pdf")
from collections import Counter
print(Counter(a["status"] for r in GROUPS[0]["recs"] for a in r["actions"]))
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("", "Report date", "2026-11-24")], traps=[1, 2, 6, 10, 11, 12, 13, 17],
    remarks=["Printed from a program: a grey bar holds each recommendation, its grid stands under it with the heads again; heads are repeated where a grid runs over a page; the row 02.2 is cut by the end of page 1. The line of filters, the count at the end and what is printed in the margins are no actions.",
             "'Original Due' is the earlier date only where it differs (01.2); the due date is in force. A note begins with its date and the login of who wrote it; the login is kept in the words.",
             "Status says what has ended: 'Completed' and 'Cancelled'. 'Will be marked complete', '98 of 143 completed so far' end nothing. 'Within three months' is part of the recommendation."]))
