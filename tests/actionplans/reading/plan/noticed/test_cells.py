"""What is read out of the cells of an action: how it ended, notes, dates and leads."""

import re

import pytest

from tests.made_plans.scoring import clean

from .made import action_of, holding, plan, truth, with_point

MONTHS = {"Q1": ("04", "06"), "Q2": ("07", "09"), "Q3": ("10", "12"), "Q4": ("01", "03")}


def leads(name, begins):
    return [lead.name for lead in action_of(plan(name), begins).leads]


# 2: endings


@pytest.mark.parametrize(("name", "days"), holding("completed"))
def test_an_action_has_ended_on_the_day_that_the_file_says(name, days):
    read = {begins: action_of(plan(name), begins) for begins in days}
    assert all(action.status != "open" for action in read.values())
    said = {begins: action.ended.on if action.ended else "" for begins, action in read.items()}
    for begins, day in days.items():
        # a plan holds the day of an end or none: of a month the day is that of another note in it, or is not made up
        is_month = len(day) < len("2026-01-01")
        assert said[begins][: len(day)] in ((day, "") if is_month else (day,)), begins


@pytest.mark.parametrize(("name", "reasons"), holding("status_reasons"))
def test_what_was_withdrawn_or_handed_over_is_ended_with_the_words_as_its_reason(name, reasons):
    for begins, words in reasons.items():
        action = action_of(plan(name), begins)
        assert action.status in ("closed", "complete")
        assert action.ended is not None, begins
        assert action.ended.reason, begins
        assert clean(action.ended.reason) in clean(words) or clean(words) in clean(action.ended.reason)


@pytest.mark.parametrize("name", with_point(2))
def test_no_more_actions_have_ended_than_the_file_says(name):
    action_heading = next(c["printed"] for c in truth(name)["columns"] if c["role"] == "action")
    rows = [row for r in truth(name)["recommendations"] for row in r["rows"]]
    still_open = {clean(row["cells"][action_heading]) for row in rows if row["status"] == "open"}
    ended = {clean(action.action) for _, _, action in plan(name).actions() if action.status != "open"}
    assert ended & still_open == set()


def test_a_line_of_status_in_the_progress_cell_is_no_note():
    action = action_of(plan("bold_forms"), "Name a lead and a deputy")
    assert (action.status, action.rating) == ("complete", "Blue")
    assert action.ended is not None
    assert action.ended.on == "2026-06-02"
    assert all("Status" not in note.text for note in action.progress)
    assert action.extra["Status"] == "Blue, complete on 2 June 2026"


# 7: columns of progress


@pytest.mark.parametrize(("name", "periods"), holding("periods"))
def test_each_note_keeps_the_period_or_the_agency_of_its_column(name, periods):
    notes = [note for _, _, action in plan(name).actions() for note in action.progress]
    for begins, period in periods.items():
        words = " ".join(_letters(begins).split()[-2:])
        found = [note for note in notes if words in _letters(note.text)]
        assert found, begins
        assert any(_is_of(note, period) for note in found), (begins, period)


def _letters(text):
    return re.sub(r"[^a-z]+", " ", text.lower())


def _is_of(note, period):
    """Whether a note is dated within its period, or says its agency."""
    if match := re.match(r"Q[1-4]", period):
        first, last = MONTHS[match[0]]
        return note.date is not None and first <= note.date[5:7] <= last
    if span := re.match(r"([A-Z][a-z]{2})[a-z]*(?:–([A-Z][a-z]{2}))?[ -](?:20)?(\d\d)\b", period):
        first, last = (f"20{span[3]}-{_month(name):02}" for name in (span[1], span[2] or span[1]))
        return note.date is not None and first <= note.date[:7] <= last
    return note.text.startswith(f"{period}: ")


def _month(name):
    return "JanFebMarAprMayJunJulAugSepOctNovDec".index(name) // 3 + 1


@pytest.mark.parametrize("name", ["months_workbook", "police_months", "audit_quarters", "police_two_heads"])
def test_a_day_without_a_year_takes_the_year_of_its_column(name):
    notes = [note for _, _, action in plan(name).actions() for note in action.progress if note.precision == "day"]
    assert len(notes) >= 5
    assert {note.date[:4] for note in notes} == {"2026"}
    assert [w for w in plan(name).warnings if w.kind == "note-date"] == []


# 10: one date in force


@pytest.mark.parametrize(("name", "earlier"), holding("earlier_dates"))
def test_dates_that_were_replaced_are_earlier_ones_in_their_order(name, earlier):
    for begins, dates in earlier.items():
        action = action_of(plan(name), begins)
        assert len(action.deadlines) == 1, begins
        before = [date.date for date in action.earlier]
        assert dates in (before, [*before, action.deadlines[0].date]), begins


@pytest.mark.parametrize("name", with_point(10))
def test_no_action_has_a_second_deadline(name):
    actions = [action for _, _, action in plan(name).actions()]
    assert all(len(action.deadlines) <= 1 for action in actions)
    assert sum(bool(action.earlier) for action in actions) == len(truth(name)["beyond"]["earlier_dates"])


def test_two_dates_that_were_struck_out_are_both_earlier_ones():
    action = action_of(plan("enquiry_forms"), "Pay communication support workers")
    assert [date.date for date in action.earlier] == ["2026-06-30", "2026-09-30"]
    assert action.deadline_text == "31 January 2027 (was 30 June 2026, then 30 September 2026)"


