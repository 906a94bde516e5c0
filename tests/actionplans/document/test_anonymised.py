"""The public edition as data: no person is named, however the name was written, and the words around it stay whole."""

from __future__ import annotations

import dataclasses
import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from actionplans.document.anonymised import Replacement, public, public_marking, replacements
from actionplans.document.names import UNNAMED_PERSON, Names, is_post
from actionplans.document.tree import (
    ActionNode,
    ColumnNode,
    DeadlineMoveNode,
    DeadlineNode,
    EndedNode,
    EntryNode,
    LeadNode,
    PersonNote,
    PlanDocument,
    RecommendationNode,
    SectionNode,
    SourceNode,
    VersionLine,
    VersionMark,
)
from actionplans.document.warnings import Warning_
from tests.actionplans.document import strategies

TESSA = PersonNote("TO", "Tessa Orme", "Business Manager", "Fenmarsh Council")
RUTH = PersonNote("RC", "Det Supt Ruth Calloway", "", "Fenland Police")
NOBODY = PersonNote("", "Zebedee Quill")
ROLE = "Business Manager"


def scrubbed(text: str, *people: PersonNote, day: str | None = None, **how: bool) -> str:
    return Names(people or (TESSA, RUTH, NOBODY)).scrubbed(text, day, **how)[0]


# Ways of writing a name ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "Tessa Orme",
        "tessa orme",
        "TESSA ORME",
        "Tessa  Orme",
        "Tessa\nOrme",
        "Tessa\u00a0Orme",
        "Te\u200bssa Or\u00adme",
        "Tes\x1fsa Or\x02me",
        "Te\x7fssa",
        "Or\ufdd0me",
        "Te\U000e0061ssa",
        "Tess\u0600a",
        "T\x01O",
        "**Tessa** Orme",
        "Tessa *Orme*",
        "Orme, Tessa",
        "Orme Tessa",
        "Orme, T.",
        "T. Orme",
        "T Orme",
        "T.J. Orme",
        "Tessa J. Orme",
        "Tessa",
        "Orme",
        "Mrs Orme",
        "Ms. Orme",
        "Cllr Tessa Orme",
        "Tessa O.",
        "TessaOrme",
        "tessa.orme",
        "tessaorme",
        "TESSAORME",
        "TO",
        "T.O.",
        "T.O",
        "T. O.",
        "T O",
        "Tessa Orme (TO)",
        "the Business Manager, Tessa Orme,",
        "Tessa Orme, Business Manager,",
        "Business Manager (TO)",
    ],
)
def test_every_way_of_writing_a_person_becomes_their_post(written):
    became = scrubbed(f"Sent by {written} to all")
    assert became.replace("*", "").replace("the ", "") == f"Sent by {ROLE} to all"
    assert became.count("*") % 2 == 0


