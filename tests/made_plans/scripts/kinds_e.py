"""The kinds of lead that the general rule of made_a gets wrong."""
import made_a
ROLE = {"Designated Nurse, Adult Safeguarding, ICB", "Registered managers’ network chair", "Head of Housing and Homelessness Services", "Chair of the Youth Council", "School Nursing Team Leader"}
AGENCY = {"Calderwick Homes", "Stour Valley Fire and Rescue", "all Board members", "Fellside Leisure", "Women’s Aid Harrowmere", "ICB"}
GROUP = {"Safeguarding Adults Review Group", "Practice Learning Network"}
PERSON = {"Marjorie Tull", "Pc Gethin Rowe", "Revd Anthea Coke", "Dr S Okafor", "Bill Sandys", "Hamida Chowdhury", "Zed", "Polly", "Gurdeep", "Annis", "Callum"}


def save(here, name, data):
    for r in data["recommendations"]:
        for row in r["rows"]:
            for l in row["leads"]:
                for kind, names in (("role", ROLE), ("agency", AGENCY), ("group", GROUP), ("person", PERSON)):
                    if l["name"] in names:
                        l["kind"] = kind
    made_a.save(here, name, data)
