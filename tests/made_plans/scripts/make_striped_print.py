"""PDF from Word, no rules but shaded stripes; fire-service style: Learning / Action / Owner / Start date / End date / Status / Outcome."""
import sys
from pathlib import Path
from made_a import *

NAME = "striped_print"
COLUMNS = [("Learning", "recommendation"), ("Action", "action"), ("Owner", "lead"), ("Start date", "extra", "start"), ("End date", "deadline"), ("Status", "status", "status"), ("Outcome", "progress")]
TITLE = "Learning from fatal fires: service action plan"
GROUPS = [G("",
    R("1", "Home fire safety visits did not ask about oxygen or paraffin based creams.",
      A("Add two questions to the visit form.", "Prevention Manager", "29/05/2026", "2026-05-29", ["Questions live since May. Asked at 96% of visits read in August."], start="06/04/2026", status="Complete", st="complete"),
      A("Train crews in what to say about airflow mattresses.", "Group Manager, Training", "27/11/2026", "2026-11-27", ["2026-10-19|19/10/26: |Nine of fourteen watches trained."], start="01/09/2026", status="In progress"),
      A("Give carers a card with three warnings on it.", "Prevention Manager", "18/12/2026", "2026-12-18", ["2026-11-05|05/11/26: |Draft with two care agencies."], start="01/10/2026", status="In progress")),
    R("2", "Referrals from adult social care named the risk but not the person’s ability to get out.",
      A("Change the referral form and refuse none for want of a postcode.", "Safeguarding Lead, Estwold Fire and Rescue", "31/07/2026", "2026-07-31", ["2026-07-28|28/07/26: |New form in use by two of three councils.", "2026-08-31|31/08/26: |Third council joined."], start="01/05/2026", status="Complete", st="complete"),
      A("Meet each council’s duty manager once a quarter.", "Safeguarding Lead, Estwold Fire and Rescue", "Ongoing", None, ["2026-09|Sept 2026: |First round of meetings done, notes shared."], start="01/07/2026", status="In progress")),
    R("3", "After a near miss, nobody outside the Service was told.",
      A("Write a near miss notice and send it within two working days.", "Area Manager, Prevention and Protection", "30/09/2026", "2026-09-30", ["2026-09-21|21/09/26: |Two sent in trial, both late."], start="01/06/2026", status="Overdue"),
      A("Report near misses to the Safeguarding Adults Board.", "Area Manager, Prevention and Protection", "31/03/2027", "2027-03-31", [], start="04/01/2027", status="Not started"),
      A("Buy a case system shared with housing.", "Head of ICT", "31/12/2026", "2026-12-31", ["Not affordable; stopped by the Senior Leadership Team."], start="01/06/2026", status="Withdrawn", st="closed", reason="Not affordable; stopped by the Senior Leadership Team."))),
]
CSS = """@page{size:A4 landscape;margin:15mm;@bottom-center{content:'Estwold Fire and Rescue Service – Official – ' counter(page);font:8pt Arial}}
body{font:9.5pt Arial}h1{font-size:17pt;margin:0 0 2mm}table{border-collapse:collapse;width:100%;table-layout:fixed}th{text-align:left;padding:2mm;background:#7f1d1d;color:#fff}
td{vertical-align:top;padding:2mm;border:none}tr.s td{background:#e8e8e8}tr{page-break-inside:avoid}td p{margin:0 0 1mm}"""


def make(path):
    b = [f"<p>Estwold Fire and Rescue Service</p><h1>{esc(TITLE)}</h1><p>Updated 13 November 2026 by the Prevention team. Three fires in the winter of 2025 were looked at; what we learned is in the left hand column.</p><table><colgroup><col style='width:20%'><col style='width:21%'><col style='width:14%'><col style='width:9%'><col style='width:9%'><col style='width:9%'><col></colgroup><thead><tr>" + "".join(f"<th>{c[0]}</th>" for c in COLUMNS) + "</tr></thead><tbody>"]
    k = 0
    for r in GROUPS[0]["recs"]:
        for i, a in enumerate(r["actions"]):
            b.append(f"<tr class={'s' if k % 2 else 'p'}><td>{esc(r['number'] + '. ' + r['text']) if i == 0 else ''}</td><td>{esc(a['action'])}</td><td>{esc(a['lead'])}</td><td>{a['start']}</td><td>{a['due']}</td><td>{a['status']}</td><td>" + "".join(f"<p>{esc(note_print(x))}</p>" for x in a["notes"]) + "</td></tr>")
            k += 1
    pdf(path, "".join(b) + "</tbody></table><p>Next review: Prevention Board, 8 December 2026.</p>", CSS, "Fatal fires AP")


here = Path(__file__).resolve()
make(here.parents[1] / f"{NAME}.pdf")
save(here, NAME, truth(NAME, TITLE, COLUMNS, GROUPS, versions=[V("", "Updated", "2026-11-13")], traps=[1, 2, 6, 10, 12, 17],
    remarks=["No rules, every second row shaded; the learning stands beside the first of its actions, the cell is empty beside the others.",
             "Start date is no deadline. 'Outcome' is what has happened so far. 'Overdue' and 'Not started' are open; 'Withdrawn' is closed."]))
check(here.parent / f"{NAME}.pdf")
