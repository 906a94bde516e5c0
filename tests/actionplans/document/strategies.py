"""Hypothesis strategies for whole plan documents, with unknown keys at every level."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from actionplans.document import tree, warnings
from actionplans.document.fields import FIELDS, TEXT_FIELDS

texts = st.text(alphabet="ab .,;:’'\"\\\n-*é–🙂<", max_size=8)
words = st.lists(
    st.sampled_from(["child", "agency", "the", "police,", "health.", "\n- ", "why?", "2027", "Board’s"]), max_size=12
)
cells = words.map(" ".join)
unknown = st.sampled_from(
    [{}, {}, {}, {"zz": None}, {"colour": "blue"}, {"budget": {"pounds": [1, 2.5, True]}}, {"unknown": {}, "from_": ""}]
)
days = st.dates(datetime.date(2000, 1, 1), datetime.date(2050, 12, 31)).map(lambda day: day.isoformat())
dated = st.one_of(
    st.just((None, "none")),
    st.tuples(days, st.just("day")),
    st.tuples(days.map(lambda day: day[:7]), st.just("month")),
    st.tuples(days.map(lambda day: day[:4]), st.just("year")),
)
ids = st.sampled_from(["", "", "k1", "k2", "k3", "k4", "k5", "k6"])


def tuples(strategy, most: int = 2):
    return st.lists(strategy, max_size=most).map(tuple)


def with_date(cls, **fields):
    """A node whose date and precision go together."""
    return dated.flatmap(
        lambda d: st.builds(cls, date=st.just(d[0]), precision=st.just(d[1]), unknown=unknown, **fields)
    )


entries = with_date(
    tree.EntryNode,
    text=cells,
    as_written=texts,
    inferred=st.booleans(),
    author=texts,
    attachments=tuples(texts, 2),
    id=ids,
    written=st.just("") | days,
    internal=st.booleans(),
)
deadlines = with_date(tree.DeadlineNode, label=texts)
leads = st.builds(tree.LeadNode, name=texts, kind=st.sampled_from(tree.LEAD_KINDS), unknown=unknown)
moves = st.builds(tree.DeadlineMoveNode, from_=texts, to=texts, on=st.just("") | days, reason=texts, unknown=unknown)
actions = st.builds(
    tree.ActionNode,
    **dict.fromkeys(TEXT_FIELDS, cells | texts),
    leads=tuples(leads, 2),
    lead_text=st.sampled_from(["", "", "Chair\nto say which figures each sends", "Chair / Chair"]),
    deadline_text=cells,
    deadlines=tuples(deadlines, 2),
    status=st.sampled_from(tree.STATUSES),
    rating=st.none() | st.sampled_from(["Red", "Green"]),
    progress=tuples(entries),
    extra=st.dictionaries(texts, texts, max_size=2),
    id=ids,
    ref=st.sampled_from(["", "99.1", "99.2", "100.1"]),
    also=tuples(texts, 2),
    deadline_moves=tuples(moves, 2),
    ended=st.none() | st.builds(tree.EndedNode, on=st.just("") | days, by=texts, reason=texts, unknown=unknown),
    internal=st.booleans(),
    unknown=unknown,
)
recommendations = st.builds(
    tree.RecommendationNode,
    number=st.sampled_from(["", "99", "100", "P106", "2(ii)"]),
    text=cells,
    rating=st.none() | st.just("Amber"),
    actions=tuples(actions),
    id=ids,
    internal=st.booleans(),
    unknown=unknown,
)
sections = st.builds(
    tree.SectionNode,
    kind=st.sampled_from(["", "priority", "theme"]),
    title=cells,
    description=texts,
    objectives=tuples(texts, 2),
    outcomes=tuples(texts, 2),
    rating=st.none() | st.just("Red"),
    recommendations=tuples(recommendations),
    unknown=unknown,
)
columns = st.builds(
    tree.ColumnNode,
    field=st.sampled_from(tuple(FIELDS)) | texts.map("extra:{}".format),
    heading=texts,
    unknown=unknown,
)
counts = st.integers(0, 3)
places = st.builds(
    warnings.Place,
    section=counts,
    recommendation=counts,
    row=st.none() | counts,
    note=st.none() | counts,
    field=st.just("") | st.sampled_from(tuple(FIELDS)),
    unknown=unknown,
)
documents = st.builds(
    tree.PlanDocument,
    title=texts,
    subtitle=texts,
    source=with_date(tree.SourceNode, kind=texts, title=texts),
    columns=tuples(columns),
    rating_level=st.sampled_from(tree.RATING_LEVELS),
    ratings=tuples(texts),
    sections=tuples(sections),
    versions=tuples(
        st.builds(tree.VersionLine, label=texts, date=st.none() | days, note=texts, by=texts, unknown=unknown), 2
    ),
    warnings=tuples(
        st.builds(
            warnings.Warning_,
            where=texts,
            message=texts,
            kind=st.sampled_from(["", *warnings.WARNING_KINDS]),
            place=st.none() | places,
            words=texts,
            times=st.integers(1, 3),
            reason=st.sampled_from(["", *warnings.REASONS]),
            unknown=unknown,
        ),
        2,
    ),
    people=tuples(
        st.builds(
            tree.PersonNote,
            initials=texts,
            name=texts,
            role=texts,
            agency=texts,
            from_=st.none() | days,
            to=st.none() | days,
            unknown=unknown,
        ),
        2,
    ),
    board=texts,
    marking=texts,
    version=st.none()
    | st.builds(
        tree.VersionMark,
        number=st.integers(0, 99),
        note=texts,
        date=st.just("") | days,
        keys=tuples(texts),
        unknown=unknown,
    ),
    unknown=unknown,
)
