"""A lead cell is split where two leads meet, and nowhere else."""

import pytest

from actionplans.reading.plan.leads import read_leads


def names(text, key=None):
    return [lead.name for lead in read_leads(text, key).leads]


@pytest.mark.parametrize(
    "text",
    [
        # a post and what it is about
        "Head of Learning, Development and Quality",
        "Chair of Learning and Improvement Sub-group",
        "Chair of the Housing and Safeguarding Forum",
        "Director of Children, Families and Education",
        "Executive Director for Adults, Health and Housing",
        "Director of Adult Services and Housing",
        "Education and Inclusion Manager",
        "Principal Child and Family Social Worker",
        "Service Manager, Front Door and Assessment",
        "Service Manager, Court & PLO",
        "Matron, Assessment Unit and Discharge Lounge",
        "Head of Legal, Property and Contracts",
        "Service Leader, Learning and Development",
        "Head of Service – Early Help and Front Door",
        "Early Help, Education and Health leads",
        "Police and Crime Commissioner",
        "Office of the Police, Fire and Crime Commissioner",
        "Chief Executives of Fenmarsh Council, Fenmarsh Police and the ICB",
        "Superintendent, Head of Public Protection",
        "Executive Director of Nursing & Allied Health Professionals",
        "SEND/Inclusion Manager",
        "QA/Performance Manager",
        "Head of SEND/LAC",
        "Safeguarding/MCA Lead",
        # a post and where it is
        "Performance Lead, People Services, Fenmarsh Council",
        "Director of Nursing, Fenmarsh Mental Health and Learning Disability Trust",
        "Director of Tenancy, Larkmere Homes and Estates",
        "Head of Safeguarding and Quality Assurance, Children's Services",
        "Service Manager, Northgate Locality",
        "HoS – CSC",
        # a person and a post
        "Ann Marsh, Head of Service",
        "Ann Marsh, Designated Nurse, ICB",
        "Ann Marsh – Designated Nurse",
        "Head of Service, Ann Marsh",
        "Cllr A Reed (Portfolio Holder)",
        "DCI Jo March (police)",
        "A/DCI Jo March",
        # a group or an agency
        "LSCB/SAB Training sub-committee",
        "Training and Workforce Sub-Group",
        "Health and Wellbeing Board",
        "Employment and Skills Partnership",
        "Fenmarsh and Larkmere Safeguarding Children Partnership",
        "24/7 Crisis Team",
        "T&F Group",
        "All partners",
        "All Partners and Agencies",
        "Department of Health and Social Care",
        "Prison and Probation Service",
        "Head of Community Safety, Licensing and Trading Standards",
        "Special Educational Needs and Disabilities Manager",
        "Heads of Service",
        # broken at the edge of a column
        "Safeguardi ng Lead",
    ],
)
def test_one_lead_stays_one(text):
    assert names(text) == [text]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("CSC / WMP", ["CSC", "WMP"]),
        ("Deputy Chief Nurse / Matron for Discharge", ["Deputy Chief Nurse", "Matron for Discharge"]),
        ("Housing Options Manager/Inclusion Manager", ["Housing Options Manager", "Inclusion Manager"]),
        ("Inclusion Manager/Board Chair", ["Inclusion Manager", "Board Chair"]),
        ("ICB/Designated Nurse", ["ICB", "Designated Nurse"]),
        ("Youth Justice/YOT", ["Youth Justice", "YOT"]),
        ("DoN/ADoN", ["DoN", "ADoN"]),
        ("Board members/partner agencies", ["Board members", "partner agencies"]),
        ("All statutory partners, schools and VCS", ["All statutory partners", "schools", "VCS"]),
        ("HR / Legal", ["HR", "Legal"]),
        ("Libraries Manager (North) / Learning and Skills", ["Libraries Manager (North)", "Learning and Skills"]),
        ("Police and/or Health", ["Police", "Health"]),
        (
            "Director of Public Health/Consultant in Public Health",
            ["Director of Public Health", "Consultant in Public Health"],
        ),
        (
            "Director of Public Health and Consultant in Public Health",
            ["Director of Public Health", "Consultant in Public Health"],
        ),
        ("Head of Service, Children in Care and Court Manager", ["Head of Service, Children in Care", "Court Manager"]),
        ("Head of Safeguarding and Police", ["Head of Safeguarding", "Police"]),
        ("Parent Offer Officer and Carer Forum", ["Parent Offer Officer", "Carer Forum"]),
        ("ICB Safeguarding Team and Public Health", ["ICB Safeguarding Team", "Public Health"]),
        ("CSC & Education", ["CSC", "Education"]),
        ("Health Visitors and School Nurses", ["Health Visitors", "School Nurses"]),
        ("Chair, Audit sub-group and Ann Marsh", ["Chair, Audit sub-group", "Ann Marsh"]),
        ("Board Manager, Chair, Lay Member", ["Board Manager", "Chair", "Lay Member"]),
        ("Principal Social Worker, Head of Service", ["Principal Social Worker", "Head of Service"]),
        ("Police, Health, Probation", ["Police", "Health", "Probation"]),
        ("Police, Health and Social Care", ["Police", "Health", "Social Care"]),
        ("Named Doctor, Police, Probation", ["Named Doctor", "Police", "Probation"]),
        ("Schools, GPs, Health Visitors, Social Workers", ["Schools", "GPs", "Health Visitors", "Social Workers"]),
        ("Police (DCI March), ICB (A Reed)", ["Police (DCI March)", "ICB (A Reed)"]),
        ("Training Group, Audit Group", ["Training Group", "Audit Group"]),
        ("Fenmarsh Council and Fenmarsh Police", ["Fenmarsh Council", "Fenmarsh Police"]),
        ("Ann Marsh, CSC, Tom Hill, Police", ["Ann Marsh, CSC", "Tom Hill, Police"]),
        ("Ann Marsh, Tom Hill and Police", ["Ann Marsh", "Tom Hill", "Police"]),
        ("Ann Marsh (Chair) Tom Hill (Manager)", ["Ann Marsh (Chair)", "Tom Hill (Manager)"]),
        ("Vera Penn Vicky Lane", ["Vera Penn", "Vicky Lane"]),
        ("SM / LP", ["SM", "LP"]),
        ("SM, LP", ["SM", "LP"]),
        ("Lead: Ann Marsh; Support: Police", ["Ann Marsh", "Police"]),
        ("Owner – Board Manager", ["Board Manager"]),
    ],
)
def test_two_leads_are_two(text, leads):
    assert names(text) == leads


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("• Police\n• Health", ["Police", "Health"]),
        ("1. Police\n2. Health", ["Police", "Health"]),
        ("– Police\n– Health", ["Police", "Health"]),
        ("Police; Health", ["Police", "Health"]),
        ("Independent Chair.\nMary Kearn-Bell", ["Independent Chair", "Mary Kearn-Bell"]),
        ("Police\nall schools", ["Police", "all schools"]),
        ("Head of Safeguarding Adults,\nFenmarsh Council", ["Head of Safeguarding Adults, Fenmarsh Council"]),
        ("Designated\nNurse", ["Designated Nurse"]),
        ("Cllr A Reed (Portfolio\nHolder)", ["Cllr A Reed (Portfolio Holder)"]),
        ("Safeguardi\nng Lead", ["Safeguardi ng Lead"]),
    ],
)
def test_lines_divide_unless_one_goes_on(text, leads):
    assert names(text) == leads


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Ann Marsh ann.marsh@fenmarsh.example", ["Ann Marsh"]),
        ("Ann Marsh (ann.marsh@fenmarsh.example) / Tom Hill", ["Ann Marsh", "Tom Hill"]),
        ("ann.marsh@fenmarsh.example", ["ann.marsh@fenmarsh.example"]),
    ],
)
def test_a_mail_address_beside_a_name_is_none_of_it(text, leads):
    assert names(text) == leads
    cell = read_leads(text)
    assert cell.text == (text if leads != [text] else "")