# 12: leads


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("audit_quarters", {"AK": "Anneka Kolbe", "RB": "Rhodri Baptiste", "TW": "Tamsin Wexcombe"}),
        ("learning_points", {"PD": "Priya Dunmore", "CT": "Callum Testerby", "HS": "Helga Strand"}),
        ("adult_review_print", {"JT": "Joanna Tarrow", "HP": "Hamid Pourali", "NC": "Noor Chaudhary"}),
        ("tracker_export", {"PS": "Petra Sherwin", "TA": "Tolu Akande", "BC": "Bohdan Cirny"}),
    ],
)
def test_initials_are_people_whose_names_are_in_the_key(name, initials):
    people = {person.initials: person.name for person in plan(name).people}
    assert initials.items() <= people.items()
    leading = {lead.name: lead.kind for _, _, action in plan(name).actions() for lead in action.leads}
    assert {leading[letters] for letters in initials if letters in leading} == {"person"}
    assert set(leading) & set(initials)


def test_letters_that_the_key_explains_as_an_agency_are_no_person():
    assert not {"FC", "FP", "NHSF"} & {person.initials for person in plan("audit_quarters").people}
    [fc, _] = action_of(plan("audit_quarters"), "Ask every designated safeguarding lead").leads
    assert fc.name == "FC"


@pytest.mark.parametrize(
    ("name", "begins", "lead"),
    [
        ("committee_outline", "Agree five measures", "Performance Lead, People Services, Severnside Council"),
        ("three_documents", "Rewrite the threshold", "Service Manager, Front Door, MASH and Emergency Duty"),
        ("strategic_sheets", "Bring the quality monitoring", "Head of Commissioning, Quality and Market Management"),
        ("send_priorities", "Recruit four plan", "Assistant Director, Education and Inclusion"),
        ("must_do_should_do", "Run twelve extra half days", "Bryony Askham, Director of Midwifery"),
        ("committee_paper", "Write a sleep guide", "Community Paediatrics"),
    ],
)
def test_a_job_title_with_a_comma_or_an_and_is_one_lead(name, begins, lead):
    assert leads(name, begins) == [lead]


@pytest.mark.parametrize(
    ("name", "begins", "two"),
    [
        ("send_priorities", "Visit each school", ["Inclusion and Attendance Manager", "Virtual School Head"]),
        ("enquiry_forms", "Try the protocol out", ["Emergency Planning Officer", "Provider Quality Manager"]),
        ("adult_review_print", "Invite the three housing", ["LM", "NC"]),
        ("strategic_sheets", "Short film in British", ["Board Manager", "Voluntary Sector Forum"]),
    ],
)
def test_two_leads_with_a_slash_or_a_comma_are_two(name, begins, two):
    assert leads(name, begins) == two


# 13: dates


@pytest.mark.parametrize(
    ("name", "begins", "date", "precision"),
    [
        ("agency_columns", "Offer of support", "2026-12", "month"),  # End Q3 2026/27
        ("homicide_template", "Add two questions", "2027-03", "month"),  # End Q4 2026/27
        ("strategic_sheets", "Bring the quality monitoring", "2026-06", "month"),  # End Q1 2026/27
        ("action_and_update", "Add “was not brought”", "2027-03", "month"),  # Q4 26/27
        ("send_priorities", "Train one member of staff", "2027-03", "month"),  # Spring term 2027
        ("learning_points", "Publish one page", "2026-12", "month"),  # Autumn term 2026
        ("action_and_update", "Make a film", "2027-07", "month"),  # summer 2027
        ("agency_columns", "Conference of all", "2026-09-07", "day"),  # w/c 7 September 2026
        ("themes_merged", "Audit 40 cases", "2026-10-12", "day"),  # w/b 12 Oct 2026
        ("three_documents", "Two more safeguarding nurses", "2027", "year"),  # early 2027
    ],
)
def test_quarters_terms_and_weeks_are_dates_as_precise_as_they_are_written(name, begins, date, precision):
    [deadline] = action_of(plan(name), begins).deadlines
    assert (deadline.date, deadline.precision) == (date, precision)


@pytest.mark.parametrize("name", with_point(13))
def test_words_that_are_no_date_are_kept_and_only_a_time_from_an_unnamed_day_is_asked_about(name):
    for _, _, action in plan(name).actions():
        if re.fullmatch(r"(?:ongoing|tbc|n/a|immediate|monthly|quarterly)", action.deadline_text, re.IGNORECASE):
            assert action.deadlines == ()
    within = [a for _, _, a in plan(name).actions() if re.match(r"within \d", a.deadline_text, re.IGNORECASE)]
    asked = [w.message for w in plan(name).warnings if w.kind == "deadline" and "is not named" in w.message]
    assert len(asked) == len(within)


def test_a_quarter_without_its_year_is_asked_about():
    action = action_of(plan("recommendation_at_right"), "Children's participation workers")
    assert (action.deadline_text, action.deadlines) == ("by end of Q2", ())
    [asked] = [w.message for w in plan("recommendation_at_right").warnings if w.kind == "deadline"]
    assert asked == "“by end of Q2”: of which year “Q2” is, is not said. It was kept as words."