@pytest.mark.parametrize(
    ("text", "became"),
    [
        ("Tessa’s note, Orme's view and TO’s list", f"{ROLE}’s note, {ROLE}'s view and {ROLE}’s list"),
        ("TO/RC (TO)", f"{ROLE}/Fenland Police ({ROLE})"),
        ("We go to all of them, to orme and to tessa.", "We go to all of them, to orme and to tessa."),
        ("P106 and TORN stay", "P106 and TORN stay"),
        ("McTessa Ormerod stays", "McTessa Ormerod stays"),
        ("WHAT NEEDS TO HAPPEN", "WHAT NEEDS to HAPPEN"),
        ("TO and TO", f"{ROLE} and {ROLE}"),
        ("Tessa met Ruth", f"{ROLE} met Fenland Police"),
        ("DCI Calloway, Supt Ruth Calloway; Det Supt Calloway", "Fenland Police; Fenland Police"),
        ("Zebedee agreed.", "a named person agreed."),
        ("Ask tessa.orme@fenmarsh.example, 01632 960001.", "Ask [e-mail address removed], [phone number removed]."),
        ("(01632) 960 001 or +44 7700 900123", "[phone number removed] or [phone number removed]"),
        ("On 01-02-2026 03-04-2026 at £5 @ 3", "On 01-02-2026 03-04-2026 at £5 @ 3"),
        ("agreed with T.O. Next step", f"agreed with {ROLE}. Next step"),
    ],
)
def test_what_stands_around_a_name_stays_as_it_is(text, became):
    assert scrubbed(text) == became


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Seán O’Neil", "O'Neil"),
        ("Seán O'Neil", "sean o’neil"),
        ("Mary Smith-Jones", "Ms Jones"),
        ("Mary Smith-Jones", "Smith–Jones, Mary"),
        ("Anna van der Berg", "Van der Berg"),
        ("José Núñez", "Jose Nunez"),
        ("José Núñez", unicodedata.normalize("NFD", "NÚÑEZ")),
        ("Łukasz Øster", "Lukasz"),
        ("Elizabeth (Liz) Harker", "Liz Harker"),
        ("Harker, Elizabeth", "Elizabeth"),
        ("Angus McDonald", "MCDONALD"),
        ("Angus McDonald", "Mc Donald"),
        ("Seán O’Neil", "O′Neil"),
        ("Ben Carter", "Ben"),
        ("Van Nguyen", "Van"),
        ("Kim La", "La"),
        ("Di Morgan", "Di"),
        ("Dr Ngozi Adeyemi OBE", "Adeyemi"),
    ],
)
def test_names_of_every_make(name, written):
    assert scrubbed(f"Seen by {written} today", PersonNote("", name, "Clerk")) == "Seen by Clerk today"


def test_a_name_that_is_a_month_leaves_dates_whole():
    may = PersonNote("", "May Friday", "Clerk")
    for kept in (
        "5 May 2026",
        "in May 2026",
        "May ’26",
        "end of May",
        "ready by May",
        "May to June 2026",
        "Friday 5 June",
    ):
        assert scrubbed(f"Due {kept}.", may) == f"Due {kept}."
    assert scrubbed("led by May; May asked, and Ms Friday", may) == "led by Clerk; Clerk asked, and Clerk"
    assert scrubbed("May", may, dates=True) == "May"


def test_initials_that_are_a_time_of_day_leave_times_whole():
    assert scrubbed("AM came at 9.30 AM", PersonNote("AM", "Ann Marsh", "Clerk")) == "Clerk came at 9.30 AM"


def test_a_surname_that_is_a_small_word_does_not_stand_for_it_at_the_beginning():
    person = PersonNote("", "Kenneth To", "Clerk")
    assert scrubbed("To agree it.\n- To say so. Mr To did.", person) == "to agree it.\n- to say so. Clerk did."


def test_two_words_that_make_a_name_by_chance_are_not_one():
    assert scrubbed("ben Ari and van de", PersonNote("", "Tal ben Ari", "Clerk")) == "Clerk and van de"
    assert scrubbed("St Mary’s", PersonNote("", "St John Rivers", "Clerk")) == "St Mary’s"
    assert scrubbed("Will is here", PersonNote("", "Anne Willis", "Clerk")) == "Will is here"
    assert scrubbed("another one", PersonNote("", "An Other", "Clerk")) == "another one"


# What replaces them ------------------------------------------------------------------------------------------------------


def test_initials_pass_from_one_person_to_the_next():
    people = (
        PersonNote("AB", "Ann Bell", "Nurse", "ICB", None, "2026-09-30"),
        PersonNote("AB", "Alan Brook", "Doctor", "ICB", "2026-10-01"),
    )
    assert scrubbed("AB asked", *people, day="2026-09-30") == "Nurse asked"
    assert scrubbed("AB asked", *people, day="2026-10") == "Doctor asked"
    assert scrubbed("AB asked", *people, day="2026") == "ICB asked"
    assert scrubbed("AB asked", *people) == "ICB asked"
    assert scrubbed("Alan asked", *people, day="2025-01-01") == "Doctor asked"


