"""Cards of a web page, each a text with labels and values at its side, as the rows of a plan."""

from __future__ import annotations

from actionplans.reading import interpret
from actionplans.reading.files.blocks import Blocks, Cell, Paragraph, Table


def cards(*pairs: tuple[str, str]) -> Table:
    return Table(tuple((Cell(left), Cell(right)) for left, right in pairs), kind="cards")


def read(*blocks: Paragraph | Table):
    return interpret(Blocks((Paragraph("Visits: action plan", level=1), *blocks)), "plan.pdf")


def rows(document):
    return [action for _, _, action in document.actions()]


BESIDE = (
    ("**A1 Visit each school**\n\nMore", "**Begun**\n\nWho\n\nHead of Early Help\n\nTarget date\n\n30 June 2026"),
    (
        "**A2 Write to each parent**\n\nMore",
        "**Late**\n\nWho\n\nBoard Manager\n\nTarget date\n\nMay 2026, now\n\nJuly 2026",
    ),
    ("**A3 Train the governors**\n\nMore", "**Begun**\n\nWho\n\nAnn Marsh\n\nTarget date\n\nMarch 2027"),
    ("**A4 Ask the children**\n\nMore", "**Late**\n\nWho\n\nChair\n\nTarget date\n\n1 May 2026"),
)


def test_what_cards_say_again_before_something_else_is_a_label():
    document = read(cards(*BESIDE[:2]), cards(*BESIDE[2:]))
    assert [(a.ref, a.action, a.rating) for a in rows(document)] == [
        ("A1", "Visit each school", "Begun"),
        ("A2", "Write to each parent", "Late"),
        ("A3", "Train the governors", "Begun"),
        ("A4", "Ask the children", "Late"),
    ]
    assert [a.leads[0].name for a in rows(document)] == ["Head of Early Help", "Board Manager", "Ann Marsh", "Chair"]
    assert [a.deadlines[-1].date for a in rows(document)] == ["2026-06-30", "2026-07", "2027-03", "2026-05-01"]
    # what each says with nothing behind it is named once as left out
    assert [(w.words, w.times) for w in document.warnings if w.reason == "around"] == [("More", 4)]
    assert not [w for w in document.warnings if w.kind == "lost"]


def test_notes_and_labels_in_lines_are_known_in_cards():
    document = read(
        cards(
            (
                "**1.1**\n\nDue: 30 June 2026",
                "Visit each school\n\n**Owner:** Chair **Answers to:** Board\n\n**3 May 2026** Six seen.",
            ),
            (
                "**1.2**\n\nDue: 31 July 2026",
                "Ask parents\n\n**Owner:** Ann Marsh **Answers to:** Forum\n\n**4 May 2026 · A Marsh**\n\nTwo came.",
            ),
        )
    )
    assert [(a.ref, a.action, a.leads[0].name) for a in rows(document)] == [
        ("1.1", "Visit each school", "Chair"),
        ("1.2", "Ask parents", "Ann Marsh"),
    ]
    assert [[n.date for n in a.progress] for a in rows(document)] == [["2026-05-03"], ["2026-05-04"]]
    assert rows(document)[1].progress[0].text.endswith("Two came.")
    assert [a.extra["Answers to"] for a in rows(document)] == ["Board", "Forum"]


def test_texts_side_by_side_without_labels_are_no_cards():
    document = read(
        Table(
            (
                (Cell("Action", bold=True), Cell("Lead", bold=True)),
                (Cell("Visit each school"), Cell("Chair")),
                (Cell("Write to parents"), Cell("Ann Marsh")),
            ),
            kind="cards",
        )
    )
    assert [(a.action, a.leads[0].name) for a in rows(document)] == [
        ("Visit each school", "Chair"),
        ("Write to parents", "Ann Marsh"),
    ]


def test_headings_that_count_what_cards_answer_are_recommendations():
    heads = [
        Paragraph(f"What has to change {n}: {text}", level=2, bold=True)
        for n, text in enumerate(
            (
                "Visits to schools in each term",
                "Letters to parents that they can read",
                "How governors are trained for it",
            ),
            1,
        )
    ]
    blocks = [block for head, card in zip(heads, BESIDE, strict=False) for block in (head, cards(card))]
    found = [(r.number, r.text) for _, r in read(*blocks).recommendations()]
    assert found[0] == ("1", "Visits to schools in each term")
    assert [number for number, _ in found] == ["1", "2", "3"]


def test_labels_in_italics_and_the_heads_of_posts_are_known_in_cards():
    posted = "Ann Marsh posted on {} June 2026 at 09:41\n\n{} Six seen.\n\nBea Hill posted on {} May 2026 at 10:00\n\nI shall {}"
    pages = [
        (
            f"**Who**\n\n{who}",
            f"**{n}. {text}**\n\n*We shall know by:* {text}\n\n" + posted.format(n, text, n, text),
        )
        for n, who, text in (
            (1, "Chair", "Visit each school."),
            (2, "Ann Marsh", "Ask parents."),
            (3, "Clerk", "Tell all."),
        )
    ]
    document = read(cards(*pages))
    assert [(a.ref, a.action) for a in rows(document)] == [
        ("1", "Visit each school."),
        ("2", "Ask parents."),
        ("3", "Tell all."),
    ]
    assert [[(note.date, note.text) for note in a.progress] for a in rows(document)][1] == [
        ("2026-06-02", "Ask parents. Six seen."),
        ("2026-05-02", "I shall Ask parents."),
    ]
    assert not [w for w in document.warnings if w.kind == "lost"]
