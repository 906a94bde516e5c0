"""The kinds of lead that the general rule of made_a gets wrong."""
import made_a
ROLE = {"DCC", "DCI Safeguarding Hub", "Director of Adult Social Services", "Chair of the Improvement Board", "Chair of the Management Board", "Head of Adult Community Services"}
AGENCY = {"Community Safety Partnership", "Community Safety Partnership (Domestic Abuse Co-ordinator)", "Aldermere Chamber of Commerce", "Greenhithe Homes", "All agencies"}
GROUP = {"Simulation Faculty", "Corporate Communications", "Safeguarding Business Support", "Strategic HR"}


def save(here, name, data):
    for r in data["recommendations"]:
        for row in r["rows"]:
            for l in row["leads"]:
                for kind, names in (("role", ROLE), ("agency", AGENCY), ("group", GROUP)):
                    if l["name"] in names:
                        l["kind"] = kind
    made_a.save(here, name, data)