def test_what_two_people_of_one_name_do_not_share_is_not_said():
    people = (PersonNote("AB", "Ann Bell", "Nurse", "ICB"), PersonNote("AB", "Alan Brook", "Clerk", "Council"))
    assert scrubbed("AB asked Ann", *people) == "a named person asked Nurse"
    assert scrubbed("Smith; T. Smith", PersonNote("", "Ann Smith", "Nurse"), PersonNote("", "Tom Smith", "Clerk")) == (
        f"{UNNAMED_PERSON}; Clerk"
    )


def test_a_post_that_holds_a_name_is_not_used():
    people = (
        TESSA,
        PersonNote("PA", "Pat Lane", "Assistant to Tessa Orme", "TO Services"),
        PersonNote("", "Sid", "PA"),
    )
    assert scrubbed("Pat and Sid", *people) == "a named person and a named person"


def test_what_is_called_like_a_post_is_no_person():
    people = (TESSA, PersonNote("", "Business Manager", "Business Manager"), PersonNote("", "Fenland Police"), RUTH)
    text = "The Business Manager and Fenland Police asked the Safeguarding Team"
    assert scrubbed(text, *people, PersonNote("", "Safeguarding Team")) == text


def test_a_name_in_ordinary_words_goes_wherever_it_has_a_capital():
    assert scrubbed("Young people: ask Mark, who will mark the young", PersonNote("", "Mark Young", "Clerk")) == (
        "Clerk people: ask Clerk, who will mark the young"
    )


def test_a_name_that_is_plural_by_mistake_or_by_meaning_goes_too():
    assert scrubbed("Tessas list, for the Ormes and the ormes") == f"{ROLE} list, for the {ROLE} and the ormes"


@pytest.mark.parametrize(
    ("file", "became"),
    [
        ("minutesTO.docx", f"minutes{ROLE}.docx"),
        ("20261012TO.pdf", f"20261012{ROLE}.pdf"),
        ("tessa_notes.docx", f"{ROLE}_notes.docx"),
        ("orme.pdf", f"{ROLE}.pdf"),
        ("notes-tessaorme-2.pdf", f"notes-{ROLE}-2.pdf"),
        ("letter to all.pdf", "letter to all.pdf"),
    ],
)
def test_names_of_files_run_together_and_need_no_capitals(file, became):
    assert scrubbed(file, file=True) == became


# The document -----------------------------------------------------------------------------------------------------------