@pytest.mark.parametrize(
    ("text", "leads"), [("TBC", []), ("Ann Marsh / TBC", ["Ann Marsh"]), ("Police\n(tbc)", ["Police"])]
)
def test_who_is_not_named_yet_is_no_lead_and_no_question(text, leads):
    cell = read_leads(text)
    assert [lead.name for lead in cell.leads] == leads
    assert (cell.notes, cell.text) == ((), text)


def test_each_lead_has_its_kind():
    text = "Ann Marsh\nIndependent Chair\nTraining sub-group\nPolice\nA/Supt Hill\nTom Hill – Designated Nurse"
    kinds = [lead.kind for lead in read_leads(text).leads]
    assert kinds == ["person", "role", "group", "agency", "person", "person"]


def test_initials_that_the_file_explains_are_people_as_printed():
    key = {"SAM": "Sally A. Marsh", "LP": "Lena Penn"}
    assert [lead.kind for lead in read_leads("SAM / LP").leads] == ["agency", "person"]
    cell = read_leads("SAM and Head of Service; LP", key)
    assert [(lead.name, lead.kind) for lead in cell.leads] == [
        ("SAM", "person"),
        ("Head of Service", "role"),
        ("LP", "person"),
    ]


@pytest.mark.parametrize(
    ("text", "lead", "note"),
    [
        (
            "Audit co-chairs to identify what partners should report",
            "Audit co-chairs",
            "to identify what partners should report",
        ),
        ("Board Manager supported by the ICB", "Board Manager", "supported by the ICB"),
        ("Named GP with support from the ICB", "Named GP", "with support from the ICB"),
    ],
)
def test_what_a_lead_is_to_do_and_with_whom_is_a_note(text, lead, note):
    cell = read_leads(text)
    assert [found.name for found in cell.leads] == [lead]
    assert cell.notes == (note,)
    assert cell.text == text


def test_a_post_is_called_without_its_article():
    cell = read_leads("The 14–19 Adviser and the Principal, Larkmere College")
    assert [lead.name for lead in cell.leads] == ["14–19 Adviser", "Principal, Larkmere College"]
    assert cell.text == "The 14–19 Adviser and the Principal, Larkmere College"
    assert names("The Council") == ["The Council"]


def test_an_agency_with_another_that_is_not_known_is_two():
    assert names("Larch and Dale Homes with Haven") == ["Larch and Dale Homes", "Haven"]