def everywhere(*texts: str, people: tuple[PersonNote, ...] = ()) -> PlanDocument:
    """A document with these texts in turn in every field that holds text."""
    place = -1

    def t() -> str:
        nonlocal place
        place += 1
        return texts[place % len(texts)]

    return PlanDocument(
        title=t(),
        subtitle=t(),
        source=SourceNode(t(), t(), unknown={"a": t()}),
        columns=(ColumnNode("action", t()), ColumnNode(f"extra:{texts[0]}", t())),
        ratings=(t(),),
        sections=(
            SectionNode(
                kind=t(),
                title=t(),
                description=t(),
                objectives=(t(), t()),
                outcomes=(t(),),
                rating=t(),
                unknown={t(): t()},
                recommendations=(
                    RecommendationNode(
                        number=t(),
                        text=t(),
                        short=t(),
                        rating=t(),
                        id=t(),
                        actions=(
                            ActionNode(
                                **{name: t() for name in ("action", "why", "risk", "target", "evidence", "id", "ref")},
                                leads=tuple(
                                    LeadNode(text, kind) for kind in ("person", "role", "agency") for text in texts
                                ),
                                deadline_text=t(),
                                deadlines=(DeadlineNode(t()),),
                                rating=t(),
                                extra={text: t() for text in texts},
                                also=(t(),),
                                deadline_moves=(DeadlineMoveNode(t(), t(), "", t()),),
                                ended=EndedNode("", t(), t()),
                                progress=(
                                    EntryNode(
                                        t(),
                                        "2026-10-11",
                                        "day",
                                        as_written=t(),
                                        author=t(),
                                        attachments=(t(),),
                                        id=t(),
                                        unknown={t(): t()},
                                    ),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        versions=(VersionLine(t(), t(), t(), t()),),
        warnings=(Warning_(t(), t()),),
        people=people,
        version=VersionMark(3, t(), "", t(), t()),
        unknown={t(): [t()]},
    )


def named(text: str, people: tuple[PersonNote, ...]) -> list[str]:
    """The people who are found by plain search: the whole name in any case, a word of it with its capital, initials."""
    plain = " ".join(re.sub(r"[\u200b\u00ad*]", "", unicodedata.normalize("NFC", text)).split())
    found = []
    for person in people:
        words = unicodedata.normalize("NFC", person.name).split()
        found += [person.name] if " ".join(words).casefold() in plain.casefold() else []
        found += [w for w in words if re.search(rf"(?<!\w){re.escape(w)}(?!\w)", plain)]
        found += re.findall(rf"(?<!\w){person.initials}(?!\w)", plain) if person.initials else []
    return found


#: A family name that is also a month alone ("Dr Sep") is left to the page that lists what stays.
_MONTHS = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
_LETTERS = st.text(alphabet="abdeghklmnoprstuvzéñøłö", min_size=3, max_size=8)
_name_words = st.one_of(
    _LETTERS.map(str.capitalize),
    st.tuples(_LETTERS, _LETTERS).map(lambda pair: "-".join(map(str.capitalize, pair))),
    _LETTERS.map(lambda word: f"O’{word.capitalize()}"),
)


@st.composite
def persons(draw) -> PersonNote:
    first, last = draw(_name_words), draw(_name_words)
    return PersonNote(
        initials=draw(st.sampled_from(["", f"{first[0]}{last[0]}".upper(), "TO", "QX", "ZED"])),
        name=f"{first} {last}",
        role=draw(st.sampled_from(["", "Business manager", "Clerk", f"Aide of {last}"])),
        agency=draw(st.sampled_from(["", "Fenmarsh council", f"{first}’s company"])),
        from_=draw(st.sampled_from([None, "2026-09", "2026-11-01"])),
    )


def _forms(person: PersonNote) -> list[str]:
    first, last = person.name.split()
    forms = [
        person.name,
        f"{last}, {first}",
        f"Dr {last}",
        first,
        last.upper(),
        f"{first[0]}. {last}",
        f"{first}  {last}",
        f"{first}\n{last}",
        f"**{first}** {last}",
        f"{first}\u00a0{last}",
        f"{first[:2]}\u200b{first[2:]} {last}",
        f"{first}_{last}",
        person.name.lower(),
        unicodedata.normalize("NFD", person.name),
        f"{last}’s",
        f"{person.name} ({person.initials})",
        f"{first.lower()}.{last.lower()}@example.org",
        person.initials,
        ".".join(person.initials),
        f"{person.initials}/{person.initials}",
    ]
    return forms


@st.composite
def texts_about(draw, people) -> str:
    parts = draw(
        st.lists(
            st.one_of(
                st.sampled_from([form for person in people for form in _forms(person)]),
                st.sampled_from(["to ask", "and", "the board,", "(", ").", "\n- ", "**", "5 May 2026:", "TO DO"]),
            ),
            min_size=1,
            max_size=6,
        )
    )
    return draw(st.sampled_from([" ", ", ", "/", "; "])).join(parts)


@given(st.data())
def test_nobody_is_found_anywhere_in_a_public_document(data):
    people = tuple(data.draw(st.lists(persons(), min_size=1, max_size=4)))
    assume(not any(is_post(person.name) for person in people))  # no person is called Panel Chair
    assume(not any(word[:3].lower() in _MONTHS for person in people for word in re.split("[ -]", person.name)))
    texts = data.draw(st.lists(texts_about(people), min_size=1, max_size=5, unique=True))
    inside = tuple(person for person in people if data.draw(st.booleans()))
    document = everywhere(*texts, people=inside)
    made = public(document, people)
    assert named(made.dumps(), people) == []
    assert public(made) == made
    assert PlanDocument.loads(made.dumps()).dumps() == made.dumps()


@given(strategies.documents)
def test_any_document_has_a_public_one_of_the_same_shape(document):
    made = public(document)
    assert made.board == document.board
    assert made.marking in ("", "OFFICIAL")
    assert [s.rating for s in made.sections] == [s.rating for s in document.sections]
    assert (made.people, made.warnings, made.unknown) == ((), (), {})


def test_what_stays_and_what_goes():
    document = everywhere("Ask Tessa Orme", "nothing", people=(TESSA,)).replace(
        board="Orme Valley Board", marking="OFFICIAL-SENSITIVE"
    )
    made = public(document)
    ((section, recommendation, action),) = made.actions()
    assert made.board == "Orme Valley Board"
    assert made.marking == "OFFICIAL"
    assert (made.people, made.warnings, made.unknown, section.unknown) == ((), (), {}, {})
    assert (recommendation.id, action.id, action.progress[0].id, action.progress[0].author) == ("", "", "", "")
    assert (made.versions[0].by, made.version.by, made.version.number) == ("", "", 3)
    assert action.progress[0].date == "2026-10-11"
    assert made.columns[1].extra in action.extra


def test_markings():
    assert [public_marking(m) for m in ("OFFICIAL-SENSITIVE", "Official", "", "CONFIDENTIAL", "SECRET")] == [
        "OFFICIAL",
        "OFFICIAL",
        "",
        "",
        "",
    ]


def test_leads_are_given_by_their_posts_each_once():
    names = (
        ("Tessa Orme, business manager", "person"),
        ("Tessa Orme (TO)", "person"),
        ("TO", "role"),
        ("Det Supt Ruth Calloway, Fenland Police", "person"),
        ("Ruth Calloway, public protection", "person"),
        ("Quality sub-group", "group"),
        ("Noel Tarn, head of housing", "person"),
        ("Olive Tree", "person"),
        ("Zebedee Quill", "person"),
    )
    row = ActionNode(action="Ask Noel Tarn and Olive.", leads=tuple(LeadNode(name, kind) for name, kind in names))
    document = PlanDocument(
        sections=(SectionNode(recommendations=(RecommendationNode(actions=(row,)),)),), people=(TESSA, RUTH, NOBODY)
    )
    ((_, _, action),) = public(document).actions()
    assert [(lead.name, lead.kind) for lead in action.leads] == [
        ("Business Manager", "role"),
        ("Fenland Police", "agency"),
        ("Fenland Police, public protection", "role"),
        ("Quality sub-group", "group"),
        ("Head of housing", "role"),
        ("A named person", "role"),
    ]
    assert action.action == "Ask Head of housing and a named person."


def test_two_columns_that_come_to_the_same_words_stay_two():
    document = PlanDocument(
        columns=(ColumnNode("extra:Tessa says", "Tessa says"), ColumnNode("extra:Orme says", "Orme says")),
        sections=(
            SectionNode(
                recommendations=(
                    RecommendationNode(
                        actions=(ActionNode(extra={"Orme says": "two", "Tessa says": "one", "Cost": "£3"}),)
                    ),
                )
            ),
        ),
        people=(TESSA,),
    )
    made = public(document)
    ((_, _, action),) = made.actions()
    assert [action.extra[column.extra] for column in made.columns] == ["one", "two"]
    assert action.extra["Cost"] == "£3"


def test_rows_and_notes_that_are_internal_are_left_out():
    rows = (
        ActionNode(action="Open", progress=(EntryNode("Inside", internal=True), EntryNode("Told"))),
        ActionNode(action="Inside", internal=True),
    )
    document = PlanDocument(
        sections=(
            SectionNode(
                recommendations=(
                    RecommendationNode("1", actions=rows),
                    RecommendationNode("2", text="Inside", internal=True, actions=(ActionNode(),)),
                )
            ),
        )
    )
    assert "Inside" not in public(document).dumps()
    assert [a.progress for _, _, a in public(document).actions()] == [(EntryNode("Told"),)]


def test_a_note_is_read_with_its_own_date():
    people = (
        PersonNote("AB", "Ann Bell", "Nurse", to="2026-09-30"),
        PersonNote("AB", "Al Brook", "Clerk", from_="2026-10"),
    )
    row = ActionNode(
        progress=(EntryNode("AB rang.", "2026-05", "month"), EntryNode("AB rang.", "2026-11-02", "day")),
        ended=EndedNode("2026-12-01", "AB", ""),
        deadline_moves=(DeadlineMoveNode("", "", "2026-02-01", "AB was away"),),
    )
    document = PlanDocument(
        sections=(SectionNode(recommendations=(RecommendationNode(actions=(row,)),)),), people=people
    )
    ((_, _, action),) = public(document).actions()
    assert [e.text for e in action.progress] == ["Nurse rang.", "Clerk rang."]
    assert (action.ended.by, action.deadline_moves[0].reason) == ("Clerk", "Nurse was away")


def test_people_known_today_are_not_named_in_an_old_version_either():
    old = PlanDocument(title="Ask TO and Zebedee Quill", people=(TESSA,), versions=(VersionLine("1", by="ZQ"),))
    later = dataclasses.replace(TESSA, role="Head of Something Else")
    assert public(old, (later, NOBODY)).title == "Ask Business Manager and a named person"
    assert public(old.replace(title="ZQ signs"), ()).title == "a named person signs"


def test_what_was_put_in_whose_place_can_be_looked_over():
    document = everywhere("Ask Tessa", people=(TESSA,)).replace(sections=(), versions=(), title="TO, t@o.example")
    assert replacements(document)[:2] == [
        Replacement("t@o.example", "[e-mail address removed]", 1),
        Replacement("TO", "Business Manager", 1),
    ]
    assert Replacement("Tessa", "Business Manager", 9) in replacements(document)


@pytest.mark.parametrize(
    "text", ["x" * 200_000, "@" * 50_000, "TO " * 20_000, "T.O." * 20_000, "O’" * 30_000, "*" * 90_000]
)
def test_odd_texts_of_any_length_are_read_once(text):
    """Reading goes through a text once: quadratic work would not finish here."""
    assert len(scrubbed(text)) > 0


@pytest.mark.parametrize(
    ("author", "text", "became"),
    [
        ("Lena Wright", "Lena rang.", f"{UNNAMED_PERSON} rang."),
        ("Ann McDonald", "Mc Donald rang.", f"{UNNAMED_PERSON} rang."),
        ("Ludo van Dam", "Van Dam rang.", f"{UNNAMED_PERSON} rang."),
        ("Fenmarsh Police", "Fenmarsh Police and the Police", "Fenmarsh Police and the Police"),
    ],
)
def test_who_wrote_a_note_or_signed_a_version_is_known_by_that(author, text, became):
    action = ActionNode(why=text, progress=(EntryNode("A note", author=author),))
    wrote = PlanDocument(sections=(SectionNode(recommendations=(RecommendationNode(actions=(action,)),)),))
    signed = PlanDocument(versions=(VersionLine("V.1", None, text, author),))
    assert next(iter(public(wrote).actions()))[2].why == became
    assert public(signed).versions[0].note == became


def test_initials_with_an_accent_are_found_in_the_name_of_a_file():
    person = PersonNote(name="Élodie Abbot", initials="ÉA")
    made = public(everywhere("Minutes Élodie Abbot (ÉA)", "minutes_ÉA.docx"), (person,))
    assert named(made.dumps(), (person,)) == []
